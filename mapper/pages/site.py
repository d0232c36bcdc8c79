"""What the pages are built from: the edition, the map, the pictures and the sections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mapper.councils.council import Council
from mapper.letters.place_pictures import PlacePicture
from mapper.map.choropleth import MapParts
from mapper.measures.comparison import Comparison
from mapper.measures.edition import Edition
from mapper.measures.joined import JoinedYear
from mapper.measures.per_population import PerPopulation
from mapper.pictures.picture import Picture
from mapper.review.reading import CouncilYear


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the site in the navigation: `path` is its first page, from the site's root."""

    key: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Site:
    """The edition with its map and pictures, the sections as in the navigation, and the sizes of downloads in bytes.

    `places` has the pictures of each letter by the path of the page that shows where its figures stand.
    """

    edition: Edition
    map: MapParts
    pictures: tuple[Picture, ...]
    sections: tuple[Section, ...]
    sizes: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, Sequence[PlacePicture]] = field(default_factory=dict)

    def joined(self, period_end: date) -> JoinedYear:
        """The year to that day."""
        return next(joined for joined in self.edition.years if joined.period_end == period_end)

    def has_ended(self, council: Council) -> bool:
        """Whether the register knows a last day of the council."""
        return self.edition.register.by_code(council.gss_code).last_day is not None

    def per_population(self, year: CouncilYear) -> PerPopulation | None:
        """The council's upheld complaints per 100,000 residents; None where the letter does not print them."""
        return self.joined(year.period_end).per_population.get(year.council.gss_code)

    def comparison(self, year: CouncilYear, key: str = "uphold_rate") -> Comparison | None:
        """The comparison of a council with its peers in that year by a metric; None where it has no such rate."""
        return self.joined(year.period_end).compared[key].get(year.council.gss_code)
