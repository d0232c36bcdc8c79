"""Well-known binary (OGC 06-103r4, 8.2): what may be handed to a reader that nests as deep as it is asked to."""

import struct

_DEEPEST = 3
"""A collection of collections of polygons. A file of a megabyte can nest a hundred thousand, which ends the process."""

_POINT, _LINE, _POLYGON, _CURVES = 1, 2, 3, 8


def is_plain(wkb: bytes) -> bool:
    """Whether these bytes are one geometry with straight lines, whole, and not nested deeper than any area is."""
    try:
        return _end(wkb, 0, _DEEPEST) <= len(wkb)
    except (struct.error, ValueError):
        return False


def _end(wkb: bytes, at: int, deepest: int) -> int:
    """Where the geometry that begins at `at` ends. Raises ValueError or struct.error where there is none."""
    order = "<" if wkb[at : at + 1] == b"\x01" else ">"
    kind, size = _kind(struct.unpack_from(f"{order}I", wkb, at + 1)[0])
    if kind == _POINT:
        return at + 5 + size
    (count,) = struct.unpack_from(f"{order}I", wkb, at + 5)
    at += 9
    if kind == _LINE:
        return at + int(count) * size
    if not deepest or not _POINT < kind < _CURVES:
        raise ValueError(kind)
    for _ in range(count):
        at = _past_ring(wkb, at, order, size) if kind == _POLYGON else _end(wkb, at, deepest - 1)
    return at


def _past_ring(wkb: bytes, at: int, order: str, size: int) -> int:
    (points,) = struct.unpack_from(f"{order}I", wkb, at)
    return at + 4 + int(points) * size


def _kind(code: int) -> tuple[int, int]:
    """The kind of geometry and the bytes of a point, from a code of the standard (thousands) or of PostGIS (flags)."""
    flags, (thousands, kind) = code >> 29, divmod(code & 0x0FFFFFFF, 1000)
    if thousands > 3 or flags & 1:
        raise ValueError(code)
    more = max((0, 1, 1, 2)[thousands], (flags >> 2 & 1) + (flags >> 1 & 1))
    return kind, 8 * (2 + more)
