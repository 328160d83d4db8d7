"""Spreadsheets: xlsx as printed (percent, dates, cached formulas), and comma or tab lists."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, Final

from jxkit.errors import UnreadableError
from jxkit.model import Document, Grid, Remark, Where
from jxkit.readers import reader
from jxkit.readers.packages import open_package
from jxkit.readers.tables import TALLEST, WIDEST, Cell, unfold
from jxkit.readers.text import decode

_DECIMALS: Final = re.compile(r"0\.(0+)%")
_SHEETS: Final = 60


@reader(".xlsx")
@reader(".xlsm")
def read_sheet(path: Path) -> Document:
    """Read a workbook; hidden sheets are read too and said to be hidden."""
    data = path.read_bytes()
    # Half of what a kernel would load for nothing: a report reads from the store.
    from openpyxl import load_workbook  # noqa: PLC0415

    with open_package(data, path.name):
        pass
    try:
        book = load_workbook(BytesIO(data), data_only=True)
    except (
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
    ) as error:
        raise UnreadableError(
            f"文件“{path.name}”不是完整的 Excel 文件", "请用 Excel 打开并另存一份"
        ) from error
    sheets = book.worksheets[:_SHEETS]
    warnings = tuple(
        Remark(Where(path.name, sheet=sheet.title), "这张工作表在原文件中是隐藏的")
        for sheet in sheets
        if sheet.sheet_state != "visible"
    )
    blocks = tuple(filter(None, (_grid(sheet, path.name) for sheet in sheets)))
    if not blocks:
        raise UnreadableError(f"文件“{path.name}”的各工作表都是空的", "请重新取得该文件")
    return Document(path.name, sha256(data).hexdigest(), blocks, warnings=warnings)


@reader(".csv")
@reader(".tsv")
def read_list(path: Path) -> Document:
    """Read a list whose cells are parted by commas, semicolons or tabs."""
    data = path.read_bytes()
    text, encoding = decode(data, path.name)
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    delimiter = max("\t,;", key=first.count)
    rows = [[Cell(cell) for cell in row] for row in csv.reader(StringIO(text), delimiter=delimiter)]
    grid = unfold(rows, Where(path.name, table=1))
    return Document(path.name, sha256(data).hexdigest(), (grid,), encoding)


def _grid(sheet: Any, file: str) -> Grid | None:
    """Return a sheet as a grid up to its last row that says something."""
    merged = {
        (area.min_row, area.min_col): (area.max_row, area.max_col)
        for area in sheet.merged_cells.ranges
    }
    hidden = {
        (row, column)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, TALLEST) + 1)
        for column in range(area.min_col, min(area.max_col, WIDEST) + 1)
        if (row, column) != (area.min_row, area.min_col)
    }
    rows = [list(_row(row, merged, hidden)) for row in _filled(sheet)]
    return unfold(rows, Where(file, sheet=sheet.title)) if rows else None


def _filled(sheet: Any) -> list[Any]:
    rows = list(
        sheet.iter_rows(max_row=min(sheet.max_row, TALLEST), max_col=min(sheet.max_column, WIDEST))
    )
    while rows and all(cell.value in {None, ""} for cell in rows[-1]):
        rows.pop()
    return rows


def _row(row: Any, merged: dict[Any, Any], hidden: set[tuple[int, int]]) -> Iterator[Cell]:
    for cell in row:
        place = (cell.row, cell.column)
        if place in hidden:
            continue
        last = merged.get(place, place)
        yield Cell(_printed(cell), last[0] - place[0] + 1, last[1] - place[1] + 1)


def _printed(cell: Any) -> str:
    """Return a value as the sheet prints it: 0.9 in a cell of percent is 90%."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    return str(value)


def _number(value: float, form: str) -> str:
    if "%" in form:
        places = _DECIMALS.search(form)
        return (
            f"{value * 100:.{len(places[1]) if places else 0}f}%"
            if places
            else f"{round(value * 100, 8):g}%"
        )
    return f"{round(value, 10):.10g}" if isinstance(value, float) else str(value)
