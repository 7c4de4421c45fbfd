"""Numbers as charts and tables write them: 123.2 where the subtitle says millions, 75% where they are shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from briefgen.content.data_blocks import NumberFormat
from briefgen.design.interface_words import InterfaceWords


@dataclass(frozen=True)
class Amounts:
    """How the numbers of one chart or column are written: divided by a power of ten, with so many decimals."""

    words: InterfaceWords
    format: NumberFormat
    decimals: int

    def text(self, value: Decimal | float, decimals: int | None = None) -> str:
        """A number in the language of the page."""
        places = self.decimals if decimals is None else decimals
        exact = value if isinstance(value, Decimal) else Decimal(repr(value))
        scaled = exact.scaleb(-self.format.power)
        rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        number = self.words.number(rounded if rounded else Decimal(0), places)
        number = number.replace("-", "\N{MINUS SIGN}")
        return self.words.percent(number) if self.format is NumberFormat.PERCENT else number

    def said(self, value: Decimal) -> str:
        """A number with its unit, for a sentence: 123.2 million."""
        if not self.format.power:
            return self.text(value)
        return self.words.in_words(value)

    @property
    def unit(self) -> str:
        """What the subtitle adds about the unit; empty when numbers are as they are."""
        gettext = self.words.gettext
        return {
            NumberFormat.THOUSAND: gettext("in thousands"),
            NumberFormat.MILLION: gettext("in millions"),
            NumberFormat.BILLION: gettext("in billions"),
        }.get(self.format, "")


def amounts(
    words: InterfaceWords, form: NumberFormat, decimals: int | None, values: Iterable[Decimal]
) -> Amounts:
    """How to write some numbers: with the decimals that are asked for, else with those they have, but few."""
    if decimals is None:
        known = [value for value in values if value]
        decimals = min(
            _most_decimals(known, form), max((decimals_of(value, form) for value in known), default=0)
        )
    return Amounts(words, form, decimals)


def _most_decimals(values: list[Decimal], form: NumberFormat) -> int:
    """Two decimals, or one of divided numbers; more where the largest number would be all zeros without them."""
    largest = max((abs(value).scaleb(-form.power) for value in values), default=Decimal(1))
    usual = 1 if form.power or largest >= 100 else 2
    return usual if largest >= 1 else max(usual, -largest.adjusted() + 1)


def decimals_of(value: Decimal, form: NumberFormat) -> int:
    """The decimals that a number has when it is divided as its format says."""
    exponent = value.scaleb(-form.power).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
