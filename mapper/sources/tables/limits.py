"""What no table of England's councils comes near; a file beyond it is refused before it does harm."""

MOST_BYTES = 3_000_000
"""Of a file. A year's table has some 50,000."""

MOST_UNPACKED = 20_000_000
"""Bytes of all parts of a workbook together."""

MOST_PARTS = 500
"""Parts of a workbook."""

MOST_ROWS = 10_000
MOST_COLUMNS = 100
