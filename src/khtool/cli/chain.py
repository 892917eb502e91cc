"""`khtool chain`."""

from __future__ import annotations

from typing import Annotated

import typer

from khtool.cli.common import choice, open_corpus, output
from khtool.i18n import _


def chain(
    what: Annotated[str, typer.Argument(metavar="CODE|FILE", help=_("A number (115/KH-UBND), an id or a file."))],
    up: Annotated[bool, typer.Option("--up", help=_("Only what stands above."))] = False,
    down: Annotated[bool, typer.Option("--down", help=_("Only what stands below."))] = False,
    depth: Annotated[int | None, typer.Option("--depth", min=1, help=_("So many steps at most."))] = None,
    all_edges: Annotated[bool, typer.Option("--all", help=_("Mere mentions too."))] = False,
    format: Annotated[str, typer.Option("--format", "-f", help="tree, json, mermaid, dot")] = "tree",
    issuer: Annotated[
        str | None, typer.Option("--issuer", help=_("The issuer, where several documents bear the number."))
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", help=_("The year, where several documents bear the number."))
    ] = None,
    corpus: Annotated[
        str | None, typer.Option("--corpus", metavar="DIR", help=_("The folder of plans to look in."))
    ] = None,
    out: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help=_("Write to a file instead of stdout."))
    ] = None,
) -> None:
    """Show the documents above and below one document."""
    from khtool.api import chain as build
    from khtool.reporting.chain import FORMATS

    choice(format, tuple(FORMATS), "--format")
    with output(out) as stream:
        result = build(
            what,
            corpus=open_corpus(corpus),
            issuer=issuer,
            year=year,
            up=up or not down,
            down=down or not up,
            depth=depth,
            all_edges=all_edges,
        )
        FORMATS[format](result, stream)
