"""What brings a citation in: the relation that the opening paragraphs give it, and the verb before it."""

from __future__ import annotations

import re
from bisect import bisect_right

from khtool.extraction.citations import parts
from khtool.extraction.frame import Frame
from khtool.extraction.zones import LOWER
from khtool.plan import Relation

_STARTS = re.compile(
    r"[\s|*#_\-+•]*(?:(?P<can_cu>[Cc]ăn cứ|CĂN CỨ)|(?P<thuc_hien>(?:[Tt]iếp tục\s)?(?:[Tt]hực hiện|[Tt]riển khai|"
    r"[Tt]hi hành|"
    r"[Cc]hấp hành|[Qq]uán triệt|[Hh]ưởng ứng)|(?:Để|Nhằm)\s[^,;.]{0,30}?(?:thực hiện|triển khai)))(?!\w)"
)
_SWITCH = re.compile(
    r"[;,.]\s(?:(?P<can_cu>[Cc]ăn cứ)|(?P<thuc_hien>(?:[Tt]hực hiện|[Tt]riển khai thực hiện))|(?P<khac>[Tt]heo|"
    r"[Tt]rên cơ sở|[Xx]ét))(?!\w)"
)
_OTHER = re.compile(
    r"[\s|*#_\-+•]*(?:Theo|Trên cơ sở|Xét|UBND|Ủy ban|Sở|Phòng|Bộ|Ban|Kính gửi|Thường trực|Trường|Chủ tịch)\s"
)


#: A further item of the list above, or the rest of a sentence.
_ITEM = re.compile(rf"[\s|*#_\-+•\d.)]*(?:[{LOWER}]|(?:{parts.TYPE_PATTERN})(?!\w)|[\"(])")


#: The title of a first section that lists what the plan is based on.
_BASES = re.compile(
    r"(?i)(?:các\s|những\s)?(?:căn cứ|cơ sở)(?:\s(?:xây dựng|lập|ban hành|pháp lý|để)|\s*$)|sự cần thiết và căn cứ"
)
_BASIS_ITEM = re.compile(
    rf"[\s|*#_\-+•\d.)a-zđ]{{0,8}}(?:(?:[Cc]ác|[Nn]hững|[Mm]ột số)\s)?(?:{parts.TYPE_PATTERN})(?!\w)"
)


#: "(Ban hành kèm theo Quyết định số …)" under the title of what is attached; title and opening have few lines.
_NOTE = re.compile(r"[\s*_]*\(\s?(?:Được )?(?:[Bb]an hành )?[Kk]èm theo")
_ATTACHED_LINES = 16


class Opening:
    """The opening paragraphs: which verb governs which stretch of them."""

    def __init__(self, frame: Frame) -> None:
        self.norm = norm = frame.text.norm
        self._starts: list[int] = []
        self._kinds: list[tuple[Relation, str | None]] = []
        self._end = 0
        current: tuple[Relation, str | None] = ("khac", None)
        for p in frame.paragraphs(frame.zones.basis):
            if p.end <= p.start:
                continue
            if found := _STARTS.match(norm, p.start, p.end):
                current = self._kind(found)
            elif _OTHER.match(norm, p.start, p.end) or not _ITEM.match(norm, p.start, p.end):
                current = ("khac", None)
            self._starts.append(p.start)
            self._kinds.append(current)
            for switch in _SWITCH.finditer(norm, p.start, p.end):
                current = self._kind(switch)
                self._starts.append(switch.start())
                self._kinds.append(current)
            self._end = p.end
        self._listed_bases(frame)
        self._attached(frame)

    def _listed_bases(self, frame: Frame) -> None:
        """A first section "CĂN CỨ XÂY DỰNG KẾ HOẠCH" takes the place of the paragraphs "Căn cứ …"."""
        first = next((s for s in frame.sections[:6] if s.start >= self._end and _BASES.match(s.title)), None)
        if first is None or any(s.depth <= first.depth and s.start < first.start for s in frame.sections[:6]):
            return
        end = min(first.end, frame.offsets(frame.zones.body)[1])
        for p in frame.paragraphs(frame.zones.body):
            if p.end <= first.start or p.start > end:
                continue
            if found := _STARTS.match(self.norm, p.start, p.end):
                kind = self._kind(found)
            elif p.start <= first.start or _BASIS_ITEM.match(self.norm, p.start, p.end):
                kind = ("can_cu", "Căn cứ")
            else:
                kind = ("khac", None)
            self._starts.append(p.start)
            self._kinds.append(kind)
            self._end = p.end

    def _attached(self, frame: Frame) -> None:
        """The opening of the plan that a decision issues: behind the note "(Kèm theo …)", before the first heading."""
        begin, end = frame.offsets(frame.zones.appendix)
        first = next((s.start for s in frame.sections if s.start >= begin and s.kind != "appendix"), end)
        lines = [p for p in frame.paragraphs(frame.zones.appendix)[:_ATTACHED_LINES] if p.start < p.end < first]
        note = next((i for i, p in enumerate(lines) if _NOTE.match(self.norm, p.start, p.end)), len(lines))
        opening = lines[note + 1 :]
        if opening:
            self._starts.append(self._end)
            self._kinds.append(("khac", None))
        for p in opening:
            found = None if p.cell is not None else _STARTS.match(self.norm, p.start, p.end)
            self._starts.append(p.start)
            self._kinds.append(self._kind(found) if found else ("khac", None))
            self._end = p.end

    @staticmethod
    def _kind(found: re.Match[str]) -> tuple[Relation, str | None]:
        if found["can_cu"]:
            return "can_cu", " ".join(found["can_cu"].split())
        if found["thuc_hien"]:
            return "thuc_hien", " ".join(found["thuc_hien"].split())
        return "khac", None

    def _at(self, offset: int) -> tuple[Relation, str | None]:
        if not self._starts or offset >= self._end:
            return "khac", None
        i = bisect_right(self._starts, offset) - 1
        return self._kinds[i] if i >= 0 else ("khac", None)

    def relation(self, offset: int) -> Relation:
        """The relation of the mention at an offset: thuc_hien and can_cu only in the opening."""
        return self._at(offset)[0]

    def governing(self, offset: int) -> str | None:
        """The verb of the opening that governs the list in which the mention at an offset is a further item."""
        return self._at(offset)[1] if _IN_LIST.search(self.norm, max(0, offset - 8), offset) else None


_IN_LIST = re.compile(r"(?:[;,]|\svà|[;,]\s?-)\s$")
_VERB = re.compile(
    r"(?<!\w)(?P<verb>[Cc]ăn cứ(?: vào)?|(?:[Tt]iếp tục )?(?:[Tt]riển khai,? )?(?:[Tt]ổ chức )?[Tt]hực hiện|"
    r"[Tt]riển khai(?:,? thi hành)?|"
    r"[Tt]hi hành|[Cc]hấp hành|[Tt]heo(?: quy định)?(?: hướng dẫn)?(?: tinh thần)?(?: tại| của)?|[Tt]hay thế|"
    r"[Bb]ãi bỏ|[Hh]ủy bỏ|"
    r"[Ss]ửa đổi(?:, bổ sung)?(?: hoặc thay thế)?|[Hh]ướng dẫn(?: thi hành| thực hiện)?|"
    r"[Qq]uy định chi tiết(?: một số điều của)?(?: thi hành)?|"
    r"(?:[Bb]an hành )?kèm theo|[Bb]an hành|[Pp]hê duyệt(?: tại)?|[Qq]uán triệt|[Pp]hổ biến|[Tt]uyên truyền|"
    r"[Ss]ơ kết|[Tt]ổng kết|"
    r"được (?:phê duyệt|quy định|giao|ban hành|nêu|xác định)(?: tại| trong| theo)?|[Tt]ại|[Tt]rong|một số điều của|"
    r"[Đđ]ề nghị|[Tt]iếp theo|[Cc]ụ thể hóa|[Tt]rên cơ sở|THỰC HIỆN|TRIỂN KHAI|TRIỂN KHAI THỰC HIỆN|THI HÀNH|CĂN CỨ)"
    r"(?:\s(?:nghiêm túc|hiệu quả|có hiệu quả|kịp thời|đầy đủ|tốt|nội dung))*(?:,)?\s(?:các\s|những\s|toàn bộ\s)?\"?$"
)
#: The last letters of the words with which what _VERB matches may end; most mentions stand behind others.
_LAST_LETTERS = frozenset(
    word[-2:]
    for word in (
        *("cứ", "vào", "hiện", "khai", "hành", "theo", "định", "dẫn", "thần", "tại", "của", "thế", "bỏ", "đổi", "sung"),
        *("tiết", "duyệt", "triệt", "biến", "truyền", "kết", "giao", "nêu", "trong", "nghị", "hóa", "sở", "túc", "quả"),
        *("thời", "đủ", "tốt", "dung", "các", "những", "bộ"),
    )
)


def verb_before(norm: str, at: int) -> str | None:
    """The words that bring in what starts at `at`: "Thực hiện", "theo quy định tại", "thay thế"; None for none."""
    window = norm[max(0, at - 64) : at]
    if window.rstrip(' ",\n')[-2:].lower() not in _LAST_LETTERS:
        return None
    for start in (40, 28, 16, 0):  # the nearest counts
        if found := _VERB.search(window, start):
            return " ".join(found["verb"].split())
    return None
