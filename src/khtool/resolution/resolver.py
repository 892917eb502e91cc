"""Which document a citation means. Exact or unknown, never guessed: where two fit, both stay candidates.

A number restarts every year in every organ, so number, issuer and date (or year) decide together. A citation that
slips in one of these is put right only when the others leave exactly one document; how it was found is said in
`reason`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from khtool.i18n import _
from khtool.knowledge import organs, terms
from khtool.knowledge.normal import code_key, name_key, normal_code, slug, split_code
from khtool.knowledge.types import canonical_code, word_of
from khtool.plan import Citation, Plan
from khtool.resolution import laws
from khtool.resolution.catalogue import id_of
from khtool.resolution.identity import DocumentId, known_date, of_plan
from khtool.resolution.issuers import Context, is_elsewhere, is_local, issuers, level_of, organ_slug, places_that_tell
from khtool.resolution.model import Catalogue, Record
from khtool.resolution.subjects import likeness, topics
from khtool.resolution.titles import near_title
from khtool.text import fold

Reason = Literal["alias", "self", "date", "year", "number", "form", "subject", "place", "title", "term"]

_LAW_TYPES = frozenset({"luat", "bo-luat", "phap-lenh", "hien-phap"})
_TREATY_TYPES = frozenset({"cong-uoc", "nghi-dinh-thu"})
_DATE_BEHIND = re.compile(r"\s*,?\s*\(?(?:ngày\s.*|(?:năm\s+)?(?:19|20)\d{2}\)?)$", re.IGNORECASE | re.DOTALL)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_ON_PLACE = re.compile(r"\s+trên (?:địa bàn|phạm vi)\s+.*?(?=,?\s+giai đoạn|\s+đến năm|$)", re.IGNORECASE)
_SHORT = 8  # syllables
_SUBJECT = 4  # syllables that a subject needs to say anything about a document
#: "Ban Chấp hành Trung ương Đảng khóa XIII"
_PARTY_TERM = re.compile(r"\bkhóa (X|XI{1,3}|XIV|XV)\b", re.IGNORECASE)
#: A programme from one year to another ("2021-2025", "từ năm 2021 đến năm 2025"), not only up to a year.
_FROM_TO = re.compile(r"(?:19|20)\d{2}\s*(?:[-–]|đến(?: năm)?)\s*(?:19|20)\d{2}")


def explain(reason: str | None) -> str | None:
    """What a reason says to people, in their language."""
    match reason:
        case None:
            return None
        case "alias":
            return _("named in full elsewhere in the document")
        case "self":
            return _("the document itself")
        case "date":
            return _("the date differs; number, issuer and year agree")
        case "year":
            return _("the year differs; number, day, month, issuer and subject agree")
        case "number":
            return _("the number differs; date, issuer and subject agree")
        case "form":
            return _("the number is written in another form; its number, year and issuer agree")
        case "subject":
            return _("without a date: the only document of this number with this subject")
        case "term":
            return _("without a date: the only document of this number in the term of office that is named")
        case "title":
            return _("the title differs in a few words")
        case "place":
            return _("without an issuer: the only one of this number and date among the bodies of the plan's own place")
        case _:
            return reason


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation means.

    `target`: the id of the document, None unless the catalogue knows it. `candidates`: ids, when several fit.
    `reason`: why it is this one although the words do not say so by themselves (a key for `explain`). `node`: the
    document for the chain, the known one or one made up from the citation's facts (standing "unknown"); None when it
    is not certain which.
    """

    target: str | None = None
    candidates: tuple[str, ...] = ()
    reason: Reason | None = None
    node: Record | None = None

    @classmethod
    def known(cls, record: Record, reason: Reason | None = None) -> Resolution:
        """A document that the catalogue has."""
        return cls(target=record.id, reason=reason, node=record)

    @classmethod
    def unsure(cls, records: Iterable[Record]) -> Resolution:
        """Several that fit, or one that may be it."""
        return cls(candidates=tuple(sorted({record.id for record in records})))


NOTHING = Resolution()


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is said of a numbered document: in the citation, or taken over from its fullest mention in the document."""

    code: str
    type_name: str | None
    date: str | None
    organ_name: str | None
    subject: str | None
    not_after: str | None = None  # the date of the document in whose subject it is named
    around: str = ""  # that subject


def resolve(plan: Plan, catalogue: Catalogue) -> Plan:
    """The plan with `target` and `candidates` of its citations filled; what stood there before counts for nothing."""
    resolutions = resolve_all(plan, catalogue)
    return with_targets(plan, resolutions)


def with_targets(plan: Plan, resolutions: Sequence[Resolution]) -> Plan:
    """The plan whose citations have these resolutions."""
    citations = tuple(
        citation.model_copy(update={"target": resolution.target, "candidates": resolution.candidates})
        for citation, resolution in zip(plan.citations, resolutions, strict=True)
    )
    return plan.model_copy(update={"citations": citations})


def resolve_citation(citation: Citation, context: Context, catalogue: Catalogue) -> Resolution:
    """One citation by itself, without what else its document says."""
    resolver = _Resolver(catalogue, context, (citation,), None, None)
    return resolver.run()[0]


def resolve_all(plan: Plan, catalogue: Catalogue) -> list[Resolution]:
    """The resolution of every citation of the plan, in order."""
    return _Resolver(catalogue, Context.of(plan), plan.citations, own_record(plan), plan).run()


def own_record(plan: Plan) -> Record:
    """The plan itself as a document; its standing is "unknown" until a catalogue says otherwise."""
    head = plan.header
    return Record(
        id=str(of_plan(plan)),
        code=head.code,
        type_name=head.type_name,
        organ_name=head.organ_name,
        level=level_of(head.organ_name, head.level),
        issued_date=head.issued_date,
        subject=head.subject,
        standing="unknown",
    )


class _Resolver:
    """The resolution of the citations of one document: first those with a full number, then what leans on them."""

    def __init__(
        self,
        catalogue: Catalogue,
        context: Context,
        citations: Sequence[Citation],
        own: Record | None,
        plan: Plan | None,
    ) -> None:
        self.catalogue = catalogue
        self.context = context
        self.citations = citations
        self.own = own
        self.matter = (plan.header.subject if plan else None) or ""
        self.years = plan.header.years if plan else ()
        self.matter_key = name_key(self.matter)
        self.done: list[Resolution | None] = [None] * len(citations)
        self.in_full: set[str] = set()  # ids of the documents that are cited by number and known
        self.of_code: dict[str, list[Citation]] = {}
        self.gathered: dict[tuple[str, str | None, str | None], tuple[str | None, str | None, str | None]] = {}
        self.antecedents: dict[tuple[str, str, str | None], list[tuple[int, Resolution]]] = {}
        self.of_number: dict[str, list[int]] = {}
        self.of_name: dict[str, list[int]] = {}  # "luật việc làm" of "Luật Việc làm số 74/2025/QH15"
        self.law_years: dict[str, set[str]] = {}
        self.brought: set[str] = set()  # laws that the opening paragraphs bring into force
        for i, c in enumerate(citations):
            if c.code:
                self.of_code.setdefault(code_key(c.code), []).append(c)
            if c.kind == "full" and c.code:
                self.of_number.setdefault(code_key(split_code(c.code).number), []).append(i)
                self.of_name.setdefault(name_key(re.split(r"\s+số\s+\d", c.text)[0]), []).append(i)
            if c.kind == "named" and (date := known_date(c.issued_date)):
                self.law_years.setdefault(name_key(_base_name(c.text)), set()).add(date[:4])
            if c.relation != "khac" and "thi hành" in (c.verb or "").lower():
                self.brought.add(name_key(c.text))

    def run(self) -> list[Resolution]:
        for i, citation in enumerate(self.citations):
            if citation.kind == "full" and citation.code:
                self.done[i] = self._numbered(self._facts(citation))
        self.in_full = {r.target for r in self.done if r and r.target}
        for i, citation in enumerate(self.citations):
            if self.done[i] is None:
                self.done[i] = self._short(i, citation) if citation.kind == "short" else self._by_name(citation)
        return [resolution or NOTHING for resolution in self.done]

    # -- documents with a number ---------------------------------------------------------------------------------------

    def _facts(self, citation: Citation) -> _Facts:
        """The citation's own facts, and those it lacks from the other mentions of this number, when these agree."""
        code = citation.code or ""
        date, organ, subject = known_date(citation.issued_date), citation.organ_name, citation.subject
        if date and self._is_own(facts := _Facts(code, citation.type_name, date, organ, subject)):
            return facts
        key = (code_key(code), date, organ)
        if key not in self.gathered:
            self.gathered[key] = self._gather(*key)
        date, organ, other_subject = self.gathered[key]
        subject = subject or other_subject
        outer = self._enclosing(citation)
        return _Facts(
            code,
            citation.type_name,
            date,
            organ,
            subject,
            known_date(outer.issued_date) if outer else None,
            (outer.subject or "") if outer else "",
        )

    def _gather(self, code: str, date: str | None, organ: str | None) -> tuple[str | None, str | None, str | None]:
        """Date, issuer and subject of a number, from all its mentions that do not gainsay what is given."""
        mentions = [c for c in self.of_code[code] if _dates(c.issued_date, date) in ("same", "open")]
        if organ:
            mentions = [c for c in mentions if not c.organ_name or self._meet(c.organ_name, organ, code)]
        dates = {c.issued_date for c in mentions if c.issued_date and len(c.issued_date) == 10}
        named = {self._organ_key(c.organ_name, code): c.organ_name for c in mentions if c.organ_name}
        if (not date or len(date) < 10) and len(dates) == 1:
            date = dates.pop()
        if not organ and len(named) == 1:
            organ = next(iter(named.values()))
        return date, organ, next((c.subject for c in mentions if c.subject), None)

    def _organ_key(self, organ_name: str | None, code: str) -> tuple[str, ...]:
        return tuple(sorted(map(organ_slug, issuers(organ_name, code, self.context))))

    def _meet(self, one: str, other: str, code: str) -> bool:
        return bool(set(self._organ_key(one, code)) & set(self._organ_key(other, code)))

    def _numbered(self, facts: _Facts) -> Resolution:
        if self._is_own(facts):
            assert self.own is not None
            known = self.catalogue.get(self.own.id)
            return Resolution(self.own.id if known else None, (), "self", known or self.own)
        local = is_local(facts.code)
        options = {organ_slug(name) for name in issuers(facts.organ_name, facts.code, self.context)}
        # A local notation names no place: only documents of an organ that can be meant come into question.
        records = self.catalogue.by_code(facts.code, options if local else None)
        if local:
            records = [r for r in records if not is_elsewhere(r.id.split("/")[5], r.organ_name, self.context)]
        certain_organ = not local or len(options) == 1
        found = self._by_date(records, facts, certain_organ)
        if found is None and not records:
            found = self._other_form(facts, options)
        if found is None:
            found = self._slipped(facts, options, local)
        if found is not None:
            if found.target and found.reason is None and local and not facts.organ_name and len(options) > 1:
                return replace(found, reason="place")
            return found
        return Resolution(node=self._unknown(facts))

    def _is_own(self, facts: _Facts) -> bool:
        own = self.own
        if own is None or not own.code or code_key(own.code) != code_key(facts.code):
            return False
        if _dates(own.issued_date, facts.date) not in ("same", "open"):
            return False
        if not facts.organ_name or not own.organ_name:
            return True
        return organ_slug(own.organ_name) in {
            organ_slug(n) for n in issuers(facts.organ_name, facts.code, self.context)
        }

    def _by_date(self, records: list[Record], facts: _Facts, certain_organ: bool) -> Resolution | None:
        """Which of the documents of this number and issuer; None when none of them can be it."""
        if not records:
            return None
        same = [r for r in records if r.issued_date and _dates(r.issued_date, facts.date) == "same"]
        if len(same) == 1:
            return Resolution.known(same[0])
        if same:
            return Resolution.unsure(same)
        if split_code(facts.code).year is not None or _is_term(facts.code):
            # The number itself says the year: it is one document, whatever the date.
            if len(records) > 1 or not certain_organ or self._gainsaid(facts, records[0]):
                return Resolution.unsure(records)
            return Resolution.known(records[0], "date" if facts.date and records[0].issued_date else None)
        if facts.date:
            year = [r for r in records if (r.issued_date or "")[:4] == facts.date[:4]]
            if len(year) == 1 and certain_organ and not self._gainsaid(facts, year[0]):
                return Resolution.known(year[0], "date")
            if year:
                return Resolution.unsure(year)
            turned = [
                r
                for r in records
                if certain_organ and (r.issued_date or "")[4:] == facts.date[4:] and self._same_matter(facts, r)
            ]
            return Resolution.known(turned[0], "year") if len(turned) == 1 else None
        return self._undated(records, facts, certain_organ)

    def _undated(self, records: list[Record], facts: _Facts, certain_organ: bool) -> Resolution | None:
        """A number that says no year: its document is known for certain only when its matter shows."""
        latest = _last_day(facts.not_after or self.context.date or "9999")
        before = [r for r in records if (r.issued_date or "") <= latest]
        if term := _term_said(facts.organ_name):
            before = [r for r in before if terms.term_of(r.issued_date or "", "dang") == term]
            if len(before) == 1 and certain_organ:
                return Resolution.known(before[0], "term")
        alike = [r for r in before if certain_organ and self._same_matter(facts, r)]
        if len(alike) == 1:
            return Resolution.known(alike[0], "subject")
        recent = [r for r in before if r.issued_date and int(latest[:4]) - int(r.issued_date[:4]) <= 1]
        if certain_organ and len(recent) == 1 and topics(recent[0].subject) & topics(f"{self.matter} {facts.around}"):
            return Resolution.known(recent[0], "subject")
        return Resolution.unsure(before) if before else None

    def _gainsaid(self, facts: _Facts, record: Record) -> bool:
        """Whether the date and the subject that are said are both of another document: then the number may be wrong."""
        return (
            _dates(record.issued_date, facts.date) == "differs"
            and min(len(name_key(text or "").split()) for text in (facts.subject, record.subject)) >= _SUBJECT
            and likeness(facts.subject or "", record.subject or "") < 0.2
            and not topics(facts.subject) & topics(record.subject)
        )

    def _same_matter(self, facts: _Facts, record: Record) -> bool:
        return bool(facts.subject) and likeness(facts.subject or "", record.subject or "") >= 0.6

    def _other_form(self, facts: _Facts, options: set[str]) -> Resolution | None:
        """A number in another form than the right one: 27/NQ-TW for 27-NQ/TW, 13/2021/LĐTB&XH for a circular."""
        for code in _forms(facts):
            local = is_local(code)
            records = self.catalogue.by_code(code, options if local else None)
            found = self._by_date(records, facts, not local or len(options) == 1)
            if found is not None:
                return replace(found, reason="form") if found.target and found.reason is None else found
        return self._with_or_without_year(facts)

    def _with_or_without_year(self, facts: _Facts) -> Resolution | None:
        """06/2022/QĐ-TTg for 06/QĐ-TTg, or the other way round: only of the very day that is said."""
        parts, day = split_code(facts.code), facts.date or ""
        if len(day) < 10 or is_local(facts.code) or not parts.number or _is_term(facts.code):
            return None
        middle = "" if parts.year is not None else f"{day[:4]}/"
        records = self.catalogue.by_code(f"{parts.number}/{middle}{parts.notation}")
        same = [r for r in records if r.issued_date == day and not self._gainsaid(facts, r)]
        return Resolution.known(same[0], "form") if len(same) == 1 else None

    def _slipped(self, facts: _Facts, options: set[str], local: bool) -> Resolution | None:
        """A number that nobody knows beside facts that fit exactly one document."""
        if not facts.subject or (local and len(options) != 1):
            return None
        parts = split_code(facts.code)
        if parts.year is not None:  # 121/2021/QH14 of 19/6/2021 for 121/2020/QH14 of 19/6/2020
            turned: list[Record] = []
            for year in range(parts.year - 3, parts.year + 4):
                if year != parts.year:
                    turned += self.catalogue.by_code(f"{parts.number}/{year}/{parts.notation}", options)
            fitting = [
                r
                for r in turned
                if likeness(facts.subject, r.subject or "") >= 0.7
                and (not facts.date or len(facts.date) < 10 or (r.issued_date or "")[4:] == facts.date[4:])
            ]
            if len(fitting) == 1:
                return Resolution.known(fitting[0], "year")
        if not local and facts.date and len(facts.date) == 10:  # 178/QĐ-TTg for 782/QĐ-TTg of the same day
            kind = slug(word_of(facts.code) or facts.type_name or "")
            scored = sorted(
                (
                    (likeness(facts.subject, r.subject or ""), r.id, r)
                    for r in self.catalogue.by_date(facts.date)
                    if slug(r.type_name or "") == kind and self._fits(r, options)
                ),
                reverse=True,
            )
            if scored and scored[0][0] >= 0.75 and (len(scored) == 1 or scored[1][0] < 0.5):
                return Resolution.known(scored[0][2], "number")
        return None

    def _fits(self, record: Record, options: set[str]) -> bool:
        return bool(record.organ_name) and organ_slug(record.organ_name or "") in options

    def _unknown(self, facts: _Facts) -> Record:
        """The document that the citation speaks of, made up from its facts, for a chain to show as unknown."""
        names = issuers(facts.organ_name, facts.code, self.context)
        organ = names[0] if len(names) == 1 else None
        year = split_code(facts.code).year
        # A central number with its year is one document however it is dated; without any date it is of this plan alone.
        date = (
            str(year) if year is not None and not is_local(facts.code) else facts.date or (str(year) if year else None)
        )
        type_name = word_of(facts.code) or facts.type_name
        own = self.own.id if self.own else ""
        scope = (self.own.organ_name if self.own else None) or self.context.organ_name
        made = DocumentId.of(type_name, organ, date, facts.code, scope=scope if is_local(facts.code) else None)
        if organ and (above := places_that_tell(organ, self.context)):
            made = replace(made, organ="-".join((made.organ, *map(organ_slug, above))))
        if date is None and year is None:
            made = replace(made, number=f"{made.number}-{hashlib.sha256(own.encode()).hexdigest()[:8]}")
        return Record(
            id=str(made),
            code=canonical_code(facts.code),
            type_name=type_name,
            organ_name=organ or facts.organ_name,
            level=level_of(organ),
            issued_date=facts.date or (str(year) if year else None),
            subject=facts.subject,
            standing="unknown",
        )

    # -- what leans on other mentions, or on a name --------------------------------------------------------------------

    def _short(self, i: int, citation: Citation) -> Resolution:
        """A bare number: the document of that number and type that is named in full, before it if possible."""
        number = code_key(split_code(citation.code or "").number or citation.code or "")
        key = (number, slug(citation.type_name or ""), citation.issued_date)
        if key not in self.antecedents:
            self.antecedents[key] = self._named_by_number(*key)
        found = self.antecedents[key]
        chosen = [r for j, r in found if j < i] or [r for _j, r in found]
        if len(chosen) == 1:
            return replace(chosen[0], reason="alias")
        if chosen:
            return Resolution.unsure(r.node for r in chosen if r.node is not None and r.target is not None)
        return self._by_name(citation)

    def _named_by_number(self, number: str, kind: str, date: str | None) -> list[tuple[int, Resolution]]:
        """The documents that are cited in full with this number, each with the place of its first mention."""
        found: dict[str, tuple[int, Resolution]] = {}
        for j in self.of_number.get(number, ()):
            other, resolution = self.citations[j], self.done[j]
            if resolution is None or not other.code:
                continue
            if kind and kind not in (slug(other.type_name or ""), slug(word_of(other.code) or "")):
                continue
            if date and _dates(other.issued_date, date) == "differs":
                continue
            found.setdefault(resolution.node.id if resolution.node else f"?{code_key(other.code)}", (j, resolution))
        return list(found.values())

    def _by_name(self, citation: Citation) -> Resolution:
        """A law by its name, a programme by its title: the one in force on the plan's date."""
        name = citation.text
        date = known_date(citation.issued_date)
        bodies = {organ_slug(f"{body} {place.name}") for place in self.context.line for body in ("UBND", "HĐND")}
        records = self.catalogue.by_name(name, bodies)
        if not records and (date or citation.kind == "short") and (bare := _base_name(name)) != name:
            records = self.catalogue.by_name(bare, bodies)
        if not records and "quốc gia" in name.lower():  # carried out in a province it is still the national one
            records = self.catalogue.by_name(_ON_PLACE.sub("", name), bodies)
        outer = self._enclosing(citation)
        within = known_date(outer.issued_date) if outer else None
        year = date[:4] if date else None if within else self._year_elsewhere(citation)
        if year:
            records = [r for r in records if (r.issued_date or "")[:4] == year]
            if date and (same := [r for r in records if _dates(r.issued_date, date) == "same"]):
                records = same
            if not records:
                return self._named_in_full(citation)
        mentioned = [r for r in records if r.id in self.in_full]
        if len(mentioned) == 1:
            return Resolution.known(mentioned[0], "alias")
        if not records:
            return self._named_in_full(citation) if citation.kind == "named" else self._nearly(citation)
        if slug(citation.type_name or "") in _LAW_TYPES:
            if len({name_key(r.subject or "") for r in records}) > 1:  # first letters ("Luật PCMT") of two matters
                return Resolution.unsure(records)
            if year or not (within or self.context.date):
                return Resolution.known(records[0]) if len(records) == 1 else Resolution.unsure(records)
            return self._law(citation, records, within)
        return self._programme(citation, records)

    def _year_elsewhere(self, citation: Citation) -> str | None:
        """The year that the document gives a law of this name in another place, when it gives one only."""
        if slug(citation.type_name or "") not in _LAW_TYPES:
            return None
        years = self.law_years.get(name_key(citation.text), set())
        return next(iter(years)) if len(years) == 1 else None

    def _enclosing(self, citation: Citation) -> Citation | None:
        """The citation in whose subject this one stands."""
        inside = citation.within is not None and 0 <= citation.within < len(self.citations)
        return self.citations[citation.within or 0] if inside else None

    def _law(self, citation: Citation, records: list[Record], within: str | None) -> Resolution:
        """The law of this name that is meant on the plan's date, or `within` a document on that one's date."""
        date = within or self.context.date or ""
        passed = [r for r in records if r.issued_date and r.issued_date <= _last_day(date)]
        if len(passed) > 1 and name_key(passed[0].subject or "").startswith("sửa đổi"):
            return Resolution.unsure(passed)  # a law that amends is not replaced by the next one that does
        if self._brings_into_force(citation):
            current, certain = laws.brought(passed, date)
        elif within:
            current, certain = laws.detailed(passed, date)
        else:
            until = max(date, f"{self.years[0]}-01-01") if self.years else date
            current, certain = laws.in_force(passed, date, until)
        return Resolution.known(current[0]) if certain else Resolution.unsure(current)

    def _brings_into_force(self, citation: Citation) -> bool:
        """Whether the plan, or the document that the law stands in, is about bringing it into force: then it is new."""
        if citation.within is not None and re.match(r"triển khai\b.*\bthi hành", (citation.verb or "").lower()):
            return True
        name = re.escape(name_key(citation.text))
        if re.search(rf"\bthi hành (?:\w+ ){{0,3}}?{name}\b", self.matter_key):
            return True
        return name_key(citation.text) in self.brought

    def _programme(self, citation: Citation, records: list[Record]) -> Resolution:
        """The programme, scheme or plan of this title whose period is the one said, else holds the plan's date."""
        said = set(_YEAR.findall(citation.text))
        date = self.context.date
        fitting = [r for r in records if not date or not r.issued_date or r.issued_date <= _last_day(date)]
        if said:
            fitting = [r for r in fitting if not (period := _YEAR.findall(r.subject or "")) or said <= set(period)]
        elif date and citation.kind != "short":
            fitting = [r for r in fitting if _covers(r.subject or "", int(date[:4]))]
        # What approves the programme itself, not the decision on the policy of investing in it.
        itself = [r for r in fitting if not _is_policy(r)]
        if fitting and not itself:
            return Resolution.unsure(fitting)
        fitting = itself
        # A short title without its period may as well be that of a programme of the place.
        national = citation.organ_name is not None or "quốc gia" in citation.text.lower()
        national = national or slug(citation.type_name or "") in _TREATY_TYPES
        enough = said or national or citation.kind == "short" or len(name_key(citation.text).split()) > _SHORT
        return Resolution.known(fitting[0]) if len(fitting) == 1 and enough else Resolution.unsure(fitting)

    def _nearly(self, citation: Citation) -> Resolution:
        """A title that differs in a few words from that of one national programme."""
        document = near_title(citation.text, self.context.date)
        record = self.catalogue.get(id_of(document)) if document else None
        if record is None:
            return self._named_in_full(citation)
        return Resolution.unsure([record]) if _is_policy(record) else Resolution.known(record, "title")

    def _named_in_full(self, citation: Citation) -> Resolution:
        """ "Luật Việc làm" after "Luật Việc làm số 74/2025/QH15", also where nobody knows that law."""
        key = name_key(citation.text)
        if " " not in key:
            return NOTHING
        found = {r.node.id: r for j in self.of_name.get(key, ()) if (r := self.done[j]) and r.node}
        return replace(next(iter(found.values())), reason="alias") if len(found) == 1 else NOTHING


def _covers(subject: str, year: int) -> bool:
    """Whether a programme's period holds the year; one without a period always does, one "đến năm 2030" until then."""
    years = [int(y) for y in _YEAR.findall(subject)]
    return not years or ((min(years) <= year or not _FROM_TO.search(subject)) and year <= max(years))


def _is_policy(record: Record) -> bool:
    """Whether the document only decides that a programme is to be invested in; another one approves it."""
    return "chủ trương đầu tư" in fold(record.subject or "").lower()


def _term_said(organ_name: str | None) -> int | None:
    """The term of the Party's Central Committee that an issuer's name says."""
    found = _PARTY_TERM.search(organ_name or "")
    return _ROMAN[found[1].upper()] if found else None


_ROMAN = {"X": 10, "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15}


def _base_name(name: str) -> str:
    """A law's name without the date or year behind it."""
    return _DATE_BEHIND.sub("", name)


_PARTY_FORM = re.compile(r"(\d+[A-ZĐ]?)[-/]([A-ZĐ]+)[-/]((?:TW|TU|HU|QU|ĐU|THU))")
#: Types whose number has one form only, with the year in it.
_WITH_YEAR = ("Thông tư", "Nghị định")


def _forms(facts: _Facts) -> Iterator[str]:
    """The forms in which the number would be right, if the one that is written is not."""
    code = normal_code(facts.code)
    if "&" in code:
        yield code.replace("&", "")
    if code.endswith("/TƯ"):
        yield f"{code[:-1]}W"
    if party := _PARTY_FORM.fullmatch(code):
        yield f"{party[1]}-{party[2]}/{party[3]}"
    parts = split_code(code)
    if facts.type_name not in _WITH_YEAR or (parts.year is None and not facts.date):
        return
    number = re.match(r"\d+[A-ZĐ]?(?=[-/])", code)
    year = parts.year or (int(found[1]) if (found := re.search(r"/(\d{4})/", code)) else int((facts.date or "")[:4]))
    if facts.type_name == "Nghị định":
        notations = ["CP"]
    else:
        notations = [
            n for organ in organs.by_name(facts.organ_name or "") for n in organ.notations if n.startswith("B")
        ]
    if number:
        short = "NĐ" if facts.type_name == "Nghị định" else "TT"
        yield from (f"{number[0]}/{year}/{short}-{notation}" for notation in notations)


def _is_term(code: str) -> bool:
    """Whether the notation names a term of the National Assembly ("NQ-UBTVQH15"), through which its numbers run."""
    return re.search(r"QH\d+$", split_code(code).notation.upper()) is not None


def _dates(known: str | None, said: str | None) -> Literal["same", "open", "differs"]:
    """Two dates that may each be only a year or month: "open" when one is missing."""
    if not known or not said:
        return "open"
    return "same" if known.startswith(said) or said.startswith(known) else "differs"


def _last_day(date: str) -> str:
    """The end of a day, month or year as a text that sorts after all its days."""
    return date + "-99" * ((10 - len(date)) // 3)
