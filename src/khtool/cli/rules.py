"""`khtool rules` and `khtool explain`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from khtool.cli.common import choice
from khtool.i18n import _


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
    from rich.text import Text

    from khtool.reporting.console import console
    from khtool.reporting.findings import severity_name

    screen = console(sys.stdout)
    for rule in known:
        screen.print(
            Text(f"{rule.code}  {rule.name:<26} {severity_name(rule.severity):<9} {rule.summary}"),
            no_wrap=True,
            overflow="ellipsis",
        )


def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help=_("The code (KH203) or the name of a rule."))],
) -> None:
    """Print the documentation of a rule."""
    from khtool.checking import find_rule

    found = find_rule(rule)
    print(f"{found.code} {found.name} ({found.severity})\n\n{found.documentation.strip()}")
