"""The documents that ship with the project: made by the script, true, ours, and what the program reads out of them."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
SHARED = ROOT / ".." / "shared"
EXPECTED = sorted(CORPUS.glob("*/*.expected.json"))
FORMATS = ("docx", "pdf", "html", "md", "txt")
PLANS = sorted(p for e in EXPECTED for f in FORMATS if (p := e.with_name(e.name.replace("expected.json", f))).exists())
MODELS = [p for p in PLANS if p.parent.name == "mau"]
FAULTS = sorted(CORPUS.glob("du-thao/*.faults.json"))


@cache
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_corpus", ROOT / "scripts" / "build_corpus.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def name(path: Path) -> str:
    return path.name


def expected_of(path: Path) -> dict[str, Any]:
    return json.loads(path.with_name(path.stem + ".expected.json").read_text(encoding="utf-8"))


def words(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("–", "-")
    return re.sub(r"\s+", " ", text).strip()


# -- the script


def sources() -> list[Path]:
    return script().sources()


def test_there_are_sources() -> None:
    kinds = Counter(p.parent.name for p in sources())
    assert kinds == {"luoc-thuat": 5, "mau": 12, "du-thao": 3}


@pytest.mark.parametrize("source", sorted((ROOT / "scripts" / "corpus").glob("*/*.plan")), ids=name)
def test_the_script_makes_what_is_committed(source: Path) -> None:
    b = script().Builder(source)
    for file, data in script().files_of(b).items():
        committed = (CORPUS / b.kind / file).read_bytes()
        assert content(file, committed) == content(file, data), f"run scripts/build_corpus.py: {file} differs"


def content(file: str, data: bytes) -> bytes:
    """What must be the same everywhere: not how a ZIP was compressed, nor how a checkout ends its lines."""
    if file.endswith(".docx"):
        return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    return data.replace(b"\r\n", b"\n")


def test_the_same_bytes_every_time() -> None:
    source = next(p for p in sources() if p.stem == "de-an-06-2025-tinh-an-son")
    first, second = (script().files_of(script().Builder(source)) for _ in range(2))
    assert first == second


def test_nothing_else_is_committed() -> None:
    made = {"README.md", "khtool.toml"}
    for source in sources():
        b = script().Builder(source)
        made |= {f"{b.kind}/{f}" for f in script().files_of(b)}
        if "pdf" in b.meta["formats"]:
            made.add(f"{b.kind}/{b.name}.pdf")
    assert {p.relative_to(CORPUS).as_posix() for p in CORPUS.rglob("*") if p.is_file()} == made


def test_every_format_is_there_and_the_whole_is_small() -> None:
    by_plan = {e: {p.suffix[1:] for p in PLANS if p.stem == e.name.split(".")[0]} for e in EXPECTED}
    assert all(by_plan.values())
    assert sum(found == set(FORMATS) for found in by_plan.values()) >= 2
    assert sum(p.stat().st_size for p in CORPUS.rglob("*") if p.is_file()) < 1_500_000


def test_restatements_say_so_in_their_first_line() -> None:
    for path in (CORPUS / "luoc-thuat").glob("*.md"):
        assert path.read_text(encoding="utf-8").startswith("> Lược thuật: bản tóm lược do dự án khtool viết lại")


# -- the truth


@pytest.mark.parametrize("path", EXPECTED, ids=name)
def test_expected_json_has_the_shape_of_a_plan(path: Path) -> None:
    from khtool.plan import Plan

    span = {"start": 0, "end": 1}
    data = json.loads(path.read_text(encoding="utf-8"))
    for part, rows in data.items():
        if isinstance(rows, list):
            for row in rows:
                row["span"] = span
                for task in row.get("tasks", []):
                    task["span"] = span
        assert part in Plan.model_fields
    data["source"] = {"path": None, "format": "md", "sha256": None}
    plan = Plan.model_validate(data)
    assert plan.citations and plan.assignments


@pytest.mark.parametrize("path", [p for p in PLANS if p.suffix in (".md", ".txt")], ids=name)
def test_what_is_expected_stands_in_the_text(path: Path) -> None:
    text = words(path.read_text(encoding="utf-8").replace("**\n**", " "))
    truth = expected_of(path)
    for part in ("citations", "targets", "qualitative_targets", "deadlines", "funding"):
        for row in truth[part]:
            assert words(row["text"]) in text, row
    for row in truth["assignments"]:
        assert words(row["agency"]) in text
        assert all(words(t["text"]) in text for t in row["tasks"])
    head = truth["header"]
    for part in (head["subject"], head["signer"]["full_name"], head["signer"]["position"], *head["to_places"]):
        assert part is None or words(part) in text


def test_model_plans_stand_on_the_plan_above() -> None:
    """Each district and commune plan carries out a plan of the family, cited with its right number, date and issuer."""
    heads = [expected_of(p)["header"] for p in MODELS]
    known = {(h["code"], h["issued_date"], h["organ_name"]) for h in heads}
    for path in MODELS:
        truth = expected_of(path)
        own = [c for c in truth["citations"] if c["code"] and c["code"].endswith("/KH-UBND")]
        assert all((c["code"], c["issued_date"], c["organ_name"]) in known for c in own)
        if truth["header"]["level"] != "tinh":
            above = {"huyen": "UBND tỉnh An Sơn", "xa": "UBND huyện Tân Lập"}[truth["header"]["level"]]
            if truth["header"]["level"] == "xa" and truth["header"]["issued_date"] >= "2025-07":
                above = "UBND tỉnh An Sơn"
            assert own[0]["organ_name"] == above and own[0]["relation"] in ("thuc_hien", "can_cu")
        assert all((c["issued_date"] or "") <= truth["header"]["issued_date"] for c in truth["citations"])


def test_the_places_of_the_model_plans_are_fictional() -> None:
    from khtool.knowledge.units import find

    organs = {expected_of(p)["header"]["organ_name"].removeprefix("UBND ") for p in MODELS}
    assert organs == {"tỉnh An Sơn", "huyện Tân Lập", "xã Suối Hạc"}
    assert not any(find(organ) for organ in organs)


def test_model_plans_cite_national_documents_rightly() -> None:
    table = SHARED / "reference" / "national_documents.csv"
    if not table.exists():
        pytest.skip("no reference data here")
    with table.open(encoding="utf-8") as file:
        rows = {(r["code"], r["issued_date"]): r for r in csv.DictReader(file) if r["verification"] == "full"}
    seen = 0
    for path in MODELS:
        for c in expected_of(path)["citations"]:
            if c["kind"] == "full" and c["issued_date"] and not c["code"].endswith("/KH-UBND"):
                row = rows[c["code"], c["issued_date"]]
                assert (row["type_name"], row["organ_name"]) == (c["type_name"], c["organ_name"])
                seen += 1
    assert seen > 20


# -- ours, not copied


@pytest.mark.parametrize("path", [p for p in PLANS if p.suffix in (".md", ".txt", ".html")], ids=name)
def test_no_sentence_is_a_real_plans(path: Path) -> None:
    """No run of more than 12 words in common with a real plan, citations, names of bodies and official titles aside.

    A run is looked for by its 8-grams, line by line, after those words are cut out.
    """
    real, titles = real_grams(), official_titles()
    if not real:
        pytest.skip("no real plans here")
    truth = expected_of(path)
    names = [c["text"] for c in truth["citations"]] + [a["agency"] for a in truth["assignments"]]
    allowed = sorted({*titles, *names, truth["header"]["subject"]}, key=len, reverse=True)
    pattern = re.compile("|".join(re.escape(words(t).lower()) for t in allowed if len(t) > 12))
    for line in re.sub(r"<[^>]+>", "\n", path.read_text(encoding="utf-8")).splitlines():
        for piece in pattern.sub("\n", words(line).lower()).split("\n"):
            tokens = re.findall(r"\w+", piece)
            run = 7
            for i in range(len(tokens) - 7):
                run = run + 1 if tuple(tokens[i : i + 8]) in real else 7
                assert run <= 12, f"copied: {' '.join(tokens[max(0, i + 8 - run) : i + 8])}"


@cache
def real_grams() -> frozenset[tuple[str, ...]]:
    out: set[tuple[str, ...]] = set()
    for folder in ("seeds", "plans"):
        for path in (SHARED / folder).glob("*.*"):
            tokens = re.findall(r"\w+", words(path.read_text(encoding="utf-8")).lower())
            out.update(zip(*(tokens[i:] for i in range(8)), strict=False))
    return frozenset(out)


@cache
def official_titles() -> tuple[str, ...]:
    out = []
    for table in (SHARED / "reference").glob("*_documents.csv"):
        if table.name.startswith(("national", "local")):
            with table.open(encoding="utf-8") as file:
                out += [r["subject"] for r in csv.DictReader(file) if r["subject"]]
    return tuple(out)


# -- what the program reads


@cache
def parsed(path: Path) -> Any:
    import khtool

    return khtool.parse(path)


def comparable(rows: list[dict[str, Any]], keys: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return [tuple(words(v) if isinstance(v := r.get(k), str) else v for k in keys) for r in rows]


@pytest.mark.parametrize("path", MODELS, ids=name)
class TestTheProgramReadsTheModels:
    """Every model plan, in every format, parses to its expected JSON."""

    def test_header(self, path: Path) -> None:
        want, got = expected_of(path)["header"], parsed(path).header.model_dump(mode="json")
        keys = ("type_name", "code", "issued_date", "place", "organ_name", "level", "subject", "years")
        assert {k: got[k] for k in keys} == {k: want[k] for k in keys}
        for key in ("full_name", "position"):
            assert got["signer"][key] == want["signer"][key]
        assert [t.strip(" -;.") for t in got["to_places"]] == want["to_places"]

    def test_outline(self, path: Path) -> None:
        def rows(outline: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
            return [(o["path"], o["label"], words(o["title"]).lower()[:30]) for o in outline]

        assert rows(parsed(path).model_dump(mode="json")["outline"]) == rows(expected_of(path)["outline"])

    def test_citations(self, path: Path) -> None:
        keys = ("text", "kind", "type_name", "code", "issued_date", "organ_name", "pinpoint", "relation")
        got = parsed(path).model_dump(mode="json")["citations"]
        assert comparable(got, keys) == comparable(expected_of(path)["citations"], keys)

    def test_targets(self, path: Path) -> None:
        keys = (
            "comparator",
            "value",
            "value_max",
            "unit",
            "out_of",
            "baseline",
            "baseline_year",
            "year",
            "direction",
            "where",
        )
        got = parsed(path).model_dump(mode="json")
        truth = expected_of(path)
        assert comparable(got["targets"], keys) == comparable(truth["targets"], keys)
        for found, want in zip(got["targets"], truth["targets"], strict=True):
            assert words(want["text"])[:25] in words(found["text"]) or words(found["text"]) in words(want["text"])
        assert len(got["qualitative_targets"]) == len(truth["qualitative_targets"])

    def test_assignments(self, path: Path) -> None:
        def rows(plan: dict[str, Any]) -> list[tuple[Any, ...]]:
            out = []
            for a in plan["assignments"]:
                tasks = tuple(words(t["text"]).lstrip("-+ ").lower()[:25] for t in a["tasks"])
                out.append((words(a["agency"]), a["role"], a["where"], tasks, a["time"] and words(a["time"])))
            return out

        assert rows(parsed(path).model_dump(mode="json")) == rows(expected_of(path))

    def test_deadlines_and_funding(self, path: Path) -> None:
        got, truth = parsed(path).model_dump(mode="json"), expected_of(path)
        keys = ("date", "comparator", "to", "through")
        assert comparable(got["deadlines"], keys) == comparable(truth["deadlines"], keys)
        for found, want in zip(got["deadlines"], truth["deadlines"], strict=True):
            assert words(found["text"]) in words(want["text"]) or words(want["text"]) in words(found["text"])
        starts = [" ".join(words(f["text"]).split()[:12]).rstrip(".;").lower() for f in truth["funding"]]
        assert [" ".join(words(f["text"]).split()[:12]).rstrip(".;").lower() for f in got["funding"]] == starts


@pytest.mark.parametrize("path", FAULTS, ids=name)
def test_the_planted_faults_stand_in_the_draft(path: Path) -> None:
    draft = draft_of(path)
    if draft.suffix == ".docx":
        text = re.sub(r"<[^>]+>", "", zipfile.ZipFile(draft).read("word/document.xml").decode())
    else:
        text = draft.read_text(encoding="utf-8")
    for fault in json.loads(path.read_text(encoding="utf-8")):
        assert words(fault["surface"]) in words(text)
        assert fault["why"] and fault["correct"] != fault["surface"]


def draft_of(faults: Path) -> Path:
    stem = faults.name.removesuffix(".faults.json")
    return next(p for p in faults.parent.glob(stem + ".*") if p.suffix[1:] in FORMATS)


@pytest.mark.parametrize("path", FAULTS, ids=name)
def test_check_finds_the_planted_faults(path: Path) -> None:
    import khtool

    faults = json.loads(path.read_text(encoding="utf-8"))
    findings = khtool.check(draft_of(path))
    missed = []
    for fault in faults:
        surface = words(fault["surface"])
        near = [f for f in findings if (t := words(f.text)) and (t in surface or surface in t)]
        if not any(f.code.startswith(fault["code_family"]) for f in near):
            missed.append((fault["code_family"], surface, [(f.code, f.text) for f in near]))
    assert not missed


@pytest.mark.parametrize("path", MODELS, ids=name)
def test_the_models_have_no_error(path: Path) -> None:
    import khtool

    assert [(f.code, f.text, f.message) for f in khtool.check(path) if f.severity == "error"] == []
