"""`khtool check --fix`, `--diff` and `--annotate` from outside."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from khtool.cli.app import run
from khtool.reading import read

Outcome = tuple[int, str, str]
LINES = [
    "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG",
    "KẾ HOẠCH",
    "Triển khai công tác trẻ em năm 2024",
    "- Kiểm tra việc việc tuân thủ Luật trẻ em , trước ngày 5/06/2024.",
    "- Sở Lao động Thương binh và Xã hội theo dõi.",
]
RIGHT = "- Kiểm tra việc tuân thủ Luật Trẻ em, trước ngày 05/6/2024."


@pytest.fixture
def khtool(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    """Run a command line in a folder of its own; gives the exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Outcome:
        code = run([str(a) for a in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_bytes("\r\n".join([*LINES, ""]).encode("utf-8-sig"))
    return path


@pytest.fixture
def word(tmp_path: Path) -> Path:
    made = docx.Document()
    for line in LINES:
        paragraph = made.add_paragraph()
        for word in line.split(" "):
            paragraph.add_run(word + " ").bold = len(word) % 2 == 0
    path = tmp_path / "draft.docx"
    made.save(str(path))
    return path


def test_text_is_corrected_in_place(khtool: Callable[..., Outcome], draft: Path) -> None:
    draft.chmod(0o640)
    code, out, err = khtool("check", "draft.txt", "--fix", "--format", "json")
    assert "draft.txt: 4 corrections made" in err
    assert draft.read_bytes() == "\r\n".join([*LINES[:3], RIGHT, LINES[4], ""]).encode("utf-8-sig")
    assert draft.stat().st_mode & 0o777 == 0o640
    assert "KH601" not in out and "KH503" in out and code == 0, "the report is that of the corrected file"
    assert khtool("check", "draft.txt", "--fix")[2] == ""


def test_unsafe_corrections_only_when_asked(khtool: Callable[..., Outcome], draft: Path) -> None:
    assert khtool("check", "draft.txt", "--unsafe-fixes")[0] == 2
    khtool("check", "draft.txt", "--fix", "--unsafe-fixes", "--select", "KH503")
    assert draft.read_text(encoding="utf-8-sig").splitlines() == [
        *LINES[:4],
        "- Sở Lao động - Thương binh và Xã hội theo dõi.",
    ]


def test_diff_writes_nothing(khtool: Callable[..., Outcome], draft: Path, word: Path) -> None:
    before = draft.read_bytes(), word.read_bytes()
    code, out, _err = khtool("check", "draft.txt", "draft.docx", "--diff")
    assert code == 1
    for name in ("draft.txt", "draft.docx"):
        assert f"--- a/{name}\n+++ b/{name}\n" in out
    assert out.count(f"\n {LINES[2]}\n-{LINES[3]}\n+{RIGHT}\n {LINES[4]}\n") == 2
    assert (draft.read_bytes(), word.read_bytes()) == before
    khtool("check", "draft.txt", "draft.docx", "--fix")
    assert khtool("check", "draft.txt", "draft.docx", "--diff")[:2] == (0, "")


def test_word_gets_tracked_changes(khtool: Callable[..., Outcome], word: Path) -> None:
    before = word.read_bytes()
    text = read(before).text
    _code, _out, err = khtool("check", "draft.docx", "--fix", "-o", "out.docx", "--date", "2024-03-01")
    assert word.read_bytes() == before and "out.docx: 4 corrections made" in err
    assert khtool("text", "out.docx", "--revisions", "original")[1] == text + "\n"
    assert khtool("text", "out.docx", "--revisions", "final")[1] == text.replace(LINES[3], RIGHT) + "\n"
    assert b'w:author="khtool" w:date="2024-03-01T00:00:00Z"' in _part(word.with_name("out.docx"), "word/document.xml")
    khtool("check", "draft.docx", "--fix", "--date", "2024-03-01")
    assert word.read_bytes() == word.with_name("out.docx").read_bytes()


def _part(path: Path, name: str) -> bytes:
    import zipfile

    with zipfile.ZipFile(path) as package:
        return package.read(name)


def test_comments(khtool: Callable[..., Outcome], word: Path) -> None:
    before = word.read_bytes()
    _code, out, err = khtool("check", "draft.docx", "--annotate", "notes.docx", "--select", "KH503,KH601")
    assert "notes.docx: 2 comments" in err and "KH601" in out and word.read_bytes() == before
    comments = list(docx.Document(str(word.with_name("notes.docx"))).comments)
    assert [c.author for c in comments] == ["khtool"] * 2
    assert comments[0].text.startswith("KH601 (date-zeros): ") and comments[0].text.endswith("05/6/2024")


def test_corrections_and_comments_together(khtool: Callable[..., Outcome], word: Path) -> None:
    khtool("check", "draft.docx", "--fix", "-o", "out.docx", "--annotate", "notes.docx", "--select", "KH503,KH601")
    notes = word.with_name("notes.docx").read_bytes()
    assert read(notes).text == read(word.with_name("out.docx").read_bytes()).text
    assert [c.text[:5] for c in docx.Document(io.BytesIO(notes)).comments] == ["KH503"]


def test_what_cannot_be_corrected(khtool: Callable[..., Outcome], draft: Path) -> None:
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>"
    draft.with_name("page.html").write_text(page, encoding="utf-8")
    code, _out, err = khtool("check", "page.html", "draft.txt", "--fix")
    assert code == 2 and "page.html: corrections can be made in docx, text and Markdown, not in html" in err
    assert "draft.txt: 4 corrections made" in err
    assert khtool("check", "page.html", "--diff")[0] == 2
    code, _out, err = khtool("check", "draft.txt", "--annotate", "notes.docx")
    assert code == 2 and "comments can be written only into docx" in err
    assert not draft.with_name("notes.docx").exists()


def test_one_file_for_several_drafts_is_refused(khtool: Callable[..., Outcome], draft: Path, word: Path) -> None:
    before = draft.read_bytes(), word.read_bytes()
    assert khtool("check", "draft.txt", "draft.docx", "--fix", "-o", "out")[0] == 2
    assert khtool("check", "draft.txt", "draft.docx", "--annotate", "out.docx")[0] == 2
    assert khtool("check", "draft.docx", "--annotate", "out.docx", "--date", "hôm nay")[0] == 2
    assert (draft.read_bytes(), word.read_bytes()) == before and not draft.with_name("out.docx").exists()


def test_stdin(khtool: Callable[..., Outcome], draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(draft.read_bytes())

    monkeypatch.setattr(sys, "stdin", Stdin)
    for output in ((), ("-o", "-")):  # what came from stdin goes to stdout, what is said of it to stderr
        Stdin.buffer = io.BytesIO(draft.read_bytes())
        _code, out, err = khtool("check", "-", "--fix", *output)
        assert out.startswith("\ufeff" + LINES[0]) and RIGHT in out and "<stdin>:" not in out
        assert "<stdin>: 4 corrections made" in err and "<stdin>:2:1:" in err and not draft.with_name("-").exists()
    Stdin.buffer = io.BytesIO(draft.read_bytes())
    assert khtool("check", "-", "draft.txt", "--fix")[0] == 2
    Stdin.buffer = io.BytesIO(draft.read_bytes())
    khtool("check", "-", "--fix", "-o", "fixed.txt")
    assert RIGHT in draft.with_name("fixed.txt").read_text(encoding="utf-8-sig")


def test_a_read_only_draft_stays(khtool: Callable[..., Outcome], draft: Path) -> None:
    before = draft.read_bytes()
    draft.chmod(0o444)
    code, _out, err = khtool("check", "draft.txt", "--fix")
    assert code == 2 and "cannot be written" in err and draft.read_bytes() == before
    draft.chmod(0o644)


def test_a_file_that_cannot_be_written(khtool: Callable[..., Outcome], draft: Path) -> None:
    before = draft.read_bytes()
    code, _out, err = khtool("check", "draft.txt", "--fix", "-o", "no/such/folder.txt")
    assert code == 2 and "cannot be written" in err and "Traceback" not in err
    assert draft.read_bytes() == before
    assert [p.name for p in draft.parent.iterdir()] == ["draft.txt"]
