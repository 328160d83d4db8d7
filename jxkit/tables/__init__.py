"""Tables: what is known of a project, described once and shown as HTML, Typst and plain text.

Each function takes a project or an audit and returns a display object; `str` prints it.
"""

from jxkit.tables.evidence import evidence
from jxkit.tables.facts import doubts, facts, funds, repairs, unread
from jxkit.tables.findings import findings
from jxkit.tables.origin import origin
from jxkit.tables.outcomes import checks, findings_overview, unchecked
from jxkit.tables.points import indicators, score
from jxkit.tables.table import Column, Line, Table

__all__ = [
    "Column",
    "Line",
    "Table",
    "checks",
    "doubts",
    "evidence",
    "facts",
    "findings",
    "findings_overview",
    "funds",
    "indicators",
    "origin",
    "repairs",
    "score",
    "unchecked",
    "unread",
]
