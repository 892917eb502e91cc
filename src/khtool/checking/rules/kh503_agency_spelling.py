"""Tên cơ quan viết không đúng tên chính thức.

The name of an agency is not written as it officially is.

Nội dung: So tên cơ quan trong văn bản với tên chính thức: dấu gạch nối, dấu phẩy, chữ hoa: "Phòng Tài chính - Kế
    hoạch", "Sở Lao động - Thương binh và Xã hội".
What: Compares names of bodies with the official ones: hyphen, comma, capitals.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục IV, khoản 1 (viết hoa tên cơ quan, tổ chức).
Why: Decree 30/2020/NĐ-CP, Annex II, IV.1.
Sai (bad):
    - Sở Lao động Thương binh và Xã hội theo dõi, đôn đốc việc thực hiện.
Đúng (good):
    - Sở Lao động - Thương binh và Xã hội theo dõi, đôn đốc việc thực hiện.
Cách sửa: Viết đúng tên chính thức, hoặc dùng chữ viết tắt thông dụng.
Fix: Write the official name, or the usual abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from khtool.checking.model import Context, Fix, Hit, Rule, Severity
from khtool.i18n import _
from khtool.knowledge import organs
from khtool.text import fold

#: What stands before a body's name that begins with a small letter; "cơ sở y tế", "nội bộ Công an" name none.
_OF = re.compile(r"(?:[,;(:-]|\b(?:của|cho|tại|với|và|do|từ|qua|giao|các|hoặc|về|gửi|bởi|là|trình)) ?\Z")
_HEADS = ("Bộ ", "Sở ", "Phòng ", "Ban ", "Viện ", "Văn phòng ", "Thanh tra ", "Ủy ban Mặt trận", "Ủy ban Dân tộc")


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern that finds a name however it is punctuated, and the official form of each."""
    official: dict[str, str] = {}
    for organ in organs.all_organs():
        name = organ.name
        if (
            " / " in name
            or name.startswith(("Bộ Chỉ huy", "Ban Chỉ huy"))
            or not name.startswith(_HEADS)
            or len(re.findall(r"\w+", name)) < 3
            or "cấp " in name
        ):
            continue
        official.setdefault(_letters(name), name)
    words = [r"[ ,&-]{1,3}".join(re.escape(w) for w in key.split()) for key in sorted(official, key=len, reverse=True)]
    # "và" and the comma stand in for each other: "Văn hóa Thể thao Du lịch"
    pattern = "|".join(w.replace(r"[ ,&-]{1,3}và[ ,&-]{1,3}", r"(?:[ ,&-]{1,3}và)?[ ,&-]{1,3}") for w in words)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), official


def _letters(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name).lower()))


@lru_cache(maxsize=1)
def _without_and() -> dict[str, str]:
    return {" ".join(w for w in key.split() if w != "và"): name for key, name in _names()[1].items()}


def check(context: Context) -> Iterator[Hit]:
    """Every mention outside capitals; a wrong hyphen, comma or capital inside is a warning, a small initial a note."""
    pattern, official = _names()
    norm = context.text.norm
    told: list[tuple[int, int]] = []
    for m in pattern.finditer(norm, 0, context.facts.own_end):
        written = m[0]
        key = _letters(written)
        right = official.get(key) or _without_and().get(" ".join(w for w in key.split() if w != "và"))
        if right is None or written == fold(right) or sum(c.isupper() for c in written) > len(written) / 3:
            continue
        if written[0].islower():
            second = written.split()[1]
            if not second[:1].isupper() or not _OF.search(norm[max(0, m.start() - 8) : m.start()]):
                continue
        inside = written[1:] != fold(right)[1:]
        if inside and " ".join(written.split()) == " ".join(fold(right).split()):
            continue  # only the number of spaces differs
        told.append((m.start(), m.end()))
        yield Hit(
            m.start(),
            m.end(),
            _("the name of this body is written {right}").format(right=right),
            right,
            None if inside else "info",
            Fix(m.start(), m.end(), right),
        )
    yield from _wrong_words(context, told)


#: Wrong forms of the words that begin names, with the right ones (only the first letter of the kind is a capital).
_FORMS = (
    (r"Trung Tâm(?= [^\W\d_])", "Trung tâm", None),
    (r"Văn Phòng(?= [^\W\d_])", "Văn phòng", None),
    (r"Ủy Ban(?= [^\W\d_])", "Ủy ban", None),
    (r"Hội Đồng(?= [Nn]hân)", "Hội đồng", None),
    (r"Công An(?= [^\W\d_])", "Công an", None),
    (r"Tòa Án(?= [Nn]hân)", "Tòa án", None),
    (r"Viện Kiểm [Ss]át(?= nhân dân (?!tối cao))", "Viện kiểm sát", None),
    (r"Ủy (?:bân|bạn|bàn|bản)(?= nhân dân)", "Ủy ban", None),
    (r"Ủy ban nhân(?= (?!dân)[^\W\d_])", "Ủy ban nhân dân", None),
    (r"Hội đồng nhân(?= (?!dân)[^\W\d_])", "Hội đồng nhân dân", None),
    (r"Lao động ?- ?TB ?(?:&|và) ?XH", "Lao động - Thương binh và Xã hội", "info"),
    (r"Tài Chính(?= ?- ?Kế hoạch)", "Tài chính", None),
    (r"(?<=Ban Quản lý )khu Kinh tế", "Khu kinh tế", None),
    (r"Ban chỉ đạo(?= Trung ương)", "Ban Chỉ đạo", "info"),
)
#: Words of fields in names of bodies: a capital only at the beginning (Phụ lục II of 30/2020/NĐ-CP, IV.1).
_FIELDS = (
    "Tài Chính|Kinh Tế|Truyền Thanh|Truyền Hình|Thông Tin|Giáo Dục|Đào Tạo|Nông Nghiệp|Môi Trường|Tư Pháp|Nội Vụ|"
    "Thể Thao|Du Lịch|Khoa Học|Công Nghệ|Giao Thông|Xây Dựng|Lao Động|Xã Hội|Dân Tộc|Tôn Giáo|Quân Sự|Thống Kê"
)
_FIELD = re.compile(
    rf"\b(?:Bộ|Sở|Phòng|Ban|Trung tâm|Văn phòng|Đài|Chi cục|Cục)\b(?: -| [^\W\d_]{{1,7}},?){{0,5}} ({_FIELDS})(?!\w)"
)
#: Bodies that one document writes with a capital inside or without, and which it should write in one way.
_COMMITTEES = (("Ban Chỉ đạo", "Ban chỉ đạo"), ("Ban Quản lý", "Ban quản lý"), ("Ban Tổ chức", "Ban tổ chức"))


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[re.Pattern[str], str, Severity | None], ...]:
    return tuple((re.compile(rf"(?<!\w){form}"), right, severity) for form, right, severity in _FORMS)  # type: ignore[misc]


def _wrong_words(context: Context, told: list[tuple[int, int]]) -> Iterator[Hit]:
    norm = context.text.norm
    for m in _FIELD.finditer(norm, 0, context.facts.own_end):
        right = m[1].capitalize()
        # Where all syllables have capitals this is a way of writing headings.
        if not any(a < m.end() and m.start() < b for a, b in told) and not m[0][: m.start(1) - m.start()].istitle():
            message = _("the name of this body is written {right}").format(right=right)
            told.append(m.span(1))
            yield Hit(*m.span(1), message, right, fix=Fix(*m.span(1), right))
    for one, other in _COMMITTEES:
        capital = sum(1 for _m in re.finditer(rf"\b{one}\b", norm))
        small = list(re.finditer(rf"\b{other}\b", norm))
        if len(small) < capital > 1:
            for m in small:
                message = _("elsewhere in this text {right}").format(right=one)
                yield Hit(*m.span(), message, one, "info", Fix(*m.span(), one))
    for pattern, right, severity in _forms():
        for m in pattern.finditer(norm, 0, context.facts.own_end):
            if not any(a < m.end() and m.start() < b for a, b in told):
                message = _("the name of this body is written {right}").format(right=right)
                yield Hit(m.start(), m.end(), message, right, severity, Fix(m.start(), m.end(), right))


RULE = Rule("KH503", "agency-spelling", "warning", check, ("document", "hierarchy"), __doc__ or "")
