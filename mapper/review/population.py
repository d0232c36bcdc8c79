"""The population that a letter implies, against what it can be, and against what the council's other letters imply.

From 2023 on a letter prints the complaints upheld per 100,000 residents. No other figure of the letter checks it. But
the number upheld divided by it is the council's population, roughly: within the rounding of print. That must be one
that a council of its type can have, and about the same every year. A digit too many, such as the mark of a note, or a
point that is lost shows up there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mapper.councils.council import CouncilType
from mapper.letters.statistics import Check, Figure, Problem
from mapper.review.reading import Reading, Status
from mapper.review.standing import Stood, contradict

# From half of what the smallest council of the type had since 2013 to twice what the largest had, in thousands (Office
# for National Statistics, mid-year estimates: West Devon and Northampton, Knowsley and Birmingham, Kensington and
# Chelsea and Croydon, Rutland and North Yorkshire, Dorset and Kent).
_THOUSANDS: Mapping[CouncilType, tuple[int, int]] = {
    CouncilType.DISTRICT: (26, 460),
    CouncilType.METROPOLITAN: (73, 2300),
    CouncilType.LONDON: (71, 800),
    CouncilType.UNITARY: (18, 1270),
    CouncilType.COUNTY: (208, 3200),
}

# The City of London and the Isles of Scilly are smaller than all other councils.
_SMALLER = ("E09000001", "E06000053")

# A council's population changes by at most this part in a year; estimates are also revised after a census.
_GROWTH, _REVISION = 0.03, 0.05

# So many letters show which of them is wrong; two only show that one of them is.
_FEWEST = 3

_RATE, _COUNT = "upheld_per_100k", "decided_upheld"


@dataclass(frozen=True, slots=True)
class Implied:
    """The least and the greatest population that a letter's rate, as rounded in print, allows."""

    least: float
    most: float

    def meets(self, other: "Implied", slack: float) -> bool:
        """Whether both can be of one population, if it may have changed by this part."""
        return self.least <= other.most * (1 + slack) and other.least <= self.most * (1 + slack)

    @property
    def words(self) -> str:
        least, most = (f"{_rounded(value):,}" for value in (self.least, self.most))
        return f"about {least}" if least == most else f"{least} to {most}"


def _rounded(value: float) -> int:
    """A population to two significant digits."""
    digits = len(str(int(value)))
    return int(round(value, 2 - digits)) if digits > 2 else int(value)


def implied_by(letter: Reading) -> Implied | None:
    """The population that a letter implies; None where it states no rate, or none was upheld."""
    rate, upheld = letter.figure(_RATE), letter.value(_COUNT)
    if rate is None or not rate.value or not upheld:
        return None
    half = 0.5 * 10.0 ** -decimals(rate)
    most = 100_000 * upheld / (rate.value - half) if rate.value > half else float("inf")
    return Implied(100_000 * upheld / (rate.value + half), most)


def decimals(figure: Figure) -> int:
    """The decimals with which a figure is printed."""
    if figure.value is None or "." not in figure.printed:
        return 0
    return max(0, -int(Decimal(figure.printed.strip("%")).as_tuple().exponent))


def check_type(letter: Reading) -> Check | None:
    """Whether a council of the letter's type can have the population it implies; None where nothing is implied."""
    implied, council = implied_by(letter), letter.council
    if implied is None or council is None or council.gss_code in _SMALLER:
        return None
    least, most = (1000 * value for value in _THOUSANDS[council.type])
    says = f"{letter.value(_COUNT):g} upheld at {_printed(letter)} per 100,000 residents are {implied.words} residents"
    if implied.most >= least and implied.least <= most:
        return Check(f"{says}, as a {council.type.label} can have", True, "rate-mismatch")
    beyond = f"which no {council.type.label} has (expected {least:,} to {most:,})"
    return Check(f"{says}, {beyond}", False, "rate-mismatch")


def _printed(letter: Reading) -> str:
    figure = letter.figure(_RATE)
    return "" if figure is None else figure.printed


def compare(letters: Sequence[Reading], stood: Stood = ()) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    """The letters in their order, each in review if its rate per 100,000 residents contradicts others; and notes.

    Others do not hold back a letter that stands.
    """
    rivals = _by_council(letters)
    usual = _usual_decimals(letters)
    compared = []
    for letter in letters:
        own = tuple(filter(None, [check_type(letter)]))
        among = tuple(filter(None, [_check_decimals(letter, usual), _check_years(letter, rivals)]))
        tried = replace(letter, checks=(*letter.checks, *own, *among)).doubt(*_failed(own))
        compared.append(contradict(tried, _failed(among), stood))
    return tuple(compared), tuple(note for rival in rivals.values() if (note := _note(rival)))


def _failed(checks: Iterable[Check]) -> tuple[Problem, ...]:
    return tuple(Problem(check.code, check.statement) for check in checks if not check.holds)


_Key = tuple[str, object]


def _key(letter: Reading) -> _Key:
    return ("" if letter.council is None else letter.council.gss_code, letter.illustration)


def _by_council(letters: Iterable[Reading]) -> Mapping[_Key, list[Reading]]:
    """The letters that imply a population, by council; invented ones apart."""
    found: defaultdict[_Key, list[Reading]] = defaultdict(list)
    for letter in letters:
        if letter.status is Status.OK and letter.council is not None and implied_by(letter) is not None:
            found[_key(letter)].append(letter)
    return found


def _agree(one: Reading, other: Reading) -> bool:
    first, second = implied_by(one), implied_by(other)
    if first is None or second is None or one.period_end is None or other.period_end is None:
        return True
    apart = abs(one.period_end.year - other.period_end.year)
    return first.meets(second, _REVISION + _GROWTH * apart)


def _check_years(letter: Reading, rivals: Mapping[_Key, Sequence[Reading]]) -> Check | None:
    """Whether the letter implies the population of its council's other letters; None if these settle nothing."""
    implied = implied_by(letter)
    others = [other for other in rivals.get(_key(letter), ()) if other.period_end != letter.period_end]
    if implied is None or len(others) + 1 < _FEWEST:
        return None
    agreeing = [other for other in others if _agree(letter, other)]
    if len(agreeing) == len(others):
        says = f"{_printed(letter)} per 100,000 residents fits the council’s {len(others)} other letters"
        return Check(says, True, "rate-mismatch")
    if agreeing or not all(_agree(one, other) for one in others for other in others):
        return None
    says = (
        f"{letter.value(_COUNT):g} upheld at {_printed(letter)} per 100,000 residents are {implied.words} residents, "
        f"which contradicts the council’s {len(others)} other letters"
    )
    return Check(says, False, "rate-mismatch")


def _note(rival: Sequence[Reading]) -> str:
    """A note where a council's only two letters imply two populations: nothing shows which is wrong."""
    if len(rival) != _FEWEST - 1 or _agree(*rival):
        return ""
    implied = [found.words for letter in rival if (found := implied_by(letter)) is not None]
    return (
        f"{rival[0].file} and {rival[1].file} are about one council, but their rates per 100,000 residents imply "
        f"{implied[0]} and {implied[1]} residents. Look at both; nothing shows which is wrong, so none is held back."
    )


_Cohort = tuple[object, object]


def _cohort(letter: Reading) -> _Cohort:
    return (letter.period_end, letter.illustration)


def _usual_decimals(letters: Iterable[Reading]) -> Mapping[_Cohort, Counter[int]]:
    """With how many decimals the letters of each year print the rate."""
    found: defaultdict[_Cohort, Counter[int]] = defaultdict(Counter)
    for letter in letters:
        figure = letter.figure(_RATE)
        if letter.status is Status.OK and figure is not None and figure.value is not None:
            found[_cohort(letter)][decimals(figure)] += 1
    return found


def _check_decimals(letter: Reading, usual: Mapping[_Cohort, Counter[int]]) -> Check | None:
    """A check that fails on a rate with more decimals than any other letter of its year prints."""
    figure, votes = letter.figure(_RATE), usual.get(_cohort(letter))
    if figure is None or votes is None:
        return None
    others = votes - Counter([decimals(figure)]) if letter.status is Status.OK else votes
    if others.total() < _FEWEST - 1 or decimals(figure) <= max(others):
        return None
    says = f"The rate per 100,000 residents is {figure.printed}; no other letter of the year prints so many decimals"
    return Check(says, False, "rate-mismatch")
