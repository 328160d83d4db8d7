"""Tables unfolded: a merged cell stands in every place it covers, and is known to do so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from jxkit.model import Grid, Where

WIDEST: Final = 300
TALLEST: Final = 100_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a file holds it: its text, and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


def unfold(rows: Iterable[Sequence[Cell]], where: Where) -> Grid:
    """Return the grid of rows of cells; a cell that covers rows pushes those below to the right."""
    texts: dict[tuple[int, int], str] = {}
    covered: set[tuple[int, int]] = set()
    height = width = 0
    for row, cells in enumerate(rows):
        if row >= TALLEST:
            break
        column, height = 0, max(height, row + 1)
        for cell in cells:
            while (row, column) in texts:
                column += 1
            if column >= WIDEST:
                break
            for place in _covered(row, column, cell):
                texts[place] = cell.text
                if place != (row, column):
                    covered.add(place)
            column += min(cell.columns, WIDEST)
        width = max(width, column)
    lines = tuple(
        tuple(texts.get((row, column), "") for column in range(width)) for row in range(height)
    )
    kept = frozenset((row, column) for row, column in covered if row < height and column < width)
    return Grid(lines, where, kept)


def _covered(row: int, column: int, cell: Cell) -> list[tuple[int, int]]:
    high, wide = min(max(cell.rows, 1), 1000), min(max(cell.columns, 1), WIDEST)
    return [(row + down, column + right) for down in range(high) for right in range(wide)]
