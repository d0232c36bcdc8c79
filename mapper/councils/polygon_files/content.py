"""What a file of polygons holds, told by its first bytes before any library opens it.

Only what is needed is taken from the disk or out of a zip, as bytes; names within a file, and what else stands in its
folder, decide nothing.
"""

import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from mapper.errors import BoundaryProblem

MOST_BYTES = 100 * 1024**2
"""The largest file that is read, unpacked. Finer ones take minutes and show nothing more on a map of England."""

Form = Literal["JSON", "GeoPackage", "shapefile"]

_SUFFIXES = (".geojson", ".json", ".topojson", ".gpkg", ".shp")
_BESIDE = (".shx", ".dbf", ".prj")

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_SQLITE = b"SQLite format 3\x00"
_SHAPEFILE = b"\x00\x00\x27\x0a"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# Where an SQLite file says which program made it (its documentation, 1.3), and what GeoPackage says there (OGC 12-128).
_APPLICATION = slice(68, 72)
_GEOPACKAGES = (b"GPKG", b"GP10", b"GP11")


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file of polygons; of a shapefile also those beside it, by suffix (`.shx`, `.dbf`, `.prj`)."""

    form: Form
    main: bytes
    beside: dict[str, bytes]


def content_of(path: Path) -> Content:
    """The file's content, or that of the one file of polygons in a zip.

    Raises BoundaryProblem where it is too large, empty or of another format; ValueError for a broken zip; OSError.
    """
    main = _bytes_of(path)
    if main.startswith((_ZIP, _EMPTY_ZIP)):
        return _unpacked(path, main)
    form = _form(path, main)
    if form == "GeoPackage":
        _require_closed(path)
    return Content(form, main, dict(_neighbours(path)) if form == "shapefile" else {})


def _form(path: Path, content: bytes) -> Form:
    if content.startswith(_SQLITE) and content[_APPLICATION] in _GEOPACKAGES:
        return "GeoPackage"
    if content.startswith(_SHAPEFILE):
        return "shapefile"
    if content.removeprefix(_BYTE_ORDER_MARK)[:1024].lstrip().startswith(b"{"):
        return "JSON"
    raise BoundaryProblem(
        f"{path} is neither GeoJSON, TopoJSON, GeoPackage nor shapefile, nor a zip with one of them: it begins with "
        f"{content[:16]!r}. Expected one of these."
    )


def _bytes_of(path: Path) -> bytes:
    """What a regular file has. Raises BoundaryProblem if it is too large or empty; OSError."""
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise BoundaryProblem(f"{path} is no file. Expected a file of polygons of councils.")
    _require_size(path, state.st_size)
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    _require_size(path, len(content))
    return content


def _require_size(path: Path, size: int) -> None:
    if size > MOST_BYTES:
        raise BoundaryProblem(
            f"{path} is of {size / 1e6:.0f} MB; files of up to {MOST_BYTES / 1e6:.0f} MB are read. Take the same "
            "boundaries generalised: the ONS marks them BGC, BSC or BUC."
        )
    if size == 0:
        raise BoundaryProblem(f"{path} is empty. Expected polygons of councils.")


def _require_closed(path: Path) -> None:
    """Raise BoundaryProblem if a program has changes of a GeoPackage in a file of its own beside it."""
    log = path.with_name(path.name + "-wal")
    if log.is_file() and log.stat().st_size:
        raise BoundaryProblem(
            f"{path} has changes in {log.name} that are not in it yet. Close the program that has it open, and try "
            "again."
        )


def _neighbours(path: Path) -> Iterator[tuple[str, bytes]]:
    for suffix in _BESIDE:
        for name in (path.with_suffix(suffix), path.with_suffix(suffix.upper())):
            if name.is_file():
                yield suffix, _bytes_of(name)
                break


def _unpacked(path: Path, packed: bytes) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            _require_size(path, sum(member.file_size for member in archive.infolist()))
            name = _only_one(path, archive)
            main = archive.read(name)
            form = _form(path, main)
            beside = dict(_packed_neighbours(archive, name)) if form == "shapefile" else {}
    # What a zip that is damaged, encrypted or packed in a way of its own raises.
    except (zipfile.BadZipFile, RuntimeError, zlib.error, lzma.LZMAError, EOFError) as problem:
        raise ValueError(f"the zip cannot be unpacked: {problem}") from problem
    return Content(form, main, beside)


def _only_one(path: Path, archive: zipfile.ZipFile) -> str:
    found = [
        name for name in archive.namelist() if name.lower().endswith(_SUFFIXES) and "__MACOSX" not in name
    ]
    if len(found) != 1:
        raise BoundaryProblem(
            f"{path}: expected one file of polygons in the zip ({', '.join(_SUFFIXES)}), found {len(found)}. "
            "Unpack it and name the file."
        )
    return found[0]


def _packed_neighbours(archive: zipfile.ZipFile, main: str) -> Iterator[tuple[str, bytes]]:
    stem = PurePosixPath(main).with_suffix("")
    for name in archive.namelist():
        member = PurePosixPath(name)
        if member.suffix.lower() in _BESIDE and member.with_suffix("") == stem:
            yield member.suffix.lower(), archive.read(name)
