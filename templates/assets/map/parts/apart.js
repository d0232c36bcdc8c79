/* The councils outside their expected range, under the key, and how many chance would put there. They are those of the
   map: of its year and its tier. Only there with a measure that says so. */

(() => {
  const { byId, make } = lettersMap.elements;

  /* The codes of some of the councils in view, by name: the order must not look like a rank. */
  const codes = ({ year, measured }, isOne) => {
    const found = [...measured].filter(([, one]) => isOne(one));
    return found.map(([code]) => code).sort((a, b) => lettersMap.words.byName(year.nameOf(a), year.nameOf(b)));
  };

  /* Those outside on each side. */
  lettersMap.outside = (view, side) => codes(view, (one) => lettersMap.signs.sideOf(view.metric, one) === side);

  const NO_LETTER = "x";
  const FEW = 20; // so many names can be read at a glance

  /* Where letters are missing and nothing can be compared yet, the councils with a figure, if they are few. */
  const only = (view) => {
    const known = codes(view, ({ mark }) => !mark);
    const isMissing = [...view.measured.values()].some(({ mark }) => mark === NO_LETTER);
    return isMissing && known.length <= FEW ? known : [];
  };

  const isFar = ({ band }) => band === 0 || band === 4;

  const council = (view, code, choose) => {
    const one = view.measure(code);
    const side = lettersMap.signs.sideOf(view.metric, one);
    const words = `${lettersMap.words.cases(one)}${side && isFar(one) ? ", far" : ""}`;
    const sign = side ? lettersMap.signs.triangle(side) : lettersMap.signs.swatch(view.metric, one, 12, 12);
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

    _note(rest, few) {
      if (few.length) {
        const how = lettersMap.elements.link("about/index.html#adding", "How more letters are added");
        const who = few.length === 1 ? "This council has a figure so far. " : "These councils have a figure so far. ";
        return [who, how, "."];
      }
      return rest.length ? [[...rest, "The figures cannot tell us why."].join(" ")] : [];
    }

    /* The card of a council takes the place of the list. */
    show(view, before) {
      const { metric } = view;
      const isListed = metric.kind === "against" || Boolean(metric.isFlat);
      this.box.hidden = !isListed || Boolean(view.council);
      if (!isListed || view.hasFiguresOf(before)) {
        return;
      }
      const [title, ...rest] = view.outside;
      this.title.textContent = title.replace(/\.$/, "");
      const few = metric.isFlat || rest.length ? [] : only(view);
      this.note.replaceChildren(...this._note(rest, few));
      const found = metric.isFlat
        ? codes(view, ({ mark, band }) => !mark && band === 0)
        : [...["more", "less"].flatMap((side) => lettersMap.outside(view, side)), ...few];
      this.list.replaceChildren(...found.map((code) => council(view, code, this.choose)));
    }
  };
})();
