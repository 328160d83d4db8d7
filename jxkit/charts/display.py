"""How a chart of the kit is shown in a notebook: as SVG with searchable text, and in words."""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from io import StringIO
from typing import Any
from weakref import WeakKeyDictionary

from matplotlib.axes import Axes

from jxkit.charts.style import FALLBACKS, FAMILY, figure_of, style
from jxkit.errors import UsageError
from jxkit.markup import clean, escape_html

_TEXTS: WeakKeyDictionary[Axes, str] = WeakKeyDictionary()
_STYLE_SHEET = re.compile(r"\s*<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
_STROKES = 'stroke-linejoin="round" stroke-linecap="butt"'
_NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))


def describe(ax: Axes, text: str) -> Axes:
    """Give the chart the words that stand for it where it cannot be seen."""
    _register()
    _TEXTS[ax] = " ".join(clean(text).split())
    return ax


def alt_text(ax: Axes) -> str:
    """Return the chart in words, computed from its data when it was drawn."""
    if ax not in _TEXTS:
        raise UsageError(
            "这幅图不是由 jxkit.charts 绘制的", "请传入 jxkit.charts 各函数返回的坐标轴"
        )
    return _TEXTS[ax]


def svg(ax: Axes) -> str:
    """Draw the whole figure as SVG: the same bytes for the same data, no address outside."""
    drawing = StringIO()
    with style():
        figure_of(ax).savefig(drawing, format="svg", metadata=_NO_METADATA)
    text = drawing.getvalue()
    return _labelled(_own_ids(text[text.index("<svg") :]), alt_text(ax))


def bundle(ax: Axes) -> tuple[dict[str, str], dict[str, Any]] | None:
    """Return the outputs of a notebook for a chart of ours.

    A figure of pyplot is drawn by the notebook itself: it gets its words only.
    """
    if ax not in _TEXTS:
        return None
    words = alt_text(ax)
    if figure_of(ax).canvas.manager is not None:
        return {"text/plain": words}, {}
    outputs = {"image/svg+xml": svg(ax), "text/plain": words}
    return outputs, {"image/svg+xml": {"alt": words}}


def _register() -> None:
    """Make the last line of a cell show a chart; done late, for a kernel may be forked warm."""
    notebook = sys.modules.get("IPython")
    if notebook and (shell := notebook.get_ipython()):
        shell.display_formatter.mimebundle_formatter.for_type(Axes, bundle)


def _own_ids(text: str) -> str:
    """Prefix all ids, so that several figures can stand in one page."""
    prefix = f"f{sha256(text.encode()).hexdigest()[:8]}-"
    return re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{prefix}", text)


def _labelled(text: str, words: str) -> str:
    """Name the fonts that may stand in, keep the style to this image, and give it its words."""
    families = ", ".join(name if name == "sans-serif" else f"'{name}'" for name in FALLBACKS)
    text = text.replace(f"'{FAMILY}'", families)
    root = f'<svg role="img" aria-label="{escape_html(words)}" {_STROKES} '
    return _STYLE_SHEET.sub("", text, count=1).replace("<svg ", root, 1)
