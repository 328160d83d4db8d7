"""Times: dates, deadlines and periods, of a printed year or of the year reported on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jxkit.quantity.script import numeral
from jxkit.quantity.value import Quantity, Span, last_day

Date = tuple[int | None, int | None, int | None]

_LONGEST = 40
_LAST_MONTH: Final = 12
_HINT = re.compile(r"[年月季]|[0-9][./-][0-9]|^按[季周日]")
_BEFORE = re.compile(
    r"^(?:每年度?|当年|本年度?|截至|截止到?|已?于|在|到|预计|计划)?(?P<core>.+?)"
    r"(?P<deadline>之前|以前|前)?"
    r"(?P<due>(?:全部|全面|已|均)*(?:完成|到位|完工|竣工|验收|开工|交付|建成|拨付|发放|结束|完毕)+)?$"
)
_RHYTHM = re.compile(r"按(?:年度?|半年|季度?|月|周|日)(?:安排|拨付|发放|完成|支付|执行|支出|开展)?")

_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])"
_DATE = re.compile(rf"(?:{_YEAR}年度?)?(?:{_MONTH}月份?(?:{_DAY}[日号])?)?(?P<last>底|末)?")
_DOTTED = re.compile(rf"{_YEAR}(?P<sep>[./-]){_MONTH}(?P=sep){_DAY}日?")
_YEAR_MONTH = re.compile(rf"{_YEAR}[./]{_MONTH}月?")
_MONTH_DAY = re.compile(rf"{_MONTH}[./]{_DAY}日?")
_BARE_YEAR = re.compile(_YEAR)
_DAY_ONLY = re.compile(rf"{_DAY}[日号]")
_SEASON = re.compile(
    rf"(?:{_YEAR}年度?)?(?P<season>全年度?|当年|本年度?|年内|年底|年末|内|上半年|下半年|第?[一二三四1-4]季度)"
    r"(?P<last>底|末)?"
)
_SEASONS: Final = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    **{f"{char}季度": (3 * index + 1, 3 * index + 3) for index, char in enumerate("一二三四")},
    **{f"{index + 1}季度": (3 * index + 1, 3 * index + 3) for index in range(4)},
}
_NAMED = re.compile(r"[年月日号]")
_SEPARATORS = re.compile(r"至|到|~|--|-")


def read_time(text: str) -> Quantity | None:
    """Read a time such as 2023年12月底前, 2022.3.1-11.30 or 全年; None if the text is none."""
    if len(text) > _LONGEST or not _HINT.search(text):
        return None
    if _RHYTHM.fullmatch(text):
        return Quantity("time", text=text)
    match = _BEFORE.match(text)
    if match is None:
        return None
    for core in dict.fromkeys((match["core"], text)):
        period = _period(core)
        span = period or _day(core, deadline=bool(match["deadline"])) or _season(core)
        if span:
            op = "<=" if match["deadline"] else "range" if period else None
            due = span.due or bool(match["due"])
            return Quantity("time", op, text=text, span=_due(span) if due else span)
    return None


def _due(span: Span) -> Span:
    return Span(span.start_year, span.start, span.end_year, span.end, due=True)


def _season(text: str) -> Span | None:
    match = _SEASON.fullmatch(text)
    if match is None:
        return None
    year, season = _number(match["year"]), match["season"].removeprefix("第")
    if season == "内" and year is None:
        return None
    first, last = _SEASONS.get(season, (1, _LAST_MONTH))
    end = (last, last_day(year, last))
    start = end if match["last"] or season in {"年底", "年末"} else (first, 1)
    return Span(year, start, year, end, due=season in {"年内", "内"})


def _day(text: str, *, deadline: bool) -> Span | None:
    forms = (_DATE, _DOTTED, *((_YEAR_MONTH, _MONTH_DAY) if deadline else ()))
    for form in forms:
        match = form.fullmatch(text)
        if match:
            found = match.groupdict()
            date = _date(found)
            return _span(date, date, last=bool(found.get("last"))) if date else None
    return None


def _period(text: str) -> Span | None:
    """Read two dates around a separator; what the second leaves out is that of the first."""
    for left, right in _halves(text):
        end = _part(right)
        if end is None:
            continue
        start = _part(left) or (_part(f"{left}月") if "月" in right else None)
        start = start or (_part(f"{left}年") if right.endswith("年") else None)
        if start is None or not (start[0] or _NAMED.search(text)):
            continue
        if end[0] and not start[0] and "月" not in left:
            continue
        end = (end[0] or start[0], end[1] or (start[1] if end[2] else None), end[2])
        span = _span(start, end)
        if span and (span.start_year != span.end_year or span.start <= span.end):
            return span
    return None


def _halves(text: str) -> Iterator[tuple[str, str]]:
    for match in _SEPARATORS.finditer(text):
        yield text[: match.start()], text[match.end() :]


def _part(text: str) -> Date | None:
    for form in (_DATE, _DOTTED, _YEAR_MONTH, _MONTH_DAY, _DAY_ONLY, _BARE_YEAR):
        match = form.fullmatch(text)
        if match and text:
            return _date(match.groupdict())
    return None


def _date(found: dict[str, str | None]) -> Date | None:
    year, month, day = (_number(found.get(name)) for name in ("year", "month", "day"))
    if (year, month, day) == (None, None, None):
        return None
    if month and day and day > last_day(year, month):
        return None
    return year, month, day


def _span(start: Date, end: Date, *, last: bool = False) -> Span | None:
    """Return the days from the first of `start` to the last of `end`; `last`: only that one."""
    if start[0] is None and start[1] is None:
        return None
    if start[0] and end[0] and start[0] > end[0]:
        return None
    month = end[1] or _LAST_MONTH
    until = (month, end[2] or last_day(end[0], month))
    since = until if last else (start[1] or 1, start[2] or 1)
    return Span(start[0], since, end[0], until)


def _number(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdecimal() and text.isascii() else numeral(text)
