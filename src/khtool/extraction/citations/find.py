"""Finds the mentions: documents by number, laws by name, programmes and schemes by title.

Anchors first: a number is looked for by its figures, a name or title by its type word with a capital; around an anchor
the grammar of `parts` reads what belongs to it. A mention is of one document with an identity: never the document
itself ("Kế hoạch này"), a plan that others are told to write, a movement or a bare plural.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from khtool.extraction.citations import parts
from khtool.extraction.citations.vocabulary import alternation
from khtool.extraction.wordlist import prefix_tree
from khtool.extraction.zones import LOWER, UPPER
from khtool.knowledge.types import word_of
from khtool.plan import CitationKind, Header


@dataclass(slots=True)
class Mention:
    """A mention: characters `start` to `end`; `organ` and `matter` (the words that say what it is on) are offsets."""

    start: int
    end: int
    kind: CitationKind
    type_name: str | None
    code: str | None = None
    date: str | None = None
    organ: tuple[int, int] | None = None
    pinpoint: str | None = None
    lead: int = 0  # where its pinpoint, or itself, starts
    typed: bool = True  # has it a type word of its own?
    matter: tuple[int, int] | None = None


#: What several bodies issue together: "KHLN-CA-YT", "QCPH", "NQLT".
_OF_SEVERAL = re.compile(r"TTLT|[/-](?:KH|HD|QC|CTr|CT|NQ|CV)(?:LN|LT|PH)(?=[-/]|$)")
#: "mẫu số 02/BC-UBND": the number of a form.
_OF_A_FORM = re.compile(r"(?<!\w)(?:[Mm]ẫu|[Bb]iểu|[Pp]hụ lục)\s(?:[Ss]ố\s?:?\s?)?$")
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
_TREATIES = ("Công ước", "Hiệp định", "Nghị định thư", "Hiệp ước", "Tuyên ngôn")
_JOINT = ("Thông tư liên tịch", "Thông tư liên bộ", "Thông tư liên ngành", "Nghị quyết liên tịch", "Quy chế")
_NUMBERED_LAW = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Lệnh"})

#: Behind "Chính sách" only one of the nation bears a title.
_NATIONAL = r"(?=\s[Qq]uốc gia\s(?!này|có))"
_CAPITAL_TYPES = {s for w in parts.TYPE_WORDS for s in parts.spellings(w) if s[0].isupper()}
_CAPITAL_TYPE = re.compile(rf"(?:{prefix_tree([*((s, '') for s in _CAPITAL_TYPES), ('Chính sách', _NATIONAL)])})(?!\w)")
#: Converters glue a word to the one behind it: "vàLuật sửa đổi …".
_GLUED = re.compile(r"(?:^|\s)(?:và|của|theo|cứ)$")
#: Not behind a letter; a figure before it is the mark of a footnote or a list: "1Nghị định số …".
_ANY_TYPE = re.compile(rf"(?:{parts.TYPE_PATTERN})(?!\w)")

#: "QĐ 12/QĐ-UBND", "NQ số 57-NQ/TW": the type in letters.
_ABBREVIATED = re.compile(r"(?<![\w/.-])(?:KH|QĐ|NQ|NĐ|TT|TTLT|CT|CV|KL|TB|HD|CTr|TTr|BC|ĐA)\s(?:(?:số|Số)\s?:?\s*)?$")
#: A figure behind the last letters of a type word or of "số" in small letters: "đề án 06", "công văn số 3025".
_FIGURE_BEHIND_WORD = re.compile(r" [0-9](?<=[nthịưoếố] [0-9])(?<=(?:án|ết|nh|hị|tư|ận|ch|ăn|ện|ẫn|áo|ản|hế|số) [0-9])")
#: A law in small letters is one where its name is known: "thi hành luật phòng cháy và chữa cháy".
_LOWER_LAW = re.compile(r"luật(?=\s\w)")
_OF_A_LAW = re.compile(r"(?:thi hành|số điều|của|điều)\s$")
_NOTICE = re.compile(r"(?<!\w)Thông báo\s$")
_NUMBER_WORD = re.compile(r"(?:(?:,?\s?|\s\()(?:số|Số|SỐ)\s?:?\s*|\s+)$")
_WITH_WORD = re.compile(r"\s?(?:số|Số|SỐ)\s?:?\s*$")
_MIDDLE = re.compile(r"(?:[^\d;:.,()\"\n]|(?<=\s)\d(?=\s)){1,70}$")
_QUALIFIER = re.compile(
    r"\s(?:hành động|phối hợp|công tác|liên tịch|liên ngành|liên bộ|tổng thể|chuyên đề|khẩn|thực hiện|mục tiêu|"
    r"cá biệt|chung)+$"
)
_LIST_GAP = re.compile(r"\s?(?:,|;|và|hoặc|,\s?và)?\s?(?:số\s|các số\s)?$")


def numbered(norm: str, start: int, end: int) -> Iterator[Mention]:
    """Documents by số hiệu, in order."""
    previous: Mention | None = None
    for found in parts.codes(norm, start, end):
        code = parts.code_at(norm, found)
        if code is None:
            continue
        mention = _typed(norm, found, code) or _listed(norm, found, code, previous) or _bare(norm, found, code)
        if mention is None:
            continue
        tail = parts.tail_at(
            norm,
            found.end(),
            end,
            joint=_OF_SEVERAL.search(code) is not None or (mention.type_name or "").startswith(_JOINT),
            law=mention.type_name in _LAWS,
        )
        mention.end, mention.date = tail.end, tail.date
        mention.organ = tail.organ or mention.organ
        if "(" in norm[mention.start : found.start()] and norm.startswith(")", mention.end):
            mention.end += 1  # "Công văn (số 73/TTg-CN)"
        _pin(norm, mention, end)
        previous = mention
        yield mention


def _typed(norm: str, found: re.Match[str], code: str) -> Mention | None:
    """The mention with the type word that stands before the number."""
    begin = max(0, found.start() - 110)
    window = norm[begin : found.start()]
    word = _NUMBER_WORD.search(window, max(0, len(window) - 24))
    if not word:
        return None
    for t in _types_before(window, word.start()):
        middle = window[t.end() : word.start()]
        if middle.strip() and t[0] in ("Luật", "LUẬT", "Bộ luật") and not _WITH_WORD.search(window):
            name = parts.law_name_end(norm, begin + t.start(), found.start())
            if name is None or norm[name : found.start()].strip():
                continue
            start = _amending_start(norm, begin + t.start())
            return Mention(start, found.end(), "full", parts.type_of(t[0]), code)
        type_name = parts.type_of(t[0])
        if middle.strip() and not (
            t[0][0].isupper()
            and (
                (
                    _WITH_WORD.search(window)
                    and (
                        _MIDDLE.match(_AS_AMENDED.sub("", middle)) or _names_law(norm, begin + t.start(), t[0], middle)
                    )
                )
                or (_QUALIFIER.match(middle) and word_of(code) == type_name)  # "Chương trình hành động 18-CTr/TU"
            )
        ):
            continue
        if type_name == "Kết luận" and (
            notice := _NOTICE.search(norm, max(0, begin + t.start() - 12), begin + t.start())
        ):
            return Mention(notice.start(), found.end(), "full", "Thông báo", code)
        mention = Mention(begin + t.start(), found.end(), "full", type_name, code)
        if middle.strip() and type_name not in _NUMBERED_LAW and not _QUALIFIER.match(middle):
            at = begin + t.end() + len(middle) - len(middle.lstrip())
            if middle.startswith((" của ", " do ")):
                at += middle.lstrip().index(" ") + 1
            organ = parts.organ_at(norm, at, found.start())
            if organ is not None and organ >= begin + word.start():
                mention.organ = (at, begin + word.start())
            elif len(middle) > 40:
                continue
        if middle.strip() and type_name in _NUMBERED_LAW:
            mention.start = _amending_start(norm, mention.start)
        return mention
    return None


def _names_law(norm: str, at: int, type_word: str, middle: str) -> bool:
    """Whether the words up to the number are a known law's name, commas and all: "Luật phòng cháy, chữa cháy số …"."""
    end = at + len(type_word) + len(middle.rstrip())
    return type_word in _LAWS and end in (parts.law_name_end(norm, at, end), parts.law_beginning_end(norm, at, end))


def _types_before(window: str, end: int) -> list[re.Match[str]]:
    """The type words before `end`, the nearest first, at most four; one that stands right there is the only one."""
    nearest = None
    at = end
    for _ in range(4):  # the longest have four words
        at = window.rfind(" ", 0, at)
        if at < 0:
            break
        found = _ANY_TYPE.match(window, at + 1, end)
        if found and found.end() == end:
            nearest = found
    if nearest:
        return [nearest]
    types = [t for t in _ANY_TYPE.finditer(window, 0, end) if not window[t.start() - 1 : t.start()].isalpha()]
    return types[:-5:-1]


def _amending_start(norm: str, at: int) -> int:
    """Where a law's name starts: at "Luật sửa đổi …" when the name at `at` is of a law that it amends."""
    begin = max(0, at - 200)
    for found in _AMENDING.finditer(norm, begin, at):
        if _AMENDED_BEFORE.fullmatch(norm, found.end(), at):
            return found.start()
    return at


def _listed(norm: str, found: re.Match[str], code: str, previous: Mention | None) -> Mention | None:
    """A further number of a list: "các Quyết định số 333/QĐ-UBND, 241/QĐ-UBND"."""
    if previous is None or found.start() - previous.end > 14:
        return None
    gap = norm[previous.end : found.start()]
    if not _LIST_GAP.match(gap) or not gap.strip():
        return None
    if ";" in gap and (word := word_of(code)) and previous.type_name and word != previous.type_name:
        return None  # the list goes on behind what the last one was about
    return Mention(found.start(), found.end(), "full", previous.type_name, code, typed=False)


def _bare(norm: str, found: re.Match[str], code: str) -> Mention | None:
    """A number without type word: only one that has the look of a số hiệu."""
    if not parts.is_code(code):
        return None
    at = found.start()
    if _OF_A_FORM.search(norm, max(0, at - 14), at):
        return None
    if short := _ABBREVIATED.search(norm, max(0, at - 12), at):
        return Mention(short.start(), found.end(), "full", word_of(code), code)
    return Mention(at, found.end(), "full", word_of(code), code, typed=False)


def _pin(norm: str, mention: Mention, end: int) -> None:
    mention.lead = mention.start
    if before := parts.pinpoint_before(norm, mention.start):
        mention.pinpoint, mention.lead = before
    elif after := parts.pinpoint_after(norm, mention.end, end):
        mention.pinpoint = after


def share(norm: str, mentions: list[Mention]) -> None:
    """Give the numbers of a list what its last says for all: the issuer, and the date to those without a type word."""
    for one, other in zip(reversed(mentions[:-1]), reversed(mentions[1:]), strict=True):
        in_list = other.kind == "full" or not other.typed
        if one.kind not in ("full", "short") or not in_list or other.start < one.end or other.start - one.end > 8:
            continue
        if not _SHARING_GAP.fullmatch(norm, one.end, other.start):
            continue
        gap = norm[one.end : other.start]
        if one.kind == "short":
            alike = one.type_name == other.type_name
        else:
            alike = _maker(one.code) == _maker(other.code)
        if other.typed and not (
            alike and (one.date is None or "và" in gap or not _OF_MANY_BODIES.search(other.code or ""))
        ):
            continue
        if one.organ is None and (";" not in gap or (alike and (not other.typed or _of_one_body(other.code)))):
            one.organ = other.organ
            if (
                one.date is None
                and ";" not in gap
                and (not other.typed or _SAME_DAY.search(norm, other.start, other.end))
            ):
                one.date = other.date


_SHARING_GAP = re.compile(r"[\s,;]*(?:và|hoặc)?\s*(?:số\s)?")
_SAME_DAY = re.compile(r"\scùng\s(?:ngày|NGÀY)")


#: Under these the Party's bodies of one level all issue: the date tells them apart.
_OF_MANY_BODIES = re.compile(r"/(?:TW|TU|HU|QU|ĐU)$")
_TERM_OF_ASSEMBLY = re.compile(r"(?<=QH)\d+$")


def _maker(code: str | None) -> str:
    """The notation, which says who issues, without the term of the Quốc hội: "QĐ-TTg", "QH" for "43/2022/QH15"."""
    return _TERM_OF_ASSEMBLY.sub("", re.sub(r"^\d+[a-zđ]?(?:/\d{4})?[-/]", "", code or ""))


def _of_one_body(code: str | None) -> bool:
    """Whether only one body in the country issues under the notation."""
    last = re.split("[-/]", _maker(code))[-1]
    return last.endswith("QH") or (last in parts.CENTRAL_NOTATIONS and last != "TW")


# -- by name, short number and title


class Words:
    """The mentions that start at a type word with a capital, outside the numbered ones."""

    def __init__(
        self, norm: str, start: int, end: int, taken: list[Mention], header: Header, paragraphs: list[int]
    ) -> None:
        self.norm = norm
        self.start, self.end = start, end
        self.taken = sorted(taken, key=lambda m: m.start)
        self._starts = [m.start for m in self.taken]
        self.own, self.own_years = _of_subject(header.subject or "")
        self.issued = int(header.issued_date[:4]) if header.issued_date else None
        self.breaks = paragraphs  # the ends of the paragraphs
        self.after = start  # mentions may not begin before here
        self.aliases, self.bare = _aliases(norm, start, end)
        #: what is cited with its notation may be called by its number alone
        self.called = {f"{m.type_name} {code[0]}" for m in taken if m.code and (code := _CALLED.match(m.code))}

    def mentions(self) -> Iterator[Mention]:
        """Short, named and titled mentions in order; titled ones in the matter of a numbered document are left out."""
        norm = self.norm
        anchors = [*_CAPITAL_TYPE.finditer(norm, self.start, self.end)]
        if lower := [*self._lower_types(), *self._lower_laws()]:
            anchors = sorted(anchors + lower, key=re.Match.start)
        for found in anchors:
            at = found.start()
            if at < self.after or (at and (norm[at - 1] in "_-/" or norm[at - 2 : at] == "/ ")):
                continue
            if at and norm[at - 1].isalpha() and not _GLUED.search(norm, max(0, at - 5), at):
                continue
            if self._inside(at):
                continue
            type_name = parts.type_of(found[0])
            mention = self._read(found, type_name)
            if mention is not None:
                self.after = mention.end
                yield mention
                if mention.kind == "short":
                    yield from self._further(mention)

    def _lower_types(self) -> Iterator[re.Match[str]]:
        norm, start = self.norm, self.start
        for figure in _FIGURE_BEHIND_WORD.finditer(norm, start, self.end):
            at = figure.start()
            if norm.endswith(" số", start, at):
                at -= 3
            if norm.endswith(_LOWER_TYPES, start, at) and (found := _LOWER_TYPE.search(norm, max(start, at - 20), at)):
                yield found

    def _lower_laws(self) -> Iterator[re.Match[str]]:
        for found in _LOWER_LAW.finditer(self.norm, self.start, self.end):
            at = found.start()
            if _OF_A_LAW.search(self.norm, max(self.start, at - 10), at):
                end = parts.law_name_end(self.norm, at, self._limit(at))
                if end is not None and self.norm.count(" ", at, end) > 2:
                    yield found

    def _inside(self, at: int) -> bool:
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self.taken[i].end

    def _in_matter(self, at: int) -> bool:
        i = bisect_right(self._starts, at) - 1
        while i >= 0 and i > bisect_right(self._starts, at) - 8:
            matter = self.taken[i].matter
            if matter and matter[0] <= at < matter[1]:
                return True
            i -= 1
        return False

    def _limit(self, at: int) -> int:
        """The end of the paragraph."""
        i = bisect_right(self.breaks, at)
        limit = self.breaks[i] if i < len(self.breaks) else self.end
        return min(limit, self.end)

    def _read(self, found: re.Match[str], type_name: str) -> Mention | None:
        if found[0][0].islower() and type_name not in _LAWS:
            return self._short(found, type_name)
        if type_name in _LAWS:
            return self._law(found, type_name)
        if type_name in _TREATIES:
            return self._treaty(found, type_name)
        return self._short(found, type_name) or self._defined(found, type_name) or self._titled(found, type_name)

    # -- short numbers

    def _further(self, first: Mention) -> Iterator[Mention]:
        """The numbers between the first of a list and the last, which alone has a notation: "số 2, 3 và 4/PA-UBND"."""
        if not _LIST_TO_CODE.match(self.norm, first.end, self.end):
            return
        at = first.end
        while more := _NEXT_OF_LIST.match(self.norm, at, self.end):
            at = more.end()
            yield Mention(
                more.start("number"), at, "short", first.type_name, more["number"], lead=more.start(), typed=False
            )

    def _short(self, found: re.Match[str], type_name: str) -> Mention | None:
        number = _SHORT_NUMBER.match(self.norm, found.end(), self.end)
        if not number or (type_name not in _SHORT_TYPES and not _LIST_TO_CODE.match(self.norm, number.end(), self.end)):
            return None
        lower = found[0][0].islower()
        if (not number["word"] or lower) and len(number["number"]) < 2:
            return None
        if lower and not _AFTER_NUMBER.match(self.norm, number.end(), self.end):
            return None
        # "số 3025 ngày 13/5/2022", "Đề án 06 năm 2025" count no days or years
        dated = parts.date_at(self.norm, number.end() + 1, self.end)
        if not dated and _COUNTED.match(self.norm, number.end(), self.end):
            return None
        mention = Mention(found.start(), number.end(), "short", type_name, number["number"])
        tail = parts.tail_at(self.norm, number.end(), self.end)
        called_so = type_name in _SHORT_BARE or (not lower and self._called(type_name, number["number"]))
        if (
            not number["word"]
            and (lower or not called_so)
            and (_YEAR_NUMBER.fullmatch(number["number"]) or not (called_so or tail.organ))
        ):
            return None  # "kế hoạch 2024 của UBND tỉnh"; "báo cáo 12" names no document
        if not number["word"] and tail.organ is None and self._year_of_the_plan(number.end(), tail.date, type_name):
            tail = parts.Tail(number.end())
        if not number["word"] and tail.organ and self._of_a_body(type_name, *tail.organ):
            tail = parts.Tail(number.end())
        mention.end, mention.date, mention.organ = tail.end, tail.date, tail.organ
        _pin(self.norm, mention, self.end)
        return mention

    def _called(self, type_name: str, number: str) -> bool:
        """ "Kế hoạch số 215/KH-UBND … (gọi tắt là Kế hoạch 215)": a short name that the document itself gives."""
        words = f"{type_name} {number}"
        return words in self.called or words in self.aliases

    def _year_of_the_plan(self, at: int, date: str | None, type_name: str) -> bool:
        """ "triển khai Đề án 06 năm 2025": what goes by its bare number is not dated by the year of the work."""
        if date is None or len(date) != 4 or not re.compile(r"\s(?:năm|NĂM)\s").match(self.norm, at):
            return False
        return date in self.own_years or type_name in ("Đề án", "Chương trình")

    def _of_a_body(self, type_name: str, start: int, end: int) -> bool:
        """ "Tổ công tác triển khai Đề án 06 của xã": the body is the unit's; the scheme itself is national."""
        return type_name in ("Đề án", "Chương trình") and parts.is_unit_alone(self.norm, start, end)

    def _defined(self, found: re.Match[str], type_name: str) -> Mention | None:
        """ "khoản 4 Điều 51 Nghị định": a defined term with a pinpoint."""
        if type_name not in _DEFINED or _SELF.match(self.norm, found.end()):
            return None
        before = parts.pinpoint_before(self.norm, found.start())
        if not before or "Điều" not in before[0]:
            return None
        return Mention(found.start(), found.end(), "named", type_name, pinpoint=before[0], lead=before[1])

    # -- laws

    def _law(self, found: re.Match[str], type_name: str) -> Mention | None:
        norm, at = self.norm, found.start()
        if _NOT_LAW_BEFORE.search(norm, max(0, at - 12), at) or _NOT_LAW_AFTER.match(norm, found.end()):
            return self._defined(found, type_name)
        limit = self._limit(at)
        if type_name == "Hiến pháp":
            year = re.compile(r"\s(?:nước Cộng hòa xã hội chủ nghĩa Việt Nam\s?)?(?:năm\s)?((?:19|20)\d{2})").match(
                norm, found.end(), limit
            )
            if not year:
                return None
            mention = Mention(at, year.end(), "named", type_name, date=year[1])
            _pin(norm, mention, limit)
            return mention
        end = (
            self._amending(at, limit)
            or parts.law_name_end(norm, at, limit)
            or self._unknown_law(found, limit)
            or (parts.law_beginning_end(norm, at, limit) if found[0][0].isupper() else None)
        )
        if end is None:
            return self._defined(found, type_name)
        if amended := _AMENDED.match(norm, end, limit):
            end = amended.end()
        if self._to_be_passed(at, end, limit):
            return None
        mention = Mention(at, end, "named", type_name)
        if by_year := _BARE_YEAR.match(norm, end, limit):
            mention.date, mention.end = by_year[1], by_year.end()
        else:
            tail = parts.tail_at(norm, end, limit, law=True)
            mention.end, mention.date, mention.organ = tail.end, tail.date, tail.organ
        _pin(norm, mention, limit)
        return mention

    def _to_be_passed(self, at: int, end: int, limit: int) -> bool:
        """ "ngay sau khi Luật X (sửa đổi) được Quốc hội thông qua": a law that there is not yet."""
        return (
            _IS_PASSED.match(self.norm, end, limit) is not None
            and _ONCE.search(self.norm, max(self.start, at - 16), at) is not None
        )

    def _amending(self, at: int, limit: int) -> int | None:
        """ "Luật sửa đổi, bổ sung một số điều của Luật X và Luật Y": one law."""
        found = _AMENDING.match(self.norm, at, limit)
        if not found:
            return None
        end = found.end()
        while inner := _AMENDED_LAW.match(self.norm, end, limit):
            name = parts.law_name_end(self.norm, inner.end(), limit) or self._words_end(inner.end() + 5, limit)
            if name is None:
                break
            end = name
            more = _FURTHER_LAW.match(self.norm, end, limit)
            if not more or not (" và" in more[0] or _DATED_LATER.match(self.norm, end, limit)):
                break
            end = more.end() - 1
        if end > found.end():
            return end
        if several := _SEVERAL_LAWS.match(self.norm, end, limit):
            stop = re.compile(r"\s(?:ngày|năm|số)\s\d|[;.:()]").search(self.norm, several.end(), limit)
            if stop and stop.start() - several.end() < 80:
                return stop.start()
        return self._words_end(found.end(), limit)

    def _unknown_law(self, found: re.Match[str], limit: int) -> int | None:
        if found[0].isupper() and len(found[0]) > 1:
            return None
        if initials := _INITIALS.match(self.norm, found.end(), limit):
            return initials.end()
        first = re.compile(rf"\s([{UPPER}][{LOWER}]+)").match(self.norm, found.end(), limit)
        return self._words_end(found.end(), limit) if first else None

    def _words_end(self, at: int, limit: int) -> int | None:
        far = min(limit, at + 110)
        pos = at
        while (stop := _LAW_STOP.search(self.norm, pos, far)) and _LAW_COMMA.match(self.norm, stop.start(), far):
            pos = stop.end()  # "Pháp lệnh Phòng, chống lụt, bão ngày …"
        end = stop.start() if stop else far
        words = self.norm[at:end].split()
        return at + len(self.norm[at:end].rstrip()) if 1 <= len(words) <= 14 else None

    def _treaty(self, found: re.Match[str], type_name: str) -> Mention | None:
        norm, limit = self.norm, self._limit(found.start())
        if _PLURAL.search(norm, max(0, found.start() - 12), found.start()):
            return None
        follows = re.compile(rf"\s(?:số\s\d+|[{UPPER}]|về\s|của\s[{UPPER}]|quốc tế|khung|chống|xóa bỏ)").match(
            norm, found.end(), limit
        )
        if not follows:
            return None
        stop = _TREATY_STOP.search(norm, found.end(), min(limit, found.end() + 160))
        end = stop.start() if stop else min(limit, found.end() + 160)
        end = found.start() + len(norm[found.start() : end].rstrip())
        mention = Mention(found.start(), end, "named", type_name)
        if by_year := _BARE_YEAR.match(norm, end, limit):
            mention.date, mention.end = by_year[1], by_year.end()
        _pin(norm, mention, limit)
        return mention

    # -- titles

    def _titled(self, found: re.Match[str], type_name: str) -> Mention | None:
        if type_name not in _TITLED and type_name not in _ANNOUNCED_BY_MATTER:
            return None
        norm, at = self.norm, found.start()
        limit = self._limit(at)
        capitals = found[0].isupper()
        issued: int | None = None
        past = False
        if by_matter := _ANNOUNCED_BY_MATTER.get(type_name):  # the cheap questions first
            if capitals or not by_matter.match(norm, found.end(), limit):
                return None
        else:
            issued = None if capitals else self._issued_with(found.end(), limit)
            if (
                issued is None
                and _GENERIC.match(norm, found.end() + norm.startswith(" ", found.end()), limit)
                and not (past := self._plan_of_past(found, limit))
                and not (type_name == "Quy hoạch" and _KIND_OF_PLANNING.match(norm, found.end(), limit))
            ):
                return None
        if self._in_matter(at):
            return None
        before = norm[max(0, at - 70) : at]
        if carried := self._carries_out_listed(found, type_name, limit):
            return Mention(at, carried, "titled", type_name, lead=at)
        if (
            _OF_A_BODY.search(before, max(0, len(before) - 24))
            or _PLURAL.search(before, max(0, len(before) - 8))
            or _PLURAL_LIST.search(before)
            or _TO_BE_WRITTEN.search(before)
            or (before[-4:].isupper() and _OF_THIS_DECISION.search(before))
            or (not by_matter and _ISSUED_WITH_THIS.match(norm, found.end(), min(limit, found.end() + 200)))
        ):
            return None
        if any(norm.startswith(alias, at) for alias in self.aliases) or self._drafted_too(at):
            return None
        end = issued or title_end(
            norm, found.end(), limit, capitals=capitals, scoped=_ANNOUNCED_TO_CARRY_OUT.search(before) is None
        )
        title = norm[found.end() : end].strip()
        if by_matter:
            if (
                not by_matter.match(norm, found.end(), end)
                or len(title.split()) < 4
                or self._to_be_passed(at, end, limit)
            ):
                return None
        elif issued is not None:
            if type_name == "Kế hoạch" and self._of_itself(title):
                return None
        elif past:
            if _bare_words(title).replace(" ", "") in self.own:
                return None
        elif not self._is_title(type_name, title, capitals, carried_out=before.endswith("THỰC HIỆN ")):
            return None
        mention = Mention(at, end, "titled", type_name, lead=at)
        if by_matter:
            mention.organ = self._issuer_in_title(found.end(), end)
        _pin(norm, mention, limit)
        return mention

    def _issuer_in_title(self, at: int, end: int) -> tuple[int, int] | None:
        """The issuer in "Nghị quyết của Hội đồng nhân dân tỉnh về …"."""
        start = at + (4 if self.norm.startswith(" của ", at) else 0) + 1
        organ = parts.organ_at(self.norm, start, end)
        matter = (" về ", " quy định ", " hướng dẫn ")
        return (start, organ) if organ is not None and self.norm.startswith(matter, organ) else None

    def _plan_of_past(self, found: re.Match[str], limit: int) -> bool:
        """ "kết quả thực hiện Kế hoạch phát triển kinh tế - xã hội giai đoạn 2006-2010": one that there is already."""
        if found[0] != "Kế hoạch" or not (period := _PLAN_OF_YEARS.match(self.norm, found.end(), limit)):
            return False
        if self.issued is not None:
            begun = int(period["first"]) <= self.issued
        else:
            begun = not self.own_years or period["last"] < min(self.own_years)
        return begun and bool(_CARRIED_OUT.search(self.norm, max(self.start, found.start() - 16), found.start()))

    def _carries_out_listed(self, found: re.Match[str], type_name: str, limit: int) -> int | None:
        """The end of a plan known by what it carries out, as a further item of a list of documents:
        "Chương trình …; Kế hoạch thực hiện Chỉ thị số 36-CT/TW"."""
        at = found.start()
        if type_name != "Kế hoạch" or not self.norm.endswith("; ", self.start, at):
            return None
        i = bisect_right(self._starts, at)
        if self.after != at - 2 and not (i and self.taken[i - 1].end == at - 2):
            return None
        carries = _CARRIES_OUT.match(self.norm, found.end(), limit)
        named = self.taken[i] if carries and i < len(self.taken) else None
        return named.end if named and carries and named.start == carries.end() else None

    def _drafted_too(self, at: int) -> bool:
        """ "xây dựng Khung A và Chiến lược B": the verb before the first object governs those that are joined to it."""
        norm, first = self.norm, max(self.start, at - 400)
        if not norm.endswith((", ", "và "), first, at):
            return False
        first = max(first, *(norm.rfind(stop, first, at) for stop in (";", ": ", ". ", "\n")))
        drafts = [*_DRAFTS.finditer(norm, first, at)]
        return bool(drafts) and _TAKES_OVER.search(norm, drafts[-1].end(), at) is None

    def _issued_with(self, at: int, limit: int) -> int | None:
        """The end of a title that "ban hành kèm theo Quyết định …" closes; None for another."""
        norm, far = self.norm, min(limit, at + 180)
        if norm.find("an hành ", at, far) < 0:
            return None
        found = _ISSUED_WITH.match(norm, at, limit)
        return found.end() if found and norm.count(" ", at, found.end()) > 2 else None

    def _is_title(self, type_name: str, title: str, capitals: bool, *, carried_out: bool = False) -> bool:
        """`carried_out`: "THỰC HIỆN" stands before it, so it is not the document's own."""
        words = title.split()
        quoted = title.startswith('"')
        period = bool(_PERIOD.search(title))
        if capitals:
            if type_name not in ("Chương trình", "Chiến lược", "Đề án", "Kế hoạch") or "/" in title:
                return False
            return bool(re.match(r"(?:MỤC TIÊU QUỐC GIA|HÀNH ĐỘNG QUỐC GIA|QUỐC GIA)\s", title)) or (
                (period or quoted or carried_out) and type_name != "Kế hoạch" and len(words) > 5
            )
        generic = _GENERIC.match(title) and not (type_name == "Quy hoạch" and _KIND_OF_PLANNING.match(f" {title}"))
        if not title or (generic and not quoted) or "này" in words[:5]:
            return False
        if len(words) < 3 and not period and not quoted:
            return False
        if words[0].isupper() and len(words) < 4 and not period:
            return False
        named = title[:1].isupper() and len(words) > 3
        if type_name in self.bare and not (period or quoted or named or _STRONG.match(title)):
            return False
        if type_name == "Kế hoạch":
            return not self._of_itself(title) and bool(
                _NAMED_PLAN.match(title) or quoted or (period and not _ANNUAL.search(title))
            )
        if type_name in ("Dự án", "Quy hoạch"):
            return quoted or period
        if type_name == "Quy chế":
            return (
                not re.match(r"phối hợp (?:giữa|trong|với|số|liên|\w+ (?:Bộ|Sở|UBND|Ủy|Công an|các)\s)", title)
                and len(words) >= 4
            )
        return True

    def _of_itself(self, title: str) -> bool:
        """Is it the title of the document that is read?"""
        plain = _bare_words(title).replace(" ", "")
        return bool(self.own) and (
            plain[:22] == self.own[:22] or self.own.startswith(plain[:32]) or plain.startswith(self.own)
        )


def title_end(norm: str, at: int, limit: int, *, capitals: bool = False, scoped: bool = True) -> int:
    """Where the title that starts at `at` (after its type word) ends.

    `scoped`: "trên địa bàn … giai đoạn …" may be of the title; else it is of the plan that carries it out.
    """
    limit = min(limit, at + 420)
    if quote := _QUOTED.match(norm, at, limit):
        end = quote.end()
        period = _PERIOD_TAIL.match(norm, end, limit)
        return period.end() if period else end
    first = _FIRST_WORD.match(norm, at, limit)  # a title may begin with a verb that else ends it
    pos = first.end() if first else at
    end = limit
    while True:
        stop = _TITLE_STOP.search(norm, pos, limit)
        if not stop:
            break
        word = stop[0].strip().lower()
        if word == "," and (capitals or not _COMMA_ENDS.match(norm, stop.end(), limit)):
            pos = stop.end()
            continue
        if word == "trên địa bàn" and scoped and _UNTIL_PERIOD.match(norm, stop.end(), limit):
            pos = stop.end()
            continue
        if word == "hiệu quả" and norm.endswith("và ", at, stop.start()):
            pos = stop.end()
            continue
        if word in _MAY_GO_ON and _UNTIL_PERIOD.match(norm, stop.end(), limit):
            pos = stop.end()
            continue
        if word == "với" and norm[at : stop.start()].rstrip().endswith(_GOES_WITH):
            pos = stop.end()
            continue
        if word == "của":
            organ = parts.organ_at(norm, stop.end() + 1, limit)
            if organ is None or norm.startswith(" về ", organ, limit):
                pos = stop.end()
                continue
            if parts.is_unit_alone(norm, stop.end() + 1, organ) and _PERIOD_TAIL.match(norm, organ, limit):
                pos = organ  # "của tỉnh đến năm 2020"
                continue
        if word == "và" and not _AND_ENDS.match(norm, stop.end(), limit):
            pos = stop.end()
            continue
        end = stop.start()
        break
    if (period := _PERIOD.search(norm, at, min(end + 60, limit))) and period.start() <= end:
        end = period.end()
    return at + len(norm[at:end].rstrip(' ,-"').removesuffix(" về"))


def _aliases(norm: str, start: int, end: int) -> tuple[set[str], set[str]]:
    """What brackets define: short names ("Chương trình MTQG") and types that alone stand for one ("Chương trình")."""
    named: set[str] = set()
    bare: set[str] = set()
    for found in chain(_ALIAS.finditer(norm, start, end), _SHORT_FOR.finditer(norm, start, end)):
        words = " ".join(found["alias"].split())
        type_word = _CAPITAL_TYPE.match(words)
        if type_word and type_word.end() == len(words):
            bare.add(parts.type_of(words))
        elif len(words.split()) <= 6 and not _PERIOD.search(words):
            named.add(words)
    return named, bare


@lru_cache(maxsize=8)
def _of_subject(subject: str) -> tuple[str, frozenset[str]]:
    """The words of the document's own subject without spaces, which converters lose, and the years in it."""
    words = _bare_words(subject).replace(" ", "")
    years = re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", subject)
    return re.sub(r"^(?:vềviệc|vv|banhành|phêduyệt|kếhoạch)+", "", words), frozenset(years)


def _bare_words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


_SHORT_TYPES = frozenset(
    {
        "Quyết định",
        "Nghị quyết",
        "Nghị định",
        "Thông tư",
        "Thông tư liên tịch",
        "Chỉ thị",
        "Kết luận",
        "Đề án",
        "Chương trình",
        "Kế hoạch",
        "Công văn",
        "Công điện",
        "Hướng dẫn",
        "Quy định",
        "Thông báo",
        "Tờ trình",
        "Văn bản",
        "Báo cáo",
        "Quy chế",
    }
)
#: The types that are called by their bare number without "số" ("Đề án 06", "Nghị quyết 57").
_SHORT_BARE = frozenset(
    {"Quyết định", "Nghị quyết", "Nghị định", "Thông tư", "Chỉ thị", "Kết luận", "Đề án", "Chương trình"}
)
_SHORT_NUMBER = re.compile(
    r"(?:\s(?:hành động|phối hợp|công tác|liên ngành|liên tịch|thực hiện)(?=\s(?:số|Số)\s))?"
    r"\s(?P<word>(?:số|Số)\s?:?\s)?(?P<number>\d{1,5}[abc]?(?:/(?:19|20)\d{2})?)(?![\w%/])(?![.,\-–]\d)(?!\s?[-/]\s?[A-ZĐ]{2})"
)
#: Further numbers of a list that ends with a whole số hiệu.
_NEXT_OF_LIST = re.compile(r"(?:,\s?|\svà\s)(?:số\s)?(?P<number>\d{1,5}[abc]?)(?=,\s?(?:số\s)?\d|\svà\s(?:số\s)?\d)")
_LIST_TO_CODE = re.compile(
    r"(?:(?:,\s?|\svà\s)(?:số\s)?\d{1,5}[abc]?){0,12}(?:,\s?|\svà\s)(?:số\s)?\d{1,5}[abc]?(?:/(?:19|20)\d{2})?\s?[/-]\s?[A-ZĐ]{2}"
)
#: The figures before a notation.
_CALLED = re.compile(r"\d+[a-zđ]?(?=[/-])")
_COUNTED = re.compile(rf"\s{alternation('counted')}")
_YEAR_NUMBER = re.compile(r"(?:19|20)\d\d")
#: The types in small letters, which are documents only by their number; a law's name is another matter.
_LOWER_TYPES = tuple(sorted(word.lower() for word in _SHORT_TYPES))
_LOWER_TYPE = re.compile(rf"(?<!\w)(?:{prefix_tree((word, '') for word in _LOWER_TYPES)})$")
#: What follows the number of a document; behind a count stands what is counted ("kế hoạch 100 ngày đêm").
_AFTER_NUMBER = re.compile(rf"\s*(?:[,;.:)(\"\n]|$)|\s{alternation('after_number')}")
_DEFINED = frozenset(
    {"Nghị định", "Nghị quyết", "Thông tư", "Quyết định", "Luật", "Bộ luật", "Pháp lệnh", "Quy chế", "Chỉ thị"}
)
_SELF = re.compile(r"\s(?:này|trên|nêu trên)(?!\w)")
_PLURAL = re.compile(r"(?:CÁC|NHỮNG|các|những|mọi|một số|nhiều|từng|mỗi|Các|Những)\s$")

_PLURAL_LIST = re.compile(rf"(?:Các|các|Những|những)\s(?:(?:{parts.TYPE_PATTERN})(?:,\s|\svà\s|/\s?)){{1,4}}$")

#: The title is a part of a body's name: "Trung tâm Điều hành Chương trình …".
_OF_A_BODY = re.compile(
    r"(?:Điều hành|điều hành|Chỉ đạo|chỉ đạo|Quản lý|quản lý|Điều phối|điều phối|Văn phòng|"
    r"Tổ công tác)\s(?:thực hiện\s)?$"
)
_NOT_LAW_BEFORE = re.compile(
    r"(?:học|Học|ngành|khoa|Khoa|cử nhân|Cử nhân|môn|khối|Hội|tịch|Dự án|dự án|Dự thảo|dự thảo|viện)\s$"
)
_NOT_LAW_AFTER = re.compile(
    r"\s?(?:sư|gia|pháp|này|và|hoặc|của|[,;.:()\"\n]|$|\d|khác|có|được|quy định|đã|trên|mới|về\s|là|định|lệ|tục)(?!\w)"
)
#: "Luật BVMT", "Luật PCCC và CNCH"
_INITIALS = re.compile(r"\s(?!UBND|HĐND|MTTQ)[A-ZĐ][A-ZĐ&]{2,9}(?![\w/-])(?:\svà\sCNCH(?!\w))?")
_BARE_YEAR = re.compile(r",?\s(?:năm\s)?((?:19|20)\d{2})(?![\d\w/-])(?!\s?[-/])")
#: "Luật Đất đai (sửa đổi) ngày …"
_AS_AMENDED = re.compile(r"\s\([Ss]ửa đổi(?:, bổ sung)?(?:\s[^()\n]{1,20})?\)(?=,?\s|$)")
_AMENDED = re.compile(rf"{_AS_AMENDED.pattern}(?<=\))(?=,?\s(?:ngày|năm|số)\s\d)|\s\([Ss]ửa đổi(?:, bổ sung)?\)")
_ONCE = re.compile(r"(?:(?<!\w)khi|Khi|ngay khi|sau khi)\s(?:các\s)?$")
_IS_PASSED = re.compile(
    r"(?:\s\([Ss]ửa đổi[^()\n]{0,30}\))?\s(?:này\s)?(?:chính thức\s|bắt đầu\s)?"
    r"(?:được\s(?:[^;:.,()]{0,40}?\s)?(?:thông qua|ban hành)|có hiệu lực)(?!\w)"
)
_AMENDING = re.compile(r"(?:Bộ luật|Luật|Pháp lệnh)\s[Ss]ửa đổi(?:,? (?:và )?bổ sung)?(?: một số)?(?: điều)?(?: của)?")
#: Between "Luật sửa đổi, bổ sung một số điều của" and the last law that it amends.
_AMENDED_BEFORE = re.compile(r"\s?(?:(?:Bộ luật|Luật|Pháp lệnh)\s[^;:.()\d\n]{3,80}?(?:,|\svà|;)\s)*")
_AMENDED_LAW = re.compile(r"\s?(?:các\s)?(?=(?:Bộ luật|Luật|Pháp lệnh)\s)")
_FURTHER_LAW = re.compile(r"(?:,|\svà|;)\s(?=(?:Bộ luật|Luật)\s)")
_DATED_LATER = re.compile(r".{0,160}?\sngày\s")
#: "37 luật có liên quan đến quy hoạch"
_SEVERAL_LAWS = re.compile(r"\s?(?:các|\d{1,2})\s(?:luật|Luật)\s(?=có liên quan|liên quan|về|trong)")
_LAW_STOP = re.compile(rf"\s*[;:.()\"]|,\s(?!chống\s|bổ sung|vệ sinh|an toàn)|\s{alternation('law_end')}")
_LAW_COMMA = re.compile(rf",(?:\s[{LOWER}]+){{1,4}}(?=\s(?:ngày|năm|số)\s\d|\s?[;.])")
_TREATY_STOP = re.compile(
    r"\s*[;:.()\"]|,\s|\s(?:năm|ngày|do|được|đã|mà|nhằm|để|theo|tại|trong|và (?:các|những|pháp luật|Luật|Nghị)|"
    r"giai đoạn|có hiệu lực|là|khi|cũng như)(?!\w)"
)

_TITLED = frozenset({"Chương trình", "Chiến lược", "Chính sách", "Đề án", "Kế hoạch", "Quy hoạch", "Quy chế", "Dự án"})
_ITS_ISSUER = (
    r"\s(?:của|(?=(?:HĐND|UBND|Hội đồng|Ủy ban|Chính phủ|Thủ tướng|Quốc hội|Ban (?:Bí|Chấp|Thường)|Bộ|Tỉnh ủy|Thành ủy|"
    r"Huyện ủy|Đảng ủy)\s))\s?[^,;.]{4,60}?"
)
_BY_MATTER = re.compile(rf"(?:\s(?:liên tịch|chuyên đề))?(?:{_ITS_ISSUER})?\s(?:về|quy định|hướng dẫn)\s")
_ANNOUNCED_BY_MATTER = {
    "Thông tư liên tịch": _BY_MATTER,
    "Thông tư": _BY_MATTER,
    "Nghị quyết": re.compile(
        rf"(?:{_ITS_ISSUER})?\svề\s|\s(?:Đại hội|Hội nghị)\s"
        r"(?:[^;.]{0,60}?lần thứ\s|(?:Đảng\s)?[XVI]{1,5}\s|[^;:.,()\d]{0,60}?nhiệm kỳ\s\d{4})"
    ),
    "Nghị định": _BY_MATTER,
    "Quyết định": re.compile(rf"{_ITS_ISSUER}\svề\s"),
    "Chỉ thị": re.compile(rf"{_ITS_ISSUER}\svề\s"),
    "Kết luận": re.compile(rf"{_ITS_ISSUER}\svề\s"),
}
#: "Quy chế làm việc của Hội đồng ban hành kèm theo Quyết định số …": a title whole, whatever words end others.
_ISSUED_WITH = re.compile(
    r"\s(?!này\s)[^;:.()\n]{6,160}?(?=,?\s(?:được\s)?[Bb]an hành\s(?:kèm\s)?theo\s(?:Quyết|Nghị|Thông|Công)\s)"
)
#: "Quy chế làm việc ban hành kèm theo Quyết định này": a part of the document itself.
_ISSUED_WITH_THIS = re.compile(
    r"[^;:.()\n]{0,120}?\sban hành\skèm theo\s(?:Quyết định|Nghị quyết|Thông tư|Nghị định|Kế hoạch|Công văn)\snày(?!\w)"
)
_TO_WHOM = (
    r"(?:(?:cấp|cơ quan) có thẩm quyền\s|(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)\s"
    r"(?:tỉnh|thành phố|huyện|quận|xã|phường|cấp tỉnh)\s|(?:Thủ tướng )?Chính phủ\s|Quốc hội\s|"
    r"(?:Ban Thường vụ )?(?:Tỉnh|Thành|Huyện|Quận|Đảng) ủy\s)"
)
_TO_BE_WRITTEN = re.compile(
    r"(?:xây dựng|ban hành(?<!đã ban hành)|lập|soạn thảo|tham mưu|trình|đề xuất|dự thảo|Dự thảo|xây dựng dự thảo|"
    r"Xây dựng|Ban hành|Lập|"
    r"Trên đây là|Quyết định này|hoàn thành|Trình)\s(?:(?:và|,)\s(?:\w+\s){1,4}|và tổ chức triển khai thực hiện\s|"
    rf"{_TO_WHOM}(?:phê duyệt\s|thông qua\s|xem xét, (?:phê duyệt|thông qua)\s)?)?$"
)
#: A verb of drafting before its first object, which is a document; "xây dựng nông thôn mới" builds.
_DRAFTS = re.compile(
    r"(?<!\w)(?:[Xx]ây dựng|(?<!đã )[Bb]an hành|[Ll]ập|[Ss]oạn thảo|[Tt]rình|[Dd]ự thảo|[Tt]ham mưu|[Đđ]ề xuất|"
    r"[Hh]oàn thiện)\s"
    rf"(?:{_TO_WHOM})?(?:(?:mới|các|dự thảo|hồ sơ|phê duyệt|thông qua)\s)*"
    r"(?=(?:[Kk]hung|[Đđ]ề án|[Kk]ế hoạch|[Cc]hương trình|[Cc]hiến lược|[Qq]uy (?:hoạch|chế|định)|[Nn]ghị quyết|"
    r"[Dd]ự án|[Qq]uyết định|[Pp]hương án|[Vv]ăn bản|[Cc]hỉ thị|[Bb]ộ (?:tiêu chí|chỉ số|chỉ tiêu))\s)"
)
#: Words behind which what follows is the matter or the basis of what is drafted.
_TAKES_OVER = re.compile(
    r"(?<!\w)(?:thực hiện|triển khai|thi hành|tổ chức|theo|tại|trên cơ sở|căn cứ|để|nhằm|gắn với|lồng ghép|phù hợp|với|"
    r"trong|từ|cụ thể hóa|kèm|sơ kết|tổng kết|thông qua|đánh giá|"
    r"(?<!chế )(?<!trình )(?<!hoạch )phối hợp|hướng dẫn|sửa đổi|thay thế|quy định|tham gia|"
    r"đồng thời|tiếp tục|rà soát|tuyên truyền|phổ biến|quán triệt|thuộc|được|đã|như|đưa|kết quả|kinh phí|nhất là|"
    r"chỉ đạo|phục vụ|bố trí|bổ sung)(?!\w)"
)
#: "UBND tỉnh ban hành Kế hoạch triển khai thực hiện Chương trình …": where and when is said of the plan.
_ANNOUNCED_TO_CARRY_OUT = re.compile(
    r"(?:ban hành|xây dựng|lập)\s[Kk]ế hoạch\s(?:\w+\s){0,4}(?:thực hiện|triển khai)\s\"?$"
)
#: "QUYẾT ĐỊNH / PHÊ DUYỆT ĐỀ ÁN …": what the document itself approves.
_OF_THIS_DECISION = re.compile(r"(?:^|\n|VỀ VIỆC\s|VỀ\s)(?:BAN HÀNH|PHÊ DUYỆT)\s\"?$|(?:^|\n)VỀ\s\"?$")
_GENERIC = re.compile(rf"{alternation('no_title')}|[,;.:()/\-]")
_NAMED_PLAN = re.compile(r"(?:hành động|tổng thể|phòng ngừa|phòng, chống|phối hợp liên ngành|quốc gia)\s")
_ANNUAL = re.compile(r"(?<!đến )năm\s\d{4}$")
#: "Quy hoạch chung đô thị X đến năm 2040": words that begin no title of another type.
_KIND_OF_PLANNING = re.compile(r"\s(?:chung|chi tiết|vùng|sử dụng|phát triển kinh tế)\s")
#: A plan that is known by its years alone.
_PLAN_OF_YEARS = re.compile(
    r"\s(?:phát triển kinh tế\s?-\s?xã hội\s(?:của\s(?:tỉnh|huyện|thành phố|cả nước)\s)?)?(?:0?5 năm\s)?"
    r"(?:giai đoạn\s|thời kỳ\s|năm\s)?(?P<first>\d{4})\s?-\s?(?P<last>\d{4})(?!\d)"
)
_CARRIES_OUT = re.compile(r"\s(?:hành động\s|tổ chức\s|triển khai,?\s){0,2}(?:thực hiện|thi hành)\s")
_CARRIED_OUT = re.compile(r"(?:[Tt]hực hiện|[Đđ]ánh giá|[Kk]ết quả)\s$")
_STRONG = re.compile(r"(?:hành động|mục tiêu|quốc gia|Quốc gia|tổng thể)\s")
_ALIAS_WORDS = (
    r'"?(?P<alias>(?:Chương trình|Đề án|Kế hoạch|Chiến lược|Dự án|Quy chế|Phong trào)(?:\s[^()";,.]{1,40})?)"?'
    r"(?=[);,.])"
)
_ALIAS = re.compile(
    rf"\(\s?(?:[Ss]au đây )?(?:(?:được )?(?:gọi|viết)(?: tắt| chung)? là[:\s]*|viết tắt:?\s)?{_ALIAS_WORDS}"
)
_SHORT_FOR = re.compile(rf"tắt là\s{_ALIAS_WORDS}")
_YEARS = r"\d{4}(?:\s?-\s?\d{4})?"
_SPAN_WORD = "(?:giai đoạn|thời kỳ|GIAI ĐOẠN|THỜI KỲ)"
_FROM_TO = r"(?:từ|TỪ)\s(?:(?:năm|NĂM)\s)?\d{4}\s(?:đến|ĐẾN|-)\s(?:(?:năm|NĂM)\s)?\d{4}"
_VISION = (
    r"(?:(?:,|\svà|,\svà|,?\sVÀ)?\s(?:tầm\s?nhìn|định hướng|hướng tới|TẦM\s?NHÌN|ĐỊNH HƯỚNG)(?:\s(?:đến|tới|ĐẾN))?"
    r"(?:\s(?:năm|NĂM))?\s?\d{4}|\svà (?:những|các) năm tiếp theo|\sVÀ (?:NHỮNG|CÁC) NĂM TIẾP THEO)?"
)
_PERIOD = re.compile(
    rf",?\s(?:(?:{_SPAN_WORD}\s(?:năm\s)?)?{_FROM_TO}|{_SPAN_WORD}\s(?:năm\s)?{_YEARS}|(?:đến|ĐẾN|tới)\s(?:hết\s)?(?:năm|NĂM)\s?\d{{4}}|"
    rf"(?:năm|NĂM)\s\d{{4}}(?:\s?-\s?\d{{4}})?|\d{{4}}\s?-\s?\d{{4}}){_VISION}{_VISION}"
)
_PERIOD_TAIL = re.compile(
    rf",?\s(?:trên địa bàn [^,;.]{{3,40}}?\s)?(?:(?:{_SPAN_WORD}|đến năm|ĐẾN NĂM)\s{_YEARS}|"
    rf"(?:{_SPAN_WORD}\s)?{_FROM_TO}){_VISION}"
)
_UNTIL_PERIOD = re.compile(r"\s(?!(?:các|những|Quyết|Nghị|Kế)\s)[^,;.:()/]{2,60}?,?\s(?:giai đoạn|đến năm|năm)\s\d{4}")
#: Words that end a title unless a period of years closes it farther on ("mất cân bằng giới tính khi sinh giai đoạn …").
_MAY_GO_ON = frozenset(
    {"do", "tại", "bằng", "khi", "vào", "thuộc", "gắn với", "gắn liền", "đối với các", "cho các", "kết hợp"}
)
#: Words whose "với" belongs to the title.
_GOES_WITH = (" trái", " đối", " ứng phó", " thích ứng", " thân thiện", " kết nối", " chung sống", " so")
_QUOTED = re.compile(r'\s?"([^"\n]{3,260})"')
_FIRST_WORD = re.compile(r"\s+\w+")
_TITLE_STOP = re.compile(rf"[;:()\"…]|\.(?!\d)|,|(?<=\s){alternation('title_end')}")
#: After a comma: the words that do not go on with a title.
_COMMA_ENDS = re.compile(rf"\s?(?:[{UPPER}\"(\d]|{alternation('comma_ends_title')})")
_AND_ENDS = re.compile(rf"\s{alternation('and_ends_title')}")
