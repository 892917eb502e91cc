"""Organs that issue documents or are given tasks: names, notations, levels, when they existed, who came after them.

From `data/organs.csv`. `level` is the step in the chain of documents (quoc_hoi, dang, chu_tich_nuoc, chinh_phu,
thu_tuong, bo, tu_phap, tinh, so, huyen, phong, xa, doan_the, quoc_te), `tier` the administrative level (trung_uong,
tinh, huyen, xa). Kinds of body ("Sở Y tế", "Ủy ban nhân dân cấp huyện") are one row for the whole country; which unit a
body belongs to is said by its name, see `khtool.knowledge.units`. The days are those of the law or resolution
(01/3/2025 for ministries and departments, 01/7/2025 for the end of the districts); single provinces moved up to ten
days earlier.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khtool.knowledge import units
from khtool.knowledge.normal import name_key, normal_code
from khtool.knowledge.tables import items, rows
from khtool.knowledge.types import type_by_abbreviation


@dataclass(frozen=True, slots=True)
class Organ:
    """A body. Dates are ISO days, None where open or unknown; `successors` are ids with what each took in brackets."""

    id: str
    name: str
    aliases: tuple[str, ...]
    notations: tuple[str, ...]
    level: str
    tier: str
    rank: int
    parent: str | None
    valid_from: str | None
    valid_to: str | None
    successors: tuple[str, ...]
    confidence: str
    note: str


_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


@lru_cache(maxsize=1)
def all_organs() -> tuple[Organ, ...]:
    """Every organ, in the order of the table."""
    return tuple(
        Organ(
            id=row["id"],
            name=row["name"],
            aliases=items(row["aliases"]),
            notations=tuple(_IN_BRACKETS.sub("", n) for n in items(row["notations"])),
            level=row["level"],
            tier=row["tier"],
            rank=int(row["rank"]),
            parent=row["parent"] or None,
            valid_from=row["valid_from"] or None,
            valid_to=row["valid_to"] or None,
            successors=items(row["successors"]),
            confidence=row["confidence"],
            note=row["note"],
        )
        for row in rows("organs")
    )


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Organ]:
    return {organ.id: organ for organ in all_organs()}


@lru_cache(maxsize=1)
def _by_key() -> dict[str, tuple[Organ, ...]]:
    found: dict[str, list[Organ]] = {}
    for organ in all_organs():
        names = (part for name in (organ.name, *organ.aliases) for part in (name, *name.split(" / ")))
        for key in {_bare(name_key(_IN_BRACKETS.sub("", name))) for name in names}:
            found.setdefault(key, []).append(organ)
    return {key: tuple(organs) for key, organs in found.items()}


@lru_cache(maxsize=1)
def _by_notation() -> dict[str, tuple[Organ, ...]]:
    found: dict[str, list[Organ]] = {}
    for organ in all_organs():
        for notation in organ.notations:
            found.setdefault(normal_code(notation).replace("&", ""), []).append(organ)
    return {key: tuple(organs) for key, organs in found.items()}


_TIERS = {
    "tỉnh": "tinh",
    "huyện": "huyen",
    "quận": "huyen",
    "thị xã": "huyen",
    "xã": "xa",
    "phường": "xa",
    "thị trấn": "xa",
    "đặc khu": "xa",
}
_UNIT = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã(?! hội)|phường|thị trấn|đặc khu)(?!\w)"
_FIRST_UNIT = re.compile(rf"(?<!\w){_UNIT}")
#: The unit that a body belongs to, and all behind it; not the first word ("tỉnh ủy").
_TAIL = re.compile(rf"(?<=\w) (?:các |cấp )?{_UNIT}(?! (?:ủy|đoàn)\b).*")
_CENTRAL_CITY = re.compile(r"(?:hà nội|hồ chí minh|hải phòng|đà nẵng|cần thơ|huế)(?!\w)")
#: When thành phố Huế came directly under the State.
_HUẾ = "2025-01-01"


def _bare(key: str) -> str:
    """The key without the unit it belongs to: "sở y tế tỉnh sơn la" → "sở y tế"."""
    return _TAIL.sub("", key)


def _tier_in(key: str, date: str | None = None) -> str | None:
    """The level of the first unit that a name's key mentions ("ubnd xã a huyện b" → xa)."""
    found = _FIRST_UNIT.search(key)
    if found is None:
        return None
    if found[0] != "thành phố":
        return _TIERS[found[0]]
    after = key[found.end() :].strip()
    if not after:
        return None  # a city under the State or of a province
    if after.startswith("huế") and date is not None and date < _HUẾ:
        return "huyen"
    return "tinh" if _CENTRAL_CITY.match(after) else "huyen"


#: The head of a body stands for it: "Bộ trưởng Bộ Y tế", "Giám đốc Sở Y tế", "Trưởng phòng Nội vụ".
_HEAD = re.compile(
    r"(?:đồng chí )?(?:(?:phó )?(?:bộ trưởng|giám đốc|chủ tịch|bí thư|trưởng|chánh)|thủ trưởng|lãnh đạo) "
)


def _named(key: str) -> tuple[Organ, ...]:
    """The organs of a key, which may have a unit behind it, with its kind or as a bare name ("sở y tế thanh hóa")."""
    table = _by_key()
    if found := table.get(_bare(key)):
        return found
    words = key.split(" ")
    for end in range(len(words) - 1, 1, -1):
        if found := table.get(" ".join(words[:end])):
            return found if units.find(" ".join(words[end:])) else ()
    return ()


def by_name(name: str, date: str | None = None) -> list[Organ]:
    """The organs of this name or alias. A unit behind it is left aside but chooses the level; `date` those of that day.

    >>> [organ.id for organ in by_name("Phòng LĐ-TB&XH huyện Tuần Giáo")], len(by_name("Phòng Kinh tế"))
    (['pldtbxh'], 2)
    """
    key = name_key(name)
    found = _named(key) or _named(_HEAD.sub("", key))
    tier = _tier_in(key, date)
    same_tier = [organ for organ in found if organ.tier == tier]
    return [organ for organ in same_tier or found if date is None or exists_on(organ, date)]


def by_notation(notation: str) -> list[Organ]:
    """The organs that the issuer's part of a notation or số hiệu can stand for: "QĐ-TTg", "NQ-HĐND", "CT/TW",
    "BYT-BMTE".

    A notation says no place and often no level: "KH-UBND" gives the committees of all. Of a joint notation
    ("TTLT-BYT-BTC") the first issuer counts. A "&" too many does not matter.

    >>> [organ.name for organ in by_notation("KH-SLĐTB&XH")]
    ['Sở Lao động - Thương binh và Xã hội']
    """
    parts = re.split(r"[/-]", re.sub(r"^[\dA-Z]*\d[A-ZĐ]?[/-](?:\d{4}/)?", "", normal_code(notation).replace("&", "")))
    if len(parts) > 1 and type_by_abbreviation(parts[0]):
        del parts[0]
    table = _by_notation()
    for candidate in ("-".join(parts), *parts):
        if organs := table.get(candidate) or table.get(candidate.rstrip("0123456789")):
            return list(organs)
    return []


def get(id: str) -> Organ | None:
    """The organ of this id."""
    return _by_id().get(id)


def exists_on(organ: Organ, date: str) -> bool:
    """Whether the organ existed on an ISO day; of a month or year: at some time in it."""
    return (organ.valid_from or "") <= date + "\uffff" and (organ.valid_to is None or organ.valid_to >= date)


def successors(organ: Organ) -> list[Organ]:
    """The organs that took over its work, in the order of the table; which part is said in `organ.successors`."""
    return [found for name in organ.successors if (found := get(_IN_BRACKETS.sub("", name)))]


def level_of_name(name: str, date: str | None = None) -> str | None:
    """The administrative level that a body's name says: "trung_uong", "tinh", "huyen", "xa"; None when it does not.

    The first unit in the name counts ("UBND xã A, huyện B"); without one the kind of body decides: a Sở is of a
    province, a ministry central, a Phòng of a district until 30/6/2025 and of a commune after it (`date`, ISO).

    >>> level_of_name("UBND huyện Tuần Giáo"), level_of_name("Phòng Kinh tế", "2025-09-01"), level_of_name("UBND")
    ('huyen', 'xa', None)
    """
    key = name_key(name)
    if tier := _tier_in(key, date):
        return tier
    tiers = {organ.tier for organ in by_name(name, date)}
    if len(tiers) == 1:
        return tiers.pop()
    if tiers:
        return None
    if key.startswith("phòng ") and date is not None:
        return "xa" if date >= "2025-07-01" else "huyen"
    if key.startswith(("sở ", "thành ủy", "thành đoàn")):
        return "tinh"
    if re.match(r"(?:bộ|bộ trưởng) (?!chỉ huy|tư lệnh|đội)", key):
        return "trung_uong"
    return None
