"""One page of the file as it is shown: its picture, and over it what was found where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mapper.inspection.subject import Subject
from mapper.letters.box import Placed
from mapper.letters.findings import Findings
from mapper.letters.layouts.layout import Landmark
from mapper.letters.letter import Page, Word
from mapper.letters.page_pictures import PagePicture
from mapper.letters.statistics import Problem
from mapper.words import counted, listed, printable

# No page of a letter has so many words, rules or letters of text; a page that has shows the first.
_MOST = 4_000
_MOST_TEXT = 40_000

# The base line of a word stands about so far down its box, and its type is about so high.
_BASE, _TYPE = 0.8, 0.8


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a page: its corner and size in points, and what is said of it.

    `text` is what is written into it, of this size and on this base line; empty for nothing.
    """

    x: str
    y: str
    width: str
    height: str
    says: str
    text: str = ""
    size: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the file.

    Parameters
    ----------
    number
        Its number, from 1.
    picture
        The name of its picture's file; empty if there is none.
    width, height
        Its size in points.
    words, turned, marks, rules
        What the exact reader finds on it.
    landmarks
        What layouts recognise on it.
    remarks
        Sentences about it.
    text
        Its text by the fast reader.
    """

    number: int
    picture: str
    width: str
    height: str
    words: tuple[Area, ...]
    turned: tuple[Area, ...]
    marks: tuple[Area, ...]
    rules: tuple[Area, ...]
    landmarks: tuple[Area, ...]
    remarks: tuple[str, ...]
    text: str


def picture_name(number: int) -> str:
    """The name of the file with a page's picture."""
    return f"page-{number}.png"


def sheets_of(subject: Subject) -> tuple[Sheet, ...]:
    """Every page that was looked at or drawn, in order."""
    findings = Findings() if isinstance(subject.findings, Problem) else subject.findings
    drawn = () if isinstance(subject.pictures, Problem) else subject.pictures
    pages = {page.number: page for page in findings.pages}
    pictures = {picture.number: picture for picture in drawn}
    numbers = sorted({*pages, *pictures, *(findings.numbers if findings.texts else ())})
    return tuple(_sheet(number, pages.get(number), pictures.get(number), findings) for number in numbers)


def area_of(box: Placed, says: str, written: str = "") -> Area:
    """A box as an area, of which something is said, and into which something may be written."""
    width, height = max(box.x1 - box.x0, 0.0), max(box.bottom - box.top, 0.0)
    return Area(
        points(box.x0),
        points(box.top),
        points(width),
        points(height),
        says,
        written,
        points(_TYPE * height) if written else "",
        points(box.top + _BASE * height) if written else "",
    )


def points(length: float) -> str:
    """A length in points, to a hundredth."""
    return f"{length:.2f}"


def _sheet(number: int, page: Page | None, picture: PagePicture | None, findings: Findings) -> Sheet:
    shown = page or Page(number, 0.0, 0.0, (), ())
    width, height = (
        (picture.width, picture.height) if picture and picture.width else (shown.width, shown.height)
    )
    text = findings.texts[number - 1] if findings.texts else ""
    return Sheet(
        number,
        picture_name(number) if picture and picture.png else "",
        points(width),
        points(height),
        tuple(area_of(word, _said(word), printable(word.text)) for word in shown.words[:_MOST]),
        tuple(area_of(word, f"{_said(word)}, turned by {word.angle:g}°") for word in shown.turned[:_MOST]),
        tuple(area_of(word, f"{_said(word)}, the mark of a note") for word in shown.marks[:_MOST]),
        tuple(area_of(rule, "") for rule in shown.rules[:_MOST]),
        tuple(map(_landmark, findings.landmarks.get(number, ()))),
        tuple(_remarks(number, page, findings)),
        "\n".join(map(printable, text[:_MOST_TEXT].splitlines())),
    )


def _said(word: Word) -> str:
    return f"“{printable(word.text)}” at {word.x0:.1f}, {word.top:.1f}; {word.height:.1f} high"


def _landmark(landmark: Landmark) -> Area:
    return area_of(landmark.box, f"{landmark.kind}: {landmark.meaning}")


def _remarks(number: int, page: Page | None, findings: Findings) -> Iterable[str]:
    """How much the readers find on a page, and which layouts open it."""
    if not findings.texts:
        return
    text = findings.texts[number - 1]
    wanting = [one.layout for one in findings.opinions if number in one.wants]
    yield (
        f"Opened by {listed(wanting)}."
        if wanting
        else "No layout wants this page, so reading does not open it."
    )
    yield f"{_counted(text.split())} by the fast reader."
    if page is None:
        return
    yield (
        f"{_counted(page.words)} by the exact reader, {len(page.turned):,} more turned, "
        f"{counted(len(page.marks), 'mark', 'marks')} of notes, {counted(len(page.rules), 'rule', 'rules')}."
    )
    if max(map(len, (page.words, page.turned, page.marks, page.rules))) > _MOST:
        yield f"Only the first {_MOST:,} of each are shown."


def _counted(words: Sequence[object]) -> str:
    return counted(len(words), "word", "words")
