"""From files to findings: reads, extracts, checks and obeys suppressions; many files side by side."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from khtool import i18n
from khtool.checking import lines, suppress
from khtool.checking.cache import UNSURE, Cache
from khtool.checking.config import Settings
from khtool.checking.engine import check
from khtool.checking.model import Checked, Report
from khtool.checking.own import OWN_RULES
from khtool.corpus.files import SUFFIXES
from khtool.errors import KhtoolError
from khtool.i18n import _
from khtool.reading import PLAINLY, Options
from khtool.resolution.model import Catalogue
from khtool.text import PlanText

if TYPE_CHECKING:
    from khtool.corpus import Corpus

_MANY = 8  # files from which on a pool of processes is worth its start
_LINED = ("txt", "md", "html")
_OWN = frozenset(rule.code for rule in OWN_RULES)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to check: its path as it is shown, and its bytes when it is not to be read from there (stdin).

    `label`: what messages call it, when that is not its path. `options`: how it is read.
    """

    path: str
    data: bytes | None = None
    label: str | None = None
    options: Options = PLAINLY


def collect(
    paths: Sequence[str], settings: Settings, *, force_exclude: bool = False
) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """The files that arguments mean, each once, in their order; the folders in which there was none; and those that
    cannot be read, each with the reason.

    Folders are walked for files of the known suffixes, hidden and excluded ones left out. A file that is named is
    checked even when it is excluded, unless `force_exclude`.
    """
    found: dict[str, str] = {}
    failed: list[tuple[str, str]] = []
    empty = []
    for path in paths:
        if path != "-" and Path(path).is_dir():
            failures = len(failed)
            inside = list(_walk(path, settings, failed))
            for file in inside:
                found.setdefault(file, file)
            if not inside and len(failed) == failures:
                empty.append(path)
        elif not (force_exclude and path != "-" and settings.excluded(path)):
            found.setdefault(path if path == "-" else os.path.normpath(path), path)
    return list(found.values()), empty, failed


def _walk(folder: str, settings: Settings, failed: list[tuple[str, str]]) -> Iterator[str]:
    def fail(error: OSError) -> None:
        why = _("{folder}: cannot be read: {error}").format(folder=error.filename, error=error.strerror)
        failed.append((str(error.filename), why))

    for here, folders, files in os.walk(folder, onerror=fail):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not settings.excluded(os.path.join(here, name), folder=True)  # noqa: PTH118
        )
        for name in sorted(files):
            path = os.path.normpath(os.path.join(here, name))  # noqa: PTH118
            known = Path(name).suffix.lower() in SUFFIXES and not name.startswith((".", "~$"))
            if known and not settings.excluded(path):
                yield path


def check_document(
    draft: Draft, settings: Settings, catalogue: Catalogue | None, cache: Cache | None = None
) -> Checked:
    """Check one file, and keep the result in `cache`.

    Raises ReadError when it cannot be read, KhtoolError for a bad file of suppressions.
    """
    from khtool.reading import encoding, limits

    path, data = draft.path, draft.data
    if data is None and Path(path).exists() and not (Path(path).is_file() or Path(path).is_dir()):
        with Path(path).open("rb") as pipe:  # it can be read but once
            data = pipe.read(limits.FILE_BYTES + 1)
    read = draft.options.read
    text = read(path, name=draft.label) if data is None else read(data, name=draft.label or path)
    source = ""
    if text.format in _LINED:
        raw = Path(path).read_bytes() if data is None else data
        if hashlib.sha256(raw).hexdigest() != text.sha256:
            raise KhtoolError(_("{path}: the file has changed since it was checked").format(path=path))
        source = encoding.undecorated(raw)
    checked = check_text(text, settings, catalogue, path=path, source=source)
    if cache is not None and text.sha256 and not any(note.code == UNSURE for note in text.notes):
        cache.put(cache.key(path, text.sha256, settings), checked)
    return checked


def check_text(
    text: PlanText, settings: Settings, catalogue: Catalogue | None, *, path: str | None = None, source: str = ""
) -> Checked:
    """Check what was read. `path`: beside which suppressions may stand; `source`: the characters of the file.

    Without `catalogue` the registry of national documents is asked. Raises KhtoolError for a bad file of suppressions.
    """
    from khtool.extraction import extract
    from khtool.resolution.catalogue import RegistryCatalogue
    from khtool.resolution.resolver import resolve

    codes = settings.codes_for(path) if path is not None else settings.codes
    suppressions, misfits = suppress.beside(suppress.side_files(path) if path is not None else [], text)
    more, wrong = suppress.inline(source, text)
    suppressions, misfits = [*suppressions, *more], [*misfits, *wrong]
    findings = []
    if ran := codes - _OWN:
        known = catalogue or RegistryCatalogue()
        plan = resolve(extract(text), known)
        findings = check(plan, text, known, select=ran, severity=settings.severity)
        if source:
            findings = lines.placed(findings, source, text)
    heard, silent = suppress.silence(findings, suppressions, text)
    said = [(rule, m) for rule, m in suppress.complaints(suppressions, misfits, ran) if rule.code in codes]
    heard += suppress.findings_of(said, text, settings.severity)
    heard.sort(key=lambda f: (f.span.start, f.span.end, f.code, f.message))
    return Checked(path or "", tuple(heard), tuple(silent), has_lines=_has_lines(text))


def _has_lines(text: PlanText) -> bool:
    return any(p.line is not None for p in text.paragraphs)


def check_files(
    drafts: Sequence[Draft],
    settings: Settings,
    corpus: Corpus | None = None,
    *,
    workers: int | None = None,
    cache: Cache | None = None,
    step: Callable[[], None] = lambda: None,
) -> Report:
    """Check files; the report has them in their order, whichever was done first. `step` is called after each.

    `workers`: how many processes, None to choose (one below 8 files). What `cache` has is not checked again. A file
    that cannot be read is told in `failed`, one that brings its process down too, and the others go on.
    """
    known = {i: c for i, draft in enumerate(drafts) if cache and (c := _remembered(draft, settings, cache))}
    left = [draft for i, draft in enumerate(drafts) if i not in known]
    count = min(workers if workers is not None else min(os.cpu_count() or 1, 8), len(left))
    alone = count <= 1 or (workers is None and len(left) < _MANY) or (corpus is not None and not corpus.persistent)
    new = _one_by_one(left, settings, corpus, cache) if alone else _side_by_side(left, settings, corpus, cache, count)
    files, failed = [], []
    for i, draft in enumerate(drafts):
        outcome = known[i] if i in known else next(new)
        if isinstance(outcome, Checked):
            files.append(outcome)
        else:
            failed.append((draft.path, outcome))
        step()
    return Report(tuple(files), tuple(failed))


#: What became of a file: its findings, or one line on why there are none.
Outcome = Checked | str


def _remembered(draft: Draft, settings: Settings, cache: Cache) -> Checked | None:
    """What is known of a file as it is now. A pipe is not looked at: it can be read but once."""
    try:
        if draft.data is not None:
            digest = hashlib.sha256(draft.data)
        elif Path(draft.path).is_file():
            with Path(draft.path).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256")
        else:
            return None
        return cache.get(cache.key(draft.path, digest.hexdigest(), settings), draft.path)
    except (OSError, ValueError):  # checking it will tell
        return None


def _outcome(draft: Draft, settings: Settings, catalogue: Catalogue | None, cache: Cache | None) -> Outcome:
    try:
        return check_document(draft, settings, catalogue, cache)
    except KhtoolError as error:
        return str(error)
    except OSError as error:
        return f"{draft.path}: {error.strerror or error}"
    except Exception as error:  # one strange file must not end the run; it is told, and the exit code is 2
        return f"{draft.path}: {type(error).__name__}: {error}"


def _one_by_one(
    drafts: Sequence[Draft], settings: Settings, catalogue: Catalogue | None, cache: Cache | None
) -> Iterator[Outcome]:
    return (_outcome(draft, settings, catalogue, cache) for draft in drafts)


_known: Catalogue | None = None  # of a process of the pool
_cache: Cache | None = None


def _begin(folder: str | None, language: str, cache: Cache | None) -> None:
    global _known, _cache
    _cache = cache
    i18n.set_language(language)
    if folder is None:
        from khtool.resolution.catalogue import RegistryCatalogue

        _known = RegistryCatalogue()
    else:
        from khtool.corpus import Corpus

        _known = Corpus(folder)  # the parent has refreshed its index


def _in_process(draft: Draft, settings: Settings) -> Outcome:
    return _outcome(draft, settings, _known, _cache)


def _side_by_side(
    drafts: Sequence[Draft], settings: Settings, corpus: Corpus | None, cache: Cache | None, count: int
) -> Iterator[Outcome]:
    begin = (str(corpus.path) if corpus is not None else None, i18n.language(), cache)
    pool = ProcessPoolExecutor(count, initializer=_begin, initargs=begin)
    try:
        futures: list[Future[Outcome]] = [pool.submit(_in_process, draft, settings) for draft in drafts]
        for draft, future in zip(drafts, futures, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool:  # this file or a neighbour did it: alone it is seen
                yield _alone(draft, settings, begin)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(draft: Draft, settings: Settings, begin: tuple[str | None, str, Cache | None]) -> Outcome:
    with ProcessPoolExecutor(1, initializer=_begin, initargs=begin) as pool:
        try:
            return pool.submit(_in_process, draft, settings).result()
        except BrokenProcessPool:
            return f"{draft.path}: {_('reading it ended the process')}"
