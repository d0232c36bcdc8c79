"""The forms of letter that can be read, and the one way in: exactly one of them must claim a letter.

To add one, write a module beside these, name its layout in LAYOUTS, and put an example under `tests/letters`.
"""

from mapper.errors import UnreadableLetter
from mapper.figures import LetterStatistics
from mapper.layouts import tables_2019
from mapper.layouts.layout import Layout
from mapper.letter import Letter

__all__ = ["LAYOUTS", "Layout", "parse", "wanted"]

LAYOUTS: tuple[Layout, ...] = (tables_2019.LAYOUT,)


def wanted(text: str) -> bool:
    """Whether a page with this text carries title or figures of any layout."""
    return any(layout.wanted(text) for layout in LAYOUTS)


def parse(letter: Letter) -> tuple[LetterStatistics, ...]:
    """The statistics of every letter in the file, in the order they stand.

    Raises UnreadableLetter with code `unrecognised-layout` where no layout, or more than one, claims it.
    """
    whole = "\n".join(letter.texts)
    claiming = [layout for layout in LAYOUTS if layout.claims(whole)]
    if len(claiming) != 1:
        raise UnreadableLetter("unrecognised-layout", _refusal(whole, claiming))
    found = claiming[0].parse(letter)
    if not found:
        raise UnreadableLetter(
            "unrecognised-layout",
            f"The words of layout {claiming[0].name} are in the file, but no title stands upright on a page. "
            "Expected pages that can be read without turning. Turn them, and save the file again.",
        )
    return found


def _refusal(whole: str, claiming: list[Layout]) -> str:
    found = f"{len(claiming)} known layouts claim" if claiming else "No known layout claims"
    names = ", ".join(layout.name for layout in claiming or LAYOUTS)
    first = next((line.strip() for line in whole.splitlines() if line.strip()), "")
    return (
        f"{found} this file, which begins “{first[:80]}”. Layouts tried: {names}. Expected one annual letter "
        "of the Ombudsman with its statistics. If it is one, its form is not known yet."
    )
