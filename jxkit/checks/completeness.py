"""Family E: is the report complete."""

from __future__ import annotations

from collections.abc import Iterator

from jxkit.checks.amounts import plain, points
from jxkit.checks.catalogue import NotApplicable, check, found
from jxkit.checks.rows import (
    deducted,
    dimension,
    has,
    rows_of,
    says_nothing,
    scoring,
)
from jxkit.model import Evidence, Finding, Project


@check("E2", "finding", basis="R1")
def empty_sections(project: Project) -> Iterator[Finding]:
    """Find headings followed by the next heading or the end.

    标题：只有标题的部分
    方法：标题之后没有内容，也没有下级标题的部分；指标维度的标题另行核查。
    影响：自评报告内容不完整。
    建议：请单位补充该部分内容，确无内容的写明“无”并说明理由。
    """
    leaves = [each for each in project.sections if each.leaf and not dimension(each.heading)]
    if not leaves:
        raise NotApplicable("文件没有分部分的文字说明")
    for section in leaves:
        if not section.text.strip():
            yield found(
                f"“{section.heading}”部分只有标题，没有内容",
                section.where,
                Evidence(section.heading, "标题下有文字内容"),
            )


@check("E3", "finding", basis="R1")
def no_problem_despite_losses(project: Project) -> Iterator[Finding]:
    """Find empty problem sections where points were lost.

    标题：存在问题与扣分
    方法：“存在问题”各部分均为空或仅写“无”，而自评扣了分。
    影响：未分析扣分原因，自评工作流于形式。
    建议：请单位针对扣分指标说明存在问题及原因。
    """
    sections = [each for each in project.sections if each.family == "problems"]
    if not sections:
        raise NotApplicable("文件没有“存在问题”部分")
    lost, source = _lost(project)
    if lost and all(says_nothing(each.text) for each in sections):
        yield found(
            f"“存在问题”部分为空，而自评扣{points(lost)}分，未分析扣分原因，自评工作流于形式",
            sections[0].where,
            Evidence("存在问题部分为空", "分析扣分原因", source),
            points=lost,
        )


def _lost(project: Project) -> tuple[float, str]:
    """Return the points lost by the stated total, else by the indicators, and the sum."""
    full = scoring(project).norm.full_points
    if project.stated_total is not None:
        lost = max(0.0, full - project.stated_total)
        return lost, f"{plain(full)}−{plain(project.stated_total)} = {points(lost)}"
    rows = [row for row in rows_of(project.indicators) if has(row.full_score - row.stated_score)]
    losses = [(row, deducted(row)) for row in rows if deducted(row)]
    lost = sum(loss for _, loss in losses)
    terms = (f"{plain(row.full_score)}−{plain(row.stated_score)}" for row, _ in losses)
    return lost, f"{'+'.join(terms)} = {points(lost)}"
