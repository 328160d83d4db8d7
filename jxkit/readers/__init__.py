"""Readers: a file becomes a `Document`, which holds what the file says and nothing else.

A reader is registered by suffix:

    @reader(".odt")
    def read_odt(path: Path) -> Document: ...
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final

from jxkit.errors import UnreadableError
from jxkit.model import Document
from jxkit.registry import Registry

Reader = Callable[[Path], Document]

LARGEST: Final = 20 * 1024 * 1024
"""The greatest size of a file in bytes; a self-evaluation is far smaller."""

READERS: Final[Registry[Reader]] = Registry("阅读器")
reader = READERS.register


def read(path: str | Path) -> Document:
    """Read a file with the reader of its suffix; raises `UnreadableError` with the next step."""
    path = Path(path)
    _require_file(path)
    suffix = path.suffix.lower()
    if suffix not in READERS:
        known = "、".join(READERS)
        raise UnreadableError(
            f"文件“{path.name}”的类型“{suffix or '无后缀'}”还不能读取，能读取的是 {known}",
            "请把文件另存为其中一种类型后再试",
        )
    return READERS[suffix](path)


def _require_file(path: Path) -> None:
    """Refuse what no reader could read: nothing there, a folder, an empty or a huge file."""
    try:
        if path.is_dir():
            raise UnreadableError(f"“{path}”是文件夹，这里需要一个文件", "请指定文件夹中的具体文件")
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise UnreadableError(f"没有找到文件“{path}”", "请检查路径和文件名") from error
    except (OSError, ValueError) as error:
        raise UnreadableError(f"无法打开文件“{path.name}”", "请检查文件名和读取权限") from error
    if size == 0:
        raise UnreadableError(f"文件“{path.name}”是空的，没有任何内容", "请重新取得该文件")
    if size > LARGEST:
        raise UnreadableError(
            f"文件“{path.name}”有 {size / 2**20:.0f} MB，超过 {LARGEST // 2**20} MB 的上限",
            "请确认这是一份自评报告，必要时拆分后再试",
        )


for _name in ("text", "word", "sheet", "web"):
    import_module(f"jxkit.readers.{_name}")
