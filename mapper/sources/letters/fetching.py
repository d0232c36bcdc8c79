"""The Ombudsman's letters, fetched: asked for, kept, looked at, put in their place; and what became of each."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby

from mapper.councils.council import Council
from mapper.councils.register import Register
from mapper.errors import SourceProblem
from mapper.letters.limits import LIMITS
from mapper.sources.letters.finding import Finder, LetterList, NotFound
from mapper.sources.letters.folder import Folder
from mapper.sources.letters.lists import Listed, of_year
from mapper.sources.letters.manifest import Row, Rows, State
from mapper.sources.letters.settling import Read, Settling
from mapper.sources.site.trouble import Kind, Unobtainable
from mapper.words import spans

_TAG = re.compile(r'(?:W/)?"[!#-~]*"')
_DAY = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")

_BATCH = 40
"""Councils asked before what came is looked at: starting the processes that read takes seconds."""

_MOST_TROUBLES = 8
"""Councils in a row for which the site itself failed; then the run ends, instead of waiting at each of the others."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A council's letter of a year to 31 March."""

    council: Council
    year: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Callback of a run: each wish that has been asked for."""

    asked: Callable[[Wish], None] = field(default=lambda _: None)


@dataclass(frozen=True, slots=True)
class Fetching:
    """One run: where letters are found, where they go, and who reads them."""

    finder: Finder
    folder: Folder
    register: Register
    read: Read
    progress: Progress
    by_pattern: bool = False

    def run(self, wishes: Sequence[Wish]) -> None:
        """Ask for every letter; the folder's manifest says what became of each.

        Raises SourceProblem where the site or the disk does not let the run come to its end. What came until then is
        in its place.
        """
        with self.folder.in_use():
            settling = Settling(self.folder, self.register, self.read)
            settling.settle((wish.council, wish.year) for wish in wishes)
            done = self._done(wishes)
            for wish in done:
                self.progress.asked(wish)
            self._ask([wish for wish in wishes if wish not in done], settling)
            self.folder.finish()

    def _done(self, wishes: Sequence[Wish]) -> set[Wish]:
        """What an interrupted run has settled, if it is still so."""
        keys = self.folder.done()
        noted = {wish for wish in wishes if self._key(wish) in keys}
        return {wish for wish in noted if all(map(self._is_here, self._in_place(wish)))}

    def _in_place(self, wish: Wish) -> Rows:
        rows = self.folder.manifest.of(wish.council.gss_code, wish.year)
        return tuple(row for row in rows if row.status.is_in_place)

    def _key(self, wish: Wish) -> str:
        """The wish, and whom it was asked of, as one word."""
        return f"{self.finder.addresses.site}/{wish.council.gss_code}/{wish.year}"

    def _ask(self, wishes: Sequence[Wish], settling: Settling) -> None:
        troubles = 0
        by_council = [list(group) for _, group in groupby(wishes, key=lambda wish: wish.council)]
        for start in range(0, len(by_council), _BATCH):
            batch = by_council[start : start + _BATCH]
            try:
                for group in batch:
                    troubles = troubles + 1 if self._council(group) else 0
                    if troubles == _MOST_TROUBLES:
                        raise _unwell(group[0], self.folder)
            finally:
                settling.settle((wish.council, wish.year) for group in batch for wish in group)

    def _council(self, wishes: Sequence[Wish]) -> bool:
        """Ask for one council's letters; whether the site itself failed."""
        unwell = False
        try:
            found = None if self.by_pattern else self.finder.list_of(wishes[0].council)
        except NotFound as problem:
            for wish in wishes:
                self._note(wish, problem.url, State.FAILED, f"{problem.trouble}")
            unwell = problem.trouble.kind is Kind.SITE
        else:
            for wish in wishes:
                unwell = self._letter(wish, found) or unwell
        for wish in wishes:
            self.progress.asked(wish)
        return unwell

    def _letter(self, wish: Wish, found: LetterList | None) -> bool:
        """Ask for one letter, or the few that may be it; whether the site itself failed."""
        if found is None:
            candidates: tuple[Listed, ...] = (self.finder.by_pattern(wish.council, wish.year),)
        else:
            candidates = of_year(found.letters, wish.year)
        if not candidates and found is not None:
            self._not_listed(wish, found)
            return False
        before = self.folder.manifest.of(wish.council.gss_code, wish.year)
        results = [self._candidate(wish, one.href, before) for one in candidates]
        self._put(wish, tuple(_without_copies(row for row, _ in results)))
        kinds = {kind for _, kind in results}
        if kinds == {None}:
            self.folder.add_done(self._key(wish))
        return Kind.SITE in kinds

    def _not_listed(self, wish: Wish, found: LetterList) -> None:
        years = spans(sorted({one.year for one in found.letters}))
        if found.is_about_council:
            self._note(wish, found.url, State.NOT_LISTED, f"the list has letters of {years}")
            self.folder.add_done(self._key(wish))
        else:
            why = f"the page lists letters of {years}, and does not name the council: it may be no list of its letters"
            self._note(wish, found.url, State.FAILED, why)

    def _candidate(self, wish: Wish, url: str, before: Rows) -> tuple[Row, Kind | None]:
        """What came of asking for one address, and what failed, if anything."""
        # What was set aside is asked for anew: what stood in its way may be gone.
        known = next((row for row in before if row.address == url and self._is_here(row)), None)
        conditions = {} if known is None else _conditions(known)
        try:
            answer = self.finder.web.get(url, LIMITS.file_size, conditions)
        except Unobtainable as trouble:
            return self._row(wish, url, State.FAILED, why=str(trouble)), trouble.kind
        if answer.status == 304 and known is not None:
            return known, None
        row = self._row(wish, url, State.ARRIVED, _odd_type(answer.headers))
        row = _with_version(row, answer.headers)
        if known is not None and known.sha256 == sha256(answer.body).hexdigest():
            return _with_version(known, answer.headers), None
        return self.folder.receive(row, answer.body), None

    def _is_here(self, row: Row) -> bool:
        return row.status.is_in_place and self.folder.digest(row.file) == row.sha256

    def _note(self, wish: Wish, url: str, status: State, why: str) -> None:
        self._put(wish, (self._row(wish, url, status, why=why),))

    def _put(self, wish: Wish, rows: Rows) -> None:
        """Keep these rows, and beside them the letter that is in place, until something as good stands there."""
        code, addresses = wish.council.gss_code, {row.address for row in rows if row.status.is_in_place}
        kept = [
            row
            for row in self.folder.manifest.of(code, wish.year)
            if row.status is State.REPLACED or (row.address not in addresses and self._is_here(row))
        ]
        self.folder.manifest.put(code, wish.year, tuple(dict.fromkeys((*kept, *rows))))
        self.folder.save()

    def _row(self, wish: Wish, url: str, status: State, why: str = "") -> Row:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        council = wish.council
        return Row(council.name, wish.year, url, now, status, gss_code=council.gss_code, why=why)


def wishes_of(councils: Iterable[tuple[Council, int]]) -> tuple[Wish, ...]:
    """A wish for each council and year, those of one council together: it has one list for all years."""
    return tuple(
        sorted((Wish(c, year) for c, year in set(councils)), key=lambda w: (w.council.gss_code, w.year))
    )


def _without_copies(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, without those of a file that an earlier one has: a list may name one letter twice."""
    seen: set[str] = set()
    for row in rows:
        if not row.sha256 or row.sha256 not in seen:
            seen.add(row.sha256)
            yield row


def _conditions(row: Row) -> dict[str, str]:
    """Headers that ask for a file only if it has changed."""
    named = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
    return {name: value for name, value in named.items() if value}


def _odd_type(headers: Mapping[str, str]) -> str:
    """What the site says that the file is, if not a PDF: whether it is one is told by its bytes, not by that."""
    stated = headers.get("content-type", "").split(";")[0].strip()
    is_odd = stated.lower() not in ("", "application/pdf", "application/octet-stream", "binary/octet-stream")
    return f"it came as {stated[:40]!a} where a PDF was expected" if is_odd else ""


def _with_version(row: Row, headers: Mapping[str, str]) -> Row:
    """The row with what the site calls this version: a tag and a day as RFC 9110 spells them; no other is kept."""
    tag, day = headers.get("etag", ""), headers.get("last-modified", "")
    return replace(
        row, etag=tag if _TAG.fullmatch(tag) else "", last_modified=day if _DAY.fullmatch(day) else ""
    )


def _unwell(wish: Wish, folder: Folder) -> SourceProblem:
    (row, *_) = reversed(folder.manifest.of(wish.council.gss_code, wish.year))
    return SourceProblem(
        f"{row.address}: {row.why}. So it was for {_MOST_TROUBLES} councils in a row, and the others were not asked "
        "for. Run the same command later: it carries on here."
    )
