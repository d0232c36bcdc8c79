"""`mapper fetch letters` as a user types it: what it prints, what it leaves, and how it ends."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapper import cli
from mapper.build import BuildOptions, read
from mapper.letters.cache import Cache
from mapper.review.reading import Status
from mapper.sources.letters.manifest import NAME
from tests.sources.conftest import EDEN, KENT, LEEDS, files_in
from tests.sources.site import Ombudsman, Reply, page

Run = Callable[..., Result]


def fetch(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["fetch", "letters", *arguments])


@pytest.fixture(autouse=True)
def nobody_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs these tests may have said who asks."""
    for name in ("MAPPER_CONTACT", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(ombudsman: Ombudsman, tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, in an empty folder, for letters of 2019 of that site."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAPPER_CACHE", str(cache.folder))
    return lambda *arguments: fetch("--year", "2019", "--site", ombudsman.url, "--pause", "0", *arguments)


@pytest.mark.slow
def test_what_is_fetched_is_built(run: Run, ombudsman: Ombudsman, cache: Cache, tmp_path: Path) -> None:
    result = run("--council", LEEDS, "--council", "Kent CC", "--council", "Wyre", "--year", "2018")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Year to 31 March 2018: 1 of 3 letters in place (1 new), 1 not listed, 1 failed."
    assert lines[1] == "Year to 31 March 2019: 2 of 3 letters in place (2 new), 1 failed."
    assert [line.split()[0] for line in lines[2:]] == ["failed", "failed", "not-listed"]
    edition = read(BuildOptions((tmp_path / "letters",), tmp_path / "site", cache=cache))
    assert {letter.status for letter in edition.report.letters} == {Status.OK}
    assert sorted(letter.file for letter in edition.report.letters) == [
        "letters/2018/leeds-city-council.pdf",
        "letters/2019/kent-county-council.pdf",
        "letters/2019/leeds-city-council.pdf",
    ]


def test_years_and_names_may_follow_one_option(run: Run, ombudsman: Ombudsman) -> None:
    result = run("2018", "--council", LEEDS, KENT)
    assert result.exit_code == 0
    assert "2018: 1 of 2 letters in place" in result.stdout
    assert "2019: 2 of 2 letters in place" in result.stdout


@pytest.mark.slow
def test_all_of_england_is_asked_for(run: Run, ombudsman: Ombudsman) -> None:
    result = run()
    assert result.exit_code == 0
    assert "3 of 353 letters in place (3 new), 350 failed" in result.stdout
    assert "And 300 more: see letters/manifest.csv." in result.stdout
    assert "Asking for 353 letters" in result.stderr


def test_quiet_says_nothing(run: Run) -> None:
    result = run("--council", EDEN, "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_where_nothing_could_be_had_it_says_so(run: Run, ombudsman: Ombudsman) -> None:
    for path in ("annualletters", "statistics"):
        ombudsman.put(f"/your-councils-performance/eden-district-council/{path}", page("", ""))
    result = run("--council", EDEN)
    assert result.exit_code == 1
    assert "No letter could be had" in result.stderr
    assert "failed" in result.stdout


def test_a_run_that_the_site_ends_says_what_it_has(run: Run, ombudsman: Ombudsman) -> None:
    ombudsman.put(ombudsman.file_of(KENT, 2019), Reply(status=503, headers={"Retry-After": "9999"}))
    result = run("--council", KENT, "--council", EDEN)
    assert result.exit_code == 1
    assert "1 of 2 letters in place (1 new), 1 not asked for" in result.stdout
    assert "asks to be left alone for 167 minutes" in result.stderr


@pytest.mark.parametrize(
    "reply", [Reply(status=403), Reply(b"User-agent: *\nDisallow: /", kind="text/plain")]
)
def test_a_site_that_forbids_it_is_not_asked(reply: Reply, run: Run, ombudsman: Ombudsman) -> None:
    ombudsman.put("/robots.txt", reply)
    result = run("--council", EDEN, "--council", KENT)
    assert result.exit_code == 1
    assert "robots.txt" in result.output
    assert set(ombudsman.paths) == {"/robots.txt"}


def test_another_file_of_addresses(run: Run, ombudsman: Ombudsman, tmp_path: Path) -> None:
    ombudsman.put(
        "/letters-of/eden-district-council", *ombudsman.replies[ombudsman.list_of("eden-district-council")]
    )
    addresses = tmp_path / "mine.toml"
    addresses.write_text('[ombudsman]\nletters = "/letters-of/{slug}"\n', "utf-8")
    assert run("--council", EDEN, "--addresses", str(addresses)).exit_code == 0
    assert "/letters-of/eden-district-council" in ombudsman.paths


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[ombudsman]\nletter = 7", "'letter' is 7. Expected text with {name} and {year}"),
        ('[ombudsman]\nletters = "/x"', "'letters' is '/x'. Expected text with {slug}"),
        ('[ombudsman]\nletters = "/{slug.__class__}"', "Expected text with {slug}"),
        ('[ombudsman]\nsite = "https://x.example/{slug}"', "Expected text with no braces"),
        ('[ombudsman]\nlist = "/x"', "there is no 'list'"),
        ("[ombudsman", "is not TOML"),
    ],
)
def test_addresses_that_cannot_be_used_are_named(text: str, words: str, run: Run, tmp_path: Path) -> None:
    addresses = tmp_path / "mine.toml"
    addresses.write_text(text, "utf-8")
    result = run("--council", EDEN, "--addresses", str(addresses))
    assert result.exit_code == 1
    assert f"{addresses}" in result.stderr
    assert words in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--year"),
        (("--year", "2013"), "2013"),
        (("--year", "2019", "2013"), "2013"),
        (("--year", "2019", "Borsetshire"), "no council of 2019 has the name 'Borsetshire'"),
        (("--year", "2019", "--council", "Borsetshire"), "no council of 2019 has the name 'Borsetshire'"),
        (("--year", "2019", "--council", "Dartfort"), "Did you mean Dartford"),
        (("--year", "2019", "--pause", "0.5"), "at least 1 for a site of others"),
        (("--year", "2019", "--pause", "-1"), "--pause"),
        (("--year", "2019", "--site", "http://192.168.0.1", "--pause", "0"), "at least 1"),
        (("--year", "2019", "--addresses", "gone.toml"), "gone.toml"),
        (("--year", "2019", "--contact", "me\nX-Other: y"), "--contact"),
        (("--year", "2019"), "say whom the keepers of the site can write to: --contact ADDRESS"),
        (("--year", "2019", "--quiet"), "in the table [ombudsman] of the file of --addresses"),
    ],
)
def test_wrong_usage_says_what_to_do(
    arguments: tuple[str, ...], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = fetch(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("way", ["option", "environment", "file", "workflow", "nobody, on this machine"])
def test_every_request_names_whom_to_write_to(
    way: str, run: Run, ombudsman: Ombudsman, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more: tuple[str, ...] = ()
    named = "reader@example.org"
    if way == "option":
        more = ("--contact", named)
    elif way == "environment":
        monkeypatch.setenv("MAPPER_CONTACT", named)
    elif way == "file":
        (tmp_path / "mine.toml").write_text(f'[ombudsman]\ncontact = "{named}"\n')
        more = ("--addresses", str(tmp_path / "mine.toml"))
    elif way == "workflow":
        monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
        monkeypatch.setenv("GITHUB_REPOSITORY", "reader/letters")
        named = "https://github.com/reader/letters"
    else:
        named = "not given"
    assert run("--council", EDEN, *more).exit_code == 0
    assert ombudsman.asked
    assert all(f"{named})" in asked.headers["user-agent"] for asked in ombudsman.asked)


def test_a_contact_in_a_file_that_is_no_line_is_refused(
    run: Run, ombudsman: Ombudsman, tmp_path: Path
) -> None:
    (tmp_path / "mine.toml").write_text('[ombudsman]\ncontact = "me\\nX-Other: y"\n')
    assert run("--council", EDEN, "--addresses", str(tmp_path / "mine.toml")).exit_code == 2
    assert ombudsman.asked == []


def test_a_year_that_the_register_does_not_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = fetch("--year", "2099")
    assert result.exit_code == 1
    assert "register" in result.stderr


def test_a_disk_that_is_full_is_one_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = run("--council", EDEN)
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert len([line for line in result.stderr.splitlines() if line.startswith("Error")]) == 1
    monkeypatch.undo()
    assert not files_in(tmp_path)
    assert not (tmp_path / "letters" / NAME).exists()
    assert not list((tmp_path / "letters").rglob("*.new"))
