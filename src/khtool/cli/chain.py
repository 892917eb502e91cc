"""`khtool chain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

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
from khtool.i18n import _, ngettext

if TYPE_CHECKING:
    from khtool.resolution.model import EdgeKind

_MENTIONS: tuple[EdgeKind, ...] = ("trich_dan",)


def chain(
    what: Annotated[str, typer.Argument(metavar="CODE|FILE", help=_("A number (115/KH-UBND), an id or a file."))],
    up: Annotated[bool, typer.Option("--up", help=_("Only what stands above."))] = False,
    down: Annotated[bool, typer.Option("--down", help=_("Only what stands below."))] = False,
    depth: Annotated[int | None, typer.Option("--depth", min=1, help=_("So many steps at most."))] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help=_("So many documents at each step, by date; 0: all."))
    ] = 200,
    all_edges: Annotated[bool, typer.Option("--all", help=_("Mere mentions too."))] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", help=_("The whole sentence that proves each step, and where it stands."))
    ] = False,
    gap: Annotated[
        bool, typer.Option("--gap", help=_("Which of the units one level below have no plan for it, instead."))
    ] = False,
    format: Annotated[str, typer.Option("--format", "-f", help="tree, json, mermaid, dot, graphml")] = "tree",
    issuer: Issuer = None,
    year: Year = None,
    corpus: Folder = None,
    refresh: Refresh = True,
    revisions: Revisions = "final",
    password: Password = None,
    ocr: Ocr = "auto",
    out: Out = None,
) -> None:
    """Show the documents above and below one document."""
    from khtool.api import chain as build
    from khtool.api import gap as find_gap
    from khtool.cli.app import complain
    from khtool.reporting.chain import FORMATS, write_gap, write_gap_json, write_tree

    choice(format, ("tree", "json") if gap else tuple(FORMATS), "--format")
    options = reading(revisions, password, ocr)
    with output(out) as stream:
        folder = open_corpus(corpus, refresh=refresh)
        if gap:
            found = find_gap(what, corpus=folder, issuer=issuer, year=year, options=options)
            (write_gap_json if format == "json" else write_gap)(found, stream)
            return
        result = build(
            what,
            corpus=folder,
            issuer=issuer,
            year=year,
            up=up or not down,
            down=down or not up,
            depth=depth,
            all_edges=all_edges,
            per_step=limit or None,
            options=options,
        )
        proofs = None
        if evidence:
            from khtool.corpus.evidence import gather

            proofs = gather(folder, result.edges)
        if format == "tree":
            write_tree(result, stream, proofs, side=None if up == down else "above" if up else "below")
        else:
            FORMATS[format](result, stream, proofs)
    if format == "tree" and (down or not up) and not all_edges and all(e.target != result.root for e in result.edges):
        mentions = folder.count_below((result.root,), _MENTIONS).get(result.root, 0)
        message = ngettext(
            "{n} document mentions it without carrying it out; --all shows it",
            "{n} documents mention it without carrying it out; --all shows them",
            mentions,
        )
        if mentions:
            complain(message.format(n=mentions))
