"""Pages that carry a letter, or its statistics, by their words alone, so that none is lost when it cannot be read.

A report to a committee quotes a figure or two, in its own words. A letter's page has the words of several tables or
blocks, as the Ombudsman puts them.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from mapper.letters.layouts.labels import normal_form
from mapper.letters.layouts.layout import Span

# Words of the sentences under blocks, in normal form, by what they are about; the last are in any block.
_SENTENCES: tuple[Collection[str], ...] = (
    (
        "complaintsweinvestigatedwereupheld",
        "carriedoutnoinvestigations",
        "carriedoutnodetailedinvestigations",
        "didnotupholdanycomplaints",
        "didnotupholdanyinvestigations",
        "didnotupholdanydetailedinvestigations",
        "upholddecisionsperresidents",
        "uphelddecisionsperresidents",
    ),
    (
        "weweresatisfied",
        "successfullyimplementedourrecommendations",
        "norecommendationsweredueforcompliance",
        "werecordedcomplianceoutcomes",
        "compliancewithombudsmanrecommendations",
    ),
    (
        "upheldcaseswefound",
        "satisfactoryremedybeforethecomplaintreached",
        "satisfactoryremedydecision",
        "satisfactoryremediesprovidedby",
    ),
    ("notforusornotreadyforus", "weassessedandclosed"),
)
_IN_ANY = ("anaverageof", "insimilar", "statisticsarebasedonatotalof", "wedealtwith")
_BLOCKS, _BLOCK_WORDS = 2, 4
_NONE = re.compile(r"carriedoutno|didnotupholdany|norecommendationsweredue")
_NOTHINGS = 3

# Words of the headings in the two tables that every year has, and how many of them, and of numbers, are a table.
_TABLES = (
    ("adult", "benefits", "corporate", "environment", "highways", "housing", "planning"),
    ("incomplete", "invalid", "advice", "referred", "closed", "notupheld", "uphe"),
)
_TABLE_WORDS = 5
_TITLED = ("localauthorityreport", "complaintsandenquiriesreceived", "decisionsmade")
_NUMBER = re.compile(r"(?<![\w/.,])[0-9][0-9,.]*%?(?![\w/])")
_NUMBERS = 8
_PERIOD = re.compile(r"fortheperiodend(?:ing|ed)|fortheyearend(?:ing|ed)")

# The letter proper: whom it greets, what it is headed, and the year it is about.
_DEAR = re.compile(r"^\s*Dear\s+\S", re.MULTILINE)
_SUBJECT = re.compile(r"^\W*annual (?:review )?letter\b", re.MULTILINE | re.IGNORECASE)
_YEAR = re.compile(r"year\s+end(?:ing|ed)\s+(?:on\s+)?31", re.IGNORECASE)


def has_statistics(text: str) -> bool:
    """Whether a page with this text has the words of a letter's statistics."""
    words = normal_form(text)
    return _has_blocks(words) or (_has_tables(words) and len(_NUMBER.findall(text)) >= _NUMBERS)


def _has_blocks(words: str) -> bool:
    about = [sum(phrase in words for phrase in phrases) for phrases in _SENTENCES]
    in_any = sum(phrase in words for phrase in _IN_ANY)
    if sum(map(bool, about)) >= _BLOCKS and sum(about) + in_any >= _BLOCK_WORDS:
        return True
    return len(set(_NONE.findall(words))) >= _NOTHINGS


def _has_tables(words: str) -> bool:
    tables = sum(sum(word in words for word in table) >= _TABLE_WORDS for table in _TABLES)
    titles = sum(title in words for title in _TITLED)
    dated = _PERIOD.search(words) is not None
    return (tables == len(_TABLES) and titles >= len(_TITLED) - 1) or bool(tables and titles >= 2 and dated)


def begins_letter(text: str) -> bool:
    """Whether a page with this text is the first of the letter that goes with the statistics."""
    return bool(
        "ombudsman" in text.casefold() and _DEAR.search(text) and _SUBJECT.search(text) and _YEAR.search(text)
    )


def unread_spans(
    texts: Sequence[str], read: Collection[int], is_read: Callable[[str], bool]
) -> Iterator[Span]:
    """The pages of letters that are not among those found; pages that follow one another are one span.

    Parameters
    ----------
    texts
        The text of every page.
    read
        The numbers, from 1, of the pages on which letters were found.
    is_read
        Whether a letter with this text on its first page is one of those found.
    """
    pages = {page for page, text in enumerate(texts, start=1) if page not in read and has_statistics(text)}
    pages.update(_without_statistics(texts, sorted({*read, *pages}), is_read))
    for page in sorted(pages):
        if page - 1 not in pages:
            last = page
            while last + 1 in pages:
                last += 1
            yield page, last


def _without_statistics(
    texts: Sequence[str], statistics: Sequence[int], is_read: Callable[[str], bool]
) -> Iterator[int]:
    """The first pages of letters of which no statistics follow before the next letter begins, or the file ends."""
    begins = [page for page, text in enumerate(texts, start=1) if begins_letter(text)]
    for page, following in pairwise([*begins, len(texts) + 1]):
        # Some files have the statistics before their letter.
        if not any(page <= one < following for one in statistics) and not is_read(texts[page - 1]):
            yield page
