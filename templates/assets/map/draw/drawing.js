/* The areas of a view and the lines round them, in one window: the map is one, and the inset another. */

lettersMap.Drawing = class {
  constructor(map, reach = null) {
    this.areas = new lettersMap.Areas(map, reach);
    this.outlines = new lettersMap.Outlines(this.areas);
  }

  steps(view) {
    return this.areas.steps(view.geometry);
  }

  show(view, before) {
    if (!view.hasFiguresOf(before)) {
      this.areas.show(view.metric, (code) => view.measure(code), view.unit);
    }
    const { council, geometry } = view;
    if (!before || before.council !== council || before.geometry !== geometry) {
      this.outlines.choose(council, council ? geometry.touching(council) : []);
    }
  }
};
