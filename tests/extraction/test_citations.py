"""Citations: forms of the genre beside what is read, sentences that hold none, and citations composed by hypothesis."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khtool.extraction import citations, header
from khtool.extraction.citations import parts
from khtool.extraction.citations.opening import verb_before
from khtool.extraction.frame import Frame
from khtool.extraction.wordlist import prefix_tree
from khtool.knowledge.tables import rows
from khtool.plan import Citation
from khtool.text import PlanText, PlanTextBuilder, fold

SHARED = Path(__file__).parents[2] / ".." / "shared"


def build(*lines: str) -> PlanText:
    builder = PlanTextBuilder("txt")
    for line in lines:
        builder.add(line)
    return builder.build()


def of(text: PlanText) -> tuple[Citation, ...]:
    frame = Frame(text, header.locate(text), [])
    return citations.extract(frame, header.extract(frame))


def read(*lines: str) -> list[Citation]:
    """The citations of a plan whose body, after one heading, is `lines`."""
    return list(of(build("KẾ HOẠCH", "Công tác dân số năm 2024", "I. NỘI DUNG", *lines)))


def shown(sentence: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(c, field) for field in fields) for c in read(sentence)]


#: sentence → (text, kind, type, code, date, issuer) of each mention
FORMS: dict[str, list[tuple[Any, ...]]] = {
    "theo Nghị định số 56/2017/NĐ-CP ngày 09 tháng 5 năm 2017 của Chính phủ quy định chi tiết": [
        (
            "Nghị định số 56/2017/NĐ-CP ngày 09 tháng 5 năm 2017 của Chính phủ",
            "full",
            "Nghị định",
            "56/2017/NĐ-CP",
            "2017-05-09",
            "Chính phủ",
        )
    ],
    "Quyết định số 1472/QĐ-TTg, ngày 28/9/2020 của Thủ tướng Chính phủ": [
        (
            "Quyết định số 1472/QĐ-TTg, ngày 28/9/2020 của Thủ tướng Chính phủ",
            "full",
            "Quyết định",
            "1472/QĐ-TTg",
            "2020-09-28",
            "Thủ tướng Chính phủ",
        )
    ],
    "Quyết định số 505/QĐ-TTg của Thủ tướng ngày 22.4.2022 về": [
        (
            "Quyết định số 505/QĐ-TTg của Thủ tướng ngày 22.4.2022",
            "full",
            "Quyết định",
            "505/QĐ-TTg",
            "2022-04-22",
            "Thủ tướng",
        )
    ],
    "Quyết định của Thủ tướng Chính phủ số 06/QĐ-TTg ngày 6-1-2022": [
        (
            "Quyết định của Thủ tướng Chính phủ số 06/QĐ-TTg ngày 6-1-2022",
            "full",
            "Quyết định",
            "06/QĐ-TTg",
            "2022-01-06",
            "Thủ tướng Chính phủ",
        )
    ],
    "Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị về": [
        (
            "Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị",
            "full",
            "Chỉ thị",
            "28-CT/TW",
            "2023-12-25",
            "Bộ Chính trị",
        )
    ],
    "Chương trình hành động số 10- CTr/TU ngày 13/8/2025 của Ban Thường vụ Tỉnh ủy về": [
        (
            "Chương trình hành động số 10- CTr/TU ngày 13/8/2025 của Ban Thường vụ Tỉnh ủy",
            "full",
            "Chương trình",
            "10-CTr/TU",
            "2025-08-13",
            "Ban Thường vụ Tỉnh ủy",
        )
    ],
    "Nghị quyết Trung ương 8 khóa XI số 29-NQ/TW": [
        ("Nghị quyết Trung ương 8 khóa XI số 29-NQ/TW", "full", "Nghị quyết", "29-NQ/TW", None, None)
    ],
    "Kết luận liên ngành tư pháp Trung ương số 23/KL-LNTPTW": [
        (
            "Kết luận liên ngành tư pháp Trung ương số 23/KL-LNTPTW",
            "full",
            "Kết luận",
            "23/KL-LNTPTW",
            None,
            "liên ngành tư pháp Trung ương",
        )
    ],
    "Thông tư liên tịch số 13/2013/TTLT-BTC-BKHĐT của Bộ Tài chính, Bộ Kế hoạch và Đầu tư hướng dẫn": [
        (
            "Thông tư liên tịch số 13/2013/TTLT-BTC-BKHĐT của Bộ Tài chính, Bộ Kế hoạch và Đầu tư",
            "full",
            "Thông tư liên tịch",
            "13/2013/TTLT-BTC-BKHĐT",
            None,
            "Bộ Tài chính, Bộ Kế hoạch và Đầu tư",
        )
    ],
    "Công văn số 1481/BYT-BMTE ngày 14/3/2025 của Bộ Y tế, Công an tỉnh": [
        (
            "Công văn số 1481/BYT-BMTE ngày 14/3/2025 của Bộ Y tế",
            "full",
            "Công văn",
            "1481/BYT-BMTE",
            "2025-03-14",
            "Bộ Y tế",
        )
    ],
    "Thông tư số 14/2020/TT-BLĐTB&XH của Bộ Lao động, Thương binh và Xã hội": [
        (
            "Thông tư số 14/2020/TT-BLĐTB&XH của Bộ Lao động, Thương binh và Xã hội",
            "full",
            "Thông tư",
            "14/2020/TT-BLĐTB&XH",
            None,
            "Bộ Lao động, Thương binh và Xã hội",
        )
    ],
    "Nghị định 37/CP ngày 04/6/1996; Quyết định 141/HĐBT năm 1986 của Hội đồng Bộ trưởng": [
        ("Nghị định 37/CP ngày 04/6/1996", "full", "Nghị định", "37/CP", "1996-06-04", None),
        (
            "Quyết định 141/HĐBT năm 1986 của Hội đồng Bộ trưởng",
            "full",
            "Quyết định",
            "141/HĐBT",
            "1986",
            "Hội đồng Bộ trưởng",
        ),
    ],
    # faulty forms are read as they are written
    "Nghị quyết số 212/2020/QH, Nghị định số 56/NĐ/2017/NĐ-CP, Thông tư số 13/2021/LĐTB&XH, Chỉ thị số 20/CT-TW": [
        ("Nghị quyết số 212/2020/QH", "full", "Nghị quyết", "212/2020/QH", None, None),
        ("Nghị định số 56/NĐ/2017/NĐ-CP", "full", "Nghị định", "56/NĐ/2017/NĐ-CP", None, None),
        ("Thông tư số 13/2021/LĐTB&XH", "full", "Thông tư", "13/2021/LĐTB&XH", None, None),
        ("Chỉ thị số 20/CT-TW", "full", "Chỉ thị", "20/CT-TW", None, None),
    ],
    "Kế hoạch số 140/KH - UBND và Nghị quyết số 121/2020/ QH14": [
        ("Kế hoạch số 140/KH - UBND", "full", "Kế hoạch", "140/KH-UBND", None, None),
        ("Nghị quyết số 121/2020/ QH14", "full", "Nghị quyết", "121/2020/QH14", None, None),
    ],
    "Kế hoạch số 15/KH-UBND ngày    tháng 3 năm 2024 của UBND huyện Tam Nông": [
        (
            "Kế hoạch số 15/KH-UBND ngày    tháng 3 năm 2024 của UBND huyện Tam Nông",
            "full",
            "Kế hoạch",
            "15/KH-UBND",
            "2024-03",
            "UBND huyện Tam Nông",
        )
    ],
    # lists share what their last member says
    "các Công điện số 007/CĐ-UBND, 008/CĐ-UBND và 009/CĐ-UBND ngày 12/9/2024 của UBND tỉnh về": [
        ("Công điện số 007/CĐ-UBND", "full", "Công điện", "007/CĐ-UBND", "2024-09-12", "UBND tỉnh"),
        ("008/CĐ-UBND", "full", "Công điện", "008/CĐ-UBND", "2024-09-12", "UBND tỉnh"),
        ("009/CĐ-UBND ngày 12/9/2024 của UBND tỉnh", "full", "Công điện", "009/CĐ-UBND", "2024-09-12", "UBND tỉnh"),
    ],
    # issuers: where the name ends
    "Quyết định số 15/QĐ-BCĐ của Ban Chỉ đạo phòng, chống thiên tai tỉnh về phân công nhiệm vụ": [
        (
            "Quyết định số 15/QĐ-BCĐ của Ban Chỉ đạo phòng, chống thiên tai tỉnh",
            "full",
            "Quyết định",
            "15/QĐ-BCĐ",
            None,
            "Ban Chỉ đạo phòng, chống thiên tai tỉnh",
        )
    ],
    "Thông báo số 30-TB/TGV của Tổ giúp việc Ban chỉ đạo Trung ương về phát triển khoa học, công nghệ thông báo": [
        (
            "Thông báo số 30-TB/TGV của Tổ giúp việc Ban chỉ đạo Trung ương về phát triển khoa học, công nghệ",
            "full",
            "Thông báo",
            "30-TB/TGV",
            None,
            "Tổ giúp việc Ban chỉ đạo Trung ương về phát triển khoa học, công nghệ",
        )
    ],
    "Nghị quyết số 57-NQ/TW của Bộ Chính trị về đột phá phát triển khoa học, công nghệ": [
        ("Nghị quyết số 57-NQ/TW của Bộ Chính trị", "full", "Nghị quyết", "57-NQ/TW", None, "Bộ Chính trị")
    ],
    "Thông tư 33/2018/TT-BGDĐT của Bộ Giáo dục và Đào tạo Hướng dẫn công tác": [
        (
            "Thông tư 33/2018/TT-BGDĐT của Bộ Giáo dục và Đào tạo",
            "full",
            "Thông tư",
            "33/2018/TT-BGDĐT",
            None,
            "Bộ Giáo dục và Đào tạo",
        )
    ],
    "Quyết định số 2/QĐ-UBND của UBND tỉnh Quảng Nam Ban hành; Kế hoạch số 3/KH-SYT của UBND Quận 1 Kế hoạch": [
        (
            "Quyết định số 2/QĐ-UBND của UBND tỉnh Quảng Nam",
            "full",
            "Quyết định",
            "2/QĐ-UBND",
            None,
            "UBND tỉnh Quảng Nam",
        ),
        ("Kế hoạch số 3/KH-SYT của UBND Quận 1", "full", "Kế hoạch", "3/KH-SYT", None, "UBND Quận 1"),
    ],
    "Quyết định số 3/QĐ-BCA của Bộ trưởng Bộ Công an và Kế hoạch này": [
        (
            "Quyết định số 3/QĐ-BCA của Bộ trưởng Bộ Công an",
            "full",
            "Quyết định",
            "3/QĐ-BCA",
            None,
            "Bộ trưởng Bộ Công an",
        )
    ],
    # short forms
    "Quyết định số 1472 và Nghị quyết 57, Đề án 06, Chương trình 135": [
        ("Quyết định số 1472", "short", "Quyết định", "1472", None, None),
        ("Nghị quyết 57", "short", "Nghị quyết", "57", None, None),
        ("Đề án 06", "short", "Đề án", "06", None, None),
        ("Chương trình 135", "short", "Chương trình", "135", None, None),
    ],
    # laws
    "thực hiện Luật trẻ em và các văn bản liên quan, Luật Phòng, chống bạo lực gia đình, Bộ luật hình sự về": [
        ("Luật trẻ em", "named", "Luật", None, None, None),
        ("Luật Phòng, chống bạo lực gia đình", "named", "Luật", None, None, None),
        ("Bộ luật hình sự", "named", "Bộ luật", None, None, None),
    ],
    "Luật Đất đai năm 2024 và Luật Năng lượng gió biển ngày 19 tháng 6 năm 2025;": [
        ("Luật Đất đai năm 2024", "named", "Luật", None, "2024", None),
        ("Luật Năng lượng gió biển ngày 19 tháng 6 năm 2025", "named", "Luật", None, "2025-06-19", None),
    ],
    "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Thủ đô ngày 22/11/2019;": [
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Thủ đô ngày 22/11/2019",
            "named",
            "Luật",
            None,
            "2019-11-22",
            None,
        )
    ],
    "Luật Nhà ở số 27/2023/QH15 và Công ước của Liên hợp quốc về quyền của người khuyết tật.": [
        ("Luật Nhà ở số 27/2023/QH15", "full", "Luật", "27/2023/QH15", None, None),
        ("Công ước của Liên hợp quốc về quyền của người khuyết tật", "named", "Công ước", None, None, None),
    ],
    # issuers
    "Kế hoạch số 98 KH/TWĐTN ngày 14/7/2011 của Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh về đại hội": [
        (
            "Kế hoạch số 98 KH/TWĐTN ngày 14/7/2011 của Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh",
            "full",
            "Kế hoạch",
            "98KH/TWĐTN",
            "2011-07-14",
            "Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh",
        )
    ],
    "Công văn số 21/BNN-TCTL ngày 03/7/2013 của Bộ Nông nghiệp & PTNT - Tổng cục Thủy lợi về nước sạch": [
        (
            "Công văn số 21/BNN-TCTL ngày 03/7/2013 của Bộ Nông nghiệp & PTNT - Tổng cục Thủy lợi",
            "full",
            "Công văn",
            "21/BNN-TCTL",
            "2013-07-03",
            "Bộ Nông nghiệp & PTNT - Tổng cục Thủy lợi",
        )
    ],
    "Kế hoạch số 26/KH-BNN-TCLN ngày 07/5/2021 của Bộ Nông nghiệp và PTNT, triển khai trồng cây": [
        (
            "Kế hoạch số 26/KH-BNN-TCLN ngày 07/5/2021 của Bộ Nông nghiệp và PTNT",
            "full",
            "Kế hoạch",
            "26/KH-BNN-TCLN",
            "2021-05-07",
            "Bộ Nông nghiệp và PTNT",
        )
    ],
    "Luật Thư viện số 46/2019/QH14 của Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam;": [
        (
            "Luật Thư viện số 46/2019/QH14 của Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam",
            "full",
            "Luật",
            "46/2019/QH14",
            None,
            "Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        )
    ],
    "Hướng dẫn số 23-HD/ĐUK, ngày 28/11/2019 của Đảng ủy Khối Doanh nghiệp Trung ương về đại hội": [
        (
            "Hướng dẫn số 23-HD/ĐUK, ngày 28/11/2019 của Đảng ủy Khối Doanh nghiệp Trung ương",
            "full",
            "Hướng dẫn",
            "23-HD/ĐUK",
            "2019-11-28",
            "Đảng ủy Khối Doanh nghiệp Trung ương",
        )
    ],
    "Công điện số 31/CĐ-TW, hồi 19h00 ngày 28/11/2014 của Ban Chỉ đạo Phòng chống lụt bão Trung ương.": [
        (
            "Công điện số 31/CĐ-TW, hồi 19h00 ngày 28/11/2014 của Ban Chỉ đạo Phòng chống lụt bão Trung ương",
            "full",
            "Công điện",
            "31/CĐ-TW",
            "2014-11-28",
            "Ban Chỉ đạo Phòng chống lụt bão Trung ương",
        )
    ],
    "Nghị quyết số 19-NQ/TW ngày 25/10/2017 của Hội nghị lần thứ sáu, Ban Chấp hành Trung ương khóa XII về đổi mới": [
        (
            "Nghị quyết số 19-NQ/TW ngày 25/10/2017 của Hội nghị lần thứ sáu, Ban Chấp hành Trung ương khóa XII",
            "full",
            "Nghị quyết",
            "19-NQ/TW",
            "2017-10-25",
            "Hội nghị lần thứ sáu, Ban Chấp hành Trung ương khóa XII",
        )
    ],
    "Nghị quyết số 33-NQ/TW của Hội nghị Trung ương 9 (khóa XI); Kết luận số 26-KL/TW của Bộ Chính trị, Ban Bí thư": [
        (
            "Nghị quyết số 33-NQ/TW của Hội nghị Trung ương 9 (khóa XI)",
            "full",
            "Nghị quyết",
            "33-NQ/TW",
            None,
            "Hội nghị Trung ương 9 (khóa XI)",
        ),
        (
            "Kết luận số 26-KL/TW của Bộ Chính trị, Ban Bí thư",
            "full",
            "Kết luận",
            "26-KL/TW",
            None,
            "Bộ Chính trị, Ban Bí thư",
        ),
    ],
    "Thủ tướng có Công văn (số 73/TTg-CN) chỉ đạo các Bộ": [
        ("Công văn (số 73/TTg-CN)", "full", "Công văn", "73/TTg-CN", None, None)
    ],
    "theo Điều 10 của Luật An toàn thực phẩmchậm nhất là ngày 4 tháng 3": [
        ("Luật An toàn thực phẩm", "named", "Luật", None, None, None)
    ],
    # what converters do: lost hyphens and spaces, spaces inside, marks of lists and footnotes glued on
    "Nghị định số 61/2018/NĐCP ngày 23/4/2018 của Thủ tướng Chínhphủ và Nghị quyết số 20NQ/TW ngày 25/10/2017": [
        (
            "Nghị định số 61/2018/NĐCP ngày 23/4/2018 của Thủ tướng Chínhphủ",
            "full",
            "Nghị định",
            "61/2018/NĐCP",
            "2018-04-23",
            "Thủ tướng Chínhphủ",
        ),
        ("Nghị quyết số 20NQ/TW ngày 25/10/2017", "full", "Nghị quyết", "20NQ/TW", "2017-10-25", None),
    ],
    "QUYẾT ĐỊNH SỐ 34/2014/QĐ-TTG NGÀY 30/5/2014 CỦA THỦ TƯỚNG CHÍNHPHỦ VỀ TIÊU CHUẨN": [
        (
            "QUYẾT ĐỊNH SỐ 34/2014/QĐ-TTG NGÀY 30/5/2014 CỦA THỦ TƯỚNG CHÍNHPHỦ",
            "full",
            "Quyết định",
            "34/2014/QĐ-TTG",
            "2014-05-30",
            "THỦ TƯỚNG CHÍNHPHỦ",
        )
    ],
    "Công văn số 16/SGDĐT- GDTrH ngày 27/8/2014 của Sở Giáo dục và Đào tạo về dạy học": [
        (
            "Công văn số 16/SGDĐT- GDTrH ngày 27/8/2014 của Sở Giáo dục và Đào tạo",
            "full",
            "Công văn",
            "16/SGDĐT-GDTrH",
            "2014-08-27",
            "Sở Giáo dục và Đào tạo",
        )
    ],
    "1Nghị định 96/2012/NĐ-CP quy định về cai nghiện; 2Luật Trẻ em 2016": [
        ("Nghị định 96/2012/NĐ-CP", "full", "Nghị định", "96/2012/NĐ-CP", None, None),
        ("Luật Trẻ em 2016", "named", "Luật", None, "2016", None),
    ],
    # types in letters, in two words, in small letters
    "triển khai KH 23/KH-UBND ngày 09/12/2025 và QĐ 30/QĐ-UBND; NQ 57-NQ/TW": [
        ("KH 23/KH-UBND ngày 09/12/2025", "full", "Kế hoạch", "23/KH-UBND", "2025-12-09", None),
        ("QĐ 30/QĐ-UBND", "full", "Quyết định", "30/QĐ-UBND", None, None),
        ("NQ 57-NQ/TW", "full", "Nghị quyết", "57-NQ/TW", None, None),
    ],
    "Thông báo Kết luận số 102-TB/KL ngày 24/01/2018 của Thường trực Tỉnh ủy về trồng rừng": [
        (
            "Thông báo Kết luận số 102-TB/KL ngày 24/01/2018 của Thường trực Tỉnh ủy",
            "full",
            "Thông báo",
            "102-TB/KL",
            "2018-01-24",
            "Thường trực Tỉnh ủy",
        )
    ],
    "ban hành công văn số 3025 ngày 13/5/2022 về việc hưởng ứng; Kế hoạch hành động số 2007 của Bộ GTVT về giới": [
        ("công văn số 3025 ngày 13/5/2022", "short", "Công văn", "3025", "2022-05-13", None),
        ("Kế hoạch hành động số 2007 của Bộ GTVT", "short", "Kế hoạch", "2007", None, "Bộ GTVT"),
    ],
    # a number with the mark of its office; a group of the Party; a number with a letter; a colon before the number
    "Công văn số 931/TTr-PGD.Q8 ngày 19/6/2020; Kế hoạch số 05-KH/BCSĐ ngày 18/01/2022 của Ban cán sự đảng Bộ Y tế": [
        ("Công văn số 931/TTr-PGD.Q8 ngày 19/6/2020", "full", "Công văn", "931/TTr-PGD.Q8", "2020-06-19", None),
        (
            "Kế hoạch số 05-KH/BCSĐ ngày 18/01/2022 của Ban cán sự đảng Bộ Y tế",
            "full",
            "Kế hoạch",
            "05-KH/BCSĐ",
            "2022-01-18",
            "Ban cán sự đảng Bộ Y tế",
        ),
    ],
    "Chương trình hành động 18-CTr/TU về rừng; Báo cáo số 154/BC-HĐND ngày 7/12/2012 của Ban Pháp chế HĐND tỉnh": [
        ("Chương trình hành động 18-CTr/TU", "full", "Chương trình", "18-CTr/TU", None, None),
        (
            "Báo cáo số 154/BC-HĐND ngày 7/12/2012 của Ban Pháp chế HĐND tỉnh",
            "full",
            "Báo cáo",
            "154/BC-HĐND",
            "2012-12-07",
            "Ban Pháp chế HĐND tỉnh",
        ),
    ],
    "chính sách theo Nghị quyết 30a tại huyện; thực hiện Quyết định số: 1472 của Thủ tướng Chính phủ": [
        ("Nghị quyết 30a", "short", "Nghị quyết", "30a", None, None),
        (
            "Quyết định số: 1472 của Thủ tướng Chính phủ",
            "short",
            "Quyết định",
            "1472",
            None,
            "Thủ tướng Chính phủ",
        ),
    ],
    # laws; words that a converter glued together
    "quy định tại Luật Phổbiến, giáodục phápluật vàLuật Trẻ em": [
        ("Luật Phổbiến, giáodục phápluật", "named", "Luật", None, None, None),
        ("Luật Trẻ em", "named", "Luật", None, None, None),
    ],
    "Luật Phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người (HIV/AIDS) năm 2006": [
        (
            "Luật Phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người (HIV/AIDS) năm 2006",
            "named",
            "Luật",
            None,
            "2006",
            None,
        )
    ],
    "Luật sửa đổi bổ sung một số điều của Luật Xây dựng ngày 17 tháng 6 năm 2020;": [
        (
            "Luật sửa đổi bổ sung một số điều của Luật Xây dựng ngày 17 tháng 6 năm 2020",
            "named",
            "Luật",
            None,
            "2020-06-17",
            None,
        )
    ],
    "Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch ngày 20 tháng 11 năm 2018;": [
        (
            "Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch ngày 20 tháng 11 năm 2018",
            "named",
            "Luật",
            None,
            "2018-11-20",
            None,
        )
    ],
    "thi hành Luật Trẻ em 102/2016/QH13 do Thủ tướng Chính phủ ban hành": [
        ("Luật Trẻ em 102/2016/QH13", "full", "Luật", "102/2016/QH13", None, None)
    ],
    # the year of the work is not that of the scheme
    "Tổ giúp việc Đề án 06 của xã, Đề án 06 của Chính phủ": [
        ("Đề án 06", "short", "Đề án", "06", None, None),
        ("Đề án 06 của Chính phủ", "short", "Đề án", "06", None, "Chính phủ"),
    ],
    "triển khai Đề án 06 năm 2025 trên địa bàn": [("Đề án 06", "short", "Đề án", "06", None, None)],
    "thực hiện Nghị quyết 57 năm 2024 tại xã": [("Nghị quyết 57", "short", "Nghị quyết", "57", None, None)],
    "thực hiện Nghị quyết số 57 năm 2022": [("Nghị quyết số 57 năm 2022", "short", "Nghị quyết", "57", "2022", None)],
    # titles
    "Chương trình Sức khỏe Việt Nam; Chiến lược dân số Việt Nam đến năm 2030, tầm nhìn 2045 tại địa phương": [
        ("Chương trình Sức khỏe Việt Nam", "titled", "Chương trình", None, None, None),
        ("Chiến lược dân số Việt Nam đến năm 2030, tầm nhìn 2045", "titled", "Chiến lược", None, None, None),
    ],
    "Đề án “Xây dựng xã hội học tập” giai đoạn 2021 - 2030 trên địa bàn": [
        ("Đề án “Xây dựng xã hội học tập” giai đoạn 2021 - 2030", "titled", "Đề án", None, None, None)
    ],
    "Kế hoạch hành động quốc gia phòng, chống kháng thuốc trên địa bàn tỉnh theo quy định": [
        ("Kế hoạch hành động quốc gia phòng, chống kháng thuốc", "titled", "Kế hoạch", None, None, None)
    ],
    "triển khai Chương trình sữa học đường trên địa bàn tỉnh giai đoạn 2021 - 2025 theo quy định": [
        (
            "Chương trình sữa học đường trên địa bàn tỉnh giai đoạn 2021 - 2025",
            "titled",
            "Chương trình",
            None,
            None,
            None,
        )
    ],
    # … where the plan that carries it out is announced, place and period are the plan's
    "UBND tỉnh ban hành Kế hoạch thực hiện Chương trình Nước sạch nông thôn trên địa bàn tỉnh, giai đoạn 2022-2025": [
        ("Chương trình Nước sạch nông thôn", "titled", "Chương trình", None, None, None)
    ],
    "triển khai Đề án Giảm va chạm tàu khi vào cảng giai đoạn 2022 - 2025 và các văn bản khác": [
        ("Đề án Giảm va chạm tàu khi vào cảng giai đoạn 2022 - 2025", "titled", "Đề án", None, None, None)
    ],
    "triển khai Chương trình trồng rừng ven biển từ năm 2008 đến năm 2012 tại địa phương": [
        ("Chương trình trồng rừng ven biển từ năm 2008 đến năm 2012", "titled", "Chương trình", None, None, None)
    ],
}


@pytest.mark.parametrize("sentence", FORMS)
def test_forms(sentence: str) -> None:
    assert shown(sentence, "text", "kind", "type_name", "code", "issued_date", "organ_name") == FORMS[sentence]


NONE = [
    "đạt 14/14 phường, 24/7, tỷ lệ 3/4, 01 cán bộ/phường, 12/HTX, 4G/5G, VR/AR, HIV/AIDS",
    "trước ngày 15/11, trong tháng 12/2025, giai đoạn 2021-2025, 0125/2.300 hộ, 12.375,3/10.200 triệu đồng",
    "ĐT: 024.3633.2475/12; 80 triệu đồng/HTX/năm; 01 Gb/s; 560 tỷ đồng/690 tỷ đồng",
    "Kế hoạch này, Chương trình này và Quyết định này; Điều 3 Quyết định này",
    "các Nghị quyết của Quốc hội, các Kế hoạch của UBND tỉnh, các Chương trình, Đề án về trẻ em",
    "chương trình mỗi xã một sản phẩm; chăm sóc thay thế; phong trào “Toàn dân đoàn kết”",
    "Kế hoạch 5 năm, Báo cáo 6 tháng, Đề án 01 trang, Quy định 2 lần",
    "Luật sư, Đoàn Luật sư tỉnh, cử nhân Luật, Luật này, pháp luật và Luật.",
    "xây dựng Kế hoạch chi tiết; ban hành Quy chế phối hợp giữa Công an và Quân đội; tham mưu ban hành Đề án về dân số",
    "Kế hoạch phát triển kinh tế - xã hội hằng năm, Chương trình công tác năm của đơn vị",
]


@pytest.mark.parametrize("sentence", NONE)
def test_false_friends(sentence: str) -> None:
    assert shown(sentence, "text") == []


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Khoản 03, Điều 90, Luật Trẻ em", "khoản 3 Điều 90"),
        ("khoản 5 Điều 35 của Luật Trẻ em", "khoản 5 Điều 35"),
        ("điểm a, b và c khoản 1 Điều 207 Luật Trẻ em", "điểm a, b và c khoản 1 Điều 207"),
        ("Điều 90 khoản 3 Luật Trẻ em", "khoản 3 Điều 90"),
        ("các Điều 5, 6 và 7 Luật Trẻ em", "Điều 5, 6 và 7"),
        ("khoản 1, khoản 2 Điều 8 Luật Trẻ em", "khoản 1, 2 Điều 8"),
        ("mục 1, Phần III Luật Trẻ em", "Mục 1 Phần III"),
        ("từ Điều 5 đến Điều 10 Luật Trẻ em", "Điều 5 đến Điều 10"),
        ("khoản 2, Điều 19; điểm a khoản 3 Điều 20 Luật Trẻ em", "khoản 2 Điều 19; điểm a khoản 3 Điều 20"),
        ("Luật Trẻ em (khoản 1 Điều 5)", "khoản 1 Điều 5"),
        ("tại Phụ lục II Nghị quyết 214/NQ-CP", "Phụ lục II"),
        ("theo Luật Trẻ em", None),
    ],
)
def test_pinpoints(before: str, expected: str | None) -> None:
    assert shown(before, "pinpoint") == [(expected,)]


def test_a_defined_term_counts_only_with_a_pinpoint() -> None:
    sentence = "theo khoản 4 Điều 51 Nghị định; thực hiện Nghị định và hướng dẫn"
    assert shown(sentence, "text", "kind", "code", "pinpoint") == [("Nghị định", "named", None, "khoản 4 Điều 51")]


@pytest.mark.parametrize(
    "after", [" ", ", ", " các ", " những ", " toàn bộ ", ' "', " nghiêm túc ", " có hiệu quả các "]
)
@pytest.mark.parametrize(
    "verb",
    [
        *("Căn cứ", "căn cứ vào", "Tiếp tục triển khai, tổ chức thực hiện", "triển khai thi hành", "chấp hành"),
        *("theo quy định", "theo hướng dẫn", "theo tinh thần", "theo quy định tại", "theo tinh thần của", "thay thế"),
        *("bãi bỏ", "sửa đổi", "sửa đổi, bổ sung", "sửa đổi hoặc thay thế", "hướng dẫn", "quy định chi tiết"),
        *("kèm theo", "phê duyệt", "quán triệt", "phổ biến", "tuyên truyền", "sơ kết", "được giao", "được nêu"),
        *("được xác định trong", "một số điều của", "đề nghị", "tiếp theo", "cụ thể hóa", "trên cơ sở", "THỰC HIỆN"),
        *("TRIỂN KHAI", "THI HÀNH", "CĂN CỨ"),
    ],
)
def test_every_verb_is_read(verb: str, after: str) -> None:
    sentence = f"Đơn vị {verb}{after}"
    assert (verb_before(sentence, len(sentence)) or "").split()[0] in verb.split()


@given(
    st.lists(
        st.sampled_from(
            [*("1", "12", "123456", "2024", "a", "đ", "/", "-", " ", ".", "\n"), *("KH", "UBND", "KH/", "QĐ-TTg", "là")]
        ),
        max_size=24,
    )
)
def test_the_signs_lead_to_every_code(pieces: list[str]) -> None:
    text = "".join(pieces)
    whole = [m.span() for m in parts.CODE.finditer(text)]
    assert [m.span() for m in parts.codes(text, 0, len(text))] == whole


def test_relation_and_verb_only_in_the_opening() -> None:
    text = build(
        "KẾ HOẠCH",
        "Công tác dân số năm 2024",
        "Căn cứ Luật Dân số; Pháp lệnh Dân số;",
        "Thực hiện Kế hoạch số 1/KH-UBND của UBND tỉnh và Công văn số 2/SYT-DS; căn cứ Quyết định số 3/QĐ-BYT;",
        "Theo đề nghị của Sở Y tế tại Tờ trình số 4/TTr-SYT, UBND huyện Tân Hòa ban hành Kế hoạch như sau:",
        "I. NỘI DUNG",
        "Thực hiện Quyết định số 5/QĐ-TTg; thay thế Kế hoạch số 6/KH-UBND.",
    )
    got = [(c.code or c.text, c.relation, c.verb) for c in of(text)]
    assert got == [
        ("Luật Dân số", "can_cu", "Căn cứ"),
        ("Pháp lệnh Dân số", "can_cu", "Căn cứ"),
        ("1/KH-UBND", "thuc_hien", "Thực hiện"),
        ("2/SYT-DS", "thuc_hien", "Thực hiện"),
        ("3/QĐ-BYT", "can_cu", "căn cứ"),
        ("4/TTr-SYT", "khac", "tại"),
        ("5/QĐ-TTg", "khac", "Thực hiện"),
        ("6/KH-UBND", "khac", "thay thế"),
    ]


def test_the_matter_of_a_document_and_what_stands_in_it() -> None:
    got = read(
        "Quyết định số 1/QĐ-TTg ngày 2/3/2024 của Thủ tướng Chính phủ ban hành Kế hoạch triển khai Nghị quyết số "
        "5/NQ-CP của Chính phủ về dữ liệu và Chương trình dữ liệu quốc gia giai đoạn 2024 - 2030; Luật Dữ liệu."
    )
    assert [(c.code or c.text, c.within) for c in got] == [("1/QĐ-TTg", None), ("5/NQ-CP", 0), ("Luật Dữ liệu", None)]
    assert got[0].subject == (
        "Kế hoạch triển khai Nghị quyết số 5/NQ-CP của Chính phủ về dữ liệu và Chương trình dữ liệu quốc gia giai đoạn "
        "2024 - 2030"
    )
    assert got[1].subject == "dữ liệu và Chương trình dữ liệu quốc gia giai đoạn 2024 - 2030"


def test_the_next_item_of_a_list_is_not_in_the_matter_of_the_one_before() -> None:
    got = read(
        "Quyết định số 1/QĐ-TTg về dữ liệu và Kế hoạch số 2/KH-UBND của UBND tỉnh, Luật Dữ liệu, UBND xã triển khai"
    )
    assert [(c.subject, c.within) for c in got] == [("dữ liệu", None), (None, None), (None, None)]


def test_short_names_that_the_document_defines_are_no_titles() -> None:
    sentence = (
        "Nghị quyết số 1/NQ-CP (sau đây gọi là Chương trình MTQG); Chương trình MTQG và Chương trình MTQG về dân số"
    )
    assert shown(sentence, "kind") == [("full",)]


def test_the_documents_own_number_and_recipients_are_none() -> None:
    text = build(
        "Số: 5/KH-UBND",
        "KẾ HOẠCH",
        "Thực hiện Quyết định số 1/QĐ-TTg ngày 2 tháng 3 năm 2024",
        "của Thủ tướng Chính phủ về dữ liệu",
        "1. Nội dung./.",
        "Nơi nhận:",
        "- Như Điều 3 Quyết định số 9/QĐ-UBND;",
        "- Lưu: VT.",
        "PHỤ LỤC",
        "(Kèm theo Kế hoạch số 5/KH-UBND ngày 6/7/2024 của UBND tỉnh)",
    )
    assert [(c.code, c.organ_name) for c in of(text)] == [
        ("1/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("5/KH-UBND", "UBND tỉnh"),
    ]


def test_a_number_cut_from_its_word_is_the_documents_own() -> None:
    text = build("Số:", "33/2009/QĐ-UBND", "QUYẾT ĐỊNH", "Về thư viện", "Điều 1. Thay thế Quyết định số 1/QĐ-UBND.")
    assert [c.text for c in of(text)] == ["Quyết định số 1/QĐ-UBND"]


def test_a_document_that_lost_its_line_breaks_is_read_behind_its_number() -> None:
    line = (
        "Số: 55/QĐ-BYT Hà Nội, ngày 04 tháng 12 năm 2021 QUYẾT ĐỊNH Về việc phê duyệt Kế hoạch đọc sách "
        "trong bệnh viện " + "và tại các trạm y tế xã " * 8 + "BỘ TRƯỞNG BỘ Y TẾ Căn cứ Nghị định số 75/2017/NĐ-CP "
        "ngày 20 tháng 6 năm 2017 của Chính phủ; Theo đề nghị của Cục trưởng."
    )
    assert [c.code for c in of(build("BỘ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", line))] == ["75/2017/NĐ-CP"]


def test_the_documents_own_plan_is_known_by_its_letters_where_spaces_are_lost() -> None:
    text = build(
        "QUYẾT ĐỊNH",
        "BANHÀNH KẾ HOẠCH HÀNH ĐỘNG VÌ NGHỀ DỆT GIAI ĐOẠN 2006 - 2010",
        "Căn cứ Nghị quyết số 18/2006/NQ-HĐND ngày 18/12/2006 của Hội đồng nhân dân tỉnh;",
        "Điều 1. Các đơn vị tổ chức thực hiện Kế hoạch hành động vìnghề dệt giaiđoạn 2006 - 2010.",
    )
    assert [c.code for c in of(text)] == ["18/2006/NQ-HĐND"]


def test_a_further_paragraph_of_the_opening_takes_the_relation_only_as_an_item_of_the_list() -> None:
    found = of(
        build(
            "KẾ HOẠCH",
            "Công tác dân số năm 2024",
            "Thực hiện các văn bản:",
            "- Kế hoạch số 5/KH-UBND ngày 02/01/2024 của UBND tỉnh;",
            "Ngày 03/01/2024, Sở Y tế có Công văn số 7/SYT-DS về dân số.",
            "I. MỤC ĐÍCH",
        )
    )
    assert [(c.code, c.relation) for c in found] == [("5/KH-UBND", "thuc_hien"), ("7/SYT-DS", "khac")]


def test_the_opening_of_a_letter_and_of_an_untitled_decision_gives_the_relation() -> None:
    letter = build(
        "Số: 12/SNV-CCHC",
        "V/v cải cách hành chính",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Kính gửi: Các sở",
        "Thực hiện Kế hoạch số 5/KH-UBND ngày 02/01/2024 của UBND tỉnh, Sở đề nghị như sau:",
    )
    decision = build(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/QĐ-UBND",
        "VỀ VIỆC GIAO CHỈ TIÊU TRỒNG NẤM",
        "ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN",
        "Căn cứ Luật Trồng trọt ngày 19 tháng 11 năm 2018;",
        "Theo đề nghị của Sở Nội vụ tại Tờ trình số 2/TTr-SNV ngày 03/01/2024,",
        "Điều 1. Giao chỉ tiêu.",
    )
    assert [(c.code, c.relation) for c in of(letter)] == [("5/KH-UBND", "thuc_hien")]
    assert [(c.kind, c.relation) for c in of(decision)] == [("named", "can_cu"), ("full", "khac")]


ORDER = ("ỦY BAN NHÂN DÂN", "TỈNH BÌNH SƠN", "Số: 2/CT-UBND", "CHỈ THỊ", "Trồng nấm")
PAST = "Thời gian qua, việc trồng nấm có chuyển biến; tuy nhiên còn nhiều hộ chưa biết cách trồng nấm trong nhà."
CARRIES_OUT = "Thực hiện Chỉ thị số 8/CT-TTg ngày 05/01/2024 của Thủ tướng Chính phủ, Chủ tịch UBND tỉnh chỉ thị:"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((PAST, CARRIES_OUT, "1. Sở Nội vụ"), "thuc_hien"),
        ((PAST, CARRIES_OUT.replace("Thực hiện", "Căn cứ"), "1. Sở Nội vụ"), "can_cu"),
        (("Kính gửi:", "- Sở Y tế;", "- Các hội.", PAST, CARRIES_OUT), "thuc_hien"),
        (("Kính gửi:", "Giám đốc các sở;", "Các hội nghề.", PAST, CARRIES_OUT), "thuc_hien"),
        ((PAST, "Giao Sở Nội vụ mở lớp trồng nấm cho các xã trong tỉnh.", CARRIES_OUT), "khac"),
        ((PAST, "1. Sở Nội vụ", CARRIES_OUT), "khac"),
    ],
)
def test_an_order_may_tell_of_the_past_before_it_says_what_it_carries_out(
    lines: tuple[str, ...], expected: str
) -> None:
    assert relations(*ORDER, *lines) == [("8/CT-TTg", expected)]


def test_the_plan_that_a_decision_issues_has_an_opening_of_its_own() -> None:
    decision = (
        *("ỦY BAN NHÂN DÂN", "TỈNH BÌNH SƠN", "Số: 2/QĐ-UBND", "QUYẾT ĐỊNH", "Ban hành Kế hoạch trồng nấm"),
        "Căn cứ Luật Trồng trọt ngày 19 tháng 11 năm 2018;",
        "QUYẾT ĐỊNH:",
        "Điều 1. Ban hành Kế hoạch thực hiện Nghị quyết số 4/NQ-CP./.",
        *("Nơi nhận:", "- Lưu: VT.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Tám", "KẾ HOẠCH"),
        "Thực hiện Nghị quyết số 5/NQ-CP về trồng nấm",
        "(Kèm theo Quyết định số 2/QĐ-UBND ngày 05/01/2024)",
        "Thực hiện Nghị quyết số 6/NQ-CP ngày 02/01/2024 của Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:",
        "I. MỤC TIÊU",
        "Thực hiện Nghị quyết số 7/NQ-CP trong ba năm.",
    )
    by_code = dict(relations(*decision))
    assert {n: by_code[f"{n}/NQ-CP"] for n in (4, 5, 6, 7)} == {4: "khac", 5: "khac", 6: "thuc_hien", 7: "khac"}


@pytest.mark.parametrize(
    ("said", "issuer"),
    [
        (
            "của Ban Chỉ đạo Trung ương về trồng nấm, nuôi ong và đọc sách;",
            "Ban Chỉ đạo Trung ương về trồng nấm, nuôi ong và đọc sách",
        ),
        (
            "của Ban Chỉ đạo liên ngành Trung ương về nấm sạch, Kế hoạch số 7/KH-UBND;",
            "Ban Chỉ đạo liên ngành Trung ương về nấm sạch",
        ),
        ("của Ban Chỉ đạo quốc gia về nấm sạch về việc mở lớp;", "Ban Chỉ đạo quốc gia về nấm sạch"),
        ("của Ủy ban Quốc gia về nấm sạch và các văn bản khác;", "Ủy ban Quốc gia về nấm sạch"),
        ("của Ban Chỉ đạo Trung ương về nấm sạch và Kế hoạch số 7/KH-UBND;", "Ban Chỉ đạo Trung ương về nấm sạch"),
        ("của Ban Chỉ đạo 138 tỉnh về trồng nấm năm 2024;", "Ban Chỉ đạo 138 tỉnh"),  # what it is for has been said
        ("của Ban Chỉ đạo trồng nấm Trung ương về mở lớp;", "Ban Chỉ đạo trồng nấm Trung ương"),
        ("của UBND thành phố Hải Phòng về trồng nấm;", "UBND thành phố Hải Phòng"),
        ("của UBND huyện Tân Hòa Phòng Y tế mở lớp;", "UBND huyện Tân Hòa"),
        ("của UBND và Ủy ban MTTQ tỉnh về trồng nấm;", "UBND và Ủy ban MTTQ tỉnh"),
        ("của Ban Chỉ đạo Trung ương về thi hành Luật Đất đai;", "Ban Chỉ đạo Trung ương"),
        (
            "của Ban Chỉ đạo Trung ương các chương trình trồng nấm năm 2024;",
            "Ban Chỉ đạo Trung ương các chương trình trồng nấm năm 2024",
        ),
        ("của UBND và trồng nấm;", None),
        ("của Ban Chấp hành Đảng bộ xã Tân An khóa I, nhiệm kỳ 2025 - 2030;", "Ban Chấp hành Đảng bộ xã Tân An khóa I"),
        ("của Chi bộ, nhà trường mở lớp;", "Chi bộ"),
    ],
)
def test_where_the_name_of_an_issuer_ends(said: str, issuer: str | None) -> None:
    assert shown(f"Thực hiện Kế hoạch số 5/KH-XYZ ngày 02/01/2024 {said}", "code", "organ_name")[0] == (
        "5/KH-XYZ",
        issuer,
    )


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("theo Kế hoạch số 215/KH-UBND (sau đây gọi tắt là Kế hoạch 215); nhiệm vụ tại Kế hoạch 215.", ["215", "215"]),
        ("theo Kế hoạch số 215/KH-UBND của UBND tỉnh. Kế hoạch 215 giao chỉ tiêu.", ["215"]),
        ("theo Kế hoạch số 215/KH-UBND của UBND tỉnh. Kế hoạch 30 giao chỉ tiêu.", []),
        ("theo Kế hoạch số 30/KH-UBND của UBND tỉnh. Kế hoạch 30 ngày đọc sách.", []),
        ("theo Kế hoạch số 30/KH-UBND của UBND tỉnh. Lập kế hoạch 30.", []),
    ],
)
def test_a_plan_goes_by_its_bare_number_where_the_document_gives_the_whole(sentence: str, numbers: list[str]) -> None:
    assert [c.code for c in read(sentence) if c.kind == "short"] == numbers


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        (
            "góp phần thực hiện Nghị quyết Đại hội Đảng bộ xã nhiệm kỳ 2025 - 2030 và các mục tiêu.",
            ["Nghị quyết Đại hội Đảng bộ xã nhiệm kỳ 2025 - 2030"],
        ),
        ("góp phần thực hiện Nghị quyết Đại hội Đảng bộ các cấp và các mục tiêu.", []),
    ],
)
def test_a_resolution_of_a_congress_is_known_by_its_term(sentence: str, titles: list[str]) -> None:
    assert [c.text for c in read(sentence) if c.kind == "titled"] == titles


def test_a_sentence_cut_in_two_paragraphs_is_read_as_one() -> None:
    got = read("theo Kế hoạch số", "2812/KH-UBND ngày 30/8/2021 của", "UBND tỉnh Điện Biên")
    assert [(c.code, c.issued_date, c.organ_name) for c in got] == [
        ("2812/KH-UBND", "2021-08-30", "UBND tỉnh Điện Biên")
    ]


def test_runs_of_spaces_and_tabs_are_one_space() -> None:
    written = "Quyết định  số 1472/QĐ-TTg\u00a0 ngày\t28  tháng 9 năm 2020   của Thủ tướng  Chính phủ"
    got = read(f"theo   khoản  3  Điều 5  {written}  về   dữ liệu; Luật   Trẻ  em.")
    assert [(c.text, c.issued_date, c.organ_name, c.pinpoint, c.subject, c.verb) for c in got] == [
        (written, "2020-09-28", "Thủ tướng Chính phủ", "khoản 3 Điều 5", "dữ liệu", "theo"),
        ("Luật   Trẻ  em", None, None, None, None, None),
    ]


def test_laws_of_the_table_are_found_by_their_whole_name() -> None:
    names = [row["name"] for row in rows("extraction_laws")]
    assert len(names) == len(set(names)) > 200
    for name in names:
        for written in (name, name.upper(), name[0] + name[1:].lower()):
            folded = fold(written) + " và các văn bản"
            assert parts.law_name_end(folded, 0, len(folded)) == len(written), written


@pytest.mark.parametrize("row", [*rows("extraction_laws")], ids=lambda row: row["name"])
def test_every_law_is_read_in_its_example_alone(row: dict[str, str]) -> None:
    assert [(c.kind, c.text) for c in read(row["example"])] == [("named", row["name"])]
    assert row["name"] not in [c.text for c in read(row["counterexample"])]


def ends_before(separator: str) -> Callable[[str, str], bool]:
    """Whether the first mention of a sentence ends right before the word."""

    def ends(word: str, sentence: str) -> bool:
        found = read(sentence)
        return bool(found) and sentence.partition(found[0].text)[2].startswith(separator + word)

    return ends


def issued_by(body: str) -> Callable[[str, str], bool]:
    """Whether the one mention of a sentence has this issuer; "{}" stands for the word."""
    return lambda word, sentence: [c.organ_name for c in read(sentence)] == [body.format(word)]


#: list of words → what a word of it does: (word, sentence) → does it do so there?
EFFECTS: dict[str, Callable[[str, str], bool]] = {
    "counted": lambda _, sentence: all(c.kind != "short" for c in read(sentence)),
    "after_number": lambda _, sentence: [c.kind for c in read(sentence)] == ["short"],
    "no_title": lambda _, sentence: not read(sentence),
    "title_end": ends_before(" "),
    "comma_ends_title": ends_before(", "),
    "and_ends_title": ends_before(" và "),
    "law_end": ends_before(" "),
    "issuer": issued_by("{}"),
    "issuer_short": issued_by("{}"),
    "field": issued_by("Bộ {}"),
    "field_of_its_own": issued_by("Sở Văn hóa"),
    "body_goes_on": issued_by("Ban Chỉ đạo sách báo, {} tỉnh"),
}


@pytest.mark.parametrize("row", [*rows("extraction_words")], ids=lambda row: f"{row['list']}: {row['words']}")
def test_every_word_has_its_effect_in_its_example_alone(row: dict[str, str]) -> None:
    """In the example it shows; with a word of no list in its place, and in the counterexample, it does not."""
    word, example, shows = row["words"], row["example"], EFFECTS[row["list"]]
    assert shows(word, example)
    before, _, behind = example.partition(f" {word} ") if row["list"] == "no_title" else example.rpartition(word)
    other = "Thể thao" if row["list"] == "field_of_its_own" else "xanh"
    assert not shows(word, f"{before} {other} {behind}".replace("  ", " "))
    assert not row["counterexample"] or not shows(word, row["counterexample"])


# -- composed citations: the parts are known, so is the truth

TYPES = {
    "Nghị quyết": ["NQ-CP", "NQ-HĐND"],
    "Quyết định": ["QĐ-TTg", "QĐ-UBND", "QĐ-BYT"],
    "Kế hoạch": ["KH-UBND", "KH-SYT"],
    "Chỉ thị": ["CT-TTg", "CT-UBND"],
    "Công văn": ["UBND-KGVX", "BYT-BMTE"],
}
NORMATIVE = {"Nghị định": ["NĐ-CP"], "Thông tư": ["TT-BTC", "TT-BLĐTBXH"], "Nghị quyết": ["QH15", "NQ-HĐND"]}
PARTY = {"Chỉ thị": "CT", "Nghị quyết": "NQ", "Kết luận": "KL", "Kế hoạch": "KH", "Chương trình": "CTr"}
ORGANS = [
    "Chính phủ",
    "Thủ tướng Chính phủ",
    "Quốc hội",
    "Quốc hội khóa XIV",
    "Bộ Chính trị",
    "Ban Bí thư Trung ương Đảng",
    "Ban Thường vụ Tỉnh ủy",
    "Tỉnh ủy Nghệ An",
    "Bộ Y tế",
    "Bộ trưởng Bộ Lao động - Thương binh và Xã hội",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "UBND tỉnh",
    "UBND Thành phố",
    "UBND tỉnh Bà Rịa - Vũng Tàu",
    "Ủy ban nhân dân thành phố Cần Thơ",
    "Chủ tịch UBND huyện Tuần Giáo",
    "Hội đồng nhân dân tỉnh khóa X",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế tỉnh Hà Giang",
]
CARRIERS = [
    "Tiếp tục thực hiện {}.",
    "- Rà soát tình hình theo quy định tại {} về việc tăng cường quản lý; báo cáo kết quả.",
    "Các đơn vị căn cứ {} quy định chi tiết về chế độ để triển khai.",
    "Ngày 05/6, 14/14 phường đã sơ kết {}, trong đó nêu rõ 12/15 chỉ tiêu đạt trên 90%.",
    "(theo {})",
]


@dataclass(frozen=True)
class Truth:
    text: str
    type_name: str
    code: str
    date: str | None
    organ: str | None
    pinpoint: str | None
    before: str


@st.composite
def codes(draw: st.DrawFn) -> tuple[str, str]:
    number = str(draw(st.integers(1, 4999)))
    number = number.zfill(2) if draw(st.booleans()) else number
    shape = draw(st.sampled_from(["plain", "normative", "party"]))
    if shape == "party":
        type_name = draw(st.sampled_from(sorted(PARTY)))
        return type_name, f"{number}-{PARTY[type_name]}/{draw(st.sampled_from(['TW', 'TU', 'HU']))}"
    if shape == "normative":
        type_name = draw(st.sampled_from(sorted(NORMATIVE)))
        return type_name, f"{number}/{draw(st.integers(1990, 2029))}/{draw(st.sampled_from(NORMATIVE[type_name]))}"
    type_name = draw(st.sampled_from(sorted(TYPES)))
    return type_name, f"{number}/{draw(st.sampled_from(TYPES[type_name]))}"


@st.composite
def dates(draw: st.DrawFn) -> tuple[str, str]:
    day, month, year = draw(st.integers(1, 28)), draw(st.integers(1, 12)), draw(st.integers(1990, 2029))
    iso = f"{year}-{month:02}-{day:02}"
    form = draw(
        st.sampled_from(["{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d} tháng {m} năm {y}", "{d:02}.{m}.{y}", "{d}-{m}-{y}"])
    )
    return " ngày " + form.format(d=day, m=month, y=year), iso


@st.composite
def pinpoints(draw: st.DrawFn) -> tuple[str, str]:
    article, clause = draw(st.integers(1, 150)), draw(st.integers(1, 12))
    point = draw(st.sampled_from(["a", "b", "đ"]))
    normal = f"khoản {clause} Điều {article}"
    return draw(
        st.sampled_from(
            [
                (f"Điều {article} ", f"Điều {article}"),
                (f"Điều {article} của ", f"Điều {article}"),
                (f"khoản {clause} Điều {article} ", normal),
                (f"Khoản {clause:02}, Điều {article}, ", normal),
                (f"Điều {article}, khoản {clause} ", normal),
                (f"điểm {point} khoản {clause} Điều {article} ", f"điểm {point} {normal}"),
            ]
        )
    )


@st.composite
def truths(draw: st.DrawFn) -> Truth:
    type_name, code = draw(codes())
    text = type_name + draw(st.sampled_from([" số ", " ", " số: "])) + code
    date = organ = pinpoint = None
    before = ""
    tail = draw(st.permutations(["date", "organ"]))
    for part in tail:
        if part == "date" and draw(st.booleans()):
            words, date = draw(dates())
            text += draw(st.sampled_from(["", ","])) + words
        elif part == "organ" and draw(st.booleans()):
            organ = draw(st.sampled_from(ORGANS))
            text += " của " + organ
    if draw(st.booleans()):
        before, pinpoint = draw(pinpoints())
    return Truth(text, type_name, code, date, organ, pinpoint, before)


@settings(max_examples=300)
@given(truth=truths(), carrier=st.sampled_from(CARRIERS))
def test_a_composed_citation_comes_back_part_by_part(truth: Truth, carrier: str) -> None:
    got = read(carrier.format(truth.before + truth.text))
    assert [(c.text, c.kind, c.type_name, c.code, c.issued_date, c.organ_name, c.pinpoint) for c in got] == [
        (truth.text, "full", truth.type_name, truth.code, truth.date, truth.organ, truth.pinpoint)
    ]


@settings(max_examples=100)
@given(found=st.lists(truths(), min_size=2, max_size=6))
def test_a_list_of_composed_citations_keeps_its_order(found: list[Truth]) -> None:
    got = read("Triển khai: " + "; ".join(f"{t.before}{t.text} về việc số {i}" for i, t in enumerate(found)) + ".")
    assert [(c.code, c.issued_date, c.organ_name) for c in got] == [(t.code, t.date, t.organ) for t in found]
    assert [c.within for c in got] == [None] * len(found)


@settings(max_examples=200)
@given(st.text(st.sampled_from('Luật Kế hoạch số 12/-.,;()"\n KHUBNDQĐTTg khoản Điều của ngày năm 2024'), max_size=400))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    plan = build(*text.split("\n"))
    for c in of(plan):
        assert plan.text[c.span.start : c.span.end] == c.text
        assert c.text.strip() == c.text


@pytest.mark.parametrize(
    "piece",
    [
        "Quyết định số 1/QĐ-TTg, ",
        "1/QĐ-",
        "Điều 1, ",
        "(Chương trình ",
        "Luật a, ",
        "ngày ",
        "và ",
        "KH-",
        "Ban Chỉ đạo về ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    from time import perf_counter

    def seconds(times: int) -> float:
        text = build("KẾ HOẠCH", piece * times)
        frame = Frame(text, header.locate(text), [])
        head = header.extract(frame)
        start = perf_counter()
        citations.extract(frame, head)
        return perf_counter() - start

    seconds(100)
    small, large = min(seconds(2000) for _ in range(2)), min(seconds(8000) for _ in range(2))
    assert large < 12 * small + 0.2


GOLD = {"000": "seeds", "001": "seeds", "002": "seeds", "24c7124e": "plans", "19206835": "plans"}


@pytest.mark.parametrize("name", GOLD)
def test_citations_of_the_real_plans(name: str) -> None:
    folder = SHARED / GOLD[name]
    if not folder.exists():
        pytest.skip("the real plans are not at hand")
    from khtool.reading import read as read_file

    gold = json.loads((SHARED / "gold" / f"{name}.json").read_text(encoding="utf-8"))["citations"]
    got = of(read_file(next(folder.glob(f"{name}*"))))
    want = [(g["kind"], g["type_name"], g["code"], g["issued_date"], g["pinpoint"], g["relation"]) for g in gold]
    assert [(c.kind, c.type_name, c.code, c.issued_date, c.pinpoint, c.relation) for c in got] == want


def relations(*lines: str) -> list[tuple[Any, ...]]:
    frame = Frame.of(build(*lines))
    return [(c.code or c.text, c.relation) for c in citations.extract(frame, header.extract(frame))]


def test_a_first_section_may_list_what_the_plan_is_based_on() -> None:
    assert relations(
        "KẾ HOẠCH",
        "Trồng cây xanh trên địa bàn huyện Tân Hòa năm 2024",
        "I. CĂN CỨ XÂY DỰNG KẾ HOẠCH",
        "1. Các văn bản chỉ đạo",
        "- Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;",
        "- Quyết định số 71/QĐ-UBND ngày 02/02/2024 của UBND tỉnh về trồng cây.",
        "2. Thực trạng cây xanh",
        "Huyện đã trồng 100 cây theo Kế hoạch số 12/KH-UBND ngày 03/3/2023 của UBND huyện.",
        "II. NỘI DUNG",
        "Thực hiện Quyết định số 72/QĐ-UBND ngày 02/02/2024 của UBND tỉnh.",
    ) == [
        ("Luật Lâm nghiệp ngày 15 tháng 11 năm 2017", "can_cu"),
        ("71/QĐ-UBND", "can_cu"),
        ("12/KH-UBND", "khac"),
        ("72/QĐ-UBND", "khac"),
    ]


def test_a_later_section_on_bases_is_no_opening() -> None:
    found = relations(
        "KẾ HOẠCH",
        "Trồng cây xanh năm 2024",
        "I. MỤC ĐÍCH",
        "Trồng thêm cây.",
        "II. CĂN CỨ PHÁP LÝ",
        "- Quyết định số 71/QĐ-UBND ngày 02/02/2024 của UBND tỉnh.",
    )
    assert found == [("71/QĐ-UBND", "khac")]


def test_a_number_after_a_semicolon_has_the_type_of_its_notation() -> None:
    sentence = (
        "tại các Quyết định: số 11/QĐ-TTg ngày 06/10/2020 về Kế hoạch thực hiện Kết luận số 8-KL/TW; "
        "số 21/2021/QĐ-TTg ngày 21/6/2021 về phối hợp"
    )
    assert shown(sentence, "type_name", "code") == [
        ("Quyết định", "11/QĐ-TTg"),
        ("Kết luận", "8-KL/TW"),
        ("Quyết định", "21/2021/QĐ-TTg"),
    ]


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (
            "THỰC HIỆN ĐỀ ÁN “TRỒNG CÂY, GÂY RỪNG VÀ GIỮ NƯỚC” TRÊN ĐỊA BÀN TỈNH LONG XUYÊN",
            'ĐỀ ÁN "TRỒNG CÂY, GÂY RỪNG VÀ GIỮ NƯỚC"',
        ),
        (
            "THỰC HIỆN CHƯƠNG TRÌNH TRỒNG CÂY, GÂY RỪNG VÀ GIỮ NƯỚC TRÊN ĐỊA BÀN TỈNH LONG XUYÊN",
            "CHƯƠNG TRÌNH TRỒNG CÂY, GÂY RỪNG VÀ GIỮ NƯỚC",
        ),
    ],
)
def test_a_programme_in_the_capitals_of_the_subject(subject: str, title: str) -> None:
    found = of(build("KẾ HOẠCH", subject, "I. NỘI DUNG", "Trồng cây."))
    assert [fold(c.text) for c in found] == [title]


def test_a_law_in_small_letters_counts_where_its_name_is_known() -> None:
    assert shown("hướng dẫn thi hành luật phòng cháy và chữa cháy và các quy định", "text", "kind") == [
        ("luật phòng cháy và chữa cháy", "named")
    ]
    assert shown("chấp hành pháp luật phòng cháy và chữa cháy, điều luật của rừng xanh", "text") == []


def test_a_title_right_behind_the_number_is_what_the_document_is_about() -> None:
    found = read("Quyết định 12/QĐ-TTg năm 2021 Chiến lược quốc gia về trồng cây giai đoạn 2021-2030 do Chính phủ")
    assert [(c.code, c.kind) for c in found] == [("12/QĐ-TTg", "full")]
    assert found[0].subject is not None
    assert found[0].subject.startswith("Chiến lược quốc gia về trồng cây")


def test_a_figure_with_a_point_does_not_end_a_title() -> None:
    sentence = "theo Chương trình phát triển 15.000 vườn cây hạnh phúc giai đoạn 2021-2025 của tỉnh"
    assert shown(sentence, "text") == [("Chương trình phát triển 15.000 vườn cây hạnh phúc giai đoạn 2021-2025",)]


def test_the_documents_own_number_printed_twice_is_none() -> None:
    text = build(
        "ỦY BAN NHÂN DÂN",
        "HUYỆN TÂN HÒA",
        "Số: 45/KH-UBND",
        "———Số: 45/KH-UBND",
        "Tân Hòa, ngày 05 tháng 01 năm 2024",
        "KẾ HOẠCH",
        "Trồng cây năm 2024",
        "I. NỘI DUNG",
        "Trồng cây.",
    )
    assert of(text) == ()


def test_what_a_decision_itself_approves_is_no_mention() -> None:
    head = ("QUYẾT ĐỊNH", "VỀ VIỆC BAN HÀNH CHƯƠNG TRÌNH TRỒNG RỪNG VEN BIỂN TỪ NĂM 2008 ĐẾN NĂM 2012")
    assert of(build(*head, "ỦY BAN NHÂN DÂN TỈNH LONG XUYÊN", "Căn cứ tình hình thực tế;")) == ()


def test_a_title_in_quotation_marks_may_be_cut_between_two_lines() -> None:
    found = of(build("KẾ HOẠCH", "I. NỘI DUNG", "Thực hiện ĐỀ ÁN “TRỒNG CÂY DÂN", "CƯ GIAI ĐOẠN 2018 - 2025” tại xã."))
    assert [fold(" ".join(c.text.split())) for c in found] == ['ĐỀ ÁN "TRỒNG CÂY DÂN CƯ GIAI ĐOẠN 2018 - 2025"']


def test_an_opening_may_tell_of_the_past_before_it_announces_the_plan() -> None:
    found = of(
        build(
            "KẾ HOẠCH",
            "Nâng cao chất lượng rừng",
            "Sau 15 năm thực hiện Chỉ thị số 54-CT/TW ngày 30/11/2005 của Ban Bí thư, diện tích rừng đã tăng.",
            "Tuy nhiên, rừng vẫn còn bị phá ở nhiều nơi.",
            "Để thực hiện tốt Chỉ thị số 7-CT/TW ngày 06/7/2021 của Ban Bí thư, UBND tỉnh ban hành Kế hoạch như sau:",
            "I. MỤC TIÊU",
        )
    )
    assert [(c.code, c.relation) for c in found] == [("54-CT/TW", "khac"), ("7-CT/TW", "thuc_hien")]


def test_a_list_as_a_tree_matches_what_the_list_matches() -> None:
    words = ["Kế hoạch", "Kế", "Kết luận", "Kế hoạch hành động", "Đề án", "a.b", "a"]
    pattern = re.compile(prefix_tree((w, "") for w in words))
    for text in [*words, "Kế hoạch h", "Kết", "Đề", "a.", "axb", ""]:
        expected = max((w for w in words if text.startswith(w)), key=len, default=None)
        assert (found[0] if (found := pattern.match(text)) else None) == expected


#: sentence → (code or text, date, issuer) of each mention
SHARED_AND_ISSUERS: dict[str, list[tuple[str | None, str | None, str | None]]] = {
    "các Kế hoạch số 4/KH-UBND và số 5/KH-UBND cùng ngày 08/3/2024 của UBND tỉnh": [
        ("4/KH-UBND", "2024-03-08", "UBND tỉnh"),
        ("5/KH-UBND", "2024-03-08", "UBND tỉnh"),
    ],
    "Kế hoạch số 4/KH-UBND và Kế hoạch số 5/KH-UBND cùng ngày 08/3/2024 của UBND tỉnh": [
        ("4/KH-UBND", "2024-03-08", "UBND tỉnh"),
        ("5/KH-UBND", "2024-03-08", "UBND tỉnh"),
    ],
    "các Thông tư số 3/2012/TT-BYT ngày 20/12/2012; số 6/2018/TT-BYT ngày 20/7/2018 và 5/2017/TT-BYT của Bộ Y tế": [
        ("3/2012/TT-BYT", "2012-12-20", "Bộ Y tế"),
        ("6/2018/TT-BYT", "2018-07-20", "Bộ Y tế"),
        ("5/2017/TT-BYT", None, "Bộ Y tế"),
    ],
    "Nghị định số 1/2021/NĐ-CP ngày 04/12/2021 và Nghị định số 2/2021/NĐ-CP ngày 21/12/2021 của Chính phủ": [
        ("1/2021/NĐ-CP", "2021-12-04", "Chính phủ"),
        ("2/2021/NĐ-CP", "2021-12-21", "Chính phủ"),
    ],
    "Nghị định số 1/2021/NĐ-CP ngày 04/12/2021; Nghị định số 2/2021/NĐ-CP ngày 21/12/2021 của Chính phủ": [
        ("1/2021/NĐ-CP", "2021-12-04", "Chính phủ"),
        ("2/2021/NĐ-CP", "2021-12-21", "Chính phủ"),
    ],
    "Nghị quyết số 7/2021/QH14 ngày 04/12/2020, Nghị quyết số 8/2022/QH15 ngày 11/01/2022 của Quốc hội": [
        ("7/2021/QH14", "2020-12-04", "Quốc hội"),
        ("8/2022/QH15", "2022-01-11", "Quốc hội"),
    ],
    "Luật số 7/2020/QH14, Nghị quyết số 8/2022/QH15 của Quốc hội": [
        ("7/2020/QH14", None, "Quốc hội"),
        ("8/2022/QH15", None, "Quốc hội"),
    ],
    "Quyết định số 3/QĐ-TTg ngày 05/01/2021, Quyết định số 4/QĐ-TTg ngày 05/02/2021, "
    "Quyết định số 5/QĐ-TTg ngày 06/3/2021 của Thủ tướng Chính phủ": [
        ("3/QĐ-TTg", "2021-01-05", "Thủ tướng Chính phủ"),
        ("4/QĐ-TTg", "2021-02-05", "Thủ tướng Chính phủ"),
        ("5/QĐ-TTg", "2021-03-06", "Thủ tướng Chính phủ"),
    ],
    "Quyết định số 3/QĐ-UBND ngày 05/01/2021, Quyết định số 4/QĐ-UBND ngày 05/02/2021 của UBND tỉnh": [
        ("3/QĐ-UBND", "2021-01-05", "UBND tỉnh"),
        ("4/QĐ-UBND", "2021-02-05", "UBND tỉnh"),
    ],
    "Kế hoạch số 3/KH-UBND ngày 05/01/2021; Kế hoạch số 4/KH-UBND ngày 05/02/2021 của UBND huyện": [
        ("3/KH-UBND", "2021-01-05", None),
        ("4/KH-UBND", "2021-02-05", "UBND huyện"),
    ],
    "Nghị quyết số 7/2021/QH14 ngày 04/12/2020, Nghị quyết số 8/NQ-CP ngày 11/01/2022 của Chính phủ": [
        ("7/2021/QH14", "2020-12-04", None),
        ("8/NQ-CP", "2022-01-11", "Chính phủ"),
    ],
    "Quyết định số 3/QĐ-TTg ngày 05/01/2021 phê duyệt Đề án A, Quyết định số 4/QĐ-TTg của Thủ tướng Chính phủ": [
        ("3/QĐ-TTg", "2021-01-05", None),
        ("4/QĐ-TTg", None, "Thủ tướng Chính phủ"),
    ],
    "Nghị quyết số 19-NQ/TW ngày 25/10/2017, Nghị quyết số 37-NQ/TW ngày 24/12/2018 của Bộ Chính trị": [
        ("19-NQ/TW", "2017-10-25", None),
        ("37-NQ/TW", "2018-12-24", "Bộ Chính trị"),
    ],
    "Quyết định số 45/QĐ-BGDĐT ngày 01/8/2024 của Bộ trưởngBộ Giáo dục và Đào tạo về khung": [
        ("45/QĐ-BGDĐT", "2024-08-01", "Bộ trưởngBộ Giáo dục và Đào tạo")
    ],
    "Quyết định số 45/QĐ-UBND ngày 01/8/2024 của Chủ tịchUBND tỉnh về khung": [
        ("45/QĐ-UBND", "2024-08-01", "Chủ tịchUBND tỉnh")
    ],
    "Nghị quyết Hội đồng nhân dân huyện về phát triển chợ nông thôn giai đoạn 2006 - 2010": [
        (None, None, "Hội đồng nhân dân huyện")
    ],
    "Chỉ thị của Ban Bí thư về công tác khuyến học được quán triệt": [(None, None, "Ban Bí thư")],
    "các Phương án số 2, 3 và 4/PA-UBND ngày 02/3/2024 của UBND huyện": [
        ("2", "2024-03-02", "UBND huyện"),
        ("3", "2024-03-02", "UBND huyện"),
        ("4/PA-UBND", "2024-03-02", "UBND huyện"),
    ],
    "Chỉ thị số 49/-CT /TW ngày 21/02/2005 của BBT": [("49/-CT/TW", "2005-02-21", "BBT")],
    "Nghị định 117/2020/NĐ-CP ngày 28/9/2020 của CP": [("117/2020/NĐ-CP", "2020-09-28", "CP")],
    "Quyết định số 7/QĐ-TTg ngày 11/8/2022 của TTgCP": [("7/QĐ-TTg", "2022-08-11", "TTgCP")],
    "Thông tư 5/2023/TT-BTC ngày 16/7/20 23 của BTC": [("5/2023/TT-BTC", "2023-07-16", "BTC")],
    "Kế hoạch số 8/KH-BTV ngày 28/12/2023 của Ban Thường vụ Hội LHPN tỉnh về phong trào": [
        ("8/KH-BTV", "2023-12-28", "Ban Thường vụ Hội LHPN tỉnh")
    ],
    "Kế hoạch số 8-KH/ĐU ngày 28/12/2023 của Đảng ủy Trung đoàn về huấn luyện": [
        ("8-KH/ĐU", "2023-12-28", "Đảng ủy Trung đoàn")
    ],
    "Kế hoạch số 8/KH-HĐ ngày 28/12/2023 của Hội đồng Thi đua - Khen thưởng tỉnh về thi đua": [
        ("8/KH-HĐ", "2023-12-28", "Hội đồng Thi đua - Khen thưởng tỉnh")
    ],
    "Công văn số 8/KCB-QLCL ngày 28/12/2023 của Cục Quản lý khám, chữa bệnh về bệnh viện": [
        ("8/KCB-QLCL", "2023-12-28", "Cục Quản lý khám, chữa bệnh")
    ],
    "Nghị quyết số 9-NQ/TW ngày 16/6/2022 (khóa XIII) của Ban Chấp hành Trung ương về sách": [
        ("9-NQ/TW", "2022-06-16", "Ban Chấp hành Trung ương")
    ],
    "Kế hoạch số 9 /KH-BCĐ138 ngày 16/6/2022 của Ban Chỉ đạo 138 tỉnh": [
        ("9/KH-BCĐ138", "2022-06-16", "Ban Chỉ đạo 138 tỉnh")
    ],
    "Hướng dẫn liên ngành số 9/HDLN-SYT-BHXH ngày 16/6/2022 của Sở Y tế - Bảo hiểm xã hội tỉnh về sách": [
        ("9/HDLN-SYT-BHXH", "2022-06-16", "Sở Y tế - Bảo hiểm xã hội tỉnh")
    ],
    "báo cáo theo mẫu số 02/BC-UBND và biểu 03/BC-UBND": [],
    "Công văn số 8/BCĐ-TT ngày 28/12/2023 của Ban Chỉ đạo tỉnh, tổ chức thực hiện ngay": [
        ("8/BCĐ-TT", "2023-12-28", "Ban Chỉ đạo tỉnh")
    ],
}


@pytest.mark.parametrize("sentence", SHARED_AND_ISSUERS)
def test_what_a_list_shares_and_names_of_bodies(sentence: str) -> None:
    assert shown(sentence, "code", "issued_date", "organ_name") == SHARED_AND_ISSUERS[sentence]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Đê điều và Luật Thủy lợi;",
            [("Luật sửa đổi, bổ sung một số điều của Luật Đê điều và Luật Thủy lợi", "named", None)],
        ),
        (
            "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Đê điều số 60/2020/QH14;",
            [("Luật sửa đổi, bổ sung một số điều của Luật Đê điều số 60/2020/QH14", "full", None)],
        ),
        (
            "Căn cứ Luật thi đua, khen thưởng số 6/2022/QH15;",
            [("Luật thi đua, khen thưởng số 6/2022/QH15", "full", None)],
        ),
        (
            "Căn cứ Luật phòng cháy, chữa cháy số 7/2001/QH10;",
            [("Luật phòng cháy, chữa cháy số 7/2001/QH10", "full", None)],
        ),
        ("Căn cứ Luật Đất đai (sửa đổi) số 31/2024/QH15;", [("Luật Đất đai (sửa đổi) số 31/2024/QH15", "full", None)]),
        ("Căn cứ Luật Thư viện (sửa đổi) ngày 01/6/2023;", [("Luật Thư viện (sửa đổi) ngày 01/6/2023", "named", None)]),
        ("theo Hiến pháp năm 2013 (Điều 30)", [("Hiến pháp năm 2013", "named", "Điều 30")]),
        (
            "theo Quy chế làm việc của Hội đồng ban hành kèm theo Quyết định số 8/QĐ-HĐ",
            [("Quy chế làm việc của Hội đồng", "titled", None), ("Quyết định số 8/QĐ-HĐ", "full", None)],
        ),
        ("theo Quy chế làm việc của hội ban hành kèm theo Quyết định này", []),
        ("theo Quy chế ban hành kèm theo Quyết định số 8/QĐ-HĐ", [("Quyết định số 8/QĐ-HĐ", "full", None)]),
    ],
)
def test_laws_inside_laws_and_rules_issued_with_a_decision(
    sentence: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert shown(sentence, "text", "kind", "pinpoint") == expected


def test_every_item_under_a_heading_of_bases_is_one() -> None:
    text = build(
        "KẾ HOẠCH",
        "Đọc sách năm 2024",
        "1. Căn cứ xây dựng",
        "- Các Thông tư số 3/2012/TT-BYT, số 4/2012/TT-BYT của Bộ Y tế;",
        "- Nghị định số 1/2021/NĐ-CP.",
        "2. Nhiệm vụ",
        "- Các Nghị định số 2/2021/NĐ-CP.",
    )
    frame = Frame.of(text)
    got = citations.extract(frame, header.extract(frame))
    assert [c.relation for c in got] == ["can_cu", "can_cu", "can_cu", "khac"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Thực hiện chuyển đổi số và đề án 06 của huyện.", [("đề án 06", "06", None)]),
        ("Theo quyết định 1472 của Thủ tướng.", [("quyết định 1472 của Thủ tướng", "1472", "Thủ tướng")]),
        ("Quán triệt chỉ thị 24; nghị quyết 57.", [("chỉ thị 24", "24", None), ("nghị quyết 57", "57", None)]),
        (
            "Vốn chương trình 135, chương trình 30a.",
            [("chương trình 135", "135", None), ("chương trình 30a", "30a", None)],
        ),
        ("Theo công văn số 305 của Sở Y tế.", [("công văn số 305 của Sở Y tế", "305", "Sở Y tế")]),
        ("Theo quy định 41 của Bộ Chính trị.", [("quy định 41 của Bộ Chính trị", "41", "Bộ Chính trị")]),
        ("Kế hoạch 115 của UBND tỉnh.", [("Kế hoạch 115 của UBND tỉnh", "115", "UBND tỉnh")]),
        ("Thông tư 22 được thay thế.", [("Thông tư 22", "22", None)]),
        ("Xây dựng 02 đề án, 03 kế hoạch.", []),
        ("Thực hiện kế hoạch 5 năm và kế hoạch 6 tháng.", []),
        ("Rà soát kế hoạch 2024 của huyện, kế hoạch năm 2025; Kế hoạch 2024 của UBND tỉnh.", []),
        ("Hoàn thành chương trình 1, đề án 1, kế hoạch số 2.", []),
        ("Mở chương trình 12 buổi, kế hoạch 90 ngày đêm, đề án 10 trang.", []),
        ("Đã quyết định 12 chỉ tiêu; có nghị quyết 30 đại biểu; báo cáo 12 và kế hoạch 15.", []),
        ("Theo chương trình 90% và kế hoạch 4.0.", []),
    ],
)
def test_a_type_in_small_letters_counts_with_a_number(sentence: str, found: list[tuple[str, ...]]) -> None:
    assert shown(sentence, "text", "code", "organ_name") == found
    assert all(c.kind == "short" for c in read(sentence))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("theo quy định của Luật ngân sách và các quy định hiện hành", ["Luật ngân sách"]),
        ("Phổ biến Luật bảo hiểm, Luật dân quân.", ["Luật bảo hiểm", "Luật dân quân"]),
        ("Chấp hành Luật phòng cháy, chữa cháy; Luật phòng cháy chữa cháy", None),
        ("Phổ biến Luật BVMT; Luật PCCC và CNCH", ["Luật BVMT", "Luật PCCC và CNCH"]),
        ("Thi hành Luật Khiếu nại, tố cáo.", ["Luật Khiếu nại, tố cáo"]),
        ("Thi hành Luật Khiếu nại, Luật Tố cáo.", ["Luật Khiếu nại", "Luật Tố cáo"]),
        ("Thi hành Luật Khiếu nại và các văn bản khác.", ["Luật Khiếu nại"]),
        ("Thi hành Luật Hôn nhân, gia đình; Luật Thi đua và khen thưởng", None),
        ("Thi hành Luật Đầu tư và công tác đấu thầu", ["Luật Đầu tư"]),
        ("Bộ luật tố tụng được thi hành", ["Bộ luật tố tụng"]),
        ("Thực hiện Luật Đất đai (sửa đổi), các xã rà soát.", ["Luật Đất đai (sửa đổi)"]),
        ("pháp luật về ngân sách, luật và các văn bản, theo luật ngân sách", []),
        ("Tập huấn Luật cho cán bộ; Luật đất của dân; Luật UBND tỉnh giao", []),
    ],
)
def test_laws_by_shortened_and_changed_names(sentence: str, found: list[str] | None) -> None:
    want = found if found is not None else [name.strip(".") for name in re.findall(r"Luật [^;]+", sentence)]
    assert [c.text for c in read(sentence)] == want


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("ngay khi Luật Thủy lợi (sửa đổi) được Quốc hội thông qua, có hiệu lực", []),
        ("Khi Luật Đất đai có hiệu lực thi hành, các sở rà soát", []),
        ("Ngay khi Nghị định quy định chi tiết Luật Giá được Chính phủ ban hành", []),
        ("Từ khi Luật Trẻ em năm 2016 có hiệu lực", ["Luật Trẻ em năm 2016"]),
        ("Khi thực hiện Luật Trẻ em, các xã lưu ý", ["Luật Trẻ em"]),
    ],
)
def test_a_law_still_to_be_passed_is_none(sentence: str, found: list[str]) -> None:
    if "Nghị định" in sentence:  # the law inside the title is one, the decree is not yet
        assert [c.text for c in read(sentence) if c.kind == "titled"] == found
    else:
        assert [c.text for c in read(sentence)] == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Tham mưu xây dựng Khung Kiến trúc số huyện và Chiến lược dữ liệu mở huyện.", []),
        ("Sở xây dựng Đề án y tế vùng cao, Chiến lược phát triển y tế dự phòng đến năm 2030.", []),
        ("Trình HĐND tỉnh Đề án phát triển chợ đêm và Quy hoạch tổng thể bảo tồn di tích đến năm 2030.", []),
        ("trình UBND tỉnh phê duyệt Đề án phát triển chợ đêm giai đoạn 2021-2025.", []),
        ("Ban hành Kế hoạch thực hiện Đề án sân chơi trẻ em và Chương trình sữa học đường.", None),
        ("Xây dựng kế hoạch theo Chiến lược phát triển nghề cá Việt Nam và Đề án trồng rừng ven biển.", None),
        (
            "Xây dựng nông thôn mới, Chương trình sữa học đường vùng cao được bố trí vốn.",
            ["Chương trình sữa học đường vùng cao"],
        ),
        ("UBND tỉnh đã ban hành Chương trình phát triển chợ đêm và Đề án cải tạo kênh rạch.", None),
    ],
)
def test_a_verb_of_drafting_governs_all_its_objects(sentence: str, found: list[str] | None) -> None:
    want = re.findall(r"(?:Chương trình|Đề án|Chiến lược) .+?(?= và |[.])", sentence) if found is None else found
    assert [c.text for c in read(sentence)] == want


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Chính sách quốc gia về dinh dưỡng được triển khai", "Chính sách quốc gia về dinh dưỡng"),
        ("Chính sách hỗ trợ nhà ở cho người nghèo; Chính sách quốc gia này", None),
        (
            "trong Quy hoạch tổng thể nghề cá của tỉnh đến năm 2020, tạo đà",
            "Quy hoạch tổng thể nghề cá của tỉnh đến năm 2020",
        ),
        ("kết quả thực hiện Kế hoạch năm 2006-2010, các xã", "Kế hoạch năm 2006-2010"),
        ("theo Quy hoạch chung đô thị Tân Hòa đến năm 2040", "Quy hoạch chung đô thị Tân Hòa đến năm 2040"),
        ("theo Quy hoạch chung và Quy hoạch vùng", None),
        ("Lập Quy hoạch chung đô thị Tân Hòa đến năm 2040", None),
        (
            "đánh giá Kế hoạch phát triển kinh tế - xã hội giai đoạn 2016-2020 của huyện",
            "Kế hoạch phát triển kinh tế - xã hội giai đoạn 2016-2020",
        ),
        ("Kế hoạch phát triển kinh tế - xã hội giai đoạn 2026-2030 phải bám sát thực tiễn", None),
        ("thực hiện Kế hoạch phát triển kinh tế - xã hội giai đoạn 2031-2035", None),
        ("Xây dựng Kế hoạch phát triển kinh tế - xã hội giai đoạn 2016-2020", None),
        (
            "thực hiện Đề án trồng rau đến năm 2025 và những năm tiếp theo tại xã",
            "Đề án trồng rau đến năm 2025 và những năm tiếp theo",
        ),
        (
            "thực hiện Đề án trồng rau đến năm 2025; Kế hoạch triển khai thực hiện Chỉ thị số 7-CT/TW ngày 06/7/2021 "
            "và các đề án",
            "Kế hoạch triển khai thực hiện Chỉ thị số 7-CT/TW ngày 06/7/2021",
        ),
        ("báo cáo chuyên đề; Kế hoạch triển khai thực hiện Chỉ thị số 7-CT/TW ngày 06/7/2021 của Ban Bí thư", None),
        ("Ban hành Kế hoạch thực hiện Chỉ thị số 7-CT/TW ngày 06/7/2021 của Ban Bí thư", None),
    ],
)
def test_titles_of_policies_plans_and_periods(sentence: str, found: str | None) -> None:
    head = ["KẾ HOẠCH", "Phát triển nghề cá năm 2024", "I. NỘI DUNG", sentence]
    titled = [c.text for c in of(build(*head)) if c.kind == "titled"]
    assert titled[-1:] == ([found] if found else [])


def test_the_purpose_behind_a_document_is_not_its_matter() -> None:
    (directive, scheme) = read(
        "Thực hiện Chỉ thị số 7/CT-TTg ngày 03/6/2009 của Thủ tướng Chính phủ về việc lập kế hoạch 5 năm, "
        "để đạt các mục tiêu trong Đề án trồng rau sạch ven đô, UBND huyện yêu cầu"
    )
    assert (directive.subject, scheme.text) == ("lập kế hoạch 5 năm", "Đề án trồng rau sạch ven đô")
