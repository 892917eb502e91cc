from __future__ import annotations

import io
import stat
import sys

import pytest

docx = pytest.importorskip("docx")

from khtool.errors import ReadError  # noqa: E402
from khtool.reading import doc, read  # noqa: E402

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
FIB = b"\xec\xa5" + b"\0" * 9
WORD = "WordDocument".encode("utf-16-le")


def document(encrypted: bool = False) -> bytes:
    return OLE + FIB + bytes([1 if encrypted else 0]) + b"\0" * 500 + WORD


def program(folder, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="scripts as programs")


def test_without_any_program(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadError, match="LibreOffice, antiword or catdoc"):
        read(document(), name="a.doc")


def test_soffice_comes_first(monkeypatch, tmp_path):
    made = docx.Document()
    made.add_paragraph("từ LibreOffice")
    made.save(tmp_path / "ready.docx")
    program(
        tmp_path,
        "soffice",
        "import sys, pathlib, shutil\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]); out.mkdir()\n"
        f"shutil.copy({str(tmp_path / 'ready.docx')!r}, out / 'source.docx')\n",
    )
    program(tmp_path, "catdoc", "print('từ catdoc')\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    text = read(document(), name="a.doc")
    assert (text.text, text.format) == ("từ LibreOffice", "doc")


def test_soffice_is_found_where_windows_installs_it(monkeypatch, tmp_path):
    folder = tmp_path / "LibreOffice" / "program"
    folder.mkdir(parents=True)
    program(folder, "soffice.exe", "raise SystemExit(1)\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    with pytest.raises(ReadError, match="cannot convert"):
        read(document())


def test_then_antiword_then_catdoc(monkeypatch, tmp_path):
    program(tmp_path, "catdoc", "import sys; sys.stdout.buffer.write('từ catdoc\\n'.encode())\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read(document()).text == "từ catdoc"
    program(tmp_path, "antiword", "import sys; sys.stdout.buffer.write('từ antiword\\n'.encode())\n")
    assert read(document()).text == "từ antiword"
    program(tmp_path, "soffice", "raise SystemExit(1)\n")
    assert read(document()).text == "từ antiword"


DRAWN = """
Số: 12/KH-UBND

|STT |Nhiệm vụ          |Thời hạn  |
|    |                  |2025|2026 |
|I. Tuyên truyền                   |
|1   |Mở lớp tập huấn   |x   |     |
|    |cho cán bộ; in tờ |    |     |
|    |rơi               |    |     |
|2   |Rà soát A|B       |    |x    |

Nơi nhận:
"""


def book(*groups: tuple[list[int], list[list[str]]]) -> str:
    """Tables in DocBook as antiword writes it: groups of rows with the widths of their cells."""
    out = (
        "<?xml version='1.0' encoding='utf-8'?><book><chapter><title/><para>Số: 12/KH-UBND</para><para><informaltable>"
    )
    for widths, rows in groups:
        columns = "".join(f"<colspec colwidth='{w}.00pt'/>" for w in widths)
        body = "".join(f"<row>{''.join(f'<entry>{chr(10)}{c}{chr(10)}</entry>' for c in row)}</row>" for row in rows)
        out += f"<tgroup cols='{len(widths)}'>{columns}<tbody>{body}</tbody></tgroup>"
    return out + "</informaltable></para></chapter></book>"


ROWS = book(
    ([40, 200, 100], [["STT", "Nhiệm vụ", "Thời hạn"]]),
    ([40, 200, 50, 50], [["", "", "2025", "2026"]]),
    ([340], [["I. Tuyên truyền"]]),
    ([40, 200, 50, 50], [["1", "Mở lớp tập huấn cho cán bộ;\nin tờ rơi", "x", ""], ["2", "Rà soát A|B", "", "x"]]),
)


def antiword(folder, drawn: str, rows: str) -> None:
    program(
        folder,
        "antiword",
        f"import sys\nout = {rows!r} if 'db' in sys.argv else {drawn!r}\nsys.stdout.buffer.write(out.encode())\n",
    )


def test_tables_that_antiword_draws_have_rows(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    antiword(tmp_path, DRAWN, ROWS)
    text = read(document())
    (table,) = text.tables
    assert [(c.row, c.column, c.colspan, text.slice(c)) for c in table.cells if text.slice(c)] == [
        (0, 0, 1, "STT"),
        (0, 1, 1, "Nhiệm vụ"),
        (0, 2, 1, "Thời hạn"),
        (1, 2, 1, "2025"),
        (1, 3, 1, "2026"),
        (2, 0, 4, "I. Tuyên truyền"),
        (3, 0, 1, "1"),
        (3, 1, 1, "Mở lớp tập huấn cho cán bộ;\nin tờ rơi"),
        (3, 2, 1, "x"),
        (4, 0, 1, "2"),
        (4, 1, 1, "Rà soát A|B"),
        (4, 3, 1, "x"),
    ]
    outside = [text.slice(p) for p in text.paragraphs if p.cell is None]
    assert outside == ["Số: 12/KH-UBND", "Nơi nhận:"]


@pytest.mark.parametrize("rows", ["", "<book><para>", ROWS.replace("in tờ rơi", "in tờ")])
def test_a_table_whose_rows_are_not_certain_stays_as_drawn(monkeypatch, tmp_path, rows):
    monkeypatch.setenv("PATH", str(tmp_path))
    antiword(tmp_path, DRAWN, rows)
    text = read(document())
    assert "cho cán bộ; in tờ" in [text.slice(p) for p in text.paragraphs]


RTF = rb"{\rtf1\ansi K\u7871? ho\u7841?ch\par}"
WORD_2003 = b"""<?xml version="1.0"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>"""


@pytest.mark.parametrize(
    ("content", "name", "start"),
    [
        (RTF, "source.rtf", RTF[:6]),
        (b"\xef\xbb\xbf\r\n" + RTF, "source.rtf", RTF[:6]),  # nothing may stand before it
        (WORD_2003, "source.xml", WORD_2003[:6]),
    ],
)
def test_what_only_soffice_reads(monkeypatch, tmp_path, content, name, start):
    monkeypatch.setenv("PATH", str(tmp_path))
    program(tmp_path, "antiword", "print('none of mine')\n")
    with pytest.raises(ReadError, match=r"needs LibreOffice, which is not installed.*install it"):
        read(content)
    made = docx.Document()
    made.add_paragraph("từ LibreOffice")
    made.save(tmp_path / "ready.docx")
    program(
        tmp_path,
        "soffice",
        "import sys, pathlib, shutil\n"
        f"source = pathlib.Path(sys.argv[-1]); assert source.name == {name!r}\n"
        f"assert source.read_bytes().startswith({start!r})\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]); out.mkdir()\n"
        f"shutil.copy({str(tmp_path / 'ready.docx')!r}, out / 'source.docx')\n",
    )
    assert read(content).text == "từ LibreOffice"


def test_a_program_that_hangs_is_ended(monkeypatch, tmp_path):
    program(tmp_path, "soffice", "import time; time.sleep(60)\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(doc.limits, "CONVERT_SECONDS", 0.5)
    with pytest.raises(ReadError, match="cannot convert"):
        read(document())


def test_encrypted():
    with pytest.raises(ReadError, match="password"):
        read(document(encrypted=True))
    with pytest.raises(ReadError, match="password"):
        read(OLE + "EncryptedPackage".encode("utf-16-le"))


def test_other_compound_files():
    with pytest.raises(ReadError, match="not a Word document"):
        read(OLE + "Workbook".encode("utf-16-le"))


def test_html_and_docx_under_the_name_doc(tmp_path):
    page = tmp_path / "a.doc"
    word = "<html xmlns:w='urn:schemas-microsoft-com:office:word'><body><p>Luật</p></body></html>"
    page.write_text(word, encoding="utf-8")
    assert read(page).format == "html"
    made = docx.Document()
    made.add_paragraph("Luật")
    out = io.BytesIO()
    made.save(out)
    page.write_bytes(out.getvalue())
    assert (read(page).format, read(page).text) == ("docx", "Luật")
