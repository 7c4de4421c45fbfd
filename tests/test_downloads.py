"""Files that are made for a page are published beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.design.compose import Composed, Composer
from briefgen.design.downloads import download
from tests import corpus


def test_a_file_made_for_a_page_is_published_and_goes_with_it(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = download("good-en.csv", b"city,people\nBeyrouth,3\n", "text/csv")
    compose = Composer.compose

    def with_download(*arguments: Any) -> Composed:
        return replace(compose(*arguments), downloads=(made, made))

    with monkeypatch.context() as patched:
        patched.setattr(Composer, "compose", with_download)
        corpus.build(small_project)
    dist = small_project / "dist"
    assert (dist / made.address).read_bytes() == made.data
    listed = [
        item
        for item in json.loads((dist / "build.json").read_text("utf-8"))["artifacts"]
        if item["path"] == made.address
    ]
    assert [(item["kind"], item["format"]) for item in listed] == [("asset", "csv")]
    brief = small_project / "briefs/good/brief.md"
    brief.write_text(brief.read_text("utf-8") + "\nMore.\n", "utf-8")  # the page is composed anew
    corpus.build(small_project)
    assert not (dist / made.address).exists()


def test_other_bytes_have_another_address() -> None:
    one, other = (download("a.csv", data, "text/csv") for data in (b"1", b"2"))
    assert one.address != other.address
    assert one.address.startswith("assets/a-")
