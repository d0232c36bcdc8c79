/* TopoJSON to what Leaflet draws. Arcs are lists of steps on a grid; a polygon is a list of rings, a ring a list of
   arcs, and the number of an arc that runs backwards is inverted (TopoJSON 1.0, sections 2.1.3 and 2.1.4). */

lettersMap.decode = (topology) => {
  const { scale, translate } = topology.transform;
  const place = (x, y) => L.latLng(y * scale[1] + translate[1], x * scale[0] + translate[0]);

  const arcs = topology.arcs.map((steps) => {
    let x = 0;
    let y = 0;
    return steps.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return place(x, y);
    });
  });

  const arc = (number) => (number < 0 ? arcs[~number].slice().reverse() : arcs[number]);
  // Each arc begins where the last one ended.
  const ring = (numbers) => numbers.flatMap((number, order) => (order ? arc(number).slice(1) : arc(number)));
  const polygons = (shape) => (shape.type === "MultiPolygon" ? shape.arcs : [shape.arcs]);

  const centres = new Map();

  const tier = (object) =>
    new Map(
      object.geometries.map((shape) => {
        if (shape.properties) {
          centres.set(shape.id, place(...shape.properties.at));
        }
        return [shape.id, { rings: polygons(shape).map((rings) => rings.map(ring)), at: centres.get(shape.id) }];
      }),
    );

  /* The arcs that border one area only. */
  const coast = (object) => {
    const uses = new Map();
    for (const number of object.geometries.flatMap((shape) => polygons(shape).flat(2))) {
      const forwards = number < 0 ? ~number : number;
      uses.set(forwards, (uses.get(forwards) || 0) + 1);
    }
    return [...uses].filter(([, times]) => times === 1).map(([number]) => arcs[number]);
  };

  const { lower, upper } = topology.objects;
  return {
    lower: { shapes: tier(lower), coast: coast(lower) },
    upper: { shapes: tier(upper), coast: coast(upper) },
  };
};
