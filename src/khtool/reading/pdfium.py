"""pdfium's functions about single characters and drawn objects, called at about a third of the usual price.

A page has thousands of characters and each is asked for several things, so what a call through ctypes costs is what
reading a PDF costs. Where argument types are declared, an object is made of every argument of every call; where they
are not, whole numbers go straight through, and so do arguments that were prepared once (`handle`, `Room.places`). And
these functions take less time than giving up the interpreter's lock and taking it again, so they keep it.
"""

from __future__ import annotations

import ctypes
import functools
from array import array
from collections import deque
from collections.abc import Callable
from itertools import repeat
from typing import Any

_BLOCK = 4096  # characters

#: What stands for an object of pdfium in the calls of `function`, by its address.
at = ctypes.c_void_p.from_param


def handle(pointer: Any) -> Any:
    """What stands for an object of pdfium in the calls of `function`, by the pointer of ctypes that leads to it."""
    return at(ctypes.cast(pointer, ctypes.c_void_p))


@functools.cache
def function(name: str, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """The function of pdfium with that name, which returns a `result`.

    No type is checked. Its arguments may be int (where C has an int), `handle` and `at` (pointers to objects),
    `ctypes.byref` (pointers to results) and what `from_param` of the right type gives.
    Functions that call back into Python may not be called so.
    """
    import pypdfium2.raw as pdfium

    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result)(address)


def text(textpage: Any, n: int) -> str:
    """The first `n` characters of a page, one for each number by which pdfium counts them; NUL for what is none."""
    import pypdfium2.raw

    units = (ctypes.c_ushort * (n + 1))()
    written = pypdfium2.raw.FPDFText_GetText(textpage.raw, 0, n, units)
    # pdfium counts control characters and does not write them; those beyond U+FFFF count once and take two units.
    if written == n + 1:
        try:
            whole = bytes(units)[: 2 * n].decode("utf-16-le")  # in this order whatever the machine
        except UnicodeDecodeError:
            whole = ""
        if len(whole) == n:
            return whole
    code = function("FPDFText_GetUnicode", ctypes.c_uint)
    codes = map(code, repeat(handle(textpage.raw), n), range(n))
    return "".join("\0" if 0xD800 <= c < 0xE000 or c > 0x10FFFF else chr(c) for c in codes)


class Room:
    """Where pdfium writes boxes of characters, for all pages of a document: the places are prepared once."""

    def __init__(self) -> None:
        self.floats = (ctypes.c_float * (4 * _BLOCK))()
        self.places = list(map(ctypes.byref, repeat(self.floats), range(0, 16 * _BLOCK, 16)))

    def boxes(self, textpage: Any, n: int) -> array[float]:
        """Left, top, right and bottom of the first `n` characters of a page; zeros for one that has no box."""
        page, get = handle(textpage.raw), function("FPDFText_GetLooseCharBox", None)
        out = array("f")
        view = memoryview(self.floats).cast("B")
        for start in range(0, n, _BLOCK):
            count = min(n - start, _BLOCK)
            ctypes.memset(self.floats, 0, 16 * count)
            deque(map(get, repeat(page), range(start, start + count), self.places), maxlen=0)
            out.frombytes(view[: 16 * count])
        return out
