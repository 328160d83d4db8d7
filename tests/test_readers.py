"""Readers: what a file says, line by line, whatever its encoding; the rest is refused clearly."""

from __future__ import annotations

import codecs
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxkit import readers
from jxkit.errors import UnreadableError
from jxkit.readers import read
from jxkit.readers.text import decode

TEXT = "一、项目基本情况\r\n\r\n金保工程网络维护费，≥97%\n第四行"
LINES = ["一、项目基本情况", "", "金保工程网络维护费，≥97%", "第四行"]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("gbk"), "gbk"),
        ((TEXT + "㐂").encode("gb18030"), "gb18030"),
    ],
)
def test_the_encodings_met_in_china_are_told_apart(
    tmp_path: Path, data: bytes, encoding: str
) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(data)
    document = read(path)
    assert document.encoding == encoding
    assert [each.text.removesuffix("㐂") for each in document.paragraphs] == LINES
    assert document.sha256 == sha256(data).hexdigest()
    assert document.file == "报告.txt"


def test_a_paragraph_is_a_line_and_blank_lines_count(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(TEXT.encode())
    assert [each.where.paragraph for each in read(path).paragraphs] == [1, 2, 3, 4]
    assert str(read(str(path)).paragraphs[2].where) == "报告.txt › 第3段"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.txt", b"", "是空的"),
        ("空白.txt", b" \n\n\t", "只有空白"),
        ("图.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "不是文本文件"),
        ("半个.txt", "金保工程".encode()[:-1] + b"\xff\xff", "编码无法识别"),
        ("表.odt", b"PK", "还不能读取，能读取的是 .*[.]txt"),
        ("无后缀", b"text", "无后缀"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence_with_the_next_step(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=words) as refused:
        read(path)
    assert name in refused.value.message
    assert refused.value.advice


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="没有找到文件"):
        read(tmp_path / "没有.txt")
    with pytest.raises(UnreadableError, match="是文件夹"):
        read(tmp_path)


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "大.txt"
    path.write_bytes(b"a" * 11)
    monkeypatch.setattr(readers, "LARGEST", 10)
    with pytest.raises(UnreadableError, match="上限"):
        read(path)


def test_lost_characters_are_remarked_at_their_line(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("第一行\n资\ufffd管理", encoding="utf-8")
    (remark,) = read(path).warnings
    assert remark.where.paragraph == 2


@given(st.binary(max_size=200))
def test_bytes_are_a_text_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, "报告.txt")
    except UnreadableError:
        return
    assert data.decode(encoding) == text
