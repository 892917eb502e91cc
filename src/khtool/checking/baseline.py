"""The baseline: how many findings of each rule each file had, so that an old archive hears only of new ones.

    {"version": 1, "files": {"ke-hoach-2019.docx": {"KH203": 2, "KH601": 5}}}

Paths are relative to the baseline's own folder. A rule is silent in a file while it finds no more than the baseline
has; when it finds more, nobody can say which are new, and all are reported.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from khtool.checking.config import relative_to
from khtool.checking.model import Checked, Report, Silenced
from khtool.errors import KhtoolError
from khtool.i18n import _

VERSION = 1
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The counts of a baseline by path (relative to `folder`, with "/") and code."""

    folder: Path
    files: Mapping[str, Counts]

    @classmethod
    def load(cls, file: Path) -> Baseline:
        """Read a baseline. Raises KhtoolError when it is missing or not of this form."""
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise KhtoolError(_("{file}: no such baseline; --write-baseline makes it").format(file=file)) from None
        except (OSError, ValueError) as error:
            raise KhtoolError(
                _("{file}: cannot be read as a baseline: {error}").format(file=file, error=error)
            ) from None
        if not isinstance(data, dict) or data.get("version") != VERSION or not _well_formed(data.get("files")):
            raise KhtoolError(_("{file}: is no baseline of version {n}").format(file=file, n=VERSION))
        return cls(file.parent, data["files"])

    def apply(self, report: Report) -> tuple[Report, int]:
        """The report with what the baseline knows made silent, and how many of its findings are there no more."""
        gone = 0
        files = []
        for checked in report.files:
            known = self.files.get(relative_to(checked.path, str(self.folder)), {})
            counts = Counter(f.code for f in checked.findings)
            silent = {code for code, n in counts.items() if n <= known.get(code, 0)}
            gone += sum(max(0, n - counts[code]) for code, n in known.items())
            files.append(_silenced(checked, silent) if silent else checked)
        return replace(report, files=tuple(files)), gone


def _silenced(checked: Checked, codes: set[str]) -> Checked:
    return replace(
        checked,
        findings=tuple(f for f in checked.findings if f.code not in codes),
        silenced=(*checked.silenced, *(Silenced(f, "baseline") for f in checked.findings if f.code in codes)),
    )


def _well_formed(files: object) -> bool:
    return isinstance(files, dict) and all(
        isinstance(counts, dict) and all(isinstance(n, int) and not isinstance(n, bool) for n in counts.values())
        for counts in files.values()
    )


def dumped(report: Report, file: Path) -> str:
    """The baseline that makes every finding of a report silent, as it is written to `file`.

    What `file` already has of files that were not checked now and still exist is kept.
    """
    folder = file.parent
    files: dict[str, Counts] = {}
    checked = {relative_to(c.path, str(folder)): c for c in report.files}
    if file.is_file():
        old = Baseline.load(file).files
        files.update((path, n) for path, n in old.items() if path not in checked and (folder / path).is_file())
    files.update((path, _counts(c)) for path, c in checked.items() if c.findings)
    data = {"version": VERSION, "files": {path: files[path] for path in sorted(files)}}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _counts(checked: Checked) -> Counts:
    counts = Counter(f.code for f in checked.findings)
    return {code: counts[code] for code in sorted(counts)}


__all__ = ["VERSION", "Baseline", "dumped"]
