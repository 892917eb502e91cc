"""Word 97 documents (.doc), RTF and OpenDocument, by the program that is installed: soffice, antiword or catdoc."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from khtool.errors import ReadError
from khtool.i18n import _
from khtool.reading import encoding, limits
from khtool.text import PlanText, PlanTextBuilder

Revisions = Literal["original", "final", "both"]


def read(data: bytes, label: str = "(doc)", *, kind: str = "doc", revisions: Revisions = "final") -> PlanText:
    """The text of a .doc (`kind` "doc"), "rtf" or "odt" file. `Paragraph.paragraph` counts those of the converted file.

    Raises ReadError when the file is encrypted or no program for it is installed.
    """
    if kind == "doc":
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError(label, _("is protected by a password"), _("save it without a password"))
        if "WordDocument".encode("utf-16-le") not in data:
            raise ReadError(
                label, _("is not a Word document inside"), _("open it in the program that made it and save it as .docx")
            )
        if _encrypted(data):
            raise ReadError(label, _("is protected by a password"), _("save it without a password"))
    soffice = _libreoffice()
    with tempfile.TemporaryDirectory(prefix="khtool-") as folder:
        source = Path(folder) / f"source.{kind}"
        source.write_bytes(data)
        if soffice is not None:
            made = _soffice(soffice, source, Path(folder))
            if made is not None:
                from khtool.reading import docx

                text = docx.read(made, label, revisions=revisions)
                return replace(text, format="doc", sha256=_hash(data))
        if kind == "doc":
            for program, options in (("antiword", ["-m", "UTF-8.txt", "-w", "0"]), ("catdoc", ["-w", "-d", "utf-8"])):
                path = shutil.which(program)
                out = _run([path, *options, str(source)], folder) if path else None
                if out and out.strip():
                    return _plain(out, data)
    if soffice is not None:
        raise ReadError(label, _("LibreOffice cannot convert it"), _("open it in Word and save it as .docx"))
    raise ReadError(
        label,
        _("reading this format needs LibreOffice, antiword or catdoc, none of which is installed")
        if kind == "doc"
        else _("reading this format needs LibreOffice, which is not installed"),
        _("install one of them, or save the document as .docx"),
    )


def _hash(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _encrypted(data: bytes) -> bool:
    """The flag fEncrypted of the file information block, when that stands where Word puts it (first sector)."""
    fib = data[512:524]
    return fib[:2] == b"\xec\xa5" and bool(fib[11] & 1)


def _libreoffice() -> str | None:
    """LibreOffice's program: on the PATH, or where its installers put it on Windows and macOS."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is not None:
        return found
    folders = filter(None, map(os.environ.get, ("ProgramFiles", "ProgramFiles(x86)")))
    installed = [Path(folder, "LibreOffice", "program", "soffice.exe") for folder in folders]
    installed.append(Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"))
    return next((str(path) for path in installed if path.is_file()), None)


def _soffice(program: str, source: Path, folder: Path) -> bytes | None:
    """Convert to docx in a profile of its own, so that a running LibreOffice does not matter."""
    profile = (folder / "profile").as_uri()
    _run(
        [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(source),
        ],
        str(folder),
    )
    made = folder / "out" / "source.docx"
    return made.read_bytes() if made.is_file() else None


def _run(command: Sequence[str], folder: str) -> bytes | None:
    """The output of a program; None when it fails or takes too long (it is ended with all that it started)."""
    group = sys.platform != "win32"
    try:
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=group,
        )
    except OSError:
        return None
    try:
        out, _err = process.communicate(timeout=limits.CONVERT_SECONDS)
    except subprocess.TimeoutExpired:
        if group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.communicate()
        return None
    return out if process.returncode == 0 else None


def _plain(out: bytes, data: bytes) -> PlanText:
    from khtool.reading import legacy, text

    builder = PlanTextBuilder("doc")
    content = encoding.tidy(legacy.whole_text(encoding.undecorated(out), builder))
    text.fill(builder, [text.Raw(None, line) for line in content.split("\n")], text.plain_lines)
    return builder.build(data=data)
