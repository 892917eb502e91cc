"""Messages: every one has its Vietnamese, and what is shipped is what the catalogue says."""

import importlib.util
from pathlib import Path

import pytest

from khtool import i18n

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "src/khtool/locale/vi/LC_MESSAGES/khtool.po"


def messages():
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts/messages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_message_is_translated() -> None:
    from babel.messages.pofile import read_po

    with PO.open("rb") as file:
        catalog = read_po(file, locale="vi")
    known = {m.id if isinstance(m.id, str) else m.id[0]: m.string for m in catalog if m.id}
    wanted = [m.id if isinstance(m.id, str) else m.id[0] for m in messages().collected() if m.id]
    assert [m for m in wanted if not known.get(m)] == [], "run scripts/messages.py and translate"


def test_placeholders_agree() -> None:
    import string

    from babel.messages.pofile import read_po

    def fields(text: str) -> set[str]:
        return {name for _lit, name, _spec, _conv in string.Formatter().parse(text) if name}

    with PO.open("rb") as file:
        for m in read_po(file, locale="vi"):
            source = m.id if isinstance(m.id, str) else m.id[1]
            target = m.string if isinstance(m.string, str) else m.string[0]
            if source and target:
                assert fields(source) == fields(target), source


def test_the_compiled_catalogue_is_current() -> None:
    assert PO.with_suffix(".mo").read_bytes() == messages().compiled(PO.read_bytes())


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"KHTOOL_LANG": "vi", "LANG": "en_US.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LC_ALL": "C", "LANG": "vi_VN"}, "en"),
        ({"LANG": "en_GB"}, "en"),
    ],
)
def test_default_language(environment: dict[str, str], language: str) -> None:
    assert i18n.default_language(environment) == language


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="vi, en"):
        i18n.set_language("fr")
