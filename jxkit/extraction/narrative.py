"""A report in prose becomes a project: headings, facts, funds and indicators told in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from jxkit.errors import UnreadableError
from jxkit.extraction import columns, indicators, money
from jxkit.extraction.facts import Facts, Title, gather, title
from jxkit.extraction.lines import Line
from jxkit.extraction.mending import mend
from jxkit.extraction.outline import Part, parts, sections
from jxkit.model import Document, Paragraph, Project, Remark, Repair
from jxkit.quantity import repair

_HEAD_LINES: Final = 12
_TABLE_HEADS: Final = ("一级指标", "三级指标")


def extract(document: Document) -> tuple[Project, ...]:
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
        heads = [line for line in lines if not line.blank][:_HEAD_LINES]
        found = next(filter(None, map(title, heads)), None)
        if found is None:
            found = next(filter(None, map(_broken_title, heads, heads[1:])), None)
        divided = parts([line for line in lines if found is None or line is not found.line])
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
    def indicator_lines(self) -> tuple[Line, ...]:
        """The lines that tell of indicators."""
        return tuple(
            part.lines[place]
            for part, reading in zip(self.parts, self.readings, strict=True)
            for place in sorted(reading.used)
        )


def _broken_title(line: Line, after: Line) -> Title | None:
    """Return a title that was broken over two lines."""
    return None if title(after) is None else title(line.joined(after))


def _reports(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Divide the lines where another report begins: a title after indicators were told."""
    begin, told = 0, False
    for place, line in enumerate(lines):
        if told and title(line) is not None:
            yield lines[begin:place]
            begin, told = place, False
        told = told or bool(indicators.read([line], expected=False).indicators)
    yield lines[begin:]


def _refuse_others(lines: Sequence[Line], document: Document) -> None:
    heads = [line for line in lines if not line.blank][:_HEAD_LINES]
    titles = [found for found in map(title, heads) if found]
    if titles and titles[0].whole_body:
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
    found = tuple(report.indicators)
    told = frozenset(line.where for line in report.indicator_lines)
    prose = [line for part in report.parts for line in part.printed if line.where not in told]
    funds = money.read(prose)
    facts = gather(report.parts, report.title, told)
    if not found and not (report.title and (funds.rows or "stated_total" in facts.values)):
        return None
    year = int(facts.values["year"]) if "year" in facts.values else None
    places = {line.where for line in report.lines}
    mended = *(each for each in log if each.where in places), *_mended_values(found)
    text = facts.values.get("stated_total")
    return Project(
        project_id=facts.values.get("project_id") or _identity(facts),
        name=facts.values.get("name", ""),
        year=year,
        **{name: facts.values.get(name) for name in ("department", "unit", "goal", "result")},
        stated_total=None if text is None else float(text),
        stated_total_text=text,
        stated_grade=facts.values.get("stated_grade"),
        funds=columns.funds(funds.rows),
        indicators=columns.indicators(found, year=year),
        sections=sections(report.parts),
        file=document.file,
        sha256=document.sha256,
        places=MappingProxyType(facts.places),
        unread=_unread(report, facts, told | funds.used),
        warnings=_warnings(report, found, (*facts.remarks, *funds.remarks)),
        repairs=mended,
    )


def _identity(facts: Facts) -> str:
    """Make an id of year, name and a hash of who reports, the same on every run."""
    values = facts.values
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


def _unread(report: _Report, facts: Facts, used: frozenset[object]) -> tuple[Paragraph, ...]:
    """Return the paragraphs that nobody recognised; text of a known section is its text."""
    doubtful = {line.where for reading in report.readings for line in reading.doubtful}
    return tuple(
        line.paragraph
        for part in report.parts
        for line in part.lines
        if not line.blank
        and line.where not in used
        and line.where not in facts.used
        and (line.where in doubtful or not part.known)
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
