"""Where the corpus is: option, environment, configuration, else the one that ships with the program."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import khtool
from khtool.errors import KhtoolError, NotFoundError
from khtool.i18n import _

ENVIRONMENT = "KHTOOL_CORPUS"
CACHE_ENVIRONMENT = "KHTOOL_CACHE_DIR"
CONFIGURATION = "khtool.toml"


def locate_corpus(option: str | Path | None = None, start: Path | None = None) -> Path:
    """The folder of the corpus, the first of:

    1. `option` (the command line's --corpus);
    2. the environment variable KHTOOL_CORPUS;
    3. `corpus` in `[tool.khtool]` of pyproject.toml, or at the top or in `[corpus]` (there also `path`) of
    khtool.toml, in
       `start` (the working directory) or the nearest folder above that sets it; a relative path counts from that file;
    4. the corpus that ships with khtool.

    Raises NotFoundError when the folder named is none, KhtoolError when a configuration file cannot be understood.
    """
    if option:
        return _folder(Path(option), "--corpus")
    if named := os.environ.get(ENVIRONMENT):
        return _folder(Path(named), ENVIRONMENT)
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        for name in (CONFIGURATION, "pyproject.toml"):
            if (file := folder / name).is_file() and (setting := _setting(_own_tables(file), name)):
                return _folder(folder / setting, str(file))
    return shipped_corpus()


def shipped_corpus() -> Path:
    """The corpus inside the package (a wheel), or at the root of a checkout."""
    package = Path(khtool.__file__).resolve().parent
    for folder in (package / "_corpus", package.parents[1] / "corpus"):
        if folder.is_dir():
            return folder
    raise NotFoundError(_("no corpus: name a folder with --corpus or {variable}").format(variable=ENVIRONMENT))


def cache_folder() -> Path | None:
    """Where khtool keeps what it can make again: KHTOOL_CACHE_DIR, else the user's cache folder (XDG_CACHE_HOME).

    It need not be there yet. None when the user has no home.
    """
    from platformdirs import user_cache_path

    try:
        if named := os.environ.get(CACHE_ENVIRONMENT):
            return Path(named).expanduser()
        return user_cache_path("khtool", appauthor=False)
    except (OSError, RuntimeError):
        return None


def read_toml(file: Path) -> dict[str, object]:
    """The tables of a configuration file. Raises KhtoolError, with the file's name, when it is no TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KhtoolError(_("{file}: cannot be read as TOML: {error}").format(file=file, error=error)) from error


def _own_tables(file: Path) -> dict[str, object]:
    """The tables of a file; of a pyproject.toml that never speaks of khtool none, be it sound or not."""
    if file.name == "pyproject.toml" and b"khtool" not in file.read_bytes():
        return {}
    return read_toml(file)


def _setting(tables: dict[str, object], name: str) -> str | None:
    table: object = tables
    if name == "pyproject.toml":
        for key in ("tool", "khtool"):
            table = table.get(key) if isinstance(table, dict) else None
    if not isinstance(table, dict):
        return None
    value = table.get("corpus")
    if isinstance(value, dict):
        value = value.get("path", value.get("corpus"))
    return value if isinstance(value, str) and value else None


def _folder(path: Path, source: str) -> Path:
    path = path.expanduser()
    if not path.is_dir():
        raise NotFoundError(_("{source}: no such folder: {path}").format(source=source, path=path))
    return path.resolve()
