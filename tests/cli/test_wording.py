"""What the frame of the command line says: help pages, usage errors, patterns of files, pipes that close."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from khtool.cli import wording
from khtool.cli.app import run
from khtool.cli.common import named, write

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ("parse", "text", "chain", "show", "diff", "check", "rules", "explain", "index", "schema")


@pytest.fixture
def shouting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language that says everything in capitals, placeholders apart."""
    monkeypatch.setattr(wording, "_", lambda text: text.upper().replace("{COMMAND}", "{command}"))


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
@pytest.mark.usefixtures("shouting")
def test_nothing_of_the_frame_stays_english(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("USAGE:") and "\nOPTIONS:\n" in page and "SHOW THIS MESSAGE AND EXIT." in page
    for words in (
        "Usage",
        "Options:",
        "Arguments:",
        "Commands:",
        "[required]",
        "[default:",
        "Show this",
        "<int",
        "<list",
    ):
        assert words not in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["parsee", "x"], "There is no command parsee."),
        (["parse"], "FILE is missing."),
        (["parse", "--fromat", "json", "x"], "There is no option --fromat. Did you mean --format?"),
        (["parse", "x", "--nothing-like-it"], "There is no option --nothing-like-it."),
        (["parse", "x", "-f"], "-f needs a value."),
        (["check", "--fix=3", "x"], "--fix takes no value."),
        (["chain", "a", "b"], "More than is wanted: b"),
        (["chain", "115/KH-UBND", "--depth", "0"], "--depth: at least 1 is wanted"),
        (["chain", "115/KH-UBND", "--year", "nay"], "--year: a whole number is wanted"),
        (["parse", "x", "--format", "xml"], "--format: 'xml' is not one of table, json, jsonl"),
    ],
)
def test_usage_errors(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    captured = capsys.readouterr()
    told = captured.err.splitlines()[-1].removesuffix(" Did you mean parse?")  # Typer's younger versions guess
    assert captured.out == "" and told == f"Error: {said}"


def test_words_of_another_typer_stay_as_they_are() -> None:
    assert wording.said("Something else went wrong.") == "Something else went wrong."


def test_no_arguments_are_a_question_for_help(capsys: pytest.CaptureFixture[str]) -> None:
    code = run([])
    captured = capsys.readouterr()
    told = captured.err if code else captured.out  # Typer's younger versions take it for an error
    assert code in (0, 2) and told.startswith("Usage: khtool") and "Error" not in told


def test_patterns_that_no_shell_has_spread(tmp_path: Path) -> None:
    for name in ("b.docx", "a.docx", "~$a.docx", "Dự thảo [2].docx", "c.txt"):
        (tmp_path / name).touch()
    (tmp_path / "d.docx").mkdir()
    found = [str(tmp_path / name) for name in ("Dự thảo [2].docx", "a.docx", "b.docx")]
    assert named([str(tmp_path / "*.docx")]) == found
    assert named([str(tmp_path / "Dự thảo [2].docx"), "-"]) == [found[0], "-"]
    assert named([str(tmp_path / "*.pdf"), "mất.docx"]) == [str(tmp_path / "*.pdf"), "mất.docx"]


def test_marks_composed_or_not(tmp_path: Path) -> None:
    nfc, nfd = (str(tmp_path / normalize(form, "Dự thảo.docx")) for form in ("NFC", "NFD"))
    Path(nfd).touch()
    assert named([nfc]) == [nfd] and named([nfd]) == [nfd]
    Path(nfc).touch()
    assert named([nfc, nfd]) == [nfc, nfd]


def test_a_name_that_is_too_long_is_one_line(khtool: Callable[..., tuple[int, str, str]]) -> None:
    for command in ("parse", "text", "check", "chain", "show"):
        code, _out, err = khtool(command, "ế" * 300 + ".docx")
        assert code == 2 and len(err.splitlines()) == 1 and err.startswith("khtool: ")


@pytest.mark.skipif(os.name == "nt", reason="paths of 260 characters")
def test_a_name_may_be_as_long_as_the_disk_allows(tmp_path: Path) -> None:
    file = tmp_path / ("x" * 250 + ".txt")
    write(str(file), b"1")
    assert file.read_bytes() == b"1"


def test_comments_do_not_go_into_another_format(khtool: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    draft = str(ROOT / "corpus/du-thao/du-thao-tre-em-2025.docx")
    code, _out, err = khtool("check", draft, "--annotate", str(tmp_path / "ra.pdf"))
    assert code == 2 and "--annotate" in err and not list(tmp_path.iterdir())


def test_a_pattern_reaches_the_commands(khtool: Callable[..., tuple[int, str, str]]) -> None:
    pattern = str(ROOT / "corpus/mau/tre-em-2023-*.md")
    for command in (("parse", "--only", "header"), ("text",), ("check", "--fail-level", "never")):
        code, out, err = khtool(*command, pattern)
        assert (code, err) == (0, "") and "tre-em-2023-*" not in out and out


@pytest.fixture
def khtool(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_a_reader_that_has_enough_is_no_error() -> None:
    command = [sys.executable, "-m", "khtool", "schema"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


def test_a_user_who_has_enough(khtool: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("khtool.cli.parse.reading", interrupt)
    code, out, err = khtool("parse", "x")
    assert (code, out) == (130, "") and "Traceback" not in err


def test_a_rule_is_explained_in_one_language(khtool: Callable[..., tuple[int, str, str]]) -> None:
    english = khtool("explain", "KH203")[1]
    assert english.startswith("KH203 citation-date (error)\n\nThe date given")
    assert all(f"\n{heading}:" in english for heading in ("What", "Why", "Bad", "Good", "Fix"))
    vietnamese = khtool("explain", "KH203", "--lang", "vi")[1]
    assert vietnamese.startswith("KH203 citation-date (lỗi)\n\nNgày của văn bản")
    example = next(line for line in english.splitlines() if line.startswith("    - "))
    assert example in vietnamese and "The date given" not in vietnamese and "Đối chiếu văn bản gốc" not in english


def test_a_pipe_gets_the_rules_whole(khtool: Callable[..., tuple[int, str, str]]) -> None:
    rows = {row["code"]: row["summary"] for row in json.loads(khtool("rules", "--format", "json")[1])}
    lines = khtool("rules")[1].splitlines()
    assert [line.split()[0] for line in lines] == list(rows)
    assert all(line.endswith(summary) for line, summary in zip(lines, rows.values(), strict=True))
