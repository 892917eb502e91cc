"""Who is told to do what.

Four layouts of plans are read, each by its own module, in this order; a paragraph that one has used is not read again:

* `by_table`: tables with columns for the task, those who lead and those who join in;
* `by_task`: lines "Cơ quan chủ trì: …", "Đơn vị phối hợp: …", "Thời gian thực hiện: …" under a task;
* `by_agency`: a numbered heading, a run-in ("1. Phòng Nội vụ: Chủ trì …") names an agency and what stands under it
  are its tasks; "Đề nghị …" makes it a request;
* `by_sentence`: "Giao X chủ trì, phối hợp với Y …", "đề nghị X …; yêu cầu Y …", bullets "- Sở X: …".

They share the `page` (text, sections, what has been used), the `fields` (field lines, the agencies of a value) and the
`phrases` round an agency.
"""

from __future__ import annotations

from khtool.extraction.assignments import by_agency, by_sentence, by_table, by_task
from khtool.extraction.assignments.page import Page
from khtool.extraction.frame import Frame
from khtool.plan import Assignment, Header, Role


def extract(frame: Frame, header: Header) -> tuple[Assignment, ...]:
    """The assignments of a plan in document order.

    `agency` is as written without number and "Đề nghị"; lists of lead and coordinating agencies are split, one entry
    each; headings and sentences stay one entry as written. `where` is the label path of the item, for rows of a table
    the path of the table's section and the number of the row.
    """
    page = Page(frame)
    found = by_table.read(page)
    rest = by_task.read(page) + by_sentence.enforced(page)
    rest += _together(page, by_agency.read(page) + by_sentence.read(page))
    found += [(a.span.start, a) for a in rest]
    return tuple(a for _, a in sorted(found, key=lambda pair: pair[0]))


def _together(page: Page, found: list[Assignment]) -> list[Assignment]:
    """The entries, with the orders that one item gives one agency in one role made one with all their tasks."""
    out: list[Assignment] = []
    known: dict[tuple[str, Role, str | None], int] = {}
    for a in sorted(found, key=lambda a: a.span.start):
        key = (a.agency.lower(), a.role, a.where)
        if a.span.start not in page.ordered or a.where is None:
            known.setdefault(key, len(out))
            out.append(a)
        elif key in known:
            first = out[known[key]]
            more = tuple(t for t in a.tasks if t not in first.tasks)
            out[known[key]] = first.model_copy(update={"tasks": first.tasks + more})
        else:
            known[key] = len(out)
            out.append(a)
    return out
