/* The areas near a point of a map: a finger covers more than the area it means. */

(() => {
  const REACH = 22; // pixels
  const MOST = 8;

  /* The distance from (0, 0) to a straight line between two points. */
  const distance = (a, b) => {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = dx || dy ? Math.max(0, Math.min(1, -(a.x * dx + a.y * dy) / (dx * dx + dy * dy))) : 0;
    return Math.hypot(a.x + along * dx, a.y + along * dy);
  };

  /* How far it is from (0, 0) to rings: 0 inside them. */
  const apart = (rings) => {
    let inside = false;
    let least = Infinity;
    for (const ring of rings) {
      ring.forEach((b, order) => {
        const a = ring[order ? order - 1 : ring.length - 1];
        least = Math.min(least, distance(a, b));
        if (a.y > 0 !== b.y > 0 && a.x - (a.y * (b.x - a.x)) / (b.y - a.y) > 0) {
          inside = !inside;
        }
      });
    }
    return inside ? 0 : least;
  };

  /* The codes of the areas within reach of a point of the map's box, the nearest first. */
  lettersMap.near = ({ map, layers, tier }, point) => {
    const corner = (by) => map.containerPointToLatLng(point.add([by, by]));
    const reached = L.latLngBounds(corner(-REACH), corner(REACH));
    const found = [];
    for (const [code, layer] of layers) {
      if (layer.getBounds().intersects(reached)) {
        const place = (at) => map.latLngToContainerPoint(at).subtract(point);
        const rings = tier.shapes.get(code).rings.flat();
        found.push([code, apart(rings.map((ring) => ring.map(place)))]);
      }
    }
    const near = found.filter(([, far]) => far <= REACH).sort(([, a], [, b]) => a - b);
    return near.slice(0, MOST).map(([code]) => code);
  };
})();
