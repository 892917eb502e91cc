"""Funding: the statements that name a source of money, wherever they stand.

A statement provides (bố trí, cân đối, huy động, lồng ghép …) money (kinh phí, ngân sách, vốn …) and names where it
comes from (ngân sách …, dự toán …, theo phân cấp, đóng góp của …). In the section on money every sentence that speaks
of money and of a source is one. Checking and reporting on the use of money is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from khtool.extraction.clauses import (
    UPPER,
    Range,
    Tone,
    body_start,
    content,
    holds,
    rows,
    sentences,
    split,
    tidy,
    title_tone,
    tone,
    whole_words,
)
from khtool.extraction.frame import Frame
from khtool.plan import Funding

# All patterns but those with a capital are for the text in small letters, where they are found faster than in any case.

#: One of these stands in every statement of money; looked for first, because most paragraphs have none.
_FIRST = (
    *("kinh phí", "ngân sách", "nguồn", "vốn", "dự toán", "tài trợ", "viện trợ", "xã hội hóa", "quỹ", "đóng góp"),
    *("chi sự nghiệp", "chi thường xuyên", "chi đầu tư"),
)
#: Statements about money that provide none: its control, its use, its absence, the rules for it; slogans.
_OTHER = re.compile(
    r"(?:(?:thường xuyên|tăng cường|phối hợp)?[^,;]{0,60}(?:kiểm tra|giám sát|thanh tra|hướng dẫn|thẩm định|theo dõi|"
    r"quyết toán|quản lý|công khai)(?:,|\s+việc)|(?:thường xuyên\s+|tăng cường\s+)?(?:hướng dẫn|kiểm tra|giám sát|"
    r"thanh tra|rà soát|kiên quyết|theo dõi)(?!\w)[^,;]*|(?:các\s+)?(?:phương án|cơ chế|mức|nguyên tắc|quy định|"
    r"danh mục|dự báo|dự kiến|tuy nhiên)(?!\w)|(?:xây dựng|ban hành|hoàn thiện|bổ sung|sửa đổi|rà soát|"
    r"nghiên cứu)(?!\w)"
    r"[^.;]{0,40}?\s(?:quy định|cơ chế|chính sách|pháp luật|thể chế)(?!\w)|[^,;]{0,60}(?:không bao gồm|"
    r"không cân đối được))",
)
_PROVIDES = re.compile(
    r"bố trí|huy động|vận động|lồng ghép|phân bổ|trích|(?:ưu tiên|đảm bảo|bảo đảm) (?:nguồn|kinh phí|ngân sách)",
)
_HUMAN = re.compile(
    r"nguồn nhân lực|nhân lực|nguồn tin|nguồn gốc|nguồn nước|nguồn cung|nguồn ma túy|nguồn gen|nguồn nguyên liệu",
)
_OWN = re.compile(
    r"(?:trình|phối hợp|lồng ghép|huy động|vận động|bố trí|ưu tiên|cân đối|tranh thủ|ban hành|tham mưu|chủ động|"
    r"phân bổ|đồng thời|khai thác|tận dụng|sử dụng (?:có )?hiệu quả)(?!\w)",
)
#: A source that stands by its name alone: an item of a list in the section on money, or what follows a semicolon there.
_SOURCE_FIRST = re.compile(
    r"(?:và\s+|hoặc\s+|trích\s+|lấy\s+|từ\s+|bằng\s+|do\s+|các\s+|một phần\s+)*(?:nguồn (?!lực con người)|vốn |"
    r"quỹ |ngân sách|kinh phí |(?:khoản )?(?:tài trợ|viện trợ|đóng góp|hỗ trợ) (?:của|từ)|xã hội h[óo][aá]|"
    r"chương trình mục tiêu|"
    r"chương trình, dự án)",
)


#: "Huy động các nguồn vốn, xây dựng 30 km đường": a task, no source is named.
_BUILDS = re.compile(
    r"huy động (?:các |mọi )?nguồn (?:vốn|lực)[^,;:]{0,30},\s+(?:xây dựng|nâng cấp|cải tạo|mở rộng)(?!\w)",
)
#: "Riêng Trạm Y tế sử dụng kinh phí …": for whom the source is.
_RIDER = re.compile(r"Riêng\s[^,;:.]{3,80}?\ssử dụng\s+(?=kinh phí|nguồn|vốn|ngân sách)")
#: "sử dụng hiệu quả Quỹ Phát triển …": a fund by its name.
_FUND = re.compile(rf"[Ss]ử dụng (?:có )?hiệu quả (?:các )?(?:nguồn )?Quỹ [{UPPER}]")
_COMBINES = re.compile(
    r"(?<!\w)(?:lồng ghép|kết hợp|huy động|tranh thủ|sử dụng)(?:\s+(?:các|với|từ|nguồn|vốn|kinh phí)){1,4}\s+"
    r"(?:chương trình|dự án|đề án)",
)


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words that provide, words for money with a word that provides close before or after, words for a source."""
    phrases = {
        kind: [r["phrase"] for r in rows("target_funding") if r["kind"] == kind]
        for kind in ("provide", "money", "source")
    }
    money = whole_words(phrases["money"])
    not_noun = "".join(f"(?<!{word} cân đối)" for word in ("năng", "khung", "thu", "chi", "tự", "bảo", "sở"))
    provides = rf"(?:{whole_words(phrases['provide'])}|{whole_words(['cân đối'])}{not_noun})"
    gap = r"(?:(?!(?:nhằm|để|cho các hoạt động)(?!\w))[^;.:])"
    return (
        re.compile(
            rf"{provides}{gap}{{0,70}}?{money}|"
            rf"{money}[^;.:]{{0,160}}?(?<!\w)(?:được|do|từ(?!\s+\d)|lồng ghép|đóng góp|huy động)(?!\w)|"
            rf"{whole_words(['lập dự toán', 'xây dựng dự toán', 'giao dự toán'])}|"
            rf"{whole_words(['do ngân sách'])}\s[^;.:]{{0,60}}?(?:bảo đảm|đảm bảo|chi trả)(?!\w)"
        ),
        re.compile(money),
        re.compile(whole_words(phrases["source"])),
    )


def extract(frame: Frame) -> tuple[Funding, ...]:
    """The statements of where the money comes from, in the order of the text."""
    norm, text = frame.text.norm, frame.text.text
    found: list[Funding] = []
    lower = frame.text.lower
    money = _places(lower)
    above: Tone | None = None  # what the unnumbered heading above speaks of
    since = 0
    for p in content(frame):
        if p.end - p.start <= 80 and p.cell is None and (p.bold or p.level or norm[p.start : p.end].isupper()):
            above, since = title_tone(norm[p.start : p.end].strip()), p.start
        if p.cell is not None or not holds(money, p.start, p.end):
            continue
        section = frame.section_at(p.start)
        kind = tone(section)
        if kind == "plain" and above == "money" and (section is None or section.start < since):
            kind = "money"  # under "KINH PHÍ" without a number
        if kind == "report" or (section is not None and _is_slogan(section.title)):
            continue
        line = norm[p.start : p.end].rstrip()
        if line.isupper():
            continue
        start = body_start(norm, p.start, p.end)
        if (
            section is not None
            and start <= section.title_start
            and not section.run_in
            and not line.endswith((".", ";"))
        ):
            continue  # a heading
        for sentence in sentences(norm, start, p.end):
            for begin, end in _statements(lower, sentence, kind == "money"):
                if _is_statement(norm, lower, (begin, end), kind == "money"):
                    rider = _RIDER.match(norm, begin, end)
                    begin, end = tidy(norm, rider.end() if rider else begin, end)
                    found.append(Funding(text=text[begin:end], where=frame.where(begin), span=frame.span(begin, end)))
    return tuple(found)


def _places(lower: str) -> list[int]:
    """Where a word of `_FIRST` stands."""
    found: list[int] = []
    for word in _FIRST:
        at = lower.find(word)
        while at >= 0:
            found.append(at)
            at = lower.find(word, at + 1)
    return sorted(found)


def _is_slogan(title: str) -> bool:
    """Whether a section lists what is to be said, not done."""
    lower = title.lower()
    return lower == "mục đích" or "thông điệp" in lower or "khẩu hiệu" in lower or "chủ đề" in lower


def _statements(lower: str, sentence: Range, in_section: bool) -> Iterator[Range]:
    """A sentence, cut at the semicolons after which a statement of its own begins (or, under money, another source)."""
    begin: int | None = None
    end = sentence[0]
    for part in split(lower, *sentence):
        if begin is not None and (_OWN.match(lower, *part) or (in_section and _SOURCE_FIRST.match(lower, *part))):
            yield begin, end
            begin = part[0]
        elif begin is None:
            begin = part[0]
        end = part[1]
    if begin is not None:
        yield begin, end


def _is_statement(norm: str, lower: str, part: Range, in_section: bool) -> bool:
    provide, money, source = _words()
    of_money = money.search(lower, *part) is not None
    if not of_money and _HUMAN.search(lower, *part):
        return False
    if _BUILDS.match(lower, *part):
        return False
    if _FUND.match(norm, *part):
        return True
    named = in_section and (_SOURCE_FIRST.match(lower, *part) or _COMBINES.search(lower, *part))
    of_source = (of_money or in_section) and source.search(lower, *part) is not None
    if not named and not of_source:
        return False
    other = _OTHER.match(lower, *part)
    if named and not other:
        return True
    if not of_source:
        return False
    if (
        other
        and (norm[part[0]].isupper() or not _PROVIDES.search(lower, *part))
        and not _PROVIDES.match(lower, *part)
        and (not _PROVIDES.search(lower, other.end(), part[1]) or not other[0].endswith((",", "việc")))
    ):
        return False
    return in_section or provide.search(lower, *part) is not None
