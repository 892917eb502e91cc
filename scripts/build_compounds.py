"""Makes `src/khtool/checking/data/compounds.txt` from counts of syllables, pairs and triples of syllables.

    python scripts/build_compounds.py NGRAMS_FOLDER

The folder holds `syllables.tsv.gz`, `pairs.tsv.gz` and `triples.tsv.gz` (text, tab, count) counted over public legal
and administrative texts. A pair is a compound when it is frequent, when one of its syllables mostly stands in it, and
when it is not merely the inside of a longer phrase ("hành kể" of "ban hành kể từ"). Of the pairs that differ from it in
marks only, those that are attested themselves are kept as exceptions; the rest are slips.
"""

from __future__ import annotations

import gzip
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from khtool.text import fold

TARGET = Path(__file__).parents[1] / "src" / "khtool" / "checking" / "data" / "compounds.txt"
#: (least count, least share of the rarer syllable, largest share of one neighbour) of a compound that is watched over,
#: and of one that only shows where a word ends.
WATCHED, KNOWN = (1000, 0.03, 0.6), (200, 0.01, 0.7)
#: A pair that differs in marks only is attested above this count, or above this share of the compound.
ATTESTED, SHARE = 5, 1 / 2000


def counts(path: Path) -> Iterator[tuple[str, int]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            text, count = line.rstrip("\n").split("\t")
            yield fold(text), int(count)


def bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def main(folder: Path) -> None:
    syllables: dict[str, int] = defaultdict(int)
    for text, count in counts(folder / "syllables.tsv.gz"):
        syllables[text] += count
    pairs: dict[str, int] = defaultdict(int)
    for text, count in counts(folder / "pairs.tsv.gz"):
        if text.replace(" ", "").isalpha():
            pairs[text] += count
    after: dict[str, int] = defaultdict(int)
    before: dict[str, int] = defaultdict(int)
    for text, count in counts(folder / "triples.tsv.gz"):
        a, b, c = text.split(" ")
        after[f"{a} {b}"] = max(after[f"{a} {b}"], count)
        before[f"{b} {c}"] = max(before[f"{b} {c}"], count)

    def passes(pair: str, bounds: tuple[int, float, float]) -> bool:
        least, share, neighbour = bounds
        count = pairs[pair]
        a, b = pair.split(" ")
        return (
            count >= least
            and len(a) > 1
            and len(b) > 1
            and count / min(syllables.get(a, 1), syllables.get(b, 1)) >= share
            and max(after[pair], before[pair]) <= neighbour * count
        )

    forms: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        forms[bare(pair)].append(pair)
    lines = []
    for pair in sorted(p for p in pairs if passes(p, KNOWN)):
        family = forms[bare(pair)]
        if pair == max(family, key=lambda p: (pairs[p], p)) and passes(pair, WATCHED):
            attested = [p for p in sorted(family) if p != pair and pairs[p] > max(ATTESTED, SHARE * pairs[pair])]
            lines.append(f"!{pair}" + (f": {', '.join(attested)}" if attested else ""))
        else:
            lines.append(pair)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} compounds, {sum(line[0] == '!' for line in lines)} watched")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
