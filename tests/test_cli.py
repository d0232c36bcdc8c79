"""The commands as a user types them: what they print, what they leave, and how they end."""

import csv
import io
import json
import subprocess
import sys
import urllib.request
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from mapper import cli, sample
from mapper.cli.arguments import SiteAddress
from mapper.publishing.preview import server
from tests.readings import DARTFORD_FIGURES, council


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "dartford.pdf"
    path.write_bytes(sample.letter(council(), 2019, sample.DEFAULT_SEED))
    return path


def test_parse_prints_one_object_a_letter_in_the_order_given(letter: Path, tmp_path: Path) -> None:
    bad = tmp_path / "a-bad.pdf"
    bad.write_bytes(b"no PDF")
    result = run("parse", letter, bad)
    first, second = json.loads(result.stdout)
    assert result.exit_code == 0
    keys = "file sha256 status authority_name gss_code period_end layout statistics problems"
    assert list(first) == keys.split()
    assert (first["file"], first["status"], first["layout"]) == (str(letter), "ok", "tables-2019")
    assert (first["gss_code"], first["period_end"]) == ("E07000107", "2019-03-31")
    assert first["statistics"] == DARTFORD_FIGURES
    assert (second["status"], second["gss_code"], second["statistics"]) == ("rejected", None, {})
    assert [problem["code"] for problem in second["problems"]] == ["not-a-pdf"]


def test_parse_prints_csv(letter: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(run("parse", letter, "--format", "csv").stdout))
    assert (row["authority_name"], row["received_total"], row["not_complied"]) == (
        "Dartford Borough Council",
        "14",
        "0",
    )
    assert row["dealt_with"] == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--show",), "--show and --out go together"),
        (("--out", "shown"), "--show and --out go together"),
        (("--show", "--out", "shown", "bad.pdf"), "--show takes one FILE, not 2"),
        (("--show", "--out", "bad.pdf"), "Directory 'bad.pdf' is a file"),
    ],
)
def test_parse_shows_one_file_in_one_folder(
    arguments: tuple[str, ...], words: str, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(letter.parent)
    Path("bad.pdf").write_bytes(b"no PDF")
    result = run("parse", letter, *arguments)
    assert result.exit_code == 2
    assert words in result.output
    assert sorted(path.name for path in letter.parent.iterdir()) == ["bad.pdf", "dartford.pdf"]


@pytest.mark.slow
def test_parse_shows_any_file_and_shows_it_again(letter: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"no PDF")
    out, pictures = tmp_path / "shown", {f"page-{number}.png" for number in range(1, 5)}
    for file, names in ((letter, {"index.html", *pictures}), (tmp_path / "bad.pdf", {"index.html"})):
        result = run("parse", "--show", file, "--out", out)
        assert (result.exit_code, result.stdout) == (0, f"Open {out / 'index.html'}\n")
        assert {path.name for path in out.iterdir()} == names
    assert "not-a-pdf" in (out / "index.html").read_text("utf-8")


def test_parse_shows_nothing_in_a_folder_with_other_files(letter: Path, tmp_path: Path) -> None:
    result = run("parse", "--show", letter, "--out", tmp_path)
    assert result.exit_code == 1
    assert "did not write (dartford.pdf)" in result.output
    assert list(tmp_path.iterdir()) == [letter]


def test_match_answers_or_suggests() -> None:
    result = run("match", "dartford  BC", "Newcastle", "--on", "2019-03-31")
    known, ambiguous = json.loads(result.stdout)
    assert known == {
        "name": "dartford  BC",
        "gss_code": "E07000107",
        "council": "Dartford Borough Council",
        "tier": "lower",
        "suggestions": [],
    }
    assert ambiguous["gss_code"] is None
    assert len(ambiguous["suggestions"]) == 2


def test_boundaries_writes_geojson(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "upper.geojson"
    assert run("boundaries", "--on", "2019-03-31", "--tier", "upper", "--out", out).exit_code == 0
    collection = json.loads(out.read_text("utf-8"))
    assert len(collection["features"]) == 152
    assert set(collection["features"][0]["properties"]) == {"gss_code", "name", "council_type"}


@pytest.mark.slow
def test_sample_writes_a_letter_a_council(tmp_path: Path) -> None:
    assert run("sample", "--year", "2019", "--out", tmp_path / "letters").exit_code == 0
    assert len(list((tmp_path / "letters").glob("*.pdf"))) == 353


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("regenerate",), 2, "No such command"),
        (("build", "--year", "19"), 2, "--year"),
        (("build", "--jobs", "0"), 2, "--jobs"),
        (("build", "--sample", "--year", "2026"), 2, "2025"),
        (("parse",), 2, "Missing argument"),
        (("parse", "gone.pdf"), 2, "gone.pdf"),
        (("parse", "--show", "gone.pdf", "--out", "x"), 2, "gone.pdf"),
        (("match", "Kent", "--on", "31/03/2019"), 2, "YYYY-MM-DD"),
        (("boundaries", "--on", "2019-03-31", "--tier", "middle", "--out", "x"), 2, "lower"),
        (("boundaries", "--on", "1999-03-31", "--tier", "lower", "--out", "x"), 1, "1999-03-31"),
        (("build", "--boundaries-object", "lad"), 2, "name the file with --boundaries"),
        (("build", "--records", "gone"), 2, "gone"),
        (("build", "--populations", "gone.csv"), 2, "gone.csv"),
        (("build", "--letters", "gone"), 1, "no such folder"),
        (("build",), 1, "--sample"),
        (("check", "."), 1, "problem"),
        (("serve", "."), 1, "Build the site first"),
    ],
)
def test_wrong_input_says_what_to_do(
    arguments: tuple[str, ...], code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == code
    assert words in result.output
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    [
        *(
            "example.org/map",
            "ftp://example.org",
            "https://",
            "https:///map",
            "//example.org",
            "https://user@example.org",
        ),
        *(
            "https://example.org/?a=b",
            "https://example.org/?",
            "https://example.org/#top",
            "https://example.org/#",
        ),
        *(
            "https://example.org/a b",
            "https://example.org/a\nb",
            "https://exa\tmple.org",
            "https://example.org:x",
            "",
        ),
        *(
            "https://example.org:0",
            "https://[::1",
            'https://example.org/">',
            "javascript://example.org",
            "/map",
        ),
    ],
)
def test_an_address_that_no_page_could_be_added_to_is_refused(address: str, tmp_path: Path) -> None:
    result = run("build", "--letters", tmp_path, "--out", tmp_path / "site", f"--base-url={address}")
    assert (result.exit_code, "is not the address of a site" in result.output) == (2, True)


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://localhost:8000/map/", "https://a.example/~me/x%20y", "HTTPS://[::1]/"],
)
def test_the_address_of_a_site_is_taken_as_it_is(address: str) -> None:
    assert SiteAddress().convert(address, None, None) == address


def test_windows_itself_is_told_where_a_site_can_be_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    result = run("build", "--letters", tmp_path, "--out", tmp_path / "site")
    assert (result.exit_code, "in WSL" in result.output) == (1, True)


def test_regenerate_site_is_build() -> None:
    assert cli.main.commands["build"] is cli.regenerate_site


@pytest.mark.slow
def test_the_command_prints_a_summary_and_what_to_open(letter: Path, tmp_path: Path) -> None:
    letters, site = tmp_path / "letters", tmp_path / "site"
    letters.mkdir()
    letter.rename(letters / letter.name)
    (letters / "bad.pdf").write_bytes(b"no PDF")
    result = run("build", "--letters", letters, "--out", site, "--no-cache")
    assert result.exit_code == 0
    assert "2 letters: 1 ok, 0 in review, 1 rejected; 26 figures read." in result.stdout
    assert "bad.pdf: not-a-pdf: " in result.stdout
    assert "No letter for the year to 31 March 2019: 352 (" in result.stdout
    assert f"open {site / 'index.html'}" in result.stdout
    assert run("check", site).exit_code == 0
    (site / "CNAME").write_text("letters.example")
    quiet = run("build", "--letters", letters, "--out", site, "--quiet", "--no-cache")
    assert (quiet.exit_code, quiet.output) == (0, "")
    assert (site / "CNAME").read_text() == "letters.example"
    kept = run("build", "--letters", letters, "--out", site, "--no-cache")
    assert "Kept what you had added to the site: CNAME" in kept.output
    inside = run("build", "--letters", letters, "--out", letters / "site", "--no-cache")
    assert (inside.exit_code, "is inside" in inside.output) == (1, True)
    strict = run("build", "--letters", letters, "--out", site, "--strict", "--no-cache")
    assert strict.exit_code == 1
    assert "--strict was asked for" in strict.output


def test_serve_answers_on_loopback_only(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("the map")
    with server(tmp_path, 0) as running:
        assert running.server_address[0] == "127.0.0.1"
        thread = Thread(target=running.serve_forever, daemon=True)
        thread.start()
        with urllib.request.urlopen(f"http://127.0.0.1:{running.server_port}/") as answer:
            assert answer.read() == b"the map"
        running.shutdown()
        thread.join()


@pytest.mark.parametrize("needed", ["mapper.letters.workers", "mapper.publishing.preview"])
def test_workers_and_the_preview_do_without_the_heavy_libraries(needed: str) -> None:
    """A worker imports the command's module again; geopandas and folium there would cost a second each."""
    heavy = "{'geopandas', 'folium', 'scipy'}"
    loaded = f"import sys, mapper.cli, {needed}; print(*{heavy} & sys.modules.keys())"
    result = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True)
    assert result.stdout.split() == []
