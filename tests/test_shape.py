"""The shape of the house: who may import whom, how big things may grow, what stays out."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest

HOME = Path(__file__).parents[1]
PACKAGE = HOME / "jxkit"
ROWS = (
    {"errors"},
    {"words", "registry", "markup", "typography", "phrases"},
    {"quantity", "rulebook"},
    {"model"},
    {"record"},
    {"readers", "extraction", "store", "scoring", "checks", "charts", "tables", "prose"},
    {"report"},
    {"batch"},
    {""},
    {"cli"},
    {"__main__"},
)
DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc", "tools"}
MODULES = sorted(PACKAGE.rglob("*.py"))
NOTEBOOKS = sorted((HOME / "notebooks").glob("*.ipynb"))


def row_of(part: str) -> int:
    return next(number for number, parts in enumerate(ROWS) if part in parts)


def part_of(path: Path) -> str:
    """Return the module of the package, or its folder; "" is the package itself."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the parts of the package that a module imports."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{each.name}" for each in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "jxkit":
                here = PACKAGE / (parts[1] if len(parts) > 1 else "")
                known = here.is_dir() or here.with_suffix(".py").is_file()
                yield parts[1] if len(parts) > 1 and known else ""


def functions(path: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(HOME)}:{node.lineno} {node.name}", node


def code_lines(node: ast.AST) -> int:
    """Count the lines of a function's body that hold code: no docstring, no comment, no blank."""
    body: list[ast.stmt] = getattr(node, "body", [])
    first = body[0] if body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        body = body[1:]
    return len({line for each in body for line in range(each.lineno, (each.end_lineno or 0) + 1)})


def test_every_part_has_its_row() -> None:
    parts = {part_of(path) for path in MODULES}
    assert parts == set().union(*ROWS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOME)))
def test_a_module_imports_only_from_lower_rows(path: Path) -> None:
    own = part_of(path)
    if own == "":
        pytest.fail(
            "the façade is read by its own test"
        ) if path != PACKAGE / "__init__.py" else None
        return
    for part in imported(ast.parse(path.read_text("utf-8"))):
        assert part == own or row_of(part) < row_of(own), f"{path} imports jxkit.{part}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOME)))
def test_a_module_stays_small_and_is_no_drawer(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300
    assert path.stem not in DRAWERS


def test_functions_stay_short() -> None:
    sizes = {name: code_lines(node) for path in MODULES for name, node in functions(path)}
    assert {name: size for name, size in sizes.items() if size > 40} == {}
    assert median(sizes.values()) <= 8


def test_functions_take_few_arguments() -> None:
    many = {
        name
        for path in MODULES
        if part_of(path) != "cli"
        for name, node in functions(path)
        if len(node.args.args) + len(node.args.kwonlyargs) - _bound(node) > 5
    }
    assert many == set()


def _bound(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return int(bool(node.args.args) and node.args.args[0].arg in {"self", "cls"})


def test_every_public_function_says_what_it_does() -> None:
    silent = {
        name
        for path in MODULES
        for name, node in functions(path)
        if not node.name.startswith("_") and not ast.get_docstring(node) and node.col_offset == 0
    }
    assert silent == set()


def cells(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text("utf-8"))["cells"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    for cell in cells(path):
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_holds_no_logic(path: Path) -> None:
    codes = ["".join(each["source"]) for each in cells(path) if each["cell_type"] == "code"]
    assert len(codes) <= 25
    sizes = [len([line for line in code.splitlines() if line.strip()]) for code in codes]
    assert max(sizes) <= 8
    assert median(sizes) <= 4
    banned = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.With, ast.Lambda)
    for code in codes:
        tree = ast.parse(code)
        assert not [node for node in ast.walk(tree) if isinstance(node, banned)]
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        assert not [each for each in calls if isinstance(each, ast.Name) and each.id == "open"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_prose_stands_before_every_code_cell(path: Path) -> None:
    """Twenty to eighty words of English take about twice as many Chinese characters."""
    before: dict[str, Any] = {}
    for cell in cells(path):
        if cell["cell_type"] == "code":
            text = re.sub(r"^#.*$", "", "".join(before["source"]), flags=re.MULTILINE)
            assert 40 <= len(re.findall(r"\w", text)) <= 160, cell["id"]
            assert not re.search(r"\d", text), f"a number is typed in the prose of {cell['id']}"
        before = cell


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_parameters_are_few_typed_and_explained(path: Path) -> None:
    (cell,) = [each for each in cells(path) if "parameters" in each["metadata"].get("tags", ())]
    lines = "".join(cell["source"]).strip().splitlines()
    assert 1 <= len(lines) <= 8
    assert all(re.fullmatch(r"\w+: [^=#]+ = [^#]+ {2}# .+", line) for line in lines)
    used = {tag for each in cells(path) for tag in each["metadata"].get("tags", ())}
    assert used <= {"parameters", "remove-cell"}


def committed() -> list[Path]:
    """Return the files of the project that are text."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=HOME,
        capture_output=True,
        check=True,
    ).stdout.decode()
    paths = [HOME / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8000]]


FOREIGN = re.compile(
    r"/[h]ome/\w|/[r]oot/|/[U]sers/\w|/[w]ork/|[A-Z]:[\\]{1,2}Users|pypi[.]org"
    r"|pythonhosted[.]org|HTTPS?_[P]ROXY|--[i]ndex-url|BEGIN [A-Z ]*[P]RIVATE KEY"
)


def test_nothing_committed_names_this_machine_or_a_registry() -> None:
    named = {
        f"{path.relative_to(HOME)}: {match[0]}"
        for path in committed()
        for match in FOREIGN.finditer(path.read_text("utf-8", "replace"))
    }
    assert named == set()


def test_the_facade_names_what_exists() -> None:
    import jxkit

    for name in jxkit.__all__:
        assert getattr(jxkit, name) is not None
    with pytest.raises(AttributeError):
        _ = jxkit.nothing_of_the_kind
