"""A report in prose becomes a project: headings, facts, funds and indicators told in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from jxkit.errors import UnreadableError
from jxkit.extraction import columns, indicators, money
from jxkit.extraction.facts import Facts, Title, find_title, gather, is_whole_body, title
from jxkit.extraction.lines import Line, fold
from jxkit.extraction.mending import mend
from jxkit.extraction.outline import Part, parts, sections
from jxkit.model import Document, Paragraph, Project, Remark, Repair, Where
from jxkit.quantity import repair

_HEAD_LINES: Final = 12
_TITLE_LINES: Final = 4
_TABLE_HEADS: Final = ("一级指标", "三级指标")


def read_narratives(document: Document) -> tuple[Project, ...]:
    """Return the projects that a document reports on; one document may hold several reports.

    Raises `UnreadableError` where it holds none, or reports on something else.
    """
    mended = [(Line(mend(each)[0], each), mend(each)[1]) for each in document.paragraphs]
    lines = [line for line, _ in mended]
    log = tuple(repair for _, repairs in mended for repair in repairs)
    _refuse_others(lines, document)
    found = tuple(_project(_Report.of(part), document, log) for part in _reports(lines))
    read = tuple(project for project in found if project is not None)
    if not read:
        raise _unrecognised(lines, document)
    return read


@dataclass(frozen=True, slots=True)
class _Report:
    """The lines of one report, divided, with the indicators read from them."""

    lines: tuple[Line, ...]
    title: Title | None
    parts: tuple[Part, ...]
    readings: tuple[indicators.Reading, ...]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Report:
        found = find_title([line for line in lines if not line.blank][:_HEAD_LINES])
        divided = parts([line for line in lines if found is None or line not in found.lines])
        readings = tuple(
            indicators.read(part.lines, expected=bool(part.level1 or part.level2))
            for part in divided
        )
        return cls(tuple(lines), found, divided, readings)

    @property
    def indicators(self) -> Iterator[indicators.Indicator]:
        """The indicators, each with the dimension it stands below."""
        for part, reading in zip(self.parts, self.readings, strict=True):
            for each in reading.indicators:
                yield replace(each, level1=part.level1, level2=part.level2)

    @property
    def told(self) -> frozenset[Where]:
        """The places of the lines that tell of indicators."""
        return frozenset(
            part.lines[place].where
            for part, reading in zip(self.parts, self.readings, strict=True)
            for place in reading.used
        )


def _reports(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Divide the lines where another report begins: at a title between two lists of indicators."""
    begin, cut, told = 0, None, False
    for place, line in enumerate(lines):
        if told and cut is None and title(line) is not None:
            cut = place
        if line.blank or not indicators.read([line], expected=False).indicators:
            continue
        if cut is not None:
            yield lines[begin:cut]
            begin, cut = cut, None
        told = True
    yield lines[begin:]


def _refuse_others(lines: Sequence[Line], document: Document) -> None:
    if is_whole_body([line for line in lines if not line.blank][:_TITLE_LINES]):
        raise UnreadableError(
            f"文件“{document.file}”是部门（单位）整体支出绩效自评，不是项目支出绩效自评，评价对象不同",
            "请提供各项目的项目支出绩效自评报告或自评表",
        )


def _unrecognised(lines: Sequence[Line], document: Document) -> UnreadableError:
    text = "".join(line.words for line in lines)
    if all(head in text for head in _TABLE_HEADS):
        return UnreadableError(
            f"文件“{document.file}”像是由自评表转成的纯文字，表格的行和列已经丢失，无法可靠读取",
            "请提供原来的 Word、Excel 或 PDF 文件",
        )
    return UnreadableError(
        f"文件“{document.file}”不像项目支出绩效自评报告：没有读到绩效指标、自评得分或资金情况",
        "请确认文件是否放对，或检查文字是否完整",
    )


def _project(report: _Report, document: Document, log: tuple[Repair, ...]) -> Project | None:
    """Return the project of one report, None if there is nothing of a self-evaluation in it."""
    found, funds = _figures(report)
    facts = gather(report.parts, report.title, report.told)
    if not found and not (report.title and (funds.rows or "stated_total" in facts.values)):
        return None
    values = facts.values
    year = int(values["year"]) if "year" in values else None
    places = {line.where for line in report.lines}
    return Project(
        project_id=values.get("project_id") or _identity(values),
        name=values.get("name", ""),
        year=year,
        department=values.get("department"),
        unit=values.get("unit"),
        goal=values.get("goal"),
        result=values.get("result"),
        stated_total=float(fold(values["stated_total"])) if "stated_total" in values else None,
        stated_total_text=values.get("stated_total"),
        stated_grade=values.get("stated_grade"),
        funds=columns.funds(funds.rows),
        indicators=columns.indicators(found, year=year),
        sections=sections(report.parts),
        file=document.file,
        sha256=document.sha256,
        places=MappingProxyType(facts.places),
        unread=_unread(report, facts, funds.used),
        warnings=_warnings(report, found, (*facts.remarks, *funds.remarks)),
        repairs=(*(each for each in log if each.where in places), *_mended_values(found)),
    )


def _figures(report: _Report) -> tuple[tuple[indicators.Indicator, ...], money.Money]:
    """Return the indicators and the funds; points for the execution of the budget are funds."""
    prose = [line for part in report.parts for line in part.printed]
    funds = money.read(line for line in prose if line.where not in report.told)
    found = []
    for each in report.indicators:
        if indicators.execution_rate(each) is None:
            found.append(each)
        else:
            funds = replace(funds, rows=money.with_points(funds.rows, each))
    return tuple(found), funds


def _identity(values: Mapping[str, str]) -> str:
    """Make an id of year, name and a hash of who reports, the same on every run."""
    reporter = f"{values.get('unit', '')}|{values.get('department', '')}"
    digest = sha256(reporter.encode("utf-8", "surrogatepass")).hexdigest()[:4]
    return f"{values.get('year', '年度不详')}-{values.get('name') or '未命名项目'}-{digest}"


def _mended_values(found: Sequence[indicators.Indicator]) -> Iterator[Repair]:
    """Yield the repairs of damaged signs in targets and results; the text printed is kept."""
    for each in found:
        for side in ("target", "actual"):
            printed = each.texts.get(side, "")
            mended = repair(printed, each.name)
            if mended:
                yield Repair(each.where, printed, mended, "识别错误的符号，按原文不可能成立")


def _unread(report: _Report, facts: Facts, used: frozenset[Where]) -> tuple[Paragraph, ...]:
    """Return the paragraphs that nobody recognised; text of a known section is its text."""
    known = used | facts.used | report.told
    doubtful = {line.where for reading in report.readings for line in reading.doubtful}
    return tuple(
        line.paragraph
        for part in report.parts
        for line in part.lines
        if not line.blank and line.where not in known and (line.where in doubtful or not part.known)
    )


def _warnings(
    report: _Report, found: Sequence[indicators.Indicator], remarks: tuple[Remark, ...]
) -> tuple[Remark, ...]:
    doubtful = (
        Remark(line.where, "此句像绩效指标，但没有读出完整的目标值、实际完成值、分值和得分")
        for reading in report.readings
        for line in reading.doubtful
    )
    of_indicators = (remark for each in found for remark in each.remarks)
    return tuple(
        sorted((*doubtful, *of_indicators, *remarks), key=lambda each: each.where.paragraph or 0)
    )
