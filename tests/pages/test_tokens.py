"""Text and controls can be read on every ground that they stand on, by day and by night (contrast as in WCAG 2)."""

import re

import pytest

from mapper.resources import TEMPLATES

_TOKEN = re.compile(r"--([\w-]+): var\(--light, (#\w{6})\) var\(--dark, (#\w{6})\);")
_FOUND = _TOKEN.findall((TEMPLATES / "assets" / "tokens.css").read_text("utf-8"))
COLOURS = {
    "light": {name: light for name, light, _ in _FOUND},
    "dark": {name: dark for name, _, dark in _FOUND},
}


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TEXT, LINE = 4.5, 3.0
PAIRS = [
    *(
        (text, ground, TEXT)
        for text in ("ink", "ink-2", "ink-3", "link")
        for ground in ("paper", "card", "tint")
    ),
    *((line, ground, LINE) for line in ("edge", "focus") for ground in ("paper", "card")),
    ("banner-ink", "banner-bg", TEXT),
    ("banner-mark", "banner-bg", TEXT),
    ("on-hh", "hh", TEXT),
    ("on-ll", "ll", TEXT),
    ("bubble", "paper", LINE),
]


@pytest.mark.parametrize("theme", COLOURS)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_what_must_be_read_stands_out(front: str, back: str, least: float, theme: str) -> None:
    assert contrast(COLOURS[theme][front], COLOURS[theme][back]) >= least
