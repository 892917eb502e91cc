"""Text in fonts from before Unicode: TCVN3 (.VnTime, .VnTimeH …) and VNI (VNI-Times …).

The bytes of such text come out as Latin-1 or Windows-1252 letters ("Céng hßa x· héi"). The font of a run tells the
encoding; in plain text only the whole document can. Text that already is Unicode, whatever its font, is left alone.

TCVN3 is TCVN 5712:1993, table 3 (lower-case letters with tones; the fonts .Vn…H draw them as capitals). VNI is the
two-byte code of VNI Software for Windows: the letter, then a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from khtool.text import PlanTextBuilder

_TCVN3_CODES = """A1 Ă A2 Â A3 Ê A4 Ô A5 Ơ A6 Ư A7 Đ A8 ă A9 â AA ê AB ô AC ơ AD ư AE đ B5 à B6 ả B7 ã B8 á B9 ạ BB ằ
BC ẳ BD ẵ BE ắ C6 ặ C7 ầ C8 ẩ C9 ẫ CA ấ CB ậ CC è CE ẻ CF ẽ D0 é D1 ẹ D2 ề D3 ể D4 ễ D5 ế D6 ệ D7 ì D8 ỉ DC ĩ DD í DE ị
DF ò E1 ỏ E2 õ E3 ó E4 ọ E5 ồ E6 ổ E7 ỗ E8 ố E9 ộ EA ờ EB ở EC ỡ ED ớ EE ợ EF ù F1 ủ F2 ũ F3 ú F4 ụ F5 ừ F6 ử F7 ữ F8 ứ
F9 ự FA ỳ FB ỷ FC ỹ FD ý FE ỵ"""


def _pairs(codes: str) -> Iterator[tuple[str, str]]:
    words = codes.split()
    return zip(words[::2], words[1::2], strict=True)


TCVN3 = {int(code, 16): char for code, char in _pairs(_TCVN3_CODES)}

#: VNI: a vowel, then its mark. Marks stand in two rows, for small letters and capitals.
_VNI_MARKS = {
    "a": "aù á aø à aû ả aõ ã aï ạ aê ă aé ắ aè ằ aú ẳ aü ẵ aë ặ aâ â aá ấ aà ầ aå ẩ aã ẫ aä ậ",
    "e": "eù é eø è eû ẻ eõ ẽ eï ẹ eâ ê eá ế eà ề eå ể eã ễ eä ệ",
    "o": "où ó oø ò oû ỏ oõ õ oï ọ oâ ô oá ố oà ồ oå ổ oã ỗ oä ộ",
    "ô": "ô ơ ôù ớ ôø ờ ôû ở ôõ ỡ ôï ợ",
    "u": "uù ú uø ù uû ủ uõ ũ uï ụ",
    "ö": "ö ư öù ứ öø ừ öû ử öõ ữ öï ự",
    "y": "yù ý yø ỳ yû ỷ yõ ỹ",
    "i": "í í ì ì æ ỉ ó ĩ ò ị",
    "đ": "ñ đ î ỵ",
}


def _vni() -> dict[str, str]:
    small = {code: char for row in _VNI_MARKS.values() for code, char in _pairs(row)}
    out = dict(small)
    for code, char in small.items():
        out[code.upper()] = char.upper()
        if len(code) == 2:
            out[code[0].upper() + code[1]] = char.upper()
            out.setdefault(code[0] + code[1].upper(), char)
    return out


VNI = _vni()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, VNI), key=lambda k: (-len(k), k))))

#: Letters that only Vietnamese Unicode has.
_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300-\u0323]"
)
_FONT_TCVN3 = re.compile(r"\.vn", re.IGNORECASE)
_FONT_VNI = re.compile(r"vni[- ]", re.IGNORECASE)
_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    r"(?:[aăâeêioôơuưyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]{1,3})(?:c|ch|m|n|ng|nh|p|t)?$"
)


def from_tcvn3(text: str, capitals: bool = False) -> str:
    """TCVN3 text, its bytes given as Latin-1 letters, in Unicode; `capitals` for the fonts that end in H."""
    out = text.translate(TCVN3)
    return out.upper() if capitals else _CASED.sub(_capitals, out)


#: Lines and words with plain capitals. TCVN3 has no capitals with tones: "HéI NGHÞ" is HỘI NGHỊ.
_CASED = re.compile(r"(?m)^[^a-z\n]{4,}$|[^\W\d_]*[A-Z][^\W\d_]*")
_WORDS = re.compile(r"[^\W\d_]*[A-Z][^\W\d_]*")
_PLAIN = re.compile(r"[A-Za-z]")
#: A line without figures in which a letter with a tone stands among capitals: "Kế HOạCH".
_TITLE = re.compile(r"^(?=\D*$)(?:.*\W)??[A-Z]+[à-ỹ]+[A-Z]")


def _capitals(m: re.Match[str]) -> str:
    """A line in capitals when all its plain letters are and there are some, else word by word."""
    plain = _PLAIN.findall(m[0])
    if all(map(str.isupper, plain)) and (len(plain) >= 8 or _TITLE.search(m[0])):
        return m[0].upper()
    return _WORDS.sub(_capital_word, m[0])


def _capital_word(m: re.Match[str]) -> str:
    """A word in capitals when all its plain letters are, and not only the first letter of a name."""
    plain = _PLAIN.findall(m[0])
    mixed = len(plain) > 1 or not m[0][0].isupper()
    return m[0].upper() if mixed and all(map(str.isupper, plain)) else m[0]


def from_vni(text: str) -> str:
    """VNI text, its bytes given as Latin-1 letters, in Unicode.

    >>> from_vni("Coäng hoøa xaõ hoäi")
    'Cộng hòa xã hội'
    """
    return _VNI_PATTERN.sub(lambda m: VNI[m[0]], text)


def encoding_of(font: str) -> str | None:
    """ "tcvn3" or "vni" for a font from before Unicode, else None."""
    if _FONT_TCVN3.match(font):
        return "tcvn3"
    return "vni" if _FONT_VNI.match(font) else None


def is_unicode(text: str) -> bool:
    """The text has letters that only Vietnamese Unicode has."""
    return _UNICODE.search(text) is not None


class Fonts:
    """What to do with the runs of a docx that name a font from before Unicode."""

    def __init__(self) -> None:
        self.active = False
        self.converted: set[str] = set()
        self._plain: dict[str, bool] = {}  # encoding → runs without a sign of either are in it

    def weigh(self, runs: Iterable[tuple[str, str]]) -> None:
        """Look at all (font, text) of such fonts: is the text in that encoding, or Unicode under an old name?"""
        counts: dict[str, list[int]] = {}
        for font, text in runs:
            kind = encoding_of(font)
            if kind is None or text.isascii():
                continue
            row = counts.setdefault(kind, [0, 0])
            row[0] += len(text) if is_unicode(text) else 0
            row[1] += 0 if is_unicode(text) else len(text)
        for kind, (unicode, other) in counts.items():
            self._plain[kind] = other > unicode
        # Capitals fonts draw ASCII as capitals too, but only where the text is in the old encoding.
        self.active = any(self._plain.values())

    def convert(self, text: str, font: str | None) -> str:
        """The text of a run in Unicode."""
        kind = encoding_of(font) if font else None
        if kind is None or not text or not self._plain.get(kind) or is_unicode(text):
            return text
        assert font is not None
        capitals = kind == "tcvn3" and font.rstrip().endswith("H")
        out = from_tcvn3(text, capitals) if kind == "tcvn3" else from_vni(text)
        if out != text:
            self.converted.add("TCVN3" if kind == "tcvn3" else "VNI")
        return out


def _syllables(text: str) -> float:
    words = re.findall(r"[^\W\d_]+", text[:40_000].lower())
    marked = [w for w in words if not w.isascii()]
    if len(marked) < 20:
        return 0.0
    return sum(_SYLLABLE.match(w) is not None for w in marked) / len(marked)


def guess(text: str) -> str | None:
    """The old encoding that a whole text is in: "tcvn3", "vni", or None (Unicode, another language, too short)."""
    sample = text[:100_000]
    if sample.isascii() or len(_UNICODE.findall(sample)) * 200 > len(sample):
        return None
    own = _syllables(sample)
    best, kind = max((_syllables(from_tcvn3(sample)), "tcvn3"), (_syllables(from_vni(sample)), "vni"))
    return kind if best > 0.85 and best > own + 0.2 else None


def whole_text(text: str, builder: PlanTextBuilder) -> str:
    """The text in Unicode when all of it is in TCVN3 or VNI, else as it is. Leaves a note when it converts."""
    from khtool.i18n import _

    kind = guess(text)
    if kind is None:
        return text
    names = "TCVN3" if kind == "tcvn3" else "VNI"
    builder.note("font-repair", _("text in fonts from before Unicode ({names}) was converted").format(names=names))
    return from_tcvn3(text) if kind == "tcvn3" else from_vni(text)
