from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.extraction import funding
from khtool.extraction.clauses import rows

spec = importlib.util.spec_from_file_location("frames", Path(__file__).with_name("frames.py"))
assert spec and spec.loader
frames = importlib.util.module_from_spec(spec)
spec.loader.exec_module(frames)
frame_of = frames.frame_of

MONEY = "KINH PHÍ THỰC HIỆN"
TASK = "TỔ CHỨC THỰC HIỆN"


def read(title: str, *paragraphs: str) -> list[str]:
    return [f.text for f in funding.extract(frame_of(title, *paragraphs))]


CASES: list[tuple[str, str, list[str]]] = [
    (
        MONEY,
        "Ngân sách xã bố trí theo phân cấp; nguồn vận động hợp pháp của nhân dân.",
        ["Ngân sách xã bố trí theo phân cấp", "nguồn vận động hợp pháp của nhân dân"],
    ),
    (MONEY, "- Chi sự nghiệp văn hóa trong dự toán được giao.", ["Chi sự nghiệp văn hóa trong dự toán được giao"]),
    (
        TASK,
        "Đối với việc thuộc cấp xã, do ngân sách xã bảo đảm.",
        ["Đối với việc thuộc cấp xã, do ngân sách xã bảo đảm"],
    ),
    (MONEY, "- Trích từ Quỹ Vì người nghèo.", ["Trích từ Quỹ Vì người nghèo"]),
    (MONEY, "- Quỹ phòng, chống thiên tai của tỉnh.", ["Quỹ phòng, chống thiên tai của tỉnh"]),
    (TASK, "- Hoàn thiện cơ chế, chính sách huy động nguồn lực xã hội hóa cho cấp nước.", []),
    (
        MONEY,
        "Kinh phí thực hiện được bố trí trong dự toán ngân sách năm 2025 của các đơn vị.",
        ["Kinh phí thực hiện được bố trí trong dự toán ngân sách năm 2025 của các đơn vị"],
    ),
    (
        MONEY,
        "Ngân sách huyện bảo đảm. Các nguồn huy động hợp pháp khác.",
        ["Ngân sách huyện bảo đảm", "Các nguồn huy động hợp pháp khác"],
    ),
    (
        MONEY,
        "- Tài trợ của doanh nghiệp và đóng góp tự nguyện của người dân.",
        ["Tài trợ của doanh nghiệp và đóng góp tự nguyện của người dân"],
    ),
    (
        TASK,
        "- Tham mưu UBND tỉnh bố trí kinh phí từ ngân sách địa phương cho công tác này.",
        ["Tham mưu UBND tỉnh bố trí kinh phí từ ngân sách địa phương cho công tác này"],
    ),
    (
        TASK,
        "- Chủ trì tuyên truyền; lồng ghép nguồn vốn các chương trình mục tiêu quốc gia trên địa bàn.",
        ["lồng ghép nguồn vốn các chương trình mục tiêu quốc gia trên địa bàn"],
    ),
    (
        TASK,
        "Cân đối, bố trí vốn ngân sách để thực hiện; huy động nguồn lực từ các tổ chức, cá nhân.",
        ["Cân đối, bố trí vốn ngân sách để thực hiện", "huy động nguồn lực từ các tổ chức, cá nhân"],
    ),
    (
        TASK,
        "Các đơn vị lập dự toán kinh phí gửi cơ quan tài chính.",
        ["Các đơn vị lập dự toán kinh phí gửi cơ quan tài chính"],
    ),
]

NONE = [
    (TASK, "Kiểm tra, giám sát việc sử dụng kinh phí theo quy định."),
    (TASK, "Hướng dẫn các đơn vị sử dụng, thanh quyết toán ngân sách."),
    (TASK, "Phát triển nguồn nhân lực chất lượng cao."),
    (TASK, "Ưu tiên bố trí quỹ đất xây dựng sân chơi."),
    (TASK, "Bố trí cán bộ phụ trách công tác trẻ em."),
    (TASK, "Phối hợp bố trí kinh phí thực hiện Kế hoạch này."),
    ("THÔNG ĐIỆP", "Ưu tiên bố trí ngân sách nhà nước cho trẻ em."),
    ("TÌNH HÌNH THỰC HIỆN", "Ngân sách huyện đã bố trí 500 triệu đồng kinh phí từ nguồn sự nghiệp."),
    (TASK, "KINH PHÍ BỐ TRÍ TỪ NGÂN SÁCH"),
]


CASES += [
    (
        MONEY,
        "Do ngân sách tỉnh bảo đảm; lồng ghép kinh phí Chương trình phòng, chống lao.",
        ["Do ngân sách tỉnh bảo đảm", "lồng ghép kinh phí Chương trình phòng, chống lao"],
    ),
    (
        MONEY,
        "Riêng Trạm Y tế sử dụng kinh phí Dự án dinh dưỡng.",
        ["kinh phí Dự án dinh dưỡng"],
    ),
    (
        TASK,
        "- Ban hành quy chế; sử dụng hiệu quả Quỹ Bảo vệ rừng.",
        ["Ban hành quy chế", "sử dụng hiệu quả Quỹ Bảo vệ rừng"][1:],
    ),
]
NONE += [
    (TASK, "- Giữ vững tỷ lệ thu hồi vốn đúng hạn từ 97% trở lên."),
    (TASK, "- Huy động các nguồn vốn, nâng cấp 12 km đường liên bản."),
]


REPORT = "TÌNH HÌNH THỰC HIỆN"
#: What names a source, whatever the head noun, the giver or the section is.
SAID = [
    (TASK, "- Phương án phân bổ vốn sự nghiệp từ ngân sách tỉnh cho các xã."),
    (TASK, "- Mức vốn đối ứng từ ngân sách huyện cho từng dự án."),
    (TASK, "- Tổng mức kinh phí nguồn ngân sách nhà nước giai đoạn 2021 - 2025."),
    (TASK, "- Cơ chế lồng ghép nguồn vốn giữa các chương trình, dự án trên địa bàn."),
    (TASK, "- Danh mục công trình sử dụng nguồn vốn ngân sách trung ương."),
    (TASK, "- Thông báo kế hoạch vốn nguồn ngân sách tỉnh cho các chủ đầu tư."),
    (TASK, "- Lập danh mục hồ sơ; thông báo dự toán nguồn ngân sách tỉnh cho các phường."),
    (MONEY, "Các đơn vị chủ động lập kế hoạch và kinh phí, trình Ủy ban nhân dân xã phê duyệt."),
    (MONEY, "Các phòng xây dựng kinh phí gửi Phòng Tài chính tổng hợp."),
    (MONEY, "Các trường tự bố trí kinh phí để thực hiện."),
    (MONEY, "Các tổ chức hội có trách nhiệm bố trí nguồn lực thực hiện nhiệm vụ được giao."),
    (MONEY, "Kinh phí thực hiện Kế hoạch thực hiện theo quy định hiện hành."),
    (MONEY, "Kinh phí sự nghiệp kinh tế giao cho Phòng Kinh tế."),
    (MONEY, "Xã hội hóa từ các doanh nghiệp trên địa bàn."),
    (REPORT, "- Năm 2024, xã được bổ sung có mục tiêu 2 tỷ đồng từ ngân sách tỉnh để sửa trường."),
    (REPORT, "- Huyện còn nhận trợ cấp cân đối từ NSTW."),
    (REPORT, "- Chi đầu tư từ nguồn thu tiền sử dụng đất đạt 70% kế hoạch."),
    (TASK, "- Thông qua Quỹ Hỗ trợ nông dân để cho hội viên vay vốn."),
    (TASK, "- Trao học bổng từ Quỹ Khuyến học của xã."),
    (TASK, "- Tham mưu UBND xã bố trí kinh phí thực hiện Kế hoạch."),
    (TASK, "- Tham mưu cho Ủy ban nhân dân tỉnh trình Hội đồng nhân dân tỉnh phân bổ vốn cho các dự án."),
    (TASK, "- Báo cáo UBND huyện bổ sung kinh phí khi có phát sinh."),
    (TASK, "- Đến năm 2026, bố trí kinh phí chi chuyển đổi số tối thiểu 1% tổng chi ngân sách."),
    (TASK, "- Thu hút các nguồn tài trợ của tổ chức quốc tế cho chương trình."),
    (TASK, "- Nhiệm vụ: Bố trí kinh phí từ ngân sách xã để sửa nhà văn hóa."),
    (MONEY, "- Nội dung: Lồng ghép nguồn vốn chương trình mục tiêu quốc gia."),
    (TASK, "- Cơ chế kết hợp nguồn vốn của các chương trình mục tiêu quốc gia."),
    (TASK, "- Hỗ trợ 100% học phí từ ngân sách tỉnh cho học viên."),
    (TASK, "- Người cao tuổi được hỗ trợ thẻ bảo hiểm y tế từ ngân sách nhà nước."),
    (
        MONEY,
        "Tổng kinh phí: 480 triệu đồng, trong đó: ngân sách xã 130 triệu đồng, nguồn thu sự nghiệp 350 triệu đồng.",
    ),
    (MONEY, "Các hội, đoàn thể chủ động huy động các nguồn tài trợ hợp pháp."),
    (MONEY, "Kinh phí do các đơn vị tự cân đối trong dự toán được giao hằng năm."),
    (MONEY, "Kinh phí tổ chức hội thi do đơn vị đăng cai bảo đảm."),
    (
        MONEY,
        "Căn cứ nhiệm vụ được giao, các đơn vị lập dự toán gửi Phòng Tài chính thẩm định, trình UBND xã phê duyệt.",
    ),
    (MONEY, "Ngoài ra, các xã chủ động lồng ghép kinh phí của các chương trình khác."),
    (MONEY, "Vay vốn Ngân hàng Chính sách xã hội để hộ nghèo làm nhà."),
    (MONEY, "Đóng góp của phụ huynh trên tinh thần tự nguyện."),
    (TASK, "- Phòng Tài chính: tham mưu UBND huyện cân đối, bố trí đủ kinh phí thực hiện."),
    (TASK, "- Đề nghị Ủy ban nhân dân tỉnh xem xét, hỗ trợ kinh phí xây dựng hồ chứa."),
    (TASK, "- Hỗ trợ giống cây từ nguồn vốn chương trình mục tiêu quốc gia giảm nghèo."),
    (TASK, "- Tranh thủ nguồn viện trợ của các tổ chức quốc tế để mua thiết bị."),
    (TASK, "- Đầu tư hạ tầng khu công nghiệp bằng nguồn vốn ngân sách tỉnh."),
    (TASK, "- Kế hoạch phân bổ vốn nguồn ngân sách tỉnh năm 2024 cho các xã."),
    (TASK, "- Mức hỗ trợ từ ngân sách huyện cho mỗi mô hình là 30 triệu đồng."),
    (REPORT, "- Thu bổ sung từ ngân sách cấp trên đạt 12 tỷ đồng."),
    (REPORT, "- Tỉnh phải nhận hỗ trợ lớn từ ngân sách trung ương."),
]
#: And the same words where they name none.
NOT_SAID = [
    (TASK, "- Mức vốn đối ứng của ngân sách địa phương cho từng dự án."),
    (TASK, "- Cơ chế quản lý, thanh toán vốn từ ngân sách nhà nước."),
    (TASK, "- Hoàn thiện cơ chế quản lý nguồn vốn từ ngân sách nhà nước."),
    (TASK, "- Kiểm tra việc sử dụng kinh phí từ ngân sách tỉnh."),
    (TASK, "- Đẩy nhanh tiến độ giải ngân vốn đầu tư công từ ngân sách trung ương."),
    (TASK, "- Mức độ hài lòng của người dân đạt trên 90%."),
    (TASK, "- Cơ chế một cửa liên thông trong giải quyết hồ sơ."),
    (TASK, "- Phương án phòng cháy, chữa cháy tại các kho vật tư."),
    (MONEY, "Kinh phí là yếu tố quan trọng để triển khai công tác này."),
    (MONEY, "Kinh phí thực hiện: 25.000.000 đồng."),
    (MONEY, "Việc sử dụng kinh phí phải đúng mục đích, tiết kiệm, hiệu quả."),
    (MONEY, "Chấp hành nghiêm chế độ, định mức chi từ ngân sách nhà nước."),
    (MONEY, "Không bố trí kinh phí cho các nội dung đã dừng."),
    (MONEY, "Nguồn lực là nhân tố quyết định thành công của phong trào."),
    (MONEY, "Bố trí cán bộ có trình độ phụ trách theo dõi."),
    (REPORT, "- Xã chưa được hỗ trợ từ ngân sách tỉnh."),
    (REPORT, "- Ngân sách xã đã bố trí 50 triệu đồng."),
    (REPORT, "- Chi trả trợ cấp cho 300 đối tượng."),
    (TASK, "- Sử dụng quỹ đất công để xây dựng sân chơi."),
    (TASK, "- Quản lý, sử dụng Quỹ Đền ơn đáp nghĩa đúng quy định."),
    (TASK, "- Tuyên truyền về Quỹ Vì người nghèo."),
    (TASK, "- Vận động ủng hộ Quỹ Phòng, chống thiên tai."),
    (TASK, "- Tham mưu UBND xã ban hành Kế hoạch và phân công cán bộ."),
    (TASK, "- Tham mưu UBND tỉnh ban hành quy định mức thu học phí."),
    (TASK, "- Báo cáo Ủy ban nhân dân tỉnh kết quả giải ngân vốn đầu tư công."),
    (TASK, "- Phấn đấu thu ngân sách nhà nước đạt 120 tỷ đồng."),
    (TASK, "- Đến năm 2025, huy động vốn đầu tư toàn xã hội đạt 30% GRDP."),
    (TASK, "- Phấn đấu huy động 5 tỷ đồng từ nguồn xã hội hóa."),
    (TASK, "- Đẩy mạnh xúc tiến, thu hút vốn đầu tư nước ngoài (ODA, FDI) vào khu công nghiệp."),
    (TASK, "- Cải thiện môi trường kinh doanh, thu hút vốn đầu tư của doanh nghiệp."),
    (TASK, "- Đánh giá việc huy động các nguồn vốn ngân sách và vốn tín dụng."),
    (TASK, "- Việc huy động nguồn lực, gồm nguồn ngân sách nhà nước và nguồn xã hội hóa."),
    (TASK, "- Tiếp tục cơ cấu lại thu, chi ngân sách theo hướng bền vững."),
    (TASK, "- Triệt để tiết kiệm chi thường xuyên, dành nguồn lực cho đầu tư."),
    (TASK, "- Kết hợp các nguồn vốn giữa chương trình giảm nghèo và chương trình nông thôn mới."),
    (TASK, "- Hỗ trợ 500 hộ nghèo vay vốn phát triển sản xuất."),
    (TASK, "- Giải ngân kịp thời vốn vay từ Ngân hàng Chính sách xã hội."),
    (MONEY, "Việc quản lý, sử dụng kinh phí phải đúng mục đích và tuân thủ quy định về ngân sách nhà nước."),
    (MONEY, "Việc lập dự toán, quyết toán kinh phí thực hiện theo Luật Ngân sách nhà nước."),
    (MONEY, "Mức chi thực hiện theo quy định hiện hành của Bộ Tài chính."),
    (MONEY, "Phòng Tài chính hướng dẫn các đơn vị quyết toán kinh phí."),
    (MONEY, "Sử dụng kinh phí đúng mục đích, tiết kiệm, hiệu quả."),
    (TASK, "- Đề nghị UBND tỉnh khen thưởng các tập thể có thành tích."),
    (TASK, "- Trình HĐND xã thông qua nghị quyết về thu, chi ngân sách."),
    (TASK, "- Trình Hội đồng nhân dân xã phê chuẩn quyết toán ngân sách năm 2023."),
    (TASK, "- Báo cáo UBND tỉnh về tình hình phân bổ vốn đầu tư công."),
    (TASK, "- Kho bạc Nhà nước kiểm soát chi các khoản kinh phí theo dự toán."),
    (TASK, "- Theo dõi việc phân bổ, giải ngân vốn các chương trình mục tiêu quốc gia."),
    (TASK, "- Sử dụng nguồn vốn sự nghiệp giáo dục để sửa chữa trường học."),
    (TASK, "- Thu hút nhân lực chất lượng cao về công tác tại xã."),
    (TASK, "- Bảo đảm nguồn điện cho các trạm bơm."),
    (TASK, "- Phát hành trái phiếu chính quyền địa phương."),
    (TASK, "- Tăng thu ngân sách, chống thất thu thuế."),
    (TASK, "- Thu ngân sách nhà nước trên địa bàn tăng từ 5 - 7% so với dự toán được giao."),
    (TASK, "- Tỷ lệ chi ngân sách cho khoa học đạt 2% tổng chi ngân sách địa phương."),
    (TASK, "- Huy động trẻ ra lớp đạt 98%."),
    (TASK, "- Kế hoạch kiểm tra việc sử dụng vốn từ ngân sách tỉnh."),
    (TASK, "- Cơ chế chia sẻ dữ liệu giữa các chương trình, dự án."),
    (TASK, "- Danh mục dự án kêu gọi đầu tư."),
    (REPORT, "- Tổng vốn đầu tư từ ngân sách tỉnh là 20 tỷ đồng."),
]


@pytest.mark.parametrize(("title", "text"), SAID, ids=[s[1][:50] for s in SAID])
def test_says_where_the_money_comes_from(title: str, text: str) -> None:
    assert len(read(title, text)) == 1


@pytest.mark.parametrize(("title", "text"), NOT_SAID, ids=[s[1][:50] for s in NOT_SAID])
def test_does_not_say_where_the_money_comes_from(title: str, text: str) -> None:
    assert read(title, text) == []


def test_a_field_label_is_no_part_of_the_statement() -> None:
    found = read(TASK, "a) Nhiệm vụ: Các phòng lập dự toán kinh phí từ ngân sách xã.")
    assert found == ["Các phòng lập dự toán kinh phí từ ngân sách xã"]


def test_what_a_council_decides_is_read_item_by_item() -> None:
    found = read(
        TASK,
        "a) Tham mưu trình Hội đồng nhân dân quyết định:",
        "- Mức vốn đối ứng từ ngân sách xã; nguyên tắc, tiêu chí lựa chọn công trình.",
        "- Số lượng người hoạt động không chuyên trách.",
    )
    assert found == ["Mức vốn đối ứng từ ngân sách xã; nguyên tắc, tiêu chí lựa chọn công trình"]


def test_an_unnumbered_heading_of_money_counts() -> None:
    found = read(
        "NHIỆM VỤ", "KINH PHÍ", "Từ nguồn thu phí được để lại theo quy định.", "TỔ CHỨC THỰC HIỆN", "Nguồn nước sạch."
    )
    assert found == ["Từ nguồn thu phí được để lại theo quy định"]


@pytest.mark.parametrize(("title", "text", "expected"), CASES, ids=[c[1][:50] for c in CASES])
def test_names_a_source(title: str, text: str, expected: list[str]) -> None:
    assert read(title, text) == expected


@pytest.mark.parametrize(("title", "text"), NONE, ids=[n[1][:50] for n in NONE])
def test_names_none(title: str, text: str) -> None:
    assert read(title, text) == []


def test_span_and_place() -> None:
    frame = frame_of(MONEY, "- Từ nguồn ngân sách tỉnh và các nguồn hợp pháp khác.")
    (f,) = funding.extract(frame)
    assert frame.text.text[f.span.start : f.span.end] == f.text
    assert f.where == "I"


@pytest.mark.parametrize("row", rows("target_funding"), ids=lambda r: f"{r['kind']}-{r['phrase']}")
def test_every_phrase_counts_in_its_example_and_not_in_its_counterexample(row: dict[str, str]) -> None:
    """The example is money, source or gift by the phrase; the counterexample has the phrase and names no source."""
    example, other = row["example"], row["counterexample"]
    assert row["phrase"] in example
    assert row["phrase"].lower() in other.lower()
    of_kind = dict(zip(("provide", "money", "source"), funding._words(), strict=True))[row["kind"]]
    assert of_kind.search(example.lower())
    assert read(TASK, f"- {other[0].upper()}{other[1:]}.") == []


@given(
    st.sampled_from(["bố trí", "phân bổ", "huy động"]),
    st.sampled_from(["kinh phí", "nguồn vốn", "nguồn lực"]),
    st.sampled_from(
        ["từ ngân sách huyện", "theo phân cấp hiện hành", "từ các tổ chức, cá nhân", "từ nguồn xã hội hóa"]
    ),
    st.sampled_from(["", "Tham mưu UBND xã ", "Các đơn vị chủ động "]),
)
def test_composed_statements_are_found(verb: str, money: str, source: str, lead: str) -> None:
    sentence = f"{lead}{verb} {money} {source}"
    sentence = sentence[0].upper() + sentence[1:]
    assert read(TASK, f"- {sentence}.", "- Tăng cường tuyên truyền, vận động nhân dân.") == [sentence]


def test_gold_documents(shared: Path) -> None:
    """Statements at hand: at least nine in ten found, at most two in ten made up."""
    from khtool.extraction.frame import Frame
    from khtool.reading import read as read_file

    sources = {p.name.split("_")[0]: p for p in (shared / "seeds").iterdir()}
    sources |= {p.name[:8]: p for p in (shared / "plans").iterdir()}
    hit = gold_n = found_n = 0
    for gold_file in sorted((shared / "gold").glob("*.json")):
        gold = [
            " ".join(g["surface"].split())[:40] for g in json.loads(gold_file.read_text(encoding="utf-8"))["funding"]
        ]
        found = [" ".join(f.text.split()) for f in funding.extract(Frame.of(read_file(sources[gold_file.stem])))]
        gold_n, found_n = gold_n + len(gold), found_n + len(found)
        hit += sum(any(g in f for f in found) for g in gold)
    assert hit >= 0.9 * gold_n
    assert found_n <= 1.2 * gold_n
