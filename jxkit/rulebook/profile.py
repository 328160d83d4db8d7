"""What a profile file may state: every value dated, cited, and marked with its evidence."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

EVIDENCE: Final = {"S": "见于公开文件", "K": "通行做法", "J": "本工具默认"}
"""How sure a value is: read in a published source, general knowledge, a judgement of ours."""

Value = TypeVar("Value")
Points = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
Percent = Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Execution(_Frozen):
    """How budget execution is scored: rule, full mark, the fund row it rests on, its cap."""

    rule: str
    full: Points
    basis: Literal["total", "fiscal"]
    capped: bool


class Rules(_Frozen):
    """The name of the scoring rule for each kind of target; `cost` is the second reading."""

    higher: str
    lower: str
    equal: str
    range: str
    time: str
    words: str
    zero: str
    cost: str


class Tiers(_Frozen):
    """Lower ends of the upper two tiers of a qualitative indicator, as shares of its full mark."""

    top: Share
    middle: Share


class Lines(_Frozen):
    """From how many percent above its target a result calls for a reason."""

    warning: Percent
    finding: Percent
    strong: Percent


class Cited(_Frozen, Generic[Value]):
    """One value with its first day, its document and its evidence (a key of `EVIDENCE`)."""

    since: date = Field(alias="from")
    value: Value
    evidence: Literal["S", "K", "J"]
    document: str
    note: str = ""


class Values(_Frozen):
    """The values that a profile may state, each with its history; an empty one is inherited."""

    full_points: tuple[Cited[Points], ...] = ()
    weights: tuple[Cited[dict[str, Points]], ...] = ()
    execution: tuple[Cited[Execution], ...] = ()
    rules: tuple[Cited[Rules], ...] = ()
    tiers: tuple[Cited[Tiers], ...] = ()
    over_completion: tuple[Cited[Lines], ...] = ()
    qualitative_share: tuple[Cited[Percent], ...] = ()
    grades: tuple[Cited[dict[str, Points]], ...] = ()
    digits: tuple[Cited[Annotated[int, Field(ge=0, le=6)]], ...] = ()


class Profile(_Frozen):
    """A norm as its file states it; `inherits` names the profile that gives the rest."""

    name: str
    title: str
    region: str
    since: date = Field(alias="from")
    until: date | None = None
    inherits: str | None = None
    documents: dict[str, str]
    values: Values

    @field_validator("until", "inherits", mode="before")
    @classmethod
    def _blank_is_none(cls, text: Any) -> Any:
        return text or None
