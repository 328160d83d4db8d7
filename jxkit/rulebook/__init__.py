"""The rule-book: dated, cited norms read from YAML files that hold no logic.

A norm is a profile of a place and time.  It changes only what it prints and inherits the rest;
every value says from when it holds, which document says so, and how sure that is.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from jxkit.errors import UnknownNameError, UsageError
from jxkit.rulebook.file import read_profile
from jxkit.rulebook.norm import Norm, resolve
from jxkit.rulebook.profile import EVIDENCE, Cited, Execution, Lines, Profile, Rules, Tiers

__all__ = [
    "BUILT_IN",
    "EVIDENCE",
    "Cited",
    "Execution",
    "Lines",
    "Norm",
    "Profile",
    "Rules",
    "Tiers",
    "known",
    "norms",
]

BUILT_IN: Final = Path(__file__).parents[1] / "norms"


def norms(name: str = "national-2020", *, folder: Path | None = None) -> Norm:
    """Return a norm by name, of the user's `folder` of profiles or of those built in.

    Raises `UnknownNameError` for an unknown name, `UsageError` for a faulty file.
    """
    return resolve(_lineage(name, folder), date.max)


def known(folder: Path | None = None) -> tuple[str, ...]:
    """Return the names of all norms, built in and of the user's `folder`."""
    return tuple(sorted(_files(folder)))


def _files(folder: Path | None) -> dict[str, Path]:
    """Return the profile files by name; a user's own may not hide a built-in one."""
    files = {path.stem: path for path in sorted(BUILT_IN.glob("*.yaml"))}
    for path in sorted(folder.glob("*.yaml")) if folder and folder.is_dir() else ():
        if path.stem in files:
            raise UsageError(
                f"自定义评分规则“{path.name}”与内置的同名", "请给文件和其中的 name 换一个名称"
            )
        files[path.stem] = path
    return files


def _lineage(name: str, folder: Path | None) -> tuple[Profile, ...]:
    """Return a profile and those it inherits from, the nearest first."""
    files, line = _files(folder), []
    wanted: str | None = name
    while wanted:
        if wanted not in files:
            raise UnknownNameError(
                f"没有名为“{wanted}”的评分规则", f"可用的有：{'、'.join(sorted(files))}"
            )
        profile = read_profile(files[wanted], files[wanted].stat().st_mtime_ns)
        line.append(profile)
        wanted = profile.inherits
        if any(each.name == wanted for each in line):
            raise UsageError(f"评分规则“{name}”的 inherits 成环", "请改正其中一个文件的 inherits")
    return tuple(line)
