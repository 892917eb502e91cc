"""A hundred ways to cite, right and faulty: each leads to its document, or says that it is open, never elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from khtool.resolution.catalogue import RegistryCatalogue
from khtool.resolution.resolver import explain, resolve_all

REGISTRY = RegistryCatalogue()
TTG = "Thủ tướng Chính phủ"
PHONE_BOOK = "phê duyệt Chương trình chăm sóc sức khỏe người cao tuổi đến năm 2030"
DRUGS = "phê duyệt chủ trương đầu tư Chương trình mục tiêu quốc gia phòng, chống ma túy đến năm 2030"
POPULATION = (
    "phê duyệt Đề án phát triển ứng dụng dữ liệu về dân cư, định danh và xác thực điện tử phục vụ chuyển đổi số "
    "quốc gia giai đoạn 2022-2025, tầm nhìn đến năm 2030"
)


def end(id: str | None) -> str | None:
    """The number of an id, as 06-qd-ttg@2022."""
    return None if id is None else f"{id.rsplit('/', 1)[1]}@{id.split('/')[6][:4]}"


@pytest.mark.parametrize(
    ("name", "versions"),
    [
        ("Luật Đất đai", {"2013-12-15": None, "2014-08-01": 45, "2024-07-31": 45, "2024-08-01": 31, "2026-03-01": 31}),
        ("Luật Phòng, chống bạo lực gia đình", {"2015-01-01": 2, "2023-06-30": 2, "2023-07-01": 13}),
        ("Luật Phòng chống bạo lực gia đình", {"2023-06-30": 2, "2025-07-01": 13}),
        ("Luật PCBLGĐ", {"2023-06-30": 2, "2025-07-01": 13}),
        ("Luật Bảo hiểm y tế", {"2014-01-01": 25, "2019-01-01": 25, "2025-08-01": 25}),  # amended, never replaced
        ("Luật Sửa đổi, bổ sung một số điều của Luật Bảo hiểm y tế", {"2020-01-01": 46, "2025-08-01": None}),
        ("Bộ luật Lao động", {"2012-12-01": None, "2018-01-01": 10, "2020-12-31": 10, "2021-01-01": 45}),
        ("Luật Bảo hiểm xã hội", {"2015-06-01": None, "2025-03-01": 58, "2025-07-02": 41}),
        ("Luật Viên chức", {"2024-01-01": 58, "2026-06-30": 58, "2026-08-01": 129}),
        ("Luật Tổ chức chính quyền địa phương", {"2014-01-01": None, "2020-01-01": 77, "2025-03-02": 65}),
        ("Luật Tổ chức chính quyền địa phương", {"2025-06-15": 65, "2025-06-16": 72}),
        ("Luật An ninh mạng", {"2018-08-01": None, "2026-06-30": 24, "2026-07-01": 116}),
        ("Luật NSNN", {"2025-12-31": 83, "2026-01-01": 89}),
        ("Luật Hộ tịch", {"2026-06-01": 60, "2027-03-02": 3}),
        ("Luật Thủ đô", {"2025-06-01": 39, "2026-11-01": None}),  # nobody has read when that of 2026 takes effect
        ("Luật Tiếp cận thông tin", {"2025-01-01": 104, "2026-06-01": None}),
        ("Luật Phòng cháy và chữa cháy", {"2024-01-01": 27, "2025-08-01": None}),
        ("Luật Khoa học và công nghệ", {"2024-01-01": 29, "2025-12-01": None}),  # replaced by one of another name
        ("Luật Phòng, chống bệnh truyền nhiễm", {"2021-01-01": 3, "2026-08-01": None}),
        ("Luật Công nghệ thông tin", {"2023-01-01": 67, "2026-08-01": None}),
        ("Luật PCMT", {"2021-01-01": 23, "2026-01-01": 73, "2026-08-01": 120}),
        ("Luật Giao thông đường bộ", {"2024-06-01": 23, "2025-06-01": None}),
        ("Luật Đầu tư", {"2020-12-01": 67, "2021-02-01": 61, "2026-04-01": 143}),
        ("Luật Việc làm", {"2025-12-31": 38, "2026-01-01": 74}),
        ("Luật Thuế giá trị gia tăng", {"2025-06-30": 13, "2025-07-01": 48}),
        ("Luật Căn cước công dân", {"2020-01-01": 59, "2024-08-01": None}),
        ("Luật Tài nguyên nước", {"2024-06-30": 17, "2024-07-01": 28}),
    ],
)
def test_a_law_by_its_name_at_a_date(plan, cite, name: str, versions: dict[str, int | None]) -> None:
    for date, number in versions.items():
        kind = "Bộ luật" if name.startswith("Bộ") else "Luật"
        (found,) = resolve_all(plan(cite(name, type_name=kind), issued_date=date, organ_name="UBND tỉnh X"), REGISTRY)
        got = int(found.target.rsplit("/", 1)[1].split("-")[0]) if found.target else None
        assert (date, got) == (date, number), found


@pytest.mark.parametrize(
    ("title", "date", "target"),
    [
        ("Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2021-2025", "2023-01-01", "263-qd-ttg@2022"),
        ("Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2021-2025", "2023-01-01", "90-qd-ttg@2022"),
        ("Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2016-2020", "2017-01-01", None),
        ("Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2026-2030", "2026-05-01", None),
        (
            "Chương trình mục tiêu quốc gia phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi "
            "giai đoạn 2021-2030",
            "2023-01-01",
            "1719-qd-ttg@2021",
        ),
        ("Chương trình mục tiêu quốc gia phòng, chống ma túy đến năm 2030", "2025-11-20", "7619-qd-bca@2025"),
        ("Chương trình mục tiêu quốc gia phòng, chống ma túy đến năm 2030", "2025-05-20", None),  # not yet approved
        ("Chiến lược phát triển văn hóa đến năm 2030", "2022-06-01", "1909-qd-ttg@2021"),
        ("Chiến lược phát triển văn hóa tỉnh đến năm 2030", "2022-06-01", None),
        ("Đề án Hỗ trợ phụ nữ khởi nghiệp giai đoạn 2017-2025", "2020-01-01", "939-qd-ttg@2017"),
        ("Đề án Hỗ trợ phụ nữ khởi nghiệp giai đoạn 2026-2035", "2026-01-01", "2415-qd-ttg@2025"),
        ("Đề án Hỗ trợ phụ nữ khởi nghiệp giai đoạn 2021-2025", "2023-01-01", None),
        ("Đề án Hỗ trợ phụ nữ khởi nghiệp", "2026-01-01", None),
        ("Chương trình mỗi xã một sản phẩm giai đoạn 2021-2025", "2023-01-01", "919-qd-ttg@2022"),
        ("Chương trình mỗi xã một sản phẩm", "2019-01-01", None),
        ("Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030", "2022-01-01", "749-qd-ttg@2020"),
        ("Chương trình chuyển đổi số quốc gia", "2022-01-01", "749-qd-ttg@2020"),
        ("Chương trình chuyển đổi số quốc gia", "2019-01-01", None),
        ("Chiến lược Dân số Việt Nam đến năm 2030", "2022-01-01", "1679-qd-ttg@2019"),
        ("Chiến lược Dân số", "2022-01-01", None),
        ("Chương trình Chăm sóc sức khỏe người cao tuổi đến năm 2030", "2022-01-01", "1579-qd-ttg@2020"),
        ("Chương trình chăm sóc sức khỏe người cao tuổi đến năm 2030 trên địa bàn tỉnh Sơn La", "2022-01-01", None),
        ("Chương trình phòng, chống mua bán người giai đoạn 2016-2020", "2018-01-01", None),
        ("Chương trình phòng, chống mua bán người giai đoạn 2021-2025", "2026-05-01", "193-qd-ttg@2021"),
        ("Chương trình phòng, chống mua bán người giai đoạn 2026-2030", "2026-05-01", "33-qd-ttg@2026"),
        ("Chương trình phòng, chống mua bán người", "2026-05-01", None),
        ("Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2016-2020", "2018-01-01", "1600-qd-ttg@2016"),
        ("Chiến lược quốc gia về bình đẳng giới giai đoạn 2021-2030", "2022-01-01", "28-nq-cp@2021"),
        ("Chiến lược quốc gia về bình đẳng giới giai đoạn 2011-2020", "2015-01-01", None),
        ("Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030", "2022-01-01", "76-nq-cp@2021"),
        ("Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2011-2020", "2015-01-01", None),
        ("Chương trình cải cách hành chính giai đoạn 2021-2030", "2022-01-01", None),
        ("Chiến lược phát triển thanh niên Việt Nam giai đoạn 2021-2030", "2022-01-01", "1331-qd-ttg@2021"),
        ("Chương trình phát triển thanh niên tỉnh Sơn La giai đoạn 2021-2030", "2022-01-01", None),
        ("Đề án Xây dựng xã hội học tập giai đoạn 2021-2030", "2023-01-01", "1373-qd-ttg@2021"),
        ("Đề án Xây dựng xã hội học tập giai đoạn 2012-2020", "2015-01-01", None),
        ("Công ước Quốc tế về trẻ em", "2023-01-01", "nn-cong-uoc-cua-lien-hop-quoc-ve-quyen-tre-em@1989"),
    ],
)
def test_a_programme_by_its_title(plan, cite, title: str, date: str, target: str | None) -> None:
    named = cite(title, kind="titled", type_name=" ".join(title.split()[:2]))
    (found,) = resolve_all(plan(named, issued_date=date, organ_name="UBND tỉnh Sơn La"), REGISTRY)
    assert end(found.target) == target


@pytest.mark.parametrize(
    ("name", "date", "target"),
    [
        ("Đề án 06", "2021-06-01", None),
        ("Đề án 06", "2022-06-01", "06-qd-ttg@2022"),
        ("Đề án 939", "2020-01-01", "939-qd-ttg@2017"),
        ("Đề án 939", "2016-01-01", None),
        ("Đề án 9999", "2022-01-01", None),
    ],
)
def test_a_short_form(plan, cite, name: str, date: str, target: str | None) -> None:
    short = cite(name, kind="short", type_name="Đề án", code=name.split()[-1])
    (found,) = resolve_all(plan(short, issued_date=date, organ_name="UBND tỉnh Sơn La"), REGISTRY)
    assert end(found.target) == target


@pytest.mark.parametrize(
    ("code", "fields", "target", "reason"),
    [
        # a number restarts every year
        ("06/QĐ-TTg", {}, None, None),
        ("06/QĐ-TTg", {"organ_name": TTG}, None, None),
        ("06/QĐ-TTg", {"issued_date": "2022"}, "06-qd-ttg@2022", None),
        ("06/QĐ-TTg", {"issued_date": "2022-01"}, "06-qd-ttg@2022", None),
        ("6/QĐ-TTg", {"issued_date": "2022-01-06"}, "06-qd-ttg@2022", None),
        ("06/QĐ-TTg", {"issued_date": "2022-01-16", "organ_name": TTG}, "06-qd-ttg@2022", "date"),
        ("06/QĐ-TTg", {"issued_date": "2023-01-06", "organ_name": TTG}, None, None),
        ("01/NQ-CP", {}, None, None),
        ("01/NQ-CP", {"issued_date": "2025"}, "01-nq-cp@2025", None),
        ("93/NQ-CP", {}, None, None),
        ("1579/QĐ-TTg", {}, None, None),
        ("1579/QĐ-TTg", {"subject": PHONE_BOOK}, "1579-qd-ttg@2020", "subject"),
        # with a year that it has not, or without one that it has
        ("06/2022/QĐ-TTg", {"issued_date": "2022-01-06"}, "06-qd-ttg@2022", "form"),
        ("06/2022/QĐ-TTg", {"issued_date": "2022-01-07"}, None, None),
        ("25/QĐ-TTg", {"issued_date": "2021-07-22"}, "25-2021-qd-ttg@2021", "form"),
        ("30/NĐ-CP", {"issued_date": "2020-03-05", "type_name": "Nghị định"}, "30-2020-nd-cp@2020", "form"),
        # a slip in the number
        ("1597/QĐ-TTg", {"issued_date": "2020-10-13", "subject": PHONE_BOOK}, "1579-qd-ttg@2020", "number"),
        ("1597/QĐ-TTg", {"issued_date": "2020-10-13"}, None, None),
        ("1597/QĐ-TTg", {"issued_date": "2020-10-14", "subject": PHONE_BOOK}, None, None),
        ("1090/QĐ-TTg", {"issued_date": "2021-11-12", "subject": "Chiến lược văn hóa"}, None, None),
        # a slip in the year
        ("163/2025/QH15", {"issued_date": "2025-11-27", "subject": DRUGS}, "163-2024-qh15@2024", "year"),
        ("163/2024/QH15", {"issued_date": "2025-11-27"}, "163-2024-qh15@2024", "date"),
        ("30/2021/NĐ-CP", {"issued_date": "2021-03-05", "subject": "công tác văn thư"}, "30-2020-nd-cp@2020", "year"),
        ("30/2021/NĐ-CP", {"issued_date": "2021-03-05"}, None, None),
        # the number is of one document, day and subject of another: open
        ("130/2020/NĐ-CP", {"issued_date": "2020-03-05", "subject": "công tác văn thư"}, None, None),
        ("130/2020/NĐ-CP", {"issued_date": "2020-03-05"}, "130-2020-nd-cp@2020", "date"),
        ("666/QĐ-TTg", {"issued_date": "2022-05-18", "subject": PHONE_BOOK}, None, None),
        # the Party's numbers
        ("36/CT-TW", {"issued_date": "2019-08-16"}, "36-ct-tw@2019", "form"),
        ("36-CT/TƯ", {"issued_date": "2019-08-16"}, "36-ct-tw@2019", "form"),
        ("36-CT/TW", {}, None, None),
        ("18-NQ/TW", {"issued_date": "2017-10-25"}, "18-nq-tw@2017", None),
        ("18-NQ/TW", {"issued_date": "2022"}, "18-nq-tw@2022", None),
        ("18-NQ/TW", {"organ_name": "Ban Chấp hành Trung ương khóa XII"}, "18-nq-tw@2017", "term"),
        ("19-NQ/TW", {"organ_name": "Ban Chấp hành Trung ương Đảng khóa XIII"}, "19-nq-tw@2022", "term"),
        ("20-NQ/TW", {}, None, None),
        # other terms, other days
        ("102/2016/QH14", {}, None, None),
        ("102/2016/QH13", {"issued_date": "2016-04-15"}, "102-2016-qh13@2016", "date"),
        ("30/2020/NĐ-CP", {"issued_date": "2020-05-03"}, "30-2020-nd-cp@2020", "date"),
        ("9999/QĐ-TTg", {"issued_date": "2022-01-06", "subject": POPULATION}, "06-qd-ttg@2022", "number"),
    ],
)
def test_a_number(plan, cite, code: str, fields: dict[str, Any], target: str | None, reason: str | None) -> None:
    fields = {"type_name": "Quyết định", **fields}
    made = plan(cite(f"số {code}", code=code, **fields), issued_date="2025-08-20", organ_name="UBND tỉnh Sơn La")
    (found,) = resolve_all(made, REGISTRY)
    assert (end(found.target), found.reason) == (target, reason)
    assert found.target is not None or found.candidates or found.node is not None  # open, with what may be meant
    if reason:
        assert explain(reason) not in (None, reason)


@pytest.mark.parametrize(
    ("issuer", "date", "organ", "expected"),
    [
        ("UBND quận Hoàng Mai", "2023-05-01", "UBND Thành phố", "ubnd-thanh-pho-ha-noi"),
        ("UBND huyện Lý Sơn", "2024-05-01", "UBND tỉnh", "ubnd-tinh-quang-ngai"),
        ("UBND phường Ba Đình, thị xã Bỉm Sơn", "2023-05-01", "UBND thị xã", "ubnd-thi-xa-bim-son"),
        ("UBND phường Ba Đình", "2025-09-01", "UBND Thành phố", "ubnd-thanh-pho-ha-noi"),
        ("UBND xã Chiềng Hắc", "2024-05-01", "UBND tỉnh", "ubnd-tinh-son-la"),
        ("UBND thị xã Mộc Châu", "2025-03-01", "UBND tỉnh", "ubnd-tinh-son-la"),
        ("UBND huyện Mộc Châu", "2024-03-01", "Ủy ban nhân dân tỉnh", "ubnd-tinh-son-la"),
        ("UBND thành phố Huế", "2024-05-01", "UBND tỉnh", "ubnd-tinh-thua-thien-hue"),
        ("UBND quận Thuận Hóa", "2025-03-01", "UBND thành phố", "ubnd-thanh-pho-hue"),
        ("UBND huyện Tuần Giáo", "2023-05-01", "Tỉnh ủy", "tinh-uy-dien-bien"),
        ("UBND huyện Tuần Giáo", "2023-05-01", "Ban Thường vụ Huyện ủy", "huyen-uy-tuan-giao"),
        ("UBND quận 1", "2023-05-01", "UBND Thành phố", "ubnd-thanh-pho-ho-chi-minh"),
        ("UBND thành phố Thủ Đức", "2023-05-01", "Thành ủy Thành phố Hồ Chí Minh", "thanh-uy-ho-chi-minh"),
        ("Sở Y tế tỉnh Sơn La", "2024-05-01", "UBND tỉnh", "ubnd-tinh-son-la"),
        ("UBND xã Tuần Giáo", "2025-08-01", "UBND tỉnh", "ubnd-tinh-dien-bien"),
    ],
)
def test_a_body_named_from_where_the_plan_speaks(plan, cite, issuer: str, date: str, organ: str, expected: str) -> None:
    code = "12-KH/TU" if "ủy" in organ and "Ủy ban" not in organ else "12/KH-UBND"
    made = plan(
        cite(f"Kế hoạch số {code}", code=code, organ_name=organ, issued_date="2022-02-01"),
        organ_name=issuer,
        issued_date=date,
    )
    (found,) = resolve_all(made, REGISTRY)
    assert found.target is None and found.node is not None
    assert found.node.id.split("/")[5] == expected
