"""Every indicator on one axis: how much of its target was reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from jxkit.charts.display import describe
from jxkit.charts.marks import Look, bars, named, numbers, remark, rule, texts, ticks, value_labels
from jxkit.charts.rows import Frame, Row, blank, entitle, frame
from jxkit.charts.style import BAND, BLUE, GREY, INK, ORANGE, PAPER, style
from jxkit.errors import UsageError
from jxkit.typography import number
from jxkit.words import MET, RULES

TITLE: Final = "各项绩效指标完成率"
LOOKS: Final = {
    "met": Look("达到目标", BLUE, BLUE),
    "over": Look("达到超额线", PAPER, BLUE, "////"),
    "missed": Look("未达到目标", ORANGE, ORANGE),
    "doubt": Look("是否完成须判断", PAPER, ORANGE, "xxxx"),
}
_LIMIT: Final = 200.0
_NONE: Final = "没有可用的绩效指标。"


def indicator_completion(
    indicators: pd.DataFrame, *, ax: Axes | None = None, lines: Sequence[float] = (130.0,)
) -> Axes:
    """Draw the completion of every indicator in percent, with the 100 % line.

    `lines` are the lines of over-completion in percent.  What cannot be computed is shown as such;
    a bar longer than the axis ends in an arrow with its number.
    """
    if "completion" not in indicators:
        raise UsageError("指标表中没有完成率", "请先用 jx.score(project, norm) 计分")
    table = _read(indicators, min(lines, default=np.inf))
    with style():
        drawn = _draw(table, ax, sorted(lines)) if len(table) else blank(ax, TITLE, _NONE)
    return describe(drawn, _words(table, lines))


def _read(indicators: pd.DataFrame, over: float) -> pd.DataFrame:
    """Reduce the indicators to what is drawn; `state` is empty where nothing can be computed."""
    completion = numbers(indicators, "completion")
    met = texts(indicators, "met")
    met = met.where(met.isin(["yes", "no"]), "doubt").replace({"yes": "met", "no": "missed"})
    state = met.mask((met == "met") & (completion >= over), "over")
    lower = texts(indicators, "direction") == "lower"
    note = texts(indicators, "target") + " → " + texts(indicators, "actual")
    return pd.DataFrame(
        {
            "name": texts(indicators, "name") + np.where(lower, "（越低越好）", ""),
            "group": texts(indicators, "level1"),
            "note": note.where(note != " → ", "目标与完成值均为空"),
            "completion": completion,
            "state": state.where(completion.notna(), ""),
            "why": _why(indicators),
        }
    )


def _why(indicators: pd.DataFrame) -> pd.Series[str]:
    """Say for each indicator why it has no completion."""
    rule_, met = texts(indicators, "rule"), texts(indicators, "met").map(MET)
    reason = texts(indicators, "unscored_reason")
    plain = pd.Series(np.where(reason != "", "无法计算：" + reason, "无法计算"), indicators.index)
    by_rule = rule_.map(RULES) + "计分，" + met
    return plain.mask(rule_.isin(["deadline", "range", "zero"]) & met.notna(), by_rule).mask(
        rule_ == "tier", "定性，按档计分"
    )


def _draw(table: pd.DataFrame, ax: Axes | None, lines: list[float]) -> Axes:
    rows = [Row(each.name_, each.note, each.group) for each in named(table)]
    drawn = frame(ax, rows)
    limit = min(_LIMIT, max(140.0, table["completion"].max(), *lines, 0.0))
    drawn.ax.set_xlim(0, limit * 1.16)
    _bars(drawn, table, limit)
    rule(drawn.ax, 100, "目标线 100%", INK)
    for line in lines:
        rule(drawn.ax, line, f"超额线 {number(line)}%", GREY, dashed=True)
    ticks(drawn.ax, [100, 0, *lines, 200, 50], "%")
    entitle(drawn.ax, TITLE, "指标值 → 实际完成值")
    return drawn.ax


def _bars(drawn: Frame, table: pd.DataFrame, limit: float) -> None:
    middles = np.array(drawn.middles)
    for state, look in LOOKS.items():
        here = (table["state"] == state).to_numpy()
        lengths = table["completion"].to_numpy()[here]
        bars(drawn.ax, middles[here], lengths.clip(0, limit), look)
        value_labels(drawn.ax, middles[here], lengths, limit, "%")
    without = (table["state"] == "").to_numpy()
    band = Look("不能计算完成率", BAND, BAND)
    bars(drawn.ax, middles[without], np.full(without.sum(), limit * 1.16), band)
    for middle, why in zip(middles[without], table["why"][without], strict=True):
        remark(drawn.ax, middle, why)


def _words(table: pd.DataFrame, lines: Sequence[float]) -> str:
    """Say the chart in words: counts, then the indicators that stand out, with numbers."""
    if table.empty:
        return f"{TITLE}：{_NONE}"
    counts = [f"{TITLE}条形图，共{len(table)}项"]
    heads = LOOKS | {"": Look("不能计算完成率", BAND, BAND)}
    for state, look in heads.items():
        here = table[table["state"] == state]
        if len(here):
            counts.append(f"{look.label}{len(here)}项（{_named(here)}）")
    if over := "、".join(f"{number(line)}%" for line in lines):
        counts.append(f"目标线为100%，超额线为{over}")
    return "；".join(counts) + "。"


def _named(table: pd.DataFrame, most: int = 8) -> str:
    shown = [
        f"{each.name_}{number(each.completion, 1)}%" if each.state else each.name_
        for each in named(table.head(most))
    ]
    return "、".join(shown) + ("等" if len(table) > most else "")
