"""What check found before: results kept in the user's cache folder, so that an archive is quick the second time.

A result is kept under a digest of everything it depends on: the bytes of the draft, its name, the suppressions beside
it, the rules that run on it and their severities, how it is read, the language, what the corpus holds, and the program
itself with its data. No rule looks at the clock, so the day is not among them. One file a result in 256 folders, each
written whole or not at all and bounded by itself, so that many processes may share it without a lock; what cannot be
read is as good as not there.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import khtool
from khtool.checking.model import Checked
from khtool.i18n import language

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from khtool.checking.config import Settings
    from khtool.corpus import Corpus

#: Bytes that all results together may take: some thirty thousand drafts.
MOST = 128 * 2**20
_FOLDERS = 256
#: A document of which a page could not be read is read again: the next time tesseract may be there, or in time.
UNSURE = "scan-page"


@dataclass(frozen=True, slots=True)
class Cache:
    """The results under `folder` of runs that agree in `state`, a digest of all that the drafts of a run share."""

    folder: Path
    state: str

    @classmethod
    def of(cls, settings: Settings, corpus: Corpus | None, reading: Iterable[object] = ()) -> Cache | None:
        """The results of runs like this one; None where the system has no place for them.

        `reading`: the options with which files are read, a password not among them.
        """
        from importlib.util import find_spec
        from shutil import which

        from khtool.corpus.locate import cache_folder

        folder = cache_folder()
        if folder is None:
            return None
        shared = (
            *(program(), language(), sys.version_info[:2], which("tesseract"), bool(find_spec("trueocr"))),
            *(sorted(settings.severity.items()), corpus.state if corpus is not None else "", *reading),
        )
        return cls(folder / "check", _digest(shared))

    def key(self, path: str, sha256: str, settings: Settings) -> str:
        """The name of the result for a draft with these bytes. Raises OSError when a file beside it cannot be read."""
        from khtool.checking.suppress import side_files

        beside = [(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in side_files(path)]
        return _digest((self.state, Path(path).name, sha256, sorted(settings.codes_for(path)), beside))

    def get(self, key: str, path: str) -> Checked | None:
        """The result of this name, as that of the file at `path`; None when there is none that can be read."""
        file = self._file(key)
        try:
            checked = _form().validate_json(zlib.decompress(file.read_bytes()))
        except (OSError, ValueError, zlib.error):
            return None
        with suppress(OSError):
            os.utime(file)  # those that were not asked for the longest are thrown away first
        return replace(checked, path=path)

    def put(self, key: str, checked: Checked) -> None:
        """Keep a result; in silence not, where that cannot be done."""
        file = self._file(key)
        try:
            data = zlib.compress(_form().dump_json(replace(checked, path="")), 1)
        except ValueError:  # halves of characters, which JSON cannot hold
            return
        with suppress(OSError):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _room(file.parent, len(data)):
                return
            handle, temporary = tempfile.mkstemp(dir=file.parent)
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(data)
                Path(temporary).replace(file)
            except OSError:
                Path(temporary).unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def _room(folder: Path, size: int) -> bool:
    """Make room in one of the folders by throwing away its oldest results; False for one that is too large for it."""
    most = MOST // _FOLDERS
    if size > most:
        return False
    states = []
    for entry in os.scandir(folder):
        with suppress(OSError):  # another process has thrown it away
            state = entry.stat()
            states.append((state.st_mtime_ns, state.st_size, entry.path))
    left = sum(state[1] for state in states) + size
    for _time, own, path in sorted(states):
        if left <= most:
            break
        Path(path).unlink(missing_ok=True)
        left -= own
    return True


@cache
def _form() -> TypeAdapter[Checked]:
    from pydantic import TypeAdapter

    return TypeAdapter(Checked)


@cache
def program() -> str:
    """A digest of the program: its version, its code and data, and the libraries that read files.

    By what the files hold, not by their time, so that a cache may be carried from one run of a CI to the next.
    """
    from importlib.metadata import version

    package = Path(khtool.__file__).parent
    digest = hashlib.sha256(repr((khtool.__version__, *map(version, ("lxml", "pypdfium2")))).encode())
    for file in sorted(
        file for room in package.iterdir() if room.name != "_corpus" for file in (room, *room.rglob("*"))
    ):
        if file.suffix not in ("", ".pyc", ".po"):
            digest.update(f"{file.relative_to(package).as_posix()}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _digest(parts: Iterable[object]) -> str:
    return hashlib.sha256("\0".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()
