"""The signature (30/2020/NĐ-CP, Phụ lục I, I.II.7): authority, position, name; and the entries of Nơi nhận."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.extraction.issuer import capitals_to_name
from khtool.extraction.zones import EDGES, FORM, LOWER, POST, UPPER, mended
from khtool.text import fold

_PREFIX = re.compile(rf"(?P<form>{FORM})\s*")
_POST = re.compile(POST)
_ACTING_POST = re.compile(rf"(?:Q\s*\.\s*)?{POST}")
#: Degrees, titles and ranks before the name of a person, and the honours that the state gives.
_TITLES = re.compile(
    r"(?:(?i:(?:(?:th|t|pgs|gs|pgs\.?\s?t|gs\.?\s?t)s|bs|ds|cn|ks|ls|kts)(?:\.?\s?ck\s?(?:[I1]{1,2}|2))?|pgs|gs|"
    r"tskh|ng[ưn][tdư]|tt[ưn][tdư]|ns[ưn][tdư]|"
    r"(?:đại|thượng|trung|thiếu)\s(?:tướng|tá|úy)|chuẩn đô đốc|bác sĩ|dược sĩ|thạc sĩ|tiến sĩ|kỹ sư|cử nhân|luật sư|"
    r"kiến trúc sư|(?:phó )?giáo sư|nhà giáo (?:ưu tú|nhân dân)|thầy thuốc (?:ưu tú|nhân dân))"
    r"(?:[.,]\s*|\s+(?:-\s+)?|\s?-\s?|$))+"
)
_PERSON = re.compile(rf"(?P<name>[{UPPER}][\w'.]*(?:\s+[{UPPER}][\w']*){{1,5}})\s*$")
_SIGNED = re.compile(r"\(?\s*(?:đã ký|Đã ký|ĐÃ KÝ|đã kí|\[daky\]|Ký tên|Chữ ký)\s*\)?\.?")
_ENTRY_DASH = re.compile(rf";\s*[-+•]\s*|(?<=[.)])\s+[-+]\s+(?=[{UPPER}])")
_ENTRY = re.compile(rf";\s+(?=[{UPPER}])")
_NEXT = re.compile(rf"\n|(?<=\s)(?:{FORM}|{POST})|(?<=\s)[{UPPER}][{LOWER}]")


#: "PHÓ CHỦ TỊCHLê Văn Tám": a converter lost the break between post and name.
_GLUED_NAME = re.compile(rf"(?<=[{UPPER}][{UPPER}][{UPPER}])(?=[{UPPER}][{LOWER}])")


def read_signature(lines: list[str]) -> tuple[str | None, str | None, str | None]:
    """(authority, position, name) out of the lines of a signature, also when they are flattened into one.

    Several authorities are joined with " / "; of several positions the last counts.

    >>> read_signature(["TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Phạm Văn Thịnh"])
    ('TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Phạm Văn Thịnh')
    """
    whole = "\n".join(mended(_SIGNED.sub(" ", fold(line)).strip(EDGES.replace(".", ""))) for line in lines)
    whole = re.sub(r"ỦY\s+BAN\s+NHÂN\s+DÂN", "ỦY BAN NHÂN DÂN", re.sub(r"\b(TM|KT|TL|TUQ|Q)\.\n", r"\1. ", whole))
    whole = _GLUED_NAME.sub("\n", whole)
    found = _PREFIX.search(whole)
    post = _POST.search(whole)
    if found is None and post is None:
        return None, None, _person(whole)
    whole = whole[min(m.start() for m in (found, post) if m) :]
    authorities: list[str] = []
    while found := _PREFIX.match(whole):
        rest = whole[found.end() :]
        head = _ACTING_POST.match(rest)
        # after the form: the body that is signed for, or the post whose holder is stood in for
        following = _NEXT.search(rest, head.end() if head else 0)
        end = following.start() if following else len(rest)
        if found["form"].startswith("Q") and head:  # who holds the post for now signs in it, for nobody else
            break
        authorities.append(f"{found['form'].strip()} {' '.join(rest[:end].split())}".strip())
        whole = rest[end:].lstrip()
    positions: list[str] = []
    for line in whole.split("\n"):
        words = _without_titles(line).split()
        if len(words) < len(line.split()):  # a person
            break
        taken = 0
        while taken < len(words) and _in_capitals(words[taken]):
            taken += 1
        if taken and not (taken == len(words) and positions and not _POST.match(" ".join(words))):
            positions.append(" ".join(words[:taken]))
        if taken < len(words):
            break
    name = _person(whole)
    if name is None and positions:
        last = whole.strip().split("\n")[-1].strip()
        if 2 <= len(last.split()) <= 5 and last.isupper() and not _POST.match(last):
            name = capitals_to_name(last)
    return " / ".join(authorities) or None, positions[-1] if positions else None, name


def _in_capitals(word: str) -> bool:
    """Whether a word is of a post ("CHỦ", "Q."), not a name's first: "Y" of "Y Blung", "H'" of "H' Yim"."""
    letters = sum(map(str.isalpha, word))
    return word.upper() == word and "'" not in word and (letters > 1 or (letters == 1 and word.endswith(".")))


def _without_titles(line: str) -> str:
    """The name of a person without what stands before it: "BSCKII. Lê Văn Tám", "Đại tá, PGS.TS Lê Văn Tám"."""
    found = _TITLES.match(line)
    return line[found.end() :] if found else line


def _person(whole: str) -> str | None:
    for line in whole.split("\n"):
        words = _without_titles(line).split()
        while words and _in_capitals(words[0]) and (words[0][-1] != "." or len(words[0]) == 2):
            words = words[1:]
        if " ".join(words).isupper():
            continue  # "GIÁM ĐỐC SỞ Y TẾ"
        if found := _PERSON.match(_without_titles(" ".join(words))):
            return found["name"]
    return None


def split_entries(norm: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The entries of a recipients paragraph as (start, end, is it a new one); several stand in one when flattened."""
    at = start
    line = norm[start:end]
    new = line.lstrip(" |*_").startswith(("-", "+", "•"))
    pattern = _ENTRY_DASH if new or _ENTRY_DASH.search(line) else _ENTRY
    for cut in pattern.finditer(line):
        yield at, start + cut.start(), new
        at, new = start + cut.end(), True
    if at < end:
        yield at, end, new
