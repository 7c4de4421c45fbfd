"""Identifiers: no mistyped digit is taken, each names one format in one language, and every page and file has its own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pikepdf
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefgen.content import identifiers
from tests import corpus

DIGITS = "0123456789"


def is_taken(check: object, value: str) -> bool:
    try:
        check(value)  # type: ignore[operator]
    except ValueError:
        return False
    return True


def hyphens(digits: str) -> str:
    return "-".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def completed(check: object, start: str, shape: object) -> str:
    """The one identifier with these digits before the last."""
    (whole,) = [value for last in f"{DIGITS}X" if is_taken(check, value := shape(start + last))]  # type: ignore[operator]
    return str(whole)


KINDS = {
    "ISBN-13": (identifiers.isbn, st.from_regex(r"97[89][0-9]{9}", fullmatch=True), str),
    "ISBN-10": (identifiers.isbn, st.from_regex(r"[0-9]{9}", fullmatch=True), str),
    "ISSN": (identifiers.issn, st.from_regex(r"[0-9]{7}", fullmatch=True), hyphens),
    "ORCID": (identifiers.orcid, st.from_regex(r"[0-9]{15}", fullmatch=True), hyphens),
}


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None)
@given(data=st.data())
def test_one_last_digit_fits_and_no_digit_can_be_mistyped(kind: str, data: st.DataObject) -> None:
    check, starts, shape = KINDS[kind]
    good = completed(check, data.draw(starts), shape)
    place = data.draw(st.integers(0, len(good) - 1).filter(lambda at: good[at] in DIGITS))
    wrong = data.draw(st.sampled_from(DIGITS.replace(good[place], "")))
    assert not is_taken(check, good[:place] + wrong + good[place + 1 :])


@pytest.mark.parametrize("kind", ["ISBN-10", "ISSN", "ORCID"])
@settings(deadline=None)
@given(data=st.data())
def test_modulo_11_sees_neighbours_that_changed_places(kind: str, data: st.DataObject) -> None:
    check, starts, shape = KINDS[kind]
    digits = completed(check, data.draw(starts), shape).replace("-", "")
    place = data.draw(st.integers(0, len(digits) - 2))
    assume(digits[place] != digits[place + 1])
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assert not is_taken(check, shape(swapped))


@settings(deadline=None)
@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_an_isbn_of_10_digits_is_one_of_13(start: str) -> None:
    """Its 13 digits are good, and say the same again."""
    whole = identifiers.isbn_13(completed(identifiers.isbn, start, str))
    assert whole.startswith(f"978{start}") and identifiers.isbn(whole) == whole == identifiers.isbn_13(whole)


@pytest.mark.parametrize(
    ("check", "written", "kept"),
    [
        (identifiers.isbn, "ISBN 978-3-16-148410-0", "978-3-16-148410-0"),
        (identifiers.isbn, "316148410X", "316148410X"),
        (identifiers.isbn, "3-16-148410-x", "3-16-148410-x"),
        (identifiers.issn, "ISSN 2434-561x", "2434-561X"),
        (identifiers.orcid, "https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
        (identifiers.doi, "doi: 10.5555/a", "10.5555/a"),
        (identifiers.doi, "HTTPS://DX.DOI.ORG/10.5555.12/(A)<b>", "10.5555.12/(A)<b>"),
        (identifiers.doi_prefix, "10.5555/", "10.5555"),
    ],
)
def test_what_is_copied_from_elsewhere_is_taken(check: object, written: str, kept: str) -> None:
    assert check(written) == kept  # type: ignore[operator]


@pytest.mark.parametrize(
    ("check", "written"),
    [
        (identifiers.isbn, "977-3-16-148410-0"),
        (identifiers.isbn, "978-3-16-148410"),
        (identifiers.isbn, "X161484103"),
        (identifiers.issn, "20493630"),
        (identifiers.orcid, "0000 0002 1825 0097"),
        (identifiers.doi, "10.5555"),
        (identifiers.doi, "10.555/a b"),
        (identifiers.doi, "https://example.org/10.5555/a"),
        (identifiers.doi_prefix, "10.5555/x"),
        (identifiers.doi_prefix, "5555"),
    ],
)
def test_what_is_none_is_not(check: object, written: str) -> None:
    assert not is_taken(check, written)


IN_ARABIC = str.maketrans(DIGITS, "٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize(
    ("check", "good"),
    [
        (identifiers.isbn, "978-3-16-148410-0"),
        (identifiers.isbn, "3-16-148410-X"),
        (identifiers.issn, "2049-3630"),
        (identifiers.orcid, "0000-0002-1825-0097"),
        (identifiers.doi, "10.5555.12/abc"),
        (identifiers.doi_prefix, "10.5555.12"),
    ],
)
def test_no_digit_may_be_of_another_script(check: object, good: str) -> None:
    assert is_taken(check, good)
    for place, sign in enumerate(good):
        if sign in DIGITS:
            assert not is_taken(check, good[:place] + sign.translate(IN_ARABIC) + good[place + 1 :])


# --- each edition has its own -----------------------------------------------------------------------------

PUBLICATION = """\
date: 2026-11-24
stage: published
authors: [{name: Amina Ould Ahmed, family: Ould Ahmed, orcid: 0000-0002-1825-0097}]
doi: 10.5555/good
isbn:
  pdf: {en: 978-3-16-148410-0, fr: 978-0-00-000000-2}
  html: {en: 3-16-148411-8}
"""
ARTICLE = "---\ntitle: An article\ndescription: Of it.\n---\nText.\n"
ENGLISH_PDF, FRENCH_PDF, ENGLISH_HTML = "9783161484100", "9780000000002", "9783161484117"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A brief in two languages with an article, and their PDFs."""
    root = corpus.project(tmp_path_factory.mktemp("identified") / "project", "good-translation")
    corpus.write(root, {"briefs/good/publication.yml": PUBLICATION, "briefs/good/article.md": ARTICLE})
    assert corpus.rendering(corpus.build(root, None).diagnostics) == ""
    return root / "dist"


def page(dist: Path, path: str) -> str:
    return (dist / path / "index.html").read_text("utf-8")


def imprint(dist: Path, path: str) -> list[str]:
    text = page(dist, path).partition('class="imprint-citation"')[2].partition("</section>")[0]
    return re.findall(r"(ISBN \(\w+\)|DOI)\s+<\w+[^>]*>([^<]*)<", text)


def test_the_imprint_shows_those_of_its_language(dist: Path) -> None:
    assert imprint(dist, "en/briefs/good") == [
        ("ISBN (PDF)", "978-3-16-148410-0"), ("ISBN (HTML)", "3-16-148411-8"), ("DOI", "10.5555/good"),
    ]  # fmt: skip
    assert imprint(dist, "fr/briefs/good") == [("ISBN (PDF)", "978-0-00-000000-2"), ("DOI", "10.5555/good")]
    assert imprint(dist, "en/briefs/good/article") == [], "an article does not borrow those of its brief"


def test_heads_have_those_of_the_page(dist: Path) -> None:
    found = {
        path: re.findall(r"urn:ISBN:(\d+)|citation_isbn\" content=\"(\d+)", page(dist, path))
        for path in ("en/briefs/good", "fr/briefs/good", "en/briefs/good/article")
    }
    assert found == {
        "en/briefs/good": [(ENGLISH_HTML, ""), ("", ENGLISH_PDF)],
        "fr/briefs/good": [("", FRENCH_PDF)],
        "en/briefs/good/article": [],
    }
    data = json.loads(page(dist, "en/briefs/good").partition('ld+json">')[2].partition("</script>")[0])
    assert [(name["propertyID"], name["value"]) for name in data["identifier"]] == [
        ("DOI", "10.5555/good"), ("ISBN", ENGLISH_HTML),
    ]  # fmt: skip
    assert data["associatedMedia"]["identifier"]["value"] == ENGLISH_PDF
    assert "sameAs" not in data, "the DOI names the French page too"


def test_citations_have_that_of_the_pdf(dist: Path) -> None:
    (english,), (french,), (article,) = (
        list((dist / "assets").glob(f"good-{name}-*.bib")) for name in ("en", "fr", "article-en")
    )
    assert "isbn = {978-3-16-148410-0}" in english.read_text("utf-8")
    assert "isbn = {978-0-00-000000-2}" in french.read_text("utf-8")
    assert "isbn" not in article.read_text("utf-8") and "doi" not in article.read_text("utf-8")


def test_a_pdf_says_its_own_to_programs(dist: Path) -> None:
    said = {}
    for path in (
        "en/briefs/good/good-en",
        "fr/briefs/good/good-fr",
        "en/briefs/good/article/good-article-en",
    ):
        with pikepdf.open(dist / f"{path}.pdf") as document, document.open_metadata() as metadata:
            said[path] = (metadata["dc:identifier"], metadata["xmp:Identifier"])
    site, doi = "https://briefs.longtable.example", "https://doi.org/10.5555/good"
    address = f"{site}/en/briefs/good/article/"
    assert said == {
        "en/briefs/good/good-en": (doi, {doi, f"urn:isbn:{ENGLISH_PDF}", f"{site}/en/briefs/good/"}),
        "fr/briefs/good/good-fr": (doi, {doi, f"urn:isbn:{FRENCH_PDF}", f"{site}/fr/briefs/good/"}),
        "en/briefs/good/article/good-article-en": (address, {address}),
    }


def test_an_edition_can_have_its_own(tmp_path: Path) -> None:
    root = corpus.project(tmp_path / "project", "good-translation")
    french = (root / "briefs/good/brief.fr.md").read_text("utf-8")
    own = "doi: 10.5555/good.fr\nisbn: {html: 978-3-16-148410-0}\n"
    corpus.write(
        root,
        {
            "briefs/good/publication.yml": PUBLICATION.replace("{en: 978-3-16-148410-0, fr: 978-0-00-000000-2}", "{fr: 978-0-00-000000-2}"),
            "briefs/good/brief.fr.md": french.replace("---\n", f"---\n{own}", 1),
        },
    )  # fmt: skip
    assert not [problem for problem in corpus.build(root).diagnostics if problem.is_error]
    assert imprint(root / "dist", "fr/briefs/good") == [
        ("ISBN (PDF)", "978-0-00-000000-2"), ("ISBN (HTML)", "978-3-16-148410-0"), ("DOI", "10.5555/good.fr"),
    ]  # fmt: skip
    assert imprint(root / "dist", "en/briefs/good") == [
        ("ISBN (HTML)", "3-16-148411-8"),
        ("DOI", "10.5555/good"),
    ]
