"""How right `khtool check` is: the part of the accuracy report that is about findings.

Recall: of the anomalies that careful readers noted in the gold, how many a finding touches, by their category. Those
that no rule can know (tests/data/anomalies_unknowable.yml gives the reason of each) count only when they were found.
Precision: of the findings at error and warning level that a person has judged (tests/data/findings_judged.yml), how
many are true, by the family of the rule; a doubtful one counts as false. Findings that nobody has judged are counted
apart and left out of both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
UNKNOWABLE = DATA / "anomalies_unknowable.yml"
JUDGED = DATA / "findings_judged.yml"
VERDICTS = ("true", "doubtful", "false")
WORDS = 60  # characters of a finding's words that a judgement names


@dataclass
class Share:
    """So many right ones of so many."""

    right: int = 0
    all: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.all + other.all)

    @property
    def value(self) -> float:
        return self.right / self.all if self.all else 1.0


@dataclass
class Judgement:
    """What check was worth on one document or on all: anomalies by category, findings by family."""

    recall: dict[str, Share] = field(default_factory=dict)
    precision: dict[str, Share] = field(default_factory=dict)
    unjudged: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    false_errors: int = 0

    def __add__(self, other: Judgement) -> Judgement:
        return Judgement(
            _merged(self.recall, other.recall),
            _merged(self.precision, other.precision),
            self.unjudged + other.unjudged,
            self.missed + other.missed,
            self.false_errors + other.false_errors,
        )


def _merged(a: dict[str, Share], b: dict[str, Share]) -> dict[str, Share]:
    return {key: a.get(key, Share()) + b.get(key, Share()) for key in sorted({*a, *b})}


def squashed(text: str) -> tuple[str, list[int]]:
    """The text without white space and markup, and where each character stood."""
    same = {"–": "-", "“": '"', "”": '"'}
    kept = [(i, same.get(c, c)) for i, c in enumerate(text) if not c.isspace() and c not in "*#|"]
    return "".join(c for _i, c in kept), [i for i, _c in kept]


def key_of(words: str) -> str:
    """The words of a finding as a judgement names them."""
    return " ".join(words.split())[:WORDS]


def load_judged(file: Path = JUDGED) -> dict[tuple[str, str, str], str]:
    """The verdicts by document (the stem of its file), rule and words. Raises ValueError for any other verdict."""
    import yaml

    verdicts: dict[tuple[str, str, str], str] = {}
    for document, rules in (yaml.safe_load(file.read_text(encoding="utf-8")) or {}).items():
        for rule, by_verdict in rules.items():
            for verdict, words in by_verdict.items():
                if verdict not in VERDICTS:
                    raise ValueError(f"{file}: {document}: {rule}: {verdict!r} is no verdict")
                verdicts.update(((document, rule, key_of(each)), verdict) for each in words)
    return verdicts


def load_unknowable(file: Path = UNKNOWABLE) -> dict[str, tuple[str, ...]]:
    """By the stem of the gold file, how the words begin that no rule can know."""
    import yaml

    out: dict[str, tuple[str, ...]] = {}
    for by_reading in yaml.safe_load(file.read_text(encoding="utf-8")).values():
        for stem, starts in by_reading.items():
            out[stem] = (*out.get(stem, ()), *starts)
    return out


def judge(
    document: str,
    text: str,
    findings: Sequence[Any],
    anomalies: Iterable[Mapping[str, Any]],
    unknowable: Sequence[str],
    verdicts: Mapping[tuple[str, str, str], str],
) -> Judgement:
    """Hold the findings in one document (`text` is what they are offsets into) against anomalies and verdicts."""
    out = Judgement()
    plain, places = squashed(text)
    for anomaly in anomalies:
        category, surface = anomaly["category"], squashed(anomaly["surface"])[0]
        at = plain.find(surface) if surface else -1
        found = False
        if at >= 0:
            start, end = places[at], places[at + len(surface) - 1] + 1
            found = any(f.span.start < end and start < f.span.end for f in findings)
        if found or not anomaly["surface"].startswith(tuple(unknowable)):
            out.recall[category] = out.recall.get(category, Share()) + Share(int(found), 1)
        if not found and not anomaly["surface"].startswith(tuple(unknowable)):
            out.missed.append(f"{document} {category}: {anomaly['surface'][:80]}")
    for f in findings:
        if f.severity == "info":
            continue
        verdict = verdicts.get((document, f.code, key_of(f.text)))
        if verdict is None:
            out.unjudged.append(f"{document} {f.severity} {f.code}: {key_of(f.text)} | {f.message[:80]}")
            continue
        right = verdict == "true"
        family = f.code[:3]
        out.precision[family] = out.precision.get(family, Share()) + Share(int(right), 1)
        out.false_errors += f.severity == "error" and verdict == "false"
    return out


def measure(sources: Mapping[str, str | None]) -> dict[str, Judgement]:
    """Check the documents (path → its gold file, if it has one)."""
    import khtool

    verdicts, unknowable = load_judged(), load_unknowable()
    out = {}
    for source, gold in sources.items():
        text = khtool.read(source)
        anomalies = json.loads(Path(gold).read_text(encoding="utf-8")).get("anomalies", []) if gold else []
        hidden = unknowable.get(Path(gold).stem, ()) if gold else ()
        stem = Path(source).stem
        out[source] = judge(stem, text.text, khtool.check(text), anomalies, hidden, verdicts)
    return out


def total(judgements: Iterable[Judgement]) -> Judgement:
    """All documents together."""
    return sum(judgements, Judgement())


def summary(judgement: Judgement) -> dict[str, float]:
    """The figures that the baseline keeps."""
    out = {}
    for name, shares in (("recall", judgement.recall), ("precision", judgement.precision)):
        if shares:
            out[f"check.{name}"] = round(sum(shares.values(), Share()).value, 4)
            out |= {f"check.{name}.{key}": round(share.value, 4) for key, share in shares.items()}
    return out


def table(judgements: Mapping[str, Judgement], baseline: Mapping[str, float] | None = None) -> str:
    """A table as text: a line a document, then categories and families in total, with the changes in brackets."""
    lines = [
        f"CHECK\n  {'document':24} {'anomalies found':>16} {'true findings':>16} {'unjudged':>9} {'false errors':>13}"
    ]
    for source, j in judgements.items():
        lines.append(_row(Path(source).stem[:24], j))
    whole = total(judgements.values())
    lines.append(_row("TOTAL", whole))
    now = summary(whole)

    def told(name: str, share: Share) -> str:
        change = "" if baseline is None else " (new)"
        if baseline is not None and name in baseline:
            change = f" ({now[name] - baseline[name]:+.4f})"
        return f"  {name:34} {share.right:4}/{share.all:<4} {share.value:.4f}{change}"

    for name, shares in (("recall", whole.recall), ("precision", whole.precision)):
        if shares:
            lines.append(told(f"check.{name}", sum(shares.values(), Share())))
            lines += [told(f"check.{name}.{key}", share) for key, share in shares.items()]
    return "\n".join(lines)


def _row(name: str, j: Judgement) -> str:
    recall, precision = sum(j.recall.values(), Share()), sum(j.precision.values(), Share())
    return (
        f"  {name:24} {f'{recall.right}/{recall.all}':>16} {f'{precision.right}/{precision.all}':>16}"
        f" {len(j.unjudged):9} {j.false_errors:13}"
    )


__all__ = ["Judgement", "Share", "judge", "load_judged", "load_unknowable", "measure", "summary", "table", "total"]
