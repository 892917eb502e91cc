"""What other projects run in their CI: the pre-commit hook, the GitHub Action and the GitLab template."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from khtool.checking.config import Configuration, settle
from khtool.checking.running import Draft, check_document
from khtool.checking.suppress import SideFile
from khtool.corpus.files import SUFFIXES

ROOT = Path(__file__).resolve().parent.parent
DRAFT = ROOT / "corpus/du-thao/du-thao-duoi-nuoc-2024.md"
CLEAN = ROOT / "corpus/mau/tre-em-2024-xa-suoi-hac.md"


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of drafts, one with faults and one without, and `python`, `khtool` that are these."""
    (tmp_path / "du thao").mkdir()
    shutil.copy(DRAFT, tmp_path / "du thao" / "một.md")
    shutil.copy(CLEAN, tmp_path / "sạch.md")
    programs = tmp_path / ".bin"
    programs.mkdir()
    for name, command in (("python", '"$@"'), ("khtool", '-m khtool "$@"')):
        file = programs / name
        file.write_text(f"#!/bin/sh\nexec {shlex.quote(sys.executable)} {command}\n")
        file.chmod(0o755)
    return tmp_path


def sh(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the CI would: bash, stopping at the first failure."""
    path = f"{folder / '.bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "KHTOOL_LANG": "en", "PYTHONUTF8": "1", **variables}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )


bash = pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="needs bash")


class TestPreCommit:
    hook = load(".pre-commit-hooks.yaml")[0]

    def test_the_pattern_fits_what_khtool_reads_and_no_more(self) -> None:
        def wanted(path: str) -> bool:  # as pre-commit does it
            return bool(re.search(self.hook["files"], path)) and not re.search(self.hook["exclude"], path)

        assert all(wanted(f"du-thao/kế hoạch 1{suffix}") for suffix in SUFFIXES)
        assert wanted("KE-HOACH.DOCX") and wanted("a/licensed.docx.md") is False
        for path in ("a.py", "a.docx.khtool.toml", "khtool.toml", "README.md", "docs/README.vi.md", "requirements.txt"):
            assert not wanted(path), path

    @bash
    def test_the_entry_runs_on_the_files_it_is_given(self, folder: Path) -> None:
        assert self.hook["language"] == "python"
        assert sh(f"{self.hook['entry']} sạch.md", folder).returncode == 0
        done = sh(f"{self.hook['entry']} sạch.md 'du thao/một.md'", folder)
        assert done.returncode == 1 and "KH203" in done.stdout
        (folder / "khtool.toml").write_text('[check]\nexclude = ["du thao/"]\n')
        assert sh(f"{self.hook['entry']} sạch.md 'du thao/một.md'", folder).returncode == 0


class TestGitHub:
    action = load("action.yml")
    steps = action["runs"]["steps"]

    def run(self, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
        given = {name: i.get("default", "") for name, i in self.action["inputs"].items()} | inputs
        step = self.steps[-1]
        variables = {}
        for name, value in step["env"].items():
            reference = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value)
            variables[name] = given[reference[1]] if reference else value
        variables |= {
            "RUNNER_TEMP": str(folder),
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
            "KHTOOL_LANG": "en",
        }
        return sh(step["run"], folder, **variables)

    def test_it_is_a_composite_action_that_says_what_its_inputs_are(self) -> None:
        assert self.action["runs"]["using"] == "composite"
        assert all(i["description"] and "default" in i for i in self.action["inputs"].values())
        for step in self.steps:
            assert "uses" in step or step["shell"] == "bash"
            assert "${{" not in step.get("run", ""), "an input inside a script could run as a command"
        used = re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text(encoding="utf-8"))
        assert set(used) == set(self.action["inputs"])

    def test_it_installs_what_it_stands_beside(self) -> None:
        assert '"$GITHUB_ACTION_PATH"' in self.steps[1]["run"]
        assert (ROOT / "pyproject.toml").is_file()

    @bash
    def test_what_it_keeps_is_where_khtool_writes_it(self, folder: Path) -> None:
        keep = next(step for step in self.steps if step.get("uses", "").startswith("actions/cache@"))
        assert keep["with"]["path"] == "${{ runner.temp }}/khtool-cache"
        self.run(folder)
        assert any((folder / "khtool-cache" / "check").rglob("*/*"))

    @bash
    def test_findings_fail_the_step_and_are_annotations_and_a_summary(self, folder: Path) -> None:
        done = self.run(folder)
        assert done.returncode == 1, done.stderr
        assert "::error file=du thao/một.md,line=9,col=39,title=KH203 citation-date::" in done.stdout
        summary = (folder / "summary.md").read_text(encoding="utf-8")
        assert summary.startswith("| File |") and "| sạch.md | 0 | 0 | 0 | 0 |" in summary

    @bash
    def test_options_and_files_are_taken_line_by_line(self, folder: Path) -> None:
        done = self.run(
            folder, files="du thao/một.md\n\n", options="--select=KH4\n--fail-level=error\n", sarif="x.sarif"
        )
        assert done.returncode == 0, done.stderr
        assert "KH401" in done.stdout and "KH203" not in done.stdout
        results = json.loads((folder / "x.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
        assert [r["ruleId"] for r in results] == ["KH401"]

    @bash
    def test_inputs_never_run_as_commands(self, folder: Path) -> None:
        done = self.run(folder, files="$(touch bad); `touch bad`", options='"; touch bad; "')
        assert done.returncode == 2
        assert not (folder / "bad").exists()


class TestGitLab:
    job = load("templates/gitlab-ci.yml")["khtool-check"]

    @bash
    def test_the_script_writes_the_reports_that_are_its_artifacts(self, folder: Path) -> None:
        install, check = self.job["script"]
        assert "pip install" in install and '"$KHTOOL_PACKAGE"' in install
        variables = {name: str(value) for name, value in self.job["variables"].items()} | {"KHTOOL_LANG": "en"}
        done = sh(check, folder, **variables)
        assert done.returncode == 1, done.stderr
        reports = self.job["artifacts"]["reports"]
        rows = json.loads((folder / reports["codequality"]).read_text(encoding="utf-8"))
        assert "du thao/một.md" in {row["location"]["path"] for row in rows}
        assert (folder / reports["junit"]).read_text(encoding="utf-8").startswith("<?xml")
        assert self.job["artifacts"]["when"] == "always"
        assert any((folder / self.job["cache"]["paths"][0] / "check").rglob("*/*"))
        done = sh(check, folder, **{**variables, "KHTOOL_OPTIONS": "--fail-level never", "KHTOOL_FILES": "sạch.md"})
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
class TestReadme:
    def blocks(self, readme: str, language: str) -> list[str]:
        text = (ROOT / readme).read_text(encoding="utf-8")
        return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)

    def test_the_settings_that_it_shows_are_understood(self, readme: str) -> None:
        settings, beside = [tomllib.loads(block) for block in self.blocks(readme, "toml")]
        config = Configuration.model_validate(settings).check
        assert config is not None and settle(config, ROOT / "khtool.toml").fail_level == "warning"
        assert SideFile.model_validate(beside).suppress[0].words == "31/12/2021"

    def test_the_remarks_that_it_shows_are_understood(self, readme: str, tmp_path: Path) -> None:
        (tmp_path / "k.md").write_text("# KẾ HOẠCH\n\n" + self.blocks(readme, "markdown")[0], encoding="utf-8")
        settings = settle(select=["KH203", "KH002"])
        checked = check_document(Draft(str(tmp_path / "k.md")), settings, None)
        assert (checked.findings, [s.finding.code for s in checked.silenced]) == ((), ["KH203"])

    def test_its_workflows_use_what_there_is(self, readme: str) -> None:
        hooks, workflow = [yaml.safe_load(block) for block in self.blocks(readme, "yaml")]
        assert hooks["repos"][0]["hooks"][0]["id"] == TestPreCommit.hook["id"]
        step = workflow["jobs"]["khtool"]["steps"][1]
        assert set(step["with"]) <= set(TestGitHub.action["inputs"])
        assert "templates/gitlab-ci.yml" in (ROOT / readme).read_text(encoding="utf-8")
