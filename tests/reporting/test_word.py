from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

docx = pytest.importorskip("docx")
from docx.oxml.ns import qn  # noqa: E402
from hypothesis import HealthCheck, given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from lxml import etree  # noqa: E402

sys.path.insert(0, str(Path(__file__).parent))
from word_files import (  # noqa: E402
    NS,
    NUMBERED,
    bodies,
    content,
    document,
    finding,
    fix,
    marked,
    no_comments,
    p,
    parts,
    r,
    rejected,
    root,
)

from khtool.checking import Fix  # noqa: E402
from khtool.checking.fixing import corrected  # noqa: E402
from khtool.errors import KhtoolError  # noqa: E402
from khtool.reading import read  # noqa: E402
from khtool.reporting.word import annotate, track  # noqa: E402

RANDOM = settings(max_examples=40, suppress_health_check=list(HealthCheck))


def letters(text: str) -> str:
    """What no reader takes away, composed."""
    import unicodedata

    return "".join(unicodedata.normalize("NFC", text).replace("\u200b", "").replace("\u00ad", "").split())


def on_words(data: bytes, *words: str) -> tuple[dict[str, str], bytes]:
    """The text under the comments on the first of each of these words."""
    text = read(data)
    found = [finding(text, text.text.index(w), text.text.index(w) + len(w)) for w in words]
    out = annotate(data, found).data
    assert read(out).text == text.text
    assert content(out, without=no_comments) == content(data, without=no_comments)
    return marked(out), out


# Comments


def test_a_comment_over_several_runs() -> None:
    data = document(p(r("Kế ho", "<w:b/>") + r("ạch số 12") + r("/KH-UBND ngày", "<w:i/>")))
    marks, out = on_words(data, "hoạch số", "12/KH", "Kế hoạch số 12/KH-UBND ngày")
    assert list(marks.values()) == ["hoạch số", "12/KH", "Kế hoạch số 12/KH-UBND ngày"]
    comments = list(docx.Document(io.BytesIO(out)).comments)
    assert [(c.author, c.initials) for c in comments] == [("khtool", "KH")] * 3
    assert comments[0].text == "KH999 (test): sai <&> rồi\nProposed: đúng"


def test_only_what_must_change_in_the_package_changes() -> None:
    data = document(p(r("một hai")))
    _marks, out = on_words(data, "hai")
    old, new = parts(data), parts(out)
    changed = {name for name in new if new[name] != old.get(name)}
    assert changed <= {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert set(new) - set(old) == {"word/comments.xml"}
    assert list(old) == [n for n in new if n != "word/comments.xml"]
    assert b"ns0:" not in new["word/document.xml"]


def test_comments_join_those_that_are_there() -> None:
    made = docx.Document()
    run = made.add_paragraph().add_run("Kế hoạch này")
    made.add_comment(run, text="của người khác", author="An", initials="A")
    out = io.BytesIO()
    made.save(out)
    marks, commented = on_words(out.getvalue(), "hoạch")
    assert sorted(marks.values()) == ["Kế hoạch này", "hoạch"]
    both = list(docx.Document(io.BytesIO(commented)).comments)
    assert [c.author for c in both] == ["An", "khtool"]
    assert len({c.comment_id for c in both}) == 2


def test_what_a_comment_says_already_is_not_said_again() -> None:
    data = document(p(r("Kế hoạch này và kế hoạch kia")))
    text = read(data)
    first = finding(text, 3, 7)
    second = finding(text, 19, 23)  # the same message on other words
    once = annotate(data, [first]).data
    again = annotate(once, [first])
    assert (again.exact, again.whole, again.left_out) == (0, 0, 0) and again.data == once
    both = annotate(once, [first, second])
    assert both.exact == 1 and len(list(docx.Document(io.BytesIO(both.data)).comments)) == 2
    assert sorted(marked(both.data).values()) == ["hoạc", "hoạc"]


def test_a_comment_past_a_link_and_an_insertion() -> None:
    link = f'<w:hyperlink w:anchor="x">{r("Luật Trẻ em")}</w:hyperlink>'
    data = document(p(r("Theo ") + link + f'<w:ins w:id="3" w:author="B">{r(" năm 2016")}</w:ins>' + r(" và")))
    marks, out = on_words(data, "Trẻ em năm", "Theo Luật")
    assert list(marks.values()) == ["Theo Luật", "Trẻ em năm"]
    for reference in root(out).iter(qn("w:commentReference")):
        assert reference.getparent().getparent().tag == qn("w:p")


def test_whole_paragraph_for_a_restored_number() -> None:
    data = document(p(r("Mục đích"), NUMBERED) + p(r("Yêu cầu"), NUMBERED))
    text = read(data)
    at = text.text.index("2.")
    out = annotate(data, [finding(text, at, at + 2), finding(text, at, at + 6)])
    assert (out.exact, out.whole) == (1, 1)
    assert marked(out.data) == {"0": "Yêu cầu", "1": "Yêu"}


BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>'
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent>"
    "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_no_comment_inside_a_text_box() -> None:
    """Word ignores such marks ([MS-OI29500] 2.1.315)."""
    data = document(p(r("Bên ngoài") + BOX.format(p(r("Trong khung")))))
    text = read(data)
    at = text.text.index("khung")
    out = annotate(data, [finding(text, at, at + 5)])
    assert (out.exact, out.whole) == (0, 1)
    for mark in root(out.data).iter(qn("w:commentRangeStart"), qn("w:commentRangeEnd")):
        assert not any(e.tag == qn("w:txbxContent") for e in mark.iterancestors())


def test_header_and_empty_document() -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Đầu trang"
    made.add_paragraph("Thân văn bản")
    held = io.BytesIO()
    made.save(held)
    text = read(held.getvalue())
    at = text.text.index("Đầu trang")
    out = annotate(held.getvalue(), [finding(text, at, at + 3)])
    assert marked(out.data) == {"0": "Thân văn bản"}
    empty = document(p(""))
    assert annotate(empty, [finding(read(empty), 0, 0)]).whole == 1


def with_footnote(words: str) -> bytes:
    """A document of three paragraphs, the second of which refers to a footnote."""
    import zipfile

    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    made = parts(document(p(r("Một")) + p(r("Hai") + reference) + p(r("Ba"))))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rIdF" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    made[rels] = made[rels].replace(b"</Relationships>", relation.encode())
    note = f'<w:footnote w:id="2">{p(r(words))}</w:footnote>'
    made["word/footnotes.xml"] = f"<w:footnotes {NS}>{note}</w:footnotes>".encode()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, part in made.items():
            package.writestr(name, part)
    return held.getvalue()


def test_a_footnote_is_remarked_on_where_it_is_referred_to() -> None:
    data = with_footnote("Xem ngày 5/06/2024")
    text = read(data)
    found = fix(text, "5/06/2024", "05/6/2024")
    out = annotate(data, [found])
    assert (out.exact, out.whole) == (0, 1) and marked(out.data) == {"0": "Hai"}
    made = track(data, [found])
    assert made.data == data and "footnotes are not changed" in made.skipped[0].reason


def test_a_paragraph_whose_mark_is_deleted() -> None:
    gone = '<w:rPr><w:del w:id="5" w:author="B"/></w:rPr>'
    data = document(p(r("Kế hoạch "), gone) + p(r("số 5/KH-UBND , năm")) + p(r("khác")))
    assert read(data).text.split("\n")[0] == "Kế hoạch số 5/KH-UBND , năm"
    marks, _out = on_words(data, "hoạch số 5")
    assert list(marks.values()) == ["hoạch số 5"]
    tracked(data, ("hoạch", "Hoạch"), (" ,", ","), ("số 5", "số 05"))


def test_a_letterhead_of_two_columns_with_tabs() -> None:
    """The reader parts the columns; each half still finds its place in its paragraph."""
    tab = "<w:r><w:tab/></w:r>"
    data = document(
        p(r("ỦY BAN NHÂN DÂN") + tab + tab + r("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
        + p(r("TỈNH LÂM ĐỒNG") + tab + r("Độc lập - Tự do - Hạnh phúc"))
        + p(r("Số: 5 /KH-UBND") + tab + r("Lâm Đồng, ngày 5 tháng 03 năm 2024"))
        + p(r("KẾ HOẠCH"))
    )
    marks, _out = on_words(data, "Số: 5 /KH", "ngày 5", "Độc lập")
    assert sorted(marks.values()) == sorted(["Số: 5 /KH", "ngày 5", "Độc lập"])
    tracked(data, ("5 /KH", "05/KH"), ("ngày 5", "ngày 05"), ("03 năm", "3 năm"))


@RANDOM
@given(bodies(), st.data())
def test_comments_stand_on_exactly_their_words(xml: str, draw: st.DataObject) -> None:
    data = document(xml)
    text = read(data)
    found = []
    for _k in range(draw.draw(st.integers(1, 5))):
        paragraph = draw.draw(st.sampled_from(text.paragraphs)) if text.paragraphs else None
        if paragraph is None or paragraph.start + paragraph.label >= paragraph.end:
            continue
        start = draw.draw(st.integers(paragraph.start + paragraph.label, paragraph.end - 1))
        end = draw.draw(st.integers(start + 1, paragraph.end))
        if text.text[start:end].strip():
            found.append((finding(text, start, end), paragraph.role))
    out = annotate(data, [f for f, _role in found])
    assert read(out.data).text == text.text
    assert content(out.data, without=no_comments) == content(data)
    docx.Document(io.BytesIO(out.data))
    under = marked(out.data)
    for k, (f, role) in enumerate(found):
        if role == "body":
            assert letters(under[str(k)]).upper() == letters(f.text).upper()
    assert out.exact == sum(role == "body" for _f, role in found)


# Corrections


def tracked(data: bytes, *pairs: tuple[str, str]) -> bytes:
    """The document with corrections, all of which must be made; accepted and rejected they must give the two texts."""
    text = read(data)
    found = [fix(text, old, new) for old, new in pairs]
    out = track(data, found)
    assert [s.reason for s in out.skipped] == []
    assert read(out.data).text == corrected(text.text, found)
    assert read(out.data, revisions="original").text == read(data, revisions="original").text
    assert content(out.data, without=rejected) == content(data)
    return out.data


def changes(data: bytes) -> list[tuple[str, str]]:
    return [
        (e.tag.rpartition("}")[2], "".join(t.text or "" for t in e.iter(qn("w:t"), qn("w:delText"))))
        for e in root(data).iter(qn("w:ins"), qn("w:del"))
        if e.get(qn("w:author")) == "khtool"
    ]


def test_whole_words_and_numbers_are_changed_and_no_more() -> None:
    data = document(p(r("trước ngày 5/", "<w:b/>") + r("06/2024 , tại xã")))
    out = tracked(data, ("5/06/2024", "05/6/2024"), (" ,", ","))
    assert changes(out) == [("del", "5"), ("ins", "05"), ("del", "06"), ("ins", "6"), ("del", " ")]
    inserted = next(root(out).iter(qn("w:ins")))
    assert inserted.find(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:b')}") is not None


def test_a_word_over_several_runs_is_changed_as_a_whole_when_they_look_alike() -> None:
    same = document(p(r("số 2") + r("1") + r("1/2020/QH14")))
    assert changes(tracked(same, ("211/2020/QH14", "121/2020/QH14"))) == [("del", "211"), ("ins", "121")]
    mixed = document(p(r("số 2", "<w:b/>") + r("11/2020/QH14")))
    assert changes(tracked(mixed, ("211/2020/QH14", "121/2020/QH14"))) == [("ins", "1"), ("del", "1")]


def test_everything_has_author_date_and_its_own_number() -> None:
    data = document(p(r("việc việc tuân thủ , gắn với 100 % trường")))
    text = read(data)
    found = [fix(text, "việc việc", "việc"), fix(text, " ,", ","), fix(text, " %", "%")]
    for date, wanted in ((None, None), ("2025-06-30T00:00:00Z", "2025-06-30T00:00:00Z")):
        marks = list(root(track(data, found, date=date).data).iter(qn("w:ins"), qn("w:del")))
        assert {m.get(qn("w:author")) for m in marks} == {"khtool"}
        assert len({m.get(qn("w:id")) for m in marks}) == len(marks) == 3
        dates = {m.get(qn("w:date")) for m in marks}
        assert len(dates) == 1 and None not in dates and (wanted is None or dates == {wanted})
    assert track(data, found).data == track(data, found).data


def test_inside_what_others_inserted() -> None:
    data = document(p(f'<w:ins w:id="3" w:author="B">{r("Luật trẻ em năm , 2016")}</w:ins>'))
    out = tracked(data, ("trẻ", "Trẻ"), ("năm ,", "năm,"))
    for e in root(out).iter(qn("w:ins")):
        assert e.getparent().tag != qn("w:ins"), "Word knows no insertion inside an insertion"


def test_in_a_link_a_table_a_control_and_a_smart_tag() -> None:
    link = f'<w:hyperlink w:anchor="x">{r("Luật trẻ")}</w:hyperlink>'
    tag = f'<w:smartTag w:uri="u" w:element="e">{r("5/06/2024")}</w:smartTag>'
    sdt = f"<w:sdt><w:sdtContent>{r('một , hai')}</w:sdtContent></w:sdt>"
    row = f"<w:tr><w:tc>{p(tag)}</w:tc><w:tc>{p(sdt)}</w:tc></w:tr>"
    data = document(p(link + r(" em")) + f"<w:tbl>{row}{row}</w:tbl>" + p(""))
    tracked(data, ("trẻ em", "Trẻ em"), ("5/06/2024", "05/6/2024"), ("một ,", "một,"))


def test_a_text_box_and_its_copy() -> None:
    data = document(p(r("Ngoài") + BOX.format(p(r("Luật trẻ em") + r(" ,", "<w:b/>")))))
    out = tracked(data, ("Luật trẻ", "Luật Trẻ"), (" ,", ","))
    boxes = [etree.tostring(e).split(b">", 1)[1] for e in root(out).iter(qn("w:txbxContent"))]
    same = [b"".join(part for part in box.split(b'"') if not part.isdigit()) for box in boxes]
    assert same[0] == same[1]
    assert len(changes(out)) == 6


LOCKED = '<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
FIELD = '<w:fldSimple w:instr="DATE">{}</w:fldSimple>'


@pytest.mark.parametrize(
    ("xml", "old", "new", "why"),
    [
        (p(r("Mục"), NUMBERED), "1.", "2.", "set by Word"),
        (p(LOCKED.format(r("một , hai"))), " ,", ",", "content control"),
        (p(FIELD.format(r("5/06/2024"))), "5/06", "05/6", "a field"),
        (p(r("mười hai") + "<w:r><w:br/></w:r>" + r("ba trẻ em")), "hai ba", "hai", "no text"),
    ],
)
def test_what_cannot_be_changed_is_said(xml: str, old: str, new: str, why: str) -> None:
    data = document(xml)
    out = track(data, [fix(read(data), old, new)])
    assert out.data == data
    assert [why in s.reason for s in out.skipped] == [True]


def test_another_file_than_was_checked() -> None:
    found = [fix(read(document(p(r("một , hai")))), " ,", ",")]
    for write in (annotate, track):
        with pytest.raises(KhtoolError, match="changed since it was checked"):
            write(document(p(r("hôm nay , ba"))), found)


def test_unsafe_and_meeting_corrections() -> None:
    data = document(p(r("Sở Y Tế và việc việc này")))
    text = read(data)
    found = [fix(text, "Sở Y Tế", "Sở Y tế", safe=False), fix(text, "việc việc", "việc"), fix(text, "việc này", "này")]
    out = track(data, found)
    assert [f.text for f in out.applied] == ["việc việc"] and [s.finding.text for s in out.skipped] == ["việc này"]
    assert [f.text for f in track(data, found, unsafe=True).applied] == ["Sở Y Tế", "việc việc"]


def test_strict_documents_are_refused() -> None:
    import zipfile

    data = document(p(r("một")))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, content_ in parts(data).items():
            package.writestr(
                name,
                content_.replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                ),
            )
    with pytest.raises(KhtoolError, match="Strict"):
        annotate(held.getvalue(), [finding(read(held.getvalue()), 0, 3)])


@RANDOM
@given(bodies(), st.data())
def test_accept_and_reject(xml: str, draw: st.DataObject) -> None:
    data = document(xml)
    text = read(data)
    found = []
    for paragraph in text.paragraphs:
        start = paragraph.start + paragraph.label
        if start >= paragraph.end or not draw.draw(st.booleans()):
            continue
        start = draw.draw(st.integers(start, paragraph.end - 1))
        end = draw.draw(st.integers(start, min(paragraph.end, start + 8)))
        new = draw.draw(st.sampled_from(["mới", "x", "0", "", "hai từ", text.text[start:end] + "9"]))
        found.append(finding(text, start, end, Fix(start, end, new, True)))
    out = track(data, found)
    assert read(out.data, revisions="original").text == read(data, revisions="original").text
    assert content(out.data, without=rejected) == content(data)
    assert letters(read(out.data).text).upper() == letters(corrected(text.text, out.applied)).upper()
    docx.Document(io.BytesIO(out.data))
    for e in root(out.data).iter(qn("w:ins")):
        assert e.getparent().tag != qn("w:ins")


# The word of another program


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_text(tmp_path: Path) -> None:
    xml = p(r("Kế ho", "<w:b/>") + r("ạch số 12 /KH-UBND ngày 5/06/2024")) + p(r("Luật trẻ em , năm"), NUMBERED)
    data = document(xml)
    text = read(data)
    found = [fix(text, "12 /KH", "12/KH"), fix(text, "5/06/2024", "05/6/2024"), fix(text, " ,", ",")]
    (tmp_path / "plain.docx").write_bytes(data)
    (tmp_path / "comments.docx").write_bytes(annotate(data, found).data)
    (tmp_path / "fixed.docx").write_bytes(track(annotate(data, found).data, found).data)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    names = ["plain.docx", "comments.docx", "fixed.docx"]
    run = [*command, "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "out"), *(str(tmp_path / n) for n in names)]
    subprocess.run(run, capture_output=True, timeout=180, check=True)
    plain, comments, fixed = ((tmp_path / "out" / n).read_bytes() for n in names)
    assert read(comments).text == read(plain).text
    assert [n.code for n in read(comments).notes] == ["comments"]
    assert read(fixed, revisions="original").text == read(plain).text
    assert read(fixed).text == corrected(text.text, found)
