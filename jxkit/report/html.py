"""The HTML report: one file, no script, nothing loaded from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import nh3

from jxkit.markup import escape_html
from jxkit.report.contents import Contents, Piece, read_contents
from jxkit.report.editions import EditionExporter
from jxkit.report.markdown import MARKDOWN, convert
from jxkit.report.pictures import inline, safe_svg

_MATHML: Final = frozenset({
    "math", "mrow", "mi", "mo", "mn", "ms", "mtext", "mspace", "msup", "msub", "msubsup",
    "mfrac", "msqrt", "mroot", "mover", "munder", "munderover", "mtable", "mtr", "mtd",
    "mstyle", "mpadded", "mphantom", "semantics", "annotation",
})  # fmt: skip
_TAGS: Final = frozenset({
    "a", "abbr", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code",
    "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins",
    "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "u", "ul", "var",
})  # fmt: skip
_ATTRIBUTES: Final = {
    "*": {"class", "id", "lang", "title", "role", "aria-label", "tabindex", "data-label"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start", "type"},
    "math": {"display"},
    "annotation": {"encoding"},
}
_PICTURE: Final = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]+")
_LINK: Final = re.compile(r'<a href="((?:https?|ftp|mailto):[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
_HEADING: Final = re.compile(r"<h([1-6])(?: id=\"([^\"]*)\")?>(.*?)</h\1>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]+>")
_DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table of contents."""

    level: int
    anchor: str
    text: str


class ReportHTMLExporter(EditionExporter):
    """Export a notebook as a report of one HTML file; `edition` is report or paper (底稿)."""

    export_from_notebook = "审计报告 (HTML)"
    file_extension = ".html"
    template_extension = ".html.j2"
    output_mimetype = "text/html"
    look = "jxkit-html"

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Return the page and the resources."""
        name = (resources or {}).get("metadata", {}).get("name", "报告")
        contents = read_contents(nb, name, with_code=self.edition == "paper")
        body, entries = _outlined("\n".join(_bodies(contents)), contents.title)
        page = {"contents": contents, "body": body, "entries": entries, "edition": self.edition}
        html, found = super().from_notebook_node(nb, {**(resources or {}), "report": page}, **kw)
        return html, found


def sanitise(html: str) -> str:
    """Return foreign HTML without script, style, forms and addresses outside."""
    written = _LINK.sub(_spelt_out, html)
    return nh3.clean(
        written,
        tags=set(_TAGS | _MATHML),
        clean_content_tags={"script", "style", "template", "iframe", "object", "noscript"},
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_allow,
        url_schemes={"data"},
        link_rel=None,
    )


def _allow(tag: str, name: str, value: str) -> str | None:
    """Let links lead into the page only, and pictures be embedded ones only."""
    if name == "href":
        return value if value.startswith("#") else None
    if (tag, name) == ("img", "src"):
        return value if _PICTURE.fullmatch(value) else None
    return value


def _spelt_out(match: re.Match[str]) -> str:
    """Print the address of a link that leads outside, since it may not be followed."""
    address, words = match[1], match[2]
    plain = _TAG.sub("", words).strip()
    if address.removeprefix("mailto:") == plain:
        return words
    return f'{words}<span class="address">（{escape_html(address)}）</span>'


def _bodies(contents: Contents) -> Iterator[str]:
    """Print every piece; Markdown and formulas go through pandoc in one call."""
    texts = [piece.text for piece in contents.pieces if _is_markdown(piece)]
    converted = iter(convert(texts, MARKDOWN, "html5"))
    for number, piece in enumerate(contents.pieces, 1):
        if _is_markdown(piece):
            kind = "said" if piece.kind == "text/markdown" else "prose"
            yield f'<div class="{kind}">\n{sanitise(next(converted))}\n</div>'
        else:
            yield _piece(piece, number)


def _is_markdown(piece: Piece) -> bool:
    return piece.kind in {"markdown", "text/markdown", "text/latex"}


def _piece(piece: Piece, number: int) -> str:
    if piece.kind == "text/html":
        return sanitise(piece.text)
    if piece.kind == "image/svg+xml":
        svg = safe_svg(piece.text, f"p{number}-", piece.alt)
        return f"<figure>{inline(svg)}</figure>" if svg else _preformatted(piece.text, "output")
    if piece.kind.startswith("image/"):
        alt = escape_html(piece.alt or "图")
        data = re.sub(r"\s+", "", piece.text)
        address = f"data:{piece.kind};base64,{data}"
        shown = f'<img src="{address}" alt="{alt}">' if _PICTURE.fullmatch(address) else alt
        return f"<figure>{shown}</figure>"
    if piece.kind == "code":
        code = f"<pre><code>{escape_html(piece.text)}</code></pre>"
        return f'<details class="code"><summary>代码</summary>{code}</details>'
    return _preformatted(piece.text, piece.kind)


def _preformatted(text: str, kind: str) -> str:
    return f'<pre class="{escape_html(kind)}" tabindex="0">{escape_html(text)}</pre>'


def _outlined(body: str, title: str) -> tuple[str, tuple[Entry, ...]]:
    """Give headings anchors and levels without a gap; the title itself is not repeated."""
    entries: list[Entry] = []
    level = 1

    def anchor(match: re.Match[str]) -> str:
        nonlocal level
        words = " ".join(_TAG.sub("", match[3]).split())
        if not entries and words == escape_html(title):
            return ""
        level = min(max(int(match[1]), 2), level + 1, _DEEPEST)
        entries.append(Entry(level, match[2] or f"s{len(entries) + 1}", words))
        return f'<h{level} id="{entries[-1].anchor}">{match[3]}</h{level}>'

    outlined = _HEADING.sub(anchor, body)
    return outlined, tuple(each for each in entries if each.level == 2)  # noqa: PLR2004 - h2
