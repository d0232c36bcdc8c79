"""Whether pages were printed by a browser from the Ombudsman's website, which has the same blocks as a letter."""

import re

# What only the website has. A letter may name the address of a council's page, but not alone in a line beside the
# number of a printed page.
_LINKS = re.compile(
    r"view (?:all )?annual (?:review )?letters?|annual letter archive|"
    r"(?:accept|manage|reject) (?:all )?(?:additional )?cookies|(?:we|this (?:web)?site) uses? cookies|"
    r"skip to (?:main )?content|cookie (?:policy|settings|preferences)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"^\s*(?:[0-9]+/[0-9]+\s+)?https?://(?:www\.)?lgo\.org\.uk/your-?councils-?performance\S*"
    r"(?:\s+(?:page\s+)?[0-9]+\s*(?:/|of)\s*[0-9]+)?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_PRINTED = re.compile(
    r"^\s*(?:[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4},?\s+[0-9]{1,2}:[0-9]{2}|.*\s[0-9]{1,3}/[0-9]{1,3}\s*$)",
    re.MULTILINE,
)


def is_web_page(text: str) -> bool:
    """Whether text is that of such a print: its links, or an address with the day or the page of the print."""
    plain = text.replace("\r", "")
    if _LINKS.search(plain):
        return True
    return _ADDRESS.search(plain) is not None and _PRINTED.search(plain) is not None
