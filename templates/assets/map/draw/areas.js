/* One window on the areas: fills, circles or marks, as they were measured. The map has one and the inset another. */

(() => {
  const { Line, WHOLE, pane, signs } = lettersMap;
  const FEW = 40; // areas that are drawn in one go

  /* Leaflet rounds a radius to whole pixels, which makes an area of a small circle wrong by a third. */
  const Circle = L.CircleMarker.extend({
    _updatePath() {
      this._renderer._setPath(this, signs.circlePath(this._point.x, this._point.y, this._radius));
    },
  });

  lettersMap.Areas = class {
    /* `reach` is the part of the map that can be seen, if it cannot be moved: what lies outside is not drawn. */
    constructor(map, reach = null) {
      const names = ["layers", "classes", "strong", "marked", "drawn"]; // by code
      Object.assign(this, { map, reach }, ...names.map((name) => ({ [name]: new Map() })));
      // In this order they are drawn anew when the map has moved: the lines of areas before what is made of them.
      this.ground = pane(map, "areas", 400);
      this.under = pane(map, "land", 390);
      this.above = pane(map, "signs", 420);
      this.over = pane(map, "circles", 430);
      map.getPane("areas").before(map.getPane("land"));
      this.group = L.featureGroup().addTo(map);
      this.circles = L.featureGroup().addTo(map);
      const look = { ...WHOLE, renderer: this.above, className: "coast", interactive: false };
      this.coast = L.polyline([], look).addTo(map);
      const line = (renderer, className) => new Line(renderer, className).addTo(map);
      const sides = (className) => ["less", "more"].map((side) => [side, line(this.above, `${className} ${side}`)]);
      this.land = line(this.under, "land");
      this.edges = new Map(sides("edge"));
      this.triangles = new Map(sides("strong"));
      this.marks = line(this.above, "mark");
    }

    /* What has to be done before a tier (shapes and coast) can be shown, in parts that take a moment each. */
    steps(tier) {
      if (tier === this.tier) {
        return [];
      }
      const codes = [...tier.shapes.keys()];
      const starts = codes.map((_, at) => at).filter((at) => at % FEW === 0);
      return [
        () => this._clear(tier),
        ...starts.map((at) => () => this._add(codes.slice(at, at + FEW))),
        () => this.land.put(() => this._linesOf([...this.layers.keys()])),
      ];
    }

    /* Show the tier with `measure(code)` of `metric`; circles have `unit` pixels a root of one. What stays as it was is left
       alone: most of England does not change with the metric. */
    show(metric, measure, unit) {
      const outside = { less: [], more: [] };
      const radii = new Map();
      this.strong.clear();
      this.marked.clear();
      for (const code of this.layers.keys()) {
        const measured = measure(code);
        this._colour(code, signs.classes(metric, measured));
        const side = signs.sideOf(metric, measured);
        if (measured.mark) {
          this.marked.set(code, measured.mark);
        } else if (metric.kind === "circles" && measured.hits > 0) {
          radii.set(code, unit * Math.sqrt(measured.hits));
        } else if (side) {
          outside[side].push(code);
          this.strong.set(code, side);
        }
      }
      for (const [side, codes] of Object.entries(outside)) {
        this.edges.get(side).put(() => this._linesOf(codes));
        this.triangles.get(side).put(() => codes.map((code) => this._triangle(code, side)).join(""));
      }
      this.marks.put(() => [...this.marked].map(([code, mark]) => signs.markPath(mark, ...this._sized(code))).join(""));
      this.land.getElement().setAttribute("class", metric.kind === "fill" ? "land raw" : "land");
      this._encircle(radii);
    }

    /* Call `listener(code, event)` for events on an area or its circle. */
    on(events, listener) {
      for (const group of [this.group, this.circles]) {
        group.on(events, (event) => listener(event.propagatedFrom.options.code, event));
      }
    }

    shape(code) {
      return this.tier.shapes.get(code);
    }

    /* Whether a triangle is drawn in an area: it has room for one. */
    hasMark(code) {
      return this.strong.has(code) && this._room(code) >= 3;
    }

    /* Whether a triangle or the mark of what is missing is drawn in an area. */
    hasSign(code) {
      return this.hasMark(code) || this.marked.has(code);
    }

    _clear(tier) {
      this.tier = tier;
      for (const known of [this.group, this.circles]) {
        known.clearLayers();
      }
      for (const known of [this.layers, this.classes, this.strong, this.marked, this.drawn]) {
        known.clear();
      }
      for (const line of [this.land, ...this.edges.values(), ...this.triangles.values(), this.marks]) {
        line.put(() => ""); // what it was made of has gone
      }
      this.coast.setLatLngs(tier.coast.filter((line) => this._inReach([line])));
    }

    _add(codes) {
      for (const code of codes) {
        const { rings } = this.shape(code);
        if (this._inReach(rings.flat())) {
          const layer = L.polygon(rings, { ...WHOLE, code, renderer: this.ground });
          this.layers.set(code, layer);
          this.group.addLayer(layer);
        }
      }
    }

    _inReach(lines) {
      const { reach } = this;
      return !reach || lines.some((line) => line.some((point) => reach.contains(point)));
    }

    _colour(code, classes) {
      if (this.classes.get(code) !== classes) {
        this.classes.set(code, classes);
        this.layers.get(code).getElement().setAttribute("class", `leaflet-interactive area ${classes}`);
      }
    }

    _linesOf(codes) {
      return codes.map((code) => this.layers.get(code).getElement().getAttribute("d")).join("");
    }

    /* A triangle that has no room is left out, since the colour says the same. */
    _triangle(code, side) {
      return this.hasMark(code) ? signs.strongPath(side, ...this._sized(code)) : "";
    }

    /* Where a sign stands, and its size, which only depends on the room that its area has on the screen. */
    _sized(code) {
      const { x, y } = this.map.latLngToLayerPoint(this.shape(code).at);
      return [x, y, Math.max(2.5, Math.min(4.5, this._room(code)))];
    }

    /* About a quarter of the smaller side of an area's box, in pixels. */
    _room(code) {
      const bounds = this.layers.get(code).getBounds();
      const [one, other] = [bounds.getSouthEast(), bounds.getNorthWest()].map((at) => this.map.latLngToLayerPoint(at));
      const size = one.subtract(other);
      return (Math.min(size.x, size.y) / 2) * 0.55;
    }

    /* Circles stay where they are while something else is shown. Small ones come on top of large ones, or nobody could
       point at them. */
    _encircle(radii) {
      const { drawn } = this;
      this.map.getPane("circles").classList.toggle("is-away", !radii.size);
      const isSame = drawn.size === radii.size && [...radii].every(([code, radius]) => drawn.get(code) === radius);
      if (!radii.size || isSame) {
        return;
      }
      this.circles.clearLayers();
      this.drawn = new Map([...radii].sort(([, a], [, b]) => b - a));
      for (const [code, radius] of this.drawn) {
        const look = { renderer: this.over, className: "bubble", radius, code };
        this.circles.addLayer(new Circle(this.shape(code).at, look));
      }
    }
  };
})();
