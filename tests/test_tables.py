"""Tables: one description, shown as semantic HTML, valid Typst and plain text."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from typing import Any

import numpy as np
import pytest
import typst
from by_hand import (
    EXAMPLE,
    NASTY,
    audit,
    bare,
    finding,
    funds,
    indicator,
    indicators,
    project,
)
from lxml import html as lxml_html

from jxkit import tables
from jxkit.markup import EVIDENCE, TYPST
from jxkit.model import Audit, Outcome, Paragraph, Range
from jxkit.tables.points import difference
from jxkit.typography import width


def bundle(shown: Any) -> dict[str, Any]:
    outputs: dict[str, Any] = shown._repr_mimebundle_()
    return outputs


def tree(shown: Any) -> Any:
    return lxml_html.fragment_fromstring(bundle(shown)["text/html"], create_parent="section")


def nasty_audit() -> Audit:
    rows = [indicator(NASTY, 7.5, 150, target=NASTY, actual=NASTY, level1=NASTY)]
    made = project(
        name=NASTY,
        goal=NASTY,
        indicators=indicators(rows),
        funds=funds((NASTY, "own", 1, 2, 3)),
        unread=(Paragraph(NASTY, next(iter(audit().findings)).where),),
        file=f"{NASTY}.txt",
    )
    found = (finding("D4", "error", NASTY, amount=2.0),)
    return Audit(made, (Outcome("D4", NASTY, "found", findings=found),))


def shown_of(which: Audit) -> list[Any]:
    of_project = (
        tables.facts, tables.funds, tables.indicators, tables.score,
        tables.unread, tables.repairs, tables.origin,
    )  # fmt: skip
    of_audit = (tables.findings, tables.findings_overview, tables.checks, tables.unchecked)
    return [show(which.project) for show in of_project] + [show(which) for show in of_audit]


@pytest.mark.parametrize("which", [audit(), audit(bare()), nasty_audit(), Audit(bare(), ())])
def test_every_table_compiles_as_accessible_typst(which: Audit) -> None:
    parts = "\n\n".join(bundle(each)[TYPST] for each in shown_of(which))
    source = f'#set document(title: "t")\n#set text(lang: "zh")\n= 表\n{parts}'
    pdf = typst.compile(source.encode(), pdf_standards=["ua-1"])
    assert pdf is not None
    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize("which", [audit(), audit(bare()), nasty_audit()])
def test_html_has_no_style_no_script_and_nothing_from_the_data_as_markup(which: Audit) -> None:
    for each in shown_of(which):
        root = tree(each)
        assert not root.xpath(".//*[@style] | .//script | .//b | .//a")
        assert not root.xpath(".//@*[contains(., 'http')]")


def test_every_head_has_its_scope_and_every_row_a_head() -> None:
    root = tree(tables.indicators(project()))
    assert {each.get("scope") for each in root.iter("th")} == {"col", "row", "rowgroup"}
    assert len(root.xpath(".//th[@scope='row']")) == len(EXAMPLE)
    assert [each.text for each in root.xpath(".//th[@scope='rowgroup']")] == [
        "产出指标 · 数量指标",
        "产出指标 · 成本指标",
        "效益指标 · 社会效益",
    ]


def test_text_of_the_data_comes_through_whole() -> None:
    cells = [
        each.text_content() for each in tree(tables.indicators(nasty_audit().project)).iter("th")
    ]
    assert any("<b>&\"'$x^2$ *粗*" in cell for cell in cells)


def test_units_stand_in_the_heads_of_funds() -> None:
    heads = [each.text_content() for each in tree(tables.funds(project())).iter("th")]
    assert "全年执行数（万元）" in heads
    assert "复算执行率（%）" in heads


def test_a_source_without_budget_has_no_rate() -> None:
    rows = tree(tables.funds(project())).xpath(".//tbody/tr")
    assert [row.xpath("string(td[5])") for row in rows] == ["90", "90", "不适用"]


def test_amounts_of_different_units_carry_their_own() -> None:
    table = project().funds.assign(unit=["万元", "元", "元"])
    root = tree(tables.funds(project(funds=table)))
    assert "18.00万元" in root.text_content()
    assert "18.00元" in root.text_content()


@pytest.mark.parametrize(
    ("stated", "text", "low", "high", "said"),
    [
        (2.21, "2.21", 2.213542, 2.213542, "相符"),
        (15, "15", 12, 15, "相符"),
        (10, "10", 8.0435, 8.0435, "+1.96 多计"),
        (2.0, "2.00", 2.25, 2.25, "−0.25 取整"),
        (2.1, "2.1", 2.25, 2.25, "−0.15 少计"),
        (2.2, "2.2", 2.25, 2.25, "相符"),
        (9, "9", 8.97, 8.97, "+0.03 取整"),
        (980, "980", 10, 10, "+970 多计"),
    ],
)
def test_a_difference_is_said_in_sign_and_word(
    stated: float, text: str, low: float, high: float, said: str
) -> None:
    assert difference(stated, text, Range(low, high)) == said


def test_indicators_that_cannot_be_recomputed_say_why() -> None:
    row = indicator("某指标", 5, expected_low=np.nan, unscored_reason="指标值没有数字")
    assert "指标值没有数字" in str(tables.indicators(project(indicators=indicators([row]))))


def test_an_unscored_project_shows_what_is_stated_only() -> None:
    plain = project(indicators=project().indicators.drop(columns="expected_low"), score=None)
    assert "复算" not in str(tables.indicators(plain)).splitlines()[1]
    assert str(tables.score(plain)) == "项目尚未计分。"


def test_the_score_shows_both_readings_and_the_norm() -> None:
    root = tree(tables.score(project()))
    total = root.xpath(".//tr[th='总分']")[0]
    assert [cell.text for cell in total.iter("td")] == ["100", "99.46", "93.46–99.46", "94–100"]
    assert "全国2020规则（national-2020）" in root.text_content()
    assert "70分（共100分）" in root.text_content()


def test_a_block_with_an_unknown_part_has_no_recomputed_sum() -> None:
    rows = [*EXAMPLE, indicator("某指标", 5, expected_low=np.nan, expected_high=np.nan)]
    root = tree(tables.score(project(indicators=indicators(rows))))
    block = root.xpath(".//tr[th='产出指标']")[0]
    assert block.xpath("string(td[3])") == "—"


def test_a_place_leaves_out_the_file_of_the_project_itself() -> None:
    assert "自评报告" not in tree(tables.indicators(project())).text_content()


@pytest.mark.parametrize("show", [tables.funds, tables.indicators, tables.unread, tables.repairs])
def test_an_empty_table_is_a_sentence(show: Any) -> None:
    root = tree(show(bare()))
    assert not root.xpath(".//table")
    assert root.xpath("string(p)").endswith("。")


def test_plain_columns_line_up_by_the_width_of_chinese_characters() -> None:
    lines = str(tables.findings_overview(audit())).splitlines()
    places = {
        width(line[: line.index(code)]) for line, code in zip(lines[3:], ["D4", "B5"], strict=True)
    }
    assert len(places) == 1


def test_findings_come_worst_first_each_with_an_anchor_of_its_own() -> None:
    articles = tree(tables.findings(audit())).xpath("./article")
    assert [each.get("id") for each in articles] == [
        "finding-d4-1",
        "finding-b5-1",
        "finding-b5-2",
    ]
    assert articles[0].get("class") == "finding error"
    assert articles[0].xpath(".//dt/text()") == [
        "依据", "影响", "建议", "自评", "应为", "算式", "涉及金额", "出处",
    ]  # fmt: skip


def test_checks_that_were_not_made_say_why() -> None:
    assert "没有可比较的单位" in str(tables.unchecked(audit()))
    assert "未核查" in str(tables.checks(audit()))


def test_the_origin_names_hash_norm_and_versions() -> None:
    text = str(tables.origin(project()))
    assert "ab" * 32 in text
    assert "财预〔2020〕10号" in text
    assert "pandas" in text


def files(which: Audit) -> dict[str, str]:
    return {
        each["name"]: each["text"] for each in bundle(tables.evidence(which))[EVIDENCE]["files"]
    }


def test_evidence_is_the_same_on_every_run() -> None:
    assert files(audit()) == files(audit())
    assert list(files(audit())) == ["indicators.csv", "funds.csv", "findings.csv", "project.json"]


def test_no_text_in_the_evidence_is_a_formula_and_numbers_stay_numbers() -> None:
    rows = [
        indicator("=1+1", 7.5, 150, target="-2%", actual="-3", reason="@SUM(A1)", stated_score=-3)
    ]
    text = files(audit(project(indicators=indicators(rows))))["indicators.csv"]
    (cells,) = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
    assert cells["三级指标"] == "'=1+1"
    assert cells["年度指标值"] == "'-2%"
    assert cells["实际完成值"] == "-3"
    assert cells["偏差原因分析及改进措施"] == "'@SUM(A1)"
    assert cells["自评得分"] == "-3"
    assert cells["完成率"] == "150"


def test_the_evidence_of_a_project_is_valid_json_with_its_code_as_text() -> None:
    record = json.loads(files(audit())["project.json"])
    assert record["project_id"] == "0012345"
    assert record["score"]["total_cap"] == {"low": 94, "high": 100}
    unscored = json.loads(files(audit(replace(project(), score=None)))["project.json"])
    assert unscored["score"] is None
