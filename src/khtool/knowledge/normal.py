"""Normal forms for comparing numbers (số hiệu), names and dates. What is shown to people is never taken from here."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from khtool.knowledge.tables import rows
from khtool.text import fold

#: Capitals of the Cyrillic alphabet that fonts draw like Latin ones; they get into numbers by way of OCR and web pages.
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТХУ", "ABEKMHOPCTXY")
_SPACE = re.compile(r"\s+")
_PREFIX = re.compile(r"^SỐ(?:HIỆU|KÝHIỆU)?[:.]*(?=[\d/])")
_ZEROS = re.compile(r"^0+(?=\d)")
_CODE = re.compile(r"(?P<number>\d*[A-Za-zĐđ]?)(?:/(?P<year>\d{4}))?[-/](?P<notation>.+)", re.DOTALL)


class CodeParts(NamedTuple):
    """A số hiệu taken apart: "56/2017/NĐ-CP" → ("56", 2017, "NĐ-CP"), "28-CT/TW" → ("28", None, "CT/TW")."""

    number: str
    year: int | None
    notation: str


@lru_cache(maxsize=8192)
def normal_code(code: str) -> str:
    """The form in which numbers are compared: no white space, "-" for every dash, Đ, upper case. Zeros stay.

    >>> normal_code("140/KH – UBND"), normal_code("10- CTr/TU"), normal_code("Số: 05/KH-UBND.")
    ('140/KH-UBND', '10-CTR/TU', '05/KH-UBND')
    """
    code = (
        _SPACE.sub("", fold(unicodedata.normalize("NFC", code))).replace("\u00ad", "").upper().translate(_LOOK_ALIKES)
    )
    return _PREFIX.sub("", code).rstrip(".,;:")


@lru_cache(maxsize=8192)
def code_key(code: str) -> str:
    """As `normal_code`, without zeros in front of the number: 0125/KH-UBND and 125/KH-UBND are one key."""
    return _ZEROS.sub("", normal_code(code))


def split_code(code: str) -> CodeParts:
    """Take a số hiệu apart; case is kept, spaces go. A text without "/" or "-" is all notation; a blank number is "".

    >>> split_code("55a/2013/QĐ-TTg")
    CodeParts(number='55a', year=2013, notation='QĐ-TTg')
    """
    code = _SPACE.sub("", fold(unicodedata.normalize("NFC", code)))
    found = _CODE.fullmatch(code)
    if not found:
        return CodeParts("", None, code)
    return CodeParts(found["number"], int(found["year"]) if found["year"] else None, found["notation"])


def unmarked(text: str) -> str:
    """The text without tone and vowel marks, đ → d ("Điện Biên" → "Dien Bien")."""
    decomposed = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d").replace("Ð", "D"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def slug(name: str) -> str:
    """Lower-case ASCII with hyphens, for IRIs: "UBND thành phố Cần Thơ" → "ubnd-thanh-pho-can-tho"."""
    return _NOT_SLUG.sub("-", unmarked(name).lower()).strip("-")


_WORD = re.compile(r"\w+")
#: "kỹ" and "kĩ", "quý" and "quí": y and i are one sound where they end a syllable of one vowel.
_FINAL_Y = re.compile(r"\b(h|k|l|m|s|t|qu)([yýỳỷỹỵ])(?!\w)")
_Y_TO_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


@lru_cache(maxsize=1)
def _contractions() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {_plain(row["written"]): _plain(row["stands_for"]) for row in rows("contractions")}
    longest_first = sorted(table, key=lambda words: (-len(words), words))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), table


def _plain(name: str) -> str:
    name = fold(unicodedata.normalize("NFC", name)).lower().replace("&", " và ")
    return " ".join(_WORD.findall(_FINAL_Y.sub(lambda m: m[1] + m[2].translate(_Y_TO_I), name)))


_NOT_WORD = re.compile(r"[^\w\n]+")


def plain_lines(names: str) -> str:
    """`name_key` of every line of a folded text in one go, for data files whose names hold no contractions."""
    names = _FINAL_Y.sub(lambda m: m[1] + m[2].translate(_Y_TO_I), names.lower())
    return _NOT_WORD.sub(" ", names)


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """A key under which two spellings of one name are equal: case, tone places, i/y, punctuation, usual contractions.

    >>> name_key("Uỷ ban nhân dân TP. Hồ Chí Minh") == name_key("UBND Thành phố Hồ Chí Minh")
    True
    >>> name_key("Sở LĐ-TB&XH") == name_key("Sở Lao động – Thương binh và Xã hội")
    True
    """
    pattern, table = _contractions()
    return pattern.sub(lambda m: table[m[0]], _plain(name))


_DAY_WORDS = re.compile(
    r"(?:ngày\s+)?\b(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s*,)?\s+năm\s+(\d{4})\b|"
    r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\5\s?(\d{4})(?!\d)|"
    r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)",
    re.IGNORECASE,
)
_MONTH_WORDS = re.compile(
    r"\btháng\s+(\d{1,2})\s*(?:năm\s+|[/-]\s?)(\d{4})\b|(?<![\d/.-])(\d{1,2})/(\d{4})(?![\d/])", re.IGNORECASE
)
_YEAR_WORDS = re.compile(r"\bnăm\s+(\d{4})\b|^\s*(\d{4})\s*$", re.IGNORECASE)


def parse_date(text: str) -> str | None:
    """The first date in the text as ISO, as exact as it is written: day, else month, else year; None when there is
    none.

    Impossible dates (31/02/2020, month 13) are None, not corrected.

    >>> parse_date("ngày 19 tháng 6 năm 2020"), parse_date("ngày   tháng 4 năm 2025"), parse_date("năm 2021")
    ('2020-06-19', '2025-04', '2021')
    """
    text = fold(unicodedata.normalize("NFC", text))
    if found := _DAY_WORDS.search(text):
        d1, m1, y1, d2, _sep, m2, y2, y3, m3, d3 = found.groups()
        return _iso(y1 or y2 or y3, m1 or m2 or m3, d1 or d2 or d3)
    if found := _MONTH_WORDS.search(text):
        m1, y1, m2, y2 = found.groups()
        iso = _iso(y1 or y2, m1 or m2, "1")
        return iso[:7] if iso else None
    if found := _YEAR_WORDS.search(text):
        return found[1] or found[2]
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
