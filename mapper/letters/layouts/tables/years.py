"""The years that rows and titles of tables are labelled with: "2017-18", "Year ending 31 March 2018", "last year"."""

import re

_BEFORE = r"(?:\D*\W)?"
_ENDING = re.compile(
    rf"{_BEFORE}(?:31(?:st)? ?(?:march|[/.]0?3[/.])? ?)?(?P<year>20[0-9]{{2}})", re.IGNORECASE
)
_FINANCIAL = re.compile(
    rf"{_BEFORE}20(?P<begins>[0-9]{{2}}) ?[-/\u2010-\u2015\u2212] ?(?:20)?(?P<ends>[0-9]{{2}})"
)
_OTHER = re.compile(r"\b(?:last|previous|prior|preceding)\b", re.IGNORECASE)
_THIS = re.compile(r"\b(?:this|current) year\b", re.IGNORECASE)


def is_of_year(label: str, year: int) -> bool | None:
    """Whether a label says that what it labels is of the year ending 31 March `year`; None if it names no year."""
    label = label.strip(" :()[]*")
    if _OTHER.search(label):
        return False
    if _THIS.search(label):
        return True
    if found := _FINANCIAL.fullmatch(label):
        begins, ends = int(found["begins"]), int(found["ends"])
        return 2000 + ends == year if ends == begins + 1 else None
    if found := _ENDING.fullmatch(label):
        return int(found["year"]) == year
    return None
