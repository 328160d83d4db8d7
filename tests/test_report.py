"""The exporters: any notebook becomes a page or a PDF that loads nothing and loses nothing."""

from __future__ import annotations

import io
import re
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pikepdf
import pytest
from lxml import html as parser
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from jxkit.markup import DOCUMENT, EVIDENCE, TYPST
from jxkit.report import ReportHTMLExporter, TypstExporter, TypstPDFExporter
from jxkit.report.html import sanitise
from jxkit.report.pictures import safe_svg
from jxkit.report.typst import quoted

# fmt: off
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
# fmt: on
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40">{}</svg>'
TABLE = (
    "<table border='1' class='dataframe'><thead><tr><th></th><th>金额</th></tr></thead>"
    "<tbody><tr><th>0</th><td>18.5</td></tr></tbody></table>"
)
NASTY = '<script>alert(1)</script>]#eval["x"] $ \\ * _ @cite `x` http://evil.example/ =1+1'


def shown(data: dict[str, Any], metadata: dict[str, Any] | None = None) -> Any:
    return new_output("display_data", data=data, metadata=metadata or {})


def cell(*outputs: Any, source: str = "x = 1", tags: tuple[str, ...] = ()) -> Any:
    made = new_code_cell(source, outputs=list(outputs), execution_count=1)
    made.metadata["tags"] = list(tags)
    return made


def notebook(*cells: Any) -> Any:
    return new_notebook(cells=list(cells))


def foreign() -> Any:
    """A notebook of someone else, with all that a notebook may hold."""
    picture = SVG.format("<text x='5' y='20'>图中文字</text>")
    trace = ["\x1b[31mValueError\x1b[0m: 坏值 in /some/where/deep/file.py"]
    table = "| 列 | 数 |\n|---|---|\n| 甲 | 1 |"
    return notebook(
        new_markdown_cell("# 别人的笔记本\n\n公式 $a^2+b^2$，[链接](http://example.com/a)。"),
        new_markdown_cell("- 一\n  - 二\n    - 三\n\n![外部图](http://example.com/x.png)\n"),
        new_markdown_cell(f"#### 跳级的标题\n\n{table}\n\n<b>粗</b>"),
        cell(new_output("stream", name="stdout", text="\x1b[31m红字\x1b[0m 输出\n")),
        cell(shown({"text/html": TABLE, "text/plain": "表"})),
        cell(shown({"image/png": PIXEL, "text/plain": "图"})),
        cell(shown({"image/svg+xml": picture, "text/plain": "图"})),
        cell(shown({"text/latex": "$\\frac{1}{2}$", "text/plain": "1/2"})),
        cell(shown({"application/x-unknown": "?", "text/plain": "只有文字"})),
        cell(shown({"application/x-unknown": "?"})),
        cell(new_output("error", ename="ValueError", evalue="坏值", traceback=trace)),
        new_markdown_cell(""),
    )


def ours() -> Any:
    document = {
        "title": "2023年度甲项目复核报告",
        "subtitle": "某中心",
        "date": "2023-12-31",
        "keywords": ["复核"],
        "facts": [["项目编号", "0012345"], ["说明", NASTY]],
    }
    files = [
        {"name": "../../a.csv", "media_type": "text/csv", "description": "指标", "text": "甲,1"}
    ]
    svg = SVG.format("<g id='a'/><use href='#a'/><text x='5' y='20'>完成率</text>")
    return notebook(
        new_markdown_cell("# 使用说明"),
        cell(source='project_id: str = "0012345"', tags=("parameters",)),
        cell(shown({DOCUMENT: document, "text/markdown": "# 2023年度甲项目复核报告"})),
        new_markdown_cell("## 结果如何？\n\n说明文字。"),
        cell(
            shown({"text/markdown": "总分99.46分。", "text/plain": "总分99.46分。"}),
            shown({"image/svg+xml": svg}, {"image/svg+xml": {"alt": "各项完成率"}}),
            shown({"text/html": TABLE, TYPST: "#table(columns: 2, [金额], [18.5])\n"}),
            source="secret = 1",
        ),
        cell(shown({EVIDENCE: {"files": files}, "text/html": "<p>附</p>"})),
    )


def page(nb: Any, **options: Any) -> str:
    text, _ = ReportHTMLExporter(**options).from_notebook_node(nb)
    return str(text)


def pdf(nb: Any, **options: Any) -> bytes:
    content, _ = TypstPDFExporter(**options).from_notebook_node(nb)
    assert isinstance(content, bytes)
    return content


def words(content: bytes) -> str:
    """Return the text of a PDF as its tags hold it: what a reader may select."""
    done = subprocess.run(
        ["pdftotext", "-", "-"],  # noqa: S607
        input=content,
        capture_output=True,
        check=True,
    )
    return re.sub(r"\s", "", done.stdout.decode())


@pytest.mark.parametrize("nb", [foreign(), ours()], ids=["foreign", "ours"])
def test_a_page_has_no_script_and_no_address_outside(nb: Any) -> None:
    text = page(nb)
    assert "<script" not in text.lower()
    assert not re.search(r"""(?:src|href|action|data)\s*=\s*["']?\s*(?:https?:|//)""", text)
    assert "url(" not in re.sub(r"url\(#", "", text)
    assert "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\"" in text
    assert '<html lang="zh-CN">' in text


def test_every_picture_has_words_and_every_head_a_scope() -> None:
    tree = parser.fromstring(page(ours()))
    assert [svg.get("aria-label") for svg in tree.iter("svg")] == ["各项完成率"]
    assert all(img.get("alt") for img in parser.fromstring(page(foreign())).iter("img"))


def test_ids_are_unique_and_every_link_arrives() -> None:
    tree = parser.fromstring(page(ours()))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for link in tree.iter("a"):
        address = link.get("href")
        assert address.startswith("data:text/csv") or address[1:] in ids


def test_a_report_hides_code_and_a_working_paper_shows_all_of_it() -> None:
    report, paper = page(ours()), page(ours(), edition="paper")
    assert "secret = 1" not in report
    assert "project_id" not in report
    assert "secret = 1" in paper
    assert "project_id: str" in paper
    assert "<details" in paper


def test_the_title_comes_from_the_data_and_stands_once() -> None:
    text = page(ours())
    assert text.count("<h1") == 1
    assert "<title>2023年度甲项目复核报告</title>" in text
    assert "0012345" in text


def test_headings_leave_no_level_out() -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", page(foreign()))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_hostile_text_is_shown_and_never_run() -> None:
    text = page(ours())
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    typst, _ = TypstExporter().from_notebook_node(ours())
    assert quoted(NASTY) in typst
    assert pdf(ours()).startswith(b"%PDF")


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="data:text/html,<b>x">x</a>',
        "<iframe src='http://a.b'></iframe>",
        "<style>@import 'http://a.b'</style>",
        "<form action='http://a.b'><input></form>",
        '<p style="background:url(http://a.b)">x</p>',
        "<svg onload=alert(1)></svg>",
        '<img src="http://a.b/c.png">',
        "<meta http-equiv=refresh content='0;url=http://a.b'>",
    ],
)
def test_foreign_html_is_disarmed(hostile: str) -> None:
    clean = sanitise(hostile)
    assert not re.search(r"on\w+=|javascript:|http:|data:|<(?:iframe|style|form|svg|meta)", clean)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<a href='http://a.b'><rect/></a>",
        "<foreignObject><p>x</p></foreignObject>",
        "<image href='http://a.b/c.png'/>",
        "<rect onclick='alert(1)'/>",
        "<rect style='fill:url(http://a.b)'/>",
        "<use href='other.svg#a'/>",
        "<style>@import 'http://a.b';</style>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
    ],
)
def test_a_foreign_picture_is_disarmed(hostile: str) -> None:
    clean = safe_svg(SVG.format(hostile), "p1-", "图")
    assert clean is not None
    inside = clean.split(">", 1)[1]
    assert not re.search(r"script|a\.b|onclick|foreign|other\.svg|@import", inside)


def test_a_picture_that_is_an_exploding_document_is_refused_or_harmless() -> None:
    bomb = (
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY x SYSTEM "file:///etc/hostname">]>' + SVG.format("<text>&b;&x;</text>")
    )
    clean = safe_svg(bomb, "p1-", "图")
    assert clean is None or ("aaaa" not in clean and len(clean) < 1000)


def test_nothing_of_a_foreign_notebook_is_lost() -> None:
    text = page(foreign())
    for part in (
        "红字 输出", "18.5", "图中文字", "只有文字", "application/x-unknown", "坏值",
        "外部图", "http://example.com/a", "跳级的标题", "data:image/png",
    ):  # fmt: skip
        assert part in text, part
    assert "\x1b" not in text
    assert "/some/where" not in text


def test_a_foreign_notebook_is_typeset_with_all_its_words() -> None:
    text = words(pdf(foreign()))
    for part in (
        "红字输出",
        "18.5",
        "图中文字",
        "只有文字",
        "application/x-unknown",
        "坏值",
        "外部图",
    ):
        assert part in text, part


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf(ours())


def test_the_pdf_is_archival_and_accessible(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as document:
        root = document.Root
        metadata = bytes(root.Metadata.read_bytes()).decode()
        assert root.MarkInfo.Marked
        assert "/StructTreeRoot" in root
        assert str(root.Lang).lower().startswith("zh")
        assert re.search(r"pdfaid:part[^0-9]*3", metadata)
        assert re.search(r"pdfaid:conformance[^A-Z]*A\b", metadata)
        assert re.search(r"pdfuaid:part[^0-9]*1", metadata)
        assert "2023年度甲项目复核报告" in metadata


def test_the_pdf_carries_its_evidence_under_a_plain_name(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as document:
        assert list(document.attachments) == ["a.csv"]
        file = document.attachments["a.csv"].get_file()
        assert file.read_bytes() == "甲,1".encode()
        assert file.mime_type == "text/csv"


def test_the_pdf_has_selectable_chinese(printed: bytes) -> None:
    text = words(printed)
    assert "2023年度甲项目复核报告" in text
    assert "完成率" in text
    assert "第1页，共" in text


def test_the_pdf_is_the_same_on_a_second_run(printed: bytes) -> None:
    assert pdf(ours()) == printed


def test_the_page_is_the_same_on_a_second_run() -> None:
    assert page(ours()) == page(ours())


def test_a_notebook_without_cells_is_a_report_too() -> None:
    assert "<h1>" in page(notebook())
    assert pdf(notebook()).startswith(b"%PDF")


def test_a_text_that_reads_files_in_typst_is_only_text(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not for you")
    nb = notebook(new_markdown_cell(f'`#read("{secret}")`{{=typst}}\n\n#read("{secret}")'))
    assert "notforyou" not in words(pdf(nb))


def test_the_exporters_are_known_to_nbconvert(tmp_path: Path) -> None:
    from nbconvert.exporters import get_exporter

    assert get_exporter("jxkit-html") is ReportHTMLExporter
    assert get_exporter("typst") is TypstExporter
    assert get_exporter("typstpdf") is TypstPDFExporter
    path = tmp_path / "别人的.ipynb"
    nbformat.write(foreign(), path)
    text, _ = ReportHTMLExporter().from_filename(str(path))
    assert "别人的笔记本" in text
