#!/usr/bin/env python3
"""Builds corpus/ from scripts/corpus/: the same sources give the same bytes (PDF excepted).

    python scripts/build_corpus.py [--out DIR] [--only WORD] [--pdf]

A source (`scripts/corpus/<kind>/<name>.plan`) is a TOML head between two `+++` lines and a body. The body is the text
of the plan with what a careful reader would take out of it marked in place, so that the document in every format and
`<name>.expected.json` come from one source:

    # I. TITLE   ## 1. Title   ### a) Title      headings, as deep as they have '#'
    # PHẦN THỨ HAI. TITLE   # Điều 1.   # I- TITLE   ## a/ Title   the same
    @heading TITLE                               a heading without a number
    ## 1. !implement Sở Y tế                     the heading is an agency; what stands under it are its tasks, to @end
    ## 1. !implement Giao [Sở Y tế] lập sổ.      the agency in brackets, and its first task
    ## 1. !request Đề nghị Tòa án …              the same, a body that is asked, not told
    - !lead Cơ quan chủ trì: [A], [B].           agencies of the item above, in brackets
    (!lead Chủ trì: [A]; !time thời gian: [B])   the same on one line; also !implement, !coordinate
    - text   + text   text   @centre text        bullet, second bullet, paragraph
    |!tasks A | B …   | 1 | x | [A] | …          table of tasks, of indicators (!targets) or any other (!plain)
    @appendix TITLE                              after the signature
    {Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ}        a citation; `||pin=khoản 3 Điều 90;rel=can_cu` adds
                                                                     a pinpoint and how it is cited
    <<T ge 90 %; year=2025; dir=increase; base=85@2024; out=14|…>>   a target, <<Q|…>> one without a figure
    <<D before 2025-06-05; to=…; through=…|…>>   a deadline      <<F|…>>   a source of money
    <<A lead; task=…|Sở Y tế>>                   an assignment inside running text

Keys of the head that vary the looks: `txt` = lines | tabs, `md` = lines | flat, `html` = site, `wrap` (a text is broken
at that width and has no blank lines), `sign` = above | beside (where the signature stands to Nơi nhận in a text),
`motto`, `places_end`, `auto_numbering`.

PDFs are made by LibreOffice from the DOCX when --pdf is given; they are committed and not rebuilt by tests.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import tomllib
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "scripts" / "corpus"
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
BANNER = "Lược thuật: bản tóm lược do dự án khtool viết lại, không phải văn bản gốc."
TYPES = (
    "Thông tư liên tịch|Chương trình hành động|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Kế hoạch|Kết luận"
    "|Công văn|Chương trình|Chiến lược|Công ước|Bộ luật|Đề án|Luật|Tờ trình|Thông báo|Hướng dẫn|Quy định"
)
_DATE = r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2} tháng \d{1,2} năm \d{4}"
_CODE = r"\d+\w*(?:/|-[A-ZĐ]+/).*?"
_FULL = re.compile(rf"({TYPES})(?: số)? ({_CODE})(?:,? ngày ({_DATE}))?(?: năm (\d{{4}}))?(?: của (.+))?")
_SHORT = re.compile(rf"({TYPES})(?: số)? (\d+\w?)(?: của (.+))?")
_NAMED = re.compile(rf"(Bộ luật|Luật|Công ước) .+?(?: ngày ({_DATE})| năm (\d{{4}}))?")
_TITLED = re.compile(r"(Thông tư liên tịch|Kế hoạch|Chương trình|Chiến lược|Đề án|Nghị quyết) .+")
_MARK = re.compile(r"\{|\}|<<([TQDFA])([^|<>]*)\||>>")
_LABEL = r"(?:PHẦN THỨ|Phần thứ|Điều) \w+|[\w.]*\w"
_HEAD = re.compile(rf"(#+) ({_LABEL})([.)/-]) (?:!(implement|request) )?(.*)", re.S)
_AGENCY = re.compile(r"\[([^\]]+)\]")
_ROLE = re.compile(r"!(lead|coordinate|implement|time) ")
_CELL = re.compile(r"([≥≤><]?) ?([\d.,]+)(?: - ([\d.,]+))?")
_SIGN = {"": "eq", "≥": "ge", "≤": "le", ">": "gt", "<": "lt"}
DITTO = ("nt", "-nt-", "Như trên")
COLUMNS = {"lead": "chủ trì", "coordinate": "phối hợp", "time": "thời gian", "unit": "đơn vị tính", "base": "thực hiện"}


@dataclass
class Block:
    """A piece of the document; `label` is written before `text`.

    `kind` is h, p, centre, bullet, sub, table or appendix.
    """

    kind: str
    text: str = ""
    label: str = ""
    depth: int = 0
    rows: list[list[str]] = field(default_factory=list)
    opening: bool = False  # before the first heading

    @property
    def line(self) -> str:
        """The words of the paragraph, label included."""
        return f"{self.label} {self.text}".strip() if self.label else self.text

    @property
    def bold(self) -> bool:
        """Whether a heading is set bold: not when it is an item of running text."""
        return self.kind == "h" and len(self.text) < 110 and not self.text.endswith((".", ";"))


def iso(date: str | None) -> str | None:
    """'09/5/2017' or '9 tháng 5 năm 2017' as ISO."""
    if not date:
        return None
    day, month, year = re.findall(r"\d+", date)
    return f"{year}-{int(month):02}-{int(day):02}"


def number(text: str) -> float | int:
    value = float(text)
    return int(value) if value.is_integer() else value


def figure(text: str) -> float | int:
    """'1.500' or '9,3', as figures stand in a Vietnamese table."""
    return number(text.replace(".", "").replace(",", "."))


def written(value: float | int) -> list[str]:
    """The ways in which a figure may stand in the text."""
    if isinstance(value, int):
        return [str(value), f"{value:02}", f"{value:,}".replace(",", ".")]
    return [str(value).replace(".", ",")]


def citation(surface: str, pinpoint: str | None) -> dict[str, Any]:
    """What a citation says, from its words."""
    out: dict[str, Any] = {"text": surface, "kind": "titled", "type_name": None, "code": None}
    out |= {"issued_date": None, "organ_name": None, "pinpoint": pinpoint}
    if m := _SHORT.fullmatch(surface.capitalize() if surface.isupper() else surface):
        return out | {"kind": "short", "type_name": m[1], "code": m[2], "organ_name": m[3]}
    if m := _FULL.fullmatch(surface):
        code = re.sub(r"\s+", "", m[2])
        kind = m[1].removesuffix(" hành động") if m[1].startswith("Chương trình") else m[1]
        return out | {
            "kind": "full",
            "type_name": kind,
            "code": code,
            "issued_date": iso(m[3]) or m[4],
            "organ_name": m[5],
        }
    if m := _NAMED.fullmatch(surface):
        return out | {"kind": "named", "type_name": m[1], "issued_date": iso(m[2]) or m[3]}
    if m := _TITLED.fullmatch(surface):
        return out | {"type_name": m[1]}
    raise ValueError(f"no citation: {surface}")


class Builder:
    """Reads one source: `blocks` to render and `truth`, the expected JSON."""

    def __init__(self, path: Path) -> None:
        _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
        self.name, self.kind = path.stem, path.parent.name
        self.meta: dict[str, Any] = tomllib.loads(head)
        self.blocks: list[Block] = []
        self.labels: list[str] = []  # the path of the section we are in
        self.open_assignment: tuple[int, dict[str, Any]] | None = None
        self.item: str = ""
        self.in_appendix = False
        self.truth: dict[str, Any] = {"schema_version": "1.0", "header": {}, "outline": []}
        for part in ("citations", "targets", "qualitative_targets", "assignments", "deadlines", "funding"):
            self.truth[part] = []
        self.relation = "khac"
        self.opening = True  # before the first heading
        self.subject = self.inline(self.meta["subject"])
        self.header()
        for line in body.strip().splitlines():
            if line.strip():
                self.read(line.strip())

    # -- the head

    def header(self) -> None:
        m = self.meta
        code = m.get("code") and re.sub(r"\s+", "", m["code"])
        notation = re.split(r"[/-]", code, maxsplit=1) if code else [None, None]
        signer = {
            "full_name": m.get("signer"),
            "position": m.get("position"),
            "authority": " / ".join(m.get("authority", [])),
        }
        self.truth["header"] = {
            "type_name": self.type_name,
            "code": code or None,
            "code_number": notation[0],
            "code_notation": notation[1],
            "issued_date": m.get("issued_date"),
            "place": m.get("place"),
            "organ_name": m["organ_name"],
            "level": m["level"],
            "subject": self.subject,
            "signer": {k: v or None for k, v in signer.items()},
            "to_places": m.get("to_places", []),
            "years": m["years"],
        }

    @property
    def type_name(self) -> str:
        return str(self.meta.get("type_name", "Kế hoạch"))

    @property
    def code_line(self) -> str | None:
        return self.meta.get("code_line") or (f"Số: {self.meta['code']}" if self.meta.get("code") else None)

    @property
    def date_line(self) -> str | None:
        if "date_line" in self.meta:
            return self.meta["date_line"] or None
        date = self.meta.get("issued_date")
        if not date:
            return None
        year, month, day = (int(x) for x in date.split("-"))
        shown = f"{month:02}" if month < 3 else str(month)  # 30/2020/NĐ-CP, PL I, II.4.b: only 1 and 2 take a zero
        return f"{self.meta['place']}, ngày {day:02} tháng {shown} năm {year}"

    # -- the body

    @property
    def where(self) -> str | None:
        return ".".join(self.labels) or None

    def read(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "@end":
            self.open_assignment = None
        elif word == "@centre":
            self.blocks.append(Block("centre", self.inline(rest)))
        elif word == "@heading":
            self.labels, self.open_assignment, self.opening = [], None, False
            self.blocks.append(Block("h", self.inline(rest), depth=1))
        elif word == "@appendix":
            self.labels, self.in_appendix, self.open_assignment = ["PL"], True, None
            title = self.inline(rest)
            self.truth["outline"].append({"label": "PL", "title": title, "depth": 1, "path": "PL"})
            self.blocks.append(Block("appendix", title))
        elif line.startswith("|"):
            self.table(line)
        elif line.startswith("#"):
            self.heading(line)
        elif line.startswith(("- ", "+ ")):
            self.bullet(line)
        else:
            if self.opening:
                self.relation = {"Thực": "thuc_hien", "Căn ": "can_cu"}.get(line[:4], "khac")
            roles = _ROLE.search(line)
            text = self.roles(line) if roles else self.inline(line)
            self.relation = "khac"
            self.blocks.append(Block("p", text, opening=self.opening))
            if not roles:
                self.task(text)

    def heading(self, line: str) -> None:
        m = _HEAD.fullmatch(line)
        if not m:
            raise ValueError(f"{self.name}: no heading: {line}")
        depth, label, close, role, rest = len(m[1]), m[2], m[3], m[4], m[5]
        base = 1 if self.in_appendix else 0
        self.labels = self.labels[: depth - 1 + base]
        self.labels.append(label.rsplit(".", 1)[-1])  # 2.1 stands under 2, the path says it once
        self.opening = False
        path = ".".join(self.labels)
        named = _AGENCY.search(rest) if role else None
        text = self.inline(_AGENCY.sub(r"\1", rest, count=1) if named else rest)
        title = text.rstrip(":. ")
        title = title[:80].rstrip() if len(text) > 160 else title
        self.truth["outline"].append({"label": label, "title": title, "depth": depth + base, "path": path})
        self.blocks.append(Block("h", text, label + close, depth))
        self.item = text
        if self.open_assignment and self.open_assignment[0] >= depth:
            self.open_assignment = None
        if not role:
            self.task(text)
        else:
            agency, _, task = text.partition(": ")
            agency = agency.rstrip(":").removeprefix("Đề nghị ")
            if named:
                agency, task = named[1], text.partition(named[1])[2].strip(": ")
            new = self.assign(agency, role, [task] if task else [])
            self.open_assignment = (depth, new)

    def assign(self, agency: str, role: str, tasks: list[str], time: str | None = None) -> dict[str, Any]:
        new: dict[str, Any] = {"agency": agency, "role": role, "where": self.where}
        new |= {"tasks": [{"text": t, "where": self.where} for t in tasks], "time": time}
        self.truth["assignments"].append(new)
        return new

    def task(self, text: str) -> None:
        if self.open_assignment:
            self.open_assignment[1]["tasks"].append({"text": text, "where": self.where})

    def roles(self, line: str) -> str:
        """The plain words of `!lead Chủ trì: [A]; !coordinate phối hợp: [B], [C]; !time thời gian: [D]`."""
        pieces = _ROLE.split(line)
        for role, words in zip(pieces[1::2], pieces[2::2], strict=True):
            for name in _AGENCY.findall(words):
                if role == "time":
                    for a in self.truth["assignments"]:
                        if a["where"] == self.where:
                            a["time"] = name
                else:
                    self.assign(name, role, [self.item])
        return _AGENCY.sub(r"\1", "".join(pieces[::2]))

    def bullet(self, line: str) -> None:
        mark, rest = line[0], line[2:]
        kind = "bullet" if mark == "-" else "sub"
        if rest.startswith("!"):
            self.blocks.append(Block(kind, self.roles(rest), mark))
            return
        text = self.inline(rest)
        self.blocks.append(Block(kind, text, mark))
        if kind == "bullet":
            self.task(text)

    def table(self, line: str) -> None:
        """`|!tasks STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian | …` heads a table of tasks, `|!targets STT |
        Chỉ tiêu | Đơn vị tính | Thực hiện năm 2020 | Năm 2021 | …` one of indicators, `|!plain …` any other.

        The words of the head say what a column holds. A row of two cells is a group ("I | TITLE") that spans the table;
        "-nt-" says what the row above says.
        """
        cells = [c.strip() for c in line.strip("| ").split(" | ")]
        if line.startswith("|!"):
            kind, cells[0] = cells[0].split(" ", 1)
            self.table_kind, self.group = kind.strip("!"), ""
            heads = list(enumerate(cells))
            self.columns = {k: i for k, word in COLUMNS.items() for i, head in heads if word in head.lower()}
            self.above: dict[str, str] = {}
            self.blocks.append(Block("table", rows=[cells]))
            return
        head = self.blocks[-1].rows[0]
        if len(cells) == 2 and len(head) > 2:
            self.group = cells[0] + "."
            path = f"{self.where}.{cells[0]}"
            depth = len(self.labels) + 1
            self.truth["outline"].append({"label": cells[0], "title": cells[1], "depth": depth, "path": path})
        elif self.table_kind == "tasks":
            self.labels.append(self.group + cells[0])
            task = self.inline(cells[1])
            columns = ((k, cells[i]) for k, i in self.columns.items() if i < len(cells))
            said = {k: self.above[k] if cell in DITTO else cell for k, cell in columns}
            for role in ("lead", "coordinate"):
                for name in _AGENCY.findall(said[role]):
                    self.assign(name, role, [task], said.get("time"))
            self.above = said
            self.labels.pop()
        elif self.table_kind == "targets":
            self.indicator(head, cells)
        plain = [self.inline(c) if self.table_kind != "tasks" else _AGENCY.sub(r"\1", c) for c in cells]
        self.blocks[-1].rows.append(plain)

    def indicator(self, head: list[str], cells: list[str]) -> None:
        """A target for each year that a column of the table is headed by."""
        base = self.columns.get("base")
        for title, cell in zip(head, cells, strict=True):
            year, m = re.search(r"\d{4}", title), _CELL.fullmatch(cell)
            if not (year and m) or title == head[base or 0]:
                continue
            target = {"kind": "quantified", "text": cells[1], "comparator": "range" if m[3] else _SIGN[m[1]]}
            target |= {"value": figure(m[2]), "value_max": figure(m[3]) if m[3] else None}
            target |= {"unit": cells[self.columns["unit"]], "out_of": None}
            target |= {"baseline": figure(cells[base]) if base else None}
            target |= {"baseline_year": int(re.findall(r"\d{4}", head[base])[0]) if base else None}
            target |= {"year": int(year[0]), "direction": None, "where": self.where}
            self.truth["targets"].append(target)

    # -- marks inside a line

    def inline(self, source: str) -> str:
        """The plain words of `source`; what is marked in them goes to the truth, in order of its start."""
        out: list[str] = []
        opened: list[tuple[str, str, int, int]] = []  # mark, options, offset in the words, place in `found`
        found: list[tuple[str, dict[str, Any]] | None] = []
        at = 0
        for m in _MARK.finditer(source):
            out.append(source[at : m.start()])
            at = m.end()
            here = sum(map(len, out))
            if m[0] == "{" or m[1]:
                opened.append((m[1] or "C", m[2] or "", here, len(found)))
                found.append(None)
                continue
            mark, options, start, slot = opened.pop()
            text = "".join(out)[start:]
            if mark == "C" and "||" in text:
                text, _, options = text.partition("||")
                out = ["".join(out)[:start], text]
            found[slot] = self.item_of(mark, options.strip(), text)
        if opened:
            raise ValueError(f"{self.name}: a mark is left open: {source}")
        out.append(source[at:])
        for pair in found:
            if pair:
                self.truth[pair[0]].append(pair[1])
        return "".join(out)

    def item_of(self, mark: str, options: str, text: str) -> tuple[str, dict[str, Any]]:
        first, *rest = [o.strip() for o in options.split(";")]
        opts = dict(o.split("=", 1) for o in rest)
        if mark == "C":
            said = dict(o.split("=", 1) for o in options.split(";") if "=" in o)
            relation = said.get("rel", self.relation)
            return "citations", citation(text, said.get("pin")) | {"relation": relation, "where": self.where}
        if mark == "T":
            comparator, figure, unit = first.split(" ", 2)
            low, _, high = figure.partition("..")
            base, _, base_year = opts.get("base", "").partition("@")
            target = {"kind": "quantified", "text": text, "comparator": comparator, "value": number(low)}
            target |= {"value_max": number(high) if high else None, "unit": unit}
            target |= {"out_of": number(opts["out"]) if "out" in opts else None}
            target |= {
                "baseline": number(base) if base else None,
                "baseline_year": int(base_year) if base_year else None,
            }
            target |= {
                "year": int(opts["year"]) if "year" in opts else None,
                "direction": opts.get("dir"),
                "where": self.where,
            }
            for key in ("value", "value_max", "baseline", "out_of"):
                value = target[key]
                if value is not None and "cell" not in opts and not any(w in text for w in written(value)):
                    raise ValueError(f"{self.name}: {key} {value} does not stand in: {text}")
            return "targets", target
        if mark == "D":
            comparator, date = first.split(" ")
            known = {"text": text, "date": None if date == "-" else date, "comparator": comparator}
            return "deadlines", known | {"to": opts.get("to"), "through": opts.get("through"), "where": self.where}
        if mark == "A":
            task = [{"text": opts["task"], "where": self.where}] if "task" in opts else []
            new = {"agency": text, "role": first, "where": self.where, "tasks": task, "time": opts.get("time")}
            return "assignments", new
        return {"Q": "qualitative_targets", "F": "funding"}[mark], {"text": text, "where": self.where}


# -- plain text and markdown


def letterhead(b: Builder) -> tuple[list[str], list[str]]:
    """The two columns, line by line."""
    return list(b.meta["organ"]), list(b.meta.get("motto", MOTTO))


def split_blocks(b: Builder) -> tuple[list[Block], list[Block]]:
    """The body and the appendix, between which the signature stands."""
    at = next((i for i, x in enumerate(b.blocks) if x.kind == "appendix"), len(b.blocks))
    return b.blocks[:at], b.blocks[at:]


def subject_lines(b: Builder) -> list[str]:
    """The subject, broken before "trên địa bàn" as typists do."""
    head, found, rest = b.subject.partition(" trên địa bàn ")
    return [head, f"trên địa bàn {rest}"] if found and len(b.subject) > 70 else [b.subject]


def signature(b: Builder) -> list[str]:
    return [*b.meta.get("authority", []), *([b.meta["position"]] if b.meta.get("position") else [])]


def places(b: Builder) -> list[str]:
    rows = b.meta.get("to_places", [])
    end = b.meta.get("places_end", ";")
    return [f"- {row}{'.' if i == len(rows) - 1 else end}" for i, row in enumerate(rows)]


def broken(lines: list[str], width: int) -> list[str]:
    """Lines broken before the word that would go past `width`; the rows of a table, kept by tabs, are left."""
    out: list[str] = []
    for line in lines:
        kept = not line or "\t" in line
        out += [line] if kept else textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
    return out


def to_txt(b: Builder) -> str:
    left, right = letterhead(b)
    out: list[str] = []
    gap = [] if "wrap" in b.meta else [""]
    if b.kind == "luoc-thuat":
        out += [BANNER, ""]
    if b.meta.get("txt") == "lines":  # one under the other, as text taken out of a web page
        out += [*left, *([b.code_line] if b.code_line else []), *right, *([b.date_line] if b.date_line else [])]
    elif b.meta.get("txt") == "tabs":  # two columns kept apart by tabs, as text taken out of a Word file
        out += ["\t".join(row).rstrip() for row in zip_longest(left, right, fillvalue="")]
        out.append(f"{b.code_line or ''}\t{b.date_line or ''}")
    else:  # two columns kept apart by spaces, as text taken out of a PDF
        left = [*left, "-------", b.code_line or ""]
        right = [*right, "---------------", b.date_line or ""]
        while len(right) < len(left):
            right.insert(-2, "")
        while len(left) < len(right):
            left.insert(-2, "")
        out += [f"{a:<44}{c}".rstrip() for a, c in zip(left, right, strict=True)]
    out += ["", b.type_name.upper(), *subject_lines(b), ""]

    def body(blocks: list[Block]) -> None:
        lines: list[str] = []
        for x in blocks:
            if x.kind == "table":
                lines += ["\t".join(row) for row in x.rows]
                lines.append("")
            elif x.kind == "appendix":
                lines += ["", "PHỤ LỤC", x.text, *gap]
            else:
                lines += [x.line, *gap]
        out.extend(broken(lines, b.meta["wrap"]) if "wrap" in b.meta else lines)

    main, appendix = split_blocks(b)
    body(main)
    whom = ["Nơi nhận:", *places(b)] if b.meta.get("to_places") else []
    name = b.meta.get("signer", "")
    signed = [*signature(b), "", "", name] if name or b.meta.get("position") else []
    if b.meta.get("sign") == "above":
        out += ["", *signed, "", *whom, ""]
    elif b.meta.get("sign") == "beside":
        side = [*signature(b), *[""] * (len(whom) - len(signature(b)) - 1), name]
        out += [*[f"{a}\t{c}".rstrip() for a, c in zip(whom, side, strict=True)], ""]
    else:
        out += [*whom, *gap, *signed]
    body(appendix)
    return "\n".join(out).rstrip() + "\n"


def flat(rows: list[list[list[str]]]) -> list[str]:
    """A table as converters of web pages leave it: every cell on lines of its own, between bars."""
    return [line for row in rows for line in (*[x for cell in row for x in ("|", *cell)], "|")]


def to_md(b: Builder) -> str:
    left, right = letterhead(b)
    out: list[str] = []
    if b.kind == "luoc-thuat":
        out += [f"> {BANNER}", ""]
    is_flat = b.meta.get("md") == "flat"
    if is_flat:
        date = [f"*{b.date_line}*"] if b.date_line else []
        columns = [[*[f"**{x}**" for x in left], "-------"], [*[f"**{x}**" for x in right], "---------------"]]
        out += [*flat([columns, [[b.code_line or ""], date]]), ""]
    elif b.meta.get("md") == "lines":
        out += [f"**{x}**" for x in left] + ["", *([b.code_line, ""] if b.code_line else [])]
        out += [f"**{x}**" for x in right] + ["", *([f"*{b.date_line}*", ""] if b.date_line else [])]
    else:
        out += [f"| {'<br>'.join(left)} | {'<br>'.join(right)} |", "|---|---|"]
        if b.code_line or b.date_line:
            date = f"*{b.date_line}*" if b.date_line else ""
            out.append(f"| {b.code_line or ''} | {date} |")
        out.append("")
    out += [f"**{b.type_name.upper()}**" if is_flat else f"# {b.type_name.upper()}", ""]
    out += [*[f"**{x}**" for x in subject_lines(b)], ""]

    def body(blocks: list[Block]) -> None:
        for x in blocks:
            if x.kind == "table" and is_flat:
                strong = [i == 0 or len(row) < len(x.rows[0]) for i, row in enumerate(x.rows)]
                rows = [[[f"**{c}**" if b else c] for c in row] for b, row in zip(strong, x.rows, strict=True)]
                out.extend([*flat(rows), ""])
            elif x.kind == "table":
                wide = len(x.rows[0])
                rows = [[*row, *[""] * (wide - len(row))] for row in x.rows]
                lines = ["| " + " | ".join(row) + " |" for row in rows]
                out.extend([lines[0], "|" + "---|" * wide, *lines[1:], ""])
            elif x.kind == "appendix":
                out.extend(["**PHỤ LỤC**" if is_flat else "## PHỤ LỤC", "", f"**{x.text}**", ""])
            elif x.kind == "centre" or (is_flat and x.bold):
                out.extend([f"**{x.line}**", ""])
            elif x.kind == "h" and x.bold:
                out.extend(["#" * (x.depth + 1) + " " + x.line, ""])
            elif x.kind == "sub":
                out.extend(["  " + x.line, ""])
            else:
                out.extend([x.line, ""])

    main, appendix = split_blocks(b)
    body(main)
    if is_flat:
        whom = ["***Nơi nhận:***", *places(b)]
        out += flat([[whom, [f"**{x}**" for x in (*signature(b), b.meta["signer"])]]])
    elif b.meta.get("to_places"):
        out += ["***Nơi nhận:***", "", *places(b), ""]
    if not is_flat and (b.meta.get("signer") or b.meta.get("position")):
        out += [
            "  \n".join(f"**{x}**" for x in signature(b)),
            "",
            *([f"**{b.meta['signer']}**"] if b.meta.get("signer") else []),
        ]
    if appendix:
        out.append("")
        body(appendix)
    return "\n".join(out).rstrip() + "\n"


# -- html


def to_html(b: Builder) -> str:
    e = html.escape
    left, right = letterhead(b)

    def centred(rows: list[str]) -> str:
        return "<br/>\n".join(f"<b>{e(r)}</b>" for r in rows)

    out = ["<!DOCTYPE html>", '<html lang="vi">', "<head>", '<meta charset="utf-8"/>']
    out += [f"<title>{e(b.type_name + ' ' + b.subject)}</title>"]
    out += ["<style>body{font-family:'Times New Roman',serif;max-width:48em;margin:2em auto}"]
    out += ["td{vertical-align:top;padding:2px 6px}.c{text-align:center}table.b,table.b td{border:1px solid;"]
    out += ["border-collapse:collapse}</style>", "</head>", "<body>"]
    site = b.meta.get("html") == "site"
    if site:  # as a law site shows a document: words of its own around it
        out += ['<nav><a href="/">Trang chủ</a> | <a href="/van-ban">Văn bản</a></nav>', '<div class="noidung">']
    out += [
        '<table width="100%"><tr>',
        f'<td class="c" width="42%">{centred(left)}</td>',
    ]
    out += [f'<td class="c">{centred(right)}</td></tr>']
    if b.code_line or b.date_line:
        out += [f'<tr><td class="c">{e(b.code_line or "")}</td><td class="c"><i>{e(b.date_line or "")}</i></td></tr>']
    out += [
        "</table>",
        f'<p class="c"><b>{e(b.type_name.upper())}</b></p>',
        f'<p class="c"><b>{"<br/>".join(map(e, subject_lines(b)))}</b></p>',
    ]

    def body(blocks: list[Block]) -> None:
        for x in blocks:
            if x.kind == "table":
                out.append('<table class="b">')
                wide = len(x.rows[0])
                for i, row in enumerate(x.rows):
                    tag = "th" if i == 0 else "td"
                    spans = [""] * (len(row) - 1) + [f' colspan="{wide - len(row) + 1}"' if len(row) < wide else ""]
                    out.append(
                        "<tr>" + "".join(f"<{tag}{s}>{e(c)}</{tag}>" for c, s in zip(row, spans, strict=True)) + "</tr>"
                    )
                out.append("</table>")
            elif x.kind == "appendix":
                out.extend(['<p class="c"><b>PHỤ LỤC</b></p>', f'<p class="c"><b>{e(x.text)}</b></p>'])
            elif x.kind == "centre":
                out.append(f'<p class="c"><b>{e(x.text)}</b></p>')
            elif x.kind == "h" and x.bold:
                out.append(f"<p><b>{e(x.line)}</b></p>")
            elif x.opening and x.text.startswith("Căn cứ"):
                out.append(f"<p><i>{e(x.line)}</i></p>")
            else:
                out.append(f"<p>{e(x.line)}</p>")

    main, appendix = split_blocks(b)
    body(main)
    out += [
        '<table width="100%"><tr>',
        "<td><b><i>Nơi nhận:</i></b><br/>" + "<br/>\n".join(map(e, places(b))) + "</td>",
    ]
    sign = centred(signature(b)) + "<br/><br/><br/><b>" + e(b.meta.get("signer", "")) + "</b>"
    out += [f'<td class="c">{sign}</td>', "</tr></table>"]
    body(appendix)
    if site:
        year, month, day = b.meta["issued_date"].split("-")
        facts = {"Số hiệu": b.meta["code"], "Loại văn bản": b.type_name, "Nơi ban hành": b.meta["organ_name"]}
        facts |= {"Người ký": b.meta["signer"], "Ngày ban hành": f"{day}/{month}/{year}"}
        out += ["</div>", '<table class="thuoctinh">']
        out += [f"<tr><td>{e(k)}:</td><td>{e(v)}</td></tr>" for k, v in facts.items()]
        out += ["</table>", "<footer>Trang minh họa của dự án khtool, không phải trang văn bản thật.</footer>"]
    return "\n".join([*out, "</body>", "</html>"]) + "\n"


# -- docx


def to_docx(b: Builder) -> bytes:
    """A document as 30/2020/NĐ-CP lays it out: A4, Times New Roman, letterhead and signature in bare tables."""
    import docx
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Cm, Pt

    d = docx.Document()
    section = d.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.different_first_page_header_footer = True
    style = d.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    style.paragraph_format.space_after = Pt(0)

    page = section.header.paragraphs[0]
    page.alignment = ALIGN.CENTER
    page._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'))

    numbering = None
    if b.meta.get("auto_numbering"):
        part = d.part.numbering_part.element
        levels = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))
        xml = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:suff w:val="space"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="0" w:firstLine="720"/></w:pPr></w:lvl>'
            for i, (fmt, text) in enumerate(levels)
        )
        kind = '<w:multiLevelType w:val="multilevel"/>'
        abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{kind}{xml}</w:abstractNum>')
        part.insert(0, abstract)
        part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
        numbering = 90

    def write(
        p: Any, text: str, *, bold: bool = False, italic: bool = False, size: float = 14, align: Any = None
    ) -> Any:
        run = p.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
        if align is not None:
            p.alignment = align
        return p

    def rule(p: Any, side: float) -> None:
        """A short line under a paragraph: a bordered one, drawn in from both sides."""
        p.paragraph_format.left_indent = p.paragraph_format.right_indent = Cm(side)
        border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        p._p.get_or_add_pPr().insert_element_before(
            parse_xml(border.replace("<w:pBdr>", f"<w:pBdr {nsdecls('w')}>")),
            "w:shd",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
        )
        write(p, "", size=4)
        p.paragraph_format.space_before, p.paragraph_format.line_spacing = Pt(3), Pt(6)

    def columns(table: Any, widths: tuple[float, ...]) -> None:
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)

    left, right = letterhead(b)
    head = d.add_table(rows=2, cols=2)
    columns(head, (6.4, 10.4))
    a, c = head.rows[0].cells
    for i, line in enumerate(left):
        p = a.paragraphs[0] if i == 0 else a.add_paragraph()
        write(p, line, bold=True, size=13, align=ALIGN.CENTER)
    rule(a.add_paragraph(), 2.2)
    write(c.paragraphs[0], right[0], bold=True, size=12, align=ALIGN.CENTER)
    for line in right[1:]:
        write(c.add_paragraph(), line, bold=True, size=13, align=ALIGN.CENTER)
    rule(c.add_paragraph(), 2)
    a, c = head.rows[1].cells
    write(a.paragraphs[0], b.code_line or "", size=13, align=ALIGN.CENTER)
    write(c.paragraphs[0], b.date_line or "", italic=True, size=14, align=ALIGN.CENTER)

    p = write(d.add_paragraph(), b.type_name.upper(), bold=True, align=ALIGN.CENTER)
    p.paragraph_format.space_before = Pt(14)
    for line in subject_lines(b):
        write(d.add_paragraph(), line, bold=True, align=ALIGN.CENTER)
    rule(d.add_paragraph(), 6)

    def grid(x: Block) -> None:
        table = d.add_table(rows=0, cols=len(x.rows[0]))
        table.style = "Table Grid"
        for i, row in enumerate(x.rows):
            cells = table.add_row().cells
            for j, text in enumerate(row):
                cell = cells[j]
                if j == len(row) - 1 and len(row) < len(cells):
                    cell = cell.merge(cells[-1])
                strong = i == 0 or len(row) < len(cells)
                centre = ALIGN.CENTER if i == 0 or (j == 0 and len(text) < 5) else None
                write(cell.paragraphs[0], text, bold=strong, size=12, align=centre)
        wide = len(x.rows[0])
        first, rest = 1.2, 16.5 - 1.2
        shares = [rest * 0.4, *[rest * 0.6 / (wide - 2)] * (wide - 2)]
        columns(table, (first, *shares))
        d.add_paragraph()

    def body(blocks: list[Block]) -> None:
        for x in blocks:
            if x.kind == "table":
                grid(x)
                continue
            if x.kind == "appendix":
                d.add_page_break()
                write(d.add_paragraph(), "PHỤ LỤC", bold=True, align=ALIGN.CENTER)
                write(d.add_paragraph(), x.text, bold=True, align=ALIGN.CENTER)
                continue
            p = d.add_paragraph()
            p.paragraph_format.space_before = p.paragraph_format.space_after = Pt(3)
            p.alignment = ALIGN.JUSTIFY
            p.paragraph_format.keep_with_next = x.bold
            if x.kind == "centre":
                write(p, x.text, bold=True, align=ALIGN.CENTER)
            elif x.text.startswith("(Kèm theo"):
                write(p, x.text, italic=True, align=ALIGN.CENTER)
            elif numbering and x.kind == "h" and x.label:
                number = p._p.get_or_add_pPr().get_or_add_numPr()
                number.get_or_add_ilvl().val, number.get_or_add_numId().val = x.depth - 1, numbering
                write(p, x.text, bold=x.bold)
                if x.bold:  # the number takes its weight from the mark of the paragraph
                    p._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}><w:b/></w:rPr>"))
            else:
                p.paragraph_format.first_line_indent = Cm(1.27)
                write(p, x.line, bold=x.bold, italic=x.opening and x.text.startswith("Căn cứ"))

    main, appendix = split_blocks(b)
    body(main)
    d.add_paragraph()
    sign = d.add_table(rows=1, cols=2)
    columns(sign, (8, 8.5))
    a, c = sign.rows[0].cells
    write(a.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
    for line in places(b):
        write(a.add_paragraph(), line, size=11)
    for i, line in enumerate(signature(b)):
        write(c.paragraphs[0] if i == 0 else c.add_paragraph(), line, bold=True, align=ALIGN.CENTER)
    for _ in range(4):
        c.add_paragraph()
    write(c.add_paragraph(), b.meta.get("signer", ""), bold=True, align=ALIGN.CENTER)
    body(appendix)

    core = d.core_properties
    core.author = core.last_modified_by = core.comments = core.title = core.keywords = ""
    core.created = core.modified = datetime(2020, 1, 1)
    core.revision = 1
    raw = io.BytesIO()
    d.save(raw)
    return packed(raw.getvalue())


def packed(data: bytes) -> bytes:
    """The same archive with every time set to the first that ZIP knows."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            target.writestr(info, source.read(name), compresslevel=9)
    return out.getvalue()


# -- everything


def files_of(b: Builder) -> dict[str, bytes]:
    """Every file that a source makes, by its name; a PDF is not among them."""
    text = {"txt": to_txt, "md": to_md, "html": to_html}
    out: dict[str, bytes] = {}
    for fmt in b.meta["formats"]:
        if fmt in text:
            out[f"{b.name}.{fmt}"] = text[fmt](b).encode()
        elif fmt == "docx":
            out[f"{b.name}.docx"] = to_docx(b)
    if b.kind == "du-thao":
        out[f"{b.name}.faults.json"] = dumps(b.meta["faults"])
    else:
        out[f"{b.name}.expected.json"] = dumps(b.truth)
    return out


def dumps(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def sources() -> list[Path]:
    return sorted(p for kind in ("luoc-thuat", "mau", "du-thao") for p in (SOURCES / kind).glob("*.plan"))


def make_pdf(b: Builder, folder: Path) -> None:
    """Print the DOCX of a plan to PDF with LibreOffice, in a profile of its own."""
    with tempfile.TemporaryDirectory() as tmp:
        document = Path(tmp) / f"{b.name}.docx"
        document.write_bytes(to_docx(b))
        profile = f"-env:UserInstallation=file://{tmp}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)


def main() -> int:
    parser = argparse.ArgumentParser(description="Build corpus/ from scripts/corpus/")
    parser.add_argument("--out", type=Path, default=ROOT / "corpus")
    parser.add_argument("--only", default="", help="only sources whose name holds this")
    parser.add_argument("--pdf", action="store_true", help="print the PDFs too (needs soffice)")
    args = parser.parse_args()
    if args.pdf and not shutil.which("soffice"):
        parser.error("--pdf needs LibreOffice (soffice)")
    for path in sources():
        if args.only not in path.stem:
            continue
        b = Builder(path)
        folder = args.out / b.kind
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files_of(b).items():
            (folder / name).write_bytes(data)
        if args.pdf and "pdf" in b.meta["formats"]:
            make_pdf(b, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
