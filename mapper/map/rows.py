"""The councils of a year with their letters, as the map's scripts take them, for figures of any kind."""

from collections.abc import Sequence

from mapper.councils.council import Council, CouncilType
from mapper.councils.regions import REGIONS, region_of
from mapper.councils.register import Register
from mapper.letters.illustration import Illustration
from mapper.map import finding, postcodes
from mapper.map.choices import pattern_of
from mapper.map.files import Json
from mapper.measures.edition import origin_of
from mapper.measures.joined import JoinedYear
from mapper.measures.paths import letter_path, letter_url
from mapper.review.reading import CouncilYear, Origin


def rows_of(joined: JoinedYear, register: Register) -> dict[str, Json]:
    """The councils of a year, those of other days, and their letters; every list is in the order of its councils."""
    years = joined.councils
    return {
        "day": joined.title,
        "councils": _councils([year.council for year in years]),
        "followers": postcodes.followers(register, joined.period_end),
        "fates": finding.fates([year.council for year in years], register),
        "absent": _absent(joined, register),
        "letters": _letters(years),
    }


def _councils(councils: Sequence[Council]) -> Json:
    """The councils; `county` is the position of a district's county among them, or -1, `region` that in `REGIONS`."""
    position = {council.gss_code: index for index, council in enumerate(councils)}
    types = list(CouncilType)
    return {
        "code": [council.gss_code for council in councils],
        "name": [council.name for council in councils],
        "short": [council.short_name for council in councils],
        "slug": [council.slug for council in councils],
        "type": "".join(str(types.index(council.type)) for council in councils),
        "county": [position.get(council.county or "", -1) for council in councils],
        "region": "".join(str(REGIONS.index(region_of(council))) for council in councils),
    }


def _absent(joined: JoinedYear, register: Register) -> Json:
    """The councils of other days, for the find box; `serving` are positions among the year's councils."""
    position = {year.council.gss_code: index for index, year in enumerate(joined.councils)}
    return [
        {
            "code": one.council.gss_code,
            "name": one.council.name,
            "short": one.council.short_name,
            "says": one.says,
            "serving": [position[code] for code in one.serving if code in position],
        }
        for one in finding.absent(register, joined.period_end)
    ]


def _letters(years: Sequence[CouncilYear]) -> Json:
    """The letters behind the figures: the pattern of their addresses, and facts about each by position.

    `page` is the first page with figures in what is shown of the letter, 0 where it is not shown; `at` has the
    addresses of those that are shown elsewhere, by position;
    `drawn` is `i` for invented figures, `r` for published ones on a redrawn page, `t` for figures of data tables,
    `b` for a letter with further figures from tables, `x` for no letter, `-` for any other.
    """
    return {
        "path": pattern_of((year.council, path) for year in years if (path := letter_path(year))),
        "page": [_first_page(year) if letter_url(year, "") else 0 for year in years],
        "at": {
            str(index): address
            for index, year in enumerate(years)
            if letter_path(year) is None and (address := letter_url(year, "")) is not None
        },
        "drawn": "".join(map(_drawn, years)),
    }


def _drawn(year: CouncilYear) -> str:
    if year.letter is None:
        return "x"
    signs = {None: "-", Illustration.INVENTED: "i", Illustration.REDRAWN: "r", Origin.TABLES: "t"}
    found = origin_of(year)
    return "b" if found is None and year.usable is not None and year.usable.tabled else signs[found]


def _first_page(year: CouncilYear) -> int:
    letter = year.letter
    if letter is None or letter.pages is None:
        return 1
    return letter.pages[0] if letter.shown is None else letter.shown.page(letter.pages[0])
