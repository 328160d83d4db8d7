"""Published reports: every one is read or refused clearly, and the example to the last digit.

The reports themselves are not ours to ship; `JXKIT_REAL_SAMPLES` names the folder that holds them.
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import pytest

from jxkit.errors import UnreadableError
from jxkit.extraction import extract
from jxkit.model import Project
from jxkit.readers import read
from jxkit.record import contract

NAME = "金保工程网络维护费-2023.txt"
SHIPPED = Path(__file__).parents[1] / "data" / "sources" / NAME
POINTS = [7.5, 7.5, 7.5, 7.5, 5, 5, 2.5, 2.5, 2.21, 2.25, 15, 15, 10]
PLACES = [24, 25, 27, 28, 30, 31, 33, 34, 35, 36, 40, 43, 46]
LEVELS = ["产出指标"] * 10 + ["效益指标"] * 2 + ["满意度指标"]


def real_samples() -> Path:
    """Return the folder of real samples; without one the test is skipped, and says so loudly."""
    folder = os.environ.get("JXKIT_REAL_SAMPLES", "")
    if folder:
        return Path(folder)
    message = "JXKIT_REAL_SAMPLES is not set: NOTHING WAS TESTED ON REAL REPORTS"
    if os.environ.get("JXKIT_NO_SKIPS") == "1":
        pytest.fail(message)
    warnings.filterwarnings("default", message=message)
    warnings.warn(message, UserWarning, stacklevel=2)
    pytest.skip(message)


def check_example(path: Path) -> None:
    project: Project
    (project,) = extract(read(path))
    record = contract(project)
    assert (record["name"], record["year"]) == ("金保工程网络维护费", 2023)
    assert (record["stated_total"], record["stated_grade"]) == (99.46, "A")
    assert [each["stated_score"] for each in record["indicators"]] == POINTS
    assert sum(each["full_score"] for each in record["indicators"]) == 90
    assert round(sum(POINTS), 2) == 89.46
    assert [each["level1"] for each in record["indicators"]] == LEVELS
    assert list(project.indicators["where"].map(lambda where: where.paragraph)) == PLACES
    amounts = {
        each["source"]: (each["initial"], each["annual"], each["executed"], each["where"][-4:])
        for each in record["funds"]
    }
    assert amounts == {
        "total": (18, 18, 18, "第13段"),
        "fiscal": (18, 18, 18, "第13段"),
        "other": (0, 0, 0, "第13段"),
    }
    assert record["funds"][0]["stated_rate"] == 100
    assert {name: where.paragraph for name, where in project.places.items()} == {
        "name": 1,
        "year": 1,
        "goal": 6,
        "result": 7,
        "stated_total": 48,
        "stated_grade": 48,
    }
    assert "20万元" in record["goal"]
    assert record["sections"]["problems"] == ""
    empty = [each.where.paragraph for each in project.sections if each.leaf and not each.text]
    assert empty == [38, 41, 50, 51, 56]
    assert (project.unread, project.warnings) == ((), ())
    damaged = "".join(each.before for each in project.repairs)
    for word in ("[bookmark: _GoBack]", "资会", "资合", "资全", "道守", "审评手续"):
        assert word in damaged
        assert not any(word in each.text for each in project.sections)


def test_the_example_shipped_is_read_to_the_last_digit() -> None:
    check_example(SHIPPED)


def test_the_example_as_published_is_read_to_the_last_digit() -> None:
    check_example(real_samples() / NAME)


def refusal(path: Path) -> UnreadableError | None:
    try:
        projects = extract(read(path))
    except UnreadableError as refused:
        return refused
    assert all(each.project_id for each in projects)
    return None


def test_every_real_report_is_read_or_refused_clearly() -> None:
    paths = sorted(real_samples().rglob("*.txt"))
    assert paths
    for path in paths:
        refused = refusal(path)
        assert refused is None or (path.name in refused.message and refused.advice)
