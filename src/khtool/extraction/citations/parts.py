"""The parts that citations are made of: type words, numbers, dates, issuers, pinpoints.

All functions look at the text in its form for comparison (`PlanText.norm`) and answer with offsets. Forms of numbers
and of pinpoints: 30/2020/NĐ-CP, Phụ lục I (I.II.3, I.II.6) and Phụ lục II (V.7); those of the Party ("28-CT/TW"):
Hướng dẫn 36-HD/VPTW. Faulty forms are read as they are written; what is wrong with them is for `check` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from khtool.extraction.citations.vocabulary import alternation, word_list
from khtool.extraction.wordlist import prefix_tree
from khtool.extraction.zones import UPPER
from khtool.knowledge.organs import all_organs
from khtool.knowledge.tables import rows
from khtool.knowledge.types import type_words

# -- type words

#: Words that are types in the table of documents but stand in plans for other things.
_NO_TYPES = frozenset(
    {
        "Khung",
        "Sáng kiến",
        "Phong trào",
        "Cuộc vận động",
        "Lời kêu gọi",
        "Giấy mời",
        "Thư công",
        "Văn kiện",
        "Khuyến nghị",
    }
)
#: Longer type phrases whose first word is the type that a citation states ("Chương trình hành động số …").
_SHORTER = {
    "Chương trình hành động": "Chương trình",
    "Chương trình công tác": "Chương trình",
    "Chương trình mục tiêu": "Chương trình",
    "Chương trình mục tiêu quốc gia": "Chương trình",
    "Chương trình phối hợp": "Chương trình",
    "Kế hoạch hành động": "Kế hoạch",
    "Kế hoạch hành động quốc gia": "Kế hoạch",
    "Kế hoạch công tác": "Kế hoạch",
    "Kế hoạch phối hợp": "Kế hoạch",
    "Kế hoạch tổng thể": "Kế hoạch",
    "Kế hoạch liên ngành": "Kế hoạch",
    "Thông báo kết luận": "Thông báo",
    "Đề án tổng thể": "Đề án",
    "Quy chế phối hợp": "Quy chế",
    "Nghị quyết chuyên đề": "Nghị quyết",
}


def spellings(word: str) -> set[str]:
    """A type word as it stands in sentences ("Nghị quyết", "Nghị Quyết", "nghị quyết", "NGHỊ QUYẾT")."""
    return {word, word.lower(), word.upper(), " ".join(w[:1].upper() + w[1:] for w in word.split())}


TYPE_WORDS = tuple(
    sorted(
        {w for w in (*type_words(), "Sắc lệnh") if w not in _NO_TYPES and w not in _SHORTER}, key=lambda w: (-len(w), w)
    )
)
_TYPE_OF = {s: w for w in TYPE_WORDS for s in spellings(w)}
TYPE_PATTERN = prefix_tree((s, "") for s in _TYPE_OF)


def type_of(words: str) -> str:
    """The type as the table of documents writes it, for the words of a text."""
    words = " ".join(words.split())
    return _TYPE_OF.get(words) or _TYPE_OF.get(words.lower()) or words[:1].upper() + words[1:].lower()


# -- numbers

_SEGMENT = r"(?:[A-ZĐƯ&][A-Za-zĐđƯ&]*\d{0,4}(?:\.[A-ZĐ]+\d{0,2})*|(?:19|20)\d{2}(?=\s?/))(?![\w])"
#: Behind a space only what cannot be a word: "TTr- SKHCN", "SGDĐT- GDTrH".
_SPACED = r"(?:[A-ZĐ&]{2,}\d{0,2}|[A-ZĐ]{2}[A-Za-zĐđ]{1,6}|TTg|Ttg)(?![\w.])"
#: A số hiệu: number, year where it has one, notation. One space beside a dash or slash is let pass. (A run of figures
#: is tried once.)
CODE = re.compile(
    rf"[0-9](?<![0-9]{{2}})[0-9]{{0,4}}+[a-zđ]?(?:\s?/\s?(?:19|20)\d{{2}}(?=\s?[/-]))?"
    rf"(?:\s?/\s?-?|\s?-\s?|\s?(?=(?:KH|HD|CV|TB|CTr|NQ|QĐ|KL|CT|BC)/)){_SEGMENT}"
    rf"(?:(?:[-/]|\s[-/]|[-/]\s|\s[-/]\s)(?:(?<=[-/]){_SEGMENT}|(?<=\s){_SPACED}))*"
)
#: The dashes and slashes that may be a code's, and the figures before the first of it.
_SIGNS = (
    re.compile(r"/(?<=[\w\s]/)(?:(?<=[A-ZĐr]/)|(?=\s?-?\s?[A-ZĐƯ&12]))"),
    re.compile(r"-(?<=[\w\s]-)(?=\s?[A-ZĐƯ&12])"),
)
_FIGURES = re.compile(r"[0-9](?<![0-9]{2})[0-9]{0,4}+[a-zđ]?\s?(?:KH|HD|CV|TB|CTr|NQ|QĐ|KL|CT|BC)?$")


def codes(norm: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of CODE in order: found from their dashes and slashes, which are far rarer than figures."""
    at = start
    for sign in sorted(m.start() for pattern in _SIGNS for m in pattern.finditer(norm, start, end)):
        figures = _FIGURES.search(norm, max(at, sign - 11), sign) if sign >= at else None
        if figures and (found := CODE.match(norm, figures.start(), end)):
            yield found
            at = found.end()


_BAD_BEFORE = re.compile(r"[\w/.,\-]")


def code_at(norm: str, match: re.Match[str]) -> str | None:
    """The số hiệu of a match of CODE without its spaces, or None when it is something else (4G/5G, 12.375,3/10.200)."""
    before = norm[match.start() - 1] if match.start() else " "
    if _BAD_BEFORE.match(before) and norm[max(0, match.start() - 2) : match.start()].lower() != "số":
        return None
    return "".join(match[0].split())


def is_code(code: str) -> bool:
    """Has it the look of a số hiệu when neither type word nor "số" stands before it?"""
    notation = re.sub(r"^\d+[a-zđ]?(?:/\d{4})?[/-]", "", code)
    if re.match(r"\d+[a-zđ]?-", code) and "/" not in code:
        return False
    return bool(
        re.match(
            r"(?:NQ|QĐ|NĐ|TT|TTLT|CT|KH|CTr|KL|QC|QCPH|TB|HD|CĐ|BC|TTr|ĐA|PA|UBND|HĐND|VPCP|NQLT|QyĐ|QH\d|UBTVQH|L-CTN|"
            r"LCT|PL|CV|KHLN|KHPH|B[A-ZĐ]{2,}-)(?=[-/]|$|\d)",
            notation,
        )
        or re.fullmatch(r"UBTVQH\d*|QH\d+", notation)
    )


# -- dates

_BLANK = r"[\s.…_]*"
_DATE = re.compile(
    rf"(?:ngày|NGÀY|Ngày)\s*(?P<d>\d{{1,2}})?{_BLANK}(?:tháng|THÁNG)\s*(?P<m>\d{{1,2}})?{_BLANK}(?:năm|"
    rf"NĂM)\s*(?P<y>\d{{4}})|"
    r"(?:(?:ngày|NGÀY|Ngày)\s*)?(?P<d2>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m2>\d{1,2})\s?(?P=sep)\s?(?P<y2>\d{4}|20\s\d\d(?!\s?%))(?!\d)|"
    r"(?:tháng|THÁNG)\s*(?P<m3>\d{1,2})\s?(?:/|\s?năm\s)\s?(?P<y3>\d{4})(?!\d)|"
    r"(?:năm|NĂM)\s+(?P<y4>(?:19|20)\d{2})(?!\s?[-\d/])(?!\s+(?:-|đến)\s)"
)


def date_at(norm: str, at: int, end: int) -> tuple[str, int] | None:
    """(ISO date as exact as written, its end) when a date starts at `at`. Impossible days are kept as written."""
    found = _DATE.match(norm, at, end)
    if not found:
        return None
    year = found["y"] or (found["y2"] or "").replace(" ", "") or found["y3"] or found["y4"]
    month = found["m"] or found["m2"] or found["m3"]
    day = found["d"] or found["d2"]
    iso = year
    if month:
        iso += f"-{int(month):02}"
        if day:
            iso += f"-{int(day):02}"
    return iso, found.end()


# -- issuers


#: What the numbers of the bodies of the centre close with: "CP", "TTg", "QH", "BYT".
CENTRAL_NOTATIONS = frozenset(n for organ in all_organs() if organ.tier == "trung_uong" for n in organ.notations)


def _short_issuers() -> set[str]:
    """The abbreviations of the bodies of the centre: their notations, and those that the word list adds."""
    return {n for n in CENTRAL_NOTATIONS if re.fullmatch(r"[A-ZĐ]{2,10}g?", n)} | set(word_list("issuer_short"))


#: Converters lose spaces: "Thủ tướng Chínhphủ".
_GAP = r"\s?"
_SYLLABLE = rf"[{UPPER}][\w']*"
#: Verbs that begin the matter with a capital where it should be small: "của UBND tỉnh X Ban hành Quy định …".
_NOT_MATTER = (
    r"(?!(?:Ban hành|Hướng dẫn|Quy định|Phê duyệt|Về|Triển khai|Thực hiện|Sửa đổi|Công bố|Thông báo|Tổ chức|Kế hoạch|"
    r"Quyết định|Nghị quyết|Nghị định|Chương trình|Đề án|Công văn|Chỉ thị|Thông tư|Luật|Căn cứ|Ủy ban|UBND|Hội đồng|"
    r"Sở|(?<!Hải )Phòng|Trong|Các|Để|Theo|Đề nghị|Giao|Yêu cầu)(?!\w))"
)
#: A line in capitals below is none of a name's.
_SAME_LINE = rf"(?:(?<!\n)|(?![{UPPER}]{{2}}))"
#: The proper name of a unit: "Cần Thơ", "Bà Rịa - Vũng Tàu", "Quận 1", "M'Đrắk".
_PROPER = (
    rf"(?:{_SYLLABLE}(?:\s{_SAME_LINE}{_NOT_MATTER}{_SYLLABLE}|\s?-\s?{_SYLLABLE}(?!\s?\d)){{0,4}}|\d{{1,2}}(?![\d/]))"
)
_UNIT = (
    r"(?:[Tt]ỉnh|[Tt]hành phố|T[Pp]\.?|tp\.?|[Qq]uận|[Hh]uyện|[Tt]hị xã|T[Xx]\.?|[Pp]hường|[Xx]ã(?! hội)|[Tt]hị trấn|"
    r"[Đđ]ặc khu)"
)
_UNIT_NAME = rf"{_UNIT}(?:(?!\s(?:Hướng|Quy|Ban|Về|Phê|Sửa|Thực|Triển)\s)\s{_PROPER})?"
_TERM = r"(?:\s[Kk]h[óo][áa]\s(?:[IVX]+|\d{1,2})(?!\w)|\s\([Kk]h[óo][áa]\s(?:[IVX]+|\d{1,2})\))"
_FIELD = alternation("field")
_FURTHER = alternation("field", word_list("field_of_its_own"))
#: The first field in any case ("Bộ tài chính"); those that follow begin with a capital, else they may be a verb.
_FIELD_LIST = (
    rf"(?i:{_FIELD})(?:\s?-\s?(?=[{UPPER}])(?i:{_FIELD})|(?:,\s|\svà\s|\s&\s)(?=[{UPPER}])(?i:{_FURTHER})|"
    r"\svà phát triển nông thôn|"
    r"(?:\s?-\s?|\svà\s|\s?&\s?)(?:PTNT|TBXH|TB\s?&\s?XH|TB-XH|XH|TTDL|TT\s?&\s?DL|DL|TT|ĐT|MT|CN)(?![\w/]))*"
)
_SHORT_FIELD = r"[A-ZĐ][A-ZĐ&]+(?:-[A-ZĐ&]+)*(?![\w])"
_FIXED = re.compile(
    rf"(?i:{alternation('issuer').replace(' ', _GAP)})(?:\s(?i:nước Cộng hòa xã hội chủ nghĩa Việt Nam))?{_TERM}?"
)
#: "của CP", "của TTg", "của BYT": the notation in place of the name.
_SHORT_ISSUER = re.compile(rf"(?:{'|'.join(sorted(_short_issuers(), key=len, reverse=True))})(?![\w/&])(?!-\w)")
#: "Hội nghị Trung ương 9 (khóa XI)", "Hội nghị lần thứ sáu, Ban Chấp hành Trung ương Đảng khóa XII"
_CONFERENCE = re.compile(
    r"Hội nghị (?:(?:Trung ương|TW)(?: lần thứ)? \w{1,4}|lần thứ \w{1,6}(?: \([IVX]+\))?)(?!\w)"
    rf"(?:,? (?:của )?(?:Ban Chấp hành|BCH) (?:Trung ương|TW)(?: Đảng)?)?,?{_TERM}?"
)
_BODY = re.compile(
    rf"(?:(?:Chủ tịch|Thường trực|Ban [Tt]hường trực|Văn phòng|VP|Ban [Tt]hường vụ)(?:\s|(?=[UỦH])))?"
    rf"(?:UBND|U\.?B\.?N\.?D|Ủy\s?[Bb]an\s?[Nn]hân\s?[Dd]ân|UB nhân dân|HĐND|Hội đồng [Nn]hân [Dd]ân|"
    rf"Ủy [Bb]an (?:MTTQ|Mặt trận Tổ quốc)(?: Việt Nam)?|UBMTTQ(?: Việt Nam)?|MTTQ(?: Việt Nam)?|"
    rf"Đoàn đại biểu Quốc hội|Hội Liên hiệp Phụ nữ|"
    rf"Đoàn TNCS Hồ Chí Minh|Liên đoàn Lao động|Công an|Bộ Chỉ huy [Qq]uân sự|Bộ đội Biên phòng)"
    rf"\s(?:{_UNIT_NAME}|các cấp){_TERM}?|"
    rf"(?:UBND|HĐND|Công an)\s{_PROPER}"
)
#: Two bodies of one unit, which is named behind the second: "UBND và Ủy ban MTTQ tỉnh".
_BOTH = re.compile(
    r"(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)(?:\svà\s|\s?-\s?)(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|"
    rf"(?:UB|Ủy ban|Ban Thường trực UB)?\s?(?:MTTQ|Mặt trận Tổ quốc)(?: Việt Nam| VN)?)\s{_UNIT_NAME}"
)
#: "Đảng ủy phường 5"; those of a bloc or body have long names of their own: "Đảng ủy Khối Doanh nghiệp Trung ương".
_OWN_COMMITTEE = (
    r"Đảng ủy\s(?:[Kk]hối|các\s|[Cc]ơ quan|Quân sự|Công an|Quân khu|Quân đoàn|[Ss]ư đoàn|[Ll]ữ đoàn|[Tt]rung đoàn|"
    r"[Tt]iểu đoàn|Bộ|Sở\s|Cục\s|UBND|Ủy ban|HĐND|Hội đồng|Chính phủ|Quốc hội|Mặt trận|MTTQ|Trường|Học viện|Viện|"
    r"Bệnh viện|Trung tâm|Tập đoàn|Tổng công ty|Công ty|Ngân hàng|Văn phòng|Đảng)"
)
_UNIT_COMMITTEE = rf"(?!{_OWN_COMMITTEE})Đảng ủy"
_PARTY = re.compile(
    rf"(?:(?:Ban [Tt]hường vụ|Ban [Cc]hấp hành|BTV|BCH|Thường trực|Văn phòng|Ban Tổ chức|"
    rf"Ban Tuyên giáo(?: và Dân vận)?|"
    rf"Ban Nội chính|Ủy ban Kiểm tra)\s)?(?:Đảng bộ\s)?(?:Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|"
    rf"{_UNIT_COMMITTEE}|tỉnh ủy|thành ủy|huyện ủy|Thành đoàn|Tỉnh đoàn|"
    rf"Huyện đoàn)(?:\s{_UNIT}(?=\s|[.,;)]|$))?(?:\s{_PROPER})?{_TERM}?|"
    rf"(?:Ban [Tt]hường vụ|Ban [Cc]hấp hành)\sĐảng bộ(?:\s{_UNIT_NAME})?{_TERM}?"
)
#: Capitals that begin the matter, not a name: "của Bộ Y tế Hướng dẫn …".
_NO_NAME = r"(?!\s(?:Hướng|Quy|Ban|Về|Phê|Ngày|Sửa|Thực|Triển|Công bố|Thông|Kế|Quyết|Nghị|Chỉ|Luật|Đề|Tờ|Báo)\s)"
_OFFICE = re.compile(
    rf"(?:(?:Bộ [Tt]rưởng|Thứ trưởng|Liên|liên|Lãnh đạo)(?:\s|(?=Bộ\s)))?(?:Bộ|bộ|Liên [Bb]ộ|Bộ trưởng)\s"
    rf"(?:{_FIELD_LIST}|{_SHORT_FIELD})|"
    rf"(?:(?:Giám đốc|Trưởng|Liên|Lãnh đạo)(?:\s|(?=Sở|Phòng|Ban)))?(?:Sở|Phòng|phòng|Ban)\s"
    rf"(?:{_FIELD_LIST}|{_SHORT_FIELD})"
    rf"(?:\s{_UNIT_NAME}|(?!\s[A-ZĐ]{{2,}}){_NO_NAME}\s{_PROPER}(?!\s?[:/]))?"
)
#: Bodies with names of their own making: they end at a verb that begins the matter.
_FREE = re.compile(
    r"(?:(?:Ban [Tt]hường vụ|Ban [Cc]hấp hành|Ban [Tt]hường trực|BTV|BCH|Thường trực|Đoàn Chủ tịch|"
    r"Trưởng|Phó Trưởng|Chủ tịch|Giám đốc|Tổng Giám đốc|Chánh|Chánh án|Cục trưởng|Tổng cục trưởng|Chủ nhiệm|"
    r"Viện trưởng|"
    r"Thống đốc|Tổng Thanh tra|Hiệu trưởng)(?:\s|(?=[A-ZĐỦ])))?(?:Tổ (?:giúp việc|công tác|chỉ đạo)|Ban [Cc]hỉ đạo|BCĐ|"
    r"Ban [Cc]hỉ huy|Ban Điều hành|Ban Tổ chức|"
    r"Ban Quản lý|Hội đồng|"
    r"Ủy ban|Tổng cục|Cục|Chi cục|Viện|Vụ|Trung tâm|Trường|Hội|Tổng hội|Liên đoàn|Liên hiệp|Hiệp hội|Quỹ|"
    r"Thanh tra|Văn phòng|"
    r"Bảo hiểm xã hội|Kho bạc|Ngân hàng|Tòa án|Viện kiểm sát|Đoàn|Bộ Tư lệnh|Bộ Tổng|Quân khu|Trung ương|Tổ chức|"
    r"Học viện|"
    r"Công đoàn|Liên minh|Bệnh viện|Trạm|Hạt|Đồn|Đài|Đội|Khối|Cụm|Công ty|Tập đoàn|Tổng công ty|Nhà|"
    r"Đại hội|Cơ quan|Tập thể [Ll]ãnh đạo|Sở Giao dịch|Liên ngành|liên ngành|Đảng)\s|"
    rf"(?:Ban [Tt]hường vụ |Ban [Cc]hấp hành |Thường trực )?{_OWN_COMMITTEE}"
)
_GOES_ON = alternation("body_goes_on")
_SOME_BOARD = re.compile(rf"Ban\s(?=[{UPPER}])")
_FREE_END = re.compile(
    rf"\s*(?:[;:.()\"\n]|,\s(?!(?i:{_GOES_ON}))|\s-\s(?!(?i:{_GOES_ON}|{_FIELD}))|\s(?=Các\s)|$)|\s(?:về việc|"
    r"v/v|ban hành|phê duyệt|"
    r"quy định|hướng dẫn|sửa đổi|công bố|giao(?!\sthông|\sdịch)|thông báo|"
    r"kèm theo|tại|đối với|nhằm|để|và các|đã|yêu cầu|triển khai|thực hiện|kiện toàn|thành lập|ngày|đồng ý|cho|từ|"
    r"đến|theo|"
    r"kết luận|phân công|tổ chức thực|trong|có|được|(?<!chương\s)(?<!công\s)(?<!quy\s)trình|gửi|(?<![Vv]iệc\s)làm|"
    r"và\s(?:Nghị|Quyết|Kế|Chỉ|Thông|Chương|Công|Luật))(?=\s|$)"
)
_OF_ITS_HEAD = re.compile(r"\scủa (?:Thủ tướng )?Chính phủ")
_ABOUT_ITS_FIELD = re.compile(r"\svề\s(?!việc\b)")
#: What a paper is about, not what a board is for.
_DOING = re.compile(
    r"(?:thi hành|thực hiện|triển khai|tăng cường|tổ chức|kết quả|công tác|đẩy mạnh|ban hành|hướng dẫn|nâng cao|"
    r"tiếp tục|bảo đảm|đảm bảo|kiện toàn|một số|cao điểm|hoạt động|tháng|sơ kết|tổng kết|kiểm tra|phân công)(?!\w)"
)
#: "Tỉnh", "Thành phố" alone: the unit whose plan this is.
_ALONE = re.compile(
    r"(?:[Tt]ỉnh|[Tt]hành phố|[Qq]uận|[Hh]uyện|[Tt]hị xã|Trung ương|[Pp]hường|[Xx]ã(?! hội)|Bộ)(?!\w)"
    r"(?!\s(?:[A-ZĐ]|trưởng|trư))"
)
_CAPITAL_TERM = r"(?:,? \(?KHÓA [IVX]{1,5}\)?)?"
_CAPITAL_ISSUER = re.compile(
    rf"(?:QUỐC HỘI|CHÍNH\s?PHỦ|THỦ\s?TƯỚNG(?:\s?CHÍNH\s?PHỦ)?|BỘ CHÍNH TRỊ|"
    rf"BAN BÍ THƯ(?: TRUNG ƯƠNG(?: ĐẢNG)?)?{_CAPITAL_TERM}|"
    rf"BAN CHẤP HÀNH TRUNG ƯƠNG(?: ĐẢNG)?{_CAPITAL_TERM}|ỦY BAN THƯỜNG VỤ QUỐC HỘI|"
    rf"(?:BAN THƯỜNG VỤ |BAN CHẤP HÀNH )?(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG) ỦY|"
    rf"(?:ỦY BAN NHÂN DÂN|UBND|HĐND|HỘI ĐỒNG NHÂN DÂN)\s(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)|"
    rf"(?:BỘ TRƯỞNG )?BỘ (?:(?!VỀ |BAN |PHÊ |QUY |HƯỚNG )[{UPPER}-]+\s?){{1,7}}?(?=\s(?:VỀ|BAN HÀNH|PHÊ DUYỆT|"
    rf"QUY ĐỊNH|HƯỚNG DẪN)|[;.,\"\n]|$))"
)


#: The Party's group in a body: "Ban cán sự đảng UBND tỉnh", "Ban cán sự đảng Bộ Y tế".
_PARTY_GROUP = re.compile(r"(?:BCS|Ban [Cc]án sự|Đảng đoàn)(?:\s[Đđ]ảng)?\s(?=[A-ZĐỦ])")


def organ_at(norm: str, at: int, end: int) -> int | None:
    """The end of the issuer's name that starts at `at`, None when none does."""
    if of_party := _PARTY_GROUP.match(norm, at, end):
        return _organ_at(norm, of_party.end(), end) or of_party.end() - 1
    return _organ_at(norm, at, end)


#: "Ban Pháp chế HĐND tỉnh".
_OF_COUNCIL = re.compile(rf"\s(?:HĐND|Hội đồng nhân dân)\s{_UNIT_NAME}")


def _organ_at(norm: str, at: int, end: int) -> int | None:
    if norm[at : at + 2].isupper() and (found := _CAPITAL_ISSUER.match(norm, at, end)):
        return found.end()
    best = 0
    for pattern in (_FIXED, _SHORT_ISSUER, _CONFERENCE, _BODY, _BOTH, _PARTY, _OFFICE):
        if found := pattern.match(norm, at, end):
            best = max(best, found.end())
    if best:
        of_council = _OF_COUNCIL.match(norm, best, end) if norm.startswith("Ban ", at) else None
        return of_council.end() if of_council else best
    if found := _FREE.match(norm, at, end) or _SOME_BOARD.match(norm, at, end):
        return _free_end(norm, found.end(), end)
    if found := _ALONE.match(norm, at, end):
        return found.end()
    return None


def is_unit_alone(norm: str, start: int, end: int) -> bool:
    """Whether an issuer's name is no more than "tỉnh", "xã": the unit whose plan this is."""
    found = _ALONE.match(norm, start, end)
    return found is not None and found.end() == end and norm[start:end] not in ("Bộ", "Trung ương")


def _free_end(norm: str, at: int, end: int) -> int | None:
    """Where a name such as "Tổ giúp việc Ban chỉ đạo Trung ương về phát triển khoa học, công nghệ …" ends.

    The "về …" of a standing committee is a part of its name when another verb follows to begin the matter; else it is
    the matter itself.
    """
    limit = min(end, at + 220)
    stop = _FREE_END.search(norm, at, limit)
    first = stop.start() if stop else limit
    about = _ABOUT_ITS_FIELD.search(norm, at, first)
    if about and _NO_FIELD_YET.fullmatch(norm, at, about.start()) and not _DOING.match(norm, about.end(), limit):
        field_end = _FIELD_ENDS.search(norm, about.end(), limit)
        return field_end.start() if field_end else limit
    if not about:
        if norm.startswith(" về", first - 3) and norm.find(" về", first - 3, first) >= 0:
            first -= 3
        return first if first - at < 120 else None
    if _OF_ITS_HEAD.search(norm, at, about.start()):
        return about.start()
    # "về A, B và C <verb>": commas are inside the name, so look for the verb itself
    at_verb = _NEXT_VERB.search(norm, about.end(), limit)
    if at_verb and not _NOT_IN_NAME.search(norm, about.end(), at_verb.start()):
        return at_verb.start()
    return about.start()


#: Behind "Ban Chỉ đạo" these say of which level, not for what: the "về …" that follows does.
_NO_FIELD_YET = re.compile(r"(?:(?:liên ngành|[Qq]uốc gia|Trung ương|TW|Nhà nước)(?:\s|$))+(?<!\s)")
#: Where the field in the name of a board ends; a comma inside it goes on in small letters.
_FIELD_ENDS = re.compile(
    rf"\s*(?:[;:.()\"\n]|,\s(?=[{UPPER}\d]|{alternation('comma_ends_title')})|$)|\s(?:về|"
    r"v/v|ban hành|phê duyệt|quy định|hướng dẫn|sửa đổi|công bố|thông báo|kèm theo|kiện toàn|thành lập|triển khai|"
    r"thực hiện|tổ chức|tăng cường|đẩy mạnh|tại|năm|giai đoạn|"
    r"và\s(?:các|Nghị|Quyết|Kế|Chỉ|Thông|Chương|Công|Luật|Văn|Hướng|Kết))(?=\s|$)"
)
_NOT_IN_NAME = re.compile(rf"[;.()\n]|,\s(?=[{UPPER}])")
_NEXT_VERB = re.compile(
    r"\s(?:về việc|v/v|ban hành|phê duyệt|quy định|hướng dẫn|sửa đổi|công bố|thông báo|kèm theo|kiện toàn|thành lập|"
    r"triển khai|giao)(?=\s|$)"
)
_OF = re.compile(
    r"(?:\s\([Kk]hóa [IVX]{1,5}\))?,?\s?(?:của|do|CỦA|DO|Của)"
    r"(?:\s|(?=UBND|HĐND|Ủy|Bộ|Chính|Thủ|Ban Bí|Ban Chấp|Ban Thường|Quốc))"
)
_DIRECT = re.compile(
    r"\s(?=(?:Thủ tướng Chính phủ|Chính phủ|Bộ Chính trị|Ban Bí thư|Quốc hội|Ủy ban Thường vụ Quốc hội)\b)"
)
_AND_ORGAN = re.compile(r"(?:,\s|\svà\s|\s?-\s)")


#: "Bộ Nông nghiệp và PTNT - Tổng cục Thủy lợi": the body that acts for the ministry.
_UNDER = re.compile(r"\s?-\s?(?=(?:Tổng cục|Cục)\s)")


#: In "Kế hoạch thi hành Luật X do Thủ tướng Chính phủ ban hành" the plan has that issuer, not the law.
_LAWMAKER = re.compile(
    r"(?:Ủy ban Thường vụ )?Quốc hội|Chủ tịch nước|Hội đồng Nhà nước|QUỐC HỘI|ỦY BAN THƯỜNG VỤ", re.I
)


@dataclass(slots=True)
class Tail:
    """What follows a number or name: when and by whom it was issued, and where this ends."""

    end: int
    date: str | None = None
    organ: tuple[int, int] | None = None


_BEFORE_DATE = re.compile(
    r"[,\s]{0,3}\(?(?:cùng (?=ngày))?(?:ban hành |ký ban hành |ký |được ban hành )?"
    r"(?:hồi \d{1,2}\s?(?:h|g|giờ|:)\s?\d{0,2}'?(?: phút)?,? )?(?=(?:ngày|NGÀY|Ngày|năm|NĂM|tháng|\d))"
)


def tail_at(norm: str, at: int, end: int, *, joint: bool = False, law: bool = False) -> Tail:
    """Date and issuer that follow at `at`, in either order.

    `joint`: several bodies may have issued it together; `law`: only those that make laws can have issued it.
    """
    tail = Tail(at)
    for _ in range(3):
        if tail.date is None and (gap := _BEFORE_DATE.match(norm, tail.end, end)) and gap.end() > tail.end:
            found = date_at(norm, gap.end(), end)
            if found and not (norm[gap.end()].isdigit() and "(" not in gap[0] and "," not in gap[0]):
                tail.date, tail.end = found
                if "(" in gap[0] and norm.startswith(")", tail.end):
                    tail.end += 1
                continue
        if tail.organ is None and (of := _OF.match(norm, tail.end, end) or _DIRECT.match(norm, tail.end, end)):
            organ = organ_at(norm, of.end(), end)
            if organ is not None and not (law and not _LAWMAKER.match(norm, of.end(), end)):
                if under := _UNDER.match(norm, organ, end):
                    organ = organ_at(norm, under.end(), end) or organ
                while joint and (also := _AND_ORGAN.match(norm, organ, end)):
                    more = organ_at(norm, also.end(), end)
                    if more is None:
                        break
                    organ = more
                tail.organ, tail.end = (of.end(), organ), organ
                continue
        break
    return tail


# -- pinpoints

_RANKS = ("tiết", "điểm", "khoản", "điều", "tiểu mục", "mục", "chương", "phần", "phụ lục")
#: Each branch opens with a letter, not a class: what opens so is looked for fast.
_PLACE = rf"(?:{'|'.join([*_RANKS, *(rank.capitalize() for rank in _RANKS), 'ĐIỀU', 'KHOẢN', 'ĐIỂM'])})"
_VALUE = r"(?:\d{1,3}(?:\.\d{1,2}){0,3}[a-zđ]?|[IVXLC]{1,6}(?:\.\d{1,2})*|[a-zđA-ZĐ])(?![\w])"
_PLACES = rf"{_PLACE}\s{_VALUE}(?:(?:,\s?|\svà\s|\shoặc\s|\sđến\s|\s?-\s?|;\s)(?:{_PLACE}\s)?{_VALUE})*"
_PINPOINT = re.compile(
    rf"(?P<places>{_PLACES}(?:,?\s(?:(?:của|thuộc|tại|và)\s)?{_PLACES})*)(?:,?\s(?:của|tại|trong|"
    rf"thuộc))?,?\s$"
)
_AFTER = re.compile(rf"\s?\((?:tại\s)?(?P<places>{_PLACES}(?:,?\s(?:(?:của|thuộc)\s)?{_PLACES})*)\)")
_ONE_PLACE = re.compile(
    rf"(?P<place>{_PLACE})\s(?P<values>{_VALUE}(?:(?:,\s?|\svà\s|\shoặc\s|\sđến\s|\s?-\s?|;\s){_VALUE})*)"
)


def pinpoint_before(norm: str, at: int) -> tuple[str, int] | None:
    """(normal form, start) of the pinpoint that ends at `at`: "Khoản 03, Điều 90, " → "khoản 3 Điều 90"."""
    start = max(0, at - 140)
    if not _MAY_BE_PLACE.search(norm, max(start, at - 40), at):
        return None
    found = _PINPOINT.search(norm, start, at)
    if not found:
        return None
    begin = found.start() - 4 * norm.endswith("các ", start, found.start())
    if begin > start and norm[begin - 1].isalnum():
        return None
    return normal_pinpoint(found["places"]), begin


_MAY_BE_PLACE = re.compile(r"iều|hoản|iểm|ục|hương|hần|iết|ĐIỀU")


def pinpoint_after(norm: str, at: int, end: int) -> str | None:
    """The pinpoint in brackets that follows at `at`."""
    found = _AFTER.match(norm, at, end)
    return normal_pinpoint(found["places"]) if found else None


@lru_cache(maxsize=1024)
def normal_pinpoint(places: str) -> str:
    """Smallest unit first, small khoản and điểm, no leading zeros, no commas between units.

    >>> normal_pinpoint("Điều 90, Khoản 03"), normal_pinpoint("khoản 1, 2 Điều 5")
    ('khoản 3 Điều 90', 'khoản 1, 2 Điều 5')
    """
    places = " ".join(places.split())
    groups: list[list[tuple[int, str, str]]] = [[]]
    last = 0
    for m in _ONE_PLACE.finditer(places):
        word = m["place"].lower()
        rank = _RANKS.index(word)
        values = re.sub(r",\s*", ", ", re.sub(r"\b0+(?=\d)", "", m["values"]))
        shown = word if word in ("khoản", "điểm", "tiết") else word[:1].upper() + word[1:]
        between = places[last : m.start()]
        last = m.end()
        if groups[-1] and groups[-1][-1][0] == rank and "đến" in between:
            _, _, first = groups[-1].pop()
            values = f"{first} đến {shown} {values}"
        elif groups[-1] and (re.search(r";|và|hoặc", between) or any(rank == r for r, _, _ in groups[-1])):
            groups.append([])
        groups[-1].append((rank, shown, values))
    # "khoản 1, khoản 2 Điều 5": units of one rank in a row belong to what follows them
    merged: list[list[tuple[int, str, str]]] = []
    for group in groups:
        if merged and len(merged[-1]) == 1 and merged[-1][0][0] == group[0][0]:
            rank, shown, values = merged[-1][0]
            group = [(rank, shown, f"{values}, {group[0][2]}"), *group[1:]]
            merged.pop()
        merged.append(group)
    return "; ".join(" ".join(f"{s} {v}" for _, s, v in sorted(group, key=lambda e: e[0])) for group in merged)


# -- names of laws


@lru_cache(maxsize=1)
def _law_tree() -> dict[str, object]:
    """The words of the known names, each leading to those behind it; "" ends a name, "," marks a comma inside it."""
    tree: dict[str, object] = {}
    for row in rows("extraction_laws"):
        node = tree
        for word in _WORD_OR_COMMA.findall(row["name"].lower()):
            if word == ",":
                node[","] = True
            else:
                node = node.setdefault(_plain_word(word), {})  # type: ignore[assignment]
        node[""] = True
    return tree


_WORD_OR_COMMA = re.compile(r"[\w/]+|,")
_WORD = re.compile(r"[\w/]+")
_BETWEEN = re.compile(r"[\s,\-]*")


def _plain_word(word: str) -> str:
    return {
        "hoá": "hóa",
        "khoẻ": "khỏe",
        "uỷ": "ủy",
        "toà": "tòa",
        "quí": "quý",
        "lí": "lý",
        "kĩ": "kỹ",
        "tuý": "túy",
    }.get(word, word)


def _glued_end(node: dict[str, object], word: re.Match[str]) -> int | None:
    """The end of the last word of a name to which a converter glued the next one ("Hội đồng nhân dânchậm nhất")."""
    low = _plain_word(word[0].lower())
    for length in range(len(low) - 2, 2, -1):
        below = node.get(low[:length])
        if isinstance(below, dict) and "" in below:
            return word.start() + length
    return None


def _two_words(node: dict[str, object], low: str) -> dict[str, object] | None:
    """Where two words of a name lead that a converter glued together ("giáodục")."""
    for length in range(2, len(low) - 1):
        first = node.get(low[:length])
        if isinstance(first, dict) and isinstance(second := first.get(low[length:]), dict):
            return second
    return None


def _below(node: dict[str, object], low: str) -> dict[str, object] | None:
    """Where a word leads; people put "và" for the comma of a name, a comma for its "và", or leave out either."""
    below = node.get(low)
    if below is None and isinstance(joined := node.get("và"), dict):
        below = joined.get(low)
    if below is None and low == "và" and "," in node:
        return node
    return below if isinstance(below, dict) else _two_words(node, low)


def law_name_end(norm: str, at: int, end: int) -> int | None:
    """The end of the longest known law's name that starts at `at` (at "Luật …"), by words, whatever case and commas."""
    best = _law_walk(norm, at, end)[0]
    if best is not None and (more := _PART_OF_NAME.match(norm, best, end)):
        return more.end()
    return best


def law_beginning_end(norm: str, at: int, end: int) -> int | None:
    """The end of the words at `at` that begin a known law's name, when they stand for it: "Luật ngân sách".

    They do when they are two syllables or more behind "Luật" and what follows ends a name.
    """
    _, far, count = _law_walk(norm, at, end)
    if count < (3 if norm[at] in "Ll" else 4) or not _SHORT_NAME_ENDS.match(norm, far, end):
        return None
    return far


def _law_walk(norm: str, at: int, end: int) -> tuple[int | None, int, int]:
    """(end of the longest name, end of the words that are a name's, how many these are) from `at` on."""
    node = _law_tree()
    best = None
    pos = far = at
    count = 0
    while word := _WORD.match(norm, pos, end):
        below = _below(node, _plain_word(word[0].lower()))
        if below is None:
            best = _glued_end(node, word) or best
            break
        if below is not node:  # else it is "và" for a comma, no word of the name
            node = below
            far = word.end()
            count += 1
            best = far if "" in node else best
        gap = _BETWEEN.match(norm, word.end(), end)
        pos = gap.end() if gap else word.end()
        if "\n" in norm[word.end() : pos] and norm[word.end() : pos].count("\n") > 1:
            break
    return best, far, count


#: Behind a law's name that is not whole.
_SHORT_NAME_ENDS = re.compile(rf"\s*(?:[;:.()\"\n]|,\s|$)|\s(?:về|số|và\s(?:các|những)|{alternation('law_end')})(?!\w)")


#: The one law whose name closes with a bracket: 64/2006/QH11.
_PART_OF_NAME = re.compile(r"(?<=ở người)\s?\(HIV/AIDS\)")
