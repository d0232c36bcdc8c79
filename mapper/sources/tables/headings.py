"""Which statistic a heading names, by its words.

A heading names a statistic if it has all the words of one of its forms, and no word that means something else. No
other heading is read: what a new word means, nobody can tell beforehand. Column order means nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from mapper.letters.statistics import BY_KEY, SUBJECTS
from mapper.sources.tables.words import words_of

NAME, YEAR, CODE = "name", "year", "code"
"""What else than a statistic a column may hold: the council's name, its year, its GSS code."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words of a heading: one of `forms` must be there whole, any of `also` may be."""

    forms: tuple[frozenset[str], ...]
    also: frozenset[str] = field(default_factory=frozenset)

    def fits(self, words: frozenset[str]) -> bool:
        return any(form <= words <= form | self.also for form in self.forms)


def _spelt(*forms: str, also: str = "") -> Spelling:
    return Spelling(tuple(frozenset(form.split()) for form in forms), frozenset(also.split()))


_RECEIVED = "complaint enquiry received service subject category number"
_DECIDED = "decision made outcome complaint enquiry case number"
_INVESTIGATED = f"{_DECIDED} detailed investigation carried out"
_SIMILAR = "average similar type group body level national"
_REMEDY = "upheld case complaint decision body provided before reached ombudsman number satisfactory remedy outof by"
_COMPLIANCE = (
    "complaint case body number recommendation recommended remedy ombudsman complied compliance year recorded"
    " outcome"
)

# Forms and further words, by key. What the letters print is in all of them; words in normal form (see `words.py`).
SPELLINGS: Mapping[str, Spelling] = {
    "received_adult_care_services": _spelt("adult care", also=f"{_RECEIVED} social"),
    "received_benefits_and_tax": _spelt("benefit tax", also=f"{_RECEIVED} body"),
    "received_corporate_and_other_services": _spelt("corporate other", "corporate", also=_RECEIVED),
    "received_education_and_childrens_services": _spelt("education children", also=_RECEIVED),
    "received_environment_services": _spelt("environment", also=f"{_RECEIVED} public protection regulation"),
    "received_highways_and_transport": _spelt("highway transport", also=_RECEIVED),
    "received_housing": _spelt("housing", also=_RECEIVED),
    "received_planning_and_development": _spelt("planning development", also=_RECEIVED),
    "received_other": _spelt("other received", also=_RECEIVED),
    "received_total": _spelt(
        *("total received", "complaint received", "enquiry received", "number received"),
        also="complaint enquiry total number all",
    ),
    "decided_incomplete_or_invalid": _spelt("incomplete invalid", also=_DECIDED),
    "decided_advice_given": _spelt("advice given", "advice", also=_DECIDED),
    "decided_referred_back": _spelt("referred back", also=f"{_DECIDED} local resolution body"),
    "decided_closed_after_initial_enquiries": _spelt("closed after initial enquiry", also=_DECIDED),
    "decided_not_upheld": _spelt("not upheld", also=_INVESTIGATED),
    "decided_upheld": _spelt("upheld", "number outof upheld", "total upheld", also=_INVESTIGATED),
    "decided_total": _spelt(
        "total decision", "decision made", "complaint decision", also=f"{_DECIDED} all total"
    ),
    "uphold_rate": _spelt("upheld rate", "upheld percent", also=f"{_INVESTIGATED} percent rate"),
    "investigations": _spelt(
        "detailed investigation",
        "investigation",
        also="total number carried out complaint case decision made",
    ),
    "average_uphold_rate": _spelt(
        *("average upheld rate", "average upheld percent"), also=f"{_INVESTIGATED} {_SIMILAR} percent rate"
    ),
    "upheld_per_100k": _spelt(
        "upheld per100k", also=f"{_DECIDED} resident population people rate adjusted body"
    ),
    "average_upheld_per_100k": _spelt(
        "average upheld per100k", also=f"{_DECIDED} resident population people rate {_SIMILAR}"
    ),
    "satisfactory_remedies": _spelt("satisfactory remedy", also=_REMEDY),
    "satisfactory_remedy_rate": _spelt(
        *("satisfactory remedy percent", "satisfactory remedy rate"), also=f"{_REMEDY} percent rate"
    ),
    "average_satisfactory_remedy_rate": _spelt(
        *("average satisfactory remedy percent", "average satisfactory remedy rate"),
        also=f"{_REMEDY} {_SIMILAR} percent rate",
    ),
    "remedied_by_ombudsman": _spelt(
        "by ombudsman", "remedied ombudsman", also="by remedied complaint number"
    ),
    "remedied_by_authority": _spelt(
        "satisfactorily body before ombudsman", also="by involvement remedied complaint number"
    ),
    "compliance_recorded": _spelt("compliance recorded", "compliance outcome", also=f"{_COMPLIANCE} total"),
    "complied_on_time": _spelt("complied ontime", "compliance ontime", also=_COMPLIANCE),
    "complied_late": _spelt("complied late", "compliance late", also=_COMPLIANCE),
    "not_complied": _spelt("not complied", "not compliance", also=_COMPLIANCE),
    "compliance_rate": _spelt("compliance rate", "compliance percent", also=f"{_COMPLIANCE} percent rate"),
    "average_compliance_rate": _spelt(
        *("average compliance rate", "average compliance percent"),
        also=f"{_COMPLIANCE} {_SIMILAR} percent rate",
    ),
    "dealt_with": _spelt("dealt", also="complaint number total case with"),
    "not_for_us": _spelt("not ready", "not us", also="complaint number ready us investigate investigation"),
    "assessed_and_closed": _spelt("assessed closed", also="complaint number case"),
}

_OTHERS: Mapping[str, Spelling] = {
    NAME: _spelt("body", "name", "binj", also="body name jurisdiction la"),
    YEAR: _spelt("year", "period", also="financial ending ended end date reporting 31 march period year"),
    CODE: _spelt("code", also="ons gss la area body lad geography"),
}

# Headings that say what they count only together with others of their table: the statistic by the group of these.
_WITHIN: tuple[tuple[Spelling, Mapping[str, str]], ...] = (
    (
        _spelt("total", also="number all complaint case"),
        {"received": "received_total", "decided": "decided_total"},
    ),
    (_spelt("other", also="service"), {"received": "received_other"}),
    (
        _spelt("percent outof upheld", also="case complaint decision"),
        {"remedies": "satisfactory_remedy_rate"},
    ),
)


# What a heading over others may say without changing what they count.
_NEUTRAL = frozenset(
    f"{_INVESTIGATED} {_RECEIVED} {_COMPLIANCE} satisfactory remedy provided before reached ombudsman total name letter"
    " year period ending ended date january february march april may june july august september october november"
    " december source table data statistic annual review published updated version page sheet www lgo org uk"
    " https england unnamed level".split()
)


@lru_cache(maxsize=8192)
def named(words: frozenset[str]) -> frozenset[str]:
    """The statistics, or the other things, that these words name by themselves; it is clear only if there is one."""
    fitting = {**SPELLINGS, **_OTHERS}
    return frozenset(key for key, spelling in fitting.items() if words and spelling.fits(words))


def is_neutral(heading: str) -> bool:
    """Whether a heading over others changes nothing in what they count: the name of a table, or a year."""
    return all(word in _NEUTRAL or word.isdecimal() for word in words_of(heading))


def is_open(words: frozenset[str]) -> bool:
    """Whether a heading of these words says what it counts only together with others."""
    return any(spelling.fits(words) for spelling, _ in _WITHIN)


def named_among(words: frozenset[str], others: Iterable[str]) -> str | None:
    """The statistic that these words name among the statistics of a table; None if that is not certain."""
    groups = {_group(key) for key in others}
    for spelling, by_group in _WITHIN:
        if spelling.fits(words):
            fitting = {by_group[group] for group in groups if group in by_group}
            return fitting.pop() if len(fitting) == 1 else None
    return None


def _group(key: str) -> str:
    """The table to which a statistic belongs; a total belongs to no parts, and a rate to none that are counted."""
    if key in SUBJECTS:
        return "received"
    if key in ("uphold_rate", "received_total"):
        return ""
    return BY_KEY[key].group
