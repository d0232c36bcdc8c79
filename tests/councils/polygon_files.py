"""Files of polygons, made of the project's own."""

import zipfile
from datetime import date
from pathlib import Path

import numpy as np
import shapely
from geopandas import GeoDataFrame

from mapper.councils import boundaries
from mapper.councils.register_file import load_register
from mapper.councils.tiers import Tier

DAY = date(2019, 3, 31)
OF_2024 = date(2024, 3, 31)
REGISTER = load_register()
WALES = ("W06000015", shapely.box(310000, 170000, 320000, 180000))


def as_given_out(column: str, day: date = DAY, tier: Tier = "lower", crs: int = 27700) -> GeoDataFrame:
    """A day's polygons as the Office for National Statistics gives them out: its column, its grid, Wales too."""
    frame = boundaries.on(day, tier, REGISTER).reset_index(names=column)[[column, "geometry"]].to_crs(27700)
    frame.loc[len(frame)] = WALES
    return frame.to_crs(crs)


def saved(frame: GeoDataFrame, path: Path, **more: str) -> Path:
    if path.suffix == ".zip":
        inside = path.with_suffix(".shp")
        frame.to_file(inside)
        with zipfile.ZipFile(path, "w") as archive:
            for part in sorted(path.parent.glob(f"{path.stem}.*")):
                if part != path:
                    archive.write(part, f"{path.stem}/{part.name}")
                    part.unlink()
        return path
    frame.to_file(path, **more)
    return path


def square_metres(frame: GeoDataFrame) -> np.ndarray:
    areas: np.ndarray = frame.to_crs(27700).area.to_numpy()
    return areas
