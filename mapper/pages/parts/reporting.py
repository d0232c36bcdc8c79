"""Links to report an error, filled in with the council, the year and the figure."""

from mapper.letters.statistics import BY_KEY, Figure
from mapper.measures.contact import Contact
from mapper.review.reading import CouncilYear
from mapper.words import day_in_words


def report_link(contact: Contact | None, year: CouncilYear, figure: Figure) -> str | None:
    """The link for one figure of a council's year; None where the site names nobody to report to."""
    if contact is None:
        return None
    council, day, title = year.council, day_in_words(year.period_end), BY_KEY[figure.statistic].title
    shown = "no value" if figure.value is None else f"{figure.value:,}"
    body = (
        f"Council: {council.name} ({council.gss_code})\nYear to: {day}\nFigure: {title}\n"
        f"The site shows: {shown} (printed “{figure.printed}”, {figure.place})\nIt should be: \nWhere that stands: \n"
    )
    return contact.report(f"{council.name}, year to {day}: {title}", body)


def general_link(contact: Contact | None) -> str | None:
    """The link for an error of any kind."""
    if contact is None:
        return None
    return contact.report(
        "An error on the site", "Council: \nYear: \nFigure: \nThe site shows: \nIt should be: \n"
    )
