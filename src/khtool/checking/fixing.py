"""Corrections: which of the findings' fixes are made, what each changes, and the making of them in text and Markdown.

Word documents get theirs as tracked changes, see `khtool.reporting.word`.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from khtool.checking.model import Finding, Fix
from khtool.errors import KhtoolError
from khtool.i18n import _
from khtool.reading import encoding
from khtool.reading.places import Origin, Placed
from khtool.text import PlanText


@dataclass(frozen=True, slots=True)
class Skipped:
    """A correction that was asked for and could not be made, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file with its corrections: the new bytes, the findings that were put right, and those that were not."""

    data: bytes
    applied: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()


class Edit(NamedTuple):
    """Characters `start` to `end` of the text become `new`; nothing in it stays the same."""

    start: int
    end: int
    new: str


def chosen(findings: Iterable[Finding], *, unsafe: bool = False) -> tuple[list[Finding], list[Skipped]]:
    """The findings whose fixes are to be made, in the order of the text, and those that meet another fix.

    One whose fix is for several places comes once for each. Only safe fixes, unless `unsafe`. Of two that meet the
    safe one is made, then the graver, then the first.
    """
    order = {"error": 0, "warning": 1, "info": 2}
    wanted = sorted(
        (
            (replace(f, fix=replace(fix, also=())), fix)
            for f in findings
            if f.fix
            for fix in (f.fix, *f.fix.also)
            if fix.safe or unsafe
        ),
        key=lambda pair: (not pair[1].safe, order[pair[0].severity], pair[1].start, pair[1].end),
    )
    made: list[tuple[int, int]] = []  # kept in order, disjoint
    done: dict[tuple[int, int], str] = {}
    kept: list[Finding] = []
    skipped: list[Skipped] = []
    for finding, fix in wanted:
        at = fix.start, fix.end
        if done.get(at) == fix.replacement:
            continue  # two rules that ask for the same
        i = bisect_left(made, at)
        if any(_meet(at, other) for other in made[max(0, i - 1) : i + 1]):
            skipped.append(Skipped(finding, _("another correction changes the same words; run it again")))
            continue
        made.insert(i, at)
        done[at] = fix.replacement
        kept.append(finding)
    return sorted(kept, key=lambda f: (f.fix.start, f.fix.end) if f.fix else (0, 0)), skipped


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return (a[0] < b[1] and b[0] < a[1]) or a[0] == b[0]


_SPACES = re.compile(r"[^\S\n]")
_LONG = 2000  # characters up to which the changed ones are looked for one by one


def edits(text: str, fix: Fix) -> list[Edit]:
    """The characters that a fix changes. What stays is left as the text has it, a non-breaking space among it.

    >>> edits("trước ngày 5/06/2024", Fix(11, 20, "05/6/2024"))
    [Edit(start=11, end=11, new='0'), Edit(start=13, end=14, new='')]
    """
    old, new = _SPACES.sub(" ", text[fix.start : fix.end]), fix.replacement
    if max(len(old), len(new)) > _LONG:
        return [Edit(fix.start, fix.end, new)] if old != new else []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [Edit(fix.start + a, fix.start + b, new[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def widened(text: str, exact: list[Edit]) -> list[Edit]:
    """The same changes, but of whole words and numbers: what a person can read when they are shown as changes.

    >>> widened("Nghị quyết số 211/2020/QH14", edits("Nghị quyết số 211/2020/QH14", Fix(14, 27, "121/2020/QH14")))
    [Edit(start=14, end=17, new='121')]
    """
    groups: list[tuple[int, int, list[Edit]]] = []
    for edit in exact:
        start, end, new = edit
        changed = (new or text[start:end])[0], (new or text[start:end])[-1]
        while changed[0].isalnum() and start and text[start - 1].isalnum():
            start -= 1
        while changed[1].isalnum() and end < len(text) and text[end].isalnum():
            end += 1
        if groups and start <= groups[-1][1] and groups[-1][1] > groups[-1][0]:
            first, last, inside = groups.pop()
            groups.append((first, max(last, end), [*inside, edit]))
        else:
            groups.append((start, end, [edit]))
    out = []
    for start, end, inside in groups:
        words, at = "", start
        for edit in inside:
            words += text[at : edit.start] + edit.new
            at = edit.end
        out.append(Edit(start, end, words + text[at:end]))
    return out


def agree(text: PlanText, findings: Iterable[Finding], label: str) -> None:
    """See that the findings are those of this text. Raises KhtoolError when the file is another than was checked."""
    for f in findings:
        if text.text[f.span.start : f.span.end] != f.text:
            raise KhtoolError(_("{path}: the file has changed since it was checked").format(path=label))


def right_words(finding: Finding) -> str | None:
    """What a finding proposes to write: its suggestion, else its words with the correction made; None without both."""
    fix, start = finding.fix, finding.span.start
    if finding.suggestion is not None or fix is None:
        return finding.suggestion
    if not start <= fix.start <= fix.end <= finding.span.end:
        return fix.replacement.strip() or None
    return finding.text[: fix.start - start] + fix.replacement + finding.text[fix.end - start :]


def corrected(text: str, findings: Iterable[Finding]) -> str:
    """The text with the fixes of these findings, which must not meet one another."""
    out: list[str] = []
    at = 0
    for edit in sorted(e for f in findings if f.fix for e in edits(text, f.fix)):
        out += (text[at : edit.start], edit.new)
        at = edit.end
    return "".join((*out, text[at:]))


def difference(before: str, after: str, path: str) -> str:
    """The unified diff of two texts; empty when they are the same."""
    name = path.lstrip("/")
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """The lines with their breaks; only a line feed is one."""
    *lines, last = text.split("\n")
    return [*(line + "\n" for line in lines), *([last] if last else [])]


# Text files

#: What the reader of Markdown takes away between the letters of a paragraph.
_MARKUP = re.compile(
    r"<!--[ \t]*khtool:[^\n]{0,400}?-->|\]\([^()\s]{0,800}(?:\s\"[^\"\n]{0,200}\")?\)"
    r"|</?(?:u|b|i|em|strong|sup|sub|span|font|br|p|div|center)\b[^<>]{0,200}/?>",
    re.IGNORECASE,
)
_REMARK = re.compile(r"<!--[ \t]*khtool:[^\n]{0,400}?-->")
_LINE_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029]")


def fix_text(data: bytes, text: PlanText, findings: Iterable[Finding], *, unsafe: bool = False) -> Fixed:
    """Make the corrections in a text or Markdown file; `text` was read from `data`.

    Only the corrected characters change: encoding, byte-order mark and line endings stay. A correction is left out,
    with the reason, when the place of its words in the file is not certain. Raises KhtoolError for another format or
    an encoding that cannot be written.
    """
    if text.format not in ("txt", "md"):
        raise KhtoolError(
            _("{path}: corrections can be made in docx, text and Markdown, not in {format}").format(
                path=text.path or _("(data)"), format=text.format
            )
        )
    wanted, skipped = chosen(findings, unsafe=unsafe)
    if not wanted:
        return Fixed(data, (), tuple(skipped))
    agree(text, wanted, text.path or _("(data)"))
    mark, codec, raw = _decoded(data, text)
    places = _places(raw, text)
    applied: list[Finding] = []
    changes: list[tuple[int, int, str]] = []
    for finding in wanted:
        assert finding.fix is not None
        made = _changes(finding.fix, text, places, raw)
        if isinstance(made, str):
            skipped.append(Skipped(finding, made))
        elif made:
            applied.append(finding)
            changes += made
    out: list[str] = []
    at = 0
    for start, end, new in sorted(changes):
        out += (raw[at:start], _writable(new, codec))
        at = end
    return Fixed(mark + "".join((*out, raw[at:])).encode(codec), tuple(applied), tuple(skipped))


def _changes(fix: Fix, text: PlanText, places: dict[int, Placed], raw: str) -> list[tuple[int, int, str]] | str:
    """The changes of the file that a fix asks for, or why they cannot be made."""
    placed = places.get(text.paragraph_index(fix.start))
    if placed is None:
        return _("the place of these words in the file is not certain")
    out: list[tuple[int, int, str]] = []
    for edit in edits(text.text, fix):
        change = placed.change(*edit)
        if change is None:
            return _("the place of these words in the file is not certain")
        if any(_LINE_BREAK.search(raw, *cut) for cut in change.cuts):
            return _("a line of the file ends inside these words")
        if not change.cuts:
            out.append((change.at, change.at, change.new))
        out += [(a, b, change.new if k == 0 else "") for k, (a, b) in enumerate(change.cuts)]
    return out


def _places(raw: str, text: PlanText) -> dict[int, Placed]:
    """The paragraphs, by their index, whose place in the file is certain: it begins on the line that the reader says
    and all its letters follow in a row."""
    markdown = text.format == "md"
    markup = [m.span() for m in (_MARKUP if markdown else _REMARK).finditer(raw)]
    origin = Origin(raw, markup, "*_\\#>[]!|`~" if markdown else "|")
    starts = [0, *(m.end() for m in _LINE_BREAK.finditer(raw))]
    out: dict[int, Placed] = {}
    behind: dict[int, int] = {}  # line → where its last paragraph ended
    for i, p in enumerate(text.paragraphs):
        if p.line is None or not 0 < p.line <= len(starts):
            continue
        line_end = starts[p.line] if p.line < len(starts) else len(raw)
        first = max(origin.index(starts[p.line - 1]), behind.get(p.line, 0))
        last = origin.index(line_end)
        start = p.start + p.label
        placed = origin.find(text.text, start, p.end, first, last)
        if placed is not None:
            out[i] = placed
            behind[p.line] = placed.last
    return out


_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def _decoded(data: bytes, text: PlanText) -> tuple[bytes, str, str]:
    """Byte-order mark, codec and characters of a file, such that writing them gives the same bytes."""
    mark, codecs = next(
        ((m, (codec,)) for m, codec in _MARKS if data.startswith(m)),
        (b"", ("utf-8", "utf-16-le", "utf-16-be", "cp1258")),
    )
    wanted = encoding.undecorated(data)
    for codec in codecs:
        try:
            raw = data[len(mark) :].decode(codec)
            same = mark + raw.encode(codec) == data
        except UnicodeError:
            continue
        if same and _LINE_BREAK.sub("\n", raw) == wanted and not any(n.code == "font-repair" for n in text.notes):
            return mark, codec, raw
    raise KhtoolError(
        _("{path}: its encoding cannot be written back — save it as UTF-8").format(path=text.path or _("(data)"))
    )


def _writable(new: str, codec: str) -> str:
    """The characters as the encoding has them: Windows-1258 writes tones behind their letters."""
    out: list[str] = []
    for c in new:
        try:
            c.encode(codec)
            out.append(c)
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", c)
            tones = [m for m in parts if m in "\u0300\u0301\u0303\u0309\u0323"]
            rest = unicodedata.normalize("NFC", "".join(m for m in parts if m not in tones))
            out += (rest, *tones)
    return "".join(out)
