"""Word documents (docx): paragraphs and tables in order, changes read as accepted.

Merged cells, nested tables, content controls and text boxes are followed; what is struck out by
a tracked change is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from lxml import etree

from jxkit.errors import UnreadableError
from jxkit.model import Document, Grid, Paragraph, Where
from jxkit.readers import reader
from jxkit.readers.packages import open_package, part
from jxkit.readers.tables import Cell, unfold

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT: Final = {f"{_W}t", f"{_W}sym"}
_BREAKS: Final = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_STRUCK: Final = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText"}
_DEEPEST: Final = 20


@reader(".docx")
def read_word(path: Path) -> Document:
    """Read a docx file."""
    data = path.read_bytes()
    with open_package(data, path.name) as package:
        root = _parse(part(package, "word/document.xml", path.name), path.name)
    body = root.find(f"{_W}body")
    blocks = tuple(_Walk(path.name).blocks(body)) if body is not None else ()
    if not any(_says(block) for block in blocks):
        raise UnreadableError(
            f"文件“{path.name}”中没有文字", "如果是扫描件，请先识别成文字；否则请重新取得该文件"
        )
    return Document(path.name, sha256(data).hexdigest(), blocks)


def _says(block: Paragraph | Grid) -> bool:
    if isinstance(block, Paragraph):
        return bool(block.text.strip())
    return any(cell.strip() for row in block.cells for cell in row)


def _parse(data: bytes, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(
            f"文件“{name}”已损坏，内部结构不完整", "请用 Word 打开并另存一份"
        ) from error


class _Walk:
    """One pass over a document: paragraphs and tables are numbered in order."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._paragraphs = 0
        self._tables = 0

    def blocks(self, parent: Any, depth: int = 0) -> Iterator[Paragraph | Grid]:
        """Yield the blocks below an element, through content controls and accepted changes."""
        for element in parent:
            if element.tag == f"{_W}p":
                self._paragraphs += 1
                where = Where(self._file, paragraph=self._paragraphs)
                yield from (Paragraph(line, where) for line in _text(element).split("\n"))
                for box in element.iter(f"{_W}txbxContent"):
                    yield from self.blocks(box, depth + 1) if depth < _DEEPEST else ()
            elif element.tag == f"{_W}tbl":
                yield from self._table(element, depth)
            elif element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo"}:
                yield from self.blocks(element, depth)

    def _table(self, table: Any, depth: int) -> Iterator[Paragraph | Grid]:
        self._tables += 1
        yield unfold(_rows(table), Where(self._file, table=self._tables))
        if depth < _DEEPEST:
            for nested in table.iterfind(f".//{_W}tc/{_W}tbl"):
                if next(nested.iterancestors(f"{_W}tbl")) is table:
                    yield from self._table(nested, depth + 1)


def _rows(table: Any) -> list[list[Cell]]:
    """Return the rows of a table; a vertically merged cell counts the rows it covers."""
    rows = [_cells(row) for row in _below(table, "tr")]
    merged: list[list[Cell]] = []
    for number, row in enumerate(rows):
        cells, column = [], 0
        for text, wide, joins in row:
            if joins != "continue":
                high = _height(rows[number + 1 :], column) if joins == "restart" else 1
                cells.append(Cell(text, high, wide))
            elif not _is_covered(rows[:number], column):
                cells.append(Cell(text, 1, wide))
            column += wide
        merged.append(cells)
    return merged


def _is_covered(above: list[list[tuple[str, int, str]]], column: int) -> bool:
    """Tell whether a merged cell begins above; a continuation without one stands alone."""
    for row in reversed(above):
        joins = _at(row, column)
        if joins != "continue":
            return joins == "restart"
    return False


def _height(below: list[list[tuple[str, int, str]]], column: int) -> int:
    high = 1
    for row in below:
        if _at(row, column) != "continue":
            break
        high += 1
    return high


def _at(row: list[tuple[str, int, str]], column: int) -> str:
    place = 0
    for _, wide, joins in row:
        if place == column:
            return joins
        place += wide
    return ""


def _cells(row: Any) -> list[tuple[str, int, str]]:
    """Return text, width and vertical merge of the cells of a row."""
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    skipped = int(before.get(f"{_W}val", "0")) if before is not None else 0
    cells = [("", 1, "")] * min(skipped, 60)
    for cell in _below(row, "tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        wide = max(1, min(int(span.get(f"{_W}val", "1")), 60)) if span is not None else 1
        joins = "" if merge is None else merge.get(f"{_W}val", "continue")
        lines = [_text(each) for each in _below(cell, "p")]
        cells.append(("\n".join(lines).strip(), wide, joins))
    return cells


def _below(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the children of one kind, through content controls and accepted changes."""
    for element in parent:
        if element.tag == f"{_W}{tag}":
            yield element
        elif element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
            yield from _below(element, tag)


def _text(paragraph: Any) -> str:
    """Return the text of a paragraph as it reads when all changes are accepted."""
    pieces: list[str] = []
    stack = [paragraph]
    while stack:
        element = stack.pop()
        if element.tag in _STRUCK or element.tag == f"{_W}txbxContent":
            continue
        if element.tag in _TEXT:
            pieces.append(element.text or "")
        elif element.tag in _BREAKS:
            pieces.append(_BREAKS[element.tag])
        stack.extend(reversed(element))
    return "".join(pieces)
