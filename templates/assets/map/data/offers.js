/* What can be chosen: a measure, compared or not, and a year or years together; and the years that have come. */

lettersMap.Offers = class {
  /* Who extends it says what is in view at `first`. */
  constructor(choices) {
    this.choices = choices;
    this.yearsOf = new Map();
    this.metrics = new Map(choices.metrics.map((one) => [one.key, one]));
    this.years = new Map(choices.years.map((one) => [one.key, one]));
  }

  /* The metric that an address names: compared with similar councils or as it is. An address without that choice is one
     of before there was any: then a rate is meant as it is, and what compares had names of its own. */
  metricOf({ metric, compared }) {
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
  offered(metric, { together, without }) {
    const isOffered = (one) => !(one.measure in without) && (!together || one.kind === "against");
    return [metric, this.viewOf(metric.measure, true), ...this.choices.metrics].find(isOffered) || metric;
  }

  /* The files that a year needs before all can be said of it; to show it at first it needs none of them. */
  rest({ year }) {
    return ["scripts", "choices", year].map((key) => ["rest", key]).filter((file) => !lettersMap.data(...file));
  }

  /* What a view of this choice knows, wherever it is shown. */
  shown({ metric, year: key }) {
    const [period, year] = [this.years.get(key), this.yearOf(key)];
    return {
      choices: this.choices,
      metric: year.worded(this.metrics.get(metric)),
      period,
      viewOf: (measure, compared) => this.viewOf(measure, compared).key,
      year,
      title: period.title,
    };
  }

  /* A rate is told with whether it is compared, since without that it would be taken for one that is not. */
  toldMetric({ key, measure, kind }) {
    if (key === this.first.metric) {
      return {};
    }
    return kind === "circles" ? { metric: key } : { metric: measure, compared: kind === "against" ? "yes" : "no" };
  }

  yearOf(key) {
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
