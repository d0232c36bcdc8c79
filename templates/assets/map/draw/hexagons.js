/* The councils as hexagons of one size, from their places on a grid: `x` counts half hexagons eastwards, `y` rows
   southwards (mapper/hexagons.py). They are regular on the screen, so their areas are equal as they are seen. */

(() => {
  const CORNERS = [0, 1, 2, 3, 4, 5].map((sixth) => (Math.PI / 3) * sixth);
  const ROW = Math.sqrt(3) / 2; // distance of two rows, in widths of a hexagon
  const RADIUS = 1 / Math.sqrt(3); // from the middle to a corner

  /* From widths of a hexagon to places on the map, so that all of them fill the box that England fills. */
  const placing = (points, corners) => {
    const whole = L.latLngBounds(corners);
    const crs = L.CRS.EPSG3857;
    const box = L.bounds(crs.project(whole.getSouthWest()), crs.project(whole.getNorthEast()));
    const own = L.bounds(points)
      .getSize()
      .add([1, 2 * RADIUS]);
    const scale = Math.min(box.getSize().x / own.x, box.getSize().y / own.y);
    const middle = L.bounds(points).getCenter();
    return (point) => crs.unproject(box.getCenter().add(point.subtract(middle).multiplyBy(scale)));
  };

  const hexagon = ({ x, y }) =>
    CORNERS.map((angle) => L.point(x + RADIUS * Math.sin(angle), y + RADIUS * Math.cos(angle)));

  /* The edges that belong to one hexagon only; corners that meet are the same but for rounding. */
  const coast = (rings, place) => {
    const name = ({ x, y }) => `${Math.round(6 * x)},${Math.round(12 * y)}`;
    const edges = new Map();
    for (const ring of rings) {
      ring.forEach((from, order) => {
        const to = ring[(order + 1) % 6];
        const key = [name(from), name(to)].sort().join();
        edges.set(key, edges.has(key) ? null : [place(from), place(to)]);
      });
    }
    return [...edges.values()].filter(Boolean);
  };

  const tier = (codes, { x, y }, corners) => {
    if (!codes.length) {
      return { shapes: new Map(), coast: [], touching: () => [] };
    }
    const points = codes.map((_, order) => L.point(x[order] / 2, -y[order] * ROW));
    const place = placing(points, corners);
    const rings = points.map(hexagon);
    const shapes = codes.map((code, order) => [code, { rings: [[rings[order].map(place)]], at: place(points[order]) }]);
    return { shapes: new Map(shapes), coast: coast(rings, place), touching: () => [] };
  };

  /* Both tiers in the form that `decode` gives them: shapes with rings and a middle by code, and the coast. Not
     every hexagon beside another is a true neighbour, so none is said to touch. */
  lettersMap.hexagons = ({ hexagons, ...tiers }, corners) => {
    const both = ["lower", "upper"].map((name) => [name, tier(tiers[name].codes, hexagons[name], corners)]);
    return Object.fromEntries(both);
  };
})();
