"""Damaged words: what scanning and conversion did to a text, mended where no doubt is left.

A repair needs a text that is impossible as printed, with neighbours that leave one reading only:
资会 is mended after 支出, never in 投资会议.  Every repair is logged with what was printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jxkit.model import Paragraph, Repair

_HAN = "\u4e00-\u9fff"
_CONTEXT: Final = 2
"""How many characters around a repair are logged, so that it can be found again."""


@dataclass(frozen=True, slots=True)
class _Damage:
    pattern: re.Pattern[str]
    mended: str
    reason: str


def _word(pattern: str, mended: str) -> _Damage:
    return _Damage(re.compile(pattern), mended, "识别错误的文字")


_DAMAGES: Final = (
    _Damage(re.compile(r"\[bookmark:[^\[\]\n]{0,80}\]"), "", "文字处理软件的书签残留"),
    _word(r"(?<=支出|项目|往来|专项|财政|到位|结余)资[会合全]", "资金"),
    _word(
        r"(?<![投融外合独物工师出注增集筹])资[会合全](?=管理|结算|使用状况|使用情况|支付|拨付)",
        "资金",
    ),
    _word(
        r"(?<![铁轨管河水街隧过通门人渠国地一])道守(?=国家|法律|法规|有关|相关|规定|各项|财经|财务|制度)",
        "遵守",
    ),
    _word(r"(?<=使用|申请|资金|报销|支付|付款|采购)审评(?=手续)", "审批"),
    _word(r"(?<=申请及使用)审评(?=手续)", "审批"),
    _word(r"项Fl|顼目", "项目"),
    _word(r"(?<=实施|主管|预算)第位|(?<=[我本各该])第位", "单位"),
    _Damage(re.compile(r" {0,3}[,，](?: {0,3}[,，]){1,9}"), "，", "重复的逗号"),
)


_MIXED: Final = _Damage(
    re.compile(rf"(?<=[{_HAN}》”）)]),(?=[{_HAN}《“（(])"), "，", "半角与全角逗号混用"
)
"""Only where the paragraph has full-width commas too: half-width ones throughout are a style."""


def mend(paragraph: Paragraph) -> tuple[str, tuple[Repair, ...]]:
    """Return the text of a paragraph as mended, and the log of every repair."""
    text, log = paragraph.text, []
    for damage in (*_DAMAGES, _MIXED) if "，" in text else _DAMAGES:
        log += list(_repairs(text, damage, paragraph))
        text = damage.pattern.sub(damage.mended, text)
    return text, tuple(log)


def _repairs(text: str, damage: _Damage, paragraph: Paragraph) -> Iterator[Repair]:
    for match in damage.pattern.finditer(text):
        before = text[max(0, match.start() - _CONTEXT) : match.start()]
        after = text[match.end() : match.end() + _CONTEXT]
        printed = f"{before}{match[0]}{after}"
        yield Repair(paragraph.where, printed, f"{before}{damage.mended}{after}", damage.reason)
