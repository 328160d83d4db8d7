"""The workspace: a folder with `data/`, `parameters/` and `notebooks/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jxkit.errors import UsageError

_PARTS = ("data", "notebooks")


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder an auditor works in; every path of the kit hangs from its root."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Workspace:
        """Find the workspace from `start` (default: the current folder) upwards.

        Raises `UsageError` where no folder on the way has `data/` and `notebooks/`.
        """
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if all((folder / part).is_dir() for part in _PARTS):
                return cls(folder)
        raise UsageError(
            f"在“{here.name}”及其上级文件夹中没有找到工作区（应含 data/ 和 notebooks/ 两个文件夹）",
            "请进入工作区文件夹，或用 --workspace 指定它",
        )

    @classmethod
    def at(cls, folder: Path) -> Workspace:
        """Take exactly `folder` as the workspace; raises `UsageError` where it is none."""
        if not all((folder / part).is_dir() for part in _PARTS):
            raise UsageError(
                f"“{folder.name}”不是工作区：缺少 data/ 或 notebooks/ 文件夹",
                "请检查 --workspace 的路径",
            )
        return cls(folder.resolve())

    @property
    def sources(self) -> Path:
        """The documents as received."""
        return self.root / "data" / "sources"

    @property
    def store(self) -> Path:
        """The SQLite file that holds what was read."""
        return self.root / "data" / "jxkit.sqlite"

    @property
    def norms(self) -> Path:
        """The user's own norm profiles."""
        return self.root / "parameters" / "norms"

    @property
    def reports(self) -> Path:
        """Where reports go unless told otherwise."""
        return self.root / "reports"

    def notebook(self, name: str) -> Path:
        """Return the path of one notebook; raises `UsageError` where it is missing."""
        path = self.root / "notebooks" / f"{name}.ipynb"
        if not path.is_file():
            raise UsageError(
                f"工作区中没有笔记本 notebooks/{path.name}",
                "请从 jxkit 仓库复制该文件到 notebooks/",
            )
        return path
