"""`khtool check` from outside: options, configuration, exit codes and what goes where."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from khtool.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
DRAFT = ROOT / "corpus/du-thao/du-thao-duoi-nuoc-2024.md"

Outcome = tuple[int, str, str]
Khtool = Callable[..., Outcome]


@pytest.fixture
def khtool(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Khtool:
    """Run a command line in an empty folder; gives the exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Outcome:
        code = run([str(a) for a in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def codes(out: str) -> list[str]:
    return [f["code"] for file in json.loads(out)["files"] for f in file["findings"]]


def test_select_ignore_and_extend_select(khtool: Khtool) -> None:
    every = codes(khtool("check", DRAFT, "-f", "json")[1])
    assert {"KH101", "KH203", "KH206", "KH401"} <= set(every)
    assert set(codes(khtool("check", DRAFT, "-f", "json", "--select", "KH2,over-hundred")[1])) == {
        "KH203",
        "KH206",
        "KH401",
    }
    out = khtool("check", DRAFT, "-f", "json", "--ignore", "KH2", "--extend-select", "KH203")[1]
    assert "KH203" in codes(out) and "KH206" not in codes(out) and "KH101" in codes(out)


@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select", "--severity"])
def test_unknown_rules_end_the_run_before_it_begins(khtool: Khtool, option: str) -> None:
    value = "KH999=error" if option == "--severity" else "KH203,KH999"
    code, out, err = khtool("check", DRAFT, option, value)
    assert (code, out) == (2, "") and "KH999" in err


def test_severity_and_fail_level(khtool: Khtool) -> None:
    only = ("check", DRAFT, "--select", "KH203")
    assert khtool(*only)[0] == 1
    assert khtool(*only, "--severity", "KH203=warning")[0] == 0
    assert khtool(*only, "--severity", "KH203=warning", "--fail-level", "warning")[0] == 1
    assert khtool(*only, "--fail-level", "never")[0] == 0
    assert khtool(*only, "--fail-level", "fatal")[0] == 2
    assert khtool(*only, "--severity", "KH203")[0] == 2


def test_configuration_counts_and_options_go_before_it(khtool: Khtool, tmp_path: Path) -> None:
    (tmp_path / "khtool.toml").write_text('[check]\nselect = ["KH401"]\nfail-level = "warning"\n')
    code, out, _err = khtool("check", DRAFT, "-f", "json")
    assert (code, codes(out)) == (1, ["KH401"])
    assert codes(khtool("check", DRAFT, "-f", "json", "--select", "KH203")[1]) == ["KH203"]
    assert khtool("check", DRAFT, "--fail-level", "error")[0] == 0
    other = tmp_path / "other.toml"
    other.write_text('[check]\nselect = ["KH206"]\n')
    assert codes(khtool("check", DRAFT, "-f", "json", "--config", other)[1]) == ["KH206"]
    (tmp_path / "khtool.toml").write_text("[check]\nselekt = []\n")
    code, _out, err = khtool("check", DRAFT)
    assert code == 2 and "check.selekt" in err


def test_what_cannot_be_read_is_loud_and_the_others_are_checked(khtool: Khtool, tmp_path: Path) -> None:
    (tmp_path / "empty.docx").write_bytes(b"")
    code, out, err = khtool("check", "empty.docx", DRAFT, "none.pdf", "-f", "json", "--fail-level", "never")
    assert code == 2
    assert [f["path"] for f in json.loads(out)["files"]] == [str(DRAFT)]
    assert [f["path"] for f in json.loads(out)["failed"]] == ["empty.docx", "none.pdf"]
    assert "empty.docx" in err and "none.pdf" in err
    (tmp_path / "folder").mkdir()
    code, _out, err = khtool("check", "folder")
    assert code == 0 and "folder" in err
    assert khtool("check")[0] == 2


def test_folders(khtool: Khtool) -> None:
    code, out, err = khtool("check", ROOT / "corpus/du-thao", "-f", "json")
    assert (code, err) == (1, "")
    names = [Path(f["path"]).name for f in json.loads(out)["files"]]
    assert names == ["du-thao-duoi-nuoc-2024.md", "du-thao-mo-coi-2025.txt", "du-thao-tre-em-2025.docx"]


def test_a_file_named_twice_is_checked_once(khtool: Khtool, tmp_path: Path) -> None:
    (tmp_path / "d.md").write_bytes(DRAFT.read_bytes())
    out = khtool("check", "./d.md", "d.md", ".", "-f", "json")[1]
    assert [f["path"] for f in json.loads(out)["files"]] == ["./d.md"]


def test_no_cache_checks_anew_and_finds_the_same(khtool: Khtool, monkeypatch: pytest.MonkeyPatch) -> None:
    from khtool.checking import running

    done = []
    check = running.check_document
    monkeypatch.setattr(running, "check_document", lambda *a: (done.append(a[0].path), check(*a))[1])
    runs = [khtool("check", DRAFT, "-f", "json", *options) for options in ((), (), ("--no-cache",))]
    assert runs[0] == runs[1] == runs[2] and len(done) in (1, 2)  # another test may have checked it before
    before = len(done)
    khtool("check", DRAFT, "--password", "secret")
    assert len(done) == before + 1, "what needs a password is not kept"


def test_stdin(khtool: Khtool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def given() -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DRAFT.read_bytes())))

    given()
    assert json.loads(khtool("check", "-", "-f", "json")[1])["files"][0]["path"] == "<stdin>"
    (tmp_path / "khtool.toml").write_text('[check.per-file-ignores]\n"moi/*" = ["KH2"]\n')
    given()
    _code, out, _err = khtool("check", "--stdin-filename", "moi/dự thảo.md", "-f", "json")
    assert json.loads(out)["files"][0]["path"] == "moi/dự thảo.md"
    assert "KH101" in codes(out) and "KH203" not in codes(out)


def test_baseline(khtool: Khtool, tmp_path: Path) -> None:
    draft = tmp_path / "d.md"
    draft.write_bytes(DRAFT.read_bytes())
    assert khtool("check", "d.md", "--write-baseline")[0] == 2  # to which file?
    assert khtool("check", "d.md", "--baseline", "known.json")[0] == 2  # not there yet
    code, out, err = khtool("check", "d.md", "--baseline", "known.json", "--write-baseline")
    assert code == 0 and "known.json" in err and "7 in the baseline" in out
    assert khtool("check", "d.md", "--baseline", "known.json")[0] == 0
    lines = draft.read_text("utf-8").split("\n")
    lines[9:9] = ["", "Căn cứ Nghị định số 130/2021/NĐ-CP ngày 31/12/2021 của Chính phủ;"]
    draft.write_text("\n".join(lines), "utf-8")
    code, out, _err = khtool("check", "d.md", "--baseline", "known.json", "-f", "json")
    assert code == 1 and codes(out) == ["KH203", "KH203"]
    (tmp_path / "khtool.toml").write_text('[check]\nbaseline = "known.json"\n')
    assert khtool("check", "d.md", "--ignore", "KH203")[0] == 0
    _code, _out, err = khtool("check", "d.md", "--select", "KH601")
    assert "no more" in err


def test_statistics(khtool: Khtool) -> None:
    code, out, _err = khtool("check", DRAFT, "--statistics")
    assert code == 1 and "KH203" in out and "31/12/2024" not in out
    assert json.loads(khtool("check", DRAFT, "--statistics", "-f", "json")[1])["rules"][0]["count"] == 1
    assert khtool("check", DRAFT, "--statistics", "-f", "sarif")[0] == 2


def test_several_reports_of_one_run(khtool: Khtool, tmp_path: Path) -> None:
    code, out, _err = khtool("check", DRAFT, "--report", "sarif=a.sarif", "--report", "junit=b.xml", "-o", "c.txt")
    assert (code, out) == (1, "")
    assert json.loads((tmp_path / "a.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert (tmp_path / "b.xml").read_text("utf-8").startswith("<?xml")
    assert "KH203" in (tmp_path / "c.txt").read_text("utf-8")
    assert khtool("check", DRAFT, "--report", "pdf=a.pdf")[0] == 2
    assert khtool("check", DRAFT, "--report", "sarif")[0] == 2


def test_the_order_does_not_depend_on_the_processes(khtool: Khtool, tmp_path: Path) -> None:
    files = []
    for i in range(9):
        files.append(tmp_path / f"{i * 7 % 9}.md")
        files[-1].write_bytes(DRAFT.read_bytes())
    one = khtool("check", *files, "-f", "json", "-j", "1")[1]
    assert khtool("check", *files, "-f", "json", "-j", "2")[1] == one
    assert khtool("check", *files, "-f", "json")[1] == one
    assert [f["path"] for f in json.loads(one)["files"]] == [str(f) for f in files]


def test_the_engines_own_rules_are_listed_and_explained(khtool: Khtool) -> None:
    assert "KH001" in khtool("rules")[1] and "KH002" in khtool("rules")[1]
    for name in ("KH001", "unknown-suppression"):
        code, out, _err = khtool("explain", name)
        assert code == 0 and "<!-- khtool: ignore" in out


@pytest.mark.parametrize("option", ["--findings", "--config", "--suppressions"])
def test_schemas(khtool: Khtool, option: str) -> None:
    code, out, _err = khtool("schema", option)
    schema = json.loads(out)
    Draft202012Validator.check_schema(schema)
    assert code == 0 and schema["title"] in {"FindingsReport", "Configuration", "SideFile"}
    if option == "--findings":
        Draft202012Validator(schema).validate(json.loads(khtool("check", DRAFT, "none.md", "-f", "json")[1]))
    assert khtool("schema", "--findings", "--config")[0] == 2
