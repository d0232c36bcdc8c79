"""Pages as a reader sees them, for tests of what they say."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

from mapper.letters.statistics import Figure
from mapper.measures.edition import Edition
from mapper.pages import render
from mapper.review.reading import CouncilYear, Reading
from tests.editions import MAP, edition
from tests.readings import DARTFORD, council, reading, year

Values = dict[str, int | float | None]

EARLIER = date(2018, 3, 31)


def page(edition: Edition, path: str = "councils/dartford-borough-council/index.html") -> str:
    return render(edition, MAP, ())[path].decode()


def words(html: str) -> str:
    """What a reader sees: the text of the body, in single spaces."""
    body = html[html.index("<body") :]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split()).replace(" .", ".").replace(" ,", ",")


def said(edition: Edition, path: str = "councils/dartford-borough-council/index.html") -> str:
    return words(page(edition, path))


def only(letter: Reading | None, code: str = DARTFORD) -> Edition:
    return edition(year(letter, code))


def with_values(code: str, values: Values) -> Reading:
    """A letter with Dartford's figures, but for these."""
    letter = reading(code)
    assert letter.figures is not None
    changed = {
        key: Figure(key, value, "-" if value is None else str(value), 4) for key, value in values.items()
    }
    return replace(letter, figures={**letter.figures, **changed})


def earlier(letter: Reading | None) -> CouncilYear:
    return CouncilYear(council(), EARLIER, None if letter is None else replace(letter, period_end=EARLIER))
