"""The PDF report: the Typst report typeset, archival and accessible, the same bytes every time."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

import typst
from traitlets import List, Unicode

from jxkit.errors import RunError
from jxkit.report.typst import TypstExporter

_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The time stamp of a report whose data bear no date: fixed, so that a rerun gives the same."""


class TypstPDFExporter(TypstExporter):
    """Export a notebook as PDF/A-3a and PDF/UA-1, its evidence attached; `edition` as for HTML."""

    export_from_notebook = "审计报告 (PDF)"
    file_extension = ".pdf"
    output_mimetype = "application/pdf"

    standards = List(Unicode(), ["a-3a", "ua-1"], help="PDF 标准").tag(config=True)

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Return the file and the resources; raises `RunError` where typesetting fails."""
        text, found = super().from_notebook_node(nb, resources, **kw)
        files: dict[str, bytes] = found.pop("outputs", {})
        found["outputs"] = {}
        found["output_extension"] = self.file_extension
        return self._typeset(text, files, found["report"]["date"]), found

    def _typeset(self, text: str, files: dict[str, bytes], day: Any) -> bytes:
        """Compile in a folder that holds nothing but the report, with the kit's font alone."""
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else _UNDATED
        with TemporaryDirectory(prefix="jxkit-") as folder:
            root = Path(folder)
            for path, content in {**files, "report.typ": text.encode()}.items():
                place = root / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            try:
                return bytes(
                    typst.compile(
                        root / "report.typ",
                        root=root,
                        font_paths=[font_folder()],
                        ignore_system_fonts=True,
                        format="pdf",
                        pdf_standards=cast("Any", list(self.standards)),
                        timestamp=int(moment.timestamp()),
                    )
                )
            except (RuntimeError, typst.TypstError) as error:
                reason = re.sub(r"\s+", " ", str(error))[:300].replace(folder, "")
                raise RunError(
                    f"无法排版成 PDF：{reason}", "请改用 --to html，并把笔记本交给维护者"
                ) from error


def font_folder() -> Path:
    """Return the folder of the Chinese font; it is found by path and its package not run."""
    spec = find_spec("zhplot")
    folder = Path(spec.origin).parent / "fonts" if spec and spec.origin else None
    if folder is None or not folder.is_dir():
        raise RunError("缺少中文字体", "请重新安装：pip install zhplot")
    return folder
