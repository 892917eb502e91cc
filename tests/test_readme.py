"""The READMEs tell the truth: their console blocks print what they show, and every command is documented.

In a block, a line "…" stands for any lines; everything else must come out as shown (trailing spaces aside).
"""

import re
import shlex
from pathlib import Path

import pytest

from khtool import i18n
from khtool.cli.app import _app, run

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.vi.md")


def examples(name: str) -> list[tuple[str, str]]:
    """The commands of a README with the output shown for each."""
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    return [(m[1], m[2]) for block in blocks for m in re.finditer(r"^\$ (khtool .*)\n((?:(?!\$ ).*\n)*)", block, re.M)]


def as_pattern(shown: str) -> str:
    elided, exact = r"(?:.*\n)*?", r"{}[ ]*\n"
    return "".join(elided if line == "…" else exact.format(re.escape(line.rstrip())) for line in shown.splitlines())


@pytest.mark.parametrize(("readme", "command", "shown"), [(r, *e) for r in READMES for e in examples(r)])
def test_examples_print_what_is_shown(
    readme: str, command: str, shown: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    language = "vi" if ".vi." in readme else "en"
    monkeypatch.setenv("KHTOOL_LANG", language)
    run(shlex.split(command)[1:])
    captured = capsys.readouterr()
    i18n.set_language("en")
    printed = captured.out + captured.err
    assert re.fullmatch(as_pattern(shown), printed), printed


def test_both_readmes_show_the_same_commands() -> None:
    assert [c for c, _shown in examples("README.md")] == [c for c, _shown in examples("README.vi.md")]


@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_documented(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    for command in _app().registered_commands:
        assert f"`khtool {command.name}" in text, command.name


@pytest.mark.parametrize("readme", READMES)
def test_the_two_commands_are_the_same(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    for mark in ("use", "test"):
        assert re.search(rf"<!-- {mark} -->\n```sh\n(.+\n)```", text)
        english = re.search(rf"<!-- {mark} -->\n```sh\n(.+\n)```", (ROOT / "README.md").read_text(encoding="utf-8"))
        assert english is not None and english[1] in text
