"""Small documents for the tests of targets, deadlines and funding: one section, its heading and its paragraphs."""

from __future__ import annotations

from khtool.extraction.frame import Frame, Section, Zones
from khtool.text import PlanTextBuilder


def frame_of(title: str, *paragraphs: str) -> Frame:
    """A document that is one section "I" with this heading and these paragraphs, all of it body."""
    builder = PlanTextBuilder("txt")
    heading = builder.add(f"I. {title}")
    for paragraph in paragraphs:
        builder.add(paragraph)
    text = builder.build()
    n = len(text.paragraphs)
    zones = Zones((0, 0), (0, 0), (0, n), (n, n), (n, n), (n, n))
    section = Section("I", title, 1, "I", "roman", heading.start, heading.start + 3, heading.end, len(text.text))
    return Frame(text, zones, [section])
