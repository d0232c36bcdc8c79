/* Names on a map: of the few outside their expected range, in the sea with lines to their areas; and near by, of every
   area that has room for its name. They say the same words as the card and the list. */

(() => {
  const { svg } = lettersMap.elements;
  const MOST = 16;
  const FONTS = { name: 600, plain: 400 };
  const pen = document.createElement("canvas").getContext("2d");

  let family = "";

  const widthOf = (text, weight, size) => {
    family = family || getComputedStyle(document.body).fontFamily;
    pen.font = `${weight} ${size}px ${family}`;
    return pen.measureText(text).width;
  };

  const text = (x, y, anchor, className, ...children) =>
    svg("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor, class: className }, ...children);

  /* Which are named on the whole map: those outside, of many only those far outside; and where nothing is compared, the
     few that have a figure at all. */
  const named = (view) => {
    const { metric, measured } = view;
    const outside = ["more", "less"].flatMap((side) => lettersMap.outside(view, side));
    if (outside.length > MOST) {
      const far = outside.filter((code) => [0, 4].includes(view.measure(code).band));
      return far.slice(0, MOST);
    }
    const known = [...measured.keys()].filter((code) => !measured.get(code).mark);
    return outside.length || metric.kind === "circles" || known.length > MOST ? outside : known;
  };

  const inside = (rings, { x, y }) => {
    let is = false;
    for (const ring of rings) {
      ring.forEach((b, order) => {
        const a = ring[order ? order - 1 : ring.length - 1];
        if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) {
          is = !is;
        }
      });
    }
    return is;
  };

  /* A name in at most two lines. */
  const linesOf = (name) => {
    const words = name.split(" ");
    if (words.length < 2 || name.length < 13) {
      return [name];
    }
    const cuts = words.slice(1).map((_, at) => [words.slice(0, at + 1).join(" "), words.slice(at + 1).join(" ")]);
    const longer = ([a, b]) => Math.max(a.length, b.length);
    return cuts.reduce((best, cut) => (longer(cut) < longer(best) ? cut : best));
  };

  lettersMap.MapNames = class {
    /* `layer` is an SVG that lies on the box of the map. `isNear()` says whether a part of the map is in view; `taken()` are
       boxes of it that hold something else; `elsewhere(code)` is for those that another map names. `within` is for an
       inset: names stand in it, and not in the sea. */
    constructor(areas, layer, { within = false, isNear = () => false, taken = () => [], elsewhere = () => false }) {
      Object.assign(this, { areas, layer, within, isNear, taken, elsewhere, view: null });
      areas.map.on("zoomstart movestart", () => layer.replaceChildren());
      areas.map.on("moveend resize", () => this._draw());
    }

    show(view) {
      this.view = view;
      this._draw();
    }

    _draw() {
      if (!this.view || !this.view.geometry.shapes.has([...this.areas.layers.keys()][0])) {
        return;
      }
      const size = this.areas.map.getSize();
      this.layer.setAttribute("viewBox", `0 0 ${size.x} ${size.y}`);
      this.layer.replaceChildren(...(this.isNear() ? this._near(size) : this._whole(size)));
    }

    _point(place) {
      return this.areas.map.latLngToContainerPoint(place);
    }

    _whole(size) {
      const { view } = this;
      const isPhone = window.matchMedia("(max-width: 599.98px)").matches;
      if (isPhone && !this.within) {
        return [];
      }
      const cases = this.within || size.x > 500;
      const labels = named(view)
        .filter((code) => this.areas.layers.has(code) && !this.elsewhere(code))
        .map((code) => this._label(code, cases))
        .filter(({ at }) => at.x > 0 && at.y > 0 && at.x < size.x && at.y < size.y);
      return this.within ? this._inBox(labels, size) : this._inSea(labels, size);
    }

    _label(code, cases) {
      const { view } = this;
      const name = view.year.nameOf(code);
      const { hits, base } = view.measure(code);
      const small = this.within ? 11 : 12.5;
      const count = cases && base !== undefined ? `${hits} of ${base}` : "";
      const width = widthOf(name, FONTS.name, small) + (count ? widthOf(` ${count}`, FONTS.plain, small) : 0);
      return { code, name, count, width: width + 4, at: this._point(this.areas.shape(code).at) };
    }

    _inSea(labels, size) {
      const placed = lettersMap.placeInSea(labels, this._coast(), size, this.taken());
      return placed.flatMap(({ label, place, line }) => {
        const words = [svg("tspan", { class: "name" }, label.name), ...(label.count ? [` ${label.count}`] : [])];
        const left = place.side === "left";
        const shown = text(place.x, place.y + 4, left ? "end" : "start", "", ...words);
        return [this._lead(label, line[0], left ? 3 : -3), shown];
      });
    }

    /* The coast in pixels, which stays the same while the map does. */
    _coast() {
      const { map, tier } = this.areas;
      const { x, y } = this._point(map.corners[0]);
      const place = [map.getZoom(), x, y].join();
      if (this.coast?.tier !== tier || this.coast.place !== place) {
        const lines = tier.coast.map((line) => line.map((point) => this._point(point)));
        this.coast = { tier, place, lines };
      }
      return this.coast.lines;
    }

    /* A line to the mark of an area or, where it has no room for one, to a dot. */
    _lead({ code, at }, from, gap) {
      const hasMark = this.areas.hasMark(code);
      const length = Math.hypot(at.x - from.x, at.y - from.y) || 1;
      const short = hasMark ? 6 / length : 0;
      const end = { x: at.x - (at.x - from.x) * short, y: at.y - (at.y - from.y) * short };
      const d = `M${(from.x + gap).toFixed(1)} ${from.y.toFixed(1)}L${end.x.toFixed(1)} ${end.y.toFixed(1)}`;
      const line = svg("path", { class: "lead", d });
      return hasMark ? line : svg("g", {}, line, svg("circle", { class: "end", cx: at.x, cy: at.y, r: 2 }));
    }

    /* In an inset: two lines each, at its left and right edge, in the order from north to south. */
    _inBox(labels, size) {
      const rows = Math.floor(size.y / 28);
      const seats = ["left", "right"].flatMap((side) =>
        Array.from({ length: rows }, (_, row) => ({ side, x: side === "left" ? 4 : size.x - 4, y: 14 + row * 28 })),
      );
      const wide = ({ name, count }) => Math.max(widthOf(name, FONTS.name, 11), widthOf(count, FONTS.plain, 11));
      const box = (label, { side, x, y }) => {
        const left = side === "left" ? x : x - wide(label);
        return { left, right: left + wide(label), top: y - 12, bottom: y + 15 };
      };
      const hides = (label, seat) => labels.some(({ at }) => lettersMap.boxes.meets([at, at], box(label, seat)));
      const from = (label, seat) => {
        const { left, right } = box(label, seat);
        return { x: seat.side === "left" ? right + 2 : left - 2, y: seat.y };
      };
      const some = labels.slice(0, seats.length);
      const cost = (label, seat) => {
        const start = from(label, seat);
        return Math.hypot(start.x - label.at.x, start.y - label.at.y) + (hides(label, seat) ? 1e6 : 0);
      };
      const costs = some.map((label) => seats.map((seat) => cost(label, seat)));
      return lettersMap.match(costs).flatMap((column, row) => {
        const [label, seat] = [some[row], seats[column]];
        if (costs[row][column] >= 1e6) {
          return [];
        }
        const anchor = seat.side === "left" ? "start" : "end";
        return [
          this._lead(label, from(label, seat), 0),
          text(seat.x, seat.y - 1, anchor, "small name", label.name),
          text(seat.x, seat.y + 11, anchor, "small", label.count),
        ];
      });
    }

    /* Near by: the chosen one and its neighbours with their figures, those outside too, and all that have room. */
    _near(size) {
      const { view, areas } = this;
      const touching = new Set(view.council ? view.geometry.touching(view.council) : []);
      const outside = new Set(["more", "less"].flatMap((side) => lettersMap.outside(view, side)));
      const rank = (code) => [code === view.council, touching.has(code), outside.has(code), true].indexOf(true);
      const codes = [...areas.layers.keys()].sort((a, b) => rank(a) - rank(b));
      const taken = lettersMap.covered(areas.map, "#whole");
      return codes.flatMap((code) => {
        const at = this._point(areas.shape(code).at);
        const isSeen = at.x > 0 && at.y > 0 && at.x < size.x && at.y < size.y;
        return isSeen ? this._inArea(code, at, { rank: rank(code), taken, size }) : [];
      });
    }

    /* A name that would be cut off is left out, as one that would lie over another. */
    _inArea(code, at, { rank, taken, size: { x: across, y: down } }) {
      const { view } = this;
      const large = rank === 0 ? [18, 700] : [rank === 3 ? 11 : 12.5, rank === 3 ? 400 : 600];
      const names = linesOf(view.year.nameOf(code)).map((line) => [line, ...large]);
      const figure = rank < 3 ? [[view.label(code), 12.5, 400]] : [];
      const lines = [...names, ...figure];
      const height = lines.reduce((sum, [, size]) => sum + size * 1.2, 0);
      const width = Math.max(...lines.map(([line, size, weight]) => widthOf(line, weight, size)));
      const top = this.areas.hasSign(code) ? at.y + 6 : at.y - height / 2; // under its triangle or its mark
      const box = { left: at.x - width / 2, right: at.x + width / 2, top, bottom: top + height };
      const isCut = box.left < 2 || box.top < 2 || box.right > across - 2 || box.bottom > down - 2;
      if (
        isCut ||
        taken.some((other) => lettersMap.boxes.overlap(box, other)) ||
        (rank > 2 && !this._fits(code, box))
      ) {
        return [];
      }
      taken.push(box);
      let y = top;
      return lines.map(([line, size], order) => {
        y += size * 1.2;
        const classes = order >= names.length ? "" : ["name large", "name", "name", "small"][rank];
        return text(at.x, y - size * 0.25, "middle", classes, line);
      });
    }

    /* Whether a box lies inside an area, as far as its corners and the middles of its sides tell. */
    _fits(code, { left, right, top, bottom }) {
      const rings = this.areas.shape(code).rings.flat();
      const drawn = rings.map((ring) => ring.map((place) => this._point(place)));
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const edges = [left, x, right].flatMap((a) => [top, y, bottom].map((b) => ({ x: a, y: b })));
      return edges.every((point) => inside(drawn, point));
    }
  };
})();
