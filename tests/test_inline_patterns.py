"""Skipping inline patterns that cannot match changes nothing of what Markdown makes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor
from pytest import MonkeyPatch

from briefgen.content import markup

PIECES = (
    "word", " ", "  \n", "\n", "`code`", "``a`b``", "\\*", "\\", "[link](x.md)", "![picture](p.png)", "[ref]", "[ref][]",
    "<https://a.example>", "<me@a.example>", "<b>bold</b>", "&amp;", "&#233;", "*one*", "**two**", "_three_", "***four***",
    "'single'", '"double"', "it's", "'90s", "...", "--", "---", "[^1]", "(", ")", "!", "[", "]", "<", ">", "_", "*", "{#a}",
    "{.b}", ".", "-",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
END = ("", "[ref]: https://ref.example 'Title'", "", "[^1]: A note with *words*.")


def made_of(lines: tuple[str, ...]) -> markup.Fragment:
    return markup.convert(lines, "en", markup.Around(), {}, lambda _tag, _attribute, address: address)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_the_same_html_comes_of_it(text: str) -> None:
    lines = (*text.split("\n"), *END)
    with MonkeyPatch.context() as patch:
        patch.setattr(markup, "try_only_what_can_match", lambda _: None)
        thorough = made_of(lines)
    assert made_of(lines) == thorough


def test_every_pattern_is_known_by_its_name() -> None:
    """One that is not is tried everywhere: the page is right, and made more slowly."""
    md = markup._markdown("en", markup._OurExtension((), markup.Around(), {}))
    processors = [one for one in md.treeprocessors if isinstance(one, InlineProcessor)]
    assert len(processors) == 2, "the patterns of Markdown, and those of quotes and dashes"
    for one in processors:
        assert all(needs for _, needs in one._needs)  # type: ignore[attr-defined]
