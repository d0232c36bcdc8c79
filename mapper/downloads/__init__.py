"""The downloads: every figure, every council, the polygons with their figures, and what describes them.

`catalogue` is the face of this room. It does not stand here, so that a command that only writes a table as CSV
(`spreadsheet`) does not load the libraries for polygons.

CSV files follow RFC 4180, in UTF-8. Whether a figure is invented stands in every row of every table, because rows
are copied out of their files.
"""
