"""The public functions: what the command line does, from Python."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from khtool.reading import read
from khtool.text import PlanText

if TYPE_CHECKING:
    from khtool.checking.model import Finding
    from khtool.comparing.model import PlanDiff, YearDiff
    from khtool.corpus import Corpus
    from khtool.plan import Plan
    from khtool.resolution.model import Catalogue, Chain

__all__ = ["chain", "check", "diff", "parse", "read"]

Source = str | os.PathLike[str] | bytes | BinaryIO | PlanText
#: One side of a comparison: a file, a số hiệu or a year.
Side = str | os.PathLike[str] | int


def parse(
    source: Source,
    *,
    name: str | None = None,
    catalogue: Catalogue | None = None,
    revisions: Literal["original", "final", "both"] = "final",
    password: str | None = None,
) -> Plan:
    """Read a plan and pull out its header, outline, citations, targets, assignments, deadlines and funding.

    `source` is a path, the bytes of a file, an open binary file or a PlanText; `name` is what to call bytes in
    messages. Citations are resolved against `catalogue` (a Corpus, for instance), by default the registry of national
    documents. Raises ReadError when the source cannot be read.
    """
    from khtool.extraction import extract
    from khtool.resolution.catalogue import RegistryCatalogue
    from khtool.resolution.resolver import resolve

    text = source if isinstance(source, PlanText) else read(source, name=name, revisions=revisions, password=password)
    return resolve(extract(text), catalogue or RegistryCatalogue())


def chain(
    what: str,
    *,
    corpus: Corpus | None = None,
    issuer: str | None = None,
    year: int | None = None,
    up: bool = True,
    down: bool = True,
    depth: int | None = None,
    all_edges: bool = False,
) -> Chain:
    """The documents above and below one document, given by its số hiệu, its id or a file.

    A `corpus` that is given is taken as it is; refresh it first. Without one the corpus that is found is used.

    Raises AmbiguousError when several documents bear the number and neither `issuer` nor `year` nor the corpus leaves
    one, NotFoundError when none does, ReadError when a file cannot be read.
    """
    from khtool.resolution.chain import build

    corpus = corpus or _refreshed()
    record = corpus.identify(what, issuer=issuer, year=year)
    return build(corpus, record.id, up=up, down=down, depth=depth, all_edges=all_edges)


def diff(old: Side, new: Side, *, corpus: Corpus | None = None) -> PlanDiff | YearDiff:
    """What changed between two plans (files or codes) or, given two years, between the plans of these years.

    Raises KhtoolError when one side is a year and the other is not.
    """
    from khtool.comparing import diff_plans, diff_years
    from khtool.errors import KhtoolError
    from khtool.i18n import _
    from khtool.resolution.catalogue import RegistryCatalogue

    old_year, new_year = _year(old), _year(new)
    if (old_year is None) != (new_year is None):
        raise KhtoolError(_("compare two years or two plans, not a year with a plan"))
    if old_year is not None and new_year is not None:
        return diff_years(corpus or _refreshed(), old_year, new_year)
    plans = []
    for side in (str(old), str(new)):
        if Path(side).is_file():
            plans.append(parse(side))
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
) -> list[Finding]:
    """Lint one draft; findings come in the order of the text.

    `select` and `ignore` take codes ("KH203"), families ("KH2") or names. Raises ReadError when the source cannot be
    read, KhtoolError for an unknown rule.
    """
    from khtool.checking import check as run
    from khtool.resolution.catalogue import RegistryCatalogue

    text = source if isinstance(source, PlanText) else read(source, name=name)
    known = catalogue or RegistryCatalogue()
    return run(parse(text, catalogue=known), text, known, select=select, ignore=ignore)


def _refreshed() -> Corpus:
    from khtool.corpus import Corpus

    corpus = Corpus()
    corpus.refresh()
    return corpus


def _year(what: object) -> int | None:
    text = str(what)
    return int(text) if len(text) == 4 and text.isdecimal() and not Path(text).exists() else None
