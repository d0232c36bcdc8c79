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
    const leans = { more: 0, less: 0 };
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
        const ofClass = !measured.lean && (!measured.few || metric.kind === "fill");
        bands[measured.band] += ofClass ? 1 : 0;
        leans[measured.lean] += 1;
        alone += measured.alone ? 1 : 0;
        few += measured.few && !measured.alone ? 1 : 0;
      }
    }
    return { marks, bands, leans, few, alone, zero, largest, all: all.length };
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
    const chip = (measured, words, number) =>
      item(lettersMap.signs.swatch(metric, measured), words.toLowerCase(), number);
    const [more, less] = choices.tints.map(([, lean, words]) => chip({ band: 2, lean }, words, counts.leans[lean]));
    const [low, lower, middle, higher, high] = metric.classes.map((words, band) =>
      chip({ band }, words, counts.bands[band]),
    );
    const dull = () => lettersMap.signs.swatch(metric, { band: 2, few: true });
    const few = item(dull(), metric.few_class.toLowerCase(), counts.few);
    const alone = item(dull(), metric.none_class.toLowerCase(), counts.alone);
    return [
      `${metric.lead} `,
      ...listed([high, higher, more, middle, less, lower, low], " or "),
      `. ${metric.tints_say} Where no count could stand out, there are `,
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
    const hatched = `: it rests on ${metric.few}, ${moves}. `;
    return [
      `${metric.lead} `,
      ...listed(bands, " or "),
      ". ",
      ...(metric.isFlat ? [] : [few, hatched]),
      "A mark in place of colour means there is no rate: ",
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
    const against = metric.kind === "against";
    const classes = metric.classes.map((_, band) => ({ band }));
    if (against) {
      classes.splice(2, 1, { band: 2, lean: "less" }, { band: 2 }, { band: 2, lean: "more" });
    }
    const swatches = classes.map((one) => lettersMap.signs.swatch(metric, one));
    const few = lettersMap.signs.swatch(metric, { band: 2, few: true });
    const ends = against
      ? ["less often", "more often"]
      : [metric.classes[0], metric.classes[metric.classes.length - 1]];
    const key = make("span", "chip", make("span", "", ends[0]), ...swatches, make("span", "", ends[1]));
    const words = against ? metric.few_class.toLowerCase() : metric.few;
    return metric.isFlat ? [key] : [key, make("span", "chip", few, make("span", "", words))];
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
