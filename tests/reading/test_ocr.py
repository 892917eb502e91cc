from __future__ import annotations

import stat
import sys
from itertools import pairwise
from pathlib import Path

import pytest

import khtool
from khtool.errors import ReadError
from khtool.reading import doubts, ocr, read, rulings
from khtool.reading.glyphs import rows
from khtool.text import PlanText, PlanTextBuilder

sys.path.insert(0, str(Path(__file__).parent))
from make_pdf import Pdf

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def tsv(*lines: tuple[int, int, str], sure: float = 91.5) -> str:
    """Lines of words, each of 60 pixels a letter, as tesseract prints them."""
    rows = [HEAD]
    for number, (left, top, words) in enumerate(lines, 1):
        x = left
        for k, word in enumerate(words.split(), 1):
            rows.append(f"5\t1\t1\t1\t{number}\t{k}\t{x}\t{top}\t{25 * len(word)}\t50\t{sure}\t{word}")
            x += 25 * len(word) + 22
    return "\n".join(rows) + "\n"


PAGE = tsv(
    (350, 300, "ỦY BAN NHÂN DÂN"),
    (1400, 303, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (380, 370, "TỈNH LAM GIANG"),
    (1500, 374, "Độc lập - Tự do - Hạnh phúc"),
    (1150, 700, "KẾ HOẠCH"),
)


def test_rows_from_tsv():
    found = rows(ocr.from_tsv(PAGE, 842).glyphs)
    assert [s.text for r in found for s in r.segments] == [
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TỈNH LAM GIANG",
        "Độc lập - Tự do - Hạnh phúc",
        "KẾ HOẠCH",
    ]


@pytest.fixture
def tesseract(monkeypatch, tmp_path):
    """Put a program on PATH (alone) that knows Vietnamese and answers each page with the table that is set here."""
    if sys.platform == "win32":
        pytest.skip("scripts as programs")
    answer = tmp_path / "answer"
    program = tmp_path / "tesseract"
    program.write_text(
        f"#!{sys.executable}\nimport os, sys, pathlib\n"
        "if '--list-langs' in sys.argv:\n    print('List of available languages (1):\\nvie')\n"
        "elif 'osd' in sys.argv:\n    pass\nelse:\n"
        "    assert sys.stdin.buffer.read(8) == b'\\x89PNG\\r\\n\\x1a\\n' and os.environ['OMP_THREAD_LIMIT'] == '1'\n"
        f"    sys.stdout.buffer.write(pathlib.Path({str(answer)!r}).read_bytes())\n",
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr._tesseract.cache_clear()
    yield lambda table: answer.write_text(table, encoding="utf-8")
    ocr._tesseract.cache_clear()


@pytest.fixture
def nothing_installed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "trueocr", None)
    monkeypatch.setattr(ocr, "engine", lambda: None)


def texts(text: PlanText) -> list[str]:
    return [text.slice(p) for p in text.paragraphs]


def test_a_scan_is_read_when_tesseract_knows_vietnamese(tesseract):
    tesseract(PAGE)
    pdf = Pdf()
    pdf.page(image=True)
    text = read(pdf.bytes())
    assert [n.code for n in text.notes] == ["ocr"]
    assert texts(text) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LAM GIANG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "KẾ HOẠCH",
    ]


def mixed() -> bytes:
    pdf = Pdf()
    pdf.page().text(85, 700, "Kế hoạch này có hiệu lực từ ngày ký, các sở, ngành, địa phương thực hiện nghiêm túc.")
    pdf.page(image=True)
    pdf.page()
    return pdf.bytes()


def test_auto_reads_the_pages_without_text_and_force_all(tesseract):
    tesseract(tsv((400, 700, "PHỤ LỤC")))
    text = read(mixed())
    assert [(p.page, text.slice(p)[:8]) for p in text.paragraphs] == [(1, "Kế hoạch"), (2, "PHỤ LỤC")]
    assert [n.message[0] for n in text.notes] == ["1"]  # the blank page is no scan
    assert texts(read(mixed(), ocr="force"))[:2] == ["PHỤ LỤC", "PHỤ LỤC"]
    left_out = read(mixed(), ocr="never")
    assert len(left_out.paragraphs) == 1 and [n.code for n in left_out.notes] == ["scan-page"]


def test_what_is_missing_is_said(nothing_installed):
    pdf = Pdf()
    pdf.page(image=True)
    with pytest.raises(ReadError, match=r"tesseract.*khtool\[ocr\]"):
        read(pdf.bytes())
    with pytest.raises(ReadError, match="no OCR is installed"):
        read(mixed(), ocr="force")
    assert [n.code for n in read(mixed()).notes] == ["scan-page"]


def test_a_page_on_its_side_is_turned(monkeypatch):
    asked = []

    def answer(picture: bytes, options: list[str]) -> str:
        wide = picture[16:20] > picture[20:24]  # width and height in the head of the PNG
        asked.append(("osd" in options, wide))
        if "osd" in options:
            return "Rotate: 90\nOrientation confidence: 9.5\n"
        return PAGE if wide else tsv((10, 10, "ij ñ"), sure=20)

    monkeypatch.setattr(ocr, "engine", lambda: "tesseract")
    monkeypatch.setattr(ocr, "_run", answer)
    pdf = Pdf()
    pdf.page(image=True)
    text = read(pdf.bytes())
    assert asked == [(False, False), (True, False), (False, True)]
    assert "KẾ HOẠCH" in texts(text)


def test_lines_of_the_other_engine():
    size = [1654, 2339]
    found = [
        {"text": "ỦY BAN NHÂN DÂN", "bbox": [200, 150, 600, 190], "confidence": 0.97},
        {"text": "TỈNH LAM GIANG", "bbox": [220, 205, 580, 240], "confidence": 0.7},
    ]
    scan = ocr.from_lines(found, size, 200)
    found_rows = rows(scan.glyphs)
    assert [r.text for r in found_rows] == ["ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG"]
    assert (round(scan.width), round(scan.height)) == (595, 842)
    assert round(scan.words[0].sure) == 94 and round(scan.words[-1].sure) == 40
    assert found_rows[0].h == found_rows[1].h  # measured over other letters, one size


# -- tables

XS, YS = [60, 100, 300, 400, 520], [600, 640, 700, 740]  # points, from the left and from below


def paper(slope: float = 0.0, dpi: int = 200) -> tuple[bytearray, int, int]:
    """A picture of an A4 page with the ruling lines at XS and YS, three dots thick; its size. `slope` down a dot."""
    width, height = 595 * dpi // 72, 842 * dpi // 72
    pixels = bytearray(b"\xf0" * (width * height))
    for y in YS:
        for x in range(XS[0] * dpi // 72, XS[-1] * dpi // 72):
            at = height - y * dpi // 72 + round(slope * x)
            for k in (-1, 0, 1):
                pixels[(at + k) * width + x] = 0x20
    for x in XS:
        for y in range(height - YS[-1] * dpi // 72, height - YS[0] * dpi // 72):
            at = x * dpi // 72 - round(slope * y)
            for k in (-1, 0, 1):
                pixels[y * width + at + k] = 0x20
    return pixels, width, height


@pytest.mark.parametrize("slope", [0.0, 0.004, -0.009])
def test_cells_in_a_picture(slope):
    pixels, width, height = paper(slope)
    (cells,) = rulings.tables(rulings.of_picture(bytes(pixels), width, height, width, 200), 842)
    wanted = [(a, 842 - t, b, 842 - u) for t, u in pairwise(YS[::-1]) for a, b in pairwise(XS)]
    assert len(cells) == len(wanted)
    for cell, expected in zip(cells, wanted, strict=True):
        assert all(abs(u - v) < 9 for u, v in zip(cell, expected, strict=True))


def test_the_lines_of_a_table_are_taken_out_of_the_picture_and_nothing_else():
    pixels, width, height = paper()
    word = slice(500 * width + 400, 500 * width + 700)  # what is underlined outside the table
    pixels[word] = b"\x20" * 300
    ruled = rulings.of_picture(bytes(pixels), width, height, width, 200)
    rulings.erase(pixels, ruled, width, height, width, 200)
    assert pixels.count(0x20) == 300 and pixels[word] == b"\x20" * 300
    assert pixels.count(0xF0) == len(pixels) - 300


def test_letters_rule_nothing():
    width, height = 1654, 2339
    pixels = bytearray(b"\xff" * (width * height))
    for x in range(200, 1400, 30):  # upright strokes as high as capitals, in lines
        for y in range(300, 1500):
            if y % 50 < 30:
                pixels[y * width + x] = 0
    found = rulings.of_picture(bytes(pixels), width, height, width, 200)
    assert (found.upright, found.level) == ([], [])


def test_a_scanned_table_is_read_row_by_row(tesseract):
    def at(x: float, y: float, words: str) -> tuple[int, int, str]:
        return round(x * 300 / 72), round((842 - y) * 300 / 72) - 50, words

    tesseract(  # as an engine reads it that takes columns for blocks
        tsv(
            at(80, 780, "Phân công nhiệm vụ"),
            at(70, 710, "TT"),
            at(75, 670, "1"),
            at(75, 610, "2"),
            at(110, 710, "Nhiệm vụ"),
            at(110, 680, "Mở lớp tập huấn cho trẻ"),
            at(110, 660, "em tại xã |"),
            at(110, 610, "Rà soát"),
            at(310, 710, "Chủ trì"),
            at(310, 670, "Sở Y tế"),
            at(310, 610, "UBND xã"),
            at(410, 670, "2025"),
            at(80, 560, "Nơi nhận:"),
        )
    )
    pdf = Pdf()
    pdf.page(image=True).grid(XS, YS)
    text = read(pdf.bytes())
    (table,) = text.tables
    assert [(c.row, c.column, text.slice(c)) for c in table.cells if text.slice(c)] == [
        (0, 0, "TT"),
        (0, 1, "Nhiệm vụ"),
        (0, 2, "Chủ trì"),
        (1, 0, "1"),
        (1, 1, "Mở lớp tập huấn cho trẻ em tại xã"),
        (1, 2, "Sở Y tế"),
        (1, 3, "2025"),
        (2, 0, "2"),
        (2, 1, "Rà soát"),
        (2, 2, "UBND xã"),
    ]
    assert [text.slice(p) for p in text.paragraphs if p.cell is None] == ["Phân công nhiệm vụ", "Nơi nhận:"]


def test_a_table_whose_text_somebody_recognised_before():
    pixels, width, height = paper()
    pdf = Pdf()
    page = pdf.page(image=True)
    page.picture = (width, height, bytes(pixels))
    for x, y, words in (
        (65, 715, "TT"), (105, 715, "Nhiệm vụ"), (305, 715, "Chủ trì"), (405, 715, "Thời gian"),
        (65, 670, "1"), (105, 675, "Mở lớp tập huấn cho người"), (105, 655, "làm công tác trẻ em"),
        (305, 670, "Sở Y tế"),
        (65, 615, "2"), (105, 615, "Rà soát danh sách"), (305, 615, "UBND xã"), (405, 615, "2025"),
    ):  # fmt: skip
        page.text(x, y, words)
    text = read(pdf.bytes(), ocr="never")
    (table,) = text.tables
    assert [(c.row, c.column, text.slice(c)) for c in table.cells if c.row and text.slice(c)] == [
        (1, 0, "1"),
        (1, 1, "Mở lớp tập huấn cho người làm công tác trẻ em"),
        (1, 2, "Sở Y tế"),
        (2, 0, "2"),
        (2, 1, "Rà soát danh sách"),
        (2, 2, "UBND xã"),
        (2, 3, "2025"),
    ]


# -- doubts


def doubts_of(*words: str, sure: float = 91.5) -> list[tuple[str, str | None]]:
    scan = ocr.from_tsv(tsv(*((300, 300 + 120 * k, line) for k, line in enumerate(words)), sure=sure), 842)
    builder = PlanTextBuilder("pdf")
    for line in words:
        builder.add(line, page=1)
    text = builder.build()
    return [(text.text[d.start : d.end], d.reading) for d in doubts.find(text, [1], scan.words)]


@pytest.mark.parametrize(
    ("line", "spot", "reading"),
    [
        ("Sô 07-KH/BTC", "Sô", "Số"),
        ("Theo Kế hoạch sô 26/KH-UBND", "sô", "số"),
        ("Kế hoạch số l15/KH-UBND", "l15", "115"),
        ("Nghị định số 56/2O17/NĐ-CP", "2O17", "2017"),
        ("Quyết định số 23/QD-TTg", "QD-TTg", "QĐ-TTg"),
        ("Quyết định số 23/QĐ-TTø", "QĐ-TTø", "QĐ-TTg"),
        ("Nghị quyết số 17/2021/NQ-HDND", "NQ-HDND", "NQ-HĐND"),
        ("Sơn Lâm, ngày 3] tháng 7 năm 2023", "ngày 3] tháng 7 năm 2023", "ngày 31 tháng 7 năm 2023"),
        ("trước ngày 3O/6/2O24 tại tỉnh", "3O/6/2O24", "30/6/2024"),
        ("trước ngày 4O/6/2024 tại tỉnh", "4O/6/2024", None),
        ("KÉ HOẠCH", "KÉ HOẠCH", "KẾ HOẠCH"),
        ("ĐÁNG CỘNG SẢN VIỆT NAM", "ĐÁNG CỘNG SẢN VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("các tổ chức thực hiên nghiêm túc việc câp phát", "câp", None),
    ],
)
def test_doubts(line, spot, reading):
    assert doubts_of(line) == [(spot, reading)]


@pytest.mark.parametrize(
    "line",
    [
        "Kế hoạch số 12B/KH-UBND ngày 05/6/2024 của UBND huyện Cư M'gar, tỉnh Đắk Lắk",
        "Hướng dẫn số 15/HD-SYT về bảo vệ trẻ em tại xã Krông Á",
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "LĐTBXH, HĐND, UBND, BCĐ và internet",
        "nghiêng, quyền, giếng, giặt, khuya, ngoằn ngoèo, xoong, hươu, yêu, quýt, quốc, Uỷ ban",
    ],
)
def test_no_doubts(line):
    assert doubts_of(line) == []


def test_a_roman_number_that_the_one_before_tells():
    assert doubts_of("I. MỤC TIÊU", "II. NHIỆM VỤ", "HI. TỔ CHỨC THỰC HIỆN", "IV. KINH PHÍ") == [("HI", "III")]
    assert doubts_of("I. MỤC TIÊU", "1. Mục tiêu chung", "II. NHIỆM VỤ") == []


def test_words_that_the_engine_was_not_sure_of():
    assert doubts_of("Chuyển đổi số", sure=20) == [("Chuyển", None), ("đổi", None), ("số", None)]
    assert doubts_of("Chuyển đổi 4Š", sure=50) == [("4Š", None)]  # a syllable that is fairly sure passes
    assert doubts_of("Chuyển đổi 4Š") == []


def test_where_the_doubts_stand_and_that_the_text_stays(tesseract):
    tesseract(tsv((300, 300, "Sô 07-KH/BTC"), (300, 400, "KÉ HOẠCH")))
    pdf = Pdf()
    pdf.page(image=True)
    text = read(pdf.bytes())
    assert texts(text) == ["Sô 07-KH/BTC", "KÉ HOẠCH"]
    assert [(text.text[d.start : d.end], d.reading) for d in text.doubts] == [("Sô", "Số"), ("KÉ HOẠCH", "KẾ HOẠCH")]
    assert [f.suggestion for f in khtool.check(text, select=["KH713"])] == ["Số", "KẾ HOẠCH"]


def test_text_that_somebody_recognised_before():
    pdf = Pdf()
    page = pdf.page(image=True)
    page.text(85, 700, "Thực hiện Quyết định số 23/QD-TTg ngày 07/0l/2021 của Thủ tướng Chính phủ")
    text = read(pdf.bytes(), ocr="never")
    assert [n.code for n in text.notes] == ["ocr-layer"]
    assert [d.reading for d in text.doubts] == ["QĐ-TTg", "07/01/2021"]
