"""The Ombudsman's records stand on councils' pages and on pages of their own: unchanged, escaped, with source."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mapper import cli
from mapper.map.choices import record_choices
from mapper.pages import records, render
from mapper.publishing.check import check
from mapper.review.report import ILLUSTRATIVE_NOTICE
from tests.editions import MAP, kent_and_tees, whole_site
from tests.pages.rendered import page, said
from tests.record_files import PLACE, improvement, report, row, with_records, write

DARTFORD = "Dartford Borough Council"
OWN, ALL, WHOLE = (
    "councils/dartford-borough-council/index.html",
    "records/index.html",
    "records/dartford-borough-council/index.html",
)


def test_without_records_only_the_links_stay() -> None:
    site = render(kent_and_tees(), MAP, ())
    assert ALL not in site
    own = site[OWN].decode()
    assert "https://www.lgo.org.uk/Decisions/SearchResults?aname=Dartford+Borough+Council" in own
    assert "has published" not in own
    assert "records/index.html" not in own
    assert record_choices(kent_and_tees().report.records) is None


def test_a_councils_page_lists_them_by_kind_the_newest_first(tmp_path: Path) -> None:
    edition = with_records(
        tmp_path,
        row(1, DARTFORD, date="2020-01-31"),
        improvement(9, DARTFORD),
        row(2, DARTFORD, date="2022-03-01"),
        report(3, DARTFORD),
    )
    text = said(edition, OWN)
    order = ["2 decisions", "20 000 002", "20 000 001", "1 public interest report", "1 service improvement"]
    places = [
        text.index(words, text.index("What the Ombudsman has published about Dartford")) for words in order
    ]
    assert places == sorted(places)
    assert "The newest that is here is of 1 March 2022." in text
    assert "15 July 2021 · Housing > Allocations" in text
    assert f'href="{PLACE}20-000-002">On the Ombudsman’s site</a>' in page(edition, OWN)
    assert "Case 2: the Council took too long." in text
    assert "has published about Ashford" not in said(edition, "councils/ashford-borough-council/index.html")


def test_many_stand_on_a_page_of_their_own(tmp_path: Path) -> None:
    edition = with_records(tmp_path, *(row(number, DARTFORD) for number in range(1, 1237)))
    own, whole = page(edition, OWN), page(edition, WHOLE)
    assert own.count('class="record-title"') == 10
    assert "And 1,226 more" in own
    assert whole.count('class="record-title"') == 1236
    assert "<h2>1,236 decisions</h2>" in whole


def test_words_are_unchanged_and_escaped(tmp_path: Path) -> None:
    words = "It said <script>alert('x')</script> & “sorry” – </details></main>; 5 > 3."
    edition = with_records(tmp_path, row(1, DARTFORD, title=words, summary=words, category=words))
    escaped = (
        "It said &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; “sorry” – &lt;/details&gt;&lt;/main&gt;; "
        "5 &gt; 3."
    )
    for path in (OWN, WHOLE):
        html = page(edition, path)
        assert html.count(escaped) == 3
        assert "<script>alert" not in html
    searched = records.files(edition)["assets/records/0.js"].decode()
    assert "<" not in searched
    (found,) = json.loads(searched.removeprefix("lettersRecords.receive(0,").removesuffix(");\n"))
    assert found[5:7] == [words, words]


def test_each_page_names_the_source_and_its_terms(tmp_path: Path) -> None:
    edition = with_records(tmp_path, row(1, DARTFORD))
    for path in (ALL, WHOLE):
        html = page(edition, path)
        assert 'href="https://www.lgo.org.uk/copyright"' in html
        assert "are the Ombudsman’s words, unchanged: © Local Government and Social Care Ombudsman" in html
    assert "are the Ombudsman’s words, unchanged." in page(edition, OWN)


def test_all_councils_are_listed_with_what_is_here_and_no_zero(tmp_path: Path) -> None:
    edition = with_records(tmp_path, row(1, DARTFORD), row(2, DARTFORD), improvement(3, "Leeds City Council"))
    html = page(edition, ALL)
    assert (
        'records/dartford-borough-council/index.html">Dartford</a></th><td class="num">2</td><td class="num"></td>'
        in html
    )
    assert "Here are 2 decisions and 1 service improvement, as they were fetched" in said(edition, ALL)
    leeds = page(edition, "records/leeds-city-council/index.html")
    assert "figures of the letters" not in leeds, "this site has no page of that council"
    assert 'href="../../councils/dartford-borough-council/index.html">Dartford: figures' in page(
        edition, WHOLE
    )


def test_a_page_that_is_gone_is_said_and_not_linked(tmp_path: Path) -> None:
    edition = with_records(tmp_path, row(1, DARTFORD, gone="410"), row(2, DARTFORD, gone=""))
    html = page(edition, WHOLE)
    assert f"no longer has {PLACE}20-000-001 (answer 410)." in html
    assert f'href="{PLACE}20-000-001"' not in html
    assert f'href="{PLACE}20-000-002"' in html


def test_a_report_about_two_councils_says_so_on_both(tmp_path: Path) -> None:
    edition = with_records(tmp_path, report(1, f"{DARTFORD}; Kent County Council"))
    assert "It is also about Kent County Council." in page(edition, WHOLE)
    kent = page(edition, "records/kent-county-council/index.html")
    assert "It is also about Dartford Borough Council." in kent


def test_rows_that_are_not_shown_are_named_on_the_page(tmp_path: Path) -> None:
    edition = with_records(tmp_path, row(1, DARTFORD), row(2, "Borsetshire <b> Council"))
    html = page(edition, ALL)
    assert "dartford.csv, line 3: “Borsetshire &lt;b&gt; Council”" in html
    alone = with_records(tmp_path, row(2, "Borsetshire Council"))
    assert "nothing can be shown" in page(alone, ALL)
    assert "assets/records.js" not in page(alone, ALL)


def test_the_map_knows_how_many(tmp_path: Path) -> None:
    edition = with_records(tmp_path, row(1, DARTFORD), row(2, DARTFORD), report(3, DARTFORD))
    assert record_choices(edition.report.records) == {
        "says": {"dartford-borough-council": "2 decisions and 1 public interest report"},
        "page": "records/{slug}/index.html",
    }


def test_what_is_searched_is_cut_into_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_IN_A_FILE", 2)
    edition = with_records(tmp_path, *(row(number, DARTFORD) for number in range(1, 6)))
    found = records.files(edition)
    assert list(found) == ["assets/records.js", *(f"assets/records/{number}.js" for number in range(3))]
    assert 'data-files="3"' in page(edition, ALL)
    assert sum(content.count(b"20-000-00") for content in found.values()) == 5
    assert records.files(kent_and_tees()) == {}


def test_a_site_with_records_is_in_order(tmp_path: Path) -> None:
    edition = with_records(tmp_path, row(1, DARTFORD), report(3, DARTFORD), improvement(4, DARTFORD))
    for path, content in whole_site(edition).items():
        file = tmp_path / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    assert check(tmp_path / "site") == []


@pytest.mark.slow
def test_a_build_takes_the_folder_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    head = "Authority,Invalid or incomplete,Advice given,Referred back for local resolution,"
    head += "Closed after initial enquiries,Not upheld,Upheld,Total,Uphold rate (%)\n"
    Path("2-complaints-decided-18-19.csv").write_text(f"{head}{DARTFORD},0,3,3,6,0,1,13,100%\n")
    write(Path("records/dartford.csv"), row(1, DARTFORD), row(2, "Nowhere Council"))
    command = ["build", "--tables", "2-complaints-decided-18-19.csv", "--year", "2019"]
    result = CliRunner().invoke(cli.main, [*command, "--out", "a"])
    assert result.exit_code == 0, result.output
    assert (
        "Records in 1 file of records: 1 decision, about 1 council; 1 row or file is not shown."
        in result.output
    )
    assert "not shown dartford.csv, line 3: “Nowhere Council”" in result.output
    assert check(Path("a")) == []
    report_of = json.loads(Path("a/data/build-report.json").read_text())
    assert report_of["records"]["shown"]["decision"] == 1
    assert CliRunner().invoke(cli.main, [*command, "--records", "none"]).exit_code == 2


def test_on_an_illustrative_site_they_are_not_taken_for_invented(tmp_path: Path) -> None:
    edition = with_records(tmp_path, row(1, DARTFORD), known=kent_and_tees(real=False))
    for path in (ALL, WHOLE):
        text = said(edition, path)
        assert ILLUSTRATIVE_NOTICE not in text
        assert "All figures are invented" not in text
