"""Which way is better: the printed operator decides, then the name and the second level."""

from __future__ import annotations

from jxkit.quantity import words
from jxkit.quantity.pairs import unit_of_name
from jxkit.quantity.units import is_money, measure
from jxkit.quantity.value import Quantity

_BY_OPERATOR = {">=": "higher", ">": "higher", "<=": "lower", "<": "lower", "=": "equal"}
_BY_SENSE = {"正向": "higher", "反向": "lower"}


def is_cost(name: str, level2: str = "") -> bool:
    """Tell whether a row measures cost, by its second level, or by its name where it has none."""
    return bool(words.COST_LEVEL2.search(level2) if level2 else words.COST_NAME.search(name))


def is_fund(level2: str) -> bool:
    """Tell whether a row is a source of money written as a pair of budget and spending."""
    return bool(words.FUND_LEVEL2.search(level2))


def is_cost_money(target: Quantity, actual: Quantity, name: str, level2: str = "") -> bool:
    """Tell whether a row is money in a cost row, which may be meant as a cap."""
    if not is_cost(name, level2):
        return False
    unit = target.unit or actual.unit or ""
    if measure(unit).kind:
        return is_money(unit)
    return is_money(unit_of_name(name)) or bool(words.MONEY_NAME.search(name))


def direction(target: Quantity, actual: Quantity, name: str = "", level2: str = "") -> str:
    """Return higher, lower, equal, or none where nothing printed decides it."""
    if target.kind not in {"number", "frequency"}:
        return "none"
    printed = _BY_OPERATOR.get(target.op or "") or _BY_SENSE.get(target.sense)
    return printed or _by_row(target, actual, name, level2)


def _by_row(target: Quantity, actual: Quantity, name: str, level2: str) -> str:
    if words.UNDECIDED.search(name):
        return "none"
    if is_cost_money(target, actual, name, level2):
        return "none" if _is_benefit(target, name) else "lower"
    if words.INCOME.search(name) or _is_benefit(target, name):
        return "higher"
    if "数量" in level2 and is_money(target.unit):
        return "none"
    return _by_name(name)


def _is_benefit(target: Quantity, name: str) -> bool:
    """Tell whether a row is the level of a benefit, such as 补助标准 or a grant by the head."""
    by_head = words.BENEFIT_LEVEL.search(name) or measure(target.unit).per
    return bool(words.BENEFIT.search(name) and by_head)


def _by_name(name: str) -> str:
    bad = words.DOWNWARDS.search(name)
    if bad is None:
        return "higher"
    before, after = name[: bad.start()], name[bad.end() :]
    if words.HANDLED_AFTER.search(after) or words.HANDLED_BEFORE.search(before):
        return "higher"
    return "none" if words.LESSENED.search(before) else "lower"
