"""Extraction: what an expert says of a text is what is read of it, and nothing else."""

from __future__ import annotations

import math
import re
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from jxkit.errors import JxkitError, UnreadableError
from jxkit.extraction import extract
from jxkit.extraction.mending import mend
from jxkit.model import Document, Paragraph, Project, Where
from jxkit.record import contract, from_json, to_json
from jxkit.words import FUNDS, INDICATORS, MEASURES

CASES = Path(__file__).parent / "cases"
TITLE = "2023年网络维护费项目绩效自评报告"
FUND = "年初预算数1万元，全年预算数1万元。"
_TEXTS = ("level1", "level2", "name", "target", "actual")
_INDICATOR = (*_TEXTS, "full_score_text", "stated_score_text", "reason")
_AMOUNTS = ("initial", "annual", "executed")


def cases(name: str) -> list[Any]:
    found = YAML(typ="base").load((CASES / f"extraction_{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(each, id=each["case"]) for each in found]


def document(text: str) -> Document:
    lines = tuple(
        Paragraph(line, Where("报告.txt", paragraph=number))
        for number, line in enumerate(text.split("\n"), 1)
    )
    return Document("报告.txt", "ab" * 32, lines)


def project(text: str) -> Project:
    found, *others = extract(document(text))
    assert not others
    return found


def messages(found: Project) -> str:
    return "\n".join(each.message for each in found.warnings)


def check_warnings(found: Project, case: dict[str, Any]) -> None:
    if "warnings" not in case:
        assert not found.warnings
    for words in case.get("warnings", ()):
        assert words in messages(found)


def number(text: str) -> float:
    return float(text) if text else math.nan


@pytest.mark.parametrize("case", cases("indicators"))
def test_indicators_are_read_as_an_expert_reads_them(case: dict[str, Any]) -> None:
    found = project(f"{TITLE}\n{case['text']}")
    rows = found.indicators.to_dict("records")
    assert [[row[name] for name in _INDICATOR] for row in rows] == case["indicators"]
    places = [row["where"].paragraph for row in rows]
    assert [str(place) for place in places] == case.get("places", [str(each) for each in places])
    mended = [[each.before, each.after] for each in found.repairs]
    assert mended == case.get("repairs", [])
    check_warnings(found, case)


@pytest.mark.parametrize("case", cases("funds"))
def test_funds_are_read_as_an_expert_reads_them(case: dict[str, Any]) -> None:
    found = project(f"{TITLE}\n一、资金投入情况\n{case['text']}")
    rows = found.funds.to_dict("records")
    assert [row["source"] for row in rows] == [row[0] for row in case["funds"]]
    for row, wanted in zip(rows, case["funds"], strict=True):
        read = [row[name] for name in (*_AMOUNTS, "stated_rate")]
        assert read == pytest.approx([*map(number, (*wanted[1:4], wanted[5]))], nan_ok=True)
        assert row["unit"] == wanted[4]
        assert row["where"].paragraph > 2
    check_warnings(found, case)


@pytest.mark.parametrize("case", cases("facts"))
def test_facts_are_read_as_an_expert_reads_them(case: dict[str, Any]) -> None:
    found = project(f"{case['text']}\n一、资金投入情况\n{FUND}")
    for name, value in case.get("facts", {}).items():
        fact = "stated_total_text" if name == "stated_total" else name
        assert str(getattr(found, fact)) == value
        assert name in found.places
    for name in case.get("absent", ()):
        assert getattr(found, name) is None
        assert name not in found.places
    check_warnings(found, case)


@pytest.mark.parametrize("case", cases("sections"))
def test_sections_are_known_by_their_words(case: dict[str, Any]) -> None:
    found = project(f"{TITLE}\n{case['text']}\n一、资金投入情况\n{FUND}")
    read = [
        [each.family, each.heading, str(each.level), "yes" if each.leaf else "no", each.text]
        for each in found.sections[:-1]
    ]
    assert read == case["sections"]
    assert [each.text for each in found.unread] == case.get("unread", [])


def test_points_listed_for_execution_belong_to_the_funds() -> None:
    found = project(f"{TITLE}\n一、资金投入情况\n{FUND}\n预算执行率100%，分值10分，得分9分。")
    assert found.indicators.empty
    row = found.funds.iloc[0]
    assert (row["full_score"], row["stated_score"], row["stated_rate"]) == (10, 9, 100)


def test_an_id_depends_on_year_name_and_reporter_alone() -> None:
    text = f"{TITLE}\n实施单位：甲中心\n一、资金投入情况\n{FUND}"
    first, second = project(text), project(f"{text}\n补充一句。")
    other = project(text.replace("甲中心", "乙中心"))
    assert first.project_id == second.project_id
    assert first.project_id != other.project_id
    assert first.project_id.startswith("2023-网络维护费-")
    assert len(first.project_id.rsplit("-", 1)[1]) == 4


def test_a_file_may_hold_several_reports() -> None:
    indicator = "（一）产出指标\n1)路由器，目标值≥2个，实际完成3个，分值10，得分10。"
    found = extract(document(f"{TITLE}\n{indicator}\n2022年培训费项目绩效自评报告\n{indicator}"))
    assert [each.name for each in found] == ["网络维护费", "培训费"]
    assert [len(each.indicators) for each in found] == [1, 1]
    assert [row.paragraph for each in found for row in each.indicators["where"]] == [3, 6]


def test_the_title_of_an_annex_begins_no_report() -> None:
    indicator = "（一）产出指标\n1)路由器，目标值≥2个，实际完成3个，分值10，得分10。"
    assert project(f"{TITLE}\n{indicator}\n附件：项目支出绩效自评表").name == "网络维护费"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("关于开会的通知\n请各单位参加。", "不像项目支出绩效自评报告"),
        ("2023年度部门整体支出绩效自评报告\n一、基本情况\n本局共有50人。", "整体支出绩效自评"),
        (
            "项目支出绩效自评表\n项目名称 甲\n一级指标 二级指标 三级指标 分值",
            "表格的行和列已经丢失",
        ),
        (TITLE, "不像项目支出绩效自评报告"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_clear_sentence(text: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as refused:
        extract(document(text))
    assert "报告.txt" in refused.value.message
    assert refused.value.advice


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("[bookmark: _GoBack]2023年", "2023年"),
        ("实际支出资会18万元", "实际支出资金18万元"),
        ("往来资合结算管理", "往来资金结算管理"),
        ("、资全管理状况良好", "、资金管理状况良好"),
        ("我单位在道守国家政策", "我单位在遵守国家政策"),
        ("专项资金的申请及使用审评手续", "专项资金的申请及使用审批手续"),
        ("制度，完善,落实", "制度，完善，落实"),
        ("一是培训, ，二是采购", "一是培训，二是采购"),
    ],
)
def test_damaged_words_are_mended_and_logged(printed: str, mended: str) -> None:
    text, log = mend(Paragraph(printed, Where("报告.txt", paragraph=1)))
    assert text == mended
    restored = text
    for each in reversed(log):
        assert each.after in restored
        restored = restored.replace(each.after, each.before, 1) if each.after else printed
    assert restored == printed


@pytest.mark.parametrize(
    "text",
    [
        "召开投资会议",
        "合资会计",
        "铁道守护",
        "物资全部管理",
        "药品审评手续",
        "a,b",
        "甲,乙",
        "1,200，3",
    ],
)
def test_what_is_possible_as_printed_stays(text: str) -> None:
    assert mend(Paragraph(text, Where("报告.txt", paragraph=1))) == (text, ())


@pytest.mark.parametrize("case", cases("indicators"))
def test_frames_have_the_declared_columns_and_survive_the_store(case: dict[str, Any]) -> None:
    found = project(f"{TITLE}\n{case['text']}\n{FUND}")
    assert list(found.indicators) == [each.name for each in INDICATORS + MEASURES]
    assert list(found.funds) == [each.name for each in FUNDS]
    again = from_json(to_json(found))
    assert again.indicators.equals(found.indicators)
    assert again.funds.equals(found.funds)
    assert contract(again) == contract(found)


_PIECES = re.split(
    r"\s+",
    """
1) （一） 一、 ２． 目标值 实际完成 分值 得分 ， 。 ； ： 原因 ≥10支 100% 7.5 -1 万元 元 18.00
光模块
年初预算数 全年预算数 全年执行数 财政拨款 其他资金 其中： 预算执行率 产出指标完成情况 数量指标
经济效益 成本指标 服务对象满意度 存在问题 自评得分 等级为A 预期目标： 项目编码： 实施单位： 2023年
单位：万元 项目绩效自评报告 [bookmark: 支出资会 道守国家 整体支出绩效自评 项目名称：
99999999999999999999""",
)
pieces = st.sampled_from([*_PIECES, "\n", "\n\n", " ", "\t", "\x00", "😀", "\ud800"])
texts = st.text(max_size=80) | st.lists(pieces, max_size=60).map("".join)


@given(texts)
@example(f"{TITLE}\n得分，得分，得分")
@settings(max_examples=300, deadline=None)
def test_no_text_brings_extraction_down(text: str) -> None:
    try:
        found = extract(document(text))
    except JxkitError:
        return
    for each in found:
        assert each.project_id
        assert from_json(to_json(each)).indicators.equals(each.indicators)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_every_paragraph_is_accounted_for_once(text: str) -> None:
    """What a project does not use stands in `unread`, as printed."""
    whole = document(f"{TITLE}\n一、资金投入情况\n{FUND}\n二、附录\n{text}")
    printed = {each.where: each.text for each in whole.paragraphs}
    try:
        found = extract(whole)
    except JxkitError:
        return
    for each in found:
        assert len({line.where for line in each.unread}) == len(each.unread)
        assert all(printed[line.where] == line.text for line in each.unread)


@pytest.mark.parametrize(
    "piece",
    [
        "得分",
        "，",
        " ",
        "=",
        "目标值1，",
        "1)甲，目标值1，实际完成1，分值1，得分1。",
        "[bookmark:",
        "（",
        "年初预算数1万元，",
        "9",
    ],
)
def test_ten_times_the_text_takes_about_ten_times_the_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = f"{TITLE}\n（一）产出指标\n{piece * (size // len(piece))}\n一、资金\n{FUND}"
        begun = perf_counter()
        extract(document(text))
        return perf_counter() - begun

    short = max(seconds(20_000), 0.02)
    assert seconds(200_000) < 40 * short


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("94%（发放问卷200份）", "94%（发放问卷200份）"),
        ("12次(84%)", "12次(84%)"),
        ("94%）", "94%"),
    ],
)
def test_a_bracket_stays_with_its_partner(printed: str, read_as: str) -> None:
    line = f"1）群众满意度：目标值≥90%，实际完成值{printed}，分值10分，得分10分。"
    text = f"2024年甲项目绩效自评报告\n（一）满意度指标\n{line}\n"
    where = [Where("甲.txt", paragraph=number) for number in range(1, 4)]
    blocks = tuple(Paragraph(*each) for each in zip(text.splitlines(), where, strict=True))
    (project,) = extract(Document("甲.txt", "0" * 64, blocks))
    assert project.indicators["actual"].tolist() == [read_as]
