"""khtool reads, links, compares and checks the plans (Kế hoạch) by which Vietnam is governed.

>>> import khtool                                        # doctest: +SKIP
>>> plan = khtool.parse("ke-hoach.docx")                 # doctest: +SKIP
>>> [c.code for c in plan.citations]                     # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Corpus", "Plan", "PlanText", "annotate", "chain", "check", "diff", "fix", "gap", "parse", "read", "show"]

if TYPE_CHECKING:
    from khtool.api import annotate, chain, check, diff, fix, gap, parse, read, show
    from khtool.corpus import Corpus
    from khtool.plan import Plan
    from khtool.text import PlanText

_HOME = {"Corpus": "khtool.corpus", "Plan": "khtool.plan", "PlanText": "khtool.text"}


def __getattr__(name: str) -> Any:  # imports are lazy: `khtool --version` must not pay for pydantic or lxml
    if name not in __all__:
        raise AttributeError(f"module 'khtool' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME.get(name, "khtool.api")), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
