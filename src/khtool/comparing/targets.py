"""The targets of two plans, matched by what they measure."""

from __future__ import annotations

from collections.abc import Sequence

from khtool.comparing.model import Change
from khtool.comparing.pairing import changes_of
from khtool.comparing.words import features, pair_up, plain
from khtool.plan import Target

#: How alike the subjects of two targets of the same unit must be.
_SAME = 0.6
SIGNS = {"eq": "", "ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "approx": "≈ ", "range": ""}


def compare(
    old: Sequence[Target], new: Sequence[Target], years: tuple[int | None, int | None]
) -> tuple[list[Change], int]:
    """The changes in the order of the old plan, then what is new; and how many targets stayed the same.

    Matched by the words of the subject (years aside) and the unit. `fields` names what differs, values written with
    their unit, and `strength` says ("weaker" or "stronger") what became of the commitment where the texts tell.
    """
    a_words, b_words = [_subject(t) for t in old], [_subject(t) for t in new]

    def same_measure(i: int, j: int) -> bool:
        return _unit(old[i]) == _unit(new[j])

    def same_figure(i: int, j: int) -> bool:
        return same_measure(i, j) and old[i].value == new[j].value and _shifted(old[i].year, years) == new[j].year

    # Targets that say the same come first: two goals on one subject (2025 and 2030) are not crossed over.
    pairs = dict(pair_up(a_words, b_words, 0.9, same_figure))
    rest_old = [i for i in range(len(old)) if i not in pairs]
    taken = set(pairs.values())
    rest_new = [j for j in range(len(new)) if j not in taken]
    for x, y in pair_up(
        [a_words[i] for i in rest_old],
        [b_words[j] for j in rest_new],
        _SAME,
        lambda x, y: same_measure(rest_old[x], rest_new[y]),
    ):
        pairs[rest_old[x]] = rest_new[y]
    return changes_of("target", old, new, pairs, lambda a, b: _fields(a, b, years))


def _subject(t: Target) -> frozenset[str]:
    return features(t.subject or t.text)


def _unit(t: Target) -> str:
    return plain(t.unit or "")


def _shifted(year: int | None, years: tuple[int | None, int | None]) -> int | None:
    """The year in the old plan as the new plan would write it."""
    if year is None or years[0] is None or years[1] is None:
        return year
    return year + years[1] - years[0]


def number(value: float) -> str:
    """A figure as Vietnamese texts write it: "1.234,5"."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    return text.translate(str.maketrans(",.", ".,"))


def amount(t: Target) -> str:
    """The figure of a target with sign and unit: "≥ 90 %", "5 - 7 %", "14/14 phường"."""
    figure = number(t.value)
    if t.value_max is not None:
        figure += f" - {number(t.value_max)}"
    if t.out_of is not None:
        figure += f"/{number(t.out_of)}"
    return f"{SIGNS[t.comparator]}{figure}{f' {t.unit}' if t.unit else ''}"


def _fields(a: Target, b: Target, years: tuple[int | None, int | None]) -> dict[str, tuple[str | None, str | None]]:
    fields: dict[str, tuple[str | None, str | None]] = {}
    if (a.value, a.value_max, a.out_of) != (b.value, b.value_max, b.out_of):
        fields["value"] = (amount(a), amount(b))
    if a.comparator != b.comparator:
        fields["comparator"] = (a.comparator, b.comparator)
    if b.year not in (a.year, _shifted(a.year, years)):
        fields["year"] = (_text(a.year), _text(b.year))
    if a.baseline != b.baseline:
        fields["baseline"] = (_figure(a.baseline), _figure(b.baseline))
    if a.direction != b.direction:
        fields["direction"] = (a.direction, b.direction)
    strength = _strength(a, b)
    if strength and fields:
        fields["strength"] = (None, strength)
    return fields


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)


def _figure(value: float | None) -> str | None:
    return None if value is None else number(value)


def _strength(a: Target, b: Target) -> str | None:
    """ "stronger" or "weaker" when both figures are bounds of the same side, else None."""
    side = _side(a)
    if side is None or side != _side(b):
        return None
    x = a.value / a.out_of if a.out_of else a.value
    y = b.value / b.out_of if b.out_of else b.value
    if x != y:
        return "stronger" if (y > x) == (side > 0) else "weaker"
    strict_a, strict_b = a.comparator in ("gt", "lt"), b.comparator in ("gt", "lt")
    return None if strict_a == strict_b else ("stronger" if strict_b else "weaker")


def _side(t: Target) -> int | None:
    """1 when more is stronger, -1 when less is, None when the words do not tell.

    A decrease "xuống còn x" is stronger the smaller x is; a decrease "by x" the larger it is.
    """
    if t.comparator in ("le", "lt"):
        return -1
    if t.direction == "decrease":
        return -1 if t.baseline is not None or "xuống" in plain(t.text) else 1
    if t.direction in ("increase", "maintain") or t.comparator in ("ge", "gt"):
        return 1
    return 1 if " đạt " in f" {plain(t.text)} " or t.out_of is not None else None
