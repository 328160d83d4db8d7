"""What a report is made of: the cells of a notebook as a flat list of pieces, in order.

Every output becomes the richest piece that one of the exporters can print; what none can print
becomes its plain text, and an output without even that is said to be there.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Final

from jxkit.markup import DOCUMENT, EVIDENCE, TYPST, clean

HIDDEN: Final = frozenset({"parameters", "injected-parameters", "remove-cell"})
"""Tags of cells that a report leaves out; a working paper shows them all."""

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[@-Z\\-_])")
_MACHINE_PATH = re.compile(r"(?:[A-Za-z]:\\|/)(?:[^\s/\\:\"'<>]+[/\\]){2,}")
_IMAGES: Final = ("image/svg+xml", "image/png", "image/jpeg", "image/gif")
_RICH: Final = (
    "text/html",
    TYPST,
    *_IMAGES,
    "text/markdown",
    "text/latex",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to print: `kind` is markdown, code, text, error, or a media type.

    `typst` is markup that stands beside HTML; `alt` is the text of a picture.
    """

    kind: str
    text: str
    typst: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the report."""

    name: str
    media_type: str
    description: str
    text: str

    @property
    def address(self) -> str:
        """The file as a data address."""
        content = base64.b64encode(self.text.encode()).decode()
        return f"data:{self.media_type};charset=utf-8;base64,{content}"


@dataclass(frozen=True, slots=True)
class Contents:
    """A report: its title block, its pieces, and the files that travel with it."""

    title: str
    subtitle: str
    date: str
    keywords: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    attachments: tuple[Attachment, ...] = field(default=())


def read_contents(notebook: Any, name: str, *, with_code: bool) -> Contents:
    """Return the contents of an executed notebook; `name` stands in where it has no title."""
    pieces, documents, attachments = [], [], []
    for cell in notebook.cells:
        if not with_code and HIDDEN & set(cell.metadata.get("tags", ())):
            continue
        if cell.cell_type == "markdown":
            pieces.append(Piece("markdown", cell.source))
        elif cell.cell_type == "raw":
            pieces.append(Piece("text", cell.source))
        elif cell.cell_type == "code":
            if with_code and cell.source.strip():
                pieces.append(Piece("code", cell.source))
            for output in cell.outputs:
                data = output.get("data", {})
                documents += [data[DOCUMENT]] if DOCUMENT in data else []
                attachments += _attachments(data.get(EVIDENCE))
                pieces += _pieces(output)
    document = documents[0] if documents else {}
    return Contents(
        title=str(document.get("title") or _heading(pieces) or name),
        subtitle=str(document.get("subtitle", "")),
        date=str(document.get("date", "")),
        keywords=tuple(map(str, document.get("keywords", ()))),
        facts=tuple((str(label), str(text)) for label, text in document.get("facts", ())),
        pieces=tuple(pieces),
        attachments=tuple(attachments),
    )


def _pieces(output: Any) -> Iterator[Piece]:
    if output.output_type == "stream":
        yield Piece("text", _plain(output.text))
    elif output.output_type == "error":
        trace = "\n".join(output.get("traceback", ())) or f"{output.ename}: {output.evalue}"
        yield Piece("error", _MACHINE_PATH.sub("…/", _plain(trace)))
    elif not {DOCUMENT, EVIDENCE} & set(output.data):
        piece = _richest(output.data, output.get("metadata", {}))
        if piece.text or piece.typst:
            yield piece


def _richest(data: Any, metadata: Any) -> Piece:
    """Return the best representation of a result; HTML keeps its Typst beside it."""
    kind = next((each for each in _RICH if data.get(each)), "")
    if not kind:
        plain = data.get("text/plain")
        if plain is None:
            return Piece("text", f"[此处的输出（{'、'.join(data)}）不能印在报告中]")
        return Piece("text", _plain(plain))
    if kind == TYPST:
        return Piece("text/html", "", typst=_text(data[TYPST]))
    alt = metadata.get(kind, {}).get("alt", "") if isinstance(metadata.get(kind), dict) else ""
    return Piece(kind, _text(data[kind]), _text(data.get(TYPST, "")), alt)


def _attachments(evidence: Any) -> list[Attachment]:
    """Return the files of an evidence output under names that climb nowhere."""
    files = (evidence or {}).get("files", ())
    return [
        Attachment(
            PurePath(each["name"].replace("\\", "/")).name or "attachment",
            each["media_type"],
            each["description"],
            each["text"],
        )
        for each in files
    ]


def _heading(pieces: Iterable[Piece]) -> str:
    """Return the first heading of the text."""
    for piece in pieces:
        match = re.search(r"^#{1,3} +(.+?)\s*#*$", piece.text, re.MULTILINE)
        if piece.kind in {"markdown", "text/markdown"} and match:
            return re.sub(r"\\(.)", r"\1", match[1]).replace("*", "").replace("`", "")
    return ""


def _plain(text: Any) -> str:
    return clean(_ANSI.sub("", _text(text)))


def _text(value: Any) -> str:
    return "".join(value) if isinstance(value, list) else str(value)
