"""What a letter of a year prints of a council's figures."""

from collections.abc import Mapping

from mapper.councils.council import Council
from mapper.sample.invented import Year
from mapper.sample.published import Figures

# The first year to 31 March of each form of letter.
REMEDIED, COMPLIANCE, BLOCKS, PER_100K, VOLUMES = 2016, 2019, 2020, 2023, 2025

_RATES = ("satisfactory_remedies", "satisfactory_remedy_rate")
_COMPLIANCE = ("compliance_recorded", "complied_on_time", "complied_late", "not_complied", "compliance_rate")


def printed(year: Year, council: Council, number: int) -> Figures:
    """The figures that a council's letter of the year `number` prints, in any order."""
    if number < BLOCKS:
        return _of_tables(year.figures, number)
    return _of_blocks(year, council, number)


def _of_tables(figures: Figures, number: int) -> Figures:
    left_out = (
        {"remedied_by_ombudsman", "remedied_by_authority"}
        if number >= COMPLIANCE
        else {*_RATES, *_COMPLIANCE}
    )
    if number < REMEDIED:
        left_out |= {"remedied_by_ombudsman", "remedied_by_authority", "received_other"}
    if number == 2014:
        left_out.add("uphold_rate")
    return {key: value for key, value in figures.items() if key not in left_out}


def _of_blocks(year: Year, council: Council, number: int) -> Figures:
    """What blocks print; None where a sentence says that there is nothing to report, or for an average that is n/a."""
    figures = _with_a_period(year.figures, number)
    ends = council.last_day is not None and council.last_day.year == number
    averages: Mapping[str, float | None] = dict.fromkeys(year.averages) if ends else year.averages
    investigated = bool(figures["investigations"])
    stated: dict[str, tuple[bool, float | None]] = {
        "uphold_rate": (investigated, figures["uphold_rate"]),
        "average_uphold_rate": (investigated, averages["average_uphold_rate"]),
        **{key: (bool(figures["decided_upheld"]), figures[key]) for key in _RATES},
        "average_satisfactory_remedy_rate": (
            bool(figures["decided_upheld"]),
            averages["average_satisfactory_remedy_rate"],
        ),
        "compliance_rate": (bool(figures["compliance_recorded"]), figures["compliance_rate"]),
        "average_compliance_rate": (
            bool(figures["compliance_recorded"]),
            averages["average_compliance_rate"],
        ),
    }
    result: dict[str, float | None] = {
        key: figures[key] for key in ("investigations", "decided_upheld", "compliance_recorded")
    }
    result |= {key: value if there else None for key, (there, value) in stated.items()}
    # A letter to a council that ends says nothing about its residents.
    if number >= PER_100K and investigated and not ends:
        result |= {"upheld_per_100k": year.upheld_per_100k}
        result |= {"average_upheld_per_100k": averages["average_upheld_per_100k"]}
    return result | _volumes(figures) if number >= VOLUMES else result


def _with_a_period(figures: Figures, number: int) -> Figures:
    """The figures, with one outcome of compliance in a letter that would otherwise have no sentence with its period."""
    if number >= VOLUMES or figures["investigations"] or figures["compliance_recorded"]:
        return figures
    return {**figures, "compliance_recorded": 1, "compliance_rate": 100}


def _volumes(figures: Figures) -> dict[str, int | float | None]:
    early = ("decided_incomplete_or_invalid", "decided_advice_given", "decided_referred_back")
    return {
        "dealt_with": figures["decided_total"],
        "not_for_us": sum(figures[key] or 0 for key in early),
        "assessed_and_closed": figures["decided_closed_after_initial_enquiries"],
    }
