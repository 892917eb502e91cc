"""How the index and the chain behave with many documents: `python benchmarks/index.py [N]` (default 100,000).

Makes N documents of a made-up country with 15 citations each (3 that they carry out or stand on, 12 mentions; half of
all to the oldest hundredth, so that the very first is a law that nearly half of them cite), puts them into an index
with what they say of each other, and asks for chains. Prints milliseconds, and ratios to one look-up by key.
"""

from __future__ import annotations

import argparse
import io
import random
import statistics
import sys
import tempfile
import time
from array import array
from collections.abc import Callable
from pathlib import Path

from khtool.corpus import Corpus, store
from khtool.corpus.parsing import pack
from khtool.plan import Header, Plan, Source
from khtool.reporting.chain import write_tree
from khtool.resolution.chain import build, turn

CITATIONS = 15
AUTHORITIES = 3
WORDS = ("Thực hiện Kế hoạch số 1/KH-UBND", 0, 30, None)
LEVELS = ("tinh", "huyen", "xa")


def iri(i: int) -> str:
    return f"/akn/vn/doc/ke-hoach/ubnd-xa-{i % 10_000}/{2000 + i % 25}-03-01/{i}-kh-ubnd"


def fill(corpus: Corpus, count: int, seed: int) -> int:
    """Write the documents as a refresh would have left them; returns the number of edges."""
    db, chance = corpus._db, random.Random(seed)
    hubs = max(1, count // 100)
    turns = array("Q", (turn(iri(i)) for i in range(count)))
    plan = pack(Plan(source=Source(path=None, format="txt", sha256=None), header=Header()))
    edges = 0
    with store.transaction(db):
        db.executemany(
            "INSERT INTO node VALUES (?, ?, ?)",
            ((i + 1, iri(i), f"{i}/KH-UBND@ubnd-xa-{i % 10_000}") for i in range(count)),
        )
        db.executemany(
            "INSERT INTO doc VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    i + 1,
                    f"{i}/KH-UBND",
                    "Kế hoạch",
                    f"UBND xã {i % 10_000}",
                    LEVELS[i % 3],
                    f"{2000 + i % 25}-03-01",
                    f"Việc {i}",
                    2000 + i % 25,
                    f"kế hoạch việc {i}@ubnd-xa-{i % 10_000}",
                    i + 1,
                    f"ubnd-xa-{i % 10_000}",
                    CITATIONS,
                    0,
                    0,
                )
                for i in range(count)
            ),
        )
        db.executemany(
            "INSERT INTO file VALUES (?,?,?,?,?,?,?,?,?,?)",
            ((i + 1, f"{i // 1000}/{i}.txt", 1, 1, f"{i:064x}", i + 1, 4, plan, None, None) for i in range(count)),
        )
    # In bulk: the indexes that would be written in no order are made at the end.
    ((index,),) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'cite_dst'")
    ((other,),) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'said_by'")
    db.execute("DROP INDEX cite_dst")
    db.execute("DROP INDEX said_by")
    db.execute("CREATE TEMP TABLE raw (s INTEGER, by INTEGER)")
    cited = array("L", bytes(array("L").itemsize * count))
    for start in range(1, count, 10_000):
        rows = set()
        said = set()
        for i in range(start, min(start + 10_000, count)):
            for nth in range(CITATIONS):
                target = 0 if nth == 1 and i % 2 else chance.randrange(min(i, hubs) if nth % 2 else i)
                kind = nth % 2 if nth < AUTHORITIES else store.KINDS.index("trich_dan")
                rows.add((i + 1, target + 1, kind, i + 1, *WORDS, turns[i]))
                said.add((target, i + 1))
        edges += len(rows)
        with store.transaction(db):
            db.executemany("INSERT INTO cite VALUES (?,?,?,?,?,?,?,?,?)", sorted(rows, key=lambda row: row[:4]))
            db.executemany("INSERT INTO raw VALUES (?, ?)", said)
        for target, _by in said:
            cited[target] += 1
    with store.transaction(db):
        db.execute(
            "INSERT INTO said SELECT 2 * s + field, by FROM raw, (SELECT 1 AS field UNION SELECT 2) ORDER BY 1, 2"
        )
        db.execute(index)
        counted = "INSERT INTO degree SELECT dst, {}, count(DISTINCT src) FROM cite WHERE kind IN ({}) GROUP BY 1, 2"
        every = [str(kind) for kind in range(len(store.KINDS))]
        db.execute(counted.format("kind", ",".join(every)))
        db.execute(counted.format(store.ANY, ",".join(every)))
        db.execute(counted.format(store.AUTHORITIES, ",".join(map(str, store.AUTHORITY_KINDS))))
        db.execute(other)
        db.executemany(
            "INSERT INTO saying VALUES (?,?,?,?,?)",
            (
                (2 * i + at, iri(i), field, value, plans)
                for i, plans in enumerate(cited)
                if plans
                for at, field, value in ((1, "plan", ""), (2, "date", f"{2000 + i % 25}-03-01"))
            ),
        )
    return edges


def timed(action: Callable[[], object], times: int = 1) -> float:
    """The median milliseconds of an action."""
    taken = []
    for _turn in range(times):
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        plans = Path(folder) / "plans"
        plans.mkdir()
        file = Path(folder) / "index.sqlite"
        corpus = Corpus(plans, index=file)
        start = time.perf_counter()
        edges = fill(corpus, options.count, options.seed)
        filled = time.perf_counter() - start
        corpus._db.execute("ANALYZE")
        size = file.stat().st_size / 2**20
        late = [iri(chance.randrange(options.count * 9 // 10, options.count)) for _turn in range(50)]
        rows: list[tuple[str, float, str]] = []

        def row(name: str, action: Callable[[str], object]) -> None:
            taken = sorted(timed(lambda id=id: action(id)) for id in late)
            rows.append((name, statistics.median(taken), f"worst of {len(late)}: {taken[-1]:.2f} ms"))

        row("one document by id", corpus.get)
        row("by number and issuer", lambda id: corpus.by_code(id.rsplit("/", 1)[1].upper().replace("-KH", "/KH", 1)))
        row("edges up", corpus.up)
        for name, more in (
            ("chain up, depth 3", {"down": False, "depth": 3}),
            ("chain up, to the end", {"down": False}),
            ("chain down, to the end", {"up": False}),
            ("all edges up, depth 1", {"down": False, "depth": 1, "all_edges": True}),
            ("all edges up, depth 2", {"down": False, "depth": 2, "all_edges": True}),
        ):
            sizes = sorted(len(build(corpus, id, **more).nodes) for id in late)
            row(f"{name} ({sizes[len(sizes) // 2]} documents)", lambda id, more=more: build(corpus, id, **more))
        hub = iri(0)
        whole = build(corpus, hub, up=False)
        for name, action in (
            ("hub: first 200 edges down and the count", lambda: corpus.below(hub, None, 200)),
            ("hub: chain down, depth 1", lambda: build(corpus, hub, up=False, depth=1)),
            ("hub: chain down, depth 3", lambda: build(corpus, hub, up=False, depth=3)),
            ("hub: chain down, to the end", lambda: build(corpus, hub, up=False)),
            ("hub: all edges down, depth 1", lambda: build(corpus, hub, up=False, depth=1, all_edges=True)),
            ("hub: its chain down as a tree", lambda: write_tree(whole, io.StringIO())),
            ("hub: whose provinces have a plan (gap)", lambda: corpus.carriers((hub,), ("huyen", "xa"))),
            ("hub: what is said", lambda: corpus.said(hub)),
        ):
            rows.append((name, timed(action, 5), ""))
        print(f"{options.count:,} documents, {edges:,} edges: {size:.0f} MiB, filled in {filled:.1f} s")
        unit = rows[0][1]
        print(f"the hub is cited by {corpus.below(hub, None, 1)[1] + 1:,} edges")
        print(f"{'':44}{'ms':>10}{'×':>9}")
        for name, taken, note in rows:
            print(f"{name:44}{taken:10.3f}{taken / unit:9.1f}  {note}")
        corpus.close()
        for i in range(min(options.count, 10_000)):
            (plans / f"{i}.txt").write_text("KẾ HOẠCH\n", encoding="utf-8")
        with Corpus(plans, index=Path(folder) / "files.sqlite") as small:
            with store.transaction(small._db):
                small._db.executemany(
                    "INSERT INTO file (path, size, mtime) VALUES (?, ?, ?)",
                    ((f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in plans.iterdir()),
                )
            taken = timed(small.refresh, 3)
            print(f"refresh, {min(options.count, 10_000):,} files unchanged: {taken:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
