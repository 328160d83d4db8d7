"""What to report on: parameter sets become tasks, each checked before anything starts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from jxkit.batch.loading import load, unknown_project
from jxkit.batch.parameters import Contract, read_file
from jxkit.batch.workspace import Workspace
from jxkit.errors import UsageError
from jxkit.rulebook import norms
from jxkit.store import Store

ALL = "全部"
FORMATS = ("html", "pdf")
EDITIONS = ("report", "paper")

_UNSAFE = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]'
)
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_LONGEST = 180


@dataclass(frozen=True, slots=True)
class Look:
    """How reports are to look: their formats and the edition."""

    formats: tuple[str, ...] = FORMATS
    edition: str = "report"


@dataclass(frozen=True, slots=True)
class Task:
    """One notebook to run with one set of typed parameters, and where its reports go."""

    notebook: Path
    parameters: dict[str, Any]
    output: Path
    look: Look
    root: Path

    @property
    def project_id(self) -> str:
        """The project reported on."""
        return str(self.parameters["project_id"])

    def report(self, suffix: str) -> Path:
        """Return the path of the report in one format."""
        return self.output / f"{safe_name(self.project_id)}.{suffix}"


def plan(
    workspace: Workspace, project_ids: tuple[str, ...], parameters: Path | None
) -> list[dict[str, Any]]:
    """Return the typed parameter sets of a run, one a project.

    Ids named on the command line take the place of the file's `project_id`.  Raises
    `UsageError` for any fault in names, types, norms, years or ids.
    """
    contract = Contract.of(workspace.notebook("project"))
    known = Store(workspace.store).project_ids()
    planned: dict[str, dict[str, Any]] = {}
    for values, source in _sets(workspace, contract, parameters):
        for project_id in project_ids or _ids(values, known, contract):
            typed = contract.check({**values, "project_id": project_id}, source)
            if project_id not in known:
                raise unknown_project(project_id, known)
            _check_meaning(workspace, typed)
            planned[project_id] = typed
    return list(planned.values())


def formats(text: str) -> tuple[str, ...]:
    """Read a list such as `html,pdf`; raises `UsageError` for an unknown format."""
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [each for each in wanted if each not in FORMATS]
    if unknown or not wanted:
        raise UsageError(
            f"不支持的报告格式“{text}”", f"--to 可用：{'、'.join(FORMATS)}，以逗号分隔"
        )
    return wanted


def safe_name(project_id: str) -> str:
    """Return a file name for a project id that every file system takes, unique by its hash."""
    name = _UNSAFE.sub("_", project_id).strip(". ") or "_"
    if _RESERVED.match(name):
        name = f"_{name}"
    if len(name.encode()) > _LONGEST:
        name = name.encode()[:_LONGEST].decode(errors="ignore")
    if name == project_id:
        return name
    return f"{name}-{sha256(project_id.encode(errors='surrogatepass')).hexdigest()[:6]}"


def _sets(
    workspace: Workspace, contract: Contract, parameters: Path | None
) -> list[tuple[dict[str, Any], str]]:
    """Return the parameter sets with their source: the named file, the default one, or none."""
    default = workspace.root / "parameters" / "runs" / "default.yaml"
    if parameters is None and not default.is_file():
        return [({**contract.defaults, "project_id": ALL}, "笔记本默认参数")]
    path = parameters or default
    return [(values, f"参数文件“{path.name}”") for values in read_file(path)]


def _ids(values: dict[str, Any], known: tuple[str, ...], contract: Contract) -> tuple[str, ...]:
    wanted = values.get("project_id")
    if wanted is None:
        contract.check(values, "参数文件")
    if wanted == ALL:
        return known
    return tuple(wanted) if isinstance(wanted, list) else (str(wanted),)


def _check_meaning(workspace: Workspace, typed: dict[str, Any]) -> None:
    """Refuse an unknown norm and a year that is not the project's."""
    norms(typed["norms"], folder=workspace.norms)
    load(typed["project_id"], year=typed["year"], folder=workspace.root)
