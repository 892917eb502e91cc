from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from khtool.checking import Finding, check
from khtool.corpus import Corpus
from khtool.extraction import extract
from khtool.resolution.catalogue import RegistryCatalogue
from khtool.resolution.resolver import resolve
from khtool.text import PlanText, PlanTextBuilder

# A plan without a fault, into which a case puts its lines.
HEAD = [
    "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 45/KH-UBND",
    "Lâm Đồng, ngày 20 tháng 3 năm 2024",
    "KẾ HOẠCH",
    "Triển khai công tác trẻ em năm 2024 trên địa bàn tỉnh Lâm Đồng",
    "Thực hiện Quyết định số 23/QĐ-TTg ngày 07/01/2021 của Thủ tướng Chính phủ phê duyệt Chương trình hành động "
    "quốc gia vì trẻ em giai đoạn 2021-2030, Ủy ban nhân dân tỉnh Lâm Đồng ban hành Kế hoạch với các nội dung như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "Nâng cao trách nhiệm của các cấp, các ngành trong công tác trẻ em.",
    "II. NỘI DUNG THỰC HIỆN",
]
TAIL = [
    "III. KINH PHÍ THỰC HIỆN",
    "Kinh phí được bố trí trong dự toán ngân sách nhà nước năm 2024 theo phân cấp hiện hành.",
    "IV. TỔ CHỨC THỰC HIỆN",
    "1. Sở Y tế",
    "- Chủ trì theo dõi, tổng hợp kết quả thực hiện Kế hoạch.",
    "2. Sở Tài chính",
    "- Tham mưu bố trí kinh phí thực hiện Kế hoạch.",
    "Trên đây là Kế hoạch triển khai công tác trẻ em năm 2024 trên địa bàn tỉnh Lâm Đồng./.",
    "Nơi nhận:",
    "- Bộ Y tế (b/c);",
    "- Các sở, ban, ngành;",
    "- Lưu: VT, VX.",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "Trần Văn Bình",
]


def compose(example: str) -> PlanText:
    """A whole plan as it is; else the lines of the case put where they belong in the plan without a fault."""
    lines = [line for line in example.strip("\n").split("\n") if line.strip()]
    if not any(line.strip().startswith("KẾ HOẠCH") for line in lines):
        if len(lines) == 1 and lines[0].startswith("Số:"):
            lines = [*HEAD[:3], lines[0], *HEAD[4:], "- Tổ chức truyền thông.", *TAIL]
        elif len(lines) == 1 and ", ngày" in lines[0] and len(lines[0]) < 60:
            lines = [*HEAD[:4], lines[0], *HEAD[5:], "- Tổ chức truyền thông.", *TAIL]
        else:
            lines = [*HEAD, *lines, *TAIL]
    builder = PlanTextBuilder("txt")
    for line in lines:
        builder.add(line)
    return builder.build()


@lru_cache(maxsize=1)
def registry() -> RegistryCatalogue:
    return RegistryCatalogue()


def run(text: PlanText, *select: str) -> list[Finding]:
    plan = resolve(extract(text), registry())
    return check(plan, text, registry(), select=select or None)


def run_beside(folder: Path, others: list[str], text: PlanText, *select: str) -> list[Finding]:
    """The findings in a plan beside others that a corpus holds."""
    for i, other in enumerate(others):
        lines = "\n\n".join(line.strip() for line in other.strip().split("\n"))
        (folder / f"{i}.txt").write_text(lines + "\n", encoding="utf-8")
    with Corpus(folder, index=":memory:") as corpus:
        assert not corpus.refresh(workers=1).failed
        return check(resolve(extract(text), corpus), text, corpus, select=select or None)


@pytest.fixture
def lint(tmp_path: Path) -> Callable[..., list[Finding]]:
    """`lint(example, "KH201")`: the findings of some rules (or of all) in an example.

    Plans above a line "---" are a corpus, against which the last one is checked.
    """

    def findings(example: str, *select: str) -> list[Finding]:
        *others, own = [part for part in re.split(r"(?m)^---$", example) if part.strip()]
        if not others:
            return run(compose(own), *select)
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        return run_beside(folder, others, compose(own), *select)

    return findings
