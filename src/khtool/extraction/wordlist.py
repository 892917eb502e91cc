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


def whole_words(phrases: Iterable[str]) -> str:
    """A pattern that finds any of the phrases, which begin with letters, as whole words in small letters or capitals.

    Their first letters are a class, and the case is left open only behind them, so that most places fail at once.

    >>> whole_words(["ban hành", "ban", "giao"])
    '(?<!\\\\w)(?=[BGbg])(?:[bB](?i:an(?:\\\\s+hành|))|[gG](?i:iao))(?!\\\\w)'
    """
    rests: dict[str, list[tuple[str, str]]] = {}
    for phrase in phrases:
        rests.setdefault(phrase[0].lower(), []).append((phrase[1:].lower(), ""))
    letters = "".join(sorted({*"".join(rests), *"".join(rests).upper()}))
    branches = "|".join(f"[{a}{a.upper()}](?i:{prefix_tree(rest)})" for a, rest in sorted(rests.items()))
    return rf"(?<!\w)(?=[{letters}])(?:{branches})(?!\w)".replace(" ", r"\s+")


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
    """The last words of the phrases, in small letters, with which a text must end for one of them to end it.

    Among them is "", for a text whose `last_word` does not tell.
    """
    return frozenset(["", *(phrase.split()[-1].lower() for phrase in phrases)])


def last_word(text: str) -> str:
    """The last word of `text` in small letters, spaces and a colon or full stop aside; "" when it is no plain word."""
    word = text.rstrip(" \n\t:.").rpartition(" ")[2]
    return word.lower() if word.isalpha() else ""


def places(text: str, *pieces: str) -> list[int]:
    """Where any of the pieces begins in `text`, in order; they must not contain one another."""
    found: list[int] = []
    for piece in pieces:
        at = text.find(piece)
        while at >= 0:
            found.append(at)
            at = text.find(piece, at + len(piece))
    return sorted(found)
