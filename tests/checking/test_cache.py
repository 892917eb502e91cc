"""Results of check that are kept: when they are taken, when they are not, and that nothing about them can do harm."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.checking.drafts import FAULT, OTHER, SELECT, write

from khtool import i18n
from khtool.checking import cache as caching
from khtool.checking import running
from khtool.checking.cache import Cache
from khtool.checking.config import CheckConfig, Settings, settle
from khtool.checking.model import Checked, Finding, Fix, Report
from khtool.checking.rules import all_codes, all_rules
from khtool.checking.running import Draft, check_files
from khtool.corpus import Corpus
from khtool.corpus.locate import cache_folder
from khtool.plan import Cell, Span

PACKAGE = Path(running.__file__).parents[1]


@pytest.fixture
def settings() -> Settings:
    return settle(select=SELECT)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHTOOL_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were really checked."""
    done: list[str] = []
    check = running.check_document

    def watched(draft: Draft, *arguments: object) -> Checked:
        done.append(Path(draft.path).name)
        return check(draft, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "check_document", watched)
    return done


def run(*paths: str, settings: Settings, corpus: Corpus | None = None, workers: int = 1) -> Report:
    cache = Cache.of(settings, corpus)
    return check_files([Draft(p) for p in paths], settings, corpus, cache=cache, workers=workers)


def test_what_did_not_change_is_not_checked_again(tmp_path: Path, settings: Settings, read: list[str]) -> None:
    one, two = write(tmp_path, FAULT), write(tmp_path, OTHER, name="b.md")
    first = run(one, two, settings=settings)
    assert [f.code for c in first.files for f in c.findings] == ["KH203", "KH701", "KH602"]
    assert run(one, two, settings=settings) == first and read == ["ke-hoach.md", "b.md"]
    Path(two).write_text(Path(two).read_text(encoding="utf-8") + "\n" + FAULT, encoding="utf-8")
    again = run(two, one, settings=settings)
    assert read[2:] == ["b.md"] and again.files[1] == first.files[0]
    assert len(again.files[0].findings) == 3


def test_a_file_that_only_moved_is_known_under_its_new_path(
    tmp_path: Path, settings: Settings, read: list[str]
) -> None:
    found = run(write(tmp_path, FAULT), settings=settings).files[0]
    moved = run(write(tmp_path / "new", FAULT), settings=settings).files[0]
    assert (moved.path, moved.findings) == (str(tmp_path / "new" / "ke-hoach.md"), found.findings)
    assert len(read) == 1


def test_what_a_result_depends_on_makes_another_one(
    tmp_path: Path, settings: Settings, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, FAULT)
    run(path, settings=settings)
    beside = tmp_path / "ke-hoach.khtool.toml"
    beside.write_text('[[suppress]]\nrule = "KH203"\nreason = "printed so"\n', encoding="utf-8")
    assert run(path, settings=settings).files[0].silenced
    beside.write_text('[[suppress]]\nrule = "KH602"\nreason = "printed so"\n', encoding="utf-8")
    assert [f.code for f in run(path, settings=settings).files[0].findings] == ["KH001", "KH203"]
    beside.unlink()
    run(path, settings=settle(select=["KH203"]))
    soft = run(path, settings=settle(select=SELECT, severity={"KH203": "info"}))
    assert [f.severity for f in soft.files[0].findings] == ["info"]
    config = CheckConfig(select=list(SELECT), per_file_ignores={"*.md": ["KH203"]})
    assert not run(path, settings=settle(config, tmp_path / "khtool.toml")).files[0].findings
    i18n.set_language("vi")
    assert "do" not in run(path, settings=settings).files[0].findings[0].message.split()
    i18n.set_language("en")
    monkeypatch.setattr(caching, "program", lambda: "another version")
    run(path, settings=settings)
    assert len(read) == 8
    monkeypatch.undo()


def test_a_change_of_the_corpus_is_seen(tmp_path: Path, settings: Settings, read: list[str]) -> None:
    folder = tmp_path / "corpus"
    write(folder, FAULT, name="a.md")
    path = write(tmp_path, FAULT)
    with Corpus(folder, index=tmp_path / "i.sqlite") as corpus:
        for _time in range(2):
            corpus.refresh(workers=1)
            run(path, settings=settings, corpus=corpus)
        assert len(read) == 1
        before = corpus.state
        write(folder, OTHER, name="b.md")
        corpus.refresh(workers=1)
        assert corpus.state != before
        run(path, settings=settings, corpus=corpus)
        assert len(read) == 2
        (folder / "b.md").unlink()
        corpus.refresh(workers=1)
        run(path, settings=settings, corpus=corpus)
        assert corpus.state == before and len(read) == 2


def test_failures_are_told_each_time(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "empty.docx").write_bytes(b"")
    for _time in range(2):
        report = run(str(tmp_path / "empty.docx"), str(tmp_path / "none.md"), settings=settings)
        assert len(report.failed) == 2 and not report.files


def test_all_of_a_result_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c", "state")
    span = Span(start=3, end=5, page=2, paragraph=7, cell=Cell(table=0, row=1, column=2))
    fix = Fix(3, 5, "Đ", True, also=(Fix(8, 9, "\u200b"),))
    finding = Finding("KH203", "citation-date", "error", "sai “ngày”", span, "\x07ngày", "đúng", fix, 4, 5)
    checked = Checked("đ.docx", (finding,), (), has_lines=False)
    cache.put("0123", checked)
    assert cache.get("0123", "đ.docx") == checked and cache.get("0124", "đ.docx") is None
    cache.put("0125", Checked("x", (Finding("KH1", "n", "info", "\ud800", span, ""),)))
    assert cache.get("0125", "x") is None


@pytest.mark.parametrize("damage", [b"", b"\x78\x9c rubbish", "cut", "other"])
def test_a_damaged_result_is_made_anew(
    tmp_path: Path, settings: Settings, read: list[str], damage: bytes | str
) -> None:
    import zlib

    path = write(tmp_path, FAULT)
    first = run(path, settings=settings)
    (entry,) = (f for f in (tmp_path / "cache").rglob("*") if f.is_file())
    whole = entry.read_bytes()
    entry.write_bytes(
        whole[:-9] if damage == "cut" else zlib.compress(b'{"path": 5}') if isinstance(damage, str) else damage
    )
    assert run(path, settings=settings) == first and len(read) == 2
    assert entry.read_bytes() == whole


def test_it_stays_within_its_bound_and_the_oldest_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path / "c", "state")
    span = Span(start=0, end=1)

    def checked(seed: int) -> Checked:  # words that do not shrink when packed
        words = os.urandom(300).hex() + str(seed)
        return Checked("p", (Finding("KH1", "n", "info", words, span, ""),))

    monkeypatch.setattr(caching, "MOST", 256 * 2000)
    for n in range(10):
        cache.put(f"aa{n}", checked(n))
        if cache.get("aa0", "p"):  # asked for again and again: the youngest
            os.utime(tmp_path / "c" / "aa" / "0", (9e9, 9e9))
        for other in (tmp_path / "c" / "aa").iterdir():
            if other.name != "0":
                os.utime(other, (int(other.name), int(other.name)))
    names = sorted(f.name for f in (tmp_path / "c" / "aa").iterdir())
    assert names[0] == "0" and names[-1] == "9" and "1" not in names
    assert sum(f.stat().st_size for f in (tmp_path / "c" / "aa").iterdir()) <= 2000
    monkeypatch.setattr(caching, "MOST", 256 * 10)
    cache.put("bb1", checked(1))
    assert cache.get("bb1", "p") is None


def test_many_may_write_the_same_at_once(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c", "state")
    checked = Checked("p", (Finding("KH1", "n", "info", "m" * 5000, Span(start=0, end=1), ""),))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: (cache.put(f"aa{n % 3}", checked), cache.get(f"aa{n % 3}", "p")), range(200)))
    assert [cache.get(f"aa{n}", "p") for n in range(3)] == [checked] * 3
    assert len(list((tmp_path / "c" / "aa").iterdir())) == 3


def test_the_processes_of_a_run_fill_it(tmp_path: Path, settings: Settings, read: list[str]) -> None:
    paths = [write(tmp_path, FAULT, "Câu " * n, name=f"{n}.md") for n in range(4)]
    first = run(*paths, settings=settings, workers=2)
    assert read == [] and run(*paths, settings=settings) == first and read == []


def test_no_place_to_keep_anything_is_no_fault(
    tmp_path: Path, settings: Settings, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("a file")
    path = write(tmp_path, FAULT)
    assert run(path, settings=settings) == run(path, settings=settings) and len(read) == 2
    monkeypatch.delenv("KHTOOL_CACHE_DIR")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *a, **k: (_ for _ in ()).throw(RuntimeError))
    assert cache_folder() is None and Cache.of(settings, None) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_read_only_once(tmp_path: Path, settings: Settings) -> None:
    draft = Path(write(tmp_path, FAULT)).read_bytes()
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(pipe.write_bytes, draft)
        report = run(str(pipe), settings=settings)
    assert report.files or report.failed  # told, and not waited for for ever


def test_nothing_that_check_runs_looks_at_the_clock() -> None:
    """The day is no part of a result's name; a rule that needs it has to put it there."""
    clock = re.compile(r"\b(?:today|now|utcnow|localtime|gmtime|time_ns)\(|\btime\.time\(")
    for room in ("checking", "extraction", "resolution", "knowledge", "comparing"):
        for file in (PACKAGE / room).rglob("*.py"):
            assert not clock.search(file.read_text(encoding="utf-8")), file


def test_the_codes_are_those_of_the_modules() -> None:
    assert all_codes() == {rule.code for rule in all_rules()}
