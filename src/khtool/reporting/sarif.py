"""Findings as SARIF 2.1.0 (OASIS), for code scanning."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from khtool import __version__
from khtool.checking.model import Checked, Finding, Report, Rule, Silenced
from khtool.reporting.console import json_text, safe
from khtool.reporting.findings_common import fingerprinted, place, portable, told

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def write_sarif(report: Report, out: TextIO) -> None:
    """One run: the rules that spoke with their documentation, the results with fingerprints that survive moved lines.

    What is suppressed or in the baseline is there, marked as suppressed; a file that could not be checked is a
    notification, and the run not successful.
    """
    from khtool.checking import OWN_RULES, all_rules

    codes = {f.code for c in report.files for f, _s, _p in fingerprinted(c)}
    rules = [rule for rule in (*OWN_RULES, *all_rules()) if rule.code in codes]
    index = {rule.code: i for i, rule in enumerate(rules)}
    results = [
        _result(checked, f, silenced, fingerprint, index)
        for checked in report.files
        for f, silenced, fingerprint in fingerprinted(checked)
    ]
    notifications = [
        {"level": "error", "message": {"text": safe(why)}, "locations": [{"physicalLocation": _artifact(path)}]}
        for path, why in report.failed
    ]
    run = {
        "tool": {"driver": {"name": "khtool", "semanticVersion": __version__, "rules": [_rule(r) for r in rules]}},
        "invocations": [
            {"executionSuccessful": not report.failed, "toolExecutionNotifications": notifications},
        ],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    out.write(json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}))


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.documentation.strip()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(
    checked: Checked, f: Finding, silenced: Silenced | None, fingerprint: str, index: dict[str, int]
) -> dict[str, object]:
    location: dict[str, object] = {"physicalLocation": {**_artifact(checked.path), "region": _region(checked, f)}}
    if not checked.has_lines:
        location["logicalLocations"] = [{"fullyQualifiedName": place(f)}]
    result: dict[str, object] = {"ruleId": f.code}
    if f.code in index:
        result["ruleIndex"] = index[f.code]
    result |= {
        "level": _LEVELS[f.severity],
        "message": {"text": told(f, checked)},
        "locations": [location],
        # GitHub looks at primaryLocationLineHash alone, and could not make it of a Word file or PDF itself.
        "partialFingerprints": {"khtoolFinding/v1": fingerprint, "primaryLocationLineHash": fingerprint},
        "suppressions": [] if silenced is None else [_suppression(silenced)],
    }
    return result


def _suppression(silenced: Silenced) -> dict[str, object]:
    kind = "inSource" if silenced.by == "inline" else "external"
    reason = safe(silenced.reason) or ("baseline" if silenced.by == "baseline" else "")
    return {"kind": kind, "status": "accepted", **({"justification": reason} if reason else {})}


def _region(checked: Checked, f: Finding) -> dict[str, object]:
    # A Word file or PDF has no lines; code scanning wants one all the same, and the place is in the message.
    region: dict[str, object] = (
        {"startLine": f.line, "startColumn": f.column} if checked.has_lines else {"startLine": 1}
    )
    return {**region, "snippet": {"text": safe(f.text)}} if f.text else region


def _artifact(path: str) -> dict[str, object]:
    found = portable(path)
    try:
        name = found.encode("utf-8", "surrogateescape")  # the bytes of a name that is no UTF-8
    except UnicodeEncodeError:
        name = found.encode("utf-8", "surrogatepass")
    uri = quote(name, safe="/:" if Path(found).is_absolute() else "/")
    if Path(found).is_absolute():
        return {"artifactLocation": {"uri": "file://" + uri if uri.startswith("/") else "file:///" + uri}}
    return {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}}
