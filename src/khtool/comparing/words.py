"""How alike two wordings are: sets of syllables and pairs of syllables, and the pairing of two lists by them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from khtool.text import fold

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?<![\d/.,-])(?:19|20)\d\d(?![\d/])")
#: Also those inside dates and periods, but not the year in the number of a document ("56/2017/NĐ-CP").
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?![\d/])")
_EDGES = " .;,:-+"
#: "năm 2023", "giai đoạn 2021-2025", "đến năm 2030", "quý II năm 2024": what tells two editions of one wording apart.
_PERIOD = re.compile(
    r"\b(?:(?:trong|đến|tới|từ|của|cho)\s+)?(?:năm học|năm|giai đoạn|nhiệm kỳ|thời kỳ)\s+(?:19|20)\d\d"
    r"(?:\s*(?:-|đến|và|tới)\s*(?:năm\s+)?(?:19|20)\d\d)?"
)
#: Too common in plans to say what one is about.
_COMMON = frozenset(
    {"và", "của", "các", "cho", "trên", "về", "việc", "theo", "tại", "trong", "với", "có", "được", "là", "đến", "từ"}
    | {"đạt", "tỷ", "lệ", "số", "những", "một", "địa", "bàn", "để", "do", "này", "phấn", "đấu", "bảo", "đảm", "hằng"}
    | {"năm"}
)


def plain(text: str) -> str:
    """`text` in small letters and the form for comparison, one space between words, UBND and HĐND written out."""
    folded = " ".join(fold(text).lower().split())
    return folded.replace("ubnd", "ủy ban nhân dân").replace("hđnd", "hội đồng nhân dân")


def without_years(text: str) -> str:
    """`text` (already plain) without the years and periods in it."""
    return " ".join(_YEAR.sub(" ", _PERIOD.sub(" ", text)).split())


def same_but_years(old: str, new: str, years: tuple[int | None, int | None]) -> bool:
    """Do two wordings say the same, when years may stay or move with the plans (`years`: of the old and of the new)?

    >>> same_but_years("Báo cáo trước ngày 15/5/2023", "Báo cáo trước ngày 15/5/2024", (2023, 2024))
    True
    """
    a, b = plain(old).strip(_EDGES), plain(new).strip(_EDGES)
    if skeleton(a) != skeleton(b):
        return False
    shift = years[1] - years[0] if years[0] is not None and years[1] is not None else 0
    pairs = zip(_ANY_YEAR.findall(a), _ANY_YEAR.findall(b), strict=True)
    return all(int(y) - int(x) in (0, shift) for x, y in pairs)


def skeleton(text: str) -> str:
    """`text` (already plain) with a mark for each year."""
    return _ANY_YEAR.sub("<year>", text).strip(_EDGES)


def features(text: str) -> frozenset[str]:
    """The words of `text` and the pairs of neighbouring words, without years, figures and words that say nothing."""
    words = [w for w in _WORD.findall(without_years(plain(text))) if not w.isdecimal()]
    kept = {w for w in words if w not in _COMMON} or set(words)
    return frozenset(kept | {f"{a} {b}" for a, b in pairwise(words)})


def alike(a: frozenset[str], b: frozenset[str]) -> float:
    """Dice's measure of two sets of features: 1 the same, 0 nothing in common; 1 for two empty sets."""
    if not a and not b:
        return 1.0
    return 2 * len(a & b) / (len(a) + len(b))


def pair_up(
    old: Sequence[frozenset[str]],
    new: Sequence[frozenset[str]],
    threshold: float,
    fits: Callable[[int, int], bool] | None = None,
) -> list[tuple[int, int]]:
    """Pairs (index in `old`, index in `new`) of the most alike, best first, each index once; sorted by the old index.

    `fits` may forbid a pair. Ties go to the nearest places and then to the order: the answer never depends on chance.
    Only pairs that share a feature are looked at, so long lists of different things cost little.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for j, b in enumerate(new):
        for feature in b:
            holders[feature].append(j)
    empty = [j for j, b in enumerate(new) if not b]
    candidates: list[tuple[float, int, int, int]] = []
    for i, a in enumerate(old):
        shared: dict[int, int] = defaultdict(int)
        for feature in a:
            for j in holders.get(feature, ()):
                shared[j] += 1
        for j, count in shared.items():
            score = 2 * count / (len(a) + len(new[j]))
            if score >= threshold and (fits is None or fits(i, j)):
                candidates.append((-round(score, 9), abs(i - j), i, j))
        if not a:
            candidates += [(-1.0, abs(i - j), i, j) for j in empty if fits is None or fits(i, j)]
    candidates.sort()
    used_old: set[int] = set()
    used_new: set[int] = set()
    pairs = []
    for _score, _distance, i, j in candidates:
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            pairs.append((i, j))
    return sorted(pairs)
