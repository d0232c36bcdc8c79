"""The palettes keep what must be told apart apart, for every kind of sight and on grey paper; and lines can be seen.

Smallest differences (CIEDE2000) of the design, with what is alike on purpose left out: the three shades inside the
range on grey paper, a half of a raw rate and its own quarters.
"""

import math
import re
from collections.abc import Sequence
from itertools import combinations, product
from operator import mul

import pytest

from mapper.resources import TEMPLATES

_Colour = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
_SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_LIGHTNESS_ONLY = "grey"
SIGHTS = [*_SIGHT, _LIGHTNESS_ONLY]
OUTSIDE, INSIDE = ("hh", "ll"), ("lu", "m", "ld", "few")
QUARTERS, HALVES = ("r1", "r2", "r3", "r4"), ("w1", "w2")


def apart(one: str, other: str, theme: str, sight: str) -> float:
    """How different two tokens are."""
    first, second = (lab(seen(token(name, theme), sight)) for name in (one, other))
    if sight == _LIGHTNESS_ONLY:
        first, second = (first[0], 0, 0), (second[0], 0, 0)
    return difference(first, second)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_outside_is_told_from_inside_and_more_from_less(theme: str, sight: str) -> None:
    assert min(apart(one, other, theme, sight) for one, other in product(OUTSIDE, INSIDE)) >= 25
    assert apart(*OUTSIDE, theme, sight) >= 10


@pytest.mark.parametrize("sight", [sight for sight in SIGHTS if sight != _LIGHTNESS_ONLY])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_tints_are_told_apart_and_stay_pale(theme: str, sight: str) -> None:
    tints = ("lu", "m", "ld")
    assert min(apart(one, other, theme, sight) for one, other in combinations(tints, 2)) >= 9
    assert apart("few", "m", theme, sight) >= 3


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("names", [QUARTERS, HALVES])
def test_shades_of_raw_rates_are_told_apart(names: Sequence[str], theme: str, sight: str) -> None:
    assert min(apart(one, other, theme, sight) for one, other in combinations(names, 2)) >= 10


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_shades_fade_as_cases_get_fewer(theme: str) -> None:
    """From four to two to one, the spread of lightness and colour shrinks."""
    spread = [
        max(apart(one, other, theme, "normal") for one, other in combinations(names, 2))
        for names in (QUARTERS, HALVES)
    ]
    assert spread[0] > 1.5 * spread[1] > 0
    assert min(apart("u", name, theme, "normal") for name in HALVES) >= 10


BORDERS = [
    *(("line", ground, 2.0) for ground in (*INSIDE, "paper")),
    *((f"{name}-edge", "m", 3.0) for name in OUTSIDE),
    *(("rline", ground, 2.0) for ground in ("r2", "r3", *HALVES, "u")),
    ("rl1", "r1", 2.0),
    ("rl4", "r4", 2.0),
    ("coast", "paper", 3.0),
    ("ink-3", "paper", 3.0),
    ("bubble", "m", 3.0),
    ("focus", "paper", 3.0),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground", "least"), BORDERS)
def test_lines_can_be_seen_on_their_ground(line: str, ground: str, least: float, theme: str) -> None:
    assert contrast(token(line, theme), token(ground, theme)) >= least


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((50, -1, 2), (50, 0, 0), 2.3669),
    ],
)
def test_differences_are_those_of_sharma_wu_and_dalal(one: _Colour, other: _Colour, published: float) -> None:
    assert difference(one, other) == pytest.approx(published, abs=0.0001)


def token(name: str, theme: str) -> _Colour:
    """A token's colour as linear RGB."""
    pattern = rf"--{name}: var\(--light, (#[0-9a-f]{{6}})\) var\(--dark, (#[0-9a-f]{{6}})\);"
    found = re.search(pattern, (TEMPLATES / "assets" / "tokens.css").read_text("utf-8"))
    assert found is not None, name
    text = found[1 if theme == "light" else 2]
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return linear(red), linear(green), linear(blue)


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def seen(colour: _Colour, sight: str) -> _Colour:
    rows = _SIGHT.get(sight, _SIGHT["normal"])
    red, green, blue = (min(1, max(0, sum(map(mul, row, colour)))) for row in rows)
    return red, green, blue


def luminance(colour: _Colour) -> float:
    return float(sum(map(mul, (0.2126, 0.7152, 0.0722), colour)))


def contrast(one: _Colour, other: _Colour) -> float:
    """WCAG 2.2's contrast ratio."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: _Colour) -> _Colour:
    """CIELAB under D65."""
    to_xyz = (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )
    white = (0.95047, 1.0, 1.08883)
    ratios = [sum(map(mul, row, colour)) / whole for row, whole in zip(to_xyz, white, strict=True)]
    x, y, z = (
        ratio ** (1 / 3) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116 for ratio in ratios
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: _Colour, other: _Colour) -> float:
    """CIEDE2000, after Sharma, Wu and Dalal 2005."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = (math.degrees(math.atan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = 1 + sum(
        size * math.cos(math.radians(times * mean_h + shift))
        for size, times, shift in ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    )
    light = (l2 - l1) / (1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2))
    chromatic = (c2 - c1) / (1 + 0.045 * mean_c)
    hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * mean_c * t)
    blue = 30 * math.exp(-(((mean_h - 275) / 25) ** 2))
    rotation = -2 * math.sqrt(mean_c**7 / (mean_c**7 + 25**7)) * math.sin(math.radians(2 * blue))
    return math.sqrt(light**2 + chromatic**2 + hue**2 + rotation * chromatic * hue)
