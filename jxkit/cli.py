"""The command line: each command is one call, imports are made when they are needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from jxkit.errors import JxkitError, UnreadableError, UsageError
from jxkit.phrases import fault_in_chinese, help_in_chinese

if TYPE_CHECKING:
    from jxkit.batch import Workspace
    from jxkit.model import Audit, Project

_INTERRUPTED = 130


class _Command(TyperCommand):
    """A command whose help page is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return help_in_chinese(super().get_help(ctx))


class _Group(TyperGroup):
    """The commands, with a help page that is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return help_in_chinese(super().get_help(ctx))


app = typer.Typer(
    cls=_Group,
    help="jxkit：项目支出绩效自评复核工具。读取自评文件，复算得分，列出疑点，生成报告。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    suggest_commands=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Json = Annotated[bool, typer.Option("--json", help="只输出一份 JSON。")]
Norms = Annotated[str, typer.Option("--norms", help="计分规则，如 national-2020。")]
Folder = Annotated[
    Path | None, typer.Option("--workspace", help="工作区文件夹；不写则从当前文件夹向上寻找。")
]


@app.command(cls=_Command, help="读取自评文件，显示读到的内容和未能识别的内容。")
def read(
    files: Annotated[list[Path], typer.Argument(metavar="文件...", help="自评文件。")],
    as_json: Json = False,
) -> None:
    """Read files and print what was understood."""
    from jxkit.batch.printing import read_record, read_text

    records = [read_record(path) for path in files]
    if as_json:
        _print_json({"documents": records})
    else:
        typer.echo("\n\n".join(read_text(path) for path in files))
    for record in records:
        if record["error"]:
            typer.echo(f"错误：{record['error']}", err=True)
    raise typer.Exit(any(record["error"] for record in records))


@app.command(cls=_Command, help="解读一对指标值和完成值，或一个 CSV 文件中的每一行。")
def quantity(
    target: Annotated[str | None, typer.Argument(metavar="指标值", help="年度指标值。")] = None,
    actual: Annotated[str, typer.Argument(metavar="完成值", help="实际完成值。")] = "",
    name: Annotated[str, typer.Option(help="三级指标名称。")] = "",
    level2: Annotated[str, typer.Option(help="二级指标。")] = "",
    table: Annotated[
        Path | None, typer.Option(help="CSV 文件，含列 target、actual、name、level2。")
    ] = None,
    as_json: Json = False,
) -> None:
    """Interpret one pair of target and result, or every row of a table."""
    from jxkit.batch.printing import quantity_rows, quantity_text

    if (table is None) == (target is None):
        raise UsageError("请给出一个指标值，或用 --table 给出一个 CSV 文件", "二者只能选一")
    if table is not None:
        rows = quantity_rows(table)
        _print_json(rows) if as_json else typer.echo("\n".join(map(quantity_text, rows)))
        return
    from jxkit.quantity import as_json as record
    from jxkit.quantity import compare

    answer = record(compare(target or "", actual, name, level2))
    _print_json(answer) if as_json else typer.echo(quantity_text(answer))


@app.command(cls=_Command, help="复算得分并核对，列出疑点；不生成报告。")
def check(
    subjects: Annotated[
        list[str], typer.Argument(metavar="文件|项目编号...", help="自评文件，或已读入的项目编号。")
    ],
    norms: Norms = "national-2020",
    workspace: Folder = None,
    as_json: Json = False,
) -> None:
    """Score and check projects without making reports."""
    from jxkit.batch.printing import audit_text, check_record

    _known_norm(norms, workspace)
    audits, failed = [], False
    for subject in subjects:
        try:
            audits += [_audit(each, norms, workspace) for each in _subjects(subject, workspace)]
        except UnreadableError as error:
            failed = True
            typer.echo(f"错误：{error}", err=True)
    if as_json:
        _print_json({"projects": [check_record(each) for each in audits]})
    else:
        typer.echo("\n\n".join(audit_text(each) for each in audits))
    raise typer.Exit(failed)


@app.command(cls=_Command, help="读入 data/sources/ 中新增和改动的文件，不生成报告。")
def ingest(workspace: Folder = None) -> None:
    """Read new and changed sources into the store."""
    from jxkit.batch.loading import ingest as read_in
    from jxkit.batch.printing import ingested_text

    done = read_in(_workspace(workspace), told=lambda path: typer.echo(f"读取 {path}", err=True))
    typer.echo(ingested_text(done))
    raise typer.Exit(bool(done.failures))


@app.command(cls=_Command, help="读入文件，为每个项目运行笔记本，生成报告和目录 index.html。")
def run(
    project_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[项目编号]...", help="不写则为全部项目。")
    ] = None,
    parameters: Annotated[
        Path | None, typer.Option(help="参数文件（YAML）；默认 parameters/runs/default.yaml。")
    ] = None,
    to: Annotated[str, typer.Option(help="报告格式，以逗号分隔。")] = "html,pdf",
    edition: Annotated[str, typer.Option(help="report 为报告，paper 为含代码的底稿。")] = "report",
    jobs: Annotated[int, typer.Option(help="同时运行的项目数。", min=1)] = 1,
    output: Annotated[Path | None, typer.Option(help="报告文件夹；默认 reports/。")] = None,
    workspace: Folder = None,
) -> None:
    """Make the reports and their index."""
    from jxkit.batch.planning import EDITIONS, Look, formats
    from jxkit.batch.session import Order, report_all

    if edition not in EDITIONS:
        raise UsageError(f"没有版本“{edition}”", f"--edition 可用：{'、'.join(EDITIONS)}")
    home = _workspace(workspace)
    order = Order(tuple(project_ids or ()), parameters, Look(formats(to), edition), jobs)
    raise typer.Exit(report_all(home, order, output or home.reports))


@app.command(
    cls=_Command,
    help="读入文件并打开 JupyterLab；其余选项原样交给 JupyterLab。",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def lab(context: typer.Context, workspace: Folder = None) -> None:
    """Open JupyterLab on the workspace."""
    from jxkit.batch.loading import ingest as read_in

    home = _workspace(workspace)
    read_in(home)
    options = (
        f"--ServerApp.root_dir={home.root}",
        "--LabApp.default_url=/lab/tree/notebooks/project.ipynb",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    )
    command = [sys.executable, "-m", "jupyterlab", *options, *context.args]
    typer.echo("正在启动 JupyterLab；结束时在此按 Ctrl-C。", err=True)
    raise typer.Exit(subprocess.call(command, cwd=home.root))  # noqa: S603 - our own command


def main() -> NoReturn:
    """Run the command line and end with its exit code; errors become one Chinese sentence."""
    try:
        code = app(standalone_mode=False)
    except JxkitError as error:
        typer.echo(f"错误：{error}", err=True)
        code = error.exit_code
    except _WrongUsage as error:
        code = _explain(error)
    except BrokenPipeError:
        # The reader of our output has gone; pointing stdout elsewhere keeps Python quiet about it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    if code == _INTERRUPTED:
        typer.echo("已中止；已完成的报告都在。", err=True)
    sys.exit(code)


_WrongUsage: Any = typer.BadParameter.__mro__[1]
"""What the library raises for any wrong usage; it exports but the children."""


def _explain(error: Any) -> int:
    """Say in Chinese what is wrong with a command line; without any arguments show the help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.message)
        return int(error.exit_code)
    typer.echo(f"错误：{fault_in_chinese(error.format_message())}。", err=True)
    if error.ctx:
        usage = help_in_chinese(error.ctx.get_usage())
        typer.echo(f"{usage}\n输入“{error.ctx.command_path} --help”查看说明。", err=True)
    return int(error.exit_code)


def _workspace(folder: Path | None) -> Workspace:
    from jxkit.batch import Workspace

    return Workspace.find() if folder is None else Workspace.at(folder)


def _known_norm(name: str, folder: Path | None) -> None:
    """Refuse an unknown norm before any file is read."""
    from jxkit.rulebook import norms

    norms(name, folder=_norm_folder(folder))


def _norm_folder(folder: Path | None) -> Path | None:
    """Return the user's own norms; a check of single files needs no workspace."""
    try:
        return _workspace(folder).norms
    except UsageError:
        if folder is not None:
            raise
        return None


def _subjects(subject: str, folder: Path | None) -> tuple[Project, ...]:
    """Return the projects of a file, or the stored project with this id."""
    from jxkit.batch import load
    from jxkit.extraction import extract
    from jxkit.readers import read as read_document

    path = Path(subject)
    if path.exists() or len(path.parts) > 1:
        return extract(read_document(path))
    try:
        return (load(subject, folder=_workspace(folder).root),)
    except JxkitError:
        if path.suffix:
            return extract(read_document(path))
        raise


def _audit(project: Project, name: str, folder: Path | None) -> Audit:
    from jxkit.checks import audit
    from jxkit.rulebook import norms
    from jxkit.scoring import score

    return audit(score(project, norms(name, folder=_norm_folder(folder))))


def _print_json(answer: Any) -> None:
    """Print one JSON document; what the terminal cannot encode is written as escapes."""
    typer.echo(json.dumps(answer, ensure_ascii=not _prints_chinese(), indent=2, allow_nan=False))


def _prints_chinese() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith(("utf", "gb18030"))
