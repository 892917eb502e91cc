"""Who issued a document: the name in the capitals of a letterhead, and the level of administration of a body.

Capitals are turned back into the way names are written (30/2020/NĐ-CP, Phụ lục II): "ỦY BAN NHÂN DÂN TỈNH BẮC NINH" is
"UBND tỉnh Bắc Ninh", "SỞ Y TẾ" under "UBND TỈNH HÀ GIANG" is "Sở Y tế tỉnh Hà Giang".
"""

from __future__ import annotations

import re

from khtool.extraction.zones import EDGES, UPPER
from khtool.knowledge.units import find as find_unit
from khtool.plan import Level
from khtool.text import fold

#: A syllable of a proper name: "Tuần", "Hồ", "M'Đrắk", also a number ("Quận 1").
_SYLLABLE = rf"(?:[{UPPER}][\w']*|\d{{1,2}}(?![\d/]))"
#: A proper name of up to five syllables: "Bà Rịa - Vũng Tàu".
NAMES = rf"{_SYLLABLE}(?:(?:\s|\s?-\s?){_SYLLABLE}){{0,4}}"
#: The word for a unit of administration, in any case it is written in.
UNIT = r"(?:tỉnh|thành phố|Tp\.?|TP\.?|tp\.?|quận|huyện|thị xã|TX\.?|phường|xã|thị trấn|đặc khu)"
#: The same without abbreviations, whatever its first letter; "xã hội" is another word.
UNIT_WORD = (
    r"(?:[Tt]ỉnh|[Tt]hành phố|[Qq]uận|[Hh]uyện|[Tt]hị xã|[Pp]hường|[Xx]ã(?!\s+[Hh]ội(?!\w))|[Tt]hị trấn|[Đđ]ặc khu)"
)
_ABBREVIATED = {"tp.": "thành phố", "tp": "thành phố", "tx.": "thị xã", "tx": "thị xã"}
#: Cities under the central government; every other one belongs to a province (and is of the district level).
CENTRAL_CITIES = frozenset({"Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế"})
_CENTRAL = frozenset(name.lower() for name in CENTRAL_CITIES)
_LEVELS: dict[str, Level] = {
    "tỉnh": "tinh",
    "quận": "huyen",
    "huyện": "huyen",
    "thị xã": "huyen",
    "phường": "xa",
    "xã": "xa",
    "thị trấn": "xa",
    "đặc khu": "xa",
}
_OFFICE_LEVELS: tuple[tuple[tuple[str, ...], Level], ...] = (
    (("sở", "tỉnh", "thành ủy", "thành đoàn", "ubnd tỉnh", "hđnd tỉnh", "ubnd thành phố"), "tinh"),
    (("trường thpt", "trường trung học phổ thông"), "tinh"),
    (("phòng", "huyện", "quận", "thị ủy"), "huyen"),
    (("trường mầm non", "trường tiểu học", "trường mẫu giáo"), "xa"),
    (("cục", "viện", "ủy ban dân tộc", "thanh tra chính phủ", "ngân hàng nhà nước"), "trung_uong"),
)
_CENTRAL_BODY = re.compile(
    r"bộ\b|quốc hội|chính phủ|thủ tướng|ban chấp hành trung ương|bộ chính trị|ban bí thư|văn phòng chính|tổng cục|"
    r"ủy ban thường vụ|ủy ban trung ương|trung ương|(?:ủy ban|hội đồng|ban chỉ đạo) quốc gia"
)
_UNIT_IN = re.compile(
    r"\b(?<!thị )(?<!hợp tác )(tỉnh|thành phố|tp\.?|quận|huyện|thị xã|phường|xã(?! hội)|thị trấn|đặc khu)\s+(?=\w)"
)

#: "xã Hội Sơn"; in "xã hội" and "Xã hội" it is another word.
_COMMUNE_HOI = re.compile(rf"(?<!\w)xã Hội [{UPPER}]")
_HEADS = re.compile(
    r"(?<!\w)(?:ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|SỞ|(?<!(?<!\w)HẢI )(?<!QUỐC )PHÒNG(?!,? CHỐNG)|"
    r"BỘ|BAN|CỤC|CHI CỤC|TỔNG CỤC|CÔNG AN|TRUNG TÂM|TRƯỜNG|VIỆN|BẢO HIỂM|"
    r"TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|QUẬN ỦY|THỊ ỦY|ĐẢNG ỦY|ĐẢNG BỘ|"
    r"ỦY BAN MẶT TRẬN|ỦY BAN MTTQ|UBMTTQ|MTTQ|HỘI|LIÊN ĐOÀN|LIÊN HIỆP|TỈNH ĐOÀN|THÀNH ĐOÀN|HUYỆN ĐOÀN|ĐOÀN|VĂN PHÒNG|"
    r"THANH TRA|HỌC VIỆN|TỔNG LIÊN ĐOÀN|(?<!HỌC )CÔNG ĐOÀN|TỔ(?! CHỨC| QUỐC)|TRẠM|"
    r"CHÍNH PHỦ|THỦ TƯỚNG CHÍNH PHỦ|QUỐC HỘI|NGÂN HÀNG|KHO BẠC|TÒA ÁN|VIỆN KIỂM SÁT|BỆNH VIỆN|HẠT|ỦY BAN)(?!\w)"
)
_COMMITTEE = re.compile(
    r"(?:ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND)\s+(?P<unit>TỈNH|THÀNH PHỐ|TP\.?|QUẬN|HUYỆN|THỊ XÃ|TX\.?|PHƯỜNG|"
    r"XÃ|THỊ TRẤN|ĐẶC KHU)\s*(?P<name>.*)$"
)
_PARTY = re.compile(r"(?P<head>TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG) ỦY(?: (?P<name>.+))?$")
_SCHOOL = re.compile(
    r"TRƯỜNG (?P<kind>TIỂU HỌC VÀ TRUNG HỌC CƠ SỞ|TIỂU HỌC|TRUNG HỌC CƠ SỞ|TRUNG HỌC PHỔ THÔNG|MẦM NON|MẪU GIÁO|"
    r"CAO ĐẲNG|"
    r"ĐẠI HỌC|THCS|THPT|PTDTBT|PTDTNT)\s(?P<name>.+)$"
)
#: Words for a kind of body that are of more than one syllable.
_TWO_SYLLABLES = re.compile(
    r"(?:ỦY BAN|ĐẢNG BỘ|CÔNG ĐOÀN|HỌC VIỆN|TỔNG LIÊN ĐOÀN|"
    r"TRUNG TÂM|CHI CỤC|TỔNG CỤC|CÔNG AN|BẢO HIỂM XÃ HỘI|VĂN PHÒNG|THANH TRA|BỆNH VIỆN|LIÊN ĐOÀN|LIÊN HIỆP|"
    r"NGÂN HÀNG|KHO BẠC|TÒA ÁN NHÂN DÂN|VIỆN KIỂM SÁT NHÂN DÂN|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|TỈNH ĐOÀN|HUYỆN ĐOÀN|"
    r"THÀNH ĐOÀN|QUÂN KHU|HỘI ĐỒNG)(?!\w)"
)
_STANDING = re.compile(r"BAN (?:THƯỜNG TRỰC|THƯỜNG VỤ|CHẤP HÀNH)\s*$")
_VOWEL = re.compile("[AĂÂEÊIOÔƠUƯYÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ]")
_OF_THE_COUNTRY = re.compile(r"(?i)(?<=\s)(?:việt nam|hồ chí minh)(?!\w)")
#: A body's word inside the name of another ("CÁN BỘ", "XÃ HỘI", "CÔNG ĐOÀN"); looked for in the words up to its end.
_INSIDE_NAMES = re.compile(
    r"(?<!\w)(?:(?:CÁN|(?<!HÀ )NỘI|TRUNG|NAM|BẮC|ĐƯỜNG|ĐỒNG|TIẾN) BỘ|(?:XÃ|LIÊN|TỈNH|TRUNG|HUYỆN) HỘI|"
    r"(?:LIÊN|CÔNG|QUÂN|TRUNG|SƯ|LỮ|TOÀN|TẬP) ĐOÀN|CÁC (?:BAN|SỞ|HỘI|PHÒNG))$"
)


_UNIT_ABOVE = re.compile(r"(?<=\w)[\s,\-]+(?:TỈNH|THÀNH PHỐ|TP\.?|QUẬN|HUYỆN|THỊ XÃ)\s(?=\w)")
_OF_THE_PARTY = re.compile(r"ĐẢNG BỘ\s+(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+(?P<name>.+)$")
_COMMITTEE_OF_UNIT = re.compile(
    r"(?:BCH|BAN CHẤP HÀNH)\s+(?P<unit>TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN)\s+(?P<name>.+)$"
)
_YOUTH_HEADS = {"tỉnh": "Tỉnh đoàn", "thành phố": "Thành đoàn", "huyện": "Huyện đoàn", "quận": "Quận đoàn"}


def capitals_to_name(name: str) -> str:
    """A proper name out of capitals.

    >>> capitals_to_name("BÀ RỊA - VŨNG TÀU")
    'Bà Rịa - Vũng Tàu'
    """
    return " ".join(w if w == "-" else "-".join(p[:1] + p[1:].lower() for p in w.split("-")) for w in name.split())


def unit_word(word: str) -> str:
    """ "TP." → "thành phố", "HUYỆN" → "huyện"."""
    low = word.lower()
    return _ABBREVIATED.get(low, low)


#: Abbreviations that have a vowel.
_ACRONYMS = frozenset({"UBND", "UBMTTQ", "UBKT", "UBMT"})
_OF_MANY = ("KHỐI ", "CÁC CƠ QUAN", "CƠ QUAN", "QUÂN SỰ")


def _capitals_to_office(name: str) -> str:
    """The first syllable of each part stays capital: "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH" → "Sở Văn hóa, Thể thao …"."""
    if party := _PARTY.fullmatch(name):
        head = f"{party['head'].capitalize()} ủy"
        if party["name"] and party["name"].startswith(_OF_MANY):  # those of several bodies have names of their own
            return f"{head} {_capitals_to_office(party['name'])}"
        return f"{head} {_unit_and_name(party['name'])}" if party["name"] else head
    if school := _SCHOOL.fullmatch(name):
        kind = school["kind"] if school["kind"].isupper() and " " not in school["kind"] else school["kind"].capitalize()
        return f"Trường {kind} {_unit_and_name(school['name'])}"
    if name.startswith(("VĂN PHÒNG ỦY BAN NHÂN DÂN", "VĂN PHÒNG UBND")) and (committee := _committee(name[10:])):
        return f"Văn phòng {committee}"
    kind = _TWO_SYLLABLES.match(name)
    first = kind[0] if kind else name.split()[0]
    out = [first if first in _ACRONYMS or not _VOWEL.search(first) else first.capitalize()]
    start = True  # of a part of the name
    for word in name[len(first) :].split():
        low = word.lower()
        if word in ("-", "–"):
            start = True
        elif low == "và":
            word, start = low, True
        elif not _VOWEL.search(word) or word in _ACRONYMS:  # MTTQ, TNCS
            start = False
        else:
            word = low[:1].upper() + low[1:] if start and low not in ("chống", "chữa") else low
            start = word.endswith(",")
        out.append(word)
    named = _OF_THE_COUNTRY.sub(lambda m: capitals_to_name(m[0].upper()), " ".join(out))
    named = named.replace("Tổng liên đoàn", "Tổng Liên đoàn").replace("Các Cơ quan đảng", "các cơ quan Đảng")
    named = named.replace("Công thương", "Công Thương")
    named = re.sub(rf"(?<=\s){UNIT_WORD}(?=\s|$)", lambda m: m[0].lower(), named)
    return re.sub(r"(?<=\s)trung ương(?!\w)", "Trung ương", named)


def _unit_and_name(words: str) -> str:
    if found := re.match(r"(TỈNH|THÀNH PHỐ|QUẬN|HUYỆN|THỊ XÃ|PHƯỜNG|XÃ|THỊ TRẤN)\s(.+)", words):
        return f"{found[1].lower()} {capitals_to_name(found[2])}"
    return capitals_to_name(words)


def organ_from_capitals(line: str, text: str) -> tuple[str | None, str | None]:
    """(issuer, its parent) named in the capitals of a letterhead; `text` settles how an office writes its own name.

    >>> organ_from_capitals("ỦY BAN NHÂN DÂN TỈNH BẮC NINH", "")
    ('UBND tỉnh Bắc Ninh', None)
    """
    heads: list[int] = []
    for found in _HEADS.finditer(line):
        if not heads or _starts_organ(line, heads[-1], found.start()):
            heads.append(found.start())
    if not heads:
        return None, None
    if len(heads) > 1 and _STANDING.match(line, heads[-1]):  # the standing part of the body above it
        line = line[: heads.pop()]
    last = line[heads[-1] :].strip(EDGES + "*")
    above = line[heads[-2] : heads[-1]].strip(EDGES + "*") if len(heads) > 1 else ""
    parent = _committee(above)
    if last.startswith("ĐẢNG BỘ") and re.fullmatch(r"BAN (?:CHẤP HÀNH|THƯỜNG VỤ)", above):
        return _as_written(f"Ban {above[4:].capitalize()} {_capitals_to_office(last)}", text), None
    if party := _OF_THE_PARTY_IN.fullmatch(
        f"{above} {last}" if above.startswith(("BAN CÁN SỰ", "ĐẢNG ĐOÀN")) else last
    ):
        body = _committee(party["body"]) or _capitals_to_office(party["body"])
        unit = _UNIT_OF_PARTY.search(line[: heads[-1]])
        name = f" {capitals_to_name(unit['name'])}" if unit and body.endswith((" tỉnh", " huyện", " xã", "phố")) else ""
        return _as_written(f"{party['head'].capitalize()} {body}{name}", text), None
    if committee := _committee(last):
        return committee, parent
    if re.fullmatch(r"ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|BAN|BỘ|SỞ|PHÒNG", last):
        return None, parent
    if last == "VĂN PHÒNG" and parent:
        return f"Văn phòng {parent}", parent
    office = _as_written(_capitals_to_office(last), text)
    if re.fullmatch(r"(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy", office) and (unit := _OF_THE_PARTY.match(above)):
        office = f"{office} {capitals_to_name(unit['name'].strip(EDGES))}"  # "ĐẢNG BỘ TỈNH THANH HÓA" / "TỈNH ỦY"
    if above and _PARTY.fullmatch(above) and office.startswith(("Ban ", "Văn phòng", "Ủy ban Kiểm tra")):
        return f"{office} {_capitals_to_office(above)}", parent  # "HUYỆN ỦY TÂN HÒA" / "BAN TUYÊN GIÁO"
    joint = 0
    while len(heads) > joint + 1 and _stand_together(line, heads[-2 - joint], heads[-1 - joint]):
        joint += 1  # bodies that act together: "SỞ Y TẾ - SỞ TÀI CHÍNH"
        peer = line[heads[-1 - joint] : heads[-joint]].strip(EDGES + "*")
        office = f"{_as_written(_capitals_to_office(peer), text)} - {office}"
        before = line[heads[-2 - joint] : heads[-1 - joint]].strip(EDGES + "*") if len(heads) > joint + 1 else ""
        parent = _committee(before) or parent
    if office.startswith("Trường ") and above and parent is None:
        parent = _as_written(_capitals_to_office(above), text)  # the office of education over a school
    office, named = _with_proper_name(office, parent)
    if (
        parent
        and not named
        and not re.search(rf"\b{UNIT}\s[{UPPER}]", office)
        and office.startswith(
            ("Sở", "Phòng", "Ban", "Văn phòng", "Thanh tra", "Trung tâm", "Chi cục", "Hội đồng", "Tổ ", "Hạt ", "Trạm ")
        )
    ):
        unit_name = parent.partition(" ")[2]
        if ends := re.search(r"(?i)\s(tỉnh|thành phố|quận|huyện|thị xã|xã|phường)$", office):  # "BAN CHỈ ĐẠO 389 QUẬN"
            unit_name = unit_name.removeprefix(ends[1].lower() + " ")
        office = f"{office} {unit_name}"
    return office, parent


def _with_proper_name(office: str, parent: str | None) -> tuple[str, bool]:
    """The office with the name of its unit at its end as names are written ("SỞ Y TẾ SƠN LA"), and whether it has one.

    The name is that of the unit above it, or of a province behind "Sở".
    """
    words = office.split()
    for count in range(min(5, len(words) - 2), 0, -1):
        name = capitals_to_name(" ".join(words[-count:]).upper())
        of_parent = parent is not None and parent.endswith(f" {name}")
        of_province = count > 1 and words[0] == "Sở" and parent is None and find_unit(f"tỉnh {name}", level="tinh")
        if of_parent or of_province:
            return " ".join([*words[:-count], name]), True
    return office, False


#: Bodies of one rank, which may issue a paper together.
_PEER = re.compile(
    r"(?:SỞ|PHÒNG|BAN|BỘ|CỤC|CÔNG AN|BẢO HIỂM|HỘI|LIÊN ĐOÀN|LIÊN HIỆP|ĐOÀN|TỈNH ĐOÀN|THÀNH ĐOÀN|HUYỆN ĐOÀN|THANH TRA|"
    r"ỦY BAN MẶT TRẬN|ỦY BAN MTTQ|MTTQ|NGÂN HÀNG|KHO BẠC|TÒA ÁN|VIỆN KIỂM SÁT|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY)(?!\w)"
)
_ONE_RANK = re.compile(r"(?:SỞ|PHÒNG)(?!\w)")


#: The Party's committee in a body: "ĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH", "BAN CÁN SỰ ĐẢNG BỘ Y TẾ".
_OF_THE_PARTY_IN = re.compile(
    r"(?P<head>ĐẢNG ỦY|BAN CÁN SỰ ĐẢNG|ĐẢNG ĐOÀN) (?P<body>(?:ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|SỞ|BỘ|"
    r"MẶT TRẬN TỔ QUỐC|MTTQ|ỦY BAN|CÔNG AN|TRƯỜNG|CÁC CƠ QUAN)(?!\w).*)"
)
#: Whose Party organisation stands over it.
_UNIT_OF_PARTY = re.compile(
    r"(?:(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) ỦY|ĐẢNG BỘ (?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)|"
    r"ĐẢNG ỦY (?:XÃ|PHƯỜNG))\s(?P<name>.+?)\s*(?=$|ĐẢNG |BAN )"
)


def _stand_together(line: str, one: int, other: int) -> bool:
    """Do the bodies that start at `one` and `other` sign side by side (a dash between, or two of one word)?"""
    first, second = _HEADS.match(line, one), _HEADS.match(line, other)
    if first is None or second is None:
        return False
    dash = line[:other].rstrip().endswith(("-", "–"))
    if first[0] == second[0]:
        return dash or _ONE_RANK.match(line, one) is not None
    return dash and bool(_PEER.match(line, one) and _PEER.match(line, other))


def youth_union(line: str) -> str | None:
    """The Union's body of a unit, out of the line under "ĐOÀN TNCS HỒ CHÍ MINH".

    >>> youth_union("BCH TỈNH ĐỒNG NAI"), youth_union("BAN CHẤP HÀNH XÃ TÂN AN")
    ('Tỉnh đoàn Đồng Nai', 'Đoàn xã Tân An')
    """
    found = _COMMITTEE_OF_UNIT.search(line)
    if found is None:
        return None
    unit = found["unit"].lower()
    return f"{_YOUTH_HEADS.get(unit, f'Đoàn {unit}')} {capitals_to_name(found['name'].strip(EDGES))}"


def _committee(line: str) -> str | None:
    found = _COMMITTEE.match(line)
    if not found:
        return None
    head = "HĐND" if line.startswith("H") else "UBND"
    name = found["name"]
    if above := _UNIT_ABOVE.search(name):  # "QUẬN TÂN PHÚ" / "THÀNH PHỐ HỒ CHÍ MINH"
        name = name[: above.start()]
    return f"{head} {unit_word(found['unit'])} {capitals_to_name(name.strip(EDGES))}".strip()


def _as_written(office: str, text: str) -> str:
    """The name in the case that the document itself gives it outside capitals."""
    for found in re.finditer(rf"(?i)(?<!\w){re.escape(office)}(?!\w)", text[:20000]):
        if not found[0].isupper() and found[0][0].isupper():
            return found[0]
    return re.sub(
        r"(?<=\s)([Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Pp]hường|[Xx]ã|[Tt]hị trấn)\s(?!hội)(.+)$",
        lambda m: f"{m[1].lower()} {capitals_to_name(m[2].upper())}",
        office,
    )


def _starts_organ(line: str, before: int, at: int) -> bool:
    """Does a second body start at `at`, or is the word a part of the name of the first ("BAN CÁN SỰ …")?"""
    first, second = _HEADS.match(line, before), _HEADS.match(line, at)
    if first is None or second is None or at < first.end() + 2:
        return False
    inside = _INSIDE_NAMES.search(line, before, second.end())
    return inside is None or inside.start() == at


#: "UBND quận": the unit of which the document is, without its name; a "thành phố" is of either level.
_BARE_UNIT = re.compile(r"(?:ubnd|hđnd) (quận|huyện|thị xã|phường|xã|thị trấn|đặc khu)$")
_PARTY_IN = re.compile(r"\b(tỉnh|thành|huyện|quận|thị) ủy\b")


def level_of(organ: str) -> Level | None:
    """The level of administration of an issuer by its name, None when the name does not tell.

    A city under the central government is of the level of a province, any other of that of a district.

    >>> level_of("UBND thành phố Cần Thơ"), level_of("UBND thành phố Đà Lạt"), level_of("Sở Y tế")
    ('tinh', 'huyen', 'tinh')
    """
    organ = fold(organ)
    low = organ.lower()
    if _CENTRAL_BODY.match(low):
        return "trung_uong"
    if _COMMUNE_HOI.search(organ):
        return "xa"
    if found := _UNIT_IN.search(low):
        unit = _ABBREVIATED.get(found[1], found[1])
        if unit == "thành phố":
            return "tinh" if low[found.end() :].strip() in _CENTRAL else "huyen"
        return _LEVELS[unit]
    if bare := _BARE_UNIT.search(low):
        return _LEVELS[bare[1]]
    if party := _PARTY_IN.search(low):
        return "tinh" if party[1] in ("tỉnh", "thành") else "huyen"
    if low.endswith((" quốc gia", " trung ương", " việt nam")):
        return "trung_uong"
    for words, level in _OFFICE_LEVELS:
        if low.startswith(words):
            return level
    return None
