"""Word lists as patterns: the same matches as the plain alternation, the longest first."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from khtool.extraction.wordlist import choice, last_words, may_end

PHRASES = st.lists(
    st.lists(st.sampled_from(["ban", "bố", "hành", "h", "HTX", "m2", "đ"]), min_size=1, max_size=3).map(" ".join),
    min_size=1,
    max_size=8,
)
TEXT = st.lists(st.sampled_from(["ban", "bố", "Hành", "h", "htx", "m2", "đ", "x", ".", "  "]), max_size=12).map(
    " ".join
)


@settings(deadline=None)
@given(PHRASES, TEXT)
def test_matches_what_the_alternation_matches(phrases: list[str], text: str) -> None:
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    plain = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered)
    for shape in (r"(?<!\w)(?:{})(?!\w)", r"{}"):
        slow = re.compile(shape.format(f"(?:{plain})"), re.IGNORECASE)
        fast = re.compile(shape.format(choice(phrases)), re.IGNORECASE)
        assert [m.span() for m in fast.finditer(text)] == [m.span() for m in slow.finditer(text)]


@settings(deadline=None)
@given(PHRASES, TEXT)
def test_no_ending_is_overlooked(phrases: list[str], text: str) -> None:
    ends = re.compile(rf"(?<!\w){choice(phrases)}\s*:?\s*$", re.IGNORECASE)
    assert not ends.search(text) or may_end(text, last_words(phrases))
