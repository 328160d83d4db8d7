"""The formulas: which share of its full mark an indicator is due.

A rule takes cases (see `cases.Case`) and the norm, and returns the least and the greatest share,
each a column of numbers between 0 and 1; NaN is what it cannot tell.  It is vectorised and pure.
Formulas follow 财预〔2020〕10号 unless a docstring says otherwise; the norm names the rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd

from jxkit.registry import Registry
from jxkit.rulebook import Norm

Shares = tuple[pd.Series, pd.Series]
Rule = Callable[[pd.DataFrame, Norm], Shares]

RULES: Final[Registry[Rule]] = Registry("计分公式")
rule = RULES.register


def shares(cases: pd.DataFrame, names: pd.Series, norm: Norm) -> Shares:
    """Return least and greatest share of every case by the rule named for it."""
    low, high = (pd.Series(np.nan, index=cases.index, dtype="float64") for _ in range(2))
    for name in names.unique():
        chosen = names == name
        low[chosen], high[chosen] = RULES[name](cases[chosen], norm)
    return low, high


@rule("ratio")
def ratio(cases: pd.DataFrame, _norm: Norm) -> Shares:
    """Give the full mark from the target on, below it actual over target; under zero nothing."""
    low, high = (
        (cases[side].clip(lower=0) / cases["target"]).mask(cases[side] >= cases["target"], 1.0)
        for side in ("low", "high")
    )
    return low, high


@rule("equal")
def equal(cases: pd.DataFrame, norm: Norm) -> Shares:
    """Score "=" as "≥": the national text names no formula of its own."""
    return ratio(cases, norm)


@rule("reverse")
def reverse(cases: pd.DataFrame, _norm: Norm) -> Shares:
    """Give the full mark up to the target, above it target over actual, as local forms do."""
    low, high = (
        (cases["target"] / cases[side]).mask(cases[side] <= cases["target"], 1.0)
        for side in ("high", "low")
    )
    return low, high


@rule("cap")
def cap(cases: pd.DataFrame, norm: Norm) -> Shares:
    """Read the amount of a cost row as a cap: what was saved keeps the full mark."""
    return reverse(cases, norm)


@rule("zero")
def zero(cases: pd.DataFrame, _norm: Norm) -> Shares:
    """Score a target of zero: nothing may happen, unless more is better."""
    upwards = cases["direction"] == "higher"
    low, high = ((upwards | (cases[side] <= 0)).astype("float64") for side in ("high", "low"))
    return low, high


@rule("range")
def within(cases: pd.DataFrame, _norm: Norm) -> Shares:
    """Give the full mark inside the range; what lies outside never comes here."""
    return _whole(cases)


@rule("deadline")
def in_time(cases: pd.DataFrame, _norm: Norm) -> Shares:
    """Give the full mark for what was done in time; what was late never comes here."""
    return _whole(cases)


@rule("tier")
def tier(cases: pd.DataFrame, norm: Norm) -> Shares:
    """Give the interval of the tier that the words claim; all of it where they claim none."""
    borders = {
        "top": (norm.tiers.top, 1.0),
        "middle": (norm.tiers.middle, norm.tiers.top),
        "bottom": (0.0, norm.tiers.middle),
        "unknown": (0.0, 1.0),
    }
    tiers = cases["tier"]
    low, high = (tiers.map({name: each[end] for name, each in borders.items()}) for end in (0, 1))
    return low, high


@rule("share")
def share(cases: pd.DataFrame, _norm: Norm) -> Shares:
    """Give actual over target, above 1 too: budget execution, which a norm may cap."""
    low, high = (cases[side].clip(lower=0) / cases["target"] for side in ("low", "high"))
    return low, high


@rule("none")
def none(cases: pd.DataFrame, _norm: Norm) -> Shares:
    """Tell nothing."""
    nothing = pd.Series(np.nan, index=cases.index, dtype="float64")
    return nothing, nothing


def _whole(cases: pd.DataFrame) -> Shares:
    """Return the full mark for every case."""
    ones = pd.Series(1.0, index=cases.index)
    return ones, ones
