/* Text of the page, with the swatches in it, as lines of a picture. */

(() => {
  const { svg } = lettersMap.elements;
  const { copies, token } = lettersMap.copies;
  const { ACROSS, MARGIN } = lettersMap.sheet;
  const GAP = 6; // beside a swatch

  /* The words and swatches in some nodes of the page, each word with the space that follows it. A circle grows with
     the map, whose circles it explains. */
  const pieces = (nodes, bold, scale) =>
    [...nodes].flatMap((node) => {
      if (node.nodeType === Node.TEXT_NODE) {
        return node.data.match(/\S+\s*|\s+/g)?.map((text) => ({ text, bold })) || [];
      }
      if (node.localName === "svg") {
        const times = node.matches(".circle-sign") ? scale : 1;
        const [width, height] = ["width", "height"].map((side) => times * node.getAttribute(side));
        return [{ sign: node, width, height }];
      }
      return pieces(node.childNodes, bold || node.localName === "b", scale);
    });

  const line = (words, x, y, { size, family = "sans", colour, bold = false }) => {
    const font = { "font-size": size, "font-family": token(family), "font-weight": bold ? 700 : 400 };
    return svg("text", { x, y, fill: token(colour), ...font }, words);
  };

  /* Pieces in rows that are no wider than the picture, each with its place; neighbours of one weight are joined. */
  const rows = (all, fontOf) => {
    const pen = document.createElement("canvas").getContext("2d");
    const measure = ({ sign, width, text, bold }, trim) => {
      pen.font = fontOf(bold);
      return sign ? width + GAP : pen.measureText(trim ? text.trimEnd() : text).width;
    };
    const found = [[]];
    let x = 0;
    all.forEach((piece, order) => {
      // A swatch stays with the word that it belongs to.
      const next = piece.sign && all[order + 1];
      if (x && x + measure(piece, true) + (next ? measure(next, true) : 0) > ACROSS) {
        found.push([]);
        x = 0;
      }
      const row = found[found.length - 1];
      const last = row[row.length - 1];
      if (last?.text && piece.text && last.bold === piece.bold) {
        last.text += piece.text;
      } else if (piece.sign || piece.text.trim()) {
        row.push({ ...piece, x: MARGIN + x });
      }
      x += measure(piece);
    });
    return found;
  };

  const swatch = ({ sign, x, width, height }, y) => {
    const place = { x, y: y - height / 2, width, height };
    const edge = svg("rect", { ...place, fill: "none", stroke: token("coast") });
    const shapes = copies(sign.querySelectorAll("rect, path, circle"));
    const copy = svg("svg", { ...place, viewBox: sign.getAttribute("viewBox") }, ...shapes);
    return [copy, ...(sign.matches(".swatch") ? [edge] : [])];
  };

  /* Nodes of the page as lines of text from `top` down: `items` to draw, and where the last line stands. */
  const flow = (nodes, top, { size, family = "sans", colour = "ink-2", bold = false, step = 1.5, scale = 1 }) => {
    const fontOf = (heavy) => `${heavy ? 700 : 400} ${size}px ${token(family)}`;
    let y = top;
    const items = rows(pieces(nodes, bold, scale), fontOf).flatMap((row) => {
      y += Math.max(size * step, ...row.map((piece) => (piece.height || 0) + GAP));
      return row.flatMap((piece) =>
        piece.sign
          ? swatch(piece, y - size * 0.35)
          : [line(piece.text.trimEnd(), piece.x, y, { size, family, colour, bold: piece.bold })],
      );
    });
    return { items, bottom: y };
  };

  const text = (words, top, look) => flow([new Text(words)], top, look);

  lettersMap.flow = { line, flow, text };
})();
