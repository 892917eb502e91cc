"""Terms of the Quốc hội: which number (QH14) a resolution or law of a day must bear. From `data/terms.csv`.

The days are those on which the first session of each term opened.
"""

from __future__ import annotations

from functools import lru_cache

from khtool.knowledge.tables import rows


@lru_cache(maxsize=1)
def _terms() -> dict[int, tuple[str, str | None]]:
    return {int(row["term"]): (row["opened"], row["ended"] or None) for row in rows("terms")}


def term_of(date: str) -> int | None:
    """The term in office on an ISO day; a month or year is answered when it lies in one term only. None if unknown.

    >>> term_of("2020-06-19"), term_of("2020"), term_of("2021")
    (14, 14, None)
    """
    first, last = (date + "-01-01"[len(date) - 4 :], date + "-12-31"[len(date) - 4 :])
    for term, (opened, ended) in _terms().items():
        if opened <= first and (ended is None or last <= ended):
            return term
    return None


def dates_of(term: int) -> tuple[str, str | None] | None:
    """First and last day of a term (the last is None while it sits), or None for a term that is not in the table."""
    return _terms().get(term)
