/* TopoJSON to what Leaflet draws. Arcs are lists of steps on a grid; a polygon is a list of rings, a ring a list of
   arcs, and the number of an arc that runs backwards is inverted (TopoJSON 1.0, sections 2.1.3 and 2.1.4). */

(() => {
  const polygons = (shape) => (shape.type === "MultiPolygon" ? shape.arcs : [shape.arcs]);

  /* The arcs of a shape, by their numbers forwards. */
  const arcsOf = (shape) =>
    polygons(shape)
      .flat(2)
      .map((number) => (number < 0 ? ~number : number));

  /* By number, the codes of the areas that an arc borders: one on the coast, else two. */
  const bordering = (object) => {
    const codes = new Map();
    for (const shape of object.geometries) {
      for (const number of arcsOf(shape)) {
        codes.set(number, [...(codes.get(number) || []), shape.id]);
      }
    }
    return codes;
  };

  /* By code, the codes of the areas that share a border with it. */
  const neighbours = (object) => {
    const found = new Map(object.geometries.map(({ id }) => [id, new Set()]));
    for (const [one, other] of bordering(object).values()) {
      if (other && one !== other) {
        found.get(one).add(other);
        found.get(other).add(one);
      }
    }
    return found;
  };

  /* Who touches whom is worked out when it is first asked for. */
  const touching = (object) => {
    let found = null;
    return (code) => {
      found = found || neighbours(object);
      return [...(found.get(code) || [])];
    };
  };

  lettersMap.decode = ({ transform, arcs: packed, objects }) => {
    const { scale, translate } = transform;
    const place = (x, y) => L.latLng(y * scale[1] + translate[1], x * scale[0] + translate[0]);

    const arcs = packed.map((steps) => {
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

    const centres = new Map();
    const shapeOf = (shape) => {
      if (shape.properties) {
        centres.set(shape.id, place(...shape.properties.at));
      }
      return [shape.id, { rings: polygons(shape).map((rings) => rings.map(ring)), at: centres.get(shape.id) }];
    };

    const tier = (object) => {
      const coast = [...bordering(object)].filter(([, codes]) => codes.length === 1).map(([number]) => arcs[number]);
      return { shapes: new Map(object.geometries.map(shapeOf)), coast, touching: touching(object) };
    };

    return { lower: tier(objects.lower), upper: tier(objects.upper) };
  };
})();
