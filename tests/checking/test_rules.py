"""Every rule has its documentation, its examples do what it says, and its cases in tests/data/rules hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from khtool.checking import Finding, Rule, all_rules
from khtool.checking.documentation import SECTIONS, Documentation

DATA = Path(__file__).parents[1] / "data" / "rules"
RULES = all_rules()
ids = [rule.code for rule in RULES]


def cases(kind: str) -> list[Any]:
    found = []
    for rule in RULES:
        path = DATA / f"{rule.code}.yml"
        if path.is_file():
            for i, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))[kind]):
                found.append(pytest.param(rule, case, id=f"{rule.code}-{kind}-{i + 1}"))
    return found


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_documentation_is_complete(rule: Rule) -> None:
    doc = Documentation.of(rule)
    assert doc.title["vi"] and doc.title["en"]
    assert list(doc.sections) == list(SECTIONS)
    assert all(doc.sections.values())
    assert rule.summary in doc.title.values()


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_examples(rule: Rule, lint: Callable[..., list[Finding]]) -> None:
    sections = Documentation.of(rule).sections
    assert [f.code for f in lint(sections["Sai (bad)"], rule.code)], "the bad example is not reported"
    assert not lint(sections["Đúng (good)"], rule.code), "the good example is reported"


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_every_rule_has_cases(rule: Rule) -> None:
    data = yaml.safe_load((DATA / f"{rule.code}.yml").read_text(encoding="utf-8"))
    assert set(data) == {"fail", "pass"}
    assert len(data["fail"]) >= 1 and len(data["pass"]) >= 1


def test_no_cases_without_a_rule() -> None:
    assert {p.stem for p in DATA.glob("*.yml")} == set(ids)


@pytest.mark.parametrize(("rule", "case"), cases("fail"))
def test_fail(rule: Rule, case: dict[str, Any], lint: Callable[..., list[Finding]]) -> None:
    found = lint(case["text"], rule.code)
    assert found, "nothing reported"
    assert len(found) == case.get("count", 1)
    first = found[0]
    if "words" in case:
        assert first.text == case["words"]
    if "suggestion" in case:
        assert first.suggestion == case["suggestion"]
    assert first.severity == case.get("severity", rule.severity)


@pytest.mark.parametrize(("rule", "case"), cases("pass"))
def test_pass(rule: Rule, case: dict[str, Any], lint: Callable[..., list[Finding]]) -> None:
    assert [(f.text, f.message) for f in lint(case["text"], rule.code)] == []


def test_the_plan_around_the_cases_is_clean(lint: Callable[..., list[Finding]]) -> None:
    assert [(f.code, f.text, f.message) for f in lint("- Tổ chức truyền thông về quyền trẻ em.")] == []
