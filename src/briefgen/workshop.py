"""What all editions of a build are made with, and the digests of it by which is known whether an edition still stands.

A workshop is plain values: it can be sent to other processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from briefgen.content.manuscript import LoadedPublication, Manuscript
from briefgen.content.order import Order
from briefgen.core.asked import AskedMapping, AskedSequence
from briefgen.core.digest import digest_of
from briefgen.core.engine import Engine, own_values
from briefgen.core.workspace import PROJECT_FILE, Answer, Door
from briefgen.design.charts.studio import Studio
from briefgen.design.compose import Composer
from briefgen.design.design import Design
from briefgen.design.templates import Templates
from briefgen.output.press.sheet import Press

PUBLICATIONS = "front matter of other publications"
"""What an edition is given that shows any of them."""

_CITATIONS = "citations of "
_ADDRESS, _ADDRESSES = "address of ", "addresses of all pages"


@dataclass(frozen=True)
class Workshop:
    """The project at `root` with its design and data. The editions of the publications in `stopped` (slugs) are not
    published in this build, so they are read and not composed."""

    root: Path
    shipped: Path
    composer: Composer
    order: Order
    every: tuple[LoadedPublication, ...]
    stopped: frozenset[str]
    in_doubt: frozenset[str]
    series_digest: str
    press: Press | None = None
    press_digest: str = ""
    anew: str = ""
    """Why nothing that was kept is used."""

    _values: dict[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._values.update((name, digest_of(value.encode())) for name, value in self._given())
        self._values.update((name, digest_of(value)) for name, value in own_values().items())

    def __getstate__(self) -> dict[str, object]:
        """What is found by looking at the rest is not sent."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def __setstate__(self, state: Mapping[str, object]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)

    def with_publications(self, publications: tuple[LoadedPublication, ...], composer: Composer) -> Workshop:
        """The same with some publications whose texts have changed, and nothing else of them, and what they cite."""
        now = {publication.files: publication for publication in publications}
        paths = [m.file.path for publication in publications for m in publication.manuscripts]
        values = {f"{_CITATIONS}{path}": digest_of(_cited(composer, path).encode()) for path in paths}
        every = tuple(now.get(publication.files, publication) for publication in self.every)
        return self._but(composer=composer, every=every, _values={**self._values, **values})

    def with_order(self, order: Order) -> Workshop:
        """The same for another order that wants the same brand."""
        return self._but(order=order)

    def behind(self, door: Door) -> Workshop:
        """The same where the files of the project are read through another door."""
        design = replace(self.composer.design, templates=Templates(door))
        return self._but(composer=replace(self.composer, design=design))

    def _but(self, **changes: object) -> Workshop:
        """The same with other values, of which the digests are known."""
        other = copy(self)
        for name, value in changes.items():
            object.__setattr__(other, name, value)
        return other

    @cached_property
    def _editions(self) -> dict[str, tuple[LoadedPublication, Manuscript]]:
        return {m.file.path: (publication, m) for publication in self.every for m in publication.manuscripts}

    def edition(self, path: str) -> tuple[LoadedPublication, Manuscript]:
        """A manuscript by the path of its file, and its publication."""
        return self._editions[path]

    def length(self, path: str) -> int:
        """How long an edition is: long ones are begun first, so that none of them ends after all others."""
        return len(self.edition(path)[1].source.text)

    def step(self, path: str) -> str:
        """What making an edition is called in this build."""
        order = self.order
        ways = [order.only or "", "" if order.profile == "web" else order.profile, order.brand or ""]
        what = " ".join(way for way in ways if way)
        return f"edition {path}" + (f" ({what})" if what else "")

    def value(self, name: str) -> str | None:
        """The digest of what an edition was given, by name."""
        if name.startswith(_ADDRESS):
            return self._address_digest(name.removeprefix(_ADDRESS))
        return self._values.get(name)

    def opened(self, door: Door, engine: Engine, path: str) -> Composer:
        """What composes one edition. All that it is given is written down at the door; what it asks for, when it
        does."""
        publication, manuscript = self.edition(path)
        for file in _files_of(publication):
            door.exists(file)
        self._note(door, *own_values())
        self._note(door, *self._names(publication, manuscript))
        composer = self.composer
        addresses = replace(
            composer.addresses,
            pages=AskedMapping(composer.addresses.pages, lambda key: self._asked(door, key)),
        )
        publications = AskedSequence(composer.publications, lambda: self._note(door, PUBLICATIONS))
        return replace(
            composer,
            addresses=addresses,
            publications=publications,
            design=with_own_problems(composer.design),
            studio=Studio(door, engine, composer.design.brand),
        )

    def _asked(self, door: Door, page: str | None) -> None:
        self._note(door, _ADDRESSES if page is None else f"{_ADDRESS}{page}")

    def _note(self, door: Door, *names: str) -> None:
        for name in names:
            door.note(Answer("value", name, self.value(name) or ""))

    # --- the values -------------------------------------------------------------------------------------

    def _names(self, publication: LoadedPublication, manuscript: Manuscript) -> tuple[str, ...]:
        """What an edition is always given."""
        folder, path, language = publication.files.folder, manuscript.file.path, manuscript.file.language
        return (
            "brand, templates and words",
            "data of the series",
            "languages of the series",
            "doubts about the series",
            "reviews that are due",
            "settings of print",
            f"style sheets of paper in {language}",
            f"editions of {folder}",
            f"state of {folder}",
            f"{_CITATIONS}{path}",
        )

    def _given(self) -> Iterator[tuple[str, str]]:
        """Everything that editions are given or may ask for, and what stands for it."""
        composer, addresses = self.composer, self.composer.addresses
        yield "brand, templates and words", self._look_of_pages
        yield "data of the series", self.series_digest
        languages = (addresses.homes, sorted(addresses.languages), sorted(addresses.feeds))
        yield "languages of the series", repr((addresses.site, *languages))
        yield "doubts about the series", repr(sorted(self.in_doubt))
        yield "reviews that are due", self._due
        yield "settings of print", f"{self.press!r} {self.press_digest}"
        yield PUBLICATIONS, "\n".join(map(_front_of, composer.publications))
        yield _ADDRESSES, repr(sorted(addresses.pages))
        for language in composer.design.paper:
            yield f"style sheets of paper in {language}", _digest_of_paper(composer.design, language)
        for publication in self.every:
            folder = publication.files.folder
            yield f"editions of {folder}", repr(publication.files)
            held = sorted(addresses.held.intersection(m.file.path for m in publication.manuscripts))
            yield f"state of {folder}", repr((publication.files.slug in self.stopped, held))
            for manuscript in publication.manuscripts:
                path = manuscript.file.path
                yield f"{_CITATIONS}{path}", _cited(composer, path)

    @cached_property
    def _look_of_pages(self) -> str:
        design, project = self.composer.design, self.composer.project
        looks = [
            design.brand.source.text,
            design.templates.digest,
            repr(design.citations),
            repr(design.logos),
        ]
        for language, words in design.words.items():
            looks += [design.screen[language].address, repr(replace(words, problems=[]))]
        return digest_of("\0".join((*looks, project.brand)).encode())

    @cached_property
    def _due(self) -> str:
        """The numbers of the series that should have been looked at again by now."""
        known = self.composer.library.statistics.items()
        return repr(sorted(name for name, statistic in known if statistic.review_by < self.order.today))

    def _address_digest(self, path: str) -> str:
        addresses = self.composer.addresses
        return digest_of(repr((addresses.pages.get(path), path in addresses.held)).encode())


def _cited(composer: Composer, path: str) -> str:
    return repr(composer.citations.get(path))


def _digest_of_paper(design: Design, language: str) -> str:
    styles = design.paper[language]
    texts = (text for sheet in styles.sheets for text in (sheet.source.path, sheet.css))
    return digest_of("\0".join((*texts, repr(styles.fonts))).encode())


def _front_of(publication: LoadedPublication) -> str:
    """A publication without the bodies of its editions."""
    fronts = (m.source.text[: m.body.start] for m in publication.manuscripts)
    return "\0".join(
        (repr(publication.files), publication.settings.source.text[: _settings_end(publication)], *fronts)
    )


def _settings_end(publication: LoadedPublication) -> int | None:
    """Where the settings end in their file: in the short form they are the front matter of its edition."""
    return None if publication.files.settings else publication.manuscripts[0].body.start


def _files_of(publication: LoadedPublication) -> Iterable[str]:
    """The files that a publication's editions rest on together: one may be compared with the one it translates."""
    settings = (publication.files.settings,) if publication.files.settings else ()
    return (PROJECT_FILE, *settings, *(edition.path for edition in publication.files.editions))


def with_own_problems(design: Design) -> Design:
    """The design, with words that note afresh what they lack."""
    return replace(design, words={code: replace(words, problems=[]) for code, words in design.words.items()})
