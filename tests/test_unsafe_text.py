"""Texts that nobody would write: whatever they hold comes to a safe page or to diagnostics (property tests)."""

# ruff: noqa: SIM905 - lists of signs are easier to read, and to add to, as one text

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefgen.content import html_policy
from briefgen.content.block_scan import scan
from briefgen.content.frontmatter import split
from briefgen.content.markup import Around, TooComplex, convert
from briefgen.core.paths import join
from briefgen.core.source import Source
from briefgen.core.workspace import Refused, Workspace
from tests.hostile.safe_pages import unsafe_parts

NOISE = st.sampled_from(
    r"""< > <!-- --> --!> <![CDATA[ ]]> <? ?> </p> </b> </style> </script> " ' ` \ [ ] ( ) ![ [a]( [^1] [^1]: *[A]: {: } # - |
    ``` ~~~ /// * ** _ : & &lt; &#60; &amp; a b""".split()
)
SPACES = st.sampled_from(["\n", "\n\n", " ", "    ", "\t", "\x0b", "\x0c", "\u2028", "\u202e"])
NAMES = st.sampled_from(
    "a img b p td blockquote script style svg math iframe noscript template title a:b".split()
)
ADDRESSES = st.sampled_from(
    "javascript:alert(1) JAVA\tSCRIPT:alert(1) &#106;avascript:alert(1) data:text/html,x vbscript:x //evil.example/x "
    "https://evil.example/x.png file:///etc/passwd #a x".split(" ")
)
ATTRIBUTES = st.builds(
    lambda name, quote, value: f"{name}={quote}{value}{quote}",
    st.sampled_from("href src srcset cite xlink:href onclick style id title alt".split()),
    st.sampled_from(["", '"', "'"]),
    st.one_of(ADDRESSES, st.sampled_from(["alert(1)", "position:fixed", "text-align:left", ">", "<b>"])),
)
TAGS = st.builds(
    lambda name, parts, end: (
        f"<{name}" + "".join(f"{between}{attribute}" for between, attribute in parts) + end
    ),
    NAMES,
    st.lists(
        st.tuples(
            st.sampled_from([" ", "/", "\n", "\x0c", ""]),
            st.one_of(ATTRIBUTES, st.sampled_from(['a"', "a'", "="])),
        ),
        max_size=3,
    ),
    st.sampled_from([">", "/>", "", ">a</b>"]),
)
LINKS = st.builds(
    lambda start, address: f"{start}{address})", st.sampled_from(["[a](", "![a](", "[a](<"]), ADDRESSES
)
TEXTS = st.lists(st.one_of(TAGS, TAGS, LINKS, NOISE, SPACES), max_size=12).map("".join)
often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def resolve(tag: str, _attribute: str, value: str) -> str | None:
    """What references do: pictures are beside the page, links lead to the web or stay on the page."""
    if tag == "img":
        return "picture.png" if value == "x" else None
    return value if value.startswith(("https://", "#")) else None


@often
@given(TEXTS)
def test_whatever_is_written_a_page_is_safe(text: str) -> None:
    try:
        fragment = convert(
            tuple(text.split("\n")), "en", Around((("title", text.replace("\n", " ")),)), {}, resolve
        )
    except TooComplex:
        return
    pieces = (
        fragment.html,
        *(slot.html for slot in fragment.slots.values()),
        *(h.html for h in fragment.headings),
    )
    for html in pieces:
        assert unsafe_parts(html) == []


def test_a_definition_that_is_used_often_makes_no_page_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.content.markup._LARGEST", 50_000)
    once = ("[a]: https://example.org/" + "x" * 2000, "", "[a][a]", "")
    assert len(convert(once, "en", Around(), {}, resolve).html) > 2000
    with pytest.raises(TooComplex):
        convert((*once, *("[a][a]", "") * 30), "en", Around(), {}, resolve)


@often
@given(TEXTS)
@example('<blockquote cite="javascript:alert(1)">a</blockquote>')
@example('<img a" src="https://evil.example/x.png">')
@example('<img/src="https://evil.example/x.png"/onerror=alert(1)>')
@example('<b title=">" onclick="alert(1)">a</b>')
def test_cleaning_alone_makes_html_safe(text: str) -> None:
    assert unsafe_parts(html_policy.clean(text, resolve)) == []


@often
@given(TEXTS)
def test_what_is_cleaned_is_clean(text: str) -> None:
    once = html_policy.clean(text, resolve)
    assert html_policy.clean(once, resolve) == once


@often
@given(st.one_of(st.text(max_size=60), TEXTS))
def test_any_text_has_places_and_no_exceptions(text: str) -> None:
    source = Source("a.md", text)
    for problem in (*html_policy.scan(source, text, 0), *scan(source, 0).problems):
        assert problem.span is None or 0 <= problem.span.start <= len(text)


YAML = st.sampled_from(
    [
        "a:",
        "b:",
        "-",
        "?",
        "&",
        "*",
        "!",
        "!!",
        "|",
        ">",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        ",",
        "#",
        "%",
        "@",
        "`",
        "---",
        "...",
        "<<",
        "\\0",
        "\\x07",
        "\\ud800",
        "\\u202e",
        "~",
        "0x1",
        "1e9",
        ".nan",
        "2026-02-30",
        "\n",
        "  ",
        " ",
        "\t",
    ]
)


@often
@given(st.one_of(st.text(max_size=60), st.lists(YAML, max_size=30).map("".join)))
def test_any_front_matter_is_read_or_told(text: str) -> None:
    source = Source("a.md", f"---\n{text}\n---\nText.\n")
    front, problems = split(source)
    assert front is not None or problems
    for problem in problems:
        assert problem.span is not None
        assert 0 <= problem.span.start <= len(source.text)


STEPS = st.sampled_from(
    [
        ".",
        "..",
        "...",
        "~",
        "/",
        "//",
        "\\",
        "%2e",
        "%2e%2e",
        "%2f",
        "a",
        "b.png",
        "briefs",
        "briefgen:",
        "C:",
        "file:",
        "data:",
        "http:",
        "\x00",
        "\n",
        "\u202e",
        "link",
        "out",
    ]
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A project with links that lead out of it, and a file beside it."""
    folder = tmp_path_factory.mktemp("paths")
    (folder / "project/briefs").mkdir(parents=True)
    (folder / "project/briefs/a").write_text("inside", "utf-8")
    (folder / "a").write_text("outside", "utf-8")
    (folder / "project/out").symlink_to(folder)
    (folder / "project/briefs/link").symlink_to(Path("../../a"))
    return Workspace(folder / "project", folder / "shipped")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=1, max_size=8), st.sampled_from(["", "/", "../"]))
def test_no_path_leads_out(workspace: Workspace, steps: list[str], between: str) -> None:
    for path in (between.join(steps), join("briefs", "/".join(steps))):
        try:
            assert workspace.door().read(path) == b"inside"
        except Refused:
            continue
