"""Which pages and which files are letters with tables, and of which form."""

from collections.abc import Sequence

from mapper.letters.layouts.days import day_at_start
from mapper.letters.layouts.labels import normal_form
from mapper.letters.layouts.layout import Landmark, Layout
from mapper.letters.layouts.tables.form import Form
from mapper.letters.layouts.tables.landmarks import landmarks_on
from mapper.letters.layouts.tables.reading import read
from mapper.letters.layouts.tables.reports import spans
from mapper.letters.layouts.tables.titles import PERIOD_LINE, TITLE
from mapper.letters.letter import Letter, Page
from mapper.letters.statistics import LetterStatistics

# A page may be part of a letter if its text contains so many of these, in normal form: the title, the title
# of a table, or words of its headings. The fast reader may give the words of wrapped headings in another
# order, so longer phrases are no use. Later letters keep the title of the compliance table, but not its row
# of rates.
_MARKS = (
    (1, ("localauthorityreport",)),
    (5, ("adult", "benefits", "corporate", "environment", "highways", "housing", "planning")),
    (5, ("incomplete", "invalid", "advice", "referred", "closed", "upheld", "uphold")),
    (3, ("remedied", "satisfactorily", "authority", "involvement")),
    (1, ("satisfactoryremedyprovidedbyauthority",)),
    (4, ("recommended", "remedy", "recorded", "complied", "ontime", "late")),
    (2, ("compliancewithombudsmanrecommendations", "compliancerate")),
)


def table_layouts(*forms: Form) -> tuple[Layout, ...]:
    """The layouts of all forms with tables."""
    return tuple(_layout(form, forms) for form in forms)


def _layout(form: Form, forms: Sequence[Form]) -> Layout:
    def claims(text: str) -> bool:
        return _claims(form, forms, text)

    def parse(letter: Letter) -> tuple[LetterStatistics, ...]:
        return read(letter, form.name, form.tables)

    def landmarks(page: Page) -> tuple[Landmark, ...]:
        return tuple(landmarks_on(page, form.tables))

    return Layout(form.name, form.form, form.years, _wanted, spans, claims, parse, landmarks, form.usual)


def _wanted(text: str) -> bool:
    """Whether a page with this text carries the title or a table."""
    words = normal_form(text)
    return any(sum(mark in words for mark in marks) >= enough for enough, marks in _MARKS)


def _claims(form: Form, forms: Sequence[Form], text: str) -> bool:
    """Whether pages with this text are a letter of the form.

    The own words of one form decide. Where there are none, or those of two forms, the year does. So a letter
    is read even if its year is worded in an unexpected way, and a period that contradicts the words is
    noticed.
    """
    words = normal_form(text)
    if normal_form(TITLE) not in words:
        return False
    worded = [one for one in forms if any(all(word in words for word in group) for group in one.own_words)]
    if len(worded) == 1:
        return form in worded
    return not _years_in(text).isdisjoint(form.years)


def _years_in(text: str) -> frozenset[int]:
    """The years in which the periods under the titles end."""
    days = (day_at_start(found["period"]) for found in PERIOD_LINE.finditer(text))
    return frozenset(day.year for day in days if day is not None)
