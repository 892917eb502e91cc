"""PlanText → Plan. One module a part; vocabulary is data in `khtool.knowledge`, what stands here is grammar."""

from __future__ import annotations

from khtool.plan import Plan, ReadingNote, Source, Span
from khtool.text import PlanText

PARTS = ("header", "outline", "citations", "targets", "assignments", "deadlines", "funding")


def extract(text: PlanText) -> Plan:
    """Everything that a careful reader would read out of the text."""
    from khtool.extraction import assignments, citations, deadlines, funding, header, outline, targets
    from khtool.extraction.frame import Frame

    frame = Frame.of(text)
    head = header.extract(frame)
    quantified, qualitative = targets.extract(frame, head)
    return Plan(
        source=Source(path=text.path, format=text.format, sha256=text.sha256, pages=text.pages),
        header=head,
        outline=outline.extract(frame),
        citations=citations.extract(frame, head),
        targets=quantified,
        qualitative_targets=qualitative,
        assignments=assignments.extract(frame, head),
        deadlines=deadlines.extract(frame, head),
        funding=funding.extract(frame),
        notes=tuple(
            ReadingNote(
                code=n.code,
                message=n.message,
                span=Span(start=n.start, end=n.end) if n.start is not None and n.end is not None else None,
            )
            for n in text.notes
        ),
    )
