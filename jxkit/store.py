"""Projects in SQL: every document that was read, every version of every project.

A file is known by its path and the hash of its bytes: the same bytes twice are one record, a
changed file is a new version and the old one is kept.  A project's payload is the project
itself as JSON, so that what comes out equals what went in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
    func,
    select,
    update,
)
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

from jxkit.model import Project
from jxkit.record import from_json, to_json

_SCHEMA = 1

_METADATA = MetaData()
_META = Table("meta", _METADATA, Column("schema", Integer, nullable=False))
_DOCUMENTS = Table(
    "documents",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("path", String, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("reader", String, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("error", Text),
    UniqueConstraint("path", "sha256", "reader"),
)
_PROJECTS = Table(
    "projects",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("project_id", String, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("year", Integer),
    Column("payload", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, with the sentence that says why."""

    path: str
    message: str


class Store:
    """The store of one workspace; SQLite in write-ahead mode, opened for each use."""

    def __init__(self, path: Path) -> None:
        self._engine = _engine(path)
        with self._engine.begin() as connection:
            _METADATA.create_all(connection)
            if connection.scalar(select(_META.c.schema)) is None:
                connection.execute(_META.insert().values(schema=_SCHEMA))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open one transaction: all of it is kept, or nothing."""
        with self._engine.begin() as connection:
            yield connection

    def known(self, path: str, sha256: str, reader: str) -> bool:
        """Tell whether these bytes at this path were read already by this reader version."""
        chosen = _DOCUMENTS.c.path == path, _DOCUMENTS.c.sha256 == sha256
        query = select(_DOCUMENTS.c.id).where(
            *chosen, _DOCUMENTS.c.reader == reader, _DOCUMENTS.c.current
        )
        with self._engine.connect() as connection:
            return connection.scalar(query) is not None

    def keep(self, path: str, sha256: str, reader: str, found: tuple[Project, ...] | str) -> None:
        """Keep what was read from a file as its current version: projects, or an error text."""
        key = {"path": path, "sha256": sha256, "reader": reader}
        error = found if isinstance(found, str) else None
        with self.writing() as connection:
            connection.execute(
                update(_DOCUMENTS).where(_DOCUMENTS.c.path == path).values(current=False)
            )
            document = _document_id(connection, key, error)
            connection.execute(_PROJECTS.delete().where(_PROJECTS.c.document_id == document))
            for project in found if isinstance(found, tuple) else ():
                connection.execute(_PROJECTS.insert().values(_row(project, document)))

    def retire(self, present: set[str]) -> None:
        """Mark the documents whose files are gone; their versions stay in the store."""
        with self.writing() as connection:
            connection.execute(
                update(_DOCUMENTS).where(_DOCUMENTS.c.path.not_in(present)).values(current=False)
            )

    def project_ids(self) -> tuple[str, ...]:
        """Return the ids of all current projects, sorted."""
        query = _current(_PROJECTS.c.project_id).distinct().order_by(_PROJECTS.c.project_id)
        with self._engine.connect() as connection:
            return tuple(connection.scalars(query))

    def load(self, project_id: str) -> tuple[Project, ...]:
        """Return the current projects with this id; more than one where two files hold it."""
        query = _current(_PROJECTS.c.payload).where(_PROJECTS.c.project_id == project_id)
        query = query.order_by(_DOCUMENTS.c.path)
        with self._engine.connect() as connection:
            return tuple(from_json(payload) for payload in connection.scalars(query))

    def shared_ids(self) -> dict[str, tuple[str, ...]]:
        """Return the ids that several current files hold, with the paths of these files."""
        query = _current(_PROJECTS.c.project_id).add_columns(_DOCUMENTS.c.path)
        files: dict[str, list[str]] = {}
        with self._engine.connect() as connection:
            for project_id, path in connection.execute(query.order_by(_DOCUMENTS.c.path)):
                files.setdefault(project_id, []).append(path)
        return {each: tuple(paths) for each, paths in files.items() if len(paths) > 1}

    def failures(self) -> tuple[Failure, ...]:
        """Return the current files that could not be read."""
        query = select(_DOCUMENTS.c.path, _DOCUMENTS.c.error).where(
            _DOCUMENTS.c.current, _DOCUMENTS.c.error.is_not(None)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(_DOCUMENTS.c.path))
            return tuple(Failure(path, message) for path, message in rows)

    def versions(self, path: str) -> int:
        """Count the versions kept of one file."""
        query = select(func.count()).where(_DOCUMENTS.c.path == path)
        with self._engine.connect() as connection:
            return connection.scalar(query) or 0


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA foreign_keys=ON")

    return engine


def _current(column: Column[Any]) -> Any:
    return (
        select(column)
        .join(_DOCUMENTS, _PROJECTS.c.document_id == _DOCUMENTS.c.id)
        .where(_DOCUMENTS.c.current)
    )


def _document_id(connection: Connection, key: dict[str, str], error: str | None) -> int:
    """Return the id of this version of a file, made current and inserted where it is new."""
    match = [_DOCUMENTS.c[name] == value for name, value in key.items()]
    known = connection.scalar(select(_DOCUMENTS.c.id).where(*match))
    if known is not None:
        values = {"current": True, "error": error}
        connection.execute(update(_DOCUMENTS).where(_DOCUMENTS.c.id == known).values(values))
        return int(known)
    inserted = connection.execute(
        _DOCUMENTS.insert().values(**key, current=True, error=error)
    ).inserted_primary_key
    return int(inserted[0]) if inserted else 0


def _row(project: Project, document: int) -> dict[str, Any]:
    return {
        "document_id": document,
        "project_id": project.project_id,
        "name": project.name,
        "year": project.year,
        "payload": to_json(project),
    }
