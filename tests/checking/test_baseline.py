"""The baseline: known findings are silent, new ones are not, and it is written the same every time."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from drafts import FAULT, OTHER, SELECT, write

from khtool.checking.baseline import Baseline, dumped
from khtool.checking.config import settle
from khtool.checking.model import Report
from khtool.checking.running import Draft, check_files
from khtool.errors import KhtoolError


def run(*paths: str) -> Report:
    return check_files([Draft(p) for p in paths], settle(select=SELECT))


def heard(report: Report) -> list[list[str]]:
    return [[f.code for f in c.findings] for c in report.files]


def test_counts_by_file_and_rule(tmp_path: Path) -> None:
    a, b = write(tmp_path, FAULT, OTHER, FAULT, name="x/a.md"), write(tmp_path, "- Không.", name="b.md")
    text = dumped(run(a, b), tmp_path / "known.json")
    assert json.loads(text) == {"version": 1, "files": {"x/a.md": {"KH203": 2, "KH602": 1, "KH701": 1}}}
    assert dumped(run(b, a), tmp_path / "known.json") == text


def test_what_is_known_is_silent_wherever_it_moved(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_text(dumped(run(write(tmp_path, FAULT, OTHER)), file), encoding="utf-8")
    report, gone = Baseline.load(file).apply(run(write(tmp_path, "- Dòng mới.", "", OTHER, "", FAULT)))
    assert (heard(report), gone) == ([[]], 0)
    assert [s.by for s in report.files[0].silenced] == ["baseline"] * 3


def test_one_more_of_a_rule_and_all_of_that_rule_are_heard(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_text(dumped(run(write(tmp_path, FAULT, OTHER)), file), encoding="utf-8")
    report, gone = Baseline.load(file).apply(run(write(tmp_path, FAULT, FAULT, OTHER)))
    assert (heard(report), gone) == ([["KH203", "KH203"]], 0)
    other = write(tmp_path, FAULT, name="new.md")
    assert heard(Baseline.load(file).apply(run(other))[0]) == [["KH203"]]


def test_findings_that_are_gone_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_text(dumped(run(write(tmp_path, FAULT, FAULT, OTHER)), file), encoding="utf-8")
    _report, gone = Baseline.load(file).apply(run(write(tmp_path, FAULT)))
    assert gone == 3  # one KH203, KH602, KH701


def test_writing_keeps_files_that_were_not_checked_and_are_still_there(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    a, b = write(tmp_path, FAULT, name="a.md"), write(tmp_path, OTHER, name="b.md")
    file.write_text(dumped(run(a, b), file), encoding="utf-8")
    assert set(json.loads(dumped(run(a), file))["files"]) == {"a.md", "b.md"}
    Path(b).unlink()
    assert set(json.loads(dumped(run(a), file))["files"]) == {"a.md"}


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 2, "files": {}}', '{"version": 1, "files": {"a": {"KH1": "x"}}}', "\xff"]
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "known.json"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(KhtoolError, match=r"known\.json"):
        Baseline.load(file)
    with pytest.raises(KhtoolError, match="--write-baseline"):
        Baseline.load(tmp_path / "none.json")
