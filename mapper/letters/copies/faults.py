"""What a published copy holds that none may hold: every object of the file is looked at, whoever wrote it."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from mapper.letters.copies.form import LINK, PAGE, STREAM, Kind
from mapper.letters.copies.rebuilding import is_one_of, is_web_address

_CATALOGUE = frozenset(("/Type", "/Pages"))
_TREE = frozenset(("/Type", "/Kids", "/Count"))
_TRAILER = frozenset(("/Root", "/Size", "/ID"))
_PAGE = frozenset((*PAGE.keys, "/Type", "/Parent", "/Annots"))
_LINK = frozenset((*LINK.keys, "/Type", "/Subtype", "/A"))
_ACTION = frozenset(("/S", "/URI"))
_DEEPEST = 200
_HEADER = b"%PDF-"


def faults_of(data: bytes) -> tuple[str, ...]:
    """What is wrong with a copy, in words that go after its name; empty if nothing is."""
    if not data.startswith(_HEADER):
        return ("does not begin with %PDF-",)
    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True) as copy:
            return tuple(dict.fromkeys(_Look(copy).faults()))
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, RecursionError) as error:
        return (f"cannot be looked through ({type(error).__name__})",)


class _Look:
    """One copy, looked through from its trailer."""

    def __init__(self, copy: pikepdf.Pdf) -> None:
        self._copy = copy
        self._seen: set[tuple[int, int]] = set()

    def faults(self) -> Iterator[str]:
        root, tree = self._copy.Root, self._copy.Root.Pages
        self._seen |= {root.objgen, tree.objgen}
        yield from _beyond("the file", self._copy.trailer, _TRAILER)
        yield from _beyond("the catalogue", root, _CATALOGUE)
        yield from _beyond("the tree of pages", tree, _TREE)
        for page in tree.Kids.as_list():
            self._seen.add(page.objgen)
            yield from _beyond("a page", page, _PAGE)
            for key, kind in PAGE.keys.items():
                yield from self._of_value(key, page.get(key), kind, 0)
            for link in page.get("/Annots", pikepdf.Array()).as_list():
                self._seen.add(link.objgen)
                yield from self._of_link(link)
        unreached = [one for one in self._copy.objects if one is not None and one.objgen not in self._seen]
        if unreached:
            yield f"has {len(unreached)} objects that no page needs"

    def _of_link(self, link: pikepdf.Object) -> Iterator[str]:
        yield from _beyond("a link", link, _LINK)
        action = link.get("/A", pikepdf.Dictionary())
        yield from _beyond("the action of a link", action, _ACTION)
        address = action.get("/URI")
        is_to_web = isinstance(address, pikepdf.String) and is_web_address(bytes(address))
        if link.get("/Subtype") != pikepdf.Name.Link or action.get("/S") != pikepdf.Name.URI or not is_to_web:
            yield "has a note, a field or a link that leads to no address of the web"
        for key, kind in LINK.keys.items():
            yield from self._of_value(key, link.get(key), kind, 0)

    def _of_value(self, key: str, found: object, kind: Kind, depth: int) -> Iterator[str]:
        if not isinstance(found, pikepdf.Object):
            return
        if depth > _DEEPEST:
            yield "holds parts within parts too deep to be looked through"
            return
        if found.is_indirect:
            if found.objgen in self._seen:
                return
            self._seen.add(found.objgen)
        if isinstance(found, pikepdf.Array):
            for item in found.as_list():
                yield from self._of_value(key, item, kind, depth + 1)
        elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            yield from self._of_dictionary(key, found, kind, depth)

    def _of_dictionary(self, name: str, found: pikepdf.Object, kind: Kind, depth: int) -> Iterator[str]:
        is_stream = isinstance(found, pikepdf.Stream)
        if is_stream and not kind.is_stream:
            yield f"has data under {name}, where none may be"
        keys = {**kind.keys, **STREAM, "/Length": Kind()} if is_stream else kind.keys
        for key, held in sorted(found.items()):
            inner = keys.get(key, kind.others)
            if inner is None:
                yield f"has {key} under {name}"
            else:
                yield from self._of_value(key, held, inner, depth + 1)
        for key, values in kind.required.items():
            if not is_one_of(found.get(key), values):
                yield f"has an object under {name} that is neither a picture nor a form"


def _beyond(what: str, found: pikepdf.Object, allowed: frozenset[str]) -> Iterator[str]:
    for key in sorted(set(found.keys()) - allowed):
        yield f"has {key} in {what}"
