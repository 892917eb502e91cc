"""The tone at each paragraph: whether goals are set there, the past is told, money is spoken of."""

from __future__ import annotations

import re
from functools import cache

from khtool.extraction.clauses import (
    Tone,
    body_start,
    title_tone,
    tone,
)
from khtool.extraction.frame import Frame, Section
from khtool.extraction.targets.commitment import Place
from khtool.text import Paragraph

_place = cache(Place)  # few are told apart, many are asked for
_BULLET = re.compile(r"[-+*•]\s")


class Places:
    """The tone at each paragraph: its section's, unless a lead-in line ("Phấn đấu đến năm 2025:") sets another."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.norm = frame.text.norm
        self.section: Section | None = None
        self.tone: Tone = "plain"
        self.lead: Tone | None = None
        self.led: Section | None = None  # the section in which the lead-in line stands
        self.quantified: dict[int, int] = {}  # id(section) → how many quantified targets

    def at(self, p: Paragraph) -> Place:
        """The tone at `p`; asked in the order of the text, because lead-ins last until another one."""
        section = self.frame.section_at(p.start)
        if section is not self.section:
            self.section, self.tone = section, tone(section)
            if not self._is_item(section):
                self.lead = None
        if p.cell is not None or p.end - p.start > 400:
            return _place(self.lead or self.tone, p.cell is not None)
        norm = self.norm
        if p.end - p.start > 60 and norm[p.start] != " " and norm[p.end - 1] not in ": \t":
            return _place(self.lead or self.tone)  # no lead-in
        line = norm[p.start : p.end].strip()
        if line.endswith(":") or (len(line) <= 60 and not line.endswith((".", ";"))):
            found = title_tone(line[body_start(line, 0, len(line)) :])
            if found in ("goal", "report"):
                self.lead, self.led = found, section
            elif line.endswith(":") and not (_BULLET.match(line) and len(line) <= 60):
                self.lead = None
        return _place(self.lead or self.tone, p.cell is not None)

    def _is_item(self, section: Section | None) -> bool:
        """Whether a section is an item, "a)" or "(1)", of the list that the lead-in line opened."""
        if section is None or not (section.kind == "letter" or section.label.startswith("(")):
            return False
        return self.led in (section.parent, None) or self.led is section or self.led.parent is section.parent
