"""The block map: every block of a page knows its lines, whatever an author writes."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.content import markup
from briefgen.content.block_map import BlockMap, fingerprint
from briefgen.content.block_scan import scan
from briefgen.content.markup import Around
from briefgen.core.source import Source


def read(text: str) -> tuple[markup.Fragment, list[str]]:
    scanned = scan(Source("x.md", text), 0)
    fragment = markup.convert(scanned.lines, "en", Around(), {}, lambda _tag, _attribute, value: value)
    return fragment, text.split("\n")


def lines_by_element(text: str) -> dict[str, tuple[int, int]]:
    """First words of each block's element and the lines it claims."""
    fragment, _ = read(text)
    html = fragment.html + "".join(slot.html for slot in fragment.slots.values())
    found = {}
    for block in fragment.block_map.blocks:
        tag = re.search(rf'<(\w+)[^>]*data-b="{re.escape(block.id)}"', html)
        found[f"{tag[1] if tag else 'block'} {block.first_line}"] = (block.first_line, block.last_line)
    return found


def test_each_kind_of_block_knows_its_lines() -> None:
    text = """\
First paragraph
goes on here.

## Heading

- one
- two
    - nested

    more of two

- three

> quoted
> on two lines

| a | b |
|---|---|
| 1 | 2 |

```
code

code
```

<div class="x">
raw

html
</div>

1. first
2. second

Term
:   Meaning

Setext heading
--------------

Last[^n].

[^n]: A note
    in two lines.
"""
    found = lines_by_element(text)
    assert found["p 1"] == (1, 2)
    assert found["h2 4"] == (4, 4)
    assert found["ul 6"] == (6, 12)
    assert found["li 6"] == (6, 6)
    assert found["li 8"] == (8, 8)
    assert found["p 10"] == (10, 10)
    assert found["blockquote 14"] == (14, 15)
    assert found["table 17"] == (17, 19)
    assert found["pre 21"] == (21, 25)
    assert found["div 27"] == (27, 31)
    assert found["ol 33"] == (33, 34)
    assert found["li 34"] == (34, 34)
    assert found["dl 36"] == (36, 37)
    assert found["h2 39"] == (39, 40)
    assert found["p 42"] == (42, 42)
    assert found["p 44"] == (44, 45)


def test_equal_lines_are_told_apart_by_their_order() -> None:
    found = lines_by_element("Same.\n\nOther.\n\nSame.\n\n- Same.\n- Same.\n")
    assert {"p 1", "p 3", "p 5", "li 7", "li 8"} <= set(found)


def test_blocks_in_blocks() -> None:
    text = (
        "//// box | Outer\n\nText.\n\n/// stat | 70\n    source: S\n\npeople\n///\n\nMore.\n////\n\nAfter.\n"
    )
    found = lines_by_element(text)
    assert found["block 1"] == (1, 12)
    assert found["p 3"] == (3, 3)
    assert found["p 8"] == (8, 8)
    assert found["p 11"] == (11, 11)
    assert found["p 14"] == (14, 14)


def test_an_id_survives_edits_elsewhere_and_marks_edits_here() -> None:
    before = read("One.\n\nTwo.\n\nThree.\n")[0].block_map
    after = read("New.\n\nOne.\n\nTwo, changed.\n\nThree.\n")[0].block_map
    ids = [block.id for block in before.blocks]
    assert [block.id for block in after.blocks][1] == ids[0]
    assert [block.id for block in after.blocks][3] == ids[2]
    assert ids[1] not in [block.id for block in after.blocks]


def test_a_fingerprint_is_of_words_not_of_wrapping() -> None:
    assert fingerprint("Two  words,\nhere") == fingerprint("two words here".replace("t", "T", 1))
    assert fingerprint("two words") != fingerprint("two worlds")


PIECES = st.sampled_from(
    [
        "A paragraph of text.", "A second\nparagraph on two lines.", "## A heading", "### Another heading",
        "- one\n- two\n- three", "1. first\n2. second", "- a\n    - b\n        - c", "- loose\n\n- list\n\n    with more",
        "> a quote", "> a quote\n>\n> in two parts", "| a | b |\n|---|---|\n| 1 | 2 |", "```\ncode\n\nmore\n```",
        "<div>\nraw\n</div>", "Term\n:   Meaning", "Text with a note.[^n]", "*[UN]: United Nations", "---",
        "/// callout | Title\n\nInside.\n\n- a\n- b\n///", "//// box | Box\n\nText.\n\n/// stat | 7\n\nof them\n///\n////",
        "    indented code", "Setext\n======", "[link]: https://example.org/", "text\n- list at once", "العربية هنا.",
        "<p>raw</p>", "![alt](a.png)", "Same text.", "Same text.", "**bold** and `code`", "\\/// not a block",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=12), st.integers(0, 2))
def test_blocks_stay_in_the_file_keep_their_order_and_cover_the_text(pieces: list[str], gap: int) -> None:
    text = ("\n" * (gap + 2)).join(pieces) + "\n\n[^n]: The note.\n"
    fragment, lines = read(text)
    check_map(fragment.block_map, lines)


def check_map(found: BlockMap, lines: list[str]) -> None:
    covered = set()
    for block in found.blocks:
        assert 1 <= block.first_line <= block.last_line <= len(lines)
        covered |= set(range(block.first_line, block.last_line + 1))
    for first, last in found.definitions:
        assert 1 <= first <= last <= len(lines)
        covered |= set(range(first, last + 1))
    missing = [n for n, line in enumerate(lines, start=1) if line.strip() and n not in covered]
    assert not missing, f"no block claims lines {missing}: {[lines[n - 1] for n in missing]}"
    assert len({block.id for block in found.blocks}) == len(found.blocks)
    for one in found.blocks:
        for other in found.blocks:
            apart = one.last_line < other.first_line or other.last_line < one.first_line
            inside = (one.first_line <= other.first_line and other.last_line <= one.last_line) or (
                other.first_line <= one.first_line and one.last_line <= other.last_line
            )
            assert apart or inside, f"{one} and {other} overlap"
