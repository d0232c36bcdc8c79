"""England's councils with their illustrative letters, for the tests of each part."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import pypdfium2

from mapper import sample
from mapper.councils.council import Council
from mapper.councils.register_file import load_register

ENGLAND = load_register().on(date(2019, 3, 31))
BY_NAME = {council.name: council for council in ENGLAND}
DARTFORD = BY_NAME["Dartford Borough Council"]
KENT = BY_NAME["Kent County Council"]
OUTCOMES = (
    "decided_incomplete_or_invalid",
    "decided_advice_given",
    "decided_referred_back",
    "decided_closed_after_initial_enquiries",
    "decided_not_upheld",
    "decided_upheld",
)


@cache
def england(seed: int = sample.DEFAULT_SEED) -> Mapping[Council, Mapping[str, float | None]]:
    return {council: sample.figures(council, 2019, seed) for council in ENGLAND}


def count(figures: Mapping[str, float | None], key: str) -> int:
    value = figures[key]
    assert value is not None, f"{key} is a count and always stated"
    return int(value)


def page_texts(pdf: bytes) -> list[str]:
    """The words of each page, one space apart."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
