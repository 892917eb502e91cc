from __future__ import annotations

import textwrap
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.reading import encoding, lines, read, text
from khtool.reading.lines import Line, Wrap


def texts(content: str | bytes) -> list[str]:
    found = read(content.encode() if isinstance(content, str) else content)
    return [found.slice(p) for p in found.paragraphs]


WRAPPED = """KẾ HOẠCH

Thực hiện Nghị quyết số 17/2021/NQ-
HĐND ngày 20/7/2021 của Hội đồng nhân dân tỉnh về phát triển thư viện và
ngày 05 tháng 3 hằng năm là ngày hội đọc sách, UBND tỉnh xây dựng Kế hoạch
số
12/KH-UBND với các nội dung chủ yếu về mua sắm, tập huấn và luân chuyển sách
- báo cho các xã vùng cao, bao gồm những việc sau đây.
1. Sở Văn hóa mua sắm sách báo cho các thư viện cấp xã theo danh mục được
duyệt tại Điều
3. Việc này do Sở chịu trách nhiệm.
- Các huyện luân chuyển sách hằng quý giữa các điểm đọc trên địa bàn của
mình.
"""


def test_wrapped_lines_are_joined():
    assert texts(WRAPPED) == [
        "KẾ HOẠCH",
        "Thực hiện Nghị quyết số 17/2021/NQ-HĐND ngày 20/7/2021 của Hội đồng nhân dân tỉnh về phát triển thư viện và"
        " ngày 05 tháng 3 hằng năm là ngày hội đọc sách, UBND tỉnh xây dựng Kế hoạch số 12/KH-UBND với các nội dung"
        " chủ yếu về mua sắm, tập huấn và luân chuyển sách - báo cho các xã vùng cao, bao gồm những việc sau đây.",
        "1. Sở Văn hóa mua sắm sách báo cho các thư viện cấp xã theo danh mục được duyệt tại Điều 3. Việc này do Sở"
        " chịu trách nhiệm.",
        "- Các huyện luân chuyển sách hằng quý giữa các điểm đọc trên địa bàn của mình.",
    ]


def test_a_letter_before_a_heading_in_capitals_opens_a_paragraph():
    content = """Thực hiện chỉ tiêu đọc sách của tỉnh giao cho các huyện trong năm, Ủy ban nhân
dân huyện Tân Hòa và các hội đoàn thể của huyện ban hành kế hoạch như sau đây:
Đ. MUA SẮM SÁCH BÁO
Các xã lập danh mục sách cần mua, trình duyệt trước khi mua; người ký là ông Lê
A. Tám và ông Nguyễn B.
"""
    assert texts(content)[1:] == [
        "Đ. MUA SẮM SÁCH BÁO",
        "Các xã lập danh mục sách cần mua, trình duyệt trước khi mua; người ký là ông Lê A. Tám và ông Nguyễn B.",
    ]


def test_a_short_line_of_wrapped_text_is_a_paragraph():
    content = """Các thư viện cấp xã mở cửa sáu ngày mỗi tuần, phục vụ cả buổi tối trong
các đợt cao điểm.

1. Công chức Văn hóa - Xã hội
Lập danh mục sách cần mua, trình duyệt trước khi mua; kiểm kê sách hằng năm và
báo cáo kết quả kiểm kê.
2. Các trường học trên địa bàn
Bố trí phòng đọc.
"""
    assert texts(content) == [
        "Các thư viện cấp xã mở cửa sáu ngày mỗi tuần, phục vụ cả buổi tối trong các đợt cao điểm.",
        "1. Công chức Văn hóa - Xã hội",
        "Lập danh mục sách cần mua, trình duyệt trước khi mua; kiểm kê sách hằng năm và báo cáo kết quả kiểm kê.",
        "2. Các trường học trên địa bàn",
        "Bố trí phòng đọc.",
    ]


def test_wrapped_text_among_many_short_items():
    items = [f"- Xã số {i}" for i in range(40)]
    prose = """Các thư viện cấp xã mở cửa sáu ngày mỗi tuần, phục vụ cả buổi tối trong năm
2024; tỷ lệ sách hỏng không vượt quá
4% mỗi năm, số bạn đọc tăng ít nhất một phần mười so với bình quân của năm
năm trước, riêng các xã vùng cao tăng ít nhất một phần năm mỗi năm so với số
bạn đọc của năm
2023; các điểm đọc lưu động đến từng thôn, bản theo lịch đã thông báo trước
cho bà con."""
    found = texts("\n".join([*items, "", prose]))
    assert found[:40] == items
    assert len(found) == 41


def test_source_lines_of_a_web_page_have_short_first_lines():
    content = """- Thư viện tỉnh luân
chuyển sách về các điểm đọc của xã, phường, thị trấn theo lịch của từng quý.

1. Sở Văn hóa, Thể
thao và Du lịch lập danh mục sách cần mua, trình Ủy ban nhân dân tỉnh duyệt.

2. Các huyện tổ chức
Ngày hội đọc sách vào tháng tư hằng năm, gắn với các hoạt động của nhà trường.
"""
    assert texts(content) == [p.replace("\n", " ").strip() for p in content.split("\n\n")]


#: Paragraphs of the kind that a web copy breaks: dashes inside sentences, ranges, colons.
PARTED = (
    "I. MỤC ĐÍCH, YÊU CẦU",
    "a) Gắn kết nhà nông - nhà khoa học - doanh nghiệp - nhà nước; thu nhập tăng từ 5 - 7% mỗi năm.",
    "b) Các hoạt động: “Ngày hội làng nghề” tại huyện; hội thi tay nghề; phiên chợ theo mùa và giao lưu với xã bạn.",
    "- Nhiệm kỳ 2020 - 2025 hoàn thành 04 cụm nghề; mỗi cụm có từ 10 - 15 hộ tham gia thường xuyên.",
    "- Kết hợp bảo tồn - phát huy nghề: dệt, gốm, đan lát, chạm khắc của đồng bào các xã vùng cao.",
    "1. Sở Công Thương - cơ quan thường trực Ban Chỉ đạo - lập danh mục sản phẩm trong giai đoạn 2026 - 2030.",
    "2. Ủy ban nhân dân các huyện: bố trí cán bộ phụ trách; lập kế hoạch gửi Sở Công Thương trước ngày 15 tháng 12.",
    "- Phấn đấu có ít nhất 12 sản phẩm được công nhận; giảm tỷ lệ hộ nghèo của các xã có nghề xuống dưới 3%.",
)


@given(
    st.lists(st.sampled_from(PARTED), min_size=12, max_size=20), st.integers(70, 82), st.randoms(use_true_random=False)
)
def test_no_line_break_ends_a_paragraph_where_blank_lines_do(paragraphs, width, random):
    blocks = []
    for paragraph in paragraphs:
        first = random.randint(22, 34)  # markup stood before the first line
        head, _, rest = textwrap.fill(paragraph, first, break_on_hyphens=False).partition("\n")
        rest = textwrap.fill(rest.replace("\n", " "), width, break_on_hyphens=False)
        blocks.append(f"{head}\n{rest}" if rest else head)
    assert texts("\n\n".join(blocks)) == list(paragraphs)


def test_short_items_close_together_stay_apart_among_parted_paragraphs():
    blocks = [textwrap.fill(p, 76) for p in PARTED * 2]
    items = ["- Phòng Văn hóa xã", "- Phòng Kinh tế xã", "- Trạm Y tế xã"]
    assert texts("\n\n".join([*blocks, "\n".join(items)]))[-3:] == items
    recipients = ["Nơi nhận:", "- Như Điều 3", "- Lưu: VT."]
    assert texts("\n\n".join([*blocks, "\n".join(recipients)]))[-3:] == recipients


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        (
            "Trong giai đoạn 2026",
            "- 2030 phấn đấu có 12 sản phẩm",
            "Trong giai đoạn 2026 - 2030 phấn đấu có 12 sản phẩm",
        ),
        ("Nhiệm kỳ 2020", "– 2025 của Hội", "Nhiệm kỳ 2020 - 2025 của Hội"),
        ("Kế hoạch giai đoạn 2021", "-2025 của xã", "Kế hoạch giai đoạn 2021-2025 của xã"),
        ("Năm học 2023 -", "2024 có 12 lớp", "Năm học 2023 - 2024 có 12 lớp"),
        ("Giảm tỷ lệ hộ nghèo từ 5", "- 7% mỗi năm", "Giảm tỷ lệ hộ nghèo từ 5 - 7% mỗi năm"),
        ("Bình quân từ 1,5", "- 2 triệu đồng mỗi hộ", "Bình quân từ 1,5 - 2 triệu đồng mỗi hộ"),
        ("Đón khoảng 1.000", "- 1.500 lượt khách", "Đón khoảng 1.000 - 1.500 lượt khách"),
    ],
)
def test_a_range_over_two_lines_is_one(before, after, joined):
    assert [t.replace("–", "-") for t in texts(f"{before}\n{after}")] == [joined]


def test_a_range_over_two_pages_is_one():
    assert texts("Kế hoạch giai đoạn 2021\n\n- 2025 của xã") == ["Kế hoạch giai đoạn 2021 - 2025 của xã"]
    assert texts("Kết quả năm 2021\n\n- 2025 hộ") == ["Kết quả năm 2021", "- 2025 hộ"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Kết quả năm 2025", "- 300 hộ được hỗ trợ"),
        ("Kết quả năm 2025", "- 2024 hộ được hỗ trợ"),
        ("Kết quả năm 2025", "- 5000 hộ được hỗ trợ"),
        ("Mục tiêu đến năm 2025", "- 100% trẻ em được tiêm"),
        ("Giai đoạn 2026;", "- 2030 hộ được hỗ trợ"),
        ("Phụ lục 5", "- 7 biểu mẫu kèm theo"),
        ("Tỷ lệ giảm từ 8", "- 5% số hộ"),
        ("Trong đó có 12", "- 15 hộ mới"),
    ],
)
def test_an_item_that_begins_with_a_number_is_no_end_of_a_range(before, after):
    assert texts(f"{before}\n{after}") == [before, after]


SENT = "1. Phòng Nội vụ theo dõi; báo cáo kết quả về Sở Nội vụ tỉnh"
ASIDE = "- Cơ quan thường trực Ban Chỉ đạo cải cách hành chính trước ngày 20 hằng tháng."


def test_an_apposition_after_a_blank_line_is_no_item():
    assert texts(f"{SENT}\n\n{ASIDE}\n\n2. Các xã thực hiện.") == [f"{SENT} {ASIDE}", "2. Các xã thực hiện."]


@pytest.mark.parametrize(
    ("before", "item", "after"),
    [
        (SENT, ASIDE, "- Tham mưu sơ kết hằng năm."),  # a list
        (SENT, "- Tham mưu tổ chức hội nghị sơ kết hằng năm.", "2. Các xã thực hiện."),  # a task
        (f"{SENT}.", ASIDE, "2. Các xã thực hiện."),  # the sentence had ended
        ("1. Giao nhiệm vụ cho Sở Nội vụ", ASIDE, "2. Các xã thực hiện."),  # a heading
        (f"- {SENT[3:]}", ASIDE, "2. Các xã thực hiện."),  # its sibling
    ],
)
def test_an_item_after_a_blank_line_stays(before, item, after):
    assert texts(f"{before}\n\n{item}\n\n{after}") == [before, item, after]


def test_letters_with_a_stroke_begin_items():
    assert texts("6. UBND các huyện, thành phố\n\na/ Thành lập Ban Chỉ đạo\n\nb/ Kiểm tra") == [
        "6. UBND các huyện, thành phố",
        "a/ Thành lập Ban Chỉ đạo",
        "b/ Kiểm tra",
    ]


def test_a_line_a_paragraph_stays():
    content = "Sở Nội vụ\nSở Tài chính\nCăn cứ Luật Thư viện, các huyện triển khai.\nSở Y tế\n- Mua sách\n- Tập huấn\n"
    assert texts(content) == content.strip().split("\n")


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("Thực hiện Kế hoạch số", "2812/KH-UBND ngày 02/10/2020", "Kế hoạch số 2812/KH-UBND"),
        ("đẩy mạnh công tác tuyên truyền", "và thực hiện các mục tiêu", "tuyên truyền và thực hiện"),
        ("theo Nghị định số 56/2017/", "NĐ-CP của Chính phủ", "56/2017/NĐ-CP"),
        ("Chương trình hành động số 24", "-CTr/TU của Tỉnh ủy", "24-CTr/TU"),
    ],
)
def test_page_breaks_in_mid_sentence_are_mended(before, after, wanted):
    found = texts(f"Mở đầu có chấm câu đầy đủ.\n\n{before}\n\n{after}\n\nKết thúc cũng vậy.\n")
    assert any(wanted in t for t in found)
    assert len(found) == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("KẾ HOẠCH", "về phát triển thư viện"),
        ("II. NỘI DUNG THỰC HIỆN", "a) Mua sách"),
        ("Các sở, ban, ngành cấp tỉnh thực hiện.", "và các huyện"),
        ("Sở Văn hóa chủ trì thực hiện việc này", "Sở Tài chính bố trí kinh phí"),
        ("Nội dung thực hiện của các sở, ban, ngành", "1. Mua sách"),
    ],
)
def test_what_is_not_certain_stays_apart(before, after):
    assert texts(f"{before}\n\n{after}\n") == [before, after]


def test_facts_of_a_web_page():
    found = read(
        "KẾ HOẠCH\nThực hiện công tác thư viện.\nKế hoạch 9/KH-UBND năm 2022\n"
        "Số hiệu: | 9/KH-UBND |\n---|---|\nLoại văn bản: | Kế hoạch |\n"
        "Người ký: | Trần Văn Bình |\nVăn bản đang xem\n".encode()
    )
    assert found.facts == {"Số hiệu": "9/KH-UBND", "Loại văn bản": "Kế hoạch", "Người ký": "Trần Văn Bình"}
    assert [found.slice(p) for p in found.iter_role("metadata")][:2] == ["Số hiệu:", "9/KH-UBND"]
    assert [found.slice(p) for p in found.iter_role()][-1] == "Văn bản đang xem"


def test_cells_that_lost_their_rows():
    found = texts(
        "ỦY\nBAN NHÂN DÂN |\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 7/KH-UBND |\n"
        "Lam Giang, ngày 2 tháng 3 năm 2021 |\nThực hiện.\n"
    )
    assert found == [
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 7/KH-UBND",
        "Lam Giang, ngày 2 tháng 3 năm 2021",
        "Thực hiện.",
    ]


def test_letterhead_in_two_columns():
    found = texts(
        "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH LAM GIANG              Độc lập - Tự do - Hạnh phúc\n"
        "Số: 3/KH-UBND            Lam Giang, ngày 03 tháng 4 năm 2024\n\nKẾ HOẠCH\n"
    )
    assert found == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LAM GIANG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 3/KH-UBND",
        "Lam Giang, ngày 03 tháng 4 năm 2024",
        "KẾ HOẠCH",
    ]


def test_page_numbers_and_gazette_heads_go():
    found = texts(
        "Các huyện, thị xã thực hiện việc này trong năm, trước hết là\n\n2\n\nviệc mua sách.\n\n3\n\n"
        "CÔNG BÁO/Số 12 + 13/Ngày 01-02-2024\n14\n\nHết.\n"
    )
    assert found == ["Các huyện, thị xã thực hiện việc này trong năm, trước hết là việc mua sách.", "Hết."]


def test_a_lone_number_that_is_no_page_stays():
    assert "2024" in texts("Năm\n\n2024\n\nHết.\n")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(codec):
    content = "KẾ HOẠCH\nThực hiện Luật Trẻ em ở huyện Đắk Glong, tỉnh Lâm Đồng và các xã.\n" * 5
    assert texts(content.encode(codec))[1] == "Thực hiện Luật Trẻ em ở huyện Đắk Glong, tỉnh Lâm Đồng và các xã."


def test_windows_1258_and_decomposed():
    content = "Thực hiện Kế hoạch phòng, chống đuối nước.\nỦy ban nhân dân tỉnh ban hành.\n"
    tones = "\u0300\u0301\u0303\u0309\u0323"
    base = ""
    for letter in content:  # Windows-1258 has the letters, and the tones after them
        parts = unicodedata.normalize("NFD", letter)
        base += unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        base += "".join(c for c in parts if c in tones)
    assert "\n".join(texts(base.encode("cp1258"))) == content.strip()
    assert "\n".join(texts(unicodedata.normalize("NFD", content))) == content.strip()


def test_invisible_characters_go():
    assert texts("\ufeffTrẻ\u00ad em\u200b và \u2060cộng\u00a0đồng\txa") == ["Trẻ em và cộng đồng xa"]


def test_broken_bytes_are_shown_not_fatal():
    assert texts("Thực hiện Luật Trẻ em".encode()[:-1] + b"\xe1") != []


@given(st.lists(st.text(alphabet="abcđẾỦ 12./-", max_size=40), max_size=12))
def test_no_letter_is_lost(raw):
    """Whatever is joined or parted, all letters and digits come through in order."""
    content = "\n".join(raw)
    if not content.strip():
        return
    builder_lines = text.plain_lines([text.Raw(None, line) for line in raw])
    joined = "".join(line.text for line in lines.paragraphs(builder_lines, Wrap(True, 30)))
    keep = lambda s: "".join(c for c in s if c.isalnum())  # noqa: E731
    assert keep(joined) == keep(encoding.tidy(content))


@given(st.binary(max_size=300))
def test_decoding_never_fails(data):
    assert isinstance(encoding.decode(data), str)


def test_code_glue():
    assert lines.code_glue("2021-", "2025") == ""
    assert lines.code_glue("Thương binh -", "Xã hội") == " "
    assert lines.code_glue("17/2021", "/NQ-HĐND") == ""
    assert lines.glue(Line("Điều"), Line("5. Quy định"), Wrap(True, 10)) == " "


LETTERHEAD = ["ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
              "Số: 3/KH-UBND", "Lam Giang, ngày 03 tháng 4 năm 2024", "KẾ HOẠCH"]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        # wide spaces inside the right column too, rules under the columns, a lower line that is not level
        "ỦY BAN NHÂN DÂN          CỘNG  HÒA     XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH LAM GIANG              Độc lập - Tự do     - Hạnh phúc\n"
        "-------                  ---------------\n"
        "Số: 3/KH-UBND            Lam Giang, ngày 03     tháng 4 năm 2024\n\nKẾ HOẠCH\n",
        "ỦY BAN NHÂN DÂN\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH LAM GIANG\t\tĐộc lập - Tự do - Hạnh phúc\n\n"
        "Số: 3/KH-UBND\tLam Giang, ngày 03 tháng 4 năm 2024\n\nKẾ HOẠCH\n",
        "     ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH LAM GIANG\n"
        "                                 Độc lập - Tự do - Hạnh phúc\n"
        "Số: 3/KH-UBND            Lam Giang, ngày 03 tháng 4 năm 2024\n\nKẾ HOẠCH\n",
    ],
)
def test_letterheads_of_all_kinds(content):
    assert texts(content) == LETTERHEAD


def test_signature_beside_the_recipients():
    found = texts(
        "Kế hoạch này có hiệu lực từ ngày ký./.\n\n"
        "Nơi nhận:                              TM. ỦY BAN NHÂN DÂN\n"
        "- Bộ Nội vụ (b/c);                         KT. CHỦ TỊCH\n"
        "- Các sở, ban, ngành cấp tỉnh và các       PHÓ CHỦ TỊCH\n"
        "đoàn thể;\n"
        "- Lưu: VT.\n\n\n"
        "                                          Trần Văn Bình\n\n"
        "                    PHỤ LỤC\n"
    )
    assert found == [
        "Kế hoạch này có hiệu lực từ ngày ký./.",
        "Nơi nhận:",
        "- Bộ Nội vụ (b/c);",
        "- Các sở, ban, ngành cấp tỉnh và các đoàn thể;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Trần Văn Bình",
        "PHỤ LỤC",
    ]


def cells(content: str) -> list[list[tuple[int, int, str]]]:
    found = read(content.encode())
    return [[(c.row, c.column, found.slice(c)) for c in t.cells] for t in found.tables]


def test_two_columns_and_a_table_where_a_blank_line_follows_every_line():
    lines = [
        "Các thư viện xã mở cửa sáu ngày mỗi tuần.",
        "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN",
        "- UBND tỉnh, Sở Văn hóa, Thể thao và Du lịch, Thư viện tỉnh (b/c);\tCHỦ TỊCH",
        "- Thư viện tỉnh;",
        "- Lưu: VT.",
        "\tLê Thị Mơ",
        "PHỤ LỤC",
        "TT\tViệc\tNgày",
        "1\tMua sách\t20/5/2023",
        "2\tTập huấn\t17/6/2023",
    ]
    single, double = read("\n".join(lines).encode()), read("\n\n".join(lines).encode())
    assert double.text == single.text
    assert double.text.split("\n")[1:7] == [
        "Nơi nhận:",
        "- UBND tỉnh, Sở Văn hóa, Thể thao và Du lịch, Thư viện tỉnh (b/c);",
        "- Thư viện tỉnh;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    ]
    assert len(double.tables) == len(single.tables) == 1


def test_tables_parted_by_tabs():
    assert cells(
        "Bảng chỉ tiêu\n\nSTT\tChỉ tiêu\tĐơn vị\tNăm 2025\nI\tTHƯ VIỆN\n"
        "1\tSố thư viện\t\t12\n2\tSố sách\tCuốn\t3.000\n\nHết\n"
    ) == [
        [
            (0, 0, "STT"), (0, 1, "Chỉ tiêu"), (0, 2, "Đơn vị"), (0, 3, "Năm 2025"),
            (1, 0, "I"), (1, 1, "THƯ VIỆN"),
            (2, 0, "1"), (2, 1, "Số thư viện"), (2, 2, ""), (2, 3, "12"),
            (3, 0, "2"), (3, 1, "Số sách"), (3, 2, "Cuốn"), (3, 3, "3.000"),
        ]
    ]  # fmt: skip


def test_columns_of_spaces_are_a_table_when_they_are_even():
    even = "STT    Chỉ tiêu       Năm 2025\n1      Số thư viện    12\n2      Số sách        3.000\n"
    assert [c[2] for c in cells(even)[0]][:5] == ["STT", "Chỉ tiêu", "Năm 2025", "1", "Số thư viện"]
    uneven = "Sở Nội vụ     chủ trì     việc này\n"
    uneven += "Sở Tài chính    bố trí kinh phí     hằng năm\nSở Y tế     phối hợp    kiểm tra\n"
    assert cells(uneven) == []


@pytest.mark.parametrize(
    "content",
    [
        "1.\tMua sách\n2.\tTập huấn\n3.\tKiểm tra\n",
        "-\tMua sách\n-\tTập huấn\n",
        "\tCăn cứ Luật Thư viện;\n\tCăn cứ Luật Trẻ em;\n",
        "Trẻ em và cộng đồng\txa\n",
        "Nơi nhận:\tCHỦ TỊCH\n- Như trên;\tTrần Văn Bình\n",
    ],
)
def test_what_is_no_table(content):
    assert cells(content) == []


def test_lines_of_the_source():
    content = "KẾ HOẠCH\n\nThực hiện việc này\nvà việc kia.\n\n\nSTT\tViệc\tNơi\n1\tMua sách\tXã\n2\tDạy\tXã\n\nHết.\n"
    found = read(content.encode())
    assert {found.slice(p): p.line for p in found.paragraphs} == {
        "KẾ HOẠCH": 1, "Thực hiện việc này và việc kia.": 3, "STT": 7, "Việc": 7, "Nơi": 7, "1": 8, "Mua sách": 8,
        "Xã": 9, "2": 9, "Dạy": 9, "Hết.": 11,
    }  # fmt: skip


@given(st.lists(st.text(alphabet="abđẾ 1.;:\t|-", min_size=1, max_size=30), min_size=1, max_size=15))
def test_every_paragraph_begins_in_its_line(raw):
    """The line that a paragraph names holds its first character, whatever stands around."""
    content = "\n".join(raw)
    found = read(content.encode()) if content.strip() else None
    for p in found.paragraphs if found else ():
        first = found.slice(p)[:1]
        assert p.line is not None
        assert first in unicodedata.normalize("NFC", raw[p.line - 1])


@pytest.mark.parametrize(
    "before", ["TRỒNG CÂY XANH TRONG CÁC TRƯỜNG HỌC HUYỆN TÂN HÒA GIAI ĐOẠN 2024-2030", "(Giai đoạn 2024-2030)"]
)
def test_the_opening_is_never_glued_to_the_subject(before):
    after = Line("Triển khai Quyết định số 12/QĐ-TTg ngày")
    assert lines.glue(Line(before), after, Wrap(True, 80), first=True) is None


def test_a_heading_that_ends_with_digital_takes_no_number():
    wrapped = """Thực hiện chương trình đọc sách của tỉnh, các huyện bảo đảm những việc dưới
đây được làm xong trước ngày khai giảng của năm học mới và báo cáo kết quả.

1. Về nhận
thức số
1.1. Người đọc biết dùng thư viện điện tử của tỉnh và của các huyện trong
vùng.
"""
    assert texts(wrapped)[1:] == [
        "1. Về nhận thức số",
        "1.1. Người đọc biết dùng thư viện điện tử của tỉnh và của các huyện trong vùng.",
    ]


def test_facts_and_letterhead_in_one_table_are_two():
    page = """| Số\u00a0hiệu: | 12/KH-UBND |
| Người ký: | Lê Văn Tám |
| ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
| Số: 12/KH-UBND | Bình Sơn, ngày 02 tháng 3 năm 2024 |
"""
    found = read(page.encode())
    assert found.facts == {"Số hiệu": "12/KH-UBND", "Người ký": "Lê Văn Tám"}
    assert [p.role for p in found.paragraphs] == ["metadata"] * 4 + ["body"] * 4


def test_facts_in_pairs_of_columns():
    page = """| Số hiệu: | 12/KH-UBND | Người ký: | Lê Văn Tám |
| Ngày ban hành: | 02/03/2024 | Lĩnh vực: | Thư viện |
"""
    assert read(page.encode()).facts == {
        "Số hiệu": "12/KH-UBND",
        "Người ký": "Lê Văn Tám",
        "Ngày ban hành": "02/03/2024",
        "Lĩnh vực": "Thư viện",
    }


def test_signatures_side_by_side():
    page = """Kế hoạch này có hiệu lực từ ngày ký./.

      GIÁM ĐỐC                         GIÁM ĐỐC
    CÔNG AN TỈNH                      SỞ Y TẾ


   Lê Văn Tám                      Trần Thị Hoa

Nơi nhận:
- Lưu: VT.
"""
    assert texts(page)[1:] == [
        "GIÁM ĐỐC",
        "CÔNG AN TỈNH",
        "Lê Văn Tám",
        "GIÁM ĐỐC",
        "SỞ Y TẾ",
        "Trần Thị Hoa",
        "Nơi nhận:",
        "- Lưu: VT.",
    ]
