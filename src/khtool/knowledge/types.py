"""Document types: names, abbreviations and the shapes of their numbers (số hiệu), from `data/document_types.csv`.

Sources: 30/2020/NĐ-CP (Điều 7, Phụ lục I and III) for administrative documents, Điều 4 of 64/2025/QH15 and its
forerunners for normative ones, Hướng dẫn 36-HD/VPTW for the Party. The column `shape` is the pattern: what stands in
angle brackets is a slot of `_SLOTS`, all else stands for itself; case and spaces do not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from khtool.knowledge.normal import name_key, normal_code, split_code
from khtool.knowledge.tables import items, rows

#: Bodies whose documents have the Party's number order ("28-CT/TW"), so that "20/CT-TW" is of no type.
_PARTY = r"(?:TW|TU|HU|QU|ĐU|THU|TVTU)"
_MASS = (
    r"(?:TW)?(?:T?ĐTN|TĐ|MTTQ(?:VN)?|MTTW|UBMTTQ(?:VN)?|UBMTTW|ĐCTUBTWMTTQVN|HLHPN(?:VN)?|LHPN|HPN|ĐCT|TLĐ|LĐLĐ|CĐCS"
    r"|HNDVN|HND|HCCB|CCB|HCTĐ|CTĐ|HNCT|HKH)"
)
_SLOTS = {
    "<số>": r"(?P<number>\d{1,5}[A-ZĐ]?)",
    "<năm>": r"(?P<year>(?:19|20)\d{2})",
    "<khóa>": r"\d{1,2}",
    "<Quốc hội>": r"(?P<issuer>QH(?:\d|1\d|2\d)(?:-L)?)",
    "<UBTVQH>": r"(?P<issuer>UBTVQH(?:\d|1\d|2\d)?)",
    "<cơ quan>": rf"(?!{_PARTY}$|{_MASS}(?:-|$))(?P<issuer>[A-ZĐ][A-ZĐ0-9&.]*(?:-[A-ZĐ0-9&.]+)*)",
    "<cơ quan đầu>": r"(?P<issuer>[A-ZĐ&]{2,}[A-ZĐ0-9&.]*)",
    "<đơn vị>": r"[A-ZĐ0-9&.,()]+(?:-[A-ZĐ0-9&.]+)*",
    "<bộ>": r"(?!(?:CP|TTG|CTN|UBND|UB|HĐND|HĐTP)$)(?P<issuer>[A-ZĐ][A-ZĐ&]*\d?(?:-[A-ZĐ]+\d*)?)",
    "<các bộ>": r"(?P<issuer>[A-ZĐ&]+[0-9]*(?:[-/.][A-ZĐ&]+[0-9]*)+)",
    "<tổ chức đảng>": rf"(?!{_MASS}(?:-|$)|L[BN]$)(?P<issuer>[A-ZĐ]+(?:-[A-ZĐ]+)*)",
    "<đoàn thể>": rf"(?P<issuer>{_MASS}(?:-[A-ZĐ]+)*)",
    "<số hiệu>": r"(?P<number>\d+(?:-\d+)?)",
}
_SLOT = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A row of the table. `word` is what stands before the number ("Nghị quyết" for "Nghị quyết của Quốc hội").

    `kind`: hanh_chinh, qppl, qppl_cu (before 1996), hop_nhat, ban_sao, dang, doan_the, tieu_chuan, dieu_uoc, ten_goi
    (titles that a numbered document approves) or chung (general words). `rank` is the rank of Điều 4 of the law on
    normative documents. `only_else`: the shape counts only when no other type has it.
    """

    name: str
    word: str
    abbreviation: str
    kind: str
    rank: int | None
    shape: str
    examples: tuple[str, ...]
    issuer_levels: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None
    only_else: bool
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class CodeShape:
    """A reading of a số hiệu: its type, and the number, year and issuer's notation in normal form (upper case)."""

    type: DocumentType
    number: str
    year: int | None
    issuer: str | None


@lru_cache(maxsize=1)
def all_types() -> tuple[DocumentType, ...]:
    """Every type, in the order of the table."""
    return tuple(
        DocumentType(
            name=row["name"],
            word=row["word"],
            abbreviation=row["abbreviation"],
            kind=row["class"],
            rank=int(row["rank"]) if row["rank"] else None,
            shape=row["shape"],
            examples=items(row["examples"]),
            issuer_levels=items(row["issuer_levels"]),
            valid_from=row["valid_from"] or None,
            valid_to=row["valid_to"] or None,
            only_else=row["only_else"] == "y",
            confidence=row["confidence"],
            note=row["note"],
        )
        for row in rows("document_types")
    )


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[DocumentType, ...]]:
    found: dict[str, list[DocumentType]] = {}
    for t in all_types():
        for key in {name_key(t.name), name_key(t.word)}:
            found.setdefault(key, []).append(t)
    return {key: tuple(types) for key, types in found.items()}


def type_by_name(name: str) -> tuple[DocumentType, ...]:
    """The types called so, or written with this word before the number: "kế hoạch" → those of State, Party, bodies."""
    return _by_word().get(name_key(name), ())


def type_by_abbreviation(abbreviation: str) -> tuple[DocumentType, ...]:
    """The types with this code in the number ("KH", "QĐ", "CTr"), whatever its case."""
    wanted = normal_code(abbreviation)
    return tuple(t for t in all_types() if t.abbreviation.upper() == wanted)


def type_words() -> tuple[str, ...]:
    """The words that open a citation ("Thông tư liên tịch", "Thông tư", "Bộ luật", …), longest first."""
    return _type_words()


@lru_cache(maxsize=1)
def _type_words() -> tuple[str, ...]:
    return tuple(sorted({t.word for t in all_types()}, key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True)
class _Shape:
    """One shape of a type: `literals` must all stand in a code before its `pattern` is worth compiling."""

    type: DocumentType
    literals: tuple[str, ...]
    pattern: str


@lru_cache(maxsize=1)
def _shapes() -> tuple[_Shape, ...]:
    found = []
    for t in all_types():
        for shape in items(t.shape):
            literals = _SLOT.split(shape.upper())
            slots = [*(_SLOTS[slot] for slot in _SLOT.findall(shape)), ""]
            pattern = "".join(re.escape(literal) + slot for literal, slot in zip(literals, slots, strict=True))
            found.append(_Shape(t, tuple(filter(None, literals)), pattern))
    return tuple(found)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(t.abbreviation.upper() for t in all_types() if t.abbreviation)


def _issuer(code: str, abbreviation: str) -> str | None:
    """The issuer's part of a code whose shape spells it out ("NĐ-CP" → "CP")."""
    parts = re.split(r"[-/]", split_code(code).notation)
    if parts[0] in (abbreviation.upper(), "TTLT", "TTLN"):
        del parts[0]
    return parts[-1] if parts and parts[-1].isalnum() else None


@lru_cache(maxsize=8192)
def _shape_of(code: str) -> tuple[CodeShape, ...]:
    found: list[CodeShape] = []
    for shape in _shapes():
        t = shape.type
        if not all(literal in code for literal in shape.literals):
            continue
        if t.only_else and (found or split_code(code).notation.split("-")[0] in _abbreviations()):
            continue
        if match := _compiled(shape.pattern).fullmatch(code):
            groups = match.groupdict()
            year = groups.get("year")
            issuer = groups.get("issuer") or _issuer(code, t.abbreviation)
            found.append(CodeShape(t, groups.get("number") or "", int(year) if year else None, issuer))
    # a type met by two of its own shapes is one reading
    return tuple({reading.type.name: reading for reading in reversed(found)}.values())[::-1]


def shape_of(code: str) -> list[CodeShape]:
    """The types whose shape this số hiệu has, in the order of the table; [] for a malformed one ("20/CT-TW").

    >>> [shape.type.name for shape in shape_of("115/KH-UBND")]
    ['Kế hoạch']
    """
    return list(_shape_of(normal_code(code)))


def word_of(code: str) -> str | None:
    """The word for a document of this số hiệu, where its shape leaves only one: "KH" → "Kế hoạch"; else None."""
    words = {shape.type.word for shape in _shape_of(normal_code(code))}
    return words.pop() if len(words) == 1 else None


def agrees(word: str, code: str) -> bool | None:
    """Whether the type word before a số hiệu agrees with its shape; None when the code has no known shape.

    "Văn bản" and other general words agree with every code.
    """
    shapes = _shape_of(normal_code(code))
    if not shapes:
        return None
    key = name_key(word)
    if any(t.kind == "chung" for t in type_by_name(word)):
        return True
    return any(key in (name_key(shape.type.word), name_key(shape.type.name)) for shape in shapes)


@lru_cache(maxsize=1)
def _mixed_case() -> dict[str, str]:
    return {t.abbreviation.upper(): t.abbreviation for t in all_types() if not t.abbreviation.isupper()} | {
        "TTG": "TTg"
    }


def canonical_code(code: str) -> str:
    """The số hiệu as it should be written: no spaces, "-" for dashes, the case of CTr, TTr, QyĐ, TTg restored.

    >>> canonical_code("1472/QĐ - TTG"), canonical_code("10- CTR/TU"), canonical_code("55A/2013/QĐ-Ttg")
    ('1472/QĐ-TTg', '10-CTr/TU', '55a/2013/QĐ-TTg')
    """
    mixed = _mixed_case()
    head, *rest = re.split(r"([-/])", normal_code(code))
    return head.lower() + "".join(mixed.get(part, part) for part in rest)
