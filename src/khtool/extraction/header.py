"""The components of the form (30/2020/NĐ-CP, Điều 8 and Phụ lục I) as the document states them.

Nothing is taken from outside the document. Where the letterhead is lost the issuer comes from the announcing sentence,
the signature or the subject; a lost subject comes from the closing echo ("Trên đây là Kế hoạch …"). Facts that a law
site prints beside the document fill only what the document itself lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from khtool.extraction.frame import Frame, Zones
from khtool.extraction.issuer import (
    CENTRAL_CITIES,
    NAMES,
    UNIT,
    capitals_to_name,
    level_of,
    organ_from_capitals,
    unit_word,
    youth_union,
)
from khtool.extraction.signature import read_signature, split_entries
from khtool.extraction.zones import (
    ABOUT,
    ADDRESSEES,
    AUTHORITY,
    CODE_LINE,
    DECIDER,
    EDGES,
    NATION,
    NUMBER,
    PAGE,
    POSITION,
    RECIPIENTS,
    UPPER,
    find_title,
    is_upper,
    letters,
    lost_title,
    mended,
    title_at,
    without_marks,
)
from khtool.extraction.zones import locate as _locate
from khtool.knowledge.units import find as find_unit
from khtool.knowledge.units import near as near_units
from khtool.plan import Header, Signer, Span
from khtool.text import PlanText, fold

_NOTATION = rf"(?P<notation>[/-]\s*[{UPPER}][\w&]*(?:\s?[/-]\s?[{UPPER}][\w&]*(?:\.[{UPPER}]\w*)?){{0,5}})"
_CODE = re.compile(
    rf"{NUMBER}\s*[:.]?\s*(?P<number>(?:[\d…._\s]*\d[a-z]?)?)(?P<year>/(?:19|20)\d{{2}}(?=/))?[….\s_]*{_NOTATION}"
)
#: "(Kèm theo Quyết định số 12/QĐ-UBND ngày …": how what is attached names the decision.
_ATTACHED_TO = re.compile(
    r"\(\s?(?:Được )?(?:[Bb]an hành )?[Kk]èm theo (?P<type>Quyết định|Nghị quyết) số:?\s?(?P<number>\d{1,5})"
    rf"(?P<year>/(?:19|20)\d{{2}}(?=/))?\s?{_NOTATION}"
)
_DATE = re.compile(
    # a day or month that a scan turned into other signs is blank
    r"(?P<place>[^,|;:\n]{2,40}?)?\s*,?\s*(?P<date>ngày\s*(?:(?P<d>\d{1,2})(?!\w)|[^\s,;….]{1,5})?[….\s_]*"
    r"tháng\s*(?:(?P<m>\d{1,2})(?!\w)|[^\s,;….]{1,4}(?=\s))?[….\s_]*năm\s*(?P<y>\d{4})?[….\s_]*)",
    re.I,
)
_SLASHED = re.compile(
    r"(?P<place>[^,|;:\n]{2,40}?),?\s*(?:ngày\s*)?(?P<date>(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4}))"
)
#: A line of a narrow cell that ends inside the date: "Vĩnh Long, ngày".
_CUT_DATE = re.compile(r",\s*ngày\s*(?:\d{1,2}\s*)?(?:tháng\s*(?:\d{1,2}\s*)?)?(?:năm\s*)?$")
#: Ruled lines and emphasis marks.
_RULES = re.compile(r"-{3,}|_{3,}|\*+")
_MOTTO = re.compile(r"(?i:độc lập\s*-\s*tự do\s*-\s*hạnh phúc)")
_NOTE = re.compile(r"\((?:để|Để|B/C|b/c|P/H|p/h|T/H|t/h|thay|đ/b)[^)]*\)?$")
_ISSUED_WITH = re.compile(
    r"\s*\(\s*(?:Ban hành |Được ban hành )?[Kk]èm theo.*|\s*\((?:Ban hành|Dự thảo|DỰ THẢO).*", re.S
)
_ECHO = re.compile(r"Trên\s+đây\s+là\s+(?:toàn\s+bộ\s+)?(?:nội\s+dung\s+)?(?:[Kk]ế\s+hoạch|KẾ\s+HOẠCH)\s+")
_ANNOUNCED = re.compile(r"(?:ban\s+hành|xây\s+dựng)\s+[Kk]ế\s+hoạch\s+")
_SUBJECT_TAIL = re.compile(
    r"(?:[\s,.;:]*(?:cụ thể|với (?:các |những )?nội dung|nội dung|gồm|như sau|sau đây)[^.]{0,60}?)?[\s,.;:/]*$"
)

_SENTENCE_END = re.compile(r"\./\.|\.\s+(?=[A-ZĐÂÁÀẢÔƯ])|[;]|,\s(?:đề nghị|yêu cầu|UBND|Ủy ban)")
#: The whole rest of the paragraph is the announced subject, semicolons and all.
_TO_LIST = re.compile(
    r"^(?:(?!\.\s|,\s(?:đề nghị|yêu cầu|UBND|Ủy ban)).)*(?:như sau|sau đây|nội dung sau)\s*[:.;]*\s*$", re.S
)


def _line_of_subject(line: str) -> str:
    """A line without its edges; the dash of a period that the line breaks ("2018 -" / "2025") stays."""
    bare = line.strip(EDGES)
    return f"{bare} -" if bare[-4:].isdigit() and line[line.find(bare) + len(bare) :].strip() in ("-", "–") else bare


#: The line between the bases of a decision and its articles.
_DECIDES = re.compile(r"[\s|*#_]*(?:QUYẾT\s+ĐỊNH|Q\s?U\s?Y\s?Ế\s?T\s+Đ\s?Ị\s?N\s?H)\s*:")
#: The same where a copy lost the break before it.
_DECIDES_TOO = re.compile(r"[,.;]\s+QUYẾT\s+ĐỊNH\s*:\s*$")
#: What the subject will be called, at its end: "(sau đây gọi tắt là Đề án)".
_ALIAS = re.compile(r"\((?:(?:[Ss]au đây|gọi|viết tắt)[^()]*\)?)?\s*$")
#: "ban hành Kế hoạch triển khai như sau": a verb alone is no subject.
_NO_SUBJECT = re.compile(r"\s*(?:(?:tổ chức|triển khai|thực hiện|hành động|chi tiết|này|và)\s*){0,4}")
_NUMBER_WORD = re.compile(r"[\s|*#_]*(?:Số|SỐ)\s*[:.]?[\s|]*")
_METADATA = re.compile(
    r"[\s|*#_-]*(?P<key>Số hiệu|Loại văn bản|Nơi ban hành|Người ký|Ngày ban hành)\s*[:|][\s:|]*"
    r"(?P<value>[^|\s][^|]*?)"
    r"(?=\s*(?:\||$)|\s(?:Số hiệu|Loại văn bản|Nơi ban hành|Người ký|Ngày (?:ban hành|hiệu lực|công báo)|Số công báo|"
    r"Tình trạng)\s*:)"
)


def locate(text: PlanText) -> Zones:
    """The zones of a document: every paragraph is in exactly one of head, body, tail, appendix and page."""
    return _locate(text, find_title(text))


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
        self.lower = frame.text.lower
        self.zones = frame.zones
        self.spans: dict[str, Span] = {}
        self.title = frame.title
        self.lost = None if self.title else lost_title(frame.text)
        self.parent: str | None = None  # the body above the issuer in the letterhead
        self.facts = self._facts()

    def header(self) -> Header:
        title = self._title()
        code, number, notation, code_text = self._code()
        issued, place, date_text = self._date()
        subject = self._subject(title)
        organ = self._organ(subject, place, notation)
        type_name = self._type(title, notation)
        if code is None and notation is None and title is None and type_name in ("Quyết định", "Nghị quyết"):
            code, number, notation, issued = self._named_by_attached(type_name) or (None, None, None, issued)
        level = (level_of(organ) if organ else None) or (level_of(self.parent) if self.parent else None)
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
            years=self._years(subject, issued),
            code_text=code_text,
            date_text=date_text,
            spans=self.spans,
        )

    def _years(self, subject: str | None, issued: str | None) -> tuple[int, ...]:
        """The years in the subject, save those of a theme in quotes; else those that the plan gives for its work."""
        folded = fold(subject or "")
        return years_of(_QUOTED.sub(" ", folded), issued) or self._years_of_work(issued) or years_of(folded, issued)

    def _years_of_work(self, issued: str | None) -> tuple[int, ...]:
        """The years under the one heading "Thời gian tổ chức"; a plan that gives each task its time has no such one."""
        start, end = self.frame.offsets(self.zones.body)
        found = [
            heading
            for heading in _TIME_HEADING.finditer(self.norm, start, end)
            if _TIME_LABEL.fullmatch(self.norm, self.norm.rfind("\n", 0, heading.start()) + 1, heading.start())
        ]
        if len(found) != 1:
            return ()
        stated = found[0]["stated"].strip() or found[0]["below"] or ""
        years = sorted({int(year) for year in _YEAR.findall(stated)})
        if len(years) > 2 or not years or (issued and years[0] < int(issued[:4])):
            return ()
        return tuple(years)

    # -- helpers

    def _keep(self, key: str, start: int, end: int) -> None:
        self.spans[key] = self.frame.span(start, end)

    def _paragraphs(self, zone: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
        for i in range(*zone):
            p = self.text.paragraphs[i]
            if p.role in ("body", "textbox", "header") and p.end > p.start:
                yield i, p.start, p.end

    def _head(self) -> Iterator[tuple[int, int, int]]:
        """The paragraphs of the head without the facts that a web page may print there."""
        return (found for found in self._paragraphs(self.zones.head) if not PAGE.match(self.norm, found[1], found[2]))

    def _facts(self) -> dict[str, str]:
        facts = dict(self.text.facts)
        for _, start, end in (*self._paragraphs(self.zones.head), *self._paragraphs(self.zones.page)):
            if not _METADATA.match(self.raw, start, end):
                continue
            for found in _METADATA.finditer(self.raw, start, end):  # a line may state two
                facts.setdefault(found["key"], found["value"].strip(EDGES))
        return {key.rstrip(": "): " ".join(value.split()) for key, value in facts.items()}

    # -- fields

    def _title(self) -> tuple[int, str, str] | None:
        """(paragraph, type, rest of the line) of the title line."""
        if self.title is None:
            return None
        p = self.text.paragraphs[self.title[0]]
        line = self.norm[p.start : p.end]
        at = p.start + len(line) - len(line.lstrip(EDGES))
        self._keep("type_name", at, min(p.end, at + len(self.title[1])))
        return self.title

    def _type(self, title: tuple[int, str, str] | None, notation: str | None) -> str | None:
        if title:
            return title[1]
        if notation:
            for part in re.split(r"[/-]", notation):
                if part in _TYPE_OF_CODE:
                    return _TYPE_OF_CODE[part]
                if glued := _GLUED_CODE.match(part):
                    return _TYPE_OF_CODE[glued[0]]
        if (notation or self.lost) and self._is_letter():
            return "Công văn"
        if self.facts.get("Loại văn bản"):
            return self.facts["Loại văn bản"]
        first, stop = self.zones.body
        if any(
            _DECIDES.match(self.norm, a, b) or _DECIDES_TOO.search(self.norm, max(a, b - 30), b)
            for _, a, b in self._paragraphs((first, min(first + 40, stop)))
        ):
            return "Quyết định"
        start, end = self.frame.offsets(self.zones.body)
        return "Kế hoạch" if _ECHO.search(self.norm, start, end) or _ANNOUNCED.search(self.norm, start, end) else None

    def _named_by_attached(self, type_name: str) -> tuple[str, str, str, str | None] | None:
        """(code, number, notation, date) of a decision without letterhead, as the plan attached to it names it."""
        start, end = self.frame.offsets(self.zones.appendix)
        found = _ATTACHED_TO.search(self.norm, start, min(end, start + 1000))
        if found is None or found["type"] != type_name:
            return None
        number, notation = found["number"], re.sub(r"\s", "", found["notation"])
        close = min(end, found.end() + 60)
        dated = _DATE.match(self.norm, found.end(), close) or _SLASHED.match(self.norm, found.end(), close)
        return f"{number}{found['year'] or ''}{notation}", number, notation[1:], _iso(dated) if dated else None

    def _is_letter(self) -> bool:
        """A letter has no type: "V/v …" under its number, "Kính gửi" before its text."""
        if self.lost is not None and ABOUT.match(self.norm, self.text.paragraphs[self.lost[0]].start):
            return True
        first = self.zones.head[1]
        return any(
            ADDRESSEES.match(self.norm, start, end)
            for _, start, end in self._paragraphs((0, min(first + 3, len(self.text.paragraphs))))
        )

    def _code(self) -> tuple[str | None, str | None, str | None, str | None]:
        """(code, its number, its notation, the line as written); the code is None while the number is blank."""
        for i, start, end in self._head():
            found = _CODE.search(self.norm, start, end) or self._split_code(i, start)
            if not found:
                continue
            number = re.sub(r"[\s…._]", "", found["number"]) or None
            notation = re.sub(r"\s", "", found["notation"])
            self._keep("code", found.start(), found.end())
            code = f"{number}{found['year'] or ''}{notation}" if number else None
            return code, number, notation[1:], self.raw[found.start() : found.end()].strip()
        code = self.facts.get("Số hiệu")
        if code and (split := re.match(r"(\d+[a-z]?(?:/\d{4})?)[/-](.+)", code)):
            return code.replace(" ", ""), split[1], split[2].replace(" ", ""), None
        return None, None, None, None

    def _split_code(self, i: int, start: int) -> re.Match[str] | None:
        """The number in the cell or line after "Số:"."""
        paragraphs = self.text.paragraphs
        if not _NUMBER_WORD.fullmatch(self.norm, start, paragraphs[i].end):
            return None
        following = next((p for p in paragraphs[i + 1 : i + 3] if p.end > p.start), None)
        return _CODE.match(self.norm, start, following.end) if following else None

    def _date(self) -> tuple[str | None, str | None, str | None]:
        """(date, place, the line as written); ISO, or year and month while the day is blank."""
        for pattern in (_DATE, _SLASHED):
            for i, start, end in self._head():
                if self.lost is not None and self.lost[0] <= i < self.lost[1] and is_upper(self.norm[start:end]):
                    continue
                if self.title is not None and i > self.title[0] - (pattern is _SLASHED):
                    break  # "… 90 NĂM NGÀY THÀNH LẬP ĐẢNG (3/2/1930 - 3/2/2020)"
                if self.lower.find("ngày", start, end) < 0 and (
                    pattern is _DATE or self.norm.find("/", start, end) < 0
                ):
                    continue
                first = self._after_code(start, end)
                found = pattern.search(self.norm, first, end)
                if found is None and _CUT_DATE.search(self.norm, first, end) and i + 1 < len(self.text.paragraphs):
                    found = pattern.search(self.norm, first, self.text.paragraphs[i + 1].end)
                if found:
                    return self._read_date(found, i)
        if found := re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})", self.facts.get("Ngày ban hành", "")):
            return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}", None, None
        return None, None, None

    def _after_code(self, start: int, end: int) -> int:
        found = _CODE.search(self.norm, start, end)
        return found.end() if found else start

    def _read_date(self, found: re.Match[str], i: int) -> tuple[str | None, str | None, str | None]:
        self._keep("issued_date", found.start("date"), found.end("date"))
        issued = _iso(found)
        place = None
        if found["place"]:
            start, end = found.span("place")
            place = self.raw[start:end].strip(EDGES + ",")
            # flattened letterheads put other cells before the place: only the last run of capitalised syllables is it
            if run := re.search(rf"(?<!\w)(?:(?i:{UNIT})\s)?{NAMES}$", fold(place)):
                place = place[run.start() :]
            if re.fullmatch(rf"[{UPPER}]\w*", place) and (before := self._place_before(i, found)):
                place, start = before
            if place:
                at = max(self.raw.find(place, start), start)
                self._keep("place", at, max(at + len(place), found.end("place")))
        return issued, place or None, self.raw[found.start() : found.end()].strip(EDGES)

    def _place_before(self, i: int, found: re.Match[str]) -> tuple[str, int] | None:
        """(place, start) where a narrow cell cut the place in two: "Mỹ" / "Tho, ngày …"."""
        p = self.text.paragraphs[i - 1] if i else None
        if p is None or self.norm[self.text.paragraphs[i].start : found.start("place")].strip(EDGES):
            return None
        first = letters(self.raw[p.start : p.end])
        if not re.fullmatch(rf"(?:[{UPPER}]\w*\s?){{1,2}}", first) or first.isupper() or title_at(first):
            return None
        return f"{first} {self.raw[found.start('place') : found.end('place')].strip(EDGES + ',')}", p.start

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
        elif self.lost is not None:
            for _, start, end in self._paragraphs(self.lost):
                if about := ABOUT.match(self.norm, start, end):
                    start = about.end() if not is_upper(self.norm[start:end]) else start
                if not pieces or self.norm[slice(*pieces[-1])] != self.norm[start:end]:  # a page's heading says it, too
                    pieces.append((start, end))
        if pieces:
            self._keep("subject", pieces[0][0], pieces[-1][1])
            joined = " ".join(_line_of_subject(self.raw[a:b]) for a, b in pieces)
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
        rest = self.norm[found.end() : stop]
        if not _TO_LIST.search(rest) and (sentence := _SENTENCE_END.search(rest)):
            stop = found.end() + sentence.start()
        if tail := _SUBJECT_TAIL.search(self.norm, found.end(), stop):
            stop = tail.start()
        if (aside := _ALIAS.search(self.norm, found.end(), stop)) is not None:
            stop = aside.start()
        if _NO_SUBJECT.fullmatch(self.norm, found.end(), stop):
            return None
        self._keep("subject", found.end(), stop)
        return " ".join(self.raw[found.end() : stop].split()) or None

    # -- issuer

    def _organ(self, subject: str | None, place: str | None, notation: str | None) -> str | None:
        organ = (
            self._letterhead(place)
            or self._announcer(subject, place)
            or self._signing_organ(subject, place)
            or self._committee_of_place(subject, place)
        )
        if organ is None and self.facts.get("Nơi ban hành"):
            organ = self.facts["Nơi ban hành"]
            if re.match(rf"{UNIT}\s", organ, re.I) and notation and "UBND" in notation:
                organ = "UBND " + organ[0].lower() + organ[1:]
        return organ

    def _letterhead(self, place: str | None) -> str | None:
        """The last body named above the title; its parent stands over it."""
        lines: list[str] = []
        named: list[int] = []
        stop = self.title[0] if self.title else None
        subject = range(*self.lost) if self.lost else range(0)
        for i, start, end in self._head():
            if stop is not None and i >= stop:
                break
            if i in subject:
                continue
            line = _MOTTO.sub(" | ", self.norm[start:end])
            line = _CODE.sub(" ", _RULES.sub(" | ", line))
            if self.lower.find("ngày", start, end) >= 0:
                line = _DATE.sub(" ", line)
            line = letters(line.replace("|", " "))
            if CODE_LINE.match(line) or _BARE_CODE.fullmatch(line):
                continue
            if len(line) > 1 and is_upper(line):
                lines.append(" ".join(line.split()))
                named += [start, end]
        bodies = [line for line in lines if _without_nation(line).strip()]
        half = len(bodies) // 2
        if half and bodies[:half] * 2 == bodies:  # a web page printed the letterhead twice
            lines = bodies[:half]
        # it heads the papers of the Union as the Party's name heads those of the Party
        youth = any(line.endswith(_YOUTH) for line in lines) and lines != [_YOUTH]
        if youth:
            lines = [line.removesuffix(_YOUTH).strip() for line in lines]
        joined = mended(" ".join(" ".join(lines).split()))
        joined = _LOST_FIRST.sub("ỦY BAN NHÂN DÂN", _MARKS.sub(" ", _without_nation(joined)))
        if youth and (union := youth_union(joined)):
            self._keep("organ_name", named[0], named[-1])
            return union
        organ, self.parent = organ_from_capitals(" ".join(joined.split()), self.norm)
        if organ is None:
            again = self._decider()
            organ = organ_from_capitals(again, self.norm)[0] if again else None
            if organ == "UBND tỉnh" and place and find_unit(f"tỉnh {place}", level="tinh"):
                return f"{organ} {place}"  # the place of a province's papers bears its name
            return organ
        if youth and organ.endswith("Trung ương"):
            organ = f"{organ} Đoàn TNCS Hồ Chí Minh"
        self._keep("organ_name", named[0], named[-1])
        return _with_known_name(organ, place)

    def _committee_of_place(self, subject: str | None, place: str | None) -> str | None:
        """A bare "ỦY BAN NHÂN DÂN" is of the unit that bears the name of the place in the subject."""
        if not place:
            return None
        own = _PLACE_WITH_UNIT.fullmatch(fold(place))
        unit = unit_word(own["unit"]) if own else "thành phố" if place in CENTRAL_CITIES else None
        subject = f"{subject or ''} {unit} {own['name'] if own else place}" if unit else subject
        place = own["name"] if own else place
        for _, start, end in self._head():
            if re.fullmatch(r"ỦY BAN NHÂN DÂN|UBND", letters(self.norm[start:end])):
                if not unit and {found.level for found in find_unit(place)} == {"tinh"}:
                    self._keep("organ_name", start, end)  # no other unit bears that name
                    return f"UBND tỉnh {place}"
                if not subject:
                    return None
                found = re.search(rf"(?i)\b(?P<unit>{UNIT})\s+{re.escape(fold(place))}(?!\w)", fold(subject))
                if found:
                    self._keep("organ_name", start, end)
                    return f"UBND {unit_word(found['unit'])} {place}"
                # "trên địa bàn tỉnh" without the name: the place of a province's papers bears it
                if _ON_THE_PROVINCE.search(fold(subject)) and find_unit(f"tỉnh {place}", level="tinh"):
                    self._keep("organ_name", start, end)
                    return f"UBND tỉnh {place}"
        return None

    def _decider(self) -> str | None:
        """The body that a decision names again under its subject."""
        for _, start, end in self._paragraphs((self.zones.body[0], min(self.zones.body[0] + 2, self.zones.body[1]))):
            line = letters(self.norm[start:end])
            if DECIDER.match(line) and is_upper(line) and len(line) < 120:
                self._keep("organ_name", start, end)
                return _POST.sub("", " ".join(line.split()))
        return None

    def _announcer(self, subject: str | None, place: str | None) -> str | None:
        """Who announces the plan; a bare "UBND huyện" takes its name from the subject or the place."""
        start, end = self.frame.offsets(self.zones.basis)
        for pattern in _ANNOUNCERS:
            if found := self._last_speaking(pattern, start, end):
                self._keep("organ_name", *found.span("organ"))
                return self._named(found["unit"].lower(), found["name"], subject, place)
        if found := self._last_speaking(_OFFICE_ANNOUNCES, start, end):
            self._keep("organ_name", *found.span("organ"))
            return " ".join(self.raw[found.start("organ") : found.end("organ")].split())
        return None

    def _last_speaking(self, pattern: re.Pattern[str], start: int, end: int) -> re.Match[str] | None:
        """The last match of a pattern, save a body which others advise: "tham mưu cho UBND tỉnh xây dựng …"."""
        found = [m for m in pattern.finditer(self.norm, start, end) if not self._advised(start, m.start("organ"))]
        return found[-1] if found else None

    def _advised(self, start: int, at: int) -> bool:
        sentence = max(start, at - 200)
        sentence = max(sentence, *(self.norm.rfind(stop, sentence, at) for stop in (". ", ";", "\n")))
        found = _ADVISING.search(self.norm, sentence, at)
        if found is None or found["others"] is None:
            return found is not None
        stop = min((i for mark in (". ", ";", "\n") if (i := self.norm.find(mark, at)) >= 0), default=len(self.norm))
        return _PROCLAIMED.search(self.norm, at, stop) is None

    def _named(self, unit: str, name: str | None, subject: str | None, place: str | None) -> str | None:
        unit = unit_word(" ".join(unit.split()))
        if not name:
            for source in (subject, self._basis_text()):
                if source and (found := re.search(rf"(?i:\b{unit})\s+{_NO_PARTY}(?P<name>{NAMES})", fold(source))):
                    if not found["name"].isupper():
                        name = found["name"]
                        break
                    if name := capitals_to_name(_NOT_OF_NAME.sub("", found["name"])):
                        break
            else:
                name = place or (self._own_province() if unit == "tỉnh" else None)
        if not name:
            return f"UBND {unit}"
        return " ".join(f"UBND {unit} {name}".split())

    def _own_province(self) -> str | None:
        """The one province that the text names, when it goes on to speak of it by its bare name."""
        found = {m["name"] for m in _OF_PROVINCE.finditer(self.norm)}
        names = [name for name in found if find_unit(f"tỉnh {name}", level="tinh")]
        if len(names) != 1:
            return None
        name = names[0]
        return name if re.search(rf"(?<!tỉnh )(?<!\w){re.escape(name)}(?!\w)", self.norm) else None

    def _basis_text(self) -> str:
        start, end = self.frame.offsets(self.zones.basis)
        return self.norm[start:end]

    def _signing_organ(self, subject: str | None, place: str | None) -> str | None:
        start, end = self.frame.offsets(self.zones.tail)
        tail = self.norm[start:end]
        if not re.search(r"ỦY\s+BAN\s+NHÂN\s+DÂN", tail) or not subject:
            return None
        for unit in ("phường", "xã", "thị trấn", "đặc khu", "quận", "huyện", "thị xã", "thành phố", "tỉnh"):
            if re.search(rf"(?i:\b{unit})\s+{NAMES}", fold(subject)):
                return self._named(unit, None, subject, place)
        return None

    # -- signature and recipients

    def _signer(self) -> Signer:
        lines = self._first_column(list(self._signature_lines()))
        authority, position, name = read_signature([line for _, line in lines])
        if name:
            for start, line in lines:
                if (at := fold(line).rfind(name)) >= 0:
                    name = line[at : at + len(name)]  # "Thuỳ" as the document has it
                    self._keep("signer", start + at, start + at + len(name))
                    break
        name = name or self.facts.get("Người ký")
        return Signer(full_name=name, position=position, authority=authority)

    def _first_column(self, lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """The lines of a signature; of two that stand side by side in a table, those of the first before the others."""
        cells = [p.cell if (p := self.text.paragraph_at(start)) else None for start, _ in lines]
        posts = {
            cell.column for cell, (_, line) in zip(cells, lines, strict=True) if cell and POSITION.match(mended(line))
        }
        if len(posts) < 2:
            return lines
        order = sorted(range(len(lines)), key=lambda i: (cell.column if (cell := cells[i]) else -1, i))
        return [lines[i] for i in order]

    def _signature_lines(self) -> Iterator[tuple[int, str]]:
        entries = {i for i, _, _ in self._recipient_paragraphs}
        for i, start, end in self._paragraphs(self.zones.tail):
            line = self.raw[start:end]
            if i in entries:
                # a flattened cell may hold the recipients and the signature in one paragraph
                if not (found := _SIGNS.search(self.norm, start, end)):
                    continue
                start, line = found.start(), self.raw[found.start() : end]
            if letters(line):
                yield start, line

    @cached_property
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
            if not entry and (AUTHORITY.match(line) or (POSITION.match(bare) and is_upper(bare))):
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
        return _FILED.match(self.norm, start, end) is not None

    def _to_places(self) -> tuple[str, ...]:
        entries: list[str] = []
        spans: list[int] = []
        for _, start, end in self._recipient_paragraphs:
            stop = _SIGNS_BEHIND.search(self.norm, start, end)
            stop_at = stop.start() if stop else end
            for a, b, new in split_entries(self.norm, start, stop_at):
                words = self.raw[a:b].strip(" |*_\t")
                if not letters(words) or _NOTE.match(words):
                    continue
                part = words.startswith("+") and "Lưu" not in words[:8]  # "- VP UBND tỉnh: / + LĐVP;"
                if part and entries and entries[-1].endswith(":"):
                    entries[-1] = f"{entries[-1]} {words.lstrip('+ ')}"
                elif new or not entries:
                    entries.append(words)
                else:
                    entries[-1] = f"{entries[-1]} {words}"
                spans += [a, b]
        if spans:
            self._keep("to_places", min(spans), max(spans))
        return tuple(e for entry in entries if (e := " ".join(entry.split()).lstrip("-+•– ").rstrip(" ;.,")))


#: A body behind these is advised, it is not the one that speaks; so is one behind others, unless it proclaims the plan.
_ADVISING = re.compile(
    rf"(?<!\w)(?<![Tt]ờ )(?:[Tt]ham mưu|[Gg]iúp|[Bb]áo cáo|[Tt]rình|[Đđ]ề xuất|[Kk]iến nghị)(?:\s(?:cho|với|lên|để))?\s"
    rf"(?P<others>(?:[{UPPER}][^,.;]{{1,40}}(?:,\s|\svà\s))+)?$"
)
_PROCLAIMED = re.compile(r"(?:như sau|sau đây|nội dung sau)\s*[:.]?$")
#: Words with a capital behind "tỉnh" that name no place: "tỉnh Đảng bộ", "huyện Đoàn".
_NO_PARTY = rf"(?!(?:Đảng|Ủy|Đại hội|Hội nghị|Hội đồng)(?!\w)|(?:Đoàn|Hội)(?!\w|\s[{UPPER}]))"
_OF_PROVINCE = re.compile(rf"(?<!\w)[Tt]ỉnh\s{_NO_PARTY}(?P<name>{NAMES})")
#: Where a signature begins in the paragraph of the recipients.
_SIGNS = re.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\.?\s")
_SIGNS_BEHIND = re.compile(r"\s(?:TM|KT|TL|TUQ)\.\s?[A-ZĐ]{2}")
#: The entry that closes the list of recipients: "- Lưu: VT".
_FILED = re.compile(r"[\s\-+*|]*Lưu\b")
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
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
}
#: A converter lost the hyphen: "QĐUBND".
_GLUED_CODE = re.compile(r"(?:KH|QĐ|NQ|CTr|CT|ĐA|HD|TB|BC|TTr|KL)(?=(?:UBND|HĐND|TTg|CP|B[A-ZĐ]{1,6}|S[A-ZĐ]{1,6})$)")
_PLACE_WITH_UNIT = re.compile(rf"(?P<unit>(?i:{UNIT}))\s(?P<name>.+)")
_ON_THE_PROVINCE = re.compile(
    r"(?i)(?:trên địa bàn|trong|của)\s+(?:toàn\s+)?tỉnh(?=\s+(?:năm|giai đoạn|đến|từ)(?!\w)|\s*[,;.(]|\s*$)"
)
_BARE_CODE = re.compile(rf"\d+(?:/\d{{4}})?[/-][{UPPER}][\w&/.-]*")
_UNIT_AND_NAME = re.compile(r"(.*(?:^|\s))(tỉnh|thành phố|huyện|quận|thị xã|phường|xã|thị trấn|đặc khu)\s(.+)$")


def _with_known_name(organ: str, place: str | None) -> str:
    """The issuer with the name of its unit as the place or the map writes it, where a scan mistook its marks."""
    found = _UNIT_AND_NAME.match(organ)
    if found is None:
        return organ
    head, unit, name = found.groups()
    bare = without_marks(name).lower()
    here = fold(place) if place else ""
    if here != name and without_marks(here).lower() == bare and not find_unit(f"{unit} {name}"):
        return f"{head}{unit} {place}"
    if here != name and unit == "tỉnh" and bare == name.lower() and not find_unit(f"{unit} {name}"):
        known = {found.name for found in near_units(name, level="tinh")}  # all marks are lost
        if len(known) == 1:
            return f"{head}{unit} {known.pop()}"
    return organ


#: Copies lose the first letter of the body's name.
_LOST_FIRST = re.compile(r"(?<!\w)(?:[YỶU]\s?)?BAN NHÂN DÂN(?<!ỦY BAN NHÂN DÂN)")


#: The post before the name of the body: "GIÁM ĐỐC SỞ Y TẾ", "HIỆU TRƯỞNG TRƯỜNG THCS …".
_POST = re.compile(
    r"^(?:CHỦ TỊCH|CHỦ NHIỆM|(?:TỔNG )?GIÁM ĐỐC|BỘ TRƯỞNG|THỐNG ĐỐC|(?:HIỆU |VIỆN |(?:TỔNG |CHI )?CỤC )?TRƯỞNG|"
    r"CHÁNH (?:ÁN|THANH TRA|VĂN PHÒNG))\s(?=\w)"
)
_YOUTH = "ĐOÀN TNCS HỒ CHÍ MINH"


def _without_nation(line: str) -> str:
    found = list(NATION.finditer(without_marks(line)))
    for m in reversed(found):
        line = f"{line[: m.start()]} {line[m.end() :]}"
    return line


#: What else stands in capitals above the title: marks of drafts, secrecy and urgency.
_MARKS = re.compile(
    r"(?<!\w)\(?\s?(?:(?:BẢN )?DỰ THẢO(?:(?:\sLẦN)?\s\d)?|HỎA TỐC|THƯỢNG KHẨN|KHẨN|TUYỆT MẬT|TỐI MẬT|MẬT|BẢN SAO|"
    r"SAO Y)(?!\w)(?:\s?\))?"
)


#: In a subject in capitals: where the name of a unit ends and the subject goes on.
_NOT_OF_NAME = re.compile(
    r"(?:^|\s)(?:GIAI|NĂM|ĐẾN|TRONG|VỀ|VÀ|THỰC|TRIỂN|TẠI|TỪ|THEO|NHIỆM|ĐỊNH|TẦM|GẮN|LẦN|KHÓA|CỦA|CHO|VỚI|THUỘC|TRÊN|ĐỂ|"
    r"NHẰM|QUÝ|THÁNG|ĐỢT|MÙA|THỜI)(?!\w).*"
)


def _loose(pattern: str) -> str:
    """The pattern with room for more than one space between words."""
    return pattern.replace(" ", r"\s{1,3}")


_COMMITTEE = _loose(rf"(?:UBND|Ủy ban nhân dân|UB nhân dân) (?P<unit>(?i:{UNIT}))(?: (?P<name>{NAMES}))?")
#: Who announces the plan, the surest sentence first; "của UBND tỉnh" is the issuer of what is cited.
_ANNOUNCERS = (
    re.compile(
        rf"(?<!của\s)(?<!do\s)(?P<organ>(?:Chủ\s+tịch\s+)?{_COMMITTEE}),?\s+"
        r"(?:ban\s+hành|xây\s+dựng|lập|đề\s+ra)\s+[Kk]ế\s+hoạch"
    ),
    re.compile(
        rf"(?:^|[.;,]\s+)(?P<organ>{_COMMITTEE}),?\s+"
        r"(?:ban hành|xây dựng|triển khai|tổ chức|đề ra|thống nhất|yêu cầu|báo cáo|lập)\b",
        re.M,
    ),
)
_OFFICE_ANNOUNCES = re.compile(
    _loose(
        r"(?<!\w\s)(?P<organ>(?:Sở|Phòng|Bộ|Ban|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Đảng ủy|Công an|Trường|Chi cục|Cục|"
        r"Trung tâm|Hội|Bảo hiểm xã hội|Thủ tướng Chính phủ|Chính phủ|Ủy ban Mặt trận|Ủy ban MTTQ|Liên đoàn|Tỉnh đoàn)"
        r"(?:\s(?:[^,;:.]|,\s(?=Thể thao|Gia đình|Khoa học|Thông tin)){2,80}?)?),?\s+(?:ban hành|xây dựng)\s+"
        r"(?:Kế hoạch|kế hoạch|Chương trình)"
    )
)


_QUOTED = re.compile(r'"[^"]*"')
#: "4. Thời gian tổ chức: từ tháng 8 năm 2023 đến hết tháng 5 năm 2024", or in the line below the heading.
_TIME_HEADING = re.compile(
    r"T(?:hời gian|HỜI GIAN)(?:[^\S\n]+(?i:tổ chức|thực hiện|triển khai|tiến hành)(?:[^\S\n]+[^:.;,\n\d]{0,60})?|"
    r",? địa điểm[^:.;,\n\d]{0,40})?[*_]*[^\S\n]*(?::|(?=\n))"
    r"(?P<stated>[^\n]{0,200})(?:(?=\n{1,3}(?P<below>[^\n]{0,200})))?"
)
#: What may stand before it in its line; an item of a list is a task's.
_TIME_LABEL = re.compile(r"[ |*#_]*(?:[IVX\d.]{1,6}[.)/]?[ \t]*)?[*_]*")
_YEAR = re.compile(r"(?<![\d/.-])20\d\d(?!\d)|(?<=[/.-])20\d\d(?!\d)")


def _iso(found: re.Match[str]) -> str | None:
    """The date of a match of _DATE or _SLASHED, as exact as it is written."""
    year, month, day = found["y"], found["m"], found["d"]
    if not year:
        return None
    return f"{year}-{int(month):02}-{int(day):02}" if month and day else f"{year}-{int(month):02}" if month else year


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last match of a pattern in a range."""
    return max(pattern.finditer(text, start, end), key=lambda m: m.start(), default=None)


def years_of(subject: str, issued: str | None) -> tuple[int, ...]:
    """The year, or first and last year, that a subject says the plan is for.

    "giai đoạn 2021 - 2025" is (2021, 2025), "năm 2024" is (2024,), "đến năm 2035" runs from the year of issue. The
    years in dates, numbers and names of laws are none.
    """
    subject = re.sub(r"(?i)ngày\s+\d{1,2}\s*(?:tháng\s*\d{1,2}\s*năm\s*|/\d{1,2}/)\d{4}|\d+/\d{4}/\S+", " ", subject)
    span = re.search(
        r"(?i)(?:giai đoạn(?:\s+[IVX]{1,4}(?!\w))?\s*[:(,]?|(?:0?\d )?năm(?: học)?)\s*(\d{4})\s*"
        r"(?:-|đến(?: hết)?(?: tháng \d{1,2})?(?: năm)?)\s*(\d{4})",
        subject,
    )
    after = subject[span.end() :] if span else subject
    if span and (first := re.search(r"(?i)năm\s+(\d{4}),?\s+và\s+$", subject[: span.start()])):
        return (int(first[1]), int(span[2]))
    plain = [
        int(m[1])
        for m in re.finditer(r"(?i)(?<!đến )(?<!(?<!pháp )luật )\bnăm\s+(\d{4})\b(?!\s*-)", after)
        if not re.search(
            r"(?i)(?:đến|từ|hướng|nhìn|trước|(?<!pháp )(?:bộ )?luật[^,;]{0,40})\s*$",
            after[max(0, m.start() - 60) : m.start()],
        )
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
