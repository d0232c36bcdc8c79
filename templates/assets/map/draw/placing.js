/* Where labels stand, in pixels: in the sea beside the land, joined to their areas by lines. Of all ways to give each label
   a place of its own the one with the shortest lines is taken, in which no two lines cross: to uncross two would make them
   shorter. Where a place is too narrow for a label it may come out otherwise; then the label with the longer line is left
   out. The built pictures do the same (mapper/pictures/labels.py). */

(() => {
  const STEP = 16;
  const GAP = 12; // between the land and a label
  const EDGE = 3;
  const FAR = 1e6;

  /* Which way round three points go. */
  const turn = (a, b, c) => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));

  const cross = ([a, b], [c, d]) => turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;

  const meets = ([a, b], box) => {
    const corners = [
      { x: box.left, y: box.top },
      { x: box.right, y: box.top },
      { x: box.right, y: box.bottom },
      { x: box.left, y: box.bottom },
    ];
    const inside = ({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom;
    return inside(a) || inside(b) || corners.some((corner, at) => cross([a, b], [corner, corners[(at + 1) % 4]]));
  };

  const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  /* How far the land reaches to the west and to the east in each row of the box; null without land. */
  const reach = (lines, rows) => {
    const found = Array(rows).fill(null);
    for (const line of lines) {
      line.forEach((point, order) => {
        const other = line[Math.max(0, order - 1)];
        const [high, low] = [Math.min(point.y, other.y), Math.max(point.y, other.y)];
        const [west, east] = [Math.min(point.x, other.x), Math.max(point.x, other.x)];
        const last = Math.min(rows - 1, Math.floor((low + 3) / STEP));
        for (let row = Math.max(0, Math.floor((high - 3) / STEP)); row <= last; row += 1) {
          const [least, most] = found[row] || [Infinity, -Infinity];
          found[row] = [Math.min(least, west), Math.max(most, east)];
        }
      });
    }
    return found;
  };

  /* The places: where a line begins, on which side of the land it is, and how wide a label may be. */
  const places = (lines, size, taken) =>
    reach(lines, Math.floor(size.y / STEP)).flatMap((land, row) => {
      if (!land) {
        return [];
      }
      const y = (row + 0.5) * STEP;
      const across = taken.filter(({ top, bottom }) => top < y + STEP / 2 && bottom > y - STEP / 2);
      const limit = Math.min(size.x, ...across.map(({ left }) => left - GAP));
      const [west, east] = [land[0] - GAP, land[1] + GAP];
      return [
        { x: west, y, side: "left", room: west - EDGE },
        { x: east, y, side: "right", room: limit - east - EDGE },
      ];
    });

  const boxOf = ({ x, y, side }, width) => ({
    left: side === "left" ? x - width : x,
    right: side === "left" ? x : x + width,
    top: y - STEP / 2 + 1,
    bottom: y + STEP / 2 - 1,
  });

  /* Leave out whatever crosses or covers something else, those with the longest lines first. */
  const tidy = (placed) => {
    const kept = [];
    for (const one of [...placed].sort((a, b) => a.length - b.length)) {
      const bad = kept.some(
        (other) =>
          cross(one.line, other.line) ||
          meets(one.line, other.box) ||
          meets(other.line, one.box) ||
          overlap(one.box, other.box),
      );
      if (!bad) {
        kept.push(one);
      }
    }
    return kept;
  };

  /* `labels` have their area's point `at` and their `width`; `lines` are the coast, `taken` the boxes that hold something
     else. Returns for those that have found a place the `label`, its `place`, its `box` and its `line`. */
  lettersMap.placeInSea = (labels, lines, size, taken) => {
    const free = places(lines, size, taken).filter(({ room }) => room > 0);
    const cost = ({ at, width }, place) => {
      const length = Math.hypot(place.x - at.x, place.y - at.y);
      const blocked = width > place.room || taken.some((box) => meets([place, at], box));
      return length + (blocked ? FAR : 0);
    };
    const rows = labels.slice(0, free.length);
    const costs = rows.map((label) => free.map((place) => cost(label, place)));
    const placed = lettersMap.match(costs).map((column, row) => {
      const [label, place] = [rows[row], free[column]];
      return { label, place, box: boxOf(place, label.width), line: [place, label.at], length: costs[row][column] };
    });
    return tidy(placed.filter(({ length }) => length < FAR));
  };

  /* The boxes on a map of those elements that can be seen and lie over it. */
  lettersMap.covered = (map, selector) => {
    const frame = map.getContainer().getBoundingClientRect();
    const whole = { left: 0, top: 0, right: frame.width, bottom: frame.height };
    return [...document.querySelectorAll(selector)]
      .filter((one) => one.offsetHeight > 1 && getComputedStyle(one).visibility === "visible")
      .map((one) => one.getBoundingClientRect())
      .map(({ left, right, top, bottom }) => ({
        left: left - frame.left,
        right: right - frame.left,
        top: top - frame.top,
        bottom: bottom - frame.top,
      }))
      .filter((box) => overlap(box, whole));
  };

  lettersMap.boxes = { overlap, meets };
})();
