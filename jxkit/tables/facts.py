"""What a document says of a project: its facts, its money, and what nobody understood."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from jxkit.model import Project, Where
from jxkit.tables.table import Column, Line, Table
from jxkit.typography import MISSING, number
from jxkit.words import FUNDS, PROJECT, SOURCES

_UNSTATED: Final = "文件未列"


def facts(project: Project) -> Table:
    """Print the facts of a project and where each was read."""
    lines = []
    for field in PROJECT:
        value = getattr(project, field.name)
        text = _UNSTATED if value in (None, "") else _with_unit(value, field.unit)
        lines.append(Line((field.label, text, place(project.places.get(field.name), project))))
    columns = (Column("事项"), Column("内容"), Column("出处"))
    return Table("项目基本信息", columns, tuple(lines), name="facts")


def funds(project: Project) -> Table:
    """Print budget and spending by source, with the rate stated and the rate recomputed."""
    labels = {field.name: field.label for field in FUNDS}
    rows = project.funds.to_dict("records")
    units = list(dict.fromkeys(row["unit"] or "万元" for row in rows))
    unit = units[0] if len(units) == 1 else ""
    columns = (
        Column(labels["label"]),
        *(Column(labels[name], unit, "right") for name in ("initial", "annual", "executed")),
        Column("填列执行率", "%", "right"),
        Column("复算执行率", "%", "right"),
        Column(labels["where"]),
    )
    lines = tuple(Line(_fund(row, project, named=not unit)) for row in rows)
    notes = ("复算执行率为全年执行数除以全年预算数；预算为零的资金来源不计算执行率。",)
    return Table(
        "资金投入与执行", columns, lines, notes, "文件中没有可读的资金数据。", name="funds"
    )


def unread(project: Project) -> Table:
    """Print the passages that nobody recognised."""
    lines = tuple(Line((place(each.where, project), each.text)) for each in project.unread)
    columns = (Column("出处"), Column("原文"))
    return Table("未识别的内容", columns, lines, (), "文件中没有未识别的内容。", name="unread")


def doubts(project: Project) -> Table:
    """Print what was doubtful in reading, each at its place."""
    lines = tuple(Line((place(each.where, project), each.message)) for each in project.warnings)
    columns = (Column("出处"), Column("疑问"))
    return Table("读取时的疑问", columns, lines, (), "读取时没有疑问。", name="doubts")


def repairs(project: Project) -> Table:
    """Print every mended piece of damaged text, before and after."""
    lines = tuple(
        Line((place(each.where, project), each.before, each.after, each.reason))
        for each in project.repairs
    )
    columns = (Column("出处"), Column("原文"), Column("读作"), Column("理由"))
    return Table("文字修复记录", columns, lines, (), "读取时没有修复任何文字。", name="repairs")


def place(where: object, project: Project) -> str:
    """Print a place; the file is left out where it is the project's own."""
    if not isinstance(where, Where):
        return MISSING
    return str(where).removeprefix(project.file).removeprefix(" › ") or str(where)


def _with_unit(value: object, unit: str) -> str:
    return number(value) + unit if isinstance(value, float) else str(value)


def _fund(row: dict[Any, Any], project: Project, *, named: bool) -> tuple[str, ...]:
    unit = (row["unit"] or "万元") if named else ""
    label = row["label"] or SOURCES.get(row["source"], _UNSTATED)
    amounts = (row[name] for name in ("initial", "annual", "executed"))
    return (
        label,
        *(amount(each, unit) for each in amounts),
        number(row["stated_rate"]),
        rate(row),
        place(row["where"], project),
    )


def amount(value: float, unit: str) -> str:
    """Print an amount with two decimals and the unit, if it does not stand in the head."""
    return MISSING if pd.isna(value) else number(value, fixed=True) + unit


def rate(row: dict[Any, Any]) -> str:
    """Print spending over budget in percent, "不适用" where there is no budget."""
    if pd.isna(row["annual"]) or pd.isna(row["executed"]):
        return MISSING
    return number(row["executed"] / row["annual"] * 100) if row["annual"] else "不适用"


def joined(texts: Iterable[str]) -> str:
    """Join the texts that are there with "；"."""
    return "；".join(filter(None, texts)) or MISSING
