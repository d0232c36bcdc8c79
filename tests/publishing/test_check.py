"""The check of a built site: a good one passes, and every fault that we plant is found and named."""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from mapper.publishing.check import check
from mapper.publishing.swap import publish
from mapper.review.report import ILLUSTRATIVE_NOTICE
from tests import hostile
from tests.editions import corrected, edition, kent_and_tees, whole_site
from tests.readings import PDF, reading, year

Site = dict[str, bytes]

DARTFORD = "councils/dartford-borough-council/index.html"
TABLE = "data/councils-2019.csv"
REPORT = "data/build-report.json"
PACKAGE = "data/datapackage.json"
FIGURES = "data/figures.csv"
PROVENANCE = "data/provenance.json"
CHANGES = "data/changes.json"
CHANGE = {
    "gss_code": "E07000107",
    "council": "Dartford Borough Council",
    "period_end": "2019-03-31",
    "statistic": "received_total",
    "before": [{"value": 13, "status": "ok"}],
    "after": [{"value": 13, "status": "corrected"}],
}
LETTER = "letters/2019/dartford-borough-council.pdf"
PICTURE = "assets/pictures/2019-lower.svg"


@pytest.fixture(scope="module")
def good() -> Site:
    return whole_site(kent_and_tees())


@pytest.fixture(scope="module")
def illustrative() -> Site:
    return whole_site(kent_and_tees(real=False))


def problems(site: Site, folder: Path) -> list[str]:
    for path, data in site.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return check(folder)


def replaced(path: str, old: str, new: str) -> Callable[[Site], None]:
    """A fault: the first `old` in a file becomes `new`."""

    def plant(site: Site) -> None:
        text = site[path].decode()
        assert old in text, f"{path} has no {old!r} to break"
        site[path] = text.replace(old, new, 1).encode()

    return plant


def added(path: str, html: str) -> Callable[[Site], None]:
    """A fault: something more at the end of a page's main part."""
    return replaced(path, "</main>", f"{html}</main>")


def without(path: str) -> Callable[[Site], None]:
    def plant(site: Site) -> None:
        del site[path]

    return plant


def changed(path: str, change: Callable[[Any], None]) -> Callable[[Site], None]:
    """A fault in a JSON file."""

    def plant(site: Site) -> None:
        document = json.loads(site[path])
        change(document)
        site[path] = json.dumps(document).encode()

    return plant


def both(*faults: Callable[[Site], None]) -> Callable[[Site], None]:
    def plant(site: Site) -> None:
        for fault in faults:
            fault(site)

    return plant


def test_a_good_site_passes(good: Site, tmp_path: Path) -> None:
    assert problems(good, tmp_path) == []


def test_a_good_illustrative_site_passes(illustrative: Site, tmp_path: Path) -> None:
    assert problems(illustrative, tmp_path) == []


def test_a_good_site_with_a_correction_passes(tmp_path: Path) -> None:
    letter = corrected(reading(file="letters/2019/dartford.pdf"))
    assert problems(whole_site(edition(year(letter), frames=True)), tmp_path) == []


def test_a_folder_that_is_no_site_is_said_to_be_none(tmp_path: Path) -> None:
    assert "Expected a folder built by regenerate-site" in check(tmp_path)[0]


def _of_kent(provenance: Any) -> Any:
    """What a site says of its letter of Kent."""
    path = "letters/2019/kent-county-council.pdf"
    return next(one for one in provenance["readings"] if one["letter"] == path)


def _copied(data: bytes) -> Callable[[Site], None]:
    """A fault: the letter of Kent is this file, and is said to be a copy."""
    shown = {"as": "copy", "pages": [1, 1], "of": 1, "sha256": sha256(data).hexdigest()}
    return both(
        lambda site: site.update({"letters/2019/kent-county-council.pdf": data}),
        changed(PROVENANCE, lambda p: _of_kent(p).update(shown=shown)),
    )


FAULTS: dict[str, tuple[Callable[[Site], None], str]] = {
    # links and loads
    "a broken link": (
        added(DARTFORD, '<a href="nowhere.html">x</a>'),
        "there is no councils/dartf.*/nowhere.html",
    ),
    "a link to a folder": (added("index.html", '<a href="councils/">x</a>'), "there is no councils. "),
    "a link out of the site": (added("index.html", '<a href="../x.html">x</a>'), r"there is no \.\./x\.html"),
    "a missing fragment": (added("index.html", '<a href="about/index.html#no">x</a>'), "no such id"),
    "a missing fragment here": (added("index.html", '<a href="#no">x</a>'), "index.html has no such id"),
    "a link from the root": (
        added("index.html", '<a href="/about/index.html">x</a>'),
        "Expected a relative link",
    ),
    "a preview of nothing": (
        replaced("index.html", "<title>", '<meta property="og:image" content="https://x.org/no.png"><title>'),
        "index.html: has the preview 'https://x.org/no.png'",
    ),
    "a picture with a script": (
        replaced(PICTURE, "<defs>", "<script/><defs>"),
        "2019-lower.svg: contains a script",
    ),
    "a picture that loads": (
        replaced(PICTURE, "<defs>", '<image href="https://x.org/y.png"/><defs>'),
        "2019-lower.svg: loads 'https://x.org/y.png'",
    ),
    "a PNG that is none": (
        lambda site: site.update({"assets/preview.png": b"\x89PGN"}),
        "preview.png: does not begin with the signature",
    ),
    "a script as a link": (
        added("index.html", '<a href="javascript:alert(1)">x</a>'),
        "Expected a relative link",
    ),
    "an unreadable link": (added("index.html", '<a href="http://[">x</a>'), "Expected a relative link"),
    "a missing page": (without("about/index.html"), "there is no about/index.html"),
    "a missing letter": (
        without("letters/2019/kent-county-council.pdf"),
        "there is no letters/2019/kent-county",
    ),
    "a missing asset": (without("assets/site.css"), "loads .*there is no assets/site.css"),
    "a foreign script": (
        added("index.html", '<script src="https://x.org/a.js"></script>'),
        "files of this site",
    ),
    "a foreign image": (added("index.html", '<img alt="" src="//x.org/a.png">'), "files of this site only"),
    "a foreign image set": (
        added("index.html", '<img alt="" srcset="https://x.org/a.png 2x">'),
        "this site only",
    ),
    "a foreign frame": (
        added("index.html", '<iframe src="https://x.org"></iframe>'),
        "files of this site only",
    ),
    "a foreign font": (
        replaced("assets/site.css", "html{", "@font-face{src:url(https://x.org/a)} html{"),
        "x.org",
    ),
    "a foreign style": (
        replaced("assets/site.css", "html{", "@import 'https://x.org/a.css'; html{"),
        "x.org",
    ),
    "a missing picture": (
        replaced("assets/site.css", "html{", "b{background:url('a.png')} html{"),
        "assets/a.png",
    ),
    # files that hold others
    "an archive that is none": (lambda site: site.update({"data/all.zip": b"PK"}), "all.zip: cannot be read"),
    "an archive of another site": (
        lambda site: site.update({"data/figures.csv": site["data/figures.csv"] + b"\r\n"}),
        "all.zip: lacks data/figures.csv, or has another",
    ),
    "a council without its file": (
        without("data/councils/E10000016.json"),
        "councils/E10000016.json: missing, or lacks",
    ),
    "a council's figure lost": (
        changed("data/councils/E10000016.json", lambda document: document["figures"].pop()),
        r"councils/E10000016.json: has \d+ figures. Expected \d+",
    ),
    # structure
    "no language": (replaced(DARTFORD, ' lang="en-GB"', ""), "no lang"),
    "no title": (replaced("index.html", "<title>", "<title></title><template>"), "there is no title"),
    "two headings of the page": (added("index.html", "<h1>x</h1>"), "2 <h1>. Expected one"),
    "a skipped heading": (added("index.html", "<h4>x</h4>"), "an <h4> follows an <h2>"),
    "two main parts": (added("index.html", "<main></main>"), "2 <main> landmarks"),
    "one id twice": (added(DARTFORD, '<p id="main">x</p>'), "the id 'main' occurs more than once"),
    "an image without words": (added("index.html", '<img src="assets/site.css">'), "no alt"),
    "a drawing without a name": (added("index.html", '<svg role="img"></svg>'), "no name"),
    # scripts
    "a script in an attribute": (added("index.html", '<b onclick="x()">x</b>'), "inline onclick"),
    "a description for search engines that is no JSON": (
        added("index.html", '<script type="application/ld+json">{x}</script>'),
        "the data '{x}' is not JSON",
    ),
    "a script that calls itself JSON": (
        added("index.html", '<script type="application/json">{}</script>'),
        "an inline script. Expected",
    ),
    "an inline script": (added("index.html", "<script>x()</script>"), "an inline script. Expected"),
    "a style in an attribute": (added(DARTFORD, '<b style="color:red">x</b>'), "inline style on <b>"),
    "a style of somebody else": (
        added(DARTFORD, "<style>b{color:red}</style>"),
        "the style 'b.color:red.' is not in",
    ),
    "no policy": (replaced(DARTFORD, "default-src", "prefetch-src"), "no Content-Security-Policy"),
    "a policy that lets others in": (
        replaced(DARTFORD, "script-src &#39;self&#39;", "script-src 'self' https://x.org 'unsafe-inline'"),
        "allows 'unsafe-inline', https://x.org",
    ),
    "data that opens a script": (added("index.html", '<script>a="<!--<script>"</script>'), "contains markup"),
    "data that ends a script": (
        added("index.html", '<script>a="</script>"</script>'),
        "without its start tag",
    ),
    # letters
    "a letter that is no PDF": (
        lambda site: site.update({"letters/2019/kent-county-council.pdf": b"<html>"}),
        "letters/2019/kent-county-council.pdf: does not begin with %PDF",
    ),
    # data files
    "a wrong column": (
        replaced(FIGURES, "gss_code,council,", "gss_code,authority,"),
        "its columns are .*authority",
    ),
    "a wrong column of both": (
        both(
            replaced(FIGURES, "gss_code,council,", "gss_code,authority,"),
            changed(PACKAGE, lambda p: p["resources"][0]["schema"]["fields"][1].update(name="authority")),
        ),
        "Expected gss_code,council,council_type",
    ),
    "a wrong column of councils": (
        replaced(TABLE, "short_name", "shortname"),
        "Expected .*short_name.* as in data/",
    ),
    "a cell too many": (replaced(FIGURES, ",ok\r\n", ",ok,\r\n"), r"row \d+: 11 cells. Expected 10"),
    "a number that is none": (
        replaced(FIGURES, ",0,count", ",none,count"),
        "value: 'none'. Expected a number",
    ),
    "a date that is none": (replaced(FIGURES, "2019-03-31", "31/03/2019"), "Expected a date"),
    "an unknown status": (
        replaced(FIGURES, ",ok\r\n", ",fine\r\n"),
        "status: 'fine'. Expected one of ok, .*review, illustrative",
    ),
    "a formula": (replaced(TABLE, "Dartford Borough Council", "=1+1"), "no spreadsheet takes for a formula"),
    "a file not described": (
        lambda site: site.update({"data/more.csv": b"a\r\n"}),
        "data/more.csv: is not described",
    ),
    "a described file missing": (
        without("data/councils-2019-upper.geojson"),
        "describes .*upper.geojson, which is",
    ),
    "no description": (without(PACKAGE), "datapackage.json: missing"),
    "a description that is none": (lambda site: site.update({PACKAGE: b"{"}), "missing, or not JSON"),
    "polygons that are none": (
        lambda site: site.update({"data/councils-2019-lower.geojson": b"[]"}),
        "is not a FeatureCollection",
    ),
    "a polygon of nobody": (
        changed(
            "data/councils-2019-lower.geojson",
            lambda c: c["features"][0]["properties"].update(gss_code="E07999999"),
        ),
        "a polygon for E07999999",
    ),
    # the report
    "a report that is none": (
        lambda site: site.update({REPORT: b"[]"}),
        "Expected letters, councils_without_letter",
    ),
    "a wrong count": (changed(REPORT, lambda r: r["counts"].update(ok=7)), "counts 7 ok. Expected 3"),
    "a letter that got lost": (
        changed(REPORT, lambda r: r["letters"].append({**r["letters"][0], "gss_code": "E07000106"})),
        "no table of councils lists E07000106",
    ),
    "a letter set aside in silence": (
        changed(
            REPORT, lambda r: r["letters"].append({**r["letters"][-1], "file": "x.pdf", "status": "rejected"})
        ),
        "does not name x.pdf, which is rejected",
    ),
    "a letter shown as another": (
        replaced(TABLE, "2019-03-31,ok,", "2019-03-31,rejected,"),
        "the table says 'rejected'. Expected ok",
    ),
    "a figure that got lost": (
        changed(REPORT, lambda r: r["letters"][0]["statistics"].update(dealt_with=1)),
        "figures of letters/2019/ashford.pdf. Expected 27",
    ),
    "a council that got lost": (
        changed(REPORT, lambda r: r["councils_without_letter"].update({"2019": []})),
        "E06000001 has no letter for 2019 in the table of councils, but not in data/build-report.json",
    ),
    "no provenance": (without(PROVENANCE), f"{PROVENANCE}: missing"),
    "a figure of no provenance": (
        changed(PROVENANCE, lambda p: p["readings"][1]["figures"].pop()),
        f"{FIGURES}: has .* of E07000107 to 2019-03-31, .*, page 4. Expected the same in {PROVENANCE}",
    ),
    "a figure of another page": (
        changed(PROVENANCE, lambda p: p["readings"][1]["figures"][0].update(page=5)),
        f"{PROVENANCE}: has .* of E07000107 to 2019-03-31, 0, page 5. Expected the same in {FIGURES}",
    ),
    "many figures of no provenance": (
        changed(PROVENANCE, lambda p: p["readings"][1]["figures"].clear()),
        f"{FIGURES}: has 21 more figures",
    ),
    "a letter exchanged for another": (
        lambda site: site.update({LETTER: site[LETTER] + b"%%EOF"}),
        f"{LETTER}: is not the file that {PROVENANCE} names",
    ),
    "a letter that is only named": (
        changed(PROVENANCE, lambda p: p["readings"][1].update(letter="letters/2019/gone.pdf")),
        "names the letter letters/2019/gone.pdf, which is not there",
    ),
    "no list of changes": (without(CHANGES), f"{CHANGES}: missing"),
    "a change that ends otherwise": (
        both(
            changed(CHANGES, lambda c: c["changes"].append(CHANGE)),
            changed(CHANGES, lambda c: c["counts"].update(changed=1)),
        ),
        f"{CHANGES}: received_total of E07000107 to 2019-03-31 ends otherwise than {FIGURES}",
    ),
    "changes that are counted wrongly": (
        changed(CHANGES, lambda c: c["counts"].update(went=1)),
        f"{CHANGES}: counts .*'went': 1",
    ),
    "a letter that nobody needs": (
        lambda site: site.update({"letters/2019/more.pdf": PDF}),
        "letters/2019/more.pdf: data/provenance.json does not name it",
    ),
    "a letter of which nothing is said": (
        changed(PROVENANCE, lambda p: _of_kent(p).update(shown=None)),
        "does not say what letters/2019/kent-county-council.pdf is",
    ),
    "a copy that opens with a script": (
        _copied(hostile.document(catalog=b"/OpenAction << /S /JavaScript /JS (1) >>")),
        "letters/2019/kent-county-council.pdf: has /OpenAction in the catalogue",
    ),
    "a copy with a note": (
        _copied(hostile.document(page=b"/Annots [<< /Subtype /Text >>]")),
        "letters/2019/kent-county-council.pdf: has a note, a field or a link",
    ),
    "a letter from nowhere": (
        replaced(FIGURES, "letters/2019/kent-county-council.pdf", "letters/2019/x.pdf"),
        "names the letter 'letters/2019/x.pdf'",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, good: Site, tmp_path: Path) -> None:
    plant, expected = FAULTS[fault]
    site = dict(good)
    plant(site)
    found = problems(site, tmp_path)
    assert len(found) >= 1
    assert any(re.search(expected, problem) for problem in found), found
    assert all(": " in problem and "Expected " in problem for problem in found), found


UNMARKED: dict[str, tuple[Callable[[Site], None], str]] = {
    "a page": (replaced(DARTFORD, ILLUSTRATIVE_NOTICE + "</strong>", "</strong>"), f"{DARTFORD}: the notice"),
    "the polygons": (
        changed("data/councils-2019-lower.geojson", lambda c: c.pop("notice")),
        "lower.geojson: has no notice",
    ),
    "a picture": (
        lambda site: site.update({PICTURE: site[PICTURE].replace(ILLUSTRATIVE_NOTICE.encode(), b"")}),
        f"{PICTURE}: has no notice",
    ),
    "the provenance": (changed(PROVENANCE, lambda p: p.pop("notice")), f"{PROVENANCE}: has no notice"),
    "the changes": (changed(CHANGES, lambda c: c.pop("notice")), f"{CHANGES}: has no notice"),
    "the description": (changed(PACKAGE, lambda p: p.pop("notice")), "datapackage.json: has no notice"),
}


@pytest.mark.parametrize("where", UNMARKED)
def test_a_missing_notice_is_found(where: str, illustrative: Site, tmp_path: Path) -> None:
    plant, expected = UNMARKED[where]
    site = dict(illustrative)
    plant(site)
    assert any(expected in problem for problem in problems(site, tmp_path))


def test_files_are_compared_with_the_sites_list_and_those_added_are_let_be(
    good: Site, tmp_path: Path
) -> None:
    publish(good, tmp_path / "site")
    (tmp_path / "site/mine.html").write_text("mine")
    assert check(tmp_path / "site") == []
    (tmp_path / "site" / LETTER).write_bytes(b"%PDF-1.4 another")
    (tmp_path / "site" / TABLE).unlink()
    found = check(tmp_path / "site")
    assert any(line.startswith(f"{LETTER}: changed after it was built") for line in found)
    assert any(line.startswith(f"{TABLE}: missing. Expected it, because") for line in found)
