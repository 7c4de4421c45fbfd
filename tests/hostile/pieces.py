"""What hostile cases are put together from: the files of the good project with something bad in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests import corpus

BRIEF = "briefs/good/brief.md"
SETTINGS = "briefs/good/publication.yml"
PROJECT = "briefgen.yml"
FIGURES = "briefs/good/figures"
DATA = "briefs/good/data"

Files = Mapping[str, str | bytes]
Case = Files | Callable[[Path], None]
"""Files to put into the good project, or a function that does worse to it."""

_GOOD = {path: (corpus.BASE / path).read_text("utf-8") for path in (BRIEF, SETTINGS, PROJECT)}


def text(markdown: str) -> Files:
    """The good brief with more text at its end."""
    return {BRIEF: f"{_GOOD[BRIEF]}\n{markdown}\n"}


def front(yaml: str) -> Files:
    """The good brief with more front matter."""
    return {BRIEF: _GOOD[BRIEF].replace("\n---\n", f"\n{yaml}\n---\n", 1)}


def title(words: str) -> Files:
    """The good brief under another title, which is written as YAML."""
    return {
        BRIEF: _GOOD[BRIEF].replace(
            "title: Cooperatives give displaced people a way to earn", f"title: {words}"
        )
    }


def settings(yaml: str) -> Files:
    """The good settings with more in them."""
    return {SETTINGS: f"{_GOOD[SETTINGS]}{yaml}\n"}


def project(yaml: str) -> Files:
    """The good project file with more in it."""
    return {PROJECT: f"{_GOOD[PROJECT]}{yaml}\n"}


def picture(name: str, data: str | bytes) -> Files:
    """A picture, and a text that shows it."""
    return {f"{FIGURES}/{name}": data, **text(f"![A plan of the market](figures/{name})")}


def drawing(inside: str, attributes: str = 'viewBox="0 0 100 100"') -> Files:
    """A drawing that holds this, and a text that shows it."""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return picture("plan.svg", f"<svg {names} {attributes}>{inside}</svg>")


def table(data: str | bytes, name: str = "members.csv", options: str = "") -> Files:
    """A file of data, and a text that shows it as a table."""
    block = f"/// data-table | Members\n    data: data/{name}\n    source: Annual reports\n{options}///"
    return {f"{DATA}/{name}": data, **text(block)}


def chart(data: str | bytes, name: str = "members.csv") -> Files:
    """A file of data with the columns `country` and `members`, and a text that draws it."""
    block = (
        f"/// chart | Members\n    type: bar\n    data: data/{name}\n    x: country\n    y: members\n"
        "    subtitle: Members at the end of the year\n    source: Annual reports\n///"
    )
    return {f"{DATA}/{name}": data, **text(block)}


def write(root: Path, files: Files) -> None:
    """Put files into a project."""
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)


def lay(root: Path, case: Case) -> None:
    """Do to a project what a case does."""
    if callable(case):
        case(root)
    else:
        write(root, case)
