"""How readers of the site get to see a letter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from mapper.words import counted


class LettersAs(StrEnum):
    """`copy`: its own pages, written anew. `link`: where the Ombudsman has it. `original`: the file as it was found."""

    COPY = "copy"
    LINK = "link"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True)
class Shown:
    """How a letter is shown.

    Parameters
    ----------
    way
        As what; None if it is not shown.
    why
        Why it is not shown, or not in the way that was asked for, in words that end a sentence.
    pages
        The first and last page of its file that are shown, counted from 1.
    file_pages
        The number of pages of its file; 0 where that was not counted.
    sha256
        Of what is published: of the copy, or of the file; empty for a link.
    address
        Where a link leads.
    content
        What is published, or the path of it; empty for a link.
    """

    way: LettersAs | None
    why: str = ""
    pages: tuple[int, int] = (1, 1)
    file_pages: int = 0
    sha256: str = ""
    address: str = ""
    content: Path | bytes = field(default=b"", repr=False, compare=False)

    @property
    def is_here(self) -> bool:
        """Whether a file of the site shows it."""
        return self.way in (LettersAs.COPY, LettersAs.ORIGINAL)

    @property
    def is_part(self) -> bool:
        """Whether only a part of its file is shown."""
        return self.way is LettersAs.COPY and self.pages != (1, self.file_pages)

    def page(self, number: int) -> int:
        """The number, in what is shown, of a page of the letter's file."""
        return number - self.pages[0] + 1 if self.way is LettersAs.COPY else number


def notes_on_ways(found: Iterable[Shown | None]) -> Iterator[str]:
    """What is to be said of letters that are not shown in the way that was asked for, or not at all, in sentences."""
    shown = [one for one in found if one is not None]
    copied = sum(one.way is LettersAs.COPY and bool(one.why) for one in shown)
    if copied:
        letters = counted(copied, "letter is shown as a copy", "letters are shown as copies")
        yield f"{letters} and not by a link: no address that it was fetched from is known."
    unshown = sum(one.way is None for one in shown)
    if unshown:
        letters = counted(unshown, "letter is itself not shown", "letters are themselves not shown")
        yield f"{letters}; data/build-report.json has the reason of each (not-shown), and so has the council’s page."
