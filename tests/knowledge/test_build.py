"""The build scripts: the same input gives the same bytes, and the rules of merging."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from khtool.knowledge.registry import Registry, added_rows, digest_of
from khtool.knowledge.registry_file import RegistryFile, Row, digest, row_order, write
from khtool.knowledge.tables import DATA

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

import build_registry

TABLES = {
    "national_documents": (
        "key,code,type_name,issued_date,organ_name,subject,aliases,effective_from,effective_to,effective_verified,"
        "replaced_by,based_on,verification",
        [
            "1/2019/QH14,1/2019/QH14,Luật,2019-05-01,Quốc hội,Mưa,,2020-01-01,,memory,,,full",
            "7/QĐ-TTg@2021,7/QĐ-TTg,Quyết định,2021-02-03,Thủ tướng Chính phủ,Phê duyệt Đề án Nắng,,,,,,"
            "trien_khai:1/2019/QH14;can_cu:9/2018/NĐ-CP,memory",
        ],
    ),
    "codified_documents": (
        "code,type_name,issued_date,organ_name,subject,effective_from,articles,dissent,other_dates,amended_by",
        [
            "01/2019/QH14,Luật,2019-05-02,Quốc hội,Luật Mưa,,9,0,,03/2022/QH15",
            "03/2022/QH15,Luật,2022-05-02,Quốc hội,Sửa đổi một số điều của Luật Mưa,2023-01-01,9,0,,",
            "05/2010/QH12,Luật,2010-05-02,Quốc hội,Gió,,9,0,,",
            "05/2010/QH12,Nghị quyết,2010-06-30,Quốc hội,Về gió,,9,0,,",
            "06/2010/TT-BYT,Thông tư,2013-06-30,Bộ Y tế,Về sai năm,,9,0,,",
            "07/2010/TT-BYT,Thông tư,2010-02-31,Bộ Y tế,Về sai ngày,,9,0,,",
        ],
    ),
    "database_documents": ("code,type_name,issued_date,subject,status,effective_from,effective_to,based_on", []),
    "observed_documents": (
        "code,type_name,issued_date,organ_name,subject,sources,dissent,other_dates",
        [
            "7/QĐ-TTg,Quyết định,2021-02-03,,,2,0,",
            "7/QĐ-TTg,Quyết định,2023-04-05,,,1,0,",
            "7/QĐ-TTg,Quyết định,2020-02-03,,,1,0,",
            "04/2020/TT-BYT,Thông tư,2020-04-05,Bộ trưởng Bộ,,3,1,2020-05-04",
        ],
    ),
}


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    for name, (heading, table) in TABLES.items():
        (tmp_path / f"{name}.csv").write_text("\n".join([heading, *table, ""]), encoding="utf-8")
    heading = (DATA / "documents_added.csv").read_text(encoding="utf-8").partition("\n")[0]
    added = [
        "8/QĐ-TTg,Quyết định,2022-02-03,Thủ tướng Chính phủ,thu_tuong,Đề án Mây,,,,,thuc_hien:1/2019/QH14,list",
        "9/2025/QH15,Luật,2025-02-03,Quốc hội,quoc_hoi,Mưa và gió,,2026-01-01,,,thay_the:1/2019/QH14,page",
        "29-NQ/TW,Nghị quyết,2013-11-04,Ban Chấp hành Trung ương,dang,Về sương,,,,,,page",
        "TREATY,Công ước,1989-11-20,Liên hợp quốc,quoc_te,Công ước về mây,Công ước Mây,,,,,memory",
    ]
    (tmp_path / "added.csv").write_text("\n".join([heading, *added, ""]), encoding="utf-8")
    return tmp_path


def test_merging(reference: Path) -> None:
    build_registry.build(reference, reference / "one.bin", reference / "added.csv")
    build_registry.build(reference, reference / "two.bin", reference / "added.csv")
    assert (reference / "one.bin").read_bytes() == (reference / "two.bin").read_bytes()
    registry = Registry(RegistryFile(reference / "one.bin"))
    assert sorted(registry.all_keys()) == [
        "03/2022/QH15",
        "04/2020/TT-BYT",
        "05/2010/QH12",
        "05/2010/QH12@NQ",
        "07/2010/TT-BYT",
        "1/2019/QH14",
        "29-NQ/TW@2013",
        "7/QĐ-TTg@2021",
        "7/QĐ-TTg@2023",
        "8/QĐ-TTg@2022",
        "9/2025/QH15",
        "TREATY",
    ]
    law = registry.get("1/2019/QH14")
    assert law is not None
    # the row read by hand gives the date; the codification's stays known
    assert (law.issued_date, law.other_dates, law.subject) == ("2019-05-01", ("2019-05-02",), "Mưa")
    assert law.sources == ("list", "codification")
    assert (law.effective_from, law.effective_confidence) == ("2020-01-01", "low")
    assert [(e.relation, e.origin) for e in registry.edges_to("1/2019/QH14")] == [
        ("sua_doi", "03/2022/QH15"),
        ("thay_the", "9/2025/QH15"),
        ("thuc_hien", "7/QĐ-TTg@2021"),
        ("thuc_hien", "8/QĐ-TTg@2022"),
    ]
    # it ends where the one that replaces it begins, whatever that is called
    assert (law.effective_to, law.replaced_by) == ("2025-12-31", ("9/2025/QH15",))
    read_once = registry.get("9/2025/QH15")
    assert read_once is not None and (read_once.sources, read_once.confidence) == (("page",), "medium")
    of_the_party = registry.get("29-NQ/TW@2013")
    assert of_the_party is not None and of_the_party.organ_name == "Ban Chấp hành Trung ương Đảng"
    assert registry.by_name("Công ước Mây") == [registry.get("TREATY")]
    remembered, mentioned = registry.by_code("7/QĐ-TTg")
    # memory and two texts agree; one text alone is a hint
    assert (remembered.date_confidence, mentioned.date_confidence) == ("high", "low")
    assert remembered.other_dates == ("2020-02-03",)  # a slip of the year, no third document
    assert {(e.target, e.external) for e in registry.edges_from("7/QĐ-TTg@2021")} == {
        ("1/2019/QH14", False),
        ("9/2018/NĐ-CP", True),
    }
    undated = registry.get("07/2010/TT-BYT")
    assert undated is not None and undated.issued_date is None
    circular = registry.get("04/2020/TT-BYT")
    assert circular is not None
    assert (circular.organ_name, circular.date_confidence) == ("Bộ Y tế", "low")  # a raw cut of a name is not shown


def dated(number: int, day: str, *others: str) -> build_registry.Document:
    row = build_registry.Evidence(f"{number:02}/2020/NĐ-CP", "database", 2, "Nghị định", day, other_dates=others)
    return build_registry.Document(row.code, [row])


@pytest.mark.parametrize(
    ("day", "others", "expected"),
    [
        ("2020-01-09", (), ("2020-01-09", ())),
        ("2020-02-20", (), ("2020-02-20", ())),  # late, not impossibly so
        ("2020-09-01", (), ("2020", ("2020-09-01",))),  # day and month swapped
        ("2020-09-01", ("2020-01-09",), ("2020-01-09", ("2020-09-01",))),
        ("2020-09-01", ("2020-01-09", "2020-01-10"), ("2020", ("2020-09-01", "2020-01-09", "2020-01-10"))),
        ("2020-09-01", ("2020-08-01",), ("2020", ("2020-09-01", "2020-08-01"))),
    ],
)
def test_a_date_that_the_numbers_gainsay(day: str, others: tuple[str, ...], expected: tuple[str, ...]) -> None:
    documents = [dated(n, f"2020-01-{n:02}") for n in (*range(1, 9), *range(10, 18))]
    between = dated(9, day, *others)
    build_registry.mend_dates([between, *documents])
    assert (between.evidence[0].date, between.evidence[0].other_dates) == expected
    assert all(len(document.first("date")) == 10 for document in documents)


def test_few_neighbours_gainsay_nothing() -> None:
    documents = [dated(1, "2020-01-01"), dated(2, "2020-11-01"), dated(3, "2020-01-03"), dated(4, "2020-01-04")]
    build_registry.mend_dates(documents)
    assert documents[1].first("date") == "2020-11-01"


def test_an_amendment_does_not_come_before_what_it_amends() -> None:
    amended, amending = dated(1, "2020-01-01"), dated(2, "2019-12-31")
    amended.evidence[0].edges = (("-sua_doi", amending.key),)
    build_registry.link([amended, amending])
    assert not amending.edges
    amending.evidence[0].date = "2020"  # nothing is known against it
    build_registry.link([amended, amending])
    assert list(amending.edges) == [("sua_doi", amended.key)]


def test_rows_added_since_the_file_was_built_count_at_once(reference: Path) -> None:
    build_registry.build(reference, reference / "one.bin", reference / "added.csv")
    file = RegistryFile(reference / "one.bin")
    assert file.added == digest_of(reference / "added.csv")
    heading = (DATA / "documents_added.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    new = (
        "9/QĐ-TTg,Quyết định,2026-02-03,Thủ tướng Chính phủ,thu_tuong,Phê duyệt Đề án Sao,,,,,can_cu:1/2019/QH14,memory"
    )
    old = "8/QĐ-TTg,Quyết định,2022-02-03,Thủ tướng Chính phủ,thu_tuong,Phê duyệt Đề án khác,,,,,,memory"
    rows = added_rows(dict(zip(heading, row.split(","), strict=True)) for row in (new, old))
    registry = Registry(file, rows)
    assert len(registry) == len(Registry(file)) + 1  # the one that the file has does not count
    (document,) = registry.by_code("9/QĐ-TTg")
    assert (document.key, document.confidence, document.sources) == ("9/QĐ-TTg@2026", "low", ("memory",))
    assert (
        registry.by_title("Đề án Sao") == registry.by_date("2026-02-03") == [registry.get(document.key)] == [document]
    )
    (edge,) = registry.edges_from(document.key)
    assert (edge.relation, edge.target, edge.external) == ("can_cu", "1/2019/QH14", True)


def test_rows_must_be_in_order_and_without_breaks(tmp_path: Path) -> None:
    row = Row("1/QĐ-TTg", *[""] * (len(Row._fields) - 1))
    with pytest.raises(ValueError, match="order"):
        write(tmp_path / "x", [row, row], ["b", "a"], {})
    with pytest.raises(ValueError, match="line break"):
        write(tmp_path / "x", [row._replace(subject="a\nb")], [row_order("1/QĐ-TTg")], {})
    write(tmp_path / "x", [row], [row_order(row.key)], {"name": [(digest("a"), 0)]})
    file = RegistryFile(tmp_path / "x")
    assert list(file.rows()) == [row] and file.find("name", digest("a")) == [0] and file.find("name", 1) == []
    (tmp_path / "x").write_bytes(b"something else")
    with pytest.raises(ValueError, match="not a registry"):
        RegistryFile(tmp_path / "x")


def test_what_ships_is_what_the_reference_gives(shared: Path, tmp_path: Path) -> None:
    reference = shared / "reference"
    if not reference.exists():
        pytest.skip("no reference tables")
    build_registry.build(reference, tmp_path / "registry.bin")
    built, shipped = RegistryFile(tmp_path / "registry.bin"), RegistryFile(DATA / "registry.bin")
    assert list(built.rows()) == list(shipped.rows()) and built.added == shipped.added  # zlibs may pack differently
