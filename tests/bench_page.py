"""Weigh and time the map page beside what the two libraries under it make of the same data.

Weight: what a page loads before anybody touches it, each file compressed with gzip -9, beside a page of plain
`folium.Choropleth` layers and one of `GeoDataFrame.explore()`, which has one metric and one tier only. Pictures that a
browser loads only when they are shown are not in it. Files that those pages take from other hosts are counted, not
weighed.

Time, on a slow phone: a headless Chromium whose processor is slowed four times and whose line has 1.6 Mbit/s and a
delay of 150 ms (its own throttling, through the DevTools protocol; the files are served compressed from this machine):
when something stands in the map's place, when its areas do, and how far the page moves meanwhile (cumulative layout
shift); then from a choice to the frame that shows it. Leaflet is given to the two other pages from this machine too;
their other files from other hosts are answered with nothing, in their favour, but for d3, without which their script
ends: its functions are there and do nothing.
"""

import gzip
import json
import re
import statistics
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import folium
import geopandas
import js_lib_leaflet
import pandas as pd
from playwright.sync_api import Browser, Page, Route, sync_playwright

from mapper.councils.tiers import Tier
from mapper.measures.metrics import METRICS, Kind, Metric
from tests.conftest import launch

YEAR = 2019
TIERS: tuple[Tier, Tier] = ("lower", "upper")

# What explore() asks for and the project itself does not need.
_FOR_EXPLORE = ("matplotlib", "mapclassify")


@dataclass(frozen=True, slots=True)
class PageWeight:
    """What a page loads by itself: files, their bytes as they are and compressed, and addresses elsewhere."""

    name: str
    requests: int
    size: int
    gzipped: int
    elsewhere: tuple[str, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """From a choice to the frame that shows it: milliseconds of each of so many choices of one kind."""

    choice: str
    milliseconds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """Loads of one page on a slow phone: milliseconds to something in the map's place, and to its areas; its shifts."""

    page: str
    first: tuple[float, ...]
    areas: tuple[float, ...]
    shift: tuple[float, ...]


def weigh_pages(site: Path) -> Iterator[PageWeight]:
    """The map page, and what the two libraries make of the polygons that the site offers for download."""
    yield weigh("the map page", site / "index.html")
    plain = site.parent / "folium.html"
    draw_plain_folium(site, plain)
    yield weigh("plain folium.Choropleth", plain)
    if all(map(find_spec, _FOR_EXPLORE)):
        explored = site.parent / "explore.html"
        draw_explore(site, explored)
        yield weigh("explore(), one rate", explored)


def weigh(name: str, page: Path) -> PageWeight:
    """The page and every file that its tags load; what its scripts and styles load in turn is not seen."""
    loads = Loads()
    loads.feed(page.read_text(encoding="utf-8"))
    loads.close()
    elsewhere = tuple(sorted(address for address in loads.addresses if urlsplit(address).netloc))
    beside = {page.parent / unquote(urlsplit(address).path) for address in loads.addresses - set(elsewhere)}
    contents = [path.read_bytes() for path in (page, *sorted(beside)) if path.is_file()]
    return PageWeight(
        name,
        requests=1 + len(loads.addresses),
        size=sum(len(content) for content in contents),
        gzipped=sum(len(gzip.compress(content, 9, mtime=0)) for content in contents),
        elsewhere=elsewhere,
        missing=tuple(sorted(path.name for path in beside if not path.is_file())),
    )


class Loads(HTMLParser):
    """Collects what a browser fetches for a page's own tags; `data:` addresses are part of the page."""

    LINKS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})
    SOURCES = frozenset({"script", "img", "iframe", "source", "embed"})

    def __init__(self) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.without_scripts = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = None
        self.without_scripts |= tag == "noscript"
        if tag == "link" and self.LINKS & set((given.get("rel") or "").lower().split()):
            address = given.get("href")
        elif tag in self.SOURCES and given.get("loading") != "lazy":
            address = given.get("src")
        if address and not address.startswith("data:") and not self.without_scripts:
            self.addresses.add(address)

    def handle_endtag(self, tag: str) -> None:
        self.without_scripts &= tag != "noscript"


def draw_plain_folium(site: Path, target: Path) -> None:
    """One Choropleth layer for each rate and tier, on the polygons that the site offers for download."""
    plain = folium.Map(location=[52.8, -1.8], zoom_start=6)
    for tier in TIERS:
        path = site / "data" / f"councils-{YEAR}-{tier}.geojson"
        polygons = json.loads(path.read_text(encoding="utf-8"))
        features = polygons["features"]
        for metric in METRICS:
            if metric.kind is Kind.CHOROPLETH:
                folium.Choropleth(
                    geo_data={**polygons, "features": [without_figures(feature) for feature in features]},
                    data=rates(features, metric),
                    key_on="feature.properties.gss_code",
                    bins=[0, 20, 40, 60, 80, 100],
                    name=f"{metric.title}, {tier} tier",
                    legend_name=f"{metric.title} (%)",
                ).add_to(plain)
    folium.LayerControl().add_to(plain)
    plain.save(str(target))


def draw_explore(site: Path, target: Path) -> None:
    """The uphold rate of the lower tier, by the one call that geopandas offers for it."""
    path = site / "data" / f"councils-{YEAR}-lower.geojson"
    frame = geopandas.read_file(path)[["gss_code", "council", "uphold_rate", "geometry"]]
    frame.explore(column="uphold_rate", tooltip=["council", "uphold_rate"]).save(str(target))


def without_figures(feature: Mapping[str, Any]) -> dict[str, Any]:
    """The polygon with its code and name: the download's other columns would be unfair to the plain page."""
    kept = {key: feature["properties"].get(key) for key in ("gss_code", "name")}
    return {"type": "Feature", "properties": kept, "geometry": feature["geometry"]}


def rates(features: Sequence[Mapping[str, Any]], metric: Metric) -> "pd.Series[float]":
    """The metric in per cent by GSS code; not a number where there is nothing to divide by."""
    return pd.Series(
        {feature["properties"]["gss_code"]: rate(feature["properties"], metric) for feature in features}
    )


def rate(properties: Mapping[str, Any], metric: Metric) -> float:
    numerator = sum(properties.get(key) or 0 for key in metric.numerator)
    denominator = sum(properties.get(key) or 0 for key in metric.denominator)
    return 100 * numerator / denominator if denominator else float("nan")


# Time

_SLOWER = 4
_LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
_LOADS = 3
_REPEATED = 12

_CHOICES = """async ([selector, values, count]) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  const times = [];
  for (let number = 0; number < count; number += 1) {
    await new Promise((done) => setTimeout(done, 60));
    const value = values[number % values.length];
    const control = document.querySelector(selector.replace("VALUE", value));
    if (control.type === "radio") {
      control.checked = true;
    } else {
      control.value = value;
    }
    const start = performance.now();
    control.dispatchEvent(new Event("change", { bubbles: true }));
    await painted();
    times.push(performance.now() - start);
  }
  return times;
}"""

_MEASURES = (
    "uphold_rate",
    "compliance_rate",
    "received_total",
    "complied_on_time",
    "satisfactory_remedy_rate",
)

_WATCH = """() => {
  window.found = { first: null, areas: null, shift: 0 };
  const look = () => {
    found.areas ||= document.querySelectorAll("path.leaflet-interactive").length > 300 ? performance.now() : null;
    found.first ||= document.querySelector("#waiting path, path.leaflet-interactive") ? performance.now() : null;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      found.shift += entry.hadRecentInput ? 0 : entry.value;
    }
  }).observe({ type: "layout-shift", buffered: true });
}"""

_D3 = """window.d3 = new Proxy(function () {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => 0 : window.d3),
  apply: () => window.d3,
});"""


def time_pages(site: Path) -> Iterator[Load]:
    """When each page shows its areas on a slow phone; the other pages stand beside the site."""
    with _served(site.parent) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        names = (f"{site.name}/index.html", "folium.html", "explore.html")
        for name in (one for one in names if (site.parent / one).is_file()):
            found = [_loaded(browser, f"{address}/{name}") for _ in range(_LOADS)]
            yield Load(name, *(tuple(one[part] for one in found) for part in ("first", "areas", "shift")))
        browser.close()


def _loaded(browser: Browser, address: str) -> Mapping[str, float]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), _answer)
    slow(page, with_line=True)
    page.add_init_script(f"({_WATCH})()")
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => window.found?.areas", timeout=120_000)
    page.wait_for_timeout(1_500)
    found: Mapping[str, float] = page.evaluate("found")
    context.close()
    return found


def _answer(route: Route) -> None:
    """Leaflet from this machine; nothing in place of any other file, but for the functions of d3."""
    name = urlsplit(route.request.url).path.rpartition("/")[2]
    own = (
        Path(js_lib_leaflet.__file__).parent
        / "static"
        / "js_lib_leaflet"
        / name.replace("leaflet.min", "leaflet")
    )
    if name in ("leaflet.js", "leaflet.css"):
        route.fulfill(path=own)
    elif name.startswith("d3"):
        route.fulfill(body=_D3, content_type="text/javascript")
    else:
        route.fulfill(body="", content_type="text/css" if name.endswith(".css") else "text/javascript")


def slow(page: Page, *, with_line: bool) -> None:
    """Slow a page's processor down and, `with_line`, its network."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    if with_line:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", _LINE)


_KINDS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("another measure, drawn as a map", "", "#measure", _MEASURES),
    ("another measure, drawn as hexagons", "#drawn=hexagons", "#measure", _MEASURES),
    ("the other tier", "", 'input[name="tier"][value="VALUE"]', ("upper", "lower")),
    ("hexagons or map", "", 'input[name="drawn"][value="VALUE"]', ("hexagons", "map")),
)


def time_choices(site: Path) -> Iterator[Wait]:
    """From choices of each kind to the frame that shows them, with all data there and a slow processor."""
    with _served(site) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for choice, view, selector, values in _KINDS:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(f"{address}/index.html{view}")
            page.wait_for_selector("path.area")
            page.dispatch_event("body", "pointermove")
            page.wait_for_function("() => lettersMap.data('rest', 'scripts')")
            page.wait_for_timeout(1_000)
            slow(page, with_line=False)
            times = page.evaluate(_CHOICES, [selector, list(values), _REPEATED])
            yield Wait(choice, tuple(times))
            page.close()
        browser.close()


@contextmanager
def _served(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Compressing(SimpleHTTPRequestHandler):
    """Serves files compressed, as hosts do."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = gzip.compress(path.read_bytes(), 9, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing between the results."""


# Print


def load_line(load: Load) -> str:
    """Medians of the loads of one page, in seconds."""
    first, areas = (statistics.median(times) / 1000 for times in (load.first, load.areas))
    return (
        f"{load.page}: something in the map's place after {first:.1f} s, areas after {areas:.1f} s, "
        f"layout shift {max(load.shift):.3f}"
    )


def wait_line(wait: Wait) -> str:
    times = wait.milliseconds
    return (
        f"{wait.choice}: {statistics.median(times):.0f} ms to the frame that shows it (median of {len(times)}), "
        f"{max(times):.0f} ms at worst"
    )


def page_lines(page: PageWeight) -> Iterator[str]:
    yield f"{page.name:30}{page.requests:10}{page.size / 1e3:13.1f}{page.gzipped / 1e3:12.1f}"
    if page.elsewhere:
        hosts = len({urlsplit(address).netloc for address in page.elsewhere})
        yield f"    and {len(page.elsewhere)} files from {hosts} other hosts, which are not in the kB"
    if page.missing:
        yield f"    MISSING: {', '.join(page.missing)}"
