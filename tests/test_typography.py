"""Typography changes spaces and dashes, never words: whatever is written, the same words stand in the same order."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.content.block_scan import scan
from briefgen.content.languages import locale
from briefgen.content.line_breaks import JOINER, MONTHS, NARROW, NO_BREAK, THIN, unbroken
from briefgen.content.markup import Around, convert
from briefgen.content.running_text import CODE, RunningText
from briefgen.content.table_columns import with_columns
from briefgen.content.typography import as_title, typeset, with_apostrophes, with_last_words
from briefgen.core.diagnostics import Source
from briefgen.design.running_heads import cut_title
from tests import corpus

LANGUAGES = ("en", "fr", "es", "ar")

PIECES = st.sampled_from(
    [
        "12 km", "2017-2019", "2017–2019", " – ", "—", "\n", " ", "US$ 5", "LKR 120 million", "12 000", "« oui »", "«non»",
        " ;", " ?", " :", "24 November", "24 de noviembre", "24 نوفمبر", "Figure 3", "pp. 4-9", "Dr Haddad", "¿Qué?", "&amp;",
        "&nbsp;", "&lt;b&gt;", "<em>", "</em>", "<code>12 km</code>", "<br>", "<p>", "</p>", "<h2 id=\"x\">", "</h2>",
        '<a href="https://example.org/2017-2019">', "</a>", '<sup id="fnref:a"><a href="#fn:a">1</a></sup>',
        '<span class="footnote" id="note:a">', '<span lang="fr">', "</span>", "<table><tr><td>a</td><td>5 km</td></tr></table>",
        "\u2060", "\u2009", "\u202f", "– ", "one two three four five", "التعاون في النزوح", "<img alt=\"12 km\">", "\ue000title\ue001", "<", ">", "&",
    ]
)  # fmt: skip
HTML = st.lists(PIECES | st.text("ab 1.-–;:?«»\n", max_size=8), max_size=14).map("".join)

TAG = re.compile(r"</?[a-zA-Z](?:\"[^\"]*\"|'[^']*'|[^'\">])*>")


def words(html: str) -> list[str]:
    return re.findall(r"\w+", unescape(TAG.sub("", html)))


@pytest.mark.parametrize(
    ("language", "plain", "set_"),
    [
        ("en", "women's & workers' *rights* <i>", "women’s & workers’ *rights* <i>"),
        ("fr", "l'asile", "l’asile"),
    ],
)
def test_plain_texts_get_apostrophes_and_nothing_else(language: str, plain: str, set_: str) -> None:
    assert with_apostrophes(plain, language) == set_


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HTML, st.sampled_from(LANGUAGES))
def test_words_tags_and_their_order_never_change(html: str, language: str) -> None:
    done = typeset(html, language)
    assert words(done) == words(html)
    assert TAG.findall(done) == TAG.findall(html)
    for change in (with_last_words, with_columns):
        assert words(change(html)) == words(html)


@settings(max_examples=200, deadline=None)
@given(HTML, st.sampled_from(LANGUAGES))
def test_twice_is_once(html: str, language: str) -> None:
    once = typeset(html, language)
    assert typeset(once, language) == once


@settings(max_examples=200, deadline=None)
@given(HTML)
def test_running_text_gives_back_what_it_was_given(html: str) -> None:
    assert RunningText(html).html() == html


def test_runs_end_where_readers_stop() -> None:
    html = (
        '<h2>One <em>two</em>\u2060<sup id="fnref:a"><a href="#fn:a">1</a></sup><span class="footnote">Of <span>it</span>.'
        "</span> three</h2><p>a <code>b c</code> &amp; d<br>e</p><ul><li>f</li></ul>"
    )
    runs = [(run.text, run.inside, run.is_note) for run in RunningText(html).runs]
    assert runs == [
        ("Of it.", ("h2",), True),
        ("One two\u2060 three", ("h2",), False),
        (f"a {CODE} & d", ("p",), False),
        ("e", ("p",), False),
        ("f", ("ul", "li"), False),
    ]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A way into export", "A way into&nbsp;export"),
        ("Into export now", "Into export now"),
        ("Working towards international cooperation", "Working towards international cooperation"),
        ("A long stop after 12&nbsp;km", "A long stop after 12&nbsp;km"),
        ("What then is <em>it</em>?\n", "What then is&nbsp;<em>it</em>?\n"),
        (f"Words that end{NARROW}–{THIN}here", f"Words that end{NARROW}–{NARROW}here"),
        ("التعاون يبدأ من الناس", "التعاون يبدأ من&nbsp;الناس"),
    ],
)
def test_the_last_words_of_a_title(title: str, shown: str) -> None:
    assert with_last_words(title) == shown


@pytest.mark.parametrize(
    ("language", "title", "shown"),
    [
        ("en", "Cooperatives make people owners, a new series shows", "Cooperatives make people owners, a~new series~shows"),
        ("en", "From guest to member, one vote at a time", "From~guest to~member, one~vote at~a~time"),
        ("en", "Votes make cooperatives work, but pay no bills", "Votes make cooperatives work, but~pay no~bills"),
        ("en", "How to go on: or not, in internationalisation", "How to~go on: or~not, in internationalisation"),
        ("fr", "Une porte vers le travail et qu’un toit", "Une~porte vers le~travail et~qu’un~toit"),
        ("es", "Cooperativas del norte y de la costa", "Cooperativas del~norte y de~la~costa"),
        ("ar", "يمكن أن تجعل النازحين في بلدهم", "يمكن أن~تجعل النازحين في~بلدهم"),
        ("en", '<em lang="fr">Droit des gens</em> of today', '<em lang="fr">Droit des~gens</em> of~today'),
    ],
)  # fmt: skip
def test_no_line_of_a_title_ends_on_a_word_that_leans_on_the_next(
    language: str, title: str, shown: str
) -> None:
    assert as_title(title, language).replace("&nbsp;", "~") == shown


@pytest.mark.parametrize(
    ("language", "title", "most", "shown"),
    [
        ("en", "Refugees lent to newcomers", 26, "Refugees lent to newcomers"),
        ("en", "Refugees lent to newcomers", 25, "Refugees lent …"),
        ("en", "A harvest that refugees and hosts share", 34, "A harvest that refugees …"),
        ("en", "They lent to newcomers, and they repay", 30, "They lent to newcomers …"),
        ("fr", "De nouveaux venus les remboursent tous", 24, "De nouveaux venus …"),
        ("en", "Internationalisation", 10, "Internat …"),
    ],
)
def test_a_running_title_is_cut_behind_a_word_that_can_stand_at_an_end(
    language: str, title: str, most: int, shown: str
) -> None:
    assert cut_title(title, most, language) == shown
    assert len(shown) <= most


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>Whether they did it, no source that we found can say.</p>", "can~say."),
        ("<li>How many finished, and found such work, is not stated.</li>", "not~stated."),
        ("<td>Police raids stopped after registration, until the next commissioner\ncame</td>", "commissioner~came"),
        ("<p>Whether they had it, no source that we found had established.</p>", "had established."),
        ("<td>So they say, and own.</td>", "and own."),
        ('<span class="footnote">Whether they did it, no source that we found can say.</span>', "can say."),
        ("<p>It came to 5 Afghan families.</p>", "5~Afghan families"),
        ("<p>Of 3 of them, and in 7 or 8 places, Figure 5 says little.</p>", "3 of them, and in 7 or 8~places, Figure~5 says"),
    ],
)  # fmt: skip
def test_lines_of_running_text(html: str, shown: str) -> None:
    assert shown in typeset(html, "en").replace("&nbsp;", "~")


def test_french_punctuation_is_that_of_french_words() -> None:
    mixed = '<p>It is « so »: <em lang="fr">« oui » ; <span lang="en">« no » ;</span></em></p>'
    french = f"«{NARROW}oui{NARROW}»{NARROW};"
    assert (
        typeset(mixed, "en")
        == f'<p>It is « so »: <em lang="fr">{french} <span lang="en">« no » ;</span></em></p>'
    )
    assert f"«{NARROW}no{NARROW}»{NARROW};" not in typeset(mixed, "fr")


def test_a_part_in_french_has_the_spaces_of_french() -> None:
    lines = scan(
        Source("brief.md", "/// part\n    lang: fr\n\nIl dit : « oui ».\n///\n\nHe says : « yes ».\n"), 0
    ).lines
    made = convert(lines, "en", Around(), {0: Around(language="fr")}, lambda *_: None)
    assert f"dit&nbsp;: «{NARROW}oui{NARROW}»." in made.slots["block.0"].html
    assert "says : « yes »." in made.html


def test_no_line_of_the_series_begins_with_a_unit_or_a_dash() -> None:
    text = "In 2017-2019 it rose from 45.2\nmillion – some say – to LKR 120\nmillion on 24\nNovember."
    done = list(text)
    for place, put in unbroken(text, "en").items():
        done[place] = put
    lines = re.split(r"[ \n]", "".join(done))
    assert f"2017–{JOINER}2019" in lines
    assert f"45.2{NO_BREAK}million{NARROW}–{THIN}some" in lines
    assert f"LKR{NO_BREAK}120{NO_BREAK}million" in lines
    assert f"24{NO_BREAK}November." in lines


def test_what_is_put_in_hides_no_word_of_the_pdf(tmp_path: Path) -> None:
    """No typeface lacks a sign, and searching finds what was typed."""
    root = corpus.project(tmp_path / "project")
    brief = (root / "briefs/good/brief.md").read_text("utf-8")
    said = "In 2017-2019 it was 12 000 -- or 5 km -- on 24 November. « Oui ! » 2–3 %."
    text = f"{brief}\n{said}\n\n## Many words in {said}\n\n/// part\n    lang: ar\n\nبين 2017--2019 و 12 كم\n///\n"
    corpus.write(root, {"briefs/good/brief.md": text})
    outcome = corpus.build(root, only=None)
    assert not [problem for problem in outcome.diagnostics if problem.is_error]
    document = pypdfium2.PdfDocument(root / "dist/en/briefs/good/good-en.pdf")
    page = " ".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    document.close()
    for words in ("In 2017–2019 it was 12 000 – or 5 km – on 24 November.", "2–3 %", "5 km"):
        assert re.sub(r"\s", "", words) in re.sub(r"\s", "", page)
    assert JOINER not in page
    assert "\N{HYPHEN}" not in page


@pytest.mark.parametrize("language", MONTHS)
def test_months_are_those_of_cldr(language: str) -> None:
    assert MONTHS[language].split() == list(locale(language).months["format"]["wide"].values())
