"""The public functions: what the command line does, from Python."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from khtool.i18n import _
from khtool.reading import PLAINLY, Ocr, Options, Revisions, read
from khtool.text import PlanText

if TYPE_CHECKING:
    from khtool.checking.fixing import Fixed
    from khtool.checking.model import Checked, Finding
    from khtool.checking.running import Draft
    from khtool.comparing.model import PlanDiff, YearDiff
    from khtool.corpus import Corpus
    from khtool.corpus.coverage import Coverage
    from khtool.corpus.knowing import Known
    from khtool.plan import Plan
    from khtool.reporting.word import Annotated
    from khtool.resolution.model import Catalogue, Chain

__all__ = ["annotate", "chain", "check", "diff", "fix", "gap", "parse", "read", "show"]

File = str | os.PathLike[str] | bytes | BinaryIO
Source = File | PlanText
#: One side of a comparison: a file, a số hiệu or a year.
Side = str | os.PathLike[str] | int


def parse(
    source: Source,
    *,
    name: str | None = None,
    catalogue: Catalogue | None = None,
    revisions: Revisions = "final",
    password: str | None = None,
    ocr: Ocr = "auto",
) -> Plan:
    """Read a plan and pull out its header, outline, citations, targets, assignments, deadlines and funding.

    `source` is a path, the bytes of a file, an open binary file or a PlanText; `name` is what to call bytes in
    messages; `revisions`, `password` and `ocr` are those of `read`. Citations are resolved against `catalogue` (a
    Corpus, for instance), by default the registry of national documents. Raises ReadError when the source
    cannot be read.
    """
    from khtool.extraction import extract
    from khtool.resolution.catalogue import RegistryCatalogue
    from khtool.resolution.resolver import resolve

    options = Options(revisions, password, ocr)
    text = source if isinstance(source, PlanText) else options.read(source, name=name)
    return resolve(extract(text), catalogue or RegistryCatalogue())


def chain(
    what: str | os.PathLike[str],
    *,
    corpus: Corpus | None = None,
    issuer: str | None = None,
    year: int | None = None,
    up: bool = True,
    down: bool = True,
    depth: int | None = None,
    all_edges: bool = False,
    per_step: int | None = 200,
    options: Options = PLAINLY,
) -> Chain:
    """The documents above and below one document, given by its số hiệu, its id or a file.

    Each step, up or down, takes the first `per_step` documents by date, each direction five times as many at most; None
    for all. `Chain.more` and `Chain.cut` tell what was left out.

    A `corpus` that is given is taken as it is; refresh it first. Without one the corpus that is found is used.
    `options`: how a file is read.

    Raises AmbiguousError when several documents bear the number and neither `issuer` nor `year` nor the corpus leaves
    one, NotFoundError when none does, ReadError when a file cannot be read.
    """
    from khtool.resolution.chain import build

    corpus = corpus or _refreshed()
    record = corpus.identify(os.fspath(what), issuer=issuer, year=year, options=options)
    return build(corpus, record.id, up=up, down=down, depth=depth, all_edges=all_edges, per_step=per_step)


def gap(
    what: str | os.PathLike[str],
    *,
    corpus: Corpus | None = None,
    issuer: str | None = None,
    year: int | None = None,
    options: Options = PLAINLY,
) -> Coverage:
    """Which of the units one level below a document's issuer have a plan that carries it out, and which have none.

    Arguments and errors are those of `chain`; KhtoolError when the units below cannot be told.
    """
    from khtool.corpus.coverage import coverage

    corpus = corpus or _refreshed()
    return coverage(corpus, corpus.identify(os.fspath(what), issuer=issuer, year=year, options=options))


def show(
    what: str | os.PathLike[str],
    *,
    corpus: Corpus | None = None,
    issuer: str | None = None,
    year: int | None = None,
    limit: int = 10,
    options: Options = PLAINLY,
) -> Known:
    """What registry and corpus know of one document: facts with their sources, what it is tied to, who cites it.

    `limit`: as many of those that cite it. Arguments and errors are otherwise those of `chain`.
    """
    from khtool.corpus.knowing import know

    corpus = corpus or _refreshed()
    return know(corpus, corpus.identify(os.fspath(what), issuer=issuer, year=year, options=options), limit)


def diff(old: Side, new: Side, *, corpus: Corpus | None = None, options: Options = PLAINLY) -> PlanDiff | YearDiff:
    """What changed between two plans (files or codes) or, given two years, between the plans of these years.

    `options`: how files are read. Raises KhtoolError when one side is a year and the other is not.
    """
    from khtool.comparing import diff_plans, diff_years
    from khtool.corpus.files import there
    from khtool.errors import KhtoolError
    from khtool.resolution.catalogue import RegistryCatalogue

    old_year, new_year = _year(old), _year(new)
    if (old_year is None) != (new_year is None):
        raise KhtoolError(_("compare two years or two plans, not a year with a plan"))
    if old_year is not None and new_year is not None:
        return diff_years(corpus or _refreshed(), old_year, new_year)
    plans = []
    for side in (str(old), str(new)):
        if (path := there(side)) and path.is_file():
            plans.append(parse(side, revisions=options.revisions, password=options.password, ocr=options.ocr))
        else:
            corpus = corpus or _refreshed()
            record = corpus.identify(side)
            if record.standing != "corpus":
                raise KhtoolError(_("{what}: the corpus does not hold the text of this document").format(what=side))
            plans.append(corpus.plan(record.id))
    return diff_plans(plans[0], plans[1], catalogue=corpus or RegistryCatalogue())


def check(
    source: Source,
    *,
    name: str | None = None,
    catalogue: Catalogue | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    revisions: Revisions = "final",
    password: str | None = None,
    ocr: Ocr = "auto",
) -> list[Finding]:
    """Lint one draft; findings come in the order of the text, what the draft itself suppresses left out.

    `select` and `ignore` take codes ("KH203"), families ("KH2") or names; configuration files are not looked at.
    `revisions`, `password` and `ocr` are those of `read`.

    Raises ReadError when the source cannot be read, KhtoolError for an unknown rule or a bad file of suppressions.
    """
    from khtool.checking.config import settle
    from khtool.checking.running import check_document, check_text

    settings = settle(select=list(select or ()) or None, ignore=list(ignore or ()))
    if isinstance(source, PlanText):
        return list(check_text(source, settings, catalogue, path=name).findings)
    draft = _draft(source, name, Options(revisions, password, ocr))
    return list(check_document(draft, settings, catalogue).findings)


def fix(
    source: File,
    *,
    name: str | None = None,
    catalogue: Catalogue | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    unsafe: bool = False,
    date: str | None = None,
) -> Fixed:
    """Check one draft and make its corrections: in docx as tracked changes, in text and Markdown in their places.

    Returns the new bytes (`data`) with the findings that were put right and those that could not be; no file is
    written. Only corrections that cannot change what is meant, all with `unsafe`. `date` ("2025-04-08"): of the
    tracked changes, without it that of the document's last change. Other arguments and errors as for `check`;
    KhtoolError for a format that cannot be corrected, ValueError for what is no date.
    """
    from khtool.reporting.drafts import corrected, word_date

    draft, checked = _checked(source, name, catalogue, select, ignore)
    return corrected(draft, checked, unsafe=unsafe, date=word_date(date))


def annotate(
    source: File,
    *,
    name: str | None = None,
    catalogue: Catalogue | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    date: str | None = None,
) -> Annotated:
    """Check one Word draft and write each finding as a comment on its words.

    Returns the new bytes (`data`) with the number of comments; no file is written. Arguments and errors as for `fix`.
    """
    from khtool.reporting.drafts import commented, word_date

    draft, checked = _checked(source, name, catalogue, select, ignore)
    return commented(draft, checked, date=word_date(date))


def _checked(
    source: File,
    name: str | None,
    catalogue: Catalogue | None,
    select: Iterable[str] | None,
    ignore: Iterable[str] | None,
) -> tuple[Draft, Checked]:
    from khtool.checking.config import settle
    from khtool.checking.running import check_document

    settings = settle(select=list(select or ()) or None, ignore=list(ignore or ()))
    draft = _draft(source, name)
    return draft, check_document(draft, settings, catalogue)


def _draft(source: File, name: str | None, options: Options = PLAINLY) -> Draft:
    from khtool.checking.running import Draft

    if isinstance(source, str | os.PathLike):
        return Draft(os.fspath(source), label=name, options=options)
    data = source if isinstance(source, bytes) else source.read()
    return Draft(name or _("(data)"), data, options=options)


def _refreshed() -> Corpus:
    from khtool.corpus import Corpus

    corpus = Corpus()
    corpus.refresh()
    return corpus


def _year(what: object) -> int | None:
    text = str(what)
    return int(text) if len(text) == 4 and text.isdecimal() and not Path(text).exists() else None
