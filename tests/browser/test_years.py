"""Years together on the map, the one control that compares, and what a year does not offer."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mapper.councils.council import CouncilType
from mapper.councils.register_file import load_register
from mapper.letters.statistics import Figure
from mapper.measures.edition import Edition
from mapper.review.reading import CouncilYear, Reading
from tests.map.test_choropleth import edition, joined
from tests.readings import DAY, reading

from .test_map import DARTFORD, open_map, panel, publish

COUNCILS = [c for c in load_register().on(DAY) if c.type is CouncilType.DISTRICT][:40]
COUNCILS += [c for c in load_register().on(DAY) if c.gss_code == DARTFORD and c not in COUNCILS]
SPAN = "2017-2019"


def letter(code: str, upheld: int) -> Reading:
    return reading(code, decided_upheld=upheld, investigations=2, uphold_rate=50 * upheld)


def year_of(year: int, cases: dict[str, Reading | None]) -> Sequence[CouncilYear]:
    day = date(year, 3, 31)
    letters = {c.gss_code: cases.get(c.gss_code, letter(c.gss_code, 1)) for c in COUNCILS}
    return [
        CouncilYear(c, day, found and replace(found, period_end=day))
        for c in COUNCILS
        for found in [letters[c.gss_code]]
    ]


def together(newest: dict[str, Reading | None] | None = None) -> Edition:
    """Three years of two cases a council, with which only years together can say something; Dartford's all upheld."""
    years = [year_of(year, {DARTFORD: letter(DARTFORD, 2)}) for year in (2018, 2017)]
    first = year_of(2019, {DARTFORD: letter(DARTFORD, 2), **(newest or {})})
    return edition(*(joined(one, one[0].period_end) for one in (first, *years)))


def test_years_together_come_first_where_they_say_more(page: Page, tmp_path: Path) -> None:
    home = publish(tmp_path, together())
    open_map(page, home)
    expect(page.locator("#map-until")).to_have_text("Years 2016–17 to 2018–19 together")
    expect(page.get_by_label("Year", exact=False)).to_have_value(SPAN)
    dartford = page.locator(f'#map-frame path.area[data-code="{DARTFORD}"]')
    expect(dartford).to_have_attribute(
        "aria-label", "Dartford: 6 of 6 upheld (100%), more often than expected"
    )
    expect(page.locator("#apart-title")).to_contain_text("of the 41 councils compared")
    expect(page.locator("#apart-note")).to_contain_text("in 9 of 10 such times")
    expect(page.locator("#map-description")).to_contain_text("Dartford (6 of 6)")
    expect(page.locator("#download")).to_have_attribute("href", "data/comparisons.csv")


def test_the_card_of_years_together_has_the_single_years(page: Page, tmp_path: Path) -> None:
    open_map(page, publish(tmp_path, together({DARTFORD: None})), f"#year={SPAN}&council={DARTFORD}")
    expect(panel(page)).to_contain_text(
        "In 2016–17 and 2017–18 together, 4 of 4 investigated complaints were upheld"
    )
    rows = panel(page).locator(".panel-figures tbody tr").all_inner_texts()
    assert [row.split("\t") for row in rows] == [
        ["2018–19", "no letter"],
        ["2017–18", "2 of 2"],
        ["2016–17", "2 of 2"],
    ]
    expect(panel(page).locator(".links")).to_contain_text("No letter has been added for 2018–19")


def test_years_together_offer_no_raw_rate_and_no_count_and_say_why(page: Page, tmp_path: Path) -> None:
    open_map(page, publish(tmp_path, together()))
    compared = page.get_by_label("Compared with similar councils")
    expect(compared).to_be_checked()
    expect(compared).to_be_disabled()
    expect(page.locator("#compared-why")).to_contain_text("Years together are always compared")
    received = page.locator("#measure option", has_text="Complaints received")
    expect(received).to_be_disabled()
    expect(received).to_have_text("Complaints received (choose one year)")
    page.get_by_label("Years").select_option("2019")
    expect(compared).to_be_enabled()
    expect(received).to_have_text("Complaints received")
    expect(page).to_have_url(re.compile("year=2019"))


@pytest.mark.parametrize(
    ("address", "shown", "told"),
    [
        ("#metric=uphold_rate", "fill", "metric=uphold_rate&compared=no"),
        ("#metric=against_type", "against", ""),
        ("#metric=compliance_against_type", "against", "metric=compliance_rate&compared=yes"),
        ("#metric=compliance_rate", "fill", "metric=compliance_rate&compared=no"),
        ("#metric=compliance_rate&compared=yes", "against", "metric=compliance_rate&compared=yes"),
        ("#compared=no", "fill", "metric=uphold_rate&compared=no"),
        ("#metric=received_total&compared=yes", "circles", "metric=received_total"),
    ],
)
def test_old_and_new_addresses_say_what_is_compared(
    page: Page, on_disk: str, address: str, shown: str, told: str
) -> None:
    open_map(page, on_disk, address)
    expect(page.locator("#map-page")).to_have_attribute("data-kind", shown)
    expect(page).to_have_url(f"{on_disk}/index.html{'#' if told else ''}{told}")


def test_an_old_address_of_a_raw_rate_shows_the_newest_year_alone(page: Page, tmp_path: Path) -> None:
    open_map(page, publish(tmp_path, together()), "#metric=uphold_rate")
    expect(page.locator("#map-until")).to_have_text("Year to 31 March 2019")
    expect(page.locator("#map-page")).to_have_attribute("data-kind", "fill")


def test_one_control_sets_every_rate_against_its_type(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    kind = page.locator("#map-page")
    compared = page.get_by_label("Compared with similar councils")
    for measure in ("uphold_rate", "compliance_rate", "complied_on_time", "satisfactory_remedy_rate"):
        page.get_by_label("Show", exact=True).select_option(measure)
        expect(kind).to_have_attribute("data-kind", "against")
        compared.uncheck()
        expect(kind).to_have_attribute("data-kind", "fill")
        compared.check()
    page.get_by_label("Show", exact=True).select_option("received_total")
    expect(compared).to_be_disabled()
    expect(page.locator("#compared-why")).to_contain_text("not compared")


def test_what_no_letter_states_stays_in_the_list_with_the_reason(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, "#metric=upheld_per_100k&compared=yes")
    option = page.locator("#measure option", has_text="Upheld per 100,000")
    expect(option).to_be_disabled()
    expect(option).to_have_text("Upheld per 100,000 residents (not in letters for 2018–19)")
    expect(page.get_by_label("Show", exact=True)).to_have_value("uphold_rate")
    said = page.locator("#trouble")
    expect(said).to_contain_text(": not in letters for 2018–19. The map shows another measure instead.")
    page.get_by_label("Show", exact=True).select_option("received_total")
    expect(said).to_be_empty()


def per_population(code: str, count: int, rate: str) -> Reading:
    stated = {"upheld_per_100k": rate, "average_upheld_per_100k": "4.4"}
    figures = {key: Figure(key, float(text), text, 1) for key, text in stated.items()}
    found = reading(code, decided_upheld=count, investigations=2 * count, uphold_rate=50)
    return replace(found, figures={**(found.figures or {}), **figures})


def test_upheld_per_100_000_residents_stands_beside_the_average(page: Page, tmp_path: Path) -> None:
    letters: dict[str, Reading | None] = {c.gss_code: per_population(c.gss_code, 50, "4.4") for c in COUNCILS}
    letters[DARTFORD] = per_population(DARTFORD, 115, "9.9")
    one = joined(year_of(2019, letters), DAY)
    open_map(page, publish(tmp_path, edition(one)), f"#metric=upheld_per_100k&council={DARTFORD}")
    expect(panel(page).locator(".leading")).to_have_text("115complaints upheld (9.9 per 100,000 residents)")
    expect(panel(page)).to_contain_text(
        "Letters print an average of 4.4 for similar councils, which would make 51."
    )
    expect(panel(page).locator(".verdict").first).to_have_text("Far more often than expected")
    expect(panel(page).locator(".interval-name")).to_have_text("at the average 51")
    expect(page.locator("#apart")).to_contain_text("115")
    expect(page.locator("#compared-why")).to_contain_text("Always compared")
