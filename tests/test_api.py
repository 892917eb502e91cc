"""check, fix and annotate from Python."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from tests.checking.drafts import FAULT, OTHER, SELECT, write

import khtool
from khtool.errors import KhtoolError

LATE = "- Báo cáo trước ngày 5/6/2024."  # KH601: a zero is missing


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document = docx.Document()
    for line in (FAULT, LATE):
        document.add_paragraph(line)
    document.save(str(tmp_path / "d.docx"))
    return tmp_path / "d.docx"


def test_fix_gives_the_corrected_bytes_and_writes_nothing(tmp_path: Path) -> None:
    path = Path(write(tmp_path, LATE))
    before = path.read_bytes()
    made = khtool.fix(path, select=["KH601"])
    assert [f.code for f in made.applied] == ["KH601"] and not made.skipped
    assert "trước ngày 05/6/2024" in made.data.decode() and path.read_bytes() == before
    for source in (before, io.BytesIO(before), str(path)):
        assert khtool.fix(source, select=["KH601"]).data == made.data
    assert khtool.fix(made.data, select=["KH601"]).applied == ()


def test_fix_of_a_word_file_is_tracked_and_dated(word: Path) -> None:
    data = khtool.fix(word, select=["KH601"], date="2025-04-08").data
    assert "trước ngày 05/6/2024" in khtool.read(data).text
    assert "trước ngày 5/6/2024" in khtool.read(data, revisions="original").text
    body = docx.Document(io.BytesIO(data)).element.xml
    assert 'w:date="2025-04-08T00:00:00Z"' in body
    with pytest.raises(ValueError):
        khtool.fix(word, date="8/4/2025")


def test_unsafe_corrections_only_when_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path, FAULT)
    assert khtool.fix(path, select=["KH203"]).data == Path(path).read_bytes()
    assert "30/12/2021" in khtool.fix(path, select=["KH203"], unsafe=True).data.decode()


def test_annotate(word: Path) -> None:
    made = khtool.annotate(word, select=SELECT)
    assert (made.exact, made.whole, made.left_out) == (1, 0, 0)
    assert khtool.read(made.data).text == khtool.read(word).text
    with pytest.raises(KhtoolError, match="docx"):
        khtool.annotate(OTHER.encode(), name="n.txt")


def test_every_public_name_is_there() -> None:
    assert all(getattr(khtool, name) is not None for name in khtool.__all__)


def test_a_document_may_be_given_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.txt"
    file.write_text("KẾ HOẠCH\nVệ sinh trường lớp\n", encoding="utf-8")
    corpus = khtool.Corpus(tmp_path, index=tmp_path / "index.sqlite")
    corpus.refresh()
    assert khtool.chain(file, corpus=corpus).root == khtool.chain(str(file), corpus=corpus).root
