"""Corrections for people: what a letter prints, what it should print, and who says so on what evidence."""

import re
from dataclasses import dataclass

from mapper.councils.addresses import Link
from mapper.letters.statistics import BY_KEY
from mapper.review.corrections import Correction
from mapper.review.reading import Reading
from mapper.review.report import corrections_of
from mapper.words import day_in_words, ended


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction for people; `url` is None where the evidence is no address, `letter` where it has no page."""

    figure: str
    printed: str
    corrected: str
    reason: str
    evidence: str
    url: str | None
    who: str
    day: str
    file: str
    letter: Link | None = None


def correction_rows(letter: Reading | None, link: Link | None = None) -> tuple[CorrectionRow, ...]:
    """The corrections of a letter; `link` leads to the page of its council."""
    return (
        () if letter is None else tuple(correction_row(letter, line, link) for line in corrections_of(letter))
    )


def correction_row(letter: Reading, line: Correction, link: Link | None = None) -> CorrectionRow:
    """One line of the corrections of a letter."""
    return CorrectionRow(
        figure=BY_KEY[line.statistic].title,
        printed=line.printed,
        corrected=line.corrected,
        reason=ended(line.reason),
        evidence=line.evidence,
        url=line.evidence if _is_address(line.evidence) else None,
        who=line.who,
        day=day_in_words(line.date),
        file=letter.file,
        letter=link,
    )


def _is_address(text: str) -> bool:
    """Whether the text is one web address and nothing else, so that it can be a link."""
    return re.fullmatch(r"https?://[\w.-]+(:\d+)?(/[^\s<>\"\\\[\]]*)?", text, re.ASCII) is not None
