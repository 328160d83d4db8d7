"""The data frames of a project: rows of text and numbers in the columns that `words` declares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from jxkit.extraction.indicators import Indicator, points
from jxkit.quantity import Quantity, compare, repair
from jxkit.record import NUMBERS
from jxkit.words import FUNDS, INDICATORS, MEASURES, Field


def frame(rows: Iterable[Mapping[str, Any]], fields: tuple[Field, ...]) -> pd.DataFrame:
    """Return rows as a frame: numbers are floats, NaN where missing, texts "" where missing."""
    names = [field.name for field in fields]
    blank: dict[str, Any] = {name: float("nan") if name in NUMBERS else "" for name in names}
    table = pd.DataFrame([{**blank, **row} for row in rows], columns=names, dtype=object)
    return table.astype({name: "float64" for name in names if name in NUMBERS})


def funds(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the sources of money with the columns of `words.FUNDS`."""
    return frame(rows, FUNDS)


def indicators(found: Iterable[Indicator], *, year: int | None) -> pd.DataFrame:
    """Return indicators with the columns of `words.INDICATORS` and `words.MEASURES`."""
    return frame((_row(each, year) for each in found), INDICATORS + MEASURES)


def _row(indicator: Indicator, year: int | None) -> dict[str, Any]:
    texts = indicator.texts
    full, score = (points(texts.get(kind, "")) for kind in ("full", "score"))
    target, actual = (texts.get(kind, "") for kind in ("target", "actual"))
    met = compare(
        repair(target, indicator.name) or target,
        repair(actual, indicator.name) or actual,
        indicator.name,
        indicator.level2,
        year=year,
    )
    return {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "name": indicator.name,
        "target": target,
        "actual": actual,
        "full_score": full[1],
        "full_score_text": full[0],
        "stated_score": score[1],
        "stated_score_text": score[0],
        "reason": texts.get("reason", ""),
        "where": indicator.where,
        **_measures("target", met.target),
        **_measures("actual", met.actual),
        "direction": met.direction,
        "met": met.met,
    }


def _measures(side: str, value: Quantity) -> dict[str, Any]:
    return {
        f"{side}_kind": value.kind,
        f"{side}_op": value.op or "",
        f"{side}_number": value.number,
        f"{side}_upper": value.upper,
        f"{side}_unit": value.unit or "",
    }
