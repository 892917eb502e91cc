"""The chain of a document: what it stands on, up to the National Assembly, and what stands on it, down to the ward."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from khtool.i18n import _
from khtool.knowledge.normal import slug
from khtool.resolution.model import AUTHORITY, Catalogue, Chain, Edge, EdgeKind, Record

#: The order of authority, the highest first. Party bodies stand beside the State's and have no place in it.
RANKS = {"quoc_hoi": 0, "chinh_phu": 1, "thu_tuong": 2, "bo": 3, "tinh": 4, "so": 5, "huyen": 6, "phong": 7, "xa": 8}

#: What a lower body puts before a higher one, so that standing on it is as it should be.
_PROPOSALS = frozenset({"to-trinh", "bao-cao", "cong-van", "bien-ban", "de-an", "van-ban", "thong-bao", "ket-luan"})


def build(
    catalogue: Catalogue,
    root_id: str,
    *,
    up: bool = True,
    down: bool = True,
    depth: int | None = None,
    all_edges: bool = False,
    limit: int = 10_000,
) -> Chain:
    """The documents above and below `root_id` and the edges among them.

    `depth` is the number of steps up and down, None for as far as it goes. Only edges that pass authority down
    (AUTHORITY) are followed, with `all_edges` also replacements, amendments and mentions. Past `limit` documents the
    chain is cut, and `truncated` says so. A document that nobody knows is a chain of itself alone.
    """
    kinds = None if all_edges else AUTHORITY
    chain = Chain(root_id)
    found: dict[tuple[str, str, str], Edge] = {}
    reached = {root_id}
    if up:
        _walk(root_id, catalogue.up, lambda e: e.target, kinds, depth, limit, chain, found, reached)
    if down:
        _walk(root_id, catalogue.down, lambda e: e.source, kinds, depth, limit, chain, found, reached)
    for id in sorted(reached):
        chain.nodes[id] = catalogue.get(id) or _bare(id)
    chain.edges = sorted(found.values(), key=lambda e: (e.source, e.target, e.kind))
    chain.warnings = [*_cycles(chain), *_upside_down(chain)]
    return chain


def _walk(
    root: str,
    step: Callable[[str, Collection[EdgeKind] | None], list[Edge]],
    other: Callable[[Edge], str],
    kinds: Collection[EdgeKind] | None,
    depth: int | None,
    limit: int,
    chain: Chain,
    found: dict[tuple[str, str, str], Edge],
    reached: set[str],
) -> None:
    """Breadth first; every document once in each direction."""
    seen = {root}
    layer = [root]
    level = 0
    while layer:
        following: list[str] = []
        for id in layer:
            for edge in step(id, kinds):
                end = other(edge)
                if end not in seen:
                    if level == depth or len(reached) >= limit:
                        chain.truncated = True
                        continue
                    seen.add(end)
                    reached.add(end)
                    following.append(end)
                if end in reached:
                    _keep(found, edge)
        level += 1
        layer = following


def _keep(found: dict[tuple[str, str, str], Edge], edge: Edge) -> None:
    """One edge for two documents and a kind: the document's own words before the registry's, those before a third's."""
    key = (edge.source, edge.target, edge.kind)
    known = found.get(key)
    if known is None or _worth(edge) < _worth(known):
        found[key] = edge


def _worth(edge: Edge) -> tuple[int, str, int]:
    order = 0 if edge.by == edge.source else 1 if edge.by == "registry" else 2
    return (order, edge.by, edge.start or 0)


def _bare(id: str) -> Record:
    """A document of which only the id is known."""
    return Record(id, None, None, None, None, None, None, "unknown")


def label(record: Record) -> str:
    """How a document is called in a message: "115/KH-UBND (UBND thành phố Cần Thơ, 2021-05-31)"."""
    name = " ".join(filter(None, (record.type_name if not record.code else None, record.code))) or record.id
    if not record.code and record.subject:
        name = f"{name} {record.subject}"
    facts = ", ".join(filter(None, (record.organ_name, record.issued_date)))
    return f"{name} ({facts})" if facts else name


def _upside_down(chain: Chain) -> Iterator[str]:
    for edge in chain.edges:
        source, target = chain.nodes[edge.source], chain.nodes[edge.target]
        above, below = RANKS.get(source.level or ""), RANKS.get(target.level or "")
        if edge.kind not in ("thuc_hien", "can_cu") or above is None or below is None or above >= below:
            continue
        if slug(target.type_name or "") in _PROPOSALS:
            continue
        yield _("{source} stands on {target}, which is of a lower level").format(
            source=label(source), target=label(target)
        )


def _cycles(chain: Chain) -> Iterator[str]:
    """A message for every group of documents that stand on one another (Tarjan, without recursion)."""
    nexts: dict[str, list[str]] = {}
    for edge in chain.edges:
        if edge.kind in AUTHORITY:
            nexts.setdefault(edge.source, []).append(edge.target)
    for group in sorted(map(sorted, _components(nexts))):
        names = "; ".join(label(chain.nodes[id]) for id in group)
        yield _("these documents stand on one another: {documents}").format(documents=names)


def _components(nexts: dict[str, list[str]]) -> Iterator[list[str]]:
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: set[str] = set()
    stack: list[str] = []
    for start in nexts:
        if start in index:
            continue
        work = [(start, iter(nexts[start]))]
        index[start] = low[start] = len(index)
        stack.append(start)
        on_stack.add(start)
        while work:
            at, rest = work[-1]
            for to in rest:
                if to not in index:
                    index[to] = low[to] = len(index)
                    stack.append(to)
                    on_stack.add(to)
                    work.append((to, iter(nexts.get(to, ()))))
                    break
                if to in on_stack:
                    low[at] = min(low[at], index[to])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[at])
                if low[at] == index[at]:
                    group = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        group.append(member)
                        if member == at:
                            break
                    if len(group) > 1 or at in nexts.get(at, ()):
                        yield group
