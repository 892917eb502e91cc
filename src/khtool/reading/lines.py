"""Lines → paragraphs: which line of a text goes on from the one before it.

Files of text come in two ways: each line a paragraph, or paragraphs broken at some width, at times with blank lines
between all of them. `Wrap.of` tells which; `glue` decides for two lines. A join is made when it is certain; two lines
are kept apart where nothing says that they are one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from khtool.text import fold

_LETTERS = [chr(c) for c in (*range(0x41, 0x180), *range(0x1A0, 0x1B1), *range(0x1EA0, 0x1EFA))]
#: Vietnamese capitals and small letters, for use inside [ ].
UPPER = "".join(c for c in _LETTERS if c.isupper())
LOWER = "".join(c for c in _LETTERS if c.islower())

#: What begins an item or a numbered heading: "- ", "+ ", "1. ", "1.2. ", "a) ", "IV. ", "(1) ".
ITEM = re.compile(
    rf"(?:[-–—+•▪●○◦*✓➢✔]\s+|[-–+•▪●](?=[{UPPER}])"
    r"|\d{1,3}(?:\.\d{1,2}){0,4}[.)](?!\d)\s*(?=\D)|\d{1,2}/\s"
    rf"|\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}\s+(?=[{UPPER}])|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}-\s|\d{{1,2}}-\s+(?=[{UPPER}])"
    r"|[a-zđ]{1,2}[.)]\s|[a-zđ]\d?\)|[IVXLC]{1,6}\s?[.)/-]\s|\(\d{1,2}\)|\([a-zđ]\)"
    rf"|[A-EĐ][.)]\s+(?=[{UPPER}]{{2}})"  # "B. MỤC TIÊU", no initial of a name
    rf"|[a-zđ]/\s*(?=[{UPPER}])"
    r"|(?:Điều|Phần|Chương|Mục|Phụ lục|PHỤ LỤC|PHẦN|CHƯƠNG)\s+(?:[IVXLC]+|\d+)\b\s*[.:]?|PHẦN\s+THỨ\s)"
)
#: Before "số" when a number follows: "Nghị định số", not "chuyển đổi số", "kỹ năng số".
_NUMBERED_KIND = re.compile(
    r"(?:định|quyết|thị|hoạch|văn|luận|tư|trình|điện|báo|dẫn|án|bản|biểu|lục|mẫu)\ssố$", re.IGNORECASE
)
_DASH = re.compile(rf"[-–—+]\s+(?=[{LOWER}])")
_UNTIL = re.compile(r"[-–—]\s?\d{4}\b")
#: The two halves of a range over two lines: "giai đoạn 2026⏎- 2030", "từ 5⏎- 7%".
_FROM_YEAR = re.compile(
    r"(?:^|\W)(?:giai đoạn|nhiệm kỳ|thời kỳ|niên khóa|khóa|năm học|năm|từ|trong|kỳ)(?: (?:từ )?năm)?\s((?:19|20)\d\d)$",
    re.IGNORECASE,
)
_FROM_NUMBER = re.compile(
    r"(?:^|\W)(?:từ|khoảng|bình quân|đạt|tăng|giảm|còn|thêm|dưới|trên|hơn)\s(?:thêm |khoảng |từ |trên |dưới )?"
    r"(\d{1,9}(?:[.,]\d{1,3}){0,3})\s?%?$",
    re.IGNORECASE,
)
_TO_NUMBER = re.compile(rf"[-–—]\s?(\d{{1,9}}(?:[.,]\d{{1,3}}){{0,3}})(?:\s?%|\s?[‰{LOWER}]|[\s.;,)]|$)")
_OPEN_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-–—]$")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_YEARS = 60  # the longest span of years that one plan speaks of
#: What a number follows: a line "… Điều" goes on with "3. " of the next.
_BEFORE_NUMBER = re.compile(
    r"(?:^|\s)(?:ngày|tháng|năm|số|khoản|[Đđ]iều|quý|[Mm]ục|điểm|phần|bảng|từ|đến|là|trên|dưới|hơn|và|của|các"
    r"|[Pp]hụ lục)$"
)
#: Lines of a signature block each stand for themselves.
SIGNATURE = re.compile(
    rf"(?:T/?M\.?|KT\.?|K/T\.?|TL\.?|T/L\.?|TUQ\.?|Q\.)\s?[{UPPER}]"
    r"|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|TRƯỞNG |THỨ TRƯỞNG|CHÁNH |BÍ THƯ)"
    r"|[^,.;:]{2,40},\s*ngày\s[\d\s….]*tháng\s[\d\s….]*năm"
    r"|(?:Nơi nhận|Kính gửi)\s*:|(?:CỘNG HÒA|CỘNG HOÀ) XÃ HỘI|Độc lập\s*-\s*Tự do|(?:Số|SỐ)\s*:"
)
#: The second row of a letterhead: number, place and date.
NUMBERED = re.compile(r"(?:Số|SỐ)\s?:|[^,.;:]{2,40},\s*ngày\s[\d\s….]*tháng\s")
#: What a paragraph of the basis begins with; after a semicolon it is a new one.
_BASIS = re.compile(r"(?:Căn cứ|Thực hiện|Xét|Theo đề nghị|Trên cơ sở)\s")
_ENDS, _CLOSERS = frozenset(".;:!?…"), "'\")]”’»"
_CODE_HEAD = re.compile(rf"(?:[/&][A-ZĐ\d]|-[A-ZĐ]{{2,}}(?![{LOWER}])|-[A-ZĐ]\w{{0,6}}/[A-ZĐ])")
_OPEN_NUMBER = re.compile(r"(?:số|Số)\s?:?\s?\d{1,5}$")
_DRAWN = "-_=~–—*"
_RULED = frozenset(_DRAWN + " o0")
#: Words that begin a heading, and also the name of a part inside a sentence ("… tại⏎Mục 3 Chương II của …").
NAMED = re.compile(r"(?:Điều|Phần|Chương|Mục|Phụ lục)\s+(?:[IVXLC]+|\d+)\b(?!\s*[.:])")
_FORM_TEXT = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM
Độc lập - Tự do - Hạnh phúc|CHÍNH PHỦ|NGHỊ ĐỊNH|NGHỊ QUYẾT|QUYẾT ĐỊNH|KẾ HOẠCH|CHỈ THỊ|CHƯƠNG TRÌNH
THÔNG TƯ|QUY ĐỊNH|QUY ĐỊNH CHUNG|NHỮNG QUY ĐỊNH CHUNG
ĐIỀU KHOẢN THI HÀNH|TỔ CHỨC THỰC HIỆN|MỤC ĐÍCH, YÊU CẦU|THỦ TƯỚNG|THỦ TƯỚNG CHÍNH PHỦ|TM. CHÍNH PHỦ|KT. THỦ TƯỚNG
PHÓ THỦ TƯỚNG|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH
HỘI ĐỒNG NHÂN DÂN|TM. HỘI ĐỒNG NHÂN DÂN|CHÁNH VĂN PHÒNG|KT. BỘ TRƯỞNG|THỨ TRƯỞNG"""
#: Lines of the form that every reader knows.
FORM_LINES = tuple(_FORM_TEXT.replace("\n", "|").split("|"))
_LABEL_ONLY = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[a-zđ])\s*[.)]?|[-+•]")


@dataclass(slots=True)
class Line:
    """A line without its markup. `open`: an emphasis goes on past its end; `hard`: a break is written after it.

    `number`: where it stands in the source, counted from 1.
    """

    text: str
    bold: bool = False
    open: bool = False
    hard: bool = False
    level: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Wrap:
    """Whether paragraphs are broken over lines, and at about which width (characters).

    `short_first`: the first line of a paragraph may be shorter than the others, since markup stood before it when a
    program broke the source lines of a web page. `parted`: blank lines stand between all paragraphs, so that what looks
    like an item inside a block is none.
    """

    wrapped: bool
    width: int
    short_first: bool = False
    parted: bool = False

    @classmethod
    def of(cls, blocks: Sequence[Sequence[str]]) -> Wrap:
        """Decide for a document, given its blocks of adjacent lines (without markup and tables).

        In broken text most lines after the first begin in lower case, or at least most of those that stand under a full
        line; where each line is a paragraph hardly any does.
        """
        lengths = sorted(len(line) for block in blocks for line in block)
        if not lengths:
            return cls(False, 80)
        width = lengths[min(len(lengths) - 1, len(lengths) * 95 // 100)]
        if width > 160:
            return cls(False, 160)
        goes_on = [[b[:1].islower() and not ITEM.match(b) for b in block[1:]] for block in blocks]
        pairs = list(itertools.chain(*goes_on))
        full = [
            on
            for block, follows in zip(blocks, goes_on, strict=True)
            for a, b, on in zip(block, block[1:], follows, strict=False)
            if _is_full(a, b, width) and not ends(a)
        ]
        wrapped = sum(pairs) * 4 >= max(len(pairs), 1) or (len(full) >= 4 and sum(full) * 2 >= len(full))
        firsts = [
            _is_full(block[0], block[1], width)
            for block, follows in zip(blocks, goes_on, strict=True)
            if follows and follows[0] and not ends(block[0])
        ]
        heads = sum(ITEM.match(block[0]) is not None for block in blocks if block)
        inner = sum(
            ITEM.match(b) is not None and (ends(a) or not (b[0] in "-–—" and (b[2:3].islower() or b[2:3].isdigit())))
            for block in blocks
            for a, b in itertools.pairwise(block)
        )
        parted = wrapped and heads >= 8 and inner * 15 <= heads
        return cls(bool(wrapped), width, sum(firsts) * 2 < len(firsts), bool(parted))


def _is_full(line: str, after: str, width: int) -> bool:
    """The first word of the next line would not have found room in `line`."""
    return len(line) + 1 + len(after.split(" ", 1)[0]) >= width - 4


def _aside(text: str, wrap: Wrap) -> bool:
    """A line begins with the dash of a sentence ("… công - tư⏎- người dân"), not of a short item ("- Lưu: VT")."""
    return text[:1] in "-–—" and text[1:2] == " " and (text[2:3].islower() or len(text) * 5 >= wrap.width * 3)


def _motto(before: str, after: str) -> bool:
    """The name of the state over two lines."""
    if len(before) > 40:
        return False
    whole = fold(f"{before} {after}")
    return whole.startswith("CỘNG HÒA ") and "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".startswith(whole)


def cut_code(before: str, after: str) -> bool:
    """`before` ends with "số 24", `after` begins with the "-CTr/TU" that belongs to it."""
    return after[:1] in "-/" and _CODE_HEAD.match(after) is not None and _OPEN_NUMBER.search(before) is not None


def closes_range(before: str, after: str) -> bool:
    """`after` begins with the dash and the end of a range of years or numbers that `before` opens at its end.

    >>> closes_range("Trong giai đoạn 2026", "- 2030 phấn đấu"), closes_range("giảm từ 5", "- 7% số hộ")
    (True, True)
    >>> closes_range("Kết quả năm 2025", "- 300 hộ được hỗ trợ"), closes_range("tăng lên 5", "- 3 mô hình")
    (False, False)
    """
    if not before or not after:
        return False
    if before[-1] in "-–—" and after[0].isdigit():
        opened, until = _OPEN_RANGE.search(before, max(0, len(before) - 10)), _YEAR.match(after)
        return opened is not None and until is not None and int(opened[1]) < int(until[0]) <= int(opened[1]) + _YEARS
    if after[0] not in "-–—" or before[-1] not in "0123456789%":
        return False
    to = _TO_NUMBER.match(after)
    if to is None:
        return False
    year = _FROM_YEAR.search(before, max(0, len(before) - 40))
    if year is not None:
        return len(to[1]) == 4 and to[1].isdigit() and int(year[1]) < int(to[1]) <= int(year[1]) + _YEARS
    number = _FROM_NUMBER.search(before, max(0, len(before) - 60))
    if number is None or to.end() == to.end(1):
        return False
    return _figure(number[1]) < _figure(to[1])


def _figure(text: str) -> float:
    """A number as Vietnamese writes it: dots part thousands, a comma (a dot before one or two digits) the fraction."""
    whole, _, part = text.partition(",")
    if not part and re.search(r"\.\d{1,2}$", whole):
        whole, _, part = whole.rpartition(".")
    return float(f"{whole.replace('.', '') or 0}.{part.replace(',', '').replace('.', '') or 0}")


def new_basis(before: str, after: str) -> bool:
    """`after` begins the next of several bases ("Căn cứ …;" one to a paragraph)."""
    return before.endswith(";") and _BASIS.match(after) is not None


def is_rule(text: str) -> bool:
    """A line drawn with characters ("-------", "_____", "* * *")."""
    # Most lines are told by their first character.
    return len(text) >= 3 and text[0] in _RULED and _RULED.issuperset(text) and max(map(text.count, _DRAWN)) >= 3


def is_capitals(text: str) -> bool:
    """All letters are capitals, and there are at least four."""
    return text.isupper() and sum(c.isalpha() for c in text) >= 4


def ends(text: str) -> bool:
    """The text ends a sentence or an item."""
    return text.rstrip(_CLOSERS)[-1:] in _ENDS


def starts_item(text: str) -> bool:
    """The text begins with the label of an item, or with what begins a line of the form (signature, "Nơi nhận:")."""
    return ITEM.match(text) is not None or SIGNATURE.match(text) is not None


def code_glue(before: str, after: str) -> str:
    """What joins two pieces of one paragraph: "" inside a number code or a hyphened word, else a space.

    >>> code_glue("Nghị quyết số 17/2021/NQ-", "HĐND ngày"), code_glue("Thương binh -", "Xã hội")
    ('', ' ')
    """
    if not before or not after:
        return ""
    if before[-1] in "-/–" and len(before) > 1 and before[-2].isalnum() and after[0].isalnum():
        return ""
    if before[-1].isalnum() and _CODE_HEAD.match(after) and (before[-1].isdigit() or before[-1].isupper()):
        return ""
    return " "


def glue(before: Line, after: Line, wrap: Wrap, first: bool = False) -> str | None:
    """What joins two adjacent lines ("" or " "), None when a new paragraph begins with `after`.

    `first`: `before` is the first line of its block.
    """
    a, b = before.text, after.text
    if before.level is not None or after.level is not None or before.hard or not a or not b:
        return None
    full = _is_full(a, b, wrap.width)
    closed = ends(a)
    if _motto(a, b):
        return " "
    if cut_code(a, b):
        return ""
    if closes_range(a, b):
        return "" if b[1:2].isdigit() and b[0] in "-–—" and not a.endswith("%") else " "
    if _OPENING.match(b) and (is_capitals(a) or a.endswith(")")):
        return None
    if (
        SIGNATURE.match(b)
        and not (before.open and not SIGNATURE.match(a))
        and not (full and not closed and wrap.wrapped)
    ):
        return None
    if ITEM.match(b):
        dash = wrap.wrapped and full and not closed and (_DASH.match(b) or (a[-1].isdigit() and _UNTIL.match(b)))
        counted = not a.lower().endswith(" số") or _NUMBERED_KIND.search(a)
        number = not closed and b[0].isdigit() and _BEFORE_NUMBER.search(a) and counted
        named = wrap.wrapped and full and not closed and before.bold == after.bold and NAMED.match(b) and len(b) > 12
        aside = wrap.parted and not closed and not is_capitals(a) and before.bold == after.bold and _aside(b, wrap)
        if not dash and not number and not named and not aside:
            return None
    joined = code_glue(a, b)
    if _LABEL_ONLY.fullmatch(a):
        return " "
    if before.bold and not after.bold and a.endswith(":") and ITEM.match(a) and not SIGNATURE.match(a):
        return " "  # "**1. Sở Y tế:**" and what it does
    if not joined:
        return ""
    lower = b[0].islower()
    if not wrap.wrapped:
        if before.bold != after.bold and not before.open:
            return None
        if (lower and not closed and not is_capitals(a)) or (a.endswith(",") and not is_capitals(b)):
            return " "
        return " " if goes_on(a, b) else None
    if lower:
        return None if closed and a.endswith(":") and not full and not wrap.parted else " "
    if closed:
        if (
            wrap.parted
            and not before.bold
            and a[-1] in ":;"
            and ITEM.match(a)
            and not (is_capitals(b) or new_basis(a, b))
        ):
            return " "
        return " " if full and not (before.bold and not after.bold) and not new_basis(a, b) else None
    if before.open:
        return " "
    if before.bold != after.bold and not full:
        return None
    if is_capitals(a) != is_capitals(b) and len(b) > 12 and not (full and not is_capitals(b) and len(a) > 60):
        return None
    if full or b[0].isdigit() or b[0] in '(%“"' or a[-1] in ",-–(“&/":
        return " "
    return " " if first and wrap.short_first and len(a) >= 18 else None


#: The opening under the subject of a plan: "Thực hiện Quyết định số …".
_OPENING = re.compile(
    r"(?:Căn cứ|Thực hiện|Triển khai|Thi hành)\s(?:Luật|Bộ luật|Nghị|Quyết|Chỉ|Thông|Kết|Kế|Công|Chương|Văn|Hướng)"
)
_SPAN = re.compile(r"(?:giai đoạn|nhiệm kỳ|thời kỳ|niên khóa|năm học)\s\d{4}(?:\s?[-–—])?$", re.IGNORECASE)
_NUMBER_END = re.compile(r"(?:^|\s)(?:số|SỐ|Số)$")
_NUMBER_START = re.compile(r"\d{1,5}(?:\s?/\s?[A-ZĐ\d]|-[A-ZĐ\d]|\s-\s?[A-ZĐ]{2})")
_WORD_END = re.compile(
    r"(?:^|\s)(?:và|của|các|những|về|cho|tại|theo|trong|với|từ|đến|hoặc|trên|là|để|do|bởi|ngày|tháng"
    r"|Ủy ban nhân|Uỷ ban nhân)$"
)


def goes_on(before: str, after: str) -> bool:
    """A paragraph that was certainly cut (by a page break) goes on in the next."""
    if not before or not after or ends(before):
        return False
    if cut_code(before, after) or (_NUMBER_END.search(before) and _NUMBER_START.match(after)):
        return True
    if _SPAN.search(before, max(0, len(before) - 24)) and closes_range(before, after):
        return True
    if ITEM.match(after):
        return False
    if is_capitals(before) or _LABEL_ONLY.fullmatch(before):
        return False
    if after[0].islower():
        return len(before) >= 20 or before.endswith(",")
    return (
        len(before) >= 20
        and not SIGNATURE.match(after)
        and (before.endswith(",") or (_WORD_END.search(before) is not None and not is_capitals(after)))
    )


def _is_list(lines: Sequence[Line]) -> bool:
    """A block of items that stand close together, or of the recipients."""
    items = sum(line.text[:2] in ("- ", "+ ", "– ") and line.text[2:3].isupper() for line in lines)
    return items > 2 or any(line.text.startswith("Nơi nhận") for line in lines)


def paragraphs(lines: Sequence[Line], wrap: Wrap) -> list[Line]:
    """The paragraphs of one block of adjacent lines."""
    done: list[Line] = []
    pieces: list[str] = []
    last: Line | None = None  # the line that the last paragraph ends with
    first = True
    if wrap.parted and _is_list(lines):
        wrap = replace(wrap, parted=False)
    for line in lines:
        if not line.text:
            continue
        between = glue(last, line, wrap, first) if last is not None else None
        if between is None:
            if done:
                done[-1].text = "".join(pieces)
            done.append(Line(line.text, line.bold, line.open, line.hard, line.level, line.number))
            pieces = [line.text]
            first = True
        else:
            whole = done[-1]
            pieces += (between, line.text)
            whole.bold = whole.bold and line.bold
            whole.open, whole.hard = line.open, line.hard
            first = False
        last = line
    if done:
        done[-1].text = "".join(pieces)
    return done
