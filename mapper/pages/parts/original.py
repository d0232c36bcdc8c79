"""What a letter's PDF on the site is, beside the hash of the file that its figures were read from."""

from collections.abc import Mapping
from dataclasses import dataclass

from mapper.review.reading import Origin, Reading
from mapper.review.shown import LettersAs, Shown
from mapper.urls import is_of_web

LETTERS_SHOWN: Mapping[LettersAs, str] = {
    LettersAs.COPY: "A letter that is kept here is a copy of its own pages, made by this site so that each figure can "
    "be checked: it looks and reads as they do, and has no scripts, forms, notes or attached files. A letter of which "
    "no such copy can be made is read, and is not kept here; its council’s page says why.",
    LettersAs.LINK: "Letters are not kept here: links lead to where they were fetched from. Where that is not known, a "
    "copy of the letter’s own pages, without scripts, forms, notes or attached files, is kept instead.",
    LettersAs.ORIGINAL: "A letter that is kept here is the file as it was found, so that each figure can be checked; "
    "one that carries, or may carry, a script, an action or an embedded file is read, and is not kept here.",
}
"""What is said of all letters together, by the way in which they are shown."""


@dataclass(frozen=True, slots=True)
class Original:
    """What is shown of a letter in a sentence; the SHA-256 of the file that was read, and where that came from."""

    sentence: str
    sha256: str
    url: str | None


def original(letter: Reading, addresses: Mapping[str, str]) -> Original | None:
    """The original of a letter; None for figures of tables. `addresses` are by SHA-256."""
    if letter.origin is Origin.TABLES or letter.shown is None:
        return None
    return Original(what_is_shown(letter.shown), letter.sha256, fetched_from(letter, addresses))


def fetched_from(letter: Reading, addresses: Mapping[str, str]) -> str | None:
    """Where the letter was fetched from, if that is known and readers can follow it."""
    address = addresses.get(letter.sha256, "")
    return address if is_of_web(address) else None


def what_is_shown(shown: Shown) -> str:
    """What the PDF is that readers get to see, or why there is none, in sentences."""
    if shown.way is None:
        return f"The letter’s PDF is not shown here. {shown.why}."
    if shown.way is LettersAs.LINK:
        return (
            "The letter is not on this site: the link leads to where it was fetched from, and what is there may have "
            "changed since."
        )
    if shown.way is LettersAs.ORIGINAL:
        return "The letter’s PDF here is the file as it was found."
    why = f" {shown.why}, so there is no link to it." if shown.why else ""
    return (
        f"The letter’s PDF here is a copy of {_pages(shown)}, made by this site: it looks and reads as they do, and "
        f"has no scripts, forms, notes or attached files.{why}"
    )


def _pages(shown: Shown) -> str:
    if not shown.is_part:
        return "its pages"
    first, last = shown.pages
    pages = f"page {first}" if first == last else f"pages {first} to {last}"
    return f"{pages} of the file that it was found in, which has {shown.file_pages:,}"
