/* The legend: one sentence that belongs to what is shown and counts the councils in each class, and the same in
   brief as a key above the map on a phone. */

(() => {
  const { byId, make } = lettersMap.elements;

  /* A sign, its words and its number, kept on one line; `counted` numbers add up to all councils. */
  const item = (sign, words, number, counted = true) => {
    const chip = make("span", "chip", sign, make("b", "", words), " ", make("span", "number", `(${number})`));
    chip.dataset[counted ? "counted" : "within"] = number;
    return chip;
  };

  const listed = (items, last) =>
    items.flatMap((one, order) => [order === 0 ? "" : order === items.length - 1 ? last : ", ", one]);

  const tally = (metric, all) => {
    const marks = { o: 0, "-": 0, x: 0, "!": 0 };
    const bands = [0, 0, 0, 0, 0];
    let few = 0;
    let alone = 0;
    let zero = 0;
    let largest = 0;
    for (const measured of all) {
      if (measured.mark) {
        marks[measured.mark] += 1;
      } else if (measured.band === undefined) {
        zero += measured.hits === 0 ? 1 : 0;
        largest = Math.max(largest, measured.hits);
      } else {
        const ofClass = !measured.few || metric.kind === "fill";
        bands[measured.band] += ofClass ? 1 : 0;
        alone += measured.alone ? 1 : 0;
        few += measured.few && !measured.alone ? 1 : 0;
      }
    }
    return { marks, bands, few, alone, zero, largest, all: all.length };
  };

  const missing = (metric, counts, choices) => {
    const shown = Object.keys(choices.marks).filter((mark) => mark !== "o" || metric.none_word);
    const items = shown.map((mark) => {
      const [, after] = choices.marks[mark];
      const words = lettersMap.words.missing(metric, mark, choices);
      const chip = item(lettersMap.signs.swatch(metric, { mark }), words, counts.marks[mark]);
      return after ? make("span", "", chip, ` ${after}`) : chip;
    });
    return listed(items, " or ");
  };

  const againstSentence = (metric, counts, choices) => {
    const bands = metric.classes
      .map((words, band) => item(lettersMap.signs.swatch(metric, { band }), words.toLowerCase(), counts.bands[band]))
      .reverse();
    const dull = () => lettersMap.signs.swatch(metric, { band: 2, few: true });
    const few = item(dull(), metric.few_class.toLowerCase(), counts.few);
    const alone = item(dull(), metric.none_class.toLowerCase(), counts.alone);
    return [
      `${metric.lead} `,
      ...listed(bands, " or "),
      ". Where no count could stand out, there are ",
      few,
      "; where hardly any letters of the type are here, or it has no others like it, it is ",
      alone,
      ". A mark in place of colour means there is no rate: ",
      ...missing(metric, counts, choices),
      ".",
    ];
  };

  const rateSentence = (metric, counts, choices) => {
    const bands = metric.classes.map((words, band) =>
      item(lettersMap.signs.swatch(metric, { band }), words, counts.bands[band]),
    );
    const few = item(lettersMap.signs.swatch(metric, { band: 2, few: true }), "Hatched", counts.few, false);
    const moves = metric.few_moves || "so one decision the other way would move it by at least a quarter";
    return [
      `${metric.lead} `,
      ...listed(bands, " or "),
      ". ",
      few,
      `: it rests on ${metric.few}, ${moves}. A mark in place of colour means there is no rate: `,
      ...missing(metric, counts, choices),
      ".",
    ];
  };

  /* Three round numbers, the largest no larger than what the map shows. */
  const roundNumbers = (largest) => {
    const round = [500, 200, 100, 50, 20, 10, 5, 2, 1];
    const first = Math.max(
      0,
      round.findIndex((number) => number <= largest),
    );
    return [4, 2, 0].map((step) => round[first + step]).filter(Boolean);
  };

  const circles = (counts, unit) =>
    roundNumbers(counts.largest).map((number) =>
      make("span", "chip", lettersMap.signs.circle(unit * Math.sqrt(number)), make("b", "", `${number}`)),
    );

  const circleSentence = (metric, counts, choices, unit) => {
    const absent = Object.values(counts.marks).reduce((sum, number) => sum + number, 0);
    const number = counts.all - absent - counts.zero;
    const drawn = make("span", "", `${lettersMap.words.several(number, "council has", "councils have")} one`);
    drawn.dataset.counted = number;
    return [
      `${metric.lead} `,
      ...listed(circles(counts, unit), ", "),
      ". ",
      drawn,
      ". Without a circle: ",
      item("", metric.zero, counts.zero),
      ". A mark means there is no number: ",
      ...missing(metric, counts, choices),
      ".",
    ];
  };

  const rateKey = (metric) => {
    const swatches = metric.classes.map((_, band) => lettersMap.signs.swatch(metric, { band }));
    const few = lettersMap.signs.swatch(metric, { band: 2, few: true });
    const against = metric.kind === "against";
    const ends = against
      ? ["less often", "more often"]
      : [metric.classes[0], metric.classes[metric.classes.length - 1]];
    return [
      make("span", "chip", make("span", "", ends[0]), ...swatches, make("span", "", ends[1])),
      make("span", "chip", few, make("span", "", against ? metric.few_class.toLowerCase() : metric.few)),
    ];
  };

  lettersMap.Legend = class {
    constructor() {
      this.sentence = byId("legend");
      this.key = byId("map-key");
    }

    show(view, before) {
      if (view.hasFiguresOf(before)) {
        return;
      }
      const { metric, choices, unit } = view;
      const counts = tally(metric, [...view.measured.values()]);
      if (metric.kind === "circles") {
        this.sentence.replaceChildren(...circleSentence(metric, counts, choices, unit));
        this.key.replaceChildren(...circles(counts, unit), metric.hits_word);
      } else {
        const words = metric.kind === "against" ? againstSentence : rateSentence;
        this.sentence.replaceChildren(...words(metric, counts, choices));
        this.key.replaceChildren(...rateKey(metric));
      }
    }
  };
})();
