from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.plan import Citation, Header, Plan, Source, Span
from khtool.resolution.catalogue import RegistryCatalogue
from khtool.resolution.edges import edges_of
from khtool.resolution.identity import DocumentId, of_plan
from khtool.resolution.issuers import Context
from khtool.resolution.resolver import explain, resolve, resolve_all, resolve_citation
from khtool.resolution.subjects import likeness

REGISTRY = RegistryCatalogue()
N121 = "/akn/vn/act/nghi-quyet/quoc-hoi/2020-06-19/121-2020-qh14"
D782 = "/akn/vn/doc/quyet-dinh/thu-tuong-chinh-phu/2021-05-27/782-qd-ttg"
D56 = "/akn/vn/act/nghi-dinh/chinh-phu/2017-05-09/56-2017-nd-cp"
D06_2019 = "/akn/vn/doc/quyet-dinh/thu-tuong-chinh-phu/2019-01-03/06-qd-ttg"
D06_2022 = "/akn/vn/doc/quyet-dinh/thu-tuong-chinh-phu/2022-01-06/06-qd-ttg"
LAW = "/akn/vn/act/luat/quoc-hoi/2016-04-05/102-2016-qh13"
MATTER = "tăng cường hiệu lực, hiệu quả việc thực hiện chính sách, pháp luật về phòng, chống xâm hại trẻ em"
CHILD_WORK = (
    "phê duyệt Chương trình phòng ngừa, giảm thiểu trẻ em lao động trái quy định của pháp luật giai đoạn 2021-2025"
)


@pytest.mark.parametrize(
    ("text", "fields", "target", "reason"),
    [
        ("Nghị quyết số 121/2020/QH14", {"code": "121/2020/QH14", "issued_date": "2020-06-19"}, N121, None),
        # the code has its year: a wrong date changes nothing
        ("Nghị định số 56/2017/NĐ-CP", {"code": "56/2017/NĐ-CP", "issued_date": "2017-05-19"}, D56, "date"),
        # the year slipped in number and date alike
        (
            "Nghị quyết số 121/2021/QH14",
            {"code": "121/2021/QH14", "issued_date": "2021-06-19", "subject": MATTER},
            N121,
            "year",
        ),
        # without a subject nothing proves that it is a slip
        ("Nghị quyết số 121/2021/QH14", {"code": "121/2021/QH14", "issued_date": "2021-06-19"}, None, None),
        (
            "Nghị quyết số 121/2021/QH14",
            {"code": "121/2021/QH14", "issued_date": "2021-07-20", "subject": MATTER},
            None,
            None,
        ),
        # the number slipped
        (
            "Nghị quyết số 212/2020/QH",
            {"code": "212/2020/QH", "issued_date": "2020-06-19", "organ_name": "Quốc hội", "subject": MATTER},
            N121,
            "number",
        ),
        (
            "Quyết định số 178/QĐ-TTg",
            {"code": "178/QĐ-TTg", "issued_date": "2021-05-27", "subject": CHILD_WORK},
            D782,
            "number",
        ),
        (
            "Quyết định số 178/QĐ-TTg",
            {"code": "178/QĐ-TTg", "issued_date": "2021-05-28", "subject": CHILD_WORK},
            None,
            None,
        ),
        # numbers restart every year
        ("Quyết định số 06/QĐ-TTg", {"code": "06/QĐ-TTg", "issued_date": "2019-01-03"}, D06_2019, None),
        ("Quyết định số 6/QĐ-TTg", {"code": "6/QĐ-TTg", "issued_date": "2022-01-06"}, D06_2022, None),
        ("Quyết định số 06/QĐ-TTg năm 2019", {"code": "06/QĐ-TTg", "issued_date": "2019"}, D06_2019, None),
        # other forms of a number
        ("Nghị định số 56/NĐ/2017/NĐ-CP", {"code": "56/NĐ/2017/NĐ-CP", "issued_date": "2017-05-09"}, D56, "form"),
        (
            "Thông tư số 14/2020/TT-BLĐTB&XH",
            {"code": "14/2020/TT-BLĐTB&XH", "organ_name": "Bộ Lao động - Thương binh và Xã hội"},
            "/akn/vn/act/thong-tu/bo-lao-dong-thuong-binh-va-xa-hoi/2020-11-28/14-2020-tt-bldtbxh",
            "form",
        ),
        # by name
        ("Luật trẻ em", {"kind": "named", "type_name": "Luật"}, LAW, None),
        ("Luật Trẻ em năm 2016", {"kind": "named", "type_name": "Luật", "issued_date": "2016"}, LAW, None),
        (
            "Luật Trẻ em ngày 05 tháng 4 năm 2016",
            {"kind": "named", "type_name": "Luật", "issued_date": "2016-04-05"},
            LAW,
            None,
        ),
        ("Luật Trẻ em năm 2004", {"kind": "named", "type_name": "Luật", "issued_date": "2004"}, None, None),
        # by title
        (
            "Chương trình hành động quốc gia vì trẻ em giai đoạn 2021 - 2030",
            {"kind": "titled", "type_name": "Chương trình"},
            "/akn/vn/doc/quyet-dinh/thu-tuong-chinh-phu/2021-01-07/23-qd-ttg",
            None,
        ),
        # the programme of an earlier period is another one
        (
            "Chương trình bảo vệ trẻ em giai đoạn 2021 - 2025",
            {"kind": "titled", "type_name": "Chương trình"},
            None,
            None,
        ),
        # so short a title may be that of the province's own programme
        ("Chương trình hành động vì trẻ em", {"kind": "titled", "type_name": "Chương trình"}, None, None),
        ("Đề án 06", {"kind": "short", "type_name": "Đề án", "code": "06"}, D06_2022, None),
    ],
)
def test_against_the_registry(cite, text: str, fields: dict, target: str | None, reason: str | None) -> None:
    fields = {"type_name": " ".join(text.split(" số ")[0].split()[:2]), **fields}
    found = resolve_citation(cite(text, **fields), Context(date="2024-05-31"), REGISTRY)
    assert (found.target, found.reason) == (target, reason)
    if reason:
        assert explain(reason) not in (None, reason)


def test_the_number_alone_is_ambiguous(cite) -> None:
    found = resolve_citation(cite("Quyết định số 06/QĐ-TTg", code="06/QĐ-TTg"), Context(), REGISTRY)
    assert found.target is None
    assert found.node is None
    assert {D06_2019, D06_2022} <= set(found.candidates)


@pytest.mark.parametrize(
    ("name", "date", "code"),
    [
        ("Luật Phòng, chống bạo lực gia đình", "2021-05-31", "02-2007-qh12"),
        ("Luật Phòng, chống bạo lực gia đình", "2024-05-31", "13-2022-qh15"),
        ("Luật Phòng, chống ma túy", "2021-06-01", "23-2000-qh10"),
        ("Luật Phòng, chống ma túy", "2025-11-17", "73-2021-qh14"),
    ],
)
def test_a_law_is_the_one_in_force_on_the_plan_s_date(plan, cite, name: str, date: str, code: str) -> None:
    (found,) = resolve_all(
        plan(cite(name, type_name="Luật"), issued_date=date, organ_name="UBND tỉnh Sơn La"), REGISTRY
    )
    assert found.target is not None
    assert found.target.endswith("/" + code)


def test_a_plan_that_brings_a_law_into_force_means_a_new_one(plan, cite, known, record) -> None:
    old = record("Luật", "10/2013/QH13", "2013-11-16", "Quốc hội", "Việc mẫu", effective_from="2015-01-01")
    new = record("Luật", "20/2025/QH15", "2025-06-16", "Quốc hội", "Việc mẫu", effective_from="2026-01-01")
    name = cite("Luật Việc mẫu", type_name="Luật")
    usual = plan(name, issued_date="2025-11-18", subject="Công tác việc làm")
    brings = plan(name, issued_date="2025-11-18", subject="Triển khai thi hành Luật Việc mẫu")
    assert resolve_all(usual, known(old, new))[0].target == old.id
    assert resolve_all(brings, known(old, new))[0].target == new.id
    decision = cite(
        "Quyết định số 9/QĐ-TTg",
        code="9/QĐ-TTg",
        issued_date="2025-08-27",
        subject="Kế hoạch triển khai thi hành Luật Việc mẫu",
    )
    inside = cite("Luật Việc mẫu", type_name="Luật", within=0, verb="triển khai thi hành")
    assert resolve_all(plan(decision, inside, issued_date="2025-11-18"), known(old, new))[1].target == new.id
    assert resolve_all(plan(decision, inside, issued_date="2025-11-18"), known(old))[1].candidates == (old.id,)
    assert resolve_all(brings, known(old))[0].target is None
    assert resolve_all(brings, known(old))[0].candidates == (old.id,)


def test_a_law_whose_year_the_document_gives_elsewhere(plan, cite, known, record) -> None:
    old = record("Luật", "10/2010/QH12", "2010-11-15", "Quốc hội", "Việc mẫu", effective_from="2012-01-01")
    new = record("Luật", "99/2025/QH15", "2025-12-10", "Quốc hội", "Việc mẫu", effective_from="2026-07-01")
    bare = cite("Luật Việc mẫu", type_name="Luật")
    dated = cite("Luật Việc mẫu năm 2025", type_name="Luật", issued_date="2025")
    made = plan(bare, dated, issued_date="2026-04-08")
    assert [r.target for r in resolve_all(made, known(old, new))] == [new.id, new.id]
    assert [r.target for r in resolve_all(made, known(old))] == [None, None]
    assert [r.target for r in resolve_all(plan(bare, issued_date="2026-04-08"), known(old, new))] == [old.id]


def test_the_law_that_a_decree_details_is_that_of_the_decree_s_date(plan, cite, known, record) -> None:
    old = record("Luật", "10/2007/QH12", "2007-11-21", "Quốc hội", "Việc mẫu", effective_from="2008-07-01")
    new = record("Luật", "99/2025/QH15", "2025-06-14", "Quốc hội", "Việc mẫu", effective_from="2026-01-01")

    def detailed(date: str) -> object:
        decree = cite(
            "Nghị định số 13/2017/NĐ-CP",
            code="13/2017/NĐ-CP",
            issued_date=date,
            subject="quy định chi tiết Luật Việc mẫu",
        )
        made = plan(decree, cite("Luật Việc mẫu", type_name="Luật", within=0), issued_date="2026-04-08")
        return resolve_all(made, known(old, new))[1]

    assert detailed("2014-10-09").target == old.id
    assert detailed("2017-10-09").candidates == (old.id,)  # ten years: there may be one that nobody here knows
    assert detailed("2026-01-15").target == new.id
    assert detailed("2025-11-15").candidates == (old.id, new.id)  # passed, not yet in force


def test_an_old_law_that_nobody_has_looked_at(plan, cite, known, record) -> None:
    law = record("Luật", "10/2010/QH12", "2010-11-15", "Quốc hội", "Việc mẫu", effective_from="2012-01-01")
    bare = cite("Luật Việc mẫu", type_name="Luật")
    assert resolve_all(plan(bare, issued_date="2016-04-08"), known(law))[0].target == law.id
    assert resolve_all(plan(bare, issued_date="2026-04-08"), known(law))[0].candidates == (law.id,)
    listed = cite("Luật Trẻ em", type_name="Luật")
    assert resolve_all(plan(listed, issued_date="2026-04-08"), REGISTRY)[0].target == LAW
    codified = cite("Luật Hòa giải ở cơ sở", type_name="Luật")
    assert resolve_all(plan(codified, issued_date="2026-04-08"), REGISTRY)[0].target is not None
    assert resolve_all(plan(codified, issued_date="2026-09-08"), REGISTRY)[0].target is None  # laws of 2026 are wanting
    partly = cite("Luật Đấu thầu", type_name="Luật")  # of that of 2013 a few articles are left
    assert (resolve_all(plan(partly, issued_date="2024-06-08"), REGISTRY)[0].target or "").endswith("/22-2023-qh15")
    young = cite("Luật Đất đai", type_name="Luật")  # passed two weeks before, and the one of 2003 is not known
    assert resolve_all(plan(young, issued_date="2013-12-15"), REGISTRY)[0].target is None


def test_a_number_of_one_s_own_place(plan, cite, known, record) -> None:
    wanted = record("Kế hoạch", "15/KH-UBND", "2024-02-01", "UBND tỉnh Sơn La")
    other = record("Kế hoạch", "15/KH-UBND", "2024-02-01", "UBND tỉnh Lai Châu")
    earlier = record("Kế hoạch", "15/KH-UBND", "2023-02-01", "UBND tỉnh Sơn La")
    catalogue = known(wanted, other, earlier)
    header = {"organ_name": "UBND huyện Mường La", "issued_date": "2024-03-01"}

    def one(**fields: str) -> object:
        return resolve_all(plan(cite("Kế hoạch số 15/KH-UBND", code="15/KH-UBND", **fields), **header), catalogue)[0]

    assert one(issued_date="2024-02-01", organ_name="UBND tỉnh").target == wanted.id
    assert one(issued_date="2024-02-01", organ_name="UBND tỉnh Lai Châu").target == other.id
    assert one(issued_date="2024", organ_name="UBND tỉnh").target == wanted.id
    assert (one(issued_date="2024-02-02", organ_name="UBND tỉnh").target, wanted.id) == (wanted.id, wanted.id)
    assert one(issued_date="2024-02-02", organ_name="UBND tỉnh").reason == "date"
    # no issuer: number and day fit only one body of the plan's own place
    assert one(issued_date="2024-02-01").target == wanted.id
    assert one(issued_date="2024-02-01").reason == "place"
    # no issuer and another day: nothing is certain
    assert one(issued_date="2024-02-02").target is None
    # no date: the year is not known
    unclear = one(organ_name="UBND tỉnh")
    assert unclear.target is None
    assert set(unclear.candidates) == {wanted.id, earlier.id}


def test_mentions_lean_on_the_full_one(plan, cite) -> None:
    resolved = resolve_all(
        plan(
            cite(
                "Quyết định số 1472/QĐ-TTg ngày 28/9/2020 của Thủ tướng Chính phủ",
                code="1472/QĐ-TTg",
                issued_date="2020-09-28",
                organ_name="Thủ tướng Chính phủ",
            ),
            cite("Quyết định số 1472", kind="short", code="1472"),
            cite("Quyết định số 1472/QĐ-TTg", code="1472/QĐ-TTg"),
            cite("Chỉ thị số 1472", kind="short", code="1472"),
            issued_date="2024-01-01",
        ),
        REGISTRY,
    )
    expected = "/akn/vn/doc/quyet-dinh/thu-tuong-chinh-phu/2020-09-28/1472-qd-ttg"
    assert [r.target for r in resolved] == [expected, expected, expected, None]
    assert [r.reason for r in resolved] == [None, "alias", None, None]


def test_a_short_mention_of_two_documents_stays_open(plan, cite) -> None:
    first = cite("Quyết định số 06/QĐ-TTg ngày 03/01/2019", code="06/QĐ-TTg", issued_date="2019-01-03")
    second = cite("Quyết định số 06/QĐ-TTg ngày 06/01/2022", code="06/QĐ-TTg", issued_date="2022-01-06")
    short = cite("Quyết định 06", type_name="Quyết định", kind="short", code="06")
    *_, between, last = resolve_all(plan(first, short, second, short), REGISTRY)[1:]
    found = resolve_all(plan(first, short, second, short), REGISTRY)
    assert found[1].target == D06_2019
    assert found[3].target is None
    assert set(found[3].candidates) == {D06_2019, D06_2022}
    assert (between, last) == (found[2], found[3])


def test_a_law_named_after_its_number_was_given(plan, cite) -> None:
    full = cite(
        "Luật Việc mẫu số 99/2035/QH18 ngày 01/6/2035", type_name="Luật", code="99/2035/QH18", issued_date="2035-06-01"
    )
    first, named = resolve_all(plan(full, cite("Luật Việc mẫu", type_name="Luật")), REGISTRY)
    assert first.target is None
    assert first.node is not None
    assert named.node == first.node
    assert named.reason == "alias"


def test_an_unknown_document_has_one_id_whoever_cites_it(plan, cite, known) -> None:
    def node(organ: str, **fields: str) -> str:
        citing = plan(
            cite("Kế hoạch số 15/KH-UBND", code="15/KH-UBND", **fields), organ_name=organ, issued_date="2024-03-01"
        )
        found = resolve_all(citing, known())[0]
        assert found.target is None
        assert found.node is not None
        assert found.node.standing == "unknown"
        return found.node.id

    full = node("UBND huyện Mường La", issued_date="2024-02-01", organ_name="UBND tỉnh")
    assert full == "/akn/vn/doc/ke-hoach/ubnd-tinh-son-la/2024-02-01/15-kh-ubnd"
    assert node("UBND huyện Thuận Châu", issued_date="2024-02-01", organ_name="Ủy ban nhân dân tỉnh Sơn La") == full
    # an issuer or a date that is not said is not the same elsewhere
    assert node("UBND huyện Mường La", issued_date="2024-02-01") != node("UBND huyện Lý Sơn", issued_date="2024-02-01")
    assert node("UBND huyện Mường La", organ_name="UBND tỉnh") != node("UBND huyện Thuận Châu", organ_name="UBND tỉnh")


def test_a_plan_that_names_itself(plan, cite) -> None:
    own = cite("Kế hoạch số 7/KH-UBND", code="7/KH-UBND", issued_date="2024")
    other = cite(
        "Kế hoạch số 7/KH-UBND của UBND tỉnh", code="7/KH-UBND", issued_date="2024-01-05", organ_name="UBND tỉnh"
    )
    first, second = resolve_all(
        plan(own, other, code="07/KH-UBND", issued_date="2024-02-01", organ_name="UBND huyện Mường La"), REGISTRY
    )
    assert first.reason == "self"
    assert first.target is None  # nobody has it
    assert second.reason is None
    assert second.node is not None
    assert second.node.organ_name == "UBND tỉnh Sơn La"


def test_a_directive_without_date_is_known_by_its_matter(plan, cite, known, record) -> None:
    wanted = record("Chỉ thị", "23/CT-TTg", "2020-05-26", "Thủ tướng Chính phủ", "Tăng cường bảo đảm quyền trẻ em")
    bare = cite("Chỉ thị số 23/CT-TTg", code="23/CT-TTg")
    alike = plan(bare, issued_date="2020-07-08", subject="Thực hiện quyền trẻ em trên địa bàn tỉnh")
    unlike = plan(bare, issued_date="2020-07-08", subject="Phòng cháy, chữa cháy rừng trên địa bàn tỉnh")
    later = plan(bare, issued_date="2024-07-08", subject="Thực hiện quyền trẻ em trên địa bàn tỉnh")
    before = plan(bare, issued_date="2020-01-08", subject="Thực hiện quyền trẻ em trên địa bàn tỉnh")
    assert resolve_all(alike, known(wanted))[0].target == wanted.id
    assert resolve_all(unlike, known(wanted))[0].candidates == (wanted.id,)
    assert resolve_all(later, known(wanted))[0].candidates == (wanted.id,)
    assert resolve_all(before, known(wanted))[0].candidates == ()


def test_resolve_fills_the_plan(plan, cite) -> None:
    stale = cite("Luật Trẻ em", type_name="Luật", target="/akn/vn/act/luat/quoc-hoi/1900/01", candidates=("x",))
    before = plan(stale, cite("Quyết định số 06/QĐ-TTg", code="06/QĐ-TTg"), issued_date="2024-01-01")
    after = resolve(before, REGISTRY)
    assert after.citations[0].target == LAW
    assert after.citations[0].candidates == ()
    assert len(after.citations[1].candidates) > 1
    assert after.header == before.header
    assert before.citations[0].target != LAW


CODES = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.from_regex(r"[0-9]{1,4}[a-z]?([/-][0-9]{4})?[/-][A-ZĐ]{1,6}([&/-][A-ZĐ]{1,8}){0,2}", fullmatch=True),
    st.sampled_from(["121/2020/QH14", "06/QĐ-TTg", "28-CT/TW", "15/KH-UBND", "27/NQ-TW", "13/2021/LĐTB&XH"]),
)
DATES = st.sampled_from([None, "2020-06-19", "2019", "2022-01", "--06-05", "năm nay", "0000", "9999-99-99"])
ORGANS = st.sampled_from(
    [None, "", "UBND tỉnh", "Ủy ban nhân dân", "Thành ủy", "Sở Y tế", "Quốc hội", "tỉnh", "UBND xã Tân Lập", "*"]
)


@given(
    st.lists(
        st.tuples(
            CODES,
            DATES,
            ORGANS,
            st.sampled_from(["full", "short", "named", "titled"]),
            st.sampled_from([None, 0, 1, 9]),
        ),
        max_size=5,
    ),
    ORGANS,
    DATES,
)
def test_whatever_a_document_says_it_is_answered(rows, organ: str | None, date: str | None) -> None:
    citations = tuple(
        Citation(
            text=f"Nghị quyết số {code}",
            kind=kind,
            type_name="Nghị quyết",
            code=code,
            issued_date=said,
            organ_name=issuer,
            within=within,
            subject=MATTER,
            span=Span(start=i, end=i + 1),
        )
        for i, (code, said, issuer, kind, within) in enumerate(rows)
    )
    plan = Plan(
        source=Source(path=None, format="txt", sha256=None),
        header=Header(organ_name=organ, issued_date=date, code="15/KH-UBND"),
        citations=citations,
    )
    resolutions = resolve_all(plan, REGISTRY)
    for resolution in resolutions:
        assert resolution.target is None or REGISTRY.get(resolution.target) is not None
        assert not (resolution.target and resolution.candidates)
        assert resolution.node is None or DocumentId.parse(resolution.node.id)
    own = str(of_plan(plan))
    for edge in edges_of(plan, own, resolutions):
        assert edge.source != edge.target


def test_likeness() -> None:
    assert likeness(MATTER, "Tiếp tục " + MATTER) == 1
    assert likeness("Trẻ em", "Trẻ em") == 1  # too short to be part of anything
    assert likeness("Trẻ em", "Quyền trẻ em và bảo vệ trẻ em ở mọi nơi") == 0
    assert likeness(MATTER, "Quy định tiêu chuẩn xã, phường, thị trấn và việc công nhận hằng năm") < 0.2
