"""The columns of the table of councils, for every view: on the map's page and in that of all councils.

The scripts make the rows of any year and measure from the map's data. What a page has without them is made of the same
columns (`mapper/pages/parts/listing.py`).
"""

from collections.abc import Mapping
from typing import NamedTuple

from mapper.letters.illustration import Illustration
from mapper.map.by_residents import RESIDENTS, resident_views
from mapper.map.choices import view_choices
from mapper.map.files import Json
from mapper.measures.edition import Edition
from mapper.measures.tags import BOTH, PARTLY, TAGS
from mapper.review.reading import Origin
from mapper.words import capitalised


class ListColumn(NamedTuple):
    """A column: what stands in it, its heading, and the classes of its cells.

    Cells are `num` where they hold a number, and `wide` or `widest` where a narrow window has no room for them.
    """

    key: str
    title: str
    classes: str = ""


def columns_of(view: Mapping[str, Json]) -> tuple[ListColumn, ...]:
    """The columns of a view, by its wording for the scripts."""
    return (
        ListColumn("council", "Council"),
        ListColumn("type", "Type", "wide"),
        *_counts(view),
        *_rates(view),
    )


def list_words(edition: Edition) -> Json:
    """The columns of each view by its key, and by the sign of a letter the tag of its figures."""
    views = [*view_choices(), *resident_views(edition)]
    tags = {
        "i": TAGS[Illustration.INVENTED],
        "m": PARTLY,
        "r": TAGS[Illustration.REDRAWN],
        "t": TAGS[Origin.TABLES],
        "b": BOTH,
    }
    return {"columns": {view["key"]: columns_of(view) for view in views}, "tags": tags}


def _counts(view: Mapping[str, Json]) -> tuple[ListColumn, ...]:
    """What a view counts and what that is out of: in one cell or, where it is out of residents, in two."""
    counted, base = capitalised(view["hits_word"]), view.get("base_word", "")
    if base == RESIDENTS:
        return ListColumn("cases", counted, "num"), ListColumn("residents", capitalised(base), "num widest")
    return (ListColumn("cases", f"{counted}, of {base}" if base else counted, "num"),)


def _rates(view: Mapping[str, Json]) -> tuple[ListColumn, ...]:
    """The rate with its class; of a view that compares also the counts that were to be expected."""
    if "rate" not in view:
        return ()
    against = view["kind"] == "against"
    rate = ListColumn("rate", capitalised(view["per"]) if view["per"] else "Rate", "num wide")
    expected = (ListColumn("expected", "Expected", "num widest"),) if against else ()
    return rate, *expected, ListColumn("class", view["short"] if against else "Class")
