"""Family D: is the money told the same way throughout."""

from __future__ import annotations

from collections.abc import Iterator

from jxkit.checks.amounts import (
    Statement,
    in_wan,
    is_amount,
    overlap,
    plain,
    points,
    whole_amounts,
)
from jxkit.checks.catalogue import NotApplicable, check, found
from jxkit.checks.rows import (
    Row,
    bare_name,
    fund_total,
    has,
    of_cost,
    of_outputs,
    rows_of,
    scored,
    scoring,
)
from jxkit.model import Evidence, Finding, Project, Range


@check("D4", "error", basis="R1")
def amounts_differ(project: Project) -> Iterator[Finding]:
    """Compare the amounts that prose gives for the whole project with the funds.

    标题：前后金额是否一致
    方法：文字中作为整个项目金额陈述的数（如“本项目预算资金为”“全年”加项目名称之后的金额），
        应等于资金表中的某一金额；分项、单价、其他年度的金额不比较。
    影响：报告前后金额不一致，资金数据的可信度降低。
    建议：请单位核实项目实际安排和支出的金额，统一前后表述。
    """
    total = fund_total(project)
    known = [
        in_wan(amount, row.unit)
        for row in rows_of(project.funds)
        for amount in (row.initial, row.annual, row.executed)
        if has(amount)
    ]
    statements = list(whole_amounts(project))
    if not statements:
        raise NotApplicable("文字部分没有陈述整个项目的金额")
    agreeing = [each for each in statements if _is_known(each, known)]
    for each in statements:
        if each not in agreeing:
            yield _difference(each, total, agreeing)


def _is_known(statement: Statement, known: list[float]) -> bool:
    return any(overlap(statement.low, statement.high, amount, amount) for amount in known)


def _difference(statement: Statement, total: Row, agreeing: list[Statement]) -> Finding:
    budget = in_wan(total.annual, total.unit)
    others = "".join(
        f"，{each.context}为{each.figure}{each.unit}（{each.where}）" for each in agreeing[:1]
    )
    gap = statement.amount - budget
    quote = f"{statement.phrase}{statement.figure}{statement.unit}"
    return found(
        f"{statement.context}称“{quote}”，与年度资金总额（全年预算数）{plain(budget)}万元"
        f"不一致，相差{plain(abs(gap))}万元",
        statement.where,
        Evidence(
            f"{statement.figure}{statement.unit}",
            f"资金总额{plain(budget)}万元（{total.where}）{others}",
            f"{plain(statement.amount)}−{plain(budget)} = {plain(gap)}",
        ),
        amount=round(abs(gap), 6),
    )


@check("D8", "note", basis="R2")
def savings(project: Project) -> Iterator[Finding]:
    """Set the reading of cost targets as caps beside the ratio.

    标题：成本低于指标值的两种口径
    方法：成本指标的实际金额低于指标值、产出指标没有未完成的，按上限口径属节约，不扣分；
        与按完成比例计分的得分和总分并列，由使用者选择。
    影响：按完成比例计分时，节约被当作未完成扣分；两种口径的总分不同。
    建议：请单位说明金额的含义（上限或应完成数）；评价时先明确口径。
    """
    costs = [row for row in scored(project) if _is_amount(row)]
    if not costs:
        raise NotApplicable("没有以金额表示的成本指标")
    if any(of_outputs(row) and row.met == "no" for row in rows_of(project.indicators)):
        return
    rows = [row for row in costs if _is_saving(row)]
    score = scoring(project)
    if rows:
        facts = "；".join(_saving(row) for row in rows)
        gaps = [row.cap_high - row.stated_score for row in rows]
        yield found(
            f"成本指标实际低于目标{len(rows)}项：{facts}；"
            f"复算总分按完成比例{score.total}分，按上限口径{score.total_cap}分",
            rows[0].where,
            Evidence(
                "；".join(f"{bare_name(row)}{plain(row.stated_score)}分" for row in rows),
                "；".join(f"{bare_name(row)}{_cap(row)}分" for row in rows),
                "+".join(points(gap) for gap in gaps) + f" = {points(sum(gaps))}",
            ),
            points=sum(gaps),
        )


def _is_amount(row: Row) -> bool:
    numbers = has(row.target_number) and has(row.actual_number)
    return of_cost(row) and numbers and is_amount(row.target_unit) and has(row.cap_high)


def _is_saving(row: Row) -> bool:
    """Tell whether less was spent than the target, and points hang on how one reads it."""
    target = in_wan(row.target_number, row.target_unit)
    spent = in_wan(row.actual_number, row.actual_unit or row.target_unit)
    return spent < target and (row.expected_high < row.cap_high or row.stated_score < row.cap_high)


def _cap(row: Row) -> Range:
    return Range(row.cap_low, row.cap_high)


def _saving(row: Row) -> str:
    return (
        f"“{bare_name(row)}”指标值{row.target}、实际完成{row.actual}，"
        f"按上限口径应得{_cap(row)}分（自评{points(row.stated_score)}分）"
    )
