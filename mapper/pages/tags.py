"""Tags for figures of illustrative letters and of data tables, shown wherever such figures are."""

from mapper.letters.illustration import Illustration
from mapper.measures.combined import CombinedYear
from mapper.measures.edition import origin_of
from mapper.measures.tags import BOTH, TAGS
from mapper.review.reading import CouncilYear, Origin


def origin(year: CouncilYear) -> Illustration | None:
    """The kind of illustrative letter that the year has; None for a real letter, or none."""
    return None if year.letter is None else year.letter.illustration


def tag(year: CouncilYear, *statistics: str) -> str | None:
    """The tag beside the year's figures, or beside those of some statistics; None where a letter prints them all."""
    letter, found = year.usable, origin_of(year)
    if letter is None:
        return None
    if found is not None:
        return TAGS[found]
    stated = [key for key in statistics or letter.figures or () if letter.figure(key) is not None]
    tabled = [key for key in stated if key in letter.tabled]
    if not tabled:
        return None
    return TAGS[Origin.TABLES] if len(tabled) == len(stated) else BOTH


def combined_tag(combined: CombinedYear) -> str | None:
    """The tag beside a sum; one invented part makes the whole sum invented."""
    if Illustration.INVENTED in combined.illustrations:
        return TAGS[Illustration.INVENTED]
    if combined.illustrations:
        return TAGS[Illustration.REDRAWN]
    return BOTH if any(tag(part) is not None for part in combined.parts) else None
