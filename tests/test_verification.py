"""A site follows from its letters or does not, and what is not as it was is named."""

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapper import cli, sample, verification
from mapper.build import BuildOptions, Progress, build
from mapper.errors import MapperError
from mapper.letters.cache import Cache
from mapper.measures.contact import Contact
from mapper.publishing.check import check
from mapper.review.shown import LettersAs
from mapper.sources.letters.manifest import NAME, Manifest, Row, State
from mapper.verification import Inputs, verify
from tests import record_files
from tests.readings import council
from tests.test_build_with_tables import ASHFORD, DECIDED, HEAD

KENT = "E10000016"
THERE = "https://www.lgo.org.uk/letters/kent.pdf"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two letters, a file that is none, a data table, and the site that was built of them, twice.

    Letters are shown by links, as far as it is known where they came from; that is so of Kent's.
    """
    home = tmp_path_factory.mktemp("verified")
    (home / "letters/2019").mkdir(parents=True)
    (home / "letters/2019/kent.pdf").write_bytes(sample.letter(council(KENT), 2019, sample.DEFAULT_SEED))
    digest = sha256((home / "letters/2019/kent.pdf").read_bytes()).hexdigest()
    row = Row("Kent", 2019, THERE, "2026-01-01T00:00:00Z", State.OK, sha256=digest, gss_code=KENT)
    (home / "letters" / NAME).write_bytes(Manifest([row]).to_csv())
    (home / "letters/2019/minutes.pdf").write_bytes(b"no letter")
    (home / DECIDED).write_text(HEAD + ASHFORD)
    (home / "records").mkdir()
    record_files.write(home / "records/kent.csv", record_files.row())
    (home / "residents.csv").write_text(
        f"code,mid_year,residents,source\n{KENT},2018,1568600,Made-up estimates\n"
    )
    options = BuildOptions(
        (home / "letters",),
        home / "site",
        tables=(home / DECIDED,),
        base_url="https://a.example",
        contact=Contact("maps@a.example"),
        letters_as=LettersAs.LINK,
        records=home / "records",
        populations=home / "residents.csv",
    )
    build(options, Progress())
    (home / "letters/2019/dartford.pdf").write_bytes(sample.letter(council(), 2019, sample.DEFAULT_SEED))
    build(options, Progress())
    (home / "site/.nojekyll").touch()
    return home


def test_a_letter_is_linked_where_its_address_is_known_and_else_copied(built: Path) -> None:
    site = built / "site"
    found = json.loads((site / "data/provenance.json").read_text("utf-8"))
    of = {one["file"]: one for one in found["readings"]}
    kent, dartford = of["letters/2019/kent.pdf"], of["letters/2019/dartford.pdf"]
    assert (kent["letter"], kent["address"], kent["shown"]) == (None, THERE, {"as": "link"})
    assert (dartford["letter"], dartford["shown"]["as"]) == (
        "letters/2019/dartford-borough-council.pdf",
        "copy",
    )
    assert [path.name for path in site.glob("letters/*/*.pdf")] == ["dartford-borough-council.pdf"]
    assert f'href="{THERE}#page=4' in (site / "councils/kent-county-council/index.html").read_text("utf-8")
    assert "1 letter is shown as a copy and not by a link" in " ".join(
        json.loads((site / "data/build-report.json").read_text("utf-8"))["notes"]
    )
    assert check(site) == []


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "home")


def command(home: Path, *more: str) -> Result:
    arguments = ["verify", str(home / "site"), "--letters", str(home / "letters"), "--jobs", "1", *more]
    return CliRunner().invoke(cli.main, arguments)


def with_tables(home: Path) -> tuple[str, ...]:
    """The other files of which the site was built, as options."""
    residents = ("--populations", str(home / "residents.csv"))
    return "--tables", str(home / DECIDED), "--records", str(home / "records"), *residents


@pytest.mark.parametrize("asked", [True, False])
def test_a_site_with_pdfs_is_made_again_with_pdfs(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: bool
) -> None:
    found = json.loads((built / "site/data/provenance.json").read_text("utf-8"))
    found["build"] |= {"pdf": asked, "tables": [], "records": [], "populations": None}
    (tmp_path / "data").mkdir()
    (tmp_path / "data/provenance.json").write_text(json.dumps(found))

    def told(options: BuildOptions, _: Progress) -> None:
        assert options.pdf is asked
        raise MapperError("That was all.")

    monkeypatch.setattr(verification, "read", told)
    with pytest.raises(MapperError, match="That was all"):
        verify(tmp_path, Inputs((built / "letters",)), Progress())


@pytest.mark.slow
def test_a_site_follows_from_its_letters_whatever_they_are_called_now(home: Path) -> None:
    (home / "letters/2019/kent.pdf").rename(home / "letters/renamed.pdf")
    (home / "letters/2019/new.pdf").write_bytes(
        sample.letter(council("E07000105"), 2019, sample.DEFAULT_SEED)
    )
    (home / "site/404.html").write_bytes(b"the owner's own")
    result = command(home, *with_tables(home))
    assert result.exit_code == 0, result.output
    note, theirs, verdict = result.stdout.splitlines()
    assert theirs == "404.html: was added to the site; it was not compared."
    assert note == "letters/2019/new.pdf: the site was not made from it; it was left out."
    assert verdict.startswith(f"{home / 'site'}: ")
    assert "follow from 3 letters, byte for byte." in result.stdout
    assert "appeared" in (home / "site/changes/index.html").read_text("utf-8")


@pytest.mark.slow
def test_what_differs_is_named(home: Path) -> None:
    site = home / "site"
    page = site / "councils/index.html"
    page.write_text(page.read_text("utf-8").replace("Kent", "Rent"), "utf-8", newline="")
    (site / "data/extra.csv").write_text("a")
    (site / "letters/2019/dartford-borough-council.pdf").unlink()
    changes = site / "data/changes.json"
    changes.write_text(
        changes.read_text("utf-8").replace('"value": 14,', '"value": 15,'), "utf-8", newline=""
    )
    provenance = site / "data/provenance.json"
    text = provenance.read_text("utf-8")
    code = json.loads(text)["program"]["code"]
    provenance.write_text(text.replace(code, "0123456789abcdef"), "utf-8", newline="")
    result = command(home, *with_tables(home))
    assert result.exit_code == 1
    note, further, *lines = result.stdout.splitlines()
    assert further == "data/extra.csv: was added to the site; it was not compared."
    assert note == f"The site was made by another version of the program (0123456789abcdef; this is {code})."
    named = [line.partition(": ")[0] for line in lines]
    assert named == [
        "councils/index.html",
        "data/all.zip",
        "data/provenance.json",
        "letters/2019/dartford-borough-council.pdf",
        "data/changes.json",
    ]
    line = next(n for n, text in enumerate(page.read_text("utf-8").splitlines(), start=1) if "Rent" in text)
    assert f"first in line {line}." in lines[0]
    assert "5 files do not follow from its letters." in result.stderr


def remove(home: Path) -> None:
    (home / "letters/2019/kent.pdf").unlink()


def change(home: Path) -> None:
    with (home / "letters/2019/kent.pdf").open("ab") as letter:
        letter.write(b" ")


def change_table(home: Path) -> None:
    (home / DECIDED).write_text(HEAD)


LACKING: dict[str, tuple[Callable[[Path], None], str]] = {
    "a letter is missing": (
        remove,
        "letters/2019/kent.pdf: is not here. Expected the file with the SHA-256 ",
    ),
    "a letter has changed": (change, "letters/2019/kent.pdf: has changed. Its SHA-256 is "),
    "a table has changed": (
        change_table,
        f"--tables: not the data tables .* Expected, in this order: {DECIDED}",
    ),
}


@pytest.mark.parametrize("what", LACKING)
def test_a_site_whose_letters_are_not_here_is_not_made_again(
    what: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil, expected = LACKING[what]
    digest = sha256((home / "letters/2019/kent.pdf").read_bytes()).hexdigest()
    spoil(home)
    monkeypatch.setattr(verification, "read", pytest.fail)
    result = command(home, *with_tables(home))
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert line.startswith(expected) or expected.split(" .* ")[-1] in line
    assert "kent" not in expected or digest in line
    assert "was not made again: 1 file is not as recorded" in result.stderr


def test_files_that_the_site_was_not_made_with_are_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "read", pytest.fail)
    other = home / "other.csv"
    other.write_text("x")
    (home / "records/kent.csv").write_text("x")
    others = ["--corrections", "--boundaries", "--populations"]
    given = [part for option in others for part in (option, str(other))]
    result = command(home, *given, "--records", str(home / "records"))
    assert result.exit_code == 1
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == [
        "--boundaries",
        "--corrections",
        "--populations",
        "--tables",
        "--records",
    ]


@pytest.mark.parametrize("record", [None, b"{", b"[]", b'{"readings": [], "build": {}}'])
def test_a_site_without_a_record_is_refused(record: bytes | None, tmp_path: Path) -> None:
    (tmp_path / "site/data").mkdir(parents=True)
    (tmp_path / "letters").mkdir()
    if record is not None:
        (tmp_path / "site/data/provenance.json").write_bytes(record)
    result = command(tmp_path)
    assert result.exit_code == 1
    assert "cannot be read as the record of a build" in result.stderr
    assert "Build it again." in result.stderr


def test_a_folder_that_does_not_exist_is_wrong_usage() -> None:
    assert CliRunner().invoke(cli.main, ["verify", "/no/such/site"]).exit_code == 2


def test_an_illustrative_site_follows_from_no_letters_at_all(illustrative_site: Path, cache: Cache) -> None:
    verdict = verify(illustrative_site, Inputs((), cache=cache), Progress())
    assert verdict.follows, (verdict.lacking, verdict.differing[:5])
    assert verdict.letters == 353
