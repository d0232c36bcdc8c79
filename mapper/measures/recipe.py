"""What a build was made from besides its letters, so that it can be made again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from mapper.review.shown import LettersAs


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that a build used: its name, without the folder, and its content."""

    name: str
    sha256: str

    @classmethod
    def of(cls, path: Path, folder: str = "") -> "InputFile":
        """The file at a path, with the name of its folder if that counts. Raises OSError if it cannot be read."""
        return cls(f"{folder}{path.name}", sha256(path.read_bytes()).hexdigest())

    @classmethod
    def all_of(cls, folder: Path | None, paths: Iterable[Path]) -> "tuple[InputFile, ...]":
        """The files of a folder, whose name counts. Raises OSError if one cannot be read."""
        return () if folder is None else tuple(cls.of(path, f"{folder.name}/") for path in paths)


@dataclass(frozen=True, slots=True)
class Recipe:
    """The options of a build that its site depends on.

    Parameters
    ----------
    years : tuple of int
        The years asked for; empty for every year found.
    sample : bool
        Whether councils without a letter got an illustrative one.
    base_url : str or None
        The address of the site.
    boundaries, corrections, populations : InputFile or None
        The polygons that were given, the corrections, and the residents; None where there was no such file.
    boundaries_object : str or None
        The object of the file of polygons that was asked for.
    tables : tuple of InputFile
        The data tables, in the order given.
    tables_year : int or None
        The year of tables that do not name theirs.
    records : tuple of InputFile
        The Ombudsman's records; each name has that of its folder.
    notes : tuple of str
        Why the addresses of some letters are not known, in sentences.
    addresses : mapping of str to str
        By the SHA-256 of a letter, the address it was fetched from, where that is known.
    contact : str or None
        Where readers report errors; sites made before this could be said do not have it.
    letter_pictures : bool
        Whether the places of figures are shown in pictures; sites made before there were any do not say so.
    letters_as : LettersAs
        As what letters are shown; sites made before this could be said have the files as they were found.
    pdf : bool
        Whether councils' pages are PDFs too.
    """

    years: tuple[int, ...] = ()
    sample: bool = False
    base_url: str | None = None
    boundaries: InputFile | None = None
    corrections: InputFile | None = None
    tables: tuple[InputFile, ...] = ()
    tables_year: int | None = None
    populations: InputFile | None = None
    boundaries_object: str | None = None
    records: tuple[InputFile, ...] = ()
    notes: tuple[str, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    contact: str | None = None
    letter_pictures: bool = True
    letters_as: LettersAs = LettersAs.COPY
    pdf: bool = False

    def as_object(self) -> dict[str, object]:
        """The recipe for JSON, without the addresses, which stand beside the letters."""
        return {
            "years": list(self.years),
            "sample": self.sample,
            "base_url": self.base_url,
            "boundaries": _file_object(self.boundaries),
            "corrections": _file_object(self.corrections),
            "tables": [_file_object(file) for file in self.tables],
            "tables_year": self.tables_year,
            "populations": _file_object(self.populations),
            "boundaries_object": self.boundaries_object,
            "records": [_file_object(file) for file in self.records],
            "notes": list(self.notes),
            "contact": self.contact,
            "letter_pictures": self.letter_pictures,
            "letters_as": self.letters_as.value,
            "pdf": self.pdf,
        }

    @classmethod
    def of_object(cls, found: Mapping[str, Any], addresses: Mapping[str, str]) -> "Recipe":
        """The recipe that was written so. Raises KeyError, TypeError, ValueError or AttributeError if none."""
        return cls(
            tuple(found["years"]),
            found["sample"],
            found["base_url"],
            _file_of(found["boundaries"]),
            _file_of(found["corrections"]),
            _files_of(found["tables"]),
            found["tables_year"],
            _file_of(found["populations"]),
            found["boundaries_object"],
            _files_of(found["records"]),
            tuple(found["notes"]),
            dict(addresses),
            found.get("contact"),
            found.get("letter_pictures", False),
            LettersAs(found.get("letters_as", LettersAs.ORIGINAL)),
            found.get("pdf", False),
        )


def _file_object(file: InputFile | None) -> dict[str, str] | None:
    return None if file is None else {"file": file.name, "sha256": file.sha256}


def _files_of(found: Iterable[Mapping[str, str]]) -> tuple[InputFile, ...]:
    return tuple(InputFile(file["file"], file["sha256"]) for file in found)


def _file_of(found: Mapping[str, str] | None) -> InputFile | None:
    return None if found is None else InputFile(found["file"], found["sha256"])
