"""What a picture shows: one tier's areas on the British National Grid, and the window they are seen through."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely

from mapper.councils.council import CouncilType
from mapper.councils.tiers import Tier
from mapper.map import outlines
from mapper.measures.joined import JoinedYear

ENGLAND = (82_000.0, 5_000.0, 656_000.0, 658_000.0)
"""West, south, east and north edge of England on the British National Grid, in metres."""


# What is seen where


@dataclass(frozen=True)
class Scene:
    """One tier's areas by GSS code, the coast round them and London's edges, on the British National Grid."""

    tier: Tier
    areas: Mapping[str, outlines.Area]
    names: Mapping[str, str]
    coast: Any
    london: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the grid (`edges` in metres, as in ENGLAND), drawn from `left` and `top` at `metres` a pixel."""

    left: float
    top: float
    metres: float
    edges: tuple[float, float, float, float]

    @property
    def width(self) -> float:
        """Pixels from edge to edge."""
        west, _, east, _ = self.edges
        return (east - west) / self.metres

    @property
    def height(self) -> float:
        """Pixels from edge to edge."""
        _, south, _, north = self.edges
        return (north - south) / self.metres

    def place(self, geometry: Any) -> Any:
        """What is seen of a geometry, in pixels."""
        west, _, _, north = self.edges
        seen = shapely.clip_by_rect(geometry, *self.edges)
        corner = (self.left, self.top)
        return shapely.transform(
            seen, lambda points: (points - (west, north)) * (1, -1) / self.metres + corner
        )


def scenes(joined: JoinedYear) -> tuple[Scene, ...]:
    """What is to be drawn of a year: the lower tier, then the upper one."""
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
