"""A council's page as a tagged PDF, which a committee can put on the table: the same page, as it is printed.

`packs` says which councils have one and keeps them; `printer` prints a page, `drawings` gives its drawings their
colours, and `tagging` completes what those need who hear the PDF instead of seeing it. WeasyPrint need not be there
unless a PDF is asked for.
"""
