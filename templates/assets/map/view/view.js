/* A view: what was chosen with what the data say to it. Every part of the page is shown a view, and the one before it, so
   that it can leave alone what has not changed. */

lettersMap.View = class {
  /* `chosen` has the keys of the first view; `codes` are those of the councils in view; `known` has its choices, metric,
     year, the year's title and what an address has to tell; on a map also the geometry of its tier (shapes by code, and
     coast) and pixels of a circle for a root of one. */
  constructor(chosen, codes, known) {
    Object.assign(this, known, { chosen, measured: new Map() });
    for (const code of codes) {
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
