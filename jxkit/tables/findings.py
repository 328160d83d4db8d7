"""Findings as an auditor writes them: 事实, 依据, 影响, 建议, the figures and the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from jxkit.markup import TYPST, escape_html, escape_typst
from jxkit.model import Audit, Finding
from jxkit.typography import number
from jxkit.words import SEVERITIES

_NONE: Final = "未发现疑点。"
_LONG: Final = 1200
"""Characters of a finding that may no longer fit on one page."""

_STRIPES: Final = {
    "error": "#8c1d18",
    "finding": "#d55e00",
    "warning": "#1b4f7a",
    "note": "#5b6670",
}


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of an audit, the worst first, ready to be shown."""

    audit: Audit

    def __str__(self) -> str:
        return "\n\n".join(_plain(each) for _, each in _numbered(self.audit)) or _NONE

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """Return the findings in every media type that notebooks and reports understand."""
        return {
            "text/html": html(self.audit),
            TYPST: typst(self.audit),
            "text/plain": str(self),
        }


def findings(audit: Audit) -> Findings:
    """Print every finding with its fact, authority, effect, advice, figures and place."""
    return Findings(audit)


def html(audit: Audit) -> str:
    """Return each finding as an article with its severity as class and an anchor of its own."""
    articles = "\n".join(_article(anchor, each) for anchor, each in _numbered(audit))
    return articles or f'<p class="empty">{_NONE}</p>'


def typst(audit: Audit) -> str:
    """Return each finding as a Typst block that stays on one page if it can."""
    return "\n".join(_block(each) for _, each in _numbered(audit)) or f"{_NONE}\n"


def _numbered(audit: Audit) -> Iterator[tuple[str, Finding]]:
    """Go through the findings with an anchor made of code and number."""
    seen: dict[str, int] = {}
    for each in audit.findings:
        seen[each.code] = seen.get(each.code, 0) + 1
        yield f"finding-{each.code.lower()}-{seen[each.code]}", each


def _head(finding: Finding) -> str:
    return f"{finding.code} {SEVERITIES[finding.severity]}"


def _entries(finding: Finding) -> list[tuple[str, str]]:
    """List what is known of a finding; what is empty is left out."""
    evidence = finding.evidence
    entries = (
        ("事实", finding.message),
        ("依据", finding.basis),
        ("影响", finding.effect),
        ("建议", finding.advice),
        ("自评", evidence.stated),
        ("应为", evidence.expected),
        ("算式", evidence.formula),
        ("涉及分值", "" if finding.points is None else f"{number(finding.points)}分"),
        ("涉及金额", "" if finding.amount is None else f"{number(finding.amount)}万元"),
        ("出处", str(finding.where)),
    )
    return [(label, text) for label, text in entries if text]


def _article(anchor: str, finding: Finding) -> str:
    _, *entries = _entries(finding)
    terms = "\n".join(
        f"<div><dt>{label}</dt><dd>{escape_html(text)}</dd></div>" for label, text in entries
    )
    return (
        f'<article class="finding {finding.severity}" id="{anchor}">\n'
        f'<h3><span class="severity">{escape_html(_head(finding))}</span> '
        f"{escape_html(finding.message)}</h3>\n<dl>\n{terms}\n</dl>\n</article>"
    )


def _block(finding: Finding) -> str:
    _, *entries = _entries(finding)
    stripe = _STRIPES[finding.severity]
    size = sum(len(text) for _, text in entries) + len(finding.message)
    items = "".join(f"  [{label}], [{_breakable(text)}],\n" for label, text in entries)
    return (
        f"#block(breakable: {str(size > _LONG).lower()}, width: 100%, inset: (left: 9pt, y: 3pt),\n"
        f'  stroke: (left: 2.5pt + rgb("{stripe}")))[\n'
        f'  #text(fill: rgb("{stripe}"))[{escape_typst(_head(finding))}] #h(0.5em)'
        f" #text(size: 1.08em)[{escape_typst(finding.message)}]\n\n"
        f"  #grid(columns: (5em, 1fr), row-gutter: 0.55em,\n{items}  )\n]\n"
    )


def _breakable(text: str) -> str:
    """Return Typst markup in which a long sum may break after its signs."""
    return re.sub(r"(?<=[+])(?=\S)", "#sym.zws;", escape_typst(text))


def _plain(finding: Finding) -> str:
    (_, message), *entries = _entries(finding)
    lines = [f"[{_head(finding)}] {message}", *(f"    {label}：{text}" for label, text in entries)]
    return "\n".join(lines)
