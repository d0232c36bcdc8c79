"""The published figures of councils whose illustrative letter has them, instead of invented ones."""

from collections.abc import Mapping

Figures = Mapping[str, int | float | None]
"""What a letter prints, by statistic: counts in cases, rates in whole per cent or per 100,000, None for a dash."""

_DARTFORD_2019: Figures = {
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

PUBLISHED: Mapping[tuple[str, int], Figures] = {("E07000107", 2019): _DARTFORD_2019}
"""Published figures by GSS code and year."""
