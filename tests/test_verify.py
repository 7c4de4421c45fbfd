"""Bundles that are not what was released: damaged, changed by somebody, or made to harm whoever unpacks them."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import random
import shutil
import stat
import subprocess
import time
import zipfile
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefgen.design.shipped import shipped_root
from briefgen.output.artifacts import Listed, write_manifest
from briefgen.release import archive, names
from briefgen.release.archive import Entry
from briefgen.release.compare import _differences
from briefgen.release.crate import write_crate
from briefgen.release.manifest import ApprovalRecord, AuthorRecord, Changes, as_bytes, read_record
from briefgen.release.notes import describe_changes, write_notes
from briefgen.release.passages import passages
from briefgen.release.sbom import number_of_bill
from briefgen.release.signature import public_key, sign
from briefgen.release.sums import read_sums, write_sums
from briefgen.release.verify import Verified, compare, verify
from tests.releases import approved_project, released
from tests.test_errors import run

PDF, PAGE = "dist/en/briefs/good/good-en.pdf", "dist/en/briefs/good/index.html"
OFL = "licences/styles/fonts/OFL-archivo.txt"
NEEDS_SSH = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="there is no ssh-keygen")


@dataclass(frozen=True)
class Good:
    """A bundle as it was released, with what is in it."""

    path: Path
    files: dict[str, bytes]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Good:
    folder = tmp_path_factory.mktemp("good")
    out = folder / "bundle.zip"
    assert released(approved_project(folder / "project"), out).bundle
    with zipfile.ZipFile(out) as opened:
        return Good(out, {name: opened.read(name) for name in opened.namelist()})


def verified(path: Path, signers: Path | None = None, beside: bool = False) -> Verified:
    with ExitStack() as life:
        return verify(path, life, signers, beside)


def told(path: Path) -> list[tuple[str, str]]:
    """What is wrong with a bundle: codes and places."""
    done = verified(path)
    assert all(one.is_error for one in done.diagnostics)
    places = [
        one.span.source.path.removeprefix(f"{path.parent}/") if one.span else "" for one in done.diagnostics
    ]
    return [(one.code, place) for one, place in zip(done.diagnostics, places, strict=True)]


def packed(path: Path, files: dict[str, bytes]) -> Path:
    """A bundle of these files, as briefgen writes it."""
    with path.open("wb") as file:
        archive.write_archive(file, ((name, files[name]) for name in sorted(files)))
    return path


def summed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same with sums that are right again."""
    others = {name: data for name, data in files.items() if name != names.SUMS}
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in others.items()}
    return {**others, names.SUMS: write_sums(sums)}


# --- good ones ------------------------------------------------------------------------------------------


def test_a_good_bundle_is_whole(good: Good, tmp_path: Path) -> None:
    assert packed(tmp_path / "again.zip", good.files).read_bytes() == good.path.read_bytes()
    done = verified(good.path)
    assert done.diagnostics == ()
    assert done.is_sound
    assert done.digest == hashlib.sha256(good.path.read_bytes()).hexdigest()


def test_what_it_is_is_told(good: Good, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of any project, for people and for programs."""
    monkeypatch.chdir(tmp_path)
    said = run("verify", good.path)
    assert said.return_value == 0
    lines = said.stdout.splitlines()
    assert lines[0] == "Cooperation in Displacement, release of 2026-11-24, published by Long Table"
    assert "commit     none" in lines
    assert (
        "  en  Cooperatives give displaced people a way to earn; published, approved by Amina Diallo on 2026-11-23"
        in lines
    )
    assert "warning[signature-unchecked]: nobody has signed this bundle" in said.stderr
    data = json.loads(run("verify", good.path, "--format", "json").stdout)
    (bundle,) = data["bundles"]
    assert (bundle["sound"], bundle["signer"], data["changes"]) == (True, None, None)
    assert bundle["release"]["publications"][0]["editions"][0]["approval"] == {
        "by": "Amina Diallo",
        "on": "2026-11-23",
    }
    assert [one["code"] for one in data["diagnostics"]] == ["signature-unchecked"]
    assert list(tmp_path.iterdir()) == [], "nothing is unpacked"


def test_exit_status(good: Good, tmp_path: Path) -> None:
    from click import UsageError

    assert run("verify", good.path, "--strict").return_value == 1, "nobody has signed it"
    bad = packed(tmp_path / "bad.zip", {**good.files, PAGE: b"<p>"})
    said = run("verify", bad)
    assert said.return_value == 1
    assert said.stdout.startswith("What this bundle says of itself cannot be relied on:\nCooperation")
    assert said.stderr.endswith("not what was released, 3 errors and 1 warning\n")
    for words in ((tmp_path / "none.zip",), (tmp_path,), ()):
        with pytest.raises(UsageError):
            run("verify", *words)


def test_two_bundles_are_compared(good: Good, tmp_path: Path) -> None:
    same = run("verify", good.path, good.path)
    assert same.return_value == 0
    assert "No edition has changed." in same.stdout
    changed = changed_by_somebody(good.files)
    other = packed(tmp_path / "other.zip", changed)
    data = json.loads(run("verify", good.path, other, "--format", "json").stdout)
    (change,) = data["changes"]["changed"]
    assert change["passages_added"] == ["A cooperative belongs to its owners."]
    bad = packed(tmp_path / "bad.zip", {**good.files, PAGE: b"<p>"})
    assert json.loads(run("verify", good.path, bad, "--format", "json").stdout)["changes"] is None


def test_a_page_that_is_too_large_is_told(
    good: Good, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each bundle is whole, and yet what is new cannot be told; nor can a release be compared with it."""
    other = packed(tmp_path / "other.zip", changed_by_somebody(good.files))
    with ExitStack() as life:
        before, after = verify(good.path, life, beside=False), verify(other, life, beside=False)
        monkeypatch.setattr("briefgen.release.opened.LARGEST_RECORD", 100)
        found, (problem,) = compare(before, after)
        assert found is None
        assert (problem.code, PAGE in problem.message) == ("bundle-incomparable", True)
        done = released(good.path.parent / "project", tmp_path / "new.zip", since=after.side)
    assert [one.code for one in done.diagnostics if one.is_error] == ["bundle-incomparable"]


@pytest.mark.parametrize(
    "sign", ["<", "<!--", "<![foo[bar]]>", "</a ", "<a ", "<a ='\">", '<main id="', "&#x", "<script>"]
)
def test_whatever_a_page_holds_it_is_read_once(sign: str) -> None:
    """No exception, and in no more than a moment: for some of these programs need hours."""
    start = time.process_time()
    passages(f'<main id="text">Words{sign * 50_000}')
    assert time.process_time() - start < 2


def what_is_new(before: Path, after: Path) -> Changes:
    with ExitStack() as life:
        found, problems = compare(verify(before, life, beside=False), verify(after, life, beside=False))
    assert problems == ()
    assert found
    return found


def test_another_series_is_nothing_to_compare_with(good: Good, tmp_path: Path) -> None:
    """One that has another title or another address is the same; one with another of both is not, but for its ISSN."""
    series = read_record(good.files[names.RECORD]).series
    assert series.issn is None

    def problems(**changes: Any) -> list[str]:
        other = packed(tmp_path / "o.zip", agreeing(good.files, series=series.model_copy(update=changes)))
        with ExitStack() as life:
            found, told = compare(verify(other, life, beside=False), verify(good.path, life, beside=False))
        assert bool(found) is not bool(told)
        return [f"{one.code} {one.message}" for one in told]

    assert problems(title="Another") == problems(site="https://other.example/") == []
    (said,) = problems(title="Another", site="https://other.example/")
    assert said.startswith("bundle-incomparable ")
    assert "“Another” at https://other.example/" in said
    assert len(problems(title="Another", site="https://other.example/", issn="2049-3630")) == 1
    before = tmp_path / "before.zip"
    changes = {"title": "Another", "site": "https://other.example/"}
    packed(before, agreeing(good.files, series=series.model_copy(update=changes)))
    project, out = good.path.parent / "project", tmp_path / "new.zip"
    said_of = run("release", "--project", project, "--out", out, "--since", before, "-j1")
    assert said_of.return_value == 1
    assert "error[bundle-incomparable]" in said_of.stderr
    assert not out.exists()


@NEEDS_SSH
def test_a_signature_that_does_not_hold_makes_nothing_to_compare_with(
    good: Good, signers: Signers, tmp_path: Path
) -> None:
    before = signed(Path(shutil.copy(good.path, tmp_path)), signers.own)
    project, out = good.path.parent / "project", tmp_path / "new.zip"
    words = ("release", "--project", project, "--out", out, "--since", before, "-j1")
    packed(before, changed_by_somebody(good.files))
    said = run(*words)
    assert said.return_value == 1
    assert "error[signature-wrong]" in said.stderr
    assert not out.exists()
    before.with_name("bundle.zip.sig").unlink()
    said = run(*words)
    assert said.return_value == 0
    assert "signature-unchecked" not in said.stderr


def test_what_was_not_asked_for_is_not_withdrawn(good: Good, tmp_path: Path) -> None:
    """Nor is what was left out because of errors; what has no source any more is."""
    (only,) = read_record(good.files[names.RECORD]).publications
    other = only.model_copy(update={"slug": "other"})
    before = packed(tmp_path / "before.zip", agreeing(good.files, publications=(only, other)))
    record: dict[str, Any]
    for record, kind in (
        ({}, "withdrawn"),
        ({"partial": True}, "absent"),
        ({"left_out": (other.editions[0].source,)}, "absent"),
    ):
        found = what_is_new(before, packed(tmp_path / "after.zip", agreeing(good.files, **record)))
        told = {"withdrawn": found.withdrawn, "absent": found.absent}
        assert [one.slug for one in told.pop(kind)] == ["other"]
        assert list(told.values()) == [()]


def test_another_approver_is_a_change(good: Good, tmp_path: Path) -> None:
    """Though no word of the edition is another."""
    approval = ApprovalRecord(by="Mallory", on=date(2026, 11, 23))
    changed = agreeing(good.files, **edition_with(good.files, approval=approval))
    notes = "\n".join(describe_changes(what_is_new(good.path, packed(tmp_path / "other.zip", changed))))
    assert "Approved by Mallory on 2026-11-23; before, by Amina Diallo on 2026-11-23." in notes
    assert "No word has changed" not in notes
    assert "No edition has changed" not in notes


def test_what_catalogues_go_by_is_a_change(good: Good, tmp_path: Path) -> None:
    """Even where no file of the edition is another."""
    (only,) = read_record(good.files[names.RECORD]).publications
    authors = (AuthorRecord(name="Sara Lindgren", orcid="0000-0002-1825-0097"),)
    isbn = only.editions[0].isbn.model_copy(update={"pdf": "978-92-9999-001-1"})
    edition = only.editions[0].model_copy(
        update={"title": "Another title", "doi": "10.5555/x", "isbn": isbn, "modified": date(2026, 11, 29)}
    )
    other = {
        "licence": "CC-BY-NC-4.0",
        "date": date(2026, 11, 25),
        "authors": authors,
        "editions": (edition,),
    }
    changed = agreeing(good.files, publications=(only.model_copy(update=other),))
    found = what_is_new(good.path, packed(tmp_path / "other.zip", changed))
    assert found.unchanged == ()
    notes = "\n".join(describe_changes(found))
    for line in (
        f"Title: {only.editions[0].title} before, Another title now.",
        "Date: 2026-11-24 before, 2026-11-25 now.",
        "Modified: none before, 2026-11-29 now.",
        "Authors: Long Table before, Sara Lindgren (0000-0002-1825-0097) now.",
        f"Licence: {only.licence} before, CC-BY-NC-4.0 now.",
        "DOI: none before, 10.5555/x now.",
        "ISBN of the PDF: none before, 978-92-9999-001-1 now.",
    ):
        assert line in notes
    assert "No word has changed" not in notes


def test_what_stayed_is_named(good: Good) -> None:
    (edition,) = read_record(good.files[names.RECORD]).publications[0].editions
    notes = "\n".join(describe_changes(what_is_new(good.path, good.path)))
    assert f"Unchanged: {edition.title} (brief, en)." in notes


def test_texts_of_any_length_are_compared_at_once() -> None:
    """Tables, in which the same few words stand between all others."""
    old, new = ([text for i in range(20_000) for text in ("–", f"{sign}{i}")] for sign in "uv")
    start = time.process_time()
    removed, added = _differences(tuple(old), tuple(new))
    assert time.process_time() - start < 2
    assert (removed, added) == (tuple(old[1::2]), tuple(new[1::2]))


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("abcdefg", "abdcexfg", "c", "cx"),
        ("abc", "xabc", "", "x"),
        ("axbx", "axxcbx", "", "xc"),
        ("aaaa", "aa", "aa", ""),
        ("abcde", "edcba", "abcd", "dcba"),
        ("", "ab", "", "ab"),
    ],
)
def test_passages_that_went_and_came(old: str, new: str, removed: str, added: str) -> None:
    """What has moved went and came."""
    assert _differences(tuple(old), tuple(new)) == (tuple(removed), tuple(added))


# --- damage -----------------------------------------------------------------------------------------------


def test_a_flipped_byte_is_found_wherever_it_is(good: Good, tmp_path: Path) -> None:
    """In each head, each name, the contents of each file, the list of files and the end."""
    data = good.path.read_bytes()
    with zipfile.ZipFile(good.path) as opened:
        infos, listed = opened.infolist(), opened.start_dir
    chance = random.Random(5)
    places = [*range(listed, len(data), 29), *range(len(data) - 22, len(data))]
    for info in infos:
        start = info.header_offset
        places += [start + chance.randrange(30), start + 30 + chance.randrange(len(info.filename))]
        places += [start + 30 + len(info.filename) + chance.randrange(info.file_size)]
    bad = tmp_path / "bad.zip"
    missed = []
    for place in places:
        bad.write_bytes(data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :])
        if not any(one.is_error for one in verified(bad).diagnostics):
            missed.append(place)
    assert missed == []


def test_a_bundle_that_was_broken_off_is_found(good: Good, tmp_path: Path) -> None:
    data = good.path.read_bytes()
    bad = tmp_path / "bad.zip"
    for length in (0, 1, 21, 22, 1000, len(data) // 2, len(data) - 22, len(data) - 1):
        bad.write_bytes(data[:length])
        assert told(bad) == [("bundle-unreadable", "bad.zip")]


@pytest.mark.parametrize("data", [b"PK\x05\x06" + bytes(18), b"%PDF-1.7\n" * 99, b"PK\x03\x04" * 50])
def test_what_is_no_bundle_is_told(data: bytes, tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(data)
    assert {code for code, _ in told(bad)} == {"bundle-unreadable"}


def test_only_a_file_on_a_disk_is_read(tmp_path: Path) -> None:
    """A pipe would be waited for without end."""
    pipe = tmp_path / "pipe.zip"
    os.mkfifo(pipe)
    held = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)  # so that a mistake here does not wait either
    try:
        for place in (pipe, tmp_path):
            (said,) = verified(place).diagnostics
            assert said.code == "bundle-unreadable"
            assert said.message.endswith("it is no file on a disk")
    finally:
        os.close(held)


def test_a_list_that_is_too_long_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with a hole in it is small on a disk and large in memory."""
    bad = tmp_path / "bad.zip"
    monkeypatch.setattr("briefgen.release.opened._Reading", lambda *_: pytest.fail("the list is read"))
    for count, listed in ((1, 30_000_000), (1000, 1000)):
        with bad.open("wb") as file:
            file.truncate(listed)
            file.seek(0, os.SEEK_END)
            file.write(archive.end_record(count, listed, 0))
        assert told(bad) == [("bundle-unreadable", "bad.zip")]


@pytest.mark.parametrize("extra", [b"\0", b"PK\x05\x06", bytes(70_000)])
def test_data_behind_or_before_is_found(extra: bytes, good: Good, tmp_path: Path) -> None:
    data = good.path.read_bytes()
    bad = tmp_path / "bad.zip"
    bad.write_bytes(data + extra)
    assert told(bad) == [("bundle-unreadable" if len(extra) > 65_535 else "bundle-unsafe", "bad.zip")]
    bad.write_bytes(extra + data)
    assert told(bad) == [("bundle-unsafe", "bad.zip")]


def test_data_between_files_is_found(good: Good, tmp_path: Path) -> None:
    """Files that are in the list, and bytes between them that are in none."""
    bad = tmp_path / "bad.zip"
    write(bad, good.files, gap=7)
    assert told(bad) == [("bundle-unsafe", f"bad.zip: {sorted(good.files)[1]}")]
    write(bad, good.files, gap=7, only_last=True)
    assert told(bad) == [("bundle-unsafe", "bad.zip")]


# --- changed by somebody ----------------------------------------------------------------------------------


def without(name: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    return lambda files: {other: data for other, data in files.items() if other != name}


def renamed(files: dict[str, bytes]) -> dict[str, bytes]:
    return {("dist/en/briefs/good/home.html" if name == PAGE else name): data for name, data in files.items()}


CHANGES: dict[str, tuple[Callable[[dict[str, bytes]], dict[str, bytes]], set[str]]] = {
    "a file changed": (lambda files: {**files, PAGE: b"<p>"}, {PAGE}),
    "a file added": (lambda files: {**files, "dist/more.html": b"<p>"}, {"dist/more.html"}),
    "a file added at the top": (lambda files: {**files, "README.txt": b"Run me"}, {"README.txt"}),
    "a file removed": (without(PDF), {PDF}),
    "a file renamed": (renamed, {PAGE, "dist/en/briefs/good/home.html"}),
    "a report removed": (without(names.DIAGNOSTICS), {names.DIAGNOSTICS}),
    "the sums removed": (without(names.SUMS), {names.SUMS}),
    "the record removed": (without(names.RECORD), {names.RECORD}),
    "the manifest removed": (without("dist/build.json"), {"dist/build.json"}),
    "a licence removed": (without(OFL), {OFL}),
    "a licence changed": (
        lambda files: {**files, OFL: b"Mine"},
        {OFL},
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_told_at_its_file(what: str, good: Good, tmp_path: Path) -> None:
    change, places = CHANGES[what]
    found = told(packed(tmp_path / "bad.zip", change(good.files)))
    assert {code for code, _ in found} == {"bundle-changed"}
    assert {place.removeprefix("bad.zip: ") for _, place in found} == places


@pytest.mark.parametrize("what", [what for what in CHANGES if "sums" not in what])
def test_a_change_with_new_sums_is_still_told(what: str, good: Good, tmp_path: Path) -> None:
    """Sums that were made anew do not agree with the record, the manifest and the provenance."""
    change, _ = CHANGES[what]
    found = told(packed(tmp_path / "bad.zip", summed(change(good.files))))
    assert found
    assert {code for code, _ in found} <= {"bundle-changed", "bundle-disagrees"}


@pytest.mark.parametrize("name", [name for name in names.NEEDED if name.endswith(".json")])
def test_a_key_given_twice_is_told(name: str, good: Good, tmp_path: Path) -> None:
    """One program takes the first of the two, another the last."""
    data = good.files[name]
    key = next(iter(json.loads(data)))
    twice = data.replace(b"{", f'{{"{key}": null,'.encode(), 1)
    is_named = name not in (names.PROVENANCE, names.RECORD)
    files = agreeing_with(good.files, name, twice) if is_named else summed({**good.files, name: twice})
    assert ("bundle-disagrees", f"bad.zip: {name}") in told(packed(tmp_path / "bad.zip", files))


def test_a_file_that_the_provenance_names_is_still_a_stranger(good: Good, tmp_path: Path) -> None:
    def name(data: Any) -> None:
        digest = {"sha256": hashlib.sha256(b"MZ").hexdigest()}
        data["predicate"]["runDetails"]["byproducts"].append({"name": "setup.exe", "digest": digest})

    bad = packed(tmp_path / "bad.zip", json_with({**good.files, "setup.exe": b"MZ"}, names.PROVENANCE, name))
    assert told(bad) == [("bundle-changed", "bad.zip: setup.exe")]


def record_with(files: dict[str, bytes], **changes: Any) -> dict[str, bytes]:
    record = read_record(files[names.RECORD]).model_copy(update=changes)
    return summed({**files, names.RECORD: as_bytes(record)})


def json_with(files: dict[str, bytes], name: str, change: Callable[[Any], Any]) -> dict[str, bytes]:
    data = json.loads(files[name])
    change(data)
    return summed({**files, name: json.dumps(data).encode()})


def agreeing(files: dict[str, bytes], more: tuple[str, ...] = (), **changes: Any) -> dict[str, bytes]:
    """The same with another record, and everything that would tell of it changed too; and with more files."""
    record = read_record(files[names.RECORD]).model_copy(update=changes)
    changed = {
        **files,
        names.RECORD: as_bytes(record),
        names.NOTES: write_notes(record),
        names.CRATE: write_crate(record),
        "dist/build.json": write_manifest(
            record.briefgen, [Listed(**item.model_dump()) for item in record.artifacts]
        ),
    }
    bill = json.loads(files[names.SBOM])
    bill["serialNumber"] = number_of_bill(record, hashlib.sha256(changed[names.RECORD]).hexdigest())
    changed[names.SBOM] = json.dumps(bill).encode()
    statement = json.loads(files[names.PROVENANCE])
    statement["predicate"]["runDetails"]["byproducts"] += [{"name": name, "digest": {}} for name in more]
    for one in (*statement["subject"], *statement["predicate"]["runDetails"]["byproducts"]):
        one["digest"]["sha256"] = hashlib.sha256(changed[one["name"]]).hexdigest()
    changed[names.PROVENANCE] = json.dumps(statement).encode()
    return summed(changed)


def agreeing_with(files: dict[str, bytes], name: str, data: bytes) -> dict[str, bytes]:
    """The same with another file, and the provenance changed too."""
    digests = [hashlib.sha256(one).hexdigest().encode() for one in (files[name], data)]
    return summed({**files, name: data, names.PROVENANCE: files[names.PROVENANCE].replace(*digests)})


def mended(files: dict[str, bytes], name: str, change: Callable[[bytes], bytes]) -> dict[str, bytes]:
    """The same with another file of that name, and the provenance and sums changed too."""
    data = change(files[name])
    assert data != files[name]
    return agreeing_with(files, name, data)


def edition_with(files: dict[str, bytes], **changes: Any) -> dict[str, Any]:
    """What to change in a record so that its editions are otherwise."""
    publications = read_record(files[names.RECORD]).publications
    return {
        "publications": tuple(
            each.model_copy(
                update={"editions": tuple(one.model_copy(update=changes) for one in each.editions)}
            )
            for each in publications
        )
    }


def test_what_agrees_with_another_record_is_believed(good: Good, tmp_path: Path) -> None:
    """The changes below are told for what they are, and not because something else was forgotten."""
    approval = ApprovalRecord(by="Mallory", on=date(2026, 11, 23))
    changed = agreeing(good.files, **edition_with(good.files, approval=approval))
    assert told(packed(tmp_path / "other.zip", changed)) == []


DISAGREEING: dict[str, tuple[Callable[[dict[str, bytes]], dict[str, bytes]], str]] = {
    "another commit": (
        lambda files: record_with(files, source=read_record(files[names.RECORD]).source.model_copy(update={"commit": "a" * 40})),
        names.PROVENANCE,
    ),
    "a size that is a lie": (
        lambda files: record_with(files, artifacts=tuple(a.model_copy(update={"bytes": 1 if a.path == "index.html" else a.bytes}) for a in read_record(files[names.RECORD]).artifacts)),
        "dist/index.html",
    ),
    "another version of briefgen": (lambda files: record_with(files, briefgen="9.9"), names.SBOM),
    "a key that is not known": (lambda files: json_with(files, names.RECORD, lambda d: d.update(more=1)), names.RECORD),
    "a key that is missing": (lambda files: json_with(files, names.RECORD, lambda d: d.pop("series")), names.RECORD),
    "a date that is none": (lambda files: json_with(files, names.RECORD, lambda d: d.update(date="soon")), names.RECORD),
    "a record written otherwise": (lambda files: json_with(files, names.RECORD, lambda d: None), names.RECORD),
    "a record that is no text": (lambda files: summed({**files, names.RECORD: b"\xff"}), names.RECORD),
    "a record without end": (lambda files: summed({**files, names.RECORD: b"[" * 200_000}), names.RECORD),
    "a key given twice": (
        lambda files: summed({**files, names.RECORD: files[names.RECORD].replace(b'{\n "form"', b'{\n "briefgen": "0",\n "form"')}),
        names.RECORD,
    ),
    "a subject that is missing": (
        lambda files: json_with(files, names.PROVENANCE, lambda d: d.update(subject=[one for one in d["subject"] if one["name"] != "dist/index.html"])),
        "dist/index.html",
    ),
    "another source": (
        lambda files: json_with(files, names.PROVENANCE, lambda d: d["predicate"]["buildDefinition"].update(resolvedDependencies=[])),
        names.PROVENANCE,
    ),
    "another kind of statement": (
        lambda files: json_with(files, names.PROVENANCE, lambda d: d.update(predicateType="https://example.org/")),
        names.PROVENANCE,
    ),
    "another manifest": (lambda files: json_with(files, "dist/build.json", lambda d: d["artifacts"].pop()), "dist/build.json"),
    "a crate without files": (lambda files: json_with(files, names.CRATE, lambda d: d["@graph"][1].update(hasPart=[])), names.CRATE),
    "a crate without a root": (lambda files: json_with(files, names.CRATE, lambda d: d.update({"@graph": [1]})), names.CRATE),
    "a bill of nothing": (lambda files: summed({**files, names.SBOM: b"{}"}), names.SBOM),
    "pages that are not there": (lambda files: json_with(files, names.PDFS, lambda d: d.update(pdfs=[])), names.PDFS),
    "errors that were passed over": (
        lambda files: json_with(files, names.DIAGNOSTICS, lambda d: d["diagnostics"].append({"severity": "error"})),
        names.DIAGNOSTICS,
    ),
    "another approver": (
        lambda files: record_with(files, **edition_with(files, approval=ApprovalRecord(by="Mallory", on=date(2026, 11, 23)))),
        names.NOTES,
    ),
    "a draft": (lambda files: agreeing(files, **edition_with(files, stage="draft")), names.RECORD),
    "what is in review": (lambda files: agreeing(files, **edition_with(files, stage="in-review")), names.RECORD),
    "no publications": (lambda files: agreeing(files, publications=()), names.RECORD),
    "what nobody approved": (lambda files: agreeing(files, **edition_with(files, approval=None)), names.RECORD),
    "a file in the record twice": (
        lambda files: agreeing(files, artifacts=read_record(files[names.RECORD]).artifacts[:1] * 2),
        names.RECORD,
    ),
    "other notes": (lambda files: agreeing_with(files, names.NOTES, b"# Nothing is new"), names.NOTES),
    "a bill of another release": (
        lambda files: agreeing_with(files, names.SBOM, files[names.SBOM].replace(b"urn:uuid:", b"urn:uuid:0")),
        names.SBOM,
    ),
    "a crate of other files": (
        lambda files: json_with(files, names.CRATE, lambda d: d["@graph"][1]["hasPart"].append({"@id": "../../etc/passwd"})),
        names.CRATE,
    ),
    "a crate of another series": (
        lambda files: mended(files, names.CRATE, lambda data: data.replace(b"Cooperation in Displacement,", b"Another Series,")),
        names.CRATE,
    ),
    "a crate of another author": (
        lambda files: mended(files, names.CRATE, lambda data: data.replace(b'"name": "Long Table"', b'"name": "Mallory"')),
        names.CRATE,
    ),
    "a manifest of another language": (
        lambda files: mended(files, "dist/build.json", lambda data: data.replace(b'"lang": "en"', b'"lang": "fr"', 1)),
        "dist/build.json",
    ),
    "a manifest of another source": (
        lambda files: mended(files, "dist/build.json", lambda data: data.replace(b"briefs/good/brief.md", b"briefs/evil/brief.md", 1)),
        "dist/build.json",
    ),
    "a manifest written otherwise": (
        lambda files: mended(files, "dist/build.json", lambda data: data.replace(b'"artifacts"', b'"more": 1, "artifacts"')),
        "dist/build.json",
    ),
    "a PDF that claims more than it does": (
        lambda files: mended(files, names.PDFS, lambda data: data.replace(b"PDF/UA-1", b"PDF/UA-9")),
        names.PDFS,
    ),
    "a report on what is no PDF": (
        lambda files: mended(files, names.PDFS, lambda data: data.replace(b'"pdfs": [', b'"pdfs": [{"path": "dist/index.html", "claims": [], "pages": []},')),
        names.PDFS,
    ),
    "other terms of a font": (lambda files: mended(files, OFL, lambda data: data.replace(b"free", b"paid")), OFL),
    "terms of nothing": (
        lambda files: agreeing({**files, "licences/styles/fonts/MINE.txt": b"Mine"}, more=("licences/styles/fonts/MINE.txt",)),
        "licences/styles/fonts/MINE.txt",
    ),
    "no details of the run": (lambda files: json_with(files, names.PROVENANCE, lambda d: d["predicate"].update(runDetails={})), names.PROVENANCE),
    "another moment": (
        lambda files: json_with(files, names.PROVENANCE, lambda d: d["predicate"]["buildDefinition"].update(internalParameters={"date": "2020-01-01T00:00:00Z"})),
        names.PROVENANCE,
    ),
    "another request": (
        lambda files: json_with(files, names.PROVENANCE, lambda d: d["predicate"]["buildDefinition"]["externalParameters"].update(since="0" * 64)),
        names.PROVENANCE,
    ),
    "sums that are none": (lambda files: {**files, names.SUMS: b"hello\n"}, names.SUMS),
    "a sum given twice": (lambda files: {**files, names.SUMS: files[names.SUMS] + files[names.SUMS]}, names.SUMS),
}  # fmt: skip


@pytest.mark.parametrize("what", DISAGREEING)
def test_records_that_disagree_are_told(what: str, good: Good, tmp_path: Path) -> None:
    change, place = DISAGREEING[what]
    found = told(packed(tmp_path / "bad.zip", change(good.files)))
    assert place in {where.removeprefix("bad.zip: ") for _, where in found}
    if what not in ("a subject that is missing", "a size that is a lie"):
        assert ("bundle-disagrees", f"bad.zip: {place}") in found


def test_a_record_that_is_too_large_is_not_read(
    good: Good, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefgen.release.opened.LARGEST_RECORD", 1000)
    assert ("bundle-disagrees", "bundle.zip: release.json") in told(good.path)


# --- made to harm -------------------------------------------------------------------------------------------


def write(
    path: Path, files: dict[str, bytes], gap: int = 0, only_last: bool = False, order: list[str] | None = None
) -> None:
    """An archive by hand, with a gap behind each file or the last, or in another order."""
    wanted = order or sorted(files)
    with path.open("wb") as file:
        entries, place = [], 0
        for number, name in enumerate(wanted, 1):
            entry = Entry(name, len(files[name]), zlib.crc32(files[name]), place)
            behind = gap if number == len(wanted) or not only_last else 0
            file.write(archive.local_header(entry) + files[name] + bytes(behind))
            entries.append(entry)
            place = entry.end + behind
        listed = b"".join(map(archive.central_header, entries))
        file.write(listed + archive.end_record(len(entries), len(listed), place))


BAD_NAMES = (
    "/etc/passwd",
    "../outside.txt",
    "dist/../../outside.txt",
    "dist/..",
    "dist\\..\\outside.txt",
    "C:/outside.txt",
    "dist/con",
    "dist/Aux.html",
    "dist/lpt9/x.css",
    "dist/CONIN$",
    "dist/what?.html",
    "dist/a\N{HANGUL FILLER}b.html",
    "dist/a\N{LINE SEPARATOR}b.html",
    f"dist/{'a' * 300}.html",
    "c:outside.txt",
    "dist//double.txt",
    "./here.txt",
    "dist/page.html:stream",
    "dist/page.html.",
    "dist/folder/",
    "dist/\u202egnp.exe",
    "dist/a\nb",
    "",
    "a" * 2000,
    "dist/" + "a/" * 40 + "a",
)


@pytest.mark.parametrize("name", BAD_NAMES)
def test_names_that_lead_elsewhere(name: str, good: Good, tmp_path: Path) -> None:
    packed(
        tmp_path / "bad.zip",
        summed({**good.files, name: b"x"}) if "\n" not in name else {**good.files, name: b"x"},
    )
    (code, place), *_ = told(tmp_path / "bad.zip")
    assert (code, place) == ("bundle-unsafe", f"bad.zip: {name}" if name else "bad.zip")


@pytest.mark.parametrize(
    "added",
    [
        ("DIST/index.html",),
        ("dist/INDEX.html",),
        ("dist/index.html/more",),
        ("Release.json",),
        ("dist/strasse.html", "dist/straße.html"),
        ("dist/e\u0301.html", "dist/é.html"),
        ("dist/\u0390.html", "dist/\u03aa\u0301.html"),
    ],
)
def test_names_that_cannot_be_unpacked_together(added: tuple[str, ...], good: Good, tmp_path: Path) -> None:
    found = told(packed(tmp_path / "bad.zip", summed({**good.files, **dict.fromkeys(added, b"x")})))
    assert {code for code, _ in found} == {"bundle-unsafe"}


def test_many_problems_are_counted(good: Good, tmp_path: Path) -> None:
    """Nobody reads twelve thousand lines; and depth costs nothing."""
    deep = {f"dist/{number:05d}{'/a' * 480}": b"" for number in range(2000)}
    start = time.process_time()
    done = verified(packed(tmp_path / "bad.zip", {**good.files, **deep}))
    assert time.process_time() - start < 2
    assert len(done.diagnostics) == 21
    assert done.diagnostics[-1].message == "there are 1980 more problems of this kind"


def test_a_name_given_twice(good: Good, tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    write(bad, good.files, order=[*sorted(good.files), PAGE])
    assert ("bundle-unsafe", f"bad.zip: {PAGE}") in told(bad)


def test_another_order_is_not_ours(good: Good, tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    write(bad, good.files, order=sorted(good.files, reverse=True))
    assert {code for code, _ in told(bad)} == {"bundle-unsafe"}


def changed_info(**values: Any) -> Callable[[zipfile.ZipInfo], None]:
    def change(info: zipfile.ZipInfo) -> None:
        for key, value in values.items():
            setattr(info, key, value)

    return change


INFOS = {
    "a link": (changed_info(external_attr=(stat.S_IFLNK | 0o777) << 16), "a link to another file"),
    "a folder": (changed_info(external_attr=(stat.S_IFDIR | 0o755) << 16), "not a plain file"),
    "a program": (changed_info(external_attr=(stat.S_IFREG | 0o755) << 16), "not a plain file"),
    "a set-uid file": (changed_info(external_attr=(stat.S_IFREG | 0o4644) << 16), "not a plain file"),
    "compressed": (changed_info(compress_type=zipfile.ZIP_DEFLATED), "it is compressed"),
    "with a comment": (changed_info(comment=b"hello"), "the list of files tells"),
    "with more fields": (changed_info(extra=b"\x75\x70\x00\x00"), "not as briefgen writes it"),
    "of another day": (changed_info(date_time=(2026, 11, 30, 0, 0, 0)), "not as briefgen writes it"),
}


@pytest.mark.parametrize("what", INFOS)
def test_entries_that_briefgen_does_not_write(what: str, good: Good, tmp_path: Path) -> None:
    bad, (change, words) = tmp_path / "bad.zip", INFOS[what]
    with zipfile.ZipFile(bad, "w") as file:
        for name in sorted(good.files):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, archive.PLAIN_FILE << 16
            if name == PAGE:
                change(info)
            file.writestr(info, good.files[name])
    found = verified(bad).diagnostics
    assert {one.code for one in found} == {"bundle-unsafe"}
    said = {one.span.source.path: one.message for one in found if one.span}
    assert words in said[f"{bad}: {PAGE}"]


def test_a_comment_of_the_archive(good: Good, tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    shutil.copy(good.path, bad)
    with zipfile.ZipFile(bad, "a") as file:
        file.comment = b"hello"
    assert told(bad) == [("bundle-unsafe", "bad.zip")]


def fields_changed(data: bytes, name: str, **values: int) -> bytes:
    """An archive in the list of which an entry is said to be otherwise."""
    places = {"flags": (8, 2), "packed": (20, 4), "size": (24, 4), "offset": (42, 4)}
    at = data.rindex(name.encode()) - archive.CENTRAL_HEAD.size
    for field, value in values.items():
        start, length = places[field]
        data = data[: at + start] + value.to_bytes(length, "little") + data[at + start + length :]
    return data


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"flags": 1}, "encrypted"),
        ({"size": 4_000_000_000}, "in two ways"),
        ({"size": 4_000_000_000, "packed": 4_000_000_000}, "larger than the bundle itself"),
        ({"offset": 4_000_000_000}, "larger than the bundle itself"),
        ({"offset": 0}, "not as briefgen writes it"),
    ],
)
def test_sizes_and_places_that_are_lies(
    values: dict[str, int], words: str, good: Good, tmp_path: Path
) -> None:
    """Sizes as bombs have them, an entry over another, and one that no key opens."""
    bad = tmp_path / "bad.zip"
    bad.write_bytes(fields_changed(good.path.read_bytes(), PAGE, **values))
    (said,) = verified(bad).diagnostics
    assert said.code == "bundle-unsafe"
    assert words in said.message


def test_a_bomb_is_not_unpacked(good: Good, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A little that unpacks to much, with an honest size and with one that is a lie."""
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name in sorted({*good.files, "dist/a-bomb"}):
            file.writestr(name, good.files.get(name, bytes(200_000_000)))
    assert bad.stat().st_size < 2_000_000
    monkeypatch.setattr("zlib.decompressobj", lambda *_: pytest.fail("something is unpacked"))
    assert ("bundle-unsafe", "bad.zip: dist/a-bomb") in told(bad)
    bad.write_bytes(fields_changed(bad.read_bytes(), "dist/a-bomb", size=10, packed=10))
    assert ("bundle-unsafe", "bad.zip: dist/a-bomb") in told(bad)


def test_chance_never_makes_it_fail(good: Good, tmp_path: Path) -> None:
    """Whatever is done to the list of files, there is a diagnostic and no exception."""
    data, chance, bad = good.path.read_bytes(), random.Random(7), tmp_path / "bad.zip"
    start = data.index(archive.CENTRAL)
    for _ in range(300):
        changed = bytearray(data)
        for _ in range(chance.choice((1, 2, 8))):
            changed[chance.randrange(start, len(data))] = chance.randrange(256)
        bad.write_bytes(changed)
        if changed != data:
            assert any(one.is_error for one in verified(bad).diagnostics)


def test_control_characters_reach_no_terminal(good: Good, tmp_path: Path) -> None:
    record = read_record(good.files[names.RECORD])
    series = record.series.model_copy(update={"title": "A\x07\u202eseries"})
    bad = packed(tmp_path / "bad.zip", agreeing(good.files, series=series))
    said = run("verify", bad)
    assert said.return_value == 0
    assert "\x07" not in said.stdout
    assert "\u202e" not in said.stdout
    assert "A\u2407\ufffdseries" in said.stdout, "what cannot be seen is shown as a sign"


# --- packed anew ------------------------------------------------------------------------------------------


def repacked(path: Path, files: dict[str, bytes], top: str = "", method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A bundle as another program packs it, with folders."""
    with zipfile.ZipFile(path, "w", method) as file:
        for name in sorted({"dist/", "dist/en/", *files}):
            file.writestr(
                zipfile.ZipInfo(f"{top}{name}", (2026, 11, 30, 9, 0, 0)), files.get(name, b""), method
            )
    return path


@pytest.mark.parametrize("top", ["", "our-series/"])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_bundle_packed_anew_is_told_in_one_line(top: str, method: int, good: Good, tmp_path: Path) -> None:
    other = repacked(tmp_path / "other.zip", good.files, top, method)
    (said,) = verified(other, beside=True).diagnostics
    assert (said.code, said.span and said.span.source.path) == ("bundle-repacked", other.as_posix())
    assert "sha256sum -c SHA256SUMS" in said.hints[0]


HARMFUL: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
    "a bomb": lambda files: {**files, "dist/bomb": bytes(3_000_000)},
    "a name that leads out": lambda files: {**files, "../outside.txt": b"x"},
    "names that fall together": lambda files: {**files, "DIST/index.html": b"x"},
    "another archive": lambda files: {"word/document.xml": b"<w/>", "SHA256SUMS": b""},
}


@pytest.mark.parametrize("what", HARMFUL)
def test_what_could_harm_is_not_merely_packed_anew(what: str, good: Good, tmp_path: Path) -> None:
    found = told(repacked(tmp_path / "bad.zip", HARMFUL[what](good.files)))
    assert {code for code, _ in found} == {"bundle-unsafe"}


@pytest.mark.skipif(not shutil.which("zip"), reason="there is no zip")
def test_a_bundle_packed_anew_by_zip(good: Good, tmp_path: Path) -> None:
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(good.path) as file:
        file.extractall(folder)
    for number, options in enumerate((["-r"], ["-r", "-X", "-D"], ["-r", "-0"])):
        other = tmp_path / f"{number}.zip"
        subprocess.run(["zip", "-q", *options, other, "."], cwd=folder, check=True)
        assert told(other) == [("bundle-repacked", other.name)]


# --- signatures -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Signers:
    """Keys of two people, and a list in which one of them stands."""

    own: Path
    other: Path
    allowed: Path


@pytest.fixture(scope="module")
def signers(tmp_path_factory: pytest.TempPathFactory) -> Signers:
    folder = tmp_path_factory.mktemp("keys")
    for name in ("own", "other"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", folder / name], check=True
        )
    kind, key, _ = (folder / "own.pub").read_text("utf-8").split()
    (folder / "allowed").write_text(f'desk@longtable.example namespaces="briefgen" {kind} {key}\n', "utf-8")
    return Signers(folder / "own", folder / "other", folder / "allowed")


def signed(bundle: Path, key: Path) -> Path:
    with bundle.open("rb") as file:
        bundle.with_name(f"{bundle.name}.sig").write_bytes(sign(file, key))
    return bundle


def changed_by_somebody(files: dict[str, bytes]) -> dict[str, bytes]:
    """A bundle in which a sentence was changed, and then everything that would tell of it."""
    old, new = files[PAGE], files[PAGE].replace(b"belongs to its members", b"belongs to its owners")
    assert old != new
    before, after = (hashlib.sha256(data).hexdigest() for data in (old, new))
    changed = {**files, PAGE: new}
    record = read_record(files[names.RECORD])
    artifacts = tuple(
        item.model_copy(update={"sha256": after, "bytes": len(new)}) if item.sha256 == before else item
        for item in record.artifacts
    )
    return agreeing(changed, artifacts=artifacts)


@NEEDS_SSH
def test_a_signature_tells_who_released_it(good: Good, signers: Signers, tmp_path: Path) -> None:
    bundle = signed(Path(shutil.copy(good.path, tmp_path)), signers.own)
    said = run("verify", bundle, "--signers", signers.allowed, "--strict")
    assert said.return_value == 0, said.stderr
    assert "signature  of desk@longtable.example, with the key SHA256:" in said.stdout
    done = verified(bundle, beside=True)
    assert [one.code for one in done.diagnostics] == ["signature-unchecked"]
    assert done.signed.key.startswith("SHA256:")


@NEEDS_SSH
def test_only_a_signature_tells_of_somebody_who_changes_everything(
    good: Good, signers: Signers, tmp_path: Path
) -> None:
    bundle = signed(Path(shutil.copy(good.path, tmp_path)), signers.own)
    packed(bundle, changed_by_somebody(good.files))
    assert told(bundle) == [], "all sums and records agree"
    for done in (verified(bundle, signers.allowed), verified(bundle, beside=True)):
        assert [one.code for one in done.diagnostics] == ["signature-wrong"]
        assert not done.is_sound


@NEEDS_SSH
def test_signatures_that_do_not_count(good: Good, signers: Signers, tmp_path: Path) -> None:
    bundle = Path(shutil.copy(good.path, tmp_path))

    def problem() -> str:
        (said,) = verified(bundle, signers.allowed).diagnostics
        assert said.code == "signature-wrong"
        return said.message

    (said,) = verified(bundle, signers.allowed).diagnostics
    assert (said.code, said.is_error) == ("signature-missing", True)
    assert "`bundle.zip.sig` is missing" in said.message
    signed(bundle, signers.other)
    assert "of nobody in `allowed`" in problem()
    signature = bundle.with_name("bundle.zip.sig")
    with bundle.open("rb") as file:
        done = subprocess.run(
            ["ssh-keygen", "-Y", "sign", "-f", signers.own, "-n", "file"],
            stdin=file,
            capture_output=True,
            check=True,
        )
    signature.write_bytes(done.stdout)
    assert problem(), "it was made for something else"
    signature.write_text("no signature", "utf-8")
    assert problem()
    signature.write_bytes(bytes(100_000))
    assert "is none" in problem()


@NEEDS_SSH
def test_without_the_program_nothing_is_trusted(
    good: Good, signers: Signers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = signed(Path(shutil.copy(good.path, tmp_path)), signers.own)
    monkeypatch.setattr("briefgen.release.signature.shutil.which", lambda _: None)
    for done, is_error in ((verified(bundle, signers.allowed), True), (verified(bundle, beside=True), False)):
        (said,) = done.diagnostics
        assert (said.code, said.is_error) == ("signature-unchecked", is_error)
        assert "could not be checked" in said.message
        assert said.hints[0].startswith("install OpenSSH")
        assert (done.is_whole, done.is_sound) == (True, not is_error)


@NEEDS_SSH
def test_what_could_not_be_checked_is_not_called_false(
    good: Good, signers: Signers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = Path(shutil.copy(good.path, tmp_path))

    def end(*words: str | Path) -> str:
        said = run("verify", bundle, *words)
        assert said.return_value == 1
        (data,) = json.loads(run("verify", bundle, *words, "--format", "json").stdout)["bundles"]
        assert data["whole"] is True
        assert data["sound"] is ("--signers" not in words)
        assert "does not hold" not in said.stdout
        assert "do not trust" not in said.stderr
        assert ("anybody could have made it so" in said.stdout) is ("--signers" in words)
        return said.stderr.splitlines()[-1]

    assert end("--strict") == "whole, but there is no signature beside it, 1 error"
    assert end("--signers", signers.allowed) == "whole, but there is no signature beside it, 1 error"
    signed(bundle, signers.own)
    assert end("--strict") == "whole, but nobody checked whose signature it has, 1 error"
    monkeypatch.setattr("briefgen.release.signature.shutil.which", lambda _: None)
    assert end("--signers", signers.allowed) == "whole, but its signature could not be checked, 1 error"


def test_two_bundles_of_one_name_are_told_apart(good: Good, tmp_path: Path) -> None:
    places = [tmp_path / "one/bundle.zip", tmp_path / "two/bundle.zip"]
    for place in places:
        place.parent.mkdir()
        packed(place, {**good.files, PAGE: b"<p>"})
    said = run("verify", *places, "--format", "short").stderr
    assert all(f"{place.as_posix()}: {PAGE}" in said for place in places)


def test_an_approved_edition_is_said_to_be_so_once(good: Good, tmp_path: Path) -> None:
    bundle = packed(tmp_path / "a.zip", agreeing(good.files, **edition_with(good.files, stage="approved")))
    assert "a way to earn; approved by Amina Diallo on 2026-11-23" in run("verify", bundle).stdout


@NEEDS_SSH
def test_a_signature_is_never_replaced(good: Good, signers: Signers, tmp_path: Path) -> None:
    """Neither by one with another key nor where something else lies; with the same key it is there already."""
    project, bundle = good.path.parent / "project", Path(shutil.copy(good.path, tmp_path))
    signature = bundle.with_name("bundle.zip.sig")
    assert released(project, bundle, key=signers.own).bundle
    first = signature.read_bytes()
    done = released(project, bundle, key=signers.other)
    (said,) = [one for one in done.diagnostics if one.is_error]
    assert said.code == "signature-exists"
    assert "another key, SHA256:" in said.message
    again = released(project, bundle, key=signers.own)
    assert again.bundle and again.bundle.signature == signature
    assert signature.read_bytes() == first
    for other in (b"no signature", bytes(100_000)):
        signature.write_bytes(other)
        done = released(project, bundle, key=signers.own)
        assert next(one.message for one in done.diagnostics if one.is_error).endswith(
            "no signature of this bundle"
        )
        assert signature.read_bytes() == other


@NEEDS_SSH
def test_the_key_that_a_signature_carries(signers: Signers) -> None:
    with signers.allowed.open("rb") as file:
        one, same, other = (sign(file, key) for key in (signers.own, signers.own, signers.other))
    written = base64.b64decode(signers.own.with_suffix(".pub").read_text("utf-8").split()[1])
    assert public_key(one) == public_key(same) == written
    assert public_key(other) != written
    assert [public_key(bad) for bad in (b"", b"a\nb\nc\n", b"a\n!!\nc\n", b"a\n\nc")] == [b""] * 4


# --- what is released -------------------------------------------------------------------------------------


def test_nothing_is_released_that_would_be_refused(tmp_path: Path) -> None:
    """Terms of a font in a project's own folder, under names that readers could not unpack."""
    root = approved_project(tmp_path / "project")
    fonts, font = root / "styles/fonts", "public-sans-400.ttf"
    fonts.mkdir(parents=True)
    shutil.copy(shipped_root() / "styles/fonts" / font, fonts / font)
    for name in ("LICENSE: read me.txt", "License.txt", "LICENSE.txt"):
        (fonts / name).write_text(name, "utf-8")
    out = tmp_path / "out/bundle.zip"
    done = released(root, out)
    assert done.bundle is None
    assert list(out.parent.iterdir()) == []
    place = "bundle.zip: licences/styles/fonts"
    assert [(one.code, one.span.source.path) for one in done.diagnostics if one.span] == [
        ("release-unsound", f"{place}/LICENSE: read me.txt"),
        ("release-unsound", f"{place}/License.txt"),
    ]


def test_a_list_that_nobody_would_read_is_not_written(
    good: Good, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefgen.release.opened._LONGEST_LIST", 100)
    done = released(good.path.parent / "project", tmp_path / "bundle.zip")
    assert [one.code for one in done.diagnostics if one.is_error] == ["release-unsound"]


# --- the archive itself -----------------------------------------------------------------------------------


def test_names_in_any_script_are_read_by_others(tmp_path: Path) -> None:
    files = {"dist/assets/تعاون.svg": b"<svg/>", "dist/é.txt": b"e", "plain.txt": b""}
    packed(tmp_path / "a.zip", files)
    with zipfile.ZipFile(tmp_path / "a.zip") as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == files


def test_more_than_the_format_holds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    with pytest.raises(archive.TooLarge):
        packed(tmp_path / "a.zip", {"a": b"", "b": b"", "c": b""})
    monkeypatch.setattr(archive, "MOST_BYTES", 100)
    with pytest.raises(archive.TooLarge):
        packed(tmp_path / "a.zip", {"a": bytes(100)})


def test_sums_are_read_as_they_are_written() -> None:
    sums = {"b c.txt": "0" * 64, "a.txt": "f" * 64}
    assert read_sums(write_sums(sums)) == sums
    assert list(read_sums(write_sums(sums))) == ["a.txt", "b c.txt"]
    for bad in (b"", b"0" * 64 + b" a\n", b"0" * 63 + b"  a\n", b"0" * 64 + b"  a\\b\n", b"\xff"):
        with pytest.raises(ValueError, match=r"line|utf"):
            read_sums(bad)


def test_the_values_of_a_verification_are_its_own(good: Good) -> None:
    done = verified(good.path)
    assert replace(done, record=None).is_sound is False
