"""Charts: the artists show what the tables say, readable with one indicator and with sixty."""

from __future__ import annotations

import itertools
import multiprocessing
import pickle
from collections.abc import Iterator
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from by_hand import EXAMPLE, MONEY, NASTY, funds, indicator, indicators, project
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from jxkit import charts
from jxkit.charts.display import bundle
from jxkit.charts.rows import NAME_COLUMNS
from jxkit.charts.style import FAMILY, figure_of
from jxkit.errors import UsageError
from jxkit.typography import width

LONG = (
    "对推动基建项目“四项制度”健全和落实的持续性影响，包括2,500.35万元资金和abc（含100%）的部分"
    "与社会各界反映情况之间的关系以及其他若干方面的情况说明等内容在内的一项"
)


def bars(ax: Axes) -> dict[str, BarContainer]:
    return {str(each.get_label()): each for each in ax.containers if isinstance(each, BarContainer)}


def lengths(ax: Axes, label: str) -> list[float]:
    return [round(float(each.get_width()), 4) for each in bars(ax)[label]]


def written(ax: Axes) -> list[Text]:
    """Return all texts of the figure that can be seen."""
    figure = ax.figure
    return [
        each
        for each in figure.findobj(Text)
        if isinstance(each, Text) and each.get_visible() and each.get_text().strip()
    ]


def words(ax: Axes) -> str:
    return "\n".join(each.get_text() for each in written(ax))


def boxes(ax: Axes) -> Iterator[tuple[str, Bbox]]:
    """Draw the figure and go through the extents of its texts, tick labels once."""
    canvas: Any = FigureCanvasAgg(figure_of(ax))
    canvas.draw()
    for each in written(ax):
        yield each.get_text(), Text.get_window_extent(each, canvas.get_renderer())


def assert_readable(ax: Axes) -> None:
    """No text overlaps another and none leaves the figure."""
    extents = list(boxes(ax))
    whole = figure_of(ax).bbox
    for text, box in extents:
        assert whole.x0 - 1 <= box.x0, text
        assert box.x1 <= whole.x1 + 1, text
        assert whole.y0 - 1 <= box.y0, text
        assert box.y1 <= whole.y1 + 1, text
    for (text, box), (other, near) in itertools.combinations(extents, 2):
        shared = Bbox.intersection(box, near)
        assert shared is None or min(shared.width, shared.height) < 1.5, (text, other)


def many(count: int, name: str = "指标") -> Any:
    completions = itertools.cycle([150, 2500, 99.7, np.nan, -20, 0, 130, 199, 88.5, 100])
    mets = itertools.cycle(["yes", "no", "unknown"])
    return indicators(
        [
            indicator(f"{name}{place}", 2.5, next(completions), met=next(mets),
                      level1="产出指标" if place < count // 2 else "效益指标")
            for place in range(count)
        ]
    )  # fmt: skip


def every_chart(table: Any, money: Any) -> list[Axes]:
    return [
        charts.indicator_completion(table),
        charts.score_comparison(table, project().score),
        charts.budget_execution(money),
    ]


def test_every_indicator_has_a_row_in_the_order_of_the_document() -> None:
    ax = charts.indicator_completion(indicators(EXAMPLE))
    assert [each.get_text() for each in ax.get_yticklabels()] == [row["name"] for row in EXAMPLE]
    assert ax.yaxis_inverted()


def test_bars_are_as_long_as_the_completion_and_sorted_by_meaning() -> None:
    ax = charts.indicator_completion(indicators(EXAMPLE))
    assert lengths(ax, "达到目标") == [103.0928]
    assert lengths(ax, "达到超额线") == [150]
    assert lengths(ax, "是否完成须判断") == [88.5417]


def test_kinds_of_bars_differ_by_more_than_colour() -> None:
    ax = charts.indicator_completion(many(30))
    looks = [(each[0].get_hatch(), each[0].get_facecolor()[:3]) for each in bars(ax).values()]
    grey = [(hatch, round(0.3 * r + 0.59 * g + 0.11 * b, 1)) for hatch, (r, g, b) in looks]
    assert len(set(grey)) == len(grey) == 5


def test_the_target_and_the_over_completion_lines_stand_where_they_should() -> None:
    ax = charts.indicator_completion(indicators(EXAMPLE), lines=(120, 150))
    uprights = {line.get_label(): np.asarray(line.get_xdata())[0] for line in ax.lines}
    assert uprights["目标线 100%"] == 100
    assert uprights["超额线 120%"] == 120
    assert uprights["超额线 150%"] == 150


def test_what_cannot_be_computed_is_shown_and_says_why() -> None:
    rows = [
        *EXAMPLE,
        indicator("甲", 5, rule="deadline"),
        indicator("乙", 5, rule="none", met="unknown", unscored_reason="目标没有数字"),
        indicator("丙", 5, np.inf, rule="none"),
    ]
    ax = charts.indicator_completion(indicators(rows))
    assert len(bars(ax)["不能计算完成率"]) == 4
    for said in ("定性，按档计分", "时限计分，已完成", "无法计算：目标没有数字"):
        assert said in words(ax)


def test_lower_is_better_is_said_and_a_miss_stays_a_miss() -> None:
    row = indicator("投诉率", 5, 160, direction="lower", met="no", target="≤5%", actual="8%")
    ax = charts.indicator_completion(indicators([row]))
    assert lengths(ax, "未达到目标") == [160]
    assert ax.get_yticklabels()[0].get_text() == "投诉率（越低越好）"


def test_a_huge_outlier_is_cut_with_an_arrow_and_its_number() -> None:
    ax = charts.indicator_completion(
        indicators([indicator("甲", 5, 2500), indicator("乙", 5, 100)])
    )
    assert lengths(ax, "达到超额线") == [200]
    assert any(line.get_marker() == ">" for line in ax.lines)
    assert "2,500%" in words(ax)
    assert ax.get_xlim()[1] < 250


@pytest.mark.parametrize("count", [1, 2, 13, 30, 60])
@pytest.mark.parametrize("name", ["指", LONG])
def test_any_number_of_indicators_is_readable(count: int, name: str) -> None:
    table = many(count, name)
    for ax in (charts.indicator_completion(table), charts.score_comparison(table, project().score)):
        assert_readable(ax)


def test_the_figure_grows_with_its_rows() -> None:
    drawn = [charts.indicator_completion(many(count)) for count in (1, 30, 60)]
    heights = [figure_of(ax).get_figheight() for ax in drawn]
    assert heights == sorted(heights)
    assert heights[2] > 1.8 * heights[1]


def test_long_names_are_wrapped_and_numbers_stay_whole() -> None:
    ax = charts.indicator_completion(indicators([indicator(LONG, 5, 100)]))
    lines = ax.get_yticklabels()[0].get_text().split("\n")
    assert len(lines) > 3
    assert all(width(line) <= NAME_COLUMNS + 2 for line in lines)
    assert any("2,500.35" in line for line in lines)


def test_budget_bars_split_into_spent_and_not_spent() -> None:
    ax = charts.budget_execution(MONEY)
    assert lengths(ax, "全年执行数") == [18, 18]
    assert lengths(ax, "未执行") == [2, 2]
    assert [each.get_x() for each in bars(ax)["未执行"]] == [18, 18]
    assert "执行率90%\n未执行2万元" in words(ax)
    assert "未安排预算，也无支出" in words(ax)


def test_spending_without_or_beyond_budget_stands_out() -> None:
    ax = charts.budget_execution(
        funds(("甲", "own", 1, 1, 1.5), ("乙", "local", 0, 0, 5), ("丙", "other", 1, 4, np.nan))
    )
    assert lengths(ax, "超出预算的支出") == [0.5, 5]
    assert lengths(ax, "全年预算数（执行数未列）") == [4]
    assert "无预算而有支出" in words(ax)
    assert_readable(ax)


def test_amounts_of_different_units_are_drawn_in_one() -> None:
    ax = charts.budget_execution(
        MONEY.head(2).assign(unit=["万元", "元"], annual=[20, 100000.0], executed=[18, 80000.0])
    )
    assert lengths(ax, "全年执行数") == [18, 8]


def test_scores_show_full_stated_lost_and_recomputed() -> None:
    ax = charts.score_comparison(indicators(EXAMPLE), project().score)
    assert lengths(ax, "分值（满分）") == [10, 7.5, 7.5, 2.5, 15]
    assert lengths(ax, "自评得分") == [7.5, 7.5, 2.21, 15]
    assert lengths(ax, "失去的分值") == [0.29]
    assert "2.21 / 2.21\n失0.29分" in words(ax)
    spans = ax.collections[0].get_segments()  # type: ignore[attr-defined]
    assert [float(each) for each in spans[-1][:, 0]] == [12, 15]


def test_the_cap_reading_is_marked_where_it_differs() -> None:
    ax = charts.score_comparison(indicators(EXAMPLE), project().score)
    (marks,) = [line for line in ax.lines if line.get_label() == "按上限口径复算"]
    assert np.asarray(marks.get_xdata()).tolist() == [2.5]


def test_stated_points_of_execution_come_from_the_funds() -> None:
    listed = MONEY.assign(stated_score=[10.0, np.nan, np.nan])
    ax = charts.score_comparison(indicators(EXAMPLE), project().score, funds=listed)
    assert "10 / 9\n比复算多1分" in words(ax)
    assert "未单列" in words(charts.score_comparison(indicators(EXAMPLE), project().score))


def test_points_beyond_every_full_mark_are_cut_with_their_number() -> None:
    row = indicator("甲", 10, 100, stated_score=980)
    ax = charts.score_comparison(indicators([row]), None)
    assert "980分" in words(ax)
    assert ax.get_xlim()[1] < 20
    assert_readable(ax)


def test_with_everything_missing_there_is_a_picture_with_a_sentence() -> None:
    nothing = indicators(EXAMPLE).head(0)
    shown = [
        charts.indicator_completion(nothing),
        charts.score_comparison(nothing, None),
        charts.budget_execution(MONEY.head(0)),
    ]
    for ax in shown:
        assert any(each.get_text().endswith("。") for each in ax.texts)
        assert charts.svg(ax)


def test_all_numbers_missing_is_still_readable() -> None:
    points = ("full_score", "stated_score", "expected_low", "expected_high", "cap_low", "cap_high")
    blank = dict.fromkeys(points, np.nan)
    table = indicators([indicator("", 5, target="", actual="", met="", **blank)])
    money = funds(("", "own", np.nan, np.nan, np.nan))
    for ax in every_chart(table, money):
        assert_readable(ax)
    assert "分值与得分均未列出" in words(charts.score_comparison(table, None))


@pytest.mark.parametrize(
    "text", [NASTY, "$", "$$x$$", "\ud800", "a" * 300, "\n", "𠮷野家", "مرحبا"]
)
def test_any_text_is_drawn_literally(text: str) -> None:
    table = indicators([indicator(text, 5, 150, target=text, actual=text, level1=text)])
    for ax in every_chart(table, funds((text, "own", 1, 2, 3))):
        drawn = charts.svg(ax)
        assert "mathtext" not in drawn
        assert_readable(ax)
        assert words(ax).count("$") >= text.count("$")


def test_all_text_is_set_in_the_font_of_the_kit() -> None:
    for ax in every_chart(indicators(EXAMPLE), MONEY):
        assert {each.get_fontfamily()[0] for each in written(ax)} == {FAMILY}
        assert {each.get_fontname() for each in written(ax)} == {FAMILY}


def test_the_settings_of_the_session_are_left_alone() -> None:
    before = dict(mpl.rcParams)
    charts.svg(charts.indicator_completion(indicators(EXAMPLE)))
    assert dict(mpl.rcParams) == before


def test_the_axes_given_are_drawn_on() -> None:
    figure = Figure(figsize=(8, 6))
    left, right = figure.subplots(1, 2)
    assert charts.indicator_completion(indicators(EXAMPLE), ax=left) is left
    assert charts.budget_execution(MONEY, ax=right) is right
    assert figure.get_size_inches().tolist() == [8, 6]


def test_svg_is_the_same_on_every_run_and_keeps_its_text() -> None:
    first, again = (charts.svg(charts.indicator_completion(indicators(EXAMPLE))) for _ in range(2))
    assert first == again
    assert "光模块数量" in first.split(">", 1)[1]
    assert "<metadata" not in first
    assert "<!DOCTYPE" not in first
    assert "<style" not in first
    assert first.count("http") == first.count('="http://www.w3.org/')
    assert len(first) < 60_000


def test_ids_of_two_figures_do_not_clash() -> None:
    import re

    one, two = (
        set(re.findall(r'\bid="([^"]+)"', charts.svg(ax)))
        for ax in every_chart(indicators(EXAMPLE), MONEY)[:2]
    )
    assert one
    assert not one & two


def test_the_alternative_text_tells_the_numbers() -> None:
    text = charts.alt_text(charts.indicator_completion(indicators(EXAMPLE)))
    for said in ("共4项", "光模块数量150%", "其他耗材金额88.5%", "保障业务正常运转", "130%"):
        assert said in text
    assert "执行率90%" in charts.alt_text(charts.budget_execution(MONEY))
    score = charts.alt_text(charts.score_comparison(indicators(EXAMPLE), project().score))
    assert "其他耗材金额自评2.21分" in score
    assert "93.46–99.46分" in score


def test_a_foreign_chart_has_no_text_of_ours_and_no_bundle() -> None:
    foreign = Figure().subplots()
    with pytest.raises(UsageError, match=r"jxkit\.charts"):
        charts.alt_text(foreign)
    assert bundle(foreign) is None


def test_a_notebook_gets_svg_with_its_text() -> None:
    shown = bundle(charts.budget_execution(MONEY))
    assert shown is not None
    outputs, metadata = shown
    assert set(outputs) == {"image/svg+xml", "text/plain"}
    assert metadata["image/svg+xml"]["alt"] == outputs["text/plain"]


def test_the_last_line_of_a_cell_shows_the_chart_once() -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    try:
        formatter: Any = shell.display_formatter
        outputs, metadata = formatter.format(charts.budget_execution(MONEY))
    finally:
        InteractiveShell.clear_instance()
    assert outputs["image/svg+xml"].startswith("<svg")
    assert "Axes" not in outputs["text/plain"]
    assert set(outputs) == {"image/svg+xml", "text/plain"}
    assert metadata["image/svg+xml"]["alt"].startswith("预算执行情况")


def _drawn() -> str:
    return charts.svg(charts.indicator_completion(indicators(EXAMPLE)))


@pytest.mark.skipif("forkserver" not in multiprocessing.get_all_start_methods(), reason="no fork")
def test_a_forked_process_draws_the_same() -> None:
    here = _drawn()
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(_drawn) == here


def test_unscored_indicators_ask_for_scoring_first() -> None:
    plain = indicators(EXAMPLE).drop(columns=["completion", "expected_low"])
    with pytest.raises(UsageError, match="计分"):
        charts.indicator_completion(plain)
    with pytest.raises(UsageError, match="expected_low"):
        charts.score_comparison(plain, None)


def test_drawing_does_not_change_the_tables() -> None:
    table, money = indicators(EXAMPLE), MONEY.copy()
    before = pickle.dumps((table, money))
    every_chart(table, money)
    assert pickle.dumps((table, money)) == before
