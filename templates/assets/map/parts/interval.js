/* The range bar: from no case to all, a band of the counts that would be expected of a council like its type, a dot for
   the count, a tick for the rate that it is compared with. */

(() => {
  const { make } = lettersMap.elements;
  const part = (name, ...children) => make("span", name, ...children);

  const put = (one, at) => {
    one.style.left = `${at}%`;
    return one;
  };

  /* A label stands over its place as far as the ends of the bar let it. */
  const label = (name, at, text) => {
    const made = put(part(name, text), at);
    made.style.transform = `translateX(-${at}%)`;
    return made;
  };

  /* The ends of the band, as one label where two would touch; the ends of the bar where there is room for them. */
  const scale = (low, high, base) => {
    const [from, to] = [(100 * low) / base, (100 * high) / base];
    const near = to - from < 18;
    const [least, most] = near ? [16, 73] : [14, 77];
    const limits = near
      ? [[(from + to) / 2, low === high ? `${low}` : `${low} to ${high}`]]
      : [
          [from, `${low}`],
          [to, `${high}`],
        ];
    const ends = [
      ...(limits[0][0] > least ? [[0, "0"]] : []),
      ...(limits[limits.length - 1][0] < most ? [[100, `${base}`]] : []),
    ];
    return part("interval-scale", ...[...limits, ...ends].map(([at, text]) => label("interval-end", at, text)));
  };

  /* Where the tick stands, in per cent of the bar, and its name: a rate, or the number of cases that are usual. */
  const tickOf = ({ of, target, usual }, base) =>
    usual === undefined ? [target, `${of} ${target}%`] : [(100 * usual) / base, `${of} ${Math.round(usual)}`];

  /* `low` and `high` in cases; `group` as in the figures. Nothing where the council is compared with none. */
  lettersMap.interval = ({ hits, base: cases }, { low, high, group }) => {
    if (low === null) {
      return "";
    }
    // A count that is out of nothing has a bar that ends beyond it.
    const base = cases ?? Math.ceil(1.15 * Math.max(hits, high, 1));
    const [target, type] = tickOf(group, base);
    const band = put(part("interval-band"), (100 * low) / base);
    band.style.width = `${(100 * (high - low)) / base}%`;
    const tick = put(part("interval-type"), target);
    const bar = part("interval-bar", band, tick, put(part("interval-rate"), (100 * hits) / base));
    const made = make("div", "interval", label("interval-name", target, type), bar, scale(low, high, base));
    const range = low === high ? `${low}` : `${low} to ${high}`;
    const words = cases
      ? [`${hits} of ${cases}`, `expected range ${range} of ${cases}`]
      : [hits, `expected range ${range}`];
    made.setAttribute("role", "img");
    made.setAttribute("aria-label", [...words, type].join("; "));
    return made;
  };
})();
