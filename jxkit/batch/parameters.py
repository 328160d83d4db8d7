"""The typed contract between a notebook and its parameters, checked before a kernel starts.

The contract is the notebook's own cell tagged `parameters`: one annotated assignment a
parameter.  Values arrive as text and are typed by it, so that `0012345` stays `0012345`.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, cast

import nbformat
from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from jxkit.errors import UsageError

_TYPES: Final[dict[str, Any]] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": bool,
    "int | None": int | None,
    "str | None": str | None,
    "float | None": float | None,
}
_TYPE_WORDS: Final = {
    "int": "整数",
    "float": "数字",
    "bool": "true 或 false",
    "str": "文本",
}


@dataclass(frozen=True, slots=True)
class Contract:
    """The parameters that a notebook takes: their types as written, and their defaults."""

    notebook: str
    types: dict[str, str]
    defaults: dict[str, Any]

    @classmethod
    def of(cls, path: Path) -> Contract:
        """Read the contract of a notebook; raises `UsageError` where it has none."""
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if "parameters" in cell.metadata.get("tags", ()):
                return cls(path.name, *_assignments(cell.source))
        raise UsageError(
            f"笔记本“{path.name}”没有标记为 parameters 的单元格", "请给参数单元格加上该标记"
        )

    def check(self, values: dict[str, Any], source: str) -> dict[str, Any]:
        """Type the values; exactly the names of the contract must be there.

        `source` names where the values come from.  Raises `UsageError` with every fault.
        """
        blank_is_none = {
            name: None if value == "" and "None" in self.types.get(name, "") else value
            for name, value in values.items()
        }
        try:
            return self._model().model_validate(blank_is_none).model_dump()
        except ValidationError as error:
            faults = "；".join(self._fault(dict(each)) for each in error.errors())
            raise UsageError(
                f"{source}：{faults}", f"{self.notebook} 的参数是：{'、'.join(self.types)}"
            ) from None

    def _model(self) -> type[BaseModel]:
        fields = {name: (_TYPES[kind], ...) for name, kind in self.types.items()}
        config = ConfigDict(extra="forbid", coerce_numbers_to_str=False)
        return create_model("Parameters", __config__=config, **cast("dict[str, Any]", fields))

    def _fault(self, error: dict[str, Any]) -> str:
        name = str(error["loc"][0])
        if error["type"] == "missing":
            return f"缺少参数“{name}”"
        if error["type"] == "extra_forbidden":
            near = get_close_matches(name, self.types, 1, 0.5)
            return f"没有参数“{name}”" + (f"（是否想写“{near[0]}”）" if near else "")
        wanted = _TYPE_WORDS[self.types[name].removesuffix(" | None")]
        return f"参数“{name}”应为{wanted}，写的是“{error['input']}”"


def read_file(path: Path) -> list[dict[str, Any]]:
    """Read a YAML file of parameters: one mapping, or a list of them; every scalar stays text.

    Raises `UsageError` where the file is missing, is not YAML, or has another shape.
    """
    if not path.is_file():
        raise UsageError(f"没有参数文件“{path}”", "请检查路径；样例见 parameters/runs/default.yaml")
    try:
        content = YAML(typ="base", pure=True).load(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError(f"参数文件“{path.name}”不是 UTF-8 文本", "请另存为 UTF-8 编码") from None
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"第{mark.line + 1}行" if mark else ""
        raise UsageError(
            f"参数文件“{path.name}”{place}不是有效的 YAML", "请按“名称: 值”逐行书写"
        ) from None
    sets = content if isinstance(content, list) else [content]
    if not sets or not all(isinstance(each, dict) and each for each in sets):
        raise UsageError(
            f"参数文件“{path.name}”应为“名称: 值”的列表", "样例见 parameters/runs/default.yaml"
        )
    return sets


def _assignments(source: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Return types and defaults of the annotated assignments of a parameters cell."""
    found = [each for each in ast.parse(source).body if isinstance(each, ast.AnnAssign)]
    types = {ast.unparse(each.target): ast.unparse(each.annotation) for each in found}
    unknown = [name for name, kind in types.items() if kind not in _TYPES]
    if unknown:
        raise UsageError(
            f"参数“{unknown[0]}”的类型“{types[unknown[0]]}”不受支持", f"可用：{'、'.join(_TYPES)}"
        )
    defaults = {
        ast.unparse(each.target): ast.literal_eval(each.value) for each in found if each.value
    }
    return types, defaults
