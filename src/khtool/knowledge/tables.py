"""Opens the data files: UTF-8 CSV tables with a heading line, beside this module in `data/`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `data/<name>.csv`, each a dict by column."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def items(cell: str, separator: str = ";") -> tuple[str, ...]:
    """The entries of a cell that holds a list: "a; b" → ("a", "b"); an empty cell → ()."""
    return tuple(entry for part in cell.split(separator) if (entry := part.strip()))
