/* The areas that a place lies in, and those near it. */

(() => {
  /* How a point lies to another, in metres east and north of it: flat, which is exact enough for a few kilometres. */
  const from = (at) => {
    const degree = 111_320;
    const east = degree * Math.cos((at.lat * Math.PI) / 180);
    return ({ lat, lng }) => [(lng - at.lng) * east, (lat - at.lat) * degree];
  };

  /* The distance from (0, 0) to a straight line between two points. */
  const distance = ([ax, ay], [bx, by]) => {
    const [dx, dy] = [bx - ax, by - ay];
    const along = dx || dy ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy))) : 0;
    return Math.hypot(ax + along * dx, ay + along * dy);
  };

  /* Whether a place lies in a shape, and how far it is from the shape's border. A ray to the east crosses the border
     an odd number of times from inside; holes are rings like any other. */
  const within = (shape, at) => {
    const place = from(at);
    let inside = false;
    let border = Infinity;
    for (const ring of shape.rings.flat()) {
      const points = ring.map(place);
      points.forEach((b, order) => {
        const a = points[order ? order - 1 : points.length - 1];
        border = Math.min(border, distance(a, b));
        if (a[1] > 0 !== b[1] > 0 && a[0] - (a[1] * (b[0] - a[0])) / (b[1] - a[1]) > 0) {
          inside = !inside;
        }
      });
    }
    return { inside, border };
  };

  /* The codes of the areas of both tiers, those of the lower one first, that a place lies in, and of those near it. */
  lettersMap.placed = ({ lower, upper }, at, near) => {
    const found = [...new Map([...lower.shapes, ...upper.shapes])].map(([code, shape]) => ({
      code,
      ...within(shape, at),
    }));
    const codes = (some) => some.map(({ code }) => code);
    return {
      inside: codes(found.filter(({ inside }) => inside)),
      near: codes(found.filter(({ inside, border }) => !inside && border <= near)),
    };
  };
})();
