/* What is usual in each type of council, beside the map until a council is chosen. */

lettersMap.Usual = class {
  constructor(box) {
    this.box = box;
  }

  show(view, before) {
    if (view.hasFiguresOf(before)) {
      return;
    }
    const { make, th } = lettersMap.elements;
    const { metric, year, choices, title } = view;
    const order = choices.rows.findIndex((row) => row.hits === metric.hits && row.base === (metric.base || ""));
    const rows = lettersMap.words
      .groups(year, metric)
      .filter((group) => group.target !== null)
      .map((group) => [lettersMap.words.sentence(group.plural), group.rows[order]])
      .filter(([, value]) => value);
    this.box.hidden = !rows.length;
    if (rows.length) {
      const { label, base_word: base } = choices.rows[order];
      const what = base ? `${label}, of ${base}` : label;
      this.box.caption.textContent = `${what}, all of a type together, ${title}`;
      this.box.tBodies[0].replaceChildren(
        ...rows.map(([name, value]) => make("tr", "", th("row", "", name), make("td", "", value))),
      );
    }
  }
};
