"""Extraction: a document becomes projects, every fact with the place where it was read.

Nothing is guessed: what nobody recognises stands in `unread`, what is doubtful in `warnings`,
and what was mended in `repairs`.  Raw text stays beside everything that was made of it.
"""

from jxkit.extraction.forms import is_form, read_forms
from jxkit.extraction.narrative import read_narratives
from jxkit.model import Document, Project

__all__ = ["extract"]


def extract(document: Document) -> tuple[Project, ...]:
    """Return the projects that a document reports on, from its forms or else from its prose.

    Raises `UnreadableError` where it holds none, or reports on something else.
    """
    return read_forms(document) if is_form(document) else read_narratives(document)
