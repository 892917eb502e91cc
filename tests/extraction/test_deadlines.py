from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.extraction import deadlines
from khtool.extraction.clauses import rows
from khtool.extraction.frame import Frame
from khtool.plan import Deadline, Header
from khtool.text import PlanTextBuilder

spec = importlib.util.spec_from_file_location("frames", Path(__file__).with_name("frames.py"))
assert spec and spec.loader
frames = importlib.util.module_from_spec(spec)
spec.loader.exec_module(frames)
frame_of = frames.frame_of

REPORT = "CHẾ ĐỘ BÁO CÁO"
TASK = "TỔ CHỨC THỰC HIỆN"


def read(title: str, *paragraphs: str) -> tuple[Deadline, ...]:
    return deadlines.extract(frame_of(title, *paragraphs), Header())


Row = tuple[str | None, str, str | None, str | None]
CASES: list[tuple[str, str, list[Row]]] = [
    (
        TASK,
        "- Gửi phiếu khảo sát về Văn phòng HĐND xã trước 16 giờ 30 ngày 08/4/2025.",
        [("2025-04-08", "before", "Văn phòng HĐND xã", None)],
    ),
    (TASK, "- Muộn nhất đến ngày 25/9/2025 phải bàn giao kho.", [("2025-09-25", "by", None, None)]),
    (
        TASK,
        "- Gửi dự toán về UBND huyện (thông qua Phòng Tài chính - Kế hoạch tổng hợp) trước ngày 10/7.",
        [("--07-10", "before", "UBND huyện", "Phòng Tài chính - Kế hoạch")],
    ),
    (
        TASK,
        "- Hoàn thành kiểm kê trong tháng 5/2025; trình UBND tỉnh phê duyệt chậm nhất ngày 20/6/2025.",
        [("2025-05", "by", None, None), ("2025-06-20", "by", "UBND tỉnh", None)],
    ),
    (
        TASK,
        "- Phối hợp với Phòng Văn hóa và Thông tin rà soát danh mục, hoàn thành trước ngày 20/8/2025.",
        [("2025-08-20", "before", None, None)],
    ),
    (
        TASK,
        "- Báo cáo kết quả về UBND huyện (qua Phòng Nội vụ) trước ngày 15/12/2025.",
        [("2025-12-15", "before", "UBND huyện", "Phòng Nội vụ")],
    ),
    (
        TASK,
        "Định kỳ hằng năm, trước ngày 20 tháng 11, gửi báo cáo về Sở Y tế để tổng hợp.",
        [("--11-20", "before", "Sở Y tế", None)],
    ),
    (
        TASK,
        "Các xã xây dựng kế hoạch, hoàn thành trước ngày 30 tháng 6 năm 2025.",
        [("2025-06-30", "before", None, None)],
    ),
    (
        TASK,
        "Gửi danh sách chậm nhất ngày 05/9/2025 về Sở Giáo dục và Đào tạo.",
        [("2025-09-05", "by", "Sở Giáo dục và Đào tạo", None)],
    ),
    (
        REPORT,
        "Báo cáo 6 tháng (trước ngày 10/6) và báo cáo năm (trước ngày 10/12) gửi UBND tỉnh.",
        [("--06-10", "before", "UBND tỉnh", None), ("--12-10", "before", "UBND tỉnh", None)],
    ),
    (REPORT, "Báo cáo định kỳ trước ngày 25 hằng tháng về Công an tỉnh.", [(None, "before", "Công an tỉnh", None)]),
    (REPORT, "Báo cáo tổng kết trong tháng 12 năm 2030.", [("2030-12", "by", None, None)]),
    (
        REPORT,
        "Báo cáo sơ kết giai đoạn I (năm 2027), báo cáo tổng kết (năm 2030) gửi Bộ Nội vụ.",
        [("2027", "on", "Bộ Nội vụ", None), ("2030", "on", "Bộ Nội vụ", None)],
    ),
    (TASK, "Báo cáo bằng văn bản chậm nhất 02 ngày sau khi sự việc xảy ra.", [(None, "by", None, None)]),
    (
        TASK,
        "Gửi kế hoạch về UBND tỉnh trong thời hạn 15 ngày kể từ ngày ban hành Kế hoạch này.",
        [(None, "by", "UBND tỉnh", None)],
    ),
    (
        TASK,
        "Báo cáo UBND thành phố thông qua Sở Tư pháp trước ngày 15/10/2025.",
        [("2025-10-15", "before", "UBND thành phố", "Sở Tư pháp")],
    ),
    (TASK, "Hoàn thành việc rà soát trong quý II/2025.", [(None, "by", None, None)]),
    (TASK, "Tổng kết phong trào vào tháng 4 năm 2026.", [("2026-04", "on", None, None)]),
]

NONE = [
    (TASK, "Tổ chức Tháng cao điểm từ ngày 01/6/2025 đến ngày 30/6/2025."),
    (TASK, "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2025 của UBND tỉnh."),
    (TASK, "- Thời gian thực hiện: Quý II, IV năm 2025."),
    (TASK, "Tổ chức các hoạt động nhân ngày Quốc tế thiếu nhi 01/6 và Tết Trung thu."),
    (TASK, "Các dự án đã được phê duyệt trước ngày 01/7/2025 tiếp tục thực hiện."),
    (TASK, "Luật có hiệu lực từ ngày 01 tháng 01 năm 2026."),
    (TASK, "Thực hiện thường xuyên trong năm 2025 và các năm tiếp theo."),
    (TASK, "Trẻ em sinh trước ngày 01/9/2019 được nhập học."),
]


CASES += [
    (
        TASK,
        "Báo cáo UBND huyện trước ngày 20 của tháng cuối quý và trước ngày 05/12 hằng năm.",
        [(None, "before", "UBND huyện", None), ("--12-05", "before", "UBND huyện", None)],
    ),
    (
        TASK,
        "Báo cáo Sở Xây dựng định kỳ: quý I trước ngày 12/3, quý III trước ngày 12/9.",
        [("--03-12", "before", "Sở Xây dựng", None), ("--09-12", "before", "Sở Xây dựng", None)],
    ),
    (TASK, "Định kỳ hằng tháng (trước ngày 22) báo cáo Sở Công Thương.", [(None, "before", "Sở Công Thương", None)]),
    (TASK, "- Báo cáo nhanh trước 16 giờ hằng ngày.", [(None, "before", None, None)]),
    (REPORT, "- Thời điểm chốt số liệu: 14/12 hằng năm.", [("--12-14", "by", None, None)]),
    (
        TASK,
        "- Sơ kết vào cuối năm 2027, tổng kết vào năm 2029.",
        [("2027", "on", None, None), ("2029", "on", None, None)],
    ),
    (TASK, "- Xây dựng kế hoạch của đơn vị trong tháng 8/2026.", [("2026-08", "by", None, None)]),
    (
        TASK,
        "Trường báo cáo về UBND xã (qua Phòng Kinh tế). Báo cáo học kỳ gửi trước ngày 12/01, cả năm trước ngày 12/6.",
        [("--01-12", "before", "UBND xã", "Phòng Kinh tế"), ("--06-12", "before", "UBND xã", "Phòng Kinh tế")],
    ),
    (TASK, "Ngày 22 hằng tháng, các thôn gửi báo cáo về Phòng Kinh tế.", [(None, "on", "Phòng Kinh tế", None)]),
    (TASK, "- Gửi danh sách cho UBMTTQ xã trước ngày 09/02/2025.", [("2025-02-09", "before", "UBMTTQ xã", None)]),
    (TASK, "- Trả lời không quá 04 ngày làm việc kể từ ngày nhận đơn.", [(None, "by", None, None)]),
    (TASK, "- Lắp đặt biển báo trước ngày 08/9/2026.", [("2026-09-08", "before", None, None)]),
]
NONE += [(TASK, "- Phổ biến Kế hoạch trong sinh hoạt định kỳ tháng 6/2026.")]


CASES += [
    (REPORT, "- Báo cáo tuần về Sở Y tế trước 15 giờ thứ Năm hằng tuần.", [(None, "before", "Sở Y tế", None)]),
    (
        REPORT,
        "- Hằng tuần (trước 10 giờ thứ Sáu) tổng hợp, báo cáo UBND huyện.",
        [(None, "before", "UBND huyện", None)],
    ),
    (
        TASK,
        "- Tổng hợp báo cáo định kỳ: quý I chậm nhất ngày 12/3; 6 tháng chậm nhất ngày 12/6; năm chậm nhất ngày 12/12.",
        [("--03-12", "by", None, None), ("--06-12", "by", None, None), ("--12-12", "by", None, None)],
    ),
    (TASK, "- Nâng cấp đài truyền thanh xã trước năm 2027.", [("2027", "before", None, None)]),
    (TASK, "- Sơ kết vào năm 2027, tổng kết năm 2030.", [("2027", "on", None, None), ("2030", "on", None, None)]),
    (TASK, "- Thông báo cho Công an xã, phường chậm nhất ngày 12/6.", [("--06-12", "by", "Công an xã, phường", None)]),
    (
        TASK,
        "- Gửi về Bộ Y tế (qua Cục Quản lý Khám, chữa bệnh) trước ngày 15/5/2026.",
        [("2026-05-15", "before", "Bộ Y tế", "Cục Quản lý Khám, chữa bệnh")],
    ),
    (TASK, "- Tham mưu UBND huyện báo cáo vào tháng 6.", [("--06", "on", None, None)]),
    (
        TASK,
        "- Gửi về Sở trước 12/9/2026 (qua Phòng Chính trị, tư tưởng, email: ct@example.vn).",
        [("2026-09-12", "before", "Sở", "Phòng Chính trị, tư tưởng")],
    ),
    (TASK, "- Báo cáo Giám đốc Sở trước ngày 12/9/2026.", [("2026-09-12", "before", "Giám đốc Sở", None)]),
]
NONE += [
    (TASK, "- 100% ổ dịch được xử lý trong vòng 48 giờ."),
    (TASK, "- Rà soát các công trình đầu tư trước năm 2027."),
]


def test_a_bare_year_before_the_plan_is_none() -> None:
    frame = frame_of(TASK, "- Hoàn thành trước năm 2013 theo lộ trình cũ.")
    assert deadlines.extract(frame, Header(years=(2026,))) == ()


CASES += [
    (TASK, "- Định kỳ ngày 22 hằng tháng tổng hợp báo cáo UBND huyện.", [(None, "on", "UBND huyện", None)]),
    (TASK, "- Lập kế hoạch chi tiết; hạn gửi về Sở Y tế ngày 31/5/2026.", [("2026-05-31", "by", "Sở Y tế", None)]),
    (TASK, "- Phát lệnh gọi nhập ngũ chậm nhất ngày 20/01/2026.", [("2026-01-20", "by", None, None)]),
    (TASK, "- Báo cáo hằng ngày về Sở Y tế trước 15 giờ 00.", [(None, "before", "Sở Y tế", None)]),
    (TASK, "- Giải quyết dứt điểm hồ sơ tồn đọng vào năm 2026.", [("2026", "on", None, None)]),
    (
        TASK,
        "- Rà soát quy định (Sở Y tế chủ trì, hoàn thành trước ngày 31/8/2026).",
        [("2026-08-31", "before", None, None)],
    ),
]
NONE += [
    (TASK, "- Rà soát quy định (Sở Y tế chủ trì, phối hợp với Sở Nội vụ; hoàn thành trong quý II/2026)."),
    (TASK, "- Thanh niên nhập ngũ trước ngày 20/01/2020 được xác nhận."),
    (TASK, "- Trả hồ sơ trước 15 giờ 00."),
]


def test_a_counted_target_is_no_part_of_its_deadline() -> None:
    (d,) = read(TASK, "- 100% chi bộ được học tập Nghị quyết hoàn thành trong tháng 6/2026.")
    assert (d.text, d.date) == ("hoàn thành trong tháng 6/2026", "2026-06")


#: "chậm nhất" needs no verb that is known; a term of minutes needs what it is counted from.
CASES += [
    (TASK, "- Bế mạc hội trại muộn nhất ngày 20/8/2026.", [("2026-08-20", "by", None, None)]),
    (TASK, "- Cấp giấy xác nhận chậm nhất 03 ngày làm việc kể từ ngày tiếp nhận.", [(None, "by", None, None)]),
    (
        TASK,
        "- Báo cáo UBND huyện chậm nhất sau 15 phút kể từ khi phát hiện sự cố.",
        [(None, "by", "UBND huyện", None)],
    ),
]
NONE += [
    (TASK, "- Năm 2023 các trường đã khai giảng chậm nhất ngày 15/9/2023."),
    (TASK, "- Tổ chức phát thanh trong vòng 30 phút vào buổi sáng."),
    (TASK, "- Thẻ có thời hạn 05 ngày kể từ ngày cấp."),
]


#: The day of an event: after a colon, after "vào", after its words; a part behind a semicolon may go on with it.
CASES += [
    (TASK, "- Tựu trường khối mầm non: Ngày 25/8/2026.", [("2026-08-25", "on", None, None)]),
    (TASK, "- Tổ chức lễ phát động Tháng Nhân đạo: ngày 08/5/2026.", [("2026-05-08", "on", None, None)]),
    (TASK, "- Khai mạc hội thao: 07 giờ 30 ngày 12/6/2026.", [("2026-06-12", "on", None, None)]),
    (TASK, "- Mở lớp bồi dưỡng, dự kiến vào ngày 12/8/2026.", [("2026-08-12", "on", None, None)]),
    (TASK, "- Học sinh khối 6 tựu trường ngày 18/8/2026.", [("2026-08-18", "on", None, None)]),
    (
        TASK,
        "- Tổ chức chung kết vào ngày 20/11/2026, trao giải ngày 25/11/2026.",
        [("2026-11-20", "on", None, None), ("2026-11-25", "on", None, None)],
    ),
    (TASK, "- Ngày tựu trường của cấp tiểu học: 24-8-2026.", [("2026-08-24", "on", None, None)]),
    (TASK, "- Ngày khai giảng năm học là ngày 5-9-2026.", [("2026-09-05", "on", None, None)]),
    (TASK, "- Sáng ngày 19/5/2026, khởi công công trình.", [("2026-05-19", "on", None, None)]),
    (
        TASK,
        "- Họp Ban Tổ chức lần 1: ngày 12/3/2026; lần 2: ngày 02/4/2026.",
        [("2026-03-12", "on", None, None), ("2026-04-02", "on", None, None)],
    ),
    (
        TASK,
        "- Tổng kết giai đoạn 2021 - 2025 vào năm 2025; giai đoạn 2026 - 2030 vào năm 2030.",
        [("2025", "on", None, None), ("2030", "on", None, None)],
    ),
    (TASK, "- Hoàn thành nâng cấp nhà thi đấu vào năm 2027.", [("2027", "on", None, None)]),
    (TASK, "- Trình UBND tỉnh phê duyệt trong quí 2 năm 2026.", [(None, "by", "UBND tỉnh", None)]),
    (
        TASK,
        "- Định kỳ hằng quí (trước ngày 15) báo cáo Sở Tài chính.",
        [(None, "before", "Sở Tài chính", None)],
    ),
    (
        TASK,
        "- Gửi danh sách về Sở Y tế chậm nhất 16 giờ 00 ngày 12/01/2026.",
        [("2026-01-12", "by", "Sở Y tế", None)],
    ),
    (TASK, "- Hạn nộp hồ sơ dự tuyển: 17 giờ ngày 20/8/2026.", [("2026-08-20", "by", None, None)]),
    (TASK, "- Hạn chót gửi tác phẩm là ngày 15/9/2026.", [("2026-09-15", "by", None, None)]),
    (TASK, "- Tiếp nhận hồ sơ đến hết ngày 15/6/2026.", [("2026-06-15", "by", None, None)]),
    (TASK, "- Hoàn thành đại hội chi bộ trước 30 tháng 4 năm 2026.", [("2026-04-30", "before", None, None)]),
]
NONE += [
    (TASK, "- Tổ chức quán triệt kết luận của Bí thư tại cuộc họp ngày 03/4/2026."),
    (TASK, "- Tổ chức thực hiện Chỉ thị của Chủ tịch UBND tỉnh ngày 05/5/2026."),
    (TASK, "- Tổ chức trưng bày kỷ niệm ngày 27/7/2026."),
    (TASK, "- Tổ chức Ngày Pháp luật 09/11 tại các trường."),
    (TASK, "- Tổ chức Tuần lễ từ ngày 10/10/2026 đến ngày 16/10/2026."),
    ("TÌNH HÌNH THỰC HIỆN", "- Tổ chức hội nghị triển khai vào ngày 15/3/2026."),
    (TASK, "- Huyện đã tổ chức hội nghị vào ngày 15/3/2026."),
    (TASK, "- Ngày 10/3/2026, UBND huyện ban hành Kế hoạch số 45/KH-UBND."),
    (TASK, "- Các công trình hoàn thành vào năm 2027 đã được đưa vào danh mục."),
    (TASK, "- Hoàn thành 12 công trình thủy lợi vào năm 2027."),
    (TASK, "- Ngày ký: 12/5/2026."),
    (TASK, "- Ngày tổ chức: 12/5/2026."),
    (TASK, "- Ngày truyền thống của ngành là ngày 28/8/2026."),
    (TASK, "- Thời gian tổ chức lễ khai mạc: 19 giờ ngày 20/4/2026."),
    (TASK, "- Sinh viên tốt nghiệp trước ngày 30/6/2026 được đăng ký."),
    (TASK, "- Người nộp hồ sơ trước ngày 01/7/2026 thì áp dụng quy định cũ."),
]


def test_what_was_held_before_the_plan_is_no_deadline() -> None:
    text = "- Hội nghị triển khai tổ chức ngày 15/3/2026; tổng duyệt ngày 15/5/2026."
    found = deadlines.extract(frame_of(TASK, text), Header(issued_date="2026-04-01"))
    assert [d.date for d in found] == ["2026-05-15"]


def test_who_acts_on_a_day_to_come() -> None:
    text = "- Ngày 15/8/2026, các trường đồng loạt tổ chức lễ ra quân."
    assert [d.date for d in deadlines.extract(frame_of(TASK, text), Header(issued_date="2026-04-01"))] == ["2026-08-15"]
    assert deadlines.extract(frame_of(TASK, text), Header(issued_date="2026-09-01")) == ()


@pytest.mark.parametrize("label", ["Thời gian", "Thời hạn", "Thời hạn hoàn thành", "Tiến độ thực hiện"])
def test_the_time_of_a_task_is_no_deadline(label: str) -> None:
    assert read(TASK, f"- {label}: trước ngày 30/9/2026.") == ()


@pytest.mark.parametrize(("title", "text", "expected"), CASES, ids=[c[1][:50] for c in CASES])
def test_reads_the_deadline(title: str, text: str, expected: list[Row]) -> None:
    assert [(d.date, d.comparator, d.to, d.through) for d in read(title, text)] == expected


@pytest.mark.parametrize(("title", "text"), NONE, ids=[n[1][:50] for n in NONE])
def test_is_no_deadline(title: str, text: str) -> None:
    assert read(title, text) == ()


def test_receiver_is_inherited_from_the_lead_in() -> None:
    found = read(
        REPORT,
        "Các đơn vị báo cáo về UBND quận (qua Phòng Y tế) để tổng hợp, cụ thể như sau:",
        "- Báo cáo kết quả (theo biểu mẫu):",
        "+ Báo cáo 6 tháng vào ngày 15/5/2024;",
        "+ Báo cáo năm gửi Sở Y tế trước ngày 10/11/2024.",
    )
    assert [(d.date, d.comparator, d.to, d.through) for d in found] == [
        ("2024-05-15", "on", "UBND quận", "Phòng Y tế"),
        ("2024-11-10", "before", "Sở Y tế", None),
    ]


def test_lettered_items_go_on_with_the_lead_in() -> None:
    builder = PlanTextBuilder("txt")
    for line in (
        "KẾ HOẠCH",
        "Phong trào đọc sách năm 2026",
        "I. NỘI DUNG",
        "Mở tủ sách tại các thôn.",
        "II. CHẾ ĐỘ BÁO CÁO",
        "1. Các trường báo cáo kết quả gửi Phòng Văn hóa:",
        "a) Báo cáo học kỳ: trước ngày 15/01/2026;",
        "b) Báo cáo năm học: trước ngày 10/6/2026.",
        "2. Thời hạn nhận tranh dự thi: đến hết ngày 20/3/2026.",
    ):
        builder.add(line)
    found = deadlines.extract(Frame.of(builder.build()), Header())
    assert [(d.date, d.comparator, d.to) for d in found] == [
        ("2026-01-15", "before", "Phòng Văn hóa"),
        ("2026-06-10", "before", "Phòng Văn hóa"),
        ("2026-03-20", "by", None),
    ]


def test_each_of_two_dates_has_its_own_words() -> None:
    found = read(
        REPORT, "Định kỳ trước ngày 10/5/2025 và trước ngày 10/11/2025 báo cáo UBND huyện (qua Phòng Nội vụ) kết quả."
    )
    assert [d.text for d in found] == [
        "Định kỳ trước ngày 10/5/2025",
        "trước ngày 10/11/2025 báo cáo UBND huyện (qua Phòng Nội vụ) kết quả",
    ]
    assert {(d.to, d.through) for d in found} == {("UBND huyện", "Phòng Nội vụ")}


def test_coordinated_dates_share_word_and_receiver() -> None:
    found = read(REPORT, "Gửi báo cáo về Sở Y tế trước ngày 15/6 và 15/12 hằng năm.")
    assert [(d.date, d.comparator, d.to) for d in found] == [
        ("--06-15", "before", "Sở Y tế"),
        ("--12-15", "before", "Sở Y tế"),
    ]


@pytest.mark.parametrize(
    "name",
    ["Sở Văn hóa, Thể thao và Du lịch", "Ban Chỉ đạo phòng, chống tội phạm", "UBND tỉnh và Bộ Khoa học và Công nghệ"],
)
def test_names_with_commas_and_conjunctions_stay_whole(name: str) -> None:
    (d,) = read(REPORT, f"Báo cáo kết quả về {name} trước ngày 15/11/2025 để tổng hợp.")
    assert d.to == name


def test_what_the_receiver_does_next_is_no_receiver() -> None:
    (d,) = read(TASK, "Đánh giá kết quả trước ngày 15/6/2025 để phục vụ báo cáo Quốc hội.")
    assert d.to is None


def test_spans_cut_the_text_out() -> None:
    frame = frame_of(REPORT, "- Gửi báo cáo về Sở A trước ngày 01/12; trình UBND tỉnh trước 15/12/2025.")
    found = deadlines.extract(frame, Header())
    assert [d.date for d in found] == ["--12-01", "2025-12-15"]
    for d in found:
        assert frame.text.text[d.span.start : d.span.end] == d.text


#: Rows of which nobody can say where the phrase gives no deadline.
ALWAYS = {"hoàn thành trước", "định kỳ vào", "định kỳ trước"}


def cap(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]


@pytest.mark.parametrize("row", rows("time_deadlines"), ids=lambda r: r["phrase"])
def test_every_phrase_stands_in_its_example_and_not_every_use_is_a_deadline(row: dict[str, str]) -> None:
    assert row["phrase"] in row["example"]
    assert row["comparator"] in ("before", "on", "by")
    assert (row["phrase"] in row["counterexample"]) == (row["phrase"] not in ALWAYS)
    if row["counterexample"]:
        assert read(TASK, f"{cap(row['counterexample'])}.") == ()


@pytest.mark.parametrize("row", rows("time_actions"), ids=lambda r: r["word"])
def test_every_action_makes_its_example_a_deadline_and_what_was_done_none(row: dict[str, str]) -> None:
    assert row["word"] in row["example"]
    assert len(read(TASK, f"{cap(row['example'])}.")) == 1
    assert row["word"] in row["counterexample"]
    assert read(TASK, f"Các xã {row['counterexample']}.") == ()


@pytest.mark.parametrize("row", rows("time_events"), ids=lambda r: r["word"])
def test_every_event_has_its_day_in_its_example_only(row: dict[str, str]) -> None:
    assert row["word"] in row["example"]
    assert row["word"] in row["counterexample"]
    assert [d.comparator for d in read(TASK, f"{cap(row['example'])}.")] == ["on"]
    assert read(TASK, f"{cap(row['counterexample'])}.") == ()


@given(st.dates(), st.sampled_from(["trước ngày", "chậm nhất ngày", "vào ngày"]), st.booleans(), st.booleans())
def test_dates_are_read_back(date, words: str, year: bool, long: bool) -> None:  # type: ignore[no-untyped-def]
    if not 1950 <= date.year < 2100:
        date = date.replace(year=2025, day=min(date.day, 28))
    if long:
        shown = f"{date.day:02d} tháng {date.month}" + (f" năm {date.year}" if year else "")
    else:
        shown = f"{date.day}/{date.month:02d}" + (f"/{date.year}" if year else "")
    (d,) = read(REPORT, f"Gửi báo cáo về UBND tỉnh {words} {shown} để tổng hợp.")
    assert d.date == (date.isoformat() if year else f"--{date.month:02d}-{date.day:02d}")
    assert d.comparator == {"trước ngày": "before", "chậm nhất ngày": "by", "vào ngày": "on"}[words]
    assert d.to == "UBND tỉnh"


@given(st.text(alphabet="0123456789/.,;:() ngàythángămtrướcbáocoUBND", max_size=200))
def test_never_fails_and_spans_hold(text: str) -> None:
    frame = frame_of(REPORT, text)
    for d in deadlines.extract(frame, Header()):
        assert frame.text.text[d.span.start : d.span.end] == d.text


def test_gold_documents(shared: Path) -> None:
    from khtool.extraction.frame import Frame
    from khtool.reading import read as read_file

    sources = {p.name.split("_")[0]: p for p in (shared / "seeds").iterdir()}
    sources |= {p.name[:8]: p for p in (shared / "plans").iterdir()}
    keys = ("date", "comparator", "to", "through")
    for gold_file in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        found = deadlines.extract(Frame.of(read_file(sources[gold_file.stem])), Header())
        assert [[getattr(d, k) for k in keys] for d in found] == [[g[k] for k in keys] for g in gold["deadlines"]]


PIECES = [
    "ngày", "Ngày", "15/12", "15,16/12/2025", "tháng", "5", "12.5", "năm", "2025", "NĂM", "quý", "II", "hằng tháng",
    "hằng ngày", "thứ sáu", "Thứ 7", "chủ nhật", "17 giờ", "8h30", "10", "phút", "tuần", "của", "cuối", ",", "-", "(",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_no_point_in_time_begins_where_nobody_looks(text: str) -> None:
    looked = set(deadlines._moments(text))
    for pattern in (deadlines._POINT, deadlines._TERM, deadlines._BARE_DAY):
        for m in pattern.finditer(text):
            # the 5 of "12.5 ngày" is no term of its own: no word that says so stands before it
            inside_a_figure = m.start() > 0 and text[m.start() - 1] in "0123456789." and text[m.start()].isdigit()
            assert inside_a_figure or m.start() in looked, (pattern, m[0])
