"""What `khtool check` does with corrections: makes them, shows them, writes comments into a Word document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

from khtool.cli.common import write
from khtool.errors import KhtoolError
from khtool.i18n import _, ngettext

if TYPE_CHECKING:
    from khtool.checking import Checked, Report
    from khtool.checking.running import Draft


def fix(
    report: Report,
    drafts: dict[str, Draft],
    again: Callable[[Draft], Checked],
    *,
    unsafe: bool = False,
    out: str | None = None,
    date: str | None = None,
) -> Report:
    """Make the corrections, write the files, say on stderr what was done; the report is that of the corrected files.

    `out`: where the one draft is written instead of over itself, "-" for stdout. `again` checks a draft anew. In
    `drafts` (by path) the corrected ones take the place of the others.
    """
    from khtool.cli.app import complain
    from khtool.reporting.drafts import corrected
    from khtool.reporting.findings_common import place

    files = list(report.files)
    failed = list(report.failed)
    for i, checked in enumerate(files):
        draft = drafts[checked.path]
        try:
            made = corrected(draft, checked, unsafe=unsafe, date=date)
            if made.applied or out:
                write(out or draft.path, made.data)
        except KhtoolError as error:
            complain(str(error))
            failed.append((checked.path, str(error)))
            continue
        for skipped in made.skipped:
            complain(
                _("{path}: {place}: {code} was not corrected: {why}").format(
                    path=checked.path,
                    place=place(skipped.finding, lined=checked.has_lines),
                    code=skipped.finding.code,
                    why=skipped.reason,
                )
            )
        if made.applied:
            n = len(made.applied)
            message = ngettext("{path}: {n} correction made", "{path}: {n} corrections made", n)
            complain(message.format(path=checked.path if out in (None, "-") else out, n=n))
            drafts[checked.path] = replace(draft, data=made.data)
            files[i] = again(drafts[checked.path])
    return replace(report, files=tuple(files), failed=tuple(failed))


def diff(
    report: Report, drafts: dict[str, Draft], stream: TextIO, *, unsafe: bool = False
) -> tuple[bool, list[tuple[str, str]]]:
    """Write as a unified diff what `fix` would change. Returns whether there is something, and what failed."""
    from khtool.checking.fixing import difference
    from khtool.cli.app import complain
    from khtool.reporting.console import washed
    from khtool.reporting.drafts import content, corrected

    some = False
    failed: list[tuple[str, str]] = []
    for checked in report.files:
        draft = drafts[checked.path]
        try:
            made = corrected(draft, checked, unsafe=unsafe)
        except KhtoolError as error:
            complain(str(error))
            failed.append((checked.path, str(error)))
            continue
        if made.applied:
            some = True
            for line in difference(_shown(content(draft)), _shown(made.data), checked.path).split("\n")[:-1]:
                stream.write(washed(line) + "\n")
    return some, failed


def _shown(data: bytes) -> str:
    """What a diff is made of: the characters of a text file, the paragraphs of a Word document."""
    from khtool.reading import encoding, read, sniff

    return read(data).text + "\n" if sniff(data) == "docx" else encoding.undecorated(data)


def annotate(report: Report, drafts: dict[str, Draft], out: str, *, date: str | None = None) -> None:
    """Write the one draft with its findings as Word comments. Raises KhtoolError when it is no docx."""
    from khtool.cli.app import complain
    from khtool.reporting.drafts import commented

    for checked in report.files:
        made = commented(drafts[checked.path], checked, date=date)
        write(out, made.data)
        n = made.exact + made.whole
        complain(ngettext("{path}: {n} comment", "{path}: {n} comments", n).format(path=out, n=n))
        if made.left_out:
            complain(
                _("{path}: {n} findings left out: Word opens no file with more comments").format(
                    path=out, n=made.left_out
                )
            )
