"""Scoring: a project with its expected points beside the stated ones, under one norm.

`cases` tells which rule each indicator falls under and why some cannot be recomputed, `rules`
holds the formulas, `totals` adds up.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from jxkit.model import Project
from jxkit.rulebook import Norm
from jxkit.scoring.cases import cases
from jxkit.scoring.rules import RULES, rule, shares
from jxkit.scoring.totals import add_rates, total
from jxkit.words import SCORES

__all__ = ["RULES", "rule", "score"]


def score(project: Project, norm: Norm) -> Project:
    """Return the project with the columns of `words.SCORES`, `funds["rate"]` and a `Score`.

    The norm is taken as it stood in the project's year.  What cannot be recomputed has the
    points from 0 to its full mark, with the reason.  Raises `UnknownNameError` where the norm
    names a rule that nobody wrote.
    """
    norm = norm.in_year(project.year)
    indicators = _expect(project.indicators, norm, project.year)
    funds = add_rates(project.funds)
    return replace(
        project, indicators=indicators, funds=funds, score=total(indicators, funds, norm)
    )


def _expect(indicators: pd.DataFrame, norm: Norm, year: int | None) -> pd.DataFrame:
    """Return the indicators with the columns of `words.SCORES`, replacing those of another norm."""
    stated = indicators.drop(columns=[each.name for each in SCORES], errors="ignore")
    case = cases(stated, norm.rules, year)
    full = stated["full_score"]
    low, high = shares(case, case["rule"], norm)
    second = case["rule"].mask(case["cost"], norm.rules.cost)
    cap_low, cap_high = shares(case, second, norm)
    certain = low.notna() & full.notna() & (high - low).abs().lt(1e-12)
    unweighted = full.isna() & case["reason"].eq("")
    return stated.assign(
        rule=case["rule"],
        completion=case["completion"],
        expected_low=low.fillna(0.0) * full,
        expected_high=high.fillna(1.0) * full,
        cap_low=cap_low.fillna(0.0) * full,
        cap_high=cap_high.fillna(1.0) * full,
        recomputable=certain.astype(bool),
        unscored_reason=case["reason"].mask(unweighted, "文件没有写明分值"),
    )
