from __future__ import annotations

import pytest

from khtool.knowledge.types import (
    agrees,
    all_types,
    canonical_code,
    shape_of,
    type_by_abbreviation,
    type_by_name,
    type_words,
    word_of,
)

EXAMPLES = [(t, example) for t in all_types() if t.shape for example in t.examples]


def test_every_type_with_a_shape_has_an_example() -> None:
    assert [t.name for t in all_types() if t.shape and not t.examples] == []
    assert len({t.name for t in all_types()}) == len(all_types())


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=[f"{t.name}: {e}" for t, e in EXAMPLES])
def test_examples_have_the_shape_of_their_type_and_of_no_other_class(kind, example: str) -> None:  # type: ignore[no-untyped-def]
    shapes = shape_of(example)
    assert kind.name in [shape.type.name for shape in shapes]
    assert {shape.type.kind for shape in shapes} == {kind.kind}
    assert agrees(kind.word, example) is True


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=[f"{t.name}: {e}" for t, e in EXAMPLES])
def test_spaces_dashes_and_case_do_not_change_the_shape(kind, example: str) -> None:  # type: ignore[no-untyped-def]
    spoiled = example.replace("-", " – ").upper()
    assert shape_of(spoiled) == shape_of(example)


@pytest.mark.parametrize(
    "code",
    [
        "20/CT-TW",  # the Party writes 20-CT/TW
        "56/NĐ-CP",  # a decree names its year
        "212/2020/QH",  # no term
        "56-2017-NĐ-CP",
        "KH-UBND",
        "/KH-UBND",
        "115/KH",
        "1472",
        "TCVN",
        "",
    ],
)
def test_malformed_codes_have_no_shape(code: str) -> None:
    assert shape_of(code) == []
    assert agrees("Kế hoạch", code) is None


def test_parts_of_a_shape() -> None:
    (shape,) = shape_of("17/2021/NQ-HĐND")
    assert (shape.type.kind, shape.number, shape.year, shape.issuer) == ("qppl", "17", 2021, "HĐND")
    (shape,) = shape_of("525/KH-SLĐTBXH")
    assert (shape.type.name, shape.number, shape.year, shape.issuer) == ("Kế hoạch", "525", None, "SLĐTBXH")
    (shape,) = shape_of("982/LĐTBXH-TE")
    assert (shape.type.name, shape.issuer) == ("Công văn", "LĐTBXH")


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("115/KH-UBND", "Kế hoạch"),
        ("56/2017/NĐ-CP", "Nghị định"),
        ("1472/QĐ-TTg", "Quyết định"),
        ("28-CT/TW", "Chỉ thị"),
        ("982/LĐTBXH-TE", "Công văn"),
        ("10-CTr/TU", "Chương trình"),
        ("121/2020/QH14", None),  # a law or a resolution
        ("66-QĐ/TW", None),  # Quy định or Quyết định
        ("20/CT-TW", None),
    ],
)
def test_word_of(code: str, word: str | None) -> None:
    assert word_of(code) == word


@pytest.mark.parametrize(
    ("word", "code", "answer"),
    [
        ("Nghị quyết", "121/2020/QH14", True),
        ("Luật", "102/2016/QH13", True),
        ("Nghị định", "121/2020/QH14", False),
        ("Thông tư", "56/2017/NĐ-CP", False),
        ("kế hoạch", "115/KH-UBND", True),
        ("Văn bản", "2523/UBND-KGVX", True),
        ("Quy định", "66-QĐ/TW", True),
        ("Kế hoạch", "333/QĐ-UBND", False),
    ],
)
def test_agrees(word: str, code: str, answer: bool) -> None:
    assert agrees(word, code) is answer


def test_words_come_longest_first() -> None:
    words = type_words()
    assert list(words) == sorted(words, key=lambda w: (-len(w), w))
    assert words.index("Thông tư liên tịch") < words.index("Thông tư")
    assert words.index("Chương trình hành động") < words.index("Chương trình")
    wanted = """Hiến pháp;Bộ luật;Luật;Pháp lệnh;Nghị quyết;Nghị định;Quyết định;Chỉ thị;Thông tư;Thông tư liên tịch
    ;Công ước;Chương trình hành động;Công điện;Kết luận;Thông báo;Hướng dẫn;Tờ trình;Công văn;Đề án;Chiến lược;Quy chế
    ;Quy định;Kế hoạch;Báo cáo;Văn bản"""
    assert {word.strip() for word in wanted.split(";")} <= set(words)


def test_types_by_name_and_abbreviation() -> None:
    assert {t.kind for t in type_by_name("kế hoạch")} == {"hanh_chinh", "dang", "doan_the"}
    assert {t.word for t in type_by_abbreviation("ctr")} == {"Chương trình"}
    assert type_by_name("Giấy phép lái xe") == ()


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("1472/QĐ - TTG", "1472/QĐ-TTg"),
        ("10- CTR/TU", "10-CTr/TU"),
        ("131/TTR-SLĐTBXH", "131/TTr-SLĐTBXH"),
        ("55A/2013/QĐ-Ttg", "55a/2013/QĐ-TTg"),
        ("0125/KH-UBND", "0125/KH-UBND"),
        ("05/QYĐ-UBND", "05/QyĐ-UBND"),
    ],
)
def test_canonical_code(written: str, canonical: str) -> None:
    assert canonical_code(written) == canonical
