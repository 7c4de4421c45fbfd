"""YAML as authors write it: nothing surprises them, and every value has its place."""

from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.content.decode import decode, plain, span_at
from briefgen.content.fields import Day, Model, Text
from briefgen.content.frontmatter import read_mapping, split
from briefgen.core.source import Source
from briefgen.core.text import decode_source


class Sample(Model):
    WHAT: ClassVar[str] = "a sample"
    title: Text
    day: Day | None = None
    number: int | None = None
    wanted: bool | None = None


def read(text: str) -> dict[str, object]:
    tree, problems = read_mapping(Source("x.yml", text))
    assert tree is not None, problems
    return plain(tree)


@pytest.mark.parametrize(
    "written", ["no", "NO", "off", "1:30", "010", "1e3", "0x1F", ".5", "2026-11-24", "12_000", "=", "y"]
)
def test_a_value_stays_what_was_written(written: str) -> None:
    assert read(f"title: {written}") == {"title": written}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_nothing_is_nothing(written: str) -> None:
    assert read(f"title: {written}") == {"title": None}


def test_the_model_decides_what_a_value_is() -> None:
    tree, _ = read_mapping(Source("x.yml", "title: 010\nday: 2026-11-24\nnumber: 7\nwanted: no\n"))
    assert tree
    sample, problems = decode(tree, Sample)
    assert not problems
    assert sample
    assert (sample.title, str(sample.day), sample.number, sample.wanted) == ("010", "2026-11-24", 7, False)


def test_places_are_of_the_value_or_of_the_key() -> None:
    source = Source("x.yml", "authors:\n  - name: Ñandú\n    orcid: x\n  - name: عمر\n")
    tree, _ = read_mapping(source)
    assert tree
    span = span_at(tree, ("authors", 1, "name"))
    assert (span.line, span.column) == (4, 11)
    assert source.text[span.start : span.end] == "عمر"
    assert span_at(tree, ("authors", 0, "email")).line == 2


def test_front_matter_and_body_are_cut_where_the_author_cut_them() -> None:
    source = Source("x.md", "---\ntitle: A\n---\n\nText with --- in it.\n\n---\n")
    front, problems = split(source)
    assert not problems
    assert front
    assert source.text[front.body_start :] == "\nText with --- in it.\n\n---\n"


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbf---\ntitle: A\n---\nB\n", b"---\r\ntitle: A\r\n---\r\nB\r\n", b"---\rtitle: A\r---\rB\r"],
)
def test_byte_order_marks_and_other_line_ends_are_accepted(data: bytes) -> None:
    source = decode_source("x.md", data)
    front, problems = split(source)
    assert not problems
    assert front
    assert plain(front.tree) == {"title": "A"}
    assert source.text[front.body_start :] == "B\n"


def test_references_are_followed_but_not_without_end() -> None:
    assert read("a: &x one\nb: *x") == {"a": "one", "b": "one"}
    bomb = "a: &a [" + ",".join("x" * 9) + "]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{name}: &{name} [" + ",".join([f"*{before}"] * 9) + "]\n"
    tree, problems = read_mapping(Source("x.yml", bomb))
    assert tree is None
    assert [problem.code for problem in problems] == ["yaml-too-large"]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`,? \n\t~é0عx", max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    source = Source("x.md", text)
    tree, problems = read_mapping(source)
    assert tree is not None or problems
    for problem in problems:
        assert problem.span is not None
        assert 0 <= problem.span.start <= len(text) + 1
    split(source)
