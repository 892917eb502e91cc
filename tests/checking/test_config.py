"""Settings of check: where they are found, what they mean together, and that nothing unknown is passed over."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from khtool.checking import OWN_RULES, all_rules
from khtool.checking.config import CheckConfig, Configuration, Settings, find_config, load_config, settle
from khtool.errors import KhtoolError

ALL = {rule.code for rule in (*OWN_RULES, *all_rules())}


def configured(folder: Path, toml: str, name: str = "khtool.toml") -> Settings:
    (folder / name).write_text(toml, encoding="utf-8")
    found = find_config(folder)
    assert found is not None
    return settle(*found)


def test_without_configuration_every_rule_runs() -> None:
    assert settle().codes == ALL
    assert settle().fail_level == "error"


def test_steps_are_taken_in_order() -> None:
    config = CheckConfig(select=["KH2", "KH6"], ignore=["KH2"], extend_select=["citation-date"])
    codes = settle(config).codes
    assert "KH203" in codes and "KH201" not in codes and "KH601" in codes and "KH101" not in codes
    assert "KH601" not in settle(config, ignore=["KH6"]).codes
    assert settle(config, select=["KH7"]).codes == {c for c in ALL if c.startswith("KH7")}
    assert settle(config, select=["KH203"], ignore=["KH2"], extend_select=["KH204"]).codes == {"KH204"}


def test_the_nearest_file_with_a_table_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "khtool.toml").write_text('[check]\nselect = ["KH2"]\n')
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.khtool]\ncorpus = "x"\n')  # speaks of khtool, not of check
    config, file = find_config(inner) or pytest.fail("not found")
    assert (config.select, file) == (["KH2"], tmp_path / "khtool.toml")
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.khtool.check]\nfail-level = "info"\n')
    config, file = find_config(inner) or pytest.fail("not found")
    assert (config.fail_level, file.name) == ("info", "pyproject.toml")


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[check]\nselct = []", "check.selct"),
        ("[chek]\nselect = []", "chek"),
        ('[check]\nfail-level = "fatal"', "check.fail-level"),
        ('[check.severity]\nKH203 = "bad"', "check.severity.KH203"),
        ('[check]\nselect = "KH2"', "check.select"),
        ("[check\n", "TOML"),
    ],
)
def test_what_is_not_understood_is_said_with_file_and_place(tmp_path: Path, toml: str, said: str) -> None:
    (tmp_path / "khtool.toml").write_text(toml)
    with pytest.raises(KhtoolError) as error:
        find_config(tmp_path)
    assert "khtool.toml" in str(error.value) and said in str(error.value)


@pytest.mark.parametrize(
    "table",
    [
        'select = ["KH999"]',
        'ignore = ["KH999"]',
        'extend-select = ["KH999"]',
        'severity = {KH999 = "info"}',
        'per-file-ignores = {"*.md" = ["KH999"]}',
    ],
)
def test_unknown_rules_are_refused_with_the_file(tmp_path: Path, table: str) -> None:
    with pytest.raises(KhtoolError, match=r"khtool\.toml: .*KH999"):
        configured(tmp_path, f"[check]\n{table}\n")


def test_a_file_that_is_named_must_be_there_and_hold_a_table(tmp_path: Path) -> None:
    with pytest.raises(KhtoolError, match="no such file"):
        load_config(tmp_path / "none.toml")
    (tmp_path / "other.toml").write_text("corpus = 'x'\n")
    with pytest.raises(KhtoolError, match="no table"):
        load_config(tmp_path / "other.toml")


def test_the_narrower_severity_counts(tmp_path: Path) -> None:
    settings = configured(tmp_path, '[check]\nseverity = {KH203 = "warning", KH2 = "info", citation-code = "error"}\n')
    assert settings.severity["KH203"] == "warning"
    assert settings.severity["KH204"] == "error"
    assert settings.severity["KH201"] == "info"
    assert "KH101" not in settings.severity


def test_per_file_ignores_and_exclude_are_relative_to_the_file(tmp_path: Path) -> None:
    settings = configured(
        tmp_path,
        """
        [tool.khtool.check]
        per-file-ignores = {"cu/**" = ["KH2"], "*.txt" = ["KH7"]}
        exclude = ["README.md", "nhap/", "a/b", "thu"]
        """,
        "pyproject.toml",
    )
    assert "KH203" not in settings.codes_for(str(tmp_path / "cu/x/k.md"))
    assert "KH203" in settings.codes_for(str(tmp_path / "moi/k.md"))
    assert "KH701" not in settings.codes_for(str(tmp_path / "moi/k.txt"))

    def excluded(path: str, folder: bool = False) -> bool:
        return settings.excluded(str(tmp_path / path), folder=folder)

    assert excluded("README.md") and excluded("x/README.md") and not excluded("README.md.docx")
    assert excluded("nhap", True) and excluded("nhap/k.docx") and not excluded("nhap")
    assert excluded("a/b", True) and excluded("a/b/c/k.md") and not excluded("a/bc/k.md")
    assert excluded("x/thu", True) and excluded("x/thu/k.md")


def test_fail_levels() -> None:
    levels = {level: settle(fail_level=level) for level in ("error", "warning", "info", "never")}  # type: ignore[arg-type]
    assert [levels["warning"].fails(s) for s in ("error", "warning", "info")] == [True, True, False]
    assert [levels["error"].fails(s) for s in ("error", "warning", "info")] == [True, False, False]
    assert levels["info"].fails("info") and not levels["never"].fails("error")


def test_the_schema_knows_what_the_program_knows() -> None:
    schema = json.loads(json.dumps(Configuration.model_json_schema()))
    validator = Draft202012Validator(schema)
    good = tomllib.loads(
        """
        corpus = "plans"
        [check]
        select = ["KH2"]
        ignore = []
        extend-select = ["KH203"]
        fail-level = "warning"
        severity = {KH203 = "warning"}
        per-file-ignores = {"a/*" = ["KH1"]}
        exclude = ["README.md"]
        baseline = "known.json"
        """
    )
    validator.validate(good)
    assert Configuration.model_validate(good).check is not None
    for bad in ({"check": {"selct": []}}, {"chek": {}}, {"check": {"fail-level": "x"}}):
        assert not validator.is_valid(bad)
