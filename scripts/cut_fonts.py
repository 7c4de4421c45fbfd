#!/usr/bin/env python3
"""Cut the house fonts: variable sources in, small static TTF and WOFF2 faces out.

    python scripts/cut_fonts.py path/to/variable-fonts            # writes styles/fonts
    python scripts/cut_fonts.py path/to/variable-fonts --check    # compares, writes nothing

The source directory is searched with its subfolders for the file names in FACES. Needs fontTools and brotli.
WeasyPrint takes the TTF (static faces give the same PDF bytes every time and load fastest), browsers the WOFF2.

Every face is pinned to one weight, cut to the ranges below, stripped of hinting and given names and style
bits that agree with one another. Gaps of the sources are filled, which the licences allow (OFL, no reserved
names): the typographic spaces (U+202F for French), the hyphens U+2010 and U+2011, inferior figures, and plain
arrows and a tick, drawn to the thickness of the minus sign. Tabular figures are evened (see even_figures), and a
hyphen keeps the space beside it (see free_hyphens).
Same sources and same tool versions give the same bytes.
"""

import argparse
import io
import math
import sys
from pathlib import Path

from fontTools import subset
from fontTools.misc.transform import Identity
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# (output name, family, style, weight, source file, axes other than the weight)
SANS, SERIF, ARABIC = "Public Sans", "Newsreader Display", "House Arabic"
ETHIOPIC = "Noto Sans Ethiopic"
BOLD_SANS, TEXT_SERIF = "Archivo SemiCondensed", "Literata"
FACES = [
    ("public-sans-400", SANS, "Regular", 400, "PublicSans[wght].ttf", {}),
    ("public-sans-400i", SANS, "Italic", 400, "PublicSans-Italic[wght].ttf", {}),
    ("public-sans-600", SANS, "SemiBold", 600, "PublicSans[wght].ttf", {}),
    ("public-sans-600i", SANS, "SemiBold Italic", 600, "PublicSans-Italic[wght].ttf", {}),
    ("public-sans-700", SANS, "Bold", 700, "PublicSans[wght].ttf", {}),
    ("newsreader-display-400", SERIF, "Regular", 400, "Newsreader[opsz,wght].ttf", {"opsz": 32}),
    ("newsreader-display-400i", SERIF, "Italic", 400, "Newsreader-Italic[opsz,wght].ttf", {"opsz": 24}),
    ("newsreader-display-500", SERIF, "Medium", 500, "Newsreader[opsz,wght].ttf", {"opsz": 32}),
    (
        "newsreader-display-500i",
        SERIF,
        "Medium Italic",
        500,
        "Newsreader-Italic[opsz,wght].ttf",
        {"opsz": 24},
    ),
    ("newsreader-display-600", SERIF, "SemiBold", 600, "Newsreader[opsz,wght].ttf", {"opsz": 32}),
    (
        "archivo-semicondensed-400",
        BOLD_SANS,
        "Regular",
        400,
        "Archivo[wdth,wght].ttf",
        {"wdth": 87.5},
    ),
    (
        "archivo-semicondensed-400i",
        BOLD_SANS,
        "Italic",
        400,
        "Archivo-Italic[wdth,wght].ttf",
        {"wdth": 87.5},
    ),
    (
        "archivo-semicondensed-600",
        BOLD_SANS,
        "SemiBold",
        600,
        "Archivo[wdth,wght].ttf",
        {"wdth": 87.5},
    ),
    (
        "archivo-semicondensed-600i",
        BOLD_SANS,
        "SemiBold Italic",
        600,
        "Archivo-Italic[wdth,wght].ttf",
        {"wdth": 87.5},
    ),
    (
        "archivo-semicondensed-800",
        BOLD_SANS,
        "ExtraBold",
        800,
        "Archivo[wdth,wght].ttf",
        {"wdth": 87.5},
    ),
    ("literata-400", TEXT_SERIF, "Regular", 400, "Literata[opsz,wght].ttf", {"opsz": 12}),
    ("literata-400i", TEXT_SERIF, "Italic", 400, "Literata-Italic[opsz,wght].ttf", {"opsz": 12}),
    ("literata-600", TEXT_SERIF, "SemiBold", 600, "Literata[opsz,wght].ttf", {"opsz": 12}),
    ("literata-600i", TEXT_SERIF, "SemiBold Italic", 600, "Literata-Italic[opsz,wght].ttf", {"opsz": 12}),
    # Under a name of its own, because the name of its source is reserved.
    ("house-arabic-400", ARABIC, "Regular", 400, "IBMPlexSansArabic-Regular.ttf", {}),
    ("house-arabic-700", ARABIC, "Bold", 700, "IBMPlexSansArabic-Bold.ttf", {}),
    (
        "noto-sans-ethiopic-400",
        ETHIOPIC,
        "Regular",
        400,
        "NotoSansEthiopic[wdth,wght].ttf",
        {"wdth": 100},
    ),
    ("noto-sans-ethiopic-700", ETHIOPIC, "Bold", 700, "NotoSansEthiopic[wdth,wght].ttf", {"wdth": 100}),
]
# Latin of Europe, Africa and Viet Nam, combining marks, punctuation, figures, currencies, arrows, operators, shapes.
LATIN = [
    (0x20, 0x36F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x20C0),
    (0x2100, 0x2199),
    (0x2200, 0x22FF),
    (0x25A0, 0x25FF),
    (0x2713, 0x2713),
    (0xFB00, 0xFB04),
]
# Arabic, Persian, Urdu, Kurdish and African Arabic letters; figures, spaces and marks, but no Latin letters: those
# belong to the house sans, which follows in the font stack.
ARAB = [
    (0x20, 0x40),
    (0x5B, 0x60),
    (0x7B, 0x7E),
    (0xA0, 0xA0),
    (0xA4, 0xA9),
    (0xAB, 0xAB),
    (0xB0, 0xB1),
    (0xB7, 0xB7),
    (0xBB, 0xBB),
    (0xD7, 0xD7),
    (0xF7, 0xF7),
    (0x600, 0x77F),
    (0x2000, 0x206F),
    (0x20AC, 0x20AC),
    (0x2212, 0x2212),
    (0x25CC, 0x25CC),
    (0xFD3E, 0xFD3F),
    (0xFDF2, 0xFDF2),
    (0xFDFC, 0xFDFD),
]
# Ethiopic syllables, figures and punctuation, and the spaces and signs that stand between them: what is set between
# two of its words is taken from this face too. Latin letters and figures belong to the house sans.
ETHI = [
    (0x20, 0x2F),
    (0x3A, 0x3F),
    (0x5B, 0x60),
    (0xA0, 0xA0),
    (0xAB, 0xAB),
    (0xBB, 0xBB),
    (0x1200, 0x139F),
    (0x2000, 0x206F),
    (0x2D80, 0x2DDF),
    (0xAB00, 0xAB2F),
]
RANGES = {ARABIC: ARAB, ETHIOPIC: ETHI}
MODIFIED = (
    3849984000  # 2026-01-01 in seconds since 1904: a constant, so that the bytes do not depend on the clock
)
DIRECTIONS = {
    0x2192: 0,
    0x2197: 45,
    0x2191: 90,
    0x2196: 135,
    0x2190: 180,
    0x2199: 225,
    0x2193: 270,
    0x2198: 315,
}


def add_glyph(font, codepoint, glyph, width):
    name = f"uni{codepoint:04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name], font["hmtx"].metrics[name] = glyph, (width, 0)
    glyph.recalcBounds(font["glyf"])
    font["hmtx"].metrics[name] = (width, getattr(glyph, "xMin", 0))
    alias(font, codepoint, name)


def substitutes(font, tag):
    """The one-to-one substitutions of a GSUB feature: glyph name to glyph name."""
    gsub = font["GSUB"].table
    lookups = {
        i for f in gsub.FeatureList.FeatureRecord if f.FeatureTag == tag for i in f.Feature.LookupListIndex
    }
    tables = [
        getattr(t, "ExtSubTable", t) for i in sorted(lookups) for t in gsub.LookupList.Lookup[i].SubTable
    ]
    return {old: new for table in tables for old, new in getattr(table, "mapping", {}).items()}


def alias(font, codepoint, name):
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.setdefault(codepoint, name)


def fill_spaces(font):
    """Add the typographic spaces where the source has none."""
    cmap, em = font.getBestCmap(), font["head"].unitsPerEm
    width = {ch: font["hmtx"][cmap[ord(ch)]][0] for ch in "0. +-"}
    spaces = {
        0x2002: em / 2,
        0x2003: em,
        0x2007: width["0"],
        0x2008: width["."],
        0x2009: em / 6,
        0x200A: em / 10,
        0x202F: em / 6,
    }
    for codepoint, advance in spaces.items():
        if codepoint not in cmap:
            add_glyph(font, codepoint, TTGlyphPen(None).glyph(), round(advance))


def fill_gaps(font):
    """Add spaces, hyphens, inferior figures, arrows and the tick where the source has none."""
    fill_spaces(font)
    cmap, em, glyphs = font.getBestCmap(), font["head"].unitsPerEm, font.getGlyphSet()
    for codepoint in (0x2010, 0x2011):
        alias(font, codepoint, cmap[0x2D])
    inferior = substitutes(font, "subs")
    for digit in range(10):
        if name := inferior.get(cmap[ord("0") + digit]):
            alias(font, 0x2080 + digit, name)
    minus = BoundsPen(glyphs)
    glyphs[cmap[0x2212]].draw(minus)
    stroke, middle = minus.bounds[3] - minus.bounds[1], (minus.bounds[3] + minus.bounds[1]) / 2
    reach, head, slant = 0.35 * em, 0.245 * em, stroke / math.sqrt(2)
    upper = [
        (-reach, stroke / 2),
        (reach - stroke / 2 - 2 * slant, stroke / 2),
        (reach - head - slant, head - slant),
        (reach - head, head),
    ]
    arrow = upper + [(reach, 0)] + [(x, -y) for x, y in reversed(upper)]
    short, long = 0.21 * em, 0.58 * em  # the two legs of the tick: an L turned by 45 degrees
    tick = [(0, 0), (0, short), (stroke, short), (stroke, stroke), (long, stroke), (long, 0)]
    tick_place = Identity.translate(0.1 * em + slant + (short - stroke) / math.sqrt(2), 0.06 * em).rotate(
        math.radians(45)
    )
    shapes = {
        c: (arrow, Identity.translate(0.43 * em, middle).rotate(math.radians(angle)), 0.86)
        for c, angle in DIRECTIONS.items()
    }
    shapes[0x2713] = (tick, tick_place, 0.76)
    for codepoint, (outline, place, advance) in shapes.items():
        if codepoint not in cmap:
            pen = TTGlyphPen(None)
            placed = TransformPen(pen, place)
            placed.moveTo(outline[0])
            for point in outline[1:]:
                placed.lineTo(point)
            placed.closePath()
            add_glyph(font, codepoint, pen.glyph(), round(advance * em))


def fill_joiners(font):
    """Add the signs that join and part letters and turn directions, so that no other face is asked for them."""
    for codepoint in (0x200B, 0x200C, 0x200D, 0x200E, 0x200F):
        if codepoint not in font.getBestCmap():
            add_glyph(font, codepoint, TTGlyphPen(None).glyph(), 0)


def even_figures(font, family):
    """Public Sans spaces its tabular figures 0.7 em apart: set them to 0.65 em, as close as its widest figure, in every
    weight alike; those of Archivo widen with the weight: 0.53 em in all. Newsreader's figures are tabular by default,
    but for the seven of its italic. Literata's are alike."""
    cmap, glyf, hmtx = font.getBestCmap(), font["glyf"], font["hmtx"].metrics
    if family == SANS:
        wanted = {
            name: {1400: 1300, 600: 500}.get(hmtx[name][0]) for name in substitutes(font, "tnum").values()
        }
    elif family == BOLD_SANS:
        wanted = dict.fromkeys(substitutes(font, "tnum").values(), 530)
    elif family == TEXT_SERIF:
        wanted = {}
    else:
        wanted = {cmap[ord(figure)]: hmtx[cmap[ord("0")]][0] for figure in "0123456789"}
    for name, width in sorted(wanted.items()):
        shift = round((width - hmtx[name][0]) / 2) if width else 0
        if shift:
            glyph = glyf[name]
            if glyph.isComposite():
                for part in glyph.components:
                    part.x += shift
            else:
                glyph.coordinates.translate((shift, 0))
            glyph.recalcBounds(glyf)
            hmtx[name] = (width, glyph.xMin)


def free_hyphens(font):
    """Public Sans draws hyphen and space together until the space is nearly gone, so that the suspended hyphen of
    `low- and middle-income` looks like that of one word. The pairs of the two are taken out of its kerning."""
    cmap = font.getBestCmap()
    hyphens, spaces = (
        {cmap[c] for c in codes if c in cmap} for codes in ((0x2D, 0x2010, 0x2011), (0x20, 0xA0))
    )
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in (getattr(t, "ExtSubTable", t) for t in lookup.SubTable):
            if table.LookupType != 2 or table.Format != 1:
                continue
            for first, pairs in zip(table.Coverage.glyphs, table.PairSet, strict=True):
                others = spaces if first in hyphens else hyphens if first in spaces else ()
                pairs.PairValueRecord = [p for p in pairs.PairValueRecord if p.SecondGlyph not in others]
                pairs.PairValueCount = len(pairs.PairValueRecord)


def set_names(font, family, style, weight):
    """Names, weight class and style bits; RIBBI names for old programs, typographic names for new ones."""
    italic, ribbi = "Italic" in style, style in ("Regular", "Italic", "Bold", "Bold Italic")
    weight_name = style.replace("Italic", "").strip()
    legacy = family if ribbi else f"{family} {weight_name}"
    postscript = f"{family}-{style}".replace(" ", "")
    table, old = font["name"], {i: font["name"].getDebugName(i) for i in (0, 5, 7, 8, 9, 10, 11, 12, 13, 14)}
    new = {
        **old,
        1: legacy,
        2: style if ribbi else ("Italic" if italic else "Regular"),
        4: f"{family} {style}",
        3: f"{old[5].split(';')[0]};briefgen;{postscript}",
        5: f"{old[5].split(';')[0]}; cut for briefgen",
        6: postscript,
    }
    if not ribbi:
        new |= {16: family, 17: style}
    table.names = []
    for name_id, text in sorted(new.items()):
        if text:
            table.setName(text, name_id, 3, 1, 0x409)
    bold, os2 = style.startswith("Bold"), font["OS/2"]
    os2.usWeightClass, os2.usWidthClass, os2.fsType = weight, 5, 0
    os2.fsSelection = (os2.fsSelection & 0b1110000000) | italic | bold << 5 | (not italic and not bold) << 6
    font["head"].macStyle, font["head"].modified = bold | italic << 1, MODIFIED


def cut(source, family, style, weight, axes):
    font = TTFont(source, recalcTimestamp=False)
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": weight, **axes})
    if family == ARABIC:
        fill_joiners(font)
    elif family == ETHIOPIC:
        fill_spaces(font)
        fill_joiners(font)
    else:
        fill_gaps(font)
        even_figures(font, family)
        free_hyphens(font)
    options = subset.Options(
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        recalc_timestamp=False,
        legacy_kern=False,
        name_IDs=["*"],
        name_languages=["*"],
        drop_tables=["DSIG", "STAT", "MVAR", "VVAR", "vhea", "vmtx", "FFTM"],
    )
    options.layout_features = sorted(
        {f.FeatureTag for t in ("GSUB", "GPOS") for f in font[t].table.FeatureList.FeatureRecord}
        - {"aalt", "ornm", "c2sc", "smcp"}
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[c for a, b in RANGES.get(family, LATIN) for c in range(a, b + 1)])
    cutter.subset(font)
    set_names(font, family, style, weight)
    files = {}
    for suffix, flavor in ((".ttf", None), (".woff2", "woff2")):
        font.flavor, buffer = flavor, io.BytesIO()
        font.save(buffer)
        files[suffix] = buffer.getvalue()
    return files


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "source", type=Path, help="directory with the variable fonts (searched with its subfolders)"
    )
    parser.add_argument(
        "target",
        type=Path,
        nargs="?",
        default=Path(__file__).parents[1] / "styles/fonts",
        help="default: styles/fonts",
    )
    parser.add_argument(
        "--check", action="store_true", help="compare with the files in the target; exit 1 if one differs"
    )
    args = parser.parse_args()
    found, differs = {path.name: path for path in sorted(args.source.rglob("*.ttf"))}, 0
    if missing := {face[4] for face in FACES} - set(found):
        parser.error(f"not in {args.source}: {', '.join(sorted(missing))}")
    args.target.mkdir(parents=True, exist_ok=True)
    for stem, family, style, weight, source, axes in FACES:
        for suffix, data in cut(found[source], family, style, weight, axes).items():
            path = args.target / (stem + suffix)
            same = path.exists() and path.read_bytes() == data
            differs += not same
            if not args.check:
                path.write_bytes(data)
            print(
                f"{path.name:32} {len(data) / 1000:6.1f} kB  "
                f"{'same' if same else 'differs' if args.check else 'written'}"
            )
    sys.exit(1 if args.check and differs else 0)


if __name__ == "__main__":
    main()
