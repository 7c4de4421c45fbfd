"""Editions to translators and back: passages, records, PO files, and what is said of translations."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from briefgen.cli import cli
from briefgen.content.decode import decode
from briefgen.content.discovery import EditionFile
from briefgen.content.frontmatter import read_mapping, split
from briefgen.content.kinds import KINDS, Brief
from briefgen.content.manuscript import Body, Manuscript
from briefgen.content.translating.constants import CITATIONS, LINKS, NOTES, NUMBERS, differences
from briefgen.content.translating.local_texts import local_passages, with_language
from briefgen.content.translating.pairs import pairs
from briefgen.content.translating.passages import Passage, passages
from briefgen.content.translating.record import recorded, standing
from briefgen.content.translating.rewriting import rewritten
from briefgen.core.source import Source
from briefgen.core.workspace import Workspace
from briefgen.design.shipped import shipped_root
from briefgen.loading import load
from tests import corpus
from tests.conftest import REPOSITORY

SERIES = load(Workspace(REPOSITORY, shipped_root()))
EDITIONS = [manuscript for publication in SERIES.every for manuscript in publication.manuscripts]


def manuscript(text: str, like: Manuscript | None = None) -> Manuscript:
    """A text as the edition of a brief, or of what another edition is."""
    file = like.file if like else EditionFile("briefs/x/brief.md", "brief", "en")
    source = Source(file.path, text)
    front, problems = split(source)
    assert front and front.tree and not problems
    edition, problems = decode(front.tree, KINDS[file.kind])
    assert edition and not problems
    return Manuscript(file, Body(source, front.body_start), edition, front.tree)


FRONT = """\
---
title: A title
description: What it is about.
key_messages: [One, Two, Three]
summary: In short.
---
"""


def brief(body: str) -> tuple[Passage, ...]:
    """The passages of the text of a brief."""
    found = passages(manuscript(FRONT + body))
    return tuple(passage for passage in found if passage.span.line > 6)


# --- passages ----------------------------------------------------------------------------------------


def test_every_kind_of_passage() -> None:
    found = brief("""\

## A heading {#here}

A paragraph over
two lines.[^n]

- One item
  over two lines

  and a second paragraph
- Another

> A quotation
> goes on

| Head | Other |
|------|-------|
| a \\| b | 2 |

Term
:   What it means

/// callout | A title
    tone: caution

Inside it.
///

```
code is no text
```

<!-- neither is this -->

[^n]: A note.

*[ILO]: International Labour Organization
""")
    assert [(passage.kind, passage.text) for passage in found] == [
        ("heading 2", "A heading"),
        ("paragraph", "A paragraph over two lines.[^n]"),
        ("item", "One item over two lines"),
        ("paragraph", "and a second paragraph"),
        ("item", "Another"),
        ("quotation", "A quotation goes on"),
        ("header cell", "Head"),
        ("header cell", "Other"),
        ("cell", "a \\| b"),
        ("cell", "2"),
        ("paragraph", "Term"),
        ("definition", "What it means"),
        ("title of callout", "A title"),
        ("paragraph", "Inside it."),
        ("note", "A note."),
        ("abbreviation", "ILO: International Labour Organization"),
    ]


def test_front_matter_is_in_the_order_of_the_model_and_settings_are_no_passages() -> None:
    text = FRONT.replace("title: A title\n", "fit: auto\ntranslators: [Somebody]\n").replace(
        "summary", "title: A title\nsummary"
    )
    found = [passage.kind for passage in passages(manuscript(f"{text}Text.\n"))]
    assert found == ["title", "description", "summary", *["key_messages"] * 3, "paragraph"]


def test_a_part_in_another_language_is_not_translated() -> None:
    assert not brief("\n/// part\n    lang: ar\n\nنص بالعربية.\n///\n")


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.file.path)
def test_any_words_fit_into_the_place_of_any_passage_of_the_series(edition: Manuscript) -> None:
    """What is put in is found there again, and nothing else has changed."""
    before = passages(edition)

    def other(passage: Passage) -> str:
        if passage.kind == "abbreviation":
            return passage.text
        return f"{re.sub(' ?: ', ' : « ', passage.text)} » - 1. # autrement"

    changed = rewritten(edition.source, [(passage, other(passage)) for passage in before])
    after = passages(manuscript(changed, edition))
    assert [(passage.kind, passage.text) for passage in after] == [(p.kind, other(p)) for p in before]
    back = rewritten(Source("", changed), [(p, q.text) for p, q in zip(after, before, strict=True)])
    assert [p.text for p in passages(manuscript(back, edition))] == [passage.text for passage in before]


WORDS = st.text("ab: -#>|*'\"[]{}&%@`,\\!?é1.", min_size=1, max_size=200).filter(lambda text: text.strip())


@given(WORDS)
def test_front_matter_takes_any_text(words: str) -> None:
    edition = manuscript(f"{FRONT}Text.\n")
    title = next(passage for passage in passages(edition) if passage.kind == "title")
    tree, problems = read_mapping(Source("", rewritten(edition.source, [(title, words)])[4:-10]))
    assert tree and not problems
    found, _ = decode(tree, Brief)
    assert found and found.title == " ".join(words.split())


# --- what is the same in every language ------------------------------------------------------------------

SAME = [
    ("123.2 million people", "123,2 millions de personnes", "fr"),
    ("Seventy loans in 2019–21", "70 prêts en 2019-2021", "fr"),
    ("US$151,700 to 30,000 women", "151.700 dólares a 30.000 mujeres", "es"),
    ("1,500 people, 14 per cent", "١٬٥٠٠ شخص، 14 في المئة", "ar"),
    ("a million, 600 homes", "un million, six cents logements", "fr"),
    ("[a](../x/brief.md#one)[@k, p. 4]", "[b](../x/brief.fr.md#un)[@k, p. 4]", "fr"),
    ("[a](https://ilo.org/en/a)", "[b](https://www.ilo.org/fr/a)", "fr"),
]


@pytest.mark.parametrize(("source", "translation", "language"), SAME)
def test_the_same_in_two_languages(source: str, translation: str, language: str) -> None:
    assert not list(differences(source, "en", translation, language))


OTHER = [
    ("68 per cent", "86 %", NUMBERS),
    ("1,250 members", "1 520 membres", NUMBERS),
    ("in 2019", "l’an dernier", NUMBERS),
    ("3.5 years", "trois ans", NUMBERS),
    ("see [a](https://a.example/)", "voir a", LINKS),
    ("so [a](../a/brief.md)", "ainsi [a](../b/brief.md)", LINKS),
    ("said[@one]", "dit[@two]", CITATIONS),
    ("said[@one, p. 4]", "dit[@one, p. 5]", CITATIONS),
    ("said[^a]", "dit", NOTES),
]


@pytest.mark.parametrize(("source", "translation", "what"), OTHER)
def test_something_else_in_two_languages(source: str, translation: str, what: str) -> None:
    assert [difference.what for difference in differences(source, "en", translation, "fr")] == [what]


def test_a_difference_names_what_each_has() -> None:
    (found,) = differences("68 of 77", "en", "86 sur 77", "fr")
    assert (found.only_in_source, found.only_in_translation) == (("68",), ("86",))
    assert Decimal(found.only_in_source[0]) == 68


# --- pairs and records -------------------------------------------------------------------------------

SOURCE = """\

## First

One is [here](https://a.example/).

Two has 250 members.

Three is short.

## Second

Four goes on for longer than all of the others do.
"""
FRENCH = """\

## Un

Le premier est [ici](https://a.example/).

Le deuxième a 250 membres.

Le troisième est court.

## Deux

Le quatrième est bien plus long que ne le sont tous les autres.
"""


def test_editions_of_one_structure_are_paired_in_order() -> None:
    both = pairs(brief(SOURCE), brief(FRENCH))
    assert all(pair.source and pair.translation for pair in both)


@pytest.mark.parametrize("gone", ["Le premier", "Le deuxième", "Le troisième", "Le quatrième"])
def test_a_missing_paragraph_is_found(gone: str) -> None:
    text = "\n\n".join(piece for piece in FRENCH.split("\n\n") if not piece.strip().startswith(gone))
    missing = [pair.source for pair in pairs(brief(SOURCE), brief(text)) if pair.translation is None]
    place = [line for line in FRENCH.split("\n") if line].index(
        next(s for s in FRENCH.split("\n") if s.startswith(gone))
    )
    assert [passage.text for passage in missing if passage] == [
        [line for line in SOURCE.split("\n") if line][place]
    ]


def test_what_has_changed_since_is_known_after_edits_around_it() -> None:
    both = pairs(brief(SOURCE), brief(FRENCH))
    record = recorded("brief.md", both)
    assert all(one.is_current for one in standing(both, record))
    edited = SOURCE.replace("250 members", "350 members").replace("## Second", "A new one.\n\n## Second")
    new = FRENCH.replace("## Deux", "Un nouveau.\n\n## Deux")
    stale = [one for one in standing(pairs(brief(edited), brief(new)), record) if not one.is_current]
    assert [(one.pair.source.text, one.was) for one in stale if one.pair.source] == [
        ("Two has 350 members.", "Two has 250 members."),
        ("A new one.", None),
    ]


def test_wrapping_and_marks_do_not_make_a_translation_stale() -> None:
    record = recorded("brief.md", pairs(brief(SOURCE), brief(FRENCH)))
    wrapped = SOURCE.replace("Two has", "Two\nhas").replace("for longer", "for *longer*")
    assert all(one.is_current for one in standing(pairs(brief(wrapped), brief(FRENCH)), record))


# --- texts by language in settings -----------------------------------------------------------------------


@pytest.mark.parametrize("publication", SERIES.every, ids=lambda publication: publication.files.slug)
def test_settings_take_texts_in_two_more_languages(publication: object) -> None:
    settings = publication.settings  # type: ignore[attr-defined]
    kind, source, tree, model = (
        type(settings.publication),
        settings.source,
        settings.tree,
        settings.publication,
    )
    for language in ("pt", "sw"):
        there = local_passages(model, tree)
        put = [(one, f"« {one.text.in_language('en')} » : #1") for one in there if one.lacks(language)]
        source = Source(source.path, with_language(source, "en", language, put))
        tree, problems = read_mapping(source)
        assert tree and not problems
        model, problems = decode(tree, kind)
        assert model and not problems
        now = local_passages(model, tree)
        for old, new in zip(there, now, strict=True):
            wanted = {one.name: words for one, words in put}.get(old.name)
            expected = old.text.by_language
            if wanted:
                expected = {("en" if code == "" else code): text for code, text in expected.items()}
                expected[language] = wanted
            assert new.text.by_language == expected


# --- the commands --------------------------------------------------------------------------------------

BODY = """\
## Members decide together

A cooperative belongs to its members. In 2019 it had 1,250 of them.

/// callout | A rule
    tone: caution

One member, one vote.
///

- Begin early
- Go on
"""
YML = """\
series: {title: {en: Cooperation, fr: Coopérer}}
publisher: {name: Long Table, url: https://longtable.example/}
site: https://briefs.longtable.example/
languages: [en, fr]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one brief in English, whose settings have a text to translate."""
    root = corpus.project(tmp_path / "project")
    path = root / "briefs/good/brief.md"
    front = path.read_text("utf-8").rpartition("---")[0]
    settings = (root / "briefs/good/publication.yml").read_text("utf-8")
    files = {
        "briefgen.yml": YML,
        "briefs/good/brief.md": f"{front}---\n{BODY}",
        "briefs/good/publication.yml": f"{settings}citation: A brief on work\n",
    }
    corpus.write(root, files)
    return root


def run(root: Path, *words: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(
        cli, ["translate", *map(str, words), "--project", str(root)], standalone_mode=False
    )
    assert result.exception is None, result.exception
    return result.return_value, result.output


def translated(path: Path, say: dict[str, str] | None = None) -> None:
    """What a translator does with a PO file: every open passage gets words, and is no longer fuzzy."""
    catalogue = read_po(io.BytesIO(path.read_bytes()))
    for message in catalogue:
        if message.id and (not message.string or message.fuzzy):
            wanted = (say or {}).get(str(message.id))
            message.string = wanted or f"Fr. {message.id}".replace("1,250", "1 250")
            message.flags.discard("fuzzy")
    out = io.BytesIO()
    write_po(out, catalogue)
    path.write_bytes(out.getvalue())


def test_out_to_a_translator_and_back(root: Path) -> None:
    code, said = run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    assert code == 0 and "good.brief.fr.po: 13 passages, 13 to translate" in said
    translated(po)
    code, said = run(root, "import", po)
    assert code == 0 and "briefs/good/brief.fr.md: 12 passages" in said
    french = (root / "briefs/good/brief.fr.md").read_text("utf-8")
    assert "title: Fr. Cooperatives give displaced people a way to earn" in french
    assert "/// callout | Fr. A rule\n    tone: caution\n\nFr. One member, one vote.\n///\n" in french
    assert "- Fr. Begin early\n- Fr. Go on\n" in french
    assert "citation:\n  en: A brief on work\n  fr: Fr. A brief on work" in (
        root / "briefs/good/publication.yml"
    ).read_text("utf-8")
    assert not [d for d in corpus.check(root) if d.code.startswith("translation")]
    code, said = run(root, "export", "fr")
    assert "13 passages, 0 to translate" in said


def test_a_change_goes_out_as_fuzzy_and_comes_back_alone(root: Path) -> None:
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    run(root, "import", po)
    french = root / "briefs/good/brief.fr.md"
    own = french.read_text("utf-8").replace("title: Fr.", "translators: [Ama Owusu]\ntitle: Fr.")
    french.write_text(own.replace("Fr. Go on", "Continuer"), "utf-8")
    english = root / "briefs/good/brief.md"
    english.write_text(
        english.read_text("utf-8").replace("One member, one vote", "One person, one vote"), "utf-8"
    )

    (stale,) = (d for d in corpus.check(root) if d.code.startswith("translation"))
    assert stale.code == "translation-stale" and stale.span and stale.related
    assert "One member" in french.read_text("utf-8").split("\n")[stale.span.line - 1]

    run(root, "export", "fr")
    text = po.read_text("utf-8")
    assert (
        '#, fuzzy\n#| msgid "One member, one vote."\nmsgctxt "paragraph 2"\nmsgid "One person, one vote."'
        in text
    )
    translated(po, {"One person, one vote.": "Une personne, une voix."})
    run(root, "import", po)
    after = french.read_text("utf-8")
    assert "Une personne, une voix." in after and "Continuer" in after and "translators: [Ama Owusu]" in after
    assert not [d for d in corpus.check(root) if d.code.startswith("translation")]


def test_a_new_paragraph_is_put_in_its_place_and_own_keys_stay(root: Path) -> None:
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    run(root, "import", po)
    french, english = root / "briefs/good/brief.fr.md", root / "briefs/good/brief.md"
    french.write_text(
        french.read_text("utf-8").replace(
            "title: Fr.", "translators: [Ama Owusu]\nmodified: 2026-12-01\ntitle: Fr."
        ),
        "utf-8",
    )
    text = english.read_text("utf-8").replace("///\n\n- B", "///\n\nA new paragraph.\n\n- B")
    english.write_text(text.replace("---\n", "---\nmodified: 2026-12-03\n", 1), "utf-8")
    run(root, "export", "fr")
    translated(po)
    code, _ = run(root, "import", po)
    after = french.read_text("utf-8")
    assert code == 0
    assert "///\n\nFr. A new paragraph.\n\n- Fr. Begin early" in after
    assert "translators: [Ama Owusu]" in after
    assert re.findall("modified: .*", after) == ["modified: 2026-12-01"]
    assert not [d for d in corpus.check(root) if d.code.startswith("translation")]


def test_what_is_left_open_stays_as_it_is_and_is_told(root: Path) -> None:
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    text = po.read_text("utf-8")
    translated(po)
    done = po.read_text("utf-8").replace('msgstr "Fr. One member, one vote."', 'msgstr ""')
    assert done != text
    po.write_text(done, "utf-8")
    _, said = run(root, "import", po)
    assert "1 still open" in said
    (missing,) = (d for d in corpus.check(root) if d.code.startswith("translation"))
    assert missing.code == "translation-missing" and "One member, one vote." in missing.message


@pytest.mark.parametrize("wrong", ["# Fr. One", "- Fr. One", "> Fr. One", "Fr.\\n\\nOne"])
def test_po_structure(root: Path, wrong: str) -> None:
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    po.write_text(po.read_text("utf-8").replace("Fr. One member, one vote.", wrong), "utf-8")
    code, said = run(root, "import", po)
    if "\\n" in wrong:  # an empty line in a passage is only a space
        assert code == 0
        return
    assert code == 1 and "error[po-structure]: this came back as something else than a paragraph" in said
    assert "translations/good.brief.fr.po:" in said
    assert not (root / "briefs/good/brief.fr.md").exists()


def test_po_outdated(root: Path) -> None:
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    english = root / "briefs/good/brief.md"
    english.write_text(
        english.read_text("utf-8").replace("One member, one vote", "One person, one vote"), "utf-8"
    )
    code, said = run(root, "import", po)
    assert code == 0 and "warning[po-outdated]" in said
    assert "Fr. One member, one vote." in (root / "briefs/good/brief.fr.md").read_text("utf-8")
    assert [d.code for d in corpus.check(root) if d.code.startswith("translation")] == ["translation-stale"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'msgid "a"\nmsgstr "b"\n', "it does not say which edition it is for"),
        (b'msgid "a\nmsgstr "b"\n', "not a file that"),
        (b"\xff\xfe\x00", "not a file that"),
        (b"", "it does not say which edition it is for"),
    ],
)
def test_po_broken(root: Path, data: bytes, problem: str) -> None:
    (root / "x.po").write_bytes(data)
    code, said = run(root, "import", root / "x.po")
    assert code == 1 and "error[po-broken]" in said and problem in said


def test_unknown_language_and_publication(root: Path) -> None:
    code, said = run(root, "export", "de")
    assert code == 1 and "error[unknown-language]" in said
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    po.write_text(
        po.read_text("utf-8").replace("briefs/good/brief.fr.md", "briefs/gone/brief.fr.md"), "utf-8"
    )
    code, said = run(root, "import", po)
    assert code == 1 and "error[no-such-publication]" in said


def test_confirm_says_that_a_translation_is_right(root: Path) -> None:
    english = (root / "briefs/good/brief.md").read_text("utf-8")
    french = "\n".join(
        f"{line} Fr." if line[:1].isalpha() and ":" not in line else line for line in english.split("\n")
    )
    french = french.replace("- Begin early", "- Commencer tôt").replace("1,250", "1 250")
    (root / "briefs/good/brief.fr.md").write_text(french, "utf-8")
    codes = {d.code for d in corpus.check(root)}
    assert "translation-unconfirmed" in codes
    code, said = run(root, "confirm", "fr", root / "briefs/good")
    assert code == 0 and "briefs/good/translations/brief.fr.yml" in said
    assert "translation-unconfirmed" not in {d.code for d in corpus.check(root)}


def test_the_same_passages_give_the_same_file(root: Path) -> None:
    from briefgen import translating

    first, second = root / "one", root / "two"
    for out in (first, second):
        translating.export(root, "fr", (), out, date(2026, 11, 29))
    assert (first / "good.brief.fr.po").read_bytes() == (second / "good.brief.fr.po").read_bytes()


def test_a_record_is_kept_for_what_did_not_come_back(root: Path) -> None:
    """A file that brings only a part leaves what was recorded of the rest."""
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    run(root, "import", po)
    before = (root / "briefs/good/translations/brief.fr.yml").read_text("utf-8")
    catalogue = read_po(io.BytesIO(po.read_bytes()))
    for message in list(catalogue):
        if message.id and str(message.id) != "Go on":
            catalogue.delete(message.id, message.context)
    out = io.BytesIO()
    write_po(out, catalogue)
    po.write_bytes(out.getvalue())
    run(root, "import", po)
    assert (root / "briefs/good/translations/brief.fr.yml").read_text("utf-8") == before


def test_passages_are_values() -> None:
    one, two = brief("Text.\n")[0], brief("Text.\n")[0]
    assert one == two and replace(one, text="Other.") != one


# --- what users and reviewers found ----------------------------------------------------------------------


def test_an_untouched_file_changes_nothing(tmp_path: Path) -> None:
    """Whatever goes out and comes back as it was leaves every file of the series as it was."""
    root = tmp_path / "series"
    for name in ("briefs", "case_studies", "series"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "briefgen.yml", root)
    before = {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    sources = [root / f"{m.file.path.rpartition('/')[0]}" for m in EDITIONS if m.file.language == "fr"]
    for language in ("fr", "es", "ar"):
        run(root, "export", language, *sources, "--out", tmp_path / language)
        code, said = run(root, "import", *sorted((tmp_path / language).glob("*.po")))
        assert "error" not in said.replace("nothing in it is translated", "") or code
    assert {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()} == before


def test_what_was_never_confirmed_does_not_become_so(root: Path) -> None:
    english = root / "briefs/good/brief.md"
    french = root / "briefs/good/brief.fr.md"
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    run(root, "import", po)
    english.write_text(english.read_text("utf-8") + "\nSomething new and unheard of.\n", "utf-8")
    french.write_text(french.read_text("utf-8") + "\nUne chose sans rapport aucun.\n", "utf-8")
    assert "translation-stale" in {d.code for d in corpus.check(root)}
    run(root, "export", "fr")
    run(root, "import", po)
    assert "translation-stale" in {d.code for d in corpus.check(root)}


@pytest.mark.parametrize(
    "line",
    [
        "title: Cooperatives give displaced people a way to earn # keep it short",
        "title: >-\n  Cooperatives give displaced\n  people a way to earn",
        'title: "Cooperatives: a way"  # why',
        "hero: {\n  alt: Words,\n  caption: More words}",
    ],
)
def test_a_long_text_fits_wherever_yaml_has_one(line: str) -> None:
    """In brackets, before a comment, folded: the same is read again, and nothing else."""
    front = FRONT if line.startswith("hero") else FRONT.replace("title: A title\n", "")
    edition = manuscript(front.replace("description", f"{line}\ndescription", 1) + "Text.\n")
    long = "Les coopératives offrent aux personnes déplacées, où qu’elles soient, un moyen de vivre : un, deux, trois # quatre"
    found = [
        passage for passage in passages(edition) if passage.kind in ("title", "hero.alt", "hero.caption")
    ]
    again = manuscript(rewritten(edition.source, [(passage, long) for passage in found]))
    now = [
        passage.text for passage in passages(again) if passage.kind in ("title", "hero.alt", "hero.caption")
    ]
    assert now in ([long], ["A title", long, long], [long, long, long])


def test_settings_with_anchors_comments_and_brackets(root: Path) -> None:
    settings = root / "briefs/good/publication.yml"
    text = settings.read_text("utf-8") + (
        "contacts: [{\n  name: Ann, email: a@b.org,\n  role: The person to ask},\n"
        "  {name: Bo, email: b@b.org, role: &r The researcher on call}, {name: Cy, email: c@b.org, role: *r}]\n"
    )
    settings.write_text(text.replace("A brief on work", "A brief on work # as the library wants it"), "utf-8")
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    code, said = run(root, "import", po)
    assert code == 0, said
    after = settings.read_text("utf-8")
    assert '{en: "The person to ask", fr: "Fr. The person to ask"}' in after
    assert "&r The researcher on call" in after and "role: *r" in after, (
        "what stands in two places is left alone"
    )
    assert '{en: "A brief on work", fr: "Fr. A brief on work"} # as the library wants it' in after
    assert not [d for d in corpus.check(root) if d.is_error]


def test_structure_of_quotations_tables_and_code() -> None:
    found = brief("""\

> First.
>
> Second.

| a | b |
|-|:-:|
| one | two |

A heading
=========

    code that is
    indented
""")
    assert [(passage.kind, passage.text) for passage in found] == [
        ("quotation", "First."),
        ("quotation", "Second."),
        ("header cell", "a"),
        ("header cell", "b"),
        ("cell", "one"),
        ("cell", "two"),
        ("paragraph", "A heading"),
    ]


def test_a_year_never_begins_a_line_of_an_item() -> None:
    edition = manuscript(f"{FRONT}\n1. One\n2. Two\n")
    words = f"{'mot ' * 27}l’an 2019. Puis elles ont repris"
    item = next(passage for passage in passages(edition) if passage.text == "One")
    assert not re.search(r"^\s*2019\.", rewritten(edition.source, [(item, words)]), re.M)


def test_a_part_in_the_language_of_the_translation() -> None:
    source = brief("\nOne.\n\n/// part\n    lang: fr\n\nUn mot.\n///\n\nTwo.\n")
    assert [passage.text for passage in source] == ["One.", "Two."]


@pytest.mark.parametrize("sent", ["Organisation internationale", ": mots", "OIT:"])
def test_an_abbreviation_keeps_its_colon(root: Path, sent: str) -> None:
    english = root / "briefs/good/brief.md"
    english.write_text(
        english.read_text("utf-8") + "\nThe ILO.\n\n*[ILO]: International Labour Organization\n", "utf-8"
    )
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po, {"ILO: International Labour Organization": sent})
    code, said = run(root, "import", po)
    assert code == 1 and "po-structure" in said
    assert not (root / "briefs/good/brief.fr.md").exists()


def test_an_empty_file_makes_no_edition(root: Path) -> None:
    run(root, "export", "fr")
    code, said = run(root, "import", root / "translations/good.brief.fr.po")
    assert code == 1 and "nothing in it is translated" in said
    assert not (root / "briefs/good/brief.fr.md").exists()


def test_what_a_translator_has_written_is_not_written_over(root: Path) -> None:
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    run(root, "export", "fr")
    assert 'msgstr "Fr. One member, one vote."' in po.read_text("utf-8")


@pytest.mark.parametrize("how", ["bom", "charset"])
def test_a_file_saved_by_another_program(root: Path, how: str) -> None:
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    data = po.read_bytes()
    po.write_bytes(
        b"\xef\xbb\xbf" + data if how == "bom" else data.replace(b"charset=utf-8", b"charset=utf-foo")
    )
    code, said = run(root, "import", po)
    assert (code, "po-broken" in said) == ((0, False) if how == "bom" else (1, True))


def test_a_place_that_cannot_be_written_is_told(root: Path) -> None:
    (root / "translations").write_text("", "utf-8")
    code, said = run(root, "export", "fr")
    assert code == 1 and "error[output-failed]" in said


def test_long_texts_are_compared_in_no_time() -> None:
    """Quadratic steps are few: a missing paragraph among 400 is found without asking each pair what it cites."""
    source = brief("\n\n".join(f"Paragraph {n} has {n * 7} words [@k{n}]." for n in range(400)))
    one = brief("\n\n".join(f"Alinéa {n} a {n * 7} mots [@k{n}]." for n in range(400) if n != 200))
    both = pairs(source, one)
    assert [pair.source.text for pair in both if pair.source and not pair.translation] == [source[200].text]
    assert all(one.is_current for one in standing(both, recorded("brief.md", both)))


def test_a_previous_text_is_written_so_that_other_programs_read_it(root: Path) -> None:
    """However long it is: each line of it stands in quotes of its own."""
    long = " ".join(f"word{n} [Figure {n}](#figure-1)" for n in range(30))
    english = root / "briefs/good/brief.md"
    english.write_text(english.read_text("utf-8") + f"\n{long} first.\n", "utf-8")
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    run(root, "import", po)
    english.write_text(english.read_text("utf-8").replace("first.", "second."), "utf-8")
    run(root, "export", "fr")
    lines = [line for line in po.read_text("utf-8").split("\n") if line.startswith("#|")]
    assert lines and all(re.fullmatch(r'#\| (?:msgid )?".*"', line) for line in lines)


def test_hard_line_ends_stay(root: Path) -> None:
    english = root / "briefs/good/brief.md"
    english.write_text(english.read_text("utf-8") + "\nRiver Desk,  \nLodwar, in Kenya.\n", "utf-8")
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(
        po,
        {"River Desk,\nLodwar, in Kenya.": "Bureau,\nLodwar, Kenya.", "One member, one vote.": "Un\nmembre."},
    )
    code, _ = run(root, "import", po)
    french = (root / "briefs/good/brief.fr.md").read_text("utf-8")
    assert code == 0 and "Bureau,  \nLodwar, Kenya.\n" in french
    assert "\nUn membre.\n" in french, "where the source has none, a line end is a space"


def test_no_break_spaces_of_a_translator_stay(root: Path) -> None:
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po, {"One member, one vote.": "Un\u00a0membre, une\u202fvoix."})
    run(root, "import", po)
    assert "Un\u00a0membre, une\u202fvoix." in (root / "briefs/good/brief.fr.md").read_text("utf-8")


@pytest.mark.parametrize("wrong", ["#EauPourTous pour tous", "2026. Une année", "+ Plus"])
def test_a_passage_that_would_become_something_else_is_refused(root: Path, wrong: str) -> None:
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po, {"One member, one vote.": wrong})
    code, said = run(root, "import", po)
    assert code == 1 and "po-structure" in said


def test_a_hashtag_never_begins_a_line() -> None:
    edition = manuscript(f"{FRONT}\nOne paragraph.\n")
    words = f"{'mot ' * 28}#EauPourTous et la suite"
    text = next(passage for passage in passages(edition) if passage.text == "One paragraph.")
    assert not re.search(r"^#Eau", rewritten(edition.source, [(text, words)]), re.M)


def test_what_was_mended_here_since_stays(root: Path) -> None:
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    run(root, "import", po)
    french = root / "briefs/good/brief.fr.md"
    french.write_text(french.read_text("utf-8").replace("Fr. Go on", "Continuez"), "utf-8")
    run(root, "import", po)
    assert "Continuez" in french.read_text("utf-8")


def test_nothing_of_a_translators_work_is_lost_without_a_word(root: Path) -> None:
    """The source was edited meanwhile: a changed passage finds its translation, one that is gone is named."""
    english = root / "briefs/good/brief.md"
    english.write_text(
        english.read_text("utf-8") + "\nNobody counts the pumps in the valley.\n\nThis goes.\n", "utf-8"
    )
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    text = english.read_text("utf-8").replace("\nThis goes.\n", "")
    text = text.replace("## Members", "A new paragraph above.\n\n## Members")
    english.write_text(text.replace("counts the pumps", "at all counts the pumps"), "utf-8")
    code, said = run(root, "import", po)
    assert code == 0 and said.count("po-outdated") == 1 and said.count("po-unused") == 1
    assert "Fr. Nobody counts the pumps in the valley." in (root / "briefs/good/brief.fr.md").read_text(
        "utf-8"
    )
    found = sorted(d.code for d in corpus.check(root) if d.code.startswith("translation"))
    assert found == ["translation-missing", "translation-stale"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('msgstr "Fr. Go on"', 'msgstr "Fr. Go on', "a text in quotes does not end"),
        ("Fr. Go on", "Fr. \0Go on", "NUL"),
        ('"Language: fr', '"Language: es', "says that it is in `es`"),
    ],
)
def test_a_damaged_file_changes_nothing(root: Path, old: str, new: str, problem: str) -> None:
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    po.write_text(po.read_text("utf-8").replace(old, new), "utf-8")
    code, said = run(root, "import", po)
    assert code == 1 and problem in said, said
    assert not (root / "briefs/good/brief.fr.md").exists()


def test_a_date_in_the_head_is_nobodys_business(root: Path) -> None:
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    po.write_text(
        re.sub(r"Revision-Date: [^\\]*", "Revision-Date: 2026-11-29T10:00:33+0000", po.read_text("utf-8")),
        "utf-8",
    )
    assert run(root, "import", po)[0] == 0


def test_a_record_with_a_conflict_is_not_written_over(root: Path) -> None:
    run(root, "export", "fr")
    po = root / "translations/good.brief.fr.po"
    translated(po)
    run(root, "import", po)
    record = root / "briefs/good/translations/brief.fr.yml"
    broken = "<<<<<<< ours\n" + record.read_text("utf-8")
    record.write_text(broken, "utf-8")
    assert [d.code for d in corpus.check(root)] == ["yaml-broken"]
    for words in (("export", "fr"), ("confirm", "fr"), ("import", po)):
        code, said = run(root, *words)
        assert code == 1 and "yaml-broken" in said
    assert record.read_text("utf-8") == broken


def test_the_first_language_is_not_translated_into(root: Path) -> None:
    result = CliRunner().invoke(
        cli, ["translate", "export", "en", "--project", str(root)], standalone_mode=False
    )
    assert "translated from" in str(result.exception)
