"""The vocabulary of the field: every column, section and code with its Chinese label.

Names here are the names everywhere: in data frames, in the JSON of the command line, in
notebooks.  Headings are matched by these words and never by their number or order.
"""

from jxkit.words.fields import (
    BASES,
    DIRECTIONS,
    FUNDS,
    INDICATORS,
    MEASURES,
    MET,
    PROJECT,
    RULES,
    SCORES,
    SEVERITIES,
    SOURCES,
    STATUSES,
    Field,
)
from jxkit.words.headings import LEVEL1, LEVEL2, SECTION_LABELS, SECTIONS, bare, standard

__all__ = [
    "BASES",
    "DIRECTIONS",
    "FUNDS",
    "INDICATORS",
    "LEVEL1",
    "LEVEL2",
    "MEASURES",
    "MET",
    "PROJECT",
    "RULES",
    "SCORES",
    "SECTIONS",
    "SECTION_LABELS",
    "SEVERITIES",
    "SOURCES",
    "STATUSES",
    "Field",
    "bare",
    "standard",
]
