"""The chain of a document: what it stands on, up to the National Assembly, and what stands on it, down to the ward."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
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
#: Full steps up, or down, that are shown in all: from the centre to the ward there are not more.
STEPS = 5

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_LAST = (1 << 17) - 1  # the day of what has no date: after all others


def turn(id: str, date: str | None = None) -> int:
    """The place of a document among those of one step: by its day, and of one day by a hash of its id.

    The day is that in the IRI, else `date` (ISO day, month or year). So the first of many are the same documents
    wherever they are asked for, and whatever came first into an index.
    """
    parts = id.split("/", 7)
    found = _DAY.match((parts[6] if len(parts) == 8 else date) or "")
    day = _LAST
    if found:
        year, month, of_month = (int(part or 0) for part in found.groups())
        day = min(max(year - 1900, 0) * 416 + month * 32 + of_month, _LAST)
    return day << 30 | zlib.crc32(id.encode()) >> 2


@runtime_checkable
class Layered(Protocol):
    """A catalogue that answers for all documents of a step at once, and need not fetch all that stands below one."""

    def reading(self) -> AbstractContextManager[None]:
        """While a chain is built: one state of the catalogue, whoever writes to it."""

    def records(self, ids: Iterable[str]) -> dict[str, Record]:
        """The documents of these ids that are known."""

    def edges_above(
        self, ids: Iterable[str], kinds: Collection[EdgeKind] | None, among: Collection[str] | None = None
    ) -> list[Edge]:
        """The edges that start at these documents, to any or to those `among` some."""

    def beyond(self, ids: Iterable[str], kinds: Collection[EdgeKind] | None, known: Collection[str]) -> bool:
        """Whether one of these stands on a document that is not among the `known`."""

    def first_below(
        self, ids: Iterable[str], kinds: Collection[EdgeKind] | None, limit: int | None, but: Collection[str]
    ) -> list[str]:
        """The first `limit` documents by `turn` that lead to any of these, `but` left out."""

    def count_below(self, ids: Iterable[str], kinds: Collection[EdgeKind] | None) -> dict[str, int]:
        """How many documents lead to each of these."""


@runtime_checkable
class Hinting(Protocol):
    """A catalogue that can tell what may stand above a document whose own words prove nothing."""

    def nearest(self, id: str, *, proven: bool = False) -> list[Unproven]:
        """The nearest superior documents; where a basis is `proven` only those that a further one may be."""


class _OneByOne:
    """Any catalogue as a Layered one."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.reading = nullcontext

    def records(self, ids: Iterable[str]) -> dict[str, Record]:
        return {id: record for id in ids if (record := self._catalogue.get(id)) is not None}

    def edges_above(
        self, ids: Iterable[str], kinds: Collection[EdgeKind] | None, among: Collection[str] | None = None
    ) -> list[Edge]:
        edges = (edge for id in ids for edge in self._catalogue.up(id, kinds))
        return [edge for edge in edges if among is None or edge.target in among]

    def beyond(self, ids: Iterable[str], kinds: Collection[EdgeKind] | None, known: Collection[str]) -> bool:
        return any(edge.target not in known for edge in self.edges_above(ids, kinds))

    def first_below(
        self, ids: Iterable[str], kinds: Collection[EdgeKind] | None, limit: int | None, but: Collection[str]
    ) -> list[str]:
        found = {edge.source for id in ids for edge in self._catalogue.down(id, kinds)}.difference(but)
        known = self.records(found)
        return sorted(found, key=lambda id: turn(id, known[id].issued_date if id in known else None))[:limit]

    def count_below(self, ids: Iterable[str], kinds: Collection[EdgeKind] | None) -> dict[str, int]:
        return {id: len({edge.source for edge in self._catalogue.down(id, kinds)}) for id in ids}


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
    (AUTHORITY) are followed, with `all_edges` also replacements, amendments and mentions. Each step takes the first
    `per_step` documents by date (None: all), and all steps up, or down, together STEPS times as many; `Chain.more` and
    `Chain.cut` tell what is left out. Past `limit` documents the chain is cut, and `truncated` says so. A document that
    nobody knows is a chain of itself alone.
    """
    steps: Layered = catalogue if isinstance(catalogue, Layered) else _OneByOne(catalogue)
    walk = _Walk(steps, None if all_edges else AUTHORITY, depth, limit, Chain(root_id))
    with steps.reading():
        if up:
            walk.up(per_step)
        above = set(walk.reached)
        if down:
            walk.down(per_step)
        chain = walk.finish()
        chain.warnings = [*_cycles(chain), *_upside_down(chain)]
        if up:
            date = chain.nodes[root_id].issued_date
            effects = {id: effect_on(chain.nodes[id], date) for id in sorted(above) if id != root_id}
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


@dataclass(slots=True)
class _Walk:
    """Breadth first from the root, one question to the catalogue for each step."""

    steps: Layered
    kinds: Collection[EdgeKind] | None
    depth: int | None
    limit: int
    chain: Chain
    found: dict[tuple[str, str, str], Edge] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.reached.add(self.chain.root)

    def up(self, per_step: int | None) -> None:
        """Every document once, of a step the earliest; edges back to one that was reached before are kept."""
        layer = [self.chain.root]
        level = 0
        most = self._most(per_step)
        while layer:
            if level == self.depth or len(self.reached) > most:
                left = self.steps.beyond(layer, self.kinds, self.reached)
                self.chain.truncated |= left
                self.chain.cut |= left and level != self.depth
                for edge in self.steps.edges_above(layer, self.kinds, self.reached):
                    self._keep(edge)
                break
            edges = self.steps.edges_above(layer, self.kinds)
            fresh = {edge.target for edge in edges} - self.reached
            room = max(min(most + 1 - len(self.reached), most if per_step is None else per_step), 0)
            if len(fresh) > room:
                self.chain.truncated = self.chain.cut = True
                fresh = set(sorted(fresh, key=turn)[:room])
            self.reached |= fresh
            for edge in edges:
                if edge.target in self.reached:
                    self._keep(edge)
            layer = list(fresh)
            level += 1

    def down(self, per_step: int | None) -> None:
        """The earliest documents of each step; then the edges among all that are shown, and the count of the rest."""
        seen = {self.chain.root}
        layer = [self.chain.root]
        level = 0
        room = self._most(per_step)
        while layer and level != self.depth:
            left = min(room - len(seen) + 1, self.limit - len(self.reached))
            wanted = max(left if per_step is None else min(per_step, left), 0)
            layer = self.steps.first_below(layer, self.kinds, wanted, seen) if wanted else []
            seen.update(layer)
            self.reached.update(layer)
            level += 1
        shown: dict[str, set[str]] = {}
        for edge in self.steps.edges_above(seen, self.kinds, seen):
            self._keep(edge)
            shown.setdefault(edge.target, set()).add(edge.source)
        last = set(layer)  # where the depth asked for ends, nobody expects more
        for id, count in self.steps.count_below(seen, self.kinds).items():
            left = count - len(shown.get(id, ()))
            if left > 0:
                self.chain.truncated = True
                if id not in last:
                    self.chain.more[id] = left

    def _most(self, per_step: int | None) -> int:
        """How many documents may stand above the root, or below."""
        return self.limit - 1 if per_step is None else min(self.limit - 1, STEPS * per_step)

    def _keep(self, edge: Edge) -> None:
        """One edge for two documents and a kind: its own words before the registry's, those before a third's."""
        key = (edge.source, edge.target, edge.kind)
        known = self.found.get(key)
        if known is None or worth(edge) < worth(known):
            self.found[key] = edge

    def finish(self) -> Chain:
        """The chain with all that is to be known of its documents."""
        chain = self.chain
        chain.edges = [self.found[key] for key in sorted(self.found)]
        witnesses = {e.by for e in chain.edges if e.by != e.source and e.by.startswith("/akn/")}
        known = self.steps.records(self.reached | witnesses)
        chain.nodes = {id: known.get(id) or _bare(id) for id in sorted(self.reached)}
        chain.witnesses = {id: known.get(id) or _bare(id) for id in sorted(witnesses)}
        return chain


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
    message = _("{source} stands on {target}, which is of a lower level")
    ranks = {id: RANKS.get(record.level or "") for id, record in chain.nodes.items()}
    for edge in chain.edges:
        above, below = ranks[edge.source], ranks[edge.target]
        if edge.kind not in ("thuc_hien", "can_cu") or above is None or below is None or above >= below:
            continue
        target = chain.nodes[edge.target]
        if slug(target.type_name or "") not in _PROPOSALS:
            yield message.format(source=label(chain.nodes[edge.source]), target=label(target))


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
