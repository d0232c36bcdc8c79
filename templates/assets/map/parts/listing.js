/* The table of councils: filtered by name, type, region and class, ordered by any column, and kept as a file of what is
   shown. It takes over the table that a page has without scripts, and any other that is made for it. */

(() => {
  const { byId, button, make, th } = lettersMap.elements;
  const { byName, several } = lettersMap.words;

  const FILTERS = ["name", "type", "region", "class"];

  const textOf = (node) => node.textContent.replace(/\s+/g, " ").trim();

  const plain = (text) =>
    text
      .toLowerCase()
      .replace(/[’']/g, "")
      .replace(/[\s-]+/g, " ")
      .trim();

  const nameOf = (row) => row.cells[0].querySelector("a").textContent;

  /* What a row says of its class: the class, or why there is no value. */
  const lastOf = (row) => row.cells[row.cells.length - 1];

  /* Whether it has a rate and no class of its own, most often because its cases are too few. */
  const isUncompared = (row) => lastOf(row).dataset.sort === "-1";

  /* A cell that begins like a formula is text to a spreadsheet when a quotation mark stands before it. */
  const quoted = (text) => `"${text.replace(/^(?=[=+\-@])/, "\u0027").replace(/\u0022/g, "$&$&")}"`;

  lettersMap.Listing = class {
    /* `changed()` is called when somebody has filtered or ordered it. */
    constructor(table, changed) {
      Object.assign(this, { table, changed, asked: {} });
      this.form = byId("filter");
      this.count = byId("filter-count");
      this.none = byId("filter-none");
      this.csv = byId("filter-csv");
      this.controls = Object.fromEntries(FILTERS.map((key) => [key, byId(`filter-${key}`)]));
      this._listen();
      this._takeOver();
    }

    /* Another view: `columns` are the key, title and classes of each, `rows` are elements. */
    fill({ caption, columns, rows, file }) {
      this.csv.dataset.file = file;
      this.table.createCaption().replaceChildren(caption);
      this.table.tHead.rows[0].replaceChildren(
        ...columns.map(([key, title, classes]) => {
          const heading = th("col", classes, title);
          heading.dataset.key = key;
          return heading;
        }),
      );
      this.table.tBodies[0].replaceChildren(...rows);
      this._takeOver();
    }

    /* What is chosen, for an address, as far as this view has it; nothing of what the table begins with. */
    get told() {
      const chosen = FILTERS.map((key) => [key, this.controls[key].value.trim()]);
      const order = this._order === this.headings[0].dataset.key ? "" : this._order;
      return Object.fromEntries([...chosen, ["order", order]].filter(([, value]) => value));
    }

    /* Show what an address asks for. */
    read(asked) {
      this.asked = Object.fromEntries([...FILTERS, "order"].map((key) => [key, asked[key] || ""]));
      this._show();
    }

    _listen() {
      this.form.addEventListener("input", () => {
        for (const key of FILTERS) {
          this.asked[key] = this.controls[key].value.trim();
        }
        this._filter();
        this.changed();
      });
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.csv.addEventListener("click", () => this._keep());
      this.table.addEventListener("click", ({ target }) => {
        const heading = target.closest("thead th");
        if (heading) {
          const { key } = heading.dataset;
          this.asked.order = this._order === key ? `-${key}` : key;
          this._sort();
          this.changed();
        }
      });
    }

    /* The rows of the table as it stands, and what its filters can choose of them. */
    _takeOver() {
      this.rows = [...this.table.tBodies[0].rows];
      this.headings = [...this.table.tHead.rows[0].cells];
      for (const heading of this.headings) {
        heading.replaceChildren(button("", textOf(heading)));
      }
      this._offer("type", this.rows.map((row) => textOf(row.cells[1])).sort(byName));
      this._offer("region", this.rows.map((row) => row.dataset.region).sort(byName));
      byId("filter-classes").hidden = !this.headings.some(({ dataset }) => dataset.key === "class");
      this._offer("class", byId("filter-classes").hidden ? [] : this._classes());
      this._show();
      this.form.hidden = false;
    }

    /* The classes from the highest to the lowest, then the reasons for no value. */
    _classes() {
      const key = (row) => Number(lastOf(row).dataset.sort ?? -2);
      return [...this.rows]
        .sort((a, b) => key(b) - key(a) || byName(textOf(lastOf(a)), textOf(lastOf(b))))
        .map((row) => textOf(lastOf(row)));
    }

    _offer(name, found) {
      const control = this.controls[name];
      const options = [...new Set(found)].filter(Boolean).map((words) => {
        const option = make("option", "", words);
        option.value = words.toLowerCase();
        return option;
      });
      control.replaceChildren(control.options[0], ...options);
    }

    /* As it was asked for, as far as this view has it. */
    _show() {
      for (const key of FILTERS) {
        const control = this.controls[key];
        const asked = this.asked[key] || "";
        const found = key === "name" ? asked : asked.toLowerCase();
        const isThere = key === "name" || [...control.options].some(({ value }) => value === found);
        control.value = isThere ? found : "";
      }
      this._sort();
      this._filter();
    }

    _filter() {
      const { name, type, region, class: standing } = this.controls;
      const wanted = plain(name.value);
      const fits = (control, text) => control.value === "" || control.value === text.toLowerCase();
      let shown = 0;
      for (const row of this.rows) {
        row.hidden = !(
          plain(nameOf(row)).includes(wanted) &&
          fits(type, textOf(row.cells[1])) &&
          fits(region, row.dataset.region) &&
          (fits(standing, textOf(lastOf(row))) || fits(standing, textOf(lastOf(row)).replace(/^Far /, "")))
        );
        shown += row.hidden ? 0 : 1;
      }
      const all = this.rows.length;
      this.count.textContent = shown === all ? several(all, "council", "councils") : `${shown} of ${all} councils`;
      this.none.hidden = shown > 0 || !all;
    }

    /* A cell without a key has no value: it comes last whichever way. Before it come, by a rate or a class, the councils
       that are not compared, so that one of one is never the first. What is equal stays by name. */
    _sort() {
      const [, down, asked] = /^(-?)(.*)$/.exec(this.asked.order || "");
      const at = Math.max(
        0,
        this.headings.findIndex(({ dataset }) => dataset.key === asked),
      );
      const isText = at < 2;
      const key = (row) => (isText ? (at ? textOf(row.cells[1]) : nameOf(row)) : row.cells[at]?.dataset.sort);
      const compare = isText ? byName : (x, y) => x - y;
      const isRate = ["rate", "class"].includes(this.headings[at]?.dataset.key);
      const place = (row) => (!isText && key(row) === undefined ? 2 : Number(isRate && isUncompared(row)));
      const keyed = this.rows.map((row) => ({ row, place: place(row), key: key(row), name: nameOf(row) }));
      keyed.sort((one, other) => {
        const byKey = () => (one.place === 2 ? 0 : (down ? -1 : 1) * compare(one.key, other.key));
        return one.place - other.place || byKey() || byName(one.name, other.name);
      });
      const [body] = this.table.tBodies;
      // A page comes in order: to put its rows where they are would lay out the table once more.
      const there = [...body.rows];
      if (keyed.some(({ row }, place) => row !== there[place])) {
        body.append(...keyed.map(({ row }) => row));
      }
      this._say(at, Boolean(down));
    }

    _say(at, down) {
      this._order = `${down ? "-" : ""}${this.headings[at]?.dataset.key}`;
      this.headings.forEach((heading, column) => {
        if (column === at) {
          heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        } else {
          heading.removeAttribute("aria-sort");
        }
      });
    }

    /* The rows in view as a file; what has no value says why in each of its columns. */
    _keep() {
      const titles = this.headings.map(textOf);
      const lines = [["Council", "Note", ...titles.slice(1), "Region", "Shown"]];
      for (const row of [...this.table.tBodies[0].rows].filter(({ hidden }) => !hidden)) {
        const note = row.cells[0].querySelector(".tag");
        const cells = [...row.cells].slice(1).flatMap((one) => Array(one.colSpan).fill(textOf(one)));
        lines.push([nameOf(row), note ? textOf(note) : "", ...cells, row.dataset.region, textOf(this.table.caption)]);
      }
      const text = lines.map((line) => line.map(quoted).join(",")).join("\r\n");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv" }));
      link.download = this.csv.dataset.file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    }
  };
})();
