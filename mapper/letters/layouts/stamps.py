"""What is put on a letter's pages by those who file, bind or print it: page numbers, marks of appendices, dates.

A stamp is known by its words, wherever it stands and however it is set.
"""

import re

# "7", "7a", "B", "B2", "iv", "5.2", "2019/20"
_NUMBER = r"(?:[0-9]{1,5}[a-z]?|[a-z][0-9]{0,2}|[ivx]{1,5})(?:[./-][0-9]{1,4})*"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"

# Longer forms stand before those that they contain.
_FORMS = (
    # Agenda item 6, Minute no. 12
    rf"(?:agenda\s+)?(?:items?|minute)\s*(?:no\.?|number)?\s*[:.]?\s*{_NUMBER}",
    # Page 113, Agenda pack page 7, Page 2 of 9, p. 3
    rf"(?:(?:agenda|supplementary)\s+)?(?:packs?\s+|bundle\s+)?"
    rf"(?:pages?|pg\.?|p\.)\s*[:.]?\s*{_NUMBER}(?:\s*(?:of|/)\s*[0-9]+)?",
    rf"(?:agenda\s+|document\s+)?pack\s+{_NUMBER}",
    # Appendix B, Annex 1
    rf"(?:appendix|app\.?|annexe?|enclosure|encl?\.?|attachment|schedule|exhibit|document|doc\.?|paper|supplement|"
    rf"tab|section|part)\s*(?:no\.?|number)?\s*[:.]?\s*{_NUMBER}",
    r"appendix|annexe?|enclosure",
    # Tuesday 24 March 2020, 24/03/2020, March 2020, 10:15
    rf"(?:{_WEEKDAY},?\s*)?[0-9]{{1,2}}(?:st|nd|rd|th)?\s*{_MONTH}[\s,]*(?:20)?[0-9]{{2}}",
    rf"{_MONTH}\s*20[0-9]{{2}}",
    r"[0-9]{1,2}[./-][0-9]{1,2}[./-](?:20)?[0-9]{2}(?:[,\s]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?",
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?",
    # ABC000123, KCC-0042
    r"[a-z]{1,8}[-_.]?[0-9]{3,10}",
    # 3 of 9, 1/3, 113, 2.1, -7-
    r"[0-9]+\s*(?:of|/)\s*[0-9]+",
    r"[0-9]{1,6}(?:\.[0-9]{1,3})*",
    r"draft|copy|confidential|restricted|official(?:[\s-]+sensitive)?|unclassified|not\s+protectively\s+marked|"
    r"for\s+information|received|scanned|exempt|public|(?:not\s+)?for\s+publication",
)
# Stamps are matched whole or not at all: a line of a thousand numbers has as many ways to be cut into stamps.
_STAMP = rf"(?<!\w)(?>(?:{'|'.join(_FORMS)})(?!\w))"
_BETWEEN = r"[\s|,;:.()\[\]•·–—-]*+"

_WHOLE = re.compile(rf"{_BETWEEN}(?>{_STAMP}{_BETWEEN})++", re.IGNORECASE)
_AT_END = re.compile(rf"(?>[\s|,;(\[•·–—-]++{_STAMP}[)\]]?)++\W*+$", re.IGNORECASE)
_AT_START = re.compile(rf"^\W*+(?>{_STAMP}[\s|,;:.)\]•·–—-]++)++", re.IGNORECASE)

# What stands before a title that is one of a list, or has a mark: "2.1", "(b)", "*", "•".
_BULLET = re.compile(r"\W*(?:[0-9]{1,3}|[a-z]|[ivx]{1,4})?(?:\.[0-9]{1,2})*\W*", re.IGNORECASE)


def is_stamp(text: str) -> bool:
    """Whether a text is nothing but stamps."""
    return _WHOLE.fullmatch(text) is not None


def may_stand_before(text: str) -> bool:
    """Whether a text may stand before a title in its line and is no part of a sentence: stamps, or a number or mark."""
    return not text or is_stamp(text) or _BULLET.fullmatch(text) is not None


def without_stamps(text: str) -> str:
    """A line without the stamps at its beginning and its end, and the marks at its end; empty if nothing is left."""
    if is_stamp(text):
        return ""
    return re.sub(r"[\s*†‡§•]+$", "", _AT_END.sub("", _AT_START.sub("", text))).strip()
