/* The key: what the colours mean, step by step, each with the number of councils that have it; and the same in one row
   above the map on a phone. */

(() => {
  const { byId, make } = lettersMap.elements;
  const { bar, swatch } = lettersMap.signs;
  const { sentence } = lettersMap.words;

  /* A step: its sign, its words and its number. The numbers of all steps add up to all councils. */
  const step = (className, sign, words, number) => {
    const made = make(
      "li",
      className,
      sign,
      make("span", "words", ...[words].flat()),
      make("span", "number", `${number}`),
    );
    made.dataset.counted = number;
    return made;
  };

  /* By class name of its swatch, how many were measured so, and one of them to draw. */
  const tally = (metric, all) => {
    const found = new Map();
    for (const one of all) {
      const name = one.mark || (metric.kind === "circles" ? one.hits > 0 : lettersMap.signs.classes(metric, one));
      const key = one.alone ? "alone" : lettersMap.signs.sideOf(metric, one) || name;
      found.set(key, (found.get(key) || 0) + 1);
    }
    return (key) => found.get(key) || 0;
  };

  /* Empty steps of what has no value are left out. */
  const missing = ({ metric, choices }, count) =>
    Object.keys(choices.marks)
      .filter((mark) => count(mark))
      .map((mark) => {
        const [, after] = choices.marks[mark];
        const words = sentence(lettersMap.words.missing(metric, mark, choices));
        return step("quiet", swatch(metric, { mark }, 28, 18), after ? `${words} ${after}` : words, count(mark));
      });

  /* The scale from more to less: its name in the tally, its words, what to draw. */
  const scale = ({ metric, leans, choices }) => {
    const middle = { band: 2 };
    const [, less, within, more] = metric.classes;
    const [[, toMore, towardsMore], [, toLess, towardsLess]] = choices.tints;
    const inside = leans
      ? [
          ["s3 lu", towardsMore, { ...middle, lean: toMore }],
          ["s3", "In the range, middle", middle],
          ["s3 ld", towardsLess, { ...middle, lean: toLess }],
        ]
      : [["s3", within, middle]];
    return [["more", more, { band: 3 }], ...inside, ["less", less, { band: 1 }]];
  };

  /* "More often" stands out of "than expected". */
  const outside = (words) => {
    const [, first, rest] = /^(.+?)( than .+)?$/.exec(words);
    return [make("b", "", first), rest || ""];
  };

  const against = (view, count) => {
    const { metric } = view;
    const steps = scale(view).map(([key, words, one]) => {
      const side = lettersMap.signs.sideOf(metric, one);
      return step(side && "outside", swatch(metric, one, 28, 18), side ? outside(words) : words, count(key));
    });
    const dull = [
      ["few", metric.few_class],
      ["alone", metric.none_class],
    ];
    const quiet = dull
      .filter(([key]) => count(key))
      .map(([key, words]) => step("quiet", swatch(metric, { few: true, band: 2 }, 28, 18), words, count(key)));
    const tints = view.leans ? [make("li", "note", metric.tints_say)] : [];
    return [...steps, ...quiet, ...missing(view, count), ...tints];
  };

  /* Where the rates hardly vary: those that are not like nearly all, and the others. */
  const flat = (view, count) => {
    const { metric } = view;
    const steps = flatSteps(metric).map(([key, words, one]) =>
      step(key === "quiet" ? "quiet" : "", swatch(metric, one, 28, 18), words, count(key)),
    );
    return [...steps, ...missing(view, count), make("li", "note", metric.flat_says)];
  };

  const flatSteps = ({ classes }) => [
    ["raw r4", classes[0], { band: 0 }],
    ["quiet", classes[1], { band: 1 }],
  ];

  /* The fan of raw rates: a row for many cases, one for fewer, one for few. */
  const fan = (metric, count) => {
    const { firm, below } = metric;
    const cell = (className, one) => {
      const number = count(lettersMap.signs.classes(metric, one));
      const made = make("span", className, bar(metric, one), `${number}`);
      made.dataset.counted = number;
      return made;
    };
    const cases = (words) => make("span", "cases", words);
    const edges = [0, 1, 2, 3].map((band) => make("span", "", metric.classes[band]));
    return make(
      "div",
      "fan",
      ...edges,
      cases(metric.rests_on),
      ...[0, 1, 2, 3].map((band) => cell("", { band, base: firm })),
      cases(`${firm} or more`),
      ...[0, 2].map((band) => cell("half", { band, base: below })),
      cases(`${below} to ${firm - 1}`),
      cell("all", { band: 0, base: 1, few: true }),
      cases(`fewer than ${below}`),
    );
  };

  const rate = (view, count) => {
    const { metric } = view;
    if (metric.isFlat) {
      return flat(view, count);
    }
    const first = make("li", "fan-step", fan(metric, count), make("span", "note", metric.fades));
    return [first, ...missing(view, count)];
  };

  /* Three round numbers, the largest no larger than what the map shows. */
  const roundNumbers = (largest) => {
    const round = [500, 200, 100, 50, 20, 10, 5, 2, 1];
    const first = Math.max(
      0,
      round.findIndex((number) => number <= largest),
    );
    return [4, 2, 0].map((back) => round[first + back]).filter(Boolean);
  };

  const circles = ({ measured, unit }) => {
    const largest = Math.max(0, ...[...measured.values()].map(({ hits }) => hits || 0));
    return roundNumbers(largest).map((number) =>
      make("span", "chip", lettersMap.signs.circle(unit * Math.sqrt(number)), make("b", "", `${number}`)),
    );
  };

  const counts = (view, count) => {
    const { metric } = view;
    const sizes = make("li", "sizes", ...circles(view));
    const number = count(true);
    const without = swatch(metric, { hits: 0 }, 28, 18);
    return [
      sizes,
      step("", make("span"), `${number === 1 ? "Council" : "Councils"} with a circle`, number),
      step("quiet", without, sentence(metric.zero), count(false)),
      ...missing(view, count),
    ];
  };

  /* The key in brief: from less to more, and what is quiet. */
  const brief = (view, count) => {
    const { metric } = view;
    const chip = (one, words, number) => make("span", "", bar(metric, one), words, make("br"), `${number}`);
    if (metric.kind === "circles") {
      return circles(view);
    }
    if (metric.isFlat) {
      return flatSteps(metric).map(([key, words, one]) => chip(one, words.toLowerCase(), count(key)));
    }
    if (metric.kind === "fill") {
      const firm = [0, 1, 2, 3].map((band) =>
        chip({ band, base: metric.firm }, metric.classes[band], count(`raw r${band + 1}`)),
      );
      const pale = count("raw w1") + count("raw w2");
      return [
        ...firm,
        chip({ band: 3, base: metric.below }, `of ${metric.below}–${metric.firm - 1}`, pale),
        chip({ band: 0, few: true }, `under ${metric.below}`, count("raw u")),
      ];
    }
    const words = { more: "▲ more", less: "▼ less", s3: "in range" };
    const steps = scale(view).reverse();
    // What is in the key alone, such as the one council that is like no other, has no room here.
    const isFew = count("few") > 0 || !count("alone");
    const few = chip({ band: 2, few: true }, isFew ? "too few" : "not compared", count(isFew ? "few" : "alone"));
    return [...steps.map(([key, , one]) => chip(one, words[key] || "", count(key))), few];
  };

  lettersMap.Legend = class {
    show(view, before) {
      if (view.hasFiguresOf(before)) {
        return;
      }
      const count = tally(view.metric, [...view.measured.values()]);
      const key = { against, fill: rate, circles: counts }[view.metric.kind];
      byId("legend").replaceChildren(...key(view, count));
      byId("brief-key").replaceChildren(...brief(view, count));
    }
  };
})();
