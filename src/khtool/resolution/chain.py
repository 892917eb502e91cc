"""The chain of a document: what it stands on, up to the National Assembly, and what stands on it, down to the ward."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Protocol, runtime_checkable

from khtool.i18n import _
from khtool.knowledge.normal import slug
from khtool.resolution.effect import effect_on
from khtool.resolution.model import AUTHORITY, Catalogue, Chain, Edge, EdgeKind, Record, Unproven

#: The order of authority, the highest first. Party bodies stand beside the State's and have no place in it.
RANKS = {"quoc_hoi": 0, "chinh_phu": 1, "thu_tuong": 2, "bo": 3, "tinh": 4, "so": 5, "huyen": 6, "phong": 7, "xa": 8}

#: What a lower body puts before a higher one, so that standing on it is as it should be.
_PROPOSALS = frozenset({"to-trinh", "bao-cao", "cong-van", "bien-ban", "de-an", "van-ban", "thong-bao", "ket-luan"})


#: Documents that one step down shows when nothing else is asked for.
PER_STEP = 200


@runtime_checkable
class Paged(Protocol):
    """A catalogue that need not fetch all that stands below a law that half a million plans cite."""

    def below(self, id: str, kinds: Collection[EdgeKind] | None, limit: int) -> tuple[list[Edge], int]:
        """The edges from the first `limit` documents that lead to one, by day, and how many more there are."""


@runtime_checkable
class Hinting(Protocol):
    """A catalogue that can tell what may stand above a document whose own words prove nothing."""

    def nearest(self, id: str, *, proven: bool = False) -> list[Unproven]:
        """The nearest superior documents; where a basis is `proven` only those that a further one may be."""


def build(
    catalogue: Catalogue,
    root_id: str,
    *,
    up: bool = True,
    down: bool = True,
    depth: int | None = None,
    all_edges: bool = False,
    per_step: int | None = PER_STEP,
    limit: int = 10_000,
) -> Chain:
    """The documents above and below `root_id` and the edges among them.

    `depth` is the number of steps up and down, None for as far as it goes. Only edges that pass authority down
    (AUTHORITY) are followed, with `all_edges` also replacements, amendments and mentions. Each step down takes the
    first `per_step` documents by date (None: all); `Chain.more` tells what is left out. Past `limit` documents the
    chain is cut, and `truncated` says so. A document that nobody knows is a chain of itself alone.
    """
    kinds = None if all_edges else AUTHORITY
    chain = Chain(root_id)
    found: dict[tuple[str, str, str], Edge] = {}
    nodes = {root_id: catalogue.get(root_id) or _bare(root_id)}

    def fetch(id: str) -> Record:
        if id not in nodes:
            nodes[id] = catalogue.get(id) or _bare(id)
        return nodes[id]

    reached = {root_id}
    if up:
        _walk_up(root_id, catalogue, kinds, depth, limit, chain, found, reached)
    above = set(reached)
    if down:
        _walk_down(root_id, catalogue, kinds, depth, per_step, limit, chain, found, reached, fetch)
    chain.nodes = {id: fetch(id) for id in sorted(reached)}
    chain.edges = sorted(found.values(), key=lambda e: (e.source, e.target, e.kind))
    chain.witnesses = {e.by: fetch(e.by) for e in chain.edges if e.by != e.source and e.by.startswith("/akn/")}
    chain.warnings = [*_cycles(chain), *_upside_down(chain)]
    if up:
        date = nodes[root_id].issued_date
        effects = {id: effect_on(chain.nodes[id], date) for id in above if id != root_id}
        chain.effects = {id: effect for id, effect in effects.items() if effect is not None}
        if isinstance(catalogue, Hinting):
            hints = catalogue.nearest(root_id, proven=_proven(chain))
            chain.unproven = [step for step in hints if step.record.id not in above]
    return chain


def _proven(chain: Chain) -> bool:
    """Whether the root stands on anything that is not plainly of its own level or below."""
    own = RANKS.get(chain.nodes[chain.root].level or "")
    for edge in chain.edges:
        if edge.source == chain.root and edge.kind in AUTHORITY:
            other = RANKS.get(chain.nodes[edge.target].level or "")
            if own is None or other is None or other < own:
                return True
    return False


def _walk_up(
    root: str,
    catalogue: Catalogue,
    kinds: Collection[EdgeKind] | None,
    depth: int | None,
    limit: int,
    chain: Chain,
    found: dict[tuple[str, str, str], Edge],
    reached: set[str],
) -> None:
    """Breadth first; every document once."""
    seen = {root}
    layer = [root]
    level = 0
    while layer:
        following: list[str] = []
        for id in layer:
            for edge in catalogue.up(id, kinds):
                end = edge.target
                if end not in seen:
                    if level == depth or len(reached) >= limit:
                        chain.truncated = True
                        continue
                    seen.add(end)
                    reached.add(end)
                    following.append(end)
                _keep(found, edge)
        level += 1
        layer = following


def _walk_down(
    root: str,
    catalogue: Catalogue,
    kinds: Collection[EdgeKind] | None,
    depth: int | None,
    per_step: int | None,
    limit: int,
    chain: Chain,
    found: dict[tuple[str, str, str], Edge],
    reached: set[str],
    fetch: Callable[[str], Record],
) -> None:
    """Breadth first; of each step the earliest documents, as many as are wanted."""
    paged = catalogue if isinstance(catalogue, Paged) else None
    seen = {root}
    layer = [root]
    level = 0
    while layer:
        edges: list[Edge] = []
        fresh: set[str] = set()
        for id in layer:
            first, more = _below(catalogue, paged, id, kinds, per_step, fetch)
            edges += first
            fresh |= {edge.source for edge in first if edge.source not in seen}
            if more:
                chain.more[id] = more
        if level == depth:
            chain.truncated |= bool(fresh) or any(id in chain.more for id in layer)
            chain.more = {id: more for id, more in chain.more.items() if id not in layer}
            edges = [edge for edge in edges if edge.source in seen]
            following: list[str] = []
        else:
            following = sorted(fresh, key=lambda id: (_day(id, fetch), id))
            room = limit - len(reached)
            kept = following[: min(len(following) if per_step is None else per_step, max(room, 0))]
            chain.truncated |= len(kept) < len(following) or any(id in chain.more for id in layer)
            following = kept
            seen.update(kept)
            reached.update(kept)
        left: dict[str, set[str]] = {}
        for edge in edges:
            if edge.source in reached:
                _keep(found, edge)
            else:
                left.setdefault(edge.target, set()).add(edge.source)
        for id, sources in left.items():
            chain.more[id] = chain.more.get(id, 0) + len(sources)
        level += 1
        layer = following


def _below(
    catalogue: Catalogue,
    paged: Paged | None,
    id: str,
    kinds: Collection[EdgeKind] | None,
    per_step: int | None,
    fetch: Callable[[str], Record],
) -> tuple[list[Edge], int]:
    if per_step is None:
        return catalogue.down(id, kinds), 0
    if paged is not None:
        return paged.below(id, kinds, per_step)
    edges = catalogue.down(id, kinds)
    sources = sorted({edge.source for edge in edges}, key=lambda source: (_day(source, fetch), source))
    first = set(sources[:per_step])
    return [edge for edge in edges if edge.source in first], len(sources) - len(first)


def _day(id: str, fetch: Callable[[str], Record]) -> str:
    """A document's date for sorting, what has none last; an IRI says it without asking anybody."""
    parts = id.split("/")
    if len(parts) == 8:
        return parts[6] if parts[6][:1].isdigit() else "9999"
    return fetch(id).issued_date or "9999"


def _keep(found: dict[tuple[str, str, str], Edge], edge: Edge) -> None:
    """One edge for two documents and a kind: the document's own words before the registry's, those before a third's."""
    key = (edge.source, edge.target, edge.kind)
    known = found.get(key)
    if known is None or worth(edge) < worth(known):
        found[key] = edge


def worth(edge: Edge) -> tuple[int, str, int]:
    """The order of proofs of one edge, the best first."""
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
