"""Every command that takes a file takes the options of reading it, and they reach the reader."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

docx = pytest.importorskip("docx")
from docx.oxml import parse_xml  # noqa: E402
from docx.oxml.ns import nsdecls  # noqa: E402

import khtool  # noqa: E402
from khtool.cli.app import run  # noqa: E402
from khtool.errors import ReadError  # noqa: E402
from khtool.reading import Options  # noqa: E402

Outcome = tuple[int, str, str]
CORPUS = Path(__file__).parents[2] / "corpus" / "mau"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    monkeypatch.setenv("KHTOOL_CORPUS", str(CORPUS))

    def call(*arguments: object) -> Outcome:
        code = run(["--lang", "en", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A plan whose number was changed under tracked changes, from 11 to 12."""
    document = docx.Document(str(CORPUS / "tre-em-2024-huyen-tan-lap.docx"))
    for p in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
        if "47/KH-UBND" in "".join(p.itertext()):
            for run_element in list(p):
                if run_element.tag.endswith("}r"):
                    p.remove(run_element)
            changed = (
                '<w:p {ns}><w:r><w:t xml:space="preserve">Số: </w:t></w:r><w:del w:id="1" w:author="A"><w:r>'
                '<w:delText>11</w:delText></w:r></w:del><w:ins w:id="2" w:author="A"><w:r><w:t>12</w:t></w:r></w:ins>'
                "<w:r><w:t>/KH-UBND</w:t></w:r></w:p>"
            ).format(ns=nsdecls("w"))
            for element in list(parse_xml(changed)):
                p.append(element)
            break
    out = io.BytesIO()
    document.save(out)
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(out.getvalue())
    return path


def test_revisions(call: Callable[..., Outcome], draft: Path) -> None:
    for revisions, code in (("final", "12/KH-UBND"), ("original", "11/KH-UBND")):
        options = ("--revisions", revisions)
        assert f"Số: {code}" in call("text", draft, *options)[1].splitlines()
        assert json.loads(call("parse", draft, "-f", "json", *options)[1])["header"]["code"] == code
        assert code in call("diff", draft, CORPUS / "tre-em-2024-huyen-tan-lap.docx", *options)[1]
        assert code in call("chain", draft, *options)[1]
        assert code in call("show", draft, *options)[1]
        assert call("check", draft, *options)[0] in (0, 1)
    assert call("check", draft, "--revisions", "original", "--diff")[0] == 2


def test_the_same_in_python(draft: Path) -> None:
    assert khtool.parse(draft, revisions="original").header.code == "11/KH-UBND"
    assert Options(revisions="original").read(draft).text.count("11/KH-UBND") == 1
    assert khtool.check(draft, revisions="original", select=["KH201"]) == []


@pytest.mark.parametrize("command", ["text", "parse", "check", "chain", "show"])
def test_the_options_reach_the_reader(
    call: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    import khtool.reading

    def read(source: object, **options: object) -> None:
        raise ReadError("x", f"{options['password']} {options['ocr']}")

    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    monkeypatch.setattr(khtool.reading, "read", read)
    code, _out, error = call(command, tmp_path / "a.pdf", "--password", "mở ra", "--ocr", "force")
    assert code == 2 and "mở ra force" in error


@pytest.mark.parametrize("command", ["text", "parse", "check", "chain", "show", "index"])
def test_a_value_that_does_not_exist(call: Callable[..., Outcome], command: str) -> None:
    code, _out, error = call(command, CORPUS, "--ocr", "sometimes")
    assert code == 2 and "auto, never, force" in error


def test_a_folder_without_recognition(call: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("KẾ HOẠCH\n", encoding="utf-8")
    assert call("index", tmp_path, "--ocr", "never")[0] == 0
