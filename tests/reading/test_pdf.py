from __future__ import annotations

import sys
from pathlib import Path

import pytest

from khtool.errors import ReadError
from khtool.reading import layout, read

sys.path.insert(0, str(Path(__file__).parent))
from make_pdf import Pdf

DATA = Path(__file__).parents[1] / "data" / "reading"
LEFT, RIGHT = 85, 565  # the edges of running text; a character of 12 points is 6 wide


def texts(pdf: Pdf) -> list[str]:
    text = read(pdf.bytes())
    return [text.slice(p) for p in text.paragraphs]


def paragraph(page, y: float, words: str, *, indent: float = 36, size: float = 12) -> float:
    """Set a paragraph in lines as wide as the page allows; the y below it."""
    line, x = "", LEFT + indent
    for word in words.split():
        if x + (len(line) + len(word) + 1) * size / 2 > RIGHT:
            page.text(x, y, line, size=size)
            line, x, y = "", LEFT, y - 16
        line = f"{line} {word}".strip()
    page.text(x, y, line, size=size)
    return y - 16


LONG = (
    "Thực hiện Nghị quyết số 17/2021/NQ-HĐND ngày 20/7/2021 của Hội đồng nhân dân tỉnh về phát triển thư viện,"
    " các sở, ngành và địa phương tổ chức thực hiện nghiêm túc, báo cáo kết quả đúng thời hạn quy định tại văn bản"
    " này và các văn bản liên quan; kịp thời đề xuất khen thưởng các tập thể, cá nhân có thành tích xuất sắc."
)


def test_plan_made_by_an_office_program():
    """plan.pdf is plan.md through scripts/render_samples.py; its letterhead is no ruled table."""
    pdf, md = read(DATA / "plan.pdf"), read(DATA / "plan.md")
    assert pdf.pages == 2 and pdf.format == "pdf"
    assert sorted(pdf.slice(p) for p in pdf.paragraphs) == sorted(md.slice(p) for p in md.paragraphs)
    a, b = pdf.tables[-1], md.tables[-1]
    assert [pdf.slice(c) for c in a.cells if pdf.slice(c)] == [md.slice(c) for c in b.cells if md.slice(c)]
    assert {p.page for p in pdf.paragraphs} == {1, 2}
    assert "KẾ HOẠCH" in {pdf.slice(p) for p in pdf.paragraphs if p.bold}


def test_paragraphs_from_lines():
    pdf = Pdf()
    page = pdf.page()
    y = paragraph(page, 780, LONG)
    y = paragraph(page, y, "a) " + LONG)
    paragraph(page, y, "Kết thúc.")
    assert texts(pdf) == [LONG, "a) " + LONG, "Kết thúc."]


def test_a_paragraph_goes_on_over_the_page():
    pdf = Pdf()
    first, second = pdf.page(), pdf.page()
    words = LONG.split()
    paragraph(first, 100, " ".join(words[:34]))
    second.text(300, 810, "2")
    paragraph(second, 780, " ".join(words[34:]), indent=0)
    paragraph(second, 300, LONG)
    found = texts(pdf)
    assert found[-1] == LONG and "2" not in found
    assert " ".join(found[:-1]).split() == words


def test_letters_drawn_apart_come_together():
    pdf = Pdf()
    page = pdf.page()
    for font, marked in (("F1", False), ("F2", True)):  # the marked letters come from another font, last
        for i, c in enumerate("KẾ HOẠCH SỐ MỘT"):
            if c != " " and (c in "ẾẠỐỘ") == marked:
                page.text(LEFT + 6 * i, 700, c, font=font)
    assert texts(pdf) == ["KẾ HOẠCH SỐ MỘT"]


def test_letterhead_in_two_columns():
    pdf = Pdf()
    page = pdf.page()
    page.text(350, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").text(100, 778, "ỦY BAN NHÂN DÂN")
    page.text(100, 762, "TỈNH LAM GIANG").text(380, 764, "Độc lập - Tự do - Hạnh phúc")
    page.text(100, 735, "Số: 12/KH-UBND").text(370, 735, "Lam Giang, ngày 02 tháng 3 năm 2024")
    paragraph(page, 660, LONG)
    assert texts(pdf) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LAM GIANG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/KH-UBND",
        "Lam Giang, ngày 02 tháng 3 năm 2024",
        LONG,
    ]


def test_what_a_signature_field_draws_is_read_in_its_place():
    pdf = Pdf()
    page = pdf.page()
    page.text(100, 735, "Số:").text(160, 735, "/KH-UBND")
    page.widgets.append((134, 735, "193"))
    paragraph(page, 660, LONG)
    found = texts(pdf)
    assert found[0].replace(" ", "") == "Số:193/KH-UBND"


@pytest.mark.parametrize("code", [0x02, 0xFFFE, 0xAD])
def test_marks_that_stand_for_a_hyphen(code):
    pdf = Pdf()
    page = pdf.page()
    page.text(LEFT, 700, f"Kế hoạch số 213/KH{chr(code)}UBND của tỉnh")
    assert texts(pdf) == ["Kế hoạch số 213/KH-UBND của tỉnh"]


def test_heads_feet_and_watermarks_are_left_out():
    pdf = Pdf()
    ordinals = ("một", "hai", "ba", "bốn")
    for n, ordinal in enumerate(ordinals, 1):
        page = pdf.page()
        page.text(LEFT, 815, "UBND tỉnh Lam Giang - lưu hành nội bộ")
        page.text(290, 40, str(n))
        page.text(200, 300, "BẢN NHÁP", size=60, turn="0.7 0.7 -0.7 0.7")
        paragraph(page, 780, f"Đoạn {ordinal}. " + LONG)
    assert texts(pdf) == [f"Đoạn {ordinal}. {LONG}" for ordinal in ordinals]


def task_table(page, top: float, rows: list[list[list[str]]], xs: list[float]) -> None:
    ys = [top]
    for row in rows:
        ys.append(ys[-1] - 6 - 14 * max(len(c) for c in row))
        for x, cell in zip(xs, row, strict=False):
            for k, words in enumerate(cell):
                page.text(x + 4, ys[-2] - 14 * (k + 1), words, size=11)
    page.grid(xs, ys)


HEAD = [["TT"], ["Nhiệm vụ"], ["Chủ trì"]]
XS = [85.0, 120.0, 420.0, 565.0]


def test_table_over_two_pages():
    pdf = Pdf()
    first, second = pdf.page(), pdf.page()
    paragraph(first, 780, LONG)
    task_table(first, 300, [HEAD, [["1"], ["Mua sách cho thư viện các xã vùng cao, vùng"], ["Sở Văn hóa"]]], XS)
    task_table(second, 780, [HEAD, [[], ["sâu, vùng xa."], []], [["2"], ["Tập huấn."], ["Sở Nội vụ"]]], XS)
    text = read(pdf.bytes())
    table = text.tables[0]
    assert len(text.tables) == 1 and (table.rows, table.columns) == (3, 3)
    cell = table.at(1, 1)
    assert cell is not None and text.slice(cell) == "Mua sách cho thư viện các xã vùng cao, vùng sâu, vùng xa."
    last = table.at(2, 2)
    assert last is not None and text.slice(last) == "Sở Nội vụ"


def test_shading_behind_lines_is_no_table():
    pdf = Pdf()
    page = pdf.page()
    for y in (700, 684, 668):
        page.shade(LEFT, y - 4, RIGHT - LEFT, 16)
    paragraph(page, 700, LONG)
    text = read(pdf.bytes())
    assert text.tables == () and text.text == LONG


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_pages(rotate):
    """A page that a viewer turns: the words are drawn so that they stand upright for the reader."""
    pdf = Pdf()
    page = pdf.page(rotate=rotate)
    turn = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[rotate]
    place = {
        0: lambda x, y: (x, y),
        90: lambda x, y: (595 - y, x),
        180: lambda x, y: (595 - x, 842 - y),
        270: lambda x, y: (y, 842 - x),
    }[rotate]
    height = 842 if rotate % 180 == 0 else 595
    for k, words in enumerate(("Dòng thứ nhất của bảng", "Dòng thứ hai của bảng.")):
        x, y = place(80, height - 100 - 40 * k)
        page.text(x, y, words, turn=turn)
    assert texts(pdf) == ["Dòng thứ nhất của bảng", "Dòng thứ hai của bảng."]


def test_scan_pages():
    pdf = Pdf()
    pdf.page(image=True)
    with pytest.raises(ReadError, match="tesseract"):
        read(pdf.bytes(), ocr="never")
    page = pdf.page()
    paragraph(page, 780, LONG)
    text = read(pdf.bytes(), ocr="never")
    assert [n.code for n in text.notes] == ["scan-page"] and "1" in text.notes[0].message
    assert text.text == LONG


def test_a_watermark_over_pictures_is_no_text():
    pdf = Pdf()
    for _n in range(3):
        pdf.page(image=True).text(
            100, 400, "Bản sao của Thư viện điện tử tỉnh Lam Giang, chỉ để tra cứu, không thay bản gốc"
        )
    with pytest.raises(ReadError, match="scan"):
        read(pdf.bytes(), ocr="never")


def test_footnotes_stand_at_the_end():
    pdf = Pdf()
    first, second = pdf.page(), pdf.page()
    words = LONG.split()
    paragraph(first, 140, " ".join(words[:30]))
    first.text(LEFT, 60, "1 Gồm cả thư viện trường học.", size=8)
    paragraph(second, 780, " ".join(words[30:]), indent=0)
    paragraph(second, 600, LONG)
    text = read(pdf.bytes())
    notes = [text.slice(p) for p in text.iter_role("footnote")]
    assert notes == ["1 Gồm cả thư viện trường học."]
    assert text.paragraphs[-1].role == "footnote"


def test_wrong_code_for_u_horn_is_mended():
    pdf = Pdf()
    pdf.page().text(LEFT, 700, "Chƣơng trình của nhà nƣớc")
    text = read(pdf.bytes())
    assert text.text == "Chương trình của nhà nước"
    assert [n.code for n in text.notes] == ["font-repair"]


def test_damaged():
    whole = Pdf()
    whole.page().text(LEFT, 700, "Chữ")
    with pytest.raises(ReadError, match="damaged"):
        read(b"%PDF-1.7\n" + b"\0" * 200)
    text = read(
        b"rubbish before\n" + whole.bytes().replace(b"startxref\n", b"startxref\n9")
    )  # pdfium rebuilds a lost table of objects
    assert text.text == "Chữ"


def test_signature_block_over_the_end_of_a_page():
    pdf = Pdf()
    first, second = pdf.page(), pdf.page()
    y = paragraph(first, 780, LONG)
    y = paragraph(first, y, LONG)
    y = paragraph(first, y, LONG)
    first.text(LEFT, 100, "Nơi nhận:").text(360, 100, "TM. ỦY BAN NHÂN DÂN", font="F2")
    first.text(LEFT, 84, "- Bộ Nội vụ (để b/c);", size=10).text(390, 82, "CHỦ TỊCH", font="F2")
    second.text(LEFT, 780, "- Các sở, ban, ngành cấp tỉnh và đoàn thể;", size=10)
    second.text(LEFT, 764, "- Lưu: VT.", size=10)
    second.text(375, 740, "Trần Văn Bình", font="F2")
    second.text(280, 700, "PHỤ LỤC", font="F2")
    assert texts(pdf)[3:] == [
        "Nơi nhận:",
        "- Bộ Nội vụ (để b/c);",
        "- Các sở, ban, ngành cấp tỉnh và đoàn thể;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Trần Văn Bình",
        "PHỤ LỤC",
    ]


def test_long_recipients_beside_a_signature():
    pdf = Pdf()
    page = pdf.page()
    paragraph(page, 780, LONG)
    page.text(LEFT, 500, "Nơi nhận:").text(380, 499, "TM. ỦY BAN NHÂN DÂN", font="F2")
    page.text(LEFT, 486, "- Tổ công tác của Chính phủ về chuyển đổi số, cải", size=11)
    page.text(LEFT, 473, "cách hành chính (để b/c);", size=11).text(410, 478, "CHỦ TỊCH", font="F2")
    page.text(LEFT, 460, "- Lưu: VT.", size=11)
    page.text(390, 420, "Trần Văn Bình", font="F2")
    assert texts(pdf)[1:] == [
        "Nơi nhận:",
        "- Tổ công tác của Chính phủ về chuyển đổi số, cải cách hành chính (để b/c);",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Trần Văn Bình",
    ]


def test_paragraphs_of_a_cell():
    """Lines that fill their cell are one paragraph, also round an abbreviation in capitals; short ones are several."""
    pdf = Pdf()
    page = pdf.page()
    page.grid([85, 150, 400], [700, 640, 580])
    page.text(90, 685, "Văn phòng").text(90, 670, "UBND").text(90, 655, "phường")
    page.text(165, 685, "Danh mục").text(165, 670, "Báo cáo")
    page.text(90, 625, "Sở Y tế").text(165, 625, "Kế hoạch")
    text = read(pdf.bytes())
    (table,) = text.tables
    assert [text.slice(c) for c in table.cells] == ["Văn phòng UBND phường", "Danh mục\nBáo cáo", "Sở Y tế", "Kế hoạch"]


def test_a_footnote_under_a_rule():
    pdf = Pdf()
    page = pdf.page()
    paragraph(page, 400, LONG)
    page.line(LEFT, 90, LEFT + 140, 90)
    page.text(LEFT, 76, "[1] Gồm cả thư viện trường học.", size=9)
    text = read(pdf.bytes())
    assert [text.slice(p) for p in text.iter_role("footnote")] == ["[1] Gồm cả thư viện trường học."]


def test_text_set_smaller_than_the_rest_is_no_footnote():
    """An appendix, numbered and in small print, is part of the plan."""
    pdf = Pdf()
    first, second = pdf.page(), pdf.page()
    y = paragraph(first, 780, LONG, size=14)
    paragraph(first, y - 16, LONG, size=14)
    for k in range(6):
        second.text(LEFT, 700 - 20 * k, f"{k + 1}. Mua sách cho thư viện cấp xã trong quý {k + 1} của năm", size=10)
    assert {p.role for p in read(pdf.bytes()).paragraphs} == {"body"}


def test_a_row_that_a_page_cuts():
    """What is left of a row on the next page, with text in one cell only, belongs to it."""
    pdf = Pdf()
    first, second = pdf.page(), pdf.page()
    first.grid([85, 120, 330, 560], [200, 160, 60])
    first.text(90, 180, "STT").text(125, 180, "Nội dung").text(335, 180, "Cơ quan")
    first.text(90, 145, "1").text(125, 145, "Mua sách cho các thư viện xã theo").text(335, 145, "Sở Y tế")
    second.grid([85, 120, 330, 560], [790, 750, 700])
    second.text(125, 770, "danh mục đã duyệt")
    second.text(90, 730, "2").text(125, 730, "Tập huấn").text(335, 730, "Sở Nội vụ")
    text = read(pdf.bytes())
    (table,) = text.tables
    assert [text.slice(c) for c in table.cells if c.row == 1] == [
        "1", "Mua sách cho các thư viện xã theo danh mục đã duyệt", "Sở Y tế"
    ]  # fmt: skip
    assert table.rows == 3


def test_letters_of_another_font_stand_inside_a_line():
    """Letters that the font lacks are drawn later, in the gaps that were left for them."""
    pdf = Pdf()
    page = pdf.page()
    page.text(85, 700, "K").text(97, 700, "HO").text(115, 700, "CH")
    page.text(91, 700, "Ế", font="F2").text(109, 700, "Ạ", font="F2")
    assert texts(pdf) == ["KẾHOẠCH"]


@pytest.mark.parametrize(
    ("foot", "head"),
    [
        ("- {n} -", ""),
        ("Trang {n}/4", ""),
        ("Trang {n} trên 4", ""),
        ("Tr. {n}", ""),
        ("", "Kế hoạch số 12/KH-UBND trang {n}"),
        ("", "{n} | UBND tỉnh An Sơn"),
    ],
)
@pytest.mark.parametrize("pages", [2, 3, 4])
def test_what_is_printed_around_the_pages(foot, head, pages):
    pdf = Pdf()
    for n in range(1, pages + 1):
        page = pdf.page()
        page.text(85, 700, f"{n}. Ủy ban nhân dân các xã báo cáo kết quả thực hiện về Sở Y tế trước ngày 15/12/2024.")
        page.text(280, 30, foot.format(n=n)).text(85, 805, head.format(n=n))
    assert [line[:6] for line in texts(pdf)] == [f"{n}. Ủy " for n in range(1, pages + 1)]


def test_heads_of_facing_pages():
    pdf = Pdf()
    for n in range(1, 5):
        page = pdf.page().text(85, 805, f"UBND tỉnh An Sơn | {n}" if n % 2 else f"{n} | UBND tỉnh An Sơn")
        page.text(85, 700, f"{n}. Sở Y tế báo cáo.")
    assert texts(pdf) == [f"{n}. Sở Y tế báo cáo." for n in range(1, 5)]


@pytest.mark.parametrize(
    ("line", "below", "wanted"),
    [
        ("nghiên", "g ngả", True),
        ("hoàn", "thành", False),
        ("đồng/ngư", "ời/năm", True),
        ("đồng/ng", "ười/năm", True),
        ("TẤN/NGHÌ", "N HỘ", True),
        ("xã/phường", "ở vùng cao", False),
        ("tấn/ha", "gieo trồng", False),
        ("Ba", "o gồm", False),  # both can stand alone
        ("hoa", "anh đào", False),
        ("một hoa", "nh", False),  # not the only word of its line
        ("12%", "ăm", False),
    ],
)
def test_what_is_torn(line, below, wanted):
    assert layout.torn(line, below) is wanted


def test_a_word_wider_than_its_cell():
    pdf = Pdf()
    page = pdf.page()
    page.grid([80, 122, 300], [700, 600, 500])
    for k, words in enumerate(("nghiên", "g ngả", "hoàn", "thành")):
        page.text(82, 685 - 16 * k, words)
    page.text(130, 685, "Sở Y tế").text(82, 585, "1").text(130, 585, "Sở Nội vụ")
    text = read(pdf.bytes())
    cell = text.tables[0].at(0, 0)
    assert cell is not None and text.slice(cell) == "nghiêng ngả hoàn thành"


def test_a_title_after_a_full_line():
    pdf = Pdf()
    page = pdf.page()
    y = paragraph(page, 780, LONG)
    full = "Kế hoạch này có hiệu lực từ ngày ký, các sở, ngành, địa phương nghiêm túc thi hành"
    page.text(LEFT, y, full[: (RIGHT - LEFT) // 6 - 1] + ".").text(LEFT, y - 16, "PHỤ LỤC")
    assert texts(pdf)[-1] == "PHỤ LỤC"


def test_a_font_without_the_letter_h():
    pdf = Pdf()
    page = pdf.page()
    for k, words in enumerate(("C ÍN P Ủ", "NG Ị ĐỊN", "TỔ C ỨC T ỰC IỆN C IA SẺ", "KẾ OẠC CỦA TỈN")):
        page.text(200, 780 - 40 * k, words)
    text = read(pdf.bytes())
    # The last has no certain reading.
    assert texts(pdf) == ["CHÍNH PHỦ", "NGHỊ ĐỊNH", "TỔ CHỨC THỰC HIỆN CHIA SẺ", "KẾ OẠC CỦA TỈN"]
    assert [n.code for n in text.notes] == ["missing-glyphs"]


def locked(user: str, pages: int = 1) -> bytes:
    """Pages "Ke hoach" encrypted as PDF 1.4 does it (RC4, 128 bits): with a password of the reader, or none."""
    import hashlib

    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")

    def rc4(key: bytes, content: bytes) -> bytes:
        s, j = list(range(256)), 0
        for i in range(256):
            j = (j + s[i] + key[i % len(key)]) % 256
            s[i], s[j] = s[j], s[i]
        i = j = 0
        out = bytearray()
        for c in content:
            i = (i + 1) % 256
            j = (j + s[i]) % 256
            s[i], s[j] = s[j], s[i]
            out.append(c ^ s[(s[i] + s[j]) % 256])
        return bytes(out)

    def md5(content: bytes, times: int = 1) -> bytes:
        for _n in range(times):
            content = hashlib.md5(content, usedforsecurity=False).digest()
        return content

    def rounds(key: bytes, content: bytes) -> bytes:
        for k in range(20):
            content = rc4(bytes(b ^ k for b in key), content)
        return content

    word, owner = (user.encode() + pad)[:32], (b"owner" + pad)[:32]
    o = rounds(md5(owner, 51), word)
    name = b"0123456789abcdef"
    key = md5(word + o + (0xFFFFFFFC).to_bytes(4, "little") + name, 51)
    u = rounds(key, md5(pad + name)) + bytes(16)
    content = rc4(md5(key + (4).to_bytes(3, "little") + b"\0\0"), b"BT /F1 12 Tf 80 700 Td (Ke hoach) Tj ET")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, b"3 0 R " * pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 "
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
        b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <%s> /U <%s> >>" % (o.hex().encode(), u.hex().encode()),
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % n + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    ids = b"<%s>" % name.hex().encode()
    out += b"trailer << /Size 6 /Root 1 0 R /Encrypt 5 0 R /ID [%s %s] >>\nstartxref\n%d\n%%%%EOF\n" % (ids, ids, start)
    return bytes(out)


def test_passwords():
    with pytest.raises(ReadError, match="protected by a password"):
        read(locked("abc"))
    with pytest.raises(ReadError, match="does not open it"):
        read(locked("abc"), password="abd")
    assert read(locked("abc"), password="abc").text == "Ke hoach"
    assert read(locked("abc"), password="owner").text == "Ke hoach"
    # Protected against changes only: opens without a password, also when one is given for other files.
    assert read(locked("")).text == "Ke hoach"
    assert read(locked(""), password="abd").text == "Ke hoach"


def test_a_protected_document_of_many_pages(monkeypatch):
    monkeypatch.setattr("khtool.reading.pdf._AT_ONCE", 2)  # it is opened again on the way
    assert [p.page for p in read(locked("abc", 5), password="abc").paragraphs] == [1, 2, 3, 4, 5]
    assert [p.page for p in read(locked("", 5), password="abd").paragraphs] == [1, 2, 3, 4, 5]


def test_a_run_over_merged_cells_stays_whole():
    """Letters set wide apart in the head over two columns; below, a run that the border of two cells cuts."""
    pdf = Pdf()
    page = pdf.page()
    for y in (600, 640, 680):
        page.line(80, y, 500, y)
    for x in (80, 500):
        page.line(x, 600, x, 680)
    page.line(290, 600, 290, 640)
    page.ops.append("1.6 Tc")
    page.text(225, 655, "Chỉ tiêu giao")
    page.ops.append("0 Tc")
    page.text(218, 615, "Thư viện xã  Nhà văn hóa")
    (table,) = (text := read(pdf.bytes())).tables
    assert [text.slice(c) for c in table.cells] == ["Chỉ tiêu giao", "Thư viện xã", "Nhà văn hóa"]
    assert [(c.row, c.column, c.colspan) for c in table.cells] == [(0, 0, 2), (1, 0, 1), (1, 1, 1)]
