/* The views of the map: of what was chosen, with its areas. */

lettersMap.Views = class extends lettersMap.Offers {
  constructor(choices, map) {
    super(choices);
    const [metric] = choices.metrics;
    Object.assign(this, { map, geometries: new Map() });
    this.first = { metric: metric.key, tier: "lower", year: choices.first, drawn: "map", council: "" };
  }

  /* What an address asks for, as far as it is known here; the first view for the rest. */
  known(asked) {
    const metric = this.metricOf(asked);
    // Years together hold less than a year: what only a year has is shown for the newest that can be.
    const year =
      this.offered(metric, this.years.get(this.first.year)) === metric ? this.first.year : this.choices.alone;
    return {
      metric: metric.key,
      tier: asked.tier === "upper" ? "upper" : "lower",
      year: this.years.has(asked.year) ? asked.year : year,
      drawn: asked.drawn === "hexagons" ? "hexagons" : "map",
      council: asked.council || "",
    };
  }

  /* The files, each as kind and key, that have to be loaded before this can be shown. */
  missing(chosen) {
    const first = [
      ["figures", chosen.year],
      ["areas", this.years.get(chosen.year).areas],
    ].filter(([kind, key]) => !lettersMap.data(kind, key));
    return this._isFirst(chosen) ? first : [...first, ...this.rest(chosen)];
  }

  _isFirst({ metric, drawn, council }) {
    return metric === this.first.metric && drawn === this.first.drawn && !council;
  }

  /* The view of what was chosen; in the tier of the chosen council, and without one that this year does not have. */
  of(chosen) {
    const both = this._geometry(chosen);
    const tier =
      chosen.council && [chosen.tier, "lower", "upper"].find((name) => both[name].shapes.has(chosen.council));
    const asked = this.metrics.get(chosen.metric);
    const metric = this.offered(asked, this.years.get(chosen.year));
    const kept = { ...chosen, metric: metric.key, ...(tier ? { tier } : { council: "" }) };
    return new lettersMap.View(kept, both[kept.tier].shapes.keys(), {
      ...this.shown(kept),
      geometry: both[kept.tier],
      instead: metric.measure === asked.measure ? "" : this._instead(asked, this.years.get(chosen.year)),
      told: this._told(kept),
      // One scale of circles for all subjects, so that they can be compared; smaller on a small map.
      unit: this.map.getSize().x < 500 ? 0.7 : 1.1,
    });
  }

  /* Why what was asked for is not in view. */
  _instead({ measure }, { without }) {
    return `${this.viewOf(measure, false).title}: ${without[measure]}. The map shows another measure instead.`;
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
    return { ...this.toldMetric(this.metrics.get(metric)), ...Object.fromEntries(told) };
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
};
