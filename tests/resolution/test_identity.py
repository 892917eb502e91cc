from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.resolution.catalogue import RegistryCatalogue, document_of, id_of
from khtool.resolution.identity import DocumentId, of_plan


@pytest.mark.parametrize(
    ("facts", "iri"),
    [
        (
            ("Nghị quyết", "Quốc hội khóa XIV", "2020-06-19", "121/2020/QH14"),
            "/akn/vn/act/nghi-quyet/quoc-hoi/2020-06-19/121-2020-qh14",
        ),
        (
            ("Kế hoạch", "Ủy ban nhân dân TP. Cần Thơ", "2021-05-31", "115/KH-UBND"),
            "/akn/vn/doc/ke-hoach/ubnd-thanh-pho-can-tho/2021-05-31/115-kh-ubnd",
        ),
        (
            ("Kế hoạch", "UBND tỉnh Đắk Lắk", "2025-11-18", "0125/KH-UBND"),
            "/akn/vn/doc/ke-hoach/ubnd-tinh-dak-lak/2025-11-18/125-kh-ubnd",
        ),
        (("Quyết định", None, "2019", "6/QĐ-TTg"), "/akn/vn/doc/quyet-dinh/thu-tuong-chinh-phu/2019/06-qd-ttg"),
        (
            ("Nghị quyết", "HĐND thành phố Hà Nội", "2021-12-08", "17/2021/NQ-HĐND"),
            "/akn/vn/act/nghi-quyet/hdnd-thanh-pho-ha-noi/2021-12-08/17-2021-nq-hdnd",
        ),
        (("Kế hoạch", "UBND xã Mẫu", None, "7/KH-UBND"), "/akn/vn/doc/ke-hoach/ubnd-xa-mau/nn/07-kh-ubnd"),
        (
            ("Kế hoạch", "Sở LĐ-TB&XH", "2024-02-06", "525/KH-SLĐTB&XH"),
            "/akn/vn/doc/ke-hoach/so-lao-dong-thuong-binh-va-xa-hoi/2024-02-06/525-kh-sldtbxh",
        ),
    ],
)
def test_iri(facts: tuple[str, str | None, str | None, str], iri: str) -> None:
    assert str(DocumentId.of(*facts)) == iri
    assert str(DocumentId.parse(iri)) == iri


words = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)
dates = st.one_of(
    st.just("nn"), st.dates().map(str), st.dates().map(lambda d: str(d)[:4]), st.dates().map(lambda d: str(d)[:7])
)


@given(st.sampled_from(["act", "doc"]), words, words, dates, words)
def test_what_is_written_is_read_back(document_class: str, kind: str, organ: str, date: str, number: str) -> None:
    made = DocumentId(document_class, kind, organ, date, number)  # type: ignore[arg-type]
    assert DocumentId.parse(str(made)) == made


@given(
    st.text(max_size=40),
    st.none() | st.text(max_size=40),
    st.none() | st.text(max_size=12),
    st.none() | st.text(max_size=30),
)
def test_any_facts_make_an_id_that_is_read_back(
    kind: str, organ: str | None, date: str | None, code: str | None
) -> None:
    made = DocumentId.of(kind, organ, date, code, subject=organ)
    assert DocumentId.parse(str(made)) == made


@pytest.mark.parametrize(
    "text", ["", "/akn/vn/act/luat", "/akn/fr/act/luat/quoc-hoi/2016/102", "/akn/vn/act/luat/Quốc hội/2016/1"]
)
def test_what_is_no_id(text: str) -> None:
    with pytest.raises(ValueError, match="not the IRI"):
        DocumentId.parse(text)


def test_a_plan_without_number_or_date_has_a_stable_id(plan) -> None:
    one = plan(organ_name="UBND huyện Mẫu", subject="Tổ chức Tháng hành động", years=(2024,))
    assert str(of_plan(one)) == "/akn/vn/doc/ke-hoach/ubnd-huyen-mau/2024/nn-to-chuc-thang-hanh-dong"
    bare = plan()
    assert of_plan(bare) == of_plan(bare.model_copy())
    assert of_plan(bare).number.startswith("nn-")
    long = plan(subject="rất " * 60)
    assert len(of_plan(long).number) < 100
    assert of_plan(long) != of_plan(plan(subject="rất " * 61))


@pytest.mark.parametrize("code", ["121/2020/QH14", "06/QĐ-TTg", "28-CT/TW", "56/2017/NĐ-CP"])
def test_the_registry_finds_its_documents_by_id(code: str) -> None:
    records = RegistryCatalogue().by_code(code)
    assert records
    for record in records:
        document = document_of(record.id)
        assert document is not None
        assert id_of(document) == record.id
        assert RegistryCatalogue().get(record.id) == record
    assert document_of("/akn/vn/doc/ke-hoach/ubnd-xa-mau/nn/07-kh-ubnd") is None
    assert document_of("no id") is None
