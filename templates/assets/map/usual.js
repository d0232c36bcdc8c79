/* What is usual in each type of council, beside the map until a council is chosen. */

lettersMap.Usual = class {
  constructor(box) {
    this.box = box;
  }

  show(view, before) {
    if (view.hasFiguresOf(before)) {
      return;
    }
    const { metric, year, choices, title } = view;
    const order = choices.rows.findIndex((row) => row.hits === metric.hits && row.base === (metric.base || ""));
    const rows = year.data.against.groups
      .filter((group) => group.comparable)
      .map((group) => [lettersMap.words.sentence(group.plural), group.rows[order]])
      .filter(([, value]) => value);
    this.box.hidden = !rows.length;
    if (rows.length) {
      const { label, base_word: base } = choices.rows[order];
      this.box.caption.textContent = `${label}${base ? ` of ${base}` : ""}, all of a type together, ${title}`;
      this.box.tBodies[0].replaceChildren(...rows.map((row) => this._row(row)));
    }
  }

  _row([name, value]) {
    const row = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = name;
    row.append(head);
    row.insertCell().textContent = value;
    return row;
  }
};
