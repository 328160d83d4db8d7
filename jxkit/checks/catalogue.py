"""The catalogue: every check with its weight, its authority, and what a doubt would mean."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from jxkit.model import Evidence, Finding, Outcome, Project, Where
from jxkit.registry import Registry
from jxkit.words import BASES, SEVERITIES

Method = Callable[[Project], Iterator[Finding]]

_TEXT = re.compile(
    r"^(标题|方法|影响|建议)：(.+?)(?=^(?:标题|方法|影响|建议)：|\Z)", re.MULTILINE | re.DOTALL
)


class NotApplicable(Exception):  # noqa: N818 - a verdict on the document, no error
    """A check lacks its inputs; the reason is Chinese and ends without a full stop.

    It is raised before the first finding, by a check or by what a check asks for its rows.
    """


@dataclass(frozen=True, slots=True)
class Check:
    """One entry of the catalogue; the Chinese texts come from the docstring of `find`."""

    code: str
    severity: str
    basis: str
    title: str
    method: str
    effect: str
    advice: str
    find: Method

    def __call__(self, project: Project) -> Outcome:
        """Make the check on one scored project."""
        try:
            findings = tuple(self._complete(each) for each in self.find(project))
        except NotApplicable as verdict:
            return Outcome(self.code, self.title, "not_applicable", reason=str(verdict))
        return Outcome(self.code, self.title, "found" if findings else "passed", findings=findings)

    def _complete(self, finding: Finding) -> Finding:
        """Fill in what the catalogue knows; a severity or text that the check chose stays."""
        return replace(
            finding,
            code=self.code,
            severity=finding.severity or self.severity,
            basis=finding.basis or self.basis,
            effect=finding.effect or self.effect,
            advice=finding.advice or self.advice,
        )


CHECKS: Registry[Check] = Registry("核查")


def check(code: str, severity: str, *, basis: str) -> Callable[[Method], Method]:
    """Register a generator of findings as the check `code`; the generator stays as it is.

    `severity` is a key of `words.SEVERITIES`, `basis` lists keys of `words.BASES` ("R1, R4").
    After its English sentence the docstring has four Chinese lines for the reader of a report:
    标题 (what is compared), 方法 (how), 影响 and 建议 (what a doubt means and asks for).
    """
    if severity not in SEVERITIES:
        raise ValueError(f"unknown severity {severity!r} of check {code}")
    cited = "；".join(BASES[key.strip()] for key in basis.split(","))

    def add(find: Method) -> Method:
        texts = _texts(inspect.getdoc(find) or "")
        CHECKS.register(code)(
            Check(
                code=code,
                severity=severity,
                basis=cited,
                title=texts["标题"],
                method=texts["方法"],
                effect=texts["影响"],
                advice=texts["建议"],
                find=find,
            )
        )
        return find

    return add


def _texts(docstring: str) -> dict[str, str]:
    """Return the labelled Chinese texts of a docstring, their lines joined."""
    return {
        label: "".join(line.strip() for line in text.splitlines())
        for label, text in _TEXT.findall(docstring)
    }


def found(
    message: str,
    where: Where,
    evidence: Evidence,
    *,
    points: float | None = None,
    amount: float | None = None,
) -> Finding:
    """Return a finding that the catalogue completes with code, severity, basis, effect, advice."""
    return Finding(
        code="",
        severity="",
        message=message,
        where=where,
        evidence=evidence,
        basis="",
        effect="",
        advice="",
        points=points,
        amount=amount,
    )


def ordered() -> tuple[Check, ...]:
    """Return all checks by family and number: A2 before A10, A10 before B1."""
    codes = sorted(CHECKS, key=lambda code: (code[:1], len(code), code))
    return tuple(CHECKS[code] for code in codes)


def describe() -> str:
    """Return the whole catalogue as Markdown, for the handbook and for the appendix."""
    head = (
        "# 核查目录\n\n"
        "每项核查的方法、依据，以及发现疑点时的影响和建议。本页由各项核查的说明生成。\n"
    )
    return "\n".join([head, *(_entry(each) for each in ordered())])


def _entry(entry: Check) -> str:
    return (
        f"## {entry.code} {entry.title}（{SEVERITIES[entry.severity]}）\n\n"
        f"- 方法：{entry.method}\n"
        f"- 依据：{entry.basis}\n"
        f"- 影响：{entry.effect}\n"
        f"- 建议：{entry.advice}\n"
    )
