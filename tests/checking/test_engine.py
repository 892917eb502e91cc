from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khtool.checking import Finding, Hit, all_rules, check, choose, find_rule, validate
from khtool.checking.engine import finding, line_starts
from khtool.errors import KhtoolError
from khtool.extraction import extract
from khtool.reading import read
from khtool.text import PlanTextBuilder


def test_rules_are_found_by_their_modules() -> None:
    codes = [rule.code for rule in all_rules()]
    assert codes == sorted(codes)
    assert len(set(codes)) == len(codes) == len({rule.name for rule in all_rules()})
    for rule in all_rules():
        assert rule.check.__module__.rpartition(".")[2].startswith(rule.code.lower() + "_")


def test_select_by_code_family_and_name() -> None:
    assert [r.code for r in choose(["kh203"])] == ["KH203"]
    assert {r.code[:3] for r in choose(["KH2"])} == {"KH2"}
    assert [r.code for r in choose(["citation-date"])] == ["KH203"]
    assert "KH203" not in {r.code for r in choose(None, ["citation-date"])}
    assert "KH203" not in {r.code for r in choose(["KH2"], ["KH203"])}
    assert choose(None) == all_rules()


@pytest.mark.parametrize("name", ["KH999", "citation-dates", "K", ""])
def test_unknown_rules_are_refused(name: str) -> None:
    with pytest.raises(KhtoolError, match="rule"):
        validate([name])
    with pytest.raises(KhtoolError):
        choose(None, [name])
    with pytest.raises(KhtoolError):
        find_rule(name)


def test_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(KhtoolError, match="citation-date"):
        validate(["citation-dat"])


def test_findings_are_in_order_with_line_and_column(lint: Callable[..., list[Finding]]) -> None:
    found = lint(
        "- Kiểm tra việc việc tuân thủ trước ngày 31/6/2024.\n- Rà soát các các điểm vui chơi.", "KH602", "KH701"
    )
    assert [(f.code, f.line, f.column, f.text) for f in found] == [
        ("KH701", 12, 12, "việc việc"),
        ("KH602", 12, 42, "31/6/2024"),
        ("KH701", 13, 11, "các các"),
    ]
    assert [f.span.start for f in found] == sorted(f.span.start for f in found)


def test_without_a_catalogue_the_registry_rules_are_silent() -> None:
    builder = PlanTextBuilder("txt")
    for line in (
        "KẾ HOẠCH",
        "Công tác trẻ em",
        "I. MỤC ĐÍCH",
        "Theo Nghị định số 130/2021/NĐ-CP ngày 31/12/2021 của Chính phủ.",
    ):
        builder.add(line)
    text = builder.build()
    assert check(extract(text), text, None, select=["KH203", "KH204", "KH801"]) == []


def test_fixes_lie_in_their_text(lint: Callable[..., list[Finding]]) -> None:
    example = (
        "- Theo Luật trẻ em, Khoản 03, Điều 90 , trước ngày 5/06/2024; kiểm tra việc việc thực hiện 100 % chỉ tiêu."
    )
    found = [f for f in lint(example) if f.fix]
    assert {f.code for f in found} >= {"KH209", "KH212", "KH601", "KH701", "KH704"}
    for f in found:
        assert f.fix is not None
        assert f.fix.start <= f.fix.end


@settings(max_examples=40)
@given(st.lists(st.text(alphabet='ab12/-.,;:()%&“”" ĐđKHUBNDngàythángsốĐiềukhoản0…*#', max_size=60), max_size=12))
def test_any_text_is_checked_without_a_fall(lines: list[str]) -> None:
    builder = PlanTextBuilder("txt")
    for line in ["KẾ HOẠCH", *lines]:
        builder.add(line)
    text = builder.build()
    for f in check(extract(text), text, None):
        assert 0 <= f.span.start <= f.span.end <= len(text.text)
        assert f.text == text.text[f.span.start : f.span.end]
        assert f.line >= 1 and f.column >= 1


def test_lines_are_those_of_the_source() -> None:
    """Findings point into the file, where it has lines: paragraphs over two lines and blank lines between count."""
    source = "# KẾ HOẠCH\n\n\nNội dung gồm hai\ndòng liền nhau.\n\n\nBáo cáo trước ngày 31/02/2025.\n"
    text = read(source.encode())
    (found,) = [f for f in check(extract(text), text) if "31/02/2025" in f.text]
    line = source.split("\n")[found.line - 1]
    assert found.line == 8
    assert line[found.column - 1 :].startswith(found.text)


def test_findings_know_the_words_around_them() -> None:
    builder = PlanTextBuilder("txt")
    builder.add("Đoạn trước không được thấy.")
    builder.add("Căn cứ " + "rất dài " * 10 + "việc việc này" + " cũng dài" * 10 + ".")
    builder.add("việc việc")
    text = builder.build()
    rule, lines = find_rule("KH701"), line_starts(text.text)
    at = text.text.index("việc việc")
    f = finding(rule, Hit(at, at + 9, "m"), text, lines)
    assert (f.before, f.after) == ("…dài " + "rất dài " * 5, " này" + " cũng dài" * 4 + " cũng…")
    f = finding(rule, Hit(at + 5, at + 9, "m"), text, lines)
    assert f.before.endswith("dài việc ")
    last = text.text.rindex("việc việc")
    f = finding(rule, Hit(last, last + 9, "m"), text, lines)
    assert (f.before, f.after) == ("", "")
