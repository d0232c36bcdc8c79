"""Councils' names as pages print them, and links to councils' pages."""

from mapper.councils.addresses import Link
from mapper.councils.council import Council


def name_of(council: Council) -> str:
    """The name that pages use for the council."""
    return council.short_name


def alphabetical(council: Council) -> str:
    """The sort key of a council in a list of names: King’s Lynn comes before Kingston."""
    return council.short_name.casefold().replace("’", "'")


def council_link(council: Council, root: str) -> Link:
    """A link to the council's page; `root` is the relative path to the site's root."""
    return Link(name_of(council), f"{root}councils/{council.slug}/index.html")
