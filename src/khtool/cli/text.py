"""`khtool text`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from khtool.cli.common import Ocr, Out, Password, Revisions, each_file, named, open_text, output, reading
from khtool.i18n import _


def text(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=_("Files to read; - is stdin."))],
    positions: Annotated[
        bool, typer.Option("--map", help=_("One JSON object a paragraph, with its place in the source."))
    ] = False,
    out: Out = None,
    revisions: Revisions = "final",
    password: Password = None,
    ocr: Ocr = "auto",
) -> None:
    """Print the text of a file as khtool reads it."""
    import dataclasses

    from khtool.cli.app import complain
    from khtool.reporting.console import safe

    options = reading(revisions, password, ocr)
    with output(out) as stream:
        texts, failed = each_file(named(files), lambda path: open_text(path, options))
        for _path, plan_text in texts:
            for p in plan_text.paragraphs:
                if positions:
                    row = {**dataclasses.asdict(p), "text": plan_text.slice(p)}
                    if doubts := [dataclasses.asdict(d) for d in plan_text.doubts if p.start <= d.start < p.end]:
                        row["doubts"] = doubts
                    stream.write(json.dumps(row, ensure_ascii=False) + "\n")
                else:
                    stream.write(safe(plan_text.slice(p)) + "\n")
            for note in plan_text.notes:
                complain(f"{plan_text.path}: {note.message}")
    if failed:
        raise typer.Exit(2)
