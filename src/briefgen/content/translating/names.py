"""The names that a series knows in several languages, and which of them a translation leaves out.

They are those of its glossary and of its cases, which are compared passage by passage, and those of countries, which an
edition may name in another passage, or as an adjective.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.content.evidence.library import Library
from briefgen.content.evidence.vocabulary import COUNTRIES
from briefgen.content.fields import LocalText
from briefgen.content.manuscript import LoadedPublication
from briefgen.content.masking import without_markup
from briefgen.content.translating.pairs import OPTIONAL, Pair
from briefgen.content.translating.passages import Passage

_ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_ALEFS = str.maketrans("أإآٱىة", "ااااي" + "ه")
_STEM = 4


@dataclass(frozen=True)
class KnownName:
    """A name: in the languages of a source and of its translation, the form to write and others that will do."""

    source: tuple[str, ...]
    translation: tuple[str, ...]


@dataclass(frozen=True)
class NameMissing:
    """A name that a passage of the source has and the translation lacks; `is_nowhere` in all of the edition."""

    passage: Passage
    translation: Passage | None
    name: str
    form: str
    is_nowhere: bool


def known_names(
    library: Library, publications: Iterable[LoadedPublication], language: str, other: str
) -> tuple[KnownName, ...]:
    """The names that a series gives in two languages, longest first: a name may be a part of another."""
    found = [
        KnownName(term.forms[language], term.forms[other])
        for term in library.glossary
        if language in term.forms and other in term.forms
    ]
    texts = [case.name for case in library.cases]
    for publication in publications:
        if record := publication.publication.record:
            texts += [record.name, *((record.short,) if record.short else ())]
    found += [
        KnownName((text.by_language[language],), (text.by_language[other],))
        for text in _in_both(texts, language, other)
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda name: -len(name.source[0])))


def _in_both(texts: Iterable[LocalText], language: str, other: str) -> Iterator[LocalText]:
    return (text for text in texts if language in text.by_language and other in text.by_language)


def names_missing(names: Iterable[KnownName], pairs: Iterable[Pair]) -> Iterator[NameMissing]:
    """The known names of each passage that its translation lacks."""
    names = tuple(names)
    for pair in pairs:
        if pair.source is None or pair.translation is None or pair.source.kind in OPTIONAL:
            continue
        text, translation = without_markup(pair.source.text), _folded(without_markup(pair.translation.text))
        for name in names:
            form = next((form for form in name.source if _names(text, form)), None)
            if form is None:
                continue
            text = text.replace(form, " ")
            if not any(_is_in(translation, other) for other in name.translation):
                yield NameMissing(pair.source, pair.translation, form, name.translation[0], is_nowhere=False)


def countries_missing(
    library: Library, pairs: Iterable[Pair], language: str, other: str
) -> Iterator[NameMissing]:
    """The countries that the source names and the translation nowhere."""
    vocabulary = library.vocabularies[COUNTRIES]
    here, there = ({t.id: t.name(code) for t in vocabulary.all_terms} for code in (language, other))
    pairs = tuple(pairs)
    whole = "".join(_folded(without_markup(pair.translation.text)) for pair in pairs if pair.translation)
    whole = whole.replace(" ", "")
    told: set[str] = set()
    for pair in pairs:
        if pair.source is None or pair.translation is None:
            continue
        said = without_markup(pair.source.text)
        for code, name in here.items():
            if code in told or not any(_names(said, form) for form in _in_prose(name)):
                continue
            told.add(code)
            form = there[code]
            also = (*_OTHERWISE.get((code, other), ()), *_of_glossary(library, name, language, other))
            if not any(_stem(one) in whole for one in (*_in_prose(form), *also)):
                yield NameMissing(pair.source, pair.translation, name, form, is_nowhere=True)


_OTHERWISE = {
    ("GB", "fr"): ("britannique", "Grande-Bretagne"), ("US", "fr"): ("américain",), ("US", "es"): ("estadounidense",),
    ("GB", "es"): ("británic",), ("NL", "fr"): ("néerlandais",), ("NL", "es"): ("neerland", "holand"),
    ("DE", "fr"): ("allemand",), ("CD", "fr"): ("congolais", "RDC"), ("CD", "es"): ("congoleñ",),
    ("GR", "fr"): ("grec",),
}  # fmt: skip
"""Other ways to write a country that do not begin as its name does."""


def _names(text: str, form: str) -> bool:
    return form in text and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def _of_glossary(library: Library, name: str, language: str, other: str) -> tuple[str, ...]:
    """The forms that the glossary gives for a name."""
    terms = (term for term in library.glossary if name in term.forms.get(language, ()))
    return tuple(form for term in terms for form in term.forms.get(other, ()))


def _in_prose(name: str) -> tuple[str, ...]:
    """A country's name as CLDR lists it, and as texts have it: Bosnia & Herzegovina, Myanmar (Burma)."""
    return tuple(dict.fromkeys((name, name.replace("&", "and"), name.partition(" (")[0])))


def _is_in(folded: str, form: str) -> bool:
    """Whether a folded text has a name. Latin names begin a word; Arabic ones may have a particle before them."""
    bare = _folded(form)
    if bare.isascii():
        return re.search(rf"(?<![^\W\d_]){re.escape(bare)}", folded) is not None
    return bare.replace(" ", "") in folded.replace(" ", "")


def _folded(text: str) -> str:
    """A text without what people write in two ways: capitals, accents, vowel signs, kinds of alef and apostrophe."""
    bare = _ARABIC_MARKS.sub("", text.casefold().translate(_ALEFS).replace("’", "'"))
    letters = unicodedata.normalize("NFKD", bare)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _stem(name: str) -> str:
    """What a name and the words made from it begin with."""
    folded = _folded(name).removeprefix("ال").replace(" ", "")
    return folded[: max(_STEM, len(folded) - 3)]
