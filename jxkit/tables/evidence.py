"""The evidence of a report: its rows as files that anyone can open and compute with."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from io import StringIO
from numbers import Real
from typing import Any, Final

import pandas as pd

from jxkit.markup import EVIDENCE, clean, escape_html
from jxkit.model import Audit, Finding, Project
from jxkit.typography import number
from jxkit.words import FUNDS, INDICATORS, MEASURES, PROJECT, SCORES, SEVERITIES

_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LABELS: Final = {each.name: each.label for each in (*INDICATORS, *MEASURES, *SCORES)} | {
    "rate": "复算执行率"
}
_FINDING: Final = {
    "编号": "code",
    "等级": "severity",
    "事实": "message",
    "依据": "basis",
    "影响": "effect",
    "建议": "advice",
    "自评": "stated",
    "应为": "expected",
    "算式": "formula",
    "涉及分值": "points",
    "涉及金额（万元）": "amount",
    "出处": "where",
}
_FUND_LABELS: Final = _LABELS | {each.name: each.label for each in FUNDS}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The files that belong to a report, the same bytes for the same audit."""

    files: tuple[dict[str, str], ...]

    def __str__(self) -> str:
        return "随附数据：" + "、".join(each["name"] for each in self.files)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Return the files for exporters that embed them, and their names for all others."""
        items = "".join(
            f"<li>{escape_html(each['name'])}：{escape_html(each['description'])}</li>"
            for each in self.files
        )
        return {
            EVIDENCE: {"files": list(self.files)},
            "text/html": f'<ul class="evidence">{items}</ul>',
            "text/plain": str(self),
        }


def evidence(audit: Audit) -> Evidence:
    """Return indicators, funds and findings as CSV, and the project as JSON."""
    project = audit.project
    return Evidence(
        (
            _csv("indicators.csv", "绩效指标及复算结果", _table(project.indicators, _LABELS)),
            _csv("funds.csv", "资金投入与执行", _table(project.funds, _FUND_LABELS)),
            _csv("findings.csv", "疑点清单", _findings(audit)),
            _file("project.json", "application/json", "项目信息与复算总分", _json(project)),
        )
    )


def _file(name: str, media_type: str, description: str, text: str) -> dict[str, str]:
    return {"name": name, "media_type": media_type, "description": description, "text": text}


def _csv(name: str, description: str, rows: Iterable[Iterable[object]]) -> dict[str, str]:
    """Write rows in the way that spreadsheets read as UTF-8, no cell of which is a formula."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_cell(each) for each in row] for row in rows)
    return _file(name, "text/csv", description, "\ufeff" + text.getvalue())


def _table(table: pd.DataFrame, labels: dict[str, str]) -> list[list[object]]:
    heads: list[object] = [labels.get(str(column), str(column)) for column in table]
    return [heads, *(list(row) for row in table.itertuples(index=False))]


def _findings(audit: Audit) -> list[list[object]]:
    """List the findings; the nested figures stand in columns of their own."""
    return [list(_FINDING), *(list(_finding(each)) for each in audit.findings)]


def _finding(finding: Finding) -> Iterator[object]:
    texts = asdict(finding.evidence) | {"severity": SEVERITIES[finding.severity]}
    for name in _FINDING.values():
        yield texts[name] if name in texts else getattr(finding, name)


def _cell(value: object) -> object:
    """Return a cell: numbers as numbers, and text that a spreadsheet will not compute."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Real):
        return _plain(float(value))
    text = "" if value is None or value is pd.NA else clean(str(value))
    return f"'{text}" if text.startswith(_DANGEROUS) and not _is_number(text) else text


def _plain(value: float) -> str:
    """Print a number without an exponent or a useless fraction; "" where there is none."""
    if not math.isfinite(value):
        return ""
    return number(value, 6).replace(",", "").replace("−", "-")


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _json(project: Project) -> str:
    """Write facts, source, and the recomputed score; ranges as their two ends."""
    score = project.score
    facts = {each.name: getattr(project, each.name) for each in PROJECT}
    record = {**facts, "file": project.file, "sha256": project.sha256, "score": None}
    if score is not None:
        record["score"] = {
            "norm": score.norm.name,
            "total": asdict(score.total) if score.total else None,
            "total_cap": asdict(score.total_cap) if score.total_cap else None,
            "full_points": score.full_points,
            "recomputable_points": score.recomputable_points,
            "grade": score.grade,
        }
    record["sections"] = [
        {"heading": each.heading, "text": each.text, "where": str(each.where)}
        for each in project.sections
    ]
    return json.dumps(record, ensure_ascii=False, indent=1, default=str) + "\n"
