"""Makes `pairs.txt` and `compounds.txt` in `src/khtool/checking/data` from counts of syllables, pairs and triples.

    python scripts/build_compounds.py NGRAMS_FOLDER

The folder holds `syllables.tsv.gz`, `pairs.tsv.gz` and `triples.tsv.gz` (text, tab, count) counted over public legal
and administrative texts, split at punctuation.

`pairs.txt`: a line for each syllable, itself and those that follow it, each with a figure for its count (the natural
logarithm in quarters, 0 for one): "bền29 chặt22 vững31". Pairs below `LEAST` are left out: that is less than the slips
of the texts themselves come to.

`compounds.txt`: the pairs of which a reader knows one syllable from the other. Such a pair is frequent, much more so
than chance would have it, one of its syllables often stands in it, and it is not merely the inside of a longer phrase
("hành kể" of "ban hành kể từ"), which the triples tell. A looser one is marked with "?".
"""

from __future__ import annotations

import gzip
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from khtool.text import fold

DATA = Path(__file__).parents[1] / "src" / "khtool" / "checking" / "data"
#: The least count of a pair, and of a syllable that may stand in one; letters of the longest syllable ("nghiêng").
LEAST, RARE, LONGEST = 10, 50, 7
#: Least count; then of a firm and of a loose compound: times chance (logarithm), share of its rarer syllable, largest
#: share of one neighbour.
COUNT, FIRM, LOOSE = 20, (3.0, 0.04, 0.6), (1.8, 0.015, 0.75)


def counts(path: Path) -> dict[str, int]:
    """The counts of a file in the form for comparison, of letters only."""
    found: dict[str, int] = defaultdict(int)
    for text, count in _lines(path):
        if text.replace(" ", "").isalpha():
            found[fold(text)] += count
    return found


def _lines(path: Path) -> Iterator[tuple[str, int]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            text, count = line.rstrip("\n").split("\t")
            yield text, int(count)


def figure(count: int) -> int:
    return round(4 * math.log(count))


def main(folder: Path) -> None:
    syllables = {s: n for s, n in counts(folder / "syllables.tsv.gz").items() if n >= RARE and len(s) <= LONGEST}
    total = sum(syllables.values())
    pairs = {}
    for pair, n in counts(folder / "pairs.tsv.gz").items():
        a, b = pair.split(" ")
        if n >= LEAST and a in syllables and b in syllables:
            pairs[a, b] = n
    neighbour: dict[tuple[str, str], int] = defaultdict(int)
    for triple, n in counts(folder / "triples.tsv.gz").items():
        a, b, c = triple.split(" ")
        neighbour[a, b] = max(neighbour[a, b], n)
        neighbour[b, c] = max(neighbour[b, c], n)

    def compound(a: str, b: str, bounds: tuple[float, float, float]) -> bool:
        chance, share, around = bounds
        n, one, other = pairs[a, b], syllables[a], syllables[b]
        return (
            n >= COUNT
            and math.log(n * total / (one * other)) >= chance
            and n / min(one, other) >= share
            and neighbour[a, b] <= around * n
        )

    followers: dict[str, list[str]] = {a: [] for a in syllables}
    for (a, b), n in sorted(pairs.items()):
        followers[a].append(f"{b}{figure(n)}")
    lines = [" ".join([f"{a}{figure(syllables[a])}", *followers[a]]) for a in sorted(syllables)]
    _write("pairs.txt", lines)
    loose = [pair for pair in sorted(pairs) if compound(*pair, LOOSE)]
    _write("compounds.txt", [f"{a} {b}" + ("" if compound(a, b, FIRM) else " ?") for a, b in loose])


def _write(name: str, lines: list[str]) -> None:
    DATA.mkdir(exist_ok=True)
    text = "\n".join(lines) + "\n"
    (DATA / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {len(lines)} lines, {len(text.encode())} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
