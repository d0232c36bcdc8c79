"""Write the known shapes of digits (`mapper/letters/known_digits.py`) from the fonts in some folders.

    .venv/bin/python -m tests.generators.digit_shapes FOLDER…

Each font's ten digits are drawn and brought to the grid of `mapper.letters.shapes`. A shape is kept where no shape
of the same digit that is kept already is near it, so that under a hundred stand for hundreds of fonts. No font is
copied: of each digit 192 bits remain. The fonts used last: the packages fonts-urw-base35, -liberation, -liberation2,
-crosextra-carlito, -crosextra-caladea, -croscore, -lato, -open-sans, -roboto-unhinted, -roboto-slab, -noto-core,
-dejavu-core, -dejavu-extra, -freefont-ttf, -texgyre, -lmodern, -cmu, -stix, -inter, -cantarell and some thirty more
of Debian 12 (SIL Open Font License, Apache License 2.0, GNU GPL with font exception, Bitstream Vera, Ubuntu and
others, all free).
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from mapper.letters.shapes import shape_of

_TARGET = Path("mapper/letters/known_digits.py")
_DIGITS = "0123456789"
_SIZE = 96  # pixels to the em
_KINDS = {".ttf", ".otf", ".pfb", ".t1"}

# Scripts whose fonts have other digits under the same codes, and fonts of signs.
_NOT_FOR_TEXT = (
    "math",
    "symbol",
    "emoji",
    "cmex",
    "cmsy",
    "_k.otf",
    "thin",
    "extralight",
    "bajaderka",
    "cherokee",
)

# A shape within so many fields of one that is kept adds nothing.
_NEAR = 20

_HEAD = '''"""Known shapes of digits, from many fonts: written by tests/generators/digit_shapes.py, not by hand.

Each word is one shape as a number to the base 36, whose bits are the rows from the top (see `shapes`).
"""

from collections.abc import Mapping

_SHAPES = {
'''
_FOOT = """}

KNOWN: Mapping[str, tuple[int, ...]] = {
    digit: tuple(int(shape, 36) for shape in shapes.split()) for digit, shapes in _SHAPES.items()
}
"""


def fonts(folders: list[str]) -> Iterator[ImageFont.FreeTypeFont]:
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix.lower() in _KINDS and not any(part in path.name.lower() for part in _NOT_FOR_TEXT):
                try:
                    yield ImageFont.truetype(str(path), _SIZE)
                except OSError:
                    continue


def drawn(font: ImageFont.FreeTypeFont, digit: str) -> int | None:
    image = Image.new("L", (3 * _SIZE, 3 * _SIZE), 0)
    ImageDraw.Draw(image).text((_SIZE, _SIZE), digit, fill=255, font=font)
    data = image.tobytes()
    return shape_of([data[start : start + image.width] for start in range(0, len(data), image.width)])


def kept(found: dict[int, int]) -> list[int]:
    """The shapes that stand for all: the commonest first."""
    chosen: list[int] = []
    for shape in sorted(found, key=lambda shape: (-found[shape], shape)):
        if all((shape ^ other).bit_count() > _NEAR for other in chosen):
            chosen.append(shape)
    return chosen


def base_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def main() -> None:
    found: dict[str, dict[int, int]] = {digit: {} for digit in _DIGITS}
    for font in fonts(sys.argv[1:]):
        shapes = {digit: shape for digit in _DIGITS if (shape := drawn(font, digit)) is not None}
        if len(set(shapes.values())) == len(_DIGITS):
            for digit, shape in shapes.items():
                found[digit][shape] = found[digit].get(shape, 0) + 1
    lines = [_HEAD]
    for digit, counted in found.items():
        words = [base_36(shape) for shape in kept(counted)]
        print(digit, sum(counted.values()), len(counted), len(words))
        rows = "\n".join(" ".join(words[start : start + 3]) for start in range(0, len(words), 3))
        lines.append(f'    "{digit}": """\n{rows}\n""",\n')
    _TARGET.write_text("".join([*lines, _FOOT]), encoding="utf-8")


if __name__ == "__main__":
    main()
