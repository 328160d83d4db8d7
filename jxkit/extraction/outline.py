"""The outline of a report: headings known by their words, whatever their number says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jxkit.extraction.lines import Line
from jxkit.model import Section
from jxkit.words import LEVEL1, LEVEL2, PROJECT, SECTIONS, standard

_LONGEST: Final = 30
_STYLES: Final = ("chapter", "bracket", "number", "bracketed", "half", "circle")
_LIST_STYLES: Final = frozenset({"half", "circle", "letter"})
_BRACKETS = re.compile(r"\([^()]{0,20}\)|[★☆ ]")
_CLOSING = ":。;,、. "
_INNER = re.compile(r"[,;。:]")
_AROUND = re.compile(
    r"^(?:本|该)?(?:项目|绩效)?|(?:绩效)?(?:完成|落实|实现)?(?:情况)?(?:的?分析|说明)?$"
)
_PARENTS: Final = {
    "数量指标": "产出指标",
    "质量指标": "产出指标",
    "时效指标": "产出指标",
    "经济效益": "效益指标",
    "社会效益": "效益指标",
    "生态效益": "效益指标",
    "可持续影响": "效益指标",
    "服务对象满意度": "满意度指标",
}
"""Where the official form puts a dimension; 成本指标 may stand on either level."""

_FACTS: Final = frozenset(head for field in PROJECT for head in field.heads)
_SHORTEST_FAMILY: Final = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words, what they mean, and where the text on its own line begins."""

    line: Line
    words: str
    style: str
    family: str
    level1: str
    level2: str
    start: int | None

    @property
    def known(self) -> bool:
        """Whether its words are known."""
        return bool(self.family or self.level1 or self.level2)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with the lines below it; the first part of a text has no heading.

    `family`, `level1` and `level2` hold for its lines, inherited where the heading says nothing.
    """

    heading: Heading | None
    lines: tuple[Line, ...]
    level: int = 0
    leaf: bool = True
    family: str = ""
    level1: str = ""
    level2: str = ""

    @property
    def known(self) -> bool:
        """Whether one knows what its text is about."""
        return bool(self.family or self.level1 or self.level2)

    @property
    def printed(self) -> Iterator[Line]:
        """Its lines, that of the heading too where text stands behind it."""
        if self.heading is not None and self.heading.start is not None:
            yield self.heading.line
            yield from self.lines[1:]
        else:
            yield from self.lines


def parts(lines: Sequence[Line]) -> tuple[Part, ...]:
    """Divide the lines of a text at its headings."""
    headings = {place: found for place, found in enumerate(_headings(lines)) if found}
    levels = _levels(list(headings.values()))
    marks = [*headings, len(lines)]
    made = [Part(None, tuple(lines[: marks[0]]))]
    above: list[Part] = []
    for rank, (place, heading) in enumerate(headings.items()):
        level = levels[rank]
        below = lines[place + 1 : marks[rank + 1]]
        own = () if heading.start is None else (heading.line.tail(heading.start),)
        above = [part for part in above if part.level < level]
        leaf = rank + 1 == len(levels) or levels[rank + 1] <= level
        part = _part(heading, (*own, *below), above[-1] if above else Part(None, ()))
        part = replace(part, level=level, leaf=leaf)
        above.append(part)
        made.append(part)
    return tuple(made)


def sections(divided: Sequence[Part]) -> tuple[Section, ...]:
    """Return the parts with a heading as sections, empty ones too."""
    return tuple(
        Section(
            family=part.family,
            heading=part.heading.line.text[: part.heading.start].strip(" \t\u3000:："),
            text="\n".join(line.text.strip() for line in part.lines if not line.blank),
            level=part.level,
            leaf=part.leaf,
            where=part.heading.line.where,
        )
        for part in divided
        if part.heading is not None
    )


def _headings(lines: Sequence[Line]) -> Iterator[Heading | None]:
    following = ""
    found: list[Heading | None] = []
    for line in reversed(lines):
        found.append(None if line.blank else _heading(line, following))
        if not line.blank:
            following = line.numbering[0] or "text"
    yield from reversed(found)


def _heading(line: Line, following: str) -> Heading | None:
    """Return the heading that a line is; `following` is the numbering of the next line."""
    style, begin = line.numbering
    cut = _INNER.search(line.folded, begin, begin + 2 * _LONGEST)
    end = cut.start() if cut else len(line.folded)
    words = line.folded[begin:end].strip()
    if not words or len(words) > _LONGEST:
        return None
    rest = line.folded[end:].strip(_CLOSING)
    if rest and (line.folded[end] in ",;" or (not style and _BRACKETS.sub("", words) in _FACTS)):
        return None
    heading = _understood(line, words, style, None if not rest else end + 1)
    if heading.known:
        return heading
    return heading if not rest and _may_head(line, style, following) else None


def _may_head(line: Line, style: str, following: str) -> bool:
    """Tell whether a line with unknown words is a heading, not an item of a list."""
    if not style or style in _LIST_STYLES or line.words.endswith((";", ",")):
        return False
    if style == "chapter":
        return True
    deeper = _STYLES[_STYLES.index(style) + 1 :]
    return not line.words.endswith("。") and (following == "text" or following in deeper)


def _understood(line: Line, words: str, style: str, start: int | None) -> Heading:
    bare = _BRACKETS.sub("", words).strip(_CLOSING)
    core = _AROUND.sub("", bare)
    level2 = standard(bare, LEVEL2) or standard(core, LEVEL2) or ""
    level1 = standard(bare, LEVEL1) or standard(core, LEVEL1) or ""
    family = standard(bare, SECTIONS) or standard(core, SECTIONS) or ""
    if style and start is None and not (level1 or level2 or family):
        level1 = _contained(bare, LEVEL1)
        family = _contained(bare, SECTIONS)
    return Heading(line, bare, style, family, level1, level2, start)


def _contained(words: str, vocabulary: dict[str, tuple[str, ...]]) -> str:
    """Return the name with the longest head that stands in the words."""
    found = [
        (len(head), name)
        for name, heads in vocabulary.items()
        for head in heads
        if len(head) >= _SHORTEST_FAMILY and head in words
    ]
    return max(found)[1] if found else ""


def _levels(headings: Sequence[Heading]) -> list[int]:
    """Return the depth of each heading, by its numbering and by what its words mean.

    Numbers are often lost or restarted, so 1、 is the highest level where it comes first, and
    （1） is as deep as （一） unless it stands below 1、.
    """
    outer = [heading.style for heading in headings if heading.style and not heading.level2]
    number_first = bool(outer) and outer[0] == "number"
    levels: list[int] = []
    parent, style = 0, ""
    for heading in headings:
        beside = heading.level1 and heading.style and heading.style == style
        if heading.level2 and parent and not beside:
            levels.append(parent + 1)
            continue
        parent = _depth(heading, style, number_first=number_first)
        style = heading.style
        levels.append(parent)
    return levels


def _depth(heading: Heading, above: str, *, number_first: bool) -> int:
    match heading.style:
        case "number":
            return 1 if number_first else 3
        case "bracket":
            return 2
        case "bracketed":
            return 4 if above in {"number", "bracketed"} and not number_first else 2
        case "half" | "circle" | "letter":
            return 5
        case "":
            return 2 if heading.level1 else 1
    return 1


def _part(heading: Heading, lines: tuple[Line, ...], parent: Part) -> Part:
    """Return a part that inherits what its heading does not say."""
    level1, level2 = heading.level1, heading.level2
    if level2 and not _is_first_level(heading, parent):
        level1 = _PARENTS.get(level2, parent.level1)
    elif level2:
        level2 = ""
    return Part(
        heading,
        lines,
        family=heading.family or parent.family,
        level1=level1 or parent.level1,
        level2=level2,
    )


def _is_first_level(heading: Heading, parent: Part) -> bool:
    """Tell whether 成本指标 stands beside 产出指标 instead of below it."""
    return bool(heading.level1 == "成本指标" and not parent.level1)
