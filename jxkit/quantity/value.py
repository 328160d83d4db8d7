"""What one cell says: a quantity, as it is printed and never as it might have been meant."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

GLYPHS: Final = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}

Day = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `end` (year, month, day); a year not printed is None.

    `due` tells that something is to be done by then (完成, 到位, 年内), not merely to take place.
    """

    start_year: int | None
    start: tuple[int, int]
    end_year: int | None
    end: tuple[int, int]
    due: bool = False

    def days(self, year: int) -> tuple[Day, Day]:
        """Return first and last day, in `year` where none is printed."""
        return (self.start_year or year, *self.start), (self.end_year or year, *self.end)


def last_day(year: int | None, month: int) -> int:
    """Return the number of days of a month, 29 for a February of no known year."""
    return monthrange(year or 2000, month)[1]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One target or result; `number` and `unit` as printed, so 19.2 and 万元.

    `op` of a range is "range", with `number` and `upper` as its bounds; a time has no number but
    `span`.  `text` holds the words of a text or time, and the status beside a number.  `sense` is
    the direction word printed before it, `rate` the rate in brackets after a count, `period` that
    of a frequency (月 in 每月1次).
    """

    kind: str
    op: str | None = None
    number: float | None = None
    upper: float | None = None
    unit: str | None = None
    text: str = ""
    sense: str = ""
    rate: Quantity | None = None
    period: str = ""
    span: Span | None = None

    def __str__(self) -> str:
        body = {"number": self._number, "range": self._range, "frequency": self._frequency}
        words = body[self.kind]() if self.kind in body else self.text
        return f"{self.sense} {words}" if self.sense else words

    def _number(self) -> str:
        unit = self.unit or ""
        digits = plain(self.number)
        amount = f"{unit}{digits}" if unit.startswith("每") else f"{digits}{unit}"
        rate = f"({self.rate})" if self.rate else ""
        return f"{GLYPHS.get(self.op or '', '')}{amount}{self.text}{rate}"

    def _range(self) -> str:
        if self.number is not None and self.upper == -self.number:
            return f"±{plain(self.upper)}{self.unit or ''}"
        upper = plain(self.upper)
        return f"{plain(self.number)}{'~' if upper[0] == '-' else '-'}{upper}{self.unit or ''}"

    def _frequency(self) -> str:
        return f"每{self.period}{GLYPHS.get(self.op or '', '')}{plain(self.number)}{self.unit}"


def plain(number: float | None) -> str:
    """Write a number without exponent and without needless zeros."""
    if number is None:
        return ""
    return str(int(number)) if number.is_integer() else f"{Decimal(repr(number)):f}"


BLANK: Final = Quantity("blank")
