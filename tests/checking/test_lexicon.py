"""What the counts of syllables say of a row of words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.checking import lexicon as module
from khtool.checking.lexicon import lexicon, slip_of

DATA = Path(module.__file__).parent / "data"


@pytest.mark.parametrize(
    ("written", "meant", "kind"),
    [
        ("giái", "giải", "marks"),
        ("động", "đọng", "marks"),
        ("cở", "sở", "letter"),
        ("tuyền", "truyền", "letter"),
        ("nghiệpp", "nghiệp", "letter"),
        ("nghiệm", "nghiệp", "letter"),
        ("bản", "bổn", "letter"),
        ("tuong", "tuogn", "letter"),  # exchanged
        ("giải", "giải", ""),
        ("cả", "sở", ""),
        ("sọ", "cở", ""),  # a letter and the tone
        ("an", "nhân", ""),
    ],
)
def test_one_slip(written: str, meant: str, kind: str) -> None:
    assert slip_of(written, meant) == slip_of(meant, written) == kind


@pytest.mark.parametrize(
    ("clause", "slips"),
    [
        ("giải quyết kiến nghị của người dân", []),
        ("kịp thời giái quyết kiến nghị", [("giái", "giải")]),
        ("xây dụng phân mềm quản lý", [("dụng", "dựng"), ("phân", "phần")]),
        ("ban hành kè bờ sông", []),  # the inside of "ban hành kể từ ngày" is no compound
        ("hội đồng bảo hiểm", []),
        ("vùng đồng bảo dân tộc thiểu số", [("bảo", "bào")]),
    ],
)
def test_slips_of_a_clause(clause: str, slips: list[tuple[str, str]]) -> None:
    words = clause.split()
    assert [(words[s.word], s.right) for s in lexicon().slips(words)] == slips


SYLLABLES = ("giải", "giái", "quyết", "xây", "dụng", "dựng", "phân", "phần", "mềm", "bb", "đ", "x")


@given(st.lists(st.sampled_from(SYLLABLES), max_size=12))
def test_a_slip_names_its_place_and_never_shares_it(words: list[str]) -> None:
    found = lexicon().slips(words)
    assert [s.word for s in found] == sorted({s.word for s in found})
    for slip in found:
        assert abs(slip.word - slip.partner) == 1
        assert slip.right != words[slip.word]
        assert slip_of(words[slip.word], slip.right)


def test_counts() -> None:
    assert lexicon().pair("ủy", "ban") > 10_000 > lexicon().pair("ủy", "bân") == 0
    assert lexicon().count("zzz") == 0
    assert lexicon().compound("bền", "vững") and not lexicon().compound("và", "của")


def test_the_tables_stay_small() -> None:
    assert sum(p.stat().st_size for p in DATA.iterdir()) <= 2_000_000
