"""Which kind of body signs a number, and which kind a citation names: enough to see that the two do not agree."""

from __future__ import annotations

import re

from khtool.knowledge.normal import name_key
from khtool.knowledge.types import shape_of

_PARTY = (
    *(
        "Bộ Chính trị",
        "Ban Bí thư",
        "Ban Chấp hành Trung ương",
        "BCH Trung ương",
        "Trung ương Đảng",
        "Tỉnh ủy",
        "Thành ủy",
    ),
    *("Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Ban Thường vụ", "Ban Chấp hành Đảng bộ", "BCH Đảng bộ"),
)
_BY_NAME = tuple(
    (kind, tuple(name_key(name) + end for name in names))
    for kind, names, end in (
        ("ubtvqh", ("Ủy ban Thường vụ Quốc hội",), ""),
        ("quoc_hoi", ("Quốc hội",), ""),
        ("chu_tich_nuoc", ("Chủ tịch nước",), ""),
        ("thu_tuong", ("Thủ tướng",), ""),
        ("chinh_phu", ("Chính phủ",), ""),
        ("dang", _PARTY, ""),
        ("hdnd", ("Hội đồng nhân dân", "Thường trực Hội đồng nhân dân"), ""),
        ("ubnd", ("Ủy ban nhân dân", "Chủ tịch Ủy ban nhân dân"), ""),
        ("bo", ("Bộ trưởng", "Bộ"), " "),
    )
)
NAMES = {
    "ubtvqh": "Ủy ban Thường vụ Quốc hội",
    "quoc_hoi": "Quốc hội",
    "chu_tich_nuoc": "Chủ tịch nước",
    "thu_tuong": "Thủ tướng Chính phủ",
    "chinh_phu": "Chính phủ",
    "dang": "cơ quan của Đảng",
    "hdnd": "Hội đồng nhân dân",
    "ubnd": "Ủy ban nhân dân",
    "bo": "bộ, cơ quan ngang bộ",
}
_BY_NOTATION = (
    ("quoc_hoi", r"QH\d{1,2}"),
    ("ubtvqh", r"UBTVQH\d{0,2}"),
    ("chu_tich_nuoc", r"CTN"),
    ("thu_tuong", r"TTG"),
    ("chinh_phu", r"CP"),
    ("dang", r"TW|TU|HU|QU|ĐU|TVTU"),
    ("hdnd", r"HĐND"),
    ("ubnd", r"UBND"),
    ("bo", r"B(?:LĐTBXH|YT|GDĐT|NV|CA|QP|TP|NG|TC|KHĐT|VHTTDL|TTTT|KHCN|TNMT|NNPTNT|NNMT|GTVT|XD|CT|DTTG)"),
)


def kind_of_name(name: str) -> str | None:
    """The kind of body a name speaks of ("Thủ tướng Chính phủ" → "thu_tuong"), None when it is another or unclear."""
    key = name_key(name)
    return next((kind for kind, starts in _BY_NAME if key.startswith(starts)), None)


def kind_of_code(code: str) -> str | None:
    """The kind of body that signs documents of this number, None when the notation leaves it open."""
    kinds = set()
    for shape in shape_of(code):
        issuer = (shape.issuer or "").upper()
        kinds.add(next((kind for kind, pattern in _BY_NOTATION if re.fullmatch(pattern, issuer)), None))
    return kinds.pop() if len(kinds) == 1 else None
