"""The downloads: every figure, every council, the polygons with their figures, and a description of these files.

The rooms above use `catalogue`, and `spreadsheet` to write other tables. They are imported by name, so that a command
that only writes a table as CSV does not load the libraries for polygons.

CSV files follow RFC 4180, in UTF-8. Every row of every table says whether its figures are invented, because rows are
copied out of their files.
"""
