"""The headers of two plans: subject, issuer, signer."""

from __future__ import annotations

from khtool.comparing.model import Change
from khtool.comparing.words import same_but_years
from khtool.plan import Plan


def compare(old: Plan, new: Plan, years: tuple[int | None, int | None]) -> tuple[list[Change], int]:
    """One change with the fields that differ (`subject`, `organ_name`, `signer`, `position`), and how many stayed."""
    a, b = old.header, new.header
    values = {
        "subject": (a.subject, b.subject),
        "organ_name": (a.organ_name, b.organ_name),
        "signer": (a.signer.full_name, b.signer.full_name),
        "position": (a.signer.position, b.signer.position),
    }
    fields: dict[str, tuple[str | None, str | None]] = {}
    same = 0
    for name, (x, y) in values.items():
        if x is None and y is None:
            continue
        if x is not None and y is not None and same_but_years(x, y, years):
            same += 1
        else:
            fields[name] = (x, y)
    return ([Change("changed", "header", a.subject, b.subject, fields=fields)] if fields else []), same
