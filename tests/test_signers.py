"""Lists of allowed signers: what a signature says of a person, and what it does not."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from briefgen.release.signature import Signed, sign, signer_of
from tests.test_errors import run


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="there is no ssh-keygen")
@pytest.mark.parametrize(
    ("listed", "signer"),
    [
        ("desk@longtable.example", "desk@longtable.example"),
        ("*@longtable.example", "somebody of `*@longtable.example`"),
        ("!desk@longtable.example,*@longtable.example", "somebody of `*@longtable.example`"),
    ],
)
def test_a_pattern_is_nobody(listed: str, signer: str, tmp_path: Path) -> None:
    key, file, allowed = tmp_path / "key", tmp_path / "a.zip", tmp_path / "allowed"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    public = key.with_suffix(".pub").read_text("utf-8")
    allowed.write_text(f'{listed} namespaces="briefgen" {public}', "utf-8")
    file.write_bytes(b"A bundle")
    with file.open("rb") as opened:
        signature = tmp_path / "a.zip.sig"
        signature.write_bytes(sign(opened, key))
        found = signer_of(opened, signature, allowed)
    assert found == Signed(signer, found.key)
    assert found.key.startswith("SHA256:")


def test_a_list_of_signers_is_a_file(tmp_path: Path) -> None:
    bundle, pipe = tmp_path / "a.zip", tmp_path / "pipe"
    bundle.write_bytes(b"")
    os.mkfifo(pipe)
    with pytest.raises(click.BadParameter, match="not a pipe"):
        run("verify", bundle, "--signers", pipe)
