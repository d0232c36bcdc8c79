"""A PDF written again with its objects in a compressed stream and its table of objects in another (PDF 1.5)."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_ROOT = re.compile(rb"/Root (\d+ 0 R)")


def rewritten(data: bytes) -> bytes:
    """The same document; for files whose streams cannot be taken for objects, such as reportlab's."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(data)}
    root = _ROOT.search(data)
    assert root is not None
    streams = {number: body for number, body in objects.items() if body.rstrip().endswith(b"endstream")}
    others = {number: body for number, body in objects.items() if number not in streams}
    container, table = max(objects) + 1, max(objects) + 2
    # Of each entry: its kind, where it is (or in which stream), and its place there.
    entries = {0: (0, 0, 65535)}
    out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
    for number, body in {**streams, container: _container(others)}.items():
        entries[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    entries |= {number: (2, container, place) for place, number in enumerate(others)}
    entries[table] = (1, len(out), 0)
    rows = b"".join(
        kind.to_bytes(1, "big") + where.to_bytes(4, "big") + place.to_bytes(2, "big")
        for kind, where, place in (entries.get(number, (0, 0, 0)) for number in range(table + 1))
    )
    head = b"/Type /XRef /Size %d /W [1 4 2] /Root %s" % (table + 1, root[1])
    return out + b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        _stream(head, rows),
        entries[table][1],
    )


def _container(objects: dict[int, bytes]) -> bytes:
    index, bodies = b"", b""
    for number, body in objects.items():
        index += b"%d %d " % (number, len(bodies))
        bodies += body + b"\n"
    return _stream(b"/Type /ObjStm /N %d /First %d" % (len(objects), len(index)), index + bodies)


def _stream(head: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (head, len(packed), packed)
