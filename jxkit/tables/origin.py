"""Where a report comes from: the source with its hash, the norm, and the versions at work."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from jxkit.model import Project
from jxkit.tables.facts import joined
from jxkit.tables.table import Column, Line, Table
from jxkit.typography import MISSING

_PACKAGES: Final = ("jxkit", "pandas", "matplotlib", "papermill", "nbconvert", "typst")


def origin(project: Project) -> Table:
    """Print what is needed to make the same report again."""
    entries = [("来源文件", project.file), ("SHA-256", project.sha256)]
    if project.score is not None:
        norm = project.score.norm
        entries += [
            ("评分规则", f"{norm.title}（{norm.name}）"),
            ("规则依据", joined(map(str, norm.sources))),
        ]
    entries.append(("Python", platform.python_version()))
    entries += [(name, _version(name)) for name in _PACKAGES]
    lines = tuple(Line((label, text or MISSING)) for label, text in entries)
    return Table("报告生成依据", (Column("事项"), Column("内容")), lines, name="origin")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "未安装"
