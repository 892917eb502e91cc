"""What plans say of the documents that they cite, and what they agree on."""

from __future__ import annotations

from pathlib import Path

import pytest

from khtool.corpus import Corpus
from khtool.corpus.knowing import know
from khtool.corpus.sayings import Said, Voice

PLAN = """ỦY BAN NHÂN DÂN
HUYỆN {name}
Số: {number}/KH-UBND
{place}, ngày 05 tháng 02 năm 2024

KẾ HOẠCH
{subject}

{basis}
UBND huyện ban hành Kế hoạch như sau:

I. MỤC ĐÍCH
Nâng cao chất lượng công việc.
"""
#: Twelve districts of Sơn La.
DISTRICTS = (
    "Thuận Châu",
    "Mai Sơn",
    "Sông Mã",
    "Yên Châu",
    "Mường La",
    "Phù Yên",
    "Bắc Yên",
    "Quỳnh Nhai",
    "Sốp Cộp",
    "Vân Hồ",
)
DECREE = "/akn/vn/act/nghi-dinh/chinh-phu/2017-05-09/56-2017-nd-cp"


def write(folder: Path, at: int, basis: str) -> Path:
    name = DISTRICTS[at]
    text = PLAN.format(
        name=name.upper(), place=name, number=40 + at, subject=f"Công tác trẻ em năm 2024 huyện {name}", basis=basis
    )
    file = folder / f"{at}.txt"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for at in range(len(DISTRICTS)):
        day = "09/5/2017" if at else "19/5/2017"
        write(folder, at, f"Căn cứ Nghị định số 56/2017/NĐ-CP ngày {day} của Chính phủ quy định chi tiết Luật Trẻ em;")
    return folder


@pytest.fixture
def corpus(folder: Path, tmp_path: Path) -> Corpus:
    corpus = Corpus(folder, index=tmp_path / "index.sqlite")
    corpus.refresh()
    return corpus


def test_the_date_that_nine_of_ten_give(corpus: Corpus) -> None:
    (said,) = corpus.said("56/2017/NĐ-CP")
    assert (said.id, said.plans) == (DECREE, 10)
    assert said.dates == (Voice("2017-05-09", 9), Voice("2017-05-19", 1))
    assert said.organs == (Voice("Chính phủ", 10),)
    assert said.agreed("date") == Voice("2017-05-09", 9)
    assert [id.split("/")[5] for id in corpus.sayers(said, "date", "2017-05-19")] == ["ubnd-huyen-thuan-chau"]
    assert len(corpus.sayers(said, "date", "2017-05-09", limit=4)) == 4
    assert corpus.said(DECREE) == [said]
    assert corpus.said("999/2017/NĐ-CP") == []


@pytest.mark.parametrize(
    ("counts", "agreed"),
    [((5,), True), ((4,), False), ((9, 1), True), ((8, 2), False), ((17, 1, 1), False), ((), False)],
)
def test_agreement_needs_five_plans_and_nine_tenths(counts: tuple[int, ...], agreed: bool) -> None:
    voices = tuple(Voice(f"2024-01-0{day}", plans) for day, plans in enumerate(counts, 1))
    said = Said("k", None, sum(counts), dates=voices)
    assert (said.agreed("date") is not None) == agreed


def test_what_is_said_follows_the_files(corpus: Corpus, folder: Path) -> None:
    (folder / "0.txt").unlink()
    write(folder, 1, "Căn cứ Nghị định số 56/2017/NĐ-CP ngày 10/5/2017 của Chính phủ;")
    corpus.refresh()
    (said,) = corpus.said(DECREE)
    assert said.dates == (Voice("2017-05-09", 8), Voice("2017-05-10", 1))
    for at in range(1, len(DISTRICTS)):
        (folder / f"{at}.txt").unlink()
    corpus.refresh()
    assert corpus.said(DECREE) == []
    counts = [corpus._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("said", "saying")]
    assert counts == [0, 0]


def test_a_document_that_nobody_has_gets_the_date_that_plans_agree_on(corpus: Corpus, folder: Path) -> None:
    for at in range(len(DISTRICTS)):
        day = "07" if at else "17"
        write(
            folder, at, f"Thực hiện Kế hoạch số 44/KH-UBND ngày {day}/01/2024 của UBND tỉnh Sơn La về công tác trẻ em;"
        )
    corpus.refresh()
    (said,) = corpus.said("44/KH-UBND")
    assert (said.id, said.plans, said.dates[0]) == (None, 10, Voice("2024-01-07", 9))
    slipped = corpus.get("/akn/vn/doc/ke-hoach/ubnd-tinh-son-la/2024-01-17/44-kh-ubnd")
    assert slipped is not None
    assert (slipped.standing, slipped.issued_date) == ("unknown", "2024-01-07")


def test_all_that_is_known_with_its_sources(corpus: Corpus) -> None:
    known = know(corpus, corpus.identify("56/2017/NĐ-CP"), limit=3)
    dates = [(f.value, f.origin, f.detail, f.confidence) for f in known.facts if f.field == "issued_date"]
    assert [date[:2] for date in dates] == [("2017-05-09", "registry"), ("2017-05-09", "cited")]
    assert dates[1][2:] == ("9/10", "high")
    (deviation,) = known.deviations
    assert (deviation.field, deviation.value, deviation.plans) == ("date", "2017-05-19", 1)
    assert len(known.citing) == 3
    assert known.citing_count == 10 + len(corpus._registry.down(DECREE))
    assert {edge.kind for edge in known.above} >= {"quy_dinh_chi_tiet", "thay_the"}
    assert all(edge.target in known.others for edge in known.above)


def test_what_is_known_of_a_plan_of_the_corpus(corpus: Corpus) -> None:
    known = know(corpus, corpus.identify("41/KH-UBND"))
    assert {(f.field, f.value, f.origin) for f in known.facts} >= {
        ("code", "41/KH-UBND", "corpus"),
        ("organ_name", "UBND huyện Mai Sơn", "corpus"),
    }
    assert known.said is None
    assert known.citing == []
