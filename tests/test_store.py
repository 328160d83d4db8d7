"""Projects kept and found again: nothing is lost on the way through JSON and SQL."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from by_hand import project

from jxkit.extraction import extract
from jxkit.model import Document, Paragraph, Project, Where
from jxkit.readers import read
from jxkit.record import contract, from_json, to_json
from jxkit.store import Store

EXAMPLE = Path(__file__).parents[1] / "data" / "sources" / "金保工程网络维护费-2023.txt"


def example() -> Project:
    (found,) = extract(read(EXAMPLE))
    return found


def same(one: Project, other: Project) -> None:
    pd.testing.assert_frame_equal(one.funds, other.funds)
    pd.testing.assert_frame_equal(one.indicators, other.indicators)
    frames = {"funds": None, "indicators": None}
    assert replace(one, **frames) == replace(other, **frames)  # type: ignore[arg-type]


def meagre() -> Project:
    """A project of which a document says next to nothing."""
    lines = ("2021年某某项目支出绩效自评报告", "自评得分：88分", "项目数量若干。")
    where = [Where("甲.txt", paragraph=number) for number in (1, 2, 3)]
    blocks = tuple(Paragraph(*each) for each in zip(lines, where, strict=True))
    (found,) = extract(Document("甲.txt", "0" * 64, blocks))
    return found


@pytest.mark.parametrize("made", [example(), meagre()], ids=["example", "meagre"])
def test_a_project_comes_back_from_json_as_it_went(made: Project) -> None:
    same(made, from_json(to_json(made)))


def test_the_store_gives_back_what_it_keeps(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    store.keep("a.txt", "1" * 64, "r", (example(),))
    (found,) = store.load(example().project_id)
    same(example(), found)
    assert store.project_ids() == (example().project_id,)


def test_a_changed_file_is_a_new_version_and_the_old_one_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    store.keep("a.txt", "1" * 64, "r", (example(),))
    store.keep("a.txt", "2" * 64, "r", (replace(example(), name="改名"),))
    assert [each.name for each in store.load(example().project_id)] == ["改名"]
    assert store.versions("a.txt") == 2
    assert not store.known("a.txt", "1" * 64, "r")
    store.keep("a.txt", "1" * 64, "r", (example(),))
    assert store.versions("a.txt") == 2
    assert store.known("a.txt", "1" * 64, "r")


def test_a_failure_is_kept_with_its_sentence_and_goes_when_the_file_is_mended(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path / "s.sqlite")
    store.keep("a.txt", "1" * 64, "r", "不能读取。")
    assert [(each.path, each.message) for each in store.failures()] == [("a.txt", "不能读取。")]
    store.keep("a.txt", "2" * 64, "r", (example(),))
    assert store.failures() == ()


def test_the_contract_holds_no_number_that_json_lacks() -> None:
    made = contract(project())
    numbers = [each for row in (*made["funds"], *made["indicators"]) for each in row.values()]
    assert not [each for each in numbers if isinstance(each, float) and each != each]  # noqa: PLR0124
