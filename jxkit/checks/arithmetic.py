"""Family A, first part: do the sums of the document come out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jxkit.checks.amounts import decimals, distance, half_digit, in_wan, plain, points
from jxkit.checks.breakdown import breakdown
from jxkit.checks.catalogue import NotApplicable, check, found
from jxkit.checks.rows import Row, bare_name, fund_total, has, rows_of, scoring, step, weighted
from jxkit.model import Evidence, Finding, Project, Range

_ALMOST = 1e-9


@check("A1", "error", basis="R1")
def wrong_total(project: Project) -> Iterator[Finding]:
    """Compare the stated total with the sum of the stated points.

    标题：自评总分与各项得分合计
    方法：各指标自评得分之和加上预算执行率得分，与自评总分比较；文件没有单列预算执行率得分、
        而指标分值恰好缺少这一部分时，按预算执行率推算后计入。允许每项百分之一分的取整误差。
    影响：自评总分不实，影响评级和结果应用。
    建议：请单位提供得分计算过程，核实并更正自评总分。
    """
    stated = project.stated_total
    if stated is None:
        raise NotApplicable("文件没有写明自评总分")
    rows = weighted(project)
    if any(not has(row.stated_score) for row in rows):
        raise NotApplicable("部分有分值的指标没有填列自评得分")
    alone = sum(row.stated_score for row in rows)
    execution = _execution_score(project)
    expected = Range(alone, alone) + execution
    readings = [expected] if scoring(project).execution_listed else [expected, Range(alone, alone)]
    slack = step(project) * (len(rows) + 1) + half_digit(project.stated_total_text or "", stated)
    if any(distance(stated, reading) <= slack for reading in readings):
        return
    terms = "+".join(plain(row.stated_score) for row in rows)
    gap = points(distance(stated, expected))
    yield found(
        f"自评总分{plain(stated)}分与各项得分合计{expected}分不一致，相差{gap}分",
        project.places.get("stated_total", rows[0].where),
        Evidence(
            f"自评总分{plain(stated)}分",
            f"{expected}分",
            f"{terms}{f'+{execution}' if execution.high else ''} = {expected}",
        ),
        points=float(gap),
    )


@check("A2", "error", basis="R1")
def wrong_weights(project: Project) -> Iterator[Finding]:
    """Compare the full marks with the full score, and with the weights printed at level 1.

    标题：指标分值合计
    方法：各指标分值加上预算执行率分值应为满分；一级指标名称中印有分值的，其下各指标分值之和应与之相等。
    影响：分值体系不完整或重复，自评总分失去可比性。
    建议：请单位按满分重新核定各项分值，并相应调整自评得分。
    """
    rows = weighted(project)
    score, slack = scoring(project), step(project) * len(weighted(project))
    full, alone = score.norm.full_points, sum(row.full_score for row in rows)
    listed = score.execution_full if score.execution_listed else 0.0
    sums = [alone + listed] if listed else [alone + score.execution_full, alone]
    if all(abs(each - full) > slack for each in sums):
        total = alone + listed
        relation = "超过" if total > full else "不足"
        added = f"+{plain(listed)}" if listed else ""
        yield found(
            f"指标分值合计为{plain(total)}分，{relation}{plain(full)}分",
            rows[0].where,
            Evidence(
                f"分值合计{plain(total)}分",
                f"{plain(full)}分",
                "+".join(plain(row.full_score) for row in rows) + added + f" = {plain(total)}",
            ),
            points=abs(total - full),
        )
    yield from _wrong_level_weights(rows, slack)


def _wrong_level_weights(rows: list[Row], slack: float) -> Iterator[Finding]:
    for level1 in dict.fromkeys(row.level1 for row in rows):
        printed = re.search(r"[（(]\s*(\d+(?:\.\d+)?)\s*分?\s*[）)]", level1)
        members = [row for row in rows if row.level1 == level1]
        total = sum(row.full_score for row in members)
        if printed and abs(total - float(printed[1])) > slack:
            terms = "+".join(plain(row.full_score) for row in members)
            yield found(
                f"“{level1}”下各指标分值合计{plain(total)}分，与所列{printed[1]}分不符",
                members[0].where,
                Evidence(f"{printed[1]}分", f"{plain(total)}分", f"{terms} = {plain(total)}"),
                points=abs(total - float(printed[1])),
            )


@check("A5", "error", basis="R1, Form")
def wrong_fund_total(project: Project) -> Iterator[Finding]:
    """Compare the total of the funds with its sources, in each column of amounts.

    标题：资金来源合计
    方法：年度资金总额应等于各项资金来源之和，年初预算数、全年预算数、全年执行数逐栏核对；
        分级资金既可能是财政拨款的明细，也可能与其并列，两种口径都不符才列为疑点。
    影响：资金数据不实，预算执行率的计算基础不可靠。
    建议：请单位对照预算批复和支付数据，更正资金总额或分项金额。
    """
    total = fund_total(project)
    rows = [row for row in rows_of(project.funds) if row.source != "total"]
    columns = (("initial", "年初预算数"), ("annual", "全年预算数"), ("executed", "全年执行数"))
    given = [
        (name, label)
        for name, label in columns
        if has(getattr(total, name)) and any(has(getattr(row, name)) for row in rows)
    ]
    if not given:
        raise NotApplicable("没有分项资金来源，无法与年度资金总额核对")
    wrong = [(label, *gap) for name, label in given if (gap := _fund_gap(total, rows, name))]
    if wrong:
        facts = "；".join(
            f"{label}填列{plain(stated)}{total.unit}，各项合计{plain(summed)}{total.unit}"
            for label, stated, summed, _ in wrong
        )
        worst = max(abs(summed - stated) for _, stated, summed, _ in wrong)
        yield found(
            f"资金来源合计与年度资金总额不符，相差{plain(worst)}{total.unit}：{facts}",
            total.where,
            Evidence(
                "；".join(f"{label}{plain(stated)}" for label, stated, _, _ in wrong),
                "；".join(f"{label}{plain(summed)}" for label, _, summed, _ in wrong),
                "；".join(formula for *_, formula in wrong),
            ),
            amount=in_wan(worst, total.unit),
        )


def _fund_gap(total: Row, rows: list[Row], column: str) -> tuple[float, float, str] | None:
    """Return stated total, sum of its parts and the formula; None where they agree."""
    stated = getattr(total, column)
    parts = [row for row in rows if has(getattr(row, column))]
    texts = [getattr(row, f"{column}_text") for row in (total, *parts)]
    slack = 0.5 * (len(parts) + 1) * 10 ** -max(decimals(text or "") for text in texts)
    levels = {"central", "provincial", "local"}
    of_level = [row for row in parts if row.source in levels]
    beside = [row for row in parts if row.source not in levels]
    without_fiscal = [row for row in parts if row.source != "fiscal"]
    readings = [parts, beside, without_fiscal] if of_level and len(beside) > 0 else [parts]
    sums = [sum(getattr(row, column) for row in reading) for reading in readings]
    if any(abs(each - stated) <= slack + 1e-9 for each in sums):
        return None
    nearest = min(range(len(sums)), key=lambda at: abs(sums[at] - stated))
    terms = "+".join(plain(getattr(row, column)) for row in readings[nearest])
    return stated, sums[nearest], f"{terms} = {plain(sums[nearest])}"


@check("A12", "finding", basis="R1, R4")
def wrong_breakdown(project: Project) -> Iterator[Finding]:
    """Compare quantities times unit prices, plus other amounts, with the total cost.

    标题：成本明细与成本总额
    方法：按名称将数量指标与单价指标配对，数量乘以单价再加其他金额，与成本总额比较，指标值和完成值分别核对；
        只在有唯一的总额和至少一对数量、单价时进行。
    影响：成本数据前后不一，实际支出的构成不清。
    建议：请单位提供合同、发票和支付凭证，说明差额的去向。
    """
    parts = breakdown(project)
    for side, label in (("target", "指标值"), ("actual", "实际完成值")):
        equation = parts.equation(side)
        if equation and not equation.holds:
            gap = abs(equation.sum - equation.total)
            name = bare_name(parts.total)
            yield found(
                f"按{label}计算，成本明细合计{plain(equation.sum)}万元，"
                f"与{name}{plain(equation.total)}万元不符，相差{plain(gap)}万元",
                parts.total.where,
                Evidence(
                    f"{name}{plain(equation.total)}万元",
                    f"{plain(equation.sum)}万元",
                    equation.formula,
                ),
                points=parts.total.full_score if has(parts.total.full_score) else None,
                amount=round(gap, 6),
            )


def _execution_score(project: Project) -> Range:
    """Return the execution points listed, or those implied by the full marks left over."""
    score = scoring(project)
    if score.execution_listed:
        stated = fund_total(project).stated_score
        return Range(stated, stated)
    left = score.norm.full_points - sum(row.full_score for row in weighted(project))
    implied = abs(left - score.execution_full) <= step(project) * len(weighted(project))
    return score.execution if implied and score.execution else Range(0.0, 0.0)
