"""Measure the build and the map page beside plain ways of doing the same; prints, never asserts.

    make bench
    .venv/bin/python tests/bench.py [--letters N] [--json]

Time: an England year of illustrative letters (four pages each) is written to a temporary folder. Then run,
each as a process of its own and one after the other: the whole build with an empty cache ("cold"), the same
build again with nothing changed, the letters parsed alone (in the build's own workers on all cores, the second
reader included, nothing cached), a script that has pdfplumber list the characters of the pages with statistics
on as many cores (told which pages these are), a plain script that has pdfplumber extract the text and the tables
of every page, and one that has pypdfium2 read all text (the floor). Seconds are wall-clock, starting Python and
its workers included. Other work on the machine spoils them; the load before the first run says how much there was.

Memory: the largest sum of resident memory over a process and all its descendants, sampled every 20 ms from
/proc. Pages that processes share count once for each of them, so a build with workers looks larger than it
is; a peak between two samples is missed. Only on Linux.

The map page: see tests/bench_page.py.

Hexagons: how long a layout of each tier takes in this process, how far its hexagons lie from the true places,
and how many of the true borders are borders there too.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from mapper import sample
from mapper.councils import boundaries
from mapper.councils.register_file import load_register
from mapper.map import hexagons
from mapper.map.hexagons import Quality
from tests.bench_page import (
    TIERS,
    YEAR,
    Load,
    PageWeight,
    Wait,
    load_line,
    page_lines,
    time_choices,
    time_pages,
    wait_line,
    weigh_pages,
)

# Figures stand on this page of each illustrative letter.
STATISTICS_PAGE = 4

PARSING = """
import sys
from pathlib import Path
from mapper.letters.workers import LetterFile, read_files
if __name__ == "__main__":
    files = [LetterFile(path.name, path) for path in sorted(Path(sys.argv[1]).rglob("*.pdf"))]
    read = read_files(files, int(sys.argv[2]), None, lambda file: None)
    assert all(len(file.letters) == 1 for file in read)
"""

# The comparisons are what somebody writes who has read the first page of each library's documentation.
PDFPLUMBER_CHARACTERS = f"""
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
import pdfplumber
def characters(path):
    with pdfplumber.open(path, pages=[{STATISTICS_PAGE}]) as pdf:
        return len(pdf.pages[0].chars)
if __name__ == "__main__":
    paths = sorted(Path(sys.argv[1]).rglob("*.pdf"))
    with ProcessPoolExecutor(int(sys.argv[2])) as pool:
        assert all(pool.map(characters, paths, chunksize=8))
"""
PLAIN_PDFPLUMBER = """
import sys
from pathlib import Path
import pdfplumber
for path in sorted(Path(sys.argv[1]).rglob("*.pdf")):
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
"""
PLAIN_PYPDFIUM2 = """
import sys
from pathlib import Path
import pypdfium2
for path in sorted(Path(sys.argv[1]).rglob("*.pdf")):
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            page.get_textpage().get_text_range()
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One timed process: wall-clock seconds, peak bytes (None where unknown), and why it failed if so."""

    name: str
    seconds: float
    peak: int | None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """How long one run takes beside another, and what the project aims for (None: just to know)."""

    name: str
    ratio: float | None
    at_most: float | None = None


@dataclass(frozen=True, slots=True)
class HexagonMap:
    """A tier's layout: how many hexagons, the seconds it took, and how true it is."""

    tier: str
    hexagons: int
    seconds: float
    quality: Quality


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that was measured, as `--json` prints it."""

    machine: Mapping[str, str | int]
    letters: int
    milliseconds_to_write_a_letter: float
    runs: tuple[Run, ...]
    aims: tuple[Aim, ...]
    pages: tuple[PageWeight, ...]
    loads: tuple[Load, ...]
    waits: tuple[Wait, ...]
    hexagons: tuple[HexagonMap, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the build and the weight of the map page.")
    parser.add_argument("--letters", type=int, metavar="N", help="only the first N councils, not all 353")
    parser.add_argument("--json", action="store_true", help="print the results as JSON")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        results = measure(Path(folder), arguments.letters)
    print(json.dumps(asdict(results), indent=2) if arguments.json else as_text(results))


def measure(folder: Path, limit: int | None) -> Results:
    """Write the letters, time the runs and weigh the pages, all inside `folder`."""
    facts = machine()
    councils = load_register().on(date(YEAR, 3, 31))[:limit]
    letters, site = folder / "letters", folder / "site"
    tell(f"writing {len(councils)} letters")
    start = time.perf_counter()
    written = sample.write(councils, YEAR, letters / str(YEAR))
    milliseconds = 1000 * (time.perf_counter() - start) / len(written)
    runs = tuple(time_runs(letters, site, folder / "cache"))
    built = (site / "index.html").is_file()
    tell("weighing and timing the map page")
    pages = tuple(weigh_pages(site)) if built else ()
    loads = tuple(time_pages(site)) if built else ()
    waits = tuple(time_choices(site)) if built else ()
    laid_out = tuple(lay_out_hexagons())
    return Results(facts, len(written), milliseconds, runs, compare(runs), pages, loads, waits, laid_out)


def tell(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


def machine() -> dict[str, str | int]:
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": usable_cores(),
        "load before": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown",
        "python": platform.python_version(),
        **{package: version(package) for package in ("pdfplumber", "pypdfium2", "folium")},
    }


def usable_cores() -> int:
    """Cores that this process may use, which in a container can be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# Time and memory


def time_runs(letters: Path, site: Path, cache: Path) -> Iterator[Run]:
    build = [
        str(Path(sys.executable).with_name("regenerate-site")),
        *("--letters", str(letters), "--out", str(site), "--quiet"),
    ]
    # An empty cache of its own; the second build finds there what the first one left.
    with_cache = {**os.environ, "MAPPER_CACHE": str(cache)}
    yield timed("whole build, cold", build, with_cache)
    yield timed("whole build, nothing changed", build, with_cache)
    for name, script in (
        ("parsing alone", PARSING),
        ("pdfplumber, characters", PDFPLUMBER_CHARACTERS),
        ("plain pdfplumber", PLAIN_PDFPLUMBER),
        ("plain pypdfium2", PLAIN_PYPDFIUM2),
    ):
        # In a file of its own, since new processes must be able to import what they run.
        path = cache.with_name(f"{name.replace(' ', '-')}.py")
        path.write_text(script, encoding="utf-8")
        yield timed(name, [sys.executable, str(path), str(letters), str(usable_cores())], dict(os.environ))


def timed(name: str, command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run the command and measure it; a command that is missing or fails gives a Run that says so."""
    tell(name)
    start = time.perf_counter()
    try:
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
    except OSError as error:
        return Run(name, 0.0, None, str(error))
    with PeakMemory(process.pid) as memory:
        _, complaint = process.communicate()
    seconds = time.perf_counter() - start
    said = complaint.strip().splitlines() or [f"exit code {process.returncode}"]
    return Run(name, seconds, memory.peak, said[-1] if process.returncode else None)


class PeakMemory:
    """Samples the resident memory of a process and its descendants until the `with` block ends.

    `peak` is in bytes; None where there is no /proc to read it from.
    """

    INTERVAL = 0.02  # seconds

    def __init__(self, pid: int) -> None:
        self.peak: int | None = None
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> "PeakMemory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._over.wait(self.INTERVAL):
            resident = sum(resident_bytes(pid) for pid in family(self._pid))
            if resident:
                self.peak = max(self.peak or 0, resident)


def family(pid: int) -> Iterator[int]:
    """The process and its descendants, from /proc; those that end meanwhile are left out."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = children.read_text().split()
        except OSError:
            continue
        for child in found:
            yield from family(int(child))


def resident_bytes(pid: int) -> int:
    """Resident memory of one process; 0 once it has ended."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def compare(runs: Sequence[Run]) -> tuple[Aim, ...]:
    cold, warm, parsing, characters, pdfplumber, pypdfium2 = runs
    return (
        Aim("parsing / plain pdfplumber", ratio(parsing, pdfplumber), 0.2),
        Aim("parsing / its characters", ratio(parsing, characters), 1.3),
        Aim("parsing / plain pypdfium2", ratio(parsing, pypdfium2)),
        Aim("cold build / plain pdfplumber", ratio(cold, pdfplumber), 0.25),
        Aim("rebuild / cold build", ratio(warm, cold), 0.25),
        Aim("cold build / plain pypdfium2", ratio(cold, pypdfium2)),
    )


def ratio(one: Run, other: Run) -> float | None:
    return None if one.failure or other.failure else one.seconds / other.seconds


# Hexagons


def lay_out_hexagons() -> Iterator[HexagonMap]:
    for tier in TIERS:
        tell(f"laying out hexagons, {tier} tier")
        polygons = boundaries.on(date(YEAR, 3, 31), tier, load_register())
        start = time.perf_counter()
        layout = hexagons.lay_out(polygons)
        seconds = time.perf_counter() - start
        yield HexagonMap(tier, len(layout), seconds, hexagons.quality(polygons, layout))


# Print


def as_text(results: Results) -> str:
    return "\n".join(
        [
            "  ".join(f"{fact} {value}" for fact, value in results.machine.items()),
            f"{results.letters} letters of four pages, each written in "
            f"{results.milliseconds_to_write_a_letter:.1f} ms",
            "",
            f"{'':30}{'seconds':>10}{'ms a letter':>13}{'a second':>10}{'peak MB':>10}",
            *(run_line(run, results.letters) for run in results.runs),
            "",
            *(aim_line(aim) for aim in results.aims),
            "",
            f"{'':30}{'requests':>10}{'kB':>13}{'kB gzip -9':>12}",
            *(line for page in results.pages for line in page_lines(page)),
            *([] if results.pages else ["no map page was built"]),
            "",
            *map(load_line, results.loads),
            *map(wait_line, results.waits),
            "",
            *(hexagon_line(laid_out) for laid_out in results.hexagons),
        ]
    )


def run_line(run: Run, letters: int) -> str:
    if run.failure:
        return f"{run.name:30}    failed: {run.failure}"
    peak = "-" if run.peak is None else f"{run.peak / 1e6:.0f}"
    return (
        f"{run.name:30}{run.seconds:10.2f}{1000 * run.seconds / letters:13.1f}"
        f"{letters / run.seconds:10.1f}{peak:>10}"
    )


def aim_line(aim: Aim) -> str:
    measured = "-" if aim.ratio is None else f"{aim.ratio:.2f}"
    wanted = "" if aim.at_most is None else f"   aim: at most {aim.at_most}"
    return f"{aim.name:30}{measured:>10}{wanted}"


def hexagon_line(laid_out: HexagonMap) -> str:
    true = laid_out.quality
    return (
        f"{laid_out.hexagons} hexagons, {laid_out.tier} tier: {laid_out.seconds:.2f} s, {true.kilometres:.0f} km from "
        f"their true places, {true.kept:.0%} of {true.pairs} borders kept"
    )


if __name__ == "__main__":
    main()
