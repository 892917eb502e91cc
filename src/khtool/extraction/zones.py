"""Where the letterhead, the opening basis, the body, the tail (nơi nhận, signature) and the appendices stand.

Works on what is there: law-site copies lose letterheads and signatures, tables are flattened to a line a cell, left
and right cells come in either order. The order of the components is that of 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

import re
import unicodedata

from khtool.extraction.frame import Zones
from khtool.text import PlanText

#: How far into a document its title line is looked for: letterhead tables flattened to a line a cell stay below this.
_HEAD_LIMIT = 60

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = tuple(unicodedata.normalize("NFC", base + tone) for base in "AĂÂEÊIOÔƠUƯY" for tone in _TONES)
#: Capitals and small letters of Vietnamese for use inside a character class (ranges would mix the two).
UPPER = "A-ZĐ" + "".join(v for v in _VOWELS if not v.isascii())
LOWER = UPPER.replace("A-Z", "a-z").lower()

_TYPES = [
    "Nghị quyết",
    "Quyết định",
    "Chỉ thị",
    "Quy chế",
    "Quy định",
    "Thông báo",
    "Hướng dẫn",
    "Chương trình",
    "Kế hoạch",
    "Phương án",
    "Đề án",
    "Dự án",
    "Báo cáo",
    "Tờ trình",
    "Công điện",
    "Kết luận",
    "Thông tri",
    "Nghị định",
    "Thông tư",
    "Chiến lược",
    "Quy hoạch",
]
TITLES = {t.upper(): t for t in _TYPES}

#: What a reader may leave at the edges of a paragraph: table bars, rules, emphasis marks.
EDGES = " |*#_\t-–—=.·•"
_MARKUP = " |*#_\t"

_BASIS_VERB = (
    r"(?:Căn cứ|Thực hiện|Triển khai|Thi hành|Theo (?!dõi)|Tiếp theo|Trên cơ sở|Xét|Chấp hành|Quán triệt|Tiếp tục|"
    r"Nhằm|Để|Hưởng ứng|Hướng tới|Sau khi|Năm \d{4}|Thiết thực)"
)
_BASIS = re.compile(rf"[\s|*#_\-+•]*{_BASIS_VERB}(?=\s)")
_LABEL = re.compile(
    r"[\s*#_]*(?!V/[vV])(?:[IVX]{1,6}|\d{1,2}|[A-ZĐ]|PHẦN|Phần|CHƯƠNG|Chương|Điều)(?:[.)/:]|\s+\d|\s+thứ|\s+THỨ)|"
    r"[\s*#_]*(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:[IVX]{1,6}|[A-ZĐ])(?!\w)"
)
#: The first label of a text.
_FIRST_LABEL = re.compile(r"[\s*#_]*(?:(?:PHẦN|Phần)\s+)?(?:[AI1]|(?:THỨ|thứ)\s+(?:NHẤT|nhất))(?:[.)/:\s]|$)")
NUMBER = "S[ốôóồo]"  # "Số" as scans give it, too
CODE_LINE = re.compile(rf"[\s|*#_]*(?:{NUMBER}\s*[:.]?\s*(?:(?=[\d\s./…_]*[-/]|\d)|$)|SỐ\s*[:.])")
#: What a scan makes of figures written by hand stands where the day and the month should.
DATE_LINE = re.compile(r"ngày\s*[^\s,;]{0,5}[\d…._\s]*tháng\s*[^\s,;]{0,4}[\d…._\s]*năm\s*[\d…._\s]*", re.I)
#: In the form of `without_marks`: scans and converters lose tone marks of the letterhead first.
NATION = re.compile(
    r"CONG\s*HOA\s*XA\s*HOI(?:\s*CHU\s*NGHIA)?(?:\s*VIET\s*NAM)?|CHU\s*NGHIA\s*VIET\s*NAM|DANG CONG SAN VIET NAM", re.I
)
_MOTTO = re.compile(r"DOC\s*LAP\W*TU\s*DO\W*HANH\s*PHUC", re.I)
#: The line that takes the place of the title in a letter (công văn): "V/v …".
ABOUT = re.compile(r"[\s|*#_\-(]*(?:V/[vV]|v/v|Về việc|VỀ VIỆC)\s*:?\s*(?=\w)")
ADDRESSEES = re.compile(r"[\s|*#_\-]*K(?:ính|ÍNH) (?:gửi|GỬI)")
RECIPIENTS = re.compile(r"[\s|*#_\-]*Nơi\s+(?:nhận|gửi)\s*(?:$|[:*|\-])", re.I)
#: The forms of signing for another; Party papers write them with a slash.
FORM = r"(?:(?:TM|KT|TL|TUQ|Q)\s*\.|(?:T/M|K/T|T/L|T/UQ)(?!\w)\.?)"
#: The posts of those who sign, in capitals.
POST = (
    r"(?:(?:PHÓ|QUYỀN|THỨ|NGUYÊN)\s+)*(?:CHỦ\s+TỊCH|TỔNG\s+GIÁM\s+ĐỐC|GIÁM\s+ĐỐC|BỘ\s+TRƯỞNG|THỨ\s+TRƯỞNG|"
    r"CHÁNH\s+VĂN\s+PHÒNG|CHÁNH\s+THANH\s+TRA|CHÁNH\s+ÁN|TỔNG\s+BÍ\s+THƯ|BÍ\s+THƯ|CHỦ\s+NHIỆM|HIỆU\s+TRƯỞNG|"
    r"VIỆN\s+TRƯỞNG|TỔNG\s+CỤC\s+TRƯỞNG|CHI\s+CỤC\s+TRƯỞNG|CỤC\s+TRƯỞNG|VỤ\s+TRƯỞNG|CHỈ\s+HUY\s+TRƯỞNG|THỦ\s+TƯỚNG|"
    r"TRƯỞNG(?:\s+(?:BAN|PHÒNG|CÔNG\s+AN|ĐOÀN|KHOA))?|HIỆU\s+PHÓ|ỦY\s+VIÊN)(?!\w)"
)
AUTHORITY = re.compile(rf"[\s|*#_]*{FORM}\s*(?:[{UPPER}]{{2,}}|$)")
POSITION = re.compile(rf"[\s|*#_]*{POST}")
_APPENDIX = re.compile(
    r"[\s|*#_]*(?:PHỤ\s+LỤC|PHỤ\s+BIỂU|Phụ\s+lục|Phụ\s+biểu|(?:MẪU |Mẫu )?(?:BIỂU|Biểu|biểu)\s|DANH\s+MỤC|BẢNG|"
    r"ĐỀ\s+CƯƠNG|MẪU\s|Mẫu\s|STT|TT(?=$|\s*\|)|\((?:Kèm|Ban hành kèm))"
)
_FOOTNOTE = re.compile(r"\s*\[\d{1,3}\]")
_PAGE_WORDS = (
    r"(?:Số hiệu|Loại văn bản|Nơi ban hành|Cơ quan ban hành|Người ký|Ngày ban hành|Ngày hiệu lực|Tình trạng|"
    r"Số công báo|Ngày công báo|Ngày đăng công báo|Lĩnh vực|Thuộc tính|Văn bản đang xem|Chưa có [Vv]ideo|Lược đồ|"
    r"Tải về|Văn bản liên quan|Bản dịch|Ghi chú|Từ khóa|Lưu trữ|Trích yếu|Tải văn bản|File đính kèm|"
    r"Tệp đính kèm)"
)
PAGE = re.compile(rf"[\s|*#_\-]*{_PAGE_WORDS}\s*(?:[:|*]|$)")
#: Lines that may be the recipients', a signature's or a web page's, found in one pass over a text.
_MARKED = re.compile(rf"\n[ \t\r\f\v|*#_\-]*(?:(?i:Nơi)\s|{FORM}|{_PAGE_WORDS})")
_COLUMN_TOO = re.compile(
    r"[\s|*#_\-]*(?:Ghi chú|Lĩnh vực|Tình trạng|Lưu trữ|Trích yếu|Loại văn bản|Cơ quan ban hành|Số hiệu|"
    r"Ngày ban hành)\s*(?:[|*]|$)"
)
#: Who decides, named again in capitals under the subject of a decision.
DECIDER = re.compile(
    r"(?:ỦY BAN NHÂN DÂN|HỘI ĐỒNG|CHỦ TỊCH|CHỦ NHIỆM|(?:TỔNG )?GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG|THỐNG ĐỐC|CHÍNH PHỦ|"
    r"(?:HIỆU |VIỆN |(?:TỔNG |CHI )?CỤC )?TRƯỞNG|CHÁNH (?:ÁN|THANH TRA|VĂN PHÒNG)|"
    r"BAN (?:THƯỜNG VỤ|CHẤP HÀNH|BÍ THƯ|THƯỜNG TRỰC))(?!\w)"
)
_CLOSING = re.compile(r"\./\.?[\s*|\"]*$")


class _Unmarked(dict[int, str]):
    """Character → the same without marks; found once, then looked up."""

    def __missing__(self, code: int) -> str:
        self[code] = found = unicodedata.normalize("NFD", chr(code))[0]
        return found


_UNMARKED = _Unmarked({ord("Đ"): "D", ord("đ"): "d"})


def without_marks(text: str) -> str:
    """The text without tone marks and the marks of vowels and Đ, a character for a character.

    >>> without_marks("CỘNG HÒA, Độc lập")
    'CONG HOA, Doc lap'
    """
    return text.translate(_UNMARKED)


_CAPITAL_PHRASES = (
    "ỦY BAN NHÂN DÂN TỈNH",
    "ỦY BAN NHÂN DÂN THÀNH PHỐ",
    "ỦY BAN NHÂN DÂN HUYỆN",
    "ỦY BAN NHÂN DÂN QUẬN",
    "ỦY BAN NHÂN DÂN THỊ XÃ",
    "ỦY BAN NHÂN DÂN PHƯỜNG",
    "ỦY BAN NHÂN DÂN XÃ",
    "ỦY BAN NHÂN DÂN THỊ TRẤN",
    "ỦY BAN NHÂN DÂN",
    "HỘI ĐỒNG NHÂN DÂN",
    "PHÓ CHỦ TỊCH",
    "CHỦ TỊCH",
    "PHÓ GIÁM ĐỐC",
    "GIÁM ĐỐC",
    "BỘ TRƯỞNG",
    "CHÁNH VĂN PHÒNG",
    "PHÓ TRƯỞNG PHÒNG",
    "TRƯỞNG PHÒNG",
    "PHÓ BÍ THƯ",
    "BÍ THƯ",
)
_OF_PHRASE = {without_marks(phrase): phrase for phrase in _CAPITAL_PHRASES}
_PHRASE = re.compile(rf"(?<!\w)(?:{'|'.join(_OF_PHRASE)})(?!\w)")


def mended(line: str) -> str:
    """A line in capitals with the marks of the form's words as they should be; of the same length.

    Scans lose or mistake the marks of capitals.

    >>> mended("UY BAN NHÂN DAN TĨNH X"), mended("PHÓ CHÙ TỊCH")
    ('ỦY BAN NHÂN DÂN TỈNH X', 'PHÓ CHỦ TỊCH')
    """
    bare = without_marks(line)
    if len(bare) != len(line):
        return line
    for found in _PHRASE.finditer(bare):
        line = line[: found.start()] + _OF_PHRASE[found[0]] + line[found.end() :]
    return line


def plain(text: str) -> str:
    """The paragraph without the marks that a reader may leave at its edges."""
    return text.strip(_MARKUP).strip()


def letters(text: str) -> str:
    """The paragraph without marks, rules and punctuation at its edges; empty for a ruled line."""
    return text.strip(EDGES).strip()


def is_upper(text: str) -> bool:
    """Is it written in capitals? A few small letters inside are let pass ("CHỈ THỊ SỐ 32/CT-TTg")."""
    if text.isupper():
        return True
    small = sum(map(str.islower, text))
    return 5 * small < len(text) and sum(map(str.isupper, text)) > 4 * small


def title_at(text: str) -> tuple[str, str] | None:
    """(type, rest) when a paragraph is a title line: "KẾ HOẠCH", "KẾ HOẠCH Triển khai …"."""
    bare = letters(text)
    if not bare or not bare[0].isupper() or (len(bare) > 40 and bare[1].islower()):
        return None
    whole = " ".join(bare.split())
    if len(whole) < 20 and (title := TITLES.get(whole.upper())):
        return title, ""
    if whole.isupper() and len(whole) < 40:  # K Ế H O Ạ C H, or marks lost by a scan: KÉ HOẠCH
        joined = without_marks(whole).replace(" ", "")
        if title := _BARE_TITLES.get(joined):
            return title, ""
    if found := _TITLE.match(whole):
        return TITLES[found[1]], _JOINTLY.sub("", whole[found.end() :].strip())
    return None


_TITLE = re.compile(rf"({'|'.join(TITLES)})[ :]")


#: "KẾ HOẠCH LIÊN NGÀNH": who issues it together is no part of the subject.
_JOINTLY = re.compile(r"^LIÊN (?:NGÀNH|TỊCH|SỞ)(?=$|\s)\s*")
_BARE_TITLES = {without_marks(name).replace(" ", ""): title for name, title in TITLES.items()}
_MIXED_TITLE = re.compile(r"[\s|*#_]*(?P<type>Kế hoạch|Chương trình|Đề án|Phương án)\s(?!này|của|số\s?:?\s?\d)")


#: A first line of a copy without letterhead: "Chỉ thị về việc …", also broken behind the type.
_ABOUT_TITLE = re.compile(rf"[\s|*#_]*(?P<type>{'|'.join(TITLES)})\s(?=(?:về(?:\sviệc)?|v/v)\s\w)", re.I)


def find_title(text: PlanText) -> tuple[int, str, str] | None:
    """(paragraph, type, rest of the line) of the title line: the first in capitals, else a first line "Kế hoạch …"."""
    norm = text.norm
    first_mixed: tuple[int, str, str] | None = None
    page: int | None = None
    for i, p in enumerate(text.paragraphs[:_HEAD_LIMIT]):
        if p.role not in ("body", "textbox") or p.end <= p.start:
            continue
        line = norm[p.start : p.end]
        if _BASIS.match(line) and len(line) > 60 and not is_upper(line):
            if page is None:  # what a web page prints above the letterhead may begin like an opening
                page = page_lines([norm[q.start : q.end] for q in text.paragraphs[:_HEAD_LIMIT]])
            if i < page:
                continue
            break
        if found := title_at(line):
            if page is None:  # among the links of a web page a type word may stand alone
                page = page_lines([norm[q.start : q.end] for q in text.paragraphs[:_HEAD_LIMIT]])
            if i >= page:
                return i, *found
        mixed = (i < 15 and _MIXED_TITLE.match(line)) or (i < 3 and _ABOUT_TITLE.match(line))
        if first_mixed is None and mixed and not CATALOGUE.match(plain(line)):
            bare = letters(line)
            stopped = line.rstrip().endswith((":", ";") if i == 0 and _ABOUT_TITLE.match(line) else (".", ":", ";"))
            if len(bare) < 300 and not stopped:
                first_mixed = i, TITLES[mixed["type"].upper()], line[mixed.end("type") :].strip(EDGES)
    return first_mixed


def is_letterhead(line: str) -> bool:
    """Is it a line of the letterhead: the state's name, the number, place and date?"""
    return bool(
        _names_the_state(line)
        or _MOTTO.search(without_marks(line[:300]))
        or CODE_LINE.match(line)
        or (DATE_LINE.search(line) and len(line) < 120 and not (_BASIS.match(line) or _OPENS_SUBJECT.match(line)))
    )


def lost_title(text: PlanText, limit: int = _HEAD_LIMIT) -> tuple[int, int] | None:
    """The paragraphs (first in, last out) of the subject of a document without title line.

    Letters have none ("V/v …" stands for it); copies of law sites lose it, and the subject in capitals follows the
    date. It counts only behind a letterhead, the capitals only where the opening follows them.
    """
    lines = [
        (i, text.norm[p.start : p.end])
        for i, p in enumerate(text.paragraphs[:limit])
        if p.role in ("body", "textbox") and letters(text.norm[p.start : p.end])
    ]
    page = page_lines([line for _, line in lines])
    seen = letter = False
    capitals: list[int] = []
    words = 0  # in the lines of capitals
    for n, (i, line) in enumerate(lines):
        if n < page:
            continue
        if is_letterhead(line):
            seen = True
            letter = letter or _is_letter_code(line)
            continue
        if not seen and _OPENS_SUBJECT.match(line):  # all above the subject is lost
            seen = True
        if not seen and is_upper(line) and len(line) < 160:  # the issuer
            continue
        if not seen:
            return None
        about = ABOUT.match(line) or (letter and not capitals and _goes_on(line))
        if about and not is_upper(line) and len(line) < 400:
            end = n + 1
            while end < len(lines) and end < n + 4 and _goes_on(lines[end][1]):
                end += 1
            return i, lines[end - 1][0] + 1
        if capitals and (_is_opening(line) or (DECIDER.match(line) and is_upper(line))):
            return capitals[0], capitals[-1] + 1
        if capitals and (_FIRST_LABEL.match(line) or (len(line) > 80 and not is_upper(line) and words >= 6)):
            return capitals[0], capitals[-1] + 1
        if _LABEL.match(line) or not is_upper(line) or len(line) > 400 or (not capitals and DECIDER.match(line)):
            return None
        if len(letters(line).split()) < 3 and not capitals and not _ABOUT_IN_CAPITALS.match(line):
            return None
        capitals.append(i)
        words += len(letters(line).split())
    return None


#: The number of a letter; those of the Party say what they are about without "V/v".
_LETTER_CODE = re.compile(r"[-/]\s?CV\s?[-/]")
#: How the subject of a decision begins.
_OPENS_SUBJECT = re.compile(r"[\s|*#_]*(?:VỀ(?:\s+VIỆC)?(?:\s+[A-ZĐ]|\s*$)|(?:BAN HÀNH|PHÊ DUYỆT)\s+[A-ZĐ])")
_ABOUT_IN_CAPITALS = re.compile(r"[\s|*#_]*VỀ(?:\s+VIỆC)?(?:\s+[A-ZĐ]|\s*$)")


#: A cell of a law site's table of facts.
_DAY = re.compile(r"\s*\d{1,2}/\d{1,2}/\d{4}\s*")


def page_lines(lines: list[str]) -> int:
    """How many lines a web page prints before the letterhead; 0 where no letterhead with the state's name follows."""
    for i, line in enumerate(lines[:_HEAD_LIMIT]):
        if _names_the_state(line):
            while i and len(lines[i - 1]) < 200:
                near = range(i - 1, max(i - 4, -1), -1)
                about = next((j for j in near if ABOUT.match(lines[j]) or _is_letter_code(lines[j])), None)
                if not _may_head(lines[i - 1]) and about is None:
                    break
                i = i - 1 if about is None else about
            return i
        if (_LABEL.match(line) and not _DAY.fullmatch(line)) or (_is_opening(line) and _CITES.search(line)):
            break
    return 0


def _is_letter_code(line: str) -> bool:
    return CODE_LINE.match(line) is not None and _LETTER_CODE.search(line) is not None


def _names_the_state(line: str) -> bool:
    found = NATION.search(without_marks(line[:300]))
    return found is not None and (is_upper(found[0]) or not letters(line[: found.start()]))


def _may_head(line: str) -> bool:
    return is_upper(line) or is_letterhead(line) or bool(ABOUT.match(line))


#: The line goes on with the subject: "BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG KHÓA XII VỀ …".
_MORE_THAN_A_BODY = re.compile(r"\s(?:VỀ|NĂM|GIAI ĐOẠN|THỰC HIỆN|BAN HÀNH)\s|^BAN CHẤP HÀNH TRUNG ƯƠNG(?!\s(?:ĐẢNG)?$)")
_HEAD_OF_BODY = re.compile(r"(?:CHỦ TỊCH|TRƯỞNG BAN|CHỦ NHIỆM) (?:ỦY BAN|HỘI ĐỒNG|BAN CHỈ ĐẠO) QUỐC GIA VỀ (?!VIỆC)")
_BROKEN_OFF = re.compile(r"(?i)(?<!\w)(?:của|và|về|trong|do|với|cho|tại|(?<!tiếp )theo|các|,)$")


def _is_opening(line: str) -> bool:
    return bool(_BASIS.match(line)) and not is_upper(line) and len(line) > 40


def _is_entry(lines: list[str], i: int) -> bool:
    """Is it an entry of a list that semicolons part?"""
    return lines[i].rstrip().endswith(";") or (i > 0 and lines[i - 1].rstrip().endswith(";"))


def _goes_on(line: str) -> bool:
    """May a line go on with the "V/v …" above it?"""
    return not (is_letterhead(line) or ADDRESSEES.match(line) or _is_opening(line) or is_upper(line) or len(line) > 200)


def locate(text: PlanText, title: tuple[int, str, str] | None) -> Zones:
    """The zones of a document: every paragraph is in exactly one of head, body, tail, appendix and page.

    `title`: what `find_title` answers for it.
    """
    return _Locator(text, title).zones()


class _Locator:
    """Walks the paragraphs from the front for the head and from the body on for the tail."""

    def __init__(self, text: PlanText, found: tuple[int, str, str] | None) -> None:
        self.paragraphs = text.paragraphs
        norm = text.norm
        self.lines = [norm[p.start : p.end] for p in text.paragraphs]
        #: the lines at which RECIPIENTS, AUTHORITY and PAGE are worth trying
        self.marked = {0, *(text.paragraph_index(m.start() + 1) for m in _MARKED.finditer(norm))}
        self.title = found[0] if found else None
        self.lost_title = None if found else lost_title(text)
        self.title_rest = found[2] if found else ""
        #: "Kế hoạch phòng, chống …" in one line holds its whole subject
        self.whole = found is not None and len(self.title_rest.split()) > 6 and not is_upper(self.lines[found[0]][:12])

    def zones(self) -> Zones:
        n = len(self.lines)
        body = self._head_end()
        basis = self._basis_end(body)
        tail, tail_end = self._tail(body)
        page = self._page(tail_end)
        return Zones((0, body), (body, basis), (body, tail), (tail, tail_end), (tail_end, page), (page, n))

    def _blank(self, i: int) -> bool:
        return not letters(self.lines[i])

    def _head_end(self) -> int:
        n = len(self.lines)
        limit = min(n, _HEAD_LIMIT)
        if self.title is None:
            return self._head_end_untitled(limit)
        i = self.title + 1
        subject = self.title_rest
        while i < n and i <= self.title + 12:
            line = plain(self.lines[i])
            if self._blank(i):
                i += 1
                continue
            if not self._continues_subject(subject, line):
                break
            subject = f"{subject} {line}".strip()
            i += 1
        return i

    def _continues_subject(self, subject: str, line: str) -> bool:
        if line.startswith(("Kính gửi", "KÍNH GỬI")):
            return False
        if not subject or (
            subject == self.title_rest and len(subject.split()) < 5
        ):  # the first line after the type is the subject, unless it is plainly the opening
            if line.startswith("Căn cứ") or line.endswith((";", ":")):
                return False
            if _LABEL.match(line) and not is_upper(line[:1] + line[2:]):
                return False
            return not (len(line) > 400 and line.endswith("."))
        if line.startswith("(") and len(line) < 300:
            return True
        if (
            DECIDER.match(line)
            and not _BROKEN_OFF.search(subject)
            and (not _MORE_THAN_A_BODY.search(line) or _HEAD_OF_BODY.match(line))
        ):
            return False  # a decision names its body again under the subject
        if line.endswith((";", ":", ".", "./.")) or _LABEL.match(line) or len(line) > 300:
            return False
        if is_upper(subject) and not is_upper(line):  # figures alone end a period: "GIAI ĐOẠN 2018 -" / "2025"
            return not any(c.isalpha() for c in line) and any(c.isdigit() for c in line)
        if line[0].islower():
            return True
        if is_upper(subject):
            return is_upper(line)
        if is_upper(line) or self.whole:
            return False
        return not _BASIS.match(line) and len(line) < 150 and not re.match(r"(?:UBND|Ủy ban|Phòng|Sở|Ban) ", line)

    def _head_end_untitled(self, limit: int) -> int:
        end = 0
        for i in range(page_lines(self.lines), limit):
            line = self.lines[i]
            if self._blank(i) or self.paragraphs[i].role not in ("body", "textbox"):
                continue
            if is_letterhead(line):
                end = i + 1
                continue
            if (_BASIS.match(line) and not is_upper(line)) or len(line) > 160 or _LABEL.match(line):
                break
            if line.rstrip().endswith((":", ";", ".")):
                break
        return max(end, self.lost_title[1]) if self.lost_title else end

    def _basis_end(self, start: int) -> int:
        """The opening: up to the paragraph that announces the plan ("… như sau:") or the first numbered heading."""
        end = start
        decider = None
        addressed = False
        for i in range(start, min(len(self.lines), start + 40)):
            line = plain(self.lines[i])
            if self._blank(i):
                continue
            if is_upper(line) and (DECIDER.match(line) or (i - 1 == decider and not _LABEL.match(line))):
                decider = i  # its name may go on in the next line
                continue
            if _LABEL.match(line) or (len(line) > 8 and is_upper(line)):
                break
            if ADDRESSEES.match(line):
                addressed = True
                continue
            cites = _CITES.search(line)
            opens = _BASIS.match(line)
            if addressed and end == start and not opens and (line[0] in "-+•" or _is_entry(self.lines, i)):
                continue  # one of those to whom a letter goes
            if end == start and i < start + 3 and len(line) < 150 and line[-1] not in ".:;," and not (opens and cites):
                continue  # what a web page prints between title and text
            cut = end > start and plain(self.lines[end - 1])[-1:] not in ".;:"  # the line above, not its sentence
            if not (opens or ANNOUNCES.search(line) or cites or cut):
                return self._announced(i) or end
            end = i + 1
            if ANNOUNCES.search(line):
                break
        return end

    def _announced(self, start: int) -> int | None:
        """The end of an opening that tells of the past first: behind the sentence that announces the plan, or behind
        the paragraphs that say what an order or a letter carries out."""
        basis = None
        for i in range(start, min(len(self.lines), start + 12)):
            line = plain(self.lines[i])
            if _LABEL.match(line) or _CHARGES.match(line) or (len(line) > 8 and is_upper(line)):
                return basis
            if _CARRIES_OUT.match(line) and _CITES.search(line) and basis in (None, i):
                basis = i + 1
            if _LIST_FOLLOWS.search(line, max(0, len(line) - 40)) and _PLAN_IS_MADE.search(line):
                return i + 1
        return basis

    def _tail(self, start: int) -> tuple[int, int]:
        n = len(self.lines)
        first = closing = None
        for i in range(start, n):
            line = self.lines[i]
            if i in self.marked and (RECIPIENTS.match(line) or (len(line) < 400 and AUTHORITY.match(line))):
                first = i
                break
            if "./" in line and _CLOSING.search(line):
                closing = i
            elif closing is not None and i <= closing + 8 and is_upper(line[:20]) and POSITION.match(mended(line)):
                first = i
                break
            elif self._is_page(i):
                break
        if first is None:
            page = self._page_start(start)
            if closing is None:
                first = self._signature_start(start, page)
                if first is None:
                    return page, page
            else:
                first = min(closing + 1, page)
        if closing is None or closing < first:
            first = self._signed_above(max(start, (closing or start) + 1), first)
        while first > start and self._blank(first - 1):
            first -= 1
        return first, self._tail_end(first)

    def _signed_above(self, start: int, first: int) -> int:
        """Where a signature that stands over "Nơi nhận" begins: at a post in capitals, names under it."""
        begins = first
        seen = 0
        for i in range(first - 1, start - 1, -1):
            line = letters(self.lines[i])
            if not line:
                continue
            seen += 1
            if seen > 8 or len(line) > 100 or _LABEL.match(line) or line[-1] in ";:" or self.lines[i][:1] in "-+•":
                break
            if is_upper(line) and POSITION.match(mended(line)):
                begins = i
        return begins

    def _signature_start(self, start: int, page: int) -> int | None:
        """A post in capitals among the last paragraphs, where neither closing nor "Nơi nhận" is left."""
        for i in range(max(start + 1, page - 15), page):
            line = letters(self.lines[i])
            if is_upper(line) and len(line) < 60 and POSITION.match(mended(line)):
                return i
        return None

    def _tail_end(self, first: int) -> int:
        """The tail goes on over recipients, authority, position and name; it ends where something else begins."""
        n = len(self.lines)
        end = first
        names = 0
        post = False  # does the line follow one with a post?
        for i in range(first, min(n, first + 80)):
            line = plain(self.lines[i])
            if not line:
                continue
            under, post = post, False
            if _FOOTNOTE.match(line) or self._is_page(i) or self.paragraphs[i].role in ("metadata", "footnote"):
                break
            if RECIPIENTS.match(line) or AUTHORITY.match(line) or POSITION.match(line):
                end, post = i + 1, True
                continue
            if _APPENDIX.match(line) or (title_at(line) is not None and len(line) > 4):
                break
            entry = line[0] in "-+•"
            if names and is_upper(line) and len(line) > 3 and not under and not entry:
                break  # the letterhead of what is attached
            if entry or line[0] == "(" or line.endswith(";"):
                if len(line) > 300:
                    break
                end = i + 1
                continue
            if len(line) > 120 or names > 8 or CATALOGUE.match(line):
                break
            names += 1
            end = i + 1
        return max(end, first)

    def _is_page(self, i: int) -> bool:
        """Whether a line is a web page's: what also heads a column ("Ghi chú") needs another near."""
        line = self.lines[i]
        if i not in self.marked or not PAGE.match(line):
            return False
        if not _COLUMN_TOO.match(line):
            return True
        near = (*range(max(0, i - 6), i), *range(i + 1, min(len(self.lines), i + 7)))
        return any(PAGE.match(self.lines[j]) and not _COLUMN_TOO.match(self.lines[j]) for j in near)

    def _page_start(self, start: int) -> int:
        for i in range(start, len(self.lines)):
            if self._is_page(i) or self.paragraphs[i].role == "metadata":
                while i > start and CATALOGUE.match(plain(self.lines[i - 1])):
                    i -= 1
                return i
        return len(self.lines)

    def _page(self, start: int) -> int:
        return self._page_start(start)


#: The sentence that announces the plan, the last of the opening.
ANNOUNCES = re.compile(
    r"(?:như sau|sau đây|cụ thể sau|nội dung sau)\s*[:.;]*$|"
    r"(?:UBND|Ủy ban nhân dân|ỦY BAN NHÂN DÂN|Sở|Phòng|Bộ|Ban)\s[^;:]{0,60}?(?:ban hành|xây dựng)\s+[Kk]ế hoạch"
)
_LIST_FOLLOWS = re.compile(r"(?:như sau|sau đây|cụ thể sau|nội dung sau)\s*[:.;]*$")
_PLAN_IS_MADE = re.compile(r"(?:ban hành|xây dựng)\s+[Kk]ế hoạch(?!\w)")
_CARRIES_OUT = re.compile(r"(?:Căn cứ|(?:Tiếp tục )?(?:[Tt]hực hiện|[Tt]riển khai)|Thi hành|Chấp hành|Quán triệt)\s")
#: Whom an order charges: its body has begun.
_CHARGES = re.compile(r"(?:Giao|Yêu cầu|Đề nghị)\s")
_CITES = re.compile(r"\d/[\dA-ZĐ]|số \d+-")
#: The name that a law site gives a document: "Kế hoạch 115/KH-UBND năm 2021 thực hiện …".
CATALOGUE = re.compile(
    r"(?:Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Chương trình|Công văn)\s(?:số\s)?\d+[\w/&-]*/\S+\s+(?:năm|ngày)\s\d"
)
