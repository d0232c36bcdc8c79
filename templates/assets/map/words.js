/* A measurement in words. The words themselves come with the data. */

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
    return `${short} (${measured.rate}%)${words ? `, ${words}` : ""}`;
  },

  /* The class in words, as it stands beside its swatch. */
  verdict(metric, measured) {
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
};
