"""The funnels of a council's other years: its type as a picture that all councils of the type share, itself over it.

Twelve years of rings and bands in each page would make it three times as heavy.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from mapper.measures.metrics import METRIC
from mapper.measures.peers import Peers
from mapper.pages.figures import Told, statistics_of
from mapper.pages.parts import comparison, funnel
from mapper.pages.parts.comparison import Against
from mapper.pages.parts.funnel import Chart, Size
from mapper.pages.parts.summary import rate_sentences
from mapper.pages.site import Site
from mapper.pages.tags import tag
from mapper.resources import asset
from mapper.review.reading import CouncilYear
from mapper.review.report import ILLUSTRATIVE_NOTICE
from mapper.templates import to_html
from mapper.year import title

_SIZES = {funnel.WIDE: "wide", funnel.NARROW: "narrow"}


@dataclass(frozen=True, slots=True)
class YearFunnel:
    """A year in which the council can be set against its type: its class, and pictures of the type, widest first."""

    title: str
    tag: str | None
    standing: str
    told: tuple[Told, ...]
    against: Against
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FunnelPicture:
    """A picture of a type in a year; `notice` says if any of its figures are made up, and is empty if none is."""

    chart: Chart
    style: Markup
    notice: str


def year_funnels(
    history: Sequence[CouncilYear], shown: CouncilYear, site: Site, root: str
) -> tuple[YearFunnel, ...]:
    """Those of all years but the one that the page shows, newest first."""
    return tuple(found for year in history if year is not shown for found in _funnel(year, site, root))


def _funnel(year: CouncilYear, site: Site, root: str) -> Iterator[YearFunnel]:
    compared = None if year.residual else site.comparison(year)
    against = comparison.against(year, compared, site)
    if compared is not None and against is not None and against.charts:
        pictures = tuple(root + _path(compared.peers, year.period_end, size) for size in _SIZES)
        yield YearFunnel(
            title=title(year.period_end),
            tag=tag(year, *statistics_of(METRIC["uphold_rate"])),
            standing=against.mark.words.lower(),
            told=rate_sentences(year, compared),
            against=against,
            pictures=pictures,
        )


def files(site: Site) -> Mapping[str, bytes]:
    """The pictures of all types and years, by path."""
    style = Markup(f"{asset('tokens.css').decode()}{asset('funnel.css').decode()}")  # noqa: S704  # the site's own
    return {
        _path(group, joined.period_end, chart.size): to_html(
            "funnel_picture.svg",
            FunnelPicture(chart, style, ILLUSTRATIVE_NOTICE if group.illustrative else ""),
        )
        for joined in site.edition.years[1:]
        for group in comparison.groups(joined)
        for chart in comparison.charts(group, joined)
    }


def _path(group: Peers, day: date, size: Size) -> str:
    """Where the picture of a type stands; its real letters by themselves are not those with made-up ones."""
    kind = group.type.value if group.real else f"{group.type.value}-all"
    return f"assets/funnels/{day.year}-{kind}-{_SIZES[size]}.svg"
