"""The build, from folders of letters to a published site: `publish(render(read(options)))`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from geopandas import GeoDataFrame

from mapper import pages, review, sample
from mapper.councils import boundaries
from mapper.councils.register import Register
from mapper.councils.register_file import load_register
from mapper.councils.tiers import TIERS, Tier
from mapper.downloads import feeds
from mapper.downloads.catalogue import data_files
from mapper.errors import BoundaryProblem, MapperError
from mapper.letters.cache import Cache
from mapper.letters.copies.store import CopyStore
from mapper.letters.workers import LetterFile, OnRead, read_files
from mapper.map import choropleth
from mapper.measures.contact import Contact
from mapper.measures.edition import Edition
from mapper.measures.joining import join_years
from mapper.measures.loss_sentences import refusal
from mapper.measures.paths import letter_contents
from mapper.measures.recipe import InputFile, Recipe
from mapper.papers import packs
from mapper.pictures import picture, places
from mapper.publishing import former
from mapper.publishing.place import require_apart
from mapper.publishing.remarks import remarks
from mapper.publishing.swap import place_of
from mapper.resources import CORRECTIONS
from mapper.review import corrections
from mapper.review.corrections import Correction
from mapper.review.letter_files import find_letters
from mapper.review.reading import Reading
from mapper.review.record_files import read_records
from mapper.review.refusals import TooManyLosses, require_publishable
from mapper.review.showing import Showing, published, with_shown
from mapper.review.shown import LettersAs
from mapper.review.standing import Stood
from mapper.review.table_files import read_tables
from mapper.review.tables import Tables
from mapper.scratch import scratch
from mapper.shelf import EMPTY, Shelf
from mapper.sources.letters.manifest import addresses_in
from mapper.sources.populations.file import Populations, read_populations
from mapper.sources.records.folder import files_in
from mapper.words import printable
from mapper.year import is_last_day, last_day_of

Polygons = Mapping[Tier, GeoDataFrame]
"""The polygons of each tier on one day: index `gss_code`, EPSG:4326."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """The options of a build.

    Parameters
    ----------
    letters
        Folders with the PDFs.
    out
        The folder of the site, which is replaced as a whole.
    sample
        Whether councils without a letter get an illustrative one.
    years
        The years to 31 March to publish; empty for every year found.
    boundaries
        A file of polygons to use for the days that it fits, if one was given.
    boundaries_object
        Which of its layers or objects to take, if that was said.
    corrections
        A file of corrections; None for the project's own.
    base_url
        The address of the published site, if it is known.
    jobs
        The number of worker processes that read letters.
    strict
        Whether nothing is published if any letter is set aside.
    cache
        Where readings of unchanged files are kept; None to read every file anew.
    tables
        The Ombudsman's data tables, as CSV or XLSX.
    tables_year
        The year to 31 March of tables that do not name theirs.
    records
        The folder with the Ombudsman's records, if there is one.
    populations
        A file of councils' residents, if there is one.
    files
        Letters with the names that reports give them, in the place of all in the folders; None for those.
    recorded
        What the build was made from that is made again; None for a new one. Where letters were fetched from is then
        taken from there and not from manifests.
    contact
        Where readers of the site report errors, if that was said.
    accept_losses
        Whether all letters are judged anew, and a site is published that loses much of the one before.
    stood
        The letters that the site before showed: other files do not hold them back.
    letter_pictures
        Whether the places of figures are shown in pictures of the letters.
    letters_as
        As what letters are shown.
    pdf
        Whether councils' pages are made as PDFs too.
    """

    letters: tuple[Path, ...]
    out: Path
    sample: bool = False
    years: tuple[int, ...] = ()
    boundaries: Path | None = None
    corrections: Path | None = None
    base_url: str | None = None
    jobs: int = 1
    strict: bool = False
    cache: Cache | None = None
    tables: tuple[Path, ...] = ()
    tables_year: int | None = None
    records: Path | None = None
    populations: Path | None = None
    boundaries_object: str | None = None
    files: tuple[LetterFile, ...] | None = None
    recorded: Recipe | None = None
    contact: Contact | None = None
    accept_losses: bool = False
    stood: Stood = ()
    letter_pictures: bool = True
    letters_as: LettersAs = LettersAs.COPY
    pdf: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Callbacks of a running build: the number of files, each file read, the name of the next stage, what to say."""

    total: Callable[[int], None] = field(default=lambda _: None)
    read: OnRead = field(default=lambda _: None)
    stage: Callable[[str], None] = field(default=lambda _: None)
    say: Callable[[str], None] = field(default=lambda _: None)


SILENT = Progress()
"""Tells nobody."""


def build(options: BuildOptions, progress: Progress) -> Edition:
    """Read the letters and publish the site at `options.out`.

    Returns
    -------
    Edition
        What was published, with what became of every file found, and what changed since the site before.

    Raises
    ------
    MapperError
        If nothing can be published. A site that was there before is then unchanged.
    """
    require_apart(options.out, options.letters, _other_inputs(options))
    with place_of(options.out) as place:
        stood = () if options.accept_losses else former.stood(place.folder)
        edition = former.compared(read(replace(options, stood=stood), progress), options.out)
        _require_few_losses(edition, options)
        progress.stage("Drawing the map and the pages")
        site = render(edition, EMPTY if options.cache is None else Shelf(options.cache.folder), options.jobs)
        progress.stage("Writing the site")
        carried = place.publish(site)
    for words in remarks(options.out, carried):
        progress.say(words)
    return edition


def read(options: BuildOptions, progress: Progress = SILENT) -> Edition:
    """Read and judge the letters, and join their figures to the polygons of their day.

    Raises MapperError if nothing can be published.
    """
    register, lines = load_register(), corrections.load(options.corrections)
    populations = _given(options, register)
    files = find_letters(options.letters, (options.out,)) if options.files is None else options.files
    tables = read_tables(options.tables, register, options.tables_year)
    recipe = _recipe(options, tables)
    letters = _judged(files, register, lines, options, progress)
    samples, pdfs = _illustrative((*letters, *tables.readings), register, lines, options, progress)
    letters, notes = review.compare(letters + samples, options.stood)
    polygons, letters, tables = _polygons(review.beside(letters, tables), tables, register, options)
    progress.stage("Copying letters")
    found = pdfs | {file.name: file.path for file in files}
    letters = _with_shown(letters, polygons, found, recipe, options)
    report = review.report_on(
        letters,
        {day: register.on(day) for day in polygons},
        lines,
        boundary_notes=_notes(options, polygons, register, populations),
        letter_notes=notes + recipe.notes,
        tables=tables,
        records=read_records(options.records, register),
    )
    require_publishable(report, strict=options.strict, years=options.years, letters=options.letters)
    progress.stage("Joining figures to boundaries")
    joined = join_years(polygons, letters + report.in_place, register, populations)
    return Edition(joined, report, register, options.base_url, recipe, contact=options.contact, pdfs=found)


def render(edition: Edition, shelf: Shelf = EMPTY, jobs: int = 1) -> dict[str, bytes | Path]:
    """The content of every file of the site, by its path; or the path of a file that has it.

    `jobs` is the number of processes that draw letters and print pages.
    """
    parts, drawn = choropleth.render(edition, shelf), picture.render(edition, shelf)
    shown = places.render(edition, shelf, jobs) if edition.recipe.letter_pictures else places.Places()
    data = data_files(edition, shelf)
    sizes = {path: len(content) for path, content in data.items()}
    made = pages.render(edition, parts, drawn.pictures, sizes, shown.pictures)
    return {
        **made,
        **packs.render(edition, made, shelf, jobs),
        **parts.files,
        **drawn.files,
        **shown.files,
        **data,
        **dict(feeds.files(edition)),
        **letter_contents(edition.council_years),
    }


def _recipe(options: BuildOptions, tables: Tables) -> Recipe:
    """What the build is made from besides letters. Raises MapperError if a file that was given cannot be read."""
    recorded = options.recorded
    addresses, notes = (
        addresses_in(options.letters) if recorded is None else (recorded.addresses, recorded.notes)
    )
    given = zip(options.tables, tables.files, strict=True)
    try:
        return Recipe(
            years=options.years,
            sample=options.sample,
            base_url=options.base_url,
            boundaries=None if options.boundaries is None else InputFile.of(options.boundaries),
            corrections=InputFile.of(options.corrections or CORRECTIONS),
            tables=tuple(InputFile(path.name, file.sha256) for path, file in given),
            tables_year=options.tables_year,
            populations=None if options.populations is None else InputFile.of(options.populations),
            boundaries_object=options.boundaries_object,
            records=InputFile.all_of(options.records, files_in(options.records) if options.records else ()),
            notes=tuple(map(printable, notes)),
            addresses=addresses,
            contact=None if options.contact is None else options.contact.address,
            letter_pictures=options.letter_pictures,
            letters_as=LettersAs(options.letters_as),
            pdf=options.pdf,
        )
    except OSError as error:
        raise MapperError(
            f"{error.filename} cannot be read ({error.strerror}). Check its permissions."
        ) from error


def _other_inputs(options: BuildOptions) -> tuple[Path, ...]:
    """The files and folders besides letters that the build was told to read."""
    given = (options.boundaries, options.corrections, options.records, options.populations, *options.tables)
    return tuple(path for path in given if path is not None)


def _with_shown(
    letters: tuple[Reading, ...],
    days: Iterable[date],
    files: Mapping[str, Path | bytes],
    recipe: Recipe,
    options: BuildOptions,
) -> tuple[Reading, ...]:
    """The letters, those that the site publishes with how each is shown; `files` are their PDFs by name."""
    store = None if options.cache is None else CopyStore(options.cache.folder)
    how = Showing(recipe.letters_as, files, recipe.addresses, options.jobs, store)
    return with_shown(letters, published(letters, days), how)


def _judged(
    files: Sequence[LetterFile],
    register: Register,
    lines: Sequence[Correction],
    options: BuildOptions,
    progress: Progress,
) -> tuple[Reading, ...]:
    progress.total(len(files))
    found = read_files(files, options.jobs, options.cache, progress.read)
    return review.judge_files(files, found, register, lines, options.stood)


def _illustrative(
    letters: Sequence[Reading],
    register: Register,
    lines: Sequence[Correction],
    options: BuildOptions,
    progress: Progress,
) -> tuple[tuple[Reading, ...], dict[str, Path | bytes]]:
    """With --sample, illustrative letters for the councils without a letter, and their PDFs by name.

    The PDFs are written to a temporary folder, because workers read files, and then kept in memory.
    """
    if not options.sample:
        return (), {}
    progress.stage("Writing illustrative letters")
    files = []
    with scratch("letters") as folder:
        for year in options.years or sample.DEFAULT_YEARS:
            day = last_day_of(year)
            councils = review.without_letter(register.on(day), day, letters)
            for path in sample.write(councils, year, folder / str(year), sample.DEFAULT_SEED):
                files.append(LetterFile(f"illustrative/{year}/{path.name}", path))
        read = _judged(files, register, lines, options, progress)
        return read, {file.name: file.path.read_bytes() for file in files}


def _days(letters: Iterable[Reading], options: BuildOptions) -> tuple[date, ...]:
    """The last days of the years to publish: all years with letters of councils, or those of them asked for.

    A year ends on 31 March. A letter that names another day is in review, and no year shows it.
    """
    periods = {letter.period_end for letter in letters if letter.council and letter.period_end}
    found = {day for day in periods if is_last_day(day)}
    asked = set(map(last_day_of, options.years))
    return tuple(sorted(found & asked if asked else found))


def _polygons(
    letters: tuple[Reading, ...], tables: Tables, register: Register, options: BuildOptions
) -> tuple[dict[date, Polygons], tuple[Reading, ...], Tables]:
    """The polygons of each day to publish; letters and tables of a day without polygons are put in review.

    One letter with a misread period must not stop the build. Raises BoundaryProblem if no day has polygons.
    """
    polygons: dict[date, Polygons] = {}
    without: dict[date, BoundaryProblem] = {}
    for day in _days((*letters, *tables.readings), options):
        try:
            polygons[day] = {tier: _boundaries_on(day, tier, register, options) for tier in TIERS}
        except BoundaryProblem as problem:
            without[day] = problem
    if without and not polygons:
        raise next(iter(without.values()))
    in_doubt = replace(tables, readings=review.doubt_days(tables.readings, without))
    return polygons, review.doubt_days(letters, without), in_doubt


def _boundaries_on(day: date, tier: Tier, register: Register, options: BuildOptions) -> GeoDataFrame:
    return boundaries.on(day, tier, register, options.boundaries, options.boundaries_object)


def _boundary_notes(options: BuildOptions, days: Iterable[date], register: Register) -> tuple[str, ...]:
    """Notes on the file of polygons, if one was given. Raises BoundaryProblem if it cannot be used."""
    if options.boundaries is None:
        return ()
    return boundaries.notes(options.boundaries, days, register, options.boundaries_object)


def _notes(
    options: BuildOptions, days: Iterable[date], register: Register, populations: Populations | None
) -> tuple[str, ...]:
    """Notes on the files of polygons and of residents, if they were given."""
    return (*_boundary_notes(options, days, register), *(populations.notes if populations else ()))


def _given(options: BuildOptions, register: Register) -> Populations | None:
    """The residents of councils, if a file of them was given; files that cannot be used are refused before any letter.

    So is a build whose PDFs this machine cannot print. Raises BoundaryProblem, PopulationProblem or MapperError.
    """
    if options.pdf:
        packs.require_printer()
    _boundary_notes(options, (), register)
    return read_populations(options.populations, register) if options.populations else None


def _require_few_losses(edition: Edition, options: BuildOptions) -> None:
    """Raise TooManyLosses if too much is lost of the years asked for, and that was not accepted."""
    asked = {last_day_of(year).isoformat() for year in options.years}
    lost = edition.losses.within(asked) if asked else edition.losses
    if lost.too_many and not options.accept_losses:
        raise TooManyLosses(edition.report, refusal(lost, edition.report))
