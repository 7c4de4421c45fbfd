"""A brand: its file, where it is, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import ceil, floor

from briefgen.content.decode import decode_known, span_at
from briefgen.content.frontmatter import Mapping, read_mapping
from briefgen.content.lengths import points
from briefgen.core import messages
from briefgen.core.diagnostics import Diagnostic, StopPublication
from briefgen.core.paths import join
from briefgen.core.source import Source, Span
from briefgen.core.text import read_source
from briefgen.core.workspace import SHIPPED, Door
from briefgen.design import shipped
from briefgen.design.brand_file import BrandFile, LogoChoice, LogoImage
from briefgen.design.schemes import Keys, Scheme, names_of_colours, schemes_of
from briefgen.design.tokens import Density

REGULAR = "regular"
"""The density that is taken when an edition asks for none, if the brand has one of that name."""

NEAR_BASE = 0.08
"""How far the text of a density may be from the size of `typography: base`: more would be another design."""


@dataclass(frozen=True)
class Brand:
    """A brand file and where it is, so that its own paths lead somewhere."""

    name: str
    path: str
    file: BrandFile
    source: Source
    tree: Mapping = field(repr=False)

    @property
    def densities(self) -> dict[str, Density]:
        """The densities by name, loosest first; that of the base typography, `regular`, when none are given."""
        base = self.file.typography.base
        # Unchecked: what the typography says holds, also where a density of the brand's own could not say it.
        regular = Density.model_construct(size=base.size, leading=base.line_height, space=1.0)
        return self.file.defaults.briefgen.densities or {REGULAR: regular}

    @property
    def regular_density(self) -> str:
        """The density that is taken when an edition asks for none."""
        return REGULAR if REGULAR in self.densities else next(iter(self.densities))

    @property
    def inks(self) -> dict[str, tuple[float, float, float, float]]:
        """What colours are printed with by the brand's own word, by `#rrggbb`: per cent of the process inks."""
        return {self.file.color.hex(name): inks for name, inks in self.file.defaults.briefgen.cmyk.items()}

    @cached_property
    def schemes(self) -> tuple[Scheme, Scheme]:
        """The colours by use in the light and in the dark scheme."""
        return schemes_of(self.file)

    def span(self, keys: Keys) -> Span:
        """The place of a value of the brand file, or of what is nearest above it."""
        return span_at(self.tree, keys)

    @property
    def folder(self) -> str:
        """The brand's folder, in the project or shipped."""
        return self.path.removeprefix(SHIPPED).rpartition("/")[0]

    def file_path(self, door: Door, reference: str) -> str:
        """The project path of a file that the brand file names; as all of a design, it may come from the
        project or be shipped."""
        path = join(self.folder, reference)
        return shipped.find(door, path) or path

    def logo(self, size: str, ground: str = "light") -> LogoImage:
        """The logo of a size (`small`, `medium`, `large`) for a ground (`light`, `dark`)."""
        logo = self.file.logo
        choice: LogoChoice = getattr(logo, size) or logo.medium
        return logo.images[choice.light if ground == "light" else choice.dark]


def load_brand(door: Door, name: str, named_at: Span | None) -> tuple[Brand | None, tuple[Diagnostic, ...]]:
    """The brand of a name; `named_at` is the place that chose it. A brand with errors may be there too, when more can
    be asked of it."""
    is_name = bool(name.strip(".")) and "/" not in name
    path = shipped.find(door, f"styles/brands/{name}/brand.yml") if is_name else None
    if path is None:
        known = {
            brand.rstrip("/") for layer in ("", "briefgen:") for brand in door.list(f"{layer}styles/brands")
        }
        listed = ", ".join(f"`{brand}`" for brand in sorted(known))
        return None, (messages.BRAND_UNKNOWN.at(named_at, brand=name, known=listed),)
    try:
        source = read_source(door, path)
    except StopPublication as stop:
        return None, stop.diagnostics
    tree, problems = read_mapping(source)
    if tree is None or problems:
        return None, problems
    file, problems = decode_known(tree, BrandFile)
    if file is None:
        return None, problems
    brand = Brand(name, path, file, source, tree)
    unknown = tuple(_unknown_colours(brand))
    problems += (*unknown, *_odd_densities(brand), *(() if unknown else _two_inks(brand)))
    return (None if unknown else brand), problems


def _unknown_colours(brand: Brand) -> Iterator[Diagnostic]:
    for keys, name in names_of_colours(brand.file):
        try:
            brand.file.color.hex(name)
        except ValueError as error:
            problem, _, advice = str(error).partition(" -- ")
            yield messages.BAD_VALUE.at(
                brand.span(keys), subject=f"`{keys[-1]}`", problem=problem, advice=advice
            )


def _odd_densities(brand: Brand) -> Iterator[Diagnostic]:
    """Sizes that are far from that of the typography, and densities that are not in order."""
    place = ("defaults", "briefgen", "densities")
    densities = brand.file.defaults.briefgen.densities
    base = brand.file.typography.base.size
    least, most = (points(base) * share for share in (1 - NEAR_BASE, 1 + NEAR_BASE))
    for name, density in densities.items():
        if not least <= points(density.size) <= most:
            yield messages.BAD_VALUE.at(
                brand.span((*place, name, "size")),
                subject="`size`",
                problem=f"must be within 8 % of the {base} of `typography: base`, not {density.size}",
                advice=f"write a size from {ceil(least * 10) / 10}pt to {floor(most * 10) / 10}pt",
            )
    for (before, loose), (name, tight) in pairwise(densities.items()):
        for larger in (key for key in Density.model_fields if _amount(tight, key) > _amount(loose, key)):
            yield messages.BAD_VALUE.at(
                brand.span((*place, name, larger)),
                subject=f"`{larger}`",
                problem=f"is larger than that of `{before}`, the density before it",
                advice="write the densities from the loosest to the tightest",
            )


def _two_inks(brand: Brand) -> Iterator[Diagnostic]:
    """Names of one colour that are to be printed with different inks: a page knows the colour alone."""
    first: dict[str, str] = {}
    given = brand.file.defaults.briefgen.cmyk
    for name, inks in given.items():
        other = first.setdefault(brand.file.color.hex(name), name)
        if given[other] != inks:
            yield messages.BAD_VALUE.at(
                brand.span(("defaults", "briefgen", "cmyk", name)),
                subject=f"`{name}`",
                problem=f"is the same colour as `{other}` and has other inks",
                advice="give both the same inks, or make them two colours",
            )


def _amount(density: Density, key: str) -> float:
    return points(density.size) if key == "size" else float(getattr(density, key))


def density_properties(density: Density) -> str:
    """A density as CSS custom properties."""
    return (
        f":root {{ --text-size: {density.size}; --text-leading: {density.leading}; "
        f"--density-space: {density.space} }}\n"
    )
