"""What rules say beyond a plan's text: about the file's own remarks, and beside the other plans of a corpus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from khtool.checking import Finding, check
from khtool.checking.kin import horizon, last_years, superiors
from khtool.checking.model import Context
from khtool.corpus import Corpus
from khtool.extraction import extract
from khtool.reading import read
from khtool.resolution.catalogue import RegistryCatalogue
from khtool.resolution.resolver import resolve
from khtool.text import PlanTextBuilder

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.mark.parametrize(("code", "count"), [("tracked-changes", 1), ("comments", 1), ("font-repair", 0)])
def test_what_the_reader_noticed_is_said(code: str, count: int) -> None:
    builder = PlanTextBuilder("docx")
    for line in ("KẾ HOẠCH", "Công tác trẻ em năm 2024", "I. MỤC ĐÍCH", "Nâng cao nhận thức."):
        builder.add(line)
    builder.note(code, "noticed")
    text = builder.build()
    found = check(extract(text), text, select=["KH804"])
    assert [(f.text, "noticed" in f.message) for f in found] == [("KẾ HOẠCH", True)] * count


def test_registry_alone_is_no_library() -> None:
    text = read(CORPUS / "mau/tre-em-2024-huyen-tan-lap.docx")
    plan = extract(text)
    context = Context(plan, text, RegistryCatalogue())
    assert context.library is None
    assert list(superiors(context)) == [] and last_years(context) is None
    assert check(plan, text, RegistryCatalogue(), select=["KH406", "KH407", "KH806"]) == []


def test_kin_of_a_district_plan() -> None:
    with Corpus(CORPUS, index=":memory:") as corpus:
        corpus.refresh(workers=1)
        text = read(CORPUS / "mau/tre-em-2024-huyen-tan-lap.docx")
        plan = resolve(extract(text), corpus)
        context = Context(plan, text, corpus)
        assert context.library is corpus
        assert [r.code for r in superiors(context)] == ["26/KH-UBND"]
        before = last_years(context)
        assert before is not None and before[0].code == "58/KH-UBND" and before[1].header.years == (2023,)
        # its own targets are of its year, and it cites its superior's plan
        assert {horizon(plan, t) for t in plan.targets} == {2024}
        assert check(plan, text, corpus, select=["KH806"]) == []


def test_a_plan_without_number_is_not_its_own_superior(lint: Callable[..., list[Finding]]) -> None:
    plan = "KẾ HOẠCH\nCông tác trẻ em năm 2024\nThực hiện Luật Trẻ em, UBND huyện Đức Trọng ban hành Kế hoạch như sau:"
    assert lint(f"{plan}\n---\n{plan}", "KH806", "KH406", "KH407") == []
