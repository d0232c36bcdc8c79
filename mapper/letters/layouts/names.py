"""The name of a council where a letter prints it: alone in a line, in the title, or above "Dear".

There is no list of councils here. A line is taken for a name by its form alone, and only if it is certain
that the name does not begin on the line before: "Somerset Council" may be the end of "North Somerset
Council".
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mapper.letters.layouts.labels import normal_form
from mapper.letters.layouts.stamps import without_stamps

# Every name of a council, or of another body that receives letters, contains one of these.
_STYLE = re.compile(
    r"\b(?:council|borough of|city of|county of|isles of|corporation|authority|transport for)\b",
    re.IGNORECASE,
)

# Words that say what kind of council one is. Letters leave them out, add them and turn them round: "Croydon Council"
# is addressed, "London Borough of Croydon" heads the figures.
_KINDS = frozenset(
    {"council", "borough", "city", "county", "district", "metropolitan", "royal", "london", "corporation"}
    | {"authority", "unitary", "of", "the"}
)

# No name contains one of these: a line with one is about something else.
_OTHER = re.compile(
    r"\b(?:ombudsman|committee|cabinet|report|letter|page|agenda|item|executive|director|officer|leader|"
    r"chief|head|member|review|performance|complaints?|decisions?|your|our|this|similar|annual|appendix|annex|"
    r"statistics|upheld|remed(?:y|ies)|department|directorate|meeting|scrutiny|audit|standards|panel|board)\b",
    re.IGNORECASE,
)

# Small words within a name; every other word begins with a capital letter.
_WITHIN = frozenset(["and", "&", "of", "on", "upon", "in", "the", "under", "with", "by", "le"])
_WORD = re.compile(r"[A-Z][\w'’.-]*,?")
_MOST_WORDS = 10

# Ends of a line after which a name may go on.
_GOES_ON = re.compile(
    r"(?:[,–-]|\b(?:and|&|of|on|upon|in|the|under|with|by|to|for|north|south|east|west|mid|upper|lower|great|"
    r"greater|new|st|borough|city|county|district|metropolitan|royal|london))\W*$",
    re.IGNORECASE,
)

# A title with the name in it: "Annual letter 2023: X", "X – annual review letter".
_DASH = r"(?:\s*:|\s+[–—-]|,)\s+"
_TITLES = (
    re.compile(rf".*\bletter\b[^:–—,]*?(?:{_DASH}|\s+(?:to|for)\s+)(?P<name>[^:–—]+)", re.IGNORECASE),
    re.compile(rf"(?P<name>[^:–—]+?){_DASH}.*\bletter\b.*", re.IGNORECASE),
)
_PERIOD = re.compile(r",?\s+(?:(?:for|in)\s+)?(?:the\s+)?(?:year|period)\s+.*", re.IGNORECASE)

# The line with the period; a name may stand above or below it.
PERIOD_LINE = re.compile(r"(?:for the )?(?:year|period) end(?:ing|ed)\b", re.IGNORECASE)
_STANDS_BY_ITSELF = re.compile(
    r"\b(?:letter|ombudsman|email|e-mail|illustrative|officer|director|executive|manager|head)\b.*$",
    re.IGNORECASE,
)

_DEAR = re.compile(r"Dear\s+\S")
# A line of so many words below "Dear" shows that the page's text is in order: text drawn in disorder has only
# scraps.
_SENTENCE = 6
_LINES_OF_NAME = 3
# The name, a house, a street, a town, a county, a postcode, "By email".
_LINES_OF_ADDRESS = 7
_SEVERAL = 3


def is_name(line: str) -> bool:
    """Whether a line is a council's name and nothing else, by its form."""
    words = line.split()
    return (
        2 <= len(words) <= _MOST_WORDS
        and _STYLE.search(line) is not None
        and _OTHER.search(line) is None
        and all(_WORD.fullmatch(word) or word.lower() in _WITHIN for word in words)
        and words[0].lower() not in _WITHIN - {"the"}
        and _GOES_ON.search(words[-1]) is None
    )


def different(names: Iterable[str]) -> list[str]:
    """Names without those that differ in print only, in their order."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(normal_form(name), name)
    return list(first.values())


def place_form(name: str) -> str:
    """A name without what varies in print and without the kind of council, so as two forms of one name may share it.

    Two councils may share it too: the city and the county of Durham did.
    """
    place = " ".join(word for word in name.split() if normal_form(word) not in _KINDS)
    return normal_form(place or name)


def is_about_something_else(text: str) -> bool:
    """Whether a text has a word that no name contains."""
    return _OTHER.search(text) is not None


def begins_with_small_word(text: str) -> bool:
    """Whether a text begins with a word such as "and" or "of", so that a name may go on with it."""
    return text.split(maxsplit=1)[0].lower() in _WITHIN


def names_in_lines(lines: Sequence[str]) -> Iterator[str]:
    """The names in lines that follow one another, however each is broken over lines."""
    taken = 0
    for end in range(1, len(lines) + 1):
        title = _in_title(lines[end - 1])
        if title is not None:
            yield title
            taken = end
            continue
        for first in range(taken, end):
            name = _joined(lines[first:end])
            if is_name(name) and (first == 0 or _ends_before(lines[first - 1])):
                yield name
                taken = end
                break


def _joined(lines: Sequence[str]) -> str:
    """Lines as one; a name broken after its own hyphen has no space there."""
    return re.sub(r"(?<=\w-) ", "", " ".join(" ".join(lines).split()))


def _ends_before(line: str) -> bool:
    """Whether it is certain that the line before a name is not its beginning."""
    return _GOES_ON.search(line) is None and (
        is_name(line)
        or _STANDS_BY_ITSELF.search(line) is not None
        or PERIOD_LINE.match(line) is not None
        or line.rstrip().endswith((".", ":", "?"))
    )


def names_in_titles(text: str) -> Iterator[str]:
    """The name in each line that is the title of a letter."""
    yield from (name for line in text.splitlines() if (name := _in_title(without_stamps(line))) is not None)


def names_on_most_pages(texts: Sequence[str]) -> frozenset[str]:
    """The names that stand alone in a line on most pages of a file of several pages, as the heads of papers do."""
    pages = Counter(
        name
        for text in texts
        for name in {line for line in map(without_stamps, text.splitlines()) if is_name(line)}
    )
    return frozenset(name for name, on in pages.items() if on >= _SEVERAL and 2 * on > len(texts))


def _in_title(line: str) -> str | None:
    for form in _TITLES:
        found = form.fullmatch(" ".join(line.split()))
        if found is not None and is_name(name := _PERIOD.sub("", found["name"])):
            return name
    return None


def is_greeting(text: str) -> bool:
    """Whether a page with this text greets somebody, as the first of a letter does."""
    return any(_DEAR.match(line.strip()) for line in text.splitlines())


def names_above_dear(text: str) -> Iterator[str]:
    """The name in each address: the nearest line above "Dear" that is one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for index, line in enumerate(lines):
        if not _DEAR.match(line) or max(map(_words, lines[index + 1 :]), default=0) < _SENTENCE:
            continue
        for place in range(index - 1, max(index - 1 - _LINES_OF_ADDRESS, -1), -1):
            if is_name(name := without_stamps(lines[place])):
                if place == 0 or _GOES_ON.search(lines[place - 1]) is None:
                    yield name
                break


def names_above_period(text: str) -> Iterator[str]:
    """The name just above each line with the period, however it is broken over lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for end in (index for index, line in enumerate(lines) if PERIOD_LINE.match(line)):
        for first in range(max(0, end - _LINES_OF_NAME), end):
            before = lines[first - 1] if first else ""
            if is_name(_joined(lines[first:end])) and _GOES_ON.search(before) is None:
                yield _joined(lines[first:end])
                break


def _words(line: str) -> int:
    return len(line.split())
