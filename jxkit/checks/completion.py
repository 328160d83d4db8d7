"""Family B: does the completion stated bear out the points, and is what deviates explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from jxkit.checks.amounts import plain, points
from jxkit.checks.catalogue import NotApplicable, check, found
from jxkit.checks.rows import (
    Row,
    bare_name,
    deducted,
    explained,
    gives_full_mark_to_a_miss,
    has,
    indicators,
    of_cost,
    of_satisfaction,
    scored,
    scoring,
)
from jxkit.model import Evidence, Finding, Project, Range


@check("B1", "error", basis="R1")
def full_mark_for_a_miss(project: Project) -> Iterator[Finding]:
    """Find missed indicators that have their full mark.

    标题：未完成而得满分
    方法：实际完成值未达到年度指标值、按任何一种口径都不应得满分，而自评得满分的指标。
    影响：未完成的指标没有扣分，自评总分虚高。
    建议：请单位按评分规则重新计分，并说明未完成的原因。
    """
    rows = [row for row in scored(project) if row.met != "unknown"]
    if not rows:
        raise NotApplicable("各指标是否完成均无法由文件判断")
    for row in filter(gives_full_mark_to_a_miss, rows):
        due = Range(row.expected_low, row.expected_high) if row.recomputable else None
        yield found(
            f"指标“{bare_name(row)}”指标值{row.target}，实际完成{row.actual}，未完成仍计满分"
            f"{plain(row.stated_score)}分{f'，应得{due}分' if due else ''}",
            row.where,
            Evidence(
                f"{plain(row.stated_score)}分",
                f"{due}分" if due else f"低于{plain(row.full_score)}分",
                f"完成率{plain(row.completion)}%" if has(row.completion) else "",
            ),
            points=row.stated_score - due.high if due else row.full_score,
        )


@check("B2", "warning", basis="R1")
def deduction_for_a_hit(project: Project) -> Iterator[Finding]:
    """Find indicators that met their target and lost points without a reason.

    标题：已完成而被扣分
    方法：实际完成值已达到年度指标值、自评得分低于分值、且没有说明原因的指标。
    影响：扣分没有依据，可能掩盖未披露的问题或随意打分。
    建议：请单位说明扣分原因，或恢复应得分值。
    """
    rows = [row for row in scored(project) if row.met != "unknown"]
    if not rows:
        raise NotApplicable("各指标是否完成均无法由文件判断")
    for row in rows:
        if row.met == "yes" and deducted(row) and not explained(row, project):
            yield found(
                f"指标“{bare_name(row)}”已达成指标值（指标值{row.target}，实际完成{row.actual}），"
                f"但扣减{points(deducted(row))}分且未说明原因",
                row.where,
                Evidence(
                    f"{plain(row.stated_score)}分", f"{plain(row.full_score)}分", _deduction(row)
                ),
                points=deducted(row),
            )


@check("B3", "finding", basis="R1")
def unexplained_deduction(project: Project) -> Iterator[Finding]:
    """Find deductions without a reason.

    标题：扣分原因说明
    方法：自评得分低于分值的指标，应填写偏差原因分析及改进措施，或在存在问题部分提及。
    影响：未分析偏差原因，无法判断问题性质，也难以改进。
    建议：请单位逐项补充偏差原因和改进措施。
    """
    for row in scored(project):
        if deducted(row) and not explained(row, project):
            yield found(
                f"指标“{bare_name(row)}”分值{plain(row.full_score)}分，自评"
                f"{plain(row.stated_score)}分，扣{points(deducted(row))}分，"
                "未说明偏差原因及改进措施",
                row.where,
                Evidence("偏差原因为空", "说明偏差原因及改进措施", _deduction(row)),
                points=deducted(row),
            )


@check("B5", "finding", basis="R1")
def unexplained_excess(project: Project) -> Iterator[Finding]:
    """Find indicators that surpass their target by far without a reason.

    标题：超额完成原因说明
    方法：越高越好的指标，完成率达到评分规则规定的关注线列为关注，达到问题线列为问题；已说明原因的不列。成本指标不计。
    影响：指标值可能明显偏低，得满分不能说明绩效。
    建议：请单位说明指标值的测算依据和超额原因，并据此调整下年度指标值。
    """
    rows = [row for row in indicators(project) if _can_exceed(row)]
    if not rows:
        raise NotApplicable("没有可以计算完成率的正向指标")
    lines = scoring(project).norm.over_completion
    for row in rows:
        if row.completion >= 100 + lines.warning and not explained(row, project):
            rate = plain(round(row.completion, 2))
            degree = "严重偏低" if row.completion >= 100 + lines.strong else "明显偏低"
            finding = found(
                f"指标“{bare_name(row)}”实际完成值（{row.actual}）为指标值（{row.target}）的{rate}%，"
                f"指标值设定{degree}，未分析原因",
                row.where,
                Evidence(
                    row.actual,
                    row.target,
                    f"{plain(row.actual_number)}÷{plain(row.target_number)} = {rate}%",
                ),
                points=row.full_score if has(row.full_score) else None,
            )
            mild = row.completion < 100 + lines.finding
            yield replace(finding, severity="warning") if mild else finding


@check("B6", "finding", basis="R1")
def copied_target(project: Project) -> Iterator[Finding]:
    """Find actual values that are the words or the operator of the target again.

    标题：完成值照抄指标值
    方法：实际完成值与年度指标值逐字相同，并且是文字表述，或者连同“≥”等符号一起照抄；
        数值相同而不带符号的不列。
    影响：没有反映真实完成情况，得分无法核实。
    建议：请单位填列实际完成的数值，文字指标补充可核实的完成情况和佐证资料。
    """
    rows = [row for row in indicators(project) if row.target.strip() and row.actual.strip()]
    if not rows:
        raise NotApplicable("指标没有同时填列指标值和完成值")
    for row in rows:
        if _same_words(row) and _says_no_number(row):
            yield found(
                f"指标“{bare_name(row)}”的实际完成值“{row.actual}”照抄指标值，未反映真实完成情况",
                row.where,
                Evidence(row.actual, "实际完成的数值或情况", f"{row.actual} = {row.target}"),
                points=row.full_score if has(row.full_score) else None,
            )


@check("B11", "warning", basis="R2")
def unfounded_satisfaction(project: Project) -> Iterator[Finding]:
    """Find satisfaction that is perfect, or stated without a survey.

    标题：满意度的依据
    方法：满意度填报为100%，或者文件没有提到样本量、问卷、调查等依据的满意度指标。
    影响：满意度缺少依据，得分无法核实。
    建议：请单位提供问卷样本、调查日期、回收份数和统计结果。
    """
    rows = [row for row in indicators(project) if of_satisfaction(row)]
    if not rows:
        raise NotApplicable("文件中没有满意度指标")
    surveyed = _SURVEY.search("\n".join(section.text for section in project.sections))
    for row in rows:
        perfect = row.actual_unit in {"%", "", None} and row.actual_number >= _PERFECT
        sampled = surveyed or _SURVEY.search(f"{row.actual}{row.reason}")
        if perfect or not sampled:
            lacks = "" if sampled else "，缺少样本量、问卷等佐证"
            yield found(
                f"指标“{bare_name(row)}”填报{row.actual}{lacks}",
                row.where,
                Evidence(row.actual, "样本量、调查日期和统计结果", ""),
                points=row.full_score if has(row.full_score) else None,
            )


_SURVEY = re.compile(r"问卷|样本|抽样|受访|访谈|回收|满意度调查|\d+\s*份")
_PERFECT = 100


def _deduction(row: Row) -> str:
    return f"{plain(row.full_score)}−{plain(row.stated_score)} = {points(deducted(row))}"


def _can_exceed(row: Row) -> bool:
    upwards = row.direction == "higher" or (row.direction == "equal" and not of_cost(row))
    numbers = row.target_kind == row.actual_kind == "number"
    return bool(upwards and numbers and has(row.completion))


def _same_words(row: Row) -> bool:
    return re.sub(r"\s+", "", row.target) == re.sub(r"\s+", "", row.actual)


def _says_no_number(row: Row) -> bool:
    if row.actual_kind == "time":
        return bool(row.actual_op == "<=")
    return bool(row.actual_kind == "text" or row.actual_op)
