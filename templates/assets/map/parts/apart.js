/* The councils outside their expected range, in a column a class, and how many chance would put there. They are those of the map: of its year and
   its tier. Only there with the metric that says so. */

(() => {
  const { byId, make } = lettersMap.elements;

  const council = (view, code, choose) => {
    const cases = lettersMap.words.cases(view.measure(code));
    return make("li", "", lettersMap.councilLink(view, code, choose), make("span", "", cases));
  };

  lettersMap.Apart = class {
    constructor(choose) {
      this.choose = choose;
      this.box = byId("apart");
      this.title = byId("apart-title");
      this.note = byId("apart-note");
      this.classes = byId("apart-classes");
    }

    show(view, before) {
      const { metric } = view;
      this.box.hidden = metric.kind !== "against" && !metric.isFlat;
      if (this.box.hidden || view.hasFiguresOf(before)) {
        return;
      }
      const bands = metric.isFlat ? [0] : [4, 3, 1, 0];
      const columns = bands.map((band) => ({ band, codes: this._of(view, band) }));
      const [title, ...rest] = view.outside;
      this.title.textContent = title.replace(/\.$/, "");
      this.note.textContent = rest.length ? [...rest, "The figures cannot tell why."].join(" ") : "";
      this.classes.replaceChildren(...columns.map((column) => this._column(view, column)));
    }

    /* By name: the order must not look like a rank. */
    _of(view, band) {
      const { year } = view;
      const found = [...view.measured].filter(([, one]) => !one.mark && !one.few && one.band === band);
      return found.map(([code]) => code).sort((a, b) => lettersMap.words.byName(year.nameOf(a), year.nameOf(b)));
    }

    _column(view, { band, codes }) {
      const { metric } = view;
      const swatch = lettersMap.signs.swatch(metric, { band, few: false });
      const list = codes.length
        ? make("ul", "", ...codes.map((code) => council(view, code, this.choose)))
        : make("p", "note", "None");
      return make("div", "", make("h3", "", swatch, metric.classes[band]), list);
    }
  };
})();
