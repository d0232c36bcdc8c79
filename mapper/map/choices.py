"""Everything that a reader can choose on the map, with its wording.

The wording of metrics, states and types of council is sent with the data; the scripts have none of their own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from mapper.councils.addresses import name_in_address, ombudsman_links
from mapper.councils.council import Council, CouncilType
from mapper.councils.regions import REGIONS
from mapper.letters.statistics import BY_KEY, SUBJECTS
from mapper.map import finding, postcodes
from mapper.map.areas import Areas
from mapper.map.by_residents import resident_views
from mapper.map.files import Json
from mapper.measures import scale, sentences
from mapper.measures.edition import Edition, has_illustrative
from mapper.measures.metrics import COMPARED, METRICS, PROPORTIONS, Against, Kind, Metric
from mapper.measures.opening import Period, lacks, opening_year
from mapper.measures.paths import COMPARE, page_path, records_path
from mapper.measures.population_sentences import POPULATION_SAYS
from mapper.measures.rate import FEW, FEW_WORD, Rate, few_cases
from mapper.measures.residents import RESIDENT_MEASURES
from mapper.measures.shades import FIRM
from mapper.measures.states import REASONS
from mapper.measures.together import Span
from mapper.measures.together_sentences import TOGETHER_SAYS
from mapper.review.records import Records, counts_in_words
from mapper.words import capitalised, listed

SAYING: Mapping[str, str] = dict(zip(sentences.SAYS, ascii_lowercase, strict=False))
"""The letter that stands for each of `sentences.SAYS` in the map's data."""

TOGETHER_SAYING: Mapping[str, str] = dict(zip(TOGETHER_SAYS, ascii_lowercase, strict=False))
"""The letter that stands for each of `TOGETHER_SAYS` in the map's data."""

POPULATION_SAYING: Mapping[str, str] = dict(zip(POPULATION_SAYS, ascii_lowercase, strict=False))
"""The letter that stands for each of `POPULATION_SAYS` in the map's data."""

_PER_POPULATION = (
    "Always compared: districts and other councils do different work, so raw numbers would mislead."
)
_ALWAYS = (
    "Years together are always compared, each with its own year’s rate, because rates change over the years."
)
_ONE_YEAR = "choose one year"
_DRAWN = {
    "i": "Made-up figures",
    "m": "Partly made-up figures",
    "r": "Published figures, redrawn page",
    "t": "From the Ombudsman’s data tables",
    "b": "From the letter and the Ombudsman’s data tables",
}
_NOT_COMPARED = "Numbers of complaints are not compared: they follow the number of residents."


@dataclass(frozen=True, slots=True)
class CardRow:
    """A row of a council's card, such as "Upheld, of investigated: 1 of 1".

    `numerator` and `denominator` are statistics that are added together; a count has no denominator. `none_word`
    stands in place of the figures where the denominator is zero.
    """

    label: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()
    denominator_word: str = ""
    none_word: str = ""


def choices_of(edition: Edition, areas: Areas) -> Json:
    """Every choice of the edition with its wording, as the scripts take it.

    The map opens with the first metric, in the year or years that `first` names; `alone` is the newest year that
    can be shown by itself. Raises ValueError as `pattern_of` does.
    """
    years = [one for joined in edition.years for one in joined.councils]
    return {
        **_opening(edition),
        "years": year_choices(edition, areas),
        "metrics": [*view_choices(), *resident_views(edition)],
        "few": {"below": FEW, "says": _few_sentences()},
        "says": dict(zip(SAYING.values(), sentences.SAYS.values(), strict=True)),
        "population": dict(zip(POPULATION_SAYING.values(), POPULATION_SAYS.values(), strict=True)),
        "together": dict(zip(TOGETHER_SAYING.values(), TOGETHER_SAYS.values(), strict=True)),
        "tints": [[lean.sign, lean.value, lean.label] for lean in scale.Lean],
        "marks": mark_words(),
        "types": [capitalised(kind.label) for kind in CouncilType],
        "rows": list(map(_row_words, card_rows())),
        "drawn": _DRAWN,
        "page": pattern_of((one.council, page_path(one)) for one in years),
        "compare": COMPARE,
        "ombudsman": _ombudsman_patterns([one.council for one in years]),
        "records": record_choices(edition.report.records),
        "postcodes": postcode_choices(),
        "find": _find(edition),
        "duties": _duties(),
    }


def _find(edition: Edition) -> Json:
    """What the find box knows beside the councils of a year; `pages` are those of councils of some years alone."""
    return {
        "styles": finding.STYLES,
        "also": finding.other_names(edition.register),
        "counties": list(finding.COUNTIES),
        "regions": REGIONS,
        "pages": _pages_of_some_years(edition),
    }


def _pages_of_some_years(edition: Edition) -> dict[str, str]:
    """The pages of those councils that some of the years do not have, by GSS code."""
    pages = [{one.council.gss_code: page_path(one) for one in joined.councils} for joined in edition.years]
    return {
        code: path for some in pages for code, path in some.items() if not all(code in one for one in pages)
    }


def _opening(edition: Edition) -> dict[str, Json]:
    """What is in view at first, the newest year that stands by itself, and why some views leave no choice."""
    return {
        "first": edition.opening.key,
        "alone": opening_year(edition.years).key,
        "always": _ALWAYS,
        "per_population": _PER_POPULATION,
        "uncompared": _NOT_COMPARED,
    }


def column_name(statistics: Sequence[str]) -> str:
    """The name that the map's data gives to the sum of these statistics."""
    return "+".join(statistics)


def card_rows() -> tuple[CardRow, ...]:
    """The rows of the card: the main figures of a letter, from cases received to their outcomes."""
    return (
        CardRow("Received", ("received_total",)),
        CardRow("Decided", ("decided_total",)),
        CardRow("Investigated", ("investigations",), ("decided_total",), "decided", "none decided"),
        *(
            CardRow(
                capitalised(metric.numerator_word),
                metric.numerator,
                metric.denominator,
                metric.denominator_word,
                metric.none_word,
            )
            for metric in METRICS
            if metric.kind is Kind.CHOROPLETH
        ),
    )


def year_choices(edition: Edition, areas: Areas) -> list[Json]:
    """All that can be looked at: the years, newest first, then years together.

    Each has its key, its title, that of a list (`listed`), the key of its areas, the path of its figures as a file,
    whether any of its figures is `illustrative`, and in `without` the reason why a metric is not offered, by the
    metric's key.
    """
    keys = dict(zip((joined.key for joined in edition.years), areas.keys, strict=True))
    return [
        {
            "key": period.key,
            "title": period.short_title,
            "listed": title_in_list(period),
            "areas": keys[period.newest.key],
            "file": "data/comparisons.csv" if isinstance(period, Span) else f"data/councils-{period.key}.csv",
            "together": isinstance(period, Span),
            "illustrative": has_illustrative(period),
            "without": not_offered(period),
        }
        for period in edition.periods
    ]


def not_offered(period: Period) -> dict[str, str]:
    """Why a metric is not offered for a year, or for years together, by the metric's key."""
    residents = [measure.key for measure in RESIDENT_MEASURES]
    if isinstance(period, Span):
        lacking = {metric.key for metric in METRICS if all(lacks(metric, one) for one in period.years)}
        why = {metric.key: _ONE_YEAR for metric in METRICS if metric not in PROPORTIONS}
        why |= dict.fromkeys(residents, _ONE_YEAR)
        return why | {key: "not in letters of these years" for key in lacking if key not in why}
    without = {
        metric.key: f"not in letters for {period.short_title}" for metric in METRICS if lacks(metric, period)
    }
    if period.residents is None:
        without |= dict.fromkeys(residents, f"no number of residents for {period.short_title}")
    return without


def title_in_list(period: Period) -> str:
    """The title in a list to choose from; of a year in which few councils can be shown, with how many of them."""
    if isinstance(period, Span) or period.most_shown:
        return period.short_title
    return f"{period.short_title} ({period.shown:,} of {len(period.councils):,} councils)"


def view_choices() -> list[Json]:
    """The wording of every view: the uphold rate against its type first, then the other rates, then all as they are."""
    compared = [against_words(metric, metric.view) for metric in COMPARED]
    return [*compared, *(metric_words(one) for one in METRICS if one.kind is not Kind.PER_POPULATION)]


def measures(edition: Edition) -> list[tuple[str, str]]:
    """Key and title of each measure in the list that a reader chooses from; the subjects have a list of their own."""
    of_letters = [
        (one.key, "Complaints received" if one.kind is Kind.PROPORTIONAL_SYMBOLS else one.title)
        for one in METRICS
        if one.key not in SUBJECTS
    ]
    return [*of_letters, *((view["measure"], view["title"]) for view in resident_views(edition))]


def first_words() -> Mapping[str, Json]:
    """The wording of the first view."""
    return dict(view_choices()[0])


def metric_words(metric: Metric) -> Json:
    """The keys and the wording of a metric that the scripts need."""
    words = {
        "key": metric.key,
        "measure": metric.key,
        "title": metric.title,
        "heading": metric.heading,
        "note": metric.note,
        "kind": metric.kind.value,
        "hits": column_name(metric.numerator),
        "hits_word": metric.numerator_word,
        "cases": metric.cases,
        "found": metric.found,
        "subject": metric.key in SUBJECTS,
        "per": "per 100,000 residents" if metric.kind is Kind.PER_POPULATION else "",
    }
    words_of = {
        Kind.PROPORTIONAL_SYMBOLS: _count_words,
        Kind.PER_POPULATION: _population_words,
        Kind.CHOROPLETH: _rate_words,
    }
    return words | words_of[metric.kind](metric)


def against_words(metric: Metric, against: Against) -> Json:
    """The wording of a view that shows a rate by its standing among peers."""
    words = metric_words(metric)
    return words | {
        "key": against.key,
        "title": against.title,
        "short": against.short,
        "heading": against.heading,
        "note": against.note,
        "kind": "against",
        "rate": metric.key,
        "classes": [standing.label for standing in scale.SCALE],
        "few_class": scale.Standing.TOO_FEW.label,
        "none_class": scale.Standing.NOT_COMPARED.label,
        "tints_say": scale.TINTS_SAY,
        "lead": f"Beside what chance would give a council like its type, the number {metric.numerator_word} is",
    }


def mark_words() -> Json:
    """By mark, the reason for no value: its legend before and after the number, and the card's sentence."""
    return {reason.mark: [reason.legend, reason.legend_after, reason.sentence] for reason in REASONS.values()}


def postcode_choices() -> Json:
    """The postcode areas that can be looked up, and those of other countries; None where no file is prepared."""
    areas = list(postcodes.areas())
    return {"areas": areas, "elsewhere": postcodes.elsewhere()} if areas else None


def record_choices(records: Records) -> Json:
    """How much the Ombudsman has published about each council, by its slug, as far as it is here; None without any."""
    if not records.entries:
        return None
    says = {slug: listed(counts_in_words(entries)) for slug, entries in records.by_council.items()}
    pages = ((council, records_path(council)) for council in records.councils.values())
    return {"says": says, "page": pattern_of(pages)}


def pattern_of(addresses: Iterable[tuple[Council, str]]) -> str:
    """The one pattern of all these addresses, with `{slug}` or `{name}` in place of the council.

    The map's data has the pattern instead of an address for each council. It is empty where there are no addresses.

    Raises
    ------
    ValueError
        If the addresses follow more than one pattern.
    """
    patterns = {
        address.replace(council.slug, "{slug}").replace(name_in_address(council), "{name}")
        for council, address in addresses
    }
    if len(patterns) > 1:
        raise ValueError(f"Expected addresses of one pattern, got {sorted(patterns)[:3]}.")
    return patterns.pop() if patterns else ""


def _row_words(row: CardRow) -> Json:
    return {
        "label": row.label,
        "hits": column_name(row.numerator),
        "base": column_name(row.denominator),
        "base_word": row.denominator_word,
        "none_word": row.none_word,
    }


def _count_words(metric: Metric) -> Json:
    subject = f": {metric.title.lower()}" if metric.key in SUBJECTS else ""
    return {
        "short": f"Received{subject}",
        "zero": "none received",
    }


def _rate_words(metric: Metric) -> Json:
    return {
        "short": metric.title,
        "rate": metric.key,
        "base": column_name(metric.denominator),
        "base_word": metric.denominator_word,
        "none_word": metric.none_word,
        "classes": list(metric.classes),
        "flat": [f"Not all {metric.numerator_word}", f"All {metric.numerator_word}"],
        "flat_says": f"In nearly all councils, all {metric.cases[1]} {metric.found[1]}, so there are no shades.",
        "few": f"fewer than {FEW_WORD} {metric.denominator_word}",
        "below": FEW,
        "firm": FIRM,
        "rests_on": metric.denominator_word,
        "fades": f"Colour fades as cases get fewer. With fewer than {FEW_WORD}, one decision the other way moves "
        "the rate by at least a quarter.",
        "none_says": f"{capitalised(metric.none_word)}, so there is no rate. That is neither good nor bad.",
    }


def _population_words(metric: Metric) -> Json:
    return {"rate": metric.key, "none_word": ""}


def _few_sentences() -> Mapping[str, str]:
    """What a rate on fewer than `FEW` cases can say (95% Wilson interval), by "numerator/denominator"."""
    return {
        f"{numerator}/{denominator}": few_cases(Rate(numerator, denominator))
        for denominator in range(1, FEW)
        for numerator in range(denominator + 1)
    }


def _ombudsman_patterns(councils: Sequence[Council]) -> list[tuple[str, str]]:
    """The title and the address pattern of each of the Ombudsman's pages about a council."""
    links = [(council, ombudsman_links(council)) for council in councils]
    titles = [link.title for link in links[0][1]] if links else []
    return [
        (title, pattern_of((council, found[index].url) for council, found in links))
        for index, title in enumerate(titles)
    ]


def _duties() -> Json:
    """Which council answers for which subject, where a place has a district and a county."""
    return {
        "subjects": [BY_KEY[duty.subject].title for duty in finding.DUTIES],
        "district": [duty.district for duty in finding.DUTIES],
        "county": [duty.county for duty in finding.DUTIES],
        "says": finding.DUTIES_SAY,
        "source": finding.DUTIES_SOURCE,
    }
