"""The rule-book: every value dated and cited, a faulty file refused with line and place."""

from __future__ import annotations

from pathlib import Path

import pytest

from jxkit.errors import UnknownNameError, UsageError
from jxkit.rulebook import BUILT_IN, EVIDENCE, known, norms
from jxkit.rulebook.profile import Values

OWN = """\
name: own
title: 自定义规则
region: 某市
from: 2024-01-01
inherits: national-2020
documents:
  X: 某财〔2024〕1号
values:
  tiers:
    - {from: 2024-01-01, value: {top: 0.8, middle: 0.5}, evidence: S, document: X}
    - {from: 2026-01-01, value: {top: 0.9, middle: 0.5}, evidence: S, document: X, note: 新办法}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", known())
def test_every_built_in_norm_cites_each_of_its_values(name: str) -> None:
    norm = norms(name)
    assert set(norm.citations) == set(Values.model_fields)
    for value, cited in norm.citations.items():
        assert cited.evidence in EVIDENCE
        assert "〕" in norm.cite(value), f"{value} names no document"
    assert norm.sources


@pytest.mark.parametrize(
    ("total", "grade"),
    [(100, "优"), (90, "优"), (89.99, "良"), (80, "良"), (60, "中"), (59.9, "差")],
)
def test_the_national_grades_include_their_lower_border(total: float, grade: str) -> None:
    assert norms().grade(total) == grade


def test_the_national_norm_weights_add_up_to_its_full_points() -> None:
    norm = norms()
    assert sum(norm.weights.values()) == norm.full_points == 100


def test_an_own_norm_inherits_what_it_does_not_state(folder: Path) -> None:
    own = norms("own", folder=folder)
    assert own.qualitative_share == norms().qualitative_share
    assert own.cite("tiers").startswith("某财〔2024〕1号（见于公开文件）")
    assert own.cite("grades").startswith("财预〔2020〕10号")
    assert known(folder) == tuple(sorted((*known(), "own")))


@pytest.mark.parametrize(("year", "top"), [(2019, 0.8), (2024, 0.8), (2025, 0.8), (2026, 0.9)])
def test_a_value_holds_from_its_date(folder: Path, year: int, top: float) -> None:
    assert norms("own", folder=folder).in_year(year).tiers.top == top


def test_an_unknown_norm_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match=r"没有名为“national-2021”.*national-2020"):
        norms("national-2021")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("from: 2024-01-01\ninh", "from: 2024-13-01\ninh", "第4行 from：应为日期"),
        ("middle: 0.5}, evidence: S", "middle: 1.5}, evidence: S", "第10行.*不能大于 1"),
        ("top: 0.8", "top: 八成", "第10行.*应为数字，写的是“八成”"),
        ("evidence: S, document: X}", "evidence: Q, document: X}", "第10行.*evidence：只能是"),
        ("region: 某市", "regoin: 某市", "第1行 region：缺少"),
        ("inherits: national-2020", "inherits: nowhere", "没有名为“nowhere”的评分规则"),
        ("inherits: national-2020", "inherits: own", "成环"),
        ("inherits: national-2020", "inherits:", "缺少“full_points”"),
        ("name: own", "name: other", "第1行的 name 是“other”，与文件名不同"),
        ("region: 某市", "region: 某市\nregion: 另一市", "第4行的“region”重复"),
        ("values:", "values: [", "不是有效的 YAML"),
        (OWN, "", "缺少|写法不对"),
    ],
)
def test_a_faulty_norm_is_refused_with_line_and_place(
    folder: Path, before: str, after: str, says: str
) -> None:
    (folder / "own.yaml").write_text(OWN.replace(before, after), encoding="utf-8")
    with pytest.raises((UsageError, UnknownNameError), match=says):
        norms("own", folder=folder)


def test_an_own_norm_may_not_hide_a_built_in_one(folder: Path) -> None:
    text = (BUILT_IN / "national-2020.yaml").read_text("utf-8")
    (folder / "national-2020.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="与内置的同名"):
        norms(folder=folder)
