"""Differences between two plans or two years, for a terminal or as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from khtool.comparing.model import Change, PlanDiff, PlanRef, YearDiff
from khtool.i18n import _, ngettext
from khtool.reporting.console import console, safe, short, vietnamese_date

if TYPE_CHECKING:
    from rich.console import Console

_SIGNS = {"added": ("+", "green"), "dropped": ("-", "red"), "changed": ("~", "yellow"), "renamed": ("~", "yellow")}
_ORDER = ("header", "citation", "target", "agency", "assignment", "deadline")


def _titles() -> dict[str, str]:
    return {
        "header": _("Header"),
        "citation": _("Citations"),
        "target": _("Targets"),
        "agency": _("Agencies"),
        "assignment": _("Assignments"),
        "deadline": _("Deadlines"),
    }


def differs(diff: PlanDiff | YearDiff) -> bool:
    """Whether there is any difference."""
    if isinstance(diff, PlanDiff):
        return bool(diff.changes)
    return bool(diff.added or diff.ended or any(p.changes for p in diff.pairs))


def name(ref: PlanRef) -> str:
    """A plan on one line: number, date, issuer, subject."""
    parts = (safe(ref.code), vietnamese_date(ref.issued_date), safe(ref.organ_name), short(ref.subject, 90))
    return " · ".join(p for p in parts if p) or safe(ref.path) or "—"


def write_text(diff: PlanDiff | YearDiff, out: TextIO) -> None:
    """The differences for a person: + added, - dropped, ~ changed."""
    from rich.text import Text

    screen = console(out)
    if isinstance(diff, PlanDiff):
        _write_plan(diff, screen)
        return
    for pair in diff.pairs:
        _write_plan(pair, screen)
    for title, refs, sign, style in (
        (_("New in {year}").format(year=diff.new_year), diff.added, "+", "green"),
        (_("Not continued after {year}").format(year=diff.old_year), diff.ended, "-", "red"),
    ):
        if refs:
            screen.print(Text(f"{title} ({len(refs)})", style="bold"), soft_wrap=True)
            for ref in refs:
                screen.print(Text(f"  {sign} {name(ref)}", style=style), soft_wrap=True)
            screen.print()
    if not diff.pairs and not diff.added and not diff.ended:
        screen.print(
            Text(_("The corpus holds no plan of {old} or {new}.").format(old=diff.old_year, new=diff.new_year))
        )


def _write_plan(diff: PlanDiff, screen: Console) -> None:
    from rich.text import Text

    screen.print(Text(f"--- {name(diff.old)}", style="bold"), soft_wrap=True)
    screen.print(Text(f"+++ {name(diff.new)}", style="bold"), soft_wrap=True)
    if not diff.changes:
        screen.print(Text("  " + _("no difference"), style="dim"), soft_wrap=True)
    titles = _titles()
    for what in _ORDER:
        changes = [c for c in diff.changes if c.what == what]
        if not changes:
            continue
        same = diff.unchanged.get(what, 0)
        note = " " + ngettext("({n} unchanged)", "({n} unchanged)", same).format(n=same) if same else ""
        screen.print(Text(f"  {titles[what]}{note}", style="bold"), soft_wrap=True)
        for change in changes:
            _write_change(change, screen)
    screen.print()


def _write_change(change: Change, screen: Console) -> None:
    from rich.text import Text

    sign, style = _SIGNS[change.kind]
    old, new = safe(change.old), safe(change.new)
    text = f"{old} → {new}" if change.kind == "renamed" else new or old
    agencies = change.fields.get("agency")
    if agencies:  # a task is told with whose it is; "A → B" when it moved
        names = dict.fromkeys(safe(name) for name in agencies if name)
        text = f"{' → '.join(names)}: {text}"
    where = change.where_new or change.where_old
    if where:
        text += f" [{safe(where)}]"
    strength = change.fields.get("strength", (None, None))[1]
    if strength:
        text += f" ({_('stronger') if strength == 'stronger' else _('weaker')})"
    screen.print(Text(f"    {sign} {text}", style=style), soft_wrap=True)
    if change.kind != "changed":
        return
    for field, (before, after) in change.fields.items():
        if field not in ("agency", "strength") and before != after:
            if field in ("date", "issued_date"):
                before, after = vietnamese_date(before), vietnamese_date(after)
            values = f"{safe(before) or '—'} → {safe(after) or '—'}"
            screen.print(Text(f"        {field_name(field)}: {values}", style="yellow"), soft_wrap=True)


def field_name(field: str) -> str:
    """What a field of a change is called."""
    return {
        "value": _("figure"),
        "date": _("date"),
        "issued_date": _("date of issue"),
        "code": _("number"),
        "baseline": _("baseline"),
        "year": _("year"),
        "text": _("words"),
        "role": _("role"),
        "subject": _("subject"),
        "signer": _("signer"),
        "position": _("position"),
        "organ_name": _("issuer"),
        "pinpoint": _("pinpoint"),
        "to": _("sent to"),
        "through": _("through"),
        "time": _("time"),
    }.get(field, field)


def write_json(diff: PlanDiff | YearDiff, out: TextIO) -> None:
    """The differences as JSON; `kind` says which of the two shapes it is."""
    kind = "plans" if isinstance(diff, PlanDiff) else "years"
    json.dump({"kind": kind, **dataclasses.asdict(diff)}, out, ensure_ascii=False, indent=2)
    out.write("\n")


FORMATS: dict[str, Callable[[PlanDiff | YearDiff, TextIO], None]] = {"text": write_text, "json": write_json}
