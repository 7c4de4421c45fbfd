"""Interface words: everything that templates say exists in every language of the series."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import jinja2
import jinja2.ext
import pytest

from briefgen.content.kinds import KINDS
from briefgen.core.workspace import Workspace
from briefgen.design.interface_words import InterfaceWords, load_words
from briefgen.design.shipped import shipped_root
from tests.conftest import REPOSITORY

LANGUAGES = ("fr", "es", "ar", "am", "sw", "tr", "pt")


def said() -> set[str]:
    """Every string that templates and the code that fills them pass to gettext."""
    found = {text for kind in KINDS.values() for text in (kind.LABEL, kind.PLURAL)}
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


def words(language: str) -> InterfaceWords:
    return InterfaceWords(language, "", {})


@pytest.mark.parametrize(
    ("language", "two", "three"),
    [
        ("en", "Kenya and Iraq", "Kenya, Iraq and Chad"),
        ("fr", "Kenya et Iraq", "Kenya, Iraq et Chad"),
        ("es", "Kenya e Iraq", "Kenya, Iraq y Chad"),
        ("ar", "Kenya وIraq", "Kenya، وIraq، وChad"),
        ("pt-BR", "Kenya e Iraq", "Kenya, Iraq e Chad"),
    ],
)
def test_texts_in_a_row(language: str, two: str, three: str) -> None:
    assert words(language).list(["Kenya", "Iraq"]) == two
    assert words(language).list(["Kenya", "Iraq", "Chad"]) == three
    assert words(language).list(["Kenya"]) == "Kenya"
    assert words(language).list([]) == ""


def test_a_spanish_y_before_i_becomes_e() -> None:
    assert words("es").list(["A", "hielo"]) == "A y hielo"
    assert words("es").list(["A", "Hija"]) == "A e Hija"
    assert words("es").list(["Irak y Siria", "Israel"]) == "Irak y Siria e Israel"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("12,000.5", "12,000.50", "12,001")),
        (
            "fr",
            (
                "12\N{NARROW NO-BREAK SPACE}000,5",
                "12\N{NARROW NO-BREAK SPACE}000,50",
                "12\N{NARROW NO-BREAK SPACE}001",
            ),
        ),
        ("es", ("12.000,5", "12.000,50", "12.001")),
        ("ar", ("12,000.5", "12,000.50", "12,001")),
    ],
)
def test_numbers_come_from_cldr(language: str, expected: tuple[str, str, str]) -> None:
    said = words(language)
    assert (
        said.number(12000.5),
        said.number(12000.5, decimals=2),
        said.number(12000.51, decimals=0),
    ) == expected


def test_plurals_take_the_form_of_the_language(tmp_path: Path) -> None:
    (tmp_path / "templates/locale").mkdir(parents=True)
    forms = "\n".join(
        f'msgstr[{n}] "{word}"'
        for n, word in enumerate(["لا صفحات", "صفحة", "صفحتان", "صفحات", "صفحةً", "صفحة"])
    )
    head = (REPOSITORY / "templates/locale/ar.po").read_text("utf-8").partition("\n\n")[0]
    text = f'{head}\n\nmsgid "page"\nmsgid_plural "pages"\n{forms}\n'
    (tmp_path / "templates/locale/ar.po").write_text(text, "utf-8")
    words = load_words(Workspace(tmp_path, shipped_root()).door(), "ar")
    assert [words.ngettext("page", "pages", n) for n in (0, 1, 2, 3, 11)] == [
        "لا صفحات",
        "صفحة",
        "صفحتان",
        "صفحات",
        "صفحةً",
    ]
    assert InterfaceWords("en", "", {}).ngettext("page", "pages", 2) == "pages"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("nplurals=2; plural=(n > 1);", "nplurals=2; plural=n >< 1;", "template-broken"),
        ("charset=UTF-8", "charset=utf-foo", "template-broken"),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_told(old: str, new: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "templates/locale").mkdir(parents=True)
    text = (REPOSITORY / "templates/locale/fr.po").read_text("utf-8").replace(old, new)
    (tmp_path / "templates/locale/fr.po").write_text(text, "utf-8")
    words = load_words(Workspace(tmp_path, shipped_root()).door(), "fr")
    assert [problem.code for problem in words.problems] == [code]
