/* The signs that map, legend and card share: the marks for what is missing, the triangles of the strong classes, and
   swatches. */

(() => {
  const { svg } = lettersMap.elements;

  const strokes = {
    "-": [[-1, 0, 1, 0]],
    x: [
      [-0.8, -0.8, 0.8, 0.8],
      [0.8, -0.8, -0.8, 0.8],
    ],
    "!": [
      [0, -1, 0, 0.3],
      [0, 0.7, 0, 1],
    ],
  };

  const circlePath = (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

  /* The line of a mark round (x, y), `size` pixels from its middle to its edge. */
  const markPath = (mark, x, y, size) => {
    if (mark === "o") {
      return circlePath(x, y, 0.8 * size);
    }
    return strokes[mark]
      .map(([x1, y1, x2, y2]) => `M${x + x1 * size} ${y + y1 * size}L${x + x2 * size} ${y + y2 * size}`)
      .join("");
  };

  /* The triangle of a strong class round (x, y): up for clearly higher, down for clearly lower. */
  const strongPath = (band, x, y, size) => {
    const up = band === 4 ? 1 : -1;
    return `M${x - size} ${y + 0.75 * up * size}h${2 * size}L${x} ${y - 0.95 * up * size}z`;
  };

  const picture = (name, width, height) =>
    svg("svg", { class: name, width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });

  lettersMap.signs = {
    circlePath,
    markPath,
    strongPath,

    /* Whether a class carries a triangle as well as its colour. */
    isStrong: (metric, measured) =>
      metric.kind === "against" && !measured.few && (measured.band === 0 || measured.band === 4),

    /* The class names that colour an area, or a swatch, as it was measured. */
    classes(metric, measured) {
      if (measured.mark) {
        return "missing";
      }
      if (metric.kind === "circles" || (metric.isFlat && measured.band === 1)) {
        return "quiet";
      }
      if (metric.isFlat) {
        return "q5";
      }
      const scale = metric.kind === "against" ? "s" : "q";
      const lean = measured.lean ? ` lean-${measured.lean}` : "";
      return `${scale}${measured.band + 1}${lean}${measured.few ? " few" : ""}`;
    },

    swatch(metric, measured) {
      const drawn = picture("swatch", 20, 14);
      drawn.append(svg("rect", { class: `area ${lettersMap.signs.classes(metric, measured)}`, width: 20, height: 14 }));
      if (measured.mark) {
        drawn.append(svg("path", { class: "mark", d: markPath(measured.mark, 10, 7, 4.5) }));
      } else if (lettersMap.signs.isStrong(metric, measured)) {
        drawn.append(svg("path", { class: `strong s${measured.band + 1}`, d: strongPath(measured.band, 10, 7, 4) }));
      }
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
