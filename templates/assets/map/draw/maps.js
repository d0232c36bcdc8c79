/* The map and its inset in a picture, as they stand to each other on the screen. */

(() => {
  const { svg } = lettersMap.elements;
  const { copies, token } = lettersMap.copies;
  const { ACROSS, MARGIN, TALLEST } = lettersMap.sheet;
  const { line } = lettersMap.flow;

  const isSeen = (box) => box.offsetHeight > 1 && getComputedStyle(box).visibility === "visible";

  /* Where a box stands on the screen, without its border. */
  const inside = (box) => {
    const { left, top } = box.getBoundingClientRect();
    return new DOMRect(left + box.clientLeft, top + box.clientTop, box.clientWidth, box.clientHeight);
  };

  const LOOK = [
    "fill",
    "stroke",
    "stroke-width",
    "stroke-linejoin",
    "paint-order",
    "font-family",
    "font-size",
    "font-weight",
  ];

  /* The names on a map, painted as the style sheet paints them. */
  const lettered = (names) =>
    [...names.children].map((one) => {
      const copy = one.cloneNode(true);
      const parts = [one, ...one.querySelectorAll("*")];
      [copy, ...copy.querySelectorAll("*")].forEach((part, order) => {
        const style = getComputedStyle(parts[order]);
        part.removeAttribute("class");
        for (const name of LOOK) {
          part.setAttribute(name, style.getPropertyValue(name));
        }
      });
      return copy;
    });

  /* What is seen of a map, without the lines of pointer and keyboard, in a box of the picture. */
  const cut = (map, box) => {
    const corner = map.containerPointToLayerPoint([0, 0]);
    const { x: width, y: height } = map.getSize();
    const paths = map.getContainer().querySelectorAll(".leaflet-pane:not(.is-away) > svg path:not(.pointed, .focused)");
    const drawn = [...paths].filter((path) => path.getAttribute("d").length > 5);
    const view = { ...box, viewBox: `${corner.x} ${corner.y} ${width} ${height}` };
    const names = map.getContainer().parentElement.querySelector(".map-names");
    const lettering = svg("svg", { ...box, viewBox: `0 0 ${width} ${height}` }, ...lettered(names));
    return svg("g", {}, svg("svg", view, ...copies(drawn)), lettering);
  };

  /* The frame of an inset, and its caption above it. */
  const framed = (map, box) => [
    svg("rect", { ...box, fill: "none", stroke: token("edge") }),
    line(map.getContainer().closest("figure").querySelector("figcaption").innerText, box.x, box.y - 8, {
      size: 13,
      colour: "ink-3",
    }),
  ];

  /* The map and, where it is seen, its inset, as they stand to each other on the screen: how much larger than there
     they are drawn, and what draws them from `top` down. */
  lettersMap.layOutMaps = (all) => {
    const seen = all.filter((map) => map && isSeen(map.getContainer()));
    const boxes = seen.map((map) => inside(map.getContainer()));
    const left = Math.min(...boxes.map((box) => box.left));
    const high = Math.min(...boxes.map((box) => box.top));
    const wide = Math.max(...boxes.map((box) => box.right)) - left;
    const tall = Math.max(...boxes.map((box) => box.bottom)) - high;
    const scale = Math.min(ACROSS / wide, TALLEST / tall);
    const draw = (top) => {
      const items = seen.flatMap((map, order) => {
        const box = {
          x: MARGIN + (ACROSS - wide * scale) / 2 + (boxes[order].left - left) * scale,
          y: top + (boxes[order].top - high) * scale,
          width: boxes[order].width * scale,
          height: boxes[order].height * scale,
        };
        return [cut(map, box), ...(order ? framed(map, box) : [])];
      });
      return { items, bottom: top + tall * scale };
    };
    return { scale, draw };
  };
})();
