"""The rules that a draft is checked against, and the engine that runs them."""

from __future__ import annotations

from khtool.checking.engine import check
from khtool.checking.model import Context, Finding, Fix, Hit, Rule
from khtool.checking.rules import all_rules, choose, find_rule, validate

__all__ = ["Context", "Finding", "Fix", "Hit", "Rule", "all_rules", "check", "choose", "find_rule", "validate"]
