/* Lines round single areas, above all others: the one pointed at, the chosen one with its neighbours, and the one in focus;
   these two in halos, which hold on any fill. */

lettersMap.Outlines = class {
  constructor(areas) {
    this.areas = areas;
    const renderer = lettersMap.pane(areas.map, "outlines", 440);
    const line = (className) =>
      L.polygon([], { ...lettersMap.WHOLE, renderer, className, interactive: false }).addTo(areas.map);
    const names = ["touching", "chosen-halo", "chosen", "pointed", "focused-halo", "focused"];
    this.lines = Object.fromEntries(names.map((name) => [name, line(name)]));
  }

  /* Move the line `name` round an area; away if there is none of that code in view. */
  put(name, code) {
    const shape = code && this.areas.shape(code);
    this.lines[name].setLatLngs(shape ? shape.rings : []);
  }

  /* `touching` are the codes of its neighbours. */
  choose(code, touching) {
    const rings = touching.map((other) => this.areas.shape(other)).filter(Boolean);
    this.lines.touching.setLatLngs(rings.flatMap((shape) => shape.rings));
    this.put("chosen-halo", code);
    this.put("chosen", code);
  }

  focus(code) {
    this.put("focused-halo", code);
    this.put("focused", code);
  }
};
