"""Names of agencies: what opens one, where it ends, how a list is cut; the vocabulary against its own examples."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khtool.extraction import agencies
from khtool.knowledge.tables import rows
from khtool.text import fold

HEADS = list(rows("agency_heads"))
VERBS = list(rows("agency_verbs"))
DEPARTMENTS = list(rows("agency_departments"))


def split(text: str) -> list[str]:
    norm = fold(text)
    return [a.name for a in agencies.split(norm, 0, len(norm))]


def name(text: str) -> str | None:
    found = agencies.name_end(text, 0, len(text))
    return text[: found[0]] if found else None


@pytest.mark.parametrize("row", HEADS, ids=[r["head"] for r in HEADS])
def test_a_head_opens_its_example_and_not_its_counterexample(row: dict[str, str]) -> None:
    example, other = row["example"], row["counterexample"]
    assert agencies.head_at(example, 0, len(example)) is not None
    if other:
        assert agencies.head_at(other, 0, len(other)) is None


def test_a_head_that_not_every_word_may_follow_has_a_counterexample() -> None:
    assert not [r["head"] for r in HEADS if r["not_before"] and not r["counterexample"]]


@pytest.mark.parametrize("row", VERBS, ids=[r["words"] for r in VERBS])
def test_a_verb_ends_the_name_in_its_example_and_not_in_its_counterexample(row: dict[str, str]) -> None:
    example, other = row["example"], row["counterexample"]
    before = example.index(f" {row['words']} ")
    assert agencies.name_end(example, 0, len(example)) == (before, "verb")
    if other:
        assert row["words"] in other.lower()
        assert agencies.is_name(other, 0, len(other))


@pytest.mark.parametrize("row", DEPARTMENTS, ids=[r["name"] for r in DEPARTMENTS])
def test_a_department_is_one_of_the_list_in_its_example_and_part_of_a_name_in_its_counterexample(
    row: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    example, other = row["example"], row["counterexample"]
    found = split(example)
    assert len(found) == 2
    assert found[0].endswith(f" {row['name']}")
    if other:
        assert split(other) == [other]
    others = [r for r in DEPARTMENTS if r is not row]
    monkeypatch.setattr(agencies, "rows", lambda name: others if name == "agency_departments" else rows(name))
    try:
        agencies._department.cache_clear()
        agencies._agencies.cache_clear()
        assert split(example) != found  # it is this row that does it
    finally:
        monkeypatch.undo()
        agencies._department.cache_clear()
        agencies._agencies.cache_clear()


@pytest.mark.parametrize(
    ("table", "column"), [("agency_heads", "head"), ("agency_verbs", "words"), ("agency_departments", "name")]
)
def test_words_are_written_once(table: str, column: str) -> None:
    words = [r[column].lower() for r in rows(table)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phòng Nội vụ, Huyện đoàn Lý Sơn", ["Phòng Nội vụ", "Huyện đoàn Lý Sơn"]),
        ("Phòng Văn hóa, Khoa học và Thông tin", ["Phòng Văn hóa, Khoa học và Thông tin"]),
        ("Sở Văn hóa, Thể thao và Du lịch.", ["Sở Văn hóa, Thể thao và Du lịch"]),
        (
            "Các phòng, ban, đơn vị và các hội đoàn thể liên quan",
            ["Các phòng, ban, đơn vị", "các hội đoàn thể liên quan"],
        ),
        ("Các phòng, ban, ngành; Hội, đoàn thể huyện", ["Các phòng, ban, ngành", "Hội, đoàn thể huyện"]),
        (
            "Viện, Trường; Doanh nghiệp, Sở, ban, ngành có liên quan",
            ["Viện, Trường", "Doanh nghiệp", "Sở, ban, ngành có liên quan"],
        ),
        ("Sở LĐTB&XH, UBND các xã, CA huyện", ["Sở LĐTB&XH", "UBND các xã", "CA huyện"]),
        (
            "Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh và UBND các xã, phường, đặc khu",
            ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh", "UBND các xã, phường, đặc khu"],
        ),
        ("UBND huyện, thị xã, thành phố", ["UBND huyện, thị xã, thành phố"]),
        (
            "Các sở, ban, ngành Thành phố; Ủy ban nhân dân xã, phường",
            ["Các sở, ban, ngành Thành phố", "Ủy ban nhân dân xã, phường"],
        ),
        ("các cơ quan, đơn vị và địa phương", ["các cơ quan, đơn vị và địa phương"]),
        (
            "Các Sở: Tài chính, Văn hóa, Thể thao và Du lịch, Y tế",
            ["Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
        ),
        ("Các phòng: Nội vụ; Tư pháp; Công an huyện", ["Phòng Nội vụ", "Phòng Tư pháp", "Công an huyện"]),
        ("Sở Tài chính, Y tế", ["Sở Tài chính", "Sở Y tế"]),
        ("Văn phòng HĐND và UBND xã, Trạm Y tế", ["Văn phòng HĐND và UBND xã", "Trạm Y tế"]),
        ("Báo và Phát thanh, Truyền hình tỉnh; Sở Tư pháp", ["Báo và Phát thanh, Truyền hình tỉnh", "Sở Tư pháp"]),
        (
            "Trung tâm Dịch vụ việc làm (Sở Nội vụ, phường A), Ban Quản lý Khu kinh tế và các khu công nghiệp",
            ["Trung tâm Dịch vụ việc làm (Sở Nội vụ, phường A)", "Ban Quản lý Khu kinh tế và các khu công nghiệp"],
        ),
        (
            "Phòng Tổ chức, Biên chế và Tổ chức phi chính phủ; Văn phòng Sở, Thanh tra Sở",
            ["Phòng Tổ chức, Biên chế và Tổ chức phi chính phủ", "Văn phòng Sở", "Thanh tra Sở"],
        ),
        ("Khoa Dược, Phòng Điều dưỡng", ["Khoa Dược", "Phòng Điều dưỡng"]),
        ("Liên hiệp các Hội Khoa học và Kỹ thuật", ["Liên hiệp các Hội Khoa học và Kỹ thuật"]),
        (
            "Phòng Kinh tế, Hạ tầng và Đô thị, Phòng Văn hóa - Xã hội",
            ["Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội"],
        ),
        (
            "Uỷ ban MTTQ Việt Nam xã và các tổ chức chính trị – xã hội",
            ["Ủy ban MTTQ Việt Nam xã", "các tổ chức chính trị - xã hội"],
        ),
        ("- Sở Y tế;\n- Sở Nội vụ;", ["Sở Y tế", "Sở Nội vụ"]),
        ("Sở Y tế\nSở Nội vụ\nCác sở,\nban, ngành", ["Sở Y tế", "Sở Nội vụ", "Các sở, ban, ngành"]),
        (
            "Văn phòng\nUBND\ntỉnh\nLiên hiệp các Hội\nKhoa học và Kỹ thuật",
            ["Văn phòng UBND tỉnh", "Liên hiệp các Hội Khoa học và Kỹ thuật"],
        ),
        ("", []),
        (" ;, ", []),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phòng Nội vụ chủ trì, phối hợp với Công an", "Phòng Nội vụ"),
        ("Tỉnh đoàn vận động thanh niên", "Tỉnh đoàn"),
        ("Các đơn vị vận hành hồ chứa báo cáo", "Các đơn vị vận hành hồ chứa"),
        ("Công ty Thủy nông vận hành hồ chứa", "Công ty Thủy nông"),
        ("Phòng Quản lý đầu tư, Ban Quản lý dự án đôn đốc", "Phòng Quản lý đầu tư, Ban Quản lý dự án"),
        ("Đoàn kiểm tra làm việc", "Đoàn kiểm tra làm việc"),
        ("Văn phòng quản lý con dấu", "Văn phòng"),
        ("Ban quản lý chợ bố trí chỗ", "Ban quản lý chợ"),
        ("Đội Tham mưu tổng hợp, Đội Hậu cần bảo đảm xe", "Đội Tham mưu tổng hợp, Đội Hậu cần"),
        ("Đội Tham mưu tổng hợp tình hình", "Đội Tham mưu"),
        ("Trung tâm Dịch vụ tổng hợp mở lớp", "Trung tâm Dịch vụ tổng hợp"),
        ("Trung tâm Dịch vụ tổng hợp báo cáo xã", "Trung tâm Dịch vụ tổng hợp"),
        ("Phòng Nội vụ tổng hợp, báo cáo", "Phòng Nội vụ"),
        ("Bộ phận Tổ chức - Hành chính tham mưu", "Bộ phận Tổ chức - Hành chính"),
        ("Bộ phận tiếp nhận và trả kết quả niêm yết", "Bộ phận tiếp nhận và trả kết quả"),
        ("Phòng Quản lý đào tạo và giáo dục thường xuyên mở lớp", "Phòng Quản lý đào tạo và giáo dục thường xuyên"),
        ("Trung tâm Xúc tiến Du lịch tổ chức hội chợ", "Trung tâm Xúc tiến Du lịch"),
        ("Phòng Thanh tra, Kiểm tra tiến hành kiểm tra", "Phòng Thanh tra, Kiểm tra"),
        ("Chi cục Kiểm lâm tuần tra rừng", "Chi cục Kiểm lâm"),
        ("Các Sở, ngành thành phố: Căn cứ chức năng", "Các Sở, ngành thành phố"),
        (
            "Ủy ban MTTQ Việt Nam huyện, các tổ chức chính trị - xã hội đẩy mạnh vận động",
            "Ủy ban MTTQ Việt Nam huyện, các tổ chức chính trị - xã hội",
        ),
        (
            "Các phòng: Giáo dục và Đào tạo; Tư pháp; Huyện đoàn căn cứ nhiệm vụ",
            "Các phòng: Giáo dục và Đào tạo; Tư pháp; Huyện đoàn",
        ),
        ("Chủ tịch UBND các xã, phường tổ chức quán triệt", "Chủ tịch UBND các xã, phường"),
        ("Các cơ quan, đơn vị được giao chủ trì có trách nhiệm hoàn thành", "Các cơ quan, đơn vị được giao chủ trì"),
        ("Ban Quản lý các khu công nghiệp phối hợp", "Ban Quản lý các khu công nghiệp"),
        ("ban quản lý dự án đầu tư xây dựng theo dõi", "ban quản lý dự án đầu tư xây dựng"),
        ("Trung tâm Hỗ trợ doanh nghiệp rà soát", "Trung tâm Hỗ trợ doanh nghiệp"),
        ("Ban Chỉ đạo xã chỉ đạo các thôn", "Ban Chỉ đạo xã"),
        ("Sở Giao thông vận tải, Sở Xây dựng. Các đơn vị khác", "Sở Giao thông vận tải, Sở Xây dựng"),
        ("UBND TP. Vinh báo cáo", "UBND TP. Vinh"),
        ("Phòng, chống ma túy", None),
        ("Tổ chức tuyên truyền", None),
        ("Thanh tra, kiểm tra chuyên đề", None),
        ("Báo cáo kết quả", None),
        ("Kinh phí thực hiện", None),
        ("Trường hợp phát sinh", None),
    ],
)
def test_name_end(text: str, expected: str | None) -> None:
    assert name(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sở Nội vụ, các sở, ngành Thành phố trong phạm vi chức năng, nhiệm vụ của mình và các cơ quan khác",
            ["Sở Nội vụ", "các sở, ngành Thành phố", "các cơ quan khác"],
        ),
        ("Sở Xây dựng theo chức năng, nhiệm vụ được giao", ["Sở Xây dựng"]),
        ("Sở Nội vụ căn cứ tình hình thực tế; Tỉnh đoàn", ["Sở Nội vụ", "Tỉnh đoàn"]),
        ("UBND các xã trong phạm vi quản lý, Công an tỉnh", ["UBND các xã", "Công an tỉnh"]),
        ("các đơn vị có liên quan theo quy định", ["các đơn vị có liên quan"]),
        ("UBND xã, phường theo phân cấp", ["UBND xã, phường"]),
        ("các sở, ngành theo chức năng của cơ quan, đơn vị; Hội Nông dân", ["các sở, ngành", "Hội Nông dân"]),
        ("các đơn vị trực thuộc Sở Y tế tùy theo khả năng", ["các đơn vị trực thuộc Sở Y tế"]),
        # no scope of the agency, but what tells which one is meant
        ("Các cơ quan, đơn vị theo quy định", ["Các cơ quan, đơn vị theo quy định"]),
        ("Các sở, ban, ngành cấp tỉnh theo lĩnh vực quản lý", ["Các sở, ban, ngành cấp tỉnh theo lĩnh vực quản lý"]),
        (
            "các cơ quan được giao nhiệm vụ có liên quan đến trẻ em, Sở Tư pháp",
            ["các cơ quan được giao nhiệm vụ có liên quan đến trẻ em", "Sở Tư pháp"],
        ),
        ("Ban Chỉ đạo (theo quy định), Sở Y tế", ["Ban Chỉ đạo (theo quy định)", "Sở Y tế"]),
        ("các cơ quan báo chí Trung ương, địa phương", ["các cơ quan báo chí Trung ương, địa phương"]),
        (
            "Cục Cảnh sát quản lý hành chính về trật tự xã hội, Ban Chỉ đạo tỉnh về chuyển đổi số",
            ["Cục Cảnh sát quản lý hành chính về trật tự xã hội", "Ban Chỉ đạo tỉnh về chuyển đổi số"],
        ),
    ],
)
def test_the_scope_of_an_agency_is_no_part_of_its_name(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BHXH huyện in sổ cho người lao động.", "BHXH huyện"),
        ("Sở Y tế mua thêm thuốc.", "Sở Y tế"),
        ("Bệnh viện Đa khoa tỉnh khám mắt cho thợ mỏ, phối hợp với Hội Đông y.", "Bệnh viện Đa khoa tỉnh"),
        ("Công ty Cấp nước cấp nước sạch cho vùng hạn.", "Công ty Cấp nước"),
        (
            "Phòng Cảnh sát điều tra tội phạm về ma túy rà soát người nghiện.",
            "Phòng Cảnh sát điều tra tội phạm về ma túy",
        ),
        ("Hội Làm vườn tỉnh và các hội nghề.", "Hội Làm vườn tỉnh và các hội nghề"),
        ("UBND huyện miền núi Trà Bồng", "UBND huyện miền núi Trà Bồng"),
        ("Công an các huyện giáp ranh hai tỉnh bạn", "Công an các huyện giáp ranh hai tỉnh bạn"),
        ("Văn phòng Tỉnh ủy", "Văn phòng Tỉnh ủy"),
        ("Trung tâm Y tế huyện đa chức năng", "Trung tâm Y tế huyện đa chức năng"),
    ],
)
def test_a_name_that_is_whole_ends_before_any_small_letters(text: str, expected: str) -> None:
    assert name(text) == expected


def test_is_name() -> None:
    for text, expected in [
        ("Sở Y tế", True),
        ("Sở Y tế:", True),
        ("Các sở, ngành liên quan", True),
        ("Sở Y tế báo cáo", False),
        ("Yêu cầu", False),
    ]:
        assert agencies.is_name(text, 0, len(text)) is expected


NAMES = st.sampled_from(
    [
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Nội vụ",
        "Công an tỉnh",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "UBND các xã, phường",
        "Ủy ban MTTQ Việt Nam tỉnh",
        "Huyện đoàn Lý Sơn",
        "Trung tâm Y tế huyện (cơ sở 1)",
        "các cơ quan, đơn vị liên quan",
        "Báo và Phát thanh, Truyền hình tỉnh",
        "Bộ Chỉ huy Quân sự tỉnh",
        "Các hội, đoàn thể",
        "Đồn Biên phòng Cửa Lò",
        "Trạm Y tế xã",
        "Hội Liên hiệp Phụ nữ xã",
        "Kho bạc Nhà nước khu vực XI",
        "Ngân hàng Chính sách xã hội",
        "Tỉnh đoàn",
    ]
)


@settings(max_examples=200)
@given(st.lists(NAMES, min_size=1, max_size=6), st.sampled_from([", ", "; ", " và "]), st.sampled_from(["", ".", ";"]))
def test_a_list_of_names_is_cut_into_them(names: list[str], separator: str, end: str) -> None:
    text = separator.join(names) + end
    assert split(text) == names
    found = agencies.name_end(text + " chủ trì thực hiện", 0, len(text) + 20)
    if end != ".":
        assert found is not None and text[: found[0]] == text.rstrip(";")


@settings(max_examples=200)
@given(st.text(alphabet="SởPhòngUBND các,;. và:()\nYtế", max_size=80))
def test_pieces_stand_in_order_inside_the_range(text: str) -> None:
    found = agencies.split(text, 0, len(text))
    places = [(a.start, a.end) for a in found]
    assert places == sorted(places) and all(0 <= a < b <= len(text) for a, b in places)
    assert all(b <= c for (_, b), (c, _) in pairwise(places))
    for a in found:
        written = " ".join(text[a.start : a.end].split())
        assert a.name == written or a.name.endswith(written) or written.endswith(a.name.split(" ", 1)[1])


def test_no_pattern_runs_away() -> None:
    text = "Các sở, " * 20_000 + "(" * 2_000
    assert len(agencies.split(text, 0, len(text))) >= 1
    assert agencies.name_end(text, 0, len(text)) is not None
