"""Signatures of bundles, made and checked by `ssh-keygen`: with keys that people have, and no service."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

NAMESPACE = "briefgen"
"""What a signature is for; one made for anything else does not count."""

_TIME = 300
"""Seconds after which a program that may ask for a passphrase is given up."""

_PATTERN = re.compile(r"[*?]")
"""Signs by which a list names many people at once; a key tells only that its holder is one of them."""

_MAGIC = b"SSHSIG"
"""What the contents of a signature begin with; a number of four bytes and the key follow."""

LARGEST = 64_000
"""Bytes; no signature is as long."""


INSTALL = "install OpenSSH, which brings `ssh-keygen`"


class CannotSign(Exception):  # noqa: N818 - told by the caller
    """Why there is no signature, and what helps if it is known."""

    def __init__(self, problem: str, advice: str = "") -> None:
        super().__init__(problem)
        self.advice = advice


class NoProgram(Exception):  # noqa: N818 - told by the caller
    """There is no `ssh-keygen` on this machine."""


@dataclass(frozen=True)
class Signed:
    """What a signature is worth: who made it, by the list of those who may, and with which key; or the problem. `lack`
    is why it says neither good nor bad."""

    signer: str = ""
    key: str = ""
    problem: str = ""
    lack: str = ""


def sign(file: BinaryIO, key: Path) -> bytes:
    """The signature of a file with a private key, or with an agent's when given a public one; raises `CannotSign`."""
    try:
        done = _ssh(file, "sign", "-f", str(key))
    except NoProgram:
        raise CannotSign("there is no `ssh-keygen` on this machine", INSTALL) from None
    if done.returncode or b"BEGIN SSH SIGNATURE" not in done.stdout:
        raise CannotSign(_said(done))
    return done.stdout


def is_signature(path: Path) -> bool:
    """Whether a file is short enough to be a signature, and can be read more than once."""
    return path.is_file() and path.stat().st_size <= LARGEST


def public_key(signature: bytes) -> bytes:
    """The public key that a signature carries; empty when it carries none."""
    try:
        data = base64.b64decode(b"".join(signature.splitlines()[1:-1]), validate=True)
    except ValueError:
        return b""
    start = len(_MAGIC) + 4
    length = int.from_bytes(data[start : start + 4], "big")
    return data[start + 4 : start + 4 + length] if data.startswith(_MAGIC) else b""


def key_of(file: BinaryIO, signature: Path) -> Signed:
    """Whether a signature is of this file, made with any key; raises `NoProgram`."""
    done = _ssh(file, "check-novalidate", "-s", str(signature))
    if done.returncode:
        return Signed(problem="the signature beside it is not of this file")
    return Signed(key=_key(done))


def signer_of(file: BinaryIO, signature: Path, signers: Path) -> Signed:
    """Who of those in a list of allowed signers has signed a file, as far as the list says; raises `NoProgram`."""
    done = _ssh(file, "find-principals", "-s", str(signature), "-f", str(signers), namespace=False)
    found = done.stdout.decode(errors="replace").splitlines()
    names = [name for name in found if not name.startswith("!")]  # those are whom a pattern leaves out
    if done.returncode or not names:
        return Signed(problem=f"its signature is of nobody in `{signers.name}`")
    for name in names:
        done = _ssh(file, "verify", "-s", str(signature), "-f", str(signers), "-I", name)
        if done.returncode == 0:
            return Signed(f"somebody of `{name}`" if _PATTERN.search(name) else name, _key(done))
    return Signed(problem=f"the signature beside it, which is of {names[0]}, is not of this file")


def _ssh(
    file: BinaryIO, what: str, *words: str, namespace: bool = True
) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise NoProgram
    command = [program, "-Y", what, *words, *(("-n", NAMESPACE) if namespace else ())]
    environment = {**os.environ, "LC_ALL": "C"}
    file.seek(0)
    os.lseek(file.fileno(), 0, os.SEEK_SET)  # what the other program sees
    try:
        return subprocess.run(
            command, env=environment, stdin=file, capture_output=True, timeout=_TIME, check=False
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, b"", b"it waited in vain for a passphrase")


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    said = done.stderr.decode(errors="replace").strip().splitlines()
    return said[-1].rstrip(".\r") if said else f"ssh-keygen ended with {done.returncode}"


def _key(done: subprocess.CompletedProcess[bytes]) -> str:
    found = re.search(rb"(SHA256:\S+)", done.stdout + done.stderr)
    return found[1].decode() if found else ""
