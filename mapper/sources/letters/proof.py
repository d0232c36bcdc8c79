"""Whether a file is the letter that was wanted: read as every letter is, and compared with what it says of itself."""

from collections.abc import Iterable, Iterator, Sequence

from mapper.councils.council import Council
from mapper.councils.register import Register
from mapper.letters.read import FileReading
from mapper.letters.statistics import LetterStatistics
from mapper.sources.letters.manifest import State
from mapper.words import day_in_words
from mapper.year import last_day_of

# With these a file is no whole PDF; with other problems it may be the letter, and a build says what is wrong with it.
_NO_LETTER = frozenset({"not-a-pdf", "damaged", "too-large"})

# With these the council or the year that was read may be another's.
_DOUBTFUL = frozenset({"name-missing", "name-conflict", "period-missing", "period-conflict"})

# The end of a PDF is in its last kilobyte; some programs write more after it.
_TAIL = 4096


def is_whole(content: bytes) -> bool:
    """Whether a PDF has its end: one that was cut short can still be opened, without its last pages."""
    return b"%%EOF" in content[-_TAIL:]


def judge(read: FileReading, council: Council, year: int, register: Register) -> tuple[State, str]:
    """What a file is that should be a council's letter of a year, and a clause that says why it is, or may be, none."""
    if read.problem is not None:
        state = State.SET_ASIDE if read.problem.code in _NO_LETTER else State.UNCONFIRMED
        return state, f"{read.problem.code}: {read.problem.message}"
    if not read.letters:
        return State.UNCONFIRMED, "no letter is found in it"
    wrong = next(_strange(read.letters, council, year, register), None)
    if wrong is not None:
        return State.SET_ASIDE, wrong
    unsure = next(_unsure(read.letters, register), None)
    return (State.OK, "") if unsure is None else (State.UNCONFIRMED, unsure)


def _strange(
    letters: Sequence[LetterStatistics], council: Council, year: int, register: Register
) -> Iterator[str]:
    """What shows that this is not the letter: another council's, or none of its letters is of the year."""
    wanted = last_day_of(year)
    days = [letter.period_end for letter in letters if letter.period_end is not None]
    if len(days) == len(letters) and wanted not in days:
        yield f"it is a letter of the year to {day_in_words(days[0])}"
    for letter in letters:
        if letter.authority_name is None:
            continue
        match = register.match(letter.authority_name, letter.period_end or wanted)
        found = match.council or match.former
        if found is not None and found.slug != council.slug:
            yield f"it is a letter to {found.name}"
        if match.reason in ("not-a-council", "not-in-england"):
            yield "it is a letter to a body that is no council of England"


def _unsure(letters: Iterable[LetterStatistics], register: Register) -> Iterator[str]:
    for letter in letters:
        doubts = [problem for problem in letter.problems if problem.code in _DOUBTFUL]
        if doubts:
            yield f"{doubts[0].code}: {doubts[0].message}"
        elif letter.period_end is None:
            yield "it does not say its year in a way that can be read"
        elif letter.authority_name is None:
            yield "it does not say its council in a way that can be read"
        else:
            match = register.match(letter.authority_name, letter.period_end)
            if match.council is None and match.former is None:
                yield "the register has no council of the name that it prints"
