"""Funding: the statements that name a source of money, wherever they stand.

A statement provides (bố trí, cân đối, huy động, lồng ghép …) money (kinh phí, ngân sách, vốn …) and names where it
comes from (ngân sách …, dự toán …, theo phân cấp, đóng góp của …), or who is asked to give it ("tham mưu UBND xã bố
trí kinh phí"). In the section on money every sentence that speaks of money and of a source is one, and so is one that
gives money or draws up what is needed. What comes from a budget by name ("được bổ sung có mục tiêu từ ngân sách tỉnh")
is one in a report, too. Checking and reporting on the use of money is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from khtool.extraction.clauses import (
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
)
from khtool.extraction.frame import Frame
from khtool.extraction.wordlist import whole_words
from khtool.plan import Funding

# All patterns but those with a capital are for the text in small letters, where they are found faster than in any case.

#: One of these stands in every statement of money; looked for first, because most paragraphs have none.
_FIRST = (
    *("kinh phí", "ngân sách", "nguồn", "vốn", "dự toán", "tài trợ", "viện trợ", "xã hội hóa", "quỹ", "đóng góp"),
    *("chi sự nghiệp", "chi thường xuyên", "chi đầu tư", "nsnn", "nstw", "nsđp"),
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
    r"phân bổ|đồng thời|khai thác|tận dụng|sử dụng (?:có )?hiệu quả|"
    r"thông báo(?=\s(?:(?:tổng )?mức|kế hoạch|dự toán|kinh phí|vốn)\s))(?!\w)",
)
#: A source that stands by its name alone: an item of a list in the section on money, or what follows a semicolon there.
#: Money without a kind ("Kinh phí là …", "Kinh phí thực hiện: 20 triệu đồng") names none.
_SOURCE_FIRST = re.compile(
    r"(?:và\s+|hoặc\s+|trích\s+|lấy\s+|từ\s+|bằng\s+|do\s+|các\s+|một phần\s+)*(?:"
    r"nguồn (?!lực (?:con người|là)|(?:kinh phí|vốn) là)|vốn (?!là)|quỹ (?!đất|thời gian|nhà)|ngân sách|"
    r"kinh phí (?!(?:là|có|không|cần|phải|để|cho|dự kiến|khoảng|trên|này|\d[\d.,]*)(?!\w)|(?:thực hiện|triển khai|"
    r"tổ chức)(?![^;.]{0,120}?(?<!\w)(?:theo|từ|do|được|trong|bằng|thuộc|lấy)(?!\w)))|"
    r"(?:khoản )?(?:tài trợ|viện trợ|đóng góp|hỗ trợ) (?:của|từ)|xã hội h[óo][aá]|chương trình mục tiêu|"
    r"chương trình, dự án)",
)


#: "Huy động các nguồn vốn, xây dựng 30 km đường": a task, no source is named.
_BUILDS = re.compile(
    r"huy động (?:các |mọi )?nguồn (?:vốn|lực)[^,;:]{0,30},\s+(?:xây dựng|nâng cấp|cải tạo|mở rộng)(?!\w)",
)
#: "thu hút vốn đầu tư nước ngoài": of the economy, not of the plan's money.
_INVITES = re.compile(r"(?<!\w)thu hút[^,;.:]{0,30}? (?:vốn )?(?:đầu tư|fdi|tín dụng)(?!\w)")
#: "Riêng Trạm Y tế sử dụng kinh phí …": for whom the source is.
_RIDER = re.compile(r"Riêng\s[^,;:.]{3,80}?\ssử dụng\s+(?=kinh phí|nguồn|vốn|ngân sách)")
#: "sử dụng hiệu quả Quỹ Phát triển …", "thông qua Quỹ đầu tư …": a fund by its name as the means.
_FUND = re.compile(
    r"(?<!quản lý, )(?<!quản lý và )(?<!\w)(?:[Tt]hông qua|[Tt]ừ|[Bb]ằng|[Ss]ử dụng|[Tt]ận dụng|[Kk]hai thác)"
    r"(?: (?:có )?hiệu quả)?(?: (?:các|nguồn|vốn|kinh phí|nguồn lực|hỗ trợ của|một phần)){0,3} "
    r"Quỹ (?!đất|nhà|thời gian|gen|lương)\w"
)
#: A budget, or money of the State, by its name.
_BUDGET = (
    r"(?:ngân sách (?:trung ương|địa phương|nhà nước|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu|(?:các )?cấp)|"
    r"ns(?:tw|nn|đp)|trung ương(?= (?:hỗ trợ|cấp|bổ sung))|"
    r"(?:các )?chương trình (?:mục tiêu quốc gia|mtqg)|trái phiếu chính phủ)(?!\w)"
)
_PURSE = r"(?:nguồn vốn|nguồn kinh phí|nguồn lực|kinh phí|ngân sách|dự toán|vốn)"
#: "được bổ sung có mục tiêu từ ngân sách trung ương", "nhận trợ cấp lớn từ NSTW", and an item of spending with its
#: source, "Chi đầu tư từ nguồn thu …": where money comes from, whatever the section speaks of.
_COMES = re.compile(
    r"(?<!không )(?<!chưa )(?<!không được )(?<!chưa được )(?<!giảm )(?<!giảm mức )(?<!\w)"
    r"(?:trợ cấp|hỗ trợ|bổ sung|cấp bù)(?!\w)[^,;.:]{0,60}?"
    rf"(?<!\w)từ (?:nguồn )?(?:vốn |kinh phí )?{_BUDGET}"
)
_SPENDS = re.compile(
    r"(?:các khoản )?chi (?:đầu tư|thường xuyên|sự nghiệp|hoạt động|trả)[^,;.:]{0,40}? từ (?:các )?nguồn "
)
#: Who is asked for money gives it: "tham mưu UBND huyện báo cáo HĐND huyện bố trí kinh phí", "báo cáo UBND tỉnh bổ sung
#: kinh phí".
_GIVERS = ("ubnd", "hđnd", "ủy ban", "uỷ ban", "hội đồng", "chính phủ", "bộ tài chính")
_ASKS = re.compile(
    r"(?<!\w)(?:tham mưu|trình|đề nghị|đề xuất|kiến nghị|báo cáo)(?: (?:cho|với|giúp))?[^,;.:]{0,40}?(?<!\w)"
    r"(?:ubnd|hđnd|ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân|(?:thủ tướng )?chính phủ|bộ tài chính)(?!\w)"
    r"(?: (?!(?:về|việc|kết quả|tình hình|tiến độ|công tác)(?!\w))[^\s,;.:()]+){0,6}?(?: (?:quan tâm|xem xét),)?"
    r"(?: (?:cân đối|bố trí|phân bổ|cấp|bổ sung|hỗ trợ)(?:,| và)?){1,3}"
    rf"(?: (?:đủ|đầy đủ|kịp thời|thêm|các)){{0,2}} {_PURSE}(?!\w)"
)
#: "Phương án phân bổ vốn … từ ngân sách trung ương", "thông báo tổng mức vốn … nguồn ngân sách tỉnh": what a council or
#: the finance office decides about money by its source.
_ALLOTS = re.compile(
    r"(?:(?:lập|giao|trình|thông báo|quyết định|phê duyệt|xác định|quy định|ban hành|đề xuất|tham mưu|và|,)\s+){0,4}"
    r"(?:các )?(?:phương án|cơ chế|tổng mức|mức|danh mục|hạn mức|định mức|kế hoạch|tỷ lệ|dự toán)(?!\w)"
    r"[^;.:]{0,120}?(?:"
    rf"(?<!\w){_PURSE}(?!\w)[^;.:]{{0,100}}? (?:từ|nguồn|bằng)(?: (?:nguồn|các|vốn)){{0,2}} {_BUDGET}|"
    rf"(?<!\w)(?:(?:sử dụng|từ|bằng) )?(?:các )?nguồn(?: vốn| kinh phí)? {_BUDGET}|"
    rf"(?<!\w)(?:kết hợp|lồng ghép)(?: các)? (?:{_PURSE}) (?:giữa|của|từ|với) (?:các )?(?:chương trình|dự án))"
)
#: "Xây dựng cầu … bằng nguồn vốn ngân sách tỉnh": what is paid for, and out of what.
_PAYS = re.compile(
    r"(?:đầu tư|xây dựng|nâng cấp|cải tạo|sửa chữa|mua|mua sắm|hỗ trợ|chi trả|tổ chức|thực hiện)\s[^;.:]{0,160}?"
    rf"(?<!\w)bằng (?:nguồn )?(?:vốn |kinh phí )?{_BUDGET}"
)
_CONTROL = re.compile(
    r"(?<!\w)(?:quản lý|thanh toán|quyết toán|thanh quyết toán|kiểm tra|giám sát|giải ngân|đánh giá|báo cáo)(?!\w)"
)
#: In the section on money: what is given, or what is drawn up for approval, is a source of its own.
_GIVES = re.compile(
    r"(?<!không )(?<!chưa )(?<!các )(?<!phân )(?<!\w)(?:bố trí|cân đối|cấp|phân bổ|lồng ghép|dành)"
    rf"(?: (?:đủ|đầy đủ|kịp thời|một phần|các|nguồn)){{0,2}} (?:{_PURSE}|nguồn tài chính)(?!\w)|"
    rf"(?<!\w)(?:xây dựng|lập)(?: kế hoạch)?(?: và|,)?(?: (?:nhu cầu|phương án|dự trù|dự kiến))? {_PURSE}(?!\w)"
    r"[^;.]{0,80}?(?<!\w)(?:trình|gửi|báo cáo|phê duyệt)(?!\w)"
)
#: Thrift, rules to be kept, paying out, reports: about money, of no source.
_THRIFT = re.compile(
    r"(?:(?:đồng thời|tiếp tục|triệt để|thực hành|nâng cao|đẩy mạnh|đẩy nhanh|tăng cường|chủ động|tập trung),?\s+){0,3}"
    r"(?:(?:tái )?cơ cấu(?: lại)?|tiết kiệm|cắt giảm|tuân thủ|chấp hành|thực hiện nghiêm|(?:tiến độ |tỷ lệ )?giải ngân|"
    r"thu hồi|hiệu quả (?:sử dụng|quản lý|đầu tư)|báo cáo\s[^,;.]{0,60}?(?:tình hình|kết quả|tiến độ))(?!\w)"
)
#: "Việc huy động và sử dụng các nguồn vốn": what is to be looked at, when nothing is said of it.
_SUBJECT = re.compile(
    r"việc\s[^.;]{0,60}?(?:quyết toán|thanh toán|quản lý)(?!\w)|"
    r"(?:đánh giá\s+)?việc\s(?![^.;]{0,200}?(?<!\w)(?:được|do|lấy từ|(?:thực hiện )?theo|trong dự toán)(?!\w))"
)
#: A figure to be reached ("Phấn đấu … 10 %"), and that it is to be paid out of something.
_FIGURE = re.compile(
    r"(?:phấn đấu|đến (?:hết |cuối )?năm \d{4}|tỷ lệ|tốc độ|tổng thu|tổng vốn đầu tư|thu ngân sách|giá trị)(?!\w)"
    r"[^;.]{0,300}?\d\s?(?:%|tỷ|triệu|nghìn)"
)
_OUT_OF = re.compile(rf"(?<!\w)(?:từ|bằng|do) (?:các )?(?:nguồn|ngân sách|quỹ|xã hội)(?!\w)|{_GIVES.pattern}")
#: The label of a field of an item: "Nhiệm vụ: Các đơn vị …".
_FIELD = re.compile(
    r"(?:Nhiệm vụ|Nội dung|Nội dung thực hiện|Nội dung công việc|Giải pháp|Công việc|Cách thức|Cách làm|Yêu cầu)\s?:\s+"
    r"(?=\S)"
)
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
        if section is not None and _is_slogan(section.title):
            continue
        line = norm[p.start : p.end].rstrip()
        if line.isupper():
            continue
        start = body_start(norm, p.start, p.end)
        if label := _FIELD.match(norm, start, p.end):
            start = label.end()
        if (
            section is not None
            and start <= section.title_start
            and not section.run_in
            and not line.endswith((".", ";"))
        ):
            continue  # a heading
        for sentence in sentences(norm, start, p.end):
            for begin, end in _statements(lower, sentence, kind == "money"):
                part = begin, end
                if _comes_from(lower, part) if kind == "report" else _is_statement(norm, lower, part, kind == "money"):
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


def _comes_from(lower: str, part: Range) -> bool:
    """Whether money comes from a budget by name, or spending from a source: a statement in a report, too."""
    if lower.find(" từ ", *part) < 0:
        return False
    return _SPENDS.match(lower, *part) is not None or _COMES.search(lower, *part) is not None


def _allots(lower: str, part: Range) -> bool:
    """Whether a plan, an amount or an expense is named with its source ("mức vốn đối ứng từ ngân sách xã")."""
    m = _ALLOTS.match(lower, *part) or _PAYS.match(lower, *part)
    return m is not None and not _CONTROL.search(lower, m.start(), m.end())


def _asks(lower: str, part: Range) -> bool:
    """Whether a committee, a council or the government is asked for money."""
    return any(lower.find(giver, *part) >= 0 for giver in _GIVERS) and _ASKS.search(lower, *part) is not None


def _is_statement(norm: str, lower: str, part: Range, in_section: bool) -> bool:
    provide, money, source = _words()
    of_money = money.search(lower, *part) is not None
    if not of_money and _HUMAN.search(lower, *part):
        return False
    if _BUILDS.match(lower, *part):
        return False
    other = _OTHER.match(lower, *part)
    if norm.find(" Quỹ ", *part) >= 0 and _FUND.search(norm, *part) and not other:
        return True
    if _comes_from(lower, part) or _allots(lower, part) or _asks(lower, part):
        return True
    if _THRIFT.match(lower, *part) or _SUBJECT.match(lower, *part):
        return False
    if in_section:
        if _GIVES.search(lower, *part) and not other:
            return True
    elif (_FIGURE.match(lower, *part) and not _OUT_OF.search(lower, *part)) or (
        lower.find("thu hút", *part) >= 0 and _INVITES.search(lower, *part) and not _PROVIDES.search(lower, *part)
    ):
        return False
    named = in_section and (_SOURCE_FIRST.match(lower, *part) or _COMBINES.search(lower, *part))
    of_source = (of_money or in_section) and source.search(lower, *part) is not None
    if not named and not of_source:
        return False
    if named and not other:
        return True
    if not of_source:
        return False
    if (
        other
        and (norm[part[0]].isupper() or not _PROVIDES.search(lower, *part))
        and not _PROVIDES.match(lower, *part)
        and (not _PROVIDES.search(lower, other.end(), part[1]) or not other[0].endswith(","))
    ):
        return False
    return in_section or provide.search(lower, *part) is not None
