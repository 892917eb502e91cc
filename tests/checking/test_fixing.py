from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khtool import check
from khtool.checking import Finding, Fix
from khtool.checking.fixing import chosen, corrected, difference, edits, fix_text, right_words
from khtool.errors import KhtoolError
from khtool.plan import Span
from khtool.reading import read
from khtool.text import PlanText

# What is changed


def finding(text: PlanText, words: str, new: str, *, safe: bool = True, severity: str = "warning") -> Finding:
    """A finding that corrects the first `words` of a text."""
    at = text.text.index(words)
    made = Fix(at, at + len(words), new, safe)
    return Finding("KH999", "test", severity, "", Span(start=at, end=made.end), words, fix=made)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("5/06/2024", "05/6/2024", [(0, 0, "0"), (2, 3, "")]),
        ("Sở Y Tế", "Sở Y tế", [(5, 6, "t")]),
        ("12\u00a0/KH", "12 /KH", []),  # a non-breaking space is a space
        ("ngày\u00a05", "ngày 05", [(5, 5, "0")]),
        ("17–NQ/TW", "17-NQ/TW", [(2, 3, "-")]),
        ("", "số ", [(0, 0, "số ")]),
    ],
)
def test_edits(old: str, new: str, wanted: list[tuple[int, int, str]]) -> None:
    assert edits(f"{old}", Fix(0, len(old), new)) == wanted


def test_of_two_that_meet_the_safe_one_is_made() -> None:
    text = read("Theo Nghị định 56 của Chính phủ".encode())
    unsafe = finding(text, "Nghị định 56", "Nghị định số 56", safe=False, severity="error")
    safe = finding(text, "định 56", "định số 56")
    other = finding(text, "Chính phủ", "Chính Phủ", safe=False)
    assert chosen([unsafe, safe, other]) == ([safe], [])
    made, skipped = chosen([unsafe, safe, other], unsafe=True)
    assert made == [safe, other] and [s.finding for s in skipped] == [unsafe]


def test_the_same_correction_by_two_rules_is_made_once() -> None:
    text = read("họp , bàn".encode())
    made, skipped = chosen([finding(text, " ,", ","), finding(text, " ,", ",")])
    assert len(made) == 1 and not skipped


def test_difference() -> None:
    assert (
        difference("một\nhai\n", "một\nba\n", "x.txt") == "--- a/x.txt\n+++ b/x.txt\n@@ -1,2 +1,2 @@\n một\n-hai\n+ba\n"
    )
    assert difference("một\fhai", "một\fba", "x").endswith(
        "-một\fhai\n\\ No newline at end of file\n+một\fba\n\\ No newline at end of file\n"
    )
    assert difference("như nhau", "như nhau", "x") == ""


# Text files


def fixed(data: bytes, *pairs: tuple[str, str]) -> bytes:
    """The file with corrections, all of which must be made and read back as they were meant."""
    text = read(data)
    found = [finding(text, old, new) for old, new in pairs]
    out = fix_text(data, text, found)
    assert [s.reason for s in out.skipped] == []
    assert list(out.applied) == sorted(found, key=lambda f: f.span.start)
    assert read(out.data).text == corrected(text.text, found)
    return out.data


LINES = "KẾ HOẠCH\r\n\r\nGửi báo cáo trước  ngày 5/06/2024 , qua Sở Y tế.\r\nTrẻ em\tđược được chăm sóc\r\n"
RIGHT = "KẾ HOẠCH\r\n\r\nGửi báo cáo trước  ngày 05/6/2024, qua Sở Y tế.\r\nTrẻ em\tđược chăm sóc\r\n"
PAIRS = (("5/06/2024", "05/6/2024"), (" ,", ","), ("được được", "được"))


def cp1258(text: str) -> bytes:
    """Windows-1258: tones behind their letters."""
    out = []
    for c in text:
        tones = [m for m in unicodedata.normalize("NFD", c) if m in "\u0300\u0301\u0303\u0309\u0323"]
        rest = "".join(m for m in unicodedata.normalize("NFD", c) if m not in tones)
        out.append(unicodedata.normalize("NFC", rest) + "".join(tones))
    return "".join(out).encode("cp1258")


@pytest.mark.parametrize(
    "write",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: text.replace("\r\n", "\n").encode(),
        lambda text: text.replace("\r\n", "\r").encode(),
        cp1258,
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be", "no mark", "decomposed", "lf", "cr", "cp1258"],
)
def test_encoding_mark_and_line_endings_stay(write) -> None:
    assert fixed(write(LINES), *PAIRS) == write(RIGHT)


MARKDOWN = """# KẾ HOẠCH

Theo **Luật trẻ em** và [Nghị định 56](https://example.vn/a,b) , *việc việc* này.

<!-- khtool: ignore KH601 -->
| STT | Việc | Hạn |
| --- | --- | --- |
| 5 | Họp 5 \\| 6 | 5/06/2024 |
| 6 | Họp | 6/06/2024 |
"""


def test_markup_stays() -> None:
    out = fixed(
        MARKDOWN.encode(),
        ("Luật trẻ", "Luật Trẻ"),
        (" ,", ","),
        ("Nghị định 56", "Nghị định số 56"),
        ("việc việc", "việc"),
        ("5/06", "05/6"),
        ("6/06/2024", "06/6/2024"),
    )
    wanted = MARKDOWN.replace("Luật trẻ", "Luật Trẻ").replace("a,b) ,", "a,b),").replace("định 56", "định số 56")
    wanted = wanted.replace("việc việc", "việc").replace("| 5/06", "| 05/6").replace("6/06/2024", "06/6/2024")
    assert out.decode() == wanted


def test_words_over_two_lines() -> None:
    lines = (
        "Gửi báo cáo trước ngày mồng năm tháng sáu cho Ủy ban nhân\ndân tỉnh và các sở, ban, ngành có liên quan\nđể\n"
    )
    data = lines.encode()
    text = read(data)
    assert "nhân dân" in text.text
    both = [finding(text, "nhân dân", "nhân Dân"), finding(text, "nhân dân tỉnh", "nhândân xã")]
    assert fix_text(data, text, both[:1]).data == data.replace("dân tỉnh".encode(), "Dân tỉnh".encode())
    out = fix_text(data, text, both[1:])
    assert out.data == data and [s.reason for s in out.skipped] == ["a line of the file ends inside these words"]


def test_another_file_than_was_checked() -> None:
    found = [finding(read("một , hai".encode()), " ,", ",")]
    with pytest.raises(KhtoolError, match="changed since it was checked"):
        fix_text("hôm nay , ba".encode(), read("hôm nay , ba".encode()), found)


def test_right_words() -> None:
    text = read("Trẻ em tham gia , gắn với".encode())
    at = text.text.index("gia ,")
    made = Finding("KH704", "s", "info", "", Span(start=at, end=at + 5), "gia ,", fix=Fix(at + 3, at + 4, "", True))
    assert right_words(made) == "gia,"
    assert right_words(replace(made, suggestion="khác")) == "khác"
    assert right_words(replace(made, fix=None)) is None


def test_what_cannot_be_written_is_refused() -> None:
    html = "<html><body><p>họp , bàn</p><p>và</p></body></html>".encode()
    text = read(html, name="a.html")
    with pytest.raises(KhtoolError, match=r"a\.html: .* not in html"):
        fix_text(html, text, [finding(text, " ,", ",")])
    broken = "họp , bàn về công tác trẻ em\n".encode() * 30 + b"ho\xe1p\n"
    text = read(broken, name="b.txt")
    with pytest.raises(KhtoolError, match=r"b\.txt: .*UTF-8"):
        fix_text(broken, text, [finding(text, " ,", ",")])


_WORD = st.sampled_from(
    ["việc", "trẻ", "em", "12/KH-UBND", "5/06/2024", "–", "Uỷ", "ho\u00e0", "tre\u0309", "100", "%,", "(a)"]
)
_LINE = st.lists(_WORD, min_size=1, max_size=9).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", "  ", "\t", "\u00a0", " \u00ad"]), min_size=len(words), max_size=len(words)
    ).map(lambda gaps: "".join(w + g for w, g in zip(words, gaps, strict=True)))
)


@settings(max_examples=150)
@given(st.lists(_LINE, min_size=1, max_size=6), st.sampled_from(["\n", "\r\n", "\n\n"]), st.booleans(), st.data())
def test_nothing_else_changes(lines: list[str], end: str, markdown: bool, draw: st.DataObject) -> None:
    head = "# Một" + end * 2 + "# Hai" + end * 2 if markdown else ""
    data = (head + end.join(lines) + end).encode()
    text = read(data)
    found = []
    for p in text.paragraphs:
        start = draw.draw(st.integers(p.start, p.end))
        stop = draw.draw(st.integers(start, min(p.end, start + 8)))
        new = draw.draw(st.sampled_from(["", "mới", "x y", text.text[start:stop].upper()]))
        made = Fix(start, stop, new, True)
        found.append(Finding("KH999", "t", "info", "", Span(start=start, end=stop), text.text[start:stop], fix=made))
    out = fix_text(data, text, found)

    def letters(content: str) -> str:
        return "".join(unicodedata.normalize("NFC", content).replace("\u00ad", "").split())

    before, after = letters(data.decode()), letters(out.data.decode())
    # The letters of the file, with the corrected ones in their places: nothing is lost between the paragraphs.
    wanted = letters(corrected(text.text, out.applied))
    assert (
        after == before.replace(letters(text.text), wanted)
        if not markdown
        else letters(after.replace("#", "")) == wanted
    )
    assert out.data.count(b"\r") == data.count(b"\r") and out.data.count(b"\n") == data.count(b"\n")


# Which corrections the rules call safe

PLAN = """ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 45/KH-UBND
Lâm Đồng, ngày 20 tháng 3 năm 2024
KẾ HOẠCH
Triển khai công tác trẻ em năm 2024 trên địa bàn tỉnh Lâm Đồng
I. MỤC ĐÍCH, YÊU CẦU
Nâng cao trách nhiệm của các cấp, các ngành trong công tác trẻ em.
II. NỘI DUNG THỰC HIỆN
{}
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Bình
"""
OF_CHILDREN = "của Chính phủ quy định chi tiết một số điều của Luật Trẻ em"


@pytest.mark.parametrize(
    ("line", "right"),
    [
        (
            "- Theo Kế hoạch số 12 /KH- UBND ngày 05/6/2023 của UBND tỉnh.",
            "- Theo Kế hoạch số 12/KH-UBND ngày 05/6/2023 của UBND tỉnh.",
        ),
        ("- Phát triển kinh tế- xã hội.", "- Phát triển kinh tế - xã hội."),
        ("- Giai đoạn 2021- 2025 tại xã.", "- Giai đoạn 2021 - 2025 tại xã."),
        ("- Gửi báo cáo trước ngày 5/06/2024.", "- Gửi báo cáo trước ngày 05/6/2024."),
        ("- Họp ngày 5 tháng 06 năm 2024.", "- Họp ngày 05 tháng 6 năm 2024."),
        (
            f"- Theo Nghị định số 56/2017/NĐ-CP ngày 19/5/2017 {OF_CHILDREN}.",
            f"- Theo Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 {OF_CHILDREN}.",
        ),
        (
            f"- Theo Nghị định số 56/2017/NĐ-CP ngày 19 tháng 5 năm 2017 {OF_CHILDREN}.",
            f"- Theo Nghị định số 56/2017/NĐ-CP ngày 09 tháng 5 năm 2017 {OF_CHILDREN}.",
        ),
        ("- Kiểm tra việc việc tuân thủ.", "- Kiểm tra việc tuân thủ."),
        ("- Trẻ em tham gia , gắn với 100 % trường học.", "- Trẻ em tham gia, gắn với 100% trường học."),
        ("- Phổ biến Luật trẻ em cho học sinh.", "- Phổ biến Luật Trẻ em cho học sinh."),
        (
            "- Văn hóa; văn hoá; hoá đơn; văn hóa; y tế hóa; xã hội hóa; văn hoá.",
            "- Văn hóa; văn hóa; hóa đơn; văn hóa; y tế hóa; xã hội hóa; văn hóa.",
        ),
    ],
)
def test_safe(line: str, right: str) -> None:
    data = PLAN.format(line).encode()
    text = read(data)
    out = fix_text(data, text, check(text))
    assert out.data.decode() == PLAN.format(right)
    assert not fix_text(out.data, read(out.data), check(read(out.data))).applied, "made once, not again"


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("- Trẻ em ở vùng vùng sâu, vùng xa.", "- Trẻ em ở vùng sâu, vùng xa."),
        ("- Đợt hoạt động hoạt động cao điểm.", "- Đợt hoạt động cao điểm."),
        (
            "- Theo Nghị định số 56/2017/NĐ-CP ngày 19/5/2017 của Chính phủ.",
            "- Theo Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ.",
        ),
        (
            "- Triển khai Nghị định số 56/NĐ/2017/NĐ-CP ngày 09/5/2017 của Chính phủ.",
            "- Triển khai Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ.",
        ),
        (
            "- Triển khai Nghị quyết số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ.",
            "- Triển khai Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ.",
        ),
        ("- Sở Lao động Thương binh và Xã hội theo dõi.", "- Sở Lao động - Thương binh và Xã hội theo dõi."),
        ("- Treo áp- phích tại trụ sở.", "- Treo áp - phích tại trụ sở."),
        ("- Tải tại trang www.lamdong.gov.vn/a,b nhé.", "- Tải tại trang www.lamdong.gov.vn/a, b nhé."),
        (
            "- Phòng, chống đuối nước; phòng, chống ma túy; phòng chống tai nạn.",
            "- Phòng, chống đuối nước; phòng, chống ma túy; phòng, chống tai nạn.",
        ),
        ("- Kịp thời giái quyết kiến nghị.", "- Kịp thời giải quyết kiến nghị."),
    ],
)
def test_only_when_asked(line: str, right: str) -> None:
    data = PLAN.format(line).encode()
    text = read(data)
    found = check(text)
    assert fix_text(data, text, found).data == data
    assert fix_text(data, text, found, unsafe=True).data.decode() == PLAN.format(right)


def test_every_fix_changes_something_and_stays_in_its_paragraph() -> None:
    for line in ("- Theo Kế hoạch số 12 /KH- UBND , việc việc 100 % Luật trẻ em ngày 5/06/2024.",):
        text = read(PLAN.format(line).encode())
        for f in check(text):
            for part in (f.fix, *f.fix.also) if f.fix else ():
                assert edits(text.text, part)
                assert "\n" not in text.text[part.start : part.end] + part.replacement
