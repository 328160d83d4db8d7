"""Funds told in sentences, such as 本年度资金年初预算数18.00万元，其中：财政拨款18.00万元.

A sentence is a row of labels and amounts: an amount belongs to the column (年初预算数) and the
source (财政拨款) named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from jxkit.extraction.indicators import Indicator, execution_rate, points
from jxkit.extraction.lines import Line
from jxkit.model import Remark, Where
from jxkit.words import SOURCES

_COLUMNS: Final = {
    "initial": "年初预算数|年初预算|年初安排数",
    "annual": r"全年(?:调整)?预算数|调整后预算数|全年预算|调整预算数",
    "executed": "全年执行数|预算执行数|全年实际支出数|全年支出数|全年执行|实际执行数"
    "|实际执行(?=[0-9])",
}
_SOURCES: Final = {
    "total": "年度资金总额|项目资金总额|资金总额|年度总金额|总额|合计",
    "fiscal": "(?:当年|本年)?(?:一般公共预算|一般预算内|财政)拨款|(?:当年|本年)?财政(?:预算)?资金",
    "carryover": "上年结转(?:结余|和结余)?(?:资金)?|结转结余资金",
    "other": "其他资金",
    "central": "中央(?:财政|补助|转移支付)?(?:资金|补助)|中央财政拨款",
    "provincial": "(?:省级|自治区)(?:财政|配套|补助)?资金",
    "local": "(?:市级|县级|区级|旗县|地方|盟市)(?:财政|配套|补助)?资金",
    "own": "自有资金|单位资金|自筹资金",
}
_AMOUNT: Final = (
    r"(?<![0-9.])(?P<amount>-?[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?|-?[0-9]{1,15}(?:\.[0-9]{1,6})?)"
    r"(?![0-9.]*[0-9%])(?! ?[年月日个项次])(?: ?(?P<unit>亿元|万元|千元|元))?"
)
_TOKENS: Final = re.compile(
    "|".join(f"(?P<{name}>{heads})" for name, heads in (_COLUMNS | _SOURCES).items())
    + r"|(?P<rate>(?:预算)?执行率|预算执行进度)(?: ?[:为是达到]{1,3})? ?"
    r"(?P<percent>[0-9]{1,4}(?:\.[0-9]{1,4})?) ?%" + rf"|{_AMOUNT}|(?P<stop>[。;])"
)
_ANY_COLUMN: Final = re.compile("|".join(_COLUMNS.values()))
_CHANGE: Final = re.compile("[增减超低高比差余]")
_FARTHEST: Final = 12
"""How many characters may stand between a label and its amount."""
_DECLARED: Final = re.compile(r"(?:金额)?单位 ?: ?(?P<unit>万元|元)(?![一-龥])")
_YUAN: Final = {"亿元": 1e8, "万元": 1e4, "千元": 1e3, "元": 1.0}
_SPENT: Final = re.compile(
    r"(?:实际支出(?:资金|数)?|实际支付(?:资金)?) ?[:为]? ?" + _AMOUNT.replace("(?<![0-9.])", "")
)


@dataclass(slots=True)
class _Source:
    """One source of money as it is gathered from sentences."""

    label: str
    where: Where
    cells: dict[str, tuple[str, float, str]] = field(default_factory=dict)
    rate: tuple[str, float] | None = None


@dataclass(slots=True)
class _Gatherer:
    """The sources met so far, with what is doubtful about them."""

    unit: str
    sources: dict[str, _Source] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def source(self, name: str, label: str, where: Where) -> _Source:
        """Return the source of a name, a new one at its first place."""
        return self.sources.setdefault(name, _Source(label, where))


@dataclass(frozen=True, slots=True)
class Money:
    """The rows of the funds, the lines they were read from, and what is doubtful."""

    rows: tuple[Mapping[str, Any], ...]
    used: frozenset[Where]
    remarks: tuple[Remark, ...]


def read(lines: Iterable[Line]) -> Money:
    """Read the budget and spending that some lines tell of a project."""
    texts = [line for line in lines if not line.blank]
    gatherer = _Gatherer(_declared_unit(texts))
    used = set()
    for line in texts:
        if _ANY_COLUMN.search(line.folded):
            used |= {line.where for _ in _gather(line, gatherer)}
    for line in texts:
        if line.where not in used:
            _gather_loosely(line, gatherer)
    order = list(SOURCES)
    named = sorted(gatherer.sources.items(), key=lambda item: order.index(item[0]))
    rows = tuple(_row(name, source, gatherer) for name, source in named)
    return Money(rows, frozenset(used), tuple(gatherer.remarks))


def with_points(rows: Iterable[Mapping[str, Any]], listed: Indicator) -> tuple[dict[str, Any], ...]:
    """Return the rows with the points listed for the budget's execution on that of the total."""
    known = [dict(row) for row in rows]
    if not known or known[0]["source"] != "total":
        blank = {"label": SOURCES["total"], "source": "total", "unit": "万元"}
        known = [blank | {"where": listed.where}, *known]
    for name, kind in (("full_score", "full"), ("stated_score", "score")):
        known[0][name] = points(listed.texts.get(kind, ""))[1]
    rate = execution_rate(listed)
    if rate is not None and "stated_rate" not in known[0]:
        known[0]["stated_rate_text"], known[0]["stated_rate"] = rate
    return tuple(known)


def _declared_unit(lines: list[Line]) -> str:
    units = {match["unit"] for line in lines for match in _DECLARED.finditer(line.folded)}
    return units.pop() if len(units) == 1 else ""


@dataclass(slots=True)
class _Place:
    """Where one is in a sentence: the column and source named last, and the end of that label."""

    column: str = ""
    source: str = "total"
    label: str = SOURCES["total"]
    source_leads: bool = False
    last: str = ""
    end: int = 0

    @property
    def of_source(self) -> bool:
        """Whether a rate met here is that of the source named last, not of the whole."""
        return self.source_leads or self.last == "source"

    def enter_column(self, name: str) -> None:
        """Go to a column; the total is meant, unless the sentence began with a source."""
        if not self.column and self.last == "source":
            self.source_leads = self.source != "total"
        if self.last != "source" and not self.source_leads:
            self.source, self.label = "total", SOURCES["total"]
        self.column, self.last = name, "column"

    def enter_source(self, name: str, label: str) -> None:
        """Go to a source of money."""
        self.source, self.label, self.last = name, label, "source"


def _gather(line: Line, into: _Gatherer) -> Iterator[str]:
    """Put the amounts of a line into their cells and yield each one's text."""
    place = _Place()
    for token in _TOKENS.finditer(line.folded):
        kind = _kind(token)
        gap = line.folded[place.end : token.start()]
        if kind in _COLUMNS and not gap.endswith(("较", "比")):
            place.enter_column(kind)
        elif kind in _SOURCES:
            place.enter_source(kind, line.text[token.start() : token.end()])
        elif kind == "rate":
            named = (place.source, place.label) if place.of_source else ("total", SOURCES["total"])
            _put_rate(into.source(*named, line.where), token, line, into)
        elif kind == "amount" and place.column and place.last in {"column", "source"}:
            if len(gap) <= _FARTHEST and not _CHANGE.search(gap):
                source = into.source(place.source, place.label, line.where)
                _put(source, place.column, token, line, into)
                yield token[0]
            place.last = "amount"
        elif kind == "stop":
            place = _Place()
        place.end = token.end()


def _kind(token: re.Match[str]) -> str:
    """Return the name of what a token is; `lastgroup` would name the unit of an amount."""
    for name in ("amount", "rate", "stop"):
        if token[name] is not None:
            return name
    return str(token.lastgroup)


def _put(source: _Source, column: str, token: re.Match[str], line: Line, into: _Gatherer) -> None:
    begin, end = token.span()
    value = float(token["amount"].replace(",", ""))
    unit = token["unit"] or into.unit
    if not unit and value:
        into.remarks.append(Remark(line.where, f"金额“{token['amount']}”没有写明单位，没有采用"))
        return
    cell = (line.text[begin:end].strip(), value, unit)
    known = source.cells.setdefault(column, cell)
    if not _same(known, cell):
        message = f"{source.label}前后不一致：已读出“{known[0]}”，此处为“{cell[0]}”，采用前者"
        into.remarks.append(Remark(line.where, message))


def _same(one: tuple[str, float, str], other: tuple[str, float, str]) -> bool:
    first, second = (value * _YUAN.get(unit, 1.0) for _, value, unit in (one, other))
    return abs(first - second) <= 1e-9 * max(abs(first), abs(second))


def _put_rate(source: _Source, token: re.Match[str], line: Line, into: _Gatherer) -> None:
    begin = token.start("percent")
    printed = line.text[begin : token.end()].strip()
    rate = float(token["percent"])
    if source.rate is None:
        source.rate = (printed, rate)
    elif source.rate[1] != rate:
        message = f"执行率前后不一致：已读出“{source.rate[0]}”，此处为“{printed}”，采用前者"
        into.remarks.append(Remark(line.where, message))


def _gather_loosely(line: Line, into: _Gatherer) -> None:
    """Read the execution rate, and spending where no sentence gives it by its proper name."""
    total = into.sources.get("total")
    if total is None:
        return
    for token in _TOKENS.finditer(line.folded):
        if token["rate"] is not None:
            _put_rate(total, token, line, into)
    spent = None if "executed" in total.cells else _SPENT.search(line.folded)
    if spent is not None and spent["unit"]:
        begin, end = spent.start("amount"), spent.end()
        value = float(spent["amount"].replace(",", ""))
        total.cells["executed"] = (line.text[begin:end].strip(), value, spent["unit"])


def _row(name: str, source: _Source, into: _Gatherer) -> dict[str, Any]:
    unit = _unit(source, into)
    row: dict[str, Any] = {"label": source.label, "source": name, "unit": unit}
    for column, (text, value, printed) in source.cells.items():
        factor = _YUAN.get(printed, _YUAN[unit]) / _YUAN[unit]
        row[column] = value if factor == 1.0 else round(value * factor, 10)
        row[f"{column}_text"] = text
    if source.rate is not None:
        row["stated_rate_text"], row["stated_rate"] = source.rate
    return row | {"where": source.where}


def _unit(source: _Source, into: _Gatherer) -> str:
    """Return the unit of a row; where several are printed, 万元, and a remark says so."""
    units = {unit for _, _, unit in source.cells.values() if unit}
    if len(units) > 1:
        message = f"{source.label}的金额单位不一致（{'、'.join(sorted(units))}），数值已换算为万元"
        into.remarks.append(Remark(source.where, message))
    return units.pop() if len(units) == 1 else into.unit or "万元"
