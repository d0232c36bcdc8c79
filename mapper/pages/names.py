"""Councils' names as pages print them, and links to councils' pages."""

from mapper.councils.addresses import Link
from mapper.councils.council import Council


def typeset(name: str) -> str:
    """The name with the apostrophe that print uses: King’s Lynn."""
    return name.replace("'", "’")


def name_of(council: Council) -> str:
    """The council's short name, typeset."""
    return typeset(council.short_name)


def alphabetical(council: Council) -> str:
    """What councils are sorted by in a list of names."""
    return council.short_name.casefold()


def council_link(council: Council, root: str) -> Link:
    """A link to the council's page; `root` leads to the site's root."""
    return Link(name_of(council), f"{root}councils/{council.slug}/index.html")
