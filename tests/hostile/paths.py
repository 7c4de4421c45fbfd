"""Hostile paths and names: none leads out of the project, and none takes a place that is another's."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.hostile.pictures import png
from tests.hostile.pieces import BRIEF, FIGURES, Case, Files, settings, text, write

SECRET = "the canary in the mine"
"""What stands in files that no build may read."""


def _shown(address: str) -> Files:
    return text(f"![A plan of the market]({address})")


def _secret(root: Path) -> Path:
    """A file beside the project, with the words that may get nowhere."""
    outside = root.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "secret.csv").write_text(f"country,members\n{SECRET},1\n", "utf-8")
    (outside / "secret.md").write_text(f"---\ntitle: {SECRET}\n---\n{SECRET}\n", "utf-8")
    (outside / "secret.png").write_bytes(png(4, 4))
    return outside


def _linked(name: str, target: str | Callable[[Path], Path], words: str) -> Case:
    """A link of the file system at this place, and a text that asks for it."""

    def lay(root: Path) -> None:
        write(root, text(words))
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            place.unlink()
        place.symlink_to(target if isinstance(target, str) else target(root))

    return lay


def _pipe(name: str, words: str) -> Case:
    """A pipe that nobody writes to: whoever opens it waits for ever."""

    def lay(root: Path) -> None:
        write(root, text(words))
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        os.mkfifo(place)

    return lay


def _copied(folder: str) -> Case:
    """The good brief under another name."""

    def lay(root: Path) -> None:
        shutil.copytree(root / "briefs/good", root / folder)

    return lay


def _renamed(name: str) -> Case:
    """The good brief's edition under another name of its file."""

    def lay(root: Path) -> None:
        (root / BRIEF).rename((root / BRIEF).with_name(name))

    return lay


def _not_utf8(root: Path) -> None:
    place = root / "briefs" / os.fsdecode(b"caf\xe9")
    place.mkdir()
    shutil.copy(root / BRIEF, place)


def _picture_of_bytes(root: Path) -> None:
    (root / FIGURES).mkdir()
    (root / FIGURES / os.fsdecode(b"caf\xe9.png")).write_bytes(png(4, 4))
    write(root, _shown("figures/caf%E9.png"))


def _decomposed(root: Path) -> None:
    """The name in the file system with an accent of its own; in the text as one letter."""
    write(root, {f"{FIGURES}/e\u0301te\u0301.png": png(4, 4), **_shown("figures/\u00e9t\u00e9.png")})


def _twins(root: Path) -> None:
    """Two files whose names look alike."""
    names = {f"{FIGURES}/e\u0301.png": png(4, 4), f"{FIGURES}/\u00e9.png": png(8, 8)}
    write(root, {**names, **text("![One plan](figures/e\u0301.png)\n\n![Another plan](figures/\u00e9.png)")})


def _case_alone(root: Path) -> None:
    names = {f"{FIGURES}/plan.png": png(4, 4), f"{FIGURES}/PLAN.png": png(8, 8)}
    write(root, {**names, **text("![One plan](figures/plan.png)\n\n![Another plan](figures/PLAN.png)")})


def _named(name: str) -> Case:
    return {f"{FIGURES}/{name}": png(4, 4), **text(f"![A plan of the market](<figures/{name}>)")}


def _long_chain(root: Path) -> None:
    (root / FIGURES).mkdir()
    for number in range(60):
        (root / FIGURES / f"l{number}.png").symlink_to(f"l{number + 1}.png")
    write(root, _shown("figures/l0.png"))


def _linked_publication(root: Path) -> None:
    outside = _secret(root)
    (outside / "brief.md").write_text(
        f"---\ntitle: {SECRET}\ndescription: D\nkey_messages: [a, b, c]\n---\n{SECRET}\n", "utf-8"
    )
    (root / "briefs/linked").symlink_to(outside)


def _linked_series(root: Path) -> None:
    (root / "series").symlink_to(_secret(root))


def _linked_templates(root: Path) -> None:
    outside = _secret(root)
    (outside / "home.html").write_text(SECRET, "utf-8")
    (root / "templates").symlink_to(outside)


def _folder_in_a_circle(root: Path) -> None:
    (root / "briefs/good/again").symlink_to(root / "briefs")
    (root / "briefs/again").symlink_to(root / "briefs")


def _folders_deep(root: Path) -> None:
    (root / "briefs/good" / "/".join(["deep"] * 200)).mkdir(parents=True)


CASES: dict[str, Case] = {
    "dots": _shown("../../../../../../etc/hostname.png"),
    "dots-in-per-cent": _shown("%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/x.png"),
    "dots-in-per-cent-twice": _shown("%252e%252e/%252e%252e/x.png"),
    "dots-with-slash-in-per-cent": _shown("..%2f..%2f..%2f..%2fx.png"),
    "dots-in-the-middle": _shown("figures/../../../../x.png"),
    "dots-many": _shown("figures/..../x.png"),
    "absolute": _shown("/etc/x.png"),
    "absolute-twice": _shown("//etc/x.png"),
    "absolute-thrice": _shown("///etc/x.png"),
    "home": _shown("~/x.png"),
    "home-of-settings": settings("hero: {image: ../../../x.png}"),
    "drive": _shown("C:/x.png"),
    "drive-relative": _shown("C:x.png"),
    "share": _shown("//server/share/x.png"),
    "backslashes": _shown("..\\\\..\\\\x.png"),
    "backslash-in-per-cent": _shown("..%5c..%5cx.png"),
    "nul": _shown("figures/x%00.png"),
    "new-line": _shown("figures/x%0A.png"),
    "device": _shown("/dev/zero"),
    "stream": _shown("figures/x.png::$DATA"),
    "scheme-of-ours": _shown("briefgen:styles/brands/long-table/logo.svg"),
    "scheme-of-ours-out": _shown("briefgen:../../x.png"),
    "scheme-of-files": _shown("file://localhost/etc/x.png"),
    "scheme-in-capitals": _shown("HTTPS://evil.example/x.png"),
    "scheme-of-ftp": _shown("ftp://evil.example/x.png"),
    "overlong": _shown("figures/" + "a" * 5000 + ".png"),
    "overlong-folders": _shown("figures/" + "a/" * 5000 + "x.png"),
    "full-width-dots": _shown("\uff0e\uff0e/x.png"),
    "slash-of-another-script": _shown("..\u2215..\u2215x.png"),
    "link-to-settings": text("[a](../../briefgen.yml)"),
    "link-to-hidden": text("[a](../../.git/config)"),
    "link-to-store": text("[a](../../.briefgen/known.json)"),
    "link-out": text("[a](../../../secret.csv)"),
    "linked-picture": _linked(
        f"{FIGURES}/plan.png", lambda root: _secret(root) / "secret.png", "![A plan](figures/plan.png)"
    ),
    "linked-device": _linked(f"{FIGURES}/plan.png", "/dev/zero", "![A plan](figures/plan.png)"),
    "linked-process": _linked("briefs/good/data/a.csv", "/proc/self/environ", "[a](data/a.csv)"),
    "linked-itself": _linked(f"{FIGURES}/plan.png", "plan.png", "![A plan](figures/plan.png)"),
    "linked-nowhere": _linked(f"{FIGURES}/plan.png", "nowhere.png", "![A plan](figures/plan.png)"),
    "linked-folder": _linked("briefs/good/data", _secret, "[a](data/secret.csv)"),
    "linked-text": _linked(BRIEF, lambda root: _secret(root) / "secret.md", "x"),
    "linked-publication": _linked_publication,
    "linked-series": _linked_series,
    "linked-templates": _linked_templates,
    "linked-chain": _long_chain,
    "linked-in-a-circle": _folder_in_a_circle,
    "folders-deep": _folders_deep,
    "pipe-picture": _pipe(f"{FIGURES}/plan.png", "![A plan](figures/plan.png)"),
    "pipe-text": _pipe(BRIEF, "x"),
    "pipe-project": _pipe("series/references.yml", "x"),
    "folder-as-picture": {f"{FIGURES}/plan.png/x": "", **_shown("figures/plan.png")},
    "folder-as-text": {"briefs/other/brief.md/x": ""},
    "name-decomposed": _decomposed,
    "name-twins": _twins,
    "name-in-two-cases": _case_alone,
    "name-of-bytes": _picture_of_bytes,
    "name-of-a-publication-of-bytes": _not_utf8,
    "name-with-direction": _named("plan\u202egnp.png"),
    "name-with-control": _named("plan\x07.png"),
    "name-with-quotes": _named('"onerror="alert(1).png'),
    "name-with-angle": _named("a\\>b.png"),
    "name-with-spaces": _named("  a  plan  .png"),
    "name-with-percent": {f"{FIGURES}/100%25.png": png(4, 4), **_shown("figures/100%2525.png")},
    "name-with-hash": {f"{FIGURES}/a#b.png": png(4, 4), **_shown("figures/a%23b.png")},
    "name-with-question": {f"{FIGURES}/a?b.png": png(4, 4), **_shown("figures/a%3Fb.png")},
    "name-of-windows": _named("CON.png"),
    "name-with-dot-at-its-end": _named("plan.png."),
    "name-long": _named("a" * 240 + ".png"),
    "slug-of-windows": _copied("briefs/con"),
    "slug-of-assets": _copied("briefs/assets"),
    "slug-of-the-index": _copied("briefs/index.html"),
    "slug-of-a-language": _copied("briefs/en"),
    "slug-of-a-companion": _copied("briefs/article"),
    "slug-of-dots": _copied("briefs/a..b"),
    "slug-of-a-hyphen": _copied("briefs/-rf"),
    "slug-in-capitals": _copied("briefs/GOOD"),
    "slug-of-spaces": _copied("briefs/a b"),
    "slug-of-another-script": _copied("briefs/\u0430bc"),
    "slug-of-letters-alike": _copied("briefs/g\u043eod"),
    "slug-of-a-quote": _copied('briefs/"onload="x'),
    "slug-of-per-cent": _copied("briefs/%2e%2e"),
    "slug-long": _copied("briefs/" + "a" * 240),
    "slug-with-new-line": _copied("briefs/a\nb"),
    "slug-twice": _copied("case_studies/good"),
    "edition-of-no-language": _renamed("brief.zz-zz-zz.md"),
    "edition-with-dots": _renamed("brief...md"),
    "edition-in-capitals": _renamed("BRIEF.MD"),
    "edition-of-another-kind": _renamed("index.md"),
}
