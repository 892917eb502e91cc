"""The word lists of the citation grammar, from `knowledge/data/extraction_words.csv`.

`counted`: nouns after a figure that is a count, no number of a document ("Đề án 12 trang"). `after_number`: what may
follow the number of a document whose type is in small letters ("đề án 06 của tỉnh"). `no_title`: words after a
type word that begin no title. `title_end`, `comma_ends_title`, `and_ends_title`: where a title ends, in running text,
after a comma, after "và". `law_end`: where the name of a law that no table knows ends. `issuer`: the bodies with one
name; `issuer_short`: abbreviations of bodies that are no notations in the table of organs. `body_goes_on`: words
before which a comma or a dash stands inside the name of a body ("phổ biến, giáo dục pháp luật"). `field`: the fields
of which the names of ministries and offices are made; `field_of_its_own`: those that after a comma begin another body
("Bộ Y tế, Công an tỉnh"). Each row has an example, in which it does this, and where one may think otherwise a
counterexample, in which it does not.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from khtool.extraction.wordlist import prefix_tree
from khtool.knowledge.tables import items, rows


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in rows("extraction_words"):
        found.setdefault(row["list"], []).append((row["words"], items(row["unless_followed_by"])))
    return found


def word_list(name: str) -> tuple[str, ...]:
    """The words of a list, in the order of the table."""
    return tuple(words for words, _ in _lists()[name])


def alternation(name: str, leave_out: Collection[str] = ()) -> str:
    """A pattern that matches one entry of a list, the longest that fits, and ends at the end of a word."""
    found = (
        (words, rf"(?!\s(?:{'|'.join(map(re.escape, unless))})(?!\w))" if unless else "")
        for words, unless in _lists()[name]
        if words not in leave_out
    )
    return rf"(?:{prefix_tree(found)})(?!\w)"
