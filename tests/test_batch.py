"""The batch: parameters typed before a kernel starts, files named safely, one failure its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxkit.batch import Workspace, load, norms
from jxkit.batch.loading import ingest, sources
from jxkit.batch.parameters import Contract, read_file
from jxkit.batch.planning import formats, plan, safe_name
from jxkit.errors import JxkitError, UnknownNameError, UsageError
from jxkit.tables import doubts

HOME = Path(__file__).parents[1]
EXAMPLE = HOME / "data" / "sources" / "金保工程网络维护费-2023.txt"
NOTEBOOK = HOME / "notebooks" / "project.ipynb"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace of its own with the example and a project whose code has leading zeros."""
    (tmp_path / "data" / "sources" / "区级").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    shutil.copy(NOTEBOOK, tmp_path / "notebooks")
    text = EXAMPLE.read_text("utf-8")
    (tmp_path / "data" / "sources" / "甲.txt").write_text(text, "utf-8")
    coded = f"项目编码：0012345\n{text}"
    (tmp_path / "data" / "sources" / "区级" / "乙.txt").write_text(coded, "utf-8")
    return Workspace.at(tmp_path)


def parameters(workspace: Workspace, text: str) -> Path:
    path = workspace.root / "run.yaml"
    path.write_text(text, "utf-8")
    return path


def test_the_contract_is_the_parameters_cell_of_the_notebook() -> None:
    contract = Contract.of(NOTEBOOK)
    assert contract.types == {"project_id": "str", "year": "int | None", "norms": "str"}
    assert contract.defaults["norms"] == "national-2020"


def test_a_project_code_keeps_its_zeros_through_the_parameters_file(workspace: Workspace) -> None:
    ingest(workspace)
    path = parameters(workspace, "project_id: 0012345\nyear: 2023\nnorms: national-2020\n")
    assert plan(workspace, (), path) == [
        {"project_id": "0012345", "year": 2023, "norms": "national-2020"}
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("project_id: 0012345\nyear:\nnorm: national-2020\n", "没有参数“norm”（是否想写“norms”）"),
        ("project_id: 0012345\nnorms: national-2020\n", "缺少参数“year”"),
        ("project_id: 0012345\nyear: 二〇二三\nnorms: national-2020\n", "参数“year”应为整数"),
        ("year: 2023\nnorms: national-2020\n", "缺少参数“project_id”"),
        ("project_id: 9\nyear:\nnorms: national-2020\n", "没有编号为“9”的项目"),
        ("project_id: 0012345\nyear: 2019\nnorms: national-2020\n", "是2023年度的"),
        ("project_id: 0012345\nyear:\nnorms: 火星规则\n", "没有名为“火星规则”的评分规则"),
        ("project_id: [0012345\n", "不是有效的 YAML"),
        ("- 一\n- 二\n", "应为“名称: 值”"),
        ("", "应为“名称: 值”"),
    ],
)
def test_faulty_parameters_are_refused_before_anything_starts(
    workspace: Workspace, text: str, says: str
) -> None:
    ingest(workspace)
    with pytest.raises(UsageError) as caught:
        plan(workspace, (), parameters(workspace, text))
    assert says in str(caught.value)


def test_a_missing_parameters_file_is_named(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="没有参数文件"):
        plan(workspace, (), workspace.root / "nowhere.yaml")


def test_without_a_file_all_projects_are_planned(workspace: Workspace) -> None:
    ingest(workspace)
    assert {each["project_id"] for each in plan(workspace, (), None)} == {
        "0012345",
        load(*plan_ids(workspace), folder=workspace.root).project_id,
    }


def plan_ids(workspace: Workspace) -> tuple[str]:
    (other,) = {each["project_id"] for each in plan(workspace, (), None)} - {"0012345"}
    return (other,)


def test_ids_of_the_command_line_come_before_those_of_the_file(workspace: Workspace) -> None:
    ingest(workspace)
    path = parameters(workspace, "project_id: 全部\nyear:\nnorms: national-2020\n")
    (planned,) = plan(workspace, ("0012345",), path)
    assert planned["project_id"] == "0012345"


@pytest.mark.parametrize(
    ("value", "text"), [("0012345", "0012345"), ("010", "010"), ("1e5", "1e5"), ("yes", "yes")]
)
def test_every_scalar_of_a_parameters_file_stays_text(
    tmp_path: Path, value: str, text: str
) -> None:
    path = tmp_path / "run.yaml"
    path.write_text(f"project_id: {value}\n", "utf-8")
    assert read_file(path) == [{"project_id": text}]


def test_a_notebook_without_parameters_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bare.ipynb"
    content: dict[str, Any] = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content))
    with pytest.raises(UsageError, match="没有标记为 parameters 的单元格"):
        Contract.of(path)


@given(st.text(min_size=1, max_size=300))
def test_a_report_is_named_so_that_every_file_system_takes_it(project_id: str) -> None:
    name = safe_name(project_id)
    assert name
    assert len(name.encode("utf-8", "strict")) <= 200
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name not in {".", ".."}
    assert name.upper().split(".")[0] not in {"CON", "NUL", "PRN", "AUX"}


def test_two_ids_that_clean_to_one_name_get_two_names() -> None:
    assert safe_name("a/b") != safe_name("a:b")
    assert safe_name("0012345") == "0012345"


@pytest.mark.parametrize("text", ["docx", "", "html,doc"])
def test_an_unknown_format_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="不支持的报告格式"):
        formats(text)


def test_ingesting_twice_reads_nothing_again(workspace: Workspace) -> None:
    first, second = ingest(workspace), ingest(workspace)
    assert len(first.fresh) == len(second.unchanged) == 2
    assert not second.fresh


def test_a_bad_file_is_named_and_the_others_go_on(workspace: Workspace) -> None:
    (workspace.sources / "坏.txt").write_bytes(b"\x00\x01\x02" * 50)
    (workspace.sources / "空.txt").write_bytes(b"")
    (workspace.sources / "图.png").write_bytes(b"\x89PNG")
    (workspace.sources / "通知.txt").write_text("关于召开会议的通知\n请准时参加。\n", "utf-8")
    done = ingest(workspace)
    assert len(done.fresh) == 6
    assert {Path(each.path).name for each in done.failures} == {
        "坏.txt",
        "空.txt",
        "图.png",
        "通知.txt",
    }
    assert all(each.message.endswith("。") for each in done.failures)
    assert len(plan(workspace, (), None)) == 2


def test_a_file_taken_away_takes_its_project_along(workspace: Workspace) -> None:
    ingest(workspace)
    (workspace.sources / "区级" / "乙.txt").unlink()
    ingest(workspace)
    with pytest.raises(UnknownNameError, match="没有编号为“0012345”"):
        load("0012345", folder=workspace.root)


def test_hidden_and_temporary_files_are_no_sources(workspace: Workspace) -> None:
    for name in ("~$甲.txt", ".DS_Store", "README.md"):
        (workspace.sources / name).write_text("x", "utf-8")
    assert [path.name for path in sources(workspace)] == ["乙.txt", "甲.txt"]


def test_two_files_of_one_project_are_told_of(workspace: Workspace) -> None:
    shutil.copy(workspace.sources / "区级" / "乙.txt", workspace.sources / "丙.txt")
    ingest(workspace)
    remarks = [each.message for each in load("0012345", folder=workspace.root).warnings]
    assert any("另有文件也含编号相同的项目" in each for each in remarks)


def test_a_workspace_is_found_from_below_and_refused_elsewhere(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert Workspace.find(workspace.sources) == workspace
    with pytest.raises(UsageError, match="没有找到工作区"):
        Workspace.find(tmp_path_factory.mktemp("elsewhere"))


def test_a_norm_of_the_workspace_is_found_by_name(workspace: Workspace) -> None:
    workspace.norms.mkdir(parents=True)
    (workspace.norms / "own.yaml").write_text(
        "name: own\ntitle: 自定\nregion: 某市\nfrom: 2024-01-01\ninherits: national-2020\n"
        "documents: {}\nvalues: {}\n",
        "utf-8",
    )
    assert norms("own", folder=workspace.root).title == "自定"


def test_every_error_says_what_to_do_next(workspace: Workspace) -> None:
    with pytest.raises(JxkitError) as caught:
        load("无此项目", folder=workspace.root)
    assert caught.value.advice


def test_a_doubt_in_reading_stands_in_the_report(workspace: Workspace) -> None:
    path = workspace.sources / "甲.txt"
    text = path.read_text("utf-8").replace("分值7.5，得分7.5", "分值七点五，得分7.5", 1)
    path.write_text(text, "utf-8")
    ingest(workspace)
    shown = str(doubts(load(plan_ids(workspace)[0], folder=workspace.root)))
    assert "七点五" in shown
    assert "段" in shown


def test_files_that_share_an_id_are_named(workspace: Workspace) -> None:
    shutil.copy(workspace.sources / "区级" / "乙.txt", workspace.sources / "丙.txt")
    shared = ingest(workspace).shared_ids
    assert shared == {"0012345": ("data/sources/丙.txt", "data/sources/区级/乙.txt")}
