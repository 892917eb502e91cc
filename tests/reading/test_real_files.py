"""Real documents that are not part of the repository: skipped where they are absent."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from khtool.errors import ReadError
from khtool.reading import ocr, read

SHARED = Path(__file__).parents[2] / ".." / "shared"
FILES, PLANS, SEEDS = SHARED / "files", SHARED / "plans", SHARED / "seeds"
pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="the real documents are not here")
CODE = re.compile(r"\d+[a-z]?(?:/\d{4})?[/-][A-ZĐ]{2,}[\w&-]*(?:[/-][A-ZĐ]\w+)*")


def in_mid_sentence(text: str) -> bool:
    return text[:1].islower() and not re.match(r"\w{1,2}[.)]", text)


def texts(name: str) -> list[str]:
    text = read(FILES / name)
    return [text.slice(p) for p in text.paragraphs]


def test_number_and_date_of_a_signed_plan():
    text = read(FILES / "193-KH-UBND-Ninh-Binh-2024.signed.pdf")
    head = [text.slice(p) for p in text.paragraphs[:6]]
    assert head[4].replace(" ", "") == "Số:193/KH-UBND"
    assert head[5] == "Ninh Bình, ngày 01 tháng 11 năm 2024"
    (tasks,) = text.tables
    assert (tasks.rows, tasks.columns) == (11, 5)


def test_official_gazette():
    text = read(FILES / "105-NQ-CP-2026.congbao.pdf")
    assert "CÔNG BÁO/Số" not in text.text
    (tasks,) = text.tables
    assert tasks.columns == 7 and text.slice(tasks.cells[6]) == "Thời hạn hoàn thành"
    plain = read(FILES / "105-NQ-CP-2026.congbao.txt")
    assert set(CODE.findall(plain.norm)) == set(CODE.findall(text.norm))


@pytest.mark.parametrize("name", ["07-KH-BTC-Son-La-2023.scan.pdf", "2010.watermark-only.scan.pdf"])
def test_scans(name):
    with pytest.raises(ReadError, match="tesseract"):
        read(FILES / name, ocr="never")


def test_broken_glyphs():
    text = read(FILES / "47-2020-ND-CP.broken-glyphs.pdf")
    found = [text.slice(p) for p in text.paragraphs]
    assert found[:2] == ["CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] and found[3] == "Số: 47/2020/NĐ-CP"
    assert {n.code for n in text.notes} == {"font-repair", "missing-glyphs"}
    assert "ƣ" not in text.text


def test_tracked_changes():
    text = read(FILES / "bao-cao-2025.tracked-changes.docx")
    (note,) = text.notes
    assert re.findall(r"\d+", note.message) == ["16", "4"]
    assert len(read(FILES / "bao-cao-2025.tracked-changes.docx", revisions="both").text) > len(text.text)


@pytest.mark.skipif(not any(map(shutil.which, ("soffice", "antiword", "catdoc"))), reason="no program for .doc")
def test_word_97():
    assert "SẮC LỆNH" in texts("77-SL-1945.tcvn3.doc")
    assert any("các địa phương" in t for t in texts("77-SL-1945.tcvn3.doc"))
    assert "Số: 166/QĐ-TTg" in texts("166-QD-TTg-2014.doc")
    assert texts("5134-QD-UBND-HCM-2010.doc") == texts("5134-QD-UBND-HCM-2010.docx")


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.md")), ids=lambda p: p.stem[:8])
def test_flattened_plans(path):
    text = read(path)
    letterhead, signature = text.tables[0], text.tables[1]
    assert (letterhead.rows, letterhead.columns) == (2, 2) and (signature.rows, signature.columns) == (1, 2)
    number = letterhead.at(1, 0)
    assert number is not None and re.fullmatch(r"Số: \d+/KH-UBND", text.slice(number))
    assert not re.search(r"[*|]", text.text)
    assert any(text.slice(p) == "KẾ HOẠCH" and p.bold for p in text.paragraphs)
    assert sum(in_mid_sentence(text.slice(p)) for p in text.paragraphs if not p.cell) <= 1


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda p: p.stem[:3])
def test_seeds_keep_their_words(path):
    source = re.sub(r"[*#|]|-{3,}", " ", path.read_text(encoding="utf-8"))
    text = read(path)
    assert "".join(text.text.split()) == "".join(source.replace("\u200b", "").replace("\u00ad", "").split())
    assert not any(in_mid_sentence(text.slice(p)) for p in text.paragraphs)


@pytest.mark.skipif(ocr.engine() is None, reason="no OCR here")
def test_a_scan_by_recognition():
    text = read(FILES / "07-KH-BTC-Son-La-2023.scan.pdf")
    found = [text.slice(p) for p in text.paragraphs]
    assert re.search(r"^S[ốô] 07 ?-KH/BTC$", "\n".join(found), re.MULTILINE)
    assert "Sơn La, ngày 26 tháng 7 năm 2023" in found and "2. Yêu cầu" in found
    assert [n.code for n in text.notes] == ["ocr"] and text.doubts
