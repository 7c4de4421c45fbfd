"""Whatever is edited, in whatever order: a build that reuses what it can comes to the same, byte for byte, as one that
starts from nothing.

The project has what steps can rest on: views and maps over other publications, pictures, data, translations and their
records, vocabularies, statistics, an own template and style sheet. Every edit has a time of its own, long ago, so that
files that look the same are taken for the same.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from briefgen import pipeline
from briefgen.console import as_json
from briefgen.content.order import Order
from briefgen.core.diagnostics import Diagnostic
from briefgen.standing import Outcome, standing
from tests import corpus

EDITS, WITH_PDF = 42, 6
_LONG_AGO = 1_700_000_000

SETTINGS = """\
series: {title: A series}
publisher: {name: Somebody, url: "https://example.org/"}
site: https://briefs.example.org/
languages: [en, fr]
"""
PUBLICATION = (
    "date: 2026-01-02\nstage: published\nauthors: [{{name: Somebody}}]\nterms: {{countries: {country}}}\n"
)
BRIEF = """\
---
title: {title}
description: What {title} says.
summary: In short, {word} [71](stat:members).
key_messages: [One, Two, Three]
---

## First

The cooperative belongs to its members, {word}.[^1] See [the other](../{other}/brief.md) and ![A picture](view.png).

/// chart | Members
    type: bar
    data: data.csv
    x: x
    y: y
    subtitle: Members
    source: Somebody
///

{view}

[^1]: A note on {word}.
"""
VIEWS = (
    "",
    "/// related | Read on\n///",
    "/// map | Where\n    countries: [{country}, UG]\n    source: Somebody\n///",
)
STATISTICS = """\
statistics:
  - id: members
    label: Members
    unit: people
    review_by: {review}
    readings: [{{as_of: 2025-01-01, value: {value}, source: study}}]
"""
WORDS = ("together", "alone", "for a year", "in town", "by law", "with care")
COUNTRIES = ("KE", "UG", "JO")


class Writer:
    """Somebody who edits a project at random, the same way for the same seed."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.dice = random.Random(seed)
        self.moments = 0
        self.slugs = ["alpha", "beta"]
        self.new = 0
        self.write("briefgen.yml", SETTINGS)
        self.statistics()
        for slug in self.slugs:
            self._publication(slug)
        self._settle()

    # --- what is written --------------------------------------------------------------------------------

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def _publication(self, slug: str) -> None:
        country = self.dice.choice(COUNTRIES)
        self.write(f"briefs/{slug}/publication.yml", PUBLICATION.format(country=country))
        self.write(
            f"briefs/{slug}/data.csv", f"x,y\na,{self.dice.randint(1, 90)}\nb,{self.dice.randint(1, 90)}\n"
        )
        self._picture(slug)
        self._brief(slug)

    def _brief(self, slug: str) -> None:
        other = self.dice.choice([one for one in self.slugs if one != slug] or [slug])
        text = BRIEF.format(
            title=f"Brief {slug} {self.dice.choice(WORDS)}", word=self.dice.choice(WORDS), other=other,
            view=self.dice.choice(VIEWS).format(country=self.dice.choice(COUNTRIES)),
        )  # fmt: skip
        self.write(f"briefs/{slug}/brief.md", text)

    def _picture(self, slug: str) -> None:
        colour = tuple(self.dice.randrange(256) for _ in "rgb")
        Image.new("RGB", (40, 20), colour).save(self.root / f"briefs/{slug}/view.png")

    def _settle(self) -> None:
        """Give whatever was just written a time that no other edit has."""
        self.moments += 1
        moment = _LONG_AGO + self.moments
        for path in (self.root, *self.root.rglob("*")):
            if path.stat().st_mtime > _LONG_AGO + 100_000 and not {".briefgen", "dist"} & set(path.parts):
                os.utime(path, (moment, moment))

    # --- edits ------------------------------------------------------------------------------------------

    def edit(self) -> str:
        """Do something to the project, and say what."""
        kinds: list[Callable[[], None]] = [
            self.body, self.body, self.front, self.picture, self.data, self.settings, self.add, self.rename, self.remove,
            self.translate, self.untranslate, self.statistics, self.style, self.template, self.brand, self.mistake,
            self.mend, self.mend, self.touch, self.series,
        ]  # fmt: skip
        done = self.dice.choice(kinds)
        before = snapshot(self.root)
        done()
        self._settle()
        if self.dice.random() < 0.15:  # as `git checkout` does, back and forth
            self.restore(before)
            return f"{done.__name__}, taken back"
        return done.__name__

    def restore(self, before: dict[str, bytes]) -> None:
        for path in set(snapshot(self.root)) - set(before):
            (self.root / path).unlink()
        for path, data in before.items():
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        for folder in sorted((p for p in (self.root / "briefs").rglob("*") if p.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
        self.slugs = sorted(path.name for path in (self.root / "briefs").iterdir())
        self._settle()

    def any(self) -> str:
        return self.dice.choice(self.slugs)

    def body(self) -> None:
        path = self.root / f"briefs/{self.any()}/brief.md"
        text = path.read_text("utf-8")
        path.write_text(text.replace(self.dice.choice(WORDS), self.dice.choice(WORDS)), "utf-8")

    def front(self) -> None:
        path = self.root / f"briefs/{self.any()}/brief.md"
        path.write_text(path.read_text("utf-8").replace("title: Brief", "title: New Brief", 1), "utf-8")

    def picture(self) -> None:
        self._picture(self.any())

    def data(self) -> None:
        self.write(
            f"briefs/{self.any()}/data.csv",
            f"x,y\na,{self.dice.randint(1, 90)}\nc,{self.dice.randint(1, 90)}\n",
        )

    def settings(self) -> None:
        country = self.dice.choice(COUNTRIES)
        self.write(f"briefs/{self.any()}/publication.yml", PUBLICATION.format(country=country))

    def add(self) -> None:
        if len(self.slugs) < 4:
            self.new += 1
            self.slugs.append(f"new-{self.new}")
            self._publication(self.slugs[-1])

    def rename(self) -> None:
        slug = self.any()
        self.new += 1
        (self.root / f"briefs/{slug}").rename(self.root / f"briefs/other-{self.new}")
        self.slugs[self.slugs.index(slug)] = f"other-{self.new}"
        self._mend_perhaps()

    def remove(self) -> None:
        if len(self.slugs) > 2:
            slug = self.slugs.pop(self.dice.randrange(len(self.slugs)))
            shutil.rmtree(self.root / f"briefs/{slug}")
            self._mend_perhaps()

    def _mend_perhaps(self) -> None:
        if self.dice.random() < 0.7:
            self.mend()

    def translate(self) -> None:
        slug = self.any()
        text = (self.root / f"briefs/{slug}/brief.md").read_text("utf-8")
        self.write(f"briefs/{slug}/brief.fr.md", text.replace("belongs to", "appartient à"))

    def untranslate(self) -> None:
        (self.root / f"briefs/{self.any()}/brief.fr.md").unlink(missing_ok=True)

    def statistics(self) -> None:
        self.write("series/references.yml", corpus.REFERENCES)
        review = self.dice.choice(("2020-01-01", "2099-01-01"))
        self.write(
            "series/statistics.yml",
            STATISTICS.format(value=self.dice.choice((71, 71, 71, 71, 72)), review=review),
        )

    def style(self) -> None:
        name = self.dice.choice(("print", "screen", "components/zz"))
        self.write(f"styles/{name}.css", f"p {{ margin: {self.dice.randint(1, 4)}mm }}\n")

    def template(self) -> None:
        path = self.root / "templates/components/figure.html"
        if path.exists():
            path.unlink()
        else:
            self.write("templates/components/figure.html", "<p>Figure</p>\n")

    def brand(self) -> None:
        name = self.dice.choice(("long-table", "outer-mile"))
        self.write("briefgen.yml", f"{SETTINGS}brand: {name}\n")

    def mistake(self) -> None:
        path = self.root / f"briefs/{self.any()}/brief.md"
        wrong = self.dice.choice(("title: ", "[^1]: ", "../", "/// chart"))
        path.write_text(path.read_text("utf-8").replace(wrong, f"x{wrong}"), "utf-8")

    def mend(self) -> None:
        for slug in self.slugs:
            self._brief(slug)

    def touch(self) -> None:
        os.utime(self.root / f"briefs/{self.any()}/brief.md")

    def series(self) -> None:
        title = self.dice.choice(WORDS)
        self.write("briefgen.yml", SETTINGS.replace("A series", f"A series {title}"))


def snapshot(root: Path) -> dict[str, bytes]:
    """The files of a project, without what is made of them."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.relative_to(root).parts[0] not in (".briefgen", "dist")
    }


def built(root: Path, only: str | None) -> Outcome:
    """A build as the command does it: none if the last one still stands."""
    order = Order(root / "dist", only=only)
    found = standing(root, order)
    return found if isinstance(found, Outcome) else pipeline.build(root, order)


def said(diagnostics: tuple[Diagnostic, ...]) -> list[object]:
    return [as_json(diagnostic) for diagnostic in diagnostics]


def made(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in (root / "dist").rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    ("seed", "edits", "only"),
    [*((seed, EDITS, "html") for seed in range(5)), *((seed, WITH_PDF, None) for seed in range(100, 103))],
)
def test_reused_and_new_are_the_same(seed: int, edits: int, only: str | None, tmp_path: Path) -> None:
    writer = Writer(tmp_path / "project", seed)
    built(writer.root, only)
    history: list[str] = []
    editions = ran = 0
    for number in range(edits):
        history.append(writer.edit())
        reused = built(writer.root, only)
        if number % 3 == 2:  # more edits than are compared: some are made on top of others
            clean = tmp_path / "clean"
            shutil.rmtree(clean, ignore_errors=True)
            for path, data in snapshot(writer.root).items():
                (clean / path).parent.mkdir(parents=True, exist_ok=True)
                (clean / path).write_bytes(data)
            new = built(clean, only)
            assert said(reused.diagnostics) == said(new.diagnostics), (number, history)
            if not any(problem.is_error for problem in new.diagnostics):  # else the last good pages stay
                assert made(writer.root) == made(clean), (number, history)
        again = standing(writer.root, Order(writer.root / "dist", only=only))
        assert isinstance(again, Outcome), (number, history, again)
        editions += len(list(writer.root.rglob("brief*.md")))
        ran += sum(step.startswith("edition ") for step in reused.reasons)
    assert 0 < ran < editions * 0.75, "much is reused"
