"""Tables as they are searched: cells folded into one spelling, merged cells known as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from jxkit.extraction.lines import fold
from jxkit.model import Grid, Where

_BRACKETS: Final = re.compile(r"\([^()]{0,30}\)|〔[^〔〕]{0,30}〕|[*★☆]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell in its place; `repeated` tells that it only repeats a merged cell."""

    text: str
    column: int
    repeated: bool

    @property
    def head(self) -> str:
        """The text as a head is compared: folded, without spaces, brackets and colons."""
        return head(self.text)


@dataclass(frozen=True)
class Row:
    """One row of a table with its place."""

    number: int
    cells: tuple[Cell, ...]
    where: Where

    @cached_property
    def own(self) -> tuple[Cell, ...]:
        """The cells that say something and repeat none to their left."""
        kept: list[Cell] = []
        for cell in self.cells:
            left = kept[-1] if kept else None
            twin = left is not None and cell.repeated and left.text == cell.text
            if cell.text.strip() and not twin:
                kept.append(cell)
        return tuple(kept)

    def text(self, column: int | None) -> str:
        """Return the text in a column, "" where there is none."""
        if column is None or column >= len(self.cells):
            return ""
        return self.cells[column].text.strip()

    def repeats(self, column: int | None) -> bool:
        """Tell whether the cell of a column only repeats a merged one."""
        return column is not None and column < len(self.cells) and self.cells[column].repeated


def head(text: str) -> str:
    """Return a text as a head is compared: folded, without spaces, brackets and colons."""
    return re.sub(r"[\s:;,。]", "", _BRACKETS.sub("", fold(text)))


def rows(grid: Grid) -> tuple[Row, ...]:
    """Return the rows of a grid, each with its place; places count from 1."""
    return tuple(_rows(grid))


def _rows(grid: Grid) -> Iterator[Row]:
    for number, texts in enumerate(grid.cells):
        cells = tuple(
            Cell(text, column, (number, column) in grid.covered)
            for column, text in enumerate(texts)
        )
        yield Row(number, cells, replace(grid.where, row=number + 1))
