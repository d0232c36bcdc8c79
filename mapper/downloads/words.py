"""What has to be known about the files of the downloads, in sentences: beside them, in the workbook, on the page."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mapper.downloads.download import DataFile
from mapper.measures.edition import Edition
from mapper.review.report import ILLUSTRATIVE_NOTICE
from mapper.words import listed
from mapper.year import short_title

EMPTY_IS_NOT_ZERO = (
    "Empty is not zero. A zero is written as 0. A cell is empty where there is nothing to write. For a rate, the column"
    " that ends in _state says why: none (nothing to work it out from, such as no complaint investigated), not-stated "
    "(the letter does not state it), no-letter (no letter has been added) or in-review (something in the letter is in "
    "doubt, and its figures are being checked)."
)
COMPARE = (
    "Compare a council with its own type in the same year. A list sorted by rate mostly shows which councils have few "
    "cases. Of all councils compared in a year, some are outside the expected range by chance alone."
)
NO_MEASURE = (
    "Nothing here measures how good a council is. An upheld complaint is one in which the Ombudsman found fault. Large "
    "councils and councils with more duties get more complaints."
)


class Licence(NamedTuple):
    """A part of the data, and on what terms it may be used."""

    part: str
    terms: str


LICENCES: tuple[Licence, ...] = (
    Licence(
        "Letters and data tables",
        "They belong to the Local Government and Social Care Ombudsman. Its terms hold for the letters and for what is "
        "quoted from them.",
    ),
    Licence(
        "Codes, names and boundaries of areas",
        "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. Contains OS data © "
        "Crown copyright and database right 2019.",
    ),
    Licence("The program that made the files", "MIT licence."),
)


def notes(edition: Edition, files: Sequence[DataFile]) -> Iterator[str]:
    """What a reader of the files has to know, a paragraph each: first, if so, that figures are made up."""
    if edition.illustrative:
        yield f"{ILLUSTRATIVE_NOTICE} Every row says whether its figures are made up."
    yield (
        "Figures of the annual letters that the Local Government and Social Care Ombudsman writes to councils of "
        f"England: {years_in_words(edition)}. They were read from the letters by a program. Where a letter and a file "
        "differ, the letter is right. Independent of the Ombudsman and of every council."
    )
    yield from (EMPTY_IS_NOT_ZERO, COMPARE, NO_MEASURE)
    yield "A path that begins with letters/ or councils/ is one in the site that these files come from."
    yield from (f"{licence.part}: {licence.terms}" for licence in LICENCES)
    yield "The files, and what each of them is:"
    yield from (f"{file.path.removeprefix('data/')}: {file.title}" for file in files if _is_told(file))


def years_in_words(edition: Edition) -> str:
    """The years of the edition, oldest first: "2018–19, 2019–20 and 2023–24"."""
    return listed([short_title(joined.period_end) for joined in reversed(edition.years)])


def _is_told(file: DataFile) -> bool:
    """Whether a list of files names it; the files of councils are too many, and speak for themselves."""
    return not file.path.startswith("data/councils/")
