"""Family A, second part: do rates, points and grade follow from the rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jxkit.checks.amounts import distance, half_digit, plain, points
from jxkit.checks.catalogue import NotApplicable, check, found
from jxkit.checks.rows import (
    Row,
    bare_name,
    gives_full_mark_to_a_miss,
    has,
    rows_of,
    scored,
    scoring,
    step,
)
from jxkit.model import Evidence, Finding, Project, Range, Where

_ALMOST = 1e-9


@check("A3", "error", basis="R1")
def wrong_rate(project: Project) -> Iterator[Finding]:
    """Compare printed execution rates, and the points for them, with spending over budget.

    标题：预算执行率及其得分
    方法：执行率等于全年执行数除以全年预算数，与填列的执行率比较；年度资金总额一行的得分与评分规则的应得分比较。
        填列数字按末位四舍五入理解。
    影响：预算执行率失实，执行率得分和自评总分随之不实。
    建议：请单位以国库集中支付数据核实全年执行数，更正执行率和得分。
    """
    rows = [row for row in rows_of(project.funds) if has(row.executed) and row.annual > 0]
    rates = [row for row in rows if has(row.stated_rate)]
    scores = [row for row in rows if row.source == "total" and has(row.stated_score)]
    if not (rates or scores):
        raise NotApplicable("文件没有填列执行率及其得分，或缺少全年预算数、全年执行数")
    for row in rates:
        gap = abs(row.stated_rate - 100 * row.executed / row.annual)
        if gap > half_digit(row.stated_rate_text, row.stated_rate) + _ALMOST:
            yield _rate_finding(row)
    for row in scores:
        yield from _execution_finding(row, project)


def _rate_finding(row: Row) -> Finding:
    rate = 100 * row.executed / row.annual
    return found(
        f"“{row.label}”执行率应为{points(rate)}%，自评填列{plain(row.stated_rate)}%",
        row.where,
        Evidence(
            f"{plain(row.stated_rate)}%",
            f"{points(rate)}%",
            f"{plain(row.executed)}÷{plain(row.annual)}×100% = {points(rate)}%",
        ),
    )


def _execution_finding(row: Row, project: Project) -> Iterator[Finding]:
    score = scoring(project)
    if score.execution is None:
        return
    gap = distance(row.stated_score, score.execution)
    severity = _verdict(row.stated_score, "", gap, project)
    if severity is None:
        return
    full = row.full_score if has(row.full_score) else score.execution_full
    yield replace(
        found(
            f"预算执行率得分应为{score.execution}分，自评填列{plain(row.stated_score)}分"
            f"{'，属取整' if severity == 'warning' else ''}",
            row.where,
            Evidence(
                f"{plain(row.stated_score)}分",
                f"{score.execution}分",
                _sum_of(score.execution, ((row.executed, row.annual, full),)),
            ),
            points=gap,
        ),
        severity=severity,
    )


@check("A6", "error", basis="R1")
def wrong_score(project: Project) -> Iterator[Finding]:
    """Compare the points of every indicator that can be recomputed with the rule.

    标题：指标得分复算
    方法：按评分规则复算指标得分，与自评得分比较，允许百分之一分的取整误差；得分为整数且相差不超过半分的视为取整，
        降为关注。成本指标按完成比例、按上限两种口径，符合其一即可。未完成而得满分、得分超过分值的另行核查。
    影响：指标得分与完成情况不符，自评总分不实。
    建议：请单位说明该指标的计分方法并更正得分。
    """
    rows = [row for row in scored(project) if row.recomputable]
    if not rows:
        raise NotApplicable("没有可以由文件中的数字复算得分的指标")
    for row in rows:
        reported_elsewhere = gives_full_mark_to_a_miss(row) or _off_scale(row)
        if not reported_elsewhere:
            yield from _score_finding(row, project)


def _score_finding(row: Row, project: Project) -> Iterator[Finding]:
    ratio = Range(row.expected_low, row.expected_high)
    cap = Range(row.cap_low, row.cap_high) if has(row.cap_low) else ratio
    gap = min(distance(row.stated_score, ratio), distance(row.stated_score, cap))
    severity = _verdict(row.stated_score, row.stated_score_text, gap, project)
    if severity is None:
        return
    two = abs(cap.high - ratio.high) >= step(project)
    due = f"{ratio}分（按上限口径{cap}分）" if two else f"{ratio}分"
    yield replace(
        found(
            f"指标“{bare_name(row)}”应得{due}，自评{plain(row.stated_score)}分"
            f"{'，属取整' if severity == 'warning' else ''}",
            row.where,
            Evidence(f"{plain(row.stated_score)}分", due, _score_formula(row, ratio)),
            points=gap,
        ),
        severity=severity,
    )


@check("A7", "error", basis="R1")
def score_off_scale(project: Project) -> Iterator[Finding]:
    """Find points above the full mark or below zero.

    标题：得分是否超出分值
    方法：指标得分和预算执行率得分应在零分与分值之间。
    影响：得分超过上限，虚增自评总分。
    建议：请单位在分值范围内重新计分。
    """
    rows = [*scored(project), *_scored_funds(project)]
    for row in filter(_off_scale, rows):
        over = row.stated_score > row.full_score
        bound = row.full_score if over else 0.0
        name = getattr(row, "label", None) or bare_name(row)
        yield found(
            f"“{name}”得分{plain(row.stated_score)}分，"
            f"{'超过该项分值' if over else '低于'}{plain(bound)}分",
            row.where,
            Evidence(
                f"{plain(row.stated_score)}分",
                f"0–{plain(row.full_score)}分",
                f"{plain(row.stated_score)} {'>' if over else '<'} {plain(bound)}",
            ),
            points=abs(row.stated_score - bound),
        )


@check("A10", "error", basis="R1")
def wrong_grade(project: Project) -> Iterator[Finding]:
    """Compare the stated grade with the grade that the norm gives to the stated total.

    标题：自评等级与自评总分
    方法：按评分规则的等级划分，自评总分所在的等级应与自评等级一致；“优秀”等同于“优”。
    影响：评分与评级不符，影响评价结果应用。
    建议：请单位按规定的等级划分更正自评等级。
    """
    if project.stated_total is None or not project.stated_grade:
        raise NotApplicable("文件没有同时写明自评总分和自评等级")
    norm = scoring(project).norm
    stated = next((name for name in norm.grades if project.stated_grade.startswith(name)), None)
    if stated is None:
        raise NotApplicable(f"评分规则“{norm.name}”没有规定等级“{project.stated_grade}”对应的分数")
    expected = norm.grade(project.stated_total)
    if expected != stated:
        yield found(
            f"自评总分{plain(project.stated_total)}分应为“{expected}”，自评等级为“{project.stated_grade}”",
            project.places.get("stated_grade", Where(project.file)),
            Evidence(f"等级{project.stated_grade}", f"等级{expected}", "FORMULA"),
        )


def _scored_funds(project: Project) -> list[Row]:
    return [row for row in rows_of(project.funds) if has(row.stated_score) and has(row.full_score)]


def _off_scale(row: Row) -> bool:
    return bool(row.stated_score < 0 or row.stated_score > row.full_score + _ALMOST)


def _verdict(stated: float, text: str, gap: float, project: Project) -> str | None:
    """Tell rounding from error: None within it, a warning for whole points, else an error."""
    whole = float(stated).is_integer()
    slack = step(project) if whole else max(step(project), half_digit(text, stated))
    if gap <= slack + _ALMOST:
        return None
    return "warning" if whole and gap <= half_digit("", stated) + _ALMOST else "error"


def _score_formula(row: Row, expected: Range) -> str:
    full, target, actual = row.full_score, row.target_number, row.actual_number
    if expected.exact and abs(expected.high - full) < _ALMOST:
        return f"已完成指标值，得满分{plain(full)}分"
    sums = ((actual, target, full), (target, actual, full), (row.completion, 100.0, full))
    return _sum_of(expected, sums)


def _sum_of(expected: Range, sums: tuple[tuple[float, float, float], ...]) -> str:
    """Write the sum (upper ÷ lower × full) that gives the expected points, whatever the rule."""
    for upper, lower, full in sums:
        if has(upper) and lower and abs(upper / lower * full - expected.high) < _ALMOST:
            return f"{plain(upper)}÷{plain(lower)}×{plain(full)} = {expected}"
    return f"按评分规则应得{expected}分"
