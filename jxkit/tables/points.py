"""Points: what the unit gave itself beside what the norm gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from jxkit.model import Project, Range, Score
from jxkit.tables.facts import place
from jxkit.tables.table import Column, Line, Table
from jxkit.typography import MISSING, number
from jxkit.words import RULES

_NO_INDICATORS: Final = "文件中没有可读的绩效指标。"
_UNLISTED: Final = "未单列"
_STEP, _HALF_POINT, _ALMOST = 0.01, 0.5, 1e-9


def indicators(project: Project) -> Table:
    """Print every indicator; after scoring with the points recomputed and how they differ."""
    columns = [Column("三级指标"), Column("年度指标值"), Column("实际完成值")]
    points = [Column("分值", align="right"), Column("自评", align="right")]
    if "expected_low" in project.indicators:
        columns.append(Column("完成率", "%", "right"))
        points += [Column("复算", align="right"), Column("差异")]
    lines = tuple(
        Line(_indicator(row, project), _dimension(row))
        for row in project.indicators.to_dict("records")
    )
    head = (*columns, *points, Column("出处"))
    notes = ("分值、自评、复算的单位均为分；差异为自评减去复算。",)
    return Table("绩效指标完成情况", head, lines, notes, _NO_INDICATORS, name="indicators")


def score(project: Project) -> Table:
    """Print stated and recomputed points by block, in both readings of cost rows."""
    columns = (
        Column("项目"),
        Column("分值", "分", "right"),
        Column("自评", "分", "right"),
        Column("复算：比例口径", "分", "right"),
        Column("复算：上限口径", "分", "right"),
    )
    if project.score is None:
        return Table("得分对照", columns, (), (), "项目尚未计分。", name="score")
    lines = (_execution(project, project.score), *_blocks(project), _total(project, project.score))
    return Table("得分对照", columns, lines, tuple(_notes(project, project.score)), name="score")


def difference(stated: float, text: str, expected: Range) -> str:
    """Say in sign and word how stated points differ from the recomputed range.

    A printed number stands for all that round to it; whole points are told apart as rounded.
    """
    gap = max(stated - expected.high, 0.0) + min(stated - expected.low, 0.0)
    whole = float(stated).is_integer()
    slack = _STEP if whole else max(_STEP, _half_digit(text or repr(stated)))
    if abs(gap) <= slack + _ALMOST:
        return "相符"
    word = "多计" if gap > 0 else "少计"
    if whole and abs(gap) <= _HALF_POINT + _ALMOST:
        word = "取整"
    return f"{'+' if gap > 0 else ''}{number(gap)} {word}"


def _half_digit(text: str) -> float:
    """Return half of the last digit printed."""
    decimals = re.search(r"\.(\d+)", text)
    return 0.5 * 10.0 ** -len(decimals[1]) if decimals else _HALF_POINT


def _indicator(row: dict[Any, Any], project: Project) -> tuple[str, ...]:
    said = (row["name"] or "（未命名）", row["target"] or MISSING, row["actual"] or MISSING)
    points = (number(row["full_score"]), number(row["stated_score"]))
    where = place(row["where"], project)
    if "expected_low" not in row:
        return (*said, *points, where)
    return (*said, number(row["completion"], 1), *points, *_expected(row), where)


def _expected(row: dict[Any, Any]) -> tuple[str, str]:
    """Return the recomputed points and the difference, or why there are none."""
    if pd.isna(row["expected_low"]):
        return MISSING, row["unscored_reason"] or RULES["none"]
    expected = Range(row["expected_low"], row["expected_high"])
    if pd.isna(row["stated_score"]):
        return spread(expected), "自评未列得分"
    return spread(expected), difference(row["stated_score"], row["stated_score_text"], expected)


def spread(points: Range | None) -> str:
    """Print recomputed points, without zeros at the end."""
    if points is None:
        return MISSING
    low, high = number(points.low), number(points.high)
    return low if low == high else f"{low}–{high}"


def _dimension(row: dict[Any, Any]) -> str:
    levels = dict.fromkeys((row["level1"], row["level2"]))
    return " · ".join(filter(None, levels)) or "（未分类）"


def _execution(project: Project, score: Score) -> Line:
    stated = _stated_execution(project.funds)
    points = spread(score.execution)
    return Line(("预算执行率", number(score.execution_full), stated, points, points))


def _stated_execution(funds: pd.DataFrame) -> str:
    stated = funds.loc[funds["source"] == "total", "stated_score"].dropna()
    return number(stated.iloc[0]) if len(stated) else _UNLISTED


def _blocks(project: Project) -> Iterator[Line]:
    """Add up the indicators of each level 1; a sum with an unknown part is not printed."""
    for name, part in project.indicators.groupby("level1", sort=False):
        yield Line(
            (
                str(name) or "（未分类）",
                number(part["full_score"].sum(skipna=False)),
                number(part["stated_score"].sum(skipna=False)),
                spread(_sum(part, "expected")),
                spread(_sum(part, "cap")),
            )
        )


def _sum(part: pd.DataFrame, kind: str) -> Range | None:
    low, high = (part[f"{kind}_{end}"].sum(skipna=False) for end in ("low", "high"))
    return None if pd.isna(low) else Range(low, high)


def _total(project: Project, score: Score) -> Line:
    stated = number(project.stated_total)
    return Line(
        ("总分", number(score.full_points), stated, spread(score.total), spread(score.total_cap))
    )


def _notes(project: Project, score: Score) -> Iterator[str]:
    yield f"评分规则：{score.norm.title}（{score.norm.name}）。"
    share = f"{number(score.recomputable_points)}分（共{number(score.full_points)}分）"
    yield f"可由文件中的数字唯一复算的分值：{share}；其余按区间计算或不能复算。"
    grades = project.stated_grade or "未列", score.grade or "不能确定"
    yield "自评等级：{}；按复算总分的等级：{}。".format(*grades)
