/* A part of the page as a part of a picture: its words and its signs, each where it stands on the screen. */

(() => {
  const { svg } = lettersMap.elements;
  const { copies } = lettersMap.copies;

  /* The lines of a text node, each with its box. */
  const linesOf = (node) => {
    const range = document.createRange();
    const found = [];
    for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const { left, top, bottom } = range.getBoundingClientRect();
      const last = found[found.length - 1];
      if (last && Math.abs(last.top - top) < 2) {
        last.words += ` ${word}`;
      } else {
        found.push({ words: word, left, top, bottom });
      }
    }
    return found;
  };

  const textsOf = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
      nodes.push(walker.currentNode);
    }
    return nodes.filter(({ parentElement, data }) => data.trim() && parentElement.getClientRects().length);
  };

  const written = (node, place) => {
    const style = getComputedStyle(node.parentElement);
    const font = { "font-size": style.fontSize, "font-family": style.fontFamily, "font-weight": style.fontWeight };
    return linesOf(node).map(({ words, left, top, bottom }) => {
      const at = place({ left, top: (top + bottom) / 2 + Number.parseFloat(style.fontSize) * 0.35 });
      return svg("text", { ...at, fill: style.color, ...font }, words);
    });
  };

  const drawn = (sign, place) => {
    const { left, top, width, height } = sign.getBoundingClientRect();
    const box = { ...place({ left, top }), width, height };
    const view = sign.getAttribute("viewBox") || `0 0 ${width} ${height}`;
    const shapes = copies(sign.querySelectorAll("rect, path, circle"));
    const edge = { ...box, fill: "none", stroke: getComputedStyle(sign).borderTopColor };
    const copy = svg("svg", { ...box, viewBox: view }, ...shapes);
    return sign.matches(".swatch") ? [copy, svg("rect", edge)] : [copy];
  };

  /* What draws an element of the page with its corner at (x, y), `scale` times its size, and where it ends. */
  lettersMap.boxed = (element, x, y, scale) => {
    const { left, top, height } = element.getBoundingClientRect();
    const place = (at) => ({ x: at.left - left, y: at.top - top });
    const signs = [...element.querySelectorAll("svg")].filter((sign) => sign.getClientRects().length);
    const items = [
      ...signs.flatMap((sign) => drawn(sign, place)),
      ...textsOf(element).flatMap((node) => written(node, place)),
    ];
    const transform = `translate(${x} ${y}) scale(${scale})`;
    return { items: [svg("g", { transform }, ...items)], bottom: y + scale * height };
  };
})();
