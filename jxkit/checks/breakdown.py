"""The cost of a project taken apart: quantities times unit prices, and other amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jxkit.checks.amounts import decimals, in_wan, is_amount, plain
from jxkit.checks.catalogue import NotApplicable
from jxkit.checks.rows import Row, bare_name, dimension, has, indicators, of_cost
from jxkit.model import Project

_TOTAL = re.compile(r"总额|总成本|总投资|总费用|总支出|总价|总金额|项目成本|成本合计|费用合计")
_PRICE = re.compile(r"单价|单位价格")
_OTHER = re.compile(r"金额|费用|费$|支出|经费|其他")
_AROUND_STEM = re.compile(r"数量|个数|台数|总数|数$|采购|购置|购买|更换|平均|单价|单位价格|成本")


@dataclass(frozen=True, slots=True)
class Equation:
    """One side (target or actual) of Σ quantity × price + others = total, money in 万元."""

    products: tuple[tuple[float, float], ...]
    others: tuple[float, ...]
    total: float
    slack: float

    @property
    def sum(self) -> float:
        """What the parts come to."""
        return sum(number * price for number, price in self.products) + sum(self.others)

    @property
    def holds(self) -> bool:
        """Whether the parts come to the total within the rounding of the printed numbers."""
        return abs(self.sum - self.total) <= self.slack + 1e-9

    @property
    def formula(self) -> str:
        """The sum as one writes it on paper."""
        products = (f"{plain(number)}×{plain(price)}" for number, price in self.products)
        return "+".join([*products, *map(plain, self.others)]) + f" = {self.sum:.2f}"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The rows that make up a cost, and the row that gives its total."""

    total: Row
    pairs: tuple[tuple[Row, Row], ...]
    others: tuple[Row, ...]

    def equation(self, side: str) -> Equation | None:
        """Return the equation of `target` or `actual`; None if one of its numbers is missing."""
        rows = [self.total, *(row for pair in self.pairs for row in pair), *self.others]
        if not all(has(_number(row, side)) for row in rows):
            return None
        priced = [(_number(count, side), price) for count, price in self.pairs]
        finest = min(_half(row, side) for row in (self.total, *self.others))
        finest = min([finest, *(_half(price, side) for _, price in priced)])
        return Equation(
            products=tuple((number, _money(price, side)) for number, price in priced),
            others=tuple(_money(row, side) for row in self.others),
            total=_money(self.total, side),
            slack=sum(abs(number) * _half(price, side) for number, price in priced)
            + finest * (1 + len(self.others)),
        )


def breakdown(project: Project) -> Breakdown:
    """Find the total and its parts by the names of the rows; unit prices need their quantity."""
    money = [row for row in indicators(project) if is_amount(_unit(row))]
    totals = [row for row in money if of_cost(row) and _TOTAL.search(row.name)]
    prices = [row for row in money if _PRICE.search(row.name)]
    if len(totals) != 1:
        raise NotApplicable("成本指标中没有唯一的总额，无法与明细核对")
    pairs = tuple(_paired(prices, [row for row in indicators(project) if _is_count(row)]))
    if not pairs:
        raise NotApplicable("没有可以对应的数量和单价指标")
    taken = {row.Index for row in (*totals, *prices)}
    others = [row for row in money if row.Index not in taken and of_cost(row)]
    return Breakdown(totals[0], pairs, tuple(row for row in others if _OTHER.search(row.name)))


def is_total(row: Row) -> bool:
    """Tell whether a row states the total cost of the project as an amount of money."""
    return is_amount(_unit(row)) and bool(_TOTAL.search(row.name))


def _paired(prices: list[Row], counts: list[Row]) -> Iterator[tuple[Row, Row]]:
    free = list(counts)
    for price in prices:
        stem = _stem(price)
        fitting = [row for row in free if _stem(row) == stem]
        fitting = fitting or [row for row in free if _akin(_stem(row), stem)]
        if len(fitting) != 1:
            raise NotApplicable(f"单价指标“{bare_name(price)}”没有唯一对应的数量指标")
        free.remove(fitting[0])
        yield fitting[0], price


def _is_count(row: Row) -> bool:
    unit = _unit(row)
    of_number = row.target_kind == "number" or row.actual_kind == "number"
    return of_number and dimension(row.level2) == "数量指标" and not is_amount(unit) and unit != "%"


def _akin(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _stem(row: Row) -> str:
    return _AROUND_STEM.sub("", bare_name(row))


def _unit(row: Row) -> str:
    return row.target_unit or row.actual_unit or ""


def _number(row: Row, side: str) -> float:
    return float(getattr(row, f"{side}_number"))


def _money(row: Row, side: str) -> float:
    return in_wan(_number(row, side), getattr(row, f"{side}_unit") or _unit(row))


def _half(row: Row, side: str) -> float:
    """Return half of the last printed digit, in 万元."""
    half = 0.5 * 10 ** -decimals(getattr(row, side))
    return in_wan(half, getattr(row, f"{side}_unit") or _unit(row))
