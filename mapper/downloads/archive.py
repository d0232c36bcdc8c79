"""Everything in one file: `data/all.zip`, which opens without a network.

The same files give the same bytes: no entry has the day of the build.
"""

import io
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mapper.downloads import words
from mapper.downloads.download import DataFile
from mapper.measures.edition import Edition

FOLDER = "ombudsman-letters/"

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3


def write(edition: Edition, files: Sequence[DataFile]) -> bytes:
    """The files in a folder of their own, as they stand in `data/`, with a text that says what they are."""
    readme = "\r\n\r\n".join(words.notes(edition, files)) + "\r\n"
    content = {f"{FOLDER}{file.path.removeprefix('data/')}": file.content() for file in files}
    return zipped({f"{FOLDER}README.txt": readme.encode(), **content})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files in their order, each dated 1 January 1980, the first day that the format knows."""
    data = io.BytesIO()
    with ZipFile(data, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, _READABLE, _UNIX
            archive.writestr(entry, content)
    return data.getvalue()
