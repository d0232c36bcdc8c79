"""Hostile files, made byte by byte: each is small, is a letter at first sight, and asks for too much.

The words that make a page look like a letter's are written out here: nothing is taken from the parser.
Beside them stand readers that fail as such a file might make them fail; they run in the workers.
"""

import os
import time
import zlib
from collections.abc import Mapping
from pathlib import Path

from mapper.letters.limits import Limits, enforced
from mapper.letters.read import FileReading, read_file
from mapper.letters.workers import LetterFile

TITLE = b"BT /F1 12 Tf 72 770 Td (Local Authority Report: Eden District Council) Tj ET\n"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"

_CATALOG, _PAGES, _PAGE, _CONTENTS, _FONT = 1, 2, 3, 4, 5
FREE = 6
"""The first object number that `document` leaves to its callers."""


def document(
    contents: bytes = TITLE,
    more: Mapping[int, bytes] | None = None,
    *,
    catalog: bytes = b"",
    page: bytes = b"",
    resources: bytes = b"",
    hidden: Mapping[int, bytes] | None = None,
) -> bytes:
    """A PDF of one page; the next three are written into its dictionaries, `more` are objects of one's own.

    `contents` is the page's stream whole, if it begins with a dictionary, else the stream's data. For `hidden`
    see `assemble`.
    """
    objects = {
        _CATALOG: b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        _PAGES: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PAGE: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> " + resources + b" >> " + page + b" >>",
        _CONTENTS: contents if contents.startswith(b"<<") else stream(contents),
        _FONT: FONT,
    }
    return assemble({**objects, **(more or {})}, hidden)


def object_stream(objects: Mapping[int, bytes]) -> bytes:
    """An object stream that holds these objects."""
    body, index = b"", b""
    for number, content in objects.items():
        index += b"%d %d " % (number, len(body))
        body += content + b" "
    return stream(index + body, b"/Type /ObjStm /N %d /First %d" % (len(objects), len(index)))


def assemble(objects: Mapping[int, bytes], hidden: Mapping[int, bytes] | None = None) -> bytes:
    """The objects as a file, with the table of where each begins.

    With `hidden`, the table is a stream (PDF Reference 3.4.7): it tells the places of objects in object streams,
    as the number of the stream and the place in it, packed in five bytes.
    """
    parts, places = [b"%PDF-1.7\n"], {0: b"\0\0\0\0\0\0"}
    for number, body in sorted(objects.items()):
        places[number] = b"\1" + sum(map(len, parts)).to_bytes(4, "big") + b"\0"
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = sum(map(len, parts))
    if hidden is None:
        parts.append(_table(places))
    else:
        places |= {number: b"\2" + place for number, place in hidden.items()}
        parts.append(_table_as_stream(places))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
    return b"".join(parts)


def _table(places: Mapping[int, bytes]) -> bytes:
    entries = [b"0000000000 65535 f \n"] * (max(places) + 1)
    for number, place in places.items():
        if number:
            entries[number] = b"%010d 00000 n \n" % int.from_bytes(place[1:5], "big")
    trailer = b"trailer << /Size %d /Root 1 0 R >>\n" % len(entries)
    return b"xref\n0 %d\n%s%s" % (len(entries), b"".join(entries), trailer)


def _table_as_stream(places: Mapping[int, bytes]) -> bytes:
    size = max(places) + 1
    rows = b"".join(places.get(number, b"\0" * 6) for number in range(size))
    entries = b"/Type /XRef /Size %d /W [1 4 1] /Root 1 0 R" % size
    return b"%d 0 obj\n%s\nendobj\n" % (size, stream(rows, entries))


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object of this data, compressed."""
    packed = zlib.compress(data, 9)
    return packed_stream(packed, b"/FlateDecode", entries)


def packed_stream(packed: bytes, filters: bytes, entries: bytes = b"") -> bytes:
    """A stream object of data that is packed already."""
    head = b"<< /Length %d /Filter [%s] %s >>" % (len(packed), filters, entries)
    return head + b"\nstream\n" + packed + b"\nendstream"


_BLOCK = 2**20


def twice_packed(head: bytes, size: int) -> bytes:
    """`head` and then `size` MB of spaces, packed twice: a gigabyte becomes three kilobytes."""
    packer = zlib.compressobj(9)
    first = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    spaces = b" " * _BLOCK
    block = packer.compress(spaces) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(spaces) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = zlib.adler32(head)
    for _ in range(size):
        checksum = zlib.adler32(spaces, checksum)
    # The blocks after the first are alike, since each begins with nothing remembered; an empty last block ends.
    once = first + block + again * (size - 1) + b"\x03\x00" + checksum.to_bytes(4, "big")
    return zlib.compress(once, 9)


def unpacking_to_a_gigabyte() -> bytes:
    """Three kilobytes whose only page is more than 1 GB long."""
    return document(packed_stream(twice_packed(TITLE, 1100), b"/FlateDecode /FlateDecode"))


def gigabyte_of_objects() -> bytes:
    """A stream of objects that unpacks to more than 1 GB, and holds what the catalogue points at."""
    packed = twice_packed(b"7 0 << /Kids [] >> ", 1100)
    holder = packed_stream(packed, b"/FlateDecode /FlateDecode", b"/Type /ObjStm /N 1 /First 4")
    names = b"/Names << /Dests 7 0 R >>"
    return document(more={FREE: holder}, catalog=names, hidden={7: FREE.to_bytes(4, "big") + b"\0"})


def forms(innermost: bytes, fan: int, depth: int) -> tuple[dict[int, bytes], bytes]:
    """Forms that each draw the next `fan` times, `depth` deep: the objects, and the name of the outermost."""
    box = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> "
    objects = {FREE: stream(innermost, box + b">>")}
    for number in range(FREE + 1, FREE + 1 + depth):
        inner = box + b"/XObject << /X %d 0 R >> >>" % (number - 1)
        objects[number] = stream(b"/X Do\n" * fan, inner)
    return objects, b"/XObject << /X %d 0 R >>" % (FREE + depth)


def of_millions_of_glyphs() -> bytes:
    """Less than 2 kB of forms within forms that draw four million letters on one page."""
    line = b"BT /F1 6 Tf 20 %d Td (" + b"the quick brown fox jumps over it " * 3 + b") Tj ET\n"
    lines = b"".join(line % (20 + 8 * number) for number in range(40))
    objects, resources = forms(lines, 100, 2)
    return document(TITLE + b"/X Do\n", objects, resources=resources)


def of_thousands_of_glyphs() -> bytes:
    """As above, with two hundred thousand letters: the fast reader is done with it soon."""
    objects, resources = forms(b"BT /F1 6 Tf 20 20 Td (" + b"upheld " * 15 + b") Tj ET\n", 45, 2)
    return document(TITLE + b"/X Do\n", objects, resources=resources)


def of_thousands_of_lines() -> bytes:
    """Forms within forms that draw two hundred thousand boxes."""
    objects, resources = forms(b"10 10 20 20 re S\n" * 100, 45, 2)
    return document(TITLE + b"/X Do\n", objects, resources=resources)


def drawing_nothing_for_ever() -> bytes:
    """Forms nine deep that each draw the next twenty times, and the last one draws nothing."""
    objects, resources = forms(b"q Q\n", 20, 9)
    return document(TITLE + b"/X Do\n", objects, resources=resources)


def of_millions_of_pages() -> bytes:
    """A tree of pages whose branches are all the same branch."""
    branches = 6
    kids = {
        FREE + level: b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%s] >>"
        % (FREE + level + 1, 10 ** (level + 1), (b"%d 0 R " % (FREE + level - 1 if level else 3)) * 10)
        for level in range(branches)
    }
    kids[2] = b"<< /Type /Pages /Count %d /Kids [%d 0 R] >>" % (10**branches, FREE + branches - 1)
    return document(more=kids)


def counting_millions_of_pages() -> bytes:
    """One page, in a tree that says it has a billion."""
    return document(more={2: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"})


def of_deep_dictionaries() -> bytes:
    """A catalogue that holds thousands of dictionaries, each within the one before."""
    return document(catalog=b"/Deep " + b"<< /D " * 5000 + b"null" + b" >>" * 5000)


def within_itself() -> bytes:
    """A form that draws itself, a page that is its own parent, and a name tree that is its own child."""
    inner = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    names = b"<< /Kids [7 0 R 7 0 R] >>"
    more = {
        6: stream(b"/X Do\n/X Do\n", inner),
        7: names,
        2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>",
    }
    return document(
        TITLE + b"/X Do\n", more, catalog=b"/Names << /Dests 7 0 R >>", resources=b"/XObject << /X 6 0 R >>"
    )


def slow_to_draw(megabytes: int = 40) -> bytes:
    """A page whose contents are millions of instructions that draw nothing and hold no memory."""
    return document(TITLE + b"q Q " * (megabytes * _BLOCK // 4))


def reader(path: Path, limits: Limits) -> FileReading:
    """Do to the process what the file's name says, and read every other file as usual."""
    if "kill" in path.name:
        os._exit(11)
    if "hang" in path.name:
        time.sleep(3600)
    tried = path.with_suffix(".tried")
    if "ends-once" in path.name and not tried.exists():
        tried.touch()
        os._exit(-9 % 256)
    if "slow" in path.name or "endless" in path.name:
        with enforced(limits):
            while "endless" in path.name or time.process_time() < 1.5:
                pass
    if "raise" in path.name:
        raise RecursionError("too deep")
    return read_file(path.read_bytes(), limits)


def file_reader(file: LetterFile, limits: Limits) -> FileReading:
    """`reader`, for a file with its name in reports."""
    return reader(file.path, limits)
