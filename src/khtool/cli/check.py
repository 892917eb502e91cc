"""`khtool check`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from khtool.cli.common import Folder, Ocr, Password, Revisions, choice, named, open_corpus, output, progress, reading
from khtool.i18n import _

if TYPE_CHECKING:
    from khtool.checking import Checked, Report
    from khtool.checking.config import Settings
    from khtool.checking.running import Draft

_FORMATS = "text, json, sarif, github, gitlab, junit, markdown"


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE…", help=_("Drafts to check, or folders of them; - is stdin."), show_default=False),
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", help=_FORMATS)] = "text",
    out: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=_("Write to a file instead of stdout; with --fix the corrected draft, instead of over itself."),
        ),
    ] = None,
    report: Annotated[
        list[str] | None,
        typer.Option("--report", metavar="FORMAT=FILE", help=_("Write another form to a file; may be repeated.")),
    ] = None,
    select: Annotated[
        str | None, typer.Option("--select", help=_("Only these rules: codes, families (KH2) or names, with commas."))
    ] = None,
    ignore: Annotated[str | None, typer.Option("--ignore", help=_("All but these rules."))] = None,
    extend_select: Annotated[
        str | None, typer.Option("--extend-select", help=_("These rules too, whatever was ignored before."))
    ] = None,
    severity: Annotated[
        list[str] | None,
        typer.Option("--severity", metavar="RULE=LEVEL", help=_("Another severity for a rule; may be repeated.")),
    ] = None,
    fail_level: Annotated[
        str | None,
        typer.Option(
            "--fail-level",
            metavar="error|warning|info|never",
            help=_("Exit with 1 from this severity on; without it from error on."),
        ),
    ] = None,
    config: Annotated[
        str | None, typer.Option("--config", metavar="FILE", help=_("The configuration, instead of the one found."))
    ] = None,
    force_exclude: Annotated[
        bool, typer.Option("--force-exclude", help=_("Leave out excluded files also when they are named."))
    ] = False,
    baseline: Annotated[
        str | None,
        typer.Option("--baseline", metavar="FILE", help=_("Say nothing of what this file counts as known.")),
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help=_("Write what is found now to the baseline, and exit with 0."))
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help=_("Say how often each rule spoke, not where (text, json)."))
    ] = False,
    stdin_filename: Annotated[
        str | None, typer.Option("--stdin-filename", metavar="NAME", help=_("What to call the draft that is on stdin."))
    ] = None,
    make_fixes: Annotated[
        bool,
        typer.Option(
            "--fix", help=_("Make the safe corrections: in docx as tracked changes, in text in their places.")
        ),
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option("--unsafe-fixes", help=_("With --fix or --diff: also corrections that may change what is meant.")),
    ] = False,
    show_diff: Annotated[
        bool,
        typer.Option("--diff", help=_("Print what --fix would change and change nothing; exit with 1 for any change.")),
    ] = False,
    annotate: Annotated[
        str | None,
        typer.Option(
            "--annotate",
            metavar="OUT.docx",
            help=_("Write the draft with each finding as a Word comment on its words."),
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="YYYY-MM-DD",
            help=_("The date of comments and tracked changes; without it that of the document's last change."),
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", "-j", min=1, help=_("How many processes; without it as many as fit."))
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help=_("Check every file anew, also those checked before as they are now."))
    ] = False,
    corpus: Folder = None,
    revisions: Revisions = "final",
    password: Password = None,
    ocr: Ocr = "auto",
) -> None:
    """Lint drafts; exit code 1 when an error is found."""
    from khtool.checking.baseline import Baseline
    from khtool.checking.cache import Cache
    from khtool.checking.model import Report
    from khtool.checking.running import check_document, check_files
    from khtool.cli import fixing
    from khtool.cli.app import complain
    from khtool.reporting.findings import FORMATS, STATISTICS

    main = STATISTICS if statistics else FORMATS
    choice(format, tuple(main), "--format")
    also = _reports(report or [])
    settings = _settings(config, select, ignore, extend_select, severity or [], fail_level, baseline)
    if write_baseline and not settings.baseline:
        raise typer.BadParameter(_("say with --baseline which file to write"), param_hint="--write-baseline")
    options = reading(revisions, password, ocr)
    if options.revisions != "final" and (make_fixes or show_diff or annotate):
        hint = "--revisions"
        raise typer.BadParameter(_("only the text after the tracked changes can be corrected"), param_hint=hint)
    given, unreadable = _drafts(files or [], settings, stdin_filename, force_exclude)
    drafts = [replace(draft, options=options) for draft in given]
    when = _date(date)
    if unsafe_fixes and not (make_fixes or show_diff):
        raise typer.BadParameter(_("say it with --fix or --diff"), param_hint="--unsafe-fixes")
    if annotate and Path(annotate).suffix.lower() not in ("", ".docx"):
        raise typer.BadParameter(_("Word comments go into a .docx file"), param_hint="--annotate")
    piped = make_fixes and any(draft.data is not None for draft in drafts)
    if len(drafts) > 1 and (annotate or (make_fixes and out) or piped):
        hint = "--annotate" if annotate else "--output" if out else "--fix"
        raise typer.BadParameter(_("one file cannot take several drafts"), param_hint=hint)
    known = open_corpus(corpus)
    cache = None if no_cache or password else Cache.of(settings, known, (options.revisions, options.ocr))
    with progress(len(drafts)) as step:
        found = check_files(drafts, settings, known, workers=workers, cache=cache, step=step)
    found = replace(found, failed=(*unreadable, *found.failed))
    for _path, message in found.failed:
        complain(message)
    if write_baseline:
        _write_baseline(found, settings)
    if settings.baseline:
        found = _without_known(found, settings)
    by_path = {draft.path: draft for draft in drafts}
    if show_diff:
        with output(out) as stream:
            some, failed = fixing.diff(found, by_path, stream, unsafe=unsafe_fixes)
        raise typer.Exit(2 if found.failed or failed else 1 if some else 0)
    if make_fixes:

        def again(draft: Draft) -> Checked:
            report = Report((check_document(draft, settings, known),))
            if settings.baseline:
                report, _gone = Baseline.load(Path(settings.baseline)).apply(report)
            return report.files[0]

        if out is None and drafts[:1] and drafts[0].data is not None:
            out = "-"  # as it came from stdin, so it goes to stdout
        found = fixing.fix(found, by_path, again, unsafe=unsafe_fixes, out=out, date=when)
    beside = annotate == "-" or (make_fixes and out == "-")  # a draft is on stdout: what is said of it goes to stderr
    if make_fixes:
        out = None
    if annotate:
        fixing.annotate(found, by_path, annotate, date=when)
    for kind, file in also:
        with output(file) as stream:
            FORMATS[kind](found, stream)
    with output(out) as stream:
        main[format](found, sys.stderr if beside and stream is sys.stdout else stream)
    if found.failed:
        raise typer.Exit(2)
    if any(settings.fails(f.severity) for c in found.files for f in c.findings):
        raise typer.Exit(1)


def _settings(
    config: str | None,
    select: str | None,
    ignore: str | None,
    extend_select: str | None,
    severity: list[str],
    fail_level: str | None,
    baseline: str | None,
) -> Settings:
    """Configuration and options together; an unknown rule is said here, before any file is read."""
    from khtool.checking.config import FailLevel, find_config, load_config, settle
    from khtool.checking.model import Severity

    if fail_level is not None:
        choice(fail_level, get_args(FailLevel), "--fail-level")
    severities: dict[str, Severity] = {}
    for pair in severity:
        rule, _equals, level = pair.partition("=")
        severities[rule] = cast("Severity", choice(level, get_args(Severity), "--severity"))
    found = (load_config(Path(config)), Path(config)) if config else find_config()
    return settle(
        *(found or (None, None)),
        select=_names(select) or None,
        ignore=_names(ignore),
        extend_select=_names(extend_select),
        severity=severities,
        fail_level=cast("FailLevel | None", fail_level),
        baseline=baseline,
    )


def _date(option: str | None) -> str | None:
    """The date of remarks as Word writes it."""
    from khtool.reporting.drafts import word_date

    try:
        return word_date(option)
    except ValueError:
        raise typer.BadParameter(_("{value!r} is no date").format(value=option), param_hint="--date") from None


def _names(option: str | None) -> list[str]:
    return [name.strip() for name in (option or "").split(",") if name.strip()]


def _reports(pairs: list[str]) -> list[tuple[str, str]]:
    from khtool.reporting.findings import FORMATS

    made = []
    for pair in pairs:
        kind, _equals, file = pair.partition("=")
        choice(kind, tuple(FORMATS), "--report")
        if not file:
            raise typer.BadParameter(_("say FORMAT=FILE, for example sarif=khtool.sarif"), param_hint="--report")
        made.append((kind, file))
    return made


def _drafts(
    files: list[str], settings: Settings, stdin_filename: str | None, force_exclude: bool
) -> tuple[list[Draft], list[tuple[str, str]]]:
    """The files to check, and the folders that cannot be read; a folder without any is said on stderr."""
    from khtool.checking.running import Draft, collect
    from khtool.cli.app import complain

    if not files and stdin_filename is None:
        raise typer.BadParameter(_("name the drafts to check"), param_hint="FILE")
    paths, empty, unreadable = collect(named(files) or ["-"], settings, force_exclude=force_exclude)
    for folder in empty:
        complain(_("{folder}: holds no file that khtool reads").format(folder=folder))
    drafts = [
        Draft(stdin_filename or "<stdin>", sys.stdin.buffer.read()) if path == "-" else Draft(path) for path in paths
    ]
    return drafts, unreadable


def _write_baseline(report: Report, settings: Settings) -> None:
    from khtool.checking.baseline import dumped
    from khtool.cli.app import complain

    assert settings.baseline is not None
    text = dumped(report, Path(settings.baseline))
    with output(settings.baseline) as stream:
        stream.write(text)
    complain(_("{file}: baseline written").format(file=settings.baseline))


def _without_known(report: Report, settings: Settings) -> Report:
    from khtool.checking.baseline import Baseline
    from khtool.cli.app import complain

    assert settings.baseline is not None
    report, gone = Baseline.load(Path(settings.baseline)).apply(report)
    if gone:
        message = _("{file}: {n} findings of the baseline are there no more; --write-baseline forgets them")
        complain(message.format(file=settings.baseline, n=gone))
    return report
