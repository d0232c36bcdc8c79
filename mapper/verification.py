"""Whether a built site follows, byte for byte, from the letters it names: it is made again and compared."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mapper.build import BuildOptions, Progress, read, render
from mapper.downloads import changes as document
from mapper.downloads.figures import known
from mapper.letters.cache import Cache
from mapper.letters.workers import LetterFile
from mapper.measures.changes import Changes
from mapper.measures.contact import Contact
from mapper.measures.edition import Edition
from mapper.measures.recipe import InputFile
from mapper.publishing.former import changes_of
from mapper.publishing.own_files import GIVES_WAY, added, listed
from mapper.publishing.record import Record, record_of
from mapper.resources import CORRECTIONS, code_version, library_versions
from mapper.review.letter_files import find_letters
from mapper.sources.records.folder import files_in
from mapper.words import counted


@dataclass(frozen=True, slots=True)
class Inputs:
    """Where the letters and the other files are from which the site is said to be made; as `BuildOptions` has them."""

    letters: tuple[Path, ...]
    boundaries: Path | None = None
    corrections: Path | None = None
    tables: tuple[Path, ...] = ()
    records: Path | None = None
    populations: Path | None = None
    jobs: int = 1
    cache: Cache | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comparing a site with its letters found; it follows from them if nothing is `lacking` or `differing`.

    Parameters
    ----------
    lacking
        Letters and other files that are not here as recorded. Where there are any, nothing was built.
    differing
        Files of the site that do not follow.
    notes
        What else is not as it was: letters that the site was not made from, another version of the program.
    letters, files
        From how many letters how many files were made.
    """

    lacking: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    letters: int = 0
    files: int = 0

    @property
    def follows(self) -> bool:
        """Whether the site is what its letters give."""
        return not self.lacking and not self.differing


def verify(site: Path, inputs: Inputs, progress: Progress) -> Verdict:
    """Make the site in a folder again from what it records, in memory, and compare every file.

    Raises MapperError if the folder does not record what it was made from, or that cannot be built.
    """
    record = record_of(site)
    contents = InputsByContent.of(find_letters(inputs.letters, (site,)))
    files, lacking = contents.found(record.letters)
    lacking += tuple(_other_files_lacking(record, inputs))
    notes = (
        *_version_notes(record),
        *contents.further(record.letters),
        *_standing_notes(record),
        *_added_notes(site),
    )
    if lacking:
        return Verdict(lacking, (), notes, len(record.letters))
    edition = _with_changes(read(_options(site, record, inputs, files), progress), site)
    progress.stage("Drawing the map and the pages")
    expected = render(edition, jobs=inputs.jobs)
    progress.stage("Comparing")
    differing = (*_unlike(site, expected), *_changes_that_end_otherwise(edition))
    return Verdict((), differing, notes, len(edition.report.letters), len(expected))


def _options(site: Path, record: Record, inputs: Inputs, files: tuple[LetterFile, ...]) -> BuildOptions:
    recipe = record.recipe
    return BuildOptions(
        letters=inputs.letters,
        out=site,
        sample=recipe.sample,
        years=recipe.years,
        boundaries=inputs.boundaries,
        corrections=inputs.corrections,
        base_url=recipe.base_url,
        contact=None if recipe.contact is None else Contact(recipe.contact),
        letter_pictures=recipe.letter_pictures,
        jobs=inputs.jobs,
        cache=inputs.cache,
        tables=inputs.tables,
        tables_year=recipe.tables_year,
        records=inputs.records,
        populations=inputs.populations,
        boundaries_object=recipe.boundaries_object,
        files=files,
        recorded=recipe,
        stood=record.stood,
        letters_as=recipe.letters_as,
        pdf=recipe.pdf,
    )


@dataclass(frozen=True, slots=True)
class InputsByContent:
    """Letters that were found, by their names and by their SHA-256."""

    names: Mapping[str, tuple[LetterFile, str]]
    contents: Mapping[str, Path]

    @classmethod
    def of(cls, files: Iterable[LetterFile]) -> "InputsByContent":
        """These files; one that cannot be opened has no SHA-256."""
        names = {file.name: (file, "" if file.problem else _sha256(file.path)) for file in files}
        return cls(names, {sha256: file.path for file, sha256 in names.values() if sha256})

    def found(self, letters: Mapping[str, str]) -> tuple[tuple[LetterFile, ...], tuple[str, ...]]:
        """The files with the recorded content, under the recorded names; and what is said of those that are not here.

        A letter may have another name now: its content counts.
        """
        files, lacking = [], []
        for name, sha256 in letters.items():
            file, here = self.names.get(name, (None, None))
            if file is None or (sha256 and here != sha256):
                file = LetterFile(name, self.contents[sha256]) if sha256 in self.contents else None
            if file is not None:
                files.append(file)
            elif here is None:
                wanted = (
                    f"the file with the SHA-256 {sha256}"
                    if sha256
                    else "the file that could not be opened then"
                )
                lacking.append(f"{name}: is not here. Expected {wanted}.")
            else:
                lacking.append(
                    f"{name}: has changed. Its SHA-256 is {here or 'not known'}; expected {sha256}."
                )
        return tuple(files), tuple(lacking)

    def further(self, letters: Mapping[str, str]) -> Iterator[str]:
        """What is said of letters that the site was not made from."""
        recorded = set(letters.values())
        for name, (_, sha256) in self.names.items():
            if name not in letters and sha256 not in recorded:
                yield f"{name}: the site was not made from it; it was left out."


def _sha256(path: Path) -> str:
    try:
        return InputFile.of(path).sha256
    except OSError:
        return ""


def _other_files_lacking(record: Record, inputs: Inputs) -> Iterator[str]:
    recipe = record.recipe
    yield from _unlike_file("--boundaries", recipe.boundaries, inputs.boundaries)
    yield from _unlike_file("--corrections", recipe.corrections, inputs.corrections or CORRECTIONS)
    yield from _unlike_file("--populations", recipe.populations, inputs.populations)
    tables = [InputFile(path.name, _sha256(path)) for path in inputs.tables]
    if tables != list(recipe.tables):
        wanted = _named(recipe.tables)
        yield f"--tables: not the data tables that the site was made from. Expected, in this order: {wanted}."
    records = InputFile.all_of(inputs.records, files_in(inputs.records) if inputs.records else ())
    if records != recipe.records:
        yield f"--records: not the records that the site was made from. Expected: {_named(recipe.records)}."


def _named(files: Iterable[InputFile]) -> str:
    return ", ".join(f"{file.name} (SHA-256 {file.sha256})" for file in files) or "none"


def _unlike_file(option: str, recorded: InputFile | None, given: Path | None) -> Iterator[str]:
    """What is said of a file that was given and is not the recorded one; it may have another name."""
    if recorded is None and given is not None:
        yield f"{option}: the site was made without. Expected no file."
    elif recorded is not None and (given is None or _sha256(given) != recorded.sha256):
        wanted = f"Expected {recorded.name}, SHA-256 {recorded.sha256}."
        yield f"{option}: not the file that the site was made from. {wanted}"


def _version_notes(record: Record) -> Iterator[str]:
    if record.code != code_version():
        yield f"The site was made by another version of the program ({record.code}; this is {code_version()})."
    here = library_versions("pdf" if record.recipe.pdf else "")
    for name in sorted(record.libraries.keys() | here.keys()):
        before, now = record.libraries.get(name, "none"), here.get(name, "none")
        if before != now:
            yield f"The site was made with {name} {before}; here it is {now}."


def _standing_notes(record: Record) -> Iterator[str]:
    """What is said of letters that were shown before: by a site that cannot be looked at here."""
    if record.stood:
        letters = counted(len(record.stood), "letter was", "letters were")
        yield (
            f"{letters} not held back by another file, because an earlier site is said to have shown what that file "
            "contradicts. This is taken from the site; it does not follow from the letters."
        )


def _added_notes(site: Path) -> Iterator[str]:
    """What is said of files that the site does not list as its own; dot files at its top are not worth a word."""
    own = listed(site)
    for name in added(site, own) if own is not None else ():
        if "/" in name or not name.startswith("."):
            yield f"{name}: was added to the site; it was not compared."


def _with_changes(edition: Edition, site: Path) -> Edition:
    """The edition with the changes that the site tells of: what stood there before cannot be made again."""
    return replace(edition, changes=changes_of(site) or Changes())


def _changes_that_end_otherwise(edition: Edition) -> Iterator[str]:
    if not edition.changes.lead_to(known(edition)[0]):
        yield f"{document.PATH}: tells of changes that end with other figures than these letters have."


def _unlike(site: Path, expected: Mapping[str, bytes | Path]) -> Iterator[str]:
    """What is said of each file that is missing, too much, or not as expected.

    Dot files at the top, and all that the site does not list as its own, are the user's.
    """
    own = listed(site)
    present = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    for name in sorted(expected.keys() | present.keys()):
        if name not in present:
            yield f"{name}: is missing. Expected it from these letters."
        elif name not in expected:
            is_theirs = (name.startswith(".") and "/" not in name) or (own is not None and name not in own)
            if not is_theirs:
                yield f"{name}: does not follow from these letters. Expected no such file."
        elif name != GIVES_WAY or own is None or name in own:
            yield from _unlike_content(name, present[name].read_bytes(), expected[name])


def _unlike_content(name: str, here: bytes, expected: bytes | Path) -> Iterator[str]:
    wanted = expected.read_bytes() if isinstance(expected, Path) else expected
    if here != wanted:
        line = _first_unlike(here.splitlines(), wanted.splitlines())
        yield f"{name}: differs from what these letters give, first in line {line}."


def _first_unlike(here: Sequence[bytes], there: Sequence[bytes]) -> int:
    pairs = zip(here, there, strict=False)
    return next(
        (line for line, (one, other) in enumerate(pairs, start=1) if one != other),
        min(len(here), len(there)) + 1,
    )
