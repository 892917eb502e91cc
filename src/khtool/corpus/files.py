"""Which files of a folder belong to its corpus."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from khtool.corpus.locate import CONFIGURATION, read_toml
from khtool.errors import KhtoolError
from khtool.i18n import _

SUFFIXES = frozenset({".docx", ".pdf", ".doc", ".html", ".htm", ".md", ".txt"})


#: What stands for bytes of a file's name that are no text (old archives hold names in TCVN3), and for halves of
#: characters: neither a database nor JSON can keep them.
_HALVES = {0xD800 + at: 0xF0000 + at for at in range(0x800)}
_WHOLE = {whole: half for half, whole in _HALVES.items()}
_HALF = re.compile("[\ud800-\udfff]")
_KEPT = re.compile("[\U000f0000-\U000f07ff]")


def kept(path: str) -> str:
    """A path as it can be kept and shown, whatever its bytes are."""
    return path.translate(_HALVES) if _HALF.search(path) else path


def on_disk(path: str) -> str:
    """The path that `kept` made fit."""
    return path.translate(_WHOLE) if _KEPT.search(path) else path


def there(text: str) -> Path | None:
    """The file or folder that a text names; None where nothing is, and for what cannot be a path (too long)."""
    try:
        path = Path(text)
        return path if path.exists() else None
    except (OSError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as the folder shows it: path relative to the corpus with "/" (`kept`), size in bytes, change in ns."""

    path: str
    size: int
    mtime: int


def scan(folder: Path) -> Iterator[FileState]:
    """The corpus's files in order of path: those of the known suffixes, without hidden files and folders.

    `khtool.toml` in the folder may name patterns in `[corpus]`: `include` (only these) and `exclude` (not these),
    matched against the relative path; "*" crosses no "/", "**" does, and a pattern without "/" is tried on the file's
    name. Links to folders are not followed. Raises KhtoolError when the folder or its configuration cannot be read.
    """
    include, exclude = _patterns(folder)
    yield from sorted(_walk(folder, "", include, exclude), key=lambda f: f.path)


def _walk(
    folder: Path, prefix: str, include: re.Pattern[str] | None, exclude: re.Pattern[str] | None
) -> Iterator[FileState]:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        if prefix:  # a folder inside that may not be read holds nothing for us
            return
        raise KhtoolError(_("{folder}: cannot be read: {error}").format(folder=folder, error=error.strerror)) from error
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        path = prefix + entry.name
        try:
            if entry.is_dir(follow_symlinks=False):
                if not (exclude and exclude.match(path + "/")):
                    yield from _walk(Path(entry.path), path + "/", include, exclude)
                continue
            wanted = Path(entry.name).suffix.lower() in SUFFIXES and (include is None or include.match(path))
            if wanted and not (exclude and exclude.match(path)) and entry.is_file():
                state = entry.stat()
                yield FileState(kept(path), state.st_size, state.st_mtime_ns)
        except OSError:
            continue  # gone between listing and looking


def _patterns(folder: Path) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    file = folder / CONFIGURATION
    table = read_toml(file).get("corpus") if file.is_file() else None
    if not isinstance(table, dict):
        return None, None
    found = []
    for name in ("include", "exclude"):
        value = table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise KhtoolError(_("{file}: corpus.{name} must be a list of patterns").format(file=file, name=name))
        found.append(re.compile("|".join(map(glob, value))) if value else None)
    return found[0], found[1]


def glob(pattern: str) -> str:
    """A pattern as a regular expression; a folder's pattern ("drafts/") covers all in it."""
    pattern = pattern.lstrip("./")
    if pattern.endswith("/"):
        pattern += "**"
    pieces = []
    if "/" not in pattern:
        pieces.append(r"(?:.*/)?")
    for part in re.split(r"(\*\*/?|\*|\?)", pattern):
        match part:
            case "**/":
                pieces.append(r"(?:.*/)?")
            case "**":
                pieces.append(r".*")
            case "*":
                pieces.append(r"(?:(?<!/)|(?!\Z))[^/]*")  # a last part needs a name
            case "?":
                pieces.append(r"[^/]")
            case _:
                pieces.append(re.escape(part))
    return rf"(?:{''.join(pieces)})\Z"


__all__ = ["SUFFIXES", "FileState", "glob", "kept", "on_disk", "scan", "there"]
