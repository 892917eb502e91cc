from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool import reading
from khtool.extraction import extract, targets
from khtool.extraction.clauses import rows
from khtool.extraction.targets.quantities import KEEP, figures, number
from khtool.plan import Header, Target
from khtool.text import CellRef, PlanTextBuilder, TableCell

spec = importlib.util.spec_from_file_location("frames", Path(__file__).with_name("frames.py"))
assert spec and spec.loader
frames = importlib.util.module_from_spec(spec)
spec.loader.exec_module(frames)
frame_of = frames.frame_of

GOAL = "MỤC TIÊU CỤ THỂ"
TASK = "NHIỆM VỤ, GIẢI PHÁP"
PAST = "TÌNH HÌNH THỰC HIỆN NĂM 2023"
HEADER = Header(years=(2024,))


def read(title: str, *paragraphs: str) -> tuple[Target, ...]:
    return targets.extract(frame_of(title, *paragraphs), HEADER)[0]


def show(t: Target) -> dict[str, object]:
    """The fields that say something, in short."""
    found = t.model_dump(exclude={"kind", "span", "where", "subject", "baseline_year"}, exclude_defaults=True)
    if found["comparator"] == "eq":
        del found["comparator"]
    return found


CASES: list[tuple[str, str, list[dict[str, object]]]] = [
    # comparators
    (
        GOAL,
        "- Trên 95% hộ dân dùng nước sạch.",
        [{"text": "Trên 95% hộ dân dùng nước sạch", "comparator": "gt", "value": 95, "unit": "%"}],
    ),
    (
        GOAL,
        "- Tỷ lệ hộ nghèo còn dưới 1,5%;",
        [{"text": "Tỷ lệ hộ nghèo còn dưới 1,5%", "comparator": "lt", "value": 1.5, "unit": "%"}],
    ),
    (
        GOAL,
        "Tỷ lệ thất nghiệp thành thị không quá 3%.",
        [{"text": "Tỷ lệ thất nghiệp thành thị không quá 3%", "comparator": "le", "value": 3, "unit": "%"}],
    ),
    (
        GOAL,
        "Tỷ lệ lao động qua đào tạo đạt từ 70% trở lên.",
        [{"text": "Tỷ lệ lao động qua đào tạo đạt từ 70% trở lên", "comparator": "ge", "value": 70, "unit": "%"}],
    ),
    (
        GOAL,
        "Tốc độ tăng trưởng năm 2025 đạt 8% trở lên.",
        [
            {
                "text": "Tốc độ tăng trưởng năm 2025 đạt 8% trở lên",
                "comparator": "ge",
                "value": 8,
                "unit": "%",
                "year": 2025,
            }
        ],
    ),
    (
        GOAL,
        "Độ che phủ rừng đạt khoảng 42,5%.",
        [{"text": "Độ che phủ rừng đạt khoảng 42,5%", "comparator": "approx", "value": 42.5, "unit": "%"}],
    ),
    (
        GOAL,
        "Kéo giảm tai nạn giao thông từ 5% đến 10% trên cả ba tiêu chí.",
        [
            {
                "text": "Kéo giảm tai nạn giao thông từ 5% đến 10% trên cả ba tiêu chí",
                "comparator": "range",
                "value": 5,
                "value_max": 10,
                "unit": "%",
                "direction": "decrease",
            }
        ],
    ),
    (
        GOAL,
        "- Hằng năm giảm 5-7% số vụ cháy.",
        [
            {
                "text": "Hằng năm giảm 5-7% số vụ cháy",
                "comparator": "range",
                "value": 5,
                "value_max": 7,
                "unit": "%",
                "direction": "decrease",
            }
        ],
    ),
    (
        GOAL,
        "Tổng thu du lịch tăng bình quân 10 - 12,5%/năm.",
        [
            {
                "text": "Tổng thu du lịch tăng bình quân 10 - 12,5%/năm",
                "comparator": "range",
                "value": 10,
                "value_max": 12.5,
                "unit": "%/năm",
                "direction": "increase",
            }
        ],
    ),
    (
        GOAL,
        "≥ 90% hồ sơ được giải quyết đúng hạn.",
        [{"text": "≥ 90% hồ sơ được giải quyết đúng hạn", "comparator": "ge", "value": 90, "unit": "%"}],
    ),
    # ratios and rates
    (
        GOAL,
        "12/12 xã đạt chuẩn nông thôn mới.",
        [{"text": "12/12 xã đạt chuẩn nông thôn mới", "value": 12, "out_of": 12, "unit": "xã"}],
    ),
    (
        GOAL,
        "Tỷ suất tử vong trẻ em dưới 5 tuổi giảm xuống dưới 18,5‰.",
        [
            {
                "text": "Tỷ suất tử vong trẻ em dưới 5 tuổi giảm xuống dưới 18,5‰",
                "comparator": "lt",
                "value": 18.5,
                "unit": "‰",
                "direction": "decrease",
            }
        ],
    ),
    (
        GOAL,
        "Tỷ suất tai nạn thương tích trẻ em giảm còn 550/100.000 trẻ.",
        [
            {
                "text": "Tỷ suất tai nạn thương tích trẻ em giảm còn 550/100.000 trẻ",
                "value": 550,
                "out_of": 100000,
                "unit": "trẻ",
                "direction": "decrease",
            }
        ],
    ),
    (
        GOAL,
        "Số bác sĩ đạt 12 bác sĩ/10.000 dân; số giường bệnh đạt trên 30 giường/vạn dân.",
        [
            {"text": "Số bác sĩ đạt 12 bác sĩ/10.000 dân", "value": 12, "unit": "bác sĩ/10.000 dân"},
            {
                "text": "số giường bệnh đạt trên 30 giường/vạn dân",
                "comparator": "gt",
                "value": 30,
                "unit": "giường/vạn dân",
            },
        ],
    ),
    (
        GOAL,
        "Thu nhập bình quân đầu người đạt 75 triệu đồng/người/năm.",
        [
            {
                "text": "Thu nhập bình quân đầu người đạt 75 triệu đồng/người/năm",
                "value": 75,
                "unit": "triệu đồng/người/năm",
            }
        ],
    ),
    # baselines, horizons, two things in a clause
    (
        GOAL,
        "Nâng tỷ lệ người dân tham gia bảo hiểm y tế từ 92% năm 2023 lên 95% năm 2024.",
        [
            {
                "text": "Nâng tỷ lệ người dân tham gia bảo hiểm y tế từ 92% năm 2023 lên 95% năm 2024",
                "value": 95,
                "unit": "%",
                "baseline": 92,
                "year": 2024,
                "direction": "increase",
            }
        ],
    ),
    (
        GOAL,
        "Tỷ lệ trường học đạt chuẩn quốc gia đạt 65% vào năm 2025 và 80% vào năm 2030.",
        [
            {
                "text": "Tỷ lệ trường học đạt chuẩn quốc gia đạt 65% vào năm 2025",
                "value": 65,
                "unit": "%",
                "year": 2025,
            },
            {"text": "80% vào năm 2030", "value": 80, "unit": "%", "year": 2030},
        ],
    ),
    (
        GOAL,
        "- Giảm tỷ lệ suy dinh dưỡng thể thấp còi xuống 19,5%, thể gầy còm xuống dưới 4,2%.",
        [
            {
                "text": "Giảm tỷ lệ suy dinh dưỡng thể thấp còi xuống 19,5%",
                "value": 19.5,
                "unit": "%",
                "direction": "decrease",
            },
            {
                "text": "thể gầy còm xuống dưới 4,2%",
                "comparator": "lt",
                "value": 4.2,
                "unit": "%",
                "direction": "decrease",
            },
        ],
    ),
    (
        GOAL,
        "Tỷ lệ hồ sơ trực tuyến đạt 80%, tỷ lệ thanh toán trực tuyến đạt 60% trở lên.",
        [
            {"text": "Tỷ lệ hồ sơ trực tuyến đạt 80%", "value": 80, "unit": "%"},
            {"text": "tỷ lệ thanh toán trực tuyến đạt 60% trở lên", "comparator": "ge", "value": 60, "unit": "%"},
        ],
    ),
    (
        GOAL,
        "100% xã có trạm y tế và 100% thôn có nhân viên y tế.",
        [
            {"text": "100% xã có trạm y tế", "value": 100, "unit": "%"},
            {"text": "100% thôn có nhân viên y tế", "value": 100, "unit": "%"},
        ],
    ),
    (
        GOAL,
        "Thành lập mới ít nhất 15 hợp tác xã, 30 tổ hợp tác.",
        [
            {"text": "Thành lập mới ít nhất 15 hợp tác xã", "comparator": "ge", "value": 15, "unit": "hợp tác xã"},
            {"text": "30 tổ hợp tác", "comparator": "ge", "value": 30, "unit": "tổ hợp tác"},
        ],
    ),
    (
        GOAL,
        "Giảm tỷ suất tử vong xuống còn 16/100.000 người vào năm 2025 và 15/100.000 người vào năm 2030.",
        [
            {
                "text": "Giảm tỷ suất tử vong xuống còn 16/100.000 người vào năm 2025",
                "value": 16,
                "out_of": 100000,
                "unit": "người",
                "year": 2025,
                "direction": "decrease",
            },
            {"text": "15/100.000 người vào năm 2030", "value": 15, "out_of": 100000, "unit": "người", "year": 2030},
        ],
    ),
    (
        GOAL,
        "Thu ngân sách đạt 3.450 tỷ đồng, trong đó thu nội địa 3.200 tỷ đồng, thu xuất nhập khẩu 250 tỷ đồng.",
        [
            {"text": "Thu ngân sách đạt 3.450 tỷ đồng", "value": 3450, "unit": "tỷ đồng"},
            {"text": "trong đó thu nội địa 3.200 tỷ đồng", "value": 3200, "unit": "tỷ đồng"},
            {"text": "thu xuất nhập khẩu 250 tỷ đồng", "value": 250, "unit": "tỷ đồng"},
        ],
    ),
    (
        GOAL,
        "Tốc độ tăng bình quân 5 năm 2026 - 2030 đạt từ 10 - 10,5%/năm.",
        [
            {
                "text": "Tốc độ tăng bình quân 5 năm 2026 - 2030 đạt từ 10 - 10,5%/năm",
                "comparator": "range",
                "value": 10,
                "value_max": 10.5,
                "unit": "%/năm",
            }
        ],
    ),
    (
        GOAL,
        "Không có học sinh vi phạm pháp luật, 100% trường học có tủ sách.",
        [{"text": "100% trường học có tủ sách", "value": 100, "unit": "%"}],
    ),
    (
        GOAL,
        "Phấn đấu toàn huyện có 14/18 xã đạt chuẩn, đạt tỷ lệ 77,8%.",
        [
            {
                "text": "Phấn đấu toàn huyện có 14/18 xã đạt chuẩn, đạt tỷ lệ 77,8%",
                "value": 14,
                "out_of": 18,
                "unit": "xã",
            }
        ],
    ),
    (
        TASK,
        "Đối với trường có từ 500 học sinh trở lên, bố trí 02 nhân viên.",
        [
            {
                "text": "Đối với trường có từ 500 học sinh trở lên, bố trí 02 nhân viên",
                "value": 2,
                "unit": "nhân viên",
            }
        ],
    ),
    # a criterion within an indicator is no target of its own
    (
        GOAL,
        "Tỷ lệ trẻ sơ sinh được sàng lọc ít nhất 5 loại bệnh bẩm sinh đạt 50%.",
        [{"text": "Tỷ lệ trẻ sơ sinh được sàng lọc ít nhất 5 loại bệnh bẩm sinh đạt 50%", "value": 50, "unit": "%"}],
    ),
    (
        GOAL,
        "90% phụ nữ mang thai được khám thai ít nhất 4 lần trong 3 thai kỳ.",
        [{"text": "90% phụ nữ mang thai được khám thai ít nhất 4 lần trong 3 thai kỳ", "value": 90, "unit": "%"}],
    ),
    (
        GOAL,
        "Tỷ lệ dân số từ 15 tuổi trở lên biết chữ đạt 98,5%.",
        [{"text": "Tỷ lệ dân số từ 15 tuổi trở lên biết chữ đạt 98,5%", "value": 98.5, "unit": "%"}],
    ),
    # counts
    (
        GOAL,
        "Giải quyết việc làm cho 5.200 lao động.",
        [{"text": "Giải quyết việc làm cho 5.200 lao động", "value": 5200, "unit": "lao động"}],
    ),
    (GOAL, "Trồng mới 1.250 ha rừng.", [{"text": "Trồng mới 1.250 ha rừng", "value": 1250, "unit": "ha"}]),
    (
        GOAL,
        "Tổng thu ngân sách trên địa bàn đạt 1.250,5 tỷ đồng, tăng 8% so với năm 2023.",
        [
            {"text": "Tổng thu ngân sách trên địa bàn đạt 1.250,5 tỷ đồng", "value": 1250.5, "unit": "tỷ đồng"},
            {"text": "tăng 8% so với năm 2023", "value": 8, "unit": "%", "direction": "increase"},
        ],
    ),
    (
        GOAL,
        "Xếp hạng chuyển đổi số thuộc top 20 cả nước.",
        [{"text": "Xếp hạng chuyển đổi số thuộc top 20 cả nước", "comparator": "le", "value": 20, "unit": "top"}],
    ),
    (
        GOAL,
        "Tuổi thọ trung bình đạt 75,5 tuổi.",
        [{"text": "Tuổi thọ trung bình đạt 75,5 tuổi", "value": 75.5, "unit": "tuổi"}],
    ),
    (
        TASK,
        "Tổ chức ít nhất 02 lớp tập huấn cho cán bộ cơ sở.",
        [{"text": "Tổ chức ít nhất 02 lớp tập huấn cho cán bộ cơ sở", "comparator": "ge", "value": 2, "unit": "lớp"}],
    ),
    (
        TASK,
        "- Mở 03 lớp bồi dưỡng, xây dựng 05 mô hình điểm.",
        [
            {"text": "Mở 03 lớp bồi dưỡng", "value": 3, "unit": "lớp"},
            {"text": "xây dựng 05 mô hình điểm", "value": 5, "unit": "mô hình"},
        ],
    ),
    (
        TASK,
        "Tăng cường quản lý, phấn đấu giảm 10% số vụ vi phạm, góp phần giữ gìn trật tự.",
        [{"text": "phấn đấu giảm 10% số vụ vi phạm", "value": 10, "unit": "%", "direction": "decrease"}],
    ),
    (
        TASK,
        "Bố trí tối thiểu 01 cán bộ/xã theo dõi công tác này.",
        [
            {
                "text": "Bố trí tối thiểu 01 cán bộ/xã theo dõi công tác này",
                "comparator": "ge",
                "value": 1,
                "unit": "cán bộ/xã",
            }
        ],
    ),
    (
        TASK,
        "Duy trì trên 98% trẻ em được tiêm chủng đầy đủ.",
        [
            {
                "text": "Duy trì trên 98% trẻ em được tiêm chủng đầy đủ",
                "comparator": "gt",
                "value": 98,
                "unit": "%",
                "direction": "maintain",
            }
        ],
    ),
    (
        "KẾT QUẢ CẦN ĐẠT",
        "Hỗ trợ xây mới 150 ngôi nhà, sửa chữa 80 ngôi nhà.",
        [
            {"text": "Hỗ trợ xây mới 150 ngôi nhà", "value": 150, "unit": "ngôi nhà"},
            {"text": "sửa chữa 80 ngôi nhà", "value": 80, "unit": "ngôi nhà"},
        ],
    ),
]

NONE = [
    (PAST, "Tỷ lệ hộ nghèo còn 2,1%, giảm 0,8% so với năm 2022."),
    (PAST, "Đã tổ chức 25 lớp tập huấn cho 1.200 lượt người."),
    (TASK, "Đến nay, toàn huyện có 45/60 trường đạt chuẩn, đạt tỷ lệ 75%."),
    (TASK, "Sản lượng năm 2022 đạt 95% kế hoạch."),
    (TASK, "Cấp thẻ cho trẻ em dưới 6 tuổi, người từ 80 tuổi trở lên."),
    (TASK, "Thực hiện Nghị quyết số 28-NQ/TW ngày 25/10/2023, khoản 3 Điều 12 và Phụ lục 02."),
    (TASK, "Truyền thông về Tổng đài 111 và số điện thoại 0243.2233.111."),
    (TASK, "Tổ chức Tháng hành động từ ngày 01/6 đến ngày 30/6/2024."),
    (TASK, "Triển khai Chương trình “1 triệu sáng kiến” và Đề án 06."),
    (TASK, "Phát triển mạng 5G, ứng dụng 3D và công nghiệp 4.0."),
    (TASK, "Hướng dẫn các xã có tỷ lệ hộ nghèo trên 20% lập hồ sơ."),
    (TASK, "Ban Chỉ đạo gồm 15 thành viên; Chương trình có 9 dự án."),
    (TASK, "Gửi báo cáo trước ngày 15/12 hằng năm, trong thời hạn 10 ngày."),
    ("KINH PHÍ THỰC HIỆN", "Tổng kinh phí là 1.500 triệu đồng, trong đó ngân sách huyện 80%."),
    ("Tiêu chuẩn khen thưởng", "Tập thể có từ 95% cá nhân hoàn thành tốt nhiệm vụ; mỗi xã chọn không quá 02 cá nhân."),
    (TASK, "Tiếp tục thực hiện 5 nhóm giải pháp; nhiệm vụ này thuộc nhóm 7 nhiệm vụ trọng tâm."),
    (TASK, "Thực hiện chế độ hỗ trợ 50% học phí; hỗ trợ mỗi hộ 40 triệu đồng xây nhà."),
    (TASK, "Căn cứ kết quả khảo sát 1.200 hộ, sắp xếp 12 trường thành 8 trường."),
    (TASK, "Xử lý vi phạm từ 02 lần trở lên; Ban Chỉ đạo họp mỗi quý 01 lần."),
    (GOAL, "Bảo đảm mọi trẻ em được đến trường, thực hiện tốt giai đoạn 2021-2025."),
]


def _t(text: str, value: float, unit: str = "%", **more: object) -> dict[str, object]:
    return {"text": text, "value": value, "unit": unit, **more}


#: What plans of other provinces and years taught, in sentences made up for it.
CASES += [
    # a number that opens its item is no label of it
    (
        GOAL,
        "- 45 xóm có nhà sinh hoạt cộng đồng; 06 xã hoàn thành 15 tiêu chí.",
        [_t("45 xóm có nhà sinh hoạt cộng đồng", 45, "xóm"), _t("06 xã hoàn thành 15 tiêu chí", 6, "xã")],
    ),
    # two things counted in one clause
    (
        GOAL,
        "Thành lập 5 tổ hợp tác với 120 thành viên.",
        [_t("Thành lập 5 tổ hợp tác", 5, "tổ hợp tác"), _t("120 thành viên", 120, "thành viên")],
    ),
    # those it is done with, by how many is counted, which ones are counted: no figures of their own
    (
        GOAL,
        "Phối hợp với 04 doanh nghiệp tổ chức ít nhất 3 phiên giao dịch.",
        [
            _t(
                "Phối hợp với 04 doanh nghiệp tổ chức ít nhất 3 phiên giao dịch",
                3,
                "phiên",
                comparator="ge",
            )
        ],
    ),
    (
        GOAL,
        "Số điều dưỡng trên 1 vạn dân: 18,5 người.",
        [_t("Số điều dưỡng trên 1 vạn dân: 18,5 người", 18.5, "người")],
    ),
    (
        GOAL,
        "Giảm số xã đạt dưới 12 tiêu chí xuống còn 3 xã.",
        [_t("Giảm số xã đạt dưới 12 tiêu chí xuống còn 3 xã", 3, "xã", direction="decrease")],
    ),
    # words of the past that are none here, or that rule their own part only
    (
        GOAL,
        "Duy trì 9 thư viện hiện có, thành lập mới 02 thư viện trở lên.",
        [
            _t("Duy trì 9 thư viện hiện có", 9, "thư viện", direction="maintain"),
            _t("thành lập mới 02 thư viện trở lên", 2, "thư viện", comparator="ge"),
        ],
    ),
    (
        GOAL,
        "Tỷ lệ lao động đã qua đào tạo đạt 68%; hiện nay tỷ lệ có chứng chỉ là 30%, phấn đấu đạt 35%.",
        [_t("Tỷ lệ lao động đã qua đào tạo đạt 68%", 68), _t("phấn đấu đạt 35%", 35)],
    ),
    (
        GOAL,
        "Năm 2023 thành lập được 3 tổ tự quản, năm 2024 mục tiêu đặt ra là trên 5 tổ tự quản.",
        [_t("năm 2024 mục tiêu đặt ra là trên 5 tổ tự quản", 5, "tổ", comparator="gt", year=2024)],
    ),
    # where it starts from
    (
        GOAL,
        "Thu nhập bình quân tăng từ mức 40 triệu đồng/người năm 2023 lên mức 44 triệu đồng/người năm 2024.",
        [
            _t(
                "Thu nhập bình quân tăng từ mức 40 triệu đồng/người năm 2023 lên mức 44 triệu đồng/người năm 2024",
                44,
                "triệu đồng/người",
                baseline=40,
                year=2024,
                direction="increase",
            )
        ],
    ),
    (
        GOAL,
        "Tỷ lệ trẻ được uống vitamin A đạt 97% (năm 2023 là 94%).",
        [_t("Tỷ lệ trẻ được uống vitamin A đạt 97% (năm 2023 là 94%)", 97, baseline=94)],
    ),
    (
        GOAL,
        "Trồng mới từ 80ha trở lên (giảm so với mục tiêu năm 2023 là 95ha).",
        [_t("Trồng mới từ 80ha trở lên (giảm so với mục tiêu năm 2023 là 95ha)", 80, "ha", comparator="ge")],
    ),
    (
        GOAL,
        "Tỷ lệ hộ có nước sạch từ 80% trở lên, tỷ lệ hộ có nhà tiêu đạt 90%.",
        [
            _t("Tỷ lệ hộ có nước sạch từ 80% trở lên", 80, comparator="ge"),
            _t("tỷ lệ hộ có nhà tiêu đạt 90%", 90),
        ],
    ),
    # which way
    (
        GOAL,
        "Năm 2024, thị xã phấn đấu giảm tỷ lệ hộ nghèo (theo chuẩn đa chiều) còn 2,4%.",
        [
            _t(
                "Năm 2024, thị xã phấn đấu giảm tỷ lệ hộ nghèo (theo chuẩn đa chiều) còn 2,4%",
                2.4,
                year=2024,
                direction="decrease",
            )
        ],
    ),
    (
        GOAL,
        "Tỷ lệ hộ cận nghèo giảm bình quân/năm: trên 1,5%.",
        [
            _t(
                "Tỷ lệ hộ cận nghèo giảm bình quân/năm: trên 1,5%",
                1.5,
                comparator="gt",
                direction="decrease",
            )
        ],
    ),
    # units that are written without a blank, kinds that are no rank
    (
        GOAL,
        "Diện tích rau các loại 350,5ha; đường liên thôn rộng 3,5m.",
        [_t("Diện tích rau các loại 350,5ha", 350.5, "ha"), _t("đường liên thôn rộng 3,5m", 3.5, "m")],
    ),
    # an addition in brackets
    (
        GOAL,
        "Thu hút 900 nghìn lượt khách (trong đó 60 nghìn lượt khách quốc tế).",
        [
            _t("Thu hút 900 nghìn lượt khách (trong đó 60 nghìn lượt khách quốc tế)", 900, "nghìn lượt khách"),
            _t("trong đó 60 nghìn lượt khách quốc tế", 60, "nghìn lượt khách"),
        ],
    ),
    # outside the goals: a limit to a number or rate, a commitment that goes on after a semicolon
    (
        TASK,
        "Quản lý tốt nề nếp; số học sinh vắng không phép trong tháng không quá 05 học sinh.",
        [
            _t(
                "số học sinh vắng không phép trong tháng không quá 05 học sinh",
                5,
                "học sinh",
                comparator="le",
            )
        ],
    ),
    (
        TASK,
        "Phấn đấu tỷ lệ tiêm chủng đạt trên 95%; tỷ lệ quản lý thai đạt 90%.",
        [
            _t("Phấn đấu tỷ lệ tiêm chủng đạt trên 95%", 95, comparator="gt"),
            _t("tỷ lệ quản lý thai đạt 90%", 90),
        ],
    ),
]
CASES += [
    (
        GOAL,
        "- Vốn đầu tư thực hiện toàn xã hội tăng khoảng 12%.",
        [_t("Vốn đầu tư thực hiện toàn xã hội tăng khoảng 12%", 12, comparator="approx", direction="increase")],
    ),
]
NONE += [
    # outside the goals the figures of a report, whatever its heading
    ("CĂN CỨ LẬP KẾ HOẠCH", "Diện tích ngô đạt 640 ha, đạt 97,3% so với kế hoạch; trồng mới 15 ha cam."),
    ("CĂN CỨ LẬP KẾ HOẠCH", "Thu phí đạt 112% dự toán; xây dựng 04 nhà văn hóa."),
    (TASK, "- Vận động gia đình có từ 02 con trở lên tham gia."),
    (GOAL, "Kế hoạch đề ra 04 mục tiêu lớn sau đây:"),
    (GOAL, "12 chỉ tiêu xã hội gồm:"),
    (GOAL, "18 chỉ tiêu của năm 2024 gồm 7 chỉ tiêu kinh tế, 11 chỉ tiêu xã hội."),
    (TASK, "Đối với lớp dưới 15 học viên có thể ghép 2 lớp học chung."),
]


CASES += [
    # a level is not the figure's own comparator
    (
        GOAL,
        "- 100% tổ dân vận hoàn thành tốt nhiệm vụ trở lên.",
        [_t("100% tổ dân vận hoàn thành tốt nhiệm vụ trở lên", 100)],
    ),
    (
        GOAL,
        "- 60% cán bộ có trình độ đại học trở lên; 80% ban, ngành trở lên ký cam kết.",
        [
            _t("60% cán bộ có trình độ đại học trở lên", 60),
            _t("80% ban, ngành trở lên ký cam kết", 80, comparator="ge"),
        ],
    ),
    # what is counted within the indicator stands before the figure, however far
    (
        GOAL,
        "- Duy trì tỷ lệ trẻ dưới 2 tuổi được tiêm đủ 6 loại vắc xin ở người trên 18 tuổi đạt ≥ 90%.",
        [
            _t(
                "Duy trì tỷ lệ trẻ dưới 2 tuổi được tiêm đủ 6 loại vắc xin ở người trên 18 tuổi đạt ≥ 90%",
                90,
                comparator="ge",
                direction="maintain",
            )
        ],
    ),
    # numbers in words
    (
        GOAL,
        "- Mỗi thôn có ít nhất một câu lạc bộ văn nghệ; mở tối thiểu ba lớp dạy bơi.",
        [
            _t("Mỗi thôn có ít nhất một câu lạc bộ văn nghệ", 1, "câu lạc bộ", comparator="ge"),
            _t("mở tối thiểu ba lớp dạy bơi", 3, "lớp", comparator="ge"),
        ],
    ),
    # figures of each year, units written without a blank, several colons
    (
        GOAL,
        "- Sản lượng mía bình quân hằng năm: 1.250 tấn; mỗi năm 02 buổi diễn tập; năng suất lúa đạt 58tạ/ha.",
        [
            _t("Sản lượng mía bình quân hằng năm: 1.250 tấn", 1250, "tấn"),
            _t("mỗi năm 02 buổi diễn tập", 2, "buổi"),
            _t("năng suất lúa đạt 58tạ/ha", 58, "tạ/ha"),
        ],
    ),
    (
        GOAL,
        "- Cơ cấu lao động: Dịch vụ - Du lịch: 41,5%, tăng 0,2 lần so với năm 2020.",
        [
            _t("Dịch vụ - Du lịch: 41,5%", 41.5),
            _t("tăng 0,2 lần so với năm 2020", 0.2, "lần", direction="increase"),
        ],
    ),
    (
        GOAL,
        "- Diện tích cam năm 2026: 30ha, giảm 0,1 lần so với năm 2020.",
        [
            _t("Diện tích cam năm 2026: 30ha", 30, "ha", year=2026),
            _t("giảm 0,1 lần so với năm 2020", 0.1, "lần", direction="decrease"),
        ],
    ),
    (
        GOAL,
        "- Kim ngạch xuất khẩu chè gấp 3 lần năm 2019; đàn dê 700 con, bằng năm 2020.",
        [
            _t("Kim ngạch xuất khẩu chè gấp 3 lần năm 2019", 3, "lần"),
            _t("đàn dê 700 con, bằng năm 2020", 700, "con"),
        ],
    ),
    # the figures of a clause stand in its brackets
    (
        GOAL,
        "- Cây màu vụ đông (khoai: diện tích đạt 12 ha, sản lượng đạt 90 tấn).",
        [_t("diện tích đạt 12 ha", 12, "ha"), _t("sản lượng đạt 90 tấn", 90, "tấn")],
    ),
    # a verb of one word before the next figure
    (
        GOAL,
        "- Kiểm tra ít nhất 70% số bếp ăn, lấy 40 mẫu nước xét nghiệm.",
        [
            _t("Kiểm tra ít nhất 70% số bếp ăn", 70, comparator="ge"),
            _t("lấy 40 mẫu nước xét nghiệm", 40, "mẫu"),
        ],
    ),
    # what is saved is aimed at; so are those who are inspected
    (GOAL, "- Cắt giảm 15% kinh phí lễ tân.", [_t("Cắt giảm 15% kinh phí lễ tân", 15, direction="decrease")]),
    (TASK, "- Kiểm tra 06 đơn vị cấp xã.", [_t("Kiểm tra 06 đơn vị cấp xã", 6, "đơn vị")]),
    (
        GOAL,
        "- Giá trị thu hoạch trên 1 ha đất trồng rau đạt 300 triệu đồng.",
        [_t("Giá trị thu hoạch trên 1 ha đất trồng rau đạt 300 triệu đồng", 300, "triệu đồng")],
    ),
    # what is kept is something else
    (
        GOAL,
        "- Duy trì chợ phiên hoạt động tốt, xây dựng điểm bán hàng: 05 điểm trở lên.",
        [
            _t(
                "Duy trì chợ phiên hoạt động tốt, xây dựng điểm bán hàng: 05 điểm trở lên",
                5,
                "điểm",
                comparator="ge",
            )
        ],
    ),
]
NONE += [
    (TASK, "- Áp dụng thuế giá trị gia tăng 5% đối với nước sạch."),
    (TASK, "- Người dân được tiếp cận ít nhất một trong các hình thức hỗ trợ."),
]


#: Counted commitments in words of work to do, outside the goals.
CASES += [
    (
        TASK,
        "- Thanh tra đột xuất ít nhất 04 phường, xã.",
        [_t("Thanh tra đột xuất ít nhất 04 phường, xã", 4, "phường, xã", comparator="ge")],
    ),
    (
        TASK,
        "- Phát thanh trên loa truyền thanh, tối thiểu 03 lần/tuần.",
        [_t("Phát thanh trên loa truyền thanh, tối thiểu 03 lần/tuần", 3, "lần/tuần", comparator="ge")],
    ),
    (
        TASK,
        "- Hằng tháng, lãnh đạo sở tiếp công dân tối thiểu 01 ngày.",
        [_t("Hằng tháng, lãnh đạo sở tiếp công dân tối thiểu 01 ngày", 1, "ngày", comparator="ge")],
    ),
    (
        TASK,
        "- Rà soát các bến đò, mỗi bến tối thiểu 02 lượt/quý.",
        [_t("mỗi bến tối thiểu 02 lượt/quý", 2, "lượt/quý", comparator="ge")],
    ),
    (TASK, "- Tập huấn nghiệp vụ cứu hộ cho 120 người.", [_t("Tập huấn nghiệp vụ cứu hộ cho 120 người", 120, "người")]),
    (TASK, "- Phun thuốc khử khuẩn 03 đợt.", [_t("Phun thuốc khử khuẩn 03 đợt", 3, "đợt")]),
    (
        TASK,
        "- Duy trì 04 chốt trực; dự trữ 50 lít xăng.",
        [_t("Duy trì 04 chốt trực", 4, "chốt", direction="maintain"), _t("dự trữ 50 lít xăng", 50, "lít")],
    ),
    (
        TASK,
        "- Giám sát 02 cuộc, phản biện 03 văn bản.",
        [_t("Giám sát 02 cuộc", 2, "cuộc"), _t("phản biện 03 văn bản", 3, "văn bản")],
    ),
    (
        TASK,
        "- Đối ứng vốn vay, thu hồi tối thiểu 40% giá trị.",
        [_t("Đối ứng vốn vay, thu hồi tối thiểu 40% giá trị", 40, comparator="ge")],
    ),
    (
        TASK,
        "- Vận động Quỹ Khuyến học đạt từ 90 triệu đồng/năm trở lên.",
        [_t("Vận động Quỹ Khuyến học đạt từ 90 triệu đồng/năm trở lên", 90, "triệu đồng/năm", comparator="ge")],
    ),
    (TASK, "- Thực hiện tiết kiệm 5% chi hội nghị.", [_t("Thực hiện tiết kiệm 5% chi hội nghị", 5)]),
    (TASK, "- Dự báo lượng mưa theo ngày; khôi phục 08 giếng cổ.", [_t("khôi phục 08 giếng cổ", 8, "giếng")]),
    (
        TASK,
        "- Tỷ lệ hộ phân loại rác từ 20% năm 2022 tăng lên trên 60%.",
        [
            _t(
                "Tỷ lệ hộ phân loại rác từ 20% năm 2022 tăng lên trên 60%",
                60,
                comparator="gt",
                baseline=20,
                direction="increase",
            )
        ],
    ),
    (
        TASK,
        "- 100% hồ sơ được lưu trữ theo Nghị định số 1/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ.",
        [_t("100% hồ sơ được lưu trữ theo Nghị định số 1/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ", 100)],
    ),
    # a second figure of its own
    (
        GOAL,
        "- Dạy nghề cho 900 lao động, bình quân mỗi năm khoảng 180 lao động.",
        [
            _t("Dạy nghề cho 900 lao động", 900, "lao động"),
            _t("bình quân mỗi năm khoảng 180 lao động", 180, "lao động", comparator="approx"),
        ],
    ),
    (
        GOAL,
        "- Phấn đấu huy động trên 2 tỷ đồng, cho 75 lượt hộ vay.",
        [
            _t("Phấn đấu huy động trên 2 tỷ đồng", 2, "tỷ đồng", comparator="gt"),
            _t("cho 75 lượt hộ vay", 75, "lượt hộ"),
        ],
    ),
    (
        GOAL,
        "- Mức độ hài lòng đạt 88% trở lên (lĩnh vực thuế: trên 93%).",
        [
            _t("Mức độ hài lòng đạt 88% trở lên (lĩnh vực thuế: trên 93%)", 88, comparator="ge"),
            _t("lĩnh vực thuế: trên 93%", 93, comparator="gt"),
        ],
    ),
    (
        GOAL,
        '- Xây 04 "Ngôi nhà nghĩa tình" trở lên, trị giá 60 triệu đồng/nhà.',
        [
            _t(
                'Xây 04 "Ngôi nhà nghĩa tình" trở lên, trị giá 60 triệu đồng/nhà',
                4,
                "Ngôi nhà nghĩa tình",
                comparator="ge",
            )
        ],
    ),
    # where it is done is no figure of its own
    (
        GOAL,
        "- 100% thủ tục được niêm yết tại trụ sở xã và 09 nhà văn hóa thôn.",
        [_t("100% thủ tục được niêm yết tại trụ sở xã và 09 nhà văn hóa thôn", 100)],
    ),
]
CASES += [
    (
        TASK,
        "- Tổ chức 09 buổi tọa đàm, mỗi buổi từ 40 người trở lên.",
        [
            _t("Tổ chức 09 buổi tọa đàm", 9, "buổi"),
            _t("mỗi buổi từ 40 người trở lên", 40, "người", comparator="ge"),
        ],
    ),
    (TASK, "- Kiểm tra việc chấp hành tại 06 xã.", [_t("Kiểm tra việc chấp hành tại 06 xã", 6, "xã")]),
    (TASK, "- Tiêm vắc xin cho đàn trâu 02 đợt/năm.", [_t("Tiêm vắc xin cho đàn trâu 02 đợt/năm", 2, "đợt/năm")]),
    (
        TASK,
        "- Nâng tổng số tổ hòa giải lên 140 tổ.",
        [_t("Nâng tổng số tổ hòa giải lên 140 tổ", 140, "tổ", direction="increase")],
    ),
]
NONE += [
    (TASK, "- Chiều rộng mặt đường tối thiểu 3,5 m."),
    (TASK, "- Xử lý trường hợp vi phạm từ 02 lần trở lên."),
    (TASK, "- Tổ thẩm định gồm ít nhất 05 thành viên."),
    (GOAL, "- Vận hành thông suốt chính quyền địa phương 02 cấp."),
    (TASK, "- Ưu tiên hộ có ít nhất 02 lao động và hợp tác xã có tối thiểu 07 thành viên."),
    (TASK, "- Bảo dưỡng bể nước dự trữ 60 m3."),
    (TASK, "- Theo kết quả khảo sát 12 điểm trường."),
]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("- Tăng trưởng tín dụng bình quân 9%/năm.", "Tăng trưởng tín dụng bình quân"),
        ("- Thành lập mới 03 trung tâm tin học.", "trung tâm tin học"),
        ("- Tỷ lệ mẫu nước không đạt dưới 5%.", "Tỷ lệ mẫu nước không đạt"),
        ("- Áp dụng sản xuất sạch hơn cho 60 cơ sở.", "Áp dụng sản xuất sạch hơn cơ sở"),
    ],
)
def test_subject_keeps_its_words(text: str, subject: str) -> None:
    (t,) = read(GOAL, text)
    assert t.subject == subject


def test_growth_is_linear_in_texts_without_blanks() -> None:
    import time

    def seconds(n: int) -> float:
        norm = "thủ_tục_hành_chính_số\t12\n" * n + "x " + "nhóm_việc_được_giao 3\n" * n
        start = time.perf_counter()
        figures(norm)
        return time.perf_counter() - start

    seconds(100)
    small, large = min(seconds(2_000) for _ in range(3)), min(seconds(16_000) for _ in range(3))
    assert large < 24 * small + 0.05


#: Two verbs before one figure, two counts of one deed, units of two words, whose the comparator is.
CASES += [
    (TASK, "- Sửa chữa, nâng cấp 25 km kênh mương.", [_t("Sửa chữa, nâng cấp 25 km kênh mương", 25, "km")]),
    (
        TASK,
        "- Xây dựng mới, nâng cấp 08 trạm bơm đến năm 2026.",
        [_t("Xây dựng mới, nâng cấp 08 trạm bơm đến năm 2026", 8, "trạm bơm", year=2026)],
    ),
    (TASK, "- Cấp 1.200 thẻ đọc sách.", [_t("Cấp 1.200 thẻ đọc sách", 1200, "thẻ")]),
    (TASK, "- Lắp đặt 30 chậu rửa tay.", [_t("Lắp đặt 30 chậu rửa tay", 30, "chậu rửa")]),
    (
        TASK,
        "- Có tối thiểu 70% hộ dân ký cam kết.",
        [_t("Có tối thiểu 70% hộ dân ký cam kết", 70, comparator="ge")],
    ),
    (
        TASK,
        "- Mở 04 lớp xóa mù chữ cho 110 phụ nữ vùng cao.",
        [_t("Mở 04 lớp xóa mù chữ", 4, "lớp"), _t("cho 110 phụ nữ vùng cao", 110, "phụ nữ")],
    ),
    (
        TASK,
        "- Mở ít nhất 02 hội thảo, với trên 150 đại biểu tham dự.",
        [
            _t("Mở ít nhất 02 hội thảo", 2, "hội thảo", comparator="ge"),
            _t("trên 150 đại biểu tham dự", 150, "đại biểu", comparator="gt"),
        ],
    ),
    (
        TASK,
        "- Bố trí 01 giáo viên cho 20 trẻ; tổ chức 05 phiên chợ quê.",
        [_t("Bố trí 01 giáo viên cho 20 trẻ", 1, "giáo viên"), _t("tổ chức 05 phiên chợ quê", 5, "phiên")],
    ),
    (GOAL, "- Đón 3.000 lượt khách.", [_t("Đón 3.000 lượt khách", 3000, "lượt khách")]),
    (
        GOAL,
        "- Trên 85% cán bộ được tập huấn, 40% sử dụng thành thạo phần mềm.",
        [
            _t("Trên 85% cán bộ được tập huấn", 85, comparator="gt"),
            _t("40% sử dụng thành thạo phần mềm", 40),
        ],
    ),
    (
        GOAL,
        "- 70% thôn trở lên có loa, 50% tổ dân phố có bảng tin.",
        [_t("70% thôn trở lên có loa", 70, comparator="ge"), _t("50% tổ dân phố có bảng tin", 50)],
    ),
    (
        GOAL,
        "- Duy trì ít nhất 12 đội bóng, 08 đội cồng chiêng.",
        [
            _t("Duy trì ít nhất 12 đội bóng", 12, "đội", comparator="ge", direction="maintain"),
            _t("08 đội cồng chiêng", 8, "đội", comparator="ge"),
        ],
    ),
]
NONE += [
    (TASK, "- Nhà cấp 4, đường cấp 5 thuộc diện rà soát."),
    (TASK, "- Người dự thi có ít nhất 02 năm công tác."),
    (TASK, "- Hỗ trợ 400.000 đồng cho 01 người/tháng."),
]


#: A year that closes the clause before; not one that a title or a view of the future names, nor a period.
CASES += [
    (
        TASK,
        "Xây dựng lộ trình chuyển đổi đến năm 2028, bảo đảm ít nhất 60% hộ kinh doanh dùng hóa đơn điện tử.",
        [
            _t(
                "đến năm 2028, bảo đảm ít nhất 60% hộ kinh doanh dùng hóa đơn điện tử",
                60,
                comparator="ge",
                year=2028,
            )
        ],
    ),
    (
        GOAL,
        "- Sắp xếp mạng lưới trường lớp đến hết năm 2027, 75% trường đạt chuẩn quốc gia.",
        [_t("đến hết năm 2027, 75% trường đạt chuẩn quốc gia", 75, year=2027)],
    ),
    (
        TASK,
        "Triển khai Chiến lược phát triển thủy sản đến năm 2030, bảo đảm 90% tàu cá được giám sát.",
        [_t("bảo đảm 90% tàu cá được giám sát", 90)],
    ),
    (
        TASK,
        "Mở rộng không gian đô thị, tầm nhìn đến năm 2050, phấn đấu 40% dân số sống ở đô thị.",
        [_t("phấn đấu 40% dân số sống ở đô thị", 40)],
    ),
    (
        TASK,
        "Đến năm 2030 hình thành vùng nguyên liệu; bảo đảm 70% sản lượng có hợp đồng.",
        [_t("bảo đảm 70% sản lượng có hợp đồng", 70)],
    ),
    (
        GOAL,
        "- Trong giai đoạn 2026 - 2030, tập huấn cho ít nhất 900 lượt cán bộ hội.",
        [
            _t(
                "Trong giai đoạn 2026 - 2030, tập huấn cho ít nhất 900 lượt cán bộ hội",
                900,
                "lượt",
                comparator="ge",
            )
        ],
    ),
]
#: What is kept; verbs and objects that stand side by side; units of several levels.
CASES += [
    (
        TASK,
        "Trước mắt giữ nguyên 15 điểm trường lẻ.",
        [_t("Trước mắt giữ nguyên 15 điểm trường lẻ", 15, "điểm trường", direction="maintain")],
    ),
    (GOAL, "- Giữ ổn định 18.000 ha cà phê.", [_t("Giữ ổn định 18.000 ha cà phê", 18000, "ha", direction="maintain")]),
    (
        TASK,
        "- Lắp đặt, thay thế 120 cột đèn chiếu sáng.",
        [_t("Lắp đặt, thay thế 120 cột đèn chiếu sáng", 120, "cột đèn")],
    ),
    (TASK, "- Cải tạo, chỉnh trang 06 tuyến phố.", [_t("Cải tạo, chỉnh trang 06 tuyến phố", 6, "tuyến")]),
    (
        TASK,
        "- Xây dựng trụ sở huyện đội và 06 trạm y tế.",
        [_t("Xây dựng trụ sở huyện đội và 06 trạm y tế", 6, "trạm y tế")],
    ),
    (
        TASK,
        "- Tập huấn cho cán bộ quản lý và 120 giáo viên cốt cán.",
        [_t("Tập huấn cho cán bộ quản lý và 120 giáo viên cốt cán", 120, "giáo viên")],
    ),
    (
        TASK,
        "Đẩy mạnh hạ tầng số, phấn đấu phủ sóng di động cho 15 bản.",
        [_t("phấn đấu phủ sóng di động cho 15 bản", 15, "bản")],
    ),
    (
        TASK,
        "Hằng năm, bồi dưỡng kiến thức pháp luật cho 300 hòa giải viên.",
        [_t("Hằng năm, bồi dưỡng kiến thức pháp luật cho 300 hòa giải viên", 300, "hòa giải viên")],
    ),
    (TASK, "Phấn đấu 10 hợp tác xã có website.", [_t("Phấn đấu 10 hợp tác xã có website", 10, "hợp tác xã")]),
    (
        GOAL,
        "- 70/70 thôn, bon và tổ dân phố có nhà văn hóa.",
        [_t("70/70 thôn, bon và tổ dân phố có nhà văn hóa", 70, "thôn, bon và tổ dân phố", out_of=70)],
    ),
    (
        GOAL,
        "- Rút ngắn thời gian cấp phép từ 15 ngày xuống còn 10 ngày.",
        [
            _t(
                "Rút ngắn thời gian cấp phép từ 15 ngày xuống còn 10 ngày",
                10,
                "ngày",
                direction="decrease",
                baseline=15,
            )
        ],
    ),
    (GOAL, "- Thu phí đạt 15 tỷ đồng/quí.", [_t("Thu phí đạt 15 tỷ đồng/quí", 15, "tỷ đồng/quí")]),
]
NONE += [
    (TASK, "Hằng năm, theo phân bổ cho 300 xã."),
    (TASK, "Giữ nguyên mức thu theo Nghị quyết của HĐND tỉnh."),
    (TASK, "Xây dựng cơ chế phối hợp giữa thành phố và 05 tỉnh lân cận."),
    (TASK, "- Xây dựng nông thôn mới và 19 tiêu chí theo hướng bền vững."),
    (TASK, "- Phối hợp với Hội Nông dân và 10 hợp tác xã quảng bá nông sản."),
    (TASK, "- Tổ chức, quản lý 25 bến thủy nội địa theo quy định."),
    (TASK, "- Nhà họp có sức chứa 100 người."),
    (TASK, "Phấn đấu xây nhà đa năng đủ chỗ cho 200 người."),
    (TASK, "Xem tài liệu tại trang 06 của đề án."),
]


#: Work to do that is counted: an open class of verbs, how often, shares by place and by year.
COUNTED: list[tuple[str, list[tuple[str, float, str | None]]]] = [
    ("Nạo vét, khơi thông 18 km kênh nội đồng.", [("eq", 18, "km")]),
    ("Cưỡng chế dứt điểm 07 trường hợp lấn chiếm lòng đường.", [("eq", 7, "trường hợp")]),
    ("Ra quân 03 đợt dọn bãi biển; xóa bỏ 08 lò gạch thủ công.", [("eq", 3, "đợt"), ("eq", 8, "lò gạch")]),
    ("Phát trên đài truyền thanh phường 03 lần mỗi tuần.", [("eq", 3, "lần")]),
    ("Tiếp âm đài tỉnh mỗi ngày 02 buổi.", [("eq", 2, "buổi")]),
    ("Sinh hoạt câu lạc bộ 01 lần/tháng.", [("eq", 1, "lần/tháng")]),
    ("Lắp đặt 20 camera, nâng tổng số lên 48 camera.", [("eq", 20, "camera"), ("eq", 48, "camera")]),
    ("Giảm số vụ cháy từ 40 vụ năm 2023 xuống dưới 30 vụ.", [("lt", 30, "vụ")]),
    ("Kêu gọi tối thiểu 500 tỷ đồng vốn đầu tư vào cụm công nghiệp.", [("ge", 500, "tỷ đồng")]),
    ("Mở rộng liên kết; đến năm 2025 có 30 sản phẩm OCOP.", [("eq", 30, "sản phẩm")]),
    ("Tỷ lệ nợ đọng bảo hiểm xã hội dưới 3%.", [("lt", 3, "%")]),
    ("Khám sàng lọc cho khoảng 5.000 người cao tuổi.", [("approx", 5000, "người")]),
    ("Mua sắm bổ sung 24 tủ thuốc.", [("eq", 24, "tủ")]),
    ("Thực hiện 02 nhiệm vụ khoa học cấp cơ sở.", [("eq", 2, "nhiệm vụ")]),
    ("Hỗ trợ từ 200 ha đến 250 ha lúa chất lượng cao.", [("range", 200, "ha")]),
    (
        "Ưu tiên vùng cao: Tân Lập tiêm 300 liều, Bản Phố 250 liều, Nậm Khánh khoảng 180 liều.",
        [("eq", 300, "liều"), ("eq", 250, "liều"), ("approx", 180, "liều")],
    ),
    ("Số tổ viên tăng dần: năm 2024: 200 hộ; năm 2025: 350 hộ.", [("eq", 200, "hộ"), ("eq", 350, "hộ")]),
    ("Phổ biến Công ước về quyền trẻ em; mở 10 lớp tìm hiểu.", [("eq", 10, "lớp")]),
    ("100% thôn, ấp mỗi tháng có ít nhất 02 buổi sinh hoạt.", [("eq", 100, "%")]),
]
NONE += [
    (TASK, "Thực hiện 05 nhiệm vụ trọng tâm nêu trên."),
    (TASK, "Triển khai 04 nội dung thành phần."),
    (TASK, "Người bệnh uống thuốc 02 lần/ngày."),
    (TASK, "Hiện nay có 12 trạm quan trắc; năm 2023 có 10 trạm quan trắc."),
    (TASK, "Trẻ từ 06 tháng đến 60 tháng tuổi được uống vitamin A."),
    (TASK, "Theo ước tính mở 10 lớp."),
    (TASK, "Trao đổi với 200 ha thuộc vùng đệm."),
    (TASK, "Nhắc nhở theo điểm 12 của thông báo."),
    (GOAL, "Không còn xã đạt dưới 12 tiêu chí."),
    (GOAL, "Đợt 1 tiêm tại trạm, đợt 2 tiêm tại nhà."),
]


@pytest.mark.parametrize(("text", "expected"), COUNTED, ids=[c[0][:50] for c in COUNTED])
def test_counted_work_is_a_commitment(text: str, expected: list[tuple[str, float, str | None]]) -> None:
    assert [(t.comparator, t.value, t.unit) for t in read(TASK, f"- {text}")] == expected


def test_what_was_reached_before_in_brackets() -> None:
    (had,) = read(GOAL, "Kho tư liệu có tối thiểu 900 bài giảng số (năm 2022: 640 bài giảng).")
    assert (had.value, had.baseline, had.baseline_year, had.year) == (900, 640, 2022, None)
    (than,) = read(GOAL, "Tỷ lệ hộ có bể chứa nước đạt từ 92% trở lên (tăng so với mức 87,6% của năm 2023).")
    assert (than.value, than.baseline, than.baseline_year, than.direction) == (92, 87.6, 2023, "increase")
    (which,) = read(GOAL, "100% tiêu chí bị trừ điểm năm 2022 có giải pháp khắc phục.")
    assert (which.value, which.year) == (100, None)


def test_a_table_drawn_with_strokes() -> None:
    lines = (
        "TT | Chỉ tiêu | ĐVT | Thực hiện năm 2023 | Năm 2024 | Năm 2025",
        "1 | Tỷ lệ hộ có nhà tiêu hợp vệ sinh | % | 74,2 | 80 | ≥ 85",
        "2 | Số xã có trạm cấp nước | xã | 18 | 30 | 45",
    )
    found = [(t.comparator, t.value, t.unit, t.baseline, t.year) for t in read("CHỈ TIÊU", *lines)]
    assert found == [
        ("eq", 80, "%", 74.2, 2024),
        ("ge", 85, "%", 74.2, 2025),
        ("eq", 30, "xã", 18, 2024),
        ("eq", 45, "xã", 18, 2025),
    ]
    assert read("CHỈ TIÊU", *lines[:2]) == () or all(t.baseline is None for t in read("CHỈ TIÊU", *lines[:2]))


@pytest.mark.parametrize(("title", "text", "expected"), CASES, ids=[c[1][:50] for c in CASES])
def test_reads_the_target(title: str, text: str, expected: list[dict[str, object]]) -> None:
    assert [show(t) for t in read(title, text)] == expected


@pytest.mark.parametrize(("title", "text"), NONE, ids=[n[1][:50] for n in NONE])
def test_is_no_target(title: str, text: str) -> None:
    assert [t.text for t in read(title, text)] == []


def test_subject_is_what_is_measured() -> None:
    subjects = [
        ("Phấn đấu đến năm 2030 đạt ít nhất 50% số xã không có ma túy.", "số xã không có ma túy"),
        ("Quy mô kinh tế số đạt 40% GRDP.", "Quy mô kinh tế số"),
        ("Giảm tỷ lệ hộ nghèo từ 3% (năm 2023) xuống còn 2% (năm 2024).", "tỷ lệ hộ nghèo"),
        ("Hình thành ít nhất 20 mô hình nông nghiệp tuần hoàn.", "mô hình nông nghiệp tuần hoàn"),
        ("Tổ chức khám sức khỏe cho 100% học sinh.", "Tổ chức khám sức khỏe học sinh"),
        ("Chỉ số hài lòng đạt trên 85 điểm.", "Chỉ số hài lòng"),
    ]
    for text, subject in subjects:
        assert [t.subject for t in read(GOAL, text)] == [subject]


def test_second_horizon_inherits_the_subject() -> None:
    first, second = read(GOAL, "Tỷ lệ phủ sóng đạt 90% vào năm 2025 và 95% vào năm 2030.")
    assert (first.subject, second.subject) == ("Tỷ lệ phủ sóng", "Tỷ lệ phủ sóng")


def test_baseline_year_and_year_are_told_apart() -> None:
    (t,) = read(GOAL, "Giảm tỷ lệ hộ nghèo từ 3,2% (năm 2023) xuống còn dưới 2,8% (năm 2024).")
    assert (t.baseline, t.baseline_year, t.value, t.year, t.comparator) == (3.2, 2023, 2.8, 2024, "lt")
    (t,) = read(GOAL, "Giảm 10% số vụ so với năm 2022.")
    assert (t.baseline, t.baseline_year, t.year) == (None, 2022, None)


def test_lead_in_line_sets_the_tone_of_its_list() -> None:
    found = read(
        TASK, "Kết quả đạt được:", "- Có 5 xã đạt chuẩn.", "Chỉ tiêu phấn đấu năm 2024:", "- Có 7 xã đạt chuẩn."
    )
    assert [t.value for t in found] == [7]


def test_lead_in_line_rules_bulleted_and_lettered_sub_leads_too() -> None:
    found = read(
        TASK, "Chỉ tiêu phấn đấu:", "- Về y tế:", "+ Có 7 trạm y tế đạt chuẩn.", "- Về văn hóa:", "+ 12 đội văn nghệ."
    )
    assert [t.value for t in found] == [7, 12]


def test_spans_cut_the_text_out() -> None:
    frame = frame_of(GOAL, "- 100% xã có điện; trên 90% hộ có nước sạch.")
    for t in targets.extract(frame, HEADER)[0]:
        assert frame.text.text[t.span.start : t.span.end] == t.text
        assert t.where == "I"


QUALITATIVE = [
    (GOAL, "- Cơ bản không còn thôn đặc biệt khó khăn.", ["Cơ bản không còn thôn đặc biệt khó khăn"]),
    (
        GOAL,
        "- Hệ thống cộng tác viên được duy trì và hoạt động hiệu quả; phát huy vai trò của tổ tự quản.",
        ["Hệ thống cộng tác viên được duy trì và hoạt động hiệu quả"],
    ),
    (
        GOAL,
        "Phấn đấu không có trẻ em bỏ học, không để xảy ra bạo lực học đường.",
        ["Phấn đấu không có trẻ em bỏ học", "không để xảy ra bạo lực học đường"],
    ),
    (
        GOAL,
        "Phấn đấu giảm tối đa số vụ cháy, đặc biệt không có người chết do cháy.",
        ["Phấn đấu giảm tối đa số vụ cháy", "không có người chết do cháy"],
    ),
    (GOAL, "Xây dựng môi trường giáo dục an toàn, lành mạnh.", []),
    (TASK, "Không để xảy ra tai nạn tại các trường.", []),
]


@pytest.mark.parametrize(("title", "text", "expected"), QUALITATIVE, ids=[q[1][:40] for q in QUALITATIVE])
def test_qualitative(title: str, text: str, expected: list[str]) -> None:
    assert [t.text for t in targets.extract(frame_of(title, text), HEADER)[1]] == expected


def table_frame(caption: str, rows_: list[list[str]]):  # type: ignore[no-untyped-def]
    builder = PlanTextBuilder("docx")
    builder.add(f"I. {caption}")
    cells = []
    for r, row in enumerate(rows_):
        for c, value in enumerate(row):
            p = builder.add(value, cell=CellRef(0, r, c))
            cells.append(TableCell(r, c, p.start, p.end))
    builder.add_table(cells)
    text = builder.build()
    base = frame_of(caption)
    n = len(text.paragraphs)
    zones = type(base.zones)((0, 0), (0, 0), (0, n), (n, n), (n, n), (n, n))
    base.sections[0].end = len(text.text)
    return type(base)(text, zones, base.sections)


def test_table_of_indicators_by_year() -> None:
    frame = table_frame(
        "CÁC CHỈ TIÊU CHỦ YẾU",
        [
            ["STT", "Chỉ tiêu", "Đơn vị tính", "Ước thực hiện 2023", "Mục tiêu năm 2024", "Mục tiêu năm 2025"],
            ["1", "Tỷ lệ hộ nghèo", "%", "3,1", "< 2,5", "2"],
            ["2", "Trường đạt chuẩn", "trường", "12", "14", "15"],
            ["3", "Sản lượng", "tấn", "1.200", "-", "1.500"],
        ],
    )
    found = targets.extract(frame, HEADER)[0]
    assert [(t.text, t.comparator, t.value, t.unit, t.year) for t in found] == [
        ("Tỷ lệ hộ nghèo | % | 3,1 | < 2,5", "lt", 2.5, "%", 2024),
        ("Tỷ lệ hộ nghèo | % | 3,1 | < 2,5 | 2", "eq", 2, "%", 2025),
        ("Trường đạt chuẩn | trường | 12 | 14", "eq", 14, "trường", 2024),
        ("Trường đạt chuẩn | trường | 12 | 14 | 15", "eq", 15, "trường", 2025),
        ("Sản lượng | tấn | 1.200 | - | 1.500", "eq", 1500, "tấn", 2025),
    ]
    assert [(t.subject, t.span.cell and t.span.cell.column) for t in found[:1]] == [("Tỷ lệ hộ nghèo", 1)]
    for t in found:  # the span is where the quoted cells stand
        assert frame.text.text[t.span.start : t.span.end] == t.text.replace(" | ", "\n")


def test_column_of_what_was_reached_gives_the_baseline() -> None:
    frame = table_frame(
        "CÁC CHỈ TIÊU CHỦ YẾU",
        [
            ["TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2023", "Kế hoạch năm 2024"],
            ["1", "Hộ dùng nước sạch", "%", "88,5", "91"],
            ["2", "Tài khoản dịch vụ công", "Tài khoản", "1.500", "2.000"],
        ],
    )
    assert [(t.value, t.baseline, t.baseline_year, t.year) for t in targets.extract(frame, HEADER)[0]] == [
        (91, 88.5, 2023, 2024),
        (2000, 1500, 2023, 2024),
    ]


def test_table_with_a_road_map_ratios_and_units_in_the_cells() -> None:
    frame = table_frame(
        "MỤC TIÊU",
        [
            ["TT", "Chỉ tiêu", "ĐVT", "Hiện trạng 2023", "Lộ trình thực hiện 2024", "Lộ trình thực hiện 2025"],
            ["1", "Trẻ nhà trẻ ra lớp", "%", "28", "30 - 32", "≥ 35"],
            ["2", "Trường đạt chuẩn", "trường", "9/15", "10/15", "12/15"],
        ],
    )
    found = [
        (t.comparator, t.value, t.value_max, t.out_of, t.baseline, t.year) for t in targets.extract(frame, HEADER)[0]
    ]
    assert found == [
        ("range", 30, 32, None, 28, 2024),
        ("ge", 35, None, None, 28, 2025),
        ("eq", 10, None, 15, 9, 2024),
        ("eq", 12, None, 15, 9, 2025),
    ]
    frame = table_frame(
        "MỤC TIÊU",
        [
            ["TT", "Nội dung", "Mục tiêu năm 2025", "Phụ trách"],
            ["1", "Hồ sơ nộp trực tuyến", "Từ 70% trở lên", "Văn phòng"],
            ["2", "Dịch vụ mới", "12 dịch vụ", "Văn phòng"],
        ],
    )
    assert [(t.text, t.comparator, t.value, t.unit, t.year) for t in targets.extract(frame, HEADER)[0]] == [
        ("Hồ sơ nộp trực tuyến | Từ 70% trở lên", "ge", 70, "%", 2025),
        ("Dịch vụ mới | 12 dịch vụ", "eq", 12, "dịch vụ", 2025),
    ]


def test_table_of_reported_or_forecast_figures_is_none() -> None:
    rows_ = [["STT", "Chỉ tiêu", "Năm 2024", "Năm 2025"], ["1", "Tổng thu", "1.000", "1.200"]]
    assert targets.extract(table_frame("DỰ BÁO THU NGÂN SÁCH", rows_), HEADER)[0] == ()
    assert targets.extract(table_frame("KẾT QUẢ THỰC HIỆN", rows_), HEADER)[0] == ()


def test_words_above_a_table_among_goals_do_not_unmake_it() -> None:
    head, *body = [["TT", "Tên chỉ tiêu", "ĐVT", "Năm 2024", "Năm 2025"], ["1", "Số hộ có vườn mẫu", "Hộ", "35", "50"]]
    frame = table_frame("Thực hiện Nghị quyết, các chỉ tiêu phấn đấu như sau:", [head, *body])
    found = targets.extract(frame, HEADER)[0]
    assert [(t.value, t.unit, t.year) for t in found] == [(35, "Hộ", 2024), (50, "Hộ", 2025)]


@pytest.mark.parametrize(
    ("caption", "head", "row", "expected"),
    [
        (
            "TỔ CHỨC THỰC HIỆN",
            ["Chỉ tiêu", "ĐVT", "TH 2023", "KH 2024", "KH 2025"],
            ["Hộ cận nghèo", "%", "4,1", "3,2", "2"],
            [(3.2, "%", 2024, 4.1), (2, "%", 2025, 4.1)],
        ),
        (
            "LỘ TRÌNH THỰC HIỆN",
            ["Chỉ tiêu", "Năm 2024", "Năm 2025"],
            ["Tỷ lệ hộ có vườn mẫu (%)", "30", "45"],
            [(30, "%", 2024, None), (45, "%", 2025, None)],
        ),
        (
            "NHIỆM VỤ",
            ["Tên chỉ tiêu", "Đơn vị", "Đến 2025", "Đến năm 2030", "2030/2025 (%)"],
            ["Thôn thông minh", "thôn", "3", "9", "300"],
            [(3, "thôn", 2025, None), (9, "thôn", 2030, None)],
        ),
        (
            "NHIỆM VỤ",
            ["Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm"],
            ["Người hiến máu", "người", "150"],
            [(150, "người", None, None)],
        ),
        ("KẾT QUẢ THỰC HIỆN", ["Chỉ tiêu", "ĐVT", "Năm 2024", "Năm 2025"], ["Hộ nghèo", "hộ", "40", "32"], []),
        ("DỰ TOÁN KINH PHÍ", ["Chỉ tiêu", "ĐVT", "Năm 2024", "Năm 2025"], ["In ấn", "triệu đồng", "4", "3"], []),
    ],
)
def test_columns_make_a_table_of_targets_wherever_it_stands(
    caption: str, head: list[str], row: list[str], expected: list[tuple[float, str, int | None, float | None]]
) -> None:
    found = targets.extract(table_frame(caption, [["TT", *head], ["1", *row]]), HEADER)[0]
    assert [(t.value, t.unit, t.year, t.baseline) for t in found] == expected


def test_table_of_tasks_with_years_or_money_is_none() -> None:
    tasks = [["STT", "Nội dung", "Chủ trì", "Kế hoạch"], ["1", "Xây dựng đề án", "Sở A", "2026"]]
    assert targets.extract(table_frame("NHIỆM VỤ", tasks), HEADER)[0] == ()
    money = [["STT", "Nội dung", "Đơn vị tính", "Kinh phí kế hoạch năm 2025"], ["1", "Tập huấn", "triệu đồng", "150"]]
    assert targets.extract(table_frame("NHIỆM VỤ", money), HEADER)[0] == ()


def test_clauses_in_the_cells_of_a_task_table() -> None:
    frame = table_frame(
        "PHÂN CÔNG CHỈ TIÊU",
        [
            ["TT", "Nội dung", "Chủ trì"],
            ["1", "Tỷ lệ phủ sóng đạt trên 95% dân số", "Sở A"],
            ["2", "Kiểm tra, giám sát", "Sở B"],
        ],
    )
    assert [(t.value, t.comparator) for t in targets.extract(frame, HEADER)[0]] == [(95, "gt")]


# --- vocabulary ------------------------------------------------------------------------------------------------------


#: Rows whose word has the effect wherever it stands; every other row says where it has none.
ALWAYS = {">", ">=", "<", "<=", "≥", "≤", "~"}


def cap(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]


@pytest.mark.parametrize("row", rows("target_units"), ids=lambda r: r["unit"])
def test_every_unit_is_read_in_its_example_only(row: dict[str, str]) -> None:
    assert row["unit"] in row["counterexample"]
    assert read(GOAL, f"Rà soát {row['counterexample']}.") == ()
    if row["kind"] in ("rank", "scale", "per"):
        assert row["unit"] in row["example"]
        return
    found = read(GOAL, f"Tuổi thọ hoặc số lượng đạt ít nhất {row['example']}.")
    assert [t.unit for t in found] == [row["unit"]]


@pytest.mark.parametrize("row", rows("target_comparators"), ids=lambda r: r["phrase"])
def test_every_comparator_is_read_in_its_example_only(row: dict[str, str]) -> None:
    (t,) = read(GOAL, f"Tỷ lệ đạt chuẩn {row['example']}.")
    assert t.comparator == row["comparator"]
    assert (row["phrase"] in row["counterexample"]) == (row["phrase"] not in ALWAYS)
    if row["counterexample"]:
        assert [t.comparator for t in read(GOAL, f"Tỷ lệ đạt chuẩn {row['counterexample']}.")] == ["eq"]


@pytest.mark.parametrize("row", rows("target_verbs"), ids=lambda r: r["verb"])
def test_every_verb_has_its_effect_in_its_example_only(row: dict[str, str]) -> None:
    assert re.match(row["verb"], row["example"])
    assert row["verb"] in row["counterexample"]
    said, not_said = row["example"].split(" (")[0], row["counterexample"]
    if row["direction"]:
        found = read(GOAL, f"Phấn đấu {said}.")
        assert found
        assert {t.direction for t in found} == {row["direction"]}
        assert all(t.direction is None for t in read(TASK, f"{cap(not_said)}."))
        return
    found = read(TASK, f"{cap(said)}.") if row["force"] != "reach" else read(GOAL, f"Chỉ tiêu {said}.")
    assert found, said
    assert read(TASK, f"{cap(not_said)}.") == ()


def test_the_verbs_that_keep_are_those_of_the_vocabulary() -> None:
    for row in rows("target_verbs"):
        kept = row["direction"] == "maintain"
        assert (re.fullmatch(rf"(?:tiếp tục )?{KEEP}", row["verb"]) is not None) == kept, row["verb"]


# --- properties ------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["hộ dân", "trường học", "doanh nghiệp nhỏ", "cơ sở y tế", "người cao tuổi", "trẻ em mồ côi", "cán bộ công chức"]
)
ENDS = st.sampled_from(
    ["được tập huấn", "tham gia bảo hiểm", "có nhà vệ sinh", "đạt chuẩn quốc gia", "ứng dụng công nghệ số"]
)
SIGNS = st.sampled_from(
    [
        ("", "eq"),
        ("trên ", "gt"),
        ("ít nhất ", "ge"),
        ("tối thiểu ", "ge"),
        ("dưới ", "lt"),
        ("không quá ", "le"),
        ("khoảng ", "approx"),
    ]
)
PERCENT = st.one_of(
    st.integers(1, 100).map(str), st.tuples(st.integers(0, 99), st.integers(1, 9)).map(lambda p: f"{p[0]},{p[1]}")
)


@st.composite
def clause(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    """A clause of a goals section and what must be read out of it."""
    sign, comparator = draw(SIGNS)
    value = draw(PERCENT)
    year = draw(st.none() | st.integers(2024, 2035))
    when = f" vào năm {year}" if year else ""
    subject = f"{draw(WORDS)} {draw(ENDS)}"
    shape = draw(st.integers(0, 2))
    if shape == 0:
        text = f"tỷ lệ {subject} đạt {sign}{value}%{when}"
    elif shape == 1:
        text = f"{sign}{value}% {subject}{when}"
    else:
        text = f"phấn đấu {sign}{value}% số {subject}{when}"
    return text, {
        "comparator": comparator,
        "value": float(value.replace(",", ".")),
        "unit": "%",
        "year": year,
        "text": text,
    }


@given(st.lists(clause(), min_size=1, max_size=5), st.sampled_from(["- ", "", "a) ", "+ "]))
def test_composed_clauses_are_read_back(parts: list[tuple[str, dict[str, object]]], bullet: str) -> None:
    paragraph = bullet + "; ".join(text for text, _ in parts) + "."
    found = read(GOAL, paragraph)
    assert [{k: getattr(t, k) for k in truth} for t, (_, truth) in zip(found, parts, strict=True)] == [
        truth for _, truth in parts
    ]


@given(st.integers(1, 40), st.integers(0, 60), st.sampled_from(["xã", "phường", "trường", "thôn"]))
def test_x_of_y(x: int, more: int, unit: str) -> None:
    (t,) = read(GOAL, f"Phấn đấu {x:02d}/{x + more:02d} {unit} đạt tiêu chuẩn đề ra.")
    assert (t.value, t.out_of, t.unit) == (x, x + more, unit)


@given(st.integers(0, 10**8))
def test_thousands_are_read_back(n: int) -> None:
    assert number(f"{n:,}".replace(",", ".")) == n


@given(st.text(alphabet='0123456789%/.,;:()- "từđếnnămtrênxãvàdưới', max_size=200))
def test_never_fails_and_spans_hold(text: str) -> None:
    frame = frame_of(GOAL, text.replace("\n", " "))
    for t in [*targets.extract(frame, HEADER)[0], *targets.extract(frame, HEADER)[1]]:
        assert frame.text.text[t.span.start : t.span.end] == t.text


def test_linear_on_hostile_text() -> None:
    import time

    def seconds(n: int) -> float:
        frame = frame_of(GOAL, "từ 1% đến 2%, ít nhất 3 xã và (" * n)
        start = time.perf_counter()
        targets.extract(frame, HEADER)
        return time.perf_counter() - start

    seconds(50)
    small, large = min(seconds(100) for _ in range(3)), min(seconds(800) for _ in range(3))
    assert large < 40 * small + 0.05


def test_gold_documents(shared: Path) -> None:
    """On the careful readings at hand: nothing missed, nothing made up, all fields right."""
    from khtool.extraction.frame import Frame
    from khtool.extraction.header import extract as header_of
    from khtool.reading import read as read_file

    sources = {p.name.split("_")[0]: p for p in (shared / "seeds").iterdir()} | {
        p.name[:8]: p for p in (shared / "plans").iterdir()
    }
    for gold_file in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        frame = Frame.of(read_file(sources[gold_file.stem]))
        found = targets.extract(frame, header_of(frame))[0]
        keys = ("comparator", "value", "value_max", "unit", "out_of", "baseline", "year", "direction")
        assert [[getattr(t, k) for k in keys] for t in found] == [[g[k] for k in keys] for g in gold["targets"]], (
            gold_file.name
        )


def test_what_the_opening_strives_for_is_a_target_and_no_other_figure_there_is() -> None:
    plan = (
        "UBND TỈNH AN SƠN\nSố: 12/CT-UBND\nAn Sơn, ngày 10 tháng 3 năm 2025\nCHỈ THỊ\nvề việc phòng cháy rừng\n"
        "Thực hiện Chỉ thị số 13-CT/TW ngày 12/01/2017 của Ban Bí thư về 05 nhiệm vụ giữ rừng; phấn đấu giảm ít nhất "
        "30% số vụ cháy, Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế trực cấp cứu.\n"
    )
    found = extract(reading.read(plan.encode())).targets
    assert [(t.text, t.comparator, t.value) for t in found] == [("phấn đấu giảm ít nhất 30% số vụ cháy", "ge", 30)]
