"""Long word lists as regular expressions that look at each letter once."""

from __future__ import annotations

import re
from collections.abc import Iterable

_Node = dict[str, "_Node"]


def choice(phrases: Iterable[str]) -> str:
    """The phrases as one group that shares their beginnings; one or more spaces stand for a space.

    For patterns that ignore case. It matches what `a|b|c` with the longest first would, without trying hundreds of
    words at every place.

    >>> choice(["ban hành", "ban", "bố trí"])
    '(?:b(?:an(?:\\\\s+hành)?|ố\\\\s+trí))'
    """
    root: _Node = {}
    for phrase in phrases:
        node = root
        for letter in phrase.lower():
            node = node.setdefault(letter, {})
        node[""] = {}
    return f"(?:{_written(root)})"


def _written(node: _Node) -> str:
    branches = []
    for letter in sorted(node):
        if letter:
            tail, at = r"\s+" if letter == " " else re.escape(letter), node[letter]
            while len(at) == 1 and "" not in at:  # no choice: goes on in a straight line
                ((letter, at),) = at.items()
                tail += r"\s+" if letter == " " else re.escape(letter)
            branches.append(tail + (_written(at) if at != {"": {}} else ""))
    if "" in node:
        return f"(?:{'|'.join(branches)})?" if branches else ""
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def last_words(phrases: Iterable[str]) -> frozenset[str]:
    """The last words of the phrases, in small letters: what a text must end with for one of them to end it."""
    return frozenset(phrase.split()[-1].lower() for phrase in phrases)


def may_end(text: str, ends: frozenset[str]) -> bool:
    """Whether `text`, spaces and a colon or full stop aside, may end with one of the words; when in doubt it may."""
    word = text.rstrip(" \n\t:.").rpartition(" ")[2].lower()
    return word in ends or not word.isalpha()
