/* What can be chosen, and a view: what was chosen with what the data say to it. Every part of the page is shown
   a view, and the one before it, so that it can leave alone what has not changed. */

lettersMap.Views = class {
  constructor(choices, map) {
    const [metric] = choices.metrics;
    Object.assign(this, { choices, map, geometries: new Map(), yearsOf: new Map() });
    this.metrics = new Map(choices.metrics.map((one) => [one.key, one]));
    this.years = new Map(choices.years.map((one) => [one.key, one]));
    this.first = { metric: metric.key, tier: "lower", year: choices.first, drawn: "map", council: "" };
  }

  /* What an address asks for, as far as it is known here; the first view for the rest. */
  known(asked) {
    const metric = this._metric(asked);
    // Years together hold less than a year: what only a year has is shown for the newest that can be.
    const year =
      this._offered(metric, this.years.get(this.first.year)) === metric ? this.first.year : this.choices.alone;
    return {
      metric: metric.key,
      tier: asked.tier === "upper" ? "upper" : "lower",
      year: this.years.has(asked.year) ? asked.year : year,
      drawn: asked.drawn === "hexagons" ? "hexagons" : "map",
      council: asked.council || "",
    };
  }

  /* The metric that an address names: compared with similar councils or as it is. An address without that choice is one
     of before there was any: then a rate is meant as it is, and what compares had names of its own. */
  _metric({ metric, compared }) {
    const first = this.metrics.get(this.first.metric);
    const named = this.metrics.get(metric) || this.viewOf(metric, true) || first;
    return compared ? this.viewOf(named.measure, compared !== "no") : named;
  }

  /* The view of a measure that compares, or the one that does not; the only one where it has one. */
  viewOf(measure, compared) {
    const views = this.choices.metrics.filter((one) => one.measure === measure);
    return views.find(({ kind }) => (kind === "against") === compared) || views[0];
  }

  /* The metric, if it is offered for the year; else the same measure compared, else the first that is. */
  _offered(metric, { together, without }) {
    const isOffered = (one) => !(one.measure in without) && (!together || one.kind === "against");
    return [metric, this.viewOf(metric.measure, true), ...this.choices.metrics].find(isOffered) || metric;
  }

  /* The files, each as kind and key, that have to be loaded before this can be shown. */
  missing(chosen) {
    const first = [
      ["figures", chosen.year],
      ["areas", this.years.get(chosen.year).areas],
    ].filter(([kind, key]) => !lettersMap.data(kind, key));
    return this._isFirst(chosen) ? first : [...first, ...this.rest(chosen)];
  }

  /* The files that a year needs before all can be said of it; to show it at first it needs none of them. */
  rest({ year }) {
    return ["scripts", "choices", year].map((key) => ["rest", key]).filter((file) => !lettersMap.data(...file));
  }

  _isFirst({ metric, drawn, council }) {
    return metric === this.first.metric && drawn === this.first.drawn && !council;
  }

  /* The view of what was chosen; in the tier of the chosen council, and without one that this year does not have. */
  of(chosen) {
    const both = this._geometry(chosen);
    const tier = [chosen.tier, "lower", "upper"].find((name) => both[name].shapes.has(chosen.council));
    const period = this.years.get(chosen.year);
    const metric = this._offered(this.metrics.get(chosen.metric), period);
    const kept = { ...chosen, metric: metric.key, ...(tier ? { tier } : { council: "" }) };
    return new lettersMap.View(kept, {
      choices: this.choices,
      metric: this._year(kept.year).worded(metric),
      period,
      viewOf: (measure, compared) => this.viewOf(measure, compared).key,
      year: this._year(kept.year),
      title: period.title,
      geometry: both[kept.tier],
      told: this._told(kept),
      // One scale of circles for all subjects, so that they can be compared; smaller on a small map.
      unit: this.map.getSize().x < 500 ? 0.7 : 1.1,
    });
  }

  /* Whether the chosen council has an area in that tier of its year. */
  has(chosen, tier) {
    return this._geometry(chosen)[tier].shapes.has(chosen.council);
  }

  /* Both tiers' true areas in a year, however they are drawn. */
  areas({ year }) {
    return this._geometry({ year, drawn: "map" });
  }

  /* What differs from the first view: all that an address has to say. */
  _told({ metric, ...rest }) {
    const told = Object.entries(rest).filter(([key, value]) => value !== this.first[key]);
    return { ...this._toldMetric(this.metrics.get(metric)), ...Object.fromEntries(told) };
  }

  /* A rate is told with whether it is compared, since without that it would be taken for one that is not. */
  _toldMetric({ key, measure, kind }) {
    if (key === this.first.metric) {
      return {};
    }
    return kind === "circles" ? { metric: key } : { metric: measure, compared: kind === "against" ? "yes" : "no" };
  }

  /* Both tiers as they are drawn, made once. */
  _geometry({ year, drawn }) {
    const key = this.years.get(year).areas;
    const name = `${drawn} ${key}`;
    if (!this.geometries.has(name)) {
      const topology = lettersMap.data("areas", key);
      const draw = drawn === "map" ? lettersMap.decode : (of) => lettersMap.hexagons(of, this.map.corners);
      this.geometries.set(name, draw(topology));
    }
    return this.geometries.get(name);
  }

  _year(key) {
    if (!this.yearsOf.has(key)) {
      this.yearsOf.set(key, new lettersMap.Year(lettersMap.data("figures", key), this.choices));
    }
    const year = this.yearsOf.get(key);
    this._complete(year, key);
    return year;
  }

  /* What has come since: the rest of a year's figures, and of what can be chosen. */
  _complete(year, key) {
    const [figures, choices] = [lettersMap.data("rest", key), lettersMap.data("rest", "choices")];
    if (figures && choices && !year.isWhole) {
      lettersMap.complete(this.choices, choices);
      lettersMap.complete(year.data, figures);
    }
  }
};

lettersMap.View = class {
  /* `chosen` has the keys of `Views.first`; `known` its choices, metric, year, the year's title, the geometry of
     its tier (shapes by code, and coast), pixels of a circle for a root of one, and what an address has to tell. */
  constructor(chosen, known) {
    Object.assign(this, known, { chosen, measured: new Map() });
    for (const code of this.geometry.shapes.keys()) {
      this.measured.set(code, this.year.measure(this.metric, code));
    }
  }

  /* Whether it differs from another view by the chosen council only, if at all. */
  hasFiguresOf(other) {
    return Boolean(other) && ["metric", "year", "geometry", "unit"].every((part) => this[part] === other[part]);
  }

  measure(code) {
    return this.measured.get(code);
  }

  get council() {
    return this.chosen.council;
  }

  /* "1 of 1": the figure alone; or why there is none. */
  label(code) {
    const { mark, hits, base } = this.measure(code);
    if (mark) {
      return lettersMap.words.missing(this.metric, mark, this.choices);
    }
    return base === undefined ? `${hits}` : `${hits} of ${base}`;
  }

  /* Whether it is known to which side councils in the range lean. */
  get leans() {
    return [...this.measured.values()].some(({ lean }) => lean);
  }

  /* Whether several years are put together. */
  get isTogether() {
    return this.period.together;
  }

  /* "1 of 1 upheld". */
  short(code) {
    return lettersMap.words.short(this.metric, this.measure(code), this.choices);
  }

  /* A name and, in one form everywhere on the map, "78 of 106, more often than expected". */
  shortly(code) {
    const { metric, choices } = this;
    const measured = this.measure(code);
    const verdict = () => lettersMap.words.verdict(metric, measured, choices).toLowerCase();
    const said = metric.kind === "circles" ? `${measured.hits} ${metric.hits_word}` : "";
    const value = measured.mark ? this.label(code) : said || `${this.label(code)}, ${verdict()}`;
    return { name: this.year.nameOf(code), value };
  }

  /* "Dartford: 1 of 1 upheld (100%), fewer than five investigated". */
  spoken(code) {
    const { metric, choices } = this;
    return `${this.year.nameOf(code)}: ${lettersMap.words.spoken(metric, this.measure(code), choices)}`;
  }

  /* The name of the tier, as its control says it. */
  get tierName() {
    return this.chosen.tier === "lower" ? "local councils" : "county-level councils";
  }

  /* How many councils are outside their expected range, and how many chance would put there, in sentences. */
  get outside() {
    if (this.metric.isFlat) {
      return [this.year.data.flat[this.metric.key][this.chosen.tier]];
    }
    return this.year.data.outside[this.chosen.tier][this.chosen.metric];
  }

  /* What the map shows, in a few sentences. */
  get words() {
    return this.year.data.descriptions[this.chosen.tier][this.chosen.metric];
  }
};
