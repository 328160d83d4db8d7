"""Which rule an indicator falls under, with its numbers in one unit; or why none can be applied."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final

import numpy as np
import pandas as pd

from jxkit.quantity import Comparison, Pair, compare, is_cost_money, pair, repair, tier
from jxkit.rulebook import Rules

_NUMERIC: Final = frozenset({"number", "frequency"})
_BY_KIND: Final = {"higher": "higher", "lower": "lower", "equal": "equal"}


@dataclass(frozen=True, slots=True)
class Case:
    """One indicator as the rules see it; numbers in the target's unit, NaN where there is none.

    `low` and `high` hold the result, `completion` is in percent: actual over target, for what is
    better low target over actual.  `cost` tells that the amount may be meant as a cap.
    """

    rule: str = "none"
    reason: str = ""
    target: float = np.nan
    low: float = np.nan
    high: float = np.nan
    tier: str = ""
    direction: str = "none"
    completion: float = np.nan
    cost: bool = False


def cases(indicators: pd.DataFrame, rules: Rules, year: int | None) -> pd.DataFrame:
    """Return the case of every indicator, with the columns of `Case` and the same index."""
    made = [asdict(_case(row, rules, year)) for row in indicators.itertuples()]
    columns = [each.name for each in fields(Case)]
    return pd.DataFrame(made, columns=columns, index=indicators.index).astype(
        {"target": float, "low": float, "high": float, "completion": float, "cost": bool}
    )


def _case(row: Any, rules: Rules, year: int | None) -> Case:
    said = compare(row.target, row.actual, row.name, row.level2, year=year)
    if "blank" in {said.target.kind, said.actual.kind}:
        side = "指标值" if said.target.kind == "blank" else "实际完成值"
        return Case(reason=f"没有填列{side}")
    if said.target.kind == "text":
        return _in_words(row, rules)
    if any(repair(text, row.name) for text in (row.target, row.actual)) and said.met != "yes":
        return Case(reason="原文疑有识读错误，数值不能确定")
    if said.target.kind == "time":
        return _in_time(said, rules)
    if said.target.kind == "range":
        return _in_range(said, rules)
    return _number(row, said, rules)


def _in_words(row: Any, rules: Rules) -> Case:
    claimed = tier(row.actual, row.target)
    unclear = "完成情况的文字不能归入任何一档，" if claimed == "unknown" else ""
    return Case(rule=rules.words, tier=claimed, reason=f"定性指标，{unclear}得分只能估计区间")


def _in_time(said: Comparison, rules: Rules) -> Case:
    if said.met == "yes":
        return Case(rule=rules.time)
    late = "没有按期完成，评分规则没有规定如何扣分"
    return Case(reason=late if said.met == "no" else "由文件不能判断是否按期完成")


def _in_range(said: Comparison, rules: Rules) -> Case:
    if said.met == "yes":
        return Case(rule=rules.range)
    outside = "完成值在指标值区间以外，评分规则没有规定如何扣分"
    return Case(reason=outside if said.met == "no" else "由文件不能判断完成值是否在区间以内")


def _number(row: Any, said: Comparison, rules: Rules) -> Case:
    if said.actual.kind not in {*_NUMERIC, "range"}:
        return Case(reason="完成值是文字，没有可以计算的数值")
    numbers = pair(said.target, said.actual, row.name)
    if numbers is None:
        return Case(reason="指标值与完成值的计量单位不能换算")
    cost = is_cost_money(said.target, said.actual, row.name, row.level2)
    cost = cost and said.target.op in {"=", None} and said.direction != "none"
    case = Case(
        target=numbers.target_low,
        low=numbers.actual_low,
        high=numbers.actual_high,
        direction=said.direction,
        completion=_completion(numbers, said.direction),
        cost=cost and numbers.target_low > 0,
    )
    if said.met == "unknown" and not cost:
        unclear = said.direction != "none"
        reason = "由文件不能判断是否完成" if unclear else "不能判断指标越高越好还是越低越好"
        return replace(case, reason=reason)
    if case.target < 0 and not numbers.equal:
        return replace(case, reason="指标值为负数，评分规则没有规定如何计分")
    return replace(case, rule=_rule(case, numbers, rules))


def _rule(case: Case, numbers: Pair, rules: Rules) -> str:
    """Return the rule for a number; equal values are met whichever way is better.

    An amount without operator in a cost row is better low, yet a saving may be scored as a miss:
    its first reading then is the ratio, the second the cap.
    """
    if case.target == 0:
        return rules.zero
    saved = case.cost and case.direction == "lower" and numbers.actual_high <= numbers.target_low
    if numbers.equal or saved:
        return rules.equal if case.direction == "equal" else rules.higher
    return str(getattr(rules, _BY_KIND[case.direction]))


def _completion(numbers: Pair, direction: str) -> float:
    """Return how much of the target was reached in percent; NaN for a result from–to."""
    target, actual = numbers.target_low, numbers.actual_low
    if numbers.actual_high != actual or target <= 0:
        return np.nan
    if direction == "lower":
        return 100 * target / actual if actual > 0 else np.nan
    return 100 * actual / target
