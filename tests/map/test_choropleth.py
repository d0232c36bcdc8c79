"""The map's parts: one geometry that both tiers share, figures as the letters have them, nothing from elsewhere."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, reduce
from itertools import pairwise
from typing import Any
from urllib.parse import quote_plus

import pytest
import shapely

from mapper.councils import boundaries
from mapper.councils.addresses import ombudsman_links
from mapper.councils.council import CouncilType
from mapper.councils.register_file import load_register
from mapper.councils.tiers import TIERS
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import Problem
from mapper.map import choropleth, hexagons, outlines, population_figures, span_figures
from mapper.map.choropleth import MapParts
from mapper.measures import sentences
from mapper.measures.edition import Edition
from mapper.measures.joined import JoinedYear, join_year
from mapper.measures.metrics import METRICS, Kind
from mapper.measures.paths import letter_path, page_path
from mapper.measures.peers import Peers
from mapper.measures.population_sentences import POPULATION_SAYS
from mapper.measures.states import REASONS, State
from mapper.measures.together_sentences import TOGETHER_SAYS
from mapper.pictures.picture import PREVIEW
from mapper.review.reading import CouncilYear, Status
from mapper.review.report import BuildReport
from mapper.review.shown import LettersAs, Shown
from tests.map.receiving import received, whole
from tests.map.unpacking import unpacked
from tests.paths import ROOT
from tests.readings import DARTFORD, DAY, WITHHELD, council, reading, year

KENT = "E10000016"
STATES = {"none": "E07000105", "not stated": "E07000106", "no letter": "E07000108", "in review": "E07000109"}


def joined(years: Sequence[CouncilYear], day: date = DAY) -> JoinedYear:
    """These councils alone, with the polygons of those that they have on that day."""
    codes = {one.council.gss_code for one in years}
    frames = {tier: boundaries.on(day, tier, load_register()) for tier in TIERS}
    return join_year(day, years, {tier: frame[frame.index.isin(codes)] for tier, frame in frames.items()})


def edition(*years: JoinedYear) -> Edition:
    letters = tuple(one.letter for each in years for one in each.councils if one.letter is not None)
    return Edition(years, BuildReport(letters, {}), load_register())


@cache
def england() -> Edition:
    """Every council of England; most have Dartford's figures, and one is in each state without a value."""
    states = {
        STATES["none"]: reading(STATES["none"], investigations=0, decided_upheld=0, uphold_rate=None),
        STATES["not stated"]: reading(STATES["not stated"], investigations=None),
        STATES["no letter"]: None,
        STATES["in review"]: replace(
            reading(STATES["in review"], Status.REVIEW), problems=(Problem("sum-mismatch", "15, not 14"),)
        ),
    }
    councils = load_register().on(DAY)
    return edition(joined([year(states.get(c.gss_code, reading(c.gss_code)), c.gss_code) for c in councils]))


@cache
def england_parts() -> MapParts:
    return choropleth.render(england())


def data(parts: MapParts, name: str) -> Any:
    """What a data file hands over, read as the browser reads it."""
    kind, _, key = name.partition("-")
    value = received(parts.files, name)
    if kind == "areas":
        return unpacked(value)
    return whole(value, received(parts.files, f"rest-{key or kind}"))


def figures_of(one: CouncilYear) -> Any:
    return data(choropleth.render(edition(joined([one]))), "figures-2019")


@pytest.mark.slow
def test_decoded_areas_are_the_polygons_that_were_joined() -> None:
    areas = decode(data(england_parts(), "areas-2019"))
    for tier in TIERS:
        frame = england().years[0].frames[tier]
        assert list(areas[tier]) == list(frame.index)
        grid = max(data(england_parts(), "areas-2019")["transform"]["scale"])
        for code, polygon in frame.geometry.items():
            # Simplifying and rounding move a border by no more than a fraction of a kilometre.
            assert shapely.hausdorff_distance(areas[tier][code], polygon) < 4 * grid, code
            assert areas[tier][code].is_valid, code


@pytest.mark.slow
@pytest.mark.parametrize("tier", TIERS)
def test_decoded_areas_neither_overlap_nor_gape(tier: str) -> None:
    areas = decode(data(england_parts(), "areas-2019"))[tier]
    assert shapely.coverage_is_valid(list(areas.values()))


def test_no_border_is_sent_twice() -> None:
    topology = data(england_parts(), "areas-2019")
    used = {
        tier: {
            number if number >= 0 else ~number
            for _, rings in shapes(topology, tier)
            for number in flat(rings)
        }
        for tier in TIERS
    }
    assert used["upper"] < used["lower"] == set(range(len(topology["arcs"])))
    points = [tuple(map(tuple, steps)) for steps in walk(topology["arcs"])]
    segments = [frozenset(pair) for arc in points for pair in pairwise(arc)]
    assert len(segments) == len(set(segments))


def test_a_county_is_its_districts_together() -> None:
    areas = decode(data(england_parts(), "areas-2019"))
    districts = [areas["lower"][c.gss_code] for c in load_register().on(DAY) if c.county == KENT]
    assert len(districts) == 12
    assert shapely.equals(shapely.union_all(districts), areas["upper"][KENT])


def test_simplifying_leaves_the_tiers_the_same_borders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlines, "TOLERANCE", 3000)  # so much that every border changes
    codes = [KENT, *(c.gss_code for c in load_register().on(DAY) if c.county == KENT)]
    parts = choropleth.render(edition(joined([year(None, code) for code in codes])))
    areas = decode(data(parts, "areas-2019"))
    assert shapely.equals(shapely.union_all(list(areas["lower"].values())), areas["upper"][KENT])


def test_a_mark_stands_inside_its_area() -> None:
    topology = data(england_parts(), "areas-2019")
    areas = decode(topology)
    marked = {}
    for tier in TIERS:
        for shape in topology["objects"][tier]["geometries"]:
            if "properties" in shape:
                marked[shape["id"]] = areas[tier][shape["id"]], placed(topology, shape["properties"]["at"])
    assert len(marked) == 353
    outside = [code for code, (area, point) in marked.items() if not area.contains(shapely.Point(point))]
    assert outside == []


@pytest.mark.slow
def test_hexagons_are_those_of_the_layout() -> None:
    topology = data(england_parts(), "areas-2019")
    for tier in TIERS:
        codes = [shape["id"] for shape in topology["objects"][tier]["geometries"]]
        sent = topology["hexagons"][tier]
        cells = hexagons.lay_out(england().years[0].frames[tier])
        assert dict(zip(codes, zip(sent["x"], sent["y"], strict=True), strict=True)) == cells


def test_years_with_the_same_polygons_share_one_topology() -> None:
    one, other = year(reading()), year(reading("E07000105"), "E07000105")
    earlier = date(2018, 3, 31)
    same = choropleth.render(edition(joined([one]), joined([one], earlier)))
    assert areas_files(same) == ["assets/map/areas-2019.js"]
    assert [each["areas"] for each in data(same, "choices")["years"]] == ["2019", "2019"]
    different = choropleth.render(edition(joined([one]), joined([one, other], earlier)))
    assert areas_files(different) == ["assets/map/areas-2018.js", "assets/map/areas-2019.js"]
    # Only the year that is shown first is loaded with the page.
    assert "2018" not in different.head


def areas_files(parts: MapParts) -> list[str]:
    return sorted(path for path in parts.files if "areas" in path)


def test_counts_are_the_letters_own_and_zero_is_not_missing() -> None:
    figures = figures_of(year(reading(received_housing=None)))
    columns = {name: values[0] for name, values in figures["columns"].items()}
    assert columns["received_total"] == 14
    assert columns["received_adult_care_services"] == 0
    assert columns["received_housing"] is None
    assert (columns["decided_upheld"], columns["investigations"]) == (1, 1)
    assert columns["complied_on_time+complied_late"] == 1
    assert figures["rates"]["uphold_rate"] == [100]
    assert figures["until"] == "Year to 31 March 2019"
    assert figures["councils"]["short"] == ["Dartford"]


def test_every_state_has_a_mark_of_its_own() -> None:
    figures = data(england_parts(), "figures-2019")
    classes = dict(zip(figures["councils"]["code"], figures["classes"]["uphold_rate"], strict=True))
    assert {name: classes[code] for name, code in STATES.items()} == {
        "none": "o",
        "not stated": "-",
        "no letter": "x",
        "in review": "!",
    }
    assert classes[DARTFORD] == "3"
    assert set(REASONS) == set(State) - {State.VALUE}
    assert set(data(england_parts(), "choices")["marks"]) == {reason.mark for reason in REASONS.values()}


DISTRICTS = tuple(c.gss_code for c in load_register().on(DAY) if c.type is CouncilType.DISTRICT)


def against(cases: Sequence[tuple[int, int] | None], **changes: Any) -> Any:
    """What is sent of a few districts with so many upheld of so many investigated."""
    letters = [
        case
        and reading(
            code,
            decided_upheld=case[0],
            investigations=case[1],
            uphold_rate=100 * case[0] / case[1] if case[1] else None,
            **changes,
        )
        for code, case in zip(DISTRICTS, cases, strict=False)
    ]
    years = [year(letter or None, code) for letter, code in zip(letters, DISTRICTS, strict=False)]
    return data(choropleth.render(edition(joined(years))), "figures-2019")


def test_the_first_view_sets_each_council_against_its_type() -> None:
    figures = against([(40, 40), (1, 1), (14, 20), (9, 20), (0, 40), *[(50, 100)] * 25])
    assert figures["classes"]["against_type"] == "4fu20" + "2" * 25
    found = figures["against"]["uphold_rate"]
    assert found["groups"] == [
        {
            "says": sentences.of_peers(joined_peers()),
            "plural": "districts",
            "target": 50,
            "of": "all districts",
            "councils": 30,
            "rows": found["groups"][0]["rows"],
        }
    ]
    assert found["group"] == [0] * 30
    assert found["years"][:2] == ["fewer than 1 of 1,000 years", "about 50 of 100 years"]
    assert (found["low"][1], found["high"][1]) == (0, 1)
    assert (found["low"][0], found["high"][0]) == (14, 26)


def joined_peers() -> Peers:
    return Peers(CouncilType.DISTRICT, True, 30, 30, 30, 1314, 2621, 0.0, None, 0)


def test_a_letter_stands_for_each_sentence_of_the_map() -> None:
    choices = data(england_parts(), "choices")
    assert choices["says"] == dict(zip("abcdefghijklmnopqrstuvwxyz", sentences.SAYS.values(), strict=False))
    assert len(choices["says"]) == len(sentences.SAYS)
    figures = against([(40, 40), (1, 1), (14, 20), (9, 20), (0, 40), *[(50, 100)] * 25])
    found = figures["against"]["uphold_rate"]
    said = [choices["says"][letter] for letter in found["says"][1]]
    assert said[0] == "One case is too few to show a pattern."
    assert said[-1] == "{Together} stand at {pooled} ({pooled_hits} of {pooled_base})."
    high = choices["says"][found["says"][2][-1]]
    assert high == "If it were like its type, a rate this high or higher would come up in {years}."


def test_beside_a_council_stand_medians_of_counts_and_rates_of_all_cases() -> None:
    figures = against([(1, 4), (3, 4), (0, 8), (8, 8), (1, 1)], received_total=14)
    rows = dict(
        zip(
            [row["label"] for row in data(england_parts(), "choices")["rows"]],
            figures["against"]["uphold_rate"]["groups"][0]["rows"],
            strict=True,
        )
    )
    assert rows["Received"] == "14 median"
    assert rows["Upheld"] == "52% of 25"


def test_without_a_rate_there_is_nothing_to_set_against_the_type() -> None:
    figures = against([(0, 0), None])
    assert figures["classes"]["against_type"] == "ox"
    found = figures["against"]["uphold_rate"]
    assert found["group"] == found["low"] == found["high"] == [None, None]
    assert found["says"] == found["years"] == found["out"] == found["points"] == ["", ""]


def test_too_few_of_a_type_are_not_compared() -> None:
    figures = against([(40, 40), (0, 40), (20, 40), (20, 40)])
    assert figures["classes"]["against_type"] == "nnnn"
    found = figures["against"]["uphold_rate"]
    assert found["low"] == [None] * 4
    assert found["groups"][0]["target"] is None
    says = data(england_parts(), "choices")["says"]
    assert says[found["says"][0][-1]] == "Too few {plural} have a rate for this year to compare it with."
    assert figures["outside"]["lower"]["against_type"] == [
        "No council can be compared: too few of any type have a rate."
    ]


def test_figures_that_are_held_back_are_not_sent() -> None:
    letter = replace(reading(status=Status.REVIEW), problems=(Problem("sum-mismatch", "15, not 14"),))
    figures = figures_of(year(letter))
    assert {value for values in figures["columns"].values() for value in values} == {None}
    assert "15, not 14" not in str(figures), "the report has the parser's words"


@pytest.mark.parametrize(
    ("upheld", "band", "shown"),
    [
        (0, "0", 0),
        (40, "0", 0.4),
        (1, "0", 0.1),
        (2499, "0", 25),
        (2500, "1", 25),
        (4999, "1", 50),
        (6670, "2", 67),
        (7499, "2", 75),
        (7500, "3", 75),
        (9960, "3", 99.6),
        (9999, "3", 99.9),
        (10000, "3", 100),
    ],
)
def test_a_rate_on_an_edge_is_in_the_upper_class(upheld: int, band: str, shown: float) -> None:
    figures = figures_of(
        year(reading(decided_upheld=upheld, investigations=10_000, uphold_rate=upheld / 100))
    )
    assert figures["classes"]["uphold_rate"] == band
    assert figures["rates"]["uphold_rate"] == [shown]


def test_the_class_is_that_of_the_cases_and_not_of_the_rounded_rate() -> None:
    letter = reading(complied_on_time=249, complied_late=0, compliance_recorded=250, compliance_rate=100)
    figures = figures_of(year(letter))
    assert figures["classes"]["compliance_rate"] == "3"
    assert figures["rates"]["compliance_rate"] == [99.6]


def test_few_cases_are_said_to_be_few() -> None:
    few = data(england_parts(), "choices")["few"]
    assert few["says"]["1/1"] == (
        "One case is too few to show a pattern. A rate anywhere from 21% to 100% would fit it."
    )
    assert few["says"]["0/4"] == (
        "Four cases are too few to show a pattern. A rate anywhere from 0% to 49% would fit them."
    )
    assert len(few["says"]) == 2 + 3 + 4 + 5


def test_every_metric_can_be_chosen_and_brings_its_words() -> None:
    metrics = data(england_parts(), "choices")["metrics"]
    raw = [metric for metric in METRICS if metric.kind is not Kind.PER_POPULATION]
    against, others = metrics[: -len(raw)], metrics[-len(raw) :]
    assert [one["rate"] for one in against] == [metric.key for metric in METRICS if metric.against]
    assert against[0]["key"] == "against_type"
    assert [metric["key"] for metric in others] == [metric.key for metric in raw]
    columns = data(england_parts(), "figures-2019")["columns"]
    for one in against:
        assert {one["hits"], one.get("base", one["hits"])} <= columns.keys()
    for metric in METRICS:
        assert f'<option value="{metric.key}">' in england_parts().body
    for metric, sent in zip(raw, others, strict=True):
        assert sent["hits"] in columns
        if metric.kind is Kind.CHOROPLETH:
            assert sent["base"] in columns
            assert len(sent["classes"]) == len(metric.breaks) + 1 == 4


def test_links_follow_patterns_that_give_every_councils_own() -> None:
    choices, figures = data(england_parts(), "choices"), data(england_parts(), "figures-2019")
    for one in england().years[0].councils:
        words = {"slug": one.council.slug, "name": quote_plus(one.council.name.replace("’", "'"))}
        assert choices["page"].format(**words) == page_path(one)
        if one.letter is not None:
            assert figures["letters"]["path"].format(**words) == letter_path(one)
        links = [(title, pattern.format(**words)) for title, pattern in choices["ombudsman"]]
        assert links == [(link.title, link.url) for link in ombudsman_links(one.council)]


def test_a_letter_opens_at_its_page_unless_its_pdf_is_not_published() -> None:
    assert figures_of(year(reading()))["letters"]["page"] == [4]
    assert figures_of(year(replace(reading(), shown=WITHHELD)))["letters"]["page"] == [0]
    there = "https://www.lgo.org.uk/letters/dartford.pdf"
    linked = figures_of(year(replace(reading(), shown=Shown(LettersAs.LINK, address=there))))["letters"]
    assert (linked["path"], linked["page"], linked["at"]) == ("", [4], {"0": there})
    part = Shown(LettersAs.COPY, pages=(3, 4), file_pages=9, content=b"%PDF-")
    assert figures_of(year(replace(reading(), shown=part)))["letters"]["page"] == [2]
    assert figures_of(year(None))["letters"] == {"path": "", "page": [0], "at": {}, "drawn": "x"}


def test_invented_figures_say_so() -> None:
    parts = choropleth.render(edition(joined([year(reading(illustration=Illustration.INVENTED))])))
    assert data(parts, "figures-2019")["letters"]["drawn"] == "i"
    assert parts.files["assets/map/figures-2019.js"].startswith(b"/* Made-up figures: do not quote. */")
    assert (
        b"Illustrative"
        not in choropleth.render(edition(joined([year(reading())]))).files["assets/map/figures-2019.js"]
    )


def test_markup_in_a_name_stays_text() -> None:
    name = "</script><img src=x onerror=alert(1)>{{ 7 * 7 }} Council"
    odd = replace(council(), name=name, short_name="<b>&", official_name=name)
    letter = replace(reading(status=Status.REVIEW), council=odd, problems=(Problem("name-conflict", name),))
    parts = choropleth.render(edition(joined([CouncilYear(odd, DAY, letter)])))
    for path, content in parts.files.items():
        assert b"</script" not in content, path
    figures = data(parts, "figures-2019")
    assert figures["councils"]["name"] == [name]
    assert "onerror" not in parts.head + parts.body + parts.scripts


def test_everything_that_is_loaded_is_in_the_site() -> None:
    parts = england_parts()
    page = parts.head + parts.body + parts.scripts
    loaded = re.findall(r"<(?:script|link)[^>]+(?:src|href)=\"([^\"]+)\"", page)
    assert len(loaded) == 8
    for address in loaded:
        assert address in parts.files
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bon\w+=|\bstyle=", page)
    for path, content in parts.files.items():
        if path.endswith(".css"):
            for address in re.findall(rb"url\(([^)#]+)\)", content):
                known = {*parts.files, PREVIEW}
                name = address.decode().strip('"')
                assert f"assets/{name}" in known or name.startswith("#"), name
    assert b"Leaflet 1.9" in parts.files["assets/leaflet.js"][:200]


def digest(parts: MapParts) -> str:
    whole = hashlib.sha256()
    for part in (parts.head, parts.body, parts.scripts):
        whole.update(part.encode())
    for path, content in parts.files.items():
        whole.update(path.encode() + content)
    return whole.hexdigest()


def test_the_licence_of_leaflet_is_sent() -> None:
    assert england_parts().files["assets/leaflet.js"].startswith(b"/* @preserve")


@pytest.mark.slow
def test_the_same_edition_gives_the_same_bytes() -> None:
    first = digest(england_parts())
    assert digest(choropleth.render(england())) == first
    program = "from tests.map.test_choropleth import *; print(digest(england_parts()))"
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert elsewhere.stdout.strip() == first


@pytest.mark.parametrize("letter", [reading(), None], ids=["one letter", "no letter"])
def test_one_council_alone_makes_a_map(letter: Any) -> None:
    parts = choropleth.render(edition(joined([year(letter)])))
    areas = data(parts, "areas-2019")
    assert [shape["id"] for shape in areas["objects"]["lower"]["geometries"]] == [DARTFORD]
    assert areas["objects"]["upper"]["geometries"] == []
    assert "London" not in parts.body


# A small decoder after the TopoJSON specification, written apart from the one that the browser has.


def walk(arcs: Sequence[Sequence[tuple[int, int]]]) -> Iterator[list[tuple[int, int]]]:
    """Each arc's points on the grid."""
    for steps in arcs:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x, y))
        yield points


def placed(topology: Mapping[str, Any], point: tuple[int, int]) -> tuple[float, float]:
    (kx, ky), (x, y) = topology["transform"]["scale"], topology["transform"]["translate"]
    return point[0] * kx + x, point[1] * ky + y


def shapes(topology: Mapping[str, Any], tier: str) -> Iterator[tuple[str, list[list[list[int]]]]]:
    for shape in topology["objects"][tier]["geometries"]:
        yield shape["id"], shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]


def flat(polygons: Sequence[Sequence[Sequence[int]]]) -> list[int]:
    return [number for rings in polygons for ring in rings for number in ring]


def decode(topology: Mapping[str, Any]) -> dict[str, dict[str, shapely.Geometry]]:
    arcs = [[placed(topology, point) for point in points] for points in walk(topology["arcs"])]

    def ring(numbers: Sequence[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            assert not points or points[-1] == arc[0]
            points += arc if not points else arc[1:]
        return points

    return {
        tier: {
            # Filled as a browser fills them: what an odd number of rings lie round.
            code: reduce(
                shapely.symmetric_difference,
                [shapely.Polygon(ring(one)) for rings in polygons for one in rings],
            )
            for code, polygons in shapes(topology, tier)
        }
        for tier in TIERS
    }


def test_every_brace_of_a_sentence_is_filled_by_the_data_or_by_the_scripts() -> None:
    # A brace that nobody fills would read "undefined".
    by_scripts = {"hits", "base", "Base", "cases", "were", "found", "rate", "range"}
    for fills, patterns in (
        (span_figures.FILLED, TOGETHER_SAYS),
        (population_figures.FILLED, POPULATION_SAYS),
    ):
        braces = {brace for said in patterns.values() for brace in re.findall(r"\{(\w+)\}", said)}
        assert braces - by_scripts <= set(fills)
