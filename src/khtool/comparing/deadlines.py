"""The deadlines of two plans."""

from __future__ import annotations

from collections.abc import Sequence

from khtool.comparing.model import Change
from khtool.comparing.pairing import changes_of
from khtool.comparing.words import features, pair_up, plain
from khtool.plan import Deadline

_SAME = 0.6


def compare(
    old: Sequence[Deadline], new: Sequence[Deadline], years: tuple[int | None, int | None]
) -> tuple[list[Change], int]:
    """The changes in the order of the old plan, then what is new; and how many deadlines stayed the same.

    Matched by their words without figures. A date that only moved with the year of the plan (15/5/2023 in the plan of
    2023, 15/5/2024 in that of 2024) is the same; any other is a field `date`.
    """
    a_words, b_words = [_words(d) for d in old], [_words(d) for d in new]

    def same_day(i: int, j: int) -> bool:
        return _day(old[i]) == _day(new[j])

    pairs = dict(pair_up(a_words, b_words, 0.9, same_day))
    rest_old = [i for i in range(len(old)) if i not in pairs]
    taken = set(pairs.values())
    rest_new = [j for j in range(len(new)) if j not in taken]
    for x, y in pair_up([a_words[i] for i in rest_old], [b_words[j] for j in rest_new], _SAME):
        pairs[rest_old[x]] = rest_new[y]
    return changes_of("deadline", old, new, pairs, lambda a, b: _fields(a, b, years))


def _words(d: Deadline) -> frozenset[str]:
    return features(" ".join(filter(None, (d.text, d.to))))


def _day(d: Deadline) -> str | None:
    """Month and day, without the year."""
    return d.date if d.date is None or d.date.startswith("--") else f"-{d.date[4:]}"


def _fields(a: Deadline, b: Deadline, years: tuple[int | None, int | None]) -> dict[str, tuple[str | None, str | None]]:
    fields: dict[str, tuple[str | None, str | None]] = {}
    if not _same_date(a.date, b.date, years):
        fields["date"] = (a.date, b.date)
    if a.comparator != b.comparator:
        fields["comparator"] = (a.comparator, b.comparator)
    for name in ("to", "through"):
        x, y = getattr(a, name), getattr(b, name)
        if plain(x or "") != plain(y or ""):
            fields[name] = (x, y)
    return fields


def _same_date(a: str | None, b: str | None, years: tuple[int | None, int | None]) -> bool:
    if a == b:
        return True
    if a is None or b is None:
        return False
    with_year = [not d.startswith("--") for d in (a, b)]
    if not all(with_year):  # one of them leaves the year to the reader
        return a[-len("06-05") :] == b[-len("06-05") :] if min(len(a), len(b)) >= len("--06-05") else False
    if a[4:] != b[4:]:
        return False
    shift = years[1] - years[0] if years[0] is not None and years[1] is not None else None
    return shift is not None and int(b[:4]) - int(a[:4]) == shift
