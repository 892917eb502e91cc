from __future__ import annotations

import pytest

from khtool.plan import Assignment, Span, Task
from khtool.resolution.catalogue import RegistryCatalogue
from khtool.resolution.edges import edges_of, kind_before
from khtool.resolution.resolver import resolve_all

OWN = "/akn/vn/doc/ke-hoach/ubnd-tinh-son-la/2024-03-01/20-kh-ubnd"
HEADER = {"code": "20/KH-UBND", "issued_date": "2024-03-01", "organ_name": "UBND tỉnh Sơn La"}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("ban hành Kế hoạch triển khai thực hiện ", "thuc_hien"),
        ("ban hành Kế hoạch triển khai, thực hiện có hiệu quả ", "thuc_hien"),
        ("quy định chi tiết một số điều của ", "quy_dinh_chi_tiet"),
        ("quy định chi tiết và hướng dẫn thi hành một số điều của ", "quy_dinh_chi_tiet"),
        ("hướng dẫn thi hành khoản 3 Điều 5 ", "huong_dan"),
        ("Sửa đổi, bổ sung một số điều của ", "sua_doi"),
        ("thay thế ", "thay_the"),
        ("Thực hiện ", "thuc_hien"),
        # the verb belongs to something else
        ("thực hiện chính sách dân số theo mục tiêu của ", None),
        ("về công tác trẻ em năm 2024, kèm theo ", None),
        # passive: the other document is the one that acts
        ("được sửa đổi, bổ sung tại ", None),
        ("được thay thế bởi ", None),
        ("", None),
    ],
)
def test_kind_before(words: str, kind: str | None) -> None:
    assert kind_before(words) == kind


def test_kind_before_is_linear() -> None:
    assert kind_before("và các " * 100_000 + "thực hiện ") == "thuc_hien"


def _edges(plan) -> set[tuple[str, str, str]]:
    resolutions = resolve_all(plan, RegistryCatalogue())
    return {(e.source.rsplit("/", 1)[1], e.target.rsplit("/", 1)[1], e.kind) for e in edges_of(plan, OWN, resolutions)}


def test_edges_of_the_basis(plan, cite) -> None:
    decision = cite(
        "Quyết định số 1472/QĐ-TTg ngày 28/9/2020",
        code="1472/QĐ-TTg",
        issued_date="2020-09-28",
        relation="thuc_hien",
        verb="Thực hiện",
        subject="Kế hoạch triển khai thực hiện Nghị quyết số 121/2020/QH14 về việc mẫu",
    )
    inside = cite("Nghị quyết số 121/2020/QH14", code="121/2020/QH14", relation="thuc_hien", within=0)
    basis = cite("Luật Trẻ em", type_name="Luật", relation="can_cu", verb="Căn cứ")
    body = cite(
        "Nghị định số 56/2017/NĐ-CP", code="56/2017/NĐ-CP", subject="quy định chi tiết một số điều của Luật Trẻ em"
    )
    detailed = cite("Luật Trẻ em", type_name="Luật", within=3)
    assert _edges(plan(decision, inside, basis, body, detailed, **HEADER)) == {
        ("20-kh-ubnd", "1472-qd-ttg", "thuc_hien"),
        ("1472-qd-ttg", "121-2020-qh14", "thuc_hien"),
        ("20-kh-ubnd", "102-2016-qh13", "can_cu"),
        ("20-kh-ubnd", "56-2017-nd-cp", "trich_dan"),
        ("56-2017-nd-cp", "102-2016-qh13", "quy_dinh_chi_tiet"),
    }


def test_the_words_that_prove_an_edge(plan, cite) -> None:
    first = cite(
        "Nghị quyết số 121/2020/QH14",
        code="121/2020/QH14",
        relation="thuc_hien",
        verb="Thực hiện",
        span=Span(start=5, end=32),
    )
    second = cite("Chỉ thị số 28-CT/TW", code="28-CT/TW", issued_date="2023-12-25", relation="thuc_hien")
    made = plan(first, second, **HEADER)
    one, two = edges_of(made, OWN, resolve_all(made, RegistryCatalogue()))
    assert (one.text, one.by, one.start, one.end) == ("Thực hiện Nghị quyết số 121/2020/QH14", OWN, 5, 32)
    assert two.text == "Thực hiện … Chỉ thị số 28-CT/TW"


def test_with_the_text_the_words_between_are_read_there(plan, cite) -> None:
    text = "Quyết định số 1472/QĐ-TTg ngày 28/9/2020 được sửa đổi tại Nghị quyết số 121/2020/QH14."
    outer = cite(text[:40], code="1472/QĐ-TTg", issued_date="2020-09-28", span=Span(start=0, end=40))
    inner = cite("Nghị quyết số 121/2020/QH14", code="121/2020/QH14", within=0, span=Span(start=58, end=85))
    made = plan(outer, inner, **HEADER).model_copy(update={"text": text})
    assert _edges(made) == {("20-kh-ubnd", "1472-qd-ttg", "trich_dan")}


def test_a_mention_beside_a_basis_is_no_second_edge(plan, cite) -> None:
    basis = cite("Luật Trẻ em", type_name="Luật", relation="can_cu", verb="Căn cứ")
    mention = cite("Luật Trẻ em", type_name="Luật", relation="khac")
    assert _edges(plan(basis, mention, mention, **HEADER)) == {("20-kh-ubnd", "102-2016-qh13", "can_cu")}


def test_a_title_says_what_is_carried_out(plan, cite) -> None:
    title = "Triển khai thực hiện Nghị quyết số 121/2020/QH14 trên địa bàn tỉnh"
    mention = cite("Nghị quyết số 121/2020/QH14", code="121/2020/QH14", span=Span(start=121, end=148))
    made = plan(mention, subject=title, spans={"subject": Span(start=100, end=170)}, **HEADER)
    assert _edges(made) == {("20-kh-ubnd", "121-2020-qh14", "thuc_hien")}
    elsewhere = plan(mention, subject=title, spans={"subject": Span(start=0, end=70)}, **HEADER)
    assert _edges(elsewhere) == {("20-kh-ubnd", "121-2020-qh14", "trich_dan")}


def test_a_plan_replaces_a_plan_and_nothing_else(plan, cite) -> None:
    old = cite("Kế hoạch số 9/KH-UBND ngày 01/02/2023", code="9/KH-UBND", issued_date="2023-02-01", verb="thay thế")
    made = plan(old, **HEADER)
    assert {kind for *_ends, kind in _edges(made)} == {"thay_the"}
    decision = cite(
        "Quyết định số 9/QĐ-UBND ngày 01/02/2023", code="9/QĐ-UBND", issued_date="2023-02-01", verb="thay thế"
    )
    assert {kind for *_ends, kind in _edges(plan(decision, **HEADER))} == {"trich_dan"}
    span = Span(start=0, end=100)
    task = Assignment(agency="Sở Nội vụ", role="implement", span=span, tasks=(Task(text="Tham mưu", span=span),))
    told = made.model_copy(update={"assignments": (task,)})
    assert {kind for *_ends, kind in _edges(told)} == {"trich_dan"}


def test_a_list_that_goes_on_is_no_subject(plan, cite) -> None:
    text = "Kế hoạch số 9/KH-UBND ngày 01/02/2023 về việc mẫu; thực hiện Nghị quyết số 121/2020/QH14."
    first = cite(
        text[:37], code="9/KH-UBND", issued_date="2023-02-01", relation="thuc_hien", span=Span(start=0, end=37)
    )
    span = Span(start=61, end=len(text) - 1)
    second = cite(text[61:-1], code="121/2020/QH14", relation="thuc_hien", within=0, span=span)
    made = plan(first, second, **HEADER).model_copy(update={"text": text})
    assert _edges(made) == {("20-kh-ubnd", "09-kh-ubnd", "thuc_hien"), ("20-kh-ubnd", "121-2020-qh14", "thuc_hien")}


def test_ambiguous_and_own_mentions_give_no_edge(plan, cite) -> None:
    ambiguous = cite("Quyết định số 06/QĐ-TTg", code="06/QĐ-TTg", relation="thuc_hien")
    inside = cite("Luật Trẻ em", type_name="Luật", within=0)
    own = cite("Kế hoạch số 20/KH-UBND", code="20/KH-UBND", issued_date="2024")
    assert _edges(plan(ambiguous, inside, own, **HEADER)) == set()
