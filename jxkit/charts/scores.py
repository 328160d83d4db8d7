"""The points a unit gave itself beside the points recomputed, and where points were lost."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from jxkit.charts.display import describe
from jxkit.charts.marks import Floats, Look, bars, cut, numbers, remark, texts, ticks
from jxkit.charts.rows import Row, blank, entitle, frame
from jxkit.charts.style import BLUE, INK, ORANGE, PAPER, RULE, style
from jxkit.errors import UsageError
from jxkit.model import Score
from jxkit.typography import number
from jxkit.words import SCORES

_THIN: Final = 0.62
TITLE: Final = "各项得分：自评与复算"
LOST: Final = Look("失去的分值", PAPER, ORANGE, "/////", thick=_THIN)
STATED: Final = Look("自评得分", BLUE, BLUE, thick=_THIN)
FULL: Final = Look("分值（满分）", PAPER, RULE, thick=_THIN)
RECOMPUTED: Final = "复算得分（区间或单值）"
CAP: Final = "按上限口径复算"
_NONE: Final = "没有可用的得分。"
_ROUNDING: Final = 0.0051
_LANE = 0.36

Points = Mapping[Hashable, Any]


def score_comparison(
    indicators: pd.DataFrame,
    score: Score | None,
    *,
    funds: pd.DataFrame | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw for every indicator its full mark, the stated points and the recomputed range.

    Budget execution stands in the first row if `score` is given, its stated points are looked up
    in `funds`; cost rows that can be read as a cap carry a second mark.
    """
    if missing := {field.name for field in SCORES} - set(indicators):
        raise UsageError(
            f"指标表中没有复算得分（缺少 {'、'.join(sorted(missing))} 列）",
            "请先用 jx.score(project, norm) 计分",
        )
    table = pd.concat([_execution(score, funds), _read(indicators)], ignore_index=True)
    with style():
        drawn = _draw(table, ax) if len(table) else blank(ax, TITLE, _NONE)
    return describe(drawn, _words(table, score))


def _read(indicators: pd.DataFrame) -> pd.DataFrame:
    named = {
        "full": "full_score",
        "stated": "stated_score",
        "low": "expected_low",
        "high": "expected_high",
        "cap_low": "cap_low",
        "cap_high": "cap_high",
    }
    table = pd.DataFrame({short: numbers(indicators, long) for short, long in named.items()})
    table.insert(0, "name", texts(indicators, "name"))
    table.insert(1, "group", texts(indicators, "level1"))
    return table


def _execution(score: Score | None, funds: pd.DataFrame | None) -> pd.DataFrame:
    """Return the row of budget execution, without stated points where none are listed."""
    if score is None or score.execution is None:
        return pd.DataFrame()
    listed = pd.DataFrame() if funds is None else funds[texts(funds, "source") == "total"]
    points = score.execution
    row = {
        "name": "预算执行率",
        "group": "预算执行",
        "full": score.execution_full,
        "stated": next(iter(numbers(listed, "stated_score")), np.nan),
        "low": points.low,
        "high": points.high,
        "cap_low": points.low,
        "cap_high": points.high,
    }
    return pd.DataFrame([row])


def _draw(table: pd.DataFrame, ax: Axes | None) -> Axes:
    entries = zip(table["name"], _notes(table), table["group"], strict=True)
    drawn = frame(ax, [Row(*entry) for entry in entries])
    limit = _limit(table)
    drawn.ax.set_xlim(0, limit * (1.18 if (table["stated"] > limit).any() else 1.04))
    middles = np.array(drawn.middles)
    _bars(drawn.ax, middles - _LANE, table, limit)
    _ranges(drawn.ax, middles + _LANE, table, limit)
    for middle in middles[table[["full", "stated", "low"]].isna().all(axis=1).to_numpy()]:
        remark(drawn.ax, middle, "分值与得分均未列出")
    ticks(drawn.ax, MaxNLocator(6).tick_values(0, limit))
    entitle(drawn.ax, TITLE, "自评 / 复算（分）")
    return drawn.ax


def _limit(table: pd.DataFrame) -> float:
    """Return where the axis ends: at the largest full mark, or at points not too far above it."""
    points = table[["stated", "high", "cap_high"]].max().max()
    full = table["full"].max()
    ends = [end for end in (min(points, 1.25 * full) if full > 0 else points, full) if end > 0]
    return float(max(ends, default=1.0))


def _bars(ax: Axes, middles: Floats, table: pd.DataFrame, limit: float) -> None:
    """Outline the full marks, fill what was claimed, hatch what was lost."""
    full, stated = (table[name].to_numpy() for name in ("full", "stated"))
    bars(ax, middles[full > 0], full[full > 0].clip(0, limit), FULL)
    bars(ax, middles[stated > 0], stated[stated > 0].clip(0, limit), STATED)
    lost = full - stated > _ROUNDING
    begin = stated[lost].clip(0, limit)
    bars(ax, middles[lost], full[lost].clip(0, limit) - begin, LOST, begin=begin)
    for middle, value in zip(middles[stated > limit], stated[stated > limit], strict=True):
        cut(ax, middle, limit, f"{number(value)}分")


def _ranges(ax: Axes, middles: Floats, table: pd.DataFrame, limit: float) -> None:
    """Draw the recomputed points as a mark or, where they are a range, as a span with ends."""
    low, high = (table[name].clip(0, limit).to_numpy() for name in ("low", "high"))
    known = ~np.isnan(low)
    if known.any():
        ax.hlines(middles[known], low[known], high[known], color=INK, linewidth=1.6, zorder=3)
        ends = np.concatenate([low[known], high[known]])
        places = np.tile(middles[known], 2)
        ax.plot(ends, places, "|", color=INK, markersize=6, label=RECOMPUTED, zorder=4)
    cap = table["cap_high"].clip(0, limit).to_numpy()
    other = _apart(table)
    if other.any():
        (marks,) = ax.plot(cap[other], middles[other], "^", color=ORANGE, label=CAP, zorder=5)
        marks.set(markerfacecolor=PAPER, markersize=5)


def _apart(table: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell where the reading of a cost as a cap gives other points."""
    gap = (table["cap_high"] - table["high"]).abs().fillna(0)
    return (gap > _ROUNDING).to_numpy()


def _notes(table: pd.DataFrame) -> list[str]:
    """Print stated and recomputed points, and below what is worth saying of them."""
    return ["\n".join((_pair(row), *_remarks(row))) for row in table.to_dict("records")]


def _pair(row: Points) -> str:
    low, high = number(row["low"]), number(row["high"])
    return f"{number(row['stated'])} / {low if low == high else f'{low}–{high}'}"


def _remarks(row: Points) -> Iterator[str]:
    full, stated = row["full"], row["stated"]
    if np.isnan(full):
        yield "未列分值"
    if np.isnan(stated):
        yield "未单列自评得分"
    if full - stated > _ROUNDING:
        yield f"失{number(full - stated)}分"
    if stated - full > _ROUNDING:
        yield f"超过分值{number(stated - full)}分"
    if stated - row["high"] > _ROUNDING:
        yield f"比复算多{number(stated - row['high'])}分"
    if row["low"] - stated > _ROUNDING:
        yield f"比复算少{number(row['low'] - stated)}分"


def _words(table: pd.DataFrame, score: Score | None) -> str:
    """Say the chart in words: totals, what was lost, and where both sides differ."""
    if table.empty:
        return f"{TITLE}：{_NONE}"
    lost = (table["full"] - table["stated"]).clip(lower=0)
    parts = [f"{TITLE}对照图，共{len(table)}行", f"自评合计失分{number(lost.sum())}分"]
    parts += [
        f"{row['name']}自评{number(row['stated'])}分、复算{_pair(row).split(' / ')[1]}分（{said}）"
        for row in table.to_dict("records")
        if (said := "，".join(_remarks(row)))
    ][:8]
    if score is not None and score.total is not None:
        parts.append(f"复算总分{score.total}分")
    return "；".join(parts) + "。"
