"""Where check writes to: devices, pipes, folders, places that cannot be written, the draft itself."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from khtool.cli.common import write
from khtool.errors import KhtoolError

posix = pytest.mark.skipif(os.name == "nt", reason="devices and pipes of POSIX")


@posix
def test_a_device_is_written_into_and_never_replaced(tmp_path: Path) -> None:
    link = tmp_path / "null"
    link.symlink_to(os.devnull)
    write(str(link), b"much")
    assert link.is_symlink() and link.is_char_device()
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write(str(pipe), b"much")
    reader.join(10)
    assert read == [b"much"] and pipe.is_fifo() and [f.name for f in tmp_path.iterdir()].count("pipe") == 1


def test_a_folder_or_a_place_that_is_not_there_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none" / "out.json"):
        with pytest.raises(KhtoolError, match="cannot be written"):
            write(str(path), b"")
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_reader_that_has_enough_ends_the_run_in_silence(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("KẾ HOẠCH\n" + "Kiểm tra việc việc tuân thủ.\n" * 3000, encoding="utf-8")
    command = [sys.executable, "-m", "khtool", "check", "--select", "KH701", "d.txt", "-f"]
    for format in ("text", "json", "markdown"):
        done = subprocess.Popen([*command, format], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.stdout and done.stderr
        done.stdout.read(10)
        done.stdout.close()
        assert done.stderr.read() == b"" and done.wait(60) in (0, 1), format
