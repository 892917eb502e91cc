"""Chains as tree, Mermaid, DOT and JSON."""

import dataclasses
import io
import json
from xml.etree import ElementTree

import pytest

from khtool.corpus.coverage import Coverage
from khtool.corpus.evidence import Evidence
from khtool.knowledge import units
from khtool.plan import Cell
from khtool.reporting import chain as reporting
from khtool.resolution.model import Chain, Edge, Record, Unproven


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


def render(chain: Chain, format: str, evidence: dict[int, Evidence] | None = None) -> str:
    out = io.StringIO()
    reporting.FORMATS[format](chain, out, evidence)
    return out.getvalue()


def test_the_tree_runs_from_the_top_to_the_ward(chain: Chain) -> None:
    text = render(chain, "tree")
    places = [text.index(code) for code in ("9/2020/QH14 ", "8/QĐ-TTg ·", "➤ Kế hoạch 7/KH-UBND", "6/KH-UBND")]
    assert places == sorted(places)
    assert "carries out: “Thực hiện Quyết định số 8/QĐ-TTg”" in text
    assert "[only cited]" in text
    assert "(see above)" in text  # the plan stands below the decision and below the resolution


def test_a_cycle_does_not_hang(chain: Chain) -> None:
    chain.edges.append(Edge("q", "h", "thuc_hien", "vòng", "q"))
    assert "9/2020/QH14" in render(chain, "tree")


def test_mermaid_and_dot_escape_what_documents_say(chain: Chain) -> None:
    mermaid, dot = render(chain, "mermaid"), render(chain, "dot")
    assert mermaid.startswith("flowchart BT\n") and "&quot;Tân &amp; Lập&quot;" in mermaid and ":::unknown" in mermaid
    assert dot.startswith("digraph khtool {") and '\\"Tân & Lập\\"' in dot and "color=red" in dot
    assert mermaid.count("-->") == dot.count("->") == 4
    assert 'd3 -->|"carries out"| d2\n' in mermaid  # the district's plan carries out the province's
    assert 'd3 -> d2 [label="carries out"];' in dot


def test_json_holds_everything(chain: Chain) -> None:
    data = json.loads(render(chain, "json"))
    assert data["root"] == "p"
    assert [n["id"] for n in data["nodes"]] == ["q", "t", "p", "h"]
    assert data["edges"][1]["text"] == "Thực hiện Quyết định số 8/QĐ-TTg"


def test_what_stands_twice_is_opened_once_also_the_root_and_leaves(chain: Chain) -> None:
    text = render(chain, "tree")
    assert text.count("Kế hoạch 7/KH-UBND · ") == 2
    second = next(line for line in reversed(text.splitlines()) if "7/KH-UBND · " in line)
    assert second.endswith("(see above)")
    chain.edges.append(Edge("h", "q", "can_cu", "Căn cứ", "h"))
    leaf = [line for line in render(chain, "tree").splitlines() if "6/KH-UBND · " in line]
    assert [line.endswith("(see above)") for line in leaf] == [False, True]


def test_two_reasons_for_one_step_are_one_branch(chain: Chain) -> None:
    before = render(chain, "tree").splitlines()
    chain.edges.append(Edge("h", "p", "can_cu", "Căn cứ Kế hoạch số 7/KH-UBND", "h"))
    after = render(chain, "tree").splitlines()
    assert len(after) == len(before) + 1
    (added,) = [line for line in after if line not in before]
    assert added.strip().startswith(("│", "↑")) and "based on: “Căn cứ Kế hoạch số 7/KH-UBND”" in added


def test_no_line_is_wider_than_a_terminal(chain: Chain) -> None:
    chain.nodes["q"] = dataclasses.replace(chain.nodes["q"], subject="tăng cường " * 60)
    chain.nodes["p"] = dataclasses.replace(chain.nodes["p"], organ_name="Ban Chỉ đạo " * 12)
    chain.unproven = [Unproven(chain.nodes["p"], "mentioned", "theo " * 50)]
    assert max(map(len, render(chain, "tree").splitlines())) <= 100


def test_the_party_s_line_beside_the_state_s(chain: Chain) -> None:
    assert "line" not in render(chain, "tree")
    chain.nodes["d"] = record("d", "5-NQ/TW", "Nghị quyết", "Bộ Chính trị", "dang", "2020-01-01")
    chain.edges.append(Edge("p", "d", "can_cu", "Căn cứ Nghị quyết số 5-NQ/TW", "p"))
    text = render(chain, "tree")
    assert text.index("The State's line") < text.index("9/2020/QH14 ") < text.index("The Party's line")
    assert text.index("The Party's line") < text.index("Nghị quyết 5-NQ/TW")
    assert 'subgraph party["The Party"]' in render(chain, "mermaid")
    assert "subgraph cluster_party" in render(chain, "dot")


def test_what_is_left_out_unproven_or_not_in_force_is_said(chain: Chain) -> None:
    chain.more = {"t": 1200}
    chain.effects = {"q": "in_force", "t": "ended"}
    chain.nodes["t"] = dataclasses.replace(chain.nodes["t"], effective_to="2021-01-31", replaced_by=("3/QĐ-TTg@2021",))
    chain.unproven = [Unproven(chain.nodes["q"], "same_subject")]
    text = render(chain, "tree")
    assert "… and 1,200 more documents" in text
    assert "9/2020/QH14 · 19/6/2020 · Quốc hội [in force]" in text
    assert "[in force until 31/01/2021]" in text
    assert "replaced by 3/QĐ-TTg\n" in text
    assert "In force or not: on 31/5/2021" in text
    assert "? Nghị quyết 9/2020/QH14" in text
    data = json.loads(render(chain, "json"))
    assert [n["effect"] for n in data["nodes"]] == ["in_force", "ended", None, None]
    assert [n["more"] for n in data["nodes"]] == [0, 1200, 0, 0]
    assert [u["why"] for u in data["unproven"]] == ["same_subject"]


def test_why_the_chain_ends_is_said(chain: Chain) -> None:
    chain.truncated = True
    assert "cut at the depth asked for" in render(chain, "tree")
    chain.cut = True
    assert "--limit shows more" in render(chain, "tree")


def test_the_registry_and_third_documents_are_named_as_witnesses(chain: Chain) -> None:
    chain.edges[0] = Edge("t", "q", "thuc_hien", "8/QĐ-TTg: thuc_hien 9/2020/QH14", "registry")
    assert "↑ carries out (registry)" in render(chain, "tree")
    chain.edges[0] = Edge("t", "q", "thuc_hien", "thực hiện Nghị quyết số 9/2020/QH14", "p")
    chain.witnesses = {"p": chain.nodes["p"]}
    assert "— so says 7/KH-UBND" in render(chain, "tree")


def test_evidence_is_given_in_every_format(chain: Chain) -> None:
    sentence = 'Thực hiện "Kế hoạch" số 7/KH-UBND & các văn bản khác <của> tỉnh.'
    proof = {3: Evidence(sentence, "xa/6.docx", page=2, paragraph=11, cell=Cell(table=0, row=3, column=1))}
    text = " ".join(render(chain, "tree", proof).replace("│", " ").split())
    assert f"“{sentence}” (xa/6.docx, page 2, table 1, row 4, column 2)" in text
    assert json.loads(render(chain, "json", proof))["edges"][3]["evidence"]["cell"] == {
        "table": 0,
        "row": 3,
        "column": 1,
    }
    assert json.loads(render(chain, "json", proof))["edges"][0]["evidence"] is None
    assert "&lt;của&gt;" in render(chain, "mermaid", proof)
    assert '\\"Kế hoạch\\"' in render(chain, "dot", proof)
    assert "page 2" in render(chain, "graphml", proof)


def test_graphml_is_xml_with_all_documents_and_steps(chain: Chain) -> None:
    chain.nodes["h"] = dataclasses.replace(chain.nodes["h"], subject="a & b < c \x07")
    root = ElementTree.fromstring(render(chain, "graphml"))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert [n.get("id") for n in root.iter(f"{space}node")] == ["q", "t", "p", "h"]
    assert [(e.get("source"), e.get("target")) for e in root.iter(f"{space}edge")] == [
        (e.source, e.target) for e in chain.edges
    ]
    keys = {k.get("id") for k in root.iter(f"{space}key")}
    assert {d.get("key") for d in root.iter(f"{space}data")} <= keys
    assert "a & b < c" in {d.text for d in root.iter(f"{space}data")}


def test_the_gap_names_who_has_a_plan_and_who_has_none(chain: Chain) -> None:
    (here,), (there,) = units.find("huyện Thuận Châu"), units.find("huyện Mai Sơn")
    coverage = Coverage(chain.nodes["p"], "huyen", "2021-05-31", [(here, [chain.nodes["h"]])], [there])
    out = io.StringIO()
    reporting.write_gap(coverage, out)
    assert "1 of 2 districts have a plan" in out.getvalue()
    assert "✓ huyện Thuận Châu\n      Kế hoạch 6/KH-UBND · 30/6/2021" in out.getvalue()
    assert "[only cited]" in out.getvalue()
    assert out.getvalue().rstrip().endswith("huyện Mai Sơn")
    out = io.StringIO()
    reporting.write_gap_json(coverage, out)
    assert json.loads(out.getvalue())["missing"] == ["huyện Mai Sơn"]
