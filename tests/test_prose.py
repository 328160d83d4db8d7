"""Prose: sentences that hold for any project, with nothing of the data taken for markup."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from by_hand import EXAMPLE, MONEY, NASTY, audit, bare, funds, indicator, indicators, project

from jxkit import prose
from jxkit.markup import DOCUMENT
from jxkit.model import Audit, Outcome

SAYINGS = (prose.execution, prose.completion, prose.score, prose.origin)


def markdown(shown: Any) -> str:
    return str(shown._repr_mimebundle_()["text/markdown"])


def test_the_title_names_year_and_project_and_dates_itself_from_the_data() -> None:
    shown = prose.title(project())
    assert str(shown) == "2023年度金保工程网络维护费项目支出绩效自评复核报告"
    assert markdown(shown).startswith("# 2023年度")
    document = shown._repr_mimebundle_()[DOCUMENT]
    assert document["date"] == "2023-12-31"
    assert ["项目编号", "0012345"] in document["facts"]


def test_a_project_called_project_is_not_called_so_twice() -> None:
    assert str(prose.title(project(name="网络维护项目"))).startswith("2023年度网络维护项目支出绩效")


def test_the_summary_has_three_sentences() -> None:
    for each in (audit(), audit(bare()), Audit(bare(), ()), audit(project(name="甲。乙"))):
        assert len(markdown(prose.summary(each)).split("\n\n")) == 3
    assert str(prose.summary(audit())).count("。") == 3


def test_the_summary_states_what_the_unit_states() -> None:
    text = str(prose.summary(audit())).split("\n\n")[0]
    for said in ("保障中心", "99.46分", "等级A", "全年预算20万元", "执行18万元", "执行率90%"):
        assert said in text


def test_the_summary_gives_range_both_readings_and_share() -> None:
    text = str(prose.score(project()))
    for said in ("93.46–99.46分", "94–100分", "100分中有70分（70%）", "自评总分99.46分在此区间内"):
        assert said in text


def test_a_total_outside_the_range_is_said_to_be_so() -> None:
    assert "比复算上限高0.34分" in str(prose.score(project(stated_total=99.8)))
    assert "比复算下限低3.46分" in str(prose.score(project(stated_total=90.0)))


def test_the_gravest_doubt_is_told_in_words_with_what_is_at_stake() -> None:
    text = str(prose.findings(audit()))
    assert text.startswith("核查发现疑点3处（错误1处、问题2处），最重的是报告前后金额不一致（D4）")
    assert "涉及分值最多9分、涉及金额最多2万元" in text
    assert "另有1项未能核查" in text


def test_an_audit_without_findings_says_so() -> None:
    clean = Audit(project(), (Outcome("A1", "总分合计", "passed"),))
    assert str(prose.findings(clean)) == "已执行的1项核查未发现疑点。"
    assert str(prose.unchecked(clean)) == "1项核查全部执行。"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("总额", "total", 18, 20, 18), "执行率90%，未执行2万元"),
        (("总额", "total", 18, 20, 21), "执行率105%，超出预算1万元"),
        (("总额", "total", 0, 0, 0), "没有安排预算，执行率不适用"),
        (("总额", "total", 18, 20, np.nan), "不能计算执行率"),
        (("总额", "total", np.nan, np.nan, np.nan), "不能计算执行率"),
    ],
)
def test_execution_is_said_for_every_kind_of_budget(row: Any, said: str) -> None:
    assert said in str(prose.execution(project(funds=funds(row))))


def test_execution_speaks_of_the_total_or_of_the_first_source() -> None:
    assert "年度资金总额" in str(prose.execution(project()))
    assert "财政拨款" in str(prose.execution(project(funds=MONEY.iloc[1:])))


def test_completion_counts_every_indicator() -> None:
    text = str(prose.completion(project()))
    assert text == (
        "4项绩效指标中，3项已完成、1项无法判断是否完成；1项达到指标值的130%及以上，"
        "最高的“光模块数量”为150%；1项不能用数字计算完成率。"
    )


def test_the_line_of_over_completion_is_the_callers() -> None:
    assert "达到指标值的103%及以上" in str(prose.completion(project(), line=103))
    assert "2项达到" in str(prose.completion(project(), line=103))


@pytest.mark.parametrize("say", SAYINGS)
def test_every_answer_is_one_sentence_even_where_nothing_is_known(say: Any) -> None:
    for each in (project(), bare()):
        text = str(say(each))
        assert text.endswith("。")
        assert text.count("。") == 1
        assert "nan" not in text
        assert "None" not in text


def test_nothing_of_the_data_is_taken_for_markup() -> None:
    rows = [indicator(NASTY, 7.5, 150)]
    made = project(name=NASTY, unit=NASTY, stated_grade=NASTY, indicators=indicators(rows))
    for shown in (prose.title(made), prose.summary(audit(made)), prose.completion(made)):
        text = markdown(shown)
        assert "<b>" not in text
        assert "\x07" not in text
        assert r"\*粗\*" in text
        assert "{0} {name}" in str(shown)


def test_a_missing_grade_or_total_leaves_no_gap() -> None:
    assert "未列出自评总分；" in str(prose.summary(audit(bare())))
    assert len(EXAMPLE) == 4
