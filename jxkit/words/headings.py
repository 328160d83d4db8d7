"""The headings of documents: dimensions and sections, known by their words alone."""

from __future__ import annotations

import re
from typing import Final

LEVEL1: Final = {
    "产出指标": ("产出指标", "项目产出", "项目完成指标", "产出目标"),
    "效益指标": ("效益指标", "项目效益", "效果指标", "项目效益指标", "效益目标"),
    "满意度指标": ("满意度指标", "服务对象满意度指标", "满意度"),
    "成本指标": ("成本指标",),
}
LEVEL2: Final = {
    "数量指标": ("数量指标", "产出数量", "数量目标", "数量"),
    "质量指标": ("质量指标", "产出质量", "质量目标", "质量"),
    "时效指标": ("时效指标", "进度指标", "产出时效", "时效目标", "时效"),
    "成本指标": ("成本指标", "产出成本", "经济成本指标", "成本目标", "成本"),
    "经济效益": ("经济效益", "经济效益指标"),
    "社会效益": ("社会效益", "社会效益指标", "社会效益目标"),
    "生态效益": ("生态效益", "生态效益指标", "环境效益"),
    "可持续影响": ("可持续影响", "可持续影响指标", "可持续发展"),
    "服务对象满意度": ("服务对象满意度", "服务对象满意度指标", "社会公众或服务对象满意度"),
}
"""Standard names of the dimensions and what documents call them; the text printed is kept."""

SECTIONS: Final = {
    "basic": (
        "项目基本情况简介",
        "项目基本情况",
        "项目概况",
        "基本情况",
        "概述",
        "项目简介",
        "项目基本信息",
    ),
    "background": (
        "项目立项背景",
        "立项依据",
        "项目实施主要内容及实施程序",
        "项目背景",
    ),
    "goals": (
        "绩效目标设定及指标完成情况",
        "绩效目标分解下达情况",
        "绩效目标情况",
        "绩效目标",
        "预期目标",
        "绩效目标完成情况",
        "项目绩效目标",
    ),
    "purpose": (
        "绩效自评工作情况",
        "绩效自评工作开展情况",
        "绩效自评目的",
        "自评方式",
        "自评依据",
        "绩效自评组织情况",
        "绩效自评工作组织情况",
    ),
    "funds_in": (
        "项目资金投入情况",
        "资金投入情况分析",
        "资金安排情况",
        "项目资金到位情况",
        "项目资金情况",
        "资金情况",
        "资金投入情况",
    ),
    "funds_used": (
        "项目资金产出情况",
        "项目资金执行情况",
        "资金使用情况",
        "预算执行进度情况分析",
        "执行率情况",
        "资金支出情况",
        "预算执行情况",
        "项目资金使用情况",
    ),
    "funds_managed": ("项目资金管理情况", "资金管理情况分析", "资金管理情况", "组织实施"),
    "outputs": (
        "产出指标完成情况",
        "完成的绩效目标",
        "项目完成情况",
        "产出指标",
        "项目绩效情况",
        "绩效指标完成情况",
    ),
    "benefits": ("效益指标完成情况", "效益指标", "效益目标"),
    "satisfaction": ("满意度指标完成情况", "满意度指标", "服务对象满意度"),
    "unmet": ("未完成的绩效目标", "偏离绩效目标的原因和下一步改进措施"),
    "score": (
        "自评得分情况",
        "自评结论",
        "自评得分",
        "评价结论",
        "自评等级",
        "绩效自评得分",
        "综合评价结论",
        "绩效自评结论",
    ),
    "problems": (
        "发现的主要问题及原因",
        "存在的问题和原因",
        "存在问题",
        "存在的问题",
        "项目立项、实施存在问题",
        "资金管理使用存在问题",
        "存在的主要问题",
        "主要问题",
        "存在问题及原因分析",
        "存在的问题及原因分析",
        "存在问题及原因",
    ),
    "measures": (
        "下一步改进措施",
        "下一步拟改进措施",
        "改进措施",
        "后续工作计划",
        "措施及办法",
        "有关建议",
        "整改措施",
        "下一步工作计划",
        "下一步工作打算",
        "意见建议",
        "改进建议",
    ),
    "results_used": (
        "绩效自评结果拟应用和公开情况",
        "拟与预算安排相结合情况",
        "结果应用",
        "绩效自评结果应用",
        "自评结果应用",
    ),
    "notes": ("其他需要说明的问题", "其他需要说明事项", "其他需要说明的事项"),
}
"""Section families and the headings met for each (the longest match wins)."""

SECTION_LABELS: Final = {
    "basic": "基本情况",
    "background": "立项背景",
    "goals": "绩效目标",
    "purpose": "自评工作情况",
    "funds_in": "资金投入",
    "funds_used": "资金使用",
    "funds_managed": "资金管理",
    "outputs": "产出指标完成情况",
    "benefits": "效益指标完成情况",
    "satisfaction": "满意度指标完成情况",
    "unmet": "未完成的绩效目标",
    "score": "自评得分",
    "problems": "存在问题",
    "measures": "改进措施",
    "results_used": "结果应用",
    "notes": "其他说明",
}

_NUMBERING = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|第[一二三四五六七八九十]+[章节部分]+"
    r"|[一二三四五六七八九十]+[、.．]|\d+[、.．)）]|[①-⑳])\s*"
)


def bare(heading: str) -> str:
    """Return a heading without its numbering, inner spaces and closing punctuation."""
    return re.sub(r"\s+", "", _NUMBERING.sub("", heading)).rstrip("。：:；;，,.")


def standard(name: str, vocabulary: dict[str, tuple[str, ...]]) -> str | None:
    """Return the standard name of a dimension or section, by its words; None if unknown."""
    wanted = bare(name)
    for key, heads in vocabulary.items():
        if wanted in heads:
            return key
    return None
