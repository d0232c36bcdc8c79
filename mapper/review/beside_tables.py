"""Letters beside the data tables: every figure that both state is compared, and what letters lack is filled in.

The rule where they differ: both values are shown. The letter's stands as printed if the letter itself speaks for it: if
its sums, rates or (for an average) the other letters would not hold with the tables' value. If nothing does, the letter
is in review. Tables that do not agree with themselves are listed and change nothing. An illustrative letter is never
set beside tables.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mapper.letters import identities
from mapper.letters.statistics import BY_KEY, Check, Figure, Problem, Unit
from mapper.review.reading import Difference, Origin, Reading, Status
from mapper.sources.tables.body import with_investigations

# What each rate is out of: where that is zero, a dash and 0% say the same.
_BASES = {
    "uphold_rate": "investigations",
    "satisfactory_remedy_rate": "decided_upheld",
    "compliance_rate": "compliance_recorded",
}
_DERIVED = " + "
"""What stands in the printed form of a figure that is only the sum of others."""


def beside_tables(letters: Iterable[Reading], tables: Iterable[Reading]) -> tuple[Reading, ...]:
    """The letters, each compared with what the tables state about its council and year, and filled in from them."""
    stated = {_key(table): table for table in tables if table.council is not None and table.figures}
    return tuple(
        _beside(letter, stated[_key(letter)]) if _is_comparable(letter) and _key(letter) in stated else letter
        for letter in letters
    )


def in_place_of_letters(letters: Iterable[Reading], tables: Iterable[Reading]) -> tuple[Reading, ...]:
    """What the tables state about councils and years that have no letter, whatever became of it."""
    having = {_key(letter) for letter in letters if letter.council is not None}
    return tuple(table for table in tables if table.council is not None and _key(table) not in having)


def _key(reading: Reading) -> tuple[str, str]:
    return "" if reading.council is None else reading.council.gss_code, str(reading.period_end)


def _is_comparable(letter: Reading) -> bool:
    return letter.council is not None and letter.illustration is None and letter.origin is Origin.LETTER


def _beside(letter: Reading, table: Reading) -> Reading:
    differences = tuple(_differences(letter, table))
    compared = replace(letter, differences=differences)
    if table.status is not Status.OK or letter.status is not Status.OK:
        return compared
    doubtful = [difference for difference in differences if not difference.confirmed]
    if doubtful:
        return compared.doubt(*(Problem("tables-differ", one.sentence) for one in doubtful))
    return _filled(compared, table)


def _differences(letter: Reading, table: Reading) -> Iterator[Difference]:
    ours, theirs = letter.figures or {}, table.figures or {}
    for key in BY_KEY:
        if key in ours and key in theirs and not _are_same(ours[key], theirs[key], ours):
            yield Difference(ours[key], theirs[key], _is_confirmed(letter, theirs[key]))


def _are_same(ours: Figure, theirs: Figure, letter: Mapping[str, Figure]) -> bool:
    """Whether two figures say the same, at the decimals of the one that is rounded more."""
    if _DERIVED in ours.printed and _DERIVED in theirs.printed:
        return True  # their parts are compared
    if ours.value is None or theirs.value is None:
        known = ours.value if theirs.value is None else theirs.value
        return known is None or (known == 0 and _has_no_base(ours, letter))
    if ours.unit is Unit.COUNT:
        return ours.value == theirs.value
    half_a_step = 0.5 * 10.0 ** -min(_decimals(ours), _decimals(theirs))
    exact = min(_decimals(ours), _decimals(theirs)) == max(_decimals(ours), _decimals(theirs))
    return abs(ours.value - theirs.value) <= (0 if exact else half_a_step + 1e-9)


def _has_no_base(rate: Figure, letter: Mapping[str, Figure]) -> bool:
    base = letter.get(_BASES.get(rate.statistic, ""))
    return base is not None and base.value == 0


def _decimals(figure: Figure) -> int:
    return len(figure.printed.rstrip("% ").partition(".")[2])


def _is_confirmed(letter: Reading, table: Figure) -> bool:
    """Whether a check of the letter that holds would fail with the tables' value."""
    if _by_other_letters(letter, table.statistic):
        return True
    figures = (letter.figures or {}).values()
    # As if printed: what the tables give only as a sum is a figure of the letter's, and stays one.
    stated = replace(table, printed=f"{table.value:g}") if table.value is not None else table
    other = [stated if figure.statistic == table.statistic else figure for figure in figures]
    return bool(_failed(other)) and not _failed(tuple(figures))


def _by_other_letters(letter: Reading, statistic: str) -> bool:
    """Whether an average is the one that most letters of the type print (see `cohort.py`)."""
    title = BY_KEY[statistic].title
    return any(
        check.holds and check.code == "average-mismatch" and check.statement.startswith(f"{title} is ")
        for check in letter.checks
    )


def _failed(figures: Sequence[Figure]) -> list[Check]:
    """The identities that fail; what is only a sum of others is added up anew."""
    stated = tuple(figure for figure in figures if _DERIVED not in figure.printed)
    return [check for check in identities.checks(with_investigations(stated)) if not check.holds]


def _filled(letter: Reading, table: Reading) -> Reading:
    """The letter with the figures that only the tables state, if all of them agree with one another."""
    ours, theirs = letter.figures or {}, table.figures or {}
    further = {key: figure for key, figure in theirs.items() if key not in ours and figure.value is not None}
    figures = {**ours, **further}
    tried = [check for check in identities.checks(tuple(figures.values())) if check not in letter.checks]
    failed = [check.statement for check in tried if not check.holds]
    if failed and further:
        return replace(letter, unfilled=f"Together with the letter’s they do not add up: {failed[0]}")
    checks = tuple(replace(check, statement=f"{check.statement} (with the data tables)") for check in tried)
    return replace(letter, figures=figures, checks=(*letter.checks, *(checks if further else ())))
