/* The view as a table, in step with the map. It is made when it is opened, and not before. */

(() => {
  const { button, byId, make, th } = lettersMap.elements;

  /* What a metric counts, and what that is out of: together, or, where it is out of residents, apart. */
  const counts = (metric) => {
    const { sentence } = lettersMap.words;
    const hits = {
      title: sentence(metric.hits_word),
      number: true,
      cell: (one) => `${one.hits}`,
      by: (one) => one.hits,
    };
    if (metric.why) {
      const residents = (one) => one.residents.toLocaleString("en-GB");
      return [hits, { title: sentence(metric.base_word), number: true, cell: residents, by: (one) => one.residents }];
    }
    return metric.base_word
      ? [{ ...hits, title: `${hits.title} of ${metric.base_word}`, cell: (one) => `${one.hits} of ${one.base}` }]
      : [hits];
  };

  const rates = (metric) => ({
    title: metric.per ? lettersMap.words.sentence(metric.per) : "Rate",
    number: true,
    cell: ({ rate }) => (metric.per ? `${rate}` : `${rate}%`),
    by: ({ rate }) => rate,
  });

  /* The columns of a metric: a title, what stands in the cell and what the cell is ordered by. */
  const columns = (view, choose) => {
    const { metric, year } = view;
    const { verdict } = lettersMap.words;
    const council = {
      title: "Council",
      cell: (code) => lettersMap.councilLink(view, code, choose),
      by: (code) => year.nameOf(code),
    };
    const type = { title: "Type", cell: (code) => year.council(code).type, by: (code) => year.council(code).type };
    const values = counts(metric);
    if (metric.kind !== "circles") {
      const few = ({ few: is }) => (is && metric.kind === "fill" ? `, ${metric.few}` : "");
      const words = (one) => (metric.kind === "fill" ? metric.classes[one.band] : verdict(metric, one, view.choices));
      values.push(rates(metric), {
        title: metric.kind === "fill" ? "Class" : metric.short,
        cell: (one) => [lettersMap.signs.swatch(metric, one), `${words(one)}${few(one)}`],
        // Too few to say is no class between the others.
        by: ({ band, few: is }) => (is && metric.kind === "against" ? -1 : band),
      });
    }
    return { council, values, type };
  };

  lettersMap.Table = class {
    constructor(choose) {
      this.choose = choose;
      this.details = byId("as-table");
      this.box = byId("as-table-box");
      this.order = { column: 0, down: false };
      this.details.addEventListener("toggle", () => this._write());
    }

    show(view, before) {
      if (view.hasFiguresOf(before)) {
        return;
      }
      if (!before || before.metric !== view.metric) {
        this.order = { column: 0, down: false };
      }
      this.view = view;
      this.written = false;
      // The map comes first; some hundred rows can follow a moment later.
      setTimeout(() => this._write());
    }

    _write() {
      if (!this.view || !this.details.open || this.written) {
        return;
      }
      const { view } = this;
      const { council, values, type } = columns(view, this.choose);
      this.rows = [...view.measured].map(([code, one]) => this._row(council, values, type, code, one));
      const headings = [council, ...values, type].map((column, at) => this._heading(column, at));
      const { metric } = view;
      const title = metric.kind === "circles" ? metric.short : metric.title;
      this.body = make("tbody", "");
      this.box.replaceChildren(
        make(
          "table",
          "councils",
          make("caption", "vh", `${title}, ${view.title}, ${view.tierName}`),
          make("thead", "", make("tr", "", ...headings)),
          this.body,
        ),
      );
      this.headings = headings;
      this._sort();
      this.written = true;
    }

    _heading({ title, number }, at) {
      const order = button("", title);
      order.addEventListener("click", () => {
        this.order = { column: at, down: this.order.column === at && !this.order.down };
        this._sort();
      });
      return th("col", number ? "num" : "", order);
    }

    _row(council, values, type, code, one) {
      const cells = one.mark
        ? [this._missing(one, values.length)]
        : values.map(({ cell, number }) => make("td", number ? "num" : "", ...[cell(one)].flat()));
      return {
        keys: [council.by(code), ...values.map(({ by }) => (one.mark ? null : by(one))), type.by(code)],
        row: make("tr", "", th("row", "", council.cell(code)), ...cells, make("td", "", type.cell(code))),
      };
    }

    _missing(one, span) {
      const { metric, choices } = this.view;
      const words = lettersMap.words.verdict(metric, one, choices);
      const cell = make("td", "missing-value", lettersMap.signs.swatch(metric, one), words);
      cell.colSpan = span;
      return cell;
    }

    /* What has no value comes last whichever way; what is equal stays by name. */
    _sort() {
      const { column, down } = this.order;
      const compare = (a, b) => (typeof a === "string" ? lettersMap.words.byName(a, b) : a - b);
      const sorted = this.rows.sort(({ keys: a }, { keys: b }) => {
        const [x, y] = [a[column], b[column]];
        const byValue = x === null || y === null ? (x === null) - (y === null) : (down ? -1 : 1) * compare(x, y);
        return byValue || compare(a[0], b[0]);
      });
      this.body.replaceChildren(...sorted.map(({ row }) => row));
      this.headings.forEach((heading, at) => {
        if (at === column) {
          heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        } else {
          heading.removeAttribute("aria-sort");
        }
      });
    }
  };
})();
