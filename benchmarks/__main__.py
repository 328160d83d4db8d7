"""Reports per minute: `jxkit run` against plain papermill plus nbconvert, in one run.

Both execute the same notebook on the same documents and export HTML.  What is printed are
ratios of medians of this run; seconds depend on the machine and are shown for orientation only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

HOME = Path(__file__).parents[1]
EXAMPLE = HOME / "data" / "sources" / "金保工程网络维护费-2023.txt"


def main() -> None:
    """Measure both ways in turn and print how they compare."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--reports", type=int, default=6, help="documents in the workspace")
    parser.add_argument("--rounds", type=int, default=3, help="how often each way is measured")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    with TemporaryDirectory(prefix="jxkit-bench-") as folder:
        root = Path(folder)
        ids = make_workspace(root, options.reports)
        call("-m", "jxkit", "ingest", cwd=root)
        ways = {
            "papermill + nbconvert": lambda: plain(root, ids),
            "jxkit run": lambda: kit(root, 1),
            f"jxkit run --jobs {options.jobs}": lambda: kit(root, options.jobs),
        }
        spans: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(options.rounds):
            for name, way in ways.items():
                spans[name].append(timed(way) / len(ids))
        for line in table(spans):
            print(line)


def make_workspace(root: Path, count: int) -> list[str]:
    """Lay out a workspace with so many projects, and return their ids."""
    for part in ("notebooks", "parameters"):
        shutil.copytree(HOME / part, root / part)
    (root / "data" / "sources").mkdir(parents=True)
    ids = [f"{number:05d}" for number in range(1, count + 1)]
    for each in ids:
        text = f"项目编码：{each}\n{EXAMPLE.read_text('utf-8')}"
        (root / "data" / "sources" / f"{each}.txt").write_text(text, "utf-8")
    return ids


def plain(root: Path, ids: list[str]) -> None:
    """Make the reports as one would without jxkit: two commands a project."""
    for each in ids:
        made = root / "plain" / f"{each}.ipynb"
        made.parent.mkdir(exist_ok=True)
        call(
            "-m", "papermill", "notebooks/project.ipynb", made, "-r", "project_id", each,
            "--no-progress-bar", "--log-level", "ERROR", cwd=root,
        )  # fmt: skip
        call("-m", "nbconvert", "--to", "html", "--log-level", "ERROR", made, cwd=root)


def kit(root: Path, jobs: int) -> None:
    """Make the reports with jxkit."""
    call("-m", "jxkit", "run", "--to", "html", "--jobs", str(jobs), cwd=root)


def call(*arguments: str | Path, cwd: Path) -> None:
    """Run Python with the arguments; its output is of no interest unless it fails."""
    quiet = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**os.environ, **quiet},
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)


def timed(way: object) -> float:
    """Return how long a way takes."""
    start = perf_counter()
    way()  # type: ignore[operator]
    return perf_counter() - start


def table(spans: dict[str, list[float]]) -> Iterator[str]:
    """Yield the lines of the comparison, the first way as the measure of all."""
    measure = median(next(iter(spans.values())))
    yield f"{'way':<26}{'s/report':>10}{'ratio':>8}"
    for name, each in spans.items():
        yield f"{name:<26}{median(each):>10.2f}{measure / median(each):>7.1f}x"


if __name__ == "__main__":
    main()
