from __future__ import annotations

from collections.abc import Callable

from khtool.comparing import Change, diff_plans
from khtool.extraction import extract
from khtool.plan import Plan
from khtool.text import PlanTextBuilder

Make = Callable[..., Plan]


def said(changes: list[Change], what: str) -> list[tuple[str, str | None, str | None]]:
    return [(c.kind, c.old, c.new) for c in changes if c.what == what]


def full(
    code: str, date: str | None, organ: str, type_name: str, subject: str | None = None, **more: object
) -> dict[str, object]:
    return {
        "text": f"{type_name} số {code}",
        "kind": "full",
        "type_name": type_name,
        "code": code,
        "issued_date": date,
        "organ_name": organ,
        "subject": subject,
        **more,
    }


def test_a_plan_does_not_differ_from_itself(plan: Make) -> None:
    one = plan(
        2023,
        citations=[full("23/CT-TTg", "2020-05-26", "Thủ tướng Chính phủ", "Chỉ thị")],
        targets=[{"text": "90% xã đạt chuẩn", "subject": "xã đạt chuẩn", "comparator": "eq", "value": 90, "unit": "%"}],
        assignments=[{"agency": "Sở Y tế", "role": "implement", "tasks": ["Theo dõi kết quả thực hiện Kế hoạch."]}],
        deadlines=[{"text": "báo cáo trước ngày 15/5/2023", "date": "2023-05-15", "comparator": "before"}],
    )
    result = diff_plans(one, one)
    assert result.changes == []
    assert result.unchanged == {"header": 2, "citation": 1, "target": 1, "assignment": 1, "deadline": 1}


def test_header_years_that_move_with_the_plan_are_no_change(plan: Make) -> None:
    result = diff_plans(plan(2023), plan(2024))
    assert result.changes == []
    new = plan(2024, header={"signer": {"full_name": "Trần Văn Bình", "position": "CHỦ TỊCH"}})
    (change,) = diff_plans(plan(2023), new).changes
    assert change.fields == {"signer": (None, "Trần Văn Bình"), "position": (None, "CHỦ TỊCH")}


def test_citations(plan: Make) -> None:
    old = plan(
        2023,
        citations=[
            full("56/2017/NĐ-CP", "2017-05-09", "Chính phủ", "Nghị định"),
            full("12/KH-UBND", "2023-02-05", "UBND tỉnh", "Kế hoạch", "triển khai công tác trẻ em năm 2023"),
            full("23/CT-TTg", "2020-05-26", "Thủ tướng Chính phủ", "Chỉ thị"),
            full(
                "782/QĐ-TTg",
                "2021-05-27",
                "Thủ tướng Chính phủ",
                "Quyết định",
                "phê duyệt Chương trình lao động trẻ em",
            ),
            {"text": "Luật Trẻ em", "kind": "named", "type_name": "Luật", "pinpoint": "khoản 3 Điều 90"},
        ],
    )
    new = plan(
        2024,
        citations=[
            full("56/2017/NĐ-CP", "2017-05-19", "Chính phủ", "Nghị định"),
            full("10/KH-UBND", "2024-02-06", "UBND tỉnh", "Kế hoạch", "triển khai công tác trẻ em năm 2024"),
            full("23/CT-TTg", "2020-05-26", "Thủ tướng Chính phủ", "Chỉ thị"),
            full(
                "1591/QĐ-TTg", "2023-12-08", "Thủ tướng Chính phủ", "Quyết định", "phê duyệt chăm sóc sức khỏe tâm thần"
            ),
            {"text": "Luật Trẻ em", "kind": "named", "type_name": "Luật", "pinpoint": "Điều 90"},
        ],
    )
    result = diff_plans(old, new)
    assert said(result.changes, "citation") == [
        ("changed", "Nghị định số 56/2017/NĐ-CP", "Nghị định số 56/2017/NĐ-CP"),
        ("changed", "Kế hoạch số 12/KH-UBND", "Kế hoạch số 10/KH-UBND"),
        ("dropped", "Quyết định số 782/QĐ-TTg", None),
        ("changed", "Luật Trẻ em", "Luật Trẻ em"),
        ("added", None, "Quyết định số 1591/QĐ-TTg"),
    ]
    fields = [c.fields for c in result.changes]
    assert fields[0] == {"issued_date": ("2017-05-09", "2017-05-19")}
    assert fields[1] == {"code": ("12/KH-UBND", "10/KH-UBND"), "issued_date": ("2023-02-05", "2024-02-06")}
    assert fields[3] == {"pinpoint": ("khoản 3 Điều 90", "Điều 90")}
    assert result.unchanged["citation"] == 1


def test_the_same_number_of_two_years_is_two_documents(plan: Make) -> None:
    old = plan(
        2023, citations=[full("06/QĐ-TTg", "2019-01-03", "Thủ tướng Chính phủ", "Quyết định", "tiêu chuẩn xã phù hợp")]
    )
    new = plan(2024, citations=[full("06/QĐ-TTg", "2022-01-06", "Thủ tướng Chính phủ", "Quyết định", "dữ liệu dân cư")])
    assert [c.kind for c in diff_plans(old, new).changes] == ["dropped", "added"]


def test_a_bare_number_joins_its_document(plan: Make) -> None:
    cited = full("1472/QĐ-TTg", "2020-09-28", "Thủ tướng Chính phủ", "Quyết định")
    short = {"text": "Quyết định số 1472", "kind": "short", "type_name": "Quyết định", "code": "1472"}
    assert diff_plans(plan(2023, citations=[cited, short]), plan(2024, citations=[cited])).changes == []


def test_targets(plan: Make) -> None:
    def target(text: str, subject: str, value: float, comparator: str = "ge", **more: object) -> dict[str, object]:
        return {"text": text, "subject": subject, "comparator": comparator, "value": value, "unit": "%", **more}

    old = plan(
        2023,
        targets=[
            target(
                "Ít nhất 90% trẻ em có hoàn cảnh đặc biệt được bảo vệ", "trẻ em có hoàn cảnh đặc biệt được bảo vệ", 90
            ),
            target("100% trẻ em được đăng ký khai sinh", "trẻ em được đăng ký khai sinh", 100, "eq"),
            target(
                "Giảm xuống còn dưới 3,4% (năm 2023)",
                "tỷ lệ trẻ em suy dinh dưỡng",
                3.4,
                "lt",
                year=2023,
                direction="decrease",
            ),
            target("Đạt 40% trường học có cây xanh", "trường học có cây xanh", 40, "eq"),
        ],
    )
    new = plan(
        2024,
        targets=[
            target("100% trẻ em được đăng ký khai sinh", "trẻ em được đăng ký khai sinh", 100, "eq"),
            target(
                "Giảm xuống còn dưới 3,6% (năm 2024)",
                "tỷ lệ trẻ em suy dinh dưỡng",
                3.6,
                "lt",
                year=2024,
                direction="decrease",
            ),
            target(
                "Ít nhất 92% trẻ em có hoàn cảnh đặc biệt được bảo vệ", "trẻ em có hoàn cảnh đặc biệt được bảo vệ", 92
            ),
            target("Trên 15% học sinh biết bơi", "học sinh biết bơi", 15, "gt"),
        ],
    )
    result = diff_plans(old, new)
    changed = [c.fields for c in result.changes if c.kind == "changed"]
    assert changed == [
        {"value": ("≥ 90 %", "≥ 92 %"), "strength": (None, "stronger")},
        {"value": ("< 3,4 %", "< 3,6 %"), "strength": (None, "weaker")},
    ]
    assert [(c.kind, c.old or c.new) for c in result.changes if c.kind != "changed"] == [
        ("dropped", "Đạt 40% trường học có cây xanh"),
        ("added", "Trên 15% học sinh biết bơi"),
    ]
    assert result.unchanged["target"] == 1


def test_goals_on_one_subject_for_two_years_are_not_crossed(plan: Make) -> None:
    def goals(a: int, b: int) -> list[dict[str, object]]:
        row = {"text": "trẻ em được học bơi", "subject": "trẻ em được học bơi", "comparator": "eq", "unit": "%"}
        return [{**row, "value": a, "year": 2025}, {**row, "value": b, "year": 2030}]

    old = plan(2023, header={"years": [2021, 2030]}, targets=goals(50, 70))
    new = plan(2024, header={"years": [2021, 2030]}, targets=list(reversed(goals(50, 75))))
    (change,) = [c for c in diff_plans(old, new).changes if c.what == "target"]
    assert change.fields["value"] == ("70 %", "75 %")


def test_agencies_and_tasks(plan: Make) -> None:
    old = plan(
        2023,
        assignments=[
            {
                "agency": "Sở Y tế",
                "role": "implement",
                "tasks": ["Tổ chức khám sức khỏe cho trẻ em dưới 6 tuổi.", "Cấp phát vắc xin."],
            },
            {"agency": "Sở Tài chính", "role": "implement", "tasks": ["Bố trí kinh phí năm 2023 cho công tác trẻ em."]},
            {
                "agency": "Hội Chữ thập đỏ",
                "role": "implement",
                "tasks": ["Vận động ủng hộ trẻ em nghèo trong các dịp lễ, tết."],
            },
        ],
    )
    new = plan(
        2024,
        assignments=[
            {"agency": "Sở Tài chính", "role": "implement", "tasks": ["Bố trí kinh phí năm 2024 cho công tác trẻ em."]},
            {
                "agency": "SỞ Y TẾ",
                "role": "implement",
                "tasks": ["Tổ chức khám sức khỏe định kỳ cho trẻ em dưới 6 tuổi."],
            },
            {
                "agency": "Tỉnh đoàn",
                "role": "implement",
                "tasks": ["Vận động ủng hộ trẻ em nghèo trong các dịp lễ, tết."],
            },
        ],
    )
    result = diff_plans(old, new)
    assert said(result.changes, "agency") == [("dropped", "Hội Chữ thập đỏ", None), ("added", None, "Tỉnh đoàn")]
    changed = [c for c in result.changes if c.what == "assignment" and c.kind == "changed"]
    assert [set(c.fields) for c in changed] == [{"text", "agency"}, {"agency"}]
    assert changed[1].fields["agency"] == ("Hội Chữ thập đỏ", "Tỉnh đoàn")
    assert [(c.kind, c.old) for c in result.changes if c.kind == "dropped" and c.what == "assignment"] == [
        ("dropped", "Cấp phát vắc xin.")
    ]
    assert result.unchanged["assignment"] == 1


def test_renamed_by_its_work(plan: Make) -> None:
    tasks = [
        "Truyền thông trên hệ thống thông tin cơ sở.",
        "Quản lý dịch vụ văn hóa, vui chơi cho trẻ em.",
        "Kiểm tra điểm internet.",
    ]
    old = plan(2024, assignments=[{"agency": "Phòng Văn hóa và Thông tin", "role": "implement", "tasks": tasks}])
    new = plan(
        2025, assignments=[{"agency": "Phòng Văn hóa, Khoa học và Thông tin", "role": "implement", "tasks": tasks}]
    )
    result = diff_plans(old, new)
    assert said(result.changes, "agency") == [
        ("renamed", "Phòng Văn hóa và Thông tin", "Phòng Văn hóa, Khoa học và Thông tin")
    ]
    assert result.unchanged["assignment"] == 3


def test_renamed_by_what_is_known_of_it(plan: Make) -> None:
    old = plan(
        2024, assignments=[{"agency": "Sở Giao thông vận tải", "role": "implement", "tasks": ["Kiểm tra bến xe."]}]
    )
    new = plan(2025, assignments=[{"agency": "Sở Xây dựng", "role": "implement", "tasks": ["Rà soát nhà trọ."]}])
    assert said(diff_plans(old, new).changes, "agency") == [("renamed", "Sở Giao thông vận tải", "Sở Xây dựng")]


def test_of_several_heirs_the_work_decides(plan: Make) -> None:
    """The work of Sở Lao động - Thương binh và Xã hội went to several departments."""
    work = ["Theo dõi trẻ em có hoàn cảnh đặc biệt.", "Tổ chức Tháng hành động vì trẻ em."]
    old = plan(
        2024, assignments=[{"agency": "Sở Lao động - Thương binh và Xã hội", "role": "implement", "tasks": work}]
    )
    same = plan(2025, assignments=[{"agency": "Sở Y tế", "role": "implement", "tasks": work}])
    assert said(diff_plans(old, same).changes, "agency") == [
        ("renamed", "Sở Lao động - Thương binh và Xã hội", "Sở Y tế")
    ]
    other = plan(2025, assignments=[{"agency": "Sở Nội vụ", "role": "implement", "tasks": ["Khen thưởng tập thể."]}])
    assert [kind for kind, _old, _new in said(diff_plans(old, other).changes, "agency")] == ["dropped", "added"]


def test_the_plan_itself_is_no_citation(plan: Make) -> None:
    own = full("61/KH-UBND", "2024-03-28", "UBND tỉnh", "Kế hoạch")
    new = plan(2024, header={"code": "61/KH-UBND", "issued_date": "2024-03-28"}, citations=[own])
    assert said(diff_plans(plan(2023), new).changes, "citation") == []


def test_deadlines(plan: Make) -> None:
    def due(text: str, date: str | None, **more: object) -> dict[str, object]:
        return {"text": text, "date": date, "comparator": "before", **more}

    old = plan(
        2023,
        deadlines=[
            due("báo cáo 6 tháng trước ngày 15/5/2023", "2023-05-15"),
            due("báo cáo năm trước ngày 05/12", "--12-05"),
        ],
    )
    new = plan(
        2024,
        deadlines=[
            due("báo cáo 6 tháng trước ngày 15/5/2024", "2024-05-15"),
            due("báo cáo năm trước ngày 10/12", "--12-10"),
        ],
    )
    result = diff_plans(old, new)
    assert [c.fields for c in result.changes] == [{"date": ("--12-05", "--12-10")}]
    assert result.unchanged["deadline"] == 1


def test_from_the_text_of_two_years() -> None:
    def read(year: int, share: int) -> Plan:
        builder = PlanTextBuilder("txt")
        for line in (
            "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG",
            f"Lâm Đồng, ngày 20 tháng 3 năm {year}",
            "KẾ HOẠCH",
            f"Triển khai công tác trẻ em năm {year}",
            "Thực hiện Chỉ thị số 23/CT-TTg ngày 26/5/2020 của Thủ tướng Chính phủ, UBND tỉnh lập Kế hoạch như sau:",
            "I. MỤC TIÊU",
            f"- Phấn đấu ít nhất {share}% trẻ em được học bơi trong năm {year}.",
            "II. TỔ CHỨC THỰC HIỆN",
            "1. Sở Y tế",
            f"- Chủ trì theo dõi, báo cáo kết quả trước ngày 15/11/{year}./.",
        ):
            builder.add(line)
        return extract(builder.build())

    result = diff_plans(read(2023, 40), read(2024, 45))
    assert [(c.what, c.kind) for c in result.changes] == [("target", "changed")]
    assert result.changes[0].fields["value"] == ("≥ 40 %", "≥ 45 %")
    assert result.new.subject == "Triển khai công tác trẻ em năm 2024"
