"""The whole way: letters in, site out; the same input gives the same bytes; a bad letter harms no other."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from mapper import sample
from mapper.build import BuildOptions, Progress, build, read
from mapper.councils import boundaries
from mapper.councils.register_file import load_register
from mapper.errors import BoundaryProblem, NoLetters, NotASite
from mapper.letters import pdf
from mapper.letters.cache import Cache
from mapper.publishing.check import check
from mapper.publishing.swap import publish
from mapper.review import judge
from mapper.review.letter_files import find_letters
from mapper.review.reading import Reading
from mapper.review.refusals import NothingToPublish, NotStrictlyOk
from mapper.review.report import BuildReport, summary_lines
from tests.paths import EXAMPLES
from tests.readings import DARTFORD, DAY, council

FAULTY = EXAMPLES / "faulty"


def put_letter(folder: Path, name: str, code: str = DARTFORD) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(sample.letter(council(code), 2019, sample.DEFAULT_SEED))


def options(tmp_path: Path, **more: Any) -> BuildOptions:
    return BuildOptions(letters=(tmp_path / "letters",), out=tmp_path / "site", jobs=2, **more)


def report_of(site: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads((site / "data/build-report.json").read_text("utf-8"))
    return report


def figures_of(site: Path) -> list[dict[str, str]]:
    text = (site / "data/figures.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_illustrative_site_is_in_order(illustrative_site: Path) -> None:
    assert check(illustrative_site) == []


def test_every_council_has_an_illustrative_letter(build_report: Mapping[str, Any]) -> None:
    assert build_report["counts"]["ok"] == build_report["counts"]["illustrative"] == 353
    assert build_report["councils_without_letter"] == {"2019": []}
    codes = {letter["gss_code"] for letter in build_report["letters"]}
    assert codes == {council.gss_code for council in load_register().on(DAY)}


def test_dartford_has_its_published_figures_and_its_letter(illustrative_site: Path) -> None:
    rows = {r["statistic"]: r for r in figures_of(illustrative_site) if r["gss_code"] == DARTFORD}
    assert (rows["received_total"]["value"], rows["decided_upheld"]["value"]) == ("14", "1")
    assert (rows["uphold_rate"]["value"], rows["uphold_rate"]["page"]) == ("100", "4")
    letter = illustrative_site / rows["received_total"]["letter"]
    drawn = sample.letter(council(), 2019, sample.DEFAULT_SEED)
    assert texts_of(letter.read_bytes()) == texts_of(drawn)
    provenance = json.loads((illustrative_site / "data/provenance.json").read_text("utf-8"))
    (of,) = (one for one in provenance["readings"] if one["letter"] == rows["received_total"]["letter"])
    assert of["sha256"] == sha256(drawn).hexdigest()
    assert of["shown"] == {
        "as": "copy",
        "pages": [1, 4],
        "of": 4,
        "sha256": sha256(letter.read_bytes()).hexdigest(),
    }


def texts_of(data: bytes) -> tuple[str, ...]:
    return pdf.read(data, lambda _: False).texts


REBUILD = """
import sys
from pathlib import Path
from mapper.build import BuildOptions, Progress, build
from mapper.letters.cache import Cache
if __name__ == "__main__":
    out, cache = map(Path, sys.argv[1:])
    build(BuildOptions(letters=(), out=out, sample=True, cache=Cache(cache)), Progress())
"""


def test_the_same_input_gives_the_same_bytes(illustrative_site: Path, cache: Cache, tmp_path: Path) -> None:
    """Another process, another hash seed, another folder, another time zone; letters read before.

    That one process reads letters as two do is tested beside the workers.
    """
    script = tmp_path / "rebuild.py"
    script.write_text(REBUILD)
    other = tmp_path / "elsewhere" / "public"
    environment = {**os.environ, "PYTHONHASHSEED": "4321", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    command = [sys.executable, str(script), str(other), str(cache.folder)]
    subprocess.run(command, check=True, env=environment, cwd=tmp_path)
    here = {p.relative_to(illustrative_site): p for p in illustrative_site.rglob("*") if p.is_file()}
    there = {p.relative_to(other): p for p in other.rglob("*") if p.is_file()}
    assert here.keys() == there.keys()
    differing = [str(path) for path in here if here[path].read_bytes() != there[path].read_bytes()]
    assert differing == []


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    """Two sound letters among everything that can be wrong with a file, built once."""
    folder = tmp_path_factory.mktemp("mixed")
    put_letter(folder / "letters/2019", "a.pdf")
    put_letter(folder / "letters/2019", "b.PDF", "E10000016")
    put_letter(folder / "letters/2019", "line\nbreak <b>.pdf", "E07000105")
    (folder / "letters/notes.txt").write_text("not a letter")
    for path in sorted(FAULTY.rglob("*.pdf")):
        target = folder / "letters/faulty" / f"{path.parent.name}-{path.name}"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    return folder / "site", build(options(folder), Progress()).report


@pytest.mark.slow
def test_sound_letters_are_unharmed(mixed: tuple[Path, BuildReport]) -> None:
    site, _ = mixed
    rows = figures_of(site)
    for code in (DARTFORD, "E10000016", "E07000105"):
        mine = [row for row in rows if row["gss_code"] == code]
        assert len(mine) == 26
        assert {row["status"] for row in mine} <= {"ok", "illustrative", "illustrative-redrawn"}


@pytest.mark.slow
def test_every_file_is_in_the_report_with_its_reason(mixed: tuple[Path, BuildReport]) -> None:
    site, report = mixed
    listed = report_of(site)["letters"]
    files = {letter["file"] for letter in listed}
    assert len([name for name in files if "/faulty/" in name]) == len(list(FAULTY.rglob("*.pdf"))) > 10
    assert all(letter["problems"] for letter in listed if letter["status"] != "ok")
    summary = summary_lines(report)
    for letter in listed:
        lines = [line for line in summary if f"{letter['file']}: " in line]
        assert len(lines) == (letter["status"] != "ok") * sum(x["file"] == letter["file"] for x in listed)
    assert not any(set("\n\r\t\x1b") & set(line) for line in summary)


@pytest.mark.slow
def test_nothing_of_a_bad_letter_runs_on_the_site(mixed: tuple[Path, BuildReport]) -> None:
    site, _ = mixed
    assert check(site) == []
    for page in site.rglob("*.html"):
        assert "<script>alert" not in page.read_text("utf-8")
        assert "<b>.pdf" not in page.read_text("utf-8")


@pytest.mark.slow
def test_no_file_of_anybody_is_published_as_it_is(mixed: tuple[Path, BuildReport]) -> None:
    site, report = mixed
    assert any(letter.active_content for letter in report.letters)
    found = {path.read_bytes() for path in site.parent.glob("letters/**/*.[pP][dD][fF]")}
    published = {path.read_bytes() for path in site.glob("letters/**/*.pdf")}
    assert len(published) > 3
    assert not published & found
    assert not any(pdf.read(data, lambda _: False).active_content for data in published)


@pytest.mark.slow
def test_a_letter_in_review_is_on_no_map(mixed: tuple[Path, BuildReport]) -> None:
    site, report = mixed
    held_back = {
        letter.council.gss_code for letter in report.letters if letter.council and letter.status == "review"
    }
    assert held_back
    features = json.loads((site / "data/councils-2019-lower.geojson").read_text("utf-8"))["features"]
    for feature in features:
        properties = feature["properties"]
        if properties["gss_code"] in held_back - {DARTFORD}:
            assert properties["uphold_rate_value"] is None
            assert properties["uphold_rate_state"] == "in-review"


@pytest.mark.usefixtures("illustrative_site")  # which fills the cache
def test_own_letters_come_before_illustrative_ones(cache: Cache, tmp_path: Path) -> None:
    put_letter(tmp_path / "letters/2019", "mine.pdf", "E10000016")
    report = read(options(tmp_path, sample=True, cache=cache)).report
    kent = [letter for letter in report.letters if letter.council and letter.council.gss_code == "E10000016"]
    assert [letter.file for letter in kent] == ["letters/2019/mine.pdf"]
    assert len(report.letters) == 353


def test_strict_publishes_nothing_where_a_letter_is_in_doubt(tmp_path: Path) -> None:
    put_letter(tmp_path / "letters", "a.pdf")
    assert read(options(tmp_path, strict=True)).report.counts["ok"] == 1
    publish({"index.html": b"before", "data/build-report.json": b"{}"}, tmp_path / "site")
    (tmp_path / "letters/b.pdf").write_bytes(b"no PDF")
    with pytest.raises(NotStrictlyOk, match="1 letter is not ok") as caught:
        build(options(tmp_path, strict=True), Progress())
    assert [letter.file for letter in caught.value.report.set_aside] == ["letters/b.pdf"]
    assert (tmp_path / "site/index.html").read_bytes() == b"before"


def test_nothing_but_bad_letters_is_nothing_to_publish(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/b.pdf").write_bytes(b"no PDF")
    with pytest.raises(NothingToPublish, match="holds 1 PDF") as caught:
        build(options(tmp_path), Progress())
    assert [letter.file for letter in caught.value.report.set_aside] == ["letters/b.pdf"]
    assert not (tmp_path / "site").exists()


def test_a_letter_of_a_day_without_polygons_harms_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_letter(tmp_path / "letters", "a.pdf")
    put_letter(tmp_path / "letters", "wild.pdf", "E10000016")
    truly = judge.judge

    def judge_wildly(file: str, *more: Any) -> tuple[Reading, ...]:
        day = date(2031, 3, 31) if "wild" in file else DAY
        return tuple(replace(letter, period_end=day) for letter in truly(file, *more))

    monkeypatch.setattr(judge, "judge", judge_wildly)
    report = read(options(tmp_path)).report
    assert [letter.status for letter in report.letters] == ["ok", "review"]
    assert [problem.code for problem in report.letters[1].problems] == ["no-boundaries"]
    assert list(report.councils_without_letter) == [DAY]


def test_a_file_of_polygons_is_used_where_it_fits_and_the_report_says_where_not(tmp_path: Path) -> None:
    put_letter(tmp_path / "letters", "a.pdf")
    path = tmp_path / "areas.gpkg"
    of_2024 = boundaries.on(date(2024, 3, 31), "lower", load_register()).reset_index(names="LAD24CD")
    of_2024[["LAD24CD", "geometry"]].to_file(path)
    report = read(options(tmp_path, boundaries=path)).report
    assert [letter.status for letter in report.letters] == ["ok"]
    recognised, misfit = report.boundary_notes
    assert recognised == "areas.gpkg: LAD24CD has the councils of 2023-04-01 to 2025-03-31."
    assert misfit.startswith("areas.gpkg does not fit 2019-03-31, when Bournemouth")
    assert {recognised, misfit} <= set(summary_lines(report))


def test_a_file_of_polygons_that_cannot_be_used_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "areas.gpkg").write_text("no polygons")
    with pytest.raises(BoundaryProblem, match="is neither GeoJSON, TopoJSON, GeoPackage nor shapefile"):
        read(options(tmp_path, boundaries=tmp_path / "areas.gpkg"))  # nor are there letters


def test_a_letter_of_a_day_that_ends_no_year_opens_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_letter(tmp_path / "letters", "a.pdf")
    put_letter(tmp_path / "letters", "wild.pdf", "E10000016")
    truly = judge.judge

    def judge_wildly(file: str, *more: Any) -> tuple[Reading, ...]:
        day = date(2019, 1, 1) if "wild" in file else DAY
        return tuple(replace(letter, period_end=day) for letter in truly(file, *more))

    monkeypatch.setattr(judge, "judge", judge_wildly)
    assert list(read(options(tmp_path)).report.councils_without_letter) == [DAY]


ABOLISHED = EXAMPLES / "blocks-2020/abolished-council-chromium/letter.pdf"


@pytest.mark.slow
def test_a_letter_about_a_council_that_had_ended_is_published_and_is_on_no_polygon(tmp_path: Path) -> None:
    """South Lakeland ended on 31 March 2023; the letter is for the year to 31 March 2024."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/a.pdf").write_bytes(ABOLISHED.read_bytes())
    report = build(options(tmp_path, strict=True), Progress()).report
    site, slug = tmp_path / "site", "south-lakeland-district-council"
    assert check(site) == []
    published = (site / f"letters/2024/{slug}.pdf").read_bytes()
    assert texts_of(published) == texts_of(ABOLISHED.read_bytes())
    assert (site / f"councils/{slug}/index.html").is_file()
    rows = figures_of(site)
    assert {(row["gss_code"], row["letter"]) for row in rows} == {("E07000031", f"letters/2024/{slug}.pdf")}
    (listed,) = report_of(site)["letters"]
    assert (listed["status"], listed["gss_code"]) == ("ok", "E07000031")
    assert "residual" in [problem["code"] for problem in listed["problems"]]
    assert report_of(site)["counts"]["residual"] == 1
    assert any(
        "South Lakeland District Council ended on 2023-03-31" in line for line in summary_lines(report)
    )
    for name in ("councils-2024.csv", "councils-2024-lower.geojson", "councils-2024-upper.geojson"):
        assert "E07000031" not in (site / "data" / name).read_text("utf-8")


def test_a_year_without_letters_is_nothing_to_publish(tmp_path: Path) -> None:
    put_letter(tmp_path / "letters", "a.pdf")
    with pytest.raises(NothingToPublish, match="2017"):
        read(options(tmp_path, years=(2017,)))


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoLetters, match=r"no such folder.*--letters"):
        read(options(tmp_path))


def test_a_folder_that_is_no_site_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.doc").touch()
    with pytest.raises(NotASite, match="choose another with --out"):
        build(options(tmp_path), Progress())


def test_letters_are_named_by_their_folder_never_by_the_whole_path(tmp_path: Path) -> None:
    for folder in ("one/letters", "two/letters"):
        put_letter(tmp_path / folder / "2019", "a.pdf")
    found = find_letters([tmp_path / "one/letters", tmp_path / "two/letters"])
    assert [file.name for file in found] == ["letters/2019/a.pdf", "letters/2019/a.pdf (2)"]


def test_a_file_name_of_undecodable_bytes_is_spelt_out(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path / "letters") + b"/caf\xe9\n.pdf"
    (tmp_path / "letters").mkdir()
    Path(os.fsdecode(name)).touch()
    (file,) = find_letters([tmp_path / "letters"])
    assert file.name == "letters/caf\\udce9\\n.pdf"
