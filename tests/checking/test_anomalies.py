"""How many of the slips that careful readers noted in real plans the rules find, by category; and that they are not
noisy. Skipped where the readings are not at hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

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
    "citation-incomplete": 0.75,
    "numbering": 0.8,
    "header-missing": 0.75,
    "agency-name": 0.6,
    "format": 0.6,
}


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


def measured() -> tuple[Counter[str], Counter[str], list[str]]:
    """Found and all anomalies by category, and those that were missed."""
    found, total, missed = Counter[str](), Counter[str](), []
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
            missed.append(f"{gold.stem} {category}: {anomaly['surface'][:70]} ({anomaly['why'][:60]})")
    return found, total, missed


def test_recall_by_category(capsys: pytest.CaptureFixture[str]) -> None:
    found, total, missed = measured()
    with capsys.disabled():
        print("\ncategory              found  all")
        for category in sorted(total):
            print(f"{category:<21} {found[category]:>5} {total[category]:>4}")
        print(f"{'all':<21} {found.total():>5} {total.total():>4}")
    low = {c: found[c] / total[c] for c, floor in FLOORS.items() if total[c] and found[c] / total[c] < floor}
    assert not low, "\n".join(m for m in missed if m.split()[1].rstrip(":") in low)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem[:12])
def test_real_plans_are_not_drowned(path: Path) -> None:
    """No more than one error or warning a hundred words: a checker that cries wolf is switched off."""
    text, hits = findings(path)
    loud = [f for f in hits if f.severity != "info"]
    assert len(loud) <= max(8, len(text.text.split()) / 100), [(f.code, f.text[:40]) for f in loud]
