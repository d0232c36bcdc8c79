"""The words of letters with blocks, as values: headings, sentences, and what each of them states."""

import re
from collections.abc import Mapping

from mapper.letters.layouts.blocks.parts import Sentence, Slot
from mapper.letters.statistics import Unit

UPHELD, COMPLIANCE, REMEDIES = "Complaints upheld", "Compliance", "Satisfactory remedies"

HEADINGS: Mapping[str, re.Pattern[str]] = {
    UPHELD: re.compile(r"complaints upheld"),
    COMPLIANCE: re.compile(r"compliance with ombudsman recommendations"),
    REMEDIES: re.compile(r"satisfactory remed(?:y|ies) provided by (?:the )?(?:\S+ ){0,7}?\S+"),
}

# The statistic of each slot, by block; a block has no other slots. The base of the remedies repeats the
# number upheld, so it is compared with that and is no figure of its own.
KEYS: Mapping[str, Mapping[str, str]] = {
    UPHELD: {
        "rate": "uphold_rate",
        "average": "average_uphold_rate",
        "count": "decided_upheld",
        "per_100k": "upheld_per_100k",
        "average_per_100k": "average_upheld_per_100k",
        "base": "investigations",
    },
    COMPLIANCE: {
        "rate": "compliance_rate",
        "average": "average_compliance_rate",
        "base": "compliance_recorded",
    },
    REMEDIES: {
        "rate": "satisfactory_remedy_rate",
        "average": "average_satisfactory_remedy_rate",
        "count": "satisfactory_remedies",
    },
}

# The slots that each block must have.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    UPHELD: ("rate", "average", "count", "base"),
    COMPLIANCE: ("rate", "average", "base"),
    REMEDIES: ("rate", "average", "count"),
}

VOLUMES = ("dealt_with", "not_for_us", "assessed_and_closed", "investigations")
"""The statistics that the sentences on volumes state."""

# What a base may count, in words, by block.
BASES: Mapping[str, re.Pattern[str]] = {
    UPHELD: re.compile(r"(?:detailed )?investigations?"),
    COMPLIANCE: re.compile(r"compliance outcomes?"),
    REMEDIES: re.compile(r"(?:detailed )?investigations?|upheld (?:decision|case|complaint)s?"),
}

_COUNT = r"(?:\S*[0-9]\S*)"
_PERCENT = r"(?:\S*[0-9]\S*(?:%| per ?cent)|n/a|not applicable|[-–—])"
_AUTHORITY = r"(?:authority|authorities|organisations?|councils?)"
_SOMEONE = r"(?:\S+ ){1,8}?"
_DAY = r"[0-9]{1,2} [a-z]+ [0-9]{4}"
_PER_100K_WORDS = r"upheld decisions? (?:per|for every) 100[, ]?000 (?:residents|people)"

# What may follow a figure in brackets, such as last year's.
_ASIDE = r"(?:\([^()]{1,40}\) )?"


# Rates and counts may stand apart from their sentence. An average, or a number per 100,000, may not: it could
# be mistaken for the rate.
_RATE, _FREE_COUNT = Slot(Unit.PERCENT, may_stand_apart=True), Slot(Unit.COUNT, may_stand_apart=True)
_PERCENTAGE, _NUMBER, _PER_100K = Slot(Unit.PERCENT), Slot(Unit.COUNT), Slot(Unit.PER_100K)


# Patterns for text in the plain form of `streams`. Longer sentences come before those that they contain.
SENTENCES: tuple[Sentence, ...] = (
    Sentence(
        "base",
        re.compile(
            rf"statistics are based on a total of (?:(?P<base>{_COUNT}) )?(?P<of>(?:\S+ ){{0,2}}\S+) "
            rf"for the period between (?P<start>{_DAY}) (?:to|and|-|–) (?P<end>{_DAY})"
        ),
        {"base": _NUMBER},
    ),
    Sentence(
        "per 100,000",
        re.compile(
            r"adjusted for (?P<council>(?:\S+ ){0,9}\S+) population this is "
            rf"(?:(?P<per_100k>{_COUNT}|n/a) )?{_ASIDE}{_PER_100K_WORDS}"
        ),
        {"per_100k": _PER_100K},
    ),
    Sentence(
        "average per 100,000",
        re.compile(
            rf"the average for {_AUTHORITY} of this type is "
            rf"(?:(?P<average_per_100k>{_COUNT}|n/a) )?{_ASIDE}{_PER_100K_WORDS}"
        ),
        {"average_per_100k": _PER_100K},
    ),
    Sentence(
        "average",
        re.compile(
            rf"(?:this compares (?:to|with) )?an average of (?:(?P<average>{_PERCENT}) )?{_ASIDE}"
            rf"in similar {_AUTHORITY}"
        ),
        {"average": _PERCENTAGE},
    ),
    Sentence(
        "upheld rate",
        re.compile(
            rf"(?:(?P<rate>{_PERCENT}) )?{_ASIDE}of (?:the )?complaints we investigated (?:were|was) upheld"
        ),
        {"rate": _RATE},
    ),
    Sentence(
        "uphold rate",
        re.compile(rf"(?:(?P<rate>{_PERCENT}) )?uphold rate(?= |$)"),
        {"rate": _RATE},
        stands_alone=True,
    ),
    Sentence(
        "compliance rate",
        re.compile(
            rf"(?:in )?(?:(?P<rate>{_PERCENT}) )?{_ASIDE}of cases we were satisfied (?:that )?{_SOMEONE}"
            r"(?:had )?successfully implemented our recommendations"
        ),
        {"rate": _RATE},
    ),
    Sentence(
        "remedy rate",
        re.compile(
            rf"(?:in )?(?:(?P<rate>{_PERCENT}) )?{_ASIDE}of upheld cases we found (?:that )?{_SOMEONE}"
            r"(?:had )?provided a satisfactory remedy before the complaint reached (?:the ombudsman|us)"
        ),
        {"rate": _RATE},
    ),
    Sentence(
        "compliance rate alone",
        re.compile(
            rf"(?:(?P<rate>{_PERCENT}) )?compliance rate(?: with (?:our |the )?(?:ombudsman )?recommendations)?(?= |$)"
        ),
        {"rate": _RATE},
        stands_alone=True,
    ),
    Sentence(
        "compliance recorded",
        re.compile(rf"we recorded compliance outcomes? in (?P<base>{_COUNT}) cases?"),
        {"base": _NUMBER},
    ),
    Sentence(
        "compliance outcomes",
        re.compile(rf"we recorded (?P<base>{_COUNT}) compliance outcomes?"),
        {"base": _NUMBER},
    ),
    Sentence(
        "compliance count",
        re.compile(rf"in (?P<complied>{_COUNT}) (?:(?:out )?of (?:the )?{_COUNT} )?cases? we were satisfied"),
    ),
    Sentence(
        "remedy cases",
        re.compile(
            rf"in (?P<count>{_COUNT}) (?:out )?of (?:the |our )?(?P<base>{_COUNT}) (?P<of>upheld (?:case|complaint)s?) "
            rf"we found (?:that )?{_SOMEONE}"
            r"(?:had )?provided a satisfactory remedy before the complaint reached (?:the ombudsman|us)"
        ),
        {"count": _NUMBER},
    ),
    Sentence(
        "remedy rate alone",
        re.compile(rf"(?:(?P<rate>{_PERCENT}) )?satisfactory remedy rate(?= |$)"),
        {"rate": _RATE},
        stands_alone=True,
    ),
    Sentence(
        "none due",
        re.compile(r"no recommendations were due for compliance in (?:this|the) (?:period|year)"),
    ),
    Sentence(
        "none investigated",
        re.compile(r"(?:the ombudsman|we) carried out no (?:detailed )?investigations (?:during|in) \S+ \S+"),
    ),
    Sentence(
        "none upheld",
        re.compile(
            r"(?:the ombudsman|we) did not uphold any (?:detailed )?(?:investigations|complaints) "
            r"(?:during|in) \S+ \S+"
        ),
    ),
    Sentence(
        "volume dealt with",
        re.compile(
            rf"(?:between (?P<start>{_DAY}) (?:to|and|-|–) (?P<end>{_DAY}) )?"
            rf"we dealt with (?P<dealt_with>{_COUNT}) complaints?"
        ),
        {"dealt_with": _NUMBER},
    ),
    Sentence(
        "volume not for us",
        re.compile(
            rf"(?:of these )?(?P<not_for_us>{_COUNT}) (?:were|was) not for us or not ready for us to investigate"
        ),
        {"not_for_us": _NUMBER},
    ),
    Sentence(
        "volume closed",
        re.compile(rf"we assessed and closed (?P<assessed_and_closed>{_COUNT}) complaints?"),
        {"assessed_and_closed": _NUMBER},
    ),
    Sentence(
        "volume upheld",
        re.compile(
            rf"we investigated (?P<investigations>{_COUNT}) complaints? and upheld (?P<decided_upheld>{_COUNT})"
        ),
        {"investigations": _NUMBER, "decided_upheld": _NUMBER},
    ),
    Sentence(
        "volume investigated",
        re.compile(rf"we investigated (?P<investigations>{_COUNT}) complaints?(?! and upheld)"),
        {"investigations": _NUMBER},
    ),
    Sentence(
        "remedy count",
        re.compile(rf"(?:(?P<count>{_COUNT}|n/a) )?satisfactory remedy decisions?(?= |$)"),
        {"count": _FREE_COUNT},
        stands_alone=True,
    ),
    Sentence(
        "upheld count",
        re.compile(rf"(?:(?P<count>{_COUNT}|n/a) )?upheld decisions?(?= |$)"),
        {"count": _FREE_COUNT},
        stands_alone=True,
    ),
)

# The block in which a sentence must stand; others may stand in any block.
ONLY_IN: Mapping[str, str] = {
    "per 100,000": UPHELD,
    "average per 100,000": UPHELD,
    "upheld rate": UPHELD,
    "uphold rate": UPHELD,
    "upheld count": UPHELD,
    "compliance rate": COMPLIANCE,
    "compliance rate alone": COMPLIANCE,
    "compliance recorded": COMPLIANCE,
    "compliance outcomes": COMPLIANCE,
    "compliance count": COMPLIANCE,
    "none due": COMPLIANCE,
    "remedy rate": REMEDIES,
    "remedy rate alone": REMEDIES,
    "remedy cases": REMEDIES,
    "remedy count": REMEDIES,
}

# The block of a sentence that may stand in several, if no heading says so.
UNHEADED: Mapping[str, str] = {"none investigated": UPHELD, "none upheld": REMEDIES}

# Words that only the sentences on a council's population have: where they stand, those figures must be found.
PER_100K_SENTENCES = ("per 100,000", "average per 100,000")
RESIDENTS = re.compile(r"(?:per|every) 100[, ]?000|residents")

# The rest of such a sentence, torn from its number: "4 upheld decisions" may then be no count.
TORN_PER_100K = re.compile(r"(?:(?:per|every) )?100[, ]?000")

# Sentences that stand in the place of a block's figures, and the statistics that each says are zero.
NOTHING: Mapping[str, tuple[str, ...]] = {
    "none due": ("compliance_recorded",),
    "none investigated": ("investigations", "decided_upheld"),
    "none upheld": ("decided_upheld",),
}

VOLUME_WORDS = frozenset(["dealt", "assessed", "closed", "investigated", "april", "march"])
"""Words of the sentences on volumes, in lower case."""
