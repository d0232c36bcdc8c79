"""Whether a file may be opened as a workbook: what it is by its content, how large it is unpacked."""

import io
import struct
import zipfile

from mapper.errors import UnreadableTable
from mapper.sources.tables.limits import MOST_PARTS, MOST_UNPACKED

_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "Save it as an XLSX workbook or a CSV file."
_DOCTYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


def is_workbook(file: str, content: bytes) -> bool:
    """Whether the content is a workbook and no text.

    Raises UnreadableTable for what is neither: a PDF, a web page, an old or encrypted workbook.
    """
    start = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not content.strip():
        raise UnreadableTable("not-a-table", f"{file} is empty. Download it again.")
    if start.startswith(b"%pdf"):
        raise UnreadableTable("not-a-table", f"{file} is a PDF. Letters go into a folder of --letters.")
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        raise UnreadableTable("not-a-table", f"{file} is a web page, not a table. Download the table itself.")
    if content.startswith(_OLD_CONTAINER):
        if _ENCRYPTED in content:
            raise UnreadableTable("encrypted", f"{file} asks for a password. Save it without one.")
        raise UnreadableTable("not-a-table", f"{file} is a workbook of the old kind (XLS). {_SAVE_AS}")
    return content.startswith(b"PK")


def opened(file: str, content: bytes) -> zipfile.ZipFile:
    """The parts of a workbook, none of them read. Raises UnreadableTable if it must not or cannot be read.

    A part never gives more than the size it declares, so that the sum of these sizes is the most there can be.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise UnreadableTable(
            "damaged", f"{file} is a damaged workbook ({error}). Download it again."
        ) from error
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise UnreadableTable(
            "too-large",
            f"{file} unpacks to {unpacked / 1e6:,.0f} MB in {len(parts):,} parts, more than any table of councils. "
            "It was not opened.",
        )
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableTable("encrypted", f"{file} asks for a password. Save it without one.")
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
        raise UnreadableTable("not-a-table", f"{file} is a ZIP file, and no XLSX workbook in it. {_SAVE_AS}")
    return archive


def require_plain(file: str, archive: zipfile.ZipFile) -> None:
    """Raise UnreadableTable if a part defines entities, with which a small file grows without end.

    No program that writes workbooks puts a document type into them.
    """
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")) and _has_doctype(archive.read(part)):
            raise UnreadableTable(
                "damaged", f"{file} has a part with a document type, as no workbook has. It was not read."
            )


def _has_doctype(part: bytes) -> bool:
    # Anywhere in the part, because comments of any length may stand before it.
    return any(mark in part for mark in _DOCTYPE)


def has_macros(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook carries a program. It is never run."""
    return any(part.filename.lower().endswith("vbaproject.bin") for part in archive.infolist())
