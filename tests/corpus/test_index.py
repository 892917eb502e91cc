from __future__ import annotations

import os
import random
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from khtool.corpus import Corpus, RefreshReport, parsing, steps
from khtool.corpus import index as index_module
from khtool.errors import AmbiguousError, KhtoolError, NotFoundError
from khtool.resolution.chain import build

P20 = "/akn/vn/doc/ke-hoach/ubnd-tinh-son-la/2024-02-05/20-kh-ubnd"
P44 = "/akn/vn/doc/ke-hoach/ubnd-tinh-son-la/2024-02-10/44-kh-ubnd"
D31 = "/akn/vn/doc/ke-hoach/ubnd-huyen-thuan-chau/2024-03-01/31-kh-ubnd"
D32 = "/akn/vn/doc/ke-hoach/ubnd-huyen-thuan-chau/2024-03-02/32-kh-ubnd"
D33 = "/akn/vn/doc/ke-hoach/ubnd-huyen-thuan-chau/2024-03-03/33-kh-ubnd"
C28 = "/akn/vn/doc/chi-thi/bo-chinh-tri/2023-12-25/28-ct-tw"


@pytest.fixture
def corpus(folder: Path, tmp_path: Path) -> Corpus:
    return Corpus(folder, index=tmp_path / "index.sqlite")


def state(corpus: Corpus) -> dict[str, Any]:
    """All that the corpus answers, for comparison."""
    records = corpus.plans()
    return {
        "records": records,
        "plans": [corpus.plan(r.id).model_dump(exclude={"source": {"path"}}) for r in records],
        "up": [corpus.up(r.id) for r in records],
        "down": [corpus.down(id) for id in (P20, P44, C28)],
        "unknown": corpus.get(P44),
        "below": [corpus.below(id, None, limit) for id in (P20, P44, C28) for limit in (1, 9)],
        "said": [corpus.said(what) for what in (P20, P44, C28, "20/KH-UBND", "44/KH-UBND", "28-CT/TW")],
        "stats": corpus.stats(),
    }


def fresh(folder: Path) -> dict[str, Any]:
    with Corpus(folder, index=":memory:") as corpus:
        corpus.refresh()
        return state(corpus)


def test_refresh_counts(corpus: Corpus, folder: Path) -> None:
    assert corpus.refresh() == RefreshReport(added=4)
    assert corpus.refresh() == RefreshReport(unchanged=4)
    (folder / "huyen/31-KH.txt").unlink()
    (folder / "huyen/rong.txt").write_text("", encoding="utf-8")
    (folder / "huyen/32-KH.txt").write_text("KẾ HOẠCH\nViệc khác\n", encoding="utf-8")
    report = corpus.refresh()
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 1, 1, 2)
    assert [path for path, _problem in report.failed] == ["huyen/rong.txt"]
    assert corpus.refresh(force=True).changed == 4


def test_a_file_that_was_only_touched_is_unchanged(corpus: Corpus, folder: Path) -> None:
    corpus.refresh()
    os.utime(folder / "huyen/31-KH.txt", (1, 1))
    assert corpus.refresh() == RefreshReport(unchanged=4)


def test_a_file_that_moved_is_not_parsed_again(corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.refresh()
    (folder / "huyen/31-KH.txt").rename(folder / "31.txt")

    def parse_all(folder: str, paths: list[str], workers: int | None = None, options: Any = None) -> list[Any]:
        assert paths == []
        return []

    monkeypatch.setattr(index_module, "parse_all", parse_all)
    report = corpus.refresh()
    assert (report.added, report.removed) == (1, 1)
    assert corpus.get(D31).paths == ("31.txt",)
    assert corpus.plan(D31).source.path == "31.txt"


def test_records_and_edges(corpus: Corpus) -> None:
    corpus.refresh()
    assert [r.id for r in corpus.plans()] == [P20, D31, D32, D33]
    assert corpus.plans(2023) == []
    assert len(corpus.plans(2024)) == 4
    record = corpus.get(P20)
    assert record is not None
    assert (record.standing, record.level, record.code, record.paths) == (
        "corpus",
        "tinh",
        "20/KH-UBND",
        ("tinh/20-KH.txt",),
    )
    assert [(e.target, e.kind, e.by) for e in corpus.up(D31)] == [(P20, "thuc_hien", D31)]
    assert "Thực hiện Kế hoạch số 20/KH-UBND" in corpus.up(D31)[0].text
    assert sorted(e.source for e in corpus.down(P20)) == [D31, D33]
    differing = next(e for e in corpus.down(P20) if e.source == D33)
    assert (differing.kind, differing.reason) == ("can_cu", "the date differs; number, issuer and year agree")
    assert corpus.plan(D31).citations[0].target == P20
    assert corpus.stats() == {
        "files": 4,
        "failed": 0,
        "documents": 4,
        "edges": 4,
        "unknown": 1,
        "citations": {"all": 4, "resolved": 3, "unknown": 1, "ambiguous": 0},
        "years": {"2024": 4},
        "levels": {"huyen": 3, "tinh": 1},
        "types": {"Kế hoạch": 4},
        "formats": {"txt": 4},
    }


def test_the_chain_of_a_district_plan(corpus: Corpus) -> None:
    corpus.refresh()
    chain = build(corpus, D31)
    assert {P20, C28} <= set(chain.nodes)
    assert chain.nodes[C28].standing == "registry"
    assert {(e.source, e.target) for e in chain.edges} >= {(D31, P20), (P20, C28)}


def test_a_cited_document_that_nobody_has(corpus: Corpus) -> None:
    corpus.refresh()
    unknown = corpus.get(P44)
    assert unknown is not None
    assert (unknown.standing, unknown.code, unknown.organ_name) == ("unknown", "44/KH-UBND", "UBND tỉnh Sơn La")
    assert corpus.plan(D32).citations[0].target is None
    assert corpus.by_code("44/KH-UBND") == []
    assert corpus.identify("44/KH-UBND").id == P44
    assert [e.source for e in corpus.down(P44)] == [D32]
    assert corpus.get("/akn/vn/doc/ke-hoach/ubnd-tinh-son-la/2024-02-10/45-kh-ubnd") is None


def test_what_comes_and_goes_changes_who_is_meant(corpus: Corpus, folder: Path, texts: dict[str, str]) -> None:
    (folder / "tinh/20-KH.txt").unlink()
    corpus.refresh()
    assert corpus.plan(D31).citations[0].target is None
    assert corpus.get(P20).standing == "unknown"
    text = texts["tinh/20-KH.txt"]
    (folder / "tinh/20-KH.txt").write_text(text, encoding="utf-8")
    (folder / "tinh/44-KH.txt").write_text(
        text.replace("Số: 20/", "Số: 44/").replace("ngày 05", "ngày 10"), encoding="utf-8"
    )
    corpus.refresh()
    assert corpus.plan(D31).citations[0].target == P20
    assert corpus.plan(D32).citations[0].target == P44
    assert corpus.get(P44).standing == "corpus"
    assert state(corpus) == fresh(folder)
    (folder / "tinh/20-KH.txt").unlink()
    corpus.refresh()
    assert corpus.plan(D31).citations[0].target is None
    assert corpus.plan(D33).citations[0].target is None
    assert state(corpus) == fresh(folder)


@pytest.mark.parametrize("seed", range(4))
def test_the_outcome_depends_on_the_files_alone(corpus: Corpus, folder: Path, texts: dict[str, str], seed: int) -> None:
    chance = random.Random(seed)
    for _turn in range(6):
        name = chance.choice(sorted(texts))
        file = folder / name
        match chance.choice(["remove", "write", "change", "copy"]):
            case "remove":
                file.unlink(missing_ok=True)
            case "write":
                file.write_text(texts[name], encoding="utf-8")
            case "change":
                file.write_text(texts[chance.choice(sorted(texts))], encoding="utf-8")
            case "copy":
                (folder / f"ban-sao-{chance.randrange(3)}.md").write_text(texts[name], encoding="utf-8")
        corpus.refresh()
        assert state(corpus) == fresh(folder)


def test_several_processes_give_the_same(folder: Path, tmp_path: Path) -> None:
    with Corpus(folder, index=tmp_path / "two.sqlite") as corpus:
        corpus.refresh(workers=2)
        assert state(corpus) == fresh(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="the processes must inherit the change made here")
def test_a_file_that_brings_its_process_down(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parse = parsing.parse

    def deadly(folder: str, path: str, options: Any = None) -> parsing.Parsed:
        if path == "huyen/31-KH.txt":
            os._exit(3)
        return parse(folder, path, options)

    monkeypatch.setattr(parsing, "parse", deadly)
    with Corpus(folder, index=":memory:") as corpus:
        report = corpus.refresh(workers=2)
        assert report.failed == [("huyen/31-KH.txt", "reading it ended the process")]
        assert [r.id for r in corpus.plans()] == [P20, D32, D33]


def test_an_index_that_another_process_holds(corpus: Corpus, tmp_path: Path) -> None:
    corpus._db.execute("PRAGMA busy_timeout = 50")
    with sqlite3.connect(tmp_path / "index.sqlite", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(KhtoolError, match="the index of the corpus cannot be written: database is locked"):
            corpus.refresh()
        other.execute("ROLLBACK")
    assert corpus.refresh().added == 4


def test_one_document_in_several_files(corpus: Corpus, folder: Path, texts: dict[str, str]) -> None:
    (folder / "20.md").write_text(texts["tinh/20-KH.txt"], encoding="utf-8")
    report = corpus.refresh()
    assert report.added == 5
    assert corpus.get(P20).paths == ("20.md", "tinh/20-KH.txt")
    assert corpus.stats()["documents"] == 4
    (folder / "20.md").unlink()
    corpus.refresh()
    assert corpus.get(P20).paths == ("tinh/20-KH.txt",)
    assert corpus.plan(P20).source.path == "tinh/20-KH.txt"


def test_a_refresh_that_was_stopped_is_finished_by_the_next(
    corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, calls = Corpus._link, []

    def stopping(self: Corpus, n: int) -> None:
        calls.append(n)
        if len(calls) == 3:
            raise KeyboardInterrupt
        link(self, n)

    monkeypatch.setattr(index_module, "_BATCH", 2)
    monkeypatch.setattr(Corpus, "_link", stopping)
    with pytest.raises(KeyboardInterrupt):
        corpus.refresh()
    monkeypatch.setattr(Corpus, "_link", link)
    assert corpus.refresh() == RefreshReport(unchanged=4)
    assert state(corpus) == fresh(folder)


def test_one_writes_while_others_read(corpus: Corpus, folder: Path, tmp_path: Path, texts: dict[str, str]) -> None:
    corpus.refresh()
    with Corpus(folder, index=tmp_path / "index.sqlite") as reader:
        assert len(reader.plans()) == 4
        (folder / "20.md").write_text(texts["tinh/20-KH.txt"], encoding="utf-8")
        corpus.refresh()
        assert reader.get(P20).paths == ("20.md", "tinh/20-KH.txt")


def test_an_index_of_another_version_is_made_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "index.sqlite"
    with Corpus(folder, index=file) as corpus:
        corpus.refresh()
    with Corpus(folder, index=file) as corpus:
        assert len(corpus.plans()) == 4
    monkeypatch.setattr(index_module.store, "SCHEMA_VERSION", "next")
    with Corpus(folder, index=file) as corpus:
        assert corpus.plans() == []
        assert corpus.refresh().added == 4


@pytest.mark.parametrize("garbage", [b"not a database, not at all" * 100, b"SQLite format 3\x00" + b"\xff" * 2000])
def test_a_damaged_index_is_made_anew(folder: Path, tmp_path: Path, garbage: bytes) -> None:
    file = tmp_path / "index.sqlite"
    file.write_bytes(garbage)
    with Corpus(folder, index=file) as corpus:
        assert corpus.refresh().added == 4
        assert corpus.persistent


def test_an_index_that_was_damaged_later_is_made_anew(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "index.sqlite"
    with Corpus(folder, index=file) as corpus:
        corpus.refresh()
    data = bytearray(file.read_bytes())
    data[2 * 4096 :] = b"\xa5" * (len(data) - 2 * 4096)  # what the first pages point to
    file.write_bytes(data)
    with Corpus(folder, index=file) as corpus:
        corpus.refresh(force=True)
        assert state(corpus) == fresh(folder)


def test_a_cache_that_cannot_be_written_is_done_without(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way of a folder", encoding="utf-8")
    with Corpus(folder, index=tmp_path / "file" / "index.sqlite") as corpus:
        assert not corpus.persistent
        assert corpus.refresh().added == 4


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anything")
def test_a_read_only_index_is_done_without(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "index.sqlite"
    Corpus(folder, index=file).close()
    file.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        with Corpus(folder, index=file) as corpus:
            assert corpus.refresh().added == 4
    finally:
        tmp_path.chmod(0o700)


def test_each_folder_has_its_own_index_in_the_cache(folder: Path, tmp_path: Path) -> None:
    with Corpus(folder) as corpus:
        corpus.refresh()
        assert corpus.persistent
    with Corpus(folder / "tinh") as corpus:
        assert corpus.plans() == []
    with Corpus(folder) as corpus:
        assert len(corpus.plans()) == 4


def test_find(corpus: Corpus) -> None:
    corpus.refresh()
    assert [r.id for r in corpus.find("20 / KH-UBND")] == [P20]
    assert [r.id for r in corpus.find("020/KH-UBND", issuer="Ủy ban nhân dân tỉnh Sơn La", year=2024)] == [P20]
    assert [r.id for r in corpus.find("20/KH-UBND", issuer="Sơn La")] == [P20]
    assert corpus.find("20/KH-UBND", issuer="UBND tỉnh Lai Châu") == []
    assert corpus.find("20/KH-UBND", year=2023) == []
    assert corpus.find("121/2020/QH14")[0].standing == "registry"
    assert corpus.by_name("Luật Trẻ em")[0].code == "102/2016/QH13"
    titled = corpus.by_name("Kế hoạch thực hiện công tác trẻ em năm 2024")
    assert [r.id for r in titled] == [P20, D31]
    assert [r.id for r in corpus.by_name("Kế hoạch thực hiện công tác trẻ em năm 2024", ["ubnd-tinh-son-la"])] == [P20]


def test_identify(corpus: Corpus, folder: Path, texts: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.refresh()
    assert corpus.identify(P20).id == P20
    assert corpus.identify(" 31/KH-UBND ").id == D31
    assert corpus.identify("1472/QĐ-TTg", year=2020).standing == "registry"
    assert corpus.identify(str(folder / "huyen/31-KH.txt")).id == D31
    monkeypatch.chdir(folder / "huyen")
    assert corpus.identify("31-KH.txt").id == D31
    outside = folder.parent / "moi.txt"
    outside.write_text(texts["huyen/31-KH.txt"].replace("Số: 31/", "Số: 39/"), encoding="utf-8")
    found = corpus.identify(str(outside))
    assert (found.code, found.standing, found.paths) == ("39/KH-UBND", "corpus", (str(outside),))
    assert corpus.read(outside).citations[0].target == P20
    assert corpus.identify("Kế hoạch số 31/KH-UBND").id == D31
    assert corpus.identify("Luật Trẻ em").code == "102/2016/QH13"
    with pytest.raises(NotFoundError, match=r"missing\.txt: no such file"):
        corpus.identify("missing.txt")
    for wrong in ("99/KH-UBND", "/akn/vn/doc/ke-hoach/ubnd-xa-mau/2024/99-kh-ubnd"):
        with pytest.raises(NotFoundError):
            corpus.identify(wrong)
    with pytest.raises(AmbiguousError) as raised:
        corpus.identify("06/QĐ-TTg")
    assert len(raised.value.candidates) >= 2
    assert all(id.startswith("/akn/") and "06/QĐ-TTg" in line for id, line in raised.value.candidates)
    with pytest.raises(NotFoundError):
        corpus.plan(C28)


def test_a_file_from_outside_has_its_chain_and_leaves_no_trace(
    corpus: Corpus, folder: Path, tmp_path: Path, texts: dict[str, str]
) -> None:
    corpus.refresh()
    before = state(corpus)
    outside = folder.parent / "moi.txt"
    text = texts["huyen/31-KH.txt"].replace("Số: 31/", "Số: 39/").replace("20/KH-UBND ngày 05", "21/KH-UBND ngày 06")
    outside.write_text(text, encoding="utf-8")
    guest = corpus.identify(str(outside))
    chain = build(corpus, guest.id)
    (edge,) = chain.edges
    assert (edge.source, edge.kind) == (guest.id, "thuc_hien")
    assert chain.nodes[edge.target].code == "21/KH-UBND"
    assert [e.source for e in corpus.down(edge.target)] == [guest.id]
    assert corpus.plan(guest.id).header.code == "39/KH-UBND"
    assert state(corpus) == before
    with Corpus(folder, index=tmp_path / "index.sqlite") as other:
        assert other.get(guest.id) is None


def test_the_index_is_asked_by_key_only(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No query of the Catalogue walks a whole table, whatever the corpus's size."""
    corpus.refresh()
    queries: set[str] = set()
    corpus._db.set_trace_callback(queries.add)
    for id in (P20, P44, C28):
        corpus.get(id)
        corpus.up(id)
        corpus.down(id)
    corpus.by_code("20/KH-UBND")
    corpus.by_code("20/KH-UBND", ["ubnd-tinh-son-la"])
    corpus.by_name("Kế hoạch mẫu")
    corpus.by_name("Kế hoạch mẫu", ["ubnd-tinh-son-la"])
    corpus.identify("44/KH-UBND")
    corpus.plans(2024)
    for limit in (1, 100):
        corpus.below(P20, None, limit)
        build(corpus, P20, per_step=limit)
    monkeypatch.setattr(steps, "_AT_ONCE", 0)
    build(corpus, P20, per_step=1, all_edges=True)
    corpus.of_organ("ubnd-tinh-son-la", 2024)
    for said in (*corpus.said(P20), *corpus.said("44/KH-UBND"), *corpus.said(C28)):
        corpus.sayers(said, "date", said.dates[0].value)
    corpus._db.set_trace_callback(None)
    assert len(queries) > 10
    with sqlite3.connect(tmp_path / "index.sqlite") as db:
        for query in queries:
            plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}")]
            scans = [step for step in plan if step.startswith("SCAN") and " VIRTUAL TABLE " not in step]
            assert not scans, query
