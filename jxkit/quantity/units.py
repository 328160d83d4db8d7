"""Units: which words are units, and when two of them measure the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_SCALES: Final = {
    "百": 1e2,
    "千": 1e3,
    "万": 1e4,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "万亿": 1e12,
}
SCALE: Final = "万亿|千万|百万|亿|万|千|百"

PERCENT: Final = frozenset({"%", "百分比"})
_RATES: Final = frozenset({"%", "‰"})
DURATIONS: Final = frozenset(
    ("秒", "分钟", "小时", "天", "日", "周", "个月", "年", "工作日", "个工作日")
)
_CURRENCIES: Final = ("美元", "欧元", "港元", "日元", "英镑")

_MEASURES: Final = {
    "%": ("rate", 0.01),
    "‰": ("rate", 0.001),
    "元": ("元", 1.0),
    "人民币": ("元", 1.0),
    "米": ("length", 1.0),
    "m": ("length", 1.0),
    "厘米": ("length", 0.01),
    "cm": ("length", 0.01),
    "毫米": ("length", 0.001),
    "mm": ("length", 0.001),
    "公里": ("length", 1000.0),
    "千米": ("length", 1000.0),
    "km": ("length", 1000.0),
    "平方米": ("area", 1.0),
    "㎡": ("area", 1.0),
    "m²": ("area", 1.0),
    "m2": ("area", 1.0),
    "公顷": ("area", 1e4),
    "平方公里": ("area", 1e6),
    "立方米": ("volume", 1.0),
    "m³": ("volume", 1.0),
    "m3": ("volume", 1.0),
    "方": ("volume", 1.0),
    "克": ("mass", 0.001),
    "g": ("mass", 0.001),
    "斤": ("mass", 0.5),
    "公斤": ("mass", 1.0),
    "千克": ("mass", 1.0),
    "kg": ("mass", 1.0),
    "吨": ("mass", 1000.0),
    "t": ("mass", 1000.0),
    "秒": ("time", 1.0),
    "分钟": ("time", 60.0),
    "小时": ("time", 3600.0),
    "天": ("time", 86400.0),
    "日": ("time", 86400.0),
    "周": ("time", 7 * 86400.0),
    "工作日": ("workdays", 1.0),
    "个工作日": ("workdays", 1.0),
    "个月": ("months", 1.0),
    "年": ("months", 12.0),
    "人": ("persons", 1.0),
    "名": ("persons", 1.0),
    "位": ("persons", 1.0),
    "岁": ("age", 1.0),
    "周岁": ("age", 1.0),
    "起": ("cases", 1.0),
    "件": ("cases", 1.0),
    "宗": ("cases", 1.0),
    "台": ("sets", 1.0),
    "套": ("sets", 1.0),
    "台套": ("sets", 1.0),
    "台/套": ("sets", 1.0),
}
"""Each unit with what it measures and how much of it; a unit not listed measures itself."""

_PIECES: Final = frozenset(
    "个人户台套项件份批场期篇支只头条处座家所名位例起宗辆艘架部本册张片块棵株粒"
    "层间床对双组队班届盏根袋箱瓶盒包枚幅笔单款种类门村镇乡县口眼樘尾羽匹杯盘卷"
)
_COUNTED = _PIECES | set("次回趟吨克斤米亩顷升分级点倍岁天日周年秒元角度")
_MORE_UNITS = (
    "人次 人天 人份 户次 台次 场次 批次 架次 车次 班次 频次 亩次 课时 学时 标台 标准箱 个百分点 "
    "海里 千瓦 千瓦时 兆瓦 度电 毫升 微克 摄氏度 ℃ ° h mg ml kw kW kwh kWh MW KVA kVA kV dB Hz "
    "MB GB TB Mbps ㎞ ㎏ ㎥"
)
_ONLY_UNITS: Final = frozenset((*_MEASURES, *DURATIONS, *_CURRENCIES, *_MORE_UNITS.split()))
_WORDY = re.compile(
    r"[未不无没已正在完达超低高较约以内外前后等及和与或的了是为有需含上下左右到至按酚兀]"
    r"|参加|开展|举办|实施|进行|通过|获得|覆盖|提升|提高|增加|减少"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_CALENDAR: Final = frozenset("年月季日号")
"""What begins with these is a date or an ordinal; 年 and 日 alone are units."""

_LONGEST_NOUN = 4
_LONGEST_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit measures: `factor` of `kind`, of the noun counted, by the unit `per`."""

    kind: str
    factor: float = 1.0
    noun: str = ""
    per: str = ""
    scaled: bool = False


@lru_cache(maxsize=1024)
def is_unit(text: str) -> bool:
    """Tell whether a word can be a unit: a known one, a counter with a noun, or a short noun."""
    if text.startswith("每"):
        return _is_denominator(text[1:])
    first, *others = re.split(r"[/·*×]", text)
    noun = _unscaled(first)[1] or "元"
    return _is_noun(noun) and not (others and noun in _RATES) and all(map(_is_denominator, others))


def is_counter(unit: str | None) -> bool:
    """Tell whether a Chinese numeral before the unit surely counts (三次, but not 一级, 十分)."""
    noun = _unscaled(unit or "")[1]
    return not unit or noun in _ONLY_UNITS - {"方"} or noun in _COUNTED - set("分级点度层角期类届")


def _is_denominator(text: str) -> bool:
    return _is_noun(re.sub(rf"^\d+(?:{SCALE})?", "", text)) or text in {"月", "季", "季度", "半年"}


def _is_noun(text: str) -> bool:
    if text in _ONLY_UNITS or text in _COUNTED:
        return True
    if not text or text[0] in _CALENDAR or _WORDY.search(text) or not _HAN.fullmatch(text):
        return False
    return len(text) <= (1 + _LONGEST_NOUN if text[0] in _COUNTED else _LONGEST_UNKNOWN)


def _unscaled(unit: str) -> tuple[float, str]:
    if unit in _ONLY_UNITS or unit.startswith("百分"):
        return 1.0, unit
    scale = re.match(SCALE, unit)
    return (_SCALES[scale[0]], unit[scale.end() :]) if scale else (1.0, unit)


@lru_cache(maxsize=1024)
def measure(unit: str | None) -> Measure:
    """Return what a unit measures; of no unit, a measure that fits every other."""
    if not unit:
        return Measure("")
    if unit.startswith("每"):
        return Measure("", per=unit[1:])
    head, _, per = unit.partition("/") if unit not in _MEASURES else (unit, "", "")
    head = "%" if head in PERCENT else head
    factor, noun = _unscaled(head)
    kind, size, rest = _counted(noun)
    return Measure(kind, factor * size, rest, re.sub("[·×]", "*", per), factor != 1.0)


def _counted(noun: str) -> tuple[str, float, str]:
    """Split 个项目 into counter and noun; whole units such as 人次 stay whole."""
    if noun in _ONLY_UNITS or not noun or noun[0] not in _COUNTED or noun in _MEASURES:
        kind, size = _MEASURES.get(noun, (noun, 1.0))
        return kind, size, ""
    kind, size = _MEASURES.get(noun[0], (noun[0], 1.0))
    return kind, size, noun[1:]


def same(one: Measure, other: Measure) -> bool:
    """Tell whether two measures are of the same thing; 个 counts any piece, never 次 or 人次."""
    if one.per != other.per or (one.noun and other.noun and one.noun != other.noun):
        return False
    kinds = {one.kind, other.kind}
    if len(kinds) == 1 or "" in kinds:
        return True
    return "个" in kinds and kinds <= _PIECES | {"persons", "cases", "sets"}


def is_money(unit: str | None) -> bool:
    """Tell whether a unit is an amount or a price; 元 is understood where only 万 is printed."""
    if not unit:
        return False
    what = measure(unit)
    return what.kind in ("元", *_CURRENCIES) or (not what.kind and what.scaled)


def is_rate(unit: str | None) -> bool:
    """Tell whether a unit is percent or per mille."""
    return measure(unit).kind == "rate"
