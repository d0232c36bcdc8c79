"""A GeoPackage (OGC 12-128), read as the database it is: its tables of features and nothing else.

The bytes are opened in memory, so that no file beside them counts. Views, virtual tables, computed columns and
functions, with which a file can make its reader do things, are not looked at, or refused by an authoriser.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import count

import numpy as np
import shapely

from mapper.councils.polygon_files.layer import Layer, columns_of
from mapper.councils.polygon_files.wkb import is_plain

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_PRAGMA}

_INSTRUCTIONS_A_CALL = 100_000
_MOST_CALLS = 1_000
"""A hundred million instructions, ten times what a table of a million rows takes."""

# An SQLite file says in these bytes whether changes are written to a log beside it, which does not exist in memory.
_LOGGED = slice(18, 20)
_NOT_LOGGED = b"\x01\x01"

_LAYERS = """
SELECT t.name, g.column_name, s.organization, s.organization_coordsys_id
FROM sqlite_master t
JOIN gpkg_contents c ON c.table_name = t.name AND c.data_type = 'features'
JOIN gpkg_geometry_columns g ON g.table_name = t.name
LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
WHERE t.type = 'table' AND t.rootpage > 0
ORDER BY c.rowid
"""

_ENVELOPES = (0, 32, 48, 48, 64)
_AUTHORITIES = ("EPSG", "ESRI")


def layers(content: bytes, most_bytes: int) -> list[Layer]:
    """The tables of features. Of all rows together no more than `most_bytes` are read.

    Raises ValueError or sqlite3.Error where it is no GeoPackage that can be read.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        _open(database, content)
        budget = _Budget(most_bytes)
        return [_layer(database, budget, *row) for row in database.execute(_LAYERS).fetchall()]


class _Budget:
    """The bytes that may still be read: rows can share what they hold, and so be more than the file."""

    def __init__(self, most: int) -> None:
        self._left = most

    def spend(self, row: Sequence[object]) -> None:
        self._left -= sum(len(value) for value in row if isinstance(value, str | bytes))
        if self._left < 0:
            raise ValueError("its rows hold more than the file has bytes")


def _open(database: sqlite3.Connection, content: bytes) -> None:
    # Text that is not UTF-8 is no reason to refuse the polygons; a code is plain.
    database.text_factory = lambda text: text.decode("utf-8", "replace")
    database.deserialize(content[: _LOGGED.start] + _NOT_LOGGED + content[_LOGGED.stop :])
    database.execute("PRAGMA query_only = ON")
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, len(content))
    database.set_authorizer(_authorised)
    database.set_progress_handler(_patience(), _INSTRUCTIONS_A_CALL)


def _authorised(action: int, *_: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _patience() -> Callable[[], bool]:
    calls = count(1)
    return lambda: next(calls) > _MOST_CALLS


def _layer(
    database: sqlite3.Connection,
    budget: _Budget,
    table: str,
    geometry: str,
    organization: str | None,
    code: object,
) -> Layer:
    names = [name for name in _stored(database, table) if name != geometry]
    rows, geometries = [], []
    columns = ", ".join(map(_quoted, [geometry, *names]))
    for row in database.execute(f"SELECT {columns} FROM {_quoted(table)}"):  # noqa: S608 - names are quoted
        budget.spend(row)
        geometries.append(_wkb(row[0]))
        rows.append(dict(zip(names, row[1:], strict=True)))
    shapes = shapely.from_wkb(np.array(geometries, dtype=object), on_invalid="ignore")
    return Layer(table, columns_of(rows, names), shapely.force_2d(shapes), _crs(organization, code))


def _crs(organization: str | None, code: object) -> str | None:
    """The coordinate system by its number; what is described in other ways counts as not said."""
    known = organization is not None and organization.upper() in _AUTHORITIES and isinstance(code, int)
    return f"{organization.upper()}:{code}" if known and organization and code else None


def _stored(database: sqlite3.Connection, table: str) -> Iterator[str]:
    """The columns that are stored and not computed when they are read, but for the number of the row."""
    for _, name, kind, _, _, key, hidden in database.execute(f"PRAGMA table_xinfo({_quoted(table)})"):
        if not hidden and not (key and kind.upper() == "INTEGER"):
            yield name


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _wkb(blob: object) -> bytes | None:
    """The well-known binary behind the format's own header (2.1.3); None where there is none that may be read."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP" or len(blob) < 8:
        return None
    flags = blob[3]
    envelope = flags >> 1 & 7
    if flags & 0x20 or envelope >= len(_ENVELOPES):
        return None
    wkb = blob[8 + _ENVELOPES[envelope] :]
    return wkb if is_plain(wkb) else None
