"""A norm as it holds in one year, taken from a profile and those it inherits from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from jxkit.errors import UsageError
from jxkit.rulebook.profile import EVIDENCE, Cited, Execution, Lines, Profile, Rules, Tiers, Values


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm as it holds in one year, ready for scoring; shares of 1, lines in percent.

    `citations` holds, by the name of the value, where it comes from.
    """

    name: str
    title: str
    region: str
    valid_from: date
    valid_to: date | None
    sources: tuple[str, ...]
    full_points: float
    weights: Mapping[str, float]
    execution: Execution
    rules: Rules
    tiers: Tiers
    over_completion: Lines
    qualitative_share: float
    grades: Mapping[str, float]
    digits: int
    citations: Mapping[str, Cited[Any]]
    profiles: tuple[Profile, ...]

    @property
    def step(self) -> float:
        """The smallest step of printed points."""
        return float(10**-self.digits)

    def grade(self, total: float) -> str:
        """Return the grade of a total; borders belong to the better grade."""
        ranked = sorted(self.grades.items(), key=lambda grade: -grade[1])
        return next((name for name, least in ranked if round(total, 9) >= least), ranked[-1][0])

    def in_year(self, year: int | None) -> Norm:
        """Return the norm with the values in force at the end of a year; None is today's rules."""
        return resolve(self.profiles, date.max if year is None else date(year, 12, 31))

    def cite(self, value: str) -> str:
        """Say in Chinese where a value comes from: document, evidence, remark."""
        cited = self.citations[value]
        documents = {
            key: text
            for profile in reversed(self.profiles)
            for key, text in profile.documents.items()
        }
        source = documents.get(cited.document, cited.document)
        return f"{source}（{EVIDENCE[cited.evidence]}）{f'：{cited.note}' if cited.note else ''}"


def resolve(line: tuple[Profile, ...], day: date) -> Norm:
    """Take each value from the nearest profile that states it, as it stands on a day."""
    cited: dict[str, Cited[Any]] = {}
    for name in Values.model_fields:
        histories = [getattr(profile.values, name) for profile in line]
        history = next((each for each in histories if each), None)
        if history is None:
            raise UsageError(
                f"评分规则“{line[0].name}”缺少“{name}”，也没有可继承的",
                "请写 inherits: national-2020",
            )
        begun = [each for each in history if each.since <= day]
        cited[name] = max(begun or [history[0]], key=lambda each: each.since)
    values = {name: _frozen(each.value) for name, each in cited.items()}
    return Norm(
        name=line[0].name,
        title=line[0].title,
        region=line[0].region,
        valid_from=line[0].since,
        valid_to=line[0].until,
        sources=_sources(line, cited),
        citations=MappingProxyType(cited),
        profiles=line,
        **values,
    )


def _sources(line: tuple[Profile, ...], cited: Mapping[str, Cited[Any]]) -> tuple[str, ...]:
    """Return the documents that values in force rest on, in the order of the file."""
    named = [text for profile in line for text in profile.documents.items()]
    used = {each.document for each in cited.values() if each.evidence != "J"}
    return tuple(dict.fromkeys(text for key, text in named if key in used))


def _frozen(value: Any) -> Any:
    return MappingProxyType(value) if isinstance(value, dict) else value
