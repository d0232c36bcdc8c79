"""From the bytes of one PDF to what its letters state.

The result depends on nothing but the bytes, so a file can be read in a worker and the result cached by
content.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from mapper.errors import UnreadableLetter
from mapper.letters import layouts, pdf, second_reader, witness
from mapper.letters.illustration import MARKS, Illustration
from mapper.letters.letter import Letter
from mapper.letters.limits import LIMITS, Limits
from mapper.letters.own_pages import own_pages
from mapper.letters.second_reader import Disagreement
from mapper.letters.signs import SignReader
from mapper.letters.statistics import LetterStatistics, Problem
from mapper.words import shortened

_READINGS_SHOWN = 3
_LONGEST_MESSAGE = 1_000


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file states: its letters, or the problem that it has none.

    `sha256` is empty if the file could not be opened. `turned` has the pages that were turned because their figures are
    drawn sideways or upside down, by their numbers: by how many degrees clockwise. The boxes of their figures are those
    after that. `own_pages` has the first and last page of each letter.
    """

    sha256: str
    letters: tuple[LetterStatistics, ...] = ()
    problem: Problem | None = None
    illustration: Illustration | None = None
    active_content: bool = False
    turned: dict[int, int] = field(default_factory=dict)
    own_pages: tuple[tuple[int, int], ...] = ()


def read_file(data: bytes, limits: Limits = LIMITS) -> FileReading:
    """Read every letter in one PDF; a file that cannot be read has a problem instead of letters.

    Raises MemoryError where there is none left.
    """
    digest = sha256(data).hexdigest()
    try:
        opened = pdf.read(data, layouts.wanted, limits)
    except UnreadableLetter as error:
        return FileReading(digest, problem=Problem(error.code, str(error)))
    mark = _illustration(opened.texts)
    try:
        letters = _letters(data, opened, limits)
    except UnreadableLetter as error:
        problem = Problem(error.code, str(error))
        return FileReading(digest, (), problem, mark, opened.active_content)
    turned = {page.number: page.turned_by for page in opened.pages if page.turned_by}
    own = own_pages(opened.texts, [_pages_with_figures(one) for one in letters])
    return FileReading(digest, letters, None, mark, opened.active_content, turned, own)


def _pages_with_figures(letter: LetterStatistics) -> tuple[int, int]:
    """The first and last page of its statistics, and of every figure that was found beside them."""
    numbers = [*letter.pages, *(figure.page for figure in letter.figures)]
    return min(numbers), max(numbers)


def _letters(data: bytes, opened: Letter, limits: Limits) -> tuple[LetterStatistics, ...]:
    """The letters of an opened file, compared with what the second reader finds."""
    letters = layouts.parse(opened)
    with SignReader(data, {page.number: page.turned_by for page in opened.pages}) as second:
        differing = second_reader.disagreements(second, opened.pages)
        letters = witness.as_printed(second, opened.pages, letters)
    unseen = tuple(_unseen(opened))
    strays = _of_no_letter(differing, letters)
    letters = tuple(_with_unseen(_compared(one, differing, strays), unseen) for one in letters)
    if len(letters) > limits.letters:
        raise UnreadableLetter(
            "too-large",
            f"The file holds {len(letters)} letters; {limits.letters} is the most that is read. Split it.",
        )
    return tuple(_with_few_problems(statistics, limits.problems) for statistics in letters)


def _with_few_problems(statistics: LetterStatistics, most: int) -> LetterStatistics:
    """The letter with its first problems and the number of the others: a page of stray digits has thousands.

    Their messages quote what is printed, which may be a page; they are cut.
    """
    told = tuple(
        replace(problem, message=shortened(problem.message, _LONGEST_MESSAGE))
        for problem in statistics.problems[:most]
    )
    rest = len(statistics.problems) - most
    if rest <= 0:
        return replace(statistics, problems=told)
    more = Problem(statistics.problems[most].code, f"And {rest} more problems.")
    return replace(statistics, problems=(*told, more))


def _of_no_letter(
    differing: Sequence[Disagreement], letters: Sequence[LetterStatistics]
) -> tuple[Disagreement, ...]:
    """Disagreements on pages without any letter's figures: a letter may be missing because of them."""
    taken = {page for first, last in (one.pages for one in letters) for page in range(first, last + 1)}
    return tuple(found for found in differing if found.page not in taken)


def _compared(
    statistics: LetterStatistics, differing: Sequence[Disagreement], strays: Sequence[Disagreement]
) -> LetterStatistics:
    """The letter, with a problem if the readers disagree on its pages, or on pages of no letter."""
    first, last = statistics.pages
    own = [*(found for found in differing if first <= found.page <= last), *strays]
    if not own:
        return statistics
    readings = [f"page {o.page}: “{o.first}” and “{o.second}”" for o in own[:_READINGS_SHOWN]]
    more = f" and {len(own) - _READINGS_SHOWN} more" if len(own) > _READINGS_SHOWN else ""
    message = (
        f"Two programs read the same places differently: {'; '.join(readings)}{more}. Expected the same digits. "
        "Look at the letter."
    )
    return replace(statistics, problems=(*statistics.problems, Problem("readers-disagree", message)))


def _unseen(opened: Letter) -> Iterator[int]:
    """The pages, counted from 1, on which the exact reader finds less than half of the fast reader's words.

    Each word counts once: the fast reader repeats a word that is drawn twice to look bold.
    """
    for page in opened.pages:
        fast, exact = set(opened.texts[page.number - 1].split()), {word.text for word in page.words}
        if 2 * len(fast & exact) < len(fast):
            yield page.number


def _with_unseen(statistics: LetterStatistics, pages: Sequence[int]) -> LetterStatistics:
    """The letter, with a problem if any page of its file cannot be seen: another letter may stand there."""
    if not pages:
        return statistics
    numbers = ", ".join(map(str, pages))
    message = (
        f"Of the words on page {numbers} one program finds less than half of what another finds. Expected the same. "
        "Look at the page: a letter may be missing here. It may also be set sideways; then turn it and save it again."
    )
    return replace(statistics, problems=(*statistics.problems, Problem("readers-disagree", message)))


def _illustration(texts: Iterable[str]) -> Illustration | None:
    """What the mark on a page says the letter is; if there are both marks, that the figures are invented."""
    pages = [" ".join(text.split()) for text in texts]
    for illustration in (Illustration.INVENTED, Illustration.REDRAWN):
        if any(MARKS[illustration] in page for page in pages):
            return illustration
    return None
