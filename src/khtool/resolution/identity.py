"""Who a document is: its Akoma Ntoso IRI, the same whichever plan cites it and however.

    /akn/vn/act/nghi-quyet/quoc-hoi/2020-06-19/121-2020-qh14
    /akn/vn/doc/ke-hoach/ubnd-thanh-pho-can-tho/2021-05-31/115-kh-ubnd

Akoma Ntoso Naming Convention 1.0, 4.4 (work level): country, class of document, subtype, author, date, number. "nn"
stands for a part that is not known. The number has two digits at least and no other zeros in front: "0125/KH-UBND" is
"125-kh-ubnd", "6/QĐ-TTg" is "06-qd-ttg".
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import Literal, Self

from khtool.knowledge.normal import code_key, slug, split_code
from khtool.plan import Plan
from khtool.resolution.issuers import Context, organ_of_notation, organ_slug, places_that_tell

DocumentClass = Literal["act", "doc"]
UNKNOWN = "nn"

_IRI = re.compile(
    r"/akn/vn/(?P<document_class>act|doc)/(?P<type>[a-z0-9]+(?:-[a-z0-9]+)*)/(?P<organ>[a-z0-9]+(?:-[a-z0-9]+)*)/"
    r"(?P<date>\d{4}(?:-\d{2}){0,2}|nn)/(?P<number>[a-z0-9]+(?:-[a-z0-9]+)*)"
)
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
#: Always normative, with or without a year in the number (Luật 63/2020/QH14, Điều 4).
_ACT_TYPES = frozenset({"hien-phap", "bo-luat", "luat", "phap-lenh", "nghi-dinh", "thong-tu", "thong-tu-lien-tich"})
_SUBJECT_LENGTH = 80


@dataclass(frozen=True, slots=True)
class DocumentId:
    """The five parts of an IRI, each a slug. `str(id)` writes it, `DocumentId.parse` reads it back."""

    document_class: DocumentClass
    type: str
    organ: str
    date: str  # ISO day, month or year; "nn"
    number: str

    def __str__(self) -> str:
        return f"/akn/vn/{self.document_class}/{self.type}/{self.organ}/{self.date}/{self.number}"

    @classmethod
    def parse(cls, iri: str) -> Self:
        """Read an IRI. Raises ValueError when the text is none."""
        found = _IRI.fullmatch(iri)
        if not found:
            raise ValueError(f"not the IRI of a Vietnamese document: {iri!r}")
        kind: DocumentClass = "act" if found["document_class"] == "act" else "doc"
        return cls(kind, found["type"], found["organ"], found["date"], found["number"])

    @classmethod
    def of(
        cls,
        type_name: str | None,
        organ_name: str | None,
        issued_date: str | None,
        code: str | None,
        *,
        subject: str | None = None,
        content: str | None = None,
        scope: str | None = None,
    ) -> Self:
        """The id of a document with these facts; a notation that only one central organ has decides about the organ.

        Without a `code` the number is made from the `subject`, without that from a hash of the `content`. `scope` is
        the organ in whose documents an unnamed issuer is to be understood: numbers of two provinces must not meet in
        one id.
        """
        kind = slug(type_name or "") or UNKNOWN
        central = organ_of_notation(code) if code else None
        organ = organ_slug(central or organ_name or "")
        if not organ:
            organ = f"{UNKNOWN}-{organ_slug(scope or '')}".rstrip("-")
        date = known_date(issued_date) or UNKNOWN
        if code:
            number = slug(_two_digits(number_key(code))) or UNKNOWN
        elif subject and (words := slug(subject)):
            number = f"{UNKNOWN}-{_cut(words)}"
        else:
            number = f"{UNKNOWN}-{hashlib.sha256((content or '').encode()).hexdigest()[:12]}"
        return cls(_class_of(kind, code), kind, organ, date, number)


def _class_of(kind: str, code: str | None) -> DocumentClass:
    if kind in _ACT_TYPES:
        return "act"
    parts = split_code(code) if code else None
    # A year between number and notation, or the term of the National Assembly, marks the normative form of a document.
    normative = parts is not None and (parts.year is not None or re.search(r"QH\d+$", parts.notation) is not None)
    return "act" if normative else "doc"


def number_key(code: str) -> str:
    """The key of a số hiệu, also without the "&" that some write in "SLĐTB&XH"."""
    return code_key(code).replace("&", "")


def _two_digits(key: str) -> str:
    """Zeros in front do not count, but a number below 10 keeps the one that is usual: 2/QĐ-TTG → 02/QĐ-TTG."""
    return f"0{key}" if re.match(r"\d(?!\d)", key) else key


def _cut(words: str) -> str:
    if len(words) <= _SUBJECT_LENGTH:
        return words
    digest = hashlib.sha256(words.encode()).hexdigest()[:6]
    return f"{words[:_SUBJECT_LENGTH].rsplit('-', 1)[0]}-{digest}"


def of_plan(plan: Plan) -> DocumentId:
    """The id of the document that a plan is, from itself alone: the same file has the same id everywhere.

    Where several units bear the issuer's name and the document tells which it is, the unit above it stands behind the
    organ: "ubnd-xa-tan-lap-huyen-vu-thu".
    """
    head = plan.header
    date = head.issued_date or (str(head.years[0]) if head.years and not head.code else None)
    made = DocumentId.of(
        head.type_name,
        head.organ_name,
        date,
        head.code,
        subject=head.subject,
        content=plan.source.sha256 or plan.model_dump_json(exclude={"source"}),
    )
    above = places_that_tell(head.organ_name, Context.of(plan)) if head.organ_name else ()
    return replace(made, organ="-".join((made.organ, *map(organ_slug, above))))


def known_date(text: str | None) -> str | None:
    """The text when it is an ISO day, month or year, else None."""
    return text if text and _DATE.fullmatch(text) else None
