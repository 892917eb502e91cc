"""Long word lists as regular expressions that look at each letter once."""

from __future__ import annotations

import re
from collections.abc import Iterable


def choice(phrases: Iterable[str]) -> str:
    """The phrases as one group, for patterns that ignore case; one or more spaces stand for a space.

    >>> choice(["ban hành", "ban", "bố trí"])
    '(?:b(?:an(?:\\\\s+hành|)|ố\\\\s+trí))'
    """
    tree = prefix_tree((phrase.lower(), "") for phrase in phrases)
    return f"(?:{tree})".replace(" ", r"\s+")


def prefix_tree(entries: Iterable[tuple[str, str]]) -> str:
    """A pattern for literal words, each with a condition that must hold behind it (a pattern, or empty).

    What words begin with in common is tried once, so a long list costs little more than a short one; of the words that
    fit the longest is taken, as in an alternation in order of length.

    >>> prefix_tree([("Kế hoạch", ""), ("Kết luận", ""), ("Kế", "(?! toán)")])
    'Kế(?: hoạch|t luận|(?! toán))'
    """
    ends: dict[str, str] = {}
    below: dict[str, list[tuple[str, str]]] = {}
    for words, condition in entries:
        if words:
            below.setdefault(words[0], []).append((words[1:], condition))
        else:
            ends[condition] = condition
    branches = []
    for first, rest in sorted(below.items()):
        head = first
        while len({words[:1] for words, _ in rest}) == 1 and rest[0][0]:
            head += rest[0][0][0]
            rest = [(words[1:], condition) for words, condition in rest]
        branches.append(re.escape(head).replace(r"\ ", " ") + _group(prefix_tree(rest)))
    return "|".join([*branches, *ends])


def _group(pattern: str) -> str:
    return f"(?:{pattern})" if "|" in pattern else pattern


def last_words(phrases: Iterable[str]) -> frozenset[str]:
    """The last words of the phrases, in small letters: what a text must end with for one of them to end it."""
    return frozenset(phrase.split()[-1].lower() for phrase in phrases)


def may_end(text: str, ends: frozenset[str]) -> bool:
    """Whether `text`, spaces and a colon or full stop aside, may end with one of the words; when in doubt it may."""
    word = text.rstrip(" \n\t:.").rpartition(" ")[2].lower()
    return word in ends or not word.isalpha()
