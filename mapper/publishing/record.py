"""What a built site says it was made from, so that it can be made again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mapper.downloads.provenance import PATH
from mapper.errors import NotASite
from mapper.measures.recipe import Recipe
from mapper.review.reading import Origin
from mapper.review.standing import Standing

_ILLUSTRATIVE = "illustrative/"
"""Where the letters stand in reports that a build with illustrative letters draws itself."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a site was made from, and by what.

    Parameters
    ----------
    recipe
        The options of the build, and the files that it was given.
    letters
        The SHA-256 of each letter that was found, by the name that reports give it; empty where the file could not be
        opened.
    code
        The digest of the program.
    libraries
        The versions of the libraries, by their names.
    stood
        The letters that other files contradict and did not hold back, because a site before showed them.
    """

    recipe: Recipe
    letters: Mapping[str, str]
    code: str
    libraries: Mapping[str, str]
    stood: frozenset[Standing] = frozenset()


def record_of(site: Path) -> Record:
    """What the site in a folder says it was made from. Raises NotASite if it does not say so."""
    try:
        found = json.loads((site / PATH).read_bytes())
        readings = [one for one in found["readings"] if one["origin"] == Origin.LETTER]
        addresses = {one["sha256"]: one["address"] for one in readings if one["address"] is not None}
        recipe = Recipe.of_object(found["build"], addresses)
        letters = {str(one["file"]): str(one["sha256"]) for one in readings}
        if recipe.sample:
            letters = {name: sha256 for name, sha256 in letters.items() if not name.startswith(_ILLUSTRATIVE)}
        stood = frozenset(
            Standing(str(one["sha256"]), str(one["gss_code"]), str(one["period_end"]))
            for one in readings
            if one.get("stood")
        )
        program = found["program"]
        return Record(recipe, letters, str(program["code"]), dict(program["libraries"]), stood)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotASite(
            f"{site / PATH} cannot be read as the record of a build ({type(error).__name__}: {error}). Expected a site "
            "that this version of regenerate-site has built. Build it again."
        ) from error
