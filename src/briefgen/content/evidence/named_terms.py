"""Ids of terms and references wherever settings and the data of the series name them: each must be known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from briefgen.content.decode import key_at, span_at
from briefgen.content.evidence.vocabulary import Terms, Vocabulary, vocabulary_path
from briefgen.content.frontmatter import Mapping as Tree
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, Related, nearest
from briefgen.core.source import Span


def check_named_terms(
    terms: Terms,
    vocabularies: Mapping[str, Vocabulary],
    tree: Tree,
    path: tuple[str | int, ...],
    unread: Collection[str],
) -> Iterator[Diagnostic]:
    """The terms by vocabulary that stand at a path of a file; nothing is said of vocabularies whose files are
    `unread`."""
    for name, uses in terms.items():
        vocabulary = vocabularies.get(name)
        if vocabulary_path(name) in unread:
            continue
        if vocabulary is None:
            near = nearest(name, vocabularies)
            yield messages.UNKNOWN_VOCABULARY.at(key_at(tree, (*path, name)), name=name, nearest=near)
            continue
        for index, use in enumerate(uses):
            place = span_at(tree, (*path, name, index))
            yield from unknown_term(vocabulary, name, use.id, place)
            first = next(at for at, other in enumerate(uses) if other.id == use.id)
            if first != index:
                related = (Related(span_at(tree, (*path, name, first)), "first given here"),)
                yield messages.ID_TWICE.at(place, id=use.id, related=related)
        if vocabulary.most and len(uses) > vocabulary.most:
            place = span_at(tree, (*path, name))
            yield messages.TERMS_TOO_MANY.at(place, vocabulary=name, most=vocabulary.most, count=len(uses))
    yield from _exclude_each_other(terms, vocabularies, tree, path)


def _exclude_each_other(
    terms: Terms, vocabularies: Mapping[str, Vocabulary], tree: Tree, path: tuple[str | int, ...]
) -> Iterator[Diagnostic]:
    """Terms that cannot hold together by definition."""
    for name, uses in terms.items():
        vocabulary = vocabularies.get(name)
        for index, use in enumerate(uses):
            term = vocabulary.term(use.id) if vocabulary else None
            for other, ids in (term.excludes if term else {}).items():
                for at, against in enumerate(terms.get(other, ())):
                    if against.id in ids:
                        place = span_at(tree, (*path, other, at))
                        related = (Related(span_at(tree, (*path, name, index)), "this term excludes it"),)
                        yield messages.TERMS_EXCLUDE.at(place, id=against.id, other=use.id, related=related)


def unknown_term(vocabulary: Vocabulary, name: str, id_: str, place: Span) -> Iterator[Diagnostic]:
    """A term that the vocabulary of a name does not have, or has retired."""
    term = vocabulary.term(id_)
    if term is None:
        ids = [known.id for known in vocabulary.all_terms]
        yield messages.UNKNOWN_TERM.at(place, id=id_, vocabulary=f"`{name}`", nearest=nearest(id_, ids))
    elif term.retired:
        yield messages.TERM_RETIRED.at(place, id=id_, vocabulary=name, instead=term.replaced_by)


def unknown_reference(key: str, references: Iterable[str], place: Span) -> Iterator[Diagnostic]:
    """A key that no reference has."""
    known = tuple(references)
    if key not in known:
        yield messages.UNKNOWN_REFERENCE.at(place, key=key, nearest=nearest(key, known))
