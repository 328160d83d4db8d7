"""The command-line library's own English in Chinese.

The library looks its sentences up through `gettext`; `speak_chinese` answers for it while it
is being imported, so that neither a locale nor a compiled catalogue is needed.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_CHINESE: Final = {
    "Usage:": "用法：",
    "Arguments": "参数",
    "Options": "选项",
    "Commands": "命令",
    "Error": "错误",
    "Aborted!": "已中止。",
    "Aborted.": "已中止。",
    "required": "必填",
    "[required]": "[必填]",
    "default: {default}": "默认：{default}",
    "[default: {}]": "[默认：{}]",
    "env var: {var}": "环境变量：{var}",
    "[env var: {}]": "[环境变量：{}]",
    "(dynamic)": "（自动）",
    "Show this message and exit.": "显示本说明并退出。",
    "Missing command.": "缺少命令。",
    "No such command {name!r}.": "没有命令 {name!r}。",
    "No such option: {name}": "没有选项 {name}。",
    "Did you mean {possibility}?": "是否想写 {possibility}？",
    "(Possible options: {possibilities})": "（可用的选项：{possibilities}）",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing {param_type}": "缺少{param_type}",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Invalid value: {message}": "值无效：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值无效：{message}",
    "Option {name!r} requires an argument.": "选项 {name!r} 需要一个值。",
    "Option {name!r} does not take a value.": "选项 {name!r} 不带值。",
    "Got unexpected extra argument ({args})": "多出的参数：{args}",
    "Got unexpected extra arguments ({args})": "多出的参数：{args}",
    "Try '{command} {option}' for help.": "输入“{command} {option}”查看说明。",
    "Try [blue]'{command_path} {help_option}'[/] for help.": (
        "输入“{command_path} {help_option}”查看说明。"
    ),
    "Error: {message}": "错误：{message}",
}


@contextmanager
def speak_chinese() -> Iterator[None]:
    """Let modules imported inside the block look up their sentences in Chinese."""
    kept = gettext.gettext, gettext.ngettext
    gettext.gettext = _translate
    gettext.ngettext = _translate_number
    try:
        yield
    finally:
        gettext.gettext, gettext.ngettext = kept


def _translate(message: str) -> str:
    return _CHINESE.get(message, message)


def _translate_number(msgid1: str, msgid2: str, n: int) -> str:
    return _translate(msgid1 if n == 1 else msgid2)
