"""The checks: every case an expert wrote comes out as written, and the catalogue is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd
import pytest
from ruamel.yaml import YAML

from jxkit.checks import CHECKS, audit, check, describe, found
from jxkit.checks.amounts import whole_amounts
from jxkit.checks.catalogue import NotApplicable
from jxkit.errors import UsageError
from jxkit.model import Evidence, Finding, Project, Section, Where
from jxkit.quantity import compare
from jxkit.rulebook import norms
from jxkit.scoring import score
from jxkit.words import FUNDS, INDICATORS, MEASURES, SECTIONS, SEVERITIES, SOURCES, standard

HERE = Path(__file__).parent
CASES = HERE / "cases" / "checks"
FILE = "案例.docx"

_FUND_COLUMNS = (
    "label",
    "initial",
    "annual",
    "executed",
    "stated_rate",
    "full_score",
    "stated_score",
)
_INDICATOR_COLUMNS = (
    "level1",
    "level2",
    "name",
    "target",
    "actual",
    "full_score",
    "stated_score",
    "reason",
)


def load(path: Path) -> list[dict[str, Any]]:
    """Read the cases of one check; every scalar stays the text that was written."""
    return list(YAML(typ="base").load(path.read_text(encoding="utf-8")))


def number(text: str) -> float:
    return float(text.rstrip("%")) if text else float("nan")


def funds(rows: list[list[str]]) -> pd.DataFrame:
    cells = [dict(zip(_FUND_COLUMNS, [*row, *[""] * 6], strict=False)) for row in rows]
    sources = {label: source for source, label in SOURCES.items()}
    records = [
        {
            **{f"{name}_text": text for name, text in row.items()},
            **{name: number(text) for name, text in row.items() if name != "label"},
            "label": row["label"],
            "source": sources[row["label"]],
            "unit": "万元",
            "where": Where(FILE, table=1, row=place),
        }
        for place, row in enumerate(cells, start=4)
    ]
    table = pd.DataFrame(records, columns=[field.name for field in FUNDS])
    return table.astype(dict.fromkeys(_FUND_COLUMNS[1:], "float64"))


def measures(row: dict[str, str]) -> dict[str, Any]:
    met = compare(row["target"], row["actual"], row["name"], row["level2"], year=2023)
    columns: dict[str, Any] = {"direction": met.direction, "met": met.met}
    for side, quantity in (("target", met.target), ("actual", met.actual)):
        texts = {name: getattr(quantity, name) or "" for name in ("kind", "op", "unit")}
        numbers = {name: getattr(quantity, name) for name in ("number", "upper")}
        columns |= {f"{side}_{name}": value for name, value in (texts | numbers).items()}
    return columns


def indicators(rows: list[list[str]]) -> pd.DataFrame:
    cells = [dict(zip(_INDICATOR_COLUMNS, [*row, ""], strict=False)) for row in rows]
    records = [
        {
            **row,
            **measures(row),
            **{f"{name}_text": row[name] for name in ("full_score", "stated_score")},
            **{name: number(row[name]) for name in ("full_score", "stated_score")},
            "where": Where(FILE, table=1, row=place),
        }
        for place, row in enumerate(cells, start=9)
    ]
    table = pd.DataFrame(records, columns=[field.name for field in INDICATORS + MEASURES])
    numbers = [name for name in table if str(name).endswith(("_number", "_upper", "_score"))]
    return table.astype(dict.fromkeys(numbers, "float64"))


def sections(rows: list[list[str]]) -> tuple[Section, ...]:
    levels = [int(level) for level, *_ in rows] + [0]
    return tuple(
        Section(
            family=standard(heading, SECTIONS) or "",
            heading=heading,
            text=text,
            level=int(level),
            leaf=levels[place + 1] <= int(level),
            where=Where(FILE, paragraph=place + 1),
        )
        for place, (level, heading, text) in enumerate(rows)
    )


def build(facts: dict[str, Any]) -> Project:
    """Build the scored project of a case."""
    total = facts.get("total")
    places = {
        name: Where(FILE, paragraph=90)
        for name in ("goal", "result", "stated_total", "stated_grade")
    }
    project = Project(
        project_id="2023-案例",
        name=facts.get("name", "案例项目"),
        year=int(facts.get("year", "2023")),
        department=None,
        unit=None,
        goal=facts.get("goal"),
        result=facts.get("result"),
        stated_total=number(total) if total else None,
        stated_total_text=total,
        stated_grade=facts.get("grade"),
        funds=funds(facts.get("funds", [])),
        indicators=indicators(facts.get("indicators", [])),
        sections=sections(facts.get("sections", [])),
        file=FILE,
        sha256="0" * 64,
        places=MappingProxyType(places),
    )
    return score(project, norms())


def every_case() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for case in load(path):
            yield pytest.param(path.stem, case, id=f"{path.stem}-{case['case']}")


@pytest.mark.parametrize(("code", "case"), [*every_case()])
def test_a_case_comes_out_as_the_expert_wrote_it(code: str, case: dict[str, Any]) -> None:
    outcome = CHECKS[code](build(case["project"]))
    assert outcome.status == case["expect"], outcome
    assert len(outcome.findings) == int(case.get("findings", outcome.status == "found"))
    for finding in outcome.findings:
        assert finding.severity == case.get("severity", CHECKS[code].severity)
    messages = "\n".join(
        "｜".join((each.message, each.evidence.formula, str(each.where)))
        for each in outcome.findings
    )
    for words in case.get("says", []):
        assert words in (messages or outcome.reason)


@pytest.mark.parametrize("code", list(CHECKS))
def test_every_check_has_cases_that_fire_that_pass_and_that_do_not_apply(code: str) -> None:
    met = {case["expect"] for case in load(CASES / f"{code}.yaml")}
    assert met == {"found", "passed", "not_applicable"}


def test_every_file_of_cases_belongs_to_a_check() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} == set(CHECKS)


def test_an_unscored_project_is_refused_with_the_next_step() -> None:
    unscored = replace(build({}), score=None)
    with pytest.raises(UsageError, match="请先运行"):
        audit(unscored)


def test_an_audit_of_nothing_checks_nothing_and_says_why() -> None:
    outcomes = audit(build({})).outcomes
    assert {each.status for each in outcomes} == {"not_applicable"}
    assert all(re.search(r"[\u4e00-\u9fff]", each.reason) for each in outcomes)


def test_checks_stand_by_family_and_number() -> None:
    codes = [each.code for each in audit(build({}))]
    assert codes.index("A2") < codes.index("A10") < codes.index("B1") < codes.index("E3")


def test_every_finding_is_whole() -> None:
    projects = [build(case["project"]) for path in CASES.glob("*.yaml") for case in load(path)]
    for finding in (each for project in projects for each in audit(project).findings):
        assert finding.severity in SEVERITIES
        assert finding.where.file == FILE
        assert finding.where != Where(FILE)
        for text in (finding.message, finding.basis, finding.effect, finding.advice):
            assert re.search(r"[\u4e00-\u9fff]", text)
        for text in (finding.message, *vars_of(finding.evidence)):
            assert "nan" not in text
            assert "None" not in text


def vars_of(evidence: Evidence) -> tuple[str, str, str]:
    return evidence.stated, evidence.expected, evidence.formula


def test_a_sum_in_a_formula_comes_to_its_result() -> None:
    projects = [build(case["project"]) for path in CASES.glob("*.yaml") for case in load(path)]
    done = 0
    for finding in (each for project in projects for each in audit(project).findings):
        match = re.fullmatch(r"([\d.+−×÷]+) = (−?[\d.]+)", finding.evidence.formula)
        if match:
            done += 1
            assert abs(calculate(match[1]) - calculate(match[2])) < 0.006, finding.evidence.formula
    assert done > len(CASES.name)


def calculate(formula: str) -> float:
    """Work out sums of products and quotients, as one does on paper."""
    total = 0.0
    for sign, term in re.findall(r"([+−]?)([^+−]+)", formula):
        first, *others = re.split(r"(?=[×÷])", term)
        value = float(first)
        for other in others:
            value = value * float(other[1:]) if other[0] == "×" else value / float(other[1:])
        total += -value if sign == "−" else value
    return total


def test_a_defect_in_a_check_is_not_swallowed() -> None:
    def broken(_: Project) -> Iterator[Finding]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replace(CHECKS["A1"], find=broken)(build({}))


def test_a_verdict_after_a_finding_would_still_be_told() -> None:
    def late(project: Project) -> Iterator[Finding]:
        yield found("事实", Where(project.file, paragraph=1), Evidence())
        raise NotApplicable("缺少数据")

    outcome = replace(CHECKS["A1"], find=late)(build({}))
    assert (outcome.status, outcome.reason) == ("not_applicable", "缺少数据")


def test_a_second_check_of_the_same_code_is_refused() -> None:
    def again(project: Project) -> Iterator[Finding]:
        """Stand in for a check.

        标题：一
        方法：二
        影响：三
        建议：四
        """
        yield found("事实", Where(project.file), Evidence())

    with pytest.raises(ValueError, match="A1"):
        check("A1", "error", basis="R1")(again)


def test_a_check_of_unknown_severity_is_refused() -> None:
    with pytest.raises(ValueError, match="severity"):
        check("X1", "fatal", basis="R1")


def test_the_handbook_prints_the_catalogue_as_it_is() -> None:
    assert (HERE.parent / "docs" / "checks.md").read_text(encoding="utf-8") == describe()


@pytest.mark.parametrize(
    "text",
    [
        "2022年安排网络维护25万元",
        "其中：设备购置5万元",
        "每季度网络维护5万元",
        "其他网络维护5万元",
        "网络维护设备采购5万元",
        "到位资金16万元",
        "上级预算9万元",
        "上年度预算30万元",
        "补助标准300元/人",
        "项目资金20万元以上的单位",
        "财预〔2020〕10号",
        "追加预算3万元",
        "拨付项目资金6万元",
    ],
)
def test_parts_prices_and_other_years_are_not_the_amount_of_the_project(text: str) -> None:
    project = build({"name": "金保工程网络维护费", "goal": text})
    assert list(whole_amounts(project)) == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("全年网络维护20万元，用于机房", 20),
        ("我单位对金保工程网络维护费18万元项目进行自评", 18),
        ("本项目预算资金为 18 万元，到位资金18万元", 18),
        ("2023年项目总投资1,200万元", 1200),
        ("项目预算安排180000元", 18),
        ("预算总额1.5亿元", 15000),
    ],
)
def test_prose_gives_the_amount_of_the_project(text: str, amount: float) -> None:
    project = build({"name": "金保工程网络维护费", "goal": text})
    assert [each.amount for each in whole_amounts(project)] == [pytest.approx(amount)]
