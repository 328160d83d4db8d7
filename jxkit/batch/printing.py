"""What the command line prints: the JSON other tools rely on, and plain text for people."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from jxkit import tables
from jxkit.batch.loading import Ingested
from jxkit.errors import JxkitError, UnreadableError, UsageError
from jxkit.extraction import extract
from jxkit.model import Audit, Finding, Project
from jxkit.quantity import as_json, compare
from jxkit.readers import read
from jxkit.readers.text import decode
from jxkit.record import contract, number
from jxkit.words import DIRECTIONS, MET, SEVERITIES


def read_record(path: Path) -> dict[str, Any]:
    """Return what `jxkit read --json` prints of one file; a failure stands under `error`."""
    record: dict[str, Any] = {"path": str(path), "sha256": _digest(path)}
    projects: tuple[Project, ...] = ()
    error = None
    remarks = []
    try:
        document = read(path)
        remarks = [*document.warnings]
        projects = extract(document)
    except JxkitError as failure:
        error = str(failure)
    unread = [each for project in projects for each in project.unread]
    remarks += [each for project in projects for each in project.warnings]
    record["projects"] = [contract(project) for project in projects]
    record["unread"] = [{"where": str(each.where), "text": each.text} for each in unread]
    record["warnings"] = [{"where": str(each.where), "message": each.message} for each in remarks]
    record["error"] = error
    return record


def read_text(path: Path) -> str:
    """Return what `jxkit read` prints of one file for people; empty where it cannot be read."""
    try:
        projects = extract(read(path))
    except JxkitError:
        return ""
    return "\n\n".join(_project_text(project) for project in projects)


def quantity_rows(path: Path) -> list[dict[str, Any]]:
    """Return an answer for each row of a CSV file with the columns target, actual, name, level2.

    Raises `UnreadableError` where there is no such file, `UsageError` without column target.
    """
    if not path.is_file():
        raise UnreadableError(f"没有文件“{path}”", "请检查路径")
    rows = csv.DictReader(StringIO(decode(path.read_bytes(), path.name)[0].removeprefix("\ufeff")))
    if "target" not in (rows.fieldnames or ()):
        raise UsageError(
            f"文件“{path.name}”缺少列 target", "第一行应有列名 target,actual,name,level2"
        )
    return [as_json(compare(*_cells(row))) for row in rows]


def quantity_text(answer: dict[str, Any]) -> str:
    """Return one line for people on how target and actual were understood."""
    sides = (_side("指标值", answer["target_value"]), _side("完成值", answer["actual_value"]))
    return "；".join((*sides, DIRECTIONS[answer["direction"]], MET[answer["met"]]))


def check_record(audit: Audit) -> dict[str, Any]:
    """Return what `jxkit check --json` prints of one project."""
    project, score = audit.project, audit.project.score
    total = score.total if score else None
    return {
        "project_id": project.project_id,
        "norms": score.norm.name if score else None,
        "stated_total": number(project.stated_total),
        "expected_total": {
            "low": round(total.low, 2) if total else None,
            "high": round(total.high, 2) if total else None,
        },
        "recomputable_points": number(round(score.recomputable_points, 4)) if score else None,
        "grade": (score.grade or None) if score else None,
        "indicators": [_indicator(row) for row in project.indicators.to_dict("records")],
        "findings": [_finding(each) for each in audit.findings],
        "outcomes": [{"code": each.code, "status": each.status} for each in audit],
    }


def audit_text(audit: Audit) -> str:
    """Return what `jxkit check` prints of one project for people."""
    parts = (
        f"{audit.project.name}（{audit.project.project_id}）",
        tables.score(audit.project),
        *(_finding_text(each) for each in audit.findings),
        tables.unchecked(audit),
    )
    return "\n\n".join(map(str, parts))


def ingested_text(done: Ingested) -> str:
    """Return the closing sentence of an ingestion, and a line for each file that failed."""
    counts = f"新读 {len(done.fresh)} 个文件，未变 {len(done.unchanged)} 个"
    failed = f"，未能读取 {len(done.failures)} 个：" if done.failures else "。"
    return "\n".join(
        [counts + failed, *(f"  {each.path}：{each.message}" for each in done.failures)]
    )


def _digest(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _cells(row: dict[str | Any, str | Any]) -> Iterable[str]:
    return (row.get(name) or "" for name in ("target", "actual", "name", "level2"))


def _side(label: str, value: dict[str, Any]) -> str:
    parts = [value["kind"], value["op"], value["number"], value["upper"], value["unit"]]
    return f"{label} " + " ".join(str(part) for part in parts if part is not None)


def _indicator(row: dict[Any, Any]) -> dict[str, Any]:
    return {
        "name": row["name"],
        "expected_low": number(row["expected_low"]),
        "expected_high": number(row["expected_high"]),
        "stated_score": number(row["stated_score"]),
        "rule": row["rule"],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "where": str(finding.where),
        "evidence": {
            "stated": finding.evidence.stated,
            "expected": finding.evidence.expected,
            "formula": finding.evidence.formula,
        },
    }


def _finding_text(finding: Finding) -> str:
    head = f"[{SEVERITIES[finding.severity]} {finding.code}] {finding.message}"
    return (
        f"{head}\n    {finding.evidence.formula or finding.evidence.expected}\n    {finding.where}"
    )


def _project_text(project: Project) -> str:
    parts = (tables.facts(project), tables.funds(project), tables.indicators(project))
    return "\n\n".join(map(str, parts))
