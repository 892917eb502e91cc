"""`khtool parse`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from khtool.cli.common import Ocr, Out, Password, Revisions, choice, each_file, named, open_text, output, reading
from khtool.i18n import _

if TYPE_CHECKING:
    from khtool.plan import Plan

PARTS = ("header", "outline", "citations", "targets", "qualitative_targets", "assignments", "deadlines", "funding")
_ALWAYS = {"schema_version", "source", "notes", "text"}


def parse(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help=_("Plans to read (docx, pdf, doc, html, md, txt); - is stdin."))
    ],
    format: Annotated[str, typer.Option("--format", "-f", help="table, json, jsonl")] = "table",
    only: Annotated[
        str | None,
        typer.Option("--only", help=_("Only these parts, with commas: {parts}.").format(parts=", ".join(PARTS))),
    ] = None,
    with_text: Annotated[bool, typer.Option("--with-text", help=_("Add the text that the spans point into."))] = False,
    out: Out = None,
    revisions: Revisions = "final",
    password: Password = None,
    ocr: Ocr = "auto",
) -> None:
    """Pull citations, targets, assignments and deadlines out of plans."""
    choice(format, ("table", "json", "jsonl"), "--format")
    files = named(files)
    options = reading(revisions, password, ocr)
    parts = [choice(p.strip(), PARTS, "--only") for p in only.split(",")] if only is not None else None

    def work(path: str) -> Plan:
        from khtool.api import parse as parse_plan

        text = open_text(path, options)
        plan = parse_plan(text)
        return plan.model_copy(update={"text": text.text}) if with_text else plan

    with output(out) as stream:
        plans, failed = each_file(files, work)
        if format == "table":
            from khtool.reporting.plan import write_plan

            for i, (_path, plan) in enumerate(plans):
                if i:
                    stream.write("\n")
                write_plan(plan, stream, parts)
        else:
            rows = [_dump(plan, parts) for _path, plan in plans]
            if format == "jsonl":
                for row in rows:
                    stream.write(json.dumps(row, ensure_ascii=False) + "\n")
            elif rows or len(files) > 1:
                json.dump(rows if len(files) > 1 else rows[0], stream, ensure_ascii=False, indent=2)
                stream.write("\n")
    if failed:
        raise typer.Exit(2)


def _dump(plan: Plan, parts: list[str] | None) -> dict[str, object]:
    data: dict[str, object] = plan.model_dump(mode="json")
    if plan.text is None:
        del data["text"]
    return data if parts is None else {k: v for k, v in data.items() if k in parts or k in _ALWAYS}
