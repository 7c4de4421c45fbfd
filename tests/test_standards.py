"""The PDFs keep the standards that they claim, by the verdict of independent validators."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from briefgen import pipeline
from tests.conftest import REPOSITORY, BuiltSeries
from tests.standards import pdf as judges

WEB = ("ua1", "3a")

SAMPLE = (
    "briefs/displacement-in-numbers", "briefs/cooperatives-and-displacement", "briefs/specimen",
    "briefs/specimen-data", "case_studies/jordan-agricultural-cooperatives",
)  # fmt: skip
"""Every kind of block, four languages, with data and without."""


@pytest.fixture(autouse=True)
def validators() -> None:
    judges.needed()


def pdfs(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.pdf"))


def broken(verdicts: list[judges.Verdict]) -> str:
    return "\n".join(str(verdict) for verdict in verdicts if verdict.broken)


def test_every_pdf_of_the_series_is_pdf_ua_1_and_pdf_a_3a(series: BuiltSeries) -> None:
    files = pdfs(series.folder)
    verdicts = judges.by_verapdf(files, *WEB)
    assert len(verdicts) == 2 * len(files) and len(files) > 30
    assert all(verdict.checks > 1000 for verdict in verdicts)
    assert not broken(verdicts), broken(verdicts)


def test_a_second_validator_agrees(series: BuiltSeries) -> None:
    verdicts = judges.by_page_validation(pdfs(series.folder), *WEB)
    assert not broken(verdicts), broken(verdicts)


def test_the_second_brand_too(second_brand: BuiltSeries) -> None:
    slugs = {source.rpartition("/")[2] for source in SAMPLE}
    files = [file for file in pdfs(second_brand.folder) if slugs.intersection(file.parts)]
    verdicts = judges.by_verapdf(files, *WEB) + judges.by_page_validation(files, *WEB)
    assert len(verdicts) == 4 * len(files) and len(files) > 8
    assert not broken(verdicts), broken(verdicts)


def test_archives_get_pdf_ua_2_and_pdf_a_4(tmp_path: Path) -> None:
    pipeline.build(REPOSITORY, pipeline.Order(tmp_path, SAMPLE, only="pdf", profile="archive", jobs=2))
    with_files, without = [], []
    for file in pdfs(tmp_path):
        assert file.stem.endswith("-archive")
        with pikepdf.open(file) as document:
            (with_files if document.attachments else without).append(file)
    verdicts = judges.by_verapdf(with_files, "ua2", "4f") + judges.by_verapdf(without, "ua2", "4")
    assert with_files and without
    assert not broken(verdicts), broken(verdicts)


def test_validators_see_what_is_wrong(series: BuiltSeries, tmp_path: Path) -> None:
    """A validator that always nods would make all of the above worth nothing."""
    good = pdfs(series.folder)[0]
    for name, harm in (("no-language", _drop_language), ("no-alternative", _drop_alternatives)):
        bad = tmp_path / f"{name}.pdf"
        with pikepdf.open(good) as document:
            harm(document)
            document.save(bad)
        assert judges.by_verapdf([bad], "ua1")[0].broken
        assert judges.by_page_validation([bad], "ua1")[0].broken


def _drop_language(document: pikepdf.Pdf) -> None:
    del document.Root.Lang


def _drop_alternatives(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
            del item["/Alt"]


def test_the_files_say_both_standards_and_their_language(series: BuiltSeries) -> None:
    for language in ("en", "ar"):
        file = next(
            path for path in pdfs(series.folder) if path.stem == f"cooperatives-and-displacement-{language}"
        )
        with pikepdf.open(io.BytesIO(file.read_bytes())) as document, document.open_metadata() as said:
            assert (said["pdfaid:part"], said["pdfaid:conformance"], said["pdfuaid:part"]) == ("3", "A", "1")
            assert said["dc:language"] == [language] or set(said["dc:language"]) == {language}
            assert str(document.Root.Lang) == language
