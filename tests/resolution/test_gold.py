"""The five real plans against a careful reading: no wrong document, hardly one missed, no wrong edge."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from khtool.corpus import Corpus
from khtool.plan import Plan
from khtool.resolution.edges import edges_of
from khtool.resolution.resolver import Resolution, resolve_all

GOLD: dict[str, Any] = json.loads((Path(__file__).parent / "gold.json").read_text(encoding="utf-8"))["documents"]


def key(text: str) -> str:
    return " ".join(text.split()[:20])


@pytest.fixture(scope="module")
def corpus(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = tmp_path_factory.mktemp("real")
    for file in (*(shared / "seeds").glob("*.txt"), *(shared / "plans").glob("*.md")):
        shutil.copy(file, folder)
    with Corpus(folder, index=":memory:") as corpus:
        corpus.refresh()
        yield corpus


def plans(corpus: Corpus) -> Iterator[tuple[str, Plan, str, list[Resolution]]]:
    for record in corpus.plans():
        if record.paths[0] in GOLD:
            plan = corpus.plan(record.id)
            yield record.paths[0], plan, record.id, resolve_all(plan, corpus)


def test_citations(corpus: Corpus) -> None:
    read, wrong, missed, found, made = 0, [], [], 0, []
    total = 0
    for name, plan, _id, resolutions in plans(corpus):
        gold = GOLD[name]["citations"]
        for citation, resolution in zip(plan.citations, resolutions, strict=True):
            total += 1
            if key(citation.text) not in gold:
                continue
            read += 1
            expected = gold[key(citation.text)]
            target = expected if isinstance(expected, str) else None
            if resolution.target is not None and resolution.target != target:
                wrong.append((name, citation.text, resolution.target))
            elif target is not None and resolution.target is None:
                missed.append((name, citation.text))
            found += target is not None and resolution.target == target
            if isinstance(expected, dict) and "unknown" in expected:
                id = resolution.node.id if resolution.node else None
                if id != expected["unknown"]:
                    made.append((name, citation.text, id))
            if isinstance(expected, dict) and "ambiguous" in expected:
                assert list(resolution.candidates) == expected["ambiguous"]
    assert wrong == []
    assert made == []
    assert read >= 0.85 * total, "the extraction finds other words than the gold has"
    assert found >= 0.98 * (found + len(missed)), missed


def test_edges(corpus: Corpus) -> None:
    seen = 0
    for name, plan, id, resolutions in plans(corpus):
        seen += 1
        proved = {
            ("self" if e.source == id else e.source.rsplit("/", 1)[1], e.target.rsplit("/", 1)[1], e.kind)
            for e in edges_of(plan, id, resolutions)
            if e.kind != "trich_dan"
        }
        assert proved == {tuple(edge) for edge in GOLD[name]["edges"]}, name
    assert seen == len(GOLD)
