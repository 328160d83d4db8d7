"""The columns and codes of the field, each with its Chinese label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Field:
    """One column or fact: its label in reports, unit, meaning, and the heads seen in documents."""

    name: str
    label: str
    unit: str = ""
    meaning: str = ""
    heads: tuple[str, ...] = ()


PROJECT: Final = (
    Field("project_id", "项目编号", heads=("项目编码", "项目代码", "项目编号")),
    Field("name", "项目名称", heads=("项目名称",)),
    Field("year", "年度"),
    Field("department", "主管部门", heads=("主管部门", "市级主管部门", "主管单位")),
    Field(
        "unit", "实施单位", heads=("实施单位", "项目单位", "项目实施单位", "填报单位", "自评单位")
    ),
    Field("goal", "年度总体目标", heads=("预期目标", "年度总体目标", "绩效目标", "年度绩效目标")),
    Field(
        "result", "实际完成情况", heads=("绩效目标实际完成情况", "实际完成情况", "目标实际完成情况")
    ),
    Field("stated_total", "自评总分", "分"),
    Field("stated_grade", "自评等级"),
)

INDICATORS: Final = (
    Field("level1", "一级指标"),
    Field("level2", "二级指标"),
    Field("name", "三级指标", heads=("三级指标", "指标名称", "指标内容")),
    Field(
        "target", "年度指标值", heads=("年度指标值", "指标值", "目标值", "年初目标值", "预期指标值")
    ),
    Field(
        "actual",
        "实际完成值",
        heads=("实际完成值", "全年实际值", "全年完成值", "完成值", "实际完成"),
    ),
    Field("full_score", "分值", "分", heads=("分值", "权重", "指标分值", "考核分值")),
    Field("full_score_text", "分值（原文）"),
    Field("stated_score", "自评得分", "分", heads=("得分", "自评分", "自评得分", "指标得分")),
    Field("stated_score_text", "自评得分（原文）"),
    Field(
        "reason",
        "偏差原因分析及改进措施",
        heads=("偏差原因", "未完成原因", "偏差原因分析及改进措施"),
    ),
    Field("where", "出处"),
)
"""What the document says of each indicator; one row an indicator, text as printed."""

MEASURES: Final = (
    Field("target_kind", "指标值类型"),
    Field("target_op", "指标值符号"),
    Field("target_number", "指标值数值"),
    Field("target_upper", "指标值上限"),
    Field("target_unit", "指标值单位"),
    Field("actual_kind", "完成值类型"),
    Field("actual_op", "完成值符号"),
    Field("actual_number", "完成值数值"),
    Field("actual_upper", "完成值上限"),
    Field("actual_unit", "完成值单位"),
    Field("direction", "指标方向"),
    Field("met", "是否完成"),
)
"""What `jxkit.quantity` understood of target and actual; added beside the text."""

SCORES: Final = (
    Field("rule", "计分规则"),
    Field("completion", "完成率", "%"),
    Field("expected_low", "复算得分下限", "分"),
    Field("expected_high", "复算得分上限", "分"),
    Field("cap_low", "上限口径得分下限", "分"),
    Field("cap_high", "上限口径得分上限", "分"),
    Field("recomputable", "可复算", meaning="得分可以由文件中的数字唯一算出"),
    Field("unscored_reason", "不可复算原因"),
)
"""What `jxkit.scoring` expects of each indicator under a norm; added beside the rest."""

FUNDS: Final = (
    Field("label", "资金来源"),
    Field("source", "资金类别"),
    Field("initial", "年初预算数", "万元", heads=("年初预算数", "年初预算")),
    Field("initial_text", "年初预算数（原文）"),
    Field("annual", "全年预算数", "万元", heads=("全年预算数", "全年预算", "调整后预算数")),
    Field("annual_text", "全年预算数（原文）"),
    Field(
        "executed", "全年执行数", "万元", heads=("全年执行数", "预算执行数", "全年执行", "实际支出")
    ),
    Field("executed_text", "全年执行数（原文）"),
    Field("unit", "金额单位"),
    Field("stated_rate", "执行率", "%", heads=("预算执行率", "执行率")),
    Field("stated_rate_text", "执行率（原文）"),
    Field("full_score", "分值", "分"),
    Field("stated_score", "得分", "分"),
    Field("where", "出处"),
)
"""Budget and spending, one row a source of money, amounts in the unit printed."""

SOURCES: Final = {
    "total": "年度资金总额",
    "fiscal": "财政拨款",
    "carryover": "上年结转资金",
    "other": "其他资金",
    "central": "中央资金",
    "provincial": "省级资金",
    "local": "地方资金",
    "own": "自有资金",
}

SEVERITIES: Final = {"error": "错误", "finding": "问题", "warning": "关注", "note": "提示"}
"""From the worst to the mildest; E, F, W, N of the catalogue."""

STATUSES: Final = {"found": "发现疑点", "passed": "未见异常", "not_applicable": "未核查"}
DIRECTIONS: Final = {"higher": "越高越好", "lower": "越低越好", "equal": "等于", "none": "不适用"}
MET: Final = {"yes": "已完成", "no": "未完成", "unknown": "无法判断"}
RULES: Final = {
    "ratio": "按完成比例",
    "reverse": "反向按比例",
    "equal": "等于目标",
    "range": "区间",
    "deadline": "时限",
    "tier": "定性分档",
    "zero": "零目标",
    "none": "不可复算",
}

BASES: Final = {
    "R1": "财预〔2020〕10号",
    "R2": "财预〔2021〕101号",
    "R3": "财预〔2015〕88号",
    "R4": "预算法及其实施条例、中发〔2018〕34号",
    "Form": "项目支出绩效自评表填表说明",
}
"""The documents that a finding cites."""
