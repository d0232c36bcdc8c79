"""The tables that the letters of more than one year print, with every heading known for each column.

The headings of 2019 are confirmed and come first, because messages name a column by its first heading. Those
of the years before are unconfirmed, except that of the environment's column in 2014, which is reported.
"""

from mapper.letters.layouts.tables.table import Table

RECEIVED = Table(
    ("Complaints and enquiries received",),
    {
        "received_adult_care_services": ("Adult Care Services",),
        "received_benefits_and_tax": ("Benefits and Tax",),
        "received_corporate_and_other_services": ("Corporate and Other Services",),
        "received_education_and_childrens_services": ("Education and Children's Services",),
        "received_environment_services": (
            "Environment Services",
            "Environmental Services",
            "Environmental Services, Public Protection and Regulation",
            "Environmental Services and Public Protection and Regulation",
            "Environmental Services and Public Protection",
            "Environment Services, Public Protection and Regulation",
            "Environment Services and Public Protection and Regulation",
        ),
        "received_highways_and_transport": ("Highways and Transport",),
        "received_housing": ("Housing",),
        "received_planning_and_development": ("Planning and Development",),
        "received_other": ("Other",),
        "received_total": ("Total",),
    },
    over="Year",
)

DECIDED = Table(
    ("Decisions made",),
    {
        "decided_incomplete_or_invalid": ("Incomplete or Invalid", "Incomplete/Invalid"),
        "decided_advice_given": ("Advice Given",),
        "decided_referred_back": ("Referred back for Local Resolution",),
        "decided_closed_after_initial_enquiries": ("Closed After Initial Enquiries",),
        "decided_not_upheld": ("Not Upheld",),
        "decided_upheld": ("Upheld",),
        "uphold_rate": ("Uphold Rate (%)", "Upheld Rate (%)"),
        "decided_total": ("Total",),
    },
    over="Decisions made Detailed Investigations carried out Year",
)

# It is confirmed that 2016 and 2017 have it; its headings are not. The Ombudsman's name changed in June 2017.
REMEDIED = Table(
    ("Complaints remedied", "Remedied complaints"),
    {
        "remedied_by_ombudsman": ("by LGO", "by the LGO", "by LGSCO", "by the LGSCO", "by the Ombudsman"),
        "remedied_by_authority": tuple(
            f"Satisfactorily by {authority} before {ombudsman} Involvement"
            for authority in ("Authority", "the Authority")
            for ombudsman in ("LGO", "LGSCO", "Ombudsman", "the Ombudsman's")
        ),
    },
    over="Complaints remedied",
    optional=frozenset(("remedied_by_ombudsman", "remedied_by_authority")),
    may_lack_title=True,
)
