"""Letters of the Local Government Ombudsman for the years ending 31 March 2014 and 2015: two tables.

Complaints received by subject, and decisions by outcome with upheld and not upheld first. It is confirmed
that the letters state upheld and not upheld, and reported how they head the environment's column. The rest is
unconfirmed: that there is no subject "Other", and a rate only in 2015. So only subjects, outcomes and totals
must be there. The council's name may stand in a column before the figures. If such a letter states complaints
remedied, they are read as in 2016.
"""

from dataclasses import replace

from mapper.letters.layouts.tables.form import Form
from mapper.letters.layouts.tables.headings import DECIDED, RECEIVED, REMEDIED

_NAMES = "Local Authority"

FORM = Form(
    "tables-2014",
    "tables, with upheld and not upheld first",
    years=(2014, 2015),
    tables=(
        replace(RECEIVED.that_may_lack("received_other"), names=_NAMES),
        replace(DECIDED.that_may_lack("uphold_rate").with_columns(REMEDIED), names=_NAMES),
        REMEDIED,
    ),
    # Unconfirmed.
    own_words=(("detailedinvestigationscarriedout",),),
)
