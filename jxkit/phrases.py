"""The command-line library's own English in Chinese, for help pages and messages of wrong usage."""

from __future__ import annotations

import re
from typing import Final

_HELP: Final = (
    (r"^Usage: ", "用法："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]..."),
    (r"^Arguments:", "参数："),
    (r"^Options:", "选项："),
    (r"^Commands:", "命令："),
    (r"\[required\]", "[必填]"),
    (r"\[default: ([^\]]*)\]", r"[默认：\1]"),
    (r"<path>", "<路径>"),
    (r"<str> ", "<文本>"),
    (r"<int range>  ", "<整数>     "),
    (r" <list\[str\]>", ""),
    (r"Show this message and exit\.", "显示本说明并退出。"),
)
_FAULTS: Final = (
    (r"^No such option: (\S+)(?: \(Possible options: (.+)\))?", r"没有选项 \1；是否想写 \2"),
    (r"^No such command '(.*)'\.", r"没有命令“\1”"),
    (r"^Missing command\.", "缺少命令"),
    (r"^Missing argument '?([^']*?)'?\.$", r"缺少参数：\1"),
    (r"^Missing option '?([^']*?)'?\.$", r"缺少选项：\1"),
    (r"^Invalid value for '?([^':]*)'?: .*greater than or equal to (\S+)$", r"\1 不能小于 \2"),
    (r"^Invalid value for '?([^':]*)'?: .*valid integer.*$", r"\1 应为整数"),
    (r"^Invalid value for '?([^':]*)'?: .*$", r"\1 的值无效"),
    (r"^Option '(.*)' requires an argument\.", r"选项 \1 后面要写一个值"),
    (r"^Option '(.*)' does not take a value\.", r"选项 \1 后面不写值"),
    (r"^Got unexpected extra argument(?:s|\(s\))? \((.*)\)", r"多出的参数：\1"),
)


def help_in_chinese(text: str) -> str:
    """Return a help page or a line of usage with the library's words in Chinese."""
    return _replaced(text, _HELP)


def fault_in_chinese(text: str) -> str:
    """Return a message of wrong usage in Chinese, without a full stop."""
    return _replaced(text, _FAULTS).removesuffix("；是否想写 ").rstrip("。.")


def _replaced(text: str, phrases: tuple[tuple[str, str], ...]) -> str:
    for pattern, chinese in phrases:
        text = re.sub(pattern, chinese, text, flags=re.MULTILINE)
    return text
