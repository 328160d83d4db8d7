"""Zipped packages (docx, xlsx): opened with limits, since an archive may hold a bomb."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from jxkit.errors import UnreadableError

_LARGEST_PART: Final = 80 * 1024 * 1024
_MOST_PARTS: Final = 5000
_ENCRYPTED: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@contextmanager
def open_package(data: bytes, name: str) -> Iterator[zipfile.ZipFile]:
    """Open a package; raises `UnreadableError` where it is none, encrypted, broken or too large."""
    if data.startswith(_ENCRYPTED):
        raise UnreadableError(
            f"文件“{name}”加了密码，或是旧格式而改了后缀", "请去掉密码，另存为新格式后再试"
        )
    try:
        package = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _broken(name) from error
    with package:
        parts = package.infolist()
        if len(parts) > _MOST_PARTS or sum(each.file_size for each in parts) > 4 * _LARGEST_PART:
            raise UnreadableError(
                f"文件“{name}”展开后过大，疑为异常文件", "请用原来的软件打开并另存一份"
            )
        yield package


def part(package: zipfile.ZipFile, inner: str, name: str) -> bytes:
    """Return one part of a package, never more of it than is allowed."""
    try:
        with package.open(inner) as file:
            data = file.read(_LARGEST_PART + 1)
    except (KeyError, zipfile.BadZipFile, RuntimeError, OSError, ValueError, EOFError) as error:
        raise _broken(name) from error
    except NotImplementedError as error:
        raise _broken(name) from error
    if len(data) > _LARGEST_PART:
        raise UnreadableError(
            f"文件“{name}”展开后过大，疑为异常文件", "请用原来的软件打开并另存一份"
        )
    return data


def _broken(name: str) -> UnreadableError:
    return UnreadableError(
        f"文件“{name}”已损坏，或内容与后缀不符", "请用原来的软件打开并另存一份，或重新取得该文件"
    )
