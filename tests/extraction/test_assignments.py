"""Assignments in every layout: by agency, by task, in tables, in sentences."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khtool.extraction import assignments
from khtool.extraction.frame import Frame, Zones
from khtool.extraction.outline import sections
from khtool.plan import Assignment, Header
from khtool.text import CellRef, PlanTextBuilder, TableCell

type_of_cell = str | tuple[str, int, int]  # text, or text with columns and rows spanned


def frame_of(body: list[Any], appendix: list[Any] | None = None) -> Frame:
    """A frame over paragraphs (str) and tables (lists of rows; None where a merged cell covers the place)."""
    builder = PlanTextBuilder("txt")
    ranges = []
    for part in (["KẾ HOẠCH"], body, ["Nơi nhận:", "- Sở Y tế;"], appendix or []):
        first = len(builder.paragraphs)
        for item in part:
            if isinstance(item, str):
                builder.add(item)
            else:
                add_table(builder, item)
        ranges.append((first, len(builder.paragraphs)))
    text = builder.build()
    n = len(text.paragraphs)
    zones = Zones(ranges[0], (1, 1), ranges[1], ranges[2], ranges[3], (n, n))
    return Frame(text, zones, sections(text, zones))


def add_table(builder: PlanTextBuilder, rows: list[list[type_of_cell | None]]) -> None:
    index, cells = len(builder.tables), []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is None:
                continue
            words, columns, over = value if isinstance(value, tuple) else (value, 1, 1)
            places = [builder.add(line, cell=CellRef(index, r, c)) for line in words.split("\n")]
            cells.append(TableCell(r, c, places[0].start, places[-1].end, over, columns))
    builder.add_table(cells)


def read(body: list[Any], appendix: list[Any] | None = None) -> list[Assignment]:
    frame = frame_of(body, appendix)
    found = list(assignments.extract(frame, Header()))
    for a in found:
        assert 0 <= a.span.start < a.span.end <= len(frame.text.text)
        for task in a.tasks:
            written = iter("".join(frame.text.text[task.span.start : task.span.end].split()))
            assert all(c in written for c in "".join(task.text.split()))  # in order; bullets and labels may be left out
    return found


def lines(found: list[Assignment]) -> list[str]:
    return [f"{a.role} {a.agency} @{a.where}" + "".join(f" | {t.text}" for t in a.tasks) for a in found]


ORGANISING = "IV. TỔ CHỨC THỰC HIỆN"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            [
                ORGANISING,
                "1. Phòng Nội vụ",
                "- Theo dõi.",
                "- Tổng hợp:",
                "+ Một ý nhỏ.",
                "2. Công an huyện:",
                "Bảo đảm an ninh.",
                "3. Đề nghị Ủy ban MTTQ huyện và các đoàn thể",
                "a) Giám sát;",
                "- Chi tiết.",
                "b) Vận động.",
                "4. Phòng Y tế và Trung tâm Y tế huyện",
            ],
            [
                "implement Phòng Nội vụ @IV.1 | Theo dõi. | Tổng hợp:",
                "implement Công an huyện @IV.2 | Bảo đảm an ninh.",
                "request Ủy ban MTTQ huyện và các đoàn thể @IV.3 | Giám sát; | Vận động.",
                "implement Phòng Y tế và Trung tâm Y tế huyện @IV.4",
            ],
            id="agency-headings",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Viễn thông tỉnh, Bưu điện tỉnh",
                "Bảo đảm đường truyền.",
                "2. Ban Cán sự đảng UBND tỉnh lãnh đạo việc cụ thể hóa Kế hoạch.",
                "3. Sở Du lịch - cơ quan thường trực Ban Chỉ đạo giúp Ban Chỉ đạo đôn đốc.",
                "4. Gia đình, cha mẹ học sinh: Quản lý con em.",
                "5. Thủ trưởng các đơn vị thuộc Bộ chịu trách nhiệm tổ chức thực hiện Kế hoạch này.",
            ],
            [
                "implement Viễn thông tỉnh, Bưu điện tỉnh @IV.1 | Bảo đảm đường truyền.",
                "implement Ban Cán sự đảng UBND tỉnh @IV.2 | lãnh đạo việc cụ thể hóa Kế hoạch.",
                "implement Sở Du lịch - cơ quan thường trực Ban Chỉ đạo @IV.3 | giúp Ban Chỉ đạo đôn đốc.",
                "implement Gia đình, cha mẹ học sinh @IV.4 | Quản lý con em.",
                "implement Thủ trưởng các đơn vị thuộc Bộ @IV.5 | chịu trách nhiệm tổ chức thực hiện Kế hoạch này.",
            ],
            id="what-ends-a-name",
        ),
        pytest.param(
            [
                ORGANISING,
                "Bộ Y tế đề nghị các sở y tế chỉ đạo cơ sở khám bệnh thực hiện.",
                "Định kỳ hằng quý, các phòng chuyên môn rà soát danh mục.",
                "Theo đó, Chủ tịch UBND tỉnh yêu cầu Chánh Thanh tra tỉnh theo dõi việc thực hiện.",
            ],
            [
                "request các sở y tế @IV | chỉ đạo cơ sở khám bệnh thực hiện.",
                "implement các phòng chuyên môn @IV | rà soát danh mục.",
                "implement Chánh Thanh tra tỉnh @IV | theo dõi việc thực hiện.",
            ],
            id="issuers-that-ask",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Các doanh nghiệp tham gia bình ổn giá muối",
                "Niêm yết giá.",
                "2. Các trường có trách nhiệm",
                "Giữ gìn vệ sinh.",
            ],
            [
                "implement Các doanh nghiệp tham gia bình ổn giá muối @IV.1 | Niêm yết giá.",
                "implement Các trường @IV.2 | Giữ gìn vệ sinh.",
            ],
            id="who-is-meant",
        ),
        pytest.param(
            [
                ORGANISING,
                "- UBND huyện giao Phòng Y tế là cơ quan đầu mối, chủ trì, phối hợp với Hội Đông y khảo sát.",
            ],
            ["lead Phòng Y tế @IV | khảo sát.", "coordinate Hội Đông y @IV | khảo sát."],
            id="bullet-of-the-issuer",
        ),
        pytest.param(
            [
                "II. NỘI DUNG",
                "1. Hội chợ quê. Giao Hội Nông dân chủ trì, phối hợp với Phòng Kinh tế tổ chức.",
                "2. Thống kê cây di sản. Đơn vị thực hiện: UBND các xã; thời gian hoàn thành: Tháng 4.",
            ],
            [
                "lead Hội Nông dân @II.1 | Hội chợ quê",
                "coordinate Phòng Kinh tế @II.1 | Hội chợ quê",
                "implement UBND các xã @II.2 | Thống kê cây di sản.",
            ],
            id="who-stands-after-the-task",
        ),
        pytest.param(
            [
                "II. NHIỆM VỤ",
                "1. Nạo vét kênh nội đồng (Hợp tác xã chủ trì, phối hợp với Đoàn xã; hoàn thành trong quý II).",
                "2. Tổ chức ngày hội đọc sách",
                "- Cơ quan chủ trì: Thư viện huyện.",
                "- Địa điểm: Nhà văn hóa huyện.",
                "- Đơn vị phối hợp: Phòng Tư pháp.",
                "- Thời gian: Tháng 4.",
                "3. Thi vẽ tranh. Giao Đoàn xã chủ trì, phối hợp với Hội Nông dân thực hiện.",
                "4. Sơn lại cổng chào (Ban Quản lý chợ đảm nhận).",
            ],
            [
                "lead Hợp tác xã @II.1 | Nạo vét kênh nội đồng",
                "coordinate Đoàn xã @II.1 | Nạo vét kênh nội đồng",
                "lead Thư viện huyện @II.2 | Tổ chức ngày hội đọc sách",
                "coordinate Phòng Tư pháp @II.2 | Tổ chức ngày hội đọc sách",
                "lead Đoàn xã @II.3 | Thi vẽ tranh",
                "coordinate Hội Nông dân @II.3 | Thi vẽ tranh",
                "implement Ban Quản lý chợ @II.4 | Sơn lại cổng chào",
            ],
            id="brackets-that-say-who-and-other-fields",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Các phòng chuyên môn thực hiện các nhiệm vụ sau:",
                "1.1. Phòng Nội vụ",
                "- Theo dõi thi đua.",
                "1.2. Phòng Tư pháp",
                "- Thẩm định dự thảo.",
            ],
            [
                "implement Phòng Nội vụ @IV.1.1 | Theo dõi thi đua.",
                "implement Phòng Tư pháp @IV.1.2 | Thẩm định dự thảo.",
            ],
            id="heading-that-gathers-agencies",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Phòng Nội vụ: Chủ trì tham mưu.",
                "- Theo dõi.",
                "2. Các phòng: Tư pháp; Y tế căn cứ nhiệm vụ được giao, triển khai.",
                "3. Căn cứ Kế hoạch này, UBND các xã xây dựng kế hoạch.",
                "4. Sở Tài chính chủ trì, phối hợp với Sở Y tế bố trí kinh phí.",
            ],
            [
                "implement Phòng Nội vụ @IV.1 | Chủ trì tham mưu. | Theo dõi.",
                "implement Các phòng: Tư pháp; Y tế @IV.2 | căn cứ nhiệm vụ được giao, triển khai.",
                "implement UBND các xã @IV.3 | xây dựng kế hoạch.",
                "implement Sở Tài chính @IV.4 | chủ trì, phối hợp với Sở Y tế bố trí kinh phí.",
            ],
            id="run-ins-and-sentences",
        ),
        pytest.param(
            [
                ORGANISING,
                "- Phòng Nội vụ: Chủ trì.",
                "- Công an xã phối hợp bảo đảm an ninh.",
                "* Trạm Y tế xã",
                "- Khám.",
                "- Tiêm.",
                "Yêu cầu các ngành, đoàn thể triển khai; đề nghị Ủy ban MTTQ xã giám sát.",
            ],
            [
                "implement Phòng Nội vụ @IV | Chủ trì.",
                "implement Công an xã @IV | phối hợp bảo đảm an ninh.",
                "implement Trạm Y tế xã @IV | Khám. | Tiêm.",
                "implement các ngành, đoàn thể @IV | triển khai",
                "request Ủy ban MTTQ xã @IV | giám sát.",
            ],
            id="bullets",
        ),
        pytest.param(
            [
                "III. PHÂN CÔNG TRÁCH NHIỆM",
                "1. Các sở, ban, ngành",
                "1.1. Sở Y tế",
                "- Một.",
                "1.2. Sở Nội vụ",
                "- Hai.",
                "2. UBND cấp xã",
                "- Ba.",
            ],
            [
                "implement Sở Y tế @III.1.1 | Một.",
                "implement Sở Nội vụ @III.1.2 | Hai.",
                "implement UBND cấp xã @III.2 | Ba.",
            ],
            id="a-heading-that-only-gathers",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính và các đơn vị liên quan theo dõi.",
                "2. Giao Công an tỉnh có trách nhiệm đôn đốc.",
                "3. Giao Sở Nội vụ là cơ quan đầu mối, chủ trì tổng hợp.",
            ],
            [
                "lead Sở Y tế @IV.1 | theo dõi.",
                "coordinate Sở Tài chính và các đơn vị liên quan @IV.1 | theo dõi.",
                "implement Công an tỉnh @IV.2 | có trách nhiệm đôn đốc.",
                "lead Sở Nội vụ @IV.3 | tổng hợp.",
            ],
            id="giao",
        ),
        pytest.param(
            [
                "V. CHẾ ĐỘ BÁO CÁO",
                "Các phòng, ban định kỳ báo cáo.",
                "- Sở Y tế tổng hợp.",
                "Trong quá trình thực hiện nếu có vướng mắc, đề nghị các đơn vị phản ánh về Sở Y tế.",
                "UBND huyện đề nghị Ủy ban MTTQ huyện; yêu cầu các đơn vị căn cứ nhiệm vụ thực hiện.",
            ],
            [
                "request các đơn vị @V | phản ánh về Sở Y tế.",
                "request Ủy ban MTTQ huyện @V | căn cứ nhiệm vụ thực hiện.",
            ],
            id="outside-the-organising-part-only-requests-count",
        ),
        pytest.param(
            [
                "1. Mục đích",
                "Một.",
                "1. Sở Y tế",
                "- Khám.",
                "2. Đề nghị Tòa án nhân dân tỉnh",
                "- Xét xử.",
                "3. UBND các xã",
                "- Làm.",
                "Các sở, ngành căn cứ nhiệm vụ triển khai.",
                "UBND tỉnh đề nghị các đoàn thể; yêu cầu các sở, ngành thực hiện.",
            ],
            [
                "implement Sở Y tế @1 | Khám.",
                "request Tòa án nhân dân tỉnh @2 | Xét xử.",
                "implement UBND các xã @3 | Làm.",
                "implement Các sở, ngành @None | căn cứ nhiệm vụ triển khai.",
                "request các đoàn thể @None | thực hiện.",
                "implement các sở, ngành @None | thực hiện.",
            ],
            id="lost-headings",
        ),
        pytest.param(
            [
                "II. NHIỆM VỤ",
                "1. Sở Y tế chủ trì khám.",
                "2. Nâng cao trách nhiệm của các sở, ngành",
                "- Các sở, ngành nâng cao nhận thức.",
                "3. Hồ sơ đề nghị khen thưởng",
                "- Đề nghị tặng Bằng khen.",
            ],
            [],
            id="tasks-are-no-assignments",
        ),
    ],
)
def test_by_agency(body: list[Any], expected: list[str]) -> None:
    assert lines(read(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            [
                "II. NHIỆM VỤ",
                "1. Truyền thông đến từng thôn.",
                "- Cơ quan chủ trì: Phòng Nội vụ.",
                "- Cơ quan, đơn vị phối hợp thực hiện: Phòng Văn hóa, Khoa học và Thông tin và các Hội, đoàn thể.",
                "- Thời gian thực hiện: Quý II, IV năm 2025.",
            ],
            [
                ("lead", "Phòng Nội vụ", "II.1", "Quý II, IV năm 2025"),
                ("coordinate", "Phòng Văn hóa, Khoa học và Thông tin", "II.1", "Quý II, IV năm 2025"),
                ("coordinate", "các Hội, đoàn thể", "II.1", "Quý II, IV năm 2025"),
            ],
            id="three-lines",
        ),
        pytest.param(
            [
                "II. NHIỆM VỤ",
                "1.1. Xây dựng dữ liệu:",
                "a) Nhiệm vụ: Rà soát.",
                "b) Cơ quan thực hiện:",
                "- Đơn vị chủ trì: Sở Nội vụ.",
                "- Đơn vị phối hợp: Các sở, ngành.",
                "c) Thời gian hoàn thành: Tháng 6.",
            ],
            [("lead", "Sở Nội vụ", "II.1.1", "Tháng 6"), ("coordinate", "Các sở, ngành", "II.1.1", "Tháng 6")],
            id="lettered-fields",
        ),
        pytest.param(
            [
                "II. NHIỆM VỤ",
                "1. Tập huấn (Chủ trì: Sở Nội vụ; phối hợp: các sở, ngành; thời gian: Quý II)",
                "2. Tuyên truyền. Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Sở Tư pháp, UBND các xã.",
            ],
            [
                ("lead", "Sở Nội vụ", "II.1", "Quý II"),
                ("coordinate", "các sở, ngành", "II.1", "Quý II"),
                ("lead", "Sở Y tế", "II.2", None),
                ("coordinate", "Sở Tư pháp", "II.2", None),
                ("coordinate", "UBND các xã", "II.2", None),
            ],
            id="in-the-line-of-the-task",
        ),
        pytest.param(
            [
                "II. NHIỆM VỤ",
                "1. Rà soát",
                "- Đơn vị thực hiện: Phòng Y tế",
                "- Đơn vị phối hợp:",
                "+ Công an xã",
                "+ Trạm Y tế",
                "- Thời hạn: Trước 30/6",
                "2. Kiểm tra",
                "Cơ quan chủ trì, phối hợp: Sở A chủ trì, phối hợp với Sở Nội vụ, Sở Y tế.",
            ],
            [
                ("implement", "Phòng Y tế", "II.1", "Trước 30/6"),
                ("coordinate", "Công an xã", "II.1", "Trước 30/6"),
                ("coordinate", "Trạm Y tế", "II.1", "Trước 30/6"),
                ("lead", "Sở A", "II.2", None),
                ("coordinate", "Sở Nội vụ", "II.2", None),
                ("coordinate", "Sở Y tế", "II.2", None),
            ],
            id="lists-and-both-in-one",
        ),
        pytest.param(
            [
                "II. NHIỆM VỤ",
                "1. Kiểm tra",
                "- Cơ quan thực hiện: Sở Nội vụ chủ trì tham mưu; Sở Y tế và các sở, ngành chủ động triển khai.",
            ],
            [
                ("lead", "Sở Nội vụ", "II.1", None),
                ("implement", "Sở Y tế", "II.1", None),
                ("implement", "các sở, ngành", "II.1", None),
            ],
            id="words-inside-a-value-give-the-role",
        ),
    ],
)
def test_by_task(body: list[Any], expected: list[tuple[str, str, str | None, str | None]]) -> None:
    assert [(a.role, a.agency, a.where, a.time) for a in read(body)] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            [
                "I. NHIỆM VỤ",
                "1. Việc chung",
                "- Rà soát; phân công lãnh đạo phụ trách từng khu vực.",
                "- Lập danh sách; phân công cán bộ theo dõi cụm.",
            ],
            [],
            id="nobody-named",
        ),
        pytest.param(
            [
                "Điều 4. Trách nhiệm của Công an tỉnh",
                "- Xử lý vi phạm.",
                "Điều 5. Trách nhiệm của Sở Y tế",
                "- Bố trí nhân lực.",
            ],
            ["implement Công an tỉnh @Điều 4 | Xử lý vi phạm.", "implement Sở Y tế @Điều 5 | Bố trí nhân lực."],
            id="articles",
        ),
        pytest.param(
            [
                "TỔ CHỨC THỰC HIỆN",
                "1. Thường trực Hội Nông dân huyện",
                "- Cụ thể hóa chương trình.",
                "2. Đồng chí ủy viên Ban Thường vụ phụ trách cụm",
                "Dự sinh hoạt với cơ sở.",
                "3. Chế độ báo cáo",
                "Báo cáo hằng tháng.",
            ],
            [
                "implement Thường trực Hội Nông dân huyện @1 | Cụ thể hóa chương trình.",
                "implement Đồng chí ủy viên Ban Thường vụ phụ trách cụm @2 | Dự sinh hoạt với cơ sở.",
            ],
            id="unnumbered-heading",
        ),
        pytest.param(
            [ORGANISING, "1. Công an tỉnh", "- Xử lý vi phạm; giao Phòng PC08 làm đầu mối."],
            [
                "implement Công an tỉnh @IV.1 | Xử lý vi phạm",
                "implement Phòng PC08 @IV.1 | làm đầu mối.",
            ],
            id="handed-on",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Thanh tra Sở",
                "- Theo dõi.",
                "Trên đây là Kế hoạch năm 2026, Sở yêu cầu các đơn vị nghiêm túc triển khai.",
            ],
            ["implement Thanh tra Sở @IV.1 | Theo dõi.", "implement các đơn vị @IV.1 | nghiêm túc triển khai."],
            id="closing-order",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Thanh tra Sở",
                "Theo dõi.",
                "(Đính kèm Phụ lục phân công)",
                "Trên đây là Kế hoạch của Sở; trong quá trình thực hiện nếu có vướng mắc, đề nghị các phòng phản ánh.",
            ],
            ["implement Thanh tra Sở @IV.1 | Theo dõi.", "request các phòng @IV.1 | phản ánh."],
            id="closing-clause-and-reference",
        ),
        pytest.param(
            [ORGANISING, "1. Đề nghị UBMTTQVN phường và các hội, đoàn thể", "Vận động hội viên."],
            ["request UBMTTQVN phường và các hội, đoàn thể @IV.1 | Vận động hội viên."],
            id="abbreviation",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Thanh tra Sở; Văn phòng Sở",
                "a) Thanh tra Sở: kiểm tra.",
                "b) Văn phòng Sở: hậu cần.",
                "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị phản ánh về Sở.",
            ],
            [
                "implement Thanh tra Sở; Văn phòng Sở @IV.1 | Thanh tra Sở: kiểm tra. | Văn phòng Sở: hậu cần.",
                "request các đơn vị @IV.1.b | phản ánh về Sở.",
            ],
            id="closing-request",
        ),
        pytest.param(
            [ORGANISING, "1. Văn phòng Huyện ủy", "- Theo dõi.", "Kế hoạch này được phổ biến đến chi bộ."],
            ["implement Văn phòng Huyện ủy @IV.1 | Theo dõi."],
            id="closing-of-the-plan",
        ),
        pytest.param(
            [
                "II. NHIỆM VỤ",
                "1. Làm giàu dữ liệu",
                "(Chủ trì: Sở Tư pháp; phối hợp: Sở Nội vụ; thời gian: tháng 11/2025)",
            ],
            ["lead Sở Tư pháp @II.1 | Làm giàu dữ liệu", "coordinate Sở Nội vụ @II.1 | Làm giàu dữ liệu"],
            id="fields-in-brackets",
        ),
    ],
)
def test_who_is_told_in_less_usual_layouts(body: list[Any], expected: list[str]) -> None:
    assert lines(read(body)) == expected


def test_beside_those_who_join_in_the_one_in_charge_leads() -> None:
    head = [["STT", "Nhiệm vụ", "Người/bộ phận phụ trách", "Phối hợp"]]
    found = read(["V. PHÂN CÔNG", [*head, ["1", "Bảo dưỡng máy bơm", "Tổ Văn phòng", "Đội xung kích"]]])
    assert [(a.role, a.agency) for a in found] == [("lead", "Tổ Văn phòng"), ("coordinate", "Đội xung kích")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            [
                ORGANISING,
                "1. Đội Xây dựng phong trào, Đội Tham mưu tổng hợp",
                "- Theo dõi thi đua.",
                "2. Bộ phận Giáo dục thường xuyên (Phòng GD&ĐT)",
                "- Mở lớp.",
                "3. Phòng Nghiệp vụ hướng dẫn",
                "- Soạn tài liệu.",
            ],
            [
                "implement Đội Xây dựng phong trào, Đội Tham mưu tổng hợp @IV.1 | Theo dõi thi đua.",
                "implement Bộ phận Giáo dục thường xuyên (Phòng GD&ĐT) @IV.2 | Mở lớp.",
                "implement Phòng Nghiệp vụ hướng dẫn @IV.3 | Soạn tài liệu.",
            ],
            id="functions-in-names",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Giáo viên chủ nhiệm",
                "- Nắm tình hình lớp.",
                "2. Học sinh",
                "- Giữ nội quy.",
                "3. Học sinh nghỉ học được tính như sau.",
            ],
            [
                "implement Giáo viên chủ nhiệm @IV.1 | Nắm tình hình lớp.",
                "implement Học sinh @IV.2 | Giữ nội quy.",
            ],
            id="people-with-a-heading",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Công an các xã",
                "- Lập kế hoạch riêng.",
                "Nhận được Kế hoạch này, yêu cầu Đội trưởng các đội, Trưởng Công an các xã nghiêm túc làm theo./.",
            ],
            [
                "implement Công an các xã @IV.1 | Lập kế hoạch riêng.",
                "implement Đội trưởng các đội, Trưởng Công an các xã @IV.1 | nghiêm túc làm theo./.",
            ],
            id="on-receipt-of-the-plan",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Hội Nông dân tỉnh",
                "Giúp hội viên vay vốn.",
                "Các sở báo cáo trước ngày 15/6. Nếu có vướng mắc, đề nghị các đơn vị phản ánh về Sở Công Thương./.",
            ],
            [
                "implement Hội Nông dân tỉnh @IV.1 | Giúp hội viên vay vốn.",
                "request các đơn vị @IV.1 | phản ánh về Sở Công Thương./.",
            ],
            id="request-in-a-later-sentence",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Phòng Điều dưỡng",
                "- Giám sát.",
                "Trên đây là Kế hoạch quý II, Bệnh viện yêu cầu các khoa, phòng nghiêm túc thực hiện./.",
            ],
            [
                "implement Phòng Điều dưỡng @IV.1 | Giám sát.",
                "implement các khoa, phòng @IV.1 | nghiêm túc thực hiện./.",
            ],
            id="a-hospital-asks",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Người chăn nuôi",
                "- Khai báo dịch.",
                "Sở Y tế đề nghị các đơn vị phối hợp thực hiện./.",
            ],
            [
                "implement Người chăn nuôi @IV.1 | Khai báo dịch.",
                "request các đơn vị @IV.1 | phối hợp thực hiện./.",
            ],
            id="the-issuer-asks",
        ),
        pytest.param(
            [
                "II. TRÁCH NHIỆM THỰC HIỆN",
                "1. Trách nhiệm của Phòng Nội vụ",
                "- Đôn đốc.",
                "2. Công an quận phối hợp giữ gìn trật tự.",
            ],
            [
                "implement Phòng Nội vụ @II.1 | Đôn đốc.",
                "implement Công an quận @II.2 | phối hợp giữ gìn trật tự.",
            ],
            id="duty-of-one-among-others",
        ),
        pytest.param(
            ["I. NHIỆM VỤ", "- Lắp đèn (Phòng Kinh tế chủ trì; Điện lực quận, UBND các phường phối hợp)."],
            [
                "lead Phòng Kinh tế @I | Lắp đèn",
                "coordinate Điện lực quận @I | Lắp đèn",
                "coordinate UBND các phường @I | Lắp đèn",
            ],
            id="brackets-with-those-who-join-in",
        ),
    ],
)
def test_names_and_closing_sentences_of_many_offices(body: list[Any], expected: list[str]) -> None:
    assert lines(read(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            [ORGANISING, "1. Giao Sở Y tế theo dõi ca mắc mới.", "Giao Sở Tài chính mua hóa chất."],
            ["implement Sở Y tế @IV.1 | theo dõi ca mắc mới.", "implement Sở Tài chính @IV.1 | mua hóa chất."],
            id="in-a-paragraph-each",
        ),
        pytest.param(
            [ORGANISING, "1. Giao Sở Công Thương theo dõi giá; giao Cục Quản lý thị trường kiểm tra các quầy hàng."],
            [
                "implement Sở Công Thương @IV.1 | theo dõi giá",
                "implement Cục Quản lý thị trường @IV.1 | kiểm tra các quầy hàng.",
            ],
            id="in-clauses",
        ),
        pytest.param(
            ["II. NHIỆM VỤ", "1. Giao Sở Y tế tổng hợp nhu cầu và giao Sở Tài chính thẩm định giá."],
            ["implement Sở Y tế @II.1 | tổng hợp nhu cầu", "implement Sở Tài chính @II.1 | thẩm định giá."],
            id="joined-by-and",
        ),
        pytest.param(
            [
                "II. NHIỆM VỤ",
                "1. Giao Phòng Văn hóa và Thông tin chủ trì, phối hợp với Huyện đoàn viết bài. Đồng thời, giao Phòng "
                "Nội vụ chủ trì, phối hợp với Công an huyện lập danh sách.",
                "2. Mở lớp. Ngoài ra giao Trung tâm Y tế huyện kiểm tra sức khỏe.",
            ],
            [
                "lead Phòng Văn hóa và Thông tin @II.1 | viết bài.",
                "coordinate Huyện đoàn @II.1 | viết bài.",
                "lead Phòng Nội vụ @II.1 | lập danh sách.",
                "coordinate Công an huyện @II.1 | lập danh sách.",
                "implement Trung tâm Y tế huyện @II.2 | kiểm tra sức khỏe.",
            ],
            id="each-with-its-own-partners",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Sở Y tế theo dõi dịch bệnh.",
                "Đồng thời, đề nghị Hội Phụ nữ tỉnh vận động hội viên.",
                "2. Sở Công Thương quản lý chợ. Bên cạnh đó, giao Ban Quản lý chợ sắp xếp quầy hàng.",
            ],
            [
                "implement Sở Y tế @IV.1 | theo dõi dịch bệnh.",
                "request Hội Phụ nữ tỉnh @IV.1 | vận động hội viên.",
                "implement Sở Công Thương @IV.2 | quản lý chợ.",
                "implement Ban Quản lý chợ @IV.2 | sắp xếp quầy hàng.",
            ],
            id="after-what-an-agency-does",
        ),
        pytest.param(
            [ORGANISING, "1. Giao Sở Y tế mua thuốc.", "Giao Sở Tài chính cấp kinh phí.", "Giao Sở Y tế phát thuốc."],
            [
                "implement Sở Y tế @IV.1 | mua thuốc. | phát thuốc.",
                "implement Sở Tài chính @IV.1 | cấp kinh phí.",
            ],
            id="one-agency-twice",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Đề nghị Hội Nông dân tỉnh vận động hội viên; đề nghị Tỉnh đoàn ra quân trồng cây.",
                "2. Đề nghị Ủy ban MTTQ Việt Nam tỉnh giám sát. Yêu cầu UBND các xã niêm yết danh sách.",
            ],
            [
                "request Hội Nông dân tỉnh @IV.1 | vận động hội viên",
                "request Tỉnh đoàn @IV.1 | ra quân trồng cây.",
                "request Ủy ban MTTQ Việt Nam tỉnh @IV.2 | giám sát.",
                "implement UBND các xã @IV.2 | niêm yết danh sách.",
            ],
            id="requests",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Sở Nội vụ",
                "- Tổng hợp kết quả; đề nghị UBND tỉnh khen thưởng.",
                "2. Thanh tra tỉnh kiểm tra các dự án; đề nghị UBND tỉnh thu hồi đất.",
            ],
            [
                "implement Sở Nội vụ @IV.1 | Tổng hợp kết quả; đề nghị UBND tỉnh khen thưởng.",
                "implement Thanh tra tỉnh @IV.2 | kiểm tra các dự án; đề nghị UBND tỉnh thu hồi đất.",
            ],
            id="what-an-agency-proposes-is-no-order",
        ),
        pytest.param(
            [
                "III. PHÂN CÔNG TRÁCH NHIỆM",
                "Căn cứ Kế hoạch này, các sở, ngành quán triệt nội dung. Đồng thời, yêu cầu các sở, ngành làm như sau:",
                "1. Sở Y tế",
                "Khám bệnh.",
            ],
            ["implement các sở, ngành @III | quán triệt nội dung.", "implement Sở Y tế @III.1 | Khám bệnh."],
            id="an-order-that-only-brings-in-others",
        ),
        pytest.param(
            [ORGANISING, "1. Đề nghị Hội Phụ nữ huyện; đề nghị Huyện đoàn, Hội Nông dân huyện tuyên truyền hội viên."],
            [
                "request Hội Phụ nữ huyện @IV.1 | tuyên truyền hội viên.",
                "request Huyện đoàn, Hội Nông dân huyện @IV.1 | tuyên truyền hội viên.",
            ],
            id="words-shared-at-the-end",
        ),
        pytest.param(
            ["II. NHIỆM VỤ", "1. Cứng hóa đường. Giao UBND các xã chủ trì, Phòng Kinh tế phối hợp."],
            ["lead UBND các xã @II.1 | Cứng hóa đường", "coordinate Phòng Kinh tế @II.1 | Cứng hóa đường"],
            id="partner-without-with",
        ),
        pytest.param(
            ["I. TÌNH HÌNH THỰC HIỆN NĂM 2023", "Năm 2023, UBND tỉnh giao Sở Y tế làm chủ đầu tư 5 dự án."],
            [],
            id="what-was-ordered-in-the-past",
        ),
        pytest.param(
            [ORGANISING, "1. Văn phòng UBND huyện", "- Họp giao ban; giao ban tuần vào thứ hai.", "- Bàn giao hồ sơ."],
            ["implement Văn phòng UBND huyện @IV.1 | Họp giao ban; giao ban tuần vào thứ hai. | Bàn giao hồ sơ."],
            id="words-that-look-like-orders",
        ),
        pytest.param(
            [
                ORGANISING,
                "Đề nghị các cơ quan Trung ương trên địa bàn, giao các phòng, yêu cầu UBND các xã nghiêm túc thực hiện",
            ],
            [
                "request các cơ quan Trung ương trên địa bàn @IV | nghiêm túc thực hiện",
                "implement các phòng @IV | nghiêm túc thực hiện",
                "implement UBND các xã @IV | nghiêm túc thực hiện",
            ],
            id="three-verbs-one-task",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Phòng Tư pháp tổng hợp báo cáo. Bên cạnh đó, đề nghị Hội Luật gia vận động hội viên; yêu cầu hiệu "
                "trưởng các trường công khai khoản thu.",
            ],
            [
                "implement Phòng Tư pháp @IV.1 | tổng hợp báo cáo.",
                "request Hội Luật gia @IV.1 | vận động hội viên",
                "implement hiệu trưởng các trường @IV.1 | công khai khoản thu.",
            ],
            id="orders-go-on-in-the-sentence",
        ),
    ],
)
def test_each_order_of_an_item_has_its_own_agency_and_task(body: list[Any], expected: list[str]) -> None:
    assert lines(read(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            [
                "II. TRỒNG CÂY",
                "1. Nội dung, biện pháp",
                "a) Trồng cây ven đường;",
                "2. Cơ quan chủ trì, phối hợp",
                "a) Cơ quan chủ trì",
                "- Ban Chỉ đạo tỉnh.",
                "- Sở Xây dựng; các sở, ngành liên quan.",
                "- Tư lệnh vùng; Chủ tịch UBND các huyện.",
                "(Văn phòng Ban Chỉ đạo giúp việc.)",
                "b) Cơ quan phối hợp",
                "- Các quân khu, các tỉnh",
                "- Văn phòng Ban Chỉ đạo và Hội Nông dân các cấp.",
                "3. Thời gian thực hiện: Quý II.",
            ],
            [
                ("lead", "Ban Chỉ đạo tỉnh", "II", "Quý II"),
                ("lead", "Sở Xây dựng", "II", "Quý II"),
                ("lead", "các sở, ngành liên quan", "II", "Quý II"),
                ("lead", "Tư lệnh vùng", "II", "Quý II"),
                ("lead", "Chủ tịch UBND các huyện", "II", "Quý II"),
                ("coordinate", "Các quân khu", "II", "Quý II"),
                ("coordinate", "các tỉnh", "II", "Quý II"),
                ("coordinate", "Văn phòng Ban Chỉ đạo", "II", "Quý II"),
                ("coordinate", "Hội Nông dân các cấp", "II", "Quý II"),
            ],
            id="lists-below",
        ),
        pytest.param(
            [
                "II. MỞ CHỢ",
                "1. Cơ quan chủ trì, phối hợp",
                "a) Cơ quan chủ trì: Bộ Công Thương; Bộ Tài chính.",
                "b) Cơ quan phối hợp",
                "Các bộ, ngành liên quan; UBND các tỉnh.",
                "2. Thời gian thực hiện: Hằng năm.",
            ],
            [
                ("lead", "Bộ Công Thương", "II", "Hằng năm"),
                ("lead", "Bộ Tài chính", "II", "Hằng năm"),
                ("coordinate", "Các bộ, ngành liên quan", "II", "Hằng năm"),
                ("coordinate", "UBND các tỉnh", "II", "Hằng năm"),
            ],
            id="with-a-colon-and-without",
        ),
        pytest.param(
            ["II. NUÔI CÁ", "1. Chủ trì thực hiện", "- Chi cục Thủy sản.", "2. Thời gian thực hiện: Tháng 4."],
            [("lead", "Chi cục Thủy sản", "II", "Tháng 4")],
            id="without-a-noun",
        ),
        pytest.param(
            [
                ORGANISING,
                "1. Đơn vị thực hiện",
                "- Sở Y tế: Khám bệnh.",
                "2. Cơ quan phối hợp",
                "Các cơ quan bám sát kế hoạch.",
            ],
            [("implement", "Sở Y tế", "IV.1", None), ("implement", "Các cơ quan", "IV.2", None)],
            id="sentences-below-are-no-list",
        ),
        pytest.param(
            ["II. ĐÚC CHUÔNG", "1. Cơ quan chủ trì", "Sở Văn hóa và Thể thao chủ trì, phối hợp với Hội Mỹ thuật."],
            [("lead", "Sở Văn hóa và Thể thao", "II", None), ("coordinate", "Hội Mỹ thuật", "II", None)],
            id="a-sentence-that-says-who-leads",
        ),
        pytest.param(
            ["II. CHO VAY", "1. Cơ quan phối hợp thực hiện", "1.1. Ngân hàng", "- Cho vay.", "- Thu nợ đúng hạn."],
            [],
            id="numbered-items-below-are-no-list",
        ),
    ],
)
def test_lines_of_mere_roles_head_lists_of_agencies(
    body: list[Any], expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    found = read(body)
    assert [(a.role, a.agency, a.where, a.time) for a in found] == expected


def test_a_glued_task_has_no_labels_inside() -> None:
    found = read(
        [
            "II. NHIỆM VỤ",
            "1. Về nền tảng số",
            "a) Nhiệm vụ:",
            "- Tập huấn cho nông dân.",
            "- Rà soát phần mềm.",
            "b) Cơ quan chủ trì: Sở Nông nghiệp và Môi trường.",
        ]
    )
    assert lines(found) == [
        "lead Sở Nông nghiệp và Môi trường @II.1 | Về nền tảng số Tập huấn cho nông dân. Rà soát phần mềm."
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Trên đây là Kế hoạch chăm sóc người già TP. Huế năm 2024; các cơ quan, đơn vị, địa phương nghiêm túc tổ "
            "chức, triển khai thực hiện./.",
            "implement các cơ quan, đơn vị, địa phương @IV.1 | nghiêm túc tổ chức, triển khai thực hiện./.",
        ),
        (
            "Trên đây là Kế hoạch kiểm tra, giám sát năm 2025, các phòng, ban khẩn trương tổ chức thực hiện./.",
            "implement các phòng, ban @IV.1 | khẩn trương tổ chức thực hiện./.",
        ),
        (
            "Trên đây là Kế hoạch diễn tập. Yêu cầu các đơn vị chuẩn bị chu đáo.",
            "implement các đơn vị @IV.1 | chuẩn bị chu đáo.",
        ),
        (
            "Các sở, ban, ngành, UBND các xã nghiêm túc triển khai thực hiện Kế hoạch này./.",
            "implement Các sở, ban, ngành, UBND các xã @IV.1 | nghiêm túc triển khai thực hiện Kế hoạch này./.",
        ),
        ("Trên đây là Kế hoạch tổ chức Ngày hội của Hội Nông dân, Hội Phụ nữ huyện năm 2025./.", None),
    ],
)
def test_closing_sentences_that_charge_all(line: str, expected: str | None) -> None:
    found = lines(read([ORGANISING, "1. Sở Y tế", "- Khám bệnh.", line]))
    assert found == ["implement Sở Y tế @IV.1 | Khám bệnh.", *([expected] if expected else [])]


def test_a_task_of_the_own_units_is_no_closing_sentence() -> None:
    line = "Các phòng, đơn vị trực thuộc nghiêm túc triển khai thực hiện."
    body = [
        ORGANISING,
        "1. Sở Nội vụ",
        line,
        "Báo cáo hằng quý.",
        "2. Sở Y tế",
        "- Khám.",
        "- Phát thuốc.",
        "- Ghi sổ.",
    ]
    assert lines(read(body))[0] == f"implement Sở Nội vụ @IV.1 | {line} | Báo cáo hằng quý."


CHARGED = "Chánh Văn phòng UBND tỉnh, Giám đốc các Sở: Tài chính, Nội vụ và các cá nhân có liên quan"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            [f"Điều 3. {CHARGED} chịu trách nhiệm thi hành Quyết định này./."],
            [f"implement {CHARGED} @Điều 3 | chịu trách nhiệm thi hành Quyết định này./."],
        ),
        (
            ["Điều 2. Nghị quyết này có hiệu lực từ ngày ký.", f"{CHARGED} chịu trách nhiệm thi hành Nghị quyết này."],
            [f"implement {CHARGED} @Điều 2 | chịu trách nhiệm thi hành Nghị quyết này."],
        ),
        (
            [f"Điều 2. Quyết định này có hiệu lực từ ngày ký. {CHARGED} căn cứ Quyết định thi hành./."],
            [f"implement {CHARGED} @Điều 2 | căn cứ Quyết định thi hành./."],
        ),
        (
            [
                "Điều 3. Các ông (bà):",
                "- Chánh Văn phòng;",
                "- Giám đốc Sở Y tế;",
                "chịu trách nhiệm thi hành Quyết định này.",
            ],
            [
                "implement Các ông (bà): Chánh Văn phòng; Giám đốc Sở Y tế @Điều 3 | "
                "chịu trách nhiệm thi hành Quyết định này."
            ],
        ),
        (
            ["II. NHIỆM VỤ", "1. Nâng cao trách nhiệm thi hành công vụ của cán bộ.", "2. Theo dõi thi hành pháp luật."],
            [],
        ),
    ],
)
def test_those_who_carry_a_decision_out(body: list[Any], expected: list[str]) -> None:
    assert lines(read(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            [
                "C. PHÂN CÔNG VÀ TIẾN ĐỘ",
                "I. Phân công trách nhiệm",
                "1. Sở Tài chính: Lập dự toán.",
                "II. Tiến độ thực hiện",
                "Sở Tài chính gửi mẫu biểu tháng 6; UBND tỉnh yêu cầu thủ trưởng các sở, các địa phương lập dự toán.",
            ],
            [
                "implement Sở Tài chính @C.I.1 | Lập dự toán.",
                "implement Sở Tài chính @C.II | gửi mẫu biểu tháng 6",
                "implement thủ trưởng các sở, các địa phương @C.II | lập dự toán.",
            ],
        ),
        (["B. GIẢI PHÁP", "Nước thải gây hại. Pháp luật yêu cầu các cơ sở sản xuất lắp đặt trạm đo."], []),
    ],
)
def test_demands_under_headings_of_shares_and_pace(body: list[Any], expected: list[str]) -> None:
    assert lines(read(body)) == expected


def test_the_duty_of_several_is_one_heading_among_its_siblings() -> None:
    body = [
        "D. TỔ CHỨC THỰC HIỆN",
        "1. Ban Chỉ đạo tỉnh",
        "Chỉ đạo chung.",
        "2. Trách nhiệm của các sở, ngành",
        "Theo dõi lĩnh vực của mình.",
        "3. Kinh phí thực hiện",
        "- Sở Tài chính hướng dẫn lập dự toán.",
    ]
    assert lines(read(body)) == [
        "implement Ban Chỉ đạo tỉnh @D.1 | Chỉ đạo chung.",
        "implement các sở, ngành @D.2 | Theo dõi lĩnh vực của mình.",
        "implement Sở Tài chính @D.3 | hướng dẫn lập dự toán.",
    ]


def test_an_unnumbered_heading_ends_the_tasks_of_the_last_agency() -> None:
    body = ["TỔ CHỨC THỰC HIỆN", "1. Sở Y tế", "Khám bệnh.", "CHẾ ĐỘ BÁO CÁO", "Các sở báo cáo hằng quý."]
    assert lines(read(body)) == ["implement Sở Y tế @1 | Khám bệnh."]


@pytest.mark.parametrize("colon", ["", ":"])
def test_the_heading_of_the_part_is_no_field_though_an_agency_follows_as_a_bullet(colon: str) -> None:
    body = [f"5. TỔ CHỨC THỰC HIỆN{colon}", "- Phòng Y tế:", "+ Khám bệnh.", "+ Cấp thuốc.", "- Phòng Nội vụ: Chi trả."]
    assert lines(read(body)) == [
        "implement Phòng Y tế @5 | Khám bệnh. | Cấp thuốc.",
        "implement Phòng Nội vụ @5 | Chi trả.",
    ]


def test_fields_in_brackets_end_where_the_brackets_do() -> None:
    body = ["III. NHIỆM VỤ", "a) Đắp đê (chủ trì: Sở Xây dựng; phối hợp: UBND các huyện (trừ huyện A), Công an tỉnh)."]
    assert [line.split(" @")[0] for line in lines(read(body))] == [
        "lead Sở Xây dựng",
        "coordinate UBND các huyện (trừ huyện A)",
        "coordinate Công an tỉnh",
    ]


def test_a_slogan_in_capitals_is_no_heading() -> None:
    body = [ORGANISING, "1. Sở Y tế", "- Mở cuộc vận động.", '"VÌ SỨC KHỎE CỘNG ĐỒNG"', "- Khám bệnh."]
    assert lines(read(body))[0].endswith("| Khám bệnh.")


def test_officers_of_a_commune_named_without_their_head() -> None:
    body = ["V. TỔ CHỨC THỰC HIỆN", "1. Tư pháp - Hộ tịch xã: Tuyên truyền.", "2. Kế toán", "- Bố trí kinh phí."]
    assert lines(read(body)) == [
        "implement Tư pháp - Hộ tịch xã @V.1 | Tuyên truyền.",
        "implement Kế toán @V.2 | Bố trí kinh phí.",
    ]


def test_several_groups_under_one_heading_have_each_its_own_task() -> None:
    found = read(
        [
            "III. NHIỆM VỤ",
            "4. Nâng cao năng lực",
            "- Tập huấn.",
            "Đơn vị chủ trì: Sở Nội vụ.",
            "Thời gian: 2026",
            "- Bồi dưỡng.",
            "Đơn vị chủ trì: Sở Y tế.",
            "Sản phẩm: Báo cáo.",
            "5. Việc khác",
            "Đơn vị chủ trì: Sở Tư pháp.",
        ]
    )
    assert lines(found) == [
        "lead Sở Nội vụ @III.4 | Tập huấn.",
        "lead Sở Y tế @III.4 | Bồi dưỡng.",
        "lead Sở Tư pháp @III.5 | Việc khác",
    ]
    assert [(a.time, a.product) for a in found] == [("2026", None), (None, "Báo cáo"), (None, None)]


TASKS = [
    ["STT", "Nội dung công việc", ("Phân công thực hiện", 2, 1), None, "Thời gian", "Sản phẩm"],
    [None, None, "Chủ trì", "Phối hợp", None, None],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
    ["I", "TUYÊN TRUYỀN", "", "", "", ""],
    ["1", "In tờ rơi", "Sở Y tế", "Sở Tài chính\nSở Tư pháp", "Quý I", "Tờ rơi"],
    ["2", "Phát thanh", "nt", '"', "nt", ""],
    ["II", "TẬP HUẤN", "", "", "", ""],
    ["1", "Mở lớp", "Sở Nội vụ", ("UBND xã", 1, 2), "Quý II", "Lớp"],
    ["2", "Thi", "Sở Nội vụ", None, "Quý III", "Giải"],
]


def test_a_table_in_the_body() -> None:
    found = read(["III. NHIỆM VỤ", "1. Danh mục", TASKS])
    assert [(a.role, a.agency, a.where, a.time, a.product, a.tasks[0].text) for a in found] == [
        ("lead", "Sở Y tế", "III.1.I.1", "Quý I", "Tờ rơi", "In tờ rơi"),
        ("coordinate", "Sở Tài chính", "III.1.I.1", "Quý I", "Tờ rơi", "In tờ rơi"),
        ("coordinate", "Sở Tư pháp", "III.1.I.1", "Quý I", "Tờ rơi", "In tờ rơi"),
        ("lead", "Sở Y tế", "III.1.I.2", "Quý I", None, "Phát thanh"),
        ("coordinate", "Sở Tài chính", "III.1.I.2", "Quý I", None, "Phát thanh"),
        ("coordinate", "Sở Tư pháp", "III.1.I.2", "Quý I", None, "Phát thanh"),
        ("lead", "Sở Nội vụ", "III.1.II.1", "Quý II", "Lớp", "Mở lớp"),
        ("coordinate", "UBND xã", "III.1.II.1", "Quý II", "Lớp", "Mở lớp"),
        ("lead", "Sở Nội vụ", "III.1.II.2", "Quý III", "Giải", "Thi"),
        ("coordinate", "UBND xã", "III.1.II.2", "Quý III", "Giải", "Thi"),
    ]


def test_tables_of_appendices_and_their_decimal_rows() -> None:
    heading = ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"]
    first = [heading, ["1", "Nhóm một", "", "", ""], ["1.1", "Việc a", "Phòng Nội vụ", "", "2026"]]
    second = [
        ["1.2", "Việc b", "Phòng Y tế", "Phòng Nội vụ", "2027"],
        ["2", "NHÓM HAI", "", "", ""],
        ["2.1", "Việc c", "Công an", "", ""],
    ]
    found = read(["I. CHUNG"], ["PHỤ LỤC", "DANH MỤC", first, "12", second])
    assert [(a.role, a.agency, a.where) for a in found] == [
        ("lead", "Phòng Nội vụ", "PL.1.1"),
        ("lead", "Phòng Y tế", "PL.1.2"),
        ("coordinate", "Phòng Nội vụ", "PL.1.2"),
        ("lead", "Công an", "PL.2.1"),
    ]


def test_other_shapes_of_tables() -> None:
    table = [
        ["Nhiệm vụ", "Nội dung", "Đơn vị thực hiện", "Thời gian"],
        [("Tuyên truyền", 1, 2), "1. Phát tờ rơi", "Chủ trì: Sở Nội vụ\nPhối hợp: Sở Tư pháp, Sở Y tế", "Quý I"],
        [None, "2. Phát thanh", "Sở Y tế (chủ trì), Sở Tư pháp (phối hợp)", "Quý II"],
    ]
    assert [(a.role, a.agency, a.where, a.tasks[0].text) for a in read(["III. NHIỆM VỤ", table])] == [
        ("lead", "Sở Nội vụ", "III.1", "Phát tờ rơi"),
        ("coordinate", "Sở Tư pháp", "III.1", "Phát tờ rơi"),
        ("coordinate", "Sở Y tế", "III.1", "Phát tờ rơi"),
        ("lead", "Sở Y tế", "III.2", "Phát thanh"),
        ("coordinate", "Sở Tư pháp", "III.2", "Phát thanh"),
    ]


def test_tables_of_figures_are_left_alone() -> None:
    figures = [["STT", "Chỉ tiêu", "Đơn vị tính", "2025"], ["1", "Hộ nghèo", "%", "3"], ["2", "Trẻ em", "người", "100"]]
    assert read(["II. MỤC TIÊU", figures]) == []


# -- properties

AGENCIES = st.sampled_from(
    [
        "Sở Y tế",
        "Phòng Văn hóa, Khoa học và Thông tin",
        "Công an tỉnh",
        "Ban Quản lý các khu công nghiệp",
        "UBND các xã, phường",
        "Các sở, ban, ngành",
        "Trung tâm Y tế huyện",
        "Huyện đoàn",
        "Liên đoàn Lao động tỉnh",
        "Báo và Phát thanh, Truyền hình tỉnh",
    ]
)
WORK = st.sampled_from(
    [
        "Tham mưu ban hành văn bản.",
        "Bố trí kinh phí theo phân cấp.",
        "Chủ trì, phối hợp với các đơn vị liên quan tổ chức tập huấn.",
        "Rà soát danh sách đối tượng;",
        "Báo cáo kết quả trước ngày 15/12.",
        "Đề nghị cấp trên khen thưởng.",
    ]
)


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """An organising part with agencies as headings, run-ins or requests, and what should be read from it."""
    body, expected = (
        [
            draw(
                st.sampled_from(
                    ["V. TỔ CHỨC THỰC HIỆN", "III. PHÂN CÔNG NHIỆM VỤ", "VI. TRÁCH NHIỆM CỦA CÁC CƠ QUAN, ĐƠN VỊ"]
                )
            )
        ],
        [],
    )
    root = body[0].split(".")[0]
    for n in range(1, draw(st.integers(1, 6)) + 1):
        agency, work = draw(AGENCIES), draw(st.lists(WORK, min_size=1, max_size=4))
        request, style = draw(st.booleans()), draw(st.sampled_from(["heading", "colon", "run-in", "letters"]))
        head = f"{n}. " + ("Đề nghị " if request else "") + agency
        if style == "run-in":
            body += [f"{head}: {work[0]}", *(f"- {w}" for w in work[1:])]
        elif style == "letters":
            body += [head, *(f"{'abcd'[k]}) {w}" for k, w in enumerate(work))]
        else:
            body += [head + (":" if style == "colon" else ""), *(f"- {w}" for w in work)]
        expected.append(f"{'request' if request else 'implement'} {agency} @{root}.{n} | " + " | ".join(work))
    return body, expected


@settings(max_examples=150)
@given(plans())
def test_composed_plans_are_read_back(plan: tuple[list[str], list[str]]) -> None:
    body, expected = plan
    assert lines(read(list(body))) == expected


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(WORK, st.lists(AGENCIES, min_size=1, max_size=3), st.lists(AGENCIES, max_size=3)),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["; ", ", "]),
    st.booleans(),
)
def test_composed_tasks_are_read_back_from_lines_and_from_tables(
    tasks: list[tuple[str, list[str], list[str]]], separator: str, as_table: bool
) -> None:
    body: list[Any] = ["II. NHIỆM VỤ"]
    table: list[Any] = [["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]]
    expected = []
    for n, (work, leads, others) in enumerate(tasks, 1):
        body += [f"{n}. {work}", f"- Cơ quan chủ trì: {separator.join(leads)}."]
        body += [f"- Cơ quan phối hợp: {separator.join(others)}."] if others else []
        table.append([str(n), work, separator.join(leads), separator.join(others), "2026"])
        expected += [("lead", a, f"II.{n}", work) for a in leads] + [("coordinate", a, f"II.{n}", work) for a in others]
    found = read(["II. NHIỆM VỤ", table] if as_table else body)
    assert [(a.role, a.agency, a.where, a.tasks[0].text) for a in found] == expected


@settings(max_examples=150)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    ORGANISING,
                    "1. Sở Y tế:",
                    "- Chủ trì: Sở Nội vụ",
                    "Cơ quan phối hợp:",
                    "Giao Sở Y tế chủ trì, phối hợp với Công an",
                    "đề nghị",
                    "a) ",
                    "2. Đề nghị",
                    "Đề nghị các sở; yêu cầu UBND các xã",
                    "Thời gian: ",
                    "Căn cứ Kế hoạch này, các sở",
                    "Sở Y tế",
                    "PHỤ LỤC",
                    "+ Công an",
                ]
            ),
            st.text(max_size=25),
        ),
        max_size=20,
    )
)
def test_anything_is_read_without_error(body: list[str]) -> None:
    for a in read([x.replace("\n", " ").replace("\r", " ") for x in body]):
        assert a.agency.strip()


# -- neighbours of what held-out plans showed

TASK = "3. Nạo vét kênh tiêu "
DREDGED = ("Nạo vét kênh tiêu",)


@pytest.mark.parametrize(
    ("brackets", "expected"),
    [
        (
            "(Phòng Kinh tế chủ trì; Phòng Nội vụ, Hội Nông dân phối hợp; tháng 5/2026).",
            ["lead Phòng Kinh tế", "coordinate Phòng Nội vụ", "coordinate Hội Nông dân"],
        ),
        (
            "(Phòng Kinh tế chủ trì, Phòng Nội vụ phối hợp; xong trong tháng 5/2026).",
            ["lead Phòng Kinh tế", "coordinate Phòng Nội vụ"],
        ),
        ("(Phòng Kinh tế chủ trì, Phòng Nội vụ hướng dẫn).", ["lead Phòng Kinh tế"]),
        (
            "(Phòng Kinh tế chủ trì, phối hợp với Phòng Nội vụ; hoàn thành trong quý III/2026).",
            ["lead Phòng Kinh tế | quý III/2026", "coordinate Phòng Nội vụ | quý III/2026"],
        ),
        (
            "(Sở Y tế chủ trì; UBND các xã phối hợp; thời gian thực hiện: năm 2026 - 2027).",
            ["lead Sở Y tế | năm 2026 - 2027", "coordinate UBND các xã | năm 2026 - 2027"],
        ),
        (
            "(cơ quan chủ trì: Sở Xây dựng; phối hợp: Sở Tài chính; thời gian: quý I, II/2027).",
            ["lead Sở Xây dựng | quý I, II/2027", "coordinate Sở Tài chính | quý I, II/2027"],
        ),
        ("(đơn vị chủ trì: Sở Xây dựng; thời gian: quý I (đợt 1)).", ["lead Sở Xây dựng | quý I (đợt 1)"]),
        ("(Ban Dân tộc chủ trì; tiến độ: cả năm).", ["lead Ban Dân tộc | cả năm"]),
        (
            "(Đoàn xã chủ trì; Tổ Công nghệ số cộng đồng phối hợp).",
            ["lead Đoàn xã", "coordinate Tổ Công nghệ số cộng đồng"],
        ),
        ("(do Công ty Thủy lợi vận hành từ năm 2020).", []),
    ],
)
def test_brackets_name_who_joins_in_and_when(brackets: str, expected: list[str]) -> None:
    found = read([TASK + brackets])
    assert [f"{a.role} {a.agency}" + (f" | {a.time}" if a.time else "") for a in found] == expected
    assert all(tuple(t.text for t in a.tasks) == DREDGED for a in found)


def test_meta_headings_without_number_and_colon() -> None:
    found = read(
        [
            "II. NHIỆM VỤ",
            "1. Trồng cây xanh đô thị.",
            "Đơn vị chủ trì",
            "- Công ty Công viên",
            "Đơn vị phối hợp",
            "- Phòng Quản lý đô thị",
            "- UBND các phường",
            "Thời gian thực hiện",
            "Từ tháng 3 đến tháng 6/2026",
            "Sản phẩm",
            "500 cây xanh",
            "2. Làm sạch kênh.",
            "Cơ quan chủ trì",
            "Sở Công Thương",
        ]
    )
    assert [(a.role, a.agency, a.where, a.time, a.product) for a in found] == [
        ("lead", "Công ty Công viên", "II.1", "Từ tháng 3 đến tháng 6/2026", "500 cây xanh"),
        ("coordinate", "Phòng Quản lý đô thị", "II.1", "Từ tháng 3 đến tháng 6/2026", "500 cây xanh"),
        ("coordinate", "UBND các phường", "II.1", "Từ tháng 3 đến tháng 6/2026", "500 cây xanh"),
        ("lead", "Sở Công Thương", "II.2", None, None),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Các đơn vị tăng cường phối hợp", "Sở Xây dựng được giao 02 biên chế."],
        ["1. Khảo sát.", "Cơ quan chủ trì", "Việc khảo sát kéo dài hai tháng."],
        ["1. Khảo sát.", "Thời gian thực hiện", "Tháng 5", "Kết quả", "Báo cáo"],
    ],
)
def test_lines_that_only_look_like_meta_headings(lines: list[str]) -> None:
    assert read(["II. NHIỆM VỤ", *lines]) == []


REPORTS = ["I. MỤC ĐÍCH", "Góp phần giảm ùn tắc.", "V. CHẾ ĐỘ BÁO CÁO", "Các xã báo cáo trước ngày 10."]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (
            "Yêu cầu Giám đốc các sở, Chủ tịch UBND các xã, phường thực hiện nghiêm túc Kế hoạch này./.",
            [("implement", "Giám đốc các sở, Chủ tịch UBND các xã, phường")],
        ),
        ("Yêu cầu các trường học, trạm y tế chấp hành./.", [("implement", "các trường học, trạm y tế")]),
        (
            "Trên đây là Kế hoạch chống hạn. Chi cục Thủy lợi yêu cầu các trạm, hợp tác xã nghiêm túc thực hiện./.",
            [("implement", "các trạm, hợp tác xã")],
        ),
        (
            "Trên đây là Kế hoạch khám bệnh. Bảo hiểm xã hội tỉnh đề nghị các bệnh viện phối hợp thực hiện./.",
            [("request", "các bệnh viện")],
        ),
        ("Yêu cầu tuyển dụng: có bằng đại học./.", []),
        ("Yêu cầu chung của đợt ra quân là sạch, đẹp./.", []),
    ],
)
def test_the_last_words_of_a_plan_outside_the_part_that_says_who(last: str, expected: list[tuple[str, str]]) -> None:
    assert [(a.role, a.agency) for a in read([*REPORTS, last])] == expected


def test_the_last_words_of_a_plan_behind_its_decision() -> None:
    last = "Yêu cầu các trường học, trạm y tế chấp hành"
    decision = ["Điều 1. Ban hành Kế hoạch.", "Điều 2. Có hiệu lực từ ngày ký."]
    assert [a.agency for a in read(decision, [*REPORTS, f"{last}./."])] == ["các trường học, trạm y tế"]
    assert read(decision, [*REPORTS, f"{last}."]) == []


def test_yeu_cau_of_the_first_part_is_no_order() -> None:
    body = ["I. YÊU CẦU", "Yêu cầu các đơn vị bám sát thực tế.", "II. NỘI DUNG", "1. A.", "2. B.", "3. C.", "4. D."]
    assert read(body) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "Đề nghị Hội Người cao tuổi, Hội Cựu giáo chức xã",
                "Vận động hội viên làm gương.",
                "Công an xã",
                "Tuần tra ban đêm.",
                "Trên đây là Kế hoạch năm 2026./.",
            ],
            [("request", "Hội Người cao tuổi, Hội Cựu giáo chức xã", 1), ("implement", "Công an xã", 1)],
        ),
        (
            ["* Đề nghị Ban Thường trực Ủy ban MTTQ xã", "+ Giám sát cộng đồng.", "+ Tập hợp ý kiến."],
            [("request", "Ban Thường trực Ủy ban MTTQ xã", 2)],
        ),
        (
            ["Đề nghị Đoàn Thanh niên xã", "- Ra quân vệ sinh.", "- Hội Phụ nữ xã nhân rộng tổ tự quản."],
            [("request", "Đoàn Thanh niên xã", 2)],
        ),
        (
            ["Phòng Tài chính; Kho bạc Nhà nước", "Cấp kinh phí kịp thời.", "Hạt Kiểm lâm", "- Tuần tra rừng."],
            [("implement", "Phòng Tài chính; Kho bạc Nhà nước", 1), ("implement", "Hạt Kiểm lâm", 1)],
        ),
        (["Các trường tiểu học", "Trong quá trình thực hiện, nếu có vướng mắc, báo cáo Phòng."], []),
    ],
)
def test_agencies_in_lines_of_their_own_without_number(lines: list[str], expected: list[tuple[str, str, int]]) -> None:
    assert [(a.role, a.agency, len(a.tasks)) for a in read([ORGANISING, *lines])] == expected


@pytest.mark.parametrize(
    ("heading", "agency", "task"),
    [
        ("Chánh Văn phòng UBND tỉnh, Cục trưởng Cục Thống kê: Làm A.", None, "Làm A."),
        ("Chỉ huy trưởng Ban Chỉ huy Quân sự huyện: Làm B.", None, "Làm B."),
        ("Tổng biên tập Báo Tây Ninh: Đưa tin.", None, "Đưa tin."),
        ("Trưởng các phòng: Nội vụ, Tư pháp chỉ đạo rà soát.", "Trưởng các phòng: Nội vụ, Tư pháp", "chỉ đạo rà soát."),
        ("Giám đốc các sở, ngành: Chỉ đạo đơn vị, báo cáo kết quả.", None, "Chỉ đạo đơn vị, báo cáo kết quả."),
        ("UBND các xã: Công an xã, dân quân trực đêm.", None, "Công an xã, dân quân trực đêm."),
        ("Hiệu trưởng các trường: Văn hóa ứng xử, kỷ luật.", None, "Văn hóa ứng xử, kỷ luật."),
        ("Các Sở: Nội vụ; Tư pháp Theo chức năng, lập kế hoạch.", "Các Sở: Nội vụ; Tư pháp", None),
        ("Phòng Nội vụ Chủ trì, phối hợp lập danh sách.", "Phòng Nội vụ", None),
        ("Phòng Nội vụ kiểm tra hồ sơ.", "Phòng Nội vụ", "kiểm tra hồ sơ."),
        ("Vụ Quản lý doanh nghiệp: Làm C.", None, "Làm C."),
        ("Trung tâm Dịch vụ hỗ trợ nông nghiệp: Làm D.", None, "Làm D."),
        ("Phòng Kiểm soát thanh toán vốn đầu tư: Làm E.", None, "Làm E."),
        ("Kho bạc Nhà nước thanh toán khối lượng.", "Kho bạc Nhà nước", "thanh toán khối lượng."),
    ],
)
def test_posts_and_lists_of_departments_as_headings(heading: str, agency: str | None, task: str | None) -> None:
    (found,) = read([ORGANISING, f"1. {heading}"])
    assert found.agency == (agency or heading.split(": ")[0])
    assert task is None or [t.text for t in found.tasks] == [task]


def test_a_request_to_a_list_behind_a_colon_is_one() -> None:
    whom = "Mặt trận Tổ quốc xã, các hội: Hội Nông dân, Hội Phụ nữ, Hội Làm vườn"
    assert [(a.role, a.agency) for a in read([ORGANISING, f"1. Đề nghị {whom} vận động hội viên."])] == [
        ("request", whom)
    ]


def test_among_agencies_an_item_may_run_on() -> None:
    named = ["1. Giám đốc Sở Y tế: Làm A.", "2. Giám đốc Công an tỉnh: Làm B."]
    runs_on = "3. Giám đốc các sở: Nội vụ, Tư pháp theo nhiệm vụ kiểm tra cơ sở."
    found = [a.agency for a in read([*named, runs_on, "4. Chủ tịch UBND xã: Làm D."])]
    assert found[2:] == ["Giám đốc các sở: Nội vụ, Tư pháp", "Chủ tịch UBND xã"]
    assert read(["1. Sở Y tế đã tham mưu kịp thời.", runs_on, "3. Kết quả khác.", "4. Đoàn kiểm tra: 02 đoàn."]) == []


@pytest.mark.parametrize(
    ("hours", "agenda"),
    [
        (["7h30 - 8h00", "8h00 - 8h30"], True),
        (["07:30 - 08:00", "08:00-09:15"], True),
        (["7 giờ 30", "8 giờ 00 - 9 giờ 15"], True),
        (["Từ 7h30 đến 8h", "8h – 8h45"], True),
        (["7h30 ngày 12/5/2026", "8h00 ngày 13/5/2026"], False),
        (["Tháng 1", "8h00"], False),
        (["Quý II", "Tháng 7"], False),
    ],
)
def test_the_agenda_of_an_event_gives_no_tasks(hours: list[str], agenda: bool) -> None:
    table = [["Thời gian", "Nội dung", "Người thực hiện"]]
    table += [[hours[0], "Đón đại biểu", "Văn phòng"], [hours[1], "Phát biểu", "Sở Y tế"]]
    expected = [] if agenda else [("Văn phòng", hours[0]), ("Sở Y tế", hours[1])]
    assert [(a.agency, a.time) for a in read(["II. CHƯƠNG TRÌNH", table])] == expected


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("Đơn vị phụ trách", "Tổ Văn phòng, Tổ Toán - Tin", ["lead Tổ Văn phòng", "lead Tổ Toán - Tin"]),
        ("Người phụ trách thực hiện", "Tổ Toán, Tổ Tin", ["implement Tổ Toán", "implement Tổ Tin"]),
        ("Đơn vị chủ trì", "Các thôn, tổ dân phố", ["lead Các thôn, tổ dân phố"]),
        ("Đơn vị chủ trì", "Tổ Tiết kiệm và vay vốn", ["lead Tổ Tiết kiệm và vay vốn"]),
        ("Đơn vị chủ trì", "Sở Y tế (đối với hồ sơ sức khỏe)", ["lead Sở Y tế"]),
        ("Đơn vị chủ trì", "Sở Y tế (cơ quan thường trực)", ["lead Sở Y tế (cơ quan thường trực)"]),
    ],
)
def test_groups_and_limits_in_cells(column: str, cell: str, expected: list[str]) -> None:
    found = read(["II. VIỆC", [["STT", "Nội dung", column], ["1", "Lập sổ theo dõi", cell]]])
    assert [f"{a.role} {a.agency}" for a in found] == expected


# -- the real documents, where they are at hand

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = [
    ("000", "seeds/000_35e59262ba9b5af8.txt"),
    ("001", "seeds/001_f7091574b1ae41a8.txt"),
    ("002", "seeds/002_29b27a92cbe77c30.txt"),
    ("24c7124e", "plans/24c7124ec6b2bf61.md"),
    ("19206835", "plans/192068354fd1ffe5.md"),
]


@pytest.mark.parametrize(("name", "source"), GOLD, ids=[g for g, _ in GOLD])
@pytest.mark.skipif(
    not SHARED.is_dir() or importlib.util.find_spec("khtool.reading.markdown") is None, reason="no real documents"
)
def test_real_plans_against_careful_readings(name: str, source: str) -> None:
    import json

    from khtool.reading import read as read_file

    gold = json.loads((SHARED / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    frame = Frame.of(read_file(SHARED / source))
    found = sorted((a.role, a.where or "", len(a.tasks)) for a in assignments.extract(frame, Header()))
    assert found == sorted((g["role"], g["where"] or "", len(g["tasks"])) for g in gold["assignments"])
    assert [(s.label, s.depth) for s in frame.sections] == [(o["label"], o["depth"]) for o in gold["outline"]]
