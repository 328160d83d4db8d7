"""The heads of a form's columns and the labels of its money, as printed in the provinces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jxkit.extraction.grids import Row

_INDICATORS: Final = {
    "level1": ("一级指标",),
    "level2": ("二级指标",),
    "name": ("三级指标", "指标名称", "指标内容", "具体指标", "绩效指标内容"),
    "target": (
        "年度指标值", "指标值", "目标值", "年初目标值", "预期指标值", "年初指标值", "绩效目标值",
        "年度目标指标值", "考核值", "年度目标值", "预期目标值", "全年目标值",
    ),
    "actual": (
        "实际完成值", "全年实际值", "全年完成值", "全年实际完成值", "完成值", "年终完成值",
        "单项指标实际完成值", "实际完成", "实际值", "实际完成指标值", "实际完成情况",
    ),
    "full": ("分值", "权重", "指标分值", "指标权重", "考核分值", "标准分值", "分数", "权重分值"),
    "score": ("得分", "自评分", "自评得分", "单项指标得分", "指标得分", "评分"),
    "reason": (
        "偏差原因分析及改进措施", "未完成原因分析", "未完成原因和改进措施", "偏差原因分析",
        "未完成原因及拟采取的改进措施", "偏差大或目标未完成原因分析", "原因", "说明", "备注",
        "未完成原因分析及改进措施", "偏差原因及改进措施", "未完成原因和拟采取的改进措施",
    ),
    "nature": ("指标性质", "指标方向", "计算符号", "符号"),
    "unit": ("计量单位", "度量单位", "单位"),
}  # fmt: skip
_FUNDS: Final = {
    "initial": ("年初预算数", "年初预算", "年初安排数"),
    "annual": (
        "全年预算数", "全年预算", "全年调整预算数", "调整后预算数", "预算数", "调整预算数",
        "预算安排情况", "全年预算数A",
    ),
    "executed": ("全年执行数", "预算执行数", "执行数", "全年执行", "全年支出数", "实际执行数"),
    "full": ("分值", "权重"),
    "rate": ("执行率", "预算执行率", "预算执行进度"),
    "score": ("得分", "自评得分"),
}  # fmt: skip
_SOURCES: Final = (
    ("total", "年度资金总额|年度财政资金总额|年度总金额|资金总额|总额|合计|年度资金总和"),
    ("fiscal", "(?:其中)?(?:当年|本年|本年度)?(?:一般公共预算|一般预算内|财政)(?:拨款|资金)"),
    ("carryover", "(?:其中)?上年结转(?:结余)?(?:资金)?"),
    ("central", "(?:其中)?中央(?:财政|补助)?(?:资金|补助|补助资金)"),
    ("provincial", "(?:其中)?(?:省级|自治区)(?:财政|补助)?(?:资金|补助)?"),
    ("local", "(?:其中)?(?:市级|县级|区级|旗县|盟市|地方)(?:财政|补助)?(?:资金|补助)?"),
    ("own", "(?:其中)?(?:自有|单位|自筹)资金"),
    ("other", "(?:其中)?其他(?:财政)?资金"),
)
FACTS: Final = {
    "项目名称": "name",
    "专项名称": "name",
    "项目编码": "project_id",
    "项目代码": "project_id",
    "项目编号": "project_id",
    "主管部门": "department",
    "市级主管部门": "department",
    "主管单位": "department",
    "主管部门及代码": "department",
    "实施单位": "unit",
    "项目单位": "unit",
    "项目实施单位": "unit",
    "预算单位": "unit",
}
GOALS: Final = {
    "预期目标": "goal",
    "年初设定目标": "goal",
    "年初目标": "goal",
    "总体目标": "goal",
    "实际完成情况": "result",
    "目标实际完成情况": "result",
    "全年实际完成情况": "result",
    "总体目标完成情况": "result",
}
_TEMPLATE: Final = re.compile(r"(?:指标[0-9一二三]*)?[:：]?|[….。]+|[/—-]+|[×xX]+")


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns of a table by what they hold."""

    columns: dict[str, int]


def indicator_heads(row: Row) -> Heads | None:
    """Return the columns of indicators where a row is their head, else None."""
    found = _match(row, _INDICATORS)
    named = "name" in found or "level2" in found
    return Heads(found) if named and "target" in found and len(found) >= _FEWEST else None


def fund_heads(row: Row) -> Heads | None:
    """Return the columns of money where a row is their head, else None."""
    found = _match(row, _FUNDS)
    amounts = {"initial", "annual", "executed"} & set(found)
    return Heads(found) if len(amounts) >= _FEWEST_AMOUNTS else None


def source_of(label: str) -> str:
    """Return the source of money that a label names, "" for none."""
    return next((name for name, form in _SOURCES if re.fullmatch(form, label)), "")


def is_template(name: str) -> bool:
    """Tell whether a name is what the blank form prints: 指标1：, ……, /."""
    return _TEMPLATE.fullmatch(re.sub(r"\s", "", name)) is not None


_FEWEST, _FEWEST_AMOUNTS = 3, 2


def _match(row: Row, heads: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """Return the first column of each kind; each column is of one kind."""
    known = {word: kind for kind, words in heads.items() for word in words}
    found: dict[str, int] = {}
    for cell in row.own:
        kind = known.get(cell.head)
        if kind and kind not in found:
            found[kind] = cell.column
    return found
