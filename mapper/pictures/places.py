"""Where the figures of each letter stand: a picture of the part of each page that has some, made by the build.

Letters are drawn in processes of their own, as they are read; what was drawn before of the same letters is taken from
the shelf, where those of a year lie together by the first digit of their content.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mapper.letters.box import Box, box_of
from mapper.letters.place_pictures import Drawing, Part, PlacePicture, drawn, packed, unpacked
from mapper.letters.statistics import Problem
from mapper.letters.workers import Apart
from mapper.measures.edition import Edition
from mapper.measures.paths import figures_path, place_picture_path
from mapper.review.reading import CouncilYear, Reading
from mapper.shelf import EMPTY, Shelf

# What is shown around the figures of a page, in points: headings stand above them, and at both sides their labels.
_ABOVE, _BELOW = 100.0, 30.0
_WIDEST = 14_400.0  # the widest page that a PDF can have


@dataclass(frozen=True)
class Places:
    """The pictures of each letter by the path of the page that shows its figures, and their files by path."""

    pictures: Mapping[str, Sequence[PlacePicture]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A letter's page on the site, its content's digest, and what to draw of it."""

    path: str
    sha256: str
    drawing: Drawing


class _DidNotLast(Exception):
    """Some letter could not be drawn for a reason of the moment, so that the pictures are not to be kept."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        super().__init__()


def render(edition: Edition, shelf: Shelf = EMPTY, jobs: int = 1) -> Places:
    """Draw the places of all figures that pages show; the same letters give the same bytes, with or without a shelf."""
    pictures: dict[str, Sequence[PlacePicture]] = {}
    with Apart(jobs) as workers:
        for name, group in _grouped(edition).items():
            found = unpacked(_kept(name, group, shelf, workers))
            pictures |= {one.path: each for one, each in zip(group, found, strict=True) if each}
    files = {
        place_picture_path(path, picture.page): picture.png
        for path, each in pictures.items()
        for picture in each
    }
    return Places(pictures, files)


def _grouped(edition: Edition) -> Mapping[str, list[_Wanted]]:
    """The letters to draw, by the name under which their pictures are kept."""
    groups: defaultdict[str, list[_Wanted]] = defaultdict(list)
    for year in edition.council_years:
        wanted = _wanted(year, edition)
        if wanted is not None:
            groups[f"places-{year.period_end.year}-{wanted.sha256[0]}"].append(wanted)
    return groups


def _wanted(year: CouncilYear, edition: Edition) -> _Wanted | None:
    """What to draw of a year's letter; None where no page shows its figures, or none has a place."""
    path, letter = figures_path(year), year.usable
    file = None if letter is None else edition.pdfs.get(letter.file)
    if path is None or letter is None or file is None:
        return None
    parts = tuple(_parts(letter))
    return _Wanted(path, letter.sha256, Drawing(file, parts)) if parts else None


def _parts(letter: Reading) -> Iterable[Part]:
    """The part of each page that has figures: all its width, from above the first to below the last."""
    boxes: defaultdict[int, list[Box]] = defaultdict(list)
    for figure in (letter.figures or {}).values():
        if figure.box is not None:
            boxes[figure.page].append(figure.box)
    for page, found in sorted(boxes.items()):
        whole = box_of(found)
        box = Box(0.0, _WIDEST, whole.top - _ABOVE, whole.bottom + _BELOW)
        yield Part(page, letter.turned.get(page, 0), box)


def _kept(name: str, group: Sequence[_Wanted], shelf: Shelf, workers: Apart) -> bytes:
    made_from = (f"{one.sha256} {one.drawing.parts}".encode() for one in group)
    try:
        return shelf.kept(name, made_from, lambda: _drawn([one.drawing for one in group], workers))
    except _DidNotLast as error:
        return error.content


def _drawn(group: Sequence[Drawing], workers: Apart) -> bytes:
    """The pictures of a group; a letter that cannot be drawn has none. Raises _DidNotLast."""
    found = workers.made(drawn, group)
    content = packed([() if isinstance(one, Problem) else one for one in found])
    if any(isinstance(one, Problem) and one.code in ("timeout", "crashed") for one in found):
        raise _DidNotLast(content)
    return content
