"""A chain as a tree from the top down, as JSON, Mermaid, DOT or GraphML; and the units that have no plan."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Literal, TextIO

from khtool.i18n import _, ngettext
from khtool.reporting.console import console, json_text, safe, short, vietnamese_date
from khtool.reporting.tree import Branch, Line, Sheet
from khtool.resolution.chain import RANKS
from khtool.resolution.model import AUTHORITY, Chain, Edge, Record, Unproven

if TYPE_CHECKING:
    from rich.console import Console

    from khtool.corpus.coverage import Coverage
    from khtool.corpus.evidence import Evidence

#: Order of the levels from the top; what has no level comes last.
_RANKS = ("quoc_hoi", "dang", "chinh_phu", "thu_tuong", "bo", "trung_uong", "tinh", "so", "huyen", "phong", "xa")
#: Order of the kinds of edges, the strongest first.
_KINDS = ("thuc_hien", "can_cu", "quy_dinh_chi_tiet", "huong_dan", "thay_the", "sua_doi", "trich_dan")
_WIDTH = 100  # columns of a file or pipe
_SUBJECT = 150  # characters of a subject that are shown
_WARNINGS = 20  # that a tree ends with


def edge_name(kind: str) -> str:
    """What the kind of an edge is called."""
    return {
        "thuc_hien": _("carries out"),
        "can_cu": _("based on"),
        "quy_dinh_chi_tiet": _("details"),
        "huong_dan": _("guides"),
        "thay_the": _("replaces"),
        "sua_doi": _("amends"),
        "trich_dan": _("mentions"),
    }[kind]


def rank(record: Record) -> tuple[int, str, str]:
    """The order of documents in a chain: by level from the Quốc hội down, then by date and number."""
    level = _RANKS.index(record.level) if record.level in _RANKS else len(_RANKS)
    return level, record.issued_date or "9999", record.code or record.id


def label(record: Record) -> str:
    """A document on one line: type and number, date, issuer."""
    name = " ".join(safe(x) for x in (record.type_name, record.code) if x) or short(record.subject, 60) or record.id
    parts = [name, vietnamese_date(record.issued_date), safe(record.organ_name)]
    return " · ".join(p for p in parts if p)


def screen_for(out: TextIO) -> Console:
    """A console of 100 columns where there is no terminal to ask."""
    screen = console(out)
    if not out.isatty():
        screen.width = _WIDTH
    return screen


def place(evidence: Evidence) -> str:
    """Where a proof stands: file, page, table cell, paragraph or line, counted from 1."""
    parts = [safe(evidence.path)] if evidence.path else []
    if evidence.page is not None:
        parts.append(_("page {n}").format(n=evidence.page))
    if evidence.cell is not None:
        cell = evidence.cell
        parts.append(
            _("table {table}, row {row}, column {column}").format(
                table=cell.table + 1, row=cell.row + 1, column=cell.column + 1
            )
        )
    elif evidence.paragraph is not None:
        parts.append(_("paragraph {n}").format(n=evidence.paragraph + 1))
    if evidence.line is not None:
        parts.append(_("line {n}").format(n=evidence.line))
    return ", ".join(parts)


def write_tree(
    chain: Chain,
    out: TextIO,
    evidence: Mapping[int, Evidence] | None = None,
    *,
    side: Literal["above", "below"] | None = None,
) -> None:
    """The tree: the topmost documents first, the document asked for in bold, what carries it out below it.

    Where both the Party's and the State's documents stand at the top, each line has its heading. `evidence`: by the
    place of an edge in the chain, the sentence that proves it. `side`: the only one that was asked for.
    """
    sheet = Sheet(out)
    forest = _Forest(chain, evidence or {})
    lines: dict[str, list[str]] = {"state": [], "party": [], "other": []}
    for top in forest.tops():
        level = chain.nodes[top].level
        lines["party" if level == "dang" else "state" if level in RANKS else "other"].append(top)
    titles = {"state": _("The State's line"), "party": _("The Party's line"), "other": _("Other documents")}
    shown = [line for line, tops in lines.items() if tops]
    for n, (line, tops) in enumerate((line, lines[line]) for line in shown):
        if "party" in shown and len(shown) > 1:
            if n:
                sheet.add()
            sheet.add((titles[line], "bold underline"))
        for top in tops:
            sheet.tree(forest.tree(top))
    if not chain.edges:
        nothing = {"above": _("No document above is known."), "below": _("No document below is known.")}
        sheet.add((nothing[side] if side else _("No document above or below is known."), "dim"))
    if chain.unproven:
        _unproven(chain, sheet)
    for warning in chain.warnings[:_WARNINGS]:
        sheet.add((f"! {safe(warning)}", "yellow"))
    if (left := len(chain.warnings) - _WARNINGS) > 0:
        more = ngettext("… and {n} more warning", "… and {n} more warnings", left)
        sheet.add((more.format(n=f"{left:,}"), "yellow"))
    if chain.effects:
        root = chain.nodes[chain.root]
        day = vietnamese_date(root.issued_date)
        sheet.add((_("In force or not: on {date}, the date of the document asked for.").format(date=day), "dim"))
    if chain.truncated and not chain.more and not chain.cut:
        sheet.add((_("… cut at the depth asked for"), "dim"))
    elif chain.truncated:
        sheet.add((_("… not all is shown; --limit shows more"), "dim"))
    sheet.write()


def _unproven(chain: Chain, sheet: Sheet) -> None:
    reasons = {
        "ambiguous": _("its basis may be this document"),
        "mentioned": _("mentioned, but not as its basis"),
        "same_subject": _("the superior body's document on the same matter"),
    }
    title = _("Not proven: no words of the document name its basis. Nearest above it:")
    if any(edge.source == chain.root and edge.kind in AUTHORITY for edge in chain.edges):
        title = _("Not certain which document is meant:")
    sheet.add((title, "yellow"))
    for step in chain.unproven:
        sheet.add((f"? {label(step.record)}", ""), indent=2)
        said = f": “{short(step.text, 120)}”" if step.text else ""
        if not said and step.record.subject:
            said = f": {short(step.record.subject, 120)}"
        sheet.add((reasons[step.why] + said, "dim"), indent=4)


#: These say nothing about who stands above whom; in the tree they are remarks on a document.
_BESIDE = frozenset({"thay_the", "sua_doi"})


class _Forest:
    """Lays the graph out as trees; a document that stands in two places is opened at the first only."""

    def __init__(self, chain: Chain, evidence: Mapping[int, Evidence]) -> None:
        self.chain = chain
        self.edges = [edge for edge in chain.edges if edge.kind not in _BESIDE]
        self.evidence = {id(chain.edges[at]): found for at, found in evidence.items()}
        self.below: dict[str, dict[str, list[Edge]]] = {}  # document → those below it, each with its edges
        for edge in sorted(self.edges, key=lambda e: (rank(chain.nodes[e.source]), e.source, _KINDS.index(e.kind))):
            self.below.setdefault(edge.target, {}).setdefault(edge.source, []).append(edge)
        self.beside: dict[str, list[Edge]] = {}
        for edge in chain.edges:
            if edge.kind in _BESIDE:
                self.beside.setdefault(edge.source, []).append(edge)
        self.opened: set[str] = set()
        self.leads_to_root = self._ancestors()

    def _ancestors(self) -> set[str]:
        above: dict[str, list[str]] = {}
        for edge in self.edges:
            above.setdefault(edge.source, []).append(edge.target)
        seen, todo = {self.chain.root}, [self.chain.root]
        while todo:
            for target in above.get(todo.pop(), ()):
                if target not in seen:
                    seen.add(target)
                    todo.append(target)
        return seen

    def tops(self) -> list[str]:
        """The documents that stand on nothing, in order; of a cycle that nothing stands above its first document."""
        placed = {end for edge in self.edges for end in (edge.source, edge.target)} | {self.chain.root}
        lower = {edge.source for edge in self.edges if edge.source != edge.target}
        order = sorted(placed, key=lambda id: (id not in self.leads_to_root, rank(self.chain.nodes[id])))
        tops = [id for id in order if id not in lower]
        covered: set[str] = set()
        self._cover(tops, covered)
        for id in (self.chain.root, *order):
            if id not in covered:
                tops.append(id)
                self._cover([id], covered)
        return sorted(tops, key=order.index)

    def _cover(self, ids: list[str], covered: set[str]) -> None:
        """Add to `covered` these documents and all below them."""
        todo = [id for id in ids if id not in covered]
        covered.update(todo)
        while todo:
            for source in self.below.get(todo.pop(), ()):
                if source not in covered:
                    covered.add(source)
                    todo.append(source)

    def tree(self, top: str) -> Branch:
        """The tree below one of the tops."""
        tree = Branch(self._node(top))
        self.opened.add(top)
        # Depth first without recursion: a document is opened where it stands first when one reads from the top.
        stack = [(tree, iter(self.below.get(top, {}).items()), top)]
        while stack:
            branch, edges, id = stack[-1]
            source, proofs = next(edges, (None, []))
            if source is None:
                stack.pop()
                if more := self.chain.more.get(id):
                    text = ngettext("… and {n} more document", "… and {n} more documents", more)
                    branch.branches.append(Branch([[(text.format(n=f"{more:,}"), "dim")]]))
                continue
            again = source in self.opened
            child = Branch(self._node(source, proofs, again))
            branch.branches.append(child)
            if not again:
                self.opened.add(source)
                stack.append((child, iter(self.below.get(source, {}).items()), source))
        return tree

    def _node(self, id: str, edges: Iterable[Edge] = (), again: bool = False) -> list[Line]:
        record = self.chain.nodes[id]
        style = {"corpus": "", "registry": "", "unknown": "red"}[record.standing]
        first: Line = [(label(record), style)]
        lines = [first]
        if id == self.chain.root:
            first[:] = [("➤ ", "bold"), (label(record), "bold")]
        if again:
            first.append((" (" + _("see above") + ")", "dim"))
        else:
            self._remarks(lines, record)
        lines += [[(f"↑ {self._proof(edge)}", "dim")] for edge in edges]
        return lines

    def _remarks(self, lines: list[Line], record: Record) -> None:
        """What is said of a document where it stands first."""
        if record.standing == "unknown":
            lines[0].append((" [" + _("only cited") + "]", "red"))
        effect = self.chain.effects.get(record.id)
        if effect:
            lines[0].append((f" [{effect_name(effect, record)}]", "dim" if effect == "in_force" else "yellow"))
        if record.subject:
            lines.append([(short(record.subject, _SUBJECT), "italic")])
        if record.replaced_by:
            heirs = ", ".join(safe(heir.partition("@")[0]) for heir in record.replaced_by)
            lines.append([(_("replaced by {what}").format(what=heirs), "yellow")])
        beside = ((edge_name(edge.kind), self.chain.nodes[edge.target]) for edge in self.beside.get(record.id, ()))
        lines += [[(f"{name}: {label(other)}", "dim")] for name, other in beside]

    def _proof(self, edge: Edge) -> str:
        found = self.evidence.get(id(edge))
        if edge.by == "registry":
            proof = edge_name(edge.kind) + " (" + _("registry") + ")"
        elif found is not None:
            proof = f"{edge_name(edge.kind)}: “{safe(found.sentence)}” ({place(found)})"
        else:
            proof = f"{edge_name(edge.kind)}: “{short(edge.text, 160)}”"
        if edge.by not in ("registry", edge.source):
            witness = self.chain.witnesses.get(edge.by)
            name = safe(witness.code or witness.subject) if witness else edge.by
            proof += " — " + _("so says {document}").format(document=short(name, 60))
        return proof + (f" — {safe(edge.reason)}" if edge.reason else "")


def effect_name(effect: str, record: Record) -> str:
    """Whether a document is in force, in words."""
    if effect == "ended":
        return _("in force until {date}").format(date=vietnamese_date(record.effective_to))
    if effect == "not_yet":
        start = record.effective_from or record.issued_date
        return _("in force only from {date}").format(date=vietnamese_date(start))
    return _("in force")


def write_json(chain: Chain, out: TextIO, evidence: Mapping[int, Evidence] | None = None) -> None:
    """The chain as it is: root, nodes, edges; each edge with its `evidence` when that is given."""
    edges = [_fields(e) for e in chain.edges]
    if evidence is not None:
        for at, edge in enumerate(edges):
            edge["evidence"] = _evidence_json(evidence[at]) if at in evidence else None
    data = {
        "root": chain.root,
        "nodes": [
            _fields(n) | {"effect": chain.effects.get(n.id), "more": chain.more.get(n.id, 0)}
            for n in sorted(chain.nodes.values(), key=rank)
        ],
        "edges": edges,
        "unproven": [_fields(u) | {"record": _fields(u.record)} for u in chain.unproven],
        "truncated": chain.truncated,
        "warnings": chain.warnings,
    }
    out.write(json_text(data))


def _evidence_json(evidence: Evidence) -> dict[str, object]:
    return _fields(evidence) | {"cell": evidence.cell.model_dump() if evidence.cell else None}


def _fields(item: Record | Edge | Unproven | Evidence) -> dict[str, object]:
    """The fields of a dataclass as they are; `asdict` copies each value, which takes the time of a chain."""
    return {field.name: getattr(item, field.name) for field in dataclasses.fields(item)}


def _numbered(chain: Chain) -> dict[str, str]:
    return {n.id: f"d{i}" for i, n in enumerate(sorted(chain.nodes.values(), key=rank))}


def _lines(record: Record) -> Iterable[str]:
    yield " ".join(safe(x) for x in (record.type_name, record.code) if x) or short(record.subject, 60) or record.id
    rest = " · ".join(x for x in (vietnamese_date(record.issued_date), safe(record.organ_name)) if x)
    if rest:
        yield rest


def _sides(chain: Chain) -> tuple[list[Record], list[Record]]:
    """The Party's documents, and all others, in order; the graphs draw the former in a box beside the State's."""
    records = sorted(chain.nodes.values(), key=rank)
    return [r for r in records if r.level == "dang"], [r for r in records if r.level != "dang"]


def write_mermaid(chain: Chain, out: TextIO, evidence: Mapping[int, Evidence] | None = None) -> None:
    """A Mermaid flowchart; arrows lead up to what a document stands on, dashed red boxes are held by nobody here."""
    numbers = _numbered(chain)

    def quote(text: str) -> str:
        return (
            text.replace("#", "#35;")
            .replace("&", "&amp;")
            .replace('"', "&quot;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
        )

    def box(record: Record, indent: str) -> None:
        text = "<br>".join(quote(line) for line in _lines(record))
        mark = ":::root" if record.id == chain.root else ":::unknown" if record.standing == "unknown" else ""
        out.write(f'{indent}{numbers[record.id]}["{text}"]{mark}\n')

    out.write("flowchart BT\n")
    party, state = _sides(chain)
    for record in state:
        box(record, "    ")
    if party:
        title = _("The Party")
        out.write(f'    subgraph party["{quote(title)}"]\n')
        for record in party:
            box(record, "        ")
        out.write("    end\n")
    for at, edge in enumerate(chain.edges):
        arrow = "-->" if edge.kind in AUTHORITY else "-.->"
        name = quote(edge_name(edge.kind))
        if evidence and at in evidence:
            name += f"<br>{quote(short(evidence[at].sentence, 200))}"
        out.write(f'    {numbers[edge.source]} {arrow}|"{name}"| {numbers[edge.target]}\n')
    out.write("    classDef root stroke-width:3px\n    classDef unknown stroke:#c00,color:#c00,stroke-dasharray:4\n")


def write_dot(chain: Chain, out: TextIO, evidence: Mapping[int, Evidence] | None = None) -> None:
    """A Graphviz digraph; arrows lead up to what a document stands on."""
    numbers = _numbered(chain)

    def quote(text: str) -> str:
        return text.replace("\\", "\\\\").replace('"', '\\"')

    def box(record: Record, indent: str) -> None:
        text = "\\n".join(quote(line) for line in _lines(record))
        style = ""
        if record.id == chain.root:
            style = ", penwidth=3"
        elif record.standing == "unknown":
            style = ", color=red, style=dashed"
        out.write(f'{indent}{numbers[record.id]} [label="{text}"{style}];\n')

    out.write('digraph khtool {\n  rankdir=BT;\n  node [shape=box, fontname="Times New Roman"];\n')
    party, state = _sides(chain)
    for record in state:
        box(record, "  ")
    if party:
        title = _("The Party")
        out.write(f'  subgraph cluster_party {{\n    label="{quote(title)}"; labelloc=b;\n')
        for record in party:
            box(record, "    ")
        out.write("  }\n")
    for at, edge in enumerate(chain.edges):
        style = "" if edge.kind in AUTHORITY else ", style=dashed"
        if evidence and at in evidence:
            style += f', tooltip="{quote(evidence[at].sentence)}"'
        out.write(
            f'  {numbers[edge.source]} -> {numbers[edge.target]} [label="{quote(edge_name(edge.kind))}"{style}];\n'
        )
    out.write("}\n")


_NODE_KEYS = ("label", "code", "type_name", "organ_name", "level", "issued_date", "subject", "standing", "effect")
_EDGE_KEYS = ("kind", "text", "by", "reason", "sentence", "place")


def write_graphml(chain: Chain, out: TextIO, evidence: Mapping[int, Evidence] | None = None) -> None:
    """GraphML for yEd, Gephi or networkx; edges lead from the lower document to what it stands on."""
    from xml.sax.saxutils import escape, quoteattr

    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for side, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for key in keys:
            out.write(f'  <key id="{side[0]}_{key}" for="{side}" attr.name="{key}" attr.type="string"/>\n')
    out.write('  <graph edgedefault="directed">\n')

    def data(side: str, values: Mapping[str, str | None]) -> None:
        for key, value in values.items():
            if value:
                out.write(f'      <data key="{side}_{key}">{escape(safe(value))}</data>\n')

    for record in sorted(chain.nodes.values(), key=rank):
        out.write(f"    <node id={quoteattr(record.id)}>\n")
        values = {key: getattr(record, key) for key in _NODE_KEYS[1:-1]}
        data("n", {"label": label(record), **values, "effect": chain.effects.get(record.id)})
        out.write("    </node>\n")
    for at, edge in enumerate(chain.edges):
        out.write(f"    <edge source={quoteattr(edge.source)} target={quoteattr(edge.target)}>\n")
        data("e", {key: getattr(edge, key) for key in _EDGE_KEYS[:4]})
        if evidence and at in evidence:
            data("e", {"sentence": evidence[at].sentence, "place": place(evidence[at])})
        out.write("    </edge>\n")
    out.write("  </graph>\n</graphml>\n")


FORMATS: dict[str, Callable[[Chain, TextIO, Mapping[int, Evidence] | None], None]] = {
    "tree": write_tree,
    "json": write_json,
    "mermaid": write_mermaid,
    "dot": write_dot,
    "graphml": write_graphml,
}


def write_gap(coverage: Coverage, out: TextIO) -> None:
    """Which units have a plan, with its number, and which have none in this corpus."""
    sheet = Sheet(out)
    sheet.add((label(coverage.root), "bold"))
    if coverage.root.subject:
        sheet.add((short(coverage.root.subject, _SUBJECT), "italic"))
    counts = {
        "tinh": _("{have} of {all} provinces and cities have a plan that carries it out (map of {date})."),
        "huyen": _("{have} of {all} districts have a plan that carries it out (map of {date})."),
        "xa": _("{have} of {all} communes and wards have a plan that carries it out (map of {date})."),
    }
    have, missing = len(coverage.covered), len(coverage.missing)
    result = counts[coverage.level].format(have=have, all=have + missing, date=vietnamese_date(coverage.date))
    sheet.add((result, ""))
    for unit, records in coverage.covered:
        sheet.add((f"  ✓ {unit.full_name}", "green"))
        for record in records:
            cited = " [" + _("only cited") + "]" if record.standing == "unknown" else ""
            sheet.add((label(record), ""), (cited, "red"), indent=6)
        if left := coverage.more.get(unit.id):
            text = ngettext("… and {n} more document", "… and {n} more documents", left)
            sheet.add((text.format(n=f"{left:,}"), "dim"), indent=6)
    if coverage.missing:
        sheet.add((_("None known for {count}:").format(count=missing), "red"))
        sheet.add((", ".join(unit.full_name for unit in coverage.missing), ""))
    if coverage.absorbed:
        merged = ", ".join(f"{unit.full_name} ({heir.full_name})" for unit, heir in coverage.absorbed)
        sheet.add((_("Merged since then into a unit that has a plan: {units}").format(units=merged), ""))
    sheet.write()


def write_gap_json(coverage: Coverage, out: TextIO) -> None:
    """The same as JSON."""
    data = {
        "root": _fields(coverage.root),
        "level": coverage.level,
        "date": coverage.date,
        "covered": [
            {
                "unit": unit.full_name,
                "documents": [_fields(record) for record in records],
                "more": coverage.more.get(unit.id, 0),
            }
            for unit, records in coverage.covered
        ],
        "missing": [unit.full_name for unit in coverage.missing],
        "absorbed": [{"unit": unit.full_name, "into": heir.full_name} for unit, heir in coverage.absorbed],
    }
    out.write(json_text(data))
