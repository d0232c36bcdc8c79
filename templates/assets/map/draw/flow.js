/* Text as lines of a picture. */

(() => {
  const { svg } = lettersMap.elements;
  const { token } = lettersMap.copies;
  const { ACROSS, MARGIN } = lettersMap.sheet;

  const line = (words, x, y, { size, family = "sans", colour, bold = false }) => {
    const font = { "font-size": size, "font-family": token(family), "font-weight": bold ? 700 : 400 };
    return svg("text", { x, y, fill: token(colour), ...font }, words);
  };

  /* Words in rows that are no wider than the picture. */
  const rows = (words, font) => {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const found = [];
    for (const word of words.split(/\s+/)) {
      const longer = `${found[found.length - 1] || ""} ${word}`.trim();
      if (found.length && pen.measureText(longer).width <= ACROSS) {
        found[found.length - 1] = longer;
      } else {
        found.push(word);
      }
    }
    return found;
  };

  /* Text from `top` down: `items` to draw, and where the last line stands. */
  const text = (words, top, look) => {
    const { size, family = "sans", colour = "ink-2", bold = false, step = 1.5 } = look;
    const font = `${bold ? 700 : 400} ${size}px ${token(family)}`;
    const items = rows(words.trim(), font).map((row, order) =>
      line(row, MARGIN, top + (order + 1) * size * step, { size, family, colour, bold }),
    );
    return { items, bottom: top + items.length * size * step };
  };

  lettersMap.flow = { line, text };
})();
