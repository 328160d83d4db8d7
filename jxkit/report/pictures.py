"""Pictures made safe for a page: no script, no address outside, ids of their own."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

_ELEMENTS: Final = frozenset({
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "textPath", "defs", "clipPath", "use", "title", "desc", "linearGradient",
    "radialGradient", "stop", "mask", "pattern", "marker", "symbol", "image",
})  # fmt: skip
_LOCAL: Final = re.compile(r"#[\w.:\-]+")
_EMBEDDED: Final = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]+")
_OUTSIDE: Final = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression|javascript:", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"url\(\s*['\"]?#([\w.:\-]+)['\"]?\s*\)")
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_SVG: Final = "http://www.w3.org/2000/svg"
_PARSER: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)


def safe_svg(text: str, prefix: str, alt: str) -> str | None:
    """Return a picture without what could act or load, its ids prefixed; None if it is no SVG.

    `alt` becomes its label; without one the label it brings stays, else a neutral one is given.
    """
    try:
        root = etree.fromstring(text.encode(), _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.tag not in {"svg", f"{{{_SVG}}}svg"}:
        return None
    for element in list(root.iter()):
        if _name(element) not in _ELEMENTS:
            _drop(element)
        else:
            _clean(element, prefix)
    root.set("role", "img")
    root.set("aria-label", alt or root.get("aria-label") or "图")
    root.set("stroke-linejoin", "round")
    return str(etree.tostring(root, encoding="unicode"))


def inline(svg: str) -> str:
    """Return a safe picture as it stands inside HTML, where it needs no name spaces."""
    return re.sub(r'\s+xmlns(?::\w+)?="[^"]*"', "", svg)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _clean(element: etree._Element, prefix: str) -> None:
    link = element.attrib.pop(_XLINK, None) or element.attrib.pop("href", None)
    for name, value in list(element.attrib.items()):
        if name.lower().startswith("on") or _OUTSIDE.search(value) or name.startswith("{"):
            del element.attrib[name]
        elif name == "id":
            element.set("id", prefix + value)
        elif "url(" in value:
            element.set(name, _REFERENCE.sub(rf"url(#{prefix}\1)", value))
    if link and _LOCAL.fullmatch(link):
        element.set("href", f"#{prefix}{link[1:]}")
    elif link and _name(element) == "image" and _EMBEDDED.fullmatch(link):
        element.set("href", link)
