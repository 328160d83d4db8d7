"""Quantities: cells are read as printed, and a target is met only where the texts settle it."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from jxkit.quantity import (
    Quantity,
    as_json,
    comparable,
    compare,
    is_cost,
    is_fund,
    parse,
    ratio,
    repair,
    tier,
)
from jxkit.quantity.grammar import LONGEST

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[list[str]]:
    found: list[list[str]] = YAML(typ="base").load((CASES / name).read_text(encoding="utf-8"))
    return found


VALUES = rows("quantity_values.yaml")
COMPARISONS = rows("quantity_comparisons.yaml")

WORDS = (
    "大于等于 不少于 控制在 以上 以内 及 每 月 年 季度 日 底前 全年 完成 达成预期指标 未 次 人 元 "
    "万 亿 三 十 百 百分之 个 是 优良中差 正向 定性 ２ ％ ， 至 ± (≥80%) 工 ^ 产值 时间"
)
pieces = st.sampled_from([*"0123456789.,-—~%‰≥≤<>=^ ()/*\x00", *WORDS.split()])
cells = st.text(max_size=40) | st.lists(pieces, max_size=12).map("".join)


@pytest.mark.parametrize("row", VALUES, ids=lambda row: row[0] or "empty")
def test_a_cell_is_read_as_printed(row: list[str]) -> None:
    text, kind, op, number, upper, unit = row + [""] * (6 - len(row))
    value = parse(text)
    assert (value.kind, value.op or "", value.unit or "") == (kind, op, unit)
    assert value.number == (float(number) if number else None)
    assert value.upper == (float(upper) if upper else None)


@pytest.mark.parametrize("row", VALUES, ids=lambda row: row[0] or "empty")
def test_a_value_printed_and_read_again_is_the_same(row: list[str]) -> None:
    value = parse(row[0])
    assert parse(str(value)) == value


@pytest.mark.parametrize("row", COMPARISONS, ids=lambda row: "|".join(row[:4]))
def test_a_target_is_met_only_where_the_texts_settle_it(row: list[str]) -> None:
    target, actual, name, level2, direction, met = row
    found = compare(target, actual, name, level2, year=2023)
    assert (found.direction, found.met) == (direction, met)


@given(cells)
def test_any_text_is_read_and_printed_text_reads_the_same(text: str) -> None:
    value = parse(text)
    assert parse(str(value)) == value


@given(cells)
def test_full_width_equals_half_width(text: str) -> None:
    wide = text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert parse(wide) == parse(text)


@given(cells, cells, cells, cells)
def test_any_two_texts_compare_and_print_as_json(
    target: str, actual: str, name: str, level2: str
) -> None:
    record = as_json(compare(target, actual, name, level2))
    assert json.loads(json.dumps(record, allow_nan=False)) == record
    assert tier(actual, target) in {"top", "middle", "bottom", "unknown"}


@given(st.floats(0, 1e9, allow_nan=False).map(lambda number: round(number, 4)))
def test_every_plain_number_keeps_its_value(number: float) -> None:
    assert parse(f"≥{number:.4f}万元") == Quantity("number", ">=", number, unit="万元")


@given(cells, st.integers(2000, 2030))
def test_a_target_copied_as_its_result_is_never_missed(text: str, year: int) -> None:
    assert compare(text, text, year=year).met != "no"


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1-", " ", " 5", "年", "每", "一", "大于", "(", "1月", "正向 ", "\ud800"]
)
def test_a_huge_cell_is_answered_at_once(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = perf_counter()
    compare(text, text, text, text)
    assert perf_counter() - start < 2


@pytest.mark.parametrize("piece", ["1", "1,111", "1-", "年", "每", "一百", "工", "1月", "未", "到"])
def test_the_longest_cell_that_is_parsed_takes_no_time(piece: str) -> None:
    text = (piece * LONGEST)[: LONGEST - 1] + "5"
    start = perf_counter()
    parse(text)
    assert perf_counter() - start < 0.1


def test_parsing_is_fast_enough_for_a_province() -> None:
    texts = [row[0] for row in VALUES] * 20
    start = perf_counter()
    for text in texts:
        parse(text)
    assert len(texts) / (perf_counter() - start) > 20_000


def test_the_record_has_exactly_the_fields_of_the_contract() -> None:
    assert as_json(compare("16—60周岁", "/")) == {
        "target_value": {"kind": "range", "op": "range", "number": 16, "upper": 60, "unit": "周岁"},
        "actual_value": {"kind": "blank", "op": None, "number": None, "upper": None, "unit": None},
        "direction": "none",
        "met": "unknown",
    }


def test_a_missing_year_is_the_report_year() -> None:
    assert compare("12月底前", "2024年1月", year=2023).met == "no"
    assert compare("12月底前", "2024年1月", year=2024).met == "yes"


@pytest.mark.parametrize(
    ("actual", "target", "expected"),
    [
        ("达成预期指标", "效果明显", "top"),
        ("有效保障", "有效保障", "top"),
        ("按规定执行", "按规定执行", "top"),
        ("部分达成年度指标并具有一定效果", "效果明显", "middle"),
        ("基本达到", "是", "middle"),
        ("基本提高", "显著提高", "middle"),
        ("未达成", "效果明显", "bottom"),
        ("第2期未能及时验收", "及时验收", "bottom"),
        ("否", "是", "bottom"),
        ("良", "优良中低差", "top"),
        ("中", "优良中低差", "middle"),
        ("差", "优良中低差", "bottom"),
        ("优良中低差", "优良中低差", "unknown"),
        ("便捷、快速运用", "便于信息化应用", "unknown"),
        ("100%", "效果明显", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_the_tier_of_a_result_in_words(actual: str, target: str, expected: str) -> None:
    assert tier(actual, target) == expected


@pytest.mark.parametrize(
    ("target", "actual", "name", "expected"),
    [
        ("≥10支", "15支", "", 1.5),
        ("19.2万元", "170000元", "", 17 / 19.2),
        ("≥80%", "1260(84%)", "", 1.05),
        ("每月1次", "6次", "", 0.5),
        ("0起", "0起", "", None),
        ("3-5天", "4天", "", None),
        ("100%", "30台", "", None),
        ("21万元/个", "21万元", "", None),
        ("21万元/个", "21万元", "设备单价", 1.0),
        ("长期", "长期", "", None),
    ],
)
def test_the_ratio_of_two_values(
    target: str, actual: str, name: str, expected: float | None
) -> None:
    found = ratio(parse(target), parse(actual), name)
    assert found == (None if expected is None else pytest.approx(expected))


def test_zero_is_comparable_although_it_has_no_ratio() -> None:
    assert comparable(parse("0起"), parse("2起"))
    assert not comparable(parse("0起"), parse("100%"))


def test_cost_and_fund_rows_are_told_by_their_second_level() -> None:
    assert is_cost("维护总额", "成本指标")
    assert is_cost("设备单价")
    assert not is_cost("设备单价", "数量指标")
    assert is_fund("年度资金总额")
    assert not is_fund("成本指标")


@pytest.mark.parametrize(
    ("text", "name", "mended"),
    [
        ("290%", "市民满意度", "≥90%"),
        ("290$", "市民满意度", "≥90%"),
        ("采购的原种合格率290$", "", "采购的原种合格率≥90%"),
        ("^80%", "推广面积占比", "≥80%"),
        ("工5%", "亩均收入", "≥5%"),
        ("5=50%", "认知度", "≥50%"),
        ("80酚", "满意度", "80%"),
        ("20万兀", "维护总额", "20万元"),
        ("290%", "产值增长率", None),
        ("290个", "站点数量", None),
        ("120%", "满意度", None),
        ("95%", "满意度", None),
        ("IO个", "站点数量", None),
        ("W90万元", "维护总额", None),
        ("长期", "稳定", None),
    ],
)
def test_only_what_is_impossible_as_printed_is_mended(
    text: str, name: str, mended: str | None
) -> None:
    assert repair(text, name) == mended
