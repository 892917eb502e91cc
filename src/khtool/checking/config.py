"""How check is set up: `[tool.khtool.check]` of pyproject.toml or `[check]` of khtool.toml, then the options."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from khtool.checking.model import Rule, Severity
from khtool.checking.own import OWN_RULES
from khtool.checking.rules import all_codes, matching
from khtool.corpus.files import glob
from khtool.corpus.locate import CONFIGURATION, read_toml
from khtool.errors import KhtoolError
from khtool.i18n import _

M = TypeVar("M", bound=BaseModel)
FailLevel = Literal["error", "warning", "info", "never"]


def _dashed(name: str) -> str:
    return name.replace("_", "-")


class CheckConfig(BaseModel):
    """The settings of `khtool check`. Rules are given by code (KH203), family (KH2) or name (citation-date)."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_dashed, populate_by_name=True)

    select: list[str] | None = Field(default=None, description="Only these rules; all when left out.")
    ignore: list[str] = Field(default=[], description="Not these rules.")
    extend_select: list[str] = Field(default=[], description="These rules too, also when `ignore` names their family.")
    fail_level: FailLevel = Field(default="error", description="The severity from which on the exit code is 1.")
    severity: dict[str, Severity] = Field(
        default={}, description="Another severity for rules; soft knowledge stays soft."
    )
    per_file_ignores: dict[str, list[str]] = Field(
        default={},
        description="Rules that are not wanted in files that fit a pattern (from this file's folder on).",
    )
    exclude: list[str] = Field(
        default=[], description="Patterns of files and folders that walking a folder leaves out."
    )
    baseline: str | None = Field(default=None, description="The file of the baseline, from this file's folder on.")


class CorpusTable(BaseModel):
    """Where the corpus is and which files of it are indexed."""

    path: str | None = Field(default=None, description="The folder of plans, from this file's folder on.")
    include: list[str] = Field(default=[], description="Patterns: only these files of the corpus are indexed.")
    exclude: list[str] = Field(default=[], description="Patterns: these files of the corpus are not indexed.")


class Configuration(BaseModel):
    """khtool.toml; in pyproject.toml the table `[tool.khtool]`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    corpus: str | CorpusTable | None = Field(None, description="The folder of plans that is looked in.")
    check: CheckConfig | None = Field(default=None, description="The settings of `khtool check`.")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run of check goes by, worked out of configuration and options; plain values, so that it pickles.

    `codes`: the rules that run, the engine's own among them. `severity`: another severity by code.
    `per_file_ignores`: regular expressions of paths relative to `folder`, with the codes that are ignored there.
    """

    codes: frozenset[str]
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_level: FailLevel = "error"
    per_file_ignores: tuple[tuple[str, frozenset[str]], ...] = ()
    exclude: str | None = None
    baseline: str | None = None
    folder: str = "."

    def codes_for(self, path: str) -> frozenset[str]:
        """The rules that run on a file."""
        codes = self.codes
        if self.per_file_ignores:
            relative = self.relative(path)
            for pattern, ignored in self.per_file_ignores:
                if re.match(pattern, relative):
                    codes -= ignored
        return codes

    def excluded(self, path: str, *, folder: bool = False) -> bool:
        """Whether a file or folder, or a folder it is in, is excluded."""
        if self.exclude is None:
            return False
        parts = self.relative(path).split("/")
        folders = ["/".join(parts[:n]) + "/" for n in range(1, len(parts) + folder)]
        return any(re.match(self.exclude, p) for p in (*folders, *([] if folder else ["/".join(parts)])))

    def relative(self, path: str) -> str:
        """The path as patterns see it: from the folder of the configuration, with "/"."""
        return relative_to(path, self.folder)

    def fails(self, severity: Severity) -> bool:
        """Whether a finding of this severity makes the exit code 1."""
        levels: tuple[Severity, ...] = ("error", "warning", "info")
        return self.fail_level != "never" and levels.index(severity) <= levels.index(self.fail_level)


def relative_to(path: str, folder: str) -> str:
    """A path from `folder` on, with "/"; a path on another drive stays whole."""
    try:
        return Path(os.path.relpath(Path(path).resolve(), Path(folder).resolve())).as_posix()
    except ValueError:
        return Path(path).resolve().as_posix()


def find_config(start: Path | None = None) -> tuple[CheckConfig, Path] | None:
    """The settings that hold in `start` (the working directory) and their file: those of the nearest folder upwards.

    In one folder khtool.toml comes before pyproject.toml. None when there are none; KhtoolError for a file that is
    no TOML or has a setting that check does not know.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        for name in (CONFIGURATION, "pyproject.toml"):
            if (file := folder / name).is_file() and (config := _read(file)) is not None:
                return config, file
    return None


def load_config(file: Path) -> CheckConfig:
    """The settings of one file: of a pyproject.toml its `[tool.khtool.check]`, of any other its `[check]`.

    Raises KhtoolError when it cannot be read, has no such table or a setting that check does not know.
    """
    if not file.is_file():
        raise KhtoolError(_("{file}: no such file").format(file=file))
    config = _read(file)
    if config is None:
        raise KhtoolError(_("{file}: holds no table for check").format(file=file))
    return config


def _read(file: Path) -> CheckConfig | None:
    if file.name == "pyproject.toml" and b"khtool" not in file.read_bytes():
        return None
    table: object = read_toml(file)
    for key in ("tool", "khtool") if file.name == "pyproject.toml" else ():
        table = table.get(key) if isinstance(table, dict) else None
    if table is None:
        return None
    config = validated(Configuration, table, str(file))
    return config.check


def validated(model: type[M], data: object, file: str) -> M:
    """`data` as a model; KhtoolError that names file, setting and fault for the first that does not fit."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            raise KhtoolError(_("{file}: unknown setting {name}").format(file=file, name=where)) from None
        raise KhtoolError(_("{file}: {name}: {problem}").format(file=file, name=where, problem=first["msg"])) from None


def settle(
    config: CheckConfig | None = None,
    file: Path | None = None,
    *,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    severity: Mapping[str, Severity] | None = None,
    fail_level: FailLevel | None = None,
    baseline: str | None = None,
) -> Settings:
    """Configuration and options together; `file` is where the configuration stands.

    The steps are taken in order, each on what the one before it left: select, ignore, extend-select of the
    configuration, then those of the caller; a caller's `select` begins anew. Raises KhtoolError for an unknown rule.
    """
    config = config or CheckConfig()
    with _named(file):
        chosen = _codes(OWN_RULES) | all_codes() if config.select is None else _meant(config.select)
        chosen = (chosen - _meant(config.ignore)) | _meant(config.extend_select)
        severities = _severities(config.severity)
        per_file = tuple((glob(p), _meant(names)) for p, names in config.per_file_ignores.items())
    if select is not None:
        chosen = _meant(select)
    chosen = (chosen - _meant(ignore)) | _meant(extend_select)
    folder = file.parent if file else Path.cwd()
    return Settings(
        codes=chosen,
        severity={**severities, **_severities(severity or {})},
        fail_level=fail_level or config.fail_level,
        per_file_ignores=per_file,
        exclude="|".join(map(_folder_or_file, config.exclude)) or None,
        baseline=baseline or (str(folder / config.baseline) if config.baseline else None),
        folder=str(folder),
    )


@contextmanager
def _named(file: Path | None) -> Iterator[None]:
    """Puts the configuration's file before what is wrong with a rule named in it."""
    try:
        yield
    except KhtoolError as error:
        raise (KhtoolError(f"{file}: {error}") if file else error) from None


def _meant(names: Iterable[str]) -> frozenset[str]:
    return _codes(matching(names))


def _codes(rules: Iterable[Rule]) -> frozenset[str]:
    return frozenset(rule.code for rule in rules)


def _severities(named: Mapping[str, Severity]) -> dict[str, Severity]:
    """By code; where several names mean a rule, the one that means the fewest rules counts."""
    meant = sorted(((matching([name]), severity) for name, severity in named.items()), key=lambda m: -len(m[0]))
    return {rule.code: severity for rules, severity in meant for rule in sorted(rules, key=lambda r: r.code)}


def _folder_or_file(pattern: str) -> str:
    """`drafts` means the file or the folder of that name, the latter with all in it; `drafts/` only the folder."""
    if pattern.endswith(("/", "/**")):
        return glob(pattern)
    folder = f"{pattern}/" if "/" in pattern else f"**/{pattern}/"
    return f"{glob(pattern)}|{glob(folder)}"
