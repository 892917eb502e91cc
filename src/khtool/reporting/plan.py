"""A plan as tables: header, citations, targets, assignments, deadlines, funding."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, TextIO

from khtool.i18n import _, ngettext
from khtool.reporting.console import console, safe, short, vietnamese_date

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from khtool.plan import OutlineItem, Plan, Target

_SIGNS = {"eq": "=", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "range": "", "approx": "≈"}


def role_name(role: str) -> str:
    """What a role is called."""
    return {"lead": _("leads"), "coordinate": _("coordinates"), "implement": _("implements"), "request": _("is asked")}[
        role
    ]


def relation_name(relation: str) -> str:
    """What the relation of a citation is called."""
    return {"thuc_hien": _("carries out"), "can_cu": _("based on"), "khac": ""}[relation]


def number(value: float) -> str:
    """A figure in the Vietnamese way: 20.000, 3,4."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))


def figure(target: Target) -> str:
    """The figure of a target with its sign and unit: "> 92 %", "5–7 %", "14/14 phường"."""
    amount = number(target.value)
    if target.value_max is not None:
        amount += f"–{number(target.value_max)}"
    if target.out_of is not None:
        amount += f"/{number(target.out_of)}"
    return " ".join(part for part in (_SIGNS[target.comparator], amount, safe(target.unit)) if part)


def write_plan(plan: Plan, out: TextIO, parts: Collection[str] | None = None) -> None:
    """Write the parts of the plan that are asked for (all by default) for a person to read."""
    screen = console(out)
    wanted = parts or ("header", "outline", "citations", "targets", "assignments", "deadlines", "funding")
    for part in ("header", "outline", "citations", "targets", "assignments", "deadlines", "funding"):
        if part in wanted:
            _WRITERS[part](plan, screen, parts is not None)
    for note in plan.notes:
        screen.print(f"! {safe(note.message)}", style="yellow")


def _table(title: str, *columns: str, ratios: tuple[int | None, ...]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, expand=True, pad_edge=False
    )
    for name, ratio in zip(columns, ratios, strict=True):
        table.add_column(name, ratio=ratio, no_wrap=ratio is None, overflow="fold")
    return table


def _header(plan: Plan, screen: Console, alone: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    head = plan.header
    title = " ".join(safe(x) for x in (head.type_name, head.code) if x) or _("document without type or number")
    screen.print(Text(title, style="bold"))
    if head.subject:
        screen.print(Text(safe(head.subject), style="italic"))
    signer = ", ".join(safe(x) for x in (head.signer.full_name, head.signer.position) if x)
    rows = (
        (_("Issued"), ", ".join(x for x in (safe(head.place), vietnamese_date(head.issued_date)) if x)),
        (_("Issuer"), safe(head.organ_name)),
        (_("Years"), " – ".join(map(str, head.years))),
        (_("Signed by"), signer),
        (_("Sent to"), "; ".join(safe(x) for x in head.to_places)),
        (_("File"), f"{safe(plan.source.path)} ({plan.source.format})" if plan.source.path else plan.source.format),
    )
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in rows:
        grid.add_row(name, value or "—")
    screen.print(grid)
    screen.print()


def _outline(plan: Plan, screen: Console, alone: bool) -> None:
    from rich.padding import Padding
    from rich.text import Text

    shown = plan.outline if alone else [o for o in plan.outline if o.depth == 1]
    if not shown:
        return
    screen.print(Text(_("Outline"), style="bold"))
    for item in shown:
        label = f"{safe(item.label)}. "
        title = Text(label + _whole(item))
        # What does not fit on the line goes on under the title, not under the label.
        lines = title.wrap(screen, max(screen.width - 2 * item.depth - len(label), 20))
        screen.print(Padding(Text(f"\n{' ' * len(label)}").join(lines), (0, 0, 0, 2 * item.depth), expand=False))
    screen.print()


_CUT = 80  # characters that a plan keeps of a heading that is a whole paragraph of text


def _whole(item: OutlineItem) -> str:
    """A heading's title on one line; one that the plan keeps the beginning of ends with a whole word and "…"."""
    covered = item.span.end - item.span.start
    cut = len(item.title) in (_CUT - 1, _CUT) and abs(covered - len(item.title)) > len(item.label) + 6
    return short(f"{item.title}……", _CUT) if cut else short(item.title, 90)


def _citations(plan: Plan, screen: Console, alone: bool) -> None:
    if not plan.citations:
        return
    n = len(plan.citations)
    table = _table(
        ngettext("{n} citation", "{n} citations", n).format(n=n),
        _("Document"), _("Date"), _("Issuer"), _("Relation"), _("Where"), ratios=(4, None, 3, None, None),
    )  # fmt: skip
    for c in plan.citations:
        name = " ".join(safe(x) for x in (c.type_name, c.code) if x) if c.code else safe(c.text)
        if c.pinpoint:
            name = f"{safe(c.pinpoint)} {name}"
        table.add_row(
            name,
            vietnamese_date(c.issued_date),
            safe(c.organ_name),
            relation_name(c.relation),
            c.where or "",
            style=None if c.target or c.kind != "full" else "red" if not c.candidates else "yellow",
        )
    screen.print(table)


def _targets(plan: Plan, screen: Console, alone: bool) -> None:
    if plan.targets:
        n = len(plan.targets)
        table = _table(
            ngettext("{n} target", "{n} targets", n).format(n=n),
            _("Target"), _("Figure"), _("Year"), _("Where"), ratios=(1, None, None, None),
        )  # fmt: skip
        for t in plan.targets:
            table.add_row(safe(t.text), figure(t), str(t.year or ""), t.where or "")
        screen.print(table)
    if plan.qualitative_targets:
        n = len(plan.qualitative_targets)
        table = _table(
            ngettext("{n} target without a figure", "{n} targets without a figure", n).format(n=n),
            _("Target"), _("Where"), ratios=(1, None),
        )  # fmt: skip
        for q in plan.qualitative_targets:
            table.add_row(safe(q.text), q.where or "")
        screen.print(table)


def _assignments(plan: Plan, screen: Console, alone: bool) -> None:
    if not plan.assignments:
        return
    n = len(plan.assignments)
    table = _table(
        ngettext("{n} assignment", "{n} assignments", n).format(n=n),
        _("Agency"), _("Role"), _("Tasks"), _("Time"), _("Where"), ratios=(3, None, 5, 2, None),
    )  # fmt: skip
    for a in plan.assignments:
        first = short(a.tasks[0].text, 100) if a.tasks else ""
        more = f" (+{len(a.tasks) - 1})" if len(a.tasks) > 1 else ""
        table.add_row(safe(a.agency), role_name(a.role), first + more, safe(a.time), a.where or "")
    screen.print(table)


def _deadlines(plan: Plan, screen: Console, alone: bool) -> None:
    if not plan.deadlines:
        return
    n = len(plan.deadlines)
    table = _table(
        ngettext("{n} deadline", "{n} deadlines", n).format(n=n),
        _("Due"), _("What"), _("To"), _("Through"), ratios=(None, 5, 2, 2),
    )  # fmt: skip
    for d in plan.deadlines:
        sign = {"before": _("before"), "on": _("on"), "by": _("by")}[d.comparator]
        due = f"{sign} {vietnamese_date(d.date)}" if d.date else "—"
        table.add_row(due, safe(d.text), safe(d.to), safe(d.through))
    screen.print(table)


def _funding(plan: Plan, screen: Console, alone: bool) -> None:
    from rich.text import Text

    if not plan.funding:
        return
    screen.print(Text(_("Funding"), style="bold"))
    for f in plan.funding:
        screen.print(Text(f"  - {safe(f.text) if alone else short(f.text, 100)}"))
    screen.print()


_WRITERS = {
    "header": _header,
    "outline": _outline,
    "citations": _citations,
    "targets": _targets,
    "assignments": _assignments,
    "deadlines": _deadlines,
    "funding": _funding,
}
