"""Accuracy as a product: what khtool reads out of real plans against careful readings of them.

    python benchmarks/accuracy.py GOLD.json=SOURCE[=TEXT] … [--baseline FILE] [--update] [--verbose] [--speed]
        [--also SOURCE …]

SOURCE is any file khtool reads; TEXT is the text in which the gold's surfaces are looked up, when SOURCE is no text
itself. The gold is validated first: every key there, every surface found in its text. Then precision, recall, F1 and
the F1 of entries with all fields right ("strict") of each part are printed for each document and in total, with the
gains and losses against the baseline; at last how right `khtool check` is (see findings.py), on these documents and on
those of `--also`, which have no gold but findings that were judged. Exit code: 0; 1 when a total lost more than 0.005;
2 when the gold is faulty.

`--speed` prints how fast each part is, in MB of text a second, as a ratio to one pass of `re` over the same text.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

Entry = dict[str, Any]
TOLERANCE = 0.005
BASELINE = Path(__file__).with_name("accuracy_baseline.json")

#: What a gold file must hold, part by part; the first key of each is looked up in the text.
KEYS: dict[str, tuple[str, ...]] = {
    "outline": ("title", "label", "depth"),
    "citations": ("surface", "kind", "type_name", "code", "issued_date", "organ", "pinpoint", "relation"),
    "targets": (
        *("surface", "comparator", "value", "value_max", "unit", "out_of"),
        *("baseline", "baseline_year", "year", "direction", "where"),
    ),
    "qualitative_targets": ("surface",),
    "assignments": ("agency", "role", "where", "tasks", "time"),
    "deadlines": ("surface", "date", "comparator", "to", "through"),
    "funding": ("surface",),
}
HEADER_KEYS = (
    *("type_name", "code", "issued_date", "place", "organ_name", "level", "subject"),
    *("signer", "position", "to_places", "years"),
)

# --- comparing words -------------------------------------------------------------------------------------------------

_SAME = str.maketrans(
    {"–": "-", "—": "-", "Ð": "Đ", "“": '"', "”": '"', "\u00ad": None, "\u200b": None, "*": None, "#": None}
)
_ORGAN_NAMES = (
    ("uỷ", "ủy"),
    ("ủy ban nhân dân", "ubnd"),
    ("hội đồng nhân dân", "hđnd"),
    ("tp.", "thành phố"),
    ("tp ", "thành phố "),
    ("lđtbxh", "lao động thương binh và xã hội"),
    ("lđ-tb&xh", "lao động thương binh và xã hội"),
)


def fold(text: object) -> str:
    """The form in which surfaces are looked up: NFC, Markdown marks dropped, dashes and quotes alike, blanks folded."""
    return " ".join(unicodedata.normalize("NFC", str(text or "")).translate(_SAME).split())


def plain(text: object) -> str:
    return fold(text).lower()


def organ(text: object) -> str:
    """An agency's name with its common abbreviations written out and punctuation dropped."""
    name = plain(text)
    for short, long in _ORGAN_NAMES:
        name = name.replace(short, long)
    return re.sub(r"[\s,\-:.]+", " ", name.removeprefix("bộ trưởng ") if "bộ trưởng bộ" in name else name).strip()


def code(text: object) -> str:
    return fold(text).replace(" ", "").upper().replace("Đ", "D")


def label(text: object) -> str:
    return fold(text).replace(" ", "").strip(".").upper()


# --- pairing ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Placed:
    """An entry and the range of its words in the folded text, (-1, -1) when they are not found."""

    start: int
    end: int
    entry: Entry

    def shared(self, other: Placed) -> int:
        """How many characters both cover."""
        if self.start < 0 or other.start < 0:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def locate(entries: Iterable[Entry], key: str, text: str) -> list[Placed]:
    """Each entry's words looked up from the last one's place on, else from the beginning."""
    out, at = [], 0
    for entry in entries:
        words = fold(entry.get(key))
        start = text.find(words, at) if words else -1
        if start < 0 and words:
            start = text.find(words)
        if start >= 0:
            at = start + 1
        out.append(Placed(start, start + len(words), entry) if start >= 0 else Placed(-1, -1, entry))
    return out


def pair(gold: Sequence[Any], found: Sequence[Any], likeness: Callable[[Any, Any], int]) -> list[tuple[int, int]]:
    """One-to-one pairs, the most alike first come first served in the order of the gold; likeness 0 is no pair."""
    free = list(range(len(found)))
    pairs = []
    for i, g in enumerate(gold):
        best = max(free, key=lambda j: (likeness(g, found[j]), -j), default=None)
        if best is not None and likeness(g, found[best]) > 0:
            free.remove(best)
            pairs.append((i, best))
    return pairs


# --- figures ---------------------------------------------------------------------------------------------------------


@dataclass
class Figures:
    """Counts of one part: entries of the gold, found, in both, in both with all fields right."""

    gold: int = 0
    found: int = 0
    hits: int = 0
    strict_hits: int | None = None

    def __add__(self, other: Figures) -> Figures:
        strict = None if self.strict_hits is None or other.strict_hits is None else self.strict_hits + other.strict_hits
        return Figures(self.gold + other.gold, self.found + other.found, self.hits + other.hits, strict)

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else float(self.gold == 0)

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        return self._f1(self.hits)

    @property
    def strict(self) -> float | None:
        return None if self.strict_hits is None else self._f1(self.strict_hits)

    def _f1(self, hits: int) -> float:
        return 2 * hits / (self.gold + self.found) if self.gold + self.found else 1.0


@dataclass
class Reading:
    """The figures of one document and remarks on what is missed, made up or wrong."""

    figures: dict[str, Figures] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def _tally(
    reading: Reading,
    part: str,
    gold: list[Any],
    found: list[Any],
    likeness: Callable[[Any, Any], int],
    wrong: Callable[[Any, Any], list[str]] | None,
    show: Callable[[Any], str],
) -> None:
    pairs = pair(gold, found, likeness)
    strict = 0
    for i, j in pairs:
        faults = wrong(gold[i], found[j]) if wrong else []
        strict += not faults
        reading.remarks += [f"{part} {show(gold[i])!r}: {fault}" for fault in faults]
    reading.remarks += [
        f"{part} MISSED {show(gold[i])!r}" for i in sorted(set(range(len(gold))) - {i for i, _ in pairs})
    ]
    reading.remarks += [
        f"{part} EXTRA {show(found[j])!r}" for j in sorted(set(range(len(found))) - {j for _, j in pairs})
    ]
    reading.figures[part] = Figures(len(gold), len(found), len(pairs), strict if wrong else None)


def _differences(gold: Entry, found: Entry, keys: dict[str, tuple[str, Callable[[object], object]]]) -> list[str]:
    """ "key: gold …, found …" for each field that differs; `keys`: gold's key → found's key and form of comparison."""
    return [
        f"{key}: gold {gold.get(key)!r}, found {found.get(other)!r}"
        for key, (other, form) in keys.items()
        if form(gold.get(key)) != form(found.get(other))
    ]


def same(value: object) -> object:
    return value


def evaluate(gold: Entry, plan: Entry, text: str) -> Reading:
    """Compare a plan (as `khtool parse --format json` prints it) with its gold; `text` is the folded source."""
    reading = Reading()
    _header(reading, gold["header"], plan.get("header") or {})
    for kind in ("full", "short", "named", "titled"):
        numbered = kind in ("full", "short")
        _tally(
            reading,
            f"citations.{kind}",
            [p for p in locate(gold["citations"], "surface", text) if p.entry["kind"] == kind],
            [p for p in locate(plan.get("citations") or [], "text", text) if p.entry.get("kind") == kind],
            lambda g, f, numbered=numbered: (  # type: ignore[misc]
                0 if numbered and code(g.entry["code"]) != code(f.entry.get("code")) else g.shared(f)
            ),
            lambda g, f: _differences(g.entry, f.entry, _CITATION),
            _words,
        )
    _tally(
        reading,
        "targets",
        locate(gold["targets"], "surface", text),
        locate(plan.get("targets") or [], "text", text),
        lambda g, f: int(g.shared(f) > 0 and g.entry["value"] == f.entry.get("value")),
        lambda g, f: _differences(g.entry, f.entry, _TARGET),
        _words,
    )
    _tally(
        reading,
        "deadlines",
        locate(gold["deadlines"], "surface", text),
        locate(plan.get("deadlines") or [], "text", text),
        lambda g, f: int(g.shared(f) > 0 and g.entry["date"] == f.entry.get("date")),
        lambda g, f: _differences(g.entry, f.entry, _DEADLINE),
        _words,
    )
    for part in ("qualitative_targets", "funding"):
        _tally(
            reading,
            part,
            locate(gold[part], "surface", text),
            locate(plan.get(part) or [], "text", text),
            lambda g, f: g.shared(f),
            None,
            _words,
        )
    _tally(
        reading,
        "assignments",
        gold["assignments"],
        list(plan.get("assignments") or []),
        _same_assignment,
        _assignment_faults,
        lambda a: f"{a.get('agency')} {a.get('role')} {a.get('where')}",
    )
    _outline(reading, gold["outline"], plan.get("outline") or [])
    return reading


_CITATION: dict[str, tuple[str, Callable[[object], object]]] = {
    "type_name": ("type_name", plain),
    "issued_date": ("issued_date", fold),
    "organ": ("organ_name", organ),
    "pinpoint": ("pinpoint", plain),
    "relation": ("relation", same),
}
_TARGET: dict[str, tuple[str, Callable[[object], object]]] = {
    **{key: (key, same) for key in ("comparator", "value_max", "out_of", "baseline", "year", "direction")},
    "unit": ("unit", plain),
}
_DEADLINE: dict[str, tuple[str, Callable[[object], object]]] = {
    "comparator": ("comparator", same),
    "to": ("to", organ),
    "through": ("through", organ),
}


def _words(placed: Placed) -> str:
    return fold(placed.entry.get("surface") or placed.entry.get("text"))[:90]


def _header(reading: Reading, gold: Entry, found: Entry) -> None:
    """Ten questions about the header; each is a hit or not."""
    signer = found.get("signer") or {}
    right = {key: plain(gold.get(key)) == plain(found.get(key)) for key in ("type_name", "issued_date", "level")}
    right["code"] = code(gold.get("code")) == code(found.get("code"))
    right |= {key: organ(gold.get(key)) == organ(found.get(key)) for key in ("place", "organ_name")}
    # the subject is often broken over lines with odd blanks at its end: its first sixty characters decide
    right["subject"] = plain(gold.get("subject"))[:60] == plain(found.get("subject"))[:60]
    right["signer"] = plain(gold.get("signer")) == plain(signer.get("full_name"))
    right["position"] = plain(gold.get("position")) == plain(signer.get("position"))
    wanted = {plain(line) for line in gold.get("to_places") or []}
    got = {plain(line).strip(" -;.") for line in found.get("to_places") or []}
    right["to_places"] = len(wanted & got) >= 0.8 * len(wanted | got)
    hits = sum(right.values())
    reading.figures["header"] = Figures(len(right), len(right), hits)
    reading.remarks += [f"header.{key}: gold {gold.get(key)!r}" for key, ok in right.items() if not ok]


def _same_assignment(gold: Entry, found: Entry) -> int:
    if organ(gold["agency"]) != organ(found.get("agency")) or gold["role"] != found.get("role"):
        return 0
    return 2 if label(gold["where"]) == label(found.get("where")) else 1


def _assignment_faults(gold: Entry, found: Entry) -> list[str]:
    faults = []
    if label(gold["where"]) != label(found.get("where")):
        faults.append(f"where: gold {gold['where']!r}, found {found.get('where')!r}")
    if plain(gold.get("time")) != plain(found.get("time")):
        faults.append(f"time: gold {gold.get('time')!r}, found {found.get('time')!r}")
    tasks = [plain(t if isinstance(t, str) else t.get("text")).lstrip("-+ ") for t in found.get("tasks") or []]
    wanted = [plain(t)[:25] for t in gold["tasks"]]
    if len(tasks) != len(wanted) or not all(t.startswith(w) for t, w in zip(tasks, wanted, strict=False)):
        faults.append(f"tasks: gold {len(wanted)}, found {len(tasks)}")
    return faults


def _outline(reading: Reading, gold: list[Entry], found: list[Entry]) -> None:
    def counted(rows: list[Entry]) -> Counter[tuple[str, str]]:
        return Counter((label(row.get("label")), plain(row.get("title"))[:30]) for row in rows)

    wanted, got = counted(gold), counted(found)
    reading.figures["outline"] = Figures(len(gold), len(found), (wanted & got).total())
    reading.remarks += [f"outline MISSED {row}" for row in wanted - got]
    reading.remarks += [f"outline EXTRA {row}" for row in got - wanted]


# --- the gold itself -------------------------------------------------------------------------------------------------


def faults_of(gold: Entry, text: str) -> list[str]:
    """What is wrong with a gold file: keys that miss, surfaces that its text does not have."""
    faults = [f"header: no key {key!r}" for key in HEADER_KEYS if key not in gold.get("header", {})]
    for part, keys in KEYS.items():
        if part not in gold:
            faults.append(f"no part {part!r}")
            continue
        for i, entry in enumerate(gold[part]):
            faults += [f"{part}[{i}]: no key {key!r}" for key in keys if key not in entry]
            for words in _surfaces(part, entry):
                if words not in text:
                    faults.append(f"{part}[{i}]: not in the text: {words[:80]!r}")
    return faults


def _surfaces(part: str, entry: Entry) -> Iterator[str]:
    if part == "assignments":
        yield from (fold(words) for words in [entry.get("agency"), *entry.get("tasks", [])])
    elif part == "outline":
        yield fold(entry.get("title"))[:60]
    else:
        yield fold(entry.get("surface"))


# --- totals, baseline, tables ----------------------------------------------------------------------------------------


def total(readings: Iterable[Reading]) -> dict[str, Figures]:
    """The figures of all documents together, part by part (every entry weighs the same)."""
    out: dict[str, Figures] = {}
    for reading in readings:
        for part, figures in reading.figures.items():
            out[part] = out[part] + figures if part in out else figures
    return out


def summary(totals: dict[str, Figures]) -> dict[str, float]:
    """The figures that the baseline keeps: F1 of each part, and "part.strict"."""
    out = {}
    for part, figures in totals.items():
        out[part] = round(figures.f1, 4)
        if figures.strict is not None:
            out[f"{part}.strict"] = round(figures.strict, 4)
    return out


def losses(now: dict[str, float], baseline: dict[str, float]) -> dict[str, float]:
    """The figures that fell by more than the tolerance, and by how much; one that is gone lost all it had."""
    lost = {name: round(before - now.get(name, 0.0), 4) for name, before in baseline.items()}
    return {name: loss for name, loss in lost.items() if loss > TOLERANCE}


def table(title: str, figures: dict[str, Figures], baseline: dict[str, float] | None = None) -> str:
    """A table of figures as text; with a baseline, the changes against it in brackets."""

    def change(name: str, value: float) -> str:
        if baseline is None:
            return ""
        if name not in baseline:
            return " (new)"
        return f" ({value - baseline[name]:+.4f})"

    lines = [title, f"  {'part':20} {'gold':>5} {'found':>5} {'prec.':>7} {'recall':>7}  F1 / strict"]
    for part, f in figures.items():
        row = f"  {part:20} {f.gold:5} {f.found:5} {f.precision:7.4f} {f.recall:7.4f}  {f.f1:.4f}{change(part, f.f1)}"
        if f.strict is not None:
            row += f" / {f.strict:.4f}{change(f'{part}.strict', f.strict)}"
        lines.append(row)
    return "\n".join(lines)


# --- speed -----------------------------------------------------------------------------------------------------------


def speed(sources: Sequence[str], repeat: int = 3) -> str:
    """A table: how many MB of text each part handles a second, and that as a ratio to one pass of `re`."""
    import khtool
    from khtool.checking import all_rules
    from khtool.extraction import assignments, citations, deadlines, extract, funding, header, outline, targets
    from khtool.extraction.frame import Frame
    from khtool.reading import read

    texts = [read(source) for source in sources]
    frames = [Frame.of(text) for text in texts]
    headers = [header.extract(frame) for frame in frames]
    plans = [khtool.parse(text) for text in texts]
    families = sorted({rule.code[:3] for rule in all_rules()})
    size = sum(len(text.text.encode()) for text in texts) / 1e6
    words = re.compile(r"\w+")
    runs: dict[str, Callable[[], object]] = {
        "re (baseline)": lambda: [sum(1 for _ in words.finditer(text.text)) for text in texts],
        "zones and sections": lambda: [Frame.of(text) for text in texts],
        "header": lambda: [header.extract(frame) for frame in frames],
        "outline": lambda: [outline.extract(frame) for frame in frames],
        "citations": lambda: [citations.extract(f, h) for f, h in zip(frames, headers, strict=True)],
        "targets": lambda: [targets.extract(f, h) for f, h in zip(frames, headers, strict=True)],
        "assignments": lambda: [assignments.extract(f, h) for f, h in zip(frames, headers, strict=True)],
        "deadlines": lambda: [deadlines.extract(f, h) for f, h in zip(frames, headers, strict=True)],
        "funding": lambda: [funding.extract(frame) for frame in frames],
        "all": lambda: [extract(text) for text in texts],
        **{f"check {family}": partial(_check, plans, texts, (family,)) for family in families},
        "check": partial(_check, plans, texts),
        "extract and check": lambda: [khtool.check(text) for text in texts],
    }
    rates = {}
    for name, run in runs.items():
        run()  # vocabulary is loaded, caches are warm
        best = min(_seconds(run) for _ in range(repeat))
        rates[name] = size / best
    base = rates["re (baseline)"]
    return "\n".join(
        [
            f"SPEED over {size:.2f} MB",
            *(f"  {name:20} {rate:8.2f} MB/s  {rate / base:7.4f}" for name, rate in rates.items()),
        ]
    )


def _check(plans: Sequence[Any], texts: Sequence[Any], select: Sequence[str] | None = None) -> None:
    from khtool.checking import check
    from khtool.resolution.catalogue import RegistryCatalogue

    known = RegistryCatalogue()
    for plan, text in zip(plans, texts, strict=True):
        check(plan, text, known, select=select)


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return max(time.perf_counter() - start, 1e-9)


# --- the command -----------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; the exit code is described at the head of the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", metavar="GOLD=SOURCE[=TEXT]")
    parser.add_argument("--baseline", type=Path, default=BASELINE)
    parser.add_argument("--update", action="store_true", help="write the totals of this run to the baseline")
    parser.add_argument("--verbose", action="store_true", help="print each miss, each addition, each wrong field")
    parser.add_argument("--speed", action="store_true", help="print the speed of each part, too")
    parser.add_argument("--also", nargs="+", default=[], metavar="SOURCE", help="documents without gold to check, too")
    options = parser.parse_args(arguments)

    cases = [item.split("=") for item in options.pairs]
    golds = [json.loads(Path(gold).read_text(encoding="utf-8")) for gold, *_ in cases]
    texts = [fold(Path(rest[-1]).read_text(encoding="utf-8")) for _, *rest in cases]
    faults = [
        f"{case[0]}: {fault}" for case, g, t in zip(cases, golds, texts, strict=True) for fault in faults_of(g, t)
    ]
    if faults:
        print("\n".join(["The gold is faulty:", *faults]), file=sys.stderr)
        return 2

    import findings
    from khtool import parse

    readings = []
    for (_, source, *_rest), gold, text in zip(cases, golds, texts, strict=True):
        reading = evaluate(gold, parse(source).model_dump(mode="json"), text)
        readings.append(reading)
        print(table(source, reading.figures))
        if options.verbose:
            print("\n".join(f"    {remark}" for remark in reading.remarks))
    totals = total(readings)
    baseline = json.loads(options.baseline.read_text(encoding="utf-8")) if options.baseline.exists() else None
    print(table("TOTAL", totals, baseline))
    sources = dict.fromkeys(options.also) | {source: gold for gold, source, *_ in cases}
    judgements = findings.measure(sources)
    judgement = findings.total(judgements.values())
    print(findings.table(judgements, baseline))
    if options.verbose:
        print("\n".join(f"    MISSED {line}" for line in judgement.missed))
        print("\n".join(f"    UNJUDGED {line}" for line in judgement.unjudged))
    if options.speed:
        print(speed([source for _, source, *_ in cases]))
    now = summary(totals) | findings.summary(judgement)
    if options.update:
        options.baseline.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    lost = losses(now, baseline or {})
    for name, loss in lost.items():
        print(f"LOSS {name}: {loss:.4f}", file=sys.stderr)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
