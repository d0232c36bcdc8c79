/* The signs that map, key and card share: the marks for what is missing, the triangles of those outside the expected
   range, and swatches. */

(() => {
  const { svg } = lettersMap.elements;

  // Where a mark begins, from its middle; then by turns a stroke and, without one, the way to the next.
  const strokes = {
    "-": [-1, 0, 2, 0],
    x: [-0.8, -0.8, 1.6, 1.6, 0, -1.6, -1.6, 1.6],
    "!": [0, -1, 0, 1.3, 0, 0.4, 0, 0.3],
  };

  const circlePath = (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

  /* The line of a mark round (x, y), `size` pixels from its middle to its edge. */
  const markPath = (mark, x, y, size) => {
    if (mark === "o") {
      return circlePath(x, y, 0.8 * size);
    }
    const [left, up, ...steps] = strokes[mark].map((one) => one * size);
    return steps.reduce(
      (drawn, step, at) => `${drawn}${["l", " ", "m", " "][at % 4]}${step}`,
      `M${x + left} ${y + up}`,
    );
  };

  /* The triangle of those outside round (x, y): up for more often than expected, down for less. */
  const strongPath = (side, x, y, size) => {
    const up = side === "more" ? 1 : -1;
    return `M${x - size} ${y + 0.75 * up * size}h${2 * size}L${x} ${y - 0.95 * up * size}z`;
  };

  /* On which side of the expected range a council is: "more", "less", or "" for none. */
  const sideOf = (metric, { mark, few, band }) => {
    if (mark || few || metric.kind !== "against" || band === 2) {
      return "";
    }
    return band > 2 ? "more" : "less";
  };

  /* A raw rate has one of four shades, one of two on fewer cases than is firm, and one on few (mapper/measures/shades.py). */
  const shade = ({ band, hits, base = hits, few }, firm) => {
    if (few) {
      return "u";
    }
    return base < firm ? `w${Math.floor(band / 2) + 1}` : `r${band + 1}`;
  };

  /* In the range, a council leans to a side by its place among what chance gives. */
  const lean = ({ lean: to }) => ({ more: " lu", less: " ld" })[to] || "";

  const picture = (name, width, height) =>
    svg("svg", { class: name, width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });

  lettersMap.signs = {
    circlePath,
    markPath,
    strongPath,

    sideOf,

    /* The class names that colour an area, or a swatch, as it was measured. */
    classes(metric, measured) {
      if (measured.mark) {
        return "missing";
      }
      if (metric.kind === "circles" || (metric.isFlat && measured.band === 1)) {
        return "quiet";
      }
      if (metric.isFlat) {
        return "raw r4";
      }
      if (metric.kind === "fill") {
        return `raw ${shade(measured, metric.firm)}`;
      }
      return measured.few ? "few" : `s${measured.band + 1}${measured.band === 2 ? lean(measured) : ""}`;
    },

    swatch(metric, measured, width = 20, height = 14) {
      const drawn = picture("swatch", width, height);
      const middle = [width / 2, height / 2];
      const side = sideOf(metric, measured);
      drawn.append(svg("rect", { class: `area ${lettersMap.signs.classes(metric, measured)}`, width, height }));
      if (measured.mark) {
        drawn.append(svg("path", { class: "mark", d: markPath(measured.mark, ...middle, 4) }));
      } else if (side) {
        drawn.append(svg("path", { class: `strong ${side}`, d: strongPath(side, ...middle, 4) }));
      }
      return drawn;
    },

    /* A swatch as wide as there is room, without a sign in it. */
    bar(metric, measured) {
      const shape = { class: `area ${lettersMap.signs.classes(metric, measured)}`, width: "100%", height: "100%" };
      return svg("svg", { class: "swatch", height: 13, "aria-hidden": "true" }, svg("rect", shape));
    },

    /* The triangle alone, beside a name. */
    triangle(side) {
      const drawn = picture("triangle", 12, 12);
      drawn.append(svg("path", { class: side, d: strongPath(side, 6, 6, 5) }));
      return drawn;
    },

    circle(radius) {
      const size = 2 * radius + 2;
      const drawn = picture("circle-sign", size, size);
      drawn.append(svg("circle", { class: "bubble", cx: size / 2, cy: size / 2, r: radius }));
      return drawn;
    },
  };
})();
