"""Markdown, foreign HTML and formulas through pandoc: one call for all texts of a notebook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pypandoc

from jxkit.errors import RunError

MARKDOWN: Final = (
    "markdown-smart-citations-example_lists-raw_attribute-raw_tex-yaml_metadata_block"
    "-auto_identifiers-implicit_figures+lists_without_preceding_blankline+tex_math_single_backslash"
)
_FILTER: Final = Path(__file__).with_name("templates") / "foreign.lua"
_MARK: Final = "JXKITPIECE{}END"
_MARKS = re.compile(r"(?:<p>)?JXKITPIECE(\d+)END(?:</p>)?")


def convert(texts: Sequence[str], source: str, target: str) -> list[str]:
    """Convert texts from one format of pandoc to another, each for itself, in a single call."""
    if not any(text.strip() for text in texts):
        return ["" for _ in texts]
    mark = "<p>{}</p>" if source == "html" else "{}"
    joined = "\n\n".join(
        f"{mark.format(_MARK.format(number))}\n\n{text}" for number, text in enumerate(texts)
    )
    try:
        converted = pypandoc.convert_text(
            joined,
            target,
            format=source,
            extra_args=["--wrap=preserve", "--mathml", f"--lua-filter={_FILTER}", "--sandbox"],
        )
    except (RuntimeError, OSError) as error:
        raise RunError("无法转换文字：pandoc 没有运行成功", "请重新安装 pypandoc_binary") from error
    parts = _MARKS.split(converted)
    found = {
        int(number): text.strip() for number, text in zip(parts[1::2], parts[2::2], strict=True)
    }
    return [found.get(number, "") for number in range(len(texts))]
