"""Kills the command while it fetches, again and again, and looks at what it leaves.

`python -m tests.sources.kill 100` does so a hundred times.
"""

import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mapper import sample
from mapper.councils.register_file import load_register
from mapper.sources.letters.manifest import NAME, read_manifest
from mapper.year import last_day_of
from tests.sources.site import Asked, Ombudsman, Reply, Site

_COMMAND = "import sys; from mapper.cli import main; main(sys.argv[1:])"


def england(councils: int, slowly: float = 0.0) -> Ombudsman:
    """A site with illustrative letters of that many councils; it takes its time with each, in seconds."""
    site = Ombudsman()
    for council in load_register().on(last_day_of(2019))[:councils]:
        site.add(council.name, {2019: sample.letter(council, 2019, sample.DEFAULT_SEED)}, council.slug)
    for path, (reply,) in list(site.replies.items()):

        def late(asked: Asked, reply: object = reply) -> Reply:
            time.sleep(slowly)
            return reply(asked) if callable(reply) else reply  # type: ignore[return-value]

        site.put(path, late)
    return site


def kill_in_a_loop(folder: Path, times: int, councils: int, seed: int = 1) -> int:
    """Kill a run `times` times, each at some moment, then let one come to its end; the number that were killed in time.

    Raises AssertionError where anything is lost or half-written, or the manifest says what is not so.
    """
    chance, killed = random.Random(seed), 0
    with england(councils, slowly=0.05).running() as site:
        for _ in range(times):
            run = _start(folder, site)
            requests = len(site.asked) + chance.randint(0, 5)
            while run.poll() is None and len(site.asked) < requests:
                time.sleep(0.001)
            time.sleep(chance.choice((0.0, chance.uniform(0.0, 0.1), chance.uniform(0.0, 3.0))))
            killed += run.poll() is None
            run.kill()
            run.wait()
            _look(folder / "letters", site)
        last = _start(folder, site, subprocess.PIPE)
        _, said = last.communicate()
        assert last.returncode == 0, said.decode()
        _look(folder / "letters", site)
    rows = read_manifest(folder / "letters" / NAME).rows()
    assert [row.status.value for row in rows] == ["ok"] * councils
    return killed


def _start(folder: Path, site: Site, errors: int = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
    councils = [
        path.split("/")[2].replace("-", " ") for path in site.replies if path.endswith("annualletters")
    ]
    names = [word for council in councils for word in ("--council", council)]
    arguments = [
        "fetch",
        "letters",
        "--year",
        "2019",
        "--site",
        site.url,
        "--pause",
        "0",
        "--out",
        "letters",
        *names,
    ]
    return subprocess.Popen(
        [sys.executable, "-c", _COMMAND, *arguments],
        cwd=folder,
        env={**os.environ, "MAPPER_CACHE": str(folder / "cache")},
        stdout=subprocess.DEVNULL,
        stderr=errors,
    )


def _look(letters: Path, site: Site) -> None:
    rows = read_manifest(letters / NAME).rows()
    for row in rows:
        if row.status.is_in_place:
            assert hashlib.sha256((letters / row.file).read_bytes()).hexdigest() == row.sha256
    known = {row.sha256 for row in rows}
    for path in letters.rglob("*.pdf"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() in known, f"{path} is in no row"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        number = int(sys.argv[1]) if len(sys.argv) > 1 else 20
        print(
            f"{kill_in_a_loop(Path(place), number, 20, seed=int(time.time()))} of {number} runs killed; all is well."
        )
