"""Messages to people, in Vietnamese and English.

The English text is the key of the gettext catalogue `locale/vi/LC_MESSAGES/khtool.po`. The language is chosen once by
the command line (`--lang`, `KHTOOL_LANG`, else the locale); a library user may call `set_language`.
"""

from __future__ import annotations

import gettext
import locale
import os
from pathlib import Path

LANGUAGES = ("vi", "en")
_translation: gettext.NullTranslations | None = None
_language: str | None = None


def default_language(environ: dict[str, str] | None = None) -> str:
    """The language that KHTOOL_LANG or the locale asks for: "vi" or "en"."""
    env = dict(os.environ) if environ is None else environ
    for name in ("KHTOOL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = env.get(name, "")
        if value:
            return "vi" if value.lower().startswith("vi") else "en"
    try:
        code = locale.getlocale()[0] or ""  # Windows: no LANG, names such as "Vietnamese_Vietnam"
    except ValueError:  # a name that Python cannot take apart, "vi-VN"
        code = locale.setlocale(locale.LC_CTYPE)
    return "vi" if code.lower().startswith("vi") else "en"


def set_language(language: str) -> None:
    """Choose the language ("vi" or "en") of all messages from here on. Raises ValueError for any other."""
    global _translation, _language
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
    folder = Path(__file__).parent / "locale"
    _translation = gettext.translation("khtool", str(folder), [language], fallback=True)
    _language = language


def language() -> str:
    """The language in use: "vi" or "en"."""
    if _language is None:
        set_language(default_language())
    assert _language is not None
    return _language


def _(message: str) -> str:
    """The message in the language in use; placeholders are for `str.format`."""
    if _translation is None:
        set_language(default_language())
    assert _translation is not None
    return _translation.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The message for `n` things in the language in use."""
    if _translation is None:
        set_language(default_language())
    assert _translation is not None
    return _translation.ngettext(singular, plural, n)
