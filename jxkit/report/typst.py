"""The Typst report: markup for the typesetter, with its figures and attachments beside it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from jxkit.markup import clean, escape_typst
from jxkit.report.contents import Attachment, Contents, Piece, read_contents
from jxkit.report.editions import EditionExporter
from jxkit.report.markdown import MARKDOWN, convert
from jxkit.report.pictures import safe_svg

_SUFFIXES: Final = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
}
_HEADING: Final = re.compile(r"^(=+) +(.*)$", re.MULTILINE)
_DEEPEST: Final = 6


class TypstExporter(EditionExporter):
    """Export a notebook as Typst markup; figures and attachments come as further outputs."""

    export_from_notebook = "审计报告 (Typst)"
    file_extension = ".typ"
    template_extension = ".typ.j2"
    output_mimetype = "text/x-typst"
    look = "jxkit-typst"

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Yield the filters of every template, and those of Typst's markup and strings."""
        yield from super().default_filters()
        yield from (("typst", escape_typst), ("quoted", quoted))

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Return the markup and the resources, whose `outputs` hold the files it refers to."""
        resources = dict(resources or {})
        name = resources.get("metadata", {}).get("name", "报告")
        folder = resources.get("output_files_dir", "files")
        contents = read_contents(nb, name, with_code=self.edition == "paper")
        files: dict[str, bytes] = {}
        body = "\n\n".join(_bodies(contents, folder, files))
        attached = [(file, _store(file, folder, files)) for file in contents.attachments]
        page = {
            "contents": contents,
            "body": _Levels(contents.title).even(body),
            "attached": attached,
            "date": _date(contents.date),
            "edition": self.edition,
        }
        text, found = super().from_notebook_node(nb, {**resources, "report": page}, **kw)
        found["outputs"] = {**found.get("outputs", {}), **files}
        return text, found


def quoted(text: str) -> str:
    """Return text as a string of Typst's code mode."""
    safe = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + safe.replace("\n", "\\n").replace("\r", "").replace("\t", "\\t") + '"'


class _Levels:
    """Heading levels without a gap, below the title; the title itself is not repeated."""

    def __init__(self, title: str) -> None:
        self._title = escape_typst(title)
        self._level = 1
        self._first = True

    def even(self, body: str) -> str:
        """Return the markup with its headings evened out."""
        return _HEADING.sub(self._heading, body)

    def _heading(self, match: re.Match[str]) -> str:
        first, self._first = self._first, False
        if first and match[2].replace("\\", "") == self._title.replace("\\", ""):
            return ""
        self._level = min(max(len(match[1]), 2), self._level + 1, _DEEPEST)
        return f"{'=' * self._level} {match[2]}"


def _bodies(contents: Contents, folder: str, files: dict[str, bytes]) -> Iterator[str]:
    """Print every piece; Markdown and foreign HTML go through pandoc, each kind in one call."""
    converted = {source: _converted(contents, source) for source in (MARKDOWN, "html")}
    for number, piece in enumerate(contents.pieces, 1):
        source = _source(piece)
        if not source:
            yield _piece(piece, number, folder, files)
            continue
        text = next(converted[source])
        said = piece.kind == "text/markdown" and not text.startswith("=")
        yield f"#said[\n{text}\n]" if said else text


def _converted(contents: Contents, source: str) -> Iterator[str]:
    texts = [piece.text for piece in contents.pieces if _source(piece) == source]
    return iter(convert(texts, source, "typst"))


def _source(piece: Piece) -> str:
    """Return the format that pandoc is to read a piece as; nothing for those it never sees."""
    if piece.kind in {"markdown", "text/markdown", "text/latex"}:
        return MARKDOWN
    return "html" if piece.kind == "text/html" and not piece.typst else ""


def _piece(piece: Piece, number: int, folder: str, files: dict[str, bytes]) -> str:
    if piece.typst:
        return piece.typst
    if piece.kind in _SUFFIXES:
        picture = _picture(piece, number)
        if picture:
            path = f"{folder}/figure-{number}.{_SUFFIXES[piece.kind]}"
            files[path] = picture
            return f"#picture({quoted(path)}, {quoted(piece.alt or '图')})"
    if piece.kind == "code":
        return f'#raw(block: true, lang: "python", {quoted(piece.text)})'
    mark = "#failure" if piece.kind == "error" else "#printed"
    return f"{mark}({quoted(piece.text)})"


def _picture(piece: Piece, number: int) -> bytes | None:
    if piece.kind == "image/svg+xml":
        svg = safe_svg(piece.text, f"p{number}-", piece.alt)
        return svg.encode() if svg else None
    try:
        return base64.b64decode(re.sub(r"\s+", "", piece.text), validate=True)
    except ValueError:
        return None


def _store(file: Attachment, folder: str, files: dict[str, bytes]) -> str:
    """Keep an attachment beside the markup and return its path."""
    path = f"{folder}/attached-{len(files) + 1}"
    files[path] = file.text.encode()
    return path


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
