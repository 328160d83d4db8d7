"""The checks: a scored project yields findings, each with its place and the sum behind it.

One family a file: `arithmetic` and `recomputation` (A), `completion` (B), `targets` (C), `money`
(D), `completeness` (E).  To add a check, write a generator of findings there and give it its entry
in the catalogue with `@check("B5", "finding", basis="R1")`; its cases are a YAML file of the tests.
"""

from __future__ import annotations

from typing import Final

from jxkit.checks import arithmetic, completeness, completion, money, recomputation, targets
from jxkit.checks.catalogue import CHECKS, Check, NotApplicable, check, describe, found, ordered
from jxkit.errors import UsageError
from jxkit.model import Audit, Project

__all__ = ["CHECKS", "FAMILIES", "Check", "NotApplicable", "audit", "check", "describe", "found"]

FAMILIES: Final = (arithmetic, recomputation, completion, targets, money, completeness)
"""The modules whose import fills the catalogue."""


def audit(project: Project) -> Audit:
    """Make every check of the catalogue on a scored project.

    Raises `UsageError` for a project that was not scored.
    """
    if project.score is None:
        raise UsageError(
            f"项目“{project.name}”尚未复算得分，不能核查", "请先运行 jx.score(project, jx.norms())"
        )
    return Audit(project, tuple(each(project) for each in ordered()))
