/* Measurements, numbers and lists in words. The words of metrics and states come with the data. */

lettersMap.words = {
  /* "1 of 1 upheld", "14 received", "none investigated". */
  short(metric, measured, choices) {
    if (measured.mark) {
      return lettersMap.words.missing(metric, measured.mark, choices);
    }
    const number = metric.kind === "circles" ? `${measured.hits}` : `${measured.hits} of ${measured.base}`;
    return `${number} ${metric.hits_word}`;
  },

  /* "1 of 1 upheld (100%), fewer than five investigated". */
  spoken(metric, measured, choices) {
    const short = lettersMap.words.short(metric, measured, choices);
    if (measured.rate === undefined) {
      return short;
    }
    const few = metric.few_class ? metric.few_class.toLowerCase() : metric.few;
    const standing = metric.few_class ? metric.classes[measured.band].toLowerCase() : "";
    const words = measured.few ? few : standing;
    return [`${short} (${measured.rate}%)`, words].filter(Boolean).join(", ");
  },

  /* The class, or why there is none, in words as they stand beside the swatch. */
  verdict(metric, measured, choices) {
    if (measured.mark) {
      return lettersMap.words.sentence(lettersMap.words.missing(metric, measured.mark, choices));
    }
    if (measured.few) {
      return metric.few_class || lettersMap.words.sentence(metric.few);
    }
    return metric.classes[measured.band];
  },

  /* What a council's uphold rate says beside its type, in sentences; none where it has no rate. */
  against(year, metric, code) {
    const found = year.against(code);
    if (!found) {
      return [];
    }
    const { hits, base, rate } = year.measure(metric, code);
    const { plural, together, pooled, hits: pooledHits, base: pooledBase } = found.group;
    const values = {
      hits,
      base,
      rate: Math.round(rate),
      low: found.low,
      high: found.high,
      few: year.choices.few.says[`${hits}/${base}`],
      plural,
      together,
      Together: lettersMap.words.sentence(together),
      pooled,
      pooled_hits: pooledHits.toLocaleString("en-GB"),
      pooled_base: pooledBase.toLocaleString("en-GB"),
      years: found.chance ? `about ${found.chance}` : "fewer than 1",
    };
    return found.says.map((pattern) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]));
  },

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
