"""How each letter is shown: as a copy of its pages, by a link, as it is, or not at all and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag

from mapper.councils.council import Council
from mapper.letters.copies.making import Source, copies_of
from mapper.letters.copies.store import Copy, CopyStore
from mapper.letters.statistics import Problem
from mapper.review.reading import Origin, Reading, Status
from mapper.review.shown import LettersAs, Shown
from mapper.urls import is_of_web

_Pages = tuple[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Showing:
    """How letters are to be shown.

    Parameters
    ----------
    way
        As what.
    files
        The path or the content of each file, by the name that reports give it.
    addresses
        By the SHA-256 of a letter, the address it was fetched from, where that is known.
    jobs
        The number of processes that copy letters.
    store
        Where copies are kept; None to make all anew.
    """

    way: LettersAs
    files: Mapping[str, Path | bytes]
    addresses: Mapping[str, str]
    jobs: int = 1
    store: CopyStore | None = None


def published(letters: Iterable[Reading], days: Iterable[date]) -> tuple[Reading, ...]:
    """The letters that a site of these days shows: for each council and day one, that of the best status."""
    wanted = frozenset(days)
    of: dict[tuple[Council, date], Reading] = {}
    for letter in sorted(letters, key=lambda letter: list(Status).index(letter.status)):
        if letter.council is not None and letter.period_end in wanted:
            of.setdefault((letter.council, letter.period_end), letter)
    return tuple(of.values())


def with_shown(letters: Sequence[Reading], published: Iterable[Reading], how: Showing) -> tuple[Reading, ...]:
    """The letters, each of those `published` with how it is shown; the others as they are."""
    found = {id(letter) for letter in published if letter.origin is Origin.LETTER}
    wanted = [letter for letter in letters if id(letter) in found]
    linked = {id(letter): address for letter in wanted if (address := _address(letter, how))}
    to_copy = (
        [letter for letter in wanted if id(letter) not in linked] if how.way is not LettersAs.ORIGINAL else []
    )
    copies = _copies(to_copy, how)
    return tuple(
        replace(letter, shown=_shown(letter, linked.get(id(letter), ""), copies, how))
        if id(letter) in found
        else letter
        for letter in letters
    )


def _address(letter: Reading, how: Showing) -> str | None:
    """Where a link to the letter leads; None where there is to be none, or no address of the web is known."""
    address = how.addresses.get(letter.sha256, "") if how.way is LettersAs.LINK else ""
    return urldefrag(address).url if is_of_web(address) else None


def _copies(letters: Iterable[Reading], how: Showing) -> dict[_Pages, Copy | Problem]:
    """What became of the copy of each letter, by its file's SHA-256 and its pages there."""
    spans: dict[str, dict[tuple[int, int], None]] = {}
    names: dict[str, str] = {}
    for letter in letters:
        spans.setdefault(letter.sha256, {})[_own(letter)] = None
        names.setdefault(letter.sha256, letter.file)
    sources = [
        Source(how.files[names[digest]], digest, tuple(sorted(pages))) for digest, pages in spans.items()
    ]
    made = copies_of(sources, how.jobs, how.store)
    return {(source.sha256, span): one for source, span, one in made}


def _shown(letter: Reading, address: str, copies: Mapping[_Pages, Copy | Problem], how: Showing) -> Shown:
    if address:
        return Shown(LettersAs.LINK, address=address)
    if how.way is LettersAs.ORIGINAL:
        if letter.active_content:
            return Shown(None, "Its PDF carries, or may carry, a script, an action or an embedded file")
        return Shown(LettersAs.ORIGINAL, sha256=letter.sha256, content=how.files[letter.file])
    made, pages = copies[letter.sha256, _own(letter)], _own(letter)
    if isinstance(made, Problem):
        return Shown(None, f"No copy of its pages could be made. {made.message.rstrip('.')}", pages)
    why = "The address it was fetched from is not known" if how.way is LettersAs.LINK else ""
    return Shown(LettersAs.COPY, why, pages, made.file_pages, made.sha256, content=made.content)


def _own(letter: Reading) -> tuple[int, int]:
    return letter.own_pages or letter.pages or (1, 1)
