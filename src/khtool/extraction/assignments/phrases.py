"""Words round an agency that tell what the sentence does with it; shared by the layouts."""

from __future__ import annotations

import re

from khtool.extraction import agencies

LEAD = r"\s*(?:(?:là )?(?:cơ quan|đơn vị)(?: thường trực| đầu mối)?[,\s]*(?:và )?)?(?:chịu trách nhiệm )?chủ trì"
TRANSFER = re.compile(
    LEAD + r"(?:\s*,)?\s*(?:và\s+)?phối hợp(?:\s+chặt chẽ)?(?:\s+(?:với|cùng với|cùng))?(?:\s*:)?\s+", re.I
)
LEADS = re.compile(LEAD + r"(?!\w)", re.I)
BASIS = re.compile(
    r"(?:Căn cứ|Nhận được|Định kỳ|H[ằà]ng (?:năm|quý|tháng|tuần)|Trước ngày|Kết thúc|Sau khi|"
    r"Trên cơ sở|Theo|Để|Trong phạm vi|Tùy theo|Ngoài|Bên cạnh)\b",
    re.I,
)
DIFFICULTY = re.compile(
    r"(?:(?:Trong (?:quá trình )?|Quá trình )(?:tổ chức|triển khai|thực hiện)(?!\w)|Nếu |"
    r"Trường hợp |"
    r"Khi (?:có|phát sinh))"
)
SUBJECT_MAX = 700
#: "phân công cán bộ phụ trách cụm", "lãnh đạo theo dõi địa bàn": somebody whom nobody has named yet.
UNNAMED = re.compile(
    r"(?:(?:các|những|một|từng)\s+)?(?:đồng chí\s+)?(?:lãnh đạo|cán bộ|công chức|viên chức|đảng viên|thành viên|"
    r"ủy viên|đoàn viên|hội viên|nhân viên|chuyên viên|người|bộ phận)(?:\s+[^\W\d]+){0,6}?\s+"
    r"(?:phụ trách|theo dõi|làm|tham gia|trực|giúp)(?!\w)"
)


def after_basis(norm: str, start: int, end: int) -> int:
    """Where the agency of "Căn cứ …, các sở, ngành …" opens; `start` when no such clause stands before it."""
    if BASIS.match(norm, start, end) is None:
        return start
    stop = min(end, start + 500)
    period = re.search(r"[.:](?=\s|$)", norm[start:stop])
    if period:
        stop = start + period.start()
    for m in re.finditer(r",\s*", norm[start:stop]):
        if agencies.head_at(norm, start + m.end(), end) is not None:
            return start + m.end()
    return start
