from __future__ import annotations

import random

import pytest

from khtool.resolution.chain import build, label
from khtool.resolution.model import Edge, Record


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
    chain = build(catalogue, "n0")
    assert len(chain.nodes) == 2001
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
