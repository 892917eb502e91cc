"""`khtool schema`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from khtool.i18n import _


def schema(
    findings: Annotated[bool, typer.Option("--findings", help=_("That of check --format json."))] = False,
    config: Annotated[
        bool, typer.Option("--config", help=_("That of khtool.toml and of [tool.khtool] in pyproject.toml."))
    ] = False,
    suppressions: Annotated[
        bool, typer.Option("--suppressions", help=_("That of the .khtool.toml file beside a document."))
    ] = False,
) -> None:
    """Print the JSON Schema of parse's output, or of another of khtool's forms."""
    if findings + config + suppressions > 1:
        raise typer.BadParameter(_("choose one of --findings, --config and --suppressions"))
    from pydantic import BaseModel

    model: type[BaseModel]
    if findings:
        from khtool.reporting.findings_json import FindingsReport as model
    elif config:
        from khtool.checking.config import Configuration as model
    elif suppressions:
        from khtool.checking.suppress import SideFile as model
    else:
        from khtool.plan import Plan as model
    told = model.model_json_schema(mode="validation" if config or suppressions else "serialization")
    json.dump(told, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
