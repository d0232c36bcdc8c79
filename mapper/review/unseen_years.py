"""Letters for years of which nothing was known when their form was described.

They are read as those of the year before, if they have its words. That holds nothing back, but somebody should look
at one of them.
"""

from collections.abc import Iterable

from mapper.review.reading import Reading, Status
from mapper.words import counted
from mapper.year import title

NEWEST_KNOWN = 2025
"""The newest year ending 31 March whose letters, or the wording of whose figures, were known."""


def notes(letters: Iterable[Reading]) -> tuple[str, ...]:
    """A sentence for each year after the newest that is known, if letters of it were read."""
    read = [letter for letter in letters if letter.status in (Status.OK, Status.REVIEW)]
    ends = [letter.period_end for letter in read if letter.period_end is not None]
    return tuple(
        f"{title(day)}: {counted(ends.count(day), 'letter has', 'letters have')} the form of earlier years, and no "
        "letter of this year was known when that form was described. Compare one with its figures."
        for day in sorted(set(ends))
        if day.year > NEWEST_KNOWN
    )
