/* Lines round single areas, above all others: the one pointed at, the one in focus, the chosen one in its halo. */

lettersMap.Outlines = class {
  constructor(areas) {
    this.areas = areas;
    areas.map.createPane("outlines").style.zIndex = 440;
    const renderer = L.svg({ pane: "outlines", padding: 0.5 });
    const line = (className) =>
      L.polygon([], { smoothFactor: 0, noClip: true, renderer, className, interactive: false }).addTo(areas.map);
    this.lines = { halo: line("halo"), chosen: line("chosen"), pointed: line("pointed"), focused: line("focused") };
  }

  /* Move the line `name` round an area; away if there is none of that code in view. */
  put(name, code) {
    const shape = code && this.areas.shape(code);
    this.lines[name].setLatLngs(shape ? shape.rings : []);
  }

  choose(code) {
    this.put("halo", code);
    this.put("chosen", code);
  }
};
