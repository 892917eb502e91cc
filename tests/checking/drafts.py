"""Drafts to check: a plan without a fault in Markdown, with lines of the case put where they belong."""

from __future__ import annotations

from pathlib import Path

HEAD = """# KẾ HOẠCH
**Triển khai công tác trẻ em năm 2024 trên địa bàn tỉnh Lâm Đồng**

## I. MỤC ĐÍCH, YÊU CẦU

Nâng cao trách nhiệm của các cấp, các ngành trong công tác trẻ em.

## II. NỘI DUNG THỰC HIỆN

"""
#: The line of the file on which the lines of a case begin.
FIRST = HEAD.count("\n") + 1
FAULT = "- Theo Nghị định số 130/2021/NĐ-CP ngày 31/12/2021 của Chính phủ."  # KH203
OTHER = "- Kiểm tra việc việc tuân thủ trước ngày 31/6/2024."  # KH701, KH602
SELECT = ("KH203", "KH602", "KH701", "KH0")


def write(folder: Path, *lines: str, name: str = "ke-hoach.md") -> str:
    """A draft with these lines; its path."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return str(file)
