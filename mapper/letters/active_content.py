"""Whether a PDF does more than show its pages: scripts, actions, attached files, media.

Section numbers are those of the PDF Reference 1.7.
"""

import re
from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from mapper.letters.limits import is_out_of_memory

_Dictionary = dict[str, Any]

# 8.5.3, table 8.48: the actions that only move within the file, change which part of it is shown, or follow a
# link, whose address is checked as well. Every other action runs, sends or fetches something.
_PASSIVE_ACTIONS = frozenset(("GoTo", "URI", "Named", "Hide", "SetOCGState", "Trans", "GoToDp"))
_ACTION_KEYS = ("A", "PA", "Next")

# The names of those others, searched for everywhere: a damaged or malicious file may call an action in other
# ways.
_ACTIVE_ACTIONS = frozenset(
    (
        "JavaScript",
        "Launch",
        "GoToR",
        "GoToE",
        "Thread",
        "ImportData",
        "SubmitForm",
        "ResetForm",
        "Rendition",
        "RichMediaExecute",
        "GoTo3DView",
        "Movie",
        "Sound",
    )
)
_ACTIVE_ANNOTATIONS = frozenset(("FileAttachment", "RichMedia", "Screen", "Movie", "Sound", "3D"))
_ACTIVE_KEYS = frozenset(("JS", "JavaScript", "EmbeddedFiles", "EF", "XFA", "RichMediaContent"))
_PASSIVE_SCHEMES = frozenset((b"http", b"https", b"mailto", b"tel"))
_SCHEME = re.compile(rb"([a-z][a-z0-9+.-]*):", re.IGNORECASE)

# Names too long to occur by chance in compressed data. The raw bytes are searched for them as well, because a
# viewer may find objects that pdfminer does not, such as those of an earlier version of the file.
_ACTIVE_BYTES = re.compile(
    rb"/(?:JavaScript|Launch|SubmitForm|ImportData|EmbeddedFiles?|FileAttachment|RichMedia|Rendition)\b"
)
# 3.2.4: any character of a name may be written as its hexadecimal code.
_SPELT_BYTE = re.compile(rb"#([0-9a-fA-F]{2})")


def is_active(data: bytes, catalog: _Dictionary) -> bool:
    """Whether a file has active content; true where that cannot be told.

    Parameters
    ----------
    data
        The whole file.
    catalog
        Its catalogue, as pdfminer reads it.

    Raises
    ------
    Exception
        Whatever pdfminer raised, if memory ran out.
    """
    spelt_out = _SPELT_BYTE.sub(lambda found: bytes.fromhex(found[1].decode()), data)
    if _ACTIVE_BYTES.search(data) or _ACTIVE_BYTES.search(spelt_out):
        return True
    try:
        return _opens_with_action(catalog) or any(map(_acts, _dictionaries(catalog)))
    except Exception as error:
        if is_out_of_memory(error):
            raise
        # On a broken file pdfminer raises whatever its parser trips over. An object that no page needs must
        # not cost the letter its figures.
        return True


def _dictionaries(catalog: _Dictionary) -> Iterator[_Dictionary]:
    """Every dictionary that can be reached from the catalogue, including those of streams, in any order."""
    seen: set[int] = set()
    waiting: list[object] = [catalog]
    while waiting:
        item = waiting.pop()
        if isinstance(item, PDFObjRef):
            if item.objid in seen:
                continue
            seen.add(item.objid)
            item = resolve1(item)
        if isinstance(item, PDFStream):
            item = item.attrs
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(item.values())


def _opens_with_action(catalog: _Dictionary) -> bool:
    """Whether opening the file does more than choose a view; even a web address would be fetched unasked."""
    action = resolve1(catalog.get("OpenAction"))
    return isinstance(action, dict) and (_name(action.get("S")) != "GoTo" or "Next" in action)


def _acts(item: _Dictionary) -> bool:
    return (
        bool(_ACTIVE_KEYS & item.keys())
        or _name(item.get("S")) in _ACTIVE_ACTIONS
        or _name(item.get("Subtype")) in _ACTIVE_ANNOTATIONS
        or any(_is_active_action(item.get(key)) for key in _ACTION_KEYS)
        or _has_triggers(item)
        or _leads_off_the_web(item.get("URI"))
        or _leads_off_the_web(item.get("Base"))
    )


def _is_active_action(value: object) -> bool:
    """Whether this is an action, or a list of actions, that is not passive.

    Other dictionaries use the same keys, but without a name as /S: the attributes of a tag are called /A too.
    """
    actions = resolve1(value)
    for action in actions if isinstance(actions, list) else [actions]:
        action = resolve1(action)
        kind = _name(action.get("S")) if isinstance(action, dict) else ""
        if kind and kind not in _PASSIVE_ACTIONS:
            return True
    return False


def _has_triggers(item: _Dictionary) -> bool:
    """Whether opening, leaving or printing a page, or filling in a field, triggers an action."""
    triggers = resolve1(item.get("AA"))
    return isinstance(triggers, dict) and any(
        isinstance(action, dict) and "S" in action for action in map(resolve1, triggers.values())
    )


def _leads_off_the_web(address: object) -> bool:
    address = resolve1(address)
    if not isinstance(address, bytes):
        return False
    # Viewers skip blanks and control characters, and read both byte orders of UTF-16 as plain letters.
    scheme = _SCHEME.match(bytes(byte for byte in address if 0x20 < byte < 0x7F))
    return scheme is not None and scheme[1].lower() not in _PASSIVE_SCHEMES


def _name(item: object) -> str:
    """A PDF name as text; empty for anything else, and for a name that is not valid text."""
    item = resolve1(item)
    return item.name if isinstance(item, PSLiteral) and isinstance(item.name, str) else ""
