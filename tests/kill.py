"""Kill builds at random moments, run two at once, and count what is left: an old site or a new one, whole, or a loss.

    .venv/bin/python tests/kill.py [--kills 100] [--swaps 100] [--rounds 30] [--seed 1]

Three things are tried, each in a folder of its own:

- *builds*: `regenerate-site` on a handful of letters, of which one changes every time, is ended by SIGKILL at a random
  moment of a whole build, with all its workers;
- *swaps*: a site of some hundred files, half of them unchanged, is put in place of another and ended by SIGKILL within
  the writing or the exchange, on a system that exchanges two folders in one step and, in turn, on one that does not;
- *two at once*: two processes publish different sites to one folder. Each runs in a process namespace of its own if
  `unshare` may make one, so that the number of one means nothing to the other; else they are only two processes.

After each the folder must hold one of the two sites whole, by the list of its files, and the user's own file. The next
run must be able to publish and leave nothing beside the site. Prints the counts; exit 1 if anything was lost.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from mapper import sample
from mapper.councils.register_file import load_register
from mapper.publishing.own_files import changed, listed, missing

OWN = "CNAME"

PUBLISH = """
import sys
from pathlib import Path
from mapper.errors import MapperError
from mapper.publishing import swap
out, word, at_once = Path(sys.argv[1]), sys.argv[2].encode(), sys.argv[3] == "at-once"
if not at_once:
    swap._exchange_at_once = lambda one, other: False
site = {f"pages/{number}.html": word * 2000 for number in range(200)}
site |= {f"pages/same-{number}.html": b"unchanged" * 2000 for number in range(200)}
print("ready", flush=True)
try:
    swap.publish({"index.html": word, "data/build-report.json": b"{}", **site}, out)
except MapperError as error:
    sys.exit("under way" if "under way" in str(error) else str(error))
"""


def state(out: Path) -> str:
    """What stands in the folder: `whole`, or what is wrong with it."""
    beside = [path for path in (out.parent / f".{out.name}.former",) if path.is_dir()]
    site = out if out.is_dir() else next(iter(beside), None)
    if site is None:
        return "no site at all"
    own = listed(site)
    if own is None:
        return "a site without its list"
    if missing(site, own) or changed(site, own):
        return "a site that is not whole"
    if not (site / OWN).is_file():
        return "a site without the user's own file"
    return "whole" if site is out else "whole, beside its place until the next build"


def litter(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir() if path.name.startswith(f".{out.name}."))


def start(command: Sequence[str], environment: dict[str, str] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*command],
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )


def kill(process: subprocess.Popen[str]) -> bool:
    """End a process and all that it started; whether it was still at work."""
    running = process.poll() is None
    if running:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return running


def swaps(home: Path, number: int, chance: random.Random) -> Iterator[str]:
    """Kill within the writing or the exchange; then publish again."""
    out = home / "site"
    program = [sys.executable, "-c", PUBLISH, str(out)]
    subprocess.run([*program, "first", "at-once"], check=True, stdout=subprocess.DEVNULL)
    (out / OWN).write_text("map.example")
    began = time.monotonic()
    for way in ("at-once", "two-steps"):
        subprocess.run([*program, "second", way], check=True, stdout=subprocess.DEVNULL)
    longest = (time.monotonic() - began) / 2
    for count in range(number):
        way = ("at-once", "two-steps")[count % 2]
        process = start([*program, f"word {count}", way])
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, longest))
        ended = "killed" if kill(process) else "ended before"
        yield f"{way}, {ended}: {state(out)}"
    subprocess.run([*program, "last", "at-once"], check=True, stdout=subprocess.DEVNULL)
    yield f"the next run: {state(out)}, {len(litter(out))} folders or files left beside it"


def builds(home: Path, number: int, chance: random.Random) -> Iterator[str]:
    """Kill whole builds; then build to the end."""
    letters, out = home / "letters", home / "site"
    letters.mkdir()
    councils = [load_register().by_code(code) for code in ("E07000107", "E10000016", "E07000105")]
    program = [
        sys.executable,
        "-c",
        "from mapper.cli import regenerate_site as r; r()",
        "--letters",
        str(letters),
    ]
    command = [*program, "--out", str(out), "--jobs", "1", "--quiet"]
    environment = {**os.environ, "MAPPER_CACHE": str(home / "cache")}

    def change(seed: int) -> None:
        for council in councils:
            (letters / f"{council.gss_code}.pdf").write_bytes(sample.letter(council, 2019, seed))

    change(1)
    subprocess.run(command, check=True, env=environment)
    (out / OWN).write_text("map.example")
    began = time.monotonic()
    change(2)
    subprocess.run(command, check=True, env=environment)
    longest = time.monotonic() - began
    for count in range(number):
        change(count % 7)
        process = start(command, environment)
        time.sleep(chance.uniform(0, longest))
        ended = "killed" if kill(process) else "ended before"
        yield f"{ended}: {state(out)}"
    subprocess.run(command, check=True, env=environment)
    yield f"the next build: {state(out)}, {len(litter(out))} folders or files left beside it"


def two_at_once(home: Path, rounds: int) -> Iterator[str]:
    """Two processes publish to one folder."""
    out = home / "site"
    apart = ["unshare", "--pid", "--fork", "--mount-proc", "--uts"]
    allowed = (
        shutil.which("unshare")
        and not subprocess.run([*apart, "true"], check=False, capture_output=True).returncode
    )
    yield "in namespaces of their own" if allowed else "without namespaces, which are not allowed here"
    for count in range(rounds):
        program = [*(apart if allowed else []), sys.executable, "-c", PUBLISH, str(out)]
        both = [start([*program, f"{word} {count}", "at-once"]) for word in ("one", "other")]
        codes = sorted(min(1, abs(process.wait())) for process in both)
        for process in both:
            process.communicate()
        (out / OWN).touch()
        outcome = {(0, 0): "both, one after the other", (0, 1): "one, and the other was told"}.get(
            (codes[0], codes[1]), "none"
        )
        yield f"{outcome}: {state(out)}, {len(litter(out))} left beside it"


def main() -> int:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, default in (("kills", 100), ("swaps", 100), ("rounds", 30), ("seed", 1)):
        arguments.add_argument(f"--{name}", type=int, default=default)
    asked = arguments.parse_args()
    chance = random.Random(asked.seed)
    bad = 0
    with tempfile.TemporaryDirectory(prefix="killed-builds-") as folder:
        for name in ("swaps", "two", "builds"):
            (Path(folder) / name).mkdir()
        tries = (
            ("Swaps", swaps(Path(folder) / "swaps", asked.swaps, chance)),
            ("Two at once", two_at_once(Path(folder) / "two", asked.rounds)),
            ("Builds", builds(Path(folder) / "builds", asked.kills, chance)),
        )
        for title, outcomes in tries:
            print(title, flush=True)
            for outcome, number in Counter(outcomes).most_common():
                print(f"{number:>6}  {outcome}", flush=True)
                bad += number * (" site" in outcome or outcome.startswith("none"))
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
