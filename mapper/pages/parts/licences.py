"""The notices that have to travel with what a site is made of, as files of the site.

They are taken from where the things themselves are: Leaflet's from its installed package, the others from this one.
"""

from importlib.metadata import distribution

from mapper.resources import BOUNDARIES, LICENCE

_LEAFLET = "django-js-lib-leaflet"


def licence_files() -> dict[str, bytes]:
    """The notices by path. Raises FileNotFoundError if the package has no licence: then it must not be published."""
    return {
        "licences/leaflet.txt": _of_package(_LEAFLET),
        "licences/program.txt": LICENCE.read_bytes(),
        "licences/boundaries.txt": (BOUNDARIES / "LICENCE.md").read_bytes(),
    }


def _of_package(name: str) -> bytes:
    package = distribution(name)
    for path in package.files or ():
        if path.name.upper().startswith(("LICENSE", "LICENCE")):
            return path.read_binary()
    raise FileNotFoundError(f"The package {name} {package.version} has no licence among its files.")
