"""The brand: what a designer may set arrives in the style sheets, and text that cannot be read is told."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from briefgen.content.choices import Paper
from briefgen.content.decode import decode
from briefgen.content.frontmatter import read_mapping
from briefgen.content.kinds import KINDS
from briefgen.content.lengths import points
from briefgen.core.diagnostics import Diagnostic
from briefgen.core.source import Source
from briefgen.core.workspace import Workspace
from briefgen.design.brand import Brand, density_properties, load_brand
from briefgen.design.brand_file import BrandFile
from briefgen.design.colour import contrast, luminance, mixed, nearest_readable, rounded_down
from briefgen.design.contrast import contrast_problems
from briefgen.design.custom_properties import brand_properties, property_of, token_properties
from briefgen.design.schemes import GROUNDS, LEAST_CONTRAST, TEXTS
from briefgen.design.shipped import shipped_root
from briefgen.design.stylesheets import Sheet, load_styles, parse_errors
from briefgen.design.tokens import KindColors, PaperTokens, SchemeColors, ScreenTokens
from tests import corpus
from tests.conftest import REPOSITORY

STYLES = REPOSITORY / "styles"
SHIPPED = (STYLES / "brands/long-table/brand.yml").read_text("utf-8")
SMALLEST = """\
meta: {name: A publisher}
logo:
  images: {mark: {path: mark.svg, alt: A publisher}}
  small: mark
  medium: mark
color:
  palette: {ink: "#17282e", white: "#ffffff", teal: "#0b5c6b", stone: "#546469", clay: "#b4452d"}
  foreground: ink
  background: white
  primary: teal
  secondary: stone
  tertiary: clay
typography:
  fonts: [{family: Public Sans, files: [{path: ../../fonts/public-sans-400.ttf}]}]
  base: {family: Public Sans, size: 10pt}
  headings: {family: Public Sans}
"""
colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def brand_of(text: str) -> Brand:
    """The brand that a file describes, without the checks of loading."""
    source = Source("styles/brands/own/brand.yml", text)
    tree, problems = read_mapping(source)
    assert tree is not None, problems
    file, problems = decode(tree, BrandFile)
    assert file is not None, problems
    return Brand("own", source.path, file, source, tree)


def own(section: str) -> str:
    """The smallest brand with a section of its own under `defaults: briefgen:`."""
    indented = "".join(f"    {line}\n" for line in section.strip().splitlines())
    return f"{SMALLEST}defaults:\n  briefgen:\n{indented}"


def loaded(text: str, root: Path) -> tuple[Brand | None, tuple[Diagnostic, ...]]:
    """A brand as a build loads it."""
    corpus.write(root, {"styles/brands/own/brand.yml": text})
    return load_brand(Workspace(root, shipped_root()).door(), "own", Source("briefgen.yml", "").whole())


# --- the mathematics of colour --------------------------------------------------------------------------


def test_contrast_of_known_colours() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert luminance("#ff0000") == pytest.approx(0.2126)
    assert rounded_down(4.4999) == "4.49"


@given(colours, colours)
def test_contrast_does_not_ask_which_colour_is_the_text(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001
    assert contrast(one, one) == 1


@given(colours, st.lists(colours, min_size=1, max_size=4).map(tuple))
def test_a_colour_that_is_suggested_passes(colour: str, grounds: tuple[str, ...]) -> None:
    found = nearest_readable(colour, grounds, LEAST_CONTRAST)
    if found is None:
        assert len(grounds) > 1, "on one ground black or white can always be read"
    else:
        assert all(contrast(found, ground) >= LEAST_CONTRAST for ground in grounds)


@given(colours, colours)
def test_a_colour_that_passes_stays_as_it_is(colour: str, ground: str) -> None:
    if contrast(colour, ground) >= LEAST_CONTRAST:
        assert nearest_readable(colour, (ground,), LEAST_CONTRAST) == colour


def test_a_suggestion_keeps_the_hue_and_moves_no_further_than_it_must() -> None:
    grounds = ("#ffffff", "#f7f3ec")
    found = nearest_readable("#8a9a9f", grounds, LEAST_CONTRAST)
    assert found == "#637277"
    assert min(contrast(found, ground) for ground in grounds) < 4.6
    assert nearest_readable("#0000ff", ("#000000",), LEAST_CONTRAST) > "#2"
    assert nearest_readable("#808080", ("#ffffff", "#999999", "#000000"), LEAST_CONTRAST) is None


@given(colours, colours)
def test_mixing_begins_with_one_colour_and_ends_with_the_other(one: str, other: str) -> None:
    assert (mixed(one, other, 0), mixed(one, other, 1)) == (one, other)


# --- tokens ---------------------------------------------------------------------------------------------


def declared(css: str) -> set[str]:
    return set(re.findall(r"(?m)^\s*(--[\w-]+):", css))


def keys(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


@pytest.mark.parametrize(("model", "medium"), [(ScreenTokens, "screen"), (PaperTokens, "print")])
def test_every_token_is_one_of_the_style_sheet(model: type[BaseModel], medium: str) -> None:
    screen, paper = re.findall(r":root \{(.*?)\n *\}", (STYLES / "base.css").read_text("utf-8"), re.S)[:2]
    there = declared(screen if medium == "screen" else paper)
    assert {f"--{name}" for name in keys(model)} <= there


def test_every_property_that_style_sheets_use_is_there() -> None:
    sheets = "\n".join(path.read_text("utf-8") for path in STYLES.rglob("*.css"))
    brand = brand_of(SMALLEST.replace("palette: {", 'palette: {line: "#cbd3d3", '))
    there = declared(sheets) | declared(brand_properties(brand, "en", "screen"))
    assert {name for name in re.findall(r"var\((--[\w-]+)\)", sheets) if name not in there} == set()


def test_style_sheets_leave_colours_to_the_brand() -> None:
    for path in (*STYLES.glob("*.css"), *STYLES.glob("components/*.css")):
        rules = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
        assert re.findall(r"#[0-9a-f]{3,8}\b", rules) == [], path.name


def test_every_kind_has_a_colour() -> None:
    assert keys(KindColors) == set(KINDS)
    base = (STYLES / "base.css").read_text("utf-8")
    first, *others = KINDS
    assert f"--kind: var({property_of(f'kinds: {first}')})" in base
    for kind in others:
        assert f".kind-{kind} {{\n  --kind: var({property_of(f'kinds: {kind}')});" in base


def test_tokens_are_written_for_their_medium() -> None:
    brand = brand_of(own("paper: {size-title: 30pt, radius: 0}\nscreen: {hero: 'clamp(2rem, 5vw, 3rem)'}"))
    assert " ".join(token_properties(brand).split()) == (
        "@media print { :root { --size-title: 30pt; --radius: 0pt; } } "
        "@media screen { :root { --hero: clamp(2rem, 5vw, 3rem); } }"
    )
    assert token_properties(brand_of(SMALLEST)) == ""


@pytest.mark.parametrize(
    ("medium", "value"),
    [("paper", "2rem"), ("paper", "12"), ("paper", "-2mm"), ("paper", "calc(2mm)"), ("paper", "2mm;"),
     ("screen", "2"), ("screen", "red"), ("screen", "clamp(1rem"), ("screen", "calc(1rem);} a{"), ("screen", "url(x)")],
)  # fmt: skip
def test_only_lengths_are_lengths(medium: str, value: str, tmp_path: Path) -> None:
    brand, problems = loaded(own(f"{medium}:\n  side: '{value}'"), tmp_path)
    assert brand is None
    assert [(d.code, d.message.startswith("`side` is not a length")) for d in problems] == [
        ("bad-value", True)
    ]


def test_a_token_with_a_spelling_mistake_is_told_with_the_right_one(tmp_path: Path) -> None:
    _, problems = loaded(own("paper: {size-tittle: 30pt}"), tmp_path)
    assert [(d.code, d.message, d.hints) for d in problems] == [
        ("unknown-key", "`paper` has no key `size-tittle`", ("did you mean `size-title`?",))
    ]


def test_units_of_paper() -> None:
    assert [round(points(length), 3) for length in ("9.5pt", "25.4mm", "2.54cm", "1in", ".5pc", "96px")] == [
        9.5, 72, 72, 72, 6, 72,
    ]  # fmt: skip


# --- densities ------------------------------------------------------------------------------------------


def densities(*lines: str) -> str:
    return own("\n".join(("densities:", *(f"  {line}" for line in lines))))


def test_densities_in_order() -> None:
    brand = brand_of(
        densities("loose: {size: 10.2pt, leading: 1.5}", "tight: {size: 3.4mm, leading: 1.3, space: .8}")
    )
    assert list(brand.densities) == ["loose", "tight"]
    assert brand.regular_density == "loose"
    assert density_properties(brand.densities["tight"]) == (
        ":root { --text-size: 3.4mm; --text-leading: 1.3; --density-space: 0.8 }\n"
    )


def test_a_brand_without_densities_has_that_of_its_typography() -> None:
    brand = brand_of(SMALLEST.replace("size: 10pt", "size: 10pt, line-height: 2"))
    assert {name: (d.size, d.leading, d.space) for name, d in brand.densities.items()} == {
        "regular": ("10pt", 2, 1)
    }


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("wide: {size: 12pt, leading: 1.4}",), "`size` must be within 8 % of the 10pt of `typography: base`, not 12pt"),
        (("wide: {size: 10pt, leading: 1.7}",), "`leading` must be at most 1.6, not 1.7"),
        (("wide: {size: 10pt, leading: 1.4, space: .5}",), "`space` must be at least 0.7, not .5"),
        (("auto: {size: 10pt, leading: 1.4}",), "`densities: auto` has a name that cannot be used: `auto`"),
        (("a: {size: 10pt, leading: 1.3}", "b: {size: 10pt, leading: 1.4}"),
         "`leading` is larger than that of `a`, the density before it"),
        ((), "`densities` has no value"),
    ],
)  # fmt: skip
def test_densities_that_cannot_be(lines: tuple[str, ...], said: str, tmp_path: Path) -> None:
    _, problems = loaded(densities(*lines), tmp_path)
    assert [d.message for d in problems if d.is_error] == [said]


# --- a brand with mistakes ------------------------------------------------------------------------------


def test_everything_that_is_wrong_with_a_brand_is_told_in_one_run(small_project: Path) -> None:
    mistakes = {
        'teal: "#0b5c6b"': 'teal: "#a9c4c9"',
        "mark.svg": "gone.svg",
        "typography:": "typograpy: 1\ntypography:",
    }
    text = own("paper: {sise: 4mm}\ndensities:\n  wide: {size: 12pt, leading: 1.4}")
    for right, wrong in mistakes.items():
        text = text.replace(right, wrong)
    settings = small_project / "briefgen.yml"
    settings.write_text(settings.read_text("utf-8") + "brand: own\n", "utf-8")
    corpus.write(small_project, {"styles/brands/own/brand.yml": text})
    told = {d.code for d in corpus.build(small_project).diagnostics if d.is_error}
    assert told == {"unknown-key", "bad-value", "file-missing", "contrast-low"}


# --- colours by use -------------------------------------------------------------------------------------


def test_uses_follow_from_the_colours_of_the_convention() -> None:
    light, dark = brand_of(SMALLEST).schemes
    assert {use: light.uses[use].hex for use in ("ground", "text", "quiet", "accent", "link", "kinds: article")} == {
        "ground": "#ffffff", "text": "#17282e", "quiet": "#546469", "accent": "#b4452d", "link": "#0b5c6b",
        "kinds: article": "#546469",
    }  # fmt: skip
    assert dark.uses["ground"].hex == "#17282e"
    assert dark.uses["text"].hex == "#ffffff"
    assert (
        {*light.uses}
        == {*dark.uses}
        == {*keys(SchemeColors) - {"kinds"}, *(f"kinds: {kind}" for kind in KINDS)}
    )


def test_uses_that_are_given_replace_what_follows() -> None:
    brand = brand_of(
        own('colors: {light: {quiet: "#333333", kinds: {article: ink}}, dark: {ground: "#000000"}}')
    )
    light, dark = brand.schemes
    assert (light.uses["quiet"].hex, light.uses["kinds: article"].hex) == ("#333333", "#17282e")
    assert dark.uses["ground"].hex == "#000000"
    assert luminance(dark.uses["panel"].hex) < 0.01, "panels follow from the ground that is given"


def test_both_schemes_are_in_the_style_sheet_of_the_screen_and_one_in_that_of_paper() -> None:
    brand = brand_of(SHIPPED)
    screen, paper = (brand_properties(brand, "en", medium) for medium in ("screen", "print"))
    light, _, dark = screen.partition("@media screen and (prefers-color-scheme: dark)")
    assert paper == light
    assert "--quiet: #546469;" in light
    assert "--hairline-color: #cbd3d3;" in light
    assert "--quiet: #a9babd;" in dark


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (SMALLEST.replace("tertiary: clay", "tertiary: clya"), 12, "`tertiary` names the colour `clya`"),
        (SMALLEST.replace("tertiary: clay", "tertiary: '#12'"), 12, "`tertiary` is not a colour: `#12`"),
        (SMALLEST.replace("primary: teal", "primary: info"), 10, "`primary` names the colour `info`"),
        (SMALLEST.replace("headings: {", "headings: {color: tael, "), 16, "`color` names the colour `tael`"),
        (own("colors: {dark: {kinds: {article: tael}}}"), 19, "`article` names the colour `tael`"),
    ],
)
def test_a_name_that_leads_to_no_colour(text: str, line: int, said: str, tmp_path: Path) -> None:
    brand, problems = loaded(text, tmp_path)
    assert brand is None
    assert [(d.code, d.span and d.span.line) for d in problems] == [("bad-value", line)]
    assert problems[0].message.startswith(said)


# --- contrast -------------------------------------------------------------------------------------------


def test_the_shipped_brand_can_be_read() -> None:
    assert contrast_problems(brand_of(SHIPPED)) == ()


@given(st.sampled_from(("#17282e", "#000000", "#073b45", "#2b1a3d", "#3a2019")), colours, colours)
def test_what_follows_for_the_dark_scheme_can_be_read(dark: str, teal: str, clay: str) -> None:
    text = SMALLEST.replace("#0b5c6b", teal).replace("#b4452d", clay).replace("#17282e", dark)
    light, derived = brand_of(text).schemes
    if all(contrast(light.uses[use].hex, "#ffffff") >= LEAST_CONTRAST for use in TEXTS):
        for use in TEXTS:
            for ground in GROUNDS:
                assert contrast(derived.uses[use].hex, derived.uses[ground].hex) >= LEAST_CONTRAST, (
                    use,
                    ground,
                )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("use", TEXTS)
def test_every_use_of_text_is_measured_on_every_ground(use: str, scheme: str) -> None:
    ground = {"light": "#f4f4f4", "dark": "#101010"}[scheme]
    grounds = "".join(f'{name}: "{ground}", ' for name in GROUNDS)
    found = contrast_problems(brand_of(own(f'colors: {{{scheme}: {{{grounds}{use}: "{ground}"}}}}')))
    place = f"in the {scheme} scheme"
    mine = [d.message for d in found if place in d.message and d.message.startswith(f"`{use}`")]
    what = "`text`" if use == "text" else f"`{use}` text"
    assert mine == [f"{what} on `{on}` has a contrast of 1.00 to 1 {place}; it needs 4.5" for on in GROUNDS]


def test_blocks_of_colour_are_measured_below_their_text() -> None:
    section = 'colors: {light: {kinds: {article: "#f0a040"}, cover: "#8ab4c0"}}'
    found = contrast_problems(brand_of(own(section)))
    assert [(d.message, d.hints) for d in found] == [
        ("`on-kind` text on `kinds: article` has a contrast of 2.14 to 1 in the light scheme; it needs 4.5",
         ("write `article: \"#a96700\"` under `colors: light: kinds`: the nearest colour of the same hue that "
          "`on-kind` text can be read on",)),
        ("`on-cover` text on `cover` has a contrast of 2.24 to 1 in the light scheme; it needs 4.5",
         ("write `cover: \"#547d88\"` under `colors: light`: the nearest colour of the same hue that `on-cover` "
          "text can be read on",)),
    ]  # fmt: skip


def test_the_place_is_the_colour_that_is_set_or_what_it_follows_from() -> None:
    def shown(text: str) -> set[str]:
        return {
            d.span.source.text[d.span.start : d.span.end] for d in contrast_problems(brand_of(text)) if d.span
        }

    assert shown(own("colors: {light: {quiet: '#aaaaaa'}}")) == {"'#aaaaaa'"}
    assert shown(SMALLEST.replace('stone: "#546469"', 'stone: "#aaaaaa"')) == {"stone"}
    assert shown(SMALLEST.replace("headings: {", "headings: {color: '#aaaaaa', ")) == {"'#aaaaaa'"}


def test_grounds_that_nothing_can_be_read_on_together() -> None:
    section = 'colors: {light: {panel: "#999999", panel-key: "#000000"}}'
    found = contrast_problems(brand_of(own(section)))
    assert {d.hints for d in found} == {
        ("no colour of this hue can be read on all of `ground`, `panel`, `panel-key` and `panel-caution`: "
         "make these more alike",),
    }  # fmt: skip


@given(st.sampled_from(TEXTS), colours)
def test_writing_what_is_suggested_ends_the_matter(use: str, colour: str) -> None:
    def lines(value: str) -> str:
        return own(f'colors:\n  light:\n    panel: "#f7f3ec"\n    {use}: "{value}"')

    found = contrast_problems(brand_of(lines(colour)))
    suggested = {match[1] for d in found for hint in d.hints if (match := re.search(r': "(#\w{6})"', hint))}
    assert len(suggested) == bool(found)
    for value in suggested:
        assert contrast_problems(brand_of(lines(value))) == ()


# --- the brand in the order of style sheets -------------------------------------------------------------


def test_the_brand_has_the_last_word_before_arabic_script(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped"
    corpus.write(tmp_path, {
        "project/styles/brands/own/brand.yml": own("paper: {side: 50mm}"),
        "project/styles/brands/own/our.css": ".ours { color: red }",
        "project/styles/print.css": "p { margin: 0 }",
        "shipped/styles/base.css": ":root { --side: 42mm }",
        "shipped/styles/right-to-left.css": "p { text-align: start }",
        "shipped/styles/brands/own/our.css": ".theirs { color: red }",
        "shipped/styles/brands/own/theirs.css": ".theirs { color: red }",
    })  # fmt: skip
    door = Workspace(tmp_path / "project", shipped).door()
    brand, problems = load_brand(door, "own", Source("briefgen.yml", "").whole())
    assert brand is not None, problems
    styles, _ = load_styles(door, brand, "print", "ar", Paper.A4)
    assert [sheet.source.path for sheet in styles.sheets] == [
        "styles/brands/own/brand.yml (print)",
        "briefgen:styles/base.css",
        "styles/print.css",
        "styles/brands/own/brand.yml (tokens)",
        "styles/brands/own/our.css",
        "briefgen:styles/brands/own/theirs.css",
        "briefgen:styles/right-to-left.css",
    ]


SHEETS = sorted((shipped_root() / "styles").rglob("*.css"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_builds_need_not_look_for_mistakes_in_our_own_style_sheets(path: Path) -> None:
    assert parse_errors(Sheet(Source(path.name, path.read_text("utf-8")))) == ()


def test_a_broken_sheet_has_mistakes() -> None:
    assert parse_errors(Sheet(Source("broken.css", "p { color: red } }")))


@pytest.mark.parametrize(
    "path", sorted((shipped_root() / "styles/fonts").glob("*.[tw][to]f*")), ids=lambda path: path.name
)
def test_a_hyphen_keeps_the_space_beside_it(path: Path) -> None:
    """No face draws hyphen and space together: `low- and middle-income` is not one word."""
    font = TTFont(BytesIO(path.read_bytes()))
    names = font.getBestCmap()
    hyphens, spaces = (
        {names[code] for code in codes if code in names} for codes in ((0x2D, 0x2010), (0x20, 0xA0))
    )
    gpos = font["GPOS"].table if "GPOS" in font else None
    for lookup in gpos.LookupList.Lookup if gpos else ():
        for table in (getattr(table, "ExtSubTable", table) for table in lookup.SubTable):
            if table.LookupType == 2 and table.Format == 1:
                for first, pairs in zip(table.Coverage.glyphs, table.PairSet, strict=True):
                    others = spaces if first in hyphens else hyphens if first in spaces else frozenset()
                    assert not others & {pair.SecondGlyph for pair in pairs.PairValueRecord}
