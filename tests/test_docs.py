"""The documentation is true and complete: its examples work, and what there is to document is in it."""

from __future__ import annotations

import enum
import inspect
import json
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import click
import pytest
from pydantic import BaseModel

from briefgen import pipeline
from briefgen.annotations import as_annotation
from briefgen.console import as_json, as_line, as_text
from briefgen.content import budget, html_policy, kinds, limits, models, printing, project, registries
from briefgen.content.block_scan import scan
from briefgen.content.blocks import BLOCKS, Block
from briefgen.content.choices import Stage
from briefgen.content.citing import bibliography
from briefgen.content.decode import decode
from briefgen.content.evidence import case_record, known_cases, statistics, vocabulary
from briefgen.content.frontmatter import read_mapping
from briefgen.content.kinds import KINDS
from briefgen.content.models import Edition, Publication
from briefgen.content.project import Project
from briefgen.core import messages
from briefgen.core.diagnostics import Wording
from briefgen.core.source import Source
from briefgen.design import brand_file, tokens
from briefgen.design.brand_file import BrandFile
from briefgen.output.artifacts import Listed
from tests import corpus
from tests.conftest import COMMANDS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = tuple(sorted(path.name for path in DOCS.glob("*.md")))

# --- reading the pages ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fence:
    """An example: the words after the backticks, the text inside, and where it stands."""

    info: tuple[str, ...]
    text: str
    page: str
    line: int

    @property
    def name(self) -> str:
        return f"{self.page}-{self.line}"


def page_text(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def fences(page: str) -> Iterator[Fence]:
    text = page_text(page)
    for match in re.finditer(r"^(`{3,})([^\n`]*)\n(.*?)^\1\n", text, re.S | re.M):
        line = text.count("\n", 0, match.start()) + 1
        yield Fence(tuple(match[2].split()), match[3], page, line)


def prose(page: str) -> str:
    """The page without its examples."""
    return re.sub(r"^(`{3,})[^\n`]*\n.*?^\1\n", "", page_text(page), flags=re.S | re.M)


def sections(page: str, level: int) -> dict[str, str]:
    """What stands under each heading of a level, up to the next heading of that level or a higher one."""
    found: dict[str, str] = {}
    pieces = re.split(rf"^(#{{1,{level}}} .*)\n", prose(page), flags=re.M)
    for heading, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if heading.startswith("#" * level + " "):
            found[heading.lstrip("# ")] = text
    return found


def tables(text: str, head: str) -> Iterator[dict[str, str]]:
    """The tables whose first column is called `head`: each row by the first `name` in it."""
    for match in re.finditer(rf"^\| {head} \|.*\n\|[-|: ]+\n((?:\|.*\n?)+)", text, re.M):
        rows = match[1].strip().split("\n")
        yield {re.search(r"`([^`]+)`", row)[1]: row for row in rows}  # type: ignore[index]


# --- examples work --------------------------------------------------------------------------------------

EXAMPLES = tuple(f for f in fences("writing.md") if f.info[:1] == ("markdown",))
YAML = tuple(f for page in PAGES for f in fences(page) if f.info[:1] == ("yaml",) and len(f.info) == 2)
PROJECT = """
series: {title: A series}
publisher: {name: A publisher, url: https://publisher.example/}
site: https://briefs.publisher.example/
languages: [en, fr, ar]
"""
SETTINGS = "date: 2026-11-24\nauthors: [{name: A publisher}]\n"
FRONT = "---\ntitle: An example\ndescription: An example of the documentation.\n---\n\n"
SERIES = Path(__file__).resolve().parent.parent / "series"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><path d="M0 0h80"/></svg>'


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def project_of(root: Path, example: str, name: str) -> Path:
    """A tiny project that holds the example and every file it names; the path of the example."""
    write(root / "briefgen.yml", PROJECT)
    for file in ("pathways", "membership-structures", "actors"):
        write(
            root / f"series/vocabularies/{file}.yml", (SERIES / f"vocabularies/{file}.yml").read_text("utf-8")
        )
    references = (SERIES / "references.yml").read_text("utf-8")
    write(root / "series/references.yml", references + f"  - {corpus.REFERENCES[13:-2]}\n")
    folder = root / ("case_studies" if name == "case-study.md" else "briefs") / "example"
    hero = "hero: {image: figures/hero.svg}\n" if "\nhero:" in example else ""
    record = corpus.RECORD if name == "case-study.md" else ""
    write(folder / "publication.yml", SETTINGS + hero + record)
    write(folder / name, example if example.startswith("---\n") else FRONT + example)
    for file in re.findall(r"\b(?:figures|data)/[\w./-]+\w", example + hero):
        write(folder / file, DRAWING if file.endswith(".svg") else data_of(file))
    for other in re.findall(r"\]\(([\w./-]+\.md)\)", example):
        target = (folder / other).resolve()
        if not target.exists():
            record = corpus.RECORD if target.stem == "case-study" else ""
            write(target.parent / "publication.yml", SETTINGS + record)
            # an article needs the fewest keys; the address of the example is what matters
            write(target, good_front(target.stem) + "Text.\n")
    return folder / name


def data_of(file: str) -> str:
    """A small table with the columns that the examples name."""
    if "year" in file:
        return "year,all,women\n2020,80,30\n2021,110,50\n2022,100,55\n"
    return "type,members\nWorker,120\nConsumer,80\nProducer,60\nMixed,20\n"


def good_front(kind: str) -> str:
    more = {"brief": "key_messages: [one, two, three]\nsummary: A summary.\n",
            "case-study": "summary: A summary.\n"}  # fmt: skip
    return FRONT.replace("---\n\n", more.get(kind, "") + "---\n\n")


def file_name(example: Fence) -> str:
    return example.info[1] if len(example.info) > 1 else "article.md"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda fence: fence.name)
def test_an_example_of_writing_converts_without_a_word(example: Fence, tmp_path: Path) -> None:
    path = project_of(tmp_path, example.text, file_name(example))
    outcome = pipeline.build(tmp_path, pipeline.Order(tmp_path / "dist", only="html", write=False))
    # An example stands in no series, so its views are empty.
    told = [problem for problem in outcome.diagnostics if problem.code != "view-empty"]
    assert [as_text(problem) for problem in told] == []
    assert scanned_names(path) == opening_lines(path), "every opening line begins a block"


def scanned_names(path: Path) -> list[str]:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    return [component.name for component in scan(source, 0).components]


def opening_lines(path: Path) -> list[str]:
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.S | re.M)
    return re.findall(r"^\s*/{3,} *([\w-]+)", text, re.M)


def test_an_example_with_a_mistake_would_be_found(tmp_path: Path) -> None:
    project_of(tmp_path, "Text.[^x]\n\n/// calout | X\nText\n///\n", "article.md")
    outcome = pipeline.build(tmp_path, pipeline.Order(tmp_path / "dist", only="html", write=False))
    assert {d.code for d in outcome.diagnostics} == {"footnote-undefined", "unknown-block"}


@pytest.mark.parametrize("example", YAML, ids=lambda fence: fence.name)
def test_an_example_of_yaml_decodes(example: Fence, tmp_path: Path) -> None:
    what = example.info[1]
    if what == "short":
        write(tmp_path / "briefgen.yml", PROJECT)
        write(tmp_path / "briefs" / "my-brief.md", f"---\n{example.text}---\n\nText.\n")
        write(tmp_path / "briefs" / "figures" / "hero.svg", DRAWING)
        order = pipeline.Order(tmp_path / "dist", only="html", write=False)
        assert [as_text(d) for d in pipeline.build(tmp_path, order).diagnostics] == []
        return
    model = {"project": Project, "publication": Publication, "brand": BrandFile}[what]
    tree, problems = read_mapping(Source("example.yml", example.text))
    assert tree is not None, [as_text(problem) for problem in problems]
    decoded, more = decode(tree, model)
    assert [as_text(problem) for problem in (*problems, *more)] == []
    assert decoded is not None


def test_there_are_examples() -> None:
    assert {file_name(f) for f in EXAMPLES} == {f"{kind}.md" for kind in KINDS}
    assert {f.info[1] for f in YAML} == {"project", "publication", "brand", "short"}
    written = "\n".join(f.text for f in EXAMPLES)
    assert set(re.findall(r"^/{3,} ([\w-]+)", written, re.M)) == set(BLOCKS)


# --- keys of models -------------------------------------------------------------------------------------

NOT_WRITTEN = {
    project.Copyright,
    case_record.Fact,
    vocabulary.Term,
    vocabulary.CountryVocabulary,
    kinds.CaseStudySettings,
}
"""Models that no author fills in."""


def models_of(*modules: ModuleType) -> Iterator[type[BaseModel]]:
    for module in modules:
        for _, value in inspect.getmembers(module, inspect.isclass):
            if issubclass(value, BaseModel) and value.__module__ == module.__name__:
                yield value


def keys_of(model: type[BaseModel]) -> frozenset[str]:
    """The keys as authors write them; of a kind, those that not every edition has."""
    inherited = Edition.model_fields if issubclass(model, Edition) and model is not Edition else {}
    return frozenset(
        field.alias or name for name, field in model.model_fields.items() if name not in inherited
    )


DOCUMENTED = tuple(
    (model, keys_of(model)) for model in models_of(models, project, budget, limits, printing, registries, kinds, brand_file, tokens, case_record, vocabulary, bibliography, statistics, known_cases)
    if model not in NOT_WRITTEN and keys_of(model)
)  # fmt: skip
KEY_TABLES = tuple(
    (page, table) for page in ("writing.md", "publication.md", "project.md", "series.md") for table in tables(prose(page), "Key")
)  # fmt: skip


@pytest.mark.parametrize(("model", "keys"), DOCUMENTED, ids=lambda value: getattr(value, "__name__", ""))
def test_every_key_is_in_a_table(model: type[BaseModel], keys: frozenset[str]) -> None:
    same = [table for _, table in KEY_TABLES if table.keys() == keys]
    near = max(
        (table.keys() for _, table in KEY_TABLES), key=lambda found: len(found & keys) - len(found ^ keys)
    )
    assert same, f"no table has exactly the keys of {model.__name__}; the nearest differs in {near ^ keys}"
    assert any(not wrong_rows(model, table) for table in same), [wrong_rows(model, table) for table in same]


@pytest.mark.parametrize(
    ("page", "table"), KEY_TABLES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_table_of_keys_is_of_a_model(page: str, table: dict[str, str]) -> None:
    assert frozenset(table) in {keys for _, keys in DOCUMENTED}


def wrong_rows(model: type[BaseModel], table: dict[str, str]) -> list[str]:
    """Rows that say wrongly whether a key is needed, or leave out a choice."""
    wrong = []
    for name, field in model.model_fields.items():
        row = table.get(field.alias or name)
        if row is None:
            continue
        if field.is_required() != ("needed" in row.split("|")[2].lower()):
            wrong.append(f"needed or not: {row}")
        if "(publication.md#keys)" not in row:
            missing = [choice for choice in choices(field.annotation) if f"`{choice}`" not in row]
            wrong += [f"{choice} is not in: {row}" for choice in missing]
    return wrong


def choices(annotation: Any) -> Iterator[str]:
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, enum.StrEnum) and part is not Stage:
            yield from (choice.value for choice in part)


def test_every_stage_is_explained() -> None:
    (table,) = tables(prose("publication.md"), "Stage")
    assert list(table) == [stage.value for stage in Stage]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_kind_needs_is_said(kind: str) -> None:
    heading = kind.replace("-", " ").capitalize()
    said = re.search(r"needs (`title`.*?)\.\s", sections("writing.md", 3)[heading].replace("\n", " "))
    needed = {name for name, field in KINDS[kind].model_fields.items() if field.is_required()}
    assert said is not None
    assert set(re.findall(r"`(\w+)`", said[1])) == needed


# --- blocks and HTML ------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", BLOCKS.values(), ids=list(BLOCKS))
def test_every_block_and_option_is_documented(block: type[Block]) -> None:
    under = sections("writing.md", 3)
    text = under.get(block.NAME) or under[f"{block.NAME} block"]
    options = next(tables(text, "Option"), {})
    assert options.keys() == keys_of(block)
    assert wrong_rows(block, options) == []


def test_no_block_is_left_over() -> None:
    blocks = page_text("writing.md").partition("\n## Blocks\n")[2]
    names = [name.removesuffix(" block") for name in re.findall(r"^### (.*)$", blocks, re.M)]
    assert names == list(BLOCKS)


def test_the_allowed_html_is_listed() -> None:
    text = sections("writing.md", 3)["HTML"]
    inline, block = re.findall(r"^- (?:Inside a line|As blocks): ((?:.|\n  )*)", text, re.M)
    assert re.findall(r"`(\w+)`", inline) == sorted(html_policy.INLINE_TAGS)
    assert re.findall(r"`(\w+)`", block) == sorted(html_policy.BLOCK_TAGS)


# --- diagnostics ------------------------------------------------------------------------------------------

WORDINGS = messages.catalogue()
PARTS = sorted(Path(messages.__file__).parent.glob("*.py"))


def test_no_part_of_the_catalogue_hides_what_another_says() -> None:
    written = [re.findall(r"^[A-Z_0-9]+ = Wording\(", path.read_text("utf-8"), re.M) for path in PARTS]
    names = [name for part in written for name in part]
    assert len(set(names)) == len(names) == len(WORDINGS)


def test_every_code_has_a_section_in_order() -> None:
    assert re.findall(r"^### (.*)$", page_text("diagnostics.md"), re.M) == list(WORDINGS)


@pytest.mark.parametrize("wording", WORDINGS.values(), ids=list(WORDINGS))
def test_a_section_says_what_briefgen_says(wording: Wording) -> None:
    whole = page_text("diagnostics.md")
    section = re.search(rf"^### {wording.code}\n\n(.*?)(?=^##|\Z)", whole, re.S | re.M)
    assert section is not None
    parts = re.fullmatch(r"(.*?)\n\n```text\n(.*?)\n```\n\n(.+)", section[1].strip(), re.S)
    assert parts is not None, "a section is: severity and why, an example, what to do"
    assert " ".join(parts[1].split()) == f"{wording.severity.value.capitalize()}. {wording.why}"
    head = f"{wording.severity.value}[{wording.code}]: "
    assert parts[2].startswith(head)
    assert re.fullmatch(as_pattern(wording.message), parts[2].removeprefix(head))


def as_pattern(template: str) -> str:
    """A template of `str.format` as a regular expression for what it makes."""
    parts = string.Formatter().parse(template)
    return "".join(re.escape(text) + (".+" if name is not None else "") for text, name, _, _ in parts)


@pytest.mark.parametrize("page", PAGES)
def test_codes_in_examples_exist(page: str) -> None:
    said = re.findall(r"\b(error|warning|note)\[([\w-]+)\]", page_text(page))
    assert [
        pair for pair in said if pair[1] not in WORDINGS or WORDINGS[pair[1]].severity.value != pair[0]
    ] == []


# --- commands ---------------------------------------------------------------------------------------------

COMMON = {"--project", "--format", "--quiet", "-q", "--version", "--help", "-h"}


def options_in(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])(--?[a-z][\w-]*)", text))


def options_of(command: click.Command) -> set[str]:
    own = {name for parameter in command.params if isinstance(parameter, click.Option)
           for name in (*parameter.opts, *parameter.secondary_opts)}  # fmt: skip
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    return own.union(*map(options_of, inner)) - ({"--help"} if isinstance(command, click.Group) else set())


def commands_section(name: str) -> str:
    text = page_text("commands.md")
    section = re.search(rf"^### {name}\n(.*?)(?=^##|\Z)", text, re.S | re.M)
    assert section is not None, f"docs/commands.md has no section {name}"
    return section[1]


def test_every_command_is_documented_and_no_other() -> None:
    before = page_text("commands.md").partition("\n## Options of every command\n")[0]
    assert sorted(re.findall(r"^### (.*)$", before, re.M)) == sorted(COMMANDS)
    named = {
        word for page in PAGES for word in re.findall(r"\bbriefgen ([a-z]+)\b", "\n".join(code_in(page)))
    }
    assert named <= set(COMMANDS)


def code_in(page: str) -> Iterator[str]:
    yield from re.findall(r"`([^`\n]+)`", prose(page))
    yield from (f.text for f in fences(page) if f.info in (("sh",), ("yaml",)))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_options_of_a_command(name: str) -> None:
    command = COMMANDS[name]
    section = commands_section(name)
    documented = {option for table in tables(section, "Option") for row in table.values()
                  for option in options_in(row.split("|")[1])}  # fmt: skip
    assert documented == options_of(command) - COMMON
    assert options_in(section) <= options_of(command) | COMMON
    assert f"briefgen {name}" in section
    for argument in (p for p in command.params if isinstance(p, click.Argument)):
        assert (argument.metavar or str(argument.name).upper()).strip("[].") in section


def test_common_options_and_formats() -> None:
    text = sections("commands.md", 2)["Options of every command"]
    (table,) = tables(text, "Option")
    assert {option for row in table.values() for option in options_in(row.split("|")[1])} == COMMON
    form = next(p for p in COMMANDS["check"].params if "--format" in p.opts)
    assert isinstance(form.type, click.Choice)
    assert all(
        f"`{getattr(choice, 'value', choice)}`" in table["--format FORMAT"] for choice in form.type.choices
    )


def test_exit_codes() -> None:
    rows = re.findall(r"^\| (\d+) \|", sections("commands.md", 2)["Exit codes"], re.M)
    assert rows == ["0", "1", "2", "3", "130"]


def test_formats_are_as_shown() -> None:
    """One mistake in every format, as the page shows it."""
    source = Source("briefs/seven-pathways/brief.md", "---\ntitel: Seven pathways\n")
    said = messages.UNKNOWN_KEY.at(source.span(4, 9), what="a brief", key="titel", nearest="title")
    shown = [f.text for f in fences("commands.md") if f.info == ("text",)]
    for text in (as_text(said).rstrip(), as_line(said), as_annotation(said)):
        assert f"{text}\n" in shown
    examples = [json.loads(f.text) for f in fences("commands.md") if f.info == ("json",)]
    assert examples[0] == {"diagnostics": [as_json(said)], "artifacts": []}
    assert list(examples[1]["artifacts"][0]) == [field.name for field in fields(Listed)]


# --- links ------------------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The addresses that GitHub gives the headings of a page."""
    text = re.sub(r"^(`{3,})[^\n`]*\n.*?^\1\n", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)
    headings = re.findall(r"^#+ (.*)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = re.sub(r"`[^`\n]*`", "", prose(page))
    dead = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        path = DOCS / file if file else DOCS / page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            dead.append(target)
    assert dead == []


def test_every_page_is_in_the_list_of_pages() -> None:
    assert set(re.findall(r"\]\(([\w-]+\.md)\)", page_text("README.md"))) == set(PAGES) - {"README.md"}
