"""Writes pages of a PDF anew, with nothing but what `form` lists; the same pages give the same bytes everywhere."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf

from mapper.errors import UnreadableLetter
from mapper.letters.copies.form import FILTERS, INHERITED, LINK, PAGE, STREAM, Kind
from mapper.letters.limits import LIMITS, Limits, too_large
from mapper.urls import is_of_web

# Forms within forms and functions within functions; a page of any program has less than twenty.
_DEEPEST = 100
# A page of an infographic has a thousand.
_MOST_OBJECTS = 200_000
# Above the page, and links on it.
_MOST_ABOVE, _MOST_LINKS = 50, 1_000
# Strings up to this length are written where they are used; others may be used again and again.
_SHORT = 256

_ADDRESS = re.compile(rb"https?://[!-~]{1,2000}", re.IGNORECASE)

_Key = tuple[tuple[int, int], int]


def opened(data: bytes) -> pikepdf.Pdf:
    """A file, opened for copying. Raises UnreadableLetter if qpdf cannot open it."""
    try:
        return pikepdf.open(BytesIO(data), attempt_recovery=True, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise UnreadableLetter("encrypted", "It asks for a password") from error
    except pikepdf.PdfError as error:
        # What qpdf says names places in memory, which differ from run to run.
        raise UnreadableLetter("damaged", "It cannot be opened for copying") from error


def rebuilt(source: pikepdf.Pdf, first: int, last: int, limits: Limits = LIMITS) -> bytes:
    """The pages from `first` to `last`, which count from 1, as a file of their own.

    Raises
    ------
    UnreadableLetter
        If a page holds what cannot be carried over, or more than any letter needs.
    """
    target = pikepdf.new()
    writer = _Writer(target, limits)
    for number in range(first, last + 1):
        target.pages.append(pikepdf.Page(writer.page(source.pages[number - 1].obj)))
    file = BytesIO()
    # No clock and no chance: the identifier is a digest of the content. Streams stay as they are packed, because two
    # versions of the library that packs them may give different bytes.
    target.save(
        file,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        min_version="1.7",
    )
    return file.getvalue()


def is_web_address(address: bytes) -> bool:
    """Whether an address is one of http or https with a host and without a user, in plain letters."""
    return bool(_ADDRESS.fullmatch(address)) and is_of_web(address.decode("ascii"))


def is_one_of(found: object, names: Iterable[str]) -> bool:
    """Whether an object is a name that is one of these."""
    return any(found == pikepdf.Name(name) for name in names)


class _Writer:
    """Carries pages over into one file; an object that several of them share is written once."""

    def __init__(self, target: pikepdf.Pdf, limits: Limits) -> None:
        self._target, self._limits = target, limits
        self._written: dict[_Key, pikepdf.Object] = {}
        self._objects = self._bytes = 0

    def page(self, source: pikepdf.Object) -> pikepdf.Dictionary:
        page = pikepdf.Dictionary(Type=pikepdf.Name.Page)
        for key, kind in PAGE.keys.items():
            found = _inherited(source, key) if key in INHERITED else source.get(key)
            value = self._value(found, kind, 0)
            if value is not None:
                page[key] = value
        links = list(self._links(source))
        if links:
            page.Annots = pikepdf.Array(links)
        return page

    def _links(self, page: pikepdf.Object) -> Iterator[pikepdf.Object]:
        """The links of a page to addresses of the web."""
        annotations = page.get("/Annots")
        if not isinstance(annotations, pikepdf.Array):
            return
        for number, one in enumerate(annotations.as_list()):
            if number >= _MOST_LINKS:
                raise too_large(f"A page has more than {_MOST_LINKS} links or notes")
            address = _address(one)
            if address is not None:
                link = self._dictionary(one, LINK, pikepdf.Dictionary(), 0)
                link.Type, link.Subtype = pikepdf.Name.Annot, pikepdf.Name.Link
                link.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address))
                yield self._target.make_indirect(link)

    def _value(self, found: object, kind: Kind, depth: int) -> object | None:
        """The value as the copy has it; None where it may have none."""
        if not isinstance(found, pikepdf.Object):
            return found  # numbers, truth values and nothing at all
        if not found.is_indirect or _is_short(found):
            return self._direct(found, kind, depth)
        key = (found.objgen, id(kind))
        if key not in self._written:
            self._count(depth)
            self._indirect(key, found, kind, depth)
        return self._written.get(key)

    def _direct(self, found: pikepdf.Object, kind: Kind, depth: int) -> object | None:
        self._count(depth)
        if isinstance(found, pikepdf.Array):
            return self._array(found, kind, pikepdf.Array(), depth)
        if isinstance(found, pikepdf.Dictionary):
            return self._dictionary(found, kind, pikepdf.Dictionary(), depth) if _is_of(found, kind) else None
        return _simple(found)

    def _indirect(self, key: _Key, found: pikepdf.Object, kind: Kind, depth: int) -> None:
        """Write an object that others refer to; it is known before what it holds is, because it may hold itself."""
        if isinstance(found, pikepdf.Stream):
            if kind.is_stream and _is_of(found, kind):
                self._written[key] = self._target.make_stream(self._raw(found))
                self._dictionary(found, kind, self._written[key], depth)
        elif isinstance(found, pikepdf.Dictionary):
            if _is_of(found, kind):
                self._written[key] = self._target.make_indirect(pikepdf.Dictionary())
                self._dictionary(found, kind, self._written[key], depth)
        elif isinstance(found, pikepdf.Array):
            self._written[key] = self._target.make_indirect(pikepdf.Array())
            self._array(found, kind, self._written[key], depth)
        elif (simple := _simple(found)) is not None:
            self._written[key] = self._target.make_indirect(simple)

    def _dictionary(
        self, found: pikepdf.Object, kind: Kind, written: pikepdf.Object, depth: int
    ) -> pikepdf.Object:
        keys = {**kind.keys, **STREAM} if isinstance(found, pikepdf.Stream) else kind.keys
        for key, held in sorted(found.items()):
            inner = keys.get(key, kind.others)
            value = None if inner is None else self._value(held, inner, depth + 1)
            if value is not None:
                written[_key(key)] = value
        return written

    def _array(
        self, found: pikepdf.Object, kind: Kind, written: pikepdf.Object, depth: int
    ) -> pikepdf.Object:
        """The elements at their places: one that is left out becomes null."""
        items = found.as_list()
        self._objects += len(items)
        for item in items:
            written.append(self._value(item, kind, depth + 1))
        return written

    def _raw(self, stream: pikepdf.Object) -> bytes:
        """The data of a stream as it is packed, but for encryption."""
        packing = stream.get("/Filter")
        for name in packing.as_list() if isinstance(packing, pikepdf.Array) else [packing]:
            if name is not None and not is_one_of(name, FILTERS):
                raise UnreadableLetter("damaged", "It is packed in a way that is not known")
        data = stream.read_raw_bytes()
        self._bytes += len(data)
        if self._bytes > self._limits.file_size:
            raise too_large(f"Its pages hold more than {self._limits.file_size / 1e6:.0f} MB")
        return data

    def _count(self, depth: int) -> None:
        self._objects += 1
        if self._objects > _MOST_OBJECTS:
            raise too_large(f"Its pages are made of more than {_MOST_OBJECTS:,} parts")
        if depth > _DEEPEST:
            raise too_large(f"Its pages hold parts within parts more than {_DEEPEST} deep")


def _inherited(page: pikepdf.Object, key: str) -> object | None:
    """What the page, or the tree above it, has under a key."""
    above: object = page
    for _ in range(_MOST_ABOVE):
        if not isinstance(above, pikepdf.Dictionary):
            return None
        if (found := above.get(key)) is not None:
            return found
        above = above.get("/Parent")
    return None


def _address(annotation: object) -> bytes | None:
    """The address that an annotation leads to, if it is a link to the web and does nothing else."""
    if not isinstance(annotation, pikepdf.Dictionary) or annotation.get("/Subtype") != pikepdf.Name.Link:
        return None
    action = annotation.get("/A")
    if not isinstance(action, pikepdf.Dictionary) or action.get("/S") != pikepdf.Name.URI:
        return None
    address = action.get("/URI")
    found = bytes(address) if isinstance(address, pikepdf.String) else b""
    return found if is_web_address(found) else None


def _is_of(found: pikepdf.Object, kind: Kind) -> bool:
    """Whether a dictionary is of a kind at all."""
    if not kind.keys and kind.others is None and not kind.is_stream:
        return False
    return all(is_one_of(found.get(key), values) for key, values in kind.required.items())


def _is_short(found: pikepdf.Object) -> bool:
    if isinstance(found, pikepdf.Name):
        return True
    return isinstance(found, pikepdf.String) and len(bytes(found)) <= _SHORT


def _key(name: str) -> str | pikepdf.Name:
    """A key of a dictionary as pikepdf takes it, which does not take one that is no UTF-8 as a text."""
    if name.isascii():
        return name
    spelt = (b"#%02x" % byte for byte in name[1:].encode("utf-8", "surrogateescape"))
    key = pikepdf.Object.parse(b"/" + b"".join(spelt))
    assert isinstance(key, pikepdf.Name)
    return key


def _simple(found: pikepdf.Object) -> pikepdf.Object | None:
    """A name or string of one's own; None for anything else."""
    if not isinstance(found, pikepdf.Name | pikepdf.String):
        return None
    return pikepdf.Object.parse(found.unparse(resolved=True)) if found.is_indirect else found
