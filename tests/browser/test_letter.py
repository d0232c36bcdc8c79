"""From a number on a council's page to the place where it is printed, in a real browser."""

from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import barriers, open_view


def test_a_number_leads_to_its_outline_in_the_picture(page: Page, on_disk: str) -> None:
    open_view(page, f"{on_disk}/councils/dartford-borough-council/index.html", 360)
    page.get_by_label("See where it is printed: Uphold rate").click()
    outline = page.get_by_label("Uphold rate: printed as “100”, page 4")
    expect(outline).to_be_in_viewport()
    wide, others = (
        page.locator(f"{which} rect").first.evaluate("one => parseFloat(getComputedStyle(one).strokeWidth)")
        for which in ("g:target", "g:not(:target)")
    )
    assert wide > 2 * others
    assert page.locator(".place img").evaluate("one => one.complete && one.naturalWidth > 800")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert barriers(page, {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}) == []
