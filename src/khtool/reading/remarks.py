"""Remarks addressed to khtool inside a text, Markdown or HTML file: `<!-- khtool: ignore KH203 -->`.

They are no part of the document: the readers leave them out, `khtool.checking.suppress` obeys them.
"""

from __future__ import annotations

import re

REMARK = re.compile(r"<!--[ \t]*khtool:(?P<words>[^\n]{0,400}?)-->")


def without(line: str) -> str | None:
    """The line without its remarks; None when it held nothing else and should not part what stands around it."""
    if "<!--" not in line:
        return line
    rest, count = REMARK.subn("", line)
    return rest if rest.strip() or not count else None
