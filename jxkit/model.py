"""The nouns: a document becomes a project, a scored project yields findings.

All are frozen.  A stated value is never overwritten: a later stage adds columns or fields
beside it.  Whatever was read keeps its `Where`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import Final

import pandas as pd

from jxkit.rulebook import Norm
from jxkit.words import SEVERITIES


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a source document; numbers count from 1, a text's paragraphs are its lines."""

    file: str
    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None

    def __str__(self) -> str:
        parts = (
            (self.page, "第{}页"),
            (self.sheet, "工作表“{}”"),
            (self.table, "表{}"),
            (self.row, "第{}行"),
            (self.column, "第{}列"),
            (self.paragraph, "第{}段"),
        )
        return " › ".join([self.file, *(text.format(part) for part, text in parts if part)])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of text, untouched."""

    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Grid:
    """One table, merged cells unfolded, cell text untouched.

    A merged cell stands in every place it covers; `covered` holds the places (row, column, from
    0) that only repeat it.  All rows are equally long.
    """

    cells: tuple[tuple[str, ...], ...]
    where: Where
    covered: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning about one place: what is doubtful there and why."""

    where: Where
    message: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One mended piece of damaged text: reversible, and never made silently."""

    where: Where
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says: its blocks in order, and the SHA-256 of its bytes."""

    file: str
    sha256: str
    blocks: tuple[Paragraph | Grid, ...]
    encoding: str = ""
    warnings: tuple[Remark, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs in order, without the tables."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text below it, up to the next heading; an empty text is kept.

    `family` is a key of `words.SECTIONS`, or "" for a heading nobody knows; `level` is the
    depth of the heading, `leaf` tells that no deeper heading follows it.
    """

    family: str
    heading: str
    text: str
    level: int
    leaf: bool
    where: Where


_NEGLIGIBLE: Final = 5e-7
"""A difference of points that no report can print."""


@dataclass(frozen=True, slots=True)
class Range:
    """Points between `low` and `high`, both included; a single number where they are equal."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether the range is one number."""
        return self.high - self.low < _NEGLIGIBLE

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def __str__(self) -> str:
        return f"{self.low:.2f}" if self.exact else f"{self.low:.2f}–{self.high:.2f}"


@dataclass(frozen=True, slots=True)
class Score:
    """The recomputed score beside the stated one, in points, under one norm.

    `execution` is None when the budget does not allow it; `execution_listed` tells whether the
    document lists execution points of its own.  `total` follows the ratio reading of cost rows,
    `total_cap` reads them as a cap; both are None when full marks are missing.  `grade` names
    every grade that the range `total` touches, for instance "优".
    """

    norm: Norm
    rate: float | None
    execution: Range | None
    execution_full: float
    execution_listed: bool
    total: Range | None
    total_cap: Range | None
    full_points: float
    recomputable_points: float
    grade: str


@dataclass(frozen=True, slots=True)
class Project:
    """What a document means: facts, funds, indicators, sections, and what nobody understood.

    `funds` has the columns of `words.FUNDS`, `indicators` those of `words.INDICATORS` and
    `words.MEASURES`, after scoring those of `words.SCORES` too; `where` columns hold `Where`.
    `places` tells where each fact of `words.PROJECT` was read.
    """

    project_id: str
    name: str
    year: int | None
    department: str | None
    unit: str | None
    goal: str | None
    result: str | None
    stated_total: float | None
    stated_total_text: str | None
    stated_grade: str | None
    funds: pd.DataFrame
    indicators: pd.DataFrame
    sections: tuple[Section, ...]
    file: str
    sha256: str
    places: Mapping[str, Where] = field(default_factory=lambda: MappingProxyType({}))
    unread: tuple[Paragraph, ...] = ()
    warnings: tuple[Remark, ...] = ()
    repairs: tuple[Repair, ...] = ()
    score: Score | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The figures of a finding: as stated, as expected, and the sum one can do on paper."""

    stated: str = ""
    expected: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubtful point: 事实 (message), 依据 (basis), 影响 (effect), 建议 (advice), and its place.

    `points` are points at stake, `amount` is money at stake in 万元; None where there is none.
    """

    code: str
    severity: str
    message: str
    where: Where
    evidence: Evidence
    basis: str
    effect: str
    advice: str
    points: float | None = None
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One check on one project: `found`, `passed`, or `not_applicable` with the reason."""

    code: str
    title: str
    status: str
    reason: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """The outcomes of all checks on one scored project."""

    project: Project
    outcomes: tuple[Outcome, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the worst first, then by code."""
        ranks = list(SEVERITIES)
        found = chain.from_iterable(outcome.findings for outcome in self.outcomes)
        return tuple(sorted(found, key=lambda each: (ranks.index(each.severity), each.code)))

    @property
    def unchecked(self) -> tuple[Outcome, ...]:
        """The checks that could not be made, with the reason."""
        return tuple(each for each in self.outcomes if each.status == "not_applicable")

    def __iter__(self) -> Iterator[Outcome]:
        return iter(self.outcomes)
