"""The polygons of the local authority districts of a day, from the ONS, in a file that `--boundaries` takes."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from mapper.councils import boundary_file
from mapper.councils.addresses import OpenGeography
from mapper.councils.register import Register
from mapper.errors import BoundaryProblem, SourceProblem
from mapper.sources.boundaries.arcgis import Json, Layer, ask
from mapper.sources.boundaries.services import Resolution, Service, fitting, services_of_districts
from mapper.sources.site.trouble import Unobtainable
from mapper.sources.site.web import Web
from mapper.words import abridged

_MOST_TRIED = 4
_CODES = re.compile(r"LAD\d\dCD", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched: from which service, how many areas, and what the reader of the file says of it."""

    service: str
    areas: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Fetches the boundaries of a day. `on_page` is called with the rows so far and the rows in all."""

    web: Web
    addresses: OpenGeography
    register: Register
    on_page: Callable[[int, int], None]

    def fetch(self, day: date, resolution: Resolution, out: Path) -> Fetched:
        """Write the polygons of the districts of a day. A file that was there stays until the new one is found good.

        Raises SourceProblem where they are not to be had, RegisterProblem if the register does not know the day.
        """
        self.register.on(day)
        failed = []
        for service in self._services(day, resolution)[:_MOST_TRIED]:
            try:
                return self._written(service, day, out)
            except (Unobtainable, BoundaryProblem) as problem:
                failed.append(f"{service.name}: {problem}")
        raise SourceProblem(
            f"No boundaries of {day} (resolution {resolution}) could be had from {self.addresses.site}: "
            f"{'; '.join(failed)}. Try another --resolution, or get a file by hand and name it with --boundaries."
        )

    def _services(self, day: date, resolution: Resolution) -> list[Service]:
        """The services that may have the day's polygons, likeliest first. Raises SourceProblem if there is none."""
        url = self.addresses.of("services")
        try:
            entries = ask(self.web, url).get("services")
        except Unobtainable as trouble:
            raise SourceProblem(f"{url}: {trouble}. Expected the list of the ONS's services.") from trouble
        names = [str(entry.get("name")) for entry in entries or () if isinstance(entry, dict)]  # type: ignore[attr-defined]
        known = services_of_districts(name.rpartition("/")[2] for name in names)
        found = fitting(known, day, *self._era(day), resolution)
        if not found:
            others = sorted({f"{service.day:%B %Y} ({service.resolution})" for service in known})
            raise SourceProblem(
                f"{url}: none of its {len(names)} services has the districts of {day} in the resolution {resolution}. "
                f"It has those of {abridged(others, 12) or 'no day'}. Take another --resolution."
            )
        return found

    def _era(self, day: date) -> tuple[date, date]:
        """The first and last day on which there were the same councils as on `day`."""
        first = max(change for change in self.register.changes if change <= day)
        later = [change for change in self.register.changes if change > day]
        return first, min(later) - timedelta(days=1) if later else self.register.known.last_day

    def _written(self, service: Service, day: date, out: Path) -> Fetched:
        """Fetch one service's polygons into a file beside `out`, which takes its place once it is found good."""
        url = self.addresses.of("layer", service=service.name)
        column = self._column(url)
        features = Layer(self.web, url, column).features(f"{column} LIKE 'E%'", self.on_page)
        unfinished = out.with_name(f".{out.name}.part.geojson")
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(_collection(features))
            read = boundary_file.read(unfinished, self.register)
            if not read.first_day <= day <= read.last_day:
                raise BoundaryProblem(f"its councils are those of {read.first_day} to {read.last_day}")
            unfinished.replace(out)
        except OSError as error:
            raise SourceProblem(
                f"{out} cannot be written ({error.strerror}). Choose another --out."
            ) from error
        finally:
            unfinished.unlink(missing_ok=True)
        return Fetched(service.name, len(features), read.notes)

    def _column(self, url: str) -> str:
        """The layer's column of codes."""
        described = ask(self.web, f"{url}?f=json")
        entries = described.get("fields")
        names = [str(entry.get("name")) for entry in entries or () if isinstance(entry, dict)]  # type: ignore[attr-defined]
        columns = [name for name in names if _CODES.fullmatch(name)]
        if len(columns) != 1:
            raise Unobtainable(f"expected one column such as LAD24CD, found {abridged(names, 8) or 'none'}")
        return columns[0]


def _collection(features: list[Json]) -> bytes:
    """A feature a line, so that the files of two days can be compared."""
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()
