"""How many of the slips that careful readers noted in real plans the rules find, by category; and that they are not
noisy. Skipped where the readings are not at hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from khtool.checking import Finding, check
from khtool.extraction import extract
from khtool.reading import read
from khtool.resolution.catalogue import RegistryCatalogue
from khtool.resolution.resolver import resolve
from khtool.text import PlanText

SHARED = Path(__file__).parents[2] / ".." / "shared"
GOLD = sorted((SHARED / "gold").glob("*.json")) if SHARED.is_dir() else []
DOCUMENTS = sorted(SHARED.glob("seeds/*.txt")) + sorted(SHARED.glob("plans/*.md")) if SHARED.is_dir() else []
pytestmark = pytest.mark.skipif(not GOLD, reason="the gold readings are not at hand")

#: The least share of each category that must be found. What only a reader can know (missing words, wrong names of
#: organisations, contradictions of meaning) has no floor.
FLOORS = {
    "citation-code": 1.0,
    "citation-date": 1.0,
    "citation-conflict": 1.0,
    "citation-incomplete": 0.9,
    "numbering": 0.8,
    "header-missing": 1.0,
    "agency-name": 0.9,
    "format": 0.8,
    "ocr": 1.0,
    "typo": 0.5,
}


#: The slips that no rule can know, with the reason.
UNKNOWABLE = Path(__file__).parents[1] / "data" / "anomalies_unknowable.yml"
#: The least share of those that a rule can know, over all categories.
KNOWABLE = 0.95


def unknowable(stem: str, surface: str) -> bool:
    """Is the slip marked as one that no rule can know?"""
    reasons = yaml.safe_load(UNKNOWABLE.read_text(encoding="utf-8")).values()
    return any(surface.startswith(start) for by_reading in reasons for start in by_reading.get(stem, ()))


def source_of(gold: Path) -> Path:
    name = json.loads(gold.read_text(encoding="utf-8"))["file"]
    return next(p for folder in ("seeds", "plans") for p in (SHARED / folder).glob(f"{Path(name).stem}*"))


def findings(path: Path) -> tuple[PlanText, list[Finding]]:
    text = read(path)
    catalogue = RegistryCatalogue()
    return text, check(resolve(extract(text), catalogue), text, catalogue)


def squashed(text: str) -> tuple[str, list[int]]:
    """The text without white space and markup, and where each character stood."""
    same = {"–": "-", "“": '"', "”": '"'}
    kept = [(i, same.get(c, c)) for i, c in enumerate(text) if not c.isspace() and c not in "*#|"]
    return "".join(c for _i, c in kept), [i for i, _c in kept]


def measured() -> tuple[Counter[str], Counter[str], Counter[str], list[str]]:
    """Found, all, and unknowable missed anomalies by category, and the others that were missed."""
    found, total, hidden, missed = Counter[str](), Counter[str](), Counter[str](), []
    for gold in GOLD:
        text, hits = findings(source_of(gold))
        plain, places = squashed(text.text)
        for anomaly in json.loads(gold.read_text(encoding="utf-8"))["anomalies"]:
            category, surface = anomaly["category"], squashed(anomaly["surface"])[0]
            total[category] += 1
            at = plain.find(surface)
            if at >= 0:
                start, end = places[at], places[at + len(surface) - 1] + 1
                if any(f.span.start < end and start < f.span.end for f in hits):
                    found[category] += 1
                    continue
            if unknowable(gold.stem, anomaly["surface"]):
                hidden[category] += 1
                continue
            missed.append(f"{gold.stem} {category}: {anomaly['surface'][:70]} ({anomaly['why'][:60]})")
    return found, total, hidden, missed


def test_recall_by_category(capsys: pytest.CaptureFixture[str]) -> None:
    found, total, hidden, missed = measured()
    with capsys.disabled():
        print("\ncategory              found knowable  all")
        for category in sorted(total):
            knowable = total[category] - hidden[category]
            print(f"{category:<21} {found[category]:>5} {knowable:>8} {total[category]:>4}")
        print(f"{'all':<21} {found.total():>5} {total.total() - hidden.total():>8} {total.total():>4}")
    low = {c: found[c] / total[c] for c, floor in FLOORS.items() if total[c] and found[c] / total[c] < floor}
    assert found.total() >= KNOWABLE * (total.total() - hidden.total()), "\n".join(missed)
    assert not low, "\n".join(m for m in missed if m.split()[1].rstrip(":") in low)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem[:12])
def test_real_plans_are_not_drowned(path: Path) -> None:
    """No more than one error or warning a hundred words: a checker that cries wolf is switched off."""
    text, hits = findings(path)
    loud = [f for f in hits if f.severity != "info"]
    assert len(loud) <= max(8, len(text.text.split()) / 100), [(f.code, f.text[:40]) for f in loud]


def test_marks_are_of_slips_that_are_there() -> None:
    surfaces = {g.stem: [a["surface"] for a in json.loads(g.read_text(encoding="utf-8"))["anomalies"]] for g in GOLD}
    for by_reading in yaml.safe_load(UNKNOWABLE.read_text(encoding="utf-8")).values():
        for stem, starts in by_reading.items():
            for start in starts:
                assert any(s.startswith(start) for s in surfaces.get(stem, [start])), start
