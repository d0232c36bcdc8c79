"""Letters of the Local Government and Social Care Ombudsman for the year ending 31 March 2019: four tables.

Complaints received by subject, decisions by outcome, satisfactory remedies, and compliance with a row of
counts and a row of rates. The last two tell this form from all others: the years before have "complaints
remedied" in their place, the years after have text. A letter that lacks one of them, or any column, is still
of this form, and each lack is a problem. The words are confirmed.
"""

from mapper.letters.layouts.tables.form import Form
from mapper.letters.layouts.tables.headings import DECIDED, RECEIVED
from mapper.letters.layouts.tables.table import RateRow, Table

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

FORM = Form(
    "tables-2019",
    "tables, with satisfactory remedies and compliance",
    years=(2019,),
    tables=(RECEIVED, DECIDED, REMEDIES, COMPLIANCE),
    own_words=(
        ("satisfactoryremedyprovidedbyauthority",),
        ("compliancewithombudsmanrecommendations", "compliancerate"),
    ),
)
