"""A PDF writer for tests: text at a place, in any order, in two fonts, with lines, pictures and signature fields."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Page:
    width: int = 595
    height: int = 842
    rotate: int = 0
    ops: list[str] = field(default_factory=list)
    widgets: list[tuple[float, float, str]] = field(default_factory=list)
    image: bool = False
    picture: tuple[int, int, bytes] = (1, 1, b"\xff")  # what the image shows: width, height, grey dots
    codes: dict[str, int] = field(default_factory=dict)  # shared by the pages of a file, see `Pdf`

    def text(
        self, x: float, y: float, words: str, *, size: float = 12, font: str = "F1", turn: str = "1 0 0 1"
    ) -> Page:
        encoded = "".join(f"{self.codes.setdefault(c, len(self.codes) + 33):02X}" for c in words)
        self.ops.append(f"BT /{font} {size} Tf {turn} {x} {y} Tm <{encoded}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        self.ops.append(f"{x0} {y0} m {x1} {y1} l S")
        return self

    def shade(self, x: float, y: float, w: float, h: float) -> Page:
        self.ops.append(f"0.9 g {x} {y} {w} {h} re f 0 g")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Page:
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        return self


class Pdf:
    """Pages made with `page()`; `bytes()` is the file. Each character is 500/1000 wide."""

    def __init__(self) -> None:
        self.codes: dict[str, int] = {}
        self.pages: list[Page] = []

    def page(self, **options: int | bool) -> Page:
        made = Page(codes=self.codes, **options)  # type: ignore[arg-type]
        self.pages.append(made)
        return made

    def bytes(self) -> bytes:
        objects: list[bytes] = [b"", b""]  # catalogue and page tree come last

        def add(content: bytes) -> int:
            objects.append(content)
            return len(objects)

        def stream(content: bytes, extra: str = "") -> int:
            return add(f"<< /Length {len(content)} {extra} >>\nstream\n".encode() + content + b"\nendstream")

        for page in self.pages:  # the words of widgets need codes too
            for _x, _y, words in page.widgets:
                for c in words:
                    self.codes.setdefault(c, len(self.codes) + 33)
        assert len(self.codes) < 220
        rows = "\n".join(f"<{code:02X}> <{ord(c):04X}>" for c, code in self.codes.items())
        cmap = stream(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
            "1 begincodespacerange <00> <FF> endcodespacerange\n"
            f"{len(self.codes)} beginbfchar\n{rows}\nendbfchar endcmap end end".encode()
        )
        widths = " ".join(["500"] * 224)
        fonts = [
            add(
                f"<< /Type /Font /Subtype /TrueType /BaseFont /{name} /FirstChar 32 /LastChar 255 /Widths [{widths}] "
                f"/ToUnicode {cmap} 0 R /Encoding /WinAnsiEncoding >>".encode()
            )
            for name in ("Arial", "Arial-Bold")
        ]
        resources = f"/Font << /F1 {fonts[0]} 0 R /F2 {fonts[1]} 0 R >>"
        kids = []
        for page in self.pages:
            ops = list(page.ops)
            extra = ""
            if page.image:
                wide, high, dots = page.picture
                looks_of = f"/Type /XObject /Subtype /Image /Width {wide} /Height {high} /BitsPerComponent 8"
                picture = stream(dots, looks_of + " /ColorSpace /DeviceGray")
                extra = f" /XObject << /Im {picture} 0 R >>"
                ops.insert(0, f"q {page.width} 0 0 {page.height} 0 0 cm /Im Do Q")
            content = stream("\n".join(ops).encode())
            annots = []
            for x, y, words in page.widgets:
                encoded = "".join(f"{self.codes[c]:02X}" for c in words)
                looks = stream(
                    f"BT /F1 12 Tf 0 3 Td <{encoded}> Tj ET".encode(),
                    f"/Type /XObject /Subtype /Form /BBox [0 0 200 15] /Resources << {resources} >>",
                )
                annots.append(
                    add(
                        f"<< /Type /Annot /Subtype /Widget /FT /Sig /F 4 /Rect [{x} {y - 3} {x + 200} {y + 12}] "
                        f"/AP << /N {looks} 0 R >> >>".encode()
                    )
                )
            refs = " ".join(f"{a} 0 R" for a in annots)
            kids.append(
                add(
                    f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] /Rotate {page.rotate} "
                    f"/Contents {content} 0 R /Resources << {resources}{extra} >> /Annots [{refs}] >>".encode()
                )
            )
        objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>".encode()
        out = bytearray(b"%PDF-1.7\n")
        places = []
        for number, content_bytes in enumerate(objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + content_bytes + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{p:010d} 00000 n \n".encode() for p in places)
        out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)
