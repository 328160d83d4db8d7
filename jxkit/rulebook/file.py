"""One profile file: read as text, checked against the schema, every fault told with its line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from jxkit.errors import UsageError
from jxkit.rulebook.profile import Profile


@cache
def read_profile(path: Path, _changed: int) -> Profile:
    """Read and check one file; every fault is told with its line."""
    try:
        node = YAML(typ="base", pure=True).compose(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError(f"评分规则“{path.name}”不是 UTF-8 文本", "请另存为 UTF-8 编码") from None
    except YAMLError as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        place = f"第{mark.line + 1}行" if mark else ""
        raise UsageError(
            f"评分规则“{path.name}”{place}不是有效的 YAML", "请对照内置的 national-2020.yaml 书写"
        ) from None
    lines: dict[tuple[Any, ...], int] = {(): 1}
    content = _plain(node, (), lines) if node is not None else None
    _refuse_twins(node, path)
    try:
        profile = Profile.model_validate(content)
    except ValidationError as error:
        faults = "；".join(_fault(dict(each), lines) for each in error.errors()[:5])
        raise UsageError(
            f"评分规则“{path.name}”{faults}", "请对照内置的 national-2020.yaml 改正"
        ) from None
    if profile.name != path.stem:
        raise UsageError(
            f"评分规则“{path.name}”第{lines[('name',)]}行的 name 是“{profile.name}”，与文件名不同",
            "请使 name 与文件名一致",
        )
    return profile


def _plain(node: Node, path: tuple[Any, ...], lines: dict[tuple[Any, ...], int]) -> Any:
    """Return the content of a YAML node, every scalar as text, and note the line of each part."""
    lines[path] = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, SequenceNode):
        return [_plain(each, (*path, place), lines) for place, each in enumerate(node.value)]
    if isinstance(node, MappingNode):
        return {
            key.value: _plain(value, (*path, key.value), lines)
            for key, value in node.value
            if isinstance(key, ScalarNode)
        }
    return None


def _refuse_twins(node: Node | None, path: Path) -> None:
    """Refuse a key that stands twice in one mapping; YAML would keep the last in silence."""
    if isinstance(node, MappingNode):
        keys = sorted(
            ((key.value, key.start_mark.line + 1) for key, _ in node.value), key=lambda key: key[0]
        )
        for (one, _), (other, line) in pairwise(keys):
            if one == other:
                raise UsageError(f"评分规则“{path.name}”第{line}行的“{one}”重复", "请删去其中一处")
        for _, value in node.value:
            _refuse_twins(value, path)
    elif isinstance(node, SequenceNode):
        for each in node.value:
            _refuse_twins(each, path)


_EXPECTED: Final = {
    "missing": "缺少",
    "extra_forbidden": "不认识",
    "date_from_datetime_parsing": "应为日期（如 2024-01-01）",
    "float_parsing": "应为数字",
    "int_parsing": "应为整数",
    "bool_parsing": "应为 true 或 false",
    "literal_error": "只能是 {expected}",
    "less_than_equal": "不能大于 {le}",
    "greater_than_equal": "不能小于 {ge}",
}


def _fault(error: dict[str, Any], lines: Mapping[tuple[Any, ...], int]) -> str:
    """Say one fault in Chinese: line, place, what was expected, what stands there."""
    place = tuple(error["loc"])
    shown = next(
        lines[place[:depth]] for depth in range(len(place), -1, -1) if place[:depth] in lines
    )
    words = _EXPECTED.get(error["type"], "写法不对").format(**error.get("ctx", {}))
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in place) or "全文"
    said = f"，写的是“{error['input']}”" if isinstance(error["input"], str) else ""
    return f"第{shown}行 {name}：{words}{said}"
