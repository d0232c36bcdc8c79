/* One window on the areas: fills, circles or marks, as they were measured. The map has one and the inset another. */

(() => {
  const { WHOLE, pane } = lettersMap;

  /* A mark or a triangle is drawn at a size of its own, which only depends on the room that its area has on the
     screen; a triangle that has no room is left out, since the colour says the same. */
  const Sign = L.CircleMarker.extend({
    _updatePath() {
      const { sign } = this.options;
      const room = this.options.room(this._map) * 0.55;
      const { x, y } = this._point;
      const size = Math.max(2.5, Math.min(4.5, room));
      const isLeftOut = room < 3 || !sign.strong;
      const strong = isLeftOut ? "M0 0" : lettersMap.signs.strongPath(sign.strong, x, y, size);
      this._renderer._setPath(this, sign.mark ? lettersMap.signs.markPath(sign.mark, x, y, size) : strong);
    },
  });

  /* Leaflet rounds a radius to whole pixels, which makes an area of a small circle wrong by a third. */
  const Circle = L.CircleMarker.extend({
    _updatePath() {
      this._renderer._setPath(this, lettersMap.signs.circlePath(this._point.x, this._point.y, this._radius));
    },
  });

  const classOf = ({ mark, strong }) => (mark ? "mark" : strong && `strong ${strong}`) || "";

  /* Half the smaller side of a layer's box, in pixels. */
  const roomOf = (layer) => (map) => {
    const bounds = layer.getBounds();
    const size = map.latLngToLayerPoint(bounds.getSouthEast()).subtract(map.latLngToLayerPoint(bounds.getNorthWest()));
    return Math.min(size.x, size.y) / 2;
  };

  lettersMap.Areas = class {
    /* `reach` is the part of the map that can be seen, if it cannot be moved: what lies outside is not drawn. */
    constructor(map, reach = null) {
      this.map = map;
      this.reach = reach;
      this.ground = pane(map, "areas", 400);
      this.above = pane(map, "signs", 420);
      this.layers = new Map();
      this.classes = new Map();
      this.placed = new Map();
      this.group = L.featureGroup().addTo(map);
      const line = (make, className) =>
        make([], { ...WHOLE, renderer: this.above, className, interactive: false }).addTo(map);
      this.coast = line(L.polyline, "coast");
      this.edges = new Map(["less", "more"].map((side) => [side, line(L.polygon, `edge ${side}`)]));
      this.signs = L.featureGroup().addTo(map);
    }

    /* Show `tier` (shapes and coast) with `measure(code)` of `metric`; circles have `unit` pixels a root of one. What
       stays as it was is left alone: most of England does not change with the metric. */
    show(tier, metric, measure, unit) {
      if (tier !== this.tier) {
        this._replaceAreas(tier);
      }
      const edges = new Map([...this.edges.keys()].map((side) => [side, []]));
      const signs = new Map();
      for (const code of this.layers.keys()) {
        const measured = measure(code);
        this._colour(code, lettersMap.signs.classes(metric, measured));
        const side = lettersMap.signs.sideOf(metric, measured);
        if (measured.mark) {
          signs.set(code, { mark: measured.mark });
        } else if (metric.kind === "circles" && measured.hits > 0) {
          signs.set(code, { radius: unit * Math.sqrt(measured.hits) });
        } else if (side) {
          edges.get(side).push(...tier.shapes.get(code).rings);
          signs.set(code, { strong: side });
        }
      }
      for (const [side, lines] of edges) {
        this.edges.get(side).setLatLngs(lines);
      }
      this._place(signs);
    }

    /* Call `listener(code, event)` for events on an area or its circle. */
    on(events, listener) {
      for (const group of [this.group, this.signs]) {
        group.on(events, (event) => listener(event.propagatedFrom.options.code, event));
      }
    }

    shape(code) {
      return this.tier.shapes.get(code);
    }

    /* Whether a triangle is drawn in an area: it has room for one. */
    hasMark(code) {
      return Boolean(this.placed.get(code)?.sign.strong) && roomOf(this.layers.get(code))(this.map) * 0.55 >= 3;
    }

    _replaceAreas(tier) {
      this.tier = tier;
      this.group.clearLayers();
      this.layers.clear();
      this.classes.clear();
      this.signs.clearLayers();
      this.placed.clear();
      for (const [code, { rings }] of tier.shapes) {
        if (!this._inReach(rings.flat())) {
          continue;
        }
        const layer = L.polygon(rings, { ...WHOLE, code, renderer: this.ground });
        this.layers.set(code, layer);
        this.group.addLayer(layer);
      }
      this.coast.setLatLngs(tier.coast.filter((line) => this._inReach([line])));
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

    /* Small circles come on top of large ones, or nobody could point at them; so circles are all placed anew. Any other
       sign is drawn over, or left empty: to take it away and bring it back takes longer. */
    _place(signs) {
      for (const [code, { sign, layer }] of this.placed) {
        const next = signs.get(code) || {};
        if (sign.radius || next.radius) {
          this.signs.removeLayer(layer);
          this.placed.delete(code);
        } else if (classOf(next) !== classOf(sign) || next.mark !== sign.mark) {
          layer.options.sign = next;
          layer.getElement().setAttribute("class", classOf(next));
          layer.redraw();
          this.placed.set(code, { sign: next, layer });
        }
      }
      const added = [...signs].filter(([code]) => !this.placed.has(code));
      added.sort(([, a], [, b]) => (b.radius || 0) - (a.radius || 0));
      for (const [code, sign] of added) {
        const layer = this._sign(code, sign);
        this.placed.set(code, { sign, layer });
        this.signs.addLayer(layer);
      }
    }

    _sign(code, sign) {
      const { at } = this.shape(code);
      if (sign.radius) {
        return new Circle(at, { renderer: this.above, className: "bubble", radius: sign.radius, code });
      }
      const room = roomOf(this.layers.get(code));
      return new Sign(at, { renderer: this.above, className: classOf(sign), interactive: false, sign, room });
    }
  };
})();
