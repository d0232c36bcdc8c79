"""What came is looked at, and moved to its place or kept apart, one council's letter of a year after the other.

Each step leaves a manifest that is right if the next one never comes: a letter's row says `arrived` until it is in its
place, and the row of one that is replaced says so, and where its copy is, before the new one takes its place.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mapper.councils.council import Council
from mapper.councils.register import Register
from mapper.letters.read import FileReading
from mapper.letters.workers import LetterFile
from mapper.sources.letters import proof
from mapper.sources.letters.folder import Folder
from mapper.sources.letters.manifest import Row, Rows, State
from mapper.words import counted

Read = Callable[[Sequence[LetterFile]], Sequence[FileReading]]

_ORDER = list(State)


@dataclass(frozen=True, slots=True)
class Settling:
    """Looks at what has arrived in a folder."""

    folder: Folder
    register: Register
    read: Read

    def settle(self, wanted: Iterable[tuple[Council, int]]) -> None:
        """Look at everything that has arrived of these councils and years."""
        pairs = {(council.gss_code, year): council for council, year in wanted}
        arrived = [
            row
            for key in sorted(pairs)
            for row in self.folder.manifest.of(*key)
            if row.status is State.ARRIVED
        ]
        paths = {row: path for row in arrived if (path := self._path(row, pairs[row.gss_code, row.year]))}
        files = [LetterFile(row.address, path) for row, path in paths.items()]
        readings = dict(zip(paths, self.read(files) if files else (), strict=True))
        judged = {row: self._judge(row, paths, readings, pairs[row.gss_code, row.year]) for row in arrived}
        for key in dict.fromkeys((row.gss_code, row.year) for row in arrived):
            own = {old: new for old, new in judged.items() if (old.gss_code, old.year) == key}
            for old, new in self._settled(key, own, pairs[key]).items():
                self._move(key, old, new, pairs[key])

    def _path(self, row: Row, council: Council) -> Path | None:
        """Where the file of this row is: waiting, or in its place if a run was killed before it could say so."""
        if self.folder.waiting(row).exists():
            return self.folder.waiting(row)
        is_placed = self.folder.digest(file_of(row, council)) == row.sha256
        return self.folder.root / file_of(row, council) if is_placed else None

    def _judge(
        self, row: Row, paths: Mapping[Row, Path], readings: Mapping[Row, FileReading], council: Council
    ) -> Row:
        """The row with what its file was found to be."""
        if row not in paths:
            return replace(row, status=State.FAILED, why="what came was lost", bytes=None, sha256="")
        if readings[row].problem is None and not proof.is_whole(paths[row].read_bytes()):
            return replace(row, status=State.SET_ASIDE, why="it ends before its end: it was cut short")
        state, why = proof.judge(readings[row], council, row.year, self.register)
        return replace(row, status=state, why="; ".join(clause for clause in (row.why, why) if clause))

    def _settled(self, key: tuple[str, int], judged: Mapping[Row, Row], council: Council) -> dict[Row, Row]:
        """What becomes of each: at most one is to be in its place."""
        rows = self.folder.manifest.of(*key)
        chosen = _chosen(list(judged.values()))
        settled = {}
        for old, new in judged.items():
            refused = (
                self._refusal(new, rows, council) if new is chosen else _not_chosen(judged.values(), chosen)
            )
            aside = new.status.is_in_place and refused is not None
            settled[old] = replace(new, status=State.SET_ASIDE, why=refused or "") if aside else new
        return settled

    def _refusal(self, new: Row, rows: Rows, council: Council) -> str | None:
        """Why the letter may not take its place; None if it may."""
        there = self.folder.digest(file_of(new, council))
        if there is None or there == new.sha256:
            return None
        ours = [row for row in rows if row.status.is_in_place or row.status is State.REPLACED]
        if there not in {row.sha256 for row in ours}:
            return f"{file_of(new, council)} is another file, which was not fetched or has been changed since; it stays"
        standing = next((row for row in ours if row.status.is_in_place), new)
        if _ORDER.index(new.status) > _ORDER.index(standing.status):
            return f"{new.why}; the letter that was fetched before stays"
        if new.address != standing.address:
            return f"another letter is in its place, from {standing.address}; it stays"
        return None

    def _move(self, key: tuple[str, int], old: Row, new: Row, council: Council) -> None:
        """Move the file and, before and after, say so in the manifest."""
        waiting = self.folder.waiting(old)
        if new.status.is_in_place:
            self._keep_replaced(key, new, council)
            new = replace(new, file=file_of(new, council))
            if waiting.exists():
                self.folder.place(old, new.file)
        elif new.status is State.SET_ASIDE and waiting.exists():
            new = replace(new, file=self.folder.keep_apart(new, waiting.read_bytes(), council.slug))
        self._exchange(key, old, new)
        self.folder.forget(old)

    def _keep_replaced(self, key: tuple[str, int], new: Row, council: Council) -> None:
        """Copy the letter that is about to be replaced, and say so."""
        for row in self.folder.manifest.of(*key):
            if row.status.is_in_place and new.sha256 != row.sha256 == self.folder.digest(row.file):
                content = (self.folder.root / row.file).read_bytes()
                copy = self.folder.keep_apart(row, content, council.slug)
                why = "the site has another version since, which took its place"
                self._exchange(key, row, replace(row, status=State.REPLACED, file=copy, why=why))

    def _exchange(self, key: tuple[str, int], old: Row, new: Row) -> None:
        """Write the manifest with one row instead of another; only one letter can be in its place."""
        rows = [new if row == old else row for row in self.folder.manifest.of(*key)]
        if new.status.is_in_place:
            rows = [row for row in rows if row == new or not row.status.is_in_place]
        self.folder.manifest.put(*key, tuple(dict.fromkeys(rows)))
        self.folder.save()


def file_of(row: Row, council: Council) -> str:
    """Where a council's letter of a year stands in the folder."""
    return f"{row.year}/{council.slug}.pdf"


def _chosen(found: Sequence[Row]) -> Row | None:
    """The one letter that is right or, if none is for certain, that may be; None if there are several."""
    for state in (State.OK, State.UNCONFIRMED):
        rows = [row for row in found if row.status is state]
        if rows:
            return rows[0] if len({row.sha256 for row in rows}) == 1 else None
    return None


def _not_chosen(found: Iterable[Row], chosen: Row | None) -> str:
    if chosen is not None:
        return "the list has another letter of the year, which is the council's for certain"
    number = len({row.sha256 for row in found if row.status.is_in_place})
    return f"the list has {counted(number, 'letter', 'different letters')} of the year: keep one of them, by hand"
