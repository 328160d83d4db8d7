"""Projects as JSON: one form that loses nothing (the store) and one for others (the contract)."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, fields
from types import MappingProxyType
from typing import Any

import pandas as pd

from jxkit.model import Paragraph, Project, Remark, Repair, Section, Where
from jxkit.words import FUNDS, INDICATORS, MEASURES

NUMBERS = frozenset(
    {
        "full_score",
        "stated_score",
        "target_number",
        "target_upper",
        "actual_number",
        "actual_upper",
        "initial",
        "annual",
        "executed",
        "stated_rate",
    }
)
"""The columns that hold numbers before scoring; a missing one is NaN."""

_PLAIN = (
    "project_id",
    "name",
    "year",
    "department",
    "unit",
    "goal",
    "result",
    "stated_total",
    "stated_total_text",
    "stated_grade",
    "file",
    "sha256",
)


def to_json(project: Project) -> str:
    """Return an unscored project as JSON text that `from_json` turns back into its equal."""
    record: dict[str, Any] = {name: getattr(project, name) for name in _PLAIN}
    record["funds"] = _rows(project.funds)
    record["indicators"] = _rows(project.indicators)
    record["places"] = {name: _where(where) for name, where in project.places.items()}
    for name in ("sections", "unread", "warnings", "repairs"):
        record[name] = [_parts(item) for item in getattr(project, name)]
    return json.dumps(record, ensure_ascii=True, separators=(",", ":"))


def from_json(text: str) -> Project:
    """Return the project that `to_json` wrote."""
    record = json.loads(text)
    return Project(
        **{name: record[name] for name in _PLAIN},
        funds=_frame(record["funds"], tuple(field.name for field in FUNDS)),
        indicators=_frame(
            record["indicators"], tuple(field.name for field in INDICATORS + MEASURES)
        ),
        places=MappingProxyType({name: Where(**where) for name, where in record["places"].items()}),
        sections=tuple(_whole(Section, item) for item in record["sections"]),
        unread=tuple(_whole(Paragraph, item) for item in record["unread"]),
        warnings=tuple(_whole(Remark, item) for item in record["warnings"]),
        repairs=tuple(_whole(Repair, item) for item in record["repairs"]),
    )


def number(value: Any) -> float | int | None:
    """Return a number as JSON writes it: whole numbers without a fraction, NaN as null."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() else float(value)


def contract(project: Project) -> dict[str, Any]:
    """Return a project in the form that the command line prints for other tools."""
    facts = ("project_id", "name", "year", "department", "unit", "goal", "result")
    return {
        **{name: getattr(project, name) for name in facts},
        "stated_total": number(project.stated_total),
        "stated_grade": project.stated_grade,
        "funds": [_fund(row) for row in project.funds.to_dict("records")],
        "indicators": [_indicator(row) for row in project.indicators.to_dict("records")],
        "sections": _sections(project.sections),
    }


def _fund(row: dict[Any, Any]) -> dict[str, Any]:
    amounts = ("initial", "annual", "executed")
    points = ("stated_rate", "full_score", "stated_score")
    return {
        "label": row["label"],
        "source": row["source"],
        **{name: number(row[name]) for name in amounts},
        "unit": row["unit"],
        **{name: number(row[name]) for name in points},
        "where": str(row["where"]),
    }


def _indicator(row: dict[Any, Any]) -> dict[str, Any]:
    return {
        **{name: row[name] or None for name in ("level1", "level2")},
        **{name: row[name] for name in ("name", "target", "actual")},
        "full_score": number(row["full_score"]),
        "stated_score": number(row["stated_score"]),
        "reason": row["reason"] or None,
        "where": str(row["where"]),
        "target_value": _quantity(row, "target"),
        "actual_value": _quantity(row, "actual"),
        "direction": row["direction"],
        "met": row["met"],
    }


def _quantity(row: dict[Any, Any], side: str) -> dict[str, Any]:
    return {
        "kind": row[f"{side}_kind"],
        "op": row[f"{side}_op"] or None,
        "number": number(row[f"{side}_number"]),
        "upper": number(row[f"{side}_upper"]),
        "unit": row[f"{side}_unit"] or None,
    }


def _sections(sections: tuple[Section, ...]) -> dict[str, str]:
    """Join the texts of each family in order; a family met but empty stays as an empty text."""
    texts: dict[str, list[str]] = {}
    for section in sections:
        if section.family:
            texts.setdefault(section.family, []).append(section.text)
    return {family: "\n".join(filter(None, parts)) for family, parts in texts.items()}


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): _cell(value) for name, value in row.items()} for row in table.to_dict("records")
    ]


def _cell(value: Any) -> Any:
    if isinstance(value, Where):
        return _where(value)
    return None if isinstance(value, float) and math.isnan(value) else value


def _where(where: Where) -> dict[str, Any]:
    return {name: value for name, value in asdict(where).items() if value is not None}


def _parts(item: Any) -> dict[str, Any]:
    parts = {each.name: getattr(item, each.name) for each in fields(item)}
    return {**parts, "where": _where(item.where)}


def _whole(kind: Any, parts: dict[str, Any]) -> Any:
    return kind(**{**parts, "where": Where(**parts["where"])})


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(columns), dtype=object)
    for name in columns:
        if name in NUMBERS:
            table[name] = table[name].astype("float64")
        elif name == "where":
            table[name] = pd.Series([Where(**where) for where in table[name]], dtype=object)
        else:
            table[name] = table[name].astype("object")
    return table
