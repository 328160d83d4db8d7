"""Two quantities in one unit: what may be compared with what, and how it is converted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import isclose
from typing import Final

from jxkit.quantity.units import Measure, is_counter, is_rate, measure, same
from jxkit.quantity.value import Quantity
from jxkit.quantity.words import UNIT_PRICE

_PER_YEAR: Final = {"年": 1.0, "半年": 2.0, "季": 4.0, "季度": 4.0, "月": 12.0}
_RHYTHM = re.compile(r"(?P<unit>次|场|场次|期|回|批次)/(?P<period>年|半年|季度?|月|周|日|天)")
_UNIT_IN_NAME = re.compile(r"[(（](?:单位[:：])?([^()（）]{1,8})[)）]")
_SLIP = 1000.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Target and actual in the target's unit, each from `low` to `high`, the same for a number."""

    target_low: float
    target_high: float
    actual_low: float
    actual_high: float

    @property
    def equal(self) -> bool:
        """Whether both say the same."""
        return close(self.target_low, self.actual_low) and close(self.target_high, self.actual_high)


def close(one: float, other: float) -> bool:
    """Tell whether two numbers differ by no more than converting units may cost."""
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def pair(target: Quantity, actual: Quantity, name: str = "") -> Pair | None:
    """Return both sides in the target's unit; None where they measure different things.

    A unit printed on one side only, or in brackets in the name, holds for both.  A frequency is
    compared by the year.  Against a mere rate, a count stands for the rate in its brackets.
    """
    if target.kind == "frequency" or actual.kind == "frequency" or _rhythm(target, actual):
        yearly = _by_year(target, actual)
        return _convert(*yearly, name) if yearly else None
    return _convert(_side(target, actual), _side(actual, target), name)


def ratio(target: Quantity, actual: Quantity, name: str = "") -> float | None:
    """Return actual over target in one unit; None for ranges, for a zero target, for a clash."""
    numbers = pair(target, actual, name)
    if numbers is None or "range" in {target.kind, actual.kind} or not numbers.target_low:
        return None
    return numbers.actual_low / numbers.target_low


def comparable(target: Quantity, actual: Quantity, name: str = "") -> bool:
    """Tell whether two numbers measure the same thing."""
    return pair(target, actual, name) is not None


def unit_of_name(name: str) -> str | None:
    """Return the unit that a name prints in brackets: 服务外包(万美元)."""
    units = [text for text in _UNIT_IN_NAME.findall(name) if is_counter(text)]
    return units[-1] if units else None


def _convert(target: Quantity, actual: Quantity, name: str) -> Pair | None:
    if target.number is None or actual.number is None:
        return None
    units = _units(target, actual, name)
    if units is None or _in_doubt(target, actual) or _in_doubt(actual, target):
        return None
    factor = units[1].factor / units[0].factor
    upper = target.number if target.upper is None else target.upper
    most = actual.number if actual.upper is None else actual.upper
    return Pair(target.number, upper, actual.number * factor, most * factor)


def _side(value: Quantity, against: Quantity) -> Quantity:
    """Return the rate beside a count where the other side is nothing but a rate."""
    return value.rate if value.rate and is_rate(against.unit) else value


def _units(target: Quantity, actual: Quantity, name: str) -> tuple[Measure, Measure] | None:
    """Return the measures to convert by; a side without a unit takes that of name or other side."""
    named = unit_of_name(name)
    one, other = (_unit(side, against, named) for side, against in _both_ways(target, actual))
    if not same(one, other):
        priced = UNIT_PRICE.search(name) and bool(one.per) != bool(other.per)
        if not priced or not same(replace(one, per=""), replace(other, per="")):
            return None
    return one, other


def _both_ways(
    target: Quantity, actual: Quantity
) -> tuple[tuple[Quantity, Quantity], tuple[Quantity, Quantity]]:
    return (target, actual), (actual, target)


def _unit(side: Quantity, against: Quantity, named: str | None) -> Measure:
    if side.unit:
        return measure(side.unit)
    return measure(named if named and against.unit else against.unit)


def _in_doubt(bare: Quantity, other: Quantity) -> bool:
    """Tell whether a number without unit may be meant in another: 1 for 100%, 元 for 万元."""
    if bare.unit or not bare.number or not other.number or not other.unit:
        return False
    if is_rate(other.unit):
        return 0 < bare.number <= 1 < other.number
    slip = abs(bare.number / other.number)
    return measure(other.unit).scaled and not 1 / _SLIP < slip < _SLIP


def _rhythm(target: Quantity, actual: Quantity) -> bool:
    return any(_RHYTHM.fullmatch(side.unit or "") for side in (target, actual))


def _by_year(target: Quantity, actual: Quantity) -> tuple[Quantity, Quantity] | None:
    """Return both as counts of a year; what comes by week or day only against its like."""
    one, other = _count(target), _count(actual)
    if one[1] == other[1]:
        return one[0], other[0]
    factors = [_PER_YEAR.get(period) if period else 1.0 for _, period in (one, other)]
    counts = [
        replace(side, number=side.number * factor)
        for (side, _), factor in zip((one, other), factors, strict=True)
        if factor is not None and side.number is not None
    ]
    return (counts[0], counts[1]) if len(counts) == 2 else None  # noqa: PLR2004  # both sides


def _count(value: Quantity) -> tuple[Quantity, str]:
    if value.kind == "frequency":
        return value, value.period
    match = _RHYTHM.fullmatch(value.unit or "")
    return (replace(value, unit=match["unit"]), match["period"]) if match else (value, "")
