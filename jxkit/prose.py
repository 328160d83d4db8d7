"""Numbers become sentences: the answers of a report, true for any project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from jxkit.markup import DOCUMENT, clean, escape_markdown
from jxkit.model import Audit, Finding, Project, Range, Score
from jxkit.typography import number
from jxkit.words import SEVERITIES

_OVER: Final = 130.0


@dataclass(frozen=True, slots=True)
class Prose:
    """Sentences with the texts and numbers they speak of; `str` gives them plain.

    `pattern` is ours and may hold Markdown; `texts` come from the data and are escaped.
    """

    pattern: str
    texts: dict[str, str] = field(default_factory=dict)
    document: dict[str, Any] | None = None

    def __str__(self) -> str:
        values = {name: " ".join(clean(value).split()) for name, value in self.texts.items()}
        return self.pattern.removeprefix("# ").format_map(values)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Return the sentences as Markdown and as text, for a title also the document's facts."""
        values = {name: escape_markdown(value) for name, value in self.texts.items()}
        shown = {"text/markdown": self.pattern.format_map(values), "text/plain": str(self)}
        return shown if self.document is None else {**shown, DOCUMENT: self.document}


def title(project: Project) -> Prose:
    """Head the report, and tell the exporters what it is about; its date is the year's end."""
    name = project.name or "未命名项目"
    subject = f"{name}支出" if name.endswith("项目") else f"{name}项目支出"
    year = "" if project.year is None else f"{project.year}年度"
    heading = f"{year}{subject}绩效自评复核报告"
    facts = (("主管部门", project.department), ("实施单位", project.unit))
    document = {
        "title": clean(heading),
        "subtitle": clean(project.unit or project.department or ""),
        "date": "" if project.year is None else f"{project.year}-12-31",
        "keywords": ["绩效自评", "复核", clean(name)],
        "facts": [[label, clean(text)] for label, text in _known_facts(project, facts)],
    }
    return Prose("# {heading}", {"heading": heading}, document)


def summary(audit: Audit) -> Prose:
    """Answer in three sentences: what is stated, what recomputing gives, what is doubtful."""
    project = audit.project
    return _joined((_statement(project), score(project), findings(audit)), "\n\n")


def execution(project: Project) -> Prose:
    """Say in one sentence how much of the budget was spent."""
    said = _money(project.funds)
    return Prose(f"{said.pattern}。", said.texts)


def completion(project: Project, *, line: float = _OVER) -> Prose:
    """Say in one sentence how many indicators reached their target, and how many `line` percent."""
    table = project.indicators
    if table.empty:
        return Prose("文件中没有可读的绩效指标。")
    met = Counter(table["met"])
    counts = [f"{met['yes']}项已完成"]
    counts += [f"{met['no']}项未完成"] if met["no"] else []
    counts += [f"{met['unknown']}项无法判断是否完成"] if met["unknown"] else []
    said = Prose(f"{len(table)}项绩效指标中，{'、'.join(counts)}")
    if "completion" in table:
        said = _joined([said, *_completed(table, line)])
    return Prose(f"{said.pattern}。", said.texts)


def score(project: Project) -> Prose:
    """Say in one sentence what the norm gives beside what the unit gave itself."""
    result = project.score
    if result is None:
        return Prose("项目尚未计分。")
    values = {"norm": result.norm.title, "due_grade": result.grade}
    if result.total is None:
        pattern = "按“{norm}”复算，文件缺少分值或得分依据，不能得出总分"
        return Prose(f"{pattern}；{_share(result)}。", values)
    parts = [f"按“{{norm}}”复算，总分为{_points(result.total)}分"]
    parts[0] += "（等级{due_grade}）" if result.grade else ""
    if result.total_cap is not None and _points(result.total_cap) != _points(result.total):
        parts.append(f"若把成本指标值视为支出上限，则为{_points(result.total_cap)}分")
    parts += [_verdict(project.stated_total, result.total), _share(result)]
    return Prose("；".join(filter(None, parts)) + "。", values)


def findings(audit: Audit) -> Prose:
    """Say in one sentence what is doubtful: how many points of which gravity, and the gravest."""
    made = sum(each.status != "not_applicable" for each in audit)
    found = audit.findings
    if not found:
        return Prose(f"已执行的{made}项核查未发现疑点{_omitted(audit)}。")
    counts = Counter(each.severity for each in found)
    by_gravity = "、".join(
        f"{label}{counts[key]}处" for key, label in SEVERITIES.items() if counts[key]
    )
    gravest = max(
        (each for each in found if each.severity == found[0].severity),
        key=lambda each: (each.points or 0.0, each.amount or 0.0),
    )
    values = {"code": gravest.code, "message": gravest.message.rstrip("。").replace("。", "；")}
    return Prose(
        f"核查发现疑点{len(found)}处（{by_gravity}），最重的是{{message}}（{{code}}）"
        f"{_stakes(found)}{_omitted(audit)}。",
        values,
    )


def unchecked(audit: Audit) -> Prose:
    """Say in one sentence how many checks could not be made."""
    total, open_ = len(audit.outcomes), len(audit.unchecked)
    if not open_:
        return Prose(f"{total}项核查全部执行。")
    return Prose(f"{total}项核查中有{open_}项因文件缺少所需数据或不适用而未执行，原因逐项列出。")


def origin(project: Project) -> Prose:
    """Say in one sentence which file and which norm the report rests on."""
    values = {"file": project.file, "hash": project.sha256[:12]}
    if project.score is None:
        return Prose("本报告依据文件“{file}”（SHA-256 前12位 {hash}）生成。", values)
    values |= {"norm": project.score.norm.title}
    return Prose(
        "本报告依据文件“{file}”（SHA-256 前12位 {hash}）和评分规则“{norm}”生成，"
        "报告中的数字均由程序从该文件读取或计算。",
        values,
    )


def _known_facts(
    project: Project, facts: Iterable[tuple[str, str | None]]
) -> Iterable[tuple[str, str]]:
    yield "项目编号", project.project_id
    yield from ((label, text) for label, text in facts if text)
    if project.stated_total is not None:
        yield "自评总分", f"{number(project.stated_total)}分"
    yield "来源文件", project.file


def _statement(project: Project) -> Prose:
    """Say what the unit states of points and money."""
    values = {
        "unit": project.unit or project.department or "项目单位",
        "name": project.name or "未命名项目",
        "grade": project.stated_grade or "",
    }
    year = "" if project.year is None else f"{project.year}年度，"
    total = "未列出自评总分"
    if project.stated_total is not None:
        total = f"自评得分{number(project.stated_total)}分"
    grade = "、等级{grade}" if project.stated_grade else ""
    money = _money(project.funds)
    pattern = f"{year}{{unit}}的“{{name}}”{total}{grade}；{money.pattern}。"
    return Prose(pattern, values | money.texts)


def _money(funds: pd.DataFrame) -> Prose:
    """Say what was budgeted and spent, of the total or else of the first source printed."""
    if funds.empty:
        return Prose("文件中没有可读的资金数据")
    totals = funds[funds["source"] == "total"]
    row = (totals if len(totals) else funds).iloc[0]
    values = {"label": row["label"] or "资金", "money_unit": row["unit"] or "万元"}
    annual, executed = row["annual"], row["executed"]
    parts = [
        f"{{label}}{word}{number(value)}{{money_unit}}"
        for word, value in (("全年预算", annual), ("执行", executed))
        if pd.notna(value)
    ]
    parts[1:] = [part.removeprefix("{label}") for part in parts[1:]]
    if pd.isna(annual) or pd.isna(executed):
        return Prose("，".join([*parts, "预算数或执行数未列，不能计算执行率"]), values)
    return Prose("，".join([*parts, *_rate(annual, executed)]), values)


def _rate(annual: float, executed: float) -> Iterable[str]:
    """Say the rate, and what was left or spent beyond the budget."""
    if annual == 0:
        yield "没有安排预算，执行率不适用"
        return
    yield f"执行率{number(100 * executed / annual)}%"
    if executed < annual:
        yield f"未执行{number(annual - executed)}{{money_unit}}"
    if executed > annual:
        yield f"超出预算{number(executed - annual)}{{money_unit}}"


def _completed(table: pd.DataFrame, line: float) -> Iterable[Prose]:
    """Say which indicator went farthest beyond the line, and how many have no number."""
    over = table[table["completion"] >= line]
    if len(over):
        farthest = over.sort_values("completion").iloc[-1]
        yield Prose(
            f"{len(over)}项达到指标值的{number(line)}%及以上，"
            f"最高的“{{farthest}}”为{number(farthest['completion'], 1)}%",
            {"farthest": farthest["name"] or "未命名"},
        )
    if without := int(table["completion"].isna().sum()):
        yield Prose(f"{without}项不能用数字计算完成率")


def _joined(parts: Iterable[Prose], by: str = "；") -> Prose:
    listed = list(parts)
    values = {name: text for part in listed for name, text in part.texts.items()}
    return Prose(by.join(part.pattern for part in listed), values)


def _points(points: Range) -> str:
    low, high = number(points.low), number(points.high)
    return low if low == high else f"{low}–{high}"


def _verdict(stated: float | None, expected: Range) -> str:
    """Say on which side of the recomputed range the stated total lies."""
    if stated is None:
        return "自评总分未列"
    low, high = round(expected.low, 2), round(expected.high, 2)
    if stated > high:
        return f"自评总分{number(stated)}分，比复算上限高{number(stated - high)}分"
    if stated < low:
        return f"自评总分{number(stated)}分，比复算下限低{number(low - stated)}分"
    return f"自评总分{number(stated)}分{'与之一致' if low == high else '在此区间内'}"


def _share(score: Score) -> str:
    if not score.full_points:
        return "文件没有列出分值"
    share = 100 * score.recomputable_points / score.full_points
    return (
        f"{number(score.full_points)}分中有{number(score.recomputable_points)}分"
        f"（{number(share, 1)}%）可由文件中的数字唯一复算"
    )


def _stakes(found: Iterable[Finding]) -> str:
    """Name the most at stake in one finding; a sum would count the same points twice."""
    listed = list(found)
    points = max((each.points for each in listed if each.points is not None), default=None)
    amount = max((each.amount for each in listed if each.amount is not None), default=None)
    said = [f"涉及分值最多{number(points)}分"] if points else []
    said += [f"涉及金额最多{number(amount)}万元"] if amount else []
    return f"；单处疑点{'、'.join(said)}" if said else ""


def _omitted(audit: Audit) -> str:
    return f"；另有{len(audit.unchecked)}项未能核查" if audit.unchecked else ""
