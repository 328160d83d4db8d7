"""A scored project and its audit made by hand, so that what shows them is tested alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pandas as pd

from jxkit.model import (
    Audit,
    Evidence,
    Finding,
    Outcome,
    Paragraph,
    Project,
    Range,
    Repair,
    Score,
    Section,
    Where,
)
from jxkit.rulebook import Norm
from jxkit.words import FUNDS, INDICATORS, MEASURES, SCORES

FILE = "自评报告.txt"
NORM = cast(
    "Norm",
    SimpleNamespace(name="national-2020", title="全国2020规则", sources=("财预〔2020〕10号",)),
)
NASTY = "<b>&\"'$x^2$ *粗* #set [链](http://a.b)\x07😀\u202e `码` _下_ @引 \\ ~ {0} {name}\n第二行"

_NUMBERS = {
    "full_score", "stated_score", "target_number", "target_upper", "actual_number",
    "actual_upper", "completion", "expected_low", "expected_high", "cap_low", "cap_high",
    "initial", "annual", "executed", "stated_rate",
}  # fmt: skip


def frame(fields: Sequence[Any], rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Make a frame with all declared columns, missing texts blank and missing numbers NaN."""
    columns = {}
    for each in fields:
        missing: Any = np.nan if each.name in _NUMBERS else where(1)
        missing = missing if each.name in _NUMBERS | {"where"} else ""
        columns[each.name] = [row.get(each.name, missing) for row in rows]
    table = pd.DataFrame(columns)
    return table.astype(dict.fromkeys(table.columns.intersection(list(_NUMBERS)), float))


def where(line: int) -> Where:
    return Where(FILE, paragraph=line)


def indicator(name: str, full: float, completion: float = np.nan, **more: Any) -> dict[str, Any]:
    """Describe one indicator; unless told otherwise it is met and has its full mark."""
    due = more.get("stated_score", full)
    base = {
        "name": name, "level1": "产出指标", "level2": "数量指标", "target": "≥10支",
        "actual": "15支", "full_score": full, "full_score_text": f"{full:g}",
        "stated_score": full, "stated_score_text": f"{due:g}", "where": where(44),
        "direction": "higher", "met": "yes", "rule": "ratio", "completion": completion,
        "expected_low": due, "expected_high": due, "cap_low": due, "cap_high": due,
        "recomputable": True,
    }  # fmt: skip
    return base | more


def indicators(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    return frame((*INDICATORS, *MEASURES, *SCORES), rows)


EXAMPLE = (
    indicator("光模块数量", 7.5, 150),
    indicator("网络畅通率", 7.5, 103.0928, target="大于等于97%", actual="100%"),
    indicator(
        "其他耗材金额", 2.5, 88.5417, target="等于19.2万元", actual="17万元", met="unknown",
        direction="equal", stated_score=2.21, stated_score_text="2.21", level2="成本指标",
        expected_low=2.213542, expected_high=2.213542, cap_low=2.5, cap_high=2.5,
    ),
    indicator(
        "保障业务正常运转", 15, level1="效益指标", level2="社会效益", target="有效保障",
        actual="有效保障", rule="tier", direction="none", expected_low=12, cap_low=12,
        recomputable=False,
    ),
)  # fmt: skip


def funds(*rows: tuple[str, str, float, float, float]) -> pd.DataFrame:
    """Make fund rows of label, source, initial and annual budget, and spending, in 万元."""
    names = ("label", "source", "initial", "annual", "executed")
    return frame(FUNDS, [dict(zip(names, row, strict=True)) | {"unit": "万元"} for row in rows])


MONEY = funds(
    ("年度资金总额", "total", 18, 20, 18),
    ("财政拨款", "fiscal", 18, 20, 18),
    ("其他资金", "other", 0, 0, 0),
)


def project(**changes: Any) -> Project:
    made = Project(
        project_id="0012345",
        name="金保工程网络维护费",
        year=2023,
        department=None,
        unit="保障中心",
        goal="全年网络维护20万元",
        result=None,
        stated_total=99.46,
        stated_total_text="99.46",
        stated_grade="A",
        funds=MONEY,
        indicators=indicators(EXAMPLE),
        sections=(Section("basic", "基本情况", "正文", 1, True, where(2)),),
        file=FILE,
        sha256="ab" * 32,
        places={"name": where(1)},
        unread=(Paragraph("无人识别", where(9)),),
        repairs=(Repair(where(5), "资会", "资金", "错别字"),),
        score=Score(
            norm=NORM,
            rate=90.0,
            execution=Range(9, 9),
            execution_full=10.0,
            execution_listed=False,
            total=Range(93.463542, 99.463542),
            total_cap=Range(94, 100),
            full_points=100.0,
            recomputable_points=70.0,
            grade="优",
        ),
    )
    return replace(made, **changes)


def bare(**changes: Any) -> Project:
    """Make a project of which next to nothing is known."""
    nothing: dict[str, Any] = dict.fromkeys(
        ("year", "unit", "goal", "stated_total", "stated_total_text", "stated_grade", "score")
    )
    empty = {"funds": MONEY.head(0), "indicators": indicators(EXAMPLE).head(0)}
    blank = {"name": "", "sections": (), "places": {}, "unread": (), "repairs": ()}
    return project(**nothing, **empty, **blank, **changes)


def finding(code: str, severity: str, message: str, **more: Any) -> Finding:
    evidence = Evidence("18万元", "18.2万元", "15×0.07+3×0.05+17 = 18.2")
    texts = ("财预〔2020〕10号", "总额不实", "请核实")
    return Finding(code, severity, message, where(54), evidence, *texts, **more)


def audit(of: Project | None = None) -> Audit:
    found = (
        finding("B5", "finding", "光模块数量完成150%", points=7.5),
        finding("B5", "finding", "路由器完成150%。未说明", points=9),
        finding("D4", "error", "报告前后金额不一致", amount=2.0),
    )
    outcomes = (
        Outcome("A1", "总分合计", "passed"),
        Outcome("B5", "超额完成", "found", findings=found[:2]),
        Outcome("D4", "前后金额", "found", findings=found[2:]),
        Outcome("B8", "计量单位", "not_applicable", reason="没有可比较的单位"),
    )
    return Audit(of or project(), outcomes)
