/* All councils: their table by any measure and of any year. What is chosen stands in the address. Without this script, or
   while a file of figures is missing, the table of the newest year is whole. */

(() => {
  const { byId, link } = lettersMap.elements;
  const { view: metric, year } = document.currentScript.dataset;

  /* As on the map, but with all councils of a year, and at first with the newest year alone. */
  class Views extends lettersMap.Offers {
    constructor(choices) {
      super(choices);
      this.first = { metric, year };
    }

    known(asked) {
      const chosen = {
        metric: this.metricOf(asked).key,
        year: this.years.has(asked.year) ? asked.year : this.first.year,
      };
      return { ...chosen, metric: this.offered(this.metrics.get(chosen.metric), this.years.get(chosen.year)).key };
    }

    missing({ year: key }) {
      return [
        ["figures", key],
        ["rest", key],
        ["rest", "choices"],
      ].filter((file) => !lettersMap.data(...file));
    }

    of(chosen) {
      const known = this.shown(chosen);
      return new lettersMap.View(chosen, known.year.positions.keys(), known);
    }

    told(chosen) {
      const years = chosen.year === this.first.year ? {} : { year: chosen.year };
      return { ...this.toldMetric(this.metrics.get(chosen.metric)), ...years };
    }
  }

  class CouncilsPage {
    constructor() {
      this.listing = new lettersMap.Listing(byId("councils"), () => this._tell());
      this.listing.read(lettersMap.address.read() || {});
      lettersMap.load("choices").then(
        () => this._begin(),
        () => this._fail(),
      );
    }

    _begin() {
      this.views = new Views(lettersMap.data("choices"));
      this.chosen = this.views.first;
      this.controls = new lettersMap.Choose((asked) => this._ask(asked));
      this.controls.show(this._offers(this.chosen));
      byId("choices").hidden = false;
      this._read();
      window.addEventListener("hashchange", () => this._read());
    }

    /* What the controls have to know of a choice; its figures need not have come. */
    _offers(chosen) {
      const { choices, metrics, years } = this.views;
      const period = years.get(chosen.year);
      const viewOf = (measure, compared) => this.views.viewOf(measure, compared).key;
      return { chosen, metric: metrics.get(chosen.metric), period, choices, viewOf, isTogether: period.together };
    }

    _read() {
      const asked = lettersMap.address.read();
      if (asked) {
        this.listing.read(asked);
        this._show(this.views.known(asked));
      }
    }

    _ask(asked) {
      const { metric: key, year: of } = { ...this.chosen, ...asked };
      const period = this.views.years.get(of);
      this._show({ metric: this.views.offered(this.views.metrics.get(key), period).key, year: of });
      this._tell();
    }

    /* Of several choices, the last one counts. */
    _show(chosen) {
      const isSame = chosen.metric === this.chosen.metric && chosen.year === this.chosen.year;
      this.chosen = chosen;
      this.controls.show(this._offers(chosen));
      byId("list-trouble").textContent = "";
      if (!isSame) {
        Promise.all(this.views.missing(chosen).map((file) => lettersMap.load(...file))).then(
          () => chosen === this.chosen && this._fill(chosen),
          () => chosen === this.chosen && this._fail(),
        );
      }
    }

    _fill(chosen) {
      const view = this.views.of(chosen);
      const { choices, period, year: found, metric: shown } = view;
      const address = (code) => `${lettersMap.root}${choices.page.replace("{slug}", found.council(code).slug)}`;
      const listed = lettersMap.listed(view, (code) => link(address(code), found.nameOf(code)));
      this.listing.fill(listed);
      byId("list-title").textContent = listed.caption;
      byId("list-note").textContent = shown.note;
      byId("list-outside").textContent = (found.data.everywhere[shown.key] || []).join(" ");
      lettersMap.warn(period);
      this._tell();
    }

    _fail() {
      byId("list-trouble").textContent =
        "A file of figures could not be loaded. Load this page again to try once more.";
    }

    _tell() {
      const told = this.views ? this.views.told(this.chosen) : {};
      lettersMap.address.write({ ...told, ...this.listing.told }, false);
    }
  }

  new CouncilsPage();
})();
