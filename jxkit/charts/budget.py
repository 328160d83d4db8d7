"""Budget and spending by source of money, and what was not spent."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from jxkit.charts.display import describe
from jxkit.charts.marks import Floats, Look, bars, numbers, remark, texts, ticks
from jxkit.charts.rows import Row, blank, entitle, frame
from jxkit.charts.style import BLUE, GREY, INK, ORANGE, PAPER, style
from jxkit.typography import MISSING, number
from jxkit.words import SOURCES

_THICK: Final = 1.2
TITLE: Final = "预算执行情况"
EXECUTED: Final = Look("全年执行数", BLUE, BLUE, thick=_THICK)
UNSPENT: Final = Look("未执行", PAPER, BLUE, "////", thick=_THICK)
BEYOND: Final = Look("超出预算的支出", PAPER, ORANGE, "xxxx", thick=_THICK)
BUDGET: Final = Look("全年预算数（执行数未列）", PAPER, GREY, thick=_THICK)
INITIAL: Final = "年初预算数"
_NONE: Final = "文件中没有可读的资金数据。"
_FACTORS: Final = {"元": 1.0, "千元": 1e3, "万元": 1e4, "百万元": 1e6, "亿元": 1e8}

Money = Mapping[Hashable, Any]


def budget_execution(funds: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw annual budget, execution and the part not spent of each source of money.

    Amounts are drawn in the unit printed; where units differ, in 万元.
    """
    table = _read(funds)
    unit = _unit(table)
    with style():
        drawn = _draw(table, ax, unit) if len(table) else blank(ax, TITLE, _NONE)
    return describe(drawn, _words(table, unit))


def _read(funds: pd.DataFrame) -> pd.DataFrame:
    """Reduce the funds to what is drawn, all in one unit; rates in percent."""
    names = ["initial", "annual", "executed"]
    unit = texts(funds, "unit").replace("", "万元")
    table = pd.DataFrame({name: numbers(funds, name) for name in names})
    if len(set(unit)) > 1:
        table = table.mul(unit.map(_FACTORS) / _FACTORS["万元"], axis=0)
        unit = pd.Series("万元", table.index)
    table["unit"] = unit
    label = texts(funds, "label")
    table["name"] = label.where(label != "", texts(funds, "source").map(SOURCES))
    spends = (table["annual"] > 0) & table["executed"].notna()
    table["rate"] = (table["executed"] / table["annual"] * 100).where(spends)
    return table


def _unit(table: pd.DataFrame) -> str:
    return str(table["unit"].iloc[0]) if len(table) else "万元"


def _draw(table: pd.DataFrame, ax: Axes | None, unit: str) -> Axes:
    records = table.to_dict("records")
    drawn = frame(ax, [Row(row["name"], _note(row, unit)) for row in records])
    limit = float(table[["initial", "annual", "executed"]].max().max())
    limit = limit if limit > 0 else 1.0
    drawn.ax.set_xlim(0, limit * 1.04)
    middles = np.array(drawn.middles)
    _bars(drawn.ax, middles, table)
    for middle, row in zip(middles, records, strict=True):
        if said := _lack(row):
            remark(drawn.ax, middle, said)
    ticks(drawn.ax, MaxNLocator(6).tick_values(0, limit))
    entitle(drawn.ax, f"{TITLE}（{unit}）", "执行数 / 全年预算数")
    return drawn.ax


def _bars(ax: Axes, middles: Floats, table: pd.DataFrame) -> None:
    """Stack what was spent, what was left, and what went beyond the budget."""
    annual = np.nan_to_num(table["annual"].to_numpy())
    executed = np.nan_to_num(table["executed"].to_numpy()).clip(min=0)
    within = np.minimum(annual, executed)
    stated = table["executed"].notna().to_numpy()
    for look, begin, length in (
        (EXECUTED, 0 * annual, within),
        (UNSPENT, within, np.where(stated, annual - within, 0)),
        (BUDGET, 0 * annual, np.where(stated, 0, annual)),
        (BEYOND, within, executed - within),
    ):
        here = length > 0
        bars(ax, middles[here], length[here], look, begin=begin[here])
    initial = table["initial"].to_numpy()
    known = initial > 0
    if known.any():
        above = middles[known] - 0.95
        ax.plot(initial[known], above, "v", color=INK, markersize=5, label=INITIAL, zorder=5)


def _lack(row: Money) -> str:
    """Say why there is no bar; "" where there is one."""
    if row["executed"] > 0 or row["annual"] > 0:
        return ""
    if row["annual"] == 0:
        return "未安排预算，也无支出" if row["executed"] == 0 else "未安排预算，执行数未列"
    return "预算数未列" if row["executed"] == 0 else "预算数与执行数均未列"


def _note(row: Money, unit: str) -> str:
    """Print spending and budget, and below the rate and what is left or beyond."""
    amounts = f"{number(row['executed'])} / {number(row['annual'])}"
    if not np.isnan(row["rate"]):
        rest = row["annual"] - row["executed"]
        word = "未执行" if rest >= 0 else "超预算"
        left = f"\n{word}{number(abs(rest))}{unit}" if abs(rest) > 0 else ""
        return f"{amounts}\n执行率{number(row['rate'])}%{left}"
    if row["executed"] > 0 and row["annual"] == 0:
        return f"{amounts}\n无预算而有支出"
    return f"{amounts}\n执行率不适用" if row["annual"] == 0 else f"{amounts}\n执行率无法计算"


def _words(table: pd.DataFrame, unit: str) -> str:
    """Say the chart in words: every source with its amounts and rate."""
    if table.empty:
        return f"{TITLE}：{_NONE}"
    parts = [
        f"{row['name']}全年预算{_amount(row['annual'], unit)}、"
        f"执行{_amount(row['executed'], unit)}，{'、'.join(_note(row, unit).splitlines()[1:])}"
        for row in table.to_dict("records")
    ]
    return f"{TITLE}条形图：" + "；".join(parts) + "。"


def _amount(value: float, unit: str) -> str:
    text = number(value)
    return "未列" if text == MISSING else text + unit
