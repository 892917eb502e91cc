"""Findings as JUnit XML, which most continuous integration can show."""

from __future__ import annotations

from typing import TextIO
from xml.etree import ElementTree

from khtool.checking.model import Checked, Finding, Report, Silenced
from khtool.reporting.console import safe
from khtool.reporting.findings_common import fingerprinted, place, portable


def write_junit(report: Report, out: TextIO) -> None:
    """A suite a file, a case a finding: a failure, or skipped when silent; a file without any has one that passes.

    A file that could not be checked is an error.
    """
    root = ElementTree.Element("testsuites", name="khtool")
    for checked in report.files:
        _suite(root, checked)
    for path, why in report.failed:
        suite = ElementTree.SubElement(root, "testsuite", name=safe(portable(path)))
        case = ElementTree.SubElement(suite, "testcase", name="khtool", classname=safe(portable(path)))
        ElementTree.SubElement(case, "error", message=safe(why))
    totals = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for suite in root:
        counts = {"tests": len(suite)}
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            counts[name] = len(suite.findall(f"testcase/{tag}"))
        for name, n in counts.items():
            suite.set(name, str(n))
            totals[name] += n
    for name, n in totals.items():
        root.set(name, str(n))
    ElementTree.indent(root)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(ElementTree.tostring(root, encoding="unicode") + "\n")


def _suite(root: ElementTree.Element, checked: Checked) -> None:
    path = safe(portable(checked.path))
    suite = ElementTree.SubElement(root, "testsuite", name=path)
    for f, silenced, _fingerprint in fingerprinted(checked):
        name = f"{f.code} {f.name} ({place(f, lined=checked.has_lines)})"
        case = ElementTree.SubElement(suite, "testcase", name=name, classname=path)
        if checked.has_lines:
            case.set("file", path)
            case.set("line", str(f.line))
        _outcome(case, f, silenced)
    if not len(suite):
        ElementTree.SubElement(suite, "testcase", name="khtool check", classname=path)


def _outcome(case: ElementTree.Element, f: Finding, silenced: Silenced | None) -> None:
    if silenced is not None:
        message = f"{silenced.by}: {safe(silenced.reason)}" if silenced.reason else silenced.by
        ElementTree.SubElement(case, "skipped", message=message)
        return
    failure = ElementTree.SubElement(case, "failure", message=safe(f.message), type=f.severity)
    failure.text = f"“{safe(f.text)}”" + (f" → {safe(f.suggestion)}" if f.suggestion else "")
