"""The kinds of text that front matter holds, as pydantic types shared by all models."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from briefgen.content import identifiers
from briefgen.content.languages import is_language, without_region


class Model(BaseModel):
    """What every decoded value is: frozen, with no key that is not known."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", str_strip_whitespace=True)


def _one_line(value: str) -> str:
    return " ".join(value.split())


def as_list(value: Any) -> Any:
    """A single value stands for a list of one, where authors would expect it to."""
    return (value,) if isinstance(value, str) else value


_AS_TEXT = WithJsonSchema({"type": ["string", "number", "boolean"]})
"""What editors accept for a text: YAML reads `2027` and `no` as other things, briefgen does not."""

Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_one_line), _AS_TEXT]
"""A text of one line; line breaks in the source do not matter."""


def _without_marks(value: str) -> str:
    if found := re.search(r"\[[@^][^\]]*\]|\]\([^)]*\)", value):
        raise ValueError(
            f"is plain text, which catalogues and search engines show; `{found[0]}` is not -- write the words only"
        )
    return value


INLINE, PARAGRAPHS, WORDS = "inline Markdown", "paragraphs of inline Markdown", "words as they are"
"""Marks on the types of texts that readers see; the first two go through Markdown, see `front_texts`."""

Words = Annotated[Text, WORDS]
"""A text of one line that readers see as it is, so that it is in the language of the edition."""

PlainText = Annotated[Words, AfterValidator(_without_marks)]
"""The same without links, citations or notes, for catalogues and search engines."""

Markdown = Annotated[str, StringConstraints(min_length=1), AfterValidator(_one_line), INLINE, _AS_TEXT]
"""A text of one line with inline Markdown: emphasis, links, footnote marks."""

Prose = Annotated[str, StringConstraints(min_length=1), PARAGRAPHS, _AS_TEXT]
"""One or more paragraphs with inline Markdown, separated by empty lines."""

FilePath = Annotated[str, StringConstraints(min_length=1)]
"""A file, relative to the file that names it."""

_ONE_OR_MORE = WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})

Texts = Annotated[tuple[Text, ...], BeforeValidator(as_list), _ONE_OR_MORE]


def is_id(value: str) -> bool:
    """Whether others can refer to a name, and addresses hold it."""
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value) is not None


def is_of_windows(name: str) -> bool:
    """Whether Windows can have no file or folder of this name, whatever ending it has."""
    return re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", name) is not None


def _id(value: str) -> str:
    if not is_id(value):
        raise ValueError(f"cannot be referred to: `{value}` -- use small letters, digits and hyphens")
    return value


def _language(value: str) -> str:
    if not is_language(value):
        raise ValueError(f"is not a language code: `{value}` -- write a code such as en, fr, es, ar or pt-BR")
    return value


def _site(value: str) -> str:
    if "?" in value or "#" in value:
        raise ValueError(f"has a `?` or `#` in it: `{value}` -- give the address of a folder")
    return _url(value)


def _written_day(value: Any) -> Any:
    """A day as written, so that a bare number is not taken for a count of seconds."""
    if not isinstance(value, str):
        return value
    written = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})([T ].+)?", value)
    if written is None:
        raise PydanticCustomError("date_written", "not a day")
    return f"{written[1]}-{written[2]:0>2}-{written[3]:0>2}{written[4] or ''}"


def _written_moment(value: Any) -> Any:
    if isinstance(value, str) and not re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", value):
        raise ValueError(f"is not a moment: `{value}` -- write it as 2026-12-01T09:00+01:00")
    return value


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("needs a time zone -- for example 2026-12-01T09:00+01:00")
    return value


def _url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/$.?#<>\"{}|\\^`][^\s<>\"{}|\\^`]*", value):
        advice = "begin it with https://, and copy it from the browser's address bar"
        raise ValueError(f"is not a web address: `{value}` -- {advice}")
    return value


def _email(value: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        raise ValueError(f"is not an e-mail address: `{value}` -- write it as name@example.org")
    return value


def _color(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValueError(f"is not a colour: `{value}` -- write it as #rrggbb, for example #0b5c6b")
    return value.lower()


Language = Annotated[str, AfterValidator(_language)]
Id = Annotated[Text, AfterValidator(_id)]
"""What others refer to by: a word of an address."""

Url = Annotated[str, AfterValidator(_url)]
Site = Annotated[str, AfterValidator(_site)]
Email = Annotated[str, AfterValidator(_email)]
Doi = Annotated[str, AfterValidator(identifiers.doi)]
DoiPrefix = Annotated[str, AfterValidator(identifiers.doi_prefix)]
Orcid = Annotated[str, AfterValidator(identifiers.orcid)]
Isbn = Annotated[str, AfterValidator(identifiers.isbn)]
Issn = Annotated[str, AfterValidator(identifiers.issn)]
Color = Annotated[str, AfterValidator(_color)]
Day = Annotated[date, BeforeValidator(_written_day)]
Moment = Annotated[datetime, BeforeValidator(_written_moment), AfterValidator(_aware)]


class LocalText(Model):
    """A text that may differ by language: one text for all, or one for each language."""

    WHAT: ClassVar[str] = "a text by language"
    by_language: dict[str, str]

    def in_language(self, code: str) -> str:
        """The text in a language: its own, that of the language without its region, else the first one given."""
        text = self.by_language.get(code) or self.by_language.get(without_region(code))
        return text or next(iter(self.by_language.values()))

    def language_of(self, code: str) -> str:
        """The language of that text; of a text for all languages, the one that was asked for."""
        for known in (code, without_region(code), ""):
            if known in self.by_language:
                return known or code
        return next(iter(self.by_language))

    def has(self, code: str) -> bool:
        """Whether there is a text for a language, or one for all."""
        return code in self.by_language or "" in self.by_language


def _localized(value: Any) -> Any:
    if isinstance(value, str):
        if not value.strip():
            raise ValueError("is empty -- write a text, or delete the line")
        return {"by_language": {"": _one_line(value)}}
    if isinstance(value, dict):
        if not value:
            raise ValueError("has no text -- write it after the colon")
        for code, text in value.items():
            if not isinstance(code, str) or not is_language(code):
                raise ValueError(
                    f"has the key `{code}`, which is not a language code -- write en, fr, es, ar …"
                )
            if not isinstance(text, str) or not text.strip():
                raise ValueError(f"has no text for `{code}` -- write it after the colon")
        return {"by_language": {code: _one_line(text) for code, text in value.items()}}
    if isinstance(value, list):
        raise ValueError("must be one text, or one for each language -- write `en: …` and `fr: …` below it")
    return value


Localized = Annotated[
    LocalText,
    BeforeValidator(_localized),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}
    ),
]
"""One text, or a group with a text for each language (`en: …`, `fr: …`)."""

LocalTexts = Annotated[tuple[Localized, ...], BeforeValidator(as_list)]
"""Several of them, or one."""


_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(KB|MB)", re.I)


def _bytes(value: Any) -> Any:
    match = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise PydanticCustomError("size", "write a number and a unit: `500 KB` or `1 MB`")
    size = int(float(match[1]) * (1_000_000 if match[2].upper() == "MB" else 1000))
    if size < 1000:
        raise PydanticCustomError("size", "1 KB is the least")
    return size


Size = Annotated[
    int, BeforeValidator(_bytes), WithJsonSchema({"type": "string", "pattern": r"^[\d.]+ ?(KB|MB)$"})
]
"""A number of bytes, which authors write with its unit."""
