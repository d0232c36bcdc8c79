"""What a picture shows: the areas of one tier on the British National Grid, and the window they are seen through."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely

from mapper.councils.council import CouncilType
from mapper.councils.tiers import Tier
from mapper.map import outlines
from mapper.measures.joined import JoinedYear

ENGLAND = (82_000.0, 5_000.0, 656_000.0, 658_000.0)
"""The west, south, east and north edges of England on the British National Grid, in metres."""


@dataclass(frozen=True)
class Scene:
    """One tier's areas and names by GSS code, the outline of them all, and London's edges as in `ENGLAND`."""

    tier: Tier
    areas: Mapping[str, outlines.Area]
    names: Mapping[str, str]
    coast: Any
    london: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the grid (`edges` as in `ENGLAND`), drawn from (`left`, `top`) at `metres` per pixel."""

    left: float
    top: float
    metres: float
    edges: tuple[float, float, float, float]

    @property
    def width(self) -> float:
        """The width in pixels."""
        west, _, east, _ = self.edges
        return (east - west) / self.metres

    @property
    def height(self) -> float:
        """The height in pixels."""
        _, south, _, north = self.edges
        return (north - south) / self.metres

    def place(self, geometry: Any) -> Any:
        """The part of a geometry inside the window, in pixels."""
        west, _, _, north = self.edges
        seen = shapely.clip_by_rect(geometry, *self.edges)
        corner = (self.left, self.top)
        return shapely.transform(
            seen, lambda points: (points - (west, north)) * (1, -1) / self.metres + corner
        )


def scenes(joined: JoinedYear) -> tuple[Scene, ...]:
    """The scenes of a year: the lower tier, then the upper tier."""
    lower, upper = outlines.simplified(joined.frames["lower"], joined.frames["upper"])
    return _scene("lower", lower, joined), _scene("upper", upper, joined)


def _scene(tier: Tier, frame: outlines.Frame, joined: JoinedYear) -> Scene:
    councils = {year.council.gss_code: year.council for year in joined.councils}
    areas = dict(frame.geometry.items())
    london = [area for code, area in areas.items() if councils[code].type is CouncilType.LONDON]
    return Scene(
        tier=tier,
        areas=areas,
        names={code: council.short_name for code, council in councils.items()},
        coast=shapely.boundary(shapely.coverage_union_all(list(areas.values()))),
        london=tuple(shapely.total_bounds(london)) if london else None,
    )
