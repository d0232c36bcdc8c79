"""Tags for figures of illustrative letters, shown wherever such figures are."""

from collections.abc import Mapping

from mapper.letters.illustration import Illustration
from mapper.measures.combined import CombinedYear
from mapper.review.reading import CouncilYear

_TAGS: Mapping[Illustration, str] = {
    Illustration.INVENTED: "illustrative",
    Illustration.REDRAWN: "redrawn page",
}


def origin(year: CouncilYear) -> Illustration | None:
    """The kind of illustrative letter that the year has; None for a real letter, or none."""
    return None if year.letter is None else year.letter.illustration


def tag(year: CouncilYear) -> str | None:
    """The tag beside the year's figures; None where they are real, or there are none."""
    found = origin(year)
    return None if year.usable is None or found is None else _TAGS[found]


def combined_tag(combined: CombinedYear) -> str | None:
    """The tag beside a sum; one invented part makes the whole sum invented."""
    if Illustration.INVENTED in combined.illustrations:
        return _TAGS[Illustration.INVENTED]
    return _TAGS[Illustration.REDRAWN] if combined.illustrations else None
