"""`khtool rules` and `khtool explain`."""

from __future__ import annotations

import json
import sys
from textwrap import indent
from typing import Annotated

import typer

from khtool.cli.common import choice
from khtool.i18n import _, language


def rules(format: Annotated[str, typer.Option("--format", "-f", help="text, json")] = "text") -> None:
    """List the rules of check."""
    from khtool.checking import OWN_RULES, all_rules

    known = (*OWN_RULES, *all_rules())
    choice(format, ("text", "json"), "--format")
    if format == "json":
        rows = [
            {"code": r.code, "name": r.name, "severity": r.severity, "needs": list(r.needs), "summary": r.summary}
            for r in known
        ]
        json.dump(rows, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return
    from rich.table import Table
    from rich.text import Text

    from khtool.reporting.console import console
    from khtool.reporting.findings import severity_name

    screen = console(sys.stdout)
    if not screen.is_terminal:  # a line a rule, for whatever reads it next
        for rule in known:
            print(f"{rule.code}  {rule.name:<26} {severity_name(rule.severity):<9} {rule.summary}")
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    for style, whole in (("bold", True), ("", True), ("dim", True), ("", False)):
        table.add_column(style=style, no_wrap=whole, overflow="fold")
    for rule in known:
        table.add_row(rule.code, rule.name, severity_name(rule.severity), Text(rule.summary))
    screen.print(table)


def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help=_("The code (KH203) or the name of a rule."))],
) -> None:
    """Print the documentation of a rule in the language in use."""
    from khtool.checking import find_rule
    from khtool.checking.documentation import Documentation
    from khtool.reporting.findings import severity_name

    found = find_rule(rule)
    told = Documentation.of(found)
    vietnamese = language() == "vi"
    print(f"{found.code} {found.name} ({severity_name(found.severity)})\n\n{found.summary}\n")
    for title, names in (
        (_("What"), ("What", "Nội dung")),
        (_("Why"), ("Why", "Căn cứ")),
        (_("Bad"), ("Sai (bad)",) * 2),
        (_("Good"), ("Đúng (good)",) * 2),
        (_("Fix"), ("Fix", "Cách sửa")),
    ):
        name = names[vietnamese]
        if body := told.sections.get(name):
            print(f"{title}:\n{indent(body, '    ')}" if "\n" in body or name.endswith(")") else f"{title}: {body}")
