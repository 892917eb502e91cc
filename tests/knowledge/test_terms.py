from __future__ import annotations

from datetime import date, timedelta

import pytest

from khtool.knowledge.terms import Body, dates_of, term_of


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


@pytest.mark.parametrize(
    ("day", "term"),
    [
        ("2013-11-04", 11),  # 29-NQ/TW, Hội nghị lần thứ tám khóa XI
        ("2017-10-25", 12),  # 18-NQ/TW, Hội nghị lần thứ sáu khóa XII
        ("2022-11-09", 13),  # 27-NQ/TW, Hội nghị lần thứ sáu khóa XIII
        ("2021", None),
        ("", None),
        ("khoảng 2021", None),
    ],
)
def test_terms_of_the_party(day: str, term: int | None) -> None:
    assert term_of(day, "dang") == term


@pytest.mark.parametrize(("body", "terms"), [("quoc_hoi", range(10, 16)), ("dang", range(10, 14))])
def test_terms_follow_each_other_without_gaps(body: Body, terms: range) -> None:
    for term in terms:
        (_, ended), (opened, _) = dates_of(term, body), dates_of(term + 1, body)  # type: ignore[misc]
        assert date.fromisoformat(opened) - date.fromisoformat(ended or "") == timedelta(days=1)
        assert term_of(opened, body) == term + 1 and term_of(ended or "", body) == term
    assert dates_of(99, body) is None
