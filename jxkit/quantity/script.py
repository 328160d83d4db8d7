"""The characters a value is written in: half- and full-width, glyph variants, Chinese numerals."""

from __future__ import annotations

import re
from typing import Final

_VARIANTS: Final = {
    "\u3000": " ",
    "﹦": "=",
    "═": "=",
    "≧": "≥",
    "⩾": "≥",
    "≦": "≤",
    "⩽": "≤",
    "﹥": ">",
    "﹤": "<",
    "﹪": "%",
    "〜": "~",
    "∼": "~",
}
_DASHES = "‐‑‒–—―−﹣"
_TABLE: Final = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | _VARIANTS
    | dict.fromkeys(_DASHES, "-")
)
_FREE_SPACE = re.compile(r"(?<![0-9.,]) | (?![0-9.,])")
_CLOSING = "。；;，,、 "

_DIGITS: Final = {
    **{char: number for number, char in enumerate("零一二三四五六七八九")},
    **{char: number for number, char in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "两": 2,
}
_TENS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS: Final = {"万": 10**4, "亿": 10**8}
_POSITIONAL = re.compile(rf"(?=.*[零〇]|...)[{''.join(_DIGITS)}]{{2,}}")
NUMERAL: Final = "".join((*_DIGITS, *_TENS))
"""Every character of a Chinese numeral below 万."""


def halfwidth(text: str) -> str:
    """Return text with half-width signs, one spelling of a glyph, single spaces, no stop."""
    return " ".join(text.translate(_TABLE).split()).rstrip(_CLOSING)


def compact(text: str) -> str:
    """Drop the spaces that part no two numbers; `1 000` stays as it is, unread."""
    return _FREE_SPACE.sub("", text)


def numeral(text: str) -> int | None:
    """Read a Chinese numeral below 万 (二百零五, 两千, 二〇二三); None if it is none."""
    if _POSITIONAL.fullmatch(text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit, least = 0, None, 10**4
    for char in text:
        if char not in _TENS:
            if digit:
                return None
            digit = _DIGITS[char]
            continue
        if _TENS[char] >= least or (digit is None and (total or char not in "十拾")):
            return None
        least = _TENS[char]
        total += least * (1 if digit is None else digit)
        digit = None
    colloquial = digit and least > _TENS["十"] and total and not ({"零", "〇"} & set(text))
    return None if colloquial else total + (digit or 0)
