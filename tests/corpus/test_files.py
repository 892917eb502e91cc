from __future__ import annotations

from pathlib import Path

import pytest

from khtool.corpus.files import scan
from khtool.errors import KhtoolError

FILES = [
    "a.docx",
    "b.PDF",
    "c.html",
    "nam/2024/d.md",
    "nam/2024/du-thao/e.txt",
    "nam/~$d.docx",
    "nam/ghi-chu.xlsx",
    ".git/f.txt",
    ".an.txt",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("configuration", "expected"),
    [
        (None, ["a.docx", "b.PDF", "c.html", "nam/2024/d.md", "nam/2024/du-thao/e.txt"]),
        ('[corpus]\nexclude = ["**/du-thao/**"]', ["a.docx", "b.PDF", "c.html", "nam/2024/d.md"]),
        ('[corpus]\nexclude = ["nam/"]', ["a.docx", "b.PDF", "c.html"]),
        ('[corpus]\nexclude = ["*.txt", "a.*"]', ["b.PDF", "c.html", "nam/2024/d.md"]),
        ('[corpus]\nexclude = ["*/2024/*"]', ["a.docx", "b.PDF", "c.html", "nam/2024/du-thao/e.txt"]),
        ('[corpus]\ninclude = ["nam/**"]', ["nam/2024/d.md", "nam/2024/du-thao/e.txt"]),
        ('[corpus]\ninclude = ["nam/**"]\nexclude = ["e.tx?"]', ["nam/2024/d.md"]),
        ('corpus = "elsewhere"', ["a.docx", "b.PDF", "c.html", "nam/2024/d.md", "nam/2024/du-thao/e.txt"]),
    ],
)
def test_scan(folder: Path, configuration: str | None, expected: list[str]) -> None:
    if configuration is not None:
        (folder / "khtool.toml").write_text(configuration, encoding="utf-8")
    found = list(scan(folder))
    assert [f.path for f in found] == expected
    assert {f.size for f in found} == {1}


def test_links_to_folders_are_not_followed(folder: Path) -> None:
    before = [f.path for f in scan(folder)]
    try:
        (folder / "ring").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links")
    assert [f.path for f in scan(folder)] == before


def test_what_cannot_be_read(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(KhtoolError, match="cannot be read"):
        list(scan(tmp_path / "missing"))
    (folder / "khtool.toml").write_text('[corpus]\nexclude = "nam"', encoding="utf-8")
    with pytest.raises(KhtoolError, match=r"corpus\.exclude must be a list"):
        list(scan(folder))
