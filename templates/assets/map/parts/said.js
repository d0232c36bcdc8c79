/* What is said aloud when the view changes: what the map shows now, or what was chosen on it. */

(() => {
  const { several } = lettersMap.words;

  /* "6 of the 180 councils compared are outside the expected range". */
  const against = (view) => view.outside[0].replace(/\.$/, "");

  const having = ({ metric }, all) => {
    const number = all.filter(({ mark }) => !mark).length;
    const what = metric.kind === "circles" ? "number" : "rate";
    return `${number} of ${several(all.length, "council", "councils")} ${number === 1 ? "has" : "have"} a ${what}`;
  };

  const whole = (view) => {
    const all = [...view.measured.values()];
    const drawn = view.chosen.drawn === "hexagons" ? ", as hexagons" : "";
    const found = view.metric.kind === "against" ? against(view) : having(view, all);
    return `${view.metric.title}, ${view.title}, ${view.tierName}${drawn}: ${found}.`;
  };

  lettersMap.Said = class {
    /* `trouble` is a box for what went wrong, which is there to be seen too. */
    constructor(box, trouble) {
      Object.assign(this, { box, alert: trouble });
    }

    /* Nothing at first: the page itself is read then. */
    show(view, before) {
      const same = view.hasFiguresOf(before);
      if (same && before.council === view.council) {
        return; // what went wrong since still holds
      }
      this.alert.textContent = view.instead;
      if (!before) {
        return;
      }
      const council = view.council ? `${view.spoken(view.council)}.` : "";
      this.box.textContent = same ? council || "No council chosen." : `${whole(view)} ${council}`;
    }

    trouble(text) {
      this.alert.textContent = text;
    }
  };
})();
