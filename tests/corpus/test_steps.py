"""What the index answers for a whole step at once is what it answers document by document."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from khtool.corpus import Corpus, steps
from khtool.resolution.chain import build, turn
from khtool.resolution.model import AUTHORITY, Catalogue

P20 = "/akn/vn/doc/ke-hoach/ubnd-tinh-son-la/2024-02-05/20-kh-ubnd"
P44 = "/akn/vn/doc/ke-hoach/ubnd-tinh-son-la/2024-02-10/44-kh-ubnd"
DIRECTIVE = "/akn/vn/doc/chi-thi/bo-chinh-tri/2023-12-25/28-ct-tw"


class Plain:
    """Only the questions of a Catalogue, so that the chain must ask them one by one."""

    def __init__(self, corpus: Corpus) -> None:
        for name in ("get", "by_code", "by_name", "by_date", "up", "down"):
            setattr(self, name, getattr(corpus, name))


@pytest.fixture
def many(folder: Path, texts: dict[str, str]) -> Path:
    """Twenty more plans that stand on the province's or on one another, several of one day."""
    chance = random.Random(5)
    plan = texts["huyen/31-KH.txt"]
    basis = next(line for line in plan.splitlines() if line.startswith("Thực hiện Kế hoạch số 20"))
    for number in range(50, 70):
        lines = [basis] if chance.random() < 0.7 else []
        for other in chance.sample(range(50, number), min(3, number - 50)):
            verb = chance.choice(("Căn cứ", "Thực hiện"))
            lines.append(f"{verb} Kế hoạch số {other}/KH-UBND ngày 01/3/2024 của UBND huyện Thuận Châu;")
        text = plan.replace("Số: 31/", f"Số: {number}/").replace(basis, "\n".join(lines) or "Theo đề nghị;")
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


QUESTIONS: list[dict[str, Any]] = [
    {},
    {"per_step": 1},
    {"per_step": 3},
    {"per_step": None},
    {"all_edges": True, "per_step": 2},
    {"depth": 1},
    {"depth": 2, "all_edges": True},
    {"limit": 5},
    {"up": False, "depth": 1, "per_step": 4},
    {"down": False, "depth": 1},
]


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
@pytest.mark.parametrize("at_once", [0, 2000])
def test_the_chain_is_the_same_step_by_step_and_one_by_one(
    many: Path, question: dict[str, Any], at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "_AT_ONCE", at_once)
    with Corpus(many, index=":memory:") as corpus:
        corpus.refresh()
        plain: Catalogue = Plain(corpus)  # type: ignore[assignment]
        for id in (P20, DIRECTIVE, *(record.id for record in corpus.plans()[::5])):
            ours, theirs = build(corpus, id, **question), build(plain, id, **question)
            ours.unproven = []
            assert ours == theirs


def test_the_counts_are_those_of_the_edges(many: Path, texts: dict[str, str]) -> None:
    chance = random.Random(7)
    with Corpus(many, index=":memory:") as corpus:
        for turn_of in range(5):
            if turn_of:
                for name in chance.sample(sorted(p.name for p in many.glob("*.txt")), 4):
                    (many / name).unlink()
                (many / f"moi{turn_of}.txt").write_text(texts[chance.choice(sorted(texts))], encoding="utf-8")
            corpus.refresh()
            ids = [P20, DIRECTIVE, *(record.id for record in corpus.plans())]
            for kinds in (None, AUTHORITY, {"can_cu"}):
                counts = corpus.count_below(ids, kinds)
                for id in ids:
                    assert counts.get(id, 0) == len({e.source for e in corpus.down(id, kinds)}), (id, kinds)


def test_of_one_day_the_first_do_not_depend_on_what_was_read_first(many: Path, tmp_path: Path) -> None:
    files = {file.name: file.read_bytes() for file in many.glob("*.txt")}
    answers = []
    for order in (sorted(files), sorted(files, reverse=True)):
        folder = tmp_path / f"order{len(answers)}"
        folder.mkdir()
        with Corpus(folder, index=":memory:") as corpus:
            for name in order:  # one refresh a file: the numbers inside the index follow this order
                (folder / name).write_bytes(files[name])
                corpus.refresh()
            first = [corpus.first_below((P20,), None, limit) for limit in (1, 3, 7)]
            (said,) = corpus.said(P20)
            answers.append([*first, corpus.sayers(said, "date", "2024-02-05", 3), corpus.get(P44)])
    assert answers[0] == answers[1]
    assert len(answers[0][2]) == 7


def test_turn_is_by_day_then_by_id() -> None:
    def at(date: str, number: int = 1) -> int:
        return turn(f"/akn/vn/doc/ke-hoach/ubnd-xa-mau/{date}/{number}-kh-ubnd")

    order = ["1945-09-02", "2023", "2023-05", "2023-05-31", "2023-06-01", "2024-01-01", "nn"]
    assert [at(date) for date in order] == sorted(at(date) for date in order)
    assert at("2024-01-01") < at("2024-01-02", 2) and at("2024-01-01", 2) < at("2024-01-02")
    assert len({at("2024-01-01", number) for number in range(500)}) == 500
    assert turn("x", "2024-01-01") < turn("x", "2024-01-02") < turn("x")
    assert turn("/akn/vn/doc/a/b/9999-99-99/c") < 2**62


def test_several_questions_see_one_state(many: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.sqlite"
    with Corpus(many, index=index) as writer, Corpus(many, index=index) as reader:
        writer.refresh()

        def ids() -> list[str]:
            return reader.first_below((P20,), None, None)

        with reader.reading():
            before = ids()
            (many / "huyen/31-KH.txt").unlink()
            writer.refresh()
            assert ids() == before
        assert ids() != before


def test_half_a_million_plans_of_one_law_are_not_all_read(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_AT_ONCE", 0)
    with Corpus(many, index=":memory:") as corpus:
        corpus.refresh()
        n = corpus._db.execute("SELECT n FROM node WHERE id = ?", (P20,)).fetchone()[0]
        with corpus._db:
            corpus._db.executemany(
                "INSERT INTO node VALUES (?, ?, NULL)", ((10**6 + i, f"x{i}") for i in range(50_000))
            )
            corpus._db.executemany(
                "INSERT INTO cite VALUES (?, ?, 0, ?, 't', 0, 1, NULL, ?)",
                ((10**6 + i, n, 10**6 + i, turn("/akn/vn/doc/a/b/2025-01-01/c") + i) for i in range(50_000)),
            )
            corpus._db.execute("UPDATE degree SET documents = documents + 50000 WHERE n = ?", (n,))
        read = 0

        def count() -> int:
            nonlocal read
            read += 1
            return 0

        corpus._db.set_progress_handler(count, 1000)  # every thousand steps of SQLite's machine
        assert len(corpus.first_below((P20,), AUTHORITY, 3)) == 3
        corpus.count_below((P20,), AUTHORITY)
        corpus._db.set_progress_handler(None, 0)
        assert read < 5
