"""A letter's own pages, written anew: what is published in the place of the file that was found.

A copy has only what pages need to look and read as they do: `form` lists that, `rebuilding` carries it over, `likeness`
compares copy and original, `faults` says what a published copy has that none may have.
"""
