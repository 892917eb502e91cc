"""Puts the commands together and runs them: language, exit codes, one clear line for what could not be done."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from khtool import i18n
from khtool.cli import wording
from khtool.errors import AmbiguousError, KhtoolError


def run(arguments: Sequence[str]) -> int:
    """Run one command line. Returns 0 (fine), 1 (findings or differences) or 2 (could not do it)."""
    for stream in (sys.stdout, sys.stderr):  # a Windows console or a C locale must not break on Vietnamese
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")
    language, arguments = _language(arguments)
    try:
        i18n.set_language(language or i18n.default_language())
    except ValueError as error:
        print(f"khtool: --lang: {error}", file=sys.stderr)
        return 2
    try:
        result = _app()(list(arguments), prog_name="khtool", standalone_mode=False)
        return int(result or 0)
    except wording.UsageError as error:
        if not arguments:  # `khtool` alone: the error is the help page
            print(error.format_message(), file=sys.stderr)
        else:
            wording.complain_of_usage(error)
        return 2
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):  # Typer makes it an error
            return _enough()
        return stop.code if isinstance(stop.code, int) else 2
    except AmbiguousError as error:
        complain(str(error))
        for id, description in error.candidates:
            print(f"  {description}  [{id}]", file=sys.stderr)
        return 2
    except KhtoolError as error:
        complain(str(error))
        return 2
    except BrokenPipeError:
        return _enough()
    except OSError as error:  # a name that is too long, a disk that went away
        complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return 2
    except (KeyboardInterrupt, typer.Abort):  # older versions of Typer make the one into the other
        return 130


def _enough() -> int:
    """`khtool … | head`: the reader has enough, and nothing is wrong."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def complain(message: str) -> None:
    """One washed line on stderr."""
    from khtool.reporting.console import safe

    print(f"khtool: {safe(message)}", file=sys.stderr)


def _language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """The language asked for, and the arguments without it.

    It must be known before the help texts are made, and people write it before or after the command.
    """
    language, rest = None, list(arguments)
    end = rest.index("--") if "--" in rest else len(rest)
    for i in range(end - 1, -1, -1):
        if rest[i].startswith("--lang="):
            language = language or rest[i].removeprefix("--lang=")
            del rest[i]
        elif rest[i] == "--lang" and i + 1 < end:
            language = language or rest[i + 1]
            del rest[i : i + 2]
    return language, rest


def _app() -> typer.Typer:
    """The commands, made after the language is known: their help texts are translated while they are made."""
    from khtool.cli import chain, check, diff, index, parse, rules, schema, show, text
    from khtool.i18n import _

    app = typer.Typer(
        name="khtool",
        cls=wording.Group,
        help=_("Reads, links, compares and checks the plans (Kế hoạch) by which Vietnam is governed."),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def _global(
        lang: str = typer.Option(None, "--lang", metavar="vi|en", help=_("Language of messages.")),
        version: bool = typer.Option(False, "--version", "-V", help=_("Print the version and stop.")),
    ) -> None:
        if version:
            from khtool import __version__

            print(f"khtool {__version__}")
            raise typer.Exit

    for name, command, help in (
        ("parse", parse.parse, _("Pull citations, targets, assignments and deadlines out of plans.")),
        ("text", text.text, _("Print the text of a file as khtool reads it.")),
        ("chain", chain.chain, _("Show the documents above and below one document.")),
        ("show", show.show, _("Say what is known about a document, from where, and who cites it.")),
        ("diff", diff.diff, _("Say what changed between two plans or two years.")),
        ("check", check.check, _("Lint drafts.")),
        ("rules", rules.rules, _("List the rules of check.")),
        ("explain", rules.explain, _("Print the documentation of a rule.")),
        ("index", index.index, _("Index a folder of plans and say what it holds.")),
        ("schema", schema.schema, _("Print the JSON Schema of parse's output.")),
    ):
        app.command(name, cls=wording.Command, help=help)(command)
    return app
