"""Zones and header: documents of the genre in all the shapes in which they come, input beside what is read."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from khtool.extraction import header, zones
from khtool.extraction.frame import Frame
from khtool.extraction.header import years_of
from khtool.extraction.issuer import level_of, organ_from_capitals
from khtool.extraction.signature import read_signature
from khtool.plan import Header
from khtool.text import PlanText, PlanTextBuilder

SHARED = Path(__file__).parents[2] / ".." / "shared"

FULL = """ỦY BAN NHÂN DÂN
HUYỆN TÂN HÒA
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 45/KH-UBND
Tân Hòa, ngày 05 tháng 01 năm 2024
KẾ HOẠCH
Cải cách hành chính
trên địa bàn huyện Tân Hòa năm 2024
Thực hiện Kế hoạch số 12/KH-UBND ngày 02/01/2024 của UBND tỉnh về cải cách hành chính năm 2024;
Căn cứ tình hình thực tế, UBND huyện xây dựng Kế hoạch như sau:
I. MỤC ĐÍCH
1. Nâng cao chất lượng phục vụ.
Trên đây là Kế hoạch cải cách hành chính năm 2024 của huyện./.
Nơi nhận:
- UBND tỉnh (b/c);
- Các phòng, ban,
đơn vị thuộc huyện;
- Lưu: VT, NV.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Bình
PHỤ LỤC
DANH MỤC NHIỆM VỤ"""


def build(lines: str | list[str], **facts: str) -> PlanText:
    builder = PlanTextBuilder("txt")
    for line in lines.split("\n") if isinstance(lines, str) else lines:
        builder.add(line)
    builder.facts.update({key.replace("_", " "): value for key, value in facts.items()})
    return builder.build()


def read(lines: str | list[str], **facts: str) -> Header:
    text = build(lines, **facts)
    return header.extract(Frame(text, header.locate(text), []))


def test_every_field_of_a_complete_plan() -> None:
    got = read(FULL)
    assert got.model_dump(exclude={"spans", "signer"}) == {
        "type_name": "Kế hoạch",
        "code": "45/KH-UBND",
        "code_number": "45",
        "code_notation": "KH-UBND",
        "issued_date": "2024-01-05",
        "place": "Tân Hòa",
        "organ_name": "UBND huyện Tân Hòa",
        "level": "huyen",
        "subject": "Cải cách hành chính trên địa bàn huyện Tân Hòa năm 2024",
        "to_places": ("UBND tỉnh (b/c)", "Các phòng, ban, đơn vị thuộc huyện", "Lưu: VT, NV"),
        "years": (2024,),
        "code_text": "Số: 45/KH-UBND",
        "date_text": "Tân Hòa, ngày 05 tháng 01 năm 2024",
    }
    assert got.signer.model_dump() == {
        "full_name": "Trần Văn Bình",
        "position": "PHÓ CHỦ TỊCH",
        "authority": "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH",
    }


def test_recipients_under_the_signature_are_whole() -> None:
    lines = FULL.split("\n")
    at, signed = lines.index("Nơi nhận:"), lines.index("TM. ỦY BAN NHÂN DÂN")
    end = next((i for i, line in enumerate(lines) if line == "PHỤ LỤC"), len(lines))
    places = [*lines[at : signed - 1], "- Lưu: VT, LĐTBXH."]  # hardly a small letter: no letterhead of an appendix
    got = read([*lines[:at], *lines[signed:end], *places])
    assert got.to_places == ("UBND tỉnh (b/c)", "Các phòng, ban, đơn vị thuộc huyện", "Lưu: VT, LĐTBXH")
    assert got.signer.full_name == "Trần Văn Bình"


def test_the_dates_of_the_title_are_not_that_of_the_plan() -> None:
    got = read(
        "KẾ HOẠCH TỔ CHỨC KỶ NIỆM 90 NĂM NGÀY THÀNH LẬP TRƯỜNG (3/2/1930 - 3/2/2020)\n"
        "Thực hiện Thông báo số 120-TB/HU ngày 21/10/2019 của Huyện ủy, UBND huyện Tân Hòa xây dựng Kế hoạch như sau:"
    )
    assert (got.issued_date, got.place) == (None, None)


def test_spans_show_where_each_field_stands() -> None:
    text = build(FULL)
    got = header.extract(Frame(text, header.locate(text), []))
    shown = {key: text.text[span.start : span.end] for key, span in got.spans.items()}
    assert shown["code"] == "Số: 45/KH-UBND"
    assert shown["type_name"] == "KẾ HOẠCH"
    assert shown["place"] == "Tân Hòa"
    assert shown["issued_date"] == "ngày 05 tháng 01 năm 2024"
    assert shown["subject"] == "Cải cách hành chính\ntrên địa bàn huyện Tân Hòa năm 2024"
    assert shown["signer"] == "Trần Văn Bình"
    assert shown["organ_name"].startswith("ỦY BAN NHÂN DÂN")


def test_zones_follow_the_order_of_the_form() -> None:
    text = build(FULL)
    zones = header.locate(text)
    first = {
        name: text.slice(text.paragraphs[getattr(zones, name)[0]]) for name in ("basis", "body", "tail", "appendix")
    }
    assert first["basis"].startswith("Thực hiện Kế hoạch số 12")
    assert first["body"] == first["basis"]
    assert first["tail"] == "Nơi nhận:"
    assert first["appendix"] == "PHỤ LỤC"
    assert text.slice(text.paragraphs[zones.basis[1]]) == "I. MỤC ĐÍCH"
    assert zones.page == (len(text.paragraphs), len(text.paragraphs))


@pytest.mark.parametrize(
    "line",
    [
        *("Nơi nhận:", "NƠI NHẬN", " - Nơi gửi:", "| **Nơi  nhận** | TM. ỦY BAN NHÂN DÂN |", "TM. ỦY BAN NHÂN DÂN"),
        *("* KT. CHỦ TỊCH", "TUQ . GIÁM ĐỐC", "Q. CHỦ TỊCH", "T/M BAN THƯỜNG VỤ", "K/T. TRƯỞNG BAN", "**TL."),
        *("Số hiệu: 1/KH-UBND", "| Ngày ban hành | 01/02/2024 |", "Tải về", "_Lược đồ", "Tệp đính kèm:"),
    ],
)
def test_the_one_pass_finds_every_line_of_the_tail_and_the_page(line: str) -> None:
    assert any(pattern.match(line) for pattern in (zones.RECIPIENTS, zones.AUTHORITY, zones.PAGE))
    text = build("KẾ HOẠCH\nCông tác dân số\nI. NỘI DUNG\n" + line + "\nmột dòng")
    assert zones._Locator(text, zones.find_title(text)).marked == {0, 3}


def test_zones_cover_every_paragraph_once() -> None:
    for lines in (FULL, "", "KẾ HOẠCH", "I. A\nb", FULL + "\n" + FULL):
        text = build(lines)
        zones = header.locate(text)
        edges = [zones.head, zones.body, zones.tail, zones.appendix, zones.page]
        assert edges[0][0] == 0
        assert edges[-1][1] == len(text.paragraphs)
        assert all(a[1] == b[0] for a, b in itertools.pairwise(edges))
        assert zones.body[0] == zones.basis[0] <= zones.basis[1] <= zones.body[1]


CASES: dict[str, tuple[list[str], dict[str, object]]] = {
    "a web page's lines above the letterhead": (
        [
            "Kế hoạch 91/KH-UBND năm 2023 phát triển trồng nấm tỉnh Bình Sơn",
            "Nội dung toàn văn Kế hoạch 91/KH-UBND 2023 phát triển trồng nấm",
            "Để dùng mọi tiện ích, bạn đọc vui lòng đăng nhập và lựa chọn gói cước phù hợp với nhu cầu.",
            "ỦY BAN NHÂN DÂN",
            "TỈNH BÌNH SƠN",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 91/KH-UBND",
            "Bình Sơn, ngày 12 tháng 4 năm 2023",
            "PHÁT TRIỂN NGHỀ TRỒNG NẤM TỈNH BÌNH SƠN NĂM 2023",
            "Căn cứ Quyết định số 5/QĐ-TTg ngày 02/01/2023 của Thủ tướng Chính phủ;",
            "I. MỤC TIÊU",
        ],
        {
            "type_name": "Kế hoạch",
            "code": "91/KH-UBND",
            "issued_date": "2023-04-12",
            "place": "Bình Sơn",
            "organ_name": "UBND tỉnh Bình Sơn",
            "subject": "PHÁT TRIỂN NGHỀ TRỒNG NẤM TỈNH BÌNH SƠN NĂM 2023",
            "years": (2023,),
        },
    ),
    "no title line: the subject in capitals follows the date, the decision names its body below": (
        [
            "ỦY BAN NHÂN DÂN",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 412/QĐ-UBND",
            "Bình Sơn, ngày 07 tháng 02 năm 2018",
            "VỀ VIỆC PHÊ DUYỆT KẾ HOẠCH NUÔI ONG GIAI ĐOẠN 2018 - 2020",
            "ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN",
            "Căn cứ Luật Chăn nuôi ngày 19 tháng 11 năm 2018;",
            "Điều 1. Phê duyệt Kế hoạch.",
        ],
        {
            "type_name": "Quyết định",
            "organ_name": "UBND tỉnh Bình Sơn",
            "level": "tinh",
            "subject": "VỀ VIỆC PHÊ DUYỆT KẾ HOẠCH NUÔI ONG GIAI ĐOẠN 2018 - 2020",
            "years": (2018, 2020),
        },
    ),
    "a bare committee takes the unit of the place from the subject": (
        [
            "ỦY BAN NHÂN DÂN",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 12/KH-UBND.VX",
            "Bình Sơn, ngày 15 tháng 03 năm 2016",
            "KẾ HOẠCH",
            "ĐỌC SÁCH MÙA HÈ TRÊN ĐỊA BÀN TỈNH BÌNH SƠN NĂM 2016",
            "I. MỤC TIÊU",
        ],
        {"code": "12/KH-UBND.VX", "organ_name": "UBND tỉnh Bình Sơn", "level": "tinh"},
    ),
    "narrow cells cut the number and the place in two": (
        [
            "ỦY",
            "BAN NHÂN DÂN",
            "TỈNH BÌNH SƠN",
            "CỘNG",
            "HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số:",
            "33/2009/QĐ-UBND",
            "Cao",
            "Hòa, ngày 24 tháng 12 năm 2009",
            "QUYẾT ĐỊNH",
            "BAN HÀNH QUY ĐỊNH VỀ MẠNG LƯỚI THƯ VIỆN",
            "ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN",
            "Căn cứ Luật Thư viện ngày 21/11/2019;",
        ],
        {
            "code": "33/2009/QĐ-UBND",
            "code_number": "33",
            "code_notation": "QĐ-UBND",
            "place": "Cao Hòa",
            "organ_name": "UBND tỉnh Bình Sơn",
        },
    ),
    "a letter has no type but its subject": (
        [
            "BỘ GIÁO DỤC VÀ ĐÀO TẠO",
            "Số: 77/BGDĐT-GDTH",
            "V/v hướng dẫn dạy bơi",
            "Cho học sinh tiểu học năm học 2024 - 2025",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Hà Nội, ngày 22 tháng 3 năm 2024",
            "Kính gửi: Các Sở Giáo dục và Đào tạo",
            "Thực hiện Quyết định số 5/QĐ-TTg ngày 02/01/2024 của Thủ tướng Chính phủ, Bộ hướng dẫn như sau:",
        ],
        {
            "type_name": "Công văn",
            "code": "77/BGDĐT-GDTH",
            "issued_date": "2024-03-22",
            "place": "Hà Nội",
            "organ_name": "Bộ Giáo dục và Đào tạo",
            "subject": "hướng dẫn dạy bơi Cho học sinh tiểu học năm học 2024 - 2025",
        },
    ),
    "a scan: marks of the letterhead lost, figures by hand unread": (
        [
            "ỦY BAN NHÂN DÂN",
            "QUẬN TÂN HÒA",
            "SỐ:y/45/KH-ƯBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHỈA VIỆT NAM",
            "Tân Hòa, ngàyẠẠ tháng ĩ năm 2016",
            "KÉ HOẠCH",
            "Triển khai tuần lễ đọc sách trên địa bàn quận",
            "I. MỤC ĐÍCH",
        ],
        {
            "type_name": "Kế hoạch",
            "code": None,
            "issued_date": "2016",
            "place": "Tân Hòa",
            "organ_name": "UBND quận Tân Hòa",
            "subject": "Triển khai tuần lễ đọc sách trên địa bàn quận",
        },
    ),
    "a converter lost letters of the committee and of the state's name": (
        [
            "Y BAN NHÂN DÂN",
            "TỈNH BÌNH SƠN",
            "CỘNG HÒA XàHỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 16/KH-UBND",
            "Bình Sơn, ngày 03 tháng 10 năm 2014",
            "KẾ HOẠCH",
            "PHÒNG BỆNH MÙA HÈ",
            "I. MỤC ĐÍCH",
        ],
        {"organ_name": "UBND tỉnh Bình Sơn", "level": "tinh"},
    ),
    "the paper of a school without letterhead": (
        [
            "QUYẾT ĐỊNH",
            "Về việc thành lập Câu lạc bộ cờ vua",
            "HIỆU TRƯỞNG TRƯỜNG THCS BẮC SƠN",
            "Căn cứ Thông tư số 15/2020/TT-BGDĐT ngày 26/5/2020 của Bộ trưởng Bộ Giáo dục và Đào tạo;",
            "Điều 1. Thành lập Câu lạc bộ.",
        ],
        {"organ_name": "Trường THCS Bắc Sơn", "subject": "Về việc thành lập Câu lạc bộ cờ vua"},
    ),
    "the Youth Union: its name heads the paper of its Central Committee": (
        [
            "BAN CHẤP HÀNH TRUNG ƯƠNG ĐOÀN TNCS HỒ CHÍ MINH",
            "***",
            "Số: 25 - KH/TWĐTN-CTTN",
            "Hà Nội, ngày 16 tháng 5 năm 2024",
            "KẾ HOẠCH",
            "Trại hè thiếu nhi năm 2024",
            "I. MỤC ĐÍCH",
        ],
        {
            "code": "25-KH/TWĐTN-CTTN",
            "organ_name": "Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh",
            "level": "trung_uong",
        },
    ),
    "a subject broken off before a body's name goes on": (
        [
            "Số: 30/BC-CP",
            "BÁO CÁO",
            "BỔ SUNG SỐ LIỆU CHO BÁO CÁO SỐ 10/BC-CP NGÀY 15/02/2025 CỦA",
            "CHÍNH PHỦ VỀ NGHỀ MUỐI NĂM 2024",
            "Thực hiện Thông báo số 12/TB-VPQH ngày 23/4/2025 của Văn phòng Quốc hội, Chính phủ báo cáo như sau:",
        ],
        {
            "subject": "BỔ SUNG SỐ LIỆU CHO BÁO CÁO SỐ 10/BC-CP NGÀY 15/02/2025 CỦA CHÍNH PHỦ VỀ NGHỀ MUỐI NĂM 2024",
            "years": (2024,),
        },
    ),
    "the name of the unit ends where the subject in capitals goes on": (
        [
            "ỦY BAN NHÂN DÂN",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 18/KH-UBND",
            "Bình Sơn, ngày 29 tháng 12 năm 2025",
            "KẾ HOẠCH",
            "PHÁT TRIỂN LÀNG NGHỀ TỈNH BÌNH SƠN GIAI ĐOẠN 2026-2030",
            "Ủy ban nhân dân tỉnh ban hành Kế hoạch phát triển làng nghề, cụ thể như sau:",
        ],
        {"organ_name": "UBND tỉnh Bình Sơn"},
    ),
    "the type is known from a number whose hyphen was lost": (
        ["Số: 196/QĐUBND", "Bình Sơn, ngày 28 tháng 8 năm 2019", "Căn cứ Luật Thư viện ngày 21/11/2019;"],
        {"type_name": "Quyết định", "code": "196/QĐUBND", "code_notation": "QĐUBND"},
    ),
    "a subject in capitals that names the conference of the Party": (
        [
            "KẾ HOẠCH",
            "THỰC HIỆN NGHỊ QUYẾT HỘI NGHỊ LẦN THỨ SÁU",
            "BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG KHÓA XII VỀ DÂN SỐ",
            "I. MỤC TIÊU",
        ],
        {
            "subject": "THỰC HIỆN NGHỊ QUYẾT HỘI NGHỊ LẦN THỨ SÁU BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG KHÓA XII VỀ DÂN SỐ",
        },
    ),
    "a verb alone is no subject": (
        ["Thực hiện Nghị định số 61/2018/NĐ-CP, Ủy ban nhân dân thành phố ban hành Kế hoạch triển khai như sau:"],
        {"subject": None},
    ),
    "what a page prints between a mixed-case title and the text is no subject": (
        [
            "Kế hoạch Chương trình nước sạch nông thôn tỉnh Bình Sơn năm 2014",
            "Chiến lược, định hướng, quy hoạch",
            "Thực hiện Công văn số 21/BNN-TCTL ngày 03 tháng 7 năm 2013 của Bộ Nông nghiệp, tỉnh xây dựng như sau:",
        ],
        {"subject": "Chương trình nước sạch nông thôn tỉnh Bình Sơn năm 2014"},
    ),
    "the letterhead in one line, the date in the line of the number": (
        [
            "ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN ------- CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
            "Số: 7/KH-UBND Bình Sơn, ngày 3 tháng 9 năm 2025",
            "KẾ HOẠCH Phát triển nhà ở xã hội giai đoạn 2026 - 2030",
            "I. MỤC TIÊU",
        ],
        {
            "code": "7/KH-UBND",
            "place": "Bình Sơn",
            "issued_date": "2025-09-03",
            "organ_name": "UBND tỉnh Bình Sơn",
            "level": "tinh",
            "subject": "Phát triển nhà ở xã hội giai đoạn 2026 - 2030",
            "years": (2026, 2030),
        },
    ),
    "a Sở under its UBND": (
        ["UBND TỈNH BÌNH SƠN", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Số: 9/KH-SVHTTDL", "KẾ HOẠCH", "Công tác gia đình"],
        {"organ_name": "Sở Văn hóa, Thể thao và Du lịch tỉnh Bình Sơn", "level": "tinh", "code": "9/KH-SVHTTDL"},
    ),
    "a Sở that bears the name of its province": (
        ["UBND TỈNH SƠN LA", "SỞ Y TẾ SƠN LA", "Số: 9/KH-SYT", "KẾ HOẠCH", "Tiêm chủng năm 2024"],
        {"organ_name": "Sở Y tế Sơn La", "level": "tinh"},
    ),
    "a Sở that bears the name of its province, alone": (
        ["SỞ NỘI VỤ LÀO CAI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 9/KH-SNV", "KẾ HOẠCH", "Kiểm tra năm 2024"],
        {"organ_name": "Sở Nội vụ Lào Cai", "level": "tinh"},
    ),
    "a school under the office of a district": (
        ["PHÒNG GD&ĐT HUYỆN TÂN HÒA", "TRƯỜNG THCS LÊ LỢI", "Số: 9/KH-THCSLL", "KẾ HOẠCH", "Đọc sách năm 2023"],
        {"organ_name": "Trường THCS Lê Lợi", "level": "huyen"},
    ),
    "a school that names nobody above": (
        ["TRƯỜNG THCS LÊ LỢI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 9/KH-THCSLL", "KẾ HOẠCH", "Đọc sách"],
        {"organ_name": "Trường THCS Lê Lợi", "level": None},
    ),
    "a high school": (
        ["SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG THPT LÊ LỢI", "Số: 9/KH-THPTLL", "KẾ HOẠCH", "Đọc sách năm 2023"],
        {"organ_name": "Trường THPT Lê Lợi", "level": "tinh"},
    ),
    "an order that lost its letterhead and ends its first line with a stop": (
        [
            "Chỉ thị về việc tăng cường trồng cây xanh.",
            "Thực hiện Chỉ thị số 2/CT-UBND ngày 03/02/2010 của UBND thành phố Cần Thơ về trồng cây.",
            "Ủy ban nhân dân quận yêu cầu các phòng thực hiện các nội dung như sau:",
            "1. Trồng cây",
        ],
        {
            "type_name": "Chỉ thị",
            "organ_name": "UBND quận",
            "level": "huyen",
            "subject": "về việc tăng cường trồng cây xanh",
        },
    ),
    "a letter of the Party, which has no V/v": (
        [
            "ĐẢNG BỘ TỈNH BÌNH SƠN",
            "ĐẢNG ỦY XÃ TÂN AN",
            "*",
            "Số -CV/ĐU",
            "Tham mưu thực hiện",
            "Kế hoạch số 8-KH/TU của Tỉnh ủy",
            "ĐẢNG CỘNG SẢN VIỆT NAM",
            "Tân An, ngày tháng 6 năm 2026",
            "Kính gửi:",
            "- Ủy ban nhân dân xã;",
            "- Các chi bộ.",
            "Thực hiện Kế hoạch số 8-KH/TU ngày 02/6/2026 của Tỉnh ủy, Đảng ủy có ý kiến như sau:",
        ],
        {
            "type_name": "Công văn",
            "organ_name": "Đảng ủy xã Tân An",
            "place": "Tân An",
            "issued_date": "2026-06",
            "subject": "Tham mưu thực hiện Kế hoạch số 8-KH/TU của Tỉnh ủy",
        },
    ),
    "a decision without letterhead that its plan names": (
        [
            "BAN HÀNH KẾ HOẠCH TRỒNG NẤM THEO CHỈ THỊ SỐ 1/CT-TTg NGÀY 5 THÁNG 1 NĂM 2023",
            "BAN HÀNH KẾ HOẠCH TRỒNG NẤM THEO CHỈ THỊ SỐ 1/CT-TTg NGÀY 5 THÁNG 1 NĂM 2023",
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN",
            "Căn cứ Luật Trồng trọt ngày 19 tháng 11 năm 2018 và Luật Chăn nuôi năm 2018;",
            "Xét đề nghị của Sở Nội vụ, QUYẾT ĐỊNH:",
            "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng nấm./.",
            "Nơi nhận:",
            "- Lưu: VT.",
            "CHỦ TỊCH",
            "Lê Văn Tám",
            "KẾ HOẠCH",
            "TRỒNG NẤM",
            "(Ban hành kèm theo Quyết định số 77/QĐ-UBND ngày 26 tháng 6 năm 2023 của UBND tỉnh)",
            "I. MỤC TIÊU",
        ],
        {
            "type_name": "Quyết định",
            "code": "77/QĐ-UBND",
            "issued_date": "2023-06-26",
            "organ_name": "UBND tỉnh Bình Sơn",
            "subject": "BAN HÀNH KẾ HOẠCH TRỒNG NẤM THEO CHỈ THỊ SỐ 1/CT-TTg NGÀY 5 THÁNG 1 NĂM 2023",
        },
    ),
    "a Phòng under its district": (
        ["UBND HUYỆN TÂN HÒA", "PHÒNG NỘI VỤ", "Số: 3/KH-NV", "KẾ HOẠCH", "Kiểm tra công vụ năm 2024"],
        {"organ_name": "Phòng Nội vụ huyện Tân Hòa", "level": "huyen"},
    ),
    "a ministry": (
        ["BỘ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 10/KH-BYT", "KẾ HOẠCH", "Tiêm chủng năm 2023"],
        {"organ_name": "Bộ Y tế", "level": "trung_uong", "years": (2023,)},
    ),
    "the Front: its standing part is not the issuer": (
        [
            "ỦY BAN MTTQ VIỆT NAM TỈNH BÌNH SƠN",
            "BAN THƯỜNG TRỰC",
            "Số: 45/KH-MTTQ-BTT",
            "KẾ HOẠCH",
            "Giám sát năm 2024",
        ],
        {"organ_name": "Ủy ban MTTQ Việt Nam tỉnh Bình Sơn", "level": "tinh", "code": "45/KH-MTTQ-BTT"},
    ),
    "a number with its year": (
        ["BỘ TÀI CHÍNH", "Số: 12/2024/TT-BTC", "Hà Nội, ngày 3 tháng 4 năm 2024", "THÔNG TƯ", "Quy định về dự toán"],
        {"code": "12/2024/TT-BTC", "code_number": "12", "code_notation": "TT-BTC", "type_name": "Thông tư"},
    ),
    "a plan of action: the type is Kế hoạch": (
        ["KẾ HOẠCH HÀNH ĐỘNG", "Thực hiện chiến lược tăng trưởng xanh giai đoạn 2021 - 2030", "I. MỤC TIÊU"],
        {"type_name": "Kế hoạch", "subject": "HÀNH ĐỘNG Thực hiện chiến lược tăng trưởng xanh giai đoạn 2021 - 2030"},
    ),
    "the facts of a web page before the document": (
        [
            "Kế hoạch 45/KH-UBND năm 2024",
            "Số hiệu: | 45/KH-UBND |",
            "Người ký: | Lê Văn Tám |",
            "Ngày ban hành: | 05/01/2024 |",
            "ỦY BAN NHÂN DÂN",
            "TỈNH BÌNH SƠN",
            "Số: 45/KH-UBND",
            "Bình Sơn, ngày 6 tháng 1 năm 2024",
            "KẾ HOẠCH",
            "Dân số",
        ],
        {"code": "45/KH-UBND", "issued_date": "2024-01-06", "place": "Bình Sơn", "organ_name": "UBND tỉnh Bình Sơn"},
    ),
    "a school under its ward": (
        ["UBND PHƯỜNG AN LẠC", "TRƯỜNG TIỂU HỌC HOA SEN", "Số: 5/KH-THHS", "KẾ HOẠCH", "Giáo dục năm học 2025 - 2026"],
        {"organ_name": "Trường Tiểu học Hoa Sen", "level": "xa", "years": (2025, 2026)},
    ),
    "a Party committee: number with a hyphen, subject in small letters": (
        [
            "TỈNH ỦY BÌNH SƠN",
            "*",
            "Số 14-KH/TU",
            "ĐẢNG CỘNG SẢN VIỆT NAM",
            "Bình Sơn, ngày 2 tháng 8 năm 2025",
            "KẾ HOẠCH",
            "thực hiện Nghị quyết số 66-NQ/TW ngày 30/4/2025 của Bộ Chính trị",
            "về xây dựng pháp luật",
            "-----",
            "Thực hiện Nghị quyết số 66-NQ/TW, Ban Thường vụ Tỉnh ủy ban hành Kế hoạch như sau:",
            "T/M BAN THƯỜNG VỤ",
            "PHÓ BÍ THƯ",
            "Lê Thị Mai",
        ],
        {
            "organ_name": "Tỉnh ủy Bình Sơn",
            "code": "14-KH/TU",
            "level": "tinh",
            "years": (),
            "subject": "thực hiện Nghị quyết số 66-NQ/TW ngày 30/4/2025 của Bộ Chính trị về xây dựng pháp luật",
        },
    ),
    "a decision with the plan attached": (
        [
            "ỦY BAN NHÂN DÂN",
            "THÀNH PHỐ HẢI PHÒNG",
            "Số: 12/QĐ-UBND",
            "QUYẾT ĐỊNH",
            "Ban hành Kế hoạch thương mại điện tử",
            "ỦY BAN NHÂN DÂN THÀNH PHỐ",
            "Căn cứ Luật Thương mại;",
            "QUYẾT ĐỊNH:",
            "Điều 1. Ban hành Kế hoạch./.",
            "Nơi nhận:",
            "- Như Điều 2;",
            "TM. ỦY BAN NHÂN DÂN",
            "CHỦ TỊCH",
            "Trần Văn Bình",
            "KẾ HOẠCH",
            "I. MỤC TIÊU",
        ],
        {
            "type_name": "Quyết định",
            "organ_name": "UBND thành phố Hải Phòng",
            "subject": "Ban hành Kế hoạch thương mại điện tử",
            "to_places": ("Như Điều 2",),
        },
    ),
    "a draft: number, day and month blank, a mark above the title": (
        [
            "ỦY BAN NHÂN DÂN",
            "THỊ XÃ AN BÌNH",
            "Số:      /KH-UBND",
            "An Bình, ngày …. tháng 4 năm 2025",
            "DỰ THẢO",
            "KẾ HOẠCH",
            "Phòng cháy, chữa cháy",
        ],
        {"code": None, "code_text": "Số:      /KH-UBND", "issued_date": "2025-04", "organ_name": "UBND thị xã An Bình"},
    ),
    "no letterhead: the announcing sentence names the issuer, not the basis": (
        [
            "KẾ HOẠCH",
            "Chuyển đổi số năm 2024",
            "Thực hiện Kế hoạch số 9/KH-UBND ngày 4/1/2024 của UBND tỉnh triển khai chuyển ",
            "đổi số. UBND quận Hoa Lư xây dựng Kế hoạch chuyển đổi số như sau:",
            "I. A",
        ],
        {"organ_name": "UBND quận Hoa Lư", "issued_date": None, "code": None, "level": "huyen"},
    ),
    "no letterhead and a bare UBND huyện: the name from the subject": (
        ["KẾ HOẠCH", "Chuyển đổi số huyện Tân Hòa năm 2024", "UBND huyện ban hành Kế hoạch như sau:", "I. A"],
        {"organ_name": "UBND huyện Tân Hòa", "subject": "Chuyển đổi số huyện Tân Hòa năm 2024"},
    ),
    "an office announces its plan, runs of spaces between the words": (
        [
            "KẾ HOẠCH",
            "Kiểm tra năm 2024",
            "Thực hiện Kế hoạch của Bộ Y tế ban hành ngày 3/4/2024;  Sở  Nội vụ  xây dựng  kế hoạch:",
        ],
        {"organ_name": "Sở Nội vụ", "level": "tinh"},
    ),
    "the title lost: the type from the number, the subject from the closing echo": (
        [
            "ỦY BAN NHÂN DÂN",
            "TỈNH BÌNH SƠN",
            "Số: 8/KH-UBND",
            "Thực hiện Chỉ thị số 3/CT-TTg ngày 4/5/2024 của Thủ tướng Chính phủ",
            "1. Mục đích",
            "Trên đây là Kế hoạch bảo đảm an toàn giao thông trên địa bàn tỉnh năm 2024./.",
        ],
        {"type_name": "Kế hoạch", "subject": "bảo đảm an toàn giao thông trên địa bàn tỉnh năm 2024", "years": (2024,)},
    ),
    "a title line in small letters": (
        [
            "Kế hoạch công tác gia đình năm 2024 trên địa bàn xã Phú Hòa",
            "Căn cứ Kế hoạch số 12/KH-UBND của UBND huyện;",
            "Ủy ban nhân dân xã Phú Hòa xây dựng Kế hoạch, cụ thể như sau:",
            "I. A",
        ],
        {
            "type_name": "Kế hoạch",
            "organ_name": "UBND xã Phú Hòa",
            "subject": "công tác gia đình năm 2024 trên địa bàn xã Phú Hòa",
        },
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_shapes_of_documents(case: str) -> None:
    lines, expected = CASES[case]
    got = read(lines)
    assert {key: getattr(got, key) for key in expected} == expected


LETTERHEAD = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 12/KH-UBND"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        # a scan that lost the marks of the capitals; the place has them
        (
            ["UY BAN NHAN DAN", "TINH BAC NINH", *LETTERHEAD, "Bắc Ninh, ngày 05 tháng 01 năm 2024"],
            {"organ_name": "UBND tỉnh Bắc Ninh", "level": "tinh", "place": "Bắc Ninh"},
        ),
        # a narrow cell cut the date
        (
            ["ỦY BAN NHÂN DÂN", "HUYỆN TÂN HÒA", *LETTERHEAD, "Tân Hòa, ngày", "05 tháng 01 năm 2024"],
            {"issued_date": "2024-01-05", "place": "Tân Hòa"},
        ),
        # the letterhead names no unit, the place does
        (
            ["ỦY BAN NHÂN DÂN", *LETTERHEAD, "Thành phố Hồ Chí Minh, ngày 05 tháng 01 năm 2024"],
            {"organ_name": "UBND thành phố Hồ Chí Minh", "level": "tinh"},
        ),
        (
            ["ỦY BAN NHÂN DÂN", *LETTERHEAD, "Đà Nẵng, ngày 05 tháng 01 năm 2024"],
            {"organ_name": "UBND thành phố Đà Nẵng", "level": "tinh"},
        ),
        (
            ["ĐOÀN TNCS HỒ CHÍ MINH", "BCH TỈNH BÌNH SƠN", "***", "Bình Sơn, ngày 05 tháng 01 năm 2024"],
            {"organ_name": "Tỉnh đoàn Bình Sơn"},
        ),
    ],
)
def test_letterheads(head: list[str], expected: dict[str, str]) -> None:
    got = read([*head, "KẾ HOẠCH", "Trồng rừng ven biển", "I. MỤC ĐÍCH"])
    assert {key: getattr(got, key) for key in expected} == expected


def test_figures_alone_end_the_period_of_a_subject_and_keep_its_dash() -> None:
    got = read(["KẾ HOẠCH", "TRỒNG RỪNG VEN BIỂN GIAI ĐOẠN 2018 -", "2025", "Căn cứ tình hình thực tế;", "I. MỤC ĐÍCH"])
    assert (got.subject, got.years) == ("TRỒNG RỪNG VEN BIỂN GIAI ĐOẠN 2018 - 2025", (2018, 2025))


def test_a_subject_that_names_what_follows_is_whole_before_the_decider() -> None:
    subject = "BAN HÀNH KẾ HOẠCH TRỒNG RỪNG ĐẾN NĂM 2030 VÀ NHỮNG NĂM TIẾP THEO"
    got = read(["QUYẾT ĐỊNH", subject, "THỦ TƯỚNG CHÍNH PHỦ", "Căn cứ tình hình thực tế;"])
    assert got.subject == subject


def test_a_lost_title_is_found_in_front_of_running_text_and_of_a_decision_cut_at_the_head() -> None:
    lines = [
        "ỦY BAN NHÂN DÂN",
        *LETTERHEAD,
        "Đà Nẵng, ngày 05 tháng 01 năm 2024",
        "TRỒNG RỪNG VEN BIỂN NĂM 2024 VÀ 2025",
    ]
    long = "Nâng cao nhận thức và trách nhiệm của các cấp, các ngành, cộng đồng trong việc trồng rừng và giữ rừng."
    assert read([*lines, long]).subject == "TRỒNG RỪNG VEN BIỂN NĂM 2024 VÀ 2025"
    basis = "Căn cứ Nghị định số 5/2023/NĐ-CP ngày 03 tháng 01 năm 2023 của Chính phủ về trồng rừng;"
    cut = read(["VỀ", "VIỆC BAN HÀNH ĐỀ ÁN TRỒNG RỪNG", "ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN", basis, "QUYẾT ĐỊNH:"])
    assert (cut.type_name, cut.subject) == ("Quyết định", "VỀ VIỆC BAN HÀNH ĐỀ ÁN TRỒNG RỪNG")
    assert cut.organ_name == "UBND tỉnh Bình Sơn"


def test_what_a_site_prints_above_the_letterhead_is_no_title() -> None:
    page = ["• Thông báo", "Loại văn bản:", "Quyết định", "Ngày ban hành:", "05/01/2024"]
    got = read([*page, *FULL.split("\n")])
    assert (got.type_name, got.code, got.issued_date) == ("Kế hoạch", "45/KH-UBND", "2024-01-05")
    assert got.subject == "Cải cách hành chính trên địa bàn huyện Tân Hòa năm 2024"


def test_a_line_of_a_law_site_may_state_two_facts() -> None:
    lines = [
        "Số hiệu: 45/KH-UBND Loại văn bản: Kế hoạch",
        "Nơi ban hành: Tỉnh Bình Sơn Người ký: Lê Văn Tám",
        "Ngày ban hành: 05/02/2024",
    ]
    got = read([*FULL.split("\n")[:14], *lines])
    assert got.signer.full_name == "Lê Văn Tám"


def test_the_announced_subject_ends_before_the_name_it_will_be_called_by() -> None:
    opening = (
        "Thực hiện Quyết định số 5/QĐ-TTg ngày 03/01/2024, UBND thành phố ban hành Kế hoạch trồng rừng ven biển "
        "(sau đây gọi tắt là Kế hoạch) như sau:"
    )
    got = read([*LETTERHEAD, "Đà Nẵng, ngày 05 tháng 01 năm 2024", opening, "1. Mục đích"])
    assert got.subject == "trồng rừng ven biển"


def test_facts_of_a_law_site_fill_only_what_the_document_lacks() -> None:
    facts = {
        "Số_hiệu": "77/KH-UBND",
        "Người_ký": "Lê Văn Chín",
        "Ngày_ban_hành": "05/02/2024",
        "Loại_văn_bản": "Kế hoạch",
    }
    bare = read(["Thực hiện chỉ đạo của cấp trên", "1. Mục đích"], **facts)
    assert (bare.code, bare.issued_date, bare.signer.full_name) == ("77/KH-UBND", "2024-02-05", "Lê Văn Chín")
    assert bare.type_name == "Kế hoạch"
    full = read(FULL, **facts)
    assert (full.code, full.issued_date, full.signer.full_name) == ("45/KH-UBND", "2024-01-05", "Trần Văn Bình")


def test_metadata_lines_after_the_document_are_page_and_facts() -> None:
    lines = [*FULL.split("\n")[:14], "Kế hoạch 45/KH-UBND năm 2024 cải cách hành chính", "Số hiệu: | 45/KH-UBND |"]
    text = build([*lines, "Người ký: | Trần Văn Bình |", "Văn bản đang xem"])
    zones = header.locate(text)
    assert text.slice(text.paragraphs[zones.page[0]]).startswith("Kế hoạch 45/KH-UBND năm 2024")
    assert header.extract(Frame(text, zones, [])).signer.full_name == "Trần Văn Bình"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Tám"], ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Tám")),
        (["TM.", "ỦY BAN NHÂN DÂN"], ("TM. ỦY BAN NHÂN DÂN", None, None)),
        (["KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC (Đã ký) Lê Văn Tám"], ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn Tám")),
        (["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Lê Văn Tám"], ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Lê Văn Tám")),
        (["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lê Văn Tám"], ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lê Văn Tám")),
        (["GIÁM ĐỐC", "Đại tá Lê Văn Tám"], (None, "GIÁM ĐỐC", "Lê Văn Tám")),
        (["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "LÊ VĂN TÁM"], ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Lê Văn Tám")),
        (["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCHLê Văn Tám"], ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Tám")),
        (["KT. CHÚ TICH", "PHÓ CHÙ TỊCH", "Lê Văn Tám"], ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Tám")),
        # a name of the Central Highlands opens with one letter
        (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Y Blik Niê"], ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Y Blik Niê")),
        (["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "H' Linh Kbuôr"], ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "H' Linh Kbuôr")),
        (["CHỦ TỊCH", "Y THƠM ÊBAN"], (None, "CHỦ TỊCH", "Y Thơm Êban")),
        # who acts in a post signs in it
        (["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH", "Lê Văn Tám"], ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH", "Lê Văn Tám")),
        (["KT. Q. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Tám"], ("KT. Q. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Tám")),
        (["KT. GIÁM ĐỐC", "P. GIÁM ĐỐC", "A Rất Tám"], ("KT. GIÁM ĐỐC", "P. GIÁM ĐỐC", "A Rất Tám")),
    ],
)
def test_signature(lines: list[str], expected: tuple[str | None, ...]) -> None:
    assert read_signature(lines) == expected


@pytest.mark.parametrize(
    ("subject", "issued", "years"),
    [
        ("Công tác dân số năm 2024", "2023-12-30", (2024,)),
        ("Phát triển nhà ở giai đoạn 2026 - 2030", "2025-11-20", (2026, 2030)),
        ("Tài chính 03 năm 2026 - 2028", "2025-11-20", (2026, 2028)),
        ("Phòng, chống lao năm 2025 và giai đoạn 2026-2030", None, (2025, 2030)),
        ("THỰC HIỆN ĐỔI MỚI CÔNG NGHỆ ĐẾN NĂM 2035", "2025-11-19", (2025, 2035)),
        (
            "Thực hiện Chương trình sữa học đường giai đoạn 2021 - 2030 trên địa bàn tỉnh năm 2024",
            "2024-01-05",
            (2024,),
        ),
        ("Thực hiện Chỉ thị số 3/CT-TTg ngày 19 tháng 6 năm 2020", "2021-05-31", ()),
        ("Tổ chức bầu cử nhiệm kỳ 2026 - 2031", "2025-11-18", ()),
        ("Rà soát hồ sơ đất đai từ năm 2025 đến hết năm 2026", "2025-01-03", (2025, 2026)),
        ("Triển khai thi hành Luật Đất đai năm 2024", "2024-09-01", ()),
    ],
)
def test_years_that_the_plan_is_for(subject: str, issued: str | None, years: tuple[int, ...]) -> None:
    assert years_of(subject, issued) == years


@pytest.mark.parametrize(
    ("organ", "level"),
    [
        ("UBND tỉnh Điện Biên", "tinh"),
        ("UBND thành phố Huế", "tinh"),
        ("UBND thành phố Vinh", "huyen"),
        ("UBND thị xã Sơn Tây", "huyen"),
        ("UBND xã Tân An", "xa"),
        ("UBND xã Hội Sơn", "xa"),
        ("UBND đặc khu Lý Sơn", "xa"),
        ("Sở Lao động - Thương binh và Xã hội", "tinh"),
        ("Bảo hiểm xã hội tỉnh Bình Sơn", "tinh"),
        ("Bộ Công an", "trung_uong"),
        ("Huyện ủy Tân Hòa", "huyen"),
        ("Ủy ban An toàn giao thông Quốc gia", "trung_uong"),
        ("Ủy ban Quốc gia về chuyển đổi số", "trung_uong"),
        ("Hội người mù", None),
    ],
)
def test_level(organ: str, level: str | None) -> None:
    assert level_of(organ) == level


@pytest.mark.parametrize(
    ("letterhead", "organ"),
    [
        ("UBND TỈNH BÌNH SƠN SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội tỉnh Bình Sơn"),
        ("BỘ CÔNG AN CÔNG AN TỈNH BÌNH SƠN", "Công an tỉnh Bình Sơn"),
        ("ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN VĂN PHÒNG", "Văn phòng UBND tỉnh Bình Sơn"),
        ("SỞ Y TẾ TỈNH BÌNH SƠN TRUNG TÂM KIỂM SOÁT BỆNH TẬT", "Trung tâm Kiểm soát bệnh tật"),
        ("UBND HUYỆN TÂN HÒA UBND XÃ PHÚ HÒA", "UBND xã Phú Hòa"),
        ("BẢO HIỂM XÃ HỘI VIỆT NAM", "Bảo hiểm xã hội Việt Nam"),
        ("ỦY BAN NHÂN DÂN QUẬN 1", "UBND quận 1"),
        ("ỦY BAN NHÂN DÂN TP. HỒ CHÍ MINH", "UBND thành phố Hồ Chí Minh"),
        ("HUYỆN ỦY TÂN HÒA", "Huyện ủy Tân Hòa"),
        ("ĐẢNG BỘ TỈNH BÌNH SƠN TỈNH ỦY", "Tỉnh ủy Bình Sơn"),
        ("ỦY BAN NHÂN DÂN QUẬN TÂN HÒA THÀNH PHỐ HỒ CHÍ MINH", "UBND quận Tân Hòa"),
        ("ỦY BAN NHÂN DÂN QUẬN TÂN HÒA BAN CHỈ ĐẠO 389 QUẬN", "Ban Chỉ đạo 389 quận Tân Hòa"),
        (
            "UBND TỈNH BÌNH SƠN SỞ Y TẾ - SỞ GIÁO DỤC VÀ ĐÀO TẠO",
            "Sở Y tế - Sở Giáo dục và Đào tạo tỉnh Bình Sơn",
        ),
        ("BỘ Y TẾ - BỘ TÀI CHÍNH", "Bộ Y tế - Bộ Tài chính"),
        ("DANH SÁCH", None),
    ],
)
def test_issuer_out_of_capitals(letterhead: str, organ: str | None) -> None:
    assert organ_from_capitals(letterhead, "")[0] == organ


def test_a_city_named_after_a_room_is_no_office() -> None:
    assert organ_from_capitals("ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "") == ("UBND thành phố Hải Phòng", None)
    assert organ_from_capitals("UBND HUYỆN MÙ CANG CHẢI PHÒNG NỘI VỤ", "") == (
        "Phòng Nội vụ huyện Mù Cang Chải",
        "UBND huyện Mù Cang Chải",
    )


GOLD = {"000": "seeds", "001": "seeds", "002": "seeds", "24c7124e": "plans", "19206835": "plans"}


@pytest.mark.parametrize("name", GOLD)
def test_headers_of_the_real_plans(name: str) -> None:
    folder = SHARED / GOLD[name]
    if not folder.exists():
        pytest.skip("the real plans are not at hand")
    from khtool.reading import read as read_file

    text = read_file(next(folder.glob(f"{name}*")))
    got = header.extract(Frame(text, header.locate(text), []))
    gold = json.loads((SHARED / "gold" / f"{name}.json").read_text(encoding="utf-8"))["header"]
    for key in ("type_name", "code", "issued_date", "place", "organ_name", "level"):
        assert getattr(got, key) == gold[key], key
    assert (got.signer.full_name, got.signer.position) == (gold["signer"], gold["position"])
    assert list(got.to_places) == gold["to_places"]
    assert list(got.years) == gold["years"]
    assert got.subject is not None
    assert got.subject.lower()[:60] == gold["subject"].lower()[:60]


STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
OPENING = "Thực hiện Quyết định số 12/QĐ-TTg ngày 03/01/2024 của Thủ tướng Chính phủ về trồng cây;"


def test_what_a_site_prints_above_the_letterhead_is_no_opening() -> None:
    got = read(
        "Để sử dụng toàn bộ tiện ích của trang này vui lòng lựa chọn và đăng ký một gói cước cho thành viên.\n"
        f"ỦY BAN NHÂN DÂN\n{STATE}\nSố: 45/KH-UBND\nLạng Sơn, ngày 05 tháng 01 năm 2024\n"
        f"KẾ HOẠCH\nTRỒNG CÂY TRÊN ĐỊA BÀN TỈNH LẠNG SƠN NĂM 2024\n{OPENING}"
    )
    assert got.subject == "TRỒNG CÂY TRÊN ĐỊA BÀN TỈNH LẠNG SƠN NĂM 2024"
    assert (got.organ_name, got.level) == ("UBND tỉnh Lạng Sơn", "tinh")


@pytest.mark.parametrize(
    ("place", "subject", "organ"),
    [
        ("Lạng Sơn", "TRỒNG CÂY TRÊN ĐỊA BÀN TỈNH NĂM 2024", "UBND tỉnh Lạng Sơn"),
        ("Tân Hòa", "TRỒNG CÂY TRÊN ĐỊA BÀN TỈNH NĂM 2024", None),  # no province of that name
        ("Lạng Sơn", "TRỒNG CÂY NĂM 2024", None),
    ],
)
def test_a_bare_committee_is_of_the_province_that_the_place_names(place: str, subject: str, organ: str | None) -> None:
    got = read(
        f"ỦY BAN NHÂN DÂN\n{STATE}\nSố: 45/KH-UBND\n{place}, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\n{subject}\n"
        "A. MỤC ĐÍCH\nTrồng cây."
    )
    assert got.organ_name == organ


def test_a_lost_title_may_be_followed_by_the_first_heading() -> None:
    got = read(
        f"ỦY BAN NHÂN DÂN\n{STATE}\nSố: 45/KH-UBND\nLạng Sơn, ngày 05 tháng 01 năm 2024\n"
        "TRỒNG CÂY GIAI ĐOẠN 2024 - 2026 TỈNH LẠNG SƠN\nA. SỰ CẦN THIẾT\nCây xanh còn ít."
    )
    assert got.subject == "TRỒNG CÂY GIAI ĐOẠN 2024 - 2026 TỈNH LẠNG SƠN"
    assert (got.organ_name, got.years) == ("UBND tỉnh Lạng Sơn", (2024, 2026))


def test_a_part_heading_ends_the_subject() -> None:
    got = read(f"KẾ HOẠCH\nTRỒNG CÂY HUYỆN TÂN HÒA NĂM 2024\nPHẦN I. KẾT QUẢ TRỒNG CÂY NĂM 2023\n{OPENING}")
    assert (got.subject, got.years) == ("TRỒNG CÂY HUYỆN TÂN HÒA NĂM 2024", (2024,))


def test_a_letterhead_printed_twice_is_read_once() -> None:
    head = "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG\n"
    got = read(f"{head}{head}{STATE}\nSố: 45/KH-UBND\nHải Phòng, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\nTrồng cây\n")
    assert (got.organ_name, got.level) == ("UBND thành phố Hải Phòng", "tinh")


def test_the_announced_subject_keeps_its_semicolons() -> None:
    got = read(
        f"ỦY BAN NHÂN DÂN\n{STATE}\nSố: 45/KH-UBND\nLạng Sơn, ngày 05 tháng 01 năm 2024\n{OPENING}\n"
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch trồng cây; giữ rừng trên địa bàn tỉnh năm 2024 như sau:\n1. Mục đích"
    )
    assert (got.subject, got.years) == ("trồng cây; giữ rừng trên địa bàn tỉnh năm 2024", (2024,))


def test_an_opening_goes_on_over_a_line_that_was_cut() -> None:
    got = read(
        "KẾ HOẠCH\nTRỒNG CÂY TRÊN ĐỊA BÀN TỈNH LẠNG SƠN NĂM 2024\n"
        "Căn cứ Thông tư số 02/2022/TT-BTC ngày 30/6/2022 của Bộ Tài chính về kinh phí thuộc\n"
        "Chương trình trồng cây giai đoạn 2021 - 2025;\nỦy ban nhân dân tỉnh ban hành Kế hoạch trồng cây như sau:"
    )
    assert (got.organ_name, got.level) == ("UBND tỉnh Lạng Sơn", "tinh")


@pytest.mark.parametrize(
    ("subject", "years"),
    [
        ("Trồng cây (Giai đoạn: 2021- 2025)", (2021, 2025)),
        ("Trồng cây giai đoạn II (2021-2025)", (2021, 2025)),
    ],
)
def test_the_years_of_a_period_in_brackets(subject: str, years: tuple[int, ...]) -> None:
    assert header.years_of(subject, "2021-01-01") == years


@pytest.mark.parametrize(
    "title",
    ["BSCKII. ", "BSCKI ", "Bs. ", "ThS.BS. ", "PGS.TS. ", "Ds ", "KS. ", "Trung tá ", "Đại tá, TS. ", "NGƯT. ", ""],
)
def test_degrees_and_ranks_are_no_part_of_the_name(title: str) -> None:
    lines = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", f"{title}Lê Văn Tám"]
    assert read_signature(lines) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn Tám")


BARE = """KẾ HOẠCH
Trồng cây năm 2024
I. MỤC TIÊU
1. Trồng 100 cây.
{post}
{name}
Nơi nhận:
- UBND huyện;
- Lưu: VT."""


@pytest.mark.parametrize("post", ["CHỦ TỊCH", "CHỈ HUY TRƯỞNG", "TRƯỞNG BAN"])
@pytest.mark.parametrize("name", ["Lê Văn Tám", "Trung tá Lê Văn Tám", "Lê Thị Thuỳ Dương"])
def test_a_bare_post_stands_over_the_recipients(post: str, name: str) -> None:
    got = read(BARE.format(post=post, name=name))
    assert (got.signer.position, got.signer.full_name) == (post, name.removeprefix("Trung tá "))
    assert got.to_places == ("UBND huyện", "Lưu: VT")


def test_a_post_in_the_text_is_no_signature() -> None:
    got = read(BARE.format(post="CHỦ TỊCH", name="Chủ tịch hội chịu trách nhiệm về việc này trước toàn thể hội viên;"))
    assert got.signer.full_name is None


TOGETHER = """UBND TỈNH BÌNH SƠN
CÔNG AN TỈNH - SỞ Y TẾ
Số: 15/KHLN-CAT-SYT
Bình Sơn, ngày 05 tháng 6 năm 2023
KẾ HOẠCH LIÊN NGÀNH
Phối hợp trồng cây năm 2023
Công an tỉnh và Sở Y tế thống nhất như sau:
I. MỤC TIÊU
1. Trồng 100 cây./.
GIÁM ĐỐC
CÔNG AN TỈNH
Đại tá Lê Văn Tám
GIÁM ĐỐC
SỞ Y TẾ
BSCKII. Trần Thị Hoa
Nơi nhận:
- UBND tỉnh;
- Lưu: VT."""


def test_two_bodies_that_issue_a_plan_together() -> None:
    got = read(TOGETHER)
    assert got.organ_name == "Công an tỉnh - Sở Y tế"
    assert got.subject == "Phối hợp trồng cây năm 2023"
    assert (got.signer.position, got.signer.full_name) == ("GIÁM ĐỐC", "Lê Văn Tám")
    assert got.to_places == ("UBND tỉnh", "Lưu: VT")


@pytest.mark.parametrize("mark", ["(DỰ THẢO)", "DỰ THẢO", "(DỰ THẢO LẦN 2)", "BẢN DỰ THẢO"])
def test_the_mark_of_a_draft_is_no_part_of_the_issuer(mark: str) -> None:
    got = read(FULL.replace("KẾ HOẠCH\n", f"{mark}\nKẾ HOẠCH\n", 1))
    assert got.organ_name == "UBND huyện Tân Hòa"


@pytest.mark.parametrize(
    ("letterhead", "organ"),
    [
        ("UBND TỈNH BÌNH SƠN HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "Hội đồng Thi đua - Khen thưởng tỉnh Bình Sơn"),
        ("UBND TỈNH BÌNH SƠN SỞ Y TẾ SỞ TÀI CHÍNH", "Sở Y tế - Sở Tài chính tỉnh Bình Sơn"),
        ("SỞ Y TẾ - SỞ NỘI VỤ - BẢO HIỂM XÃ HỘI TỈNH BÌNH SƠN", "Sở Y tế - Sở Nội vụ - Bảo hiểm xã hội tỉnh Bình Sơn"),
        ("UBND THÀNH PHỐ HÀ NỘI SỞ Y TẾ", "Sở Y tế thành phố Hà Nội"),
        ("SỞ Y TẾ HÀ NỘI TRUNG TÂM KIỂM SOÁT BỆNH TẬT", "Trung tâm Kiểm soát bệnh tật"),
        ("TỈNH ỦY BÌNH SƠN ĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH", "Đảng ủy UBND tỉnh Bình Sơn"),
        ("TỈNH ỦY BÌNH SƠN BAN CÁN SỰ ĐẢNG UBND TỈNH", "Ban cán sự đảng UBND tỉnh Bình Sơn"),
        ("ĐẢNG BỘ TỈNH BÌNH SƠN ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH", "Đảng ủy các cơ quan Đảng tỉnh Bình Sơn"),
        ("BAN CHẤP HÀNH ĐẢNG BỘ HUYỆN TÂN HÒA", "Ban Chấp hành Đảng bộ huyện Tân Hòa"),
        ("VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN", "Văn phòng UBND tỉnh Bình Sơn"),
        ("UBND XÃ TÂN AN TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", "Tổ Công nghệ số cộng đồng xã Tân An"),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM LIÊN ĐOÀN LAO ĐỘNG TỈNH BÌNH SƠN", "Liên đoàn Lao động tỉnh Bình Sơn"),
        ("UBMTTQ VIỆT NAM XÃ TÂN AN", "UBMTTQ Việt Nam xã Tân An"),
        ("HUYỆN ỦY TÂN HÒA BAN TUYÊN GIÁO", "Ban Tuyên giáo Huyện ủy Tân Hòa"),
        ("TỈNH ỦY BÌNH SƠN VĂN PHÒNG", "Văn phòng Tỉnh ủy Bình Sơn"),
        ("UBND XÃ TÂN AN TRẠM Y TẾ", "Trạm Y tế xã Tân An"),
        ("UBND TỈNH BÌNH SƠN SỞ CÔNG THƯƠNG", "Sở Công Thương tỉnh Bình Sơn"),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH BÌNH SƠN CÔNG ĐOÀN VIÊN CHỨC", "Công đoàn Viên chức"),
    ],
)
def test_bodies_above_beside_and_inside_each_other(letterhead: str, organ: str) -> None:
    assert organ_from_capitals(letterhead, "")[0] == organ


def test_a_body_of_the_whole_country_is_of_the_centre() -> None:
    assert level_of("Bảo hiểm xã hội Việt Nam") == "trung_uong"
    assert level_of("Ban Tuyên giáo Huyện ủy Tân Hòa") == "huyen"
    assert level_of("Ủy ban MTTQ Việt Nam tỉnh Bình Sơn") == "tinh"


@pytest.mark.parametrize(
    ("lines", "years"),
    [
        (
            [
                "Thi đua chào mừng bầu cử nhiệm kỳ 2026 - 2031",
                "II. THỜI GIAN THỰC HIỆN: từ tháng 8 năm 2023 đến hết tháng 5 năm 2024",
            ],
            (2023, 2024),
        ),
        (["Tập huấn nuôi tôm", "2. Thời gian thực hiện", "Từ ngày 01/3/2024 đến ngày 30/11/2024."], (2024,)),
        (['Hội thi "Cán bộ giỏi giai đoạn 2021-2025"', "1. Thời gian tổ chức: tháng 5 năm 2024"], (2024,)),
        (['Hội thi "Cán bộ giỏi giai đoạn 2021-2025"', "1. Nội dung thi"], (2021, 2025)),
        (["Hội thi đọc sách năm 2023", "1. Thời gian tổ chức: tháng 01 năm 2024"], (2023,)),
        (["Nếp sống văn minh", "1. Thời gian thực hiện: năm 2024", "2. Thời gian thực hiện: năm 2025"], ()),
        (["Nếp sống văn minh", "- Thời gian thực hiện: năm 2024"], ()),
    ],
)
def test_the_one_heading_on_time_gives_the_years(lines: list[str], years: tuple[int, ...]) -> None:
    subject, *body = lines
    assert read(["KẾ HOẠCH", subject, "I. MỤC ĐÍCH, YÊU CẦU", *body]).years == years


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "Chỉ thị về việc thu gom rác thải trên địa bàn tỉnh Quảng Trị",
                "Thời gian qua, UBND tỉnh yêu cầu như sau:",
            ],
            ("Chỉ thị", "UBND tỉnh Quảng Trị", "về việc thu gom rác thải trên địa bàn tỉnh Quảng Trị"),
        ),
        (
            [
                "Quyết định",
                "về việc trồng cây phân tán",
                "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;",
                "Điều 1.",
            ],
            ("Quyết định", None, "về việc trồng cây phân tán"),
        ),
        (
            [
                "KẾ HOẠCH",
                "Sưu tầm tư liệu",
                "Thực hiện Nghị quyết Đại hội tỉnh Đảng bộ, UBND tỉnh ban hành kế hoạch như sau:",
            ],
            ("Kế hoạch", "UBND tỉnh", "Sưu tầm tư liệu"),
        ),
        (
            [
                "KẾ HOẠCH",
                "Sưu tầm tư liệu",
                "Thực hiện lời dặn của người xưa, UBND tỉnh ban hành kế hoạch như sau:",
                "Ở tỉnh Lào Cai có nhiều chợ phiên; người Lào Cai đến chợ để gặp nhau, cả tỉnh Vân Sơn cũng thế.",
            ],
            ("Kế hoạch", "UBND tỉnh Lào Cai", "Sưu tầm tư liệu"),
        ),
        (
            [
                "Để có cơ sở tham mưu cho Huyện ủy, UBND huyện xây dựng Chương trình phát triển chợ. "
                "Phòng Kinh tế huyện Tân Hòa xây dựng kế hoạch khảo sát các chợ như sau:",
                "I. MỤC ĐÍCH",
            ],
            ("Kế hoạch", "Phòng Kinh tế huyện Tân Hòa", "khảo sát các chợ"),
        ),
        (
            [
                "KẾ HOẠCH",
                "Đào tạo cán bộ",
                "Theo Tờ trình của Sở Nội vụ, UBND tỉnh Lào Cai ban hành Kế hoạch đào tạo như sau:",
            ],
            ("Kế hoạch", "UBND tỉnh Lào Cai", "Đào tạo cán bộ"),
        ),
        (
            [
                "KẾ HOẠCH",
                "Chống hạn",
                "Thực hiện nhiệm vụ tham mưu cho UBND tỉnh về thủy lợi, Sở Nông nghiệp xây dựng kế hoạch như sau:",
            ],
            ("Kế hoạch", "Sở Nông nghiệp", "Chống hạn"),
        ),
        (
            [
                "KẾ HOẠCH",
                "Ngày hội đọc sách",
                "Thực hiện chỉ đạo của UBND tỉnh, Sở Văn hóa, Thể thao và Du lịch ban hành Kế hoạch đọc sách như sau:",
            ],
            ("Kế hoạch", "Sở Văn hóa, Thể thao và Du lịch", "Ngày hội đọc sách"),
        ),
    ],
)
def test_who_speaks_where_the_letterhead_is_lost(lines: list[str], expected: tuple[str | None, ...]) -> None:
    got = read(lines)
    assert (got.type_name, got.organ_name, got.subject) == expected


def test_a_sentence_on_a_directive_is_no_title() -> None:
    lines = [
        "Nhiều xã chưa có rừng.",
        "Chỉ thị về việc này chưa ban hành.",
        "UBND huyện Tân Hòa ban hành Kế hoạch như sau:",
    ]
    assert read(lines).type_name == "Kế hoạch"
