"""From pairs of items to the changes between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from khtool.comparing.model import Change

Fields = dict[str, tuple[str | None, str | None]]


class Item(Protocol):
    """What a plan holds of a kind: its words and where they stand."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def where(self) -> str | None:
        """The path of the section."""


T = TypeVar("T", bound=Item)


def changes_of(
    what: str, old: Sequence[T], new: Sequence[T], pairs: Mapping[int, int], fields: Callable[[T, T], Fields]
) -> tuple[list[Change], int]:
    """The changes of items that `pairs` ties by their indices, and how many stayed the same.

    `fields` tells what differs between two of a pair; nothing means that they are the same.
    """
    changes: list[Change] = []
    same = 0
    for i, a in enumerate(old):
        if i not in pairs:
            changes.append(Change("dropped", what, a.text, None, a.where, None))
            continue
        b = new[pairs[i]]
        differing = fields(a, b)
        if differing:
            changes.append(Change("changed", what, a.text, b.text, a.where, b.where, differing))
        else:
            same += 1
    taken = set(pairs.values())
    changes += [Change("added", what, None, b.text, None, b.where) for j, b in enumerate(new) if j not in taken]
    return changes, same
