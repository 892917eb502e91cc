"""Names of agencies: where one ends in a sentence, and where a list of them is to be cut.

Vocabulary is data: `agency_heads.csv` (words that an agency's name opens with, each with what may not follow it),
`agency_departments.csv` (names of departments, so that "Văn hóa, Khoa học và Thông tin" stays one and "Các Sở: Tài
chính, Y tế" becomes two) and `agency_verbs.csv` (words that open what the agency is told to do). What stands here is
grammar. All functions take text in the form for comparison (`PlanText.norm`) and give offsets into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from khtool.extraction.wordlist import whole_words
from khtool.knowledge.tables import rows

Stop = Literal["end", "colon", "verb", "period"]

_PLURAL = re.compile(r"(?:(?:tất cả |toàn thể )?các|những|toàn thể|mỗi|từng|một số)\s+", re.I)
_SEPARATOR = re.compile(r"\s*;\s*(?:và\s+)?|\s*,\s*(?:và\s+)?|\s+và\s+|\s+&\s+|\s+/\s+|\n\s*")
_TAIL = re.compile(
    r"(?:\s+(?:các|của|thuộc|cấp|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu|thị trấn|địa phương|liên quan|"
    r"có liên quan|trên địa bàn|cùng cấp|và|trung ương|khác|trực thuộc|chuyên môn|chức năng))*",
    re.I,
)
_COUNCIL = re.compile(r"(?:HĐND|UBND|Hội đồng nhân dân|Ủy ban nhân dân|Đoàn đại biểu Quốc hội|Đoàn ĐBQH)", re.I)
_OFFICE = re.compile(r"(?:Văn phòng|VP)\s+(?:HĐND|UBND|Hội đồng|Ủy ban|Đoàn đại biểu|Đoàn ĐB|ĐĐBQH)", re.I)
_GOVERNMENT = re.compile(
    r"(?:(?:phó )?chủ tịch |lãnh đạo |công an |trạm y tế )?(?:UBND|Ủy ban nhân dân|Đảng ủy|HĐND|công an|trạm y tế)\b",
    re.I,
)
_COLLECTIVE = re.compile(r"sở\s*,\s*(?:ban|ngành|phòng|đoàn)", re.I)
_LONGEST = 2000  # characters that a list of agencies may have in running text
_RANKED = ("sở", "phòng", "ban", "bộ")  # heads whose departments may be listed after one head


class Agency(NamedTuple):
    """One agency of a list: its name (as written, or with the head that the list writes once) and where it stands."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    separator: str
    plural: bool
    head: str | None
    kind: str | None
    rest: str  # what follows the head
    bulleted: bool = False


@cache
def _kinds() -> dict[str, str]:
    return {r["head"].lower(): r["kind"] for r in rows("agency_heads")}


@cache
def _head() -> re.Pattern[str]:
    """Any head word, with what may not follow it."""
    found: dict[str, list[str]] = {}  # by first letter, so that each place is tried against few
    for r in sorted(rows("agency_heads"), key=lambda r: -len(r["head"])):
        words = re.escape(r["head"][1:]).replace(r"\ ", r"\s+")
        more = rf"{words}(?!\w)" + (rf"(?!\s*+(?:{r['not_before']}))" if r["not_before"] else "")
        found.setdefault(r["head"][0].lower(), []).append(more)
    return re.compile("|".join(f"[{a}{a.upper()}](?i:{'|'.join(more)})" for a, more in found.items()))


@cache
def _opening() -> re.Pattern[str]:
    """The head word with which a name opens, after "các", "những" … if they stand before it."""
    return re.compile(rf"(?:(?i:{_PLURAL.pattern}))?+(?:{_head().pattern})")


@cache
def _department() -> re.Pattern[str]:
    names = sorted((r["name"] for r in rows("agency_departments")), key=len, reverse=True)
    return re.compile(
        "(?:" + "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in names) + r")(?![\w&])",
        re.I,
    )


@cache
def _stop() -> re.Pattern[str]:
    """What may end the name of an agency in running text."""
    return re.compile(
        r"(?P<mark>[()\[\]:\n]|[.!?](?=\s|$|/))|(?P<verb>"
        + whole_words(r["words"] for r in rows("agency_verbs"))
        + r")",
        re.I,
    )


#: Verbs that name what a body is for, and the words after which they do: "Ban quản lý", "trung tâm hỗ trợ".
_PURPOSES = {
    "chỉ đạo", "điều hành", "quản lý", "kiểm tra", "giám sát", "hướng dẫn", "thẩm định", "đánh giá", "nghiên cứu",
    "hỗ trợ",
    "bảo đảm", "đảm bảo", "tuyên truyền", "vận động", "xử lý", "sử dụng", "phối hợp", "thông báo", "rà soát", "tư vấn",
    "tiếp nhận", "kiểm soát", "giải quyết", "giám định",
}  # fmt: skip
_BODIES = {
    "ban", "tổ", "đồng", "tâm", "quỹ", "đội", "cục", "viện", "phòng", "trạm", "bộ", "khoa", "vụ", "đoàn", "phận",
}  # fmt: skip
#: What makes one of these words the end of another name, after which the verb is one: "Tỉnh đoàn vận động".
_OTHER_BODY = re.compile(
    r"(?<!\w)(?:(?:tỉnh|thành|huyện|quận|thị|xã|công|liên|chi|sư|trung|lữ|tập) ?đoàn|văn phòng|quốc phòng|biên phòng|"
    r"(?:bệnh|thư|học) viện|(?:nội|ngoại|thường|nhiệm) vụ|cộng đồng|"
    r"(?:cán|đảng) bộ|(?:bộ|quân) đội|(?:sở|phòng), ban)$",
    re.I,
)
#: Words that a syllable in front makes part of a noun: "chương trình", "công lập", "bầu cử".
_COMPOUNDS = {
    "trình": {"chương", "công", "quá", "lộ", "quy", "tiến", "giáo"},
    "lập": {"công", "độc", "thành", "dân", "tư", "tổ", "quốc"},
    "đầu tư": {"lý", "chủ", "nhà", "tiến", "và", "án", "quỹ", "vốn"},
    "cử": {"bầu"},
    "vận động": {"dân"},
    "giao": {"được", "bàn", "ngoại"},
    "trực tiếp": {"thường"},
    "phổ biến": {"hợp"},
    "thường xuyên": {"dục"},
    "tổng hợp": {"phận"},
    "cần": {"hậu"},
    "thanh toán": {"soát"},
}
#: Words that open what is to be done also with a capital, in a line that the page has broken: "… tỉnh Chủ trì, …".
_TASK_OPENS = ("chủ trì", "chủ động", "có trách nhiệm", "chịu trách nhiệm", "theo chức năng", "theo nhiệm vụ")
#: What a kind of business does: "các đơn vị vận hành hồ chứa", but "Điện lực huyện vận hành lưới điện".
_TRADES = {
    "vận hành", "thi công", "cung ứng", "thu gom", "tiếp nhận", "cho vay", "giám định", "đo đạc", "cấp phát", "chi trả",
    "kiểm soát", "cấp nước",
}  # fmt: skip
#: Functions that a name may close with: "Đội Tham mưu tổng hợp", "Phòng Thanh tra, kiểm tra".
FUNCTIONS = (_PURPOSES | {"tổng hợp", "thường xuyên"}) - {"phối hợp", "sử dụng", "thông báo"}
_NOUN_AFTER = {
    "giao": re.compile(r"\s+(?:thông|dịch|ban)", re.I),
    "cùng": re.compile(r"\s+cấp", re.I),
    "giúp": re.compile(r"\s+việc", re.I),
    "cử": re.compile(r"\s+tri", re.I),
    "quản lý": re.compile(
        r"\s+(?:thị trường|khu|dự án|đô thị|đất đai|rừng|nhà nước|chuyên ngành|bay|hành chính về)", re.I
    ),
    "sử dụng": re.compile(r"\s+công nghệ cao", re.I),  # "phòng, chống tội phạm sử dụng công nghệ cao"
    "là": re.compile(r"\s*$"),
    "tổ chức": re.compile(
        r"\s*(?:chính trị|đoàn thể|thành viên|xã hội|hội(?!\s(?:chợ|nghị|thảo|thi|diễn|trại|họp))|đảng|"
        r"tín dụng|phi chính phủ|cá nhân|liên quan|có liên quan|"
        r"khoa học|quốc tế|tôn giáo|nghề nghiệp|khác|kinh tế|sự nghiệp|hành nghề|doanh nghiệp|đại diện|trực thuộc|"
        r"trong và ngoài|công đoàn|[,;.:]|$)",
        re.I,
    ),
}
#: Words after which "tổ chức" at the end of a name is a noun: "các cơ quan và tổ chức".
_WITH_ORGANISATIONS = {"các", "và", "những", "quan", "vị", "thể", "ngành", "nghiệp", "mỗi", "từng", "với", "hoặc"}
_RESPONSIBLE = re.compile(r"(?:có|chịu)\s+trách\s+nhiệm|chủ\s+động|căn\s+cứ|phải\s", re.I)
_TRADERS = re.compile(
    r"(?<!\w)(?:đơn vị|doanh nghiệp|cơ sở|công ty|cổ phần|nhà máy|xí nghiệp|tổ chức|cá nhân|quản lý|cơ quan|"
    r"hợp tác xã)\s*$",
    re.I,
)
#: "Trung tâm Dịch vụ tổng hợp" of a commune, but "Phòng Nội vụ tổng hợp".
_GENERAL = re.compile(r"(?<!\w)dịch vụ\s*$", re.I)
#: What may follow the last word of a name.
_NAME_ENDS = re.compile(
    r"\s*(?:$|[:.(]|[,;]\s*(?=[A-ZĐỦẤ])|(?:và|là|chủ trì|phối hợp|tham mưu|có|chịu|hướng dẫn|theo dõi)(?!\w))"
)
_RELATIVE = re.compile(
    r"(?:được\s+(?:giao|phân\s+công)|chủ\s+trì|phối\s+hợp(?!\s+(?:với|chặt))|thực\s+hiện|liên\s+quan)", re.I
)


def head_at(norm: str, start: int, end: int) -> int | None:
    """Where the head word of an agency's name ends ("các Sở", "Phòng", "UBND") that opens at `start`, else None."""
    m = _opening().match(norm, start, end)
    return m.end() if m else None


def name_end(norm: str, start: int, end: int) -> tuple[int, Stop] | None:
    """Where the agency, or list of agencies, that opens at `start` ends, and what ends it; None if none opens there.

    `end` bounds the search (the paragraph's end). The name ends before a colon, a full stop or the words of the task.

    >>> s = "Phòng Văn hóa và Thông tin chủ trì, phối hợp với Công an huyện"
    >>> s[: name_end(s, 0, len(s))[0]]
    'Phòng Văn hóa và Thông tin'
    """
    end = min(end, start + _LONGEST)
    at = head_at(norm, start, end)
    if at is None:
        return None
    depth = 0
    for m in _stop().finditer(norm, at, end):
        mark = m["mark"]
        if mark == "(" or mark == "[":
            depth += 1
        elif mark == ")" or mark == "]":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif mark == ":":
            if _list_follows(norm, start, m.start(), end):
                continue
            return _trimmed(norm, start, m.start()), "colon"
        elif mark == "\n":
            return _closed(norm, start, m.start(), "end")
        elif mark:  # a full stop
            if re.search(r"(?<!\w)(?:TP|Tp|TX|TT|Tx|T|P|Q|H|F)$", norm[max(start, m.start() - 3) : m.start()]):
                continue
            return _closed(norm, start, m.start(), "period")
        elif not (_in_name(norm, start, m.start(), m.end(), end) or _in_department(norm, start, m.start())):
            return _closed(norm, start, m.start(), "verb")
    return _closed(norm, start, end, "end")


#: A name that says all of itself: "Sở" and its department, or the first word of a level ("BHXH huyện", "Hội … tỉnh").
_LEVEL = re.compile(r"(?<=\s)(?:tỉnh|huyện|quận|thị xã|thành phố)(?=\s+[^\W\d_])(?!\s+(?:ủy|đoàn|đội)(?!\w))")
#: What goes on with such a name, in small letters.
_GOES_ON = re.compile(
    r"\s+(?:và|các|của|thuộc|cấp(?=\s+(?:tỉnh|huyện|xã|trên|dưới|trung|cơ))|tỉnh|thành phố|huyện|quận|thị|xã|phường|"
    r"đặc|có|liên|trên|trong|tại|ở|nơi|cùng|khác|trực|trung|chuyên|chức|địa|miền|vùng|ven|biên|hải|đảo|mới|cũ|khóa|khu|là|"
    r"được|không|ngoài|về|cho|với|hoặc|trước|sau|đang|đã|này|bạn|số|như|do|theo|gồm|bao|nhiệm|phụ|đóng|nhà|đương|bằng|"
    r"từ|đến)(?!\w)|\s+[^\W\d_]*[^\w\s]"
)
_MORE = 2  # so many words more make a sentence of a name


def _closed(norm: str, start: int, end: int, stop: Stop) -> tuple[int, Stop]:
    """Where the name ends that a known verb ends too late or not at all: behind one that is whole in itself.

    "BHXH huyện in sổ cho người lao động.", "Sở Y tế mua thêm thuốc."
    """
    sentence = stop != "end" or norm[start:end].rstrip().endswith((".", ";"))  # no heading
    whole = _whole(norm, start, end) if sentence else None
    if whole is not None:
        rest = norm[whole:end]
        if rest.lstrip()[:1].islower() and len(rest.split()) >= _MORE and not _GOES_ON.match(norm, whole, end):
            return _trimmed(norm, start, whole), "verb"
    return _trimmed(norm, start, end), stop


def _whole(norm: str, start: int, end: int) -> int | None:
    """The end of the one agency that opens at `start`, when its name says it all; None for several or an open one."""
    if _PLURAL.match(norm, start, end):
        return None
    if norm.startswith("Sở ", start):
        d = _department().match(norm, start + 3, end)
        if d is None:
            return None
        level = _LEVEL.match(norm, min(end, d.end() + 1), end)
        return level.end() if level else d.end()
    level = _LEVEL.search(norm, start, end)
    if level is None or any(c in norm[start : level.start()] for c in ",;(") or " các " in norm[start : level.start()]:
        return None
    return level.end()


def opens_with_verb(norm: str, start: int, end: int) -> bool:
    """Whether the range opens with a word of a task: "Cho vay hộ nghèo"."""
    m = _stop().match(norm, start, end)
    return m is not None and m["verb"] is not None


def department_end(norm: str, start: int, end: int) -> int | None:
    """Where a department named without its head ("Tư pháp - Hộ tịch xã") ends, if a colon or nothing follows."""
    d = _department().match(norm, start, end)
    if d is None:
        return None
    tail = _TAIL.match(norm, d.end(), end)
    stop = tail.end() if tail else d.end()
    return stop if not norm[stop:end].strip(" .;") or norm[stop:end].lstrip().startswith(":") else None


def is_name(norm: str, start: int, end: int) -> bool:
    """Whether the whole range is the name of an agency or a list of agencies, each with its scope or without."""
    listed = _without_scopes(norm[start:end])
    found = name_end(listed, 0, len(listed))
    return found is not None and not listed[found[0] :].strip(" .:;,")


def split(norm: str, start: int, end: int) -> list[Agency]:
    """The agencies of a list, one each, a generic group ("các sở, ban, ngành") being one.

    >>> s = "Phòng Văn hóa, Khoa học và Thông tin, Phòng Nội vụ và các hội, đoàn thể; UBND các xã, phường"
    >>> [a.name for a in split(s, 0, len(s))]
    ['Phòng Văn hóa, Khoa học và Thông tin', 'Phòng Nội vụ', 'các hội, đoàn thể', 'UBND các xã, phường']
    """
    return [Agency(a.name, start + a.start, start + a.end) for a in _agencies(norm[start:end])]


@lru_cache(maxsize=256)
def _agencies(norm: str) -> tuple[Agency, ...]:
    """The agencies of a whole text; lists such as "các cơ quan, đơn vị liên quan" come again and again in a plan."""
    norm = _without_scopes(norm)
    pieces = _pieces(norm, 0, len(norm))
    groups: list[list[_Piece]] = []
    for n, piece in enumerate(pieces):
        following = pieces[n + 1] if n + 1 < len(pieces) else None
        if groups and _joins(norm, groups[-1], piece, following):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    found: list[Agency] = []
    for group in groups:
        found += _departments(norm, group) or [
            Agency(" ".join(norm[group[0].start : group[-1].end].split()), group[0].start, group[-1].end)
        ]
    return tuple(found)


#: What says how far an agency acts and is no part of its name.
_SCOPE_OPENS = re.compile(
    r"(?<=\w)[,\s]*\s(?:trong phạm vi|theo (?:chức năng|thẩm quyền|phân cấp|(?P<rule>quy định|lĩnh vực)|nhiệm vụ)|"
    r"căn cứ|t[ùu][ỳy] theo|trên cơ sở)(?!\w)"
)
_SCOPE_ENDS = re.compile(r"[;)\n]|(?:,|\s+và)\s+(?:và\s+)?")
#: A group that its scope alone determines: "các cơ quan, đơn vị theo quy định", "các sở, ngành theo lĩnh vực".
_BARE = re.compile(
    r"(?:^|[,;]\s*|(?<!\w)và\s+)(?:(?:các|những)\s+)?(?:cơ quan|đơn vị|tổ chức|cá nhân|địa phương|doanh nghiệp|sở|ban|"
    r"ngành)(?:\s+(?:cấp\s+)?(?:tỉnh|huyện|xã|thành phố))?$",
    re.I,
)


def _without_scopes(norm: str) -> str:
    """The list with blanks in place of "trong phạm vi …", "theo chức năng, nhiệm vụ …", "căn cứ …".

    Such a phrase runs on to a semicolon, or to a comma or "và" that a new agency follows.
    """
    m = _SCOPE_OPENS.search(norm)
    if m is None:
        return norm
    out: list[str] = []
    at = 0
    while m:
        if m["rule"] and _BARE.search(norm, max(at, m.start() - 40), m.start()):
            m = _SCOPE_OPENS.search(norm, m.end())
            continue
        stop = len(norm)
        for s in _SCOPE_ENDS.finditer(norm, m.end()):
            if s[0] in ";)\n" or _opens_agency(norm, s.end()):
                stop = s.start()
                break
        out += (norm[at : m.start()], " " * (stop - m.start()))
        at = stop
        m = _SCOPE_OPENS.search(norm, stop)
    return "".join((*out, norm[at:]))


def _opens_agency(norm: str, at: int) -> bool:
    """Whether an agency opens at `at`, not one of several nouns: "chức năng của cơ quan, đơn vị"."""
    if head_at(norm, at, len(norm)) is None:
        return False
    return norm[at].isupper() or _PLURAL.match(norm, at) is not None


def _trimmed(norm: str, start: int, end: int) -> int:
    """`end` moved left over spaces, commas and a dangling "và" or "cần"."""
    while True:
        while end > start and norm[end - 1] in " ,;.:-\n":
            end -= 1
        if norm[max(start, end - 3) : end].lower() == " và":
            end -= 3
        else:
            return end


def _word_before(norm: str, start: int, at: int) -> str:
    m = re.search(r"(\w+)[\s]*$", norm[max(start, at - 24) : at])
    return m[1].lower() if m else ""


_WITH_DEPARTMENTS = re.compile(r"(?<!\w)(?:phòng|ban|bộ phận|đội|khoa|tổ|sở)\s+", re.I)
_DEPARTMENT_MAX = 80  # characters of the longest names of departments


def _in_department(norm: str, start: int, at: int) -> bool:
    """Whether `at` stands in the name of a department whose head is written: "Phòng Tổ chức, Biên chế và Tổ chức …"."""
    for h in _WITH_DEPARTMENTS.finditer(norm, max(start, at - _DEPARTMENT_MAX), at):
        d = _department().match(norm, h.end())
        if d and d.end() > at:
            return True
    return False


def _named_body(norm: str, start: int, at: int) -> bool:
    """Whether the word before `at` is one after which a verb says what the body is for: "Ban quản lý"."""
    if _word_before(norm, start, at) not in _BODIES:
        return False
    return _OTHER_BODY.search(norm[max(start, at - 24) : at].rstrip()) is None


def _in_name(norm: str, start: int, at: int, after: int, end: int) -> bool:
    """Whether the verb at `at` is part of the agency's name."""
    word = " ".join(norm[at:after].lower().split())
    before = _word_before(norm, start, at)
    comma = norm[max(start, at - 2) : at].strip() in (",", ";")
    if word == "tổ chức" and not norm[after:end].strip(" .;,") and not (comma or before in _WITH_ORGANISATIONS):
        return False  # "phối hợp với Phòng Văn hóa và Thông tin tổ chức."
    noun = _NOUN_AFTER.get(word)
    if noun and noun.match(norm, after, end):
        return True
    if word == "lãnh đạo":  # "…, lãnh đạo các phòng": those who lead; after a name it is what the agency does
        return comma or before in ("và", "các", "ban", "cán", "bộ", "tập", "thể", "chí")
    if word == "tổ chức" and not (norm[at].isupper() and norm[at + 1].islower() and not comma):
        return before in ("các", "ban", "phòng", "những") or (
            comma and before in ("quan", "vị", "thể", "ngành", "nghiệp")
        )
    if word in _TASK_OPENS and norm[at].isupper() and norm[at + 1].islower():
        return False
    if norm[at].isupper() and not norm[start:at].isupper() and (not comma or word in _PURPOSES):
        return True  # "Trung tâm Hỗ trợ …", "Ban Chỉ đạo": a capital inside the name
    if norm[at].isupper() and norm[start:at].isupper():
        return word in _PURPOSES and before in _BODIES
    if not comma and ((word in _PURPOSES and _named_body(norm, start, at)) or before in _COMPOUNDS.get(word, ())):
        return True
    if word in _TRADES and _TRADERS.search(norm, max(start, at - 24), at):
        return True
    if word == "tổng hợp" and _GENERAL.search(norm, max(start, at - 24), at):
        return True
    if word == "tổng hợp" and before == "mưu":  # "Đội Tham mưu tổng hợp, Đội …", not "… tổng hợp tình hình"
        return _NAME_ENDS.match(norm, after, end) is not None
    # "các cơ quan, đơn vị được giao chủ trì có trách nhiệm …": the first verb belongs to the name
    if before in ("quan", "vị", "phương", "nghiệp", "thể", "ngành", "ban", "sở", "phòng") and _RELATIVE.match(
        norm, at, end
    ):
        stop = norm.find(".", at, end)
        sentence_end = stop if stop >= 0 else end
        later = _RESPONSIBLE.search(norm, after, min(sentence_end, at + 140))
        return later is not None and not re.search(r"[;]", norm[after : later.start()])
    if (
        word in ("được giao", "được phân công", "chủ trì", "thực hiện", "nhiệm vụ")
        and "được " in norm[start:at].lower()
    ):
        return _RESPONSIBLE.search(norm, after, min(end, at + 140)) is not None
    return False


#: "Giám đốc các sở:", "Mặt trận, các tổ chức hội:": the last of those named tells what the list holds.
_ANNOUNCES = re.compile(
    r"(?<!\w)[Cc]ác\s+(?:[Ss]ở|phòng|ban|ngành|bộ|hội|tổ chức)(?:,?\s+(?:ngành|hội|đoàn thể|viên))*\s*$"
)


def _list_follows(norm: str, start: int, colon: int, end: int) -> bool:
    """Whether a colon is followed by the departments it announces ("Các phòng: Nội vụ, Tư pháp …")."""
    if _PLURAL.match(norm, start, colon) is None and not _ANNOUNCES.search(norm, max(start, colon - 60), colon):
        return False
    at = colon + 1
    while at < end and norm[at].isspace():
        at += 1
    verb = _stop().match(norm, at, end)
    if verb and verb["verb"] and len(verb["verb"].split()) > 1 and not _department().match(norm, at, end):
        return False
    d = _department().match(norm, at, end)
    if d and re.match(r"\s*(?:[,;]|và\s|$)", norm[d.end() : d.end() + 4]):
        return True
    h = _head().match(norm, at, end)
    return h is not None and norm[at].isupper() and bool(re.match(r"[^.:]{0,60}[,;]", norm[h.end() : h.end() + 62]))


def _pieces(norm: str, start: int, end: int) -> list[_Piece]:
    out: list[_Piece] = []
    at, separator, depth = start, "", 0
    cuts: list[tuple[int, int]] = []
    position = start
    for m in _SEPARATOR.finditer(norm, start, end):
        chunk = norm[position : m.start()]
        depth += chunk.count("(") - chunk.count(")") + chunk.count("[") - chunk.count("]")
        position = m.start()
        if depth <= 0 and not _in_department(norm, start, m.start()):
            cuts.append((m.start(), m.end()))
    for a, b in [*cuts, (end, end)]:
        s, e = at, a
        while s < e and norm[s] in " -+*•.;,:":
            s += 1
        while e > s and norm[e - 1] in " .;,:-":
            e -= 1
        if s < e:
            plural = _PLURAL.match(norm, s, e)
            h = _head().match(norm, plural.end() if plural else s, e)
            head = " ".join(h[0].lower().split()) if h else None
            kind = _kinds().get(head) if head else None
            rest = norm[h.end() : e].strip() if h else ""
            bulleted = s > at and not norm[at:s].isspace()
            out.append(_Piece(s, e, separator, plural is not None, head, kind, rest, bulleted))
        separator, at = norm[a:b].strip(" \n") or norm[a:b], b
    return out


#: What may follow a bare noun and leave it generic, also with a capital: "ngành Thành phố".
_SCOPE = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu|trung ương|TW|TP)(?!\w)\s*", re.I)
_PROVINCES = re.compile(r"các\s+tỉnh(?!\w)", re.I)
_NAMED_GROUPS = ("tổ", "bộ phận")
_GENERIC = ("state", "members", "science", "business", "people")


def _joins(norm: str, group: list[_Piece], piece: _Piece, following: _Piece | None) -> bool:
    """Whether a piece goes on with the agency before it."""
    last = group[-1]
    if "\n" in piece.separator:  # a new paragraph of the cell, or a line that the page has broken
        broken = piece.head is None or (last.head is not None and not last.rest) or piece.kind == "people"
        return broken and not piece.bulleted
    if piece.separator.startswith(";"):
        listed = ":" in norm[group[0].start : group[-1].end]
        return listed and piece.head is None
    if piece.head is None:
        return not (group[0].plural and _PROVINCES.match(norm, piece.start, piece.end))
    if piece.head == "địa phương" and not piece.plural and norm[last.start : last.end].lower().endswith("trung ương"):
        return True  # "các cơ quan báo chí Trung ương, địa phương"
    whole = norm[group[0].start : last.end]
    if piece.kind == "people":
        if piece.head in _NAMED_GROUPS and norm[piece.start].isupper() and piece.rest[:1].isupper():
            return False  # "Tổ Toán - Tin, Tổ Văn phòng"; but "các thôn, tổ dân phố"
        if not piece.plural:
            return True
        return _GOVERNMENT.match(whole) is not None or last.kind == "people"
    if piece.plural:
        return False
    if whole.lower() == "báo" or (_OFFICE.match(whole) and _COUNCIL.match(norm, piece.start, piece.end)):
        return True
    scope = _SCOPE.match(piece.rest)
    rest = piece.rest[scope.end() :] if scope else piece.rest
    if piece.kind not in _GENERIC or not (not rest or rest[0].islower() or rest[0] == "("):
        return False
    if last.kind not in _GENERIC or last.rest:
        return False
    if following and _COLLECTIVE.match(norm, piece.start, following.end):
        return last.head in ("bộ", "ban") and len(group) == 1
    return (
        last.kind == piece.kind
        or (last.kind == "state" and norm[piece.start].islower())
        or ({last.kind, piece.kind} == {"state", "members"})
    )


def _departments(norm: str, group: list[_Piece]) -> list[Agency]:
    """The departments of a group that writes their head once ("Các Sở: Tài chính, Y tế"), or nothing."""
    first = group[0]
    if first.head not in _RANKED and not (first.plural and ":" in norm[first.start : first.end]):
        return []
    start, end = first.start, group[-1].end
    plural = _PLURAL.match(norm, start, end)
    h = _head().match(norm, plural.end() if plural else start, end)
    if h is None:
        return []
    colon = norm.find(":", start, first.end)
    at = colon + 1 if colon >= 0 else h.end()
    if colon >= 0 and norm[h.end() : colon].strip(" ,") and first.head not in _RANKED:
        return []
    head = norm[h.start() : h.end()]
    head = head[:1].upper() + head[1:]
    names: list[Agency] = []
    while at < end:
        while at < end and norm[at].isspace():
            at += 1
        d = _department().match(norm, at, end)
        if d is None:
            if colon < 0:
                return []
            m = _SEPARATOR.search(norm, at, end)
            stop = m.start() if m else end
        else:
            stop = d.end()
            tail = _TAIL.match(norm, stop, end)
            if tail and not norm[tail.end() : end].strip():
                stop = end
        own = _head().match(norm, at, stop)
        name = norm[at:stop].strip()
        listed = colon < 0 and not names and not plural
        names.append(Agency(norm[start:stop] if listed else name if own and d is None else f"{head} {name}", at, stop))
        m = _SEPARATOR.match(norm, stop, end)
        if m is None:
            if norm[stop:end].strip():
                return []
            break
        at = m.end()
    if len(names) < 2:
        return []
    return [Agency(names[0].name, start, names[0].end), *names[1:]]
