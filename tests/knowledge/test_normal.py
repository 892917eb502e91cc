from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.knowledge.normal import code_key, name_key, normal_code, parse_date, slug, split_code


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("140/KH - UBND", "140/KH-UBND"),
        ("10- CTr/TU", "10-CTR/TU"),
        ("0125/KH-UBND", "0125/KH-UBND"),
        ("56/2017/NÐ–CP", "56/2017/NĐ-CP"),  # eth for Đ, an en dash
        ("11/2026/TT-BTС", "11/2026/TT-BTC"),  # a Cyrillic С
        ("Số: 05/KH-UBND.", "05/KH-UBND"),
        ("55a/2013/QĐ-TTg", "55A/2013/QĐ-TTG"),
    ],
)
def test_normal_code(written: str, normal: str) -> None:
    assert normal_code(written) == normal


def test_leading_zeros_count_in_the_normal_form_but_not_in_the_key() -> None:
    assert normal_code("0125/KH-UBND") != normal_code("125/KH-UBND")
    assert code_key("0125/KH-UBND") == code_key("125/KH-UBND") == "125/KH-UBND"
    assert code_key("05-CT/TW") == "5-CT/TW"
    assert code_key("10/KH-UBND") != code_key("1/KH-UBND")


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("115/KH-UBND", ("115", None, "KH-UBND")),
        ("56/2017/NĐ-CP", ("56", 2017, "NĐ-CP")),
        ("121/2020/QH14", ("121", 2020, "QH14")),
        ("55a/2013/QĐ-TTg", ("55a", 2013, "QĐ-TTg")),
        ("28-CT/TW", ("28", None, "CT/TW")),
        ("1472 / QĐ - TTg", ("1472", None, "QĐ-TTg")),
        ("37/CP", ("37", None, "CP")),
        ("/KH-UBND", ("", None, "KH-UBND")),
        ("QĐ", ("", None, "QĐ")),
    ],
)
def test_split_code(code: str, parts: tuple[str, int | None, str]) -> None:
    assert split_code(code) == parts


@given(st.text(alphabet="0123456789/-–aĐTWKHUBNDQCP ", max_size=20))
def test_codes_of_any_text(text: str) -> None:
    assert normal_code(normal_code(text)) == normal_code(text)
    assert " " not in normal_code(text)
    split_code(text)


def test_slug() -> None:
    assert slug("UBND thành phố Cần Thơ") == "ubnd-thanh-pho-can-tho"
    assert slug("121/2020/QH14") == "121-2020-qh14"
    assert slug("Đắk Lắk – Ðồng Nai") == "dak-lak-dong-nai"


@given(st.text(max_size=40))
def test_slugs_are_ascii(text: str) -> None:
    assert all(c in "abcdefghijklmnopqrstuvwxyz0123456789-" for c in slug(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ủy ban nhân dân huyện Tuần Giáo", "UBND huyện Tuần Giáo"),
        ("Uỷ ban Nhân dân TP. Hồ Chí Minh", "UBND Thành phố Hồ Chí Minh"),
        ("Tp Hà Nội", "thành phố Hà Nội"),
        ("HĐND tỉnh", "Hội đồng nhân dân tỉnh"),
        ("Sở LĐ-TB&XH", "Sở Lao động – Thương binh và Xã hội"),
        ("Sở Lao động Thương binh và Xã hội", "Sở LĐTBXH"),
        ("Phòng VH&TT", "Phòng Văn hóa - Thông tin"),
        ("UBMTTQVN xã", "Ủy ban Mặt trận Tổ quốc Việt Nam xã"),
        ("Luật phòng chống bạo lực gia đình", "Luật Phòng, chống bạo lực gia đình"),
        ("Bộ luật hình sự", "Bộ luật Hình sự"),
        ("hoà giải", "hòa giải"),
        ("Trạm y tế, kỹ thuật", "Trạm Y tế kĩ thuật"),
        ("TX. Bỉm Sơn", "thị xã Bỉm Sơn"),
        ("BÀ RỊA – VŨNG TÀU", "Bà Rịa-Vũng Tàu"),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Y tế", "Bộ Y tế"),
        ("Bím Sơn", "Bỉm Sơn"),
        ("Luật Trẻ em", "Luật Thanh niên"),
        ("UBND xã A", "HĐND xã A"),
        ("TPP", "thành phốP"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(max_size=40))
def test_name_keys_are_stable(text: str) -> None:
    assert name_key(name_key(text)) == name_key(name_key(name_key(text)))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("19/6/2020", "2020-06-19"),
        ("09-5-2017", "2017-05-09"),
        ("31.5.2021", "2021-05-31"),
        ("ngày 19 tháng 6 năm 2020", "2020-06-19"),
        ("Cần Thơ, ngày 31 tháng 5 năm 2021", "2021-05-31"),
        ("ngày   tháng 4 năm 2025", "2025-04"),
        ("tháng 4 năm 2025", "2025-04"),
        ("tháng 4/2025", "2025-04"),
        ("ngày … tháng … năm 2021", "2021"),
        ("năm 2021", "2021"),
        ("2021", "2021"),
        ("2020-06-19", "2020-06-19"),
        ("31/02/2020", None),
        ("ngày 19 tháng 13 năm 2020", None),
        ("số 15/2021/NĐ-CP", None),
        ("không có ngày", None),
        ("", None),
    ],
)
def test_parse_date(text: str, iso: str | None) -> None:
    assert parse_date(text) == iso


@given(st.dates(min_value=date(1945, 9, 2)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    for text in (
        f"{day.day}/{day.month}/{day.year:04}",
        f"{day.day:02}-{day.month:02}-{day.year:04}",
        f"ngày {day.day:02} tháng {day.month} năm {day.year:04}",
    ):
        assert parse_date(text) == day.isoformat()
