"""Text made safe for the markups it is printed in, and the media types of notebook outputs.

A notebook output speaks to the exporters by its media type alone, so that `report` needs to
know nothing of budgets and indicators, and `tables` nothing of exporters.
"""

from __future__ import annotations

import html
import re

DOCUMENT = "application/vnd.jxkit.document+json"
"""Facts about the whole report: `{"title", "subtitle", "date", "keywords", "facts"}`.

`date` is ISO and comes from the data; `facts` is a list of `[label, text]` for the title block.
"""

EVIDENCE = "application/vnd.jxkit.evidence+json"
"""Files to embed: `{"files": [{"name", "media_type", "description", "text"}]}`."""

TYPST = "text/x-typst"
"""Typst markup that stands beside the `text/html` of the same output."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$&^=:\"'@/])")
_TYPST = re.compile(r"([\\`*_#$@<>\[\]~/'\"=\-+.()])")


def clean(text: str) -> str:
    """Make control characters and lone surrogates visible as U+FFFD; they break XML and JSON."""
    return _CONTROL.sub("\ufffd", text)


def escape_html(text: str) -> str:
    """Escape text for HTML content and for quoted attributes."""
    return html.escape(clean(text), quote=True)


def escape_markdown(text: str) -> str:
    """Escape text so that no Markdown or inline HTML in it takes effect; lines are joined."""
    return _MARKDOWN.sub(r"\\\1", " ".join(clean(text).split()))


def escape_typst(text: str) -> str:
    """Escape text for Typst's markup mode; line breaks stay as forced breaks."""
    return _TYPST.sub(r"\\\1", clean(text)).replace("\n", " \\ ")
