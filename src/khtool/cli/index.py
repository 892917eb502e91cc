"""`khtool index`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from khtool.cli.common import Ocr, choice, reading
from khtool.i18n import _


def index(
    folder: Annotated[
        str | None, typer.Argument(metavar="[DIR]", help=_("The folder of plans; by default the corpus that is found."))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Read every file again."))] = False,
    format: Annotated[str, typer.Option("--format", "-f", help="text, json")] = "text",
    ocr: Ocr = "auto",
) -> None:
    """Index a folder of plans and say what it holds."""
    from khtool.cli.app import complain
    from khtool.corpus import Corpus

    choice(format, ("text", "json"), "--format")
    options = reading(ocr=ocr)
    corpus = Corpus(folder)
    report = corpus.refresh(force=force, options=options)
    stats = corpus.stats()
    if format == "json":
        changes = {k: getattr(report, k) for k in ("added", "changed", "removed", "unchanged")}
        json.dump(
            {"corpus": str(corpus.path), **stats, "refresh": changes, "failed": report.failed},
            sys.stdout,
            ensure_ascii=False,
            indent=2,
        )
        sys.stdout.write("\n")
    else:
        from khtool.reporting.corpus import write_stats

        write_stats(corpus.path, stats, report, sys.stdout)
    for path, message in report.failed:
        complain(f"{path}: {message}")
    if report.failed:
        raise typer.Exit(2)
