from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
import yaml

from khtool.checking import Finding, all_rules
from khtool.plan import Span

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("findings", ROOT / "benchmarks" / "findings.py")
assert _spec and _spec.loader
findings = importlib.util.module_from_spec(_spec)
sys.modules["findings"] = findings
_spec.loader.exec_module(findings)

TEXT = "Theo Nghị định số 130/2021/NĐ-CP ngày 31/12/2021, rà soát việc việc tuân thủ trước ngày 31/6/2024."


def found(words: str, code: str, severity: str = "error") -> Finding:
    at = TEXT.index(words)
    return Finding(code, "n", severity, "m", Span(start=at, end=at + len(words)), words)  # type: ignore[arg-type]


def anomaly(words: str, category: str) -> dict[str, str]:
    return {"surface": words, "category": category}


FOUND = [
    found("31/12/2021", "KH203"),
    found("việc việc", "KH701", "warning"),
    found("tuân thủ", "KH708"),
    found("rà soát", "KH709", "info"),
]


def judged(**verdicts: str) -> dict[tuple[str, str, str], str]:
    return {("d", code, f.text): v for code, v in verdicts.items() for f in FOUND if f.code == code}


def test_recall_is_of_what_can_be_known() -> None:
    noted = [
        anomaly("ngày **31/12/2021**", "date"),  # markup and blanks aside
        anomaly("31/6/2024", "date"),
        anomaly("rà soát", "typo"),  # notes count, too
        anomaly("Nghị định", "other"),
        anomaly("nowhere in the text", "other"),
    ]
    j = findings.judge("d", TEXT, FOUND, noted, ["Nghị"], {})
    shares = {category: (share.right, share.all) for category, share in j.recall.items()}
    assert shares == {"date": (1, 2), "typo": (1, 1), "other": (0, 1)}
    assert j.missed == ["d date: 31/6/2024", "d other: nowhere in the text"]
    assert findings.summary(j)["check.recall"] == 0.5
    whole = findings.judge("d", TEXT, FOUND, noted, ["Nghị", "31/12", "rà"], {})
    assert (whole.recall["date"].right, whole.recall["typo"].right) == (1, 1), "what was found counts all the same"


def test_precision_is_of_what_was_judged() -> None:
    j = findings.judge("d", TEXT, FOUND, [], [], judged(KH203="true", KH701="doubtful"))
    assert {f: (s.right, s.all) for f, s in j.precision.items()} == {"KH2": (1, 1), "KH7": (0, 1)}
    assert [line.split(":")[0] for line in j.unjudged] == ["d error KH708"]
    assert findings.summary(j) == {"check.precision": 0.5, "check.precision.KH2": 1.0, "check.precision.KH7": 0.0}
    assert j.false_errors == 0
    assert findings.judge("d", TEXT, FOUND, [], [], judged(KH203="false", KH701="false")).false_errors == 1
    assert len(findings.judge("other", TEXT, FOUND, [], [], judged(KH203="true")).unjudged) == 3


def test_the_table_has_documents_totals_and_changes() -> None:
    one = findings.judge("d", TEXT, FOUND, [anomaly("31/12/2021", "date")], [], judged(KH203="true"))
    two = findings.judge("e", TEXT, FOUND, [anomaly("Theo", "date")], [], {})
    shown = findings.table({"x/d.md": one, "x/e.md": two}, {"check.recall": 0.25, "check.recall.date": 0.5})
    assert [line.split() for line in shown.splitlines()[2:5]] == [
        ["d", "1/1", "1/1", "2", "0"],
        ["e", "0/1", "0/0", "3", "0"],
        ["TOTAL", "1/2", "1/1", "5", "0"],
    ]
    assert "0.5000 (+0.2500)" in shown and "0.5000 (+0.0000)" in shown and "1.0000 (new)" in shown


def test_a_verdict_is_one_of_three(tmp_path: Path) -> None:
    file = tmp_path / "j.yml"
    file.write_text('"d":\n  KH203: {"true": ["31/12/2021"], "doubtful": ["a  b"]}\n', encoding="utf-8")
    assert findings.load_judged(file) == {("d", "KH203", "31/12/2021"): "true", ("d", "KH203", "a b"): "doubtful"}
    file.write_text("d:\n  KH203: {wrong: [a]}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no verdict"):
        findings.load_judged(file)


def test_the_judged_findings_are_of_rules_that_exist() -> None:
    codes = {rule.code for rule in all_rules()}
    assert {rule for _document, rule, _words in findings.load_judged()} <= codes
    assert findings.load_unknowable() and yaml.safe_load(findings.JUDGED.read_text(encoding="utf-8"))


def test_few_false_alarms_where_the_documents_are_at_hand(shared: Path) -> None:
    """Fewer than one in twenty at error and warning level, and fewer than one false error a document."""
    sources = {str(p): None for p in sorted([*shared.glob("seeds/*.txt"), *shared.glob("plans/*.md")])}
    whole = findings.total(findings.measure(sources).values())
    share = sum(whole.precision.values(), findings.Share())
    assert share.value >= 0.95 and whole.false_errors < len(sources)
    assert share.all >= 0.8 * (share.all + len(whole.unjudged)), whole.unjudged
