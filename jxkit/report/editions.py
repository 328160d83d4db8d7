"""What the exporters share: the two editions of a report, and where their templates lie."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from nbconvert.exporters import TemplateExporter
from traitlets import Enum, default

TEMPLATES: Final = Path(__file__).with_name("templates")


class EditionExporter(TemplateExporter):
    """An exporter of a report without code, or of a working paper (底稿) with all of it."""

    edition = Enum(["report", "paper"], "report", help="report 为报告，paper 为含代码的底稿").tag(
        config=True
    )
    look = ""
    """The name of the template."""

    @default("template_name")
    def _template_name_default(self) -> str:
        return self.look

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(TEMPLATES)]
