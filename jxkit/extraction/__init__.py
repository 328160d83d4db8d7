"""Extraction: a document becomes projects, every fact with the place where it was read.

Nothing is guessed: what nobody recognises stands in `unread`, what is doubtful in `warnings`,
and what was mended in `repairs`.  Raw text stays beside everything that was made of it.
"""

from jxkit.extraction.narrative import extract

__all__ = ["extract"]
