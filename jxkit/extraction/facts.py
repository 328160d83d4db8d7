"""The facts of a report: what stands in its title, behind a label, and in its conclusion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from jxkit.extraction.lines import Line, fold
from jxkit.extraction.outline import Part
from jxkit.model import Remark, Where
from jxkit.words import PROJECT

_LONGEST_TITLE: Final = 100
_TITLE: Final = re.compile(
    r"(?:项目支出|支出)?(?:预算)?(?:绩效)?(?:目标)?的?(?:自评价?|自我评价|绩效评价)(?:工作)?(?:情况)?的?"
    r"(?:总结|分析|汇报|说明)?(?:报告书?|总结|说明|综述|表|材料)$"
)
_WHOLE_BODY: Final = re.compile("整体支出.{0,8}(?:自评|自我评价|绩效评价)")
_ENDING_YEAR: Final = re.compile(r" *\( *20[0-9]{2} *年?度? *\)$")
_YEAR: Final = re.compile(r"\(?(20[0-9]{2})年?(?:度|年度)?\)?(?![0-9])")
_YEAR_LINE: Final = re.compile(
    r"\(? ?(?:(?:评价|自评|预算|所属)?年度 ?: ?)?(20[0-9]{2}) ?年?(?:度)? ?\)?"
)
_ORGANISATION: Final = re.compile(
    "(?:局|中心|委|会|厅|院|校|学|办公室|办|处|站|所|部|政府|街道|集团|公司|馆|队)$"
)
_MONEY: Final = re.compile(r"(?<=[费金款助贴])项目$|项目经费$")
"""A title says 维护费项目 of what is called 维护费; in 种植项目 the word is part of the name."""

_LONGEST_VALUE: Final = 200
_HEADS: Final = {head: each.name for each in PROJECT for head in each.heads} | {
    "项目绩效目标": "goal",
    "总体目标": "goal",
}
_LABEL: Final = re.compile(
    "(?:^|(?<=[ ,;。(]))(?P<head>"
    + "|".join(sorted(_HEADS, key=len, reverse=True))
    + ") ?(?:\\([^()]{0,12}\\))? ?: ?"
)
_TEXTS: Final = frozenset({"goal", "result"})
_ENDS: Final = {"name": re.compile(r"[;。]| {2}"), "": re.compile(r"[,;。]| {2}")}
_CODE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]{0,63}")
_NUMBER: Final = (
    r" ?(?:为|是|共计|合计|共|计|达到|:)? ?(?P<points>[0-9]{1,4}(?:\.[0-9]{1,4})?)(?![0-9.]) ?"
    r"(?P<sign>分|[%/])?"
)
_TOTALS: Final = (
    re.compile(
        "(?:自评总得分|自评总分|自评得分|自评分数?|最终得分|综合得分|综合评分|总得分|评价得分|总体得分)"
        + _NUMBER
    ),
    re.compile("(?:得分|评分|总分|合计得分)" + _NUMBER),
)
_PARTIAL: Final = re.compile(
    r"(?:指标|产出|效益|满意度|成本|执行率?|本项(?!目)|单项|维度|满分|标准)[^,;。]{0,12}$"
)
_GRADES: Final = "优秀|良好|中等|合格|较差|优|良|中|差|[A-D]"
_GRADE: Final = re.compile(
    r"(?:等级|等次|级别|评级|档次)(?:评定)?(?:结果)? ?"
    r"(?:评定为|评为|确定为|为|是|属于|属|:)? ?[“\"「‘]?"
    rf"(?P<grade>{_GRADES})(?=[”\"」’]|[级等档]?(?:[,;。) ]|$))"
)


@dataclass(slots=True)
class Facts:
    """The facts of one report with their places, and the lines that hold nothing else."""

    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, Where] = field(default_factory=dict)
    used: set[Where] = field(default_factory=set)
    remarks: list[Remark] = field(default_factory=list)

    def put(self, name: str, value: str, where: Where) -> None:
        """Keep a fact; a second and different value is a remark."""
        known = self.values.setdefault(name, value)
        self.places.setdefault(name, where)
        if known != value and name not in _TEXTS:
            label = next(each.label for each in PROJECT if each.name == name)
            message = f"{label}前后不一致：已读出“{known}”，此处为“{value}”，采用前者"
            self.remarks.append(Remark(where, message))


@dataclass(frozen=True, slots=True)
class Title:
    """A title, taken apart, with the lines it stands on."""

    lines: tuple[Line, ...]
    name: str
    organisation: str
    years: tuple[str, ...]

    @property
    def where(self) -> Where:
        """The place of its first line."""
        return self.lines[0].where


def title(line: Line) -> Title | None:
    """Return the title that a line is, None if it is none."""
    text = line.folded.strip()
    if len(text) > _LONGEST_TITLE or re.search("[,;。:|]", text):
        return None
    begin = len(line.text) - len(line.text.lstrip())
    match = _TITLE.search(_ENDING_YEAR.sub("", text))
    if match is None:
        return None
    years = tuple(dict.fromkeys(_YEAR.findall(text)))
    organisation, name = _parted(line.text[begin : begin + match.start()])
    return Title((line,), name, organisation, years)


def find_title(lines: Sequence[Line]) -> Title | None:
    """Return the first title among the first lines of a report, broken over two lines or not."""
    for before, line in zip([None, *lines], lines, strict=False):
        found = title(line)
        if found is None:
            continue
        whole = None if before is None or found.name else title(before.joined(line))
        if before is not None and whole is not None and _is_named(whole, before):
            return replace(whole, lines=(before, line))
        return found
    return None


def is_whole_body(lines: Iterable[Line]) -> bool:
    """Tell whether one of some lines is the title of an evaluation of a body as a whole."""
    return any(
        len(line.text) <= _LONGEST_TITLE and _WHOLE_BODY.search(line.folded) for line in lines
    )


def _is_named(found: Title, line: Line) -> bool:
    """Tell whether the line above the word 自评报告 names a project, not who reports."""
    return bool(found.name) and not (line.numbering[0] or _ORGANISATION.search(line.text.strip()))


def _parted(head: str) -> tuple[str, str]:
    """Part what stands before 绩效自评 at its year: who reports, and on what."""
    year = _YEAR.search(fold(head))
    if year is None:
        return "", _trimmed(head)
    before, after = head[: year.start()], head[year.end() :]
    before = re.sub(r"^\s*关于", "", before).strip()
    if not before or (_ORGANISATION.search(before) and after.strip()):
        return before, _trimmed(after)
    return "", _trimmed(before + after)


def _trimmed(name: str) -> str:
    name = re.sub(r"^(?:关于|度|的)", "", name.strip())
    name = _MONEY.sub("", re.sub(r"(?:的|项目支出)$", "", name))
    return name.strip(' 　《》“”"【】')


def gather(parts: Sequence[Part], found: Title | None, indicator_lines: Iterable[Where]) -> Facts:
    """Gather the facts of a report; `found` is its title, the lines of indicators hold none."""
    facts = Facts()
    skipped = frozenset(indicator_lines)
    for part in parts:
        for line, following in _with_following(list(part.printed)):
            if line.where not in skipped:
                _labelled(line, following, facts)
    _from_sections(parts, facts)
    if found is not None:
        _from_title(found, facts)
    _year(parts[0].lines, facts)
    _conclusion(parts, skipped, facts)
    return facts


def _with_following(lines: list[Line]) -> Iterator[tuple[Line, list[Line]]]:
    for place, line in enumerate(lines):
        if not line.blank:
            yield line, lines[place + 1 : place + 21]


def _labelled(line: Line, following: list[Line], facts: Facts) -> None:
    labels = list(_LABEL.finditer(line.folded, line.numbering[1]))
    if not labels:
        return
    before = line.folded[line.numbering[1] : labels[0].start()].strip()
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        name = _HEADS[label["head"]]
        end = after.start() if after else len(line.text)
        value = _value(line, label.end(), end, name)
        if not value and name in _TEXTS and after is None:
            value = _below(following, facts)
        if value and _is_plausible(name, value):
            facts.put(name, value, line.where)
    if not before:
        facts.used.add(line.where)


def _is_plausible(name: str, value: str) -> bool:
    if name == "project_id":
        return bool(_CODE.fullmatch(value))
    return name in _TEXTS or len(value) <= _LONGEST_VALUE


def _value(line: Line, begin: int, end: int, name: str) -> str:
    if name not in _TEXTS:
        cut = _ENDS.get(name, _ENDS[""]).search(line.folded, begin, end)
        end = cut.start() if cut else end
    return line.text[begin:end].strip().strip("，,；; " if name not in _TEXTS else " ")


def _below(following: list[Line], facts: Facts) -> str:
    """Return the lines below a label that stands alone, up to the next label."""
    taken = []
    for line in following:
        if _LABEL.search(line.folded, line.numbering[1]):
            break
        taken.append(line)
    facts.used |= {line.where for line in taken}
    return "\n".join(line.text.strip() for line in taken if not line.blank)


def _from_sections(parts: Sequence[Part], facts: Facts) -> None:
    """Take the goal and the result from sections of that name, where no label gives them."""
    for part in parts:
        name = _HEADS.get(part.heading.words, "") if part.heading else ""
        text = "\n".join(line.text.strip() for line in part.lines if not line.blank)
        if part.heading and name in _TEXTS and text and name not in facts.values:
            facts.put(name, text, part.heading.line.where)


def _from_title(found: Title, facts: Facts) -> None:
    where = found.where
    facts.used |= {line.where for line in found.lines}
    if found.name and "name" not in facts.values:
        facts.put("name", found.name, where)
    if found.organisation and "unit" not in facts.values:
        facts.put("unit", found.organisation, where)
    if len(found.years) == 1:
        facts.put("year", found.years[0], where)
    elif found.years:
        facts.remarks.append(
            Remark(where, f"标题中有多个年度（{'、'.join(found.years)}），年度没有采用")
        )


def _year(lines: Sequence[Line], facts: Facts) -> None:
    """Read the year from a line of its own, such as （2023年度）."""
    for line in lines:
        match = (
            _YEAR_LINE.fullmatch(line.folded.strip()) if len(line.text) < _LONGEST_TITLE else None
        )
        if match:
            facts.used.add(line.where)
            facts.put("year", match[1], line.where)


def _conclusion(parts: Sequence[Part], skipped: frozenset[Where], facts: Facts) -> None:
    ranked: list[list[tuple[str, Where]]] = [[], [], []]
    for part in parts:
        of_score = part.family == "score"
        for line in part.printed:
            if line.where in skipped or line.blank:
                continue
            for strength, pattern in enumerate(_TOTALS):
                if strength == 0 or of_score:
                    rank = strength if of_score else 2
                    ranked[rank] += [(text, line.where) for text in _totals(line, pattern)]
            match = _GRADE.search(line.folded)
            if match and (of_score or "自评" in line.folded):
                facts.put("stated_grade", match["grade"], line.where)
    _put_total(next((found for found in ranked if found), []), facts)


def _totals(line: Line, pattern: re.Pattern[str]) -> Iterator[str]:
    for match in pattern.finditer(line.folded):
        before = line.folded[max(0, match.start() - 20) : match.start()]
        if match["sign"] not in {"%", "/"} and not _PARTIAL.search(before):
            yield line.text[slice(*match.span("points"))]


def _put_total(found: list[tuple[str, Where]], facts: Facts) -> None:
    """Keep the total, unless the report states two; then say so and keep none."""
    values = {float(fold(text)) for text, _ in found}
    if len(values) == 1:
        facts.put("stated_total", *found[0])
    elif values:
        texts = "、".join(dict.fromkeys(text for text, _ in found))
        facts.remarks.append(
            Remark(
                found[-1][1], f"文件写有不同的自评总分（{texts}），无法判断以哪一个为准，没有采用"
            )
        )
