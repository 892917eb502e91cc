"""Consoles, and the washing of text that comes from documents before it reaches a terminal."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TextIO, cast

from khtool.i18n import _

if TYPE_CHECKING:
    from rich.console import Console

_WIDE = 110  # columns for a pipe or a file, where there is no terminal to ask
#: Control characters and the marks that turn the direction of writing; a document could steer a terminal with them.
#: Halves of characters and non-characters, which neither UTF-8 nor XML can hold.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


def washed(text: str) -> str:
    """The text with its spaces as they are, without anything that could steer a terminal."""
    return _UNSAFE.sub("", text)


def safe(text: str | None) -> str:
    """The text on one line, without anything that could steer a terminal."""
    return " ".join(_UNSAFE.sub("", text or "").split())


def json_text(data: object) -> str:
    """JSON for people and programs: Vietnamese as it is, escaped whatever could steer a terminal or is no character."""
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def short(text: str | None, length: int) -> str:
    """The text washed and cut at a word to at most `length` characters."""
    text = safe(text)
    if len(text) <= length:
        return text
    cut = text[: length - 1].rsplit(" ", 1)[0]
    return (cut if len(cut) > length // 2 else text[: length - 1]) + "…"


class _Trimmed:
    """A stream that leaves out the spaces with which tables are filled up to the right."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        *lines, rest = text.split("\n")
        self._out.write("".join(line.rstrip(" ") + "\n" for line in lines) + rest)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._out, name)


def console(out: TextIO) -> Console:
    """A rich console on `out`: colours and the true width on a terminal, plain and wide elsewhere."""
    from rich.console import Console

    terminal = out.isatty()
    file = out if terminal else cast("TextIO", _Trimmed(out))
    return Console(
        file=file, width=None if terminal else _WIDE, highlight=False, markup=False, emoji=False, soft_wrap=False
    )


def vietnamese_date(iso: str | None) -> str:
    """ISO as a document writes it: "31/5/2021", "4/2025", "05/6"; "" for None (30/2020/NĐ-CP, Phụ lục I, I.II.4).

    A month of no year ("--06") is called one: "tháng 6".
    """
    if not iso:
        return ""
    year, _dash, rest = iso.removeprefix("--").partition("-")
    if iso.startswith("--"):
        month, day = year, rest
        if not day:
            return _("month {n}").format(n=int(month))
        year = ""
    else:
        month, _dash, day = rest.partition("-")
    month = f"{int(month):02d}" if month and int(month) < 3 else month.lstrip("0")
    return "/".join(part for part in (day, month, year) if part)
