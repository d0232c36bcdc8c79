"""A heading as the words that carry its meaning, whatever its spelling.

The words are compared without case, plural, punctuation, marks of notes and small words. Bodies are all one word, and
so are names of the Ombudsman: a heading may say "authority", "council" or "organisation", "LGO" or "LGSCO".
"""

import re
import unicodedata
from functools import lru_cache

_NOTE = re.compile(r"\[[^\]]*\]|\((?:note )?[0-9a-z]\)|[*†‡#¹²³⁴⁵⁶⁷⁸⁹⁰]|(?<=[a-z)])\.[0-9]+$", re.IGNORECASE)

# Several words, or a sign, that mean one thing; the order matters.
_PHRASES = (
    (re.compile(r"%|\bper ?cent(?:age)?\b|\bpct\b"), " percent "),
    (re.compile(r"\bper[ -]+(?:100[, ]?000|100k|hundred thousand)\b|/ ?100[, ]?000\b"), " per100k "),
    (re.compile(r"\bon[ -]?time\b"), " ontime "),
    (re.compile(r"\bof (?=(?:all |the )?upheld\b)"), " outof "),
    (re.compile(r"\bno\.|\bnr\b|\bnumbers?\b|\bcount\b"), " number "),
    (
        re.compile(r"\blocal government (?:and social care )?ombudsman(?:'?s)?\b|\blg(?:sc)?o\b"),
        " ombudsman ",
    ),
    (re.compile(r"\blocal authorit(?:y|ies)\b"), " body "),
)

_SAME = {
    "authority": "body",
    "council": "body",
    "organisation": "body",
    "organization": "body",
    "environmental": "environment",
    "inquiry": "enquiry",
    "childrens": "children",
    "investigated": "investigation",
    "uphold": "upheld",
    "decided": "decision",
    "remedies": "remedy",
}
_SMALL = frozenset(
    (
        *("the", "a", "an", "and", "or", "to", "in", "for", "at", "on", "from", "with", "of", "during", "as"),
        *("our", "we", "was", "were", "is", "are", "be", "been", "has", "had", "have"),
        *("that", "which", "who", "where", "this", "these", "their", "its"),
    )
)
_SINGULAR = frozenset(("s", "ss", "is", "us"))


@lru_cache(maxsize=8192)
def words_of(heading: str) -> frozenset[str]:
    """The words of a heading that carry meaning."""
    text = unicodedata.normalize("NFKC", _NOTE.sub(" ", heading)).casefold()
    text = re.sub("['’‘`´]", "", text.replace("&", " and ").replace("\N{NON-BREAKING HYPHEN}", "-"))
    for phrase, word in _PHRASES:
        text = phrase.sub(word, text)
    found = (_singular(word) for word in re.findall(r"[a-z0-9]+", text))
    return frozenset(_SAME.get(word, word) for word in found if word not in _SMALL)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2:] not in _SINGULAR else word
