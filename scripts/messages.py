"""Collect, check and compile the messages: `python scripts/messages.py` after changing any.

Collects every `_("…")` and `ngettext("…", "…", n)` of the package into the Vietnamese catalogue khtool.po (keeping what
is translated), compiles it to khtool.mo and lists what is not translated yet; exits with 1 when something is not.
"""

from __future__ import annotations

import ast
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "src/khtool/locale/vi/LC_MESSAGES/khtool.po"


def collected() -> Catalog:
    """The messages of the source, without places (they would change with every edit).

    Read from the syntax tree: babel's own reader does not see into f-strings.
    """
    catalog = Catalog(locale="vi", project="khtool", charset="utf-8")
    for file in sorted((ROOT / "src/khtool").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                wanted = node.args[: 1 if node.func.id == "_" else 2]
                strings = [a.value for a in wanted if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if len(strings) == len(wanted):
                    catalog.add(strings[0] if len(strings) == 1 else tuple(strings))
    return catalog


def compiled(po: bytes) -> bytes:
    """The .mo of a .po."""
    catalog = read_po(io.BytesIO(po), locale="vi")
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # the same bytes every time
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """The message ids that have no translation."""
    rows = []
    for message in catalog:
        strings = message.string if isinstance(message.string, list | tuple) else [message.string]
        if message.id and not all(strings):
            rows.append(str(message.id))
    return rows


def main() -> int:
    catalog = collected()
    if PO.exists():
        with PO.open("rb") as file:
            old = read_po(file, locale="vi")
        for message in catalog:
            known = old.get(message.id if isinstance(message.id, str) else message.id[0])
            if message.id and known is not None:
                message.string = known.string
    PO.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    write_po(out, catalog, width=110, omit_header=False, sort_output=True)
    # the creation date would differ with every run
    lines = [line for line in out.getvalue().split(b"\n") if not line.startswith((b'"POT-Creation', b'"PO-Revision'))]
    po = b"\n".join(lines)
    PO.write_bytes(po)
    PO.with_suffix(".mo").write_bytes(compiled(po))
    missing = untranslated(catalog)
    for message in missing:
        print(f"not translated: {message}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
