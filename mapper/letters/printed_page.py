"""The third witness: the page as a person sees it.

Both readers read the same layer of text. It can say what nobody sees: a layer that is switched off, white letters,
the text behind a scan, a number under another that is stuck over it, a font whose table of characters lies. So the
page is rendered with its text and without it (`rendering`). Of each character of a figure must be seen: ink where it
stands; nothing else over, under or beside it; and, of a digit, its own shape (`shapes`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import pypdfium2

from mapper.letters.box import Box, box_of
from mapper.letters.rendering import Band, Renderer
from mapper.letters.shapes import Ink, cropped, looks_like, other_digit
from mapper.letters.signs import PageText, Sign

NOT_SEEN = "nothing is seen in its place"
IN_PART = "only part of it is seen"
DRAWN_OVER = "something is drawn over or under it"
STRAY_INK = "ink stands between or beside its digits that belongs to no character"
OVERLAPPING = "its characters lie over one another"

_DIGITS = "0123456789"

# Rows of pixels that the smallest digit gets: enough to tell its shape. No page is rendered with more pixels than the
# most, or at more than so many to a point.
_ROWS = 14
_MOST_PIXELS = 4_000_000
_SCALES = (1.0, 8.0)

# A digit whose shape is so near a known shape of its own is no other; no other one's is. Any other is looked at with
# so many rows of pixels.
_SURELY = 20
_LARGE = 36.0

# Ink must differ from its ground by so many of 256 shades of grey to be seen, and the ground be even to this part of
# that difference: a shade or a pale crest behind a figure does no harm.
_LEAST_CONTRAST = 16
_UNEVEN = 0.3

# A digit's ink has at least this part of the height that its font gives it; some fonts give too much.
_WHOLE = 0.75

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
        self._signs = sorted(text.signs, key=lambda sign: sign.x)
        self._middles = [sign.x for sign in self._signs]
        parts = _bands(shown)
        self._renderer = Renderer(page, text.placing)
        self._bands = self._renderer.bands(parts, _scale(parts, shown))
        self._looks: dict[tuple[str, Ink], str | None] = {}

    def doubt(self, signs: Sequence[Sign]) -> str | None:
        """Why the characters of one figure are not what is printed, in words; None if they are.

        `signs` are its characters from left to right. A per cent sign may go without: no value hangs on it.
        """
        valued = [sign for sign in signs if sign.text not in "%+"]
        return next(self._doubts(valued), None) if valued else None

    def is_shown(self, signs: Sequence[Sign]) -> bool:
        """Whether each of these characters of one line, of any kind, is seen, and nothing else is drawn there."""
        band = self._band(signs[0].box)
        plain = _plain_level(band, box_of(sign.box for sign in signs), 0.0)
        return not any(self._doubt_of(sign, band, plain) for sign in signs)

    def _doubts(self, signs: Sequence[Sign]) -> Iterator[str]:
        band = self._band(signs[0].box)
        digits = [sign for sign in signs if sign.text in _DIGITS]
        line = box_of(sign.box for sign in digits or signs)
        plain = _plain_level(band, line, _BESIDE * line.height)
        for sign in signs:
            doubt = self._doubt_of(sign, band, plain)
            if doubt is not None:
                yield doubt
        if any(_overlap(sign.box, other.box) for sign in digits for other in self._near(sign)):
            yield OVERLAPPING
        if digits and _has_stray_ink(signs, line, band, plain):
            yield STRAY_INK

    def _doubt_of(self, sign: Sign, band: Band, plain: int | None) -> str | None:
        """Why one character is not what is printed; None if it is. `plain` is its ground’s grey if that is even."""
        pixels = band.inner(sign.box)
        # Thin signs may be drawn a pixel beside their box.
        touched = pixels if sign.text.isalnum() else pixels.widened(1, 1)
        printed = b"".join(band.printed.rows(touched))
        ground = b"".join(band.textless.rows(pixels)) if plain is None else bytes([plain])
        if not ground or not printed:
            return NOT_SEEN
        level = _level(ground)
        contrast = _contrast(printed, level)
        if _spread(ground) > max(_LEAST_CONTRAST, _UNEVEN * contrast) and not _is_even_at_ink(band, sign.box):
            return DRAWN_OVER
        if contrast < _LEAST_CONTRAST:
            return NOT_SEEN
        return self._look(sign, band, level, contrast) if sign.text in _DIGITS else None

    def _look(self, sign: Sign, band: Band, level: int, contrast: int) -> str | None:
        """What is wrong with the look of a digit, in words; None if it looks like itself, or like no digit."""
        coverage = _coverage(level, contrast)
        ink = tuple([row.translate(coverage) for row in band.printed.rows(band.outer(sign.box))])
        if (sign.text, ink) not in self._looks:
            self._looks[sign.text, ink] = self._look_of(sign, ink, band, coverage)
        return self._looks[sign.text, ink]

    def _look_of(self, sign: Sign, ink: Ink, band: Band, coverage: bytes) -> str | None:
        if looks_like(sign.text, ink, _SURELY):
            return None
        if len(cropped(ink)) < _WHOLE * sign.box.height * band.scale and not looks_like(sign.text, ink):
            return IN_PART
        other = other_digit(sign.text, self._enlarged(sign, band, coverage))
        return None if other is None else f"its “{sign.text}” looks like “{other}”"

    def _enlarged(self, sign: Sign, band: Band, coverage: bytes) -> Ink:
        """The ink of a digit, rendered large."""
        box = sign.box
        scale = max(_LARGE / max(box.height, 0.1), band.scale)
        around = 1 / scale
        part = Box(box.x0 - around, box.x1 + around, box.top - around, box.bottom + around)
        return tuple(row.translate(coverage) for row in self._renderer.rows(part, scale))

    def _near(self, sign: Sign) -> Iterator[Sign]:
        """The other signs whose middle is within a character's width of this one's, in any line."""
        width = sign.box.x1 - sign.box.x0
        first, last = bisect_left(self._middles, sign.x - width), bisect_right(self._middles, sign.x + width)
        return (other for other in self._signs[first:last] if other is not sign)

    def _band(self, box: Box) -> Band:
        middle = box.y_middle
        return next(band for band in self._bands if band.part.top <= middle <= band.part.bottom)


def _plain_level(band: Band, line: Box, beside: float) -> int | None:
    """The grey of the ground of a line of characters and so far beside it; None where anything is drawn there."""
    pixels = band.outer(Box(line.x0 - beside, line.x1 + beside, line.top, line.bottom))
    ground = b"".join(band.textless.rows(pixels))
    return ground[0] if ground and ground.count(ground[0]) == len(ground) else None


def _has_stray_ink(signs: Sequence[Sign], line: Box, band: Band, plain: int | None) -> bool:
    """Whether ink stands between or beside the characters of a figure that none of them draws."""
    level = _level(b"".join(band.textless.rows(band.inner(line)))) if plain is None else plain
    least = _INK * _contrast(b"".join(band.printed.rows(band.inner(line))), level)
    gaps = [Box(one.box.x1, two.box.x0, line.top, line.bottom) for one, two in pairwise(signs)]
    if any(_has_ink(band, gap, least, is_plain=plain is not None) for gap in gaps):
        return True
    if plain is not None:
        return False
    left, right, reach = signs[0].box.x0, signs[-1].box.x1, _BESIDE * line.height
    sides = (Box(left - reach, left, line.top, line.bottom), Box(right, right + reach, line.top, line.bottom))
    return any(_has_blot(band, side, level, least) for side in sides)


def _is_even_at_ink(band: Band, box: Box) -> bool:
    """Whether the ground is even where the ink is, and one pixel around it: a panel's edge may touch the box only."""
    pixels = band.outer(box)
    printed, textless = band.printed.rows(pixels), band.textless.rows(pixels)
    inked = {
        (row, column)
        for row, (with_text, without) in enumerate(zip(printed, textless, strict=True))
        for column, (one, other) in enumerate(zip(with_text, without, strict=True))
        if abs(one - other) >= _LEAST_CONTRAST
    }
    near = {
        (row + down, column + across) for row, column in inked for down in (-1, 0, 1) for across in (-1, 0, 1)
    }
    ground = bytes(
        grey
        for row, greys in enumerate(textless)
        for column, grey in enumerate(greys)
        if (row, column) in near
    )
    if not ground:
        return False
    contrast = _contrast(bytes(printed[row][column] for row, column in inked), _level(ground))
    return _spread(ground) <= max(_LEAST_CONTRAST, _UNEVEN * contrast)


def _has_ink(band: Band, gap: Box, least: float, *, is_plain: bool) -> bool:
    """Whether anything is seen in a gap between two characters; two pixels at each side may be theirs."""
    pixels = band.inner(gap)
    drawn = b"" if is_plain else b"".join(band.textless.rows(pixels))
    pixels = pixels.widened(-2)
    set_in_type = b"".join(band.printed.rows(pixels)) if pixels.left < pixels.right else b""
    return any(greys and _spread(greys) > least for greys in (drawn, set_in_type))


def _has_blot(band: Band, side: Box, level: int, least: float) -> bool:
    """Whether something is drawn beside a digit that does not run on above or below it, as rules do."""
    pixels = band.inner(side)
    more = round(_RUNS_ON * (pixels.bottom - pixels.top))
    rows = band.textless.rows(pixels.widened(0, more))
    if _contrast(b"".join(rows), level) <= least:
        return False
    for column in zip(*rows, strict=True):
        inked = [abs(grey - level) > least for grey in column]
        if any(inked[more : len(inked) - more]) and not inked[0] and not inked[-1]:
            return True
    return False


def _bands(signs: Sequence[Sign]) -> list[Box]:
    """The parts of a page that hold these characters, from the top; those that touch are one."""
    parts: list[Box] = []
    for box in sorted((_with_margin(sign) for sign in signs), key=lambda box: box.top):
        last = parts[-1] if parts else None
        if last is not None and box.top <= last.bottom:
            bottom = max(last.bottom, box.bottom)
            parts[-1] = Box(min(last.x0, box.x0), max(last.x1, box.x1), last.top, bottom)
        else:
            parts.append(box)
    return parts


def _with_margin(sign: Sign) -> Box:
    box, margin = sign.box, _MARGIN * max(sign.em, sign.box.height)
    return Box(box.x0 - margin, box.x1 + margin, box.top - margin, box.bottom + margin)


def _scale(parts: Iterable[Box], signs: Sequence[Sign]) -> float:
    """Pixels to a point, so that the smallest digit's shape can be told."""
    heights = [sign.box.height for sign in signs if sign.text in _DIGITS and sign.box.height > 0]
    least, most = _SCALES
    wanted = min(max(_ROWS / min(heights, default=_ROWS), least), most)
    area = max(sum((part.x1 - part.x0) * part.height for part in parts), 1.0)
    return float(min(wanted, (_MOST_PIXELS / area) ** 0.5))


def _level(greys: bytes) -> int:
    """The commonest grey, nearly: the middle one."""
    return greys[0] if min(greys) == max(greys) else sorted(greys)[len(greys) // 2]


def _contrast(greys: bytes, level: int) -> int:
    """How far any of these is from that level."""
    return max(max(greys) - level, level - min(greys)) if greys else 0


def _spread(greys: bytes) -> int:
    return max(greys) - min(greys)


@lru_cache(maxsize=1024)
def _coverage(level: int, contrast: int) -> bytes:
    """For each grey how much of a pixel is ink, from 0 to 255, on a ground of this level."""
    return bytes(min(255, 255 * abs(grey - level) // max(contrast, 1)) for grey in range(256))


def _overlap(one: Box, two: Box) -> bool:
    down = min(one.bottom, two.bottom) - max(one.top, two.top)
    if down <= _OVERLAP * min(one.height, two.height):
        return False
    return min(one.x1, two.x1) - max(one.x0, two.x0) > _OVERLAP * min(one.x1 - one.x0, two.x1 - two.x0)
