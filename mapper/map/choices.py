"""All that can be chosen on the map, and the words for it.

Every word that belongs to a metric, a state or a type goes out with the data; the scripts have none of their own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mapper import year
from mapper.councils.addresses import name_in_address, ombudsman_links
from mapper.councils.council import Council, CouncilType
from mapper.letters.statistics import BY_KEY, SUBJECTS
from mapper.map import finding, postcodes
from mapper.map.areas import Areas
from mapper.map.files import Json
from mapper.measures import peers, scale, sentences
from mapper.measures.edition import Edition
from mapper.measures.metrics import METRICS, Kind, Metric
from mapper.measures.paths import page_path
from mapper.measures.rate import FEW, FEW_WORD, Rate, few_cases
from mapper.measures.states import REASONS
from mapper.words import capitalised


@dataclass(frozen=True, slots=True)
class CardRow:
    """A line of the card: "Upheld of investigated: 1 of 1", or `none_word` where the base is zero."""

    label: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()
    denominator_word: str = ""
    none_word: str = ""


def choices_of(edition: Edition, areas: Areas) -> Json:
    """All that can be chosen, and the words for it; the first metric and year are shown at first."""
    years = [one for joined in edition.years for one in joined.councils]
    return {
        "years": year_choices(edition, areas),
        "metrics": [against_type_words(), *map(metric_words, METRICS)],
        "few": {"below": FEW, "says": _few_sentences()},
        "says": list(sentences.SAYS.values()),
        "marks": mark_words(),
        "types": [capitalised(kind.label) for kind in CouncilType],
        "rows": list(map(_row_words, card_rows())),
        "drawn": {"i": "Invented figures", "r": "Published figures, redrawn page"},
        "page": pattern_of((one.council, page_path(one)) for one in years),
        "ombudsman": _ombudsman_patterns([one.council for one in years]),
        "postcodes": postcode_choices(),
        "find": {"styles": finding.STYLES, "also": finding.other_names(edition.register)},
        "duties": _duties(),
    }


def column_name(statistics: Sequence[str]) -> str:
    """The name of a sum of statistics among the columns that the map is sent."""
    return "+".join(statistics)


def card_rows() -> tuple[CardRow, ...]:
    """The main figures of a letter, from all that came in down to what came of it."""
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
    """The years, newest first, each with the key of its areas."""
    return [
        {"key": str(last_day.year), "title": year.short_title(last_day), "areas": key}
        for last_day, key in zip((joined.period_end for joined in edition.years), areas.keys, strict=True)
    ]


def metric_words(metric: Metric) -> Json:
    """What the scripts have to know of a metric, in words and keys."""
    words = {
        "key": metric.key,
        "title": metric.title,
        "heading": metric.heading,
        "note": metric.note,
        "kind": metric.kind.value,
        "hits": column_name(metric.numerator),
        "hits_word": metric.numerator_word,
        "cases": metric.cases,
        "subject": metric.key in SUBJECTS,
    }
    return words | (_count_words(metric) if metric.kind is Kind.PROPORTIONAL_SYMBOLS else _rate_words(metric))


def against_type_words() -> Json:
    """The words of the first view, whose classes are standings and whose rates are the uphold rate's."""
    rate = metric_words(peers.COMPARED)
    return rate | {
        "key": peers.KEY,
        "title": peers.TITLE,
        "short": peers.SHORT,
        "heading": peers.HEADING,
        "note": peers.NOTE,
        "kind": "against",
        "rate": peers.COMPARED.key,
        "classes": [standing.label for standing in scale.SCALE],
        "few_class": scale.Standing.TOO_FEW.label,
        "lead": "Set against councils of its own type, a council’s uphold rate is",
    }


def mark_words() -> Json:
    """For each mark its words in the legend, what follows the number there, and the card's sentence."""
    return {reason.mark: [reason.legend, reason.legend_after, reason.sentence] for reason in REASONS.values()}


def postcode_choices() -> Json:
    """The areas whose postcodes can be looked up, and those of other countries; None without any postcodes."""
    areas = list(postcodes.areas())
    return {"areas": areas, "elsewhere": postcodes.elsewhere()} if areas else None


def pattern_of(addresses: Iterable[tuple[Council, str]]) -> str:
    """The pattern that all these addresses follow, with {slug} or {name}, so that it is sent once.

    Empty without addresses. Raises ValueError if they follow more than one.
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
        "lead": f"The area of a circle is the number of complaints and enquiries received{subject}:",
        "zero": "none received",
    }


def _rate_words(metric: Metric) -> Json:
    source = "as printed" if metric.printed else "worked out from the letter"
    return {
        "short": metric.title,
        "rate": metric.key,
        "base": column_name(metric.denominator),
        "base_word": metric.denominator_word,
        "none_word": metric.none_word,
        "classes": list(metric.classes),
        "lead": f"The rate {source}, {metric.numerator_word} out of {metric.denominator_word}, is",
        "few": f"fewer than {FEW_WORD} {metric.denominator_word}",
        "none_says": f"{capitalised(metric.none_word)}, so there is no rate. That is neither good nor bad.",
    }


def _few_sentences() -> Mapping[str, str]:
    """What so few cases can say, by "numerator/denominator"; the limits are those of the 95% Wilson interval."""
    return {
        f"{numerator}/{denominator}": few_cases(Rate(numerator, denominator))
        for denominator in range(1, FEW)
        for numerator in range(denominator + 1)
    }


def _ombudsman_patterns(councils: Sequence[Council]) -> list[tuple[str, str]]:
    """Title and address of each of the Ombudsman's pages about a council."""
    links = [(council, ombudsman_links(council)) for council in councils]
    titles = [link.title for link in links[0][1]] if links else []
    return [
        (title, pattern_of((council, found[index].url) for council, found in links))
        for index, title in enumerate(titles)
    ]


def _duties() -> Json:
    """Who answers for which subject, where a place has a district and a county."""
    return {
        "subjects": [BY_KEY[duty.subject].title for duty in finding.DUTIES],
        "district": [duty.district for duty in finding.DUTIES],
        "county": [duty.county for duty in finding.DUTIES],
        "says": finding.DUTIES_SAY,
        "source": finding.DUTIES_SOURCE,
    }
