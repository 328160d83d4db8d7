"""Indicators told in sentences: 光模块数量，目标值≥10支，实际完成15支，分值7.5，得分7.5.

The labels part a sentence, whatever their order; what stands before the first one is the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from jxkit.extraction.lines import Line, fold
from jxkit.model import Remark, Where

_KINDS: Final = {
    "target": "年度指标值|年初目标值|年初指标值|预期指标值|绩效目标值|年度目标值|计划目标值|考核值"
    "|目标值|指标值",
    "actual": "全年实际完成值|全年实际完成|实际完成值|实际完成情况|全年完成值|全年实际值"
    "|年终完成值|实际完成|完成值|实际值|实际(?=[0-9])",
    "full": "指标分值|考核分值|标准分值|指标权重|分值|权重|满分",
    "score": "自评得分|指标得分|实际得分|自评分|得分",
    "reason": "(?:偏差|未完成|扣分|差异|超额完成|偏离)的?原因(?:分析)?"
    "(?:[和及](?:拟采取的)?改进措施)?"
    "|原因(?:分析)?|情况说明|说明",
}
_LABELS: Final = "|".join(f"(?P<{kind}>{heads})" for kind, heads in _KINDS.items())
_LABEL: Final = re.compile(
    r"(?:(?<=[,;。:、 ()])|(?<=[0-9%分])(?=得分|自评|实际|分值)|^)"
    rf"(?:{_LABELS})(?!率|占比|差|是否)(?: ?[:为是])? ?"
)
_POINTS: Final = re.compile(r" ?(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)(?![0-9A-Za-z%.]) ?分?")
_STOP: Final = re.compile(r"[。;](?=.)")
_ITEM: Final = re.compile(r"[,; ](?=[0-9]{1,2}[)、.](?![0-9]))")
_OPERATOR: Final = re.compile(r"(?<![≥≧⩾≤≦⩽<>=﹦═])[≥≧⩾≤≦⩽<>=﹦═]{1,2}(?=[^*≥≧⩾≤≦⩽<>=﹦═]{1,60}$)")
_EXECUTION: Final = re.compile(
    r"(?:全年|项目)?(?:预算|资金)?执行率?(?:情况)? ?[:为]? ?([0-9]{1,3}(?:\.[0-9]{1,4})? ?%)?"
)
_RESULT_ONLY: Final = re.compile(r"指标完成率|[≥≧⩾≤≦⩽<>=﹦═] ?[0-9]")
_CAUSE: Final = re.compile(r"[,;。: (]*(?:因为|因|由于|主要(?:是|因|由于))")
_SEPARATORS: Final = " ,，;；。、:：()（）|\t\u3000"
_AROUND_NAME: Final = " ,，;；。、:：|\t\u3000"
_LONGEST_NAME: Final = 200
_NEEDED: Final = frozenset({"target", "actual", "full", "score"})
_ENOUGH: Final = 3
_MOST_LINES: Final = 4
_BEGINNING = re.compile(r"[^,;。:]{1,60}[,:]$")


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator as printed; the texts are those of the document."""

    name: str
    texts: dict[str, str]
    where: Where
    level1: str = ""
    level2: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of some lines: indicators, lines used, and lines that look like one."""

    indicators: tuple[Indicator, ...] = ()
    doubtful: tuple[Line, ...] = ()
    used: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Record:
    """The labels of one indicator, each with the span of its value, and the span of the name."""

    name: tuple[int, int]
    values: dict[str, tuple[int, int]] = field(default_factory=dict)


def read(lines: Sequence[Line], *, expected: bool) -> Reading:
    """Read the indicators of some lines.

    `expected` tells that the lines stand below the heading of a dimension, where less is needed
    to know a sentence as an indicator.
    """
    found: list[Indicator] = []
    doubtful: list[Line] = []
    used: set[int] = set()
    for places, line, remarks in _sentences(lines):
        records = _records(line)
        read_here = [
            _indicator(line, each) for each in records if _is_indicator(each, line, expected)
        ]
        if read_here:
            read_here[-1] = replace(read_here[-1], remarks=(*read_here[-1].remarks, *remarks))
            found += read_here
            used |= places
        elif records and set(records[0].values) == {"reason"} and found:
            found[-1] = _explained(found[-1], line, records[0])
            used |= places
        elif expected and _resembles(line, records):
            doubtful.append(line)
    return Reading(tuple(found), tuple(doubtful), frozenset(used))


def execution_rate(indicator: Indicator) -> tuple[str, float | None] | None:
    """Return the rate printed where an indicator is nothing but the budget's execution."""
    match = None if indicator.level1 else _EXECUTION.fullmatch(fold(indicator.name))
    if match is None:
        return None
    printed = match[1] or indicator.texts.get("actual", "")
    number = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,4})?) ?%", fold(printed))
    return printed, float(number[1]) if number else None


def points(text: str) -> tuple[str, float | None]:
    """Return the number of points as printed and as a number, None where it is none."""
    match = _POINTS.match(fold(text))
    return (text, None) if match is None else (text[match.start(1) : match.end(1)], float(match[1]))


def _sentences(lines: Sequence[Line]) -> Iterator[tuple[set[int], Line, tuple[Remark, ...]]]:
    """Yield the lines, those joined that one indicator was broken over."""
    place = 0
    while place < len(lines):
        line, last = lines[place], place
        while (
            last + 1 < len(lines) and last - place < _MOST_LINES and _goes_on(line, lines[last + 1])
        ):
            last += 1
            line = line.joined(lines[last])
        after = lines[last + 1] if last + 1 < len(lines) else None
        remarks = (_split_number(line, after),) if after and _splits_number(line, after) else ()
        if not line.blank:
            yield set(range(place, last + 1)), line, remarks
        place = last + 1


def _goes_on(line: Line, after: Line) -> bool:
    """Tell whether an indicator is broken off in a line and surely ends in the next."""
    if line.blank or after.blank or after.numbering[0] or _splits_number(line, after):
        return False
    marks = _kinds(line)
    begun = bool(marks & _NEEDED) or bool(line.numbering[0] and _BEGINNING.search(line.words))
    if not begun or "score" in marks or marks & _kinds(after):
        return False
    joined = [set(each.values) for each in _records(line.joined(after))]
    return len(joined) == 1 and joined[0] > marks and len(joined[0] & _NEEDED) >= _ENOUGH - 1


def _splits_number(line: Line, after: Line) -> bool:
    """Tell whether a number may be broken between two lines: 分值7. and 5，得分7.5."""
    end, begin = line.folded.rstrip()[-1:], after.folded.lstrip()[:1]
    open_number = end in ".0123456789" and begin in ".0123456789"
    return bool(end and begin and open_number and not after.numbering[0] and _kinds(line))


def _split_number(line: Line, after: Line) -> Remark:
    return Remark(
        line.where, f"指标的数字可能断在两行之间，下一行是“{after.text.strip()[:20]}”，请核对原文"
    )


def _kinds(line: Line) -> set[str]:
    return {str(mark.lastgroup) for mark in _marks(line.folded, line.numbering[1])}


def _marks(folded: str, start: int) -> list[re.Match[str]]:
    """Return the labels; one that begins the line and comes again later begins the name."""
    marks = list(_LABEL.finditer(folded, start))
    begins = bool(marks) and marks[0].start() == start
    if begins and any(mark.lastgroup == marks[0].lastgroup for mark in marks[1:5]):
        return marks[1:]
    return marks


def _records(line: Line) -> list[_Record]:
    """Divide a line into records: a label met again begins the next one."""
    folded, begin = line.folded, line.numbering[1]
    records: list[_Record] = []
    marks = _marks(folded, begin)
    ends = [*(mark.start() for mark in marks[1:]), len(folded)]
    for mark, end in zip(marks, ends, strict=False):
        kind = str(mark.lastgroup)
        if not records:
            records.append(_Record((begin, mark.start())))
        elif kind in records[-1].values or (kind == "target" and "score" in records[-1].values):
            records.append(_Record(_cede(records[-1], folded)))
        records[-1].values[kind] = (mark.end(), end)
    return records


def _cede(record: _Record, folded: str) -> tuple[int, int]:
    """Return the span of the next name, which is cut from the last value of a record."""
    kind, (start, end) = list(record.values.items())[-1]
    number = _POINTS.match(folded, start, end) if kind in {"full", "score"} else None
    begin = number.end() if number else start
    stops = [*_STOP.finditer(folded, begin, end)] or [*_ITEM.finditer(folded, begin, end)]
    cut = stops[-1].end() if stops else begin
    if not stops and not number:
        cut = max(folded.rfind(",", begin, end) + 1, begin)
    record.values[kind] = (start, cut)
    return cut, end


def _resembles(line: Line, records: list[_Record]) -> bool:
    """Tell whether a line under a dimension looks like an indicator that could not be read."""
    named = any(_NEEDED & set(each.values) and _name(line, each) for each in records)
    return named or bool(_RESULT_ONLY.search(line.folded))


def _is_indicator(record: _Record, line: Line, expected: bool) -> bool:
    kinds = _NEEDED & set(record.values)
    name = _name(line, record)
    of_table = "三级指标" in name
    if not name or len(name) > _LONGEST_NAME or of_table or not _has_values(line, record):
        return False
    if len(kinds) >= _ENOUGH or (expected and kinds >= {"target", "actual"}):
        return True
    if kinds == {"full", "score"}:
        return bool(_EXECUTION.fullmatch(fold(name)))
    return expected and kinds == {"actual"} and _operator(line, record) is not None


def _has_values(line: Line, record: _Record) -> bool:
    """Tell whether anything stands behind the labels; the head of a table has labels only."""
    return any(
        line.text[slice(*span)].strip(_SEPARATORS)
        for kind, span in record.values.items()
        if kind in {"target", "actual"} or points(line.text[slice(*span)])[1] is not None
    )


def _operator(line: Line, record: _Record) -> re.Match[str] | None:
    return _OPERATOR.search(line.folded[slice(*record.name)])


def _name(line: Line, record: _Record) -> str:
    text = line.text[slice(*record.name)].lstrip(" ,，;；。、|\t\u3000")
    begin = Line(text, line.paragraph).numbering[1]
    return text[begin:].strip(_AROUND_NAME).removesuffix("（").removesuffix("(")


def _indicator(line: Line, record: _Record) -> Indicator:
    texts = {kind: _value(line.text[slice(*span)]) for kind, span in record.values.items()}
    name = _name(line, record)
    operator = None if "target" in texts else _operator(line, record)
    if operator:
        begin = record.name[0] + operator.start()
        texts["target"] = _value(line.text[begin : record.name[1]])
        name = _name(line, _Record((record.name[0], begin)))
    if "reason" not in texts:
        texts["reason"] = _cause(line, record)
    remarks = tuple(_remarks(name, texts, line.where))
    return Indicator(name, texts, line.where, remarks=remarks)


def _value(text: str) -> str:
    """Return a value without the separators around it, and without a lone bracket."""
    value = text.strip(_AROUND_NAME)
    plain = fold(value)
    surplus = plain.count("(") - plain.count(")")
    if surplus > 0:
        value = value.rstrip("(（") if plain.endswith("(") else value.lstrip("(（")
    elif surplus < 0:
        value = value.rstrip(")）") if plain.endswith(")") else value.lstrip(")）")
    return value.strip(_AROUND_NAME)


def _cause(line: Line, record: _Record) -> str:
    """Return what follows the last number where it begins like a reason, with 因 or 由于."""
    kind, (start, end) = list(record.values.items())[-1]
    number = _POINTS.match(line.folded, start, end) if kind in {"full", "score"} else None
    if number is None or not _CAUSE.match(line.folded, number.end(), end):
        return ""
    return line.text[number.end() : end].strip(_SEPARATORS)


def _explained(indicator: Indicator, line: Line, record: _Record) -> Indicator:
    reason = line.text[slice(*record.values["reason"])].strip(_SEPARATORS)
    texts = {
        **indicator.texts,
        "reason": "；".join(filter(None, (indicator.texts["reason"], reason))),
    }
    return replace(indicator, texts=texts)


def _remarks(name: str, texts: dict[str, str], where: Where) -> Iterator[Remark]:
    labels = {"target": "目标值", "actual": "实际完成值", "full": "分值", "score": "得分"}
    missing = [label for kind, label in labels.items() if kind not in texts]
    if missing:
        yield Remark(where, f"指标“{name}”没有读出{'、'.join(missing)}")
    for kind in ("full", "score"):
        if kind in texts and points(texts[kind])[1] is None:
            printed = f"{labels[kind]}“{texts[kind]}”"
            yield Remark(where, f"指标“{name}”的{printed}不是数字，没有采用")
