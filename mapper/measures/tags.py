"""The words beside figures that are not a real letter's own: made up, redrawn, or from data tables."""

from collections.abc import Mapping

from mapper.letters.illustration import Illustration
from mapper.review.reading import Origin

TAGS: Mapping[Illustration | Origin, str] = {
    Illustration.INVENTED: "made up",
    Illustration.REDRAWN: "redrawn page",
    Origin.TABLES: "data tables",
}
"""By where figures come from; those of a real letter have none."""

BOTH = "letter and data tables"
"""Where a letter does not state all of them itself."""

PARTLY = "partly made up"
"""Where years are put together of which some are made up."""
