"""What the extractors share: words that are looked for as whole words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.extraction.clauses import whole_words

PHRASES = ["vốn", "vốn vay", "Quỹ", "kinh phí", "kinh phí chi", "chi"]


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
    assert re.findall(whole_words(PHRASES), sentence) == found


@given(st.lists(st.sampled_from([*PHRASES, "vố", "kinh", "phí", "x", ",", "một"]), max_size=12), st.sampled_from(" -,"))
def test_whole_words_are_those_of_a_plain_alternation(words: list[str], between: str) -> None:
    text = between.join(words).lower()
    ordered = sorted((p.lower() for p in PHRASES), key=len, reverse=True)
    plain = re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)".replace(" ", r"\s+"))
    assert re.findall(whole_words(PHRASES), text) == plain.findall(text)
