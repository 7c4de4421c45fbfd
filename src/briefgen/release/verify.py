"""Checks a bundle without trusting it: its archive, its sums, its records against each other, its signature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, strict
from briefgen.release import names
from briefgen.release.agreement import Agreement, place_of, told_of
from briefgen.release.compare import Incomparable, Side, changes
from briefgen.release.manifest import Changes, ReleaseRecord
from briefgen.release.opened import Opened, Unreadable, open_bundle
from briefgen.release.signature import INSTALL, LARGEST, NoProgram, Signed, key_of, signer_of

_MOST_TOLD = 20

_OF_NO_SIGNATURE = (messages.SIGNATURE_UNCHECKED.code, messages.SIGNATURE_MISSING.code)
"""What is told of a bundle of which a signature says neither good nor bad."""


@dataclass(frozen=True)
class Verified:
    """What is known of a bundle. `record` is None when it cannot be relied on."""

    path: Path
    diagnostics: tuple[Diagnostic, ...]
    digest: str = ""
    record: ReleaseRecord | None = None
    signed: Signed = field(default_factory=Signed)
    side: Side | None = None
    """For comparing it with another."""

    @property
    def is_whole(self) -> bool:
        """Whether all that was looked at holds, though a signature that was asked for may be missing or unchecked."""
        wrong = (one for one in self.diagnostics if one.is_error and one.code not in _OF_NO_SIGNATURE)
        return self.record is not None and not any(wrong)

    @property
    def is_sound(self) -> bool:
        """Whether also the signature that was asked for holds."""
        return self.record is not None and not any(one.is_error for one in self.diagnostics)


def verify(path: Path, life: ExitStack, signers: Path | None = None, beside: bool = True) -> Verified:
    """Check a bundle, and its signature if there is one `beside` it or somebody says who may sign. It stays open, to
    be compared, until `life` ends."""
    try:
        if not path.is_file():  # of a pipe no one knows the end, and it cannot be read twice
            raise Unreadable("it is no file on a disk")
        opened = open_bundle(life.enter_context(path.open("rb")), path)
    except (Unreadable, OSError) as problem:
        why = (problem.strerror or "").lower() if isinstance(problem, OSError) else str(problem)
        return Verified(path, (told_of(messages.BUNDLE_UNREADABLE, path, "", why),))
    done = verify_opened(opened)
    if opened.unsafe or opened.is_repacked or not (signers or beside):
        return done
    signed, more = _signature(opened, signers)
    told = (*done.diagnostics, *more)
    side = None if any(one.is_error for one in told) else done.side
    return replace(done, diagnostics=told, signed=signed, side=side)


def verify_opened(bundle: Opened) -> Verified:
    """Check what is in a bundle, without its signature."""
    path = bundle.path
    if bundle.is_repacked:
        return Verified(path, (told_of(messages.BUNDLE_REPACKED, path, "", ""),), bundle.digest)
    if bundle.unsafe:
        unsafe = (told_of(messages.BUNDLE_UNSAFE, path, one.name, one.problem) for one in bundle.unsafe)
        return Verified(path, _few(path, unsafe), bundle.digest)
    check = Agreement(bundle)
    told = _few(path, check.everything())
    side = None if any(one.is_error for one in told) else check.side()
    return Verified(path, told, bundle.digest, check.record, side=side)


def problems_of_new(file: BinaryIO, path: Path) -> tuple[Diagnostic, ...]:
    """Why a bundle that is to get this name would be refused by whoever gets it."""
    try:
        found = verify_opened(open_bundle(file, Path(path.name))).diagnostics
    except Unreadable as problem:
        return (messages.RELEASE_UNSOUND.at(None, problem=str(problem)),)
    return tuple(messages.RELEASE_UNSOUND.at(one.span, problem=one.message) for one in found)


def compare(before: Verified, after: Verified) -> tuple[Changes | None, tuple[Diagnostic, ...]]:
    """What is new in a bundle since another, or why that cannot be told. Nothing when one of them is not sound."""
    if before.side is None or after.side is None:
        return None, ()
    try:
        return changes(before.side, after.side), ()
    except Incomparable as problem:
        return None, (told_of(messages.BUNDLE_INCOMPARABLE, after.path, "", str(problem)),)


def _few(path: Path, told: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The first of each kind, and how many more there are: somebody can make a bundle with tens of thousands."""
    kept: list[Diagnostic] = []
    counts: Counter[str] = Counter()
    last: dict[str, Diagnostic] = {}
    for one in told:
        counts[one.code] += 1
        if counts[one.code] <= _MOST_TOLD:
            kept.append(one)
        last[one.code] = one
    more = [
        replace(last[code], message=f"there are {count - _MOST_TOLD} more problems of this kind")
        for code, count in counts.items()
        if count > _MOST_TOLD
    ]
    return (*kept, *(replace(one, span=place_of(path).whole()) for one in more))


UNSIGNED = "nobody has signed this bundle, so its sums tell of accidents only"
ASK_TO_SIGN = (
    "ask whoever published it to release it with `--sign`, or compare the sum of the bundle with theirs"
)
UNKNOWN_KEY = "the bundle is signed, but nobody said whose signature counts; the key is {key}"
NAME_SIGNERS = "name a file of allowed signers: `--signers FILE`"
NO_PROGRAM = "the signature could not be checked: there is no `ssh-keygen` on this machine"
MISSING, UNCHECKABLE, NOT_ASKED = (
    "there is no signature beside it",
    "its signature could not be checked",
    "nobody checked whose signature it has",
)


def _signature(bundle: Opened, signers: Path | None) -> tuple[Signed, Iterable[Diagnostic]]:
    """What the signature beside a bundle is worth."""
    signature = bundle.path.with_name(bundle.path.name + names.SIGNATURE)

    def wrong(problem: str) -> tuple[Signed, Iterable[Diagnostic]]:
        return Signed(problem=problem), (told_of(messages.SIGNATURE_WRONG, bundle.path, "", problem),)

    def unchecked(lack: str, problem: str, advice: str) -> tuple[Signed, Iterable[Diagnostic]]:
        told = (messages.SIGNATURE_UNCHECKED.at(place_of(bundle.path), problem=problem, advice=advice),)
        return Signed(lack=lack), strict(told) if signers else told

    if not signature.is_file():
        if signers:
            missing = messages.SIGNATURE_MISSING.at(place_of(bundle.path), name=signature.name)
            return Signed(lack=MISSING), (missing,)
        return unchecked(MISSING, UNSIGNED, ASK_TO_SIGN)
    if signature.stat().st_size > LARGEST:
        return wrong("the signature beside it is none")
    try:
        signed = signer_of(bundle.file, signature, signers) if signers else key_of(bundle.file, signature)
    except NoProgram:
        return unchecked(UNCHECKABLE, NO_PROGRAM, INSTALL)
    if signed.problem:
        return wrong(signed.problem)
    if not signers:
        _, told = unchecked(NOT_ASKED, UNKNOWN_KEY.format(key=signed.key), NAME_SIGNERS)
        return replace(signed, lack=NOT_ASKED), told
    return signed, ()
