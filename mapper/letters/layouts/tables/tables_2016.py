"""Letters of the Local Government Ombudsman for the years ending 31 March 2016 to 2018: three tables.

Complaints received by subject, decisions by outcome, and how many complaints were remedied by whom. It is
confirmed that 2016 and 2017 state the last, and reported that 2018 has nine subjects and six outcomes that
add up. The rest is unconfirmed. So only subjects, outcomes and totals must be there. The complaints remedied
are read as a table of their own, beside notes, or as columns of the table of decisions.
"""

from mapper.letters.layouts.tables.form import Form
from mapper.letters.layouts.tables.headings import DECIDED, RECEIVED, REMEDIED

FORM = Form(
    "tables-2016",
    "tables, with complaints remedied",
    years=(2016, 2017, 2018),
    tables=(
        RECEIVED.that_may_lack("received_other"),
        DECIDED.that_may_lack("uphold_rate").with_columns(REMEDIED),
        REMEDIED,
    ),
    # It is confirmed that 2016 and 2017 have these complaints; their wording is not.
    usual=frozenset(REMEDIED.columns),
    own_words=(("complaintsremedied",), ("satisfactorily", "involvement")),
)
