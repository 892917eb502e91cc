from __future__ import annotations

from pathlib import Path

import pytest

from khtool.corpus import locate_corpus
from khtool.errors import KhtoolError, NotFoundError


@pytest.fixture
def here(tmp_path: Path) -> Path:
    for name in ("option", "variable", "setting", "work/deep"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


def test_the_option_comes_first_then_the_variable_then_the_files(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "khtool.toml").write_text('corpus = "setting"', encoding="utf-8")
    deep = here / "work/deep"
    assert locate_corpus(start=deep) == here / "setting"
    monkeypatch.setenv("KHTOOL_CORPUS", str(here / "variable"))
    assert locate_corpus(start=deep) == here / "variable"
    assert locate_corpus(here / "option", start=deep) == here / "option"
    assert locate_corpus(str(here / "option"), start=deep) == here / "option"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("khtool.toml", 'corpus = "setting"'),
        ("khtool.toml", '[corpus]\npath = "setting"'),
        ("khtool.toml", '[corpus]\ncorpus = "setting"'),
        ("pyproject.toml", '[tool.khtool]\ncorpus = "setting"'),
    ],
)
def test_files_of_configuration(here: Path, name: str, text: str) -> None:
    (here / name).write_text(text, encoding="utf-8")
    assert locate_corpus(start=here / "work/deep") == here / "setting"


def test_a_file_that_sets_nothing_is_passed_over(here: Path) -> None:
    (here / "khtool.toml").write_text('corpus = "setting"', encoding="utf-8")
    (here / "work/khtool.toml").write_text("[check]\n", encoding="utf-8")
    (here / "work/pyproject.toml").write_text("this is [not toml, and not ours", encoding="utf-8")
    assert locate_corpus(start=here / "work/deep") == here / "setting"


def test_without_any_the_corpus_that_ships(here: Path) -> None:
    shipped = locate_corpus(start=here)
    assert shipped.is_dir()
    assert shipped.name in ("corpus", "_corpus")


def test_what_is_no_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFoundError, match="--corpus: no such folder"):
        locate_corpus(here / "missing")
    monkeypatch.setenv("KHTOOL_CORPUS", str(here / "missing"))
    with pytest.raises(NotFoundError, match="KHTOOL_CORPUS"):
        locate_corpus()
    monkeypatch.delenv("KHTOOL_CORPUS")
    (here / "khtool.toml").write_text('corpus = "missing"', encoding="utf-8")
    with pytest.raises(NotFoundError, match=r"khtool\.toml"):
        locate_corpus(start=here)


def test_a_broken_file_is_named(here: Path) -> None:
    (here / "khtool.toml").write_text("corpus = ", encoding="utf-8")
    with pytest.raises(KhtoolError, match=r"khtool\.toml"):
        locate_corpus(start=here)
