from __future__ import annotations

from datetime import date, timedelta

import pytest

from khtool.knowledge.terms import dates_of, term_of


@pytest.mark.parametrize(
    ("day", "term"),
    [
        ("2016-04-05", 13),  # Luật Trẻ em, 102/2016/QH13
        ("2020-06-19", 14),  # 121/2020/QH14
        ("2021-07-19", 14),
        ("2021-07-20", 15),
        ("2025-06-16", 15),
        ("2020-06", 14),
        ("2020", 14),
        ("2021", None),  # two terms
        ("1950-01-01", None),
    ],
)
def test_term_of(day: str, term: int | None) -> None:
    assert term_of(day) == term


def test_terms_follow_each_other_without_gaps() -> None:
    for term in range(10, 16):
        (_, ended), (opened, _) = dates_of(term), dates_of(term + 1)  # type: ignore[misc]
        assert date.fromisoformat(opened) - date.fromisoformat(ended or "") == timedelta(days=1)
        assert term_of(opened) == term + 1 and term_of(ended or "") == term
    assert dates_of(99) is None
