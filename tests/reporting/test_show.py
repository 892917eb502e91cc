"""What is known of one document, as text and JSON; what a corpus holds, in words."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from khtool.corpus import RefreshReport
from khtool.corpus.knowing import Deviation, Fact, Known
from khtool.corpus.sayings import Said, Voice
from khtool.reporting.corpus import write_stats
from khtool.reporting.show import FORMATS
from khtool.resolution.model import Edge, Record


def document(id: str, code: str) -> Record:
    return Record(id, code, "Kế hoạch", "UBND tỉnh An Sơn", "tinh", "2024-02-05", "Việc mẫu", "corpus", (f"{id}.docx",))


@pytest.fixture
def known() -> Known:
    own = document("a", "7/KH-UBND")
    return Known(
        own,
        facts=[
            Fact("issued_date", "2024-02-05", "registry", "codification; observed:3", "high"),
            Fact("issued_date", "2024-02-05", "cited", "23/24", "high"),
            Fact("issued_date", "2024-02-15", "registry", "other", "low"),
            Fact("code", "7/KH-UBND", "corpus", "a.docx"),
        ],
        replaced_by=[document("z", "9/KH-UBND")],
        above=[Edge("a", "b", "thuc_hien", "Thực hiện", "a"), Edge("a", "b", "thuc_hien", "Thực hiện", "registry")],
        below=[Edge("c", "a", "sua_doi", "sửa đổi", "c")],
        said=Said("a", "a", 24, (Voice("2024-02-05", 23), Voice("2024-02-15", 1)), (), (Voice("UBND tỉnh", 24),)),
        deviations=[Deviation("date", "2024-02-15", 1, ("c",))],
        citing=[Edge("c", "a", "trich_dan", "theo", "c")],
        citing_count=24,
        others={id: document(id, code) for id, code in (("b", "1/KH-UBND"), ("c", "2/KH-UBND"))},
    )


def test_text(known: Known) -> None:
    out = io.StringIO()
    FORMATS["text"](known, out)
    text = out.getvalue()
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "date 05/02/2024 (registry: sure; 23 plans of the corpus, 1 says otherwise: sure)" in lines
    assert "15/02/2024 (registry, another source: unsure)" in lines
    assert "number 7/KH-UBND (the document itself)" in lines
    assert "registry: the State's codification, 3 texts that cite it" in lines
    assert "replaced by Kế hoạch 9/KH-UBND · 05/02/2024 · UBND tỉnh An Sơn" in lines
    assert "As 24 plans of the corpus cite it:" in lines
    assert "15/02/2024 ×1 ← Kế hoạch 2/KH-UBND · 05/02/2024 · UBND tỉnh An Sơn" in lines
    assert lines[lines.index("carries out:") + 1].startswith("Kế hoạch 1/KH-UBND")
    assert lines[lines.index("amended by:") + 1].startswith("Kế hoạch 2/KH-UBND")
    assert lines[-1] == "… and 23 more documents"
    assert max(map(len, text.splitlines())) <= 100


def test_a_document_that_nobody_cites() -> None:
    out = io.StringIO()
    FORMATS["text"](Known(document("a", "7/KH-UBND")), out)
    assert out.getvalue().rstrip().endswith("No document that is known cites it.")


def test_json(known: Known) -> None:
    out = io.StringIO()
    FORMATS["json"](known, out)
    data = json.loads(out.getvalue())
    assert data["record"]["code"] == "7/KH-UBND"
    assert data["facts"][1] == {
        "field": "issued_date",
        "value": "2024-02-05",
        "origin": "cited",
        "detail": "23/24",
        "confidence": "high",
    }
    assert data["said"]["dates"][0] == {"value": "2024-02-05", "plans": 23}
    assert data["citing_count"] == 24


def test_what_a_corpus_holds_is_said_in_words() -> None:
    stats = {
        "documents": 3,
        "files": 1234,
        "failed": 2,
        "edges": 9,
        "unknown": 4,
        "citations": {"all": 12, "resolved": 7, "unknown": 4, "ambiguous": 1},
        "years": {"2024": 2, "": 1},
        "levels": {"xa": 1, "tinh": 2},
        "types": {"Kế hoạch": 3},
        "formats": {"docx": 1, "pdf": 2},
    }
    out = io.StringIO()
    write_stats(Path("plans"), stats, RefreshReport(added=3, failed=[("a", "b")]), out)
    lines = [" ".join(line.split()) for line in out.getvalue().splitlines()]
    assert lines == [
        "plans",
        "documents 3",
        "files 1,234 (2 cannot be read)",
        "by format pdf: 2, docx: 1",
        "by year 2024: 2, not known: 1",
        "by level province: 2, commune: 1",
        "by type Kế hoạch: 3",
        "citations 12: 7 resolved, 4 of documents nobody has, 1 ambiguous",
        "steps between documents 9",
        "only cited 4 documents",
        "3 added, 0 changed, 0 removed, 0 unchanged, 1 failed",
    ]
