"""Thiếu Quốc hiệu, Tiêu ngữ, tên cơ quan ban hành hoặc người ký.

State title and motto, issuing body or signer are missing.

Nội dung: Các thành phần thể thức bắt buộc: Quốc hiệu và Tiêu ngữ; tên cơ quan ban hành kèm địa danh; chức vụ, họ
    tên của người ký. Bản sao trên mạng thường mất các phần này nên chỉ nhắc.
What: Required components: state title and motto, the issuing body with its place, position and name of the signer.
    Copies on law sites often lose them, so this is a note.
Căn cứ: Nghị định 30/2020/NĐ-CP, Điều 8 và Phụ lục I, Phần I, Mục II, các khoản 1, 2 và 7.
Why: Decree 30/2020/NĐ-CP, Article 8 and Annex I, Part I, II.1, II.2 and II.7.
Sai (bad):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2024 của UBND tỉnh, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
Đúng (good):
    ỦY BAN NHÂN DÂN PHƯỜNG AN HÒA
    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Độc lập - Tự do - Hạnh phúc
    Số: 20/KH-UBND
    An Hòa, ngày 20 tháng 3 năm 2024
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2024 của UBND tỉnh, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
    Nơi nhận:
    - Lưu: VT.
    TM. ỦY BAN NHÂN DÂN
    CHỦ TỊCH
    Nguyễn Văn An
Cách sửa: Bổ sung thành phần còn thiếu theo mẫu của Phụ lục III.
Fix: Add what is missing, after the models of Annex III.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.lexicon import bare
from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_NATION = re.compile(r"CỘNG\s{1,3}HÒA\s{1,3}XÃ\s{1,3}HỘI\s{1,3}CHỦ\s{1,3}NGHĨA\s{1,3}VIỆT\s{1,3}NAM", re.IGNORECASE)
_SEVEN = re.compile(r"(?<![^\W\d_])[Cc][^\W\d_]{3}(?:\s{1,3}[^\W\d_]{2,6}){7}(?![^\W\d_])")
_BARE = "cong hoa xa hoi chu nghia viet nam"
_MOTTO = re.compile(r"Độc\s{1,3}lập\W{1,5}Tự\s{1,3}do\W{1,5}Hạnh\s{1,3}phúc", re.IGNORECASE)
_COMMITTEE = re.compile(r"^[ |*#]*(?:ỦY\s{1,3}BAN\s{1,3}NHÂN\s{1,3}DÂN|UBND)\b", re.IGNORECASE | re.MULTILINE)
#: The papers of the Party have a form of their own (Hướng dẫn 36-HD/VPTW), not that of the decree.
_PARTY = re.compile(r"ĐẢNG\s{1,3}CỘNG\s{1,3}SẢN\s{1,3}VIỆT\s{1,3}NAM")
_PLACE = re.compile(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã(?! hội)|phường|đặc khu)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """State title and motto, body, signer: a note each."""
    facts, header = context.facts, context.plan.header
    start, end = facts.frame.offsets(facts.frame.zones.head)
    head = context.text.norm[start:end].replace("\n", " ")
    if _PARTY.search(head):
        return
    at = facts.span_of("type_name")
    nation = _NATION.search(head)
    if nation is None and (nearly := _nearly(head)):
        yield Hit(
            start + nearly.start(),
            start + nearly.end(),
            _("the state title is misspelt: {text}").format(text=nearly[0]),
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "info" if context.text.format == "pdf" else "warning",  # text recognition reads it so
        )
    elif nation is None:
        yield Hit(*at, _("the state title (CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM) is missing"))
    elif not _MOTTO.search(head):
        yield Hit(start + nation.start(), start + nation.end(), _("the motto (Độc lập - Tự do - Hạnh phúc) is missing"))
    committee = _COMMITTEE.search(context.text.norm[start:end])
    if committee is None:
        if "organ_name" not in header.spans or not head.strip():
            yield Hit(*at, _("the name of the issuing body is missing above the type of document"))
    elif not _PLACE.search(head):
        yield Hit(
            start + committee.start(),
            start + committee.end(),
            _("the issuing body stands without the name of its place"),
        )
    tail = [p for p in facts.frame.paragraphs(facts.frame.zones.tail) if p.end > p.start]
    foot = (tail[-1].start, tail[-1].end) if tail else at
    if not header.signer.full_name:
        yield Hit(*foot, _("the name of the signer is missing"))
    elif tail and header.signer.authority and not header.signer.position:
        yield Hit(*foot, _("the position of the signer is missing"))


def _nearly(head: str) -> re.Match[str] | None:
    """The state title with the right letters and other marks than its own."""
    return next((m for m in _SEVEN.finditer(head) if bare(" ".join(m[0].lower().split())) == _BARE), None)


RULE = Rule("KH107", "components", "info", check, documentation=__doc__ or "")
