from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.reading import legacy, read

SAMPLE = (
    "ủy ban nhân dân tỉnh ban hành kế hoạch phát triển thư viện cộng đồng, bảo đảm mọi người dân được mượn sách. "
    "các sở, ngành phối hợp chặt chẽ, kịp thời tháo gỡ khó khăn; định kỳ báo cáo kết quả trước ngày 15 tháng 11. "
)
TO_TCVN3 = {char: chr(code) for code, char in legacy.TCVN3.items()}
TO_VNI = {char: code for code, char in reversed(list(legacy.VNI.items()))}


def tcvn3(text: str) -> str:
    return "".join(TO_TCVN3.get(c, c) for c in text)


def vni(text: str) -> str:
    return "".join(TO_VNI.get(c, c) for c in text)


def test_tables_are_complete():
    small = set("đ") | {v for v in legacy.TCVN3.values() if v.islower()}
    assert len(small) == 67  # 11 vowels × 5 tones + y's + ă â ê ô ơ ư đ
    assert all(v in legacy.VNI.values() for v in small)
    assert all(v.upper() in legacy.VNI.values() for v in small)


def test_known_words():
    assert legacy.from_tcvn3("Céng hoµ x· héi chñ nghÜa ViÖt Nam") == "Cộng hoà xã hội chủ nghĩa Việt Nam"
    assert legacy.from_tcvn3("kÕ ho¹ch", capitals=True) == "KẾ HOẠCH"
    assert legacy.from_vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert legacy.from_vni("ÑOÄC LAÄP - TÖÏ DO") == "ĐỘC LẬP - TỰ DO"


@pytest.mark.parametrize(("encode", "kind"), [(tcvn3, "tcvn3"), (vni, "vni")])
def test_whole_text_is_recognised(encode, kind):
    assert legacy.guess(encode(SAMPLE)) == kind
    for codec in ("utf-8", "latin-1"):
        text = read(encode(SAMPLE).encode(codec))
        assert text.text.strip() == SAMPLE.strip()
        assert [n.code for n in text.notes] == ["font-repair"]


@pytest.mark.parametrize(
    "content", [SAMPLE, "An English sentence, naïve café.", "Chỉ thị", "Élève à l'école où ça déjà été " * 20]
)
def test_other_text_is_left_alone(content):
    assert legacy.guess(content) is None


@given(st.text(alphabet="aàáăắâầđeêệioôơuưýy AÀĐ1/-", max_size=60))
def test_unicode_runs_under_old_names_stay(text):
    fonts = legacy.Fonts()
    fonts.weigh([(".VnTime", SAMPLE), (".VnTime", text)])
    assert fonts.convert(text, ".VnTime") == text


def test_fonts_are_told_by_name():
    assert legacy.encoding_of(".VnTimeH") == "tcvn3"
    assert legacy.encoding_of("VNI-Times") == "vni"
    assert legacy.encoding_of("Times New Roman") is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("CéNG HOµ X· HéI CHñ NGHÜA", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA"),
        ("UBND tØnh §ång Nai", "UBND tỉnh Đồng Nai"),
        ("Sè: 12/Q§-UB", "Số: 12/QĐ-UB"),
        ("§iÒu 1. Hµ Néi, HéI ®ång", "Điều 1. Hà Nội, HỘI đồng"),
    ],
)
def test_capitals_that_tcvn3_has_not(old, new):
    assert legacy.from_tcvn3(old) == new


def test_a_short_title_in_tcvn3_is_in_capitals():
    old = {new: chr(code) for code, new in legacy.TCVN3.items()}

    def typed(text: str) -> str:
        """As it is typed where capitals have no tones of their own."""
        return "".join(old.get(c) or old.get(c.lower(), c) for c in text)

    for title in ("KẾ HOẠCH", "QUYẾT ĐỊNH", "TỈNH ỦY"):
        assert legacy.from_tcvn3(typed(title)) == title
    for line in ("Số: 12/KH-UBND", "Số: 01/CTĐ-UB", "UBND Hà", "Hội đồng", "Điều 1"):
        assert legacy.from_tcvn3(typed(line)) == line
