"""The outline: which paragraphs are numbered headings, how they nest, where they end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khtool.extraction import outline
from khtool.extraction.frame import Frame, Section, Zones
from khtool.text import CellRef, PlanText, PlanTextBuilder, TableCell


def frame_of(body: list[str | list[list[str]]], appendix: list[str | list[list[str]]] | None = None) -> Frame:
    """A frame over plain paragraphs and tables (lists of rows), with a head and a signature around the body."""
    builder = PlanTextBuilder("txt")
    builder.add("KẾ HOẠCH")
    ranges = []
    for part in (body, ["Nơi nhận:", "1. Như trên;", "- Lưu: VT."], appendix or []):
        first = len(builder.paragraphs)
        for item in part:
            if isinstance(item, str):
                builder.add(item)
            else:
                add_table(builder, item)
        ranges.append((first, len(builder.paragraphs)))
    text = builder.build()
    n = len(text.paragraphs)
    zones = Zones((0, 1), (1, 1), ranges[0], ranges[1], ranges[2], (n, n))
    return Frame(text, zones, outline.sections(text, zones))


def add_table(builder: PlanTextBuilder, rows: list[list[str]]) -> None:
    index = len(builder.tables)
    cells = []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            p = builder.add(value, cell=CellRef(index, r, c))
            cells.append(TableCell(r, c, p.start, p.end))
    builder.add_table(cells)


def lines_of(frame: Frame) -> list[str]:
    return [f"{o.depth} {o.path} {o.title}" for o in outline.extract(frame)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            [
                "I. MỤC ĐÍCH, YÊU CẦU",
                "1. Mục đích",
                "a) Nâng cao nhận thức.",
                "b) Giảm tai nạn.",
                "2. Yêu cầu:",
                "II. KINH PHÍ",
            ],
            [
                "1 I MỤC ĐÍCH, YÊU CẦU",
                "2 I.1 Mục đích",
                "3 I.1.a Nâng cao nhận thức",
                "3 I.1.b Giảm tai nạn",
                "2 I.2 Yêu cầu",
                "1 II KINH PHÍ",
            ],
            id="roman-arabic-letter",
        ),
        pytest.param(
            [
                "II. MỤC TIÊU",
                "2. Cụ thể",
                "2.1. Đến năm 2030",
                "2.2 Đến năm 2035",
                "2.2.1. Về y tế",
                "a) Một",
                "3. Khác",
            ],
            [
                "1 II MỤC TIÊU",
                "2 II.2 Cụ thể",
                "3 II.2.1 Đến năm 2030",
                "3 II.2.2 Đến năm 2035",
                "4 II.2.2.1 Về y tế",
                "5 II.2.2.1.a Một",
                "2 II.3 Khác",
            ],
            id="decimals-replace-the-label-they-repeat",
        ),
        pytest.param(
            [
                "Phần thứ nhất",
                "ĐÁNH GIÁ",
                "I/ KẾT QUẢ",
                "1/ Ưu điểm",
                "Phần II. NHIỆM VỤ",
                "I - CHUNG",
                "1- Việc",
                "(1) Một",
                "(2) Hai",
            ],
            [
                "1 Phần thứ nhất ĐÁNH GIÁ",
                "2 Phần thứ nhất.I KẾT QUẢ",
                "3 Phần thứ nhất.I.1 Ưu điểm",
                "1 Phần II NHIỆM VỤ",
                "2 Phần II.I CHUNG",
                "3 Phần II.I.1 Việc",
                "4 Phần II.I.1.(1) Một",
                "4 Phần II.I.1.(2) Hai",
            ],
            id="parts-and-other-punctuation",
        ),
        pytest.param(
            ["A. TÌNH HÌNH", "I. CHUNG", "B. NHIỆM VỤ", "I. CHUNG", "I.1. Một", "I.2. Hai"],
            ["1 A TÌNH HÌNH", "2 A.I CHUNG", "1 B NHIỆM VỤ", "2 B.I CHUNG", "3 B.I.1 Một", "3 B.I.2 Hai"],
            id="capital-letters-and-compounds",
        ),
        pytest.param(
            ["Điều 1. Phạm vi", "1. Một", "Điều 2. Đối tượng"],
            ["1 Điều 1 Phạm vi", "2 Điều 1.1 Một", "1 Điều 2 Đối tượng"],
            id="articles",
        ),
        pytest.param(
            ["1. Mục đích", "2. Yêu cầu", "1. Phổ biến", "3. Kiểm tra"],
            ["1 1 Mục đích", "1 2 Yêu cầu", "1 1 Phổ biến", "1 3 Kiểm tra"],
            id="lost-upper-headings-are-siblings",
        ),
        pytest.param(
            ["VI. TỔ CHỨC", "1. Phòng A", "2. Phòng B", "4. Phòng C", "4. Phòng D"],
            ["1 VI TỔ CHỨC", "2 VI.1 Phòng A", "2 VI.2 Phòng B", "2 VI.4 Phòng C", "2 VI.4 Phòng D"],
            id="skipped-and-repeated-labels-stay",
        ),
        pytest.param(
            ["I. VIỆC", "1. Nhóm", "a) Một", "1) Nhỏ", "2) Nhỏ nữa", "b) Hai", "2. Nhóm hai"],
            [
                "1 I VIỆC",
                "2 I.1 Nhóm",
                "3 I.1.a Một",
                "4 I.1.a.1 Nhỏ",
                "4 I.1.a.2 Nhỏ nữa",
                "3 I.1.b Hai",
                "2 I.2 Nhóm hai",
            ],
            id="a-list-inside-a-letter",
        ),
        pytest.param(
            ["III.", "NHIỆM VỤ", "1.", "Rà soát", "- 1. không phải", "IV. KINH PHÍ VÀ", "NGUỒN LỰC"],
            ["1 III NHIỆM VỤ", "2 III.1 Rà soát", "1 IV KINH PHÍ VÀ NGUỒN LỰC"],
            id="label-and-title-in-two-paragraphs",
        ),
    ],
)
def test_outline(body: list[str | list[list[str]]], expected: list[str]) -> None:
    assert lines_of(frame_of(body)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "- Tổ chức tuyên truyền",
        "+ 1. Việc",
        "05 bộ dữ liệu mở chất lượng cao",
        "11.400 doanh nghiệp",
        "2.5 triệu đồng",
        "01/6 là ngày Quốc tế thiếu nhi",
        "15.5.2021 ban hành",
        "2025 là năm cuối",
        "Điều 5 Luật Trẻ em quy định rõ",
        "[1] Nghị định số 1/2020/NĐ-CP",
        "Mục 2 Phần II Kế hoạch số 5/KH-UBND",
        "30% trẻ em",
        "7,5% hộ nghèo",
        "c. không mở danh sách",
        "V/v triển khai",
        "1,5 tỷ đồng",
        "24/7 trực đường dây",
    ],
)
def test_no_heading(line: str) -> None:
    assert lines_of(frame_of(["I. CHUNG", line, "II. RIÊNG"])) == ["1 I CHUNG", "1 II RIÊNG"]


def test_long_numbered_paragraphs_are_cut() -> None:
    task = "Tăng cường công tác phối hợp liên ngành giữa các cơ quan, tổ chức, đoàn thể trong thực hiện nhiệm vụ " * 2
    short = "Phòng Nội vụ: Chủ trì, phối hợp với các đơn vị liên quan tham mưu."
    titles = [o.title for o in outline.extract(frame_of(["1. " + task.strip() + ".", "2. " + short]))]
    assert titles == [task[:80].rstrip(), short[:-1]]


def test_run_in_heading_keeps_its_own_title() -> None:
    frame = frame_of(["IV. TỔ CHỨC THỰC HIỆN", "1. Phòng Nội vụ: Chủ trì tham mưu.", "2. Phòng Y tế"])
    first, second = frame.sections[1:]
    assert (first.title, first.run_in, second.title, second.run_in) == ("Phòng Nội vụ", True, "Phòng Y tế", False)


def test_sections_of_the_tail_are_none() -> None:
    assert all("Như trên" not in line for line in lines_of(frame_of(["I. CHUNG"])))


def test_appendices_hold_their_headings_and_the_rows_that_divide_tables() -> None:
    table = [
        ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"],
        ["I", "TUYÊN TRUYỀN", "", "", ""],
        ["1", "Phát tờ rơi", "Sở Y tế", "Sở Tư pháp", "2026"],
        ["II", "TẬP HUẤN", "", "", ""],
        ["1", "Mở lớp", "Sở Nội vụ", "", "2027"],
    ]
    frame = frame_of(
        ["I. CHUNG"],
        [
            "PHỤ LỤC I",
            "DANH MỤC NHIỆM VỤ",
            "(Kèm theo Kế hoạch số 1/KH-UBND)",
            table,
            "PHỤ LỤC 2: BIỂU MẪU",
            "1. Mẫu một",
        ],
    )
    assert lines_of(frame) == [
        "1 I CHUNG",
        "1 PL I DANH MỤC NHIỆM VỤ",
        "2 PL I.I TUYÊN TRUYỀN",
        "2 PL I.II TẬP HUẤN",
        "1 PL 2 BIỂU MẪU",
        "2 PL 2.1 Mẫu một",
    ]
    assert frame.where(frame.text.text.index("Mở lớp")) == "PL I.II"


def test_an_appendix_without_that_word_is_known_by_its_reference_to_the_plan() -> None:
    frame = frame_of(["I. CHUNG"], ["DANH MỤC NHIỆM VỤ", "(Ban hành kèm theo Kế hoạch số 1/KH-UBND)", "1. Việc một"])
    assert lines_of(frame) == ["1 I CHUNG", "1 PL DANH MỤC NHIỆM VỤ", "2 PL.1 Việc một"]


@pytest.mark.parametrize("form", ["Mẫu biểu số 01", "BIỂU SỐ 02", "Phụ biểu 1", "Biểu mẫu số 3"])
def test_a_form_is_no_appendix(form: str) -> None:
    frame = frame_of(["I. CHUNG"], [form, "SỐ HỘ DÂN", "(Kèm theo Kế hoạch số 1/KH-UBND)", [["STT", "Xã"], ["1", "A"]]])
    assert lines_of(frame) == ["1 I CHUNG"]


@pytest.mark.parametrize("title", ["CHƯƠNG TRÌNH", "KẾ HOẠCH", "ĐỀ ÁN"])
def test_the_plan_that_a_decision_issues_is_no_appendix(title: str) -> None:
    issued = [
        title,
        "Trồng rau sạch",
        "(Ban hành kèm theo Quyết định số 1/QĐ-UBND)",
        "I. MỤC TIÊU",
        "1. Đất",
        "PHỤ LỤC 1",
        "RAU",
    ]
    frame = frame_of(["Điều 1. Ban hành Đề án."], issued)
    assert lines_of(frame) == ["1 Điều 1 Ban hành Đề án", "1 I MỤC TIÊU", "2 I.1 Đất", "1 PL 1 RAU"]


def test_the_plan_that_a_decision_issues_may_have_a_letterhead() -> None:
    issued = ["ỦY BAN NHÂN DÂN", "XÃ TÂN AN", "KẾ HOẠCH", "Trồng rau", "(Kèm theo Quyết định số 1/QĐ-UBND)", "I. ĐẤT"]
    assert lines_of(frame_of(["Điều 1. Ban hành."], issued)) == ["1 Điều 1 Ban hành", "1 I ĐẤT"]
    listed = ["ỦY BAN NHÂN DÂN", "XÃ TÂN AN", "DANH SÁCH RAU", "(Kèm theo Quyết định số 1/QĐ-UBND)", "I. ĐẤT"]
    assert "2 PL.I ĐẤT" in lines_of(frame_of(["Điều 1. Ban hành."], listed))


@pytest.mark.parametrize(
    ("below", "title"),
    [
        (["LỊCH MỞ LỚP", "(Kèm theo Kế hoạch số 1/KH-UBND)"], "LỊCH MỞ LỚP"),
        (["(Kèm theo Kế hoạch số 1/KH-UBND)", "DỰ KIẾN LỊCH", "MỞ LỚP MAY"], "DỰ KIẾN LỊCH MỞ LỚP MAY"),
        (["(Kèm theo Kế hoạch số 1/KH-UBND)", "Thời gian: sáng thứ sáu"], ""),
    ],
)
def test_the_title_of_an_appendix_stands_on_either_side_of_its_note(below: list[str], title: str) -> None:
    found = frame_of(["I. CHUNG"], ["PHỤ LỤC", *below]).sections
    assert [(s.label, s.title) for s in found if s.kind == "appendix"] == [("PL", title)]


PARTS = ["A. Nội dung", "I. Sách", "1. Mua", "II. Báo", "B. Yêu cầu", "I. Đọc", "C. Phân công", "I. Sở Văn hóa"]


@pytest.mark.parametrize(
    ("lines", "paths"),
    [
        (PARTS, ["A", "A.I", "A.I.1", "A.II", "B", "B.I", "C", "C.I"]),
        ([line.replace("B. ", "C. ", 1) for line in PARTS[:6]], ["I", "I.1", "II", "I"]),  # B is missing
        (["A. Nội dung", "B. Yêu cầu", "I. Đọc"], ["I"]),  # a plain list of letters
        (  # the Vietnamese alphabet has "Đ" behind "D"
            [f"{letter}. NỘI DUNG" for letter in "ABCDĐE"] + ["I. Sách"],
            ["A", "B", "C", "D", "Đ", "E", "E.I"],
        ),
        ([p for c in "ABCDĐE" for p in (f"{c}. Nội dung", "I. Sách")], [p for c in "ABCDĐE" for p in (c, f"{c}.I")]),
        ([p for c in "ABCDE" for p in (f"{c}. Nội dung", "I. Sách")], [p for c in "ABCDE" for p in (c, f"{c}.I")]),
        (["D. CHUNG", "Đ/c Nam phụ trách", "I. Sách"], ["D", "D.I"]),
        (["I. Sách", "A. Mua sách", "1. Sách mới", "B. Mượn sách", "1. Sách cũ"], ["I", "I.1", "I.1"]),
    ],
)
def test_capital_letters_in_sentence_case_are_a_level_above_the_roman(lines: list[str], paths: list[str]) -> None:
    assert [s.path for s in frame_of(lines).sections] == paths


def test_where_upper_headings_are_lost_closing_paragraphs_stand_outside() -> None:
    frame = frame_of(
        [
            "1. Mục đích",
            "Nâng cao.",
            "1. Sở Y tế",
            "- Khám.",
            "2. Sở Nội vụ",
            "- Tuyển.",
            "Kinh phí do ngân sách bảo đảm.",
        ]
    )
    assert frame.where(frame.text.text.index("Tuyển")) == "2"
    assert frame.where(frame.text.text.index("Kinh phí")) is None


# -- properties


@dataclass
class Node:
    label: str
    children: list[Node]


LETTERS = "abcdđeghik"
TITLES = ("Mục tiêu", "Yêu cầu", "Nhiệm vụ", "Tuyên truyền", "Kiểm tra")
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@st.composite
def trees(draw: st.DrawFn) -> list[Node]:
    """An outline of up to four levels: I > 1 > 1.1 or a > (1)."""

    def level(depth: int, prefix: str, decimal: bool) -> list[Node]:
        out = []
        for n in range(draw(st.integers(1 if depth == 0 else 0, 3))):
            if depth == 0:
                label = ROMANS[n]
            elif depth == 1:
                label = str(n + 1)
            elif depth == 2:
                label = f"{prefix}.{n + 1}" if decimal else LETTERS[n]
            else:
                label = f"({n + 1})"
            below = level(depth + 1, label, draw(st.booleans())) if depth < 3 else []
            out.append(Node(label, below))
        return out

    return level(0, "", False)


def written(
    nodes: list[Node], draw: st.DrawFn, depth: int = 1, path: str = "", parent: str = ""
) -> tuple[list[str], list[str]]:
    paragraphs, expected = [], []
    for node in nodes:
        title = draw(st.sampled_from(TITLES))
        mark = "" if node.label.startswith("(") else ")" if node.label[0].islower() else "."
        if path and node.label.startswith(parent + "."):
            own = path[: len(path) - len(parent)] + node.label
        else:
            own = f"{path}.{node.label}" if path else node.label
        paragraphs.append(f"{node.label}{mark} {title}")
        expected.append(f"{depth} {own} {title}")
        paragraphs += draw(
            st.lists(st.sampled_from(["- Một việc.", "Đoạn văn.", "+ 2. Ý nhỏ", "", "100% hộ dân"]), max_size=2)
        )
        more = written(node.children, draw, depth + 1, own, node.label)
        paragraphs += more[0]
        expected += more[1]
    return paragraphs, expected


@st.composite
def outlines(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    return written(draw(trees()), draw)


@settings(max_examples=150)
@given(outlines())
def test_a_composed_outline_is_read_back(composed: tuple[list[str], list[str]]) -> None:
    paragraphs, expected = composed
    frame = frame_of(list(paragraphs))
    assert lines_of(frame) == expected
    check_nesting(frame.text, frame.sections)


def check_nesting(text: PlanText, sections: list[Section]) -> None:
    """Every promise of `Section`: in order, inside the text, ends cover children, siblings do not overlap."""
    assert [s.start for s in sections] == sorted(s.start for s in sections)
    for s in sections:
        assert 0 <= s.start <= s.title_start <= s.title_end <= s.end <= len(text.text)
        assert text.text[s.start :].startswith(s.label) or s.kind == "appendix"
        assert s.depth == (s.parent.depth + 1 if s.parent else 1)
        for child in s.children:
            assert child.parent is s
            assert s.start <= child.start and child.end <= s.end
        for a, b in pairwise(s.children):
            assert a.end < b.start


@settings(max_examples=150)
@given(
    st.lists(
        st.one_of(
            st.from_regex(
                r"\A(?:[IVX]{1,4}|[0-9]{1,2}|[a-zđ]|[0-9]\.[0-9]|PHỤ LỤC|Phần I|Điều [0-9])[.):/ -]{0,2}"
                r"[ A-ZĐa-z0-9,.:;]{0,20}\Z"
            ),
            st.text(max_size=30),
        ),
        max_size=25,
    ),
    st.lists(st.sampled_from(["PHỤ LỤC", "PHỤ LỤC I", "(Kèm theo Kế hoạch)", "I. MỘT", "1. Hai", "BẢNG"]), max_size=6),
)
def test_any_lines_give_nested_sections(lines: list[str], appendix: list[str]) -> None:
    frame = frame_of([re.sub(r"[\r\n]", " ", x) for x in lines], list(appendix))
    check_nesting(frame.text, frame.sections)
    for offset in range(0, len(frame.text.text), 7):
        at = frame.section_at(offset)
        assert at is None or at.start <= offset <= at.end


@pytest.mark.parametrize("head", ["Ghi chú", "Lĩnh vực", "Tình trạng"])
def test_column_head_that_a_web_page_has_too_ends_nothing(head: str) -> None:
    builder = PlanTextBuilder("txt")
    for line in ("KẾ HOẠCH", "Trồng cây bóng mát năm 2025", "UBND xã ban hành Kế hoạch như sau:", "I. MỤC TIÊU"):
        builder.add(line)
    add_table(builder, [["TT", "Chỉ tiêu", "Số lượng", head], ["1", "Cây trồng mới", "300", "-"]])
    for line in ("II. TỔ CHỨC THỰC HIỆN", "Các thôn thực hiện.", "Nơi nhận:", "- Lưu: VT.", "PHỤ LỤC", "Phân công"):
        builder.add(line)
    add_table(builder, [["TT", "Nhiệm vụ", "Chủ trì", head], ["1", "Ươm cây", "Hội Nông dân", "-"]])
    frame = Frame.of(builder.build())
    assert [s.label for s in frame.sections][:2] == ["I", "II"]
    assert frame.zones.page[0] == len(frame.text.paragraphs)


def test_lines_of_a_web_page_together_are_its_own() -> None:
    builder = PlanTextBuilder("txt")
    for line in ("KẾ HOẠCH", "Trồng cây bóng mát năm 2025", "UBND xã ban hành Kế hoạch như sau:", "I. MỤC TIÊU"):
        builder.add(line)
    for line in ("Trồng 300 cây.", "Nơi nhận:", "- Lưu: VT.", "Lĩnh vực", "Môi trường", "Văn bản liên quan", "Ghi chú"):
        builder.add(line)
    frame = Frame.of(builder.build())
    assert frame.zones.page == (7, 11)


@pytest.mark.parametrize(
    ("lines", "paths"),
    [
        (
            ["PHẦN THỨ NHẤT. KẾT QUẢ", "I. Công việc", "Phần thứ hai: Nhiệm vụ", "1. Việc", "PHẦN BA", "KINH PHÍ"],
            ["PHẦN THỨ NHẤT", "PHẦN THỨ NHẤT.I", "Phần thứ hai", "Phần thứ hai.1", "PHẦN BA"],
        ),
        (
            [
                "I- MỤC ĐÍCH",
                "1- Việc đầu",
                "1.1- Đọc sách",
                "1.2- 100% thư viện có sách mới",
                "II-YÊU CẦU",
                "2.1.3- Đủ",
            ],
            ["I", "I.1", "I.1.1", "I.1.2", "II", "II.2.1.3"],
        ),
        (
            ["I. SÁCH", "1, Mua sách", "2, Đọc sách", "a, Một", "b, Hai", "5, Điều này", "c, d và e"],
            ["I", "I.1", "I.2", "I.2.a", "I.2.b"],
        ),
        (["1/Đọc sách", "a/Đi xa", "V/v đọc sách"], ["1", "1.a"]),
        (  # "Mục I." is no more than "I."; an arabic number needs its word
            ["Mục I. SÁCH", "1. Mua", "MỤC II: BÁO", "Mục II Chương trình này nêu"],
            ["I", "I.1", "II"],
        ),
        (["CHƯƠNG I", "QUY ĐỊNH", "Mục 1. SÁCH"], ["CHƯƠNG I", "CHƯƠNG I.Mục 1"]),
        (["X-quang cho 20 xã", "2.5- 3.0 triệu đồng", "6 - 8% số xã", "Phần hai bên bờ sông"], []),
    ],
)
def test_labels_of_parts_in_words_and_of_the_party(lines: list[str], paths: list[str]) -> None:
    assert [s.path for s in frame_of(lines).sections] == paths


ARTICLES = ["I. SÁCH", "1. Mua", "II. BÁO", "Điều 2. Tổ chức", "1. Sở Văn hóa"]


@pytest.mark.parametrize(
    ("lines", "paths"),
    [
        (
            ["Điều 1. Phê duyệt Kế hoạch", *ARTICLES],
            ["Điều 1", "Điều 1.I", "Điều 1.I.1", "Điều 1.II", "Điều 2", "Điều 2.1"],
        ),
        (["Điều 3. Kế hoạch gồm:", "I. SÁCH", "II. BÁO"], ["Điều 3", "Điều 3.I", "Điều 3.II"]),
        (["Điều 3. Hiệu lực từ ngày ký", "I. SÁCH", "II. BÁO"], ["Điều 3", "I", "II"]),
        (["I. SÁCH", "Điều 1. Mua", "II. BÁO", "Điều 2. Đọc"], ["I", "I.Điều 1", "II", "II.Điều 2"]),
    ],
)
def test_sections_stand_inside_the_articles_of_a_decision(lines: list[str], paths: list[str]) -> None:
    assert [s.path for s in frame_of(lines).sections] == paths
