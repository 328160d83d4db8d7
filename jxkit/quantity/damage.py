"""Damaged signs: what optical reading makes of ≥ and %, and when a repair is warranted."""

from __future__ import annotations

import re
from typing import Final

from jxkit.quantity.grammar import LONGEST, parse
from jxkit.quantity.script import compact, halfwidth
from jxkit.quantity.units import is_rate
from jxkit.quantity.value import Quantity
from jxkit.quantity.words import BOUNDED, UNBOUNDED

_WHOLE = 100.0

_LOST_SIGN = re.compile(r"(?P<before>(?:.*[^0-9A-Za-z%])?)(?:\^|工|5=)(?P<value>[0-9.]+[%‰]?)")
_TWO_FOR_GE = re.compile(r"(?P<before>[^0-9]*)2(?P<value>[1-9][0-9]*(?:\.[0-9]+)?[%$])")
_SPELT: Final = (
    (re.compile(r"(?<=[0-9])万[兀无]$"), "万元"),
    (re.compile(r"(?<=[0-9])[酚$]$"), "%"),
)


def repair(text: str, name: str = "") -> str | None:
    """Return the text with its damaged sign mended, None where it may stand as it is printed.

    A repair is made only where the text as printed is impossible (a satisfaction of 290%) and
    the mended text is a plausible quantity.  Whoever uses it keeps the text printed beside it.
    """
    words = compact(halfwidth(text))
    if len(words) > LONGEST or (parse(words).kind != "text" and not _impossible(words, name)):
        return None
    mended = _with_sign(_spelt(words), name)
    value = parse(mended)
    plausible = value.kind == "number" and not _exceeds(value, name + mended)
    return mended if plausible and mended != words else None


def alternative(value: Quantity) -> float | None:
    """Return the number meant if the leading 2 of a bare number is a damaged ≥; None if none is."""
    if value.kind != "number" or value.op or value.number is None:
        return None
    match = re.fullmatch(r"2([1-9][0-9]*(?:\.[0-9]+)?)", f"{value.number:g}")
    return float(match[1]) if match else None


def _impossible(words: str, name: str) -> bool:
    return _exceeds(parse(words), name + words)


def _exceeds(value: Quantity, name: str) -> bool:
    """Tell whether a share of a whole is above 100 %."""
    if value.number is None or not is_rate(value.unit):
        return False
    return value.number > _WHOLE and bool(BOUNDED.search(name)) and not UNBOUNDED.search(name)


def _spelt(words: str) -> str:
    for pattern, sign in _SPELT:
        words = pattern.sub(sign, words)
    return words


def _with_sign(words: str, name: str) -> str:
    match = _LOST_SIGN.fullmatch(words)
    if match is None and _impossible(words, name):
        match = _TWO_FOR_GE.fullmatch(words)
    return f"{match['before']}≥{match['value']}" if match else words
