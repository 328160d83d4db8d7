"""Text to quantity and back: what a target and a result say, and whether one meets the other.

    >>> str(parse("大于等于９７％"))
    '≥97%'
    >>> compare("≤90万元", "85", "项目总成本", "成本指标").met
    'yes'

Nothing is guessed: what the grammar cannot read stays text, what the texts do not settle is
unknown.
"""

from jxkit.quantity.comparison import Comparison, as_json, compare
from jxkit.quantity.damage import repair
from jxkit.quantity.directions import direction, is_cost, is_cost_money, is_fund
from jxkit.quantity.grammar import parse
from jxkit.quantity.pairs import Pair, comparable, pair, ratio
from jxkit.quantity.qualities import tier
from jxkit.quantity.units import is_money, is_rate
from jxkit.quantity.value import Quantity, Span

__all__ = [
    "Comparison",
    "Pair",
    "Quantity",
    "Span",
    "as_json",
    "comparable",
    "compare",
    "direction",
    "is_cost",
    "is_cost_money",
    "is_fund",
    "is_money",
    "is_rate",
    "pair",
    "parse",
    "ratio",
    "repair",
    "tier",
]
