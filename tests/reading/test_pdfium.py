"""What is asked of pdfium in bulk is what it says of each character."""

from __future__ import annotations

import ctypes
import sys
from itertools import groupby
from pathlib import Path

import pypdfium2
import pypdfium2.raw
import pytest

from khtool.reading import glyphs, pdf, pdfium, read

sys.path.insert(0, str(Path(__file__).parent))
from make_pdf import Pdf

ROOT = Path(__file__).parents[2]
PRINTED = sorted((ROOT / "corpus" / "mau").glob("*.pdf"))


@pytest.fixture
def opened():
    """Opens a PDF and gives the text page of its first page, and how many characters pdfium counts on it."""
    held = []

    def of(data: bytes | Path):
        document = pypdfium2.PdfDocument(data)
        page = document[0]
        held.extend((document, page, page.get_textpage()))
        return held[-1], pypdfium2.raw.FPDFText_CountChars(held[-1].raw)

    yield of
    for thing in reversed(held):
        thing.close()


def sheet(*rows: str) -> bytes:
    made = Pdf()
    page = made.page()
    for k, row in enumerate(rows):
        page.text(85, 780 - 16 * k, row)
    return made.bytes()


@pytest.mark.parametrize("path", PRINTED, ids=lambda p: p.stem)
def test_text_and_objects_of_a_printed_page(opened, path):
    textpage, n = opened(path)
    raw = pypdfium2.raw
    codes = [raw.FPDFText_GetUnicode(textpage.raw, k) for k in range(n)]
    assert pdfium.text(textpage, n) == "".join(map(chr, codes))
    boxes = pdfium.Room().boxes(textpage, n)
    drawn = [raw.FPDFText_GetTextObject(textpage.raw, k) for k in range(n)]
    addresses = [ctypes.cast(item, ctypes.c_void_p).value for item in drawn]
    wanted, at = [], 0
    for item, some in groupby(addresses):
        end = at + len(list(some))
        if item is not None:
            wanted.append((at, end, item))
        at = end
    page = pdfium.handle(textpage.raw)
    assert glyphs._objects(page, boxes[0::4].tolist(), boxes[2::4].tolist()) == wanted


@pytest.mark.parametrize("odd", ["\U0001f4da", "\x07", "\ufb03", "\U0001f4da\x07"])
def test_characters_that_are_not_counted_as_they_are_written(opened, odd):
    textpage, n = opened(sheet("Thư viện", f"đọc{odd}sách", "cho trẻ"))
    codes = [pypdfium2.raw.FPDFText_GetUnicode(textpage.raw, k) for k in range(n)]
    assert pdfium.text(textpage, n) == "".join(map(chr, codes))
    assert "".join(read(sheet(f"đọc{odd}sách")).text.split()).startswith("đọc")


def test_half_a_pair_is_no_character(opened):
    textpage, n = opened(sheet("đọc sách\ud83d hè"))
    assert "đọc sách\0 hè" in pdfium.text(textpage, n)
    assert read(sheet("đọc sách\ud83d hè")).text.strip() == "đọc sách hè"


def test_boxes_of_more_characters_than_one_block(opened, monkeypatch):
    textpage, n = opened(PRINTED[0])
    whole = pdfium.Room().boxes(textpage, n)
    assert len(whole) == 4 * n and len(set(whole)) > 100
    monkeypatch.setattr(pdfium, "_BLOCK", 100)
    room = pdfium.Room()
    assert room.boxes(textpage, n) == whole
    assert room.boxes(textpage, 70) == whole[:280]  # nothing is left of a page read before


def test_a_long_document_is_read_in_parts(monkeypatch):
    made = Pdf()
    for number in range(1, 41):
        made.page().text(85, 700, f"Nội dung của tờ {number}.")
    whole = read(made.bytes())
    opens = []
    before = pdf._open

    def counted(*arguments):
        opens.append(before(*arguments))
        return opens[-1]

    monkeypatch.setattr(pdf, "_open", counted)
    monkeypatch.setattr(pdf, "_AT_ONCE", 15)
    assert read(made.bytes()) == whole
    assert [p.page for p in whole.paragraphs] == list(range(1, 41))
    assert len(opens) == 3
    assert all(document.raw is None for document in opens)  # each was closed
