"""Chains as tree, Mermaid, DOT and JSON."""

import io
import json

import pytest

from khtool.reporting import chain as reporting
from khtool.resolution.model import Chain, Edge, Record


def record(id: str, code: str, type_name: str, organ: str, level: str, date: str, standing: str = "registry") -> Record:
    return Record(id, code, type_name, organ, level, date, f"về việc {id}", standing)  # type: ignore[arg-type]


@pytest.fixture
def chain() -> Chain:
    nodes = [
        record("q", "9/2020/QH14", "Nghị quyết", "Quốc hội", "quoc_hoi", "2020-06-19"),
        record("t", "8/QĐ-TTg", "Quyết định", "Thủ tướng Chính phủ", "thu_tuong", "2020-09-28"),
        record("p", "7/KH-UBND", "Kế hoạch", "UBND tỉnh An Sơn", "tinh", "2021-05-31", "corpus"),
        record("h", "6/KH-UBND", "Kế hoạch", 'UBND huyện "Tân & Lập"', "huyen", "2021-06-30", "unknown"),
    ]
    edges = [
        Edge("t", "q", "thuc_hien", "triển khai thực hiện Nghị quyết số 9/2020/QH14", "p"),
        Edge("p", "t", "thuc_hien", "Thực hiện Quyết định số 8/QĐ-TTg", "p"),
        Edge("p", "q", "can_cu", "Căn cứ Nghị quyết số 9/2020/QH14", "p"),
        Edge("h", "p", "thuc_hien", "Thực hiện Kế hoạch số 7/KH-UBND", "h"),
    ]
    return Chain("p", {n.id: n for n in nodes}, edges)


def render(chain: Chain, format: str) -> str:
    out = io.StringIO()
    reporting.FORMATS[format](chain, out)
    return out.getvalue()


def test_the_tree_runs_from_the_top_to_the_ward(chain: Chain) -> None:
    text = render(chain, "tree")
    places = [text.index(code) for code in ("9/2020/QH14 ", "8/QĐ-TTg ·", "➤ Kế hoạch 7/KH-UBND", "6/KH-UBND")]
    assert places == sorted(places)
    assert "carries out: “Thực hiện Quyết định số 8/QĐ-TTg”" in text
    assert "not in the corpus or the registry" in text
    assert "(see above)" in text  # the plan stands below the decision and below the resolution


def test_a_cycle_does_not_hang(chain: Chain) -> None:
    chain.edges.append(Edge("q", "h", "thuc_hien", "vòng", "q"))
    assert "9/2020/QH14" in render(chain, "tree")


def test_mermaid_and_dot_escape_what_documents_say(chain: Chain) -> None:
    mermaid, dot = render(chain, "mermaid"), render(chain, "dot")
    assert mermaid.startswith("flowchart TD\n") and "&quot;Tân &amp; Lập&quot;" in mermaid and ":::unknown" in mermaid
    assert dot.startswith("digraph khtool {") and '\\"Tân & Lập\\"' in dot and "color=red" in dot
    assert mermaid.count("-->") == dot.count("->") == 4


def test_json_holds_everything(chain: Chain) -> None:
    data = json.loads(render(chain, "json"))
    assert data["root"] == "p"
    assert [n["id"] for n in data["nodes"]] == ["q", "t", "p", "h"]
    assert data["edges"][1]["text"] == "Thực hiện Quyết định số 8/QĐ-TTg"
