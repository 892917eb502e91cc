"""The rule interface: what a rule is given and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

from khtool.plan import Plan, Span
from khtool.resolution.model import Catalogue, Record
from khtool.text import PlanText

if TYPE_CHECKING:
    from khtool.checking.facts import Facts

Severity = Literal["error", "warning", "info"]
Need = Literal["document", "registry", "corpus", "calendar", "hierarchy"]


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement for characters `start`…`end` of the text. Only `safe` ones are applied without asking.

    `also`: the same correction in other places, for a rule that reports a word once and means it wherever it stands.
    """

    start: int
    end: int
    replacement: str
    safe: bool = False
    also: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: code and name, how bad, which words (`span`, `text`), what is wrong, what would be right.

    `before`, `after`: some of the paragraph's words around them, for people who look for the place.
    """

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    text: str
    suggestion: str | None = None
    fix: Fix | None = None
    line: int = 1  # of the source's text, counted from 1
    column: int = 1
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that is known and wanted silent: by a remark in the text, by the file beside it, or by the baseline."""

    finding: Finding
    by: Literal["inline", "side-file", "baseline"]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one file, in the order of the text.

    `has_lines`: whether the findings' lines are lines of the file (txt, md, html) or only of the text read from it.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    has_lines: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """Every file that was checked, in the order given, and those that could not be, each with the reason."""

    files: tuple[Checked, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()


@runtime_checkable
class Library(Catalogue, Protocol):
    """A catalogue that also holds whole plans (a corpus), for the rules that read another plan's content."""

    def plan(self, id: str) -> Plan:
        """The resolved plan of a document. Raises NotFoundError for one that is not held."""

    def of_organ(self, organ: str, year: int) -> Sequence[Record]:
        """The documents held of an issuer (its slug as it stands in ids) and a year, in order of date."""

    def record_of(self, plan: Plan) -> Record:
        """The document that a plan is."""


@dataclass(frozen=True)
class Context:
    """What a rule may look at. `catalogue` is None when neither registry nor corpus is wanted."""

    plan: Plan
    text: PlanText
    catalogue: Catalogue | None = None

    @cached_property
    def library(self) -> Library | None:
        """The catalogue when it holds whole plans, else None."""
        return self.catalogue if isinstance(self.catalogue, Library) else None

    @cached_property
    def facts(self) -> Facts:
        """What several rules work out of plan and text: dates, zones, the numbers cited. Made once for a document."""
        from khtool.checking.facts import Facts

        return Facts(self.plan, self.text)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule yields; the engine adds code, name, severity and position to make a Finding."""

    start: int
    end: int
    message: str
    suggestion: str | None = None
    severity: Severity | None = None  # softer than the rule's own, where the knowledge is soft
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the module `checking/rules/kh203_citation_date.py` holds one as `RULE`.

    `documentation` is the docstring of the module: a line in Vietnamese, one in English, then the sections (see
    `khtool.checking.documentation`).
    """

    code: str
    name: str
    severity: Severity
    check: Callable[[Context], Iterator[Hit]]
    needs: tuple[Need, ...] = ("document",)
    documentation: str = field(default="", repr=False)

    @property
    def summary(self) -> str:
        """One line on what the rule finds, in the language in use."""
        from khtool.checking.documentation import Documentation
        from khtool.i18n import language

        return Documentation.of(self).title[language()]
