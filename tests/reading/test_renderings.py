"""Plans whose text is known, rendered as Word documents, web pages and PDF, and read back."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from khtool.extraction import extract
from khtool.plan import Plan
from khtool.reading import read
from khtool.text import Paragraph, PlanText

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / ".." / "shared"
OURS = sorted((ROOT / "corpus").glob("*/*.md"))
REAL = sorted((*(SHARED / "plans").glob("*.md"), *(SHARED / "seeds").glob("*.txt")))
SOURCES = OURS + REAL
#: What is printed: all of ours, and of the real ones a long and a short.
PRINTED = OURS + sorted(REAL, key=lambda p: p.stat().st_size)[2::8]
#: LibreOffice takes the letters that a font lacks from another.
FONTS = {"clean": "Liberation Serif", "lacking": "Liberation Sans Narrow"}
BOX = "Hộp chữ"

CODE = re.compile(r"\d{1,5}(?:/\d{4})?/[A-ZĐ\d]{1,8}(?:-[A-ZĐ\d]+)*")
DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4}")


@cache
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("render_samples", ROOT / "scripts" / "render_samples.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def source(path: Path) -> PlanText:
    return read(path)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("renderings")


@cache
def word(folder: Path, path: Path) -> PlanText:
    target = folder / f"{path.stem}.word.docx"
    script().render(source(path), target, numbering=True, tracked=True, box=BOX)
    return read(target)


@cache
def page(folder: Path, path: Path) -> PlanText:
    return read(script().to_html(source(path)).encode())


@cache
def printed(folder: Path) -> dict[tuple[str, Path], PlanText]:
    """Every plan to be printed in every font, by one run of LibreOffice."""
    targets = {}
    for name, font in FONTS.items():
        if name == "lacking" and not lacks_vietnamese(font):
            continue
        for path in PRINTED:
            targets[name, path] = folder / f"{path.stem}.{name}.docx"
            script().render(source(path), targets[name, path], font=font)
    made = script().to_pdfs(list(targets.values()))
    return {key: read(pdf) for key, pdf in zip(targets, made, strict=True)}


def lacks_vietnamese(font: str) -> bool:
    """The font is installed and has no letters for Vietnamese."""
    if shutil.which("fc-list") is None:
        return False
    known = subprocess.run(["fc-list", font, "lang"], capture_output=True, text=True, check=True).stdout
    return bool(known) and not re.search(r"[=|]vi\b", known)


def rendered(kind: str, folder: Path, path: Path) -> PlanText:
    if kind == "word":
        return word(folder, path)
    if kind == "page":
        return page(folder, path)
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice here")
    found = printed(folder)
    if (kind, path) not in found:
        pytest.skip(f"{FONTS[kind]} is not installed, or has Vietnamese letters")
    return found[kind, path]


CASES = [(k, p) for k in ("word", "page") for p in SOURCES] + [(k, p) for k in FONTS for p in PRINTED]
every_rendering = pytest.mark.parametrize(("kind", "path"), CASES, ids=lambda v: v.stem if isinstance(v, Path) else v)


# -- the text


def ruled(text: PlanText) -> list[int]:
    """The tables that are rendered with ruling lines."""
    return [t.index for t in text.tables if script().is_ruled(text, t)]


def running(text: PlanText, tables: list[int]) -> list[Paragraph]:
    return [p for p in text.paragraphs if p.role in ("body", "footnote")
            and (p.cell is None or p.cell.table not in tables)]  # fmt: skip


def words(text: PlanText, tables: list[int]) -> list[str]:
    return [w for p in running(text, tables) for w in text.norm[p.start : p.end].split()]


def distance(a: list[str], b: list[str], most: int) -> int:
    """How many words must be taken out or put in to make `b` of `a` (Myers); `most` + 1 when more than that."""
    reach = {1: 0}
    for d in range(most + 1):
        for k in range(-d, d + 1, 2):
            x = reach[k + 1] if k == -d or (k != d and reach[k - 1] < reach[k + 1]) else reach[k - 1] + 1
            while x < len(a) and x - k < len(b) and a[x] == b[x - k]:
                x += 1
            reach[k] = x
            if x >= len(a) and x - k >= len(b):
                return d
    return most + 1


def test_distance() -> None:
    assert distance(list("abcabba"), list("cbabac"), 9) == 5
    assert distance(list("ab"), list("xyz"), 3) == 4


@every_rendering
def test_words(kind: str, path: Path, folder: Path) -> None:
    """At most one word in two hundred is wrong outside tables; a wrong word counts twice here."""
    text = rendered(kind, folder, path)
    want, got = words(source(path), ruled(source(path))), words(text, ruled(text))
    most = len(want) // 200
    assert distance(want, got, most) <= most


@every_rendering
def test_numbers_and_dates(kind: str, path: Path, folder: Path) -> None:
    def said(text: PlanText) -> str:
        return " ".join(text.norm[p.start : p.end] for p in text.paragraphs if p.role in ("body", "footnote"))

    want, got = said(source(path)), said(rendered(kind, folder, path))
    assert Counter(CODE.findall(got)) == Counter(CODE.findall(want))
    assert Counter(DATE.findall(got)) == Counter(DATE.findall(want))


@every_rendering
def test_letterhead_in_order(kind: str, path: Path, folder: Path) -> None:
    def head(text: PlanText) -> list[str]:
        return [" ".join(text.slice(p).split()) for p in text.paragraphs if p.role == "body"][:8]

    assert head(rendered(kind, folder, path)) == head(source(path))


@every_rendering
def test_cells(kind: str, path: Path, folder: Path) -> None:
    def tables(text: PlanText) -> list[list[tuple[int, int, str]]]:
        return [
            [(c.row, c.column, w) for c in text.tables[t].cells if (w := " ".join(text.slice(c).split()))]
            for t in ruled(text)
        ]

    assert tables(rendered(kind, folder, path)) == tables(source(path))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.stem)
def test_a_text_box_and_its_words(path: Path, folder: Path) -> None:
    text = word(folder, path)
    assert [text.slice(p) for p in text.iter_role("textbox")] == [BOX]
    assert "đã bỏ" not in text.text


# -- the plan


def items(plan: Plan) -> dict[str, Any]:
    """A plan without positions, nor what only the source knows."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: bare(v) for k, v in value.items() if k not in ("span", "spans", "source", "id")}
        if isinstance(value, list):
            return [bare(v) for v in value]
        return " ".join(value.split()) if isinstance(value, str) else value

    return bare(plan.model_dump(mode="json"))


@cache
def plan_of(path: Path) -> dict[str, Any]:
    return items(extract(source(path)))


@cache
def plan_read(kind: str, path: Path, folder: Path) -> dict[str, Any]:
    return items(extract(rendered(kind, folder, path)))


@every_rendering
@pytest.mark.parametrize("part", ["header", "outline", "citations", "targets", "assignments", "deadlines"])
def test_the_same_plan(part: str, kind: str, path: Path, folder: Path) -> None:
    if part == "header" and source(path).facts:
        pytest.skip("the header is filled from what the law site says, which is not rendered")
    assert plan_read(kind, path, folder)[part] == plan_of(path)[part]
