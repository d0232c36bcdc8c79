"""Illustrative letters, for a site before the real ones are there and for the tests.

They are PDFs in the form of the Ombudsman's tables, with figures that we made up. The labels in the tables are
written down here on their own, not taken from the layouts that read letters: otherwise a round trip would only show
that we agree with ourselves.

A letter follows from (seed, year, GSS code) alone: the same three give the same bytes, in any process and in any
order. The words are ours and the figures are invented, and every page says so; the one exception is Dartford's
letter of 2019, whose figures are its published ones, and whose pages say that instead.
"""

from mapper.sample.letters import DEFAULT_SEED, SAMPLE_YEARS, figures, illustration, letter, write

__all__ = ["DEFAULT_SEED", "SAMPLE_YEARS", "figures", "illustration", "letter", "write"]
