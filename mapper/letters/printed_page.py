"""The third witness: the page as a person sees it.

Both readers read the same layer of text. It can say what nobody sees: a layer that is switched off, white letters,
the text behind a scan, a number under another that is stuck over it, a font whose table of characters lies. So the
page is rendered with its text and without it (`rendering`). Of each character of a figure must be seen: ink where it
stands; nothing else over, under or beside it; and, of a digit, its own shape (`shapes`).
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import pypdfium2

from mapper.letters.box import Box, box_of
from mapper.letters.rendering import Pixels, Rendering, render
from mapper.letters.shapes import other_digit
from mapper.letters.signs import PageText, Sign

NOT_SEEN = "nothing is seen in its place"
DRAWN_OVER = "something is drawn over or under it"
STRAY_INK = "ink stands between or beside its digits that belongs to no character"
OVERLAPPING = "its characters lie over one another"

# Rows of pixels that the smallest digit gets: enough to tell its shape. No page is rendered with more pixels than the
# most, or at more than so many to a point.
_ROWS = 14
_MOST_PIXELS = 4_000_000
_SCALES = (1.0, 8.0)

# Ink must differ from its ground by so many of 256 shades of grey to be seen, and the ground be even to this part of
# that difference: a shade or a pale crest behind a figure does no harm.
_LEAST_CONTRAST = 16
_UNEVEN = 0.3

# Ink has at least this part of the contrast of the digit beside it.
_INK = 0.5

# Ink that stands beside a digit within this part of its height may be a digit that is drawn instead of set. Rules and
# panels' edges run on above or below it by more than this part.
_BESIDE = 0.25
_RUNS_ON = 0.35

# Characters that share more than this part of the narrower's width and of the lower's height lie over one another.
_OVERLAP = 0.4

# Around what is rendered (parts of the size of type).
_MARGIN = 0.6


class PrintedPage:
    """A page as printed, as far as it holds these characters."""

    def __init__(self, page: pypdfium2.PdfPage, text: PageText, shown: Sequence[Sign]) -> None:
        """`page` cannot be rendered again, nor its text be read: what it draws is changed."""
        self._signs = text.signs
        around = box_of(sign.box for sign in shown)
        margin = _MARGIN * max(max(sign.em, sign.box.height) for sign in shown)
        part = Box(around.x0 - margin, around.x1 + margin, around.top - margin, around.bottom + margin)
        self._rendering = render(page, text.placing, part, _scale(part, shown))

    def doubt(self, signs: Sequence[Sign]) -> str | None:
        """Why the characters of one figure are not what is printed, in words; None if they are.

        `signs` are the characters from left to right, without any that stands between them and does not count.
        """
        return next(self._doubts(signs), None)

    def is_shown(self, signs: Iterable[Sign]) -> bool:
        """Whether each of these characters, of any kind, is seen and nothing else is drawn there."""
        return not any(doubt for sign in signs if (doubt := self._doubt_of(sign)))

    def _doubts(self, signs: Sequence[Sign]) -> Iterator[str]:
        for sign in signs:
            doubt = self._doubt_of(sign) or self._look(sign)
            if doubt is not None:
                yield doubt
        if any(self._is_overlapped(sign) for sign in signs if sign.text.isdigit()):
            yield OVERLAPPING
        if self._has_stray_ink([sign for sign in signs if sign.text not in "%+"]):
            yield STRAY_INK

    def _doubt_of(self, sign: Sign) -> str | None:
        pixels = self._rendering.inner(sign.box)
        ground = b"".join(self._rendering.textless.rows(pixels))
        if not ground:
            return NOT_SEEN
        contrast = self._contrast(sign)
        if contrast < _LEAST_CONTRAST:
            return NOT_SEEN if _spread(ground) < _LEAST_CONTRAST else DRAWN_OVER
        return DRAWN_OVER if _spread(ground) > max(_LEAST_CONTRAST, _UNEVEN * contrast) else None

    def _level(self, sign: Sign) -> int:
        """The grey of the ground on which a character stands."""
        ground = sorted(b"".join(self._rendering.textless.rows(self._rendering.inner(sign.box))))
        return ground[len(ground) // 2]

    def _contrast(self, sign: Sign) -> int:
        """How far a character's ink is from its ground. Thin signs may be drawn a pixel beside their box."""
        pixels = self._rendering.inner(sign.box)
        printed = b"".join(self._rendering.printed.rows(pixels if sign.text.isdigit() else pixels.widened(1, 1)))
        level = self._level(sign)
        return max(max(printed) - level, level - min(printed))

    def _look(self, sign: Sign) -> str | None:
        """What a digit looks like if it is another than the file says, in words."""
        if not sign.text.isdigit():
            return None
        rows = self._rendering.printed.rows(self._rendering.outer(sign.box))
        coverage = _coverage(self._level(sign), self._contrast(sign))
        other = other_digit(sign.text, tuple(row.translate(coverage) for row in rows))
        return None if other is None else f"its “{sign.text}” looks like “{other}”"

    def _is_overlapped(self, sign: Sign) -> bool:
        return any(_overlap(sign.box, other.box) for other in self._signs if other is not sign)

    def _has_stray_ink(self, signs: Sequence[Sign]) -> bool:
        """Whether ink stands between or beside the characters that none of them draws."""
        digits = [sign for sign in signs if sign.text.isdigit()]
        if not digits:
            return False
        line = box_of(sign.box for sign in digits)
        level, least = self._level(digits[0]), _INK * self._contrast(digits[0])
        reach = _BESIDE * line.height
        gaps = [(one.box.x1, two.box.x0) for one, two in pairwise(signs)]
        if any(self._has_ink(_between(line, *gap), least) for gap in gaps):
            return True
        sides = ((signs[0].box.x0 - reach, signs[0].box.x0), (signs[-1].box.x1, signs[-1].box.x1 + reach))
        return any(self._has_blot(_between(line, *side), level, least) for side in sides)

    def _has_ink(self, gap: Box, least: float) -> bool:
        """Whether anything is seen in a gap between two characters, as printed; a pixel at each side may be theirs."""
        pixels = self._rendering.inner(gap).widened(-1)
        printed = b"".join(self._rendering.printed.rows(pixels))
        return pixels.left < pixels.right and bool(printed) and _spread(printed) > least

    def _has_blot(self, side: Box, level: int, least: float) -> bool:
        """Whether something is drawn beside a digit that does not run on above or below it, as rules do."""
        pixels = self._rendering.inner(side)
        more = round(_RUNS_ON * (pixels.bottom - pixels.top))
        rows = self._rendering.textless.rows(pixels.widened(0, more))
        for column in zip(*rows, strict=True):
            inked = [abs(grey - level) > least for grey in column]
            if any(inked[more : len(inked) - more]) and not inked[0] and not inked[-1]:
                return True
        return False


def _scale(part: Box, signs: Sequence[Sign]) -> float:
    """Pixels to a point, so that the smallest digit's shape can be told."""
    heights = [sign.box.height for sign in signs if sign.text.isdigit() and sign.box.height > 0]
    least, most = _SCALES
    wanted = min(max(_ROWS / min(heights, default=_ROWS), least), most)
    area = max((part.x1 - part.x0) * part.height, 1.0)
    return float(min(wanted, (_MOST_PIXELS / area) ** 0.5))


def _between(line: Box, x0: float, x1: float) -> Box:
    return Box(x0, x1, line.top, line.bottom)


def _spread(greys: bytes) -> int:
    return max(greys) - min(greys)


@lru_cache(maxsize=1024)
def _coverage(level: int, contrast: int) -> bytes:
    """For each grey how much of a pixel is ink, from 0 to 255, on a ground of this level."""
    return bytes(min(255, 255 * abs(grey - level) // max(contrast, 1)) for grey in range(256))


def _overlap(one: Box, two: Box) -> bool:
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    down = min(one.bottom, two.bottom) - max(one.top, two.top)
    return across > _OVERLAP * min(one.x1 - one.x0, two.x1 - two.x0) and down > _OVERLAP * min(one.height, two.height)
