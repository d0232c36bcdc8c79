"""The PDFs in the folders that a build is made from, and what there may be a letter but is not read.

Linked folders are followed, each folder once. What cannot be followed, opened or told is not passed over: it is found
as a file with a problem, so that the report names it as it names every letter.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from mapper.errors import NoLetters
from mapper.letters.statistics import Problem
from mapper.letters.workers import LetterFile
from mapper.sources.letters.folder import SET_ASIDE
from mapper.words import printable

_ENDING = ".pdf"
# What browsers add to the name of a file while it is on its way.
_UNFINISHED = (".crdownload", ".download", ".opdownload", ".part", ".partial", ".tmp")
# A PDF begins with this, perhaps after some other bytes (ISO 32000-1, Annex H.3.4.1).
_MARK, _WITHIN = b"%PDF-", 1024


def find_letters(folders: Iterable[Path], apart: Iterable[Path] = ()) -> tuple[LetterFile, ...]:
    """Every PDF in the folders and below, sorted by name: the folder's own name and the path inside it.

    What may be a letter and is not read has a problem that says why. What fetching has set aside is left out. No link
    is followed into the folders `apart`, where the letters are not the user's.

    Raises NoLetters if a folder does not exist.
    """
    closed = tuple(Path(os.path.realpath(path)) for path in apart)
    found = []
    for folder in folders:
        if not folder.is_dir():
            raise NoLetters(
                f"{folder}: no such folder. Expected the folder that holds the letters' PDFs; name it with "
                "--letters, or try --sample for a site of illustrative letters."
            )
        root = folder.resolve()
        for path, problem in _found_in(root, closed):
            name = printable(f"{root.name}/{path.relative_to(root).as_posix()}")
            found.append(LetterFile(name, path, problem))
    return tuple(sorted(_unique(found), key=lambda file: file.name))


_Found = Iterator[tuple[Path, Problem | None]]


def _found_in(root: Path, closed: tuple[Path, ...]) -> _Found:
    """The letters in a folder, links last: a letter is found by its own path, if it has one in this folder."""
    visited: set[Path] = set()
    waiting = [root]
    while waiting:
        top = waiting.pop(0)
        if top.resolve() in visited:
            continue
        links: list[Path] = []
        yield from _found_below(top, visited, links)
        for link in sorted(links):
            where = link.resolve()
            if any(_overlap(where, path) for path in (root, *closed)) and not where.is_relative_to(root):
                yield (
                    link,
                    Problem(
                        "not-followed", f"It is a link to {where}, which holds more than letters. {_MOVE}"
                    ),
                )
            else:
                waiting.append(link)


_MOVE = "Expected a folder of letters only; link to that, or name it with --letters."


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _found_below(top: Path, visited: set[Path], links: list[Path]) -> _Found:
    """The letters below a folder that was not yet visited; linked folders are added to `links`."""
    unreadable: list[OSError] = []
    for name, folders, files in os.walk(top, onerror=unreadable.append):
        here = Path(name)
        visited.add(here.resolve())
        links += (here / folder for folder in folders if folder != SET_ASIDE and (here / folder).is_symlink())
        folders[:] = sorted(
            folder for folder in folders if folder != SET_ASIDE and (here / folder).resolve() not in visited
        )
        for file in files:
            is_letter, problem = _look_at(here / file)
            if is_letter:
                yield here / file, problem
    for error in unreadable:
        message = f"The folder cannot be read ({error.strerror}), so letters in it are missing. Check its permissions."
        yield Path(error.filename), Problem("not-opened", message)


def _look_at(path: Path) -> tuple[bool, Problem | None]:
    """Whether a file is a letter or may be one, and then why it is not read."""
    named = path.suffix.lower() == _ENDING
    try:
        if path.is_file():
            return (True, None) if named else _look_into(path)
        is_link = path.is_symlink()
    except OSError as error:
        return True, Problem(
            "not-opened", f"It cannot be looked at ({error.strerror}). Check its permissions."
        )
    if is_link:
        where = printable(str(path.readlink()))
        return True, Problem(
            "not-followed", f"It is a link to {where}, where nothing is. Mend it or remove it."
        )
    return named, Problem("not-opened", "It is neither a file nor a folder. Remove it.")


def _look_into(path: Path) -> tuple[bool, Problem | None]:
    """Whether a file of another ending may be a letter: what is said of it if so."""
    *_, ending = ("", *path.suffixes)
    if ending.lower() in _UNFINISHED and _ENDING in path.name.lower():
        return True, Problem("not-opened", "It is a download that was not finished. Download it again.")
    try:
        with path.open("rb") as file:
            is_pdf = _MARK in file.read(_WITHIN)
    except OSError as error:
        message = f"It cannot be opened ({error.strerror}), so nothing says whether it is a letter."
        return True, Problem("not-opened", f"{message} Check its permissions.")
    message = (
        f"It is a PDF whose name does not end in {_ENDING}. If it is a letter, rename it; else move it away."
    )
    return is_pdf, Problem("not-opened", message)


def _unique(files: Iterable[LetterFile]) -> Iterable[LetterFile]:
    """The files, with numbers added to names that occur in several folders of the same name."""
    seen: dict[str, int] = {}
    for file in sorted(files, key=lambda file: (file.name, str(file.path))):
        seen[file.name] = number = seen.get(file.name, 0) + 1
        yield file if number == 1 else replace(file, name=f"{file.name} ({number})")
