/* The councils of the place where somebody is, from the page's own areas. The browser is asked when they press the
   button; what it answers stays in the page. */

(() => {
  const NEAR = 1000; // metres: borders are simplified, though by less than this
  const VAGUE = 10_000;
  const INSTEAD = "Type a postcode or a council’s name instead.";

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
    const found = [...new Map([...lower.shapes, ...upper.shapes])].map(([code, shape]) => ({ code, ...within(shape, at) }));
    const codes = (some) => some.map(({ code }) => code);
    return {
      inside: codes(found.filter(({ inside }) => inside)),
      near: codes(found.filter(({ inside, border }) => !inside && border <= near)),
    };
  };

  const listed = (words) => new Intl.ListFormat("en-GB", { type: "disjunction" }).format(words);

  /* What serves the place in a year; `areas()` are those of the year in view. */
  const servingPlace = (areas, { latitude, longitude, accuracy }) => (year) => {
    const margin = Math.max(NEAR, accuracy);
    const { inside, near } = lettersMap.placed(areas(), L.latLng(latitude, longitude), margin);
    const names = listed(near.map((code) => year.council(code).short));
    const far = `${Math.ceil(margin / 1000)} km`;
    if (inside.length) {
      const doubt = `${names} may be it too: the border is less than ${far} away, and borders are simplified here. A postcode is exact.`;
      return { codes: inside, notes: near.length ? [doubt] : [] };
    }
    const notes = near.length
      ? [`You are less than ${far} from ${names}, but in no area of this map.`, INSTEAD]
      : ["You are in no area of this map, which is about councils in England."];
    return { codes: [], notes };
  };

  /* A promise of the place and what serves it, or of a note that says why not. */
  const locate = (areas) =>
    new Promise((done) => {
      const found = ({ coords }) =>
        done(
          coords.accuracy > VAGUE
            ? { note: `Your device knows its place only to ${Math.ceil(coords.accuracy / 1000)} km. ${INSTEAD}` }
            : { where: "where you are", serving: servingPlace(areas, coords) },
        );
      const failed = ({ code, PERMISSION_DENIED }) =>
        done({
          note:
            code === PERMISSION_DENIED
              ? `Your browser keeps your place to itself. ${INSTEAD}`
              : `Your device could not find its place. ${INSTEAD}`,
        });
      navigator.geolocation.getCurrentPosition(found, failed, { timeout: 20_000, maximumAge: 600_000 });
    });

  /* Offer the button where a browser can be asked, which it cannot from a page opened from disk. */
  lettersMap.offerLocation = (button, find, areas) => {
    button.hidden = !navigator.geolocation || !window.isSecureContext || window.location.protocol === "file:";
    button.addEventListener("click", () => {
      find.clear("Your browser may ask you first. Your place stays in this page.");
      find.ask(locate(areas), true);
    });
  };
})();
