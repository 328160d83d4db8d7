"""One table, described once and printed as semantic HTML, as Typst and as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from jxkit.markup import TYPST, clean, escape_html, escape_typst
from jxkit.typography import pad, width

_WIDE: Final = 7
_CARDS: Final = 4
_BROADEST, _SHORT = 28, 12
_WHOLE: Final = 12
"""Up to so many lines a table stays on one page."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head with its unit; `align` is left, right or center."""

    label: str
    unit: str = ""
    align: str = "left"

    @property
    def head(self) -> str:
        """The label with its unit in brackets."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one row, the first is its head; `group` heads the lines that share it."""

    cells: tuple[str, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is to be read; without lines it is the sentence `empty`, or nothing."""

    caption: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    empty: str = "没有内容。"
    name: str = field(default="", kw_only=True)

    def __str__(self) -> str:
        return "\n".join(_plain(self)) if self.lines else self.empty

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """Return the table in every media type that notebooks and reports understand."""
        return {
            "text/html": html(self),
            TYPST: typst(self),
            "text/plain": str(self),
        }


def html(table: Table) -> str:
    """Return the table as HTML with heads of columns, rows and groups; looks are by class only."""
    if not table.lines:
        return f'<p class="empty">{escape_html(table.empty)}</p>' if table.empty else ""
    heads = "".join(
        f'<th scope="col" class="{kind}">{escape_html(column.label)}{_unit(column)}</th>'
        for column, kind in zip(table.columns, _classes(table), strict=True)
    )
    bodies = "\n".join(
        _body(table, group, list(lines)) for group, lines in groupby(table.lines, _group)
    )
    notes = "".join(f'\n<p class="note">{escape_html(note)}</p>' for note in table.notes)
    caption = escape_html(table.caption)
    kinds = f"table {table.name}{' wide' * _is_wide(table)}"
    return (
        f'<div class="{kinds}" role="region" aria-label="{caption}" tabindex="0">\n'
        f"<table>\n<caption>{caption}</caption>\n<thead>\n<tr>{heads}</tr>\n</thead>\n"
        f"{bodies}\n</table>\n</div>{notes}"
    )


def typst(table: Table) -> str:
    """Return the table as a Typst figure that breaks over pages and repeats its heads."""
    if not table.lines:
        return escape_typst(table.empty) + "\n"
    heads = ", ".join(f"[{_typst_head(column)}]" for column in table.columns)
    small = "#set text(size: 0.88em)\n" if len(table.columns) >= _WIDE else ""
    notes = "".join(f"\n#text(size: 0.88em)[{escape_typst(note)}]\n" for note in table.notes)
    aligns = ", ".join(column.align for column in table.columns)
    breaks = str(len(table.lines) > _WHOLE).lower()
    return (
        f"#[\n#show figure: set block(breakable: {breaks})\n{small}#figure(\n  kind: table,\n"
        f"  caption: [{escape_typst(table.caption)}],\n  table(\n"
        f"    columns: ({', '.join(_shares(table))},),\n    align: ({aligns},),\n"
        f"    table.header({heads}),\n{''.join(_cells(table))}  ),\n)\n{notes}]\n"
    )


def _is_wide(table: Table) -> bool:
    return len(table.columns) > _CARDS


def _group(line: Line) -> str:
    return line.group


def _unit(column: Column) -> str:
    return f'<span class="unit">（{escape_html(column.unit)}）</span>' if column.unit else ""


def _classes(table: Table) -> list[str]:
    """Name the alignment of each column, and `short` what is not to be broken over lines."""
    longest = [max(map(width, _column(table, place))) for place in range(len(table.columns))]
    return [
        column.align + " short" * (columns <= _SHORT)
        for column, columns in zip(table.columns, longest, strict=True)
    ]


def _body(table: Table, group: str, lines: list[Line]) -> str:
    head = (
        f'<tr class="group"><th scope="rowgroup" colspan="{len(table.columns)}">'
        f"{escape_html(group)}</th></tr>\n"
        if group
        else ""
    )
    return f"<tbody>\n{head}" + "\n".join(_row(table, line) for line in lines) + "\n</tbody>"


def _row(table: Table, line: Line) -> str:
    first, *rest = (escape_html(cell).replace("\n", "<br>") for cell in line.cells)
    head, *kinds = _classes(table)
    # On a narrow screen a wide table becomes cards, and each cell needs its head beside it.
    labels = [f' data-label="{escape_html(column.head)}"' for column in table.columns[1:]]
    cells = "".join(
        f'<td class="{kind}"{label if _is_wide(table) else ""}>{cell}</td>'
        for kind, label, cell in zip(kinds, labels, rest, strict=True)
    )
    return f'<tr><th scope="row" class="{head}">{first}</th>{cells}</tr>'


def _shares(table: Table) -> Iterator[str]:
    """Give numbers and short texts the width they need, and long texts the rest."""
    widest = [
        max(width(cell) for cell in (column.label, *_column(table, place)))
        for place, column in enumerate(table.columns)
    ]
    texts = [
        columns if column.align == "left" else 0
        for column, columns in zip(table.columns, widest, strict=True)
    ]
    for columns in texts:
        grows = columns > _SHORT or columns == max(texts) > 0
        yield f"{min(columns, _BROADEST)}fr" if grows else "auto"


def _column(table: Table, place: int) -> list[str]:
    return [line.cells[place] for line in table.lines]


def _typst_head(column: Column) -> str:
    unit = f" \\ （{escape_typst(column.unit)}）" if column.unit else ""
    return escape_typst(column.label) + unit


def _cells(table: Table) -> Iterator[str]:
    for group, lines in groupby(table.lines, _group):
        if group:
            head = f"colspan: {len(table.columns)}, fill: luma(245), align: left"
            cell = f"table.cell({head})[{escape_typst(group)}]"
            # A head of its own level is never left alone at the foot of a page.
            yield f"    table.header(level: 2, repeat: false, {cell}),\n"
        for line in lines:
            yield "    " + "".join(f"[{escape_typst(cell)}], " for cell in line.cells) + "\n"


def _plain(table: Table) -> Iterator[str]:
    """Line up the columns for a terminal, where a Chinese character takes two places."""
    rows = [tuple(column.head for column in table.columns)]
    rows += [tuple(" ".join(clean(cell).split()) for cell in line.cells) for line in table.lines]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    printed = [
        "  ".join(
            pad(cell, columns, column.align)
            for cell, columns, column in zip(row, widths, table.columns, strict=True)
        ).rstrip()
        for row in rows
    ]
    yield table.caption
    yield from (printed[0], "─" * (sum(widths) + 2 * (len(widths) - 1)))
    group = ""
    for line, text in zip(table.lines, printed[1:], strict=True):
        if line.group != group:
            group = line.group
            yield f"【{' '.join(clean(group).split())}】"
        yield text
    yield from (f"注：{note}" for note in table.notes)
