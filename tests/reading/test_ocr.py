from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from khtool.reading import ocr, read

sys.path.insert(0, str(Path(__file__).parent))
from make_pdf import Pdf

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def tsv(*lines: tuple[int, int, str]) -> str:
    """Lines of words, each of 60 pixels a letter, as tesseract prints them."""
    rows = [HEAD]
    for number, (left, top, words) in enumerate(lines, 1):
        x = left
        for k, word in enumerate(words.split(), 1):
            rows.append(f"5\t1\t1\t1\t{number}\t{k}\t{x}\t{top}\t{25 * len(word)}\t50\t91.5\t{word}")
            x += 25 * len(word) + 22
    return "\n".join(rows) + "\n"


PAGE = tsv(
    (350, 300, "ỦY BAN NHÂN DÂN"),
    (1400, 303, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (380, 370, "TỈNH LAM GIANG"),
    (1500, 374, "Độc lập - Tự do - Hạnh phúc"),
    (1150, 700, "KẾ HOẠCH"),
)


def test_rows_from_tsv():
    found = ocr.from_tsv(PAGE, 842)
    assert [s.text for r in found for s in r.segments] == [
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TỈNH LAM GIANG",
        "Độc lập - Tự do - Hạnh phúc",
        "KẾ HOẠCH",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="scripts as programs")
def test_a_scan_is_read_when_tesseract_knows_vietnamese(monkeypatch, tmp_path):
    (tmp_path / "answer").write_text(PAGE, encoding="utf-8")
    program = tmp_path / "tesseract"
    program.write_text(
        f"#!{sys.executable}\nimport os, sys, pathlib\n"
        "if '--list-langs' in sys.argv:\n    print('List of available languages (1):\\nvie')\nelse:\n"
        "    assert sys.stdin.buffer.read(8) == b'\\x89PNG\\r\\n\\x1a\\n' and os.environ['OMP_THREAD_LIMIT'] == '1'\n"
        f"    sys.stdout.buffer.write(pathlib.Path({str(tmp_path / 'answer')!r}).read_bytes())\n",
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.available.cache_clear()
    pdf = Pdf()
    pdf.page(image=True)
    try:
        text = read(pdf.bytes())
    finally:
        ocr.available.cache_clear()
    assert [n.code for n in text.notes] == ["ocr"]
    assert [text.slice(p) for p in text.paragraphs] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LAM GIANG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "KẾ HOẠCH",
    ]
