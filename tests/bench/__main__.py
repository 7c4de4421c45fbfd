"""`make bench`: measures briefgen against the engine alone, its peers and itself, and writes what was found to RESULTS.md
beside this file. `--quick` is a short run for CI."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import sys
import tempfile
from pathlib import Path

from tests.bench import preview
from tests.bench.peers import PEERS, Peer, version_of, write_shim
from tests.bench.report import Row, report
from tests.bench.series import Series

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    words = argparse.ArgumentParser(prog="make bench", description=__doc__)
    words.add_argument("--briefs", type=int, default=20, help="briefs of the series (20)")
    words.add_argument("--many", type=int, default=100, help="briefs of the larger series (100); 0: none")
    words.add_argument(
        "--most", type=int, default=0, help="briefs of the largest series, measured once (0: none)"
    )
    words.add_argument("--rounds", type=int, default=5, help="runs of each, of which the median counts (5)")
    words.add_argument("--no-peers", action="store_true", help="measure briefgen and its engine alone")
    words.add_argument("--no-preview", action="store_true", help="leave the live preview out")
    words.add_argument("--quick", action="store_true", help="four briefs, once, no peers; for CI")
    words.add_argument("--keep", action="store_true", help="print only, leave RESULTS.md as it is")
    asked = words.parse_args()
    if asked.quick:
        vars(asked).update(briefs=4, many=0, most=0, rounds=1, no_peers=True, no_preview=True, keep=True)
    with tempfile.TemporaryDirectory(prefix="briefgen-bench-") as place:
        shim = write_shim(Path(place) / "shim")
        os.environ["PATH"] += f"{os.pathsep}{shim}"
        lacking = {peer: peer.lacks(Path(place)) for peer in (() if asked.no_peers else PEERS)}
        peers = tuple(peer for peer, why in lacking.items() if not why)
        rows = measured(Path(place), asked, peers)
        missing = [f"{peer.name}: {why}" for peer, why in lacking.items() if why]
        text = report(rows, setting(asked, peers), missing)
    print(text)
    if not asked.keep:
        RESULTS.write_text(text, "utf-8")
    if not asked.no_preview:
        print(preview.measured_and_written(is_kept=asked.keep))


def measured(place: Path, asked: argparse.Namespace, peers: tuple[Peer, ...]) -> list[Row]:
    """All that is asked for, in turn."""
    one, few = Series(place, 1, asked.rounds), Series(place, asked.briefs, asked.rounds)
    rows = [*few.cold(peers), *one.cold_once(), few.edited(one), few.recoloured(), few.unchanged()]
    if asked.many:
        rows += Series(place, asked.many, asked.rounds).cold(peers[:1])
    if asked.most:
        rows += Series(place, asked.most, 1).largest()
    return rows


def setting(asked: argparse.Namespace, peers: tuple[Peer, ...]) -> str:
    """What was measured on, and with what."""
    packages = ("briefgen", "weasyprint", "pydyf")
    versions = [f"{name} {importlib.metadata.version(name)}" for name in packages]
    versions += [version_of(peer) for peer in peers]
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"{', '.join(versions)}; medians of {asked.rounds} runs"
    )


if __name__ == "__main__":
    sys.exit(main())
