"""Từ thông dụng bị sai dấu hoặc sai một chữ cái.

A common word with a wrong mark or a wrong letter.

Nội dung: Một âm tiết đứng giữa hai âm tiết bên cạnh khó có thể có trong văn bản hành chính, còn âm tiết chỉ khác nó ở
    dấu hoặc một chữ cái thì làm thành từ thông dụng (giái quyết, phân mềm, cơ cở, nợ động). Tên riêng được bỏ qua.
What: Between its neighbours a syllable is hardly to be expected, while one that differs from it in its marks or in one
    letter makes a common word (giái quyết, phân mềm, cơ cở, nợ động). Names are let pass.
Căn cứ: Chính tả; tần số các âm tiết đi liền nhau trong văn bản pháp luật, hành chính công khai.
Why: Spelling; how often syllables follow one another in public legal and administrative texts.
Sai (bad):
    - Kịp thời giái quyết kiến nghị của người dân.
Đúng (good):
    - Kịp thời giải quyết kiến nghị của người dân.
Cách sửa: Sửa lại từ.
Fix: Correct the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.lexicon import lexicon
from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.checking.rules.kh706_foreign_letters import VIETNAMESE
from khtool.i18n import _

#: Slips that are words themselves in both syllables and show only by what follows.
_VERBS = "đạt|giảm|tăng|không|hoàn thành|đến năm|có ít nhất|ít nhất|duy trì"
_IN_CONTEXT = (
    (re.compile(rf"\b([Pp])hần đầu(?= (?:\d|(?:{_VERBS})\b|trên \d))"), "hấn đấu"),
    # A word of grammar makes no compound; "cảu" is a word only in "cảu nhảu".
    (re.compile(r"\b([Cc])ảu\b(?! nhảu)"), "ủa"),
    # "ngh" stands before e, ê and i alone.
    (re.compile(r"\b([Nn])ghành\b"), "gành"),
    # The two commonest abbreviations with D for Đ, Đ for D or two letters exchanged; inside a number it is KH201's.
    (re.compile(r"(?<![\w/-])(H)(?:DND|ĐNĐ|DNĐ|ĐDN)\b"), "ĐND"),
    (re.compile(r"(?<![\w/-])(U)(?:BNĐ|NBD|BDN)\b"), "BND"),
)
#: A syllable that ends in c, ch, p or t has a tone mark, acute or dot; in Vietnamese there is none without.
_NO_TONE = re.compile(r"[bcdđghklmnpqrstvx]+[aăâeêioôơuưy]{1,3}(?:ch|[cpt])")
_DIMENSIONS = frozenset({"dài", "rộng", "hẹp", "cao", "thấp", "sâu", "dày", "nặng"})
_MEASURE = re.compile(r" {1,2}\d")
_WORD = re.compile(r"[^\W\d_]+")


def check(context: Context) -> Iterator[Hit]:
    """The clauses of each paragraph, as the counts were made: between marks and figures."""
    norm = context.text.norm
    for pattern, rest in _IN_CONTEXT:
        for m in pattern.finditer(norm, 0, context.facts.own_end):
            right = m[1] + rest
            yield Hit(*m.span(), _("perhaps {right}").format(right=right), right, fix=Fix(*m.span(), right))
    for p in context.facts.paragraphs:
        clause: list[re.Match[str]] = []
        for m in _WORD.finditer(norm, p.start, p.end):
            if clause and not norm[clause[-1].end() : m.start()].isspace():
                yield from _slips(clause)
                clause = []
            clause.append(m)
        yield from _slips(clause)


def _slips(clause: list[re.Match[str]]) -> Iterator[Hit]:
    if len(clause) < 2:
        return
    for slip in lexicon().slips([m[0].lower() for m in clause]):
        word = clause[slip.word]
        named = slip.word and not _NO_TONE.fullmatch(word[0].lower())
        if word[0][0].isupper() and (named or (len(word[0]) > 1 and word[0].isupper())):
            continue  # names keep their own marks
        if word[0][0].isupper() and clause[slip.partner][0][0].isupper():
            continue
        if word[0] in _DIMENSIONS and _MEASURE.match(word.string, word.end()):
            continue  # "đường vào trường hẹp 3,5 m"
        if set(word[0].lower()) - VIETNAMESE:
            continue  # KH706
        first, last = sorted((slip.word, slip.partner))
        right = slip.right.capitalize() if word[0][0].isupper() else slip.right
        shown = " ".join(right if i == slip.word else clause[i][0] for i in (first, last))
        start, end = clause[first].start(), clause[last].end()
        yield Hit(start, end, _("perhaps {right}").format(right=shown), shown, fix=Fix(*word.span(), right))


RULE = Rule("KH708", "marks", "warning", check, documentation=__doc__ or "")
