"""How fast files are read, as ratios against the usual libraries in the same process.

usage: python benchmarks/reading.py [--pages N] [--check]

pdf against pdfplumber's extract_text, docx against a walk over python-docx's iter_inner_content, txt, md and html in MB
a second, and the peak memory of a fresh process that reads the PDF. The documents are those of corpus/mau, repeated.
`--check` ends with 1 when a figure misses its floor.
"""

from __future__ import annotations

import argparse
import gc
import io
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "mau"
PLUMBED = 24  # pages that pdfplumber reads; its time grows with the number of pages
FLOORS = {"pdf": 8.0, "docx": 8.0, "txt": 2.0, "md": 2.0, "html": 1.0, "memory": 120.0}


def pdf_of(pages: int) -> bytes:
    """A PDF of so many pages, from the printed plans of the corpus."""
    import pypdfium2

    out = pypdfium2.PdfDocument.new()
    sources = [pypdfium2.PdfDocument(p) for p in sorted(CORPUS.glob("*.pdf"))]
    while (left := pages - len(out)) > 0:
        source = sources.pop(0)
        sources.append(source)
        out.import_pages(source, list(range(min(left, len(source)))))
    target = io.BytesIO()
    out.save(target)
    return target.getvalue()


def docx_of(times: int) -> bytes:
    """A docx with the body of the longest plan of the corpus, repeated."""
    import copy

    import docx

    document = docx.Document(max(map(str, CORPUS.glob("*.docx")), key=lambda p: Path(p).stat().st_size))
    body = document.element.body
    items = [e for e in body if not e.tag.endswith("sectPr")]
    for _n in range(times - 1):
        for e in items:
            body.insert(len(body) - 1, copy.deepcopy(e))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def text_of(suffix: str, size: int) -> bytes:
    """The plans of one suffix, one after the other, until there are `size` bytes."""
    whole = b"\n\n".join(p.read_bytes() for p in sorted(CORPUS.glob(f"*.{suffix}")))
    return (whole + b"\n\n") * (size // len(whole) + 1)


def page_of(size: int) -> bytes:
    """One web page with the bodies of the plans of the corpus, one after the other, of at least `size` bytes."""
    bodies = [
        re.sub(r"(?is)^.*?<body[^>]*>|</body>.*$", "", p.read_text("utf-8")) for p in sorted(CORPUS.glob("*.html"))
    ]
    whole = "\n".join(bodies)
    return f"<html><body>{whole * (size // len(whole.encode()) + 1)}</body></html>".encode()


def best(run: Callable[[], object], times: int = 3) -> float:
    """The shortest of several runs, seconds of the processor: other programs do not count, a slow moment little."""
    out = []
    for _n in range(times):
        gc.collect()
        start = time.process_time()
        run()
        out.append(time.process_time() - start)
    return min(out)


def plumb(data: bytes) -> int:
    """What pdfplumber does with each page."""
    import pdfplumber

    n = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            n += len(page.extract_text())
            page.close()
    return n


def walk(data: bytes) -> int:
    """The text of a docx by python-docx, in order, with the style of each paragraph (headings are known by it)."""
    import docx
    from docx.text.paragraph import Paragraph

    n = 0
    for item in docx.Document(io.BytesIO(data)).iter_inner_content():
        paragraphs = (
            [item] if isinstance(item, Paragraph) else [p for r in item.rows for c in r.cells for p in c.paragraphs]
        )
        n += sum(len(p.text) + len(p.style.name) for p in paragraphs)
    return n


def peak(data: bytes) -> float:
    """Peak memory of a fresh process that reads the file, MiB.

    What Linux tells in /proc counts from the start of the program; `ru_maxrss` begins at the size of its parent.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.pdf"
        path.write_bytes(data)
        code = (
            "import sys; from khtool.reading import read; read(sys.argv[1]);"
            "print(next(l for l in open('/proc/self/status') if l.startswith('VmHWM')).split()[1])"
        )
        done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    return float(done.stdout) / 1024


def measure(pages: int) -> dict[str, float]:
    """All figures."""
    from khtool.reading import read

    figures = {}
    sample = pdf_of(PLUMBED)
    figures["pdf"] = best(lambda: plumb(sample), 3) / best(lambda: read(sample), 9)
    word = docx_of(20)
    figures["docx"] = best(lambda: walk(word), 3) / best(lambda: read(word), 9)
    for suffix in ("txt", "md"):
        data = text_of(suffix, 2_000_000)
        figures[suffix] = len(data) / 1e6 / best(lambda data=data: read(data), 2)  # type: ignore[misc]
    page = page_of(1_000_000)
    figures["html"] = len(page) / 1e6 / best(lambda: read(page), 2)
    if sys.platform == "linux":
        figures["memory"] = peak(pdf_of(pages))
    return figures


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=500, help="pages of the PDF whose memory is measured")
    parser.add_argument("--check", action="store_true", help="end with 1 when a figure misses its floor")
    arguments = parser.parse_args()
    names = {
        "pdf": "pdf, times as fast as pdfplumber",
        "docx": "docx, times as fast as python-docx",
        "txt": "txt, MB a second",
        "md": "md, MB a second",
        "html": "html, MB a second",
        "memory": f"peak memory for {arguments.pages} pages of pdf, MiB",
    }
    missed = False
    for key, value in measure(arguments.pages).items():
        good = value <= FLOORS[key] if key == "memory" else value >= FLOORS[key]
        missed |= not good
        print(f"{names[key]:45} {value:8.1f}   {'at most' if key == 'memory' else 'at least'} {FLOORS[key]:g}"
              f"{'' if good else '   MISSED'}")  # fmt: skip
    return 1 if missed and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
