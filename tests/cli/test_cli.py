"""The command line from outside: what goes to stdout and stderr, and with which exit code it ends."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from khtool.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
PLAN = ROOT / "corpus/mau/tre-em-2024-tinh-an-son.docx"
DRAFT = ROOT / "corpus/du-thao/du-thao-duoi-nuoc-2024.md"

Outcome = tuple[int, str, str]


@pytest.fixture
def khtool(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run a command line; gives the exit code, stdout and stderr."""

    def call(*arguments: object) -> Outcome:
        code = run([str(a) for a in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_version_comes_before_any_costly_import() -> None:
    program = "import sys; from khtool.__main__ import main; sys.argv = ['khtool', '--version']; main(); "
    program += "print([m for m in ('typer', 'pydantic', 'rich', 'lxml', 'docx', 'pdfplumber') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1] == "[]"


def test_help_is_in_both_languages(khtool: Callable[..., Outcome]) -> None:
    assert "Lint drafts." in khtool("--help")[1]
    assert "Kiểm tra dự thảo." in khtool("--lang", "vi", "--help")[1]
    assert "Kiểm tra dự thảo." in khtool("--help", "--lang=vi")[1]
    assert khtool("rules", "--lang", "vi")[1] == khtool("--lang", "vi", "rules")[1] != khtool("rules")[1]
    assert khtool("--lang", "fr", "--help")[0] == 2


class TestParse:
    def test_a_table_for_people(self, khtool: Callable[..., Outcome]) -> None:
        code, out, err = khtool("parse", PLAN)
        assert (code, err) == (0, "")
        assert "Kế hoạch 26/KH-UBND" in out and "UBND tỉnh An Sơn" in out and "121/2020/QH14" not in out

    def test_json_is_one_object_for_one_file_and_a_list_for_several(self, khtool: Callable[..., Outcome]) -> None:
        one = json.loads(khtool("parse", PLAN, "--format", "json")[1])
        assert one["header"]["code"] == "26/KH-UBND" and one["schema_version"] == "1.0" and "text" not in one
        several = json.loads(khtool("parse", PLAN, DRAFT, "--format", "json")[1])
        assert [p["source"]["format"] for p in several] == ["docx", "md"]
        lines = khtool("parse", PLAN, DRAFT, "--format", "jsonl")[1].splitlines()
        assert [json.loads(line) for line in lines] == several

    def test_spans_point_into_the_text(self, khtool: Callable[..., Outcome]) -> None:
        plan = json.loads(khtool("parse", PLAN, "--format", "json", "--with-text")[1])
        for part in ("citations", "targets", "deadlines", "funding"):
            assert plan[part], part
            for item in plan[part]:
                start, end = item["span"]["start"], item["span"]["end"]
                assert " ".join(plan["text"][start:end].split()) == " ".join(item["text"].split())

    def test_only_some_parts(self, khtool: Callable[..., Outcome]) -> None:
        plan = json.loads(khtool("parse", PLAN, "--format", "json", "--only", "citations,targets")[1])
        assert set(plan) == {"schema_version", "source", "citations", "targets", "notes"}
        assert khtool("parse", PLAN, "--only", "citation")[0] == 2

    def test_a_bad_file_does_not_stop_the_others(self, khtool: Callable[..., Outcome], tmp_path: Path) -> None:
        empty = tmp_path / "trống.docx"
        empty.write_bytes(b"")
        code, out, err = khtool("parse", tmp_path / "mất.docx", empty, PLAN, "--format", "json")
        assert code == 2
        assert [p["header"]["code"] for p in json.loads(out)] == ["26/KH-UBND"]
        first, second = err.splitlines()
        assert "mất.docx" in first and "trống.docx" in second and "Traceback" not in err

    def test_stdin(self, khtool: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAN.read_bytes())))
        plan = json.loads(khtool("parse", "-", "--format", "json")[1])
        assert plan["source"]["format"] == "docx" and plan["header"]["code"] == "26/KH-UBND"

    def test_output_goes_to_a_file_whole(self, khtool: Callable[..., Outcome], tmp_path: Path) -> None:
        target = tmp_path / "ra.json"
        code, out, _err = khtool("parse", PLAN, "--format", "json", "--output", target)
        assert (code, out) == (0, "")
        assert json.loads(target.read_text(encoding="utf-8"))["header"]["code"] == "26/KH-UBND"
        code, _out, err = khtool("parse", PLAN, "--output", tmp_path / "không" / "có" / "ra.json")
        assert code == 2 and "ra.json" in err and len(err.splitlines()) == 1


class TestChain:
    def test_from_the_quoc_hoi_down(self, khtool: Callable[..., Outcome]) -> None:
        code, out, err = khtool("chain", "115/KH-UBND")
        assert (code, err) == (0, "")
        places = [out.index(code) for code in ("121/2020/QH14 ·", "1472/QĐ-TTg ·", "➤ Kế hoạch 115/KH-UBND")]
        assert places == sorted(places)

    def test_a_file(self, khtool: Callable[..., Outcome]) -> None:
        data = json.loads(khtool("chain", DRAFT, "--format", "json", "--up")[1])
        assert data["root"] in [n["id"] for n in data["nodes"]]
        assert any(e["source"] == data["root"] for e in data["edges"])

    def test_a_number_of_several_documents(self, khtool: Callable[..., Outcome]) -> None:
        code, out, err = khtool("chain", "06/QĐ-TTg")
        assert (code, out) == (2, "")
        assert "2019-01-03" in err and "2022-01-06" in err
        assert khtool("chain", "06/QĐ-TTg", "--year", "2019")[0] == 0

    def test_a_number_that_nobody_knows(self, khtool: Callable[..., Outcome]) -> None:
        code, _out, err = khtool("chain", "99999/KH-UBND")
        assert code == 2 and "99999/KH-UBND" in err

    @pytest.mark.parametrize(("format", "start"), [("mermaid", "flowchart BT"), ("dot", "digraph"), ("json", "{")])
    def test_formats(self, khtool: Callable[..., Outcome], format: str, start: str) -> None:
        code, out, _err = khtool("chain", "115/KH-UBND", "--format", format)
        assert code == 0 and out.startswith(start)


class TestDiff:
    def test_two_years(self, khtool: Callable[..., Outcome]) -> None:
        code, out, _err = khtool("diff", "2023", "2024")
        assert code == 1
        assert "> 90 % → > 92 %" in out and "140/KH-UBND" in out

    def test_two_plans_by_code_and_by_file(self, khtool: Callable[..., Outcome]) -> None:
        code, out, _err = khtool("diff", "31/KH-UBND", PLAN, "--format", "json")
        data = json.loads(out)
        assert code == 1 and data["kind"] == "plans"
        assert {c["what"] for c in data["changes"]} >= {"citation", "target", "deadline"}

    def test_a_plan_does_not_differ_from_itself(self, khtool: Callable[..., Outcome]) -> None:
        assert khtool("diff", PLAN, PLAN)[0] == 0

    def test_a_year_and_a_plan_cannot_be_compared(self, khtool: Callable[..., Outcome]) -> None:
        assert khtool("diff", "2023", PLAN)[0] == 2


class TestCheck:
    def test_errors_make_exit_code_one(self, khtool: Callable[..., Outcome]) -> None:
        code, out, _err = khtool("check", DRAFT)
        assert code == 1 and "error KH" in out

    def test_a_model_plan_has_none(self, khtool: Callable[..., Outcome]) -> None:
        assert khtool("check", PLAN)[0] == 0

    def test_select_ignore_and_fail_level(self, khtool: Callable[..., Outcome]) -> None:
        data = json.loads(khtool("check", DRAFT, "--format", "json", "--select", "KH2")[1])
        codes = {f["code"] for f in data["files"][0]["findings"]}
        assert codes and all(code.startswith("KH2") for code in codes)
        assert khtool("check", DRAFT, "--ignore", "KH1,KH2,KH3,KH4,KH5,KH6,KH7,KH8")[0] == 0
        code, _out, err = khtool("check", DRAFT, "--select", "KH999")
        assert code == 2 and "KH999" in err

    def test_github(self, khtool: Callable[..., Outcome]) -> None:
        assert khtool("check", DRAFT, "--format", "github")[1].startswith("::")


def test_rules_and_explain(khtool: Callable[..., Outcome]) -> None:
    rows = json.loads(khtool("rules", "--format", "json")[1])
    assert {"code", "name", "severity", "needs", "summary"} == set(rows[0])
    text = khtool("rules")[1]
    for row in rows:
        assert row["code"] in text and row["summary"]
        code, out, _err = khtool("explain", row["name"])
        assert code == 0 and out.startswith(row["code"])
    assert khtool("explain", "KH000")[0] == 2


def test_index_says_what_it_holds(khtool: Callable[..., Outcome]) -> None:
    data = json.loads(khtool("index", ROOT / "corpus", "--format", "json")[1])
    assert data["documents"] == 25 and not data["failed"]
    assert "25" in khtool("index", ROOT / "corpus")[1]
    assert khtool("index", ROOT / "không-có")[0] == 2


def test_schema_describes_what_parse_prints(khtool: Callable[..., Outcome]) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads(khtool("schema")[1])
    plan = json.loads(khtool("parse", PLAN, "--format", "json", "--with-text")[1])
    Draft202012Validator(schema).validate(plan)


def test_text_with_places(khtool: Callable[..., Outcome]) -> None:
    assert "KẾ HOẠCH" in khtool("text", PLAN)[1].splitlines()
    rows = [json.loads(line) for line in khtool("text", "--map", PLAN)[1].splitlines()]
    assert any(row["cell"] for row in rows) and any(row["paragraph"] is not None for row in rows)
