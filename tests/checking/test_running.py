"""Many files: which ones, in which order, side by side as one after the other, and none is lost in silence."""

from __future__ import annotations

import io
import multiprocessing
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from drafts import FAULT, OTHER, SELECT, write

import khtool
from khtool.checking import running
from khtool.checking.config import CheckConfig, settle
from khtool.checking.running import Draft, check_files, collect


def test_folders_are_walked_for_documents(tmp_path: Path) -> None:
    for name in ("b.md", "a.docx", "x/c.PDF", "x/d.txt", ".git/e.md", "x/~$f.docx", "g.py", "a.docx.khtool.toml"):
        write(tmp_path, FAULT, name=name)
    empty = tmp_path / "none"
    empty.mkdir()
    named = str(tmp_path / "g.py")
    paths, without, failed = collect([str(tmp_path), str(tmp_path / "b.md"), str(empty), named, "-"], settle())
    shown = [p if p == "-" else Path(p).relative_to(tmp_path).as_posix() for p in paths]
    assert shown == ["a.docx", "b.md", "x/c.PDF", "x/d.txt", "g.py", "-"]
    assert without == [str(empty)] and failed == []


def test_a_folder_that_cannot_be_read_is_told_and_the_others_are_walked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, shut = write(tmp_path, FAULT, name="a.md"), str(tmp_path / "b")
    write(tmp_path, FAULT, name="b/c.md")
    scandir = os.scandir

    def guarded(path: str = ".") -> object:
        if str(path) == shut:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    why = f"{shut}: cannot be read: Permission denied"
    assert collect([str(tmp_path)], settle()) == ([a], [], [(shut, why)])
    assert collect([shut], settle()) == ([], [], [(shut, why)])


def test_excluded_files_are_left_out_of_folders_but_not_when_named(tmp_path: Path) -> None:
    for name in ("a.md", "README.md", "cu/b.md"):
        write(tmp_path, FAULT, name=name)
    settings = settle(CheckConfig(exclude=["README.md", "cu/"]), tmp_path / "khtool.toml")
    a, readme = str(tmp_path / "a.md"), str(tmp_path / "README.md")
    assert collect([str(tmp_path)], settings)[0] == [a]
    assert collect([readme, a], settings)[0] == [readme, a]
    assert collect([readme, a, str(tmp_path / "cu/b.md")], settings, force_exclude=True)[0] == [a]


def test_side_by_side_as_one_after_the_other(tmp_path: Path) -> None:
    paths = [write(tmp_path, *([FAULT, OTHER][i % 2 :]), name=f"{9 - i}.md") for i in range(9)]
    drafts = [Draft(p) for p in (*paths[:4], str(tmp_path / "none.md"), *paths[4:])]
    settings = settle(select=SELECT)
    seen: list[None] = []
    many = check_files(drafts, settings, workers=2, step=lambda: seen.append(None))
    assert many == check_files(drafts, settings, workers=1)
    assert [c.path for c in many.files] == paths
    assert [path for path, _why in many.failed] == [str(tmp_path / "none.md")]
    assert len(seen) == 10


def _dies(draft: Draft, _settings: object) -> object:
    if draft.path == "bad":
        os._exit(1)
    return running.Checked(draft.path)


def test_a_file_that_ends_its_process_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    if multiprocessing.get_start_method() != "fork":
        pytest.skip("the patched function reaches the processes only by fork")
    monkeypatch.setattr(running, "_in_process", _dies)
    report = check_files([Draft(name) for name in ("a", "bad", "b")], settle(), workers=2)
    assert [c.path for c in report.files] == ["a", "b"]
    assert [path for path, _why in report.failed] == ["bad"]


def test_a_strange_fault_is_told_and_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_a: object, **_k: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(running, "check_text", fall)
    report = check_files([Draft(write(tmp_path, FAULT))], settle())
    assert [why.partition(": ")[2] for _path, why in report.failed] == ["ZeroDivisionError: x"]


def test_severity_by_rule_but_soft_knowledge_stays_soft(tmp_path: Path) -> None:
    path = write(tmp_path, FAULT, OTHER)
    report = check_files([Draft(path)], settle(select=SELECT, severity={"KH2": "info", "KH701": "error"}))
    assert {f.code: f.severity for f in report.files[0].findings} == {
        "KH203": "info",
        "KH701": "error",
        "KH602": "error",
    }
    soft = write(tmp_path, "- Tổ chức truyền thông.")
    found = check_files([Draft(soft)], settle(select=["KH106"], severity={"KH106": "error"})).files[0].findings
    assert [f.severity for f in found] == ["info"]  # no list of recipients: a remark only, whatever the rule weighs


def test_all_rules_ignored_is_no_rule_at_all(tmp_path: Path) -> None:
    report = check_files([Draft(write(tmp_path, FAULT))], settle(ignore=["KH"]))
    assert report.files[0].findings == ()


def test_from_python_suppressions_count_too(tmp_path: Path) -> None:
    path = write(tmp_path, FAULT + " <!-- khtool: ignore KH203 -->", OTHER)
    for source in (path, Path(path), Path(path).read_bytes(), io.BytesIO(Path(path).read_bytes())):
        assert [f.code for f in khtool.check(source, select=SELECT)] == ["KH701", "KH602"]
    assert [f.code for f in khtool.check(khtool.read(path), select=["KH203"])] == ["KH203"]  # the remark is not read
