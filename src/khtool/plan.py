"""The models of a plan: what `khtool parse --format json` prints, field by field. No logic beyond validation.

Names follow Nghị định 30/2020/NĐ-CP (Phụ lục VI) and QCVN 102:2016/BTTTT (edXML) where these have a name. Values say
what the document says, not what is right.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

SCHEMA_VERSION = "1.0"

Level = Literal["trung_uong", "tinh", "huyen", "xa"]
CitationKind = Literal["full", "short", "named", "titled"]
Relation = Literal["thuc_hien", "can_cu", "khac"]
Comparator = Literal["eq", "ge", "gt", "le", "lt", "range", "approx"]
Direction = Literal["increase", "decrease", "maintain"]
Role = Literal["lead", "coordinate", "implement", "request"]
DeadlineComparator = Literal["before", "on", "by"]


def _plain(value: float) -> int | float:
    return int(value) if value.is_integer() else value


#: A figure of a plan: 100 is dumped as 100, 3.4 as 3.4.
Number = Annotated[float, PlainSerializer(_plain, return_type=int | float, when_used="json-unless-none")]


class Model(BaseModel):
    """Base of all: immutable, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Cell(Model):
    """A cell of a table, all counted from 0."""

    table: int
    row: int
    column: int


class Span(Model):
    """Where an item stands: offsets into the plan's text (`start` in, `end` out) and its place in the source."""

    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None
    cell: Cell | None = None


class Source(Model):
    """The file that was read."""

    path: str | None
    format: str
    sha256: str | None
    pages: int | None = None


class Signer(Model):
    """Who signed, with which authority ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")."""

    full_name: str | None = None
    position: str | None = None
    authority: str | None = None


class Header(Model):
    """The components of the form (30/2020/NĐ-CP, Điều 8) as the document states them."""

    type_name: str | None = None
    code: str | None = None
    code_number: str | None = None
    code_notation: str | None = None
    issued_date: str | None = None
    place: str | None = None
    organ_name: str | None = None
    level: Level | None = None
    subject: str | None = None
    signer: Signer = Signer()
    to_places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    code_text: str | None = Field(None, description="the number line as written, also when its number is blank")
    date_text: str | None = Field(None, description="the place and date line as written")
    spans: dict[str, Span] = Field({}, description="where each of the fields above stands")


class OutlineItem(Model):
    """A numbered heading."""

    label: str
    title: str
    depth: int
    path: str
    span: Span


class Citation(Model):
    """One mention of another document."""

    text: str
    kind: CitationKind
    type_name: str | None
    code: str | None = None
    issued_date: str | None = None
    organ_name: str | None = None
    pinpoint: str | None = None
    relation: Relation = "khac"
    where: str | None = None
    subject: str | None = Field(
        None, description="the words after 'về (việc)', 'ban hành', 'phê duyệt' that name its matter"
    )
    verb: str | None = Field(None, description="the words that bring it in: 'Thực hiện', 'Căn cứ', 'thay thế' …")
    within: int | None = Field(None, description="index of the citation in whose subject this one stands, else null")
    target: str | None = None
    candidates: tuple[str, ...] = ()
    span: Span


class Target(Model):
    """A quantified commitment."""

    kind: Literal["quantified"] = "quantified"
    text: str
    subject: str | None = None
    comparator: Comparator
    value: Number
    value_max: Number | None = None
    unit: str | None = None
    out_of: Number | None = None
    baseline: Number | None = None
    baseline_year: int | None = None
    year: int | None = None
    direction: Direction | None = None
    where: str | None = None
    span: Span


class QualitativeTarget(Model):
    """A commitment without a figure."""

    text: str
    where: str | None = None
    span: Span


class Task(Model):
    """Something an agency is told to do."""

    text: str
    where: str | None = None
    span: Span


class Assignment(Model):
    """An agency, its role and its tasks."""

    agency: str
    role: Role
    where: str | None = None
    tasks: tuple[Task, ...] = ()
    time: str | None = None
    product: str | None = None
    span: Span


class Deadline(Model):
    """A date by which something is due; `date` is ISO, "--06-05" without a year, None when relative."""

    text: str
    date: str | None = None
    comparator: DeadlineComparator
    to: str | None = None
    through: str | None = None
    where: str | None = None
    span: Span


class Funding(Model):
    """A statement of where the money comes from."""

    text: str
    where: str | None = None
    span: Span


class ReadingNote(Model):
    """Something the reader of the file noticed (tracked changes, a scanned page, a repaired font)."""

    code: str
    message: str
    span: Span | None = None


class Plan(Model):
    """Everything khtool reads out of one document."""

    schema_version: str = SCHEMA_VERSION
    source: Source
    header: Header
    outline: tuple[OutlineItem, ...] = ()
    citations: tuple[Citation, ...] = ()
    targets: tuple[Target, ...] = ()
    qualitative_targets: tuple[QualitativeTarget, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    funding: tuple[Funding, ...] = ()
    notes: tuple[ReadingNote, ...] = ()
    text: str | None = None
