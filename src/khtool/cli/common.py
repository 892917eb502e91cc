"""What the commands share: reading many files without stopping at a bad one, output files, the corpus."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from errno import EACCES
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO, TypeVar

import typer

from khtool.errors import KhtoolError
from khtool.i18n import _

if TYPE_CHECKING:
    from khtool.corpus import Corpus
    from khtool.reading import Options
    from khtool.text import PlanText

T = TypeVar("T")
_FAILURES = 5  # of a corpus's unreadable files that every command names


def choice(value: str, allowed: Sequence[str], option: str) -> str:
    """`value` when it is allowed; else a usage error that lists what is."""
    if value not in allowed:
        raise typer.BadParameter(
            _("{value!r} is not one of {allowed}").format(value=value, allowed=", ".join(allowed)), param_hint=option
        )
    return value


#: How a file is read: the options of every command that takes one.
Revisions = Annotated[
    str,
    typer.Option("--revisions", metavar="original|final|both", help=_("Tracked changes: before, after, or both.")),
]
Password = Annotated[str | None, typer.Option("--password", metavar="WORD", help=_("Password of an encrypted PDF."))]
Ocr = Annotated[
    str,
    typer.Option(
        "--ocr",
        metavar="auto|never|force",
        help=_("Pages of a PDF by text recognition: those that are scanned, none, or all."),
    ),
]


def reading(revisions: str = "final", password: str | None = None, ocr: str = "auto") -> Options:
    """The options together; a usage error for a value that does not exist."""
    from khtool.reading import Options

    values: dict[str, Any] = {
        "revisions": choice(revisions, ("original", "final", "both"), "--revisions"),
        "ocr": choice(ocr, ("auto", "never", "force"), "--ocr"),
    }
    return Options(password=password, **values)


def named(files: Sequence[str]) -> list[str]:
    """The files that are meant: a pattern that no shell has spread ("*.docx" on Windows, or in quotes) is spread here.

    In order of name, folders and hidden files left out. A file whose name looks like a pattern is itself. A name that
    was typed with its marks otherwise composed than the disk has them (files that came from a Mac) is found all the
    same. What is not there stays, and is then missed as a file.
    """
    from glob import glob
    from unicodedata import normalize

    found: list[str] = []
    for file in files:
        forms = (file, normalize("NFC", file), normalize("NFD", file))
        if file == "-" or any(os.path.lexists(form) for form in forms):
            found.append(next((form for form in forms if os.path.lexists(form)), file))
        elif not any(sign in file for sign in "*?["):
            found.append(file)
        else:
            matches = [m for m in glob(file, recursive=True) if not Path(m).is_dir()]  # noqa: PTH207 - from anywhere
            found += sorted(m for m in matches if not Path(m).name.startswith("~$")) or [file]  # "~$…": Word's lock
    return found


def open_text(path: str, options: Options) -> PlanText:
    """Read a file, or stdin for "-". Raises ReadError."""
    if path == "-":
        return options.read(sys.stdin.buffer.read(), name="<stdin>")
    return options.read(path)


def each_file(files: Sequence[str], work: Callable[[str], T]) -> tuple[list[tuple[str, T]], int]:
    """Do the work for every file; a file that fails gets its line on stderr and the others go on.

    Returns the results with their files, and how many files failed. A progress bar shows on a terminal for many files.
    """
    from khtool.cli.app import complain

    done: list[tuple[str, T]] = []
    failed = 0
    with progress(len(files)) as step:
        for path in files:
            try:
                done.append((path, work(path)))
            except KhtoolError as error:
                complain(str(error))
                failed += 1
            step()
    return done, failed


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr, only on a terminal and only for long work."""
    if total < 10 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


@contextmanager
def output(path: str | None) -> Iterator[TextIO]:
    """Where data goes: stdout, or a file that appears only when it is complete.

    Raises KhtoolError when the file cannot be written.
    """
    if path is None or path == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    buffer = io.StringIO()
    yield buffer
    write(path, buffer.getvalue().encode("utf-8"))


def write(path: str, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, with the permissions that it had.

    "-" is stdout. A device or a pipe (/dev/null, /dev/stdout) is written into, never replaced; a file that is
    read-only stays. Raises KhtoolError when it cannot be written.
    """
    if path == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(path).resolve()  # through a link, not over it
    try:
        if Path(path).parent == Path("/dev") or (target.exists() and not (target.is_file() or target.is_dir())):
            with Path(path).open("wb") as stream:
                stream.write(data)
            return
        try:
            mode = target.stat().st_mode & 0o7777
            if not mode & 0o222 or not os.access(target, os.W_OK):
                raise PermissionError(EACCES, os.strerror(EACCES))
        except FileNotFoundError:
            mask = os.umask(0)
            os.umask(mask)
            mode = 0o666 & ~mask
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".khtool-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(mode)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise KhtoolError(
            _("{path}: cannot be written: {why}").format(path=path, why=error.strerror or error)
        ) from error


#: For the commands that ask the corpus; a folder of a million files takes a while to look through.
Issuer = Annotated[str | None, typer.Option("--issuer", help=_("The issuer, where several documents bear the number."))]
Year = Annotated[int | None, typer.Option("--year", help=_("The year, where several documents bear the number."))]
Folder = Annotated[str | None, typer.Option("--corpus", metavar="DIR", help=_("The folder of plans to look in."))]
Out = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help=_("Write to a file instead of stdout."))
]
Refresh = Annotated[
    bool, typer.Option("--refresh/--no-refresh", help=_("Look for changed files first, or take the index as it is."))
]


def open_corpus(folder: str | None, *, refresh: bool = True) -> Corpus:
    """The corpus that is asked for or found, its index refreshed; files that cannot be read are named on stderr.

    Without `refresh` the index is taken as it is. Raises KhtoolError when there is none.
    """
    from khtool.cli.app import complain
    from khtool.corpus import Corpus

    corpus = Corpus(folder)
    if not refresh:
        if corpus.empty:
            raise KhtoolError(_("{folder} has no index yet; `khtool index` makes it").format(folder=corpus.path))
        return corpus
    report = corpus.refresh()
    for path, message in report.failed[:_FAILURES]:
        complain(f"{path}: {message}")
    if (left := len(report.failed) - _FAILURES) > 0:
        complain(_("{n} more files cannot be read; `khtool index` names them").format(n=left))
    return corpus
