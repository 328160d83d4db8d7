"""Web pages: their tables and the text between them; nothing is loaded, no script is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from lxml import etree, html

from jxkit.errors import UnreadableError
from jxkit.model import Document, Grid, Paragraph, Where
from jxkit.readers import reader
from jxkit.readers.tables import Cell, unfold
from jxkit.readers.text import decode

_SILENT: Final = frozenset({"script", "style", "head", "noscript", "template", "iframe", "object"})
_LINES: Final = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section"})


@reader(".html")
@reader(".htm")
def read_page(path: Path) -> Document:
    """Read a web page by its own bytes, whatever encoding it declares."""
    data = path.read_bytes()
    text, encoding = decode(data, path.name)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.removeprefix("\ufeff"))
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"文件“{path.name}”不是网页", "请重新取得该文件") from error
    return Document(
        path.name, sha256(data).hexdigest(), tuple(_Walk(path.name).blocks(root)), encoding
    )


class _Walk:
    """One pass over a page: lines and tables are numbered in order."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._lines = 0
        self._tables = 0
        self._pending = ""

    def blocks(self, root: Any) -> Iterator[Paragraph | Grid]:
        """Yield the lines and tables of a page in order."""
        yield from self._below(root)
        yield from self._flush()

    def _below(self, element: Any) -> Iterator[Paragraph | Grid]:
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            return
        if element.tag == "table":
            yield from self._flush()
            self._tables += 1
            yield unfold(_rows(element), Where(self._file, table=self._tables))
            return
        if element.tag in _LINES:
            yield from self._flush()
        self._pending += element.text or ""
        for child in element:
            yield from self._below(child)
            self._pending += child.tail or ""
        if element.tag in _LINES:
            yield from self._flush()

    def _flush(self) -> Iterator[Paragraph]:
        text, self._pending = " ".join(self._pending.split()), ""
        if text:
            self._lines += 1
            yield Paragraph(text, Where(self._file, paragraph=self._lines))


def _rows(table: Any) -> list[list[Cell]]:
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    return [[_cell(cell) for cell in row if cell.tag in {"td", "th"}] for row in rows]


def _cell(cell: Any) -> Cell:
    text = " ".join(" ".join(cell.itertext()).split())
    return Cell(text, _span(cell, "rowspan"), _span(cell, "colspan"))


def _span(cell: Any, name: str) -> int:
    found = re.match(r"\s*(\d{1,4})", cell.get(name, ""))
    return max(1, int(found[1])) if found else 1
