"""PlanText: two strings of one length, and the map back to the source."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.text import CellRef, PlanTextBuilder, TableCell, fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
        ("UỶ BAN", "ỦY BAN"),
        ("văn hoá, khoẻ, hoàn, khoản, quý, quỹ", "văn hóa, khỏe, hoàn, khoản, quý, quỹ"),
        ("giai đoạn 2021 – 2025", "giai đoạn 2021 - 2025"),
        ("“Vì trẻ em”", '"Vì trẻ em"'),
        ("Ðiều 1\u00a0khoản\u20092", "Điều 1 khoản 2"),
        ("56⁄2017", "56/2017"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_fold_keeps_the_length(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_small_letters_keep_the_length(text: str) -> None:
    builder = PlanTextBuilder("txt")
    builder.add(text)
    built = builder.build()
    assert len(built.lower) == len(built.norm)
    if len(built.norm.lower()) == len(built.norm):
        assert built.lower == built.norm.lower()


def test_a_letter_that_is_longer_when_small_stays() -> None:
    builder = PlanTextBuilder("txt")
    builder.add("İ VỐN")
    assert builder.build().lower == "İ vốn"


def test_the_builder_lays_paragraphs_end_to_end() -> None:
    builder = PlanTextBuilder("docx")
    builder.add("KẾ HOẠCH", paragraph=0, bold=True)
    builder.add("Sở Y tế", cell=CellRef(0, 0, 1))
    builder.add("")
    builder.add("Hết", page=2)
    builder.add_table([TableCell(0, 0, 9, 9, colspan=1), TableCell(0, 1, 9, 16)])
    text = builder.build(path="a.docx", data=b"abc")
    assert text.text == "KẾ HOẠCH\nSở Y tế\n\nHết"
    assert [text.slice(p) for p in text.paragraphs] == ["KẾ HOẠCH", "Sở Y tế", "", "Hết"]
    assert text.paragraph_at(10) == text.paragraphs[1]
    assert text.paragraph_at(10).cell == CellRef(0, 0, 1)
    assert text.paragraph_at(text.text.index("Hết")).page == 2
    assert text.tables[0].rows == 1 and text.tables[0].columns == 2
    assert text.tables[0].at(0, 1) == TableCell(0, 1, 9, 16)
    assert text.sha256 is not None and text.sha256.startswith("ba7816bf")


def test_decomposed_letters_are_composed() -> None:
    builder = PlanTextBuilder("txt")
    builder.add(unicodedata.normalize("NFD", "Ủy ban nhân dân tỉnh"))
    assert builder.build().text == "Ủy ban nhân dân tỉnh"
