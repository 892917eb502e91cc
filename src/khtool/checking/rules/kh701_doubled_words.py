"""Từ bị gõ lặp.

A word typed twice.

Nội dung: Tìm "việc việc", "hoạt động hoạt động"; bỏ qua từ láy (dần dần, từ từ) và hai từ ghép liền nhau (đầu tư tư
    nhân).
What: "việc việc", "hoạt động hoạt động"; reduplication (dần dần) and compounds that meet (đầu tư tư nhân) are let
    pass.
Căn cứ: Chính tả.
Why: Spelling.
Sai (bad):
    - Tăng cường kiểm tra việc việc tuân thủ quy định.
Đúng (good):
    - Tăng cường kiểm tra việc tuân thủ quy định.
Cách sửa: Bỏ từ thừa.
Fix: Drop one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.lexicon import lexicon
from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _

_ONE = re.compile(r"(?<![\w-])([^\W\d_]+)( +)(\1)(?![\w-])", re.IGNORECASE)
_TWO = re.compile(r"(?<![\w-])([^\W\d_]+ [^\W\d_]+)( +)(\1)(?![\w-])", re.IGNORECASE)
#: Words of grammar that never stand twice in a row.
_GRAMMAR = frozenset(
    {
        "việc",
        "các",
        "và",
        "của",
        "cho",
        "với",
        "những",
        "được",
        "về",
        "tại",
        "theo",
        "trên",
        "để",
        "khi",
        "là",
        "thì",
        "mà",
    }
    | {
        "do",
        "bởi",
        "vì",
        "nếu",
        "hoặc",
        "hay",
        "nhưng",
        "sẽ",
        "đã",
        "đang",
        "nhằm",
        "bị",
        "cần",
        "phải",
        "này",
        "đó",
        "cùng",
    }
    | {
        "trong",
        "ngoài",
        "vào",
        "ra",
        "bằng",
        "đến",
        "giữa",
        "sau",
        "trước",
        "vùng",
        "từng",
        "mỗi",
        "mọi",
        "rất",
        "cũng",
    }
)
#: What ends a compound with the first of the two: "tiếp theo theo quy định", "kết quả đạt được được ghi nhận".
_COMPOUND = {
    "theo": ("tiếp", "kèm", "đi"),
    "được": ("đạt", "có", "thu", "làm", "giành", "cho"),
    "trên": ("nêu", "nói", "bên", "kể", "như"),
    "tại": ("hiện", "tồn", "thực", "nay"),
    "trong": ("bên",),
    "ngoài": ("bên",),
    "sau": ("phía", "bên"),
    "trước": ("phía", "bên"),
    "cùng": ("cuối", "vô"),
    "việc": ("công", "làm", "vụ", "sự"),
    "về": ("trở",),
    "vào": ("đầu",),
    "ra": ("đầu", "đề", "gây"),
    "khi": ("đôi",),
    "cho": ("sao",),
}
#: Of these no sense is known in which they stand twice; of the others one is ("thiết bị bị hỏng", "nêu trên trên").
_SURE_WORDS = "việc các những và của với hoặc nhằm nhưng nếu bởi sẽ đã đang cũng mỗi mọi"
_SURE = frozenset(_SURE_WORDS.split())
#: Words that end many compounds.
_ENDS = frozenset({"bị", "được", "đến", "ra", "vào", "do", "phải", "cần"})
#: The second begins a compound: "cần cần cù", "do do dự".
_BEGINS = {"cần": ("cù", "mẫn"), "bị": ("động",), "do": ("dự",), "trong": ("sạch", "sáng"), "phải": ("trái",)}
#: Who does something may be named after what is done: "Ban tổ chức tổ chức họp", "chủ đầu tư đầu tư".
_DOERS_WORDS = (
    "tổ chức, chỉ đạo, lãnh đạo, quản lý, đầu tư, thanh tra, kiểm tra, giám sát, điều tra, chủ trì, phối hợp, bảo vệ, "
    "bầu cử, thi hành, thực hiện, chủ quản, đại diện, điều hành, sử dụng, tư vấn, kiểm toán, thẩm định, cung cấp, "
    "sản xuất, vận hành, tiếp nhận, giao dịch, giáo dục, đào tạo"
)
_DOERS = frozenset(_DOERS_WORDS.split(", "))
_DOER = re.compile(
    r"\b(?:ban|bộ|cơ quan|đơn vị|người|các|những|tổ|đoàn|đội|ủy ban|hội đồng|chủ|nhà|cán bộ|bộ phận|công ty|cấp|bên|"
    r"doanh nghiệp|trung tâm|tổ công tác|ngành) \Z",
    re.IGNORECASE,
)
_TWICE = frozenset({"vân vân", "xin xin", "thỉnh thoảng", "lần lượt", "ngày ngày", "dần dần", "từ từ"})


def check(context: Context) -> Iterator[Hit]:
    """Pairs inside one paragraph. A doubled word of content is reported only where two words are repeated together."""
    norm = context.text.norm
    covered: list[tuple[int, int]] = []
    for p in context.facts.paragraphs:
        for m in _TWO.finditer(norm, p.start, p.end):
            first, second = m[1].lower().split()
            if first == second or f"{first} {second}" in _TWICE or (m[1] != m[3] and m[3][0].isupper()):
                continue
            if f"{first} {second}" == "công tác" and norm.startswith(" xã hội", m.end()):
                continue  # "công tác công tác xã hội": social work
            covered.append((m.start(), m.end()))
            if f"{first} {second}" in _DOERS and _DOER.search(norm, max(p.start, m.start() - 20), m.start()):
                continue
            yield _hit(context, m)
        for m in _ONE.finditer(norm, p.start, p.end):
            word = m[1].lower()
            if word == "số" and norm[m.end() : m.end() + 2].strip(" :")[:1].isdigit():
                yield _hit(context, m)  # "Chỉ thị số số 03/CT-UBND"
                continue
            if word not in _GRAMMAR or (m[3][0].isupper() and not m[1][0].isupper()):
                continue
            before = norm[max(p.start, m.start() - 12) : m.start()].lower().rstrip()
            if any(before.endswith(w) for w in _COMPOUND.get(word, ())) or any(
                a < m.end() and m.start() < b for a, b in covered
            ):
                continue
            if word in _ENDS and lexicon().compound(before.rpartition(" ")[2], word):
                continue  # "thiết bị bị hỏng"
            if norm.startswith(tuple(f" {w}" for w in _BEGINS.get(word, ())), m.end()):
                continue
            yield _hit(context, m)


def _hit(context: Context, m: re.Match[str]) -> Hit:
    return Hit(
        m.start(),
        m.end(),
        _("typed twice: {words}").format(words=context.text.text[m.start() : m.end()]),
        m[1],
        fix=Fix(m.end(1), m.end(), "", safe=not _SURE.isdisjoint(m[1].lower().split())),
    )


RULE = Rule("KH701", "doubled-words", "warning", check, documentation=__doc__ or "")
