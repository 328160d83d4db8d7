"""Plain text: the encodings met in China told apart, one paragraph a line."""

from __future__ import annotations

import codecs
import re
from hashlib import sha256
from pathlib import Path
from typing import Final

from jxkit.errors import UnreadableError
from jxkit.model import Document, Paragraph, Remark, Where
from jxkit.readers import reader

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; that of UTF-32 begins like that of UTF-16 and stands first."""

_UNMARKED: Final = ("utf-8", "gbk", "gb18030")
"""From the strictest to the most tolerant; what is GBK is GB18030 too."""

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DOUBTFUL = re.compile("[\ufffd\ue000-\uf8ff]")
_WRONG = re.compile(r"[\u0080-\u009f\ue000-\uf8ff]")
_BINARY_SHARE: Final = 0.01
_WRONG_SHARE: Final = 0.02


@reader(".txt")
@reader(".md")
def read_text(path: Path) -> Document:
    """Read a text file; a paragraph is a line, blank ones are counted and kept."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"无法读取文件“{path.name}”", "请检查读取权限") from error
    text, encoding = decode(data, path.name)
    if not text.strip():
        raise UnreadableError(f"文件“{path.name}”只有空白，没有文字", "请重新取得该文件")
    paragraphs = tuple(
        Paragraph(line, Where(path.name, paragraph=number))
        for number, line in enumerate(_lines(text), 1)
    )
    return Document(path.name, sha256(data).hexdigest(), paragraphs, encoding, _doubts(paragraphs))


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text and its encoding; raises `UnreadableError` for bytes that are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name), encoding
    for encoding in _UNMARKED:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "utf-8" and _share(_WRONG, text) > _WRONG_SHARE:
            break
        return _plausible(text, name), encoding
    raise _unreadable(name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return _plausible(data.decode(encoding), name)
    except UnicodeDecodeError as error:
        raise _unreadable(name) from error


def _plausible(text: str, name: str) -> str:
    """Return the text unless it is full of control characters, as a binary file is."""
    if "\0" in text or _share(_CONTROL, text) > _BINARY_SHARE:
        raise _unreadable(name)
    return text


def _unreadable(name: str) -> UnreadableError:
    return UnreadableError(
        f"文件“{name}”不是文本文件，或编码无法识别（能识别 UTF-8、UTF-16、GBK、GB18030）",
        "请用原来的软件打开，另存为 UTF-8 编码的文本文件",
    )


def _share(pattern: re.Pattern[str], text: str) -> float:
    return sum(1 for _ in pattern.finditer(text)) / max(len(text), 1)


def _lines(text: str) -> list[str]:
    """Split into lines; the end of the last line begins no further one."""
    lines = _LINE_ENDS.split(text)
    return lines[:-1] if lines[-1] == "" else lines


def _doubts(paragraphs: tuple[Paragraph, ...]) -> tuple[Remark, ...]:
    return tuple(
        Remark(each.where, "本段有无法显示的字符，可能是编码转换时丢失的文字")
        for each in paragraphs
        if _DOUBTFUL.search(each.text)
    )
