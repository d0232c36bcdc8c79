"""The find box in a real browser: every form of every name, postcodes, and the councils that answer for a place."""

import re
from datetime import date
from pathlib import Path

import geopandas
import pytest
from playwright.sync_api import Geolocation, Locator, Page, Route, expect

from mapper.councils.register_file import load_register
from mapper.councils.styles import names_of
from mapper.letters.statistics import BY_KEY
from mapper.map.finding import DUTIES
from mapper.review.reading import CouncilYear
from tests.browser.conftest import use
from tests.map.test_choropleth import edition, joined
from tests.map.test_postcodes import decoded, english
from tests.readings import DAY, council, reading, year

from .test_map import find, open_map, panel, publish


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Your council or postcode")


def offered(page: Page) -> Locator:
    return page.locator("#found").get_by_role("option")


def answer(page: Page) -> Locator:
    return page.get_by_role("region", name=re.compile("^Councils "))


def card(page: Page, name: str) -> Locator:
    return answer(page).locator(".answer-council", has_text=name)


# Names.


def test_all_are_offered_and_none_is_said(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    box(page).fill("greater manchester")
    assert offered(page).count() == 10
    box(page).fill("kent")
    expect(offered(page).first).to_have_text("Kent County")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert box(page).get_attribute("aria-activedescendant") == "found-1"
    page.keyboard.press("Escape")
    assert offered(page).count() == 0
    box(page).fill("st. nobody & district")
    assert offered(page).count() == 0
    expect(page.locator("#found-note")).to_contain_text(
        "We can’t find “st. nobody & district”. Check the spelling or enter a postcode."
    )


MANY_FORMS = (
    ("st. albans & district", "St Albans"),
    ("Saint Helens MBC", "St Helens"),
    ("LB of Croydon", "Croydon"),
    ("royal borough of kingston", "Kingston upon Thames"),
    ("newcastle city", "Newcastle upon Tyne"),
    ("Herts CC", "Hertfordshire"),
    ("hull city council", "Kingston upon Hull"),
    ("durham", "County Durham"),
    ("KING’S LYNN", "King’s Lynn and West Norfolk"),
    ("City of London", "City of London"),
    ("b&nes", "Bath and North East Somerset"),
    ("bath & north east somerset c", "Bath and North East Somerset"),
    ("royal borough of kings", "Kingston upon Thames"),
)


MISSPELT = """
birmingam Birmingham|manchster Manchester|leedss Leeds|shefield Sheffield|brimingham Birmingham|liverpol Liverpool
newcastel Newcastle upon Tyne|nothingham Nottingham|lester Leicester|midlesbrough Middlesbrough
middlesborough Middlesbrough|hartlepol Hartlepool|darligton Darlington|blackpol Blackpool|warington Warrington
peterboro Peterborough|southhampton Southampton|portsmuth Portsmouth|plymoth Plymouth|torbey Torbay
bornemouth Bournemouth|dorsett Dorset|cornwal Cornwall|somersett Somerset|devvon Devon|wiltshre Wiltshire
glouchester Gloucester|cheltnham Cheltenham|tewksbury Tewkesbury|cotswald Cotswold|herfordshire Herefordshire
shopshire Shropshire|telfod Telford|stafford shire Staffordshire|derbishire Derbyshire|lincolshire Lincolnshire
norfork Norfolk|sufolk Suffolk|cambrigeshire Cambridgeshire|esex Essex|thurock Thurrock|dartfrod Dartford
gravsham Gravesham|medwey Medway|maidston Maidstone|tunbridge wels Tunbridge Wells|seven oaks Sevenoaks
cantebury Canterbury|thannet Thanet|folkstone Folkestone|eastborne Eastbourne|hastins Hastings
brigton Brighton|worthin Worthing|chicester Chichester|horshm Horsham|crawly Crawley|guilford Guildford
wokking Woking|readding Reading|slouhg Slough|wokinham Wokingham|bracknel Bracknell|oxfrod Oxford
buckinghamshre Buckinghamshire|milton keyns Milton Keynes|bedfrod Bedford|lutton Luton|stevenge Stevenage
watfrod Watford|st albens St Albans|enfeild Enfield|harringay Haringey|hackny Hackney|islngton Islington
lewishm Lewisham|grenwich Greenwich|southwork Southwark|lambth Lambeth|wandsworh Wandsworth|westminister Westminster
kensigton Kensington|hilingdon Hillingdon|houndslow Hounslow|ealling Ealing|barnett Barnet|croyden Croydon
bromly Bromley|bexly Bexley|newhm Newham|redbrige Redbridge|waltam forest Waltham Forest|tower hamletts Tower Hamlets
barnsly Barnsley|doncater Doncaster|rotheram Rotherham|calderdal Calderdale|kirklies Kirklees|wakefeild Wakefield
bradfrod Bradford|gateshed Gateshead|sunderlnd Sunderland|northumberlnd Northumberland|cumbira Cumbria
"""


def test_misspelt_names_are_found(page: Page, on_disk: str) -> None:
    """Whoever errs by a letter or two finds the council all the same, among the first five."""
    open_map(page, on_disk)
    pairs = [line for line in MISSPELT.replace("\n", "|").split("|") if line]
    assert len(pairs) >= 100
    lost = []
    for pair in pairs:
        start = next(at for at, letter in enumerate(pair) if letter.isupper())
        typed, name = pair[:start].strip(), pair[start:]
        box(page).fill(typed)
        if not any(name in text for text in offered(page).all_text_contents()[:5]):
            lost.append(pair)
    assert len(lost) <= 1, lost
    box(page).fill("xyzzy")
    assert offered(page).count() == 0, "nothing is found for what resembles nothing"


def test_a_name_is_found_in_many_forms(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    for typed, name in MANY_FORMS:
        box(page).fill(typed)
        expect(offered(page).first, typed).to_contain_text(name)


def test_every_name_that_letters_print_is_found_in_the_page(page: Page, on_disk: str) -> None:
    """All names that the register knows, for every council of the day: it comes first unless several bear it."""
    register = load_register()
    forms = [(form, one) for one in register.on(DAY) for form in names_of(one)]
    forms += [(alias.name, register.by_code(alias.gss_code)) for alias in register.aliases]
    asked = [(form, one) for form, one in forms if one.exists_on(DAY)]
    assert len(asked) > 10_000
    open_map(page, on_disk)
    use(page)
    found = page.evaluate(
        """(asked) => {
          const choices = lettersMap.data("choices");
          const year = new lettersMap.Year(lettersMap.data("figures", "2019"), choices);
          const councils = year.data.councils.code.map((code) => year.council(code));
          const names = new lettersMap.Names([...councils, ...year.data.absent], choices.find);
          return asked.map((name) => names.search(name).slice(0, 8).map((council) => council.code));
        }""",
        [form for form, _ in asked],
    )
    for (form, one), codes in zip(asked, found, strict=True):
        assert one.gss_code in codes, form
        if register.match(form, DAY).council == one:
            assert codes[0] == one.gss_code, form


def test_a_council_that_is_picked_shows_both_that_serve_its_place(page: Page, home: str) -> None:
    open_map(page, home)
    find(page, "Dartford BC")
    expect(panel(page).get_by_role("heading", name="Dartford")).to_be_visible()
    expect(answer(page).locator("h2")).to_have_text("Councils in Dartford")
    expect(answer(page).locator("h3")).to_have_text(["Dartford", "Kent"])
    expect(card(page, "Dartford")).to_contain_text("Housing: homelessness")
    expect(card(page, "Dartford")).not_to_contain_text("Adult care")
    expect(card(page, "Kent")).to_contain_text("Adult care services: care at home")
    expect(card(page, "Kent")).not_to_contain_text("Housing:")
    answer(page).get_by_role("button", name="Kent").click()
    expect(panel(page).get_by_role("heading", name="Kent")).to_be_visible()
    assert page.get_by_role("radio", name="County-level").is_checked()
    panel(page).get_by_role("button", name="Close").click()
    expect(answer(page)).to_have_count(0)


def test_a_council_that_is_linked_shows_the_same_as_one_that_is_picked(page: Page, on_disk: str) -> None:
    tabs = answer(page).locator(".answer-tabs button")
    open_map(page, on_disk, "#council=E07000107")
    expect(tabs).to_have_text(["Dartford", "Kent (county)"])
    expect(tabs.first).to_have_attribute("aria-pressed", "true")
    expect(answer(page).locator("summary")).to_have_text("Who answers for what")
    page.locator('#map-frame path.area[data-code="E07000111"]').click()
    expect(tabs).to_have_text(["Sevenoaks", "Kent (county)"])
    page.go_back()
    expect(tabs).to_have_text(["Dartford", "Kent (county)"])
    panel(page).get_by_role("button", name="Close").click()
    expect(tabs).to_have_count(0)
    page.get_by_role("link", name="Dartford", exact=True).click()
    expect(tabs).to_have_text(["Dartford", "Kent (county)"])


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)])
def test_the_answer_and_the_card_are_in_sight_together(
    page: Page, on_disk: str, size: tuple[int, int]
) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    open_map(page, on_disk)
    find(page, "Dartford")
    expect(panel(page).get_by_role("heading", name="Dartford")).to_be_in_viewport()
    expect(answer(page).get_by_role("button", name="Kent (county)")).to_be_in_viewport()


def test_what_has_the_focus_is_in_sight_where_the_card_lies_below(page: Page, on_disk: str) -> None:
    page.set_viewport_size({"width": 768, "height": 900})
    open_map(page, on_disk)
    find(page, "Dartford")
    expect(panel(page).get_by_role("heading", name="Dartford")).to_be_focused()
    expect(panel(page).get_by_role("heading", name="Dartford")).to_be_in_viewport()


def test_a_county_offers_all_its_districts(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    find(page, "Kent")
    expect(answer(page).locator("h3").last).to_have_text("Kent")
    tabs = answer(page).locator(".answer-tabs button")
    expect(tabs).to_have_count(13)
    expect(tabs.last).to_have_text("Kent (county)")
    tabs.get_by_text("Dover").click()
    expect(panel(page).get_by_role("heading", name="Dover")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "said", "among", "fewest"),
    [
        ("North West", "41 councils in the North West", "Bolton", 42),
        ("northwest", "41 councils in the North West", "Cumbria", 41),
        ("Yorkshire", "22 councils in Yorkshire and the Humber", "Leeds", 22),
        ("the South East", "74 councils in the South East", "Dartford", 74),
        ("Berkshire", "6 councils in Berkshire", "Slough", 6),
    ],
)
def test_a_region_or_a_county_offers_all_its_councils(
    page: Page, on_disk: str, typed: str, said: str, among: str, fewest: int
) -> None:
    open_map(page, on_disk)
    page.locator("#find").fill(typed)
    expect(page.locator("#found li").first).to_be_visible()
    assert page.locator("#found li").count() >= fewest
    expect(page.locator("#found li", has_text=among)).not_to_have_count(0)
    expect(page.locator("#found-note")).to_have_text(said)


SEVERAL = (
    ("Greater Manchester", "10 councils in Greater Manchester. Choose one.", 10),
    ("greater manc", "10 councils in Greater Manchester. Choose one.", 10),
    ("county of Berkshire", "6 councils in Berkshire. Choose one.", 6),
    ("bekshire", "6 councils in Berkshire. Choose one.", 6),
    ("avon", "4 councils in Avon. Choose one.", 4),
    ("sussex", "15 councils in Sussex. Choose one.", 15),
    ("london", "33 councils in London. Choose one.", 33),
    ("North East", "12 councils in the North East. Choose one.", 12),
)


def test_of_a_place_with_several_councils_none_is_chosen_unasked(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    for typed, said, number in SEVERAL:
        find(page, typed)
        expect(page.locator("#found-note"), typed).to_have_text(said)
        expect(offered(page), typed).to_have_count(number)
        expect(panel(page), typed).to_be_hidden()
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("heading", name="County Durham")).to_be_focused()
    for typed, name in (
        ("kent", "Kent"),
        ("West Berkshire Council", "West Berkshire"),
        ("dartf", "Dartford"),
    ):
        find(page, typed)
        expect(panel(page).get_by_role("heading", level=2), typed).to_have_text(name)


ALONE = ("Medway", "Leeds", "Croydon", "City of London", "Isles of Scilly")


def test_one_council_is_said_to_do_everything(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    for name in ALONE:
        find(page, name)
        expect(answer(page).locator("h3"), name).to_have_text([name])
        expect(answer(page), name).to_contain_text(
            "The only council here, it answers for everything: adult care services, "
        )
        expect(answer(page), name).not_to_contain_text("GOV.UK")


def test_every_subject_is_somebodys(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    find(page, "Dartford")
    said = answer(page).text_content() or ""
    for duty in DUTIES:
        assert BY_KEY[duty.subject].title in said


# Councils of another day.


def test_a_council_that_began_later_leads_to_those_before_it(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    box(page).fill("cumberland")
    expect(offered(page)).to_have_text(["Cumberland began on 1 April 2023"])
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title, #answer-title").locator("visible=true").first).to_be_focused()
    expect(answer(page)).to_contain_text("Cumberland Council began on 1 April 2023.")
    expect(answer(page).get_by_role("button")).to_have_text(
        ["×", "Allerdale", "Carlisle", "Copeland", "Cumbria (county)"]
    )
    expect(panel(page)).to_be_hidden()


def test_a_council_that_has_ended_since_says_what_it_became(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    find(page, "Aylesbury Vale")
    expect(answer(page)).to_contain_text(
        "Aylesbury Vale District Council became part of Buckinghamshire Council on 1 April 2020."
    )
    expect(answer(page)).to_contain_text("Councils as they were in the year to 31 March 2019.")


def test_a_council_that_had_ended_leads_to_the_one_after_it(page: Page, tmp_path: Path) -> None:
    later = date(2025, 3, 31)
    years = [CouncilYear(council(code), later, None) for code in ("E06000060", "E06000063")]
    home = publish(tmp_path, edition(joined(years, later)))
    open_map(page, home)
    box(page).fill("aylesbury")
    became = "became part of Buckinghamshire Council on 1 April 2020"
    expect(offered(page)).to_have_text([f"Aylesbury Vale {became}"])
    page.keyboard.press("Enter")
    expect(answer(page)).to_contain_text(f"Aylesbury Vale District Council {became}.")
    answer(page).get_by_role("button", name="Buckinghamshire").click()
    expect(panel(page).get_by_role("heading", name="Buckinghamshire")).to_be_visible()
    find(page, "Taunton Deane")
    expect(page.locator("#found-note")).to_have_text(
        "Taunton Deane Borough Council became part of Somerset West and Taunton Council on 1 April 2019, "
        "which became part of Somerset Council on 1 April 2023. It is not on this map."
    )
    find(page, "Harrogate")
    expect(page.locator("#found-note")).to_have_text(
        "Harrogate Borough Council became part of North Yorkshire Council on 1 April 2023. It is not on this map."
    )


def test_another_year_has_its_own_answer(page: Page, tmp_path: Path) -> None:
    old, new = date(2019, 3, 31), date(2025, 3, 31)
    before = [year(None, code) for code in ("E07000004", "E10000002")]
    after = [CouncilYear(council("E06000060"), new, None)]
    home = publish(tmp_path, edition(joined(after, new), joined(before, old)))
    open_map(page, home, "#council=E07000004")
    expect(answer(page)).to_contain_text(
        "Aylesbury Vale District Council became part of Buckinghamshire Council on 1 April 2020."
    )
    expect(answer(page)).to_contain_text("Its area was served in the year to 31 March 2025 by:")
    expect(answer(page).get_by_role("button")).to_have_text(["×", "Buckinghamshire"])
    page_of_its_own = answer(page).get_by_role("link", name="All of Aylesbury Vale’s figures")
    assert (tmp_path / (page_of_its_own.get_attribute("href") or "")).is_file()
    box(page).fill("HP20 1UA")
    expect(answer(page).locator("h3")).to_have_text(["Buckinghamshire"])
    page.get_by_label("Years").select_option("2019")
    expect(answer(page).locator("h3")).to_have_text(["Aylesbury Vale", "Buckinghamshire"])
    expect(answer(page)).to_contain_text("Buckinghamshire County Council became Buckinghamshire Council")


# Postcodes.


@pytest.mark.parametrize("typed", ["DA1 1DR", "da11dr", " Da1  1dr "])
def test_a_postcode_gives_both_its_councils(page: Page, home: str, typed: str) -> None:
    open_map(page, home)
    use(page)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    box(page).fill(typed)
    expect(answer(page).locator("h2")).to_have_text("Councils in DA1 1DR")
    expect(answer(page).locator("h3")).to_have_text(["Dartford", "Kent"])
    expect(page.locator("#answer-said")).to_contain_text(
        "DA1 1DR: Dartford, district in Kent and Kent, county."
    )
    expect(panel(page).get_by_role("heading", name="Dartford")).to_be_visible()
    expect(box(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("heading", name="Dartford")).to_be_focused()
    answer(page).get_by_role("button", name="Kent (county)").click()
    expect(panel(page).get_by_role("heading", name="Kent")).to_be_visible()
    # One file for the area, once; its name is all that is told of the postcode.
    assert [url.removeprefix(home) for url in requests] == ["/assets/postcodes/DA.js"]


def test_the_answer_keeps_the_capital_of_london(page: Page, home: str) -> None:
    open_map(page, home)
    box(page).fill("E8 1EA")
    expect(page.locator("#answer-said")).to_contain_text("Hackney, London borough.")


def test_what_is_typed_is_not_in_the_address(page: Page, served: str) -> None:
    open_map(page, served)
    box(page).fill("DA1 1DR")
    expect(answer(page)).to_be_visible()
    assert "DA1" not in page.url


def test_enter_before_the_postcodes_have_come_waits_for_them(page: Page, served: str) -> None:
    open_map(page, served)
    held = hold(page, "**/postcodes/DA.js")
    with page.expect_request("**/postcodes/DA.js"):
        box(page).fill("DA1 1DR")
    page.keyboard.press("Enter")
    expect(answer(page)).to_have_count(0)
    held[0].continue_()
    expect(panel(page).get_by_role("heading", name="Dartford")).to_be_focused()


OF_ONE_TIER = (("TD15 1AA", "Northumberland"), ("CR0 1EA", "Croydon"), ("TR21 0PL", "Isles of Scilly"))


def test_a_postcode_of_one_tier_gives_one_council(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    for typed, name in OF_ONE_TIER:
        box(page).fill(typed)
        expect(answer(page).locator("h3"), typed).to_have_text([name])
        expect(answer(page), typed).to_contain_text("The only council here")


WITHOUT_COUNCIL = (
    ("DA1", "A whole postcode is needed, such as DA1 1DR."),
    ("DA1 1D", "A whole postcode is needed, such as DA1 1DR."),
    ("DA1 0ZZ", "DA1 0ZZ is not among the postcodes known here."),
    ("DA1 1CO", "DA1 1CO is not among the postcodes known here."),
    ("ZZ1 1AA", "ZZ1 1AA is not among the postcodes known here."),
    ("EH1 1YZ", "EH1 1YZ is in Scotland."),
    ("TD1 1AA", "TD1 1AA is in Scotland."),
    ("BT1 1AA", "BT1 1AA is in Northern Ireland."),
    ("1066", "“1066” is not a postcode. One looks like DA1 1DR."),
    ("<b>12345</b>", "“B12345B” is not a postcode."),
)


def test_a_postcode_without_a_council_says_why(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    for typed, note in WITHOUT_COUNCIL:
        box(page).fill("DA1 1DR")
        expect(answer(page), typed).to_be_visible()
        box(page).fill(typed)
        expect(page.locator("#found-note"), typed).to_contain_text(note)
        expect(offered(page), typed).to_have_count(0)
        expect(answer(page), typed).to_have_count(0)


def hold(page: Page, url: str) -> list[Route]:
    """The requests for `url`, which wait until they are told to go on."""
    held: list[Route] = []
    page.route(url, lambda route: held.append(route))
    return held


def test_what_is_typed_last_counts(page: Page, served: str) -> None:
    open_map(page, served)
    held = hold(page, "**/postcodes/DA.js")
    with page.expect_request("**/postcodes/DA.js"):
        box(page).fill("DA1 1DR")
    box(page).fill("dartf")
    held[0].continue_()
    page.wait_for_function("() => lettersMap.data('postcodes', 'DA')")
    expect(offered(page)).to_have_text(["Dartford District in Kent"])
    expect(answer(page)).to_have_count(0)


def test_postcodes_that_do_not_load_are_said_to_be_missing(unwatched: Page, tmp_path: Path) -> None:
    home = publish(tmp_path, edition(joined([year(reading())])))
    (tmp_path / "assets/postcodes/DA.js").unlink()
    page = unwatched  # the file that fails to load is meant
    open_map(page, home)
    box(page).fill("DA1 1DR")
    expect(page.locator("#found-note")).to_contain_text("The postcodes of DA could not be loaded.")
    box(page).fill("BR1 1AA")
    expect(page.locator("#found-note")).to_contain_text("The council of BR1 1AA is not on this map.")


def test_a_place_near_an_old_border_may_have_been_either_sides(page: Page, tmp_path: Path) -> None:
    """A place of today's North Northamptonshire was East Northamptonshire's or Wellingborough's in 2019."""
    old, new = date(2019, 3, 31), date(2025, 3, 31)
    both = [year(None, code) for code in ("E07000152", "E07000156", "E10000021")]
    later = [CouncilYear(council("E06000061"), new, None)]
    home = publish(tmp_path, edition(joined(later, new), joined(both, old)))
    postcode = doubtful("NN", "E07000152,E07000156")
    open_map(page, home)
    box(page).fill(postcode)
    expect(answer(page).locator("h3")).to_have_text(["North Northamptonshire"])
    page.get_by_label("Years").select_option("2019")
    expect(answer(page)).to_contain_text(
        f"{postcode} lies near an old border: in East Northamptonshire or in Wellingborough."
    )
    expect(answer(page).locator(".answer-tabs button")).to_have_text(
        ["East Northamptonshire", "Wellingborough", "Northamptonshire (county)"]
    )
    expect(answer(page).locator("h3")).to_have_text(
        ["One of East Northamptonshire and Wellingborough", "Northamptonshire"]
    )
    expect(panel(page)).to_be_hidden()


def doubtful(area: str, place: str) -> str:
    """The first postcode of an area that lies in a place of several districts."""
    found = min(postcode for postcode, where in decoded(area).items() if where == place)
    return f"{found[:-3]} {found[-3:]}"


def test_the_page_finds_what_the_files_say(page: Page, on_disk: str) -> None:
    """Every English postcode of the sample, by the page's own decoder."""
    open_map(page, on_disk)
    asked = [row.postcode for row in english()[::20]]
    use(page)
    found = page.evaluate(
        """async (asked) => {
          const choices = lettersMap.data("choices");
          const year = new lettersMap.Year(lettersMap.data("figures", "2019"), choices);
          const postcodes = new lettersMap.Postcodes(choices.postcodes);
          const answers = [];
          for (const postcode of asked) {
            const { serving } = await postcodes.find(postcode);
            answers.push(serving(year).codes.filter((code) => !code.startsWith("E10")));
          }
          return answers;
        }""",
        asked,
    )
    for row, codes in zip(english()[::20], found, strict=True):
        assert codes == decoded(row.area)[row.postcode].split(","), row


# The visitor's own place.


def be(page: Page, place: Geolocation | None) -> None:
    """Let the page's browser give `place` to whoever asks; None: it refuses."""
    page.context.set_geolocation(place)
    page.context.grant_permissions([] if place is None else ["geolocation"])


@pytest.mark.parametrize(
    ("place", "names", "doubt"),
    [
        ((51.4445, 0.2170), ["Dartford", "Kent"], None),
        ((51.4615, 0.2101), ["Dartford", "Kent"], "Bexley may be it too"),
        ((55.3, -2.1), ["Northumberland"], None),
        ((51.5136, -0.0900), ["City of London"], "Islington"),
        ((49.9271, -6.2971), ["Isles of Scilly"], None),
        ((52.671, -0.727), ["Rutland"], None),
    ],
)
def test_ones_own_place_is_found_on_request(
    page: Page, served: str, place: tuple[float, float], names: list[str], doubt: str | None
) -> None:
    latitude, longitude = place
    be(page, {"latitude": latitude, "longitude": longitude, "accuracy": 20})
    open_map(page, served)
    use(page)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_role("button", name="My location").click()
    expect(answer(page).locator("h2")).to_have_text("Councils where you are")
    expect(page.locator("#panel-title, #answer-title").locator("visible=true").first).to_be_focused()
    expect(answer(page).locator("h3")).to_have_text(names)
    if doubt:
        expect(answer(page)).to_contain_text(doubt)
    else:
        expect(answer(page)).not_to_contain_text("may be it too")
    assert requests == []
    chosen = re.search(r"council=(E\d+)", page.url)
    if chosen:
        page.wait_for_function("() => location.hash.includes('at=')")
        told = page.url
        page.goto("about:blank")
        open_map(page, served, f"#council={chosen[1]}")
        expect(page).to_have_url(told)  # the place is the council's, and not that of the visitor
    else:
        assert str(latitude)[:5] not in page.url


@pytest.mark.parametrize(
    ("place", "note"),
    [
        (None, "Location is turned off in your browser. Type a postcode or a council’s name instead."),
        (
            {"latitude": 55.95, "longitude": -3.19},
            "You are in no area of this map, which is about councils in England.",
        ),
        ({"latitude": 55.8112, "longitude": -2.0405}, "less than 1 km from Northumberland, but in no area"),
        (
            {"latitude": 51.4, "longitude": 0.2, "accuracy": 30_000},
            "Your device knows its place only to 30 km.",
        ),
    ],
)
def test_a_place_that_is_not_given_or_not_in_england_says_so(
    page: Page, served: str, place: Geolocation | None, note: str
) -> None:
    be(page, place)
    open_map(page, served)
    page.get_by_role("button", name="My location").click()
    expect(page.locator("#found-note")).to_contain_text(note)
    expect(answer(page)).to_have_count(0)


@pytest.mark.own_page
def test_no_place_is_asked_for_from_disk_or_before_the_button_is_pressed(
    page: Page, on_disk: str, served: str
) -> None:
    page.add_init_script("navigator.geolocation.getCurrentPosition = () => console.error('asked')")
    open_map(page, on_disk)
    expect(page.get_by_role("button", name="My location")).to_have_count(0)
    open_map(page, served)
    expect(page.get_by_role("button", name="My location")).to_have_count(1)
    find(page, "Dartford")
    expect(answer(page)).to_be_visible()


def test_areas_hold_the_points_that_lie_in_them(page: Page, on_disk: str) -> None:
    """Places of the postcode sample, by the page's simplified borders: wrong ones lie at a border, and say so."""
    open_map(page, on_disk)
    use(page)
    rows = english()[::7]
    grid = geopandas.points_from_xy([row.east for row in rows], [row.north for row in rows], crs=27700)
    found = page.evaluate(
        """(points) => {
          const areas = lettersMap.decode(lettersMap.data("areas", "2019"));
          return points.map(([lng, lat]) => lettersMap.placed(areas, L.latLng(lat, lng), 1000));
        }""",
        [[point.x, point.y] for point in grid.to_crs(4326)],
    )
    certain = [(row, codes) for row in rows if "," not in (codes := decoded(row.area)[row.postcode])]
    places = dict(zip(rows, found, strict=True))
    beside = [row for row, code in certain if code not in places[row]["inside"]]
    assert len(certain) > 300
    assert len(beside) < len(certain) / 10  # half of the sample lies at borders
    assert all(code in places[row]["inside"] + places[row]["near"] for row, code in certain)
    for row, code in certain:
        county = council(code).county
        if county and row not in beside:
            assert places[row]["inside"] == [code, county]


# Subjects of the complaints received.


def test_the_subject_is_a_choice_of_its_own(page: Page, home: str) -> None:
    open_map(page, home)
    expect(page.get_by_label("Subject")).to_be_hidden()
    assert "received_housing" not in page.get_by_label("Show", exact=True).inner_html()
    page.get_by_label("Show", exact=True).select_option("Complaints received")
    expect(page.get_by_label("Subject").locator("option:checked")).to_have_text("All subjects")
    expect(page.get_by_label("Subject").locator("option")).to_have_count(10)
    page.get_by_label("Subject").select_option("Housing")
    expect(page.locator("#map-heading")).to_have_text("Complaints and enquiries received: housing")
    expect(page).to_have_url(re.compile("metric=received_housing"))

    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_label("Show", exact=True).locator("option:checked")).to_have_text(
        "Complaints received"
    )
    expect(page.get_by_label("Subject").locator("option:checked")).to_have_text("Housing")
    page.get_by_label("Show", exact=True).select_option("Uphold rate")
    expect(page.get_by_label("Subject")).to_be_hidden()
