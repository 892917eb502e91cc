from __future__ import annotations

import pytest

from khtool.resolution.issuers import Context, is_local, issuers, level_of, organ_slug

PLACES = {
    "quận": ("UBND quận Hoàng Mai", "Hoàng Mai", "2024-03-25"),
    "huyện": ("UBND huyện Lý Sơn", "Lý Sơn", "2025-04"),
    "phường": ("UBND phường Ba Đình", None, "2024"),
    "tỉnh": ("UBND tỉnh Đồng Tháp", "Đồng Tháp", "2025-11-19"),
    "sở": ("Sở Y tế", "Sơn La", "2024-05-01"),
}


@pytest.mark.parametrize(
    ("place", "name", "code", "expected"),
    [
        ("quận", "UBND Thành phố", "649/QĐ-UBND", ("UBND thành phố Hà Nội",)),
        ("quận", "Ủy ban nhân dân Quận", "1/QĐ-UBND", ("UBND quận Hoàng Mai",)),
        ("quận", "Thành ủy", "19-CT/TU", ("Thành ủy Hà Nội",)),
        ("quận", "HĐND thành phố Hà Nội", "17/2021/NQ-HĐND", ("HĐND thành phố Hà Nội",)),
        ("huyện", "UBND tỉnh", "65/KH-UBND", ("UBND tỉnh Quảng Ngãi",)),
        ("huyện", "Ban Thường vụ Tỉnh ủy", "10-CTr/TU", ("Tỉnh ủy Quảng Ngãi",)),
        ("huyện", "UBND thị xã", "3/KH-UBND", ()),
        ("phường", "UBND thị xã Bím Sơn", "1712/KH-UBND", ("UBND thị xã Bỉm Sơn",)),
        ("phường", "UBND thị xã", "1712/KH-UBND", ("UBND thị xã Bỉm Sơn",)),
        ("phường", "UBND tỉnh", "131/KH-UBND", ("UBND tỉnh Thanh Hóa",)),
        ("phường", None, "9/KH-UBND", ("UBND phường Ba Đình", "UBND thị xã Bỉm Sơn", "UBND tỉnh Thanh Hóa")),
        ("tỉnh", "UBND Tỉnh", "283/KH-UBND", ("UBND tỉnh Đồng Tháp",)),
        ("tỉnh", None, "133/TTr-SKHCN", ("Sở Khoa học và Công nghệ tỉnh Đồng Tháp",)),
        ("tỉnh", "Quốc hội khóa XV", "163/2024/QH15", ("Quốc hội",)),
        ("tỉnh", "Bộ trưởng Bộ Công an", "7619/QĐ-BCA", ("Bộ Công an",)),
        ("tỉnh", None, "56/2017/NĐ-CP", ("Chính phủ",)),
        ("tỉnh", "Bộ Chính trị", "28-CT/TW", ("Bộ Chính trị",)),
        ("sở", "UBND tỉnh", "5/KH-UBND", ("UBND tỉnh Sơn La",)),
    ],
)
def test_issuers(plan, cite, place: str, name: str | None, code: str, expected: tuple[str, ...]) -> None:
    organ, town, date = PLACES[place]
    # Thanh Hóa had two phường Ba Đình; that one is meant whose town the plan names, with a slip in its marks.
    above = cite("Kế hoạch số 2/KH-UBND của UBND thị xã Bím Sơn", code="2/KH-UBND", organ_name="UBND thị xã Bím Sơn")
    context = Context.of(plan(above, organ_name=organ, place=town, issued_date=date))
    assert issuers(name, code, context) == expected


def test_a_department_belongs_to_the_province_of_the_plan(plan) -> None:
    organ, town, date = PLACES["quận"]
    context = Context.of(plan(organ_name=organ, place=town, issued_date=date))
    (name,) = issuers("Sở Lao động - Thương binh và Xã hội", "525/KH-SLĐTBXH", context)
    assert organ_slug(name) == "so-lao-dong-thuong-binh-va-xa-hoi-thanh-pho-ha-noi"


def test_a_unit_of_many_names_is_told_by_the_units_above_it(plan, cite) -> None:
    unclear = plan(organ_name="UBND xã Tân Lập", issued_date="2024-01-01")
    assert [place.name for place in Context.of(unclear).line] == ["xã Tân Lập"]
    clear = plan(
        cite("Kế hoạch số 1/KH-UBND của UBND huyện Hướng Hóa", code="1/KH-UBND", organ_name="UBND huyện Hướng Hóa"),
        organ_name="UBND xã Tân Lập",
        issued_date="2024-01-01",
    )
    assert [place.name for place in Context.of(clear).line] == ["xã Tân Lập", "huyện Hướng Hóa", "tỉnh Quảng Trị"]


def test_two_units_of_one_name_share_their_province(plan) -> None:
    context = Context.of(plan(organ_name="UBND phường Ba Đình", issued_date="2024-05-29"))
    assert [place.name for place in context.line] == ["phường Ba Đình", "tỉnh Thanh Hóa"]


def test_units_that_the_tables_do_not_have(plan, cite) -> None:
    above = cite("Kế hoạch số 2/KH-UBND của UBND tỉnh Không Có", code="2/KH-UBND", organ_name="UBND tỉnh Không Có")
    context = Context.of(plan(above, organ_name="UBND huyện Chẳng Có", issued_date="2024-05-29"))
    assert issuers("UBND tỉnh", "5/KH-UBND", context) == ("UBND tỉnh Không Có",)
    assert issuers("UBND huyện", "5/KH-UBND", context) == ("UBND huyện Chẳng Có",)
    alone = Context.of(plan(organ_name="UBND huyện Chẳng Có", issued_date="2024-05-29"))
    assert issuers("UBND tỉnh", "5/KH-UBND", alone) == ()


def test_a_district_that_became_a_town_since(plan) -> None:
    context = Context.of(plan(organ_name="UBND huyện Mộc Châu", issued_date="2023-05-29"))
    assert issuers("UBND tỉnh", "5/KH-UBND", context) == ("UBND tỉnh Sơn La",)
    assert issuers("UBND huyện", "5/KH-UBND", context) == ("UBND huyện Mộc Châu",)


@pytest.mark.parametrize(
    ("code", "local"),
    [
        ("115/KH-UBND", True),
        ("19-CT/TU", True),
        ("1472/QĐ-TTg", False),
        ("28-CT/TW", False),
        ("36/2018/TT-BLĐTBXH", False),
    ],
)
def test_is_local(code: str, local: bool) -> None:
    assert is_local(code) is local


@pytest.mark.parametrize(
    ("organ", "fallback", "level"),
    [
        ("Quốc hội", None, "quoc_hoi"),
        ("UBND tỉnh Điện Biên", None, "tinh"),
        ("UBND huyện Tuần Giáo", None, "huyen"),
        ("UBND phường Ba Đình", None, "xa"),
        ("Tỉnh ủy Đồng Tháp", None, "dang"),
        ("Sở Y tế tỉnh Sơn La", None, "so"),
        (None, "xa", "xa"),
        (None, "trung_uong", None),
    ],
)
def test_level(organ: str | None, fallback: str | None, level: str | None) -> None:
    assert level_of(organ, fallback) == level
