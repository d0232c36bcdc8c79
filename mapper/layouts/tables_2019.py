"""Letters of the Local Government and Social Care Ombudsman for the year ending 31 March 2019: four tables.

Received by subject, decided by outcome, satisfactory remedies, and compliance with a row of counts and a row
of rates. The last two tell this form from all others: the years before have "complaints remedied" in their
place, the years after have text. So a letter is claimed if it has the title line and one of these two tables
(by its title, and compliance by its row of rates too, for later letters keep that title). A letter that lacks
the other one, or any column, is still of this form, and each lack is a problem. The words are seen.
"""

from mapper.figures import LetterStatistics
from mapper.layouts import tables
from mapper.layouts.layout import Layout
from mapper.layouts.table import normal_form
from mapper.layouts.tables import RateRow, Table
from mapper.letter import Letter

NAME = "tables-2019"
YEARS = (2019,)

REMEDIES = Table(
    ("Satisfactory remedy provided by authority",),
    {
        "satisfactory_remedies": (
            "Upheld cases where the authority had provided a satisfactory remedy "
            "before the complaint reached the Ombudsman",
        ),
        "satisfactory_remedy_rate": ("% of upheld cases",),
    },
)
COMPLIANCE = Table(
    ("Compliance with Ombudsman recommendations",),
    {
        "compliance_recorded": (
            "Complaints where compliance with the recommended remedy was recorded during the year*",
        ),
        "complied_on_time": ("Complaints where the authority complied with our recommendations on-time",),
        "complied_late": ("Complaints where the authority complied with our recommendations late",),
        "not_complied": ("Complaints where the authority has not complied with our recommendations",),
    },
    counts_row="Number",
    rate_row=RateRow("Compliance rate**", "compliance_rate", ("complied_on_time", "complied_late")),
)
TABLES = (tables.RECEIVED, tables.DECIDED, REMEDIES, COMPLIANCE)


def has_tables(text: str) -> bool:
    """Whether a text has one of the tables that only this form has."""
    words = normal_form(text)
    return normal_form(REMEDIES.name) in words or (
        normal_form(COMPLIANCE.name) in words and "compliancerate" in words
    )


def claims(text: str) -> bool:
    """Whether the pages of this text are a letter of this form."""
    return tables.has_title(text) and has_tables(text)


def parse(letter: Letter) -> tuple[LetterStatistics, ...]:
    """The statistics of a letter of this form."""
    return tables.read(letter, NAME, TABLES)


LAYOUT = Layout(
    NAME,
    "tables with satisfactory remedies and compliance",
    YEARS,
    tables.wanted,
    tables.spans,
    claims,
    parse,
)
