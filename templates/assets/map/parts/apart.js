/* The councils outside their expected range, under the key, and how many chance would put there. They are those of the
   map: of its year and its tier. Only there with a measure that says so. */

(() => {
  const { byId, make } = lettersMap.elements;

  /* The codes outside on each side, by name: the order must not look like a rank. */
  lettersMap.outside = (view, side) => {
    const { metric, year, measured } = view;
    const found = [...measured].filter(([, one]) => lettersMap.signs.sideOf(metric, one) === side);
    return found.map(([code]) => code).sort((a, b) => lettersMap.words.byName(year.nameOf(a), year.nameOf(b)));
  };

  const isFar = ({ band }) => band === 0 || band === 4;

  const council = (view, side, code, choose) => {
    const one = view.measure(code);
    const words = `${one.hits} of ${one.base}${isFar(one) ? ", far" : ""}`;
    const sign = lettersMap.signs.triangle(side);
    const name = lettersMap.councilLink(view, code, choose);
    return make("li", "", sign, name, make("span", "", words));
  };

  lettersMap.Apart = class {
    constructor(choose) {
      this.choose = choose;
      this.box = byId("apart");
      this.title = byId("apart-title");
      this.note = byId("apart-note");
      this.list = byId("apart-councils");
    }

    /* The card of a council takes the place of the list. */
    show(view, before) {
      const { metric } = view;
      this.box.hidden = metric.kind !== "against" || Boolean(view.council);
      if (metric.kind !== "against" || view.hasFiguresOf(before)) {
        return;
      }
      const [title, ...rest] = view.outside;
      this.title.textContent = title.replace(/\.$/, "");
      this.note.textContent = rest.length ? [...rest, "The figures cannot tell us why."].join(" ") : "";
      const councils = ["more", "less"].flatMap((side) =>
        lettersMap.outside(view, side).map((code) => council(view, side, code, this.choose)),
      );
      this.list.replaceChildren(...councils);
    }
  };
})();
