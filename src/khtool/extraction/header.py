"""The components of the form (30/2020/NĐ-CP, Điều 8 and Phụ lục I) as the document states them.

Nothing is taken from outside the document. Where the letterhead is lost the issuer comes from the announcing sentence,
the signature or the subject; a lost subject comes from the closing echo ("Trên đây là Kế hoạch …"). Facts that a law
site prints beside the document fill only what the document itself lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from khtool.extraction.frame import Frame, Zones
from khtool.extraction.zones import AUTHORITY, EDGES, LOWER, RECIPIENTS, UPPER, is_upper, letters, title_at
from khtool.extraction.zones import locate as _locate
from khtool.plan import Header, Level, Signer, Span
from khtool.text import PlanText, fold

#: A syllable of a proper name: "Tuần", "Hồ", "M'Đrắk", "K'Bang", also a number ("Quận 1").
_NAME = rf"(?:[{UPPER}][\w']*|\d{{1,2}})"
_NAMES = rf"{_NAME}(?:(?:\s|\s?-\s?){_NAME}){{0,4}}"
#: Levels as written, longest first, and what they are.
_UNITS = {
    "thị trấn": "xa",
    "đặc khu": "xa",
    "phường": "xa",
    "xã": "xa",
    "thành phố": "tinh",  # unless it belongs to a province: see _level
    "tỉnh": "tinh",
    "quận": "huyen",
    "huyện": "huyen",
    "thị xã": "huyen",
    "tp.": "tinh",
    "tp": "tinh",
    "tx.": "huyen",
}
_UNIT = r"(?:tỉnh|thành phố|Tp\.?|TP\.?|tp\.?|quận|huyện|thị xã|TX\.?|phường|xã|thị trấn|đặc khu)"
_CENTRAL = frozenset({"hà nội", "hồ chí minh", "hải phòng", "đà nẵng", "cần thơ", "huế"})

_CODE = re.compile(
    rf"Số\s*[:.]?\s*(?P<number>(?:[\d…._\s]*\d[a-z]?)?)[….\s_]*"
    rf"(?P<notation>[/-]\s*[{UPPER}][\w&]*(?:\s?[/-]\s?[{UPPER}][\w&]*(?:\.[{UPPER}]\w*)?){{0,5}})"
)
_DATE = re.compile(
    r"(?P<place>[^,|;:\n]{2,40}?)?\s*,?\s*(?P<date>ngày\s*(?P<d>\d{1,2})?[….\s_]*"
    r"tháng\s*(?P<m>\d{1,2})?[….\s_]*năm\s*(?P<y>\d{4})?[….\s_]*)",
    re.I,
)
_SLASHED = re.compile(
    r"(?P<place>[^,|;:\n]{2,40}?),?\s*(?:ngày\s*)?(?P<date>(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4}))"
)
_MOTTO = re.compile(r"(?i:độc lập\s*-\s*tự do\s*-\s*hạnh phúc)")
_NOTE = re.compile(r"\((?:để|Để|B/C|b/c|P/H|p/h|T/H|t/h|thay|đ/b)[^)]*\)?$")
_ISSUED_WITH = re.compile(
    r"\s*\(\s*(?:Ban hành |Được ban hành )?[Kk]èm theo.*|\s*\((?:Ban hành|Dự thảo|DỰ THẢO).*", re.S
)
_ECHO = re.compile(r"Trên đây là (?:toàn bộ )?(?:nội dung )?(?:Kế hoạch|kế hoạch|KẾ HOẠCH)\s+")
_ANNOUNCED = re.compile(r"(?:ban hành|xây dựng)\s+(?:Kế hoạch|kế hoạch)\s+")
_SUBJECT_TAIL = re.compile(
    r"(?:[\s,.;:]*(?:cụ thể|với (?:các |những )?nội dung|nội dung|gồm|như sau|sau đây)[^.]{0,60}?)?[\s,.;:/]*$"
)

_PREFIX = re.compile(r"(?P<form>T/?M|K/?T|T/?L|TUQ|T/UQ|Q)\s*(?:\.|/(?=\s))\s*")
_POST = re.compile(
    r"(?:(?:PHÓ|QUYỀN|THỨ|NGUYÊN)\s+)*(?:CHỦ\s+TỊCH|TỔNG\s+GIÁM\s+ĐỐC|GIÁM\s+ĐỐC|BỘ\s+TRƯỞNG|THỨ\s+TRƯỞNG|"
    r"CHÁNH\s+VĂN\s+PHÒNG|PHÓ\s+CHÁNH|CHÁNH\s+THANH\s+TRA|CHÁNH\s+ÁN|BÍ\s+THƯ|CHỦ\s+NHIỆM|HIỆU\s+TRƯỞNG|VIỆN\s+TRƯỞNG|"
    r"CỤC\s+TRƯỞNG|VỤ\s+TRƯỞNG|CHI\s+CỤC\s+TRƯỞNG|TRƯỞNG\s+(?:BAN|PHÒNG|CÔNG\s+AN|ĐOÀN|KHOA)|TRƯỞNG|THỦ\s+TƯỚNG|"
    r"TỔNG\s+BÍ\s+THƯ|CHỈ\s+HUY\s+TRƯỞNG|ỦY\s+VIÊN)"
)
_PERSON = re.compile(
    rf"(?:(?:ThS|TS|PGS|GS|BS|BSCK|CN|KS|Ths|Ts|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thiếu tướng|Trung tướng|"
    rf"Thượng tướng|Đại tướng|Bác sĩ|Thạc sĩ|Tiến sĩ)[.\s]\s*(?:CK\w+[.\s]\s*)?)*"
    rf"(?P<name>[{UPPER}][\w']*(?:\s+[{UPPER}][\w']*){{1,5}})\s*$"
)
_SIGNED = re.compile(r"\(?\s*(?:đã ký|Đã ký|ĐÃ KÝ|đã kí|\[daky\]|Ký tên|Chữ ký)\s*\)?\.?")
_METADATA = re.compile(
    r"[\s|*#_-]*(?P<key>Số hiệu|Loại văn bản|Nơi ban hành|Người ký|Ngày ban hành)\s*[:|]+\s*(?P<value>[^|]+)"
)


def locate(text: PlanText) -> Zones:
    """The zones of a document: every paragraph is in exactly one of head, body, tail, appendix and page."""
    return _locate(text)


@dataclass(slots=True)
class _Found:
    """A value and where it stands."""

    value: str
    start: int
    end: int


def extract(frame: Frame) -> Header:
    """The header of the document; fields that it does not state are None or empty."""
    return _Reader(frame).header()


class _Reader:
    """Reads one field a method; keeps the spans of what it found."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.text = frame.text
        self.raw = frame.text.text
        self.norm = frame.text.norm
        self.zones = frame.zones
        self.spans: dict[str, Span] = {}
        self.facts = self._facts()

    def header(self) -> Header:
        title = self._title()
        code, number, notation, code_text = self._code()
        issued, place, date_text = self._date()
        subject = self._subject(title)
        organ = self._organ(subject, place, notation)
        type_name = self._type(title, notation)
        level = level_of(organ, self.norm) if organ else None
        return Header(
            type_name=type_name,
            code=code,
            code_number=number,
            code_notation=notation,
            issued_date=issued,
            place=place,
            organ_name=organ,
            level=level,
            subject=subject,
            signer=self._signer(),
            to_places=self._to_places(),
            years=years_of(fold(subject), issued) if subject else (),
            code_text=code_text,
            date_text=date_text,
            spans=self.spans,
        )

    # -- helpers

    def _keep(self, key: str, start: int, end: int) -> None:
        self.spans[key] = self.frame.span(start, end)

    def _paragraphs(self, zone: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
        for i in range(*zone):
            p = self.text.paragraphs[i]
            if p.role in ("body", "textbox", "header") and p.end > p.start:
                yield i, p.start, p.end

    def _facts(self) -> dict[str, str]:
        facts = dict(self.text.facts)
        for _, start, end in self._paragraphs(self.zones.page):
            if found := _METADATA.match(self.raw, start, end):
                facts.setdefault(found["key"], found["value"].strip(EDGES))
        return {key.rstrip(": "): " ".join(value.split()) for key, value in facts.items()}

    # -- fields

    def _title(self) -> tuple[int, str, str] | None:
        """(paragraph, type, rest of the line) of the title line."""
        for i, start, end in self._paragraphs(self.zones.head):
            found = title_at(self.norm[start:end])
            if found:
                at = start + len(self.norm[start:end]) - len(self.norm[start:end].lstrip(EDGES))
                self._keep("type_name", at, min(end, at + len(found[0])))
                return i, found[0], found[1]
        return None

    def _type(self, title: tuple[int, str, str] | None, notation: str | None) -> str | None:
        if title:
            return title[1]
        if notation:
            for part in re.split(r"[/-]", notation):
                if part in _TYPE_OF_CODE:
                    return _TYPE_OF_CODE[part]
        if self.facts.get("Loại văn bản"):
            return self.facts["Loại văn bản"]
        start, end = self.frame.offsets(self.zones.body)
        return "Kế hoạch" if _ECHO.search(self.norm, start, end) or _ANNOUNCED.search(self.norm, start, end) else None

    def _code(self) -> tuple[str | None, str | None, str | None, str | None]:
        """(code, its number, its notation, the line as written); the code is None while the number is blank."""
        for _, start, end in self._paragraphs(self.zones.head):
            found = _CODE.search(self.norm, start, end)
            if not found:
                continue
            number = re.sub(r"[\s…._]", "", found["number"]) or None
            notation = re.sub(r"\s", "", found["notation"])
            self._keep("code", found.start(), found.end())
            code = number + notation if number else None
            return code, number, notation[1:], self.raw[found.start() : found.end()].strip()
        code = self.facts.get("Số hiệu")
        if code and (split := re.match(r"(\d+[a-z]?(?:/\d{4})?)[/-](.+)", code)):
            return code.replace(" ", ""), split[1], split[2].replace(" ", ""), None
        return None, None, None, None

    def _date(self) -> tuple[str | None, str | None, str | None]:
        """(date, place, the line as written); ISO, or year and month while the day is blank."""
        for pattern in (_DATE, _SLASHED):
            for i, start, end in self._paragraphs(self.zones.head):
                if self._title_index is not None and i > self._title_index:
                    break
                if found := pattern.search(self.norm, self._after_code(start, end), end):
                    return self._read_date(found)
        if when := self.facts.get("Ngày ban hành"):
            if found := re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})", when):
                return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}", None, None
        return None, None, None

    @property
    def _title_index(self) -> int | None:
        for i, start, end in self._paragraphs(self.zones.head):
            if title_at(self.norm[start:end]):
                return i
        return None

    def _after_code(self, start: int, end: int) -> int:
        found = _CODE.search(self.norm, start, end)
        return found.end() if found else start

    def _read_date(self, found: re.Match[str]) -> tuple[str | None, str | None, str | None]:
        self._keep("issued_date", found.start("date"), found.end("date"))
        year, month, day = found["y"], found["m"], found["d"]
        issued = None
        if year:
            issued = year
            if month:
                issued += f"-{int(month):02}"
                if day:
                    issued += f"-{int(day):02}"
        place = None
        if found["place"]:
            start, end = found.span("place")
            place = self.raw[start:end].strip(EDGES + ",")
            # flattened letterheads put other cells before the place: only the last run of capitalised syllables is it
            if run := re.search(rf"(?<!\w)(?:(?i:{_UNIT})\s)?{_NAMES}$", fold(place)):
                place = place[run.start() :]
            if place:
                at = self.raw.index(place, start)
                self._keep("place", at, at + len(place))
        return issued, place or None, self.raw[found.start() : found.end()].strip(EDGES)

    def _subject(self, title: tuple[int, str, str] | None) -> str | None:
        pieces: list[tuple[int, int]] = []
        if title:
            first = title[0]
            for i, start, end in self._paragraphs((first, self.zones.head[1])):
                if i == first:
                    if not title[2]:
                        continue
                    start = self.norm.rindex(title[2][:20], start, end)
                if letters(self.norm[start:end]):
                    pieces.append((start, end))
        if pieces:
            self._keep("subject", pieces[0][0], pieces[-1][1])
            joined = " ".join(self.raw[a:b].strip(EDGES + "|") for a, b in pieces)
            subject = _ISSUED_WITH.sub("", " ".join(joined.split())).strip()
            if subject:
                return subject
        return self._echo()

    def _echo(self) -> str | None:
        """The subject that the closing or the announcing sentence repeats."""
        start, end = self.frame.offsets(self.zones.body)
        found = _last(_ECHO, self.norm, start, end) or _last(
            _ANNOUNCED, self.norm, *self.frame.offsets(self.zones.basis)
        )
        if not found:
            return None
        paragraph = self.text.paragraph_at(found.end())
        stop = paragraph.end if paragraph else end
        if sentence := re.search(
            r"\./\.|\.\s+(?=[A-ZĐÂÁÀẢÔƯ])|[;]|,\s(?:đề nghị|yêu cầu|UBND|Ủy ban)", self.norm[found.end() : stop]
        ):
            stop = found.end() + sentence.start()
        if tail := _SUBJECT_TAIL.search(self.norm, found.end(), stop):
            stop = tail.start()
        self._keep("subject", found.end(), stop)
        return " ".join(self.raw[found.end() : stop].split()) or None

    # -- issuer

    def _organ(self, subject: str | None, place: str | None, notation: str | None) -> str | None:
        organ = self._letterhead(place) or self._announcer(subject, place) or self._signing_organ(subject, place)
        if organ is None and self.facts.get("Nơi ban hành"):
            organ = self.facts["Nơi ban hành"]
            if re.match(rf"{_UNIT}\s", organ, re.I) and notation and "UBND" in notation:
                organ = "UBND " + organ[0].lower() + organ[1:]
        return organ

    def _letterhead(self, place: str | None) -> str | None:
        """The last body named above the title (its parent stands over it), "UBND <level> <name>" for a people's committee."""
        lines: list[str] = []
        stop = self._title_index
        for i, start, end in self._paragraphs(self.zones.head):
            if stop is not None and i >= stop:
                break
            line = _DATE.sub(" ", _CODE.sub(" ", self.norm[start:end]))
            line = letters(re.sub(r"-{3,}|_{3,}|\*+", " ", _MOTTO.sub(" ", line)))
            if len(line) > 1 and is_upper(line):
                lines.append(line)
        joined = " ".join(" ".join(lines).split())
        joined = _NATION.sub(" ", joined)
        return organ_from_capitals(" ".join(joined.split()), self.norm) if joined else None

    def _announcer(self, subject: str | None, place: str | None) -> str | None:
        """ "UBND quận Hoàng Mai xây dựng Kế hoạch …"; a bare "UBND huyện" takes its name from the subject or the place."""
        start, end = self.frame.offsets(self.zones.basis)
        for pattern in (_WHO_ANNOUNCES, _WHO_CARRIES_OUT):
            for found in pattern.finditer(self.norm, start, end):
                self._keep("organ_name", *found.span("organ"))
                return self._named(found["unit"].lower(), found["name"], subject, place)
        for found in _OFFICE_ANNOUNCES.finditer(self.norm, start, end):
            self._keep("organ_name", *found.span("organ"))
            return self.raw[found.start("organ") : found.end("organ")].strip()
        return None

    def _named(self, unit: str, name: str | None, subject: str | None, place: str | None) -> str | None:
        unit = {"tp.": "thành phố", "tp": "thành phố", "tx.": "thị xã", "tx": "thị xã"}.get(unit, unit)
        if not name:
            for source in (subject, self._basis_text()):
                if source and (found := re.search(rf"(?i:\b{unit})\s+(?P<name>{_NAMES})", fold(source))):
                    if not found["name"].isupper():
                        name = found["name"]
                        break
                    name = capitals_to_name(found["name"])
                    break
            else:
                name = place
        if not name:
            return f"UBND {unit}"
        return f"UBND {unit} {name}"

    def _basis_text(self) -> str:
        start, end = self.frame.offsets(self.zones.basis)
        return self.norm[start:end]

    def _signing_organ(self, subject: str | None, place: str | None) -> str | None:
        start, end = self.frame.offsets(self.zones.tail)
        tail = self.norm[start:end]
        if not re.search(r"ỦY\s+BAN\s+NHÂN\s+DÂN", tail) or not subject:
            return None
        for unit in ("phường", "xã", "thị trấn", "đặc khu", "quận", "huyện", "thị xã", "thành phố", "tỉnh"):
            if re.search(rf"(?i:\b{unit})\s+{_NAMES}", fold(subject)):
                return self._named(unit, None, subject, place)
        return None

    # -- signature and recipients

    def _signer(self) -> Signer:
        lines = list(self._signature_lines())
        authority, position, name = read_signature([line for _, line in lines])
        if name:
            for start, line in lines:
                if (at := line.rfind(name)) >= 0:
                    self._keep("signer", start + at, start + at + len(name))
        name = name or self.facts.get("Người ký")
        return Signer(full_name=name, position=position, authority=authority)

    def _signature_lines(self) -> Iterator[tuple[int, str]]:
        entries = {i for i, _, _ in self._recipient_paragraphs()}
        for i, start, end in self._paragraphs(self.zones.tail):
            line = self.raw[start:end]
            if i in entries:
                # a flattened cell may hold the recipients and the signature in one paragraph
                if not (found := re.search(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\.?\s", self.norm[start:end])):
                    continue
                start, line = start + found.start(), line[found.start() :]
            if letters(line):
                yield start, line

    def _recipient_paragraphs(self) -> list[tuple[int, int, int]]:
        """(paragraph, start, end) of all that stands under "Nơi nhận"."""
        out: list[tuple[int, int, int]] = []
        inside = False
        cell = None
        for i, start, end in self._paragraphs(self.zones.tail):
            line = self.norm[start:end]
            p = self.text.paragraphs[i]
            if found := RECIPIENTS.match(line):
                inside, cell = True, p.cell
                out.append((i, start + found.end(), end))
                continue
            if not inside:
                continue
            if cell is not None and p.cell is not None and p.cell != cell:
                inside = False
                continue
            bare = letters(line)
            if not bare:
                continue
            entry = line.lstrip(" |*_").startswith(("-", "+", "•"))
            if not entry and (AUTHORITY.match(line) or (_POST.match(bare) and is_upper(bare))):
                inside = False
                continue
            if not entry and out and self._complete(out) and not line.rstrip(EDGES).endswith(";"):
                if _NOTE.match(bare):
                    continue
                inside = False
                continue
            out.append((i, start, end))
        return out

    def _complete(self, entries: list[tuple[int, int, int]]) -> bool:
        """Has the list ended? Its last line is "Lưu: VT, …"."""
        _, start, end = entries[-1]
        return bool(re.match(r"[\s\-+*|]*Lưu\b", self.norm[start:end]))

    def _to_places(self) -> tuple[str, ...]:
        entries: list[str] = []
        spans: list[int] = []
        for _, start, end in self._recipient_paragraphs():
            stop = re.search(r"\s(?:TM|KT|TL|TUQ)\.\s?[A-ZĐ]{2}", self.norm[start:end])
            stop_at = start + stop.start() if stop else end
            for a, b, new in split_entries(self.norm, start, stop_at):
                words = self.raw[a:b].strip(" |*_\t")
                if not letters(words) or _NOTE.match(words):
                    continue
                if new or not entries:
                    entries.append(words)
                else:
                    entries[-1] = f"{entries[-1]} {words}"
                spans += [a, b]
        if spans:
            self._keep("to_places", min(spans), max(spans))
        return tuple(e for entry in entries if (e := " ".join(entry.split()).lstrip("-+•– ").rstrip(" ;.,")))


#: What the notation says of the type, for copies that lost their title line.
_TYPE_OF_CODE = {
    "KH": "Kế hoạch",
    "QĐ": "Quyết định",
    "NQ": "Nghị quyết",
    "CT": "Chỉ thị",
    "CTr": "Chương trình",
    "ĐA": "Đề án",
    "PA": "Phương án",
    "HD": "Hướng dẫn",
    "TB": "Thông báo",
    "BC": "Báo cáo",
    "TTr": "Tờ trình",
    "CĐ": "Công điện",
    "KL": "Kết luận",
}
_NATION = re.compile(
    r"CỘNG\s?HÒA\s?XÃ\s?HỘI(?:\s?CHỦ\s?NGHĨA)?(?:\s?VIỆT\s?NAM)?|CHỦ\s?NGHĨA\s?VIỆT\s?NAM|ĐẢNG\s?CỘNG\s?SẢN\s?VIỆT\s?NAM"
)
_WHO_ANNOUNCES = re.compile(
    rf"(?<!của )(?<!do )(?P<organ>(?:UBND|Ủy ban nhân dân|UB nhân dân|Chủ tịch UBND|Chủ tịch Ủy ban nhân dân)\s+"
    rf"(?P<unit>(?i:{_UNIT}))(?:\s+(?P<name>{_NAMES}))?),?\s+(?:ban hành|xây dựng|lập|đề ra)\s+[Kk]ế hoạch"
)
_WHO_CARRIES_OUT = re.compile(
    rf"(?:^|[.;,]\s+)(?P<organ>(?:UBND|Ủy ban nhân dân)\s+(?P<unit>(?i:{_UNIT}))(?:\s+(?P<name>{_NAMES}))?),?\s+"
    r"(?:ban hành|xây dựng|triển khai|tổ chức|đề ra|thống nhất|yêu cầu|báo cáo|lập)\b",
    re.M,
)
_OFFICE_ANNOUNCES = re.compile(
    r"(?P<organ>(?:Sở|Phòng|Bộ|Ban|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Đảng ủy|Công an|Trường|Chi cục|Cục|Trung tâm|Hội|"
    r"Bảo hiểm xã hội|Thủ tướng Chính phủ|Chính phủ|Ủy ban Mặt trận|Ủy ban MTTQ|Liên đoàn|Tỉnh đoàn)(?:\s[^,;:.]{2,80}?)?)"
    r",?\s+(?:ban hành|xây dựng)\s+(?:Kế hoạch|kế hoạch|Chương trình)"
)


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last match of a pattern in a range."""
    return max(pattern.finditer(text, start, end), key=lambda m: m.start(), default=None)


def capitals_to_name(name: str) -> str:
    """A proper name out of capitals: "BÀ RỊA - VŨNG TÀU" → "Bà Rịa - Vũng Tàu"."""
    return " ".join(w if w == "-" else "-".join(p[:1] + p[1:].lower() for p in w.split("-")) for w in name.split())


def _capitals_to_office(name: str) -> str:
    """An office's name out of capitals: the first syllable of each part stays capital ("Sở Văn hóa, Thể thao và Du lịch")."""
    out: list[str] = []
    start = True
    for word in name.split():
        low = word.lower()
        if word in ("-", "–"):
            start = True
        elif low == "và":
            word, start = low, True
        else:
            word = low[:1].upper() + low[1:] if start else low
            start = word.endswith(",")
        out.append(word)
    return " ".join(out)


_HEADS = re.compile(
    r"(?:ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|SỞ|PHÒNG|BỘ|BAN|CỤC|CHI CỤC|TỔNG CỤC|CÔNG AN|TRUNG TÂM|TRƯỜNG|VIỆN|"
    r"BẢO HIỂM|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|QUẬN ỦY|THỊ ỦY|ĐẢNG ỦY|ĐẢNG BỘ|ỦY BAN MẶT TRẬN|ỦY BAN MTTQ|HỘI|LIÊN ĐOÀN|"
    r"LIÊN HIỆP|TỈNH ĐOÀN|THÀNH ĐOÀN|HUYỆN ĐOÀN|ĐOÀN|VĂN PHÒNG|THANH TRA|CHÍNH PHỦ|THỦ TƯỚNG CHÍNH PHỦ|QUỐC HỘI|"
    r"NGÂN HÀNG|KHO BẠC|TÒA ÁN|VIỆN KIỂM SÁT|BỆNH VIỆN|HẠT|ỦY BAN)\b"
)
_COMMITTEE = re.compile(
    r"(?:ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND)\s+(?P<unit>TỈNH|THÀNH PHỐ|TP\.?|QUẬN|HUYỆN|THỊ XÃ|TX\.?|PHƯỜNG|XÃ|"
    r"THỊ TRẤN|ĐẶC KHU)\s*(?P<name>.*)$"
)


def organ_from_capitals(line: str, text: str) -> str | None:
    """The issuer named in the capitals of a letterhead; `text` (the document) settles how an office writes itself.

    >>> organ_from_capitals("ỦY BAN NHÂN DÂN TỈNH BẮC NINH", "")
    'UBND tỉnh Bắc Ninh'
    """
    heads = [m.start() for m in _HEADS.finditer(line)]
    heads = [at for k, at in enumerate(heads) if k == 0 or _starts_organ(line, heads[k - 1], at)]
    if not heads:
        return None
    last = line[heads[-1] :].strip(EDGES + "*")
    parent = line[heads[-2] : heads[-1]].strip(EDGES + "*") if len(heads) > 1 else ""
    if found := _COMMITTEE.match(last):
        unit = {"TP.": "thành phố", "TP": "thành phố", "TX.": "thị xã", "TX": "thị xã"}.get(
            found["unit"], found["unit"].lower()
        )
        name = capitals_to_name(found["name"].strip(EDGES))
        head = "HĐND" if last.startswith("H") else "UBND"
        return f"{head} {unit} {name}".strip()
    if re.fullmatch(r"ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND", last):
        return None
    office = _capitals_to_office(last)
    if found := re.search(rf"(?i)(?<!\w){re.escape(office)}(?!\w)", text[:20000]):
        for found in re.finditer(rf"(?i)(?<!\w){re.escape(office)}(?!\w)", text[:20000]):
            if not found[0].isupper():
                office = found[0]
                break
    office = (
        re.sub(
            r"(?i:\b(tỉnh|thành phố|huyện|quận|thị xã|phường|xã|thị trấn|đặc khu)\b)\s+(.+)$",
            lambda m: f"{m[1].lower()} {capitals_to_name(m[2].upper())}",
            office,
        )
        if not office.endswith(" ủy")
        else office
    )
    if (above := _COMMITTEE.match(parent)) and above["name"] and not re.search(rf"\b{_UNIT}\s", office):
        unit = {"TP.": "thành phố", "TP": "thành phố", "TX.": "thị xã"}.get(above["unit"], above["unit"].lower())
        if office.startswith(("Sở", "Phòng", "Ban", "Văn phòng", "Thanh tra", "Trường", "Trung tâm", "Chi cục")):
            office = f"{office} {unit} {capitals_to_name(above['name'].strip(EDGES))}"
    return office


def _starts_organ(line: str, before: int, at: int) -> bool:
    """Does a second body start at `at`, or is the word a part of the name of the first ("BAN QUẢN LÝ … BỘ")?"""
    first = _HEADS.match(line, before)
    if first is None or at < first.end() + 2:
        return False
    if re.match(r"ỦY BAN|BAN CHỈ|BAN THƯỜNG", line[before:]) and line[at:].startswith("BAN"):
        return False
    word = line[at:].split()[0]
    if word in ("ĐOÀN", "BỘ", "BAN", "HỘI", "HẠT") and line[before:at].split()[-1:] in (
        ["CÁN"],
        ["LIÊN"],
        ["XÃ"],
        ["TỈNH"],
        ["TRUNG"],
    ):
        return False
    return True


def level_of(organ: str, text: str = "") -> Level | None:
    """The level of administration of an issuer; `text` is asked whether a city or a Phòng belongs to a province."""
    low = fold(organ).lower()
    if re.match(
        r"bộ\b|quốc hội|chính phủ|thủ tướng|ban chấp hành trung ương|bộ chính trị|ban bí thư|văn phòng chính|tổng cục|ủy ban thường vụ",
        low,
    ):
        return "trung_uong"
    found = None
    for found in re.finditer(r"\b(tỉnh|thành phố|tp\.?|quận|huyện|thị xã|phường|xã|thị trấn|đặc khu)\s+(?=[\wđ])", low):
        if (found[1] == "xã" and low[: found.start()].endswith(("thị ", "hợp tác "))) or low[
            found.start() :
        ].startswith("xã hội"):
            found = None
            continue
        break
    if found:
        unit = found[1]
        if unit in ("thành phố", "tp", "tp."):
            name = low[found.end() :].strip()
            return "tinh" if name in _CENTRAL or not name else "huyen"
        return _LEVELS[unit]
    for words, level in _OFFICE_LEVELS:
        if low.startswith(words):
            return level
    return None


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
    (("phòng", "huyện", "quận", "thị ủy"), "huyen"),
    (("cục", "viện", "ủy ban dân tộc", "thanh tra chính phủ", "ngân hàng nhà nước"), "trung_uong"),
)


def years_of(subject: str, issued: str | None) -> tuple[int, ...]:
    """The year, or first and last year, that a subject says the plan is for.

    "giai đoạn 2021 - 2025" is (2021, 2025), "năm 2024" is (2024,), "đến năm 2035" runs from the year of issue. The years
    in dates, numbers and names of laws are none.
    """
    subject = re.sub(r"(?i)ngày\s+\d{1,2}\s*(?:tháng\s*\d{1,2}\s*năm\s*|/\d{1,2}/)\d{4}|\d+/\d{4}/\S+", " ", subject)
    span = None
    for span in re.finditer(
        r"(?i)(?:giai đoạn|(?:0?\d )?năm(?: học)?)\s*(\d{4})\s*(?:-|đến(?: năm)?)\s*(\d{4})", subject
    ):
        break
    after = subject[span.end() :] if span else subject
    plain = [
        int(m[1])
        for m in re.finditer(r"(?i)(?<!đến )(?<!luật )\bnăm\s+(\d{4})\b(?!\s*-)", after)
        if not re.search(r"(?i)(?:đến|từ|hướng|nhìn|trước|(?:bộ )?luật[^,;]{0,40})\s*$", after[: m.start()])
    ]
    if plain:
        also = [int(m[1]) for m in re.finditer(r"(?i)năm\s+\d{4}\s+và\s+(?:năm\s+)?(\d{4})", after)]
        years = sorted({*plain, *also})
        return (years[0],) if len(years) == 1 else (years[0], years[-1])
    if span:
        return (int(span[1]), int(span[2]))
    if found := re.search(r"(?i)đến\s+(?:hết\s+)?năm\s+(\d{4})", subject):
        if issued:
            return (int(issued[:4]), int(found[1]))
        return (int(found[1]),)
    return ()


def split_entries(norm: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The entries of a recipients paragraph as (start, end, is it a new entry); several stand in one when flattened."""
    at = start
    line = norm[start:end]
    new = line.lstrip(" |*_").startswith(("-", "+", "•"))
    pattern = _ENTRY_DASH if new or _ENTRY_DASH.search(line) else _ENTRY
    for cut in pattern.finditer(line):
        yield at, start + cut.start(), new
        at, new = start + cut.end(), True
    if at < end:
        yield at, end, new


_ENTRY_DASH = re.compile(rf";\s*[-+•]\s*|(?<=[.)])\s+[-+]\s+(?=[{UPPER}])")
_ENTRY = re.compile(rf";\s+(?=[{UPPER}])")


def read_signature(lines: list[str]) -> tuple[str | None, str | None, str | None]:
    """(authority, position, name) out of the lines of a signature, also when they are flattened into one.

    >>> read_signature(["TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Phạm Văn Thịnh"])
    ('TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Phạm Văn Thịnh')
    """
    whole = "\n".join(_SIGNED.sub(" ", fold(line)).strip(EDGES.replace(".", "") + "|") for line in lines)
    whole = re.sub(r"ỦY\s+BAN\s+NHÂN\s+DÂN", "ỦY BAN NHÂN DÂN", re.sub(r"\b(TM|KT|TL|TUQ)\.\n", r"\1. ", whole))
    first = _PREFIX.search(whole)
    post = _POST.search(whole)
    if first is None and post is None:
        return None, None, _person(whole)
    begin = min(m.start() for m in (first, post) if m)
    whole = whole[begin:]
    authorities: list[str] = []
    while found := _PREFIX.match(whole):
        rest = whole[found.end() :]
        head = _POST.match(rest)
        # the words after the form: "ỦY BAN NHÂN DÂN", or the post whose holder is stood in for
        stop = head.end() if head else 0
        following = re.compile(rf"\n|(?<=\s)(?:{_PREFIX.pattern}|{_POST.pattern})|(?<=\s)[{UPPER}][{LOWER}]").search(
            rest, stop
        )
        end = following.start() if following else len(rest)
        authorities.append(f"{found['form']}. {' '.join(rest[:end].split())}".strip())
        whole = rest[end:].lstrip()
    upper: list[str] = []
    for line in whole.split("\n"):
        words = line.split()
        taken = 0
        while taken < len(words) and words[taken].upper() == words[taken] and any(c.isalpha() for c in words[taken]):
            taken += 1
        if taken and not (taken == len(words) and upper and not _POST.match(" ".join(words))):
            upper.append(" ".join(words[:taken]))
        if taken < len(words):
            break
    name = _person(whole)
    if name is None and whole:
        last = whole.strip().split("\n")[-1].strip()
        if upper and 2 <= len(last.split()) <= 5 and last.isupper() and not _POST.match(last):
            name = capitals_to_name(last)
    position = upper[-1] if upper else None
    return " / ".join(authorities) or None, position, name


def _person(whole: str) -> str | None:
    for line in whole.split("\n"):
        words = line.split()
        while words and (words[0].upper() == words[0] and len(words[0]) > 1 and words[0][-1] != "."):
            words = words[1:]
        if found := _PERSON.match(" ".join(words)):
            return found["name"]
    return None
