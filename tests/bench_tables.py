"""Measure how fast data tables are read, in rows a second, by the shape of the file; prints, never asserts.

    .venv/bin/python -m tests.bench_tables

A table of decisions about all councils of a year, written by `tests/generators/table_files.py`. "Read": from the file
to figures with their cells. "Judged": names matched and identities tried as well. Processor time, the best of three.
"""

import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mapper.councils.register_file import load_register
from mapper.review.table_files import read_tables
from mapper.sources.tables.read import read_table
from mapper.year import last_day_of
from tests.generators.table_files import SHAPES
from tests.sources.test_table_round_trip import YEAR, invented


def main() -> None:
    register, chance = load_register(), random.Random(1)
    rows = [(council.name, invented(chance)) for council in register.on(last_day_of(YEAR))]
    with tempfile.TemporaryDirectory(prefix="bench-tables-") as folder:
        for shape in SHAPES:
            name, content = shape(random.Random(3), "decided", rows, YEAR)
            path = Path(folder) / name
            path.write_bytes(content)
            read = len(rows) / best_of_three(partial(read_table, path.name, path))
            judged = len(rows) / best_of_three(partial(read_tables, [path], register))
            print(f"{shape.__name__:<22} {read:>7,.0f} rows a second read, {judged:>7,.0f} read and judged")


def best_of_three(run: Callable[[], object]) -> float:
    """Seconds of processor time."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken)


if __name__ == "__main__":
    main()
