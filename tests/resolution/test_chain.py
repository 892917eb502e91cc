from __future__ import annotations

import random
from dataclasses import replace

import pytest

from khtool.resolution.catalogue import RegistryCatalogue
from khtool.resolution.chain import build, label
from khtool.resolution.effect import effect_on
from khtool.resolution.model import Edge, Record, Unproven


def _doc(id: str, level: str | None = None, type_name: str = "Kế hoạch") -> Record:
    return Record(id, None, type_name, None, level, None, id.upper(), "corpus")


def _edge(source: str, target: str, kind: str = "thuc_hien", by: str | None = None) -> Edge:
    return Edge(source, target, kind, f"{source} {target}", by or source)  # type: ignore[arg-type]


@pytest.fixture
def ladder(known):
    """Quốc hội ← Thủ tướng ← tỉnh ← huyện ← xã, a mention beside it, and one document that nobody has."""
    catalogue = known(
        _doc("qh", "quoc_hoi"), _doc("ttg", "thu_tuong"), _doc("t", "tinh"), _doc("h", "huyen"), _doc("x", "xa")
    )
    catalogue.edges = [
        _edge("ttg", "qh"),
        _edge("t", "ttg"),
        _edge("t", "qh"),
        _edge("h", "t"),
        _edge("x", "h"),
        _edge("h", "khac", "trich_dan"),
        _edge("h", "cu", "thay_the"),
    ]
    return catalogue


def test_up_and_down(ladder) -> None:
    chain = build(ladder, "t")
    assert sorted(chain.nodes) == ["h", "qh", "t", "ttg", "x"]
    assert {(e.source, e.target) for e in chain.edges} == {
        ("ttg", "qh"),
        ("t", "ttg"),
        ("t", "qh"),
        ("h", "t"),
        ("x", "h"),
    }
    assert not chain.truncated
    assert chain.warnings == []
    assert sorted(build(ladder, "t", down=False).nodes) == ["qh", "t", "ttg"]
    assert sorted(build(ladder, "t", up=False).nodes) == ["h", "t", "x"]


def test_depth(ladder) -> None:
    chain = build(ladder, "x", depth=2)
    assert sorted(chain.nodes) == ["h", "t", "x"]
    assert chain.truncated
    assert not build(ladder, "x", depth=4).truncated
    assert sorted(build(ladder, "x", depth=0).nodes) == ["x"]


def test_all_edges(ladder) -> None:
    chain = build(ladder, "h", all_edges=True, down=False)
    assert {"khac", "cu"} <= set(chain.nodes)
    assert chain.nodes["khac"].standing == "unknown"
    assert {e.kind for e in chain.edges} == {"thuc_hien", "trich_dan", "thay_the"}


def test_a_root_without_basis_has_no_path(known) -> None:
    chain = build(known(_doc("x", "xa")), "x")
    assert list(chain.nodes) == ["x"]
    assert chain.edges == []


def test_one_edge_for_two_documents_the_document_s_own_words_first(known) -> None:
    catalogue = known(_doc("ttg"), _doc("qh"))
    catalogue.edges = [_edge("ttg", "qh", by="z"), _edge("ttg", "qh", by="registry"), _edge("ttg", "qh", by="ttg")]
    for _turn in range(4):
        random.Random(_turn).shuffle(catalogue.edges)
        assert [e.by for e in build(catalogue, "ttg").edges] == ["ttg"]
    catalogue.edges = [e for e in catalogue.edges if e.by != "ttg"]
    assert [e.by for e in build(catalogue, "ttg").edges] == ["registry"]


def test_cycles_end_and_are_told(known) -> None:
    catalogue = known(*map(_doc, "abcd"))
    catalogue.edges = [_edge("a", "b"), _edge("b", "c"), _edge("c", "a"), _edge("d", "a")]
    chain = build(catalogue, "a")
    assert sorted(chain.nodes) == ["a", "b", "c", "d"]
    (warning,) = chain.warnings
    assert "stand on one another" in warning
    assert all(f"Kế hoạch {name}" in warning for name in "ABC")
    assert "Kế hoạch D" not in warning


def test_upside_down_edges_are_told(known) -> None:
    catalogue = known(_doc("t", "tinh"), _doc("h", "huyen"), _doc("tt", "huyen", "Tờ trình"), _doc("d", "dang"))
    catalogue.edges = [_edge("t", "h"), _edge("t", "tt"), _edge("t", "d")]
    (warning,) = build(catalogue, "t").warnings
    assert "lower level" in warning
    assert "Kế hoạch H" in warning


def test_a_long_chain_needs_no_recursion(known) -> None:
    catalogue = known()
    catalogue.edges = [_edge(f"n{i}", f"n{i + 1}") for i in range(2000)]
    chain = build(catalogue, "n0", per_step=None)
    assert len(chain.nodes) == 2001
    nearest = build(catalogue, "n0")
    assert (len(nearest.nodes), nearest.truncated, nearest.cut) == (1001, True, True)
    assert len(build(catalogue, "n2000").nodes) == 1001
    cut = build(catalogue, "n0", limit=100)
    assert len(cut.nodes) == 100
    assert cut.truncated


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (
            Record("i", "7/KH-UBND", "Kế hoạch", "UBND xã A", "xa", "2024-01-02", "x", "corpus"),
            "7/KH-UBND (UBND xã A, 2024-01-02)",
        ),
        (Record("i", None, "Kế hoạch", None, "xa", None, "Việc mẫu", "corpus"), "Kế hoạch Việc mẫu"),
        (Record("i", None, None, None, None, None, None, "unknown"), "i"),
    ],
)
def test_label(record: Record, text: str) -> None:
    assert label(record) == text


def _dated(id: str, date: str | None, **more: str) -> Record:
    return Record(id, None, "Kế hoạch", None, "xa", date, id, "corpus", **more)  # type: ignore[arg-type]


def test_each_step_down_takes_the_earliest(known) -> None:
    catalogue = known(_dated("law", "2020-01-01"), *(_dated(f"p{i}", f"2021-01-{20 - i}") for i in range(9)))
    catalogue.records.append(_dated("undated", None))
    catalogue.edges = [_edge(r.id, "law") for r in catalogue.records[1:]] + [_edge("x", "p8"), _edge("y", "p8")]
    chain = build(catalogue, "law", per_step=3)
    assert sorted(chain.nodes) == ["law", "p6", "p7", "p8", "x", "y"]
    assert chain.more == {"law": 7}
    assert chain.truncated
    everything = build(catalogue, "law", per_step=None)
    assert len(everything.nodes) == 13
    assert everything.more == {}
    assert not everything.truncated


def test_a_step_up_takes_the_earliest_too(known) -> None:
    catalogue = known(_dated("plan", "2024-01-01"))
    id = "/akn/vn/doc/ke-hoach/ubnd-xa-mau/2021-01-{:02}/1-kh-ubnd"
    catalogue.records += [_dated(id.format(day), f"2021-01-{day:02}") for day in range(1, 7)]
    catalogue.edges = [_edge("plan", r.id) for r in reversed(catalogue.records[1:])]
    chain = build(catalogue, "plan", per_step=4)
    assert sorted(chain.nodes) == [*(id.format(day) for day in range(1, 5)), "plan"]
    assert (chain.truncated, chain.cut, chain.more) == (True, True, {})
    assert not build(catalogue, "plan", per_step=6).truncated
    assert len(build(catalogue, "plan", per_step=None).nodes) == 7


def test_of_two_parents_of_one_step_each_says_what_it_leaves_out(known) -> None:
    catalogue = known(*(_dated(id, f"2021-01-0{day}") for day, id in enumerate(("r", "a", "b", "c", "d", "e"), 1)))
    catalogue.edges = [_edge("a", "r"), _edge("b", "r"), _edge("c", "a"), _edge("d", "b"), _edge("e", "b")]
    chain = build(catalogue, "r", per_step=2)
    assert sorted(chain.nodes) == ["a", "b", "c", "d", "r"]
    assert chain.more == {"b": 1}


def test_in_force_on_the_plan_s_date(known) -> None:
    plan = _dated("plan", "2022-06-01")
    old = _dated("old", "2010-01-01", effective_from="2010-07-01", effective_to="2021-12-31")
    new = _dated("new", "2021-11-01", effective_from="2022-07-01")
    kept = _dated("kept", "2010-01-01", effective_from="2010-07-01", effective_to="2023-12-31")
    open_end = _dated("open", "2010-01-01", effective_from="2010-07-01")
    catalogue = known(plan, old, new, kept, open_end)
    catalogue.edges = [_edge("plan", r.id) for r in (old, new, kept, open_end)]
    assert build(catalogue, "plan").effects == {"old": "ended", "new": "not_yet", "kept": "in_force"}
    assert build(catalogue, "old").effects == {}  # what stands below is not asked


def test_a_law_of_the_codification_is_in_force() -> None:
    registry = RegistryCatalogue()
    (law,) = registry.by_code("102/2016/QH13")
    assert effect_on(law, "2020-01-01") == "in_force"
    assert effect_on(law, "2017-01-01") == "not_yet"
    assert effect_on(law, None) is effect_on(law, "2020") is None
    assert effect_on(replace(law, type_name="Công văn"), "2020-01-01") is None


def test_unproven_only_where_nothing_superior_is_proven(known) -> None:
    class Hinting(type(known())):  # type: ignore[misc]
        def nearest(self, id: str, *, proven: bool = False) -> list[Unproven]:
            return [] if proven else [Unproven(r, "mentioned", "theo") for r in self.records[:2]]

    catalogue = Hinting([_doc("t", "tinh"), _doc("h", "huyen"), _doc("x", "xa"), _doc("x2", "xa")])
    assert [u.record.id for u in build(catalogue, "x").unproven] == ["t", "h"]
    catalogue.edges = [_edge("x", "x2")]
    assert [u.record.id for u in build(catalogue, "x").unproven] == ["t", "h"]
    assert build(catalogue, "x", up=False).unproven == []
    catalogue.edges = [_edge("x", "h")]
    assert build(catalogue, "x").unproven == []
