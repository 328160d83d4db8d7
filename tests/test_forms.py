"""The official form, read from every format that holds tables, each value at its place."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from specimens import forms

from jxkit.checks import audit
from jxkit.errors import UnreadableError
from jxkit.extraction import extract
from jxkit.model import Project
from jxkit.readers import read
from jxkit.rulebook import norms
from jxkit.scoring import score

WRITERS: dict[str, Callable[[Path], None]] = {
    "docx": forms.write_docx,
    "xlsx": forms.write_xlsx,
    "html": forms.write_html,
    "csv": forms.write_csv,
}


@pytest.fixture(params=WRITERS)
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Project:
    path = tmp_path / f"自评表.{request.param}"
    WRITERS[request.param](path)
    (found,) = extract(read(path))
    return found


def test_the_facts_are_read(project: Project) -> None:
    assert project.name == "青河县乡村道路养护"
    assert project.year == 2023
    assert project.department == "青河县交通运输局"
    assert project.unit == "青河县公路养护中心"
    assert project.goal == "养护乡村道路300公里。"
    assert project.result == "养护乡村道路310公里。"
    assert project.stated_total == 96.89


def test_the_money_is_read_by_source_with_its_points(project: Project) -> None:
    funds = project.funds.set_index("source")
    assert list(funds.index) == ["total", "fiscal", "carryover", "other"]
    amounts = [funds.at["total", name] for name in ("initial", "annual", "executed")]
    assert amounts == [200, 180, 171]
    assert funds.at["fiscal", "executed"] == 171
    scores = [funds.at["total", name] for name in ("stated_rate", "full_score", "stated_score")]
    assert scores == [95, 10, 9.5]
    assert set(funds["unit"]) == {"万元"}


def test_the_indicators_are_read_without_template_rows(project: Project) -> None:
    rows = project.indicators
    assert rows["name"].tolist() == [
        "养护道路里程", "验收合格率", "完成时间", "通行条件改善", "群众满意度",
    ]  # fmt: skip
    assert rows["level1"].tolist() == ["产出指标"] * 3 + ["效益指标", "满意度指标"]
    assert rows["level2"].tolist()[:3] == ["数量指标", "质量指标", "时效指标"]
    assert rows["full_score"].tolist() == [20, 20, 10, 30, 10]
    assert rows["stated_score"].tolist() == [20, 19.39, 10, 28, 10]
    assert rows["reason"].tolist()[1] == "两处返工，已整改"
    assert rows["target_number"].tolist()[:2] == [300, 98]
    assert all(where.row for where in rows["where"])


def test_the_form_is_scored_and_found_right(project: Project) -> None:
    result = audit(score(project, norms()))
    assert not [each for each in result.findings if each.severity == "error"]
    total = result.project.score
    assert total is not None
    assert total.execution_listed
    assert total.total is not None
    assert total.total.low <= 96.89 <= total.total.high


@pytest.mark.parametrize("name", ["坏.docx", "坏.xlsx"])
@pytest.mark.parametrize(
    "content", [b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99, b"text"]
)
def test_a_broken_package_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=name):
        read(path)


def test_an_exploding_package_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "炸弹.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(5):
            package.writestr(f"word/{number}.xml", b"0" * 100_000_000)
    with pytest.raises(UnreadableError, match="过大"):
        read(path)
