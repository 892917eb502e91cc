from __future__ import annotations

import random
from collections.abc import Callable

from khtool.comparing import diff_years
from khtool.comparing.years import matter
from khtool.plan import Plan
from khtool.resolution.model import Record


def record(n: int, year: int, organ: str, subject: str) -> Record:
    return Record(f"/akn/{year}/{n}", f"{n}/KH-UBND", "Kế hoạch", organ, "tinh", f"{year}-03-01", subject, "corpus")


class Corpus:
    def __init__(self, records: list[Record], make: Callable[..., Plan]) -> None:
        self.records, self.make, self.asked = records, make, 0

    def plans(self, year: int) -> list[Record]:
        return [r for r in self.records if r.issued_date and r.issued_date.startswith(str(year))]

    def plan(self, id: str) -> Plan:
        self.asked += 1
        r = next(r for r in self.records if r.id == id)
        return self.make(int(id.split("/")[2]), header={"subject": r.subject, "organ_name": r.organ_name})


RECORDS = [
    record(1, 2023, "UBND tỉnh Lâm Đồng", "Triển khai công tác trẻ em năm 2023 trên địa bàn tỉnh Lâm Đồng"),
    record(2, 2023, "UBND tỉnh Lâm Đồng", "Phòng, chống tai nạn thương tích trẻ em năm 2023"),
    record(3, 2023, "UBND tỉnh Lâm Đồng", "Cải cách hành chính năm 2023"),
    record(4, 2023, "UBND tỉnh Đồng Nai", "Triển khai công tác trẻ em năm 2023"),
    record(1, 2024, "UBND tỉnh Lâm Đồng", "Phòng, chống tai nạn thương tích trẻ em năm 2024 trên địa bàn tỉnh"),
    record(2, 2024, "Ủy ban nhân dân tỉnh Lâm Đồng", "Thực hiện công tác trẻ em năm 2024"),
    record(3, 2024, "UBND tỉnh Lâm Đồng", "Chuyển đổi số năm 2024"),
]


def test_series_are_paired_within_an_issuer(plan: Callable[..., Plan]) -> None:
    corpus = Corpus(RECORDS, plan)
    result = diff_years(corpus, 2023, 2024)
    assert sorted((p.old.id, p.new.id) for p in result.pairs) == [
        ("/akn/2023/1", "/akn/2024/2"),
        ("/akn/2023/2", "/akn/2024/1"),
    ]
    assert sorted(r.id or "" for r in result.ended) == ["/akn/2023/3", "/akn/2023/4"]
    assert [r.id for r in result.added] == ["/akn/2024/3"]
    assert corpus.asked == 4


def test_the_order_of_the_corpus_does_not_matter(plan: Callable[..., Plan]) -> None:
    first = diff_years(Corpus(RECORDS, plan), 2023, 2024)
    shuffled = RECORDS[:]
    random.Random(7).shuffle(shuffled)
    assert diff_years(Corpus(shuffled, plan), 2023, 2024) == first


def test_a_year_with_itself_pairs_nothing(plan: Callable[..., Plan]) -> None:
    result = diff_years(Corpus(RECORDS, plan), 2023, 2023)
    assert (result.pairs, result.added, result.ended) == ([], [], [])


def test_the_matter_is_free_of_year_period_place_and_number() -> None:
    assert matter("Triển khai công tác trẻ em năm 2023 trên địa bàn tỉnh Lâm Đồng") == matter(
        "Thực hiện công tác trẻ em giai đoạn 2021-2025"
    )
    assert matter("Thực hiện Quyết định số 23/QĐ-TTg ngày 07/01/2021 về trẻ em") == matter(
        "Thực hiện Quyết định số 40/QĐ-TTg ngày 08/02/2022 về trẻ em"
    )
