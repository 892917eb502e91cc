"""Scanned pages by tesseract, when it is installed with Vietnamese, else by trueocr (the extra `khtool[ocr]`).

What is read is never changed; words that the engine was not sure of are handed over beside the text.
"""

from __future__ import annotations

import csv
import functools
import importlib.util
import io
import os
import re
import shutil
import subprocess
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from khtool.reading import limits, rulings
from khtool.reading.glyphs import Glyph
from khtool.reading.rulings import Rulings

_DPI = 300
_STROKES = frozenset("|_¦")  # words that are strokes of the pen, or what is left of a ruling line
_SURE = 65.0  # the mean certainty under which a page may stand on its side


class Word(NamedTuple):
    """A word as an engine read it, and how sure it was (0 to 100)."""

    text: str
    sure: float


@dataclass(slots=True)
class Scan:
    """What stands on a scanned page: words in points, with how sure the engine was of each, in its order; ruling lines.

    `width` and `height` are those of the page when upright.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0
    ruled: Rulings = field(default_factory=Rulings)

    @property
    def sure(self) -> float:
        """How sure the engine was on the whole."""
        return sum(w.sure for w in self.words) / len(self.words) if self.words else 0.0


def engine() -> str | None:
    """The engine at hand: "tesseract" (on PATH, with Vietnamese), else "trueocr", None when neither is installed."""
    if _tesseract():
        return "tesseract"
    return "trueocr" if importlib.util.find_spec("trueocr") is not None else None


@functools.cache
def _tesseract() -> str | None:
    """The path of a tesseract that knows Vietnamese."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return program if "vie" in (done.stdout + done.stderr).decode("utf-8", "replace").split() else None


def scans(document: Any, numbers: Sequence[int], name: str) -> Iterator[tuple[int, Scan]]:
    """The pages `numbers` (from 1) of an open pypdfium2 document as the engine `name` reads them.

    A page on which the engine fails or takes too long comes without rows.
    """
    if name == "trueocr":
        for number in numbers:
            yield number, _by_trueocr(document, number)
        return
    from concurrent.futures import Future, ThreadPoolExecutor

    # pdfium draws on this thread; a page is one process of one thread, and no more are drawn ahead than can run.
    workers = max(1, min(os.cpu_count() or 1, 8))
    running: deque[tuple[int, Future[Scan]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for number in numbers:
            if len(running) > workers:
                yield _turned(document, *running.popleft())
            running.append((number, pool.submit(_read, _drawn(document, number))))
        while running:
            yield _turned(document, *running.popleft())


class _Picture(NamedTuple):
    """A page as a grey PNG, its dots an inch, its height in points, its ruling lines."""

    png: bytes
    dpi: float
    height: float
    ruled: Rulings


def _drawn(document: Any, number: int, turn: int = 0) -> _Picture:
    """A page; `turn` degrees clockwise."""
    bitmap, dpi = _bitmap(document, number, turn)
    width, height = bitmap.width, bitmap.height
    step = max(1, bitmap.n_channels)
    grey, stride = bytearray(bytes(bitmap.buffer)[::step]), bitmap.stride // step
    ruled = rulings.of_picture(bytes(grey), width, height, stride, dpi)
    rulings.erase(grey, ruled, width, height, stride, dpi)
    return _Picture(_png(grey, width, height, stride), dpi, height * 72 / dpi, ruled)


def _bitmap(document: Any, number: int, turn: int = 0) -> tuple[Any, float]:
    page = document[number - 1]
    try:
        dpi = min(_DPI, limits.OCR_PIXELS * 72 / max(*page.get_size(), 1.0))
        return page.render(scale=dpi / 72, grayscale=True, rotation=turn), dpi
    finally:
        page.close()


def _read(picture: _Picture) -> Scan:
    options = ["-l", "vie", "--dpi", str(round(picture.dpi)), "--psm", "3", "tsv"]
    scan = from_tsv(_run(picture.png, options), picture.height, picture.dpi)
    scan.ruled = picture.ruled
    return scan


def _turned(document: Any, number: int, running: Any) -> tuple[int, Scan]:
    """What was read; a page of which hardly a word is sure may have been scanned on its side and is turned."""
    scan: Scan = running.result()
    if scan.sure < _SURE:
        found = re.search(r"Rotate: (90|180|270)\b", _run(_drawn(document, number).png, ["-l", "osd", "--psm", "0"]))
        if found:
            again = _read(_drawn(document, number, int(found[1])))
            scan = max(scan, again, key=lambda s: s.sure)
    return number, scan


def _run(picture: bytes, options: list[str]) -> str:
    """What tesseract prints; "" when it fails or takes too long."""
    # One thread: with more, tesseract is five times slower on a machine of two cores.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            [_tesseract() or "tesseract", "stdin", "stdout", *options],
            input=picture,
            capture_output=True,
            timeout=limits.OCR_SECONDS,
            env=environment,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def from_tsv(table: str, height: float, dpi: float = _DPI) -> Scan:
    """What tesseract's TSV says; the words of one of its lines share a baseline and a height."""
    scale = 72 / dpi
    found: dict[tuple[str, ...], list[tuple[str, float, list[int]]]] = {}
    width = 0.0
    for entry in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (entry.get("text") or "").strip()
        try:
            sure = float(entry.get("conf") or -1)
            box = [int(entry.get(k) or 0) for k in ("left", "top", "width", "height")]
        except ValueError:
            continue
        if entry.get("level") == "1":
            width = box[2] * scale
        if text and sure >= 0 and text not in _STROKES:
            key = tuple(entry.get(k) or "" for k in ("block_num", "par_num", "line_num"))
            found.setdefault(key, []).append((text, sure, box))
    out = Scan(width=width, height=height)
    sizes = _even([sorted(box[3] for _text, _sure, box in line)[len(line) // 2] * 1.15 for line in found.values()])
    for line, tall in zip(found.values(), sizes, strict=True):
        bottom = sorted(box[1] + box[3] for _text, _sure, box in line)[len(line) // 2]
        for text, sure, (left, _top, wide, _h) in line:
            x0, x1 = left * scale, (left + wide) * scale
            out.glyphs.append(Glyph(height - bottom * scale, x0, x1, tall * scale, text, -1))
            out.words.append(Word(text, sure))
    return out


def _even(heights: list[float]) -> list[float]:
    """The heights of lines; what differs little is one size, measured over other letters."""
    usual = sorted(heights)[len(heights) // 2] if heights else 0.0
    return [usual if abs(h - usual) < 0.35 * usual else h for h in heights]


@functools.cache
def _model() -> Any:
    """trueocr, loaded once; its models stand in its package."""
    import trueocr

    return trueocr.load_model(threads=1)


def _by_trueocr(document: Any, number: int) -> Scan:
    bitmap, dpi = _bitmap(document, number)
    try:
        result = _model().predict(bitmap.to_pil(), mode="page")
    except Exception:  # whatever a foreign library finds in a picture, the other pages are read
        return Scan()
    return from_lines(result.lines, result.data["image_size"], dpi)


def from_lines(found: Sequence[dict[str, Any]], size: Sequence[int], dpi: float) -> Scan:
    """What trueocr says: lines with a box in the picture as it was straightened, of that size in dots.

    A line is cut at its spaces, each word as wide as its letters; the certainty is that of its line, stretched to the
    range that tesseract's has (0.98 is usual, 0.8 poor).
    """
    scale = 72 / dpi
    out = Scan(width=size[0] * scale, height=size[1] * scale)
    sizes = _even([(line["bbox"][3] - line["bbox"][1]) * scale for line in found])
    for line, tall in zip(found, sizes, strict=True):
        text = str(line["text"]).strip()
        left, _top, right, bottom = (v * scale for v in line["bbox"])
        step = (right - left) / max(len(text), 1)
        sure = min(max(200 * (float(line["confidence"]) - 0.5), 0.0), 100.0)
        for word in re.finditer(r"\S+", text):
            a, b = left + step * word.start(), left + step * word.end()
            out.glyphs.append(Glyph(out.height - bottom, a, b, tall, word[0], -1))
            out.words.append(Word(word[0], sure))
    return out


def _png(grey: bytes | bytearray, width: int, height: int, stride: int) -> bytes:
    """A grey picture as PNG, without any imaging library."""
    import struct
    import zlib

    body = b"".join(b"\0" + grey[y * stride : y * stride + width] for y in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            chunk(b"IDAT", zlib.compress(body, 1)),
            chunk(b"IEND", b""),
        )
    )
