"""The official form 项目支出绩效自评表 and its relatives: columns by their heads, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final

from jxkit.errors import UnreadableError
from jxkit.extraction import columns
from jxkit.extraction.form_columns import (
    FACTS,
    GOALS,
    Heads,
    fund_heads,
    indicator_heads,
    is_template,
    source_of,
)
from jxkit.extraction.grids import Row, head, rows
from jxkit.extraction.indicators import Indicator, points
from jxkit.extraction.lines import fold
from jxkit.model import Document, Grid, Paragraph, Project, Remark, Where
from jxkit.words import LEVEL1, LEVEL2, standard

_YEAR: Final = re.compile(r"(20[0-9]{2}) ?年")
_TITLE: Final = re.compile("自评|自我评价")
_WHOLE_BODY: Final = re.compile("整体(?:支出)?(?:预算)?绩效")
_TOTAL: Final = re.compile("总分|合计|总计|总得分|自评总分|自评得分|综合得分")
_GRADE: Final = re.compile(r"(?:等级|等次|评级|评价结果)[:为]?(优秀|优|良好|良|中|差|[A-D])")
_END: Final = re.compile(
    "^(?:说明|备注|注|填表人|填报人|联系人|评价结论|存在问题|改进措施|其他需要说明)"
)
_NUMBER: Final = re.compile(
    r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|-?[0-9]{1,15}(?:\.[0-9]{1,8})?"
)
_SIGN: Final = re.compile("[≥≤><=＝≧≦]+|大于等于|小于等于|等于|大于|小于|定性")
_AMOUNT_UNIT: Final = re.compile(r"(万元|元)")


@dataclass(slots=True)
class _Form:
    """What was read so far of one form."""

    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, Where] = field(default_factory=dict)
    funds: list[dict[str, Any]] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unit: str = "万元"
    unread: list[Paragraph] = field(default_factory=list)

    def put(self, name: str, text: str, where: Where) -> None:
        """Keep the first statement of a fact."""
        if text and name not in self.values:
            self.values[name] = text
            self.places[name] = where


def read_forms(document: Document) -> tuple[Project, ...]:
    """Return the projects of all forms in a document, in order; an empty tuple without a form."""
    found = []
    before: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            before.append(block)
            continue
        for part in _divided(rows(block)):
            if any(indicator_heads(row) for row in part):
                _refuse_others(document, before, part)
                found.append(_read(part, before, document))
                before = []
    return tuple(found)


def is_form(document: Document) -> bool:
    """Tell whether a document holds a table with the heads of indicators."""
    grids = (block for block in document.blocks if isinstance(block, Grid))
    return any(indicator_heads(row) for grid in grids for row in rows(grid))


def _divided(table: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Divide a table where another form begins: at 项目名称 after a list of indicators."""
    begin, listed = 0, False
    for place, row in enumerate(table):
        listed = listed or indicator_heads(row) is not None
        named = any(FACTS.get(cell.head) == "name" for cell in row.own[:1])
        if listed and named:
            yield tuple(table[begin:place])
            begin, listed = place, False
    yield tuple(table[begin:])


def _refuse_others(document: Document, before: list[Paragraph], part: Sequence[Row]) -> None:
    titles = [each.text for each in before[-4:]] + [row.own[0].text for row in part[:2] if row.own]
    if any(_WHOLE_BODY.search(fold(text)) and _TITLE.search(fold(text)) for text in titles):
        raise UnreadableError(
            f"文件“{document.file}”是部门（单位）整体支出绩效自评，不是项目支出绩效自评，评价对象不同",
            "请提供各项目的项目支出绩效自评报告或自评表",
        )


def _read(part: Sequence[Row], before: list[Paragraph], document: Document) -> Project:
    form = _Form()
    funds: Heads | None = None
    listed: Heads | None = None
    goals: dict[int, str] = {}
    labels = {"level1": "", "level2": ""}
    for row in part:
        if listed is None:
            _year(" ".join(cell.text for cell in row.own), row.where, form)
        _facts(row, form)
        _grade(row, form)
        heads = indicator_heads(row)
        if heads:
            listed = heads
        elif listed is not None:
            _indicator(row, listed, labels, form)
        elif (money := fund_heads(row)) is not None:
            funds = money
            _unit(row, form)
        elif funds is not None and _fund(row, funds, form):
            continue
        else:
            goals = _goal(row, goals, form)
    for paragraph in before[-6:]:
        _year(paragraph.text, paragraph.where, form)
    return _project(form, document)


def _year(text: str, where: Where, form: _Form) -> None:
    match = _YEAR.search(fold(text))
    if match and (_TITLE.search(text) or re.fullmatch(r"\W*20[0-9]{2} ?年?度?\W*", fold(text))):
        form.put("year", match[1], where)


def _facts(row: Row, form: _Form) -> None:
    """Read what stands behind a label: the next cell that is not the label again."""
    for cell, following in zip(row.own, row.own[1:], strict=False):
        name = FACTS.get(cell.head)
        if name and following.head not in FACTS:
            form.put(name, following.text.strip(), row.where)


def _goal(row: Row, goals: dict[int, str], form: _Form) -> dict[int, str]:
    """Read goal and result below their heads; return the heads that hold for the next row."""
    found = {cell.column: GOALS[cell.head] for cell in row.own if cell.head in GOALS}
    if found:
        return found
    for column, name in goals.items():
        form.put(name, row.text(column), row.where)
    return {}


def _grade(row: Row, form: _Form) -> None:
    for cell in row.own:
        match = _GRADE.search(cell.head)
        if match:
            form.put("stated_grade", match[1], row.where)


def _unit(row: Row, form: _Form) -> None:
    for cell in row.own:
        match = re.search(r"\((?:单位:)?(万元|元)\)", fold(cell.text).replace(" ", ""))
        if match:
            form.unit = match[1]


def _fund(row: Row, heads: Heads, form: _Form) -> bool:
    """Read one source of money; tell whether the row is one."""
    label = next((cell for cell in row.own if source_of(cell.head)), None)
    if label is None:
        return False
    texts = {name: row.text(heads.columns.get(name)) for name in ("initial", "annual", "executed")}
    source = source_of(label.head)
    if any(each["source"] == source for each in form.funds):
        form.unread.append(Paragraph(" ".join(cell.text for cell in row.own), row.where))
        return True
    rate, full, score = (row.text(heads.columns.get(name)) for name in ("rate", "full", "score"))
    fund: dict[str, Any] = {"label": label.head, "source": source, "unit": form.unit}
    for name, text in texts.items():
        fund[name], fund[f"{name}_text"] = _amount(text), text
        if text and fund[name] is None and text not in {"-", "—", "/", "－"}:
            form.remarks.append(Remark(row.where, f"{label.head}的金额“{text}”不是数字，没有采用"))
    fund["stated_rate"] = _amount(rate.rstrip("%％ "))
    fund["stated_rate_text"] = rate
    fund["full_score"], fund["stated_score"] = _amount(full), _amount(score)
    form.funds.append(
        {name: value for name, value in fund.items() if value is not None} | {"where": row.where}
    )
    return True


def _amount(text: str) -> float | None:
    printed = _AMOUNT_UNIT.sub("", fold(text)).replace(" ", "")
    return float(printed.replace(",", "")) if _NUMBER.fullmatch(printed) else None


def _indicator(row: Row, heads: Heads, labels: dict[str, str], form: _Form) -> None:
    """Read one indicator, or the total below them, or nothing from notes and template rows."""
    first = row.own[0].head if row.own else ""
    if _TOTAL.fullmatch(first):
        score = row.text(heads.columns.get("score")) or row.own[-1].text
        if _amount(score.rstrip("分")) is not None:
            form.put("stated_total", fold(score).strip().rstrip("分"), row.where)
        return
    if not row.own or _END.match(first):
        return
    for level in ("level1", "level2"):
        text = row.text(heads.columns.get(level))
        if text:
            labels[level] = text
    texts = {
        kind: row.text(heads.columns.get(kind))
        for kind in ("target", "actual", "full", "score", "reason")
    }
    texts["target"] = _whole_target(row, heads, texts["target"])
    name = row.text(heads.columns.get("name"))
    if is_template(name) and not (texts["target"] and texts["actual"]):
        return
    if not any(texts[kind] for kind in ("target", "actual", "full", "score")):
        return
    form.indicators.append(
        Indicator(
            re.sub(r"^(?:指标|[0-9]+)[0-9]*[:：.、]\s*", "", name),
            texts,
            row.where,
            standard(head(labels["level1"]), LEVEL1) or head(labels["level1"]),
            standard(head(labels["level2"]), LEVEL2) or head(labels["level2"]),
            tuple(_doubts(row, name, texts)),
        )
    )


def _whole_target(row: Row, heads: Heads, target: str) -> str:
    """Return the target with operator and unit, which some forms print in their own columns."""
    nature = row.text(heads.columns.get("nature"))
    unit = row.text(heads.columns.get("unit"))
    if not target or (not nature and not unit):
        return target
    sign = (
        nature
        if re.fullmatch(r"[≥≤><=＝≧≦]+|大于等于|小于等于|等于|大于|小于|定性", nature)
        else ""
    )
    return f"{sign}{target}{unit if not target.endswith(unit) else ''}"


def _doubts(row: Row, name: str, texts: dict[str, str]) -> Iterator[Remark]:
    for kind, label in (("full", "分值"), ("score", "得分")):
        if texts[kind] and points(texts[kind])[1] is None:
            yield Remark(row.where, f"指标“{name}”的{label}“{texts[kind]}”不是数字，没有采用")
    if not name:
        yield Remark(row.where, "这一行有指标值或得分，却没有指标名称")


def _project(form: _Form, document: Document) -> Project:
    values = form.values
    year = int(values["year"]) if "year" in values else None
    bodies = f"{values.get('unit', '')}|{values.get('department', '')}"
    mark = sha256(bodies.encode("utf-8", "surrogatepass")).hexdigest()[:4]
    name = values.get("name", "")
    total = values.get("stated_total")
    return Project(
        project_id=values.get("project_id")
        or f"{year or '年度不详'}-{name or '未命名项目'}-{mark}",
        name=name,
        year=year,
        department=values.get("department"),
        unit=values.get("unit"),
        goal=values.get("goal"),
        result=values.get("result"),
        stated_total=_amount(total) if total else None,
        stated_total_text=total,
        stated_grade=values.get("stated_grade"),
        funds=columns.funds(form.funds),
        indicators=columns.indicators(form.indicators, year=year),
        sections=(),
        file=document.file,
        sha256=document.sha256,
        places=MappingProxyType(form.places),
        unread=tuple(form.unread),
        warnings=(*form.remarks, *(each for one in form.indicators for each in one.remarks)),
    )
