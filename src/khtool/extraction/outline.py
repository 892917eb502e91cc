"""The outline of a plan: its numbered headings and numbered items, nested as the numbering nests them.

The order of numbering is that of Nghị định 30/2020/NĐ-CP (Phụ lục I, mục II.6): phần, chương, mục, điều, or "I", "1",
"a)"; plans add decimals ("2.1"), capital letters ("A."), "(1)" and the rows that divide a table of tasks. A label that
the document repeats or skips stays as written. Bullets, rows of tables, dates and lines of "Nơi nhận" are no headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from khtool.extraction.frame import Frame, Section, SectionKind, Zones
from khtool.extraction.zones import UPPER, title_at
from khtool.plan import OutlineItem, Span
from khtool.text import Paragraph, PlanText

#: A numbered paragraph longer than this is a task, not a title; what stands for its title is cut.
LONG, CUT = 160, 80

_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN = r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_LETTERS = "abcdđeghiklmnopqrstuvxy"  # Nghị định 30/2020: the Vietnamese alphabet; f, j, w, z are met as well
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CAPITALS = ("ABCDĐEGHIK", "ABCDEFGHIK")  # of parts: with "Đ" or, by other writers, without

_LABEL = re.compile(
    rf"""
    (?P<part>(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|TIỂU\ MỤC|Tiểu\ mục|ĐIỀU|Điều)\ +
        (?P<partno>(?i:thứ\s+(?:{"|".join(_ORDINALS)})|(?<=phần\ )(?:một|hai|ba|bốn|năm))(?!\w)|
            {_ROMAN}(?!\w)|\d{{1,2}}(?!\w)|[A-EĐ](?!\w)))
        (?P<partend>\s*[.:\-/)]|)
  | (?P<compound>{_ROMAN}(?:\.\d{{1,2}}){{1,3}})(?=[.)/:\s]|-\s)[.)/:-]?
  | (?P<roman>{_ROMAN})(?:\ ?[./):]|\ ?-(?=\s|[{UPPER}]{{2}})|(?=\ +[^\W\d_a-z]))
  | (?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})(?:\ ?-(?=\s+(?!\d+\.\d))|(?=[.)/:\s]|[^\W\d_])[.)/:]?+(?!\d))
  | (?P<arabic>\d{{1,2}})(?:\ ?[.)](?!\d)|[/:](?=\s)|[/-](?=[{UPPER}])|-(?=\s)|\ -(?=\s+\D)|,(?=\s+[{UPPER}]))
  | (?P<paren>\((?:\d{{1,2}}|[a-zđ]|i{{1,3}}|iv|v|vi{{1,3}})\))
  | (?P<upper>[A-HKĐ])(?:\ ?[.)/](?=\s)|\ ?-(?=\s))
  | (?P<sub>[a-zđ]\.?\d{{1,2}})(?:[.)](?=\s|[^\W\d_]))
  | (?P<lower>i{{2,3}}|iv|vi{{1,3}}|ix)[.)](?=\s)
  | (?P<letter>[a-zđ])(?:\ ?\)|[./](?=\s)|/(?=[{UPPER}])|,(?=\s+[{UPPER}]))
    """,
    re.VERBOSE,
)
_APPENDIX = re.compile(
    rf"(?:PHỤ LỤC|Phụ lục)(?: +(?:SỐ|Số|số))?(?: *(?P<no>{_ROMAN}|\d{{1,2}}[a-zA-Z]?|[A-E])(?!\w))?\s*"
    r"(?P<end>[.:\-]|$|)\s*",
)
_ATTACHED = re.compile(r"\(?\s*(?:Ban hành\s+)?[Kk]èm theo\b")
#: "Mẫu biểu số 01", "Phụ biểu 2"
_FORM = re.compile(r"(?i:[\s|*#_]*(?:mẫu|biểu|phụ biểu)(?:\s(?:biểu|mẫu|báo cáo))?(?:\s(?:số|BM))?\s?:?\s?\d)")
_YEAR = re.compile(r"(?:giai đoạn|từ năm|năm)\s+20\d\d$", re.I)  # looked for among the last 20 characters
#: Signs that open a bullet; those of U+F0xx come out of Word's symbol fonts.
BULLETS = r"\-+*•·–—●○▪■□◦‣⁃►➢✓✔❖\uf02d\uf0a7\uf0b7\uf0d8\uf0fc"
_BULLET = re.compile(rf"\s*(?:[{BULLETS}]|o(?=\s))\s*")


@dataclass(slots=True)
class _Candidate:
    """A paragraph that opens with something that may be a label."""

    label: str
    kind: SectionKind
    rank: float
    value: int
    start: int
    title_start: int
    title_end: int
    style: str = ""
    unsure: bool = False  # a capital letter before a line that may be a sentence: "A. Yêu cầu chung"


def sections(text: PlanText, zones: Zones) -> list[Section]:
    """All numbered headings and items of the body and the appendices, in order, nested, with their ends.

    Offsets are into `text.text`. A section ends where its last paragraph ends; body sections never reach into the
    signature, and an appendix ends where the next one starts.
    """
    from khtool.extraction.tasktable import section_rows

    found: list[Section] = []
    first, stop = zones.body
    split = stop
    if first < stop and text.norm.find("PHỤ LỤC", text.paragraphs[first].start, text.paragraphs[stop - 1].end) >= 0:
        split = next((i for i in range(first, stop) if _opens_appendix(text, text.paragraphs[i])), stop)
    body = _nest(_candidates(text, (first, split)), text, (first, split))
    if _headings_lost(body):
        _close_early(text, body)
    found += body
    if split < stop:  # a plan without signature runs on into its appendices
        found += _appendices(text, (split, stop))
    if zones.appendix[0] < zones.appendix[1]:
        found += _appendices(text, zones.appendix)
    rows = section_rows(text, zones, found)
    return _with_rows(found, rows) if rows else found


def extract(frame: Frame) -> tuple[OutlineItem, ...]:
    """The headings as `khtool parse` prints them: a title is the whole numbered paragraph, or its first 80 characters
    when it is longer than 160 (then it is a task)."""
    return tuple(
        OutlineItem(label=s.label, title=full_title(frame.text, s), depth=s.depth, path=s.path, span=_span(frame, s))
        for s in frame.sections
    )


def full_title(text: PlanText, section: Section) -> str:
    """The title with what runs on in the same paragraph, cut when long, without its final ":" or "."."""
    if not section.run_in and section.kind != "appendix":
        return section.title  # it is whole
    end = section.title_end
    if section.run_in and (p := text.paragraph_at(section.title_start)):
        end = max(end, p.end)
    title = _words(text, section.title_start, end)
    if len(title) > LONG:
        return title[:CUT].rstrip()
    return title.rstrip(" .:;,") if not title.endswith("...") else title


def is_bullet(line: str) -> bool:
    """Whether a paragraph opens with a bullet.

    >>> is_bullet("- Chủ trì"), is_bullet("1. Chủ trì")
    (True, False)
    """
    return _BULLET.match(line) is not None


def strip_bullet(line: str) -> str:
    """The paragraph without its bullet.

    >>> strip_bullet("+ Chủ trì")
    'Chủ trì'
    """
    m = _BULLET.match(line)
    return line[m.end() :] if m else line


def _span(frame: Frame, s: Section) -> Span:
    return frame.span(s.start, max(s.title_end, s.start))


def _roman(label: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50}
    numbers = [values[c] for c in label.upper()]
    return sum(-n if i + 1 < len(numbers) and n < numbers[i + 1] else n for i, n in enumerate(numbers))


def _upper_share(title: str) -> float:
    if title.isupper():
        return 1.0
    letters = sum(map(str.isalpha, title))
    return sum(map(str.isupper, title)) / letters if letters else 0.0


def _candidates(text: PlanText, zone: tuple[int, int]) -> Iterator[_Candidate]:
    """The paragraphs of a zone that open with a label, whatever their place."""
    ps = text.paragraphs
    i = zone[0]
    while i < zone[1]:
        p = ps[i]
        i += 1
        if p.role != "body" or p.cell is not None:
            continue
        c = _candidate(text, p)
        if c is None:
            continue
        if c.title_start >= p.end:  # the label stands alone: its title is the next paragraph
            j = i
            while j < zone[1] and not text.slice(ps[j]).strip():
                j += 1
            if j < zone[1] and ps[j].role == "body" and ps[j].cell is None and _candidate(text, ps[j]) is None:
                line = text.slice(ps[j])
                if not is_bullet(line):
                    c.title_start, c.title_end = _trim(text, ps[j].start, ps[j].end)
                    i = j + 1
            elif c.kind not in ("part", "roman"):
                continue
        elif (
            i < zone[1]
            and text.text[c.title_end - 1].isdigit()
            and _YEAR.search(text.text, max(c.title_start, c.title_end - 20), c.title_end)
        ):
            i = _period(text, c, i)
        elif c.rank <= 2 and _upper_share(text.text[c.title_start : c.title_end]) > 0.9 and i < zone[1]:
            i = _continued(text, c, i, zone[1])
        yield c


def _period(text: PlanText, c: _Candidate, i: int) -> int:
    """Take a title that a broken line has cut inside "giai đoạn 2026 - 2030" on; return the next index."""
    p = text.paragraphs[i]
    if p.role == "body" and p.cell is None and re.match(r"\s*-\s*20\d\d\b", text.norm[p.start : p.end]):
        c.title_end = _trim(text, p.start, p.end)[1]
        return i + 1
    return i


def _continued(text: PlanText, c: _Candidate, i: int, stop: int) -> int:
    """Take a heading in capitals on over the next line in capitals; return the index after what was taken."""
    p = text.paragraphs[i]
    line = text.slice(p).strip()
    title = text.text[c.title_start : c.title_end].rstrip()
    if (
        p.role == "body"
        and p.cell is None
        and 0 < len(line) < LONG
        and not title.endswith((".", ":"))
        and _upper_share(line) > 0.9
        and sum(ch.isalpha() for ch in line) > 3
        and not is_bullet(line)
        and _candidate(text, p) is None
    ):
        c.title_end = p.end
        return i + 1
    return i


def _trim(text: PlanText, start: int, end: int) -> tuple[int, int]:
    t = text.text
    while start < end and t[start].isspace():
        start += 1
    while end > start and t[end - 1].isspace():
        end -= 1
    return start, end


def _candidate(text: PlanText, p: Paragraph) -> _Candidate | None:
    """The label at the start of a paragraph, or None."""
    norm = text.norm
    start = p.start
    while start < p.end and norm[start] == " ":
        start += 1
    if norm.startswith(("-", "+", "\n"), start):
        return None
    m = _LABEL.match(norm, start, p.end)
    if m is None or m.lastgroup is None:
        return None
    title_start, title_end = _trim(text, m.end(), p.end)
    title = norm[title_start:title_end]
    name = "part" if m.lastgroup.startswith("part") else m.lastgroup
    label = text.text[m.start(name) : m.end(name)]
    c = _Candidate(label, "arabic", 3.0, 0, start, title_start, title_end, m[0][len(m[name]) :].strip())
    if name == "part":
        head = label.split()[0].lower()
        if not (m["partend"] or not title or _upper_share(title) > 0.8 or p.bold or p.level):
            return None  # "Điều 5 Luật Trẻ em", "Mục 2 Phần II": a reference that opens a sentence
        c.kind = "part"
        c.rank = {"phần": 0.0, "chương": 1.0, "mục": 1.5, "tiểu": 1.7, "điều": _ARTICLE}[head]
        no = m["partno"]
        if head == "mục" and m["partend"] and set(no) <= set("IVXL"):
            c.label = no  # "Mục I." is no more than "I."
        c.value = int(no) if no.isdigit() else _ordinal(no)
    elif name == "compound":
        c.kind, c.rank = "decimal", 3.0 + label.count(".") - 1
        c.value = int(label.rsplit(".", 1)[1])
    elif name == "roman":
        rest = norm[m.end() : m.end() + 1]
        bare = m[0] == m["roman"]
        if bare and not (title and _upper_share(title) > 0.9 and len(title) > 5):
            return None
        if rest and not rest.isspace() and not rest.isupper() and rest not in "\"'([":
            return None  # "V/v", "V.v.v."
        if m[0].endswith("-") and not rest.isspace() and _upper_share(title) < 0.8:
            return None  # "X-quang"
        c.kind, c.rank, c.value = "roman", 2.0, _roman(label)
    elif name == "decimal":
        parts = label.split(".")
        bare = m[0] == label
        if "00" in parts or norm[m.end() : m.end() + 1] in ("%", "/", "-") or (bare and title[:1].islower()):
            return None  # "2.5 triệu đồng"
        c.kind, c.rank, c.value = "decimal", 2.0 + len(parts), int(parts[-1])
    elif name == "arabic":
        if int(label) == 0:
            return None
        c.value = int(label)
    elif name == "paren":
        inner = label[1:-1]
        c.kind, c.rank = ("arabic", 9.0) if inner.isdigit() else ("letter", 9.5)
        c.value = int(inner) if inner.isdigit() else _letter_value(inner)
    elif name == "upper":
        c.unsure = not (p.bold or p.level or _upper_share(title) > 0.8)
        if c.unsure and (title_end - title_start > LONG or m[0].endswith("-")):
            return None
        c.kind, c.rank, c.value = "part", _CAPITAL_LETTER, _letter_value(label.lower())
    elif name == "sub":
        c.kind, c.rank, c.value = "letter", 8.5, int(re.sub(r"\D", "", label))
    elif name == "lower":
        c.kind, c.rank, c.value = "letter", 9.2, _roman(label)
    else:
        c.kind, c.rank, c.value = "letter", 8.0, _letter_value(label)
    return c


def _ordinal(no: str) -> int:
    """The number of a "phần" in words ("thứ nhất", "Một"), a roman figure or a letter; 0 for none.

    >>> _ordinal("THỨ HAI"), _ordinal("IV"), _ordinal("B")
    (2, 4, 2)
    """
    word = no.lower().split()[-1]
    if word in _ORDINALS:
        return _ORDINALS.index(word) + 1
    if word in ("một", "bốn"):
        return 1 if word == "một" else 4
    return _roman(no) if set(no) <= set("IVXL") else _letter_value(no.lower())


def _letter_value(letter: str) -> int:
    return _LETTERS.find(letter) + 1 if letter in _LETTERS else _LATIN.find(letter) + 1


def _follows(previous: Section | None, c: _Candidate) -> bool:
    """Whether a letter with a full stop ("a.", "b.") can stand in the list: it opens one or goes on with one."""
    if previous is None:
        return c.value == 1
    last = _letter_value(previous.label)
    return last < c.value <= last + 3 or c.value == 1


def _sure(candidates: list[_Candidate]) -> list[_Candidate]:
    """Leave out the unsure capital letters, save a series over roman numbers: "A." > "I.", "B." > "I."."""
    if not any(c.unsure for c in candidates):
        return candidates
    letters = [(n, c) for n, c in enumerate(candidates) if c.rank == _CAPITAL_LETTER]
    series = len(letters) > 1 and any(a.startswith("".join(c.label for _, c in letters)) for a in _CAPITALS)
    starts = [candidates[n + 1] for n, _ in letters if n + 1 < len(candidates)]
    anew = len(starts) == len(letters) and all(c.value == 1 and c.kind in ("roman", "arabic") for c in starts)
    if series and anew and starts[0].kind == "roman":
        return candidates
    return [c for c in candidates if not c.unsure]


def _within_articles(candidates: list[_Candidate], text: PlanText) -> list[_Candidate]:
    """Give the roman sections inside an article a rank below it: a decision whose "Điều 1." holds the plan.

    Inside is the series that opens between two articles that follow each other, or under one that announces it with a
    colon; everywhere else articles stand inside roman sections.
    """
    article: _Candidate | None = None
    opened: list[_Candidate] = []

    def lower() -> None:
        for c in opened:
            c.rank = _ROMAN_IN_ARTICLE

    for c in candidates:
        if c.rank == _ARTICLE:
            if article and opened and c.value == article.value + 1:
                lower()
            article, opened = c, []
        elif c.rank < _ARTICLE and c.kind != "roman":
            article, opened = None, []
        elif c.kind == "roman" and article and (opened or c.value == 1):
            opened.append(c)
        elif c.kind == "roman":
            article = None
    if article and opened and text.norm.endswith(":", article.title_start, article.title_end):
        lower()
    return candidates


#: The rank of "A.", above "I.".
_CAPITAL_LETTER = 1.2
#: Ranks of "Điều 1." and of "I." under it.
_ARTICLE, _ROMAN_IN_ARTICLE = 2.5, 2.6


def _nest(candidates: Iterable[_Candidate], text: PlanText, zone: tuple[int, int]) -> list[Section]:
    """Nest the candidates by rank and set paths and ends."""
    candidates = _within_articles(_sure(list(candidates)), text)
    out: list[Section] = []
    stack: list[tuple[float, Section, _Candidate]] = []
    for c in candidates:
        rank = _rank(stack, c)
        while stack and stack[-1][0] >= rank:
            last = stack.pop()
            if last[0] == rank:
                previous: tuple[float, Section, _Candidate] | None = last
                break
        else:
            previous = None
        if c.style == "," and c.value != 1 and (previous is None or previous[2].value + 1 != c.value):
            if previous:
                stack.append(previous)
            continue
        if c.kind == "letter" and c.style == "." and not _follows(previous[1] if previous else None, c):
            if previous:
                stack.append(previous)
            continue
        if c.rank == 3.0 and c.kind == "arabic" and previous and c.value > previous[2].value + 10:
            stack.append(previous)
            continue
        parent = stack[-1][1] if stack else None
        s = _section(text, c, parent)
        out.append(s)
        stack.append((rank, s, c))
    _set_ends(text, out, zone)
    return out


def _rank(stack: list[tuple[float, Section, _Candidate]], c: _Candidate) -> float:
    """The rank of a candidate among the open sections: by its style, save where an inner list says otherwise."""
    if c.kind != "arabic" or c.rank != 3.0:
        return c.rank
    ranks = [r for r, _, _ in stack]
    if c.value == 1 and ranks and ranks[-1] >= 8.0 and 3.0 in ranks:
        outer = next(k for r, _, k in stack if r == 3.0)
        if outer.style != c.style:  # "1." > "a)" > "1)": a list inside the letter
            return 8.8
    if 8.8 in ranks:
        inner = next(k for r, _, k in stack if r == 8.8)
        if inner.style == c.style:
            return 8.8
    return c.rank


def _section(text: PlanText, c: _Candidate, parent: Section | None) -> Section:
    end, run_in = c.title_end, c.title_end - c.title_start > LONG
    colon = text.norm.find(":", c.title_start, min(end, c.title_start + LONG))
    if colon > c.title_start and text.norm[colon + 1 : end].strip():
        end, run_in = colon, True
    shown = _words(text, c.title_start, end)
    if len(shown) > LONG:
        shown = shown[:CUT].rstrip()
    shown = shown.rstrip(" .:;,") if not shown.endswith("...") else shown
    s = Section(c.label, shown, 1, _path(parent, c.label), c.kind, c.start, c.title_start, end, end, run_in, parent)
    if parent:
        s.depth = parent.depth + 1
        parent.children.append(s)
    return s


def _words(text: PlanText, start: int, end: int) -> str:
    """A range with single spaces; no more than the beginning of one that is longer than a title."""
    near = start + LONG + 20
    title = " ".join(text.text[start : min(end, near)].split())
    return title if end <= near or len(title) > LONG else " ".join(text.text[start:end].split())


def _path(parent: Section | None, label: str) -> str:
    """Parent's path and label; a label that repeats its parent's ("2.1" under "2") stands in its place."""
    if parent is None:
        return label
    if label.startswith(parent.label + "."):
        return parent.path[: len(parent.path) - len(parent.label)] + label
    return f"{parent.path}.{label}"


def _set_ends(text: PlanText, found: list[Section], zone: tuple[int, int]) -> None:
    """A section ends with the last paragraph before the next section that is not inside it."""
    if zone[0] >= zone[1]:
        return
    stop = text.paragraphs[zone[1] - 1].end
    open_: list[Section] = []
    for s in found:
        while open_ and open_[-1].depth >= s.depth:
            done = open_.pop()
            done.end = max(done.title_end, s.start - 1)
        open_.append(s)
    for s in open_:
        s.end = max(stop, s.title_end)
    for s in reversed(found):  # a title that starts late in the zone never ends before its children
        if s.parent and s.parent.end < s.end:
            s.parent.end = s.end


def _headings_lost(found: list[Section]) -> bool:
    """Whether the copy has lost its upper headings: at the top level stand arabic numbers that start anew."""
    top = [s for s in found if s.depth == 1]
    low = all(s.kind in ("arabic", "decimal", "letter") for s in top)
    return bool(top) and low and sum(s.label == "1" for s in top if s.kind == "arabic") > 1


def _close_early(text: PlanText, found: list[Section]) -> None:
    """Where the upper headings are lost, a plain paragraph after a list of bullets belongs to none of the items."""
    for n, s in enumerate(found):
        if s.children or (n + 1 < len(found) and found[n + 1].parent is s):
            continue
        bullets = False
        for i in range(text.paragraph_index(s.start) + 1, len(text.paragraphs)):
            p = text.paragraphs[i]
            if p.start > s.end:
                break
            line = text.slice(p)
            if is_bullet(line):
                bullets = True
            elif bullets and line.strip() and line.strip()[0].isupper():
                s.end = text.paragraphs[text.paragraph_index(p.start) - 1].end
                break


def _appendices(text: PlanText, zone: tuple[int, int]) -> list[Section]:
    """The appendices ("PL") and the numbered headings inside each."""
    ps = text.paragraphs
    heads: list[
        tuple[int, Section, int]
    ] = []  # index of paragraph, section, index of the first paragraph after its title
    for i in range(*zone):
        p = ps[i]
        if p.role != "body" or p.cell is not None:
            continue
        start, end = _trim(text, p.start, p.end)
        m = _APPENDIX.match(text.norm, start, end)
        if m is None or end - start > LONG:
            continue
        rest = text.norm[m.end() : end]
        if rest and not (m["end"] or m[0].isupper() or p.bold or p.level):
            continue
        label = "PL" + (f" {m['no']}" if m["no"] else "")
        title_start, title_end, after = m.end(), end, i + 1
        if not rest:
            title_start, title_end, after = _appendix_title(text, i + 1, zone[1], end)
        title = " ".join(text.text[title_start:title_end].split()).rstrip(" .:;")
        heads.append((i, Section(label, title, 1, label, "appendix", start, title_start, title_end, title_end), after))
    if not heads:
        after = zone[0]
        form = _FORM.match(text.slice(ps[zone[0]]).strip())
        for i in range(zone[0], min(zone[1], zone[0] + 8)):
            if form or title_at(text.slice(ps[i]).strip()):  # a form; the plan that a decision issues: it has no label
                break
            if _ATTACHED.match(text.norm, _trim(text, ps[i].start, ps[i].end)[0]):
                start, end, after = _appendix_title(text, zone[0], zone[1], ps[zone[0]].start)
                title = " ".join(text.text[start:end].split())
                heads.append((zone[0], Section("PL", title, 1, "PL", "appendix", start, start, end, end), after))
                break
        if not heads:
            return _nest(_candidates(text, zone), text, zone)
    out: list[Section] = []
    if heads[0][0] > zone[0]:
        out += _nest(_candidates(text, (zone[0], heads[0][0])), text, (zone[0], heads[0][0]))
    for n, (_, head, after) in enumerate(heads):
        stop = heads[n + 1][0] if n + 1 < len(heads) else zone[1]
        inner = _nest(_candidates(text, (after, stop)), text, (after, stop))
        head.end = max(head.title_end, ps[stop - 1].end)
        out.append(head)
        for s in inner:
            s.depth += 1
            if s.parent is None:
                s.parent = head
                head.children.append(s)
            s.path = f"{head.path}.{s.path}"
            out.append(s)
    return out


def _opens_appendix(text: PlanText, p: Paragraph) -> bool:
    """Whether a paragraph of the body is the heading "PHỤ LỤC", alone or with its number."""
    if p.role != "body" or p.cell is not None:
        return False
    start, end = _trim(text, p.start, p.end)
    m = _APPENDIX.match(text.norm, start, end)
    return m is not None and m.end() == end and text.norm.startswith("PHỤ LỤC", start)


def _appendix_title(text: PlanText, i: int, stop: int, default: int) -> tuple[int, int, int]:
    """The lines between "PHỤ LỤC" and "(Kèm theo …)" that are its title: start, end, index of the next paragraph."""
    start = end = default
    noted = False
    ps = text.paragraphs
    for k in range(i, min(stop, i + 6)):
        p = ps[k]
        a, b = _trim(text, p.start, p.end)
        if a == b:
            continue
        if p.cell is not None or p.role != "body":
            return start, end, k
        if _ATTACHED.match(text.norm, a) or text.norm[a] == "(":
            if start != default:
                return start, end, k
            noted = True  # the title may stand behind it, in capitals
            continue
        if noted and start == default and _upper_share(text.text[a:b]) < 0.8:
            return start, end, k
        if start != default and _upper_share(text.text[a:b]) < 0.8:
            return start, end, k
        if _candidate(text, p) is not None or b - a > 2 * LONG:
            return start, end, k
        if start == default:
            start = a
        end = b
    return start, end, min(stop, i + 6) if start == default else text.paragraph_index(end) + 1


def _with_rows(found: list[Section], rows: list[Section]) -> list[Section]:
    """Put the section rows of task tables, whose parents are set, among the sections."""
    return sorted(found + rows, key=lambda s: (s.start, s.depth))
