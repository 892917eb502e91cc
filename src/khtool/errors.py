"""The errors that khtool raises on purpose: each says which thing, what is wrong and what to do."""

from __future__ import annotations


class KhtoolError(Exception):
    """Something khtool could not do. `str(error)` is one line for the user; the command line exits with 2."""


class ReadError(KhtoolError):
    """A file cannot be read: missing, empty, encrypted, corrupt, too large or of an unknown format."""

    def __init__(self, path: str, problem: str, remedy: str = "") -> None:
        self.path = path
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{path}: {problem}" + (f" — {remedy}" if remedy else ""))


class AmbiguousError(KhtoolError):
    """A number fits several documents. `candidates` holds their ids with a line of description each."""

    def __init__(self, message: str, candidates: list[tuple[str, str]]) -> None:
        self.candidates = candidates
        super().__init__(message)


class NotFoundError(KhtoolError):
    """No document answers to what was asked for."""
