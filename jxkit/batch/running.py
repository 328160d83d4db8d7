"""One task becomes its reports: papermill executes, nbconvert exports, whole files move in."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

from jxkit.batch.planning import Task
from jxkit.errors import JxkitError, RunError

_EXPORTERS = {"html": "ReportHTMLExporter", "pdf": "TypstPDFExporter"}
_QUIET = {
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
"""Environment of a kernel: no debugger notes, one numeric thread a worker."""

_TERSE = {"extra_arguments": ["--IPKernelApp.log_level=CRITICAL"]}
"""What kernels say of themselves is no business of the user; errors of cells come back anyway."""

_PATH = re.compile(r"(?:[A-Za-z]:\\|/)(?:[\w.\-]+[/\\]){2,}")


@dataclass(frozen=True, slots=True)
class Result:
    """How a task ended: its files, or the sentence that says why there are none."""

    project_id: str
    seconds: float
    files: tuple[str, ...] = ()
    error: str = ""


def run(tasks: list[Task], *, jobs: int = 1) -> Iterator[Result]:
    """Run the tasks and yield each result as it comes; a failed task stops no other."""
    os.environ.update(_QUIET)
    if jobs == 1 or len(tasks) <= 1:
        yield from map(make_report, tasks)
        return
    with ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=get_context("spawn")) as pool:
        pending = {pool.submit(make_report, task): task for task in tasks}
        for future in as_completed(pending):
            failure = future.exception()
            if failure is None:
                yield future.result()
            else:
                yield Result(pending[future].project_id, 0.0, error=f"工作进程中断：{failure}")


def make_report(task: Task) -> Result:
    """Execute the task's notebook and export it; nothing is written unless all of it is whole."""
    start = perf_counter()
    try:
        task.output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".jxkit-", dir=task.output) as folder:
            notebook = execute(task, Path(folder))
            files = _export(task, notebook, Path(folder))
    except JxkitError as error:
        return Result(task.project_id, perf_counter() - start, error=str(error))
    except Exception as error:  # noqa: BLE001 - whatever befalls a task, the others go on
        told = _PATH.sub("…/", f"{type(error).__name__}：{error}").rstrip("。")
        reason = f"项目“{task.project_id}”没有生成：{told}。请重新运行；仍不成功时请告知维护者。"
        return Result(task.project_id, perf_counter() - start, error=reason)
    return Result(task.project_id, perf_counter() - start, files)


def execute(task: Task, folder: Path) -> Any:
    """Return the executed notebook; raises `RunError` where any cell failed or did not run."""
    import papermill
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    # The contract has checked the names; papermill cannot parse `int | None` and would warn.
    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        with _private_sockets() as sockets:
            notebook = papermill.execute_notebook(
                str(task.notebook),
                str(folder / "executed.ipynb"),
                parameters=task.parameters,
                cwd=str(task.root),
                kernel_name="python3",
                progress_bar=False,
                log_output=False,
                config=Config({"KernelManager": sockets, "NotebookClient": _TERSE}),
            )
    except PapermillExecutionError as error:
        raise RunError(
            f"项目“{task.project_id}”：笔记本 {task.notebook.name} "
            f"第{error.exec_count}个代码单元格出错：{_mend(error)}",
            "请在 JupyterLab 中打开该笔记本，用同样的参数运行以查看细节",
        ) from error
    _demand_whole(task, notebook)
    return notebook


@contextmanager
def _private_sockets() -> Iterator[dict[str, str]]:
    """Yield how to speak to a kernel: by sockets that no other user and no other kernel shares.

    Their path must be short; where there are no such sockets, the ordinary ports serve.
    """
    if os.name == "nt":
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="jx") as folder:
        yield {"transport": "ipc", "ip": f"{folder}/k"}


def _mend(error: Any) -> str:
    """Return the message of a kernel's error without the paths of this machine."""
    return _PATH.sub("…/", f"{error.ename}：{error.evalue}").rstrip("。")


def _demand_whole(task: Task, notebook: Any) -> None:
    """Raise where a code cell has no execution count: papermill's silence proves nothing."""
    codes = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    missed = sum(cell.execution_count is None for cell in codes)
    if missed:
        raise RunError(f"项目“{task.project_id}”：有{missed}个代码单元格没有运行", "请重新运行")


def _export(task: Task, notebook: Any, folder: Path) -> tuple[str, ...]:
    """Write every format beside its place, then move all of them in."""
    from jxkit import report

    written = []
    for suffix in task.look.formats:
        exporter = getattr(report, _EXPORTERS[suffix])(edition=task.look.edition)
        content, _resources = exporter.from_notebook_node(notebook)
        path = folder / f"report.{suffix}"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        written.append((path, task.report(suffix)))
    for path, place in written:
        path.replace(place)
    return tuple(place.name for _path, place in written)
