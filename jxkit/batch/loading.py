"""From files to projects in the store, and back from the store to a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from hashlib import sha256
from pathlib import Path

from jxkit.batch.workspace import Workspace
from jxkit.errors import JxkitError, UnknownNameError, UsageError
from jxkit.extraction import extract
from jxkit.model import Project, Remark, Where
from jxkit.readers import read
from jxkit.rulebook import Norm
from jxkit.rulebook import norms as find_norm
from jxkit.store import Failure, Store

_READING_PARTS = ("readers", "extraction", "quantity", "model.py", "record.py", "words")
_IGNORED_NAMES = frozenset({"readme.md", "readme.txt", "thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingestion did: files newly read, unchanged, failed; ids that several files hold."""

    fresh: tuple[str, ...]
    unchanged: tuple[str, ...]
    failures: tuple[Failure, ...]
    shared_ids: dict[str, tuple[str, ...]]


def ingest(workspace: Workspace, *, told: Callable[[str], None] = lambda _path: None) -> Ingested:
    """Read what is new or changed under `data/sources/`; `told` hears each path before it is read.

    A file that fails is named in the result and in the store; the others go on.
    """
    store = Store(workspace.store)
    fresh, unchanged = [], []
    for path in sources(workspace):
        name = path.relative_to(workspace.root).as_posix()
        digest = sha256(path.read_bytes()).hexdigest()
        if store.known(name, digest, reading_version()):
            unchanged.append(name)
            continue
        told(name)
        store.keep(name, digest, reading_version(), _understand(path))
        fresh.append(name)
    store.retire({*fresh, *unchanged})
    return Ingested(tuple(fresh), tuple(unchanged), store.failures(), store.shared_ids())


def sources(workspace: Workspace) -> tuple[Path, ...]:
    """Return the documents of a workspace, folders in it too, in a fixed order."""
    found = workspace.sources.rglob("*") if workspace.sources.is_dir() else ()
    return tuple(sorted(path for path in found if _is_document(path)))


def load(project_id: str, *, year: int | None = None, folder: Path | None = None) -> Project:
    """Load a project of the workspace around `folder` (default: the current folder).

    Reads the sources first where the workspace has no store yet.  `year` must agree with the
    document's; it stands in where the document states none.  Raises `UnknownNameError` for an
    unknown id and `UsageError` for another year.
    """
    workspace = Workspace.find(folder)
    if not workspace.store.exists():
        ingest(workspace)
    projects = Store(workspace.store).load(project_id)
    if not projects:
        raise unknown_project(project_id, Store(workspace.store).project_ids())
    return _dated(_only(projects), year)


def norms(name: str = "national-2020", *, folder: Path | None = None) -> Norm:
    """Return a norm by name: a built-in one, or one of the workspace around `folder`.

    Raises `UnknownNameError` for an unknown name, `UsageError` for a faulty file.
    """
    try:
        own = Workspace.find(folder).norms
    except UsageError:
        own = None
    return find_norm(name, folder=own)


def unknown_project(project_id: str, known: Iterable[str]) -> UnknownNameError:
    """Return the error for an id that no document has, naming the nearest ones."""
    names = tuple(known)
    near = get_close_matches(project_id, names, 3, 0.3) or names[:3]
    hint = f"相近的有：{'、'.join(near)}" if near else "data/sources/ 中还没有可读的自评文件"
    return UnknownNameError(f"没有编号为“{project_id}”的项目", hint)


@cache
def reading_version() -> str:
    """Return a digest of the code that reads; when it changes, documents are read anew."""
    package = Path(__file__).parents[1]
    digest = sha256()
    for part in _READING_PARTS:
        place = package / part
        for path in sorted(place.rglob("*.py")) if place.is_dir() else (place,):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _is_document(path: Path) -> bool:
    name = path.name.lower()
    return path.is_file() and not name.startswith((".", "~$")) and name not in _IGNORED_NAMES


def _understand(path: Path) -> tuple[Project, ...] | str:
    try:
        document = read(path)
        projects = extract(document)
    except JxkitError as error:
        return str(error)
    # What is doubtful in the file itself, such as lost characters, concerns each of its projects.
    return tuple(replace(each, warnings=(*document.warnings, *each.warnings)) for each in projects)


def _only(projects: tuple[Project, ...]) -> Project:
    """Return the first of the projects with one id, and say so where several files hold it."""
    first, *others = projects
    if not others:
        return first
    files = "、".join(sorted({each.file for each in others}))
    remark = Remark(Where(first.file), f"另有文件也含编号相同的项目：{files}；本报告只用本文件")
    return replace(first, warnings=(*first.warnings, remark))


def _dated(project: Project, year: int | None) -> Project:
    if year is None or project.year == year:
        return project
    if project.year is None:
        return replace(project, year=year)
    raise UsageError(
        f"项目“{project.project_id}”是{project.year}年度的，参数 year 写的是 {year}",
        "请改正参数 year，或留空以采用文件中的年度",
    )
