"""One plan, many looks; and plans written by the thousand with the truth beside them (scripts/build_corpus.py)."""

from __future__ import annotations

import importlib.util
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import khtool

ROOT = Path(__file__).resolve().parents[1]
spec = importlib.util.spec_from_file_location("build_corpus", ROOT / "scripts" / "build_corpus.py")
assert spec and spec.loader
build = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = build  # dataclasses look their module up
spec.loader.exec_module(build)

LOOKS: dict[str, tuple[str, dict[str, Any]]] = {
    "columns": ("txt", {}),
    "lines": ("txt", {"txt": "lines"}),
    "without blank lines": ("txt", {"wrap": 2000}),
    "md table": ("md", {}),
    "md lines": ("md", {"md": "lines"}),
    "md flat": ("md", {"md": "flat"}),
    "html": ("html", {}),
    "law site": ("html", {"html": "site"}),
    "docx": ("docx", {}),
}
HEADER = ("type_name", "code", "issued_date", "place", "organ_name", "level", "subject")
CITATION = ("text", "kind", "type_name", "code", "issued_date", "organ_name", "pinpoint", "relation")
TARGET = (
    "comparator",
    "value",
    "value_max",
    "unit",
    "out_of",
    "baseline",
    "baseline_year",
    "year",
    "direction",
    "where",
)


def words(text: str | None) -> str | None:
    return text and re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).replace("–", "-")).strip(" -+.;/")


def gist(plan: dict[str, Any]) -> list[Any]:
    """What is read out of a plan, less its places and the marks around the words."""
    head = plan["header"]
    out: list[Any] = [{k: head[k] for k in HEADER}, [*head["years"]], [words(t) for t in head["to_places"]]]
    out.append((head["signer"]["full_name"], head["signer"]["position"]))
    out += [("section", o["path"], o["label"], words(o["title"])) for o in plan["outline"]]
    out += [("cited", *(words(c[k]) for k in CITATION)) for c in plan["citations"]]
    out += [("target", *(t[k] for k in TARGET)) for t in plan["targets"]]
    out.append(("without a figure", len(plan["qualitative_targets"])))
    for a in plan["assignments"]:
        tasks = [words(t["text"][:60]) for t in a["tasks"]]
        out.append((a["role"], words(a["agency"]), a["where"], tasks, a["time"]))
    out += [("until", *(d[k] for k in ("date", "comparator", "to", "through"))) for d in plan["deadlines"]]
    return [*out, *(("money", words(f["text"])) for f in plan["funding"])]


def read(b: Any, look: str, folder: Path) -> list[Any]:
    """The gist of a plan that is set in this look and read back."""
    fmt, keys = LOOKS[look]
    b.meta = {k: v for k, v in b.meta.items() if k not in ("txt", "md", "html", "wrap", "sign")} | keys
    b.meta["formats"] = [fmt]
    file = folder / f"{b.name}.{fmt}"
    file.write_bytes(build.files_of(b)[file.name])
    return gist(khtool.parse(file).model_dump(mode="json"))


@pytest.mark.parametrize("source", [p for p in build.sources() if p.parent.name == "mau"], ids=lambda p: p.stem)
def test_looks_do_not_change_what_is_read(source: Path, tmp_path: Path) -> None:
    first, *others = LOOKS
    as_it_is = read(build.Builder(source), first, tmp_path)
    for look in others:
        assert read(build.Builder(source), look, tmp_path) == as_it_is, look


# -- plans by the thousand

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
ORDINALS = ("NHẤT", "HAI", "BA", "TƯ", "NĂM", "SÁU", "BẢY")
#: How sections and what stands under them are numbered, in the notation of the script.
NUMBERINGS = {
    "I. 1.": (lambda i: f"# {ROMAN[i]}. ", lambda i, j: f"## {j + 1}. "),
    "I- 1-": (lambda i: f"# {ROMAN[i]}- ", lambda i, j: f"## {j + 1}- "),
    "1. 1.1.": (lambda i: f"# {i + 1}. ", lambda i, j: f"## {i + 1}.{j + 1}. "),
    "A. I.": (lambda i: f"# {'ABCDEFG'[i]}. ", lambda i, j: f"## {ROMAN[j]}. "),
    "unnumbered": (lambda i: "@heading ", lambda i, j: f"# {j + 1}. "),
    "PHẦN THỨ NHẤT. 1.": (lambda i: f"# PHẦN THỨ {ORDINALS[i]}. ", lambda i, j: f"## {j + 1}. "),
}
AGENCIES = ["Sở Tài chính", "Sở Y tế", "Công an tỉnh", "Sở Giáo dục và Đào tạo", "Thanh tra tỉnh", "Sở Nội vụ"]
AGENCIES += [
    "Sở Văn hóa, Thể thao và Du lịch",
    "UBND các huyện, thành phố",
    "Hội Nông dân tỉnh",
    "Bảo hiểm xã hội tỉnh",
]
CITED = (
    "{Luật Trẻ em}",
    "{Luật An toàn thực phẩm năm 2010}",
    "{Đề án 06}",
    "{Nghị định số 15/2018/NĐ-CP ngày 02/02/2018 của Chính phủ}",
    "{Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị}",
    "{Quyết định 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ}",
    "{Thông tư số 54/2015/TT-BYT ngày 28-12-2015 của Bộ Y tế}",
    "{Kế hoạch số 31/KH-UBND ngày 10/02/2023 của UBND tỉnh An Sơn}",
)
WHAT = ("hộ nghèo được vay vốn", "trường học có tủ sách", "thôn có tổ hòa giải", "hồ sơ được giải quyết đúng hạn")
COUNTED = {
    "lớp": "Mở {:02} lớp dạy nghề",
    "mô hình": "Xây dựng {:02} mô hình trồng rừng",
    "nhà": "Hỗ trợ xây mới {:02} nhà ở cho hộ nghèo",
    "km": "Cứng hóa {:02} km đường thôn",
}
COMPARED = {"Ít nhất ": "ge", "Tối thiểu ": "ge", "Trên ": "gt", "Hơn ": "gt", "": "eq", "Phấn đấu ": "eq"}
TIMES = ("Quý I", "Tháng 6/2024", "Thường xuyên", "Hằng năm", "2023 - 2025")


@st.composite
def targets(draw: st.DrawFn, year: int) -> str:
    n, what = draw(st.integers(2, 90)), draw(st.sampled_from(WHAT))
    word, unit = draw(st.sampled_from(sorted(COMPARED))), draw(st.sampled_from(sorted(COUNTED)))
    forms = (
        f"<<T {COMPARED[word]} {n} %|{word}{n}% {what}>>",
        f"<<T ge {n} %|{n}% trở lên {what}>>",
        f"<<T eq {n} xã; out={n + 5}|{n}/{n + 5} xã đạt chuẩn nông thôn mới>>",
        f"<<T lt {n} %; base={n + 3}@{year - 1}; year={year}; dir=decrease|"
        f"Giảm tỷ lệ hộ nghèo từ {n + 3}% (năm {year - 1}) xuống còn dưới {n}% (năm {year})>>",
        f"<<T eq {n} %; year={year}|{n}% {what} vào năm {year}>>, "
        f"<<T eq {n + 1} %; year={year + 5}|{n + 1}% vào năm {year + 5}>>",
        f"<<T eq {n} {unit}|{COUNTED[unit].format(n)}>>",
        f"<<T range {n}..{n + 2} %; dir=increase|Thu ngân sách tăng từ {n}% đến {n + 2}%>>",
        f"<<T le {n} %|Tỷ lệ hộ tái nghèo không quá {n}%>>",
    )
    return draw(st.sampled_from(forms))


@st.composite
def agencies_of_an_item(draw: st.DrawFn) -> list[str]:
    a, b, c = draw(st.permutations(AGENCIES))[:3]
    body, mark, end = (
        draw(st.sampled_from(("Cơ quan ", "Đơn vị ", ""))),
        draw(st.sampled_from("-+")),
        draw(st.sampled_from((".", ""))),
    )
    lead, helped, when = f"{body}chủ trì".capitalize(), f"{body}phối hợp".capitalize(), draw(st.sampled_from(TIMES))
    forms = (
        [f"!lead {lead}: [{a}]{end}", f"!coordinate {helped}: [{b}], [{c}]{end}", f"!time Thời gian: [{when}]{end}"],
        [f"!lead {lead}: [{a}]; !coordinate phối hợp: [{b}]{end}", f"!time Thời gian thực hiện: [{when}]{end}"],
        [f"!lead {lead}: [{a}]{end}", f"!coordinate {helped}: [{b}]; [{c}]{end}"],
    )
    on_one_line = [f"(!lead {lead}: [{a}]; !coordinate phối hợp: [{b}], [{c}]; !time thời gian: [{when}])"]
    return draw(st.sampled_from([on_one_line, *([f"{mark} {line}" for line in form] for form in forms)]))


@st.composite
def plans(draw: st.DrawFn) -> tuple[int, str]:
    """The year and the body of a plan, in the notation of the script."""
    year = draw(st.integers(2012, 2025))
    section, item = NUMBERINGS[draw(st.sampled_from(sorted(NUMBERINGS)))]
    names = draw(st.permutations(AGENCIES))
    titles = iter(range(7))
    out = [
        f"{draw(st.sampled_from(('Căn cứ', 'Thực hiện')))} {c};"
        for c in draw(st.lists(st.sampled_from(CITED), max_size=3))
    ]
    out.append(f"UBND tỉnh ban hành Kế hoạch giúp đỡ người nghèo năm {year} như sau:")

    i = next(titles)
    out += [section(i) + "MỤC ĐÍCH, YÊU CẦU", item(i, 0) + "Mục đích", "Người nghèo được giúp đúng việc họ cần."]
    out += [item(i, 1) + "Yêu cầu", "- Làm thật, không phô trương.", "- Có người chịu trách nhiệm từng việc."]
    i = next(titles)
    out.append(section(i) + draw(st.sampled_from(("MỤC TIÊU", "CHỈ TIÊU", "MỤC TIÊU, CHỈ TIÊU"))))
    out += [f"- {t}." for t in draw(st.lists(targets(year), min_size=1, max_size=4))]
    i = next(titles)
    out.append(section(i) + draw(st.sampled_from(("NHIỆM VỤ", "NHIỆM VỤ, GIẢI PHÁP", "NỘI DUNG THỰC HIỆN"))))
    for j, task in enumerate(("Rà soát hộ nghèo theo chuẩn mới", "Dạy nghề cho lao động nông thôn")):
        out += [item(i, j) + task, *draw(agencies_of_an_item())]
    i = next(titles)
    out.append(section(i) + draw(st.sampled_from(("KINH PHÍ", "KINH PHÍ THỰC HIỆN"))))
    out.append(
        "<<F|Kinh phí bố trí từ ngân sách tỉnh theo phân cấp>>; <<F|nguồn xã hội hóa và các nguồn hợp pháp khác>>."
    )
    i = next(titles)
    out.append(section(i) + "TỔ CHỨC THỰC HIỆN")
    for j, name in enumerate(names[: draw(st.integers(1, 4))]):
        out.append(f"{item(i, j)}!implement {name}")
        out += draw(
            st.sampled_from((["Hướng dẫn các xã; kiểm tra từng quý."], ["- Lập danh sách.", "- Tổng hợp kết quả."]))
        )
    out += [f"{item(i, 5)}!request Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Giám sát việc bình xét hộ nghèo."]
    i = next(titles)
    due = (
        f"<<D before {year}-06-05; to=UBND tỉnh; through=Sở Nội vụ|"
        f"báo cáo 6 tháng trước ngày 05/6/{year} về UBND tỉnh (qua Sở Nội vụ)>>",
        f"<<D by {year}-11-15; to=Sở Nội vụ|báo cáo năm gửi Sở Nội vụ chậm nhất ngày 15/11/{year}>>",
        "<<D before --12-10; to=UBND tỉnh|báo cáo UBND tỉnh trước ngày 10/12 hằng năm>>",
    )
    out += [section(i) + "CHẾ ĐỘ BÁO CÁO", f"Các sở, ngành {draw(st.sampled_from(due))}."]
    if draw(st.booleans()):
        a, b, c = names[:3]
        out += [
            "@appendix PHÂN CÔNG NHIỆM VỤ",
            "|!tasks STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian",
        ]
        out += [f"| 1 | Lập danh sách hộ nghèo | [{a}] | [{b}], [{c}] | Quý I"]
        out += [f"| 2 | Cấp vốn cho các xã | {draw(st.sampled_from(('-nt-', f'[{b}]')))} | nt | Quý II"]
    return year, "\n".join(out)


HEAD = """+++
formats = []
organ = ["ỦY BAN NHÂN DÂN", "TỈNH AN SƠN"]
organ_name = "UBND tỉnh An Sơn"
level = "tinh"
code = "26/KH-UBND"
place = "An Sơn"
issued_date = "{year}-01-31"
subject = "Giúp đỡ người nghèo trên địa bàn tỉnh An Sơn năm {year}"
years = [{year}]
authority = ["TM. ỦY BAN NHÂN DÂN"]
position = "CHỦ TỊCH"
signer = "Lê Thị Hoài"
to_places = ["Thường trực Tỉnh ủy", "Các sở, ngành", "Lưu: VT"]
+++
"""


@settings(max_examples=100)
@given(plan=plans(), look=st.sampled_from([look for look in LOOKS if look != "docx"]))
def test_what_is_written_is_read(plan: tuple[int, str], look: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    year, body = plan
    source = tmp_path_factory.mktemp("plans") / "mau" / "plan.plan"
    source.parent.mkdir()
    source.write_text(HEAD.format(year=year) + body, encoding="utf-8")
    b = build.Builder(source)
    assert read(b, look, source.parent) == gist(b.truth)
