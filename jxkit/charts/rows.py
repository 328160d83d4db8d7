"""A chart of rows: wrapped names on the left, bars in the middle, a note on the right.

Rows grow with their text and the figure with its rows, so nothing overlaps at any number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.transforms import ScaledTranslation, Transform

from jxkit.charts.style import GREY, INK, LINE, RULE, WIDTH, figure_of, one_line, printable
from jxkit.typography import wrap

NAME_COLUMNS: Final = 26
NOTE_COLUMNS: Final = 24
_NAME_LINES, _NOTE_LINES = 6, 3
_LEGEND_COLUMNS: Final = 4
_GAP, _GROUP_GAP, _FRAME = 1.0, 1.7, 100.0


@dataclass(frozen=True, slots=True)
class Row:
    """What stands beside one bar; a new `group` begins with its own head."""

    name: str
    note: str = ""
    group: str = ""

    @property
    def names(self) -> list[str]:
        """The name in lines, an unnamed row as such."""
        return wrap(printable(self.name) or "（未命名）", NAME_COLUMNS, lines=_NAME_LINES)

    @property
    def notes(self) -> list[str]:
        """The note in lines, those of the text kept apart; too long a line ends in "…"."""
        parts = [printable(part) for part in self.note.split("\n")]
        share = max(1, _NOTE_LINES // len(parts))
        return [line for part in parts for line in wrap(part, NOTE_COLUMNS, lines=share)]

    @property
    def height(self) -> float:
        """The height in lines, the gap to the next row included."""
        return max(len(self.names), len(self.notes)) + _GAP


@dataclass(frozen=True, slots=True)
class Frame:
    """Axes with their rows written; `middles` are where the bars go, in lines from the top."""

    ax: Axes
    middles: list[float]


def frame(ax: Axes | None, rows: Sequence[Row]) -> Frame:
    """Prepare the axes given, or those of a new figure high enough, and write names and notes."""
    middles, heads, total = _stack(rows)
    ax = ax or _new_axes((total * LINE + _FRAME) / 72)
    ax.set_ylim(total, 0)
    ax.set_yticks(middles, ["\n".join(row.names) for row in rows], parse_math=False)
    ax.spines[["top", "right", "bottom"]].set_visible(False)
    for row, middle in zip(rows, middles, strict=True):
        _beside(ax, middle, "\n".join(row.notes))
    for place, head in heads:
        _head(ax, place, head)
    return Frame(ax, middles)


def entitle(ax: Axes, title: str, note_head: str = "") -> None:
    """Write title, head of the notes and legend above the axes."""
    handles, labels = ax.get_legend_handles_labels()
    rows = -(-len(handles) // _LEGEND_COLUMNS)
    if handles:
        columns = min(_LEGEND_COLUMNS, len(handles))
        ax.legend(
            handles,
            labels,
            loc="lower left",
            bbox_to_anchor=(0, 1),
            bbox_transform=_raised(ax, 18),
            borderaxespad=0,
            borderpad=0,
            ncols=columns,
        )
    ax.set_title(title, pad=24 + 13 * rows, parse_math=False)
    if note_head:
        ax.text(
            1,
            1,
            note_head,
            transform=_raised(ax, 5, 8),
            color=GREY,
            fontsize=7.5,
            va="baseline",
        )


def blank(ax: Axes | None, title: str, sentence: str) -> Axes:
    """Show the sentence where there is nothing to draw."""
    ax = ax or _new_axes(1.1)
    ax.set_axis_off()
    ax.set_title(title, parse_math=False)
    ax.text(0.5, 0.5, sentence, ha="center", va="center", color=GREY, fontsize=9)
    return ax


def _new_axes(height: float) -> Axes:
    layout = ConstrainedLayoutEngine(w_pad=0.06, h_pad=0.03)
    return Figure(figsize=(WIDTH, height), layout=layout).subplots()


def _stack(rows: Sequence[Row]) -> tuple[list[float], list[tuple[float, str]], float]:
    """Stack the rows: the middle of each, the place of each group's head, and the total."""
    middles, heads, top = [], [], 0.0
    for before, row in pairwise([Row(""), *rows]):
        if row.group and row.group != before.group:
            top += _GROUP_GAP
            heads.append((top - _GROUP_GAP / 2, row.group))
        middles.append(top + row.height / 2)
        top += row.height
    return middles, heads, top


def _beside(ax: Axes, middle: float, note: str) -> None:
    if note:
        ax.annotate(
            note,
            (1, middle),
            xytext=(8, 0),
            xycoords=ax.get_yaxis_transform(),
            textcoords="offset points",
            va="center",
            color=INK,
            fontsize=7.5,
            linespacing=1.3,
            annotation_clip=False,
            parse_math=False,
        )


def _head(ax: Axes, place: float, text: str) -> None:
    ax.axhline(place - _GROUP_GAP / 2, color=RULE, linewidth=0.5, zorder=0.5)
    ax.annotate(
        one_line(text),
        (0, place),
        xytext=(4, 0),
        xycoords=ax.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
        color=GREY,
        fontsize=7.5,
        parse_math=False,
    )


def _raised(ax: Axes, up: float, right: float = 0.0) -> Transform:
    shift = ScaledTranslation(right / 72, up / 72, figure_of(ax).dpi_scale_trans)
    return ax.transAxes + shift
