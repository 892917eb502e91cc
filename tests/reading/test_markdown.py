from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.reading import grid, read
from khtool.reading.lines import Line

PLAN = Path(__file__).parents[1] / "data" / "reading" / "plan.md"


def texts(text) -> list[str]:
    return [text.slice(p) for p in text.paragraphs]


def md(content: str):
    return read(("# Đầu đề\n\n## Phần\n\n" + content).encode())


def body(content: str) -> list[str]:
    return texts(md(content))[2:]


def test_plan_paragraphs():
    plan = read(PLAN)
    assert plan.format == "md"
    found = texts(plan)
    assert found[:6] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LAM GIANG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 37/KH-UBND",
        "Lam Giang, ngày 09 tháng 02 năm 2024",
    ]
    assert "PHÁT TRIỂN THƯ VIỆN CỘNG ĐỒNG TRÊN ĐỊA BÀN TỈNH LAM GIANG GIAI ĐOẠN 2024 - 2028" in found
    basis = next(t for t in found if t.startswith("Thực hiện"))
    assert "số 1208/QĐ-BVH ngày" in basis and "17/2023/NQ-HĐND ngày" in basis
    assert any(t.startswith("1. Mở rộng mạng lưới") and t.endswith("05 km.") for t in found)
    assert any("được giao - kể cả nguồn" in t for t in found)
    assert found.count("- Các sở, ban, ngành, cơ quan báo chí đóng trên địa bàn tỉnh;") == 1
    signature = found.index("TM. ỦY BAN NHÂN DÂN")
    assert found[signature + 1 : signature + 4] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Đỗ Thị Minh"]
    assert not any(mark in plan.text for mark in "*|#")


def test_plan_bold():
    plan = read(PLAN)
    bold = {plan.slice(p) for p in plan.paragraphs if p.bold}
    assert {"KẾ HOẠCH", "I. MỤC ĐÍCH, YÊU CẦU", "2. Yêu cầu", "Đỗ Thị Minh"} <= bold
    assert "KT. CHỦ TỊCH" not in bold


def test_plan_tables():
    plan = read(PLAN)
    assert [(t.rows, t.columns) for t in plan.tables] == [(2, 2), (1, 2), (6, 5)]
    tasks = plan.tables[2]
    rows = [[plan.slice(c) for c in tasks.cells if c.row == r] for r in range(tasks.rows)]
    assert rows[1] == ["I", "XÂY DỰNG MẠNG LƯỚI"]
    section = tasks.at(1, 1)
    assert section is not None and section.colspan == 4
    assert rows[2][:3] == ["1", "Khảo sát nhu cầu đọc của người dân tại các xã.", "Sở Văn hóa"]
    assert tasks.at(2, 3) is None  # an empty cell leaves no characters
    due = tasks.at(2, 4)
    assert due is not None and plan.slice(due) == "Quý II/2024"
    work = tasks.at(3, 1)
    assert work is not None
    assert plan.slice(work).split("\n") == [
        "Trang bị sách, máy tính cho 45 thư viện.",
        "- Ưu tiên xã vùng cao;",
        "- Ưu tiên trường học.",
    ]


def test_every_cell_is_found_by_its_paragraphs():
    plan = read(PLAN)
    for p in plan.paragraphs:
        if p.cell:
            cell = plan.tables[p.cell.table].at(p.cell.row, p.cell.column)
            assert cell is not None and cell.start <= p.start <= p.end <= cell.end


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("**Đậm** và *nghiêng* và ***cả hai***", "Đậm và nghiêng và cả hai"),
        ("*1.1. *Quán triệt", "1.1. Quán triệt"),
        ("(*) Ghi chú", "(*) Ghi chú"),
        ("2 * 3 hàng", "2 * 3 hàng"),
        ("[Nghị định](https://example.org/a) mới", "Nghị định mới"),
        ("\\- không phải mục, 1\\. cũng không", "- không phải mục, 1. cũng không"),
        ("chữ_có_gạch giữ nguyên, _nghiêng_ thì bỏ", "chữ_có_gạch giữ nguyên, nghiêng thì bỏ"),
        ("<u>gạch chân</u> và 5 < 7", "gạch chân và 5 < 7"),
    ],
)
def test_inline_markup(source, wanted):
    assert body(source) == [wanted]


def test_headings_have_levels():
    text = read("## KẾ HOẠCH\n\n#### I. MỤC TIÊU\n\nChữ.\n".encode())
    assert [(text.slice(p), p.level) for p in text.paragraphs] == [("KẾ HOẠCH", 2), ("I. MỤC TIÊU", 4), ("Chữ.", None)]


def test_hard_breaks_part_paragraphs():
    assert body("**TM. ỦY BAN NHÂN DÂN  \nKT. CHỦ TỊCH  \nPHÓ CHỦ TỊCH**") == [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    ]


def test_pipe_table():
    text = md("| TT | Việc |\n|---|:--:|\n| 1 | Một \\| hai<br>- ba |\n| 2 | |\n\nSau bảng.")
    table = text.tables[0]
    assert (table.rows, table.columns) == (3, 2)
    cell = table.at(1, 1)
    assert cell is not None and text.slice(cell) == "Một | hai\n- ba"
    assert text.slice(text.paragraphs[-1]) == "Sau bảng."


def flatten(rows: list[list[str]]) -> tuple[list[list[Line]], list[int]]:
    marks: list[str | None] = []
    for row in rows:
        marks.append(None)
        for cell in row:
            if cell:
                marks.append(cell)
            marks.append(None)
    cells, gaps, run = [], [], 0
    for m in marks:
        if m is None:
            run += 1
        else:
            cells.append([Line(m)])
            gaps.append(run)
            run = 0
    return cells, [*gaps, run]


@given(
    st.integers(2, 7).flatmap(
        lambda n: st.lists(st.tuples(st.just(n), st.sets(st.integers(2, n), max_size=1)), min_size=2, max_size=8)
    )
)
def test_flattened_rows_come_back(shape):
    """Tables with full rows, at most one cell in a row empty (not the first two), number first."""
    rows = [["TT", *(f"Cột {c}" for c in range(1, shape[0][0]))]]
    for r, (n, empty) in enumerate(shape):
        rows.append([str(r + 1), *("" if c in empty else f"việc {r} {c}" for c in range(1, n))])
    cells, gaps = flatten(rows)
    made = grid.align(cells, gaps)
    wanted = {(r, c): cell for r, row in enumerate(rows) for c, cell in enumerate(row) if cell}
    assert {(g.row, g.column): g.lines[0].text for g in made} == wanted


def test_head_of_two_rows():
    rows = [
        ["TT", "Nhiệm vụ", "Cơ quan thực hiện", "Thời gian"],
        ["Chủ trì", "Phối hợp"],
        ["1", "Việc một", "Sở A", "Sở B", "2024"],
        ["2", "Việc hai", "Sở C", "Sở D", "2025"],
    ]
    made = grid.align(*flatten(rows))
    at = {g.lines[0].text: (g.row, g.column, g.rowspan, g.colspan) for g in made}
    assert at["Cơ quan thực hiện"] == (0, 2, 1, 2)
    assert at["Chủ trì"][:2] == (1, 2) and at["Phối hợp"][:2] == (1, 3)
    assert at["Thời gian"] == (0, 4, 2, 1)


def test_row_under_a_tall_cell_stands_to_the_right():
    rows = [
        ["TT", "Nội dung", "Chủ trì", "Thời gian"],
        ["1", "Việc một", "Sở A", "2024"],
        ["Việc khác", "Sở B", "2025"],
        ["2", "Việc hai", "Sở C", "2026"],
    ]
    made = grid.align(*flatten(rows))
    at = {g.lines[0].text: (g.row, g.column, g.rowspan) for g in made}
    assert at["Việc khác"][:2] == (2, 1) and at["2025"][:2] == (2, 3)
    assert at["1"] == (1, 0, 2)


@given(st.text(alphabet="ab*_|#- \n\\[]()<>`1.Đ", max_size=200))
def test_any_markdown_is_read(content):
    text = read(("## a\n\n## b\n\n" + content).encode())
    assert all(0 <= p.start <= p.end <= len(text.text) for p in text.paragraphs)


def test_a_run_in_heading_goes_on_in_the_next_line():
    content = (
        "# KẾ HOẠCH\n\n**1. Sở Y tế:**\nKhám sức khỏe cho trẻ.\n\n**2. Sở Nội vụ:** Bố trí cán bộ.\n\n"
        "**3. Sở Tài chính**\nThẩm định dự toán.\n\n**4. Các huyện:**\n- Ban hành kế hoạch.\n"
    )
    found = read(content.encode())
    assert [(found.slice(p), p.line) for p in found.paragraphs] == [
        ("KẾ HOẠCH", 1),
        ("1. Sở Y tế: Khám sức khỏe cho trẻ.", 3),
        ("2. Sở Nội vụ: Bố trí cán bộ.", 6),
        ("3. Sở Tài chính", 8),
        ("Thẩm định dự toán.", 9),
        ("4. Các huyện:", 11),
        ("- Ban hành kế hoạch.", 12),
    ]


def test_recipients_and_signature_in_rows_are_read_by_column():
    content = """# KẾ HOẠCH

**I. MỤC ĐÍCH**

| ***Nơi nhận:*** | **TM. ỦY BAN NHÂN DÂN** |
|---|---|
| - UBND tỉnh (b/c); | **KT. CHỦ TỊCH** |
| - Thư viện xã; | **PHÓ CHỦ TỊCH** |
| - Lưu: VT. | **Lê Thị Mơ** |
"""
    found = read(content.encode())
    assert found.text.split("\n")[2:] == [
        "Nơi nhận:",
        "- UBND tỉnh (b/c);",
        "- Thư viện xã;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Lê Thị Mơ",
    ]


def test_more_than_in_a_cell_is_no_quotation():
    table = md("| Chỉ tiêu | ĐVT | 2025 |\n|---|---|---|\n| Đường thôn cứng hóa | % | > 75 |\n")
    assert "> 75" in texts(table)
    assert body("> Trích dẫn.") == ["Trích dẫn."]
    assert body("> 75 hộ dân tham gia.") == ["75 hộ dân tham gia."]
