"""Word lists as patterns: the same matches as the plain alternation, the longest first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.extraction.wordlist import choice, last_word, last_words, places, whole_words

PHRASES = st.lists(
    st.lists(st.sampled_from(["ban", "bố", "hành", "h", "HTX", "m2", "đ"]), min_size=1, max_size=3).map(" ".join),
    min_size=1,
    max_size=8,
)
TEXT = st.lists(st.sampled_from(["ban", "bố", "Hành", "h", "htx", "m2", "đ", "x", ".", "  "]), max_size=12).map(
    " ".join
)


@given(PHRASES, TEXT)
def test_matches_what_the_alternation_matches(phrases: list[str], text: str) -> None:
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    plain = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered)
    for shape in (r"(?<!\w)(?:{})(?!\w)", r"{}"):
        slow = re.compile(shape.format(f"(?:{plain})"), re.IGNORECASE)
        fast = re.compile(shape.format(choice(phrases)), re.IGNORECASE)
        assert [m.span() for m in fast.finditer(text)] == [m.span() for m in slow.finditer(text)]


@given(PHRASES, TEXT)
def test_no_ending_is_overlooked(phrases: list[str], text: str) -> None:
    ends = re.compile(rf"(?<!\w){choice(phrases)}\s*:?\s*$", re.IGNORECASE)
    assert not ends.search(text) or last_word(text) in last_words(phrases)


@given(PHRASES, TEXT)
def test_whole_words_are_those_of_the_alternation(phrases: list[str], text: str) -> None:
    slow = re.compile(rf"(?<!\w){choice(phrases)}(?!\w)", re.IGNORECASE)
    fast = re.compile(whole_words(phrases))
    assert [m.span() for m in fast.finditer(text)] == [m.span() for m in slow.finditer(text)]


@given(st.text("ab c", max_size=30))
def test_places_are_those_of_each_piece_in_order(text: str) -> None:
    expected = sorted(m.start() for piece in ("ab", "c") for m in re.finditer(piece, text))
    assert places(text, "ab", "c") == expected


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("bố trí vốn, quỹ và kinh phí", ["vốn", "quỹ", "kinh phí"]),
        ("nguồn vốn vay ưu đãi", ["vốn vay"]),
        ("kinh  phí chi thường xuyên", ["kinh  phí chi"]),
        ("xvốn chia quỹa", []),
        ("kinh phíchi", []),
        ("", []),
    ],
)
def test_whole_words(sentence: str, found: list[str]) -> None:
    assert re.findall(whole_words(["vốn", "vốn vay", "Quỹ", "kinh phí", "kinh phí chi", "chi"]), sentence) == found
