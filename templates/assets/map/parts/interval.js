/* The interval bar: from 0 to 100% a band of the rates that would fit, a dot for the rate, a tick for its type. */

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

  /* The limits of the band, as one label where two would touch; the ends of the bar where there is room for them. */
  const scale = (low, high) => {
    const near = high - low < 18;
    const [least, most] = near ? [16, 73] : [14, 77];
    const limits = near
      ? [[(low + high) / 2, `${low} to ${high}%`]]
      : [
          [low, `${low}%`],
          [high, `${high}%`],
        ];
    const ends = [
      ...(limits[0][0] > least ? [[0, "0%"]] : []),
      ...(limits[limits.length - 1][0] < most ? [[100, "100%"]] : []),
    ];
    return part("interval-scale", ...[...limits, ...ends].map(([at, text]) => label("interval-end", at, text)));
  };

  /* `low` and `high` in per cent; `group` as in the figures: no tick where it is too small to be set against. */
  lettersMap.interval = (rate, { low, high, group }) => {
    const type = group.comparable ? `all ${group.plural} ${group.pooled}%` : "";
    const band = put(part("interval-band"), low);
    band.style.width = `${high - low}%`;
    const tick = type && put(part("interval-type"), group.pooled);
    const bar = part("interval-bar", band, tick, put(part("interval-rate"), rate));
    const made = make("div", "interval", type && label("interval-name", group.pooled, type), bar, scale(low, high));
    const says = [`${rate}%`, `a rate from ${low}% to ${high}% would fit`, type].filter(Boolean).join("; ");
    made.setAttribute("role", "img");
    made.setAttribute("aria-label", says);
    return made;
  };
})();
