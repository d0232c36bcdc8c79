"""Letters of the Local Government Ombudsman for the years ending 31 March 2016 to 2018: three tables.

Received by subject, decided by outcome, and how many complaints were remedied by whom. That 2016 and 2017 state
the last is seen, and of 2018 that it has nine subjects and six outcomes that add up is reported; all else is
recalled. So only subjects, outcomes and totals must be there. The complaints remedied are read as a table of
their own, beside notes, or as columns of the table of decisions.
"""

from functools import partial

from mapper.letters.layouts import tables
from mapper.letters.layouts.layout import Layout

NAME = "tables-2016"
YEARS = (2016, 2017, 2018)

TABLES = (
    tables.RECEIVED.that_may_lack("received_other"),
    tables.DECIDED.that_may_lack("uphold_rate").with_columns(tables.REMEDIED),
    tables.REMEDIED,
)

LAYOUT = Layout(
    NAME,
    "tables, with complaints remedied",
    YEARS,
    tables.wanted,
    tables.spans,
    partial(tables.claims, name=NAME, years=YEARS),
    partial(tables.read, name=NAME, tables=TABLES),
)
