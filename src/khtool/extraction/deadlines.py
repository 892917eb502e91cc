"""Deadlines: by when something is due, to whom and through whom.

A date (or a term of days) is the anchor; it is a deadline when a word before it says so ("trước", "chậm nhất", "vào",
"trong thời hạn") and the clause tells somebody to do something, or when an event is held on it (`events`). Periods
("từ ngày … đến ngày …") are none, nor is the time cell or "Thời gian thực hiện" line of a task, which is the
assignment's `time`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from khtool.extraction.clauses import (
    UPPER,
    Range,
    body_start,
    brackets,
    content,
    figure_runs,
    figure_starts,
    holds,
    inside,
    rows,
    sentences,
    split,
    tidy,
    tone,
)
from khtool.extraction.events import held_on
from khtool.extraction.frame import Frame, Section
from khtool.extraction.wordlist import choice, last_word, last_words, places, whole_words
from khtool.plan import Deadline, DeadlineComparator, Header

_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<m>0?[1-9]|1[0-2])"
_YEAR = r"(?P<y>(?:19|20)\d\d)"


def _named(pattern: str, suffix: str) -> str:
    return re.sub(r"\?P<(\w+)>", rf"?P<\g<1>{suffix}>", pattern)


#: A point in time: 05/6/2025, 05/6, ngày 15 tháng 12 (năm 2025), tháng 12/2025, tháng 4 năm 2026, 12/2025, quý II/2026,
#: ngày 20 hằng tháng, năm 2030.
_POINT = re.compile(
    r"(?<![\w/.-])(?=[\dntqNTQ])(?:(?:ngày\s+)?"
    + _named(_DAY, "1")
    + r"\s?[/.\-]\s?"
    + _named(_MONTH, "1")
    + r"(?:\s?[/.\-]\s?"
    + _named(_YEAR, "1")
    + r"|\s+năm\s+"
    + _named(_YEAR, "1b")
    + r")?(?![\d/])"
    r"|ngày\s+"
    + _named(_DAY, "2")
    + r"\s+tháng\s+"
    + _named(_MONTH, "2")
    + r"(?:\s+(?:năm\s+)?"
    + _named(_YEAR, "2")
    + r")?(?![\d/])"
    r"|" + _named(_DAY, "8") + r"\s+tháng\s+" + _named(_MONTH, "8") + r"\s+năm\s+" + _named(_YEAR, "8") + r"(?!\d)"
    r"|ngày\s+"
    + _named(_DAY, "3")
    + r"(?:\s+(?:của\s+)?(?P<each>(?:hằng|hàng|mỗi|các)\s+(?:tháng|qu[ýí])|tháng\s+(?:cuối|đầu|sau|tiếp "
    r"theo)(?:(?!\s(?:và|hoặc|trước)\s)[^,;.()]){0,24}))|tháng\s+"
    + _named(_MONTH, "4")
    + r"(?:\s?[/.\-]\s?"
    + _named(_YEAR, "4")
    + r"|\s+năm\s+"
    + _named(_YEAR, "4b")
    + r")?(?![\d/])"
    r"|" + _named(_MONTH, "5") + r"/" + _named(_YEAR, "5") + r"(?!\d)"
    r"|qu[ýí]\s+(?P<q>IV|I{1,3}|[1-4])(?:\s?[/.\-]\s?"
    + _named(_YEAR, "6")
    + r"|\s+năm\s+"
    + _named(_YEAR, "6b")
    + r")?(?!\w)"
    r"|năm\s+" + _named(_YEAR, "7") + r"(?!\d))",
    re.IGNORECASE,
)
#: A term: 10 ngày, 05 ngày làm việc, 24 giờ, 01 tháng.
_TERM = re.compile(
    r"(?P<n>\d{1,3})\s+(?P<u>ngày làm việc|ngày|giờ|phút|tuần|tháng)(?!\w)"
    r"(?!\s*tuổi|\s+\d|(?<=giờ)\s+(?:ngày|thứ)\s)",  # "16 giờ ngày 12/01", "16 giờ 00 ngày 12/01": a moment
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:,\s*)?(?:kể từ|từ|sau khi|sau ngày|tính từ|trước khi|trước ngày)(?!\w)", re.IGNORECASE)
_PERIOD_BEFORE = re.compile(
    r"(?<!\w)(?:từ|kể từ|bắt đầu từ)\s+(?:ngày\s+|tháng\s+|"
    r"qu[ýí]\s+)?[\d/.IV ]*(?:năm \d{4}\s*)?(?:\([^)]*\)\s*)?(?:đến|-|tới)?\s*(?:hết\s+|hết ngày\s+)?$",
    re.IGNORECASE,
)
_PERIOD_AFTER = re.compile(r"\s*(?:-|đến|tới)\s*(?:hết\s+)?(?:ngày\s+|tháng\s+|qu[ýí]\s+)?\d", re.IGNORECASE)
_TIME_LINE = re.compile(
    r"(?:thời gian|thời hạn|tiến độ|thời điểm)(?:\s+(?:thực hiện|hoàn thành|triển khai|tổ chức|áp dụng|dự kiến))*\s*:",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?<!\w)(?:đã|được (?:phê duyệt|cấp|giao|ban hành|công nhận|thành lập|ký|khởi công)|sinh|có hiệu lực|phát sinh|"
    r"đang|xảy ra|thành lập|tốt nghiệp|nhập ngũ|nghỉ hưu|(?<!đăng )ký|"
    r"(?:văn bản|quy định|quyết định|nghị quyết)(?:\s\S+){0,3}\s+ban hành)\s*$",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"(?:số\s+\S*\s*|/[A-ZĐ][\w-]*\s*)(?:ngày\s*)?$|(?:luật|nghị quyết|nghị định|quyết định|công văn|kế hoạch|"
    r"chỉ thị|thông tư|kết luận|văn bản|hướng dẫn)[^,;.]{0,40}$",
    re.IGNORECASE,
)
_BARE_DAY = re.compile(
    r"ngày\s+(?:0?[1-9]|[12]\d|3[01])(?![\d/.-]|\s+(?:tháng|của|hằng|hàng|mỗi|các|làm việc|kể|đến|sau))|"
    r"(?<![\d:/])\d{1,2}\s?(?:giờ|h)(?:\s?\d{2})?(?:\s?phút)?(?:\s+(?P<daily>hằng|hàng|mỗi)\s+ngày|"
    r"(?P<hour>)(?!\w|,?\s+(?:ngày|thứ|chủ|hằng|hàng|mỗi|làm việc|kể|sau|\d)))|"
    r"(?:\d{1,2}\s?(?:giờ|h)(?:\s?\d{2})?(?:\s?phút)?,?\s+(?:ngày\s+)?)?(?P<weekly>thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|"
    r"chủ nhật)(?!\w)(?:\s+(?:hằng|hàng|mỗi)\s+tuần)?",
    re.IGNORECASE,
)
_QUARTERS = ("uý I", "UÝ I", "uí I", "UÍ I")
#: The length of each word with which a point in time begins, by its last letter.
_UNITS = {"y": 4, "Y": 4, "g": 5, "G": 5, "ý": 3, "Ý": 3, "í": 3, "Í": 3, "m": 3, "M": 3}
#: What follows a figure that is a day, an hour or a term.
_TIMED = re.compile(r"\s?[/.\-]\s?\d|\s?(?:giờ|h)|\s+(?:ngày|phút|tuần|tháng)(?!\w)", re.IGNORECASE)
#: A weekday alone is told from a numeral when its part of the sentence speaks of time besides.
_OF_TIME = re.compile(r"\d[/.-]\s?\d|[Nn]gày|NGÀY|[Tt]háng|THÁNG|[Qq]u[ýí]|QU[ÝÍ]|[Nn]ăm|NĂM|giờ|phút|tuần")
_DAILY = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi)\s+ngày(?!\w)", re.IGNORECASE)
_RECURS = re.compile(r"(?:hằng|hàng|mỗi|từng|cuối)\s+(?:tháng|qu[ýí])", re.IGNORECASE)
#: "tổng kết vào năm 2030": of years only those in which a plan is reviewed are deadlines.
_CLOSES = re.compile(
    r"(?<!\w)(?:sơ kết|tổng kết)[^,;.]{0,40}(?:vào|cuối|đầu|trong)\s+(?:(?:cuối|đầu)\s+)?$", re.IGNORECASE
)
_CLOSES_TOO = re.compile(r",\s+(?:và\s+)?(?:sơ kết|tổng kết)\s+", re.IGNORECASE)
_COMPLETES = re.compile(
    r"(?<!\w)(?:hoàn thành|hoàn tất|xong|phấn đấu|ban hành|thành lập|kiện toàn)(?!\w)", re.IGNORECASE
)
#: "công trình xây dựng trước năm 2010": since when something stands.
_STANDS = re.compile(
    r"(?<!\w)(?:xây dựng|đầu tư|có|cấp|ban hành|thành lập|hình thành|đưa vào sử dụng|tồn tại|sinh|ngay|đó)\s*$",
    re.IGNORECASE,
)
_TERM_OF = re.compile(r"(?<!\w)(?:hạn|thời hạn)\s+[^,;.:]{1,40}:\s*$", re.IGNORECASE)  # "Thời hạn nhận bài: đến …"
_ALSO = re.compile(r"(?:\s*\([^()]{0,60}\))?\s+và\s+(?:ngày\s+)?|,\s+(?:ngày\s+)?", re.IGNORECASE)
_DATED_AFTER = re.compile(r"\s*[(:]?\s*(?:trước|chậm nhất|muộn nhất|hạn|vào ngày|xong trước)(?!\w)", re.IGNORECASE)
_REGULAR = re.compile(r"(?<!\w)(?:báo cáo|sơ kết|tổng kết|đánh giá|kiểm tra|thống kê|cập nhật)(?!\w)", re.IGNORECASE)
#: "trước 17 giờ 00 ngày 12/02": the hour between the word and the day.
_HOUR = r"(?:\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{2})?(?:\s?(?:phút|ph|p))?,?\s+)?"
#: "Hạn nộp hồ sơ: 17 giờ ngày 20/8", "hạn chót gửi bài là ngày 15/9".
_TERMED = re.compile(
    r"(?<!\w)(hạn cuối|hạn chót|thời hạn|hạn|thời điểm(?= (?:chốt|gửi|nộp|báo cáo)))\s+(?:[^,;.:]{1,40}(?::|\slà)\s*"
    + _HOUR
    + r"|(?:gửi|nộp|báo cáo|trình|đăng ký|nhận)(?!\w)[^,;.:\d]{0,60}\s)$",
    re.IGNORECASE,
)
_EACH_YEAR = re.compile(r"\s*(?:hằng|hàng|mỗi)\s+năm", re.IGNORECASE)


class _Words(NamedTuple):
    """Words before a date with what they end in and their comparators; words of doing."""

    before: re.Pattern[str]
    before_last: frozenset[str]
    comparators: dict[str, DeadlineComparator]
    doing: re.Pattern[str]

    def leads(self, text: str) -> re.Match[str] | None:
        """A word before a date at the end of `text`: "chậm nhất ngày "."""
        return self.before.search(text) if last_word(text) in self.before_last else None


@lru_cache(maxsize=1)
def _vocabulary() -> _Words:
    """The vocabulary files time_deadlines and time_actions, compiled once."""
    words: dict[str, DeadlineComparator] = {r["phrase"]: r["comparator"] for r in rows("time_deadlines")}  # type: ignore[misc]
    return _Words(
        re.compile(rf"(?<!\w)({choice(words)})\s*[:(]?\s*(?:các\s+)?{_HOUR}$", re.IGNORECASE),
        last_words([*words, "các", "giờ", "g", "h", "phút", "ph", "p"]),
        words,
        re.compile(whole_words(r["word"] for r in rows("time_actions"))),
    )


@dataclass(slots=True)
class _Due:
    start: int  # of the word before the date
    end: int
    date: str | None
    comparator: DeadlineComparator
    bracket: Range | None = None
    kind: Literal["event", "review", None] = None  # what a part behind a semicolon that names no verb goes on with


def _iso(m: re.Match[str]) -> str | None:
    """ISO date of a point in time; "--MM-DD" without a year, "--MM" for a month, None for what recurs and a quarter."""
    g = m.groupdict()

    def first(*names: str) -> str | None:
        return next((g[n] for n in names if g.get(n)), None)

    if g["each"] or g["q"]:
        return None
    year = first("y1", "y1b", "y2", "y4", "y4b", "y5", "y7", "y8")
    month = first("m1", "m2", "m4", "m5", "m8")
    day = first("d1", "d2", "d8")
    if month and day:
        return f"{year or '-'}-{int(month):02d}-{int(day):02d}"
    if month:
        return f"{year or '-'}-{int(month):02d}"
    return year


def _matches(pattern: re.Pattern[str], norm: str, spots: list[int], end: int) -> Iterator[re.Match[str]]:
    """The matches that begin at one of the spots, apart from each other."""
    done = 0
    for at in spots:
        if at >= done and (m := pattern.match(norm, at, end)):
            done = m.end()
            yield m


class _Here(NamedTuple):
    """What is known about the spot: of reports, its section, the day of the plan, the kind of the part before."""

    reporting: bool
    section: Section | None
    issued: str | None
    before: Literal["event", "review", None]


def _dues(norm: str, part: Range, here: _Here, moments: list[int]) -> Iterator[_Due]:
    """The dates in a part of a sentence that are deadlines."""
    reporting = here.reporting
    spots = moments[bisect_left(moments, part[0]) : bisect_left(moments, part[1])]
    if not spots:
        return
    words = _vocabulary()
    inner = brackets(norm, *part)
    acting: bool | None = None

    def acts() -> bool:
        """Whether the part tells somebody to do something; asked of few."""
        nonlocal acting
        if acting is None:
            acting = words.doing.search(norm, *part) is not None
        return acting

    previous: _Due | None = None
    closed: int | None = None  # where a year of review ends
    for m in _matches(_POINT, norm, spots, part[1]):
        left = norm[max(part[0], m.start() - 64) : m.start()]
        bracket = inside(inner, m.start())
        said = words.leads(left) or (_TERMED.search(left) if "ạn " in left or "ời điểm " in left else None)
        if not (m["d1"] or m["d2"] or m["d3"] or m["d8"]) and _DATED_AFTER.match(norm, m.end(), part[1]):
            continue  # "báo cáo quý I trước ngày 15/3": what is handed in, not when
        again = previous is not None and _ALSO.fullmatch(norm, previous.end, m.start())
        if again and previous is not None:  # "trước ngày 15/6 và 15/12"
            each = _EACH_YEAR.match(norm, m.end(), part[1])
            previous = _Due(m.start(), each.end() if each else m.end(), _iso(m), previous.comparator, bracket)
            yield previous
            continue
        if said is None and m["each"] and m.start() == part[0] and acts():
            yield _Due(m.start(), m.end(), None, "on", bracket)  # "Ngày 25 hằng tháng, …"
            continue
        bare_year = m["y7"] is not None
        into = said is not None and said[1].lower() in ("vào", "vào các")
        coded = said is None and "/" in left.rstrip().rpartition(" ")[2]  # "Kế hoạch số 12/KH-UBND ngày …"
        if (said is None or into) and not (coded or bracket or bare_year) and (iso := _iso(m)):
            at = held_on(norm, part, m.span(), iso, here.issued, here.before == "event", words.doing)
            if at is not None and tone(here.section) != "report" and not _spans(norm, part, m):
                previous = _Due(at, m.end(), iso, "on", None, "event")
                yield previous
                continue
        if bare_year and closed is not None and _CLOSES_TOO.fullmatch(norm, closed, m.start()):
            closed = m.end()  # "sơ kết vào năm 2025, tổng kết năm 2030"
            yield _Due(m.start(), m.end(), _iso(m), "on", bracket, "review")
            continue
        closing: object = None
        if bare_year and said is not None:
            closing = _CLOSES.search(norm, max(part[0], m.start() - 60), m.start())
            if not closing and into:
                closing = (
                    not acts()
                    if here.before == "review"  # "Tổng kết … vào năm 2025; giai đoạn 2026 - 2030 vào năm 2030"
                    else tone(here.section) == "plain" and _completes(norm, part, m.start())
                )
        if bare_year and said is not None and said[1].lower().endswith("trước"):
            at = m.start() - len(left) + said.start(1)  # "Nâng cấp … hoàn thành trước năm 2026"
            closing = not _STANDS.search(norm, max(part[0], at - 24), at) and (
                words.doing.match(norm, part[0]) or _COMPLETES.search(norm, max(part[0], m.start() - 160), m.start())
            )
        if said is None or (bare_year and not closing):
            # "báo cáo giữa kỳ (năm 2030)", "Báo cáo 6 tháng: 15/5": a date in brackets or after a colon, in a report
            alone = (
                bracket is not None
                and norm[bracket[0] + 1 : m.start()].strip() == ""
                and norm[m.end() : bracket[1] - 1].strip() == ""
            )
            stop = bracket[0] if bracket else m.start()
            lead = norm[max(part[0], stop - 200) : stop]
            if not (alone and re.search(r"(?<!\w)(?:báo cáo|sơ kết|tổng kết)(?!\w)", lead, re.IGNORECASE)):
                continue
            yield _Due(m.start(), m.end(), _iso(m), "on", bracket)
            continue
        word = re.sub(r"\s+", " ", said[1].lower())
        start = m.start() - len(left) + said.start(1)
        if (
            _PERIOD_BEFORE.search(left[: said.start(1)] + said[1])
            or _PERIOD_BEFORE.search(left)
            or _PERIOD_AFTER.match(norm, m.end(), part[1])
        ):
            continue
        if _GRANTS.match(norm, m.end(), part[1]):
            continue
        firm = word.startswith(_FIRM) and not _TOLD.search(norm, part[0], start)
        if not firm and _DONE.search(norm, max(part[0], start - 40), start) and word != "hoàn thành trước":
            continue
        if _is_told(norm, part, start, words):
            continue
        if word == "định kỳ" and m["each"] and start == part[0] and acts():
            yield _Due(m.start(), m.end(), None, "on", bracket)  # "Định kỳ ngày 20 hằng tháng tổng hợp báo cáo …"
            continue
        if word == "định kỳ" and not _REGULAR.search(norm, max(part[0], start - 80), start):
            continue  # "trong sinh hoạt định kỳ tháng 6"
        if word == "ngày" and _CITED.search(norm, max(part[0], start - 60), start):
            continue
        if bracket and not (m["d1"] or m["d2"] or m["d8"]) and _TASKED.search(norm, bracket[0], start):
            continue  # "(Sở Tài chính chủ trì; hoàn thành trong quý II)": the time of the task
        if word in ("ngày", "sau") or (
            word in ("đến", "hết", "đến hết", "trong", "vào")
            and not closing
            and not (_finishes(norm, part, start) or _TERM_OF.search(norm, max(part[0], start - 60), start))
        ):
            continue
        if closing:
            closed = m.end()
            yield _Due(start, m.end(), _iso(m), words.comparators.get(word, "by"), bracket, "review")
            continue
        if word in ("trong", "vào") and bare_year:
            continue
        end = m.end()
        each = _EACH_YEAR.match(norm, end, part[1])
        end = each.end() if each else end
        due = firm or acts() or _TERM_OF.search(norm, max(part[0], start - 60), start)
        if not due and (bracket or not reporting):
            continue
        previous = _Due(start, end, _iso(m), words.comparators.get(word, "by"), bracket)
        yield previous
    for m in _matches(_BARE_DAY, norm, spots, part[1]):  # "hằng tháng (trước ngày 25)"
        left = norm[max(part[0], m.start() - 64) : m.start()]
        said = words.leads(left)
        if (
            said
            and said[1].lower() != "ngày"
            and (reporting or acts())
            and (
                m["daily"]
                or (m["hour"] is not None and _DAILY.search(left))
                or (m["weekly"] and _OF_TIME.search(norm, *part))
                or (m["hour"] is None and _RECURS.search(left))
            )
        ):
            word = re.sub(r"\s+", " ", said[1].lower())
            start = m.start() - len(left) + said.start(1)
            yield _Due(start, m.end(), None, words.comparators.get(word, "by"), inside(inner, m.start()))
    terms = list(_matches(_TERM, norm, spots, part[1]))
    if terms and _RATE.match(norm, *part):
        return  # "100% ổ dịch được xử lý trong vòng 48 giờ": what is counted
    for t in terms:
        left = norm[max(part[0], t.start() - 40) : t.start()]
        said = words.leads(left)
        after = _FROM.match(norm, t.end() + (norm[t.end() : t.end() + 1] == " "), part[1])
        if said is None:
            continue
        word = re.sub(r"\s+", " ", said[1].lower())
        if not (word in _TERM_WORDS or (word in ("sau", "trước", "trong", "không quá") and after)):
            continue
        if t["u"].lower() == "phút" and not after:
            continue  # "phát thanh trong vòng 30 phút"
        if _is_told(norm, part, t.start(), words):
            continue
        if reporting or acts() or (after and word.startswith(_FIRM)):
            yield _Due(t.start() - len(left) + said.start(1), t.end(), None, "by", inside(inner, t.start()))


_TASKED = re.compile(r"(?<!\w)chủ trì(?!\w)", re.IGNORECASE)
#: "nộp trước ngày 30/6 thì được …": a condition.
_GRANTS = re.compile(r",?\s+(?:thì|vẫn|không được)(?!\w)", re.IGNORECASE)
_RATE = re.compile(r"(?:[^\W\d]+\s+){0,4}\d[\d.,]*\s?%|(?:tỷ lệ|tỉ lệ)\s", re.IGNORECASE)
_TERM_WORDS = frozenset(
    {
        "trong thời hạn",
        "trong vòng",
        "chậm nhất",
        "chậm nhất là",
        "muộn nhất",
        "muộn nhất là",
        "chậm nhất sau",
        "muộn nhất sau",
        "không muộn hơn",
        "thời hạn",
    }
)
_TOLD = re.compile(r"(?<!\w)đã(?!\w)", re.IGNORECASE)
_WHOLE = re.compile(
    r"(?<!\w)(?:hoàn thành|hoàn tất|kết thúc|giải quyết (?:dứt điểm|căn bản|cơ bản|xong))(?!\w)", re.IGNORECASE
)


def _is_told(norm: str, part: Range, start: int, words: _Words) -> bool:
    """Whether what stands before the words of time was done: "các xã đã gửi hồ sơ trước ngày …"; no task opens it."""
    told = _TOLD.search(norm, part[0], start)
    return (
        told is not None
        and norm.find(",", told.end(), start) < 0
        and words.doing.search(norm, part[0], told.start()) is None
        and sum(1 for _ in words.doing.finditer(norm, told.end(), start)) <= 1  # "đã đăng ký gửi hồ sơ trước ngày …"
    )


def _completes(norm: str, part: Range, year: int) -> bool:
    """Whether the part tells to complete something that is not counted, by its year: "hoàn thành … vào năm 2026"."""
    done = _WHOLE.search(norm, max(part[0], year - 160), year)
    return done is not None and not (_TOLD.search(norm, *part) or holds(figure_starts(norm), done.end(), year))


def _spans(norm: str, part: Range, m: re.Match[str]) -> bool:
    """Whether the date begins or ends a period."""
    return (
        _PERIOD_AFTER.match(norm, m.end(), part[1]) is not None
        or _PERIOD_BEFORE.search(norm, max(part[0], m.start() - 64), m.start()) is not None
    )


#: Words that nobody says but of a deadline: "Khai giảng chậm nhất ngày 15/10" needs no known verb.
_FIRM = ("chậm nhất", "muộn nhất", "không muộn hơn", "hạn chót", "hạn cuối")
_FINISH = re.compile(
    r"(?<!\w)(?:hoàn thành|xong|hoàn tất|báo cáo|gửi|trình|tổng kết|sơ kết|nộp|ban hành|công bố|phê duyệt|"
    r"xây dựng (?:và ban hành )?kế hoạch|kiện toàn|thành lập|"
    r"(?:tiếp nhận|nhận|thu) (?:hồ sơ|bài|tác phẩm|đăng ký|phiếu|đơn))(?!\w)",
    re.IGNORECASE,
)


def _finishes(norm: str, part: Range, start: int) -> bool:
    """A word of finishing or handing in stands before the date, in the same clause."""
    return bool(_FINISH.search(norm, max(part[0], start - 160), start))


# --- to whom ---------------------------------------------------------------------------------------------------------

_ORGAN = (
    r"(?:Thường trực\s+)?(?:[Cc]ác\s+)?(?:UBND|UBMTTQ|MTTQ|Huyện đoàn|Tỉnh đoàn|Thành đoàn|"
    r"Ủy ban|Uỷ ban|HĐND|Hội đồng|Sở|[Pp]hòng|Bộ|Ban|Văn phòng|Công an|"
    r"Chủ tịch|Huyện ủy|Tỉnh ủy|Thành ủy|Quận ủy|Thị ủy|Đảng ủy|Trung tâm|Chi cục|Cục|Tổng cục|Kho bạc|Chính phủ|"
    r"Thủ tướng|Hội|Đoàn|Liên đoàn|Liên minh|Quốc hội|Viện|Thanh tra|Cơ quan|Tổ công tác|Tổ giúp việc|Mặt trận|"
    r"Giám đốc|Tổng Giám đốc|Hiệu trưởng|Bảo hiểm|Thuế|Tòa án|Trường|Công chức|Ngân hàng|Báo|Đài|Hạt|Đội|Trạm|Bí thư)"
)
_ORGAN_AT = re.compile(_ORGAN + r"(?!\w)")
#: The same anywhere behind a blank; few places open with one of these letters.
_ORGAN_NEXT = re.compile(rf"(?<=\s)(?=[BCGHKLMNPQSTUVcpĐỦ]){_ORGAN_AT.pattern}")
_ORGAN_STOP = re.compile(
    # a comma within a name goes on: "Sở Văn hóa, Thể thao và Du lịch", "Ban Chỉ đạo phòng, chống tội phạm"
    rf"\s*[;:.()\[\]/]|\s*,(?!\s+(?:chống|(?:và\s+)?(?:phường|xã|thị trấn|đặc khu|huyện|quận|thị xã|thành phố)(?!\w)|"
    rf"(?!{_ORGAN}|[Cc]ơ quan)[{UPPER}]))"
    r"|\s+(?:trước|để|theo|kết quả|kết|định kỳ|định|hằng|hàng|chậm|muộn|vào|xem xét|tổng hợp|tổng|về|thông qua|qua|"
    r"bằng|trong|khi|ngày|nhằm|phục vụ|"
    r"chỉ đạo|có|được|là|đúng|tình hình|những|và (?=[a-zđà-ỹ])(?!các\s+[A-ZĐ])|tại|biết|"
    r"cho ý kiến|cho|đồng thời|hoặc (?=[a-zđ])|việc|số liệu|danh sách|hồ sơ|văn bản|kế hoạch|phê duyệt|thẩm định|"
    r"ban hành|tiến độ|sơ kết|tổng kết|sau|từ|đến|trên|các nội dung|công tác|quyết định|bố trí|một|ngay|kịp|báo cáo|"
    r"thường xuyên|giải quyết|tổ chức(?!\s+(?:chính trị|xã hội|đoàn|hội|thành viên)))(?!\w)"
)
_JOINED = re.compile(
    r"\s+và\s+(?=(?:các\s+)?" + _ORGAN + r"(?!\w))|,\s+(?![Cc]ơ quan [Tt]hường trực)(?=" + _ORGAN + r"(?!\w))"
)
_TO = re.compile(
    r"(?<!\w)(?:về|gửi(?:\s+(?:về|đến|cho|tới))?|báo cáo(?:\s+(?:kết quả(?:\s+thực hiện)?(?:\s+về)?|về|cho|với|"
    r"lên))?|trình|nộp(?:\s+về)?|cho|đến|lên|tham mưu)\s+$",
    re.IGNORECASE,
)
#: "để phục vụ báo cáo Quốc hội": what the receiver will do, not where this goes.
_FOR = re.compile(r"(?<!\w)(?:để|phục vụ|nhằm|làm cơ sở)\s[^;.]*$", re.IGNORECASE)
_THROUGH = re.compile(
    r"\(\s*(?:thông qua|qua)\s+([^()]{3,120})\)|(?<!\w)(?:thông qua|qua)\s+(?=" + _ORGAN + r")", re.IGNORECASE
)


def _organ(text: str, norm: str, start: int, end: int) -> str | None:
    """The name of the organ that starts here, as written; several joined by "và" stay together."""
    if not _ORGAN_AT.match(norm, start, end):
        return None
    at = start
    while True:
        m = _ORGAN_AT.match(norm, at, end)
        at = m.end() if m else at
        stop = _ORGAN_STOP.search(norm, at, end)
        limit = stop.start() if stop else end
        joint = _JOINED.search(norm, at, end)
        if joint and joint.start() <= limit:
            at = joint.end()
            continue
        # "Sở Lao động - Thương binh và Xã hội": "và" before a capital goes on
        return text[start:limit].strip(" ,;-–") or None


_ADDRESS = re.compile(
    r"[,;]\s*(?:địa chỉ|email|e-mail|thư điện tử|số điện thoại|điện thoại|sđt|đt|để|trước|đồng thời|chậm|hạn|"
    r"theo)(?!\w)",
    re.IGNORECASE,
)
_NAME_GOES_ON = re.compile(
    r",\s+(?!(?:để|trước|đồng thời|số điện thoại|địa chỉ|email|qua|theo|chậm|hạn)(?!\w))[a-zđà-ỹ]"
)


def _receivers(text: str, norm: str, part: Range) -> list[tuple[int, str]]:
    """(offset, organ) for each "gửi / báo cáo / về X" in a part."""
    found = []
    for m in _ORGAN_NEXT.finditer(norm, *part):
        if _TO.search(norm, max(part[0], m.start() - 36), m.start()) and not _FOR.search(
            norm, max(part[0], m.start() - 80), m.start()
        ):
            name = _organ(text, norm, m.start(), part[1])
            if name and norm.startswith(" báo cáo", m.start() + len(name)):
                continue  # "tham mưu UBND huyện báo cáo": who reports
            if name:
                found.append((m.start(), name))
    return found


def _through(text: str, norm: str, part: Range) -> str | None:
    for m in _THROUGH.finditer(norm, *part):
        if m[1] is not None:
            name = _organ(text, norm, *m.span(1))
            if name and _NAME_GOES_ON.match(norm, m.start(1) + len(name), m.end(1)):
                name = None  # "(qua Cục Quản lý Khám, chữa bệnh)": the brackets hold one name
            more = _ADDRESS.search(norm, *m.span(1))
            return name or text[m.start(1) : more.start() if more else m.end(1)].strip().strip(" ,;")
        name = _organ(text, norm, m.end(), part[1])
        if name:
            return name
    return None


# --- the document ----------------------------------------------------------------------------------------------------

_CHAIN = re.compile(
    r"\s+và\s+(?:trước|năm|cả năm|hằng năm|\d|báo cáo|vào|định kỳ)|,\s+(?=(?:trước|vào|chậm nhất|báo cáo|gửi|định kỳ|"
    r"hoàn thành|xong)(?!\w))|\.\s",
    re.IGNORECASE,
)
_REPORT_TITLE = re.compile(r"báo cáo", re.IGNORECASE)


_Intro = tuple[str | None, str | None, bool]  # to whom, through whom, whether it speaks of reports
_NO_INTRO: _Intro = (None, None, False)


def extract(frame: Frame, header: Header) -> tuple[Deadline, ...]:
    """The deadlines of a plan in the order of the text; dates ISO, "--06-05" without a year, None when relative.

    `to` and `through` may stand in the paragraph that introduces the list or in another part of the sentence.
    """
    # The plan's own year is read into no deadline; but a bare year before it is none.
    first = header.years[0] if header.years else int((header.issued_date or "0")[:4])
    issued = header.issued_date or (str(first) if first else None)
    norm, text = frame.text.norm, frame.text.text
    found: list[Deadline] = []
    intro = _NO_INTRO
    where: str | None = None
    moments = _moments(norm)
    counted = sorted(figure_starts(norm) + places(norm, *_QUARTERS))  # a weekday counts beside a figure only
    for p in content(frame):
        if intro != _NO_INTRO and (here := frame.where(p.start)) != where and not _below(here, where):
            intro = _NO_INTRO
        if p.cell is not None:
            continue
        hinted = holds(moments, p.start, p.end)
        colon = norm.rfind(":", p.start, p.end)
        leads = colon >= 0 and not norm[colon + 1 : p.end].strip()
        if not (hinted or leads):
            continue
        start = body_start(norm, p.start, p.end)
        if colon >= 0 and _TIME_LINE.match(norm, start, p.end) and not _CHAIN.search(norm, start, p.end):
            continue
        line = (start, p.end)
        if leads:
            got = _receivers(text, norm, line)
            reports = bool(_REPORT_TITLE.search(norm, *line))
            # a lead-in within a lead-in ("Báo cáo kết quả … (theo biểu mẫu):") keeps the receiver of the outer one
            to, through = (got[0][1], _through(text, norm, line)) if got else intro[:2]
            intro, where = (to, through, reports or intro[2]), frame.where(p.start)
        if not holds(moments, *line):
            continue
        told: _Intro | None = None
        for sentence in sentences(norm, *line):
            if holds(moments, *sentence) and holds(counted, *sentence):
                # "… báo cáo về X (qua Y). Báo cáo 6 tháng gửi trước ngày …": the sentence before says to whom
                goes_on = told is not None and _REPORT_TITLE.match(norm, *sentence)
                found += _from_sentence(frame, sentence, told if told and goes_on else intro, moments, issued)
            if sentence[1] < line[1] and _REPORT_TITLE.search(norm, *sentence):
                got = _receivers(text, norm, sentence)
                told = (got[0][1], _through(text, norm, sentence), True) if got else told
    return tuple(d for d in found if not (d.date and len(d.date) == 4 and d.date.isdigit() and int(d.date) < first))


def _below(path: str | None, above: str | None) -> bool:
    """Whether a section stands under another: its lettered items go on with the lead-in."""
    return path is not None and above is not None and path.startswith(above + ".")


def _moments(norm: str) -> list[int]:
    """Where a point in time or a term may begin, in order: at its figure or the word before it, at a weekday.

    One look at each figure, so that the sentences without any need no closer one.
    """
    found = [at - 1 for at in places(norm, *_QUARTERS, "hứ ", "HỨ ", "hủ nhật", "hủ Nhật", "HỦ NHẬT")]
    for start, end in figure_runs(norm):
        end_of_word = start
        while norm[end_of_word - 1 : end_of_word].isspace():
            end_of_word -= 1
        length = _UNITS.get(norm[end_of_word - 1 : end_of_word]) if end_of_word < start else None
        if length and norm[end_of_word - length : end_of_word].lower() in ("ngày", "tháng", "quý", "quí", "năm"):
            found += (end_of_word - length, start)
        elif "." in norm[start:end] or _TIMED.match(norm, end):
            found.append(start)
        if "," in norm[start : end - 1]:  # "ngày 15,16/12"
            found += (at + 1 for at in range(start, end) if norm[at] == ",")
    return sorted(found)


def _from_sentence(
    frame: Frame, sentence: Range, intro: _Intro, moments: list[int], issued: str | None
) -> Iterator[Deadline]:
    norm, text = frame.text.norm, frame.text.text
    section = frame.section_at(sentence[0])
    reporting = intro[2] or bool(section and _REPORT_TITLE.search(section.title))
    before: Literal["event", "review", None] = None
    for part in split(norm, *sentence):
        if not holds(moments, *part):
            continue
        # "Báo cáo quý …; 6 tháng chậm nhất ngày 14/6": a part before speaks of reports
        listed = bool(_NEXT_REPORT.match(norm, *part) and _REPORT_TITLE.search(norm, sentence[0], part[0]))
        dues = list(_dues(norm, part, _Here(reporting or listed, section, issued, before), moments))
        before = dues[-1].kind if dues else None
        if not dues:
            continue
        dues.sort(key=lambda d: d.start)
        # "báo cáo sơ kết trước …; báo cáo tổng kết trước … gửi về X": told once for all that is handed in
        shared = part if not (reporting or _HANDED_IN.search(norm, *part)) else sentence
        receivers = _receivers(text, norm, part) or _receivers(text, norm, shared)
        through = _through(text, norm, part) or _through(text, norm, shared)
        last = part[0]  # where the date before ends, its brackets included
        for i, due in enumerate(dues):
            begin = part[0] if i == 0 else _between(norm, last, due.start)
            last = due.bracket[1] if due.bracket else due.end
            stop = part[1] if i + 1 == len(dues) else _before(norm, last, dues[i + 1].start)
            begin, stop = _narrow(norm, begin, stop, due, last)
            begin, stop = tidy(norm, begin, stop)
            to = _nearest(receivers, due.start) or intro[0]
            yield Deadline(
                text=text[begin:stop],
                date=due.date,
                comparator=due.comparator,
                to=to,
                through=through or (intro[1] if to == intro[0] else None),
                where=frame.where(begin),
                span=frame.span(begin, stop),
            )


_NEXT_REPORT = re.compile(
    r"(?:và\s+)?(?:qu[ýí]|tháng|năm|cả năm|\d{1,2} tháng|\d năm|hằng|hàng|định kỳ|giữa kỳ|cuối kỳ|đột xuất)(?!\w)",
    re.IGNORECASE,
)
_HANDED_IN = re.compile(r"(?<!\w)(?:báo cáo|gửi|nộp|sơ kết|tổng kết|định kỳ|hằng năm|hàng năm)(?!\w)", re.IGNORECASE)


def _nearest(receivers: list[tuple[int, str]], at: int) -> str | None:
    return min(receivers, key=lambda r: abs(r[0] - at))[1] if receivers else None


def _between(norm: str, start: int, stop: int) -> int:
    """Where the clause of a second deadline begins: after the "và" or comma between the two."""
    gap = norm[start:stop]
    m = re.search(r"\s+và\s+|,\s+(?:và\s+)?", gap)
    return start + m.end() if m else start


def _before(norm: str, start: int, stop: int) -> int:
    gap = norm[start:stop]
    m = re.search(r"\s+và\s+|,\s+", gap)
    return start + m.start() if m else stop


_CLAUSE = re.compile(
    r",\s+(?=(?:định kỳ|báo cáo|gửi|hoàn thành|tổng hợp|trình|đánh giá|thực hiện chế độ|tổ chức|xây dựng|chậm nhất|"
    r"trước ngày)(?!\w))|:\s+|\s+và\s+(?=(?:định kỳ|báo cáo|gửi|tổng hợp)(?!\w))",
    re.IGNORECASE,
)


_ENDS = re.compile(r"(?<!\w)(?:hoàn thành|hoàn tất|xong)\s+$", re.IGNORECASE)


def _narrow(norm: str, begin: int, stop: int, due: _Due, last: int) -> Range:
    """The clause without what comes before it in a long sentence, and without a second matter after it."""
    if due.bracket and len(norm[due.bracket[0] : due.start].split()) > 2:
        return due.bracket[0] + 1, due.bracket[1] - 1  # the bracket holds a clause of its own
    if _RATE.match(norm, begin, due.start) and (ends := _ENDS.search(norm, max(begin, due.start - 16), due.start)):
        begin = ends.start()  # "100% chi bộ … học tập, hoàn thành trong quý II": what is counted is a target
    inner = brackets(norm, begin, stop)
    for m in _CLAUSE.finditer(norm, begin, due.start):
        if not inside(inner, m.start()) and _vocabulary().doing.search(norm, m.end(), due.start):
            begin = m.end()
    for m in re.finditer(
        r"\s+và (?=thực hiện|báo cáo đột xuất|tổ chức)|,\s+(?=đồng thời|trường hợp|báo cáo (?:sơ kết|đột xuất))",
        norm[last:stop],
    ):
        if not inside(inner, last + m.start()):
            stop = last + m.start()
            break
    return begin, stop
