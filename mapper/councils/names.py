"""The normal form of a name: without the differences that carry no meaning.

These are case, accents, spacing, hyphens, apostrophes, full stops, "&" for "and", "Saint" for "St", and a leading
"The".
"""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES_AND_MARKS = re.compile(r"['’‘‛ʼʹ′`´.,()]")


@lru_cache(maxsize=100_000)  # a council's slug is made from its name at every link to it
def normalise_name(name: str) -> str:
    """The normal form of a name, in lower case; two names that have the same one are the same name."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    # "St.Helens" is two words, where "M.B.C." is one.
    text = re.sub(r"\bst\.", "st ", text.replace("&", " and "))
    text = re.sub(r"[\W_]+", " ", _APOSTROPHES_AND_MARKS.sub("", text)).strip()
    text = re.sub(r"^(the )+", "", text)
    return re.sub(r"\bsaint\b", "st", text)
