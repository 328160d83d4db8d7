"""Lines of a text as they are searched: mended, and folded into one spelling of each sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from jxkit.model import Paragraph, Where

_TRADITIONAL: Final = "績標項單資預執數實際況說題問總評價滿產質時態續區體"
_SIMPLIFIED: Final = "绩标项单资预执数实际况说题问总评价满产质时态续区体"
_FOLDED: Final = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\t\u00a0\u2002\u2003\u3000\ufeff", " ")
    | dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
)
_NUMBERINGS: Final = (
    ("chapter", r"第[一二三四五六七八九十]{1,3}(?:章|节|部分)|[一二三四五六七八九十]{1,3} ?[、.,]"),
    ("bracket", r"\([一二三四五六七八九十]{1,3}\)"),
    ("bracketed", r"\([0-9]{1,2}\)"),
    ("number", r"[0-9]{1,2} ?[、.](?![0-9])"),
    ("half", r"[0-9]{1,2}\)"),
    ("circle", r"[①-⑳]"),
    ("letter", r"[A-E](?:[、.] ?|(?=[产效满成]))"),
)
_NUMBERING: Final = re.compile(
    r" {0,9}(?:" + "|".join(f"(?P<{style}>{form})" for style, form in _NUMBERINGS) + r") *"
)


def fold(text: str) -> str:
    """Return text of the same length with half-width signs, plain spaces, simplified characters."""
    return text.translate(_FOLDED)


@dataclass(frozen=True)
class Line:
    """A line as mended; `paragraph` keeps it as printed.  Offsets of text and folded agree."""

    text: str
    paragraph: Paragraph

    @cached_property
    def folded(self) -> str:
        """The text in one spelling of each sign, for searching only."""
        return fold(self.text)

    @property
    def where(self) -> Where:
        """The place of the line."""
        return self.paragraph.where

    @property
    def blank(self) -> bool:
        """Whether nothing is printed."""
        return not self.text.strip()

    @cached_property
    def numbering(self) -> tuple[str, int]:
        """The style of the numbering, "" if there is none, and where the words begin."""
        match = _NUMBERING.match(self.folded)
        return (str(match.lastgroup), match.end()) if match else ("", 0)

    @property
    def words(self) -> str:
        """The folded text without its numbering."""
        return self.folded[self.numbering[1] :].strip()

    def tail(self, start: int) -> Line:
        """Return the line from `start` on, at the same place."""
        return Line(self.text[start:], self.paragraph)

    def joined(self, other: Line) -> Line:
        """Return one line of two, at the place of the first."""
        return Line(self.text.rstrip() + other.text.lstrip(), self.paragraph)
