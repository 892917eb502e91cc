"""The proof of an edge in full: the sentence, and its place in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khtool.errors import KhtoolError
from khtool.plan import Cell
from khtool.resolution.model import Edge

if TYPE_CHECKING:
    from khtool.corpus.index import Corpus
    from khtool.text import PlanText

#: A sentence ends after a word of some length: not after "TP.", "Q." or the number of a heading.
_END = re.compile(r"(?:(?<=\w{4}[.!?])|(?<=[\d\")”][.!?])|(?<=;))\s+(?=[^\Wa-z]|[\"“(+-])")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a file and where it stands.

    `path` is relative to the corpus; `page` and `line` count from 1, `paragraph` (index in the body of a docx) and
    `cell` from 0, as in every span.
    """

    sentence: str
    path: str | None
    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    cell: Cell | None = None


def gather(corpus: Corpus, edges: list[Edge]) -> dict[int, Evidence]:
    """The evidence of edges, by their place in the list; of those that the registry proves there is none.

    Each document is read once more from its file. One that is gone or has changed gives the words of the index alone.
    """
    texts: dict[str, PlanText | None] = {}
    found: dict[int, Evidence] = {}
    for at, edge in enumerate(edges):
        if not edge.by.startswith("/akn/"):
            continue
        if edge.by not in texts:
            try:
                texts[edge.by] = corpus.text(edge.by)
            except KhtoolError:
                texts[edge.by] = None
        record = corpus.get(edge.by)
        path = record.paths[0] if record and record.paths else None
        found[at] = _evidence(texts[edge.by], edge, path)
    return found


def _evidence(text: PlanText | None, edge: Edge, path: str | None) -> Evidence:
    if text is None or edge.start is None or edge.end is None or edge.end > len(text.text):
        return Evidence(edge.text, path)
    first, last = text.paragraph_at(edge.start), text.paragraph_at(edge.end)
    if first is None or last is None:
        return Evidence(edge.text, path)
    around = text.text[first.start : last.end]
    cuts = [0, *(m.end() for m in _END.finditer(around)), len(around)]
    start = max(cut for cut in cuts if cut <= edge.start - first.start)
    end = min(cut for cut in cuts if cut >= edge.end - first.start)
    cell = Cell(table=first.cell.table, row=first.cell.row, column=first.cell.column) if first.cell else None
    sentence = " ".join(around[start:end].split())
    return Evidence(sentence, path, first.page, first.paragraph, first.line, cell)
