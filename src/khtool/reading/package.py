"""The parts of a zip package (docx, odt), read under the limits that keep a small hostile file small."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from khtool.errors import ReadError
from khtool.i18n import _
from khtool.reading import limits

if TYPE_CHECKING:
    from lxml.etree import _Element


class Package:
    """The parts of a zip file by name. Raises ReadError for a damaged, encrypted or overgrown package."""

    def __init__(self, data: bytes, label: str) -> None:
        self.label = label
        self.repaired: list[str] = []  # the XML parts that were not well formed
        self._left = limits.PACKAGE_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
            raise self._damaged() from error
        infos = self._zip.infolist()
        if len(infos) > limits.PACKAGE_PARTS:
            raise self._too_large()
        self._infos = {info.filename.lstrip("/"): info for info in infos}

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._infos)

    def read(self, name: str) -> bytes:
        """The bytes of a part; empty when there is none of that name."""
        info = self._infos.get(name)
        if info is None:
            return b""
        if info.flag_bits & 1:
            raise ReadError(self.label, _("is protected by a password"), _("save it without a password"))
        cap = min(limits.PART_BYTES, self._left)
        try:
            with self._zip.open(info) as part:
                out = part.read(cap + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
            raise self._damaged() from error
        overgrown = len(out) > limits.RATIO_FROM and len(out) > limits.PART_RATIO * max(info.compress_size, 1)
        if len(out) > cap or overgrown:
            raise self._too_large()
        self._left -= len(out)
        return out

    def xml(self, name: str) -> _Element | None:
        """The root of an XML part, None when it is missing. Entities are not resolved, nothing is fetched."""
        from lxml import etree

        raw = self.read(name)
        if not raw:
            return None
        options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False}
        try:
            return etree.fromstring(raw, etree.XMLParser(**options))
        except etree.XMLSyntaxError:
            pass
        try:  # Word itself opens parts with a stray character; a part that lost its end gives what is there
            root = etree.fromstring(raw, etree.XMLParser(recover=True, **options))
        except etree.XMLSyntaxError as error:
            raise self._damaged() from error
        if root is None:
            raise self._damaged()
        self.repaired.append(name)
        return root

    def _damaged(self) -> ReadError:
        return ReadError(
            self.label, _("the file is damaged (not a whole zip package)"), _("open it in Word and save it again")
        )

    def _too_large(self) -> ReadError:
        return ReadError(
            self.label, _("unpacks to more than khtool reads"), _("check where it comes from; save it again in Word")
        )
