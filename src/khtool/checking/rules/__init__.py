"""The rules, one module each: `kh203_citation_date.py` holds `RULE` and `check`; its docstring is the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from khtool.checking.model import Rule
from khtool.checking.own import OWN_RULES
from khtool.errors import KhtoolError
from khtool.i18n import _

_MODULE = re.compile(r"kh\d{3}_\w+\Z")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of this package, in the order of their codes. A new module is found by its name alone."""
    from importlib import import_module

    return tuple(import_module(f"{__name__}.{name}").RULE for name in _modules())


def all_codes() -> frozenset[str]:
    """The codes of all rules, told by the names of their modules: none is imported."""
    return frozenset(name.partition("_")[0].upper() for name in _modules())


def _modules() -> list[str]:
    from pkgutil import iter_modules

    return sorted(m.name for m in iter_modules(__path__) if _MODULE.match(m.name))


def find_rule(name: str) -> Rule:
    """The rule of this code ("KH203", any case) or name ("citation-date"). Raises KhtoolError for any other."""
    for rule in (*OWN_RULES, *all_rules()):
        if rule.code == name.upper() or rule.name == name.lower():
            return rule
    raise _unknown(name)


def choose(select: Iterable[str] | None = None, ignore: Iterable[str] | None = None) -> tuple[Rule, ...]:
    """The rules that are selected (all when `select` is None or empty) and not ignored.

    Each entry is a code ("KH203"), the beginning of codes ("KH2") or a name ("citation-date"). One that fits no rule
    raises KhtoolError: a misspelt rule must not look like a clean document.
    """
    chosen = matching(select) if select else set(all_rules())
    chosen -= matching(ignore or ())
    return tuple(rule for rule in all_rules() if rule in chosen)


def validate(select: Iterable[str] | None = None, ignore: Iterable[str] | None = None) -> None:
    """Raise KhtoolError when one of the entries fits no rule."""
    choose(select, ignore)


def matching(names: Iterable[str]) -> set[Rule]:
    """The rules, the engine's own among them, that codes, beginnings of codes and names mean; KhtoolError for none."""
    found: set[Rule] = set()
    for name in names:
        wanted = name.strip()
        fits = {
            rule
            for rule in (*OWN_RULES, *all_rules())
            if rule.name == wanted.lower() or (len(wanted) >= 2 and rule.code.startswith(wanted.upper()))
        }
        if not fits:
            raise _unknown(name)
        found |= fits
    return found


def _unknown(name: str) -> KhtoolError:
    from difflib import get_close_matches

    known = [rule.code for rule in all_rules()] + [rule.name for rule in all_rules()]
    near = get_close_matches(name.strip(), known, 1) or get_close_matches(name.strip().upper(), known, 1)
    if near:
        return KhtoolError(_("unknown rule {name}; did you mean {near}?").format(name=repr(name), near=near[0]))
    return KhtoolError(_("unknown rule {name}; `khtool rules` lists them").format(name=repr(name)))
