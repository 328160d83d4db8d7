"""Numbers and amounts of money: how they are written, compared, and stated in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from jxkit.model import Project, Range, Where
from jxkit.quantity.units import is_money, measure

_ALMOST: Final = 1e-9
_WAN: Final = 1e4


def points(value: float) -> str:
    """Write points with two decimals, half up."""
    return str(Decimal(repr(float(value))).quantize(Decimal("0.01"), ROUND_HALF_UP))


def plain(value: float) -> str:
    """Write a number as short as it is: 18, 18.2, 0.0725."""
    return f"{round(value, 6):.6f}".rstrip("0").rstrip(".")


def is_amount(unit: str | None) -> bool:
    """Tell whether a unit is a plain amount of 元, not a price such as 元/人."""
    return is_money(unit) and not measure(unit).per


def in_wan(value: float, unit: str | None) -> float:
    """Convert an amount to 万元, which is understood where no unit is printed."""
    return value * measure(unit or "万元").factor / _WAN


def decimals(text: str) -> int:
    """Return the number of decimals of the first number in a text."""
    match = re.search(r"\d[.．](\d+)", text)
    return len(match[1]) if match else 0


def half_digit(text: str | None, value: float) -> float:
    """Return half of the last digit printed, by which a number may have been rounded."""
    return float(0.5 * 10 ** -decimals(text or plain(value)))


def overlap(low: float, high: float, other_low: float, other_high: float) -> bool:
    """Tell whether two closed intervals meet."""
    return low <= other_high + _ALMOST and other_low <= high + _ALMOST


def distance(value: float, expected: Range) -> float:
    """Return how far a value lies outside a range, 0 inside."""
    return max(expected.low - value, value - expected.high, 0.0)


@dataclass(frozen=True, slots=True)
class Statement:
    """An amount that prose gives as the amount of the whole project, e.g. “全年网络维护20万元”."""

    phrase: str
    figure: str
    unit: str
    context: str
    where: Where

    @property
    def low(self) -> float:
        """The least amount in 万元 that is printed so."""
        return self._bound(-1)

    @property
    def high(self) -> float:
        """The greatest amount in 万元 that is printed so."""
        return self._bound(1)

    @property
    def amount(self) -> float:
        """The amount printed, in 万元."""
        return self._bound(0)

    def _bound(self, side: int) -> float:
        half = 0.5 * 10 ** -decimals(self.figure)
        return in_wan(float(self.figure.replace(",", "")) + side * half, self.unit)


_AMOUNT = re.compile(
    r"(?P<figure>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>亿元|万元|千元|元)(?!\s*(?:[/／每]|以[上下内]|左右))"
)
_BREAK = re.compile(r"[，。；;：:、（）()\n]|,(?!\d{3})")
_SENTENCE = re.compile(r"[。；;\n]")
_YEAR = re.compile(r"(?:19|20)\d\d(?=\s*[年-])")
_FRAME = (
    r"(?:20\d\d年度?|我?(?:单位|局|中心)|本年度?|[本该]?项目|对|将|用于|开展|完成|做好|实施|预计|计划"
    r"|全年|年度|当年|年初|财政|共计|合计|总计|共|需|安排|批复|核定|申请|投入|为|是|费用|经费|资金"
    r"|预算|总额|总投资|总|金额|数|的|费|\s)*"
)
_FRAMED = re.compile(rf"^{_FRAME}(?P<core>.*?){_FRAME}$")
_WHOLE = re.compile(r"预算|项目资金|项目经费|总额|总投资|资金总|总资金")
_SHORTEST_CORE = 4


def whole_amounts(project: Project) -> Iterator[Statement]:
    """Yield the amounts that goal, result and sections give as that of the whole project.

    An amount counts only if the words right before it are nothing but a frame (“本项目预算资金为”)
    or the project's name or the end of it (“全年网络维护”): parts, payments, prices, history and
    other years never do.  The same statement met again is not repeated.
    """
    seen = set()
    for context, text, where in _texts(project):
        for match in _AMOUNT.finditer(text):
            phrase = _BREAK.split(text[: match.start()])[-1].strip()
            sentence = _SENTENCE.split(text[: match.start()])[-1]
            if not _is_whole(phrase, project) or _of_other_year(sentence, project.year):
                continue
            key = (phrase, match["figure"], match["unit"])
            if key not in seen:
                seen.add(key)
                yield Statement(*key, context, where)


def _texts(project: Project) -> Iterator[tuple[str, str, Where]]:
    nowhere = Where(project.file)
    for name, label in (("goal", "年度总体目标"), ("result", "实际完成情况")):
        yield label, getattr(project, name) or "", project.places.get(name, nowhere)
    for section in project.sections:
        yield f"“{section.heading}”部分", section.text, section.where


def _is_whole(phrase: str, project: Project) -> bool:
    match = _FRAMED.match(phrase)
    core = match["core"] if match else phrase
    if not core:
        return bool(_WHOLE.search(phrase))
    name = re.sub(r"\s+", "", project.name)
    if re.search(r"[及和与、]", name):
        return core == _FRAMED.sub(r"\g<core>", name)
    return core in name and (len(core) >= _SHORTEST_CORE or core == name)


def _of_other_year(sentence: str, year: int | None) -> bool:
    years = {int(found) for found in _YEAR.findall(sentence)}
    return bool(re.search(r"上年|去年|往年|以前年度|历年", sentence)) or bool(
        years and year and years != {year}
    )
