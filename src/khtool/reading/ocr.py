"""Scanned pages by tesseract, when it is installed with Vietnamese."""

from __future__ import annotations

import csv
import functools
import io
import os
import shutil
import subprocess
from typing import Any

from khtool.reading import limits
from khtool.reading.glyphs import Glyph, Row
from khtool.reading.glyphs import rows as to_rows

_DPI = 300


@functools.cache
def available() -> bool:
    """tesseract is on PATH and knows Vietnamese."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "vie" in (done.stdout + done.stderr).decode("utf-8", "replace").split()


def rows(document: Any, index: int, height: float) -> list[Row]:
    """The rows of a page (from 0) of an open pypdfium2 document, in points. Empty when tesseract fails on it."""
    page = document[index]
    try:
        bitmap = page.render(scale=_DPI / 72, grayscale=True)
        picture = io.BytesIO()
        _png(bitmap, picture)
    finally:
        page.close()
    # One thread: with more, tesseract is five times slower on a machine of two cores.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", "vie", "--dpi", str(_DPI), "--psm", "3", "tsv"],
            input=picture.getvalue(),
            capture_output=True,
            timeout=limits.OCR_SECONDS,
            env=environment,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return from_tsv(done.stdout.decode("utf-8", "replace"), height)


def from_tsv(table: str, height: float) -> list[Row]:
    """Rows from tesseract's TSV; the words of one of its lines share a baseline and a height."""
    scale = 72 / _DPI
    words: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for entry in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (entry.get("text") or "").strip()
        if text and float(entry.get("conf") or -1) >= 0:
            key = tuple(entry.get(k) or "" for k in ("block_num", "par_num", "line_num"))
            words.setdefault(key, []).append(entry)
    out: list[Glyph] = []
    for line in words.values():
        boxes = [tuple(int(e[k]) for k in ("left", "top", "width", "height")) for e in line]
        bottom = sorted(b[1] + b[3] for b in boxes)[len(boxes) // 2]
        tall = sorted(b[3] for b in boxes)[len(boxes) // 2] * 1.15
        for e, (left, _top, width, _h) in zip(line, boxes, strict=True):
            out.append(
                Glyph(
                    height - bottom * scale, left * scale, (left + width) * scale, tall * scale, e["text"].strip(), -1
                )
            )
    return to_rows(out)


def _png(bitmap: Any, to: io.BytesIO) -> None:
    """Write a grey bitmap as PNG without any imaging library."""
    import struct
    import zlib

    w, h, stride = bitmap.width, bitmap.height, bitmap.stride
    raw = bytes(bitmap.buffer)
    step = max(1, bitmap.n_channels)
    body = b"".join(b"\0" + raw[y * stride : y * stride + w * step : step] for y in range(h))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    to.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 0, 0, 0, 0)))
    to.write(chunk(b"IDAT", zlib.compress(body, 1)) + chunk(b"IEND", b""))
