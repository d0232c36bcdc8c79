"""Illustrative letters: for a site that does not have all the real ones yet, and for the tests.

They are PDFs in the form of the Ombudsman's letters of their year, with invented figures; every page says so.
Dartford's letter of 2019 is the exception: its figures are the published ones, and its pages say that instead.

The labels of the tables are written out here rather than shared with the layouts that read letters. Otherwise a
round trip would only show that the code agrees with itself.

A letter depends only on its seed, year and GSS code: the same three give the same bytes, in any process and in any
order.
"""

from mapper.sample.letters import (
    DEFAULT_SEED,
    DEFAULT_YEARS,
    MISSING,
    SAMPLE_YEARS,
    figures,
    illustration,
    letter,
    write,
)

__all__ = [
    "DEFAULT_SEED",
    "DEFAULT_YEARS",
    "MISSING",
    "SAMPLE_YEARS",
    "figures",
    "illustration",
    "letter",
    "write",
]
