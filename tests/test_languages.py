"""A language is one catalogue and one line: pages in every language that has a catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from babel.messages.pofile import read_po

from briefgen import pipeline
from briefgen.content.scripts import script_of_language, script_of_text
from tests import corpus
from tests.conftest import REPOSITORY

CATALOGUES = sorted((REPOSITORY / "templates/locale").glob("*.po"))

TEXTS = {
    "am": ("የኅብረት ሥራ ማኅበራት ገቢ ያስገኛሉ", "ማኅበሩ የአባላቱ ነው። አባላቱ አብረው ይወስናሉ፤ ትርፉንም ይካፈላሉ።"),
    "ar": ("التعاونيات تتيح دخلًا للنازحين", "التعاونية ملك لأعضائها، وهم يقررون معًا ويتقاسمون الفائض."),
    "es": ("Las cooperativas dan ingresos", "La cooperativa pertenece a sus miembros, que deciden juntos."),
    "fr": (
        "Les coopératives donnent un revenu",
        "La coopérative appartient à ses membres, qui décident ensemble.",
    ),
    "pt": (
        "As cooperativas dão rendimento",
        "A cooperativa pertence aos seus membros, que decidem em conjunto.",
    ),
    "sw": ("Vyama vya ushirika hutoa kipato", "Chama cha ushirika ni mali ya wanachama, nao huamua pamoja."),
    "tr": (
        "Kooperatifler gelir sağlıyor",
        "Kooperatif ortaklarınındır; ortaklar birlikte karar verir, ığdır çiğ şu.",
    ),
}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_says_its_language(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file)
    assert str(catalogue.locale) == path.stem
    assert not [message.id for message in catalogue if message.fuzzy and message.id]


@pytest.mark.parametrize("language", [path.stem for path in CATALOGUES])
def test_a_page_in_a_language(language: str, tmp_path: Path) -> None:
    """Nothing is said of it but that nobody has confirmed it, and the PDF says every letter of it."""
    title, text = TEXTS[language]
    root = corpus.project(tmp_path / "project")
    settings = (root / "briefgen.yml").read_text("utf-8")
    settings = settings.replace(
        "title: Cooperation in Displacement", f"title: {{en: Cooperation, {language}: {title}}}"
    )
    front = (
        f"title: {title}\ndescription: {title}\nkey_messages: [{title}, {title}, {title}]\nsummary: {text}"
    )
    files = {
        "briefgen.yml": settings.replace("languages: [en]", f"languages: [en, {language}]"),
        f"briefs/good/brief.{language}.md": f"---\n{front}\n---\n## {title}\n\n{text}\n",
    }
    corpus.write(root, files)
    outcome = pipeline.build(root, pipeline.Order(root / "dist"))
    assert [d.code for d in outcome.diagnostics] == ["translation-unconfirmed"]
    (pdf,) = root.glob(f"dist/{language}/briefs/good/*-{language}.pdf")
    document = pypdfium2.PdfDocument(pdf)
    said = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert set(re.sub(r"\s", "", title + text)) <= set(said)
    html = (root / f"dist/{language}/briefs/good/index.html").read_text("utf-8")
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in html
    assert (root / f"dist/{language}/index.html").is_file()


@pytest.mark.parametrize("language", TEXTS)
def test_scripts_come_from_cldr(language: str) -> None:
    assert script_of_text(" ".join(TEXTS[language])) == script_of_language(language)


def test_a_short_or_mixed_text_has_no_script() -> None:
    assert script_of_text("CACMU") is None
    assert script_of_text("تعاونية للنساء في الإكوادور Cooperativa de Ahorro y Crédito") is None
    assert script_of_text("[كلمة](https://a-long-address.example/of-latin-letters)") is None
