"""The registry: what is known of the documents of the central State and Party organs that plans cite.

Ships as `data/registry.bin`, which `scripts/build_knowledge.py` makes from reference tables: the state's codification
(Bộ Pháp điển), a national legal database, a list of the documents of the field read by hand, and dates on which texts
that cite a document agree, and `data/documents_added.csv`, which is kept by hand. A số hiệu is no key: 06/QĐ-TTg of
2019 and of 2022 are two documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from khtool.knowledge.normal import code_key, name_key, split_code
from khtool.knowledge.registry_file import RegistryFile, Row, digest, row_order
from khtool.knowledge.tables import DATA, items, rows


@dataclass(frozen=True, slots=True)
class RegistryEdge:
    """A step between two documents: `origin` (a key) relates to `target` by `relation`.

    `relation`: thuc_hien, can_cu, quy_dinh_chi_tiet, huong_dan, thay_the, sua_doi, tiep_noi (continues a programme that
    has ended) or trich_dan. `target` is a key of the registry, or with `external` only a số hiệu. `source`:
    codification, database, list, memory, or inferred (a later law of the same name).
    """

    relation: str
    origin: str
    target: str
    source: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class NationalDocument:
    """A document of the registry.

    `key` is the số hiệu as it should be written; behind it `@year` where the number names no year ("06/QĐ-TTg@2022"),
    `@NQ` for a resolution of the Quốc hội that shares its number with a law; a document without number has a key of its
    own ("HP-2013", "CRC"). `level`: quoc_hoi, dang, chinh_phu, thu_tuong, bo, quoc_te or None. `effective_to` is the
    last day in force. `replaced_by` are keys or số hiệu. `confidence` is that of the row, `date_confidence` that of
    `issued_date`: "high" (codified, read in two places, or two sources agree), "medium" (database, one page, several
    texts that cite it), "low" (one mention, memory). `other_dates` are dates that other sources give. `sources`:
    codification, database, list (read by hand in two places or more), page (read in one), memory, observed:N (cited so
    by N texts). `effective_confidence`: "high" where both days of effect were read, "medium" where the last is inferred
    from a later law that replaces it or has its name, "low" from memory.
    """

    key: str
    code: str | None
    type_name: str
    issued_date: str | None
    organ_name: str | None
    level: str | None
    subject: str | None
    aliases: tuple[str, ...]
    effective_from: str | None
    effective_to: str | None
    replaced_by: tuple[str, ...]
    confidence: str
    date_confidence: str
    other_dates: tuple[str, ...]
    sources: tuple[str, ...]
    effective_confidence: str | None = None


_YEAR_BEHIND = re.compile(r"[\s,]*\b(?:năm\s+)?((?:19|20)\d{2})$")
_NUMBER_BEHIND = re.compile(r"\s+số\s+\S+/\S+$")
#: What stands before a programme's title in the subject of the decision on it.
_VERBS = re.compile(r"^(?:về )?(?:việc )?(?:(?:phê duyệt|ban hành|thông qua|công bố)(?: và)? )*(?:kèm theo )?")
_YEARS = r"(?:19|20)\d{2}(?: (?:đến )?(?:19|20)\d{2})?"
#: The period at the end of a title's key: "giai đoạn 2021 2030 tầm nhìn đến năm 2045"; group 1 is what it is about.
_PERIOD = re.compile(
    rf"(?: trong| giai đoạn| thời kì| từ| đến| năm| 5 năm)* ({_YEARS})"
    rf"(?: (?:và )?(?:tầm nhìn|định hướng)(?: đến)?(?: năm)? {_YEARS})?$"
)
#: The table that is kept by hand.
ADDED = DATA / "documents_added.csv"
#: Laws named by their matter alone.
NAMED_TYPES = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")


_FEWEST = 3  # letters that an abbreviated matter needs


def names_of(type_name: str, subject: str, aliases: tuple[str, ...]) -> set[str]:
    """The name keys of a document that is cited by name: its aliases, and type and matter for a law or ordinance.

    The matter also in its first letters ("Luật NSNN"); a law that amends another has no such name.
    """
    names = {name_key(alias) for alias in aliases}
    if type_name in NAMED_TYPES and subject:
        matter, word = name_key(subject), name_key(type_name)
        names.add(matter if matter.startswith(word + " ") else f"{word} {matter}")
        letters = "".join(syllable[0] for syllable in matter.split())
        if len(letters) >= _FEWEST and not matter.startswith(("sửa đổi", word)):
            names.add(f"{word} {letters}")
    return names


@dataclass(frozen=True, slots=True)
class Title:
    """A title's key without "phê duyệt", "ban hành" in front and without its period, and the years of that period."""

    bare: str
    years: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Title:
        """Take a title apart."""
        key = _VERBS.sub("", name_key(text))
        if period := _PERIOD.search(key):
            return cls(key[: period.start()], tuple(re.findall(r"\d{4}", period[1])))
        return cls(key, ())

    def fits(self, other: Title) -> bool:
        """The same programme: same words, and periods that do not disagree ("đến năm 2030" fits "2021-2030")."""
        if self.bare != other.bare:
            return False
        if len(self.years) == len(other.years):
            return self.years == other.years
        return not self.years or not other.years or self.years[-1] == other.years[-1]


def titles_of(type_name: str, subject: str, aliases: tuple[str, ...]) -> list[Title]:
    """The titles of a document: of its subject, and its aliases, which are for the subject's period.

    A law has none: its matter alone ("Giáo dục") is no title.
    """
    if type_name in NAMED_TYPES or not subject:
        return []
    own = Title.of(subject)
    others = (Title.of(alias) for alias in aliases)
    titles = [own, *(Title(title.bare, title.years or own.years) for title in others)]
    return [title for title in titles if " " in title.bare]


class Registry:
    """Answers by số hiệu, name, title, date and key. Get the one that ships from `registry()`.

    `added`: rows beside the file; one whose key the file has does not count.
    """

    def __init__(self, file: RegistryFile, added: Sequence[Row] = ()) -> None:
        self._file = file
        self._added = [row for row in added if self._filed(row.key) is None]

    def __len__(self) -> int:
        return self._file.count + len(self._added)

    def by_code(self, code: str) -> list[NationalDocument]:
        """All documents of this số hiệu (leading zeros, case and spaces do not count), oldest first."""
        wanted = code_key(code)
        rows = (*self._file.rows_near(row_order(code)), *self._added)
        found = [row for row in rows if wanted and code_key(_code(row.key) or "") == wanted]
        return [_document(row) for row in sorted(found, key=lambda row: (row.issued_date, row.key))]

    def get(self, key: str) -> NationalDocument | None:
        """The document of this key."""
        row = self._row(key)
        return _document(row) if row else None

    def by_name(self, name: str, date: str | None = None) -> list[NationalDocument]:
        """The documents known by a name ("Luật Trẻ em", "Bộ luật hình sự năm 2015"), oldest first.

        A year in the name chooses the one of that year. Else, with `date` (ISO), only the one in force on it is
        answered, and nothing when none was yet in force.
        """
        name = name.strip()
        found = self._named(name) or self._named(name := _NUMBER_BEHIND.sub("", name))
        if not found and (year := _YEAR_BEHIND.search(name)):
            found = self._named(name[: year.start()])
            return [document for document in found if (document.issued_date or "").startswith(year[1])]
        if date is None or _YEAR_BEHIND.search(name):
            return found
        before = [document for document in found if _start(document) <= date]
        return [d for d in before[-1:] if d.effective_to is None or d.effective_to >= date]

    def by_title(self, title: str) -> list[NationalDocument]:
        """The documents with this title, with or without "phê duyệt" in front, oldest first.

        A title without its period finds those of all periods; one with a period no document of another period.
        """
        wanted = Title.of(title)
        rows = self._candidates("title", digest(wanted.bare))
        return _oldest_first([row for row in rows if any(map(wanted.fits, _titles(row)))])

    def by_date(self, iso: str) -> list[NationalDocument]:
        """The documents issued on this day."""
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", iso, re.ASCII):
            return []
        rows = self._candidates("date", int(iso.replace("-", "")))
        return [_document(row) for row in rows if row.issued_date == iso]

    def edges_from(self, key: str) -> list[RegistryEdge]:
        """The steps that start at this document."""
        row = self._row(key)
        return list(_edges(row)) if row else []

    def edges_to(self, key: str) -> list[RegistryEdge]:
        """The steps that end at this document."""
        rows = self._candidates("target", digest(key))
        return [edge for row in rows for edge in _edges(row) if edge.target == key and not edge.external]

    def all_keys(self) -> Iterator[str]:
        """The keys of all documents."""
        return (row.key for row in (*self._file.rows(), *self._added))

    def all(self) -> Iterator[NationalDocument]:
        """All documents, in the order of the file."""
        return (_document(row) for row in (*self._file.rows(), *self._added))

    def _filed(self, key: str) -> Row | None:
        return next((row for row in self._file.rows_near(row_order(_code(key) or key)) if row.key == key), None)

    def _row(self, key: str) -> Row | None:
        return self._filed(key) or next((row for row in self._added if row.key == key), None)

    def _candidates(self, index: str, hash: int) -> list[Row]:
        return [self._file.row(number) for number in self._file.find(index, hash)] + self._added

    def _named(self, name: str) -> list[NationalDocument]:
        wanted = name_key(name)
        rows = self._candidates("name", digest(wanted))
        named = (row for row in rows if wanted in names_of(row.type_name, row.subject, items(row.aliases, "|")))
        return _oldest_first(list(named))


def key_of(code: str, issued_date: str) -> str:
    """The key of a document: its số hiệu, and the year of its date where the number names none.

    A document without a number is called by its key already ("CRC").
    """
    if split_code(code).year or not issued_date or not code[:1].isdigit():
        return code
    return f"{code}@{issued_date[:4]}"


#: How sure a row of the table kept by hand is: read in two places or more, in one, remembered.
_SURE = {"list": "high", "page": "medium", "memory": "low"}


def added_rows(table: Iterable[dict[str, str]]) -> list[Row]:
    """Rows of the registry from those of `documents_added.csv`; the edges lead to numbers, not to keys."""
    found = []
    for row in table:
        confidence = _SURE[row["source"]]
        edges = (entry.partition(":") for entry in items(row["based_on"]))
        found.append(
            Row(
                key=key_of(row["code"], row["issued_date"]),
                confidence=confidence,
                date_confidence=confidence,
                other_dates="",
                effective_confidence=confidence if row["effective_from"] or row["effective_to"] else "",
                sources=row["source"],
                edges="|".join(f"{relation}>{target}>{row['source']}>x" for relation, _, target in edges),
                replaced_by="|".join(items(row["replaced_by"])),
                aliases="|".join(items(row["aliases"])),
                **{
                    name: row[name]
                    for name in (
                        "type_name",
                        "issued_date",
                        "organ_name",
                        "level",
                        "subject",
                        "effective_from",
                        "effective_to",
                    )
                },
            )
        )
    return found


def _code(key: str) -> str | None:
    code = key.partition("@")[0]
    return code if code[:1].isdigit() else None  # "HP-2013", "CRC" are keys of documents without a number


def _titles(row: Row) -> list[Title]:
    return titles_of(row.type_name, row.subject, items(row.aliases, "|"))


def _start(document: NationalDocument) -> str:
    return document.effective_from or document.issued_date or ""


def _oldest_first(rows: list[Row]) -> list[NationalDocument]:
    return sorted((_document(row) for row in rows), key=lambda d: (_start(d), d.key))


def _edges(row: Row) -> Iterator[RegistryEdge]:
    for edge in items(row.edges, "|"):
        relation, target, source, external = edge.split(">")
        yield RegistryEdge(relation, row.key, target, source, external == "x")


def _document(row: Row) -> NationalDocument:
    return NationalDocument(
        key=row.key,
        code=_code(row.key),
        type_name=row.type_name,
        issued_date=row.issued_date or None,
        organ_name=row.organ_name or None,
        level=row.level or None,
        subject=row.subject or None,
        aliases=items(row.aliases, "|"),
        effective_from=row.effective_from or None,
        effective_to=row.effective_to or None,
        replaced_by=items(row.replaced_by, "|"),
        confidence=row.confidence,
        date_confidence=row.date_confidence,
        other_dates=items(row.other_dates, "|"),
        sources=items(row.sources, "|"),
        effective_confidence=row.effective_confidence or None,
    )


def digest_of(added: Path) -> int:
    """The hash of a table of added documents, by which the registry tells whether it was built with it."""
    return digest(added.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The registry that ships with the program.

    Documents added to `data/documents_added.csv` since it was built count at once.
    """
    file = RegistryFile(DATA / "registry.bin")
    return Registry(file, () if file.added == digest_of(ADDED) else added_rows(rows("documents_added")))
