/* One year's councils and figures, looked up by GSS code. Its lists all follow the order of `councils.code`. */

lettersMap.Year = class {
  constructor(data, choices) {
    this.data = data;
    this.choices = choices;
    this.until = data.until;
    this.flat = new Map();
    this.positions = new Map(data.councils.code.map((code, position) => [code, position]));
  }

  /* Whether more than the figures of the first view are there: all that the rest holds. */
  get isWhole() {
    return Boolean(this.data.absent);
  }

  /* A metric as this year shows it: one that is 100% nearly everywhere has two classes and no shades. */
  worded(metric) {
    if (metric.kind !== "fill" || !this.data.flat?.[metric.key]) {
      return metric;
    }
    if (!this.flat.has(metric.key)) {
      this.flat.set(metric.key, { ...metric, classes: metric.flat, isFlat: true });
    }
    return this.flat.get(metric.key);
  }

  has(code) {
    return this.positions.has(code);
  }

  council(code) {
    const { councils } = this.data;
    const at = this.positions.get(code);
    const county = councils.county[at] < 0 ? "" : councils.short[councils.county[at]];
    const type = this.choices.types[councils.type[at]];
    return {
      code,
      county,
      name: councils.name[at],
      short: councils.short[at],
      slug: councils.slug[at],
      type,
      region: this.choices.find.regions[councils.region[at]],
      kind: county ? `${type} in ${county}` : type,
    };
  }

  nameOf(code) {
    return this.data.councils.short[this.positions.get(code)];
  }

  /* The council that serves a place, which is named by the code of a district of another day. */
  serving(place) {
    return this.data.followers[place] || place;
  }

  /* The code of a district's county; undefined where there is none. */
  countyOf(code) {
    const { councils } = this.data;
    return councils.code[councils.county[this.positions.get(code)]];
  }

  /* A count of the letter; null where it does not state it, or where there is no letter to show. */
  count(column, code) {
    return this.data.columns[column][this.positions.get(code)];
  }

  /* A metric of a council: `mark` where there is no value, else its count, or its rate with what it rests on. `band`
     is its class, and `few` whether it rests on too little to say much; against its type it then has no class, and is
     `alone` where it is not its own cases that are too few. In the expected range it may `lean` to "more" or "less". */
  measure(metric, code) {
    const at = this.positions.get(code);
    const sign = this.data.classes[metric.key][at];
    if (sign in this.choices.marks) {
      return { mark: sign };
    }
    const { hits, base } = this._cases(metric, code);
    if (metric.kind === "circles") {
      return { hits };
    }
    const rate = this.data.rates[metric.rate][at];
    const unclassed = sign === "f" || sign === "n";
    const few = unclassed || (metric.kind === "fill" && !metric.isFlat && (base ?? hits) < this.choices.few.below);
    const [, lean] = this.choices.tints.find(([tint]) => tint === sign) || [];
    const residents = metric.why && this.count(metric.base, code);
    return { hits, base, residents, rate, lean, band: unclassed || lean ? 2 : Number(sign), few, alone: sign === "n" };
  }

  /* The cases of a metric: of one year, or of all years of which some are put together. */
  _cases(metric, code) {
    const sums = this.data.sums?.[metric.rate];
    if (!sums) {
      return {
        hits: this.count(metric.hits, code),
        base: metric.base && !metric.why ? this.count(metric.base, code) : undefined,
      };
    }
    const at = this.positions.get(code);
    return { hits: sums.hits[at], base: sums.base[at] };
  }

  /* The single years behind a sum, the newest first: title, and "3 of 4" or what stands for the reason for no rate. Those
     that are left out of it have neither. */
  single(metric, code) {
    const at = this.positions.get(code);
    return this.data.titles
      .map((title, order) => ({ title, cases: this.data.single[metric.rate][order][at] }))
      .filter(({ cases }) => cases)
      .reverse();
  }

  /* A rate of a council beside others of its type: their `group`, the ends of the expected range in cases, what fills
     the braces of the sentences, and their patterns; null where it has no rate. `rate` is the key of a rate. */
  against(rate, code) {
    const at = this.positions.get(code);
    if (this.data.against[rate].words) {
      return this._filled(this.data.against[rate], at);
    }
    const { group, groups, low, high, years, out, points, says } = this.data.against[rate];
    return group[at] === null
      ? null
      : {
          group: groups[group[at]],
          low: low[at],
          high: high[at],
          values: { years: years[at], out: out[at], points: points[at] },
          says: [...says[at]].map((key) => this.choices.says[key]),
        };
  }

  /* The same for years together, of which each stands beside its own type, and for what is beside an average. */
  _filled({ low, high, target, usual, words, fills, filled, says }, at) {
    if (!says[at]) {
      return null;
    }
    const [patterns, group] = usual
      ? [this.choices.population, { of: "at the average", usual: usual[at] }]
      : [this.choices.together, { of: "like its type", target: target[at] }];
    return {
      group: { ...group, says: {} },
      low: low[at],
      high: high[at],
      values: Object.fromEntries(fills.map((name, order) => [name, words[filled[at][order]]])),
      says: [...says[at]].map((key) => patterns[key]),
    };
  }

  /* The sign for who made a letter's figures (mapper/map/rows.py). */
  madeBy(code) {
    return this.data.letters.drawn[this.positions.get(code)];
  }

  /* What is special about a letter: its page (0: not shown), who made its figures, and whether it is here. */
  letter(code) {
    const { path, page, at: elsewhere } = this.data.letters;
    const at = this.positions.get(code);
    const sign = this.madeBy(code);
    return {
      path: elsewhere[at] ?? path,
      page: page[at],
      drawn: this.choices.drawn[sign],
      isHere: sign !== "x" && sign !== "t",
    };
  }
};
