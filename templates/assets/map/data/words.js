/* Measurements, numbers and lists in words. The words of metrics and states come with the data. */

lettersMap.words = {
  /* "1 of 1 upheld", "14 received", "none investigated". */
  short(metric, measured, choices) {
    if (measured.mark) {
      return lettersMap.words.missing(metric, measured.mark, choices);
    }
    const alone = metric.kind === "circles" || metric.per;
    const number = alone ? `${measured.hits}` : `${measured.hits} of ${measured.base}`;
    return `${number} ${metric.hits_word}`;
  },

  /* "100%", "1.3 for every 10,000 residents". */
  rate: (metric, rate) => `${rate}${metric.unit || "%"}`,

  /* "1 of 1 upheld (100%), fewer than five investigated". */
  spoken(metric, measured, choices) {
    const short = lettersMap.words.short(metric, measured, choices);
    if (measured.rate === undefined) {
      return short;
    }
    const standing = metric.few_class ? lettersMap.words.verdict(metric, measured, choices).toLowerCase() : "";
    const words = standing || (measured.few ? metric.few : "");
    return [`${short} (${lettersMap.words.rate(metric, measured.rate)})`, words].filter(Boolean).join(", ");
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
    return metric.classes[measured.band];
  },

  /* What a council's rate says beside its type, in sentences; none where it has no rate. */
  against(year, metric, code) {
    const found = year.against(metric.rate, code);
    if (!found) {
      return [];
    }
    const { hits, base, rate } = year.measure(metric, code);
    const { low, high } = found;
    const values = {
      ...found.group.says,
      ...found.values,
      hits,
      base,
      Base: lettersMap.words.sentence(lettersMap.words.spelt(base)),
      cases: metric.cases[base === 1 ? 0 : 1],
      were: base === 1 ? "was" : "were",
      word: metric.hits_word,
      rate: `${rate}%`,
      range: low === high ? `${low}` : `${low} to ${high}`,
    };
    return found.says.map((pattern) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]));
  },

  /* The types of council in a year, by the metric's rate; for a count, by the first. */
  groups: (year, { rate }) => (year.data.against[rate] || Object.values(year.data.against)[0]).groups,

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
