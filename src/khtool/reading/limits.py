"""How much a reader takes before it refuses. All limits of the program's readers stand here."""

from __future__ import annotations

#: Size of a file, bytes. The largest plans with scanned appendices seen are near 60 MB.
FILE_BYTES = 256 * 1024 * 1024
#: Size of one part of a zip package (docx) when unpacked, bytes.
PART_BYTES = 192 * 1024 * 1024
#: Size of all parts of a zip package when unpacked, bytes.
PACKAGE_BYTES = 512 * 1024 * 1024
#: How many times a part may grow when unpacked, once it is over `RATIO_FROM` bytes. Word's own XML stays under 100.
PART_RATIO = 400
RATIO_FROM = 16 * 1024 * 1024
#: Number of parts of a zip package.
PACKAGE_PARTS = 20_000
#: Columns of a table in HTML.
COLUMNS = 1000
#: Depth of nesting in HTML down to which paragraphs are told apart.
DEPTH = 100
#: Pages of a PDF.
PDF_PAGES = 10_000
#: Characters on one page of a PDF; a page of A0 with small print has fewer than 100 000.
PAGE_CHARACTERS = 400_000
#: Pages that are read by OCR in one document.
OCR_PAGES = 500
#: Seconds that an outside program (soffice, antiword, catdoc) may take for one file.
CONVERT_SECONDS = 180
#: Seconds that tesseract may take for one page, and dots on the longer side of the picture that it is given.
OCR_SECONDS = 120
OCR_PIXELS = 6000
#: Drawn objects on one page of a PDF, and pairs of ruling lines, that are looked at.
PAGE_OBJECTS = 50_000
RULINGS = 1_000_000
