"""What people ask of the index beyond a document and its edges: gaps, what is unproven, evidence, the first of many."""

from __future__ import annotations

from pathlib import Path

import pytest

from khtool import i18n
from khtool.corpus import Corpus
from khtool.corpus.coverage import coverage
from khtool.corpus.evidence import gather
from khtool.errors import KhtoolError
from khtool.resolution.chain import build

P20 = "/akn/vn/doc/ke-hoach/ubnd-tinh-son-la/2024-02-05/20-kh-ubnd"
D31 = "/akn/vn/doc/ke-hoach/ubnd-huyen-thuan-chau/2024-03-01/31-kh-ubnd"
DIRECTIVE = "/akn/vn/doc/chi-thi/bo-chinh-tri/2023-12-25/28-ct-tw"


@pytest.fixture
def corpus(folder: Path, tmp_path: Path) -> Corpus:
    corpus = Corpus(folder, index=tmp_path / "index.sqlite")
    corpus.refresh()
    return corpus


def test_the_districts_without_a_plan(corpus: Corpus) -> None:
    found = coverage(corpus, corpus.identify(P20))
    assert (found.level, found.date) == ("huyen", "2024-02-05")
    ((unit, records),) = found.covered
    assert unit.full_name == "huyện Thuận Châu"
    assert [r.code for r in records] == ["31/KH-UBND", "33/KH-UBND"]
    assert len(found.missing) == 11
    assert "thành phố Sơn La" in [unit.full_name for unit in found.missing]


def test_the_provinces_of_that_day(corpus: Corpus) -> None:
    found = coverage(corpus, corpus.identify("1472/QĐ-TTg"))
    assert (found.level, len(found.covered), len(found.missing)) == ("tinh", 0, 63)
    party = coverage(corpus, corpus.identify(DIRECTIVE))
    assert [unit.full_name for unit, _records in party.covered] == ["tỉnh Sơn La"]
    assert len(party.missing) == 62


def test_the_communes_of_a_district_and_of_a_province_since_2025(corpus: Corpus, folder: Path, texts) -> None:
    found = coverage(corpus, corpus.identify(D31))
    assert found.level == "xa"
    assert len(found.missing) > 20
    later = texts["tinh/20-KH.txt"].replace("02 năm 2024", "9 năm 2025").replace("Số: 20/", "Số: 70/")
    (folder / "70.txt").write_text(later, encoding="utf-8")
    corpus.refresh()
    found = coverage(corpus, corpus.identify("70/KH-UBND"))
    assert found.level == "xa"
    assert len(found.missing) == 75  # xã and phường of tỉnh Sơn La since 1/7/2025


def test_a_province_that_has_merged_since(corpus: Corpus, folder: Path, texts) -> None:
    text = (
        texts["tinh/20-KH.txt"]
        .replace("Số: 20/", "Số: 71/")
        .replace("SƠN LA", "BẮC NINH")
        .replace("Sơn La", "Bắc Ninh")
    )
    for year, absorbed in (("6 năm 2025", []), ("7 năm 2025", [("tỉnh Bắc Giang", "tỉnh Bắc Ninh")])):
        (folder / "71.txt").write_text(text.replace("02 năm 2024", year), encoding="utf-8")
        corpus.refresh()
        found = coverage(corpus, corpus.identify(DIRECTIVE))
        assert [unit.full_name for unit, _records in found.covered] == ["tỉnh Bắc Ninh", "tỉnh Sơn La"]
        assert [(unit.full_name, heir.full_name) for unit, heir in found.absorbed] == absorbed
        assert "tỉnh Bắc Giang" in [unit.full_name for unit in found.missing]


def test_a_unit_that_nobody_knows_has_no_gap(corpus: Corpus, folder: Path, texts) -> None:
    (folder / "9.txt").write_text(texts["tinh/20-KH.txt"].replace("SƠN LA", "AN SƠN"), encoding="utf-8")
    corpus.refresh()
    with pytest.raises(KhtoolError, match="UBND tỉnh An Sơn"):
        coverage(corpus, corpus.identify("20/KH-UBND", issuer="UBND tỉnh An Sơn"))


ORPHAN = "UBND huyện ban hành Kế hoạch, có tính đến Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị, như sau:"


def test_without_a_basis_the_nearest_superior_documents_are_unproven(corpus: Corpus, folder: Path, texts) -> None:
    text = texts["huyen/31-KH.txt"]
    basis = next(line for line in text.splitlines() if line.startswith("Thực hiện Kế hoạch số 20"))
    (folder / "huyen/31-KH.txt").write_text(
        text.replace(basis, "").replace("UBND huyện ban hành Kế hoạch như sau:", ORPHAN), encoding="utf-8"
    )
    corpus.refresh()
    chain = build(corpus, D31)
    assert [e for e in chain.edges if e.source == D31] == []
    assert [(u.record.id, u.why) for u in chain.unproven] == [(DIRECTIVE, "mentioned"), (P20, "same_subject")]
    assert "28-CT/TW" in (chain.unproven[0].text or "")
    assert build(corpus, P20).unproven == []


def test_a_basis_that_may_be_one_of_several_is_told(corpus: Corpus, folder: Path, texts) -> None:
    text = texts["huyen/31-KH.txt"].replace(
        "Kế hoạch số 20/KH-UBND ngày 05/02/2024 của UBND tỉnh", "Quyết định số 06/QĐ-TTg"
    )
    (folder / "huyen/31-KH.txt").write_text(text.replace("về công tác trẻ em", "về việc khác"), encoding="utf-8")
    corpus.refresh()
    chain = build(corpus, D31)
    assert chain.edges == []
    told = [u for u in chain.unproven if u.why == "ambiguous"]
    assert {u.record.code for u in told} == {"06/QĐ-TTg"}
    assert len(told) >= 2
    assert corpus.nearest(D31, proven=True) == told


def test_the_sentence_that_proves_a_step(corpus: Corpus) -> None:
    chain = build(corpus, D31, down=False)
    proofs = gather(corpus, chain.edges)
    at = next(i for i, e in enumerate(chain.edges) if (e.source, e.target) == (D31, P20))
    proof = proofs[at]
    assert proof.sentence == "Thực hiện Kế hoạch số 20/KH-UBND ngày 05/02/2024 của UBND tỉnh về công tác trẻ em;"
    assert (proof.path, proof.line) == ("huyen/31-KH.txt", 9)
    assert all(chain.edges[i].by != "registry" for i in proofs)


def test_evidence_outlives_its_file(corpus: Corpus, folder: Path) -> None:
    (folder / "huyen/31-KH.txt").unlink()
    edges = corpus.up(D31)
    assert gather(corpus, edges)[0].sentence == edges[0].text


def test_the_first_of_many(corpus: Corpus) -> None:
    first, more = corpus.below(P20, None, 1)
    assert ([e.source for e in first], more) == ([D31], 1)
    everything, none = corpus.below(P20, None, 10)
    assert sorted(everything, key=lambda e: e.source) == corpus.down(P20)
    assert none == 0
    chain = build(corpus, P20, up=False, per_step=1)
    assert chain.more == {P20: 1}
    assert chain.truncated


def test_many_witnesses_of_one_step_count_once(corpus: Corpus, folder: Path, texts) -> None:
    said = "thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị về công tác trẻ em"
    text = texts["huyen/31-KH.txt"].replace("của UBND tỉnh về công tác trẻ em", f"của UBND tỉnh {said}")
    for number in range(60, 66):
        (folder / f"{number}.txt").write_text(text.replace("Số: 31/", f"Số: {number}/"), encoding="utf-8")
    corpus.refresh()
    witnesses = [e for e in corpus.down(DIRECTIVE, {"thuc_hien"}) if e.source == P20]
    assert len(witnesses) == 7  # the plan itself, and six that say so of it
    for limit in (1, 2, 50):
        edges, more = corpus.below(DIRECTIVE, {"thuc_hien"}, limit)
        assert [(e.source, e.by) for e in edges if e.source == P20] == [(P20, P20)]
        assert len(edges) + more == len({e.source for e in corpus.down(DIRECTIVE, {"thuc_hien"})})


def test_only_the_edges_of_the_kinds_asked_for(corpus: Corpus) -> None:
    assert [e.kind for e in corpus.below(P20, {"can_cu"}, 5)[0]] == ["can_cu"]
    assert corpus.below(P20, {"thay_the"}, 5) == ([], 0)


def test_failures_are_told_in_the_language_of_the_day(corpus: Corpus, folder: Path) -> None:
    (folder / "rong.txt").write_text("", encoding="utf-8")
    english = corpus.refresh().failed
    assert english == corpus.refresh().failed
    language = i18n.language()
    try:
        i18n.set_language("vi")
        ((path, vietnamese),) = corpus.refresh().failed
    finally:
        i18n.set_language(language)
    assert path == "rong.txt"
    assert "tệp" in vietnamese
    assert corpus.refresh().failed == english


COMMUNE = """ỦY BAN NHÂN DÂN
XÃ TÂN LẬP
Số: 12/KH-UBND
Tân Lập, ngày 10 tháng 4 năm 2024

KẾ HOẠCH
Tháng hành động vì trẻ em năm 2024

Thực hiện Kế hoạch số 31/KH-UBND ngày 01/3/2024 của UBND {district};
UBND xã ban hành Kế hoạch như sau:

I. MỤC ĐÍCH
Nâng cao chất lượng công việc.
"""


def test_two_communes_of_one_name_stay_two(corpus: Corpus, folder: Path) -> None:
    districts = ("huyện Lục Yên, tỉnh Yên Bái", "huyện Vũ Thư, tỉnh Thái Bình")
    for at, district in enumerate(districts):
        (folder / f"xa{at}.txt").write_text(COMMUNE.format(district=district), encoding="utf-8")
    corpus.refresh()
    organs = sorted(r.id.split("/")[5] for r in corpus.find("12/KH-UBND"))
    assert organs == ["ubnd-xa-tan-lap-huyen-luc-yen", "ubnd-xa-tan-lap-huyen-vu-thu"]
    for file in folder.glob("xa*.txt"):  # also where nobody has them and their districts cite them
        file.unlink()
    for at, (name, district) in enumerate((("CHÂU THÀNH", "tỉnh Long An"), ("CHÂU THÀNH", "tỉnh Bến Tre"))):
        below = COMMUNE.replace("XÃ TÂN LẬP", f"HUYỆN {name}").replace("Tân Lập,", "Châu Thành,")
        below = below.format(district=district).replace(
            "I. MỤC", "Căn cứ Kế hoạch số 7/KH-UBND ngày 09/4/2024 của UBND huyện;\n\nI. MỤC"
        )
        (folder / f"h{at}.txt").write_text(below.replace("Số: 12/", f"Số: {at + 80}/"), encoding="utf-8")
    corpus.refresh()
    cited = {e.target for code in ("80/KH-UBND", "81/KH-UBND") for r in corpus.find(code) for e in corpus.up(r.id)}
    assert {id.split("/")[5] for id in cited if id.endswith("/07-kh-ubnd")} == {
        "ubnd-huyen-chau-thanh-tinh-long-an",
        "ubnd-huyen-chau-thanh-tinh-ben-tre",
    }
    for at, district in enumerate(districts):
        (folder / f"xa{at}.txt").write_text(COMMUNE.format(district=district), encoding="utf-8")
    superior = COMMUNE.replace("XÃ TÂN LẬP", "HUYỆN VŨ THƯ").replace("12/KH-UBND\nTân Lập", "99/KH-UBND\nVũ Thư")
    superior = (
        superior.replace("tháng 4", "tháng 5")
        .format(district="tỉnh Thái Bình")
        .replace("I. MỤC", "Căn cứ Kế hoạch số 12/KH-UBND ngày 10/4/2024 của UBND xã Tân Lập;\n\nI. MỤC")
    )
    (folder / "99.txt").write_text(superior, encoding="utf-8")
    corpus.refresh()
    (plan,) = corpus.find("99/KH-UBND")
    targets = [e.target.split("/")[5] for e in corpus.up(plan.id) if e.target.endswith("/12-kh-ubnd")]
    assert targets == ["ubnd-xa-tan-lap-huyen-vu-thu"]
