from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.comparing.targets import number
from khtool.comparing.words import alike, features, pair_up, same_but_years, without_years

sets = st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=4), max_size=8)


@given(sets, sets, st.floats(0.1, 1))
def test_pairs_are_one_to_one_and_above_the_threshold(
    old: list[frozenset[str]], new: list[frozenset[str]], threshold: float
) -> None:
    pairs = pair_up(old, new, threshold)
    assert len({i for i, _ in pairs}) == len(pairs) == len({j for _, j in pairs})
    for i, j in pairs:
        assert alike(old[i], new[j]) >= threshold - 1e-9


@given(sets)
def test_a_list_pairs_with_itself_in_place(items: list[frozenset[str]]) -> None:
    assert all(items[i] == items[j] for i, j in pair_up(items, items, 0.5))
    assert len(pair_up(items, items, 0.5)) == len(items)


def test_years_are_taken_out() -> None:
    assert without_years("công tác trẻ em năm 2023") == "công tác trẻ em"
    assert without_years("phòng chống đuối nước giai đoạn 2021-2030") == "phòng chống đuối nước"
    assert features("Công tác trẻ em năm 2023") == features("công tác trẻ em năm 2024")


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Báo cáo trước ngày 15/5/2023.", "Báo cáo trước ngày 15/5/2024;", True),
        ("Thực hiện giai đoạn 2021-2025 trong năm 2023", "Thực hiện giai đoạn 2021-2025 trong năm 2024", True),
        ("Thực hiện trong năm 2023", "Thực hiện trong năm 2025", False),
        ("Theo Nghị định số 56/2017/NĐ-CP", "Theo Nghị định số 56/2018/NĐ-CP", False),
        ("UBND tỉnh báo cáo", "Ủy ban nhân dân tỉnh báo cáo", True),
    ],
)
def test_years_may_stay_or_move(old: str, new: str, same: bool) -> None:
    assert same_but_years(old, new, (2023, 2024)) is same


@pytest.mark.parametrize(
    ("value", "text"), [(90, "90"), (3.4, "3,4"), (20000, "20.000"), (1234.5, "1.234,5"), (0, "0")]
)
def test_figures_are_written_as_in_vietnam(value: float, text: str) -> None:
    assert number(value) == text
