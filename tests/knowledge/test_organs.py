from __future__ import annotations

import re

import pytest

from khtool.knowledge import organs
from khtool.knowledge.organs import by_name, by_notation, exists_on, level_of_name, successors


def ids(found: list[organs.Organ]) -> list[str]:
    return [organ.id for organ in found]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("UBND huyện Tuần Giáo", ["ubnd-huyen"]),
        ("Ủy ban nhân dân thành phố Cần Thơ", ["ubnd-tinh"]),
        ("UBND thành phố Vinh", ["ubnd-huyen"]),
        ("UBND các xã, phường, đặc khu", ["ubnd-xa"]),
        ("Sở Lao động – TB&XH", ["sldtbxh"]),
        ("Sở Lao động Thương binh và Xã hội tỉnh Sơn La", ["sldtbxh"]),
        ("Sở Y tế Thanh Hóa", ["syt"]),
        ("Giám đốc Sở Y tế", ["syt"]),
        ("Bộ trưởng Bộ Y tế", ["byt"]),
        ("Thủ tướng Chính phủ", ["ttg"]),
        ("Ban Bí thư Trung ương Đảng", ["bbt"]),
        ("Tỉnh ủy Điện Biên", ["tu"]),
        ("Ban Thường vụ Thành ủy", ["tu"]),
        ("Công an huyện", ["ca-huyen"]),
        ("Ủy ban MTTQ Việt Nam phường", ["mttq-xa"]),
        ("Đoàn TNCS Hồ Chí Minh tỉnh", ["doan-tinh"]),
        ("Phòng TC-KH", ["ptckh-huyen"]),
        ("Phòng Kinh tế", ["pkt-huyen", "pkt-xa"]),
        ("Phòng Phép thuật", []),
        ("Các sở, ban, ngành", []),
    ],
)
def test_by_name(name: str, expected: list[str]) -> None:
    assert ids(by_name(name)) == expected


def test_a_date_chooses_among_bodies_of_one_name() -> None:
    assert ids(by_name("Phòng Kinh tế", "2024-03-25")) == ["pkt-huyen"]
    assert ids(by_name("Phòng Kinh tế", "2025-09-01")) == ["pkt-xa"]


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("QĐ-TTg", ["ttg"]),
        ("NQ-HĐND", ["hdnd-tinh", "hdnd-huyen", "hdnd-xa"]),
        ("KH-SLĐTB&XH", ["sldtbxh"]),
        ("QH14", ["qh"]),
        ("121/2020/QH14", ["qh"]),
        ("PL-UBTVQH11", ["ubtvqh"]),
        ("CT/TW", ["tw", "bct-dang", "bbt"]),
        ("982/LĐTBXH-TE", ["bldtbxh", "sldtbxh", "pldtbxh"]),
        ("BNV-VP", ["bnv"]),
        ("55a/2013/QĐ-TTg", ["ttg"]),
        ("TTLT-VKSNDTC-TANDTC-BCA", ["vksndtc"]),
        ("KH-XYZ", []),
    ],
)
def test_by_notation(notation: str, expected: list[str]) -> None:
    assert ids(by_notation(notation)) == expected


@pytest.mark.parametrize(
    ("name", "date", "level"),
    [
        ("UBND huyện Tuần Giáo", None, "huyen"),
        ("UBND thành phố Cần Thơ", None, "tinh"),
        ("UBND thị xã Bỉm Sơn", None, "huyen"),
        ("UBND phường Ba Đình", None, "xa"),
        ("UBND xã Tuần Giáo, tỉnh Điện Biên", None, "xa"),
        ("UBND đặc khu Lý Sơn", None, "xa"),
        ("UBND thành phố Huế", "2024-05-01", "huyen"),
        ("UBND thành phố Huế", "2025-05-01", "tinh"),
        ("UBND thành phố Thủ Đức, Thành phố Hồ Chí Minh", None, "huyen"),
        ("Sở Y tế", None, "tinh"),
        ("Sở Chuyện lạ", None, "tinh"),
        ("Bộ Công an", None, "trung_uong"),
        ("Quốc hội", None, "trung_uong"),
        ("Phòng Nội vụ", None, "huyen"),
        ("Phòng Văn hóa - Xã hội", None, "xa"),
        ("Phòng Kinh tế", None, None),
        ("Phòng Kinh tế", "2025-09-01", "xa"),
        ("Phòng Kinh tế", "2024-09-01", "huyen"),
        ("Huyện ủy", None, "huyen"),
        ("UBND thành phố", None, None),
        ("Công ty cổ phần X", None, None),
    ],
)
def test_level_of_name(name: str, date: str | None, level: str | None) -> None:
    assert level_of_name(name, date) == level


def test_dates_of_the_reforms() -> None:
    (ministry,) = by_name("Bộ LĐTBXH")
    assert exists_on(ministry, "2025-02-28") and not exists_on(ministry, "2025-03-01")
    assert exists_on(ministry, "2025") and exists_on(ministry, "2025-02") and not exists_on(ministry, "2025-03")
    assert "byt" in ids(successors(ministry))
    (district,) = by_name("UBND huyện Mai Sơn")
    assert exists_on(district, "2025-06-30") and not exists_on(district, "2025-07-01")
    (office,) = by_name("Phòng Văn hóa - Xã hội")
    assert exists_on(office, "2025-07-01") and not exists_on(office, "2025-06-30")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sở LĐTBXH", {"Sở Nội vụ", "Sở Y tế"}),
        ("Sở Kế hoạch và Đầu tư", {"Sở Tài chính"}),
        ("Sở Tài nguyên và Môi trường", {"Sở Nông nghiệp và Môi trường"}),
        ("Sở NN&PTNT", {"Sở Nông nghiệp và Môi trường"}),
        ("Sở GTVT", {"Sở Xây dựng"}),
        ("Sở TT&TT", {"Sở Khoa học và Công nghệ"}),
        ("Ban Dân tộc", {"Sở Dân tộc và Tôn giáo"}),
        ("Phòng LĐTBXH", {"Phòng Nội vụ"}),
    ],
)
def test_successors(old: str, new: set[str]) -> None:
    (organ,) = by_name(old)
    assert not exists_on(organ, "2025-07-01")
    assert new <= {successor.name for successor in successors(organ)}


def test_the_table_holds_together() -> None:
    every = organs.all_organs()
    known = {organ.id for organ in every}
    assert len(known) == len(every)
    for organ in every:
        assert organ.tier in ("trung_uong", "tinh", "huyen", "xa"), organ.id
        assert organ.confidence in ("high", "medium", "low"), organ.id
        assert organ.parent is None or organ.parent in known, organ.id
        assert len(successors(organ)) == len(organ.successors), organ.id
        for day in (organ.valid_from, organ.valid_to):
            assert day is None or re.fullmatch(r"\d{4}-\d\d-\d\d", day), organ.id
        assert (organ.valid_from or "") <= (organ.valid_to or "9999"), organ.id


@pytest.mark.parametrize("organ", organs.all_organs(), ids=lambda organ: organ.id)
def test_every_name_and_alias_finds_its_organ(organ: organs.Organ) -> None:
    for name in (*organ.name.split(" / "), *organ.aliases):
        assert organ in by_name(re.sub(r"\s*\([^)]*\)", "", name)), name
    for notation in organ.notations:
        assert organ in by_notation(notation), notation
        assert organ in by_notation(f"BC-{notation}"), notation
