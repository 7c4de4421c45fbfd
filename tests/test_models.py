"""Values that can be mistyped are checked where they are written; models know their Markdown."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from briefgen.content import fields
from briefgen.content.front_texts import front_texts
from briefgen.content.kinds import KINDS, Brief
from briefgen.content.models import Recommendation


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (fields.Isbn, "978-92-2-032181-2", "978-92-2-032181-3"),
        (fields.Issn, "0317-8471", "0317-8472"),
        (fields.Orcid, "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0098"),
        (fields.Orcid, "0000-0002-1694-233X", "0000-0002-1694-2330"),
        (fields.Doi, "https://doi.org/10.54394/00033958", "11.54394/00033958"),
        (fields.Language, "pt-BR", "english"),
        (fields.Email, "desk@longtable.example", "desk at longtable.example"),
        (fields.Url, "https://longtable.example/", "longtable.example"),
        (fields.Color, "#0B5C6B", "teal"),
    ],
)
def test_mistyped_values_are_found(kind: object, good: str, bad: str) -> None:
    adapter = TypeAdapter(kind)
    assert adapter.validate_python(good)
    with pytest.raises(ValidationError):
        adapter.validate_python(bad)


def test_identifiers_are_kept_without_the_address_of_their_registry() -> None:
    assert TypeAdapter(fields.Doi).validate_python("https://doi.org/10.1234/x") == "10.1234/x"
    assert (
        TypeAdapter(fields.Orcid).validate_python("https://orcid.org/0000-0002-1825-0097")
        == "0000-0002-1825-0097"
    )


def test_the_texts_of_a_model_are_named_by_where_they_stand() -> None:
    brief = Brief(
        title="T", description="D", summary="One.\n\nTwo\nlines.", key_messages=("a", "b", "c"),
        recommendations=(Recommendation(action="Act", who="Who", evidence="Why"),), acknowledgements="Thanks.",
    )  # fmt: skip
    texts = {text.name: text for text in front_texts(brief)}
    assert list(texts) == [
        "title", "summary.0", "summary.1", "key_messages.0", "key_messages.1", "key_messages.2",
        "recommendations.0.action", "recommendations.0.who", "recommendations.0.evidence", "acknowledgements.0",
    ]  # fmt: skip
    assert texts["summary.1"].text == "Two lines."
    assert [name for name, text in texts.items() if text.is_after_the_body] == [
        "recommendations.0.action", "recommendations.0.who", "recommendations.0.evidence", "acknowledgements.0",
    ]  # fmt: skip


def test_every_kind_is_frozen_and_refuses_unknown_keys() -> None:
    for kind in KINDS.values():
        assert kind.model_config["frozen"]
        assert kind.model_config["extra"] == "forbid"
        assert kind.WHAT != "an edition"
