"""What two subjects (trích yếu) have in common."""

from __future__ import annotations

import re
from itertools import pairwise

from khtool.knowledge.normal import name_key
from khtool.text import fold

_FEW = 5  # pairs of syllables that a subject needs before it can prove anything


def likeness(one: str, other: str) -> float:
    """How much of the shorter of two subjects the longer one holds, by pairs of syllables: 0 to 1.

    Subjects too short to prove anything must be equal (1), else 0.
    """
    a, b = _pairs(one), _pairs(other)
    if min(len(a), len(b)) < _FEW:
        return 1.0 if a == b and a else 0.0
    return len(a & b) / min(len(a), len(b))


#: Words that every plan may have, whatever it is about.
_GENERIC_WORDS = """
triển khai, thực hiện, thi hành, kế hoạch, công tác, tăng cường, giai đoạn, trên địa bàn, thành phố, nghị
quyết, quyết định, chỉ thị, thủ tướng, chính phủ, ban hành, phê duyệt, nhiệm vụ, giải pháp, tiếp tục, nâng
cao, hiệu quả, hiệu lực, quản lý, nhà nước, quy định, chương trình, đề án, bảo đảm, đảm bảo, về việc, một số,
đến năm, tổ chức, hoạt động, phát triển, xây dựng, chính sách, pháp luật, tình hình mới, kinh tế, xã hội, các
cấp, các ngành, đẩy mạnh, quốc gia, toàn quốc, ngân sách, định hướng, phối hợp, trách nhiệm, kết quả, báo cáo,
việt nam, và, các, của, về, việc, cho, trong, tại, với, theo, tỉnh, huyện, quận, xã, phường, năm, số
"""
_GENERIC = re.compile(rf"\b(?:{'|'.join(' '.join(_GENERIC_WORDS.split()).split(', '))}|\d+)\b")


def topics(subject: str | None) -> set[tuple[str, str]]:
    """The pairs of syllables that tell what a subject is about."""
    return {pair for part in _GENERIC.split(fold(subject or "").lower()) for pair in pairwise(name_key(part).split())}


def _pairs(text: str) -> set[tuple[str, str]]:
    words = name_key(text).split()
    return set(pairwise(words))
