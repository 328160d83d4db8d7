"""The command line as a user calls it: JSON for tools, Chinese for people, whole files only."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parents[1]
EXAMPLE = HOME / "data" / "sources" / "金保工程网络维护费-2023.txt"
EXAMPLE_ID = "2023-金保工程网络维护费-cbe5"
TABLE = "target,actual,name,level2,extra\n≥97%,100%,满意度,服务对象满意度,x\n长期,长期,,,\n"


def jxkit(*arguments: str | Path, cwd: Path = HOME) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jxkit", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )


def answer(*arguments: str | Path, cwd: Path = HOME) -> Any:
    done = jxkit(*arguments, "--json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def make_workspace(root: Path) -> Path:
    for part in ("notebooks", "parameters"):
        shutil.copytree(HOME / part, root / part)
    (root / "data" / "sources").mkdir(parents=True)
    shutil.copy(EXAMPLE, root / "data" / "sources")
    text = EXAMPLE.read_text("utf-8")
    coded = f"项目编码：0012345\n{text}".replace("光模块数量", "<script>alert(1)</script>模块")
    (root / "data" / "sources" / "编码.txt").write_text(coded, "gb18030")
    return root


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path)


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace after `jxkit run`, with one file among its sources that cannot be read."""
    root = make_workspace(tmp_path_factory.mktemp("reported"))
    (root / "data" / "sources" / "坏.txt").write_bytes(b"\x00\x01" * 99)
    done = jxkit("run", "--jobs", "2", cwd=root)
    assert done.returncode == 1
    assert "坏.txt" in done.stderr
    assert "完成 2 个项目的报告" in done.stdout
    return root


def test_read_prints_the_contract_and_nothing_else() -> None:
    (document,) = answer("read", EXAMPLE)["documents"]
    assert set(document) == {"path", "sha256", "projects", "unread", "warnings", "error"}
    (project,) = document["projects"]
    assert set(project) == {
        "project_id", "name", "year", "department", "unit", "goal", "result", "stated_total",
        "stated_grade", "funds", "indicators", "sections",
    }  # fmt: skip
    assert (project["year"], project["stated_total"], project["stated_grade"]) == (2023, 99.46, "A")
    assert len(project["indicators"]) == 13
    assert sum(each["full_score"] for each in project["indicators"]) == 90
    assert set(project["indicators"][0]) == {
        "level1", "level2", "name", "target", "actual", "full_score", "stated_score", "reason",
        "where", "target_value", "actual_value", "direction", "met",
    }  # fmt: skip
    assert project["indicators"][0]["target_value"] == {
        "kind": "number", "op": ">=", "number": 10, "upper": None, "unit": "支",
    }  # fmt: skip
    assert set(project["funds"][0]) == {
        "label", "source", "initial", "annual", "executed", "unit", "stated_rate", "full_score",
        "stated_score", "where",
    }  # fmt: skip


def test_check_prints_the_contract_and_nothing_else() -> None:
    (project,) = answer("check", EXAMPLE)["projects"]
    assert set(project) == {
        "project_id", "norms", "stated_total", "expected_total", "recomputable_points", "grade",
        "indicators", "findings", "outcomes",
    }  # fmt: skip
    assert project["norms"] == "national-2020"
    assert project["expected_total"] == {"low": 93.46, "high": 99.46}
    assert project["recomputable_points"] == 70
    errors = [each["code"] for each in project["findings"] if each["severity"] == "error"]
    assert errors == ["D4"]
    codes = {each["code"] for each in project["findings"]}
    assert {"A12", "B3", "B5", "C1", "C2", "C3", "D4", "E2", "E3"} <= codes
    assert all("段" in each["where"] for each in project["findings"])
    assert {each["status"] for each in project["outcomes"]} == {
        "found", "passed", "not_applicable",
    }  # fmt: skip


def test_quantity_answers_a_pair_and_a_table(tmp_path: Path) -> None:
    pair = answer("quantity", "≥97%", "100%", "--name", "满意度", "--level2", "服务对象满意度")
    assert (pair["direction"], pair["met"]) == ("higher", "yes")
    table = tmp_path / "rows.csv"
    table.write_text(TABLE, "gbk")
    rows = answer("quantity", "--table", table)
    assert rows[0] == pair
    assert rows[1]["target_value"]["kind"] == "text"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("nosuch",), 2, "没有命令“nosuch”"),
        (("read",), 2, "缺少参数"),
        (("read", "无此文件.txt"), 1, "没有找到文件"),
        (("check", "无此文件.txt"), 1, "没有找到文件"),
        (("check", "无此项目"), 2, "没有编号为“无此项目”的项目"),
        (("check", str(EXAMPLE), "--norms", "火星"), 2, "没有名为“火星”的评分规则"),
        (("run", "无此项目"), 2, "没有编号为“无此项目”的项目"),
        (("run", "--to", "docx"), 2, "不支持的报告格式“docx”"),
        (("run", "--edition", "book"), 2, "没有版本“book”"),
        (("run", "--jobs", "0"), 2, "--jobs 不能小于 1"),
        (("run", "--paramters", "x"), 2, "没有选项 --paramters"),
        (("run", "--parameters", "无.yaml"), 2, "没有参数文件"),
        (("run", "--workspace", "nowhere"), 2, "不是工作区"),
        (("quantity",), 2, "请给出一个指标值"),
        (("quantity", "--table", "无.csv"), 1, "没有文件"),
    ],
)
def test_wrong_usage_is_one_chinese_sentence(
    workspace: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    done = jxkit(*arguments, cwd=workspace)
    assert done.returncode == code
    assert says in done.stderr.splitlines()[0]
    assert "Traceback" not in done.stderr
    assert not (workspace / "reports").exists()


def test_json_stays_whole_when_one_file_fails(tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    done = jxkit("read", EXAMPLE, empty, "--json")
    assert done.returncode == 1
    good, bad = json.loads(done.stdout)["documents"]
    assert (good["error"], len(good["projects"])) == (None, 1)
    assert "是空的" in bad["error"]


def test_a_run_leaves_whole_reports_and_an_index(reported: Path) -> None:
    names = {path.name for path in (reported / "reports").iterdir()}
    assert names == {
        "index.html", "0012345.html", "0012345.pdf", f"{EXAMPLE_ID}.html", f"{EXAMPLE_ID}.pdf",
    }  # fmt: skip
    index = (reported / "reports" / "index.html").read_text("utf-8")
    assert "93.46–99.46" in index
    assert "坏.txt" in index
    assert "0012345.pdf" in index


def test_a_report_is_small_closed_and_says_what_an_auditor_asks(reported: Path) -> None:
    text = (reported / "reports" / f"{EXAMPLE_ID}.html").read_text("utf-8")
    for part in ("99.46", "93.46–99.46", "94–100", "18.2", "依据", "影响", "建议", "SHA-256"):
        assert part in text, part
    assert "http" not in text.replace("http-equiv", "")
    assert "<script" not in text
    figures = sum(len(part.split("</figure>")[0]) for part in text.split("<figure>")[1:])
    assert len(text.encode()) - figures < 100_000


def test_a_name_of_markup_is_shown_as_text(reported: Path) -> None:
    text = (reported / "reports" / "0012345.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;模块" in text
    assert "<script" not in text


def test_a_second_run_gives_the_same_bytes(reported: Path) -> None:
    reports = sorted((reported / "reports").glob("*.*"))
    before = {path.name: path.read_bytes() for path in reports}
    jxkit("run", cwd=reported)
    assert {path.name: path.read_bytes() for path in reports} == before


def test_a_project_is_checked_by_its_id(reported: Path) -> None:
    (project,) = answer("check", "0012345", cwd=reported)["projects"]
    assert project["project_id"] == "0012345"


def test_a_failing_notebook_leaves_no_report_and_names_the_cell(workspace: Path) -> None:
    path = workspace / "notebooks" / "project.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] == "findings":
            cell["source"] = ["1 / 0"]
    path.write_text(json.dumps(notebook), "utf-8")
    done = jxkit("run", "--to", "html", cwd=workspace)
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr
    assert {each.name for each in (workspace / "reports").iterdir()} == {"index.html"}
    assert "未能生成报告" in (workspace / "reports" / "index.html").read_text("utf-8")


def test_help_answers_at_once_and_in_chinese() -> None:
    done = jxkit("--help")
    assert "用法：" in done.stdout
    assert "Usage" not in done.stdout
    imported = subprocess.run(
        [sys.executable, "-c", "import sys, jxkit.cli; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert not {"pandas", "matplotlib", "papermill", "nbconvert", "sqlalchemy"} & set(imported)
