"""The file in which the registry ships: sorted rows in small compressed blocks, found through compact indexes.

A lookup reads the header, an index and one or two blocks, not the whole. Layout: magic, length of the header (4 bytes,
big-endian), the header (zlib JSON), then the sections that it lists. Rows are lines of tab-separated fields, sorted by
`row_order` of their số hiệu. Indexes hold (hash of the looked-up text, row number) in order of hash; hashes may
collide, so whoever asks compares the row that comes back.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from khtool.knowledge.normal import code_key, split_code

MAGIC = b"khtool registry 1\n"


class Row(NamedTuple):
    """A line: "" where nothing is known, lists joined by "|", an edge as "relation>target>source>x if external"."""

    key: str
    type_name: str
    issued_date: str
    organ_name: str
    level: str
    subject: str
    aliases: str
    effective_from: str
    effective_to: str
    effective_confidence: str
    replaced_by: str
    confidence: str
    date_confidence: str
    other_dates: str
    sources: str
    edges: str


_ROWS_PER_BLOCK = 96


def row_order(code: str) -> str:
    """The text by which rows are sorted: notation, year, number; like beside like compresses well."""
    number, year, notation = split_code(code_key(code))
    return f"{notation}\t{year or ''}\t{number:>6}"


def digest(text: str) -> int:
    """The hash under which an index finds a text."""
    return zlib.crc32(text.encode("utf-8"))


def write(
    path: Path,
    rows: Sequence[Row],
    orders: Sequence[str],
    indexes: Mapping[str, Iterable[tuple[int, int]]],
    added: int = 0,
) -> None:
    """Write the file: `rows` sorted by `orders`, and for each index its pairs (hash, row number).

    `added` is the hash of the hand-kept table that went in. The same input gives the same bytes.
    """
    if len(rows) > 0xFFFF or list(orders) != sorted(orders):
        raise ValueError("too many rows, or rows out of order")
    sections: list[bytes] = []
    blocks: list[tuple[str, int]] = []
    for at in range(0, len(rows), _ROWS_PER_BLOCK):
        lines = ["	".join(row) for row in rows[at : at + _ROWS_PER_BLOCK]]
        if any(line.count("\t") != len(Row._fields) - 1 or "\n" in line for line in lines):
            raise ValueError("a field holds a tab or a line break")
        sections.append(zlib.compress("\n".join(lines).encode("utf-8"), 9))
        blocks.append((orders[at], len(sections[-1])))
    index_sizes: dict[str, int] = {}
    for name, pairs in indexes.items():
        ordered = sorted(set(pairs))
        hashes, numbers = array("I", [h for h, _ in ordered]), array("H", [n for _, n in ordered])
        if sys.byteorder == "big":
            hashes.byteswap()
            numbers.byteswap()
        sections.append(zlib.compress(hashes.tobytes() + numbers.tobytes(), 9))
        index_sizes[name] = len(sections[-1])
    header = zlib.compress(
        json.dumps(
            {"rows": len(rows), "added": added, "blocks": blocks, "indexes": index_sizes}, ensure_ascii=False
        ).encode("utf-8"),
        9,
    )
    path.write_bytes(MAGIC + len(header).to_bytes(4, "big") + header + b"".join(sections))


class RegistryFile:
    """Reads what `write` wrote; blocks and indexes are unpacked when first asked for."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        if not self._data.startswith(MAGIC):
            raise ValueError(f"{path.name} is not a registry of this version")
        at = len(MAGIC) + 4
        size = int.from_bytes(self._data[len(MAGIC) : at], "big")
        header = json.loads(zlib.decompress(self._data[at : at + size]))
        at += size
        self.count: int = header["rows"]
        self.added: int = header["added"]
        self._first: list[str] = []
        self._blocks: list[tuple[int, int]] = []
        for first, length in header["blocks"]:
            self._first.append(first)
            self._blocks.append((at, length))
            at += length
        self._indexes: dict[str, tuple[int, int]] = {}
        for name, length in header["indexes"].items():
            self._indexes[name] = (at, length)
            at += length
        self._block = lru_cache(maxsize=16)(self._read_block)
        self._index = lru_cache(maxsize=None)(self._read_index)

    def _read_block(self, block: int) -> list[Row]:
        at, length = self._blocks[block]
        text = zlib.decompress(self._data[at : at + length]).decode("utf-8")
        return [Row(*line.split("\t")) for line in text.split("\n")]

    def _read_index(self, name: str) -> tuple[array[int], array[int]]:
        at, length = self._indexes[name]
        data = zlib.decompress(self._data[at : at + length])
        hashes, numbers = array("I"), array("H")
        middle = len(data) * hashes.itemsize // (hashes.itemsize + numbers.itemsize)
        hashes.frombytes(data[:middle])
        numbers.frombytes(data[middle:])
        if sys.byteorder == "big":
            hashes.byteswap()
            numbers.byteswap()
        return hashes, numbers

    def row(self, number: int) -> Row:
        """The fields of a row."""
        return self._block(number // _ROWS_PER_BLOCK)[number % _ROWS_PER_BLOCK]

    def rows(self) -> Iterator[Row]:
        """All rows in order."""
        for block in range(len(self._blocks)):
            yield from self._block(block)

    def rows_near(self, order: str) -> Iterator[Row]:
        """The rows of every block in which rows of this `row_order` can stand."""
        for block in range(max(bisect_left(self._first, order) - 1, 0), bisect_right(self._first, order)):
            yield from self._block(block)

    def find(self, index: str, hash: int) -> list[int]:
        """The numbers of the rows that an index has under a hash."""
        hashes, numbers = self._index(index)
        return list(numbers[bisect_left(hashes, hash) : bisect_right(hashes, hash)])
