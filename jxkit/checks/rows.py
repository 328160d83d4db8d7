"""The rows that checks ask for, and the questions every family puts to a row.

What is missing is said here once: a function that cannot give its rows raises
`NotApplicable` with the reason.
"""

from __future__ import annotations

import re
from typing import Any, Final

import pandas as pd

from jxkit.checks.catalogue import NotApplicable
from jxkit.model import Project, Score
from jxkit.words import LEVEL1, LEVEL2, standard

Row = Any
"""A named tuple of `DataFrame.itertuples`; its fields are the columns of `words`."""

NOTHING: Final = frozenset({"", "/", "-", "—", "－", "一", "0", "无", "不适用", "正常"})
"""What people write into a cell that explains nothing."""

_EXPLAINING = ("unmet", "problems", "measures", "notes")
_ORDINAL = re.compile(r"^\s*(?:其中[:：]?)?\s*(?:★|指标\s*\d+\s*[:：]?)?\s*")


def scoring(project: Project) -> Score:
    """Return the score; every audited project has one."""
    if project.score is None:
        raise NotApplicable("项目尚未计分")
    return project.score


def step(project: Project) -> float:
    """Return the smallest step of points under the norm."""
    return float(scoring(project).norm.step)


def rows_of(table: pd.DataFrame) -> list[Row]:
    """Return the rows of a table."""
    rows: list[Row] = list(table.itertuples())
    return rows


def indicators(project: Project) -> list[Row]:
    """Return the rows of all indicators."""
    if project.indicators.empty:
        raise NotApplicable("文件中没有绩效指标")
    return rows_of(project.indicators)


def scored(project: Project) -> list[Row]:
    """Return the indicators with both full mark and stated score."""
    rows = [row for row in indicators(project) if has(row.full_score) and has(row.stated_score)]
    if not rows:
        raise NotApplicable("指标没有同时填列分值和自评得分")
    return rows


def weighted(project: Project) -> list[Row]:
    """Return the indicators that carry points; a row “其中” carries none."""
    rows = [row for row in indicators(project) if has(row.full_score)]
    if not rows:
        raise NotApplicable("指标没有填列分值")
    return rows


def fund_total(project: Project) -> Row:
    """Return the fund row 年度资金总额."""
    for row in rows_of(project.funds):
        if row.source == "total":
            return row
    raise NotApplicable("文件中没有年度资金总额")


def has(value: float | None) -> bool:
    """Tell whether a number is there."""
    return value is not None and not pd.isna(value)


def says_nothing(text: str) -> bool:
    """Tell whether a text is blank or a filler such as “无”."""
    return re.sub(r"[\s。．.；;]", "", text) in NOTHING


def deducted(row: Row) -> float:
    """Return the points that the unit took off, 0 where it gave the full mark."""
    return max(0.0, float(row.full_score) - float(row.stated_score))


def gives_full_mark_to_a_miss(row: Row) -> bool:
    """Tell whether a missed indicator has its full mark, although no reading of the rule gives it.

    A deviation that the rule itself forgives, such as `>` with equal values, is no such miss.
    """
    due = max(row.expected_high, row.cap_high if has(row.cap_high) else row.expected_high)
    forgiven = row.recomputable and due >= row.full_score
    return bool(row.met == "no" and 0 < row.full_score <= row.stated_score and not forgiven)


def explained(row: Row, project: Project) -> bool:
    """Tell whether the row has a reason, or a section on problems names the indicator."""
    if not says_nothing(row.reason):
        return True
    name = bare_name(row)
    return bool(name) and any(
        name in section.text for section in project.sections if section.family in _EXPLAINING
    )


def bare_name(row: Row) -> str:
    """Return the name of an indicator without ordinal, star and spaces."""
    return re.sub(r"\s+", "", _ORDINAL.sub("", row.name))


def of_cost(row: Row) -> bool:
    """Tell whether a row stands in a cost dimension, on either level."""
    return _dimension(row.level1, LEVEL1) == "成本指标" or "成本" in row.level2


def of_satisfaction(row: Row) -> bool:
    """Tell whether a row measures satisfaction, by its dimension or its name."""
    return any("满意" in text for text in (row.level1, row.level2, row.name))


def of_outputs(row: Row) -> bool:
    """Tell whether a row is an output other than a cost."""
    return _dimension(row.level1, LEVEL1) == "产出指标" and not of_cost(row)


def dimension(text: str) -> str | None:
    """Return the standard name of a second-level dimension, None for any other text."""
    return _dimension(text, LEVEL2)


def _dimension(text: str, vocabulary: dict[str, tuple[str, ...]]) -> str | None:
    return standard(re.sub(r"[（(].*?[)）]", "", text), vocabulary)
