"""Which organ is meant: one form for every way to write a name, and names that are relative to the plan's own place.

"UBND Thành phố" in a plan of quận Hoàng Mai is the committee of Hà Nội; "Tỉnh ủy" is that of the plan's own province.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from khtool.knowledge import organs, units
from khtool.knowledge.normal import name_key, normal_code, slug, split_code
from khtool.plan import Plan

_KINDS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "phường", "xã", "đặc khu")
_KIND = re.compile(rf"(?<!\w)(?:cấp )?({'|'.join(_KINDS)})(?! hội)(?!\w)\s*")
#: "Huyện ủy Tuần Giáo": the kind of unit stands in the word for the Party's committee.
_PARTY = re.compile(r"^(tỉnh|thành|quận|huyện|thị) ủy\b\s*")
_PARTY_KINDS = {"tỉnh": ("tỉnh",), "thành": ("thành phố",), "quận": ("quận",), "huyện": ("huyện",), "thị": ("thị xã",)}
_PARTY_PREFIX = re.compile(
    r"^(?:ban thường vụ|btv|thường trực|tt|thường vụ|ban chấp hành|bch)\s+(?=(?:tỉnh|thành|quận|huyện|thị|đảng) ủy)"
)
#: "Thành ủy Thành phố Hồ Chí Minh" is "Thành ủy Hồ Chí Minh".
_PARTY_TWICE = re.compile(r"^((?:tỉnh|thành|quận|huyện|thị) ủy) (?:tỉnh|thành phố|quận|huyện|thị xã) (?=\w)")
_CHAIR = re.compile(r"^(?:phó )?(?:chủ tịch|ct)\s+(?=ubnd\b)")
_TERM = re.compile(r"\s+(?:khóa|nhiệm kỳ|nhiệm kì)\b.*$")
_STATE = re.compile(r"\s+nước cộng hòa xã hội chủ nghĩa việt nam$")
#: `name_key` writes i for y at the end of "Lý", "Mỹ"; names of places are written with y.
_Y = re.compile(r"(?<![a-z0-9])(h|k|l|m|s|t|qu)i(?![a-z0-9])")


@lru_cache(maxsize=16384)
def organ_slug(name: str) -> str:
    """The organ as a part of an IRI; one slug for the ways in which a name is written.

    >>> organ_slug("Ủy ban nhân dân TP. Cần Thơ"), organ_slug("Quốc hội khóa XIV"), organ_slug("UBND huyện Lý Sơn")
    ('ubnd-thanh-pho-can-tho', 'quoc-hoi', 'ubnd-huyen-ly-son')
    """
    return _Y.sub(r"\1y", slug(_plain(name)))


def _plain(name: str) -> str:
    key = name_key(name)
    return _STATE.sub("", _TERM.sub("", _CHAIR.sub("", _PARTY_TWICE.sub(r"\1 ", _PARTY_PREFIX.sub("", key)))))


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit of the plan's own line. `name` has its kind in front: "thành phố Hà Nội"."""

    name: str
    kind: str
    tier: str  # tinh, huyen, xa

    @property
    def proper(self) -> str:
        """The name without the kind."""
        return self.name[len(self.kind) + 1 :]


@dataclass(frozen=True, slots=True)
class Context:
    """From where a document speaks: who issues it, when, and the units it belongs to, its own first."""

    organ_name: str | None = None
    level: str | None = None
    date: str | None = None  # ISO day, month or year
    line: tuple[Place, ...] = ()

    @classmethod
    def of(cls, plan: Plan) -> Context:
        """The context of a plan: its header, and its line of units on its date."""
        head = plan.header
        date = head.issued_date or (str(head.years[0]) if head.years else None)
        date = date if date and re.fullmatch(r"\d{4}(-\d{2}){0,2}", date) else None
        named = [c.organ_name for c in plan.citations if c.organ_name]
        return cls(head.organ_name, head.level, date, _line(head.organ_name, head.place, date, tuple(named)))

    def place(self, kind: str) -> tuple[Place, ...]:
        """The units of this kind in the line: none, one, or two (thành phố Thủ Đức in Thành phố Hồ Chí Minh)."""
        return tuple(place for place in self.line if place.kind == kind)

    def tier(self, tier: str) -> Place | None:
        """The unit of this level in the line."""
        return next((place for place in self.line if place.tier == tier), None)


def issuers(organ_name: str | None, code: str | None, context: Context) -> tuple[str, ...]:
    """The organs that a citation can mean, each with its full name: one when it is certain, none when nothing is known.

    Without a name the notation says it ("QĐ-TTg"); a committee's ("KH-UBND") gives those of the plan's own line.
    """
    if code and (central := organ_of_notation(code)):
        return (central,)
    if organ_name:
        return _named(organ_name, context)
    if not code:
        return ()
    parts = re.split(r"[-/]", normal_code(split_code(code).notation))
    for part, body in (("HĐND", "HĐND"), ("UBND", "UBND"), ("UB", "UBND")):
        if part in parts:
            return tuple(f"{body} {place.name}" for place in context.line)
    by_notation = organs.by_notation(split_code(code).notation)
    names = {organ.name for organ in by_notation}
    tiers = {organ.tier for organ in by_notation}
    if len(names) == 1 and len(tiers) == 1 and (place := context.tier(tiers.pop())):  # "TTr-SKHCN"
        return (f"{names.pop()} {place.name}",)
    return ()


@lru_cache(maxsize=4096)
def is_local(code: str) -> bool:
    """Whether the notation leaves the issuer open: a committee, council, department or Party committee somewhere."""
    notation = split_code(code).notation
    found = organs.by_notation(notation)
    return not found or any(organ.tier != "trung_uong" for organ in found)


@lru_cache(maxsize=4096)
def organ_of_notation(code: str) -> str | None:
    """The one central organ whose notation a số hiệu bears ("QĐ-TTg"); None for a local or shared one ("CT/TW")."""
    found = organs.by_notation(split_code(code).notation)
    return found[0].name if len(found) == 1 and found[0].tier == "trung_uong" else None


def _named(name: str, context: Context) -> tuple[str, ...]:
    key = _plain(name)
    if party := _PARTY.match(key):
        rest = key[party.end() :]
        word = f"{party[1].capitalize()} ủy"
        if rest:
            return (f"{word} {_proper(rest, _PARTY_KINDS[party[1]], context) or _tail(name, rest)}",)
        places = [place for kind in _PARTY_KINDS[party[1]] for place in context.place(kind)]
        return tuple(f"{word} {place.proper}" for place in places)
    kind = _KIND.search(key)
    if kind:
        body, rest = key[: kind.start()].strip(), key[kind.end() :].strip()
        if not body:
            return (name,)
        head = _body(name, body)
        if rest:
            return (f"{head} {kind[1]} {_proper(rest, (kind[1],), context) or _tail(name, rest)}",)
        return tuple(f"{head} {place.name}" for place in context.place(kind[1]))
    tier = "tinh" if key.startswith("sở ") else "huyen" if key.startswith("phòng ") else None
    if tier and (place := context.tier(tier)):
        own = f" {name_key(place.proper)}"
        head = name.strip()
        if key.endswith(own):  # "Sở Y tế Sơn La"
            head = " ".join(head.split()[: -len(own.split())])
        return (f"{_body(head, _plain(head))} {place.name}",)
    found = {organ.name for organ in organs.by_name(name)}
    return (found.pop(),) if len(found) == 1 else (" ".join(name.split()),)


def _body(name: str, key: str) -> str:
    """The body's name as it is shown: "UBND", "HĐND", or as the document writes it."""
    for short in ("ubnd", "hđnd", "mttq"):
        if key == short:
            return short.upper()
    known = {organ.name for organ in organs.by_name(key)}
    if len(known) == 1:
        return known.pop()
    return " ".join(name.split()[: len(key.split())])


def _tail(name: str, rest: str) -> str:
    """The last words of the name as written, as many as `rest` has."""
    return " ".join(re.findall(r"[\w'-]+", name)[-len(rest.split()) :])


def _line(organ_name: str | None, place: str | None, date: str | None, named: tuple[str, ...]) -> tuple[Place, ...]:
    """The unit that an organ belongs to and those above it; of several units of one name, what they have in common.

    `named`: other organs of the document, whose places tell two units of one name apart ("xã Tân Lập").
    """
    found: list[units.Unit] = []
    own: Place | None = None
    hints = [hint for name in named for hint in _units_in(name)]
    if organ_name and (names := _units_in(organ_name)):
        kind, proper = names[0]
        found = _on(kind, proper, date)
        own = Place(f"{kind} {_tail(organ_name.split(',')[0], proper)}", kind, _TIERS.get(kind, "huyen"))
        hints = [*names[1:], *([("", place)] if place else []), *hints]
    elif place and _may_have_place(organ_name):
        found = [unit for unit in _on("", place, date) if unit.level == "tinh"]
    for kind, proper in hints:
        if len(found) <= 1:
            break
        above = {unit.id for unit in _on(kind, proper, None)}
        found = [unit for unit in found if above & {higher.id for higher in _with_above(unit)}] or found
    lines = [
        [
            Place(unit.full_name, "thành phố" if unit.kind == "thành phố thuộc tỉnh" else unit.kind, unit.level)
            for unit in _with_above(one)
        ]
        for one in found
    ]
    if not lines and own is not None:  # a unit that the tables do not have: what the document names in full must do
        return (own, *_named_above(own, hints))
    if len(lines) == 1 and own is None:
        return tuple(lines[0])
    shared = [place for place in lines[0][1:] if all(place in line for line in lines)] if lines else []
    if len(lines) == 1 and own is not None and slug(own.proper) == slug(lines[0][0].proper):
        own = Place(f"{own.kind} {lines[0][0].proper}", own.kind, lines[0][0].tier)
    return (*([own] if own else []), *shared)


def _named_above(own: Place, hints: list[tuple[str, str]]) -> Iterator[Place]:
    """The units of higher levels that a document names, where it names only one of a kind."""
    for kind in ("huyện", "quận", "thị xã", "thành phố", "tỉnh"):
        names = {proper for hint, proper in hints if hint == kind}
        tier = _TIERS.get(kind, "huyen")
        if len(names) == 1 and _HEIGHT[tier] > _HEIGHT[own.tier]:
            yield Place(f"{kind} {names.pop().title()}", kind, tier)


_HEIGHT = {"xa": 0, "huyen": 1, "tinh": 2}
_TIERS = {"tỉnh": "tinh", "xã": "xa", "phường": "xa", "thị trấn": "xa", "đặc khu": "xa"}


def _on(kind: str, name: str, date: str | None) -> list[units.Unit]:
    """The units of this name on a date, else at any time, else with a slip in its marks, else of another kind since."""
    full = f"{kind} {name}".strip()
    return (
        (units.find(full, date=date) if date else [])
        or units.find(full)
        or units.near(full)
        or [unit for unit in units.find(name) if unit.level == _TIERS.get(kind, "huyen")]
    )


def _with_above(unit: units.Unit) -> Iterator[units.Unit]:
    at: units.Unit | None = unit
    while at is not None:
        yield at
        at = units.parent(at)


def _units_in(name: str) -> list[tuple[str, str]]:
    """The units that an organ's name holds, kind and name: "UBND xã A, huyện B" → [("xã", "a"), ("huyện", "b")]."""
    found = []
    for part in name.split(","):
        key = _plain(part)
        if party := _PARTY.match(key):
            if rest := key[party.end() :]:
                found.append((_PARTY_KINDS[party[1]][0], rest))
        elif (kind := _KIND.search(key)) and (rest := key[kind.end() :].strip()):
            found.append((kind[1], rest))
    return found


def units_of(organ_name: str, date: str | None) -> list[units.Unit]:
    """The units that a body's name can mean on a date: one, none, or several of one name ("UBND xã Tân Lập").

    A unit above it in the name ("UBND xã Tân Lập, huyện Vũ Thư") chooses among them.
    """
    names = _units_in(organ_name)
    if not names:
        return []
    found = _on(*names[0], date)
    for kind, proper in names[1:]:
        above = {unit.id for unit in _on(kind, proper, None)}
        found = [unit for unit in found if above & {higher.id for higher in _with_above(unit)}] or found
    return found


def places_that_tell(organ_name: str, context: Context) -> tuple[str, ...]:
    """The units above an organ's that tell it from others of its name: ("huyện Vũ Thư",) for "UBND xã Tân Lập".

    None where the name is the only one on the context's date, says them itself, or is not one of the context's line.
    """
    names = _units_in(organ_name)
    if len(names) != 1:
        return ()
    (kind, proper), line = names[0], context.line
    at = next((i for i, p in enumerate(line) if p.kind == kind and slug(p.proper) == slug(proper)), len(line))
    if at + 1 >= len(line) or len(_on(kind, proper, context.date)) < 2:
        return ()
    told: list[str] = []
    for place in line[at + 1 :]:
        told.append(place.name)
        if len(units_of(", ".join((organ_name, *told)), context.date)) == 1:
            break
    return tuple(told)


def is_elsewhere(organ: str, organ_name: str | None, context: Context) -> bool:
    """Whether the organ part of an id names units above the issuer that are not those of the context's own line."""
    suffix = organ.removeprefix(organ_slug(organ_name or "")).strip("-")
    if not suffix or suffix == organ:
        return False
    for tier, words in (("huyen", ("huyen-", "quan-", "thi-xa-")), ("tinh", ("tinh-",))):
        place = context.tier(tier)
        if place is not None and suffix.startswith(words):
            return not suffix.startswith(organ_slug(place.name))
    return False


def _may_have_place(organ_name: str | None) -> bool:
    """Whether the place under which an organ writes is that of its province: true of departments, not of ministries."""
    if not organ_name:
        return False
    return organs.level_of_name(organ_name) == "tinh" or _plain(organ_name).startswith(
        ("sở ", "công an", "thành ủy", "tỉnh ủy")
    )


def _proper(rest: str, kinds: tuple[str, ...], context: Context) -> str | None:
    """The name of a unit of the line that is meant, also where the document slips in its marks ("Bím Sơn")."""
    for place in context.line:
        if place.kind in kinds and slug(place.proper) == slug(rest):
            return place.proper
    return None


def level_of(organ_name: str | None, fallback: str | None = None) -> str | None:
    """The level of a Record: quoc_hoi, dang, chinh_phu, thu_tuong, bo, tinh, so, huyen, phong, xa, or None."""
    if organ_name:
        levels = {organ.level for organ in organs.by_name(organ_name)}
        if len(levels) == 1:
            return levels.pop()
        key = _plain(organ_name)
        if _PARTY.match(key) or key.startswith("đảng ủy"):
            return "dang"
        if key.startswith(("ubnd", "hđnd")) and (tier := organs.level_of_name(organ_name)) in ("tinh", "huyen", "xa"):
            return tier
    return fallback if fallback in ("tinh", "huyen", "xa") else None
