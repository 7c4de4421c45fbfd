"""Editions of one publication say the same: no passage is stale, missing or more than the source, and numbers, links,
citations, notes, names and blocks are those of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from briefgen.content.block_scan import scan
from briefgen.content.blocks import Component
from briefgen.content.decode import key_at
from briefgen.content.evidence.library import Library
from briefgen.content.frontmatter import Mapping
from briefgen.content.languages import english_name, without_region
from briefgen.content.manuscript import Manuscript
from briefgen.content.project import Project
from briefgen.content.scripts import script_of_language, script_of_text
from briefgen.content.translating.constants import Difference, differences
from briefgen.content.translating.local_texts import LocalPassage, local_passages
from briefgen.content.translating.names import KnownName, NameMissing, countries_missing, names_missing
from briefgen.content.translating.passages import Passage, passages, seen
from briefgen.content.translating.translations import Translation
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related
from briefgen.core.source import Span

_MOST_SHOWN = 4
_WORDS_SHOWN = 8


def check_translation(
    translation: Translation, library: Library, names: Iterable[KnownName]
) -> Iterator[Diagnostic]:
    """What an edition says otherwise than its source."""
    file = translation.edition.file
    about: dict[str, Any] = {"language": file.language, "path": file.path.rpartition("/")[0]}
    source = translation.source.file.path.rpartition("/")[2]
    if translation.record is None:
        place = translation.edition.source.line_span(1)
        yield messages.TRANSLATION_UNCONFIRMED.at(place, source=source, **about)
    yield from _stale(translation, about)
    yield from _missing(translation, source)
    for extra in translation.extra:
        yield messages.TRANSLATION_EXTRA.at(_first_line(extra.span), kind=_called(extra), source=source)
    yield from _differences(translation)
    yield from _blocks(translation)
    absent = frozenset(map(id, translation.missing))
    there = [pair for pair in translation.pairs if id(pair.source) not in absent]
    missing = (*names_missing(names, there), *_countries(translation, library))
    yield from (_name(one, source) for one in missing)


def check_script(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Passages in another script than that of the edition's language."""
    language = manuscript.file.language
    wanted = script_of_language(language)
    if wanted is None:
        return
    for passage in passages(manuscript):
        script = script_of_text(passage.text)
        if script and script != wanted:
            yield messages.WRONG_SCRIPT.at(
                _first_line(passage.span),
                kind=_called(passage),
                script=script.capitalize(),
                language=english_name(language),
            )


def _stale(translation: Translation, about: dict[str, Any]) -> Iterator[Diagnostic]:
    for one in translation.stale:
        source, there = one.pair.source, one.pair.translation
        if source is None or there is None:
            continue
        related = (Related(_first_line(source.span), "it says now"),)
        hints = (f"what was translated: “{_short(one.was)}”",) if one.was else ()
        yield messages.TRANSLATION_STALE.at(
            _first_line(there.span), kind=_called(there), related=related, hints=hints, **about
        )


def _missing(translation: Translation, source: str) -> Iterator[Diagnostic]:
    """What has no translation, at the place where it belongs: behind what is translated before it."""
    absent = frozenset(map(id, translation.missing))
    place = translation.edition.source.line_span(1)
    for pair in translation.pairs:
        if pair.source and id(pair.source) in absent:
            related = (Related(_first_line(pair.source.span), "it is here"),)
            is_there = pair.translation is not None
            yield messages.TRANSLATION_MISSING.at(
                _first_line(pair.translation.span) if pair.translation else place,
                what=f"the {_called(pair.source)} “{_short(pair.source.text)}”",
                source=source,
                lack="is not translated" if is_there else "is missing behind this",
                advice="translate it" if is_there else "translate it and put it here",
                related=related,
            )
        elif pair.translation:
            place = _first_line(pair.translation.span)
    for passage in translation.settings_missing:
        yield _text_missing(passage, translation.source.file.language, (translation.language,))


def check_project_texts(project: Project, tree: Mapping, languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """The texts of `briefgen.yml` that are not there in all of the languages in which there are editions."""
    for passage in local_passages(project, tree):
        first = without_region(project.first_language)
        others = (language for language in languages if without_region(language) != first)
        if missing := tuple(language for language in others if passage.lacks(language)):
            yield _text_missing(passage, project.first_language, missing)


def _text_missing(passage: LocalPassage, first: str, languages: tuple[str, ...]) -> Diagnostic:
    named = ", ".join(english_name(language) for language in languages)
    keys = [f"{language}: …" for language in dict.fromkeys((first, *languages))]
    is_item = passage.name.rpartition(".")[2].isdecimal()
    quoted = ", ".join(f"`{key}`" for key in keys)
    return messages.TRANSLATION_MISSING.at(
        passage.span,
        what=_spoken(passage.name),
        source=passage.span.source.path.rpartition("/")[2],
        lack=f"has no text in {named}, where pages show it",
        advice=f"write `{{{', '.join(keys)}}}` in its place" if is_item else f"write {quoted} below the key",
    )


def _spoken(name: str) -> str:
    """A path of keys and numbers as people say it: "`name` of no. 1 of `contacts`"."""
    parts = (f"no. {int(part) + 1}" if part.isdecimal() else f"`{part}`" for part in name.split("."))
    return " of ".join(reversed(list(parts)))


def _differences(translation: Translation) -> Iterator[Diagnostic]:
    here, there = translation.source.file.language, translation.language
    for pair in translation.pairs:
        if pair.source is None or pair.translation is None:
            continue
        related = (Related(_first_line(pair.source.span), "the source"),)
        for difference in differences(pair.source.text, here, pair.translation.text, there):
            yield messages.TRANSLATION_DIFFERS.at(
                _first_line(pair.translation.span),
                what=difference.what,
                difference=_in_words(difference),
                related=related,
            )


def _in_words(difference: Difference) -> str:
    said = []
    if difference.only_in_source:
        said.append(f"{_listed(difference.only_in_source)} only in the source")
    if difference.only_in_translation:
        said.append(f"{_listed(difference.only_in_translation)} only here")
    return ", ".join(said)


def _listed(things: tuple[str, ...]) -> str:
    more = f" and {len(things) - _MOST_SHOWN} more" if len(things) > _MOST_SHOWN else ""
    return ", ".join(f"`{thing}`" for thing in things[:_MOST_SHOWN]) + more


def _blocks(translation: Translation) -> Iterator[Diagnostic]:
    """Blocks in the order of the source with its settings, and as many recommendations to the same actors."""
    source, edition = (
        scan(m.source, m.body.start).components for m in (translation.source, translation.edition)
    )
    here, there = [component.name for component in source], [component.name for component in edition]
    for first, second in zip(source, edition, strict=False):
        related = (Related(first.span, "the source"),)
        if first.name != second.name:
            problem = f"here is the block `{second.name}`, in the source the block `{first.name}`"
            yield messages.TRANSLATION_BLOCKS.at(second.span, problem=problem, related=related)
            return
        for key in _other_settings(first, second):
            problem = f"the block `{first.name}` has another `{key}` in the source"
            yield messages.TRANSLATION_BLOCKS.at(second.place(key), problem=problem, related=related)
    if len(here) != len(there):
        longer, more = (source, "source") if len(here) > len(there) else (edition, "translation")
        left = longer[min(len(here), len(there))]
        problem = f"only the {more} has the block `{left.name}`"
        top = Related(translation.edition.source.line_span(1), "the translation")
        yield messages.TRANSLATION_BLOCKS.at(left.span, problem=problem, related=(top,))
    yield from _recommendations(translation)


def _other_settings(first: Component, second: Component) -> Iterator[str]:
    """The options that are not words and yet differ. A picture may be drawn anew for a language."""
    for key, info in type(first.options).model_fields.items():
        if seen(info) or key in ("src", "columns", "places"):
            continue
        if getattr(first.options, key) != getattr(second.options, key, None):
            yield info.alias or key


def _recommendations(translation: Translation) -> Iterator[Diagnostic]:
    source, edition = translation.source.edition.recommendations, translation.edition.edition.recommendations
    for index, (first, second) in enumerate(zip(source, edition, strict=False)):
        if set(first.actors) != set(second.actors):
            problem = f"recommendation {index + 1} is for other `actors` in the source"
            at = ("recommendations", index, "actors")
            yield _at_both(translation, at, problem)
    if len(source) != len(edition):
        problem = f"the number of recommendations is {len(edition)} here and {len(source)} in the source"
        yield _at_both(translation, ("recommendations",), problem)


def _at_both(translation: Translation, loc: tuple[str | int, ...], problem: str) -> Diagnostic:
    related = (Related(key_at(translation.source.tree, loc), "the source"),)
    return messages.TRANSLATION_BLOCKS.at(
        key_at(translation.edition.tree, loc), problem=problem, related=related
    )


def _countries(translation: Translation, library: Library) -> Iterator[NameMissing]:
    here, there = translation.source.file.language, translation.language
    return countries_missing(library, translation.pairs, here, there)


def _name(missing: NameMissing, source: str) -> Diagnostic:
    place = _first_line((missing.translation or missing.passage).span)
    return messages.TRANSLATION_NAMES.at(
        place,
        name=missing.name,
        source=source,
        form=missing.form,
        where="in all of this edition" if missing.is_nowhere else "here",
        related=(Related(_first_line(missing.passage.span), "the source"),),
    )


def _called(passage: Passage) -> str:
    """What an author calls a passage."""
    name, _, option = passage.kind.partition(": ")
    if option:
        return f"`{option}` of the block `{name}`"
    if passage.kind.startswith(
        ("heading", "title of", "paragraph", "item", "cell", "header", "note", "quotation")
    ):
        return passage.kind
    return passage.kind if passage.kind in ("definition", "abbreviation") else f"text of `{passage.kind}`"


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")


def _first_line(span: Span) -> Span:
    """The first line of a passage, which is enough to find it."""
    line = span.source.line_span(span.line)
    return span.source.span(span.start, min(span.end, line.end))
