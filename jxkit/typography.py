"""How numbers and lines of mixed Chinese and Latin text are set, wherever a reader sees them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate
from math import isfinite
from numbers import Real
from unicodedata import combining, east_asian_width

MISSING = "—"

_PIECE = re.compile(
    r"\s+|[（(《“‘「【〔≥≤<>=＝±]*(?:[^\W_\u2e80-\uffff][\w.,:/%‰+\-]*|.)", re.ASCII
)
_CLOSING = "，。、；：！？）》”’」】〕％…,.;:!?)%‰"


def number(value: object, digits: int = 2, *, fixed: bool = False) -> str:
    """Print a number with thousands separators, rounded half up; "—" where there is none.

    Zeros at the end are dropped unless `fixed`.
    """
    if not isinstance(value, Real) or not isfinite(value):
        return MISSING
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{digits}f}"
    if not fixed and digits:
        text = text.rstrip("0").rstrip(".")
    return f"−{text}" if rounded < 0 else text


def width(text: str) -> int:
    """Return the columns of a terminal that the text takes; a Chinese character takes two."""
    return sum(
        0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text
    )


def pad(text: str, columns: int, align: str = "left") -> str:
    """Fill the text with spaces up to `columns`, on its right, its left or both sides."""
    blank = max(0, columns - width(text))
    before = {"left": 0, "right": blank, "center": blank // 2}[align]
    return " " * before + text + " " * (blank - before)


def wrap(text: str, columns: int, *, lines: int | None = None) -> list[str]:
    """Break the text into lines of at most `columns`, never within a number or a Latin word.

    No line begins with a closing mark.  More than `lines` lines end in "…".
    """
    wrapped = [""]
    for piece in _pieces(" ".join(text.split()), columns):
        fits = width(wrapped[-1] + piece.rstrip()) <= columns
        if fits or (piece[0] in _CLOSING and wrapped[-1]):
            wrapped[-1] += piece
        else:
            wrapped.append(piece.lstrip())
    wrapped = [line.rstrip() for line in wrapped]
    if lines is None or len(wrapped) <= lines:
        return wrapped
    return [*wrapped[: lines - 1], _head(wrapped[lines - 1], columns - 2) + "…"]


def _pieces(text: str, columns: int) -> list[str]:
    """Split into pieces that stay whole; one that is wider than a line is cut after all."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        rest = piece
        while width(rest) > columns:
            head = _head(rest, columns)
            pieces.append(head)
            rest = rest[len(head) :]
        pieces.append(rest)
    return [piece for piece in pieces if piece]


def _head(text: str, columns: int) -> str:
    """Return as many characters from the start as fit, at least one."""
    fitting = sum(total <= columns for total in accumulate(map(width, text)))
    return text[: max(1, fitting)]
