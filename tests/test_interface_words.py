"""Interface words: everything that templates say exists in every language of the series."""

from __future__ import annotations

import re
from datetime import date

import jinja2
import jinja2.ext
import pytest

from briefgen.core.workspace import Workspace
from briefgen.design.compose import KIND_LABELS
from briefgen.design.interface_words import load_words
from briefgen.design.shipped import shipped_root
from tests.conftest import REPOSITORY

LANGUAGES = ("fr", "es", "ar")


def said() -> set[str]:
    """Every string that templates and the code that fills them pass to gettext."""
    found = set(KIND_LABELS.values())
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
    for path in sorted((REPOSITORY / "templates").rglob("*.html")):
        tree = environment.parse(path.read_text("utf-8"))
        for _, _, message in jinja2.ext.extract_from_ast(tree):
            texts = message if isinstance(message, tuple) else (message,)
            found |= {text for text in texts if text}
    for path in sorted((REPOSITORY / "src/briefgen").rglob("*.py")):
        found |= set(re.findall(r'gettext\("([^"]+)"\)', path.read_text("utf-8")))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_complete(language: str) -> None:
    words = load_words(Workspace(REPOSITORY, shipped_root()).door(), language)
    assert not words.problems
    assert sorted(text for text in said() if text not in words.strings) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_nothing_else_and_keeps_placeholders(language: str) -> None:
    words = load_words(Workspace(REPOSITORY, shipped_root()).door(), language)
    assert sorted(set(words.strings) - said()) == []
    for text, translated in words.strings.items():
        assert sorted(re.findall(r"%\(\w+\)s", text)) == sorted(re.findall(r"%\(\w+\)s", translated)), text


def test_dates_and_countries_come_from_cldr() -> None:
    door = Workspace(REPOSITORY, shipped_root()).door()
    day = date(2026, 11, 24)
    assert load_words(door, "en").date(day) == "24 November 2026"
    assert load_words(door, "fr").date(day) == "24 novembre 2026"
    assert load_words(door, "ar").country("TR") == "تركيا"
    assert load_words(door, "fr").country("ET") == "Éthiopie"
