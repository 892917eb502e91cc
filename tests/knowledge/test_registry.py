from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.knowledge.normal import code_key, split_code
from khtool.knowledge.registry import Registry, Title, registry
from khtool.knowledge.registry_file import RegistryFile
from khtool.knowledge.tables import DATA
from khtool.knowledge.types import agrees, canonical_code, shape_of

RELATIONS = {"thuc_hien", "can_cu", "quy_dinh_chi_tiet", "huong_dan", "thay_the", "sua_doi", "tiep_noi", "trich_dan"}


def keys(found: list) -> list[str]:  # type: ignore[type-arg]
    return [document.key for document in found]


@pytest.mark.parametrize(
    ("code", "day", "organ"),
    [
        ("121/2020/QH14", "2020-06-19", "Quốc hội"),
        ("1472/QĐ-TTg", "2020-09-28", "Thủ tướng Chính phủ"),
        ("56/2017/NĐ-CP", "2017-05-09", "Chính phủ"),
        ("23/CT-TTg", "2020-05-26", "Thủ tướng Chính phủ"),
        ("102/2016/QH13", "2016-04-05", "Quốc hội"),
        ("13/2021/TT-BLĐTBXH", "2021-09-30", "Bộ Lao động - Thương binh và Xã hội"),
        ("20-CT/TW", "2012-11-05", "Bộ Chính trị"),
    ],
)
def test_by_code(code: str, day: str, organ: str) -> None:
    found = [document for document in registry().by_code(code) if document.issued_date == day]
    assert [document.organ_name for document in found] == [organ]
    assert found[0].date_confidence == "high"
    assert code_key(found[0].code or "") == code_key(code)


def test_one_number_of_two_years_is_two_documents() -> None:
    days = {d.key: d.issued_date for d in registry().by_code("06/QĐ-TTg")}
    assert days["06/QĐ-TTg@2019"] == "2019-01-03" and days["06/QĐ-TTg@2022"] == "2022-01-06"


def test_spelling_of_the_number_does_not_count() -> None:
    assert registry().by_code("6/QĐ - TTG") == registry().by_code("06/QĐ-TTg")
    assert registry().by_code("212/2020/QH") == registry().by_code("") == registry().by_code("nothing") == []


def test_a_law_and_a_resolution_of_one_number() -> None:
    both = registry().by_code("55/2010/QH12")
    assert sorted(d.type_name for d in both) == ["Luật", "Nghị quyết"]
    assert keys(both) == ["55/2010/QH12", "55/2010/QH12@NQ"]


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Luật Trẻ em", None, ["102/2016/QH13"]),
        ("Luật trẻ em năm 2016", None, ["102/2016/QH13"]),
        ("Luật Trẻ em 2016", "2016-06-01", ["102/2016/QH13"]),
        ("Luật Trẻ em", "2016-06-01", []),  # not yet in force
        ("Luật Trẻ em năm 2004", None, []),
        ("Bộ luật hình sự", "2023-04-01", ["100/2015/QH13"]),
        ("Bộ luật Hình sự", "2012-04-01", ["15/1999/QH10"]),
        ("Luật Phòng, chống bạo lực gia đình", None, ["02/2007/QH12", "13/2022/QH15"]),
        ("Luật Phòng chống bạo lực gia đình", "2021-05-31", ["02/2007/QH12"]),
        ("Luật Phòng, chống bạo lực gia đình", "2023-07-01", ["13/2022/QH15"]),
        ("Luật Ngân sách nhà nước", "2025-12-31", ["83/2015/QH13"]),
        ("Luật Ngân sách nhà nước", "2026-01-01", ["89/2025/QH15"]),
        ("Hiến pháp năm 2013", None, ["HP-2013"]),
        ("Công ước của Liên hợp quốc về quyền trẻ em", None, []),
        ("Công ước Quốc tế về quyền trẻ em", None, ["CRC"]),
        ("Luật Phép thuật", None, []),
        ("Luật NSNN", "2025-12-31", ["83/2015/QH13"]),  # by its first letters
        ("Luật PCTT", None, ["33/2013/QH13"]),
        ("Luật TE", None, []),  # two letters are too few
        ("Luật Thủy sản", None, ["18/2017/QH14"]),
        ("Luật Tài nguyên nước", "2025-01-01", ["28/2023/QH15"]),
        ("Luật Công nghệ thông tin", "2026-07-01", []),  # replaced by the Luật Chuyển đổi số
        ("Công ước Quốc tế về trẻ em", None, ["CRC"]),
        ("Công ước CEDAW", None, ["CEDAW"]),
    ],
)
def test_by_name(name: str, day: str | None, expected: list[str]) -> None:
    assert keys(registry().by_name(name, day)) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Chương trình hành động quốc gia vì trẻ em giai đoạn 2021-2030", ["23/QĐ-TTg@2021"]),
        ("Chương trình hành động quốc gia vì trẻ em giai đoạn 2012 - 2020", ["1555/QĐ-TTg@2012"]),
        ("Chương trình hành động quốc gia vì trẻ em", ["1555/QĐ-TTg@2012", "23/QĐ-TTg@2021"]),
        ("Chương trình hành động quốc gia vì trẻ em giai đoạn 2031-2040", []),
        ("Chương trình hành động quốc gia vì trẻ em trên địa bàn tỉnh", []),
        ("phê duyệt Chương trình phòng, chống tai nạn, thương tích trẻ em đến năm 2030", ["1248/QĐ-TTg@2021"]),
        ("Công ước của Liên hợp quốc về quyền trẻ em", ["CRC"]),
        ("Trẻ em", []),  # the matter of a law is no title
    ],
)
def test_by_title(title: str, expected: list[str]) -> None:
    assert keys(registry().by_title(title)) == expected


@pytest.mark.parametrize(
    ("title", "bare", "years"),
    [
        ("Phê duyệt Đề án X giai đoạn 2021 - 2025", "đề án x", ("2021", "2025")),
        ("Ban hành Kế hoạch Y đến năm 2030, tầm nhìn đến năm 2045", "kế hoạch y", ("2030",)),
        ("Kế hoạch Y năm 2024 trên địa bàn xã", "kế hoạch y năm 2024 trên địa bàn xã", ()),
    ],
)
def test_parts_of_a_title(title: str, bare: str, years: tuple[str, ...]) -> None:
    assert Title.of(title) == Title(bare, years)


def test_by_date() -> None:
    assert "1472/QĐ-TTg@2020" in keys(registry().by_date("2020-09-28"))
    assert all(d.issued_date == "2020-09-28" for d in registry().by_date("2020-09-28"))
    assert registry().by_date("2020-09") == registry().by_date("") == []


def test_edges() -> None:
    (edge,) = registry().edges_from("1472/QĐ-TTg@2020")
    assert (edge.relation, edge.target, edge.external) == ("thuc_hien", "121/2020/QH14", False)
    assert edge in registry().edges_to("121/2020/QH14")
    assert {e.origin for e in registry().edges_to("102/2016/QH13")} >= {"56/2017/NĐ-CP", "130/2021/NĐ-CP"}
    assert ("thay_the", "144/2013/NĐ-CP") in {(e.relation, e.target) for e in registry().edges_from("130/2021/NĐ-CP")}
    assert registry().edges_from("nothing") == registry().edges_to("nothing") == []


def test_every_edge_ends_in_the_registry_or_says_that_it_does_not() -> None:
    known = set(registry().all_keys())
    assert len(known) == len(registry()) == sum(1 for _ in registry().all_keys()) > 10_000
    ends = [edge for key in known for edge in registry().edges_from(key)]
    assert len(ends) > 2_000
    for edge in ends:
        assert edge.relation in RELATIONS
        assert edge.source in {"codification", "database", "list", "page", "memory", "inferred"}
        assert (edge.target in known) is not edge.external, edge
        if edge.external:
            assert shape_of(edge.target), edge


def test_every_row_is_what_it_says() -> None:
    for document in registry().all():
        assert document.confidence in ("high", "medium", "low"), document
        assert document.date_confidence in ("high", "medium", "low"), document
        assert document.type_name and document.sources, document
        if document.code:
            assert canonical_code(document.code) == document.code, document
            assert shape_of(document.code), document
            assert agrees(document.type_name, document.code), document
            year = split_code(document.code).year
            assert not year or not document.issued_date or document.issued_date[:4] == str(year), document
            assert bool(year) or "@" in document.key or not document.issued_date, document
        if document.issued_date and len(document.issued_date) == 10:
            assert date.fromisoformat(document.issued_date).year > 1940, document
        for day in (document.effective_from, document.effective_to):
            assert day is None or date.fromisoformat(day), document
        for source in document.sources:
            assert source.partition(":")[0] in {"codification", "database", "list", "page", "memory", "observed"}, (
                document
            )


def test_every_document_is_found_by_its_number_name_title_and_day() -> None:
    for number, document in enumerate(registry().all()):
        if number % 7 and document.confidence != "high":
            continue
        assert registry().get(document.key) == document
        if document.code:
            assert document in registry().by_code(document.code)
        if document.issued_date and len(document.issued_date) == 10:
            assert document in registry().by_date(document.issued_date)
        for alias in document.aliases:
            assert document in registry().by_name(alias)
        if document.subject and document.type_name not in ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"):
            assert document in registry().by_title(document.subject) or " " not in document.subject
        elif document.subject:
            assert document in registry().by_name(f"{document.type_name} {document.subject}")


def test_it_is_small_and_quick() -> None:
    assert (DATA / "registry.bin").stat().st_size < 1_000_000
    registry().by_code("56/2017/NĐ-CP")
    best = 9.0
    for _ in range(5):
        start = time.perf_counter()
        assert Registry(RegistryFile(DATA / "registry.bin")).by_code("121/2020/QH14")
        best = min(best, time.perf_counter() - start)
    assert best < 0.1  # 1 ms on an idle laptop


@given(st.text(max_size=30))
def test_any_text_may_be_asked(text: str) -> None:
    for answer in (registry().by_code(text), registry().by_name(text), registry().by_title(text)):
        assert isinstance(answer, list)
    assert registry().get(text) is None or text in registry().all_keys()
