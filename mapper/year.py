"""A year that letters report on: from 1 April to 31 March, identified by its last day."""

from datetime import date

from mapper.words import day_in_words


def last_day_of(year: int) -> date:
    """The last day of the year to 31 March `year`."""
    return date(year, 3, 31)


def is_last_day(day: date) -> bool:
    """Whether the day is a 31 March, on which a year of the letters ends."""
    return (day.month, day.day) == (3, 31)


def short_title(last_day: date) -> str:
    """The year as "2018–19"."""
    return f"{last_day.year - 1}–{last_day.year % 100:02d}"


def title(last_day: date) -> str:
    """The year as "Year to 31 March 2019"."""
    return f"Year to {day_in_words(last_day)}"
