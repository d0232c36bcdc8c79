/* The rows of the table of councils for any view: what stands in each cell, and what the cell is ordered by. The columns
   come with the data (mapper/map/listing.py). */

(() => {
  const { byId, make, th } = lettersMap.elements;
  const { cases, missing, sentence, verdict } = lettersMap.words;

  const REASONS = { o: "none", "-": "not-stated", x: "no-letter", "!": "in-review" };
  const WITHOUT_FIGURES = ["x", "!"];

  /* A class or a reason in words beside its mark, which the page has as a template. */
  const marked = (kind, words) => {
    const template = byId("list-marks").content.querySelector(`[data-kind="${kind}"] .chip`);
    const chip = template ? template.cloneNode(true) : make("span", "chip", make("span", "sw"));
    chip.append(words);
    return chip;
  };

  /* Tints are places and no classes, so a table has none. */
  const kindOf = (metric, one) => lettersMap.signs.classes(metric, one).replace(/^raw /, "").split(" ")[0];

  const classOf = ({ metric, choices }, one) => {
    if (metric.kind === "against") {
      return verdict(metric, { ...one, lean: undefined }, choices);
    }
    return one.few ? sentence(metric.few) : metric.classes[one.band];
  };

  /* The expected range is one of counts: "4 to 13 of 15". None where no count could be outside. */
  const expected = ({ metric, year }, one, code) => {
    const found = one.few ? null : year.against(metric.rate, code);
    if (!found || found.low === null) {
      return ["", null];
    }
    const { low, high } = found;
    const range = low === high ? number(low) : `${number(low)} to ${number(high)}`;
    return [one.base === undefined ? range : `${range} of ${number(one.base)}`, low];
  };

  const number = (count) => count.toLocaleString("en-GB");

  /* By column, what stands in a cell and its key; a key of null is none. */
  const CELLS = {
    cases: (_, { hits, base, residents }) => [
      cases({ hits: number(hits), base: residents || base === undefined ? undefined : number(base) }),
      hits,
    ],
    residents: (_, { residents }) => [number(residents), residents],
    rate: ({ metric }, { rate }) => [metric.per ? number(rate) : `${number(rate)}%`, rate],
    expected,
    // Too few to say is no class between the others.
    class: (view, one) => [marked(kindOf(view.metric, one), classOf(view, one)), one.few ? -1 : one.band],
  };

  const cell = (classes, [content, key]) => {
    const made = make("td", classes, content);
    if (key !== null) {
      made.dataset.sort = key;
    }
    return made;
  };

  const reason = ({ metric, choices }, { mark }, span) => {
    const made = make("td", "", marked(REASONS[mark], sentence(missing(metric, mark, choices))));
    made.colSpan = span;
    return made;
  };

  const tagOf = ({ choices, year }, code, one) => {
    const words = WITHOUT_FIGURES.includes(one.mark) ? "" : choices.listing.tags[year.madeBy(code)];
    return words ? [" ", make("span", "tag", words)] : [];
  };

  const row = (view, columns, link, [code, one]) => {
    const { type, region } = view.year.council(code);
    const values = one.mark
      ? [reason(view, one, columns.length)]
      : columns.map(([key, , classes]) => cell(classes, CELLS[key](view, one, code)));
    const made = make(
      "tr",
      "",
      th("row", "", link(code), ...tagOf(view, code, one)),
      make("td", "wide", type),
      ...values,
    );
    made.dataset.region = region.replace(/^the /, "");
    return made;
  };

  /* A view as `Listing.fill` takes it; `link(code)` makes the link of a council's name. */
  lettersMap.listed = (view, link) => {
    const { choices, chosen, measured, metric, title } = view;
    const columns = choices.listing.columns[metric.key];
    const rows = [...measured].map((one) => row(view, columns.slice(2), link, one));
    const where = chosen.tier ? `, ${view.tierName}` : "";
    return {
      caption: `${metric.kind === "circles" ? metric.short : metric.title}, ${title}${where}`,
      columns,
      rows,
      file: `councils-${chosen.year}-${metric.key}.csv`,
    };
  };
})();
