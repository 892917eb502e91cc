"""The engine's own rules: what it has to say about the suppressions in and beside a document."""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule


def _nothing(_context: Context) -> Iterator[Hit]:
    return iter(())  # the engine itself finds these, when all others have run


UNUSED = Rule(
    "KH001",
    "unused-suppression",
    "warning",
    _nothing,
    documentation="""Lời bỏ qua quy tắc không còn tác dụng.

A suppression that suppresses nothing.

Nội dung: Lời bỏ qua trong văn bản (<!-- khtool: ignore KH203 -->) hoặc trong tệp .khtool.toml bên cạnh mà không có phát
    hiện nào ứng với nó; quy tắc không chạy lần này thì không tính.
What: A suppression in the text or in the .khtool.toml file beside it that no finding answers to; a rule that did not
    run this time does not count.
Căn cứ: Lời bỏ qua còn sót có thể che lỗi mới.
Why: One that is left over can hide a new fault.
Sai (bad):
    Trẻ em được tiêm chủng đầy đủ. <!-- khtool: ignore KH203 -->
Đúng (good):
    Trẻ em được tiêm chủng đầy đủ.
Cách sửa: Xóa lời bỏ qua.
Fix: Delete the suppression.
""",
)
UNKNOWN = Rule(
    "KH002",
    "unknown-suppression",
    "error",
    _nothing,
    documentation="""Lời bỏ qua mà khtool không hiểu.

A suppression that khtool does not understand.

Nội dung: Lời <!-- khtool: … --> viết sai dạng, hoặc nêu quy tắc không có.
What: A remark <!-- khtool: … --> of the wrong form, or one that names a rule that does not exist.
Căn cứ: Điều viết sai không được lẳng lặng mất tác dụng.
Why: What is misspelt must not silently do nothing.
Sai (bad):
    Trẻ em được tiêm chủng đầy đủ. <!-- khtool: ignore KH999 -->
Đúng (good):
    Ngày 31/12/2021 của Chính phủ. <!-- khtool: ignore KH203 -->
Cách sửa: Viết <!-- khtool: ignore KH203: lý do --> hoặc <!-- khtool: ignore-file KH2 -->.
Fix: Write <!-- khtool: ignore KH203: reason --> or <!-- khtool: ignore-file KH2 -->.
""",
)
OWN_RULES = (UNUSED, UNKNOWN)
