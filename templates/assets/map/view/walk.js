/* The map by keyboard: one stop of the tab key, arrows to the nearest area that way, Enter to choose, + and - to
   zoom. Areas say their names and figures. */

(() => {
  const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  /* The code whose point lies nearest in a direction; what lies far to the side counts as farther. */
  const neighbour = (from, points, [x, y]) => {
    let best = null;
    let least = Infinity;
    for (const [code, point] of points) {
      const ahead = (point.x - from.x) * x + (point.y - from.y) * y;
      const aside = Math.abs((point.x - from.x) * y) + Math.abs((point.y - from.y) * x);
      const cost = ahead + 2 * aside;
      if (ahead > 0 && aside <= 1.5 * ahead && cost < least) {
        [best, least] = [code, cost];
      }
    }
    return best;
  };

  lettersMap.Walk = class {
    constructor(areas, outlines, tooltip, pick) {
      Object.assign(this, { areas, outlines, tooltip, pick, at: null });
      const box = areas.map.getContainer();
      box.addEventListener("keydown", (event) => this._key(event));
      box.addEventListener("focusin", (event) => this._focused(event.target));
      box.addEventListener("focusout", () => {
        outlines.focus(null);
        tooltip.hide();
      });
      areas.map.on("moveend", () => this._focused(document.activeElement));
    }

    /* Every area says its name and value; the chosen one, or else the one before, takes the tab key's stop. */
    show(view, before) {
      if (!before || before.geometry !== view.geometry) {
        this._begin();
      }
      if (!view.hasFiguresOf(before)) {
        for (const code of this.areas.layers.keys()) {
          this._path(code).setAttribute("aria-label", view.spoken(code));
        }
      }
      const { layers } = this.areas;
      for (const [code, layer] of layers) {
        if (code === view.council || (before && code === before.council)) {
          layer.getElement().setAttribute("aria-pressed", String(code === view.council));
        }
      }
      this._stop([view.council, this.at].find((code) => layers.has(code)) || this._first());
    }

    _begin() {
      for (const [code, layer] of this.areas.layers) {
        const path = layer.getElement();
        path.setAttribute("role", "button");
        path.setAttribute("tabindex", "-1");
        path.dataset.code = code;
      }
    }

    get hasFocus() {
      return this.areas.map.getContainer().contains(document.activeElement);
    }

    /* Focus an area, or where it is not in view the one that the tab key would. */
    focus(code) {
      this._stop(this.areas.layers.has(code) ? code : this.at);
      this._path(this.at).focus({ preventScroll: true });
    }

    _path(code) {
      return this.areas.layers.get(code).getElement();
    }

    _stop(code) {
      if (this.areas.layers.has(this.at)) {
        this._path(this.at).setAttribute("tabindex", "-1");
      }
      this.at = code;
      if (code) {
        this._path(code).setAttribute("tabindex", "0");
      }
    }

    /* The northernmost, where reading begins. */
    _first() {
      const codes = [...this.areas.layers.keys()];
      const north = (code) => this.areas.shape(code).at.lat;
      return codes.reduce((best, code) => (best && north(best) >= north(code) ? best : code), null);
    }

    _focused(target) {
      const { code } = target.dataset;
      if (code && target.matches(":focus-visible")) {
        this.outlines.focus(code);
        this.tooltip.showBeside(code, this.areas);
      }
    }

    _key(event) {
      const { map } = this.areas;
      const { code } = event.target.dataset;
      if (!code || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      if (event.key in DIRECTIONS) {
        this._go(code, DIRECTIONS[event.key]);
      } else if (event.key === "Enter" || event.key === " ") {
        this.pick(code);
      } else if (event.key === "+" || event.key === "=") {
        map.setZoomAround(this.areas.shape(code).at, map.getZoom() + 1);
      } else if (event.key === "-") {
        map.setZoomAround(this.areas.shape(code).at, map.getZoom() - 1);
      } else {
        return;
      }
      event.preventDefault();
    }

    _go(code, direction) {
      const { map } = this.areas;
      const point = (one) => map.latLngToContainerPoint(this.areas.shape(one).at);
      const points = [...this.areas.layers.keys()].map((one) => [one, point(one)]);
      const next = neighbour(point(code), points, direction);
      if (next) {
        this.focus(next);
        map.panInside(this.areas.shape(next).at, { padding: [40, 40] });
      }
    }
  };
})();
