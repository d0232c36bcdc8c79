/* The interval bar: from 0 to 100% a band of the rates that would fit, a dot for the rate, a tick for its type. */

(() => {
  const HEIGHT = 62;
  const LINE = 26;

  const element = (name, attributes, text = "") => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }
    made.textContent = text;
    return made;
  };

  /* A label near an end of the bar grows inwards. */
  const label = (at, y, text) => {
    const anchor = at < 18 ? "start" : at > 82 ? "end" : "middle";
    return element("text", { x: `${at}%`, y, "text-anchor": anchor }, text);
  };

  /* The ends of the band, as one label where two would touch; the ends of the bar where there is room for them. */
  const scale = (low, high) => {
    const near = high - low < 18;
    const limits = near ? [[(low + high) / 2, `${low} to ${high}%`]] : [[low, `${low}%`], [high, `${high}%`]];
    const [first] = limits[0];
    const [last] = limits[limits.length - 1];
    const room = near ? 26 : 18;
    const ends = [...(first > room ? [[0, "0%"]] : []), ...(last < 100 - room ? [[100, "100%"]] : [])];
    return [...limits, ...ends].map(([at, text]) => {
      const edge = at <= 4 ? 0 : at >= 96 ? 100 : at;
      return label(edge, HEIGHT - 8, text);
    });
  };

  /* `low` and `high` in per cent; `group` as in the figures: no tick where it is too small to be set against. */
  lettersMap.interval = (rate, { low, high, group }) => {
    const { pooled } = group;
    const type = group.comparable ? `all ${group.plural} ${pooled}%` : "";
    const words = `${rate}%; a rate from ${low}% to ${high}% would fit${type ? `; ${type}` : ""}`;
    const svg = element("svg", { class: "interval", height: HEIGHT, role: "img", "aria-label": words });
    svg.append(
      element("line", { class: "whole", x1: "0%", x2: "100%", y1: LINE, y2: LINE }),
      element("line", { class: "band", x1: `${low}%`, x2: `${high}%`, y1: LINE, y2: LINE }),
    );
    if (type) {
      svg.append(
        element("line", { class: "type", x1: `${pooled}%`, x2: `${pooled}%`, y1: LINE - 11, y2: LINE + 11 }),
        label(pooled, 10, type),
      );
    }
    svg.append(element("circle", { class: "rate", cx: `${rate}%`, cy: LINE, r: 6.5 }), ...scale(low, high));
    return svg;
  };
})();
