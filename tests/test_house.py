"""What stands around the package agrees with it: dependencies, commands, generated pages."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from jxkit.checks import describe

HOME = Path(__file__).parents[1]
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
READMES = ("README.md", "README.zh-CN.md")


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def pinned() -> dict[str, str]:
    lines = (HOME / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {name_of(name): version for name, version in pins}


def test_every_dependency_is_pinned_to_one_version() -> None:
    extras = PROJECT["optional-dependencies"]
    wanted = {name_of(each) for each in (*PROJECT["dependencies"], *extras["dev"])}
    assert wanted <= set(pinned())


def test_the_constraints_hold_versions_and_no_addresses() -> None:
    text = (HOME / "constraints.txt").read_text("utf-8")
    assert not re.search(r"://|@|--", text.split("\n", 1)[1])


def test_the_conda_environment_says_what_the_project_says() -> None:
    environment = YAML(typ="safe").load((HOME / "environment.yml").read_text("utf-8"))
    *conda, pip = environment["dependencies"]
    assert f"python{PROJECT['requires-python']}" in conda
    assert set(conda) == {f"python{PROJECT['requires-python']}", "pandoc", "pip"}
    assert pip == {"pip": ["--constraint constraints.txt", "--editable ."]}


def test_the_page_of_checks_is_the_one_the_checks_describe() -> None:
    assert (HOME / "docs" / "checks.md").read_text("utf-8") == describe()


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_names_only_commands_that_exist(readme: str) -> None:
    text = (HOME / readme).read_text("utf-8")
    makefile = (HOME / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"\bmake ([a-z]+)", text)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    usage = subprocess.run(
        [sys.executable, "-m", "jxkit", "--help"], capture_output=True, check=True
    ).stdout.decode()
    for command in set(re.findall(r"`jxkit ([a-z]+)\b", text)):
        assert re.search(rf"^  {command} ", usage, re.MULTILINE), command


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_points_at_files_that_exist(readme: str) -> None:
    text = (HOME / readme).read_text("utf-8")
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (HOME / link).exists(), link


def test_the_makefile_explains_each_target() -> None:
    text = (HOME / "Makefile").read_text("utf-8")
    for target in ("setup", "report", "lab", "test", "lint", "bench"):
        assert re.search(rf"^{target}:.*## .+", text, re.MULTILINE), target
