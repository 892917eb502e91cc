from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.reading import read

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Kế hoạch</title><style>p { color: red }</style></head>
<body>
<div class="header"><ul class="menu"><li><a href="/">Trang chủ</a></li><li>Văn bản</li></ul></div>
<div id="content"><table class="info">
<tr><td>Số hiệu:</td><td>12/KH-UBND</td><td>Loại văn bản:</td><td>Kế hoạch</td></tr>
<tr><td>Người ký:</td><td>Nguyễn Văn A</td><td>Ngày ban hành:</td><td>05/02/2024</td></tr></table>
<div class="doc"><table width="100%"><tr>
<td><p><b>ỦY BAN NHÂN DÂN<br>TỈNH A</b><br>-------</p></td>
<td><p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b></p></td></tr>
<tr><td>Số: 12/KH-UBND</td><td><i>A, ngày 05 tháng 02 năm 2024</i></td></tr></table>
<p align="center"><b>KẾ HOẠCH</b></p><p>Thực hiện công tác
thư viện</p>
<h2>I. MỤC ĐÍCH</h2><p>Thực hiện Nghị quyết số 17/2021/NQ-<wbr>HĐND &nbsp;của H&#7897;i đồng.</p>
<ol type="a"><li>Một</li><li>Hai</li></ol><ul><li>Gạch</li><li>- đã có</li></ul>
<p style="display:none">ẩn</p><script>var x = "<p>không</p>";</script>
<table border=1><tr><th rowspan=2>TT</th><th rowspan=2>Nhiệm vụ</th><th colspan=2>Cơ quan</th></tr>
<tr><th>Chủ trì</th><th>Phối hợp</th></tr>
<tr><td>1</td><td>Việc một<p>dòng hai</p></td><td>Sở A</td><td><ul><li>Sở B</li><li>Sở C</li></ul></td></tr></table>
</div></div><div class="footer">Bản quyền thuộc về ABC</div></body></html>"""


def test_a_law_site():
    text = read(PAGE.encode())
    assert text.format == "html"
    assert text.facts == {
        "Số hiệu": "12/KH-UBND",
        "Loại văn bản": "Kế hoạch",
        "Người ký": "Nguyễn Văn A",
        "Ngày ban hành": "05/02/2024",
    }
    assert [text.slice(p) for p in text.iter_role()] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH A",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/KH-UBND",
        "A, ngày 05 tháng 02 năm 2024",
        "KẾ HOẠCH",
        "Thực hiện công tác thư viện",
        "I. MỤC ĐÍCH",
        "Thực hiện Nghị quyết số 17/2021/NQ-HĐND của Hội đồng.",
        "a) Một",
        "b) Hai",
        "- Gạch",
        "- đã có",
        "TT",
        "Nhiệm vụ",
        "Cơ quan",
        "Chủ trì",
        "Phối hợp",
        "1",
        "Việc một",
        "dòng hai",
        "Sở A",
        "- Sở B",
        "- Sở C",
    ]
    heading = next(p for p in text.paragraphs if p.level)
    assert heading.level == 2 and heading.bold


def test_spans_of_cells():
    text = read(PAGE.encode())
    tasks = next(t for t in text.tables if t.columns == 4)
    lead, number = tasks.at(1, 2), tasks.at(1, 0)
    assert lead is not None and text.slice(lead) == "Chủ trì"
    assert number is not None and text.slice(number) == "TT" and number.rowspan == 2


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "windows-1258"])
def test_encodings(codec):
    content = f'<html><head><meta charset="{codec}"></head><body><p>Kê hoach Đắk</p></body></html>'
    if codec == "windows-1258":
        content = content.replace("Đắk", "Đăk")
    assert read(content.encode(codec)).text.startswith("Kê hoach Đ")


def test_old_fonts():
    page = '<html><body><p><font face=".VnTime">Thùc hiÖn kÕ ho¹ch</font> năm 2003</p></body></html>'
    assert read(page.encode()).text == "Thực hiện kế hoạch năm 2003"


def test_web_archive():
    archive = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
        "<html><body><p>K=E1=BA=BF ho=E1=BA=A1ch</p></body></html>\n--b--\n"
    )
    text = read(archive.encode())
    assert (text.text, text.format) == ("Kế hoạch", "html")


@given(st.text(alphabet="<>/pbtrdh1 =\"'&;#aĐ\n", max_size=300))
def test_any_page_is_read(content):
    text = read(("<html><body>" + content).encode())
    assert all(p.start <= p.end <= len(text.text) for p in text.paragraphs)


def test_deep_nesting():
    assert "đáy" in read(("<html><body>" + "<div>" * 1500 + "đáy").encode()).text


def test_lines_of_the_source():
    page = "<!DOCTYPE html>\n<html><body>\n<p>KẾ HOẠCH</p>\n"
    page += "<table>\n<tr><td>Sở Y tế</td>\n<td>Mua sách</td></tr>\n</table>\n<p>Hết</p>"
    found = read((page + "\n</body></html>").encode())
    assert {found.slice(p): p.line for p in found.paragraphs} == {"KẾ HOẠCH": 3, "Sở Y tế": 5, "Mua sách": 6, "Hết": 8}


def test_spans_cost_no_more_than_their_columns():
    row = "<tr>" + "<td colspan=1000 rowspan=65534>a</td>" * 3 + "</tr>"
    found = read(f"<html><body><table>{row * 500}</table></body></html>".encode())
    assert len(found.tables[0].cells) == 1500 and found.tables[0].columns <= 2500


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (  # the words of an item may stand in a paragraph of their own
            "<ol type=I><li><p>Một</p><p>Thêm</p></li><li>Hai</li></ol><ul><li><p>Ba</p></li><li></li></ul><p>Bốn</p>",
            ["I. Một", "Thêm", "II. Hai", "- Ba", "Bốn"],
        ),
        ("<p>trước ngày <del>05</del><ins>10</ins>/6</p>", ["trước ngày 10/6"]),  # a tracked change
    ],
)
def test_paragraphs_of_items_and_of_changes(page, expected):
    found = read(f"<html><body>{page}</body></html>".encode())
    assert [found.slice(p) for p in found.paragraphs] == expected


def test_numbers_of_lists():
    page = "<ol start=3><li>a<li>b<li value=9>c<li>d</ol><ol type=a><li>e<li>f</ol>"
    found = read(f"<html><body>{page}</body></html>".encode())
    assert [found.slice(p) for p in found.paragraphs] == ["3. a", "4. b", "9. c", "10. d", "a) e", "b) f"]


def test_a_bold_heading_that_ends_in_a_colon_ends_at_its_break():
    page = """<html><body><div><b>1. Kết quả:</b> <br>Trên cơ sở phiếu góp ý, lập báo cáo chung.<br>
<b>2. Kinh phí:</b> Do ngân sách xã bảo đảm.<br><b>3. Thời gian tổ chức
hội thi:</b><br><b>Tháng 5 năm 2024.</b></div></body></html>"""
    found = read(page.encode())
    assert [found.slice(p) for p in found.paragraphs] == [
        "1. Kết quả:",
        "Trên cơ sở phiếu góp ý, lập báo cáo chung.",
        "2. Kinh phí: Do ngân sách xã bảo đảm.",
        "3. Thời gian tổ chức hội thi:",
        "Tháng 5 năm 2024.",
    ]
