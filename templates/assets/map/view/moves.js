/* How a map moves: all of it in its box at first, and never in the way of someone who scrolls the page. */

/* Lay the whole of a map's corners into its box, and keep it there when the box changes. On the left of the box
   where `left`: the sea on the right has room for something else. */
lettersMap.Frame = class {
  constructor(map, padding, left = () => false) {
    Object.assign(this, { map, padding, left, bounds: L.latLngBounds(map.corners) });
    this._whole();
    map.on("resize", () => {
      const steps = map.getZoom() - this.home;
      const whole = this.isWhole;
      const centre = map.getCenter();
      this._whole();
      if (!whole) {
        map.setView(centre, this.home + steps, { animate: false });
      }
    });
    map.on("moveend", () => {
      // Leaflet says so after a change of the box too, but nobody has moved the map then.
      if (map.getSize().equals(this.size)) {
        this.isWhole = this._isWhole();
      }
    });
  }

  /* Where the map is, for an address: `at` has latitude, longitude, and how many steps of zoom nearer than the
     whole, which means the same on a screen of any size. Nothing for the whole. */
  get told() {
    const { lat, lng } = this.map.getCenter();
    const steps = this.map.getZoom() - this.home;
    return this.isWhole ? {} : { at: [lat.toFixed(3), lng.toFixed(3), steps.toFixed(1)].join(",") };
  }

  /* Go where an address says; to the whole if it says nothing that can be understood. */
  go(at) {
    if (at === (this.told.at || "")) {
      return;
    }
    const numbers = at.split(",").map(Number);
    if (numbers.length === 3 && numbers.every(Number.isFinite) && this.bounds.pad(0.5).contains(numbers.slice(0, 2))) {
      const [lat, lng, steps] = numbers;
      this.map.setView([lat, lng], this.home + Math.max(0, Math.min(5, steps)), { animate: false });
    } else {
      this._whole();
    }
  }

  /* Make sure that a point can be seen. */
  reveal(point) {
    this.map.panInside(point, { padding: [40, 40], animate: false });
  }

  /* Go as near as these bounds let. */
  near(bounds) {
    this.map.fitBounds(bounds, { padding: [28, 28], animate: false });
  }

  /* Call `listener` when the map has come to rest. */
  onMove(listener) {
    let timer = 0;
    this.map.on("moveend", () => {
      clearTimeout(timer);
      timer = setTimeout(listener, 250);
    });
  }

  _whole() {
    const { map, bounds, padding } = this;
    map.setMaxBounds(null);
    map.setMinZoom(0);
    this.home = map.getBoundsZoom(bounds, false, L.point(2 * padding, 2 * padding));
    const [west, east] = [bounds.getNorthWest(), bounds.getSouthEast()].map((one) => map.project(one, this.home));
    const spare = this.left() ? (map.getSize().x - (east.x - west.x)) / 2 - padding : 0;
    this.middle = map.unproject(west.add(east).divideBy(2).add([spare, 0]), this.home);
    map.setView(this.middle, this.home, { animate: false });
    // A wide box shows more than England and half of it on every side: the whole must not be pushed out of its place.
    map.setMaxBounds(bounds.pad(0.5).extend(map.getBounds()));
    map.setMinZoom(this.home);
    map.setMaxZoom(this.home + 5);
    this.size = map.getSize();
    this.isWhole = true;
  }

  /* Leaflet rounds the middle to a pixel. */
  _isWhole() {
    const { map } = this;
    const apart = map.project(map.getCenter(), this.home).distanceTo(map.project(this.middle, this.home));
    return Math.abs(map.getZoom() - this.home) < 0.05 && apart < 2;
  }
};

lettersMap.letPageScroll = (map) => {
  // Leaflet would take every turn of the wheel; without Ctrl it belongs to the page.
  const wheel = (event) => {
    if (!event.ctrlKey && !event.metaKey) {
      event.stopPropagation();
    }
  };
  map.getContainer().addEventListener("wheel", wheel, { capture: true, passive: true });
  // One finger scrolls the page; two move and zoom the map.
  if (window.matchMedia("(pointer: coarse)").matches) {
    map.dragging.disable();
  }
};
