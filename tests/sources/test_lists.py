"""Which links of a page lead to a letter, and of which year."""

import pytest

from mapper.sources.letters.lists import is_about, letters_on, link_by_words, of_year
from mapper.sources.site.page import Page, read_page
from tests.readings import council


def read(html: str, content_type: str = "text/html; charset=utf-8") -> Page:
    return read_page(html.encode(), content_type, "https://site.example/list")


LISTS = {
    "in the link": '<a href="/x.pdf">Annual letter 2019</a>',
    "as a span": '<a href="/x.pdf">Annual review 2018-19</a>',
    "as a long span": '<a href="/x.pdf">2018 to 2019</a>',
    "with a slash": '<a href="/x.pdf">Letter 2018/2019</a>',
    "with a dash": '<a href="/x.pdf">Letter 2018 – 19</a>',
    "as two days": '<a href="/x.pdf">1 April 2018 to 31 March 2019</a>',
    "as a day": '<a href="/x.pdf">Year ended 31/03/2019</a>',
    "in the title": '<a href="/x.pdf" title="Letter of 2019">Open</a>',
    "for screen readers": '<a href="/x.pdf" aria-label="Letter 2019">Open</a>',
    "after the link": '<li><a href="/x.pdf">Annual letter</a> (2019)',
    "in the row": '<table><tr><td>2019</td><td><a href="/x.pdf">View</a></td></tr></table>',
    "in a row with paragraphs": '<tr><td><p>2019</p></td><td><p><a href="/x.pdf">View</a></p></td></tr>',
    "in a block of the link": '<a href="/x.pdf"><h3>Annual letter</h3><p>2019</p></a>',
    "in the heading": '<h2>2019</h2><p>As every year:</p><ul><li><a href="/x.pdf">Annual letter</a></li></ul>',
    "in a list of terms": '<dl><dt>2019</dt><dd><a href="/x.pdf">Letter</a></dd></dl>',
    "in the folder": '<a href="/documents/2019/kent%20county%20council.pdf">Kent County Council</a>',
    "in the file": '<a href="/attach/1234/annual-letter-2019.pdf">View</a>',
    "in the file, with a number like a year before": '<a href="/attach/2034/annual-letter-2019.pdf">View</a>',
    "with a day in the file": '<a href="/attach/1234/2019-07-24-letter.PDF">View</a>',
    "of no PDF": '<a href="/download?id=7">Annual letter 2019</a>',
    "in broken markup": '<ul><li><a href="/x.pdf">Letter 2019<li><a href="/y.pdf">Letter 2018',
    "twice": '<a href="/x.pdf">Letter 2019</a> <a href="/x.pdf">Letter 2019 (PDF)</a>',
    "in references": '<a href="/x.pdf">Letter&nbsp;&#50;019</a>',
}


@pytest.mark.parametrize("kind", LISTS)
def test_the_year_is_found_wherever_it_stands(kind: str) -> None:
    found = of_year(letters_on(read(LISTS[kind])), 2019)
    assert len(found) == 1
    assert of_year(letters_on(read(LISTS[kind])), 2020) == ()


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/x.pdf">Annual letter</a>',
        '<a href="/letters">Letters from 2014 to 2019</a>',
        '<a href="/x.html">Report of 2019</a>',
        '<a href="#2019">Letter 2019</a>',
        '<a href="mailto:letter@site.example?subject=2019">Letter 2019</a>',
        '<script>"<a href=/x.pdf>Letter 2019</a>"</script>',
        '<!-- <a href="/x.pdf">Letter 2019</a> -->',
        "<template><a>Letter 2019</a></template>",
        "",
    ],
)
def test_what_is_no_letter_of_a_year_is_none(html: str) -> None:
    assert of_year(letters_on(read(html)), 2019) == ()


def test_each_letter_of_a_list_has_its_own_year() -> None:
    rows = "".join(
        f'<tr><th>{year}-{year - 1999}</th><td><a href="/{year}.pdf">PDF</a></td></tr>'
        for year in range(2013, 2025)
    )
    found = letters_on(read(f"<table>{rows}</table>"))
    assert [(one.href, one.year) for one in found] == [
        (f"/{year}.pdf", year + 1) for year in range(2013, 2025)
    ]


def test_a_letter_comes_before_other_files_of_its_year() -> None:
    links = {"/report.pdf": "Report 2019", "/x.pdf": "Letter 2019", "/y": "Letter 2019, as a page"}
    html = " <br> ".join(f'<a href="{href}">{words}</a>' for href, words in links.items())
    assert [one.href for one in of_year(letters_on(read(html)), 2019)] == ["/x.pdf"]


def test_the_base_of_a_page_is_kept() -> None:
    assert read('<base href="/deep/"><a href="x.pdf">2019</a>').base == "/deep/"
    assert read("").base == "https://site.example/list"


@pytest.mark.parametrize("stated", ["text/html; charset=iso-8859-1", 'text/html; charset="windows-1252"'])
def test_the_encoding_that_is_stated_is_used(stated: str) -> None:
    assert read_page("<p>Größe</p>".encode("latin-1"), stated, "").words == "Größe"


@pytest.mark.parametrize("stated", ["text/html", "text/html; charset=unheard-of", "text/html; charset="])
def test_without_a_known_encoding_it_is_utf_8(stated: str) -> None:
    assert read_page("<p>Größe</p>".encode(), stated, "").words == "Größe"


@pytest.mark.parametrize(
    "name", ["Dartford", "DARTFORD  Borough Council", "Letters to Dartford Borough Council"]
)
def test_a_page_is_about_the_council_that_it_names(name: str) -> None:
    assert is_about(read(f"<h1>{name}</h1>"), council())
    assert not is_about(read("<h1>Dorset Council</h1><script>Dartford</script>"), council())


def test_a_link_is_found_by_its_words() -> None:
    html = '<a href="/a">Decisions</a><a href="/b"><b>View</b>\n annual  LETTERS</a>'
    assert link_by_words(read(html), "annual letter") == "/b"
    assert link_by_words(read(html), "reports") is None
