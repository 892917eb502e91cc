from __future__ import annotations

import base64
import io
import zipfile

import pytest

docx = pytest.importorskip("docx")
from docx.oxml import parse_xml  # noqa: E402
from docx.oxml.ns import nsdecls  # noqa: E402

from khtool.errors import ReadError  # noqa: E402
from khtool.reading import limits, read  # noqa: E402

NS = nsdecls("w") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def body(xml: str, *, numbering: str = "", styles: str = ""):
    """A document whose body is `xml`; `numbering` and `styles` are put into their parts."""
    document = docx.Document()
    root = document.element.body
    for child in list(root):
        if not child.tag.endswith("sectPr"):
            root.remove(child)
    for k, element in enumerate(parse_xml(f"<w:body {NS}>{xml}</w:body>")):
        root.insert(k, element)
    if numbering:
        part = document.part.numbering_part.element
        for child in list(part):
            part.remove(child)
        for element in parse_xml(f"<w:numbering {NS}>{numbering}</w:numbering>"):
            part.append(element)
    if styles:
        for element in parse_xml(f"<w:styles {NS}>{styles}</w:styles>"):
            document.styles.element.append(element)
    return document


def data(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def texts(xml: str, role: str | None = None, **options) -> list[str]:
    parts = {k: options.pop(k) for k in ("numbering", "styles") if k in options}
    text = read(data(body(xml, **parts)), **options)
    return [text.slice(p) for p in text.paragraphs if role in (None, p.role)]


def p(runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def num(n: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{n}"/></w:numPr>'


def lvl(level: int, fmt: str, text: str, extra: str = "") -> str:
    start = f'<w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{extra}'
    return f'<w:lvl w:ilvl="{level}">{start}<w:lvlText w:val="{text}"/></w:lvl>'


OUTLINE = (
    '<w:abstractNum w:abstractNumId="7">'
    + lvl(0, "upperRoman", "%1.")
    + lvl(1, "decimal", "%2.")
    + lvl(2, "lowerLetter", "%3)")
    + lvl(3, "decimal", "%1.%2.%4.", "<w:isLgl/>")
    + lvl(4, "bullet", "\uf0b7")
    + "</w:abstractNum>"
    + '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    + '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def test_automatic_numbers():
    levels = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 4), (1, 1), (1, 2), (1, 0), (1, 1), (2, 1), (2, 1)]
    xml = "".join(p(r(f"Mục {k}"), num(n, level)) for k, (n, level) in enumerate(levels))
    text = read(data(body(xml, numbering=OUTLINE)))
    found = [text.slice(q).split(" Mục")[0] for q in text.paragraphs]
    assert found == ["I.", "1.", "a)", "b)", "1.1.1.", "-", "2.", "a)", "II.", "1.", "5.", "6."]
    assert [q.label for q in text.paragraphs[:3]] == [3, 3, 3]


def legal(extra: str = "", overrides: tuple[int, ...] = ()) -> str:
    """A list "1.", "1.1.", "1.1.1.", and a second over the same definition that begins anew at the levels given."""
    starts = (f'<w:lvlOverride w:ilvl="{k}"><w:startOverride w:val="1"/></w:lvlOverride>' for k in overrides)
    levels = lvl(0, "decimal", "%1.") + lvl(1, "decimal", "%1.%2.") + lvl(2, "decimal", "%1.%2.%3.", extra)
    return (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{"".join(starts)}</w:num>'
    )


def labels(levels: list[tuple[int, int]], numbering: str) -> str:
    xml = "".join(p(r("x"), num(n, level)) for n, level in levels)
    return " ".join(line.split()[0] for line in texts(xml, numbering=numbering))


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [
        ([0, 2, 1, 2], "1. 1.1.1. 1.2. 1.2.1."),
        ([0, 1, 0, 2, 1], "1. 1.1. 2. 2.1.1. 2.2."),
        ([1, 1, 0, 1], "1.1. 1.2. 2. 2.1."),
        ([2, 1, 0], "1.1.1. 1.2. 2."),
    ],
)
def test_a_level_that_is_passed_over_counts(levels, wanted):
    assert labels([(1, level) for level in levels], legal()) == wanted


@pytest.mark.parametrize(
    ("restart", "wanted"),
    [
        ('<w:lvlRestart w:val="0"/>', "1. 1.1. 1.1.1. 1.1.2. 1.2. 1.2.3. 2. 2.1.4."),
        ('<w:lvlRestart w:val="1"/>', "1. 1.1. 1.1.1. 1.1.2. 1.2. 1.2.3. 2. 2.1.1."),
        ("", "1. 1.1. 1.1.1. 1.1.2. 1.2. 1.2.1. 2. 2.1.1."),
    ],
)
def test_after_which_level_a_level_begins_anew(restart, wanted):
    assert labels([(1, level) for level in (0, 1, 2, 2, 1, 2, 0, 2)], legal(restart)) == wanted


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [
        ([(1, 0), (1, 1), (2, 1), (2, 1), (1, 0)], "1. 1.1. 1.1. 1.2. 2."),
        ([(1, 0), (2, 0), (2, 2), (2, 1)], "1. 1. 1.1.1. 1.2."),
        ([(1, 0), (1, 0), (2, 0), (2, 0)], "1. 2. 1. 2."),
    ],
)
def test_a_list_that_begins_anew_does_so_where_it_is_first_used(levels, wanted):
    assert labels(levels, legal(overrides=(0, 1, 2))) == wanted


def test_a_text_box_counts_for_itself():
    box = (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{p(r('trong'), num(1, 0))}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    xml = p(r("Một"), num(1, 0)) + p(box) + p(r("Hai"), num(1, 0))
    assert texts(xml, numbering=legal()) == ["1. Một", "1. trong", "2. Hai"]


def test_numbers_from_styles_and_switched_off():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/><w:pPr>' + num(1, 1) + "</w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Muc"/></w:style>'
    )
    style = '<w:pStyle w:val="Con"/>'
    xml = p(r("Một"), style) + p(r("Không số"), style + num(0, 0)) + p("", style) + p(r("Hai"), style)
    assert texts(xml, numbering=OUTLINE, styles=styles) == ["1. Một", "Không số", "3. Hai"]  # Word counts the empty one


def test_numbers_in_an_empty_cell():
    row = "<w:tr><w:tc>" + p("", num(1, 1)) + "</w:tc><w:tc>" + p(r("Việc")) + "</w:tc></w:tr>"
    assert texts(f"<w:tbl>{row}{row}</w:tbl>", numbering=OUTLINE) == ["1.", "Việc", "2.", "Việc"]


TRACKED = p(
    r("Kế hoạch số ")
    + '<w:del w:id="1" w:author="A"><w:r><w:delText>525/KH-CU</w:delText></w:r></w:del>'
    + f'<w:ins w:id="2" w:author="A">{r("140/KH-UBND")}</w:ins>'
    + r(" ban hành.")
)


@pytest.mark.parametrize(
    ("revisions", "wanted"),
    [
        ("final", "Kế hoạch số 140/KH-UBND ban hành."),
        ("original", "Kế hoạch số 525/KH-CU ban hành."),
        ("both", "Kế hoạch số 525/KH-CU140/KH-UBND ban hành."),
    ],
)
def test_tracked_changes(revisions, wanted):
    text = read(data(body(TRACKED)), revisions=revisions)
    assert text.text == wanted
    (note,) = text.notes
    assert note.code == "tracked-changes" and "1" in note.message


def test_a_deleted_paragraph_mark_joins():
    xml = p(r("Thực hiện "), '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>') + p(r("Luật Trẻ em."))
    assert texts(xml) == ["Thực hiện Luật Trẻ em."]
    assert texts(xml, revisions="original") == ["Thực hiện", "Luật Trẻ em."]


@pytest.mark.parametrize(("revisions", "wanted"), [("final", ["I. Một", "II. Hai"]), ("original", ["Một", "I. Hai"])])
def test_a_number_that_was_inserted(revisions, wanted):
    inserted = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:id="5" w:author="A"/></w:numPr>'
    xml = p(r("Một"), inserted) + p(r("Hai"), num(1, 0))
    assert texts(xml, numbering=OUTLINE, revisions=revisions) == wanted


def test_a_drop_down_list_shows_its_choice():
    def box(chosen: str) -> str:
        entries = '<w:listEntry w:val="xã"/><w:listEntry w:val="huyện"/>'
        data = f"<w:ffData><w:ddList>{chosen}{entries}</w:ddList></w:ffData>"
        begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        return begin + '<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'

    xml = p(r("Cấp ") + box('<w:result w:val="1"/>') + r(", rồi cấp ") + box(""))
    assert texts(xml) == ["Cấp huyện, rồi cấp xã"]


def renamed(package: bytes) -> bytes:
    """The package in the names of ISO 29500 Strict."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for part in (b"wordprocessingml", b"officeDocument"):
                for version in (b"/2006/main", b"/2006/relationships"):
                    transitional = b"http://schemas.openxmlformats.org/" + part + version
                    content = content.replace(
                        transitional, b"http://purl.oclc.org/ooxml/" + part + version.replace(b"/2006", b"")
                    )
            new.writestr(name, content)
    return out.getvalue()


def test_iso_strict():
    document = body(p(r("Mục tiêu"), num(1, 0)) + p(r("Chung"), num(1, 1)), numbering=OUTLINE)
    document.sections[0].header.paragraphs[0].text = "Dự thảo lần 2"
    text = read(renamed(data(document)))
    assert [text.slice(q) for q in text.paragraphs] == ["I. Mục tiêu", "1. Chung", "Dự thảo lần 2"]


def flat(package: bytes) -> bytes:
    """The package as Word saves it in one XML file."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith((".xml", ".rels")):
                inner = f"<pkg:xmlData>{content.decode().split('?>', 1)[-1]}</pkg:xmlData>"
            else:
                inner = f"<pkg:binaryData>{base64.b64encode(content).decode()}</pkg:binaryData>"
            parts.append(f'<pkg:part pkg:name="/{name}">{inner}</pkg:part>')
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
    package_ns = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    return f"{start}<pkg:package {package_ns}>{''.join(parts)}</pkg:package>".encode()


def test_a_package_in_one_xml_file():
    whole = flat(data(body(p(r("Mục tiêu"), num(1, 0)) + p(r("Chung"), num(1, 1)), numbering=OUTLINE)))
    assert read(whole).text == "I. Mục tiêu\n1. Chung"
    with pytest.raises(ReadError, match="damaged"):
        read(whole[: len(whole) // 2])


def test_deleted_rows():
    row = "<w:tr><w:trPr>{0}</w:trPr><w:tc>" + p(r("{1}")) + "</w:tc><w:tc>" + p(r("x")) + "</w:tc></w:tr>"
    xml = "<w:tbl>" + row.format("", "một") + row.format('<w:del w:id="1" w:author="A"/>', "hai") + "</w:tbl>"
    assert texts(xml) == ["một", "x"]
    assert texts(xml, revisions="original") == ["một", "x", "hai", "x"]


def test_text_boxes_once():
    box = f"<w:txbxContent>{p(r('DỰ THẢO'))}</w:txbxContent>"
    xml = p(
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>" + r("KẾ HOẠCH")
    )
    text = read(data(body(xml)))
    assert [(text.slice(q), q.role) for q in text.paragraphs] == [("KẾ HOẠCH", "body"), ("DỰ THẢO", "textbox")]


def test_what_wraps_runs_is_looked_through():
    begin, separate, end = (f"<w:r><w:fldChar w:fldCharType='{k}'/></w:r>" for k in ("begin", "separate", "end"))
    instruction = "<w:r><w:instrText>REF x</w:instrText></w:r>"
    inline = "<w:smartTag>" + r("Sở ") + "</w:smartTag><w:hyperlink>" + r("Văn hóa") + "</w:hyperlink>"
    hyphen, rest = "<w:r><w:noBreakHyphen/></w:r>", "<w:r><w:softHyphen/><w:tab/></w:r>"
    xml = (
        f"<w:sdt><w:sdtContent>{p(inline)}</w:sdtContent></w:sdt>"
        + p("<w:fldSimple w:instr='DATE'>" + r("ngày 02/3/2024") + "</w:fldSimple>")
        + p(begin + instruction + separate + r("Điều 5") + end + r(" này"))
        + p(r("ẩn", "<w:vanish/>") + r("Luật"))
        + p(r("số 12/KH") + hyphen + r("UBND") + rest + r("ngày"))
        + p(r("kế hoạch", "<w:caps/>"))
    )
    assert texts(xml) == ["Sở Văn hóa", "ngày 02/3/2024", "Điều 5 này", "Luật", "số 12/KH-UBND ngày", "KẾ HOẠCH"]


def test_line_breaks():
    br = "<w:r><w:br/></w:r>"
    xml = p(r("TM. ỦY BAN NHÂN DÂN") + br + r("KT. CHỦ TỊCH") + br + r("PHÓ CHỦ TỊCH")) + p(
        r("Triển khai công tác thư viện") + br + r("trên địa bàn huyện")
    )
    assert texts(xml) == [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Triển khai công tác thư viện trên địa bàn huyện",
    ]


def test_merged_cells():
    document = docx.Document()
    table = document.add_table(3, 3)
    for i, row in enumerate(table.rows):
        for k, cell in enumerate(row.cells):
            cell.text = f"{i}{k}"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "rộng"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "cao"
    text = read(data(document))
    spans = {text.slice(c): (c.row, c.column, c.rowspan, c.colspan) for c in text.tables[0].cells}
    assert spans["rộng"] == (0, 1, 1, 2) and spans["cao"] == (1, 0, 2, 1) and spans["22"] == (2, 2, 1, 1)
    assert [q.cell.row for q in text.paragraphs if q.cell] == [0, 0, 1, 1, 1, 2, 2]


def test_letterhead_is_read_cell_by_cell_and_nested_tables_in_their_cell():
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nTỈNH A"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM"
    inner = table.cell(0, 1).add_table(1, 1)
    inner.cell(0, 0).text = "trong"
    text = read(data(document))
    assert [text.slice(q) for q in text.paragraphs] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH A",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "trong",
    ]
    assert len(text.tables) == 1


def test_letterhead_with_tabs():
    xml = (
        p(r("UBND TỈNH LAM GIANG") + "<w:r><w:tab/><w:tab/></w:r>" + r("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
        + p(r("SỞ VĂN HÓA") + "<w:r><w:tab/></w:r>" + r("Độc lập - Tự do - Hạnh phúc"))
        + p(r("KẾ HOẠCH"))
    )
    assert texts(xml) == [
        "UBND TỈNH LAM GIANG",
        "SỞ VĂN HÓA",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "KẾ HOẠCH",
    ]


def test_places_levels_and_margins():
    document = docx.Document()
    document.add_heading("I. MỤC TIÊU", 1)
    document.add_table(1, 1).cell(0, 0).text = "khung"
    document.add_paragraph("").add_run("Đậm cả đoạn").bold = True
    document.sections[0].header.paragraphs[0].text = "UBND tỉnh - nội bộ"
    document.sections[0].footer.paragraphs[0].text = "- 3 -"
    document.add_comment(document.paragraphs[-1].runs, text="Xem lại", author="A", initials="A")
    text = read(data(document))
    every = list(document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"))
    for q in text.paragraphs:
        if q.paragraph is not None:
            assert docx.text.paragraph.Paragraph(every[q.paragraph], None).text == text.slice(q)
    assert [(text.slice(q), q.role, q.level, q.bold) for q in text.paragraphs] == [
        ("I. MỤC TIÊU", "body", 1, True),
        ("khung", "body", None, False),
        ("Đậm cả đoạn", "body", None, True),
        ("UBND tỉnh - nội bộ", "header", None, False),
    ]
    assert [n.code for n in text.notes] == ["comments"]


def test_fonts_from_before_unicode():
    old = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    capitals = '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>'
    xml = p(r("kÕ ho¹ch", capitals)) + p(r("Thùc hiÖn theo chØ thÞ cña tØnh ", old) + r("Đắk Lắk"))
    text = read(data(body(xml)))
    assert text.text == "KẾ HOẠCH\nThực hiện theo chỉ thị của tỉnh Đắk Lắk"
    assert [n.code for n in text.notes] == ["font-repair"]


def test_unicode_under_an_old_font_name():
    old = '<w:rFonts w:ascii=".VnTime"/>'
    text = read(data(body(p(r("Thực hiện kế hoạch của tỉnh", old)) + p(r("và các xã", old)))))
    assert text.text == "Thực hiện kế hoạch của tỉnh\nvà các xã" and not text.notes


def test_hostile_packages(monkeypatch):
    whole = data(docx.Document())
    with pytest.raises(ReadError, match="damaged"):
        read(whole[: len(whole) // 2])
    monkeypatch.setattr(limits, "PART_BYTES", 1000)
    with pytest.raises(ReadError, match="more than khtool reads"):
        read(whole)


def test_a_bomb_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" + b" " * (40 * 2**20) + b"</a>")
    assert len(out.getvalue()) < 100_000
    with pytest.raises(ReadError, match="more than khtool reads"):
        read(out.getvalue())


def test_entities_are_not_expanded():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        package.writestr(
            "word/document.xml",
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>Luật &x;</w:t></w:r></w:p></w:body></w:document>',
        )
    assert read(out.getvalue()).text == "Luật"


def style(key: str, based_on: str, properties: str) -> str:
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{key}"/>{parent}'
        f"<w:pPr><w:numPr>{properties}</w:numPr></w:pPr></w:style>"
    )


def test_a_style_says_its_level_and_takes_the_list_of_the_one_it_is_based_on():
    styles = style("Phan", "", '<w:numId w:val="1"/>') + style("Muc", "Phan", '<w:ilvl w:val="1"/>')
    xml = "".join(p(r(t), f'<w:pStyle w:val="{s}"/>') for t, s in (("A", "Phan"), ("B", "Muc"), ("C", "Muc")))
    assert texts(xml, numbering=OUTLINE, styles=styles) == ["I. A", "1. B", "2. C"]


def test_a_list_that_changes_its_format_and_one_that_never_restarts():
    other = (
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl></w:lvlOverride></w:num>'
    )
    xml = p(r("a"), num(4, 0)) + p(r("b"), num(4, 0))
    assert texts(xml, numbering=OUTLINE + other) == ["Điều 3. a", "Điều 4. b"]
    running = (
        '<w:abstractNum w:abstractNumId="8">'
        + lvl(0, "upperRoman", "%1.")
        + lvl(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="8"/></w:num>'
    )
    xml = "".join(p(r("x"), num(1, at)) for at in (0, 1, 1, 0, 1))
    assert texts(xml, numbering=running) == ["I. x", "1. x", "2. x", "II. x", "3. x"]


def test_the_number_before_a_tracked_change_of_it():
    change = f'<w:pPrChange w:id="3" w:author="A"><w:pPr>{num(1, 2)}</w:pPr></w:pPrChange>'
    xml = p(r("một"), num(1, 1) + change)
    assert texts(xml, numbering=OUTLINE) == ["1. một"]
    assert texts(xml, numbering=OUTLINE, revisions="original") == ["a) một"]


GONE = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
ROW = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"


def test_a_deleted_paragraph_mark_that_nothing_follows():
    assert texts(p(r("trước"), GONE) + ROW.format(p(r("A")), p(r("B"))) + p(r("sau"))) == ["trước", "A", "B", "sau"]
    assert texts(ROW.format(p(r("A"), GONE), p(r("B")))) == ["A", "B"]
    assert texts(p(r("đầu")) + p(r("cuối"), GONE)) == ["đầu", "cuối"]


def test_a_paragraph_that_is_deleted_does_not_count():
    gone = p('<w:del w:id="2" w:author="A"><w:r><w:delText>bỏ</w:delText></w:r></w:del>', num(1, 1) + GONE)
    xml = p(r("một"), num(1, 1)) + gone + p(r("hai"), num(1, 1))
    assert texts(xml, numbering=OUTLINE) == ["1. một", "2. hai"]
    assert texts(xml, numbering=OUTLINE, revisions="original") == ["1. một", "2. bỏ", "3. hai"]


def test_words_that_were_moved():
    xml = p(f'<w:moveFrom w:id="1" w:author="A">{r("chuyển ")}</w:moveFrom>' + r("còn")) + p(
        f'<w:moveTo w:id="2" w:author="A">{r("chuyển")}</w:moveTo>'
    )
    assert texts(xml) == ["còn", "chuyển"]
    assert texts(xml, revisions="original") == ["chuyển còn"]
    assert texts(xml, revisions="both") == ["chuyển còn", "chuyển"]


def test_cells_put_in_and_taken_out():
    cell = '<w:tc><w:tcPr><w:{} w:id="1" w:author="A"/></w:tcPr>' + p(r("{}")) + "</w:tc>"
    row = (
        "<w:tr><w:tc>"
        + p(r("1"))
        + "</w:tc>"
        + cell.format("cellDel", "cũ")
        + cell.format("cellIns", "mới")
        + "</w:tr>"
    )
    assert texts(f"<w:tbl>{row}</w:tbl>") == ["1", "mới"]
    assert texts(f"<w:tbl>{row}</w:tbl>", revisions="original") == ["1", "cũ"]


def test_a_table_in_a_text_box():
    box = "<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>"
    xml = p(box.format(ROW.format(p(r("A")), p(r("B"))) + p(r("C"))) + r("KẾ HOẠCH"))
    assert texts(xml, "textbox") == ["A", "B", "C"]


def test_signs_of_symbol_fonts_and_small_capitals():
    sign = "<w:r><w:sym w:font='{}' w:char='{}'/></w:r>"
    xml = p(sign.format("Symbol", "F0B3") + r(" 95%") + sign.format("Symbol", "00B1") + r("1")) + p(
        r("\uf0b7 Việc \uf0a3 3") + r(" kế hoạch", "<w:smallCaps/>")
    )
    assert texts(xml) == ["≥ 95%±1", "• Việc ≤ 3 KẾ HOẠCH"]


def test_recipients_and_signature_side_by_side_by_tabs():
    tab = "<w:r><w:tab/></w:r>"
    xml = (
        p(r("Nơi nhận:") + tab + r("TM. ỦY BAN NHÂN DÂN"))
        + p(r("- Như trên;") + tab + tab + r("CHỦ TỊCH"))
        + p(r("- Các sở, ngành;"))
        + p(r("- Lưu: VT.") + tab + r("Nguyễn Văn Mẫu"))
        + p(r("PHỤ LỤC"))
    )
    left = ["Nơi nhận:", "- Như trên;", "- Các sở, ngành;", "- Lưu: VT."]
    assert texts(xml) == [*left, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Mẫu", "PHỤ LỤC"]


def with_parts(document, **parts: bytes) -> bytes:
    """The package with other or more parts ("word/x.htm" given as word__x_htm is read `word/x.htm`)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data(document))) as old, zipfile.ZipFile(out, "w") as new:
        wanted = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
        for name in old.namelist():
            new.writestr(name, wanted.pop(name, None) or old.read(name))
        for name, content in wanted.items():
            new.writestr(name, content)
    return out.getvalue()


def test_a_web_page_inside():
    document = body(
        p(r("KẾ HOẠCH"))
        + '<w:altChunk r:id="rIdX" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
    )
    rels = document.part.rels.xml if isinstance(document.part.rels.xml, bytes) else document.part.rels.xml.encode()
    one = b'<Relationship Id="rIdX" Type="http://x/aFChunk" Target="a.htm"/></Relationships>'
    html = "<html><body><p>Nội dung</p><table><tr><td>A</td><td>B</td></tr></table></body></html>"
    whole = with_parts(document, word__a_htm=html.encode())
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            rel = name == "word/_rels/document.xml.rels"
            new.writestr(name, rels.replace(b"</Relationships>", one) if rel else old.read(name))
    text = read(out.getvalue())
    assert [text.slice(q) for q in text.paragraphs] == ["KẾ HOẠCH", "Nội dung", "A", "B"]
    assert (text.tables[0].rows, text.tables[0].columns) == (1, 2)


def test_a_damaged_part_is_told():
    document = body(p(r("KẾ HOẠCH")) + p(r("hết")))
    with zipfile.ZipFile(io.BytesIO(data(document))) as package:
        xml = package.read("word/document.xml")
    text = read(with_parts(document, word__document_xml=xml[: xml.index("hết".encode())]))
    assert text.text == "KẾ HOẠCH" and [n.code for n in text.notes] == ["damaged"]


def test_pictures_of_pages_are_no_text():
    document = body(p(""))
    assert read(data(document)).text == ""
    with pytest.raises(ReadError, match="only pictures"):
        read(with_parts(document, word__media__image1_png=b"x"))
