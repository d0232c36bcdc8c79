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
    return `${short} (${measured.rate}%)${measured.few ? `, ${metric.few}` : ""}`;
  },

  missing(metric, mark, choices) {
    return choices.marks[mark][0] || metric.none_word;
  },

  sentence(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  },
};
