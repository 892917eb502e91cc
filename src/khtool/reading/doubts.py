"""Where text from recognition (OCR) is probably not what is printed.

The text itself is never changed: each spot is a `Doubt`, with the reading that would be right where that is certain.
`check` offers them (KH713).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from khtool.i18n import _
from khtool.reading.lines import FORM_LINES
from khtool.reading.numbering import roman
from khtool.reading.syllables import is_syllable
from khtool.text import Doubt, Paragraph, PlanText

if TYPE_CHECKING:
    from khtool.reading.ocr import Word

#: Under this an engine is not sure of a word at all; under the other it is not of one that looks wrong besides.
_LEAST, _LOW = 30.0, 60.0

# Syllables

_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[^\W\d_b-df-hj-np-tv-xzđB-DF-HJ-NP-TV-XZĐ]")
_TOKEN = re.compile(r"\S+")


def _strange(word: str) -> bool:
    """Small letters or capitals with Vietnamese marks that are no syllable.

    Names ("Đắk"), abbreviations ("HĐND") and plain Latin pass.
    """
    if word.isascii() or len(word) < 2 or (word[0].isupper() and not word.isupper()) or not _VOWEL.search(word):
        return False
    return not is_syllable(word) and not word.lower().endswith("k")


# Figures

_FIGURES = str.maketrans("OoQDlI|]!¡SBZ", "0000111111582")
_F = r"[\dOoQDlI|\]!¡SBZ]"
_LONG_DATE = re.compile(rf"ngày ({_F}{{1,2}}) tháng ({_F}{{1,2}}) năm ({_F}{{4}})(?!\w)")
_SHORT_DATE = re.compile(rf"(?<![\w/.-])({_F}{{1,2}})/({_F}{{1,2}})/({_F}{{4}})(?![\w/])")
#: Not those that may be a letter behind a number ("12B/KH-UBND").
_N = r"[\dOolI|\]!¡]"
_NUMBER = re.compile(rf"(?<![\w/.,-])({_N}{{1,5}})(?=\s?[-/]\s?(?:{_N}{{4}}/)?[A-ZĐÐ]{{2,}}[-/])")
_YEAR = re.compile(rf"(?<=\d/)({_N}{{4}})(?=/[A-ZĐÐ]{{2,}}-)")
_WORD_NUMBER = re.compile(r"(?<!\w)([Ss][ôóòồỗ]|S[ÔÓÒỒỖ])(?=\s?:?\s?\d{1,5}\s?[-/])")
_NOTATION = re.compile(r"(?<=[\d\s]/)[A-ZĐ]{2,}(?:-[A-ZĐ][\w]*)+|(?<=\d-)[A-ZĐ]{2,}/[A-ZĐ]\w+")
_PARTS = {
    "QD": "QĐ", "CD": "CĐ", "ND": "NĐ", "HDND": "HĐND", "HĐNĐ": "HĐND", "UBNĐ": "UBND", "BGDDT": "BGDĐT",
    "BGDĐĐT": "BGDĐT", "BLDTBXH": "BLĐTBXH", "SLDTBXH": "SLĐTBXH", "LDTBXH": "LĐTBXH", "BCD": "BCĐ",
}  # fmt: skip
_TTG = re.compile(r"(?<=-)TT[\wøØ]?$")

# Form

_ROMAN_LIKE = re.compile(r"([IHlL|TYV1ÏÌ]{1,5})(?=\s?[-.)/]\s?[A-ZĐÀ-Ỹ])")
_ROMAN = re.compile(r"([IVX]{1,5})(?=\s?[-.)/]\s?[A-ZĐÀ-Ỹ])")


def find(text: PlanText, pages: Iterable[int], words: Sequence[Word] = ()) -> tuple[Doubt, ...]:
    """The doubtful spots of a text on the `pages` that come from recognition, in order; they do not overlap.

    `words`: what the engine read, in its order, with how sure it was.
    """
    scanned = frozenset(pages)
    paragraphs = [p for p in text.paragraphs if p.page in scanned]
    found: list[Doubt] = []
    for p in paragraphs:
        found.extend(_in_paragraph(text, p))
    found.extend(_headings(text, paragraphs))
    found.extend(_unsure(text, paragraphs, words))
    found.sort(key=lambda d: (d.reading is None, d.start, -d.end))  # where spots meet, what is certain wins
    out: list[Doubt] = []
    taken: set[int] = set()
    for doubt in found:
        where = range(doubt.start, doubt.end)
        if taken.isdisjoint(where):
            taken.update(where)
            out.append(doubt)
    return tuple(sorted(out, key=lambda d: d.start))


def of_figures(norm: str, start: int, end: int) -> Iterator[Doubt]:
    """Letters among the figures of numbers and dates ("3l/7/2023"), "Sô" before a number.

    These are sure signs of recognition in any text. `norm` is the text in the form for comparison.
    """
    for pattern in (_LONG_DATE, _SHORT_DATE):
        for m in pattern.finditer(norm, start, end):
            yield from _date(norm, m)
    for pattern in (_NUMBER, _YEAR):
        for m in pattern.finditer(norm, start, end):
            figures = m[1].translate(_FIGURES)
            if figures != m[1] and figures.isdecimal() and any(c.isdecimal() for c in m[1]):
                yield _reading(m.start(1), m.end(1), figures)
    for m in _WORD_NUMBER.finditer(norm, start, end):
        yield _reading(m.start(1), m.end(1), "SỐ" if m[1].isupper() else m[1][0] + "ố")


def _in_paragraph(text: PlanText, p: Paragraph) -> Iterator[Doubt]:
    norm = text.norm
    line = _form(norm[p.start : p.end])
    if line is not None:
        yield _reading(p.start, p.end, line)
    yield from of_figures(norm, p.start, p.end)
    for m in _NOTATION.finditer(norm, p.start, p.end):
        right = _notation(m[0])
        if right != m[0]:
            yield _reading(*m.span(), right)
    for m in _WORD.finditer(norm, p.start, p.end):
        if _strange(m[0]):
            yield Doubt(*m.span(), _("no syllable of Vietnamese: {word}").format(word=m[0]))


def _reading(start: int, end: int, right: str) -> Doubt:
    return Doubt(start, end, _("perhaps {right}").format(right=right), right)


def _date(norm: str, m: re.Match[str]) -> Iterator[Doubt]:
    parts = [m[k].translate(_FIGURES) for k in (1, 2, 3)]
    if parts == [m[1], m[2], m[3]]:
        return
    try:
        day, month, year = map(int, parts)
        date(year, month, day)
    except ValueError:
        yield Doubt(*m.span(), _("no date: {text}").format(text=m[0]))
        return
    if 1900 < year < 2100:
        right = norm[m.start() : m.start(1)] + parts[0] + norm[m.end(1) : m.start(2)]
        yield _reading(*m.span(), right + parts[1] + norm[m.end(2) : m.start(3)] + parts[2])


def _notation(code: str) -> str:
    """The notation of a number with its letters Đ: "QD-TTg" → "QĐ-TTg"."""
    right = "".join(_PARTS.get(part, part) for part in re.split(r"([-/])", code))
    return _TTG.sub("TTg", right) if right.startswith(("QĐ-", "CT-", "CĐ-")) else right


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_FORMS: dict[str, str] = {}


def _form(line: str) -> str | None:
    """The line of the form that this one is but for its marks."""
    if not _FORMS:
        _FORMS.update((_bare(form), form) for form in FORM_LINES)
    right = _FORMS.get(_bare(line)) if 5 < len(line) < 50 else None
    return right if right is not None and _bare(right) == _bare(line) and not _same(line, right) else None


def _same(a: str, b: str) -> bool:
    """The same but for where the tone mark stands ("HÒA", "HOÀ")."""
    return sorted(unicodedata.normalize("NFD", a)) == sorted(unicodedata.normalize("NFD", b))


def _headings(text: PlanText, paragraphs: Sequence[Paragraph]) -> Iterator[Doubt]:
    """ "HI. TỔ CHỨC" after "II." is "III."."""
    last = 0
    numbers = {roman(n): n for n in range(1, 30)}
    for p in paragraphs:
        head = text.norm[p.start : min(p.end, p.start + 24)]
        m = _ROMAN.match(head)
        n = numbers.get(m[1]) if m else None
        if n is not None and n in (1, last + 1):
            last = n
            continue
        m = _ROMAN_LIKE.match(head)
        if m is None or m[1].isdecimal() or (not last and m[1] != "l"):
            continue
        right = roman(last + 1)
        if n is None and m[1] != right:
            yield _reading(p.start, p.start + m.end(1), right)
            last += 1


def _unsure(text: PlanText, paragraphs: Sequence[Paragraph], words: Sequence[Word]) -> Iterator[Doubt]:
    """The words of which the engine was not sure, where they are found again: as often in the text as it read them."""
    read: dict[str, list[float]] = defaultdict(list)
    for seen in words:
        read[seen.text].append(seen.sure)
    low = {w for w, sures in read.items() if min(sures) < _LOW and any(map(str.isalnum, w))}
    if not low:
        return
    places: dict[str, list[int]] = defaultdict(list)
    for p in paragraphs:
        for m in _TOKEN.finditer(text.text, p.start, p.end):
            if m[0] in low:
                places[m[0]].append(m.start())
    for word in low:
        if len(places[word]) != len(read[word]):
            continue
        odd = any(map(str.isdecimal, word)) or any(not is_syllable(w) for w in _WORD.findall(word))
        for start, sure in zip(places[word], read[word], strict=True):
            if sure < _LEAST or (odd and sure < _LOW):
                yield Doubt(start, start + len(word), _("read with little certainty: {word}").format(word=word))
