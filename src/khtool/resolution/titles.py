"""Programmes, schemes and plans cited with a few words changed ("trái với quy định" for "trái quy định")."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from khtool.knowledge.normal import name_key
from khtool.knowledge.registry import NationalDocument, registry

_WORDS = ("chương trình", "đề án", "chiến lược", "kế hoạch", "quy hoạch", "quy chế", "dự án", "phong trào", "phương án")
_TITLE = re.compile(rf"\b({'|'.join(_WORDS)}) .*")
_PERIOD = re.compile(r"(?:,? (?:trong )?giai đoạn| thời k[ỳì]| đến năm| năm| từ năm|,? tầm nhìn)? (?:19|20)\d{2}\b.*$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
#: Words of a place: a title that has one more of them than the national programme is that of the place's own.
_PLACE = re.compile(r"\b(?:địa bàn|phạm vi|tỉnh|thành phố|huyện|quận|thị xã|thị trấn|phường|xã(?! hội))\b")
_ALIKE = 0.8  # of the pairs of syllables of the longer title that the other has too
_APART = 0.6  # what any other title may reach at most
_FEW = 8  # pairs that a title needs for this

Pairs = frozenset[tuple[str, str]]


def near_title(title: str, date: str | None) -> NationalDocument | None:
    """The one national document that approves a programme of nearly this title; None when none or several come close.

    `date` (ISO): the document was there by then. A period that is said must share a year with the programme's.
    """
    key = name_key(title)
    pairs = _pairs(key)
    found = _TITLE.match(key)
    if not found or len(pairs) < _FEW:
        return None
    years = set(_YEAR.findall(key))
    places = len(_PLACE.findall(key))
    best: list[tuple[float, NationalDocument]] = []
    for other, other_years, other_places, document in _titles().get(found[1], ()):
        shared = len(pairs & other) / max(len(pairs), len(other))
        if shared < _APART or (date and document.issued_date and document.issued_date > date):
            continue
        if places > other_places or (years and other_years and not years & other_years):
            continue
        best.append((shared, document))
    best.sort(key=lambda item: -item[0])
    if not best or best[0][0] < _ALIKE or (len(best) > 1 and best[1][0] >= _APART):
        return None
    return best[0][1]


@lru_cache(maxsize=1)
def _titles() -> dict[str, list[tuple[Pairs, frozenset[str], int, NationalDocument]]]:
    """The registry's programmes by the word that their titles begin with."""
    table: dict[str, list[tuple[Pairs, frozenset[str], int, NationalDocument]]] = {}
    for document in registry().all():
        subject = (document.subject or "").lower()
        if not any(word in subject for word in _WORDS):
            continue
        key = name_key(subject)
        found = _TITLE.search(key)
        if found and len(pairs := _pairs(found[0])) >= _FEW:
            years = frozenset(_YEAR.findall(key))
            table.setdefault(found[1], []).append((pairs, years, len(_PLACE.findall(found[0])), document))
    return table


def _pairs(key: str) -> Pairs:
    """The pairs of syllables of a title, its period left out."""
    return frozenset(pairwise(_PERIOD.sub("", key).split()))
