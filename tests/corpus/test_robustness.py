"""Strange files and names, processes that are killed, processes side by side."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from khtool.corpus import Corpus
from khtool.corpus.files import kept, on_disk, scan

P20 = "/akn/vn/doc/ke-hoach/ubnd-tinh-son-la/2024-02-05/20-kh-ubnd"


def answers(corpus: Corpus) -> dict[str, Any]:
    records = corpus.plans()
    return {
        "records": records,
        "up": [corpus.up(record.id) for record in records],
        "below": corpus.below(P20, None, 2),
        "said": corpus.said(P20),
        "stats": corpus.stats(),
    }


def fresh(folder: Path) -> dict[str, Any]:
    with Corpus(folder, index=":memory:") as corpus:
        corpus.refresh()
        return answers(corpus)


#: Refreshes an index in steps of one file and ends as by `kill -9` at the n-th commit.
KILLED = """
import os, signal, sys
from khtool.corpus import Corpus, index, store
folder, file, last = sys.argv[1:]
index._BATCH = 1
commits = 0
class Connection(store.sqlite3.Connection):
    def execute(self, statement, *values):
        global commits
        if statement == "COMMIT":
            commits += 1
            if commits == int(last):
                os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(statement, *values)
connect = store.sqlite3.connect
store.sqlite3.connect = lambda *a, **k: connect(*a, factory=Connection, **k)
Corpus(folder, index=file).refresh(workers=1)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has another way to kill")
@pytest.mark.parametrize("commit", [1, 3, 5, 7])
def test_killed_at_any_moment(folder: Path, tmp_path: Path, commit: int) -> None:
    index = tmp_path / "index.sqlite"
    command = [sys.executable, "-c", KILLED, str(folder), str(index), str(commit)]
    killed = subprocess.run(command, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with Corpus(folder, index=index) as corpus:
        corpus.refresh()
        assert answers(corpus) == fresh(folder)
        (integrity,) = corpus._db.execute("PRAGMA integrity_check").fetchone()
        assert integrity == "ok"


TOGETHER = "import sys; from khtool.corpus import Corpus; Corpus(sys.argv[1], index=sys.argv[2]).refresh(workers=1)"


def test_two_processes_at_once(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.sqlite"
    command = [sys.executable, "-c", TOGETHER, str(folder), str(index)]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE) for _turn in range(2)]
    for process in both:
        _out, error = process.communicate(timeout=120)
        assert process.returncode == 0, error
    with Corpus(folder, index=index) as corpus:
        assert corpus.refresh().unchanged == 4
        assert answers(corpus) == fresh(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not take such names")
def test_a_name_that_is_no_text(folder: Path, texts: dict[str, str]) -> None:
    name = b"KH-\xd0\xe9\xff 45.txt"  # as an old archive has it
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(
        texts["huyen/31-KH.txt"].replace("Số: 31/", "Số: 45/"), encoding="utf-8"
    )
    with Corpus(folder, index=":memory:") as corpus:
        assert corpus.refresh().failed == []
        assert corpus.refresh().unchanged == 5
        (record,) = corpus.find("45/KH-UBND")
        (path,) = record.paths
        path.encode("utf-8")
        assert os.fsencode(on_disk(path)) == name
        assert kept(on_disk(path)) == path
        assert "45/KH-UBND" in corpus.text(record.id).text
        assert corpus.identify(str(folder / on_disk(path))) == record


def test_decomposed_names_and_line_breaks(folder: Path, texts: dict[str, str]) -> None:
    names = [unicodedata.normalize("NFD", "Kế hoạch đặc khu.txt"), "Kế hoạch đặc khu.txt"]
    if sys.platform == "linux":
        names.append("hai\ndòng.txt")
    for at, name in enumerate(names):
        text = texts["huyen/31-KH.txt"].replace("Số: 31/", f"Số: {70 + at}/")
        (folder / name).write_text(text, encoding="utf-8")
    with Corpus(folder, index=":memory:") as corpus:
        corpus.refresh()
        found = {path for at in range(len(names)) for r in corpus.find(f"{70 + at}/KH-UBND") for path in r.paths}
        assert found <= set(names) and len(found) == len({f.path for f in scan(folder)} - set(texts))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_in_circles_and_to_nowhere(folder: Path) -> None:
    (folder / "vong").symlink_to(folder, target_is_directory=True)
    (folder / "huyen" / "len").symlink_to("..", target_is_directory=True)
    (folder / "khong-co.txt").symlink_to(folder / "nowhere.txt")
    (folder / "chinh-no.txt").symlink_to(folder / "chinh-no.txt")
    (folder / "may.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "ong.txt")
    with Corpus(folder, index=":memory:") as corpus:
        assert corpus.refresh().added == 4


def test_what_cannot_be_read_stops_nobody_and_is_told_each_time(folder: Path) -> None:
    bad = {
        "a.docx": b"PK\x03\x04" + b"\xa5" * 400,
        "b.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 9,
        "c.txt": b"",
        "d.txt": bytes(range(256)) * 99,
        "e.html": b"",
    }
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    with Corpus(folder, index=":memory:") as corpus:
        for _turn in range(2):
            failed = corpus.refresh().failed
            assert [path for path, _problem in failed] == sorted(bad)
            assert all(problem for _path, problem in failed)
        assert len(corpus.plans()) == 4
        (folder / "c.txt").unlink()
        assert len(corpus.refresh().failed) == 4


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read anything")
def test_a_folder_that_may_not_be_read(folder: Path) -> None:
    (folder / "tinh").chmod(0)
    try:
        with Corpus(folder, index=":memory:") as corpus:
            assert corpus.refresh().added == 3
    finally:
        (folder / "tinh").chmod(0o755)


def test_a_folder_that_may_only_be_read(folder: Path, tmp_path: Path) -> None:
    for place in (folder, folder / "tinh", folder / "huyen"):
        place.chmod(0o555)
    try:
        with Corpus(folder, index=tmp_path / "index.sqlite") as corpus:
            assert corpus.refresh().added == 4
    finally:
        for place in (folder, folder / "tinh", folder / "huyen"):
            place.chmod(0o755)
    assert sorted(p.name for p in folder.iterdir()) == ["huyen", "tinh"]


SPREAD = """
import multiprocessing, sys
multiprocessing.set_start_method("spawn")
from khtool.corpus import Corpus
report = Corpus(sys.argv[1], index=sys.argv[2]).refresh(workers=2)
print(report.added, report.failed)
"""


def test_a_script_without_a_guard_may_spread_the_work(tmp_path: Path) -> None:
    """As on Windows, where a process begins by importing the script that started it."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for n in (1, 2):
        (folder / f"{n}.txt").write_text(f"KẾ HOẠCH\nThực hiện công tác số {n}\n", encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(SPREAD, encoding="utf-8")
    command = [sys.executable, str(script), str(folder), str(tmp_path / "index.sqlite")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert (done.stdout, done.stderr) == ("2 []\n", "")
