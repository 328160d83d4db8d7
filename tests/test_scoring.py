"""Scoring: the rules of the national norm, its two readings of costs, and the totals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from test_checks import build

from jxkit.errors import UnknownNameError
from jxkit.model import Project, Range
from jxkit.rulebook import norms
from jxkit.scoring import RULES, score
from jxkit.words import SCORES

CASES = Path(__file__).parent / "cases" / "scoring_national-2020.yaml"
FUNDS = [["年度资金总额", "20", "20", "16"], ["财政拨款", "20", "20", "16"]]


def cases() -> list[Any]:
    rows = YAML(typ="base").load(CASES.read_text("utf-8"))
    return [pytest.param(row, id=row["case"]) for row in rows]


def project(*rows: list[str], **more: Any) -> Project:
    return build({"indicators": [["产出指标", *row] for row in rows], **more})


@pytest.mark.parametrize("case", cases())
def test_a_row_is_scored_as_the_expert_wrote(case: dict[str, Any]) -> None:
    row = project([*case["row"], "10", "10"]).indicators.iloc[0]
    low, high = (float(each) for each in case.get("between", [case.get("points")] * 2))
    assert row["rule"] == case["rule"]
    assert (row["expected_low"], row["expected_high"]) == pytest.approx((low, high), abs=1e-4)
    caps = [float(case["cap"])] * 2 if "cap" in case else [low, high]
    assert [row["cap_low"], row["cap_high"]] == pytest.approx(caps, abs=1e-4)
    assert row["recomputable"] == ("points" in case)
    assert bool(row["unscored_reason"]) == ("between" in case)


def test_the_total_adds_execution_and_keeps_both_readings() -> None:
    scored = project(
        ["数量指标", "设备台数", "≥10台", "10台", "60", "60"],
        ["成本指标", "维护总额", "等于20万元", "18万元", "20", "18"],
        ["社会效益", "保障运转", "有效保障", "有效保障", "10", "10"],
        funds=FUNDS,
    )
    result = scored.score
    assert result is not None
    assert result.rate == pytest.approx(80)
    assert result.execution == Range(8, 8)
    assert result.total is not None
    assert (result.total.low, result.total.high) == pytest.approx((94, 96))
    assert result.total_cap is not None
    assert (result.total_cap.low, result.total_cap.high) == pytest.approx((96, 98))
    assert (result.full_points, result.recomputable_points) == (100, 90)
    assert result.grade == "优"
    assert scored.funds["rate"].tolist() == pytest.approx([80, 80])


def test_execution_counts_only_where_the_full_marks_leave_room() -> None:
    scored = project(["数量指标", "设备台数", "≥10台", "5台", "100", "50"], funds=FUNDS).score
    assert scored is not None
    assert (scored.execution, scored.execution_full) == (None, 0)
    assert scored.total == Range(50, 50)
    assert scored.grade == "差"


def test_unknown_spending_leaves_the_points_of_execution_open() -> None:
    scored = project(["数量指标", "设备台数", "≥10台", "10台", "90", "90"]).score
    assert scored is not None
    assert scored.total == Range(90, 100)
    assert scored.recomputable_points == 90


def test_a_missing_full_mark_leaves_no_total() -> None:
    scored = project(["数量指标", "设备台数", "≥10台", "10台", "", ""]).score
    assert scored is not None
    assert (scored.total, scored.total_cap, scored.grade) == (None, None, "")


def test_a_project_without_indicators_is_scored_without_a_total() -> None:
    scored = build({"funds": FUNDS})
    assert scored.score is not None
    assert scored.score.total is None
    assert {each.name for each in SCORES} <= set(scored.indicators.columns)


def test_scoring_again_replaces_the_columns_and_no_stated_value() -> None:
    once = project(["数量指标", "设备台数", "≥10台", "8台", "90", "90"], funds=FUNDS)
    twice = score(once, norms())
    pd.testing.assert_frame_equal(once.indicators, twice.indicators)
    assert twice.indicators["stated_score"].tolist() == [90]


def test_a_range_over_two_grades_names_both() -> None:
    scored = project(["社会效益", "保障运转", "有效保障", "有效保障", "100", "100"]).score
    assert scored is not None
    assert scored.grade == "优至良"


def test_a_norm_that_names_an_unwritten_rule_is_refused() -> None:
    norm = norms()
    odd = norm.profiles[0].model_copy(deep=True)
    rules = odd.values.rules[0].model_copy(
        update={"value": norm.rules.model_copy(update={"higher": "magic"})}
    )
    odd = odd.model_copy(update={"values": odd.values.model_copy(update={"rules": (rules,)})})
    plain = project(["数量指标", "设备台数", "≥10台", "8台", "90", "90"])
    with pytest.raises(UnknownNameError, match="没有名为“magic”的计分公式"):
        score(plain, replace(norm, profiles=(odd,)))


@given(
    target=st.floats(0.01, 1e6),
    actual=st.floats(-10, 1e6),
    rule=st.sampled_from(["ratio", "equal", "reverse", "cap"]),
)
def test_a_share_lies_between_nothing_and_the_full_mark(
    target: float, actual: float, rule: str
) -> None:
    case = pd.DataFrame({"target": [target], "low": [actual], "high": [actual]})
    low, high = RULES[rule](case, norms())
    assert 0 <= low.iloc[0] == high.iloc[0] <= 1
