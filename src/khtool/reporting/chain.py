"""A chain as a tree from the top down, as JSON, Mermaid or DOT."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TextIO

from khtool.i18n import _
from khtool.reporting.console import console, safe, short, vietnamese_date
from khtool.resolution.model import AUTHORITY, Chain, Edge, Record

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

#: Order of the levels from the top; what has no level comes last.
_RANKS = ("quoc_hoi", "dang", "chinh_phu", "thu_tuong", "bo", "trung_uong", "tinh", "so", "huyen", "phong", "xa")


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


def write_tree(chain: Chain, out: TextIO) -> None:
    """The tree: the topmost documents first, the document asked for in bold, what carries it out below it."""
    from rich.text import Text

    screen = console(out)
    forest = _Forest(chain)
    for top in forest.tops():
        screen.print(forest.tree(top))
    if not chain.edges:
        screen.print(Text(_("No document above or below is known."), style="dim"))
    for warning in chain.warnings:
        screen.print(Text(f"! {safe(warning)}", style="yellow"))
    if chain.truncated:
        screen.print(Text(_("… cut at the depth asked for"), style="dim"))


#: These say nothing about who stands above whom; in the tree they are remarks on a document.
_BESIDE = frozenset({"thay_the", "sua_doi"})


class _Forest:
    """Lays the graph out as trees; a document that stands in two places is opened at the first only."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.edges = [edge for edge in chain.edges if edge.kind not in _BESIDE]
        self.below: dict[str, list[Edge]] = {}
        for edge in self.edges:
            self.below.setdefault(edge.target, []).append(edge)
        for edges in self.below.values():
            edges.sort(key=lambda e: (rank(chain.nodes[e.source]), e.kind))
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
        """The documents that stand on nothing, in order; the root itself when it is alone or only cycles exist."""
        lower = {edge.source for edge in self.edges if edge.source != edge.target}
        placed = lower | {edge.target for edge in self.edges} | {self.chain.root}
        tops = [id for id in self.chain.nodes if id in placed and id not in lower]
        if not tops:
            tops = [self.chain.root]
        return sorted(tops, key=lambda id: (id not in self.leads_to_root, rank(self.chain.nodes[id])))

    def tree(self, top: str) -> Tree:
        """The tree below one of the tops."""
        from rich.tree import Tree

        tree = Tree(self._node(top), guide_style="dim")
        self._grow(tree, top, [top])
        return tree

    def _grow(self, tree: Tree, id: str, path: list[str]) -> None:
        self.opened.add(id)
        for edge in self.below.get(id, ()):
            again = edge.source in self.opened
            branch = tree.add(self._node(edge.source, edge, again))
            if not again and edge.source not in path:
                self._grow(branch, edge.source, [*path, edge.source])

    def _node(self, id: str, edge: Edge | None = None, again: bool = False) -> Text:
        from rich.text import Text

        record = self.chain.nodes[id]
        style = {"corpus": "", "registry": "", "unknown": "red"}[record.standing]
        text = Text()
        if id == self.chain.root:
            style = "bold"
            text.append("➤ ", style="bold")
        text.append(label(record), style=style)
        if record.standing == "unknown":
            text.append(f" [{_('not in the corpus or the registry')}]", style="red")
        if record.subject and not again:
            text.append(f"\n{short(record.subject, 150)}", style="italic")
        if record.replaced_by and not again:
            text.append(
                "\n" + _("replaced by {what}").format(what=", ".join(map(safe, record.replaced_by))), style="yellow"
            )
        for beside in () if again else self.chain.edges:
            if beside.kind in _BESIDE and beside.source == id:
                other = self.chain.nodes[beside.target]
                text.append(f"\n{edge_name(beside.kind)}: {label(other)}", style="dim")
        if edge is not None:
            proof = f"{edge_name(edge.kind)}: “{short(edge.text, 160)}”"
            if edge.by == "registry":
                proof = f"{edge_name(edge.kind)} ({_('registry')})"
            if edge.reason:
                proof += f" — {safe(edge.reason)}"
            text.append(f"\n↑ {proof}", style="dim")
        if again and self.below.get(id):
            text.append(f" ({_('see above')})", style="dim")
        return text


def write_json(chain: Chain, out: TextIO) -> None:
    """The chain as it is: root, nodes, edges."""
    data = {
        "root": chain.root,
        "nodes": [dataclasses.asdict(n) for n in sorted(chain.nodes.values(), key=rank)],
        "edges": [dataclasses.asdict(e) for e in chain.edges],
        "truncated": chain.truncated,
        "warnings": chain.warnings,
    }
    json.dump(data, out, ensure_ascii=False, indent=2)
    out.write("\n")


def _numbered(chain: Chain) -> dict[str, str]:
    return {n.id: f"d{i}" for i, n in enumerate(sorted(chain.nodes.values(), key=rank))}


def _lines(record: Record) -> Iterable[str]:
    yield " ".join(safe(x) for x in (record.type_name, record.code) if x) or short(record.subject, 60) or record.id
    rest = " · ".join(x for x in (vietnamese_date(record.issued_date), safe(record.organ_name)) if x)
    if rest:
        yield rest


def write_mermaid(chain: Chain, out: TextIO) -> None:
    """A Mermaid flowchart; dashed red boxes are documents that nobody here holds."""
    numbers = _numbered(chain)

    def quote(text: str) -> str:
        return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")

    out.write("flowchart TD\n")
    for record in sorted(chain.nodes.values(), key=rank):
        text = "<br>".join(quote(line) for line in _lines(record))
        mark = ":::root" if record.id == chain.root else ":::unknown" if record.standing == "unknown" else ""
        out.write(f'    {numbers[record.id]}["{text}"]{mark}\n')
    for edge in chain.edges:
        arrow = "-->" if edge.kind in AUTHORITY else "-.->"
        out.write(f"    {numbers[edge.target]} {arrow}|{quote(edge_name(edge.kind))}| {numbers[edge.source]}\n")
    out.write("    classDef root stroke-width:3px\n    classDef unknown stroke:#c00,color:#c00,stroke-dasharray:4\n")


def write_dot(chain: Chain, out: TextIO) -> None:
    """A Graphviz digraph, from the top down."""
    numbers = _numbered(chain)

    def quote(text: str) -> str:
        return text.replace("\\", "\\\\").replace('"', '\\"')

    out.write('digraph khtool {\n  rankdir=TB;\n  node [shape=box, fontname="Times New Roman"];\n')
    for record in sorted(chain.nodes.values(), key=rank):
        text = "\\n".join(quote(line) for line in _lines(record))
        style = (
            ", penwidth=3"
            if record.id == chain.root
            else ", color=red, style=dashed"
            if record.standing == "unknown"
            else ""
        )
        out.write(f'  {numbers[record.id]} [label="{text}"{style}];\n')
    for edge in chain.edges:
        style = "" if edge.kind in AUTHORITY else ", style=dashed"
        out.write(
            f'  {numbers[edge.target]} -> {numbers[edge.source]} [label="{quote(edge_name(edge.kind))}"{style}];\n'
        )
    out.write("}\n")


FORMATS: dict[str, Callable[[Chain, TextIO], None]] = {
    "tree": write_tree,
    "json": write_json,
    "mermaid": write_mermaid,
    "dot": write_dot,
}
