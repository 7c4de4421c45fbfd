"""The brand as CSS custom properties: what style sheets find before they begin, and what then replaces theirs."""

from __future__ import annotations

from briefgen.design.brand import Brand
from briefgen.design.brand_file import SEMANTIC
from briefgen.design.schemes import KINDS, Scheme

_ARABIC_SCRIPT = ("ar", "fa", "ur", "ps", "ckb")

_OTHER_NAMES = {"line": "hairline-color"}
"""`--line` is the height of a line of text, from which all space is made."""


def brand_properties(brand: Brand, language: str, medium: str) -> str:
    """Colours and type of the brand on `:root`; for the screen (`medium` is `screen` or `print`) its dark scheme too.

    Each palette colour is `--color-<name>`, each use of `color:` too; colours by use have their own names
    (`--ground`, `--kind-brief`). Families carry the others of the brand behind them, so that a script one family
    lacks is taken from the next.
    """
    light, dark = brand.schemes
    properties = _root([*_palette(brand), *_type(brand, language), *_scheme(light)])
    if medium == "screen":  # the PDF engine does not know the question
        properties += f"@media screen and (prefers-color-scheme: dark) {{\n{_root(_scheme(dark))}}}\n"
    return properties


def token_properties(brand: Brand) -> str:
    """The tokens of `base.css` that the brand sets itself, for either medium."""
    own = brand.file.defaults.briefgen
    written = ""
    for medium, tokens in (("print", own.paper), ("screen", own.screen)):
        given = tokens.model_dump(by_alias=True, exclude_none=True)
        lines = [f"  --{name}: {value};" for name, value in given.items()]
        written += f"@media {medium} {{\n{_root(lines)}}}\n" if lines else ""
    return written


def _root(lines: list[str]) -> str:
    return ":root {\n" + "\n".join(lines) + "\n}\n"


def _palette(brand: Brand) -> list[str]:
    color = brand.file.color
    colors = {**color.palette, **{name: color.hex(name) for name in SEMANTIC}}
    return [f"  --color-{name}: {value};" for name, value in colors.items()]


def _scheme(scheme: Scheme) -> list[str]:
    return [f"  {property_of(use)}: {chosen.hex};" for use, chosen in scheme.uses.items()]


def property_of(use: str) -> str:
    """The custom property of a use of colour: `--quiet`, and `--kind-brief` for `kinds: brief`."""
    return "--" + _OTHER_NAMES.get(use, use.replace(f"{KINDS}: ", "kind-"))


def _type(brand: Brand, language: str) -> list[str]:
    typography = brand.file.typography
    base, headings = typography.base, typography.headings
    return [
        f"  --font-body: {_stack(base.family, brand, language)};",
        f"  --font-heading: {_stack(headings.family, brand, language)};",
        f"  --text-size: {base.size};",
        f"  --text-leading: {base.line_height};",
        f"  --text-weight: {base.weight};",
        f"  --heading-weight: {headings.weight};",
        f"  --heading-style: {headings.style.value};",
        f"  --heading-leading: {headings.line_height};",
        f"  --link-decoration: {typography.link.decoration};",
    ]


def stack(first: str, brand: Brand, language: str) -> tuple[str, ...]:
    """A family and those behind it. For a language in Arabic script the Arabic family leads."""
    families = [font.family for font in brand.file.typography.fonts]
    arabic = [family for family in families if "Arabic" in family]
    leading = arabic if language.split("-")[0] in _ARABIC_SCRIPT else []
    return tuple(dict.fromkeys((*leading, first, *families)))


def _stack(first: str, brand: Brand, language: str) -> str:
    return ", ".join(f'"{family}"' for family in stack(first, brand, language)) + ", sans-serif"
