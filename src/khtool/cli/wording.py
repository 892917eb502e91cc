"""What Typer itself says — the frame of a help page, usage errors — in the language in use.

Typer has no catalogue of its own, so its English words are known here. What is not known (another version may say it
otherwise) stays as it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from khtool.i18n import _

#: Typer exports only its subclass.
UsageError: type[Any] = typer.BadParameter.__bases__[0]


class Command(TyperCommand):
    """A command whose help page is in the language in use."""

    def get_usage(self, ctx: Any) -> str:
        """The line of usage."""
        return _framed(super().get_usage(ctx))

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _framed(super().get_help(ctx))


class Group(TyperGroup):
    """The commands together, with a help page in the language in use."""

    def get_usage(self, ctx: Any) -> str:
        """The line of usage."""
        return _framed(super().get_usage(ctx))

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _framed(super().get_help(ctx))


def complain_of_usage(error: Any) -> None:
    """Usage, where help is found, and what is wrong, on stderr."""
    from khtool.reporting.console import safe

    if error.ctx is not None:
        print(error.ctx.get_usage(), file=sys.stderr)
        print(_("Try '{command} --help' for help.").format(command=error.ctx.command_path), file=sys.stderr)
        print(file=sys.stderr)
    print(_("Error: {message}").format(message=safe(said(error.format_message()))), file=sys.stderr)


def _framed(page: str) -> str:
    """A help page with its headings translated; the texts inside are already."""
    for english, translated in (
        (r"\AUsage:", _("Usage:")),
        (r"^Arguments:$", _("Arguments:")),
        (r"^Options:$", _("Options:")),
        (r"^Commands:$", _("Commands:")),
        (r"\[OPTIONS\]", _("[OPTIONS]")),
        (r"(?<= )COMMAND \[ARGS\]\.\.\.", _("COMMAND [ARGS]...")),
        (r"Show this message and exit\.", _("Show this message and exit.")),
        (r"\[required\]", _("[required]")),
        (r"(?<=\[)default:", _("default:")),
    ):
        page = re.sub(english, translated, page, flags=re.MULTILINE)
    # The types of Python say nothing to a clerk; columns stay where they are.
    page = re.sub(r"<int(?: range)?>", lambda found: "N".ljust(len(found[0])), page)
    return re.sub(r"^(  [^- ]\S*)( <[^>]*>)", lambda found: found[1] + " " * len(found[2]), page, flags=re.MULTILINE)


def said(message: str) -> str:
    """A usage error of Typer in the language in use, the reason inside it too."""
    for pattern, translate in _ERRORS:
        if found := pattern.fullmatch(message):
            return translate(*(part or "" for part in found.groups()))
    return message


def _unknown(template: str, name: str, near: str) -> str:
    near = ", ".join(part.strip(" '\"") for part in near.split(","))
    return template.format(name=name) + (" " + _("Did you mean {near}?").format(near=near) if near else "")


_ERRORS: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = (
    (
        re.compile(r"No such command '([^']*)'\.(?: Did you mean (?:one of: )?(.*)\?)?"),
        lambda name, near: _unknown(_("There is no command {name}."), name, near),
    ),
    (
        re.compile(r"No such option: ([^ ]*)(?: \(Possible options: (.*)\)| Did you mean (?:one of: )?(.*)\?)?"),
        lambda name, near, other: _unknown(_("There is no option {name}."), name.rstrip("."), near or other),
    ),
    (re.compile(r"Missing command\."), lambda: _("Name a command.")),
    (
        re.compile(r"Missing (?:argument|option|parameter) '?([^']*?)'?\."),
        lambda name: _("{name} is missing.").format(name=name),
    ),
    (
        re.compile(r"Option '([^']*)' requires (?:an argument|\d+ arguments)\."),
        lambda name: _("{name} needs a value.").format(name=name),
    ),
    (
        re.compile(r"Option '([^']*)' does not take a value\."),
        lambda name: _("{name} takes no value.").format(name=name),
    ),
    (
        re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)\.?"),
        lambda words: _("More than is wanted: {words}").format(words=words),
    ),
    (
        re.compile(r"Invalid value for '?([^':]*(?: / [^:]*)?)'?: (.*)"),
        lambda name, why: f"{name}: {said(why)}",
    ),
    (re.compile(r"Invalid value: (.*)"), lambda why: said(why)),
    (
        re.compile(r"Input should be a valid integer.*|'.*' is not a valid (?:integer|int)(?: range)?\.?"),
        lambda: _("a whole number is wanted"),
    ),
    (
        re.compile(r"Input should be greater than or equal to (\d+)|.* is not in the range x>=(\d+)\.?"),
        lambda least, other: _("at least {n} is wanted").format(n=least or other),
    ),
)
