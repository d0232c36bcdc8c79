"""Letters of the Local Government Ombudsman for the years ending 31 March 2014 and 2015: two tables.

Received by subject, and decided by outcome with upheld and not upheld first. Seen is that they state upheld and
not upheld, reported the heading of the environment's column; all else is recalled: no "Other" subject, a rate
only in 2015. So only subjects, outcomes and totals must be there. The council's name may stand before the
figures, in a column of its own. Should such a letter state complaints remedied, they are read as in 2016.
"""

from dataclasses import replace
from functools import partial

from mapper.letters.layouts import tables
from mapper.letters.layouts.layout import Layout

NAME = "tables-2014"
YEARS = (2014, 2015)
NAMES = "Local Authority"

TABLES = (
    replace(tables.RECEIVED.that_may_lack("received_other"), names=NAMES),
    replace(tables.DECIDED.that_may_lack("uphold_rate").with_columns(tables.REMEDIED), names=NAMES),
    tables.REMEDIED,
)

LAYOUT = Layout(
    NAME,
    "tables, with upheld and not upheld first",
    YEARS,
    tables.wanted,
    tables.spans,
    partial(tables.claims, name=NAME, years=YEARS),
    partial(tables.read, name=NAME, tables=TABLES),
)
