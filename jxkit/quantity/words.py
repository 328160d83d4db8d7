"""The words that stand in value cells and in names, by what they tell an auditor."""

from __future__ import annotations

import re
from typing import Final

LEVELS: Final = {
    "top": frozenset(
        (
            *(
                "优",
                "优秀",
                "优良",
                "良",
                "良好",
                "好",
                "很好",
                "高",
                "很高",
                "长期",
                "及时",
                "合规",
            ),
            *("合格", "符合要求", "显著", "明显", "效果明显", "效果显著", "成效显著", "成效明显"),
            *("显著提升", "显著提高", "显著改善", "显著增强", "明显提升", "明显提高", "明显改善"),
            *(
                "有效",
                "有效保障",
                "有效提升",
                "有效提高",
                "有效改善",
                "完善",
                "健全",
                "满意",
                "非常满意",
            ),
            *(
                "安全",
                "稳定",
                "充分",
                "规范",
                "是",
                "有保障",
                "得到保障",
                "持续",
                "可持续",
                "按时",
                "按期",
            ),
        )
    ),
    "middle": frozenset(
        (
            *(
                "中",
                "一般",
                "基本",
                "较低",
                "基本满意",
                "基本合格",
                "基本合规",
                "基本提高",
                "基本提升",
            ),
            *("基本保障", "基本及时", "基本符合", "有所提高", "有所提升", "有所改善", "有所增强"),
            *("逐步提高", "逐步提升", "比较及时", "效果一般"),
        )
    ),
    "bottom": frozenset(
        (
            *(
                "差",
                "很差",
                "较差",
                "低",
                "很低",
                "坏",
                "无效",
                "无效果",
                "不及时",
                "不合规",
                "不合格",
            ),
            *(
                "不满意",
                "不明显",
                "效果差",
                "效果不明显",
                "不显著",
                "不符合",
                "不达标",
                "否",
                "未提高",
            ),
        )
    ),
}
"""The level dictionary: the tier that a single word of praise or blame stands for."""

SCALES: Final = {
    scale: tiers
    for scales, tiers in (
        (("优良中低差",), ("top", "top", "middle", "bottom", "bottom")),
        (("优良中差", "优良合格差"), ("top", "top", "middle", "bottom")),
        (("优良差", "优中差", "好中差", "高中低", "好一般差"), ("top", "middle", "bottom")),
        (("好坏", "好差", "高低", "优差", "优劣"), ("top", "bottom")),
    )
    for scale in scales
}
"""Scales printed as a target, with the tier of each of their steps, best first."""

_GOALS = r"(?:预期|年度|绩效|预定|既定|全部|全年)*(?:指标值?|目标值?|任务|效果|要求)?"
_REACHED = rf"(?:已|均|全部|全面|均已|已全部|按时|按期|圆满|顺利)*(?:达成|完成|达标|达到){_GOALS}"
STATUSES: Final = {
    "bottom": re.compile(
        rf"(?:未|没有|未能|尚未)(?:达成|完成|达标|达到|实现){_GOALS}(?:且效果较差)?"
    ),
    "middle": re.compile(
        rf"(?:部分|基本|大部分|基本上)(?:达成|完成|达标|达到|实现){_GOALS}(?:并具有一定效果)?"
    ),
    "top": re.compile(_REACHED),
}
"""Status words; each pattern has to match the whole value."""

STATUS_BESIDE_NUMBER: Final = re.compile(
    r"(?:[,;])?(?:达成(?:预期|年度|绩效)?(?:指标|目标)?|(?:已|全部|已全部)?完成|已?达标|合格|满意)$"
)

VIOLATION: Final = re.compile(
    r"(?<!无)(?<!没有)(?<!未发现)(?<!未发生)(?<!未出现)(?<!不存在)(?<!杜绝)(?<!避免)"
    r"(?:未能|未按|未及时|未达|未完成|未通过|未落实|未执行|尚未|没有完成|不及时|不达标|不合格|不合规)"
)
"""A sentence that admits a miss."""

COST_LEVEL2: Final = re.compile(r"成本")
COST_NAME: Final = re.compile(r"成本(?!控制率|节约率|降低率)|单价|造价|总价|采购价|费用")
MONEY_NAME: Final = re.compile(
    r"成本|费|金额|经费|投资|资金|单价|造价|总额|支出|价格|款|补助|工资|标准"
)
FUND_LEVEL2: Final = re.compile(
    r"年度(?:财政)?资金总额|(?:财政|其他|结转|单位|自有|上级|县级|市级|省级|中央|地方)\w*资金"
    r"|财政拨款|预算拨款|结转结余|预算执行|资金总额"
)
UNDECIDED: Final = re.compile(r"(?:成本|预算|造价|投资)控制率")
BENEFIT: Final = re.compile(r"补助|补贴|低保|救助|抚恤|资助|津贴|慰问|奖补|(?:育|造林).{0,2}补")
BENEFIT_LEVEL: Final = re.compile(r"标准|低保|每|人均|户均|亩均")
INCOME: Final = re.compile(r"收入(?!比|占)")
HANDLED_AFTER: Final = re.compile(
    r"处理|处置|办结|查处|整改|化解|回复|答复|完成|及时|下降|降低|减少|救治|调处|排查|受理|赔付"
    r"|准确|合格|满意|修复|排除|防控|防治|预防|制止|结案|侦破|破案|到位|覆盖|报告|培训|演练|宣传"
    r"|调解|救助|应对|解决|反馈|无害化|压降|遏制|监测|保险"
)
HANDLED_BEFORE: Final = re.compile(
    r"(?:查处|处置|处理|预防|防范|化解|打击|制止|整治|应对)(?:[^,;]{0,6})$"
)
"""Words that make a bad thing one that is handled, of which more is better."""

LESSENED: Final = re.compile(r"(?:减少|降低|下降)")
DOWNWARDS: Final = re.compile(
    r"受害率|成灾率|发案|事故|伤亡|死亡|火灾|失业率|投诉|差错|误差|违规|超支|变质|结余率"
    r"|响应(?:时间|时长|时限|天数)|办理(?:时间|时长|时限|天数)|等待时间"
    r"|事件发生|逾期|故障|失误|流失率|空置率|发病率|患病率|感染率|犯罪率|损耗率|返工率|超标率"
)
UNIT_PRICE: Final = re.compile(r"单价|标准|每|人均|户均|亩均|均价")
BOUNDED: Final = re.compile(r"率|满意|知晓度|认知度|比例|占比|覆盖")
UNBOUNDED: Final = re.compile(r"增长|增幅|增加|增速|提高|上升|完成率|达成率|超额|提升|倍")


def status(text: str) -> str | None:
    """Return the tier of a status word such as 达成预期指标, None for any other text."""
    for tier, pattern in STATUSES.items():
        if pattern.fullmatch(text):
            return tier
    return None


def scale(text: str) -> str | None:
    """Return the scale that a text prints (优良中低差), None if it prints none."""
    steps = re.sub(r"[/,;\s、或]", "", text)
    return steps if steps in SCALES else None


def level(text: str) -> str | None:
    """Return the tier of a word of the level dictionary, None if it is not in it."""
    return next((tier for tier, words in LEVELS.items() if text in words), None)
