"""The services of the ONS's Open Geography Portal: which has the local authority districts of a day.

Their names follow no one rule, but all say of what day they are and how fine: `LAD_MAY_2025_UK_BGC_V2`,
`Local_Authority_Districts_December_2019_GCB_UK_2022`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Resolution = Literal["BFC", "BGC", "BSC", "BUC"]
"""Full, generalised (20 m), super generalised (200 m) and ultra generalised (500 m); each clipped to the coast."""

_ALSO: dict[str, Resolution] = {"FCB": "BFC", "GCB": "BGC", "SGCB": "BSC", "UGCB": "BUC"}
_DISTRICTS = re.compile(r"(?:LAD|LOCAL_AUTHORITY_DISTRICTS?)_")
_DAY = re.compile(r"_(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*_(20\d\d)(?=_|$)")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


@dataclass(frozen=True, slots=True)
class Service:
    """A service of local authority districts: its name, its month (as its last usable day), and how fine it is."""

    name: str
    day: date
    resolution: Resolution


def services_of_districts(names: Iterable[str]) -> tuple[Service, ...]:
    """The services of these names that have polygons of local authority districts."""
    found = []
    for name in names:
        plain = re.sub(r"[()\s-]+", "_", name.upper()).replace("__", "_")
        day, fine = _DAY.search(plain), _resolution(plain)
        if _DISTRICTS.match(plain) and day is not None and fine is not None:
            found.append(Service(name, date(int(day[2]), _MONTHS.index(day[1]) + 1, 28), fine))
    return tuple(found)


def fitting(
    services: Iterable[Service], day: date, first: date, last: date, resolution: Resolution
) -> list[Service]:
    """Those between two days and of a resolution; the nearest to `day` first, and of several versions the newest."""
    within = [s for s in services if s.resolution == resolution and first <= s.day <= last]
    newest = sorted(within, key=lambda service: service.name, reverse=True)
    return sorted(newest, key=lambda service: abs((service.day - day).days))


def _resolution(name: str) -> Resolution | None:
    for word in name.split("_"):
        if word in ("BFC", "BGC", "BSC", "BUC"):
            return word  # type: ignore[return-value]
        if word in _ALSO:
            return _ALSO[word]
    return None
