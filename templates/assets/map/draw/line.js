/* A line that is worked out anew whenever the map is drawn, in pixels of its layer. It holds many shapes that look the same:
   an element for each would take the browser far longer. */

lettersMap.Line = L.Path.extend({
  initialize(renderer, className) {
    L.setOptions(this, { renderer, className, interactive: false });
    this.line = () => "";
  },

  /* `line()` gives what is drawn, as in the attribute `d` of SVG; "" for nothing. */
  put(line) {
    this.line = line;
    this.redraw();
  },

  _project() {},

  _update() {
    this._renderer._setPath(this, this.line());
  },
});
