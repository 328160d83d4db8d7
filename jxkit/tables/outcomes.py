"""What the checks came to: all of them, those that found something, those not made."""

from __future__ import annotations

from jxkit.model import Audit, Outcome
from jxkit.tables.table import Column, Line, Table
from jxkit.typography import MISSING, number
from jxkit.words import SEVERITIES, STATUSES

_CODE, _TITLE = Column("编号"), Column("核查事项")


def findings_overview(audit: Audit) -> Table:
    """Print one line for each check that found something, the gravest first."""
    columns = (
        Column("等级"),
        _CODE,
        _TITLE,
        Column("疑点数", align="right"),
        Column("涉及分值", "分", "right"),
        Column("涉及金额", "万元", "right"),
    )
    found = [outcome for outcome in audit if outcome.findings]
    lines = tuple(_overview(outcome) for outcome in sorted(found, key=_gravity))
    return Table("疑点汇总", columns, lines, (), "", name="overview")


def checks(audit: Audit) -> Table:
    """Print all checks with their results."""
    columns = (_CODE, _TITLE, Column("结果"), Column("说明"))
    lines = tuple(
        Line((each.code, each.title, STATUSES[each.status], _remark(each))) for each in audit
    )
    return Table("全部核查事项及结果", columns, lines, (), "没有可执行的核查事项。", name="checks")


def unchecked(audit: Audit) -> Table:
    """Print the checks that could not be made, and why."""
    columns = (_CODE, _TITLE, Column("未核查原因"))
    lines = tuple(Line((each.code, each.title, each.reason)) for each in audit.unchecked)
    return Table("未核查事项及原因", columns, lines, (), "全部事项均已核查。", name="unchecked")


def _gravity(outcome: Outcome) -> tuple[int, str]:
    ranks = list(SEVERITIES)
    return min(ranks.index(each.severity) for each in outcome.findings), outcome.code


def _overview(outcome: Outcome) -> Line:
    worst = list(SEVERITIES.values())[_gravity(outcome)[0]]
    points = [each.points for each in outcome.findings if each.points is not None]
    amounts = [each.amount for each in outcome.findings if each.amount is not None]
    return Line(
        (
            worst,
            outcome.code,
            outcome.title,
            str(len(outcome.findings)),
            number(sum(points)) if points else MISSING,
            number(sum(amounts), fixed=True) if amounts else MISSING,
        )
    )


def _remark(outcome: Outcome) -> str:
    return f"{len(outcome.findings)}处" if outcome.findings else outcome.reason
