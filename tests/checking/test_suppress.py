"""Suppressions in the text and beside it: what they silence, and that useless and wrong ones are reported."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from drafts import FAULT, FIRST, OTHER, SELECT, write

from khtool.checking.config import settle
from khtool.checking.model import Checked
from khtool.checking.running import Draft, check_document
from khtool.errors import KhtoolError
from khtool.reading import read
from khtool.reading.remarks import without

DOCX = Path(__file__).resolve().parents[2] / "corpus/du-thao/du-thao-tre-em-2025.docx"


def run(path: str, *select: str) -> Checked:
    return check_document(Draft(path), settle(select=select or SELECT), None)


def codes(checked: Checked) -> list[str]:
    return [f.code for f in checked.findings]


def silent(checked: Checked) -> list[tuple[str, str, str | None]]:
    return [(s.finding.code, s.by, s.reason) for s in checked.silenced]


def test_without_remarks_all_is_heard(tmp_path: Path) -> None:
    checked = run(write(tmp_path, FAULT, OTHER))
    assert codes(checked) == ["KH203", "KH701", "KH602"]
    assert [f.line for f in checked.findings] == [FIRST, FIRST + 1, FIRST + 1]


@pytest.mark.parametrize("name", ["KH203", "kh203", "KH2", "citation-date"])
def test_on_the_same_line(tmp_path: Path, name: str) -> None:
    checked = run(write(tmp_path, f"{FAULT} <!-- khtool: ignore {name} -->", OTHER))
    assert codes(checked) == ["KH701", "KH602"]
    assert silent(checked) == [("KH203", "inline", None)]


@pytest.mark.parametrize("between", [[], [""], ["<!-- khtool: ignore KH602 -->"]])
def test_before_the_paragraph(tmp_path: Path, between: list[str]) -> None:
    lines = ["<!-- khtool: ignore KH203: gazette -->", *between, FAULT + " Trước ngày 31/6/2024.", "", FAULT]
    checked = run(write(tmp_path, *lines), "KH203", "KH0")
    assert codes(checked) == ["KH203"]
    assert checked.findings[0].line == FIRST + len(lines) - 1
    assert silent(checked) == [("KH203", "inline", "gazette")]


def test_a_remark_does_not_reach_beyond_its_paragraph(tmp_path: Path) -> None:
    checked = run(write(tmp_path, "- Tổ chức truyền thông. <!-- khtool: ignore KH203 -->", "", FAULT))
    assert codes(checked) == ["KH001", "KH203"]


def test_inside_a_paragraph_of_several_lines(tmp_path: Path) -> None:
    broken = (
        "Xử phạt theo Nghị định số 130/2021/NĐ-CP\nngày 31/12/2021 của Chính phủ{}\nvà các văn bản khác có liên quan."
    )
    checked = run(write(tmp_path, broken.format(" <!-- khtool: ignore KH203 -->"), "", OTHER), "KH203", "KH0")
    assert (codes(checked), len(checked.silenced)) == ([], 1)
    checked = run(write(tmp_path, broken.format("\n<!-- khtool: ignore KH203 -->"), "", OTHER), "KH203", "KH0")
    assert (codes(checked), len(checked.silenced)) == ([], 1)


def test_a_line_that_is_no_paragraph_does_not_lead_back(tmp_path: Path) -> None:
    lines = [FAULT, "", "<!-- khtool: ignore KH203 -->", "---", "", "Nghị định số 130/2021/NĐ-CP ngày 31/12/2021."]
    checked = run(write(tmp_path, *lines), "KH203", "KH0")
    assert [f.line for f in checked.findings] == [FIRST]
    assert len(checked.silenced) == 1


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("  <!-- khtool: ignore KH203 --> ", None),  # no blank line, which would part what stands around it
        ("<!-- khtool: ignore KH203 --><!--khtool:ignore KH2-->", None),
        ("Một. <!-- khtool: ignore KH203 -->", "Một. "),
        ("<!-- lời khác -->", "<!-- lời khác -->"),
        ("", ""),
        ("<!-- khtool: ignore KH203", "<!-- khtool: ignore KH203"),
    ],
)
def test_lines_without_remarks(line: str, rest: str | None) -> None:
    assert without(line) == rest


def test_in_a_row_of_a_table(tmp_path: Path) -> None:
    rows = [
        "| TT | Nhiệm vụ |",
        "| --- | --- |",
        f"| 1 | {FAULT[2:]} <!-- khtool: ignore KH203 --> |",
        f"| 2 | {FAULT[2:]} |",
    ]
    checked = run(write(tmp_path, *rows), "KH203", "KH0")
    assert [f.line for f in checked.findings] == [FIRST + 3]
    assert len(checked.silenced) == 1


def test_for_the_whole_file(tmp_path: Path) -> None:
    checked = run(write(tmp_path, FAULT, "", OTHER, "", "<!-- khtool: ignore-file KH2, KH701 — bản cũ -->"))
    assert codes(checked) == ["KH602"]
    assert silent(checked) == [("KH203", "inline", "bản cũ"), ("KH701", "inline", "bản cũ")]


def test_remarks_are_no_part_of_the_document(tmp_path: Path) -> None:
    path = write(tmp_path, "<!-- khtool: ignore KH203 -->", FAULT + " <!-- khtool: ignore KH7 -->", "<!-- không -->")
    plain = write(tmp_path, FAULT, "<!-- không -->", name="plain.md")
    assert read(path).text == read(plain).text
    txt = tmp_path / "k.txt"
    txt.write_text(
        "KẾ HOẠCH\n\nMột. <!-- khtool: ignore KH1 -->\n<!-- khtool: ignore KH1 -->\n\nHai.\n", encoding="utf-8"
    )
    text = read(txt)
    assert text.text == "KẾ HOẠCH\nMột.\nHai."
    assert [p.line for p in text.paragraphs] == [1, 3, 6]


def test_in_html(tmp_path: Path) -> None:
    file = tmp_path / "k.html"
    page = [
        "<html><body>",
        "<p>KẾ HOẠCH</p>",
        f"<p>{FAULT[2:]} <!-- khtool: ignore KH203 --></p>",
        f"<p>{FAULT[2:]}</p>",
    ]
    file.write_text("\n".join([*page, "</body></html>"]), encoding="utf-8")
    checked = run(str(file), "KH203", "KH0")
    assert [f.line for f in checked.findings] == [4]
    assert len(checked.silenced) == 1


def test_an_unused_one_is_reported_where_it_stands(tmp_path: Path) -> None:
    checked = run(write(tmp_path, "- Tổ chức truyền thông. <!-- khtool: ignore KH203, KH602 -->"))
    assert [(f.code, f.severity, f.line, f.column) for f in checked.findings] == [("KH001", "warning", FIRST, 25)] * 2
    assert [f.text for f in checked.findings] == ["<!-- khtool: ignore KH203, KH602 -->"] * 2
    assert {f.message.split()[0] for f in checked.findings} == {"KH203", "KH602"}


def test_a_rule_that_did_not_run_is_not_unused(tmp_path: Path) -> None:
    path = write(tmp_path, "- Tổ chức truyền thông. <!-- khtool: ignore KH203 KH2 -->")
    assert codes(run(path, "KH601", "KH0")) == []
    assert codes(run(path, "KH203", "KH0")) == ["KH001"]  # of KH2 only a part did
    assert codes(run(path, "KH203")) == []
    assert codes(run(path, "KH2", "KH001")) == ["KH001"] * 2


@pytest.mark.parametrize(
    "remark", ["ignore KH999", "ignore", "ignor KH203", "ignore KH203; KH204", "ignore-all", "ignore *"]
)
def test_one_that_is_not_understood_is_an_error(tmp_path: Path, remark: str) -> None:
    checked = run(write(tmp_path, f"- Tổ chức truyền thông. <!-- khtool: {remark} -->"))
    assert [(f.code, f.severity, f.line) for f in checked.findings] == [("KH002", "error", FIRST)]


def test_a_wrong_name_does_not_hide_the_right_ones(tmp_path: Path) -> None:
    checked = run(write(tmp_path, f"{FAULT} <!-- khtool: ignore KH999, KH203 -->"))
    assert codes(checked) == ["KH002"]
    assert len(checked.silenced) == 1


class TestBeside:
    """`<name>.khtool.toml` beside a Word file or a PDF."""

    @pytest.fixture
    def draft(self, tmp_path: Path) -> Path:
        return Path(shutil.copy(DOCX, tmp_path / "dự thảo.docx"))

    def side(self, draft: Path, text: str, name: str = "dự thảo.docx.khtool.toml") -> None:
        draft.with_name(name).write_text(text, encoding="utf-8")

    @pytest.mark.parametrize("name", ["dự thảo.docx.khtool.toml", "dự thảo.khtool.toml"])
    def test_by_rule(self, draft: Path, name: str) -> None:
        assert "KH501" in codes(run(str(draft), "KH501"))
        self.side(draft, '[[suppress]]\nrule = "agency-exists"\nreason = "tên cũ"\n', name)
        checked = run(str(draft), "KH501", "KH0")
        assert codes(checked) == []
        assert silent(checked) == [("KH501", "side-file", "tên cũ")]

    @pytest.mark.parametrize(
        ("words", "silenced"),
        [
            ("19/5/2017", True),
            ("ngày  19/5/2017 của", True),  # more than the words complained of; spaces do not matter
            ("5/2017", True),
            ("20/5/2017", False),
        ],
    )
    def test_by_words(self, draft: Path, words: str, silenced: bool) -> None:
        self.side(draft, f'[[suppress]]\nrule = "KH203"\nwords = "{words}"\nreason = "công báo"\n')
        checked = run(str(draft), "KH203", "KH0")
        assert codes(checked) == ([] if silenced else ["KH001", "KH203"])

    def test_words_meet_words_with_other_tone_marks_and_quotes(self, draft: Path) -> None:
        self.side(draft, '[[suppress]]\nrule = "KH501"\nwords = "Lao động – Thương binh và Xã hội"\nreason = "x"\n')
        assert codes(run(str(draft), "KH501", "KH0")) == []

    def test_unused_and_unknown_ones_name_the_file(self, draft: Path) -> None:
        self.side(
            draft,
            '[[suppress]]\nrule = "KH604"\nreason = "x"\n[[suppress]]\nrule = "KH999"\nreason = "x"\n',
        )
        found = run(str(draft), "KH604", "KH0").findings
        assert sorted(f.code for f in found) == ["KH001", "KH002"]
        assert all("dự thảo.docx.khtool.toml" in f.message for f in found)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('[[suppress]]\nrule = "KH203"\n', "suppress.0.reason"),
            ('[[suppress]]\nrule = "KH203"\nreason = "x"\nword = "y"\n', "suppress.0.word"),
            ("[[supress]]\n", "supress"),
            ("[[suppress\n", "TOML"),
        ],
    )
    def test_a_file_that_is_not_understood_stops_the_check(self, draft: Path, text: str, said: str) -> None:
        self.side(draft, text)
        with pytest.raises(KhtoolError) as error:
            run(str(draft))
        assert said in str(error.value) and "khtool.toml" in str(error.value)
