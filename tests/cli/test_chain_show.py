"""`khtool chain`, `show` and `index` from outside, on the corpus that ships."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from khtool.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
Outcome = tuple[int, str, str]


@pytest.fixture
def khtool(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run a command line; gives the exit code, stdout and stderr."""

    def call(*arguments: object) -> Outcome:
        code = run([str(a) for a in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


CORPUS = ("--corpus", ROOT / "corpus")


def test_every_format_of_the_chain(khtool: Callable[..., Outcome]) -> None:
    starts = {"tree": "Hiến pháp", "json": "{", "mermaid": "flowchart BT", "dot": "digraph", "graphml": "<?xml"}
    for format, start in starts.items():
        code, out, err = khtool("chain", "115/KH-UBND", "--format", format, "--evidence", *CORPUS)
        assert (code, err) == (0, "")
        assert out.startswith(start)
        assert "115/KH-UBND" in out
    ElementTree.fromstring(khtool("chain", "115/KH-UBND", "-f", "graphml", *CORPUS)[1])


def test_the_evidence_of_a_step(khtool: Callable[..., Outcome]) -> None:
    data = json.loads(khtool("chain", "58/KH-UBND", "--up", "-f", "json", "--evidence", *CORPUS)[1])
    (proof,) = [e["evidence"] for e in data["edges"] if e["target"].endswith("/31-kh-ubnd")]
    assert proof["sentence"].startswith("Thực hiện Kế hoạch số 31/KH-UBND ngày 10/02/2023 của UBND tỉnh An Sơn")
    assert proof["path"] == "mau/tre-em-2023-huyen-tan-lap.docx"
    assert isinstance(proof["paragraph"], int)


def test_the_limit_of_a_step_down(khtool: Callable[..., Outcome]) -> None:
    cut = json.loads(khtool("chain", "121/2020/QH14", "--down", "--limit", 2, "-f", "json", *CORPUS)[1])
    (root,) = [n for n in cut["nodes"] if n["id"] == cut["root"]]
    assert root["more"] > 0
    assert cut["truncated"]
    text = khtool("chain", "121/2020/QH14", "--down", "--limit", 2, *CORPUS)[1]
    assert f"… and {root['more']} more documents" in text
    whole = json.loads(khtool("chain", "121/2020/QH14", "--down", "--limit", 0, "-f", "json", *CORPUS)[1])
    assert len(whole["nodes"]) > len(cut["nodes"])
    assert not whole["truncated"]


def test_an_index_taken_as_it_is(khtool: Callable[..., Outcome], tmp_path: Path) -> None:
    plan = (
        "ỦY BAN NHÂN DÂN TỈNH SƠN LA\n\nSố: 20/KH-UBND\n\nSơn La, ngày 05 tháng 02 năm 2024\n\nKẾ HOẠCH\n\nViệc mẫu\n"
    )
    (tmp_path / "20.txt").write_text(plan, encoding="utf-8")
    for command in ("chain", "show"):
        code, _out, err = khtool(command, "121/2020/QH14", "--no-refresh", "--corpus", tmp_path.parent)
        assert (code, "has no index yet" in err) == (2, True)
        assert khtool(command, "20/KH-UBND", "--corpus", tmp_path)[0] == 0
        (tmp_path / "21.txt").write_text(plan.replace("20/KH", "21/KH"), encoding="utf-8")
        assert khtool(command, "21/KH-UBND", "--no-refresh", "--corpus", tmp_path)[0] == 2
        assert khtool(command, "20/KH-UBND", "--no-refresh", "--corpus", tmp_path)[0] == 0
        (tmp_path / "21.txt").unlink()


def test_the_gap(khtool: Callable[..., Outcome]) -> None:
    code, out, _err = khtool("chain", "--gap", "1472/QĐ-TTg", *CORPUS)
    assert code == 0
    assert "1 of 63 provinces and cities" in out
    assert "✓ thành phố Cần Thơ\n      Kế hoạch 115/KH-UBND · 31/5/2021" in out
    data = json.loads(khtool("chain", "--gap", "1472/QĐ-TTg", "-f", "json", *CORPUS)[1])
    assert [c["unit"] for c in data["covered"]] == ["thành phố Cần Thơ"]
    assert len(data["missing"]) == 62
    assert khtool("chain", "--gap", "1472/QĐ-TTg", "-f", "dot", *CORPUS)[0] == 2
    code, out, err = khtool("chain", "--gap", "31/KH-UBND", *CORPUS)
    assert (code, out) == (2, "")
    assert err.startswith("khtool: UBND tỉnh An Sơn")


def test_show(khtool: Callable[..., Outcome]) -> None:
    code, out, _err = khtool("show", "56/2017/NĐ-CP", *CORPUS)
    assert code == 0
    assert re.search(r"^date +09/5/2017 .*registry: sure", out, re.M)
    assert "details:\n  Luật 102/2016/QH13" in out
    assert "19/5/2017  ×1  ← Kế hoạch · UBND huyện Tuần Giáo" in out
    data = json.loads(khtool("show", "56/2017/NĐ-CP", "--limit", 3, "-f", "json", *CORPUS)[1])
    assert (len(data["citing"]), data["citing_count"] > 3) == (3, True)
    code, out, err = khtool("show", "06/QĐ-TTg", *CORPUS)
    assert (code, out) == (2, "")
    assert err.count("[/akn/vn/") >= 2
    assert khtool("show", "06/QĐ-TTg", "--year", 2022, *CORPUS)[0] == 0
    assert khtool("show", "999/KH-UBND", *CORPUS)[0] == 2


def test_a_file_that_cannot_be_read_is_named_with_its_path(khtool: Callable[..., Outcome], tmp_path: Path) -> None:
    for name in "abcdefg":
        (tmp_path / f"{name}.txt").write_text("", encoding="utf-8")
    code, out, err = khtool("index", tmp_path)
    assert code == 2
    assert "7 (7 cannot be read)" in out
    assert [line.split(":")[1].strip() for line in err.splitlines()] == [f"{name}.txt" for name in "abcdefg"]
    err = khtool("chain", "121/2020/QH14", "--corpus", tmp_path)[2]
    assert len(err.splitlines()) == 6
    assert "2 more files cannot be read" in err


def test_what_is_only_mentioned_is_hinted_at(khtool: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / "ke-hoach.txt").write_text(
        "ỦY BAN NHÂN DÂN HUYỆN TÂN LẬP\nSố: 9/KH-UBND\nTân Lập, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\n"
        "Chăm sóc người cao tuổi năm 2024\nI. NHIỆM VỤ\n"
        "Áp dụng mức hỗ trợ của Nghị quyết số 77/2022/NQ-HĐND ngày 09/12/2022 của HĐND tỉnh An Sơn.\n",
        encoding="utf-8",
    )
    code, out, err = khtool("chain", "77/2022/NQ-HĐND", "--corpus", tmp_path)
    assert code == 0 and "9/KH-UBND" not in out
    assert err == "khtool: 1 document mentions it without carrying it out; --all shows it\n"
    assert khtool("chain", "77/2022/NQ-HĐND", "--corpus", tmp_path, "--up")[2] == ""
    code, out, err = khtool("chain", "77/2022/NQ-HĐND", "--corpus", tmp_path, "--all")
    assert "9/KH-UBND" in out and err == ""


@pytest.mark.parametrize(
    ("option", "said"),
    [((), "above or below"), (("--up",), "above"), (("--down",), "below"), (("--up", "--down"), "above or below")],
)
def test_nothing_is_said_of_a_side_not_asked_for(
    khtool: Callable[..., Outcome], tmp_path: Path, option: tuple[str, ...], said: str
) -> None:
    (tmp_path / "ke-hoach.txt").write_text("KẾ HOẠCH\nVệ sinh trường lớp\n", encoding="utf-8")
    _code, out, _err = khtool("chain", tmp_path / "ke-hoach.txt", "--corpus", tmp_path, *option)
    assert f"No document {said} is known." in out


def test_a_folder_is_no_document_and_a_file_needs_no_suffix(khtool: Callable[..., Outcome], tmp_path: Path) -> None:
    assert "is a folder" in khtool("show", tmp_path, *CORPUS)[2]
    bare = tmp_path / "ke-hoach"
    bare.write_bytes((ROOT / "corpus/mau/tre-em-2024-xa-suoi-hac.md").read_bytes())
    assert "12/KH-UBND" in khtool("show", bare, *CORPUS)[1]
    assert khtool("show", "x" * 5000, *CORPUS)[0] == 2
