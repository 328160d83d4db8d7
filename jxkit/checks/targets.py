"""Family C: can the targets be measured, and do they fit the budget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jxkit.checks.amounts import decimals, in_wan, overlap, plain
from jxkit.checks.breakdown import is_total
from jxkit.checks.catalogue import NotApplicable, check, found
from jxkit.checks.rows import (
    Row,
    bare_name,
    dimension,
    fund_total,
    has,
    indicators,
    rows_of,
    scoring,
    weighted,
)
from jxkit.model import Evidence, Finding, Project


@check("C1", "finding", basis="R3")
def unmeasurable_targets(project: Project) -> Iterator[Finding]:
    """Sum the points on targets that are words.

    标题：定性指标的分值占比
    方法：指标值为文字表述、没有可衡量标准的指标，其分值之和占满分的比例达到评分规则规定的界线。是否类、时限类指标不计。
    影响：相应分值无法核实，绩效目标难以衡量和考核。
    建议：请单位将定性指标细化、量化，或明确分档评分标准和佐证资料。
    """
    rows = weighted(project)
    norm = scoring(project).norm
    vague = [row for row in rows if _is_vague(row)]
    total = sum(row.full_score for row in vague)
    share = 100 * total / norm.full_points
    if share >= norm.qualitative_share:
        names = "、".join(f"“{bare_name(row)}”（{row.target}）" for row in vague)
        yield found(
            f"{len(vague)}项指标共{plain(total)}分（满分{plain(norm.full_points)}分）仅作定性表述，"
            f"缺少可衡量标准：{names}",
            vague[0].where,
            Evidence(
                f"定性指标{plain(total)}分，占{plain(round(share, 2))}%",
                f"低于{plain(norm.qualitative_share)}%",
                "+".join(plain(row.full_score) for row in vague) + f" = {plain(total)}",
            ),
            points=total,
        )


@check("C2", "warning", basis="R2")
def empty_dimensions(project: Project) -> Iterator[Finding]:
    """Find headings of dimensions without an indicator.

    标题：只有标题的指标维度
    方法：文件列出经济效益、社会效益、生态效益、可持续影响等维度的标题，其下没有指标，也没有说明不适用。
    影响：绩效指标体系不完整，相应效益没有评价。
    建议：请单位补充指标，或说明该维度不适用的理由。
    """
    headings = [each for each in project.sections if each.leaf and dimension(each.heading)]
    if not headings:
        raise NotApplicable("文件没有分维度列出标题")
    used = {dimension(row.level2) for row in rows_of(project.indicators)}
    empty = [
        each for each in headings if not each.text.strip() and dimension(each.heading) not in used
    ]
    if empty:
        names = "、".join(filter(None, (dimension(each.heading) for each in empty)))
        yield found(
            f"未设置{names}指标且未说明不适用",
            empty[0].where,
            Evidence(
                "；".join(f"{each.heading}（{each.where}）" for each in empty),
                "设置指标或说明不适用",
            ),
        )


@check("C3", "finding", basis="R3")
def target_off_budget(project: Project) -> Iterator[Finding]:
    """Compare targets for the total cost with the budget.

    标题：成本目标与预算
    方法：成本总额、总投资一类指标的指标值，应与年初预算数或全年预算数一致；预算年中调整而指标值仍为年初数的列为关注。
    影响：预算安排与绩效目标脱节，成本目标失去约束。
    建议：请单位说明成本目标的测算依据，并使指标值与批复预算一致。
    """
    total = fund_total(project)
    rows = [row for row in indicators(project) if is_total(row) and has(row.target_number)]
    if not rows:
        raise NotApplicable("没有以金额表示的成本总额指标")
    if not has(total.annual):
        raise NotApplicable("年度资金总额没有填列全年预算数")
    for row in rows:
        if not _prints(row, total.annual, total.unit):
            adjusted = has(total.initial) and _prints(row, total.initial, total.unit)
            finding = _budget_finding(row, total, adjusted=adjusted)
            yield replace(finding, severity="warning") if adjusted else finding


def _budget_finding(row: Row, total: Row, *, adjusted: bool) -> Finding:
    target = in_wan(row.target_number, row.target_unit)
    budget = in_wan(total.annual, total.unit)
    cause = "预算调整后指标值未相应调整" if adjusted else "预算安排与绩效目标脱节"
    return found(
        f"{cause}：“{bare_name(row)}”指标值{plain(target)}万元，全年预算{plain(budget)}万元，"
        f"相差{plain(abs(target - budget))}万元",
        row.where,
        Evidence(
            f"{row.target}",
            f"{plain(budget)}万元（{total.where}）",
            f"{plain(target)}−{plain(budget)} = {plain(target - budget)}",
        ),
        points=row.full_score if has(row.full_score) else None,
        amount=round(abs(target - budget), 6),
    )


def _is_vague(row: Row) -> bool:
    return row.target_kind == "text" and row.target.strip() not in {"是", "否"}


def _prints(row: Row, amount: float, unit: str) -> bool:
    """Tell whether an amount may be printed as the target, both rounded to their last digit."""
    half = 0.5 * 10 ** -decimals(row.target)
    low, high = (in_wan(row.target_number + side * half, row.target_unit) for side in (-1, 1))
    return overlap(low, high, in_wan(amount, unit), in_wan(amount, unit))
