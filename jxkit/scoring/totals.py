"""Adding up: budget execution, the total as a range, and the points that could be recomputed."""

from __future__ import annotations

import pandas as pd

from jxkit.model import Range, Score
from jxkit.rulebook import Norm
from jxkit.scoring.rules import RULES


def add_rates(funds: pd.DataFrame) -> pd.DataFrame:
    """Return the funds with `rate`, 全年执行数 over 全年预算数 in percent; NaN without budget."""
    rate = 100 * funds["executed"] / funds["annual"].where(funds["annual"] > 0)
    return funds.assign(rate=rate.astype("float64"))


def total(indicators: pd.DataFrame, funds: pd.DataFrame, norm: Norm) -> Score:
    """Return the recomputed score under a norm, in points.

    Execution counts where the document lists points for it, or where the full marks leave room
    for them; unknown spending leaves them open between 0 and their full mark.
    """
    marks = indicators["full_score"].dropna()
    listed = _listed(funds)
    full = norm.execution.full if listed is None else listed
    counts = listed is not None or marks.sum() + full <= norm.full_points + norm.step * len(marks)
    full = full if counts else 0.0
    rate, points = _execution(funds, norm, full)
    open_points = (points or Range(0.0, full)) if full else Range(0.0, 0.0)
    complete = len(marks) > 0 and indicators.loc[_weighted(indicators), "full_score"].notna().all()
    sums = {
        side: Range(*(float(indicators[f"{side}_{end}"].sum()) for end in ("low", "high")))
        + open_points
        for side in ("expected", "cap")
    }
    exact = full if points is not None and points.exact else 0.0
    return Score(
        norm=norm,
        rate=rate,
        execution=points,
        execution_full=full,
        execution_listed=listed is not None,
        total=sums["expected"] if complete else None,
        total_cap=sums["cap"] if complete else None,
        full_points=float(marks.sum() + full),
        recomputable_points=float(marks[indicators["recomputable"]].sum() + exact),
        grade=_grade(sums["expected"], norm) if complete else "",
    )


def _weighted(indicators: pd.DataFrame) -> pd.Series:
    """Return which rows must have a full mark: all but the rows 其中, which carry none."""
    return ~indicators["name"].str.match(r"\s*其中")


def _listed(funds: pd.DataFrame) -> float | None:
    """Return the full mark that the document itself lists for execution, if it does."""
    rows = funds[(funds["source"] == "total") & funds["full_score"].notna()]
    return None if rows.empty else float(rows["full_score"].iloc[0])


def _execution(funds: pd.DataFrame, norm: Norm, full: float) -> tuple[float | None, Range | None]:
    """Return the rate in percent of the row that the norm rests on, and the points for it."""
    rows = funds[(funds["source"] == norm.execution.basis) & funds["rate"].notna()]
    if rows.empty:
        return None, None
    row = rows.iloc[[0]]
    case = pd.DataFrame({"target": row["annual"], "low": row["executed"], "high": row["executed"]})
    ends = [float(side.iloc[0]) for side in RULES[norm.execution.rule](case, norm)]
    low, high = (min(end, 1.0) if norm.execution.capped else end for end in ends)
    points = Range(low * full, high * full) if full else None
    return float(row["rate"].iloc[0]), points


def _grade(total: Range, norm: Norm) -> str:
    """Name every grade that the range touches, the best first."""
    best, worst = norm.grade(total.high), norm.grade(total.low)
    ranked = sorted(norm.grades, key=lambda name: -norm.grades[name])
    touched = ranked[ranked.index(best) : ranked.index(worst) + 1]
    return "至".join(dict.fromkeys((touched[0], touched[-1])))
