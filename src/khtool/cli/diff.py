"""`khtool diff`."""

from __future__ import annotations

from typing import Annotated

import typer

from khtool.cli.common import Folder, Ocr, Out, Password, Revisions, choice, open_corpus, output, reading
from khtool.i18n import _


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=_("A file, a number or a year."))],
    new: Annotated[str, typer.Argument(metavar="NEW", help=_("A file, a number or a year."))],
    format: Annotated[str, typer.Option("--format", "-f", help="text, json")] = "text",
    corpus: Folder = None,
    revisions: Revisions = "final",
    password: Password = None,
    ocr: Ocr = "auto",
    out: Out = None,
) -> None:
    """Say what changed between two plans or two years; exit code 1 when something did."""
    from khtool.api import diff as compare
    from khtool.reporting.diff import FORMATS, differs

    choice(format, tuple(FORMATS), "--format")
    options = reading(revisions, password, ocr)
    with output(out) as stream:
        result = compare(old, new, corpus=open_corpus(corpus), options=options)
        FORMATS[format](result, stream)
    if differs(result):
        raise typer.Exit(1)
