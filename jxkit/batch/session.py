"""One call of `jxkit run`: ingest, plan, run with progress, index, and say how it ended."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jxkit.batch.index import write_index
from jxkit.batch.loading import Ingested, ingest
from jxkit.batch.planning import Look, Task, plan
from jxkit.batch.running import Result, run
from jxkit.batch.workspace import Workspace
from jxkit.errors import UsageError


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for: which projects, with which parameters, how they look, how many."""

    project_ids: tuple[str, ...]
    parameters: Path | None
    look: Look
    jobs: int


def report_all(workspace: Workspace, order: Order, output: Path) -> int:
    """Report on the projects of an order into `output` and return the exit code.

    0: every project was reported on and every file read; 1: some failed, each is named.
    """
    read_in = ingest(workspace)
    planned = plan(workspace, order.project_ids, order.parameters)
    if not planned and not read_in.failures:
        raise UsageError("data/sources/ 中没有自评文件", "请把文件放入该文件夹后再运行")
    notebook = workspace.notebook("project")
    tasks = [
        Task(notebook, values, output.resolve(), order.look, workspace.root) for values in planned
    ]
    results = list(_shown(run(tasks, jobs=order.jobs), len(tasks)))
    chosen = {task.project_id: task.parameters["norms"] for task in tasks}
    errors = {each.project_id: each.error for each in results if each.error}
    index = write_index(workspace, output, chosen, errors)
    _conclude(results, read_in, index)
    return int(bool(errors or read_in.failures))


def _shown(results: Iterator[Result], total: int) -> Iterator[Result]:
    """Pass the results on and show them: a bar on a terminal, one JSON line an event elsewhere."""
    if not sys.stderr.isatty():
        for done, result in enumerate(results, 1):
            _say({"done": done, "total": total, **_event(result)})
            yield result
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("生成报告"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("", total=total)
        for result in results:
            progress.advance(bar)
            yield result


def _event(result: Result) -> dict[str, Any]:
    return {
        "project_id": result.project_id,
        "status": "failed" if result.error else "done",
        "seconds": round(result.seconds, 2),
        **({"error": result.error} if result.error else {"files": list(result.files)}),
    }


def _say(event: dict[str, Any]) -> None:
    sys.stderr.write(json.dumps(event, ensure_ascii=False) + "\n")


def _conclude(results: list[Result], read_in: Ingested, index: Path) -> None:
    for project_id, files in read_in.shared_ids.items():
        sys.stderr.write(
            f"注意：编号“{project_id}”的项目在{len(files)}个文件中（{'、'.join(files)}），"
            "报告只用第一个；请移走多余的文件，或在文件中写明各自的项目编码\n"
        )
    for failure in read_in.failures:
        sys.stderr.write(f"未能读取 {failure.path}：{failure.message}\n")
    for result in results:
        if result.error:
            sys.stderr.write(f"未能生成 {result.project_id}：{result.error}\n")
    good = sum(not each.error for each in results)
    failed = len(results) - good
    sys.stdout.write(f"完成 {good} 个项目的报告" + (f"，{failed} 个失败" if failed else ""))
    sys.stdout.write(f"。目录：{index}\n")
