"""The page on how not to use the figures."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper.measures.rate import FEW_WORD, Rate
from mapper.pages import about
from mapper.pages.frame import Page, frame_of
from mapper.pages.parts.reporting import general_link
from mapper.pages.site import Site
from mapper.words import percent

PATH = "how-not-to-use/index.html"
TITLE = "How not to use this"


@dataclass(frozen=True, slots=True)
class MisusePage(Page):
    """What the figures cannot show; `fits` has rates on few cases with what would fit them."""

    title: str
    few: str
    fits: tuple[tuple[str, str, str], ...]
    report: str | None


def build(site: Site) -> Iterator[tuple[str, MisusePage]]:
    """The page, with its path."""
    frame = frame_of(site, PATH, about.SECTION.key, TITLE, figures=())
    rates = (Rate(1, 1), Rate(2, 4), Rate(6, 10), Rate(60, 100))
    yield (
        PATH,
        MisusePage(frame, TITLE, FEW_WORD, tuple(map(_fit, rates)), general_link(site.edition.contact)),
    )


def _fit(rate: Rate) -> tuple[str, str, str]:
    """A rate, in per cent, and the ends of the rates that would fit its cases (95% Wilson interval)."""
    low, high = rate.interval
    return str(rate), percent(rate.percent), f"{percent(low)} to {percent(high)}"
