/* The areas as they are sent (mapper/map/packing.py) to what Leaflet draws. Arcs are steps on a grid; a polygon is a list of
   rings, a ring a list of arcs, and the number of an arc that runs backwards is inverted, as in TopoJSON. */

(() => {
  // The digits of a number, the lowest first; the last one is among the first 80.
  const DIGITS = new Map();
  for (let code = 35; code < 127; code += 1) {
    if (!",<\\|".includes(String.fromCharCode(code))) {
      DIGITS.set(code, DIGITS.size);
    }
  }
  const LAST = 80;

  const numbers = (text) => {
    const found = [];
    let [value, worth] = [0, 1];
    for (let at = 0; at < text.length; at += 1) {
      const digit = DIGITS.get(text.charCodeAt(at));
      if (digit < LAST) {
        found.push(value + digit * worth);
        [value, worth] = [0, 1];
      } else {
        value += (digit - LAST) * worth;
        worth *= DIGITS.size - LAST;
      }
    }
    return found;
  };

  /* Pairs of numbers that count 0, -1, 1, -2, 2 and so on. */
  const pairs = (text) => {
    const signed = numbers(text).map((one) => (one % 2 ? -(one + 1) / 2 : one / 2));
    return Array.from({ length: signed.length / 2 }, (_, order) => signed.slice(2 * order, 2 * order + 2));
  };

  const arcOf = (number) => (number < 0 ? ~number : number);

  /* The arcs and the rings of a topology, which name each other: an arc that is not the first of its ring begins where the one
     before it has ended. */
  class Borders {
    constructor(text) {
      this.texts = text.split(",");
      this.arcs = [];
    }

    /* The polygons of each area, each a list of rings. */
    areas(text) {
      return text
        .split(",")
        .map((area) => area.split("|").map((rings) => rings.split(" ").map((one) => this.ring(one))));
    }

    ring(text) {
      let end = null;
      return numbers(text).map((reference) => {
        const number = reference ? this._passed(reference) : this._next(end);
        end = this.points(number)[number < 0 ? 0 : this.points(number).length - 1];
        return number;
      });
    }

    points(number) {
      return this.arcs[arcOf(number)];
    }

    _passed(reference) {
      const number = this.arcs.length - Math.ceil(reference / 2);
      return reference % 2 ? ~number : number;
    }

    _next(start) {
      let [x, y] = start || [0, 0];
      const points = pairs(this.texts[this.arcs.length]).map(([dx, dy]) => {
        x += dx;
        y += dy;
        return [x, y];
      });
      return this.arcs.push(start ? [start, ...points] : points) - 1;
    }

    /* The rings round areas that lie together: of their arcs those that no two of them share, end to end. */
    round(areas) {
      const all = areas.flat(3);
      const times = new Map();
      for (const number of all) {
        times.set(arcOf(number), (times.get(arcOf(number)) || 0) + 1);
      }
      const left = new Map();
      const name = (number, last) => {
        const points = this.points(number);
        return points[number < 0 === last ? 0 : points.length - 1].join();
      };
      for (const number of all.filter((one) => times.get(arcOf(one)) === 1)) {
        left.set(name(number, false), [...(left.get(name(number, false)) || []), number]);
      }
      return [...left.keys()].flatMap((from) => this._closed(left, from, name));
    }

    _closed(left, from, name) {
      const rings = [];
      while (left.get(from).length) {
        const ring = [];
        let at = from;
        do {
          ring.push(left.get(at).pop());
          at = name(ring[ring.length - 1], true);
        } while (at !== from);
        rings.push(ring);
      }
      return rings;
    }
  }

  /* By number, the codes of the areas that an arc borders: one on the coast, else two. */
  const bordering = (areas) => {
    const codes = new Map();
    for (const [code, polygons] of areas) {
      for (const number of polygons.flat(2).map(arcOf)) {
        codes.set(number, [...(codes.get(number) || []), code]);
      }
    }
    return codes;
  };

  /* By code, the codes of the areas that share a border with it. */
  const neighbours = (areas) => {
    const found = new Map([...areas.keys()].map((code) => [code, new Set()]));
    for (const [one, other] of bordering(areas).values()) {
      if (other && one !== other) {
        found.get(one).add(other);
        found.get(other).add(one);
      }
    }
    return found;
  };

  /* Who touches whom is worked out when it is first asked for. */
  const touching = (areas) => {
    let found = null;
    return (code) => {
      found = found || neighbours(areas);
      return [...(found.get(code) || [])];
    };
  };

  /* Each tier's areas by code: polygons of rings of the numbers of arcs. */
  const tiersOf = ({ lower, upper }, borders) => {
    const parts = borders.areas(lower.rings);
    const own = new Map(lower.codes.map((code, at) => [code, parts[at]]));
    const rest = upper.rings.split(",");
    const joined = ({ length }, at) =>
      length ? [borders.round(upper.of[at].map((part) => parts[part]))] : borders.areas(rest[at])[0];
    return { lower: own, upper: new Map(upper.codes.map((code, at) => [code, joined(upper.of[at], at)])) };
  };

  lettersMap.decode = (packed) => {
    const { scale, translate } = packed.transform;
    const place = ([x, y]) => L.latLng(y * scale[1] + translate[1], x * scale[0] + translate[0]);

    const borders = new Borders(packed.arcs);
    const tiers = tiersOf(packed, borders);
    const arcs = borders.arcs.map((points) => points.map(place));
    const arc = (number) => (number < 0 ? arcs[~number].slice().reverse() : arcs[number]);
    // Each arc begins where the last one ended.
    const ring = (all) => all.flatMap((number, order) => (order ? arc(number).slice(1) : arc(number)));

    // An area of both tiers has its mark once.
    const marked = [...packed.lower.codes, ...packed.upper.codes.filter((code) => !tiers.lower.has(code))];
    const places = [packed.lower.at, packed.upper.at].flatMap(pairs);
    const centres = new Map(marked.map((code, at) => [code, place(places[at])]));

    const tier = (areas) => {
      const shapeOf = ([code, polygons]) => [
        code,
        { rings: polygons.map((rings) => rings.map(ring)), at: centres.get(code) },
      ];
      const coast = [...bordering(areas)].filter(([, codes]) => codes.length === 1).map(([number]) => arcs[number]);
      return { shapes: new Map([...areas].map(shapeOf)), coast, touching: touching(areas) };
    };

    return { lower: tier(tiers.lower), upper: tier(tiers.upper) };
  };
})();
