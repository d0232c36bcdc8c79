"""Upheld complaints per 100,000 residents beside the average, as the map's scripts take them."""

from mapper.map.choices import POPULATION_SAYING
from mapper.map.files import Json
from mapper.measures.joined import JoinedYear
from mapper.measures.per_population import RATE
from mapper.measures.population_sentences import says_of_population, values_of_population

FILLED = ("average", "usual", "class", "years")
"""The braces of the sentences that are sent, by name; the scripts know the others."""


def per_population_of(joined: JoinedYear) -> dict[str, Json]:
    """By position, each council's count beside what the average would make it; empty where no letter prints it.

    `says` are the letters of its sentences in the choices' `population`; `low`, `high` and `usual` are in cases. What
    fills the sentences stands once in `words`; `filled` has the positions there, in the order of `FILLED`.
    """
    if not joined.per_population:
        return {}
    every = [joined.per_population.get(year.council.gss_code) for year in joined.councils]
    values = [{} if one is None else values_of_population(one) for one in every]
    filled = [[known[name] for name in FILLED] if known else [] for known in values]
    words = list(dict.fromkeys(word for known in filled for word in known))
    ends = [None if one is None else one.expected for one in every]
    return {
        RATE: {
            "low": [None if end is None else end[0] for end in ends],
            "high": [None if end is None else end[1] for end in ends],
            "usual": [
                None if one is None or one.by_average is None else round(one.by_average, 1) for one in every
            ],
            "says": [
                "" if one is None else "".join(POPULATION_SAYING[key] for key in says_of_population(one))
                for one in every
            ],
            "words": words,
            "fills": FILLED,
            "filled": [[words.index(word) for word in known] for known in filled],
        }
    }
