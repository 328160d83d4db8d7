"""The one look of all charts: a printed report, read in colour, in grey, or by ear."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from matplotlib import font_manager, ft2font
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.style import context

from jxkit.errors import JxkitError, UsageError
from jxkit.markup import clean
from jxkit.typography import wrap

FAMILY: Final = "Noto Sans SC"
FALLBACKS: Final = (
    FAMILY,
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
    "sans-serif",
)
"""What a reader's machine may have in place of the font that measured the text."""

WIDTH: Final = 170 / 25.4
"""Inches: the text width of A4; a column of 860 pixels sets the same figure in 14 pixels."""

INK, GREY, RULE, PAPER, BAND = "#1f2933", "#5b6670", "#aab2ba", "#ffffff", "#eef0f2"
BLUE, ORANGE = "#1b4f7a", "#d55e00"

LINE: Final = 10.4
"""Points from one line of a label to the next."""

_UNKNOWN: Final = "〓"
_AMONG_BARS: Final = 56

_RC: Final = {
    "font.family": [FAMILY],
    "font.size": 8.0,
    "axes.titlesize": 10.0,
    "axes.titlelocation": "left",
    "axes.titlecolor": INK,
    "axes.labelsize": 8.0,
    "axes.labelcolor": GREY,
    "axes.edgecolor": RULE,
    "axes.linewidth": 0.6,
    "axes.axisbelow": True,
    "axes.unicode_minus": False,
    "axes.facecolor": PAPER,
    "figure.facecolor": PAPER,
    "text.color": INK,
    "text.parse_math": False,
    "text.usetex": False,
    "xtick.color": RULE,
    "xtick.labelcolor": GREY,
    "ytick.labelcolor": INK,
    "ytick.color": RULE,
    "xtick.major.size": 2.5,
    "xtick.major.width": 0.6,
    "ytick.major.size": 0.0,
    "ytick.major.pad": 6.0,
    "grid.color": "#e4e7ea",
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.7,
    "legend.frameon": False,
    "legend.fontsize": 7.5,
    "legend.handlelength": 1.6,
    "legend.columnspacing": 1.6,
    "lines.linewidth": 1.0,
    "svg.fonttype": "none",
    "svg.hashsalt": "jxkit",
    "path.simplify": False,
}


def figure_of(ax: Axes) -> Figure:
    """Return the figure that the axes stand in, even within a part of it."""
    figure = ax.get_figure(root=True)
    if figure is None:
        raise UsageError("坐标轴已从图中移除", "请重新绘图")
    return figure


@contextmanager
def style() -> Iterator[None]:
    """Draw in the look of the kit; the settings of the session come back afterwards."""
    _add_font()
    with context(dict(_RC), after_reset=True):
        yield


def printable(text: str) -> str:
    """Return text that the font can set: one line, and "〓" for what has no glyph in it."""
    shown = " ".join(clean(text).split())
    return "".join(each if ord(each) in _glyphs() else _UNKNOWN for each in shown)


def one_line(text: str) -> str:
    """Return printable text that does not outgrow the bars it stands among."""
    return wrap(printable(text), _AMONG_BARS, lines=1)[0]


def _font_path() -> Path:
    """Find the font file beside its package, which is not imported: it would patch matplotlib."""
    package = find_spec("zhplot")
    if package is None or package.origin is None:
        raise JxkitError("找不到中文字体所在的 zhplot 包", "请运行 pip install zhplot")
    return Path(package.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"


@cache
def _add_font() -> None:
    font_manager.fontManager.addfont(_font_path())


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(ft2font.FT2Font(_font_path()).get_charmap())
