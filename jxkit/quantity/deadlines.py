"""A time against a time: in time, too late, or not to be told from what is printed."""

from __future__ import annotations

from typing import Final

from jxkit.quantity.value import Day, Quantity, Span

_ANY_YEAR: Final = 2000
"""Stands for the report year where nobody knows it; both sides then lie in the same one."""


def meets_time(target: Quantity, actual: Quantity, year: int | None = None) -> str:
    """Return yes, no or unknown for a time target; a year not printed is the report year."""
    if target.text == actual.text:
        return "yes"
    if target.span is None or actual.span is None:
        return "unknown"
    year = year or _printed_year(target.span, actual.span)
    aim, done = target.span.days(year), actual.span.days(year)
    if target.op == actual.op and aim == done:
        return "yes"
    if _is_met(target, aim, done):
        return "yes"
    late = done[0] > aim[1] and actual.op != "<="
    return "no" if late else "unknown"


def _is_met(target: Quantity, aim: tuple[Day, Day], done: tuple[Day, Day]) -> bool:
    """Tell whether all days that the result may mean satisfy the target."""
    if target.op == "<=":
        sharp = aim[0] == aim[1]
        return done[1] < aim[0] or (sharp and done[1] <= aim[1])
    if target.op == "range" or "全年" in target.text:
        return done[0] <= aim[0] and done[1] >= aim[1]
    if target.span and target.span.due:
        return done[1] <= aim[1]
    return aim[0] <= done[0] and done[1] <= aim[1]


def _printed_year(*spans: Span) -> int:
    years = [year for span in spans for year in (span.start_year, span.end_year) if year]
    return years[0] if years else _ANY_YEAR
