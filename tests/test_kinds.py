"""A new kind of publication is a model and a template: everything else follows from the two."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.content.fields import Markdown
from briefgen.content.kinds import KINDS
from briefgen.content.models import Edition
from tests import corpus

SHEET = """---
title: Five figures on membership
description: A fact sheet for a test.
claim: Membership *decides*
---

Text.
"""
TEMPLATE = """{# A fact sheet: its claim stands above the text. #}
{% extends 'document.html' %}
{% block before_text %}
<p class="claim">{{ page.text('claim') }}</p>
{% endblock %}
"""


class FactSheet(Edition):
    WHAT, KIND = "a fact sheet", "fact-sheet"
    LABEL, PLURAL = "Fact sheet", "Fact sheets"
    claim: Markdown


@pytest.fixture
def with_fact_sheets(small_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(KINDS, FactSheet.KIND, FactSheet)
    corpus.write(
        small_project, {"templates/kinds/fact-sheet.html": TEMPLATE, "briefs/good/fact-sheet.md": SHEET}
    )
    return small_project


def test_it_is_built_listed_and_labelled(with_fact_sheets: Path) -> None:
    outcome = corpus.build(with_fact_sheets, only=None)
    assert corpus.rendering(outcome.diagnostics) == ""
    folder = with_fact_sheets / "dist/en/briefs/good/fact-sheet"
    html = (folder / "index.html").read_text("utf-8")
    assert '<p class="claim">Membership <em>decides</em></p>' in html
    assert ">Fact sheet<" in html
    assert json.loads(html.partition('ld+json">')[2].partition("<")[0])["@type"] == "Report"
    assert list(folder.glob("*.pdf"))
    assert "Fact sheet" in (with_fact_sheets / "dist/index.html").read_text("utf-8")


def test_its_keys_are_checked_like_those_of_all_others(with_fact_sheets: Path) -> None:
    corpus.write(with_fact_sheets, {"briefs/good/fact-sheet.md": SHEET.replace("claim:", "clame:")})
    said = corpus.check(with_fact_sheets)
    assert {d.code for d in said} == {"unknown-key"}
    assert any("a fact sheet has no key `clame`" in d.message for d in said)
