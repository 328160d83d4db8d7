"""Reports: exporters of nbconvert that turn any executed notebook into HTML, Typst or PDF.

They know notebooks and the media types of `jxkit.markup`, and nothing of budgets.  Two editions
of one notebook: `report` shows no code, `paper` (底稿) shows all of it.
"""

from jxkit.report.html import ReportHTMLExporter
from jxkit.report.pdf import TypstPDFExporter
from jxkit.report.typst import TypstExporter

__all__ = ["ReportHTMLExporter", "TypstExporter", "TypstPDFExporter"]
