"""Measure fetching beside a site on this machine: `python -m tests.sources.bench`; prints, never asserts.

A year of England, 353 illustrative letters, the pause between requests left out: into an empty folder, then again with
nothing changed. Every letter is read, on all cores, when it comes. Seconds and memory are those of `tests/bench.py`.
"""

import os
import sys
import tempfile
from pathlib import Path

from tests.bench import timed
from tests.sources.kill import england

COUNCILS = 353
_COMMAND = "import sys; from mapper.cli import main; main(sys.argv[1:])"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, england(COUNCILS).running() as site:
        arguments = [
            "--year",
            "2019",
            "--site",
            site.url,
            "--pause",
            "0",
            "--quiet",
            "--out",
            f"{folder}/letters",
        ]
        command = [sys.executable, "-c", _COMMAND, "fetch", "letters", *arguments]
        for name in ("first", "again, nothing changed"):
            before = len(site.asked)
            run = timed(name, command, {**os.environ, "MAPPER_CACHE": str(Path(folder) / "cache")})
            peak = "unknown" if run.peak is None else f"{run.peak / 1e6:.0f} MB"
            print(
                f"{name}: {len(site.asked) - before} requests, {run.seconds:.1f} s, at most {peak}. {run.failure or ''}"
            )


if __name__ == "__main__":
    main()
