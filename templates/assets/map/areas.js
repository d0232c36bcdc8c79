/* One window on the areas: fills, circles or marks, as they were measured. The map has one and the inset another. */

(() => {
  // Borders are shared, so no line may be thinned out or cut off by itself.
  const WHOLE = { smoothFactor: 0, noClip: true };

  /* A mark is drawn at a size of its own, which only depends on the room that its area has on the screen. */
  const Mark = L.CircleMarker.extend({
    _updatePath() {
      const size = Math.max(3, Math.min(6, this.options.room(this._map) * 0.55));
      const { x, y } = this._point;
      this._renderer._setPath(this, lettersMap.signs.markPath(this.options.mark, x, y, size));
    },
  });

  /* Leaflet rounds a radius to whole pixels, which makes an area of a small circle wrong by a third. */
  const Circle = L.CircleMarker.extend({
    _updatePath() {
      this._renderer._setPath(this, lettersMap.signs.circlePath(this._point.x, this._point.y, this._radius));
    },
  });

  /* Half the smaller side of a layer's box, in pixels. */
  const roomOf = (layer) => (map) => {
    const bounds = layer.getBounds();
    const size = map.latLngToLayerPoint(bounds.getSouthEast()).subtract(map.latLngToLayerPoint(bounds.getNorthWest()));
    return Math.min(size.x, size.y) / 2;
  };

  const pane = (map, name, level) => {
    map.createPane(name).style.zIndex = level;
    return L.svg({ pane: name, padding: 0.5 });
  };

  lettersMap.Areas = class {
    constructor(map) {
      this.map = map;
      this.ground = pane(map, "areas", 400);
      this.above = pane(map, "signs", 420);
      this.layers = new Map();
      this.group = L.featureGroup().addTo(map);
      const line = (className) =>
        L.polyline([], { ...WHOLE, renderer: this.above, className, interactive: false }).addTo(map);
      this.coast = line("coast");
      this.rims = L.polygon([], { ...WHOLE, renderer: this.above, className: "rim", interactive: false }).addTo(map);
      this.signs = L.featureGroup().addTo(map);
    }

    /* Show `tier` (shapes and coast) with `measure(code)` of `metric`; circles have `unit` pixels a root of one. */
    show(tier, metric, measure, unit) {
      if (tier !== this.tier) {
        this._replaceAreas(tier);
      }
      this.signs.clearLayers();
      const rims = [];
      const circles = [];
      for (const [code, layer] of this.layers) {
        const measured = measure(code);
        const classes = lettersMap.signs.classes(metric, measured);
        layer.getElement().setAttribute("class", `leaflet-interactive area ${classes}`);
        if (measured.mark) {
          rims.push(...tier.shapes.get(code).rings);
          this._mark(layer, code, measured.mark);
        } else if (metric.kind === "circles" && measured.hits > 0) {
          circles.push([measured.hits, code]);
        }
      }
      this.rims.setLatLngs(rims);
      // Small circles on top of large ones, or nobody could point at them.
      circles.sort(([a], [b]) => b - a).forEach(([hits, code]) => this._circle(code, unit * Math.sqrt(hits)));
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

    _replaceAreas(tier) {
      this.tier = tier;
      this.group.clearLayers();
      this.layers.clear();
      for (const [code, { rings }] of tier.shapes) {
        const layer = L.polygon(rings, { ...WHOLE, code, renderer: this.ground });
        this.layers.set(code, layer);
        this.group.addLayer(layer);
      }
      this.coast.setLatLngs(tier.coast);
    }

    _mark(layer, code, mark) {
      const options = { renderer: this.above, className: "mark", interactive: false, mark, room: roomOf(layer) };
      this.signs.addLayer(new Mark(this.shape(code).at, options));
    }

    _circle(code, radius) {
      const options = { renderer: this.above, className: "bubble", radius, code };
      this.signs.addLayer(new Circle(this.shape(code).at, options));
    }
  };
})();
