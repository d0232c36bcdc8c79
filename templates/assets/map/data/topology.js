/* The areas as they are sent (mapper/map/packing.py) to what Leaflet draws. Arcs are steps on a grid; a polygon is a list of
   rings, a ring a list of arcs, and the number of an arc that runs backwards is inverted, as in TopoJSON. */

(() => {
  // The worth of each digit, by its code; of a number the lowest come first, and the last is among the first 80.
  const DIGITS = [];
  let count = 0;
  for (let code = 35; code < 127; code += 1) {
    if (!",<\\|".includes(String.fromCharCode(code))) {
      DIGITS[code] = count;
      count += 1;
    }
  }
  const LAST = 80;

  const numbers = (text) => {
    const found = [];
    let [value, worth] = [0, 1];
    for (let at = 0; at < text.length; at += 1) {
      const digit = DIGITS[text.charCodeAt(at)];
      if (digit < LAST) {
        found.push(value + digit * worth);
        value = 0;
        worth = 1;
      } else {
        value += (digit - LAST) * worth;
        worth *= count - LAST;
      }
    }
    return found;
  };

  /* Numbers that count 0, -1, 1, -2, 2 and so on. */
  const steps = (text) => numbers(text).map((one) => (one % 2 ? -(one + 1) / 2 : one / 2));

  const arcOf = (number) => (number < 0 ? ~number : number);

  /* The arcs and the rings of a topology, which name each other: an arc that is not the first of its ring begins where the one
     before it has ended. Where its points lie on the map is worked out when they are first asked for. */
  class Borders {
    /* `place(x, y)` is where a point of the grid lies on the map. */
    constructor(text, place) {
      this.texts = text.split(",");
      this.place = place;
      this.arcs = []; // each with its `ends` on the grid, and the `steps` from one to the other
    }

    /* The polygons of each area, each a list of rings. */
    areas(text) {
      return text
        .split(",")
        .map((area) => area.split("|").map((rings) => rings.split(" ").map((one) => this.ring(one))));
    }

    ring(text) {
      let at = null;
      return numbers(text).map((reference) => {
        const number = reference ? this._passed(reference) : this._next(at);
        at = this._end(number, true);
        return number;
      });
    }

    /* The points of a ring: each of its arcs begins where the one before it has ended. */
    line(ring) {
      const line = [];
      for (const number of ring) {
        const points = this.points(arcOf(number));
        for (let at = line.length ? 1 : 0; at < points.length; at += 1) {
          line.push(points[number < 0 ? points.length - 1 - at : at]);
        }
      }
      return line;
    }

    /* The points of an arc. */
    points(arc) {
      const { ends, steps: walked, points } = this.arcs[arc];
      if (points) {
        return points;
      }
      let [x, y] = ends[0];
      const made = [this.place(x, y)];
      for (let at = 0; at < walked.length; at += 2) {
        x += walked[at];
        y += walked[at + 1];
        made.push(this.place(x, y));
      }
      this.arcs[arc].points = made;
      return made;
    }

    _end(number, last) {
      return this.arcs[arcOf(number)].ends[number < 0 === last ? 0 : 1];
    }

    _passed(reference) {
      const number = this.arcs.length - Math.ceil(reference / 2);
      return reference % 2 ? ~number : number;
    }

    _next(start) {
      const walked = steps(this.texts[this.arcs.length]);
      const from = start || walked.splice(0, 2);
      let [x, y] = from;
      for (let at = 0; at < walked.length; at += 2) {
        x += walked[at];
        y += walked[at + 1];
      }
      return this.arcs.push({ ends: [from, [x, y]], steps: walked, points: null }) - 1;
    }

    /* The rings round areas that lie together: of their arcs those that no two of them share, end to end. */
    round(areas) {
      const all = areas.flat(3);
      const times = new Map();
      for (const number of all) {
        times.set(arcOf(number), (times.get(arcOf(number)) || 0) + 1);
      }
      const left = new Map();
      const name = (number, last) => this._end(number, last).join();
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
        const known = codes.get(number);
        if (known) {
          known.push(code);
        } else {
          codes.set(number, [code]);
        }
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

  /* The areas of the upper tier: of the rings of their own, or of those round the areas of the lower tier in them. */
  const upperOf = ({ codes, of, rings }, parts, borders) => {
    const rest = rings.split(",");
    const one = (at) =>
      of[at].length ? [borders.round(of[at].map((part) => parts[part]))] : borders.areas(rest[at])[0];
    return new Map(codes.map((code, at) => [code, one(at)]));
  };

  /* `make` is called when it is first asked for. */
  const once = (make) => {
    let made = null;
    return () => {
      made = made || make();
      return made;
    };
  };

  /* An area: its polygons of `rings`, which are drawn when they are first asked for, and `at`, the place of its mark. */
  class Shape {
    constructor(draw, at) {
      Object.assign(this, { draw: once(draw), at });
    }

    get rings() {
      return this.draw();
    }
  }

  /* Both tiers, each with its `shapes` by code, the lines of its `coast`, and who is `touching` whom. Much of it is worked out
     when it is first asked for, and the upper tier as a whole. */
  lettersMap.decode = ({ transform: { scale, translate }, lower, upper, arcs }) => {
    const place = (x, y) => L.latLng(y * scale[1] + translate[1], x * scale[0] + translate[0]);
    const borders = new Borders(arcs, place);
    const parts = borders.areas(lower.rings);

    // An area of both tiers has its mark once.
    const own = new Set(lower.codes);
    const marked = [...lower.codes, ...upper.codes.filter((code) => !own.has(code))];
    const places = [lower.at, upper.at].flatMap(steps);
    const centres = new Map(marked.map((code, at) => [code, place(places[2 * at], places[2 * at + 1])]));

    const tier = (areas) => {
      const shapeOf = ([code, polygons]) => [
        code,
        new Shape(() => polygons.map((rings) => rings.map((ring) => borders.line(ring))), centres.get(code)),
      ];
      const coastal = () => [...bordering(areas)].filter(([, codes]) => codes.length === 1);
      const coast = once(() => coastal().map(([arc]) => borders.points(arc)));
      const near = once(() => neighbours(areas));
      return {
        shapes: new Map([...areas].map(shapeOf)),
        get coast() {
          return coast();
        },
        touching: (code) => [...(near().get(code) || [])],
      };
    };

    const first = tier(new Map(lower.codes.map((code, at) => [code, parts[at]])));
    const second = once(() => tier(upperOf(upper, parts, borders)));
    return {
      lower: first,
      get upper() {
        return second();
      },
    };
  };
})();
