"""Target against result: which way is better, and whether the target is met.

`met` is yes or no only where the two texts and the name settle it, the statement taken at face
value; whatever needs a guess is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from jxkit.quantity.damage import alternative, repair
from jxkit.quantity.deadlines import meets_time
from jxkit.quantity.directions import direction, is_cost_money, is_fund
from jxkit.quantity.grammar import parse
from jxkit.quantity.pairs import Pair, pair
from jxkit.quantity.qualities import admits_miss, admits_outlier, meets_words
from jxkit.quantity.value import Quantity

_MAY_BE_CAP: Final = frozenset({"=", None})
"""Operators that let money in a cost row be a cap as well as a target."""

_NUMERIC: Final = frozenset({"number", "range", "frequency"})
_OUTCOMES: Final = {
    "higher": ("no", "yes"),
    "lower": ("yes", "no"),
    "equal": ("no", "no"),
    "none": ("unknown", "unknown"),
    "cap": ("unknown", "no"),
    "fund": ("no", "unknown"),
}
"""Met below the target and above it; spending above its budget is a question of its own."""

_UPPER_BOUND, _LOWER_BOUND = frozenset({"<", "<="}), frozenset({">", ">="})


@dataclass(frozen=True, slots=True)
class Comparison:
    """Target and result with `direction` (higher, lower, equal, none) and `met`."""

    target: Quantity
    actual: Quantity
    direction: str
    met: str


def compare(
    target_text: str, actual_text: str, name: str = "", level2: str = "", *, year: int | None = None
) -> Comparison:
    """Compare an indicator's target with its result.

    `name` and `level2` tell costs, sources of money, units, and what is better low; `year` is
    the report year, meant by every date without one.
    """
    target, actual = parse(target_text), parse(actual_text)
    way = direction(target, actual, name, level2)
    damaged = any(repair(text, name) for text in (target_text, actual_text))
    if damaged and not (target.number is not None and target == actual):
        met = "unknown"
    elif target.kind == "time":
        met = _meets_time(target, actual, year)
    elif target.kind == "text":
        met = meets_words(target, actual)
    elif target.kind == "range":
        met = _meets_range(target, actual, name)
    elif target.kind in _NUMERIC and actual.kind in _NUMERIC:
        cap = is_cost_money(target, actual, name, level2) and target.op in _MAY_BE_CAP
        met = _meets_number(target, actual, name, _way(way, fund=is_fund(level2), cap=cap))
    else:
        met = "unknown"
    return Comparison(target, actual, way, met)


def as_json(comparison: Comparison) -> dict[str, Any]:
    """Return the record the command line prints of a comparison."""
    return {
        "target_value": _record(comparison.target),
        "actual_value": _record(comparison.actual),
        "direction": comparison.direction,
        "met": comparison.met,
    }


def _record(value: Quantity) -> dict[str, Any]:
    return {
        "kind": value.kind,
        "op": value.op,
        "number": _whole(value.number),
        "upper": _whole(value.upper),
        "unit": value.unit,
    }


def _whole(number: float | None) -> float | int | None:
    return int(number) if number is not None and number.is_integer() else number


def _meets_time(target: Quantity, actual: Quantity, year: int | None) -> str:
    if actual.kind == "time":
        return meets_time(target, actual, year)
    return "no" if admits_miss(actual) else "unknown"


def _meets_range(target: Quantity, actual: Quantity, name: str) -> str:
    if actual.kind == "text":
        return "no" if admits_outlier(target, actual) else "unknown"
    numbers = pair(target, actual, name) if actual.kind in _NUMERIC else None
    if numbers is None:
        return "unknown"
    if numbers.target_low <= numbers.actual_low and numbers.actual_high <= numbers.target_high:
        return "unknown" if actual.op in _UPPER_BOUND | _LOWER_BOUND else "yes"
    outside = numbers.actual_high < numbers.target_low or numbers.actual_low > numbers.target_high
    return "no" if outside else "unknown"


def _way(way: str, *, fund: bool, cap: bool) -> str:
    """Return the row of `_OUTCOMES` that holds for an indicator."""
    if fund:
        return "fund"
    return "cap" if cap and way in {"equal", "lower"} else way


def _meets_number(target: Quantity, actual: Quantity, name: str, way: str) -> str:
    numbers = pair(target, actual, name)
    if numbers is None:
        return "unknown"
    if numbers.equal:
        return "yes"
    if alternative(target) == actual.number or alternative(actual) == target.number:
        return "unknown"
    rates = target.rate and actual.rate and pair(target.rate, actual.rate)
    met = _side(numbers, actual, way)
    return met if not rates or met == _side(rates, actual, way) else "unknown"


def _side(numbers: Pair, actual: Quantity, way: str) -> str:
    """Return met by the side of the target on which the whole result lies."""
    below, above = _OUTCOMES[way]
    if numbers.actual_low >= numbers.target_low:
        return above if above != "yes" or actual.op not in _UPPER_BOUND else "unknown"
    if numbers.actual_high <= numbers.target_low:
        return below if below != "yes" or actual.op not in _LOWER_BOUND else "unknown"
    return "unknown"
