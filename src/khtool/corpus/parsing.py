"""A file → its plan as JSON, in this process or spread over several."""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from khtool.corpus.files import on_disk
from khtool.errors import KhtoolError, ReadError
from khtool.i18n import _, language, set_language
from khtool.plan import Plan
from khtool.reading import PLAINLY, Options

#: Below this many files starting processes costs more than it saves.
MANY_FILES = 64
_CHUNK = 16


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came of a file: its hash and plan (packed), or the problem."""

    path: str
    sha256: str | None
    plan: bytes | None
    problem: str | None = None


def pack(plan: Plan) -> bytes:
    """A plan as it is kept in the index."""
    return zlib.compress(plan.model_dump_json().encode(), 1)


def unpack(data: bytes) -> Plan:
    """The plan that `pack` made."""
    return Plan.model_validate_json(zlib.decompress(data))


def hash_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def parse(folder: str, path: str, options: Options = PLAINLY) -> Parsed:
    """Read and extract one file of a corpus. Never raises: what goes wrong is told in `problem`."""
    from khtool.extraction import extract

    file = Path(folder, on_disk(path))
    try:
        sha256 = hash_of(file)
        plan = extract(options.read(file))
        source = plan.source.model_copy(update={"path": path, "sha256": sha256})
        return Parsed(path, sha256, pack(plan.model_copy(update={"source": source})))
    except ReadError as error:
        return Parsed(path, None, None, error.problem + (f" — {error.remedy}" if error.remedy else ""))
    except KhtoolError as error:
        return Parsed(path, None, None, str(error))
    except OSError as error:
        return Parsed(path, None, None, error.strerror or str(error))
    except Exception as error:  # one strange file must not stop a whole corpus
        return Parsed(path, None, None, f"{type(error).__name__}: {error}")


def _parse_chunk(folder: str, paths: list[str], options: Options) -> list[Parsed]:
    return [parse(folder, path, options) for path in paths]


def parse_all(
    folder: str, paths: list[str], workers: int | None = None, options: Options = PLAINLY
) -> Iterator[Parsed]:
    """Parse files, in the order given; many in several processes. `workers`: how many processes, None to choose."""
    count = workers if workers is not None else min(os.cpu_count() or 1, 8)
    if count <= 1 or (workers is None and len(paths) < MANY_FILES):
        yield from (parse(folder, path, options) for path in paths)
        return
    yield from _spread(folder, [paths[at : at + _CHUNK] for at in range(0, len(paths), _CHUNK)], count, options)


def _spread(folder: str, chunks: list[list[str]], count: int, options: Options) -> Iterator[Parsed]:
    """Chunks parsed side by side. A file that brings its process down fails by itself, not the others with it."""
    left: list[list[str]] = []
    pool = ProcessPoolExecutor(count, initializer=set_language, initargs=(language(),))
    try:
        with _without_main():
            futures = [(chunk, pool.submit(_parse_chunk, folder, chunk, options)) for chunk in chunks]
        for chunk, future in futures:
            try:
                yield from future.result()
            except BrokenProcessPool:
                left.append(chunk)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    for chunk in left:
        yield from _one_by_one(folder, chunk, options)


@contextmanager
def _without_main() -> Iterator[None]:
    """While processes are started: they do not run the caller's program.

    Where a process is not a copy of its parent (Windows, macOS), it would import the parent's `__main__` first; a
    script without `if __name__ == "__main__"` would then start processes in its turn, and each would fail.
    Nothing that is sent to the processes is at home in `__main__`.
    """
    names = sys.modules["__main__"].__dict__
    kept: dict[str, object] = {name: names[name] for name in ("__spec__", "__file__") if name in names}
    names["__spec__"] = None
    names.pop("__file__", None)
    try:
        yield
    finally:
        names.update(kept)


def _one_by_one(folder: str, chunk: list[str], options: Options) -> Iterator[Parsed]:
    """A chunk in a process of its own, halved until the file that brings it down is alone."""
    with ProcessPoolExecutor(1, initializer=set_language, initargs=(language(),)) as pool:
        try:
            with _without_main():
                future = pool.submit(_parse_chunk, folder, chunk, options)
            yield from future.result()
            return
        except BrokenProcessPool:
            pass
    if len(chunk) == 1:
        yield Parsed(chunk[0], None, None, _("reading it ended the process"))
        return
    half = len(chunk) // 2
    yield from _one_by_one(folder, chunk[:half], options)
    yield from _one_by_one(folder, chunk[half:], options)
