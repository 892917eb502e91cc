"""A checked draft given back: with its corrections made, or with its findings as comments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from khtool.checking.fixing import Fixed, chosen, fix_text
from khtool.errors import KhtoolError
from khtool.i18n import _

if TYPE_CHECKING:
    from khtool.checking.model import Checked
    from khtool.checking.running import Draft
    from khtool.reporting.word import Annotated


def content(draft: Draft) -> bytes:
    """The bytes of a draft. Raises KhtoolError when it can be read no more."""
    if draft.data is not None:
        return draft.data
    try:
        return Path(draft.path).read_bytes()
    except OSError as error:
        raise KhtoolError(f"{draft.path}: {error.strerror or error}") from error


def corrected(draft: Draft, checked: Checked, *, unsafe: bool = False, date: str | None = None) -> Fixed:
    """A draft with its corrections: in docx as tracked changes, in text and Markdown in their places.

    `date`: of the tracked changes, as Word writes it (2025-04-08T00:00:00Z). Raises KhtoolError for a format that
    cannot be corrected, when there is something to correct.
    """
    from khtool.reading import read, sniff

    data = content(draft)
    wanted, _meeting = chosen(checked.findings, unsafe=unsafe)
    if not wanted:
        return Fixed(data)
    if sniff(data) == "docx":
        from khtool.reporting.word import track

        return track(data, checked.findings, label=draft.path, unsafe=unsafe, date=date)
    return fix_text(data, read(data, name=draft.path), checked.findings, unsafe=unsafe)


def commented(draft: Draft, checked: Checked, *, date: str | None = None) -> Annotated:
    """A Word document with its findings as comments on their words. Raises KhtoolError when the draft is no docx."""
    from khtool.reading import sniff
    from khtool.reporting.word import annotate

    data = content(draft)
    if sniff(data) != "docx":
        raise KhtoolError(_("{path}: comments can be written only into docx").format(path=draft.path))
    return annotate(data, checked.findings, label=draft.path, date=date)


def word_date(day: str | None) -> str | None:
    """A day (2025-04-08) as Word dates its remarks. Raises ValueError for what is no date."""
    from datetime import date

    return f"{date.fromisoformat(day)}T00:00:00Z" if day else None
