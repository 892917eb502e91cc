"""The rules that a draft is checked against, and the engine that runs them."""

from __future__ import annotations

from khtool.checking.engine import check
from khtool.checking.model import Checked, Context, Finding, Fix, Hit, Report, Rule, Silenced
from khtool.checking.own import OWN_RULES
from khtool.checking.rules import all_rules, choose, find_rule, validate

__all__ = [
    "OWN_RULES",
    "Checked",
    "Context",
    "Finding",
    "Fix",
    "Hit",
    "Report",
    "Rule",
    "Silenced",
    "all_rules",
    "check",
    "choose",
    "find_rule",
    "validate",
]
