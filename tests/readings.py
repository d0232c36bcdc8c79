"""Small readings made by hand, for tests that need no PDF."""

from datetime import date
from hashlib import sha256

from mapper.councils.council import Council
from mapper.councils.register_file import load_register
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import Figure
from mapper.review.reading import CouncilYear, Reading, Status
from mapper.review.shown import LettersAs, Shown

DAY = date(2019, 3, 31)
DARTFORD = "E07000107"
PDF = b"%PDF-1.7\n"
"""What stands for the PDF of each letter."""
AS_FOUND = Shown(LettersAs.ORIGINAL, sha256=sha256(PDF).hexdigest(), content=PDF)
"""A letter that is shown as the file that it is."""
WITHHELD = Shown(None, "It holds a thing that cannot be copied")
"""A letter that is not shown."""

# Dartford's published figures for the year to 31 March 2019.
DARTFORD_FIGURES: dict[str, int | float | None] = {
    "received_adult_care_services": 0,
    "received_benefits_and_tax": 0,
    "received_corporate_and_other_services": 0,
    "received_education_and_childrens_services": 0,
    "received_environment_services": 3,
    "received_highways_and_transport": 0,
    "received_housing": 10,
    "received_planning_and_development": 1,
    "received_other": 0,
    "received_total": 14,
    "decided_incomplete_or_invalid": 0,
    "decided_advice_given": 3,
    "decided_referred_back": 3,
    "decided_closed_after_initial_enquiries": 6,
    "decided_not_upheld": 0,
    "decided_upheld": 1,
    "decided_total": 13,
    "uphold_rate": 100,
    "investigations": 1,
    "satisfactory_remedies": 0,
    "satisfactory_remedy_rate": 0,
    "compliance_recorded": 1,
    "complied_on_time": 1,
    "complied_late": 0,
    "not_complied": 0,
    "compliance_rate": 100,
}


def council(code: str = DARTFORD) -> Council:
    return load_register().by_code(code)


def figures(values: dict[str, int | float | None], page: int = 4) -> tuple[Figure, ...]:
    return tuple(
        Figure(key, value, "-" if value is None else str(value), page) for key, value in values.items()
    )


def reading(
    code: str = DARTFORD,
    status: Status = Status.OK,
    illustration: Illustration | None = None,
    file: str = "letters/2019/letter.pdf",
    **values: int | float | None,
) -> Reading:
    """A letter with Dartford's figures, but for those given."""
    stated = figures({**DARTFORD_FIGURES, **values})
    return Reading(
        file=file,
        sha256=sha256(PDF).hexdigest(),
        status=status,
        authority_name=council(code).name,
        council=council(code),
        period_end=DAY,
        layout="tables-2019",
        figures={figure.statistic: figure for figure in stated},
        pages=(4, 4),
        illustration=illustration,
        shown=AS_FOUND,
    )


def year(letter: Reading | None = None, code: str = DARTFORD) -> CouncilYear:
    return CouncilYear(council(code), DAY, letter)
