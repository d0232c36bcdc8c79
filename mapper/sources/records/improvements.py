"""The cases of a council's page of service improvements: what it agreed to do better, case by case."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mapper.sources.records.record import Kind, Record, references
from mapper.sources.site.page import Line, Page

_CASE = re.compile(r"\bCase reference:\s*", re.IGNORECASE)
_LABEL = {
    "category": re.compile(r"(?<!Sub )\bCategory:\s*(.*?)\s*(?:Sub Category:|$)", re.IGNORECASE),
    "sub": re.compile(r"\bSub Category:\s*(.*)", re.IGNORECASE),
}


def cases_of(page: Page, council: str, url: str) -> list[Record]:
    """The cases of a page, in their order; what each improved is its summary, an item a line."""
    lines = [line for line in page.lines if not line.is_frame]
    starts = [number for number, line in enumerate(lines) if _CASE.search(line.words)]
    parts = (lines[start:end] for start, end in pairwise([*starts, len(lines)]))
    return [_case(part, council, url) for part in parts]


def _case(lines: Sequence[Line], council: str, url: str) -> Record:
    head = " ".join(line.words for line in lines if not line.is_item or _CASE.search(line.words))
    parts = [found[1] for label in _LABEL.values() if (found := _first(label, lines)) and found[1]]
    return Record(
        kind=Kind.IMPROVEMENT,
        council=council,
        date=None,
        reference="; ".join(references(_CASE.split(head)[-1])[:1]),
        category=" > ".join(parts),
        title="",
        summary="\n".join(_items(lines)),
        address=url,
    )


def _first(label: re.Pattern[str], lines: Sequence[Line]) -> re.Match[str] | None:
    return next((found for line in lines if (found := label.search(line.words))), None)


def _items(lines: Sequence[Line]) -> Iterator[str]:
    """The items after the labels, up to the first line that is none."""
    begun = False
    for line in lines:
        is_label = _CASE.search(line.words) or any(label.search(line.words) for label in _LABEL.values())
        if line.is_item and not is_label:
            begun = True
            yield line.words
        elif begun:
            return
