"""Small forms made for the tests, with fictional places and names, in each format."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from openpyxl import Workbook

ROWS = [
    ["项目支出绩效自评表"] + [""] * 8,
    ["（2023年度）"] + [""] * 8,
    ["项目名称", "青河县乡村道路养护", "", "", "", "", "", "", ""],
    ["主管部门", "青河县交通运输局", "", "", "实施单位", "青河县公路养护中心", "", "", ""],
    ["项目资金（万元）", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率",
     "得分"],
    ["", "年度资金总额", "", "200.00", "180.00", "171.00", "10", "95.00%", "9.5"],
    ["", "其中：当年财政拨款", "", "200.00", "180.00", "171.00", "—", "95.00%", "—"],
    ["", "上年结转资金", "", "0", "0", "0", "—", "—", "—"],
    ["", "其他资金", "", "0", "0", "0", "—", "—", "—"],
    ["年度总体目标", "预期目标", "", "", "实际完成情况", "", "", "", ""],
    ["", "养护乡村道路300公里。", "", "", "养护乡村道路310公里。", "", "", "", ""],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
     "偏差原因分析及改进措施", ""],
    ["产出指标", "数量指标", "养护道路里程", "≥300公里", "310公里", "20", "20", "", ""],
    ["", "", "指标2：", "", "", "", "", "", ""],
    ["", "质量指标", "验收合格率", "≥98%", "95%", "20", "19.39", "两处返工，已整改", ""],
    ["", "时效指标", "完成时间", "2023年12月底前", "2023年11月", "10", "10", "", ""],
    ["效益指标", "社会效益指标", "通行条件改善", "明显改善", "明显改善", "30", "28", "", ""],
    ["满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "92%", "10", "10", "", ""],
    ["总分", "", "", "", "", "100", "96.89", "", ""],
]  # fmt: skip
MERGED = [(0, 0, 0, 8), (1, 0, 1, 8), (2, 1, 2, 8), (4, 0, 8, 0), (9, 0, 10, 0), (12, 0, 15, 0),
          (12, 1, 13, 1), (9, 1, 9, 3), (9, 4, 9, 8), (10, 1, 10, 3), (10, 4, 10, 8), (3, 1, 3, 3),
          (3, 5, 3, 8)]  # fmt: skip


def write_docx(path: Path) -> None:
    """Write the form as a Word table with merged cells."""
    document = Document()
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for number, row in enumerate(ROWS):
        for column, text in enumerate(row):
            if text:
                table.cell(number, column).text = text
    for top, left, bottom, right in MERGED:
        table.cell(top, left).merge(table.cell(bottom, right))
    document.save(str(path))


def write_xlsx(path: Path) -> None:
    """Write the form as a sheet; numbers are numbers, the rate is a percentage."""
    book = Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate(ROWS, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column, text or None)
            if text.endswith("%") and text[:-1].replace(".", "").isdigit():
                cell.value = float(text[:-1]) / 100
                cell.number_format = "0.00%"
            elif text.replace(".", "").isdigit():
                cell.value = float(text)
    for top, left, bottom, right in MERGED:
        sheet.merge_cells(
            start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
        )
    book.save(path)


def write_html(path: Path) -> None:
    """Write the form as a web page in GBK that declares UTF-8."""
    spans = {
        (top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in MERGED
    }
    hidden = {
        (row, column)
        for top, left, bottom, right in MERGED
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    lines = []
    for number, row in enumerate(ROWS):
        cells = ""
        for column, text in enumerate(row):
            if (number, column) not in hidden:
                down, right = spans.get((number, column), (1, 1))
                cells += f'<td rowspan="{down}" colspan="{right}">{text}</td>'
        lines.append(f"<tr>{cells}</tr>")
    body = f"<body><table>{''.join(lines)}</table></body>"
    page = f'<html><head><meta charset="utf-8"></head>{body}</html>'
    path.write_bytes(page.encode("gbk"))


def write_csv(path: Path) -> None:
    """Write the form as comma-separated text."""
    path.write_text("\n".join(",".join(row) for row in ROWS), "utf-8-sig")
