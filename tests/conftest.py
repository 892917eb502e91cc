"""Every test speaks English, runs alike each time, keeps its caches to itself, finds no corpus but what it asks for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from khtool import i18n

settings.register_profile("khtool", deadline=None, derandomize=True)  # the same on every machine, however busy
settings.load_profile("khtool")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("KHTOOL_LANG", "en")
    i18n.set_language("en")
    yield
    i18n.set_language("en")


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("KHTOOL_CORPUS", raising=False)
        patch.delenv("KHTOOL_CACHE_DIR", raising=False)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the checkout; a clone does not have it."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of real documents is not here")
    return folder
