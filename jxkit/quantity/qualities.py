"""Results in words: the tier they claim, and whether they answer a target in words."""

from __future__ import annotations

import re

from jxkit.quantity.grammar import parse
from jxkit.quantity.value import Quantity
from jxkit.quantity.words import SCALES, VIOLATION, level, scale, status

_PUNCTUATION = re.compile(r"[\s,.;:!?、，。；：！？“”\"'（）()《》]")
_OPPOSITES = frozenset({("是", "否"), ("否", "是")})
_BEST = {"优秀": "优", "良好": "好", "很好": "好"}
_OUTSIDE = re.compile(
    r"(?<![没未无])(?:有人|有?[1-9][0-9]*[人名位个户例])[^,;0-9]{0,8}?"
    r"(?P<way>超过|大于|高于|超出|低于|不足|未满|小于)"
    r"(?:(?P<bound>[0-9]+(?:\.[0-9]+)?)|规定|要求|范围|年龄|上限)"
)
_BELOW = frozenset({"低于", "不足", "未满", "小于"})


def key(value: Quantity) -> str:
    """Return the words of a value without punctuation and spaces, to tell a repetition."""
    return _PUNCTUATION.sub("", value.text)


def tier(actual: str, target: str = "") -> str:
    """Return the tier a qualitative result claims: top, middle, bottom, or unknown.

    A target repeated in its own words claims the top.  A step of a scale is looked up there, a
    status word or level word in its dictionary; numbers and other words are unknown.
    """
    result, goal = parse(actual), parse(target)
    words, asked = key(result), key(goal)
    if result.kind != "text":
        return "unknown"
    steps = scale(asked)
    if steps:
        return _step(words, steps)
    if words == asked:
        return "top"
    if (asked, words) in _OPPOSITES:
        return "bottom"
    claimed = status(words) or level(words)
    return claimed or ("bottom" if VIOLATION.search(words) else "unknown")


def meets_words(target: Quantity, actual: Quantity) -> str:
    """Return yes, no or unknown for a target in words."""
    words, asked = key(actual), key(target)
    if actual.kind != "text":
        return "unknown"
    steps = scale(asked)
    if steps:
        return "yes" if words[:1] and _BEST.get(words, words) == steps[0] else "unknown"
    if words == asked:
        return "yes"
    if (asked, words) in _OPPOSITES:
        return "no"
    settled = {"top": "yes", "bottom": "no", "middle": "unknown"}.get(status(words) or "")
    return settled or ("no" if VIOLATION.search(words) else "unknown")


def admits_miss(actual: Quantity) -> bool:
    """Tell whether a result in words admits that something was not done."""
    return actual.kind == "text" and bool(VIOLATION.search(key(actual)))


def admits_outlier(target: Quantity, actual: Quantity) -> bool:
    """Tell whether a result in words names persons outside the range: 有2人超过60周岁."""
    match = _OUTSIDE.search(actual.text)
    if match is None or target.number is None or target.upper is None:
        return False
    if match["bound"] is None:
        return True
    bound = float(match["bound"])
    return bound <= target.number if match["way"] in _BELOW else bound >= target.upper


def _step(words: str, steps: str) -> str:
    position = steps.find(_BEST.get(words, words)) if words and scale(words) is None else -1
    return SCALES[steps][position] if position >= 0 else status(words) or "unknown"
