"""Typography: numbers as a reader prints them, lines broken where Chinese allows it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxkit.typography import number, pad, width, wrap


@pytest.mark.parametrize(
    ("value", "digits", "printed"),
    [
        (1234567.5, 2, "1,234,567.5"),
        (2.675, 2, "2.68"),
        (2.2135, 2, "2.21"),
        (-0.29, 2, "−0.29"),
        (-0.001, 2, "0"),
        (100, 2, "100"),
        (np.int64(7), 2, "7"),
        (2500, 0, "2,500"),
        (float("nan"), 2, "—"),
        (float("inf"), 2, "—"),
        (None, 2, "—"),
    ],
)
def test_numbers_are_rounded_half_up_with_separators(
    value: object, digits: int, printed: str
) -> None:
    assert number(value, digits) == printed


def test_fixed_decimals_keep_their_zeros() -> None:
    assert number(18, fixed=True) == "18.00"


def test_padding_counts_a_chinese_character_twice() -> None:
    assert pad("资金", 6, "right") == "  资金"
    assert pad("资金", 6, "center") == " 资金 "
    assert width("资金a") == 5


def test_a_number_stays_whole_and_no_line_begins_with_a_closing_mark() -> None:
    lines = wrap("总投资2,500.35万元（含≥97.5%的部分），其余为年终结转。", 16)
    assert any("2,500.35" in line for line in lines)
    assert any("≥97.5%" in line for line in lines)
    assert not any(line[0] in "，。）%" for line in lines)


def test_too_many_lines_end_in_an_ellipsis() -> None:
    lines = wrap("甲" * 80, 20, lines=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(width(line) <= 20 for line in lines)


@given(st.text(max_size=200), st.integers(4, 40))
def test_wrapping_loses_nothing_but_blanks(text: str, columns: int) -> None:
    assert "".join("".join(wrap(text, columns)).split()) == "".join(text.split())


@given(st.text(max_size=200), st.integers(4, 40))
def test_only_closing_marks_hang_over_the_margin(text: str, columns: int) -> None:
    assert all(
        width(line.rstrip("，。、；：！？）》”’」】〕％…,.;:!?)%‰")) <= columns
        for line in wrap(text, columns)
    )
