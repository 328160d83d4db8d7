"""The grammar of 年度指标值 and 实际完成值: text becomes a quantity, or stays text.

Recognised in this order: blank, time, frequency, range, quantity, text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from jxkit.quantity.script import NUMERAL, compact, halfwidth, numeral
from jxkit.quantity.times import read_time
from jxkit.quantity.units import DURATIONS, PERCENT, is_counter, is_rate, is_unit
from jxkit.quantity.value import BLANK, Quantity
from jxkit.quantity.words import STATUS_BESIDE_NUMBER

LONGEST: Final = 200
"""A longer text is a sentence, whatever numbers it holds."""

_LONGEST_NUMBER = 20
_GREATEST = 1e15

_OPERATORS: Final = {
    ">=": "≥ >= 大于等于 大于或等于 不少于 不低于 不小于 不得低于 不得少于 至少",
    "<=": "≤ <= 小于等于 小于或等于 不超过 不高于 不大于 不多于 不得超过 不得高于 至多 控制在",
    ">": "> 大于 超过 高于 多于",
    "<": "< 小于 低于 少于",
    "=": "= 等于",
}
_OPS: Final = {word: op for op, words in _OPERATORS.items() for word in words.split()}
_OP: Final = "|".join(sorted(map(re.escape, _OPS), key=len, reverse=True))
_NUMBER: Final = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"

_SENSE = re.compile(
    rf"(正向|反向|定性)(?:[ :]+(?=.)|(?=(?:{_OP})-?[0-9])|(?=[优良好高]{{1,2}}[中一低坏差劣]))"
)
_BLANK = re.compile(r"[/-]*|一")
_FREQUENCY = re.compile(
    rf"(?P<lead>{_OP})?每(?P<period>半年|年度?|季度?|个?月|周|天|日)(?P<op>{_OP})?"
    rf"(?P<number>{_NUMBER}|[{NUMERAL}]+)(?P<unit>次|回|场|场次|批次|期|趟)"
)
_RANGE = re.compile(
    rf"(?:在|控制在|为)?(?P<low>-?(?:{_NUMBER}))(?P<first>[^0-9()~至到-]*)(?:--|[-~至到])"
    rf"(?P<high>-?(?:{_NUMBER}))(?P<unit>[^0-9()]*?)(?:之间|之内|以内|内)?"
)
_DEVIATION = re.compile(
    rf"(?:±|正负|\+/-|\+-)(?P<number>{_NUMBER})(?P<unit>[^0-9()]*?)(?:之内|以内|内)?"
)
_COUNT = re.compile(
    rf"(?P<head>[^0-9]*?)(?P<minus>-)?(?P<per>每[\u4e00-\u9fff]{{1,3}}?|[人户亩]均)?"
    rf"(?P<number>{_NUMBER})(?P<tail>.*)"
)
_CHINESE = re.compile(
    rf"(?P<op>{_OP})?(?P<share>百分之|千分之)?(?P<number>[{NUMERAL}]+)(?P<tail>.*)"
)
_BRACKET = re.compile(r"\(([^()]*)\)$")
_SUFFIX = re.compile(r"(?:及|\(含\)|含)?(?P<word>以上|以下|以内|之内|左右|内)$")
_SUFFIX_OP: Final = {"以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "内": "<=", "左右": ""}
_HEAD_OP = re.compile(rf"(?:{_OP})$")
_ANY_OP = re.compile(_OP)
_NEGATABLE = re.compile(rf"(?:.*(?:{_OP}))?")
_PHRASE = re.compile(r"[\u4e00-\u9fff(),:·“”\"《》a-zA-Z]*[\u4e00-\u9fff:)]")
_PERCENT_WORDS: Final = {"百分百": "百分之一百", "百分之百": "百分之一百"}
_SHORT_PHRASES: Final = frozenset("约共达近仅为计")
_DENIAL = re.compile(r"未|没有|不足|尚|剩余|缺|还差|欠|超支|超出|第$|前$")
_DAMAGED_GE = re.compile(r"(?<![竣完施开动人员职用民])工$")
_DATED = re.compile(
    r"(?P<before>[^0-9]*)(?:(?:19|20)[0-9]{2}年(?:(?:1[0-2]|0?[1-9])月(?:[0-3]?[0-9]日)?)?"
    r"|(?:1[0-2]|0?[1-9])月(?:[0-3]?[0-9]日)?)(?P<after>[^0-9].*)"
)
_YEAR_UNIT = re.compile(r"年(?:/|$)")
_YEARS = range(1900, 2101)


def parse(text: str) -> Quantity:
    """Return what a cell says; what fits no rule of the grammar is kept as text."""
    words = halfwidth(text)
    if len(words) > LONGEST:
        return Quantity("text", text=words)
    match = _SENSE.match(words)
    if match is None:
        return _parse(words)
    found = _parse(words[match.end() :])
    return found if found == BLANK else replace(found, sense=match[1])


def _parse(words: str) -> Quantity:
    dense = compact(words)
    if _BLANK.fullmatch(dense):
        return BLANK
    for form in (read_time, _frequency, _range, _count, _chinese_count):
        found = form(dense)
        if found:
            return found
    return Quantity("text", text=words)


def _frequency(text: str) -> Quantity | None:
    match = _FREQUENCY.fullmatch(text)
    number = _amount(match["number"]) if match else None
    if match is None or number is None:
        return None
    period = match["period"].removeprefix("个").removesuffix("度")
    op = _OPS.get(match["op"] or match["lead"])
    period = {"天": "日"}.get(period, period)
    return Quantity("frequency", op, number, unit=match["unit"], period=period)


def _range(text: str) -> Quantity | None:
    match = _DEVIATION.fullmatch(text)
    if match:
        high = _amount(match["number"])
        return None if high is None else _between(-high, high, match["unit"])
    match = _RANGE.fullmatch(text)
    if match is None or match["first"] not in {"", match["unit"]}:
        return None
    low, high = _amount(match["low"]), _amount(match["high"])
    return None if low is None or high is None else _between(low, high, match["unit"])


def _between(low: float, high: float, unit: str) -> Quantity | None:
    years = (low in _YEARS) + (high in _YEARS)
    dated = bool(years) if unit == "年" else not unit and years > 1
    if low >= high or dated or (unit and not is_unit(_plain_unit(unit))):
        return None
    return Quantity("range", "range", low, high, _plain_unit(unit) or None)


def _count(text: str) -> Quantity | None:
    dated = _DATED.fullmatch(text)
    match = _COUNT.fullmatch(dated["before"] + dated["after"] if dated else text)
    if match is None:
        return None
    if match["minus"] and (match["per"] or not _NEGATABLE.fullmatch(match["head"])):
        return None
    lead = _lead(match["head"])
    number = _amount((match["minus"] or "") + match["number"])
    if lead is None or number is None:
        return None
    return _quantity(number, match["tail"], lead, per=match["per"] or "")


def _chinese_count(text: str) -> Quantity | None:
    match = _CHINESE.fullmatch(_PERCENT_WORDS.get(text, text))
    number = _amount(match["number"]) if match else None
    if match is None or number is None:
        return None
    tail = {"百分之": "%", "千分之": "‰"}.get(match["share"], "") + match["tail"]
    found = _quantity(number, tail, match["op"] or "")
    return found if found and (match["share"] or is_counter(found.unit)) else None


def _lead(head: str) -> str | None:
    """Return the operator word that ends the head; None where the words before it matter."""
    match = _HEAD_OP.search(head)
    word = match[0] if match else ""
    phrase = head.removesuffix(word)
    if not phrase or phrase in _SHORT_PHRASES:
        return word
    if not _PHRASE.fullmatch(phrase) or _ANY_OP.search(phrase):
        return None
    return None if not word and (_DENIAL.search(phrase) or _DAMAGED_GE.search(phrase)) else word


def _quantity(number: float, tail: str, lead: str, *, per: str = "") -> Quantity | None:
    """Read what follows a number: unit, suffix, status and bracket, from the end backwards."""
    tail, unit_in_bracket, rate = _bracket(tail)
    status = STATUS_BESIDE_NUMBER.search(tail)
    tail = tail[: status.start()] if status else tail
    tail, suffix = _suffix(tail)
    op = _operator(lead, suffix)
    unit = _unit(_plain_unit(tail), unit_in_bracket, per)
    if op is None or unit is None or (abs(number) in _YEARS and _YEAR_UNIT.match(unit)):
        return None
    words = status[0].lstrip(",;") if status else ""
    printed = op or (rate.op if rate else None) or None
    return Quantity("number", printed, number, unit=unit or None, text=words, rate=rate)


def _bracket(tail: str) -> tuple[str, str, Quantity | None]:
    """Split off a closing bracket with a unit, a rate, or the time it is about."""
    match = _BRACKET.search(tail)
    if match is None:
        return tail, "", None
    inner, rest = match[1], tail[: match.start()]
    if is_unit(_plain_unit(inner)) and not read_time(inner):
        return rest, _plain_unit(inner), None
    rate = _count(inner)
    if rate and is_rate(rate.unit) and not rate.rate:
        return rest, "", rate
    return (rest, "", None) if read_time(inner) else (tail, "", None)


def _suffix(tail: str) -> tuple[str, str]:
    match = _SUFFIX.search(tail)
    if match is None or (match["word"] == "内" and tail[: match.start()] not in DURATIONS):
        return tail, ""
    return tail[: match.start()], match["word"]


def _operator(lead: str, suffix: str) -> str | None:
    """Join the operators before and after a number; None where they contradict each other."""
    before, after = _OPS.get(lead, ""), _SUFFIX_OP.get(suffix, "")
    if not after or not before:
        return before or after
    if before == "=" or lead == "控制在":
        return after
    return before if before[0] == after[0] else None


def _unit(printed: str, in_bracket: str, per: str) -> str | None:
    """Return the unit as printed, "" without one; None where the words are no unit."""
    if printed and not is_unit(printed):
        return None
    unit = printed or in_bracket
    if in_bracket not in {"", unit}:
        return None
    if not per:
        return unit
    per = f"每{per[0]}" if per.endswith("均") else per
    if not is_unit(per) or unit in {"%", "‰"} or "/" in unit:
        return None
    return f"{unit}/{per[1:]}" if unit else per


def _plain_unit(unit: str) -> str:
    return "%" if unit in PERCENT else unit


def _amount(text: str) -> float | None:
    """Read a number of a length that floating point holds exactly."""
    if not text.isascii():
        whole = numeral(text)
        return None if whole is None else float(whole)
    number = float(text.replace(",", "")) + 0.0 if len(text) <= _LONGEST_NUMBER else _GREATEST
    return number if abs(number) < _GREATEST else None
