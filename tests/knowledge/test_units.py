from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.knowledge import units
from khtool.knowledge.tables import items, rows
from khtool.knowledge.units import all_units, children, find, near, parent, province, successor, successors


@pytest.mark.parametrize(
    ("day", "tinh", "huyen", "xa"), [("2025-06-30", 63, 696, 10_035), ("2025-07-01", 34, 0, 3_321)]
)
def test_counts(day: str, tinh: int, huyen: int, xa: int) -> None:
    standing = [unit.level for unit in all_units() if unit.exists_on(day)]
    assert [standing.count(level) for level in ("tinh", "huyen", "xa")] == [tinh, huyen, xa]


def test_kinds_of_the_new_map() -> None:
    standing = [unit for unit in all_units() if unit.exists_on("2025-07-01")]
    counts = {kind: sum(unit.kind == kind for unit in standing) for kind in ("xã", "phường", "đặc khu", "thành phố")}
    assert counts == {"xã": 2621, "phường": 687, "đặc khu": 13, "thành phố": 6}
    assert all(parent(unit) and parent(unit).level == "tinh" for unit in standing if unit.level == "xa")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "full", "of"),
    [
        ("huyện Tuần Giáo", "huyện Tuần Giáo", "Điện Biên"),
        ("huyện đảo Lý Sơn", "huyện Lý Sơn", "Quảng Ngãi"),
        ("TX. Bỉm Sơn", "thị xã Bỉm Sơn", "Thanh Hóa"),
        ("quận Hoàng Mai", "quận Hoàng Mai", "Hà Nội"),
        ("Quận 01", "quận 1", "Hồ Chí Minh"),
        ("TP. Thủ Đức", "thành phố Thủ Đức", "Hồ Chí Minh"),
        ("đặc khu Phú Quốc", "đặc khu Phú Quốc", "An Giang"),
    ],
)
def test_find_with_kind(name: str, full: str, of: str) -> None:
    (unit,) = find(name)
    assert (unit.full_name, province(unit).name) == (full, of)


def test_find_narrows() -> None:
    assert {unit.kind for unit in find("Tuần Giáo")} == {"huyện", "thị trấn", "xã"}
    assert {province(unit).name for unit in find("Tuần Giáo")} == {"Điện Biên"}
    assert [unit.kind for unit in find("Tuần Giáo", level="huyen")] == ["huyện"]
    assert [unit.kind for unit in find("Tuần Giáo", date="2025-09-01")] == ["xã"]
    assert len(find("phường Ba Đình", date="2024-01-01")) == 2
    (ward,) = find("phường Ba Đình", parent="thị xã Bỉm Sơn")
    assert ward.valid_to == "2025-06-30"
    assert parent(ward) == find("thị xã Bỉm Sơn")[0]
    assert find("phường Ba Đình", parent=find("Hà Nội")[0], date="2025-09-01")[0].kind == "phường"
    assert find("Bím Sơn") == find("huyện Không Có") == find("") == []


def test_a_province_that_keeps_its_name_is_one_unit() -> None:
    for name in ("Tuyên Quang", "Thanh Hóa", "TP.HCM", "Đắc Lắc"):
        assert len(find(name, level="tinh")) == 1, name
    (tuyen_quang,) = find("tỉnh Tuyên Quang")
    assert {u.level for u in children(tuyen_quang, date="2025-06-30")} == {"huyen"}
    assert {u.level for u in children(tuyen_quang, date="2025-07-01")} == {"xa"}
    assert children(tuyen_quang, level="huyen") == children(tuyen_quang, date="2020-01-01")


def test_hue() -> None:
    assert [unit.full_name for unit in find("Huế", date="2024-06-01")] == ["thành phố Huế"]
    assert find("Huế", date="2024-06-01")[0].level == "huyen"
    assert find("Huế", date="2025-02-01")[0].level == "tinh"
    assert successor(find("Thừa Thiên Huế")[0]) == find("thành phố Huế", level="tinh")[0]


def test_moc_chau_became_a_town() -> None:
    for day, name in (("2025-01-31", "huyện Mộc Châu"), ("2025-02-01", "thị xã Mộc Châu")):
        assert [unit.full_name for unit in find("Mộc Châu", level="huyen", date=day)] == [name]
    assert find("Mộc Châu", level="huyen", date="2025-07-01") == []
    assert successors(find("huyện Mộc Châu")[0]) == find("thị xã Mộc Châu")


@pytest.mark.parametrize(
    ("name", "into"),
    [
        ("tỉnh Hà Giang", ["tỉnh Tuyên Quang"]),
        ("huyện Lý Sơn", ["đặc khu Lý Sơn"]),
        ("quận 9", ["thành phố Thủ Đức"]),
        ("xã Tuần Giáo", []),
    ],
)
def test_successors(name: str, into: list[str]) -> None:
    assert [unit.full_name for unit in successors(find(name)[0])] == into


def test_every_unit_that_ended_went_somewhere_that_came_later() -> None:
    for unit in all_units():
        if unit.valid_to is None:
            assert successors(unit) == [], unit
            continue
        assert successors(unit), unit
        for heir in successors(unit):
            assert heir.valid_to is None or heir.valid_to > unit.valid_to, (unit, heir)
            if unit.valid_to == units.LAST_OLD_DAY and unit.level != "tinh":
                assert heir.level == "xa"
                home = province(unit)
                assert province(heir) in (home, *successors(home))


def test_former_units_name_their_heirs() -> None:
    for row in rows("units_former"):
        (unit,) = [u for u in find(row["name"], kind=row["kind"]) if u.valid_to == row["valid_to"]]
        assert len(successors(unit)) == len(items(row["successors"])), row
        assert row["confidence"] in ("high", "medium", "low")


def test_near() -> None:
    assert {unit.full_name for unit in near("Bím Sơn")} == {"thị xã Bỉm Sơn", "phường Bỉm Sơn"}
    assert [unit.full_name for unit in near("thị xã Bím Sơn")] == ["thị xã Bỉm Sơn"]
    assert [unit.full_name for unit in near("tỉnh Thanh Hoa")] == ["tỉnh Thanh Hóa"]
    assert near("thị xã Bỉm Sơn") == []
    assert "tỉnh Điện Biên" not in {unit.full_name for unit in near("Dien Bien")}  # two syllables differ


def test_keys_made_at_once_are_those_made_one_by_one() -> None:
    for unit in all_units():
        assert unit in find(unit.full_name), unit


@given(st.text(max_size=30))
def test_any_text_may_be_asked(text: str) -> None:
    for unit in find(text):
        assert unit.name
    near(text)
