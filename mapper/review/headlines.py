"""The Ombudsman's national headline figures, and what a year's letters add up to beside them.

With nearly every council's letter, the sums come close to the figures that the Ombudsman publishes for England. A
sum far from them means that a whole kind of letter is misread. They need not be equal: the national figures are
rounded and may count bodies that are not councils. So the report has a note on each, and none is a failure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mapper.councils.council import Council
from mapper.review.reading import Reading, Status
from mapper.year import title

SOURCE = "the Ombudsman’s annual review of local government complaints"

NEARLY_ALL = 0.95
"""The share of the councils of the day whose letters must state a figure before it is added up."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A national figure, and the statistics of the letters that make it up.

    Parameters
    ----------
    title : str
        What it is called within a sentence.
    numerator : tuple of str
        Keys of the statistics that are added up.
    published : mapping of int to float
        The national figure by the year to 31 March: a count, or per cent.
    denominator : str
        What the numerator is out of; empty for a count.
    rate : str
        The rate from which the numerator is worked out for a letter that does not print it.
    """

    title: str
    numerator: tuple[str, ...]
    published: Mapping[int, float]
    denominator: str = ""
    rate: str = ""


HEADLINES: tuple[Headline, ...] = (
    Headline(
        "complaints and enquiries received",
        ("received_total",),
        {
            2014: 18_436,
            2016: 19_702,
            2017: 16_863,
            2018: 17_452,
            2019: 16_899,
            2021: 11_830,
            2023: 15_488,
            2024: 17_937,
        },
    ),
    Headline("detailed investigations", ("investigations",), {2018: 4_020, 2019: 4_234, 2024: 4_003}),
    Headline("upheld complaints", ("decided_upheld",), {2019: 2_456}),
    Headline(
        "uphold rate",
        ("decided_upheld",),
        {
            2014: 46,
            2015: 46,
            2016: 51,
            2017: 54,
            2018: 57,
            2019: 58,
            2020: 61,
            2021: 67,
            2022: 66,
            2023: 74,
            2024: 80,
            2025: 83,
        },
        denominator="investigations",
        rate="uphold_rate",
    ),
    Headline(
        "compliance rate",
        ("complied_on_time", "complied_late"),
        {2019: 99.4, 2020: 99.4, 2021: 99.5, 2022: 99.7, 2025: 99.7},
        denominator="compliance_recorded",
        rate="compliance_rate",
    ),
    Headline(
        "satisfactory remedy rate",
        ("satisfactory_remedies",),
        {2019: 11, 2020: 13},
        denominator="decided_upheld",
        rate="satisfactory_remedy_rate",
    ),
)
"""The figures of `SOURCE`, as the Ombudsman published them; no figure is known for any other year."""


def notes(
    letters: Iterable[Reading],
    councils: Mapping[date, Sequence[Council]],
    source: str = "the letters of",
) -> tuple[str, ...]:
    """A sentence for each headline of a year that the letters of nearly all councils state.

    Only real letters that are `ok` count. `councils` are those in office on the last day of each year; `source` is the
    beginning of the sentence, for figures that come from elsewhere.
    """
    real = [letter for letter in letters if letter.status is Status.OK and letter.illustration is None]
    found = []
    for day, existing in sorted(councils.items()):
        of_day = {letter.council: letter for letter in real if letter.period_end == day}
        mine = [of_day[council] for council in existing if council in of_day]
        found += [_note(headline, day, mine, len(existing), source) for headline in HEADLINES]
    return tuple(filter(None, found))


def _note(headline: Headline, day: date, letters: Sequence[Reading], councils: int, source: str) -> str:
    published = headline.published.get(day.year)
    parts = [part for letter in letters if (part := _part(headline, letter)) is not None]
    if published is None or len(parts) < NEARLY_ALL * councils:
        return ""
    numerator, denominator = sum(part[0] for part in parts), sum(part[1] for part in parts)
    says = f"{title(day)}: {source} {len(parts):,} of {councils:,} councils"
    if not headline.denominator:
        return f"{says} add up to {numerator:,.0f} {headline.title}. {_beside_count(numerator, published)}"
    if not denominator:
        return ""
    rate = 100 * numerator / denominator
    together = (
        f"taken together give the {headline.title} {rate:.1f}% ({numerator:,.0f} of {denominator:,.0f})"
    )
    return f"{says} {together}. {_beside_rate(rate, published)}"


def _part(headline: Headline, letter: Reading) -> tuple[float, float] | None:
    """What one letter adds to numerator and denominator (0 for a count); None if it does not state them."""
    numerator = letter.total(*headline.numerator)
    if not headline.denominator:
        return None if numerator is None else (numerator, 0)
    denominator, rate = letter.value(headline.denominator), letter.value(headline.rate)
    if denominator is None:
        return None
    if numerator is not None or denominator == 0:
        return numerator or 0, denominator
    return None if rate is None else (rate * denominator / 100, denominator)


def _beside_count(found: float, published: float) -> str:
    difference = found - published
    national = f"The national figure is {published:,.0f} ({SOURCE})"
    if not difference:
        return f"{national}, the same."
    share = 100 * abs(difference) / published
    return f"{national}; here {abs(difference):,.0f} {'more' if difference > 0 else 'fewer'} ({share:.1f}%)."


def _beside_rate(found: float, published: float) -> str:
    difference = round(found - published, 1)
    national = f"The national figure is {published:g}% ({SOURCE})"
    if not difference:
        return f"{national}, the same."
    return f"{national}; here {abs(difference):.1f} percentage points {'more' if difference > 0 else 'less'}."
