"""The marks that charts are made of: bars, lines, labels; and how a table's cells are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from jxkit.charts.style import BAND, GREY, INK, PAPER, one_line
from jxkit.typography import number

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of bar is named, filled, edged and hatched: never by colour alone.

    `thick` is the height in lines of text.
    """

    label: str
    fill: str
    edge: str
    hatch: str = ""
    thick: float = 0.95


class Named(NamedTuple):
    """One row of a table to draw."""

    name_: str
    note: str
    group: str
    completion: float
    state: str


def named(table: pd.DataFrame) -> Iterator[Named]:
    """Go through the rows by name."""
    columns = ["name", "note", "group", "completion", "state"]
    return (Named(*values) for values in table[columns].itertuples(index=False))


def numbers(table: pd.DataFrame, column: str) -> pd.Series[float]:
    """Return a column as floats; NaN for what is missing, infinite or no number."""
    values = pd.to_numeric(table.get(column, pd.Series(np.nan, table.index)), errors="coerce")
    return values.astype(float).replace([np.inf, -np.inf], np.nan)


def texts(table: pd.DataFrame, column: str) -> pd.Series[str]:
    """Return a column as texts; "" for what is missing."""
    return table.get(column, pd.Series("", table.index)).fillna("").astype(str)


def bars(
    ax: Axes,
    middles: Floats,
    lengths: Floats,
    look: Look,
    *,
    begin: Floats | float = 0.0,
) -> None:
    """Draw bars of one kind and name them in the legend; none, if there are none."""
    if len(middles):
        ax.barh(
            middles,
            lengths,
            height=look.thick,
            left=begin,
            label=look.label,
            facecolor=look.fill,
            edgecolor=look.edge,
            hatch=look.hatch,
            linewidth=0.8,
            zorder=2,
        )


def value_labels(ax: Axes, middles: Floats, values: Floats, limit: float, unit: str = "") -> None:
    """Write each value at the end of its bar, after an arrow where the bar is cut at `limit`."""
    for middle, value in zip(middles, values, strict=True):
        text = f"{number(value, 1)}{unit}"
        if value > limit:
            cut(ax, middle, limit, text)
        else:
            _label(ax, middle, max(value, 0.0), text, 4)


def cut(ax: Axes, middle: float, limit: float, text: str) -> None:
    """Mark a bar that goes on beyond the axis with an arrow and its number."""
    ax.plot(limit, middle, ">", color=INK, markersize=5, clip_on=False, zorder=5)
    _label(ax, middle, limit, text, 7)


def _label(ax: Axes, middle: float, place: float, text: str, gap: float) -> None:
    ax.annotate(
        text,
        (place, middle),
        xytext=(gap, 0),
        textcoords="offset points",
        va="center",
        fontsize=7.5,
        color=INK,
        zorder=5,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.8},
    )


def remark(ax: Axes, middle: float, text: str, color: str = GREY) -> None:
    """Write, where a bar cannot be, why there is none."""
    ax.plot(0, middle, "D", color=color, markersize=3.5, clip_on=False, zorder=4)
    ax.annotate(
        one_line(text),
        (0, middle),
        xytext=(8, 0),
        textcoords="offset points",
        va="center",
        color=color,
        fontsize=7.5,
        zorder=5,
        bbox={"facecolor": BAND, "edgecolor": "none", "pad": 0.8},
        parse_math=False,
    )


def rule(ax: Axes, place: float, label: str, color: str, *, dashed: bool = False) -> None:
    """Draw an upright line and name it in the legend."""
    ax.axvline(place, color=color, linestyle=(0, (4, 2)) if dashed else "-", label=label, zorder=3)


def ticks(ax: Axes, places: Sequence[float], unit: str = "") -> None:
    """Mark these places above and below the bars; the first ones win where they would collide."""
    left, right = ax.get_xlim()
    kept: list[float] = []
    for place in places:
        if left <= place <= right and all(abs(place - other) > right * 0.09 for other in kept):
            kept.append(place)
    kept.sort()
    ax.set_xticks(kept, [f"{number(place)}{unit}" for place in kept])
    ax.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=len(kept) > 0)
    ax.grid(axis="x")
