"""`khtool show`."""

from __future__ import annotations

from typing import Annotated

import typer

from khtool.cli.common import (
    Folder,
    Issuer,
    Ocr,
    Out,
    Password,
    Refresh,
    Revisions,
    Year,
    choice,
    open_corpus,
    output,
    reading,
)
from khtool.i18n import _


def show(
    what: Annotated[str, typer.Argument(metavar="CODE|FILE", help=_("A number (115/KH-UBND), an id or a file."))],
    limit: Annotated[int, typer.Option("--limit", min=1, help=_("So many of the documents that cite it."))] = 10,
    format: Annotated[str, typer.Option("--format", "-f", help="text, json")] = "text",
    issuer: Issuer = None,
    year: Year = None,
    corpus: Folder = None,
    refresh: Refresh = True,
    revisions: Revisions = "final",
    password: Password = None,
    ocr: Ocr = "auto",
    out: Out = None,
) -> None:
    """Say what is known about a document, from where, and who cites it."""
    from khtool.api import show as find
    from khtool.reporting.show import FORMATS

    choice(format, tuple(FORMATS), "--format")
    options = reading(revisions, password, ocr)
    with output(out) as stream:
        known = find(
            what, corpus=open_corpus(corpus, refresh=refresh), issuer=issuer, year=year, limit=limit, options=options
        )
        FORMATS[format](known, stream)
