"""A site with a search for decisions and pages of service improvements, like the Ombudsman's. All texts are made up."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from tests.sources.site import Asked, Ombudsman, Reply, page

PAGE = 10


@dataclass(frozen=True)
class Decision:
    """A decision as the site has it."""

    name: str
    numbers: str
    place: str
    status: str
    summary: str

    @property
    def title(self) -> str:
        return f"{self.name} ({self.numbers})" if self.name else ""


def decision(
    number: int, name: str, status: str = "Upheld Allocations 15-Jul-2021", kind: str = "Statement"
) -> Decision:
    """The decision of that number; its summary says which it is."""
    digits = f"{number:06}"
    spaced = f"20 {digits[:3]} {digits[3:]}"
    summary = f"Case {number}: the Council took too long, and says it's sorry – “very”."
    return Decision(
        name,
        spaced,
        f"/decisions/housing/allocations/{spaced.replace(' ', '-')}",
        f"{kind} {status}",
        summary,
    )


Form = Callable[[Decision], str]


def heading_is_the_link(one: Decision) -> str:
    return f'<div><h3><a href="{one.place}">{one.title}</a></h3><p>{one.status}</p><p>Summary: {one.summary}</p></div>'


def link_comes_last(one: Decision) -> str:
    return (
        f"<section><h3>{one.title}</h3><p>{one.status}</p><p><b>Summary:</b> {one.summary}</p>"
        f'<a href="{one.place}">Read the decision</a></section>'
    )


def all_of_it_is_the_link(one: Decision) -> str:
    inside = f"<h4>{one.title}</h4><span>{one.status}</span><p>Summary: {one.summary}</p>"
    return f'<li><a href="{one.place}">{inside}</a></li>'


def without_heading(one: Decision) -> str:
    return f'<div><p><a href="{one.place}">{one.status}</a></p><p>Summary:</p><p>{one.summary}</p></div>'


FORMS: list[Form] = [heading_is_the_link, link_comes_last, all_of_it_is_the_link, without_heading]


class Search(Ombudsman):
    """Decisions by the name that is searched for, the newest first; `empty` answers come without a count first."""

    def __init__(self) -> None:
        super().__init__()
        self.decisions: dict[str, list[Decision]] = {}
        self.form: Form = heading_is_the_link
        self.empty = 0
        self.count: int | None = None
        self.wrong: dict[int, Reply] = {}

    def answer(self, asked: Asked) -> Reply:
        parts = urlsplit(asked.path)
        if parts.path != "/Decisions/SearchResults":
            return super().answer(asked)
        self.asked.append(asked)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert query.keys() == {"aname", "dc", "fd", "td", "page", "sortOrder"}
        if self.empty:
            self.empty -= 1
            return page("Decisions", "")
        number = int(query["page"])
        if number in self.wrong:
            return self.wrong[number]
        found = self.decisions.get(query["aname"], [])
        shown = found[PAGE * (number - 1) : PAGE * number]
        if not shown and number > 1:
            return Reply(status=404)
        count = len(found) if self.count is None else self.count
        cards = "".join(map(self.form, shown))
        return page("Decisions", f"<p>Your search has {count:,} results</p>{cards}<p>1 2 3 Next</p>")


def improvements(*references: str) -> str:
    """A page's cases, each with two things that were agreed."""
    return "".join(
        f"<div><p>Case reference: {reference}</p><p>Category: Housing</p><p>Sub Category: Allocations</p>"
        f"<ul><li>Train staff about {reference}.</li><li>Write a leaflet.</li></ul></div>"
        for reference in references
    )
