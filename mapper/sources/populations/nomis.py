"""Mid-year estimates from Nomis, the ONS's service for labour market statistics, for councils by their GSS codes.

A council that it has no estimate for is named; a batch of codes that does not come ends the run, and no file is
written.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mapper.councils.addresses import Nomis
from mapper.councils.council import Council
from mapper.councils.register import Register
from mapper.errors import SourceProblem
from mapper.sources.populations.file import Key, number_of, read_populations, to_csv
from mapper.sources.site.trouble import Unobtainable
from mapper.sources.site.web import Web
from mapper.sources.whole_file import write_whole
from mapper.year import last_day_of

SOURCE = "Office for National Statistics, mid-year population estimates (Nomis)"

_CODES = 100
"""Codes in one question: its address stays short, and the answer far below the 25,000 rows that Nomis gives."""
_HEAD = ("GEOGRAPHY_CODE", "DATE_NAME", "OBS_VALUE")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: how many numbers there are now, how many are new, and the councils without one by their mid-year."""

    numbers: int
    new: int
    missing: tuple[tuple[int, tuple[Council, ...]], ...]


@dataclass(frozen=True, slots=True)
class PopulationFetching:
    """Fetches the residents of the councils of some years. `on_batch` is called after each question."""

    web: Web
    addresses: Nomis
    register: Register
    on_batch: Callable[[], None] = field(default=lambda: None)

    def fetch(self, years: Sequence[int], out: Path) -> Fetched:
        """Add the estimates for years to 31 March to a file; what is in it and does not come stays.

        Raises SourceProblem where a question is not answered, and PopulationProblem if the file is of another kind.
        """
        before = read_populations(out, self.register).of if out.exists() else {}
        found: dict[Key, int] = {}
        missing = []
        for year in sorted(set(years)):
            councils = self.register.on(last_day_of(year))
            found |= self._of_year(councils, year - 1)
            absent = tuple(one for one in councils if (one.gss_code, year - 1) not in found)
            missing += [(year - 1, absent)] if absent else []
        if not found:
            raise SourceProblem(f"{self.addresses.site} has no estimate for any council of these years.")
        whole = {**before, **found}
        if whole != before:
            names = {council.gss_code: council.name for council in self.register.councils}
            write_whole(out, to_csv(whole, names, SOURCE))
        return Fetched(len(whole), len(whole.keys() - before.keys()), tuple(missing))

    def _of_year(self, councils: Sequence[Council], mid_year: int) -> dict[Key, int]:
        found: dict[Key, int] = {}
        codes = [council.gss_code for council in councils]
        for first in range(0, len(codes), _CODES):
            some = codes[first : first + _CODES]
            url = self.addresses.of("estimates", codes=",".join(some), year=mid_year)
            try:
                found |= dict(_rows(self.web.get(url).body, set(some), mid_year))
            except Unobtainable as trouble:
                raise SourceProblem(f"{url}: {trouble}. Nothing was written. Try again later.") from trouble
            self.on_batch()
        return found


def _rows(body: bytes, asked: set[str], mid_year: int) -> Iterator[tuple[Key, int]]:
    """The numbers of an answer. Raises Unobtainable if it is something else than was asked for."""
    try:
        reader = csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True)
        head, rows = reader.fieldnames or (), list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unobtainable("the answer is no CSV file") from error
    if not set(_HEAD) <= set(head):
        raise Unobtainable(f"expected the columns {', '.join(_HEAD)}, found {', '.join(head)[:80]!a}")
    seen: dict[str, int] = {}
    for row in rows:
        code, year, cell = (row[name] or "" for name in _HEAD)
        if code not in asked or year != str(mid_year):
            raise Unobtainable(f"it has {code[:12]!a} of {year[:12]!a}, which was not asked for")
        if not cell:
            continue  # no estimate: the council is named as missing
        number = number_of(cell)
        if number is None or seen.setdefault(code, number) != number:
            raise Unobtainable(f"it has {cell[:20]!a} residents for {code}")
        yield (code, mid_year), number
