"""What is known of one document, each fact with its source, for a terminal or as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TextIO

from khtool.i18n import _, ngettext
from khtool.reporting.chain import edge_name, label, screen_for
from khtool.reporting.console import json_text, safe, short, vietnamese_date

if TYPE_CHECKING:
    from rich.console import Console

    from khtool.corpus.knowing import Deviation, Fact, Known
    from khtool.resolution.model import Edge

_TITLES = 3  # titles that plans give a document
_TITLE = 140  # characters of one


def write_text(known: Known, out: TextIO) -> None:
    """Facts with their sources, the documents it is tied to, what plans say of it, who cites it."""
    from rich.table import Table
    from rich.text import Text

    screen = screen_for(out)
    screen.print(Text(label(known.record), style="bold"))
    screen.print(Text(known.record.id, style="dim"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for name, title in _field_titles().items():
        by_value: dict[str, list[Fact]] = {}
        for fact in known.facts:
            if fact.field == name:
                by_value.setdefault(fact.value, []).append(fact)
        for value, facts in by_value.items():
            text = Text(_shown(name, value))
            text.append(f"  ({'; '.join(map(_source, facts))})", style="dim")
            grid.add_row(title, text)
            title = ""
    for path in known.record.paths:
        grid.add_row(_("file") if path == known.record.paths[0] else "", safe(path))
    heirs = [*map(label, known.replaced_by), *map(safe, known.replaced_by_codes)]
    for at, heir in enumerate(heirs):
        grid.add_row("" if at else _("replaced by"), Text(heir, style="yellow"))
    screen.print(grid)
    if (registered := next((f for f in known.facts if f.origin == "registry"), None)) is not None:
        sources = ", ".join(map(_registry_source, registered.detail.split("; ")))
        screen.print(Text(_("registry") + f": {sources}", style="dim"))
    _edges(screen, known, known.above, upwards=True)
    _edges(screen, known, known.below, upwards=False)
    _said(screen, known)
    _citing(screen, known)


def _field_titles() -> dict[str, str]:
    return {
        "type_name": _("type"),
        "code": _("number"),
        "issued_date": _("date"),
        "organ_name": _("issuer"),
        "subject": _("subject"),
        "effective_from": _("in force from"),
        "effective_to": _("in force until"),
    }


def _shown(field: str, value: str) -> str:
    if field in ("issued_date", "effective_from", "effective_to"):
        return vietnamese_date(value)
    return short(value, 300)


def _source(fact: Fact) -> str:
    """Who says it, and how sure that is."""
    if fact.origin == "corpus":
        return _("the document itself")
    if fact.origin == "cited":
        some, _slash, total = fact.detail.partition("/")
        count, others = int(some), int(total) - int(some)
        words = ngettext("{n} plan of the corpus", "{n} plans of the corpus", count).format(n=count)
        if others:
            words += ", " + ngettext("{n} says otherwise", "{n} say otherwise", others).format(n=others)
    elif fact.detail == "other":
        words = _("registry, another source")
    else:
        words = _("registry")
    return f"{words}: {confidence_name(fact.confidence)}" if fact.confidence else words


def _registry_source(source: str) -> str:
    if source.startswith("observed:"):
        count = int(source.removeprefix("observed:"))
        return ngettext("{n} text that cites it", "{n} texts that cite it", count).format(n=count)
    return {
        "codification": _("the State's codification"),
        "database": _("a legal database"),
        "list": _("list read by hand"),
        "page": _("one page read"),
        "memory": _("from memory"),
    }.get(source, source)


def confidence_name(confidence: str) -> str:
    """How sure a fact is, in words."""
    return {"high": _("sure"), "medium": _("likely"), "low": _("unsure")}[confidence]


def _edges(screen: Console, known: Known, edges: list[Edge], *, upwards: bool) -> None:
    from rich.text import Text

    by_kind: dict[str, list[Edge]] = {}
    for edge in edges:
        by_kind.setdefault(edge.kind, []).append(edge)
    for kind, group in by_kind.items():
        screen.print(Text((edge_name(kind) if upwards else _passive(kind)) + ":", style="bold"))
        ends = dict.fromkeys((edge.target if upwards else edge.source, edge.by) for edge in group)
        seen: dict[str, list[str]] = {}
        for end, by in ends:
            seen.setdefault(end, []).append(by)
        for end, witnesses in seen.items():
            text = Text(f"  {label(known.others[end]) if end in known.others else end}")
            if "registry" in witnesses:
                text.append("  (" + _("registry") + ")", style="dim")
            screen.print(text)


def _passive(kind: str) -> str:
    return {
        "thay_the": _("replaced by"),
        "sua_doi": _("amended by"),
        "quy_dinh_chi_tiet": _("detailed by"),
        "huong_dan": _("guided by"),
    }[kind]


def _said(screen: Console, known: Known) -> None:
    """The dates, issuers and titles of the plans that cite it, with their numbers, and who deviates."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    if known.said is None:
        return
    plans = ngettext("As {n} plan of the corpus cites it:", "As {n} plans of the corpus cite it:", known.said.plans)
    screen.print(Text(plans.format(n=known.said.plans), style="bold"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column()
    differing: dict[tuple[str, str], Deviation] = {(d.field, d.value): d for d in known.deviations}
    fields = (("date", _("date"), known.said.dates), ("organ", _("issuer"), known.said.organs))
    for field, title, voices in fields:
        for at, voice in enumerate(voices):
            value = vietnamese_date(voice.value) if field == "date" else safe(voice.value)
            text = Text(f"{value}  ×{voice.plans}")
            if found := differing.get((field, voice.value)):
                names = [label(known.others[id]) if id in known.others else id for id in found.ids]
                names += ["…"] if found.plans > len(found.ids) else []
                text.append(f"  ← {'; '.join(names)}", style="yellow")
            grid.add_row("" if at else title, text)
    title = _("title")
    for at, voice in enumerate(known.said.titles[:_TITLES]):
        grid.add_row("" if at else title, Text(f"{short(voice.value, _TITLE)}  ×{voice.plans}"))
    if (left := len(known.said.titles) - _TITLES) > 0:
        grid.add_row("", Text(ngettext("… and {n} more title", "… and {n} more titles", left).format(n=left), "dim"))
    screen.print(Padding(grid, (0, 0, 0, 2), expand=False))


def _citing(screen: Console, known: Known) -> None:
    from rich.text import Text

    if not known.citing:
        screen.print(Text(_("No document that is known cites it."), style="dim"))
        return
    ids = list(dict.fromkeys(edge.source for edge in known.citing))
    screen.print(Text(_("Cited by:"), style="bold"))
    kinds: dict[str, list[str]] = {}
    for edge in known.citing:
        kinds.setdefault(edge.source, []).append(edge_name(edge.kind))
    for id in ids:
        text = Text(f"  {label(known.others[id]) if id in known.others else id}")
        text.append(f"  ({', '.join(dict.fromkeys(kinds[id]))})", style="dim")
        screen.print(text)
    if (left := known.citing_count - len(ids)) > 0:
        more = ngettext("… and {n} more document", "… and {n} more documents", left)
        screen.print(Text("  " + more.format(n=f"{left:,}"), style="dim"))


def write_json(known: Known, out: TextIO) -> None:
    """The same as JSON; documents by their ids, described in `others`."""
    data: dict[str, Any] = dataclasses.asdict(known)
    out.write(json_text(data))


FORMATS: dict[str, Callable[[Known, TextIO], None]] = {"text": write_text, "json": write_json}
