"""The PDFs in the folders that a build is made from."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from mapper.errors import NoLetters
from mapper.letters.workers import LetterFile
from mapper.review.report import printable
from mapper.sources.letters.folder import SET_ASIDE


def find_letters(folders: Iterable[Path]) -> tuple[LetterFile, ...]:
    """Every PDF in the folders and below, sorted by name: the folder's own name and the path inside it.

    What fetching has set aside is left out.

    Raises NoLetters if a folder does not exist.
    """
    found = []
    for folder in folders:
        if not folder.is_dir():
            raise NoLetters(
                f"{folder}: no such folder. Expected the folder that holds the letters' PDFs; name it with "
                "--letters, or try --sample for a site of illustrative letters."
            )
        root = folder.resolve()
        for path in root.rglob("*"):
            apart = SET_ASIDE in path.relative_to(root).parts
            if path.suffix.lower() == ".pdf" and path.is_file() and not apart:
                found.append(LetterFile(printable(f"{root.name}/{path.relative_to(root).as_posix()}"), path))
    return tuple(sorted(_unique(found), key=lambda file: file.name))


def _unique(files: Iterable[LetterFile]) -> Iterable[LetterFile]:
    """The files, with numbers added to names that occur in several folders of the same name."""
    seen: dict[str, int] = {}
    for file in sorted(files, key=lambda file: (file.name, str(file.path))):
        seen[file.name] = number = seen.get(file.name, 0) + 1
        yield file if number == 1 else replace(file, name=f"{file.name} ({number})")
