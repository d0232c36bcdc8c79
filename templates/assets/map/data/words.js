/* Measurements, numbers and lists in words. The words of metrics and states come with the data. */

lettersMap.words = {
  /* "1 of 1 upheld", "14 received", "none investigated". */
  short(metric, measured, choices) {
    if (measured.mark) {
      return lettersMap.words.missing(metric, measured.mark, choices);
    }
    return `${lettersMap.words.cases(measured)} ${metric.hits_word}`;
  },

  /* "1 of 1"; "14" where it is out of nothing that letters print. */
  cases: ({ hits, base }) => (base === undefined ? `${hits}` : `${hits} of ${base}`),

  /* "33%", "9.9 per 100,000 residents". */
  rate: ({ per }, { rate }) => (per ? `${rate} ${per}` : `${rate}%`),

  /* "1 of 1 upheld (100%), fewer than five investigated". */
  spoken(metric, measured, choices) {
    const short = lettersMap.words.short(metric, measured, choices);
    if (measured.rate === undefined) {
      return short;
    }
    const standing = metric.few_class ? lettersMap.words.verdict(metric, measured, choices).toLowerCase() : "";
    const words = standing || (measured.few ? metric.few : "");
    return [`${short} (${lettersMap.words.rate(metric, measured)})`, words].filter(Boolean).join(", ");
  },

  /* The class, or why there is none, in words as they stand beside the swatch. */
  verdict(metric, measured, choices) {
    if (measured.mark) {
      return lettersMap.words.sentence(lettersMap.words.missing(metric, measured.mark, choices));
    }
    if (measured.alone) {
      return metric.none_class;
    }
    if (measured.few) {
      return metric.few_class || lettersMap.words.sentence(metric.few);
    }
    const tint = choices.tints.find(([, lean]) => lean === measured.lean);
    return tint ? tint[2] : metric.classes[measured.band];
  },

  /* What a council's rate says beside its type, in sentences; none where it has no rate. */
  against(year, metric, code) {
    const found = year.against(metric.rate, code);
    if (!found) {
      return [];
    }
    const { hits, base, rate } = year.measure(metric, code);
    const { low, high } = found;
    const of = metric.per ? hits : base;
    const values = {
      ...found.group.says,
      ...found.values,
      hits,
      base,
      Base: lettersMap.words.sentence(lettersMap.words.spelt(of)),
      cases: metric.cases[of === 1 ? 0 : 1],
      were: of === 1 ? "was" : "were",
      found: metric.found[of === 1 ? 0 : 1],
      rate: metric.per ? `${rate}` : `${rate}%`,
      range: low === high ? `${low}` : `${low} to ${high}`,
    };
    return found.says.map((pattern) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]));
  },

  /* The types of council in a year, by the metric's rate; for a count, by the first. None for years together. */
  groups: (year, { rate }) => (year.data.against[rate] || Object.values(year.data.against)[0]).groups || [],

  /* A whole number as a word below ten. */
  spelt: (number) =>
    ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][number] || `${number}`,

  missing(metric, mark, choices) {
    return choices.marks[mark][0] || metric.none_word;
  },

  sentence(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  },

  several: (number, one, more) => `${number} ${number === 1 ? one : more}`,

  /* "Kent, Essex and Surrey"; "Kent, Essex or Surrey". */
  and: (words) => new Intl.ListFormat("en-GB", { type: "conjunction" }).format(words),
  or: (words) => new Intl.ListFormat("en-GB", { type: "disjunction" }).format(words),

  /* Which of two names comes first. */
  byName: new Intl.Collator("en-GB", { numeric: true }).compare,
};
