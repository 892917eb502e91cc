"""The documentation of a rule, read out of the docstring of its module.

Two title lines (Vietnamese, English), then the sections, each in both languages:

    Nội dung / What        what the rule finds
    Căn cứ / Why           the article that asks for it, or the fact that makes it wrong
    Sai (bad)              an example that the rule reports, indented
    Đúng (good)            the same put right
    Cách sửa / Fix         what to do
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from khtool.checking.model import Rule

SECTIONS = ("Nội dung", "What", "Căn cứ", "Why", "Sai (bad)", "Đúng (good)", "Cách sửa", "Fix")
_HEADING = re.compile(rf"^({'|'.join(map(re.escape, SECTIONS))}):[ \t]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Documentation:
    """`title` by language ("vi", "en"); `sections` by the names in `SECTIONS`, the examples without their indent."""

    title: dict[str, str]
    sections: dict[str, str]

    @classmethod
    def of(cls, rule: Rule) -> Documentation:
        """Take the docstring apart. A section that is missing is missing from `sections`."""
        pieces = _HEADING.split(rule.documentation)
        titles = [line.strip() for line in pieces[0].splitlines() if line.strip()]
        sections = {}
        for name, body in zip(pieces[1::2], pieces[2::2], strict=True):
            lines = [line.strip() for line in body.strip().splitlines()]
            sections[name] = "\n".join(lines) if name.endswith(")") else " ".join(filter(None, lines))
        return cls({"vi": titles[0] if titles else "", "en": titles[1] if len(titles) > 1 else ""}, sections)
