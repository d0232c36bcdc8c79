/* Each row to a column of its own, so that the sum of the costs is least: the assignment problem, solved by shortest
   augmenting paths (R. Jonker and A. Volgenant, Computing 38 (1987), without their first steps). There are at least as
   many columns as rows; `costs` is a list of rows. Returns the column of each row. */

(() => {
  /* Lengthen the matching by a row, along the cheapest path to a free column. */
  const augment = (costs, row, { u, v, taken }) => {
    const width = v.length;
    const least = Array(width).fill(Infinity);
    const from = Array(width).fill(0);
    const done = Array(width).fill(false);
    taken[0] = row;
    let column = 0;
    do {
      done[column] = true;
      const at = taken[column];
      let [next, delta] = [0, Infinity];
      for (let other = 1; other < width; other += 1) {
        if (!done[other]) {
          const cost = costs[at - 1][other - 1] - u[at] - v[other];
          if (cost < least[other]) {
            [least[other], from[other]] = [cost, column];
          }
          if (least[other] < delta) {
            [delta, next] = [least[other], other];
          }
        }
      }
      for (let other = 0; other < width; other += 1) {
        if (done[other]) {
          u[taken[other]] += delta;
          v[other] -= delta;
        } else {
          least[other] -= delta;
        }
      }
      column = next;
    } while (taken[column]);
    for (; column; column = from[column]) {
      taken[column] = taken[from[column]];
    }
  };

  lettersMap.match = (costs) => {
    if (!costs.length) {
      return [];
    }
    const width = costs[0].length + 1;
    const state = { u: Array(costs.length + 1).fill(0), v: Array(width).fill(0), taken: Array(width).fill(0) };
    for (const row of costs.keys()) {
      augment(costs, row + 1, state);
    }
    return costs.map((_, order) => state.taken.indexOf(order + 1, 1) - 1);
  };
})();
