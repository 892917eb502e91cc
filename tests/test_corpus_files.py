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
FAMILY = [p for p in MODELS if p.name.startswith(("tre-em", "de-an-06"))]
LOCAL = re.compile(r"[-/](?:UBND|HĐND|HU|TU|TTr|SYT)\b")  # in the number of what a province or district issues
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
    assert kinds == {"luoc-thuat": 5, "mau": 20, "du-thao": 3}


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


HEAD = """+++
formats = ["md", "txt"]
organ = ["UBND TỈNH AN SƠN"]
organ_name = "UBND tỉnh An Sơn"
level = "tinh"
subject = "Thử"
years = []
%s
+++
"""


def built(tmp_path: Path, body: str, head: str = "") -> Any:
    source = tmp_path / "mau" / "thu.plan"
    source.parent.mkdir()
    source.write_text(HEAD % head + body, encoding="utf-8")
    return script().Builder(source)


def assigned(b: Any) -> list[tuple[Any, ...]]:
    return [
        (a["agency"], a["role"], a["where"], [t["text"] for t in a["tasks"]], a["time"]) for a in b.truth["assignments"]
    ]


@pytest.mark.parametrize(
    ("body", "want"),
    [
        (
            "# 1. Việc\n(!lead Chủ trì: [A]; !coordinate phối hợp: [B], [C]; !time thời gian: [Quý I])",
            [("A", "lead"), ("B", "coordinate"), ("C", "coordinate")],
        ),
        (
            "# 1. Việc\n- !implement Thực hiện: [A].\n- !lead Chủ trì: [B]; !coordinate phối hợp: [C].\n"
            "- !time Xong: [Quý I].",
            [("A", "implement"), ("B", "lead"), ("C", "coordinate")],
        ),
    ],
)
def test_agencies_of_an_item_are_read_from_one_line_or_many(
    tmp_path: Path, body: str, want: list[tuple[str, str]]
) -> None:
    assert assigned(built(tmp_path, body)) == [(*pair, "1", ["Việc"], "Quý I") for pair in want]


def test_ditto_cells_say_what_the_row_above_says(tmp_path: Path) -> None:
    body = "# I. Bảng\n|!tasks TT | Việc | Thời gian | Chủ trì | Phối hợp\n| 1 | x | Quý I | [A] | [B]; [C]\n"
    b = built(tmp_path, body + "| II | NHÓM\n| 2 | y | nt | -nt- | nt")
    assert assigned(b) == [
        *[(n, r, "I.1", ["x"], "Quý I") for n, r in (("A", "lead"), ("B", "coordinate"), ("C", "coordinate"))],
        *[(n, r, "I.II.2", ["y"], "Quý I") for n, r in (("A", "lead"), ("B", "coordinate"), ("C", "coordinate"))],
    ]
    assert b.blocks[-1].rows[-1] == ["2", "y", "nt", "-nt-", "nt"]


def test_a_table_of_indicators_is_a_target_for_each_year(tmp_path: Path) -> None:
    body = "# 1. Bảng\n|!targets TT | Chỉ tiêu | Đơn vị tính | Thực hiện năm 2020 | Năm 2021 | Mục tiêu 2025\n"
    b = built(
        tmp_path,
        body + "| 1 | Thu ngân sách | tỷ đồng | 1.120 | 1.250,5 | ≥ 2.000\n| 2 | Hộ nghèo | % | 9 | 5 - 7 | < 4",
    )
    keys = ("text", "comparator", "value", "value_max", "unit", "baseline", "baseline_year", "year")
    assert comparable(b.truth["targets"], keys) == [
        ("Thu ngân sách", "eq", 1250.5, None, "tỷ đồng", 1120, 2020, 2021),
        ("Thu ngân sách", "ge", 2000, None, "tỷ đồng", 1120, 2020, 2025),
        ("Hộ nghèo", "range", 5, 7, "%", 9, 2020, 2021),
        ("Hộ nghèo", "lt", 4, None, "%", 9, 2020, 2025),
    ]


def test_every_manner_of_numbering_has_its_path(tmp_path: Path) -> None:
    body = "# PHẦN THỨ HAI. A\n## I. B\n### 1. C\n#### a/ D\n# Điều 3. E\n## 1. F\n# IV- G\n## 2- H\n### 2.1- J\n"
    b = built(tmp_path, body + "@heading K\n# 1. L")
    assert [(o["label"], o["path"]) for o in b.truth["outline"]] == [
        ("PHẦN THỨ HAI", "PHẦN THỨ HAI"),
        ("I", "PHẦN THỨ HAI.I"),
        ("1", "PHẦN THỨ HAI.I.1"),
        ("a", "PHẦN THỨ HAI.I.1.a"),
        ("Điều 3", "Điều 3"),
        ("1", "Điều 3.1"),
        ("IV", "IV"),
        ("2", "IV.2"),
        ("2.1", "IV.2.1"),
        ("1", "1"),
    ]
    assert [x.line for x in b.blocks if x.kind == "h"][3:5] == ["a/ D", "Điều 3. E"]


def test_what_stands_under_an_agency_is_its_tasks_to_the_end(tmp_path: Path) -> None:
    body = "# 1. !implement Giao [Sở A]: lập sổ.\n## a/ Việc một.\n@end\n## b/ Lời kết.\n"
    assert assigned(built(tmp_path, body + "# 2. !request Đề nghị Hội B\n- Góp ý.")) == [
        ("Sở A", "implement", "1", ["lập sổ.", "Việc một."], None),
        ("Hội B", "request", "2", ["Góp ý."], None),
    ]


def test_a_wrapped_text_is_broken_where_the_next_word_does_not_fit(tmp_path: Path) -> None:
    b = built(tmp_path, "# I. Một hai\nba bốn năm sáu bảy tám\nchín", "wrap = 14")
    lines = script().to_txt(b).splitlines()
    assert lines[lines.index("I. Một hai") :] == ["I. Một hai", "ba bốn năm sáu", "bảy tám", "chín"]


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
    heads = [expected_of(p)["header"] for p in FAMILY]
    known = {(h["code"], h["issued_date"], h["organ_name"]) for h in heads}
    for path in FAMILY:
        truth = expected_of(path)
        own = [c for c in truth["citations"] if c["code"] and c["code"].endswith("/KH-UBND")]
        assert all((c["code"], c["issued_date"], c["organ_name"]) in known for c in own)
        if truth["header"]["level"] != "tinh":
            above = {"huyen": "UBND tỉnh An Sơn", "xa": "UBND huyện Tân Lập"}[truth["header"]["level"]]
            if truth["header"]["level"] == "xa" and truth["header"]["issued_date"] >= "2025-07":
                above = "UBND tỉnh An Sơn"
            assert own[0]["organ_name"] == above and own[0]["relation"] in ("thuc_hien", "can_cu")


@pytest.mark.parametrize("path", sorted({p.with_suffix(".expected.json") for p in MODELS}), ids=name)
def test_nothing_is_cited_before_it_is_there(path: Path) -> None:
    truth = json.loads(path.read_text(encoding="utf-8"))
    assert all((c["issued_date"] or "") <= truth["header"]["issued_date"] for c in truth["citations"])


def test_each_number_is_given_once_and_in_order() -> None:
    """Within a year an office numbers its plans as they come; what a plan cites of another fits in."""
    given: dict[tuple[str, str], dict[int, str]] = {}
    for path in EXPECTED:
        truth = json.loads(path.read_text(encoding="utf-8"))
        if path.parent.name != "mau" or truth["header"]["type_name"] != "Kế hoạch":
            continue
        rows = [
            c
            for c in truth["citations"]
            if c["type_name"] == "Kế hoạch" and re.search("An Sơn$|Lập$", c["organ_name"] or "")
        ]
        for row in (truth["header"], *rows):
            organ = row["organ_name"].replace("Ủy ban nhân dân", "UBND")
            year = given.setdefault((organ, row["issued_date"][:4]), {})
            assert year.setdefault(int(re.match(r"\d+", row["code"])[0]), row["issued_date"]) == row["issued_date"]
    for year in given.values():
        dates = [date for _number, date in sorted(year.items())]
        assert dates == sorted(dates)


def test_the_places_of_the_model_plans_are_fictional() -> None:
    from khtool.knowledge.units import find

    organs = {expected_of(p)["header"]["organ_name"].removeprefix("UBND ") for p in MODELS}
    assert organs == {"tỉnh An Sơn", "huyện Tân Lập", "xã Suối Hạc", "thị xã Mường Hạc", "Tỉnh ủy An Sơn"}
    assert not any(find(organ.replace("Tỉnh ủy", "tỉnh")) for organ in organs)


def test_model_plans_cite_national_documents_rightly() -> None:
    from khtool.knowledge.registry import registry

    seen = set()
    for path in MODELS:
        for c in expected_of(path)["citations"]:
            if c["kind"] == "full" and c["issued_date"] and not LOCAL.search(c["code"]):
                known = {d.issued_date: d for d in registry().by_code(c["code"])}[c["issued_date"]]
                assert known.type_name == c["type_name"]
                assert (known.organ_name or "") in (c["organ_name"] or known.organ_name)
                seen.add(c["code"])
    assert len(seen) >= 40


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
                tasks = tuple(words(t["text"]).strip("-+ ./;").lower()[:25] for t in a["tasks"])
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
