"""A folder of invented plans of three levels, as text files."""

from __future__ import annotations

from pathlib import Path

import pytest

TOWN = """ỦY BAN NHÂN DÂN
HUYỆN THUẬN CHÂU
Số: {number}/KH-UBND
Thuận Châu, ngày {day} tháng {month} năm 2024

KẾ HOẠCH
{subject}

{basis}
UBND huyện ban hành Kế hoạch như sau:

I. MỤC ĐÍCH
Nâng cao chất lượng công việc.
"""
PROVINCE = TOWN.replace("HUYỆN THUẬN CHÂU", "TỈNH SƠN LA").replace("Thuận Châu,", "Sơn La,").replace("huyện", "tỉnh")


@pytest.fixture
def texts() -> dict[str, str]:
    """Name of a file → its text."""
    return {
        "tinh/20-KH.txt": PROVINCE.format(
            number=20,
            day="05",
            month="02",
            subject="Thực hiện công tác trẻ em năm 2024",
            basis="Thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị về công tác trẻ em;",
        ),
        "huyen/31-KH.txt": TOWN.format(
            number=31,
            day="01",
            month="3",
            subject="Thực hiện công tác trẻ em năm 2024",
            basis="Thực hiện Kế hoạch số 20/KH-UBND ngày 05/02/2024 của UBND tỉnh về công tác trẻ em;",
        ),
        "huyen/32-KH.txt": TOWN.format(
            number=32,
            day="02",
            month="3",
            subject="Tổ chức Tháng hành động",
            basis="Thực hiện Kế hoạch số 44/KH-UBND ngày 10/02/2024 của UBND tỉnh về Tháng hành động;",
        ),
        "huyen/33-KH.txt": TOWN.format(
            number=33,
            day="03",
            month="3",
            subject="Kiểm tra công tác trẻ em",
            basis="Căn cứ Kế hoạch số 20/KH-UBND ngày 06/02/2024 của Ủy ban nhân dân tỉnh Sơn La;",
        ),
    }


@pytest.fixture
def folder(tmp_path: Path, texts: dict[str, str]) -> Path:
    """The folder with these files in it."""
    for name, text in texts.items():
        file = tmp_path / "plans" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "plans"
