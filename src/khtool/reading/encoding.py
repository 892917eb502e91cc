"""Bytes → text: the encodings in which Vietnamese text files come, and the characters that nobody means to read."""

from __future__ import annotations

import re
import unicodedata

#: Soft hyphens, zero-width characters, direction marks, byte-order marks inside the text.
_INVISIBLE = dict.fromkeys(
    (0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xFFFC, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_CONTROL = dict.fromkeys([c for c in range(32) if c not in (9, 10, 12, 13)] + list(range(0x7F, 0xA0)), " ")
_CLEAN: dict[int, str | None] = {**_INVISIBLE, **_CONTROL}
_ODD = re.compile("[" + "".join(map(re.escape, map(chr, _CLEAN))) + "]")
_SPACES = re.compile(r"[^\S\n]+")


def tidy(text: str) -> str:
    """NFC, without characters that are invisible; line breaks and spaces stay as they are."""
    text = unicodedata.normalize("NFC", text)
    return text.translate(_CLEAN) if _ODD.search(text) else text


def squeeze(text: str) -> str:
    """One space for each run of spaces and tabs, none at the ends."""
    if "\n" not in text:
        return " ".join(text.split())  # several times as fast
    return _SPACES.sub(" ", text).strip()


def decode(data: bytes) -> str:
    """The text of a file: UTF-8 (with or without mark), UTF-16, UTF-32, else Windows-1258. Line breaks become "\\n".

    Raises UnicodeDecodeError never: what fits no encoding is read as Windows-1258 with U+FFFD for undefined bytes.
    """
    return tidy(undecorated(data))


def undecorated(data: bytes) -> str:
    """As `decode`, but with all characters: text in fonts from before Unicode has letters where others have hyphens."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        text = data.decode("utf-32", "replace")
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        text = _unmarked(data)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")


def _unmarked(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A file cut in the middle of its last character is still UTF-8.
        if error.start >= len(data) - 3 and error.start > 0:
            return data.decode("utf-8-sig", "ignore")
    head = data[:4096]
    if len(head) >= 4 and len(head) % 2 == 0:  # UTF-16 without mark: every other byte of Latin text is 0 or 1, 0x1E
        for encoding, at in (("utf-16-le", 1), ("utf-16-be", 0)):
            high = head[at::2]
            if sum(b in (0, 1, 0x1E, 0x20) for b in high) > 0.95 * len(high) and high.count(0) > 0.5 * len(high):
                return data.decode(encoding, "replace")
    bad = data.count(b"\xff") + data.count(b"\xfe")
    if bad == 0:
        utf8 = data.decode("utf-8", "replace")
        if utf8.count("\ufffd") * 200 < len(utf8) and any(ord(c) > 0x7F and c != "\ufffd" for c in utf8[:20000]):
            return utf8  # UTF-8 with a few broken bytes
    from khtool.reading import legacy

    bytewise = data.decode("latin-1")
    return bytewise if legacy.guess(bytewise) else data.decode("cp1258", "replace")
