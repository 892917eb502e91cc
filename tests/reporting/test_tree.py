"""Trees and paragraphs as they stand on paper."""

import io

import pytest

from khtool.reporting.tree import Branch, Sheet


def drawn(top: Branch, width: int = 100) -> list[str]:
    out = io.StringIO()
    sheet = Sheet(out)
    sheet.width = width
    sheet.tree(top)
    sheet.write()
    return out.getvalue().splitlines()


def leaf(*lines: str, branches: tuple[Branch, ...] = ()) -> Branch:
    return Branch([[(line, "")] for line in lines], list(branches))


def test_guides_and_further_lines() -> None:
    tree = leaf(
        "a", "a2", branches=(leaf("b", "b2", branches=(leaf("c"),)), leaf("d", "d2", branches=(leaf("e", "e2"),)))
    )
    assert drawn(tree) == [
        "a",
        "a2",
        "├── b",
        "│   b2",
        "│   └── c",
        "└── d",
        "    d2",
        "    └── e",
        "        e2",
    ]


def test_words_are_wrapped_below_their_own_branch() -> None:
    tree = leaf("top", branches=(leaf("một hai ba bốn năm sáu bảy tám chín mười mười một", branches=(leaf("x"),)),))
    assert drawn(tree, 46) == [
        "top",
        "└── một hai ba bốn năm sáu bảy tám chín mười",
        "    mười một",
        "    └── x",
    ]


def test_a_word_longer_than_the_line_is_cut_and_nothing_is_lost() -> None:
    lines = drawn(leaf("a " + "b" * 100 + " c"), 40)
    assert max(map(len, lines)) <= 40
    assert "".join(lines).replace(" ", "") == "a" + "b" * 100 + "c"


def test_the_deepest_branch_keeps_room_for_words_and_needs_no_recursion() -> None:
    tree = leaf("lá")
    for _level in range(1500):
        tree = leaf("cành", branches=(tree,))
    lines = drawn(tree)
    assert len(lines) == 1501
    assert lines[-1].endswith("└── lá")


def test_pieces_keep_their_style_when_they_are_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = io.StringIO()
    sheet = Sheet(out)
    sheet.add(("đỏ " * 40, "red"), ("thường", ""))
    sheet.write()
    lines = out.getvalue().splitlines()
    assert len(lines) == 2
    assert all("\x1b[31m" in line for line in lines)
    assert lines[1].endswith("thường")


def test_a_console_without_box_characters() -> None:
    class Old(io.StringIO):
        encoding = "cp1258"

    out = Old()
    sheet = Sheet(out)
    sheet.tree(leaf("a", branches=(leaf("b"), leaf("c"))))
    sheet.write()
    assert out.getvalue() == "a\n+-- b\n`-- c\n"


def test_what_is_indented_stays_within_the_width() -> None:
    out = io.StringIO()
    sheet = Sheet(out)
    sheet.add(("từ " * 60, ""), indent=6)
    sheet.write()
    lines = out.getvalue().splitlines()
    assert len(lines) == 2 and all(line.startswith("      từ") and len(line) <= 100 for line in lines)
