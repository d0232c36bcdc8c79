/* The view as one SVG picture that needs no other file: its heading, its legend, the map as it stands on the screen,
   and the source. What it shows is taken from the page; its colours are always those of the day. */

(() => {
  const { element } = lettersMap.signs;
  const WIDTH = 1000;
  const MARGIN = 40;
  const ACROSS = WIDTH - 2 * MARGIN;
  const TALLEST = 1000; // of the map, so that the whole of it fits a sheet of paper
  const GAP = 6; // beside a swatch
  const FORM = ["d", "x", "y", "width", "height", "cx", "cy", "r", "stroke-linejoin"];

  /* What `draw` gives while the page has its colours of the day; nothing is painted in between. */
  const byDay = (draw) => {
    const { dataset } = document.documentElement;
    const { theme } = dataset;
    dataset.theme = "light";
    const drawn = draw();
    if (theme === undefined) {
      delete dataset.theme;
    } else {
      dataset.theme = theme;
    }
    return drawn;
  };

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  /* How the style sheet paints a shape of the page, as attributes. */
  const painted = (shape) => {
    const style = getComputedStyle(shape);
    const paint = ["fill", "fill-opacity", "stroke", "stroke-width"].map((name) => [name, style.getPropertyValue(name)]);
    return Object.fromEntries(paint.map(([name, value]) => [name, value.replace(/url\("?#/, 'url("#picture-')]));
  };

  /* Copies of shapes of the page; those of one class look the same. */
  const copies = (shapes) => {
    const looks = new Map();
    return [...shapes].map((shape) => {
      const look = shape.getAttribute("class");
      looks.set(look, looks.get(look) || painted(shape));
      const form = FORM.filter((name) => shape.hasAttribute(name)).map((name) => [name, shape.getAttribute(name)]);
      const name = shape.getAttribute("aria-label");
      const attributes = { ...Object.fromEntries(form), ...looks.get(look) };
      return element(shape.localName, attributes, ...(name ? [element("title", {}, name)] : []));
    });
  };

  const hatches = () =>
    [...document.querySelectorAll(".map-defs pattern")].map((pattern) => {
      const copy = pattern.cloneNode();
      copy.id = `picture-${pattern.id}`;
      copy.append(...copies(pattern.children));
      return copy;
    });

  // Text

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
        return [{ svg: node, width, height }];
      }
      return pieces(node.childNodes, bold || node.localName === "b", scale);
    });

  const line = (words, x, y, { size, family = "sans", colour, bold = false }) => {
    const font = { "font-size": size, "font-family": token(family), "font-weight": bold ? 700 : 400 };
    return element("text", { x, y, fill: token(colour), ...font }, words);
  };

  /* Pieces in rows that are no wider than the picture, each with its place; neighbours of one weight are joined. */
  const rows = (all, fontOf) => {
    const pen = document.createElement("canvas").getContext("2d");
    const measure = ({ svg, width, text, bold }, trim) => {
      pen.font = fontOf(bold);
      return svg ? width + GAP : pen.measureText(trim ? text.trimEnd() : text).width;
    };
    const found = [[]];
    let x = 0;
    all.forEach((piece, order) => {
      // A swatch stays with the word that it belongs to.
      const next = piece.svg && all[order + 1];
      if (x && x + measure(piece, true) + (next ? measure(next, true) : 0) > ACROSS) {
        found.push([]);
        x = 0;
      }
      const row = found[found.length - 1];
      const last = row[row.length - 1];
      if (last && last.text && piece.text && last.bold === piece.bold) {
        last.text += piece.text;
      } else if (piece.svg || piece.text.trim()) {
        row.push({ ...piece, x: MARGIN + x });
      }
      x += measure(piece);
    });
    return found;
  };

  const swatch = ({ svg, x, width, height }, y) => {
    const place = { x, y: y - height / 2, width, height };
    const edge = element("rect", { ...place, fill: "none", stroke: token("coast") });
    const shapes = copies(svg.querySelectorAll("rect, path, circle"));
    const copy = element("svg", { ...place, viewBox: svg.getAttribute("viewBox") }, ...shapes);
    return [copy, ...(svg.matches(".swatch") ? [edge] : [])];
  };

  /* Nodes of the page as lines of text from `top` down: `items` to draw, and where the last line stands. */
  const flow = (nodes, top, { size, family = "sans", colour = "ink-2", bold = false, step = 1.5, scale = 1 }) => {
    const fontOf = (heavy) => `${heavy ? 700 : 400} ${size}px ${token(family)}`;
    let y = top;
    const items = rows(pieces(nodes, bold, scale), fontOf).flatMap((row) => {
      y += Math.max(size * step, ...row.map((piece) => (piece.height || 0) + GAP));
      return row.flatMap((piece) =>
        piece.svg
          ? swatch(piece, y - size * 0.35)
          : [line(piece.text.trimEnd(), piece.x, y, { size, family, colour, bold: piece.bold })],
      );
    });
    return { items, bottom: y };
  };

  const text = (words, top, look) => flow([new Text(words)], top, look);

  // The map

  const isSeen = (box) => box.offsetHeight > 1 && getComputedStyle(box).visibility === "visible";

  /* Where a box stands on the screen, without its border. */
  const inside = (box) => {
    const { left, top } = box.getBoundingClientRect();
    return new DOMRect(left + box.clientLeft, top + box.clientTop, box.clientWidth, box.clientHeight);
  };

  /* What is seen of a map, without the lines of pointer and keyboard, in a box of the picture. */
  const cut = (map, box) => {
    const corner = map.containerPointToLayerPoint([0, 0]);
    const { x: width, y: height } = map.getSize();
    const paths = map.getContainer().querySelectorAll("path:not(.pointed, .focused)");
    const drawn = [...paths].filter((path) => path.getAttribute("d").length > 5);
    return element("svg", { ...box, viewBox: `${corner.x} ${corner.y} ${width} ${height}` }, ...copies(drawn));
  };

  /* The frame of an inset, and its caption above it. */
  const framed = (map, box) => [
    element("rect", { ...box, fill: "none", stroke: token("edge") }),
    line(map.getContainer().closest("figure").innerText.trim(), box.x, box.y - 8, { size: 13, colour: "ink-3" }),
  ];

  /* The map and, where it is seen, its inset, as they stand to each other on the screen: how much larger than there
     they are drawn, and what draws them from `top` down. */
  const layOut = (all) => {
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

  const words = (selector) => document.querySelector(selector)?.textContent.trim() || "";

  /* The picture of a view on these maps. On paper it needs no ground, nor the warning of an illustrative site, which
     heads the sheet. */
  lettersMap.picture = (view, all, onPaper) =>
    byDay(() => {
      const notice = words(".banner strong");
      const band = notice && !onPaper ? 44 : 0;
      const { metric, year, council } = view;
      const legend = document.getElementById("legend");
      const large = { size: 36, family: "serif", colour: "ink", bold: true, step: 1.2 };
      const title = text(metric.heading, band + 20, large);
      const note = text(`${metric.note} ${year.until}, ${view.tierName}.`, title.bottom + 10, { size: 17 });
      const chosen = council
        ? text(view.spoken(council), note.bottom + 6, { size: 17, colour: "ink", bold: true })
        : { items: [], bottom: note.bottom };
      const maps = layOut(all);
      const key = flow(legend.childNodes, chosen.bottom + 10, { size: 17, step: 1.65, scale: maps.scale });
      const drawn = maps.draw(key.bottom + 28);
      const site = `${words(".brand")}. ${words(".top .note")}.`;
      const name = text(site, drawn.bottom + 16, { size: 14, colour: "ink", bold: true });
      const source = text(year.data.source, name.bottom, { size: 13, colour: "ink-3" });
      const height = Math.ceil(source.bottom + MARGIN / 2);
      const ground = [element("rect", { width: WIDTH, height, fill: token("paper") })];
      const warning = [
        element("rect", { width: WIDTH, height: band, fill: token("banner-bg") }),
        line(notice, MARGIN, 29, { size: 20, colour: "banner-mark", bold: true }),
      ];
      return element(
        "svg",
        { xmlns: "http://www.w3.org/2000/svg", width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}`, role: "img" },
        element("title", {}, `${metric.title}, ${view.title}`),
        element("desc", {}, `${notice} ${legend.textContent}`.trim()),
        element("defs", {}, ...hatches()),
        ...(onPaper ? [] : ground),
        ...(band ? warning : []),
        ...[title, note, chosen, key, drawn, name, source].flatMap((part) => part.items),
      );
    });
})();
