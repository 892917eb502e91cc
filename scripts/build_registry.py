"""Merges the reference tables into `registry.bin`. Called by build_knowledge.py."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from khtool.knowledge import organs, types
from khtool.knowledge.normal import code_key, name_key, split_code
from khtool.knowledge.registry import ADDED, digest_of, names_of, titles_of
from khtool.knowledge.registry_file import Row, digest, row_order, write
from khtool.text import fold

RELATIONS = {
    "trien_khai": "thuc_hien",
    "can_cu": "can_cu",
    "quy_dinh_chi_tiet": "quy_dinh_chi_tiet",
    "huong_dan": "huong_dan",
    "thay_the": "thay_the",
    "sua_doi": "sua_doi",
    "tiep_noi": "tiep_noi",
    "bao_cao": "trich_dan",
}
#: Level of a registry document for the level of the organ that issued it.
LEVELS = {"chu_tich_nuoc": "quoc_hoi", "tu_phap": "bo"}
CONFIDENCE = ("low", "medium", "high")


#: "Nghị định 56", "Chỉ thị 20 của Bộ Chính trị": a number without year or notation says nothing certain.
NUMBER_ALIAS = re.compile(
    r"(?:Nghị định|Nghị quyết|Quyết định|Chỉ thị|Kết luận|Quy định|Hướng dẫn|Thông tư) (?:số )?\d+\b(?!/)"
)


@dataclass
class Evidence:
    """What one row of one table says about a document; "" where it says nothing."""

    code: str
    source: str  # list, page, memory, codification, database, observed
    trust: int  # the larger wins: 4 list, 3 codification, 2 database and page, 1 observed (agreed), 0 observed, memory
    type_name: str = ""
    date: str = ""
    organ: str = ""
    subject: str = ""
    aliases: tuple[str, ...] = ()
    effective_from: str = ""
    effective_to: str = ""
    replaced_by: tuple[str, ...] = ()
    other_dates: tuple[str, ...] = ()
    mentions: int = 0
    edges: tuple[tuple[str, str], ...] = ()  # relation, code or name; "-" before the relation turns the edge round
    key: str = ""
    effect_read: bool = True  # the days of effect were read, not remembered


@dataclass
class Document:
    key: str
    evidence: list[Evidence] = field(default_factory=list)
    edges: dict[tuple[str, str], tuple[str, bool]] = field(default_factory=dict)  # (relation, target): source, external

    def first(self, name: str) -> str:
        """The value of the most trusted row that has one."""
        return next((value for e in self.evidence if (value := getattr(e, name))), "")


def table(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: unicodedata.normalize("NFC", (value or "").strip()) for key, value in row.items()}


def listed(cell: str) -> tuple[str, ...]:
    return tuple(part for piece in cell.split(";") if (part := piece.strip()))


def clean_code(code: str) -> str:
    """The number as it should be written, or "" when its shape is none that a document has."""
    code = re.sub(r"(?i)ngày$", "", code).replace("_", "-")
    code = re.sub(r"^(\d+[a-z]?(?:/\d{4})?)/(QD|ND)-", lambda m: f"{m[1]}/{m[2].replace('D', 'Đ')}-", code)
    code = types.canonical_code(code)
    return code if types.shape_of(code) else ""


def clean_text(text: str) -> str:
    if text.startswith("("):  # a note in place of a title
        return ""
    return re.sub(r"\s+", " ", text.replace("|", "/")).strip(" .;,")


def clean_matter(type_name: str, subject: str) -> str:
    """The matter of a law without the type word in front ("Luật Thủy lợi", a slip "Luât" → "Thủy lợi") and without a
    year behind ("Tài nguyên nước 2023"), with a capital.
    """
    if type_name in ("Luật", "Bộ luật", "Pháp lệnh"):
        subject = re.sub(rf"^(?:{type_name}|Luât)\s+", "", subject, flags=re.IGNORECASE)
        subject = re.sub(r"\s+(?:năm\s+)?(?:19|20)\d{2}$", "", subject)
    return subject[:1].upper() + subject[1:]


def national(reference: Path) -> Iterable[Evidence]:
    for row in table(reference / "national_documents.csv"):
        seen = row["verification"] in ("full", "name_date")
        edges = []
        for entry in listed(row["based_on"]):
            relation, _, target = entry.partition(":")
            edges.append(("-sua_doi" if relation == "sua_doi_boi" else RELATIONS[relation], target))
        yield Evidence(
            code=clean_code(row["code"]) if row["code"] else "",
            key="" if row["code"] else row["key"],
            source="list" if seen else "memory",
            trust=4 if seen else 0,
            type_name=row["type_name"],
            date=row["issued_date"],
            organ=row["organ_name"],
            subject=clean_matter(row["type_name"], clean_text(row["subject"])),
            aliases=tuple(alias for alias in listed(row["aliases"]) if not NUMBER_ALIAS.match(alias)),
            effective_from=row["effective_from"],
            effective_to=row["effective_to"],
            effect_read=row["effective_verified"] == "y",
            replaced_by=tuple(filter(None, map(clean_code, listed(row["replaced_by"])))),
            edges=(*edges, *(("-thay_the", code) for code in listed(row["replaced_by"]))),
        )


#: How much a row of the table kept by hand is trusted: read in two places, in one, remembered.
ADDED_TRUST = {"list": 4, "page": 2, "memory": 0}


def added(path: Path) -> Iterable[Evidence]:
    """The table that is kept by hand in the repository. A document without a number stands under its key ("CRC")."""
    for row in table(path):
        code = clean_code(row["code"])
        yield Evidence(
            code=code,
            key="" if code else row["code"],
            source=row["source"],
            trust=ADDED_TRUST[row["source"]],
            type_name=row["type_name"],
            date=row["issued_date"],
            organ=row["organ_name"],
            subject=clean_matter(row["type_name"], clean_text(row["subject"])),
            aliases=listed(row["aliases"]),
            effective_from=row["effective_from"],
            effective_to=row["effective_to"],
            effect_read=row["source"] != "memory",
            replaced_by=listed(row["replaced_by"]),
            edges=tuple(
                (relation, target) for relation, _, target in (e.partition(":") for e in listed(row["based_on"]))
            ),
        )


def codified(reference: Path) -> Iterable[Evidence]:
    for row in table(reference / "codified_documents.csv"):
        yield Evidence(
            code=clean_code(row["code"]),
            source="codification",
            trust=3,
            type_name=row["type_name"],
            date=row["issued_date"],
            organ=row["organ_name"],
            subject=clean_matter(row["type_name"], clean_text(row["subject"])),
            effective_from=row["effective_from"],
            other_dates=listed(row["other_dates"]) if row["dissent"] != "0" else (),
            edges=tuple(("-sua_doi", code) for code in listed(row["amended_by"])),
        )


def database(reference: Path) -> Iterable[Evidence]:
    for row in table(reference / "database_documents.csv"):
        yield Evidence(
            code=clean_code(row["code"]),
            source="database",
            trust=2,
            type_name=row["type_name"],
            date=row["issued_date"],
            subject=clean_matter(row["type_name"], clean_text(row["subject"])),
            effective_from=row["effective_from"],
            effective_to=row["effective_to"],
            edges=tuple(("can_cu", code) for code in listed(row["based_on"])),
        )


def observed(reference: Path) -> Iterable[Evidence]:
    for row in table(reference / "observed_documents.csv"):
        agreed = int(row["sources"]) >= 2 and row["dissent"] == "0"
        yield Evidence(
            code=clean_code(row["code"]),
            source="observed",
            trust=1 if agreed else 0,
            type_name=row["type_name"],
            date=row["issued_date"],
            organ=row["organ_name"],
            other_dates=listed(row["other_dates"]),
            mentions=int(row["sources"]),
        )


def in_time(evidence: Evidence) -> bool:
    """Whether number and date agree: a number that names a year is of that year."""
    year = split_code(evidence.code).year
    return not (year and evidence.date and int(evidence.date[:4]) != year)


def is_day(iso: str) -> bool:
    """Whether an ISO day, month or year exists."""
    try:
        return bool(date.fromisoformat(iso + "-01-01"[len(iso) - 4 :]))
    except ValueError:
        return False


def gather(reference: Path, by_hand: Path) -> list[Document]:
    """The rows of all tables brought together by document."""
    dropped: Counter[str] = Counter()
    groups: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    undated: list[Evidence] = []
    for evidence in (
        *national(reference),
        *added(by_hand),
        *codified(reference),
        *database(reference),
        *observed(reference),
    ):
        if evidence.date and not is_day(evidence.date):
            print(f"date left out: {evidence.code} has no such day {evidence.date} ({evidence.source})")
            evidence.date = ""
        evidence.other_dates = tuple(day for day in evidence.other_dates if is_day(day))
        if not evidence.code and not evidence.key:
            dropped[f"{evidence.source}: no number that a document can have"] += 1
        elif evidence.code and not in_time(evidence):
            print(f"left out: {evidence.code} dated {evidence.date} ({evidence.source}): number and date disagree")
            dropped[f"{evidence.source}: year of number and date disagree"] += 1
        elif evidence.key:
            groups[evidence.key, ""].append(evidence)
        elif split_code(evidence.code).year:
            groups[code_key(evidence.code), ""].append(evidence)
        elif evidence.date:
            groups[code_key(evidence.code), evidence.date[:4]].append(evidence)
        else:
            undated.append(evidence)
    for evidence in undated:
        years = [year for code, year in groups if code == code_key(evidence.code)]
        groups[code_key(evidence.code), years[0] if len(years) == 1 else ""].append(evidence)
    for reason, count in sorted(dropped.items()):
        print(f"left out: {count} rows, {reason}")
    drop_slips(groups)
    documents = []
    for (_, year), rows in sorted(groups.items()):
        parts = list(split_by_type(sorted(rows, key=lambda e: -e.trust)))
        for part in parts:
            behind = f"@{year}" if year else "@NQ" if len(parts) > 1 and part[0].type_name == "Nghị quyết" else ""
            documents.append(Document(part[0].key or spelled(part) + behind, part))
    return documents


def drop_slips(groups: dict[tuple[str, str], list[Evidence]]) -> None:
    """A single mention that differs from a well attested document of its number in the year alone is a slip of the pen.

    It becomes one of that document's other dates.
    """
    by_code: dict[str, list[str]] = defaultdict(list)
    for code, year in groups:
        by_code[code].append(year)
    for code, years in by_code.items():
        for year in years:
            (first, *more) = groups[code, year]
            if more or first.source != "observed" or first.mentions > 1:
                continue
            for other in years:
                better = groups.get((code, other), [])
                if other != year and any(e.date[4:] == first.date[4:] and (e.trust or e.mentions > 1) for e in better):
                    better.append(first)
                    del groups[code, year]
                    print(f"slip: {first.code} of {first.date} is taken for the one of {other}")
                    break


def spelled(evidence: list[Evidence]) -> str:
    return max(evidence, key=lambda e: (e.trust, len(e.code), e.code)).code


def split_by_type(evidence: list[Evidence]) -> Iterable[list[Evidence]]:
    """One group a document.

    Laws and resolutions of the Quốc hội were numbered apart until the 13th term, so that 18/2008/QH12 is a law and a
    resolution: rows of the two types are two documents, unless one is but a mention of the other's day. Any other type
    is a slip of whoever cites.
    """
    groups: dict[str, list[Evidence]] = defaultdict(list)
    words = {shape.type.word for shape in types.shape_of(evidence[0].code)} if evidence[0].code else set()
    for e in evidence:
        side = "NQ" if e.type_name == "Nghị quyết" and len(words) > 1 else ""
        if e.source == "observed" and e.date in {other.date for rows in groups.values() for other in rows}:
            side = next(side for side, rows in groups.items() if e.date in {other.date for other in rows})
        groups[side].append(e)
    named = {e.type_name for e in evidence}
    if len(named) > 1:
        told = ", ".join(f"{e.type_name} ({e.source}, {e.date})" for e in evidence)
        print(f"type: {spelled(evidence)} is called {told}; {len(groups)} document(s)")
    yield from groups.values()


def organ_of(document: Document, code: str) -> tuple[str, str]:
    """Name and level of the issuer: from a trusted row, else from the notation where it names one organ only."""
    notation = split_code(code).notation if code else ""
    by_notation = organs.by_notation(notation) if notation else []
    trusted = next((e.organ for e in document.evidence if e.organ and e.source != "observed"), "")
    name = trusted
    if not name and len(by_notation) == 1:
        name = by_notation[0].name
    elif not name and by_notation:
        mentioned = {name_key(e.organ) for e in document.evidence if e.organ}
        name = next((organ.name for organ in by_notation if name_key(organ.name) in mentioned), "")
    known = {organ.name for organ in organs.by_name(name) if organ.level == "dang"} if name else set()
    name = known.pop() if len(known) == 1 else name  # "Ban Chấp hành Trung ương" is that of the Party
    level = ""
    if by_notation and by_notation[0].tier == "trung_uong":
        level = LEVELS.get(by_notation[0].level, by_notation[0].level)
    elif notation.startswith(("TTLT", "NQLT", "TT-", "TT/")) or name.startswith("Bộ "):
        level = "bo"
    if not code:
        level = "quoc_hoi" if name == "Quốc hội" else "quoc_te"
    return name, level


def settle(document: Document) -> tuple[str, str, str, tuple[str, ...]]:
    """Date, its confidence, the confidence of the row, and the dates that other rows give."""
    evidence = document.evidence
    dated = [e for e in evidence if e.date]
    if not dated:
        return "", "low", "high" if evidence[0].trust >= 2 else "low", ()
    best = dated[0]
    # independent rows that give the same day; memory counts as one voice only beside another
    agreeing = {e.source for e in dated if e.date == best.date}
    others = {e.date for e in dated if e.date != best.date}
    others |= {day for e in evidence for day in e.other_dates if day != best.date}
    if best.trust >= 3:
        level = 2 if not (others and best.other_dates) else 1
    elif len(agreeing) > 1:
        level = 2
    elif best.trust >= 1:
        level = 1
    else:
        level = 0
    if len(best.date) < 10:
        level = min(level, 1)
    overall = max(level, 2 if best.trust >= 3 else 1 if best.trust >= 2 else level)
    return best.date, CONFIDENCE[level], CONFIDENCE[overall], tuple(sorted(others))


def runs_with_time(earlier: Document, later: Document) -> bool:
    """Whether nothing is known against the order of two documents."""
    first, last = earlier.first("date"), later.first("date")
    length = min(len(first), len(last))
    return first[:length] <= last[:length]


def link(documents: list[Document]) -> None:
    """Turn the edges' codes and names into keys, and the reversed ones round."""
    by_key = {document.key: document for document in documents}
    by_code: dict[str, list[Document]] = defaultdict(list)
    by_name: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        code = document.key.partition("@")[0]
        by_code[code_key(code)].append(document)
        for e in document.evidence:
            for name in names_of(e.type_name, e.subject, e.aliases):
                by_name[name].append(document)

    def target_of(text: str, day: str) -> Document | None:
        text = clean_code(text) or text
        if text in by_key:
            return by_key[text]
        fits = by_code.get(code_key(text)) or list({d.key: d for d in by_name.get(name_key(text), [])}.values())
        fits = [d for d in fits if not day or not d.first("date") or d.first("date") <= day] if len(fits) > 1 else fits
        # of several documents of one number the last before the citing one is meant
        return max(fits, key=lambda d: d.first("date")) if fits else None

    for document in documents:
        for e in document.evidence:
            source = e.source
            for relation, text in e.edges:
                if relation.startswith("-"):
                    later = target_of(text, "")
                    # what amends or replaces a document does not come before it
                    if later and later is not document and runs_with_time(document, later):
                        later.edges.setdefault((relation[1:], document.key), (source, False))
                elif found := target_of(text, document.first("date")):
                    if found is not document:
                        document.edges.setdefault((relation, found.key), (source, False))
                elif code := clean_code(text):
                    document.edges.setdefault((relation, code), (source, True))


def inferred_ends(documents: list[Document]) -> dict[str, str]:
    """Last days in force that no row gives: of a law, the day before a later one of its name, or one that is said to
    replace it, takes effect.
    """
    series: dict[str, list[tuple[str, Document]]] = defaultdict(list)
    for document in documents:
        kind, matter = document.first("type_name"), name_key(document.first("subject"))
        start = document.first("effective_from") or document.first("date")
        if kind in ("Luật", "Bộ luật", "Pháp lệnh") and start and not matter.startswith("sửa đổi"):
            series[matter].append((start, document))
    ends = {}
    for versions in series.values():
        versions.sort(key=lambda version: version[0])
        for (_, earlier), (start, later) in pairwise(versions):
            if not earlier.first("effective_to") and later.first("effective_from"):
                ends[earlier.key] = day_before(start)
                later.edges.setdefault(("thay_the", earlier.key), ("inferred", False))
    by_key = {document.key: document for document in documents}
    for later in documents:
        start = later.first("effective_from")
        for relation, target in later.edges:
            ended = by_key.get(target)
            if relation != "thay_the" or not start or ended is None or ended.first("effective_to"):
                continue
            if ended.first("type_name") in ("Luật", "Bộ luật", "Pháp lệnh") and ended.first("date") < start:
                ends.setdefault(ended.key, day_before(start))
    return ends


def effect_confidence(document: Document, inferred: bool) -> str:
    """Confidence of the days of effect: that of the weaker of the two rows that give them."""
    givers = [
        next((e for e in document.evidence if getattr(e, name)), None) for name in ("effective_from", "effective_to")
    ]
    if not inferred and not any(givers):
        return ""
    if any(giver and not giver.effect_read for giver in givers):
        return "low"
    return "medium" if inferred else "high"


def day_before(iso: str) -> str:
    return (date.fromisoformat(iso) - timedelta(days=1)).isoformat()


#: Days by which a date may run ahead of, or behind, those of the numbers around it.
TURN = 45


def mend_dates(documents: list[Document]) -> None:
    """Drop dates that the numbers gainsay: those of one organ and year run with the days, so a date far from those of
    the four numbers before and the four after is a slip of its table (day and month swapped, that of another
    document). It is kept among the dates elsewhere; if no other row gives a day that fits, only the year is known.
    """
    series: dict[tuple[str, str, str], list[tuple[int, date, Document]]] = defaultdict(list)
    for document in documents:
        number = re.match(r"(\d+)/(\d{4})/([^@]+)", document.key)
        if number and len(issued := document.first("date")) == 10:
            words = {shape.type.word for shape in types.shape_of(number[0])}
            kind = document.first("type_name") if len(words) > 1 else ""  # laws and resolutions are counted apart
            series[number[2], number[3], kind].append((int(number[1]), date.fromisoformat(issued), document))
    for (year, *_), entries in series.items():
        entries.sort(key=lambda entry: entry[:2])
        days = [day for _, day, _ in entries]
        for place, (_, day, document) in enumerate(entries):
            before, after = sorted(days[max(0, place - 4) : place]), sorted(days[place + 1 : place + 5])
            if min(len(before), len(after)) < 3 or before[len(before) // 2] > after[len(after) // 2]:
                continue
            first = before[len(before) // 2] - timedelta(days=TURN)
            last = after[len(after) // 2] + timedelta(days=TURN)
            if first <= day <= last:
                continue
            for e in document.evidence:
                given = (e.date, *e.other_dates) if e.date else e.other_dates
                fitting = [d for d in given if first.isoformat() <= d <= last.isoformat()]
                e.date = fitting[0] if len(set(fitting)) == 1 else ""
                e.other_dates = tuple(d for d in given if d != e.date)
            if not document.first("date"):
                document.evidence[0].date = year


def build(reference: Path, path: Path, by_hand: Path = ADDED) -> None:
    """Merge the tables of `reference` and the one kept by hand, and write the registry to `path`."""
    documents = gather(reference, by_hand)
    mend_dates(documents)
    link(documents)
    ends = inferred_ends(documents)
    replaced_by: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        for relation, target in document.edges:
            if relation == "thay_the":
                replaced_by[target].append(document.key)
    rows = []
    for document in documents:
        code = document.key.partition("@")[0] if document.evidence[0].code else ""
        issued, date_confidence, confidence, others = settle(document)
        if others:
            print(f"date: {document.key} is {issued} ({document.evidence[0].source}), elsewhere {', '.join(others)}")
        organ, level = organ_of(document, code)
        mentions = sum(e.mentions for e in document.evidence)
        sources = dict.fromkeys(
            e.source if e.source != "observed" else f"observed:{mentions}" for e in document.evidence
        )
        replacements = dict.fromkeys(
            (*replaced_by[document.key], *(c for e in document.evidence for c in e.replaced_by))
        )
        known = {key.partition("@")[0] for key in replaced_by[document.key]}
        type_name = document.first("type_name")
        if words := {shape.type.word for shape in types.shape_of(code)} if code else set():
            type_name = type_name if type_name in words else min(words, key=lambda w: (w == "Luật", w))
        rows.append(
            Row(
                key=document.key,
                type_name=type_name,
                issued_date=issued,
                organ_name=clean_text(organ),
                level=level,
                subject=fold(document.first("subject")),
                aliases="|".join(dict.fromkeys(fold(clean_text(a)) for e in document.evidence for a in e.aliases)),
                effective_from=document.first("effective_from"),
                effective_to=document.first("effective_to") or ends.get(document.key, ""),
                effective_confidence=effect_confidence(document, document.key in ends),
                replaced_by="|".join(r for r in replacements if r not in known or r in replaced_by[document.key]),
                confidence=confidence,
                date_confidence=date_confidence,
                other_dates="|".join(others),
                sources="|".join(sources),
                edges="|".join(
                    f"{relation}>{target}>{source}>{'x' if external else ''}"
                    for (relation, target), (source, external) in sorted(document.edges.items())
                ),
            )
        )
    rows.sort(key=lambda row: (order_of(row.key), row.issued_date, row.key))
    indexes: dict[str, list[tuple[int, int]]] = {"name": [], "title": [], "date": [], "target": []}
    for number, row in enumerate(rows):
        aliases = tuple(filter(None, row.aliases.split("|")))
        indexes["name"] += [(digest(n), number) for n in names_of(row.type_name, row.subject, aliases)]
        indexes["title"] += [(digest(t.bare), number) for t in titles_of(row.type_name, row.subject, aliases)]
        if len(row.issued_date) == 10:
            indexes["date"].append((int(row.issued_date.replace("-", "")), number))
        for edge in filter(None, row.edges.split("|")):
            _, target, _, external = edge.split(">")
            if not external:
                indexes["target"].append((digest(target), number))
    write(path, rows, [order_of(row.key) for row in rows], indexes, digest_of(by_hand))
    summary(rows, path)


def order_of(key: str) -> str:
    return row_order(key.partition("@")[0])


def summary(rows: list[Row], path: Path) -> None:
    keys = [row.key for row in rows]
    doubled = [key for key, count in Counter(keys).items() if count > 1]
    if doubled:
        raise SystemExit(f"keys used twice: {doubled}")
    edges = [edge.split(">") for row in rows for edge in filter(None, row.edges.split("|"))]
    outside = sum(1 for edge in edges if edge[3])
    print(f"{len(rows)} documents, {len(edges)} edges ({outside} leave the registry), {path.stat().st_size} bytes")
    for column in ("confidence", "date_confidence", "effective_confidence", "level"):
        print(f"{column}: {dict(sorted(Counter(getattr(row, column) for row in rows).items()))}")
    print(f"relations: {dict(sorted(Counter(e[0] for e in edges).items()))}")
