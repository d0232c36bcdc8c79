"""Counts of which one may be missing are added up in one place, which loads no library that reads PDFs."""

import subprocess
import sys

import pytest

from mapper.letters.statistics import Figure, summed, total


def count(value: int | None) -> Figure:
    return Figure("decided_upheld", value, "-" if value is None else str(value), 4)


@pytest.mark.parametrize(
    "counts, added",
    [
        ([count(2), count(3)], 5),
        ([count(0)], 0),
        ([count(2), count(None)], None),
        ([count(2), None], None),
        ([], 0),
    ],
)
def test_a_sum_with_a_missing_part_is_missing(counts: list[Figure | None], added: int | None) -> None:
    assert total(counts) == added
    assert total(iter(counts)) == added


def test_a_figure_that_is_only_a_sum_prints_as_that_sum() -> None:
    assert summed("investigations", [count(2), count(3)]) == Figure("investigations", 5, "2 + 3", 4)
    assert summed("investigations", [count(2), count(None)]) == Figure("investigations", None, "2 + -", 4)


@pytest.mark.parametrize("module", ["statistics", "identities", "layouts"])
def test_records_and_layouts_are_had_without_the_libraries_that_read_pdfs(module: str) -> None:
    assert loaded_with(f"mapper.letters.{module}").isdisjoint(
        {"pdfplumber", "pdfminer", "pypdfium2", "pebble", "msgspec"}
    )


def test_a_worker_that_reads_pdfs_loads_nothing_for_maps() -> None:
    assert loaded_with("mapper.letters.workers").isdisjoint({"geopandas", "pandas", "scipy", "shapely"})


def loaded_with(module: str) -> set[str]:
    """The modules that a new process has loaded after importing this one."""
    program = f"import sys, {module}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], text=True, capture_output=True, check=True)
    return set(ran.stdout.split())
