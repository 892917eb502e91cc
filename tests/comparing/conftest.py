from __future__ import annotations

from collections.abc import Callable

import pytest

from khtool.plan import Plan


def make(year: int, **parts: object) -> Plan:
    """A plan of a year; parts as dicts without their spans."""
    at = {"span": {"start": 0, "end": 1}}
    data: dict[str, object] = {
        "source": {"path": None, "format": "txt", "sha256": None},
        "header": {
            "organ_name": "UBND tỉnh Lâm Đồng",
            "subject": f"Triển khai công tác trẻ em năm {year}",
            "issued_date": f"{year}-03-20",
            "years": [year],
            **(parts.pop("header", {})),  # type: ignore[dict-item]
        },
    }
    for name, rows in parts.items():
        items = []
        for i, row in enumerate(rows):  # type: ignore[call-overload]
            span = {"span": {"start": 10 * i, "end": 10 * i + 5}}
            if "tasks" in row:
                row = {**row, "tasks": [{"text": t, **at} for t in row["tasks"]]}
            items.append({**row, **span})
        data[name] = items
    return Plan.model_validate(data)


@pytest.fixture
def plan() -> Callable[..., Plan]:
    return make
