"""`khtool check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from khtool.cli.common import choice, each_file, open_corpus, open_text, output
from khtool.i18n import _

if TYPE_CHECKING:
    from khtool.checking.model import Finding

_SEVERITIES = ("error", "warning", "info")


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=_("Drafts to check; - is stdin."))],
    format: Annotated[str, typer.Option("--format", "-f", help="text, json, github")] = "text",
    select: Annotated[
        str | None, typer.Option("--select", help=_("Only these rules: codes, families (KH2) or names, with commas."))
    ] = None,
    ignore: Annotated[str | None, typer.Option("--ignore", help=_("All but these rules."))] = None,
    fail_level: Annotated[
        str, typer.Option("--fail-level", help=_("Exit with 1 from this severity on: error, warning or info."))
    ] = "error",
    corpus: Annotated[
        str | None, typer.Option("--corpus", metavar="DIR", help=_("The folder of plans to look in."))
    ] = None,
    out: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help=_("Write to a file instead of stdout."))
    ] = None,
) -> None:
    """Lint drafts; exit code 1 when an error is found."""
    from khtool.api import check as run
    from khtool.checking import validate
    from khtool.reporting.findings import FORMATS

    choice(format, tuple(FORMATS), "--format")
    choice(fail_level, _SEVERITIES, "--fail-level")
    selected, ignored = _names(select), _names(ignore)
    validate(selected, ignored)  # an unknown rule is said once, before any file is read
    known = open_corpus(corpus)

    def work(path: str) -> list[Finding]:
        return run(open_text(path), catalogue=known, select=selected, ignore=ignored)

    with output(out) as stream:
        results, failed = each_file(files, work)
        FORMATS[format](results, stream)
    if failed:
        raise typer.Exit(2)
    bad = _SEVERITIES[: _SEVERITIES.index(fail_level) + 1]
    if any(f.severity in bad for _path, findings in results for f in findings):
        raise typer.Exit(1)


def _names(option: str | None) -> list[str] | None:
    return [name.strip() for name in option.split(",") if name.strip()] if option is not None else None
